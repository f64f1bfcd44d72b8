//! The organisation's logo.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::asset;
use crate::state::Web;

/// `GET /marca/logo`: what the organisation chose, or ours.
pub(crate) async fn logo(State(web): State<Web>) -> Response {
    let settings = web.settings();
    let brand = &settings.brand;
    let Some(kind) = kind(&brand.logo_type).filter(|_| !brand.logo.is_empty()) else {
        return Redirect::temporary(asset::url("logo.svg")).into_response();
    };
    let Ok(bytes) = STANDARD.decode(&brand.logo) else {
        return StatusCode::NOT_FOUND.into_response();
    };

    let headers = [
        (CONTENT_TYPE, kind),
        // An SVG opened by itself could run scripts; within an image it cannot.
        (
            CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        ),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CACHE_CONTROL, "public, max-age=600"),
    ];
    (headers, bytes).into_response()
}

/// The media type, if it is one that a logo may have.
fn kind(name: &str) -> Option<&'static str> {
    ["image/svg+xml", "image/png"]
        .into_iter()
        .find(|kind| *kind == name)
}
