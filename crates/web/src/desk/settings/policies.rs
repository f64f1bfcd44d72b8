//! `/mesa/ajustes/plazos`: the policies by which tickets get their promises, with a live example
//! of each.

use crate::form::Form;
use app::Error;
use app::assignment::Way;
use app::deadline_policy::Policies;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::Term;
use domain::clock::{Clocks, MAX_POLICIES, MAX_TERM, Policy};
use domain::form::FieldError;
use domain::{DeadlinePolicyId, Organization};
use text::Texts;

use super::part::{Asked, Sheet, Tab, Told};
use super::sent::Sent;
use crate::desk::deadlines::{metric_words, term_words};
use crate::desk::form::{self, Errors};
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

const PATH: &str = "/mesa/ajustes/plazos";

/// The business days of the answer in an example for any topic.
const EXAMPLE_DAYS: u16 = 15;

#[derive(Template)]
#[template(path = "desk/settings/policies.html")]
struct PoliciesPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    rows: Vec<Row>,
    standard: Vec<String>,
    sent: &'a Sent,
    topics: Vec<Choice>,
    organizations: Vec<Choice>,
}

struct Row {
    id: DeadlinePolicyId,
    name: String,
    /// For which tickets.
    conditions: String,
    /// What a ticket that is created now gets: one line for each term.
    examples: Vec<String>,
    is_first: bool,
    is_last: bool,
}

/// `GET /mesa/ajustes/plazos`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told {
        done: (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved()),
        ..Told::default()
    };
    let mut sent = Sent::default();
    sent.set("pausa_cliente", "si");
    shown(&web, seat, &sent, told).await
}

