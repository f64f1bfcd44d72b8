//! Letters that the law asks for: what is missing, a later answer, a request that counts as
//! withdrawn, and one that another authority answers.

use domain::ticket::Authority;
use domain::{Event, EventId, EventKind, MessageId, Ticket, TicketId};
use store::Db;
use text::Language;

use super::{Addressed, Letter, agent_name, day, end_of_term, file_names, language_of};
use crate::ticket::is_of_owner;
use crate::{App, Error};

/// To the requester.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the caller sorts letters; these five come here"
)]
pub(super) fn to_requester(
    app: &App,
    db: &mut Db,
    letter: &Letter,
    ticket: &Ticket,
    subject: mail::Ticket,
    language: Language,
) -> Result<Option<mail::Letter>, Error> {
    Ok(match letter {
        Letter::AskedToComplete { message, .. } => {
            let until = ticket.waiting_until.filter(|_| ticket.is_incomplete());
            let (Some(message), Some(until)) = (db.message(ticket.id, *message)?, until) else {
                return Ok(None);
            };
            Some(mail::Letter::AskedToComplete {
                ticket: subject,
                agent: agent_name(db, message.author.agent())?
                    .unwrap_or_else(|| app.settings().name.clone()),
                text: message.text,
                until: end_of_term(app, until),
                law: class(db, ticket, language)?,
            })
        }
        Letter::CompletionWaits { is_prolonged, .. } => {
            let until = ticket.waiting_until.filter(|_| ticket.is_incomplete());
            until.map(|until| mail::Letter::CompletionWaits {
                ticket: subject,
                until: end_of_term(app, until),
                is_prolonged: *is_prolonged,
            })
        }
        Letter::TacitlyWithdrawn { .. } => {
            let events = db.events(ticket.id)?;
            let asked = events.iter().rev().find_map(|event| match &event.kind {
                EventKind::AskedToComplete { message, .. } => Some((event.at, *message)),
                _ => None,
            });
            let Some((asked_at, message)) = asked else {
                return Ok(None);
            };
            let missing = db.message(ticket.id, message)?;
            Some(mail::Letter::TacitlyWithdrawn {
                ticket: subject,
                asked_on: day(app, asked_at),
                missing: missing.map(|message| message.text).unwrap_or_default(),
                law: class(db, ticket, language)?,
            })
        }
        Letter::Extended { event, .. } => match kind_of(db, ticket.id, *event)? {
            Some(EventKind::Extended { reason, until, .. }) => Some(mail::Letter::AnswerPutOff {
                ticket: subject,
                reason,
                until,
                law: class(db, ticket, language)?,
            }),
            _ => None,
        },
        Letter::Transferred { event, .. } => match kind_of(db, ticket.id, *event)? {
            Some(EventKind::Transferred { message, to }) => Some(mail::Letter::TicketTransferred {
                ticket: subject,
                reach: reach(&to),
                authority: to.name,
                reason: text_of(db, ticket.id, message)?,
                files: file_names(db, ticket.id, message)?,
            }),
            _ => None,
        },
        _ => None,
    })
}

/// To the authority: the request itself, and who asks. Whoever filed it for somebody else's address
/// may choose the authority too, which is told no telephone number then (case D14).
pub(super) fn forwarded(
    app: &App,
    db: &mut Db,
    ticket: &Ticket,
    event: EventId,
) -> Result<Option<Addressed>, Error> {
    let Some(EventKind::Transferred { message, to }) = kind_of(db, ticket.id, event)? else {
        return Ok(None);
    };
    let (Some(email), Some(mut contact)) = (to.email, db.contact(ticket.requester)?) else {
        return Ok(None);
    };
    if !is_of_owner(db, &contact, ticket, &[])? {
        contact.phone.clear();
    }
    let created = db.events(ticket.id)?.into_iter().next();
    let Some(EventKind::Created { message: first, .. }) = created.map(|event| event.kind) else {
        return Ok(None);
    };
    let files = [
        file_names(db, ticket.id, first)?,
        file_names(db, ticket.id, message)?,
    ];
    Ok(Some(Addressed {
        to: email,
        language: language_of(app, ""),
        letter: mail::Letter::RequestForwarded {
            ticket: mail::Ticket {
                id: ticket.id,
                code: ticket.code.clone(),
                subject: ticket.subject.clone(),
                path: "/".to_owned(),
            },
            authority: to.name,
            requester: contact.name,
            email: contact.email.to_string(),
            phone: contact.phone,
            filed_on: day(app, ticket.created_at),
            request: text_of(db, ticket.id, first)?,
            reason: text_of(db, ticket.id, message)?,
            files: files.concat(),
        },
    }))
}

/// Where an authority is reached, as far as it is known.
fn reach(to: &Authority) -> Option<String> {
    let email = to.email.as_ref().map(ToString::to_string);
    let address = Some(to.address.clone()).filter(|address| !address.is_empty());
    let all: Vec<String> = email.into_iter().chain(address).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

/// The class of the ticket, with its law.
pub(super) fn class(
    db: &mut Db,
    ticket: &Ticket,
    language: Language,
) -> Result<Option<String>, Error> {
    let law = db.clocks(ticket.id)?.and_then(|clocks| clocks.plan.law);
    Ok(law.map(|law| format!("{} ({})", law.class.get(language.tag()), law.source)))
}

fn kind_of(db: &mut Db, ticket: TicketId, id: EventId) -> Result<Option<EventKind>, Error> {
    let mut events = db.events(ticket)?.into_iter();
    let found: Option<Event> = events.find(|event| event.id == id);
    Ok(found.map(|event| event.kind))
}

fn text_of(db: &mut Db, ticket: TicketId, message: MessageId) -> Result<String, Error> {
    let message = db.message(ticket, message)?;
    Ok(message.map(|message| message.text).unwrap_or_default())
}
