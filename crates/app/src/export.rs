//! Lists as files: exactly the tickets that the list shows to who asks, however many pages long.
//!
//! Rows are read page by page, as the list reads them, and written at once to a temporary file:
//! neither the database nor memory is held for long (case K4).

mod slot;

use std::fs::File;

use domain::{Status, TeamId, TopicId};
use report::{Cell, Failed, Format, Head, ListWriter};
use store::queue::{QueueCursor, QueueFilter, TicketSummary};
use text::Texts;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::ticket::{QueuePage, queue};
use crate::{App, Error, SignedIn};

pub(crate) use slot::Slots;

/// How many rows are read at once.
const PAGE: u32 = 500;

/// How many pages wait to be written.
const WAITING: usize = 2;

/// A list as a file, or why there is none.
#[derive(Debug)]
pub enum Exported {
    /// The file, without a name on the disk: it is gone when it is closed.
    File(File),
    /// There are more rows than the format takes: so many.
    TooMany(u32),
}

/// How many rows a file of this format has at most.
pub fn most_rows(format: Format) -> u32 {
    match format {
        Format::Csv | Format::Xlsx => 100_000,
        Format::Pdf => 10_000,
    }
}

/// A list of the desk as a file, for supervisors.
///
/// The columns of the head are those of a list of the desk: code, subject, requester, state, topic, team,
/// assignee, created, updated, due, resolved.
///
/// # Errors
///
/// [`Error::Forbidden`] for who may not take lists away, [`Error::Limited`] while two exports of
/// the same person run here.
pub async fn desk_list(
    app: &App,
    by: &SignedIn,
    filter: QueueFilter,
    format: Format,
    head: Head,
) -> Result<Exported, Error> {
    by.check_supervise()?;
    let _slot = app.export_slots().take(by.agent.id.0)?;
    let texts = head.letterhead.texts;
    let mut sink = Sink::begin(format, head);
    let mut after: Option<QueueCursor> = None;
    loop {
        let page = queue(app, by, filter.clone(), after, PAGE).await?;
        let rows = page.tickets.iter();
        let rows = rows.map(|ticket| queue_cells(&texts, &page, ticket));
        if !sink.write(rows.collect()).await {
            return Ok(Exported::TooMany(most_rows(format)));
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let rows = sink.rows;
    let file = sink.finish().await?;
    tracing::info!(
        agent.id = by.agent.id.0,
        format = format.name(),
        rows,
        "a list was exported"
    );
    Ok(Exported::File(file))
}

/// Code, subject, requester, state, topic, team, assignee, created, updated, due, resolved.
fn queue_cells(texts: &Texts, page: &QueuePage, ticket: &TicketSummary) -> Vec<Cell> {
    let tag = texts.language().tag();
    let team = |id: TeamId| page.teams.iter().find(|team| team.id == id);
    let topic = |id: TopicId| page.topics.iter().find(|topic| topic.id == id);
    let assignee = ticket
        .assignee
        .and_then(|id| page.agents.iter().find(|agent| agent.id == id));
    let instant = |at: Option<jiff::Timestamp>| at.map_or(Cell::Empty, Cell::Instant);
    let named = |name: Option<&str>| name.map_or(Cell::Empty, |name| Cell::Text(name.to_owned()));
    vec![
        Cell::Text(ticket.code.to_string()),
        Cell::Text(ticket.subject.clone()),
        Cell::Text(ticket.requester_name.clone()),
        Cell::Text(state(texts, ticket.status)),
        named(topic(ticket.topic).map(|topic| topic.form.name.get(tag))),
        named(team(ticket.team).map(|team| team.name.as_str())),
        named(assignee.map(|agent| agent.name.as_str())),
        Cell::Instant(ticket.created_at),
        Cell::Instant(ticket.updated_at),
        instant(ticket.due_at),
        instant(ticket.resolved_at),
    ]
}

fn state(texts: &Texts, status: Status) -> String {
    texts
        .by_id(&format!("state-{}-desk", status.name()))
        .unwrap_or_default()
}

/// Writes rows to a temporary file where it keeps nobody waiting.
struct Sink {
    most: u32,
    rows: u32,
    send: mpsc::Sender<Vec<Vec<Cell>>>,
    writer: JoinHandle<Result<File, Failed>>,
}

impl Sink {
    fn begin(format: Format, head: Head) -> Self {
        let (send, mut pages) = mpsc::channel::<Vec<Vec<Cell>>>(WAITING);
        let writer = tokio::task::spawn_blocking(move || {
            let mut list = ListWriter::begin(format, head, tempfile::tempfile()?)?;
            while let Some(rows) = pages.blocking_recv() {
                for row in rows {
                    list.row(&row)?;
                }
            }
            list.finish()
        });
        Self {
            most: most_rows(format),
            rows: 0,
            send,
            writer,
        }
    }

    /// Writes the next rows; `false` if there are more than the format takes.
    async fn write(&mut self, rows: Vec<Vec<Cell>>) -> bool {
        self.rows += u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if self.rows > self.most {
            return false;
        }
        // A writer that gave up says why itself, at the end.
        let _ = self.send.send(rows).await;
        true
    }

    async fn finish(self) -> Result<File, Error> {
        drop(self.send);
        self.writer.await.map_err(internal)?.map_err(internal)
    }
}

fn internal(error: impl Into<anyhow::Error>) -> Error {
    Error::Internal(error.into())
}
