//! Deadlines as the desk shows them: a ring that fills, and words.

use domain::Status;
use domain::clock::{Ring, RingState};
use jiff::{SignedDuration, Timestamp};
use text::format::upper_first;

use super::deadlines::metric_words;
use crate::visit::Visit;

/// A deadline ring.
pub(super) struct Deadline {
    /// The colour.
    pub(super) tone: &'static str,
    /// How full it is, 0 to 100 in steps of five.
    pub(super) percent: i64,
    /// How much time is left, or since when it is over.
    pub(super) words: String,
    /// What is owed; nothing where nothing is.
    pub(super) what: Option<String>,
    /// The same with how much of the time is used, for who does not see the ring.
    pub(super) said: String,
}

impl Deadline {
    pub(super) fn of(
        v: &Visit,
        status: Status,
        ring: Option<Ring>,
        due_at: Option<Timestamp>,
        resolved_at: Option<Timestamp>,
    ) -> Self {
        let Some(due) = due_at else {
            return Self::still("sla--off", v.t.desk_due_none());
        };
        if status == Status::Resolved {
            return if resolved_at.is_some_and(|at| at <= due) {
                Self {
                    percent: 100,
                    ..Self::still("sla--ok", v.t.desk_due_met())
                }
            } else {
                Self::still("sla--off", v.t.desk_due_missed())
            };
        }
        match ring.filter(|_| status.is_open()) {
            Some(ring) => Self::running(v, ring),
            None => Self::still("sla--off", v.t.table_date(v.day_of_term(due))),
        }
    }

    fn still(tone: &'static str, words: String) -> Self {
        Self {
            tone,
            percent: 0,
            words,
            what: None,
            said: String::new(),
        }
    }

    fn running(v: &Visit, ring: Ring) -> Self {
        let left = ring.due_at.duration_since(v.now.timestamp());
        let day = SignedDuration::from_hours(24);
        let (tone, words) = match ring.state {
            RingState::Late => ("sla--late", v.t.desk_due_late(length(v, left))),
            RingState::Paused => ("sla--off", v.t.deadline_state_paused()),
            RingState::Near => ("sla--soon", left_words(v, left, day)),
            RingState::Calm => ("", left_words(v, left, day)),
        };
        let what = metric_words(&v.t, ring.metric);
        Self {
            tone,
            percent: i64::from(ring.percent) / 5 * 5,
            said: v.t.desk_ring_said(what.as_str(), i64::from(ring.percent)),
            what: Some(upper_first(&what)),
            words,
        }
    }
}

fn left_words(v: &Visit, left: SignedDuration, day: SignedDuration) -> String {
    if left < day {
        v.t.duration(left)
    } else {
        v.t.desk_due_days(left.as_hours() / 24)
    }
}

/// Hours and minutes within a day, beyond it whole days: that is as much as a list has room for.
fn length(v: &Visit, length: SignedDuration) -> String {
    match length.abs().as_hours() / 24 {
        0 => v.t.duration(length),
        days => v.t.desk_due_days(days),
    }
}
