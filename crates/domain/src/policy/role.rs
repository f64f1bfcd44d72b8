//! Roles: four that are always there, and those that administrators make.

use super::{Grants, Permission};
use crate::compensation::UpTo;
use crate::{Agent, Currency, Money, RoleId};

/// The longest name of a role, in characters.
pub const MAX_ROLE_NAME: usize = 60;

/// How many roles there may be.
pub const MAX_ROLES: usize = 30;

/// What a member of the staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its key.
    pub id: RoleId,
    /// The row of the matrix.
    pub grants: Grants,
    /// Whether tickets are given to its people without anybody saying so first.
    pub gets_tickets: bool,
}

/// A role as administrators keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRecord {
    /// What it allows.
    pub role: Role,
    /// What people call it; those that are always there have their words in the message files.
    pub name: String,
    /// How much its people may approve, one for each currency; without one, nothing in it.
    pub limits: Vec<UpTo>,
    /// How often it was saved.
    pub version: i64,
}

/// A role that is always there. What it allows belongs to the program, how much its people
/// approve to the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuiltIn {
    /// Reads, changes nothing.
    Viewer,
    /// Works on tickets and checks identities by phone.
    Agent,
    /// Also exports, pays, shares work out, reads the audit log and the undelivered mail.
    Supervisor,
    /// Also changes settings and accounts.
    Admin,
}

const SEEING: Grants = Grants::NONE.and(&[
    Permission::Read,
    Permission::SeePersonal,
    Permission::SeeClaims,
]);

const WORKING: Grants = SEEING.and(&[
    Permission::Reply,
    Permission::Note,
    Permission::Assign,
    Permission::WorkClaims,
    Permission::CheckIdentity,
]);

const SUPERVISING: Grants = WORKING.and(&[
    Permission::Export,
    Permission::Pay,
    Permission::Oversee,
    Permission::Distribute,
]);

impl Role {
    /// The [viewer](BuiltIn::Viewer).
    pub const VIEWER: Self = Self::built_in_as(1, SEEING, false);
    /// The [agent](BuiltIn::Agent).
    pub const AGENT: Self = Self::built_in_as(2, WORKING, true);
    /// The [supervisor](BuiltIn::Supervisor).
    pub const SUPERVISOR: Self = Self::built_in_as(3, SUPERVISING, true);
    /// The [administrator](BuiltIn::Admin).
    pub const ADMIN: Self = Self::built_in_as(4, Grants::ALL, false);

    const fn built_in_as(id: i64, grants: Grants, gets_tickets: bool) -> Self {
        Self {
            id: RoleId(id),
            grants,
            gets_tickets,
        }
    }

    /// Which of those that are always there it is; none for one that somebody made.
    pub fn built_in(&self) -> Option<BuiltIn> {
        BuiltIn::ALL
            .into_iter()
            .find(|one| one.role().id == self.id)
    }

    /// Whether tickets can be given to its people.
    pub fn can_work(&self) -> bool {
        self.grants.has(Permission::Reply)
    }
}

impl RoleRecord {
    /// One of the roles that are always there, with the limits that it begins with.
    pub fn of(built_in: BuiltIn) -> Self {
        Self {
            role: built_in.role(),
            name: built_in.name().to_owned(),
            limits: built_in.limits(),
            version: 1,
        }
    }

    /// Whether all that the other allows, and all that it approves, this one does too: nobody
    /// gives away what they do not have. Administrators give what they do not approve themselves,
    /// or nobody could raise a limit again.
    pub fn covers(&self, other: &Self) -> bool {
        self.role.id == Role::ADMIN.id
            || self.role.grants.covers(&other.role.grants)
                && other.limits.iter().all(|one| self.approves(*one))
    }

    fn approves(&self, wanted: UpTo) -> bool {
        self.limits.iter().any(|own| match (own, wanted) {
            (UpTo::Any, _) => true,
            (UpTo::Amount(own), UpTo::Amount(wanted)) => {
                own.currency == wanted.currency && own.minor >= wanted.minor
            }
            (UpTo::Amount(_), UpTo::Any) => false,
        })
    }
}

/// Whether who has the role `own` may change somebody of the role `before` so that they have
/// `after`: nobody gives what they do not have, nor takes from those who may do more.
pub fn may_change_person(own: &RoleRecord, before: &RoleRecord, after: &RoleRecord) -> bool {
    own.role.grants.has(Permission::ManagePeople) && own.covers(before) && own.covers(after)
}

impl BuiltIn {
    /// All of them, from least to most.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Agent, Self::Supervisor, Self::Admin];

    /// The role.
    pub fn role(self) -> Role {
        match self {
            Self::Viewer => Role::VIEWER,
            Self::Agent => Role::AGENT,
            Self::Supervisor => Role::SUPERVISOR,
            Self::Admin => Role::ADMIN,
        }
    }

    /// The name in the names of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Agent => "agent",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }

    /// How much its people approve until the organisation says otherwise.
    pub fn limits(self) -> Vec<UpTo> {
        let amount = |units, currency| UpTo::Amount(Money::whole(units, currency));
        match self {
            Self::Viewer => Vec::new(),
            Self::Agent => vec![
                amount(100_000, Currency::Cop),
                amount(50_000, Currency::Clp),
            ],
            Self::Supervisor => vec![amount(1_500_000, Currency::Cop), amount(25, Currency::Clf)],
            Self::Admin => vec![UpTo::Any],
        }
    }
}

impl Agent {
    /// Whether this is somebody who can sign in and administer. Whoever was only invited may never
    /// come, and who has a role that somebody made cannot give back what it lacks.
    pub fn administers(&self) -> bool {
        self.is_active && self.has_password && self.role.id == Role::ADMIN.id
    }
}
