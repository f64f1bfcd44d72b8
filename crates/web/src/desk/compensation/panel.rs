//! The panel beside the conversation: how much, and how far it is.

use app::ticket::DeskView;
use domain::Currency;
use domain::compensation::{Claim, ClaimStatus};

use super::{chip, money};
use crate::desk::chip::Chip;
use crate::desk::seat::Seat;

/// The claim of a ticket in short, or the button that asks for one.
pub(in crate::desk) struct Panel {
    /// The page of the claim.
    pub(in crate::desk) href: String,
    /// Where a claim is asked for, and in which currencies it can be; none where it cannot.
    pub(in crate::desk) request: Option<Vec<Currency>>,
    pub(in crate::desk) chip: Option<Chip>,
    pub(in crate::desk) total: String,
    pub(in crate::desk) lines: Vec<(String, String)>,
    pub(in crate::desk) stops: Vec<Stop>,
    /// What the composer of solutions says of it.
    pub(in crate::desk) included: Option<String>,
}

/// One of the four stops of a claim.
pub(in crate::desk) struct Stop {
    pub(in crate::desk) words: String,
    pub(in crate::desk) is_done: bool,
    pub(in crate::desk) is_now: bool,
}

impl Panel {
    /// The panel; none where there is no claim and none can be asked for.
    pub(in crate::desk) fn of(seat: &Seat, view: &DeskView) -> Option<Self> {
        let t = &seat.v.t;
        let claim = view.claim.as_ref().map(|view| &view.claim);
        let request = !view.claim_currencies.is_empty();
        if claim.is_none() && !request {
            return None;
        }
        let total = claim.and_then(|claim| claim.amount);
        Some(Self {
            href: format!("/mesa/casos/{}/indemnizacion", view.ticket.code),
            request: request.then(|| view.claim_currencies.clone()),
            chip: claim.map(|claim| chip(t, claim.status)),
            total: total.map_or_else(|| t.claim_no_amount(), |amount| money(t, amount)),
            lines: claim.map(|claim| lines(seat, claim)).unwrap_or_default(),
            stops: claim.map(|claim| stops(seat, claim)).unwrap_or_default(),
            included: claim
                .filter(|claim| claim.status == ClaimStatus::Approved)
                .and_then(|claim| claim.amount)
                .map(|amount| t.claim_included(money(t, amount))),
        })
    }
}

fn lines(seat: &Seat, claim: &Claim) -> Vec<(String, String)> {
    let t = &seat.v.t;
    let Some(calculation) = &claim.calculation else {
        return Vec::new();
    };
    let mut lines = vec![
        (t.claim_value(), money(t, calculation.facts.value)),
        (t.claim_postage(), money(t, calculation.facts.postage)),
    ];
    if let Some(cap) = calculation.row.cap {
        lines.push((t.claim_step_cap(), money(t, cap)));
    }
    lines
}

fn stops(seat: &Seat, claim: &Claim) -> Vec<Stop> {
    let t = &seat.v.t;
    let done = match claim.status {
        ClaimStatus::NotApplicable | ClaimStatus::Denied | ClaimStatus::Void => {
            return Vec::new();
        }
        ClaimStatus::Requested | ClaimStatus::InReview | ClaimStatus::NeedsDocuments => {
            usize::from(claim.amount.is_some())
        }
        ClaimStatus::Proposed => 1,
        ClaimStatus::Approved | ClaimStatus::Offered | ClaimStatus::Declined => 2,
        ClaimStatus::Accepted
        | ClaimStatus::PaymentData
        | ClaimStatus::InBatch
        | ClaimStatus::Returned => 3,
        ClaimStatus::Paid => 4,
    };
    let words = [
        t.claim_stop_calculated(),
        t.claim_stop_approved(),
        t.claim_stop_accepted(),
        t.claim_stop_paid(),
    ];
    let stop = |(place, words)| Stop {
        words,
        is_done: place < done,
        is_now: place == done,
    };
    words.into_iter().enumerate().map(stop).collect()
}
