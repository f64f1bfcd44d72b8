//! The server as its clients meet it: kind ones, slow ones, greedy ones.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    body::{Body, Bytes},
    http::StatusCode,
    routing::{get, post},
};
use futures_util::{StreamExt, future::join_all, stream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{Semaphore, mpsc},
    task::JoinHandle,
    time::{Instant, interval, timeout},
};

use crate::log;
use web::server::{
    ClientAddress, Config, RequestId, ServerLimits, Stop, Stopping, serve, stopping,
};

/// Longer than anything here takes, so that a failure ends too.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server on a free port.
struct Site {
    address: SocketAddr,
    stop: Stop,
    served: JoinHandle<()>,
}

impl Site {
    async fn open(router: Router, limits: ServerLimits) -> Self {
        Self::open_behind("", router, limits).await
    }

    async fn open_behind(proxies: &str, router: Router, limits: ServerLimits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let config = Config {
            limits,
            trusted_proxies: proxies.parse().unwrap(),
        };
        let (stop, told) = stopping();
        let served = tokio::spawn(serve(listener, router, config, told));
        Self {
            address,
            stop,
            served,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn connect_from(&self, source: &str) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{source}:0").parse().unwrap()).unwrap();
        socket.connect(self.address).await.unwrap()
    }

    /// Sends one request on a connection of its own; the status and the whole answer.
    async fn ask(&self, request: &str) -> (u16, String) {
        ask(&mut self.connect().await, request).await
    }

    async fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        ))
        .await
    }

    async fn stopped(self) {
        self.stop.stop();
        timeout(PATIENCE, self.served).await.unwrap().unwrap();
    }
}

async fn ask(connection: &mut TcpStream, request: &str) -> (u16, String) {
    connection.write_all(request.as_bytes()).await.unwrap();
    read_to_end(connection).await
}

async fn read_to_end(connection: &mut TcpStream) -> (u16, String) {
    let mut answer = Vec::new();
    let read = timeout(PATIENCE, connection.read_to_end(&mut answer))
        .await
        .unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert!(
        read.is_ok() || !answer.is_empty(),
        "the connection broke without an answer"
    );
    (status_of(&answer), answer)
}

fn status_of(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0)
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hola" }))
}

fn reader() -> Router {
    Router::new().route(
        "/",
        post(|body: Bytes| async move { body.len().to_string() }),
    )
}

/// Sends a byte now and then until the server hangs up; what it said before.
async fn dribble(mut connection: TcpStream, byte: u8, every: Duration) -> Vec<u8> {
    let mut said = Vec::new();
    let mut buffer = [0; 1024];
    let mut rhythm = interval(every);
    let until_the_end = async {
        loop {
            tokio::select! {
                read = connection.read(&mut buffer) => match read {
                    Ok(0) | Err(_) => return,
                    Ok(bytes) => said.extend_from_slice(&buffer[..bytes]),
                },
                _ = rhythm.tick() => {
                    // A write error means that the next read ends.
                    let _ = connection.write_all(&[byte]).await;
                }
            }
        }
    };
    timeout(PATIENCE, until_the_end).await.unwrap();
    said
}

#[tokio::test]
async fn k01_who_dribbles_headers_is_hung_up_on_and_others_do_not_notice() {
    let limits = ServerLimits {
        head_timeout: Duration::from_millis(400),
        connections_per_address: 1_000,
        ..ServerLimits::default()
    };
    let site = Site::open(hello(), limits).await;
    let mut dribblers = Vec::new();
    for _ in 0..300 {
        let mut connection = site.connect().await;
        connection
            .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
            .await
            .unwrap();
        dribblers.push(tokio::spawn(dribble(
            connection,
            b'a',
            Duration::from_millis(50),
        )));
    }

    let mut took = Vec::new();
    for _ in 0..100 {
        let began = Instant::now();
        assert_eq!(site.get("/").await.0, 200);
        took.push(began.elapsed());
    }
    for said in join_all(dribblers).await {
        assert_eq!(said.unwrap(), b"");
    }

    took.sort();
    assert!(
        took[95] < Duration::from_millis(500),
        "p95 was {:?}",
        took[95]
    );
}

#[tokio::test]
async fn k01_a_second_request_may_not_dribble_either() {
    let limits = ServerLimits {
        head_timeout: Duration::from_millis(200),
        ..ServerLimits::default()
    };
    let site = Site::open(hello(), limits).await;
    let mut connection = site.connect().await;
    connection
        .write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut buffer = [0; 1024];
    assert!(connection.read(&mut buffer).await.unwrap() > 0);
    connection
        .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
        .await
        .unwrap();

    dribble(connection, b'a', Duration::from_millis(20)).await;
}

