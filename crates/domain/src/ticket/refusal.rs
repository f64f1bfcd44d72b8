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
        )
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}
