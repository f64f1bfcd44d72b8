//! Asking for more time to complete a request.

use app::Error;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use super::show::{Extra, again};
use super::{Chip, code, or_prove, path_of, refusal_text};
use crate::error::PageError;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/mas-tiempo", post(ask))
}

/// `POST /casos/{codigo}/mas-tiempo`
async fn ask(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    match app::ticket::prolong(&web, &guest, code.clone()).await {
        Ok(_) => {
            let done = format!("{}?hecho=mas-tiempo", path_of(&code));
            Ok(Redirect::to(&done).into_response())
        }
        Err(Error::Rejected(refusal)) => {
            let view = app::ticket::for_guest(&web, &guest, code.clone()).await?;
            let now = Chip::of(&v.t, &view.ticket).label;
            let extra = Extra {
                conflict: refusal_text(&v, &refusal, &now),
                ..Extra::default()
            };
            again(&web, v, &guest, code, StatusCode::CONFLICT, extra).await
        }
        Err(error) => Err(or_prove(error, &code)),
    }
}
