//! The states of a ticket (DOMAIN, ticket state machine).

use serde::{Deserialize, Serialize};

/// Where a ticket stands. The codes are ordered so that open work is `code < 4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Filed, nobody has taken it up.
    New,
    /// Somebody works on it.
    Open,
    /// The requester was asked something.
    WaitingCustomer,
    /// Somebody else must act first; customers see it as open.
    WaitingThird,
    /// The requester is to accept or reject a solution.
    SolutionProposed,
    /// Ended: accepted, closed by silence, or closed by an agent with a reason.
    Resolved,
    /// Ended without a solution: withdrawn or cancelled.
    Cancelled,
    /// Sent to the authority that is competent.
    Transferred,
    /// Goes on in another ticket.
    Merged,
    /// Not a request at all.
    Spam,
}

impl Status {
    /// All states, in the order of their codes.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Open,
        Self::WaitingCustomer,
        Self::WaitingThird,
        Self::SolutionProposed,
        Self::Resolved,
        Self::Cancelled,
        Self::Transferred,
        Self::Merged,
        Self::Spam,
    ];

    /// The number kept in the database.
    pub fn code(self) -> i16 {
        Self::ALL
            .iter()
            .position(|status| *status == self)
            .and_then(|at| i16::try_from(at).ok())
            .unwrap_or(0)
    }

    /// The state of a number from the database.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?).copied()
    }

    /// The name used in addresses, texts and the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::WaitingCustomer => "waiting_customer",
            Self::WaitingThird => "waiting_third",
            Self::SolutionProposed => "solution_proposed",
            Self::Resolved => "resolved",
            Self::Cancelled => "cancelled",
            Self::Transferred => "transferred",
            Self::Merged => "merged",
            Self::Spam => "spam",
        }
    }

    /// The state of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether the staff has work to do or waits for somebody.
    pub fn is_open(self) -> bool {
        self.code() < 4
    }

    /// Whether the ticket has ended (and perhaps may be reopened).
    pub fn is_ended(self) -> bool {
        self.code() > 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_lead_back_to_their_state() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
            assert_eq!(Status::from_name(status.name()), Some(status));
        }
        assert_eq!(Status::from_code(10), None);
        assert_eq!(Status::from_code(-1), None);
    }

    #[test]
    fn open_work_is_what_the_partial_indexes_hold() {
        let open: Vec<_> = Status::ALL
            .into_iter()
            .filter(|status| status.is_open())
            .collect();

        assert_eq!(
            open,
            [
                Status::New,
                Status::Open,
                Status::WaitingCustomer,
                Status::WaitingThird
            ]
        );
    }
}
