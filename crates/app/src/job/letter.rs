//! Letters: what to tell whom, loaded when it is sent, one letter a job.

mod legal;

use domain::brand::{Theme, derive};
use domain::clock::Metric;
use domain::otp::Purpose;
use domain::policy::allows;
use domain::{
    AccountId, AgentId, ContactId, EmailAddress, EmailChangeId, Event, EventId, EventKind,
    FilingId, LinkId, MailingId, MessageId, OtpId, Permission, Principal, SolutionId, Ticket,
    TicketId,
};
use jiff::Timestamp;
use jiff::civil::Date;
use mail::{Brand, Letterhead, SendError, Signer};
use serde::{Deserialize, Serialize};
use store::Db;
use store::account::AccountLinkPurpose;
use store::email_change::EmailChangeState;
use store::filing::Filing;
use store::job::Job;
use text::{Language, Locale, Texts};

use super::Failure;
use super::digest::{self, Candidate};
use crate::account::Outcome;
use crate::oneself::Person;
use crate::{App, Error, Member};

/// A letter to be written: whom it is for and what it tells, by keys. Nothing secret: codes and
/// tokens are derived when it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub(crate) enum Letter {
    Code {
        otp: OtpId,
        purpose: Purpose,
        subject: i64,
        language: String,
    },
    TicketCreated {
        ticket: TicketId,
        link: LinkId,
    },
    Assigned {
        ticket: TicketId,
        agent: AgentId,
    },
    Replied {
        ticket: TicketId,
        message: MessageId,
        link: LinkId,
    },
    InfoRequested {
        ticket: TicketId,
        message: MessageId,
        link: LinkId,
    },
    SolutionProposed {
        ticket: TicketId,
        solution: SolutionId,
        link: LinkId,
    },
    ReviewReminder {
        ticket: TicketId,
        solution: SolutionId,
        link: LinkId,
    },
    CustomerWrote {
        ticket: TicketId,
        message: MessageId,
        agent: AgentId,
    },
    Resolved {
        ticket: TicketId,
        link: LinkId,
    },
    Reopened {
        ticket: TicketId,
        link: LinkId,
    },
    ReopenedToAgent {
        ticket: TicketId,
        event: EventId,
        agent: AgentId,
    },
    Escalated {
        ticket: TicketId,
        metric: Metric,
        agent: AgentId,
    },
    News {
        ticket: TicketId,
        event: EventId,
        agent: AgentId,
    },
    Cancelled {
        ticket: TicketId,
        link: LinkId,
    },
    AskedToComplete {
        ticket: TicketId,
        message: MessageId,
        link: LinkId,
    },
    CompletionWaits {
        ticket: TicketId,
        is_prolonged: bool,
        link: LinkId,
    },
    TacitlyWithdrawn {
        ticket: TicketId,
        link: LinkId,
    },
    Extended {
        ticket: TicketId,
        event: EventId,
        link: LinkId,
    },
    Transferred {
        ticket: TicketId,
        event: EventId,
        link: LinkId,
    },
    Forwarded {
        ticket: TicketId,
        event: EventId,
    },
    CompensationSettled {
        ticket: TicketId,
        is_paid: bool,
        link: LinkId,
    },
    TicketsFiled {
        account: AccountId,
        filing: FilingId,
    },
    LostCodes {
        contact: ContactId,
        language: String,
        link: Option<LinkId>,
    },
    Invitation {
        agent: AgentId,
        by: AgentId,
        nonce: i64,
        expires_at: Timestamp,
    },
    QueueWaits {
        agent: AgentId,
    },
    SignInFailed {
        agent: AgentId,
        failures: u32,
        at: Timestamp,
    },
    AccountInvitation {
        account: AccountId,
        by: Inviter,
        nonce: i64,
        expires_at: Timestamp,
    },
    PasswordReset {
        account: AccountId,
        nonce: i64,
        expires_at: Timestamp,
    },
    SignInLink {
        account: AccountId,
        nonce: i64,
        expires_at: Timestamp,
    },
    AccountSignInFailed {
        account: AccountId,
        failures: u32,
        at: Timestamp,
    },
    AgentPasswordReset {
        agent: AgentId,
        nonce: i64,
        expires_at: Timestamp,
    },
    Security {
        of: Principal,
        notice: Notice,
        at: Timestamp,
    },
    EmailChanging {
        change: EmailChangeId,
        nonce: i64,
    },
    Digest {
        mailing: MailingId,
    },
}

/// What somebody is told of how they sign in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Notice {
    PasswordChanged,
    FactorOn,
    FactorOff,
    FactorReset,
    FactorFailed,
    CodesRenewed,
    CodeUsed,
    EmailChanged,
}

