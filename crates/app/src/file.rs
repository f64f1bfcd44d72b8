//! Files: received as a stream, kept under random keys, given out to those who may.

use bytes::Bytes;
use domain::file::{File, FileRefusal, Kind, Place, clean_name, extension};
use domain::{FileId, Permission, TicketCode};
use futures_util::{Stream, StreamExt, TryStreamExt};
use jiff::SignedDuration;
use store::{BlobError, BlobKey, Db, Opened};

use crate::intake::OpenDraft;
use crate::secret::hex;
use crate::{App, Error, Guest, SignedIn};

/// Where an upload goes, and who sends it.
#[derive(Clone, Debug)]
pub enum Desk {
    /// Into a draft.
    Draft(OpenDraft),
    /// Into a guest's composer of a ticket.
    Guest(Guest, TicketCode),
    /// Into an agent's composer of a ticket.
    Agent(SignedIn, TicketCode),
}

/// How much of a file is looked at to know its kind.
const HEAD: usize = 8 * 1024;

/// How long a file may lie staged in a composer.
const STAGED_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How old an object without a row must be before it is an orphan: longer than any upload.
const ORPHAN_AGE: SignedDuration = SignedDuration::from_hours(6);

/// Receives one file; when this returns it is durable.
///
/// # Errors
///
/// [`Error::File`] for a file that is not taken, [`Error::NotFound`] for a place that is not the
/// sender's. Nothing is left behind then.
pub async fn receive<S, E>(app: &App, desk: &Desk, name: &str, body: S) -> Result<File, Error>
where
    S: Stream<Item = Result<Bytes, E>> + Send,
    E: Into<Box<dyn std::error::Error + Send + Sync>> + Send,
{
    let received = receive_one(app, desk, name, body).await;
    let outcome = match &received {
        Ok(file) => {
            metrics::counter!("resuelto_upload_bytes_total").increment(file.size_bytes);
            "kept"
        }
        Err(Error::File(_)) => "refused",
        Err(_) => "failed",
    };
    metrics::counter!("resuelto_uploads_total", "outcome" => outcome).increment(1);
    received
}

async fn receive_one<S, E>(app: &App, desk: &Desk, name: &str, body: S) -> Result<File, Error>
where
    S: Stream<Item = Result<Bytes, E>> + Send,
    E: Into<Box<dyn std::error::Error + Send + Sync>> + Send,
{
    let place = place(app, desk).await?;
    if !app.store.has_companion() {
        check_count(app, place).await?;
    }
    let name = clean_name(name);
    let mut body = Box::pin(body.map_err(Into::into));
    let head = read_head(&mut body).await?;
    let kind = kind_of(&head, &name)?;

    let rest = futures_util::stream::iter([Ok(head)]).chain(body);
    let kept = app
        .blobs
        .put_stream("files", app.limits.upload.file_bytes, rest)
        .await
        .map_err(refused)?;
    let file = File {
        id: app.id(),
        place,
        name,
        kind,
        size_bytes: kept.size_bytes,
        sha256: hex(&kept.sha256),
        key: kept.key.to_string(),
        thumbnail: None,
        scan: crate::scan::at_arrival(app),
        at: app.now(),
    };
    let (desk, row, most) = (app.clone(), file.clone(), app.limits.upload.files as usize);
    let saved = app
        .store
        .write(move |tx| {
            // Counted where it is certain, too: several uploads may run side by side, and one that a
            // program sends again under its key is answered as before.
            if staged(tx, place)?.len() >= most {
                return Err(FileRefusal::TooMany.into());
            }
            tx.insert_file(&row)?;
            crate::scan::enqueue_if_pending(tx, &desk, &row)?;
            if row.kind.has_thumbnail() {
                crate::job::enqueue_thumbnail(tx, &desk, row.id)?;
            }
            Ok(row.clone())
        })
        .await;
    if saved.is_err() {
        delete_object(app, &file.key).await;
    }
    saved
}

