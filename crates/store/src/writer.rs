//! The one thread that writes to SQLite, and commits for many at once.
//!
//! A commit waits for the disk, so operations that wait at the same time share one: each but the first
//! runs in a savepoint of its own, and all are answered once the commit is on disk. What a crash of
//! the machine may undo waits for no disk where it is alone.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use diesel::QueryResult;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, timeout_at};

use crate::stage::Stage;
use crate::transaction::{Ended, Tx};
use crate::{Error, Lasting, sqlite};

/// How many operations may wait; the next ones wait outside.
const QUEUE: usize = 1024;
/// How many operations one commit carries at most.
const BATCH: usize = 256;
/// How long a commit is put off by operations that come in meanwhile.
const GATHER: Duration = Duration::from_millis(50);

/// The savepoint of an operation in the transaction of its batch.
const OPERATION: &str = "operation";

pub(crate) struct Writer {
    /// None once it is closed.
    queue: Mutex<Option<mpsc::Sender<Box<dyn Waiting>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(crate) fn start(path: PathBuf, committed: watch::Sender<u64>) -> Result<Self, Error> {
        let tx = Tx::new(sqlite::writer(&path)?);
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || {
                Thread {
                    path,
                    tx: Some(tx),
                    waiting,
                    next: None,
                    lasting: Lasting::AtOnce,
                    committed,
                }
                .run();
            })
            .map_err(Error::unavailable)?;
        Ok(Self {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
        })
    }

    pub(crate) async fn write<T, E, F>(
        &self,
        operation: F,
        lasting: Lasting,
        deadline: Instant,
    ) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let stage = Stage::default();
        let queued = Box::new(Queued {
            operation,
            lasting,
            stage: stage.clone(),
            ended: None,
            answer: Some(answer),
        });
        self.queue(queued, deadline);
        stage.answer(deadline, answered).await
    }

    /// What was queued before is still done.
    pub(crate) async fn close(&self) {
        drop(lock(&self.queue).take());
        let thread = lock(&self.thread).take();
        if let Some(thread) = thread {
            // It only fails if the thread panicked, and then there is nothing left to wait for.
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }

    /// Whoever is dropped here is told by the end of the channel for the answer.
    fn queue(&self, queued: Box<dyn Waiting>, deadline: Instant) {
        let Some(queue) = lock(&self.queue).clone() else {
            return;
        };
        metrics::gauge!("resuelto_writes_waiting").set(to_f64(QUEUE - queue.capacity()));
        if let Err(mpsc::error::TrySendError::Full(queued)) = queue.try_send(queued) {
            // A task of its own: it is run even if its caller goes away now.
            tokio::spawn(async move { timeout_at(deadline, queue.send(queued)).await });
        }
    }
}

/// An operation of any type that waits for its turn and then for the commit.
trait Waiting: Send {
    fn is_wanted(&self) -> bool;
    fn lasting(&self) -> Lasting;
    /// Whether its changes are to be kept.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// The commit is on disk, or failed because of this.
    fn answer(self: Box<Self>, committed: Result<(), &Error>);
}

struct Queued<F, T, E> {
    operation: F,
    lasting: Lasting,
    stage: Stage,
    ended: Option<Ended<T, E>>,
    answer: Option<oneshot::Sender<Result<Ended<T, E>, Error>>>,
}

impl<F, T, E> Waiting for Queued<F, T, E>
where
    F: Fn(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn is_wanted(&self) -> bool {
        self.stage.is_wanted()
    }

    fn lasting(&self) -> Lasting {
        self.lasting
    }

    fn run(&mut self, tx: &mut Tx) -> bool {
        let ended = Ended::of(tx, &self.operation);
        let keep = matches!(ended, Ended::Kept(_)) && self.stage.seal();
        self.ended = Some(ended);
        keep
    }

    fn answer(mut self: Box<Self>, committed: Result<(), &Error>) {
        let told = match (committed, self.ended.take()) {
            (Ok(()), Some(ended)) => Ok(ended),
            (Ok(()), None) => Err(Error::unavailable("it was not run")),
            (Err(error), _) => Err(Error::unavailable(error)),
        };
        if let Some(answer) = self.answer.take() {
            // The caller may have gone away; its operation is done all the same.
            let _ = answer.send(told);
        }
    }
}

