//! The database and the files: the only place with SQL.
//!
//! [`Store`] keeps everything in SQLite or in PostgreSQL, chosen by the address at start, and
//! nobody above this crate can tell which. Every change goes through [`Store::write`], which runs
//! a synchronous operation in one transaction and returns once it is durable; pages read all they
//! need in one [`Store::read`]. [`Blobs`] keeps what is too large for a database.
//!
//! Types of `domain` go in and come out. Rows, columns and the query builder stay in here.

pub mod account;
pub mod agent;
pub mod assignment;
pub mod audit;
pub mod cases;
pub mod claim;
pub mod device;
pub mod email_change;
pub mod event;
pub mod export;
pub mod factor;
pub mod figures;
pub mod filing;
pub mod import;
pub mod job;
pub mod link;
pub mod queue;
pub mod session;
#[cfg(feature = "testing")]
pub mod testing;

mod address;
mod blob;
mod calendar;
mod clock;
mod columns;
mod connection;
mod consent;
mod contact;
mod copy;
mod counter;
mod deadline_policy;
mod draft;
mod error;
mod file;
mod follower;
mod head;
mod heartbeat;
mod idempotency;
mod known;
mod legal;
pub mod mailing;
mod message;
mod migrations;
mod otp;
mod payment;
mod policy;
mod pool;
mod postgres;
mod prepared;
mod rating;
mod reach;
mod role;
mod rulebook;
mod schema;
mod settings;
mod solution;
mod sqlite;
mod stage;
mod team;
mod ticket;
mod token;
mod topic;
mod transaction;
mod writer;

use std::any::Any;
use std::convert::Infallible;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, timeout_at};

pub use crate::blob::{BlobError, BlobKey, Blobs, Kept, Listed, Opened};
pub use crate::clock::{LiveClocks, Recounted};
pub use crate::copy::{Filling, NamedFile, Snapshot};
pub use crate::error::Error;
pub use crate::head::TicketHead;
pub use crate::transaction::{Db, Tx};

use crate::address::Address;
use crate::pool::{Begin, Pool};
use crate::stage::Stage;
use crate::transaction::Ended;
use crate::writer::Writer;

/// How long closing waits for what is still being read. SQLite is not interrupted in the middle of a
/// statement, and nobody waits for its answer any more. Whoever stops the program does, and a service
/// manager kills it soon: the unit of the package 10 seconds after the requests had their time.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

/// How a [`Store`] uses its database.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many connections PostgreSQL is used with; SQLite has one that writes and four that read.
    pub connections: NonZeroU32,
    /// How long a caller waits for an answer, queueing and retries included.
    pub deadline: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: NonZeroU32::MIN.saturating_add(15),
            deadline: Duration::from_secs(10),
        }
    }
}

/// The database of the desk; clones share it.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
    companion: Option<Arc<dyn Companion>>,
}

/// What is done in the same transaction as every operation of a [`Store::with`] it: kept with the
/// operation, or undone with it.
pub trait Companion: Send + Sync + 'static {
    /// Before the operation; an error refuses it.
    ///
    /// # Errors
    ///
    /// Whatever the operation is to be refused with.
    fn before(&self, tx: &mut Tx) -> Result<(), Error>;

    /// After the operation, with what it gives.
    ///
    /// # Errors
    ///
    /// Whatever the operation is to be undone with.
    fn after(&self, tx: &mut Tx, outcome: &dyn Any) -> Result<(), Error>;
}

struct Shared {
    engine: Engine,
    /// Where [`Store::write_alone`] waits on PostgreSQL.
    alone: Arc<Semaphore>,
    deadline: Duration,
    committed: watch::Sender<u64>,
}

/// When a transaction is on disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasting {
    /// Before it is acknowledged.
    AtOnce,
    /// With the next one that is.
    Soon,
}

/// Whether others may write at the same time, where the engine can.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    Others,
    None,
}

/// How many that write alone have a connection: one writes and the next one is about to.
const ALONE: usize = 2;

