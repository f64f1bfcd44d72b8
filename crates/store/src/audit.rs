//! The audit log: who changed what outside of tickets.

use diesel::prelude::*;
use domain::{AgentId, AuditId};
use jiff::Timestamp;

use crate::columns::{instant, micros};
use crate::schema::audit;
use crate::{Db, Error, Tx};

/// One entry; never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its key.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who; none for the program itself and for those who are not signed in.
    pub agent: Option<AgentId>,
    /// What was done.
    pub action: String,
    /// To what.
    pub target: String,
    /// How it was before.
    pub before: Option<String>,
    /// How it was after.
    pub after: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The address of the client.
    pub client: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit, treat_none_as_default_value = false)]
struct AuditRow {
    id: i64,
    at: i64,
    agent_id: Option<i64>,
    action: String,
    target: String,
    before: Option<String>,
    after: Option<String>,
    reason: Option<String>,
    client: String,
}

impl Db {
    /// A page of at most `limit` entries, newest first, from behind `after`; all, or those of one
    /// action or one agent.
    pub fn audit(
        &mut self,
        after: Option<AuditId>,
        action: Option<&str>,
        agent: Option<AgentId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, Error> {
        let mut query = audit::table.select(AuditRow::as_select()).into_boxed();
        if let Some(after) = after {
            query = query.filter(audit::id.lt(after.0));
        }
        if let Some(action) = action {
            query = query.filter(audit::action.eq(action));
        }
        if let Some(agent) = agent {
            query = query.filter(audit::agent_id.eq(agent.0));
        }
        let rows = query
            .order(audit::id.desc())
            .limit(limit.into())
            .load(self.conn())?;
        rows.into_iter().map(AuditEntry::try_from).collect()
    }
}

impl Tx {
    /// Adds an entry.
    pub fn insert_audit(&mut self, new: &AuditEntry) -> Result<(), Error> {
        let row = AuditRow {
            id: new.id.0,
            at: micros(new.at),
            agent_id: new.agent.map(|agent| agent.0),
            action: new.action.clone(),
            target: new.target.clone(),
            before: new.before.clone(),
            after: new.after.clone(),
            reason: new.reason.clone(),
            client: new.client.clone(),
        };
        diesel::insert_into(audit::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }
}

impl TryFrom<AuditRow> for AuditEntry {
    type Error = Error;

    fn try_from(row: AuditRow) -> Result<Self, Error> {
        Ok(Self {
            id: AuditId(row.id),
            at: instant(row.at, "audit.at")?,
            agent: row.agent_id.map(AgentId),
            action: row.action,
            target: row.target,
            before: row.before,
            after: row.after,
            reason: row.reason,
            client: row.client,
        })
    }
}