/// Takes a staged file out again.
///
/// # Errors
///
/// [`Error::NotFound`] for a file that is not staged by the same (case D4).
pub async fn remove(app: &App, desk: &Desk, id: FileId) -> Result<(), Error> {
    let place = place(app, desk).await?;
    let keys = app
        .store
        .write(move |tx| {
            tx.file(id)?
                .filter(|file| file.place == place)
                .ok_or(Error::NotFound)?;
            Ok::<_, Error>(tx.delete_file(id)?)
        })
        .await?;
    for key in keys {
        delete_object(app, &key).await;
    }
    Ok(())
}

/// Opens a file that the asking person may read.
///
/// # Errors
///
/// [`Error::NotFound`] for files of others as for none (case D2), [`Error::Unproven`] when a
/// guest has not proved the address in this session, [`Error::Held`] for what the scanner holds
/// back (cases F8, F9).
pub async fn open(app: &App, desk: &Desk, id: FileId) -> Result<(File, Opened), Error> {
    let file = readable(app, desk, id).await?;
    let opened = open_object(app, &file.key).await?;
    Ok((file, opened))
}

/// Opens the small picture of a file that the asking person may read.
///
/// # Errors
///
/// As [`open`]; [`Error::NotFound`] also when there is none.
pub async fn open_thumbnail(app: &App, desk: &Desk, id: FileId) -> Result<Opened, Error> {
    let file = readable(app, desk, id).await?;
    open_object(app, file.thumbnail.as_deref().ok_or(Error::NotFound)?).await
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other fault of the store is ours"
)]
pub(crate) async fn open_object(app: &App, key: &str) -> Result<Opened, Error> {
    let key: BlobKey = key
        .parse()
        .map_err(|error: BlobError| Error::Internal(error.into()))?;
    app.blobs
        .get_stream(&key)
        .await
        .map_err(|error| match error {
            BlobError::Unavailable(_) => Error::Unavailable,
            other => Error::Internal(other.into()),
        })
}

async fn readable(app: &App, desk: &Desk, id: FileId) -> Result<File, Error> {
    let (desk, is_scanning) = (desk.clone(), app.is_scanning());
    app.store
        .read(move |db| {
            let file = db.file(id)?.ok_or(Error::NotFound)?;
            check_read(db, &desk, &file)?;
            match file.hold(is_scanning) {
                Some(hold) if hold.is_for_everybody() || !matches!(desk, Desk::Agent(..)) => {
                    Err(Error::Held(hold))
                }
                Some(_) | None => Ok(file),
            }
        })
        .await
}

fn check_read(db: &mut Db, desk: &Desk, file: &File) -> Result<(), Error> {
    let ticket = match file.place {
        Place::Draft(_) => None,
        Place::Composer { ticket, .. } | Place::Message { ticket, .. } => db.ticket(ticket)?,
    };
    match (desk, file.place, ticket) {
        (Desk::Draft(open), Place::Draft(draft), _) if draft == open.draft.id => Ok(()),
        (Desk::Guest(guest, code), Place::Message { public: true, .. }, Some(ticket))
            if ticket.code == *code =>
        {
            guest.check_read(&ticket)?;
            if guest.may_see_private() {
                Ok(())
            } else {
                Err(Error::Unproven)
            }
        }
        (Desk::Guest(guest, _), Place::Composer { session, .. }, _)
            if session == guest.session.id =>
        {
            Ok(())
        }
        (Desk::Agent(by, _), Place::Composer { session, .. }, _) if session == by.session.id => {
            Ok(())
        }
        (Desk::Agent(by, code), Place::Message { .. }, Some(ticket)) if ticket.code == *code => {
            by.check_with(Permission::Read, &ticket)
        }
        _ => Err(Error::NotFound),
    }
}

