//! What happened to tickets: only ever added to.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use domain::policy::TicketFacts;
use domain::{AgentId, Event, EventId, EventKind, TeamId, TicketId};

use crate::columns::{actor, from_actor, from_json, instant, json, micros};
use crate::prepared::{prepared, prepared_rows};
use crate::schema::{event, ticket};
use crate::{Db, Error, Tx};

/// That something happened, with what decides who may hear of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The key of the event.
    pub id: EventId,
    /// To which ticket.
    pub ticket: TicketId,
    /// The name of its kind, which a newer version may have written.
    pub kind: String,
    /// What the ticket is now.
    pub facts: TicketFacts,
    /// From whom the ticket was taken by it.
    pub left: Option<AgentId>,
}

/// Event, ticket, kind and data, and the team and assignee of the ticket.
type NewRow = (i64, i64, String, String, i64, Option<i64>);

#[derive(Queryable, QueryableByName, Selectable)]
#[diesel(table_name = event)]
struct EventRow {
    ticket_id: i64,
    id: i64,
    at: i64,
    by_role: String,
    by_id: Option<i64>,
    data: String,
}

const APPEND: &str = "
    INSERT INTO event (ticket_id, id, at, by_role, by_id, kind, data, version) VALUES";
const ROW: &str = "($1, $2, $3, $4, $5, $6, $7, $8)";

/// An event, and the name of its kind.
#[derive(QueryableByName)]
struct KindRow {
    #[diesel(embed)]
    event: EventRow,
    #[diesel(sql_type = Text)]
    kind: String,
}

const HISTORY: &str = "
    SELECT ticket_id, id, at, by_role, by_id, kind, data
    FROM event WHERE ticket_id = $1 ORDER BY id";

impl Db {
    /// The history of a ticket, oldest first.
    pub fn events(&mut self, ticket: TicketId) -> Result<Vec<Event>, Error> {
        let rows: Vec<EventRow> = prepared(HISTORY)
            .bind::<BigInt, _>(ticket.0)
            .load(self.conn())?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// The history of a ticket without events of other kinds than wanted, oldest first: what they hold
    /// is not read. Kinds that only a newer version knows are asked for too.
    pub fn events_of_kinds(
        &mut self,
        ticket: TicketId,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Event>, Error> {
        let rows: Vec<KindRow> = prepared(HISTORY)
            .bind::<BigInt, _>(ticket.0)
            .load(self.conn())?;
        let rows = rows.into_iter().filter(|row| wanted(&row.kind));
        rows.map(|row| Event::try_from(row.event)).collect()
    }

    /// The histories of tickets, each oldest first.
    pub fn events_of(
        &mut self,
        tickets: &[TicketId],
    ) -> Result<HashMap<TicketId, Vec<Event>>, Error> {
        let rows = event::table
            .filter(event::ticket_id.eq_any(tickets.iter().map(|ticket| ticket.0)))
            .order((event::ticket_id, event::id))
            .select(EventRow::as_select())
            .load(self.conn())?;
        let mut histories: HashMap<TicketId, Vec<Event>> = HashMap::new();
        for row in rows {
            let event = Event::try_from(row)?;
            histories.entry(event.ticket).or_default().push(event);
        }
        Ok(histories)
    }

    /// The key of the newest event of all tickets, 0 if there is none.
    pub fn last_event_id(&mut self) -> Result<EventId, Error> {
        let query = event::table.select(event::id).order(event::id.desc());
        let last: Option<i64> = query.first(self.conn()).optional()?;
        Ok(EventId(last.unwrap_or(0)))
    }

    /// Events of all tickets with a key above `after`, by key.
    ///
    /// Nodes commit out of order: an event can still come with a key below the last one seen.
    pub fn events_since(&mut self, after: EventId, limit: u32) -> Result<Vec<NewEvent>, Error> {
        let rows: Vec<NewRow> = event::table
            .inner_join(ticket::table.on(ticket::id.eq(event::ticket_id)))
            .filter(event::id.gt(after.0))
            .order(event::id)
            .limit(limit.into())
            .select((
                event::id,
                event::ticket_id,
                event::kind,
                event::data,
                ticket::team_id,
                ticket::assignee_id,
            ))
            .load(self.conn())?;
        let event = |(id, ticket, kind, data, team, assignee): NewRow| NewEvent {
            id: EventId(id),
            ticket: TicketId(ticket),
            left: holder_before(&data),
            kind,
            facts: TicketFacts {
                team: TeamId(team),
                assignee: assignee.map(AgentId),
            },
        };
        Ok(rows.into_iter().map(event).collect())
    }
}

impl Tx {
    /// Adds an event; `version` is the one that the ticket has with it.
    pub fn append_event(&mut self, new: &Event, version: i64) -> Result<(), Error> {
        self.append_events(&[(new, version)])
    }

    /// Adds events in their order, each with the version that its ticket has with it.
    pub fn append_events(&mut self, new: &[(&Event, i64)]) -> Result<(), Error> {
        if new.is_empty() {
            return Ok(());
        }
        let row = |(event, version): &(&Event, i64)| {
            let (by_role, by_id) = actor(event.by);
            Ok(prepared(ROW)
                .bind::<BigInt, _>(event.ticket.0)
                .bind::<BigInt, _>(event.id.0)
                .bind::<BigInt, _>(micros(event.at))
                .bind::<Text, _>(by_role)
                .bind::<Nullable<BigInt>, _>(by_id)
                .bind::<Text, _>(event.kind.name())
                .bind::<Text, _>(json(&event.kind)?)
                .bind::<BigInt, _>(*version))
        };
        let rows = new.iter().map(row).collect::<Result<Vec<_>, Error>>()?;
        prepared_rows(APPEND, rows).execute(self.conn())?;
        Ok(())
    }
}

/// Who had the ticket until this event; none of an event that a newer version wrote.
fn holder_before(data: &str) -> Option<AgentId> {
    serde_json::from_str::<EventKind>(data)
        .ok()?
        .holder_before()
}

impl TryFrom<EventRow> for Event {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self, Error> {
        Ok(Self {
            id: EventId(row.id),
            ticket: TicketId(row.ticket_id),
            at: instant(row.at, "event.at")?,
            by: from_actor(&row.by_role, row.by_id, "event.by_role")?,
            kind: from_json(&row.data, "event.data")?,
        })
    }
}
