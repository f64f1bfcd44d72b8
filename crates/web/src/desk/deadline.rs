//! Deadlines as the desk shows them: a ring that fills, and words.

use domain::Status;
use jiff::{SignedDuration, Timestamp};

use crate::visit::Visit;

/// A deadline ring.
pub(super) struct Deadline {
    /// The colour.
    pub(super) tone: &'static str,
    /// How full it is, 0 to 100 in steps of five.
    pub(super) percent: i64,
    /// How much time is left, or since when it is over.
    pub(super) words: String,
    /// Whether the answer is still owed.
    pub(super) is_open: bool,
}

/// From here on a deadline is near, whatever share of its time is used.
const NEAR: SignedDuration = SignedDuration::from_hours(2);

/// From this share of its time on a deadline is near.
const NEAR_PERCENT: i64 = 70;

impl Deadline {
    pub(super) fn of(
        v: &Visit,
        status: Status,
        created_at: Timestamp,
        due_at: Option<Timestamp>,
        resolved_at: Option<Timestamp>,
    ) -> Self {
        let still = |words| Self {
            tone: "sla--off",
            percent: 0,
            words,
            is_open: false,
        };
        let Some(due) = due_at else {
            return still(v.t.desk_due_none());
        };
        match status {
            Status::Resolved if resolved_at.is_some_and(|at| at <= due) => Self {
                tone: "sla--ok",
                percent: 100,
                words: v.t.desk_due_met(),
                is_open: false,
            },
            Status::Resolved => still(v.t.desk_due_missed()),
            Status::SolutionProposed
            | Status::Cancelled
            | Status::Transferred
            | Status::Merged
            | Status::Spam => still(v.table_date(&due)),
            Status::New | Status::Open | Status::WaitingCustomer | Status::WaitingThird => {
                Self::running(v, created_at, due)
            }
        }
    }

    fn running(v: &Visit, created_at: Timestamp, due: Timestamp) -> Self {
        let now = v.now.timestamp();
        let left = due.duration_since(now);
        if left.is_negative() {
            return Self {
                tone: "sla--late",
                percent: 100,
                words: v.t.desk_due_late(length(v, left)),
                is_open: true,
            };
        }
        let percent = used_percent(created_at, due, now);
        let tone = if percent >= NEAR_PERCENT || left < NEAR {
            "sla--soon"
        } else {
            ""
        };
        let day = SignedDuration::from_hours(24);
        let words = if left < day {
            v.t.duration(left)
        } else {
            v.t.desk_due_days(left.as_hours() / 24)
        };
        Self {
            tone,
            percent,
            words,
            is_open: true,
        }
    }
}

/// Hours and minutes within a day, beyond it whole days: that is as much as a list has room for.
fn length(v: &Visit, length: SignedDuration) -> String {
    match length.abs().as_hours() / 24 {
        0 => v.t.duration(length),
        days => v.t.desk_due_days(days),
    }
}

fn used_percent(from: Timestamp, to: Timestamp, now: Timestamp) -> i64 {
    let whole = to.duration_since(from).as_secs().max(1);
    let used = now.duration_since(from).as_secs().clamp(0, whole);
    used * 100 / whole / 5 * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ring_fills_in_steps_of_five() {
        let at = |second| Timestamp::from_second(second).unwrap();

        assert_eq!(used_percent(at(0), at(1000), at(-5)), 0);
        assert_eq!(used_percent(at(0), at(1000), at(499)), 45);
        assert_eq!(used_percent(at(0), at(1000), at(5000)), 100);
        assert_eq!(used_percent(at(7), at(7), at(7)), 0);
    }
}
