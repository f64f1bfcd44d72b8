//! Tests of the web crate through real sockets.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should say where"
)]

mod server;
