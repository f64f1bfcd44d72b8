use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use store::testing::Database;
use store::{Error, Options, Store, on_both_engines};

use crate::{ids, insert, with_table};

const COUNT: &str = "SELECT count(*) AS number FROM entry";

on_both_engines! {
    async fn one_reader_sees_one_moment(store: Store) {
        with_table(&store).await;
        let (tell, begun) = mpsc::channel();
        let (release, released) = mpsc::channel();
        let released = Mutex::new(released);

        let other = store.clone();
        let reader = tokio::spawn(async move {
            other.read(move |db| {
                let first = db.number(COUNT)?;
                tell.send(()).unwrap();
                released.lock().unwrap().recv().unwrap();
                Ok::<_, Error>((first, db.number(COUNT)?))
            }).await
        });
        tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
        store.write(|tx| insert(tx, 1)).await.unwrap();
        release.send(()).unwrap();

        assert_eq!(reader.await.unwrap().unwrap(), (0, 0));
        assert_eq!(ids(&store).await, [1]);
    }

    async fn a_reader_cannot_write(database: Database) {
        let options = Options { deadline: Duration::from_millis(300), ..Options::default() };
        let store = Store::open(database.url(), options).await.unwrap();
        with_table(&store).await;

        let insert = "INSERT INTO entry VALUES (1, 'x') RETURNING id AS number";
        let told: Result<i64, Error> = store.read(move |db| db.number(insert)).await;

        assert!(told.is_err());
        assert!(ids(&store).await.is_empty());
    }

    async fn k04_as_many_readings_go_on_in_vain_as_there_are_connections(database: Database) {
        let options = Options {
            connections: NonZeroU32::MIN.saturating_add(3),
            deadline: Duration::from_secs(1),
        };
        let store = Store::open(database.url(), options).await.unwrap();
        let (release, released) = mpsc::channel::<()>();
        let released = Arc::new(Mutex::new(released));
        let begun = Arc::new(AtomicU32::new(0));
        let readings = (0..12).map(|_| {
            let (released, begun) = (Arc::clone(&released), Arc::clone(&begun));
            store.read(move |_| {
                begun.fetch_add(1, Ordering::Relaxed);
                // Ends with an error when the other side is dropped, and at once from then on.
                let _ = released.lock().unwrap().recv();
                Ok::<_, Error>(())
            })
        });

        let told = futures_util::future::join_all(readings).await;

        assert!(told.iter().all(Result::is_err), "{told:?}");
        let begun = begun.load(Ordering::Relaxed);
        assert!((1..=4).contains(&begun), "{begun}");
        drop(release);
        let after: Result<i64, Error> = store.read(|db| db.number("SELECT CAST(1 AS BIGINT) AS number")).await;
        assert_eq!(after.unwrap(), 1);
    }

    async fn closing_waits_for_a_reading_only_so_long_and_keeps_what_was_written(database: Database) {
        let options = Options { deadline: Duration::from_mins(5), ..Options::default() };
        let store = Store::open(database.url(), options).await.unwrap();
        with_table(&store).await;
        let (tell, begun) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let released = Mutex::new(released);
        let other = store.clone();
        let reading = tokio::spawn(async move {
            other.read(move |db| {
                let count = db.number(COUNT)?;
                tell.send(()).unwrap();
                // Ends with an error when the other side is dropped.
                let _ = released.lock().unwrap().recv();
                Ok::<_, Error>(count)
            }).await
        });
        tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
        store.write(|tx| insert(tx, 1)).await.unwrap();

        let closing = store.close_within(Duration::from_millis(10));
        let left = tokio::time::timeout(Duration::from_mins(1), closing).await;

        assert_eq!(left, Ok(1));
        assert!(matches!(store.ping().await, Err(Error::Unavailable(_))));
        let late: Result<(), Error> = store.read(|_| Ok(())).await;
        assert!(matches!(late, Err(Error::Unavailable(_))));
        assert_eq!(ids(&database.open().await).await, [1]);
        // Whoever reads has the answer all the same, and then nothing is left.
        drop(release);
        assert_eq!(reading.await.unwrap().unwrap(), 0);
        assert_eq!(store.close_within(Duration::ZERO).await, 0);
    }

    async fn many_read_at_once(store: Store) {
        with_table(&store).await;
        store.write(|tx| insert(tx, 1)).await.unwrap();

        let readers = (0..100).map(|_| store.read(|db| db.number(COUNT)));

        for count in futures_util::future::join_all(readers).await {
            let count: Result<i64, Error> = count;
            assert_eq!(count.unwrap(), 1);
        }
    }
}
