//! The one term of a ticket that lists show: the one that is over next.

use jiff::Timestamp;

use super::{Clocks, Days, Metric, NEAR, State};

/// The term that is over next, and how much of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// What is owed.
    pub metric: Metric,
    /// Until when.
    pub due_at: Timestamp,
    /// How much of its working time is used, in percent.
    pub percent: u8,
    /// How it stands.
    pub state: RingState,
}

/// How the next term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingState {
    /// There is time.
    Calm,
    /// Its end is near.
    Near,
    /// It is over.
    Late,
    /// It waits, and nothing else is owed.
    Paused,
}

impl Clocks {
    /// The ring of the clock that is over next, else of one that waits.
    pub fn ring(&self, now: Timestamp, calendar: &Days) -> Option<Ring> {
        let paused = || self.clocks.iter().find(|one| one.state == State::Paused);
        let clock = self.next().or_else(paused)?;
        let state = if clock.state == State::Paused {
            RingState::Paused
        } else if clock.due_at < now {
            RingState::Late
        } else if clock.warns_at(NEAR, calendar) <= now {
            RingState::Near
        } else {
            RingState::Calm
        };
        Some(Ring {
            metric: clock.metric,
            due_at: clock.due_at,
            percent: match state {
                RingState::Late => 100,
                RingState::Calm | RingState::Near | RingState::Paused => {
                    clock.used_percent(now, calendar)
                }
            },
            state,
        })
    }
}
