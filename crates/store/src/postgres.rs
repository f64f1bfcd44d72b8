//! What only PostgreSQL needs.

use diesel::connection::Connection;
use diesel::pg::PgConnection;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use tokio::time::Instant;

use crate::connection::{Conn, Link};
use crate::{Error, migrations};

/// Refuses a server that is too old, and brings the tables up to date.
pub(crate) fn prepare(url: &str) -> Result<(), Error> {
    let mut conn = establish(url)?;
    check_version(&server_version(&mut conn)?)?;
    migrations::migrate_postgres(&mut conn)
}

pub(crate) fn connect(url: &str) -> Result<Link, Error> {
    Ok(Link::new(Conn::Postgres(establish(url)?)))
}

/// As on SQLite, where there is one writer: a transaction sees the database as if it were alone.
/// Whoever would notice others is run again.
pub(crate) fn begin_write(deadline: Instant) -> String {
    begin("SERIALIZABLE", deadline)
}

/// The commit does not wait for the disk.
pub(crate) fn begin_write_soon(deadline: Instant) -> String {
    format!(
        "{}; SET LOCAL synchronous_commit = off",
        begin_write(deadline)
    )
}

pub(crate) fn begin_read(deadline: Instant) -> String {
    begin("REPEATABLE READ READ ONLY", deadline)
}

/// A copy of everything takes as long as it takes.
pub(crate) const BEGIN_COPY: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

pub(crate) const BEGIN_FILL: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";

/// One round trip. The limit is the transaction's own, because behind a pooler the session is not ours.
fn begin(mode: &str, deadline: Instant) -> String {
    let left = deadline
        .saturating_duration_since(Instant::now())
        .as_millis()
        .max(1);
    format!("BEGIN ISOLATION LEVEL {mode}; SET LOCAL statement_timeout = {left}")
}

fn establish(url: &str) -> Result<PgConnection, Error> {
    PgConnection::establish(url).map_err(Error::unavailable)
}

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

fn server_version(conn: &mut PgConnection) -> Result<String, Error> {
    let row: Setting =
        sql_query("SELECT current_setting('server_version_num') AS value").get_result(conn)?;
    Ok(row.value)
}

/// `version` as the server numbers itself: 150008 is 15.8.
fn check_version(version: &str) -> Result<(), Error> {
    let number: u32 = version
        .parse()
        .map_err(|_| Error::Corrupt(format!("server_version_num: {version:?}")))?;
    if number >= 150_000 {
        return Ok(());
    }
    let found = format!("{}.{}", number / 10_000, number % 10_000);
    Err(Error::TooOld {
        engine: "PostgreSQL",
        found,
        needed: "15",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_older_than_15_are_refused_by_name() {
        let refused = check_version("140011").unwrap_err();

        assert_eq!(
            refused.to_string(),
            "PostgreSQL 14.11 is too old: at least 15 is needed"
        );
        assert!(check_version("150000").is_ok());
        assert!(check_version("180006").is_ok());
    }
}
