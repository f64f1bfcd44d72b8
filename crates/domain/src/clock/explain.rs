//! Why a term ends on its day: every stretch of it, told again from the history.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{Clock, Clocks, Days, Metric, Plan, State};
use crate::{Calendar, Event};

/// Something that happened to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// Until when the term ran from then on.
    pub due_at: Timestamp,
    /// The last day that did not count, where it goes on.
    pub waited_until: Option<Date>,
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

/// The steps of the clock of a metric; the last says what the clock says, counted by the same plan
/// and calendars.
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
                waited_until: (what == What::Resumed)
                    .then(|| waited_until(now, event.at, calendar)),
            });
        }
        before = Some(now.clone());
    }
    steps
}

/// Lets the steps of a clock that is over end by the day that it kept, whatever the calendars and
/// the policies became since; gives whether they would end by another one.
pub fn end_as_kept(steps: &mut [Step], clock: &Clock) -> bool {
    let last = steps.last().map(|step| step.due_at);
    let Some(other) = last.filter(|due| !clock.is_live() && *due != clock.due_at) else {
        return false;
    };
    for step in steps.iter_mut().rev() {
        if step.due_at != other {
            break;
        }
        step.due_at = clock.due_at;
    }
    true
}

/// The last day that does not count of a clock that goes on now.
fn waited_until(clock: &Clock, at: Timestamp, calendar: &Days) -> Date {
    let calendar = calendar.of(clock.metric);
    if clock.from_next_day {
        calendar.filed_on(at)
    } else {
        calendar.date_of(at).saturating_sub(1.day())
    }
}

/// Days of a term that did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first of them.
    pub from: Date,
    /// The last of them; none while it lasts.
    pub until: Option<Date>,
    /// Whether the ticket had ended; otherwise the term waited.
    pub is_ended: bool,
}

impl Pause {
    /// Whether a day is one of them.
    pub fn has(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The pauses of a term, by its steps; of a term that began anew those since then.
pub fn pauses(steps: &[Step], calendar: &Calendar) -> Vec<Pause> {
    let mut all: Vec<Pause> = Vec::new();
    let mut lasts: Option<Pause> = None;
    for step in steps {
        match step.what {
            What::Paused | What::Cancelled => {
                lasts = lasts.or(Some(Pause {
                    from: calendar.date_of(step.at),
                    until: None,
                    is_ended: step.what == What::Cancelled,
                }));
            }
            What::Resumed => {
                let over = lasts.take().map(|pause| Pause {
                    until: step.waited_until,
                    ..pause
                });
                all.extend(over.filter(|pause| pause.until >= Some(pause.from)));
            }
            What::Started => {
                all.clear();
                lasts = None;
            }
            What::Extended | What::Met | What::Missed => {}
        }
    }
    all.extend(lasts);
    all
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
