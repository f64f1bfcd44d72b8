//! The clocks of tickets.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};
use domain::clock::{Clocks, Facts, NextDue};
use domain::{OrganizationId, Ticket, TicketCode, TicketId, TopicId};
use jiff::Timestamp;

use crate::columns::{from_json, instant_if, json, micros, number, parsed};
use crate::prepared::prepared;
use crate::schema::clock;
use crate::ticket::{NEVER, due_at, nature, next_due};
use crate::{Db, Error, Tx};

/// How many rows are changed with one statement.
const ROWS: usize = 200;

/// The clocks of a ticket that has not ended, with what its policy depends on.
#[derive(Clone, Debug)]
pub struct LiveClocks {
    /// The ticket.
    pub ticket: TicketId,
    /// What people call it.
    pub code: TicketCode,
    /// What a policy asks of it.
    pub facts: Facts,
    /// By when an answer was promised.
    pub due_at: Option<Timestamp>,
    /// The clocks as they are.
    pub clocks: Clocks,
    /// When they have something to tell, as it is kept.
    pub next_check_at: Option<Timestamp>,
}

/// The clocks of a ticket, counted again.
#[derive(Clone, Debug)]
pub struct Recounted {
    /// The ticket.
    pub ticket: TicketId,
    /// The clocks as they are now.
    pub clocks: Clocks,
    /// When they have something to tell.
    pub next_check_at: Option<Timestamp>,
    /// By when an answer is promised now.
    pub due_at: Option<Timestamp>,
    /// When the next term is over.
    pub next_due: Option<NextDue>,
}

#[derive(QueryableByName)]
struct LiveRow {
    #[diesel(sql_type = BigInt)]
    ticket_id: i64,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = BigInt)]
    topic_id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    organization_id: Option<i64>,
    #[diesel(sql_type = Text)]
    priority: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    due_at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    next_check_at: Option<i64>,
    #[diesel(sql_type = Text)]
    data: String,
}

#[derive(QueryableByName)]
struct DueRow {
    #[diesel(sql_type = BigInt)]
    ticket_id: i64,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// What waits for the requester's answer to a proposal may go on, so it counts too.
const LIVE: &str = "
    SELECT clock.ticket_id, ticket.code, ticket.topic_id, ticket.organization_id, ticket.priority,
        ticket.kind, ticket.due_at, clock.next_check_at, clock.data
    FROM clock JOIN ticket ON ticket.id = clock.ticket_id
    WHERE clock.ticket_id > $1 AND ticket.status < 5 ORDER BY clock.ticket_id LIMIT $2";

/// The partial index `clock_check` leads to them; clocks that have nothing to tell yet are not read.
pub(crate) const DUE: &str = "
    SELECT ticket_id FROM clock WHERE next_check_at IS NOT NULL AND next_check_at <= $1
    ORDER BY next_check_at, ticket_id LIMIT $2";

const LEFT: &str = "
    SELECT count(*) AS total FROM ticket WHERE id > $1 AND status < 5";

impl Db {
    /// The clocks of a ticket.
    pub fn clocks(&mut self, ticket: TicketId) -> Result<Option<Clocks>, Error> {
        let query = clock::table.find(ticket.0).select(clock::data);
        let data: Option<String> = query.first(self.conn()).optional()?;
        data.map(|data| from_json(&data, "clock.data")).transpose()
    }

    /// Tickets whose clocks have something to tell by `now`, the longest overdue first.
    pub fn due_clocks(&mut self, now: Timestamp, limit: u32) -> Result<Vec<TicketId>, Error> {
        let rows: Vec<DueRow> = prepared(DUE)
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(i64::from(limit))
            .load(self.conn())?;
        Ok(rows
            .into_iter()
            .map(|row| TicketId(row.ticket_id))
            .collect())
    }

    /// The clocks of tickets that have not ended, by key, after one.
    pub fn live_clocks(&mut self, after: TicketId, limit: u32) -> Result<Vec<LiveClocks>, Error> {
        let rows: Vec<LiveRow> = prepared(LIVE)
            .bind::<BigInt, _>(after.0)
            .bind::<BigInt, _>(i64::from(limit))
            .load(self.conn())?;
        rows.into_iter().map(LiveClocks::try_from).collect()
    }

