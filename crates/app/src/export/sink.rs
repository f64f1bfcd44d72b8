//! Where the rows of an export go.

use std::fs::File;

use report::{Cell, Failed, Format, Head, ListWriter};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::most_rows;
use crate::Error;

/// How many pages wait to be written.
const WAITING: usize = 2;

/// Writes rows to a temporary file where it keeps nobody waiting.
pub(super) struct Sink {
    most: u32,
    rows: u32,
    send: mpsc::Sender<Vec<Vec<Cell>>>,
    writer: JoinHandle<Result<File, Failed>>,
}

impl Sink {
    pub(super) fn begin(format: Format, head: Head) -> Self {
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
    pub(super) async fn write(&mut self, rows: Vec<Vec<Cell>>) -> bool {
        self.rows += u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if self.rows > self.most {
            return false;
        }
        // A writer that gave up says why itself, at the end.
        let _ = self.send.send(rows).await;
        true
    }

    /// How many there were so far.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    pub(super) async fn finish(self) -> Result<File, Error> {
        drop(self.send);
        self.writer.await.map_err(internal)?.map_err(internal)
    }
}

fn internal(error: impl Into<anyhow::Error>) -> Error {
    Error::Internal(error.into())
}