enum Engine {
    Sqlite { writer: Writer, readers: Arc<Pool> },
    Postgres(Arc<Pool>),
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its tables up to date.
    ///
    /// Several nodes may do so at the same time: one of them migrates, the others wait.
    ///
    /// # Errors
    ///
    /// [`Error::Address`] if `url` is neither, [`Error::TooOld`] if the engine is,
    /// [`Error::TooNew`] if a newer version of this program has used the database already,
    /// [`Error::Unavailable`] if it cannot be reached. The database is then as before.
    pub async fn open(url: &str, options: Options) -> Result<Self, Error> {
        let address = Address::parse(url)?;
        tokio::task::spawn_blocking(move || Self::open_blocking(address, &options))
            .await
            .map_err(|stopped| Error::unavailable(format!("opening it stopped: {stopped}")))?
    }

    fn open_blocking(address: Address, options: &Options) -> Result<Self, Error> {
        let committed = watch::Sender::new(0);
        let engine = match address {
            Address::Sqlite(path) => {
                sqlite::prepare(&path)?;
                let writer = Writer::start(path.clone(), committed.clone())?;
                let readers = Pool::new(sqlite::READERS, move || sqlite::reader(&path));
                Engine::Sqlite { writer, readers }
            }
            Address::Postgres(url) => {
                postgres::prepare(&url)?;
                Engine::Postgres(Pool::new(options.connections, move || {
                    postgres::connect(&url)
                }))
            }
        };
        Ok(Self {
            shared: Arc::new(Shared {
                engine,
                alone: Arc::new(Semaphore::new(ALONE)),
                deadline: options.deadline,
                committed,
            }),
            companion: None,
        })
    }

