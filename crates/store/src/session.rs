//! Sessions: of people outside, who opened a list or a link or signed in, and of the staff.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use domain::{AccountId, AgentId, Contact, ContactId, SessionId, TicketId};
use jiff::Timestamp;

use crate::columns::{changed, instant, micros, named, parsed};
use crate::prepared::prepared;
use crate::schema::{agent_session, guest_session};
use crate::{Db, Error, Tx};

/// A session of somebody outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestSession {
    /// Its key.
    pub id: SessionId,
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// Who.
    pub contact: ContactId,
    /// How much it shows.
    pub scope: GuestScope,
    /// How it was opened.
    pub level: GuestLevel,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// The address of the client; empty for guests, of whom none is kept.
    pub client: String,
    /// What the client calls itself; empty for guests.
    pub user_agent: String,
}

/// How much a session of a guest shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestScope {
    /// All tickets of the contact.
    Contact,
    /// One ticket.
    Ticket(TicketId),
    /// What an account sees.
    Account(AccountId),
}

/// How a session of a guest was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestLevel {
    /// By a ticket code and an address, and it waits for a mailed code.
    Pending,
    /// By a link from a mail.
    Link,
    /// By a ticket code and an address.
    Lookup,
    /// The address was proved.
    Proven,
}

/// A session of a member of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentSession {
    /// Its key.
    pub id: SessionId,
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// Who.
    pub agent: AgentId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// The address of the client.
    pub client: String,
    /// What the client calls itself.
    pub user_agent: String,
}

impl GuestLevel {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Link => "link",
            Self::Lookup => "lookup",
            Self::Proven => "proven",
        }
    }

    /// The level of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Pending, Self::Link, Self::Lookup, Self::Proven]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

#[derive(Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = guest_session, treat_none_as_default_value = false)]
struct GuestSessionRow {
    id: i64,
    token_hash: String,
    contact_id: i64,
    ticket_id: Option<i64>,
    account_id: Option<i64>,
    level: String,
    created_at: i64,
    seen_at: i64,
    client: String,
    user_agent: String,
}

/// A session and whose it is.
#[derive(QueryableByName)]
struct GuestRow {
    #[diesel(embed)]
    session: GuestSessionRow,
    #[diesel(sql_type = Text)]
    contact_email: String,
    #[diesel(sql_type = Text)]
    contact_name: String,
    #[diesel(sql_type = Text)]
    contact_phone: String,
    #[diesel(sql_type = BigInt)]
    contact_created_at: i64,
}

const GUEST: &str = "
    SELECT guest_session.id AS id, token_hash, contact_id, ticket_id, account_id, level,
        guest_session.created_at AS created_at, seen_at, client, user_agent,
        contact.email AS contact_email, contact.name AS contact_name,
        contact.phone AS contact_phone, contact.created_at AS contact_created_at
    FROM guest_session JOIN contact ON contact.id = guest_session.contact_id
    WHERE guest_session.token_hash = $1";

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = agent_session, treat_none_as_default_value = false)]
struct AgentSessionRow {
    id: i64,
    token_hash: String,
    agent_id: i64,
    created_at: i64,
    seen_at: i64,
    client: String,
    user_agent: String,
}

impl Db {
    /// The session of a guest whose token has this hash, whatever its age.
    pub fn guest_session(&mut self, token_hash: &str) -> Result<Option<GuestSession>, Error> {
        Ok(self.guest(token_hash)?.map(|(session, _)| session))
    }

    /// The session of a guest whose token has this hash, whatever its age, and who it is.
    pub fn guest(&mut self, token_hash: &str) -> Result<Option<(GuestSession, Contact)>, Error> {
        let row: Option<GuestRow> = prepared(GUEST)
            .bind::<Text, _>(token_hash)
            .get_result(self.conn())
            .optional()?;
        row.map(GuestRow::read).transpose()
    }

