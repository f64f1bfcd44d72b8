//! The engine alone: transactions that write the rows of a case, one commit each, through the SQLite
//! that the program uses, as durable as the program writes them. What a figure is compared with.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use serde_json::Value;

use crate::report::figure;
use crate::rows::Pattern;

/// As the program's own writer.
const DURABLE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16000;";

/// Transactions per second into the database at `path`, and how many rows each writes.
///
/// # Errors
///
/// As those of the engine.
pub(crate) fn measure(
    path: &Path,
    pattern: &Pattern,
    during: Duration,
) -> anyhow::Result<(f64, usize)> {
    let path = path.to_str().context("a path that is no text")?;
    let mut conn = SqliteConnection::establish(path)?;
    conn.batch_execute(DURABLE)?;
    let (mut number, mut writing, mut rows) = (0_i64, Duration::ZERO, 0);
    let began = Instant::now();
    while began.elapsed() < during {
        number += 1;
        let (text, count) = transaction(pattern, number)?;
        rows = count;
        let one = Instant::now();
        conn.batch_execute(&text)?;
        writing += one.elapsed();
    }
    Ok((figure(u64::try_from(number)?) / writing.as_secs_f64(), rows))
}

fn transaction(pattern: &Pattern, number: i64) -> anyhow::Result<(String, usize)> {
    let (mut text, mut count) = ("BEGIN IMMEDIATE;".to_owned(), 0);
    for table in pattern.tables() {
        for row in pattern.copy(table, number)? {
            let columns: Vec<&str> = row.keys().map(String::as_str).collect();
            let values: Vec<String> = row.values().map(literal).collect();
            let insert = format!(
                "INSERT INTO {table} ({}) VALUES ({});",
                columns.join(","),
                values.join(",")
            );
            text.push_str(&insert);
            count += 1;
        }
    }
    text.push_str("COMMIT");
    Ok((text, count))
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Bool(is) => u8::from(*is).to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Array(_) | Value::Object(_) => {
            format!("'{}'", value.to_string().replace('\'', "''"))
        }
    }
}
