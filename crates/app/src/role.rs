//! Roles: what the people of the staff may do, as administrators keep it.

use std::collections::HashMap;

use domain::compensation::UpTo;
use domain::form::{FieldError, required};
use domain::policy::{Grants, MAX_ROLE_NAME, MAX_ROLES, Role, RoleRecord};
use domain::{AgentId, Permission, RoleId};
use serde_json::{Value, json};
use store::{Db, Tx};

use crate::audit::{Change, note};
use crate::{App, Error, SignedIn, assignment};

/// All roles, for the page that shows them side by side.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// First those that are always there, then the others by name.
    pub roles: Vec<RoleRecord>,
    /// How many people have each; who has none is not here.
    pub people: HashMap<RoleId, usize>,
    /// Which of them whoever looks may give to somebody, and change.
    pub within: Vec<RoleId>,
}

/// What a form says of a role.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What people call it.
    pub name: String,
    /// What it allows.
    pub grants: Grants,
    /// Whether tickets are given to its people without anybody saying so first.
    pub gets_tickets: bool,
    /// How much its people may approve.
    pub limits: Vec<UpTo>,
}

/// All roles.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not keep people.
pub async fn matrix(app: &App, by: &SignedIn) -> Result<Matrix, Error> {
    by.check(Permission::ManagePeople)?;
    let own = by.agent.role.id;
    app.store
        .read(move |db| {
            let own = db.role(own)?.ok_or(Error::Forbidden)?;
            let roles = db.roles()?;
            let mut people = HashMap::new();
            for agent in db.agents()? {
                *people.entry(agent.role.id).or_default() += 1;
            }
            let within = roles.iter().filter(|role| own.covers(role));
            Ok(Matrix {
                within: within.map(|role| role.role.id).collect(),
                people,
                roles,
            })
        })
        .await
}

/// The role of whoever asks.
///
/// # Errors
///
/// When the database does not answer.
pub async fn own(app: &App, by: &SignedIn) -> Result<RoleRecord, Error> {
    let id = by.agent.role.id;
    let found = app.store.read(move |db| db.role(id)).await?;
    found.ok_or(Error::NotFound)
}

/// Makes a role.
///
/// # Errors
///
/// [`Error::Forbidden`], also for a role that allows more than whoever makes it may;
/// [`Error::Invalid`] `name`; [`Error::Limited`] if there are [`MAX_ROLES`] already.
pub async fn create(
    app: &App,
    by: &SignedIn,
    wanted: Wanted,
    client: String,
) -> Result<RoleId, Error> {
    by.check(Permission::ManagePeople)?;
    let id: RoleId = app.id();
    let role = record(id, wanted)?;
    let (desk, by, at) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            if tx.roles()?.len() >= MAX_ROLES {
                return Err(Error::Limited);
            }
            check_within(tx, &by, &[&role])?;
            tx.insert_role(&role).map_err(taken)?;
            let change = Change {
                by: by.agent.id,
                action: "role_created",
                target: target(&role),
                before: Value::Null,
                after: told(&role),
                client: &client,
                at,
            };
            note(tx, &desk, &change)?;
            Ok(id)
        })
        .await
}

