//! `GET|POST /mesa/ajustes/personas`: who works at the desk, and as what.

use crate::form::Form;
use app::Error;
use app::agent::Invitation;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use domain::policy::RoleRecord;
use domain::{Agent, AgentId, EmailAddress, Permission, Role, RoleId, Team, TeamId};
use serde::Deserialize;

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
    people: Vec<Person>,
    typed: Sent,
    roles: Vec<Choice>,
    teams: Vec<Choice>,
}

struct Person {
    id: AgentId,
    name: String,
    initials: String,
    colour: &'static str,
    email: String,
    roles: Vec<Choice>,
    teams: Vec<Choice>,
    is_active: bool,
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
    shown(
        &web,
        seat,
        Sent::default(),
        Errors::default(),
        done,
        StatusCode::OK,
    )
    .await
}

async fn shown(
    web: &Web,
    seat: Seat,
    typed: Sent,
    errors: Errors,
    done: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let (agents, teams) = app::agent::list(web, &seat.by).await?;
    let all = app::role::matrix(web, &seat.by).await?.roles;
    let frame = seat.frame(web, "ajustes/personas").await?;
    let v = &seat.v;
    let role = typed.rol.parse().unwrap_or(Role::AGENT.id);
    let team = typed.equipo.parse().unwrap_or(seat.by.agent.team);
    let page = PeoplePage {
        frame,
        done,
        errors,
        people: agents
            .into_iter()
            .map(|agent| Person::of(v, agent, &all, &teams))
            .collect(),
        roles: roles(v, &all, role),
        teams: in_teams(&teams, team),
        typed,
        v: seat.v,
    };
    page::html(status, &page)
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
    fn of(v: &Visit, agent: Agent, all: &[RoleRecord], teams: &[Team]) -> Self {
        Self {
            id: agent.id,
            initials: text::format::initials(&agent.name),
            colour: avatar(&agent.name),
            email: agent.email.to_string(),
            roles: roles(v, all, agent.role.id),
            teams: in_teams(teams, agent.team),
            is_active: agent.is_active,
            is_invited: !agent.has_password,
            name: agent.name,
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
        return shown(
            &web,
            seat,
            sent,
            errors,
            None,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
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
            shown(
                &web,
                seat,
                sent,
                errors,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
        Err(Error::Forbidden) if seat.by.may(Permission::ManagePeople) => {
            errors.add("rol", seat.v.t.role_beyond());
            shown(
                &web,
                seat,
                sent,
                errors,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
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
    let is_active = !sent.activa.is_empty();
    match app::agent::change(
        &web,
        &seat.by,
        id,
        role,
        team,
        is_active,
        seat.v.client.clone(),
    )
    .await
    {
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
            shown(
                &web,
                seat,
                Sent::default(),
                errors,
                None,
                StatusCode::CONFLICT,
            )
            .await
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
