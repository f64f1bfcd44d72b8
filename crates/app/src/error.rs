//! Why an operation did not happen.

use domain::file::{FileRefusal, Hold};
use domain::ticket::Refusal;

/// What an operation answers when nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not yours to know.
    #[error("not found")]
    NotFound,
    /// The rules say no, and why.
    #[error(transparent)]
    Rejected(Refusal),
    /// The rules of compensation say no, and why.
    #[error(transparent)]
    Claim(domain::compensation::Refusal),
    /// Somebody else saved first: load again and decide again.
    #[error("somebody else saved first")]
    Conflict,
    /// The same request of a program was done before: its answer is known.
    #[error("the same request was done before")]
    Repeated,
    /// The key of a request of a program was used for another one.
    #[error("the key was used for another request")]
    OtherRequest,
    /// The account may not do that.
    #[error("not allowed")]
    Forbidden,
    /// The requester has not proved the address in this session: a code is asked for.
    #[error("the address must be proved first")]
    Unproven,
    /// The password may not be chosen, and why.
    #[error("a weak password")]
    Password(domain::password::Weakness),
    /// How one signs in is changed only just after signing in.
    #[error("signed in too long ago")]
    NotFresh,
    /// Too often; waiting helps.
    #[error("too many")]
    Limited,
    /// The file is not taken.
    #[error("file refused: {}", .0.code())]
    File(FileRefusal),
    /// The file is held back by the scanner for viruses.
    #[error("file held: {}", .0.code())]
    Held(Hold),
    /// A text is missing or too long.
    #[error("invalid {field}: {}", .error.code())]
    Invalid {
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        error: domain::form::FieldError,
    },
    /// The database or the file store does not answer; trying again helps.
    #[error("unavailable")]
    Unavailable,
    /// A fault of ours; logged in full, shown to nobody.
    #[error("internal")]
    Internal(#[source] anyhow::Error),
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other fault of the store is ours"
)]
impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Stale => Self::Conflict,
            store::Error::Repeated => Self::Repeated,
            store::Error::OtherRequest => Self::OtherRequest,
            store::Error::Unavailable(_) | store::Error::Unanswered => Self::Unavailable,
            // A key drawn at random was taken: the whole operation runs again with another.
            error if error.is_unique("ticket_code_key") => Self::Conflict,
            error if error.is_unique("claim_tracking_number_key") => {
                Self::Claim(domain::compensation::Refusal::Duplicate)
            }
            error => Self::Internal(error.into()),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Rejected(refusal)
    }
}

impl From<domain::compensation::Refusal> for Error {
    fn from(refusal: domain::compensation::Refusal) -> Self {
        Self::Claim(refusal)
    }
}

impl From<FileRefusal> for Error {
    fn from(refusal: FileRefusal) -> Self {
        Self::File(refusal)
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}