    /// The sessions of an account, newest first.
    pub fn account_sessions(&mut self, account: AccountId) -> Result<Vec<GuestSession>, Error> {
        let rows = guest_session::table
            .filter(guest_session::account_id.eq(account.0))
            .order(guest_session::id.desc())
            .select(GuestSessionRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(GuestSession::try_from).collect()
    }

    /// The session of an agent whose token has this hash, whatever its age.
    pub fn agent_session(&mut self, token_hash: &str) -> Result<Option<AgentSession>, Error> {
        let row = agent_session::table
            .filter(agent_session::token_hash.eq(token_hash))
            .select(AgentSessionRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(AgentSession::try_from).transpose()
    }

    /// The sessions of an agent, newest first.
    pub fn agent_sessions(&mut self, agent: AgentId) -> Result<Vec<AgentSession>, Error> {
        let rows = agent_session::table
            .filter(agent_session::agent_id.eq(agent.0))
            .order(agent_session::id.desc())
            .select(AgentSessionRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(AgentSession::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new session of a guest.
    pub fn insert_guest_session(&mut self, new: &GuestSession) -> Result<(), Error> {
        let row = GuestSessionRow {
            id: new.id.0,
            token_hash: new.token_hash.clone(),
            contact_id: new.contact.0,
            ticket_id: new.scope.ticket(),
            account_id: new.scope.account(),
            level: new.level.name().to_owned(),
            created_at: micros(new.created_at),
            seen_at: micros(new.seen_at),
            client: new.client.clone(),
            user_agent: new.user_agent.clone(),
        };
        diesel::insert_into(guest_session::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the token, scope, level and last use of a guest's session.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it was ended meanwhile.
    pub fn save_guest_session(&mut self, saved: &GuestSession) -> Result<(), Error> {
        let rows = diesel::update(guest_session::table.find(saved.id.0))
            .set((
                guest_session::token_hash.eq(&saved.token_hash),
                guest_session::ticket_id.eq(saved.scope.ticket()),
                guest_session::level.eq(saved.level.name()),
                guest_session::seen_at.eq(micros(saved.seen_at)),
            ))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Ends a guest's session.
    pub fn delete_guest_session(&mut self, id: SessionId) -> Result<(), Error> {
        diesel::delete(guest_session::table.find(id.0)).execute(self.conn())?;
        Ok(())
    }

    /// Ends the sessions of guests that were last used before `seen` or begun before `created`;
    /// returns how many.
    pub fn delete_guest_sessions_before(
        &mut self,
        seen: Timestamp,
        created: Timestamp,
    ) -> Result<usize, Error> {
        let old = guest_session::table
            .filter(guest_session::account_id.is_null())
            .filter(
                guest_session::seen_at
                    .lt(micros(seen))
                    .or(guest_session::created_at.lt(micros(created))),
            );
        Ok(diesel::delete(old).execute(self.conn())?)
    }

    /// Ends the sessions of accounts that were last used before `seen` or begun before `created`;
    /// returns how many.
    pub fn delete_account_sessions_before(
        &mut self,
        seen: Timestamp,
        created: Timestamp,
    ) -> Result<usize, Error> {
        let old = guest_session::table
            .filter(guest_session::account_id.is_not_null())
            .filter(
                guest_session::seen_at
                    .lt(micros(seen))
                    .or(guest_session::created_at.lt(micros(created))),
            );
        Ok(diesel::delete(old).execute(self.conn())?)
    }

    /// Ends all sessions of an account but one.
    pub fn delete_account_sessions(
        &mut self,
        account: AccountId,
        except: Option<SessionId>,
    ) -> Result<(), Error> {
        // No session has the key 0.
        let kept = except.map_or(0, |session| session.0);
        let others = guest_session::table
            .filter(guest_session::account_id.eq(account.0))
            .filter(guest_session::id.ne(kept));
        diesel::delete(others).execute(self.conn())?;
        Ok(())
    }

    /// Ends the sessions of a contact that were opened without an account.
    pub fn delete_guest_sessions_of(&mut self, contact: ContactId) -> Result<(), Error> {
        let sessions = guest_session::table
            .filter(guest_session::contact_id.eq(contact.0))
            .filter(guest_session::account_id.is_null());
        diesel::delete(sessions).execute(self.conn())?;
        Ok(())
    }

    /// Keeps a new session of an agent.
    pub fn insert_agent_session(&mut self, new: &AgentSession) -> Result<(), Error> {
        let row = AgentSessionRow {
            id: new.id.0,
            token_hash: new.token_hash.clone(),
            agent_id: new.agent.0,
            created_at: micros(new.created_at),
            seen_at: micros(new.seen_at),
            client: new.client.clone(),
            user_agent: new.user_agent.clone(),
        };
        diesel::insert_into(agent_session::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the token, client and last use of an agent's session.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if it was ended meanwhile.
    pub fn save_agent_session(&mut self, saved: &AgentSession) -> Result<(), Error> {
        let rows = diesel::update(agent_session::table.find(saved.id.0))
            .set((
                agent_session::token_hash.eq(&saved.token_hash),
                agent_session::seen_at.eq(micros(saved.seen_at)),
                agent_session::client.eq(&saved.client),
                agent_session::user_agent.eq(&saved.user_agent),
            ))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Ends an agent's session.
    pub fn delete_agent_session(&mut self, id: SessionId) -> Result<(), Error> {
        diesel::delete(agent_session::table.find(id.0)).execute(self.conn())?;
        Ok(())
    }

    /// Ends all sessions of an agent but one.
    pub fn delete_agent_sessions(
        &mut self,
        agent: AgentId,
        except: Option<SessionId>,
    ) -> Result<(), Error> {
        // No session has the key 0.
        let kept = except.map_or(0, |session| session.0);
        let others = agent_session::table
            .filter(agent_session::agent_id.eq(agent.0))
            .filter(agent_session::id.ne(kept));
        diesel::delete(others).execute(self.conn())?;
        Ok(())
    }
}

impl GuestScope {
    fn ticket(self) -> Option<i64> {
        match self {
            Self::Contact | Self::Account(_) => None,
            Self::Ticket(ticket) => Some(ticket.0),
        }
    }

    fn account(self) -> Option<i64> {
        match self {
            Self::Contact | Self::Ticket(_) => None,
            Self::Account(account) => Some(account.0),
        }
    }
}

impl GuestRow {
    fn read(self) -> Result<(GuestSession, Contact), Error> {
        let session = GuestSession::try_from(self.session)?;
        let contact = Contact {
            id: session.contact,
            email: parsed(&self.contact_email, "contact.email")?,
            name: self.contact_name,
            phone: self.contact_phone,
            created_at: instant(self.contact_created_at, "contact.created_at")?,
        };
        Ok((session, contact))
    }
}

impl TryFrom<GuestSessionRow> for GuestSession {
    type Error = Error;

    fn try_from(row: GuestSessionRow) -> Result<Self, Error> {
        let scope = match (row.ticket_id, row.account_id) {
            (None, None) => GuestScope::Contact,
            (Some(ticket), None) => GuestScope::Ticket(TicketId(ticket)),
            (None, Some(account)) => GuestScope::Account(AccountId(account)),
            both => return Err(Error::corrupt("scope of a session", both)),
        };
        Ok(Self {
            id: SessionId(row.id),
            token_hash: row.token_hash,
            contact: ContactId(row.contact_id),
            scope,
            level: named(&row.level, "guest_session.level", GuestLevel::from_name)?,
            created_at: instant(row.created_at, "guest_session.created_at")?,
            seen_at: instant(row.seen_at, "guest_session.seen_at")?,
            client: row.client,
            user_agent: row.user_agent,
        })
    }
}

impl TryFrom<AgentSessionRow> for AgentSession {
    type Error = Error;

    fn try_from(row: AgentSessionRow) -> Result<Self, Error> {
        Ok(Self {
            id: SessionId(row.id),
            token_hash: row.token_hash,
            agent: AgentId(row.agent_id),
            created_at: instant(row.created_at, "agent_session.created_at")?,
            seen_at: instant(row.seen_at, "agent_session.seen_at")?,
            client: row.client,
            user_agent: row.user_agent,
        })
    }
}
