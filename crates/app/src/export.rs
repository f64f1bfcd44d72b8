//! Lists as files: exactly the tickets that the list shows to who asks, however many pages long.
//!
//! Rows are read page by page, as the list reads them, and written at once to a temporary file:
//! neither the database nor memory is held for long (case K4). A short list is sent at once, a
//! longer one is prepared by a job and kept for a day.

mod cases;
mod prepare;
mod queue;
mod sink;

use std::fs::File;

use domain::{ExportId, Permission};
use report::{Cell, Column, Format, Head, Letterhead};
use serde_json::json;
use store::audit::AuditEntry;
use store::cases::{CaseCursor, CaseFilter};
use store::export::ExportOwner;
use store::queue::{QueueCursor, QueueFilter};
use text::Texts;

use crate::ticket::{page_of, queue_total};
use crate::{App, Error, Guest, SignedIn, audit};

pub use prepare::{Prepared, Refused, open, prepare, prepared};
pub(crate) use prepare::{delete_expired, make};

use sink::Sink;

/// How many rows are read at once: what is sent at once is read at one moment.
const PAGE: u32 = AT_ONCE;

/// How many rows a list has that is sent at once; a longer one is prepared.
pub const AT_ONCE: u32 = 5_000;

/// A list, with its filters and with the rights of who reads it.
#[derive(Clone, Debug)]
pub enum Source {
    /// A list of the desk, for supervisors.
    Queue(SignedIn, QueueFilter),
    /// The tickets of an account, or of its company.
    Cases(Guest, CaseFilter),
}

/// Who takes lists away.
#[derive(Clone, Debug)]
pub enum Taker {
    /// Somebody of the staff.
    Agent(SignedIn),
    /// Somebody of a company.
    Member(Guest),
}

/// A list that somebody wants as a file, in the words of who wants it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which list.
    pub source: Source,
    /// As what.
    pub format: Format,
    /// The reader's language and signs.
    pub texts: Texts,
    /// What the list is: `Casos`.
    pub title: String,
    /// For whom it is made; may be empty.
    pub subtitle: String,
    /// The filters in force, each as `Estado: Resuelto`.
    pub filters: Vec<String>,
}

/// A list as a file, or why there is none.
#[derive(Debug)]
pub enum Exported {
    /// The file, without a name on the disk: it is gone when it is closed.
    File(File),
    /// The list has so many rows that it has to be prepared.
    Long(u32),
    /// There are more rows than the format takes: so many.
    TooMany(u32),
}

/// How many rows a file of this format has at most.
pub fn most_rows(format: Format) -> u32 {
    match format {
        Format::Csv | Format::CsvComma | Format::Xlsx => 100_000,
        Format::Pdf => 10_000,
    }
}

/// A list as a file; who took what away is kept in the audit log.
///
/// # Errors
///
/// [`Error::Forbidden`] for who may not take the list away, [`Error::Limited`] while two exports
/// of the same person run here.
pub async fn export(app: &App, wanted: Wanted, client: &str) -> Result<Exported, Error> {
    let owner = wanted.source.taker().owner()?;
    let total = wanted.source.total(app).await?;
    let most = most_rows(wanted.format);
    if total > most {
        return Ok(Exported::TooMany(most));
    }
    if total > AT_ONCE {
        return Ok(Exported::Long(total));
    }
    let _slot = app.export_slots().take(key(owner))?;
    let Some(Written { file, rows }) = write(app, &wanted, None).await? else {
        return Ok(Exported::TooMany(most));
    };
    let entry = entry(app, &wanted, rows, client);
    app.store
        .write(move |tx| Ok::<_, Error>(tx.insert_audit(&entry)?))
        .await?;
    Ok(Exported::File(file))
}

/// A list that was written to its end.
struct Written {
    file: File,
    rows: u32,
}

/// Reads the list to its end and writes each page when it is there; nothing if there are more
/// rows than the format takes. The progress is kept with the export `of` which it is.
async fn write(app: &App, wanted: &Wanted, of: Option<ExportId>) -> Result<Option<Written>, Error> {
    let mut sink = Sink::begin(wanted.format, head(app, wanted));
    let mut reader = Reader::of(wanted);
    while let Some(rows) = reader.next(app).await? {
        if !sink.write(rows).await {
            return Ok(None);
        }
        if let Some(id) = of {
            prepare::keep_progress(app, id, sink.rows()).await?;
        }
    }
    let rows = sink.rows();
    let file = sink.finish().await?;
    Ok(Some(Written { file, rows }))
}

/// Whose exports are counted together.
fn key(owner: ExportOwner) -> i64 {
    match owner {
        ExportOwner::Agent(agent) => agent.0,
        ExportOwner::Account(account) => account.0,
    }
}

