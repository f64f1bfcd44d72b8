//! The scanner for viruses: what comes waits for it, and is held back until it says clean.
//!
//! A file and the job that has it scanned are written in one transaction. While the scanner is
//! away its jobs are tried again and again and never given up, so that nothing stays behind.

mod clamd;

use domain::FileId;
use domain::file::Scan;
use jiff::SignedDuration;
use store::{BlobKey, Tx};

pub use clamd::{BadAddress, Scanner, Verdict};

use crate::job::{self, Failure};
use crate::{App, Error};

/// How many files of before the scanner are put to it in one go.
const BATCH: u32 = 500;

impl App {
    /// Whether files are scanned for viruses.
    pub fn is_scanning(&self) -> bool {
        self.scanner.is_some()
    }
}

/// What a new file is to the scanner.
pub(crate) fn at_arrival(app: &App) -> Scan {
    if app.is_scanning() {
        Scan::Pending
    } else {
        Scan::Unscanned
    }
}

/// Has a file scanned that waits for it.
pub(crate) fn enqueue_if_pending(
    tx: &mut Tx,
    app: &App,
    file: &domain::file::File,
) -> Result<(), Error> {
    if file.scan == Scan::Pending {
        job::enqueue_scan(tx, app, file.id)?;
    }
    Ok(())
}

/// Scans one file and keeps what the scanner says, for all that share its content.
pub(crate) async fn scan(app: &App, id: FileId) -> Result<(), Failure> {
    let found = app
        .store
        .read(move |db| Ok::<_, Error>(db.file(id)?))
        .await?;
    let Some(file) = found.filter(|file| file.scan == Scan::Pending) else {
        return Ok(());
    };
    let scan = match &app.scanner {
        Some(scanner) => ask(app, scanner, &file.key).await,
        // The scanner was taken away: as if it had never been there.
        None => Ok(Scan::Unscanned),
    };
    let outcome = match &scan {
        Ok(Scan::Clean) => "clean",
        Ok(Scan::Infected(_)) => "infected",
        Ok(Scan::Unscannable(_)) => "unscannable",
        Ok(Scan::Unscanned | Scan::Pending) => "skipped",
        Err(_) => "failed",
    };
    metrics::counter!("resuelto_scans_total", "outcome" => outcome).increment(1);
    let scan = scan?;
    if let Some(find) = scan.find() {
        tracing::warn!(file.id = id.0, outcome, find, "a file is held back");
    }
    app.store
        .write(move |tx| Ok::<_, Error>(tx.set_scan(id, &scan)?))
        .await?;
    Ok(())
}

async fn ask(app: &App, scanner: &Scanner, key: &str) -> Result<Scan, Failure> {
    let key: BlobKey = key
        .parse()
        .map_err(|error: store::BlobError| Failure::GiveUp(error.into()))?;
    let opened = app.blobs.get_stream(&key).await;
    let opened = opened.map_err(|error| Failure::Wait(error.into()))?;
    let said = scanner.scan(opened.bytes).await.map_err(Failure::Wait)?;
    Ok(match said {
        Verdict::Clean => Scan::Clean,
        Verdict::Infected(find) => Scan::Infected(find),
        Verdict::Unscannable(limit) => Scan::Unscannable(limit),
    })
}

/// Puts files to the scanner that came before there was one; gives how many.
pub(crate) async fn catch_up(app: &App) -> Result<usize, Error> {
    if !app.is_scanning() {
        return Ok(0);
    }
    let unscanned = app
        .store
        .read(|db| Ok::<_, Error>(db.unscanned_files(BATCH)?))
        .await?;
    if unscanned.is_empty() {
        return Ok(0);
    }
    let desk = app.clone();
    app.store
        .write(move |tx| {
            let mut count = 0;
            for id in &unscanned {
                // Others share the content of one that was done a moment ago.
                let scan = tx.file(*id)?.map(|file| file.scan);
                if scan == Some(Scan::Unscanned) && tx.set_scan(*id, &Scan::Pending)? {
                    job::enqueue_scan(tx, &desk, *id)?;
                    count += 1;
                }
            }
            Ok(count)
        })
        .await
}

/// How long until the scanner is asked again: soon at first, and every five minutes in the end.
pub(crate) fn patience(attempts: u32) -> SignedDuration {
    SignedDuration::from_secs((5_i64 << attempts.saturating_sub(1).min(6)).min(300))
}
