//! Files of a ticket: staged in the composer, taken out again, loaded.

use app::Error;
use app::file::Desk;
use axum::Router;
use axum::extract::{FromRequest, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::FileId;

use super::show::{Extra, again};
use super::write::{kept, staged};
use super::{code, or_prove, path_of};
use crate::error::PageError;
use crate::portal::files::{Upload, download, thumbnail};
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/casos/{codigo}/archivos", post(add))
        .route("/casos/{codigo}/archivos/{id}", get(load))
        .route("/casos/{codigo}/archivos/{id}/miniatura", get(small))
        .route("/casos/{codigo}/archivos/{id}/quitar", post(remove))
}

/// `POST /casos/{codigo}/archivos`: by a script one file, without scripts the whole composer.
async fn add(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    upload: Upload,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let received = staged(&web, &guest, &code, upload).await?;
    if v.wants_json {
        return Ok(received.json(&web, &v, |id| {
            format!("{}/archivos/{id}/quitar", path_of(&code))
        }));
    }
    kept(&web, v, &guest, code, &received).await
}

/// `POST /casos/{codigo}/archivos/{id}/quitar`
async fn remove(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path((codigo, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, PageError> {
    let (code, id) = (code(&codigo)?, file(&id)?);
    let desk = Desk::Guest(guest.clone(), code.clone());
    if v.wants_json {
        app::file::remove(&web, &desk, id).await?;
        return Ok(axum::Json(serde_json::json!({})).into_response());
    }
    // The button stands in the composer: what was typed there comes along, and stays.
    let received = staged(
        &web,
        &guest,
        &code,
        Upload::from_request(request, &web).await?,
    )
    .await?;
    match app::file::remove(&web, &desk, id).await {
        // Pressed twice.
        Ok(()) | Err(Error::NotFound) => {}
        Err(error) => return Err(or_prove(error, &code)),
    }
    if !received.refused.is_empty() {
        return kept(&web, v, &guest, code, &received).await;
    }
    let extra = Extra {
        message: received.text("mensaje").to_owned(),
        done: Some("quitado".into()),
        ..Extra::default()
    };
    again(&web, v, &guest, code, axum::http::StatusCode::OK, extra).await
}

/// `GET /casos/{codigo}/archivos/{id}`
async fn load(
    State(web): State<Web>,
    AsGuest(guest): AsGuest,
    Path((codigo, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (code, id) = (code(&codigo)?, file(&id)?);
    let opened = app::file::open(&web, &Desk::Guest(guest, code.clone()), id).await;
    let (file, opened) = opened.map_err(|error| or_prove(error, &code))?;
    Ok(download(&file, opened))
}

/// `GET /casos/{codigo}/archivos/{id}/miniatura`
async fn small(
    State(web): State<Web>,
    AsGuest(guest): AsGuest,
    Path((codigo, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (code, id) = (code(&codigo)?, file(&id)?);
    let opened = app::file::open_thumbnail(&web, &Desk::Guest(guest, code.clone()), id).await;
    Ok(thumbnail(opened.map_err(|error| or_prove(error, &code))?))
}

/// The id in an address; what cannot be one is no page.
fn file(text: &str) -> Result<FileId, PageError> {
    text.parse().map_err(|_| PageError::App(Error::NotFound))
}
