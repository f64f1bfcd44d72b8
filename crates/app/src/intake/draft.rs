//! The draft of a guest: kept for 24 hours, found again by a cookie.

use domain::file::File;
use domain::form::{self, FieldError, FieldKind, MAX_LINE, MAX_TEXT, Topic};
use domain::intake::{ConsentGiven, Draft, DraftContent, reference};
use domain::ticket::Answer;
use domain::{AccountId, ApiTokenId, DraftId, EmailAddress, TicketCode};
use jiff::{SignedDuration, Timestamp};
use store::Tx;

use crate::secret::hex;
use crate::{App, Error, Guest, legal, random, token_hash};

/// A draft whose owner showed the cookie.
#[derive(Clone, Debug)]
pub struct OpenDraft {
    /// The draft.
    pub draft: Draft,
}

/// A draft with all that its pages show.
#[derive(Clone, Debug)]
pub struct DraftView {
    /// The draft.
    pub draft: Draft,
    /// Its topic, once chosen.
    pub topic: Option<Topic>,
    /// Its staged files.
    pub files: Vec<File>,
    /// The ticket that came of it.
    pub filed: Option<TicketCode>,
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The name of the field in the form.
    pub field: String,
    /// What is wrong.
    pub error: FieldError,
}

/// The details step as typed.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Field id of the topic's form and what was typed.
    pub typed: Vec<(String, String)>,
    /// A line by which to recognise the ticket.
    pub subject: String,
    /// What happened.
    pub description: String,
    /// Type of identity document.
    pub document_type: String,
    /// Its number.
    pub document_number: String,
}

/// The last step as typed.
#[derive(Clone, Debug, Default)]
pub struct ContactForm {
    /// The full name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// Whether the box was ticked.
    pub consent: bool,
}

/// How many drafts one account, or one program, begins in a day.
const DRAFTS_A_DAY: u32 = 1_000;

/// The most characters that are kept of one wrong answer.
const MAX_KEPT: usize = 10_000;

/// Begins a draft and gives the token for its owner's cookie.
///
/// # Errors
///
/// [`Error::Limited`] when this client, or everybody together, began too many.
pub async fn begin(app: &App, client: String, language: String) -> Result<(Draft, String), Error> {
    begin_with(
        app,
        Source::Client(client),
        DraftContent {
            language,
            ..DraftContent::default()
        },
    )
    .await
}

/// Begins a draft that goes on with a ticket which cannot be reopened any more.
///
/// # Errors
///
/// As [`begin`], and [`Error::NotFound`] or [`Error::Unproven`] for the old ticket.
pub async fn begin_follow_up(
    app: &App,
    guest: &Guest,
    code: TicketCode,
    client: String,
) -> Result<(Draft, String), Error> {
    let reader = guest.clone();
    let (ticket, description) = app
        .store
        .read(move |db| {
            let ticket = db.ticket_by_code(&code)?.ok_or(Error::NotFound)?;
            reader.check_act(&ticket)?;
            let first = db.messages(ticket.id)?.into_iter().next();
            Ok::<_, Error>((
                ticket,
                first.map(|message| message.text).unwrap_or_default(),
            ))
        })
        .await?;
    let content = DraftContent {
        topic: Some(ticket.topic),
        typed: ticket
            .answers
            .iter()
            .map(|answer| (answer.field.clone(), answer.text.clone()))
            .collect(),
        subject: ticket.subject.clone(),
        description,
        name: guest.contact.name.clone(),
        email: guest.contact.email.to_string(),
        phone: guest.contact.phone.clone(),
        language: ticket.language.clone(),
        follow_up_of: Some(ticket.id),
        ..DraftContent::default()
    };
    match &guest.member {
        Some(member) => begin_for(app, member.account.id, content).await,
        None => begin_with(app, Source::Client(client), content).await,
    }
}

/// Begins a draft of an account.
pub(crate) async fn begin_for(
    app: &App,
    account: AccountId,
    content: DraftContent,
) -> Result<(Draft, String), Error> {
    begin_with(app, Source::Account(account), content).await
}

/// Where a draft comes from, by which it is limited.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Client(String),
    Account(AccountId),
    Program(ApiTokenId),
}

