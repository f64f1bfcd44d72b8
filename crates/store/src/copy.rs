//! Everything in the database, row by row: what backups are made of.
//!
//! Rows travel as objects of JSON with the names of the columns, made and read by the engines
//! themselves. Both have the same tables, so that a copy of one fills the other.

use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use jiff::Timestamp;

use crate::address::Address;
use crate::connection::{Conn, Link};
use crate::heartbeat::newest_instant;
use crate::{Error, Options, Store, migrations, postgres, sqlite};

/// How many rows are put in with one statement.
const ROWS: usize = 500;

/// Tables that say how far the others have been migrated, what time it was or what is known of them in
/// memory, not what is in the desk; and lists that were prepared as files, which last for a day.
const NOT_COPIED: [&str; 5] = [
    "__diesel_schema_migrations",
    "migration_lock",
    "heartbeat",
    "rulebook",
    "export",
];

/// Tables that are never empty: the migrations make their first rows, which a copy brings again.
const SEEDED: [&str; 1] = ["role"];

/// The database as it was at one moment, while others go on writing to it.
pub struct Snapshot {
    link: Link,
    schema: String,
}

/// A file that rows name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its key in the file store.
    pub key: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits; none for small pictures.
    pub sha256: Option<String>,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Nullable<Text>)]
    sha256: Option<String>,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

impl Snapshot {
    /// Opens the database at `url` to read it; it is neither made nor changed.
    ///
    /// # Errors
    ///
    /// [`Error::Address`] if there is none, [`Error::TooNew`] or [`Error::Behind`] if its tables
    /// are not those that this program knows, and [`Error::Unavailable`].
    pub fn open(url: &str) -> Result<Self, Error> {
        let (mut link, begin) = match Address::parse(url)? {
            Address::Sqlite(path) => {
                if !path.is_file() {
                    let text = format!("there is no database at {}", path.display());
                    return Err(Error::Address(text));
                }
                (sqlite::reader(&path)?, sqlite::BEGIN_READ)
            }
            Address::Postgres(url) => (postgres::connect(&url)?, postgres::BEGIN_COPY),
        };
        let schema = migrations::check_current(&mut link.conn)?;
        link.begin(begin)?;
        Ok(Self { link, schema })
    }

    /// The name of the newest migration it has.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The name and version of the engine.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn engine(&mut self) -> Result<String, Error> {
        let (name, query) = match &self.link.conn {
            Conn::Postgres(_) => (
                "PostgreSQL",
                "SELECT current_setting('server_version') AS word",
            ),
            Conn::Sqlite(_) => ("SQLite", "SELECT sqlite_version() AS word"),
        };
        let version = words(&mut self.link.conn, query)?;
        Ok(format!("{name} {}", version.join(" ")))
    }

    /// What is wrong inside the file of SQLite, at most three lines of it; a server looks after
    /// its own. Reads all of it.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn damage(&mut self) -> Result<Vec<String>, Error> {
        if matches!(self.link.conn, Conn::Postgres(_)) {
            return Ok(Vec::new());
        }
        let query = "SELECT integrity_check AS word FROM pragma_integrity_check LIMIT 3";
        let mut lines = words(&mut self.link.conn, query)?;
        lines.retain(|line| line != "ok");
        Ok(lines)
    }

    /// What the server's clock says; SQLite has none of its own.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn clock(&mut self) -> Result<Option<Timestamp>, Error> {
        if matches!(self.link.conn, Conn::Sqlite(_)) {
            return Ok(None);
        }
        let query =
            "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) AS number";
        let row: Number = sql_query(query).get_result(&mut self.link.conn)?;
        Ok(Timestamp::from_microsecond(row.number).ok())
    }

    /// The newest instant that the desk keeps; see [`Db::newest_instant`](crate::Db::newest_instant).
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn newest_instant(&mut self) -> Result<Option<Timestamp>, Error> {
        newest_instant(&mut self.link.conn)
    }

    /// Its tables, in an order in which they can be filled.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn tables(&mut self) -> Result<Vec<String>, Error> {
        tables(&mut self.link.conn)
    }

    /// Gives each row of a table, as an object of JSON on one line, and how many there were. They
    /// come one after the other: a table is never whole in memory.
    ///
    /// # Errors
    ///
    /// Those of `each`, and as those of any statement.
    pub fn rows<E: From<Error>>(
        &mut self,
        table: &str,
        mut each: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<u64, E> {
        let columns = columns(&mut self.link.conn, table)?;
        let mut count = 0;
        let mut take = |row: diesel::QueryResult<Word>| {
            count += 1;
            each(&row.map_err(Error::from)?.word)
        };
        match &mut self.link.conn {
            Conn::Postgres(conn) => {
                let query = format!(
                    "SELECT row_to_json(t)::text AS word FROM (SELECT * FROM {table} ORDER BY 1) t"
                );
                let rows = sql_query(query)
                    .load_iter::<Word, PgRowByRowLoadingMode>(conn)
                    .map_err(Error::from)?;
                for row in rows {
                    take(row)?;
                }
            }
            Conn::Sqlite(conn) => {
                let pairs: Vec<String> = columns
                    .iter()
                    .map(|one| format!("'{one}', {one}"))
                    .collect();
                let query = format!(
                    "SELECT json_object({}) AS word FROM (SELECT * FROM {table} ORDER BY 1)",
                    pairs.join(", ")
                );
                let rows = sql_query(query)
                    .load_iter::<Word, DefaultLoadingMode>(conn)
                    .map_err(Error::from)?;
                for row in rows {
                    take(row)?;
                }
            }
        }
        Ok(count)
    }

    /// The files that its rows name, each once: tickets that were filed together share theirs.
    ///
    /// # Errors
    ///
    /// As those of any statement.
    pub fn files(&mut self) -> Result<Vec<NamedFile>, Error> {
        let query = "SELECT object_key AS key, sha256 FROM file
            UNION
            SELECT thumbnail_key AS key, NULL AS sha256 FROM file WHERE thumbnail_key IS NOT NULL
            ORDER BY key";
        let rows: Vec<Named> = sql_query(query).load(&mut self.link.conn)?;
        let named = |row: Named| NamedFile {
            key: row.key,
            sha256: row.sha256,
        };
        Ok(rows.into_iter().map(named).collect())
    }
}

