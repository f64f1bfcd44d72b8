//! Signing in with a password: the staff by address, people of companies by address or name.

use domain::account::Username;
use domain::password::{MAX_BYTES, normal};
use domain::{Account, Agent, AgentId, Contact, EmailAddress, Principal};
use jiff::{SignedDuration, Timestamp};
use store::device::{Device, DeviceOwner};
use store::factor::SignInStep;
use store::session::AgentSession;
use store::{Db, Tx};

use crate::audit::entry;
use crate::job::{Letter, enqueue};
use crate::oneself::Person;
use crate::password::verify;
use crate::{App, Error, factor, random, token_hash};

/// How long a browser in which somebody signed in is known.
const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How long the second factor is waited for.
const STEP_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What came of signing in.
#[derive(Clone, Debug)]
pub enum SignInOutcome {
    /// Somebody of the staff signed in: the tokens of the session and of the device.
    Staff(Tokens),
    /// Somebody of a company signed in.
    Customer(Tokens),
    /// The first proof was right, and the second factor is asked for: the token of that step.
    SecondStep(String),
    /// The password was right, but is too short to be the only proof: a link to choose another
    /// is on its way.
    TooShort,
    /// Name and password do not go together; the same for unknown names. Or the code is wrong.
    Refused,
    /// Too many failures: this must pass first.
    Wait(SignedDuration),
}

/// The tokens for the cookies of who signed in.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The session's.
    pub session: String,
    /// The device's.
    pub device: String,
}

/// Who wants to sign in, from where.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The address or name as typed.
    pub name: String,
    /// The password as typed.
    pub password: String,
    /// The address of the client.
    pub client: String,
    /// What the browser says of itself.
    pub user_agent: String,
    /// The tokens of a browser in which somebody signed in before.
    pub devices: Vec<String>,
}

/// Whom a name belongs to.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    Agent(Agent),
    Customer(Account, Contact),
}

impl Who {
    pub(crate) fn principal(&self) -> Principal {
        match self {
            Self::Agent(agent) => Principal::Agent(agent.id),
            Self::Customer(account, _) => Principal::Account(account.id),
        }
    }

    fn owner(&self) -> DeviceOwner {
        match self {
            Self::Agent(agent) => DeviceOwner::Agent(agent.id),
            Self::Customer(_, contact) => DeviceOwner::Contact(contact.id),
        }
    }

    pub(crate) fn email(&self) -> &EmailAddress {
        match self {
            Self::Agent(agent) => &agent.email,
            Self::Customer(_, contact) => &contact.email,
        }
    }
}

/// Signs somebody in.
///
/// # Errors
///
/// [`Error::Invalid`] for a password that is too long to be one.
pub async fn sign_in(app: &App, attempt: Attempt) -> Result<SignInOutcome, Error> {
    let outcome = first_step(app, attempt).await?;
    count("password", &outcome);
    Ok(outcome)
}

/// Counts how a step of a sign-in ended, for the metrics.
fn count(step: &'static str, outcome: &SignInOutcome) {
    let outcome = match outcome {
        SignInOutcome::Staff(_) | SignInOutcome::Customer(_) => "signed_in",
        SignInOutcome::SecondStep(_) => "second_step",
        SignInOutcome::TooShort => "too_short",
        SignInOutcome::Refused => "refused",
        SignInOutcome::Wait(_) => "locked",
    };
    metrics::counter!("resuelto_sign_ins_total", "step" => step, "outcome" => outcome).increment(1);
}

async fn first_step(app: &App, attempt: Attempt) -> Result<SignInOutcome, Error> {
    if attempt.password.len() > MAX_BYTES {
        return Err(Error::Invalid {
            field: "password",
            error: domain::form::FieldError::TooLong(0),
        });
    }
    let now = app.now();
    let (desk, typed) = (app.clone(), attempt.name.clone());
    let devices: Vec<_> = attempt.devices.iter().map(|one| token_hash(one)).collect();
    let (found, is_known, is_active, locked, keys) = app
        .store
        .read(move |db| {
            let found = find(db, &typed)?;
            let keys = Keys::of(&desk, &typed, found.as_ref().map(|(who, _)| who));
            let owner = found.as_ref().map(|(who, _)| who.owner());
            let is_known = is_known(db, &devices, owner, now)?;
            let is_active = match &found {
                Some((Who::Agent(agent), _)) => agent.is_active,
                Some((Who::Customer(account, _), _)) => {
                    crate::account::member(db, account.id)?.is_some()
                }
                None => false,
            };
            let locked = db.hits(&keys.lock, now)? > 0;
            Ok::<_, Error>((found, is_known, is_active, locked, keys))
        })
        .await?;
    if locked && !is_known {
        return Ok(SignInOutcome::Wait(app.limits.sign_in.window));
    }

    let (who, hash) = found.unzip();
    let hash = hash.flatten();
    let right = verify(app, &attempt.password, hash.clone()).await?;
    match who {
        Some(who) if right && is_active => {
            let proof = Proof { hash, is_known };
            open_session(app, &who, &attempt, proof, keys).await
        }
        who => count_failure(app, who, keys).await,
    }
}

