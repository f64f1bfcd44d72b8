//! Finding one's tickets again: by code and address, by a mailed link, by a mailed code.

use domain::limits::SessionLimits;
use domain::otp::{CodeRefusal, Purpose, digits};
use domain::settings::LookupMode;
use domain::ticket::VerifiedBy;
use domain::{Contact, EmailAddress, InvalidCode, LinkId, Ticket, TicketCode, TicketId};
use jiff::{SignedDuration, Timestamp};
use store::device::{Device, DeviceOwner};
use store::link::Link;
use store::session::{GuestLevel, GuestScope, GuestSession};
use store::{Db, Tx};

use crate::intake::SendOutcome;
use crate::job::{Letter, enqueue};
use crate::{App, Error, Guest, random, token_hash};

/// How long a browser that proved an address is known.
pub(crate) const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How many lists of lost codes one address gets in an hour.
const LISTS_AN_HOUR: u32 = 3;

/// What came of a look-up. All that can be learnt from it is whether code and address go together.
#[derive(Clone, Debug)]
pub enum LookupOutcome {
    /// The list is open in a session of this token.
    Opened(String),
    /// If they go together, a mail with a link is on its way.
    LinkSent,
    /// If they go together, a mail with a code is on its way; the token is the session's.
    CodeSent(String),
    /// The check symbol of the code is wrong: somebody mistyped.
    Mistyped,
    /// They do not go together, or one of them is unreadable.
    NotFound,
    /// Too many failures: the window must end first.
    Limited,
}

/// Looks tickets up by the code of any of them and the address. `device` is the token of a
/// browser that proved an address before.
///
/// # Errors
///
/// When the database does not answer.
pub async fn lookup(
    app: &App,
    code: &str,
    email: &str,
    client: String,
    device: Option<String>,
    language: String,
) -> Result<LookupOutcome, Error> {
    let code = match code.parse::<TicketCode>() {
        Ok(code) => Some(code),
        Err(InvalidCode::Check) => return Ok(LookupOutcome::Mistyped),
        Err(InvalidCode::Form) => None,
    };
    let email = email.parse::<EmailAddress>().ok();
    let (Some(code), Some(email)) = (code, email) else {
        return Ok(LookupOutcome::NotFound);
    };

    let (desk, now) = (app.clone(), app.now());
    let (token, device) = (
        random::token(&*app.random),
        device.map(|token| token_hash(&token)),
    );
    app.store
        .write(move |tx| {
            let limits = &desk.limits.lookup;
            let address = email.limit_key();
            let here = desk.secret.counter_key("lookup", &[&client, &address]);
            let today = desk.secret.counter_key("lookup-day", &[&address]);
            if tx.hits(&here, now)? >= limits.failures_per_client {
                return Ok(LookupOutcome::Limited);
            }
            let distrusted = tx.hits(&today, now)? >= limits.failures_per_address_day;
            let mode = if distrusted {
                LookupMode::Code
            } else {
                desk.settings().lookup
            };

            let found = owned(tx, &code, &email)?;
            let Some((ticket, contact)) = found else {
                tx.hit(&here, limits.window, now)?;
                tx.hit(&today, DAY, now)?;
                return Ok(match mode {
                    LookupMode::Direct => LookupOutcome::NotFound,
                    LookupMode::Link => LookupOutcome::LinkSent,
                    LookupMode::Code => LookupOutcome::CodeSent(token.clone()),
                });
            };
            let known = knows(tx, device.as_deref(), &contact, now)?;
            match mode {
                LookupMode::Direct => {
                    let level = if known {
                        GuestLevel::Proven
                    } else {
                        GuestLevel::Lookup
                    };
                    open_session(tx, &desk, &ticket, &contact, level, &token, now)?;
                    Ok(LookupOutcome::Opened(token.clone()))
                }
                LookupMode::Link => {
                    let link = make_link(tx, &desk, &ticket, &contact, now)?;
                    enqueue(
                        tx,
                        &desk,
                        &Letter::LostCodes {
                            contact: contact.id,
                            language: language.clone(),
                            link: Some(link),
                        },
                    )?;
                    Ok(LookupOutcome::LinkSent)
                }
                LookupMode::Code => {
                    let session = open_session(
                        tx,
                        &desk,
                        &ticket,
                        &contact,
                        GuestLevel::Pending,
                        &token,
                        now,
                    )?;
                    send_in(tx, &desk, &session, &contact, language.clone(), now)?;
                    Ok(LookupOutcome::CodeSent(token.clone()))
                }
            }
        })
        .await
}

