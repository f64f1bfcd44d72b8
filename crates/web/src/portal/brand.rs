//! The organisation's logo.

use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Redirect, Response};

use crate::asset;
use crate::state::Web;

/// `GET /marca/logo`: what the organisation chose, or ours. Its address on pages ends with its
/// size, so that a new one is seen at once.
pub(crate) async fn logo(State(web): State<Web>) -> Response {
    let Some(png) = app::logo::bytes(&web.settings().brand.logo) else {
        return Redirect::temporary(asset::url("logo.svg")).into_response();
    };
    let headers = [
        (CONTENT_TYPE, "image/png"),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "public, max-age=600"),
    ];
    (headers, png).into_response()
}
