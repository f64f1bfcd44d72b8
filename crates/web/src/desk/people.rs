//! `GET|POST /mesa/ajustes/personas`: who works at the desk, and as what.

use crate::form::Form;
use app::Error;
use app::agent::{AgentChange, Invitation};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use domain::policy::RoleRecord;
use domain::{Agent, AgentId, EmailAddress, Permission, Role, RoleId, Team, TeamId};
use serde::Deserialize;

use super::difference::{Difference, Differences};
use super::form::{self, Errors};
use super::queue::Choice;
use super::seat::{self, Frame, Seat, avatar};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/people.html")]
struct PeoplePage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    /// What somebody else saved of the one at hand, where it is not what was chosen.
    differences: Vec<Difference>,
    people: Vec<Person>,
    typed: Sent,
    roles: Vec<Choice>,
    teams: Vec<Choice>,
}

struct Person {
    id: AgentId,
    /// The version to save with.
    version: i64,
    name: String,
    initials: String,
    colour: &'static str,
    email: String,
    roles: Vec<Choice>,
    teams: Vec<Choice>,
    is_active: bool,
    /// Whether the box says that they are active.
    is_ticked: bool,
    /// Whether a password was never chosen.
    is_invited: bool,
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
    nombre: String,
    correo: String,
    rol: String,
    equipo: String,
    activa: String,
    version: String,
}

/// `GET /mesa/ajustes/personas`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let done = match asked.hecho.as_str() {
        "invitada" => Some(seat.v.t.desk_people_invited()),
        "cambiada" => Some(seat.v.t.desk_people_changed()),
        _ => None,
    };
    let told = Told {
        done,
        ..Told::default()
    };
    shown(&web, seat, Sent::default(), told).await
}

/// What came of the form that was sent before.
#[derive(Default)]
struct Told {
    status: StatusCode,
    errors: Errors,
    done: Option<String>,
    /// Who was to be changed and had been by somebody else meanwhile.
    overtaken: Option<AgentId>,
}

impl Told {
    fn errors(status: StatusCode, errors: Errors) -> Self {
        Self {
            status,
            errors,
            ..Self::default()
        }
    }
}

async fn shown(web: &Web, seat: Seat, sent: Sent, told: Told) -> Result<Response, PageError> {
    let (agents, teams) = app::agent::list_to_edit(web, &seat.by).await?;
    let all = app::role::matrix(web, &seat.by).await?.roles;
    let frame = seat.frame(web, "ajustes/personas").await?;
    let v = &seat.v;
    let overtaken = |agent: &Agent| told.overtaken == Some(agent.id);
    let stored = agents.iter().find(|(agent, _)| overtaken(agent));
    let differences = stored.map(|(agent, _)| differences(v, agent, &sent, &all, &teams));
    let people = agents
        .iter()
        .map(|(agent, version)| {
            let typed = overtaken(agent).then_some(&sent);
            Person::of(v, agent, *version, typed, &all, &teams)
        })
        .collect();
    // What was sent belongs to one of the people, or to the new one.
    let typed = if told.overtaken.is_some() {
        Sent::default()
    } else {
        sent
    };
    let role = typed.rol.parse().unwrap_or(Role::AGENT.id);
    let team = typed.equipo.parse().unwrap_or(seat.by.agent.team);
    let page = PeoplePage {
        frame,
        done: told.done,
        errors: told.errors,
        differences: differences.unwrap_or_default(),
        people,
        roles: roles(v, &all, role),
        teams: in_teams(&teams, team),
        typed,
        v: seat.v,
    };
    page::html(told.status, &page)
}

/// Where somebody is not as it was chosen.
fn differences(
    v: &Visit,
    agent: &Agent,
    sent: &Sent,
    all: &[RoleRecord],
    teams: &[Team],
) -> Vec<Difference> {
    let t = &v.t;
    let (role, team) = (agent.role.id, agent.team);
    let mut both = Differences::new(t);
    let name = |label: String| format!("{} · {label}", agent.name);
    both.choice(
        name(t.desk_people_role()),
        &roles(v, all, role),
        &role.to_string(),
        &sent.rol,
    );
    both.choice(
        name(t.desk_people_team()),
        &in_teams(teams, team),
        &team.to_string(),
        &sent.equipo,
    );
    let is_active = !sent.activa.is_empty();
    both.tick(name(t.desk_people_active()), agent.is_active, is_active);
    both.all()
}

fn roles(v: &Visit, all: &[RoleRecord], chosen: RoleId) -> Vec<Choice> {
    let choice = |role: &RoleRecord| Choice {
        value: role.role.id.to_string(),
        words: seat::role(&v.t, role),
        is_chosen: role.role.id == chosen,
    };
    all.iter().map(choice).collect()
}

fn in_teams(teams: &[Team], chosen: TeamId) -> Vec<Choice> {
    let choice = |team: &Team| Choice {
        value: team.id.to_string(),
        words: team.name.clone(),
        is_chosen: team.id == chosen,
    };
    teams.iter().map(choice).collect()
}

