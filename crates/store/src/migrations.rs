//! The tables of both engines, brought up to date when the program starts.
//!
//! One folder of SQL for each engine, with the same names. Forward only: a released file is never
//! edited. All that is missing is applied in one transaction, so a failure leaves the old tables.

use std::cmp::Ordering;

use diesel::connection::{
    AnsiTransactionManager, Connection, SimpleConnection, TransactionManager,
};
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::{Pg, PgConnection};
use diesel::result::DatabaseErrorKind;
use diesel::sql_types::{Nullable, Text};
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::Error;
use crate::connection::Conn;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Several nodes may start at once: whoever has the row of this table migrates. There are no
/// advisory locks in all servers that speak this language.
const LOCK_POSTGRES: &str = "
    INSERT INTO migration_lock (id) VALUES (1) ON CONFLICT DO NOTHING;
    SELECT id FROM migration_lock WHERE id = 1 FOR UPDATE;";

pub(crate) fn migrate_postgres(conn: &mut PgConnection) -> Result<(), Error> {
    create_lock_table(conn)?;
    AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL READ COMMITTED")?;
    let migrated = conn
        .batch_execute(LOCK_POSTGRES)
        .map_err(Error::from)
        .and_then(|()| run::<_, Pg>(conn, POSTGRES));
    finish(conn, migrated.map(drop))
}

pub(crate) fn migrate_sqlite(conn: &mut SqliteConnection) -> Result<(), Error> {
    // A table is changed by replacing it, which would empty those that refer to it.
    conn.batch_execute("PRAGMA foreign_keys = OFF")?;
    AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?;
    let migrated = run::<_, Sqlite>(conn, SQLITE).and_then(|applied| match applied {
        0 => Ok(()),
        // It looks at every row: seconds in a large desk, so not at each start.
        _ => check_foreign_keys(conn),
    });
    finish(conn, migrated)
}

#[derive(QueryableByName)]
struct Newest {
    #[diesel(sql_type = Nullable<Text>)]
    version: Option<String>,
}

/// The newest migration of the database, which has to be the newest that is known.
pub(crate) fn check_current(conn: &mut Conn) -> Result<String, Error> {
    let known = match conn {
        Conn::Postgres(_) => versions::<Pg>(&POSTGRES)?,
        Conn::Sqlite(_) => versions::<Sqlite>(&SQLITE)?,
    };
    let known = known.last().cloned().unwrap_or_default();
    let query = "SELECT max(version) AS version FROM __diesel_schema_migrations";
    let found = match sql_query(query).get_result::<Newest>(conn) {
        Ok(row) => row.version.unwrap_or_default(),
        // There is no such table before the first start.
        Err(diesel::result::Error::DatabaseError(DatabaseErrorKind::Unknown, _)) => String::new(),
        Err(error) => return Err(error.into()),
    };
    match found.cmp(&known) {
        Ordering::Equal => Ok(known),
        Ordering::Less => Err(Error::Behind { found, known }),
        Ordering::Greater => Err(Error::TooNew { found, known }),
    }
}

fn create_lock_table(conn: &mut PgConnection) -> Result<(), Error> {
    let create = "CREATE TABLE IF NOT EXISTS migration_lock (id SMALLINT PRIMARY KEY)";
    // Two at the same time can both find no table; one then fails, in several ways, and finds it
    // when it looks again.
    conn.batch_execute(create)
        .or_else(|_| conn.batch_execute(create))?;
    Ok(())
}

/// Applies what is missing; returns how many that were.
fn run<C, DB>(conn: &mut C, known: EmbeddedMigrations) -> Result<usize, Error>
where
    C: MigrationHarness<DB>,
    DB: diesel::backend::Backend,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let known_versions = versions::<DB>(&known)?;
    let newest = known_versions.last().cloned().unwrap_or_default();
    let applied = conn.applied_migrations().map_err(refused)?;
    let unknown = applied.into_iter().map(|version| version.to_string());
    if let Some(found) = unknown
        .filter(|version| !known_versions.contains(version))
        .max()
    {
        return Err(Error::TooNew {
            found,
            known: newest,
        });
    }
    let applied = conn.run_pending_migrations(known).map_err(refused)?;
    for version in &applied {
        tracing::info!(%version, "migrated the database");
    }
    Ok(applied.len())
}

fn versions<DB>(known: &EmbeddedMigrations) -> Result<Vec<String>, Error>
where
    DB: diesel::backend::Backend,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations: Vec<Box<dyn Migration<DB>>> = known.migrations().map_err(refused)?;
    let mut versions: Vec<_> = migrations
        .iter()
        .map(|one| one.name().version().to_string())
        .collect();
    versions.sort();
    Ok(versions)
}

fn finish<C>(conn: &mut C, migrated: Result<(), Error>) -> Result<(), Error>
where
    C: Connection<TransactionManager = AnsiTransactionManager>,
{
    match migrated {
        Ok(()) => Ok(AnsiTransactionManager::commit_transaction(conn)?),
        Err(error) => {
            // The connection is closed after this anyway, which rolls back too.
            let _ = AnsiTransactionManager::rollback_transaction(conn);
            Err(error)
        }
    }
}

#[derive(QueryableByName)]
struct Dangling {
    #[diesel(sql_type = Text)]
    table: String,
}

fn check_foreign_keys(conn: &mut SqliteConnection) -> Result<(), Error> {
    let rows: Vec<Dangling> = sql_query("PRAGMA foreign_key_check").load(conn)?;
    match rows.first() {
        None => Ok(()),
        Some(row) => Err(Error::Corrupt(format!("reference in table {}", row.table))),
    }
}

fn refused(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    match error.downcast::<diesel::result::Error>() {
        Ok(error) => Error::from(*error),
        Err(other) => Error::Database(other.to_string()),
    }
}
