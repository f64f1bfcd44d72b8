//! How far an operation has come, agreed between the caller that waits and the thread that works.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::time::{Instant, timeout_at};

use crate::Error;
use crate::transaction::Ended;

/// Both sides see it, so that a caller who stops waiting knows what can still happen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stage(Arc<AtomicU8>);

/// The default: waiting for its turn or being run; nothing of it lasts yet.
const OPEN: u8 = 0;
/// It will be committed with what comes next.
const SEALED: u8 = 1;
/// The caller stopped waiting and was told that nothing will be done.
const GIVEN_UP: u8 = 2;

impl Stage {
    /// Whether the caller still waits for it, or has gone away without a word.
    pub(crate) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::Acquire) != GIVEN_UP
    }

    /// Called just before the changes are made to last; false if they must not be.
    pub(crate) fn seal(&self) -> bool {
        self.step(OPEN, SEALED)
    }

    /// Called when the commit is known to have failed and it is going to be run again.
    pub(crate) fn unseal(&self) {
        self.step(SEALED, OPEN);
    }

    /// Waits until `deadline` for the work that carries this stage.
    pub(crate) async fn answer<T, E, W, L>(&self, deadline: Instant, work: W) -> Result<T, E>
    where
        E: From<Error>,
        W: Future<Output = Result<Result<Ended<T, E>, Error>, L>>,
    {
        match timeout_at(deadline, work).await {
            Ok(Ok(Ok(ended))) => ended.told(),
            Ok(Ok(Err(error))) => Err(error.into()),
            Ok(Err(_lost)) if self.give_up() => {
                Err(Error::unavailable("it is being closed").into())
            }
            Err(_late) if self.give_up() => Err(Error::unavailable("it is too busy").into()),
            Ok(Err(_)) | Err(_) => Err(Error::Unanswered.into()),
        }
    }

    /// Whether the caller gave up early enough: nothing will be done.
    fn give_up(&self) -> bool {
        self.step(OPEN, GIVEN_UP)
    }

    fn step(&self, from: u8, to: u8) -> bool {
        self.0
            .compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
    }
}
