//! The list of one's tickets.

use app::ticket::TicketRow;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::chip::Chip;
use super::idle::Idle;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{AsGuest, AsRead, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/mis-casos", get(list))
}

#[derive(Template)]
#[template(path = "portal/list.html")]
struct ListPage {
    v: Visit,
    idle: Idle,
    /// Whose they are; hidden for the most part until the address was proved.
    email: String,
    rows: Vec<(Chip, TicketRow)>,
}

/// `GET /mis-casos`
async fn list(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    AsRead(read): AsRead<Vec<TicketRow>>,
) -> Result<Response, PageError> {
    let rows = match read {
        Some(rows) => rows?,
        None => app::ticket::list_for_guest(&web, &guest).await?,
    };
    let rows = rows
        .into_iter()
        .map(|row| (Chip::of(&v.t, &row.ticket), row))
        .collect();
    let email = &guest.contact.email;
    let email = if guest.may_see_private() {
        email.to_string()
    } else {
        email.masked()
    };
    page::ok(&ListPage {
        v,
        idle: Idle::new(&web),
        email,
        rows,
    })
}
