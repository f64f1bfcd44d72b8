//! Tokens with which programs act in somebody's name (cases C7, I8).

use domain::form::{FieldError, required};
use domain::token::{ApiScope, ApiToken, LIVES, MAX_NAME, MAX_TOKENS, ends_at};
use domain::{Agent, ApiTokenId, EmailAddress, Permission, Principal, SessionId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::Db;
use store::audit::AuditEntry;
use store::session::{AgentSession, GuestLevel, GuestScope, GuestSession};

use crate::account::{By, member};
use crate::{App, Error, Guest, SignedIn, audit, random, token_hash};

/// What every token begins with, so that people and scanners of secrets know one.
const PREFIX: &str = "rsl_";

/// How exactly it is known when a token was last used.
const USED: SignedDuration = SignedDuration::from_mins(1);

/// A program that showed a good token.
#[derive(Clone, Debug)]
pub struct Program {
    /// The token.
    pub token: ApiToken,
    /// In whose name it acts.
    pub who: Who,
}

/// In whose name a program acts, with no more rights than its token has.
#[derive(Clone, Debug)]
pub enum Who {
    /// Of somebody of the staff.
    Staff(SignedIn),
    /// Of somebody of a company.
    Company(Guest),
}

impl Program {
    /// An address as the program may know it: masked for those that may not see who people are.
    pub fn told(&self, email: &EmailAddress) -> String {
        let sees = match &self.who {
            Who::Staff(by) => by.may(Permission::SeePersonal),
            Who::Company(_) => self.token.has(ApiScope::ReadPeople),
        };
        if sees {
            email.to_string()
        } else {
            email.masked()
        }
    }
}

/// A token as typed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What the program is.
    pub name: String,
    /// The names of the scopes.
    pub scopes: Vec<String>,
    /// For how many days.
    pub days: u16,
}

/// A token in a list, with whose it is.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The token.
    pub token: ApiToken,
    /// Who made it.
    pub maker: String,
    /// Whether it is taken now.
    pub is_good: bool,
}

/// The program of a token; none for one that is unknown, over or taken back, or whose maker may
/// not sign in any more.
///
/// # Errors
///
/// When the database does not answer.
pub async fn program(app: &App, token: &str) -> Result<Option<Program>, Error> {
    if !token.starts_with(PREFIX) {
        return Ok(None);
    }
    let (hash, now) = (token_hash(token), app.now());
    let found = app
        .store
        .read(move |db| {
            let Some(token) = db.api_token(&hash)?.filter(|token| token.is_good(now)) else {
                return Ok::<_, Error>(None);
            };
            let who = match token.of {
                Principal::Agent(id) => {
                    let agent = db.agent(id)?.filter(|agent| agent.is_active);
                    agent.map(|agent| Who::Staff(staff(&token, agent)))
                }
                Principal::Account(_) => company(db, &token)?.map(Who::Company),
            };
            Ok(who.map(|who| Program { token, who }))
        })
        .await?;
    let is_stale = |program: &Program| {
        let used_at = program.token.used_at;
        used_at.is_none_or(|at| now.duration_since(at) >= USED)
    };
    if let Some(program) = found.as_ref().filter(|program| is_stale(program)) {
        let id = program.token.id;
        app.note(move |tx| Ok(tx.use_api_token(id, now)?)).await;
    }
    Ok(found)
}

/// The maker with the rights of the token. What a program stages in a composer is its own.
fn staff(token: &ApiToken, agent: Agent) -> SignedIn {
    SignedIn {
        session: AgentSession {
            id: SessionId(token.id.0),
            token_hash: String::new(),
            agent: agent.id,
            created_at: token.created_at,
            seen_at: token.created_at,
            client: String::new(),
            user_agent: String::new(),
        },
        agent: token.narrow(agent),
    }
}

fn company(db: &mut Db, token: &ApiToken) -> Result<Option<Guest>, Error> {
    let Principal::Account(id) = token.of else {
        return Ok(None);
    };
    let Some(member) = member(db, id)?.filter(|member| member.account.manages()) else {
        return Ok(None);
    };
    let Some(contact) = db.contact(member.account.contact)? else {
        return Ok(None);
    };
    Ok(Some(Guest {
        session: GuestSession {
            id: SessionId(token.id.0),
            token_hash: String::new(),
            contact: contact.id,
            scope: GuestScope::Account(id),
            level: GuestLevel::Proven,
            created_at: token.created_at,
            seen_at: token.created_at,
            client: String::new(),
            user_agent: String::new(),
        },
        contact,
        member: Some(member),
    }))
}

/// Counts so many more requests with a token in this minute, which this node let through, and gives how
/// many all nodes counted. Counting none only asks.
///
/// # Errors
///
/// When the database does not answer.
pub async fn count_requests(app: &App, token: ApiTokenId, more: u32) -> Result<u32, Error> {
    let (key, now) = (
        app.secret
            .counter_key("api-requests", &[&token.to_string()]),
        app.now(),
    );
    if more == 0 {
        return app.store.read(move |db| Ok(db.hits(&key, now)?)).await;
    }
    let second = now.as_second();
    let ends_at = Timestamp::from_second(second - second.rem_euclid(60) + 60);
    let left = ends_at.unwrap_or(Timestamp::MAX).duration_since(now);
    app.store
        .write(move |tx| Ok(tx.hit_times(&key, more, left, now)?))
        .await
}

