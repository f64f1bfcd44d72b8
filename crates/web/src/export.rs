//! The menu of a list that can be taken away as a file, and the page for one that is too long.

use askama::Template;
use axum::response::Response;
use report::Format;
use serde::Deserialize;
use text::Texts;

use crate::error::PageError;
use crate::page;
use crate::visit::Visit;

/// What the address of an export says beside the filters of its list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// The name of a format.
    pub(crate) formato: String,
}

/// One line of the menu.
pub(crate) struct Choice {
    pub(crate) href: String,
    pub(crate) icon: &'static str,
    pub(crate) words: String,
    pub(crate) note: String,
}

/// A line for each format; `address` is that of the export, with the filters of the list.
pub(crate) fn choices(t: &Texts, address: &str) -> Vec<Choice> {
    let mark = if address.contains('?') { '&' } else { '?' };
    let choice = |format: Format| {
        let (icon, words, note) = match format {
            Format::Pdf => ("file", t.export_pdf(), t.export_pdf_note()),
            Format::Xlsx => ("list", t.export_xlsx(), t.export_xlsx_note()),
            Format::Csv => ("hash", t.export_csv(), t.export_csv_note()),
        };
        Choice {
            href: format!("{address}{mark}formato={}", format.name()),
            icon,
            words,
            note,
        }
    };
    Format::ALL.map(choice).into()
}

#[derive(Template)]
#[template(path = "export.html")]
struct TooManyPage {
    v: Visit,
    most: u32,
    /// The list.
    back: String,
}

/// The page that says how many rows a file can have.
pub(crate) fn too_many(v: Visit, most: u32, back: String) -> Result<Response, PageError> {
    page::unprocessable(&TooManyPage { v, most, back })
}
