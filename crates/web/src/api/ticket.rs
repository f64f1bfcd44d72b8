//! Tickets: lists, one of them, and new ones. How a ticket is told stands here alone.

use app::intake::{ContactForm, Details, NewTicket, file_for_program};
use app::ticket::{DeskView, GuestView};
use app::token::Who;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use domain::form::Topic as TopicRecord;
use domain::token::ApiScope;
use domain::{AgentId, Status, TeamId, Ticket, TicketCode, TicketId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::cases::{CaseCursor, CaseFilter, CaseRow, CaseStatus};
use store::queue::{AssigneeFilter, QueueCursor, QueueFilter, QueueOrder, StatusFilter};
use text::Texts;
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::paging::{Page, cursor, limit, next};
use super::problem::Problem;
use super::sent::{Answer, Params, Write, etag};
use crate::state::Web;

/// What is told of a ticket after each change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketHead {
    /// What people call it.
    #[schema(example = "PC-26-7F3K9Q-M")]
    code: String,
    /// Grows with every change; the `ETag` is this number.
    version: i64,
    /// Where it stands.
    status: TicketState,
    /// A line by which to recognise it.
    subject: String,
    /// When it was filed.
    created_at: Timestamp,
    /// When the last event happened.
    updated_at: Timestamp,
    /// By when the requester is to have an answer.
    due_at: Option<Timestamp>,
    /// When it was resolved.
    resolved_at: Option<Timestamp>,
    /// How it was resolved: `accepted`, `silence` or `by_agent`.
    resolution: Option<String>,
}

/// A ticket with what belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketDetails {
    #[serde(flatten)]
    head: TicketHead,
    /// What it is about.
    topic: Topic,
    /// Whose queue it is in.
    team: Option<Named>,
    /// Who works on it.
    assignee: Option<Named>,
    /// Who asks.
    requester: Option<Requester>,
    /// The company that it was filed for.
    organization: Option<Named>,
    /// The answers to the questions of the topic.
    answers: Vec<Answered>,
    /// The tracking number, if there is one.
    tracking_number: Option<String>,
    /// The language of mails to the requester.
    language: String,
    /// How often it was reopened.
    reopen_count: u32,
    /// The rating of the present resolution.
    rating: Option<Rating>,
    /// The solution that waits for an answer, or that ended the ticket.
    solution: Option<String>,
}

/// A ticket in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketItem {
    /// What people call it.
    code: String,
    /// Where it stands.
    status: TicketState,
    /// A line by which to recognise it.
    subject: String,
    /// The full name of who asks.
    requester_name: String,
    /// The full name of who works on it.
    assignee_name: Option<String>,
    /// When it was filed.
    created_at: Timestamp,
    /// When the last event happened.
    updated_at: Timestamp,
    /// By when the requester is to have an answer.
    due_at: Option<Timestamp>,
    /// When it was resolved.
    resolved_at: Option<Timestamp>,
}

/// What a ticket is about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Topic {
    /// The short name, for new tickets.
    slug: String,
    /// What people read.
    name: String,
}

/// Something with a name. Programs of companies are told the names of the staff alone, without ids.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Named {
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// What people read.
    pub(super) name: String,
}

/// Who asks. Without the right to see them, address and telephone are masked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Requester {
    /// The full name.
    name: String,
    /// The address.
    email: String,
    /// A telephone number; may be empty.
    phone: String,
}

/// One answer to a question of the topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Answered {
    /// The question's short name.
    field: String,
    /// The question as the requester read it.
    label: String,
    /// The answer.
    text: String,
}

/// How the service was.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Rating {
    /// 1 to 5.
    stars: u8,
    /// In the requester's words.
    comment: String,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Status)]
#[serde(rename_all = "snake_case")]
pub(super) enum TicketState {
    New,
    Open,
    WaitingCustomer,
    WaitingThird,
    SolutionProposed,
    Resolved,
    Cancelled,
    Transferred,
    Merged,
    Spam,
}

