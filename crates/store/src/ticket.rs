//! Tickets.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, SmallInt, Text};
use domain::clock::NextDue;
use domain::ticket::{Nature, Priority, Rated, Resolution, TicketKind, VerifiedBy};
use domain::{
    AgentId, ContactId, OrganizationId, Reach, SolutionId, Status, TeamId, Ticket, TicketCode,
    TicketId, TopicId,
};
use jiff::Timestamp;

use crate::cases::CaseScope;
use crate::columns::{
    changed, from_json, instant, instant_if, json, micros, named, number, parsed,
};
use crate::prepared::prepared;
use crate::reach::is_within;
use crate::schema::ticket;
use crate::{Db, Error, Tx};

/// Stands for no instant in `due_at`, so that it sorts last and comparisons of rows find it.
pub(crate) const NEVER: i64 = i64::MAX;

/// Written out because Diesel's tables have at most 32 columns, unless all of them may have 64, which
/// takes minutes to compile.
const INSERT: &str = "
    INSERT INTO ticket (
        id, code, version, status, subject, topic_id, answers, tracking_number, priority, kind,
        requester_id, organization_id, language, verified_by_agent, team_id, assignee_id,
        created_at, updated_at, due_at, solution_id, silent_since, reminded, waiting_until,
        is_prolonged, resolution, resolved_at, rated_stars, rated_at, reopen_count,
        follow_up_of, search, next_check_at, next_due_at, near_at
    ) VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34
    )";

/// The columns of a [`TicketRow`], for statements that are written out.
macro_rules! ticket_columns {
    () => {
        "ticket.id, ticket.code, ticket.version, ticket.status, ticket.subject, ticket.topic_id,
        ticket.answers, ticket.tracking_number, ticket.priority, ticket.kind, ticket.requester_id,
        ticket.organization_id, ticket.language, ticket.verified_by_agent, ticket.team_id,
        ticket.assignee_id, ticket.created_at, ticket.updated_at, ticket.due_at,
        ticket.solution_id, ticket.silent_since, ticket.reminded, ticket.waiting_until,
        ticket.is_prolonged, ticket.resolution, ticket.resolved_at, ticket.rated_stars,
        ticket.rated_at, ticket.reopen_count, ticket.follow_up_of, ticket.search"
    };
}
pub(crate) use ticket_columns;

const BY_ID: &str = concat!(
    "SELECT ",
    ticket_columns!(),
    " FROM ticket WHERE ticket.id = $1"
);

const BY_CODE: &str = concat!(
    "SELECT ",
    ticket_columns!(),
    " FROM ticket WHERE ticket.code = $1"
);

const OF_CONTACT: &str = concat!(
    "SELECT ",
    ticket_columns!(),
    " FROM ticket WHERE ticket.requester_id = $1
    ORDER BY ticket.created_at DESC, ticket.id DESC LIMIT $2"
);

#[derive(Queryable, QueryableByName, Selectable, AsChangeset)]
#[diesel(table_name = ticket, treat_none_as_null = true)]
pub(crate) struct TicketRow {
    id: i64,
    code: String,
    version: i64,
    status: i16,
    subject: String,
    topic_id: i64,
    answers: String,
    tracking_number: Option<String>,
    priority: String,
    kind: String,
    requester_id: i64,
    organization_id: Option<i64>,
    language: String,
    verified_by_agent: Option<i64>,
    team_id: i64,
    assignee_id: Option<i64>,
    created_at: i64,
    updated_at: i64,
    due_at: i64,
    solution_id: Option<i64>,
    silent_since: Option<i64>,
    reminded: bool,
    waiting_until: Option<i64>,
    is_prolonged: bool,
    resolution: Option<String>,
    resolved_at: Option<i64>,
    rated_stars: Option<i16>,
    rated_at: Option<i64>,
    reopen_count: i64,
    follow_up_of: Option<i64>,
    search: String,
}

impl Db {
    /// A ticket.
    pub fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>, Error> {
        let row: Option<TicketRow> = prepared(BY_ID)
            .bind::<BigInt, _>(id.0)
            .get_result(self.conn())
            .optional()?;
        row.map(Ticket::try_from).transpose()
    }

