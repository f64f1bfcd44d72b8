//! Receipts of filed tickets: what makes them ours, and the page that confirms them.

use domain::TicketCode;
use jiff::Timestamp;
use report::Signer;
use subtle::ConstantTimeEq;

use crate::ticket::{GuestView, for_guest};
use crate::{App, Error, Guest};

/// What a receipt is made of.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The ticket, as its requester sees it.
    pub view: GuestView,
    /// Leads to the page that confirms the receipt: who has it has the receipt.
    pub token: String,
}

/// What the page of a receipt tells: nothing but that it is ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The ticket.
    pub code: TicketCode,
    /// When it was filed.
    pub filed_at: Timestamp,
}

/// What was filed, for who proved the address: a receipt has personal data and names files.
///
/// # Errors
///
/// [`Error::NotFound`] for a ticket of somebody else as for none, [`Error::Unproven`].
pub async fn filed(app: &App, guest: &Guest, code: TicketCode) -> Result<Filed, Error> {
    let view = for_guest(app, guest, code).await?;
    if !guest.may_see_private() {
        return Err(Error::Unproven);
    }
    let token = app.secret.receipt_token(view.ticket.id);
    Ok(Filed { view, token })
}

/// Whether a receipt with this code and token was given out here.
///
/// # Errors
///
/// [`Error::NotFound`] for a wrong token as for a code that does not exist.
pub async fn confirm(app: &App, code: TicketCode, token: &str) -> Result<Confirmed, Error> {
    let found = app.store.read(move |db| db.ticket_by_code(&code)).await?;
    let ticket = found.ok_or(Error::NotFound)?;
    let wanted = app.secret.receipt_token(ticket.id);
    if bool::from(wanted.as_bytes().ct_eq(token.as_bytes())) {
        Ok(Confirmed {
            code: ticket.code,
            filed_at: ticket.created_at,
        })
    } else {
        Err(Error::NotFound)
    }
}

/// Who signs the receipts of this installation: the same on every node.
pub fn signer(app: &App) -> Signer {
    Signer::new(&app.secret.subkey("receipt-signature"))
}