fn head(app: &App, wanted: &Wanted) -> Head {
    let settings = app.settings();
    Head {
        letterhead: Letterhead {
            texts: wanted.texts,
            zone: app.zone(),
            organisation: settings.name.clone(),
            colour: settings.brand.colour.clone(),
            made_at: app.now(),
        },
        title: wanted.title.clone(),
        subtitle: wanted.subtitle.clone(),
        filters: wanted.filters.clone(),
        columns: wanted.source.columns(&wanted.texts),
    }
}

/// Who took what away. The log knows the staff alone; others are named as the reason.
fn entry(app: &App, wanted: &Wanted, rows: u32, client: &str) -> AuditEntry {
    let (agent, reason) = match &wanted.source {
        Source::Queue(by, _) => (Some(by.agent.id), None),
        Source::Cases(guest, _) => {
            let account = guest.member.as_ref().map(|member| member.account.id);
            (None, account.map(|id| format!("account {id}")))
        }
    };
    let (target, at) = (format!("list {}", wanted.title), app.now());
    let taken = json!({
        "format": wanted.format.name(),
        "rows": rows,
        "filters": wanted.filters,
    });
    AuditEntry {
        after: Some(taken.to_string()),
        reason,
        ..audit::entry(app, agent, "list_exported", target, client, at)
    }
}

impl Taker {
    /// Whose the exports are.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] and [`Error::NotFound`] for who may take no list away.
    fn owner(&self) -> Result<ExportOwner, Error> {
        match self {
            Self::Agent(by) => {
                by.check(Permission::Export)?;
                Ok(ExportOwner::Agent(by.agent.id))
            }
            Self::Member(guest) => Ok(ExportOwner::Account(guest.check_member()?.account.id)),
        }
    }
}

impl Source {
    fn taker(&self) -> Taker {
        match self {
            Self::Queue(by, _) => Taker::Agent(by.clone()),
            Self::Cases(guest, _) => Taker::Member(guest.clone()),
        }
    }

    async fn total(&self, app: &App) -> Result<u32, Error> {
        match self {
            Self::Queue(by, filter) => {
                let reach = by.reach(Permission::Export);
                queue_total(app, reach, filter.clone()).await
            }
            Self::Cases(guest, filter) => crate::account::total(app, guest, filter.clone()).await,
        }
    }

    fn columns(&self, texts: &Texts) -> Vec<Column> {
        match self {
            Self::Queue(..) => queue::columns(texts),
            Self::Cases(..) => cases::columns(texts),
        }
    }
}

/// Reads a list page by page, by the operation that its page is shown with.
struct Reader<'a> {
    wanted: &'a Wanted,
    place: Place,
}

enum Place {
    Beginning,
    Queue(QueueCursor),
    Cases(CaseCursor),
    End,
}

impl<'a> Reader<'a> {
    fn of(wanted: &'a Wanted) -> Self {
        Self {
            wanted,
            place: Place::Beginning,
        }
    }

    /// The rows of the next page; none behind the last.
    async fn next(&mut self, app: &App) -> Result<Option<Vec<Vec<Cell>>>, Error> {
        let texts = &self.wanted.texts;
        if matches!(self.place, Place::End) {
            return Ok(None);
        }
        let rows = match &self.wanted.source {
            Source::Queue(by, filter) => {
                let after = match self.place {
                    Place::Queue(after) => Some(after),
                    Place::Beginning | Place::Cases(_) | Place::End => None,
                };
                let reach = by.reach(Permission::Export);
                let page = page_of(app, by, reach, filter.clone(), after, PAGE).await?;
                self.place = page.next.map_or(Place::End, Place::Queue);
                let rows = page.tickets.iter();
                rows.map(|ticket| queue::cells(texts, &page, ticket))
                    .collect()
            }
            Source::Cases(guest, filter) => {
                let after = match self.place {
                    Place::Cases(after) => Some(after),
                    Place::Beginning | Place::Queue(_) | Place::End => None,
                };
                let page = crate::account::rows(app, guest, filter.clone(), after, PAGE).await?;
                self.place = page.next.map_or(Place::End, Place::Cases);
                page.rows
                    .iter()
                    .map(|row| cases::cells(texts, row))
                    .collect()
            }
        };
        Ok(Some(rows))
    }
}

/// A column of a list.
fn column(heading: String, kind: report::Kind, letters: u8) -> Column {
    Column {
        heading,
        kind,
        letters,
    }
}

/// What is not there is an empty cell.
fn words(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
}

fn instant(at: Option<jiff::Timestamp>) -> Cell {
    at.map_or(Cell::Empty, Cell::Instant)
}