/// An empty database that is being filled: all of it appears, or nothing.
pub struct Filling {
    link: Link,
    schema: String,
    tables: Vec<String>,
}

impl Filling {
    /// Opens the database at `url`, makes its tables and begins to fill them.
    ///
    /// # Errors
    ///
    /// [`Error::NotEmpty`] if there is anything in it, and those of [`Store::open`].
    pub async fn open(url: &str) -> Result<Self, Error> {
        Store::open(url, Options::default()).await?.close().await;
        let address = Address::parse(url)?;
        tokio::task::spawn_blocking(move || Self::open_blocking(address))
            .await
            .map_err(|stopped| Error::unavailable(format!("opening it stopped: {stopped}")))?
    }

    fn open_blocking(address: Address) -> Result<Self, Error> {
        let (mut link, begin) = match address {
            Address::Sqlite(path) => (sqlite::writer(&path)?, sqlite::BEGIN_WRITE),
            Address::Postgres(url) => (postgres::connect(&url)?, postgres::BEGIN_FILL),
        };
        let schema = migrations::check_current(&mut link.conn)?;
        link.begin(begin)?;
        let tables = tables(&mut link.conn)?;
        for table in &tables {
            if SEEDED.contains(&table.as_str()) {
                continue;
            }
            let query = format!("SELECT count(*) AS number FROM (SELECT 1 FROM {table} LIMIT 1) t");
            let row: Number = sql_query(query).get_result(&mut link.conn)?;
            if row.number != 0 {
                return Err(Error::NotEmpty {
                    table: table.clone(),
                });
            }
        }
        for table in SEEDED {
            link.execute(&format!("DELETE FROM {table}"))?;
        }
        Ok(Self {
            link,
            schema,
            tables,
        })
    }

    /// The name of the newest migration it has.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// Puts in rows that [`Snapshot::rows`] gave, `ROWS` at a time.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] if there is no such table or a row does not fit, and those of `rows`.
    pub fn put<E: From<Error>>(
        &mut self,
        table: &str,
        rows: impl IntoIterator<Item = Result<String, E>>,
    ) -> Result<u64, E> {
        if !self.tables.iter().any(|known| known == table) {
            return Err(Error::Corrupt(format!("copy: no table is called {table:?}")).into());
        }
        let insert = self.insert(table)?;
        let mut count = 0;
        let mut waiting = Vec::new();
        for row in rows {
            waiting.push(row?);
            count += 1;
            if waiting.len() == ROWS {
                self.put_all(&insert, &waiting)?;
                waiting.clear();
            }
        }
        self.put_all(&insert, &waiting)?;
        Ok(count)
    }

    /// Keeps all of it.
    ///
    /// # Errors
    ///
    /// As those of any transaction; nothing was kept then.
    pub fn finish(mut self) -> Result<(), Error> {
        Ok(self.link.commit()?)
    }

    fn insert(&mut self, table: &str) -> Result<String, Error> {
        let columns = columns(&mut self.link.conn, table)?;
        Ok(match &self.link.conn {
            Conn::Postgres(_) => format!(
                "INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, $1::json)"
            ),
            Conn::Sqlite(_) => {
                let values: Vec<String> = columns
                    .iter()
                    .map(|one| format!("json_extract(value, '$.{one}')"))
                    .collect();
                format!(
                    "INSERT INTO {table} ({}) SELECT {} FROM json_each($1)",
                    columns.join(", "),
                    values.join(", ")
                )
            }
        })
    }

    fn put_all(&mut self, insert: &str, rows: &[String]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let rows = format!("[{}]", rows.join(","));
        sql_query(insert)
            .bind::<Text, _>(rows)
            .execute(&mut self.link.conn)
            .map_err(|error| Error::Corrupt(format!("copy: {error}")))?;
        Ok(())
    }
}

/// By the order in which they were made: what a table refers to was there before it.
fn tables(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let query = match conn {
        Conn::Postgres(_) => {
            "SELECT relname::text AS word FROM pg_class
            WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid"
        }
        Conn::Sqlite(_) => {
            "SELECT name AS word FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        }
    };
    let mut names = words(conn, query)?;
    names.retain(|name| !NOT_COPIED.contains(&name.as_str()));
    Ok(names)
}

fn columns(conn: &mut Conn, table: &str) -> Result<Vec<String>, Error> {
    let query = match conn {
        Conn::Postgres(_) => format!(
            "SELECT attname::text AS word FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        ),
        Conn::Sqlite(_) => {
            format!("SELECT name AS word FROM pragma_table_info('{table}') ORDER BY cid")
        }
    };
    words(conn, &query)
}

fn words(conn: &mut Conn, query: &str) -> Result<Vec<String>, Error> {
    let rows: Vec<Word> = sql_query(query).load(conn)?;
    Ok(rows.into_iter().map(|row| row.word).collect())
}
