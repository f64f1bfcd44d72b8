//! What is promised of a ticket.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CountedBy, Rung, is_default};
use crate::Localized;
use crate::calendar::Term;
use crate::legal::{Incomplete, LegalClass};

/// At which shares of a term somebody is warned unless a policy says otherwise, in percent
/// (DOMAIN, SLA mathematics).
pub const WARNINGS: [u8; 3] = [50, 75, 90];

/// What a clock measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Filing to the answer that was promised, by law or by the organisation itself.
    Legal,
    /// Filing to the first thing that a person of the staff writes.
    FirstResponse,
    /// The oldest unanswered message to the answer.
    NextResponse,
    /// The last thing that the staff wrote to the next.
    Update,
    /// Filing to somebody having it.
    Own,
    /// Filing to a proposed solution, without the time in which it waits.
    Resolution,
    /// Filing to the authority that is competent having it, where another one is. Nobody is
    /// warned of it: of most tickets nobody else is competent.
    Transfer,
}

impl Metric {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Legal,
        Self::FirstResponse,
        Self::NextResponse,
        Self::Update,
        Self::Own,
        Self::Resolution,
        Self::Transfer,
    ];

    /// The name used for texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::FirstResponse => "first_response",
            Self::NextResponse => "next_response",
            Self::Update => "update",
            Self::Own => "own",
            Self::Resolution => "resolution",
            Self::Transfer => "transfer",
        }
    }

    /// Whether it waits with the ticket. Answering somebody does not; a term of law neither,
    /// unless the request itself is incomplete.
    pub(super) fn pauses(self) -> bool {
        matches!(self, Self::Update | Self::Resolution)
    }

    /// Whether somebody is told that it is nearly over, and that it is.
    pub(super) fn is_told(self) -> bool {
        self != Self::Transfer
    }
}

/// How long one thing may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What.
    pub metric: Metric,
    /// How long.
    pub term: Term,
}

/// The law that an answer is promised by, as it was when the ticket was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// What such requests are called.
    pub class: Localized,
    /// Where it stands.
    pub source: String,
    /// By how many days of the term it can be put off, once; 0 means not at all.
    #[serde(default)]
    pub extension_days: u16,
    /// Within how many business days it is passed to the authority that is competent.
    #[serde(default)]
    pub transfer_days: Option<u16>,
    /// What holds where the request is incomplete.
    #[serde(default)]
    pub incomplete: Option<Incomplete>,
}

impl From<LegalClass> for Law {
    fn from(class: LegalClass) -> Self {
        Self {
            class: class.name,
            source: class.source,
            extension_days: class.extension_days,
            transfer_days: class.transfer_days,
            incomplete: class.incomplete,
        }
    }
}

/// What is promised of a ticket, kept with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What is measured, each once.
    pub targets: Vec<Target>,
    /// Whether the time to a solution waits while the requester is asked.
    pub pauses_for_customer: bool,
    /// Whether it waits for others too.
    pub pauses_for_third: bool,
    /// At which shares somebody is warned, in percent.
    pub warnings: Vec<u8>,
    /// At how many minutes before the end somebody is warned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn_minutes: Vec<u16>,
    /// By which calendar all but the promised answer counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counted_by: CountedBy,
    /// What happens by itself while a term comes to its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<Rung>,
    /// Since when there is this ladder; none where the ticket was filed with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder_since: Option<Timestamp>,
    /// The law that the promised answer follows; none where the organisation promises it itself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub law: Option<Law>,
}

impl Plan {
    /// What is promised of a metric.
    pub fn target(&self, metric: Metric) -> Option<Target> {
        let mut targets = self.targets.iter();
        targets.find(|target| target.metric == metric).copied()
    }
}
