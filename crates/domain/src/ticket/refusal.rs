//! Why a command was refused.

use super::{Move, Status};

/// A refusal: nothing happened, and this is why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The ticket is in a state that does not allow the move; these it does.
    IllegalMove {
        /// The present state.
        status: Status,
        /// What the same actor may do instead.
        legal: Vec<Move>,
    },
    /// The actor has nothing to do with this ticket.
    NotAllowed,
    /// A text is needed here.
    ReasonMissing,
    /// The reason for rejecting is shorter than [`MIN_REJECT_REASON`](super::MIN_REJECT_REASON).
    ReasonTooShort,
    /// A text is longer than allowed; by how many characters.
    TooLong(usize),
    /// Stars are 1 to 5.
    StarsOutOfRange,
    /// The time for reopening is over: a new, linked ticket is the way.
    ReopenWindowOver,
    /// The time for rating, or for changing one's rating, is over.
    RatingWindowOver,
    /// The instant to wait for has passed already.
    UntilInThePast,
    /// A timer came before its time.
    TooEarly,
    /// It is so already: nothing to change.
    AlreadySo,
    /// The law of the ticket knows no such thing, or its term does not run.
    NotByLaw,
    /// The days in which the requester can be asked to complete the request are over.
    AskTermOver,
    /// The requester was asked to complete the request and has time to do so.
    AskedAlready,
    /// The requester was not asked to complete anything.
    NothingToComplete,
    /// The requester was given more time once.
    ProlongedAlready,
    /// The answer was put off once.
    ExtendedAlready,
    /// The term that it is about is over.
    TermOver,
    /// The day is not after the present one, or later than the law allows.
    ExtensionOutOfRange,
    /// It is not said who is competent.
    AuthorityMissing,
}

impl Refusal {
    /// A stable name for programs and for the texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::IllegalMove { .. } => "illegal_move",
            Self::NotAllowed => "not_allowed",
            Self::ReasonMissing => "reason_missing",
            Self::ReasonTooShort => "reason_too_short",
            Self::TooLong(_) => "too_long",
            Self::StarsOutOfRange => "stars_out_of_range",
            Self::ReopenWindowOver => "reopen_window_over",
            Self::RatingWindowOver => "rating_window_over",
            Self::UntilInThePast => "until_in_the_past",
            Self::TooEarly => "too_early",
            Self::AlreadySo => "already_so",
            Self::NotByLaw => "not_by_law",
            Self::AskTermOver => "ask_term_over",
            Self::AskedAlready => "asked_already",
            Self::NothingToComplete => "nothing_to_complete",
            Self::ProlongedAlready => "prolonged_already",
            Self::ExtendedAlready => "extended_already",
            Self::TermOver => "term_over",
            Self::ExtensionOutOfRange => "extension_out_of_range",
            Self::AuthorityMissing => "authority_missing",
        }
    }

    /// Whether the ticket's state is the reason (409) rather than what was sent (400).
    pub fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::IllegalMove { .. }
                | Self::ReopenWindowOver
                | Self::RatingWindowOver
                | Self::TooEarly
                | Self::AlreadySo
                | Self::NotByLaw
                | Self::AskTermOver
                | Self::AskedAlready
                | Self::NothingToComplete
                | Self::ProlongedAlready
                | Self::ExtendedAlready
                | Self::TermOver
        )
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}
