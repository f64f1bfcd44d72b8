//! Companies and their people from a table: looked at first, then all of them or none.

use std::collections::{BTreeSet, HashMap};

use domain::import::{Column, MAX_PEOPLE, Person, Problem, Wrong, read};
use domain::sheet::{BadSheet, Sheet, decode};
use domain::{ImportId, Organization, Permission};
use jiff::{SignedDuration, Timestamp};
use store::import::Import;
use store::{Db, Tx};

use super::manage::{By, Invitee, insert_organization, make_account, note};
use crate::{App, Error, SignedIn, random};

/// How long a table waits for a yes, and is remembered after it.
pub(crate) const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Why a table is not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// It is no table that can be read.
    Sheet(BadSheet),
    /// There is something to mend.
    Problems(Vec<Problem>),
    /// As any other operation.
    App(Error),
}

impl From<Error> for NotTaken {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

impl From<store::Error> for NotTaken {
    fn from(error: store::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<BadSheet> for NotTaken {
    fn from(bad: BadSheet) -> Self {
        Self::Sheet(bad)
    }
}

/// A table that waits for a yes, or was taken.
#[derive(Clone, Debug)]
pub struct ImportPage {
    /// Its people; none once it was taken.
    pub people: Vec<Person>,
    /// The companies that it makes, or made.
    pub made: usize,
    /// How many people it invites, or invited.
    pub invited: usize,
    /// When it was taken.
    pub done_at: Option<Timestamp>,
}

/// Looks at a table, and keeps it for a day if there is nothing to mend.
///
/// # Errors
///
/// [`NotTaken`]; [`Error::Forbidden`] for all but administrators. Nothing is kept then.
pub async fn look_at_import(app: &App, by: &SignedIn, bytes: &[u8]) -> Result<ImportId, NotTaken> {
    by.check(Permission::ManagePeople)?;
    let content = decode(bytes)?.to_owned();
    let people = people_of(&content)?;
    let import = Import {
        id: app.id(),
        agent: by.agent.id,
        content,
        made_at: app.now(),
        done_at: None,
        organizations: 0,
        people: 0,
    };
    app.store
        .write(move |tx| {
            let problems = taken(tx, &people)?;
            if !problems.is_empty() {
                return Err(NotTaken::Problems(problems));
            }
            tx.insert_import(&import)?;
            Ok(import.id)
        })
        .await
}

/// A table that its bringer may still take, or took today.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators; [`Error::NotFound`] for those of others, and
/// after a day.
pub async fn import(app: &App, by: &SignedIn, id: ImportId) -> Result<ImportPage, Error> {
    by.check(Permission::ManagePeople)?;
    let (agent, now) = (by.agent.id, app.now());
    app.store
        .read(move |db| {
            let import = db
                .import(id)?
                .filter(|import| import.agent == agent && is_alive(import, now))
                .ok_or(Error::NotFound)?;
            if import.done_at.is_some() {
                return Ok(ImportPage {
                    people: Vec::new(),
                    made: import.organizations as usize,
                    invited: import.people as usize,
                    done_at: import.done_at,
                });
            }
            let people = people_of(&import.content).map_err(|_| Error::NotFound)?;
            Ok(ImportPage {
                made: unknown(db, &people)?.len(),
                invited: people.len(),
                people,
                done_at: None,
            })
        })
        .await
}

/// Makes the companies of a table that are not there yet, gives accounts to its people, and mails
/// an invitation to each: all or none. Taken twice, it is taken once.
///
/// # Errors
///
/// [`NotTaken::Problems`] if somebody took an address or a user name meanwhile; [`Error::Forbidden`],
/// [`Error::NotFound`].
pub async fn take_import(
    app: &App,
    by: &SignedIn,
    id: ImportId,
    client: String,
) -> Result<(), NotTaken> {
    by.check(Permission::ManagePeople)?;
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut import = tx
                .import(id)?
                .filter(|import| import.agent == by.agent.id && is_alive(import, now))
                .ok_or(Error::NotFound)?;
            if import.done_at.is_some() {
                return Ok(());
            }
            let people = people_of(&import.content)?;
            let problems = taken(tx, &people)?;
            if !problems.is_empty() {
                return Err(NotTaken::Problems(problems));
            }
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            import.organizations = count(unknown(tx, &people)?.len());
            import.people = count(people.len());
            import.content.clear();
            import.done_at = Some(now);
            // Two who take it at once meet here, before anything is made.
            tx.finish_import(&import)?;
            let by = By::Staff(by.clone());
            make_all(tx, &desk, &by, &people, &client, now)?;
            note(
                tx,
                &desk,
                &by,
                "organizations_imported",
                "organizations".to_owned(),
                None,
                Some(format!("{} {}", import.organizations, import.people)),
                &client,
            )?;
            Ok(())
        })
        .await
}

/// The companies that are not there yet, and all people.
fn make_all(
    tx: &mut Tx,
    app: &App,
    by: &By,
    people: &[Person],
    client: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let mut ids = HashMap::new();
    for person in people {
        if ids.contains_key(&person.organization) {
            continue;
        }
        let id = if let Some(known) = tx.organization_by_name(&person.organization)? {
            known.id
        } else {
            let mut own = people
                .iter()
                .filter(|other| other.organization == person.organization);
            let made = Organization {
                id: app.id(),
                name: person.organization.clone(),
                member_sees_all: own.any(|person| person.member_sees_all),
                is_active: true,
                created_at: now,
                version: 0,
            };
            insert_organization(tx, app, by, &made, client)?;
            made.id
        };
        ids.insert(person.organization.clone(), id);
    }
    for person in people {
        let invitee = Invitee {
            name: person.name.clone(),
            email: person.email.clone(),
            username: person.username.clone(),
            role: person.role,
        };
        let organization = ids[&person.organization];
        let nonce = random::number(&*app.random);
        make_account(tx, app, by, organization, &invitee, nonce, client)?;
    }
    Ok(())
}

fn is_alive(import: &Import, now: Timestamp) -> bool {
    now.duration_since(import.made_at) < LIFE
}

fn people_of(content: &str) -> Result<Vec<Person>, NotTaken> {
    let sheet = Sheet::read(content, MAX_PEOPLE)?;
    if sheet.rows.is_empty() {
        return Err(BadSheet::Empty.into());
    }
    read(&sheet).map_err(NotTaken::Problems)
}

/// The names of the companies that are not there yet.
fn unknown(db: &mut Db, people: &[Person]) -> Result<BTreeSet<String>, Error> {
    let mut names: BTreeSet<String> = people
        .iter()
        .map(|person| person.organization.clone())
        .collect();
    let known = db.organizations()?;
    for one in known {
        names.remove(&one.organization.name);
    }
    Ok(names)
}

/// What cannot be made because of what is there already.
fn taken(db: &mut Db, people: &[Person]) -> Result<Vec<Problem>, Error> {
    let closed: BTreeSet<String> = db
        .organizations()?
        .into_iter()
        .filter(|one| !one.organization.is_active)
        .map(|one| one.organization.name)
        .collect();
    let mut problems = Vec::new();
    for person in people {
        let mut add = |column, wrong| {
            problems.push(Problem {
                line: person.line,
                column,
                wrong,
            });
        };
        if closed.contains(&person.organization) {
            add(Column::Organization, Wrong::NoAccess);
        }
        let has_account = match db.contact_by_email(&person.email)? {
            Some(contact) => db.account_of_contact(contact.id)?.is_some(),
            None => false,
        };
        if has_account || db.agent_by_email(&person.email)?.is_some() {
            add(Column::Email, Wrong::Taken);
        }
        if let Some(username) = &person.username
            && db.account_by_username(username)?.is_some()
        {
            add(Column::Username, Wrong::Taken);
        }
    }
    Ok(problems)
}
