//! `resuelto serve` from its start to its end.

use std::{
    io::Write,
    net::{TcpListener, TcpStream},
    process::Stdio,
    thread,
};

use rustix::process::{Pid, Signal, kill_process};

use crate::running::{Running, get, rest_of, resuelto, run};

#[test]
fn j09_health_is_one_bit_and_metrics_are_not_public() {
    let desk = Running::start(&[]);

    assert!(desk.get("/healthz").ends_with("\r\n\r\nalive\n"));
    assert!(desk.get("/readyz").ends_with("\r\n\r\nready\n"));
    for path in [
        "/metrics",
        "/debug",
        "/debug/pprof/",
        "/server-status",
        "/env",
        "/instalar",
        "/instalar/unaclavequenoexiste",
        "/healthz/mas",
    ] {
        assert!(desk.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }

    desk.signal(Signal::TERM);
    assert!(desk.wait().0.success());
}

#[test]
fn metrics_are_shown_on_their_own_address() {
    // The system hands out a port and has it back before the program asks for it.
    let metrics = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let desk = Running::start(&["--metrics-listen", &metrics.to_string()]);
    desk.get("/nowhere/secret");

    let shown = get(metrics, "/metrics");

    let line = r#"http_requests_total{method="GET",route="unmatched",status="404"} 1"#;
    assert!(shown.contains(line), "{shown}");
    assert!(
        shown.contains("http_request_duration_seconds_bucket"),
        "{shown}"
    );
    assert!(shown.contains("http_requests_in_flight"), "{shown}");
    assert!(!shown.contains("secret"), "{shown}");
    assert!(get(metrics, "/").starts_with("HTTP/1.1 404"));
    let manual = include_str!("../../../../docs/operators/metrics.md");
    for line in shown
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
    {
        let name = line.split(' ').next().unwrap();
        assert!(
            manual.contains(&format!("| `{name}")),
            "{name} is not explained"
        );
    }

    desk.signal(Signal::INT);
    assert!(desk.wait().0.success());
}

#[test]
fn n15_a_request_that_was_accepted_before_sigterm_is_answered() {
    let desk = Running::start(&["--log-format", "json"]);
    let mut slow = desk.connect();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        .unwrap();
    // Connections are taken in one after the other: once this one has its answer, so has that.
    desk.get("/healthz");

    desk.signal(Signal::TERM);
    while TcpStream::connect(desk.address).is_ok() {
        thread::yield_now(); // Until the door is closed.
    }
    slow.write_all(b"\r\n").unwrap();

    assert!(rest_of(slow).ends_with("alive\n"));
    let (status, log) = desk.wait();
    assert!(status.success(), "{log}");
    assert!(log.contains(r#""message":"Stopped""#), "{log}");
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let desk = Running::start(&[]);
    let mut slow = desk.connect();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        .unwrap();
    desk.get("/healthz");

    desk.signal(Signal::TERM);
    while TcpStream::connect(desk.address).is_ok() {
        thread::yield_now();
    }
    desk.signal(Signal::TERM);

    assert_eq!(desk.wait().0.code(), Some(1));
}

#[test]
fn the_first_start_makes_a_secret_that_only_its_user_reads() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Running::start(&[]);

    let secret = std::fs::metadata(desk.data.as_ref().unwrap().path().join("secret.key")).unwrap();

    assert_eq!(secret.len(), 32);
    assert_eq!(secret.permissions().mode() & 0o777, 0o600);
    desk.signal(Signal::TERM);
    assert!(desk.wait().0.success());
}

#[test]
fn a_bad_setting_ends_it_with_a_sentence() {
    for (arguments, sentence) in [
        (
            &["serve", "--listen", "here"][..],
            "write an address and a port",
        ),
        (&["serve"], "--mail is missing: name the mail server"),
        (
            &["serve", "--mail", "folder:x", "--node", "999"],
            "write a whole number from 0 to 255",
        ),
    ] {
        let output = run(arguments);

        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(sentence), "{told}");
    }
}

#[test]
fn a_bad_setting_may_come_from_the_environment_too() {
    let output = resuelto(&["serve", "--mail", "folder:x"])
        .env("RESUELTO_CODE_LIFE", "soon")
        .output()
        .unwrap();

    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("--code-life") && told.contains("write a whole number and a unit"),
        "{told}"
    );
}

#[test]
fn it_serves_though_nobody_reads_its_standard_output() {
    let data = tempfile::tempdir().unwrap();
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut child = resuelto(&["serve", "--mail", "folder:x", "--data"])
        .arg(data.path())
        .args(["--listen", &address.to_string()])
        .stdout(writer)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();

    while TcpStream::connect(address).is_err() {
        thread::yield_now();
    }
    assert!(get(address, "/healthz").ends_with("alive\n"));

    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_port_in_use_is_told() {
    let desk = Running::start(&[]);
    let data = tempfile::tempdir().unwrap();
    let path = data.path().to_str().unwrap();

    let output = run(&[
        "serve",
        "--mail",
        "folder:x",
        "--data",
        path,
        "--listen",
        &desk.address.to_string(),
    ]);

    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("choose another address or port"), "{told}");
    desk.signal(Signal::TERM);
    assert!(desk.wait().0.success());
}

#[test]
fn the_help_shows_no_password_of_the_environment() {
    let output = resuelto(&["serve", "--help"])
        .env("RESUELTO_MAIL", "smtp://user:hush@mail.example.org")
        .env("RESUELTO_DATABASE_URL", "postgres://user:hush@db/resuelto")
        .output()
        .unwrap();

    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("RESUELTO_MAIL"), "{help}");
    assert!(help.contains("[default: 25MB]"), "{help}");
    assert!(!help.contains("hush"), "{help}");
}

#[test]
fn it_tells_its_version() {
    let told = String::from_utf8(run(&["--version"]).stdout).unwrap();

    assert_eq!(told, format!("resuelto {}\n", env!("CARGO_PKG_VERSION")));
}
