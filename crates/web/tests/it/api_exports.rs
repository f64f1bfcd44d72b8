//! Lists as files for programs (cases D1, D6, I7, I8, K4), and how many requests all nodes let
//! through together (case B4).

use app::testing::Plan;
use domain::limits::{ApiLimits, Limits};
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::{Store, on_both_engines};

use crate::api::{Program, of_company, of_staff};
use crate::company::{LUCIA, el_anden, file};
use crate::desk::Desk;
use crate::exports::many;

const EXPORT: &str = "tickets:export";

/// Asks for something until the limit says no; how often it was let through.
async fn let_through(program: &Program, most: u32) -> u32 {
    for count in 0..most {
        if program.get("/api/v1/tickets?limit=1").await.status == 429 {
            return count;
        }
    }
    most
}

async fn desk_with(store: Store, requests_a_minute: u32) -> Desk {
    let limits = Limits {
        api: ApiLimits {
            requests_a_minute,
            ..ApiLimits::default()
        },
        ..Limits::default()
    };
    Desk::open_as(
        store,
        Plan {
            limits,
            ..Plan::default()
        },
    )
    .await
}

/// Ten thousand more tickets like the one there is.
const GROWN: &str = "
    WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 10000)
    INSERT INTO ticket (id, code, version, status, subject, topic_id, answers, priority, kind,
        requester_id, organization_id, language, team_id, created_at, updated_at, due_at, reminded,
        is_prolonged, reopen_count, search)
    SELECT n, 'X' || n, version, status, subject, topic_id, answers, priority, kind,
        requester_id, organization_id, language, team_id, created_at, updated_at, due_at, reminded,
        is_prolonged, reopen_count, search
    FROM ticket, more";