#[tokio::test]
async fn k01_a_silent_connection_ends_after_its_request() {
    let limits = ServerLimits {
        idle_timeout: Duration::from_millis(100),
        ..ServerLimits::default()
    };
    let site = Site::open(hello(), limits).await;

    let (status, _) = site.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;

    assert_eq!(status, 200);
}

#[tokio::test]
async fn an_endless_head_is_refused() {
    let site = Site::open(hello(), ServerLimits::default()).await;
    let long = "a".repeat(40_000);

    let (status, _) = site
        .ask(&format!(
            "GET / HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\n\r\n"
        ))
        .await;

    assert_eq!(status, 431);
}

fn strict() -> ServerLimits {
    ServerLimits {
        slow_bytes_per_second: 10_000,
        slow_for: Duration::from_millis(300),
        ..ServerLimits::default()
    }
}

#[tokio::test]
async fn k02_who_dribbles_a_body_is_told_and_hung_up_on() {
    let site = Site::open(reader(), strict()).await;
    let mut connection = site.connect().await;
    connection
        .write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
        .await
        .unwrap();

    let said = dribble(connection, b'a', Duration::from_millis(20)).await;

    assert_eq!(status_of(&String::from_utf8(said).unwrap()), 408);
}

#[tokio::test]
async fn k02_a_steady_upload_over_many_windows_succeeds() {
    let site = Site::open(reader(), strict()).await;
    let mut connection = site.connect().await;
    connection
        .write_all(
            b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 60000\r\n\r\n",
        )
        .await
        .unwrap();
    let mut rhythm = interval(Duration::from_millis(50));
    for _ in 0..20 {
        rhythm.tick().await;
        connection.write_all(&[b'a'; 3_000]).await.unwrap();
    }

    let (status, answer) = read_to_end(&mut connection).await;

    assert_eq!(status, 200);
    assert!(answer.ends_with("60000"), "{answer}");
}

#[tokio::test]
async fn k02_who_does_not_read_the_answer_is_hung_up_on() {
    struct TellsItsEnd(mpsc::Sender<()>);
    impl Drop for TellsItsEnd {
        fn drop(&mut self) {
            let _ = self.0.try_send(());
        }
    }
    let (ended, mut end) = mpsc::channel(1);
    let endless = move || {
        let guard = TellsItsEnd(ended.clone());
        async move {
            let chunks = stream::repeat_with(move || {
                let _kept = &guard;
                Ok::<_, Infallible>(Bytes::from_static(&[b'a'; 16 * 1024]))
            });
            Body::from_stream(chunks)
        }
    };
    let site = Site::open(Router::new().route("/", get(endless)), strict()).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(16 * 1024).unwrap();
    let mut connection = socket.connect(site.address).await.unwrap();
    connection
        .write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();

    let mut rhythm = interval(Duration::from_millis(20));
    let mut byte = [0];
    let slow_reading = async {
        loop {
            tokio::select! {
                _ = end.recv() => return,
                _ = rhythm.tick() => { let _ = connection.read(&mut byte).await; }
            }
        }
    };

    timeout(PATIENCE, slow_reading).await.unwrap();
}

/// Answers when it is let through; tells that it was reached.
fn gated() -> (Router, Arc<Semaphore>, mpsc::UnboundedReceiver<()>) {
    let gate = Arc::new(Semaphore::new(0));
    let (reached, arrivals) = mpsc::unbounded_channel();
    let opened = Arc::clone(&gate);
    let handler = move || {
        let (gate, reached) = (Arc::clone(&opened), reached.clone());
        async move {
            reached.send(()).unwrap();
            gate.acquire().await.unwrap().forget();
            "let through"
        }
    };
    (Router::new().route("/", get(handler)), gate, arrivals)
}

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn k03_one_address_too_many_times_is_refused_and_others_are_not() {
    let limits = ServerLimits {
        connections_per_address: 2,
        ..ServerLimits::default()
    };
    let (router, gate, mut arrivals) = gated();
    let site = Site::open(router, limits).await;
    let mut first = site.connect().await;
    let mut second = site.connect().await;
    for connection in [&mut first, &mut second] {
        connection.write_all(GET).await.unwrap();
        arrivals.recv().await.unwrap();
    }

    assert_eq!(site.get("/").await.0, 503);

    let mut neighbour = site.connect_from("127.0.0.2").await;
    neighbour.write_all(GET).await.unwrap();
    arrivals.recv().await.unwrap();
    gate.add_permits(4);
    for connection in [&mut first, &mut second, &mut neighbour] {
        assert_eq!(read_to_end(connection).await.0, 200);
    }
}

