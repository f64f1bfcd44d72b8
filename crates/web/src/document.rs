//! Documents that are made when somebody asks for them, given out to be saved.

use std::fs::File;
use std::io::Seek;

use app::Error;
use app::file::Desk;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::TryStreamExt;
use jiff::Timestamp;
use report::{Archive, CaseFile, Failed, FileLine, Letterhead};
use store::Opened;
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

use crate::error::PageError;
use crate::portal::files::disposition;
use crate::state::Web;
use crate::visit::Visit;

/// How many pieces of a file wait to be written into an archive.
const WAITING: usize = 4;

/// The letterhead of a document in the visitor's language, with the instant that it bears.
pub(crate) fn letterhead(v: &Visit, made_at: Timestamp) -> Letterhead {
    Letterhead {
        texts: v.t,
        zone: v.now.time_zone().clone(),
        organisation: v.settings.name.clone(),
        colour: v.settings.brand.colour.clone(),
        made_at,
    }
}

/// A file of a ticket as case files name it: with why it is held back, if it is.
pub(crate) fn case_file_line(v: &Visit, file: &domain::file::File, is_staff: bool) -> FileLine {
    let line = file_line(file);
    match v.hold_words(file, is_staff) {
        Some(words) => FileLine {
            name: format!("{} ({words})", line.name),
            ..line
        },
        None => line,
    }
}

/// A file of a ticket as documents name it.
pub(crate) fn file_line(file: &domain::file::File) -> FileLine {
    FileLine {
        name: file.name.clone(),
        size_bytes: file.size_bytes,
        sha256: file.sha256.clone(),
    }
}

/// Makes a document where it keeps nobody waiting.
pub(crate) async fn make<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failed> + Send + 'static,
) -> Result<T, PageError> {
    let made = tokio::task::spawn_blocking(work).await;
    made.map_err(|error| internal(error.into()))?
        .map_err(|error| internal(error.into()))
}

/// The answer with a document to be saved.
pub(crate) fn answer(name: &str, media_type: &str, document: Vec<u8>) -> Response {
    let size = document.len() as u64;
    (headers(name, media_type, size), document).into_response()
}

/// The answer with a document from a temporary file, read from its beginning.
pub(crate) fn stored(name: &str, media_type: &str, mut file: File) -> Result<Response, Error> {
    let failed = |error: std::io::Error| Error::Internal(error.into());
    file.rewind().map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)));
    Ok((headers(name, media_type, size), body).into_response())
}

/// The answer with a document from the file store.
pub(crate) fn kept(name: &str, media_type: &str, opened: Opened) -> Response {
    let headers = headers(name, media_type, opened.size_bytes);
    (headers, Body::from_stream(opened.bytes)).into_response()
}

fn headers(name: &str, media_type: &str, size: u64) -> [(axum::http::HeaderName, String); 6] {
    [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition(name)),
        (CONTENT_LENGTH, size.to_string()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (
            CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'".to_owned(),
        ),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ]
}

/// What is written into an archive next.
enum Piece {
    File(String),
    Bytes(Bytes),
}

/// The case file and all files of its entries as one archive. The files come as a stream and are
/// never whole in memory; each is opened with the rights of who asks, and what is held back stays
/// out: the case file says so.
pub(crate) async fn archive(
    web: &Web,
    desk: &Desk,
    record: CaseFile,
    files: &[domain::file::File],
) -> Result<Response, PageError> {
    let code = record.code.clone();
    let name = format!("{code}.pdf");
    let pdf = make(move || record.pdf()).await?;
    let (send, mut pieces) = mpsc::channel(WAITING);
    let writer = tokio::task::spawn_blocking(move || {
        let mut archive = Archive::begin(tempfile::tempfile()?);
        while let Some(piece) = pieces.blocking_recv() {
            match piece {
                Piece::File(name) => archive.file(&name)?,
                Piece::Bytes(bytes) => archive.bytes(&bytes)?,
            }
        }
        archive.finish()
    });
    // A writer that gave up says why itself.
    let _ = send.send(Piece::File(name)).await;
    let _ = send.send(Piece::Bytes(pdf.into())).await;
    for file in files {
        let (file, mut opened) = match app::file::open(web, desk, file.id).await {
            Ok(opened) => opened,
            Err(Error::Held(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let _ = send.send(Piece::File(file.name)).await;
        while let Some(bytes) = opened
            .bytes
            .try_next()
            .await
            .map_err(|_| Error::Unavailable)?
        {
            let _ = send.send(Piece::Bytes(bytes)).await;
        }
    }
    drop(send);
    let written = writer.await.map_err(|error| internal(error.into()))?;
    let file = written.map_err(|error| internal(error.into()))?;
    Ok(stored(&format!("{code}.zip"), "application/zip", file)?)
}

fn internal(error: anyhow::Error) -> PageError {
    PageError::App(Error::Internal(error))
}
