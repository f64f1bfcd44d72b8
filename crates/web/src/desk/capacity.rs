//! `GET|POST /mesa/ajustes/capacidad`: how much is given to whom, who is there, who stands in.

use crate::form::Form;
use app::Error;
use app::assignment::{Member, NewAbsence, Roster};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::assignment::{Absence, MAX_CAPACITY};
use domain::{AbsenceId, AgentId, Presence, TeamId};
use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Deserialize;
use text::format::initials;

use super::assignment::Line;
use super::form::Errors;
use super::hours;
use super::queue::Choice;
use super::seat::{self, Frame, Seat, avatar};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The page that everything here leads back to.
const HERE: &str = "/mesa/ajustes/capacidad";

/// The addresses of this page.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/mesa/ajustes/capacidad", get(show))
        .route("/mesa/ajustes/capacidad/ausencias", post(plan))
        .route("/mesa/ajustes/capacidad/ausencias/{id}/terminar", post(end))
        .route(
            "/mesa/ajustes/capacidad/personas/{id}",
            get(hours::show).post(change),
        )
        .route(
            "/mesa/ajustes/capacidad/personas/{id}/turno",
            post(hours::save),
        )
}

#[derive(Template)]
#[template(path = "desk/capacity.html")]
struct CapacityPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    waiting: Vec<Line>,
    teams: Vec<InTeam>,
    absences: Vec<Listed>,
    people: Vec<Choice>,
    substitutes: Vec<Choice>,
    typed: Sent,
}

/// The people of a team.
struct InTeam {
    id: TeamId,
    name: String,
    people: Vec<Person>,
}

struct Person {
    id: AgentId,
    name: String,
    initials: String,
    colour: &'static str,
    load: String,
    is_full: bool,
    is_absent: bool,
    /// Whether it is not an hour of work.
    is_off: bool,
    /// What they can do, with commas.
    skills: String,
    /// The id of the field.
    field: String,
    capacity: String,
    presences: Vec<Choice>,
}

/// An absence that is not over.
struct Listed {
    id: AbsenceId,
    name: String,
    days: String,
    substitute: String,
    is_now: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
}

/// What the forms of this page send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    maximo: String,
    presencia: String,
    persona: String,
    desde: String,
    hasta: String,
    reemplazo: String,
}

async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let t = &seat.v.t;
    let done = match asked.hecho.as_str() {
        "guardado" => Some(t.desk_capacity_done()),
        "ausencia" => Some(t.desk_absence_done()),
        "turno" => Some(t.desk_hours_done()),
        "terminada" => Some(t.desk_absence_ended()),
        _ => None,
    };
    let (typed, errors) = (Sent::default(), Errors::default());
    shown(&web, seat, typed, errors, done, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    seat: Seat,
    typed: Sent,
    errors: Errors,
    done: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let roster = app::assignment::roster(web, &seat.by).await?;
    let frame = seat.frame(web, "ajustes/capacidad").await?;
    let v = &seat.v;
    let t = &v.t;
    let page = CapacityPage {
        frame,
        done,
        waiting: Line::all(v, &roster.waiting, &roster.teams),
        teams: in_teams(v, &roster, &typed, &errors),
        absences: roster
            .absences
            .iter()
            .map(|absence| Listed::of(v, &roster, absence))
            .collect(),
        people: choices(&roster, t.desk_absence_choose(), &typed.persona),
        substitutes: choices(&roster, t.desk_absence_nobody(), &typed.reemplazo),
        errors,
        typed,
        v: seat.v,
    };
    page::html(status, &page)
}

fn in_teams(v: &Visit, roster: &Roster, typed: &Sent, errors: &Errors) -> Vec<InTeam> {
    let people = |team: TeamId| {
        let members = roster
            .members
            .iter()
            .filter(move |member| member.agent.team == team);
        members
            .map(|member| Person::of(v, member, typed, errors))
            .collect()
    };
    let in_team = |team: &domain::Team| InTeam {
        id: team.id,
        name: team.name.clone(),
        people: people(team.id),
    };
    roster.teams.iter().map(in_team).collect()
}

/// The id of the field for how much somebody is given.
fn field_of(agent: AgentId) -> String {
    format!("maximo-{agent}")
}

impl Person {
    fn of(v: &Visit, member: &Member, typed: &Sent, errors: &Errors) -> Self {
        let agent = &member.agent;
        let field = field_of(agent.id);
        let capacity = if errors.on(&field).is_some() {
            typed.maximo.clone()
        } else {
            member.capacity.to_string()
        };
        Self {
            id: agent.id,
            initials: initials(&agent.name),
            colour: avatar(&agent.name),
            load: if member.capacity == 0 {
                v.t.desk_capacity_none()
            } else {
                v.t.desk_capacity_load(member.capacity, member.open)
            },
            is_full: member.capacity > 0 && member.open >= member.capacity,
            is_absent: member.is_absent,
            is_off: !member.is_on,
            skills: member.skills.join(", "),
            field,
            capacity,
            presences: seat::presences(&v.t, agent.presence),
            name: agent.name.clone(),
        }
    }
}

