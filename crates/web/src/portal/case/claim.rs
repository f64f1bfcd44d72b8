//! Compensation on the page of a ticket: its state, and the amount once it may be known.

use app::compensation::GuestClaim;
use domain::SolutionId;
use domain::compensation::CustomerState;
use text::Texts;

use crate::visit::Visit;

/// The card beside the history.
pub(super) struct Card {
    pub(super) amount: String,
    /// Whether there is an amount that the address must be proved for.
    pub(super) is_hidden: bool,
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) label: String,
    /// Where it is paid, masked.
    pub(super) payee: String,
    /// What is asked of the requester, and the words of the link to it.
    pub(super) ask: String,
    pub(super) link: String,
}

impl Card {
    pub(super) fn of(v: &Visit, claim: &GuestClaim) -> Self {
        let t = &v.t;
        let (kind, icon) = look(claim.state);
        let shows_amount = matches!(
            claim.state,
            CustomerState::ToAccept | CustomerState::InPayment | CustomerState::Paid
        );
        let ask = match (claim.is_returned, claim.needs_payee) {
            (true, _) => t.claim_returned(),
            (false, true) => t.claim_needs_payee(),
            (false, false) => String::new(),
        };
        let link = match (claim.can_give_payee, claim.needs_payee) {
            (true, true) => t.claim_give_payee(),
            (true, false) => t.claim_change_payee(),
            (false, _) => String::new(),
        };
        Self {
            amount: amount(t, claim),
            is_hidden: shows_amount && claim.amount.is_none(),
            kind,
            icon,
            label: label(v, claim),
            payee: claim
                .payee
                .as_ref()
                .map(|payee| t.claim_payee_to(payee.account.as_str(), payee.bank.as_str()))
                .unwrap_or_default(),
            ask,
            link,
        }
    }
}

/// The amount that a solution offers, where it may be known.
pub(super) fn offered(v: &Visit, claim: Option<&GuestClaim>, solution: SolutionId) -> String {
    claim
        .filter(|claim| claim.solution == Some(solution))
        .map(|claim| amount(&v.t, claim))
        .unwrap_or_default()
}

fn amount(t: &Texts, claim: &GuestClaim) -> String {
    claim.amount.map_or_else(String::new, |amount| {
        t.money(amount.minor, amount.currency.code())
    })
}

fn look(state: CustomerState) -> (&'static str, &'static str) {
    match state {
        CustomerState::InReview => ("info", "ring"),
        CustomerState::ToAccept => ("warn", "hourglass"),
        CustomerState::InPayment => ("brand", "half"),
        CustomerState::Paid => ("ok", "check"),
        CustomerState::NotDue => ("mute", "stop"),
    }
}

fn label(v: &Visit, claim: &GuestClaim) -> String {
    match (claim.state, claim.paid_on) {
        (CustomerState::Paid, Some(on)) => {
            v.t.claim_customer_paid_on(v.t.short_date(on, v.now.date()))
        }
        (state, _) => {
            v.t.by_id(&format!("claim-customer-{}", state.name()))
                .unwrap_or_default()
        }
    }
}
