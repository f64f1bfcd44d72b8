//! The state of a ticket as a requester reads it: colour, shape and word.

use domain::{Status, Ticket};
use store::cases::CaseRow;
use text::Texts;

/// A state, for `<span class="chip chip--…"><i class="i i-…">`.
#[derive(Clone, Debug)]
pub(crate) struct Chip {
    /// The end of the class of its colour.
    pub(crate) kind: &'static str,
    /// The end of the class of its icon.
    pub(crate) icon: &'static str,
    /// The word.
    pub(crate) label: String,
}

impl Chip {
    /// The chip of a ticket.
    pub(crate) fn of(t: &Texts, ticket: &Ticket) -> Self {
        Self::new(t, ticket.status, ticket.is_reopened())
    }

    /// The chip of a ticket in a list.
    pub(crate) fn of_row(t: &Texts, row: &CaseRow) -> Self {
        Self::new(t, row.status, row.reopen_count > 0)
    }

    fn new(t: &Texts, status: Status, is_reopened: bool) -> Self {
        let is_worked_on = matches!(status, Status::Open | Status::WaitingThird);
        if is_worked_on && is_reopened {
            return Self {
                kind: "bad",
                icon: "refresh",
                label: t.state_reopened_customer(),
            };
        }
        let (kind, icon) = match status {
            Status::New => ("info", "ring"),
            Status::Open | Status::WaitingThird => ("brand", "half"),
            Status::WaitingCustomer => ("warn", "hourglass"),
            Status::SolutionProposed => ("viol", "flag"),
            Status::Resolved => ("ok", "check"),
            Status::Merged => ("mute", "merge"),
            Status::Transferred => ("mute", "aright"),
            Status::Cancelled | Status::Spam => ("mute", "stop"),
        };
        let label = t
            .by_id(&format!("state-{}-customer", status.name()))
            .unwrap_or_default();
        Self { kind, icon, label }
    }
}
