//! The lists of the desk: filtered, sorted, page by page.

use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Nullable, SmallInt, Text};
use domain::clock::Clocks;
use domain::ticket::{Nature, Priority, Resolution, TicketKind};
use domain::{Actor, AgentId, MessageKind, Reach, Status, TeamId, TicketCode, TicketId, TopicId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::columns::{from_actor, from_json, instant, instant_if, micros, named, number, parsed};
use crate::reach::within;
use crate::ticket::{due_at, nature, resolution, status};
use crate::{Db, Error};

/// Which tickets a list has, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilter {
    /// By state.
    pub status: StatusFilter,
    /// By who works on it.
    pub assignee: AssigneeFilter,
    /// Only those of a team.
    pub team: Option<TeamId>,
    /// Only those of a topic.
    pub topic: Option<TopicId>,
    /// Only those that press so much.
    pub priority: Option<Priority>,
    /// Only those of a kind.
    pub kind: Option<TicketKind>,
    /// Only those whose next term is over before this instant.
    pub due_before: Option<Timestamp>,
    /// Only those whose next term is near at this instant and not over.
    pub near_at: Option<Timestamp>,
    /// The order.
    pub order: QueueOrder,
}

/// Tickets by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatusFilter {
    /// Where the staff has work or waits for somebody.
    #[default]
    Open,
    /// With a solution that waits for an answer.
    Proposed,
    /// Ended, in whatever way.
    Ended,
    /// In any state.
    All,
    /// In this one.
    One(Status),
}

/// Tickets by who works on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AssigneeFilter {
    /// Somebody or nobody.
    #[default]
    Any,
    /// Nobody yet.
    Nobody,
    /// This agent.
    Agent(AgentId),
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueueOrder {
    /// What is due first comes first, what is never due last.
    #[default]
    DueFirst,
    /// What was filed last comes first.
    NewestFirst,
}

/// Where a page of a list begins: behind the last ticket of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueCursor {
    /// The [`sort`](TicketSummary::sort) of that ticket.
    pub sort: i64,
    /// Its key.
    pub id: TicketId,
}

/// A ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketSummary {
    /// Its key.
    pub id: TicketId,
    /// What people call it.
    pub code: TicketCode,
    /// A line by which to recognise it.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// The full name of who asks.
    pub requester_name: String,
    /// Who works on it.
    pub assignee: Option<AgentId>,
    /// Whose queue it is in.
    pub team: TeamId,
    /// What it is about.
    pub topic: TopicId,
    /// How much it presses, and what kind of request it is.
    pub nature: Nature,
    /// By when the requester is to have an answer.
    pub due_at: Option<Timestamp>,
    /// Its clocks.
    pub clocks: Option<Clocks>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// When the last event happened.
    pub updated_at: Timestamp,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// How it was resolved.
    pub resolution: Option<Resolution>,
    /// How often it was reopened.
    pub reopen_count: u32,
    /// Whether files came with any of its messages.
    pub has_files: bool,
    /// The last message, notes included.
    pub last: Option<LastMessage>,
    /// What the list is sorted by, for the [`QueueCursor`].
    pub sort: i64,
}

/// The last message of a ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMessage {
    /// Who wrote it.
    pub by: Actor,
    /// To whom.
    pub kind: MessageKind,
    /// Its first 160 characters.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// How much open work there is, each figure up to [`QueueCounts::MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// All open tickets.
    pub open: u32,
    /// Those of the agent who asks.
    pub mine: u32,
    /// Those of nobody.
    pub unassigned: u32,
    /// Those that wait for the requester.
    pub waiting_customer: u32,
    /// Those that wait for somebody else.
    pub waiting_third: u32,
    /// Those with a term that is over.
    pub overdue: u32,
    /// Tickets with a solution that waits for an answer; they are not open.
    pub proposed: u32,
}

impl QueueCounts {
    /// Whoever has so many tickets before them does not ask for the exact number.
    pub const MOST: u32 = 1_000;
}

#[derive(QueryableByName)]
struct SummaryRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = SmallInt)]
    status: i16,
    #[diesel(sql_type = Text)]
    requester_name: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    assignee_id: Option<i64>,
    #[diesel(sql_type = BigInt)]
    team_id: i64,
    #[diesel(sql_type = BigInt)]
    topic_id: i64,
    #[diesel(sql_type = Text)]
    priority: String,
    #[diesel(sql_type = Text)]
    ticket_kind: String,
    #[diesel(sql_type = BigInt)]
    due_at: i64,
    #[diesel(sql_type = BigInt)]
    next_due_at: i64,
    #[diesel(sql_type = Nullable<Text>)]
    clocks: Option<String>,
    #[diesel(sql_type = BigInt)]
    created_at: i64,
    #[diesel(sql_type = BigInt)]
    updated_at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    resolved_at: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    resolution: Option<String>,
    #[diesel(sql_type = BigInt)]
    reopen_count: i64,
    #[diesel(sql_type = Bool)]
    has_files: bool,
    #[diesel(sql_type = Nullable<Text>)]
    by_role: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    by_id: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    text: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    at: Option<i64>,
}

