//! Somebody who changes how they themselves sign in: the same pages for the staff, under
//! `/mesa/cuenta`, and for people of companies, under `/cuenta`.

use app::{Error, Oneself};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Principal;

use crate::cookie::{Cookie, SetCookie};
use crate::desk::in_own_language;
use crate::error::PageError;
use crate::path::escape;
use crate::state::Web;
use crate::visit::{AsAgent, AsMember, AsUnfinishedAgent, Visit};

/// Where the staff sets the second step up: what can be reached before it is there.
pub(crate) const DESK_STEP: &str = "/mesa/cuenta/segundo-paso";

/// A request of somebody about their own way to sign in.
pub(crate) struct Own {
    pub(crate) v: Visit,
    pub(crate) me: Oneself,
    /// `/mesa/cuenta` or `/cuenta`: where these pages begin.
    pub(crate) base: &'static str,
    /// The address with which they sign in.
    pub(crate) email: String,
}

impl FromRequestParts<Web> for Own {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let v = Visit::of(parts, web);
        let path = parts.uri.path().to_owned();
        if !path.starts_with("/mesa/") {
            let AsMember(guest) = AsMember::from_request_parts(parts, web).await?;
            return Ok(Self {
                me: Oneself::member(&guest, v.client.clone())?,
                email: guest.contact.email.to_string(),
                base: "/cuenta",
                v,
            });
        }
        let by = if path.starts_with(DESK_STEP) {
            AsUnfinishedAgent::from_request_parts(parts, web).await?.0
        } else {
            AsAgent::from_request_parts(parts, web).await?.0
        };
        Ok(Self {
            me: Oneself::staff(&by, v.client.clone()),
            email: by.agent.email.to_string(),
            base: "/mesa/cuenta",
            v: in_own_language(v, &by),
        })
    }
}

impl Own {
    /// The page with one's own data.
    pub(crate) fn home(&self) -> &'static str {
        match self.me.of {
            Principal::Agent(_) => "/mesa/cuenta",
            Principal::Account(_) => "/cuenta/datos",
        }
    }

    /// Where one signs in again, and comes back from to a page of these.
    pub(crate) fn again(&self, page: &str) -> String {
        let back = escape(&format!("{}/{page}", self.base));
        format!("/ingresar?hecho=otra&volver={back}")
    }

    /// An error as a page; who signed in too long ago does so again, and comes back to a page of
    /// these.
    pub(crate) fn refused(&self, error: Error, page: &str) -> PageError {
        match error {
            Error::NotFresh => PageError::Elsewhere(self.again(page)),
            other => other.into(),
        }
    }

    /// The cookie of the session, which goes on under a new token.
    pub(crate) fn renewed(&self, web: &Web, token: &str) -> SetCookie {
        match self.me.of {
            Principal::Agent(_) => Cookie::Agent.set(web, token),
            Principal::Account(_) => Cookie::Guest.set(web, token),
        }
    }
}

/// Back to a page, with what was done.
pub(crate) fn done(path: &str, done: &str) -> Response {
    Redirect::to(&format!("{path}?hecho={done}")).into_response()
}
