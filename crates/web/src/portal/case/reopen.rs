//! Going on with a resolved ticket: reopening it, or, after the time for that, a new one with the
//! same data.

use crate::form::Form;
use app::{Error, Guest};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::ticket::Move;
use domain::{Refusal, TicketCode};
use serde::Deserialize;

use super::reason::ReasonPage;
use super::show::{Extra, again};
use super::{Chip, code, or_prove, path_of, refusal_text};
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/casos/{codigo}/reabrir", get(page).post(reopen))
        .route("/casos/{codigo}/seguir", post(follow))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    motivo: String,
}

/// `GET /casos/{codigo}/reabrir`
async fn page(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let view = app::ticket::for_guest(&web, &guest, code.clone()).await?;
    let is_open = view.reopen_until.is_some_and(|until| web.now() <= until);
    if !is_open
        || view
            .ticket
            .allows(guest.actor(&view.ticket), Move::Reopen)
            .is_err()
    {
        return Err(PageError::Elsewhere(path_of(&code)));
    }
    form(v, &guest, &code, String::new(), String::new())
}

fn form(
    v: Visit,
    guest: &Guest,
    code: &TicketCode,
    typed: String,
    problem: String,
) -> Result<Response, PageError> {
    ReasonPage {
        heading: v.t.ticket_reopen_heading(),
        lead: String::new(),
        label: v.t.ticket_reopen_reason(),
        is_optional: false,
        button: v.t.ticket_reopen(),
        is_danger: false,
        back: v.t.ticket_go_back(),
        action: "reabrir",
        path: path_of(code),
        code: code.to_string(),
        typed,
        problem,
        v,
    }
    .answer(guest, code)
}

/// `POST /casos/{codigo}/reabrir`
async fn reopen(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    match app::ticket::reopen(&web, &guest, code.clone(), fields.motivo.clone()).await {
        Ok(_) => Ok(reopened(&code)),
        Err(Error::Rejected(Refusal::ReasonMissing)) => {
            let problem = v.t.error_reopen_reason();
            form(v, &guest, &code, fields.motivo, problem)
        }
        Err(Error::Rejected(refusal)) if refusal.is_conflict() => {
            let ticket = app::ticket::for_guest(&web, &guest, code.clone())
                .await?
                .ticket;
            if ticket.is_reopened() {
                return Ok(reopened(&code));
            }
            let conflict = refusal_text(&v, &refusal, &Chip::of(&v.t, &ticket).label);
            let extra = Extra {
                conflict,
                message: fields.motivo,
                ..Extra::default()
            };
            again(&web, v, &guest, code, StatusCode::CONFLICT, extra).await
        }
        Err(Error::Rejected(refusal)) => {
            let problem = refusal_text(&v, &refusal, "");
            form(v, &guest, &code, fields.motivo, problem)
        }
        Err(error) => Err(or_prove(error, &code)),
    }
}

fn reopened(code: &TicketCode) -> Response {
    Redirect::to(&format!("{}?hecho=reabierto", path_of(code))).into_response()
}

/// `POST /casos/{codigo}/seguir`
async fn follow(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let topic = app::ticket::for_guest(&web, &guest, code.clone())
        .await?
        .topic;
    let begun = app::intake::begin_follow_up(&web, &guest, code.clone(), v.client).await;
    let (_, token) = begun.map_err(|error| or_prove(error, &code))?;
    let details = if topic.is_active {
        format!("/casos/nuevo/{}", topic.slug)
    } else {
        "/casos/nuevo".into()
    };
    Ok((Cookie::Draft.set(&web, &token), Redirect::to(&details)).into_response())
}
