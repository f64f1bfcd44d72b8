//! Puts the parts together and runs them until the system asks to stop.

use std::{
    fs::DirBuilder, io::Write, net::SocketAddr, os::unix::fs::DirBuilderExt, path::Path,
    time::Duration,
};

use anyhow::Context;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};
use tracing::{info, warn};
use web::server::{Stop, health, serve, stopping};

use crate::{
    config::{Config, Mode},
    desk, metrics, open_files, secret_key,
};

/// How long threads that still work are waited for at the very end.
const THREADS_WITHIN: Duration = Duration::from_secs(2);

/// Runs the desk until SIGTERM or SIGINT; a second one ends it at once.
///
/// # Errors
///
/// If it cannot start; the sentence says why.
pub(crate) fn run(config: Config) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the runtime")?;
    let ended = runtime.block_on(start(config));
    // Dropped, it would wait for ever for a reading that `Store::close` gave up.
    runtime.shutdown_timeout(THREADS_WITHIN);
    ended
}

async fn start(mut config: Config) -> anyhow::Result<()> {
    config.server.limits.connections = open_files::make_room(config.server.limits.connections);
    make_folder(&config.storage.data)?;
    let secret = secret_key::load_or_create(&config.storage.secret_key_file)?;

    // Bound before the database is opened, so that a port in use is told at once.
    let listener = bind(config.listen).await?;
    let bound = listener.local_addr().context("asking for the port")?;
    let (stop, told) = stopping();
    let metrics = match config.metrics_listen {
        Some(address) => {
            let listener = bind(address).await?;
            let bound = listener.local_addr().context("asking for the port")?;
            info!(address = %bound, "Showing metrics");
            Some(tokio::spawn(metrics::show(
                listener,
                metrics::begin()?,
                told.clone(),
            )))
        }
        None => None,
    };

    let desk = desk::open(&config, secret, config.base_url(bound), told.clone()).await?;
    let router = desk
        .pages
        .clone()
        .merge(health::routes(desk.is_ready.clone()));
    stop_on_signal(stop)?;
    announce(&config, bound, &desk.greeting);
    serve(listener, router, config.server, told).await;

    desk.close().await;
    if let Some(metrics) = metrics {
        metrics.await.context("the metrics ended badly")?;
    }
    info!("Stopped");
    Ok(())
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}: choose another address or port, or stop what uses it")
    })
}

fn make_folder(path: &Path) -> anyhow::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| {
            format!(
                "cannot make the data folder {}: name one that may be written with --data",
                path.display()
            )
        })
}

/// Tells on standard output where the desk is, for people and for scripts that wait for it.
///
/// A reader that has gone away, as `| head -1` does, is no reason not to serve.
fn announce(config: &Config, bound: SocketAddr, greeting: &[String]) {
    let url = config.base_url(bound);
    let what = match config.mode {
        Mode::Serve => "Resuelto",
        Mode::Demo { .. } => "The demo of Resuelto",
    };
    info!(address = %bound, "Serving");
    let mut text = format!("{what} listens on {bound}: {url}\n");
    for line in greeting {
        text.push_str(line);
        text.push('\n');
    }
    let mut out = std::io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        warn!(%error, "Nobody reads the standard output");
    }
}

fn stop_on_signal(stop: Stop) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    tokio::spawn(async move {
        next(&mut terminate, &mut interrupt).await;
        stop.stop();
        next(&mut terminate, &mut interrupt).await;
        // Somebody is impatient. Nothing acknowledged is lost: that is on disk.
        std::process::exit(1);
    });
    Ok(())
}

async fn next(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
