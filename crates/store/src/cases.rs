//! The list of a customer's tickets: filtered, searched, sorted, page by page. Pages and exports
//! read it from here, so that both have the same tickets.

use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, SmallInt, Text};
use domain::ticket::Resolution;
use domain::{ContactId, OrganizationId, Status, TicketCode, TicketId};
use jiff::Timestamp;

use crate::columns::{instant, instant_if, micros, number, parsed};
use crate::ticket::{due_at, resolution, status};
use crate::{Db, Error};

/// Whose tickets a list has: those of a contact whose address was proved, and those that were
/// filed for an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseScope {
    /// Whose.
    pub contact: ContactId,
    /// All of this organization too.
    pub organization: Option<OrganizationId>,
}

/// Which tickets a list has, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// By state.
    pub status: CaseStatus,
    /// Only those filed at this instant or later.
    pub created_from: Option<Timestamp>,
    /// Only those filed before this instant.
    pub created_before: Option<Timestamp>,
    /// Only those whose code, subject or tracking number has this text, whatever its case and
    /// accents.
    pub search: Option<String>,
    /// The order.
    pub order: CaseOrder,
}

/// Tickets by state, as customers see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseStatus {
    /// In any state.
    #[default]
    All,
    /// A question or a solution waits for the customer.
    WaitsForCustomer,
    /// Not ended.
    Open,
    /// Resolved.
    Resolved,
    /// In this one.
    One(Status),
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseOrder {
    /// What was filed last comes first.
    #[default]
    NewestFirst,
    /// What was filed first comes first.
    OldestFirst,
    /// Where something happened last comes first.
    LastUpdatedFirst,
    /// Where nothing happened for longest comes first.
    FirstUpdatedFirst,
}

/// Where a page of a list begins: behind the last ticket of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseCursor {
    /// The [`sort`](CaseRow::sort) of that ticket.
    pub sort: i64,
    /// Its key.
    pub id: TicketId,
}

/// A ticket in a list of a customer: nothing internal (case D5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Its key.
    pub id: TicketId,
    /// What people call it.
    pub code: TicketCode,
    /// A line by which to recognise it.
    pub subject: String,
    /// The number of the item, if one was given.
    pub tracking_number: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// How often it was reopened.
    pub reopen_count: u32,
    /// Who filed it.
    pub requester: ContactId,
    /// The full name of who filed it.
    pub requester_name: String,
    /// The full name of who attends it.
    pub agent: Option<String>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// When the last event happened.
    pub updated_at: Timestamp,
    /// By when there is to be an answer.
    pub due_at: Option<Timestamp>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// How it was resolved.
    pub resolution: Option<Resolution>,
    /// What the list is sorted by, for the [`CaseCursor`].
    pub sort: i64,
}

/// How many tickets a customer has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// All.
    pub all: u32,
    /// With a question that waits for the customer.
    pub questions: u32,
    /// With a solution that waits for the customer.
    pub solutions: u32,
    /// Not ended, those that wait for the customer included.
    pub open: u32,
    /// Resolved, whenever.
    pub resolved: u32,
    /// Resolved at the instant that was asked for or later.
    pub resolved_since: u32,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = Nullable<Text>)]
    tracking_number: Option<String>,
    #[diesel(sql_type = SmallInt)]
    status: i16,
    #[diesel(sql_type = BigInt)]
    reopen_count: i64,
    #[diesel(sql_type = BigInt)]
    requester_id: i64,
    #[diesel(sql_type = Text)]
    requester_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    agent: Option<String>,
    #[diesel(sql_type = BigInt)]
    created_at: i64,
    #[diesel(sql_type = BigInt)]
    updated_at: i64,
    #[diesel(sql_type = BigInt)]
    due_at: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    resolved_at: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    resolution: Option<String>,
}

