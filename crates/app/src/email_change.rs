//! Another address to sign in with: proved by a code to the new one, undone from the old one
//! (case C11).

use domain::form::FieldError;
use domain::otp::{CodeRefusal, Purpose, digits};
use domain::{EmailAddress, EmailChangeId, Principal};
use jiff::{SignedDuration, Timestamp};
use store::audit::AuditEntry;
use store::device::DeviceOwner;
use store::email_change::{EmailChange, EmailChangeState};
use store::{Db, Tx};

use crate::audit::entry;
use crate::job::{Letter, Notice, enqueue};
use crate::oneself::{Person, end_access};
use crate::secret::symbols;
use crate::{App, Error, Oneself, intake, random, token_hash};

/// How long the old address can undo a change.
const UNDO_LIFE: SignedDuration = SignedDuration::from_hours(72);

/// How often somebody asks for another address in a day.
const A_DAY: u32 = 5;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A change that waits for its code.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The new address.
    pub new: EmailAddress,
    /// Until when the code can be typed.
    pub expires_at: Timestamp,
}

/// Asks for another address: a code goes to the new one, and to the old one a notice with a link
/// that undoes it. The old one is good until the new one is proved.
///
/// # Errors
///
/// [`Error::NotFresh`]; [`Error::Invalid`] with the field `email`; [`Error::Limited`].
pub async fn ask(app: &App, oneself: &Oneself, typed: &str, language: String) -> Result<(), Error> {
    oneself.check_fresh(app)?;
    let new: EmailAddress = typed.parse().map_err(|_| invalid(FieldError::NotAnEmail))?;
    let (desk, of, now) = (app.clone(), oneself.of, app.now());
    let (id, nonce): (EmailChangeId, _) = (app.id(), random::number(&*app.random));
    app.store
        .write(move |tx| {
            let person = Person::load(tx, of)?.ok_or(Error::NotFound)?;
            if person.email == new {
                return Err(invalid(FieldError::NotAnOption));
            }
            let key = desk.secret.counter_key("email-change", &[&of.to_string()]);
            if tx.hit(&key, DAY, now)? > A_DAY {
                return Err(Error::Limited);
            }
            if let Some(before) = waiting(tx, of)? {
                tx.move_email_change(before.id, EmailChangeState::Asked, EmailChangeState::Over)?;
            }
            tx.insert_email_change(&EmailChange {
                id,
                of,
                old: person.email,
                new: new.clone(),
                undo_hash: token_hash(&undo_token(&desk, id, nonce)),
                asked_at: now,
                undo_until: now.saturating_add(UNDO_LIFE).unwrap_or(now),
                state: EmailChangeState::Asked,
            })?;
            let purpose = Purpose::EmailChange;
            intake::issue_by_mail(tx, &desk, purpose, id.0, &new, language.clone(), now)?;
            enqueue(tx, &desk, &Letter::EmailChanging { change: id, nonce })
        })
        .await
}

/// The change that waits for its code, if one does.
///
/// # Errors
///
/// When the database does not answer.
pub async fn pending(app: &App, oneself: &Oneself) -> Result<Option<Pending>, Error> {
    let (of, now) = (oneself.of, app.now());
    app.store
        .read(move |db| {
            let Some(change) = waiting(db, of)? else {
                return Ok(None);
            };
            let codes = db.otps(Purpose::EmailChange, change.id.0)?;
            let open = codes.into_iter().next().filter(|otp| now < otp.expires_at);
            Ok(open.map(|otp| Pending {
                new: change.new,
                expires_at: otp.expires_at,
            }))
        })
        .await
}

/// Checks the code from the new address and changes the address; other sessions, links and known
/// browsers end. Gives the new token of this session (case C6).
///
/// # Errors
///
/// [`Error::NotFound`] if none waits; [`Error::Invalid`] with the field `email` if the address is
/// somebody else's.
pub async fn confirm(
    app: &App,
    oneself: &Oneself,
    typed: &str,
) -> Result<Result<String, CodeRefusal>, Error> {
    let token = random::token(&*app.random);
    let (desk, oneself, typed, now) = (app.clone(), oneself.clone(), digits(typed), app.now());
    app.store
        .write(move |tx| {
            let change = waiting(tx, oneself.of)?.ok_or(Error::NotFound)?;
            let codes = tx.otps(Purpose::EmailChange, change.id.0)?;
            let failures = codes.iter().map(|otp| otp.tries).sum();
            let checked = intake::check(
                tx,
                &desk,
                Purpose::EmailChange,
                change.id.0,
                &change.new,
                failures,
                typed.as_deref(),
                now,
            )?;
            if let Err(refusal) = checked {
                return Ok(Err(refusal));
            }
            tx.move_email_change(change.id, EmailChangeState::Asked, EmailChangeState::Done)?;
            set(tx, change.of, &change.new, now)?;
            oneself.renew_session(tx, &token)?;
            note(tx, &desk, &change, "email_changed", &oneself.client)?;
            let (of, notice) = (change.of, Notice::EmailChanged);
            enqueue(
                tx,
                &desk,
                &Letter::Security {
                    of,
                    notice,
                    at: now,
                },
            )?;
            Ok::<_, Error>(Ok(token.clone()))
        })
        .await
}

/// The address that a mailed link brings back.
///
/// # Errors
///
/// [`Error::NotFound`] for a link that never was, was used, or has ended.
pub async fn undoable(app: &App, token: &str) -> Result<EmailAddress, Error> {
    let (hash, now) = (token_hash(token), app.now());
    app.store
        .read(move |db| Ok(open_undo(db, &hash, now)?.old))
        .await
}

