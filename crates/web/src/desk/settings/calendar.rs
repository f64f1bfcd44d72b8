//! `/mesa/ajustes/calendarios/{id}`: the hours of a calendar, its holidays with their laws, and
//! the days that were changed by hand.

use crate::form::Form;
use app::Error;
use app::calendar::Typed;
use app::effect::Effect;
use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::{
    BadFile, BadHours, Country, Hours, Kept, MAX_FILE, MAX_OVERRIDES, Override, Plan, Week,
};
use domain::form::FieldError;
use domain::{Calendar, CalendarId};
use jiff::civil::Date;
use serde::Deserialize;
use text::Texts;

use super::calendars::{PATH, countries, name_of, wrong};
use super::compare::Comparison;
use super::part::{Sheet, Tab, Told};
use super::sent::Sent;
use super::trial::{Doing, Trial};
use crate::desk::difference::Difference;
use crate::desk::form::{self, Errors};
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The largest form with a calendar file. More is not read.
pub(super) const IMPORT_FORM: usize = MAX_FILE + 8192;

/// How many days the example has.
const EXAMPLE_DAYS: u16 = 15;

#[derive(Template)]
#[template(path = "desk/settings/calendar.html")]
struct CalendarPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    here: String,
    title: String,
    is_default: bool,
    example: String,
    name: String,
    zone: String,
    zones: Vec<String>,
    countries: Vec<Choice>,
    week: Vec<Day>,
    year: i16,
    before: Option<i16>,
    after: Option<i16>,
    holidays: Vec<Listed>,
    day: Sent,
    /// What it would do to make it the main one.
    main_trial: Option<Trial>,
    /// What the hours that were typed would do.
    trial: Option<Trial>,
    /// What the day that was typed would do.
    day_trial: Option<Trial>,
    /// What it would do to take a day back.
    removal_trial: Option<Trial>,
    /// What the days of a file would do.
    import_trial: Option<Trial>,
}

/// The hours of a weekday, as they are typed.
struct Day {
    id: String,
    label: String,
    hours: String,
}

/// A day that is not as its weekday.
struct Listed {
    date: Date,
    words: String,
    name: String,
    law: String,
    /// Its own hours; none when closed.
    hours: Option<String>,
    is_by_hand: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::desk) struct Asked {
    hecho: String,
    anio: String,
}

/// `GET /mesa/ajustes/calendarios/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let kept = find(&web, &seat, &id).await?;
    let t = &seat.v.t;
    let done = match asked.hecho.as_str() {
        "guardado" => Some(t.desk_settings_saved()),
        "dia" => Some(t.calendar_done_day()),
        "quitado" => Some(t.calendar_done_removed()),
        "importado" => Some(t.calendar_done_imported()),
        _ => None,
    };
    let told = Told {
        done,
        ..Told::version(kept.version)
    };
    let sent = fill(&kept);
    shown(&web, seat, kept, &sent, told, asked.anio.parse().ok()).await
}

async fn find(web: &Web, seat: &Seat, id: &str) -> Result<Kept, PageError> {
    let id: CalendarId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(app::calendar::one(web, &seat.by, id).await?)
}

/// The form as the calendar is.
fn fill(kept: &Kept) -> Sent {
    let mut sent = Sent::default();
    sent.set("nombre", &kept.name);
    sent.set("zona", &kept.plan.zone);
    sent.set("pais", kept.plan.country.map_or("", Country::code));
    for (hours, day) in kept.plan.week.0.iter().zip(1..) {
        sent.set(format!("dia_{day}"), hours.to_string());
    }
    sent
}

async fn shown(
    web: &Web,
    seat: Seat,
    kept: Kept,
    sent: &Sent,
    told: Told,
    year: Option<i16>,
) -> Result<Response, PageError> {
    tried(web, seat, kept, sent, told, year, Tried::Nothing).await
}

/// What was only tried out.
enum Tried {
    Nothing,
    Main(Effect),
    Hours(Effect),
    Day(Effect),
    /// What is shown is the calendar as it is, with the day that would be taken back.
    Removal(Box<Plan>, Effect),
    Import(Effect),
}

