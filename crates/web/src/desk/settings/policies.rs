//! `/mesa/ajustes/plazos`: the policies by which tickets get their promises, with a live example
//! of each, and what a change would do to open tickets before it is saved.

use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::form::Form;
use app::Error;
use app::assignment::Way;
use app::deadline_policy::{Policies, Progress};
use app::effect::Effect;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::Term;
use domain::clock::{
    Clocks, CountedBy, KeptPolicy, MAX_MINUTES, MAX_PERCENT, MAX_POLICIES, MAX_RUNGS, MAX_TERM,
    MAX_WARNINGS, Policy, WARNINGS,
};
use domain::form::FieldError;
use domain::ticket::{Priority, TicketKind};
use domain::{CalendarId, DeadlinePolicyId, Organization};
use text::Texts;

use super::compare::Comparison;
use super::ladder::{self, RungForm};
use super::part::{Asked, Sheet, Tab, Told};
use super::sent::Sent;
use super::trial::{Doing, Trial};
use crate::desk::deadlines::{metric_words, term_words};
use crate::desk::difference::Difference;
use crate::desk::form::{self, Errors};
use crate::desk::nature::{kind_words, kinds, priorities, priority_words, with_any};
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
    /// How far open tickets follow the last change.
    progress: Option<String>,
    /// What another order, or one policy less, would do.
    order_trial: Option<Trial>,
    form: PolicyForm<'a>,
}

#[derive(Template)]
#[template(path = "desk/settings/policy.html")]
struct PolicyPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    title: String,
    form: PolicyForm<'a>,
}

/// The form of a policy, new or not.
struct PolicyForm<'a> {
    action: String,
    button: String,
    sent: &'a Sent,
    topics: Vec<Choice>,
    organizations: Vec<Choice>,
    priorities: Vec<Choice>,
    kinds: Vec<Choice>,
    calendars: Vec<Choice>,
    rungs: Vec<RungForm>,
    can_add: bool,
    trial: Option<Trial>,
    most_minutes: u16,
}

struct Row {
    id: DeadlinePolicyId,
    name: String,
    /// For which tickets.
    conditions: String,
    /// What a ticket that is created now gets: one line for each term.
    examples: Vec<String>,
    /// What happens by itself: one line for each rung.
    ladder: Vec<String>,
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
    shown(&web, seat, &blank(), Tried::Nothing, told).await
}

/// The form of a policy that is new.
fn blank() -> Sent {
    let mut sent = Sent::default();
    sent.set("pausa_cliente", "si");
    sent.set("porcentajes", joined(&WARNINGS));
    sent
}

/// What was only tried out.
enum Tried {
    Nothing,
    /// The policy that was typed.
    New(Box<Policy>, Effect),
    /// What the button says that was pressed at a policy.
    Kept(DeadlinePolicyId, String, Effect),
}

