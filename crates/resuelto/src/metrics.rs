//! Numbers for Prometheus, on an address of their own.
//!
//! They tell how busy the desk is and which routes it has: nothing for the public, so there is
//! no route for them among the pages. Without an address nothing is collected. [`METRICS`] is the
//! list of all of them; `docs/operators/metrics.md` explains each.

use std::time::Duration;

use anyhow::Context;
use app::App;
use axum::{Router, http::header, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use store::figures::Figures;
use tokio::{net::TcpListener, time::interval};
use web::server::{Config, Stopping, serve};

/// From a page out of memory to one that somebody complains about.
const SECONDS: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// How many operations share a commit.
const OPERATIONS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// How often finished measurements are put away, so that they take no more and more memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// How often the database and the disk are asked how much there is.
const LOOK: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Counter,
    Gauge,
    Histogram,
}

/// Everything that is counted, in the order of the documentation.
const METRICS: [(&str, Kind, &str); 26] = [
    (
        "http_requests_total",
        Kind::Counter,
        "Answered requests by method, route and status",
    ),
    (
        "http_request_duration_seconds",
        Kind::Histogram,
        "Time until the head of the answer, by method and route",
    ),
    (
        "http_requests_in_flight",
        Kind::Gauge,
        "Requests whose answer has not begun",
    ),
    ("http_connections", Kind::Gauge, "Open connections"),
    (
        "http_refused_total",
        Kind::Counter,
        "Connections and requests turned away because there were too many",
    ),
    (
        "resuelto_writes_waiting",
        Kind::Gauge,
        "Operations that wait for the one writer of SQLite",
    ),
    (
        "resuelto_commit_duration_seconds",
        Kind::Histogram,
        "Time from the begin of a transaction of SQLite until it is on disk",
    ),
    (
        "resuelto_commit_operations",
        Kind::Histogram,
        "Operations that shared a commit of SQLite",
    ),
    (
        "resuelto_db_connections_in_use",
        Kind::Gauge,
        "Connections to the database that work at this moment; on SQLite those that read",
    ),
    (
        "resuelto_db_wait_seconds",
        Kind::Histogram,
        "Time until a connection to the database was free",
    ),
    (
        "resuelto_tickets",
        Kind::Gauge,
        "Tickets that are not closed, by state: open or proposed",
    ),
    (
        "resuelto_jobs",
        Kind::Gauge,
        "Jobs by state: waiting (for their time), due or given_up",
    ),
    (
        "resuelto_job_late_seconds",
        Kind::Gauge,
        "For how long the oldest job that is due has waited",
    ),
    (
        "resuelto_jobs_given_up_total",
        Kind::Counter,
        "Jobs put aside for a person to look at, by kind",
    ),
    (
        "resuelto_mails_sent_total",
        Kind::Counter,
        "Mails that the mail server took, by kind",
    ),
    (
        "resuelto_mails_merged_total",
        Kind::Counter,
        "Mails that were too many for one address and waited for a digest",
    ),
    (
        "resuelto_mails_failed_total",
        Kind::Counter,
        "Attempts that the mail server did not take: tried again later, or never",
    ),
    (
        "resuelto_uploads_total",
        Kind::Counter,
        "Files sent to us: kept, refused or failed",
    ),
    (
        "resuelto_upload_bytes_total",
        Kind::Counter,
        "Bytes of the files that were kept",
    ),
    (
        "resuelto_scans_total",
        Kind::Counter,
        "Files put to the scanner for viruses and what it said; failed ones are tried again",
    ),
    (
        "resuelto_sign_ins_total",
        Kind::Counter,
        "Steps of signing in (password or second) and how each ended",
    ),
    (
        "resuelto_figures_failed_total",
        Kind::Counter,
        "Times that the database did not say how much there is; the gauges are then old",
    ),
    (
        "resuelto_disk_free_bytes",
        Kind::Gauge,
        "Room left for us where the data folder is",
    ),
    (
        "process_resident_memory_bytes",
        Kind::Gauge,
        "Memory that the program holds",
    ),
    (
        "process_start_time_seconds",
        Kind::Gauge,
        "When the program started, in seconds since 1970",
    ),
    (
        "resuelto_build_info",
        Kind::Gauge,
        "Always 1, with the version",
    ),
];

/// Collects numbers from now on.
///
/// # Errors
///
/// If they are collected already.
pub(crate) fn begin() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .and_then(|builder| {
            let operations = Matcher::Full("resuelto_commit_operations".to_owned());
            builder.set_buckets_for_metric(operations, &OPERATIONS)
        })
        .context("the buckets of the metrics")?
        .install_recorder()
        .context("beginning to collect metrics")?;
    for (name, kind, about) in METRICS {
        match kind {
            Kind::Counter => metrics::describe_counter!(name, about),
            Kind::Gauge => metrics::describe_gauge!(name, about),
            Kind::Histogram => metrics::describe_histogram!(name, about),
        }
    }
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