impl From<Status> for TicketState {
    fn from(status: Status) -> Self {
        match status {
            Status::New => Self::New,
            Status::Open => Self::Open,
            Status::WaitingCustomer => Self::WaitingCustomer,
            Status::WaitingThird => Self::WaitingThird,
            Status::SolutionProposed => Self::SolutionProposed,
            Status::Resolved => Self::Resolved,
            Status::Cancelled => Self::Cancelled,
            Status::Transferred => Self::Transferred,
            Status::Merged => Self::Merged,
            Status::Spam => Self::Spam,
        }
    }
}

/// Which tickets a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Group {
    /// In whatever state.
    #[default]
    All,
    /// In a state in which there is work.
    Unfinished,
    /// In this state.
    New,
    Open,
    WaitingCustomer,
    WaitingThird,
    SolutionProposed,
    Resolved,
    Cancelled,
    Transferred,
    Merged,
    Spam,
}

impl Group {
    fn status(self) -> Option<Status> {
        match self {
            Self::All | Self::Unfinished => None,
            Self::New => Some(Status::New),
            Self::Open => Some(Status::Open),
            Self::WaitingCustomer => Some(Status::WaitingCustomer),
            Self::WaitingThird => Some(Status::WaitingThird),
            Self::SolutionProposed => Some(Status::SolutionProposed),
            Self::Resolved => Some(Status::Resolved),
            Self::Cancelled => Some(Status::Cancelled),
            Self::Transferred => Some(Status::Transferred),
            Self::Merged => Some(Status::Merged),
            Self::Spam => Some(Status::Spam),
        }
    }

    fn of_staff(self) -> StatusFilter {
        match (self, self.status()) {
            (_, Some(status)) => StatusFilter::One(status),
            (Self::Unfinished, None) => StatusFilter::Open,
            (_, None) => StatusFilter::All,
        }
    }

    fn of_company(self) -> CaseStatus {
        match (self, self.status()) {
            (_, Some(status)) => CaseStatus::One(status),
            (Self::Unfinished, None) => CaseStatus::Open,
            (_, None) => CaseStatus::All,
        }
    }

    /// As a file names it that the staff takes away; nothing for all.
    pub(super) fn words_of_staff(self, t: &Texts) -> Vec<String> {
        let words = match self.status() {
            Some(status) => t.by_id(&format!("state-{}-desk", status.name())),
            None => (self == Self::Unfinished).then(|| t.desk_view_open()),
        };
        let said = words.map(|words| format!("{}: {words}", t.desk_filter_state()));
        said.into_iter().collect()
    }

    /// As a file of a company names it; nothing for all.
    pub(super) fn words_of_company(self, t: &Texts) -> Vec<String> {
        let words = match self.status() {
            Some(status) => t.by_id(&format!("state-{}-customer", status.name())),
            None => (self == Self::Unfinished).then(|| t.account_tab_open()),
        };
        let said = words.map(|words| format!("{}: {words}", t.account_state()));
        said.into_iter().collect()
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    /// What was filed last comes first.
    #[default]
    Newest,
    /// What is due first comes first; for programs of the staff.
    Due,
}

/// Which tickets, in which order, and how many.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// By state; all without it.
    #[serde(default)]
    #[param(inline)]
    status: Group,
    /// By who works on them: the id of somebody of the staff, or `nobody`. For programs of the staff.
    #[param(pattern = "^(nobody|[0-9]{1,18})$")]
    assignee: Option<String>,
    /// Only those of this team; for programs of the staff.
    #[param(pattern = "^[0-9]{1,18}$")]
    team: Option<String>,
    /// The order.
    #[serde(default)]
    #[param(inline)]
    order: Order,
    /// The `next` of the page before.
    #[param(pattern = "^-?[0-9]{1,18}_[0-9]{1,18}$")]
    cursor: Option<String>,
    /// How many: 1 to 100, or 50 without it.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A new ticket.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "topic": "informacion",
    "subject": "Caja de libros detenida en Medellín",
    "description": "La caja no se mueve desde el lunes.",
    "requester": {"name": "Mariana Ríos Ospina", "email": "mariana.rios@correo.example", "consent": true},
}))]
pub(super) struct Create {
    /// The short name of the topic.
    topic: String,
    /// A line by which to recognise it.
    subject: String,
    /// What happened.
    description: String,
    /// The answers to the questions of the topic, by their short names.
    #[serde(default)]
    answers: Vec<Given>,
    /// The identity document, if there is one.
    #[serde(default)]
    document: Option<Document>,
    /// Who asks. Programs of the staff must say; those of companies must not.
    #[serde(default)]
    requester: Option<Asking>,
    /// The language of mails to the requester: `es`, `en` or `pt-BR`.
    #[serde(default)]
    language: Option<String>,
}