async fn shown(
    web: &Web,
    seat: Seat,
    sent: &Sent,
    tried: Tried,
    told: Told,
) -> Result<Response, PageError> {
    let all = app::deadline_policy::list(web, &seat.by).await?;
    let progress = app::deadline_policy::progress(web, &seat.by).await?;
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let v = &sheet.v;
    let (effect, order_trial) = match tried {
        Tried::Nothing => (None, None),
        Tried::New(policy, effect) => (Some((*policy, effect)), None),
        Tried::Kept(id, words, effect) => {
            let what = format!("{words}: {}", find(&all, id)?.policy.name);
            (None, Some(Trial::of(v, &effect, vec![what])))
        }
    };
    let last = all.policies.len();
    let policies = all.policies.iter().zip(1usize..);
    let page = PoliciesPage {
        rows: policies
            .map(|(kept, place)| Row {
                id: kept.id,
                name: kept.policy.name.clone(),
                conditions: conditions(v, &all, &kept.policy),
                examples: examples(web, v, &all, &kept.policy),
                ladder: ladder::lines(&v.t, &all, &kept.policy.ladder),
                is_first: place == 1,
                is_last: place == last,
            })
            .collect(),
        standard: examples(web, v, &all, &Policy::standard(EXAMPLE_DAYS)),
        progress: progress.map(|Progress { done, all }| {
            v.t.policy_progress(v.t.number(all.into()), v.t.number(done.into()))
        }),
        order_trial,
        form: policy_form(
            web,
            v,
            &all,
            sent,
            effect,
            PATH.to_owned(),
            v.t.policy_add(),
        ),
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

fn policy_form<'a>(
    web: &Web,
    v: &Visit,
    all: &Policies,
    sent: &'a Sent,
    effect: Option<(Policy, Effect)>,
    action: String,
    button: String,
) -> PolicyForm<'a> {
    let t = &v.t;
    let rungs = ladder::rows(t, all, sent);
    PolicyForm {
        action,
        button,
        topics: topics(v, all, sent.get("tema")),
        organizations: organizations(t, &all.organizations, sent.get("empresa")),
        priorities: with_any(t, priorities(t, sent.get("prioridad"))),
        kinds: with_any(t, kinds(t, sent.get("tipo"))),
        calendars: calendars(t, all, sent.get("calendario")),
        can_add: rungs.len() < MAX_RUNGS,
        rungs,
        trial: effect.map(|(policy, effect)| Trial::of(v, &effect, examples(web, v, all, &policy))),
        most_minutes: MAX_MINUTES,
        sent,
    }
}

/// `GET /mesa/ajustes/plazos/{id}`
pub(super) async fn edit(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: DeadlinePolicyId = id.parse().map_err(|_| Error::NotFound)?;
    let all = app::deadline_policy::list(&web, &seat.by).await?;
    let kept = find(&all, id)?;
    let told = Told::version(kept.version);
    let sent = fill(&kept.policy);
    one(&web, seat, &all, &kept, &sent, None, told).await
}

fn find(all: &Policies, id: DeadlinePolicyId) -> Result<KeptPolicy, PageError> {
    let found = all.policies.iter().find(|kept| kept.id == id).cloned();
    found.ok_or(PageError::App(Error::NotFound))
}

