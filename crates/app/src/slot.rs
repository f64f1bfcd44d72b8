//! How much one person has open at the same time: exports (case K4), streams of events (case K3).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Error;

/// What is open on this node, by who asked for it, and how much one may have at most.
#[derive(Clone)]
pub(crate) struct Slots {
    taken: Arc<Mutex<HashMap<i64, u8>>>,
    each: u8,
}

/// The right to one more, given back when it is dropped.
pub struct Slot {
    slots: Slots,
    who: i64,
}

impl Slots {
    pub(crate) fn of(each: u8) -> Self {
        Self {
            taken: Arc::default(),
            each,
        }
    }

    /// The right to one more.
    ///
    /// # Errors
    ///
    /// [`Error::Limited`] while the same person has as many as allowed.
    pub(crate) fn take(&self, who: i64) -> Result<Slot, Error> {
        let mut running = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = running.entry(who).or_default();
        if *count >= self.each {
            return Err(Error::Limited);
        }
        *count += 1;
        Ok(Slot {
            slots: self.clone(),
            who,
        })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut running = self
            .slots
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = running.get_mut(&self.who) {
            *count -= 1;
            if *count == 0 {
                running.remove(&self.who);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k04_one_person_has_so_many_open_at_a_time() {
        let slots = Slots::of(2);
        let first = slots.take(1).unwrap();
        let _second = slots.take(1).unwrap();

        assert!(matches!(slots.take(1), Err(Error::Limited)));
        assert!(slots.take(2).is_ok());
        drop(first);
        assert!(slots.take(1).is_ok());
    }
}