#[tokio::test]
async fn k03_behind_a_proxy_each_client_has_its_own_room() {
    let limits = ServerLimits {
        connections_per_address: 1,
        ..ServerLimits::default()
    };
    let (router, gate, mut arrivals) = gated();
    let site = Site::open_behind("127.0.0.1", router, limits).await;
    let from = |client| {
        format!(
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: {client}\r\n\r\n"
        )
    };
    let mut first = site.connect().await;
    first
        .write_all(from("203.0.113.9").as_bytes())
        .await
        .unwrap();
    arrivals.recv().await.unwrap();

    assert_eq!(site.ask(&from("203.0.113.9")).await.0, 503);

    gate.add_permits(3);
    assert_eq!(site.ask(&from("203.0.113.10")).await.0, 200);
    assert_eq!(read_to_end(&mut first).await.0, 200);
    assert_eq!(site.ask(&from("203.0.113.9")).await.0, 200);
}

#[tokio::test]
async fn k03_a_full_house_says_so() {
    let limits = ServerLimits {
        connections: 1,
        ..ServerLimits::default()
    };
    let (router, gate, mut arrivals) = gated();
    let site = Site::open(router, limits).await;
    let mut first = site.connect().await;
    first.write_all(GET).await.unwrap();
    arrivals.recv().await.unwrap();

    let (status, answer) = site.get("/").await;

    assert_eq!(status, 503);
    assert!(answer.contains("Retry-After"), "{answer}");
    gate.add_permits(1);
    assert_eq!(read_to_end(&mut first).await.0, 200);
}

#[tokio::test]
async fn n15_a_hundred_uploads_in_flight_are_finished() {
    let (reached, mut arrivals) = mpsc::unbounded_channel();
    let upload = move |body: Body| {
        let reached = reached.clone();
        async move {
            let mut pieces = body.into_data_stream();
            let mut bytes = pieces.next().await.unwrap().unwrap().len();
            reached.send(()).unwrap();
            while let Some(piece) = pieces.next().await {
                bytes += piece.unwrap().len();
            }
            bytes.to_string()
        }
    };
    let site = Site::open(
        Router::new().route("/", post(upload)),
        ServerLimits::default(),
    )
    .await;
    let mut uploads = Vec::new();
    for _ in 0..100 {
        let mut connection = site.connect().await;
        connection
            .write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n")
            .await
            .unwrap();
        connection.write_all(&[b'a'; 10_000]).await.unwrap();
        uploads.push(connection);
    }
    for _ in 0..100 {
        arrivals.recv().await.unwrap();
    }

    let address = site.address;
    let stopped = tokio::spawn(site.stopped());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await; // Until the door is closed.
    }
    for connection in &mut uploads {
        connection.write_all(&[b'a'; 10_000]).await.unwrap();
    }

    for mut connection in uploads {
        let (status, answer) = read_to_end(&mut connection).await;
        assert_eq!(status, 200);
        assert!(answer.ends_with("20000"), "{answer}");
    }
    stopped.await.unwrap();
}

#[tokio::test]
async fn n15_idle_connections_and_live_streams_do_not_hold_a_stop_up() {
    let live = |Extension(told): Extension<Stopping>| async move {
        let mut told_too = told.clone();
        Body::from_stream(
            stream::once(async { Ok::<_, Infallible>("event: hola\n\n") }).chain(stream::once(
                async move {
                    told_too.stopped().await;
                    Ok("event: adiós\n\n")
                },
            )),
        )
    };
    let site = Site::open(hello().route("/live", get(live)), ServerLimits::default()).await;
    let mut idle = site.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let _unused = site.connect().await;
    let mut listener = site.connect().await;
    listener
        .write_all(b"GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
        .await
        .unwrap();
    let mut heard = [0; 4096];
    for connection in [&mut idle, &mut listener] {
        assert!(connection.read(&mut heard).await.unwrap() > 0);
    }
    let began = Instant::now();

    site.stopped().await;

    assert!(began.elapsed() < Duration::from_secs(5));
    let mut rest = String::new();
    listener.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("adiós"), "{rest}");
}

#[tokio::test]
async fn n15_what_never_ends_is_cut_off() {
    let limits = ServerLimits {
        stop_within: Duration::from_millis(100),
        ..ServerLimits::default()
    };
    let (router, _gate, mut arrivals) = gated();
    let site = Site::open(router, limits).await;
    let mut connection = site.connect().await;
    connection.write_all(GET).await.unwrap();
    arrivals.recv().await.unwrap();

    site.stopped().await;
}

#[tokio::test]
async fn who_is_refused_early_still_gets_the_answer() {
    let refuse = || async { (StatusCode::PAYLOAD_TOO_LARGE, "demasiado grande") };
    let site = Site::open(
        Router::new().route("/", post(refuse)),
        ServerLimits::default(),
    )
    .await;
    let mut connection = site.connect().await;
    let body = vec![b'a'; 8 * 1024 * 1024];
    let head = format!(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&body).await.unwrap();

    let (status, answer) = read_to_end(&mut connection).await;

    assert_eq!(status, 413);
    assert!(answer.ends_with("demasiado grande"), "{answer}");
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    let limits = ServerLimits {
        form_bytes: 1_000,
        ..ServerLimits::default()
    };
    let site = Site::open(reader(), limits).await;
    let of = |size: usize| {
        let body = "a".repeat(size);
        format!(
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n{body}"
        )
    };

    assert_eq!(site.ask(&of(1_000)).await.0, 200);
    assert_eq!(site.ask(&of(1_001)).await.0, 413);
}