impl Listed {
    fn of(v: &Visit, roster: &Roster, absence: &Absence) -> Self {
        let name = |id: AgentId| {
            let found = roster.members.iter().find(|member| member.agent.id == id);
            found.map_or_else(|| v.t.desk_actor_unknown(), |one| one.agent.name.clone())
        };
        let now = v.now.timestamp();
        // The end is the first instant that does not belong to it.
        let last = absence.until.saturating_sub(SignedDuration::from_secs(1));
        Self {
            id: absence.id,
            name: name(absence.agent),
            days: v.t.desk_absence_days(
                v.table_date(&absence.from),
                v.table_date(&last.unwrap_or(absence.until)),
            ),
            substitute: match absence.substitute {
                Some(agent) => v.t.desk_absence_substitute(name(agent)),
                None => v.t.desk_absence_no_substitute(),
            },
            is_now: absence.is_at(now),
        }
    }
}

fn choices(roster: &Roster, none: String, chosen: &str) -> Vec<Choice> {
    let choice = |member: &Member| Choice {
        value: member.agent.id.to_string(),
        words: member.agent.name.clone(),
        is_chosen: member.agent.id.to_string() == chosen,
    };
    let none = Choice {
        value: String::new(),
        words: none,
        is_chosen: chosen.is_empty(),
    };
    std::iter::once(none)
        .chain(roster.members.iter().map(choice))
        .collect()
}

fn back(done: &str) -> Response {
    Redirect::to(&format!("{HERE}?hecho={done}")).into_response()
}

async fn change(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: AgentId = id.parse().map_err(|_| Error::NotFound)?;
    let presence = Presence::from_name(&sent.presencia).ok_or(PageError::Unreadable)?;
    let capacity = sent.maximo.trim().parse().ok();
    let Some(capacity) = capacity.filter(|capacity| *capacity <= MAX_CAPACITY) else {
        let mut errors = Errors::default();
        errors.add(&field_of(id), seat.v.t.desk_capacity_error(MAX_CAPACITY));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&web, seat, sent, errors, None, status).await;
    };
    let client = seat.v.client.clone();
    app::assignment::set_duty(&web, &seat.by, id, capacity, presence, client).await?;
    Ok(back("guardado"))
}

async fn plan(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let errors = match sent.absence(&seat.v) {
        Ok(new) => {
            let client = seat.v.client.clone();
            match app::assignment::plan_absence(&web, &seat.by, new, client).await {
                Ok(()) => return Ok(back("ausencia")),
                Err(Error::Invalid { field, .. }) => refused(&seat.v, field),
                Err(Error::NotFound) => refused(&seat.v, "agent"),
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    shown(&web, seat, sent, errors, None, status).await
}

fn refused(v: &Visit, field: &str) -> Errors {
    let t = &v.t;
    let mut errors = Errors::default();
    match field {
        "agent" => errors.add("persona", t.desk_absence_error_person()),
        "from" => errors.add("desde", t.desk_absence_error_overlap()),
        "substitute" => errors.add("reemplazo", t.desk_absence_error_substitute()),
        _ => errors.add("hasta", t.desk_absence_error_days()),
    }
    errors
}

impl Sent {
    fn absence(&self, v: &Visit) -> Result<NewAbsence, Errors> {
        let t = &v.t;
        let mut errors = Errors::default();
        let agent = self.persona.parse::<AgentId>();
        if agent.is_err() {
            errors.add("persona", t.desk_absence_error_person());
        }
        let from = self.desde.trim().parse::<Date>();
        if from.is_err() {
            errors.add("desde", t.desk_absence_error_from());
        }
        let until = self.hasta.trim().parse::<Date>();
        if until.is_err() {
            errors.add("hasta", t.desk_absence_error_days());
        }
        let substitute = match self.reemplazo.as_str() {
            "" => Ok(None),
            id => id.parse::<AgentId>().map(Some),
        };
        if substitute.is_err() {
            errors.add("reemplazo", t.desk_absence_error_substitute());
        }
        match (agent, from, until, substitute) {
            (Ok(agent), Ok(from), Ok(until), Ok(substitute)) => Ok(NewAbsence {
                agent,
                from,
                until,
                substitute,
            }),
            _ => Err(errors),
        }
    }
}

async fn end(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: AbsenceId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    match app::assignment::end_absence(&web, &seat.by, id, client).await {
        // Pressed twice: it is over already.
        Ok(()) | Err(Error::NotFound) => Ok(back("terminada")),
        Err(error) => Err(error.into()),
    }
}