async fn tried(
    web: &Web,
    seat: Seat,
    kept: Kept,
    sent: &Sent,
    told: Told,
    year: Option<i16>,
    tried: Tried,
) -> Result<Response, PageError> {
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let (v, t) = (&sheet.v, &sheet.v.t);
    let year = year.unwrap_or(v.now.year()).clamp(2000, 2099);
    let week = (1..=7i8).map(|day| Day {
        id: format!("dia_{day}"),
        label: weekday(t, day),
        hours: sent.get(&format!("dia_{day}")).to_owned(),
    });
    let example_of = |plan: &Plan| {
        let due = Calendar::new(plan).answer_by(v.now.timestamp(), EXAMPLE_DAYS);
        t.calendar_example(v.long_date(&due), EXAMPLE_DAYS)
    };
    let example = example_of(&kept.plan);
    let of = |effect: Effect, example: String| Some(Trial::of(v, &effect, vec![example]));
    let (mut trial, mut day_trial, mut removal_trial, mut import_trial) = (None, None, None, None);
    let mut main_trial = None;
    match tried {
        Tried::Nothing => {}
        Tried::Main(effect) => main_trial = of(effect, example.clone()),
        Tried::Hours(effect) => trial = of(effect, example.clone()),
        Tried::Day(effect) => day_trial = of(effect, example.clone()),
        Tried::Removal(plan, effect) => removal_trial = of(effect, example_of(&plan)),
        Tried::Import(effect) => import_trial = of(effect, example.clone()),
    }
    let page = CalendarPage {
        main_trial,
        trial,
        day_trial,
        removal_trial,
        import_trial,
        here: format!("{PATH}/{}", kept.id),
        title: name_of(t, &kept),
        is_default: kept.is_default,
        example,
        name: sent.get("nombre").to_owned(),
        zone: sent.get("zona").to_owned(),
        zones: super::zones(),
        countries: countries(t, sent.get("pais")),
        week: week.collect(),
        year,
        before: (year > 2000).then(|| year - 1),
        after: (year < 2099).then(|| year + 1),
        holidays: holidays(v, &kept.plan, year),
        day: sent.clone(),
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

/// The holidays of a year and the days changed by hand, in their order.
fn holidays(v: &Visit, plan: &Plan, year: i16) -> Vec<Listed> {
    let words = |date: Date| text::format::upper_first(&v.t.long_date(date, date));
    let own = plan.overrides.iter().filter(|one| one.date.year() == year);
    let mut all: Vec<Listed> = own
        .map(|one| Listed {
            date: one.date,
            words: words(one.date),
            name: one.name.clone(),
            law: one.source.clone(),
            hours: (!one.hours.is_empty()).then(|| one.hours.to_string()),
            is_by_hand: true,
        })
        .collect();
    let by_law = plan.country.map(|country| country.holidays(year));
    for holiday in by_law.unwrap_or_default() {
        if all.iter().all(|one| one.date != holiday.date) {
            all.push(Listed {
                date: holiday.date,
                words: words(holiday.date),
                name: holiday.name,
                law: holiday.law,
                hours: None,
                is_by_hand: false,
            });
        }
    }
    all.sort_by_key(|one| one.date);
    all
}

/// `POST /mesa/ajustes/calendarios/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let kept = find(&web, &seat, &id).await?;
    let (week, mut errors) = week(&seat.v.t, &sent);
    if errors.is_empty() {
        let typed = Typed {
            name: sent.get("nombre").to_owned(),
            plan: Plan {
                zone: sent.get("zona").trim().to_owned(),
                week,
                country: Country::from_code(sent.get("pais")),
                overrides: Vec::new(),
            },
        };
        if sent.get("hacer") == "efecto" {
            match app::calendar::try_out(&web, &seat.by, kept.id, typed).await {
                Ok((kept, effect)) => {
                    let told = Told::version(sent.version());
                    let effect = Tried::Hours(effect);
                    return tried(&web, seat, kept, &sent, told, None, effect).await;
                }
                Err(Error::Invalid { field, error }) => errors = wrong(&seat.v.t, field, &error),
                Err(error) => return Err(error.into()),
            }
            let told = Told::errors(sent.version(), errors);
            return shown(&web, seat, kept, &sent, told, None).await;
        }
        let (client, version) = (seat.v.client.clone(), sent.version());
        match app::calendar::save(&web, &seat.by, kept.id, typed, version, client).await {
            Ok(()) => return Ok(Redirect::to(&format!("{PATH}?hecho=guardado")).into_response()),
            Err(Error::Conflict) => {
                let kept = find(&web, &seat, &id).await?;
                let told = Told {
                    see: format!("{PATH}/{}", kept.id),
                    ..Told::conflict(kept.version, differences(&seat.v.t, &kept, &sent))
                };
                return shown(&web, seat, kept, &sent, told, None).await;
            }
            Err(Error::Invalid { field, error }) => errors = wrong(&seat.v.t, field, &error),
            Err(error) => return Err(error.into()),
        }
    }
    let told = Told::errors(sent.version(), errors);
    shown(&web, seat, kept, &sent, told, None).await
}

/// Where a calendar is not as it was typed.
fn differences(t: &Texts, kept: &Kept, typed: &Sent) -> Vec<Difference> {
    let stored = fill(kept);
    let mut both = Comparison::new(t, &stored, typed);
    both.line("nombre", t.calendar_name());
    both.line("zona", t.install_zone());
    both.choice("pais", t.calendar_country(), &countries(t, ""));
    both.group(t.calendar_week(), |both| {
        for day in 1..=7i8 {
            both.line(&format!("dia_{day}"), weekday(t, day));
        }
    });
    both.all()
}

fn weekday(t: &Texts, day: i8) -> String {
    text::format::upper_first(&t.date_weekday(day))
}

fn week(t: &Texts, sent: &Sent) -> (Week, Errors) {
    let mut errors = Errors::default();
    let week = std::array::from_fn(|day| {
        let field = format!("dia_{}", day + 1);
        Hours::parse(sent.get(&field)).unwrap_or_else(|bad| {
            errors.add(&field, hours_words(t, bad));
            Hours::default()
        })
    });
    (Week(week), errors)
}

fn hours_words(t: &Texts, bad: BadHours) -> String {
    match bad {
        BadHours::Unreadable => t.calendar_error_hours(),
        BadHours::OutOfOrder => t.calendar_error_hours_order(),
        BadHours::TooMany => t.calendar_error_hours_many(),
    }
}

/// `POST /mesa/ajustes/calendarios/{id}/principal`
pub(super) async fn make_default(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(doing): Query<Doing>,
) -> Result<Response, PageError> {
    let kept = find(&web, &seat, &id).await?;
    if doing.is_trial() {
        let effect = app::calendar::try_default(&web, &seat.by, kept.id).await?;
        let (sent, told) = (fill(&kept), Told::version(kept.version));
        return tried(&web, seat, kept, &sent, told, None, Tried::Main(effect)).await;
    }
    let client = seat.v.client.clone();
    app::calendar::make_default(&web, &seat.by, kept.id, client).await?;
    Ok(Redirect::to(&format!("{PATH}?hecho=guardado")).into_response())
}

/// `POST /mesa/ajustes/calendarios/{id}/dias`
pub(super) async fn add_day(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let kept = find(&web, &seat, &id).await?;
    let t = &seat.v.t;
    let mut errors = Errors::default();
    let date: Option<Date> = sent.get("fecha").parse().ok();
    let date = date.filter(|date| (2000..2100).contains(&date.year()));
    if date.is_none() {
        errors.add("fecha", t.calendar_error_date());
    }
    let hours = Hours::parse(sent.get("horas")).unwrap_or_else(|bad| {
        errors.add("horas", hours_words(t, bad));
        Hours::default()
    });
    if let (Some(date), true) = (date, errors.is_empty()) {
        let day = Override {
            date,
            hours,
            name: sent.get("motivo").to_owned(),
            source: sent.get("norma").to_owned(),
        };
        if sent.get("hacer") == "efecto" {
            match app::calendar::try_day(&web, &seat.by, kept.id, day.clone()).await {
                Ok((trial, effect)) => {
                    let told = Told::version(kept.version);
                    let again = filled(&kept, &sent);
                    let (year, effect) = (Some(date.year()), Tried::Day(effect));
                    return tried(&web, seat, trial, &again, told, year, effect).await;
                }
                Err(Error::Invalid { field, error }) => day_errors(t, &mut errors, field, &error),
                Err(error) => return Err(error.into()),
            }
            let (told, again) = (Told::errors(kept.version, errors), filled(&kept, &sent));
            return shown(&web, seat, kept, &again, told, None).await;
        }
        let client = seat.v.client.clone();
        match app::calendar::add_day(&web, &seat.by, kept.id, day, client).await {
            Ok(()) => return Ok(back(&web, &kept, date.year(), "dia")),
            Err(Error::Invalid { field, error }) => day_errors(t, &mut errors, field, &error),
            Err(error) => return Err(error.into()),
        }
    }
    let told = Told::errors(kept.version, errors);
    let shown_again = filled(&kept, &sent);
    let year = date.map(Date::year);
    shown(&web, seat, kept, &shown_again, told, year).await
}

/// The form as the calendar is, with the day that was typed.
fn filled(kept: &Kept, sent: &Sent) -> Sent {
    let mut again = fill(kept);
    for field in ["fecha", "horas", "motivo", "norma"] {
        again.set(field, sent.get(field));
    }
    again
}

fn day_errors(t: &Texts, errors: &mut Errors, field: &str, error: &FieldError) {
    match field {
        "days" => errors.add("fecha", t.calendar_error_days(MAX_OVERRIDES)),
        "source" => errors.add("norma", form::words(t, error, String::new())),
        _ => errors.add("motivo", form::words(t, error, t.calendar_error_reason())),
    }
}

/// Back to the page of a calendar; the one that nobody had made has a key by now.
fn back(web: &Web, kept: &Kept, year: i16, done: &str) -> Response {
    let id = web.calendar_key(kept.id);
    Redirect::to(&format!("{PATH}/{id}?anio={year}&hecho={done}#festivos")).into_response()
}

/// `POST /mesa/ajustes/calendarios/{id}/dias/{fecha}/quitar`
pub(super) async fn remove_day(
    State(web): State<Web>,
    seat: Seat,
    Path((id, date)): Path<(String, String)>,
    Query(doing): Query<Doing>,
) -> Result<Response, PageError> {
    let kept = find(&web, &seat, &id).await?;
    let date: Date = date.parse().map_err(|_| Error::NotFound)?;
    if doing.is_trial() {
        let (without, effect) = app::calendar::try_removal(&web, &seat.by, kept.id, date).await?;
        let (sent, told) = (fill(&kept), Told::version(kept.version));
        let effect = Tried::Removal(Box::new(without.plan), effect);
        return tried(&web, seat, kept, &sent, told, Some(date.year()), effect).await;
    }
    let client = seat.v.client.clone();
    app::calendar::remove_day(&web, &seat.by, kept.id, date, client).await?;
    Ok(back(&web, &kept, date.year(), "quitado"))
}

/// `POST /mesa/ajustes/calendarios/{id}/importar`
pub(super) async fn import(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    mut form: Multipart,
) -> Result<Response, PageError> {
    let kept = find(&web, &seat, &id).await?;
    let (mut content, mut is_trial) = (Vec::new(), false);
    while let Some(field) = form.next_field().await.map_err(super::brand::unreadable)? {
        if field.name() == Some("archivo") {
            content = field
                .bytes()
                .await
                .map_err(super::brand::unreadable)?
                .to_vec();
        } else if field.name() == Some("hacer") {
            let doing = field.bytes().await.map_err(super::brand::unreadable)?;
            is_trial = doing == "efecto";
        }
    }
    let client = seat.v.client.clone();
    let file = String::from_utf8_lossy(&content);
    let done = if is_trial {
        let trial = app::calendar::try_import(&web, &seat.by, kept.id, &file).await;
        trial.map(|trial| trial.map(Some))
    } else {
        let taken = app::calendar::import(&web, &seat.by, kept.id, &file, client).await;
        taken.map(|taken| taken.map(|_| None))
    };
    let t = &seat.v.t;
    let told = match done {
        Ok(Ok(Some((with, effect)))) => {
            let (sent, told) = (fill(&kept), Told::version(kept.version));
            return tried(&web, seat, with, &sent, told, None, Tried::Import(effect)).await;
        }
        Ok(Ok(None)) => {
            let year = seat.v.now.year();
            return Ok(back(&web, &kept, year, "importado"));
        }
        Ok(Err(bad)) => file_words(t, bad),
        Err(Error::Invalid { .. }) => t.calendar_error_days(MAX_OVERRIDES),
        Err(error) => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add("archivo", told);
    let told = Told {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        ..Told::errors(kept.version, errors)
    };
    let sent = fill(&kept);
    shown(&web, seat, kept, &sent, told, None).await
}

fn file_words(t: &Texts, bad: BadFile) -> String {
    match bad {
        BadFile::NotACalendar => t.calendar_error_file(),
        BadFile::NoDays => t.calendar_error_file_empty(),
        BadFile::TooMany => t.calendar_error_days(MAX_OVERRIDES),
        BadFile::Repeats => t.calendar_error_file_repeats(),
    }
}