/// Where a new file of this sender goes, if the sender may put one there.
async fn place(app: &App, desk: &Desk) -> Result<Place, Error> {
    let (code, session) = match desk {
        Desk::Draft(open) if open.draft.ticket.is_some() => return Err(Error::NotFound),
        Desk::Draft(open) => return Ok(Place::Draft(open.draft.id)),
        Desk::Guest(guest, code) => (code.clone(), guest.session.id),
        Desk::Agent(by, code) => (code.clone(), by.session.id),
    };
    let desk = desk.clone();
    app.store
        .read(move |db| {
            let ticket = db.ticket_by_code(&code)?.ok_or(Error::NotFound)?;
            match &desk {
                Desk::Draft(_) => {}
                Desk::Guest(guest, _) => guest.check_act(&ticket)?,
                // Whoever may write a note only may put a file to it.
                Desk::Agent(by, _) => by
                    .check_with(Permission::Reply, &ticket)
                    .or_else(|_| by.check_with(Permission::Note, &ticket))?,
            }
            Ok(Place::Composer {
                ticket: ticket.id,
                session,
            })
        })
        .await
}

/// Refuses a file for which there is no room before anything of it is kept.
async fn check_count(app: &App, place: Place) -> Result<(), Error> {
    let staged = app.store.read(move |db| staged(db, place)).await?;
    if staged.len() < app.limits.upload.files as usize {
        Ok(())
    } else {
        Err(FileRefusal::TooMany.into())
    }
}

fn staged(db: &mut Db, place: Place) -> Result<Vec<File>, Error> {
    Ok(match place {
        Place::Draft(draft) => db.files_of_draft(draft)?,
        Place::Composer { ticket, session } => db.files_of_composer(ticket, session)?,
        Place::Message { .. } => Vec::new(),
    })
}

/// The beginning of the file, at most [`HEAD`] bytes and the rest of the last chunk.
async fn read_head<S, E>(body: &mut S) -> Result<Bytes, Error>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let mut head = Vec::new();
    while head.len() < HEAD {
        match body.next().await {
            Some(Ok(chunk)) => head.extend_from_slice(&chunk),
            Some(Err(error)) => return Err(refused(BlobError::Interrupted(error.into()))),
            None => break,
        }
    }
    if head.is_empty() {
        Err(FileRefusal::Empty.into())
    } else {
        Ok(head.into())
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other fault of the store is ours"
)]
fn refused(error: BlobError) -> Error {
    match error {
        BlobError::TooLarge { .. } => FileRefusal::TooLarge.into(),
        BlobError::Unavailable(_) => Error::Unavailable,
        // Whoever sent it has gone: nobody reads the answer, and nothing was kept.
        BlobError::Interrupted(_) => Error::NotFound,
        other => Error::Internal(other.into()),
    }
}

/// The kind by content; the ending of the name must be one that goes with it (case F2).
fn kind_of(head: &[u8], name: &str) -> Result<Kind, Error> {
    let ending = extension(name);
    let kind = match infer::get(head).map(|kind| kind.mime_type()) {
        Some("image/jpeg") => Some(Kind::Jpeg),
        Some("image/png") => Some(Kind::Png),
        Some("image/gif") => Some(Kind::Gif),
        Some("image/webp") => Some(Kind::Webp),
        Some("image/heif" | "image/heic") => Some(Kind::Heic),
        Some("application/pdf") => Some(Kind::Pdf),
        Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document") => {
            Some(Kind::Word)
        }
        Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") => {
            Some(Kind::Excel)
        }
        // Office files are zip archives whose first entries tell too little for some writers.
        Some("application/zip") => office_kind(head, &ending),
        None if is_plain_text(head) => match ending.as_str() {
            "txt" => Some(Kind::Text),
            "csv" => Some(Kind::Csv),
            _ => None,
        },
        _ => None,
    };
    kind.filter(|kind| kind.extensions().contains(&ending.as_str()))
        .ok_or_else(|| {
            let extension = if ending.is_empty() {
                String::new()
            } else {
                format!(".{ending}")
            };
            FileRefusal::Kind { extension }.into()
        })
}

