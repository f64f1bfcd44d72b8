//! Taking connections in, turning some away, and stopping.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::DefaultBodyLimit, middleware};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::{JoinError, JoinSet},
    time::{sleep, timeout},
};
use tracing::{error, info, warn};

use super::{
    Config, Stopping,
    connection::{Shared, attend, discard},
    crowd::Crowd,
    observe::observe,
};

/// How long to wait when the system has no room for another socket.
const OUT_OF_SOCKETS: Duration = Duration::from_millis(100);

/// So many clients are turned away politely at once; the others just find the door closed.
const POLITE_REFUSALS: usize = 64;

const REFUSAL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\n\
    Retry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Serves `router` on `listener` until `stopping` is told, then finishes what it has accepted.
///
/// Returns once the last connection has ended, at the latest
/// [`stop_within`](super::ServerLimits::stop_within) after that.
pub async fn serve(listener: TcpListener, router: Router, config: Config, mut stopping: Stopping) {
    let limits = config.limits.clone();
    let shared = Arc::new(Shared {
        // The layers below see the template of the route, so they go inside the router.
        router: router
            .layer(DefaultBodyLimit::max(limits.form_bytes))
            .layer(middleware::from_fn(observe)),
        crowd: Crowd::new(limits.connections_per_address),
        stopping: stopping.clone(),
        config,
    });
    let open = metrics::gauge!("http_connections");
    let mut door = Door::new(listener);
    let mut connections = JoinSet::new();

    loop {
        let (stream, peer) = tokio::select! {
            biased;
            () = stopping.stopped() => break,
            Some(ended) = connections.join_next() => {
                tell_panic(ended);
                open.decrement(1);
                continue;
            }
            arrived = door.next() => arrived,
        };
        if connections.len() >= limits.connections {
            door.turn_away(stream, "total");
            continue;
        }
        // Many people come through one proxy: there, each request takes a seat of its own.
        let seat = if shared.config.trusted_proxies.contains(peer.ip()) {
            None
        } else if let Some(seat) = shared.crowd.seat(peer.ip()) {
            Some(seat)
        } else {
            door.turn_away(stream, "address");
            continue;
        };
        let shared = Arc::clone(&shared);
        open.increment(1);
        connections.spawn(async move {
            attend(stream, peer, shared).await;
            drop(seat);
        });
    }

    drop(door);
    finish(connections, limits.stop_within).await;
    open.set(0);
}

/// Waits for the connections to end, and ends them when they take too long.
async fn finish(mut connections: JoinSet<()>, within: Duration) {
    info!(
        connections = connections.len(),
        "Stopping: no new connections"
    );
    let all_ended = async {
        while let Some(ended) = connections.join_next().await {
            tell_panic(ended);
        }
    };
    if timeout(within, all_ended).await.is_err() {
        warn!(
            connections = connections.len(),
            "Stopping took too long: connections were cut off"
        );
        connections.shutdown().await;
    }
}

fn tell_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        error!(error = %error, "A connection ended by a panic");
    }
}

/// Where connections come in.
struct Door {
    listener: TcpListener,
    is_blocked: bool,
    refusals: Arc<Semaphore>,
}

impl Door {
    fn new(listener: TcpListener) -> Self {
        Self {
            listener,
            is_blocked: false,
            refusals: Arc::new(Semaphore::new(POLITE_REFUSALS)),
        }
    }

    /// The next connection. Errors of one connection are that connection's own; when the system
    /// has no room for sockets, this waits and does not spin.
    async fn next(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok(arrived) => {
                    self.is_blocked = false;
                    return arrived;
                }
                Err(error) if concerns_one_connection(&error) => {}
                Err(error) => {
                    if !self.is_blocked {
                        error!(error = %error, "No connection can be accepted; trying again");
                        self.is_blocked = true;
                    }
                    sleep(OUT_OF_SOCKETS).await;
                }
            }
        }
    }

    fn turn_away(&self, stream: TcpStream, reason: &'static str) {
        metrics::counter!("http_refused_total", "reason" => reason).increment(1);
        if let Ok(permit) = Arc::clone(&self.refusals).try_acquire_owned() {
            tokio::spawn(async move {
                say_no(stream).await;
                drop(permit);
            });
        }
    }
}

fn concerns_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}

async fn say_no(mut stream: TcpStream) {
    const PATIENCE: Duration = Duration::from_secs(1);
    let said = timeout(PATIENCE, async {
        stream.write_all(REFUSAL).await?;
        stream.shutdown().await
    });
    if matches!(said.await, Ok(Ok(()))) {
        // The request must have been read, or else the reset overtakes the answer.
        discard(&mut stream, PATIENCE, PATIENCE).await;
    }
}
