//! `/mesa/ajustes/calendarios`: when people work, one line for each calendar.

use crate::form::Form;
use app::Error;
use app::calendar::{MAX_CALENDARS, Typed, UNSAVED};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::{Country, Kept, Plan};
use domain::form::FieldError;
use text::Texts;

use super::part::{Asked, Sheet, Tab, Told};
use super::sent::Sent;
use crate::desk::form::{self, Errors};
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

pub(super) const PATH: &str = "/mesa/ajustes/calendarios";

#[derive(Template)]
#[template(path = "desk/settings/calendars.html")]
struct CalendarsPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    rows: Vec<Row>,
    name: String,
    countries: Vec<Choice>,
}

struct Row {
    href: String,
    name: String,
    facts: String,
    is_default: bool,
}

/// `GET /mesa/ajustes/calendarios`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told {
        done: (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved()),
        ..Told::default()
    };
    shown(&web, seat, &Sent::default(), told).await
}

async fn shown(web: &Web, seat: Seat, sent: &Sent, told: Told) -> Result<Response, PageError> {
    let all = app::calendar::list(web, &seat.by).await?;
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let t = &sheet.v.t;
    let row = |kept: &Kept| Row {
        href: format!("{PATH}/{}", kept.id),
        name: name_of(t, kept),
        facts: format!(
            "{} · {}",
            kept.plan.zone,
            country_words(t, kept.plan.country)
        ),
        is_default: kept.is_default,
    };
    let page = CalendarsPage {
        rows: all.iter().map(row).collect(),
        name: sent.get("nombre").to_owned(),
        countries: countries(t, sent.get("pais")),
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

/// What a calendar is called, also the one that nobody made.
pub(super) fn name_of(t: &Texts, kept: &Kept) -> String {
    if kept.id == UNSAVED {
        t.calendar_unsaved()
    } else {
        kept.name.clone()
    }
}

/// The countries to choose from, and none.
pub(super) fn countries(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = Country::ALL.map(Some).into_iter().chain([None]);
    let choice = |country: Option<Country>| {
        let value = country.map_or("", Country::code);
        Choice {
            value: value.to_owned(),
            words: country_words(t, country),
            is_chosen: value == chosen,
        }
    };
    all.map(choice).collect()
}

fn country_words(t: &Texts, country: Option<Country>) -> String {
    match country {
        Some(Country::Colombia) => t.calendar_country_co(),
        Some(Country::Chile) => t.calendar_country_cl(),
        None => t.calendar_country_none(),
    }
}

/// `POST /mesa/ajustes/calendarios`
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let country = Country::from_code(sent.get("pais"));
    let zone = country.map_or_else(|| web.settings().zone.clone(), |one| one.zone().to_owned());
    let typed = Typed {
        name: sent.get("nombre").to_owned(),
        plan: Plan {
            country,
            ..Plan::of_zone(&zone)
        },
    };
    let client = seat.v.client.clone();
    match app::calendar::create(&web, &seat.by, typed, client).await {
        Ok(id) => Ok(Redirect::to(&format!("{PATH}/{id}?hecho=guardado")).into_response()),
        Err(Error::Invalid { field, error }) => {
            let told = Told {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors: wrong(&seat.v.t, field, &error),
                ..Told::default()
            };
            shown(&web, seat, &sent, told).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What is wrong with a calendar, beside its field.
pub(super) fn wrong(t: &Texts, field: &str, error: &FieldError) -> Errors {
    let mut errors = Errors::default();
    match (field, error) {
        ("name", FieldError::NotAnOption) => errors.add("nombre", t.calendar_error_name_taken()),
        ("name", error) => errors.add("nombre", form::words(t, error, t.calendar_error_name())),
        ("zone", _) => errors.add("zona", t.install_zone_error()),
        ("week", _) => errors.add("dia_1", t.calendar_error_week()),
        (_, _) => errors.add("nombre", t.calendar_error_many(MAX_CALENDARS)),
    }
    errors
}