/// Looks from time to time how much there is, until dropped.
pub(crate) async fn look(app: App, data: std::path::PathBuf) {
    metrics::gauge!("resuelto_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
    metrics::gauge!("process_start_time_seconds").set(whole_number(app.now().as_second()));
    let mut rhythm = interval(LOOK);
    loop {
        rhythm.tick().await;
        let now = app.now();
        match app.store.read(move |db| db.figures(now)).await {
            Ok(figures) => tell(figures, now),
            Err(error) => {
                tracing::debug!(%error, "the figures could not be read");
                metrics::counter!("resuelto_figures_failed_total").increment(1);
            }
        }
        if let Ok(room) = rustix::fs::statvfs(&data) {
            let free = room.f_bavail.saturating_mul(room.f_frsize);
            metrics::gauge!("resuelto_disk_free_bytes").set(bytes(free));
        }
        if let Some(held) = resident() {
            metrics::gauge!("process_resident_memory_bytes").set(bytes(held));
        }
    }
}

fn tell(figures: Figures, now: jiff::Timestamp) {
    let tickets = |state: &'static str| metrics::gauge!("resuelto_tickets", "state" => state);
    tickets("open").set(whole_number(figures.open));
    tickets("proposed").set(whole_number(figures.proposed));
    let jobs = |state: &'static str| metrics::gauge!("resuelto_jobs", "state" => state);
    jobs("waiting").set(whole_number(figures.jobs - figures.due));
    jobs("due").set(whole_number(figures.due));
    jobs("given_up").set(whole_number(figures.given_up));
    let late = figures
        .oldest_due
        .map_or(0.0, |since| now.duration_since(since).as_secs_f64());
    metrics::gauge!("resuelto_job_late_seconds").set(late);
}

/// Whole numbers as metrics want them; they are far below where that loses anything.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts stay far below 2 to the 53rd"
)]
fn whole_number(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_precision_loss,
    reason = "bytes stay far below 2 to the 53rd, and nobody needs the last"
)]
fn bytes(number: u64) -> f64 {
    number as f64
}

/// The memory that this program holds, as proc(5) tells it; none elsewhere than on Linux.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::METRICS;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    fn listed() -> BTreeSet<String> {
        METRICS
            .iter()
            .map(|(name, ..)| (*name).to_owned())
            .collect()
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn what_the_program_counts_is_in_the_list() {
        let mut files = Vec::new();
        for krate in std::fs::read_dir(root().join("crates")).unwrap() {
            let folder = krate.unwrap().path().join("src");
            sources(&folder, &mut files);
        }
        let mut counted = BTreeSet::new();
        for file in files {
            let text = std::fs::read_to_string(file).unwrap();
            // Not in one word, or this test would find itself.
            for kind in ["counter", "gauge", "histogram"].map(|kind| format!("{kind}!(")) {
                for (at, _) in text.match_indices(&kind) {
                    let after = text[at + kind.len()..].trim_start();
                    if let Some(name) = after.strip_prefix('"') {
                        counted.insert(name.split('"').next().unwrap().to_owned());
                    }
                }
            }
        }

        assert_eq!(counted, listed());
    }

    #[test]
    fn every_metric_is_documented() {
        let page = std::fs::read_to_string(root().join("docs/operators/metrics.md")).unwrap();
        let documented: BTreeSet<String> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .map(|line| line.split(['`', '{']).next().unwrap().to_owned())
            .collect();

        assert_eq!(documented, listed());
    }

    #[test]
    fn the_dashboard_asks_for_nothing_else() {
        let file = root().join("packaging/grafana/resuelto.json");
        let board: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let panels = board["panels"].as_array().unwrap();
        let mut asked = BTreeSet::new();
        for target in panels
            .iter()
            .flat_map(|panel| panel["targets"].as_array().unwrap())
        {
            let words = target["expr"].as_str().unwrap();
            let names = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            for name in names.filter(|name| {
                ["http_", "resuelto_", "process_"]
                    .iter()
                    .any(|family| name.starts_with(family))
            }) {
                let whole = ["_bucket", "_sum", "_count"]
                    .iter()
                    .find_map(|part| name.strip_suffix(part))
                    .unwrap_or(name);
                asked.insert(whole.to_owned());
            }
        }

        assert!(asked.len() > 10, "{asked:?}");
        let unknown: Vec<_> = asked.difference(&listed()).cloned().collect();
        assert_eq!(unknown, [""; 0]);
    }
}