/// An answer to a question of the topic.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    /// The question's short name.
    field: String,
    /// The answer; a date as `day-month-year`.
    text: String,
}

/// An identity document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// Of which type.
    #[serde(rename = "type")]
    kind: String,
    /// Its number.
    number: String,
}

/// Who asks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asking {
    /// The full name. One who is known already keeps the name that is known.
    name: String,
    /// The address, which the program has verified, or which is going to be.
    email: String,
    /// A telephone number. One who is known already keeps the number that is known; another one
    /// belongs into the description.
    #[serde(default)]
    phone: String,
    /// Whether they agreed to the use of their data, as the portal asks them to.
    consent: bool,
}

impl Create {
    pub(super) fn wanted(&self) -> NewTicket {
        let document = self.document.as_ref();
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        NewTicket {
            topic: self.topic.clone(),
            details: Details {
                typed: self
                    .answers
                    .iter()
                    .map(|given| (given.field.clone(), given.text.clone()))
                    .collect(),
                subject: self.subject.clone(),
                description: self.description.clone(),
                document_type: text(document.map(|one| &one.kind)),
                document_number: text(document.map(|one| &one.number)),
            },
            language: text(self.language.as_ref()),
            contact: self.requester.as_ref().map(|asking| ContactForm {
                name: asking.name.clone(),
                email: asking.email.clone(),
                phone: asking.phone.clone(),
                consent: asking.consent,
            }),
        }
    }
}

impl TicketHead {
    pub(super) fn of(ticket: &Ticket) -> Self {
        Self {
            code: ticket.code.to_string(),
            version: ticket.version,
            status: ticket.status.into(),
            subject: ticket.subject.clone(),
            created_at: ticket.created_at,
            updated_at: ticket.updated_at,
            due_at: ticket.due_at,
            resolved_at: ticket.resolved_at,
            resolution: ticket.resolution.map(|how| how.name().to_owned()),
        }
    }

    /// The answer to a change.
    pub(super) fn changed(ticket: &Ticket) -> Answer {
        Answer::of(StatusCode::OK, &Self::of(ticket)).version(ticket.version)
    }

    /// The answer to something new in a ticket.
    pub(super) fn added(ticket: &Ticket) -> Answer {
        Answer::of(StatusCode::CREATED, &Self::of(ticket)).version(ticket.version)
    }

    /// The answer to a new ticket.
    pub(super) fn created(ticket: &Ticket) -> Answer {
        Self::added(ticket).at(path_of(&ticket.code))
    }
}

impl TicketDetails {
    fn of_staff(view: &DeskView) -> Self {
        let ticket = &view.ticket;
        let named = |id: AgentId| Named {
            id: Some(id.to_string()),
            name: view.names.get(&id).cloned().unwrap_or_default(),
        };
        let team = view.teams.iter().find(|team| team.id == ticket.team);
        Self {
            head: TicketHead::of(ticket),
            topic: Topic::of(&view.topic, &ticket.language),
            team: team.map(|team| Named {
                id: Some(team.id.to_string()),
                name: team.name.clone(),
            }),
            assignee: ticket.assignee.map(named),
            requester: Some(Requester {
                name: view.contact.name.clone(),
                email: view.contact.email.clone(),
                phone: view.contact.phone.clone(),
            }),
            organization: view.organization.as_ref().map(|one| Named {
                id: Some(one.id.to_string()),
                name: one.name.clone(),
            }),
            rating: view
                .ratings
                .last()
                .filter(|_| ticket.rated.is_some())
                .map(rating),
            ..Self::common(ticket)
        }
    }

