//! Every address there is, in one table.

use axum::middleware::from_fn_with_state;
use axum::routing::get;
use axum::{Router, http::StatusCode};
use tower_http::catch_panic::CatchPanicLayer;

use crate::state::Web;
use crate::{asset, desk, error, mailbox, portal, security, setup};

/// All pages of a desk.
pub fn router(web: Web) -> Router {
    Router::new()
        .merge(portal::routes())
        .merge(desk::routes())
        .merge(desk::sign_in_routes())
        .merge(setup::routes())
        .merge(mailbox::routes(&web))
        .route("/recursos/{file}", get(asset::show))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web.clone(), security::same_origin))
        .layer(from_fn_with_state(web.clone(), error::pages))
        .layer(from_fn_with_state(web.clone(), security::headers))
        .with_state(web)
}
