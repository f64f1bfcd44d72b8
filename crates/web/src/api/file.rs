//! Files of a ticket, streamed in both directions and never whole in memory.

use app::file::Desk;
use app::token::Who;
use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use domain::file::{File, FileRefusal, Hold};
use domain::token::ApiScope;
use domain::{FileId, TicketCode};
use futures_util::StreamExt;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::event::Timeline;
use super::paging::{Page, Part};
use super::problem::Problem;
use super::sent::{Answer, Once, Params};
use super::ticket::parse;
use crate::portal::files;
use crate::state::Web;

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileItem {
    /// Its key.
    id: String,
    /// Its name.
    name: String,
    /// What it is, by its content.
    media_type: String,
    /// How many bytes it has.
    size_bytes: u64,
    /// SHA-256 of its content, as hexadecimal.
    sha256: String,
    /// Why it is held back by the scanner for viruses: `in_review`, `not_scanned` or
    /// `quarantined`; nothing if it can be had.
    held: Option<&'static str>,
    /// When it came.
    at: Timestamp,
    /// Where to get it.
    url: String,
}

impl FileItem {
    pub(super) fn of(web: &Web, code: &str, file: &File) -> Self {
        Self {
            held: file.hold(web.is_scanning()).map(Hold::code),
            id: file.id.to_string(),
            name: file.name.clone(),
            media_type: file.kind.media_type().to_owned(),
            size_bytes: file.size_bytes,
            sha256: file.sha256.clone(),
            at: file.at,
            url: format!("/api/v1/tickets/{code}/files/{}", file.id),
        }
    }
}

/// A file that was sent and hangs on no message yet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Staged {
    /// Its key, to be named in a message or a solution within 24 hours.
    id: String,
    /// Its name, cleaned.
    name: String,
    /// What it is, by its content.
    media_type: String,
    /// How many bytes it has.
    size_bytes: u64,
    /// SHA-256 of its content, as hexadecimal.
    sha256: String,
}

impl Staged {
    fn answer(file: &File) -> Answer {
        let staged = Self {
            id: file.id.to_string(),
            name: file.name.clone(),
            media_type: file.kind.media_type().to_owned(),
            size_bytes: file.size_bytes,
            sha256: file.sha256.clone(),
        };
        Answer::of(StatusCode::CREATED, &staged)
    }
}

/// What a new file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Called {
    /// Its name, whose ending goes with its content.
    #[param(min_length = 1, example = "guia.pdf")]
    name: String,
}

fn desk(who: &Who, code: TicketCode) -> Desk {
    match who {
        Who::Staff(by) => Desk::Agent(by.clone(), code),
        Who::Company(guest) => Desk::Guest(guest.clone(), code),
    }
}

/// Files
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}/files", tag = "files",
    params(("code" = String, Path, description = "What people call the ticket"), Part),
    responses((status = 200, description = "A page of files, oldest first", body = Page<FileItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let timeline = Timeline::of(&web, caller.may(ApiScope::ReadTickets)?, &code).await?;
    let files = timeline.entries.into_iter().flat_map(|entry| entry.files);
    let mut files: Vec<File> = files.collect();
    files.sort_by_key(|file| file.id);
    let page = part.of(files, |file| file.id.0)?;
    Ok(Json(page.told(|file| FileItem::of(&web, &code, &file))).into_response())
}

/// Get a file
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}/files/{id}", tag = "files",
    params(
        ("code" = String, Path, description = "What people call the ticket"),
        ("id" = String, Path, description = "The key of the file"),
    ),
    responses(
        (status = 200, description = "Its content", content_type = "application/octet-stream"),
        (status = 409, description = "It is held back by the scanner for viruses", body = super::problem::Sent, content_type = "application/problem+json"),
    )
)]
pub(super) async fn download(
    State(web): State<Web>,
    caller: Caller,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let who = caller.may(ApiScope::ReadTickets)?;
    let id: FileId = id.parse().map_err(|_| app::Error::NotFound)?;
    let (file, opened) = app::file::open(&web, &desk(who, parse(&code)?), id).await?;
    Ok(files::download(&file, opened))
}

/// Send a file
///
/// The body is the content alone. The file waits until a message or a solution of the same token
/// names it.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/files", tag = "files",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    params(("code" = String, Path, description = "What people call the ticket"), Called),
    responses((status = 201, description = "The file was received", body = Staged))
)]
pub(super) async fn upload(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Params(called): Params<Called>,
    request: Request,
) -> Result<Response, Problem> {
    let desk = desk(caller.may(ApiScope::WriteTickets)?, parse(&code)?);
    let once = Once::of(&caller, request.method(), request.uri(), request.headers())?;
    let announced = request
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > web.limits.upload.file_bytes) {
        return Err(app::Error::File(FileRefusal::TooLarge).into());
    }
    let fingerprint = once.fingerprint().clone();
    let pieces = request.into_body().into_data_stream();
    let pieces = pieces.inspect(move |piece| {
        if let Ok(piece) = piece {
            fingerprint.add(piece);
        }
    });
    once.run(&web, Staged::answer, async |app| {
        Ok(app::file::receive(&app, &desk, &called.name, pieces).await?)
    })
    .await
}