on_both_engines! {
    async fn d06_a_program_takes_away_what_its_list_has(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let (own, _) = file(&mut lucia, "Caja detenida").await;
        let other = desk.ticket_of("mariana.rios@correo.example").await.code;
        let shop = of_company(&desk, &mut lucia, &["tickets:read", EXPORT]).await;
        let staff = of_staff(&desk, &["tickets:read", EXPORT]).await;

        let told = shop.get("/api/v1/tickets/export?format=csv").await.is(200);
        let text = String::from_utf8(told.bytes.clone()).unwrap();
        assert!(text.contains(&own) && !text.contains(&other), "{text}");
        assert_eq!(told.header("content-type"), "text/csv; charset=utf-8");
        assert!(told.header("content-disposition").starts_with("attachment"), "{}", told.header("content-disposition"));
        let told = staff.get("/api/v1/tickets/export?format=csv_comma&status=unfinished&assignee=nobody").await.is(200);
        let words = String::from_utf8(told.bytes).unwrap();
        assert!(!words.is_empty());
        for (format, kind, magic) in [("pdf", "application/pdf", &b"%PDF"[..]), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK")] {
            let told = staff.get(&format!("/api/v1/tickets/export?format={format}")).await.is(200);
            assert_eq!(told.header("content-type"), kind);
            assert!(told.bytes.starts_with(magic));
        }
        let both = String::from_utf8(staff.get("/api/v1/tickets/export?format=csv").await.is(200).bytes).unwrap();
        assert!(both.contains(&own) && both.contains(&other));
        // In the language that is asked for.
        let english = staff.send("GET", "/api/v1/tickets/export?format=csv", &[("accept-language", "en")], axum::body::Body::empty()).await.is(200);
        assert!(String::from_utf8(english.bytes).unwrap().contains("Subject"));
        let log = desk.number("SELECT count(*) AS number FROM audit WHERE action = 'list_exported'").await;
        assert_eq!(log, 6, "who took what away is kept");
        for query in ["", "format=doc", "format=csv&status=x", "format=csv&limit=1", "format=csv&team=x", "format=csv-coma"] {
            staff.get(&format!("/api/v1/tickets/export?{query}")).await.fails(400, "invalid_query");
        }
        shop.get("/api/v1/tickets/export?format=csv&assignee=1").await.fails(403, "forbidden");
        let reader = of_staff(&desk, &["tickets:read"]).await;
        for path in ["/api/v1/tickets/export?format=csv", "/api/v1/exports", "/api/v1/exports/1", "/api/v1/exports/1/file"] {
            reader.get(path).await.fails(403, "scope_missing");
        }
        reader.post("/api/v1/exports", "a", &json!({"format": "csv"})).await.fails(403, "scope_missing");
    }

    async fn d01_a_long_list_is_prepared_for_who_asked_alone(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        many(&desk, LUCIA).await;
        let shop = of_company(&desk, &mut lucia, &["tickets:read", EXPORT]).await;
        shop.get("/api/v1/tickets/export?format=csv").await.fails(409, "export_long");

        let body = json!({"format": "csv"});
        let asked = shop.post("/api/v1/exports", "one", &body).await.is(201);
        let again = shop.post("/api/v1/exports", "one", &body).await.is(201);
        assert_eq!((&asked.json, again.header("idempotency-replayed")), (&again.json, "true"));
        let path = asked.header("location").to_owned();
        assert_eq!((&asked.json["status"], &asked.json["rows_total"], &asked.json["url"]), (&json!("waiting"), &json!(5_001), &Value::Null));
        shop.get(&format!("{path}/file")).await.fails(404, "not_found");
        shop.post("/api/v1/exports", "two", &json!({"format": "pdf", "status": "open"})).await.is(201);
        shop.post("/api/v1/exports", "three", &body).await.fails(409, "export_busy");
        desk.run_jobs().await;

        let ready = shop.get(&path).await.is(200);
        assert_eq!((&ready.json["status"], &ready.json["rows_done"]), (&json!("ready"), &json!(5_001)));
        let list = shop.get("/api/v1/exports").await.is(200);
        assert_eq!(list.json["items"].as_array().unwrap().len(), 2);
        let url = ready.json["url"].as_str().unwrap();
        let file = shop.get(url).await.is(200);
        assert_eq!(file.bytes.len() as u64, ready.json["size_bytes"].as_u64().unwrap());
        assert!(String::from_utf8(file.bytes).unwrap().lines().count() > 5_001);
        // Nobody else sees it.
        let staff = of_staff(&desk, &[EXPORT]).await;
        staff.get(&path).await.fails(404, "not_found");
        staff.get(url).await.fails(404, "not_found");
        assert_eq!(staff.get("/api/v1/exports").await.is(200).json["items"], json!([]));
        desk.wait(SignedDuration::from_hours(25)).await;
        shop.get(&path).await.fails(404, "not_found");
        for body in [json!({}), json!({"format": "doc"}), json!({"format": "csv", "limit": 1}), json!({"format": "csv", "agent_id": 1})] {
            shop.post("/api/v1/exports", "bad", &body).await.fails(400, "invalid_json");
        }
    }

    async fn i07_a_list_that_was_asked_for_is_answered_as_then_although_it_grew_too_long(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        file(&mut lucia, "Caja detenida").await;
        let shop = of_company(&desk, &mut lucia, &["tickets:read", EXPORT]).await;
        let body = json!({"format": "pdf"});
        let asked = shop.post("/api/v1/exports", "one", &body).await.is(201);
        desk.run_jobs().await;
        desk.app.store.write(|tx| tx.sql(GROWN)).await.unwrap();

        let again = shop.post("/api/v1/exports", "one", &body).await.is(201);

        assert_eq!((&again.json, again.header("idempotency-replayed")), (&asked.json, "true"));
        shop.post("/api/v1/exports", "two", &body).await.fails(422, "export_too_many");
        assert_eq!(desk.number("SELECT count(*) AS number FROM export").await, 1);
    }

    async fn b04_a_limit_holds_on_all_nodes_and_over_a_restart(store: Store) {
        let desk = desk_with(store, 100).await;
        let one = of_staff(&desk, &["tickets:read"]).await;
        let second = desk.opened_again().await;
        let two = Program::new(&second, &one.token);

        // Turn by turn on two nodes: together a twentieth of the limit more for each at most.
        let mut count = 0;
        loop {
            let answers = [one.get("/api/v1/tickets?limit=1").await, two.get("/api/v1/tickets?limit=1").await];
            let good = answers.iter().filter(|told| told.status == 200).count();
            count += good;
            if good == 0 {
                break;
            }
            assert!(count < 1_000);
        }
        assert!((100..=110).contains(&count), "{count}");
        let told = one.get("/api/v1/tickets?limit=1").await.fails(429, "limited");
        assert_eq!((told.header("ratelimit-limit"), told.header("ratelimit-remaining")), ("100", "0"));

        // A node that has just begun learns it with its first request.
        let third = Program::new(&desk.opened_again().await, &one.token);
        let more = let_through(&third, 200).await;
        assert!(more <= 5, "{more}");
        // What was refused was written nowhere, and the next minute is free again.
        let hits = desk.number("SELECT max(hits) AS number FROM counter").await;
        assert!(hits <= 115, "{hits}");
        desk.wait(SignedDuration::from_secs(60)).await;
        let fourth = Program::new(&desk.opened_again().await, &one.token);
        assert_eq!(let_through(&fourth, 200).await, 100);
    }

    async fn b04_a_request_is_not_a_write(store: Store) {
        let desk = desk_with(store, 600).await;
        let program = of_staff(&desk, &["tickets:read"]).await;
        for _ in 0..29 {
            program.get("/api/v1/tickets?limit=1").await.is(200);
        }
        let counted = async || desk.number("SELECT count(*) AS number FROM counter WHERE hits >= 30").await;
        assert_eq!(counted().await, 0);
        let told = program.get("/api/v1/tickets?limit=1").await.is(200);
        assert_eq!((counted().await, told.header("ratelimit-remaining")), (1, "570"));
    }
}
