//! What only SQLite's one writer does.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, mpsc};

use futures_util::FutureExt;
use store::testing::on_sqlite;
use store::{Error, Store, Tx};

use crate::{ids, insert, with_table};

type Write = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// Keeps the writer busy until the sender is used; everything queued meanwhile is one batch.
async fn busy(store: &Store) -> (Write, mpsc::Sender<()>) {
    busy_with(store, |_| Ok(()), || Ok(())).await
}

/// As [`busy`], but what keeps the writer busy is refused after it has written.
async fn busy_in_vain(store: &Store, id: i64) -> (Write, mpsc::Sender<()>) {
    busy_with(store, move |tx| insert(tx, id), || Err(Error::Stale)).await
}

async fn busy_with(
    store: &Store,
    first: impl Fn(&mut Tx) -> Result<(), Error> + Send + 'static,
    at_last: fn() -> Result<(), Error>,
) -> (Write, mpsc::Sender<()>) {
    let (tell, begun) = mpsc::channel();
    let (release, released) = mpsc::channel();
    let released = Mutex::new(released);
    let other = store.clone();
    let mut blocked: Write = Box::pin(async move {
        other
            .write(move |tx| {
                first(tx)?;
                tell.send(()).unwrap();
                released.lock().unwrap().recv().unwrap();
                at_last()
            })
            .await
    });
    assert!((&mut blocked).now_or_never().is_none());
    tokio::task::spawn_blocking(move || begun.recv().unwrap())
        .await
        .unwrap();
    (blocked, release)
}

/// A write that waits in the queue from now on.
fn queued(store: &Store, id: i64) -> Write {
    let store = store.clone();
    let mut write: Write = Box::pin(async move { store.write(move |tx| insert(tx, id)).await });
    assert!((&mut write).now_or_never().is_none());
    write
}

#[test]
fn the_first_of_a_batch_is_undone_without_the_others() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (refused, release) = busy_in_vain(&store, 99).await;
        let writes: Vec<_> = (1..=3).map(|id| queued(&store, id)).collect();

        release.send(()).unwrap();

        assert!(matches!(refused.await, Err(Error::Stale)));
        for write in writes {
            write.await.unwrap();
        }
        assert_eq!(ids(&store).await, [1, 2, 3]);
    });
}

#[test]
fn all_that_wait_share_one_commit() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let before = *store.committed().borrow();
        let writes: Vec<_> = (1..=100).map(|id| queued(&store, id)).collect();

        release.send(()).unwrap();
        blocked.await.unwrap();
        for write in writes {
            write.await.unwrap();
        }

        let commits = *store.committed().borrow() - before;
        assert!(commits <= 2, "{commits} commits");
        assert_eq!(ids(&store).await.len(), 100);
    });
}

#[test]
fn they_run_in_the_order_in_which_they_came() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let writes: Vec<_> = (1..=50)
            .map(|id| {
                let store = store.clone();
                let mut write: Write = Box::pin(async move {
                    store
                        .write(move |tx| {
                            let there = tx.number("SELECT count(*) AS number FROM entry")?;
                            assert_eq!(there, id - 1);
                            insert(tx, id)
                        })
                        .await
                });
                assert!((&mut write).now_or_never().is_none());
                write
            })
            .collect();

        release.send(()).unwrap();
        blocked.await.unwrap();

        for write in writes {
            write.await.unwrap();
        }
    });
}

/// Writes and says how far a commit goes: 2 to the disk, 1 to the machine's memory.
async fn synchronous(store: &Store, id: i64, soon: bool) -> i64 {
    let operation = move |tx: &mut Tx| {
        insert(tx, id)?;
        tx.number("SELECT synchronous AS number FROM pragma_synchronous")
    };
    if soon {
        store.write_soon(operation).await.unwrap()
    } else {
        store.write(operation).await.unwrap()
    }
}

#[test]
fn only_what_may_be_forgotten_does_not_wait_for_the_disk() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;

        let mut found = Vec::new();
        for (id, soon) in (1..).zip([true, false, true, true, false]) {
            found.push(synchronous(&store, id, soon).await);
        }

        assert_eq!(found, [1, 2, 1, 1, 2]);
    });
}

#[test]
fn what_must_last_is_never_committed_with_what_may_be_forgotten_alone() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let writes = (1..=40).map(|id| {
            let store = store.clone();
            let soon = id % 2 == 1;
            let mut write = Box::pin(async move { (soon, synchronous(&store, id, soon).await) });
            assert!((&mut write).now_or_never().is_none());
            write
        });
        let writes: Vec<_> = writes.collect();

        release.send(()).unwrap();
        blocked.await.unwrap();

        for write in writes {
            let (soon, synchronous) = write.await;
            assert!(soon || synchronous == 2);
        }
    });
}

#[test]
fn one_that_waits_is_done_although_its_caller_goes_away() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let write = queued(&store, 1);

        drop(write);
        release.send(()).unwrap();
        blocked.await.unwrap();

        store.ping().await.unwrap();
        assert_eq!(ids(&store).await, [1]);
    });
}

#[test]
fn more_than_fit_in_the_queue_are_done_too() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let writes: Vec<_> = (1..=1500).map(|id| queued(&store, id)).collect();

        release.send(()).unwrap();
        blocked.await.unwrap();
        for write in writes {
            write.await.unwrap();
        }

        assert_eq!(ids(&store).await.len(), 1500);
    });
}

#[test]
fn closing_finishes_what_waits() {
    on_sqlite(async |database: store::testing::Database| {
        let store = database.open().await;
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let write = queued(&store, 1);

        release.send(()).unwrap();
        store.close().await;

        blocked.await.unwrap();
        write.await.unwrap();
        assert_eq!(ids(&database.open().await).await, [1]);
    });
}

#[test]
fn a_commit_that_fails_fails_all_of_its_batch() {
    on_sqlite(async |store: Store| {
        with_table(&store).await;
        let (blocked, release) = busy(&store).await;
        let before = queued(&store, 1);
        // As SQLite itself does on some failures: nothing is left of the transaction.
        let other = store.clone();
        let mut breaking: Write =
            Box::pin(async move { other.write(|tx| tx.sql("ROLLBACK")).await });
        assert!((&mut breaking).now_or_never().is_none());
        let after = queued(&store, 2);

        release.send(()).unwrap();

        for write in [blocked, before, breaking] {
            assert!(matches!(write.await, Err(Error::Unavailable(_))));
        }
        after.await.unwrap();
        assert_eq!(ids(&store).await, [2]);
    });
}
