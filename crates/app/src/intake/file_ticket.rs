//! The moment a ticket comes to be.

use domain::file::Place;
use domain::intake::{Consent, Draft, DraftContent};
use domain::ticket::{Answer, VerifiedBy};
use domain::{
    Actor, Contact, Event, EventKind, Message, MessageId, MessageKind, OrganizationId, Ticket,
    TicketCode,
};
use jiff::Timestamp;
use store::Tx;
use store::device::{Device, DeviceOwner};
use store::session::{GuestLevel, GuestScope, GuestSession};

use crate::lookup::DEVICE_LIFE;
use crate::publish::publish;
use crate::{App, Error, assignment, random, token_hash};

/// A ticket that was just filed, and the tokens for the cookies of who filed it.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Its code.
    pub code: TicketCode,
    /// The session in which it can be read at once.
    pub session_token: String,
    /// What lets this browser skip the code next time; none where the address was not proved.
    pub device_token: Option<String>,
}

/// Makes a ticket of a verified draft, and opens a session for who filed it.
pub(super) fn file_ticket(
    tx: &mut Tx,
    app: &App,
    draft: Draft,
    verified_by: VerifiedBy,
    client: &str,
    now: Timestamp,
) -> Result<Filed, Error> {
    let (ticket, contact) = make_ticket(tx, app, draft, verified_by, None, client, now)?;
    sign_in(tx, app, &ticket, &contact, now)
}

/// Makes a ticket of the draft of an account, for its organization.
pub(crate) fn file_for(
    tx: &mut Tx,
    app: &App,
    draft: Draft,
    organization: OrganizationId,
    client: &str,
    now: Timestamp,
) -> Result<Ticket, Error> {
    let verified_by = VerifiedBy::Code;
    let (ticket, _) = make_ticket(tx, app, draft, verified_by, Some(organization), client, now)?;
    Ok(ticket)
}

/// The ticket with everything that belongs to it, in this transaction.
fn make_ticket(
    tx: &mut Tx,
    app: &App,
    mut draft: Draft,
    verified_by: VerifiedBy,
    organization: Option<OrganizationId>,
    client: &str,
    now: Timestamp,
) -> Result<(Ticket, Contact), Error> {
    let content = std::mem::take(&mut draft.content);
    let email = draft.email.clone().ok_or(Error::NotFound)?;
    let topic = tx
        .topic(content.topic.ok_or(Error::NotFound)?)?
        .ok_or(Error::NotFound)?;
    let contact = tx.upsert_contact(&Contact {
        id: app.id(),
        email,
        name: content.name.clone(),
        phone: content.phone.clone(),
        created_at: now,
    })?;

    let mut ticket = Ticket::filed(
        app.id(),
        new_code(app, now),
        topic.id,
        topic.team,
        contact.id,
        verified_by,
        content.subject.clone(),
        answers(&content),
        content.language.clone(),
        Some(app.terms().calendar.add_days(now, topic.form.answer_days)),
        now,
    );
    ticket.tracking_number = topic.form.tracking_of(&ticket.answers);
    ticket.follow_up_of = content.follow_up_of;
    ticket.organization = organization;
    tx.insert_ticket(&ticket, None)?;

    let message: MessageId = app.id();
    tx.insert_message(&Message {
        id: message,
        ticket: ticket.id,
        author: Actor::Requester(contact.id),
        kind: MessageKind::Description,
        text: content.description.clone(),
        at: now,
    })?;
    let files = tx.files_of_draft(draft.id)?;
    for file in &files {
        tx.place_file(
            file.id,
            &Place::Message {
                ticket: ticket.id,
                message,
                public: true,
            },
        )?;
    }
    keep_consent(tx, app, &ticket, &content, verified_by, client)?;
    let count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    let mut kinds = vec![EventKind::Created {
        message,
        files: count,
    }];
    if let VerifiedBy::Phone(agent) = verified_by {
        kinds.push(EventKind::VerifiedByPhone { agent });
    }
    for kind in kinds {
        let event = Event {
            id: app.id(),
            ticket: ticket.id,
            at: now,
            by: Actor::Requester(contact.id),
            kind,
        };
        tx.append_event(&event, ticket.version)?;
        publish(tx, app, &ticket, &event)?;
    }
    tell_the_old_ticket(tx, app, &ticket, now)?;
    let text = format!("{}\n{}", content.subject, content.description);
    assignment::at_once(tx, app, &mut ticket, &text, now)?;

    // The draft stays as a mark that it was used; what was typed is in the ticket now.
    draft.ticket = Some(ticket.id);
    draft.email = None;
    tx.save_draft(&mut draft)?;
    Ok((ticket, contact))
}

