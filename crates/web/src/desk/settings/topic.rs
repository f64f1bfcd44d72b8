//! `/mesa/ajustes/temas/{id}`: a topic and the questions it asks. The form is built without
//! scripts: buttons that add, move or take out a question bring the form back as it was typed.

use crate::form::Form;
use app::Error;
use app::topic::TopicChange;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::rules::{Fault, ICONS, MAX_ANSWER_DAYS, MAX_FIELDS, MAX_OPTIONS, Place, Problem};
use domain::form::{Choice as Answer, Field, FieldKind, Form as TopicForm, Topic};
use domain::legal::Days;
use domain::ticket::TicketKind;
use domain::{Localized, Team, TeamId, TopicId};
use text::Texts;

use super::compare::Comparison;
use super::part::{Asked, Sheet, Tab, Told};
use super::sent::{ENDS, InLanguages, Sent};
use super::topics::PATH;
use crate::desk::form::{self, Errors};
use crate::desk::nature::kinds;
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The kinds of questions, in the order in which they are offered.
const KINDS: [&str; 6] = ["line", "text", "tracking", "choice", "date", "money"];

/// Currencies that are offered; a topic may have been given another.
const CURRENCIES: [&str; 8] = ["COP", "CLP", "MXN", "ARS", "PEN", "BRL", "USD", "EUR"];

/// How many empty options a new choice has.
const NEW_OPTIONS: usize = 2;

#[derive(Template)]
#[template(path = "desk/settings/topic.html")]
struct TopicPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    sent: &'a Sent,
    title: String,
    action: String,
    is_new: bool,
    /// Where requesters meet it; none for a new one and for one that takes no tickets.
    portal: Option<String>,
    texts: Vec<InLanguages>,
    icons: Vec<Choice>,
    teams: Vec<Choice>,
    types: Vec<Choice>,
    questions: Vec<Question>,
    kinds: Vec<Choice>,
    can_add: bool,
    most_days: u16,
}

/// A question as the page shows it.
struct Question {
    number: usize,
    /// The beginning of the names of its controls.
    name: String,
    id: String,
    title: String,
    label: InLanguages,
    help: InLanguages,
    kind: String,
    kind_id: String,
    kinds: Vec<Choice>,
    required_id: String,
    is_required: bool,
    s10_id: String,
    is_s10_only: bool,
    currency_id: String,
    currencies: Vec<Choice>,
    options_id: String,
    options: Vec<Choosable>,
    can_add_option: bool,
}

/// An option of a question.
struct Choosable {
    number: usize,
    id_name: String,
    id: String,
    words: InLanguages,
}

/// `GET /mesa/ajustes/temas/nuevo`
pub(super) async fn show_new(State(web): State<Web>, seat: Seat) -> Result<Response, PageError> {
    let (_, teams) = app::topic::all(&web, &seat.by).await?;
    let mut sent = Sent::default();
    sent.set("icono", "chat");
    sent.set("dias", "15");
    sent.set("tipo", TicketKind::default().name());
    // Nobody outside sees it until somebody says so (case D13).
    shown(&web, seat, &sent, None, &teams, Told::default()).await
}

/// `GET /mesa/ajustes/temas/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let id: TopicId = id.parse().map_err(|_| Error::NotFound)?;
    let (topic, version, teams) = app::topic::edit(&web, &seat.by, id).await?;
    let told = Told {
        done: (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved()),
        ..Told::version(version)
    };
    shown(&web, seat, &fill(&topic), Some(&topic), &teams, told).await
}

/// `POST /mesa/ajustes/temas/nuevo`
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(mut sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (_, teams) = app::topic::all(&web, &seat.by).await?;
    if sent.arrange() {
        return shown(&web, seat, &sent, None, &teams, Told::default()).await;
    }
    let change = match read(&seat.v.t, &mut sent) {
        Ok(change) => change,
        Err(errors) => {
            let told = Told::errors(0, errors);
            return shown(&web, seat, &sent, None, &teams, told).await;
        }
    };
    let client = seat.v.client.clone();
    app::topic::create(&web, &seat.by, change, client).await?;
    Ok(Redirect::to(&format!("{PATH}?hecho=guardado")).into_response())
}

