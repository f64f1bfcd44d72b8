//! What pages show of claims, with the rights of who looks.

use domain::compensation::{Claim, ClaimStatus, CustomerState, Event, Move, Party, PayeeMask};
use domain::{ClaimId, Currency, Money, Permission, SolutionId, Ticket};
use jiff::civil::Date;
use store::Db;
use store::claim::{ClaimSummary, ClaimTotal};

use super::party;
use crate::{App, Error, Guest, SignedIn};

/// The claim of a ticket as the staff sees it.
#[derive(Clone, Debug)]
pub struct ClaimView {
    /// The claim.
    pub claim: Claim,
    /// What happened to it, oldest first.
    pub history: Vec<Event>,
    /// Who looks, with what they may do.
    pub party: Party,
}

/// The claim of a ticket as its requester sees it: a state, and the amount once it is offered and
/// the address was proved (case D5).
#[derive(Clone, Debug)]
pub struct GuestClaim {
    /// The state.
    pub state: CustomerState,
    /// How much.
    pub amount: Option<Money>,
    /// The solution that it is offered in.
    pub solution: Option<SolutionId>,
    /// To whom it is paid, masked.
    pub payee: Option<PayeeMask>,
    /// When it was paid.
    pub paid_on: Option<Date>,
    /// Whether it waits for where to pay, or that can be changed.
    pub can_give_payee: bool,
    /// Whether nobody said yet where to pay, or the bank sent it back.
    pub needs_payee: bool,
    /// Whether the bank sent it back.
    pub is_returned: bool,
}

/// A page of the list of claims.
#[derive(Clone, Debug)]
pub struct ClaimPage {
    /// The claims.
    pub rows: Vec<ClaimSummary>,
    /// Where the next page begins.
    pub next: Option<ClaimId>,
    /// How many there are in each state, and how much they come to.
    pub totals: Vec<ClaimTotal>,
}

impl ClaimView {
    /// What who looks can do with the claim by hand, now.
    pub fn moves(&self) -> Vec<Move> {
        let can = |wanted: &Move| {
            let can = if *wanted == Move::Approve {
                self.claim.may_approve(self.party)
            } else {
                self.claim.allows(self.party, *wanted)
            };
            can.is_ok()
        };
        Move::OF_STAFF.into_iter().filter(can).collect()
    }
}

/// The newest claim of a ticket, for the staff.
pub(crate) fn for_agent(
    db: &mut Db,
    app: &App,
    by: &SignedIn,
    ticket: &Ticket,
) -> Result<Option<ClaimView>, Error> {
    if !by.may_with(Permission::SeeClaims, ticket) {
        return Ok(None);
    }
    let Some(claim) = db.current_claim(ticket.id)? else {
        return Ok(None);
    };
    Ok(Some(ClaimView {
        history: db.claim_events(claim.id)?,
        party: party(db, app, by, &claim, ticket)?,
        claim,
    }))
}

/// In which currencies the agent can ask for a claim for the ticket: the organisation's, then those
/// of the matrix; none while there is a live claim, or the ticket is not open.
pub(crate) fn currencies(
    db: &mut Db,
    app: &App,
    by: &SignedIn,
    ticket: &Ticket,
) -> Result<Vec<Currency>, Error> {
    if !by.may_with(Permission::WorkClaims, ticket) || !ticket.status.is_open() {
        return Ok(Vec::new());
    }
    let before = db.current_claim(ticket.id)?;
    if before.is_some_and(|claim| claim.status.is_live()) {
        return Ok(Vec::new());
    }
    let mut currencies = vec![app.settings().compensation.currency];
    for row in db.policy()? {
        if !row.is_retired && !currencies.contains(&row.value_min.currency) {
            currencies.push(row.value_min.currency);
        }
    }
    Ok(currencies)
}

/// The newest claim of a ticket, for its requester.
pub(crate) fn for_guest(
    db: &mut Db,
    guest: &Guest,
    ticket: &Ticket,
) -> Result<Option<GuestClaim>, Error> {
    let Some(claim) = db.current_claim(ticket.id)? else {
        return Ok(None);
    };
    let private = guest.may_see_private();
    let customer = Party::Customer(guest.contact.id);
    let shown = |state| GuestClaim {
        state,
        amount: claim.shown_amount().filter(|_| private),
        solution: claim.solution,
        payee: claim.payee.clone().filter(|_| private),
        paid_on: claim.paid_on,
        can_give_payee: claim.allows(customer, Move::GivePayee).is_ok(),
        needs_payee: matches!(claim.status, ClaimStatus::Accepted | ClaimStatus::Returned),
        is_returned: claim.status == ClaimStatus::Returned,
    };
    Ok(claim.status.for_customer().map(shown))
}

/// Claims of a state, the newest first, and how many there are in each: of the tickets whose claims
/// the agent may see.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay.
pub async fn list(
    app: &App,
    by: &SignedIn,
    status: ClaimStatus,
    below: Option<ClaimId>,
    limit: u32,
) -> Result<ClaimPage, Error> {
    by.check(Permission::Pay)?;
    let reach = by.reach(Permission::SeeClaims);
    app.store
        .read(move |db| {
            // One more than shown tells whether there is a next page.
            let mut rows = db.claims(reach, status, below, limit + 1)?;
            let is_more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            // In the order in which a claim goes through them.
            let mut totals = db.claim_totals(reach)?;
            totals.sort_by_key(|total| total.status);
            Ok(ClaimPage {
                next: rows.last().filter(|_| is_more).map(|row| row.claim.id),
                rows,
                totals,
            })
        })
        .await
}
