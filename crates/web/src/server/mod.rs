//! The HTTP server below the pages: connections, timers, addresses, access log, stopping.
//!
//! What belongs here is true for every request, whatever page it asks for. axum's own loop has
//! neither header nor body timers and no limit of connections, so this one stands directly on
//! hyper, HTTP/1.1 only; HTTP/2 and TLS are the work of the proxy in front.
//!
//! Every request that reaches the pages carries these extensions: [`ClientAddress`],
//! [`PeerAddress`], [`RequestId`] and [`Stopping`].

mod accept;
mod address;
mod body;
mod connection;
mod crowd;
pub mod health;
mod observe;
mod pace;
mod request_id;
mod stopping;
mod stream;
mod timer;

use std::time::Duration;

pub use accept::serve;
pub use address::{ClientAddress, PeerAddress, TrustedProxies, TrustedProxiesError};
pub use request_id::RequestId;
pub use stopping::{Stop, Stopping, stopping};

/// How the server treats its clients.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// What a client may take of time and room.
    pub limits: ServerLimits,
    /// Who may say on whose behalf a request is made.
    pub trusted_proxies: TrustedProxies,
}

/// What a client may take of time and room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerLimits {
    /// Within this time the head of a request must be complete, from the opening of the
    /// connection or, on one that is used again, from the first byte.
    pub head_timeout: Duration,
    /// How long a connection stays open between two requests. Longer than the proxy in front
    /// keeps its own side, or else a request may meet a closing connection.
    pub idle_timeout: Duration,
    /// A client that moves fewer bytes per second than this for [`slow_for`](Self::slow_for) is
    /// cut off, whether it sends a body or reads an answer.
    pub slow_bytes_per_second: u64,
    /// For how long a client may be slow; only time spent waiting for it counts.
    pub slow_for: Duration,
    /// The size of the largest request head, in bytes.
    pub head_bytes: usize,
    /// The size of the largest form without files, in bytes. A route that takes files sets its
    /// own limit.
    pub form_bytes: usize,
    /// How many connections are open at once.
    pub connections: usize,
    /// How many connections one address has at once; behind a trusted proxy, requests. The
    /// addresses of one IPv6 customer (a /64) count as one.
    pub connections_per_address: usize,
    /// How long a stopping server waits for the requests that it has accepted.
    pub stop_within: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            head_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            slow_bytes_per_second: 1024,
            slow_for: Duration::from_secs(30),
            head_bytes: 32 * 1024,
            form_bytes: 256 * 1024,
            connections: 20_000,
            connections_per_address: 256,
            stop_within: Duration::from_secs(25),
        }
    }
}
