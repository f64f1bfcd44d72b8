//! What an event changes: the one function that moves a ticket.

use jiff::Timestamp;

use super::{EventKind, Rated, Resolution, Status, Ticket};

impl Ticket {
    /// Applies an event that [`decide`](Self::decide) gave; it cannot fail.
    pub fn apply(&mut self, event: &EventKind, at: Timestamp) {
        self.updated_at = at;
        match event {
            EventKind::Assigned { to, .. } => {
                self.assignee = Some(*to);
                if self.status == Status::New {
                    self.status = Status::Open;
                }
            }
            EventKind::Unassigned { .. } => self.assignee = None,
            EventKind::Routed(routing) => self.team = routing.team,
            EventKind::Classified { to, .. } => self.nature = *to,
            EventKind::InfoRequested { .. } => self.wait(Status::WaitingCustomer, None),
            EventKind::AskedToComplete { until, .. } => {
                self.wait(Status::WaitingCustomer, Some(*until));
                self.reminded = false;
                self.is_prolonged = false;
            }
            EventKind::Prolonged { until } => {
                self.waiting_until = Some(*until);
                self.reminded = false;
                self.is_prolonged = true;
            }
            EventKind::TacitlyWithdrawn => self.wait(Status::Cancelled, None),
            EventKind::Transferred { .. } => self.wait(Status::Transferred, None),
            EventKind::WaitingThird { until, .. } => self.wait(Status::WaitingThird, Some(*until)),
            EventKind::Resumed => self.wait(Status::Open, None),
            EventKind::SolutionProposed { solution } => {
                self.wait(Status::SolutionProposed, None);
                self.solution = Some(*solution);
                self.silent_since = Some(at);
                self.reminded = false;
            }
            EventKind::SolutionWithdrawn { .. } => {
                self.status = Status::Open;
                self.solution = None;
                self.silent_since = None;
            }
            EventKind::CustomerWrote { thanks, .. } => self.hear_from_requester(*thanks, at),
            EventKind::SolutionAccepted { .. } => self.resolve(Resolution::Accepted, at),
            EventKind::SolutionRejected { .. } | EventKind::Reopened { .. } => self.go_on(),
            EventKind::Reminded { is_late, .. } => {
                self.reminded = true;
                if *is_late {
                    self.silent_since = Some(at);
                }
            }
            EventKind::CompletionReminded => self.reminded = true,
            EventKind::ClosedBySilence { .. } => self.resolve(Resolution::Silence, at),
            EventKind::Closed { .. } => self.resolve(Resolution::ByAgent, at),
            EventKind::Rated(rating) => {
                let first_at = self.rated.map_or(at, |rated| rated.first_at);
                self.rated = Some(Rated {
                    stars: rating.stars,
                    first_at,
                });
            }
            EventKind::Dropped { .. } | EventKind::Cancelled { .. } => {
                self.wait(Status::Cancelled, None);
            }
            EventKind::MarkedSpam { .. } => self.wait(Status::Spam, None),
            EventKind::UnmarkedSpam { to } => self.status = *to,
            EventKind::Replied { .. } if self.status == Status::New => self.status = Status::Open,
            EventKind::Created { .. }
            | EventKind::VerifiedByPhone { .. }
            | EventKind::Replied { .. }
            | EventKind::Noted { .. }
            | EventKind::Extended { .. }
            | EventKind::DeadlineNear { .. }
            | EventKind::DeadlineSoon { .. }
            | EventKind::DeadlineMissed { .. }
            | EventKind::Escalated { .. }
            | EventKind::FollowerAdded { .. }
            | EventKind::FollowerRemoved { .. }
            | EventKind::FollowedUp { .. } => {}
        }
    }

    fn wait(&mut self, status: Status, until: Option<Timestamp>) {
        self.status = status;
        self.waiting_until = until;
    }

    fn resolve(&mut self, resolution: Resolution, at: Timestamp) {
        self.wait(Status::Resolved, None);
        self.resolution = Some(resolution);
        self.resolved_at = Some(at);
        self.silent_since = None;
        self.rated = None;
    }

    fn go_on(&mut self) {
        self.wait(Status::Open, None);
        self.solution = None;
        self.silent_since = None;
        self.resolution = None;
        self.resolved_at = None;
        // A rating belongs to one resolution; an unanswered survey is void (DOMAIN, CSAT).
        self.rated = None;
        self.reopen_count += 1;
    }

    /// Whoever was waited for has spoken; a proposal that is being discussed is not silence.
    fn hear_from_requester(&mut self, thanks: bool, at: Timestamp) {
        match self.status {
            // Thanks complete nothing.
            Status::WaitingCustomer if thanks && self.is_incomplete() => {}
            Status::WaitingCustomer => self.wait(Status::Open, None),
            Status::SolutionProposed if !thanks => {
                self.silent_since = Some(at);
                self.reminded = false;
            }
            Status::New
            | Status::Open
            | Status::WaitingThird
            | Status::SolutionProposed
            | Status::Resolved
            | Status::Cancelled
            | Status::Transferred
            | Status::Merged
            | Status::Spam => {}
        }
    }
}
