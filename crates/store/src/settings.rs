//! What the organisation decides for itself: one record.

use diesel::prelude::*;
use domain::Settings;

use crate::columns::{changed, from_json, json};
use crate::schema::settings;
use crate::{Db, Error, Tx};

/// There is one record, and this is its key.
const ONLY: i64 = 1;

impl Db {
    /// The settings and their version; none before the set-up.
    pub fn settings(&mut self) -> Result<Option<(Settings, i64)>, Error> {
        let row: Option<(String, i64)> = settings::table
            .find(ONLY)
            .select((settings::data, settings::version))
            .first(self.conn())
            .optional()?;
        row.map(|(data, version)| Ok((from_json(&data, "settings.data")?, version)))
            .transpose()
    }
}

impl Tx {
    /// Keeps the settings; `version` is that of the ones they replace, 0 if there were none.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if someone else saved them since.
    pub fn save_settings(&mut self, saved: &Settings, version: i64) -> Result<(), Error> {
        let data = json(saved)?;
        if version == 0 {
            return self.insert_settings(data);
        }
        let unchanged = settings::table
            .find(ONLY)
            .filter(settings::version.eq(version));
        let rows = diesel::update(unchanged)
            .set((settings::data.eq(data), settings::version.eq(version + 1)))
            .execute(self.conn())?;
        changed(rows)
    }

    fn insert_settings(&mut self, data: String) -> Result<(), Error> {
        let first = (
            settings::id.eq(ONLY),
            settings::version.eq(1_i64),
            settings::data.eq(data),
        );
        let inserted = diesel::insert_into(settings::table)
            .values(first)
            .execute(self.conn());
        match inserted.map_err(Error::from) {
            Ok(_) => Ok(()),
            Err(Error::Unique { .. }) => Err(Error::Stale),
            Err(error) => Err(error),
        }
    }
}
