//! A desk with many cases: copies of a real one, most of them closed.

use serde_json::Value;
use store::Filling;

use crate::rows::{Pattern, Row, Tables};

/// What belongs to a case and stays with it.
const KEPT: [&str; 8] = [
    "contact",
    "ticket",
    "clock",
    "message",
    "event",
    "consent",
    "draft",
    "guest_session",
];

/// One of so many is open.
const OPEN: i64 = 20;

/// The state `Resolved`.
const RESOLVED: i64 = 5;

/// Fills the empty database at `url` with `base` and so many copies of the case in `pattern`.
///
/// # Errors
///
/// As those of filling.
pub(crate) async fn grow(
    url: &str,
    base: &Tables,
    pattern: &Pattern,
    copies: i64,
) -> anyhow::Result<()> {
    let mut filling = Filling::open(url).await?;
    for (table, rows) in base {
        let own = rows
            .iter()
            .map(|row| anyhow::Ok(serde_json::to_string(row)?));
        filling.put(table, own)?;
        if KEPT.contains(&table.as_str()) {
            let more = (1..=copies).flat_map(|number| match pattern.copy(table, number) {
                Ok(rows) => rows
                    .into_iter()
                    .map(|row| line(table, row, number))
                    .collect(),
                Err(error) => vec![Err(error)],
            });
            filling.put(table, more)?;
        }
    }
    Ok(filling.finish()?)
}

fn line(table: &str, mut row: Row, number: i64) -> anyhow::Result<String> {
    if number % OPEN != 0 {
        if table == "ticket" {
            let at = row.get("updated_at").cloned().unwrap_or(Value::Null);
            row.insert("status".to_owned(), RESOLVED.into());
            row.insert("resolution".to_owned(), "by_agent".into());
            row.insert("resolved_at".to_owned(), at);
        }
        if matches!(table, "ticket" | "clock") && row.contains_key("next_check_at") {
            row.insert("next_check_at".to_owned(), Value::Null);
        }
    }
    Ok(serde_json::to_string(&row)?)
}