    /// The ticket with this code.
    pub fn ticket_by_code(&mut self, code: &TicketCode) -> Result<Option<Ticket>, Error> {
        let row: Option<TicketRow> = prepared(BY_CODE)
            .bind::<Text, _>(code.as_str())
            .get_result(self.conn())
            .optional()?;
        row.map(Ticket::try_from).transpose()
    }

    /// The tickets of a contact, newest first.
    pub fn tickets_of_contact(
        &mut self,
        contact: ContactId,
        limit: u32,
    ) -> Result<Vec<Ticket>, Error> {
        let rows: Vec<TicketRow> = prepared(OF_CONTACT)
            .bind::<BigInt, _>(contact.0)
            .bind::<BigInt, _>(i64::from(limit))
            .load(self.conn())?;
        rows.into_iter().map(Ticket::try_from).collect()
    }

    /// The ticket with this code, if it is in reach.
    pub fn ticket_in_reach(
        &mut self,
        reach: Reach,
        code: &TicketCode,
    ) -> Result<Option<Ticket>, Error> {
        let row = ticket::table
            .filter(ticket::code.eq(code.as_str()))
            .filter(is_within(reach))
            .select(TicketRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Ticket::try_from).transpose()
    }

    /// The tickets of a contact that are in reach, newest first.
    pub fn tickets_in_reach(
        &mut self,
        reach: Reach,
        contact: ContactId,
        limit: u32,
    ) -> Result<Vec<Ticket>, Error> {
        let rows = ticket::table
            .filter(ticket::requester_id.eq(contact.0))
            .filter(is_within(reach))
            .order((ticket::created_at.desc(), ticket::id.desc()))
            .limit(limit.into())
            .select(TicketRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Ticket::try_from).collect()
    }

    /// Tickets whose timers are to be looked at by `now`, the longest overdue first.
    pub fn due_checks(&mut self, now: Timestamp, limit: u32) -> Result<Vec<TicketId>, Error> {
        let ids: Vec<i64> = ticket::table
            .filter(ticket::next_check_at.is_not_null())
            .filter(ticket::next_check_at.le(micros(now)))
            .order((ticket::next_check_at, ticket::id))
            .limit(limit.into())
            .select(ticket::id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(TicketId).collect())
    }

