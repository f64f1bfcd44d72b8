//! A requester says where to pay.

use domain::TicketCode;
use domain::compensation::{Claim, Command, Party, Payee};

use super::change;
use crate::{App, Error, Guest, seal};

/// What the key for sealing payees is derived for.
const PURPOSE: &str = "payee";

/// Keeps where to pay; from then on pages show only its mask.
///
/// # Errors
///
/// [`Error::NotFound`]; [`Error::Unproven`] unless the address was proved in this session;
/// [`Error::Claim`] where nothing waits to be paid.
pub async fn give_payee(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    payee: Payee,
) -> Result<Claim, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    let plain = serde_json::to_vec(&payee).map_err(anyhow::Error::from)?;
    let mask = payee.mask();
    app.store
        .write(move |tx| {
            let ticket = tx.ticket_by_code(&code)?.ok_or(Error::NotFound)?;
            guest.check_read(&ticket)?;
            if !guest.may_see_private() {
                return Err(Error::Unproven);
            }
            let mut claim = tx.current_claim(ticket.id)?.ok_or(Error::NotFound)?;
            let command = Command::GivePayee(mask.clone());
            let by = Party::Customer(guest.contact.id);
            change(tx, &desk, &mut claim, by, &command, now)?;
            let sealed = seal::seal(&desk.secret, &*desk.random, PURPOSE, claim.id.0, &plain)?;
            tx.save_sealed_payee(claim.id, &sealed)?;
            Ok(claim)
        })
        .await
}

/// What was sealed for a claim.
pub(super) fn unsealed(app: &App, claim: domain::ClaimId, sealed: &str) -> Result<Payee, Error> {
    let plain = seal::open(&app.secret, PURPOSE, claim.0, sealed)?;
    Ok(serde_json::from_slice(&plain).map_err(anyhow::Error::from)?)
}
