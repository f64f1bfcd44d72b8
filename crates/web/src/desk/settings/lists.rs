//! `GET|POST /mesa/ajustes/listas`: what agents tick before they give a code on the phone, and the
//! kinds of solutions.

use askama::Template;
use axum::response::Response;
use domain::form::rules::name_of;
use domain::settings::{MAX_CHECKS, MAX_SOLUTION_CODES};
use domain::{Localized, Settings};
use text::Texts;

use super::compare::Comparison;
use super::part::{Checks, Part, Sheet, Tab, Told};
use super::sent::{InLanguages, Sent};
use crate::desk::seat::Frame;
use crate::error::PageError;
use crate::page;
use crate::visit::Visit;

/// The longest line of a list, in characters.
const LINE: usize = 160;

#[derive(Template)]
#[template(path = "desk/settings/lists.html")]
struct ListsPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    lists: Vec<List>,
}

/// A list whose rows can be added, moved and taken out.
struct List {
    id: &'static str,
    title: String,
    hint: String,
    add: String,
    can_add: bool,
    rows: Vec<Row>,
}

struct Row {
    number: usize,
    /// Its stable name; empty for a new one.
    id: String,
    words: InLanguages,
}

pub(super) struct Lists;

impl Part for Lists {
    const PATH: &'static str = "/mesa/ajustes/listas";

    fn fill(settings: &Settings) -> Sent {
        let mut sent = Sent::default();
        for (row, point) in settings.identity_checklist.iter().enumerate() {
            sent.set(format!("punto_{row}_id"), "");
            sent.set_localized(&format!("punto_{row}_texto"), point);
        }
        for (row, (id, words)) in settings.solution_codes.iter().enumerate() {
            sent.set(format!("solucion_{row}_id"), id);
            sent.set_localized(&format!("solucion_{row}_texto"), words);
        }
        sent
    }

    fn take(sent: &Sent, checks: &mut Checks<'_>, mut settings: Settings) -> Settings {
        settings.identity_checklist = rows(sent, checks, "punto", MAX_CHECKS)
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        let mut taken: Vec<String> = Vec::new();
        settings.solution_codes = rows(sent, checks, "solucion", MAX_SOLUTION_CODES)
            .into_iter()
            .map(|(id, words)| {
                // Solutions that were proposed refer to the id: it stays whatever the words.
                let known = settings
                    .solution_codes
                    .iter()
                    .any(|(known, _)| *known == id);
                let id = if known && !taken.contains(&id) {
                    id
                } else {
                    let mut others = taken.clone();
                    others.extend(settings.solution_codes.iter().map(|(id, _)| id.clone()));
                    name_of(&words.es, "solucion", '_', &others)
                };
                taken.push(id.clone());
                (id, words)
            })
            .collect();
        settings
    }

    fn compare(both: &mut Comparison<'_>) {
        let t = both.t;
        for (list, title) in [
            ("punto", t.desk_settings_checks()),
            ("solucion", t.desk_settings_solutions()),
        ] {
            both.group(title, |both| {
                both.rows(
                    list,
                    |number| t.desk_settings_row(number),
                    |both, row| both.languages(&format!("{row}_texto")),
                );
            });
        }
    }

    fn page(sheet: Sheet, sent: &Sent) -> Result<Response, PageError> {
        let t = &sheet.v.t;
        let list = |id: &'static str, title, hint, add, most| {
            let rows = sent.rows(id);
            List {
                id,
                title,
                hint,
                add,
                can_add: rows < most,
                rows: (0..rows).map(|row| Row::of(t, sent, id, row)).collect(),
            }
        };
        let page = ListsPage {
            lists: vec![
                list(
                    "punto",
                    t.desk_settings_checks(),
                    t.desk_settings_checks_hint(),
                    t.desk_settings_checks_add(),
                    MAX_CHECKS,
                ),
                list(
                    "solucion",
                    t.desk_settings_solutions(),
                    t.desk_settings_solutions_hint(),
                    t.desk_settings_solutions_add(),
                    MAX_SOLUTION_CODES,
                ),
            ],
            told: sheet.told,
            tabs: sheet.tabs,
            frame: sheet.frame,
            v: sheet.v,
        };
        page::html(page.told.status, &page)
    }
}

/// The rows of a list with their ids. At least one is needed.
fn rows(sent: &Sent, checks: &mut Checks<'_>, list: &str, most: usize) -> Vec<(String, Localized)> {
    let (t, count) = (checks.t, sent.rows(list));
    checks.that(list, count > 0, t.desk_settings_list_empty());
    checks.that(list, count <= most, t.desk_settings_too_many(most));
    (0..count)
        .map(|row| {
            let field = format!("{list}_{row}_texto");
            let missing = t.desk_settings_row_missing();
            let words = checks.needed_localized(sent, &field, LINE, missing);
            (sent.get(&format!("{list}_{row}_id")).to_owned(), words)
        })
        .collect()
}

impl Row {
    fn of(t: &Texts, sent: &Sent, list: &str, row: usize) -> Self {
        let id = format!("{list}_{row}_texto");
        Self {
            number: row,
            id: sent.get(&format!("{list}_{row}_id")).to_owned(),
            words: InLanguages::of(t, sent, &id, t.desk_settings_row(row + 1)),
        }
    }
}
