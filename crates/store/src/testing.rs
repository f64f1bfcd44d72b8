//! For tests of this and other crates: databases of their own on both engines.
//!
//! PostgreSQL and S3 are real servers, which `bin/check` starts; the tests learn of them by
//! `RESUELTO_TEST_POSTGRES`, `RESUELTO_TEST_S3`, `RESUELTO_TEST_S3_KEY` and
//! `RESUELTO_TEST_S3_SECRET`, and fail without them.

use std::path::Path;
use std::sync::Arc;

use diesel::connection::{Connection, SimpleConnection};
use diesel::pg::PgConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use jiff::Timestamp;
use object_store::aws::AmazonS3Builder;
use object_store::signer::Signer;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use url::Url;

use crate::clock::DUE;
use crate::columns::micros;
use crate::connection::Conn;
use crate::prepared::prepared;
use crate::{Blobs, Db, Error, Options, Store, Tx, postgres};

/// Makes two tests of each function: `NAME::sqlite` and `NAME::postgres`.
///
/// The argument is whatever a test is [`Given`]: a `Store`, or a `Database` to open several.
///
/// ```text
/// on_both_engines! {
///     async fn the_second_of_two_writers_is_told(store: Store) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($given:ident: $type:ty) $body:block)+) => {$(
        $(#[$attribute])*
        async fn $name($given: $type) $body

        mod $name {
            #[test]
            fn sqlite() {
                $crate::testing::on_sqlite(super::$name);
            }

            #[test]
            fn postgres() {
                $crate::testing::on_postgres(super::$name);
            }
        }
    )+};
}

/// What a test on both engines can ask for.
pub trait Given: Sized {
    /// Whether the tables are there already; on SQLite they are made by the first who opens it.
    const MIGRATED: bool = true;

    /// Made from a database that nobody else uses.
    fn given(database: Database) -> impl Future<Output = Self>;
}

impl Given for Store {
    async fn given(database: Database) -> Self {
        database.open().await
    }
}

impl Given for Database {
    async fn given(database: Database) -> Self {
        database
    }
}

/// A database without tables.
pub struct Empty(pub Database);

impl Given for Empty {
    const MIGRATED: bool = false;

    async fn given(database: Database) -> Self {
        Self(database)
    }
}

/// Runs a test on SQLite.
pub fn on_sqlite<G: Given, T: Future<Output = ()>>(test: impl FnOnce(G) -> T) {
    run(&Database::sqlite(), test);
}

/// Runs a test on PostgreSQL.
pub fn on_postgres<G: Given, T: Future<Output = ()>>(test: impl FnOnce(G) -> T) {
    run(&Database::new_postgres(G::MIGRATED), test);
}

fn run<G: Given, T: Future<Output = ()>>(database: &Database, test: impl FnOnce(G) -> T) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime for the test");
    runtime.block_on(async { test(G::given(database.clone()).await).await });
    // Connections are closed before their database is removed.
    drop(runtime);
}

/// A database of its own, removed with the last of its clones.
#[derive(Clone)]
pub struct Database {
    url: String,
    _owned: Arc<Owned>,
}

enum Owned {
    Folder(#[expect(dead_code, reason = "removed when it is dropped")] TempDir),
    Postgres { server: String, name: String },
}

impl Database {
    /// An empty file with the settings of the real thing.
    ///
    /// # Panics
    ///
    /// If there is no folder for it.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("desk.db").display());
        Self {
            url,
            _owned: Arc::new(Owned::Folder(folder)),
        }
    }

    /// A copy of a database that has the tables already.
    ///
    /// # Panics
    ///
    /// If there is no server to test with.
    pub fn postgres() -> Self {
        Self::new_postgres(true)
    }

    fn new_postgres(migrated: bool) -> Self {
        let server = needed("RESUELTO_TEST_POSTGRES");
        let name = format!("test_{:016x}", getrandom::u64().expect("randomness"));
        let mut conn = connect(&server);
        let template = if migrated {
            template(&server, &mut conn)
        } else {
            "template1".to_owned()
        };
        conn.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .expect("a database for the test");
        let url = with_database(&server, &name);
        Self {
            url,
            _owned: Arc::new(Owned::Postgres { server, name }),
        }
    }

    /// Where it is, as [`Store::open`] takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens it as the program does.
    ///
    /// # Panics
    ///
    /// If it cannot be opened.
    pub async fn open(&self) -> Store {
        Store::open(&self.url, Options::default())
            .await
            .expect("the database of the test")
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        if let Self::Postgres { server, name } = self {
            // A test that fails here has failed before; the server is thrown away anyway.
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            let _ = PgConnection::establish(server).map(|mut conn| conn.batch_execute(&drop));
        }
    }
}

fn needed(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!(
            "{name} is not set: run bin/check, or eval \"$(tests/engines/start)\" before the tests"
        )
    })
}

fn connect(url: &str) -> PgConnection {
    PgConnection::establish(url).expect("the PostgreSQL to test with")
}

