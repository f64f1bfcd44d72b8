//! Tickets that programs file: at once for people whom the program vouches for, or after the code
//! that was mailed to the person.

use domain::form::FieldError;
use domain::intake::{Draft, DraftContent, reference};
use domain::otp::Purpose;
use domain::{ApiTokenId, DraftId, EmailAddress, OrganizationId, Permission, Ticket};
use jiff::Timestamp;
use serde_json::json;
use store::audit::AuditEntry;
use text::Language;

use super::draft::{
    ContactForm, Details, FormError, OpenDraft, Source, check_contact, check_details, consent_to,
    count_intake, end_of_life, kept, open,
};
use super::file_ticket::file_sent;
use super::issue_by_mail;
use crate::token::{Program, Who};
use crate::{App, Error, audit, random, token_hash};

/// A ticket as a program sends it.
#[derive(Clone, Debug, Default)]
pub struct NewTicket {
    /// The short name of the topic.
    pub topic: String,
    /// What happened, and the answers to the questions of the topic.
    pub details: Details,
    /// The language of mails to the requester, as a tag; empty means the organisation's.
    pub language: String,
    /// Who asks; for a program of a company it is who made the token.
    pub contact: Option<ContactForm>,
}

/// What was sent, checked.
struct Checked {
    content: DraftContent,
    email: EmailAddress,
    organization: Option<OrganizationId>,
}

/// Files a ticket at once. A program of the staff vouches for the identity of the requester, one
/// of a company files in the name of who made its token; what is wrong with the fields comes back.
///
/// # Errors
///
/// [`Error::Forbidden`] for who may not say who somebody is.
pub async fn file_for_program(
    app: &App,
    program: &Program,
    new: NewTicket,
    client: String,
) -> Result<Result<Ticket, Vec<FormError>>, Error> {
    if let Who::Staff(by) = &program.who {
        by.check(Permission::CheckIdentity)?;
    }
    let sent = match checked(app, program, new).await? {
        Ok(sent) => sent,
        Err(errors) => return Ok(Err(errors)),
    };
    // A new ticket code may, once in a thousand million times, be taken.
    for _ in 0..5 {
        let (desk, program, client, now) =
            (app.clone(), program.clone(), client.clone(), app.now());
        let (organization, draft) = (sent.organization, draft_of(app, &sent, now));
        let answer = app
            .store
            .write_alone(move |tx| {
                let ticket = file_sent(tx, &desk, &draft, organization, &client, now)?;
                tx.insert_audit(&entry(&desk, &program, &ticket, &client))?;
                Ok(ticket)
            })
            .await;
        match answer {
            Err(Error::Conflict) => {}
            other => return other.map(Ok),
        }
    }
    Err(Error::Conflict)
}

/// Keeps what a program sent for somebody who has yet to prove the address, and mails the code.
/// Whether one went out is not told (case A9).
///
/// # Errors
///
/// [`Error::Forbidden`] for a program of a company, whose people need no code, and for who may not
/// say who somebody is; [`Error::Limited`].
pub async fn ask_for_code(
    app: &App,
    program: &Program,
    new: NewTicket,
) -> Result<Result<Draft, Vec<FormError>>, Error> {
    match &program.who {
        Who::Company(_) => return Err(Error::Forbidden),
        Who::Staff(by) => by.check(Permission::CheckIdentity)?,
    }
    let sent = match checked(app, program, new).await? {
        Ok(sent) => sent,
        Err(errors) => return Ok(Err(errors)),
    };
    let (desk, token, now) = (app.clone(), program.token.id, app.now());
    let begun = draft_of(app, &sent, now);
    app.store
        .write(move |tx| {
            count_intake(tx, &desk, &Source::Program(token), now)?;
            let mut draft = begun.clone();
            while tx.draft_by_reference(&draft.reference)?.is_some() {
                draft.reference = reference(random::bytes(&*desk.random));
            }
            tx.insert_draft(&draft, &token_hash(&owner(&desk, token, draft.id)))?;
            let email = draft.email.clone().ok_or(Error::NotFound)?;
            let language = draft.content.language.clone();
            issue_by_mail(
                tx,
                &desk,
                Purpose::Intake,
                draft.id.0,
                &email,
                language,
                now,
            )?;
            draft.codes_sent += 1;
            tx.save_draft(&mut draft)?;
            Ok(draft)
        })
        .await
        .map(Ok)
}

