//! A requester rejects the solution.

use domain::ticket::Command;
use domain::{SolutionId, Ticket, TicketCode};

use super::{change, load};
use crate::{App, Error, Guest};

/// Rejects the proposed solution and says why; the ticket goes on.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Unproven`], [`Error::Rejected`], or [`Error::Conflict`] if
/// another solution stands there by now; then nothing was done.
pub async fn reject(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    solution: SolutionId,
    reason: String,
) -> Result<Ticket, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    let command = Command::Reject { reason };
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            guest.check_act(&ticket)?;
            ticket.allows(guest.actor(&ticket), command.as_move())?;
            if ticket.solution != Some(solution) {
                return Err(Error::Conflict);
            }

            let actor = guest.actor(&ticket);
            change(tx, &desk, &mut ticket, actor, &command, now)?;
            Ok(ticket)
        })
        .await
}
