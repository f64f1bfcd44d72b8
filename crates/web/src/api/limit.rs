//! How many requests a program makes in a minute.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// How long a window is, in seconds.
const WINDOW: i64 = 60;

/// How many are remembered; then those whose window is over are forgotten.
const MANY: usize = 10_000;

/// Who is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// A token.
    Token(i64),
    /// An address from where no good token was shown.
    Address(String),
}

/// Counts requests in fixed windows of a minute, on this node.
#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<HashMap<Counted, Window>>);

#[derive(Clone, Copy, Debug)]
struct Window {
    began: i64,
    count: u32,
}

/// How it stands with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    /// How many in a window.
    pub(super) limit: u32,
    /// How many are left in this one.
    pub(super) remaining: u32,
    /// In how many seconds the next begins.
    pub(super) reset: u64,
    /// Whether this one was too many.
    pub(super) is_over: bool,
}

impl Limiter {
    /// Counts one more.
    pub(super) fn hit(&self, who: Counted, limit: u32, now: Timestamp) -> Stand {
        let second = now.as_second();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY {
            all.retain(|_, window| second - window.began < WINDOW);
        }
        let window = all.entry(who).or_insert(Window {
            began: second,
            count: 0,
        });
        if second - window.began >= WINDOW {
            *window = Window {
                began: second,
                count: 0,
            };
        }
        window.count = window.count.saturating_add(1);
        let left = WINDOW - (second - window.began).clamp(0, WINDOW);
        Stand {
            limit,
            remaining: limit.saturating_sub(window.count),
            reset: left.unsigned_abs(),
            is_over: window.count > limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b04_a_window_lets_so_many_through_and_then_the_next_begins() {
        let limiter = Limiter::default();
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let hit = |second: i64| {
            let at = Timestamp::from_second(now.as_second() + second).unwrap();
            limiter.hit(Counted::Token(1), 2, at)
        };

        assert_eq!(hit(0).remaining, 1);
        assert!(!hit(10).is_over);
        let third = hit(20);
        assert!(third.is_over);
        assert_eq!((third.remaining, third.reset), (0, 40));
        assert!(!hit(60).is_over);
        let other = limiter.hit(Counted::Token(2), 2, now);
        assert!(!other.is_over, "each has its own");
    }
}