/// Who invites somebody of a company.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "by", content = "id", rename_all = "snake_case")]
pub(crate) enum Inviter {
    Agent(AgentId),
    Manager(AccountId),
}

impl Letter {
    /// The name of the kind.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Code { .. } => "code",
            Self::TicketCreated { .. } => "ticket_created",
            Self::Assigned { .. } => "assigned",
            Self::Replied { .. } => "replied",
            Self::InfoRequested { .. } => "info_requested",
            Self::SolutionProposed { .. } => "solution_proposed",
            Self::ReviewReminder { .. } => "review_reminder",
            Self::CustomerWrote { .. } => "customer_wrote",
            Self::Resolved { .. } => "resolved",
            Self::Reopened { .. } => "reopened",
            Self::ReopenedToAgent { .. } => "reopened_to_agent",
            Self::Escalated { .. } => "escalated",
            Self::News { .. } => "news",
            Self::Cancelled { .. } => "cancelled",
            Self::AskedToComplete { .. } => "asked_to_complete",
            Self::CompletionWaits { .. } => "completion_waits",
            Self::TacitlyWithdrawn { .. } => "tacitly_withdrawn",
            Self::Extended { .. } => "extended",
            Self::Transferred { .. } => "transferred",
            Self::Forwarded { .. } => "forwarded",
            Self::CompensationSettled { .. } => "compensation_settled",
            Self::TicketsFiled { .. } => "tickets_filed",
            Self::LostCodes { .. } => "lost_codes",
            Self::Invitation { .. } => "invitation",
            Self::QueueWaits { .. } => "queue_waits",
            Self::SignInFailed { .. } => "sign_in_failed",
            Self::AccountInvitation { .. } => "account_invitation",
            Self::PasswordReset { .. } | Self::AgentPasswordReset { .. } => "password_reset",
            Self::SignInLink { .. } => "sign_in_link",
            Self::AccountSignInFailed { .. } => "account_sign_in_failed",
            Self::Security { .. } => "security",
            Self::EmailChanging { .. } => "email_changing",
            Self::Digest { .. } => "digest",
        }
    }

    /// The ticket it is about.
    pub(crate) fn ticket(&self) -> Option<TicketId> {
        match self {
            Self::TicketCreated { ticket, .. }
            | Self::Assigned { ticket, .. }
            | Self::Replied { ticket, .. }
            | Self::InfoRequested { ticket, .. }
            | Self::SolutionProposed { ticket, .. }
            | Self::ReviewReminder { ticket, .. }
            | Self::CustomerWrote { ticket, .. }
            | Self::Resolved { ticket, .. }
            | Self::Reopened { ticket, .. }
            | Self::ReopenedToAgent { ticket, .. }
            | Self::Escalated { ticket, .. }
            | Self::News { ticket, .. }
            | Self::Cancelled { ticket, .. }
            | Self::AskedToComplete { ticket, .. }
            | Self::CompletionWaits { ticket, .. }
            | Self::TacitlyWithdrawn { ticket, .. }
            | Self::Extended { ticket, .. }
            | Self::Transferred { ticket, .. }
            | Self::Forwarded { ticket, .. }
            | Self::CompensationSettled { ticket, .. } => Some(*ticket),
            Self::Code { .. }
            | Self::TicketsFiled { .. }
            | Self::LostCodes { .. }
            | Self::Invitation { .. }
            | Self::QueueWaits { .. }
            | Self::SignInFailed { .. }
            | Self::AccountInvitation { .. }
            | Self::PasswordReset { .. }
            | Self::SignInLink { .. }
            | Self::AccountSignInFailed { .. }
            | Self::AgentPasswordReset { .. }
            | Self::Security { .. }
            | Self::EmailChanging { .. }
            | Self::Digest { .. } => None,
        }
    }

    /// Whether it is for somebody of the staff.
    fn is_for_staff(&self) -> bool {
        matches!(
            self,
            Self::Assigned { .. }
                | Self::CustomerWrote { .. }
                | Self::ReopenedToAgent { .. }
                | Self::Escalated { .. }
                | Self::News { .. }
        )
    }

    /// Whether the law has somebody told, so that it never waits.
    fn is_asked_for_by_law(&self) -> bool {
        matches!(
            self,
            Self::AskedToComplete { .. }
                | Self::CompletionWaits { .. }
                | Self::TacitlyWithdrawn { .. }
                | Self::Extended { .. }
                | Self::Transferred { .. }
                | Self::Forwarded { .. }
        )
    }
}

/// A letter with its address, ready to be put into words.
struct Addressed {
    to: EmailAddress,
    language: Language,
    letter: mail::Letter,
}

