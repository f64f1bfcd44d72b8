//! What every answer carries so that browsers help to keep people safe (cases E5, I9, I10).

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::PageError;
use crate::state::Web;

/// The number that marks the one inline style of an answer as ours.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nonce(pub(crate) String);

/// Draws the nonce and sets the headers of the answer; what a handler set itself stays.
pub(crate) async fn headers(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let mut random = [0; 16];
    web.random.fill(&mut random);
    let nonce = Nonce(format!("{:032x}", u128::from_be_bytes(random)));
    request.extensions_mut().insert(nonce.clone());

    let mut answer = next.run(request).await;

    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'nonce-{0}'; img-src 'self' data:; connect-src 'self'; \
         font-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
        nonce.0
    );
    let headers = answer.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.entry(name).or_insert(value);
        }
    };
    set(CONTENT_SECURITY_POLICY, &policy);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Paths name tickets: no other site learns them (case B7).
    set(REFERRER_POLICY, "no-referrer");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    set(CACHE_CONTROL, "no-store");
    if web.is_secure() {
        set(
            STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        );
    }
    answer
}

/// Refuses what another site makes a browser send. Browsers say where a request comes from
/// (`Sec-Fetch-Site`, or `Origin` in older ones); a request to change something that says
/// neither comes from no browser with our cookies, and is refused when it brings some.
pub(crate) async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || is_own(&web, &request) {
        next.run(request).await
    } else {
        PageError::CrossSite.into_response()
    }
}

/// Refuses addresses with a NUL in them, which no page of ours has: PostgreSQL keeps no text with it.
pub(crate) async fn readable(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query();
    if address.is_some_and(|address| address.as_str().contains("%00")) {
        return PageError::Unreadable.into_response();
    }
    next.run(request).await
}

fn is_own(web: &Web, request: &Request) -> bool {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let form = header(CONTENT_TYPE.as_str()).is_none_or(|kind| {
        kind.starts_with("application/x-www-form-urlencoded")
            || kind.starts_with("multipart/form-data")
    });
    let own_origin = |origin: &str| {
        origin == web.base_url.origin().ascii_serialization()
            || is_same_host(origin, header("host"))
    };
    let site = match (header("sec-fetch-site"), header("origin")) {
        (Some("same-origin" | "none"), _) => true,
        (Some(_), _) => false,
        (None, Some(origin)) => own_origin(origin),
        (None, None) => header("cookie").is_none(),
    };
    form && site
}

/// Behind a proxy that keeps `Host`, and on loopback, the origin is the host that was asked.
fn is_same_host(origin: &str, host: Option<&str>) -> bool {
    let asked = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    host.is_some() && asked == host
}