fn office_kind(head: &[u8], ending: &str) -> Option<Kind> {
    let has = |wanted: &[u8]| head.windows(wanted.len()).any(|window| window == wanted);
    let office = has(b"[Content_Types].xml") || has(b"_rels/.rels");
    match ending {
        "docx" if office || has(b"word/") => Some(Kind::Word),
        "xlsx" if office || has(b"xl/") => Some(Kind::Excel),
        _ => None,
    }
}

/// UTF-8 or Latin text: no control characters, and nothing that a browser could take for a page.
fn is_plain_text(head: &[u8]) -> bool {
    let clean = head
        .iter()
        .all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r'));
    let start = String::from_utf8_lossy(&head[..head.len().min(1024)])
        .trim_start()
        .to_ascii_lowercase();
    clean
        && !start.starts_with('<')
        && !start.contains("<script")
        && !start.contains("<html")
        && !start.contains("<svg")
}

/// Deletes an object; one that cannot be deleted now is an orphan that the sweep finds.
pub(crate) async fn delete_object(app: &App, key: &str) {
    let deleted = match key.parse::<BlobKey>() {
        Ok(key) => app.blobs.delete(&key).await,
        Err(error) => Err(error),
    };
    if let Err(error) = deleted {
        tracing::warn!(error = %error, "an object could not be deleted; the sweep tries again");
    }
}

/// Deletes files that were staged in composers and forgotten, exports whose time is over, and
/// objects that no row names.
pub(crate) async fn sweep(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let before = now.saturating_sub(STAGED_LIFE).unwrap_or(now);
    let forgotten = app
        .store
        .read(move |db| Ok::<_, Error>(db.staged_files_before(before, 500)?))
        .await?;
    let mut count = forgotten.len();
    for id in forgotten {
        let keys = app
            .store
            .write(move |tx| Ok::<_, Error>(tx.delete_staged_file(id, before)?))
            .await?;
        for key in keys {
            delete_object(app, &key).await;
        }
    }
    count += crate::export::delete_expired(app).await?;
    for folder in ["files", "thumbnails", "exports"] {
        count += sweep_orphans(app, folder).await?;
    }
    Ok(count)
}

async fn sweep_orphans(app: &App, folder: &str) -> Result<usize, Error> {
    let now = app.now();
    let before = now.saturating_sub(ORPHAN_AGE).unwrap_or(now);
    let mut chunks = app.blobs.list(folder).ready_chunks(500);
    let mut count = 0;
    while let Some(chunk) = chunks.next().await {
        let old = chunk
            .into_iter()
            .filter_map(Result::ok)
            .filter(|object| object.kept_at < before);
        let keys: Vec<String> = old.map(|object| object.key.to_string()).collect();
        let asked = keys.clone();
        let known = app
            .store
            .read(move |db| Ok::<_, Error>(db.known_keys(&asked)?))
            .await?;
        for key in keys.iter().filter(|key| !known.contains(key)) {
            delete_object(app, key).await;
            count += 1;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f02_name_and_content_must_agree() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert_eq!(kind_of(png, "foto.png").unwrap(), Kind::Png);
        for (content, name) in [
            (&png[..], "foto.jpg"),
            (&png[..], "foto"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "foto.png"),
            (b"<!doctype html><script>", "nota.txt"),
            (b"hola <script>alert(1)</script>", "nota.txt"),
            (b"MZ\x90\0", "programa.exe"),
            (b"PK\x03\x04 cualquier cosa", "archivo.docx"),
            (b"%PDF-1.7", "guia.exe"),
            (b"#!/bin/sh\n", "x.txt.sh"),
        ] {
            assert!(
                matches!(
                    kind_of(content, name),
                    Err(Error::File(FileRefusal::Kind { .. }))
                ),
                "{name}"
            );
        }
        assert_eq!(
            kind_of(b"numero;valor\n1;2\n", "lista.csv").unwrap(),
            Kind::Csv
        );
    }
}
