//! `/cuenta/correo` and `/mesa/cuenta/correo`: another address to sign in with; and the link that
//! brings the old one back.

use crate::form::Form;
use app::Error;
use app::email_change::{Pending, Undone};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use domain::otp::CodeRefusal;
use serde::Deserialize;

use crate::desk::form::Errors;
use crate::error::PageError;
use crate::own::{Own, done};
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The last part of the address.
const PAGE: &str = "correo";

#[derive(Template)]
#[template(path = "account/email.html")]
struct EmailPage {
    v: Visit,
    errors: Errors,
    base: &'static str,
    home: &'static str,
    /// Where one signs in again; empty for who did just now.
    again: String,
    email: String,
    pending: Option<Pending>,
    typed: Sent,
}

/// What the forms of this page send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    correo: String,
    codigo: String,
}

/// `GET …/correo`
pub(crate) async fn show(State(web): State<Web>, own: Own) -> Result<Response, PageError> {
    let (sent, errors) = (Sent::default(), Errors::default());
    shown(&web, own, sent, errors, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    own: Own,
    typed: Sent,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, PageError> {
    let page = EmailPage {
        pending: app::email_change::pending(web, &own.me).await?,
        errors,
        base: own.base,
        home: own.home(),
        again: if own.me.is_fresh(web) {
            String::new()
        } else {
            own.again(PAGE)
        },
        email: own.email,
        typed,
        v: own.v,
    };
    page::html(status, &page)
}

/// `POST …/correo`: asks for the change.
pub(crate) async fn ask(
    State(web): State<Web>,
    own: Own,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (language, t) = (own.v.tag().to_owned(), &own.v.t);
    let mut errors = Errors::default();
    match app::email_change::ask(&web, &own.me, sent.correo.trim(), language).await {
        Ok(()) => return Ok(Redirect::to(&format!("{}/{PAGE}", own.base)).into_response()),
        Err(Error::Invalid {
            error: FieldError::NotAnOption,
            ..
        }) => errors.add("correo", t.email_same()),
        Err(Error::Invalid { .. }) => errors.add("correo", t.error_not_an_email()),
        Err(Error::Limited) => errors.add("correo", t.email_limited()),
        Err(error) => return Err(own.refused(error, PAGE)),
    }
    shown(&web, own, sent, errors, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST …/correo/codigo`: proves the new address.
pub(crate) async fn confirm(
    State(web): State<Web>,
    own: Own,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let mut errors = Errors::default();
    match app::email_change::confirm(&web, &own.me, &sent.codigo).await {
        Ok(Ok(token)) => {
            let cookie = own.renewed(&web, &token);
            return Ok((cookie, done(own.home(), "correo")).into_response());
        }
        Ok(Err(refusal)) => errors.add("codigo", refusal_words(&own.v, refusal)),
        Err(Error::Invalid { .. }) => errors.add("codigo", own.v.t.email_taken()),
        Err(Error::NotFound) => {
            return Ok(Redirect::to(&format!("{}/{PAGE}", own.base)).into_response());
        }
        Err(error) => return Err(error.into()),
    }
    shown(&web, own, sent, errors, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn refusal_words(v: &Visit, refusal: CodeRefusal) -> String {
    match refusal {
        CodeRefusal::Wrong { left } => v.t.error_code_wrong(left),
        CodeRefusal::Expired => v.t.error_code_expired_ask(),
        CodeRefusal::Dead => v.t.error_code_wrong(0),
        CodeRefusal::Blocked => v.t.intake_code_blocked(),
    }
}

#[derive(Template)]
#[template(path = "account/undo.html")]
struct UndoPage {
    v: Visit,
    token: String,
    email: String,
    error: String,
}

/// `GET /ingresar/correo/{token}`: looking at it undoes nothing (case B8).
pub(crate) async fn undoable(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let old = app::email_change::undoable(&web, &token).await;
    page::ok(&UndoPage {
        email: old.map_err(ended)?.masked(),
        v,
        token,
        error: String::new(),
    })
}

/// `POST /ingresar/correo/{token}`
pub(crate) async fn undo(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    match app::email_change::undo(&web, &token, v.client.clone()).await {
        Ok(Undone::Back(path)) => Ok(Redirect::to(&path).into_response()),
        Ok(Undone::Closed(old)) => page::unprocessable(&UndoPage {
            email: old.masked(),
            error: v.t.undo_closed(),
            v,
            token,
        }),
        Err(Error::Invalid { .. }) => {
            let old = app::email_change::undoable(&web, &token).await;
            page::unprocessable(&UndoPage {
                email: old.map_err(ended)?.masked(),
                error: v.t.undo_taken(),
                v,
                token,
            })
        }
        Err(error) => Err(ended(error)),
    }
}

fn ended(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::LinkEnded,
        other => other.into(),
    }
}
