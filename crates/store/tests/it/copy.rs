//! Copies of everything, from either engine into either.

use std::collections::BTreeMap;

use domain::FileId;
use store::testing::{Database, Empty};
use store::{Error, Filling, NamedFile, Snapshot, on_both_engines};

use crate::{desk, file};

type Rows = BTreeMap<String, Vec<serde_json::Value>>;

/// All rows of all tables. One engine says `1` where the other says `true`.
async fn rows(url: &str) -> Rows {
    let url = url.to_owned();
    let read = move || {
        let mut snapshot = Snapshot::open(&url).unwrap();
        let mut all = Rows::new();
        for table in snapshot.tables().unwrap() {
            let mut lines = Vec::new();
            let mut take = |line: &str| {
                let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
                for value in row.as_object_mut().unwrap().values_mut() {
                    if let Some(is_true) = value.as_bool() {
                        *value = u8::from(is_true).into();
                    }
                }
                lines.push(row);
                Ok::<_, Error>(())
            };
            snapshot.rows(&table, &mut take).unwrap();
            all.insert(table, lines);
        }
        all
    };
    tokio::task::spawn_blocking(read).await.unwrap()
}

async fn fill(url: &str, rows: Rows, order: Vec<String>) {
    let mut filling = Filling::open(url).await.unwrap();
    let put = move || {
        for table in order {
            let lines = rows[&table]
                .iter()
                .map(|row| Ok::<_, Error>(row.to_string()));
            filling.put(&table, lines).unwrap();
        }
        filling.finish().unwrap();
    };
    tokio::task::spawn_blocking(put).await.unwrap();
}

on_both_engines! {
    async fn a_copy_fills_either_engine_with_the_same(database: Database) {
        let store = database.open().await;
        store.write(desk::with_ticket).await.unwrap();
        let odd = "UPDATE ticket SET subject = 'ñ \"x\" \\ '' 𝄞 ' || chr(10)";
        let odd = if database.url().starts_with("sqlite") { odd.replace("chr(10)", "char(10)") } else { odd.to_owned() };
        store.write(move |tx| tx.sql(&odd)).await.unwrap();

        let url = database.url().to_owned();
        let order = tokio::task::spawn_blocking(move || Snapshot::open(&url).unwrap().tables().unwrap()).await.unwrap();
        let before = rows(database.url()).await;
        assert_eq!(before["ticket"].len(), 1);
        assert!(before["agent"].len() == 2 && before["message"].len() == 1);

        for other in [Database::sqlite(), Database::postgres()] {
            fill(other.url(), before.clone(), order.clone()).await;

            assert_eq!(rows(other.url()).await, before);
            let again = Filling::open(other.url()).await;
            assert!(matches!(again, Err(Error::NotEmpty { .. })));
        }
    }

    async fn a_snapshot_does_not_see_what_others_write_and_does_not_keep_them_from_it(database: Database) {
        let store = database.open().await;
        store.write(desk::with_ticket).await.unwrap();
        let url = database.url().to_owned();
        let mut snapshot = tokio::task::spawn_blocking(move || {
            let mut snapshot = Snapshot::open(&url).unwrap();
            snapshot.rows("ticket", |_| Ok::<_, Error>(())).unwrap();
            snapshot
        }).await.unwrap();

        store.write(|tx| tx.insert_message(&desk::message(1, 2))).await.unwrap();

        let seen = tokio::task::spawn_blocking(move || snapshot.rows("message", |_| Ok::<_, Error>(())).unwrap());
        assert_eq!(seen.await.unwrap(), 1);
    }

    async fn what_tickets_share_is_named_once(database: Database) {
        let store = database.open().await;
        store.write(desk::with_ticket).await.unwrap();
        store.write(|tx| {
            let mut shared = file::file(1, file::MESSAGE);
            tx.insert_file(&shared)?;
            shared.id = FileId(2);
            tx.insert_file(&shared)
        }).await.unwrap();

        let url = database.url().to_owned();
        let files = tokio::task::spawn_blocking(move || Snapshot::open(&url).unwrap().files().unwrap());

        let named = NamedFile { key: "files/1".to_owned(), sha256: Some("00".repeat(32)) };
        assert_eq!(files.await.unwrap(), [named]);
    }

    async fn what_does_not_fit_fills_nothing(database: Database) {
        let url = database.url().to_owned();
        for (table, row, why) in [
            ("nowhere", "{}", "no table is called"),
            ("team; DROP TABLE team", "{}", "no table is called"),
            ("team", "{\"id\": 1}", "copy: "),
            ("team", "not json", "copy: "),
        ] {
            let mut filling = Filling::open(&url).await.unwrap();
            let put = tokio::task::spawn_blocking(move || filling.put(table, [Ok::<_, Error>(row.to_owned())]));
            let refused = put.await.unwrap().unwrap_err();
            assert!(refused.to_string().contains(why), "{refused}");
        }
        let mut left = rows(&url).await;
        assert_eq!(left.remove("role").unwrap().len(), 4, "those that are always there");
        assert!(left.values().all(Vec::is_empty));
    }

    async fn there_is_no_copy_of_what_is_no_desk(empty: Empty) {
        let url = empty.0.url().to_owned();
        let opened = tokio::task::spawn_blocking(move || Snapshot::open(&url).map(drop)).await.unwrap();

        assert!(matches!(opened, Err(Error::Address(_) | Error::Behind { .. })), "{opened:?}");
    }
}
