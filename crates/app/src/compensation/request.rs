//! Asking for compensation within a ticket.

use domain::compensation::{Claim, Event, EventKind, Refusal};
use domain::{Currency, Permission, TicketCode};

use crate::{App, Error, SignedIn};

/// What a claim is asked for with.
#[derive(Clone, Debug)]
pub struct Request {
    /// In what it is paid.
    pub currency: Currency,
}

/// Opens a claim for the ticket; the ticket's tracking number is the item it is about.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Claim`] with [`Refusal::Duplicate`] if the ticket has a live
/// claim, or another ticket has one for the same item, and with [`Refusal::TicketNotOpen`] if the
/// ticket waits for an answer to its solution, where no claim can be offered any more, or has ended.
pub async fn request(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    request: Request,
) -> Result<Claim, Error> {
    by.check(Permission::WorkClaims)?;
    if request.currency.settles_in().is_some() {
        return Err(Refusal::MixedCurrencies.into());
    }
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let ticket = tx.ticket_by_code(&code)?.ok_or(Error::NotFound)?;
            by.check_with(Permission::WorkClaims, &ticket)?;
            if !ticket.status.is_open() {
                return Err(Refusal::TicketNotOpen.into());
            }
            let before = tx.current_claim(ticket.id)?;
            if before.as_ref().is_some_and(|claim| claim.status.is_live()) {
                return Err(Refusal::Duplicate.into());
            }
            let claim = Claim::requested(
                desk.id(),
                ticket.id,
                before.map_or(1, |claim| claim.number + 1),
                ticket.tracking_number.clone(),
                request.currency,
                now,
            );
            tx.insert_claim(&claim)?;
            tx.append_claim_event(&Event {
                id: desk.id(),
                claim: claim.id,
                at: now,
                by: by.actor(),
                kind: EventKind::Requested,
            })?;
            Ok(claim)
        })
        .await
}
