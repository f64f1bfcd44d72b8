//! `GET /mesa/buscar`: to a ticket by its code, by a part of it, or by an address.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::TicketCode;
use jiff::Timestamp;
use serde::Deserialize;

use super::chip::Chip;
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The longest query that means anything.
const LONGEST: usize = 254;

#[derive(Template)]
#[template(path = "desk/search.html")]
struct SearchPage {
    v: Visit,
    frame: Frame,
    query: String,
    example: String,
    found: Vec<Found>,
}

struct Found {
    code: String,
    subject: String,
    chip: Chip,
    created_at: Timestamp,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

/// `GET /mesa/buscar`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let query: String = asked.q.trim().chars().take(LONGEST).collect();
    let tickets = if query.is_empty() {
        Vec::new()
    } else {
        app::ticket::find(&web, &seat.by, &query).await?
    };
    if let ([only], false) = (tickets.as_slice(), query.contains('@')) {
        return Ok(Redirect::to(&format!("/mesa/casos/{}", only.code)).into_response());
    }
    let frame = seat.frame(&web, "buscar").await?;
    let found = tickets.into_iter().map(|ticket| Found {
        chip: Chip::of(&seat.v.t, ticket.status),
        code: ticket.code.to_string(),
        subject: ticket.subject,
        created_at: ticket.created_at,
    });
    let example = TicketCode::new(
        &seat.v.settings.prefix,
        seat.v.now.year(),
        [7, 15, 3, 19, 9, 23],
    )
    .to_string();
    page::ok(&SearchPage {
        found: found.collect(),
        query,
        example,
        frame,
        v: seat.v,
    })
}
