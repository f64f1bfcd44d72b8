//! From a template to an answer.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};

use crate::error::PageError;

/// Marks an answer that has its page already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown;

/// A page with a status.
pub(crate) fn html(status: StatusCode, page: &impl Template) -> Result<Response, PageError> {
    let body = page.render()?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (VARY, "HX-Request, Cookie, Accept-Language"),
    ];
    let mut answer = (status, headers, body).into_response();
    answer.extensions_mut().insert(Shown);
    Ok(answer)
}

/// A page.
pub(crate) fn ok(page: &impl Template) -> Result<Response, PageError> {
    html(StatusCode::OK, page)
}

/// A form with its errors: 422.
pub(crate) fn unprocessable(page: &impl Template) -> Result<Response, PageError> {
    html(StatusCode::UNPROCESSABLE_ENTITY, page)
}