struct Thread {
    path: PathBuf,
    /// None after it broke.
    tx: Option<Tx>,
    waiting: mpsc::Receiver<Box<dyn Waiting>>,
    /// What came in while a batch ran to which it could not be added.
    next: Option<Box<dyn Waiting>>,
    /// What the connection is set to.
    lasting: Lasting,
    committed: watch::Sender<u64>,
}

impl Thread {
    fn run(mut self) {
        while let Some(first) = self.next.take().or_else(|| self.waiting.blocking_recv()) {
            let mut batch = vec![first];
            let committed = self.commit_batch(&mut batch);
            if let Err(error) = &committed {
                tracing::error!(%error, operations = batch.len(), "nothing could be written");
            }
            metrics::gauge!("resuelto_writes_waiting").set(to_f64(self.waiting.len()));
            for operation in batch {
                operation.answer(committed.as_ref().copied());
            }
        }
        if let Some(tx) = &mut self.tx {
            // Only statistics for the planner: not worth an error at the end.
            let _ = tx.link.execute("PRAGMA optimize");
        }
    }

    /// Runs the first of `batch` and those that come in meanwhile, which are added to it.
    fn commit_batch(&mut self, batch: &mut Vec<Box<dyn Waiting>>) -> Result<(), Error> {
        let mut tx = if let Some(tx) = self.tx.take() {
            tx
        } else {
            self.lasting = Lasting::AtOnce;
            reopen(&self.path)?
        };
        let lasting = batch
            .first()
            .map_or(Lasting::AtOnce, |first| first.lasting());
        if lasting != self.lasting {
            tx.link.execute(match lasting {
                Lasting::AtOnce => sqlite::AT_ONCE,
                Lasting::Soon => sqlite::SOON,
            })?;
            self.lasting = lasting;
        }
        let began = Instant::now();
        tx.link.begin(sqlite::BEGIN_WRITE)?;
        let kept = self.run_batch(&mut tx, batch)?;
        tx.link.commit()?;
        metrics::histogram!("resuelto_commit_duration_seconds").record(began.elapsed());
        metrics::histogram!("resuelto_commit_operations").record(to_f64(batch.len()));
        // Only a connection on which everything went well is used again.
        self.tx = Some(tx);
        if kept > 0 && lasting == Lasting::AtOnce {
            self.committed.send_modify(|count| *count += 1);
        }
        Ok(())
    }

    /// Says how many are to be kept.
    fn run_batch(
        &mut self,
        tx: &mut Tx,
        batch: &mut Vec<Box<dyn Waiting>>,
    ) -> Result<usize, Error> {
        let began = Instant::now();
        let mut kept = 0;
        let mut next = 0;
        while let Some(operation) = batch.get_mut(next) {
            if operation.is_wanted() {
                let is_kept = match kept {
                    0 => run_first(tx, operation.as_mut())?,
                    _ => run_next(tx, operation.as_mut())?,
                };
                kept += usize::from(is_kept);
            }
            next += 1;
            if next < BATCH && began.elapsed() < GATHER && self.next.is_none() {
                self.next = self.waiting.try_recv().ok();
                let can_join = |next: &mut Box<dyn Waiting>| {
                    self.lasting == Lasting::AtOnce || next.lasting() == Lasting::Soon
                };
                batch.extend(self.next.take_if(can_join));
            }
        }
        Ok(kept)
    }
}

/// Runs an operation before which nothing was kept: where it is refused, the transaction has nothing
/// but its changes, and begins anew. A savepoint would keep a copy of each page that it changes.
fn run_first(tx: &mut Tx, operation: &mut dyn Waiting) -> QueryResult<bool> {
    let keep = operation.run(tx);
    if !keep {
        tx.link.roll_back()?;
        tx.link.begin(sqlite::BEGIN_WRITE)?;
    }
    Ok(keep)
}

/// Runs one operation in a savepoint. An error of this function is one of the whole batch: on some
/// failures, a full disk for instance, SQLite rolls back everything.
fn run_next(tx: &mut Tx, operation: &mut dyn Waiting) -> QueryResult<bool> {
    tx.link.savepoint(OPERATION)?;
    let keep = operation.run(tx);
    if keep {
        tx.link.release(OPERATION)?;
    } else {
        tx.link.roll_back_to(OPERATION)?;
    }
    Ok(keep)
}

fn reopen(path: &Path) -> Result<Tx, Error> {
    tracing::info!("opening the database again");
    Ok(Tx::new(sqlite::writer(path)?))
}

/// A small count as metrics want it.
fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Nothing that can panic runs while it is held.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
