//! The policies by which tickets get their promises.

use diesel::prelude::*;
use domain::DeadlinePolicyId;
use domain::clock::KeptPolicy;

use crate::columns::{changed, from_json, json};
use crate::schema::deadline_policy;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deadline_policy)]
struct PolicyRow {
    id: i64,
    position: i64,
    version: i64,
    data: String,
}

impl Db {
    /// All policies, in their order.
    pub fn deadline_policies(&mut self) -> Result<Vec<KeptPolicy>, Error> {
        let rows: Vec<PolicyRow> = deadline_policy::table
            .order((deadline_policy::position, deadline_policy::id))
            .select(PolicyRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(KeptPolicy::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new policy.
    pub fn insert_deadline_policy(&mut self, kept: &KeptPolicy) -> Result<(), Error> {
        diesel::insert_into(deadline_policy::table)
            .values(PolicyRow::of(kept)?)
            .execute(self.conn())?;
        self.renew_rulebook()
    }

    /// Keeps the changes of a policy, whose version grows by one.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is none, or somebody saved it since it was read.
    pub fn save_deadline_policy(&mut self, kept: &KeptPolicy) -> Result<(), Error> {
        let row = PolicyRow {
            version: kept.version + 1,
            ..PolicyRow::of(kept)?
        };
        let unchanged = deadline_policy::table
            .find(kept.id.0)
            .filter(deadline_policy::version.eq(kept.version));
        let rows = diesel::update(unchanged).set(row).execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }

    /// Takes a policy away.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is none.
    pub fn delete_deadline_policy(&mut self, id: DeadlinePolicyId) -> Result<(), Error> {
        let rows = diesel::delete(deadline_policy::table.find(id.0)).execute(self.conn())?;
        changed(rows)?;
        self.renew_rulebook()
    }
}

impl PolicyRow {
    fn of(kept: &KeptPolicy) -> Result<Self, Error> {
        Ok(Self {
            id: kept.id.0,
            position: kept.position,
            version: kept.version,
            data: json(&kept.policy)?,
        })
    }
}

impl TryFrom<PolicyRow> for KeptPolicy {
    type Error = Error;

    fn try_from(row: PolicyRow) -> Result<Self, Error> {
        Ok(Self {
            id: DeadlinePolicyId(row.id),
            position: row.position,
            version: row.version,
            policy: from_json(&row.data, "deadline_policy.data")?,
        })
    }
}
