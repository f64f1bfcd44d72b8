//! The matrix of compensation, with all its versions, and the values of units of account.

use diesel::prelude::*;
use domain::compensation::{IndexValue, PolicyRow};
use domain::{Currency, PolicyRowId};
use jiff::civil::Date;

use crate::claim::currency;
use crate::columns::{changed, from_json, json, parsed};
use crate::schema::{index_value, policy_row};
use crate::{Db, Error, Tx};

impl Db {
    /// The newest version of every row, retired ones too, in the order in which they were made.
    pub fn policy(&mut self) -> Result<Vec<PolicyRow>, Error> {
        let rows: Vec<String> = policy_row::table
            .filter(policy_row::is_newest.eq(true))
            .order(policy_row::id)
            .select(policy_row::data)
            .load(self.conn())?;
        rows.iter()
            .map(|data| from_json(data, "policy_row.data"))
            .collect()
    }

    /// The newest version of a row.
    pub fn policy_row(&mut self, id: PolicyRowId) -> Result<Option<PolicyRow>, Error> {
        let data: Option<String> = policy_row::table
            .filter(policy_row::id.eq(id.0))
            .filter(policy_row::is_newest.eq(true))
            .select(policy_row::data)
            .first(self.conn())
            .optional()?;
        data.map(|data| from_json(&data, "policy_row.data"))
            .transpose()
    }

    /// What a unit of account was worth on a day; none if nobody said so.
    pub fn index_value(&mut self, unit: Currency, date: Date) -> Result<Option<IndexValue>, Error> {
        let value: Option<i64> = index_value::table
            .find((unit.code(), date.to_string()))
            .select(index_value::value_e4)
            .first(self.conn())
            .optional()?;
        Ok(value.map(|value_e4| IndexValue {
            unit,
            date,
            value_e4,
        }))
    }

    /// The latest days that values are known for, newest first.
    pub fn latest_index_values(&mut self, limit: u32) -> Result<Vec<IndexValue>, Error> {
        let rows: Vec<(String, String, i64)> = index_value::table
            .order((index_value::date.desc(), index_value::unit))
            .limit(limit.into())
            .select((index_value::unit, index_value::date, index_value::value_e4))
            .load(self.conn())?;
        let value = |(unit, date, value_e4): (String, String, i64)| {
            Ok(IndexValue {
                unit: currency(&unit)?,
                date: parsed(&date, "index_value.date")?,
                value_e4,
            })
        };
        rows.into_iter().map(value).collect()
    }
}

impl Tx {
    /// Keeps a new version of a row; version 1 is a new row.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if somebody else made that version, or there is none before it.
    pub fn insert_policy_row(&mut self, new: &PolicyRow) -> Result<(), Error> {
        if new.version > 1 {
            let before = policy_row::table
                .find((new.id.0, i64::from(new.version) - 1))
                .filter(policy_row::is_newest.eq(true));
            let rows = diesel::update(before)
                .set(policy_row::is_newest.eq(false))
                .execute(self.conn())?;
            changed(rows)?;
        }
        let row = (
            policy_row::id.eq(new.id.0),
            policy_row::version.eq(i64::from(new.version)),
            policy_row::is_newest.eq(true),
            policy_row::data.eq(json(new)?),
        );
        let inserted = diesel::insert_into(policy_row::table)
            .values(row)
            .execute(self.conn());
        match inserted.map_err(Error::from) {
            Ok(_) => Ok(()),
            Err(Error::Unique { .. }) => Err(Error::Stale),
            Err(error) => Err(error),
        }
    }

    /// Keeps what a unit was worth on a day; gives what was known before. Calculations have the
    /// value that they were made with, so that a mended one changes none of them.
    pub fn save_index_value(&mut self, new: &IndexValue) -> Result<Option<IndexValue>, Error> {
        let known = self.index_value(new.unit, new.date)?;
        let key = (new.unit.code(), new.date.to_string());
        if known.is_some() {
            diesel::update(index_value::table.find(key))
                .set(index_value::value_e4.eq(new.value_e4))
                .execute(self.conn())?;
        } else {
            let row = (
                index_value::unit.eq(key.0),
                index_value::date.eq(key.1),
                index_value::value_e4.eq(new.value_e4),
            );
            diesel::insert_into(index_value::table)
                .values(row)
                .execute(self.conn())?;
        }
        Ok(known)
    }
}