/// The ticket of a code, if it is this address's.
fn owned(
    tx: &mut Tx,
    code: &TicketCode,
    email: &EmailAddress,
) -> Result<Option<(Ticket, Contact)>, Error> {
    let contact = tx.contact_by_email(email)?;
    let ticket = tx.ticket_by_code(code)?;
    Ok(ticket
        .zip(contact)
        .filter(|(ticket, contact)| ticket.requester == contact.id))
}

/// Whether this browser proved the contact's address before.
fn knows(
    tx: &mut Tx,
    device: Option<&str>,
    contact: &Contact,
    now: Timestamp,
) -> Result<bool, Error> {
    let Some(device) = device else {
        return Ok(false);
    };
    let found = tx.device(device)?;
    Ok(found.is_some_and(|device| {
        device.owner == DeviceOwner::Contact(contact.id) && now < device.expires_at
    }))
}

/// A new session; one for a ticket that was verified on the phone shows this ticket alone.
fn open_session(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    contact: &Contact,
    level: GuestLevel,
    token: &str,
    now: Timestamp,
) -> Result<GuestSession, Error> {
    let session = GuestSession {
        id: app.id(),
        token_hash: token_hash(token),
        contact: contact.id,
        scope: match ticket.verified_by {
            VerifiedBy::Code => GuestScope::Contact,
            VerifiedBy::Phone(_) => GuestScope::Ticket(ticket.id),
        },
        level,
        created_at: now,
        seen_at: now,
        client: String::new(),
        user_agent: String::new(),
    };
    tx.insert_guest_session(&session)?;
    Ok(session)
}

fn make_link(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    contact: &Contact,
    now: Timestamp,
) -> Result<LinkId, Error> {
    let (id, nonce) = (app.id::<LinkId>(), random::number(&*app.random));
    tx.insert_link(&Link {
        id,
        token_hash: token_hash(&app.secret.link_token(id, nonce)),
        nonce,
        ticket: ticket.id,
        contact: contact.id,
        created_at: now,
        expires_at: now.saturating_add(app.limits.link.life).unwrap_or(now),
        revoked_at: None,
    })?;
    Ok(id)
}

/// Opens the ticket of a mailed link: gives its code and the token of a new session.
///
/// Who comes by a link may read that ticket; writing and deciding ask for a code, unless this
/// browser proved the address before (case B9).
///
/// # Errors
///
/// [`Error::NotFound`] for a link that never was, has ended, or was revoked (case B10).
pub async fn open_link(
    app: &App,
    link_token: &str,
    device: Option<String>,
) -> Result<(TicketCode, String), Error> {
    let (hash, desk, now) = (token_hash(link_token), app.clone(), app.now());
    let (token, device) = (
        random::token(&*app.random),
        device.map(|token| token_hash(&token)),
    );
    app.store
        .write(move |tx| {
            let open = |link: &Link| link.revoked_at.is_none() && now < link.expires_at;
            let link = tx
                .link_by_hash(&hash)?
                .filter(open)
                .ok_or(Error::NotFound)?;
            let ticket = tx
                .ticket(link.ticket)?
                .filter(|ticket| ticket.requester == link.contact)
                .ok_or(Error::NotFound)?;
            let contact = tx.contact(link.contact)?.ok_or(Error::NotFound)?;
            let known = knows(tx, device.as_deref(), &contact, now)?;
            let by_code = ticket.verified_by == VerifiedBy::Code;
            tx.insert_guest_session(&GuestSession {
                id: desk.id(),
                token_hash: token_hash(&token),
                contact: contact.id,
                scope: if known && by_code {
                    GuestScope::Contact
                } else {
                    GuestScope::Ticket(ticket.id)
                },
                level: if known {
                    GuestLevel::Proven
                } else {
                    GuestLevel::Link
                },
                created_at: now,
                seen_at: now,
                client: String::new(),
                user_agent: String::new(),
            })?;
            Ok((ticket.code, token.clone()))
        })
        .await
}

