//! The state of a ticket as the desk shows it: colour, shape and word.

use domain::Status;
use domain::ticket::Priority;
use text::Texts;

use super::nature::priority_words;

/// A chip.
pub(super) struct Chip {
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) words: String,
}

impl Chip {
    pub(super) fn of(t: &Texts, status: Status) -> Self {
        let (tone, icon) = match status {
            Status::New => ("chip--info", "i-ring"),
            Status::Open | Status::WaitingThird => ("chip--brand", "i-half"),
            Status::WaitingCustomer => ("chip--warn", "i-hourglass"),
            Status::SolutionProposed => ("chip--viol", "i-flag"),
            Status::Resolved => ("chip--ok", "i-check"),
            Status::Merged => ("chip--mute", "i-merge"),
            Status::Cancelled | Status::Transferred | Status::Spam => ("chip--mute", "i-stop"),
        };
        Self {
            tone,
            icon,
            words: words(t, status),
        }
    }

    /// The mark of what presses more than most.
    pub(super) fn of_priority(t: &Texts, priority: Priority) -> Option<Self> {
        let (tone, icon) = match priority {
            Priority::Low | Priority::Normal => return None,
            Priority::High => ("chip--warn", "i-aup"),
            Priority::Urgent => ("chip--bad", "i-alertc"),
        };
        Some(Self {
            tone,
            icon,
            words: priority_words(t, priority),
        })
    }

    /// The mark of a ticket that goes on after it was resolved.
    pub(super) fn reopened(t: &Texts) -> Self {
        Self {
            tone: "chip--bad",
            icon: "i-refresh",
            words: t.state_reopened_desk(),
        }
    }
}

/// The word for a state.
pub(super) fn words(t: &Texts, status: Status) -> String {
    t.by_id(&format!("state-{}-desk", status.name()))
        .unwrap_or_default()
}
