//! What people write in a ticket.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Actor, MessageId, TicketId};

/// The longest message, in characters.
pub const MAX_MESSAGE: usize = 20_000;

/// One message of a ticket; never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its key.
    pub id: MessageId,
    /// The ticket.
    pub ticket: TicketId,
    /// Who wrote it.
    pub author: Actor,
    /// To whom.
    pub kind: MessageKind,
    /// Plain text; paragraphs by empty lines.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// To whom a message is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// What the requester wrote when filing.
    Description,
    /// From one side to the other.
    Reply,
    /// A question that the requester must answer.
    InfoRequest,
    /// For the staff alone.
    Note,
}

impl MessageKind {
    /// Whether the requester may read it (case D5).
    pub fn is_public(self) -> bool {
        self != Self::Note
    }

    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Reply => "reply",
            Self::InfoRequest => "info_request",
            Self::Note => "note",
        }
    }

    /// The kind of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Description,
            Self::Reply,
            Self::InfoRequest,
            Self::Note,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}
