//! Why something about a claim was refused.

use jiff::civil::Date;

use super::{ClaimStatus, Move};
use crate::Currency;

/// A refusal: nothing happened, and this is why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The claim is in a state that does not allow the move; these it does.
    IllegalMove {
        /// The present state.
        status: ClaimStatus,
        /// What the same party may do instead.
        legal: Vec<Move>,
    },
    /// The party has nothing to do with claims, or with this one.
    NotAllowed,
    /// A reason is needed here.
    ReasonMissing,
    /// A text is longer than allowed; by how many characters.
    TooLong(usize),
    /// There is no amount yet.
    AmountMissing,
    /// An amount is negative, nothing or too large.
    AmountOutOfRange,
    /// An amount is of another currency.
    MixedCurrencies,
    /// The amount is another than the one that was shown.
    AmountChanged,
    /// More would be lost than there was.
    LossAboveValue,
    /// No row of the matrix speaks of these facts.
    NoRow,
    /// The value of a unit of account is not known for the day.
    IndexMissing {
        /// The unit.
        unit: Currency,
        /// The day.
        date: Date,
    },
    /// A limit is in a unit of account whose value is not known for the day.
    LimitNeedsIndex,
    /// Who proposed must not approve.
    OwnProposal,
    /// Who approved already does not count twice.
    ApprovedAlready,
    /// The amount is above the limit of the role.
    AboveLimit,
    /// Who proposed or approved must not pay.
    PayerInvolved,
    /// The bank cannot have paid in the future.
    DateInTheFuture,
    /// Another live claim names the same item.
    Duplicate,
    /// Nothing is asked for in a ticket that waits for an answer to its solution, or has ended.
    TicketNotOpen,
    /// The ticket cannot end while its claim waits for somebody of the staff.
    Unfinished,
    /// It is so already: nothing to change.
    AlreadySo,
}

impl Refusal {
    /// A stable name for programs and for the texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::IllegalMove { .. } => "illegal_move",
            Self::NotAllowed => "not_allowed",
            Self::ReasonMissing => "reason_missing",
            Self::TooLong(_) => "too_long",
            Self::AmountMissing => "amount_missing",
            Self::AmountOutOfRange => "amount_out_of_range",
            Self::MixedCurrencies => "mixed_currencies",
            Self::AmountChanged => "amount_changed",
            Self::LossAboveValue => "loss_above_value",
            Self::NoRow => "no_row",
            Self::IndexMissing { .. } => "index_missing",
            Self::LimitNeedsIndex => "limit_needs_index",
            Self::OwnProposal => "own_proposal",
            Self::ApprovedAlready => "approved_already",
            Self::AboveLimit => "above_limit",
            Self::PayerInvolved => "payer_involved",
            Self::DateInTheFuture => "date_in_the_future",
            Self::Duplicate => "duplicate",
            Self::TicketNotOpen => "ticket_not_open",
            Self::Unfinished => "unfinished",
            Self::AlreadySo => "already_so",
        }
    }

    /// Whether the claim's state is the reason (409) rather than what was sent (400).
    pub fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::IllegalMove { .. }
                | Self::AmountChanged
                | Self::ApprovedAlready
                | Self::Duplicate
                | Self::TicketNotOpen
                | Self::Unfinished
                | Self::AlreadySo
        )
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}
