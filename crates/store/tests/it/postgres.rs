//! What only a server can do to us.

use std::num::NonZeroU32;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use store::testing::on_postgres;
use store::{Error, Store};

use crate::{ids, insert, with_table};

const END_THE_OTHERS: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[test]
fn an_operation_whose_connection_breaks_is_run_again() {
    on_postgres(async |store: Store| {
        with_table(&store).await;
        let runs = AtomicU32::new(0);

        let told = store.write(move |tx| {
            insert(tx, 1)?;
            let run = runs.fetch_add(1, Ordering::Relaxed);
            if run == 0 {
                tx.sql("SELECT pg_terminate_backend(pg_backend_pid())")?;
            }
            Ok::<_, Error>(run)
        });

        assert_eq!(told.await.unwrap(), 1);
        assert_eq!(ids(&store).await, [1]);
    });
}

#[test]
fn connections_that_the_server_ended_are_opened_again() {
    on_postgres(async |database: store::testing::Database| {
        let (store, other) = (database.open().await, database.open().await);
        with_table(&store).await;
        let reads =
            (0..8).map(|_| store.read(|db| db.number("SELECT CAST(1 AS BIGINT) AS number")));
        futures_util::future::try_join_all(reads)
            .await
            .map_err(|error: Error| error)
            .unwrap();

        other.write(|tx| tx.sql(END_THE_OTHERS)).await.unwrap();

        let writes = (1..=8).map(|id| store.write(move |tx| insert(tx, id)));
        futures_util::future::try_join_all(writes).await.unwrap();
        assert_eq!(ids(&store).await.len(), 8);
    });
}

#[test]
fn two_that_wait_for_each_other_both_get_through() {
    static BOTH_HOLD_ONE: Barrier = Barrier::new(2);
    on_postgres(async |store: Store| {
        with_table(&store).await;
        store
            .write(|tx| insert(tx, 1).and_then(|()| insert(tx, 2)))
            .await
            .unwrap();
        let swap = |first: i64, second: i64| {
            let runs = AtomicU32::new(0);
            store.write(move |tx| {
                tx.sql(&format!(
                    "UPDATE entry SET name = name || '+' WHERE id = {first}"
                ))?;
                if runs.fetch_add(1, Ordering::Relaxed) == 0 {
                    BOTH_HOLD_ONE.wait();
                }
                tx.sql(&format!(
                    "UPDATE entry SET name = name || '+' WHERE id = {second}"
                ))
            })
        };

        let (one, two) = tokio::join!(swap(1, 2), swap(2, 1));

        one.unwrap();
        two.unwrap();
        let changed = "SELECT count(*) AS number FROM entry WHERE name LIKE '%++'";
        let changed: Result<i64, Error> = store.read(move |db| db.number(changed)).await;
        assert_eq!(changed.unwrap(), 2);
    });
}

#[test]
fn two_that_look_before_either_writes_do_not_both_write() {
    static BOTH_HAVE_LOOKED: Barrier = Barrier::new(2);
    on_postgres(async |store: Store| {
        with_table(&store).await;
        let insert_first = |id: i64| {
            let runs = AtomicU32::new(0);
            store.write(move |tx| {
                let there = tx.number("SELECT count(*) AS number FROM entry")?;
                if runs.fetch_add(1, Ordering::Relaxed) == 0 {
                    BOTH_HAVE_LOOKED.wait();
                }
                if there == 0 {
                    insert(tx, id)
                } else {
                    Err(Error::Stale)
                }
            })
        };

        let (one, two) = tokio::join!(insert_first(1), insert_first(2));

        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(ids(&store).await.len(), 1);
    });
}

#[test]
fn k04_a_reading_that_takes_too_long_is_ended_by_the_server() {
    on_postgres(async |database: store::testing::Database| {
        let options = store::Options {
            connections: NonZeroU32::MIN,
            deadline: Duration::from_secs(1),
        };
        let store = Store::open(database.url(), options).await.unwrap();
        store.ping().await.unwrap();
        let long = "SELECT CAST(1 AS BIGINT) AS number FROM pg_sleep(60)";

        let told: Result<i64, Error> = store.read(move |db| db.number(long)).await;

        assert!(told.is_err(), "{told:?}");
        // The only connection there is comes back long before a minute is over.
        for _ in 0..20 {
            let short = "SELECT CAST(1 AS BIGINT) AS number";
            let told: Result<i64, Error> = store.read(move |db| db.number(short)).await;
            if told.is_ok() {
                return;
            }
        }
        panic!("the server goes on with it");
    });
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    // Nobody listens on the port that is reserved for nobody.
    let open = Store::open(
        "postgres://user:hidden@127.0.0.1:1/desk",
        store::Options::default(),
    );

    let refused = runtime.block_on(open).unwrap_err();

    assert!(matches!(refused, Error::Unavailable(_)));
    assert!(!format!("{refused:?} {refused}").contains("hidden"));
}
