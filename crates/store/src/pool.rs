//! Connections that are shared, and operations run on them until they succeed.

use std::num::NonZeroU32;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::QueryResult;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::connection::{Conn, Link, Trouble};
use crate::stage::Stage;
use crate::transaction::{Ended, Tx};
use crate::{Error, postgres, sqlite};

/// Which transaction an operation gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    Read,
    Write,
    /// One that a crash of the machine may undo.
    WriteSoon,
}

/// Connects when asked to, keeps what works, and forgets everything once one connection breaks:
/// after a failover the others lead to the wrong server too.
pub(crate) struct Pool {
    connect: Box<dyn Fn() -> Result<Link, Error> + Send + Sync>,
    size: NonZeroU32,
    permits: Arc<Semaphore>,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    generation: u64,
    links: Vec<Link>,
}

/// A connection that is in use; counted until it is dropped.
struct InUse;

impl InUse {
    fn begin() -> Self {
        metrics::gauge!("resuelto_db_connections_in_use").increment(1);
        Self
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        metrics::gauge!("resuelto_db_connections_in_use").decrement(1);
    }
}

/// What came of running an operation once.
enum Once<T, E> {
    Ended(Ended<T, E>),
    /// Nothing was done and nobody refused: it may be run again.
    Again(Error),
    /// Nothing was done and nothing will be.
    GivenUp,
    /// The connection broke during the commit.
    Unknown,
}

impl Pool {
    pub(crate) fn new(
        size: NonZeroU32,
        connect: impl Fn() -> Result<Link, Error> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self {
            connect: Box::new(connect),
            size,
            permits: Arc::new(Semaphore::new(size.get() as usize)),
            idle: Mutex::default(),
        })
    }

    /// Runs `operation` until it is kept or refused, or until `deadline`.
    pub(crate) async fn run<T, E, F>(
        self: Arc<Self>,
        begin: Begin,
        mut operation: F,
        stage: Stage,
        deadline: Instant,
    ) -> Result<Ended<T, E>, Error>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let asked_at = Instant::now();
        let mut permit = match timeout_at(deadline, Arc::clone(&self.permits).acquire_owned()).await
        {
            Ok(Ok(permit)) => {
                metrics::histogram!("resuelto_db_wait_seconds").record(asked_at.elapsed());
                permit
            }
            Ok(Err(_closed)) => return Err(Error::unavailable("it is closed")),
            Err(_late) => return Err(Error::unavailable("all its connections are busy")),
        };
        for attempt in 0.. {
            let (pool, stage) = (Arc::clone(&self), stage.clone());
            let once;
            // A blocking thread is never abandoned: it gives its connection back by itself.
            (permit, operation, once) = spawn_blocking(move || {
                let once = pool.once(begin, &operation, &stage, deadline);
                (permit, operation, once)
            })
            .await
            .map_err(Error::unavailable)?;
            let error = match once {
                Once::Ended(ended) => return Ok(ended),
                Once::Again(error) => error,
                Once::GivenUp => Error::unavailable("its caller stopped waiting"),
                Once::Unknown => return Err(Error::Unanswered),
            };
            let pause = pause(attempt);
            if Instant::now() + pause >= deadline {
                return Err(error);
            }
            sleep(pause).await;
        }
        unreachable!("the loop only ends by returning")
    }

    /// Waits for everything that runs, until `limit` is over, then closes the connections; gives how
    /// many operations still run, which close theirs when they end.
    pub(crate) async fn close(&self, limit: Duration) -> usize {
        {
            let mut all = pin!(Arc::clone(&self.permits).acquire_many_owned(self.size.get()));
            // Fails only if it is closed already.
            let _held = timeout(limit, all.as_mut()).await;
            // While all that is free is held, so that nobody who waits begins with it.
            self.permits.close();
        }
        self.forget();
        (self.size.get() as usize).saturating_sub(self.permits.available_permits())
    }

    fn once<T, E: From<Error>>(
        &self,
        begin: Begin,
        operation: &impl Fn(&mut Tx) -> Result<T, E>,
        stage: &Stage,
        deadline: Instant,
    ) -> Once<T, E> {
        if !stage.is_wanted() {
            return Once::GivenUp;
        }
        let _in_use = InUse::begin();
        let (generation, link) = self.borrow();
        let link = match link.map_or_else(|| (self.connect)(), Ok) {
            Ok(link) => link,
            Err(error) => {
                tracing::warn!(%error, "cannot connect to the database");
                return Once::Again(error);
            }
        };
        let mut tx = Tx::new(link);
        let once = match begin_transaction(&mut tx.link, begin, deadline) {
            Ok(()) => transact(&mut tx, begin, operation, stage),
            Err(error) => {
                // Nothing was begun, so whatever it was, the connection is of no use.
                drop(tx);
                self.forget();
                return Once::Again(Error::unavailable(error));
            }
        };
        self.give_back(generation, tx.into_link());
        once
    }

    fn borrow(&self) -> (u64, Option<Link>) {
        let mut idle = self.idle();
        (idle.generation, idle.links.pop())
    }

    fn give_back(&self, generation: u64, mut link: Link) {
        if !link.is_usable() {
            tracing::warn!("a connection to the database broke, so all are opened again");
            return self.forget();
        }
        let mut idle = self.idle();
        if idle.generation == generation {
            idle.links.push(link);
        }
    }

    /// Closes the idle connections, and each of the others when it comes back.
    fn forget(&self) {
        let mut idle = self.idle();
        idle.generation += 1;
        idle.links.clear();
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        // Nothing that can panic runs while it is held.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn begin_transaction(link: &mut Link, begin: Begin, deadline: Instant) -> QueryResult<()> {
    let sql = match (&link.conn, begin) {
        (Conn::Postgres(_), Begin::Read) => postgres::begin_read(deadline),
        (Conn::Postgres(_), Begin::Write) => postgres::begin_write(deadline),
        (Conn::Postgres(_), Begin::WriteSoon) => postgres::begin_write_soon(deadline),
        (Conn::Sqlite(_), Begin::Read) => sqlite::BEGIN_READ.to_owned(),
        (Conn::Sqlite(_), Begin::Write | Begin::WriteSoon) => sqlite::BEGIN_WRITE.to_owned(),
    };
    link.begin(&sql)
}

