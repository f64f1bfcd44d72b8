//! Tables of companies and people that wait for a yes.

use diesel::prelude::*;
use domain::{AgentId, ImportId};
use jiff::Timestamp;

use crate::columns::{changed, instant, instant_if, micros, number};
use crate::schema::import;
use crate::{Db, Error, Tx};

/// A table that was looked at, and perhaps taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its key.
    pub id: ImportId,
    /// Who brought it.
    pub agent: AgentId,
    /// The table as CSV; empty once it was taken.
    pub content: String,
    /// When it was brought.
    pub made_at: Timestamp,
    /// When it was taken.
    pub done_at: Option<Timestamp>,
    /// How many companies it made.
    pub organizations: u32,
    /// How many people it invited.
    pub people: u32,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = import, treat_none_as_null = true)]
struct ImportRow {
    id: i64,
    agent_id: i64,
    content: String,
    made_at: i64,
    done_at: Option<i64>,
    organizations: i64,
    people: i64,
}

impl Db {
    /// A table that was brought, whoever did.
    pub fn import(&mut self, id: ImportId) -> Result<Option<Import>, Error> {
        let row: Option<ImportRow> = import::table
            .find(id.0)
            .select(ImportRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Import::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a table.
    pub fn insert_import(&mut self, new: &Import) -> Result<(), Error> {
        diesel::insert_into(import::table)
            .values(ImportRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps what became of a table that was not taken yet.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it was taken or forgotten meanwhile.
    pub fn finish_import(&mut self, saved: &Import) -> Result<(), Error> {
        let open = import::table
            .find(saved.id.0)
            .filter(import::done_at.is_null());
        let rows = diesel::update(open)
            .set(ImportRow::from(saved))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Forgets tables that were brought before an instant.
    pub fn delete_imports_before(&mut self, before: Timestamp) -> Result<usize, Error> {
        let old = import::table.filter(import::made_at.lt(micros(before)));
        Ok(diesel::delete(old).execute(self.conn())?)
    }
}

impl From<&Import> for ImportRow {
    fn from(import: &Import) -> Self {
        Self {
            id: import.id.0,
            agent_id: import.agent.0,
            content: import.content.clone(),
            made_at: micros(import.made_at),
            done_at: import.done_at.map(micros),
            organizations: import.organizations.into(),
            people: import.people.into(),
        }
    }
}

impl TryFrom<ImportRow> for Import {
    type Error = Error;

    fn try_from(row: ImportRow) -> Result<Self, Error> {
        Ok(Self {
            id: ImportId(row.id),
            agent: AgentId(row.agent_id),
            content: row.content,
            made_at: instant(row.made_at, "import.made_at")?,
            done_at: instant_if(row.done_at, "import.done_at")?,
            organizations: number(row.organizations, "import.organizations")?,
            people: number(row.people, "import.people")?,
        })
    }
}
