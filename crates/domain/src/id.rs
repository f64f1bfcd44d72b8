//! Keys of things: 64-bit integers that sort by time and are made by the program.
//!
//! Customers never see them; they see a [`TicketCode`](crate::TicketCode).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// 2020-01-01T00:00:00Z in milliseconds since 1970: the zero of all ids.
const EPOCH_MS: i64 = 1_577_836_800_000;

/// Composes a key of its instant, the node that makes it and a number within that millisecond.
///
/// `sequence` uses its lower 12 bits. Two nodes never make the same key as long as their
/// numbers differ.
pub fn compose(at: Timestamp, node: u8, sequence: u16) -> i64 {
    let ms = (at.as_millisecond() - EPOCH_MS).max(0);
    (ms << 20) | (i64::from(node) << 12) | i64::from(sequence & 0xfff)
}

/// The smallest key that a thing made at `at` can have.
pub fn first_at(at: Timestamp) -> i64 {
    compose(at, 0, 0)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<i64> for $name {
            fn from(key: i64) -> Self {
                Self(key)
            }
        }
    )*};
}

ids! {
    /// Key of a ticket.
    TicketId;
    /// Key of a message: a reply, a note or what the requester wrote.
    MessageId;
    /// Key of an event in a ticket's history.
    EventId;
    /// Key of a proposed solution.
    SolutionId;
    /// Key of an attached or staged file.
    FileId;
    /// Key of an unverified intake.
    DraftId;
    /// Key of a one-time code.
    OtpId;
    /// Key of a link that was mailed to a requester.
    LinkId;
    /// Key of a letter about a ticket, as long as it counts or waits for a digest.
    MailingId;
    /// Key of a contact: a person known by an address.
    ContactId;
    /// Key of a company whose people have accounts.
    OrganizationId;
    /// Key of an account: a way for a contact to sign in.
    AccountId;
    /// Key of a token of the interface for programs.
    ApiTokenId;
    /// Key of a second factor.
    FactorId;
    /// Key of a change of address.
    EmailChangeId;
    /// Key of a member of the staff.
    AgentId;
    /// The key of a role.
    RoleId;
    /// Key of a team of agents.
    TeamId;
    /// Key of a topic that tickets are filed under.
    TopicId;
    /// Key of a job in the queue.
    JobId;
    /// Key of a session of an agent or of a guest.
    SessionId;
    /// Key of an entry in the audit log.
    AuditId;
    /// Key of a consent record.
    ConsentId;
    /// Key of a claim for compensation.
    ClaimId;
    /// Key of a row of the matrix of compensation; its versions share it.
    PolicyRowId;
    /// Key of a batch of payments.
    BatchId;
    /// Key of a rule of assignment.
    RuleId;
    /// Key of a calendar.
    CalendarId;
    /// Key of a class of requests by law.
    LegalClassId;
    /// Key of a policy of terms.
    DeadlinePolicyId;
    /// Key of an absence of an agent.
    AbsenceId;
    /// Key of many tickets that were filed at once.
    FilingId;
    /// Key of a list that is made into a file.
    ExportId;
    /// Key of a file with companies and people that waits for a yes.
    ImportId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_ids_are_greater_whatever_the_node() {
        let first: Timestamp = "2026-03-01T12:00:00.000Z".parse().unwrap();
        let second: Timestamp = "2026-03-01T12:00:00.001Z".parse().unwrap();

        assert!(compose(first, 255, 4095) < compose(second, 0, 0));
        assert!(compose(first, 0, 1) < compose(first, 0, 2));
    }

    #[test]
    fn ids_stay_positive_for_a_century_and_before_the_epoch() {
        let late: Timestamp = "2120-01-01T00:00:00Z".parse().unwrap();

        assert!(compose(late, 255, 4095) > 0);
        assert_eq!(compose(Timestamp::UNIX_EPOCH, 0, 7), 7);
    }
}
