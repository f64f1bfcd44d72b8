//! The interface for programs (cases C7, D10, D11, I7 to I11, J1, J7).

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use jiff::SignedDuration;
use serde_json::{Value, json};
use store::on_both_engines;
use tower::ServiceExt;
use web::server::{ClientAddress, RequestId};

use crate::browser::Browser;
use crate::company::{LUCIA, company, el_anden, entered};
use crate::compensation::with_policy;
use crate::desk::{Desk, png};

const ALL: [&str; 4] = [
    "tickets:read",
    "tickets:write",
    "tickets:create",
    "people:read",
];

/// A program with a token.
#[derive(Clone)]
pub(crate) struct Program {
    router: Router,
    pub(crate) token: String,
}

/// What a program was answered.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) json: Value,
}

impl Told {
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.json);
        self
    }

    /// A problem of this code.
    #[track_caller]
    pub(crate) fn fails(self, status: u16, code: &str) -> Self {
        let told = self.is(status);
        assert_eq!(told.json["code"], code, "{}", told.json);
        assert_eq!(told.header("content-type"), "application/problem+json");
        told
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn code(&self) -> String {
        self.json["code"].as_str().unwrap().to_owned()
    }
}

impl Program {
    pub(crate) fn new(desk: &Desk, token: &str) -> Self {
        Self {
            router: desk.router(),
            token: token.to_owned(),
        }
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Told {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", crate::browser::HOST);
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body.into()).unwrap();
        request
            .extensions_mut()
            .insert(ClientAddress([203, 0, 113, 9].into()));
        request.extensions_mut().insert(RequestId::new());
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        assert!(
            !parts
                .headers
                .keys()
                .any(|name| name.as_str().starts_with("access-control")),
            "I9: {path}"
        );
        assert!(parts.headers.get("set-cookie").is_none(), "{path}");
        Told {
            status: parts.status.as_u16(),
            json: serde_json::from_slice(&bytes).unwrap_or_default(),
            headers: parts.headers,
            bytes,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Told {
        self.send("GET", path, &[], Body::empty()).await
    }

    /// Sends JSON under a key.
    pub(crate) async fn post(&self, path: &str, key: &str, body: &Value) -> Told {
        self.post_seen(path, key, None, body).await
    }

    /// The same, naming the version that was seen.
    pub(crate) async fn post_seen(
        &self,
        path: &str,
        key: &str,
        seen: Option<&str>,
        body: &Value,
    ) -> Told {
        let mut headers = vec![
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        headers.extend(seen.map(|seen| ("if-match", seen)));
        self.send("POST", path, &headers, body.to_string()).await
    }
}

/// The token that a page shows.
fn token_in(body: &str) -> String {
    let (_, rest) = body.split_once("rsl_").expect("a token on the page");
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
    format!("rsl_{}", &rest[..end])
}

/// A token, made in the page by whoever sits at this browser.
pub(crate) async fn token(browser: &mut Browser, path: &str, scopes: &[&str]) -> String {
    browser.open(path).await.is(200);
    let mut fields = vec![("nombre", "Tienda"), ("dias", "30")];
    fields.extend(scopes.iter().map(|scope| ("alcance", *scope)));
    let page = browser.post(path, &fields).await.is(200);
    token_in(&page.body)
}

/// A program of the staff with these scopes.
pub(crate) async fn of_staff(desk: &Desk, scopes: &[&str]) -> Program {
    let mut ines = desk.agent(&desk.staff.ines).await;
    Program::new(desk, &token(&mut ines, "/mesa/ajustes/api", scopes).await)
}

/// A program of a company whose manager is signed in.
pub(crate) async fn of_company(desk: &Desk, manager: &mut Browser, scopes: &[&str]) -> Program {
    Program::new(desk, &token(manager, "/cuenta/api", scopes).await)
}

/// A ticket of a person whom a program of the staff vouches for.
pub(crate) fn new_ticket(email: &str) -> Value {
    json!({
        "topic": "informacion",
        "subject": "Caja de libros detenida",
        "description": "La caja no se mueve desde el lunes.",
        "requester": {"name": "Mariana Ríos", "email": email, "consent": true},
    })
}

/// The same for a program of a company.
pub(crate) fn own_ticket() -> Value {
    let mut ticket = new_ticket("");
    ticket.as_object_mut().unwrap().remove("requester");
    ticket
}

const MARIANA: &str = "mariana.rios@correo.example";

pub(crate) async fn propose(program: &Program, code: &str, key: &str) -> Told {
    let path = format!("/api/v1/tickets/{code}");
    let seen = program.get(&path).await.is(200).header("etag").to_owned();
    let body = json!({"kind": "solved", "text": "Entregamos su caja hoy."});
    let path = format!("{path}/solutions");
    program.post_seen(&path, key, Some(&seen), &body).await
}

on_both_engines! {
    async fn i08_a_token_is_shown_once_kept_as_a_hash_and_ends(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let secret = token(&mut ines, "/mesa/ajustes/api", &["tickets:read"]).await;
        let program = Program::new(&desk, &secret);

        program.get("/api/v1/tickets").await.is(200);
        let page = ines.open("/mesa/ajustes/api").await.is(200);
        assert!(!page.body.contains("rsl_") && page.body.contains("Tienda"));
        let kept = desk.app.store.read(|db| db.words("SELECT token_hash AS word FROM api_token")).await.unwrap();
        assert!(kept.len() == 1 && !kept[0].contains(&secret[4..]));

        desk.wait(SignedDuration::from_hours(24 * 30)).await;
        program.get("/api/v1/tickets").await.fails(401, "unauthenticated");
    }

    async fn i08_a_token_is_refused_in_urls_and_elsewhere(desk: Desk) {
        let program = of_staff(&desk, &["tickets:read"]).await;
        let nobody = Program::new(&desk, "");
        let path = format!("/api/v1/tickets?access_token={}", program.token);

        nobody.get(&path).await.fails(400, "token_in_url");
        program.get(&path).await.fails(400, "token_in_url");
        let told = nobody.get("/api/v1/tickets").await.fails(401, "unauthenticated");
        assert_eq!(told.header("www-authenticate"), "Bearer");
        for wrong in ["rsl_", "rsl_unaclavequenoexiste", "x", "Bearer"] {
            Program::new(&desk, wrong).get("/api/v1/tickets").await.fails(401, "unauthenticated");
        }
        nobody.send("GET", "/api/v1/tickets", &[("authorization", "Basic eDp5")], Body::empty()).await.fails(401, "unauthenticated");
    }

    async fn i08_a_token_does_what_its_scopes_say_and_nothing_else(desk: Desk) {
        let code = desk.ticket_of(MARIANA).await.code;
        let reader = of_staff(&desk, &["people:read"]).await;
        let path = format!("/api/v1/tickets/{code}");

        for list in ["", "/messages", "/events", "/files", "/solutions"] {
            reader.get(&format!("{path}{list}")).await.fails(403, "scope_missing");
        }
        reader.get("/api/v1/tickets").await.fails(403, "scope_missing");
        reader.post("/api/v1/tickets", "a", &new_ticket(MARIANA)).await.fails(403, "scope_missing");
        reader.post(&format!("{path}/messages"), "b", &json!({"text": "Hola"})).await.fails(403, "scope_missing");
        let reader = of_staff(&desk, &["tickets:read"]).await;
        reader.get(&path).await.is(200);
        reader.post(&format!("{path}/messages"), "c", &json!({"text": "Hola"})).await.fails(403, "scope_missing");
        // Without the right to see them, personal data are masked.
        let told = reader.get(&path).await.is(200);
        assert_ne!(told.json["requester"]["email"], MARIANA);
    }

    async fn i08_only_who_keeps_tokens_makes_them(desk: Desk) {
        for agent in [&desk.staff.laura, &desk.staff.andres, &desk.staff.victor] {
            let mut browser = desk.agent(agent).await;
            browser.get("/mesa/ajustes/api").await.is(403);
            browser.post("/mesa/ajustes/api", &[("nombre", "x"), ("dias", "30"), ("alcance", "tickets:read")]).await.is(403);
        }
        let (_, _, mut member) = el_anden(&desk, true).await;
        member.get("/cuenta/api").await.is(403);
        member.post("/cuenta/api", &[("nombre", "x"), ("dias", "30"), ("alcance", "tickets:read")]).await.is(403);
        assert_eq!(desk.number("SELECT count(*) AS number FROM api_token").await, 0);
    }

    async fn i08_a_token_needs_a_name_a_scope_and_an_end(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        for fields in [
            &[("nombre", ""), ("dias", "30"), ("alcance", "people:read")][..],
            &[("nombre", "x"), ("dias", "30")],
            &[("nombre", "x"), ("dias", "366"), ("alcance", "people:read")],
            &[("nombre", "x"), ("alcance", "people:read")],
            &[("nombre", "x"), ("dias", "30"), ("alcance", "everything")],
        ] {
            let page = ines.post("/mesa/ajustes/api", fields).await.is(422);
            assert!(page.body.contains("aria-invalid") || page.body.contains("alcance-e"), "{}", page.words());
        }
        let long = "x".repeat(61);
        ines.post("/mesa/ajustes/api", &[("nombre", &long), ("dias", "30"), ("alcance", "people:read")]).await.is(422);
        assert_eq!(desk.number("SELECT count(*) AS number FROM api_token").await, 0);
    }

    async fn i08_a_revoked_token_ends_at_once_and_the_log_knows(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let secret = token(&mut ines, "/mesa/ajustes/api", &["tickets:read"]).await;
        let program = Program::new(&desk, &secret);
        program.get("/api/v1/tickets").await.is(200);
        let page = ines.open("/mesa/ajustes/api").await.is(200);
        ines.submit(&page, "/revocar", &[]).await.is(200);

        program.get("/api/v1/tickets").await.fails(401, "unauthenticated");
        let log = desk.app.store.read(|db| db.words("SELECT action AS word FROM audit WHERE action LIKE 'api_token%' ORDER BY id")).await.unwrap();
        assert_eq!(log, ["api_token_created", "api_token_revoked"]);
    }

    async fn c07_a_token_ends_with_its_makers_access(desk: Desk) {
        let (path, mut lucia, _) = el_anden(&desk, true).await;
        let of_company = of_company(&desk, &mut lucia, &["tickets:read"]).await;
        of_company.get("/api/v1/tickets").await.is(200);
        let of_staff = of_staff(&desk, &["tickets:read"]).await;
        of_staff.get("/api/v1/tickets").await.is(200);

        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(&path).await.is(200);
        let account = desk.number("SELECT min(id) AS number FROM account").await;
        ines.submit(&page, &format!("/personas/{account}"), &[("rol", "member"), ("activa", "si")]).await.is(200);
        of_company.get("/api/v1/tickets").await.fails(401, "unauthenticated");

        let by = desk.signed_in(&desk.staff.ines).await;
        let who = &desk.staff.andres;
        desk.change(&by, who.id, domain::Role::ADMIN.id, who.team, true).await;
        let by = desk.signed_in(who).await;
        let ines = &desk.staff.ines;
        desk.change(&by, ines.id, ines.role.id, ines.team, false).await;
        of_staff.get("/api/v1/tickets").await.fails(401, "unauthenticated");
    }

    async fn a_program_of_the_staff_works_on_a_ticket_from_end_to_end(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let told = program.post("/api/v1/tickets", "one", &new_ticket(MARIANA)).await.is(201);
        let code = told.code();
        let path = format!("/api/v1/tickets/{code}");
        assert_eq!((told.header("location"), told.header("etag")), (path.as_str(), format!("\"{}\"", told.json["version"]).as_str()));

        let told = program.get(&path).await.is(200);
        assert_eq!(told.json["requester"]["email"], MARIANA);
        assert_eq!(told.json["topic"]["slug"], "informacion");
        let list = program.get("/api/v1/tickets?status=unfinished&assignee=nobody&limit=1").await.is(200);
        assert_eq!(list.json["items"].as_array().unwrap().len() + usize::from(list.json["items"][0].is_null()), 1);

        let content = png();
        let sent = program.send("POST", &format!("{path}/files?name=gu%C3%ADa.png"), &[("idempotency-key", "file")], content.clone()).await.is(201);
        let again = program.send("POST", &format!("{path}/files?name=gu%C3%ADa.png"), &[("idempotency-key", "file")], content.clone()).await.is(201);
        assert_eq!(sent.json, again.json);
        assert_eq!(again.header("idempotency-replayed"), "true");
        let mut other = content.clone();
        let last = other.len() - 1;
        other[last] ^= 1;
        program.send("POST", &format!("{path}/files?name=gu%C3%ADa.png"), &[("idempotency-key", "file")], other).await.fails(422, "key_reused");
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);

        let message = json!({"text": "Su caja llega el lunes.", "files": [sent.json["id"]]});
        program.post(&format!("{path}/messages"), "two", &message).await.is(201);
        program.post(&format!("{path}/messages"), "three", &json!({"text": "Ojo con este.", "kind": "note"})).await.is(201);
        let messages = program.get(&format!("{path}/messages")).await.is(200);
        let kinds: Vec<_> = messages.json["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["description", "reply", "note"]);
        let url = messages.json["items"][1]["files"][0]["url"].as_str().unwrap();
        let file = program.get(url).await.is(200);
        assert_eq!(file.bytes, content);
        let files = program.get(&format!("{path}/files")).await.is(200);
        assert_eq!(files.json["items"][0]["name"], "guía.png");

        propose(&program, &code, "four").await.is(201);
        let solutions = program.get(&format!("{path}/solutions")).await.is(200);
        assert_eq!(solutions.json["items"][0]["status"], "waiting");
        let events = program.get(&format!("{path}/events?limit=2")).await.is(200);
        let next = events.json["next"].as_str().unwrap();
        program.get(&format!("{path}/events?limit=2&cursor={next}")).await.is(200);
        // The requester decides, not the staff.
        let solution = solutions.json["items"][0]["id"].clone();
        program.post(&format!("{path}/accept"), "five", &json!({"solution": solution})).await.fails(403, "forbidden");
        let log = desk.app.store.read(|db| db.words("SELECT action AS word FROM audit WHERE action = 'ticket_filed_by_program'")).await.unwrap();
        assert_eq!(log.len(), 1);
        let channels = desk.app.store.read(|db| db.words("SELECT channel AS word FROM consent")).await.unwrap();
        assert_eq!(channels, ["api"]);
    }

    async fn a_program_of_a_company_files_accepts_rates_and_reopens(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let program = of_company(&desk, &mut lucia, &ALL).await;
        let staff = of_staff(&desk, &ALL).await;
        let code = program.post("/api/v1/tickets", "one", &own_ticket()).await.is(201).code();
        let path = format!("/api/v1/tickets/{code}");

        let first = propose(&staff, &code, "p1").await.is(201);
        assert_eq!(first.json["status"], "solution_proposed");
        let id = |told: &Told| told.json["items"].as_array().unwrap().last().unwrap()["id"].clone();
        let solution = id(&program.get(&format!("{path}/solutions")).await.is(200));
        program.post(&format!("{path}/reject"), "two", &json!({"solution": solution, "reason": "corto"})).await.fails(422, "reason_too_short");
        program.post(&format!("{path}/reject"), "two", &json!({"solution": solution, "reason": "La caja llegó abierta."})).await.is(200);
        propose(&staff, &code, "p2").await.is(201);
        // The one before is not the one that waits.
        program.post(&format!("{path}/accept"), "three", &json!({"solution": solution})).await.fails(409, "changed_meanwhile");
        let solution = id(&program.get(&format!("{path}/solutions")).await.is(200));
        let told = program.post(&format!("{path}/accept"), "three", &json!({"solution": solution, "rating": {"stars": 2}})).await.is(200);
        assert_eq!(told.json["status"], "resolved");
        program.post(&format!("{path}/rating"), "four", &json!({"stars": 6})).await.fails(422, "stars_out_of_range");
        program.post(&format!("{path}/rating"), "four", &json!({"stars": 5, "comment": "Rápidos"})).await.is(200);
        assert_eq!(program.get(&path).await.json["rating"]["stars"], 5);
        program.post(&format!("{path}/reopen"), "five", &json!({"reason": "Volvió a pasar."})).await.is(200);
        program.post(&format!("{path}/messages"), "six", &json!({"text": "¿Hay noticias?"})).await.is(201);
        program.post(&format!("{path}/messages"), "seven", &json!({"text": "x", "kind": "note"})).await.fails(403, "forbidden");
    }

    async fn d11_a_company_is_told_listed_fields_and_no_more(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let program = of_company(&desk, &mut lucia, &ALL).await;
        let staff = of_staff(&desk, &ALL).await;
        let code = program.post("/api/v1/tickets", "one", &own_ticket()).await.is(201).code();
        let path = format!("/api/v1/tickets/{code}");
        staff.post(&format!("{path}/messages"), "two", &json!({"text": "Revisemos a este cliente.", "kind": "note"})).await.is(201);
        staff.post(&format!("{path}/messages"), "three", &json!({"text": "Le contamos el lunes."})).await.is(201);

        let told = program.get(&path).await.is(200);
        let names: Vec<&str> = told.json.as_object().unwrap().keys().map(String::as_str).collect();
        let mut listed = ["answers", "assignee", "code", "created_at", "due_at", "language", "organization", "rating", "reopen_count",
            "requester", "resolution", "resolved_at", "solution", "status", "subject", "team", "topic", "tracking_number", "updated_at", "version"];
        listed.sort_unstable();
        assert_eq!(names, listed);
        assert_eq!(told.json["assignee"], json!({"name": "Inés Barrera"}), "agents by display name");
        for list in ["messages", "events", "solutions", "files"] {
            let told = program.get(&format!("{path}/{list}")).await.is(200);
            let text = told.json.to_string();
            for hidden in ["Revisemos", "noted", "routed", "@example.test", "agent_id", "session"] {
                assert!(!text.contains(hidden), "{hidden} in {list}: {text}");
            }
        }
        // What is not the company's is not there.
        let other = desk.ticket_of(MARIANA).await.code;
        program.get(&format!("/api/v1/tickets/{other}")).await.fails(404, "not_found");
        program.post(&format!("/api/v1/tickets/{other}/messages"), "x", &json!({"text": "Hola"})).await.fails(404, "not_found");
    }

    async fn d10_fields_that_are_not_asked_for_are_refused(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let foreign = json!({"role": "admin", "org_id": 1, "state": "resolved", "verified_by": "phone", "created_at": 0,
            "is_internal": false, "amount": 99, "id": 1, "organization_id": 1});
        for (name, value) in foreign.as_object().unwrap() {
            let mut body = new_ticket(MARIANA);
            body[name] = value.clone();
            program.post("/api/v1/tickets", name, &body).await.fails(400, "invalid_json");
            let mut body = new_ticket(MARIANA);
            body["requester"][name] = value.clone();
            program.post("/api/v1/tickets", name, &body).await.fails(400, "invalid_json");
        }
        let unnamed = json!(["informacion", "Caja de libros detenida", "La caja no se mueve."]);
        program.post("/api/v1/tickets", "unnamed", &unnamed).await.fails(400, "invalid_json");
        let mut body = new_ticket(MARIANA);
        body["answers"] = json!([{"field": "organization_id", "text": "1"}]);
        let told = program.post("/api/v1/tickets", "answers", &body).await.fails(422, "invalid");
        assert_eq!(told.json["errors"][0]["field"], "organization_id");
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        assert_eq!(desk.number("SELECT count(*) AS number FROM api_request").await, 0, "what failed was not done");
    }

    async fn i07_the_same_request_is_done_once_and_answered_the_same(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let body = new_ticket(MARIANA);
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (program, body) = (program.clone(), body.clone());
            tasks.spawn(async move { program.post("/api/v1/tickets", "una-sola", &body).await });
        }
        let mut answers = Vec::new();
        while let Some(told) = tasks.join_next().await {
            let told = told.unwrap().is(201);
            answers.push((told.bytes.clone(), told.header("etag").to_owned(), told.header("location").to_owned()));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "one answer");
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
        assert_eq!(desk.number("SELECT count(*) AS number FROM consent").await, 1);

        // The process ended between commit and answer: another has the same answer, although the
        // ticket changed since.
        let first: Value = serde_json::from_slice(&answers[0].0).unwrap();
        let code = first["code"].as_str().unwrap();
        program.post(&format!("/api/v1/tickets/{code}/messages"), "m", &json!({"text": "Hola"})).await.is(201);
        let again = Program::new(&desk.opened_again().await, &program.token);
        let told = again.post("/api/v1/tickets", "una-sola", &body).await.is(201);
        assert_eq!(told.bytes, answers[0].0);
        assert_eq!(told.header("idempotency-replayed"), "true");

        let other = new_ticket("otra@correo.example");
        program.post("/api/v1/tickets", "una-sola", &other).await.fails(422, "key_reused");
        // Another program has keys of its own.
        let second = of_staff(&desk, &ALL).await;
        second.post("/api/v1/tickets", "una-sola", &body).await.is(201);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 2);

        desk.wait(SignedDuration::from_hours(25)).await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM api_request").await, 0);
    }

    async fn i07_what_was_done_is_answered_as_then_although_it_would_be_refused_by_now(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let body = new_ticket(MARIANA);
        let asked = [("/api/v1/tickets", "one"), ("/api/v1/verifications", "two")];
        let mut first = Vec::new();
        for (path, key) in asked {
            first.push(program.post(path, key, &body).await.is(201));
        }
        desk.app.store.write(|tx| tx.sql("UPDATE topic SET is_active = FALSE")).await.unwrap();

        for ((path, key), first) in asked.into_iter().zip(&first) {
            let again = program.post(path, key, &body).await.is(201);
            assert_eq!((&again.bytes, again.header("idempotency-replayed")), (&first.bytes, "true"), "{path}");
            assert_eq!(again.header("location"), first.header("location"));
            // Another request is none that was done, by a key of its own or by this one.
            program.post(path, &format!("{key} again"), &body).await.fails(422, "invalid");
            let told = program.post(path, key, &new_ticket("otra@correo.example")).await.is(422);
            assert_eq!(told.header("idempotency-replayed"), "");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn i07_every_write_needs_a_key(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let body = new_ticket(MARIANA).to_string();
        let json = ("content-type", "application/json");
        program.send("POST", "/api/v1/tickets", &[json], body.clone()).await.fails(400, "key_required");
        let long = "k".repeat(256);
        for key in ["", long.as_str()] {
            program.send("POST", "/api/v1/tickets", &[json, ("idempotency-key", key)], body.clone()).await.fails(400, "key_required");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
    }

    async fn l09_a_change_names_the_version_that_it_saw(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let told = program.post("/api/v1/tickets", "one", &new_ticket(MARIANA)).await.is(201);
        let path = format!("/api/v1/tickets/{}/solutions", told.code());
        let body = json!({"kind": "solved", "text": "Listo."});
        program.post(&path, "two", &body).await.fails(428, "version_required");
        for wrong in ["\"999\"", "3", "W/\"1\"", "*", "\"x\""] {
            program.post_seen(&path, "two", Some(wrong), &body).await.fails(412, "version_changed");
        }
        propose(&program, &told.code(), "two").await.is(201);
    }

    async fn a_person_whom_the_program_does_not_know_proves_the_address(desk: Desk) {
        let program = of_staff(&desk, &["tickets:create"]).await;
        let begun = program.post("/api/v1/verifications", "one", &new_ticket(MARIANA)).await.is(201);
        let path = format!("/api/v1/verifications/{}/confirm", begun.json["id"].as_str().unwrap());
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        let code = desk.code_to(MARIANA).await;
        let wrong = if code == "000000" { "111111" } else { "000000" };

        program.post(&path, "two", &json!({"code": wrong})).await.fails(422, "invalid");
        let second = of_staff(&desk, &["tickets:create"]).await;
        second.post(&path, "three", &json!({"code": code})).await.fails(404, "not_found");
        let told = program.post(&path, "four", &json!({"code": code})).await.is(201);
        let again = program.post(&path, "five", &json!({"code": code})).await.is(201);
        assert_eq!(told.json, again.json);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn i10_a_browser_with_cookies_is_refused_and_a_program_is_not(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let body = new_ticket(MARIANA).to_string();
        let own = [("content-type", "application/json"), ("idempotency-key", "k")];
        for foreign in [
            ("cookie", "__Host-mesa=abc"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let headers = [own[0], own[1], foreign];
            program.send("POST", "/api/v1/tickets", &headers, body.clone()).await.fails(403, "cross_site");
        }
        for kind in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"] {
            let headers = [("content-type", kind), own[1]];
            program.send("POST", "/api/v1/tickets", &headers, body.clone()).await.fails(415, "media_type");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        // The session of a browser is no token.
        let session = desk.session_of(desk.staff.ines.id).await;
        let cookie = format!("__Host-mesa={session}");
        Program::new(&desk, "").send("GET", "/api/v1/tickets", &[("cookie", cookie.as_str())], Body::empty()).await.fails(401, "unauthenticated");
        program.send("POST", "/api/v1/tickets", &own, body).await.is(201);
    }

    async fn i09_no_other_site_reads_an_answer(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let origin = ("origin", "https://evil.example");
        // `send` looks at every answer.
        program.send("GET", "/api/v1/tickets", &[origin], Body::empty()).await.is(200);
        let asked = [origin, ("access-control-request-method", "POST"), ("access-control-request-headers", "authorization")];
        program.send("OPTIONS", "/api/v1/tickets", &asked, Body::empty()).await.fails(405, "method_not_allowed");
    }

    async fn i11_reading_changes_nothing_but_when_the_token_was_used(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let code = desk.ticket_of(MARIANA).await.code;
        program.get("/api/v1/tickets").await.is(200);
        let state = async || {
            let mut all = Vec::new();
            for table in ["ticket", "event", "message", "audit", "job", "counter", "file", "draft", "consent", "contact", "guest_session", "agent_session", "api_request"] {
                all.push(desk.app.store.read(move |db| db.number(&format!("SELECT count(*) AS number FROM {table}"))).await.unwrap());
            }
            all.push(desk.number("SELECT sum(version) AS number FROM ticket").await);
            all
        };
        let before = state().await;
        for list in ["", "/messages", "/events", "/files", "/solutions"] {
            program.get(&format!("/api/v1/tickets/{code}{list}")).await.is(200);
        }
        assert_eq!(state().await, before);
    }

    async fn j01_whatever_is_asked_for_is_answered_and_never_with_a_fault(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let code = desk.ticket_of(MARIANA).await.code;
        let hostile = ["'", "%27%20OR%201%3D1--", "%22", "%00", "-1", "0", "99999999999999999999", "1e9", "true", "null", "[]", "%F0%9F%92%A9",
            "%25", "1%3BSELECT%20pg_sleep(5)", "..%2F..", "%0d%0aX:1", "NaN", "due%20DESC"];
        let began = Instant::now();
        for value in hostile {
            for name in ["status", "assignee", "team", "order", "cursor", "limit", "sort", "status%5B%5D"] {
                let told = program.get(&format!("/api/v1/tickets?{name}={value}")).await;
                assert!(told.status == 200 || told.status == 400, "{name}={value}: {}", told.status);
                if name == "order" || name == "status" || name == "sort" {
                    assert_eq!(told.status, 400, "{name}={value}");
                }
            }
            for path in [format!("/api/v1/tickets/{value}"), format!("/api/v1/tickets/{code}/files/{value}"), format!("/api/v1/tickets/{value}/events")] {
                let told = program.get(&path).await;
                assert!((400..500).contains(&told.status), "{path}: {}", told.status);
            }
        }
        let keeper = of_staff(&desk, &["organizations:read", "staff:read", "compensation:read", "tickets:export"]).await;
        for value in hostile {
            for list in ["organizations", "staff", "teams", "claims", "exports"] {
                for name in ["cursor", "limit", "status"] {
                    let told = keeper.get(&format!("/api/v1/{list}?{name}={value}")).await;
                    assert!(told.status == 200 || told.status == 400, "{list}?{name}={value}: {}", told.status);
                }
                let told = keeper.get(&format!("/api/v1/{list}/{value}")).await;
                assert!((400..500).contains(&told.status), "{list}/{value}: {}", told.status);
            }
        }
        assert!(began.elapsed() < Duration::from_secs(20));
    }

    async fn j07_hostile_json_is_refused_fast(desk: Desk) {
        let program = of_staff(&desk, &ALL).await;
        let headers = [("content-type", "application/json"), ("idempotency-key", "k")];
        let keys: Vec<String> = (0..10_000).map(|number| format!("\"k{number}\":1")).collect();
        let bodies = [
            r#"{"__proto__":{"role":"admin"}}"#.to_owned(),
            format!("{{{}}}", keys.join(",")),
            "[".repeat(10_000),
            format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000)),
            format!("{{\"topic\":{}", "[".repeat(10_000)),
            "\u{0}".to_owned(),
            String::new(),
            "{\"topic\":1}".to_owned(),
            "{\"topic\":\"a\",\"topic\":\"b\"}".to_owned(),
            new_ticket(MARIANA).to_string().replace("Caja", "Ca\\u0000ja"),
        ];
        for body in bodies {
            let began = Instant::now();
            program.send("POST", "/api/v1/tickets", &headers, body).await.fails(400, "invalid_json");
            assert!(began.elapsed() < Duration::from_millis(500));
        }
        program.send("POST", "/api/v1/tickets", &headers, "x".repeat(300_000)).await.fails(413, "too_large");
        program.send("POST", "/api/v1/tickets", &headers, vec![0xff, 0xfe]).await.fails(400, "invalid_json");
    }

    async fn a_program_makes_so_many_requests_in_a_minute(desk: Desk) {
        let program = of_staff(&desk, &["tickets:read"]).await;
        let first = program.get("/api/v1/tickets").await.is(200);
        assert_eq!((first.header("ratelimit-limit"), first.header("ratelimit-remaining")), ("600", "599"));
        let nobody = Program::new(&desk, "");
        for _ in 0..60 {
            nobody.get("/api/v1/tickets").await.fails(401, "unauthenticated");
        }
        let told = nobody.get("/api/v1/tickets").await.fails(429, "limited");
        assert_eq!(told.header("retry-after"), told.header("ratelimit-reset"));
        program.get("/api/v1/tickets").await.is(200);
        desk.wait(SignedDuration::from_secs(61)).await;
        nobody.get("/api/v1/tickets").await.fails(401, "unauthenticated");
    }

    async fn problems_come_in_the_language_that_is_asked_for(desk: Desk) {
        let nobody = Program::new(&desk, "");
        let mut titles = Vec::new();
        for language in ["es", "en-GB", "pt-BR"] {
            let told = nobody.send("GET", "/api/v1/nada", &[("accept-language", language)], Body::empty()).await.fails(401, "unauthenticated");
            titles.push(told.json["title"].as_str().unwrap().to_owned());
        }
        titles.dedup();
        assert_eq!(titles.len(), 3, "{titles:?}");
        let program = of_staff(&desk, &ALL).await;
        program.get("/api/v1/nada").await.fails(404, "not_found");
        program.send("DELETE", "/api/v1/tickets", &[], Body::empty()).await.fails(405, "method_not_allowed");
    }

    async fn the_document_has_every_route_and_its_examples_work(desk: Desk) {
        let told = Program::new(&desk, "").get("/api/openapi.json").await.is(200);
        let document = told.json;
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let source = include_str!("../../src/api/mod.rs");
        let mut routes: Vec<&str> = source.split('"').filter(|part| part.starts_with("/api/v1/") && !part.contains('*')).collect();
        routes.sort_unstable();
        let mut described: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
        described.sort_unstable();
        assert_eq!(routes, described);

        let example = |path: &str| {
            let schema = &document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"];
            let name = schema["$ref"].as_str().unwrap();
            document.pointer(&name[1..]).unwrap()["example"].clone()
        };
        let staff = of_staff(&desk, &ALL).await;
        let people = [(LUCIA, "manager", "")];
        company(&desk, "Librería El Andén", true, &people).await;
        let mut lucia = entered(&desk, LUCIA).await;
        let shop = of_company(&desk, &mut lucia, &ALL).await;
        staff.post("/api/v1/tickets", "e1", &example("/api/v1/tickets")).await.is(201);
        staff.post("/api/v1/verifications", "e2", &example("/api/v1/verifications")).await.is(201);
        let code = shop.post("/api/v1/tickets", "e3", &own_ticket()).await.is(201).code();
        let at = |end: &str| format!("/api/v1/tickets/{code}{end}");
        staff.post(&at("/messages"), "e4", &example("/api/v1/tickets/{code}/messages")).await.is(201);
        for (answer, key) in [("reject", "e5"), ("accept", "e6")] {
            propose(&staff, &code, key).await.is(201);
            let solutions = shop.get(&at("/solutions")).await.is(200);
            let mut body = example(&format!("/api/v1/tickets/{{code}}/{answer}"));
            body["solution"] = solutions.json["items"].as_array().unwrap().last().unwrap()["id"].clone();
            shop.post(&at(&format!("/{answer}")), &format!("{key}-answer"), &body).await.is(200);
        }
        shop.post(&at("/rating"), "e7", &example("/api/v1/tickets/{code}/rating")).await.is(200);
        shop.post(&at("/reopen"), "e8", &example("/api/v1/tickets/{code}/reopen")).await.is(200);
        let seen = staff.get(&at("")).await.is(200).header("etag").to_owned();
        let mut body = example("/api/v1/tickets/{code}/solutions");
        body["kind"] = json!("solved");
        staff.post_seen(&at("/solutions"), "e9", Some(&seen), &body).await.is(201);

        let keeper = of_staff(&desk, &["organizations:write"]).await;
        let all = "/api/v1/organizations";
        let made = keeper.post(all, "e10", &example(all)).await.is(201);
        let one = made.header("location").to_owned();
        let seen = made.header("etag").to_owned();
        keeper.post_seen(&one, "e11", Some(&seen), &example("/api/v1/organizations/{id}")).await.is(200);
        let member = keeper.post(&format!("{one}/members"), "e12", &example("/api/v1/organizations/{id}/members")).await.is(201);
        let (seen, member) = (member.header("etag").to_owned(), format!("/api/v1/members/{}", member.json["id"].as_str().unwrap()));
        keeper.post(&format!("{member}/invite"), "e13", &example("/api/v1/members/{id}/invite")).await.is(200);
        keeper.post_seen(&member, "e14", Some(&seen), &example("/api/v1/members/{id}")).await.is(200);

        with_policy(&desk).await;
        let payer = of_staff(&desk, &["tickets:read", "tickets:export", "compensation:read", "compensation:write"]).await;
        payer.post("/api/v1/exports", "e15", &example("/api/v1/exports")).await.is(201);
        let code = desk.ticket_of(MARIANA).await.code;
        let (claim, of_claim) = (format!("/api/v1/tickets/{code}/claim"), "/api/v1/tickets/{code}/claim");
        payer.post(&claim, "e16", &example(of_claim)).await.is(201);
        // In an order in which each is possible but the approval, which is somebody else's.
        let order = [("calculate", 200), ("propose", 200), ("approve", 422), ("send_back", 200), ("adjust", 200), ("ask_documents", 200), ("receive_documents", 200),
            ("deny", 200), ("reconsider", 200), ("declare_not_applicable", 200), ("void", 409)];
        for (end, status) in order {
            let seen = payer.get(&claim).await.is(200).header("etag").to_owned();
            let body = example(&format!("{of_claim}/{end}"));
            payer.post_seen(&format!("{claim}/{end}"), end, Some(&seen), &body).await.is(status);
        }

        let page = desk.browser().get("/api").await.is(200);
        for path in described {
            assert!(page.body.contains(path), "{path}");
        }
    }
}