/// `POST /mesa/ajustes/temas/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(mut sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: TopicId = id.parse().map_err(|_| Error::NotFound)?;
    let (topic, _, teams) = app::topic::edit(&web, &seat.by, id).await?;
    let version = sent.version();
    if sent.arrange() {
        let told = Told::version(version);
        return shown(&web, seat, &sent, Some(&topic), &teams, told).await;
    }
    let change = match read(&seat.v.t, &mut sent) {
        Ok(change) => change,
        Err(errors) => {
            let told = Told::errors(version, errors);
            return shown(&web, seat, &sent, Some(&topic), &teams, told).await;
        }
    };
    let client = seat.v.client.clone();
    match app::topic::save(&web, &seat.by, id, change, version, client).await {
        Ok(()) => Ok(Redirect::to(&format!("{PATH}/{id}?hecho=guardado")).into_response()),
        Err(Error::Conflict) => {
            let (topic, present, teams) = app::topic::edit(&web, &seat.by, id).await?;
            let stored = fill(&topic);
            let mut both = Comparison::new(&seat.v.t, &stored, &sent);
            compare(&mut both, &teams);
            let told = Told {
                see: format!("{PATH}/{id}"),
                ..Told::conflict(present, both.all())
            };
            shown(&web, seat, &sent, Some(&topic), &teams, told).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The form as the topic is.
fn fill(topic: &Topic) -> Sent {
    let (mut sent, form) = (Sent::default(), &topic.form);
    sent.set_localized("nombre", &form.name);
    sent.set_localized("resumen", &form.hint);
    sent.set_localized("titulo", &form.heading);
    sent.set_localized("falta", &form.description_missing);
    sent.set("icono", &form.icon);
    sent.set("dias", form.answer_days.to_string());
    sent.set("tipo", form.kind.name());
    sent.set("equipo", topic.team.to_string());
    sent.set("activo", if topic.is_active { "si" } else { "" });
    for (number, field) in form.fields.iter().enumerate() {
        fill_question(&mut sent, &format!("campo_{number}"), field);
    }
    sent
}

fn fill_question(sent: &mut Sent, name: &str, field: &Field) {
    sent.set(format!("{name}_id"), &field.id);
    sent.set_localized(&format!("{name}_pregunta"), &field.label);
    sent.set_localized(&format!("{name}_ayuda"), &field.hint);
    let required = if field.required { "si" } else { "" };
    sent.set(format!("{name}_obligatoria"), required);
    let kind = match &field.kind {
        FieldKind::Line => "line",
        FieldKind::Text => "text",
        FieldKind::Tracking { s10_only } => {
            sent.set(format!("{name}_s10"), if *s10_only { "si" } else { "" });
            "tracking"
        }
        FieldKind::Choice { options } => {
            for (number, option) in options.iter().enumerate() {
                sent.set(format!("{name}_opcion_{number}_id"), &option.id);
                sent.set_localized(&format!("{name}_opcion_{number}_texto"), &option.label);
            }
            "choice"
        }
        FieldKind::Date => "date",
        FieldKind::Money { currency } => {
            sent.set(format!("{name}_moneda"), currency);
            "money"
        }
    };
    sent.set(format!("{name}_tipo"), kind);
}

/// What was typed as a topic, or what is wrong with it.
fn read(t: &Texts, sent: &mut Sent) -> Result<TopicChange, Errors> {
    drop_empty_options(sent);
    let form = TopicForm {
        name: sent.localized("nombre"),
        hint: sent.localized("resumen"),
        heading: sent.localized("titulo"),
        icon: sent.get("icono").to_owned(),
        answer_days: sent.get("dias").trim().parse().unwrap_or(0),
        kind: TicketKind::from_name(sent.get("tipo")).unwrap_or_default(),
        // A law may say otherwise; then its class does.
        answer_counts: Days::Business,
        description_missing: sent.localized("falta"),
        fields: (0..sent.rows("campo"))
            .map(|number| read_question(sent, &format!("campo_{number}")))
            .collect(),
    };
    let mut errors = Errors::default();
    for problem in form.problems() {
        errors.add(&control(&problem.at), words(t, &problem));
    }
    let team: Option<TeamId> = sent.get("equipo").parse().ok();
    let Some(team) = team else {
        errors.add("equipo", t.error_option());
        return Err(errors);
    };
    if errors.is_empty() {
        Ok(TopicChange {
            team,
            is_active: sent.is_ticked("activo"),
            form,
        })
    } else {
        Err(errors)
    }
}

fn read_question(sent: &Sent, name: &str) -> Field {
    let kind = match sent.get(&format!("{name}_tipo")) {
        "text" => FieldKind::Text,
        "tracking" => FieldKind::Tracking {
            s10_only: sent.is_ticked(&format!("{name}_s10")),
        },
        "choice" => FieldKind::Choice {
            options: (0..sent.rows(&format!("{name}_opcion")))
                .map(|number| Answer {
                    id: sent.get(&format!("{name}_opcion_{number}_id")).to_owned(),
                    label: sent.localized(&format!("{name}_opcion_{number}_texto")),
                })
                .collect(),
        },
        "date" => FieldKind::Date,
        "money" => FieldKind::Money {
            currency: sent.get(&format!("{name}_moneda")).to_owned(),
        },
        _ => FieldKind::Line,
    };
    Field {
        id: sent.get(&format!("{name}_id")).to_owned(),
        label: sent.localized(&format!("{name}_pregunta")),
        hint: sent.localized(&format!("{name}_ayuda")),
        required: sent.is_ticked(&format!("{name}_obligatoria")),
        kind,
    }
}

/// Options without any words were not meant.
fn drop_empty_options(sent: &mut Sent) {
    for field in 0..sent.rows("campo") {
        let list = format!("campo_{field}_opcion");
        for option in (0..sent.rows(&list)).rev() {
            if sent.localized(&format!("{list}_{option}_texto")) == Localized::default() {
                sent.set("hacer", format!("quitar {list} {option}"));
                sent.arrange();
            }
        }
    }
}

/// The id of the control where something is to be mended.
fn control(place: &Place) -> String {
    let end = |language: usize| ENDS.get(language).copied().unwrap_or_default();
    match *place {
        Place::Name(language) => format!("nombre_{}", end(language)),
        Place::Hint(language) => format!("resumen_{}", end(language)),
        Place::Heading(language) => format!("titulo_{}", end(language)),
        Place::DescriptionMissing(language) => format!("falta_{}", end(language)),
        Place::Icon => "icono".into(),
        Place::AnswerDays => "dias".into(),
        Place::Fields => "preguntas".into(),
        Place::Label(field, language) => format!("campo_{field}_pregunta_{}", end(language)),
        Place::Help(field, language) => format!("campo_{field}_ayuda_{}", end(language)),
        Place::Currency(field) => format!("campo_{field}_moneda"),
        Place::Options(field) => format!("campo_{field}_opcion"),
        Place::Option(field, option, language) => {
            format!("campo_{field}_opcion_{option}_texto_{}", end(language))
        }
    }
}

fn words(t: &Texts, problem: &Problem) -> String {
    match &problem.fault {
        Fault::Text(error) => form::words(t, error, t.desk_settings_row_missing()),
        Fault::TooMany(most) => t.desk_settings_too_many(*most),
        Fault::TooFew => t.desk_settings_topic_options_few(),
        Fault::Twice => t.desk_settings_topic_twice(),
        Fault::Unknown => t.error_option(),
        Fault::OutOfRange => t.desk_settings_topic_days_error(MAX_ANSWER_DAYS),
    }
}

async fn shown(
    web: &Web,
    seat: Seat,
    sent: &Sent,
    topic: Option<&Topic>,
    teams: &[Team],
    told: Told,
) -> Result<Response, PageError> {
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let t = &sheet.v.t;
    let text = |id: &str, label| InLanguages::of(t, sent, id, label);
    let questions = sent.rows("campo");
    let page = TopicPage {
        sent,
        title: topic.map_or_else(
            || t.desk_settings_topic_new(),
            |topic| topic.form.name.get(sheet.v.tag()).to_owned(),
        ),
        action: topic.map_or_else(
            || format!("{PATH}/nuevo"),
            |topic| format!("{PATH}/{}", topic.id),
        ),
        is_new: topic.is_none(),
        portal: topic
            .filter(|topic| topic.is_active)
            .map(|topic| format!("/casos/nuevo/{}", topic.slug)),
        types: kinds(t, sent.get("tipo")),
        texts: vec![
            text("nombre", t.desk_settings_topic_name()),
            text("resumen", t.desk_settings_topic_summary()),
            text("titulo", t.desk_settings_topic_heading())
                .hint(t.desk_settings_topic_heading_hint()),
            text("falta", t.desk_settings_topic_missing())
                .hint(t.desk_settings_topic_missing_hint()),
        ],
        icons: named(t, "icon", &ICONS, sent.get("icono")),
        teams: in_teams(teams, sent.get("equipo")),
        questions: (0..questions)
            .map(|number| Question::of(t, sent, number))
            .collect(),
        kinds: named(t, "kind", &KINDS, ""),
        can_add: questions < MAX_FIELDS,
        most_days: MAX_ANSWER_DAYS,
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

fn in_teams(teams: &[Team], chosen: &str) -> Vec<Choice> {
    let choice = |team: &Team| Choice {
        value: team.id.to_string(),
        words: team.name.clone(),
        is_chosen: team.id.to_string() == chosen,
    };
    teams.iter().map(choice).collect()
}

/// Names every field of the form.
fn compare(both: &mut Comparison<'_>, teams: &[Team]) {
    let t = both.t;
    both.three("nombre", t.desk_settings_topic_name());
    both.three("resumen", t.desk_settings_topic_summary());
    both.three("titulo", t.desk_settings_topic_heading());
    both.three("falta", t.desk_settings_topic_missing());
    let icons = named(t, "icon", &ICONS, "");
    both.choice("icono", t.desk_settings_topic_icon(), &icons);
    let teams = in_teams(teams, "");
    both.choice("equipo", t.desk_settings_topic_team(), &teams);
    both.line("dias", t.desk_settings_topic_days());
    both.choice("tipo", t.kind_default(), &kinds(t, ""));
    both.tick("activo", t.desk_settings_topic_active());
    both.rows(
        "campo",
        |number| t.desk_settings_topic_question(number),
        compare_question,
    );
}

fn compare_question(both: &mut Comparison<'_>, name: &str) {
    let t = both.t;
    let own = |end: &str| format!("{name}_{end}");
    let kinds = named(t, "kind", &KINDS, "");
    both.choice(&own("tipo"), t.desk_settings_topic_kind(), &kinds);
    both.three(&own("pregunta"), t.desk_settings_topic_label());
    both.three(&own("ayuda"), t.desk_settings_topic_help());
    both.tick(&own("obligatoria"), t.desk_settings_topic_required());
    both.tick(&own("s10"), t.desk_settings_topic_s10());
    both.line(&own("moneda"), t.desk_settings_topic_currency());
    both.rows(
        &own("opcion"),
        |number| t.desk_settings_topic_option(number),
        |both, option| both.languages(&format!("{option}_texto")),
    );
}

/// Choices whose words are messages `desk-settings-topic-…`.
fn named(t: &Texts, group: &str, values: &[&str], chosen: &str) -> Vec<Choice> {
    let choice = |value: &&str| Choice {
        value: (*value).to_owned(),
        words: t
            .by_id(&format!("desk-settings-topic-{group}-{value}"))
            .unwrap_or_default(),
        is_chosen: *value == chosen,
    };
    values.iter().map(choice).collect()
}

impl Question {
    fn of(t: &Texts, sent: &Sent, number: usize) -> Self {
        let name = format!("campo_{number}");
        let own = |end: &str| format!("{name}_{end}");
        let text = |end: &str, label| InLanguages::of(t, sent, &own(end), label);
        let kind = sent.get(&own("tipo"));
        let kind = if KINDS.contains(&kind) { kind } else { "line" };
        let list = own("opcion");
        let options = sent.rows(&list);
        // A choice without options shows where they go.
        let options = if options == 0 { NEW_OPTIONS } else { options };
        Self {
            number,
            id: sent.get(&own("id")).to_owned(),
            title: t.desk_settings_topic_question(number + 1),
            label: text("pregunta", t.desk_settings_topic_label()),
            help: text("ayuda", t.desk_settings_topic_help()),
            kind: kind.to_owned(),
            kind_id: own("tipo"),
            kinds: named(t, "kind", &KINDS, kind),
            required_id: own("obligatoria"),
            is_required: sent.is_ticked(&own("obligatoria")),
            s10_id: own("s10"),
            is_s10_only: sent.is_ticked(&own("s10")),
            currency_id: own("moneda"),
            currencies: currencies(sent.get(&own("moneda"))),
            options: (0..options)
                .map(|option| Choosable {
                    number: option,
                    id_name: format!("{list}_{option}_id"),
                    id: sent.get(&format!("{list}_{option}_id")).to_owned(),
                    words: InLanguages::of(
                        t,
                        sent,
                        &format!("{list}_{option}_texto"),
                        t.desk_settings_topic_option(option + 1),
                    ),
                })
                .collect(),
            can_add_option: options < MAX_OPTIONS,
            options_id: list,
            name,
        }
    }
}

fn currencies(chosen: &str) -> Vec<Choice> {
    let other = (!chosen.is_empty() && !CURRENCIES.contains(&chosen)).then_some(chosen);
    CURRENCIES
        .into_iter()
        .chain(other)
        .map(|code| Choice {
            value: code.to_owned(),
            words: code.to_owned(),
            is_chosen: code == chosen,
        })
        .collect()
}
