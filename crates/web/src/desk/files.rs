//! Files of tickets: staged one by one, given out to those who signed in.

use app::Error;
use app::file::Desk;
use axum::extract::{FromRequest, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use domain::FileId;

use super::compose::Typed;
use super::queue::Asked;
use super::seat::Seat;
use super::ticket::{parse, screen};
use crate::error::PageError;
use crate::portal::files::{self, Upload, receive};
use crate::state::Web;

/// `POST /mesa/casos/{codigo}/archivos`: one file, sent by a script as soon as it was chosen.
pub(super) async fn stage(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    upload: Upload,
) -> Result<Response, PageError> {
    let code = parse(&code)?;
    let received = receive(&web, &Desk::Agent(seat.by, code.clone()), upload).await?;
    Ok(received.json(&web, &seat.v, |id| {
        format!("/mesa/casos/{code}/archivos/{id}/quitar")
    }))
}

/// `POST /mesa/casos/{codigo}/archivos/{id}/quitar`: with the whole composer, which comes back, or
/// without, from a script.
pub(super) async fn remove(
    State(web): State<Web>,
    seat: Seat,
    Path((code, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, PageError> {
    let (code, id) = (parse(&code)?, file(&id)?);
    let desk = Desk::Agent(seat.by.clone(), code.clone());
    if request
        .headers()
        .get(ACCEPT)
        .is_some_and(|kinds| kinds.as_bytes().starts_with(b"application/json"))
    {
        app::file::remove(&web, &desk, id).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let upload = Upload::from_request(request, &web).await?;
    let received = receive(&web, &desk, upload).await?;
    match app::file::remove(&web, &desk, id).await {
        // Taken out already: the page shows so.
        Ok(()) | Err(Error::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    let typed = Typed {
        text: received.text("texto").to_owned(),
        kind: received.text("tipo").to_owned(),
        ..Typed::default()
    };
    screen(&web, seat, code, asked, typed, None, StatusCode::OK).await
}

/// `GET /mesa/casos/{codigo}/archivos/{id}`
pub(super) async fn download(
    State(web): State<Web>,
    seat: Seat,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let desk = Desk::Agent(seat.by, parse(&code)?);
    let (kept, opened) = app::file::open(&web, &desk, file(&id)?).await?;
    Ok(files::download(&kept, opened))
}

/// `GET /mesa/casos/{codigo}/archivos/{id}/miniatura`
pub(super) async fn thumbnail(
    State(web): State<Web>,
    seat: Seat,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let desk = Desk::Agent(seat.by, parse(&code)?);
    Ok(files::thumbnail(
        app::file::open_thumbnail(&web, &desk, file(&id)?).await?,
    ))
}

fn file(id: &str) -> Result<FileId, PageError> {
    id.parse().map_err(|_| PageError::App(Error::NotFound))
}
