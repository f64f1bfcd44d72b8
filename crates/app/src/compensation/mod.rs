//! What can be done with claims for compensation: one file per kind of operation.

mod batch;
mod follow;
mod moves;
mod payee;
mod policy;
mod request;
mod view;

use domain::compensation::{Authority, Claim, Command, Event, Party, Refusal, Rights};
use domain::{ClaimId, Currency, Permission, Ticket};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Db, Tx};

pub use batch::{
    BadImport, BatchFile, BatchView, Imported, Payable, batch, batches, export, import, make,
    payable,
};
pub(crate) use follow::{check_finished, follow};
pub use moves::{act, calculate_claim};
pub use payee::give_payee;
pub use policy::{
    approvers, import_index_values, index_values, preview, retire_row, rows, save_row,
};
pub use request::{Request, request};
pub use view::{ClaimPage, ClaimView, GuestClaim, list};
pub(crate) use view::{currencies, for_agent, for_guest};

use crate::{App, Error, SignedIn};

/// Decides, applies, saves: the one way in which a claim changes.
///
/// # Errors
///
/// [`Error::Claim`] or [`Error::Conflict`]; the transaction then changes nothing.
pub(crate) fn change(
    tx: &mut Tx,
    app: &App,
    claim: &mut Claim,
    by: Party,
    command: &Command,
    now: Timestamp,
) -> Result<(), Error> {
    let events: Vec<Event> = claim
        .decide(by, command, now)?
        .into_iter()
        .map(|kind| Event {
            id: app.id(),
            claim: claim.id,
            at: now,
            by: by.actor(),
            kind,
        })
        .collect();
    for event in &events {
        claim.apply(&event.kind, now);
    }
    tx.save_claim(claim)?;
    for event in &events {
        tx.append_claim_event(event)?;
    }
    Ok(())
}

/// A claim on which the agent may work, with its ticket; still as it was when its page was shown
/// (case L9).
fn load_unchanged(
    tx: &mut Tx,
    by: &SignedIn,
    id: ClaimId,
    version: i64,
) -> Result<(Claim, Ticket), Error> {
    let claim = tx.claim(id)?.ok_or(Error::NotFound)?;
    let ticket = tx.ticket(claim.ticket)?.ok_or(Error::NotFound)?;
    by.check_with(Permission::WorkClaims, &ticket)?;
    if claim.version == version {
        Ok((claim, ticket))
    } else {
        Err(Error::Conflict)
    }
}

/// A member of the staff with what they may do with claims of a currency. A limit in a unit of
/// account counts by its value on the day of the claim; without one, nothing can be approved.
pub(crate) fn party(
    db: &mut Db,
    app: &App,
    by: &SignedIn,
    claim: &Claim,
    ticket: &Ticket,
) -> Result<Party, Error> {
    let index = match &claim.calculation {
        Some(calculation) => match calculation.index_value() {
            Some(value) => Some(value),
            None => value_on(db, claim.currency, calculation.facts.date)?,
        },
        None => value_on(db, claim.currency, app.today())?,
    };
    let rules = &app.settings().compensation;
    let rights = Rights {
        can_work: by.may_with(Permission::WorkClaims, ticket),
        can_pay: by.may(Permission::Pay),
    };
    let limits = db.role(by.agent.role.id)?.map(|role| role.limits);
    let limits = limits.unwrap_or_default();
    let authority = match rules.authority(rights, &limits, claim.currency, index) {
        Ok(authority) => authority,
        Err(Refusal::LimitNeedsIndex) => Authority {
            can_work: rights.can_work,
            can_pay: rights.can_pay,
            ..Authority::WORKER
        },
        Err(refusal) => return Err(refusal.into()),
    };
    Ok(Party::Staff {
        agent: by.agent.id,
        authority,
    })
}

fn value_on(
    db: &mut Db,
    currency: Currency,
    date: Date,
) -> Result<Option<domain::compensation::IndexValue>, Error> {
    match currency.unit_of_account() {
        Some(unit) => Ok(db.index_value(unit, date)?),
        None => Ok(None),
    }
}

impl App {
    /// The present day where the organisation is.
    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.zone()).date()
    }
}
