//! Whether the process lives and whether it can serve: one bit each, for probes.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    http::{HeaderName, HeaderValue, StatusCode, header},
    routing::get,
};
use tokio::time::timeout;

use super::Stopping;

const ALIVE: &str = "/healthz";
const READY: &str = "/readyz";

/// A probe that waits longer than this for the database counts as not ready.
const PATIENCE: Duration = Duration::from_secs(2);

type Answer = Pin<Box<dyn Future<Output = bool> + Send>>;

/// Asks the parts of the program whether they can serve.
#[derive(Clone)]
pub struct ReadyCheck(Arc<dyn Fn() -> Answer + Send + Sync>);

impl ReadyCheck {
    /// A check that asks `is_ready` for each probe.
    pub fn new<F, A>(is_ready: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = bool> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(is_ready())))
    }
}

impl fmt::Debug for ReadyCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadyCheck").finish_non_exhaustive()
    }
}

/// `GET /healthz` answers 200 while the process lives; `GET /readyz` answers 200 while it can
/// serve, and 503 when a part says no or the server is stopping.
pub fn routes(check: ReadyCheck) -> Router {
    let ready = move |stopping: Option<Extension<Stopping>>| {
        let check = check.clone();
        async move {
            let is_stopping = stopping.is_some_and(|Extension(told)| told.is_stopping());
            let is_ready = !is_stopping && timeout(PATIENCE, (check.0)()).await.unwrap_or(false);
            if is_ready {
                (StatusCode::OK, NO_STORE, "ready\n")
            } else {
                (StatusCode::SERVICE_UNAVAILABLE, NO_STORE, "not ready\n")
            }
        }
    };
    Router::new()
        .route(ALIVE, get(|| async { (NO_STORE, "alive\n") }))
        .route(READY, get(ready))
}

const NO_STORE: [(HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];

/// Whether `route` is one that machines ask every few seconds.
pub(super) fn is_probe(route: &str) -> bool {
    [ALIVE, READY, "/metrics"].contains(&route)
}

#[cfg(test)]
mod tests {
    use std::{
        future::pending,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
    };

    use axum::{Extension, Router, body::Body, http::Request};
    use tower::ServiceExt;

    use super::{ReadyCheck, routes};
    use crate::server::stopping;

    async fn probe(router: &Router, path: &str) -> u16 {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        response.status().as_u16()
    }

    #[tokio::test]
    async fn ready_is_what_the_parts_say_and_alive_is_not() {
        let database = Arc::new(AtomicBool::new(true));
        let asked = Arc::clone(&database);
        let router = routes(ReadyCheck::new(move || {
            let up = asked.load(Ordering::Relaxed);
            async move { up }
        }));
        assert_eq!(probe(&router, "/readyz").await, 200);

        database.store(false, Ordering::Relaxed);

        assert_eq!(probe(&router, "/readyz").await, 503);
        assert_eq!(probe(&router, "/healthz").await, 200);
    }

    #[tokio::test(start_paused = true)]
    async fn a_part_that_hangs_is_not_ready() {
        let router = routes(ReadyCheck::new(pending));

        assert_eq!(probe(&router, "/readyz").await, 503);
    }

    #[tokio::test]
    async fn a_stopping_server_is_not_ready() {
        let (stop, told) = stopping();
        let router = routes(ReadyCheck::new(|| async { true })).layer(Extension(told));
        assert_eq!(probe(&router, "/readyz").await, 200);

        stop.stop();

        assert_eq!(probe(&router, "/readyz").await, 503);
    }
}