async fn shown(web: &Web, seat: Seat, sent: &Sent, told: Told) -> Result<Response, PageError> {
    let all = app::deadline_policy::list(web, &seat.by).await?;
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let v = &sheet.v;
    let last = all.policies.len();
    let policies = all.policies.iter().zip(1usize..);
    let page = PoliciesPage {
        rows: policies
            .map(|(kept, place)| Row {
                id: kept.id,
                name: kept.policy.name.clone(),
                conditions: conditions(v, &all, &kept.policy),
                examples: examples(web, v, &all, &kept.policy),
                is_first: place == 1,
                is_last: place == last,
            })
            .collect(),
        standard: examples(web, v, &all, &Policy::standard(EXAMPLE_DAYS)),
        topics: topics(v, &all, sent.get("tema")),
        organizations: organizations(&v.t, &all.organizations, sent.get("empresa")),
        sent,
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

fn conditions(v: &Visit, all: &Policies, policy: &Policy) -> String {
    let topic = all.topics.iter().find(|one| Some(one.id) == policy.topic);
    let company = all
        .organizations
        .iter()
        .find(|one| Some(one.id) == policy.organization);
    let topic = topic.map_or_else(
        || v.t.desk_assign_any_topic(),
        |topic| topic.form.name.get(v.tag()).to_owned(),
    );
    match company {
        Some(company) => format!("{topic} · {}", company.name),
        None => topic,
    }
}

/// By when a ticket that is created now would have what.
fn examples(web: &Web, v: &Visit, all: &Policies, policy: &Policy) -> Vec<String> {
    let calendar = web.calendar();
    let topic = all.topics.iter().find(|one| Some(one.id) == policy.topic);
    let days = topic.map_or(EXAMPLE_DAYS, |topic| topic.form.answer_days);
    let plan = policy.plan(Term::BusinessDays(days), None);
    let clocks = Clocks::begin(plan, v.now.timestamp(), &calendar).clocks;
    let line = |clock: &domain::clock::Clock| {
        let metric = text::format::upper_first(&metric_words(&v.t, clock.metric));
        let term = term_words(&v.t, clock.term);
        v.t.policy_example(metric, v.moment(&clock.due_at), term)
    };
    clocks.iter().map(line).collect()
}

fn topics(v: &Visit, all: &Policies, chosen: &str) -> Vec<Choice> {
    let any = Choice {
        value: String::new(),
        words: v.t.desk_assign_any_topic(),
        is_chosen: chosen.is_empty(),
    };
    let choice = |topic: &domain::form::Topic| Choice {
        value: topic.id.to_string(),
        words: topic.form.name.get(v.tag()).to_owned(),
        is_chosen: topic.id.to_string() == chosen,
    };
    std::iter::once(any)
        .chain(all.topics.iter().map(choice))
        .collect()
}

fn organizations(t: &Texts, all: &[Organization], chosen: &str) -> Vec<Choice> {
    let any = Choice {
        value: String::new(),
        words: t.policy_any_organization(),
        is_chosen: chosen.is_empty(),
    };
    let choice = |one: &Organization| Choice {
        value: one.id.to_string(),
        words: one.name.clone(),
        is_chosen: one.id.to_string() == chosen,
    };
    std::iter::once(any).chain(all.iter().map(choice)).collect()
}

/// `POST /mesa/ajustes/plazos`
pub(super) async fn add(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let errors = match read(&seat.v.t, &sent)? {
        Ok(policy) => {
            let client = seat.v.client.clone();
            match app::deadline_policy::add(&web, &seat.by, policy, client).await {
                Ok(()) => return Ok(done()),
                Err(Error::Invalid { field, error }) => refused(&seat.v.t, field, &error)?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    shown(&web, seat, &sent, Told::errors(0, errors)).await
}

fn done() -> Response {
    Redirect::to(&format!("{PATH}?hecho=guardado")).into_response()
}

/// What was typed as a policy, or what is wrong with it.
fn read(t: &Texts, sent: &Sent) -> Result<Result<Policy, Errors>, PageError> {
    let mut errors = Errors::default();
    let mut number = |field: &str| {
        let typed = sent.get(field).trim();
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok();
        let number = number.filter(|number| (1..=MAX_TERM).contains(number));
        if number.is_none() {
            errors.add(field, t.policy_error_number(MAX_TERM));
        }
        number
    };
    let chosen = |field: &str| match sent.get(field) {
        "" => Ok(None),
        id => id
            .parse::<i64>()
            .map(Some)
            .map_err(|_| PageError::Unreadable),
    };
    let policy = Policy {
        name: sent.get("nombre").to_owned(),
        topic: chosen("tema")?.map(domain::TopicId),
        organization: chosen("empresa")?.map(domain::OrganizationId),
        first_response_hours: number("primera"),
        next_response_hours: number("siguiente"),
        own_hours: number("tomar"),
        update_days: number("avance"),
        resolution_days: number("solucion"),
        pauses_for_customer: sent.is_ticked("pausa_cliente"),
        pauses_for_third: sent.is_ticked("pausa_tercero"),
    };
    Ok(if errors.is_empty() {
        Ok(policy)
    } else {
        Err(errors)
    })
}

fn refused(t: &Texts, field: &str, error: &FieldError) -> Result<Errors, PageError> {
    let mut errors = Errors::default();
    match field {
        "name" => errors.add("nombre", form::words(t, error, t.policy_error_name())),
        "policies" => errors.add("nombre", t.desk_settings_too_many(MAX_POLICIES)),
        _ => return Err(PageError::Unreadable),
    }
    Ok(errors)
}

/// `POST /mesa/ajustes/plazos/{id}/subir`
pub(super) async fn up(
    web: State<Web>,
    seat: Seat,
    id: Path<String>,
) -> Result<Response, PageError> {
    moved(web, seat, id, Way::Up).await
}

/// `POST /mesa/ajustes/plazos/{id}/bajar`
pub(super) async fn down(
    web: State<Web>,
    seat: Seat,
    id: Path<String>,
) -> Result<Response, PageError> {
    moved(web, seat, id, Way::Down).await
}

async fn moved(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    way: Way,
) -> Result<Response, PageError> {
    let id: DeadlinePolicyId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    app::deadline_policy::shift(&web, &seat.by, id, way, client).await?;
    Ok(done())
}

/// `POST /mesa/ajustes/plazos/{id}/quitar`
pub(super) async fn delete(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: DeadlinePolicyId = id.parse().map_err(|_| Error::NotFound)?;
    let client = seat.v.client.clone();
    match app::deadline_policy::delete(&web, &seat.by, id, client).await {
        // Pressed twice: it is gone already.
        Ok(()) | Err(Error::NotFound) => Ok(done()),
        Err(error) => Err(error.into()),
    }
}
