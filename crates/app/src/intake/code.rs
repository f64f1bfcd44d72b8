//! The code that proves an address: sent, counted, checked.

use domain::intake::Draft;
use domain::otp::{CodeRefusal, Delivery, Otp, Purpose, digits};
use domain::ticket::VerifiedBy;
use domain::{EmailAddress, TicketCode};
use jiff::{SignedDuration, Timestamp};
use store::Tx;

use super::file_ticket::{Filed, file_ticket};
use super::{DraftView, OpenDraft};
use crate::job::{Letter, enqueue};
use crate::{App, Error, random};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What came of asking for a code. Pages say the same for all, so that nothing is learnt about
/// other people's limits (case A9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// It is on its way.
    Sent,
    /// There is one, but nobody is told: too many went to the address today.
    Issued,
    /// There is no new one: the last is too fresh, or there were enough.
    Withheld,
}

/// What came of typing a code.
#[derive(Clone, Debug)]
pub enum VerifyOutcome {
    /// The ticket exists now.
    Filed(Box<Filed>),
    /// It existed already: this code, or the page before, was used (case A4).
    AlreadyFiled(TicketCode),
    /// Not accepted.
    Refused(CodeRefusal),
}

/// What the code page shows.
#[derive(Clone, Debug)]
pub struct CodePage {
    /// The draft.
    pub view: DraftView,
    /// When the newest code ends, if one is open.
    pub expires_at: Option<Timestamp>,
    /// From when on another can be asked for.
    pub resend_at: Option<Timestamp>,
}

/// Sends a code to the draft's address, within the limits.
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone or lacks a step.
pub async fn send_code(app: &App, open: &OpenDraft) -> Result<SendOutcome, Error> {
    let (desk, id, now) = (app.clone(), open.draft.id, app.now());
    app.store
        .write(move |tx| {
            let mut draft = tx.draft(id)?.ok_or(Error::NotFound)?;
            let email = ready(&draft)?;
            if draft.codes_sent >= desk.limits.code.per_intake {
                return Ok(SendOutcome::Withheld);
            }
            let language = draft.content.language.clone();
            let sent = issue_by_mail(tx, &desk, Purpose::Intake, id.0, &email, language, now)?;
            if sent != SendOutcome::Withheld {
                draft.codes_sent += 1;
                tx.save_draft(&mut draft)?;
            }
            Ok(sent)
        })
        .await
}

/// Issues a code and enqueues its mail, unless one went out a moment ago.
///
/// After too many to one address in a day the code is issued all the same, but never mailed: the
/// page that counts its life down must not tell what others did with that address (case A9).
pub(crate) fn issue_by_mail(
    tx: &mut Tx,
    app: &App,
    purpose: Purpose,
    subject: i64,
    email: &EmailAddress,
    language: String,
    now: Timestamp,
) -> Result<SendOutcome, Error> {
    let limits = &app.limits.code;
    let newest = tx
        .otps(purpose, subject)?
        .into_iter()
        .find(|otp| otp.by == Delivery::Mail);
    let too_soon = newest.is_some_and(|otp| {
        now < otp
            .issued_at
            .saturating_add(limits.resend_after)
            .unwrap_or(now)
    });
    if too_soon {
        return Ok(SendOutcome::Withheld);
    }
    let otp = Otp {
        id: app.id(),
        purpose,
        subject,
        email: email.clone(),
        nonce: random::number(&*app.random),
        by: Delivery::Mail,
        issued_at: now,
        expires_at: now.saturating_add(limits.life).unwrap_or(now),
        tries: 0,
        used_at: None,
    };
    tx.insert_otp(&otp)?;
    if tx.hits(&sent_key(app, email), now)? >= limits.per_address_day {
        return Ok(SendOutcome::Issued);
    }
    tx.hit(&sent_key(app, email), DAY, now)?;
    enqueue(
        tx,
        app,
        &Letter::Code {
            otp: otp.id,
            purpose,
            subject,
            language,
        },
    )?;
    Ok(SendOutcome::Sent)
}

/// What the code page shows.
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone or lacks a step.
pub async fn code_page(app: &App, open: &OpenDraft) -> Result<CodePage, Error> {
    let view = super::view(app, open).await?;
    if view.filed.is_none() {
        ready(&view.draft)?;
    }
    let (id, now, wait) = (open.draft.id, app.now(), app.limits.code.resend_after);
    let otps = app
        .store
        .read(move |db| db.otps(Purpose::Intake, id.0))
        .await?;
    let newest = otps.into_iter().find(|otp| otp.by == Delivery::Mail);
    Ok(CodePage {
        expires_at: newest
            .as_ref()
            .map(|otp| otp.expires_at)
            .filter(|end| now < *end),
        resend_at: newest
            .and_then(|otp| otp.issued_at.saturating_add(wait).ok())
            .filter(|at| now < *at),
        view,
    })
}

