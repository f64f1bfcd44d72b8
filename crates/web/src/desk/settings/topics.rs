//! `/mesa/ajustes/temas`: the topics in their order.

use crate::form::Form;
use app::Error;
use app::topic::{Direction, MAX_TOPICS};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::TopicId;
use domain::form::Topic;

use super::part::{Asked, Sheet, Tab, Told};
use super::sent::Sent;
use crate::desk::seat::{Frame, Seat};
use crate::desk::term_words;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

pub(super) const PATH: &str = "/mesa/ajustes/temas";

#[derive(Template)]
#[template(path = "desk/settings/topics.html")]
struct TopicsPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    rows: Vec<Row>,
    /// The order that is shown, for whoever moves a topic in it.
    order: String,
    can_add: bool,
}

struct Row {
    id: TopicId,
    icon: String,
    name: String,
    /// The team, how many questions, the days until an answer.
    facts: Vec<String>,
    is_active: bool,
}

/// `GET /mesa/ajustes/temas`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told {
        done: (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved()),
        ..Told::default()
    };
    shown(&web, seat, told).await
}

async fn shown(web: &Web, seat: Seat, told: Told) -> Result<Response, PageError> {
    let (topics, teams) = app::topic::all(web, &seat.by).await?;
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let (t, tag) = (&sheet.v.t, sheet.v.tag());
    let team = |topic: &Topic| {
        let found = teams.iter().find(|team| team.id == topic.team);
        found.map(|team| team.name.clone()).unwrap_or_default()
    };
    let ids: Vec<String> = topics.iter().map(|topic| topic.id.to_string()).collect();
    let row = |topic: &Topic| Row {
        id: topic.id,
        icon: topic.form.icon.clone(),
        name: topic.form.name.get(tag).to_owned(),
        facts: vec![
            team(topic),
            t.desk_settings_topic_questions(topic.form.fields.len()),
            t.home_answer_in(term_words(t, topic.form.answer_term())),
        ],
        is_active: topic.is_active,
    };
    let page = TopicsPage {
        rows: topics.iter().map(row).collect(),
        order: ids.join(","),
        can_add: topics.len() < MAX_TOPICS,
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

/// `POST /mesa/ajustes/temas/{id}/mover`
pub(super) async fn shift(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: TopicId = id.parse().map_err(|_| Error::NotFound)?;
    let direction = match sent.get("hacia") {
        "arriba" => Direction::Up,
        "abajo" => Direction::Down,
        _ => return Err(PageError::Unreadable),
    };
    let seen = sent.get("orden").split(',');
    let seen = seen.filter_map(|id| id.parse().ok()).collect();
    let client = seat.v.client.clone();
    match app::topic::shift(&web, &seat.by, id, direction, seen, client).await {
        Ok(()) => Ok(Redirect::to(PATH).into_response()),
        Err(Error::Conflict) => shown(&web, seat, Told::conflict(0, Vec::new())).await,
        Err(error) => Err(error.into()),
    }
}