fn with_database(server: &str, name: &str) -> String {
    let mut url = Url::parse(server).expect("the address of the PostgreSQL to test with");
    url.set_path(name);
    url.into()
}

/// The name of a database with these tables, made by whoever needs it first.
fn template(server: &str, conn: &mut PgConnection) -> String {
    let name = format!("template_{}", hash_of_migrations());
    let found: Number = sql_query("SELECT count(*) AS number FROM pg_database WHERE datname = $1")
        .bind::<Text, _>(&name)
        .get_result(conn)
        .expect("the list of databases");
    if found.number == 0 {
        let half = format!("half_{:016x}", getrandom::u64().expect("randomness"));
        conn.batch_execute(&format!("CREATE DATABASE {half}"))
            .expect("a database for the template");
        postgres::prepare(&with_database(server, &half)).expect("the tables of the template");
        if conn
            .batch_execute(&format!("ALTER DATABASE {half} RENAME TO {name}"))
            .is_err()
        {
            // Another test was first.
            conn.batch_execute(&format!("DROP DATABASE {half}"))
                .expect("one template is enough");
        }
    }
    name
}

fn hash_of_migrations() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of migrations")
        .map(|entry| entry.expect("a migration").path().join("up.sql"))
        .collect();
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(std::fs::read(file).expect("a migration"));
    }
    let hash: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, ..] = hash;
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// A part of a bucket of its own, on the S3 server to test with.
///
/// # Panics
///
/// If there is none.
pub async fn s3() -> Blobs {
    let endpoint = needed("RESUELTO_TEST_S3");
    let prefix = getrandom::u64().expect("randomness");
    let url =
        format!("s3://test/{prefix:016x}?endpoint={endpoint}&region=us-east-1&path_style=true");
    let builder = AmazonS3Builder::new()
        .with_access_key_id(needed("RESUELTO_TEST_S3_KEY"))
        .with_secret_access_key(needed("RESUELTO_TEST_S3_SECRET"));
    let blobs = Blobs::open_s3(&url, builder.clone()).expect("the S3 server to test with");
    make_bucket(&url, builder).await;
    blobs
}

/// The file store has no way to make a bucket, so the request is signed by hand.
async fn make_bucket(url: &str, builder: AmazonS3Builder) {
    let url = Url::parse(url).expect("the address of the S3 server to test with");
    let store = crate::blob::s3_options(&url, builder).and_then(|builder| Ok(builder.build()?));
    let bucket = object_store::path::Path::default();
    let signed = store
        .expect("the S3 server to test with")
        .signed_url(
            reqwest::Method::PUT,
            &bucket,
            std::time::Duration::from_mins(1),
        )
        .await
        .expect("a signed address");
    let answer = reqwest::Client::new()
        .put(signed)
        .send()
        .await
        .expect("an answer of the S3 server");
    // Another test may have made it: then it is a conflict.
    let status = answer.status();
    assert!(
        status.is_success() || status.as_u16() == 409,
        "the bucket was refused: {status}"
    );
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct PostgresPlan {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

#[derive(QueryableByName)]
struct SqlitePlan {
    #[diesel(sql_type = Text)]
    detail: String,
}

impl Tx {
    /// Runs statements of a test.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn sql(&mut self, statements: &str) -> Result<(), Error> {
        Ok(self.link.execute(statements)?)
    }
}

impl Db {
    /// Asks for one number, a `BIGINT` with the name `number`.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn number(&mut self, query: &str) -> Result<i64, Error> {
        let row: Number = sql_query(query).get_result(&mut self.link.conn)?;
        Ok(row.number)
    }

    /// Asks for texts, in rows of a `TEXT` with the name `word`.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn words(&mut self, query: &str) -> Result<Vec<String>, Error> {
        let rows: Vec<Word> = sql_query(query).load(&mut self.link.conn)?;
        Ok(rows.into_iter().map(|row| row.word).collect())
    }

    /// How the engine runs the statement of [`due_clocks`](Self::due_clocks), in its own words and
    /// on a line for each step. PostgreSQL is asked as if the table were too large to read all of
    /// it, which no table of a test is.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn plan_of_due_clocks(&mut self, now: Timestamp) -> Result<Vec<String>, Error> {
        let explained = |word: &str| {
            prepared(format!("{word} {DUE}"))
                .bind::<BigInt, _>(micros(now))
                .bind::<BigInt, _>(1_i64)
        };
        let conn = &mut self.link.conn;
        if matches!(conn, Conn::Sqlite(_)) {
            let steps: Vec<SqlitePlan> = explained("EXPLAIN QUERY PLAN").load(conn)?;
            return Ok(steps.into_iter().map(|step| step.detail).collect());
        }
        conn.batch_execute("SET LOCAL enable_seqscan = off")?;
        let steps: Vec<PostgresPlan> = explained("EXPLAIN").load(conn)?;
        Ok(steps.into_iter().map(|step| step.line).collect())
    }
}
