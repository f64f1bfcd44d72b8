//! The warning before an idle session ends, and the request that keeps it.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;

use crate::state::Web;
use crate::visit::{AsGuest, Visit};

/// How long before the end the warning comes, in seconds.
const WARNING: i64 = 5 * 60;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/sesion/seguir", post(stay))
}

/// `POST /sesion/seguir`: reading the session was using it.
async fn stay(AsGuest(_): AsGuest) -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The times of the warning, for `portal/_idle.html`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Idle {
    /// Seconds without a request until the warning.
    pub(crate) warn: i64,
    /// Seconds without a request until the end.
    pub(crate) end: i64,
}

impl Idle {
    /// The times of guests' sessions.
    pub(crate) fn new(web: &Web) -> Self {
        let end = web.limits.session.guest.idle.as_secs();
        Self {
            warn: (end - WARNING).max(end / 2),
            end,
        }
    }

    /// The times of the session of this visit.
    pub(crate) fn of(web: &Web, v: &Visit) -> Self {
        if v.member.is_none() {
            return Self::new(web);
        }
        let end = web.limits.session.customer.idle.as_secs();
        Self {
            warn: (end - WARNING).max(end / 2),
            end,
        }
    }

    /// How many minutes the warning leaves.
    pub(crate) fn minutes(self) -> i64 {
        ((self.end - self.warn) / 60).max(1)
    }
}
