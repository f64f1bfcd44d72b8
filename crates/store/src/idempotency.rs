//! Requests of programs that changed something, by the key that the program chose (case I7).

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use domain::ApiTokenId;
use jiff::Timestamp;

use crate::columns::micros;
use crate::prepared::prepared;
use crate::schema::api_request;
use crate::{Db, Error, Tx};

/// Two that come at once meet at the key: the second waits, or runs again, and finds the first.
const CLAIM: &str = "
    INSERT INTO api_request (token_id, key, fingerprint, answer, at) VALUES ($1, $2, $3, '', $4)
    ON CONFLICT (token_id, key) DO NOTHING";

impl Db {
    /// What a key was used for, and what was answered.
    pub fn api_request(
        &mut self,
        token: ApiTokenId,
        key: &str,
    ) -> Result<Option<(String, String)>, Error> {
        let row = api_request::table
            .find((token.0, key))
            .select((api_request::fingerprint, api_request::answer))
            .first(self.conn())
            .optional()?;
        Ok(row)
    }
}

impl Tx {
    /// Takes a key for the request that this transaction does.
    ///
    /// # Errors
    ///
    /// [`Error::Repeated`] when the same request was done with it, [`Error::OtherRequest`] when
    /// another was.
    pub fn claim_api_request(
        &mut self,
        token: ApiTokenId,
        key: &str,
        fingerprint: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let claimed = prepared(CLAIM)
            .bind::<BigInt, _>(token.0)
            .bind::<Text, _>(key)
            .bind::<Text, _>(fingerprint)
            .bind::<BigInt, _>(micros(now))
            .execute(self.conn())?;
        if claimed == 1 {
            return Ok(());
        }
        match self.api_request(token, key)? {
            Some((known, _)) if known == fingerprint => Err(Error::Repeated),
            _ => Err(Error::OtherRequest),
        }
    }

    /// Keeps what is answered to the request of a key.
    pub fn answer_api_request(
        &mut self,
        token: ApiTokenId,
        key: &str,
        answer: &str,
    ) -> Result<(), Error> {
        diesel::update(api_request::table.find((token.0, key)))
            .set(api_request::answer.eq(answer))
            .execute(self.conn())?;
        Ok(())
    }

    /// Forgets requests that were made before an instant; returns how many.
    pub fn delete_api_requests_before(&mut self, before: Timestamp) -> Result<usize, Error> {
        let old = api_request::table.filter(api_request::at.lt(micros(before)));
        Ok(diesel::delete(old).execute(self.conn())?)
    }
}
