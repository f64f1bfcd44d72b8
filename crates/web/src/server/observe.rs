//! What is told about each request: a line in the log and the numbers of the metrics.

use std::{any::Any, panic::AssertUnwindSafe, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use metrics::{counter, gauge, histogram};
use tracing::{Instrument, debug, error, info, info_span};

use super::{ClientAddress, RequestId, body::Reading, health};

/// The status in logs and metrics of a request whose client went away (nginx's number).
const CLIENT_LEFT: u16 = 499;

/// Logs and counts a request and its answer, and answers for a handler that panics.
///
/// Never told: the path (only the template of its route), the query, headers, bodies: they hold
/// codes, tokens and names. The time is that until the head of the answer.
pub(super) async fn observe(request: Request, next: Next) -> Response {
    let id = request
        .extensions()
        .get::<RequestId>()
        .cloned()
        .unwrap_or_default();
    let reading = request
        .extensions()
        .get::<Reading>()
        .cloned()
        .unwrap_or_default();
    let mut observation = Observation::begin(&request, id.clone());
    let span = info_span!("request", id = %id);

    let answered = AssertUnwindSafe(next.run(request)).catch_unwind();
    let mut response = match answered.instrument(span.clone()).await {
        Ok(response) => response,
        Err(panic) => {
            let _inside = span.enter();
            error!(panic = panic_message(&*panic), "A request handler panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    if reading.was_too_slow() {
        response = StatusCode::REQUEST_TIMEOUT.into_response();
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    observation.status = response.status().as_u16();
    response
}

/// A request on its way; told when it is dropped, so that one whose client leaves is told too.
struct Observation {
    method: &'static str,
    route: String,
    id: RequestId,
    client: Option<ClientAddress>,
    began: Instant,
    status: u16,
}

impl Observation {
    fn begin(request: &Request, id: RequestId) -> Self {
        gauge!("http_requests_in_flight").increment(1);
        Self {
            method: known_method(request.method()),
            route: request
                .extensions()
                .get::<MatchedPath>()
                .map_or("unmatched", MatchedPath::as_str)
                .to_owned(),
            id,
            client: request.extensions().get().copied(),
            began: Instant::now(),
            status: CLIENT_LEFT,
        }
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        let took = self.began.elapsed();
        let duration_ms = took.as_secs_f64() * 1000.0;
        let duration_ms = (duration_ms * 10.0).round() / 10.0;
        let client = self.client.map(|client| tracing::field::display(client.0));
        gauge!("http_requests_in_flight").decrement(1);
        let labels = [
            ("method", self.method.to_owned()),
            ("route", self.route.clone()),
            ("status", self.status.to_string()),
        ];
        counter!("http_requests_total", &labels).increment(1);
        histogram!("http_request_duration_seconds", &labels[..2]).record(took);

        // Probes come every few seconds and would drown the rest.
        if health::is_probe(&self.route) {
            debug!(
                target: "access",
                { http.method = self.method, http.route = self.route, http.status = self.status },
                "Probed"
            );
        } else {
            info!(
                target: "access",
                {
                    http.method = self.method,
                    http.route = self.route,
                    http.status = self.status,
                    duration_ms,
                    request.id = self.id.as_str(),
                    client.address = client,
                },
                "Answered"
            );
        }
    }
}

/// The method, if it is one of HTTP's own: a client can write anything there.
fn known_method(method: &Method) -> &'static str {
    const KNOWN: [(&Method, &str); 7] = [
        (&Method::GET, "GET"),
        (&Method::HEAD, "HEAD"),
        (&Method::POST, "POST"),
        (&Method::PUT, "PUT"),
        (&Method::PATCH, "PATCH"),
        (&Method::DELETE, "DELETE"),
        (&Method::OPTIONS, "OPTIONS"),
    ];
    KNOWN
        .iter()
        .find(|(known, _)| *known == method)
        .map_or("OTHER", |(_, name)| name)
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
