//! Which program asks, what it may do, and how often.

use app::token::{Program, Who};
use app::{Error, Guest, SignedIn};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::token::ApiScope;

use super::limit::{Counted, Stand, hit_token};
use super::problem::Problem;
use crate::server::ClientAddress;
use crate::state::Web;

/// Names that a token could have in an address, where it is refused (case I8).
const TOKENS_IN_URLS: [&str; 5] = [
    "access_token",
    "token",
    "api_key",
    "apikey",
    "authorization",
];

/// A program whose token is good.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) program: Program,
    /// The address of the client.
    pub(super) client: String,
}

impl Caller {
    /// In whose name the program acts, if its token has this scope.
    pub(super) fn may(&self, scope: ApiScope) -> Result<&Who, Problem> {
        if self.program.token.has(scope) {
            Ok(&self.program.who)
        } else {
            Err(Problem::Scope(scope))
        }
    }

    /// The same for what only programs of the staff do.
    pub(super) fn staff(&self, scope: ApiScope) -> Result<&SignedIn, Problem> {
        if let Who::Staff(by) = self.may(scope)? {
            Ok(by)
        } else {
            Err(Error::Forbidden.into())
        }
    }

    /// The same for what only programs of companies do.
    pub(super) fn company(&self, scope: ApiScope) -> Result<&Guest, Problem> {
        if let Who::Company(guest) = self.may(scope)? {
            Ok(guest)
        } else {
            Err(Error::Forbidden.into())
        }
    }
}

impl FromRequestParts<Web> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or(Problem::Unauthenticated)
    }
}

/// Lets programs with good tokens in, not too many of their requests, and no browser that was
/// led here (case I10).
pub(super) async fn enter(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match recognised(&web, &parts).await {
        Ok((caller, stand)) => {
            parts.extensions.insert(caller);
            let request = Request::from_parts(parts, body);
            with_limits(next.run(request).await, stand)
        }
        Err((problem, stand)) => {
            let answer = problem.into_response();
            match stand {
                Some(stand) => with_limits(answer, stand),
                None => answer,
            }
        }
    }
}

async fn recognised(web: &Web, parts: &Parts) -> Result<(Caller, Stand), (Problem, Option<Stand>)> {
    let headers = &parts.headers;
    if is_led_here(headers) && !parts.method.is_safe() {
        return Err((Problem::CrossSite, None));
    }
    if has_token_in_url(parts.uri.query().unwrap_or_default()) {
        return Err((Problem::TokenInUrl, None));
    }
    let client = parts
        .extensions
        .get::<ClientAddress>()
        .map(|client| client.0.to_string())
        .unwrap_or_default();
    let program = match bearer(headers) {
        Some(token) => app::token::program(web, token).await,
        None => Ok(None),
    };
    let program = program.map_err(|error| (error.into(), None))?;
    let limits = &web.limits.api;
    let stand = if let Some(program) = &program {
        hit_token(web, program.token.id, limits.requests_a_minute).await
    } else {
        let who = Counted::Address(client.clone());
        web.limiter().hit(who, limits.unknown_a_minute, web.now())
    };
    if stand.is_over {
        return Err((Problem::TooMany(stand.reset), Some(stand)));
    }
    match program {
        Some(program) => Ok((Caller { program, client }, stand)),
        None => Err((Problem::Unauthenticated, Some(stand))),
    }
}

/// Whether a browser sends this by itself: with cookies, or from another site.
fn is_led_here(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    let is_own = site.is_none_or(|site| site == "same-origin" || site == "none");
    headers.contains_key(COOKIE) || !is_own
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

fn has_token_in_url(query: &str) -> bool {
    query.split('&').any(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        TOKENS_IN_URLS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    })
}

fn with_limits(mut answer: Response, stand: Stand) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in [
        ("ratelimit-limit", u64::from(stand.limit)),
        ("ratelimit-remaining", u64::from(stand.remaining)),
        ("ratelimit-reset", stand.reset),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
    }
    answer
}
