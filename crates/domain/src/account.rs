//! Companies and the people who sign in for them.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use crate::ticket::VerifiedBy;
use crate::{AccountId, ContactId, OrganizationId, Ticket};

/// The longest name of an organization, in characters.
pub const MAX_ORGANIZATION_NAME: usize = 120;

/// A company whose people file tickets with accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its key.
    pub id: OrganizationId,
    /// Its name, unique.
    pub name: String,
    /// Whether every member sees all of its tickets, as managers always do.
    pub member_sees_all: bool,
    /// Whether its people may sign in.
    pub is_active: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Grows by one with every save; two writers cannot both win.
    pub version: i64,
}

/// A way for a contact to sign in, for an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its key.
    pub id: AccountId,
    /// For whom it files and reads.
    pub organization: OrganizationId,
    /// Who signs in; a contact has at most one account.
    pub contact: ContactId,
    /// What can be typed in place of the address.
    pub username: Option<Username>,
    /// What it may do.
    pub role: AccountRole,
    /// Whether it may sign in.
    pub is_active: bool,
    /// Whether a password was chosen.
    pub has_password: bool,
    /// The language of its pages and mails, as a tag; none means what the browser prefers.
    pub language: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Grows by one whenever somebody decides its role or whether it may sign in; of two who do so
    /// at once one is told.
    pub version: i64,
}

/// What an account may do in its organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountRole {
    /// Sees all tickets of the organization and manages its members.
    Manager,
    /// Sees the own tickets, or all if the organization says so.
    Member,
}

/// A column of the list of tickets that somebody with an account can leave out; subject, code and
/// state are always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseColumn {
    /// The number of the item.
    TrackingNumber,
    /// Who filed it.
    Requester,
    /// When it was filed.
    Created,
    /// When something happened last.
    Updated,
    /// Who attends it.
    Agent,
    /// How the compensation stands, and its amount.
    Compensation,
}

impl CaseColumn {
    /// All of them, as they stand in the list.
    pub const ALL: [Self; 6] = [
        Self::TrackingNumber,
        Self::Requester,
        Self::Created,
        Self::Updated,
        Self::Agent,
        Self::Compensation,
    ];

    /// Those that are there until somebody chooses.
    pub const USUAL: [Self; 4] = [
        Self::Created,
        Self::Updated,
        Self::Agent,
        Self::Compensation,
    ];

    /// The name in forms and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::TrackingNumber => "tracking_number",
            Self::Requester => "requester",
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Agent => "agent",
            Self::Compensation => "compensation",
        }
    }

    /// The column of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}

impl AccountRole {
    /// All roles.
    pub const ALL: [Self; 2] = [Self::Manager, Self::Member];

    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Member => "member",
        }
    }

    /// The role of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl Account {
    /// Whether the account sees every ticket that was filed for its organization.
    pub fn sees_all(&self, organization: &Organization) -> bool {
        organization.id == self.organization
            && (self.role == AccountRole::Manager || organization.member_sees_all)
    }

    /// Whether the account sees a ticket: one of its own person whose address was proved, with
    /// or without the account, or one of the organization.
    ///
    /// What a colleague filed without an account stays the colleague's.
    pub fn sees(&self, organization: &Organization, ticket: &Ticket) -> bool {
        let own = ticket.requester == self.contact && ticket.verified_by == VerifiedBy::Code;
        own || (ticket.organization == Some(self.organization) && self.sees_all(organization))
    }

    /// Whether the account may invite people of its organization and take their access away.
    pub fn manages(&self) -> bool {
        self.role == AccountRole::Manager
    }
}

/// A name to sign in with: 3 to 40 lower-case letters, digits and `. _ -`, beginning with a letter
/// or digit. It never looks like an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Username(String);

/// The text is no [`Username`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidUsername;

impl Username {
    /// The name in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Username {
    type Err = InvalidUsername;

    fn from_str(text: &str) -> Result<Self, InvalidUsername> {
        let name = text.trim().to_ascii_lowercase();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let good = (3..=40).contains(&name.len())
            && name
                .bytes()
                .all(|byte| plain(byte) || b"._-".contains(&byte))
            && name.bytes().next().is_some_and(plain);
        if good {
            Ok(Self(name))
        } else {
            Err(InvalidUsername)
        }
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AgentId, TeamId, TicketCode, TicketId, TopicId};

    fn organization(member_sees_all: bool) -> Organization {
        Organization {
            id: OrganizationId(1),
            name: "Librería El Andén".to_owned(),
            member_sees_all,
            is_active: true,
            created_at: Timestamp::UNIX_EPOCH,
            version: 0,
        }
    }

    fn account(role: AccountRole) -> Account {
        Account {
            id: AccountId(1),
            organization: OrganizationId(1),
            contact: ContactId(1),
            username: None,
            role,
            is_active: true,
            has_password: true,
            language: None,
            created_at: Timestamp::UNIX_EPOCH,
            version: 1,
        }
    }

    fn ticket(of: i64, organization: Option<i64>) -> Ticket {
        let mut ticket = Ticket::filed(
            TicketId(1),
            TicketCode::new("PC", 2026, [0; 6]),
            TopicId(1),
            TeamId(1),
            ContactId(of),
            VerifiedBy::Code,
            "Caja detenida".to_owned(),
            Vec::new(),
            "es".to_owned(),
            None,
            Timestamp::UNIX_EPOCH,
        );
        ticket.organization = organization.map(OrganizationId);
        ticket
    }

    #[test]
    fn a_member_sees_own_tickets_alone_unless_the_company_says_otherwise() {
        let member = account(AccountRole::Member);

        assert!(!member.sees(&organization(false), &ticket(2, Some(1))));
        assert!(member.sees(&organization(true), &ticket(2, Some(1))));
        assert!(member.sees(&organization(false), &ticket(1, Some(1))));
        assert!(member.sees(&organization(false), &ticket(1, None)));
    }

    #[test]
    fn a_manager_sees_the_company_but_no_private_ticket_of_a_colleague() {
        let manager = account(AccountRole::Manager);

        assert!(manager.sees(&organization(false), &ticket(2, Some(1))));
        assert!(!manager.sees(&organization(true), &ticket(2, None)));
        assert!(!manager.sees(&organization(true), &ticket(2, Some(2))));
    }

    #[test]
    fn a12_a_ticket_verified_on_the_phone_never_joins_an_account() {
        let mut phoned = ticket(1, None);
        phoned.verified_by = VerifiedBy::Phone(AgentId(1));

        assert!(!account(AccountRole::Manager).sees(&organization(true), &phoned));
    }

    #[test]
    fn a_username_is_plain_and_no_address() {
        assert_eq!(
            " El-Anden.01 "
                .parse::<Username>()
                .map(|name| name.to_string()),
            Ok("el-anden.01".to_owned())
        );
        for wrong in ["", "ab", "-ab", "a@b", "ábc", "a b c", &"a".repeat(41)] {
            assert!(wrong.parse::<Username>().is_err(), "{wrong:?}");
        }
    }
}
