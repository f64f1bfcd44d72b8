//! Claims for compensation and what happened to them.
//!
//! `customer_state` and `shown_amount` are kept beside each claim, so that lists of tickets join
//! the current one (`is_current`) and show, filter and sort by what the requester may know.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use domain::compensation::{Claim, ClaimStatus, Event};
use domain::{
    AgentId, BatchId, ClaimId, Currency, EventId, Money, Reach, SolutionId, TicketCode, TicketId,
};
use jiff::civil::Date;

use crate::columns::{
    actor, changed, from_actor, from_json, instant, json, micros, named, number, parsed,
};
use crate::reach::{is_within, within};
use crate::schema::{claim, claim_event, contact, ticket};
use crate::{Db, Error, Tx};

/// How many claims of a state and a currency there are, and their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimTotal {
    /// Where they stand.
    pub status: ClaimStatus,
    /// How many.
    pub count: u32,
    /// How much together.
    pub sum: Money,
}

/// A claim in a list, with what it is recognised by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimSummary {
    /// The claim.
    pub claim: Claim,
    /// The code of its ticket.
    pub code: TicketCode,
    /// The subject of its ticket.
    pub subject: String,
    /// The full name of who asks.
    pub requester_name: String,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = claim, treat_none_as_null = true)]
struct ClaimRow {
    id: i64,
    ticket_id: i64,
    number: i64,
    version: i64,
    status: String,
    customer_state: Option<String>,
    shown_amount: Option<i64>,
    tracking_number: Option<String>,
    currency: String,
    calculation: Option<String>,
    amount: Option<i64>,
    proposer_id: Option<i64>,
    approvers: String,
    solution_id: Option<i64>,
    payee: Option<String>,
    batch_id: Option<i64>,
    attempt: i64,
    paid_on: Option<String>,
    created_at: i64,
    updated_at: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = claim_event)]
struct EventRow {
    claim_id: i64,
    id: i64,
    at: i64,
    by_role: String,
    by_id: Option<i64>,
    data: String,
}

#[derive(QueryableByName)]
struct TotalRow {
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = BigInt)]
    sum: i64,
}

impl Db {
    /// A claim.
    pub fn claim(&mut self, id: ClaimId) -> Result<Option<Claim>, Error> {
        let query = claim::table.find(id.0).select(ClaimRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Claim::try_from).transpose()
    }

    /// The newest claim of a ticket.
    pub fn current_claim(&mut self, of: TicketId) -> Result<Option<Claim>, Error> {
        let row = claim::table
            .filter(claim::ticket_id.eq(of.0))
            .filter(claim::is_current.eq(true))
            .select(ClaimRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Claim::try_from).transpose()
    }