/// Writes and sends one letter. The same job gives the same Message-ID, however often it is tried
/// (case N3). What became pointless in the meantime is not sent, and what is too much for one
/// address waits for a digest (case H4).
pub(super) async fn send(app: &App, job: &Job, letter: &Letter) -> Result<(), Failure> {
    let told = digest::last(app, letter).await?;
    let (desk, wanted) = (app.clone(), letter.clone());
    let Some(addressed) = app
        .store
        .read(move |db| address(&desk, db, &wanted))
        .await?
    else {
        return Ok(());
    };
    let counted = letter.ticket().filter(|_| !letter.is_asked_for_by_law());
    // What is tried again was counted the first time.
    if let Some(ticket) = counted.filter(|_| job.attempts == 1) {
        let candidate = Candidate {
            to: &addressed.to,
            ticket,
            language: addressed.language,
            is_staff: letter.is_for_staff(),
        };
        if !digest::admit(app, candidate).await? {
            return Ok(());
        }
    }
    let texts = texts(app, addressed.language);
    let head = letterhead(app, texts)?;
    let now = app.now().to_zoned(app.zone());
    let mail = head
        .write(&addressed.letter, job.id.0, &addressed.to, texts, &now)
        .map_err(classify)?;
    app.mailer.send(&mail).await.map_err(|error| {
        let outcome = if error.is_retryable() {
            "later"
        } else {
            "never"
        };
        metrics::counter!("resuelto_mails_failed_total", "again" => outcome).increment(1);
        classify(error)
    })?;
    metrics::counter!("resuelto_mails_sent_total", "kind" => letter.name()).increment(1);
    if let Some(told) = told {
        digest::settle(app, told).await?;
    }
    Ok(())
}

/// Whom a letter is for, masked; none if there is nobody to tell any more.
pub(super) fn addressee(app: &App, db: &mut Db, letter: &Letter) -> Result<Option<String>, Error> {
    let addressed = address(app, db, letter)?;
    Ok(addressed.map(|addressed| addressed.to.masked()))
}

fn classify(error: SendError) -> Failure {
    if error.is_retryable() {
        Failure::Retry(error.into())
    } else {
        Failure::GiveUp(error.into())
    }
}

/// Dates and amounts are written as the organisation's region does, in the reader's language.
fn texts(app: &App, language: Language) -> Texts {
    let settings = app.settings();
    let locale = Locale::parse(&settings.region)
        .unwrap_or_default()
        .with_language(language);
    Texts::of(
        locale,
        text::Word::parse(&settings.word).unwrap_or_default(),
    )
}

fn letterhead(app: &App, texts: Texts) -> Result<Letterhead, Failure> {
    let settings = app.settings();
    let colours = derive(&settings.brand.colour, Theme::Light);
    let colour = |hex: &str| {
        hex.parse()
            .map_err(|error: mail::BadColour| Failure::GiveUp(error.into()))
    };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Ok(Letterhead {
        brand: Brand {
            organisation: settings.name.clone(),
            legal_line: some(&settings.legal_name),
            address_line: some(&settings.address),
            support_line: some(&settings.line),
            hours: some(settings.hours.get(texts.language().tag())),
            brand: colour(&colours.brand)?,
            on_brand: colour(&colours.on_brand)?,
            brand_soft: colour(&colours.soft)?,
            brand_ink: colour(&colours.ink)?,
            logo: crate::logo::bytes(&settings.brand.logo)
                .and_then(|png| mail::Logo::png(&png).ok()),
            base_url: app.base_url.clone(),
            from: app.mail_from.clone(),
            reply_to: app.reply_to.clone(),
        },
        signer: Signer::new(&app.secret.subkey("message-id")),
        instance: app.base_url.host_str().unwrap_or("resuelto").to_owned(),
    })
}

