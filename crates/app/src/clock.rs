//! The one place that reads the wall clock.

use std::sync::Mutex;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present instant, to the microsecond; never before one that was told already.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine, which does not go back while the program runs: a code lives ten
/// real minutes even if somebody sets the wall clock (cases A5, N9).
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
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let steady = SignedDuration::try_from(last.1.elapsed())
            .ok()
            .and_then(|elapsed| last.0.checked_add(elapsed).ok())
            .unwrap_or(last.0);
        *last = (whole_micros(wall().max(steady)), Instant::now());
        last.0
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

    fn lock(&self) -> std::sync::MutexGuard<'_, Timestamp> {
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
