//! Giving a request up.

use crate::form::Form;
use app::{Error, Guest};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::ticket::Move;
use domain::{Status, TicketCode};
use serde::Deserialize;

use super::reason::ReasonPage;
use super::show::{Extra, again};
use super::{Chip, code, or_prove, path_of, refusal_text};
use crate::error::PageError;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/desistir", get(page).post(give_up))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    motivo: String,
}

/// `GET /casos/{codigo}/desistir`
async fn page(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let ticket = app::ticket::for_guest(&web, &guest, code.clone())
        .await?
        .ticket;
    if ticket.allows(guest.actor(&ticket), Move::Drop).is_err() {
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
        heading: v.t.ticket_drop_heading(),
        lead: v.t.ticket_drop_lead(),
        label: v.t.ticket_drop_reason(),
        is_optional: true,
        button: v.t.ticket_drop_yes(),
        is_danger: true,
        back: v.t.ticket_drop_no(),
        action: "desistir",
        path: path_of(code),
        code: code.to_string(),
        typed,
        problem,
        v,
    }
    .answer(guest, code)
}

/// `POST /casos/{codigo}/desistir`
async fn give_up(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    match app::ticket::drop_request(&web, &guest, code.clone(), fields.motivo.clone()).await {
        Ok(_) => Ok(given_up(&code)),
        Err(Error::Rejected(refusal)) if refusal.is_conflict() => {
            let ticket = app::ticket::for_guest(&web, &guest, code.clone())
                .await?
                .ticket;
            if ticket.status == Status::Cancelled {
                return Ok(given_up(&code));
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

fn given_up(code: &TicketCode) -> Response {
    Redirect::to(&format!("{}?hecho=cancelado", path_of(code))).into_response()
}
