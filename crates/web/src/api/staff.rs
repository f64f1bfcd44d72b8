//! The people of the staff and their teams, to be read.

use app::Error;
use app::token::Program;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::policy::RoleRecord;
use domain::token::ApiScope;
use domain::{Agent, AgentId, Team, TeamId};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::Caller;
use super::paging::{Page, Part};
use super::problem::{Problem, key};
use super::sent::Params;
use super::ticket::Named;
use crate::state::Web;

/// Somebody of the staff.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StaffItem {
    /// The key, as tickets name it in `assignee`.
    id: String,
    /// The full name.
    name: String,
    /// The address for signing in, masked without `people:read`.
    email: String,
    /// What they may do: `viewer`, `agent`, `supervisor`, `admin`, or the name that somebody gave it.
    role: Named,
    /// Where they work.
    team: Named,
    /// Whether they may sign in.
    is_active: bool,
    /// Whether new work may be given: `available`, `paused` or `away`.
    presence: String,
    /// Whether they chose a password yet.
    has_password: bool,
    /// When they were invited.
    created_at: Timestamp,
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TeamItem {
    /// The key, as tickets name it in `team`.
    id: String,
    /// Its name, which no other has.
    name: String,
    /// Which of the chart colours marks it: 1 to 4.
    colour: u8,
}

/// Everybody with what they are in, for who keeps the people.
struct Staff {
    agents: Vec<Agent>,
    teams: Vec<Team>,
    roles: Vec<RoleRecord>,
}

impl Staff {
    async fn of(web: &Web, caller: &Caller) -> Result<Self, Problem> {
        let by = caller.staff(ApiScope::ReadStaff)?;
        let (agents, teams) = app::agent::list(web, by).await?;
        let roles = app::role::matrix(web, by).await?.roles;
        Ok(Self {
            agents,
            teams,
            roles,
        })
    }

    fn item(&self, program: &Program, agent: &Agent) -> StaffItem {
        let team = self.teams.iter().find(|team| team.id == agent.team);
        let role = self.roles.iter().find(|one| one.role.id == agent.role.id);
        StaffItem {
            id: agent.id.to_string(),
            name: agent.name.clone(),
            email: program.told(&agent.email),
            role: Named {
                id: Some(agent.role.id.to_string()),
                name: role.map(|one| one.name.clone()).unwrap_or_default(),
            },
            team: Named {
                id: Some(agent.team.to_string()),
                name: team.map(|team| team.name.clone()).unwrap_or_default(),
            },
            is_active: agent.is_active,
            presence: agent.presence.name().to_owned(),
            has_password: agent.has_password,
            created_at: agent.created_at,
        }
    }
}

impl TeamItem {
    fn of(team: &Team) -> Self {
        Self {
            id: team.id.to_string(),
            name: team.name.clone(),
            colour: team.colour,
        }
    }
}

/// Staff
///
/// For programs of the staff: everybody, also who may not sign in any more; oldest first.
#[utoipa::path(
    get, path = "/api/v1/staff", tag = "staff", params(Part),
    responses((status = 200, description = "A page of people", body = Page<StaffItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let staff = Staff::of(&web, &caller).await?;
    let mut all: Vec<&Agent> = staff.agents.iter().collect();
    all.sort_by_key(|agent| agent.id);
    let page = part.of(all, |agent| agent.id.0)?;
    let page = page.told(|agent| staff.item(&caller.program, agent));
    Ok(Json(page).into_response())
}

/// One person of the staff
#[utoipa::path(
    get, path = "/api/v1/staff/{id}", tag = "staff",
    params(("id" = String, Path, description = "The key")),
    responses((status = 200, description = "The person", body = StaffItem))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let staff = Staff::of(&web, &caller).await?;
    let id: AgentId = key(&id)?;
    let agent = staff.agents.iter().find(|agent| agent.id == id);
    let agent = agent.ok_or(Error::NotFound)?;
    Ok(Json(staff.item(&caller.program, agent)).into_response())
}

/// Teams
///
/// For programs of the staff; oldest first.
#[utoipa::path(
    get, path = "/api/v1/teams", tag = "staff", params(Part),
    responses((status = 200, description = "A page of teams", body = Page<TeamItem>))
)]
pub(super) async fn teams(
    State(web): State<Web>,
    caller: Caller,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let mut teams = Staff::of(&web, &caller).await?.teams;
    teams.sort_by_key(|team| team.id);
    let page = part.of(teams, |team| team.id.0)?;
    Ok(Json(page.told(|team| TeamItem::of(&team))).into_response())
}

/// One team
#[utoipa::path(
    get, path = "/api/v1/teams/{id}", tag = "staff",
    params(("id" = String, Path, description = "The key")),
    responses((status = 200, description = "The team", body = TeamItem))
)]
pub(super) async fn team(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let teams = Staff::of(&web, &caller).await?.teams;
    let id: TeamId = key(&id)?;
    let team = teams.iter().find(|team| team.id == id);
    Ok(Json(TeamItem::of(team.ok_or(Error::NotFound)?)).into_response())
}