/// Changes a role; of those that are always there only how much they approve. It holds for its
/// people from their next request on, and for open pages within five seconds.
///
/// # Errors
///
/// [`Error::Forbidden`] as [`create`], also for a role that allows more already;
/// [`Error::Invalid`] `name`, or `grants` if nobody would be left to administer;
/// [`Error::Conflict`] if somebody saved it since `version` was read; [`Error::NotFound`].
pub async fn save(
    app: &App,
    by: &SignedIn,
    id: RoleId,
    wanted: Wanted,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManagePeople)?;
    let (desk, by, at) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let before = tx.role(id)?.ok_or(Error::NotFound)?;
            let after = match before.role.built_in() {
                Some(_) => RoleRecord {
                    limits: wanted.limits.clone(),
                    ..before.clone()
                },
                None => record(id, wanted.clone())?,
            };
            check_within(tx, &by, &[&before, &after])?;
            tx.save_role(&after, version).map_err(taken)?;
            if !tx.has_admin()? {
                return Err(invalid("grants"));
            }
            for agent in tx.agents_with_role(id)? {
                if !after.role.can_work() {
                    assignment::release_tickets_of(tx, &desk, agent)?;
                }
            }
            if after.role.can_work() && !before.role.can_work() {
                assignment::try_the_queue(tx, &desk)?;
            }
            let change = Change {
                by: by.agent.id,
                action: "role_saved",
                target: target(&before),
                before: told(&before),
                after: told(&after),
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Removes a role that nobody has.
///
/// # Errors
///
/// [`Error::Forbidden`] as [`save`]; [`Error::Invalid`] `role` for one that somebody has or that
/// is always there; [`Error::NotFound`].
pub async fn delete(app: &App, by: &SignedIn, id: RoleId, client: String) -> Result<(), Error> {
    by.check(Permission::ManagePeople)?;
    let (desk, by, at) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let role = tx.role(id)?.ok_or(Error::NotFound)?;
            check_within(tx, &by, &[&role])?;
            if role.role.built_in().is_some() || !tx.agents_with_role(id)?.is_empty() {
                return Err(invalid("role"));
            }
            tx.delete_role(id)?;
            let change = Change {
                by: by.agent.id,
                action: "role_deleted",
                target: target(&role),
                before: told(&role),
                after: Value::Null,
                client: &client,
                at,
            };
            note(tx, &desk, &change)
        })
        .await
}

/// Whether somebody may do all that these roles allow: nobody gives what they do not have, nor
/// takes from those who may do more.
pub(crate) fn check_within(db: &mut Db, by: &SignedIn, roles: &[&RoleRecord]) -> Result<(), Error> {
    let own = db.role(by.agent.role.id)?.ok_or(Error::Forbidden)?;
    if roles.iter().all(|role| own.covers(role)) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// The same of the role that somebody of the staff has.
pub(crate) fn check_person(db: &mut Db, by: &SignedIn, id: AgentId) -> Result<(), Error> {
    let agent = db.agent(id)?.ok_or(Error::NotFound)?;
    let role = db.role(agent.role.id)?.ok_or(Error::NotFound)?;
    check_within(db, by, &[&role])
}

/// The role with this key, for somebody who is to have it.
pub(crate) fn chosen(tx: &mut Tx, id: RoleId) -> Result<RoleRecord, Error> {
    tx.role(id)?.ok_or(invalid("role"))
}

fn record(id: RoleId, wanted: Wanted) -> Result<RoleRecord, Error> {
    let name = required(&wanted.name, MAX_ROLE_NAME).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })?;
    Ok(RoleRecord {
        role: Role {
            id,
            grants: wanted.grants,
            gets_tickets: wanted.gets_tickets,
        },
        name,
        limits: wanted.limits,
        version: 1,
    })
}

fn invalid(field: &'static str) -> Error {
    Error::Invalid {
        field,
        error: FieldError::NotAnOption,
    }
}

fn taken(error: store::Error) -> Error {
    if error.is_unique("role_name_key") {
        invalid("name")
    } else {
        error.into()
    }
}

fn target(role: &RoleRecord) -> String {
    format!("role {}", role.name)
}

/// The role as the audit log tells of it.
fn told(role: &RoleRecord) -> Value {
    let mut told = json!({
        "name": role.name,
        "gets_tickets": role.role.gets_tickets,
        "limits": role.limits,
    });
    if let Some(told) = told.as_object_mut() {
        for permission in Permission::ALL {
            let scope = role.role.grants.scope(permission);
            told.insert(permission.name().to_owned(), json!(scope));
        }
    }
    told
}