/// Puts another address into the draft; codes for the old one work no more.
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone.
pub async fn correct_email(app: &App, open: &OpenDraft, email: EmailAddress) -> Result<(), Error> {
    let id = open.draft.id;
    app.store
        .write(move |tx| {
            let mut draft = tx
                .draft(id)?
                .filter(|draft| draft.ticket.is_none())
                .ok_or(Error::NotFound)?;
            draft.content.email = email.to_string();
            draft.email = Some(email.clone());
            tx.save_draft(&mut draft)?;
            Ok(())
        })
        .await
}

/// Checks a typed code and, if it is right, files the ticket: state, message, files, consent,
/// events, mail and the guest's session in one transaction.
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone.
pub async fn verify(
    app: &App,
    open: &OpenDraft,
    typed: &str,
    client: String,
) -> Result<VerifyOutcome, Error> {
    let (id, typed) = (open.draft.id, digits(typed));
    // Two clicks at once meet at the draft's version, and a new ticket code may, once in a
    // thousand million times, be taken: both times the second look settles it.
    for _ in 0..5 {
        let (desk, typed, client, now) = (app.clone(), typed.clone(), client.clone(), app.now());
        let answer = app
            .store
            .write_alone(move |tx| {
                let draft = tx.draft(id)?.ok_or(Error::NotFound)?;
                verify_in(tx, &desk, draft, typed.as_deref(), &client, now)
            })
            .await;
        match answer {
            Err(Error::Conflict) => {}
            other => return other,
        }
    }
    Err(Error::Conflict)
}

fn verify_in(
    tx: &mut Tx,
    app: &App,
    mut draft: Draft,
    typed: Option<&str>,
    client: &str,
    now: Timestamp,
) -> Result<VerifyOutcome, Error> {
    if let Some(ticket) = draft.ticket {
        let code = tx.ticket(ticket)?.ok_or(Error::NotFound)?.code;
        return Ok(VerifyOutcome::AlreadyFiled(code));
    }
    let email = ready(&draft)?;
    match check(
        tx,
        app,
        Purpose::Intake,
        draft.id.0,
        &email,
        draft.failed_codes,
        typed,
        now,
    )? {
        Ok(otp) => {
            let verified_by = match otp.by {
                Delivery::Mail => VerifiedBy::Code,
                Delivery::Phone(agent) => VerifiedBy::Phone(agent),
            };
            let filed = file_ticket(tx, app, draft, verified_by, client, now)?;
            Ok(VerifyOutcome::Filed(Box::new(filed)))
        }
        Err(refusal) => {
            draft.failed_codes += 1;
            tx.save_draft(&mut draft)?;
            Ok(VerifyOutcome::Refused(refusal))
        }
    }
}

/// Compares typed digits with the open codes and counts: a wrong try counts for the code, for
/// whoever asked (`failures` so far) and for the address, and no new code starts the count again
/// (case A3). A right code is used up in the same transaction.
#[expect(clippy::too_many_arguments, reason = "the whole situation decides")]
pub(crate) fn check(
    tx: &mut Tx,
    app: &App,
    purpose: Purpose,
    subject: i64,
    email: &EmailAddress,
    failures: u32,
    typed: Option<&str>,
    now: Timestamp,
) -> Result<Result<Otp, CodeRefusal>, Error> {
    let limits = &app.limits.code;
    let failed_key = app.secret.counter_key("code-failed", &[&email.limit_key()]);
    let address_failures = tx.hits(&failed_key, now)?;
    if address_failures >= limits.failures_per_address_day
        || failures >= limits.tries * limits.per_intake
    {
        return Ok(Err(CodeRefusal::Blocked));
    }

    let otps = tx.otps(purpose, subject)?;
    // Only the newest mailed code counts, and beside it one that was given on the phone.
    let mailed = otps
        .iter()
        .find(|otp| otp.by == Delivery::Mail && otp.email == *email);
    let spoken = otps
        .iter()
        .find(|otp| matches!(otp.by, Delivery::Phone(_)) && otp.email == *email);
    let mut refusal = CodeRefusal::Expired;
    for otp in [mailed, spoken].into_iter().flatten() {
        match otp.is_open(limits, now) {
            Err(CodeRefusal::Expired) => {}
            Err(closed) => refusal = closed,
            Ok(()) => {
                let right = typed.is_some_and(|typed| app.secret.is_code(typed, otp.id, otp.nonce));
                if right && tx.use_otp(otp.id, now)? {
                    return Ok(Ok(otp.clone()));
                }
                tx.count_otp_try(otp.id)?;
                refusal = otp.refuse(limits);
            }
        }
    }
    tx.hit(&failed_key, DAY, now)?;
    Ok(Err(refusal))
}

/// The address of a draft whose steps are all done.
fn ready(draft: &Draft) -> Result<EmailAddress, Error> {
    let done = draft.content.details_done && draft.content.consent.is_some();
    draft.email.clone().filter(|_| done).ok_or(Error::NotFound)
}

fn sent_key(app: &App, email: &EmailAddress) -> String {
    app.secret.counter_key("code-sent", &[&email.limit_key()])
}
