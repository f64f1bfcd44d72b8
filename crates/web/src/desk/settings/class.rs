//! `/mesa/ajustes/clases/{id}`: a class of requests by law, and the topics that are of it.

use crate::form::Form;
use app::Error;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::Topic;
use domain::legal::{
    ClassFault, Completed, Days, Incomplete, KeptClass, LegalClass, MAX_DAYS, MAX_MONTHS, MAX_TEXT,
};
use domain::{Calendar, LegalClassId};
use jiff::civil::Date;
use text::Texts;

use super::choices;
use super::classes::PATH;
use super::compare::Comparison;
use super::part::{Sheet, Tab, Told};
use super::sent::{InLanguages, Sent};
use crate::desk::difference::Difference;
use crate::desk::form::Errors;
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::desk::term_words;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/settings/class.html")]
struct ClassPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    sent: &'a Sent,
    action: String,
    title: String,
    name: InLanguages,
    /// When a case of it that is filed now would be due; none for a new one.
    example: Option<String>,
    counts: Vec<Choice>,
    then: Vec<Choice>,
    topics: Vec<Ticked>,
}

/// A topic that can be of the class.
struct Ticked {
    id: String,
    words: String,
    is_on: bool,
}

/// `GET /mesa/ajustes/clases/nueva`
pub(super) async fn show_new(State(web): State<Web>, seat: Seat) -> Result<Response, PageError> {
    let (_, topics) = app::legal::list(&web, &seat.by).await?;
    let sent = Sent::default();
    shown(&web, seat, &sent, None, &topics, Told::default()).await
}

/// `GET /mesa/ajustes/clases/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: LegalClassId = id.parse().map_err(|_| Error::NotFound)?;
    let (kept, topics) = app::legal::one(&web, &seat.by, id).await?;
    let told = Told::version(kept.version);
    shown(&web, seat, &fill(&kept.class), Some(&kept), &topics, told).await
}

fn fill(class: &LegalClass) -> Sent {
    let mut sent = Sent::default();
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    sent.set("codigo", &class.code);
    sent.set_localized("nombre", &class.name);
    sent.set("dias", class.days.to_string());
    sent.set("prorroga", class.extension_days.to_string());
    sent.set("cuentan", class.counts.name());
    let days = |days: Option<u16>| days.map(|days| days.to_string()).unwrap_or_default();
    sent.set("traslado", days(class.transfer_days));
    let incomplete = class.incomplete;
    sent.set("pedir", days(incomplete.map(|one| one.ask_days)));
    sent.set("meses", days(incomplete.map(|one| one.months)));
    sent.set("meses_mas", days(incomplete.map(|one| one.more_months)));
    sent.set("luego", incomplete.map_or("", |one| one.then.name()));
    sent.set("norma", &class.source);
    sent.set("desde", date(class.valid_from));
    sent.set("hasta", date(class.valid_until));
    for topic in &class.topics {
        sent.set(format!("tema_{topic}"), "si");
    }
    sent
}