/// Loads what a letter tells; none if there is nobody to tell any more.
#[expect(clippy::too_many_lines, reason = "one arm for each letter")]
fn address(app: &App, db: &mut Db, letter: &Letter) -> Result<Option<Addressed>, Error> {
    match letter {
        Letter::Code {
            otp,
            purpose,
            subject,
            language,
        } => {
            let found = db
                .otps(*purpose, *subject)?
                .into_iter()
                .find(|one| one.id == *otp);
            // A code that is used up or past its life is never sent (case H8).
            Ok(found
                .filter(|otp| otp.used_at.is_none() && app.now() < otp.expires_at)
                .map(|otp| Addressed {
                    language: language_of(app, language),
                    letter: mail::Letter::VerificationCode {
                        code: app.secret.digits(otp.id, otp.nonce),
                        purpose: otp.purpose,
                        expires_at: otp.expires_at,
                    },
                    to: otp.email,
                }))
        }
        Letter::LostCodes {
            contact,
            language,
            link,
        } => lost_codes(app, db, *contact, language, *link),
        Letter::Invitation {
            agent,
            by,
            nonce,
            expires_at,
        } => {
            let by = db.agent(*by)?.map(|agent| agent.name).unwrap_or_default();
            let path = format!(
                "/ingresar/clave/{}",
                crate::agent::invitation_token(app, *agent, *nonce)
            );
            to_agent(app, db, *agent, |_| mail::Letter::AgentInvited {
                by,
                path,
                expires_at: *expires_at,
            })
        }
        Letter::QueueWaits { agent } => queue_waits(app, db, *agent),
        Letter::SignInFailed {
            agent,
            failures,
            at,
        } => to_agent(app, db, *agent, |_| mail::Letter::SignInFailed {
            failures: *failures,
            last_at: *at,
            path: "/mesa/cuenta".into(),
        }),
        Letter::AgentPasswordReset {
            agent,
            nonce,
            expires_at,
        } => {
            // A link past its life is of no use any more.
            if *expires_at <= app.now() {
                return Ok(None);
            }
            let path = format!(
                "/ingresar/clave/{}",
                crate::agent::invitation_token(app, *agent, *nonce)
            );
            to_agent(app, db, *agent, |_| mail::Letter::PasswordReset {
                path,
                expires_at: *expires_at,
            })
        }
        Letter::Security { of, notice, at } => security(app, db, *of, *notice, *at),
        Letter::EmailChanging { change, nonce } => email_changing(app, db, *change, *nonce),
        Letter::Digest { mailing } => {
            let held = digest::held(db, *mailing)?;
            Ok(held.map(|held| Addressed {
                language: language_of(app, &held.language),
                letter: mail::Letter::Digest {
                    tickets: held.tickets,
                    path: if held.is_staff {
                        "/mesa/mios".into()
                    } else {
                        "/consultar".into()
                    },
                },
                to: held.to,
            }))
        }
        Letter::TicketsFiled { account, .. }
        | Letter::AccountInvitation { account, .. }
        | Letter::PasswordReset { account, .. }
        | Letter::SignInLink { account, .. }
        | Letter::AccountSignInFailed { account, .. } => to_account(app, db, letter, *account),
        Letter::Assigned { ticket, .. }
        | Letter::CustomerWrote { ticket, .. }
        | Letter::ReopenedToAgent { ticket, .. }
        | Letter::Escalated { ticket, .. }
        | Letter::News { ticket, .. } => {
            let Some(ticket) = db.ticket(*ticket)? else {
                return Ok(None);
            };
            about_ticket_to_agent(app, db, letter, &ticket)
        }
        Letter::Forwarded { ticket, event } => {
            let Some(ticket) = db.ticket(*ticket)? else {
                return Ok(None);
            };
            legal::forwarded(app, db, &ticket, *event)
        }
        Letter::TicketCreated { ticket, link }
        | Letter::Replied { ticket, link, .. }
        | Letter::InfoRequested { ticket, link, .. }
        | Letter::SolutionProposed { ticket, link, .. }
        | Letter::ReviewReminder { ticket, link, .. }
        | Letter::Resolved { ticket, link }
        | Letter::Reopened { ticket, link }
        | Letter::Cancelled { ticket, link }
        | Letter::AskedToComplete { ticket, link, .. }
        | Letter::CompletionWaits { ticket, link, .. }
        | Letter::TacitlyWithdrawn { ticket, link }
        | Letter::Extended { ticket, link, .. }
        | Letter::Transferred { ticket, link, .. }
        | Letter::CompensationSettled { ticket, link, .. } => {
            let Some(ticket) = db.ticket(*ticket)? else {
                return Ok(None);
            };
            let path = match db.link(*link)? {
                Some(link) => format!("/e/{}", app.secret.link_token(link.id, link.nonce)),
                None => format!("/casos/{}", ticket.code),
            };
            about_ticket_to_requester(app, db, letter, &ticket, path)
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each letter")]
fn about_ticket_to_requester(
    app: &App,
    db: &mut Db,
    letter: &Letter,
    ticket: &Ticket,
    path: String,
) -> Result<Option<Addressed>, Error> {
    let Some(contact) = db.contact(ticket.requester)? else {
        return Ok(None);
    };
    let language = language_of(app, &ticket.language);
    let terms = app.terms();
    let subject = mail::Ticket {
        id: ticket.id,
        code: ticket.code.clone(),
        subject: ticket.subject.clone(),
        path,
    };
    let agent = agent_name(db, ticket.assignee)?;
    let due = ticket.due_at.map(|at| end_of_term(app, at));
    let letter = match letter {
        Letter::TicketCreated { .. } => {
            let book = app.rulebook(db)?;
            let topic = book
                .topic(ticket.topic)
                .map(|topic| topic.form.name.get(language.tag()).to_owned());
            mail::Letter::TicketCreated {
                ticket: subject,
                topic: topic.unwrap_or_default(),
                class: legal::class(db, ticket, language)?,
                agent,
                answer_due: due,
            }
        }
        Letter::Replied { message, .. } | Letter::InfoRequested { message, .. } => {
            let Some(message) = db.message(ticket.id, *message)? else {
                return Ok(None);
            };
            let agent = agent_name(db, message.author.agent())?
                .unwrap_or_else(|| app.settings().name.clone());
            let (text, files) = (message.text, file_names(db, ticket.id, message.id)?);
            if matches!(letter, Letter::Replied { .. }) {
                mail::Letter::AgentReplied {
                    ticket: subject,
                    agent,
                    text,
                    files,
                }
            } else {
                mail::Letter::InformationRequested {
                    ticket: subject,
                    agent,
                    text,
                    files,
                }
            }
        }
        Letter::SolutionProposed { solution, .. } => {
            let Some(solution) = db
                .solution(ticket.id, *solution)?
                .filter(|one| ticket.solution == Some(one.id))
            else {
                return Ok(None);
            };
            let Some(answer_by) = ticket
                .silence_ends_at(&terms)
                .map(|at| end_of_term(app, at))
            else {
                return Ok(None);
            };
            mail::Letter::SolutionProposed {
                ticket: subject,
                agent: agent_name(db, Some(solution.author))?.unwrap_or_default(),
                files: file_names(db, ticket.id, MessageId(solution.id.0))?,
                text: solution.text,
                answer_by,
            }
        }
        Letter::ReviewReminder { solution, .. } => {
            let Some(end) = ticket
                .silence_ends_at(&terms)
                .filter(|_| ticket.solution == Some(*solution))
            else {
                return Ok(None);
            };
            let days = end_of_term(app, end)
                .since(day(app, app.now()))
                .map_or(0, |span| span.get_days());
            let days_left = u16::try_from(days).unwrap_or(0);
            mail::Letter::SolutionReminder {
                ticket: subject,
                days_left,
                answer_by: end_of_term(app, end),
            }
        }
        Letter::Resolved { .. } => mail::Letter::TicketResolved {
            ticket: subject,
            how: match ticket.resolution {
                Some(domain::ticket::Resolution::Accepted) => mail::Resolution::Accepted,
                Some(domain::ticket::Resolution::Silence) => mail::Resolution::Silence,
                Some(domain::ticket::Resolution::ByAgent) => mail::Resolution::ByAgent {
                    name: agent.unwrap_or_default(),
                },
                None => return Ok(None),
            },
            reopen_until: ticket.reopen_until(&terms).map(|at| end_of_term(app, at)),
        },
        Letter::Reopened { .. } => mail::Letter::TicketReopened {
            ticket: subject,
            agent,
            answer_due: due,
        },
        Letter::Cancelled { .. } => match last_end(db, ticket.id)? {
            Some(Event {
                by,
                kind: EventKind::Cancelled { reason },
                ..
            }) => {
                let name = agent_name(db, by.agent())?.unwrap_or_default();
                mail::Letter::TicketCancelled {
                    ticket: subject,
                    by: mail::Cancellation::ByAgent { name, reason },
                }
            }
            Some(_) => mail::Letter::TicketCancelled {
                ticket: subject,
                by: mail::Cancellation::ByRequester,
            },
            None => return Ok(None),
        },
        Letter::AskedToComplete { .. }
        | Letter::CompletionWaits { .. }
        | Letter::TacitlyWithdrawn { .. }
        | Letter::Extended { .. }
        | Letter::Transferred { .. } => {
            match legal::to_requester(app, db, letter, ticket, subject, language)? {
                Some(letter) => letter,
                None => return Ok(None),
            }
        }
        Letter::CompensationSettled { is_paid, .. } => mail::Letter::CompensationSettled {
            ticket: subject,
            is_paid: *is_paid,
        },
        Letter::Code { .. }
        | Letter::Forwarded { .. }
        | Letter::Assigned { .. }
        | Letter::CustomerWrote { .. }
        | Letter::ReopenedToAgent { .. }
        | Letter::Escalated { .. }
        | Letter::News { .. }
        | Letter::TicketsFiled { .. }
        | Letter::LostCodes { .. }
        | Letter::Invitation { .. }
        | Letter::QueueWaits { .. }
        | Letter::SignInFailed { .. }
        | Letter::AccountInvitation { .. }
        | Letter::PasswordReset { .. }
        | Letter::SignInLink { .. }
        | Letter::AccountSignInFailed { .. }
        | Letter::AgentPasswordReset { .. }
        | Letter::Security { .. }
        | Letter::EmailChanging { .. }
        | Letter::Digest { .. } => return Ok(None),
    };
    Ok(Some(Addressed {
        to: contact.email,
        language,
        letter,
    }))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the caller sorts letters; these five come here"
)]
fn about_ticket_to_agent(
    app: &App,
    db: &mut Db,
    letter: &Letter,
    ticket: &Ticket,
) -> Result<Option<Addressed>, Error> {
    let Some(contact) = db.contact(ticket.requester)? else {
        return Ok(None);
    };
    let path = format!("/mesa/casos/{}", ticket.code);
    let subject = mail::Ticket {
        id: ticket.id,
        code: ticket.code.clone(),
        subject: ticket.subject.clone(),
        path,
    };
    let requester = contact.name.clone();
    match letter {
        Letter::Assigned { agent, .. } => {
            let topic = db.topic(ticket.topic)?;
            let by = assigner(db, ticket.id, *agent)?;
            let due_at = ticket.due_at;
            to_agent(app, db, *agent, |language| mail::Letter::TicketAssigned {
                ticket: subject,
                requester,
                topic: topic
                    .map(|topic| topic.form.name.get(language.tag()).to_owned())
                    .unwrap_or_default(),
                due_at,
                by,
            })
        }
        Letter::CustomerWrote { message, agent, .. } => {
            let Some(message) = db.message(ticket.id, *message)? else {
                return Ok(None);
            };
            let files = file_names(db, ticket.id, message.id)?;
            let author = match message.author.contact().filter(|id| *id != contact.id) {
                Some(colleague) => db.contact(colleague)?.map(|contact| contact.name),
                None => None,
            };
            to_agent(app, db, *agent, |_| mail::Letter::CustomerWrote {
                ticket: subject,
                requester: author.unwrap_or(requester),
                text: message.text,
                files,
            })
        }
        Letter::ReopenedToAgent { event, agent, .. } => {
            let found = db
                .events(ticket.id)?
                .into_iter()
                .find(|one| one.id == *event);
            let Some(EventKind::SolutionRejected { reason, .. } | EventKind::Reopened { reason }) =
                found.map(|event| event.kind)
            else {
                return Ok(None);
            };
            // A message that reopened the ticket was told of already.
            if reason.is_empty() {
                return Ok(None);
            }
            to_agent(app, db, *agent, |_| mail::Letter::CustomerWrote {
                ticket: subject,
                requester,
                text: reason,
                files: Vec::new(),
            })
        }
        Letter::Escalated { metric, agent, .. } => {
            let clocks = db.clocks(ticket.id)?;
            let clock = clocks.as_ref().and_then(|clocks| clocks.get(*metric));
            // What was promised is done by now.
            let Some(clock) = clock.filter(|clock| clock.is_live()) else {
                return Ok(None);
            };
            to_agent(app, db, *agent, |_| mail::Letter::DeadlineNotice {
                ticket: subject,
                requester,
                metric: *metric,
                due_at: clock.due_at,
            })
        }
        Letter::News { event, agent, .. } => {
            if !may_read(db, *agent, ticket)? {
                return Ok(None);
            }
            let mut events = db.events(ticket.id)?.into_iter();
            let Some(event) = events.find(|one| one.id == *event) else {
                return Ok(None);
            };
            let message = match event.kind.message() {
                Some(message) => db.message(ticket.id, message)?,
                None => None,
            };
            to_agent(app, db, *agent, |_| mail::Letter::TicketNews {
                ticket: subject,
                requester,
                what: event.kind.name(),
                text: message.map(|message| message.text).unwrap_or_default(),
            })
        }
        _ => Ok(None),
    }
}

/// Who follows a ticket hears nothing of one that they may not read, or no more.
fn may_read(db: &mut Db, agent: AgentId, ticket: &Ticket) -> Result<bool, Error> {
    let agent = db.agent(agent)?;
    Ok(agent.is_some_and(|agent| allows(&agent, Permission::Read, ticket.facts())))
}

/// What waits for somebody, unless somebody was found meanwhile.
fn queue_waits(app: &App, db: &mut Db, agent: AgentId) -> Result<Option<Addressed>, Error> {
    let waiting = db.waiting()?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let teams = db.teams()?;
    let name = |id| {
        let team = teams.iter().find(|team| team.id == id);
        team.map(|team| team.name.clone()).unwrap_or_default()
    };
    let waiting = waiting.into_iter().map(|one| mail::Waiting {
        team: name(one.team),
        count: one.count,
        oldest: one.oldest,
    });
    let waiting = waiting.collect();
    to_agent(app, db, agent, |_| mail::Letter::QueueWaits {
        waiting,
        path: "/mesa/sin-asignar".into(),
    })
}

/// A letter to an agent who still works here.
fn to_agent(
    app: &App,
    db: &mut Db,
    agent: AgentId,
    letter: impl FnOnce(Language) -> mail::Letter,
) -> Result<Option<Addressed>, Error> {
    let Some(agent) = db.agent(agent)?.filter(|agent| agent.is_active) else {
        return Ok(None);
    };
    let language = language_of(app, agent.language.as_deref().unwrap_or_default());
    Ok(Some(Addressed {
        to: agent.email,
        language,
        letter: letter(language),
    }))
}

/// A letter to somebody whose account may sign in.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the caller sorts letters; these five come here"
)]
fn to_account(
    app: &App,
    db: &mut Db,
    letter: &Letter,
    account: AccountId,
) -> Result<Option<Addressed>, Error> {
    let Some(Member {
        account,
        organization,
    }) = crate::account::member(db, account)?
    else {
        return Ok(None);
    };
    let Some(contact) = db.contact(account.contact)? else {
        return Ok(None);
    };
    let path = |purpose, nonce| crate::account::link_path(app, account.id, purpose, nonce);
    let letter = match letter {
        Letter::AccountInvitation {
            by,
            nonce,
            expires_at,
            ..
        } => mail::Letter::AccountInvited {
            by: inviter(app, db, *by)?,
            company: organization.name,
            path: path(AccountLinkPurpose::Invitation, *nonce),
            expires_at: *expires_at,
        },
        Letter::PasswordReset {
            nonce, expires_at, ..
        } => mail::Letter::PasswordReset {
            path: path(AccountLinkPurpose::Reset, *nonce),
            expires_at: *expires_at,
        },
        Letter::SignInLink {
            nonce, expires_at, ..
        } => mail::Letter::SignInLink {
            path: path(AccountLinkPurpose::SignIn, *nonce),
            expires_at: *expires_at,
        },
        Letter::TicketsFiled { filing, .. } => match db.filing(*filing)? {
            Some(filing) => tickets_filed(db, filing)?,
            None => return Ok(None),
        },
        Letter::AccountSignInFailed { failures, at, .. } => mail::Letter::SignInFailed {
            failures: *failures,
            last_at: *at,
            path: "/cuenta/datos".into(),
        },
        _ => return Ok(None),
    };
    // A link past its life is of no use any more.
    let ended = match &letter {
        mail::Letter::PasswordReset { expires_at, .. }
        | mail::Letter::SignInLink { expires_at, .. } => *expires_at <= app.now(),
        _ => false,
    };
    Ok((!ended).then(|| Addressed {
        to: contact.email,
        language: language_of(app, account.language.as_deref().unwrap_or_default()),
        letter,
    }))
}

