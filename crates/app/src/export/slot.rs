//! How many exports run at the same time (case K4).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Error;

/// How many exports one person has running on a node at most.
const EACH: u8 = 2;

/// The exports that run on this node, by who asked for them.
#[derive(Clone, Default)]
pub(crate) struct Slots(Arc<Mutex<HashMap<i64, u8>>>);

/// The right to run one export, given back when it is dropped.
pub(crate) struct Slot {
    slots: Slots,
    who: i64,
}

impl Slots {
    /// The right to run one more.
    ///
    /// # Errors
    ///
    /// [`Error::Limited`] while two of the same person run.
    pub(crate) fn take(&self, who: i64) -> Result<Slot, Error> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = running.entry(who).or_default();
        if *count >= EACH {
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
        let mut running = self.slots.0.lock().unwrap_or_else(PoisonError::into_inner);
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
    fn k04_one_person_runs_two_exports_at_a_time() {
        let slots = Slots::default();
        let first = slots.take(1).unwrap();
        let _second = slots.take(1).unwrap();

        assert!(matches!(slots.take(1), Err(Error::Limited)));
        assert!(slots.take(2).is_ok());
        drop(first);
        assert!(slots.take(1).is_ok());
    }
}
