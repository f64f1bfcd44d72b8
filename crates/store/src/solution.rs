//! Proposed solutions and what became of them.

use diesel::prelude::*;
use domain::ticket::{DecidedBy, SolutionStatus};
use domain::{AgentId, Solution, SolutionId, TicketId};

use crate::columns::{changed, instant, instant_if, micros, named};
use crate::schema::solution;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(
    table_name = solution,
    primary_key(ticket_id, id),
    treat_none_as_null = true,
    treat_none_as_default_value = false
)]
struct SolutionRow {
    ticket_id: i64,
    id: i64,
    author_id: i64,
    code: String,
    text: String,
    proposed_at: i64,
    status: String,
    decided_at: Option<i64>,
    decided_by: Option<String>,
    reason: Option<String>,
}

impl Db {
    /// One solution of a ticket.
    pub fn solution(
        &mut self,
        ticket: TicketId,
        id: SolutionId,
    ) -> Result<Option<Solution>, Error> {
        let row = solution::table
            .filter(solution::ticket_id.eq(ticket.0))
            .filter(solution::id.eq(id.0))
            .select(SolutionRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Solution::try_from).transpose()
    }

    /// All solutions of a ticket, oldest first.
    pub fn solutions(&mut self, ticket: TicketId) -> Result<Vec<Solution>, Error> {
        let rows = solution::table
            .filter(solution::ticket_id.eq(ticket.0))
            .order(solution::id)
            .select(SolutionRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Solution::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new solution.
    pub fn insert_solution(&mut self, new: &Solution) -> Result<(), Error> {
        diesel::insert_into(solution::table)
            .values(SolutionRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps what became of a solution.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such solution.
    pub fn save_solution(&mut self, saved: &Solution) -> Result<(), Error> {
        let row = SolutionRow::from(saved);
        let one = solution::table
            .filter(solution::ticket_id.eq(row.ticket_id))
            .filter(solution::id.eq(row.id));
        changed(diesel::update(one).set(row).execute(self.conn())?)
    }
}

impl From<&Solution> for SolutionRow {
    fn from(solution: &Solution) -> Self {
        Self {
            ticket_id: solution.ticket.0,
            id: solution.id.0,
            author_id: solution.author.0,
            code: solution.code.clone(),
            text: solution.text.clone(),
            proposed_at: micros(solution.proposed_at),
            status: solution.status.name().to_owned(),
            decided_at: solution.decided_at.map(micros),
            decided_by: solution.decided_by.map(|by| by.name().to_owned()),
            reason: solution.reason.clone(),
        }
    }
}

impl TryFrom<SolutionRow> for Solution {
    type Error = Error;

    fn try_from(row: SolutionRow) -> Result<Self, Error> {
        let decided_by = |by: &str| named(by, "solution.decided_by", DecidedBy::from_name);
        Ok(Self {
            id: SolutionId(row.id),
            ticket: TicketId(row.ticket_id),
            author: AgentId(row.author_id),
            code: row.code,
            text: row.text,
            proposed_at: instant(row.proposed_at, "solution.proposed_at")?,
            status: named(&row.status, "solution.status", SolutionStatus::from_name)?,
            decided_at: instant_if(row.decided_at, "solution.decided_at")?,
            decided_by: row.decided_by.as_deref().map(decided_by).transpose()?,
            reason: row.reason,
        })
    }
}