/// A notice to somebody who may sign in, with the page where that is changed.
fn security(
    app: &App,
    db: &mut Db,
    of: Principal,
    notice: Notice,
    at: Timestamp,
) -> Result<Option<Addressed>, Error> {
    let Some(person) = Person::load(db, of)? else {
        return Ok(None);
    };
    let letter = mail::Letter::Security {
        notice: match notice {
            Notice::PasswordChanged => mail::Notice::PasswordChanged,
            Notice::FactorOn => mail::Notice::FactorOn,
            Notice::FactorOff => mail::Notice::FactorOff,
            Notice::FactorReset => mail::Notice::FactorReset,
            Notice::FactorFailed => mail::Notice::FactorFailed,
            Notice::CodesRenewed => mail::Notice::CodesRenewed,
            Notice::CodeUsed => mail::Notice::CodeUsed,
            Notice::EmailChanged => mail::Notice::EmailChanged,
        },
        at,
        path: own_page(of).to_owned(),
    };
    Ok(Some(Addressed {
        to: person.email,
        language: own_language(app, db, of)?,
        letter,
    }))
}

/// To the old address: another one was given, and how to undo that.
fn email_changing(
    app: &App,
    db: &mut Db,
    change: EmailChangeId,
    nonce: i64,
) -> Result<Option<Addressed>, Error> {
    let Some(change) = db.email_change(change)? else {
        return Ok(None);
    };
    if change.undo_until <= app.now() || change.state == EmailChangeState::Over {
        return Ok(None);
    }
    Ok(Some(Addressed {
        language: own_language(app, db, change.of)?,
        letter: mail::Letter::EmailChanging {
            new: change.new.masked(),
            path: crate::email_change::undo_path(app, change.id, nonce),
            until: change.undo_until,
        },
        to: change.old,
    }))
}