/// The tokens that somebody keeps, newest first: administrators those of the staff, managers their
/// own.
///
/// # Errors
///
/// [`Error::Forbidden`], or [`Error::NotFound`] for a guest.
pub async fn list(app: &App, by: &By) -> Result<Vec<Listed>, Error> {
    let (of, now) = (keeper(by)?, app.now());
    app.store
        .read(move |db| {
            let tokens = match of {
                Principal::Agent(_) => db.api_tokens_of_staff()?,
                Principal::Account(_) => db.api_tokens_of(of)?,
            };
            let mut listed = Vec::with_capacity(tokens.len());
            for token in tokens {
                let (maker, may_sign_in) = maker(db, token.of)?;
                listed.push(Listed {
                    maker,
                    is_good: may_sign_in && token.is_good(now),
                    token,
                });
            }
            Ok(listed)
        })
        .await
}

/// The scopes that somebody can give: those that let a program do anything at all.
pub fn scopes(by: &By) -> Vec<ApiScope> {
    let useful = |scope: &ApiScope| match by {
        By::Manager(_) => !scope.is_of_staff(),
        By::Staff(by) => scope.is_of_use_to(&by.agent.role),
    };
    ApiScope::ALL.into_iter().filter(useful).collect()
}

/// Makes a token and gives it, this once; only its hash is kept.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] with the field `name`, `scopes` or `days`;
/// [`Error::Limited`] for too many.
pub async fn create(app: &App, by: &By, wanted: Wanted, client: String) -> Result<String, Error> {
    let of = keeper(by)?;
    let now = app.now();
    let name = required(&wanted.name, MAX_NAME).map_err(|error| invalid("name", error))?;
    let offered = scopes(by);
    let chosen = |name: &String| {
        let scope = ApiScope::from_name(name).filter(|scope| offered.contains(scope));
        scope.ok_or_else(|| invalid("scopes", FieldError::NotAnOption))
    };
    let mut scopes: Vec<ApiScope> = wanted.scopes.iter().map(chosen).collect::<Result<_, _>>()?;
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(invalid("scopes", FieldError::Missing));
    }
    let expires_at =
        ends_at(wanted.days, now).ok_or_else(|| invalid("days", FieldError::NotAnOption))?;
    let secret = format!("{PREFIX}{}", random::token(&*app.random));
    let token = ApiToken {
        id: app.id(),
        of,
        name,
        scopes,
        created_at: now,
        expires_at,
        used_at: None,
        is_revoked: false,
    };
    let (desk, hash) = (app.clone(), token_hash(&secret));
    app.store
        .write(move |tx| {
            let good = tx.api_tokens_of(of)?;
            if good.iter().filter(|token| token.is_good(now)).count() >= MAX_TOKENS {
                return Err(Error::Limited);
            }
            tx.insert_api_token(&token, &hash)?;
            Ok(tx.insert_audit(&entry(&desk, "api_token_created", of, &token, &client))?)
        })
        .await?;
    Ok(secret)
}

/// Takes a token back: the next request with it is refused.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::NotFound`] for a token of somebody else.
pub async fn revoke(app: &App, by: &By, id: ApiTokenId, client: String) -> Result<(), Error> {
    let of = keeper(by)?;
    let desk = app.clone();
    app.store
        .write(move |tx| {
            let tokens = match of {
                Principal::Agent(_) => tx.api_tokens_of_staff()?,
                Principal::Account(_) => tx.api_tokens_of(of)?,
            };
            let token = tokens.into_iter().find(|token| token.id == id);
            let token = token.ok_or(Error::NotFound)?;
            tx.revoke_api_token(id)?;
            Ok(tx.insert_audit(&entry(&desk, "api_token_revoked", of, &token, &client))?)
        })
        .await
}

/// For how many days a token can be made.
pub fn lives() -> [u16; 4] {
    LIVES
}

/// Who keeps tokens: who changes the settings, and who manages a company.
fn keeper(by: &By) -> Result<Principal, Error> {
    match by {
        By::Staff(by) => {
            by.check(Permission::ManageSettings)?;
            Ok(Principal::Agent(by.agent.id))
        }
        By::Manager(guest) => {
            let account = &guest.check_member()?.account;
            if account.manages() {
                Ok(Principal::Account(account.id))
            } else {
                Err(Error::Forbidden)
            }
        }
    }
}

/// Who made a token, and whether they may sign in.
fn maker(db: &mut Db, of: Principal) -> Result<(String, bool), Error> {
    match of {
        Principal::Agent(id) => {
            let agent = db.agent(id)?;
            Ok(agent.map_or_else(Default::default, |agent| (agent.name, agent.is_active)))
        }
        Principal::Account(id) => {
            let Some(account) = db.account(id)? else {
                return Ok(Default::default());
            };
            let contact = db.contact(account.contact)?;
            let manages = member(db, id)?.is_some_and(|member| member.account.manages());
            Ok((contact.map_or_else(String::new, |one| one.name), manages))
        }
    }
}

fn invalid(field: &'static str, error: FieldError) -> Error {
    Error::Invalid { field, error }
}

fn entry(app: &App, action: &str, by: Principal, token: &ApiToken, client: &str) -> AuditEntry {
    let (agent, reason) = match by {
        Principal::Agent(agent) => (Some(agent), None),
        Principal::Account(_) => (None, Some(by.to_string())),
    };
    AuditEntry {
        after: Some(
            json!({
                "name": token.name,
                "scopes": token.scopes,
                "expires_at": token.expires_at,
            })
            .to_string(),
        ),
        reason,
        ..audit::entry(
            app,
            agent,
            action,
            format!("api_token {}", token.id),
            client,
            app.now(),
        )
    }
}
