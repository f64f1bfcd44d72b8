//! The people on both sides.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{AccountId, AgentId, ContactId, EmailAddress, Role, TeamId};

/// A person outside the organisation, known by one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its key.
    pub id: ContactId,
    /// The address, unique among contacts.
    pub email: EmailAddress,
    /// The full name as last given.
    pub name: String,
    /// A telephone number as last given; may be empty.
    pub phone: String,
    /// When the address was first seen.
    pub created_at: Timestamp,
}

/// A member of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Its key.
    pub id: AgentId,
    /// The full name, which requesters see.
    pub name: String,
    /// The address for signing in, unique among agents.
    pub email: EmailAddress,
    /// What the agent may do.
    pub role: Role,
    /// The team the agent works in.
    pub team: TeamId,
    /// Whether the agent may sign in.
    pub is_active: bool,
    /// The language of the desk, as a tag; none means the organisation's.
    pub language: Option<String>,
    /// Whether new work may be given.
    pub presence: Presence,
    /// Whether a password was set.
    pub has_password: bool,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// Whoever signs in with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "who", content = "id", rename_all = "snake_case")]
pub enum Principal {
    /// A member of the staff.
    Agent(AgentId),
    /// Somebody of a company.
    Account(AccountId),
}

impl Principal {
    /// The member of the staff, if it is one.
    pub fn agent(self) -> Option<AgentId> {
        match self {
            Self::Agent(agent) => Some(agent),
            Self::Account(_) => None,
        }
    }
}

impl std::fmt::Display for Principal {
    /// As targets stand in the audit log: `agent 5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Agent(id) => write!(f, "agent {id}"),
            Self::Account(id) => write!(f, "account {id}"),
        }
    }
}

/// Whether new work may be given to an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Takes new work.
    Available,
    /// Back soon.
    Paused,
    /// Not working.
    Away,
}

impl Presence {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Available, Self::Paused, Self::Away];

    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Paused => "paused",
            Self::Away => "away",
        }
    }

    /// The presence of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A group of agents with a queue of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its key.
    pub id: TeamId,
    /// Its name, unique.
    pub name: String,
    /// Which of the chart colours marks it: 1 to 4.
    pub colour: u8,
}
