//! People write to each other, with files.

use domain::file::Place;
use domain::thanks::is_only_thanks;
use domain::ticket::Command;
use domain::{
    Actor, FileId, MAX_MESSAGE, Message, MessageId, MessageKind, Permission, SessionId, SolutionId,
    Ticket, TicketCode,
};
use jiff::{SignedDuration, Timestamp};
use store::Tx;

use super::{change, load};
use crate::{App, Error, Guest, SignedIn};

/// How long the key of a form is remembered.
const KEY_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A message as it comes from a composer.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Files staged in this composer.
    pub files: Vec<FileId>,
    /// Drawn by the form: the same form sent twice writes once. An empty one is no key.
    pub key: String,
}

/// A requester writes. A message to a resolved ticket reopens it, unless it only thanks.
///
/// # Errors
///
/// [`Error::Invalid`] for an empty or too long text, [`Error::NotFound`], [`Error::Unproven`] or
/// [`Error::Rejected`]; then nothing was done.
pub async fn write(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    draft: Draft,
) -> Result<Ticket, Error> {
    let (desk, guest, now) = (app.clone(), guest.clone(), app.now());
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            guest.check_act(&ticket)?;
            if is_sent_again(tx, &desk, guest.session.id, &draft.key, now)? {
                return Ok(ticket);
            }
            let text = checked_text(&draft.text, MAX_MESSAGE)?;
            let thanks = draft.files.is_empty() && is_only_thanks(&text);
            let message = desk.id();
            let command = Command::Write { message, thanks };
            // Before anything is written: a refusal must leave no message behind on any path.
            ticket.decide(guest.actor(&ticket), &command, &desk.terms(), now)?;

            keep(
                tx,
                &ticket,
                guest.actor(&ticket),
                guest.session.id,
                MessageKind::Reply,
                message,
                &text,
                &draft.files,
                now,
            )?;
            let actor = guest.actor(&ticket);
            change(tx, &desk, &mut ticket, actor, &command, now)?;
            Ok(ticket)
        })
        .await
}

/// An agent writes to the requester; an unassigned ticket is then theirs.
///
/// # Errors
///
/// As [`write()`], and [`Error::Forbidden`] for those who only read.
pub async fn reply(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    draft: Draft,
) -> Result<Ticket, Error> {
    by_agent(app, by, code, draft, MessageKind::Reply).await
}

/// An agent asks the requester for something; the ticket waits for the answer.
///
/// # Errors
///
/// As [`reply`].
pub async fn request_info(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    draft: Draft,
) -> Result<Ticket, Error> {
    by_agent(app, by, code, draft, MessageKind::InfoRequest).await
}

/// An agent writes a note that only the staff reads.
///
/// # Errors
///
/// As [`reply`].
pub async fn note(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    draft: Draft,
) -> Result<Ticket, Error> {
    by_agent(app, by, code, draft, MessageKind::Note).await
}

async fn by_agent(
    app: &App,
    by: &SignedIn,
    code: TicketCode,
    draft: Draft,
    kind: MessageKind,
) -> Result<Ticket, Error> {
    let needed = match kind {
        MessageKind::Reply | MessageKind::Description | MessageKind::InfoRequest => {
            Permission::Reply
        }
        MessageKind::Note => Permission::Note,
    };
    by.check(needed)?;
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    let text = checked_text(&draft.text, MAX_MESSAGE)?;
    app.store
        .write(move |tx| {
            let mut ticket = load(tx, &code)?;
            by.check_with(needed, &ticket)?;
            let message: MessageId = desk.id();
            let command = match kind {
                MessageKind::Reply | MessageKind::Description => Command::Reply(message),
                MessageKind::InfoRequest => Command::RequestInfo(message),
                MessageKind::Note => Command::Note(message),
            };
            if is_sent_again(tx, &desk, by.session.id, &draft.key, now)? {
                return Ok(ticket);
            }
            ticket.allows(by.actor(), command.as_move())?;

            keep(
                tx,
                &ticket,
                by.actor(),
                by.session.id,
                kind,
                message,
                &text,
                &draft.files,
                now,
            )?;
            change(tx, &desk, &mut ticket, by.actor(), &command, now)?;
            Ok(ticket)
        })
        .await
}

/// Whether a form with this key was written already in this session.
fn is_sent_again(
    tx: &mut Tx,
    app: &App,
    session: SessionId,
    key: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let once = app
        .secret
        .counter_key("message", &[&session.to_string(), key]);
    Ok(!key.is_empty() && tx.hit(&once, KEY_LIFE, now)? > 1)
}

/// Keeps a message and moves its staged files to it. Files of other composers stay where they are
/// (case D4).
#[expect(clippy::too_many_arguments, reason = "a message is all of this")]
pub(crate) fn keep(
    tx: &mut Tx,
    ticket: &Ticket,
    author: Actor,
    session: SessionId,
    kind: MessageKind,
    id: MessageId,
    text: &str,
    files: &[FileId],
    now: Timestamp,
) -> Result<(), Error> {
    tx.insert_message(&Message {
        id,
        ticket: ticket.id,
        author,
        kind,
        text: text.to_owned(),
        at: now,
    })?;
    let own = tx.files_of_composer(ticket.id, session)?;
    for file in own.iter().filter(|file| files.contains(&file.id)) {
        tx.place_file(
            file.id,
            &Place::Message {
                ticket: ticket.id,
                message: id,
                public: kind.is_public(),
            },
        )?;
    }
    Ok(())
}

/// The text of a solution is a message too, under the same key, so that its files hang on it.
pub(crate) fn attach_to_solution(
    tx: &mut Tx,
    ticket: &Ticket,
    by: &SignedIn,
    solution: SolutionId,
    files: &[FileId],
    text: &str,
    now: Timestamp,
) -> Result<(), Error> {
    keep(
        tx,
        ticket,
        by.actor(),
        by.session.id,
        MessageKind::Reply,
        MessageId(solution.0),
        text,
        files,
        now,
    )
}

/// The text without space around it and without characters that no page shows.
pub(crate) fn checked_text(text: &str, most: usize) -> Result<String, Error> {
    domain::form::required(text, most).map_err(|error| Error::Invalid {
        field: "text",
        error,
    })
}