    /// Nothing internal: what the pages of companies show (cases D5, D11).
    fn of_company(view: &GuestView) -> Self {
        let ticket = &view.ticket;
        let named = |name: &String| Named {
            id: None,
            name: name.clone(),
        };
        Self {
            topic: Topic::of(&view.topic, &ticket.language),
            team: view.team.as_ref().map(|team| named(&team.name)),
            assignee: ticket
                .assignee
                .and_then(|agent| view.names.get(&agent))
                .map(named),
            rating: view.rating.as_ref().map(rating),
            ..Self::common(ticket)
        }
    }

    fn common(ticket: &Ticket) -> Self {
        Self {
            head: TicketHead::of(ticket),
            topic: Topic {
                slug: String::new(),
                name: String::new(),
            },
            team: None,
            assignee: None,
            requester: None,
            organization: None,
            answers: ticket
                .answers
                .iter()
                .map(|answer| Answered {
                    field: answer.field.clone(),
                    label: answer.label.clone(),
                    text: answer.text.clone(),
                })
                .collect(),
            tracking_number: ticket.tracking_number.clone(),
            language: ticket.language.clone(),
            reopen_count: ticket.reopen_count,
            rating: None,
            solution: ticket.solution.map(|id| id.to_string()),
        }
    }
}

impl Topic {
    fn of(topic: &TopicRecord, language: &str) -> Self {
        Self {
            slug: topic.slug.clone(),
            name: topic.form.name.get(language).to_owned(),
        }
    }
}

fn rating(rating: &domain::ticket::Rating) -> Rating {
    Rating {
        stars: rating.stars,
        comment: rating.comment.clone(),
    }
}

impl TicketItem {
    fn of_company(row: &CaseRow) -> Self {
        Self {
            code: row.code.to_string(),
            status: row.status.into(),
            subject: row.subject.clone(),
            requester_name: row.requester_name.clone(),
            assignee_name: row.agent.clone(),
            created_at: row.created_at,
            updated_at: row.updated_at,
            due_at: row.due_at,
            resolved_at: row.resolved_at,
        }
    }
}

/// The address of a ticket.
pub(super) fn path_of(code: &TicketCode) -> String {
    format!("/api/v1/tickets/{code}")
}

/// The code in an address; what cannot be one is no ticket.
pub(super) fn parse(code: &str) -> Result<TicketCode, Problem> {
    code.parse().map_err(|_| Problem::App(app::Error::NotFound))
}

/// Tickets
///
/// Those that the maker of the token may read, a page at a time.
#[utoipa::path(
    get, path = "/api/v1/tickets", tag = "tickets", params(Asked),
    responses((status = 200, description = "A page of tickets", body = Page<TicketItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Params(asked): Params<Asked>,
) -> Result<Response, Problem> {
    let limit = limit(asked.limit)?;
    let after = cursor(asked.cursor.as_deref())?;
    let page = match caller.may(ApiScope::ReadTickets)? {
        Who::Staff(by) => {
            let after = after.map(|(sort, id)| QueueCursor {
                sort,
                id: TicketId(id),
            });
            let page =
                app::ticket::queue(&web, by, asked.filter().of_staff()?, after, limit).await?;
            let name = |id: AgentId| {
                let agent = page.agents.iter().find(|agent| agent.id == id);
                agent.map(|agent| agent.name.clone())
            };
            let items = page.tickets.iter().map(|row| TicketItem {
                code: row.code.to_string(),
                status: row.status.into(),
                subject: row.subject.clone(),
                requester_name: row.requester_name.clone(),
                assignee_name: row.assignee.and_then(name),
                created_at: row.created_at,
                updated_at: row.updated_at,
                due_at: row.due_at,
                resolved_at: row.resolved_at,
            });
            Page {
                items: items.collect(),
                next: page.next.map(|at| next(at.sort, at.id.0)),
            }
        }
        Who::Company(guest) => {
            let after = after.map(|(sort, id)| CaseCursor {
                sort,
                id: TicketId(id),
            });
            let filter = asked.filter().of_company()?;
            let list = app::account::cases(&web, guest, filter, after, limit).await?;
            Page {
                items: list.page.rows.iter().map(TicketItem::of_company).collect(),
                next: list.page.next.map(|at| next(at.sort, at.id.0)),
            }
        }
    };
    Ok(Json(page).into_response())
}

/// The filters of a list, whoever asks for it as whatever.
pub(super) struct Filter<'a> {
    pub(super) status: Group,
    pub(super) assignee: Option<&'a str>,
    pub(super) team: Option<&'a str>,
    pub(super) order: Order,
}

