//! `GET /cuenta/casos`: all tickets of an account, or of its company.

use std::fmt::Write;

use crate::form::Form;
use app::Guest;
use app::account::{CaseList, Figures};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::account::CaseColumn;
use domain::compensation::ListState;
use domain::{Status, TicketId};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::cases::{CaseCursor, CaseFilter, CaseOrder, CaseRow, CaseStatus};
use text::Texts;

use crate::desk::Choice;
use crate::error::PageError;
use crate::export;
use crate::page;
use crate::path::escape;
use crate::portal::chip::Chip;
use crate::state::Web;
use crate::visit::{AsMember, Visit};

/// How many tickets a page has unless another number is asked for.
const ROWS: u32 = 25;

/// The longest search, in characters.
const MAX_SEARCH: usize = 100;

/// What the address of a list says; what cannot be read counts as not said. Exports read the
/// same.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The tab: `esperan`, `abiertos`, `resueltos`.
    vista: String,
    /// What is searched for.
    q: String,
    /// A state by its name.
    estado: String,
    /// A state of the compensation by its name.
    indemnizacion: String,
    /// The last so many days.
    dias: String,
    /// The order: `creado`, `actualizado`, `monto`, with `-` for the oldest or smallest first.
    orden: String,
    /// How many a page has.
    filas: String,
    /// Where the page begins.
    desde: String,
    /// What was done, told once.
    hecho: String,
}

impl Asked {
    /// The filter that the address means.
    pub(crate) fn filter(&self, now: Timestamp) -> CaseFilter {
        let days = self.days();
        CaseFilter {
            status: self.status(),
            compensation: self.compensation(),
            created_from: days
                .and_then(|days| now.checked_sub(SignedDuration::from_hours(24 * days)).ok()),
            created_before: None,
            search: Some(self.search()).filter(|text| !text.is_empty()),
            order: self.order(),
        }
    }

    /// What is searched for.
    pub(crate) fn search(&self) -> String {
        self.q
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_SEARCH)
            .collect::<String>()
            .trim()
            .to_owned()
    }

    fn status(&self) -> CaseStatus {
        if let Some(status) = self.state() {
            return CaseStatus::One(status);
        }
        match self.vista.as_str() {
            "esperan" => CaseStatus::WaitsForCustomer,
            "abiertos" => CaseStatus::Open,
            "resueltos" => CaseStatus::Resolved,
            _ => CaseStatus::All,
        }
    }

    fn state(&self) -> Option<Status> {
        Status::from_name(&self.estado)
    }

    fn compensation(&self) -> Option<ListState> {
        ListState::from_name(&self.indemnizacion)
    }

    fn days(&self) -> Option<i64> {
        [30, 90, 365]
            .into_iter()
            .find(|days| self.dias == days.to_string())
    }

    fn order(&self) -> CaseOrder {
        match self.orden.as_str() {
            "-creado" => CaseOrder::OldestFirst,
            "actualizado" => CaseOrder::LastUpdatedFirst,
            "-actualizado" => CaseOrder::FirstUpdatedFirst,
            "monto" => CaseOrder::LargestFirst,
            "-monto" => CaseOrder::SmallestFirst,
            _ => CaseOrder::NewestFirst,
        }
    }

    fn rows(&self) -> u32 {
        [10, 25, 50]
            .into_iter()
            .find(|rows| self.filas == rows.to_string())
            .unwrap_or(ROWS)
    }

    fn after(&self) -> Option<CaseCursor> {
        // What has no amount is sorted by -1: the last sign is the one between.
        let (sort, id) = self.desde.rsplit_once('-')?;
        Some(CaseCursor {
            sort: sort.parse().ok()?,
            id: TicketId(id.parse().ok()?),
        })
    }

    /// The filters in force, in words: `Estado: Resuelto`.
    pub(super) fn chosen(&self, v: &Visit) -> Vec<String> {
        let t = &v.t;
        let mut said = Vec::new();
        let mut say = |label: String, words: String| said.push(format!("{label}: {words}"));
        match self.status() {
            CaseStatus::All => {}
            CaseStatus::WaitsForCustomer => say(t.account_state(), t.account_tab_waiting()),
            CaseStatus::Open => say(t.account_state(), t.account_tab_open()),
            CaseStatus::Resolved => say(t.account_state(), t.account_tab_resolved()),
            CaseStatus::One(status) => say(t.account_state(), state_words(t, status)),
        }
        if let Some(state) = self.compensation() {
            say(t.account_column_compensation(), v.list_state(&state));
        }
        for date in dates(v, self) {
            if date.is_chosen && !date.value.is_empty() {
                say(t.account_date(), date.words);
            }
        }
        if !self.search().is_empty() {
            say(t.export_search(), self.search());
        }
        said
    }

    /// The address of the same list with other things: whatever is empty is left out.
    pub(super) fn link(&self, changes: &[(&str, &str)]) -> String {
        self.address("/cuenta/casos", changes)
    }

    /// An address with what this one says.
    fn address(&self, path: &str, changes: &[(&str, &str)]) -> String {
        let mut link = path.to_owned();
        let mut mark = '?';
        for (name, value) in [
            ("vista", &self.vista),
            ("q", &self.q),
            ("estado", &self.estado),
            ("indemnizacion", &self.indemnizacion),
            ("dias", &self.dias),
            ("orden", &self.orden),
            ("filas", &self.filas),
        ] {
            let value = changes
                .iter()
                .find(|(changed, _)| *changed == name)
                .map_or(value.as_str(), |(_, value)| *value);
            if !value.is_empty() {
                // Writing to a string cannot fail.
                let _ = write!(link, "{mark}{name}={}", escape(value));
                mark = '&';
            }
        }
        for once in ["desde", "hecho"] {
            if let Some((_, value)) = changes.iter().find(|(changed, _)| *changed == once) {
                let _ = write!(link, "{mark}{once}={value}");
                mark = '&';
            }
        }
        link
    }
}

