//! The row of the matrix: for each permission, for which tickets it holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Permission, Scope};

/// What a role lets its people do. What is not said is not allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "BTreeMap<Permission, Scope>",
    into = "BTreeMap<Permission, Scope>"
)]
pub struct Grants([Scope; Permission::ALL.len()]);

impl Grants {
    /// Nothing at all.
    pub const NONE: Self = Self([Scope::Nothing; Permission::ALL.len()]);

    /// Everything, for all tickets.
    pub const ALL: Self = Self([Scope::All; Permission::ALL.len()]);

    /// The same with these permissions for all tickets.
    #[must_use]
    pub const fn and(mut self, permissions: &[Permission]) -> Self {
        let mut at = 0;
        while at < permissions.len() {
            self.0[permissions[at] as usize] = Scope::All;
            at += 1;
        }
        self
    }

    /// The same with a permission for these tickets. One that is not about tickets holds wholly
    /// or not at all; what needs another permission reaches no further than that one.
    #[must_use]
    pub fn with(mut self, permission: Permission, scope: Scope) -> Self {
        self.0[permission as usize] = if permission.has_scope() || scope == Scope::Nothing {
            scope
        } else {
            Scope::All
        };
        self
    }

    /// For which tickets a permission holds.
    pub fn scope(&self, permission: Permission) -> Scope {
        let own = self.0[permission as usize];
        match permission.needs() {
            Some(needed) => own.min(self.scope(needed)),
            None => own,
        }
    }

    /// Whether a permission holds for anything.
    pub fn has(&self, permission: Permission) -> bool {
        self.scope(permission) != Scope::Nothing
    }

    /// What both allow.
    #[must_use]
    pub fn and_only(&self, other: &Self) -> Self {
        Permission::ALL.into_iter().fold(Self::NONE, |both, one| {
            both.with(one, self.scope(one).min(other.scope(one)))
        })
    }

    /// Whether all that the other allows is allowed here too.
    pub fn covers(&self, other: &Self) -> bool {
        Permission::ALL
            .into_iter()
            .all(|one| self.scope(one) >= other.scope(one))
    }
}

impl From<BTreeMap<Permission, Scope>> for Grants {
    fn from(said: BTreeMap<Permission, Scope>) -> Self {
        said.into_iter()
            .fold(Self::NONE, |grants, (one, scope)| grants.with(one, scope))
    }
}

impl From<Grants> for BTreeMap<Permission, Scope> {
    fn from(grants: Grants) -> Self {
        let held = Permission::ALL.into_iter().filter(|one| grants.has(*one));
        held.map(|one| (one, grants.scope(one))).collect()
    }
}
