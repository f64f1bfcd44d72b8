//! The link of a mail: exchanged for a cookie and a clean address (case B7).

use app::Error;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/e/{token}", get(open))
}

/// `GET /e/{token}`: nothing of the ticket changes, and the link goes on working (case B8).
async fn open(
    State(web): State<Web>,
    v: Visit,
    guest: Option<AsGuest>,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let (code, session) = app::lookup::open_link(&web, &token, v.cookie(Cookie::Device))
        .await
        .map_err(|error| match error {
            Error::NotFound => {
                tracing::info!("a mailed link that opens nothing was followed");
                PageError::LinkEnded
            }
            error => error.into(),
        })?;
    let there = Redirect::to(&format!("/casos/{code}#solucion"));
    // Who may do more already is not put back to what a link allows.
    if let Some(AsGuest(guest)) = guest.filter(|AsGuest(guest)| guest.may_act()) {
        match app::ticket::for_guest(&web, &guest, code).await {
            Ok(_) => return Ok(there.into_response()),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok((Cookie::Guest.set(&web, &session), there).into_response())
}
