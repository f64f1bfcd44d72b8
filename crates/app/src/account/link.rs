//! Mailed links of accounts: invitation, another password, signing in. Each works once.

use domain::account::Username;
use domain::form::{FieldError, required};
use domain::{AccountId, Contact, EmailAddress, Principal};
use jiff::{SignedDuration, Timestamp};
use store::account::{AccountLink, AccountLinkPurpose};
use store::{Db, Tx};

use super::member;
use crate::job::{Inviter, Letter, enqueue};
use crate::oneself::{Person, end_access};
use crate::secret::symbols;
use crate::sign_in::{Entry, SignInOutcome, Who, find};
use crate::{App, Error, Member, password, random, token_hash};

/// How long an invitation is good for.
const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a link to sign in is good for.
const SIGN_IN_LIFE: SignedDuration = SignedDuration::from_mins(15);

/// How many links of one kind an account is mailed in an hour.
const LINKS_AN_HOUR: u32 = 3;

/// Somebody whom a link lets choose a password.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The account and its company.
    pub member: Member,
    /// Who.
    pub contact: Contact,
    /// The shortest password that is enough.
    pub least: usize,
}

/// Mails a link to choose another password, if the name is that of an account. Nothing is told.
///
/// # Errors
///
/// [`Error::Invalid`] for what is not one address and not one name of a user, whoever has an
/// account; when the database does not answer.
pub async fn forgot(app: &App, name: String) -> Result<(), Error> {
    mail_link(app, name, AccountLinkPurpose::Reset).await
}

/// Mails a link that signs in, if the name is that of an account. Nothing is told.
///
/// # Errors
///
/// As [`forgot`].
pub async fn send_sign_in_link(app: &App, name: String) -> Result<(), Error> {
    mail_link(app, name, AccountLinkPurpose::SignIn).await
}

async fn mail_link(app: &App, name: String, purpose: AccountLinkPurpose) -> Result<(), Error> {
    can_be_a_name(&name).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })?;
    let (desk, now) = (app.clone(), app.now());
    let nonce = random::number(&*app.random);
    app.store
        .write(move |tx| {
            // Counted whoever it is, so that known and unknown names cost the same.
            let found = find(tx, &name)?.map(|(who, _)| who);
            let key = match &found {
                Some(who) => who.email().limit_key(),
                None => name.trim().to_lowercase().chars().take(254).collect(),
            };
            let key = desk.secret.counter_key(purpose.name(), &[&key]);
            let asked = tx.hit(&key, SignedDuration::from_hours(1), now)?;
            let Some(who) = found.filter(|_| asked <= LINKS_AN_HOUR) else {
                return Ok(());
            };
            match purpose {
                AccountLinkPurpose::Reset | AccountLinkPurpose::Invitation => {
                    mail_reset(tx, &desk, &who, nonce)
                }
                AccountLinkPurpose::SignIn => mail_sign_in_link(tx, &desk, &who, nonce),
            }
        })
        .await
}

/// Several addresses in one, whatever stands between them, are none (case C9).
fn can_be_a_name(typed: &str) -> Result<(), FieldError> {
    required(typed, usize::MAX)?;
    if typed.parse::<EmailAddress>().is_ok() || typed.parse::<Username>().is_ok() {
        Ok(())
    } else {
        Err(FieldError::NotAnEmail)
    }
}

/// Mails a link to choose another password to whom may sign in.
pub(crate) fn mail_reset(tx: &mut Tx, app: &App, who: &Who, nonce: i64) -> Result<(), Error> {
    match who {
        // Who never chose a password has an invitation; asking for a link must not end it.
        Who::Agent(agent) if agent.is_active && agent.has_password => {
            crate::agent::mail_reset(tx, app, agent.id, nonce)
        }
        Who::Customer(account, _) if member(tx, account.id)?.is_some() => {
            let purpose = AccountLinkPurpose::Reset;
            let letter = Letter::PasswordReset {
                account: account.id,
                nonce,
                expires_at: make_link(tx, app, account.id, purpose, nonce, app.now())?,
            };
            enqueue(tx, app, &letter)
        }
        Who::Agent(_) | Who::Customer(..) => Ok(()),
    }
}

/// The staff signs in with a password.
fn mail_sign_in_link(tx: &mut Tx, app: &App, who: &Who, nonce: i64) -> Result<(), Error> {
    let Who::Customer(account, _) = who else {
        return Ok(());
    };
    if member(tx, account.id)?.is_none() {
        return Ok(());
    }
    let purpose = AccountLinkPurpose::SignIn;
    let letter = Letter::SignInLink {
        account: account.id,
        nonce,
        expires_at: make_link(tx, app, account.id, purpose, nonce, app.now())?,
    };
    enqueue(tx, app, &letter)
}

/// Makes the link of an invitation and enqueues its mail; links before it end.
pub(super) fn mail_invitation(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    by: Inviter,
    nonce: i64,
    now: Timestamp,
) -> Result<(), Error> {
    let expires_at = make_link(tx, app, account, AccountLinkPurpose::Invitation, nonce, now)?;
    enqueue(
        tx,
        app,
        &Letter::AccountInvitation {
            account,
            by,
            nonce,
            expires_at,
        },
    )
}