/// Where somebody changes how they sign in.
fn own_page(of: Principal) -> &'static str {
    match of {
        Principal::Agent(_) => "/mesa/cuenta",
        Principal::Account(_) => "/cuenta/datos",
    }
}

fn own_language(app: &App, db: &mut Db, of: Principal) -> Result<Language, Error> {
    let tag = match of {
        Principal::Agent(agent) => db.agent(agent)?.and_then(|agent| agent.language),
        Principal::Account(account) => db.account(account)?.and_then(|account| account.language),
    };
    Ok(language_of(app, tag.as_deref().unwrap_or_default()))
}

fn tickets_filed(db: &mut Db, filing: Filing) -> Result<mail::Letter, Error> {
    let path = format!("/cuenta/casos/lotes/{}", filing.id);
    let page = crate::account::page_of(db, filing)?;
    let all = page.lines.len();
    let filed: Vec<_> = page
        .lines
        .into_iter()
        .filter_map(|(number, outcome)| match outcome {
            Outcome::Filed { code, agent } => Some(mail::Filed {
                code,
                number,
                agent,
            }),
            Outcome::LeftOut(_) => None,
        })
        .collect();
    Ok(mail::Letter::TicketsFiled {
        subject: page.subject,
        left_out: all - filed.len(),
        tickets: filed,
        path,
    })
}