    /// How many tickets have not ended, of those after one.
    pub fn count_live(&mut self, after: TicketId) -> Result<u32, Error> {
        let found: Total = prepared(LEFT)
            .bind::<BigInt, _>(after.0)
            .get_result(self.conn())?;
        number(found.total, "count of tickets")
    }
}

impl Tx {
    /// Keeps a new ticket as [`insert_ticket`](Self::insert_ticket) does, with its clocks, which
    /// have something to tell at `next`.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `ticket_code_key` if the code is taken.
    pub fn insert_ticket_with_clocks(
        &mut self,
        new: &Ticket,
        next_check_at: Option<Timestamp>,
        clocks: &Clocks,
        next: Option<Timestamp>,
        due: Option<NextDue>,
    ) -> Result<(), Error> {
        self.insert_ticket_due(new, next_check_at, due)?;
        let row = (
            clock::ticket_id.eq(new.id.0),
            clock::next_check_at.eq(next.map(micros)),
            clock::data.eq(json(clocks)?),
        );
        diesel::insert_into(clock::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the clocks of a ticket, which have something to tell at `next`.
    pub fn save_clocks(
        &mut self,
        id: TicketId,
        clocks: &Clocks,
        next: Option<Timestamp>,
        due: Option<NextDue>,
    ) -> Result<(), Error> {
        let changes = (
            clock::next_check_at.eq(next.map(micros)),
            clock::data.eq(json(clocks)?),
        );
        diesel::update(clock::table.find(id.0))
            .set(changes)
            .execute(self.conn())?;
        let (next_due_at, near_at) = next_due(due);
        prepared("UPDATE ticket SET next_due_at = $1, near_at = $2 WHERE id = $3")
            .bind::<BigInt, _>(next_due_at)
            .bind::<BigInt, _>(near_at)
            .bind::<BigInt, _>(id.0)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the clocks of many tickets and what their rows say of them.
    pub fn save_recounted(&mut self, all: &[Recounted]) -> Result<(), Error> {
        for part in all.chunks(ROWS) {
            sql_query(clock_values(part)?).execute(self.conn())?;
            sql_query(ticket_values(part)).execute(self.conn())?;
        }
        Ok(())
    }
}

/// Both engines name the columns of a list of values `column1` and on. Its text is JSON of our own
/// making: in a literal only the quote has a meaning, and it is doubled.
fn clock_values(all: &[Recounted]) -> Result<String, Error> {
    let mut rows = Vec::with_capacity(all.len());
    for one in all {
        let next = one.next_check_at.map(micros);
        let data = json(&one.clocks)?.replace('\'', "''");
        let id = one.ticket;
        rows.push(format!("({id}, {}, '{data}')", or_null(next)));
    }
    Ok(format!(
        "UPDATE clock SET next_check_at = v.column2, data = v.column3
        FROM (VALUES {}) AS v WHERE clock.ticket_id = v.column1",
        rows.join(", ")
    ))
}

fn ticket_values(all: &[Recounted]) -> String {
    let row = |one: &Recounted| {
        let due = one.due_at.map_or(NEVER, micros);
        let (next, near) = next_due(one.next_due);
        format!("({}, {due}, {next}, {near})", one.ticket)
    };
    let rows: Vec<String> = all.iter().map(row).collect();
    format!(
        "UPDATE ticket SET due_at = v.column2, next_due_at = v.column3, near_at = v.column4
        FROM (VALUES {}) AS v WHERE ticket.id = v.column1",
        rows.join(", ")
    )
}

fn or_null(number: Option<i64>) -> String {
    number.map_or_else(
        || "CAST(NULL AS BIGINT)".to_owned(),
        |number| number.to_string(),
    )
}

impl TryFrom<LiveRow> for LiveClocks {
    type Error = Error;

    fn try_from(row: LiveRow) -> Result<Self, Error> {
        Ok(Self {
            ticket: TicketId(row.ticket_id),
            code: parsed(&row.code, "ticket.code")?,
            facts: Facts {
                topic: TopicId(row.topic_id),
                organization: row.organization_id.map(OrganizationId),
                nature: nature(&row.priority, &row.kind)?,
            },
            due_at: due_at(row.due_at)?,
            clocks: from_json(&row.data, "clock.data")?,
            next_check_at: instant_if(row.next_check_at, "clock.next_check_at")?,
        })
    }
}