/// Where a page begins, as [`Asked::after`] reads it.
fn place(next: CaseCursor) -> String {
    format!("{}-{}", next.sort, next.id)
}

#[derive(Template)]
#[template(path = "account/list.html")]
struct ListPage {
    v: Visit,
    done: Option<String>,
    company: String,
    figures: Figures,
    tabs: Vec<Tab>,
    asked: Asked,
    states: Vec<Choice>,
    compensations: Vec<Choice>,
    dates: Vec<Choice>,
    sorts: Sorts,
    shows: Shows,
    columns: Vec<Choice>,
    /// Where the chosen columns are sent to.
    columns_form: String,
    exports: Vec<export::Choice>,
    export_note: String,
    rows: Vec<(Chip, CaseRow)>,
    /// "25 de 48".
    shown: String,
    is_filtered: bool,
    /// Whether others' tickets are among them.
    has_others: bool,
    next: Option<String>,
    first: Option<String>,
    clear: String,
}

struct Tab {
    words: String,
    count: u32,
    link: String,
    is_here: bool,
}

/// The columns that can be sorted by.
struct Sorts {
    created: Column,
    updated: Column,
    amount: Column,
}

struct Column {
    link: String,
    /// `ascending`, `descending` or nothing.
    sorted: &'static str,
}

/// Which of the columns are shown.
#[expect(clippy::struct_excessive_bools, reason = "one for each column")]
struct Shows {
    tracking_number: bool,
    requester: bool,
    created: bool,
    updated: bool,
    agent: bool,
    compensation: bool,
}

impl Shows {
    fn of(chosen: &[CaseColumn]) -> Self {
        let has = |column| chosen.contains(&column);
        Self {
            tracking_number: has(CaseColumn::TrackingNumber),
            requester: has(CaseColumn::Requester),
            created: has(CaseColumn::Created),
            updated: has(CaseColumn::Updated),
            agent: has(CaseColumn::Agent),
            compensation: has(CaseColumn::Compensation),
        }
    }
}

/// `GET /cuenta/casos`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let filter = asked.filter(web.now());
    let list = app::account::cases(&web, &guest, filter, asked.after(), asked.rows()).await?;
    page::ok(&ListPage::new(v, &guest, asked, list))
}

/// `POST /cuenta/casos/columnas`
pub(super) async fn choose_columns(
    State(web): State<Web>,
    AsMember(guest): AsMember,
    Query(asked): Query<Asked>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let chosen = CaseColumn::ALL.into_iter().filter(|column| {
        sent.iter()
            .any(|(name, value)| name == "columna" && value == column.name())
    });
    app::account::choose_columns(&web, &guest, chosen.collect()).await?;
    let there = asked.link(&[("hecho", "columnas")]);
    Ok(Redirect::to(&there).into_response())
}

