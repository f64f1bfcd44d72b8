//! Solutions: proposed by the staff, accepted, rejected and rated by the requester's side.

use app::Error;
use app::ticket::Entry;
use app::token::Who;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::ticket::DecidedBy;
use domain::token::ApiScope;
use domain::{SolutionId, Ticket};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::event::{By, Timeline};
use super::message::files;
use super::paging::{Page, Part};
use super::problem::Problem;
use super::sent::{Params, Write, of_version};
use super::ticket::{TicketHead, parse};
use crate::state::Web;

/// A proposed solution and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SolutionItem {
    /// Its key.
    id: String,
    /// What kind of solution, from the organisation's list.
    kind: String,
    /// What the requester reads.
    text: String,
    /// When it was proposed.
    proposed_at: Timestamp,
    /// Who proposed it.
    by: By,
    /// `waiting`, `accepted`, `refused` or `withdrawn`.
    status: String,
    /// When it was decided.
    decided_at: Option<Timestamp>,
    /// Who decided: `requester`, `timer` or `agent`.
    decided_by: Option<String>,
    /// Why it was refused or withdrawn. For programs of the staff.
    reason: Option<String>,
}

/// A solution to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "delivered", "text": "Entregamos su caja hoy a las 10:20."}))]
pub(super) struct NewSolution {
    /// What kind of solution, from the organisation's list.
    kind: String,
    /// What the requester reads.
    #[schema(min_length = 1, max_length = 20_000)]
    text: String,
    /// Files that were sent before for this ticket, by the same token.
    #[serde(default)]
    files: Vec<String>,
}

/// The answer to a proposed solution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"solution": "1", "rating": {"stars": 5}}))]
pub(super) struct Acceptance {
    /// Which solution.
    solution: String,
    /// How the service was.
    #[serde(default)]
    rating: Option<Stars>,
}

/// How the service was.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"stars": 4, "comment": "Rápidos y amables."}))]
pub(super) struct Stars {
    /// 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    #[serde(deserialize_with = "whole")]
    stars: u8,
    /// In the requester's words.
    #[serde(default)]
    #[schema(max_length = 1000)]
    comment: String,
}

/// A small whole number; to JSON, `2.0` is one.
fn whole<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let number = f64::deserialize(deserializer)?;
    number
        .to_string()
        .parse()
        .map_err(|_| serde::de::Error::custom("no small whole number"))
}

/// Why a solution is rejected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"solution": "1", "reason": "La caja llegó abierta y sin libros."}))]
pub(super) struct Rejection {
    /// Which solution.
    solution: String,
    /// Why: at least ten characters.
    #[schema(min_length = 10, max_length = 2000)]
    reason: String,
}

/// Why a ticket goes on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "El problema volvió al día siguiente."}))]
pub(super) struct Reopening {
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

impl From<Stars> for domain::ticket::Rating {
    fn from(Stars { stars, comment }: Stars) -> Self {
        Self { stars, comment }
    }
}

/// Solutions
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}/solutions", tag = "solutions",
    params(("code" = String, Path, description = "What people call the ticket"), Part),
    responses((status = 200, description = "A page of solutions, oldest first", body = Page<SolutionItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let timeline = Timeline::of(&web, caller.may(ApiScope::ReadTickets)?, &code).await?;
    let page = timeline.page(&part, |entry| told(&timeline, entry))?;
    Ok(Json(page).into_response())
}

fn told(timeline: &Timeline, entry: &Entry) -> Option<SolutionItem> {
    let solution = entry.solution.as_ref()?;
    Some(SolutionItem {
        id: solution.id.to_string(),
        kind: solution.code.clone(),
        text: solution.text.clone(),
        proposed_at: solution.proposed_at,
        by: timeline.by(domain::Actor::Agent(solution.author)),
        status: solution.status.name().to_owned(),
        decided_at: solution.decided_at,
        decided_by: solution.decided_by.map(|by| {
            match by {
                DecidedBy::Requester => "requester",
                DecidedBy::Timer => "timer",
                DecidedBy::Agent => "agent",
            }
            .to_owned()
        }),
        reason: solution.reason.clone().filter(|_| timeline.is_staff()),
    })
}

/// Propose a solution
///
/// For programs of the staff. `If-Match` names the version of the ticket that was read.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/solutions", tag = "solutions", request_body = NewSolution,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 201, description = "The solution was proposed", body = TicketHead))
)]
pub(super) async fn propose(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<NewSolution>,
) -> Result<Response, Problem> {
    let by = write.caller.staff(ApiScope::WriteTickets)?.clone();
    let (code, seen, new) = (parse(&code)?, write.seen()?, &write.body);
    let (kind, text, files) = (new.kind.clone(), new.text.clone(), files(&new.files)?);
    write
        .once(&web, TicketHead::added, async |app| {
            let done = app::ticket::propose(&app, &by, code, seen, kind, text, files).await;
            done.map_err(|error| of_version(named_as_sent(error)))
        })
        .await
}

