//! Second factors, their recovery codes, and sign-ins that wait for them.

use diesel::prelude::*;
use domain::{AccountId, AgentId, FactorId, Principal};
use jiff::Timestamp;

use crate::columns::{instant, instant_if, micros, number};
use crate::schema::{factor, recovery_code, sign_in_step};
use crate::{Db, Error, Tx};

/// An authenticator app of somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Its key.
    pub id: FactorId,
    /// Whose.
    pub of: Principal,
    /// The secret it shares with the app, sealed.
    pub sealed_secret: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When its first code was typed; before that it is asked for nowhere.
    pub confirmed_at: Option<Timestamp>,
    /// The step of the last code that was used.
    pub last_step: i64,
}

/// Somebody whose password was right, and who is asked for the second factor next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInStep {
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// Who.
    pub of: Principal,
    /// From when on it is refused.
    pub expires_at: Timestamp,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = factor)]
struct FactorRow {
    id: i64,
    agent_id: Option<i64>,
    account_id: Option<i64>,
    sealed_secret: String,
    created_at: i64,
    confirmed_at: Option<i64>,
    last_step: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_step)]
struct SignInStepRow {
    token_hash: String,
    agent_id: Option<i64>,
    account_id: Option<i64>,
    expires_at: i64,
}

/// The two columns that say who: exactly one has a value.
pub(crate) fn columns(of: Principal) -> (Option<i64>, Option<i64>) {
    match of {
        Principal::Agent(agent) => (Some(agent.0), None),
        Principal::Account(account) => (None, Some(account.0)),
    }
}

pub(crate) fn principal(agent: Option<i64>, account: Option<i64>) -> Result<Principal, Error> {
    match (agent, account) {
        (Some(agent), None) => Ok(Principal::Agent(AgentId(agent))),
        (None, Some(account)) => Ok(Principal::Account(AccountId(account))),
        other => Err(Error::corrupt("who signs in", other)),
    }
}

impl Db {
    /// The second factor of somebody, confirmed or not.
    pub fn factor(&mut self, of: Principal) -> Result<Option<Factor>, Error> {
        let all = factor::table.select(FactorRow::as_select());
        let row = match of {
            Principal::Agent(agent) => all
                .filter(factor::agent_id.eq(agent.0))
                .first(self.conn())
                .optional()?,
            Principal::Account(account) => all
                .filter(factor::account_id.eq(account.0))
                .first(self.conn())
                .optional()?,
        };
        row.map(Factor::try_from).transpose()
    }

    /// Whether somebody is asked for a second factor.
    pub fn has_factor(&mut self, of: Principal) -> Result<bool, Error> {
        let factor = self.factor(of)?;
        Ok(factor.is_some_and(|factor| factor.confirmed_at.is_some()))
    }

    /// How many recovery codes were not used yet.
    pub fn recovery_codes_left(&mut self, of: FactorId) -> Result<u32, Error> {
        let left: i64 = recovery_code::table
            .filter(recovery_code::factor_id.eq(of.0))
            .filter(recovery_code::used_at.is_null())
            .count()
            .get_result(self.conn())?;
        number(left, "count of recovery codes")
    }