#[derive(QueryableByName)]
struct CountsRow {
    #[diesel(sql_type = BigInt)]
    all_of_them: i64,
    #[diesel(sql_type = BigInt)]
    questions: i64,
    #[diesel(sql_type = BigInt)]
    solutions: i64,
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = BigInt)]
    resolved: i64,
    #[diesel(sql_type = BigInt)]
    resolved_since: i64,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

impl Db {
    /// A page of at most `limit` tickets, from behind `after`.
    pub fn cases_of(
        &mut self,
        scope: CaseScope,
        filter: &CaseFilter,
        after: Option<CaseCursor>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, Error> {
        let rows: Vec<Row> = sql_query(page(scope, filter, after, limit))
            .bind::<Text, _>(pattern(filter))
            .load(self.conn())?;
        rows.into_iter().map(|row| row.read(filter.order)).collect()
    }

    /// How many tickets the whole list has.
    pub fn count_cases(&mut self, scope: CaseScope, filter: &CaseFilter) -> Result<u32, Error> {
        let conditions = conditions(filter, None);
        let found: Total = sql_query(format!(
            "SELECT count(*) AS total FROM ticket t WHERE {} AND {conditions}",
            everything(scope)
        ))
        .bind::<Text, _>(pattern(filter))
        .get_result(self.conn())?;
        number(found.total, "count of tickets")
    }

    /// How many tickets there are by what they wait for, and how many were resolved since.
    pub fn case_counts(
        &mut self,
        scope: CaseScope,
        resolved_since: Timestamp,
    ) -> Result<CaseCounts, Error> {
        let row: CountsRow = sql_query(format!(
            "SELECT count(*) AS all_of_them,
                count(*) FILTER (WHERE status = 2) AS questions,
                count(*) FILTER (WHERE status = 4) AS solutions,
                count(*) FILTER (WHERE status <= 4) AS open,
                count(*) FILTER (WHERE status = 5) AS resolved,
                count(*) FILTER (WHERE status = 5 AND resolved_at >= {}) AS resolved_since
            FROM ticket t WHERE {}",
            micros(resolved_since),
            everything(scope)
        ))
        .get_result(self.conn())?;
        let count = |count: i64| number(count, "count of tickets");
        Ok(CaseCounts {
            all: count(row.all_of_them)?,
            questions: count(row.questions)?,
            solutions: count(row.solutions)?,
            open: count(row.open)?,
            resolved: count(row.resolved)?,
            resolved_since: count(row.resolved_since)?,
        })
    }
}

/// The tickets of the page are found first, by one index for each part of the scope; only for
/// them the rest is looked up.
fn page(scope: CaseScope, filter: &CaseFilter, after: Option<CaseCursor>, limit: u32) -> String {
    let order = match filter.order {
        CaseOrder::NewestFirst => "t.created_at DESC, t.id DESC",
        CaseOrder::OldestFirst => "t.created_at, t.id",
        CaseOrder::LastUpdatedFirst => "t.updated_at DESC, t.id DESC",
        CaseOrder::FirstUpdatedFirst => "t.updated_at, t.id",
    };
    let conditions = conditions(filter, after);
    let part = |of: String| {
        format!(
            "SELECT * FROM (SELECT * FROM ticket t WHERE {of} AND {conditions}
                ORDER BY {order} LIMIT {limit}) part"
        )
    };
    let mut parts = part(own(scope));
    if let Some(organization) = scope.organization {
        parts = format!("{parts} UNION ALL {}", part(of(organization)));
    }
    format!(
        "SELECT t.id, t.code, t.subject, t.tracking_number, t.status, t.reopen_count,
            t.requester_id, c.name AS requester_name, a.name AS agent, t.created_at, t.updated_at,
            t.due_at, t.resolved_at, t.resolution
        FROM (SELECT * FROM ({parts}) t ORDER BY {order} LIMIT {limit}) t
        JOIN contact c ON c.id = t.requester_id
        LEFT JOIN agent a ON a.id = t.assignee_id
        ORDER BY {order}"
    )
}

