//! How a ticket is classed by the staff: how much it presses, and what kind of request it is.

use serde::{Deserialize, Serialize};

/// How much a ticket presses.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// It can wait.
    Low,
    /// As most do.
    #[default]
    Normal,
    /// Before the others.
    High,
    /// At once.
    Urgent,
}

impl Priority {
    /// All of them, the least pressing first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Normal, Self::High, Self::Urgent];

    /// The name kept in the database and used in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }

    /// The priority of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The next higher one; what is urgent stays so.
    #[must_use]
    pub fn raised(self) -> Self {
        match self {
            Self::Low => Self::Normal,
            Self::Normal => Self::High,
            Self::High | Self::Urgent => Self::Urgent,
        }
    }
}

/// What kind of request a ticket is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketKind {
    /// Somebody wants to know something.
    Question,
    /// Something does not work as it should.
    Incident,
    /// Somebody wants something done.
    #[default]
    Request,
    /// Somebody is not content with what was done.
    Complaint,
}

impl TicketKind {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [
        Self::Question,
        Self::Incident,
        Self::Request,
        Self::Complaint,
    ];

    /// The name kept in the database and used in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Incident => "incident",
            Self::Request => "request",
            Self::Complaint => "complaint",
        }
    }

    /// The kind of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What the staff says a ticket is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nature {
    /// How much it presses.
    pub priority: Priority,
    /// What kind of request it is.
    #[serde(rename = "type")]
    pub kind: TicketKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_the_highest_priority_stays() {
        for one in Priority::ALL {
            assert_eq!(Priority::from_name(one.name()), Some(one));
            assert!(one.raised() >= one);
        }
        for one in TicketKind::ALL {
            assert_eq!(TicketKind::from_name(one.name()), Some(one));
        }
        assert_eq!(Priority::Urgent.raised(), Priority::Urgent);
        assert_eq!(Priority::from_name("alta"), None);
    }
}
