//! The rows that the filing of one case writes, and more of the same kind.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use domain::TicketCode;
use serde_json::{Map, Value};
use store::Snapshot;

/// A row, by the names of its columns.
pub(crate) type Row = Map<String, Value>;

/// The rows of a database, table by table, in an order in which they can be put in.
pub(crate) type Tables = Vec<(String, Vec<Row>)>;

/// Columns whose texts differ in every row.
const UNIQUE: [&str; 7] = [
    "email",
    "name_key",
    "owner_hash",
    "reference",
    "token_hash",
    "unique_key",
    "hits_of",
];

/// Ids are this large; other numbers are smaller or instants.
const SMALLEST_ID: i64 = 1 << 40;

/// Everything in a database.
///
/// # Errors
///
/// As those of reading it.
pub(crate) fn all(database_url: &str) -> anyhow::Result<Tables> {
    let mut snapshot = Snapshot::open(database_url)?;
    let mut tables = Vec::new();
    for table in snapshot.tables()? {
        let mut rows = Vec::new();
        snapshot.rows(&table, |line| {
            rows.push(serde_json::from_str(line)?);
            anyhow::Ok(())
        })?;
        tables.push((table, rows));
    }
    Ok(tables)
}

/// What is in `after` and was not in `before`: rows that are new or changed.
pub(crate) fn written(before: &Tables, after: &Tables) -> Tables {
    let old: BTreeMap<&str, BTreeSet<String>> = before
        .iter()
        .map(|(table, rows)| (table.as_str(), rows.iter().map(text_of).collect()))
        .collect();
    let mut written = Vec::new();
    for (table, rows) in after {
        let known = old.get(table.as_str());
        let new = rows
            .iter()
            .filter(|row| !known.is_some_and(|known| known.contains(&text_of(row))));
        let new: Vec<Row> = new.cloned().collect();
        if !new.is_empty() {
            written.push((table.clone(), new));
        }
    }
    written
}

fn text_of(row: &Row) -> String {
    serde_json::to_string(row).unwrap_or_default()
}

/// A pattern of rows, and copies of it that differ in whatever must differ.
pub(crate) struct Pattern {
    tables: Tables,
    /// The ids that its own rows have.
    ids: BTreeSet<i64>,
    /// How far apart the ids of two copies are, so that they never meet.
    stride: i64,
}

impl Pattern {
    pub(crate) fn new(tables: Tables) -> Self {
        let rows = tables.iter().flat_map(|(_, rows)| rows);
        let ids = rows
            .filter_map(|row| row.get("id")?.as_i64())
            .filter(|id| *id > SMALLEST_ID);
        let ids: BTreeSet<i64> = ids.collect();
        let span = ids
            .first()
            .zip(ids.last())
            .map(|(first, last)| last - first);
        Self {
            tables,
            ids,
            stride: span.unwrap_or(0) + 1,
        }
    }

    /// The tables that it has rows of.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|(table, _)| table.as_str())
    }

    /// The rows of one table in copy `number`, from 1 on: older the higher the number is.
    ///
    /// # Errors
    ///
    /// If the pattern has a row that is not understood.
    pub(crate) fn copy(&self, table: &str, number: i64) -> anyhow::Result<Vec<Row>> {
        let rows = self.tables.iter().find(|(name, _)| name == table);
        let rows = rows.map(|(_, rows)| rows.as_slice()).unwrap_or_default();
        rows.iter()
            .map(|row| self.change(table, row, number))
            .collect()
    }

    fn change(&self, table: &str, row: &Row, number: i64) -> anyhow::Result<Row> {
        let mut row = row.clone();
        for (column, value) in &mut row {
            if let Some(id) = value.as_i64().filter(|id| self.ids.contains(id)) {
                *value = (id - number * self.stride).into();
            }
            let is_unique =
                UNIQUE.contains(&column.as_str()) || (table == "counter" && column == "name");
            if let Some(text) = value.as_str().filter(|_| is_unique) {
                *value = format!("{number}{text}").into();
            }
        }
        if table == "ticket" {
            let code = row
                .get("code")
                .and_then(Value::as_str)
                .context("a ticket without a code")?;
            let prefix = code.split('-').next().unwrap_or_default();
            // Five bits a letter, and another year than the cases that are really filed.
            let letter = |place: u32| u8::try_from((number >> (5 * place)) & 31);
            let random = [
                letter(5)?,
                letter(4)?,
                letter(3)?,
                letter(2)?,
                letter(1)?,
                letter(0)?,
            ];
            let code = TicketCode::new(prefix, 2020, random).to_string();
            row.insert("code".to_owned(), code.into());
        }
        Ok(row)
    }
}
