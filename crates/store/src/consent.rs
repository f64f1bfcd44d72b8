//! The proof that a requester agreed.

use diesel::prelude::*;
use domain::intake::{Consent, ConsentGiven};
use domain::{ConsentId, TicketId};

use crate::columns::{instant, micros};
use crate::schema::consent;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = consent, treat_none_as_default_value = false)]
struct ConsentRow {
    ticket_id: i64,
    id: i64,
    text_version: String,
    text_hash: String,
    at: i64,
    channel: String,
    client: String,
}

impl Db {
    /// The consent with which a ticket was filed.
    pub fn consent(&mut self, ticket: TicketId) -> Result<Option<Consent>, Error> {
        let row = consent::table
            .filter(consent::ticket_id.eq(ticket.0))
            .order(consent::id)
            .select(ConsentRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Consent::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a consent.
    pub fn insert_consent(&mut self, new: &Consent) -> Result<(), Error> {
        let row = ConsentRow {
            ticket_id: new.ticket.0,
            id: new.id.0,
            text_version: new.given.version.clone(),
            text_hash: new.given.hash.clone(),
            at: micros(new.given.at),
            channel: new.channel.clone(),
            client: new.client.clone(),
        };
        diesel::insert_into(consent::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }
}

impl TryFrom<ConsentRow> for Consent {
    type Error = Error;

    fn try_from(row: ConsentRow) -> Result<Self, Error> {
        let at = instant(row.at, "consent.at")?;
        Ok(Self {
            id: ConsentId(row.id),
            ticket: TicketId(row.ticket_id),
            given: ConsentGiven {
                version: row.text_version,
                hash: row.text_hash,
                at,
            },
            channel: row.channel,
            client: row.client,
        })
    }
}
