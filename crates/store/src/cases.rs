//! The list of a customer's tickets: filtered, searched, sorted, page by page. Pages and exports
//! read it from here, so that both have the same tickets.

use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, SmallInt, Text};
use domain::compensation::{CustomerState, ListState};
use domain::ticket::Resolution;
use domain::{ContactId, Money, OrganizationId, Status, TicketCode, TicketId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::claim::currency;
use crate::columns::{instant, instant_if, micros, named, number, parsed};
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFilter {
    /// By state.
    pub status: CaseStatus,
    /// Only those whose compensation stands like this.
    pub compensation: Option<ListState>,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The largest amount comes first, what has none last.
    LargestFirst,
    /// What has no amount comes first, the largest amount last.
    SmallestFirst,
}

impl CaseOrder {
    /// An order like this one in which nothing changes its place while a long list is read.
    #[must_use]
    pub fn lasting(self) -> Self {
        match self {
            Self::NewestFirst | Self::LastUpdatedFirst | Self::LargestFirst => Self::NewestFirst,
            Self::OldestFirst | Self::FirstUpdatedFirst | Self::SmallestFirst => Self::OldestFirst,
        }
    }
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
    /// How its compensation stands.
    pub compensation: ListState,
    /// How much that is, as far as the requester may know.
    pub amount: Option<Money>,
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
    #[diesel(sql_type = Nullable<Text>)]
    customer_state: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    shown_amount: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    currency: Option<String>,
    #[diesel(sql_type = BigInt)]
    sort: i64,
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
struct SumRow {
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = BigInt)]
    sum: i64,
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
        rows.into_iter().map(CaseRow::try_from).collect()
    }

    /// How many tickets the whole list has.
    pub fn count_cases(&mut self, scope: CaseScope, filter: &CaseFilter) -> Result<u32, Error> {
        let conditions = conditions(filter, None);
        let found: Total = sql_query(format!(
            "SELECT count(*) AS total FROM {WITH_CLAIM} WHERE {} AND {conditions}",
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

    /// How much was paid as compensation on that day or later, in each currency.
    pub fn compensation_paid(
        &mut self,
        scope: CaseScope,
        since: Date,
    ) -> Result<Vec<Money>, Error> {
        let rows: Vec<SumRow> = sql_query(format!(
            "SELECT k.currency, CAST(sum(k.shown_amount) AS BIGINT) AS sum
            FROM ticket t JOIN claim k ON k.ticket_id = t.id AND k.is_current
            WHERE {} AND k.customer_state = 'paid' AND k.paid_on >= '{since}'
                AND k.shown_amount IS NOT NULL
            GROUP BY k.currency ORDER BY k.currency",
            everything(scope)
        ))
        .load(self.conn())?;
        let sum = |row: SumRow| Ok(Money::new(row.sum, currency(&row.currency)?));
        rows.into_iter().map(sum).collect()
    }
}

/// Tickets with the newest claim of each, which few have.
const WITH_CLAIM: &str = "ticket t LEFT JOIN claim k ON k.ticket_id = t.id AND k.is_current";

/// The tickets of the page are found first, by one index for each part of the scope; only for
/// them the rest is looked up.
fn page(scope: CaseScope, filter: &CaseFilter, after: Option<CaseCursor>, limit: u32) -> String {
    let Sorting { by, descending } = sorting(filter.order);
    let direction = if descending { "DESC" } else { "ASC" };
    let conditions = conditions(filter, after);
    let part = |of: String| {
        format!(
            "SELECT * FROM (SELECT t.*, k.customer_state, k.shown_amount, k.currency, {by} AS sort
                FROM {WITH_CLAIM} WHERE {of} AND {conditions}
                ORDER BY {by} {direction}, t.id {direction} LIMIT {limit}) part"
        )
    };
    let mut parts = part(own(scope));
    if let Some(organization) = scope.organization {
        parts = format!("{parts} UNION ALL {}", part(of(organization)));
    }
    let order = format!("t.sort {direction}, t.id {direction}");
    format!(
        "SELECT t.id, t.code, t.subject, t.tracking_number, t.status, t.reopen_count,
            t.requester_id, c.name AS requester_name, a.name AS agent, t.created_at, t.updated_at,
            t.due_at, t.resolved_at, t.resolution, t.customer_state, t.shown_amount, t.currency,
            t.sort
        FROM (SELECT * FROM ({parts}) t ORDER BY {order} LIMIT {limit}) t
        JOIN contact c ON c.id = t.requester_id
        LEFT JOIN agent a ON a.id = t.assignee_id
        ORDER BY {order}"
    )
}

/// By what a list is sorted, and whether the largest comes first.
struct Sorting {
    by: &'static str,
    descending: bool,
}

fn sorting(order: CaseOrder) -> Sorting {
    // No amount is negative.
    const AMOUNT: &str = "coalesce(k.shown_amount, -1)";
    let (by, descending) = match order {
        CaseOrder::NewestFirst => ("t.created_at", true),
        CaseOrder::OldestFirst => ("t.created_at", false),
        CaseOrder::LastUpdatedFirst => ("t.updated_at", true),
        CaseOrder::FirstUpdatedFirst => ("t.updated_at", false),
        CaseOrder::LargestFirst => (AMOUNT, true),
        CaseOrder::SmallestFirst => (AMOUNT, false),
    };
    Sorting { by, descending }
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
    match filter.compensation {
        None => {}
        Some(ListState::NotApplicable) => all.push_str(" AND k.customer_state IS NULL"),
        Some(state) => {
            let told: Vec<String> = state
                .told()
                .map(|one| format!("'{}'", one.name()))
                .collect();
            let _ = write!(all, " AND k.customer_state IN ({})", told.join(", "));
        }
    }
    if let Some(CaseCursor { sort, id }) = after {
        // In this form, and not as a comparison of rows, both engines use the index.
        let Sorting { by, descending } = sorting(filter.order);
        let beyond = if descending { '<' } else { '>' };
        let _ = write!(
            all,
            " AND {by} {beyond}= {sort} AND ({by} {beyond} {sort} OR t.id {beyond} {id})"
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

impl TryFrom<Row> for CaseRow {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let told = row.customer_state.as_deref();
        let told = told.map(|name| named(name, "claim.customer_state", CustomerState::from_name));
        let amount = match (row.shown_amount, row.currency.as_deref()) {
            (Some(minor), Some(code)) => Some(Money::new(minor, currency(code)?)),
            _ => None,
        };
        Ok(Self {
            id: TicketId(row.id),
            code: parsed(&row.code, "ticket.code")?,
            subject: row.subject,
            tracking_number: row.tracking_number,
            status: status(row.status)?,
            reopen_count: number(row.reopen_count, "ticket.reopen_count")?,
            requester: ContactId(row.requester_id),
            requester_name: row.requester_name,
            agent: row.agent,
            created_at: instant(row.created_at, "ticket.created_at")?,
            updated_at: instant(row.updated_at, "ticket.updated_at")?,
            due_at: due_at(row.due_at)?,
            resolved_at: instant_if(row.resolved_at, "ticket.resolved_at")?,
            resolution: row.resolution.as_deref().map(resolution).transpose()?,
            compensation: ListState::of(told.transpose()?),
            amount,
            sort: row.sort,
        })
    }
}