impl ListPage {
    fn new(v: Visit, guest: &Guest, asked: Asked, list: CaseList) -> Self {
        let t = &v.t;
        let tab = |vista: &str, words, count| Tab {
            words,
            count,
            link: asked.link(&[("vista", vista), ("estado", "")]),
            is_here: asked.vista == vista && asked.estado.is_empty(),
        };
        let counts = list.figures.counts;
        let tabs = vec![
            tab("", t.account_tab_all(), counts.all),
            tab(
                "esperan",
                t.account_tab_waiting(),
                counts.questions + counts.solutions,
            ),
            tab("abiertos", t.account_tab_open(), counts.open),
            tab("resueltos", t.account_tab_resolved(), counts.resolved),
        ];
        let rows = list.page.rows;
        Self {
            done: (asked.hecho == "columnas").then(|| t.account_columns_saved()),
            company: v
                .member
                .as_ref()
                .map(|member| member.company.clone())
                .unwrap_or_default(),
            tabs,
            states: states(&v, &asked),
            compensations: compensations(&v, &asked),
            dates: dates(&v, &asked),
            sorts: Sorts {
                created: column(&asked, "creado"),
                updated: column(&asked, "actualizado"),
                amount: column(&asked, "monto"),
            },
            shows: Shows::of(&list.columns),
            columns: columns(t, &list.columns),
            columns_form: asked.address("/cuenta/casos/columnas", &[]),
            exports: export::choices(
                t,
                &asked.address("/cuenta/casos/exportar", &[]),
                super::export::HERE,
            ),
            export_note: t.export_count(t.count_cases(list.total)),
            shown: t.account_total(rows.len(), list.total),
            is_filtered: !asked.search().is_empty()
                || asked.state().is_some()
                || asked.compensation().is_some()
                || asked.days().is_some(),
            has_others: rows.iter().any(|row| row.requester != guest.contact.id),
            next: list
                .page
                .next
                .map(|next| asked.link(&[("desde", &place(next))])),
            first: asked.after().map(|_| asked.link(&[])),
            clear: asked.link(&[
                ("q", ""),
                ("estado", ""),
                ("indemnizacion", ""),
                ("dias", ""),
            ]),
            rows: rows
                .into_iter()
                .map(|row| (Chip::of_row(t, &row), row))
                .collect(),
            figures: list.figures,
            asked,
            v,
        }
    }
}

fn state_words(t: &Texts, status: Status) -> String {
    t.by_id(&format!("state-{}-customer", status.name()))
        .unwrap_or_default()
}

fn compensations(v: &Visit, asked: &Asked) -> Vec<Choice> {
    let chosen = asked.compensation();
    let any = Choice {
        value: String::new(),
        words: v.t.account_compensation_any(),
        is_chosen: chosen.is_none(),
    };
    let states = ListState::ALL.into_iter().map(|state| Choice {
        value: state.name().to_owned(),
        words: v.list_state(&state),
        is_chosen: chosen == Some(state),
    });
    std::iter::once(any).chain(states).collect()
}

fn columns(t: &Texts, chosen: &[CaseColumn]) -> Vec<Choice> {
    let words = |column| match column {
        CaseColumn::TrackingNumber => t.account_column_tracking(),
        CaseColumn::Requester => t.account_column_requester(),
        CaseColumn::Created => t.list_created(),
        CaseColumn::Updated => t.list_updated(),
        CaseColumn::Agent => t.account_column_agent(),
        CaseColumn::Compensation => t.account_column_compensation(),
    };
    CaseColumn::ALL
        .into_iter()
        .map(|column| Choice {
            value: column.name().to_owned(),
            words: words(column),
            is_chosen: chosen.contains(&column),
        })
        .collect()
}

fn states(v: &Visit, asked: &Asked) -> Vec<Choice> {
    let chosen = asked.state();
    let any = Choice {
        value: String::new(),
        words: v.t.account_state_any(),
        is_chosen: chosen.is_none(),
    };
    // What the desk calls otherwise is one state for customers.
    let shown = [
        Status::New,
        Status::Open,
        Status::WaitingCustomer,
        Status::SolutionProposed,
        Status::Resolved,
        Status::Cancelled,
    ];
    let states = shown.into_iter().map(|status| Choice {
        value: status.name().to_owned(),
        words: state_words(&v.t, status),
        is_chosen: chosen == Some(status),
    });
    std::iter::once(any).chain(states).collect()
}

