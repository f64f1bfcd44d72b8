//! One connection, from its first byte to its last.

use std::{convert::Infallible, future::poll_fn, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{HeaderValue, Request, Response, StatusCode, header},
};
use futures_util::{FutureExt, future::BoxFuture};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};
use tower::ServiceExt;
use tracing::debug;

use super::{
    Config, PeerAddress, RequestId, Stopping,
    body::{KeepingBody, PacedBody, Reading},
    crowd::Crowd,
    pace::Floor,
    request_id,
    stream::PacedStream,
    timer::{HeadBegun, HeadTimer},
};

/// So much may wait unsent in the kernel: its default of megabytes would let a slow reader look
/// stuck for minutes and then read a megabyte at once.
const UNSENT_BYTES: u32 = 16 * 1024;

/// Room for what was read and not yet used, and for what was answered and not yet sent.
const BUFFER_BYTES: usize = 64 * 1024;

/// More headers than any browser or proxy sends.
const MAX_HEADERS: usize = 128;

/// How long a client that was answered early may go on sending its body, and how long it may
/// pause in it.
const LINGER: Duration = Duration::from_secs(30);
const LINGER_PAUSE: Duration = Duration::from_secs(5);

/// How long a stopping server looks whether a quiet connection has a request under way: it may
/// lie in the kernel already, and would be lost if we closed at once.
const LAST_CHANCE: Duration = Duration::from_millis(200);

/// What all connections share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) router: Router,
    pub(super) config: Config,
    pub(super) stopping: Stopping,
    /// The connections of direct clients, and the requests of clients behind a proxy.
    pub(super) crowd: Arc<Crowd>,
}

/// Answers the requests of one connection until it ends.
pub(super) async fn attend(stream: TcpStream, peer: SocketAddr, shared: Arc<Shared>) {
    if let Err(error) = prepare(&stream) {
        debug!(error = %error, "The socket took no options");
    }
    let limits = &shared.config.limits;
    let head_begun = HeadBegun::default();
    let timer = HeadTimer::new(limits.head_timeout, limits.idle_timeout, head_begun.clone());
    let stream = PacedStream::new(stream, Floor::of(limits), head_begun.clone());
    let reading = Reading::default();
    let service = {
        let (shared, reading) = (Arc::clone(&shared), reading.clone());
        service_fn(
            move |request| -> BoxFuture<'static, Result<Response<Body>, Infallible>> {
                answer(request, peer, Arc::clone(&shared), reading.clone())
                    .map(Ok)
                    .boxed()
            },
        )
    };
    let mut connection = http1::Builder::new()
        .timer(timer)
        .header_read_timeout(limits.head_timeout)
        .max_headers(MAX_HEADERS)
        .max_header_size(limits.head_bytes)
        .max_buf_size(BUFFER_BYTES.max(limits.head_bytes))
        .serve_connection(TokioIo::new(stream), service);

    let mut stopping = shared.stopping.clone();
    let ended = tokio::select! {
        ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => ended,
        () = stopping.stopped() => {
            let first_byte = async {
                if !head_begun.has_begun() {
                    sleep(LAST_CHANCE).await;
                }
            };
            tokio::select! {
                ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => ended,
                () = first_byte => {
                    std::pin::Pin::new(&mut connection).graceful_shutdown();
                    poll_fn(|cx| connection.poll_without_shutdown(cx)).await
                }
            }
        }
    };
    match ended {
        Ok(()) => {
            let stream = connection.into_parts().io.into_inner().into_inner();
            close(stream, &reading).await;
        }
        // Clients go away and dribble all the time: nothing to tell unless somebody looks.
        Err(error) => debug!(error = %error, "A connection ended early"),
    }
}

fn prepare(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    #[cfg(target_os = "linux")]
    socket2::SockRef::from(stream).set_tcp_notsent_lowat(UNSENT_BYTES)?;
    Ok(())
}

/// Closes so that the client gets the last answer even if it is still sending.
///
/// A socket closed with something unread resets the connection, and the client would lose the
/// answer that says why its file was refused.
async fn close(mut stream: TcpStream, reading: &Reading) {
    if stream.shutdown().await.is_ok() && reading.is_unfinished() {
        discard(&mut stream, LINGER, LINGER_PAUSE).await;
    }
}

/// Reads and forgets until the other side ends, pauses too long or has had `at_most` time.
pub(super) async fn discard(stream: &mut TcpStream, at_most: Duration, pause: Duration) {
    let mut rubbish = vec![0; 16 * 1024];
    let until_the_end =
        async { while matches!(timeout(pause, stream.read(&mut rubbish)).await, Ok(Ok(1..))) {} };
    let _ = timeout(at_most, until_the_end).await;
}

async fn answer(
    mut request: Request<Incoming>,
    peer: SocketAddr,
    shared: Arc<Shared>,
    reading: Reading,
) -> Response<Body> {
    let proxies = &shared.config.trusted_proxies;
    let client = proxies.client(peer.ip(), request.headers());
    let of_proxy = proxies.contains(peer.ip());
    let id = of_proxy
        .then(|| RequestId::of_proxy(request.headers()))
        .flatten()
        .unwrap_or_default();
    // A direct client took its seat when it connected.
    let seat = if of_proxy {
        let Some(seat) = shared.crowd.seat(client.0) else {
            return too_many();
        };
        Some(seat)
    } else {
        None
    };

    let extensions = request.extensions_mut();
    extensions.insert(client);
    extensions.insert(PeerAddress(peer));
    extensions.insert(id.clone());
    extensions.insert(shared.stopping.clone());
    extensions.insert(reading.clone());
    let floor = Floor::of(&shared.config.limits);
    let request = request.map(|body| Body::new(PacedBody::new(body, floor, reading)));

    let Ok(mut response) = shared.router.clone().oneshot(request).await;
    if let Some(id) = id.header_value() {
        response.headers_mut().insert(request_id::HEADER, id);
    }
    match seat {
        Some(seat) => response.map(|body| Body::new(KeepingBody::new(body, seat))),
        None => response,
    }
}

fn too_many() -> Response<Body> {
    metrics::counter!("http_refused_total", "reason" => "address").increment(1);
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response
}
