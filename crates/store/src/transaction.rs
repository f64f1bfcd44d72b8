//! What an operation gets to work with, and how one is run.

use std::any::Any;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::Error;
use crate::connection::{Conn, Link, Trouble};

/// The savepoint of [`Tx::attempt`].
const ATTEMPT: &str = "attempt";

/// A transaction that reads.
pub struct Db {
    pub(crate) link: Link,
}

impl Db {
    pub(crate) fn conn(&mut self) -> &mut Conn {
        &mut self.link.conn
    }
}

/// A transaction that reads and writes.
///
/// It is kept when the operation returns `Ok`. An operation must not go on after a statement
/// failed, except that of an [`attempt`](Self::attempt): it is then refused on both engines.
pub struct Tx {
    db: Db,
}

impl Tx {
    pub(crate) fn new(link: Link) -> Self {
        Self { db: Db { link } }
    }

    pub(crate) fn into_link(self) -> Link {
        self.db.link
    }

    /// Lets no other transaction that says the same go on until this one has ended. It is the first
    /// thing that it does: what it sees then is what the one before it left.
    ///
    /// On SQLite there is one writer anyway.
    pub(crate) fn keep_others_out(&mut self) -> Result<(), Error> {
        if let Conn::Postgres(_) = self.conn() {
            // The table that is written when a ticket is given to somebody.
            self.link
                .execute("LOCK TABLE duty IN SHARE ROW EXCLUSIVE MODE")?;
        }
        Ok(())
    }

    /// Runs `step` so that the operation can go on when it fails; its changes are then undone.
    ///
    /// # Errors
    ///
    /// Those of `step`.
    pub fn attempt<T, E: From<Error>>(
        &mut self,
        step: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.link.trouble() != Trouble::None {
            return Err(went_on().into());
        }
        self.link.savepoint(ATTEMPT).map_err(Error::from)?;

        let outcome = step(self);

        match outcome {
            Ok(_) if self.link.trouble() != Trouble::None => {
                self.link.roll_back_to(ATTEMPT).map_err(Error::from)?;
                Err(went_on().into())
            }
            Ok(value) => {
                self.link.release(ATTEMPT).map_err(Error::from)?;
                Ok(value)
            }
            Err(error) => {
                self.link.roll_back_to(ATTEMPT).map_err(Error::from)?;
                // Nothing but the transaction as a whole mends a conflict or a lost server.
                if self.link.trouble() == Trouble::Refused {
                    self.link.forget_trouble();
                }
                Err(error)
            }
        }
    }
}

impl Deref for Tx {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.db
    }
}

/// How an operation came to its end.
pub(crate) enum Ended<T, E> {
    Kept(T),
    Refused(E),
    Panicked(Box<dyn Any + Send>),
}

impl<T, E: From<Error>> Ended<T, E> {
    /// Runs `operation`; the caller commits what it kept and rolls back everything else.
    pub(crate) fn of(tx: &mut Tx, operation: &impl Fn(&mut Tx) -> Result<T, E>) -> Self {
        tx.link.forget_trouble();
        // Whatever the operation left half done in `tx` is rolled back with it.
        match catch_unwind(AssertUnwindSafe(|| operation(tx))) {
            Ok(Ok(_)) if tx.link.trouble() != Trouble::None => Self::Refused(went_on().into()),
            Ok(Ok(value)) => Self::Kept(value),
            Ok(Err(error)) => Self::Refused(error),
            Err(panic) => Self::Panicked(panic),
        }
    }

    /// What the caller of the store sees: a panic goes on there.
    pub(crate) fn told(self) -> Result<T, E> {
        match self {
            Self::Kept(value) => Ok(value),
            Self::Refused(error) => Err(error),
            Self::Panicked(panic) => resume_unwind(panic),
        }
    }
}

fn went_on() -> Error {
    Error::Database("the operation went on after a statement had failed".to_owned())
}