fn dates(v: &Visit, asked: &Asked) -> Vec<Choice> {
    let all = [
        ("", v.t.account_date_any()),
        ("30", v.t.account_date_30()),
        ("90", v.t.account_date_90()),
        ("365", v.t.account_date_365()),
    ];
    all.into_iter()
        .map(|(value, words)| Choice {
            value: value.to_owned(),
            words,
            is_chosen: asked.dias == value,
        })
        .collect()
}

/// A second click on a column turns its order round.
fn column(asked: &Asked, name: &str) -> Column {
    let reversed = format!("-{name}");
    let order = if asked.orden.is_empty() {
        "creado"
    } else {
        asked.orden.as_str()
    };
    let (sorted, next) = match order {
        order if order == name => ("descending", reversed.as_str()),
        order if order == reversed => ("ascending", name),
        _ => ("", name),
    };
    Column {
        link: asked.link(&[("orden", next)]),
        sorted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j01_what_cannot_be_read_counts_as_not_said() {
        let hostile = "' OR 1=1; --";
        let asked = Asked {
            vista: hostile.into(),
            q: String::new(),
            estado: hostile.into(),
            indemnizacion: hostile.into(),
            dias: hostile.into(),
            orden: hostile.into(),
            filas: "1000000".into(),
            desde: hostile.into(),
            hecho: hostile.into(),
        };

        assert_eq!(asked.filter(Timestamp::UNIX_EPOCH), CaseFilter::default());
        assert_eq!(asked.after(), None);
        assert_eq!(asked.rows(), ROWS);
    }

    #[test]
    fn behind_a_ticket_without_an_amount_the_list_goes_on() {
        let place_of_none = CaseCursor {
            sort: -1,
            id: TicketId(7),
        };
        let asked = Asked {
            desde: place(place_of_none),
            ..Asked::default()
        };

        assert_eq!(asked.after(), Some(place_of_none));
    }

    #[test]
    fn a_link_keeps_the_filters_and_begins_at_the_first_page() {
        let asked = Asked {
            vista: "abiertos".into(),
            q: "libros y más".into(),
            desde: "5-7".into(),
            ..Asked::default()
        };

        assert_eq!(
            asked.link(&[("orden", "-creado")]),
            "/cuenta/casos?vista=abiertos&q=libros%20y%20m%C3%A1s&orden=-creado"
        );
        assert_eq!(
            asked.link(&[("vista", ""), ("q", ""), ("desde", "9-8")]),
            "/cuenta/casos?desde=9-8"
        );
    }
}

#[cfg(test)]
mod fuzz {
    use axum::http::Uri;

    use super::*;
    use crate::corpus::fuzz;
    use crate::path;

    fn read(address: &Uri) -> Option<Asked> {
        let query = Query::<Asked>::try_from_uri(address);
        query.ok().map(|Query(asked)| asked)
    }

    #[test]
    fn o04_lists_of_companies() {
        fuzz("lists", |text, _| {
            let Some(asked) = path::fuzz::query(text).as_ref().and_then(read) else {
                return;
            };
            let filter = |asked: &Asked| asked.filter(Timestamp::UNIX_EPOCH);
            let search = asked.search();
            assert!(search.chars().count() <= MAX_SEARCH, "{search:?}");
            assert!(!search.contains(char::is_control), "{search:?}");
            assert!((1..=50).contains(&asked.rows()), "{}", asked.rows());
            if let Some(found) = asked.after() {
                let again = Asked {
                    desde: place(found),
                    ..Asked::default()
                };
                assert_eq!(again.after(), Some(found), "{}", again.desde);
            }
            // Nothing of the address gets lost or changed on the way through a link.
            let link = asked.link(&[]);
            if let Ok(address) = link.parse::<Uri>() {
                let again = read(&address).unwrap();
                assert_eq!(again.link(&[]), link);
                assert_eq!(filter(&again), filter(&asked), "{link}");
            }
        });
    }
}