/// Whom a typed address or name belongs to, and the hash of the password.
pub(crate) fn find(db: &mut Db, typed: &str) -> Result<Option<(Who, Option<String>)>, Error> {
    let found = if let Ok(email) = typed.parse::<EmailAddress>() {
        if let Some((agent, hash)) = db.agent_by_email(&email)? {
            return Ok(Some((Who::Agent(agent), hash)));
        }
        match db.contact_by_email(&email)? {
            Some(contact) => db.account_of_contact(contact.id)?,
            None => None,
        }
    } else if let Ok(name) = typed.parse::<Username>() {
        db.account_by_username(&name)?
    } else {
        None
    };
    let Some((account, hash)) = found else {
        return Ok(None);
    };
    let contact = db.contact(account.contact)?.ok_or(Error::NotFound)?;
    Ok(Some((Who::Customer(account, contact), hash)))
}

fn is_known(
    db: &mut Db,
    devices: &[String],
    owner: Option<DeviceOwner>,
    now: Timestamp,
) -> Result<bool, Error> {
    for hash in devices {
        let device = db.device(hash)?.filter(|device| now < device.expires_at);
        if device.is_some_and(|device| Some(device.owner) == owner) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The counters of one account, by whatever name it was called.
#[derive(Clone, Debug)]
struct Keys {
    failures: String,
    lock: String,
}

impl Keys {
    fn of(app: &App, typed: &str, who: Option<&Who>) -> Self {
        let key = match (who, typed.parse::<EmailAddress>()) {
            (Some(who), _) => who.email().limit_key(),
            (None, Ok(email)) => email.limit_key(),
            (None, Err(_)) => typed.trim().to_lowercase().chars().take(254).collect(),
        };
        Self {
            failures: app.secret.counter_key("sign-in", &[&key]),
            lock: app.secret.counter_key("sign-in-lock", &[&key]),
        }
    }
}

/// With what somebody was let in.
#[derive(Clone, Debug)]
struct Proof {
    /// The hash that the password was compared with.
    hash: Option<String>,
    /// Whether they signed in with this browser before.
    is_known: bool,
}

async fn open_session(
    app: &App,
    who: &Who,
    attempt: &Attempt,
    proof: Proof,
    keys: Keys,
) -> Result<SignInOutcome, Error> {
    let entry = Entry::new(app, attempt.client.clone(), &attempt.user_agent);
    let length = normal(&attempt.password).chars().count();
    let nonce = random::number(&*app.random);
    let (desk, who) = (app.clone(), who.clone());
    app.store
        .write(move |tx| {
            let of = who.principal();
            let person = Person::load(tx, of)?.ok_or(Error::NotFound)?;
            // Comparing takes long: since it began, others may have guessed too often, or the
            // owner may have put an end to this password.
            if !proof.is_known && tx.hits(&keys.lock, entry.at)? > 0 {
                return Ok(SignInOutcome::Wait(desk.limits.sign_in.window));
            }
            if person.password_hash != proof.hash {
                return Ok(SignInOutcome::Refused);
            }
            tx.clear_hits(&keys.failures)?;
            if length < person.least() {
                crate::account::mail_reset(tx, &desk, &who, nonce)?;
                return Ok(SignInOutcome::TooShort);
            }
            entry.open(tx, &desk, of)
        })
        .await
}

/// A session to be opened: its tokens are drawn, and from where it comes is known.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    tokens: Tokens,
    client: String,
    user_agent: String,
    at: Timestamp,
}

impl Entry {
    pub(crate) fn new(app: &App, client: String, user_agent: &str) -> Self {
        Self {
            tokens: Tokens {
                session: random::token(&*app.random),
                device: random::token(&*app.random),
            },
            client,
            user_agent: short(user_agent),
            at: app.now(),
        }
    }

    /// Opens the session of somebody who gave the first proof; where there is a second factor, the
    /// step that asks for it.
    pub(crate) fn open(
        &self,
        tx: &mut Tx,
        app: &App,
        of: Principal,
    ) -> Result<SignInOutcome, Error> {
        if factor::confirmed(tx, of)?.is_none() {
            return self.open_whole(tx, app, of);
        }
        tx.insert_sign_in_step(&SignInStep {
            token_hash: token_hash(&self.tokens.session),
            of,
            expires_at: self.at.saturating_add(STEP_LIFE).unwrap_or(self.at),
        })?;
        Ok(SignInOutcome::SecondStep(self.tokens.session.clone()))
    }

    /// Opens the session of somebody who gave all proofs.
    fn open_whole(&self, tx: &mut Tx, app: &App, of: Principal) -> Result<SignInOutcome, Error> {
        let tokens = self.tokens.clone();
        let (client, user_agent) = (&self.client, &self.user_agent);
        match of {
            Principal::Agent(agent) => {
                open_staff(tx, app, agent, &tokens, client, user_agent, self.at)?;
                Ok(SignInOutcome::Staff(tokens))
            }
            Principal::Account(account) => {
                let account = tx.account(account)?.ok_or(Error::NotFound)?;
                let contact = tx.contact(account.contact)?.ok_or(Error::NotFound)?;
                crate::account::open_session(
                    tx, app, &account, &contact, &tokens, client, user_agent, self.at,
                )?;
                Ok(SignInOutcome::Customer(tokens))
            }
        }
    }
}

/// Who is asked for a second factor, and whether it is somebody of the staff.
///
/// # Errors
///
/// [`Error::NotFound`] for a step that never was, is done, or has ended.
pub async fn waiting_step(app: &App, token: &str) -> Result<Principal, Error> {
    let (hash, now) = (token_hash(token), app.now());
    app.store
        .read(move |db| Ok(open_step(db, &hash, now)?.of))
        .await
}

fn open_step(db: &mut Db, hash: &str, now: Timestamp) -> Result<SignInStep, Error> {
    let step = db.sign_in_step(hash)?.filter(|step| now < step.expires_at);
    let step = step.ok_or(Error::NotFound)?;
    Person::load(db, step.of)?.ok_or(Error::NotFound)?;
    Ok(step)
}

/// The second step: a code of the authenticator app, or a recovery code. The session that opens has
/// tokens of its own (case C6).
///
/// # Errors
///
/// [`Error::NotFound`] for a step that never was, is done, or has ended.
pub async fn second_step(
    app: &App,
    token: &str,
    typed: &str,
    client: String,
    user_agent: &str,
) -> Result<SignInOutcome, Error> {
    let entry = Entry::new(app, client, user_agent);
    let (desk, hash, typed) = (app.clone(), token_hash(token), typed.to_owned());
    let outcome = app
        .store
        .write(move |tx| {
            let of = open_step(tx, &hash, entry.at)?.of;
            let found = factor::confirmed(tx, of)?.ok_or(Error::NotFound)?;
            if factor::is_blocked(tx, &desk, of, entry.at)? {
                return Ok(SignInOutcome::Wait(desk.limits.sign_in.window));
            }
            if !factor::prove(tx, &desk, &found, &typed, entry.at)? {
                factor::count_failure(tx, &desk, of, entry.at)?;
                return Ok(SignInOutcome::Refused);
            }
            factor::forget_failures(tx, &desk, of)?;
            tx.delete_sign_in_steps(of)?;
            entry.open_whole(tx, &desk, of)
        })
        .await?;
    count("second", &outcome);
    Ok(outcome)
}

fn open_staff(
    tx: &mut Tx,
    app: &App,
    agent: AgentId,
    tokens: &Tokens,
    client: &str,
    user_agent: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.insert_agent_session(&AgentSession {
        id: app.id(),
        token_hash: token_hash(&tokens.session),
        agent,
        created_at: now,
        seen_at: now,
        client: client.to_owned(),
        user_agent: user_agent.to_owned(),
    })?;
    keep_device(tx, DeviceOwner::Agent(agent), &tokens.device, now)?;
    let target = format!("agent {agent}");
    tx.insert_audit(&entry(app, agent, "signed_in", target, client, now))?;
    Ok(())
}

/// This browser is known from now on.
pub(crate) fn keep_device(
    tx: &mut Tx,
    owner: DeviceOwner,
    token: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.insert_device(&Device {
        token_hash: token_hash(token),
        owner,
        created_at: now,
        expires_at: now.saturating_add(DEVICE_LIFE).unwrap_or(now),
    })?;
    Ok(())
}

/// After ten failures each further one locks the account twice as long, up to the window; its
/// owner is told once (case C4).
async fn count_failure(app: &App, who: Option<Who>, keys: Keys) -> Result<SignInOutcome, Error> {
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write(move |tx| {
            let limits = &desk.limits.sign_in;
            let failures = tx.hit(&keys.failures, limits.window, now)?;
            let Some(over) = failures.checked_sub(limits.failures) else {
                return Ok(SignInOutcome::Refused);
            };
            let delay = SignedDuration::from_secs(30_i64 << over.min(10)).min(limits.window);
            tx.hit(&keys.lock, delay, now)?;
            if let Some(who) = who.as_ref().filter(|_| over == 0) {
                enqueue(tx, &desk, &warning(who, failures, now))?;
            }
            Ok(SignInOutcome::Refused)
        })
        .await
}

fn warning(who: &Who, failures: u32, at: Timestamp) -> Letter {
    match who {
        Who::Agent(agent) => Letter::SignInFailed {
            agent: agent.id,
            failures,
            at,
        },
        Who::Customer(account, _) => Letter::AccountSignInFailed {
            account: account.id,
            failures,
            at,
        },
    }
}

/// What a browser says of itself, as it is kept.
pub(crate) fn short(user_agent: &str) -> String {
    user_agent
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect()
}
