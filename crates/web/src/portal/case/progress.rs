//! The four stops of a ticket: received, worked on, solution to review, resolved.

use app::ticket::{Entry, GuestView};
use domain::{EventKind, Status};
use jiff::Timestamp;

use crate::visit::Visit;

/// One stop.
#[derive(Clone, Debug, Default)]
pub(super) struct Stop {
    pub(super) label: String,
    /// When it was reached; empty if it was not, or nobody knows.
    pub(super) date: String,
    /// A second line: when it was reopened, or what is missing.
    pub(super) note: String,
    pub(super) is_done: bool,
    pub(super) is_now: bool,
}

/// The stops; none for a ticket that ended by another way.
pub(super) fn stops(v: &Visit, view: &GuestView) -> Vec<Stop> {
    let at = match view.ticket.status {
        Status::New => 0,
        Status::Open | Status::WaitingCustomer | Status::WaitingThird => 1,
        Status::SolutionProposed => 2,
        Status::Resolved => 3,
        Status::Cancelled | Status::Transferred | Status::Merged | Status::Spam => {
            return Vec::new();
        }
    };
    let reached = [
        Some(view.ticket.created_at),
        first(view, is_work),
        last(view, |kind| {
            matches!(kind, EventKind::SolutionProposed { .. })
        })
        .filter(|_| view.ticket.solution.is_some()),
        view.ticket.resolved_at,
    ];
    let labels = [
        v.t.state_new_customer(),
        v.t.state_open_customer(),
        v.t.state_solution_proposed_customer(),
        v.t.state_resolved_customer(),
    ];
    let mut stops: Vec<Stop> = labels
        .into_iter()
        .zip(reached)
        .enumerate()
        .map(|(index, (label, date))| Stop {
            label,
            date: date
                .filter(|_| index <= at)
                .map(|date| v.short_date(&date))
                .unwrap_or_default(),
            note: String::new(),
            is_done: index < at || at == 3,
            is_now: index == at,
        })
        .collect();
    if let Some(reopened) = last(view, is_reopening).filter(|_| at == 1) {
        stops[1].note = v.t.ticket_reopened_on(v.short_date(&reopened));
    }
    if at == 2 {
        stops[3].note = v.t.ticket_when_accepted();
    }
    stops
}

/// Whether somebody took the ticket up.
fn is_work(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Assigned { .. }
            | EventKind::Replied { .. }
            | EventKind::InfoRequested { .. }
            | EventKind::AskedToComplete { .. }
            | EventKind::SolutionProposed { .. }
    )
}

fn is_reopening(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Reopened { .. } | EventKind::SolutionRejected { .. }
    )
}

/// When something first happened.
fn first(view: &GuestView, is: impl Fn(&EventKind) -> bool) -> Option<Timestamp> {
    view.timeline
        .iter()
        .find(|entry| is(&entry.event.kind))
        .map(at)
}

/// When something last happened.
pub(super) fn last(view: &GuestView, is: impl Fn(&EventKind) -> bool) -> Option<Timestamp> {
    view.timeline
        .iter()
        .rev()
        .find(|entry| is(&entry.event.kind))
        .map(at)
}

fn at(entry: &Entry) -> Timestamp {
    entry.event.at
}
