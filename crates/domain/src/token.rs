//! Tokens of the interface for programs: what they let a program do, and for how long.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::policy::Grants;
use crate::{Agent, ApiTokenId, Permission, Principal, Role};

/// The longest name of a token, in characters.
pub const MAX_NAME: usize = 60;

/// How many tokens that are still good one person has at most.
pub const MAX_TOKENS: usize = 20;

/// For how many days a token can be made: each has an end.
pub const LIVES: [u16; 4] = [30, 90, 180, 365];

/// A token of somebody for a program. It never does more than they may do themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its key.
    pub id: ApiTokenId,
    /// Whose it is: the program acts in their name.
    pub of: Principal,
    /// What the program is, in their words.
    pub name: String,
    /// What it lets the program do.
    pub scopes: Vec<ApiScope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is refused.
    pub expires_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Option<Timestamp>,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

/// A part of what the interface for programs can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ApiScope {
    /// Read tickets with their messages, events, solutions and files.
    #[serde(rename = "tickets:read")]
    ReadTickets,
    /// Write messages, send files, propose and answer solutions, reopen and rate.
    #[serde(rename = "tickets:write")]
    WriteTickets,
    /// File tickets for people whose identity the program vouches for.
    #[serde(rename = "tickets:create")]
    CreateTickets,
    /// See who people are: their addresses, telephones and documents in full.
    #[serde(rename = "people:read")]
    ReadPeople,
    /// See companies and the people who sign in for them.
    #[serde(rename = "organizations:read")]
    ReadOrganizations,
    /// Make and change companies, invite their people and take their access away.
    #[serde(rename = "organizations:write")]
    WriteOrganizations,
    /// See the people of the staff and their teams.
    #[serde(rename = "staff:read")]
    ReadStaff,
    /// Read claims for compensation.
    #[serde(rename = "compensation:read")]
    ReadCompensation,
    /// Ask for compensation, calculate it, propose and approve it.
    #[serde(rename = "compensation:write")]
    WriteCompensation,
    /// Take the list of tickets away as a file.
    #[serde(rename = "tickets:export")]
    ExportTickets,
}

impl ApiScope {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 10] = [
        Self::ReadTickets,
        Self::WriteTickets,
        Self::CreateTickets,
        Self::ReadPeople,
        Self::ReadOrganizations,
        Self::WriteOrganizations,
        Self::ReadStaff,
        Self::ReadCompensation,
        Self::WriteCompensation,
        Self::ExportTickets,
    ];

    /// The name that programs and the database know.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadTickets => "tickets:read",
            Self::WriteTickets => "tickets:write",
            Self::CreateTickets => "tickets:create",
            Self::ReadPeople => "people:read",
            Self::ReadOrganizations => "organizations:read",
            Self::WriteOrganizations => "organizations:write",
            Self::ReadStaff => "staff:read",
            Self::ReadCompensation => "compensation:read",
            Self::WriteCompensation => "compensation:write",
            Self::ExportTickets => "tickets:export",
        }
    }

    /// The scope of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether it is for programs of the staff alone.
    pub fn is_of_staff(self) -> bool {
        matches!(self, Self::ReadStaff | Self::WriteCompensation)
    }

    /// Whether it would let a program of somebody with this role do anything.
    pub fn is_of_use_to(self, role: &Role) -> bool {
        self.permissions().iter().any(|one| role.grants.has(*one))
    }

    /// What a token with this scope may use of the rights of a member of the staff.
    fn permissions(self) -> &'static [Permission] {
        match self {
            Self::ReadTickets => &[Permission::Read],
            Self::WriteTickets => &[
                Permission::Read,
                Permission::Reply,
                Permission::Note,
                Permission::Assign,
            ],
            Self::CreateTickets => &[Permission::CheckIdentity],
            Self::ReadPeople => &[Permission::Read, Permission::SeePersonal],
            Self::ReadOrganizations | Self::WriteOrganizations | Self::ReadStaff => {
                &[Permission::ManagePeople]
            }
            // The list of all claims is for those who pay; no address here pays.
            Self::ReadCompensation => &[Permission::Read, Permission::SeeClaims, Permission::Pay],
            Self::WriteCompensation => &[
                Permission::Read,
                Permission::SeeClaims,
                Permission::WorkClaims,
            ],
            Self::ExportTickets => &[Permission::Read, Permission::Export],
        }
    }
}

