//! People outside the organisation, each known by one address.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use domain::{Contact, ContactId, EmailAddress};

use crate::columns::{changed, instant, micros, parsed};
use crate::prepared::prepared;
use crate::schema::contact;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, QueryableByName)]
#[diesel(table_name = contact)]
pub(crate) struct ContactRow {
    id: i64,
    email: String,
    name: String,
    phone: String,
    created_at: i64,
}

/// What was not given does not replace what is known.
const UPSERT: &str = "
    INSERT INTO contact (id, email, name, phone, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (email) DO UPDATE SET
        name = CASE WHEN excluded.name = '' THEN contact.name ELSE excluded.name END,
        phone = CASE WHEN excluded.phone = '' THEN contact.phone ELSE excluded.phone END
    RETURNING id, email, name, phone, created_at";

impl Db {
    /// A contact.
    pub fn contact(&mut self, id: ContactId) -> Result<Option<Contact>, Error> {
        let query = contact::table.find(id.0).select(ContactRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Contact::try_from).transpose()
    }

    /// The contact with exactly this address.
    pub fn contact_by_email(&mut self, email: &EmailAddress) -> Result<Option<Contact>, Error> {
        let row = contact::table
            .filter(contact::email.eq(email.as_str()))
            .select(ContactRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Contact::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a contact; if the address is known, the old one with the new name and telephone
    /// number, unless they are empty. Returns it as it is then.
    pub fn upsert_contact(&mut self, new: &Contact) -> Result<Contact, Error> {
        let row: ContactRow = prepared(UPSERT)
            .bind::<BigInt, _>(new.id.0)
            .bind::<Text, _>(new.email.as_str())
            .bind::<Text, _>(&new.name)
            .bind::<Text, _>(&new.phone)
            .bind::<BigInt, _>(micros(new.created_at))
            .get_result(self.conn())?;
        row.try_into()
    }

    /// Keeps another address.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `contact_email_key` if it is somebody else's, [`Error::Stale`] if there is
    /// no such contact.
    pub fn set_contact_email(&mut self, id: ContactId, email: &EmailAddress) -> Result<(), Error> {
        let rows = diesel::update(contact::table.find(id.0))
            .set(contact::email.eq(email.as_str()))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Keeps another name and telephone number, which may be empty.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such contact.
    pub fn save_contact(&mut self, id: ContactId, name: &str, phone: &str) -> Result<(), Error> {
        let rows = diesel::update(contact::table.find(id.0))
            .set((contact::name.eq(name), contact::phone.eq(phone)))
            .execute(self.conn())?;
        changed(rows)
    }
}

impl TryFrom<ContactRow> for Contact {
    type Error = Error;

    fn try_from(row: ContactRow) -> Result<Self, Error> {
        Ok(Self {
            id: ContactId(row.id),
            email: parsed(&row.email, "contact.email")?,
            name: row.name,
            phone: row.phone,
            created_at: instant(row.created_at, "contact.created_at")?,
        })
    }
}
