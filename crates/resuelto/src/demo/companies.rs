//! Companies with accounts, and what their people file.

use domain::account::Username;
use domain::{Account, AccountRole, Contact, Organization};
use jiff::Timestamp;

use app::{Guest, Member};
use store::session::{GuestLevel, GuestScope, GuestSession};

use super::people::{Gender, Person};
use super::random::Draw;
use super::seed::Door;

/// Somebody of a company.
struct Employee {
    company: usize,
    name: &'static str,
    first: &'static str,
    gender: Gender,
    email: &'static str,
    username: &'static str,
    role: AccountRole,
}

/// The companies: name, and whether everybody sees everything.
const COMPANIES: [(&str, bool); 3] = [
    ("Librería El Andén", true),
    ("Textiles Quimbaya", false),
    ("Repuestos Rueda Libre", false),
];

const EMPLOYEES: [Employee; 7] = [
    Employee {
        company: 0,
        name: "Lucía Andrade",
        first: "Lucía",
        gender: Gender::Feminine,
        email: "compras@elanden.example",
        username: "elanden",
        role: AccountRole::Manager,
    },
    Employee {
        company: 0,
        name: "Mateo Giraldo",
        first: "Mateo",
        gender: Gender::Masculine,
        email: "bodega@elanden.example",
        username: "elanden.bodega",
        role: AccountRole::Member,
    },
    Employee {
        company: 1,
        name: "Pilar Echeverri",
        first: "Pilar",
        gender: Gender::Feminine,
        email: "despachos@quimbaya.example",
        username: "quimbaya",
        role: AccountRole::Manager,
    },
    Employee {
        company: 1,
        name: "Julián Osorio",
        first: "Julián",
        gender: Gender::Masculine,
        email: "ventas@quimbaya.example",
        username: "quimbaya.ventas",
        role: AccountRole::Member,
    },
    Employee {
        company: 1,
        name: "Marcela Duque",
        first: "Marcela",
        gender: Gender::Feminine,
        email: "devoluciones@quimbaya.example",
        username: "quimbaya.devoluciones",
        role: AccountRole::Member,
    },
    Employee {
        company: 2,
        name: "Álvaro Rueda",
        first: "Álvaro",
        gender: Gender::Masculine,
        email: "gerencia@ruedalibre.example",
        username: "ruedalibre",
        role: AccountRole::Manager,
    },
    Employee {
        company: 2,
        name: "Nelly Castaño",
        first: "Nelly",
        gender: Gender::Feminine,
        email: "envios@ruedalibre.example",
        username: "ruedalibre.envios",
        role: AccountRole::Member,
    },
];

/// The companies as they are founded.
pub(super) struct Companies {
    pub(super) organizations: Vec<Organization>,
    pub(super) people: Vec<(Account, Contact)>,
}

impl Companies {
    /// All companies and their people, with keys from `first_key` on.
    ///
    /// # Errors
    ///
    /// If an address or name of the demonstration has not the form of one.
    pub(super) fn founded(at: Timestamp, first_key: i64) -> anyhow::Result<Self> {
        let mut keys = first_key..;
        let mut key = || keys.next().unwrap_or(first_key);
        let organizations: Vec<_> = COMPANIES
            .iter()
            .map(|(name, sees_all)| Organization {
                id: key().into(),
                name: (*name).to_owned(),
                member_sees_all: *sees_all,
                is_active: true,
                created_at: at,
                version: 0,
            })
            .collect();
        let mut people = Vec::new();
        for one in &EMPLOYEES {
            let contact = Contact {
                id: key().into(),
                email: one
                    .email
                    .parse()
                    .map_err(|_| anyhow::anyhow!("{} is no address", one.email))?,
                name: one.name.to_owned(),
                phone: String::new(),
                created_at: at,
            };
            let username: Username = one
                .username
                .parse()
                .map_err(|_| anyhow::anyhow!("{} is no name to sign in with", one.username))?;
            let account = Account {
                id: key().into(),
                organization: organizations[one.company].id,
                contact: contact.id,
                username: Some(username),
                role: one.role,
                is_active: true,
                has_password: true,
                language: None,
                created_at: at,
                version: 1,
            };
            people.push((account, contact));
        }
        Ok(Self {
            organizations,
            people,
        })
    }

    /// Its people as those who file; sessions that only live while the demonstration is made.
    pub(super) fn guests(&self) -> Vec<Guest> {
        let guests = self.people.iter().filter_map(|(account, contact)| {
            let organization = self
                .organizations
                .iter()
                .find(|one| one.id == account.organization)?;
            Some(Guest {
                session: GuestSession {
                    id: account.id.0.into(),
                    token_hash: String::new(),
                    contact: contact.id,
                    scope: GuestScope::Account(account.id),
                    level: GuestLevel::Proven,
                    created_at: account.created_at,
                    seen_at: account.created_at,
                    client: String::new(),
                    user_agent: String::new(),
                },
                contact: contact.clone(),
                member: Some(Member {
                    account: account.clone(),
                    organization: organization.clone(),
                }),
            })
        });
        guests.collect()
    }
}

/// Somebody of a company who asks; the manager of the first files most.
pub(super) fn requester(draw: &mut Draw) -> Person {
    let one = &EMPLOYEES[*draw.pick(&[0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6])];
    Person {
        name: one.name.to_owned(),
        first: one.first.to_owned(),
        gender: one.gender,
        email: one.email.to_owned(),
        phone: String::new(),
        document: Default::default(),
    }
}

/// Whom to sign in as.
pub(super) fn doors() -> Vec<Door> {
    let door = |one: &Employee| Door {
        company: COMPANIES[one.company].0.into(),
        username: one.username.into(),
        email: one.email.into(),
        name: one.name.into(),
    };
    EMPLOYEES.iter().map(door).collect()
}