#[tokio::test]
async fn b03_pages_see_the_socket_unless_a_proxy_speaks() {
    let who = |Extension(ClientAddress(address)): Extension<ClientAddress>| async move {
        address.to_string()
    };
    let router = Router::new().route("/", get(who));
    let claims = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\n\
        X-Real-IP: 203.0.113.8\r\nForwarded: for=203.0.113.7\r\n\r\n";

    let direct = Site::open(router.clone(), ServerLimits::default()).await;
    let behind = Site::open_behind("127.0.0.0/8", router, ServerLimits::default()).await;

    assert!(direct.ask(claims).await.1.ends_with("127.0.0.1"));
    assert!(behind.ask(claims).await.1.ends_with("203.0.113.9"));
}

#[tokio::test]
async fn a_panic_is_one_failed_request() {
    let fail = || async {
        let nobody: Vec<&str> = Vec::new();
        nobody[0]
    };
    let site = Site::open(hello().route("/fails", get(fail)), ServerLimits::default()).await;

    let (status, answer) = site.get("/fails").await;

    assert_eq!(status, 500);
    assert!(answer.contains("x-request-id: "), "{answer}");
    assert_eq!(site.get("/").await.0, 200);
}

/// The fields of the access log's line about the request that got this `answer`.
fn access(answer: &str) -> serde_json::Value {
    let (_, rest) = answer.split_once("x-request-id: ").unwrap();
    let id = rest.lines().next().unwrap();
    log::so_far()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .find(|line| line["target"] == "access" && line["fields"]["request.id"] == id)
        .unwrap()["fields"]
        .take()
}

#[tokio::test]
async fn b07_j06_the_access_log_tells_the_route_and_nothing_that_was_sent() {
    log::record();
    let page = |Extension(id): Extension<RequestId>| async move { id.to_string() };
    let router = Router::new().route("/casos/{code}", get(page));
    let site = Site::open(router, ServerLimits::default()).await;

    let (status, answer) = site
        .ask(
            "GET /casos/secret-path?token=secret-query HTTP/1.1\r\nHost: secret-host\r\n\
             User-Agent: secret-agent\t[31m\"}\r\nX-Request-Id: secret-request-id\r\n\
             Cookie: secret-cookie\r\nConnection: close\r\n\r\n",
        )
        .await;
    let (_, unknown) = site
        .ask("FANCY /secret-path HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await;

    assert_eq!(status, 200);
    assert!(!log::so_far().contains("secret"), "{}", log::so_far());
    let fields = access(&answer);
    assert_eq!(fields["http.method"], "GET");
    assert_eq!(fields["http.route"], "/casos/{code}");
    assert_eq!(fields["http.status"], 200);
    assert_eq!(fields["client.address"], "127.0.0.1");
    assert!(fields["duration_ms"].is_number());
    assert!(answer.ends_with(fields["request.id"].as_str().unwrap()));
    let fields = access(&unknown);
    assert_eq!(fields["http.method"], "OTHER");
    assert_eq!(fields["http.route"], "unmatched");
}

/// HTTP/2 is not spoken: its floods of resets, of headers without an end and of empty frames find
/// nobody who counts them.
#[tokio::test]
async fn k06_http2_and_its_floods_are_hung_up_on() {
    let site = Site::open(hello(), ServerLimits::default()).await;
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    let reset = [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 8];
    let continuation = [0, 0, 1, 9, 0, 0, 0, 0, 1, 0x82];
    let empty_data = [0, 0, 0, 0, 0, 0, 0, 0, 1];
    for frame in [&reset[..], &continuation[..], &empty_data[..]] {
        let mut connection = site.connect().await;
        let mut flood = preface.clone();
        flood.extend_from_slice(&settings);
        flood.extend(frame.iter().copied().cycle().take(1 << 20));
        // Being hung up on in the middle is what is wanted.
        let _ = timeout(PATIENCE, connection.write_all(&flood))
            .await
            .unwrap();
        let mut answer = Vec::new();
        let _ = timeout(PATIENCE, connection.read_to_end(&mut answer))
            .await
            .unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{answer}"
        );
    }
    let mut connection = site.connect().await;
    connection
        .write_all(
            b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n",
        )
        .await
        .unwrap();
    let mut answer = String::new();
    timeout(PATIENCE, connection.read_to_string(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
