//! Not too many letters to one address (case H4): what is too much waits for one digest.
//!
//! Only letters about tickets that somebody's work sets off are counted. Codes and links have
//! limits of their own, and what the law has somebody told always goes out.

use domain::{EmailAddress, MailingId, TicketId};
use jiff::Timestamp;
use store::mailing::Mailing;
use store::{Db, Tx};
use text::Language;

use super::{Letter, enqueue_at};
use crate::{App, Error};

/// How many held letters one digest tells of.
const MOST: u32 = 500;

/// A letter that may have to wait.
pub(super) struct Candidate<'a> {
    pub(super) to: &'a EmailAddress,
    pub(super) ticket: TicketId,
    pub(super) language: Language,
    pub(super) is_staff: bool,
}

/// Counts a letter; false if it waits for the digest instead of being sent.
pub(super) async fn admit(app: &App, letter: Candidate<'_>) -> Result<bool, Error> {
    let now = app.now();
    let (desk, new) = (
        app.clone(),
        Mailing {
            id: app.id(),
            email: letter.to.as_str().to_owned(),
            ticket: letter.ticket,
            language: letter.language.tag().to_owned(),
            is_staff: letter.is_staff,
            is_held: false,
            at: now,
        },
    );
    // The job ends after this in the log too: it cannot be gone while what was held is not kept.
    let admitted = app
        .store
        .write_soon(move |tx| {
            tx.mail_alone(&new.email, desk.limits.mail.window, now)?;
            let is_held = is_too_much(tx, &desk, &new, now)?;
            // Whoever is held first has the digest written.
            if is_held && tx.held_mailings(&new.email, 1)?.is_empty() {
                enqueue_digest(tx, &desk, new.id, now)?;
            }
            tx.insert_mailing(&Mailing {
                is_held,
                ..new.clone()
            })?;
            Ok::<_, Error>(!is_held)
        })
        .await?;
    if !admitted {
        tracing::warn!(
            address = letter.to.as_str(),
            ticket = letter.ticket.0,
            "too many mails to one address: this one waits for a digest"
        );
        metrics::counter!("resuelto_mails_merged_total").increment(1);
    }
    Ok(admitted)
}

fn is_too_much(db: &mut Db, app: &App, new: &Mailing, now: Timestamp) -> Result<bool, Error> {
    let limits = &app.limits.mail;
    let since = now.saturating_sub(limits.window).unwrap_or(now);
    let mailed = db.mailed_tickets(&new.email, since)?;
    let of_ticket = mailed.iter().filter(|ticket| **ticket == new.ticket);
    // One of those to the address is the digest.
    Ok(mailed.len() + 1 >= limits.per_address as usize
        || of_ticket.count() >= limits.per_ticket as usize)
}

fn enqueue_digest(tx: &mut Tx, app: &App, mailing: MailingId, now: Timestamp) -> Result<(), Error> {
    let at = now.saturating_add(app.limits.mail.window).unwrap_or(now);
    enqueue_at(tx, app, &Letter::Digest { mailing }, at)
}

/// What a digest tells: how many letters were held for each ticket.
pub(super) struct Held {
    pub(super) to: EmailAddress,
    pub(super) language: String,
    pub(super) is_staff: bool,
    pub(super) tickets: Vec<mail::Told>,
}

/// What waits for the digest that a mailing had written; nothing if all was told.
pub(super) fn held(db: &mut Db, mailing: MailingId) -> Result<Option<Held>, Error> {
    let Some(first) = db.mailing(mailing)? else {
        return Ok(None);
    };
    let waiting = db.held_mailings(&first.email, MOST)?;
    let Some(to) = first.email.parse().ok().filter(|_| !waiting.is_empty()) else {
        return Ok(None);
    };
    let mut tickets: Vec<(TicketId, u32)> = Vec::new();
    for one in &waiting {
        match tickets.iter_mut().find(|(ticket, _)| *ticket == one.ticket) {
            Some((_, count)) => *count += 1,
            None => tickets.push((one.ticket, 1)),
        }
    }
    let mut told = Vec::new();
    for (ticket, count) in tickets {
        told.extend(db.ticket(ticket)?.map(|ticket| mail::Told {
            code: ticket.code,
            subject: ticket.subject,
            count,
        }));
    }
    Ok(Some(Held {
        to,
        language: first.language,
        is_staff: first.is_staff,
        tickets: told,
    }))
}

/// The last letter that a digest written from now on tells of, and its address.
pub(super) async fn last(app: &App, letter: &Letter) -> Result<Option<Mailing>, Error> {
    let Letter::Digest { mailing } = *letter else {
        return Ok(None);
    };
    app.store
        .read(move |db| {
            let Some(first) = db.mailing(mailing)? else {
                return Ok(None);
            };
            Ok::<_, Error>(db.held_mailings(&first.email, MOST)?.pop())
        })
        .await
}

/// After a digest: forgets what it told, and has another written for what came meanwhile.
pub(super) async fn settle(app: &App, last: Mailing) -> Result<(), Error> {
    let (desk, now) = (app.clone(), app.now());
    app.store
        .write(move |tx| {
            tx.mail_alone(&last.email, desk.limits.mail.window, now)?;
            tx.delete_held_mailings(&last.email, last.id)?;
            if let Some(next) = tx.held_mailings(&last.email, 1)?.first() {
                enqueue_digest(tx, &desk, next.id, now)?;
            }
            Ok::<_, Error>(())
        })
        .await
}
