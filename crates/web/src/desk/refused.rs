//! What went wrong at the desk, for somebody who is signed in: within the desk's own frame.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::seat::{Frame, Seat};
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/refused.html")]
struct RefusedPage {
    v: Visit,
    frame: Frame,
    title: String,
    text: String,
}

/// The page in the language of the account; none for somebody who is not signed in.
pub(crate) async fn page(
    web: &Web,
    v: &Visit,
    status: StatusCode,
    words: impl Fn(&Visit) -> (String, String),
) -> Result<Option<Response>, PageError> {
    let Some(token) = v.cookie(Cookie::Agent) else {
        return Ok(None);
    };
    let Some(by) = app::agent::session(web, &token).await? else {
        return Ok(None);
    };
    let seat = Seat::of(v.clone(), by);
    let frame = seat.frame(web, "").await?;
    let (title, text) = words(&seat.v);
    let page = RefusedPage {
        v: seat.v,
        frame,
        title,
        text,
    };
    page::html(status, &page).map(Some)
}
