//! The states of a claim, and the few that the requester is told.

use serde::{Deserialize, Serialize};

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// It was asked for.
    Requested,
    /// Somebody looks into it.
    InReview,
    /// Documents of the requester are missing.
    NeedsDocuments,
    /// An amount waits for approval.
    Proposed,
    /// The amount may be offered.
    Approved,
    /// It is part of a solution that waits for an answer.
    Offered,
    /// The requester accepted; where to pay is not known yet.
    Accepted,
    /// The requester rejected the solution it was part of.
    Declined,
    /// It is known where to pay.
    PaymentData,
    /// It is on its way to the bank.
    InBatch,
    /// The bank paid.
    Paid,
    /// The bank sent the money back.
    Returned,
    /// Nothing is due by the rules.
    NotApplicable,
    /// It was denied for a reason.
    Denied,
    /// It was a mistake.
    Void,
}

/// What the requester is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerState {
    /// The organisation is looking into it.
    InReview,
    /// It waits for the requester's yes.
    ToAccept,
    /// It is being paid.
    InPayment,
    /// It was paid.
    Paid,
    /// Nothing is due.
    NotDue,
}

/// What the lists of a customer say of the compensation of a ticket: fewer words than the ticket's
/// own page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListState {
    /// There is none.
    NotApplicable,
    /// The organisation is looking into it.
    InReview,
    /// There is an amount, which waits for a yes or is being paid.
    Approved,
    /// It was paid.
    Paid,
    /// Nothing is due.
    Rejected,
}

impl ClaimStatus {
    /// All of them, in the order of a claim's life.
    pub const ALL: [Self; 15] = [
        Self::Requested,
        Self::InReview,
        Self::NeedsDocuments,
        Self::Proposed,
        Self::Approved,
        Self::Offered,
        Self::Accepted,
        Self::Declined,
        Self::PaymentData,
        Self::InBatch,
        Self::Paid,
        Self::Returned,
        Self::NotApplicable,
        Self::Denied,
        Self::Void,
    ];

    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::InReview => "in_review",
            Self::NeedsDocuments => "needs_documents",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::PaymentData => "payment_data",
            Self::InBatch => "in_batch",
            Self::Paid => "paid",
            Self::Returned => "returned",
            Self::NotApplicable => "not_applicable",
            Self::Denied => "denied",
            Self::Void => "void",
        }
    }

    /// The status of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether the item is taken by it: no second claim may name the same tracking number. A paid
    /// claim is live for ever, so that nothing is paid twice.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::NotApplicable | Self::Denied | Self::Void)
    }

    /// Whether something is still to be done about it before the ticket can end.
    pub fn is_unfinished(self) -> bool {
        matches!(
            self,
            Self::Requested
                | Self::InReview
                | Self::NeedsDocuments
                | Self::Proposed
                | Self::Approved
        )
    }

    /// What the requester is told; none if it never was one.
    pub fn for_customer(self) -> Option<CustomerState> {
        match self {
            Self::Requested
            | Self::InReview
            | Self::NeedsDocuments
            | Self::Proposed
            | Self::Approved
            | Self::Declined => Some(CustomerState::InReview),
            Self::Offered => Some(CustomerState::ToAccept),
            Self::Accepted | Self::PaymentData | Self::InBatch | Self::Returned => {
                Some(CustomerState::InPayment)
            }
            Self::Paid => Some(CustomerState::Paid),
            Self::NotApplicable | Self::Denied => Some(CustomerState::NotDue),
            Self::Void => None,
        }
    }

    /// Whether the requester may know the amount.
    pub fn shows_amount(self) -> bool {
        matches!(
            self.for_customer(),
            Some(CustomerState::ToAccept | CustomerState::InPayment | CustomerState::Paid)
        )
    }
}

impl CustomerState {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::InReview,
        Self::ToAccept,
        Self::InPayment,
        Self::Paid,
        Self::NotDue,
    ];

    /// The name in addresses and exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::InReview => "in_review",
            Self::ToAccept => "to_accept",
            Self::InPayment => "in_payment",
            Self::Paid => "paid",
            Self::NotDue => "not_due",
        }
    }

    /// The state of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl ListState {
    /// All of them, as menus show them.
    pub const ALL: [Self; 5] = [
        Self::NotApplicable,
        Self::InReview,
        Self::Approved,
        Self::Paid,
        Self::Rejected,
    ];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Paid => "paid",
            Self::Rejected => "rejected",
        }
    }

    /// The state of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What a list says of a ticket whose requester is told this; none without a claim.
    pub fn of(told: Option<CustomerState>) -> Self {
        match told {
            None => Self::NotApplicable,
            Some(CustomerState::InReview) => Self::InReview,
            Some(CustomerState::ToAccept | CustomerState::InPayment) => Self::Approved,
            Some(CustomerState::Paid) => Self::Paid,
            Some(CustomerState::NotDue) => Self::Rejected,
        }
    }

    /// What requesters are told of whose tickets a list says this; nothing for those without a
    /// claim.
    pub fn told(self) -> impl Iterator<Item = CustomerState> {
        CustomerState::ALL
            .into_iter()
            .filter(move |told| Self::of(Some(*told)) == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_of_every_claim_one_of_five_things() {
        for told in std::iter::once(None).chain(CustomerState::ALL.map(Some)) {
            let state = ListState::of(told);

            assert!(told.is_none_or(|told| state.told().any(|one| one == told)));
            assert_eq!(ListState::from_name(state.name()), Some(state));
        }
        assert_eq!(ListState::NotApplicable.told().count(), 0);
    }

    #[test]
    fn what_is_not_accepted_yet_is_not_paid_in_a_list() {
        for (status, listed) in [
            (ClaimStatus::Proposed, ListState::InReview),
            (ClaimStatus::Offered, ListState::Approved),
            (ClaimStatus::Returned, ListState::Approved),
            (ClaimStatus::Paid, ListState::Paid),
            (ClaimStatus::Denied, ListState::Rejected),
            (ClaimStatus::Void, ListState::NotApplicable),
        ] {
            assert_eq!(ListState::of(status.for_customer()), listed, "{status:?}");
        }
    }
}
