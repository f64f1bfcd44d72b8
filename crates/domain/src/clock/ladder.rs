//! What happens by itself while a term comes to its end: the ladder of a policy.

use serde::{Deserialize, Serialize};

use super::Metric;
use crate::{AgentId, TeamId};

/// The most rungs that a policy has.
pub const MAX_RUNGS: usize = 10;

/// The most minutes before or after the end of a term: thirty days.
pub const MAX_MINUTES: u16 = 43_200;

/// One step of a ladder: when it is reached, and what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Of which term.
    pub metric: Metric,
    /// When it is reached.
    pub when: When,
    /// What is done.
    pub action: Action,
}

/// When a rung is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// When so much of the term is used, in percent.
    Used(u8),
    /// So many minutes before its end; working minutes where the term is one of hours.
    Before(u16),
    /// So many working minutes after its end.
    After(u16),
}

/// What is done at a rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Whoever has the ticket is told.
    NotifyAssignee,
    /// The supervisors of its team are told.
    NotifySupervisors,
    /// Somebody is told.
    Notify(AgentId),
    /// It presses one degree more.
    RaisePriority,
    /// It goes to a team, which gives it to somebody by its rules.
    GiveToTeam(TeamId),
    /// It goes to somebody.
    GiveTo(AgentId),
    /// Somebody is told of what happens from now on.
    AddFollower(AgentId),
}

impl Rung {
    /// Whether its number is one that a rung may have.
    pub fn is_within_limits(&self) -> bool {
        match self.when {
            When::Used(percent) => (1..=100).contains(&percent),
            When::Before(minutes) | When::After(minutes) => (1..=MAX_MINUTES).contains(&minutes),
        }
    }
}