/// Accept the solution
///
/// For programs of companies.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/accept", tag = "solutions", request_body = Acceptance,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The ticket is resolved", body = TicketHead))
)]
pub(super) async fn accept(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Acceptance>,
) -> Result<Response, Problem> {
    let guest = write.caller.company(ApiScope::WriteTickets)?.clone();
    let (code, solution) = (parse(&code)?, solution(&write.body.solution)?);
    let rating = write.body.rating.clone().map(Into::into);
    write
        .once(&web, TicketHead::changed, async |app| {
            Ok(app::ticket::accept(&app, &guest, code, solution, rating).await?)
        })
        .await
}

/// Reject the solution
///
/// For programs of companies. The ticket goes on.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/reject", tag = "solutions", request_body = Rejection,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The ticket goes on", body = TicketHead))
)]
pub(super) async fn reject(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Rejection>,
) -> Result<Response, Problem> {
    let guest = write.caller.company(ApiScope::WriteTickets)?.clone();
    let (code, solution) = (parse(&code)?, solution(&write.body.solution)?);
    let reason = write.body.reason.clone();
    write
        .once(&web, TicketHead::changed, async |app| {
            Ok(app::ticket::reject(&app, &guest, code, solution, reason).await?)
        })
        .await
}

/// Rate the service
///
/// For programs of companies: once the ticket is resolved, or again while that is possible.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/rating", tag = "solutions", request_body = Stars,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The rating was kept", body = TicketHead))
)]
pub(super) async fn rate(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Stars>,
) -> Result<Response, Problem> {
    let guest = write.caller.company(ApiScope::WriteTickets)?.clone();
    let (code, rating) = (parse(&code)?, write.body.clone().into());
    write
        .once(&web, TicketHead::changed, async |app| {
            Ok(app::ticket::rate(&app, &guest, code, rating).await?)
        })
        .await
}

/// Reopen a ticket
///
/// Programs of the staff name the version that was read in `If-Match`.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/reopen", tag = "tickets", request_body = Reopening,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The ticket goes on", body = TicketHead))
)]
pub(super) async fn reopen(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reopening>,
) -> Result<Response, Problem> {
    let who = write.caller.may(ApiScope::WriteTickets)?.clone();
    let (code, reason) = (parse(&code)?, write.body.reason.clone());
    let seen = match &who {
        Who::Staff(_) => write.seen()?,
        Who::Company(_) => 0,
    };
    write
        .once(
            &web,
            TicketHead::changed,
            async |app| -> Result<Ticket, Problem> {
                match who {
                    Who::Staff(by) => {
                        let done =
                            app::ticket::reopen_by_agent(&app, &by, code, seen, reason).await;
                        done.map_err(of_version)
                    }
                    Who::Company(guest) => {
                        Ok(app::ticket::reopen(&app, &guest, code, reason).await?)
                    }
                }
            },
        )
        .await
}

/// A fault in the kind of a solution, by the name that it has in what was sent.
fn named_as_sent(error: Error) -> Error {
    let Error::Invalid {
        field: "solution_code",
        error,
    } = error
    else {
        return error;
    };
    Error::Invalid {
        field: "kind",
        error,
    }
}

fn solution(id: &str) -> Result<SolutionId, Problem> {
    id.parse().map_err(|_| {
        Problem::App(Error::Invalid {
            field: "solution",
            error: domain::form::FieldError::NotAnOption,
        })
    })
}
