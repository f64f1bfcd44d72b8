//! Many tickets that an account filed at once, and what became of each number.

use diesel::prelude::*;
use domain::parcels::LeftOut;
use domain::{AccountId, FilingId, TicketId};
use jiff::Timestamp;

use crate::columns::{instant, micros, named};
use crate::schema::{filing, filing_line};
use crate::{Db, Error, Tx};

/// Many tickets that were filed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Its key.
    pub id: FilingId,
    /// Who filed them.
    pub account: AccountId,
    /// The subject of all of them.
    pub subject: String,
    /// When.
    pub at: Timestamp,
    /// What became of each number, in the order in which they were typed.
    pub lines: Vec<FilingLine>,
}

/// A number, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingLine {
    /// The number; where it was wrong, as it was typed.
    pub number: String,
    /// Its ticket, or why there is none.
    pub outcome: Result<TicketId, LeftOut>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = filing)]
struct FilingRow {
    id: i64,
    account_id: i64,
    subject: String,
    at: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = filing_line)]
struct LineRow {
    filing_id: i64,
    position: i64,
    number: String,
    ticket_id: Option<i64>,
    left_out: Option<String>,
}

impl Db {
    /// Many tickets that were filed at once, whoever did.
    pub fn filing(&mut self, id: FilingId) -> Result<Option<Filing>, Error> {
        let row: Option<FilingRow> = filing::table
            .find(id.0)
            .select(FilingRow::as_select())
            .first(self.conn())
            .optional()?;
        let Some(row) = row else {
            return Ok(None);
        };
        let lines: Vec<LineRow> = filing_line::table
            .filter(filing_line::filing_id.eq(id.0))
            .order(filing_line::position)
            .select(LineRow::as_select())
            .load(self.conn())?;
        Ok(Some(Filing {
            id,
            account: AccountId(row.account_id),
            subject: row.subject,
            at: instant(row.at, "filing.at")?,
            lines: lines
                .into_iter()
                .map(FilingLine::try_from)
                .collect::<Result<_, _>>()?,
        }))
    }
}

impl Tx {
    /// Keeps what became of many numbers.
    pub fn insert_filing(&mut self, new: &Filing) -> Result<(), Error> {
        let row = FilingRow {
            id: new.id.0,
            account_id: new.account.0,
            subject: new.subject.clone(),
            at: micros(new.at),
        };
        diesel::insert_into(filing::table)
            .values(row)
            .execute(self.conn())?;
        for (position, line) in (1..).zip(&new.lines) {
            let row = LineRow {
                filing_id: new.id.0,
                position,
                number: line.number.clone(),
                ticket_id: line.outcome.ok().map(|ticket| ticket.0),
                left_out: line.outcome.err().map(|why| why.name().to_owned()),
            };
            diesel::insert_into(filing_line::table)
                .values(row)
                .execute(self.conn())?;
        }
        Ok(())
    }
}

impl TryFrom<LineRow> for FilingLine {
    type Error = Error;

    fn try_from(row: LineRow) -> Result<Self, Error> {
        let outcome = match (row.ticket_id, row.left_out) {
            (Some(ticket), None) => Ok(TicketId(ticket)),
            (None, Some(why)) => Err(named(&why, "filing_line.left_out", LeftOut::from_name)?),
            other => return Err(Error::corrupt("outcome of a number", other)),
        };
        Ok(Self {
            number: row.number,
            outcome,
        })
    }
}
