//! The staff.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use domain::{Agent, AgentId, EmailAddress, Presence, TeamId};
use jiff::Timestamp;

use crate::columns::{changed, instant, instant_if, micros, name_order, named, parsed};
use crate::prepared::prepared;
use crate::role::RoleRow;
use crate::schema::{agent, agent_link, role};
use crate::{Db, Error, Tx};

/// A link by which an agent sets a password: an invitation, or after forgetting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentLink {
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// For whom.
    pub agent: AgentId,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is refused.
    pub expires_at: Timestamp,
    /// When it was used; it works once.
    pub used_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = agent, treat_none_as_null = true)]
struct AgentRow {
    id: i64,
    name: String,
    email: String,
    role_id: i64,
    team_id: i64,
    is_active: bool,
    language: Option<String>,
    presence: String,
    created_at: i64,
}

/// An agent with the role.
#[derive(Queryable, Selectable)]
#[diesel(table_name = agent)]
struct Columns {
    #[diesel(embed)]
    row: AgentRow,
    password_hash: Option<String>,
    #[diesel(embed)]
    role: RoleRow,
}

#[derive(QueryableByName)]
struct NameRow {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = agent_link)]
struct AgentLinkRow {
    token_hash: String,
    agent_id: i64,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

impl Db {
    /// An agent, active or not.
    pub fn agent(&mut self, id: AgentId) -> Result<Option<Agent>, Error> {
        Ok(self.agent_with_password(id)?.map(|(agent, _)| agent))
    }

    /// The name of an agent, active or not.
    pub fn agent_name(&mut self, id: AgentId) -> Result<Option<String>, Error> {
        let row: Option<NameRow> = prepared("SELECT name FROM agent WHERE id = $1")
            .bind::<BigInt, _>(id.0)
            .get_result(self.conn())
            .optional()?;
        Ok(row.map(|row| row.name))
    }

    /// An agent, and the hash of the password if one was set.
    pub fn agent_with_password(
        &mut self,
        id: AgentId,
    ) -> Result<Option<(Agent, Option<String>)>, Error> {
        let row = agent::table
            .inner_join(role::table.on(role::id.eq(agent::role_id)))
            .filter(agent::id.eq(id.0))
            .select(Columns::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Columns::read).transpose()
    }

    /// The agent with this address, and the hash of the password if one was set.
    pub fn agent_by_email(
        &mut self,
        email: &EmailAddress,
    ) -> Result<Option<(Agent, Option<String>)>, Error> {
        let row = agent::table
            .inner_join(role::table.on(role::id.eq(agent::role_id)))
            .filter(agent::email.eq(email.as_str()))
            .select(Columns::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Columns::read).transpose()
    }

    /// All agents, active or not, by name.
    pub fn agents(&mut self) -> Result<Vec<Agent>, Error> {
        let agents = self.agents_to_edit()?;
        Ok(agents.into_iter().map(|(agent, _)| agent).collect())
    }

    /// All agents, active or not, by name, with the versions to save their rights with.
    pub fn agents_to_edit(&mut self) -> Result<Vec<(Agent, i64)>, Error> {
        let rows: Vec<(Columns, i64)> = agent::table
            .inner_join(role::table.on(role::id.eq(agent::role_id)))
            .select((Columns::as_select(), agent::version))
            .load(self.conn())?;
        let agents = rows
            .into_iter()
            .map(|(row, version)| Ok((row.read()?.0, version)));
        let mut agents = agents.collect::<Result<Vec<_>, Error>>()?;
        agents.sort_by_cached_key(|(agent, _)| name_order(&agent.name));
        Ok(agents)
    }

    /// Whether there is somebody who may sign in and administer.
    pub fn has_admin(&mut self) -> Result<bool, Error> {
        Ok(self.agents()?.iter().any(Agent::administers))
    }

