//! Somebody of the staff or of a company who changes how they themselves sign in.

use domain::{EmailAddress, Principal, SessionId};
use jiff::{SignedDuration, Timestamp};
use store::{Db, Tx};

use crate::{App, Error, Guest, SignedIn, token_hash};

/// How long after signing in one may change how one signs in.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Who acts, in a session of their own.
#[derive(Clone, Debug)]
pub struct Oneself {
    /// Who.
    pub of: Principal,
    /// The session in which they act.
    pub session: SessionId,
    /// When it was opened.
    pub since: Timestamp,
    /// The address of the client.
    pub client: String,
}

/// What is known of somebody who may sign in.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) of: Principal,
    pub(crate) name: String,
    pub(crate) email: EmailAddress,
    pub(crate) username: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) has_factor: bool,
}

impl Oneself {
    /// An agent.
    pub fn staff(by: &SignedIn, client: String) -> Self {
        Self {
            of: Principal::Agent(by.agent.id),
            session: by.session.id,
            since: by.session.created_at,
            client,
        }
    }

    /// Somebody of a company.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for a guest.
    pub fn member(guest: &Guest, client: String) -> Result<Self, Error> {
        Ok(Self {
            of: Principal::Account(guest.check_member()?.account.id),
            session: guest.session.id,
            since: guest.session.created_at,
            client,
        })
    }

    /// Whether they signed in only just now.
    pub fn is_fresh(&self, app: &App) -> bool {
        app.now().duration_since(self.since) < FRESH
    }

    pub(crate) fn check_fresh(&self, app: &App) -> Result<(), Error> {
        if self.is_fresh(app) {
            Ok(())
        } else {
            Err(Error::NotFresh)
        }
    }

    /// Goes on in the same session under a new token; all other sessions and mailed links end
    /// (cases C6, C7).
    pub(crate) fn renew_session(&self, tx: &mut Tx, token: &str) -> Result<(), Error> {
        match self.of {
            Principal::Agent(agent) => {
                let sessions = tx.agent_sessions(agent)?;
                let own = sessions.into_iter().find(|one| one.id == self.session);
                let mut own = own.ok_or(Error::NotFound)?;
                own.token_hash = token_hash(token);
                tx.save_agent_session(&own)?;
            }
            Principal::Account(account) => {
                let sessions = tx.account_sessions(account)?;
                let own = sessions.into_iter().find(|one| one.id == self.session);
                let mut own = own.ok_or(Error::NotFound)?;
                own.token_hash = token_hash(token);
                tx.save_guest_session(&own)?;
            }
        }
        end_access(tx, self.of, Some(self.session))
    }
}

impl Person {
    /// Somebody who may sign in; none for others.
    pub(crate) fn load(db: &mut Db, of: Principal) -> Result<Option<Self>, Error> {
        let has_factor = db.has_factor(of)?;
        match of {
            Principal::Agent(id) => {
                let found = db.agent_with_password(id)?;
                let found = found.filter(|(agent, _)| agent.is_active);
                Ok(found.map(|(agent, password_hash)| Self {
                    of,
                    name: agent.name,
                    email: agent.email,
                    username: String::new(),
                    password_hash,
                    has_factor,
                }))
            }
            Principal::Account(id) => {
                if crate::account::member(db, id)?.is_none() {
                    return Ok(None);
                }
                let (account, password_hash) =
                    db.account_with_password(id)?.ok_or(Error::NotFound)?;
                let contact = db.contact(account.contact)?.ok_or(Error::NotFound)?;
                Ok(Some(Self {
                    of,
                    name: contact.name,
                    email: contact.email,
                    username: account
                        .username
                        .map(|name| name.to_string())
                        .unwrap_or_default(),
                    password_hash,
                    has_factor,
                }))
            }
        }
    }

    /// The words that a password is not made of.
    pub(crate) fn known(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.email.to_string(),
            self.username.clone(),
        ]
    }

    /// The shortest password that is enough.
    pub(crate) fn least(&self) -> usize {
        crate::password::least(self.has_factor)
    }
}

/// Ends the sessions of somebody but one, the mailed links, the tokens of programs, and sign-ins
/// half done (case C7).
pub(crate) fn end_access(
    tx: &mut Tx,
    of: Principal,
    except: Option<SessionId>,
) -> Result<(), Error> {
    match of {
        Principal::Agent(agent) => {
            tx.delete_agent_sessions(agent, except)?;
            tx.delete_agent_links(agent)?;
        }
        Principal::Account(account) => {
            tx.delete_account_sessions(account, except)?;
            tx.delete_account_links(account, None)?;
        }
    }
    tx.revoke_api_tokens_of(of)?;
    Ok(tx.delete_sign_in_steps(of)?)
}
