//! Roles: what the staff may do.

use diesel::prelude::*;
use domain::policy::{BuiltIn, Role, RoleRecord};
use domain::{AgentId, RoleId};

use crate::columns::{changed, from_json, json, name_order};
use crate::schema::{agent, role};
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = role, treat_none_as_null = true)]
pub(crate) struct RoleRow {
    id: i64,
    name: String,
    grants: Option<String>,
    limits: Option<String>,
    gets_tickets: bool,
    version: i64,
}

impl Db {
    /// All roles: first those that are always there, then the others by name.
    pub fn roles(&mut self) -> Result<Vec<RoleRecord>, Error> {
        let rows: Vec<RoleRow> = role::table.select(RoleRow::as_select()).load(self.conn())?;
        let roles = rows.into_iter().map(RoleRow::read);
        let mut roles = roles.collect::<Result<Vec<_>, Error>>()?;
        roles.sort_by_cached_key(|one| {
            let is_made = one.role.built_in().is_none();
            let place = if is_made { 0 } else { one.role.id.0 };
            (is_made, place, name_order(&one.name))
        });
        Ok(roles)
    }

    /// A role.
    pub fn role(&mut self, id: RoleId) -> Result<Option<RoleRecord>, Error> {
        let query = role::table.find(id.0).select(RoleRow::as_select());
        let row = query.first(self.conn()).optional()?;
        row.map(RoleRow::read).transpose()
    }

    /// Who has a role, whether they may sign in or not.
    pub fn agents_with_role(&mut self, id: RoleId) -> Result<Vec<AgentId>, Error> {
        let ids: Vec<i64> = agent::table
            .filter(agent::role_id.eq(id.0))
            .order(agent::id)
            .select(agent::id)
            .load(self.conn())?;
        Ok(ids.into_iter().map(AgentId).collect())
    }
}

impl Tx {
    /// Keeps a new role.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `role_name_key` if there is one of that name.
    pub fn insert_role(&mut self, new: &RoleRecord) -> Result<(), Error> {
        diesel::insert_into(role::table)
            .values(RoleRow::of(new)?)
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of a role that was read as `version`.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if somebody saved it since, [`Error::Unique`] `role_name_key`.
    pub fn save_role(&mut self, saved: &RoleRecord, version: i64) -> Result<(), Error> {
        let row = RoleRow {
            version: version + 1,
            ..RoleRow::of(saved)?
        };
        let unchanged = role::table.find(row.id).filter(role::version.eq(version));
        changed(diesel::update(unchanged).set(row).execute(self.conn())?)?;
        self.renew_rulebook()
    }

    /// Removes a role that nobody has.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such role.
    pub fn delete_role(&mut self, id: RoleId) -> Result<(), Error> {
        changed(diesel::delete(role::table.find(id.0)).execute(self.conn())?)?;
        self.renew_rulebook()
    }
}

impl RoleRow {
    fn of(record: &RoleRecord) -> Result<Self, Error> {
        let built_in = record.role.built_in();
        Ok(Self {
            id: record.role.id.0,
            name: record.name.clone(),
            grants: match built_in {
                Some(_) => None,
                None => Some(json(&record.role.grants)?),
            },
            limits: Some(json(&record.limits)?),
            gets_tickets: record.role.gets_tickets,
            version: record.version,
        })
    }

    /// What is kept, and of a role that is always there what the program says.
    pub(crate) fn read(self) -> Result<RoleRecord, Error> {
        let id = RoleId(self.id);
        let built_in = BuiltIn::ALL.into_iter().find(|one| one.role().id == id);
        let kept = match self.limits.as_deref() {
            Some(limits) => Some(from_json(limits, "role.limits")?),
            None => None,
        };
        let role = match built_in {
            Some(built_in) => built_in.role(),
            None => Role {
                id,
                grants: match self.grants.as_deref() {
                    Some(grants) => from_json(grants, "role.grants")?,
                    None => return Err(Error::corrupt("role.grants", "nothing")),
                },
                gets_tickets: self.gets_tickets,
            },
        };
        Ok(RoleRecord {
            limits: kept.unwrap_or_else(|| built_in.map(BuiltIn::limits).unwrap_or_default()),
            name: self.name,
            version: self.version,
            role,
        })
    }
}
