//! Why a term ends on its day: every stretch of it, told again from the history.

use jiff::Timestamp;

use super::{Clock, Clocks, Days, Metric, Plan, State};
use crate::Event;

/// Something that happened to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// Until when the term ran from then on.
    pub due_at: Timestamp,
}

/// What happened to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It began.
    Started,
    /// It waits.
    Paused,
    /// It goes on after a pause, or because the ticket goes on.
    Resumed,
    /// It was put off.
    Extended,
    /// What was promised is done.
    Met,
    /// It does not matter any more.
    Cancelled,
    /// The term was missed.
    Missed,
}

/// The steps of the clock of a metric; the last says what the clock says.
pub fn steps(plan: Plan, events: &[Event], metric: Metric, calendar: &Days) -> Vec<Step> {
    let Some((first, rest)) = events.split_first() else {
        return Vec::new();
    };
    let mut clocks = Clocks::begin(plan, first.at, calendar);
    let mut steps = Vec::new();
    let mut before: Option<Clock> = None;
    for event in std::iter::once(first).chain(rest) {
        if event.id != first.id {
            clocks.follow(event, calendar);
        }
        let Some(now) = clocks.get(metric) else {
            continue;
        };
        if let Some(what) = change(before.as_ref(), now) {
            steps.push(Step {
                at: event.at,
                what,
                due_at: now.due_at,
            });
        }
        before = Some(now.clone());
    }
    steps
}

fn change(before: Option<&Clock>, now: &Clock) -> Option<What> {
    let Some(before) = before.filter(|before| before.started_at == now.started_at) else {
        return Some(What::Started);
    };
    if now.is_missed && !before.is_missed {
        return Some(What::Missed);
    }
    if now.extended_by > before.extended_by {
        return Some(What::Extended);
    }
    if now.state == before.state {
        return None;
    }
    Some(match now.state {
        State::Running => What::Resumed,
        State::Paused => What::Paused,
        State::Met => What::Met,
        State::Cancelled => What::Cancelled,
    })
}