fn transact<T, E: From<Error>>(
    tx: &mut Tx,
    begin: Begin,
    operation: &impl Fn(&mut Tx) -> Result<T, E>,
    stage: &Stage,
) -> Once<T, E> {
    let ended = Ended::of(tx, operation);
    match tx.link.trouble() {
        Trouble::None | Trouble::Refused => {}
        Trouble::Conflict => {
            // If this fails the connection is not used again.
            let _ = tx.link.roll_back();
            return Once::Again(Error::unavailable("others wrote at the same time"));
        }
        Trouble::Lost => return Once::Again(Error::unavailable("the connection was lost")),
    }
    if matches!(ended, Ended::Kept(_)) && (begin == Begin::Read || stage.seal()) {
        return commit(tx, begin, ended, stage);
    }
    let rolled_back = tx.link.roll_back().is_ok();
    match ended {
        Ended::Kept(_) => Once::GivenUp,
        // A statement failed because the server was about to end the connection.
        Ended::Refused(_) if !rolled_back && tx.link.trouble() != Trouble::None => {
            Once::Again(Error::unavailable("the connection was lost"))
        }
        Ended::Refused(_) | Ended::Panicked(_) => Once::Ended(ended),
    }
}

fn commit<T, E: From<Error>>(
    tx: &mut Tx,
    begin: Begin,
    kept: Ended<T, E>,
    stage: &Stage,
) -> Once<T, E> {
    let Err(error) = tx.link.commit() else {
        return Once::Ended(kept);
    };
    if begin == Begin::Read {
        return Once::Again(Error::unavailable(error));
    }
    match Trouble::of(&error) {
        Trouble::Conflict => {
            stage.unseal();
            Once::Again(Error::unavailable("others wrote at the same time"))
        }
        Trouble::None | Trouble::Refused if tx.link.is_usable() => {
            Once::Ended(Ended::Refused(Error::from(error).into()))
        }
        Trouble::None | Trouble::Refused | Trouble::Lost => Once::Unknown,
    }
}

/// Longer each time up to half a second, and never the same for two that failed together.
fn pause(attempt: u32) -> Duration {
    let longest = 10_u64 << attempt.min(6);
    let random = getrandom::u32().unwrap_or_default();
    Duration::from_millis(longest.min(500) / 2 + u64::from(random) % longest.min(500))
}