fn inviter(app: &App, db: &mut Db, by: Inviter) -> Result<String, Error> {
    let name = match by {
        Inviter::Agent(agent) => agent_name(db, Some(agent))?,
        Inviter::Manager(account) => match db.account(account)? {
            Some(account) => db.contact(account.contact)?.map(|contact| contact.name),
            None => None,
        },
    };
    Ok(name.unwrap_or_else(|| app.settings().name.clone()))
}

fn lost_codes(
    app: &App,
    db: &mut Db,
    contact: ContactId,
    language: &str,
    link: Option<LinkId>,
) -> Result<Option<Addressed>, Error> {
    let Some(contact) = db.contact(contact)? else {
        return Ok(None);
    };
    let language = language_of(app, language);
    let words = texts(app, language);
    let mut tickets = db.tickets_of_contact(contact.id, 50)?;
    // A ticket verified on the phone never proved this address (case A12).
    tickets.retain(|ticket| ticket.verified_by == domain::ticket::VerifiedBy::Code);
    if tickets.is_empty() {
        return Ok(None);
    }
    let tickets = tickets.into_iter().map(|ticket| mail::Listed {
        state: words
            .by_id(&format!("state-{}-customer", ticket.status.name()))
            .unwrap_or_default(),
        created_on: day(app, ticket.created_at),
        subject: ticket.subject,
        code: ticket.code,
    });
    let path = match link {
        Some(link) => match db.link(link)? {
            Some(link) => format!("/e/{}", app.secret.link_token(link.id, link.nonce)),
            None => return Ok(None),
        },
        None => "/consultar".into(),
    };
    Ok(Some(Addressed {
        to: contact.email,
        language,
        letter: mail::Letter::CodeList {
            tickets: tickets.collect(),
            path,
        },
    }))
}

