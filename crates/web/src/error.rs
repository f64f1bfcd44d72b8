//! Errors as pages: what happened and what to do, in the visitor's language; nothing of ours
//! (case J8).

use app::Error;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;

use crate::desk;
use crate::page::{Shown, html};
use crate::server::RequestId;
use crate::state::Web;
use crate::visit::Visit;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum PageError {
    /// An operation did not happen.
    App(Error),
    /// The visitor goes somewhere else first.
    Elsewhere(String),
    /// A link that was used or has ended.
    LinkEnded,
    /// Another site sent this.
    CrossSite,
    /// What was sent cannot be read.
    Unreadable,
    /// More was sent than allowed.
    TooLarge,
    /// No template should ever fail.
    Template(askama::Error),
}

impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        Self::App(Error::Rejected(refusal))
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Template(error)
    }
}

/// What the error page says, by the ids of its texts.
#[derive(Clone, Copy, Debug)]
struct Told {
    status: StatusCode,
    refusal: Option<&'static str>,
    /// The family of texts in which the refusal is.
    family: &'static str,
}

impl PageError {
    fn told(&self) -> Told {
        let (status, refusal) = match self {
            Self::App(Error::NotFound | Error::Invalid { .. } | Error::File(_)) => {
                (StatusCode::NOT_FOUND, None)
            }
            Self::App(Error::Rejected(refusal)) if refusal.is_conflict() => {
                (StatusCode::CONFLICT, Some(refusal.code()))
            }
            Self::App(Error::Held(hold)) => (StatusCode::CONFLICT, Some(hold.code())),
            Self::App(Error::Rejected(Refusal::NotAllowed)) => (StatusCode::NOT_FOUND, None),
            Self::App(Error::Rejected(refusal)) => (StatusCode::BAD_REQUEST, Some(refusal.code())),
            Self::App(Error::Claim(refusal)) => claim_told(refusal),
            Self::App(Error::Conflict | Error::Repeated | Error::OtherRequest) => {
                (StatusCode::CONFLICT, Some("changed_meanwhile"))
            }
            Self::App(Error::Forbidden | Error::Unproven | Error::NotFresh) | Self::CrossSite => {
                (StatusCode::FORBIDDEN, None)
            }
            Self::App(Error::Limited) => (StatusCode::TOO_MANY_REQUESTS, None),
            Self::App(Error::Unavailable) => (StatusCode::SERVICE_UNAVAILABLE, None),
            Self::LinkEnded => (StatusCode::GONE, None),
            Self::Unreadable | Self::App(Error::Password(_)) => (StatusCode::BAD_REQUEST, None),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, None),
            Self::App(Error::Internal(_)) | Self::Template(_) | Self::Elsewhere(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, None)
            }
        };
        Told {
            status,
            refusal,
            family: match self {
                Self::App(Error::Claim(_)) => "claim-refusal",
                Self::App(Error::Held(_)) => "file-held",
                _ => "refusal",
            },
        }
    }
}

/// What the error page says where the rules of compensation said no.
fn claim_told(refusal: &domain::compensation::Refusal) -> (StatusCode, Option<&'static str>) {
    if refusal.is_conflict() {
        (StatusCode::CONFLICT, Some(refusal.code()))
    } else {
        (StatusCode::BAD_REQUEST, Some(refusal.code()))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match &self {
            Self::Elsewhere(path) => return Redirect::to(path).into_response(),
            Self::App(Error::Internal(error)) => {
                tracing::error!(error = format!("{error:#}"), "a request failed");
            }
            Self::Template(error) => tracing::error!(error = %error, "a page could not be written"),
            _ => {}
        }
        let told = self.told();
        let mut answer = told.status.into_response();
        answer.extensions_mut().insert(told);
        answer
    }
}

#[derive(Template)]
#[template(path = "portal/error.html")]
struct ErrorPage {
    v: Visit,
    status: u16,
    title: String,
    text: String,
    /// The id of the request, for whoever is asked for help.
    reference: String,
}

/// Writes the page of an answer that only says what went wrong.
pub(crate) async fn pages(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visit = Visit::of(&parts, &web);
    let id = parts
        .extensions
        .get::<RequestId>()
        .map(|id| id.as_str().to_owned())
        .unwrap_or_default();
    let answer = next.run(Request::from_parts(parts, body)).await;

    let told = answer
        .extensions()
        .get::<Told>()
        .copied()
        .or_else(|| bare(&answer));
    let Some(told) = told else { return answer };
    let (title, text) = words(&visit, told);
    if visit.wants_json {
        let body = serde_json::json!({ "message": text }).to_string();
        return (told.status, [("content-type", "application/json")], body).into_response();
    }
    if told.status.is_client_error() && is_of_the_desk(&visit) {
        let page = desk::refused::page(&web, &visit, told.status, |v| desk_words(v, told)).await;
        if let Ok(Some(page)) = page {
            return page;
        }
    }
    let page = ErrorPage {
        status: told.status.as_u16(),
        title,
        text,
        reference: id,
        v: visit.with_member_of(&answer),
    };
    html(told.status, &page).unwrap_or_else(|_| told.status.into_response())
}

/// Answers of the router itself and of extractors: no page, just a status.
fn bare(answer: &Response) -> Option<Told> {
    let status = answer.status();
    let written = answer.extensions().get::<Shown>().is_some();
    (!written && (status.is_client_error() || status.is_server_error())).then_some(Told {
        status,
        refusal: None,
        family: "refusal",
    })
}

fn is_of_the_desk(v: &Visit) -> bool {
    v.path == "/mesa" || v.path.starts_with("/mesa/")
}

/// At the desk a page is refused for its role, not for an account of requesters.
fn desk_words(v: &Visit, told: Told) -> (String, String) {
    match told.status {
        StatusCode::FORBIDDEN => (v.t.desk_refused_title(), v.t.desk_refused_text()),
        _ => words(v, told),
    }
}

fn words(v: &Visit, told: Told) -> (String, String) {
    let phone = [
        ("phone", v.settings.line.as_str().into()),
        ("state", "".into()),
    ];
    let known = match told.status.as_u16() {
        status @ (400 | 403 | 404 | 409 | 410 | 413 | 429 | 500 | 503) => status,
        405 | 415 | 422 => 400,
        408 => 503,
        _ if told.status.is_client_error() => 400,
        _ => 500,
    };
    let find = |end: &str| {
        v.t.by_id_with(&format!("error-{known}-{end}"), &phone)
            .unwrap_or_default()
    };
    let reason = told
        .refusal
        .and_then(|code| v.t.by_id_with(&format!("{}-{code}", told.family), &phone));
    (find("title"), reason.unwrap_or_else(|| find("text")))
}