/// Makes a link to choose another password for who just proved the address; where it leads.
pub(crate) fn reset_path(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    nonce: i64,
) -> Result<String, Error> {
    let purpose = AccountLinkPurpose::Reset;
    make_link(tx, app, account, purpose, nonce, app.now())?;
    Ok(link_path(app, account, purpose, nonce))
}

/// Only the newest link of its kind works (case C10).
fn make_link(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    purpose: AccountLinkPurpose,
    nonce: i64,
    now: Timestamp,
) -> Result<Timestamp, Error> {
    let life = match purpose {
        AccountLinkPurpose::Invitation => INVITATION_LIFE,
        AccountLinkPurpose::Reset => app.limits.link.reset_life,
        AccountLinkPurpose::SignIn => SIGN_IN_LIFE,
    };
    let expires_at = now.saturating_add(life).unwrap_or(now);
    tx.delete_account_links(account, Some(purpose))?;
    tx.insert_account_link(&AccountLink {
        token_hash: token_hash(&token(app, account, purpose, nonce)),
        account,
        purpose,
        created_at: now,
        expires_at,
        used_at: None,
    })?;
    Ok(expires_at)
}

/// Where a mailed link leads.
pub(crate) fn link_path(
    app: &App,
    account: AccountId,
    purpose: AccountLinkPurpose,
    nonce: i64,
) -> String {
    let place = match purpose {
        AccountLinkPurpose::Invitation | AccountLinkPurpose::Reset => "cuenta",
        AccountLinkPurpose::SignIn => "enlace",
    };
    format!("/ingresar/{place}/{}", token(app, account, purpose, nonce))
}

/// Derived, so that the job that mails it holds no secret.
fn token(app: &App, account: AccountId, purpose: AccountLinkPurpose, nonce: i64) -> String {
    let name = purpose.name();
    symbols(
        &app.secret
            .subkey(&format!("account {name} {account} {nonce}")),
    )
}

/// Whom a link to choose a password is for.
///
/// # Errors
///
/// [`Error::NotFound`] for a link that never was, was used, or has ended.
pub async fn invited(app: &App, token: &str) -> Result<Invited, Error> {
    let (hash, now) = (token_hash(token), app.now());
    app.store
        .read(move |db| opened(db, &hash, false, now))
        .await
}

fn opened(db: &mut Db, hash: &str, signs_in: bool, now: Timestamp) -> Result<Invited, Error> {
    let link = db
        .account_link(hash)?
        .filter(|link| link.used_at.is_none() && now < link.expires_at)
        .filter(|link| (link.purpose == AccountLinkPurpose::SignIn) == signs_in)
        .ok_or(Error::NotFound)?;
    let member = member(db, link.account)?.ok_or(Error::NotFound)?;
    let contact = db.contact(member.account.contact)?.ok_or(Error::NotFound)?;
    let has_factor = db.has_factor(Principal::Account(member.account.id))?;
    Ok(Invited {
        member,
        contact,
        least: password::least(has_factor),
    })
}

/// Chooses a password by a mailed link, which proves the address: whatever was there before, the
/// password, sessions and links, ends (cases C7, C10, C12). Signs in at once, or asks for the
/// second factor, which stays.
///
/// # Errors
///
/// [`Error::NotFound`] as [`invited`], [`Error::Password`] for one that is too weak.
pub async fn choose_password(
    app: &App,
    token: &str,
    password: &str,
    client: String,
    user_agent: &str,
) -> Result<SignInOutcome, Error> {
    let of = Principal::Account(invited(app, token).await?.member.account.id);
    let person = app.store.read(move |db| Person::load(db, of)).await?;
    let person = person.ok_or(Error::NotFound)?;
    let hash = password::choose(app, password, person.least(), &person.known()).await?;
    let entry = Entry::new(app, client.clone(), user_agent);
    let (desk, token, now) = (app.clone(), token_hash(token), app.now());
    app.store
        .write(move |tx| {
            if !tx.use_account_link(&token, now)? {
                return Err(Error::NotFound);
            }
            password::set(tx, of, &hash)?;
            end_access(tx, of, None)?;
            password::tell(tx, &desk, &person, "password_chosen", &client)?;
            entry.open(tx, &desk, of)
        })
        .await
}

/// Signs in by a mailed link; opening its page does not use it, pressing the button does.
///
/// # Errors
///
/// [`Error::NotFound`] for a link that never was, was used, or has ended.
pub async fn use_sign_in_link(
    app: &App,
    token: &str,
    client: String,
    user_agent: &str,
) -> Result<SignInOutcome, Error> {
    let entry = Entry::new(app, client, user_agent);
    let (desk, token, now) = (app.clone(), token_hash(token), app.now());
    app.store
        .write(move |tx| {
            let invited = opened(tx, &token, true, now)?;
            if !tx.use_account_link(&token, now)? {
                return Err(Error::NotFound);
            }
            let of = Principal::Account(invited.member.account.id);
            entry.open(tx, &desk, of)
        })
        .await
}