/// Mails the list of all tickets of an address to it, if there are any. Nothing is told.
///
/// # Errors
///
/// When the database does not answer.
pub async fn recover(app: &App, email: &EmailAddress, language: String) -> Result<(), Error> {
    let (desk, email, now) = (app.clone(), email.clone(), app.now());
    app.store
        .write(move |tx| {
            let key = desk.secret.counter_key("recover", &[&email.limit_key()]);
            let asked = tx.hit(&key, SignedDuration::from_hours(1), now)?;
            if let Some(contact) = tx
                .contact_by_email(&email)?
                .filter(|_| asked <= LISTS_AN_HOUR)
            {
                enqueue(
                    tx,
                    &desk,
                    &Letter::LostCodes {
                        contact: contact.id,
                        language: language.clone(),
                        link: None,
                    },
                )?;
            }
            Ok(())
        })
        .await
}

/// The guest of a cookie; none when idle or open for too long (case C17).
///
/// # Errors
///
/// When the database does not answer.
pub async fn session(app: &App, token: &str) -> Result<Option<Guest>, Error> {
    let found = session_and(app, token, |_, _| Ok(())).await?;
    Ok(found.map(|(guest, _)| guest))
}

/// As [`session`], with what `ask` reads for the guest: both as of one moment. What the guest may not
/// see is none; every other error is that of the whole.
pub(crate) async fn session_and<T: Send + 'static>(
    app: &App,
    token: &str,
    ask: impl Fn(&mut Db, &Guest) -> Result<T, Error> + Send + 'static,
) -> Result<Option<(Guest, Option<T>)>, Error> {
    let (hash, now, limits) = (token_hash(token), app.now(), app.limits.session.clone());
    let found = app
        .store
        .read(move |db| {
            let Some(guest) = guest_of(db, &hash, &limits, now)? else {
                return Ok::<_, Error>(None);
            };
            match ask(db, &guest) {
                Ok(answer) => Ok(Some((guest, Some(answer)))),
                Err(Error::NotFound) => Ok(Some((guest, None))),
                Err(error) => Err(error),
            }
        })
        .await?;
    let seen = found
        .as_ref()
        .filter(|(guest, _)| now.duration_since(guest.session.seen_at).as_secs() >= 60)
        .map(|(guest, _)| guest.session.clone());
    if let Some(mut session) = seen {
        session.seen_at = now;
        app.note(move |tx| Ok(tx.save_guest_session(&session)?))
            .await;
    }
    Ok(found)
}

/// Whether the session of a guest goes on and may still read a ticket. Asking does not count as
/// using it: a stream of live events keeps nobody signed in.
///
/// # Errors
///
/// When the database does not answer.
pub async fn may_still_read(app: &App, guest: &Guest, ticket: TicketId) -> Result<bool, Error> {
    let (hash, now, limits) = (
        guest.session.token_hash.clone(),
        app.now(),
        app.limits.session.clone(),
    );
    app.store
        .read(move |db| {
            let Some(guest) = guest_of(db, &hash, &limits, now)? else {
                return Ok(false);
            };
            Ok(db
                .ticket(ticket)?
                .is_some_and(|ticket| guest.may_read(&ticket)))
        })
        .await
}

/// Whose session it is, while it lasts; that of an account only as long as it may sign in (C7).
fn guest_of(
    db: &mut Db,
    hash: &str,
    limits: &SessionLimits,
    now: Timestamp,
) -> Result<Option<Guest>, Error> {
    let Some((session, contact)) = db.guest(hash)? else {
        return Ok(None);
    };
    let (life, member) = match session.scope {
        GuestScope::Contact | GuestScope::Ticket(_) => (&limits.guest, None),
        GuestScope::Account(account) => match crate::account::member(db, account)? {
            Some(member) => (&limits.customer, Some(member)),
            None => return Ok(None),
        },
    };
    if !life.holds(session.created_at, session.seen_at, now) {
        return Ok(None);
    }
    Ok(Some(Guest {
        session,
        contact,
        member,
    }))
}

/// Ends the guest's session.
///
/// # Errors
///
/// When the database does not answer.
pub async fn leave(app: &App, guest: &Guest) -> Result<(), Error> {
    let id = guest.session.id;
    app.store
        .write(move |tx| Ok::<_, Error>(tx.delete_guest_session(id)?))
        .await
}

