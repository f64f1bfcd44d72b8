//! Makes keys: time, node, number within the millisecond.

use std::sync::Mutex;

use jiff::Timestamp;

/// The maker of keys of one node.
pub(crate) struct Ids {
    node: u8,
    last: Mutex<(i64, u16)>,
}

impl Ids {
    pub(crate) fn new(node: u8) -> Self {
        Self {
            node,
            last: Mutex::new((i64::MIN, 0)),
        }
    }

    /// A key that this node never made before; greater than all before unless the clock went back.
    pub(crate) fn next(&self, now: Timestamp) -> i64 {
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let (ms, sequence) = match (now.as_millisecond().max(last.0), last.1) {
            (ms, _) if ms > last.0 => (ms, 0),
            // The millisecond is full: borrow from the next.
            (ms, 0xfff) => (ms + 1, 0),
            (ms, sequence) => (ms, sequence + 1),
        };
        *last = (ms, sequence);
        let at = Timestamp::from_millisecond(ms).unwrap_or(now);
        domain::compose(at, self.node, sequence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_grow_although_the_clock_stands_still() {
        let ids = Ids::new(3);
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();

        let keys: Vec<i64> = (0..10_000).map(|_| ids.next(now)).collect();

        assert!(keys.is_sorted_by(|a, b| a < b));
    }
}
