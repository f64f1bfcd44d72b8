//! Links in mails that open a ticket.

use diesel::prelude::*;
use domain::{ContactId, LinkId, TicketId};
use jiff::Timestamp;

use crate::columns::{instant, instant_if, micros};
use crate::schema::link;
use crate::{Db, Error, Tx};

/// A link that was mailed to a requester.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its key.
    pub id: LinkId,
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// From what, with a key outside of the database, the token is derived.
    pub nonce: i64,
    /// What it opens.
    pub ticket: TicketId,
    /// For whom.
    pub contact: ContactId,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is refused.
    pub expires_at: Timestamp,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = link, treat_none_as_default_value = false)]
struct LinkRow {
    id: i64,
    token_hash: String,
    nonce: i64,
    ticket_id: i64,
    contact_id: i64,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

impl Db {
    /// A link, good or not.
    pub fn link(&mut self, id: LinkId) -> Result<Option<Link>, Error> {
        let query = link::table.find(id.0).select(LinkRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Link::try_from).transpose()
    }

    /// The link whose token has this hash, good or not.
    pub fn link_by_hash(&mut self, token_hash: &str) -> Result<Option<Link>, Error> {
        let query = link::table.filter(link::token_hash.eq(token_hash));
        let row = query
            .select(LinkRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Link::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a new link.
    pub fn insert_link(&mut self, new: &Link) -> Result<(), Error> {
        diesel::insert_into(link::table)
            .values(LinkRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }

    /// Takes back all links that were mailed to a contact.
    pub fn revoke_links_to(&mut self, contact: ContactId, now: Timestamp) -> Result<(), Error> {
        let links = link::table
            .filter(link::contact_id.eq(contact.0))
            .filter(link::revoked_at.is_null());
        diesel::update(links)
            .set(link::revoked_at.eq(Some(micros(now))))
            .execute(self.conn())?;
        Ok(())
    }

    /// Takes back all links to a ticket.
    pub fn revoke_links(&mut self, ticket: TicketId, now: Timestamp) -> Result<(), Error> {
        let links = link::table
            .filter(link::ticket_id.eq(ticket.0))
            .filter(link::revoked_at.is_null());
        diesel::update(links)
            .set(link::revoked_at.eq(Some(micros(now))))
            .execute(self.conn())?;
        Ok(())
    }
}

impl From<&Link> for LinkRow {
    fn from(link: &Link) -> Self {
        Self {
            id: link.id.0,
            token_hash: link.token_hash.clone(),
            nonce: link.nonce,
            ticket_id: link.ticket.0,
            contact_id: link.contact.0,
            created_at: micros(link.created_at),
            expires_at: micros(link.expires_at),
            revoked_at: link.revoked_at.map(micros),
        }
    }
}

impl TryFrom<LinkRow> for Link {
    type Error = Error;

    fn try_from(row: LinkRow) -> Result<Self, Error> {
        Ok(Self {
            id: LinkId(row.id),
            token_hash: row.token_hash,
            nonce: row.nonce,
            ticket: TicketId(row.ticket_id),
            contact: ContactId(row.contact_id),
            created_at: instant(row.created_at, "link.created_at")?,
            expires_at: instant(row.expires_at, "link.expires_at")?,
            revoked_at: instant_if(row.revoked_at, "link.revoked_at")?,
        })
    }
}
