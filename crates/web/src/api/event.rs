//! The history of a ticket, and what of it other lists are made of.

use app::ticket::{Entry, PeopleNames, StaffNames};
use app::token::Who;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::token::ApiScope;
use domain::{Actor, EventKind};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Caller;
use super::paging::{Page, Part};
use super::problem::Problem;
use super::sent::Params;
use super::ticket::parse;
use crate::state::Web;

/// Something that happened to a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventItem {
    /// Its key; they grow with time.
    id: String,
    /// What happened, such as `solution_proposed`. There may be more in time.
    kind: String,
    /// When.
    at: Timestamp,
    /// Who did it.
    by: By,
    /// The message that was written.
    message: Option<String>,
    /// The solution that was proposed.
    solution: Option<String>,
    /// Why, if a reason was given. For programs of the staff.
    reason: Option<String>,
}

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct By {
    /// `requester`, `colleague`, `agent` or `system`.
    role: String,
    /// The full name; none for the system.
    name: Option<String>,
}

impl By {
    pub(super) fn of(actor: Actor, names: &StaffNames, people: &PeopleNames) -> Self {
        let (role, name) = match actor {
            Actor::Requester(id) => ("requester", people.get(&id)),
            Actor::Colleague(id) => ("colleague", people.get(&id)),
            Actor::Agent(id) => ("agent", names.get(&id)),
            Actor::System => ("system", None),
        };
        Self {
            role: role.to_owned(),
            name: name.cloned(),
        }
    }
}

/// What a program may know of the history of a ticket.
pub(super) struct Timeline {
    pub(super) entries: Vec<Entry>,
    names: StaffNames,
    people: PeopleNames,
    is_staff: bool,
}

impl Timeline {
    pub(super) async fn of(web: &Web, who: &Who, code: &str) -> Result<Self, Problem> {
        let code = parse(code)?;
        Ok(match who {
            Who::Staff(by) => {
                let view = app::ticket::for_agent(web, by, code).await?;
                Self {
                    entries: view.timeline,
                    names: view.names,
                    people: view.people,
                    is_staff: true,
                }
            }
            Who::Company(guest) => {
                let view = app::ticket::for_guest(web, guest, code).await?;
                Self {
                    entries: view.timeline,
                    names: view.names,
                    people: view.people,
                    is_staff: false,
                }
            }
        })
    }

    /// A page of what `tell` makes of the entries, without those of which it makes nothing.
    pub(super) fn page<T>(
        &self,
        part: &Part,
        tell: impl Fn(&Entry) -> Option<T>,
    ) -> Result<Page<T>, Problem> {
        let told = |entry: &Entry| Some((entry.event.id.0, tell(entry)?));
        let all = self.entries.iter().filter_map(told).collect();
        Ok(part.of(all, |(id, _)| *id)?.told(|(_, item)| item))
    }

    /// Whether what the staff alone knows is told.
    pub(super) fn is_staff(&self) -> bool {
        self.is_staff
    }

    pub(super) fn by(&self, actor: Actor) -> By {
        By::of(actor, &self.names, &self.people)
    }

    fn told(&self, entry: &Entry) -> EventItem {
        let event = &entry.event;
        EventItem {
            id: event.id.to_string(),
            kind: event.kind.name().to_owned(),
            at: event.at,
            by: self.by(event.by),
            message: entry.message.as_ref().map(|one| one.id.to_string()),
            solution: entry.solution.as_ref().map(|one| one.id.to_string()),
            reason: reason(&event.kind).filter(|_| self.is_staff),
        }
    }
}

fn reason(kind: &EventKind) -> Option<String> {
    if let EventKind::WaitingThird { reason, .. }
    | EventKind::SolutionWithdrawn { reason, .. }
    | EventKind::SolutionRejected { reason, .. }
    | EventKind::Extended { reason, .. }
    | EventKind::Closed { reason }
    | EventKind::Reopened { reason }
    | EventKind::Dropped { reason }
    | EventKind::Cancelled { reason } = kind
    {
        Some(reason.clone())
    } else {
        None
    }
}

/// What happened
///
/// The history of a ticket, oldest first. Programs of companies see what their pages show.
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}/events", tag = "events",
    params(("code" = String, Path, description = "What people call the ticket"), Part),
    responses((status = 200, description = "A page of events", body = Page<EventItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let timeline = Timeline::of(&web, caller.may(ApiScope::ReadTickets)?, &code).await?;
    let page = timeline.page(&part, |entry| Some(timeline.told(entry)))?;
    Ok(Json(page).into_response())
}
