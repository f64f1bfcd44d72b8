//! The menu of a list that can be taken away as a file, the file, and the page for a list that is
//! too long.

use app::Error;
use app::export::{Exported, Wanted, export};
use askama::Template;
use axum::response::Response;
use report::Format;
use serde::Deserialize;
use text::Texts;

use crate::document::stored;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// What the address of an export says beside the filters of its list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct As {
    /// The name of a format.
    formato: String,
}

impl As {
    /// The format that is asked for.
    pub(crate) fn format(&self) -> Result<Format, PageError> {
        Format::parse(&self.formato).ok_or(PageError::App(Error::NotFound))
    }
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
            Format::CsvComma => ("hash", t.export_csv(), t.export_csv_comma_note()),
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

/// The list as a file, named after `name` and the day; `back` is the list.
pub(crate) async fn answer(
    web: &Web,
    v: Visit,
    wanted: Wanted,
    name: &str,
    back: String,
) -> Result<Response, PageError> {
    let format = wanted.format;
    match export(web, wanted, &v.client).await? {
        Exported::File(file) => {
            let name = format!("{name}-{}.{}", v.now.date(), format.ending());
            stored(&name, format.media_type(), file)
        }
        Exported::TooMany(most) => page::unprocessable(&TooManyPage { v, most, back }),
    }
}
