//! A requester goes on with a resolved ticket, or gives one up.

use domain::ticket::Command;
use domain::{Ticket, TicketCode};

use super::{change, load};
use crate::{App, Error, Guest};

/// Reopens a resolved ticket within the term, with a reason.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Unproven`] or [`Error::Rejected`]; after the term a new, linked
/// ticket is the way ([`crate::intake::begin_follow_up`]).
pub async fn reopen(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    reason: String,
) -> Result<Ticket, Error> {
    by_requester(app, guest, code, Command::Reopen { reason }).await
}

/// Gives a request up that nobody has answered with a solution.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Unproven`] or [`Error::Rejected`]; then nothing was done.
pub async fn drop_request(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    reason: String,
) -> Result<Ticket, Error> {
    by_requester(app, guest, code, Command::Drop { reason }).await
}

async fn by_requester(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    command: Command,
) -> Result<Ticket, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            guest.check_act(&ticket)?;

            let actor = guest.actor(&ticket);
            change(tx, &desk, &mut ticket, actor, &command, now)?;
            Ok(ticket)
        })
        .await
}
