//! How many requests a program makes in a minute.
//!
//! A node counts in memory and tells the database of the requests with a token now and then, so
//! that not every request is a write. Each time it learns how many all nodes counted: together
//! they let at most a [part](PARTS) of the limit more through for each node (case B4).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::ApiTokenId;
use jiff::Timestamp;

use crate::state::Web;

/// How long a window is, in seconds. All nodes begin theirs with the minute.
const WINDOW: i64 = 60;

/// A node tells of its requests once for each of so many parts of the limit.
const PARTS: u32 = 20;

/// How many are remembered; then those whose window is over are forgotten.
const MANY: usize = 10_000;

/// Who is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// A token.
    Token(ApiTokenId),
    /// An address from where no good token was shown.
    Address(String),
}

/// Counts requests in windows of a minute.
#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<HashMap<Counted, Window>>);

#[derive(Clone, Copy, Debug)]
struct Window {
    began: i64,
    /// How many there were, on this node and, as far as it knows, on the others.
    count: u32,
    /// How many of them the others cannot know of.
    untold: u32,
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

/// Counts one more request with a token, on all nodes together. While the database does not answer,
/// this node counts alone.
pub(super) async fn hit_token(web: &Web, token: ApiTokenId, limit: u32) -> Stand {
    let (limiter, now) = (web.limiter(), web.now());
    let who = Counted::Token(token);
    let stand = limiter.hit(who.clone(), limit, now);
    let Some(untold) = limiter.untold(&who, limit) else {
        return stand;
    };
    match app::token::count_requests(web, token, untold).await {
        Ok(count) => limiter.learn(&who, limit, count, now).unwrap_or(stand),
        Err(error) => {
            tracing::warn!(%error, "requests of a token are counted on this node alone");
            stand
        }
    }
}

impl Limiter {
    /// Counts one more, on this node.
    pub(super) fn hit(&self, who: Counted, limit: u32, now: Timestamp) -> Stand {
        let began = window_of(now);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY {
            all.retain(|_, window| window.began == began);
        }
        let new = Window {
            began,
            count: 0,
            untold: 0,
        };
        let window = all.entry(who).or_insert(new);
        if window.began != began {
            *window = new;
        }
        // What is too many is not let through, and nobody has to know of it.
        if window.count <= limit {
            window.count += 1;
            window.untold += 1;
        }
        window.stand(limit, now)
    }

    /// How many requests the others are to be told of now; they are told then. The first of a minute
    /// asks what they counted before.
    fn untold(&self, who: &Counted, limit: u32) -> Option<u32> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let window = all.get_mut(who)?;
        if window.untold >= limit.div_ceil(PARTS) {
            return Some(std::mem::take(&mut window.untold));
        }
        (window.count == 1).then_some(0)
    }

    /// How it stands now that it is known how many all nodes told of.
    fn learn(&self, who: &Counted, limit: u32, told: u32, now: Timestamp) -> Option<Stand> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let window = all.get_mut(who)?;
        window.count = window.count.max(told.saturating_add(window.untold));
        Some(window.stand(limit, now))
    }
}

impl Window {
    fn stand(self, limit: u32, now: Timestamp) -> Stand {
        let left = self.began + WINDOW - now.as_second();
        Stand {
            limit,
            remaining: limit.saturating_sub(self.count),
            reset: left.clamp(0, WINDOW).unsigned_abs(),
            is_over: self.count > limit,
        }
    }
}

/// The second in which the window of an instant begins.
fn window_of(now: Timestamp) -> i64 {
    now.as_second().div_euclid(WINDOW) * WINDOW
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        let noon: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        Timestamp::from_second(noon.as_second() + second).unwrap()
    }

    #[test]
    fn b04_a_window_lets_so_many_through_and_then_the_next_begins() {
        let limiter = Limiter::default();
        let hit = |second: i64| limiter.hit(Counted::Token(ApiTokenId(1)), 2, at(second));

        assert_eq!(hit(0).remaining, 1);
        assert!(!hit(10).is_over);
        let third = hit(20);
        assert!(third.is_over);
        assert_eq!((third.remaining, third.reset), (0, 40));
        assert!(!hit(60).is_over);
        let other = limiter.hit(Counted::Token(ApiTokenId(2)), 2, at(0));
        assert!(!other.is_over, "each has its own");
    }

    #[test]
    fn b04_others_are_told_of_each_part_once() {
        let limiter = Limiter::default();
        let who = Counted::Token(ApiTokenId(1));
        let told: Vec<Option<u32>> = (0..11)
            .map(|_| {
                limiter.hit(who.clone(), 100, at(0));
                limiter.untold(&who, 100)
            })
            .collect();

        assert_eq!(told[0], Some(0), "the first asks");
        assert_eq!((told[4], told[9]), (Some(5), Some(5)));
        assert_eq!(told.iter().flatten().count(), 3);
        let stand = limiter.learn(&who, 100, 99, at(0)).unwrap();
        assert_eq!(
            (stand.remaining, stand.is_over),
            (0, false),
            "99 and one that is not told"
        );
        assert!(limiter.hit(who, 100, at(0)).is_over);
    }
}
