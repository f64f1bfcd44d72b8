//! The menu of a list that can be taken away as a file, the file, and the page of what is prepared
//! for lists that are too long to wait for.

use app::Error;
use app::export::{Exported, Prepared, Refused, Taker, Wanted, export, open, prepare, prepared};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ExportId;
use jiff::Timestamp;
use report::Format;
use serde::Deserialize;
use store::export::ExportState;
use text::Texts;

use crate::document::{kept, stored};
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

/// A line for each format, and one for what is prepared; `address` is that of the export, with
/// the filters of the list.
pub(crate) fn choices(t: &Texts, address: &str, prepared: &str) -> Vec<Choice> {
    let mark = if address.contains('?') { '&' } else { '?' };
    let choice = |format: Format| {
        let (icon, note) = match format {
            Format::Pdf => ("file", t.export_pdf_note()),
            Format::Xlsx => ("list", t.export_xlsx_note()),
            Format::Csv => ("hash", t.export_csv_note()),
            Format::CsvComma => ("hash", t.export_csv_comma_note()),
        };
        Choice {
            href: format!("{address}{mark}formato={}", format.name()),
            icon,
            words: words(t, format),
            note,
        }
    };
    let prepared = Choice {
        href: prepared.to_owned(),
        icon: "clock",
        words: t.export_prepared_nav(),
        note: t.export_prepared_note(),
    };
    Format::ALL
        .into_iter()
        .map(choice)
        .chain(std::iter::once(prepared))
        .collect()
}

fn words(t: &Texts, format: Format) -> String {
    match format {
        Format::Pdf => t.export_pdf(),
        Format::Xlsx => t.export_xlsx(),
        Format::Csv | Format::CsvComma => t.export_csv(),
    }
}

#[derive(Template)]
#[template(path = "export.html")]
struct TooManyPage {
    v: Visit,
    most: u32,
    /// The list.
    back: String,
}

#[derive(Template)]
#[template(path = "export_long.html")]
struct LongPage {
    v: Visit,
    title: String,
    /// Where it is asked for: the address of this page.
    action: String,
    /// The list.
    back: String,
}

/// The list as a file, named after `name` and the day, or a page that offers to prepare it;
/// `back` is the list.
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
            Ok(stored(&name, format.media_type(), file)?)
        }
        Exported::Long(rows) => page::ok(&LongPage {
            title: v.t.export_long_title(v.t.count_cases(rows)),
            action: v.path.clone(),
            back,
            v,
        }),
        Exported::TooMany(most) => page::unprocessable(&TooManyPage { v, most, back }),
    }
}

/// Has the list prepared and leads to the page of what is; `back` is the list.
pub(crate) async fn begin(
    web: &Web,
    v: Visit,
    wanted: Wanted,
    page: &str,
    back: String,
) -> Result<Response, PageError> {
    let there = match prepare(web, wanted, &v.client).await {
        Ok(_) => format!("{page}?hecho=pedido"),
        Err(Refused::Busy) => format!("{page}?hecho=ocupado"),
        Err(Refused::TooMany(most)) => {
            return page::unprocessable(&TooManyPage { v, most, back });
        }
        Err(Refused::App(error)) => return Err(error.into()),
    };
    Ok(Redirect::to(&there).into_response())
}

/// What was done, told once.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Told {
    hecho: String,
}

/// The exports of somebody, as a page shows them.
pub(crate) struct Files {
    pub(crate) done: Option<String>,
    pub(crate) busy: Option<String>,
    pub(crate) rows: Vec<Row>,
    /// Whether one of them is not ready yet.
    pub(crate) is_waiting: bool,
    /// The address of the page.
    pub(crate) here: &'static str,
}

/// One export.
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) filters: String,
    pub(crate) asked_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) state: State,
}

/// How an export stands.
pub(crate) enum State {
    Waiting {
        done: u32,
        total: u32,
        words: String,
    },
    Ready {
        href: String,
        words: String,
    },
    Failed,
}

impl Files {
    /// Reads them for who asks; `here` is the address of the page.
    pub(crate) async fn of(
        web: &Web,
        v: &Visit,
        by: &Taker,
        here: &'static str,
        told: &Told,
    ) -> Result<Self, PageError> {
        let all = prepared(web, by).await?;
        Ok(Self {
            done: (told.hecho == "pedido").then(|| v.t.export_asked()),
            busy: (told.hecho == "ocupado").then(|| v.t.export_busy()),
            is_waiting: all
                .iter()
                .any(|one| one.export.state == ExportState::Waiting),
            rows: all.iter().map(|one| Row::of(v, one, here)).collect(),
            here,
        })
    }
}

impl Row {
    fn of(v: &Visit, one: &Prepared, here: &str) -> Self {
        let (t, export) = (&v.t, &one.export);
        let state = match export.state {
            ExportState::Waiting => State::Waiting {
                done: export.rows_done,
                total: export.rows_total.max(1),
                words: t.export_progress(
                    t.number(export.rows_done.into()),
                    t.number(export.rows_total.into()),
                ),
            },
            ExportState::Ready => State::Ready {
                href: format!("{here}/{}/archivo", export.id),
                words: t.export_download(words(t, one.format), t.file_size(export.size_bytes)),
            },
            ExportState::Failed => State::Failed,
        };
        Self {
            title: export.title.clone(),
            filters: one.filters.join(" · "),
            asked_at: export.created_at,
            expires_at: export.expires_at,
            state,
        }
    }
}

/// The file of an export, for who asked for it.
pub(crate) async fn file(
    web: &Web,
    v: &Visit,
    by: &Taker,
    id: &str,
) -> Result<Response, PageError> {
    let id: ExportId = id.parse().map_err(|_| Error::NotFound)?;
    let (one, opened) = open(web, by, id).await?;
    let name = format!(
        "{}-{}.{}",
        one.export.title.to_lowercase().replace(' ', "-"),
        v.local(one.export.created_at).date(),
        one.format.ending()
    );
    Ok(kept(&name, one.format.media_type(), opened))
}
