//! The one place that reads the wall clock.

use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present instant, to the microsecond; never before one that was told already.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine, which does not go back while the program runs: a code lives ten
/// real minutes even if somebody sets the wall clock (cases A5, N9). What it is at a start is
/// compared with what the database keeps: see [`AtStart`].
pub struct SystemClock {
    last: Mutex<(Timestamp, Instant)>,
}

impl SystemClock {
    /// Starts from the wall clock.
    #[expect(clippy::new_without_default, reason = "reading the time is no default")]
    pub fn new() -> Self {
        Self {
            last: Mutex::new((wall(), Instant::now())),
        }
    }

    /// Goes on from `at`, if that has not come.
    pub fn go_on_from(&self, at: Timestamp) {
        let now = self.now();
        *self.lock() = (whole_micros(now.max(at)), Instant::now());
    }

    fn lock(&self) -> MutexGuard<'_, (Timestamp, Instant)> {
        self.last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let mut last = self.lock();
        let steady = SignedDuration::try_from(last.1.elapsed())
            .ok()
            .and_then(|elapsed| last.0.checked_add(elapsed).ok())
            .unwrap_or(last.0);
        *last = (whole_micros(wall().max(steady)), Instant::now());
        last.0
    }
}

/// How far the clocks of nodes may be apart.
const APART: SignedDuration = SignedDuration::from_secs(2);

/// How the clock stands at a start, beside the newest instant that the database keeps (case N9).
///
/// A clock that was set back is believed: it may be the one before that was wrong, and a desk that
/// went on from there would be wrong for good. But nobody knows any more how old a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtStart {
    /// All that is kept was before.
    Later,
    /// It is a little before, as the clocks of nodes are: time goes on from what is kept.
    GoesOnFrom(Timestamp),
    /// It was set back by so much at least: time goes on from the clock, and codes end.
    SetBack(SignedDuration),
}

impl AtStart {
    /// How a clock that shows `now` stands.
    pub fn of(now: Timestamp, kept: Option<Timestamp>) -> Self {
        let Some(kept) = kept.filter(|kept| *kept > now) else {
            return Self::Later;
        };
        let back = kept.duration_since(now);
        if back > APART {
            Self::SetBack(back)
        } else {
            Self::GoesOnFrom(kept)
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the clock that everything else takes the time from"
)]
fn wall() -> Timestamp {
    Timestamp::now()
}

/// Instants are kept to the microsecond; a finer one would differ from itself after loading.
fn whole_micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// A clock that stands still until it is moved: for tests, and to make demonstration data.
pub struct ManualClock(Mutex<Timestamp>);

impl ManualClock {
    /// A clock that shows `at`.
    pub fn at(at: Timestamp) -> Self {
        Self(Mutex::new(whole_micros(at)))
    }

    /// Moves it forward (or back, as a wall clock may be set).
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.lock();
        *now = now.saturating_add(by).unwrap_or(*now);
    }

    /// Sets it.
    pub fn set(&self, to: Timestamp) {
        *self.lock() = whole_micros(to);
    }

    fn lock(&self) -> MutexGuard<'_, Timestamp> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.lock()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n09_a_clock_that_was_set_back_is_told_apart_from_those_of_nodes() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let later = |ms| Some(now + SignedDuration::from_millis(ms));

        assert_eq!(AtStart::of(now, None), AtStart::Later);
        for ms in [-86_400_000, -1, 0] {
            assert_eq!(AtStart::of(now, later(ms)), AtStart::Later, "{ms}");
        }
        for ms in [1, 2_000] {
            let kept = later(ms).unwrap();
            assert_eq!(AtStart::of(now, Some(kept)), AtStart::GoesOnFrom(kept));
        }
        for ms in [2_001, 3_600_000, 366 * 86_400_000] {
            let back = SignedDuration::from_millis(ms);
            assert_eq!(AtStart::of(now, later(ms)), AtStart::SetBack(back));
        }
    }

    #[test]
    fn the_clock_goes_on_from_an_instant_and_never_goes_back() {
        let clock = SystemClock::new();
        let later = clock.now() + SignedDuration::from_hours(1);

        clock.go_on_from(later);
        assert!(clock.now() >= later);
        clock.go_on_from(later - SignedDuration::from_hours(2));
        assert!(clock.now() >= later);
    }
}
