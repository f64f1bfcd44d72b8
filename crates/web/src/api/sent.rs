//! What a program sends: the query, the body, the key of the request, the version it saw; and how a
//! write is answered, the same again however often it comes.

use std::future::Future;

use app::idempotency::{Fingerprint, Request as Keyed};
use app::{App, Error};
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Json, body};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::caller::Caller;
use super::problem::Problem;
use crate::state::Web;

/// The header with the key of a request.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The longest key, in bytes.
const MAX_KEY: usize = 255;

/// The largest body that is no file, in bytes.
const MAX_BODY: usize = 256 * 1024;

/// The query of an address, where every name is known.
pub(super) struct Params<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        query(&parts.uri).map(Self)
    }
}

/// Reads the query of an address; names that are not known are refused.
pub(super) fn query<T: DeserializeOwned>(uri: &Uri) -> Result<T, Problem> {
    let query = axum::extract::Query::<T>::try_from_uri(uri);
    let found = query.map_err(|error| Problem::Query(error.body_text()))?;
    Ok(found.0)
}

/// A request that changes something: its JSON, who sends it, and under which key.
pub(super) struct Write<T> {
    pub(super) caller: Caller,
    pub(super) body: T,
    /// The version of what is changed that the program saw.
    seen: Option<i64>,
    once: Once,
}

/// A body that says nothing: `{}`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub(super) struct Nothing {}

/// The key under which a write is done once.
pub(super) struct Once(Keyed);

impl<T: DeserializeOwned> FromRequest<Web> for Write<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, web).await?;
        let once = Once::of(&caller, &parts.method, &parts.uri, &parts.headers)?;
        if !is_json(&parts.headers) {
            return Err(Problem::MediaType);
        }
        let bytes = read(body).await?;
        once.0.fingerprint.add(&bytes);
        Ok(Self {
            caller,
            body: parse(&bytes)?,
            seen: version(&parts.headers)?,
            once,
        })
    }
}

impl<T> Write<T> {
    /// The version that the program saw.
    pub(super) fn seen(&self) -> Result<i64, Problem> {
        self.seen.ok_or(Problem::VersionRequired)
    }

    /// Does the write once, or answers as the first time. What depends on how things are, such as
    /// reading what is to be changed, belongs into the operation.
    pub(super) async fn once<R, F>(
        &self,
        web: &Web,
        answer: impl Fn(&R) -> Answer + Clone + Send + Sync + 'static,
        operation: impl FnOnce(App) -> F,
    ) -> Result<Response, Problem>
    where
        R: 'static,
        F: Future<Output = Result<R, Problem>>,
    {
        self.once.run(web, answer, operation).await
    }
}

impl Once {
    /// The key of a request.
    pub(super) fn of(
        caller: &Caller,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let path = uri.path_and_query().map_or("", |path| path.as_str());
        Ok(Self(Keyed {
            token: caller.program.token.id,
            key: key(headers).ok_or(Problem::Key)?.to_owned(),
            fingerprint: Fingerprint::of(method.as_str(), path),
        }))
    }

    /// Runs an operation of one transaction once, or answers as the first time: also when it is
    /// refused by now, before that transaction (case I7).
    pub(super) async fn run<R, F>(
        &self,
        web: &Web,
        answer: impl Fn(&R) -> Answer + Clone + Send + Sync + 'static,
        operation: impl FnOnce(App) -> F,
    ) -> Result<Response, Problem>
    where
        R: 'static,
        F: Future<Output = Result<R, Problem>>,
    {
        let kept = answer.clone();
        let app = web.once(&self.0, move |made: &R| kept(made).text());
        match operation(app).await {
            Ok(made) => Ok(answer(&made).into_response()),
            Err(problem) => {
                let kept = app::idempotency::answered(web, &self.0).await?;
                let kept = kept.ok_or(problem)?;
                let kept: Answer =
                    serde_json::from_str(&kept).map_err(|error| Error::Internal(error.into()))?;
                Ok(([(REPLAYED, "true")], kept).into_response())
            }
        }
    }

    /// What tells this request from another, to add pieces of the body to.
    pub(super) fn fingerprint(&self) -> &Fingerprint {
        &self.0.fingerprint
    }
}

/// An answer to a write, as it is kept with the key.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    status: u16,
    etag: Option<String>,
    location: Option<String>,
    body: Value,
}

impl Answer {
    /// An answer with a body.
    pub(super) fn of(status: StatusCode, body: &impl Serialize) -> Self {
        Self {
            status: status.as_u16(),
            etag: None,
            location: None,
            body: serde_json::to_value(body).unwrap_or_default(),
        }
    }

    /// The same with the version of what was changed.
    pub(super) fn version(mut self, version: i64) -> Self {
        self.etag = Some(etag(version));
        self
    }

    /// The same with the address of what was made.
    pub(super) fn at(mut self, path: String) -> Self {
        self.location = Some(path);
        self
    }

    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut answer = (status, Json(self.body)).into_response();
        for (name, value) in [(ETAG, self.etag), (LOCATION, self.location)] {
            if let Some(Ok(value)) = value.map(|value| HeaderValue::from_str(&value)) {
                answer.headers_mut().insert(name, value);
            }
        }
        answer
    }
}

/// What an operation that names a version refuses: somebody saved since.
pub(super) fn of_version(error: Error) -> Problem {
    match error {
        Error::Conflict => Problem::VersionChanged,
        error => Problem::App(error),
    }
}

/// The key that a program chose for its request.
pub(super) fn key(headers: &HeaderMap) -> Option<&str> {
    let key = headers.get(KEY)?.to_str().ok()?;
    (1..=MAX_KEY).contains(&key.len()).then_some(key)
}

/// The tag of a version.
pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version in `If-Match`; one that is none of ours is never the present one.
pub(super) fn version(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(tag) = headers.get(IF_MATCH) else {
        return Ok(None);
    };
    let tag = tag.to_str().unwrap_or_default().trim();
    let number = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    match number.and_then(|number| number.parse().ok()) {
        Some(version) => Ok(Some(version)),
        None => Err(Problem::VersionChanged),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next());
    essence.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

async fn read(body: Body) -> Result<bytes::Bytes, Problem> {
    body::to_bytes(body, MAX_BODY)
        .await
        .map_err(|_| Problem::TooLarge)
}

/// Reads a JSON object; names that are not known are refused (cases D10, J7), and so is a NUL in a
/// text, which no database keeps, and a list, whose values have no names.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let wrong = |error: serde_json::Error| Problem::Json(error.line(), error.column());
    let value: Value = serde_json::from_slice(bytes).map_err(wrong)?;
    if !value.is_object() || has_nul(&value) {
        return Err(Problem::Json(0, 0));
    }
    serde_json::from_slice(bytes).map_err(wrong)
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(all) => all.iter().any(has_nul),
        Value::Object(all) => all.values().any(has_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
