//! `/mesa/ajustes/equipos`: the names and colours of the teams.

use crate::form::Form;
use app::Error;
use app::team::COLOURS;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use domain::{Team, TeamId};
use text::Texts;

use super::compare::Comparison;
use super::part::{Asked, Sheet, Tab, Told};
use super::sent::Sent;
use crate::desk::difference::Difference;
use crate::desk::form::{self, Errors};
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

const PATH: &str = "/mesa/ajustes/equipos";

#[derive(Template)]
#[template(path = "desk/settings/teams.html")]
struct TeamsPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    rows: Vec<Row>,
    name: String,
    colours: Vec<Choice>,
}

struct Row {
    id: TeamId,
    version: i64,
    /// As it is.
    name: String,
    name_id: String,
    colour_id: String,
    /// As it was typed.
    typed: String,
    colour: u8,
    colours: Vec<Choice>,
}

/// `GET /mesa/ajustes/equipos`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told {
        done: (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved()),
        ..Told::default()
    };
    shown(&web, seat, &Sent::default(), None, told).await
}

/// The page; what was typed belongs to one of the teams, or to the new one.
async fn shown(
    web: &Web,
    seat: Seat,
    sent: &Sent,
    edited: Option<TeamId>,
    mut told: Told,
) -> Result<Response, PageError> {
    let teams = app::team::list(web, &seat.by).await?;
    let kept = teams.iter().find(|(team, _)| Some(team.id) == edited);
    if let Some((team, _)) = kept.filter(|_| told.is_conflict) {
        told.differences = differences(&seat.v.t, team, sent);
    }
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let t = &sheet.v.t;
    let is_new = edited.is_none();
    let typed = |name: &str| if is_new { sent.get(name) } else { "" };
    let page = TeamsPage {
        rows: teams
            .into_iter()
            .map(|(team, version)| {
                let typed = (edited == Some(team.id)).then_some(sent);
                Row::of(t, team, version, typed)
            })
            .collect(),
        name: typed("nombre").to_owned(),
        colours: colours(t, typed("color")),
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

/// Where a team is not as it was typed.
fn differences(t: &Texts, team: &Team, typed: &Sent) -> Vec<Difference> {
    let mut stored = Sent::default();
    stored.set("nombre", &team.name);
    stored.set("color", team.colour.to_string());
    let mut both = Comparison::new(t, &stored, typed);
    both.line("nombre", t.desk_settings_team_name());
    both.choice("color", t.desk_settings_team_colour(), &colours(t, ""));
    both.all()
}

fn colours(t: &Texts, chosen: &str) -> Vec<Choice> {
    let colour = |number: u8| {
        let value = number.to_string();
        Choice {
            words: t
                .by_id(&format!("desk-settings-team-colour-{number}"))
                .unwrap_or_default(),
            is_chosen: value == chosen,
            value,
        }
    };
    (1..=COLOURS).map(colour).collect()
}

impl Row {
    fn of(t: &Texts, team: Team, version: i64, sent: Option<&Sent>) -> Self {
        let colour = team.colour.to_string();
        let chosen = sent.map_or(colour.as_str(), |sent| sent.get("color"));
        Self {
            id: team.id,
            version,
            name_id: format!("nombre-{}", team.id),
            colour_id: format!("color-{}", team.id),
            typed: sent.map_or_else(|| team.name.clone(), |sent| sent.get("nombre").to_owned()),
            colours: colours(t, chosen),
            colour: team.colour,
            name: team.name,
        }
    }
}

/// `POST /mesa/ajustes/equipos`
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let client = seat.v.client.clone();
    let colour = sent.get("color").parse().unwrap_or(0);
    let made = app::team::create(&web, &seat.by, sent.get("nombre"), colour, client).await;
    answer(&web, seat, &sent, None, made).await
}

/// `POST /mesa/ajustes/equipos/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: TeamId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    let colour = sent.get("color").parse().unwrap_or(0);
    let (name, version) = (sent.get("nombre"), sent.version());
    let saved = app::team::save(&web, &seat.by, id, name, colour, version, client).await;
    answer(&web, seat, &sent, Some(id), saved).await
}

async fn answer(
    web: &Web,
    seat: Seat,
    sent: &Sent,
    edited: Option<TeamId>,
    outcome: Result<(), Error>,
) -> Result<Response, PageError> {
    let (field, error) = match outcome {
        Ok(()) => return Ok(Redirect::to(&format!("{PATH}?hecho=guardado")).into_response()),
        Err(Error::Conflict) => {
            return shown(web, seat, sent, edited, Told::conflict(0, Vec::new())).await;
        }
        Err(Error::Invalid { field, error }) => (field, error),
        Err(error) => return Err(error.into()),
    };
    let t = &seat.v.t;
    let (control, words) = match (field, &error) {
        ("colour", _) => ("color", t.error_option()),
        (_, FieldError::NotAnOption) => ("nombre", t.desk_settings_team_taken()),
        (_, error) => (
            "nombre",
            form::words(t, error, t.desk_settings_team_missing()),
        ),
    };
    let id = edited.map_or_else(|| control.to_owned(), |id| format!("{control}-{id}"));
    let mut errors = Errors::default();
    errors.add(&id, words);
    let told = Told {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        ..Told::default()
    };
    shown(web, seat, sent, edited, told).await
}
