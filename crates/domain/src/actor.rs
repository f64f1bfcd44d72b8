//! Who does something.

use serde::{Deserialize, Serialize};

use crate::{AgentId, ContactId};

/// Who acts on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "by", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The person who filed it, by whatever door.
    Requester(ContactId),
    /// Somebody of the requester's company, in the requester's place.
    Colleague(ContactId),
    /// A member of the staff who may work on tickets.
    Agent(AgentId),
    /// The program itself: timers and rules.
    System,
}

impl Actor {
    /// The agent, if it is one.
    pub fn agent(self) -> Option<AgentId> {
        match self {
            Self::Agent(id) => Some(id),
            Self::Requester(_) | Self::Colleague(_) | Self::System => None,
        }
    }

    /// The person outside the organisation, if it is one.
    pub fn contact(self) -> Option<ContactId> {
        match self {
            Self::Requester(id) | Self::Colleague(id) => Some(id),
            Self::Agent(_) | Self::System => None,
        }
    }
}
