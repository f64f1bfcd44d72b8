//! A requester rates the service.

use domain::ticket::{Command, Rating};
use domain::{Ticket, TicketCode};

use super::{change, load};
use crate::{App, Error, Guest};

/// Rates a resolved ticket, or changes the rating while that is possible.
///
/// # Errors
///
/// [`Error::NotFound`], [`Error::Unproven`] or [`Error::Rejected`]; then nothing was done.
pub async fn rate(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    rating: Rating,
) -> Result<Ticket, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    let command = Command::Rate(rating);
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