impl Asked {
    fn filter(&self) -> Filter<'_> {
        Filter {
            status: self.status,
            assignee: self.assignee.as_deref(),
            team: self.team.as_deref(),
            order: self.order,
        }
    }
}

impl Filter<'_> {
    pub(super) fn of_staff(&self) -> Result<QueueFilter, Problem> {
        let assignee = match self.assignee {
            None => AssigneeFilter::Any,
            Some("nobody") => AssigneeFilter::Nobody,
            Some(id) => AssigneeFilter::Agent(id.parse().map_err(|_| unknown("assignee"))?),
        };
        let team = self.team.map(str::parse::<TeamId>);
        Ok(QueueFilter {
            status: self.status.of_staff(),
            assignee,
            team: team.transpose().map_err(|_| unknown("team"))?,
            order: match self.order {
                Order::Newest => QueueOrder::NewestFirst,
                Order::Due => QueueOrder::DueFirst,
            },
            ..QueueFilter::default()
        })
    }

    pub(super) fn of_company(&self) -> Result<CaseFilter, Problem> {
        if self.assignee.is_some() || self.team.is_some() || self.order == Order::Due {
            return Err(app::Error::Forbidden.into());
        }
        Ok(CaseFilter {
            status: self.status.of_company(),
            ..CaseFilter::default()
        })
    }
}

fn unknown(name: &str) -> Problem {
    Problem::Query(name.to_owned())
}

/// One ticket
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}", tag = "tickets",
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The ticket, with its version as `ETag`", body = TicketDetails))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let who = caller.may(ApiScope::ReadTickets)?;
    let code = parse(&code)?;
    let (version, details) = match who {
        Who::Staff(by) => {
            let view = app::ticket::for_agent(&web, by, code).await?;
            (view.ticket.version, TicketDetails::of_staff(&view))
        }
        Who::Company(guest) => {
            let view = app::ticket::for_guest(&web, guest, code).await?;
            (view.ticket.version, TicketDetails::of_company(&view))
        }
    };
    Ok(([(ETAG, etag(version))], Json(details)).into_response())
}

/// File a ticket
///
/// A program of the staff vouches for the identity and the address of the requester; if it cannot, a
/// verification is the way. A program of a company files for the company, in the name of who made
/// its token.
#[utoipa::path(
    post, path = "/api/v1/tickets", tag = "tickets", request_body = Create,
    responses((status = 201, description = "The ticket was filed", body = TicketHead))
)]
pub(super) async fn create(
    State(web): State<Web>,
    write: Write<Create>,
) -> Result<Response, Problem> {
    write.caller.may(ApiScope::CreateTickets)?;
    let (program, client) = (write.caller.program.clone(), write.caller.client.clone());
    let new = write.body.wanted();
    write
        .once(&web, TicketHead::created, async |app| {
            let filed = file_for_program(&app, &program, new, client).await?;
            filed.map_err(Problem::Fields)
        })
        .await
}