async fn one(
    web: &Web,
    seat: Seat,
    all: &Policies,
    kept: &KeptPolicy,
    sent: &Sent,
    effect: Option<(Policy, Effect)>,
    told: Told,
) -> Result<Response, PageError> {
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let action = format!("{PATH}/{}", kept.id);
    let button = sheet.v.t.button_save();
    let page = PolicyPage {
        title: kept.policy.name.clone(),
        form: policy_form(web, &sheet.v, all, sent, effect, action, button),
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

/// `POST /mesa/ajustes/plazos/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(mut sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: DeadlinePolicyId = id.parse().map_err(|_| Error::NotFound)?;
    let all = app::deadline_policy::list(&web, &seat.by).await?;
    let (kept, version) = (find(&all, id)?, sent.version());
    let is_trial = sent.get("hacer") == "efecto";
    if !is_trial && sent.arrange() {
        return one(&web, seat, &all, &kept, &sent, None, Told::version(version)).await;
    }
    let errors = match read(&seat.v.t, &sent)? {
        Ok(policy) if is_trial => {
            let tried = policy.clone();
            match app::deadline_policy::try_out(&web, &seat.by, Some(id), tried).await {
                Ok(effect) => {
                    let (told, effect) = (Told::version(version), Some((policy, effect)));
                    return one(&web, seat, &all, &kept, &sent, effect, told).await;
                }
                Err(error) => refused(&seat.v.t, error)?,
            }
        }
        Ok(policy) => {
            let client = seat.v.client.clone();
            match app::deadline_policy::save(&web, &seat.by, id, policy, version, client).await {
                Ok(()) => return Ok(done()),
                Err(Error::Conflict) => {
                    let all = app::deadline_policy::list(&web, &seat.by).await?;
                    let kept = find(&all, id)?;
                    let told = Told {
                        see: format!("{PATH}/{id}"),
                        ..Told::conflict(kept.version, differences(&seat.v, &all, &kept, &sent))
                    };
                    return one(&web, seat, &all, &kept, &sent, None, told).await;
                }
                Err(error) => refused(&seat.v.t, error)?,
            }
        }
        Err(errors) => errors,
    };
    one(
        &web,
        seat,
        &all,
        &kept,
        &sent,
        None,
        Told::errors(version, errors),
    )
    .await
}

/// The form as the policy is.
fn fill(policy: &Policy) -> Sent {
    let mut sent = Sent::default();
    let number = |number: Option<u16>| number.map_or_else(String::new, |one| one.to_string());
    let tick = |is_ticked| if is_ticked { "si" } else { "" };
    sent.set("nombre", &policy.name);
    sent.set(
        "tema",
        policy.topic.map_or_else(String::new, |one| one.to_string()),
    );
    let company = policy.organization;
    sent.set(
        "empresa",
        company.map_or_else(String::new, |one| one.to_string()),
    );
    sent.set("prioridad", policy.priority.map_or("", Priority::name));
    sent.set("tipo", policy.kind.map_or("", TicketKind::name));
    sent.set("calendario", calendar_value(policy.counted_by));
    sent.set("primera", number(policy.first_response_hours));
    sent.set("siguiente", number(policy.next_response_hours));
    sent.set("tomar", number(policy.own_hours));
    sent.set("avance", number(policy.update_days));
    sent.set("solucion", number(policy.resolution_days));
    sent.set("pausa_cliente", tick(policy.pauses_for_customer));
    sent.set("pausa_tercero", tick(policy.pauses_for_third));
    sent.set("porcentajes", joined(&policy.warnings));
    sent.set("avisos", joined(&policy.warn_minutes));
    ladder::fill(&mut sent, &policy.ladder);
    sent
}

/// Where a policy is not as it was typed.
fn differences(v: &Visit, all: &Policies, kept: &KeptPolicy, typed: &Sent) -> Vec<Difference> {
    let (t, stored) = (&v.t, fill(&kept.policy));
    let mut both = Comparison::new(t, &stored, typed);
    both.line("nombre", t.policy_name());
    both.choice("tema", t.desk_filter_topic(), &topics(v, all, ""));
    let companies = organizations(t, &all.organizations, "");
    both.choice("empresa", t.policy_organization(), &companies);
    let presses = with_any(t, priorities(t, ""));
    both.choice("prioridad", t.priority_label(), &presses);
    both.choice("tipo", t.kind_label(), &with_any(t, kinds(t, "")));
    both.choice("calendario", t.policy_calendar(), &calendars(t, all, ""));
    both.line("primera", t.policy_first());
    both.line("siguiente", t.policy_next());
    both.line("tomar", t.policy_own());
    both.line("avance", t.policy_update());
    both.line("solucion", t.policy_resolution());
    both.tick("pausa_cliente", t.policy_pause_customer());
    both.tick("pausa_tercero", t.policy_pause_third());
    both.line("porcentajes", t.policy_percents());
    both.line("avisos", t.policy_warnings());
    ladder::compare(&mut both, all);
    both.all()
}

fn calendar_value(counted_by: CountedBy) -> String {
    match counted_by {
        CountedBy::Main => String::new(),
        CountedBy::Always => ALWAYS.to_owned(),
        CountedBy::Calendar(id) => id.to_string(),
    }
}

/// The value of the calendar in which every minute counts.
const ALWAYS: &str = "siempre";

fn calendars(t: &Texts, all: &Policies, chosen: &str) -> Vec<Choice> {
    let choice = |(value, words): (String, String)| Choice {
        is_chosen: value == chosen,
        value,
        words,
    };
    let others = all.calendars.iter().filter(|kept| !kept.is_default);
    let others = others.map(|kept| (kept.id.to_string(), kept.name.clone()));
    let first = [
        (String::new(), t.policy_calendar_main()),
        (ALWAYS.to_owned(), t.policy_calendar_always()),
    ];
    first.into_iter().chain(others).map(choice).collect()
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
    let priority = policy.priority.map(|one| priority_words(&v.t, one));
    let priority = priority.map(|words| format!("{}: {words}", v.t.priority_label()));
    let kind = policy.kind.map(|one| kind_words(&v.t, one));
    let kind = kind.map(|words| format!("{}: {words}", v.t.kind_label()));
    let company = company.map(|company| company.name.clone());
    let all = [Some(topic), company, priority, kind];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// By when a ticket that is created now would have what, and at which shares of that it is warned.
fn examples(web: &Web, v: &Visit, all: &Policies, policy: &Policy) -> Vec<String> {
    let calendar = web.days(policy.counted_by);
    let topic = all.topics.iter().find(|one| Some(one.id) == policy.topic);
    let days = topic.map_or(EXAMPLE_DAYS, |topic| topic.form.answer_days);
    let plan = policy.plan(Term::BusinessDays(days), None);
    let clocks = Clocks::begin(plan, v.now.timestamp(), &calendar).clocks;
    let line = |clock: &domain::clock::Clock| {
        let metric = text::format::upper_first(&metric_words(&v.t, clock.metric));
        let term = term_words(&v.t, clock.term);
        v.t.policy_example(metric, v.moment(&clock.due_at), term)
    };
    let mut lines: Vec<String> = clocks.iter().map(line).collect();
    if !policy.warnings.is_empty() {
        lines.push(v.t.policy_example_warnings(joined(&policy.warnings)));
    }
    lines
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
    Form(mut sent): Form<Sent>,
) -> Result<Response, PageError> {
    let is_trial = sent.get("hacer") == "efecto";
    if !is_trial && sent.arrange() {
        return shown(&web, seat, &sent, Tried::Nothing, Told::default()).await;
    }
    let errors = match read(&seat.v.t, &sent)? {
        Ok(policy) if is_trial => {
            let tried = policy.clone();
            match app::deadline_policy::try_out(&web, &seat.by, None, tried).await {
                Ok(effect) => {
                    let tried = Tried::New(Box::new(policy), effect);
                    return shown(&web, seat, &sent, tried, Told::default()).await;
                }
                Err(error) => refused(&seat.v.t, error)?,
            }
        }
        Ok(policy) => {
            let client = seat.v.client.clone();
            match app::deadline_policy::add(&web, &seat.by, policy, client).await {
                Ok(()) => return Ok(done()),
                Err(error) => refused(&seat.v.t, error)?,
            }
        }
        Err(errors) => errors,
    };
    let told = Told::errors(0, errors);
    shown(&web, seat, &sent, Tried::Nothing, told).await
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
    let counted_by = match sent.get("calendario") {
        ALWAYS => CountedBy::Always,
        _ => {
            chosen("calendario")?.map_or(CountedBy::Main, |id| CountedBy::Calendar(CalendarId(id)))
        }
    };
    let mut policy = Policy {
        name: sent.get("nombre").to_owned(),
        topic: chosen("tema")?.map(domain::TopicId),
        organization: chosen("empresa")?.map(domain::OrganizationId),
        priority: Priority::from_name(sent.get("prioridad")),
        kind: TicketKind::from_name(sent.get("tipo")),
        counted_by,
        first_response_hours: number("primera"),
        next_response_hours: number("siguiente"),
        own_hours: number("tomar"),
        update_days: number("avance"),
        resolution_days: number("solucion"),
        pauses_for_customer: sent.is_ticked("pausa_cliente"),
        pauses_for_third: sent.is_ticked("pausa_tercero"),
        warnings: Vec::new(),
        warn_minutes: Vec::new(),
        ladder: Vec::new(),
    };
    match numbers(sent.get("porcentajes"), &(1..=MAX_PERCENT)) {
        Some(percents) => policy.warnings = percents,
        None => errors.add(
            "porcentajes",
            t.policy_error_warnings(MAX_WARNINGS, MAX_PERCENT),
        ),
    }
    match numbers(sent.get("avisos"), &(1..=MAX_MINUTES)) {
        // The longest first.
        Some(minutes) => policy.warn_minutes = minutes.into_iter().rev().collect(),
        None => errors.add("avisos", t.policy_error_warnings(MAX_WARNINGS, MAX_MINUTES)),
    }
    policy.ladder = ladder::read(t, sent, &mut errors);
    Ok(if errors.is_empty() {
        Ok(policy)
    } else {
        Err(errors)
    })
}

/// The numbers of warnings with commas between them, from small to large and each once.
fn numbers<N: FromStr + Ord>(typed: &str, allowed: &RangeInclusive<N>) -> Option<Vec<N>> {
    let parts = typed.split([',', ';', ' ']).filter(|part| !part.is_empty());
    let numbers: Result<Vec<N>, _> = parts.map(str::parse::<N>).collect();
    let mut numbers = numbers.ok()?;
    numbers.sort_unstable();
    numbers.dedup();
    let is_one = |number: &N| allowed.contains(number);
    (numbers.len() <= MAX_WARNINGS && numbers.iter().all(is_one)).then_some(numbers)
}

/// Numbers as [`numbers`] reads them.
fn joined<N: ToString>(numbers: &[N]) -> String {
    let numbers: Vec<String> = numbers.iter().map(N::to_string).collect();
    numbers.join(", ")
}

fn refused(t: &Texts, error: Error) -> Result<Errors, PageError> {
    let (field, error): (&str, FieldError) = match error {
        Error::Invalid { field, error } => (field, error),
        error => return Err(error.into()),
    };
    let mut errors = Errors::default();
    match field {
        "name" => errors.add("nombre", form::words(t, &error, t.policy_error_name())),
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
    doing: Query<Doing>,
) -> Result<Response, PageError> {
    moved(web, seat, id, doing, Way::Up).await
}

/// `POST /mesa/ajustes/plazos/{id}/bajar`
pub(super) async fn down(
    web: State<Web>,
    seat: Seat,
    id: Path<String>,
    doing: Query<Doing>,
) -> Result<Response, PageError> {
    moved(web, seat, id, doing, Way::Down).await
}

async fn moved(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(doing): Query<Doing>,
    way: Way,
) -> Result<Response, PageError> {
    let id: DeadlinePolicyId = id.parse().map_err(|_| Error::NotFound)?;
    if doing.is_trial() {
        let effect = app::deadline_policy::try_shift(&web, &seat.by, id, way).await?;
        let words = match way {
            Way::Up => seat.v.t.desk_assign_up(),
            Way::Down => seat.v.t.desk_assign_down(),
        };
        let tried = Tried::Kept(id, words, effect);
        return shown(&web, seat, &blank(), tried, Told::default()).await;
    }
    let client = seat.v.client.clone();
    app::deadline_policy::shift(&web, &seat.by, id, way, client).await?;
    Ok(done())
}

/// `POST /mesa/ajustes/plazos/{id}/quitar`
pub(super) async fn delete(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(doing): Query<Doing>,
) -> Result<Response, PageError> {
    let id: DeadlinePolicyId = id.parse().map_err(|_| Error::NotFound)?;
    if doing.is_trial() {
        let effect = app::deadline_policy::try_delete(&web, &seat.by, id).await?;
        let tried = Tried::Kept(id, seat.v.t.desk_assign_delete(), effect);
        return shown(&web, seat, &blank(), tried, Told::default()).await;
    }
    let client = seat.v.client.clone();
    match app::deadline_policy::delete(&web, &seat.by, id, client).await {
        // Pressed twice: it is gone already.
        Ok(()) | Err(Error::NotFound) => Ok(done()),
        Err(error) => Err(error.into()),
    }
}