/// What came of undoing a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// The old address is back; the path where another password is chosen.
    Back(String),
    /// Somebody else has the old address by now, so that the account was closed: its present
    /// address may be a thief's.
    Closed(EmailAddress),
}

/// Brings the old address back. Whoever asked for the change had a session: all end, and the
/// password too.
///
/// # Errors
///
/// [`Error::NotFound`] as [`undoable`]; [`Error::Invalid`] with the field `email` if somebody else
/// of the staff has the old address by now.
pub async fn undo(app: &App, token: &str, client: String) -> Result<Undone, Error> {
    let (desk, hash, now) = (app.clone(), token_hash(token), app.now());
    let nonce = random::number(&*app.random);
    app.store
        .write(move |tx| {
            let change = open_undo(tx, &hash, now)?;
            let of = change.of;
            let is_back = change.state != EmailChangeState::Done || {
                match (set(tx, of, &change.old, now), of) {
                    (Ok(()), _) => true,
                    (Err(Error::Invalid { .. }), Principal::Account(_)) => false,
                    (Err(error), _) => return Err(error),
                }
            };
            // Nor do links of later changes, which may be a thief's, bring anything back.
            tx.end_email_changes_from(of, change.id)?;
            end_access(tx, of, None)?;
            note(tx, &desk, &change, "email_change_undone", &client)?;
            match of {
                Principal::Agent(agent) => {
                    tx.set_password(agent, None)?;
                    let path = crate::agent::reset_path(tx, &desk, agent, nonce)?;
                    Ok(Undone::Back(path))
                }
                Principal::Account(account) if is_back => {
                    tx.set_account_password(account, None)?;
                    let path = crate::account::reset_path(tx, &desk, account, nonce)?;
                    Ok(Undone::Back(path))
                }
                Principal::Account(account) => {
                    tx.set_account_password(account, None)?;
                    let mut account = tx.account(account)?.ok_or(Error::NotFound)?;
                    account.is_active = false;
                    tx.save_account_rights(&mut account)?;
                    Ok(Undone::Closed(change.old))
                }
            }
        })
        .await
}

/// Where the link to undo a change leads.
pub(crate) fn undo_path(app: &App, change: EmailChangeId, nonce: i64) -> String {
    format!("/ingresar/correo/{}", undo_token(app, change, nonce))
}

/// Derived, so that the job that mails it holds no secret.
fn undo_token(app: &App, change: EmailChangeId, nonce: i64) -> String {
    symbols(&app.secret.subkey(&format!("email change {change} {nonce}")))
}

fn waiting(db: &mut Db, of: Principal) -> Result<Option<EmailChange>, Error> {
    let newest = db.newest_email_change(of)?;
    Ok(newest.filter(|change| change.state == EmailChangeState::Asked))
}

fn open_undo(db: &mut Db, hash: &str, now: Timestamp) -> Result<EmailChange, Error> {
    let change = db
        .email_change_by_undo(hash)?
        .filter(|change| change.state != EmailChangeState::Over && now < change.undo_until)
        .ok_or(Error::NotFound)?;
    Person::load(db, change.of)?.ok_or(Error::NotFound)?;
    Ok(change)
}

/// Whether somebody may sign in with an address: nobody else does, and no mailed link can bring it
/// back to somebody else.
///
/// # Errors
///
/// [`Error::Invalid`] with the field `email` if not.
pub(crate) fn check_free(
    db: &mut Db,
    email: &EmailAddress,
    of: Option<Principal>,
    now: Timestamp,
) -> Result<(), Error> {
    let contact = db.contact_by_email(email)?;
    let account = match contact {
        Some(contact) => db.account_of_contact(contact.id)?,
        None => None,
    };
    let kept = db.email_kept_for(email, now)?;
    let is_taken = db.agent_by_email(email)?.is_some()
        || account.is_some()
        || kept.is_some_and(|kept| Some(kept) != of);
    if is_taken {
        Err(invalid(FieldError::NotAnOption))
    } else {
        Ok(())
    }
}

/// Keeps another address; what was proved or mailed to the one before ends (case B10).
fn set(tx: &mut Tx, of: Principal, email: &EmailAddress, now: Timestamp) -> Result<(), Error> {
    check_free(tx, email, Some(of), now)?;
    match of {
        Principal::Agent(id) => {
            let mut agent = tx.agent(id)?.ok_or(Error::NotFound)?;
            agent.email = email.clone();
            tx.save_agent(&agent)?;
            Ok(tx.delete_devices_of(DeviceOwner::Agent(id))?)
        }
        Principal::Account(id) => {
            if tx.contact_by_email(email)?.is_some() {
                return Err(invalid(FieldError::NotAnOption));
            }
            let contact = tx.account(id)?.ok_or(Error::NotFound)?.contact;
            tx.set_contact_email(contact, email)?;
            tx.delete_guest_sessions_of(contact)?;
            tx.revoke_links_to(contact, now)?;
            Ok(tx.delete_devices_of(DeviceOwner::Contact(contact))?)
        }
    }
}

/// The audit log knows the addresses masked alone: entries are never deleted.
fn note(
    tx: &mut Tx,
    app: &App,
    change: &EmailChange,
    action: &str,
    client: &str,
) -> Result<(), Error> {
    let (mut before, mut after) = (change.old.masked(), change.new.masked());
    if action == "email_change_undone" {
        std::mem::swap(&mut before, &mut after);
    }
    let (agent, target) = (change.of.agent(), change.of.to_string());
    tx.insert_audit(&AuditEntry {
        before: Some(before),
        after: Some(after),
        ..entry(app, agent, action, target, client, app.now())
    })?;
    Ok(())
}

fn invalid(error: FieldError) -> Error {
    Error::Invalid {
        field: "email",
        error,
    }
}