    /// What happened to a claim, oldest first.
    pub fn claim_events(&mut self, of: ClaimId) -> Result<Vec<Event>, Error> {
        let rows = claim_event::table
            .filter(claim_event::claim_id.eq(of.0))
            .order(claim_event::id)
            .select(EventRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// Claims of a state whose tickets are in reach, the newest first, beginning below a key.
    pub fn claims(
        &mut self,
        reach: Reach,
        status: ClaimStatus,
        below: Option<ClaimId>,
        limit: u32,
    ) -> Result<Vec<ClaimSummary>, Error> {
        let below = below.map_or(i64::MAX, |id| id.0);
        let rows: Vec<(ClaimRow, String, String, String)> = claim::table
            .inner_join(ticket::table.on(ticket::id.eq(claim::ticket_id)))
            .inner_join(contact::table.on(contact::id.eq(ticket::requester_id)))
            .filter(claim::status.eq(status.name()))
            .filter(claim::id.lt(below))
            .filter(is_within(reach))
            .order(claim::id.desc())
            .limit(limit.into())
            .select((
                ClaimRow::as_select(),
                ticket::code,
                ticket::subject,
                contact::name,
            ))
            .load(self.conn())?;
        let summary = |(row, code, subject, requester_name): (ClaimRow, String, _, _)| {
            Ok(ClaimSummary {
                claim: Claim::try_from(row)?,
                code: parsed(&code, "ticket.code")?,
                subject,
                requester_name,
            })
        };
        rows.into_iter().map(summary).collect()
    }

    /// How many claims with tickets in reach there are in each state, and how much they come to.
    pub fn claim_totals(&mut self, reach: Reach) -> Result<Vec<ClaimTotal>, Error> {
        let query = format!(
            "SELECT c.status, c.currency, count(*) AS count,
                CAST(coalesce(sum(c.amount), 0) AS BIGINT) AS sum
            FROM claim c JOIN ticket t ON t.id = c.ticket_id WHERE {}
            GROUP BY c.status, c.currency ORDER BY c.status, c.currency",
            within(reach, "t")
        );
        let rows: Vec<TotalRow> = sql_query(query).load(self.conn())?;
        let total = |row: TotalRow| {
            let currency = currency(&row.currency)?;
            Ok(ClaimTotal {
                status: status(&row.status)?,
                count: number(row.count, "claim.count")?,
                sum: Money::new(row.sum, currency),
            })
        };
        rows.into_iter().map(total).collect()
    }

    /// To whom a claim is paid, sealed.
    pub fn sealed_payee(&mut self, of: ClaimId) -> Result<Option<String>, Error> {
        let query = claim::table.find(of.0).select(claim::sealed_payee);
        let found: Option<Option<String>> = query.first(self.conn()).optional()?;
        Ok(found.flatten())
    }
}

impl Tx {
    /// Keeps a new claim, which is from now on the current one of its ticket.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `claim_tracking_number_key` if a live claim names the same item.
    pub fn insert_claim(&mut self, new: &Claim) -> Result<(), Error> {
        let before = claim::table.filter(claim::ticket_id.eq(new.ticket.0));
        diesel::update(before)
            .set(claim::is_current.eq(false))
            .execute(self.conn())?;
        diesel::insert_into(claim::table)
            .values((ClaimRow::of(new)?, claim::is_current.eq(true)))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of a claim.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if someone else saved it since it was loaded;
    /// [`Error::Unique`] `claim_tracking_number_key` if it came back to life beside another.
    pub fn save_claim(&mut self, saved: &mut Claim) -> Result<(), Error> {
        let row = ClaimRow {
            version: saved.version + 1,
            ..ClaimRow::of(saved)?
        };
        let unchanged = claim::table
            .find(row.id)
            .filter(claim::version.eq(saved.version));
        changed(diesel::update(unchanged).set(row).execute(self.conn())?)?;
        saved.version += 1;
        Ok(())
    }

    /// Adds an event to a claim.
    pub fn append_claim_event(&mut self, new: &Event) -> Result<(), Error> {
        let (by_role, by_id) = actor(new.by);
        let row = (
            claim_event::claim_id.eq(new.claim.0),
            claim_event::id.eq(new.id.0),
            claim_event::at.eq(micros(new.at)),
            claim_event::by_role.eq(by_role),
            claim_event::by_id.eq(by_id),
            claim_event::kind.eq(new.kind.name()),
            claim_event::data.eq(json(&new.kind)?),
        );
        diesel::insert_into(claim_event::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps to whom a claim is paid, sealed.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such claim.
    pub fn save_sealed_payee(&mut self, of: ClaimId, sealed: &str) -> Result<(), Error> {
        let rows = diesel::update(claim::table.find(of.0))
            .set(claim::sealed_payee.eq(sealed))
            .execute(self.conn())?;
        changed(rows)
    }
}

impl ClaimRow {
    fn of(claim: &Claim) -> Result<Self, Error> {
        Ok(Self {
            id: claim.id.0,
            ticket_id: claim.ticket.0,
            number: claim.number.into(),
            version: claim.version,
            status: claim.status.name().to_owned(),
            customer_state: claim
                .status
                .for_customer()
                .map(|state| state.name().to_owned()),
            shown_amount: claim.shown_amount().map(|amount| amount.minor),
            tracking_number: claim.tracking_number.clone(),
            currency: claim.currency.code().to_owned(),
            calculation: claim.calculation.as_ref().map(json).transpose()?,
            amount: claim.amount.map(|amount| amount.minor),
            proposer_id: claim.proposer.map(|agent| agent.0),
            approvers: json(&claim.approvers)?,
            solution_id: claim.solution.map(|solution| solution.0),
            payee: claim.payee.as_ref().map(json).transpose()?,
            batch_id: claim.batch.map(|batch| batch.0),
            attempt: claim.attempt.into(),
            paid_on: claim.paid_on.map(|date| date.to_string()),
            created_at: micros(claim.created_at),
            updated_at: micros(claim.updated_at),
        })
    }
}

impl TryFrom<ClaimRow> for Claim {
    type Error = Error;

    fn try_from(row: ClaimRow) -> Result<Self, Error> {
        let currency = currency(&row.currency)?;
        let calculation = row.calculation.as_deref();
        let payee = row.payee.as_deref();
        Ok(Self {
            id: ClaimId(row.id),
            ticket: TicketId(row.ticket_id),
            number: number(row.number, "claim.number")?,
            version: row.version,
            status: status(&row.status)?,
            tracking_number: row.tracking_number,
            currency,
            calculation: calculation
                .map(|text| from_json(text, "claim.calculation"))
                .transpose()?,
            amount: row.amount.map(|minor| Money::new(minor, currency)),
            proposer: row.proposer_id.map(AgentId),
            approvers: from_json(&row.approvers, "claim.approvers")?,
            solution: row.solution_id.map(SolutionId),
            payee: payee
                .map(|text| from_json(text, "claim.payee"))
                .transpose()?,
            batch: row.batch_id.map(BatchId),
            attempt: number(row.attempt, "claim.attempt")?,
            paid_on: date_if(row.paid_on.as_deref(), "claim.paid_on")?,
            created_at: instant(row.created_at, "claim.created_at")?,
            updated_at: instant(row.updated_at, "claim.updated_at")?,
        })
    }
}

impl TryFrom<EventRow> for Event {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self, Error> {
        Ok(Self {
            id: EventId(row.id),
            claim: ClaimId(row.claim_id),
            at: instant(row.at, "claim_event.at")?,
            by: from_actor(&row.by_role, row.by_id, "claim_event.by_role")?,
            kind: from_json(&row.data, "claim_event.data")?,
        })
    }
}

fn status(name: &str) -> Result<ClaimStatus, Error> {
    named(name, "claim.status", ClaimStatus::from_name)
}

pub(crate) fn currency(code: &str) -> Result<Currency, Error> {
    named(code, "currency", Currency::from_code)
}

pub(crate) fn date_if(text: Option<&str>, column: &str) -> Result<Option<Date>, Error> {
    text.map(|text| parsed(text, column)).transpose()
}
