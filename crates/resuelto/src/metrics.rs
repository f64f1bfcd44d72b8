//! Numbers for Prometheus, on an address of their own.
//!
//! They tell how busy the desk is and which routes it has: nothing for the public, so there is
//! no route for them among the pages. Without an address nothing is collected.

use std::time::Duration;

use anyhow::Context;
use axum::{Router, http::header, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::{net::TcpListener, time::interval};
use web::server::{Config, Stopping, serve};

/// From a page out of memory to one that somebody complains about.
const SECONDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// How often finished measurements are put away, so that they take no more and more memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// Collects numbers from now on.
///
/// # Errors
///
/// If they are collected already.
pub(crate) fn begin() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .context("the buckets for times")?
        .install_recorder()
        .context("beginning to collect metrics")?;
    metrics::describe_counter!(
        "http_requests_total",
        "Answered requests by method, route and status"
    );
    metrics::describe_histogram!(
        "http_request_duration_seconds",
        "Time until the head of the answer"
    );
    metrics::describe_gauge!(
        "http_requests_in_flight",
        "Requests whose answer has not begun"
    );
    metrics::describe_gauge!("http_connections", "Open connections");
    metrics::describe_counter!(
        "http_refused_total",
        "Connections and requests turned away because there were too many"
    );
    Ok(handle)
}

/// Shows the numbers at `/metrics` until told to stop.
pub(crate) async fn show(listener: TcpListener, handle: PrometheusHandle, mut stopping: Stopping) {
    let upkeep = {
        let handle = handle.clone();
        async move {
            let mut rhythm = interval(UPKEEP);
            loop {
                rhythm.tick().await;
                handle.run_upkeep();
            }
        }
    };
    let content_type = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    let render = move || async move { (content_type, handle.render()) };
    let router = Router::new().route("/metrics", get(render));
    let served = serve(listener, router, Config::default(), stopping.clone());
    tokio::select! {
        () = async { tokio::join!(served, stopping.stopped()); } => {}
        () = upkeep => {}
    }
}
