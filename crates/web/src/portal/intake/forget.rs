//! Forgetting what was typed.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::state::Web;
use crate::visit::OwnDraft;

/// `POST /casos/nuevo/borrar`
pub(super) async fn forget(
    State(web): State<Web>,
    draft: Option<OwnDraft>,
) -> Result<Response, PageError> {
    if let Some(OwnDraft(open)) = draft {
        app::intake::discard(&web, &open).await?;
    }
    Ok((
        Cookie::Draft.clear(&web),
        Redirect::to("/casos/nuevo?borrado=1"),
    )
        .into_response())
}
