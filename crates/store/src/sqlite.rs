//! What only SQLite needs.

use std::fs::OpenOptions;
use std::num::NonZeroU32;
use std::path::Path;

use diesel::connection::{Connection, SimpleConnection};
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::SqliteConnection;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use crate::connection::{Conn, Link};
use crate::{Error, migrations};

/// How many connections read at the same time.
pub(crate) const READERS: NonZeroU32 = NonZeroU32::MIN.saturating_add(3);

pub(crate) const BEGIN_READ: &str = "BEGIN DEFERRED";

/// Deferred, it could fail at once when it first writes after having read.
pub(crate) const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";

/// FULL because NORMAL lost acknowledged commits in power-cut tests. The log is taken over into the
/// file every 16 MB instead of every 4: by then most of its pages were written more than once, and
/// reading a log of that size after a crash takes a few hundredths of a second.
const DURABLE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; \
    PRAGMA cache_size = -16000;";

/// For transactions that a crash of the machine may undo, and back.
pub(crate) const SOON: &str = "PRAGMA synchronous = NORMAL";
pub(crate) const AT_ONCE: &str = "PRAGMA synchronous = FULL";

/// Refuses a library that is too old, creates the file and brings its tables up to date.
pub(crate) fn prepare(path: &Path) -> Result<(), Error> {
    create(path)?;
    let mut conn = establish(path)?;
    check_version(&text(&mut conn, "SELECT sqlite_version() AS value")?)?;
    conn.batch_execute(DURABLE)?;
    check_durable(&mut conn)?;
    migrations::migrate_sqlite(&mut conn)
}

/// The one connection that writes.
pub(crate) fn writer(path: &Path) -> Result<Link, Error> {
    let mut conn = establish(path)?;
    conn.batch_execute(DURABLE)?;
    // What an operation changes is kept aside until its savepoint ends: in memory, because a file
    // would get each page once more.
    conn.batch_execute("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")?;
    Ok(Link::new(Conn::Sqlite(conn)))
}

pub(crate) fn reader(path: &Path) -> Result<Link, Error> {
    let mut conn = establish(path)?;
    conn.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -4000")?;
    Ok(Link::new(Conn::Sqlite(conn)))
}

/// Creates the file if it is not there, readable by its owner only: what SQLite puts beside it
/// gets the same rights.
fn create(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map(drop)
        .map_err(|error| Error::unavailable(format!("cannot open {}: {error}", path.display())))
}

fn establish(path: &Path) -> Result<SqliteConnection, Error> {
    let Some(name) = path.to_str() else {
        return Err(Error::Address(
            "the path of the database has to be UTF-8".to_owned(),
        ));
    };
    let mut conn = SqliteConnection::establish(name).map_err(Error::unavailable)?;
    // Only another process can be in the way: a backup, or a second server by mistake.
    conn.batch_execute("PRAGMA busy_timeout = 5000")?;
    Ok(conn)
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

fn text(conn: &mut SqliteConnection, query: &str) -> Result<String, Error> {
    let row: Value = sql_query(query).get_result(conn)?;
    Ok(row.value)
}

#[derive(QueryableByName)]
struct Synchronous {
    #[diesel(sql_type = BigInt)]
    synchronous: i64,
}

/// Some file systems have no shared memory, and SQLite then silently keeps its old journal.
fn check_durable(conn: &mut SqliteConnection) -> Result<(), Error> {
    let journal = text(
        conn,
        "SELECT journal_mode AS value FROM pragma_journal_mode",
    )?;
    let row: Synchronous = sql_query("PRAGMA synchronous").get_result(conn)?;
    if journal == "wal" && row.synchronous == 2 {
        return Ok(());
    }
    let found = format!("its folder does not allow a write-ahead log (journal {journal})");
    Err(Error::Address(found))
}

/// Versions before 3.51.3 can destroy the database when the write-ahead log is reset.
fn check_version(version: &str) -> Result<(), Error> {
    let mut numbers = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    if (next(), next(), next()) >= (3, 51, 3) {
        return Ok(());
    }
    Err(Error::TooOld {
        engine: "SQLite",
        found: version.to_owned(),
        needed: "3.51.3",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o2_libraries_with_the_log_reset_fault_are_refused() {
        for old in ["3.51.2", "3.50.99", "3.7.0", "2.99.99", ""] {
            assert!(
                matches!(check_version(old), Err(Error::TooOld { .. })),
                "{old}"
            );
        }
        for new in ["3.51.3", "3.52.0", "3.100.0", "4.0.0"] {
            assert!(check_version(new).is_ok(), "{new}");
        }
    }

    #[test]
    fn o2_the_linked_library_is_new_enough_and_writes_in_full() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");

        prepare(&path).unwrap();

        let Conn::Sqlite(mut conn) = writer(&path).unwrap().conn else {
            panic!("not a connection of SQLite");
        };
        check_durable(&mut conn).unwrap();
    }
}