/// The code that was mailed last in a session.
#[derive(Clone, Copy, Debug)]
pub struct SentCode {
    /// Until when it can be typed.
    pub expires_at: Timestamp,
    /// From when on another can be asked for.
    pub resend_at: Timestamp,
}

/// The code that waits to be typed in this session, if one does.
///
/// # Errors
///
/// When the database does not answer.
pub async fn sent_code(app: &App, guest: &Guest) -> Result<Option<SentCode>, Error> {
    let (subject, now, wait) = (guest.session.id.0, app.now(), app.limits.code.resend_after);
    let newest = app
        .store
        .read(move |db| Ok::<_, Error>(db.otps(Purpose::Session, subject)?))
        .await?
        .into_iter()
        .next();
    let open = newest.filter(|otp| otp.used_at.is_none() && now < otp.expires_at);
    Ok(open.map(|otp| SentCode {
        expires_at: otp.expires_at,
        resend_at: otp.issued_at.saturating_add(wait).unwrap_or(otp.issued_at),
    }))
}

/// Mails a code that proves the address in this session.
///
/// # Errors
///
/// When the database does not answer.
pub async fn send_proof(app: &App, guest: &Guest, language: String) -> Result<SendOutcome, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    app.store
        .write(move |tx| {
            send_in(
                tx,
                &desk,
                &guest.session,
                &guest.contact,
                language.clone(),
                now,
            )
        })
        .await
}

fn send_in(
    tx: &mut Tx,
    app: &App,
    session: &GuestSession,
    contact: &Contact,
    language: String,
    now: Timestamp,
) -> Result<SendOutcome, Error> {
    let sent = tx.otps(Purpose::Session, session.id.0)?.len();
    if sent >= app.limits.code.per_intake as usize {
        return Ok(SendOutcome::Withheld);
    }
    crate::intake::issue_by_mail(
        tx,
        app,
        Purpose::Session,
        session.id.0,
        &contact.email,
        language,
        now,
    )
}

/// The tokens after the address was proved.
#[derive(Clone, Debug)]
pub struct Proved {
    /// The session goes on under a new token (case C6).
    pub session_token: String,
    /// What lets this browser skip the code next time.
    pub device_token: String,
}

/// Checks a typed code; with the right one the session may do everything of its address.
///
/// # Errors
///
/// [`Error::Conflict`] if the session changed meanwhile.
pub async fn prove(
    app: &App,
    guest: &Guest,
    typed: &str,
) -> Result<Result<Proved, CodeRefusal>, Error> {
    let (desk, guest, now, typed) = (app.clone(), guest.clone(), app.now(), digits(typed));
    let proved = Proved {
        session_token: random::token(&*app.random),
        device_token: random::token(&*app.random),
    };
    app.store
        .write(move |tx| {
            let subject = guest.session.id.0;
            let failures = tx
                .otps(Purpose::Session, subject)?
                .iter()
                .map(|otp| otp.tries)
                .sum();
            let email = &guest.contact.email;
            let checked = crate::intake::check(
                tx,
                &desk,
                Purpose::Session,
                subject,
                email,
                failures,
                typed.as_deref(),
                now,
            )?;
            if let Err(refusal) = checked {
                return Ok(Err(refusal));
            }
            let mut session = guest.session.clone();
            session.token_hash = token_hash(&proved.session_token);
            session.level = GuestLevel::Proven;
            session.scope = proven_scope(tx, &session)?;
            session.seen_at = now;
            tx.save_guest_session(&session)?;
            tx.insert_device(&Device {
                token_hash: token_hash(&proved.device_token),
                owner: DeviceOwner::Contact(guest.contact.id),
                created_at: now,
                expires_at: now.saturating_add(DEVICE_LIFE).unwrap_or(now),
            })?;
            Ok::<_, Error>(Ok(proved.clone()))
        })
        .await
}

/// Who proved the address sees all tickets of it; a ticket verified on the phone stays by itself.
fn proven_scope(tx: &mut Tx, session: &GuestSession) -> Result<GuestScope, Error> {
    let GuestScope::Ticket(id) = session.scope else {
        return Ok(session.scope);
    };
    let by_phone = tx
        .ticket(id)?
        .is_some_and(|ticket| matches!(ticket.verified_by, VerifiedBy::Phone(_)));
    Ok(if by_phone {
        GuestScope::Ticket(id)
    } else {
        GuestScope::Contact
    })
}
