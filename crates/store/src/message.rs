//! What people write in a ticket.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::{Message, MessageId, MessageKind, TicketId};

use crate::columns::{actor, from_actor, instant, micros, named};
use crate::prepared::prepared;
use crate::schema::message;
use crate::{Db, Error, Tx};

#[derive(Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = message, treat_none_as_default_value = false)]
struct MessageRow {
    ticket_id: i64,
    id: i64,
    by_role: String,
    by_id: Option<i64>,
    kind: String,
    text: String,
    at: i64,
}

const MESSAGES: &str = "
    SELECT ticket_id, id, by_role, by_id, kind, text, at
    FROM message WHERE ticket_id = $1 ORDER BY id";

impl Db {
    /// The messages of a ticket, notes included, oldest first.
    pub fn messages(&mut self, ticket: TicketId) -> Result<Vec<Message>, Error> {
        let rows: Vec<MessageRow> = prepared(MESSAGES)
            .bind::<BigInt, _>(ticket.0)
            .load(self.conn())?;
        rows.into_iter().map(Message::try_from).collect()
    }

    /// One message of a ticket.
    pub fn message(&mut self, ticket: TicketId, id: MessageId) -> Result<Option<Message>, Error> {
        let row = message::table
            .filter(message::ticket_id.eq(ticket.0))
            .filter(message::id.eq(id.0))
            .select(MessageRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Message::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a new message.
    pub fn insert_message(&mut self, new: &Message) -> Result<(), Error> {
        diesel::insert_into(message::table)
            .values(MessageRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }
}

impl From<&Message> for MessageRow {
    fn from(message: &Message) -> Self {
        let (by_role, by_id) = actor(message.author);
        Self {
            ticket_id: message.ticket.0,
            id: message.id.0,
            by_role: by_role.to_owned(),
            by_id,
            kind: message.kind.name().to_owned(),
            text: message.text.clone(),
            at: micros(message.at),
        }
    }
}

impl TryFrom<MessageRow> for Message {
    type Error = Error;

    fn try_from(row: MessageRow) -> Result<Self, Error> {
        Ok(Self {
            id: MessageId(row.id),
            ticket: TicketId(row.ticket_id),
            author: from_actor(&row.by_role, row.by_id, "message.by_role")?,
            kind: named(&row.kind, "message.kind", MessageKind::from_name)?,
            text: row.text,
            at: instant(row.at, "message.at")?,
        })
    }
}
