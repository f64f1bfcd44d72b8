//! `GET|POST /mesa/ajustes/asignacion`: the rules by which tickets go to teams, and what waits.

use crate::form::Form;
use app::Error;
use app::assignment::{Board, Way};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::assignment::{
    Conditions, MAX_ALERT_MINUTES, MAX_RULES, MAX_SKILL, MAX_SKILLS, parse_skills,
};
use domain::form::FieldError;
use domain::{RuleId, Team, TeamId};
use serde::Deserialize;
use store::assignment::Waiting;
use text::{Language, Texts};

use super::form::{self, Errors};
use super::queue::Choice;
use super::seat::{Frame, Seat};
use super::why::conditions;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The page that everything here leads back to.
const HERE: &str = "/mesa/ajustes/asignacion";

/// The addresses of this page.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/mesa/ajustes/asignacion", get(show).post(add))
        .route("/mesa/ajustes/asignacion/encendido", post(switch))
        .route("/mesa/ajustes/asignacion/espera", post(set_policy))
        .route("/mesa/ajustes/asignacion/reglas/{id}/subir", post(up))
        .route("/mesa/ajustes/asignacion/reglas/{id}/bajar", post(down))
        .route("/mesa/ajustes/asignacion/reglas/{id}/quitar", post(delete))
}

#[derive(Template)]
#[template(path = "desk/assignment.html")]
struct AssignmentPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    is_on: bool,
    waiting: Vec<Line>,
    rules: Vec<Listed>,
    uses_next_shift: bool,
    alert_minutes: String,
    topics: Vec<Choice>,
    organizations: Vec<Choice>,
    languages: Vec<Choice>,
    teams: Vec<Choice>,
    typed: Sent,
}

/// What waits in a team.
pub(super) struct Line {
    pub(super) team: String,
    pub(super) count: String,
    pub(super) oldest: String,
}

impl Line {
    pub(super) fn all(v: &Visit, waiting: &[Waiting], teams: &[Team]) -> Vec<Self> {
        let line = |one: &Waiting| Self {
            team: team_name(teams, one.team),
            count: v.t.desk_assign_waiting_count(one.count),
            oldest: v.t.desk_assign_oldest(v.t.ago(one.oldest, &v.now)),
        };
        waiting.iter().map(line).collect()
    }
}

fn team_name(teams: &[Team], id: TeamId) -> String {
    let found = teams.iter().find(|team| team.id == id);
    found.map_or_else(String::new, |team| team.name.clone())
}

/// A rule in the list.
struct Listed {
    id: RuleId,
    /// Its place, and what it asks.
    name: String,
    conditions: String,
    goes_to: String,
    is_first: bool,
    is_last: bool,
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
    tema: String,
    empresa: String,
    idioma: String,
    palabra: String,
    equipo: String,
    habilidades: String,
    encender: String,
    siguiente: String,
    minutos: String,
}

async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let t = &seat.v.t;
    let done = match asked.hecho.as_str() {
        "agregada" => Some(t.desk_assign_done_added()),
        "movida" => Some(t.desk_assign_done_moved()),
        "quitada" => Some(t.desk_assign_done_deleted()),
        "encendida" => Some(t.desk_assign_done_on()),
        "apagada" => Some(t.desk_assign_done_off()),
        "espera" => Some(t.desk_assign_done_policy()),
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
    let board = app::assignment::board(web, &seat.by).await?;
    let frame = seat.frame(web, "ajustes/asignacion").await?;
    let v = &seat.v;
    let page = AssignmentPage {
        frame,
        done,
        is_on: board.is_on,
        waiting: Line::all(v, &board.waiting, &board.teams),
        rules: listed(v, &board),
        uses_next_shift: board.uses_next_shift,
        alert_minutes: if errors.on("minutos").is_some() {
            typed.minutos.clone()
        } else {
            board.alert_minutes.to_string()
        },
        topics: topics(v, &board, &typed.tema),
        organizations: organizations(v, &board, &typed.empresa),
        languages: languages(v, &typed.idioma),
        teams: teams(&board.teams, &typed.equipo),
        errors,
        typed,
        v: seat.v,
    };
    page::html(status, &page)
}

fn listed(v: &Visit, board: &Board) -> Vec<Listed> {
    let topic_name = |rule: &domain::assignment::Rule| {
        let topic = board
            .topics
            .iter()
            .find(|topic| Some(topic.id) == rule.when.topic);
        topic.map_or("", |topic| topic.form.name.get(v.tag()))
    };
    let company = |rule: &domain::assignment::Rule| {
        let mut all = board.organizations.iter();
        let found = all.find(|one| Some(one.id) == rule.when.organization);
        found.map_or("", |one| one.name.as_str())
    };
    let asks = |rule: &domain::assignment::Rule| {
        let asked = conditions(&v.t, rule, topic_name(rule), company(rule));
        text::format::upper_first(&asked)
    };
    let goes_to = |rule: &domain::assignment::Rule| {
        let team = v.t.desk_assign_goes_to(team_name(&board.teams, rule.team));
        match rule.skills.as_slice() {
            [] => team,
            skills => format!("{team} · {}", v.t.desk_assign_needs(skills.join(", "))),
        }
    };
    let last = board.rules.len();
    let rules = board.rules.iter().zip(1usize..);
    rules
        .map(|(rule, place)| Listed {
            id: rule.id,
            name: v.t.desk_assign_rule(place),
            conditions: asks(rule),
            goes_to: goes_to(rule),
            is_first: place == 1,
            is_last: place == last,
        })
        .collect()
}

fn any(words: String, chosen: &str) -> Choice {
    Choice {
        value: String::new(),
        words,
        is_chosen: chosen.is_empty(),
    }
}