    /// A link to set a password, used or not.
    pub fn agent_link(&mut self, token_hash: &str) -> Result<Option<AgentLink>, Error> {
        let row = agent_link::table
            .find(token_hash)
            .select(AgentLinkRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(AgentLink::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a new agent.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `agent_email_key` if the address is taken.
    pub fn insert_agent(&mut self, new: &Agent, password_hash: Option<&str>) -> Result<(), Error> {
        let row = (AgentRow::from(new), agent::password_hash.eq(password_hash));
        diesel::insert_into(agent::table)
            .values(row)
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of an agent; the password stays.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `agent_email_key`, [`Error::Stale`] if there is no such agent.
    pub fn save_agent(&mut self, saved: &Agent) -> Result<(), Error> {
        let row = AgentRow::from(saved);
        let rows = diesel::update(agent::table.find(row.id))
            .set(row)
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }

    /// Keeps what administrators decide about an agent (the role, the team, whether they may sign
    /// in) and nothing else; `version` is that of what it replaces.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such agent or somebody else decided since.
    pub fn save_agent_rights(&mut self, saved: &Agent, version: i64) -> Result<(), Error> {
        let unchanged = agent::table
            .find(saved.id.0)
            .filter(agent::version.eq(version));
        let rows = diesel::update(unchanged)
            .set((
                agent::role_id.eq(saved.role.id.0),
                agent::team_id.eq(saved.team.0),
                agent::is_active.eq(saved.is_active),
                agent::version.eq(version + 1),
            ))
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }

    /// Keeps the hash of a new password; none takes it away.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such agent.
    pub fn set_password(&mut self, id: AgentId, hash: Option<&str>) -> Result<(), Error> {
        let rows = diesel::update(agent::table.find(id.0))
            .set(agent::password_hash.eq(hash))
            .execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }

    /// Keeps a new link to set a password.
    pub fn insert_agent_link(&mut self, link: &AgentLink) -> Result<(), Error> {
        let row = AgentLinkRow::from(link);
        diesel::insert_into(agent_link::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Uses a link up; false if it was used before, is too old or unknown.
    pub fn use_agent_link(&mut self, token_hash: &str, now: Timestamp) -> Result<bool, Error> {
        let open = agent_link::table
            .find(token_hash)
            .filter(agent_link::used_at.is_null())
            .filter(agent_link::expires_at.gt(micros(now)));
        let rows = diesel::update(open)
            .set(agent_link::used_at.eq(Some(micros(now))))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Removes all links of an agent.
    pub fn delete_agent_links(&mut self, of: AgentId) -> Result<(), Error> {
        let links = agent_link::table.filter(agent_link::agent_id.eq(of.0));
        diesel::delete(links).execute(self.conn())?;
        Ok(())
    }
}

impl From<&Agent> for AgentRow {
    fn from(agent: &Agent) -> Self {
        Self {
            id: agent.id.0,
            name: agent.name.clone(),
            email: agent.email.as_str().to_owned(),
            role_id: agent.role.id.0,
            team_id: agent.team.0,
            is_active: agent.is_active,
            language: agent.language.clone(),
            presence: agent.presence.name().to_owned(),
            created_at: micros(agent.created_at),
        }
    }
}

impl Columns {
    /// The agent, and the hash of the password if one was set.
    fn read(self) -> Result<(Agent, Option<String>), Error> {
        let (row, password_hash) = (self.row, self.password_hash);
        let agent = Agent {
            id: AgentId(row.id),
            name: row.name,
            email: parsed(&row.email, "agent.email")?,
            role: self.role.read()?.role,
            team: TeamId(row.team_id),
            is_active: row.is_active,
            language: row.language,
            presence: named(&row.presence, "agent.presence", Presence::from_name)?,
            has_password: password_hash.is_some(),
            created_at: instant(row.created_at, "agent.created_at")?,
        };
        Ok((agent, password_hash))
    }
}

impl From<&AgentLink> for AgentLinkRow {
    fn from(link: &AgentLink) -> Self {
        Self {
            token_hash: link.token_hash.clone(),
            agent_id: link.agent.0,
            created_at: micros(link.created_at),
            expires_at: micros(link.expires_at),
            used_at: link.used_at.map(micros),
        }
    }
}

impl TryFrom<AgentLinkRow> for AgentLink {
    type Error = Error;

    fn try_from(row: AgentLinkRow) -> Result<Self, Error> {
        Ok(Self {
            token_hash: row.token_hash,
            agent: AgentId(row.agent_id),
            created_at: instant(row.created_at, "agent_link.created_at")?,
            expires_at: instant(row.expires_at, "agent_link.expires_at")?,
            used_at: instant_if(row.used_at, "agent_link.used_at")?,
        })
    }
}
