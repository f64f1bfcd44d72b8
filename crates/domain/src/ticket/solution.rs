//! Proposed solutions: records of their own, each kept for ever.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AgentId, SolutionId, TicketId};

/// A proposed solution and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Its key.
    pub id: SolutionId,
    /// The ticket it is for.
    pub ticket: TicketId,
    /// Who proposed it.
    pub author: AgentId,
    /// What kind of solution, from the organisation's list.
    pub code: String,
    /// What the requester reads.
    pub text: String,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// What became of it.
    pub status: SolutionStatus,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Who decided.
    pub decided_by: Option<DecidedBy>,
    /// Why it was refused or withdrawn.
    pub reason: Option<String>,
}

/// What became of a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolutionStatus {
    /// Waits for the requester.
    Waiting,
    /// Accepted, by word or by silence.
    Accepted,
    /// Refused by the requester.
    Refused,
    /// Taken back by an agent.
    Withdrawn,
}

/// Who decided over a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The requester.
    Requester,
    /// The end of the term.
    Timer,
    /// An agent, by withdrawing it.
    Agent,
}

impl SolutionStatus {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Waiting,
            Self::Accepted,
            Self::Refused,
            Self::Withdrawn,
        ]
        .into_iter()
        .find(|one| one.name() == name)
    }
}

impl DecidedBy {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requester => "requester",
            Self::Timer => "timer",
            Self::Agent => "agent",
        }
    }

    /// Who it is by a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Requester, Self::Timer, Self::Agent]
            .into_iter()
            .find(|one| one.name() == name)
    }
}

impl Solution {
    /// Records the decision that an event tells of.
    pub fn decide(
        &mut self,
        status: SolutionStatus,
        by: DecidedBy,
        reason: Option<String>,
        at: Timestamp,
    ) {
        self.status = status;
        self.decided_by = Some(by);
        self.decided_at = Some(at);
        self.reason = reason;
    }
}
