//! The moment a ticket comes to be.

use std::sync::Arc;

use domain::file::{File, Place};
use domain::form::Topic;
use domain::intake::{Consent, Draft, DraftContent};
use domain::ticket::{Answer, DOCUMENT, Nature, VerifiedBy};
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
use crate::rulebook::Rulebook;
use crate::ticket::keep_new;
use crate::{App, Error, assignment, deadline, random, token_hash};

/// The door by which a program files for somebody who proved nothing.
pub(crate) const BY_PROGRAM: &str = "api";

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

/// Makes a ticket of the draft of an account for each of many tracking numbers: all with the same
/// answers, and with the same files, whose content they share. One letter tells of all of them.
pub(crate) fn file_many(
    tx: &mut Tx,
    app: &App,
    draft: &Draft,
    organization: OrganizationId,
    numbers: &[String],
    client: &str,
    now: Timestamp,
) -> Result<Vec<Ticket>, Error> {
    let contact = requester(tx, app, draft, true, now)?;
    let how = How {
        verified_by: VerifiedBy::Code,
        organization: Some(organization),
        client,
        now,
    };
    let whole = Whole::of(tx, app, draft, contact, how)?;
    let mut tickets = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let files = if place == 0 {
            whole.files.clone()
        } else {
            copies(tx, app, &whole.files)?
        };
        let answers = with_number(&whole, number);
        let (ticket, _) = insert(tx, app, &whole, &files, answers)?;
        tickets.push(ticket);
    }
    Ok(tickets)
}

/// Makes a ticket of what a program sent in one piece: there is no draft of it in the database, and
/// nobody proved the address.
pub(super) fn file_sent(
    tx: &mut Tx,
    app: &App,
    sent: &Draft,
    organization: Option<OrganizationId>,
    client: &str,
    now: Timestamp,
) -> Result<Ticket, Error> {
    let contact = requester(tx, app, sent, false, now)?;
    let how = How {
        verified_by: VerifiedBy::Code,
        organization,
        client,
        now,
    };
    let whole = Whole {
        channel: BY_PROGRAM,
        ..Whole::of(tx, app, sent, contact, how)?
    };
    let (ticket, created) = insert(tx, app, &whole, &[], answers(&whole.content))?;
    publish(tx, app, &ticket, &created)?;
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
    let is_proved = verified_by == VerifiedBy::Code;
    let contact = requester(tx, app, &draft, is_proved, now)?;
    let how = How {
        verified_by,
        organization,
        client,
        now,
    };
    let whole = Whole::of(tx, app, &draft, contact, how)?;
    let (ticket, created) = insert(tx, app, &whole, &whole.files, answers(&whole.content))?;
    publish(tx, app, &ticket, &created)?;

    // The draft stays as a mark that it was used; what was typed is in the ticket now.
    draft.content = DraftContent::default();
    draft.ticket = Some(ticket.id);
    draft.email = None;
    tx.save_draft(&mut draft)?;
    Ok((ticket, whole.contact))
}

/// What is known of a filing beside the draft.
#[derive(Clone, Copy)]
struct How<'a> {
    verified_by: VerifiedBy,
    organization: Option<OrganizationId>,
    client: &'a str,
    now: Timestamp,
}

/// Everything that a ticket is made of, or each of many.
struct Whole<'a> {
    content: DraftContent,
    book: Arc<Rulebook>,
    topic: Arc<Topic>,
    contact: Contact,
    files: Vec<File>,
    verified_by: VerifiedBy,
    organization: Option<OrganizationId>,
    /// By which door it came.
    channel: &'static str,
    client: &'a str,
    now: Timestamp,
}

impl<'a> Whole<'a> {
    fn of(
        tx: &mut Tx,
        app: &App,
        draft: &Draft,
        contact: Contact,
        how: How<'a>,
    ) -> Result<Self, Error> {
        let content = draft.content.clone();
        let book = app.rulebook(tx)?;
        let topic = content.topic.and_then(|id| book.topic(id).cloned());
        Ok(Self {
            files: tx.files_of_draft(draft.id)?,
            content,
            topic: topic.ok_or(Error::NotFound)?,
            book,
            contact,
            verified_by: how.verified_by,
            organization: how.organization,
            channel: match how.verified_by {
                VerifiedBy::Code => "portal",
                VerifiedBy::Phone(_) => "phone",
            },
            client: how.client,
            now: how.now,
        })
    }
}

/// Who asks. Who proved the address says what they are called; what anybody else says of somebody
/// who is known already changes neither name nor telephone number (case D14).
fn requester(
    tx: &mut Tx,
    app: &App,
    draft: &Draft,
    is_proved: bool,
    now: Timestamp,
) -> Result<Contact, Error> {
    let contact = Contact {
        id: app.id(),
        email: draft.email.clone().ok_or(Error::NotFound)?,
        name: draft.content.name.clone(),
        phone: draft.content.phone.clone(),
        created_at: now,
    };
    if !is_proved && let Some(known) = tx.contact_by_email(&contact.email)? {
        return Ok(known);
    }
    Ok(tx.upsert_contact(&contact)?)
}