    /// The tickets of a scope about some items that have not ended, the newest first: open, or
    /// with a solution that waits for an answer.
    pub fn open_tickets_with_tracking(
        &mut self,
        scope: CaseScope,
        tracking_numbers: &[String],
    ) -> Result<Vec<Ticket>, Error> {
        let organization = scope.organization.map(|organization| organization.0);
        let own = ticket::requester_id
            .eq(scope.contact.0)
            .and(ticket::verified_by_agent.is_null())
            .nullable();
        let rows = ticket::table
            .filter(own.or(ticket::organization_id.eq(organization)))
            .filter(ticket::tracking_number.eq_any(tracking_numbers))
            .filter(sql::<Bool>("status <= 4"))
            .order((ticket::created_at.desc(), ticket::id.desc()))
            .select(TicketRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Ticket::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new ticket, whose timers are to be looked at by `next_check_at`.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `ticket_code_key` if the code is taken.
    pub fn insert_ticket(
        &mut self,
        new: &Ticket,
        next_check_at: Option<Timestamp>,
    ) -> Result<(), Error> {
        self.insert_ticket_due(new, next_check_at, None)
    }

    /// The same for a ticket whose next term is known.
    pub(crate) fn insert_ticket_due(
        &mut self,
        new: &Ticket,
        next_check_at: Option<Timestamp>,
        due: Option<NextDue>,
    ) -> Result<(), Error> {
        let row = TicketRow::of(new)?;
        let (next_due_at, near_at) = next_due(due);
        prepared(INSERT)
            .bind::<BigInt, _>(row.id)
            .bind::<Text, _>(&row.code)
            .bind::<BigInt, _>(row.version)
            .bind::<SmallInt, _>(row.status)
            .bind::<Text, _>(&row.subject)
            .bind::<BigInt, _>(row.topic_id)
            .bind::<Text, _>(&row.answers)
            .bind::<Nullable<Text>, _>(&row.tracking_number)
            .bind::<Text, _>(&row.priority)
            .bind::<Text, _>(&row.kind)
            .bind::<BigInt, _>(row.requester_id)
            .bind::<Nullable<BigInt>, _>(row.organization_id)
            .bind::<Text, _>(&row.language)
            .bind::<Nullable<BigInt>, _>(row.verified_by_agent)
            .bind::<BigInt, _>(row.team_id)
            .bind::<Nullable<BigInt>, _>(row.assignee_id)
            .bind::<BigInt, _>(row.created_at)
            .bind::<BigInt, _>(row.updated_at)
            .bind::<BigInt, _>(row.due_at)
            .bind::<Nullable<BigInt>, _>(row.solution_id)
            .bind::<Nullable<BigInt>, _>(row.silent_since)
            .bind::<Bool, _>(row.reminded)
            .bind::<Nullable<BigInt>, _>(row.waiting_until)
            .bind::<Bool, _>(row.is_prolonged)
            .bind::<Nullable<Text>, _>(&row.resolution)
            .bind::<Nullable<BigInt>, _>(row.resolved_at)
            .bind::<Nullable<SmallInt>, _>(row.rated_stars)
            .bind::<Nullable<BigInt>, _>(row.rated_at)
            .bind::<BigInt, _>(row.reopen_count)
            .bind::<Nullable<BigInt>, _>(row.follow_up_of)
            .bind::<Text, _>(&row.search)
            .bind::<Nullable<BigInt>, _>(next_check_at.map(micros))
            .bind::<BigInt, _>(next_due_at)
            .bind::<BigInt, _>(near_at)
            .execute(self.conn())?;
        Ok(())
    }

    /// Says when the timers of a ticket are to be looked at; nothing else of it changes.
    pub fn save_next_check(&mut self, id: TicketId, at: Option<Timestamp>) -> Result<(), Error> {
        diesel::update(ticket::table.find(id.0))
            .set(ticket::next_check_at.eq(at.map(micros)))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of a ticket, whose timers are to be looked at by `next_check_at`.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if someone else saved it since it was loaded.
    pub fn save_ticket(
        &mut self,
        saved: &mut Ticket,
        next_check_at: Option<Timestamp>,
    ) -> Result<(), Error> {
        let row = TicketRow {
            version: saved.version + 1,
            ..TicketRow::of(saved)?
        };
        let next = ticket::next_check_at.eq(next_check_at.map(micros));
        let unchanged = ticket::table
            .find(row.id)
            .filter(ticket::version.eq(saved.version));
        changed(
            diesel::update(unchanged)
                .set((row, next))
                .execute(self.conn())?,
        )?;
        saved.version += 1;
        Ok(())
    }
}

/// What the row of a ticket says of its next term: when it is over, and from when on that is near.
pub(crate) fn next_due(due: Option<NextDue>) -> (i64, i64) {
    due.map_or((NEVER, NEVER), |due| {
        (micros(due.due_at), micros(due.near_at))
    })
}

impl TicketRow {
    fn of(ticket: &Ticket) -> Result<Self, Error> {
        Ok(Self {
            id: ticket.id.0,
            code: ticket.code.as_str().to_owned(),
            version: ticket.version,
            status: ticket.status.code(),
            subject: ticket.subject.clone(),
            topic_id: ticket.topic.0,
            answers: json(&ticket.answers)?,
            tracking_number: ticket.tracking_number.clone(),
            priority: ticket.nature.priority.name().to_owned(),
            kind: ticket.nature.kind.name().to_owned(),
            requester_id: ticket.requester.0,
            organization_id: ticket.organization.map(|organization| organization.0),
            language: ticket.language.clone(),
            verified_by_agent: match ticket.verified_by {
                VerifiedBy::Code => None,
                VerifiedBy::Phone(agent) => Some(agent.0),
            },
            team_id: ticket.team.0,
            assignee_id: ticket.assignee.map(|agent| agent.0),
            created_at: micros(ticket.created_at),
            updated_at: micros(ticket.updated_at),
            due_at: ticket.due_at.map_or(NEVER, micros),
            solution_id: ticket.solution.map(|solution| solution.0),
            silent_since: ticket.silent_since.map(micros),
            reminded: ticket.reminded,
            waiting_until: ticket.waiting_until.map(micros),
            is_prolonged: ticket.is_prolonged,
            resolution: ticket
                .resolution
                .map(|resolution| resolution.name().to_owned()),
            resolved_at: ticket.resolved_at.map(micros),
            rated_stars: ticket.rated.map(|rated| rated.stars.into()),
            rated_at: ticket.rated.map(|rated| micros(rated.first_at)),
            reopen_count: ticket.reopen_count.into(),
            follow_up_of: ticket.follow_up_of.map(|ticket| ticket.0),
            search: searchable(ticket),
        })
    }
}

impl TryFrom<TicketRow> for Ticket {
    type Error = Error;

    fn try_from(row: TicketRow) -> Result<Self, Error> {
        Ok(Self {
            id: TicketId(row.id),
            code: parsed(&row.code, "ticket.code")?,
            version: row.version,
            status: status(row.status)?,
            subject: row.subject,
            topic: TopicId(row.topic_id),
            answers: from_json(&row.answers, "ticket.answers")?,
            tracking_number: row.tracking_number,
            nature: nature(&row.priority, &row.kind)?,
            requester: ContactId(row.requester_id),
            organization: row.organization_id.map(OrganizationId),
            language: row.language,
            verified_by: row
                .verified_by_agent
                .map_or(VerifiedBy::Code, |agent| VerifiedBy::Phone(AgentId(agent))),
            team: TeamId(row.team_id),
            assignee: row.assignee_id.map(AgentId),
            created_at: instant(row.created_at, "ticket.created_at")?,
            updated_at: instant(row.updated_at, "ticket.updated_at")?,
            due_at: due_at(row.due_at)?,
            solution: row.solution_id.map(SolutionId),
            silent_since: instant_if(row.silent_since, "ticket.silent_since")?,
            reminded: row.reminded,
            waiting_until: instant_if(row.waiting_until, "ticket.waiting_until")?,
            is_prolonged: row.is_prolonged,
            resolution: row.resolution.as_deref().map(resolution).transpose()?,
            resolved_at: instant_if(row.resolved_at, "ticket.resolved_at")?,
            rated: rated(row.rated_stars, row.rated_at)?,
            reopen_count: number(row.reopen_count, "ticket.reopen_count")?,
            follow_up_of: row.follow_up_of.map(TicketId),
        })
    }
}

/// What lists of customers are searched in, without case and accents, the same on both engines.
fn searchable(ticket: &Ticket) -> String {
    let tracking = ticket.tracking_number.as_deref().unwrap_or_default();
    domain::thanks::fold(&format!("{} {} {tracking}", ticket.code, ticket.subject))
}

pub(crate) fn status(code: i16) -> Result<Status, Error> {
    Status::from_code(code).ok_or_else(|| Error::corrupt("ticket.status", code))
}

pub(crate) fn resolution(name: &str) -> Result<Resolution, Error> {
    named(name, "ticket.resolution", Resolution::from_name)
}

pub(crate) fn nature(priority: &str, kind: &str) -> Result<Nature, Error> {
    Ok(Nature {
        priority: named(priority, "ticket.priority", Priority::from_name)?,
        kind: named(kind, "ticket.kind", TicketKind::from_name)?,
    })
}

pub(crate) fn due_at(micros: i64) -> Result<Option<Timestamp>, Error> {
    instant_if(
        Some(micros).filter(|micros| *micros != NEVER),
        "ticket.due_at",
    )
}

fn rated(stars: Option<i16>, first_at: Option<i64>) -> Result<Option<Rated>, Error> {
    let (Some(stars), Some(first_at)) = (stars, first_at) else {
        return Ok(None);
    };
    Ok(Some(Rated {
        stars: number(stars, "ticket.rated_stars")?,
        first_at: instant(first_at, "ticket.rated_at")?,
    }))
}