async fn begin_with(
    app: &App,
    source: Source,
    content: DraftContent,
) -> Result<(Draft, String), Error> {
    let now = app.now();
    let token = random::token(&*app.random);
    let draft = Draft {
        id: app.id(),
        version: 0,
        content,
        email: None,
        reference: reference(random::bytes(&*app.random)),
        ticket: None,
        failed_codes: 0,
        codes_sent: 0,
        created_at: now,
        expires_at: end_of_life(app, now),
    };
    let (desk, begun, owner) = (app.clone(), draft.clone(), token_hash(&token));
    app.store
        .write(move |tx| {
            count_intake(tx, &desk, &source, now)?;
            let mut draft = begun.clone();
            // A reference that is dictated must be one draft's alone.
            while tx.draft_by_reference(&draft.reference)?.is_some() {
                draft.reference = reference(random::bytes(&*desk.random));
            }
            tx.insert_draft(&draft, &owner)?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok((draft, token))
}

/// 20 an hour and 240 a day for one client, 5,000 a day for all (DOMAIN, intake). An account and a
/// program have budgets of their own: companies file hundreds.
pub(super) fn count_intake(
    tx: &mut Tx,
    app: &App,
    source: &Source,
    now: Timestamp,
) -> Result<(), Error> {
    let limits = &app.limits.intake;
    let (hour, day) = (
        SignedDuration::from_hours(1),
        SignedDuration::from_hours(24),
    );
    let client = match source {
        Source::Client(client) => client.as_str(),
        Source::Account(account) => return count_own(tx, app, "account", account.0, now),
        Source::Program(token) => return count_own(tx, app, "program", token.0, now),
    };
    for (kind, parts, window, most) in [
        ("intake-hour", &[client][..], hour, limits.per_client_hour),
        ("intake-day", &[client][..], day, limits.per_client_day),
        ("intake-all", &[][..], day, limits.per_day),
    ] {
        if tx.hit(&app.secret.counter_key(kind, parts), window, now)? > most {
            return Err(Error::Limited);
        }
    }
    Ok(())
}

fn count_own(tx: &mut Tx, app: &App, kind: &str, id: i64, now: Timestamp) -> Result<(), Error> {
    let (kind, day) = (format!("intake-{kind}"), SignedDuration::from_hours(24));
    let key = app.secret.counter_key(&kind, &[&id.to_string()]);
    if tx.hit(&key, day, now)? > DRAFTS_A_DAY {
        Err(Error::Limited)
    } else {
        Ok(())
    }
}

/// The draft of a cookie; none if it is gone or its time is over.
///
/// # Errors
///
/// When the database does not answer.
pub async fn open(app: &App, owner_token: &str) -> Result<Option<OpenDraft>, Error> {
    let (owner, now) = (token_hash(owner_token), app.now());
    let found = app.store.read(move |db| db.draft_by_owner(&owner)).await?;
    Ok(found
        .filter(|draft| now < draft.expires_at)
        .map(|draft| OpenDraft { draft }))
}

/// The draft as it is now, with its topic and files.
///
/// # Errors
///
/// [`Error::NotFound`] when it is gone.
pub async fn view(app: &App, open: &OpenDraft) -> Result<DraftView, Error> {
    let (id, today) = (open.draft.id, app.calendar().filed_on(app.now()));
    app.store
        .read(move |db| {
            let draft = db.draft(id)?.ok_or(Error::NotFound)?;
            let topic = match draft.content.topic {
                Some(topic) => db.topic(topic)?.filter(|topic| topic.is_active),
                None => None,
            };
            let topic = match topic {
                Some(topic) => Some(legal::as_promised(db, [topic], today)?).map(|[topic]| topic),
                None => None,
            };
            let filed = match draft.ticket {
                Some(ticket) => db.ticket(ticket)?.map(|ticket| ticket.code),
                None => None,
            };
            Ok(DraftView {
                topic,
                filed,
                files: db.files_of_draft(id)?,
                draft,
            })
        })
        .await
}

/// An open ticket with the draft's tracking number that this guest may read. Others are never
/// told of it.
///
/// # Errors
///
/// When the database does not answer.
pub async fn same_tracking(
    app: &App,
    open: &OpenDraft,
    guest: &Guest,
) -> Result<Option<TicketCode>, Error> {
    let view = view(app, open).await?;
    let number = view
        .topic
        .and_then(|topic| topic.form.tracking_of(&view.draft.content.answers));
    let Some(number) = number else {
        return Ok(None);
    };
    let guest = guest.clone();
    app.store
        .read(move |db| {
            let number = std::slice::from_ref(&number);
            let found = db.open_tickets_with_tracking(guest.case_scope(), number)?;
            Ok(found
                .into_iter()
                .find(|ticket| guest.may_read(ticket))
                .map(|ticket| ticket.code))
        })
        .await
}

/// Chooses the topic; answers to questions of another topic are forgotten.
///
/// # Errors
///
/// [`Error::NotFound`] for an unknown topic.
pub async fn choose_topic(app: &App, open: &OpenDraft, slug: String) -> Result<(), Error> {
    let topic = crate::topic::by_slug(app, slug).await?.id;
    edit(app, open.draft.id, move |draft| {
        if draft.content.topic != Some(topic) {
            draft.content.topic = Some(topic);
            draft.content.typed.clear();
            draft.content.answers.clear();
            draft.content.details_done = false;
        }
    })
    .await
}

/// Keeps the details as typed, right or wrong, and says what is wrong with them.
///
/// # Errors
///
/// [`Error::NotFound`] when the draft or its topic is gone.
pub async fn save_details(
    app: &App,
    open: &OpenDraft,
    details: Details,
) -> Result<Vec<FormError>, Error> {
    let view = view(app, open).await?;
    let topic = view.topic.ok_or(Error::NotFound)?;
    let language = view.draft.content.language.clone();

    // Many numbers have a page of their own.
    let has_parcels = view.draft.content.parcels_for(&topic.form).is_some();
    let (answers, errors) = check_details(&topic, &language, has_parcels, &details);

    let done = errors.is_empty();
    let known = |id: &String| topic.form.fields.iter().any(|field| field.id == *id);
    let typed: Vec<_> = details
        .typed
        .into_iter()
        .filter(|(id, _)| known(id))
        .map(|(id, text)| (id, kept(&text)))
        .collect();
    edit(app, open.draft.id, move |draft| {
        let content = &mut draft.content;
        content.typed.clone_from(&typed);
        content.answers.clone_from(&answers);
        content.subject = kept(&details.subject);
        content.description = kept(&details.description);
        content.document_type = kept(&details.document_type);
        content.document_number = kept(&details.document_number);
        content.details_done = done;
    })
    .await?;
    Ok(errors)
}

/// The answers to keep, and what is wrong with the details as typed.
pub(super) fn check_details(
    topic: &Topic,
    language: &str,
    has_parcels: bool,
    details: &Details,
) -> (Vec<Answer>, Vec<FormError>) {
    let mut errors = Vec::new();
    let mut answers = Vec::new();
    for field in &topic.form.fields {
        if has_parcels && matches!(field.kind, FieldKind::Tracking { .. }) {
            continue;
        }
        let typed = details
            .typed
            .iter()
            .find(|(id, _)| *id == field.id)
            .map_or("", |(_, typed)| typed);
        match field.check(typed, language) {
            Ok(answer) => answers.extend(answer),
            Err(error) => errors.push(FormError {
                field: field.id.clone(),
                error,
            }),
        }
    }
    let number = form::within(details.document_number.trim(), 40);
    for (field, checked) in [
        ("subject", form::required(&details.subject, MAX_LINE)),
        (
            "description",
            form::required(&details.description, MAX_TEXT),
        ),
        ("document_number", number),
    ] {
        errors.extend(checked.err().map(|error| FormError {
            field: field.to_owned(),
            error,
        }));
    }
    (answers, errors)
}

/// Keeps the contact data as typed and says what is wrong. Without errors the address is the
/// draft's, and a code can be sent.
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone; [`Error::Rejected`] never.
pub async fn save_contact(
    app: &App,
    open: &OpenDraft,
    form: ContactForm,
    consent_text: &str,
) -> Result<Vec<FormError>, Error> {
    let (email, errors) = check_contact(&form);
    let consent = form.consent.then(|| consent_to(app, consent_text));
    let email = email.filter(|_| errors.is_empty());
    edit(app, open.draft.id, move |draft| {
        draft.content.name = kept(form.name.trim());
        draft.content.email = kept(form.email.trim());
        draft.content.phone = kept(form.phone.trim());
        draft.content.consent.clone_from(&consent);
        if email.is_some() {
            draft.email.clone_from(&email);
        }
    })
    .await?;
    Ok(errors)
}

/// The address, and what is wrong with the contact data as typed.
pub(super) fn check_contact(form: &ContactForm) -> (Option<EmailAddress>, Vec<FormError>) {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, error| {
        errors.push(FormError {
            field: field.to_owned(),
            error,
        });
    };
    if let Err(error) = form::required(&form.name, 120) {
        wrong("name", error);
    }
    let email = match form.email.parse::<EmailAddress>() {
        Ok(email) => Some(email),
        Err(_) if form.email.trim().is_empty() => {
            wrong("email", FieldError::Missing);
            None
        }
        Err(_) => {
            wrong("email", FieldError::NotAnEmail);
            None
        }
    };
    if let Err(error) = form::phone(&form.phone) {
        wrong("phone", error);
    }
    if !form.consent {
        wrong("consent", FieldError::Missing);
    }
    (email, errors)
}

/// A consent to the text that was shown.
pub(super) fn consent_to(app: &App, text: &str) -> ConsentGiven {
    ConsentGiven {
        version: app.settings().consent.version.clone(),
        hash: hex(&<sha2::Sha256 as sha2::Digest>::digest(text.as_bytes())),
        at: app.now(),
    }
}

/// Forgets the draft with everything in it, at its owner's wish.
///
/// # Errors
///
/// When the database does not answer.
pub async fn discard(app: &App, open: &OpenDraft) -> Result<(), Error> {
    super::sweep::delete(app, open.draft.id).await
}

/// Changes a draft that is no ticket yet, and gives it another 24 hours.
pub(crate) async fn edit(
    app: &App,
    id: DraftId,
    change: impl Fn(&mut Draft) + Send + Sync + 'static,
) -> Result<(), Error> {
    let expires_at = end_of_life(app, app.now());
    app.store
        .write(move |tx| {
            let mut draft = tx
                .draft(id)?
                .filter(|draft| draft.ticket.is_none())
                .ok_or(Error::NotFound)?;
            change(&mut draft);
            draft.expires_at = expires_at;
            tx.save_draft(&mut draft)?;
            Ok(())
        })
        .await
}

pub(super) fn end_of_life(app: &App, now: Timestamp) -> Timestamp {
    now.saturating_add(app.limits.intake.draft_life)
        .unwrap_or(now)
}

/// What is kept of a text as typed: it may be wrong, but not endless.
pub(super) fn kept(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .take(MAX_KEPT)
        .collect()
}
