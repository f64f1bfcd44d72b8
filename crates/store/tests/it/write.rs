use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use store::testing::{Database, Empty};
use store::{Error, Options, Store, Tx, on_both_engines};

use crate::{ids, insert, with_table};

const COUNT: &str = "SELECT count(*) AS number FROM entry";

on_both_engines! {
    async fn what_was_written_is_there_for_the_next_reader(store: Store) {
        with_table(&store).await;

        store.write(|tx| insert(tx, 1)).await.unwrap();

        assert_eq!(ids(&store).await, [1]);
    }

    async fn it_is_there_after_closing_and_opening(database: Database) {
        let store = database.open().await;
        with_table(&store).await;
        store.write(|tx| insert(tx, 1)).await.unwrap();
        store.close().await;

        let store = database.open().await;

        assert_eq!(ids(&store).await, [1]);
    }

    async fn what_may_be_forgotten_is_kept_with_what_may_not(database: Database) {
        let store = database.open().await;
        with_table(&store).await;
        let writes = (1..=60).map(|id| {
            let store = store.clone();
            async move {
                match id % 3 {
                    0 => store.write(move |tx| insert(tx, id)).await,
                    _ => store.write_soon(move |tx| insert(tx, id)).await,
                }
            }
        });
        futures_util::future::try_join_all(writes).await.unwrap();
        let refused = store.write_soon(|tx| {
            insert(tx, 99)?;
            Err::<(), _>(Error::Stale)
        }).await;
        assert!(matches!(refused, Err(Error::Stale)));
        store.write_soon(|tx| insert(tx, 61)).await.unwrap();
        store.close().await;

        let store = database.open().await;

        assert_eq!(ids(&store).await, (1..=61).collect::<Vec<_>>());
    }

    async fn those_that_write_alone_never_meet(store: Store) {
        with_table(&store).await;
        let runs = Arc::new(AtomicU32::new(0));

        let writes = (0..30).map(|_| {
            let runs = Arc::clone(&runs);
            store.write_alone(move |tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                let count = tx.number(COUNT)?;
                insert(tx, count + 1)
            })
        });
        futures_util::future::try_join_all(writes).await.unwrap();

        assert_eq!(ids(&store).await, (1..=30).collect::<Vec<_>>());
        assert_eq!(runs.load(Ordering::Relaxed), 30, "some were run again");
    }

    async fn others_go_on_while_many_wait_to_write_alone(store: Store) {
        with_table(&store).await;
        let (tell, begun) = mpsc::channel();
        let (release, released) = mpsc::channel();
        let released = Mutex::new(released);
        let other = store.clone();
        let first = tokio::spawn(async move {
            other.write_alone(move |tx| {
                tell.send(()).unwrap();
                released.lock().unwrap().recv().unwrap();
                insert(tx, 0)
            }).await
        });
        tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
        let waiting: Vec<_> = (1..=40).map(|id| {
            let store = store.clone();
            tokio::spawn(async move { store.write_alone(move |tx| insert(tx, id)).await })
        }).collect();

        for _ in 0..20 {
            let count: Result<i64, Error> = store.read(|db| db.number(COUNT)).await;
            assert_eq!(count.unwrap(), 0);
        }

        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        for one in waiting {
            one.await.unwrap().unwrap();
        }
        assert_eq!(ids(&store).await, (0..=40).collect::<Vec<_>>());
    }

    async fn whoever_writes_after_closing_is_told(store: Store) {
        store.close().await;

        assert!(matches!(store.ping().await, Err(Error::Unavailable(_))));
        let read: Result<(), Error> = store.read(|_| Ok(())).await;
        assert!(matches!(read, Err(Error::Unavailable(_))));
    }

    async fn a_refusal_undoes_its_own_changes_and_no_others(store: Store) {
        with_table(&store).await;

        let writers = (1..=40).map(|id| {
            store.write(move |tx| {
                insert(tx, id)?;
                if id % 4 == 0 { Err(Error::Stale) } else { Ok(id) }
            })
        });
        let told = futures_util::future::join_all(writers).await;

        for (told, id) in told.into_iter().zip(1..) {
            assert_eq!(told.is_ok(), id % 4 != 0, "{id}");
        }
        let kept: Vec<_> = (1..=40).filter(|id| id % 4 != 0).collect();
        assert_eq!(ids(&store).await, kept);
    }

    async fn a_panic_goes_on_in_its_caller_and_hurts_nobody_else(store: Store) {
        with_table(&store).await;

        let panicking = store.write(|tx| {
            insert(tx, 1)?;
            let _ = tx.attempt(|tx| -> Result<(), Error> {
                insert(tx, 2)?;
                panic!("on purpose");
            });
            Ok::<_, Error>(())
        });
        let panicking = std::panic::AssertUnwindSafe(panicking).catch_unwind();
        let (panicked, other) = tokio::join!(panicking, store.write(|tx| insert(tx, 3)));

        let panic = panicked.unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"on purpose"));
        other.unwrap();
        assert_eq!(ids(&store).await, [3]);
    }

    async fn an_operation_goes_on_without_its_caller(store: Store) {
        with_table(&store).await;
        let (tell, begun) = mpsc::channel();
        let (release, released) = mpsc::channel();
        let released = Mutex::new(released);
        let mut committed = store.committed();
        committed.mark_unchanged();

        let other = store.clone();
        let caller = tokio::spawn(async move {
            other.write(move |tx| {
                tell.send(()).unwrap();
                released.lock().unwrap().recv().unwrap();
                insert(tx, 1)
            }).await
        });
        tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        release.send(()).unwrap();

        committed.changed().await.unwrap();
        assert_eq!(ids(&store).await, [1]);
    }

    async fn two_that_change_what_they_read_do_not_lose_each_other(store: Store) {
        with_table(&store).await;
        store.write(|tx| tx.sql("INSERT INTO entry VALUES (0, 'counter')")).await.unwrap();

        let counts = (0..30).map(|_| store.write(|tx| -> Result<(), Error> {
            let count = tx.number("SELECT id AS number FROM entry")?;
            tx.sql(&format!("UPDATE entry SET id = {}", count + 1))
        }));
        for told in futures_util::future::join_all(counts).await {
            told.unwrap();
        }

        assert_eq!(ids(&store).await, [30]);
    }

    async fn a_limit_that_is_counted_holds_when_all_come_at_once(store: Store) {
        with_table(&store).await;

        let writers = (1..=20).map(|id| store.write(move |tx| {
            let there = tx.number("SELECT count(*) AS number FROM entry")?;
            if there < 3 { insert(tx, id) } else { Err(Error::Stale) }
        }));
        let told = futures_util::future::join_all(writers).await;

        assert_eq!(told.iter().filter(|told| told.is_ok()).count(), 3);
        assert!(told.iter().all(|told| matches!(told, Ok(()) | Err(Error::Stale))));
        assert_eq!(ids(&store).await.len(), 3);
    }

    async fn a_second_of_its_kind_is_named_alike_on_both_engines(store: Store) {
        with_table(&store).await;
        store.write(|tx| insert(tx, 1)).await.unwrap();

        let again = store.write(|tx| tx.sql("INSERT INTO entry VALUES (1, 'other')")).await.unwrap_err();
        let name = store.write(|tx| tx.sql("INSERT INTO entry VALUES (2, 'entry 1')")).await.unwrap_err();

        assert!(again.is_unique("entry_id_key"), "{again:?}");
        assert!(name.is_unique("entry_name_key"), "{name:?}");
    }

    async fn whoever_goes_on_after_a_failed_statement_is_refused(store: Store) {
        with_table(&store).await;

        let told = store.write(|tx| {
            insert(tx, 1)?;
            let _ = insert(tx, 1);
            Ok::<_, Error>(())
        }).await;

        assert!(matches!(told, Err(Error::Database(_))), "{told:?}");
        assert!(ids(&store).await.is_empty());
    }

    async fn commits_are_told_and_refusals_are_not(store: Store) {
        with_table(&store).await;
        let mut committed = store.committed();
        committed.mark_unchanged();

        store.write(|_| Err::<(), _>(Error::Stale)).await.unwrap_err();
        assert!(!committed.has_changed().unwrap());
        store.write(|tx| insert(tx, 1)).await.unwrap();

        committed.changed().await.unwrap();
    }

    async fn whoever_waits_in_vain_is_told_and_nothing_is_done(empty: Empty) {
        let options = Options {
            connections: std::num::NonZeroU32::MIN,
            deadline: Duration::from_millis(500),
        };
        let store = Store::open(empty.0.url(), options).await.unwrap();
        with_table(&store).await;
        let (release, released) = mpsc::channel::<()>();
        let released = Arc::new(Mutex::new(released));
        let (begin, mut begun) = tokio::sync::mpsc::unbounded_channel();
        let blocking = move |tx: &mut Tx| {
            insert(tx, 1)?;
            let _ = begin.send(());
            // Ends with an error when the other side is dropped, and at once from then on.
            let _ = released.lock().unwrap().recv();
            Ok::<_, Error>(())
        };

        let behind = async {
            begun.recv().await;
            store.write(|tx| insert(tx, 2)).await
        };
        let (begun_but_late, never_begun) = tokio::join!(store.write(blocking), behind);
        drop(release);

        assert!(matches!(begun_but_late, Err(Error::Unavailable(_))), "{begun_but_late:?}");
        assert!(matches!(never_begun, Err(Error::Unavailable(_))), "{never_begun:?}");
        store.write(|tx| insert(tx, 3)).await.unwrap();
        assert_eq!(ids(&store).await, [3]);
    }
}