/// Of the contact alone; what was filed for the organization of the scope comes with that.
fn own(scope: CaseScope) -> String {
    let mut own = format!(
        "t.requester_id = {} AND t.verified_by_agent IS NULL",
        scope.contact.0
    );
    if let Some(organization) = scope.organization {
        // Writing to a string cannot fail.
        let _ = write!(
            own,
            " AND (t.organization_id IS NULL OR t.organization_id <> {})",
            organization.0
        );
    }
    own
}

fn of(organization: OrganizationId) -> String {
    format!("t.organization_id = {}", organization.0)
}

fn everything(scope: CaseScope) -> String {
    match scope.organization {
        Some(organization) => format!("(({}) OR {})", own(scope), of(organization)),
        None => own(scope),
    }
}

/// Numbers stand in the text, where a planner sees them; what somebody typed is bound as `$1`.
fn conditions(filter: &CaseFilter, after: Option<CaseCursor>) -> String {
    let mut all = match filter.status {
        CaseStatus::All => "1 = 1".to_owned(),
        CaseStatus::WaitsForCustomer => "t.status IN (2, 4)".to_owned(),
        CaseStatus::Open => "t.status <= 4".to_owned(),
        CaseStatus::Resolved => "t.status = 5".to_owned(),
        CaseStatus::One(status) => format!("t.status = {}", status.code()),
    };
    if let Some(from) = filter.created_from {
        let _ = write!(all, " AND t.created_at >= {}", micros(from));
    }
    if let Some(before) = filter.created_before {
        let _ = write!(all, " AND t.created_at < {}", micros(before));
    }
    if let Some(CaseCursor { sort, id }) = after {
        // In this form, and not as a comparison of rows, both engines use the index.
        let (column, beyond) = match filter.order {
            CaseOrder::NewestFirst => ("created_at", '<'),
            CaseOrder::OldestFirst => ("created_at", '>'),
            CaseOrder::LastUpdatedFirst => ("updated_at", '<'),
            CaseOrder::FirstUpdatedFirst => ("updated_at", '>'),
        };
        let _ = write!(
            all,
            " AND t.{column} {beyond}= {sort} AND (t.{column} {beyond} {sort} OR t.id {beyond} {id})"
        );
    }
    // Bound whether or not it is searched for, so that there is one statement.
    all.push_str(if pattern(filter).is_empty() {
        " AND $1 = ''"
    } else {
        " AND t.search LIKE $1 ESCAPE '!'"
    });
    all
}

/// What was typed as a pattern, in which nothing has a meaning of its own.
fn pattern(filter: &CaseFilter) -> String {
    let text = domain::thanks::fold(filter.search.as_deref().unwrap_or_default().trim());
    if text.is_empty() {
        return text;
    }
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

impl Row {
    fn read(self, order: CaseOrder) -> Result<CaseRow, Error> {
        Ok(CaseRow {
            id: TicketId(self.id),
            code: parsed(&self.code, "ticket.code")?,
            subject: self.subject,
            tracking_number: self.tracking_number,
            status: status(self.status)?,
            reopen_count: number(self.reopen_count, "ticket.reopen_count")?,
            requester: ContactId(self.requester_id),
            requester_name: self.requester_name,
            agent: self.agent,
            created_at: instant(self.created_at, "ticket.created_at")?,
            updated_at: instant(self.updated_at, "ticket.updated_at")?,
            due_at: due_at(self.due_at)?,
            resolved_at: instant_if(self.resolved_at, "ticket.resolved_at")?,
            resolution: self.resolution.as_deref().map(resolution).transpose()?,
            sort: match order {
                CaseOrder::NewestFirst | CaseOrder::OldestFirst => self.created_at,
                CaseOrder::LastUpdatedFirst | CaseOrder::FirstUpdatedFirst => self.updated_at,
            },
        })
    }
}