impl ApiToken {
    /// Whether it is taken.
    pub fn is_good(&self, now: Timestamp) -> bool {
        !self.is_revoked && now < self.expires_at
    }

    /// Whether it lets a program do this.
    pub fn has(&self, scope: ApiScope) -> bool {
        self.scopes.contains(&scope)
    }

    /// Its maker with no more rights than it has: what both allow.
    #[must_use]
    pub fn narrow(&self, mut agent: Agent) -> Agent {
        let own = self
            .scopes
            .iter()
            .fold(Grants::NONE, |all, scope| all.and(scope.permissions()));
        agent.role.grants = agent.role.grants.and_only(&own);
        agent
    }
}

/// When a token ends that is made now for so many days; none for a life that is not offered.
pub fn ends_at(days: u16, now: Timestamp) -> Option<Timestamp> {
    let life = SignedDuration::from_hours(24 * i64::from(days));
    LIVES
        .contains(&days)
        .then(|| now.saturating_add(life).unwrap_or(Timestamp::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Scope;
    use crate::{AgentId, Presence, TeamId};

    fn agent(role: Role) -> Agent {
        Agent {
            id: AgentId(1),
            name: "Laura Peña".to_owned(),
            email: "laura@example.test".parse().unwrap(),
            role,
            team: TeamId(1),
            is_active: true,
            language: None,
            presence: Presence::Available,
            has_password: true,
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn token(scopes: &[ApiScope]) -> ApiToken {
        ApiToken {
            id: ApiTokenId(1),
            of: Principal::Agent(AgentId(1)),
            name: "Tienda".to_owned(),
            scopes: scopes.to_vec(),
            created_at: Timestamp::UNIX_EPOCH,
            expires_at: ends_at(30, Timestamp::UNIX_EPOCH).unwrap(),
            used_at: None,
            is_revoked: false,
        }
    }

    #[test]
    fn i08_a_token_does_no_more_than_its_scopes_say() {
        let narrow = token(&[ApiScope::ReadTickets]).narrow(agent(Role::ADMIN));

        for permission in Permission::ALL {
            let allowed = narrow.role.grants.has(permission);
            assert_eq!(allowed, permission == Permission::Read, "{permission:?}");
        }
    }

    #[test]
    fn i08_a_token_does_no_more_than_its_maker() {
        let all = token(&ApiScope::ALL);

        let narrow = all.narrow(agent(Role::VIEWER)).role.grants;
        assert!(Role::VIEWER.grants.covers(&narrow));
        assert!(!narrow.has(Permission::Reply));

        let mut own = Role::AGENT;
        own.grants = Grants::NONE.with(Permission::Read, Scope::Own);
        let narrow = all.narrow(agent(own)).role.grants;
        assert_eq!(narrow.scope(Permission::Read), Scope::Own);
    }

    #[test]
    fn i08_every_token_ends() {
        let token = token(&[ApiScope::ReadPeople]);
        let just_before = token
            .expires_at
            .saturating_sub(SignedDuration::from_secs(1));

        assert!(token.is_good(just_before.unwrap()));
        assert!(!token.is_good(token.expires_at));
        assert!(ends_at(366, Timestamp::UNIX_EPOCH).is_none());
        assert!(ends_at(0, Timestamp::UNIX_EPOCH).is_none());
    }

    #[test]
    fn a_scope_is_known_by_its_name() {
        for scope in ApiScope::ALL {
            assert_eq!(ApiScope::from_name(scope.name()), Some(scope));
        }
    }
}
