//! `/cuenta/segundo-paso` and `/mesa/cuenta/segundo-paso`: setting the second factor up, its
//! recovery codes, and turning it off.

use crate::form::Form;
use app::Error;
use app::factor::{Drawn, View};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::desk::form::Errors;
use crate::error::PageError;
use crate::own::{Own, done};
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The last part of the address.
const PAGE: &str = "segundo-paso";

#[derive(Template)]
#[template(path = "account/factor.html")]
struct FactorPage {
    v: Visit,
    errors: Errors,
    done: Option<String>,
    base: &'static str,
    home: &'static str,
    /// Where one signs in again; empty for who did just now.
    again: String,
    is_required: bool,
    is_on: bool,
    state: Shown,
}

/// What the page shows.
enum Shown {
    Off,
    Begun {
        secret: String,
        picture: report::Picture,
    },
    On {
        since: String,
        codes_left: u32,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Told {
    hecho: String,
}

/// `GET …/segundo-paso`
pub(crate) async fn show(
    State(web): State<Web>,
    own: Own,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let done = (told.hecho == "apagado").then(|| own.v.t.factor_turned_off());
    shown(&web, own, Errors::default(), done, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    own: Own,
    errors: Errors,
    done: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let state = match app::factor::view(web, &own.me).await? {
        View::Off => Shown::Off,
        View::Begun { secret, address } => Shown::Begun {
            secret: in_groups(&secret),
            picture: report::Picture::of(&address)
                .map_err(|error| Error::Internal(error.into()))?,
        },
        View::On { since, codes_left } => Shown::On {
            since: own.v.table_date(&since),
            codes_left,
        },
    };
    let page = FactorPage {
        errors,
        done,
        base: own.base,
        home: own.home(),
        again: if own.me.is_fresh(web) {
            String::new()
        } else {
            own.again(PAGE)
        },
        is_required: app::factor::is_required(web, own.me.of),
        is_on: matches!(state, Shown::On { .. }),
        state,
        v: own.v,
    };
    page::html(status, &page)
}

/// `GEZD GNBV …`, as it is typed.
fn in_groups(secret: &str) -> String {
    let symbols: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = symbols.chunks(4).map(String::from_iter).collect();
    groups.join(" ")
}

/// `POST …/segundo-paso/comenzar`
pub(crate) async fn begin(State(web): State<Web>, own: Own) -> Result<Response, PageError> {
    match app::factor::begin(&web, &own.me).await {
        // Sent twice, or from another page: there it is.
        Ok(()) | Err(Error::Conflict) => {
            Ok(Redirect::to(&format!("{}/{PAGE}", own.base)).into_response())
        }
        Err(error) => Err(own.refused(error, PAGE)),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    codigo: String,
}

#[derive(Template)]
#[template(path = "account/codes.html")]
struct CodesPage {
    v: Visit,
    home: &'static str,
    codes: Vec<String>,
}

/// `POST …/segundo-paso`: turns it on, and shows the recovery codes this once.
pub(crate) async fn confirm(
    State(web): State<Web>,
    own: Own,
    Form(sent): Form<Typed>,
) -> Result<Response, PageError> {
    let mut errors = Errors::default();
    match app::factor::confirm(&web, &own.me, &sent.codigo).await {
        Ok(Some(drawn)) => return codes(&web, own, drawn),
        Ok(None) if sent.codigo.trim().is_empty() => errors.add("codigo", own.v.t.step_missing()),
        Ok(None) => errors.add("codigo", own.v.t.step_wrong()),
        Err(Error::Limited) => errors.add("codigo", own.v.t.step_wait()),
        // It is on already, or was never begun.
        Err(Error::NotFound) => {
            return Ok(Redirect::to(&format!("{}/{PAGE}", own.base)).into_response());
        }
        Err(error) => return Err(own.refused(error, PAGE)),
    }
    shown(&web, own, errors, None, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST …/segundo-paso/codigos`: new recovery codes, shown this once.
pub(crate) async fn renew(State(web): State<Web>, own: Own) -> Result<Response, PageError> {
    match app::factor::renew_codes(&web, &own.me).await {
        Ok(drawn) => codes(&web, own, drawn),
        Err(error) => Err(own.refused(error, PAGE)),
    }
}

/// The recovery codes, this once; the session goes on under its new token.
fn codes(web: &Web, own: Own, drawn: Drawn) -> Result<Response, PageError> {
    let cookie = own.renewed(web, &drawn.session_token);
    let page = page::ok(&CodesPage {
        home: own.home(),
        codes: drawn.codes,
        v: own.v,
    })?;
    Ok((cookie, page).into_response())
}

/// `POST …/segundo-paso/apagar`
pub(crate) async fn turn_off(State(web): State<Web>, own: Own) -> Result<Response, PageError> {
    match app::factor::turn_off(&web, &own.me).await {
        Ok(token) => {
            let cookie = own.renewed(&web, &token);
            let page = done(&format!("{}/{PAGE}", own.base), "apagado");
            Ok((cookie, page).into_response())
        }
        Err(Error::NotFound) => Ok(Redirect::to(&format!("{}/{PAGE}", own.base)).into_response()),
        Err(error) => Err(own.refused(error, PAGE)),
    }
}
