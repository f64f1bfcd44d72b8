//! The page of a ticket, for its requester: what happened, what can be done now, and the forms for it.

mod claim;
mod deadline;
mod decide;
mod drop;
mod files;
mod payee;
mod progress;
mod prolong;
mod rate;
mod reason;
mod record;
mod reopen;
pub(super) mod show;
mod stars;
mod timeline;
mod write;

use app::Error;
use axum::Router;
use domain::{Refusal, TicketCode};

use super::chip::Chip;
use crate::error::PageError;
use crate::path;
use crate::state::Web;
use crate::visit::Visit;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .merge(show::routes())
        .merge(write::routes())
        .merge(files::routes())
        .merge(record::routes())
        .merge(decide::routes())
        .merge(rate::routes())
        .merge(reopen::routes())
        .merge(drop::routes())
        .merge(prolong::routes())
        .merge(payee::routes())
        .merge(deadline::routes())
}

/// The code in an address; what cannot be one is no page.
pub(super) fn code(text: &str) -> Result<TicketCode, PageError> {
    text.parse().map_err(|_| PageError::App(Error::NotFound))
}

/// The address of a ticket's page.
pub(super) fn path_of(code: &TicketCode) -> String {
    format!("/casos/{code}")
}

/// Whoever must prove the address first does so, and comes back to the ticket.
pub(super) fn or_prove(error: Error, code: &TicketCode) -> PageError {
    match error {
        Error::Unproven => PageError::Elsewhere(prove_path(code)),
        error => error.into(),
    }
}

/// Where the address is proved, on the way to a ticket.
fn prove_path(code: &TicketCode) -> String {
    format!("/verificar?volver={}", path::escape(&path_of(code)))
}

/// What is wrong with an answer, and the field to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Problem {
    /// The id of the field.
    field: &'static str,
    text: String,
}

impl Problem {
    fn new(field: &'static str, text: String) -> Self {
        Self { field, text }
    }
}

/// What the error above a field says; empty if nothing is wrong with it.
fn problem_of<'a>(problems: &'a [Problem], field: &str) -> &'a str {
    problems
        .iter()
        .find(|problem| problem.field == field)
        .map_or("", |problem| &problem.text)
}

/// The words of a refusal, with the present state where it names one.
fn refusal_text(v: &Visit, refusal: &Refusal, now: &str) -> String {
    if matches!(refusal, Refusal::IllegalMove { .. }) {
        return v.t.ticket_too_late(now);
    }
    let over = if let Refusal::TooLong(over) = refusal {
        u32::try_from(*over).unwrap_or(u32::MAX)
    } else {
        0
    };
    v.t.by_id_with(
        &format!("refusal-{}", refusal.code()),
        &[("n", over.into())],
    )
    .unwrap_or_default()
}
