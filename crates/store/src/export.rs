//! Lists that are made into files when nobody waits for them.

use diesel::prelude::*;
use domain::{AccountId, AgentId, ExportId};
use jiff::Timestamp;

use crate::columns::{instant, micros, named, number, size};
use crate::schema::export;
use crate::{Db, Error, Tx};

/// A list that is made into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its key.
    pub id: ExportId,
    /// Who may have it.
    pub owner: ExportOwner,
    /// Which list, as JSON.
    pub wanted: String,
    /// The name of the format.
    pub format: String,
    /// What the list is called.
    pub title: String,
    /// Where it stands.
    pub state: ExportState,
    /// How many rows the list had when it was asked for.
    pub rows_total: u32,
    /// How many are written.
    pub rows_done: u32,
    /// The key of the file, once it is ready.
    pub object_key: Option<String>,
    /// How large the file is.
    pub size_bytes: u64,
    /// From where it was asked for.
    pub client: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// From when on it is gone.
    pub expires_at: Timestamp,
}

/// Who may have an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportOwner {
    /// Somebody of the staff.
    Agent(AgentId),
    /// Somebody of a company.
    Account(AccountId),
}

/// Where an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportState {
    /// It waits or is being written.
    Waiting,
    /// The file is there.
    Ready,
    /// There will be no file.
    Failed,
}

impl ExportState {
    /// A stable name, which the database keeps.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Ready, Self::Failed]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = export)]
struct ExportRow {
    id: i64,
    agent_id: Option<i64>,
    account_id: Option<i64>,
    wanted: String,
    format: String,
    title: String,
    state: String,
    rows_total: i64,
    rows_done: i64,
    object_key: Option<String>,
    size_bytes: i64,
    client: String,
    created_at: i64,
    expires_at: i64,
}

impl Db {
    /// An export.
    pub fn export(&mut self, id: ExportId) -> Result<Option<Export>, Error> {
        let query = export::table.find(id.0).select(ExportRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Export::try_from).transpose()
    }

    /// The exports of somebody, newest first.
    pub fn exports_of(&mut self, owner: ExportOwner, limit: u32) -> Result<Vec<Export>, Error> {
        let query = export::table
            .select(ExportRow::as_select())
            .order(export::id.desc())
            .limit(limit.into())
            .into_boxed();
        let query = match owner {
            ExportOwner::Agent(agent) => query.filter(export::agent_id.eq(agent.0)),
            ExportOwner::Account(account) => query.filter(export::account_id.eq(account.0)),
        };
        let rows = query.load(self.conn())?;
        rows.into_iter().map(Export::try_from).collect()
    }

    /// Exports whose time is over, the oldest first.
    pub fn expired_exports(&mut self, now: Timestamp, limit: u32) -> Result<Vec<Export>, Error> {
        let rows = export::table
            .filter(export::expires_at.le(micros(now)))
            .order((export::expires_at, export::id))
            .limit(limit.into())
            .select(ExportRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Export::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new export.
    pub fn insert_export(&mut self, new: &Export) -> Result<(), Error> {
        let (agent_id, account_id) = match new.owner {
            ExportOwner::Agent(agent) => (Some(agent.0), None),
            ExportOwner::Account(account) => (None, Some(account.0)),
        };
        diesel::insert_into(export::table)
            .values(ExportRow {
                id: new.id.0,
                agent_id,
                account_id,
                wanted: new.wanted.clone(),
                format: new.format.clone(),
                title: new.title.clone(),
                state: new.state.name().to_owned(),
                rows_total: new.rows_total.into(),
                rows_done: new.rows_done.into(),
                object_key: new.object_key.clone(),
                size_bytes: size(new.size_bytes)?,
                client: new.client.clone(),
                created_at: micros(new.created_at),
                expires_at: micros(new.expires_at),
            })
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps how many rows are written.
    pub fn set_export_progress(&mut self, id: ExportId, rows_done: u32) -> Result<(), Error> {
        diesel::update(export::table.find(id.0))
            .set(export::rows_done.eq(i64::from(rows_done)))
            .execute(self.conn())?;
        Ok(())
    }

    /// Names the file of an export; false if somebody else was first, or nobody waits for it.
    pub fn finish_export(
        &mut self,
        id: ExportId,
        rows_done: u32,
        object_key: &str,
        size_bytes: u64,
    ) -> Result<bool, Error> {
        let waiting = export::table
            .find(id.0)
            .filter(export::state.eq(ExportState::Waiting.name()));
        let rows = diesel::update(waiting)
            .set((
                export::state.eq(ExportState::Ready.name()),
                export::rows_done.eq(i64::from(rows_done)),
                export::object_key.eq(object_key),
                export::size_bytes.eq(size(size_bytes)?),
            ))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Notes that there will be no file.
    pub fn fail_export(&mut self, id: ExportId) -> Result<(), Error> {
        let waiting = export::table
            .find(id.0)
            .filter(export::state.eq(ExportState::Waiting.name()));
        diesel::update(waiting)
            .set(export::state.eq(ExportState::Failed.name()))
            .execute(self.conn())?;
        Ok(())
    }

    /// Removes an export; its file is to be removed by who calls this.
    pub fn delete_export(&mut self, id: ExportId) -> Result<(), Error> {
        diesel::delete(export::table.find(id.0)).execute(self.conn())?;
        Ok(())
    }
}

impl TryFrom<ExportRow> for Export {
    type Error = Error;

    fn try_from(row: ExportRow) -> Result<Self, Error> {
        let owner = match (row.agent_id, row.account_id) {
            (Some(agent), None) => ExportOwner::Agent(AgentId(agent)),
            (None, Some(account)) => ExportOwner::Account(AccountId(account)),
            _ => return Err(Error::corrupt("export.agent_id", row.id)),
        };
        Ok(Self {
            id: ExportId(row.id),
            owner,
            wanted: row.wanted,
            format: row.format,
            title: row.title,
            state: named(&row.state, "export.state", ExportState::from_name)?,
            rows_total: number(row.rows_total, "export.rows_total")?,
            rows_done: number(row.rows_done, "export.rows_done")?,
            object_key: row.object_key,
            size_bytes: number(row.size_bytes, "export.size_bytes")?,
            client: row.client,
            created_at: instant(row.created_at, "export.created_at")?,
            expires_at: instant(row.expires_at, "export.expires_at")?,
        })
    }
}
