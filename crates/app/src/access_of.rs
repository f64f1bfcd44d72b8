//! What administrators see and end of how others sign in.

use domain::{AccountId, AgentId, OrganizationId, Permission, Principal, SessionId};
use jiff::Timestamp;
use store::{Db, Tx};

use crate::audit::entry;
use crate::oneself::Person;
use crate::{App, Error, SignedIn, role};

/// How somebody signs in, and where they are.
#[derive(Clone, Debug)]
pub struct Access {
    /// The full name.
    pub name: String,
    /// The address.
    pub email: String,
    /// Whether there is a second factor.
    pub has_factor: bool,
    /// The open sessions, newest first.
    pub sessions: Vec<OpenSession>,
}

/// A session of somebody.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Its key.
    pub id: SessionId,
    /// The address of the client.
    pub client: String,
    /// What the client calls itself.
    pub user_agent: String,
    /// When it was last used.
    pub seen_at: Timestamp,
}

/// Whose access it is, as addresses name them.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// Of somebody of the staff.
    Agent(AgentId),
    /// Of somebody of that company.
    Account(OrganizationId, AccountId),
}

impl Whose {
    /// Who that is.
    pub fn principal(self) -> Principal {
        match self {
            Self::Agent(agent) => Principal::Agent(agent),
            Self::Account(_, account) => Principal::Account(account),
        }
    }

    /// Finds them, if they may sign in.
    pub(crate) fn find(self, db: &mut Db) -> Result<Person, Error> {
        if let Self::Account(organization, id) = self {
            let account = db.account(id)?;
            account
                .filter(|account| account.organization == organization)
                .ok_or(Error::NotFound)?;
        }
        Person::load(db, self.principal())?.ok_or(Error::NotFound)
    }
}

/// How somebody signs in, for administrators.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn access_of(app: &App, by: &SignedIn, whose: Whose) -> Result<Access, Error> {
    by.check(Permission::ManagePeople)?;
    let desk = app.clone();
    app.store
        .read(move |db| {
            let person = whose.find(db)?;
            Ok(Access {
                name: person.name,
                email: person.email.to_string(),
                has_factor: person.has_factor,
                sessions: sessions(&desk, db, person.of)?,
            })
        })
        .await
}

/// Ends a session of somebody.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators, and for the sessions of who may do more;
/// [`Error::NotFound`] for a session of somebody else.
pub async fn end_session_of(
    app: &App,
    by: &SignedIn,
    whose: Whose,
    id: SessionId,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManagePeople)?;
    let (desk, by) = (app.clone(), by.clone());
    app.store
        .write(move |tx| {
            let of = whose.find(tx)?.of;
            if let Principal::Agent(agent) = of {
                role::check_person(tx, &by, agent)?;
            }
            if !sessions(&desk, tx, of)?
                .iter()
                .any(|session| session.id == id)
            {
                return Err(Error::NotFound);
            }
            end(tx, of, id)?;
            let (action, target, now) = ("session_ended", of.to_string(), desk.now());
            tx.insert_audit(&entry(&desk, by.agent.id, action, target, &client, now))?;
            Ok(())
        })
        .await
}

fn end(tx: &mut Tx, of: Principal, id: SessionId) -> Result<(), Error> {
    match of {
        Principal::Agent(_) => tx.delete_agent_session(id)?,
        Principal::Account(_) => tx.delete_guest_session(id)?,
    }
    Ok(())
}

fn sessions(app: &App, db: &mut Db, of: Principal) -> Result<Vec<OpenSession>, Error> {
    let (now, limits) = (app.now(), &app.limits.session);
    Ok(match of {
        Principal::Agent(agent) => {
            let all = db.agent_sessions(agent)?.into_iter();
            let open = all.filter(|one| limits.staff.holds(one.created_at, one.seen_at, now));
            let open = open.map(|one| OpenSession {
                id: one.id,
                client: one.client,
                user_agent: one.user_agent,
                seen_at: one.seen_at,
            });
            open.collect()
        }
        Principal::Account(account) => {
            let all = db.account_sessions(account)?.into_iter();
            let open = all.filter(|one| limits.customer.holds(one.created_at, one.seen_at, now));
            let open = open.map(|one| OpenSession {
                id: one.id,
                client: one.client,
                user_agent: one.user_agent,
                seen_at: one.seen_at,
            });
            open.collect()
        }
    })
}