/// Everything that was answered: the topic's questions, then the identity document.
fn answers(content: &DraftContent) -> Vec<Answer> {
    let mut answers = content.answers.clone();
    let number = content.document_number.trim();
    if !number.is_empty() {
        let text = format!("{} {number}", content.document_type.trim())
            .trim()
            .to_owned();
        answers.push(Answer {
            field: "document".into(),
            label: String::new(),
            text,
        });
    }
    answers
}

fn new_code(app: &App, now: Timestamp) -> TicketCode {
    let year = now.to_zoned(app.zone()).year();
    TicketCode::new(&app.settings().prefix, year, random::bytes(&*app.random))
}

fn keep_consent(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    content: &DraftContent,
    verified_by: VerifiedBy,
    client: &str,
) -> Result<(), Error> {
    // Companies agreed when they were given accounts; a guest without consent gets no code.
    let Some(given) = content.consent.clone() else {
        return match ticket.organization {
            Some(_) => Ok(()),
            None => Err(Error::NotFound),
        };
    };
    let channel = match verified_by {
        VerifiedBy::Code => "portal",
        VerifiedBy::Phone(_) => "phone",
    };
    tx.insert_consent(&Consent {
        id: app.id(),
        ticket: ticket.id,
        given,
        channel: channel.into(),
        client: client.to_owned(),
    })?;
    Ok(())
}

/// A ticket that goes on with an older one stands in the older one's history.
fn tell_the_old_ticket(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(old) = ticket.follow_up_of else {
        return Ok(());
    };
    let Some(old) = tx.ticket(old)?.filter(|old| {
        old.requester == ticket.requester
            || (old.organization.is_some() && old.organization == ticket.organization)
    }) else {
        return Ok(());
    };
    let kind = EventKind::FollowedUp {
        code: ticket.code.clone(),
    };
    let event = Event {
        id: app.id(),
        ticket: old.id,
        at: now,
        by: Actor::Requester(ticket.requester),
        kind,
    };
    tx.append_event(&event, old.version)?;
    Ok(())
}

/// Who proved the address goes on as that person; who was verified on the phone sees this ticket.
fn sign_in(
    tx: &mut Tx,
    app: &App,
    ticket: &Ticket,
    contact: &Contact,
    now: Timestamp,
) -> Result<Filed, Error> {
    let session_token = random::token(&*app.random);
    let by_code = ticket.verified_by == VerifiedBy::Code;
    tx.insert_guest_session(&GuestSession {
        id: app.id(),
        token_hash: token_hash(&session_token),
        contact: contact.id,
        scope: if by_code {
            GuestScope::Contact
        } else {
            GuestScope::Ticket(ticket.id)
        },
        level: GuestLevel::Proven,
        created_at: now,
        seen_at: now,
        client: String::new(),
        user_agent: String::new(),
    })?;
    let device_token = by_code.then(|| random::token(&*app.random));
    if let Some(token) = &device_token {
        tx.insert_device(&Device {
            token_hash: token_hash(token),
            owner: DeviceOwner::Contact(contact.id),
            created_at: now,
            expires_at: now.saturating_add(DEVICE_LIFE).unwrap_or(now),
        })?;
    }
    Ok(Filed {
        code: ticket.code.clone(),
        session_token,
        device_token,
    })
}