/// One ticket with its description, files, consent and history, given to somebody. The event that
/// it was created comes back for whoever tells of it.
fn insert(
    tx: &mut Tx,
    app: &App,
    whole: &Whole<'_>,
    files: &[File],
    answers: Vec<Answer>,
) -> Result<(Ticket, Event), Error> {
    let (content, topic, book, now) = (&whole.content, &whole.topic, &whole.book, whole.now);
    let requester = Actor::Requester(whole.contact.id);
    let nature = Nature {
        kind: topic.form.kind,
        ..Nature::default()
    };
    let clocks = deadline::begin(app, book, topic, whole.organization, nature, now);
    let mut ticket = Ticket::filed(
        app.id(),
        new_code(app, now),
        topic.id,
        topic.team,
        whole.contact.id,
        whole.verified_by,
        content.subject.clone(),
        answers,
        content.language.clone(),
        clocks.promised(),
        now,
    );
    ticket.tracking_number = topic.form.tracking_of(&ticket.answers);
    ticket.follow_up_of = content.follow_up_of;
    ticket.organization = whole.organization;
    ticket.nature = nature;
    let (id, message) = (ticket.id, app.id::<MessageId>());
    let event = |kind| Event {
        id: app.id(),
        ticket: id,
        at: now,
        by: requester,
        kind,
    };
    let created = event(EventKind::Created {
        message,
        files: u32::try_from(files.len()).unwrap_or(u32::MAX),
    });
    let verified = match whole.verified_by {
        VerifiedBy::Phone(agent) => Some(event(EventKind::VerifiedByPhone { agent })),
        VerifiedBy::Code => None,
    };
    let text = format!("{}\n{}", content.subject, content.description);
    let routing = assignment::at_once(tx, app, book, &ticket, &text, now)?;
    let routed = keep_new(tx, app, &mut ticket, clocks, routing, now)?;

    tx.insert_message(&Message {
        id: message,
        ticket: ticket.id,
        author: requester,
        kind: MessageKind::Description,
        text: content.description.clone(),
        at: now,
    })?;
    for file in files {
        tx.place_file(
            file.id,
            &Place::Message {
                ticket: ticket.id,
                message,
                public: true,
            },
        )?;
    }
    keep_consent(tx, app, &ticket, whole)?;
    let at_first = std::iter::once(&created).chain(&verified);
    let routed_as = routed.iter().map(|event| (event, ticket.version));
    let story: Vec<(&Event, i64)> = at_first.map(|event| (event, 0)).chain(routed_as).collect();
    tx.append_events(&story)?;
    for event in verified.iter().chain(&routed) {
        publish(tx, app, &ticket, event)?;
    }
    tell_the_old_ticket(tx, app, &ticket, now)?;
    Ok((ticket, created))
}

/// The same files once more, with rows of their own and the content in common.
fn copies(tx: &mut Tx, app: &App, files: &[File]) -> Result<Vec<File>, Error> {
    let mut copies = Vec::with_capacity(files.len());
    for file in files {
        let copy = File {
            id: app.id(),
            ..file.clone()
        };
        tx.insert_file(&copy)?;
        crate::scan::enqueue_if_pending(tx, app, &copy)?;
        copies.push(copy);
    }
    Ok(copies)
}

/// The answers with a number in the place of its question.
fn with_number(whole: &Whole<'_>, number: &str) -> Vec<Answer> {
    let fields = &whole.topic.form.fields;
    let mut answers = answers(&whole.content);
    let Some(asked) = whole.topic.form.tracking_field() else {
        return answers;
    };
    let place = |id: &str| fields.iter().position(|field| field.id == id);
    let own = place(&asked.id);
    let before = answers
        .iter()
        .take_while(|answer| place(&answer.field).is_some_and(|at| Some(at) < own))
        .count();
    answers.insert(
        before,
        Answer {
            field: asked.id.clone(),
            label: asked.label.get(&whole.content.language).to_owned(),
            text: number.to_owned(),
        },
    );
    answers
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
            field: DOCUMENT.into(),
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

fn keep_consent(tx: &mut Tx, app: &App, ticket: &Ticket, whole: &Whole<'_>) -> Result<(), Error> {
    // Companies agreed when they were given accounts; a guest without consent gets no code.
    let Some(given) = whole.content.consent.clone() else {
        return match ticket.organization {
            Some(_) => Ok(()),
            None => Err(Error::NotFound),
        };
    };
    tx.insert_consent(&Consent {
        id: app.id(),
        ticket: ticket.id,
        given,
        channel: whole.channel.into(),
        client: whole.client.to_owned(),
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