async fn shown(
    web: &Web,
    seat: Seat,
    sent: &Sent,
    kept: Option<&KeptClass>,
    topics: &[Topic],
    told: Told,
) -> Result<Response, PageError> {
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let (v, t) = (&sheet.v, &sheet.v.t);
    let calendar: std::sync::Arc<Calendar> = web.calendar();
    let example = kept.map(|kept| {
        let due = calendar.answer_in(v.now.timestamp(), kept.class.term());
        t.legal_example(v.end_of_term(&due), term_words(t, kept.class.term()))
    });
    let ticked = |topic: &Topic| {
        let id = format!("tema_{}", topic.id);
        Ticked {
            is_on: sent.is_ticked(&id),
            words: topic.form.name.get(v.tag()).to_owned(),
            id,
        }
    };
    let page = ClassPage {
        action: match kept {
            Some(kept) => format!("{PATH}/{}", kept.id),
            None => format!("{PATH}/nueva"),
        },
        title: match kept {
            Some(kept) => kept.class.name.get(v.tag()).to_owned(),
            None => t.legal_new(),
        },
        name: InLanguages::of(t, sent, "nombre", t.legal_name()),
        example,
        counts: counts(t, sent.get("cuentan")),
        then: then(t, sent.get("luego")),
        topics: topics.iter().map(ticked).collect(),
        sent,
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

fn counts(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = [
        (Days::Business.name(), t.legal_counts_business()),
        (Days::Calendar.name(), t.legal_counts_calendar()),
    ];
    choices(all, chosen)
}

fn then(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = [
        (Completed::Resumes.name(), t.legal_then_resumes()),
        (Completed::Restarts.name(), t.legal_then_restarts()),
    ];
    choices(all, chosen)
}

/// Where a class is not as it was typed.
fn differences(seat: &Seat, kept: &KeptClass, topics: &[Topic], typed: &Sent) -> Vec<Difference> {
    let (t, stored) = (&seat.v.t, fill(&kept.class));
    let mut both = Comparison::new(t, &stored, typed);
    both.three("nombre", t.legal_name());
    both.line("codigo", t.legal_code());
    both.line("dias", t.legal_days());
    both.choice("cuentan", t.legal_counts(), &counts(t, ""));
    both.line("prorroga", t.legal_extension());
    both.line("traslado", t.legal_transfer());
    both.line("pedir", t.legal_ask());
    both.line("meses", t.legal_months());
    both.line("meses_mas", t.legal_more_months());
    both.choice("luego", t.legal_then(), &then(t, ""));
    both.line("norma", t.legal_source());
    both.line("desde", t.legal_from());
    both.line("hasta", t.legal_until());
    both.group(t.legal_topics(), |both| {
        for topic in topics {
            let words = topic.form.name.get(seat.v.tag()).to_owned();
            both.tick(&format!("tema_{}", topic.id), words);
        }
    });
    both.all()
}

/// `POST /mesa/ajustes/clases/nueva`
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (_, topics) = app::legal::list(&web, &seat.by).await?;
    let errors = match read(&seat.v.t, &sent, &topics) {
        Ok(class) => {
            let client = seat.v.client.clone();
            match app::legal::create(&web, &seat.by, class, client).await {
                Ok(_) => return Ok(done()),
                Err(Error::Invalid { field, .. }) => refused(&seat.v.t, field),
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    shown(&web, seat, &sent, None, &topics, Told::errors(0, errors)).await
}

/// `POST /mesa/ajustes/clases/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: LegalClassId = id.parse().map_err(|_| Error::NotFound)?;
    let (kept, topics) = app::legal::one(&web, &seat.by, id).await?;
    let version = sent.version();
    let told = match read(&seat.v.t, &sent, &topics) {
        Ok(class) => {
            let changed = KeptClass { id, class, version };
            let client = seat.v.client.clone();
            match app::legal::save(&web, &seat.by, changed, client).await {
                Ok(()) => return Ok(done()),
                Err(Error::Invalid { field, .. }) => {
                    Told::errors(version, refused(&seat.v.t, field))
                }
                Err(Error::Conflict) => {
                    let (kept, topics) = app::legal::one(&web, &seat.by, id).await?;
                    Told {
                        see: format!("{PATH}/{id}"),
                        ..Told::conflict(kept.version, differences(&seat, &kept, &topics, &sent))
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => Told::errors(version, errors),
    };
    shown(&web, seat, &sent, Some(&kept), &topics, told).await
}

fn done() -> Response {
    Redirect::to(&format!("{PATH}?hecho=guardado")).into_response()
}

/// What was typed as a class, or what is wrong with it.
fn read(t: &Texts, sent: &Sent, topics: &[Topic]) -> Result<LegalClass, Errors> {
    let mut errors = Errors::default();
    let mut date = |field: &str| {
        let typed = sent.get(field).trim();
        let date: Option<Date> = typed.parse().ok();
        if date.is_none() && !typed.is_empty() {
            errors.add(field, t.calendar_error_date());
        }
        date
    };
    let (valid_from, valid_until) = (date("desde"), date("hasta"));
    let more = sent.get("prorroga").trim();
    let mine = topics.iter().map(|topic| topic.id);
    let class = LegalClass {
        code: sent.get("codigo").trim().to_owned(),
        name: sent.localized("nombre"),
        days: sent.get("dias").trim().parse().unwrap_or(0),
        extension_days: if more.is_empty() {
            0
        } else {
            more.parse().unwrap_or(u16::MAX)
        },
        counts: Days::from_name(sent.get("cuentan")).unwrap_or_default(),
        transfer_days: number_if(sent.get("traslado")),
        incomplete: read_incomplete(sent),
        source: sent.get("norma").trim().to_owned(),
        valid_from,
        valid_until,
        topics: mine
            .filter(|topic| sent.is_ticked(&format!("tema_{topic}")))
            .collect(),
    };
    for fault in class.faults() {
        match fault {
            ClassFault::Code => errors.add("codigo", t.legal_error_code()),
            ClassFault::Name => errors.add("nombre_es", t.legal_error_name(MAX_TEXT)),
            ClassFault::Days => errors.add("dias", t.legal_error_days(MAX_DAYS)),
            ClassFault::Extension => errors.add("prorroga", t.legal_error_extension(MAX_DAYS)),
            ClassFault::Transfer => errors.add("traslado", t.legal_error_transfer(MAX_DAYS)),
            ClassFault::Incomplete => {
                errors.add("pedir", t.legal_error_incomplete(MAX_DAYS, MAX_MONTHS));
            }
            ClassFault::Source => errors.add("norma", t.legal_error_source(MAX_TEXT)),
            ClassFault::Validity => errors.add("hasta", t.legal_error_validity()),
        }
    }
    if errors.is_empty() {
        Ok(class)
    } else {
        Err(errors)
    }
}

/// None where nothing was typed; what is no number is one that no class takes.
fn number_if(typed: &str) -> Option<u16> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.parse().unwrap_or(u16::MAX))
}

/// None where neither days to ask nor months to complete were typed.
fn read_incomplete(sent: &Sent) -> Option<Incomplete> {
    let (ask, months) = (number_if(sent.get("pedir")), number_if(sent.get("meses")));
    if ask.is_none() && months.is_none() {
        return None;
    }
    Some(Incomplete {
        ask_days: ask.unwrap_or(0),
        months: months.unwrap_or(0),
        more_months: number_if(sent.get("meses_mas")).unwrap_or(0),
        then: Completed::from_name(sent.get("luego")).unwrap_or_default(),
    })
}

/// What only the database knows.
fn refused(t: &Texts, field: &str) -> Errors {
    let mut errors = Errors::default();
    match field {
        "topics" => errors.add("temas", t.legal_error_topics()),
        "classes" => errors.add(
            "codigo",
            t.desk_settings_too_many(domain::legal::MAX_CLASSES),
        ),
        _ => errors.add("codigo", t.legal_error_code_taken()),
    }
    errors
}
