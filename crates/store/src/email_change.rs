//! Changes of the address of somebody who signs in.

use diesel::prelude::*;
use domain::{EmailAddress, EmailChangeId, Principal};
use jiff::Timestamp;

use crate::columns::{changed, instant, micros, named, parsed};
use crate::factor::{columns, principal};
use crate::schema::email_change;
use crate::{Db, Error, Tx};

/// A change of address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailChange {
    /// Its key.
    pub id: EmailChangeId,
    /// Whose.
    pub of: Principal,
    /// The address as it was.
    pub old: EmailAddress,
    /// The address as it shall be.
    pub new: EmailAddress,
    /// What the token of the link that undoes it becomes when it is hashed.
    pub undo_hash: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Until when it can be undone.
    pub undo_until: Timestamp,
    /// How far it came.
    pub state: EmailChangeState,
}

/// How far a change of address came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailChangeState {
    /// Asked for; the old address is good.
    Asked,
    /// The new address was proved, and is good.
    Done,
    /// Another was asked for, or it was given up or undone from the old address.
    Over,
}

impl EmailChangeState {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Done => "done",
            Self::Over => "over",
        }
    }

    /// The state of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Asked, Self::Done, Self::Over]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = email_change)]
struct EmailChangeRow {
    id: i64,
    agent_id: Option<i64>,
    account_id: Option<i64>,
    old_email: String,
    new_email: String,
    undo_hash: String,
    asked_at: i64,
    undo_until: i64,
    state: String,
}

impl Db {
    /// The newest change of somebody.
    pub fn newest_email_change(&mut self, of: Principal) -> Result<Option<EmailChange>, Error> {
        let newest = email_change::table
            .order(email_change::id.desc())
            .select(EmailChangeRow::as_select());
        let row = match of {
            Principal::Agent(agent) => newest
                .filter(email_change::agent_id.eq(agent.0))
                .first(self.conn())
                .optional()?,
            Principal::Account(account) => newest
                .filter(email_change::account_id.eq(account.0))
                .first(self.conn())
                .optional()?,
        };
        row.map(EmailChange::try_from).transpose()
    }

    /// A change.
    pub fn email_change(&mut self, id: EmailChangeId) -> Result<Option<EmailChange>, Error> {
        let row = email_change::table
            .find(id.0)
            .select(EmailChangeRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(EmailChange::try_from).transpose()
    }

    /// To whom a mailed link can bring an address back at this time.
    pub fn email_kept_for(
        &mut self,
        email: &EmailAddress,
        now: Timestamp,
    ) -> Result<Option<Principal>, Error> {
        let row = email_change::table
            .filter(email_change::old_email.eq(email.as_str()))
            .filter(email_change::state.eq(EmailChangeState::Done.name()))
            .filter(email_change::undo_until.gt(micros(now)))
            .order(email_change::id)
            .select(EmailChangeRow::as_select())
            .first(self.conn())
            .optional()?;
        let change = row.map(EmailChange::try_from).transpose()?;
        Ok(change.map(|change| change.of))
    }

    /// The change that a mailed link undoes, good or not.
    pub fn email_change_by_undo(&mut self, hash: &str) -> Result<Option<EmailChange>, Error> {
        let row = email_change::table
            .filter(email_change::undo_hash.eq(hash))
            .select(EmailChangeRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(EmailChange::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a new change.
    pub fn insert_email_change(&mut self, new: &EmailChange) -> Result<(), Error> {
        let (agent_id, account_id) = columns(new.of);
        let row = EmailChangeRow {
            id: new.id.0,
            agent_id,
            account_id,
            old_email: new.old.as_str().to_owned(),
            new_email: new.new.as_str().to_owned(),
            undo_hash: new.undo_hash.clone(),
            asked_at: micros(new.asked_at),
            undo_until: micros(new.undo_until),
            state: new.state.name().to_owned(),
        };
        diesel::insert_into(email_change::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Ends a change of somebody and all later ones.
    pub fn end_email_changes_from(
        &mut self,
        of: Principal,
        first: EmailChangeId,
    ) -> Result<(), Error> {
        let changes = diesel::update(email_change::table)
            .set(email_change::state.eq(EmailChangeState::Over.name()))
            .filter(email_change::id.ge(first.0));
        match of {
            Principal::Agent(agent) => changes
                .filter(email_change::agent_id.eq(agent.0))
                .execute(self.conn())?,
            Principal::Account(account) => changes
                .filter(email_change::account_id.eq(account.0))
                .execute(self.conn())?,
        };
        Ok(())
    }

    /// Notes how far a change came.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it was not in the state `from` any more.
    pub fn move_email_change(
        &mut self,
        id: EmailChangeId,
        from: EmailChangeState,
        to: EmailChangeState,
    ) -> Result<(), Error> {
        let as_it_was = email_change::table
            .find(id.0)
            .filter(email_change::state.eq(from.name()));
        let rows = diesel::update(as_it_was)
            .set(email_change::state.eq(to.name()))
            .execute(self.conn())?;
        changed(rows)
    }
}

impl TryFrom<EmailChangeRow> for EmailChange {
    type Error = Error;

    fn try_from(row: EmailChangeRow) -> Result<Self, Error> {
        Ok(Self {
            id: EmailChangeId(row.id),
            of: principal(row.agent_id, row.account_id)?,
            old: parsed(&row.old_email, "email_change.old_email")?,
            new: parsed(&row.new_email, "email_change.new_email")?,
            undo_hash: row.undo_hash,
            asked_at: instant(row.asked_at, "email_change.asked_at")?,
            undo_until: instant(row.undo_until, "email_change.undo_until")?,
            state: named(
                &row.state,
                "email_change.state",
                EmailChangeState::from_name,
            )?,
        })
    }
}