#[derive(QueryableByName)]
struct CountsRow {
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = BigInt)]
    mine: i64,
    #[diesel(sql_type = BigInt)]
    unassigned: i64,
    #[diesel(sql_type = BigInt)]
    waiting_customer: i64,
    #[diesel(sql_type = BigInt)]
    waiting_third: i64,
    #[diesel(sql_type = BigInt)]
    overdue: i64,
    #[diesel(sql_type = BigInt)]
    proposed: i64,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

/// Each is counted up to a limit, along an index: a list must not take longer the more work there is.
/// The codes are those of [`Status::code`].
fn counts(reach: Reach) -> String {
    let within = within(reach, "ticket");
    let most = QueueCounts::MOST;
    let columns = [
        ("open", "status < 4"),
        ("mine", "status < 4 AND assignee_id = $1"),
        ("unassigned", "status < 4 AND assignee_id IS NULL"),
        ("waiting_customer", "status = 2"),
        ("waiting_third", "status = 3"),
        ("overdue", "status < 4 AND next_due_at < $2"),
        ("proposed", "status = 4"),
    ]
    .map(|(name, condition)| {
        format!(
            "(SELECT count(*) FROM (SELECT 1 FROM ticket WHERE {condition} AND {within}
            LIMIT {most}) AS part) AS {name}"
        )
    });
    format!("SELECT {}", columns.join(", "))
}

impl Db {
    /// A page of at most `limit` tickets of those in reach, from behind `after`.
    pub fn queue(
        &mut self,
        reach: Reach,
        filter: &QueueFilter,
        after: Option<QueueCursor>,
        limit: u32,
    ) -> Result<Vec<TicketSummary>, Error> {
        let rows: Vec<SummaryRow> =
            sql_query(page(reach, filter, after, limit)).load(self.conn())?;
        rows.into_iter().map(|row| row.read(filter)).collect()
    }

    /// How many of the tickets in reach the whole list has.
    pub fn count_queue(&mut self, reach: Reach, filter: &QueueFilter) -> Result<u32, Error> {
        let query = format!(
            "SELECT count(*) AS total FROM ticket t WHERE {} AND {}",
            conditions(filter, None),
            within(reach, "t"),
        );
        let found: Total = sql_query(query).get_result(self.conn())?;
        number(found.total, "count of tickets")
    }

    /// How much open work there is among the tickets in reach, for all and for `agent`, each up to
    /// [`QueueCounts::MOST`].
    pub fn queue_counts(
        &mut self,
        reach: Reach,
        agent: AgentId,
        now: Timestamp,
    ) -> Result<QueueCounts, Error> {
        let row: CountsRow = sql_query(counts(reach))
            .bind::<BigInt, _>(agent.0)
            .bind::<BigInt, _>(micros(now))
            .get_result(self.conn())?;
        let count = |count: i64| number(count, "count of tickets");
        Ok(QueueCounts {
            open: count(row.open)?,
            mine: count(row.mine)?,
            unassigned: count(row.unassigned)?,
            waiting_customer: count(row.waiting_customer)?,
            waiting_third: count(row.waiting_third)?,
            overdue: count(row.overdue)?,
            proposed: count(row.proposed)?,
        })
    }
}

/// The tickets of the page are found first; only for them the rest is looked up.
///
/// What comes from the filter are numbers, written into the text: a planner sees them, and can
/// then tell which of the partial indexes it may use.
fn page(reach: Reach, filter: &QueueFilter, after: Option<QueueCursor>, limit: u32) -> String {
    let order = match filter.order {
        QueueOrder::DueFirst => format!("t.{}, t.id", due_column(filter)),
        QueueOrder::NewestFirst => "t.created_at DESC, t.id DESC".to_owned(),
    };
    format!(
        "SELECT t.id, t.code, t.subject, t.status, c.name AS requester_name, t.assignee_id,
            t.team_id, t.topic_id, t.priority, t.kind AS ticket_kind, t.due_at, t.next_due_at,
            k.data AS clocks, t.created_at, t.updated_at, t.resolved_at,
            t.resolution, t.reopen_count,
            EXISTS (SELECT 1 FROM file f WHERE f.ticket_id = t.id AND f.message_id IS NOT NULL)
                AS has_files,
            m.by_role, m.by_id, m.kind, substr(m.text, 1, 160) AS text, m.at
        FROM (SELECT * FROM ticket t WHERE {} AND {} ORDER BY {order} LIMIT {limit}) t
        JOIN contact c ON c.id = t.requester_id
        LEFT JOIN clock k ON k.ticket_id = t.id
        LEFT JOIN message m ON m.ticket_id = t.id
            AND m.id = (SELECT max(x.id) FROM message x WHERE x.ticket_id = t.id)
        ORDER BY {order}",
        conditions(filter, after),
        within(reach, "t"),
    )
}