fn language_of(app: &App, tag: &str) -> Language {
    Language::parse(tag)
        .or_else(|| Language::parse(&app.settings().language))
        .unwrap_or_default()
}

fn day(app: &App, at: Timestamp) -> Date {
    at.to_zoned(app.zone()).date()
}

/// The day on which a term ends: that of the calendar which terms are counted by, whose time zone may
/// be another than the organisation's.
fn end_of_term(app: &App, at: Timestamp) -> Date {
    at.to_zoned(app.calendar().zone().clone()).date()
}

fn agent_name(db: &mut Db, agent: Option<AgentId>) -> Result<Option<String>, Error> {
    match agent {
        Some(agent) => Ok(db.agent(agent)?.map(|agent| agent.name)),
        None => Ok(None),
    }
}

fn file_names(db: &mut Db, ticket: TicketId, message: MessageId) -> Result<Vec<String>, Error> {
    let files = db.files_of_ticket(ticket)?.into_iter();
    let own = files.filter(|file| matches!(file.place, domain::file::Place::Message { message: of, .. } if of == message));
    Ok(own.map(|file| file.name).collect())
}

fn last_end(db: &mut Db, ticket: TicketId) -> Result<Option<Event>, Error> {
    let ends = |event: &Event| {
        matches!(
            event.kind,
            EventKind::Cancelled { .. } | EventKind::Dropped { .. }
        )
    };
    Ok(db.events(ticket)?.into_iter().rev().find(ends))
}

fn assigner(db: &mut Db, ticket: TicketId, to: AgentId) -> Result<Option<String>, Error> {
    let assigned =
        |event: &Event| matches!(event.kind, EventKind::Assigned { to: given, .. } if given == to);
    let by = db
        .events(ticket)?
        .into_iter()
        .rev()
        .find(assigned)
        .and_then(|event| event.by.agent());
    agent_name(db, by)
}
