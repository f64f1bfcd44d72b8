//! One-time codes that were given out. Their digits are not kept.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::otp::{Delivery, Otp, Purpose};
use domain::{AgentId, OtpId};
use jiff::Timestamp;

use crate::columns::{changed, instant, instant_if, micros, named, number, parsed};
use crate::prepared::prepared;
use crate::schema::otp;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = otp, treat_none_as_default_value = false)]
struct OtpRow {
    id: i64,
    purpose: String,
    subject: i64,
    email: String,
    nonce: i64,
    agent_id: Option<i64>,
    issued_at: i64,
    expires_at: i64,
    tries: i64,
    used_at: Option<i64>,
}

impl Db {
    /// The codes of a draft or a session, newest first.
    pub fn otps(&mut self, purpose: Purpose, subject: i64) -> Result<Vec<Otp>, Error> {
        let rows = otp::table
            .filter(otp::purpose.eq(purpose.name()))
            .filter(otp::subject.eq(subject))
            .order((otp::issued_at.desc(), otp::id.desc()))
            .select(OtpRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Otp::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new code.
    pub fn insert_otp(&mut self, new: &Otp) -> Result<(), Error> {
        diesel::insert_into(otp::table)
            .values(OtpRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }

    /// Counts one more wrong try.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such code.
    pub fn count_otp_try(&mut self, id: OtpId) -> Result<(), Error> {
        let rows = diesel::update(otp::table.find(id.0))
            .set(otp::tries.eq(otp::tries + 1))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Uses a code up; false if it was used before.
    pub fn use_otp(&mut self, id: OtpId, now: Timestamp) -> Result<bool, Error> {
        let rows = prepared("UPDATE otp SET used_at = $1 WHERE id = $2 AND used_at IS NULL")
            .bind::<BigInt, _>(micros(now))
            .bind::<BigInt, _>(id.0)
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Ends the codes that were not used. Those of a time that has not come count as given out now,
    /// so that none begins to live when it comes.
    pub fn end_otps(&mut self, now: Timestamp) -> Result<(), Error> {
        let now = micros(now);
        diesel::update(otp::table.filter(otp::issued_at.gt(now)))
            .set(otp::issued_at.eq(now))
            .execute(self.conn())?;
        diesel::update(otp::table.filter(otp::used_at.is_null()))
            .set(otp::expires_at.eq(otp::issued_at))
            .execute(self.conn())?;
        Ok(())
    }

    /// Removes the codes that were given out before `before`; returns how many.
    pub fn delete_otps_before(&mut self, before: Timestamp) -> Result<usize, Error> {
        let old = otp::table.filter(otp::issued_at.lt(micros(before)));
        Ok(diesel::delete(old).execute(self.conn())?)
    }
}

impl From<&Otp> for OtpRow {
    fn from(otp: &Otp) -> Self {
        Self {
            id: otp.id.0,
            purpose: otp.purpose.name().to_owned(),
            subject: otp.subject,
            email: otp.email.as_str().to_owned(),
            nonce: otp.nonce,
            agent_id: match otp.by {
                Delivery::Mail => None,
                Delivery::Phone(agent) => Some(agent.0),
            },
            issued_at: micros(otp.issued_at),
            expires_at: micros(otp.expires_at),
            tries: otp.tries.into(),
            used_at: otp.used_at.map(micros),
        }
    }
}

impl TryFrom<OtpRow> for Otp {
    type Error = Error;

    fn try_from(row: OtpRow) -> Result<Self, Error> {
        Ok(Self {
            id: OtpId(row.id),
            purpose: named(&row.purpose, "otp.purpose", Purpose::from_name)?,
            subject: row.subject,
            email: parsed(&row.email, "otp.email")?,
            nonce: row.nonce,
            by: row
                .agent_id
                .map_or(Delivery::Mail, |agent| Delivery::Phone(AgentId(agent))),
            issued_at: instant(row.issued_at, "otp.issued_at")?,
            expires_at: instant(row.expires_at, "otp.expires_at")?,
            tries: number(row.tries, "otp.tries")?,
            used_at: instant_if(row.used_at, "otp.used_at")?,
        })
    }
}
