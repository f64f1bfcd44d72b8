//! What went wrong, as programs read it: RFC 9457, with stable codes and the reader's language.

use std::str::FromStr;

use app::Error;
use app::export::Refused;
use app::intake::FormError;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::file::FileRefusal;
use domain::form::FieldError;
use domain::token::ApiScope;
use serde::{Deserialize, Serialize};
use text::{FluentValue, Language, Locale, Texts, Word};
use utoipa::ToSchema;

use crate::server::RequestId;
use crate::state::Web;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Problem {
    /// An operation did not happen.
    App(Error),
    /// No good token was shown.
    Unauthenticated,
    /// A token stood in the address, where logs keep it.
    TokenInUrl,
    /// The token has not this scope.
    Scope(ApiScope),
    /// A browser sends this with its cookies, or for another site.
    CrossSite,
    /// The address asks for something that there is not.
    Query(String),
    /// The body cannot be read; where.
    Json(usize, usize),
    /// Fields to be mended.
    Fields(Vec<FormError>),
    /// No version was named.
    VersionRequired,
    /// Somebody saved since.
    VersionChanged,
    /// No key, or one that cannot be one.
    Key,
    /// The body is of a kind that is not taken.
    MediaType,
    /// More was sent than is taken of what is no file.
    TooLarge,
    /// Too many requests: so many seconds to wait.
    TooMany(u64),
    /// The list is so long that it has to be prepared.
    ExportLong,
    /// There are more rows than the format takes: so many.
    ExportTooMany(u32),
    /// Two lists of the same person are being prepared.
    ExportBusy,
}

/// A problem as it is sent (RFC 9457, `application/problem+json`).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Sent {
    /// Leads to the description of this kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// What is wrong, in the language of `Accept-Language`: Spanish, English or Portuguese.
    title: String,
    /// The status of the answer.
    status: u16,
    /// Names the kind of problem; it never changes.
    code: String,
    /// The request, for whoever is asked for help.
    instance: String,
    /// Each field that has to be mended.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct FieldProblem {
    /// Its name in what was sent.
    field: String,
    /// Names what is wrong; it never changes.
    code: String,
    /// How to mend it.
    message: String,
}

/// What an answer says before its language is known.
#[derive(Clone, Debug)]
struct Told {
    status: StatusCode,
    code: String,
    /// The family of texts in which the code is.
    family: &'static str,
    args: Vec<(&'static str, String)>,
    number: Option<usize>,
    errors: Vec<FormError>,
    wait: Option<u64>,
}

/// The key in an address; what cannot be one names nothing.
pub(super) fn key<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::App(Error::NotFound))
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::TooMany(most) => Self::ExportTooMany(most),
            Refused::Busy => Self::ExportBusy,
            Refused::App(error) => Self::App(error),
        }
    }
}

