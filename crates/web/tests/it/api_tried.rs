//! The interface for programs, tried by schemathesis from its own document: hostile and odd requests
//! of all kinds, alone and one after the other.
//!
//! `RESUELTO_SCHEMATHESIS` is the program; `bin/check` sets it. Without it nothing is tried, and the
//! test says so.

use std::path::Path;
use std::process::Command;

use app::testing::Plan;
use domain::limits::{ApiLimits, Limits};
use store::Store;
use store::testing::on_sqlite;
use tokio::net::TcpListener;
use web::server::{Config, serve, stopping};

use crate::api::{of_company, of_staff};
use crate::company::el_anden;
use crate::desk::Desk;

/// What a company can give.
const OF_COMPANY: [&str; 8] = [
    "tickets:read",
    "tickets:write",
    "tickets:create",
    "people:read",
    "organizations:read",
    "organizations:write",
    "compensation:read",
    "tickets:export",
];

/// Of the staff alone.
const OF_STAFF: [&str; 2] = ["staff:read", "compensation:write"];

/// For how long each token is tried, in seconds.
const SECONDS: &str = "30";

#[test]
fn schemathesis_finds_nothing() {
    let Some(program) = std::env::var_os("RESUELTO_SCHEMATHESIS") else {
        eprintln!("not tried: RESUELTO_SCHEMATHESIS does not say where schemathesis is");
        return;
    };
    on_sqlite(async move |store: Store| {
        let limits = Limits {
            api: ApiLimits {
                requests_a_minute: 10_000_000,
                unknown_a_minute: 10_000_000,
            },
            ..Limits::default()
        };
        let desk = Desk::open_as(
            store,
            Plan {
                limits,
                ..Plan::default()
            },
        )
        .await;
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let staff = of_staff(&desk, &[&OF_COMPANY[..], &OF_STAFF].concat()).await;
        let company = of_company(&desk, &mut lucia, &OF_COMPANY).await.token;
        let staff = staff.token;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, told) = stopping();
        let served = tokio::spawn(serve(listener, desk.router(), Config::default(), told));
        for token in [staff, company] {
            let mut tried = command(&program, &format!("http://{address}"), &token);
            let output = tokio::task::spawn_blocking(move || tried.output().unwrap());
            let output = output.await.unwrap();
            let report = String::from_utf8_lossy(&output.stdout).replace(&token, "TOKEN");
            assert!(output.status.success(), "{report}");
        }
        stop.stop();
        served.await.unwrap();
    });
}

fn command(program: &std::ffi::OsStr, address: &str, token: &str) -> Command {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/api/schemathesis.toml");
    let mut command = Command::new(program);
    command
        .arg("--config-file")
        .arg(config)
        .args([
            "run",
            "--no-color",
            "--checks",
            "all",
            "--max-time",
            SECONDS,
        ])
        .args([
            "--max-examples",
            "20",
            "--generation-database",
            "none",
            "--generation-allow-x00",
            "false",
        ])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .arg(format!("{address}/api/openapi.json"));
    command
}