fn topics(v: &Visit, board: &Board, chosen: &str) -> Vec<Choice> {
    let active = board.topics.iter().filter(|topic| topic.is_active);
    let choice = |topic: &domain::form::Topic| Choice {
        value: topic.id.to_string(),
        words: topic.form.name.get(v.tag()).to_owned(),
        is_chosen: topic.id.to_string() == chosen,
    };
    std::iter::once(any(v.t.desk_assign_any_topic(), chosen))
        .chain(active.map(choice))
        .collect()
}

fn organizations(v: &Visit, board: &Board, chosen: &str) -> Vec<Choice> {
    let active = board.organizations.iter().filter(|one| one.is_active);
    let choice = |one: &domain::Organization| Choice {
        value: one.id.to_string(),
        words: one.name.clone(),
        is_chosen: one.id.to_string() == chosen,
    };
    std::iter::once(any(v.t.desk_assign_any_organization(), chosen))
        .chain(active.map(choice))
        .collect()
}

fn languages(v: &Visit, chosen: &str) -> Vec<Choice> {
    let choice = |language: Language| Choice {
        value: language.tag().to_owned(),
        words: language.name().to_owned(),
        is_chosen: language.tag() == chosen,
    };
    std::iter::once(any(v.t.desk_assign_any_language(), chosen))
        .chain(Language::ALL.into_iter().map(choice))
        .collect()
}

fn teams(teams: &[Team], chosen: &str) -> Vec<Choice> {
    let choice = |team: &Team| Choice {
        value: team.id.to_string(),
        words: team.name.clone(),
        is_chosen: team.id.to_string() == chosen,
    };
    teams.iter().map(choice).collect()
}

fn back(done: &str) -> Response {
    Redirect::to(&format!("{HERE}?hecho={done}")).into_response()
}

async fn add(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (when, team) = sent.rule()?;
    let client = seat.v.client.clone();
    let (field, text) = match parse_skills(&sent.habilidades) {
        Err(error) => ("skills", error),
        Ok(skills) => {
            let added = app::assignment::add_rule(&web, &seat.by, when, team, skills, client).await;
            match added {
                Ok(()) => return Ok(back("agregada")),
                Err(Error::Invalid { field, error }) => (field, error),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let t = &seat.v.t;
    let mut errors = Errors::default();
    match (field, text) {
        ("when", _) => errors.add("tema", t.desk_assign_error_when()),
        ("keyword", error) => errors.add(
            "palabra",
            form::words(t, &error, t.desk_assign_error_keyword()),
        ),
        ("skills", _) => errors.add("habilidades", skills_error(t)),
        ("rules", _) => errors.add("tema", t.desk_assign_error_rules(MAX_RULES)),
        (_, FieldError::NotAnOption) => return Err(PageError::Unreadable),
        (field, error) => return Err(Error::Invalid { field, error }.into()),
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    shown(&web, seat, sent, errors, None, status).await
}

/// How to write skills.
pub(super) fn skills_error(t: &Texts) -> String {
    t.desk_skills_error(MAX_SKILL, MAX_SKILLS)
}

async fn set_policy(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let client = seat.v.client.clone();
    let (minutes, next) = (sent.minutos.trim().parse(), !sent.siguiente.is_empty());
    if let Ok(minutes) = minutes {
        match app::assignment::set_policy(&web, &seat.by, next, minutes, client).await {
            Ok(()) => return Ok(back("espera")),
            Err(Error::Invalid { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let mut errors = Errors::default();
    errors.add(
        "minutos",
        seat.v.t.desk_assign_alert_error(MAX_ALERT_MINUTES),
    );
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    shown(&web, seat, sent, errors, None, status).await
}

impl Sent {
    fn rule(&self) -> Result<(Conditions, TeamId), PageError> {
        let topic = match self.tema.as_str() {
            "" => None,
            topic => Some(topic.parse().map_err(|_| PageError::Unreadable)?),
        };
        let organization = match self.empresa.as_str() {
            "" => None,
            organization => Some(organization.parse().map_err(|_| PageError::Unreadable)?),
        };
        let language = match self.idioma.as_str() {
            "" => None,
            tag => Some(Language::parse(tag).ok_or(PageError::Unreadable)?),
        };
        let keyword = self.palabra.trim();
        let when = Conditions {
            topic,
            organization,
            language: language.map(|language| language.tag().to_owned()),
            keyword: (!keyword.is_empty()).then(|| keyword.to_owned()),
        };
        let team = self.equipo.parse().map_err(|_| PageError::Unreadable)?;
        Ok((when, team))
    }
}

async fn switch(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let is_on = sent.encender == "si";
    let client = seat.v.client.clone();
    app::assignment::switch(&web, &seat.by, is_on, client).await?;
    Ok(back(if is_on { "encendida" } else { "apagada" }))
}

async fn up(web: State<Web>, seat: Seat, id: Path<String>) -> Result<Response, PageError> {
    moved(web, seat, id, Way::Up).await
}

async fn down(web: State<Web>, seat: Seat, id: Path<String>) -> Result<Response, PageError> {
    moved(web, seat, id, Way::Down).await
}

async fn moved(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    way: Way,
) -> Result<Response, PageError> {
    let id: RuleId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    app::assignment::move_rule(&web, &seat.by, id, way, client).await?;
    Ok(back("movida"))
}

async fn delete(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: RuleId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    match app::assignment::delete_rule(&web, &seat.by, id, client).await {
        // Pressed twice: it is gone already.
        Ok(()) | Err(Error::NotFound) => Ok(back("quitada")),
        Err(error) => Err(error.into()),
    }
}
