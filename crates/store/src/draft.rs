//! Requests that are not verified yet.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use domain::intake::Draft;
use domain::otp::Purpose;
use domain::{DraftId, TicketId};
use jiff::Timestamp;

use crate::columns::{changed, from_json, instant, json, micros, number, parsed};
use crate::prepared::prepared;
use crate::schema::{draft, file, otp};
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = draft, treat_none_as_default_value = false)]
struct DraftRow {
    id: i64,
    version: i64,
    content: String,
    email: Option<String>,
    reference: String,
    ticket_id: Option<i64>,
    failed_codes: i64,
    codes_sent: i64,
    created_at: i64,
    expires_at: i64,
}

/// Written out, because Diesel prepares an update anew each time, and every filing has some.
const SAVE_DRAFT: &str = "
    UPDATE draft SET version = $1, content = $2, email = $3, reference = $4, ticket_id = $5,
        failed_codes = $6, codes_sent = $7, expires_at = $8
    WHERE id = $9 AND version = $10";

impl Db {
    /// A draft, whatever its age.
    pub fn draft(&mut self, id: DraftId) -> Result<Option<Draft>, Error> {
        let query = draft::table.find(id.0).select(DraftRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(Draft::try_from).transpose()
    }

    /// The newest draft of whoever holds the token with this hash.
    pub fn draft_by_owner(&mut self, owner_hash: &str) -> Result<Option<Draft>, Error> {
        let row = draft::table
            .filter(draft::owner_hash.eq(owner_hash))
            .order(draft::id.desc())
            .select(DraftRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Draft::try_from).transpose()
    }

    /// The draft with this spoken reference, whatever its age.
    pub fn draft_by_reference(&mut self, reference: &str) -> Result<Option<Draft>, Error> {
        let row = draft::table
            .filter(draft::reference.eq(reference))
            .select(DraftRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Draft::try_from).transpose()
    }

    /// Drafts whose time is over, whether they became a ticket or not.
    pub fn expired_drafts(&mut self, now: Timestamp, limit: u32) -> Result<Vec<DraftId>, Error> {
        let ids: Vec<i64> = draft::table
            .filter(draft::expires_at.le(micros(now)))
            .order((draft::expires_at, draft::id))
            .limit(limit.into())
            .select(draft::id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(DraftId).collect())
    }
}

impl Tx {
    /// Keeps a new draft of whoever holds the token with the hash `owner_hash`.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `draft_reference_key` if the spoken reference is taken.
    pub fn insert_draft(&mut self, new: &Draft, owner_hash: &str) -> Result<(), Error> {
        let row = (DraftRow::of(new)?, draft::owner_hash.eq(owner_hash));
        diesel::insert_into(draft::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of a draft.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it was saved or deleted since it was loaded.
    pub fn save_draft(&mut self, saved: &mut Draft) -> Result<(), Error> {
        let row = DraftRow::of(saved)?;
        let rows = prepared(SAVE_DRAFT)
            .bind::<BigInt, _>(saved.version + 1)
            .bind::<Text, _>(row.content)
            .bind::<Nullable<Text>, _>(row.email)
            .bind::<Text, _>(row.reference)
            .bind::<Nullable<BigInt>, _>(row.ticket_id)
            .bind::<BigInt, _>(row.failed_codes)
            .bind::<BigInt, _>(row.codes_sent)
            .bind::<BigInt, _>(row.expires_at)
            .bind::<BigInt, _>(row.id)
            .bind::<BigInt, _>(saved.version)
            .execute(self.conn())?;
        changed(rows)?;
        saved.version += 1;
        Ok(())
    }

    /// Removes a draft with its codes and staged files; returns the keys of what lies in the file
    /// store, which is to be deleted once this is committed.
    pub fn delete_draft(&mut self, id: DraftId) -> Result<Vec<String>, Error> {
        let files = file::table.filter(file::draft_id.eq(id.0));
        let keys: Vec<(String, Option<String>)> = files
            .select((file::object_key, file::thumbnail_key))
            .load(self.conn())?;
        diesel::delete(files).execute(self.conn())?;
        let codes = otp::table
            .filter(otp::purpose.eq(Purpose::Intake.name()))
            .filter(otp::subject.eq(id.0));
        diesel::delete(codes).execute(self.conn())?;
        diesel::delete(draft::table.find(id.0)).execute(self.conn())?;
        self.unused_keys(keys)
    }
}

impl DraftRow {
    fn of(draft: &Draft) -> Result<Self, Error> {
        Ok(Self {
            id: draft.id.0,
            version: draft.version,
            content: json(&draft.content)?,
            email: draft.email.as_ref().map(|email| email.as_str().to_owned()),
            reference: draft.reference.clone(),
            ticket_id: draft.ticket.map(|ticket| ticket.0),
            failed_codes: draft.failed_codes.into(),
            codes_sent: draft.codes_sent.into(),
            created_at: micros(draft.created_at),
            expires_at: micros(draft.expires_at),
        })
    }
}

impl TryFrom<DraftRow> for Draft {
    type Error = Error;

    fn try_from(row: DraftRow) -> Result<Self, Error> {
        Ok(Self {
            id: DraftId(row.id),
            version: row.version,
            content: from_json(&row.content, "draft.content")?,
            email: row
                .email
                .map(|email| parsed(&email, "draft.email"))
                .transpose()?,
            reference: row.reference,
            ticket: row.ticket_id.map(TicketId),
            failed_codes: number(row.failed_codes, "draft.failed_codes")?,
            codes_sent: number(row.codes_sent, "draft.codes_sent")?,
            created_at: instant(row.created_at, "draft.created_at")?,
            expires_at: instant(row.expires_at, "draft.expires_at")?,
        })
    }
}
