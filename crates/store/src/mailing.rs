//! Which letters about tickets went to whom a short while ago, and which are held for a digest.

use diesel::prelude::*;
use domain::{MailingId, TicketId};
use jiff::{SignedDuration, Timestamp};

use crate::columns::{instant, micros};
use crate::connection::Conn;
use crate::schema::mailing;
use crate::{Db, Error, Tx};

/// One letter about a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// Its key.
    pub id: MailingId,
    /// To whom.
    pub email: String,
    /// What about.
    pub ticket: TicketId,
    /// In which language.
    pub language: String,
    /// Whether it is for the staff.
    pub is_staff: bool,
    /// Whether it was not sent, and waits for the digest.
    pub is_held: bool,
    /// When.
    pub at: Timestamp,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = mailing, treat_none_as_default_value = false)]
struct MailingRow {
    id: i64,
    email: String,
    ticket_id: i64,
    language: String,
    is_staff: bool,
    is_held: bool,
    at: i64,
}

impl Db {
    /// A letter.
    pub fn mailing(&mut self, id: MailingId) -> Result<Option<Mailing>, Error> {
        let query = mailing::table.find(id.0).select(MailingRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Mailing::try_from).transpose()
    }

    /// What waits for the digest of an address, oldest first.
    pub fn held_mailings(&mut self, email: &str, limit: u32) -> Result<Vec<Mailing>, Error> {
        let rows = mailing::table
            .filter(mailing::email.eq(email))
            .filter(mailing::is_held.eq(true))
            .order(mailing::id)
            .limit(limit.into())
            .select(MailingRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Mailing::try_from).collect()
    }

    /// The tickets of the letters that were sent to an address after `since`, one for each letter.
    pub fn mailed_tickets(
        &mut self,
        email: &str,
        since: Timestamp,
    ) -> Result<Vec<TicketId>, Error> {
        let tickets: Vec<i64> = mailing::table
            .filter(mailing::email.eq(email))
            .filter(mailing::is_held.eq(false))
            .filter(mailing::at.gt(micros(since)))
            .select(mailing::ticket_id)
            .load(self.conn())?;
        Ok(tickets.into_iter().map(TicketId).collect())
    }
}

impl Tx {
    /// Lets no other transaction count or tell letters to this address until this one has ended, on
    /// whichever node: they meet at a counter, which goes when `window` is over.
    ///
    /// On SQLite there is one writer anyway.
    pub fn mail_alone(
        &mut self,
        email: &str,
        window: SignedDuration,
        now: Timestamp,
    ) -> Result<(), Error> {
        if let Conn::Postgres(_) = self.conn() {
            self.hit(&format!("mailing:{email}"), window, now)?;
        }
        Ok(())
    }

    /// Keeps a letter.
    pub fn insert_mailing(&mut self, new: &Mailing) -> Result<(), Error> {
        let row = MailingRow {
            id: new.id.0,
            email: new.email.clone(),
            ticket_id: new.ticket.0,
            language: new.language.clone(),
            is_staff: new.is_staff,
            is_held: new.is_held,
            at: micros(new.at),
        };
        diesel::insert_into(mailing::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Forgets what waited for the digest of an address, up to the last that it told of.
    pub fn delete_held_mailings(&mut self, email: &str, last: MailingId) -> Result<usize, Error> {
        let told = mailing::table
            .filter(mailing::email.eq(email))
            .filter(mailing::is_held.eq(true))
            .filter(mailing::id.le(last.0));
        Ok(diesel::delete(told).execute(self.conn())?)
    }

    /// Forgets letters that were sent before a time; returns how many.
    pub fn delete_mailings_before(&mut self, before: Timestamp) -> Result<usize, Error> {
        let old = mailing::table
            .filter(mailing::is_held.eq(false))
            .filter(mailing::at.lt(micros(before)));
        Ok(diesel::delete(old).execute(self.conn())?)
    }
}

impl TryFrom<MailingRow> for Mailing {
    type Error = Error;

    fn try_from(row: MailingRow) -> Result<Self, Error> {
        Ok(Self {
            id: MailingId(row.id),
            email: row.email,
            ticket: TicketId(row.ticket_id),
            language: row.language,
            is_staff: row.is_staff,
            is_held: row.is_held,
            at: instant(row.at, "mailing.at")?,
        })
    }
}