impl Told {
    fn of(status: StatusCode, code: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            family: "api-problem",
            args: Vec::new(),
            number: None,
            errors: Vec::new(),
            wait: None,
        }
    }

    fn with(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl Problem {
    fn told(&self) -> Told {
        let bad = |code| Told::of(StatusCode::BAD_REQUEST, code);
        match self {
            Self::App(error) => told_of(error),
            Self::Unauthenticated => Told::of(StatusCode::UNAUTHORIZED, "unauthenticated"),
            Self::TokenInUrl => bad("token_in_url"),
            Self::Scope(scope) => {
                Told::of(StatusCode::FORBIDDEN, "scope_missing").with("scope", &scope.name())
            }
            Self::CrossSite => Told::of(StatusCode::FORBIDDEN, "cross_site"),
            Self::Query(what) => bad("invalid_query").with("what", what),
            Self::Json(line, column) => bad("invalid_json")
                .with("line", line)
                .with("column", column),
            Self::Fields(errors) => Told {
                errors: errors.clone(),
                ..Told::of(StatusCode::UNPROCESSABLE_ENTITY, "invalid")
            },
            Self::VersionRequired => {
                Told::of(StatusCode::PRECONDITION_REQUIRED, "version_required")
            }
            Self::VersionChanged => Told::of(StatusCode::PRECONDITION_FAILED, "version_changed"),
            Self::Key => bad("key_required"),
            Self::MediaType => Told::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type"),
            Self::TooLarge => Told::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::TooMany(seconds) => Told {
                wait: Some(*seconds),
                ..Told::of(StatusCode::TOO_MANY_REQUESTS, "limited")
            },
            Self::ExportLong => Told::of(StatusCode::CONFLICT, "export_long"),
            Self::ExportTooMany(most) => Told {
                number: Some(*most as usize),
                ..Told::of(StatusCode::UNPROCESSABLE_ENTITY, "export_too_many")
            },
            Self::ExportBusy => Told::of(StatusCode::CONFLICT, "export_busy"),
        }
    }
}

fn told_of(error: &Error) -> Told {
    match error {
        Error::NotFound => Told::of(StatusCode::NOT_FOUND, "not_found"),
        Error::Rejected(Refusal::NotAllowed) | Error::Forbidden | Error::Unproven => {
            Told::of(StatusCode::FORBIDDEN, "forbidden")
        }
        Error::NotFresh => Told::of(StatusCode::FORBIDDEN, "forbidden"),
        Error::Rejected(refusal) => told_of_refusal(refusal),
        Error::Claim(refusal) => Told {
            family: "claim-refusal",
            ..Told::of(conflict_if(refusal.is_conflict()), refusal.code())
        },
        Error::Conflict => Told::of(StatusCode::CONFLICT, "changed_meanwhile"),
        Error::Repeated => Told::of(StatusCode::CONFLICT, "key_in_use"),
        Error::OtherRequest => Told::of(StatusCode::UNPROCESSABLE_ENTITY, "key_reused"),
        Error::Limited => Told::of(StatusCode::TOO_MANY_REQUESTS, "limited"),
        Error::File(refusal) => told_of_file(refusal),
        Error::Held(hold) => Told {
            family: "file-held",
            ..Told::of(StatusCode::CONFLICT, hold.code())
        },
        Error::Invalid { field, error } => Told {
            errors: vec![FormError {
                field: (*field).to_owned(),
                error: error.clone(),
            }],
            ..Told::of(StatusCode::UNPROCESSABLE_ENTITY, "invalid")
        },
        Error::Password(_) => Told::of(StatusCode::BAD_REQUEST, "invalid"),
        Error::Unavailable => Told {
            wait: Some(1),
            ..Told::of(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        },
        Error::Internal(_) => Told::of(StatusCode::INTERNAL_SERVER_ERROR, "internal"),
    }
}

fn conflict_if(is_conflict: bool) -> StatusCode {
    if is_conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

fn told_of_refusal(refusal: &Refusal) -> Told {
    let told = Told {
        family: "refusal",
        ..Told::of(conflict_if(refusal.is_conflict()), refusal.code())
    };
    if let Refusal::IllegalMove { status, .. } = refusal {
        told.with("state", &status.name())
    } else if let Refusal::TooLong(over) = refusal {
        Told {
            number: Some(*over),
            ..told
        }
    } else {
        told
    }
}

fn told_of_file(refusal: &FileRefusal) -> Told {
    let status = match refusal {
        FileRefusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        FileRefusal::Kind { .. } | FileRefusal::Empty | FileRefusal::TooMany => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Told::of(status, &refusal.code().replace('-', "_"))
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Self::App(Error::Internal(error)) = &self {
            tracing::error!(error = format!("{error:#}"), "a request failed");
        }
        let told = self.told();
        let mut answer = told.status.into_response();
        answer.extensions_mut().insert(told);
        answer
    }
}

/// Writes problems in the language of who asks, also those of the router itself and of extractors.
pub(super) async fn problems(State(web): State<Web>, request: Request, next: Next) -> Response {
    let texts = texts(&web, request.headers());
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.as_str().to_owned())
        .unwrap_or_default();
    let mut answer = next.run(request).await;
    let told = answer.extensions_mut().remove::<Told>();
    let Some(told) = told.or_else(|| bare(&answer)) else {
        return answer;
    };
    let wait = told.wait.map(|seconds| seconds.to_string());
    let body = Sent::of(&texts, told, id);
    let (mut parts, _) = answer.into_parts();
    let language = texts.language().tag();
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    for (name, value) in [
        (CONTENT_TYPE, Some("application/problem+json")),
        (CONTENT_LANGUAGE, Some(language)),
        (VARY, Some("Accept-Language")),
        (RETRY_AFTER, wait.as_deref()),
        (
            WWW_AUTHENTICATE,
            (parts.status == StatusCode::UNAUTHORIZED).then_some("Bearer"),
        ),
    ] {
        if let Some(Ok(value)) = value.map(str::parse) {
            parts.headers.insert(name, value);
        }
    }
    let body = serde_json::to_vec(&body).unwrap_or_default();
    Response::from_parts(parts, body.into())
}

/// An answer of the router or of an extractor that says nothing but its status.
fn bare(answer: &Response) -> Option<Told> {
    let status = answer.status();
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media_type",
        _ if status.is_client_error() => "invalid_query",
        _ if status.is_server_error() => "internal",
        _ => return None,
    };
    Some(Told::of(status, code))
}

/// The texts in the language that the program asks for, or else in the organisation's.
pub(super) fn texts(web: &Web, headers: &HeaderMap) -> Texts {
    let settings = web.settings();
    let wanted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(Language::from_accept_language);
    let language = wanted
        .or_else(|| Language::parse(&settings.language))
        .unwrap_or_default();
    let locale = Locale::parse(&settings.region).unwrap_or_default();
    let word = Word::parse(&settings.word).unwrap_or_default();
    Texts::of(locale.with_language(language), word)
}

impl Sent {
    fn of(t: &Texts, told: Told, instance: String) -> Self {
        let state = told.args.iter().find(|(name, _)| *name == "state");
        let state = state.and_then(|(_, name)| t.by_id(&format!("state-{name}-desk")));
        let mut args: Vec<(&str, FluentValue<'_>)> = told
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        if let Some(state) = &state {
            args.retain(|(name, _)| *name != "state");
            args.push(("state", state.as_str().into()));
        }
        args.extend(told.number.map(|number| ("n", number.into())));
        let title = t.by_id_with(&format!("{}-{}", told.family, told.code), &args);
        Self {
            kind: format!("/api#problem-{}", told.code),
            title: title.unwrap_or_else(|| told.code.clone()),
            status: told.status.as_u16(),
            code: told.code,
            instance,
            errors: told
                .errors
                .into_iter()
                .map(|error| FieldProblem::of(t, error))
                .collect(),
        }
    }
}

impl FieldProblem {
    fn of(t: &Texts, FormError { field, error }: FormError) -> Self {
        let message = match &error {
            FieldError::Missing => t.error_empty(field.as_str()),
            FieldError::TooLong(over) => t.error_too_long(*over),
            FieldError::TrackingForm
            | FieldError::TrackingCheck
            | FieldError::NotAnOption
            | FieldError::NotADate
            | FieldError::NotAnAmount
            | FieldError::NotAnEmail
            | FieldError::NotAPhone => t
                .by_id(&format!("error-{}", error.code()))
                .unwrap_or_default(),
        };
        Self {
            code: error.code().replace('-', "_"),
            field,
            message,
        }
    }
}