/// While a proposal waits nothing is owed: those are sorted by the day that was promised.
fn due_column(filter: &QueueFilter) -> &'static str {
    match filter.status {
        StatusFilter::Proposed => "due_at",
        StatusFilter::Open | StatusFilter::Ended | StatusFilter::All | StatusFilter::One(_) => {
            "next_due_at"
        }
    }
}

fn conditions(filter: &QueueFilter, after: Option<QueueCursor>) -> String {
    let mut all = match filter.status {
        StatusFilter::Open => "t.status < 4".to_owned(),
        StatusFilter::Proposed => "t.status = 4".to_owned(),
        StatusFilter::Ended => "t.status > 4".to_owned(),
        StatusFilter::All => "1 = 1".to_owned(),
        // Both, so that the index of open work can be used.
        StatusFilter::One(status) if status.is_open() => {
            format!("t.status < 4 AND t.status = {}", status.code())
        }
        StatusFilter::One(status) => format!("t.status = {}", status.code()),
    };
    let mut and = |column: &str, value: i64| {
        // Writing to a string cannot fail.
        let _ = write!(all, " AND t.{column} {value}");
    };
    if let AssigneeFilter::Agent(agent) = filter.assignee {
        and("assignee_id =", agent.0);
    }
    if let Some(team) = filter.team {
        and("team_id =", team.0);
    }
    if let Some(topic) = filter.topic {
        and("topic_id =", topic.0);
    }
    if let Some(due_before) = filter.due_before {
        and("next_due_at <", micros(due_before));
    }
    if let Some(near_at) = filter.near_at {
        and("near_at <=", micros(near_at));
        and("next_due_at >=", micros(near_at));
    }
    if let Some(priority) = filter.priority {
        let _ = write!(all, " AND t.priority = '{}'", priority.name());
    }
    if let Some(kind) = filter.kind {
        let _ = write!(all, " AND t.kind = '{}'", kind.name());
    }
    if filter.assignee == AssigneeFilter::Nobody {
        all.push_str(" AND t.assignee_id IS NULL");
    }
    if let Some(QueueCursor { sort, id }) = after {
        // In this form, and not as a comparison of rows, both engines use the index.
        let _ = match filter.order {
            QueueOrder::DueFirst => {
                let due = due_column(filter);
                write!(
                    all,
                    " AND t.{due} >= {sort} AND (t.{due} > {sort} OR t.id > {id})"
                )
            }
            QueueOrder::NewestFirst => {
                write!(
                    all,
                    " AND t.created_at <= {sort} AND (t.created_at < {sort} OR t.id < {id})"
                )
            }
        };
    }
    all
}

impl SummaryRow {
    fn read(self, filter: &QueueFilter) -> Result<TicketSummary, Error> {
        let last = self.last()?;
        Ok(TicketSummary {
            id: TicketId(self.id),
            code: parsed(&self.code, "ticket.code")?,
            subject: self.subject,
            status: status(self.status)?,
            requester_name: self.requester_name,
            assignee: self.assignee_id.map(AgentId),
            team: TeamId(self.team_id),
            topic: TopicId(self.topic_id),
            nature: nature(&self.priority, &self.ticket_kind)?,
            due_at: due_at(self.due_at)?,
            clocks: match &self.clocks {
                Some(clocks) => Some(from_json(clocks, "clock.data")?),
                None => None,
            },
            created_at: instant(self.created_at, "ticket.created_at")?,
            updated_at: instant(self.updated_at, "ticket.updated_at")?,
            resolved_at: instant_if(self.resolved_at, "ticket.resolved_at")?,
            resolution: self.resolution.as_deref().map(resolution).transpose()?,
            reopen_count: number(self.reopen_count, "ticket.reopen_count")?,
            has_files: self.has_files,
            last,
            sort: match filter.order {
                QueueOrder::DueFirst if due_column(filter) == "due_at" => self.due_at,
                QueueOrder::DueFirst => self.next_due_at,
                QueueOrder::NewestFirst => self.created_at,
            },
        })
    }

    fn last(&self) -> Result<Option<LastMessage>, Error> {
        let (Some(role), Some(kind), Some(text), Some(at)) =
            (&self.by_role, &self.kind, &self.text, self.at)
        else {
            return Ok(None);
        };
        Ok(Some(LastMessage {
            by: from_actor(role, self.by_id, "message.by_role")?,
            kind: named(kind, "message.kind", MessageKind::from_name)?,
            text: text.clone(),
            at: instant(at, "message.at")?,
        }))
    }
}