    /// A sign-in that waits for its second factor, whatever its age.
    pub fn sign_in_step(&mut self, token_hash: &str) -> Result<Option<SignInStep>, Error> {
        let row = sign_in_step::table
            .find(token_hash)
            .select(SignInStepRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(SignInStep::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a new factor.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] if there is one.
    pub fn insert_factor(&mut self, new: &Factor) -> Result<(), Error> {
        let (agent_id, account_id) = columns(new.of);
        let row = FactorRow {
            id: new.id.0,
            agent_id,
            account_id,
            sealed_secret: new.sealed_secret.clone(),
            created_at: micros(new.created_at),
            confirmed_at: new.confirmed_at.map(micros),
            last_step: new.last_step,
        };
        diesel::insert_into(factor::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Asks for the factor from now on; false if that was so already.
    pub fn confirm_factor(&mut self, id: FactorId, now: Timestamp) -> Result<bool, Error> {
        let waiting = factor::table
            .find(id.0)
            .filter(factor::confirmed_at.is_null());
        let rows = diesel::update(waiting)
            .set(factor::confirmed_at.eq(Some(micros(now))))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Uses the code of a step up; false if that one or a later one was used.
    pub fn use_factor_step(&mut self, id: FactorId, step: i64) -> Result<bool, Error> {
        let unused = factor::table.find(id.0).filter(factor::last_step.lt(step));
        let rows = diesel::update(unused)
            .set(factor::last_step.eq(step))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Removes a factor with its recovery codes.
    pub fn delete_factor(&mut self, id: FactorId) -> Result<(), Error> {
        let codes = recovery_code::table.filter(recovery_code::factor_id.eq(id.0));
        diesel::delete(codes).execute(self.conn())?;
        diesel::delete(factor::table.find(id.0)).execute(self.conn())?;
        Ok(())
    }

    /// Replaces the recovery codes of a factor by these hashes.
    pub fn set_recovery_codes(&mut self, of: FactorId, hashes: &[String]) -> Result<(), Error> {
        let old = recovery_code::table.filter(recovery_code::factor_id.eq(of.0));
        diesel::delete(old).execute(self.conn())?;
        for hash in hashes {
            diesel::insert_into(recovery_code::table)
                .values((
                    recovery_code::code_hash.eq(hash),
                    recovery_code::factor_id.eq(of.0),
                ))
                .execute(self.conn())?;
        }
        Ok(())
    }

    /// Uses a recovery code up; false if it was used before, or is none of this factor.
    pub fn use_recovery_code(
        &mut self,
        of: FactorId,
        hash: &str,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let unused = recovery_code::table
            .find(hash)
            .filter(recovery_code::factor_id.eq(of.0))
            .filter(recovery_code::used_at.is_null());
        let rows = diesel::update(unused)
            .set(recovery_code::used_at.eq(Some(micros(now))))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Keeps a sign-in that waits for its second factor.
    pub fn insert_sign_in_step(&mut self, new: &SignInStep) -> Result<(), Error> {
        let (agent_id, account_id) = columns(new.of);
        let row = SignInStepRow {
            token_hash: new.token_hash.clone(),
            agent_id,
            account_id,
            expires_at: micros(new.expires_at),
        };
        diesel::insert_into(sign_in_step::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Ends all sign-ins of somebody that wait.
    pub fn delete_sign_in_steps(&mut self, of: Principal) -> Result<(), Error> {
        let steps = diesel::delete(sign_in_step::table);
        match of {
            Principal::Agent(agent) => steps
                .filter(sign_in_step::agent_id.eq(agent.0))
                .execute(self.conn())?,
            Principal::Account(account) => steps
                .filter(sign_in_step::account_id.eq(account.0))
                .execute(self.conn())?,
        };
        Ok(())
    }

    /// Forgets the sign-ins whose time was over before `before`; returns how many.
    pub fn delete_sign_in_steps_before(&mut self, before: Timestamp) -> Result<usize, Error> {
        let old = sign_in_step::table.filter(sign_in_step::expires_at.lt(micros(before)));
        Ok(diesel::delete(old).execute(self.conn())?)
    }
}

impl TryFrom<FactorRow> for Factor {
    type Error = Error;

    fn try_from(row: FactorRow) -> Result<Self, Error> {
        Ok(Self {
            id: FactorId(row.id),
            of: principal(row.agent_id, row.account_id)?,
            sealed_secret: row.sealed_secret,
            created_at: instant(row.created_at, "factor.created_at")?,
            confirmed_at: instant_if(row.confirmed_at, "factor.confirmed_at")?,
            last_step: row.last_step,
        })
    }
}

impl TryFrom<SignInStepRow> for SignInStep {
    type Error = Error;

    fn try_from(row: SignInStepRow) -> Result<Self, Error> {
        Ok(Self {
            of: principal(row.agent_id, row.account_id)?,
            expires_at: instant(row.expires_at, "sign_in_step.expires_at")?,
            token_hash: row.token_hash,
        })
    }
}
