//! The clocks of tickets.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use domain::TicketId;
use domain::clock::Clocks;
use jiff::Timestamp;

use crate::columns::{from_json, json, micros};
use crate::schema::{clock, ticket};
use crate::{Db, Error, Tx};

#[derive(QueryableByName)]
struct LiveRow {
    #[diesel(sql_type = BigInt)]
    ticket_id: i64,
}

/// What waits for the requester's answer to a proposal may go on, so it counts too.
const LIVE: &str = "
    SELECT clock.ticket_id FROM clock JOIN ticket ON ticket.id = clock.ticket_id
    WHERE clock.ticket_id > $1 AND ticket.status < 5 ORDER BY clock.ticket_id LIMIT $2";

impl Db {
    /// The clocks of a ticket.
    pub fn clocks(&mut self, ticket: TicketId) -> Result<Option<Clocks>, Error> {
        let query = clock::table.find(ticket.0).select(clock::data);
        let data: Option<String> = query.first(self.conn()).optional()?;
        data.map(|data| from_json(&data, "clock.data")).transpose()
    }

    /// Tickets whose clocks have something to tell by `now`, the longest overdue first.
    pub fn due_clocks(&mut self, now: Timestamp, limit: u32) -> Result<Vec<TicketId>, Error> {
        let ids: Vec<i64> = clock::table
            .filter(clock::next_check_at.is_not_null())
            .filter(clock::next_check_at.le(micros(now)))
            .order((clock::next_check_at, clock::ticket_id))
            .limit(limit.into())
            .select(clock::ticket_id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(TicketId).collect())
    }

    /// Tickets that have not ended, by key, after one.
    pub fn live_clocks(&mut self, after: TicketId, limit: u32) -> Result<Vec<TicketId>, Error> {
        let rows: Vec<LiveRow> = sql_query(LIVE)
            .bind::<BigInt, _>(after.0)
            .bind::<BigInt, _>(i64::from(limit))
            .load(self.conn())?;
        Ok(rows
            .into_iter()
            .map(|row| TicketId(row.ticket_id))
            .collect())
    }
}

impl Tx {
    /// Keeps the clocks of a new ticket, which have something to tell at `next`.
    pub fn insert_clocks(
        &mut self,
        ticket: TicketId,
        clocks: &Clocks,
        next: Option<Timestamp>,
    ) -> Result<(), Error> {
        let row = (
            clock::ticket_id.eq(ticket.0),
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
        ticket: TicketId,
        clocks: &Clocks,
        next: Option<Timestamp>,
    ) -> Result<(), Error> {
        let changes = (
            clock::next_check_at.eq(next.map(micros)),
            clock::data.eq(json(clocks)?),
        );
        diesel::update(clock::table.find(ticket.0))
            .set(changes)
            .execute(self.conn())?;
        Ok(())
    }

    /// Moves the day by which an answer was promised; nothing else of the ticket changes.
    pub fn save_due_at(&mut self, id: TicketId, due_at: Timestamp) -> Result<(), Error> {
        diesel::update(ticket::table.find(id.0))
            .set(ticket::due_at.eq(micros(due_at)))
            .execute(self.conn())?;
        Ok(())
    }
}
