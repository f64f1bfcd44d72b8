use store::testing::{Database, Empty, on_postgres, on_sqlite};
use store::{Error, Options, Store, on_both_engines};

on_both_engines! {
    async fn several_nodes_open_an_empty_database_at_once(empty: Empty) {
        let openings = (0..6).map(|_| Store::open(empty.0.url(), Options::default()));

        for opened in futures_util::future::join_all(openings).await {
            opened.unwrap().ping().await.unwrap();
        }
    }

    async fn a_newer_database_is_refused_with_a_clear_text(database: Database) {
        let store = database.open().await;
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')";
        store.write(move |tx| tx.sql(newer)).await.unwrap();
        store.close().await;

        let refused = Store::open(database.url(), Options::default()).await.unwrap_err();

        assert!(matches!(&refused, Error::TooNew { found, .. } if found == "9999"), "{refused:?}");
        assert!(refused.to_string().contains("start the newer program, or restore a backup"));
    }
}

/// SQLite has one type of whole number; and the table in which PostgreSQL locks is its own.
const POSTGRES: &str = "SELECT table_name || '.' || column_name || ' '
        || CASE WHEN data_type IN ('bigint', 'smallint', 'integer', 'boolean') THEN 'integer' ELSE data_type END
        || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END AS word
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT IN ('migration_lock', '__diesel_schema_migrations')
    ORDER BY 1";

const SQLITE: &str = "SELECT t.name || '.' || c.name || ' ' || lower(c.type)
        || CASE WHEN c.\"notnull\" = 1 THEN ' not null' ELSE '' END AS word
    FROM sqlite_master t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '__diesel_schema_migrations'
    ORDER BY 1";

const POSTGRES_INDEXES: &str = "SELECT tablename || ' ' || indexname AS word FROM pg_indexes
    WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey' ORDER BY 1";

const SQLITE_INDEXES: &str = "SELECT tbl_name || ' ' || name AS word FROM sqlite_master
    WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY 1";

/// What belongs to a ticket has `id` as its key on SQLite, where that is the row itself, and
/// `(ticket_id, id)` on PostgreSQL: each has an index for the other one where it is needed.
const ONLY_SQLITE: [&str; 4] = [
    "consent consent_ticket_id_id_key",
    "event event_ticket_id_id_key",
    "message message_ticket_id_id_key",
    "solution solution_ticket_id_id_key",
];
const ONLY_POSTGRES: [&str; 1] = ["event event_id"];

#[test]
fn both_engines_end_with_the_same_tables_and_indexes() {
    let (tell, told) = std::sync::mpsc::channel();
    let other = tell.clone();
    on_sqlite(async |store: Store| {
        tell.send(all(&store, SQLITE, SQLITE_INDEXES).await)
            .unwrap();
    });
    on_postgres(async |store: Store| {
        other
            .send(all(&store, POSTGRES, POSTGRES_INDEXES).await)
            .unwrap();
    });

    let (sqlite, postgres) = (told.recv().unwrap(), told.recv().unwrap());

    assert!(!sqlite.is_empty());
    let only = |these: &[String], those: &[String]| {
        these
            .iter()
            .filter(|one| !those.contains(one))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&sqlite, &postgres), ONLY_SQLITE);
    assert_eq!(only(&postgres, &sqlite), ONLY_POSTGRES);
}

async fn all(store: &Store, columns: &'static str, indexes: &'static str) -> Vec<String> {
    let read = store.read(move |db| -> Result<_, Error> {
        let mut all = db.words(columns)?;
        all.extend(db.words(indexes)?);
        Ok(all)
    });
    read.await.unwrap()
}