impl Person {
    /// Somebody, with what was chosen for them if it was not saved.
    fn of(
        v: &Visit,
        agent: &Agent,
        version: i64,
        typed: Option<&Sent>,
        all: &[RoleRecord],
        teams: &[Team],
    ) -> Self {
        let role = typed.and_then(|sent| sent.rol.parse().ok());
        let team = typed.and_then(|sent| sent.equipo.parse().ok());
        Self {
            id: agent.id,
            version,
            initials: text::format::initials(&agent.name),
            colour: avatar(&agent.name),
            email: agent.email.to_string(),
            roles: roles(v, all, role.unwrap_or(agent.role.id)),
            teams: in_teams(teams, team.unwrap_or(agent.team)),
            is_active: agent.is_active,
            is_ticked: typed.map_or(agent.is_active, |sent| !sent.activa.is_empty()),
            is_invited: !agent.has_password,
            name: agent.name.clone(),
        }
    }
}

/// `POST /mesa/ajustes/personas`
pub(super) async fn invite(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let t = &seat.v.t;
    let mut errors = Errors::default();
    if let Err(error) = domain::form::required(&sent.nombre, 120) {
        errors.add("nombre", form::words(t, &error, t.desk_missing_name()));
    }
    let email = sent.correo.trim().parse::<EmailAddress>();
    if email.is_err() {
        errors.add("correo", t.error_email());
    }
    let role = role_of(&sent)?;
    let team = sent
        .equipo
        .parse::<TeamId>()
        .map_err(|_| PageError::Unreadable)?;
    let Some(email) = email.ok().filter(|_| errors.is_empty()) else {
        let told = Told::errors(StatusCode::UNPROCESSABLE_ENTITY, errors);
        return shown(&web, seat, sent, told).await;
    };
    let invitation = Invitation {
        name: sent.nombre.clone(),
        email,
        role,
        team,
    };
    match app::agent::invite(&web, &seat.by, invitation, seat.v.client.clone()).await {
        Ok(_) => Ok(Redirect::to("/mesa/ajustes/personas?hecho=invitada").into_response()),
        Err(Error::Invalid {
            field: "email",
            error: FieldError::NotAnOption,
        }) => {
            errors.add("correo", t.desk_people_email_taken());
            let told = Told::errors(StatusCode::UNPROCESSABLE_ENTITY, errors);
            shown(&web, seat, sent, told).await
        }
        Err(Error::Forbidden) if seat.by.may(Permission::ManagePeople) => {
            errors.add("rol", seat.v.t.role_beyond());
            let told = Told::errors(StatusCode::UNPROCESSABLE_ENTITY, errors);
            shown(&web, seat, sent, told).await
        }
        Err(error) => Err(error.into()),
    }
}

fn role_of(sent: &Sent) -> Result<RoleId, PageError> {
    sent.rol.parse().map_err(|_| PageError::Unreadable)
}

/// `POST /mesa/ajustes/personas/{id}`
pub(super) async fn change(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: AgentId = id.parse().map_err(|_| Error::NotFound)?;
    let role = role_of(&sent)?;
    let team = sent
        .equipo
        .parse::<TeamId>()
        .map_err(|_| PageError::Unreadable)?;
    let wanted = AgentChange {
        role,
        team,
        is_active: !sent.activa.is_empty(),
    };
    let version = sent.version.parse().unwrap_or(-1);
    let client = seat.v.client.clone();
    match app::agent::change(&web, &seat.by, id, wanted, version, client).await {
        Ok(()) => Ok(Redirect::to("/mesa/ajustes/personas?hecho=cambiada").into_response()),
        Err(error @ (Error::Forbidden | Error::Invalid { field: "last", .. }))
            if seat.by.may(Permission::ManagePeople) =>
        {
            let words = match error {
                Error::Forbidden => seat.v.t.role_beyond(),
                _ => seat.v.t.desk_people_last_admin(),
            };
            let mut errors = Errors::default();
            errors.add(&format!("rol-{id}"), words);
            let told = Told::errors(StatusCode::CONFLICT, errors);
            shown(&web, seat, Sent::default(), told).await
        }
        Err(Error::Conflict) => {
            let mut errors = Errors::default();
            errors.add(&format!("rol-{id}"), seat.v.t.desk_people_conflict());
            let told = Told {
                overtaken: Some(id),
                ..Told::errors(StatusCode::CONFLICT, errors)
            };
            shown(&web, seat, sent, told).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /mesa/ajustes/personas/{id}/invitar`
pub(super) async fn invite_again(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: AgentId = id.parse().map_err(|_| Error::NotFound)?;
    app::agent::invite_again(&web, &seat.by, id, seat.v.client.clone()).await?;
    Ok(Redirect::to("/mesa/ajustes/personas?hecho=invitada").into_response())
}
