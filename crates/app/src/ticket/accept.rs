//! A requester accepts the solution.

use domain::ticket::{Command, Rating};
use domain::{SolutionId, Ticket, TicketCode};

use super::{change, load};
use crate::{App, Error, Guest};

/// Accepts the proposed solution, perhaps with a rating at once; the rules are in
/// [`Ticket::decide`]. The ticket is then resolved.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Unproven`], [`Error::Rejected`], or [`Error::Conflict`] if
/// another solution stands there by now; then nothing was done.
pub async fn accept(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    solution: SolutionId,
    rating: Option<Rating>,
) -> Result<Ticket, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    let command = Command::Accept { rating };
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
