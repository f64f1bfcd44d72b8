//! The organisation's calendars.

use diesel::prelude::*;
use domain::CalendarId;
use domain::calendar::Kept;

use crate::columns::{changed, from_json, json, name_order};
use crate::schema::calendar;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = calendar)]
struct CalendarRow {
    id: i64,
    name: String,
    is_default: bool,
    plan: String,
    version: i64,
}

impl Db {
    /// All calendars, by name.
    pub fn calendars(&mut self) -> Result<Vec<Kept>, Error> {
        let rows: Vec<CalendarRow> = calendar::table
            .select(CalendarRow::as_select())
            .load(self.conn())?;
        let kept = rows.into_iter().map(Kept::try_from);
        let mut all = kept.collect::<Result<Vec<_>, _>>()?;
        all.sort_by_cached_key(|one| name_order(&one.name));
        Ok(all)
    }
}

impl Tx {
    /// Keeps a new calendar.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `calendar_name_key` if the name is taken.
    pub fn insert_calendar(&mut self, kept: &Kept) -> Result<(), Error> {
        diesel::insert_into(calendar::table)
            .values(CalendarRow::try_from(kept)?)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of a calendar whose version is that of the one it replaces.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `calendar_name_key`, [`Error::Stale`] if there is none or somebody else
    /// saved it since.
    pub fn save_calendar(&mut self, kept: &Kept) -> Result<(), Error> {
        let mut row = CalendarRow::try_from(kept)?;
        row.version += 1;
        let unchanged = calendar::table
            .find(row.id)
            .filter(calendar::version.eq(kept.version));
        let rows = diesel::update(unchanged).set(row).execute(self.conn())?;
        changed(rows)
    }
}

impl TryFrom<&Kept> for CalendarRow {
    type Error = Error;

    fn try_from(kept: &Kept) -> Result<Self, Error> {
        Ok(Self {
            id: kept.id.0,
            name: kept.name.clone(),
            is_default: kept.is_default,
            plan: json(&kept.plan)?,
            version: kept.version,
        })
    }
}

impl TryFrom<CalendarRow> for Kept {
    type Error = Error;

    fn try_from(row: CalendarRow) -> Result<Self, Error> {
        Ok(Self {
            id: CalendarId(row.id),
            name: row.name,
            is_default: row.is_default,
            plan: from_json(&row.plan, "calendar.plan")?,
            version: row.version,
        })
    }
}
