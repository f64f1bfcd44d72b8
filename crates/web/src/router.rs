//! Every address there is, in one table.

use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Router, routing::get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::state::Web;
use crate::{account, api, asset, desk, error, mailbox, portal, security, setup, visit};

/// All pages of a desk.
pub fn router(web: Web) -> Router {
    Router::new()
        .merge(portal::routes())
        .merge(account::routes())
        .merge(desk::routes())
        .merge(desk::sign_in_routes())
        .merge(setup::routes())
        .merge(mailbox::routes(&web))
        .merge(api::reference_routes())
        .route("/recursos/{file}", get(asset::show))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(from_fn_with_state(web.clone(), visit::present))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web.clone(), security::same_origin))
        .layer(from_fn(security::readable))
        .layer(from_fn_with_state(web.clone(), error::pages))
        .layer(from_fn_with_state(web.clone(), security::headers))
        .merge(api::routes(&web))
        .layer(CompressionLayer::new().compress_when(is_page))
        .with_state(web)
}

/// Pages are compressed on their way. Bundled files come compressed already, what people attached
/// goes out as it came in, and events must not wait for more.
fn is_page(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}