/// The draft that this program began.
///
/// # Errors
///
/// [`Error::NotFound`] for one of another program as for none, and when its time is over.
pub async fn opened_by(app: &App, program: &Program, id: DraftId) -> Result<OpenDraft, Error> {
    open(app, &owner(app, program.token.id, id))
        .await?
        .ok_or(Error::NotFound)
}

async fn checked(
    app: &App,
    program: &Program,
    new: NewTicket,
) -> Result<Result<Checked, Vec<FormError>>, Error> {
    let topic = match crate::topic::by_slug(app, new.topic).await {
        Ok(topic) => topic,
        Err(Error::NotFound) => return Ok(Err(vec![wrong("topic", FieldError::NotAnOption)])),
        Err(error) => return Err(error),
    };
    let settings = app.settings();
    let asked = if new.language.is_empty() {
        settings.language.clone()
    } else {
        new.language
    };
    let mut errors = Vec::new();
    let Some(language) = Language::parse(&asked) else {
        return Ok(Err(vec![wrong("language", FieldError::NotAnOption)]));
    };
    let (answers, of_details) = check_details(&topic, language.tag(), false, &new.details);
    errors.extend(of_details);
    let known = |id: &str| topic.form.fields.iter().any(|field| field.id == id);
    let unknown = new.details.typed.iter().filter(|(id, _)| !known(id));
    errors.extend(unknown.map(|(id, _)| wrong(id, FieldError::NotAnOption)));
    let mut content = DraftContent {
        topic: Some(topic.id),
        answers,
        subject: kept(new.details.subject.trim()),
        description: kept(&new.details.description),
        document_type: kept(&new.details.document_type),
        document_number: kept(&new.details.document_number),
        details_done: true,
        language: language.tag().to_owned(),
        ..DraftContent::default()
    };
    let (email, organization) = match (&program.who, new.contact) {
        (Who::Company(guest), None) => {
            let member = guest.check_member()?;
            content.name.clone_from(&guest.contact.name);
            content.phone.clone_from(&guest.contact.phone);
            let email = guest.contact.email.clone();
            (Some(email), Some(member.organization.id))
        }
        (Who::Company(_), Some(_)) => {
            errors.push(wrong("requester", FieldError::NotAnOption));
            (None, None)
        }
        (Who::Staff(_), None) => {
            errors.push(wrong("requester", FieldError::Missing));
            (None, None)
        }
        (Who::Staff(_), Some(form)) => {
            let (email, of_contact) = check_contact(&form);
            errors.extend(of_contact);
            let text = settings.consent.text.get(language.tag());
            content.consent = Some(consent_to(app, text));
            content.name = kept(form.name.trim());
            content.email = kept(form.email.trim());
            content.phone = kept(form.phone.trim());
            (email, None)
        }
    };
    Ok(match email.filter(|_| errors.is_empty()) {
        Some(email) => Ok(Checked {
            content,
            email,
            organization,
        }),
        None => Err(errors),
    })
}

fn wrong(field: &str, error: FieldError) -> FormError {
    FormError {
        field: field.to_owned(),
        error,
    }
}

fn draft_of(app: &App, sent: &Checked, now: Timestamp) -> Draft {
    Draft {
        id: app.id(),
        version: 0,
        content: sent.content.clone(),
        email: Some(sent.email.clone()),
        reference: reference(random::bytes(&*app.random)),
        ticket: None,
        failed_codes: 0,
        codes_sent: 0,
        created_at: now,
        expires_at: end_of_life(app, now),
    }
}

/// What a draft of a program is found by. Nobody outside can make it, and so nobody opens such a
/// draft with a cookie.
fn owner(app: &App, token: ApiTokenId, draft: DraftId) -> String {
    let parts = [token.to_string(), draft.to_string()];
    app.secret
        .counter_key("draft-of-program", &[&parts[0], &parts[1]])
}

/// In whose name which program filed a ticket.
fn entry(app: &App, program: &Program, ticket: &Ticket, client: &str) -> AuditEntry {
    let agent = match &program.who {
        Who::Staff(by) => Some(by.agent.id),
        Who::Company(_) => None,
    };
    AuditEntry {
        after: Some(json!({ "api_token": program.token.name }).to_string()),
        reason: agent.is_none().then(|| program.token.of.to_string()),
        ..audit::entry(
            app,
            agent,
            "ticket_filed_by_program",
            format!("ticket {}", ticket.code),
            client,
            app.now(),
        )
    }
}