    /// The same database, with a companion in each of the transactions that write.
    #[must_use]
    pub fn with(&self, companion: Arc<dyn Companion>) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            companion: Some(companion),
        }
    }

    /// Whether there is a companion.
    pub fn has_companion(&self) -> bool {
        self.companion.is_some()
    }

    /// Runs `operation` in one transaction and returns once it is durable.
    ///
    /// What it refuses with an error is rolled back, and so is what panics: the panic goes on in
    /// the caller. The operation may run several times (others wrote at the same time, or the
    /// connection was lost) but its changes are made once. If the caller goes away it still runs
    /// to its end. It sees the database as if it were alone.
    ///
    /// # Errors
    ///
    /// Those of `operation`; and [`Error::Unavailable`], after which nothing was done, or
    /// [`Error::Unanswered`], after which nobody can say whether it was.
    pub async fn write<T, E, F>(&self, operation: F) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.write_with(operation, Lasting::AtOnce, Company::Others)
            .await
    }

    /// As [`write`](Self::write), but none of these runs while another one does, on whichever node:
    /// for what looks at the same rows and changes them, such as giving tickets to people.
    ///
    /// It would be right without: it would find out by failing, and all but one would be run again.
    /// Those that wait have no connection, so that others go on reading and writing.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write).
    pub async fn write_alone<T, E, F>(&self, operation: F) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.write_with(operation, Lasting::AtOnce, Company::None)
            .await
    }

    /// As [`write`](Self::write), but returns before it is on disk: a crash of the machine may undo
    /// it, one of the program does not. What is written durably afterwards makes it durable too.
    /// For what may as well be done again, such as claiming a job.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write).
    pub async fn write_soon<T, E, F>(&self, operation: F) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.write_with(operation, Lasting::Soon, Company::Others)
            .await
    }

    async fn write_with<T, E, F>(
        &self,
        operation: F,
        lasting: Lasting,
        company: Company,
    ) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let deadline = Instant::now() + self.shared.deadline;
        let companion = self.companion.clone();
        let operation = move |tx: &mut Tx| {
            if company == Company::None {
                tx.keep_others_out()?;
            }
            let Some(companion) = &companion else {
                return operation(tx);
            };
            companion.before(tx)?;
            let outcome = operation(tx)?;
            companion.after(tx, &outcome)?;
            Ok(outcome)
        };
        match &self.shared.engine {
            Engine::Sqlite { writer, .. } => writer.write(operation, lasting, deadline).await,
            Engine::Postgres(pool) => {
                let stage = Stage::default();
                let committed = self.shared.committed.clone();
                let pool = Arc::clone(pool);
                let alone = (company == Company::None).then(|| Arc::clone(&self.shared.alone));
                let begin = match lasting {
                    Lasting::AtOnce => Begin::Write,
                    Lasting::Soon => Begin::WriteSoon,
                };
                let work = {
                    let stage = stage.clone();
                    async move {
                        let _turn = match alone {
                            Some(alone) => Some(turn(alone, deadline).await?),
                            None => None,
                        };
                        let ended = pool.run(begin, operation, stage, deadline).await;
                        let is_kept = matches!(ended, Ok(Ended::Kept(_)));
                        if is_kept && lasting == Lasting::AtOnce {
                            committed.send_modify(|count| *count += 1);
                        }
                        ended
                    }
                };
                // A task of its own: it goes on when the caller does not.
                stage.answer(deadline, tokio::spawn(work)).await
            }
        }
    }

    /// Reads in one transaction, which sees the database as it was at one moment.
    ///
    /// One call for all that a page needs. `question` may run several times.
    ///
    /// # Errors
    ///
    /// Those of `question`, and [`Error::Unavailable`].
    pub async fn read<T, E, F>(&self, question: F) -> Result<T, E>
    where
        F: Fn(&mut Db) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let deadline = Instant::now() + self.shared.deadline;
        let pool = match &self.shared.engine {
            Engine::Sqlite { readers, .. } => readers,
            Engine::Postgres(pool) => pool,
        };
        let stage = Stage::default();
        let ask = move |tx: &mut Tx| question(tx);
        let work = Arc::clone(pool).run(Begin::Read, ask, stage.clone(), deadline);
        // Not a task of its own: if the caller goes away, what has not begun never does.
        stage
            .answer(deadline, async { Ok::<_, Infallible>(work.await) })
            .await
    }

    /// Tells of each commit of this node, so that workers and open pages look at once.
    ///
    /// The number only ever grows. What other nodes commit is not told: look from time to time; nor
    /// is what [`write_soon`](Self::write_soon) wrote, which leaves nothing behind for others to do.
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.shared.committed.subscribe()
    }

    /// Whether the database can be written now.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.write(|_| Ok(())).await
    }

    /// Ends all work and closes the database; what was begun before is finished first, but for
    /// readings that go on for more than 5 seconds.
    ///
    /// Whoever calls the store afterwards is told [`Error::Unavailable`].
    pub async fn close(&self) {
        self.close_within(CLOSE_WITHIN).await;
    }

    /// As [`close`](Self::close) with another limit, after which nothing is waited for but the writer
    /// of SQLite; gives how many operations went on. Each closes its connection when it ends.
    pub async fn close_within(&self, limit: Duration) -> usize {
        let pool = match &self.shared.engine {
            Engine::Sqlite { writer, readers } => {
                // First, so that what waits to be written is, however long somebody reads.
                writer.close().await;
                readers
            }
            Engine::Postgres(pool) => pool,
        };
        let left = pool.close(limit).await;
        if left > 0 {
            tracing::warn!(
                operations = left,
                "closed the database while it was still in use"
            );
        }
        left
    }
}

/// Waits until it may ask for a connection.
async fn turn(alone: Arc<Semaphore>, deadline: Instant) -> Result<OwnedSemaphorePermit, Error> {
    match timeout_at(deadline, alone.acquire_owned()).await {
        Ok(Ok(turn)) => Ok(turn),
        Ok(Err(_closed)) => Err(Error::unavailable("it is closed")),
        Err(_late) => Err(Error::unavailable("too many wait to write alone")),
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The address may hold a password.
        f.write_str(match self.shared.engine {
            Engine::Sqlite { .. } => "Store(SQLite)",
            Engine::Postgres(_) => "Store(PostgreSQL)",
        })
    }
}
