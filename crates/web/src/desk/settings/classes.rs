//! `/mesa/ajustes/clases`: the classes of requests by law, and the packs that bring them.

use crate::form::Form;
use app::Error;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::Country;
use domain::form::Topic;
use domain::legal::{KeptClass, MAX_CLASSES};
use serde::Deserialize;

use super::part::{Asked, Sheet, Tab, Told};
use crate::desk::form::Errors;
use crate::desk::seat::{Frame, Seat};
use crate::desk::term_words;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

pub(super) const PATH: &str = "/mesa/ajustes/clases";

#[derive(Template)]
#[template(path = "desk/settings/classes.html")]
struct ClassesPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    rows: Vec<Row>,
    packs: Vec<(&'static str, String)>,
}

struct Row {
    href: String,
    name: String,
    /// The term, the law.
    facts: String,
    topics: String,
    is_in_force: bool,
}

/// What the buttons of this page send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::desk) struct Pack {
    pais: String,
}

/// `GET /mesa/ajustes/clases`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let done = match asked.hecho.as_str() {
        "guardado" => Some(seat.v.t.desk_settings_saved()),
        "paquete" => Some(seat.v.t.legal_done_pack()),
        _ => None,
    };
    let told = Told {
        done,
        ..Told::default()
    };
    shown(&web, seat, told).await
}

async fn shown(web: &Web, seat: Seat, told: Told) -> Result<Response, PageError> {
    let (classes, topics) = app::legal::list(web, &seat.by).await?;
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let t = &sheet.v.t;
    let page = ClassesPage {
        rows: classes
            .iter()
            .map(|kept| Row::of(&sheet.v, kept, &topics))
            .collect(),
        packs: vec![
            (Country::Colombia.code(), t.calendar_country_co()),
            (Country::Chile.code(), t.calendar_country_cl()),
        ],
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

impl Row {
    fn of(v: &Visit, kept: &KeptClass, topics: &[Topic]) -> Self {
        let (t, class) = (&v.t, &kept.class);
        let mine = topics.iter().filter(|one| class.topics.contains(&one.id));
        let names: Vec<&str> = mine.map(|one| one.form.name.get(v.tag())).collect();
        let term = term_words(t, class.term());
        Self {
            href: format!("{PATH}/{}", kept.id),
            name: class.name.get(v.tag()).to_owned(),
            facts: format!("{term} · {}", class.source),
            topics: if names.is_empty() {
                t.legal_no_topics()
            } else {
                names.join(", ")
            },
            is_in_force: class.holds_on(v.now.date()),
        }
    }
}

/// `POST /mesa/ajustes/clases/paquete`
pub(super) async fn load(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Pack>,
) -> Result<Response, PageError> {
    let country = Country::from_code(&sent.pais).ok_or(PageError::Unreadable)?;
    let client = seat.v.client.clone();
    match app::legal::load_pack(&web, &seat.by, country, client).await {
        Ok(_) => Ok(Redirect::to(&format!("{PATH}?hecho=paquete")).into_response()),
        Err(Error::Invalid { .. }) => {
            let mut errors = Errors::default();
            errors.add("paquetes", seat.v.t.desk_settings_too_many(MAX_CLASSES));
            let told = Told {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                ..Told::default()
            };
            shown(&web, seat, told).await
        }
        Err(error) => Err(error.into()),
    }
}
