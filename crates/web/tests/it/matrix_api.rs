//! Every operation of the interface for programs against every kind of token (cases D1, D10, D11, I10,
//! I11): what comes of it stands in `matrix_api.txt`. The operations are those of the document that
//! the program serves, so that a new one is tried too, and one without a row fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use app::testing::Plan;
use domain::limits::{ApiLimits, Limits};
use domain::token::ApiScope;
use serde_json::{Value, json};
use store::{Store, on_both_engines};

use crate::api::{Program, Told, new_ticket, of_company, of_staff};
use crate::company::{LUCIA, MATEO, OTHER, company, entered, file};
use crate::compensation::with_policy;
use crate::desk::{Desk, png};
use crate::every_route::{is_unchanged, snapshot};

/// In the order in which they come: no token, one with a single scope, and then those with all that
/// they can have: somebody's who only reads, another company's, the company's own, an administrator's.
const ACTORS: [&str; 6] = ["nobody", "narrow", "viewer", "stranger", "company", "admin"];

/// Fields that belong to nobody who writes (case D10), with values that would do harm.
const FOREIGN: [(&str, &str); 9] = [
    ("role", "admin"),
    ("organization_id", "1"),
    ("state", "resolved"),
    ("status", "resolved"),
    ("verified_by", "phone"),
    ("created_at", "2020-01-01T00:00:00Z"),
    ("is_internal", "false"),
    ("amount", "99999999"),
    ("id", "1"),
];

/// One operation: the method in small letters and the path, as the document has them.
pub(crate) type Operation = (&'static str, String);

/// A desk with something of everything, and a program of each kind.
pub(crate) struct World {
    document: Value,
    programs: BTreeMap<&'static str, Program>,
    code: String,
    ids: BTreeMap<&'static str, String>,
}

fn scopes(wanted: impl Fn(ApiScope) -> bool) -> Vec<&'static str> {
    let all = ApiScope::ALL.into_iter().filter(|one| wanted(*one));
    all.map(ApiScope::name).collect()
}

/// A desk that lets a program ask as often as a test does.
pub(crate) async fn patient(store: Store) -> Desk {
    let api = ApiLimits {
        requests_a_minute: 100_000,
        unknown_a_minute: 100_000,
    };
    let limits = Limits {
        api,
        ..Limits::default()
    };
    let plan = Plan {
        limits,
        ..Plan::default()
    };
    Desk::open_as(store, plan).await
}

fn id_of(told: &Told) -> String {
    told.json["id"].as_str().unwrap().to_owned()
}

/// The id of whatever in a list has this in a field.
async fn found(program: &Program, path: &str, field: &str, value: &str) -> String {
    let list = program.get(path).await.is(200);
    let mut items = list.json["items"].as_array().unwrap().iter();
    let one = items.find(|one| one[field] == value);
    one.unwrap()["id"].as_str().unwrap().to_owned()
}

impl World {
    pub(crate) async fn of(desk: &Desk) -> Self {
        let people = [(LUCIA, "manager", ""), (MATEO, "member", "")];
        company(desk, "Librería El Andén", true, &people).await;
        company(desk, "Papelería Ábaco", true, &[(OTHER, "manager", "")]).await;
        let mut lucia = entered(desk, LUCIA).await;
        let mut other = entered(desk, OTHER).await;
        let (code, _) = file(&mut lucia, "Caja de la gerencia").await;
        with_policy(desk).await;

        let (all, of_companies) = (scopes(|_| true), scopes(|one| !one.is_of_staff()));
        let admin = of_staff(desk, &all).await;
        let narrow = of_staff(desk, &["people:read"]).await;
        let programs = BTreeMap::from([
            ("nobody", Program::new(desk, "")),
            ("narrow", narrow),
            ("viewer", of_a_viewer(desk).await),
            (
                "stranger",
                of_company(desk, &mut other, &of_companies).await,
            ),
            ("company", of_company(desk, &mut lucia, &of_companies).await),
            ("admin", admin.clone()),
        ]);

        let ticket = format!("/api/v1/tickets/{code}");
        let upload = format!("{ticket}/files?name=recibo.png");
        let key = [("idempotency-key", "a")];
        let sent = admin.send("POST", &upload, &key, png()).await;
        let sent = id_of(&sent.is(201));
        let message = json!({"text": "Mire el recibo.", "files": [sent]});
        let path = format!("{ticket}/messages");
        admin.post(&path, "b", &message).await.is(201);
        let path = format!("{ticket}/claim");
        let wish = json!({"currency": "COP"});
        admin.post(&path, "c", &wish).await.is(201);
        let wish = json!({"format": "csv"});
        let export = admin.post("/api/v1/exports", "d", &wish).await;
        let person = new_ticket("otra.persona@correo.example");
        let begun = admin.post("/api/v1/verifications", "e", &person).await;
        desk.run_jobs().await;

        let all = "/api/v1/organizations";
        let organization = found(&admin, all, "name", "Librería El Andén").await;
        let members = format!("{all}/{organization}/members");
        let ids = BTreeMap::from([
            ("file", sent),
            ("export", id_of(&export.is(201))),
            ("verification", id_of(&begun.is(201))),
            ("member", found(&admin, &members, "email", MATEO).await),
            ("organization", organization),
            ("staff", desk.staff.laura.id.to_string()),
            ("team", desk.staff.laura.team.to_string()),
        ]);
        let document = admin.get("/api/openapi.json").await.is(200).json;
        Self {
            document,
            programs,
            code,
            ids,
        }
    }

    fn admin(&self) -> &Program {
        &self.programs["admin"]
    }

    /// All operations of the document: first those that read.
    fn operations(&self) -> Vec<Operation> {
        let paths = self.document["paths"].as_object().unwrap();
        let mut all = Vec::new();
        for method in ["get", "post"] {
            let with = paths.iter().filter(|(_, one)| one[method].is_object());
            all.extend(with.map(|(path, _)| (method, path.clone())));
        }
        all.sort();
        let described: usize = paths
            .values()
            .map(|one| one.as_object().unwrap().len())
            .sum();
        assert_eq!(all.len(), described, "a method that is not tried");
        assert!(all.len() > 40, "only {} operations", all.len());
        all
    }

    fn reads(&self) -> Vec<Operation> {
        let all = self.operations().into_iter();
        all.filter(|(method, _)| *method == "get").collect()
    }

    pub(crate) fn writes(&self) -> Vec<Operation> {
        let all = self.operations().into_iter();
        all.filter(|(method, _)| *method == "post").collect()
    }

    /// The address with something in each place.
    fn address(&self, (method, path): &Operation) -> String {
        let kinds = [
            ("/api/v1/tickets/{code}/files", "file"),
            ("/api/v1/exports", "export"),
            ("/api/v1/verifications", "verification"),
            ("/api/v1/organizations", "organization"),
            ("/api/v1/members", "member"),
            ("/api/v1/staff", "staff"),
            ("/api/v1/teams", "team"),
        ];
        let kind = kinds.iter().find(|(start, _)| path.starts_with(start));
        let id = kind.map_or("", |(_, kind)| self.ids[kind].as_str());
        let query = match (*method, path.as_str()) {
            ("get", "/api/v1/tickets/export") => "?format=csv",
            ("post", "/api/v1/tickets/{code}/files") => "?name=recibo.png",
            _ => "",
        };
        let address = path.replace("{code}", &self.code).replace("{id}", id);
        assert!(!address.contains('{'), "{address}: say what this is");
        address + query
    }

    /// What stands behind a reference of the document.
    fn referred<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(name) => self.document.pointer(&name[1..]).unwrap(),
            None => schema,
        }
    }

    /// The schema of the JSON that an operation takes; none for files.
    pub(crate) fn taken(&self, (method, path): &Operation) -> Option<&Value> {
        let body = &self.document["paths"][path][*method]["requestBody"]["content"];
        let schema = &body["application/json"]["schema"];
        schema.is_object().then(|| self.referred(schema))
    }

    /// Whether this is JSON for an operation: an object with no other names than are described.
    pub(crate) fn describes(&self, operation: &Operation, bytes: &[u8]) -> bool {
        let Some(schema) = self.taken(operation) else {
            return false;
        };
        let mut listed = BTreeMap::new();
        self.properties(schema, &mut listed);
        let Ok(Value::Object(fields)) = serde_json::from_slice(bytes) else {
            return false;
        };
        let mut names = fields.keys();
        names.all(|name| listed.contains_key(name.as_str()))
    }

    /// Sends whatever this is as the JSON of an operation, as the administrator's program.
    pub(crate) async fn send_as_json(
        &self,
        operation: &Operation,
        key: &str,
        bytes: &[u8],
    ) -> Told {
        let seen = self.seen(&operation.1).await;
        let mut headers = vec![
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        headers.extend(seen.as_deref().map(|seen| ("if-match", seen)));
        let address = self.address(operation);
        let program = self.admin();
        program
            .send("POST", &address, &headers, bytes.to_vec())
            .await
    }

    /// What the document gives as an example, as far as it is of this desk.
    fn body(&self, operation: &Operation) -> Option<Value> {
        let mut body = self.taken(operation)?["example"].clone();
        assert!(body.is_object(), "no example for {operation:?}");
        match operation.1.as_str() {
            "/api/v1/tickets/{code}/solutions" => body["kind"] = json!("solved"),
            "/api/v1/members/{id}" => body["is_active"] = json!(true),
            _ => {}
        }
        Some(body)
    }

    /// The version as it is now of what an operation changes, where it has to be named.
    async fn seen(&self, path: &str) -> Option<String> {
        if path == "/api/v1/members/{id}" {
            return Some(self.seen_member().await);
        }
        let read = if path.contains("/claim/") {
            "/api/v1/tickets/{code}/claim"
        } else if path.ends_with("/solutions") || path.ends_with("/reopen") {
            "/api/v1/tickets/{code}"
        } else if path == "/api/v1/organizations/{id}" {
            path
        } else {
            return None;
        };
        let address = self.address(&("get", read.to_owned()));
        let told = self.admin().get(&address).await.is(200);
        Some(told.header("etag").to_owned())
    }

    /// Nothing reads one member alone: the version stands in the list.
    async fn seen_member(&self) -> String {
        let list = "/api/v1/organizations/{id}/members".to_owned();
        let told = self
            .admin()
            .get(&self.address(&("get", list)))
            .await
            .is(200);
        let mut all = told.json["items"].as_array().unwrap().iter();
        let member = self.ids["member"].as_str();
        format!(
            "\"{}\"",
            all.find(|one| one["id"] == member).unwrap()["version"]
        )
    }

    /// Sends what the document says that is sent there.
    async fn send(&self, program: &Program, operation: &Operation) -> Told {
        let (method, path) = operation;
        let address = self.address(operation);
        if *method == "get" {
            return program.get(&address).await;
        }
        let key = format!("try of {path}");
        let Some(body) = self.body(operation) else {
            let key = [("idempotency-key", key.as_str())];
            return program.send("POST", &address, &key, png()).await;
        };
        let seen = self.seen(path).await;
        program
            .post_seen(&address, &key, seen.as_deref(), &body)
            .await
    }

    /// The properties that a schema lists, with what it says of each.
    fn properties<'a>(&'a self, schema: &'a Value, into: &mut BTreeMap<&'a str, &'a Value>) {
        let schema = self.referred(schema);
        if let Some(listed) = schema["properties"].as_object() {
            into.extend(listed.iter().map(|(name, one)| (name.as_str(), one)));
        }
        for several in ["allOf", "oneOf", "anyOf"] {
            for one in schema[several].as_array().into_iter().flatten() {
                self.properties(one, into);
            }
        }
    }

    /// Fails if an answer has a field, however deep, that its schema does not list.
    fn has_listed_fields_only(&self, value: &Value, schema: &Value, place: &str) {
        match value {
            Value::Array(all) => {
                let schema = self.referred(schema);
                for one in all {
                    self.has_listed_fields_only(one, &schema["items"], place);
                }
            }
            Value::Object(fields) => {
                let mut listed = BTreeMap::new();
                self.properties(schema, &mut listed);
                for (name, one) in fields {
                    let place = format!("{place}.{name}");
                    let schema = listed.get(name.as_str());
                    let schema = schema.unwrap_or_else(|| panic!("{place} is not described"));
                    self.has_listed_fields_only(one, schema, &place);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}

/// A token with all scopes of somebody who only reads. Nobody can make one; this one was an
/// administrator's.
async fn of_a_viewer(desk: &Desk) -> Program {
    let before = ids_of_tokens(desk).await;
    let program = of_staff(desk, &scopes(|_| true)).await;
    let after = ids_of_tokens(desk).await;
    let made = after.difference(&before).next().unwrap();
    let viewer = desk.staff.victor.id;
    let given = format!("UPDATE api_token SET agent_id = {viewer} WHERE id = {made}");
    let kept = desk.app.store.write(move |tx| tx.sql(&given)).await;
    kept.unwrap();
    program
}

async fn ids_of_tokens(desk: &Desk) -> BTreeSet<String> {
    let query = "SELECT CAST(id AS TEXT) AS word FROM api_token";
    let ids = desk.app.store.read(move |db| db.words(query)).await;
    ids.unwrap().into_iter().collect()
}

/// What came of it, in one letter.
fn outcome(told: &Told, operation: &Operation) -> char {
    match told.status {
        401 => '>',
        403 => '-',
        404 => '0',
        200 | 201 | 400 | 409 | 412 | 422 | 428 => '+',
        status => panic!("{status} for {operation:?}: {}", told.json),
    }
}

/// What is expected, without the remarks on top.
fn expected() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrix_api.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.fold(String::new(), |all, line| all + line + "\n")
}

on_both_engines! {
    async fn d01_every_operation_answers_every_token_as_the_table_says(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let mut table = String::new();
        let mut rows: Vec<(Operation, String)> = world.operations().into_iter().map(|one| (one, String::new())).collect();

        for actor in ACTORS {
            for (operation, cells) in &mut rows {
                let told = world.send(&world.programs[actor], operation).await;
                write!(cells, " {}", outcome(&told, operation)).unwrap();
            }
        }

        for ((method, path), cells) in rows {
            writeln!(table, "{:<4} {path:<62}{cells}", method.to_uppercase()).unwrap();
        }
        assert!(table == expected(), "the table is now\n{table}");
    }

    async fn d01_d10_who_may_not_write_leaves_no_trace(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let before = snapshot(&desk).await;

        for operation in world.writes() {
            for actor in ["nobody", "narrow", "viewer"] {
                let told = world.send(&world.programs[actor], &operation).await;
                assert!(matches!(told.status, 401 | 403 | 404), "{actor} {operation:?}: {} {}", told.status, told.json);
            }
        }

        is_unchanged(&without_tokens(&before), &without_tokens(&snapshot(&desk).await));
    }

    async fn d10_no_write_takes_a_field_that_it_does_not_describe(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let before = snapshot(&desk).await;
        let mut tried = 0;

        for operation in world.writes() {
            let Some(schema) = world.taken(&operation) else { continue };
            let mut listed = BTreeMap::new();
            world.properties(schema, &mut listed);
            let seen = world.seen(&operation.1).await;
            for (name, value) in FOREIGN.into_iter().filter(|(name, _)| !listed.contains_key(*name)) {
                let mut body = world.body(&operation).unwrap();
                body[name] = json!(value);
                let told = world.admin().post_seen(&world.address(&operation), name, seen.as_deref(), &body).await;
                assert_eq!((told.status, &told.json["code"]), (400, &json!("invalid_json")), "{name} in {operation:?}: {}", told.json);
                tried += 1;
            }
        }

        assert!(tried > 150, "only {tried}");
        is_unchanged(&without_tokens(&before), &without_tokens(&snapshot(&desk).await));
    }

    async fn d11_no_answer_has_a_field_that_is_not_described(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let mut looked_at = 0;

        for operation in world.operations() {
            for actor in ["company", "admin"] {
                let told = world.send(&world.programs[actor], &operation).await;
                let (method, path) = &operation;
                let described = &world.document["paths"][path][*method]["responses"][told.status.to_string()]["content"];
                let kind = told.header("content-type");
                if kind != "application/json" && kind != "application/problem+json" {
                    continue;
                }
                let schema = &described[kind]["schema"];
                assert!(schema.is_object(), "{} {kind} of {operation:?} is not described: {}", told.status, told.json);
                world.has_listed_fields_only(&told.json, schema, &format!("{method} {path}"));
                looked_at += 1;
            }
        }

        assert!(looked_at > 80, "only {looked_at}");
    }

    async fn i10_no_write_is_taken_from_a_browser(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let cookie = format!("__Host-mesa={}", desk.session_of(desk.staff.ines.id).await);
        let before = snapshot(&desk).await;

        for operation in world.writes() {
            let address = world.address(&operation);
            let body = world.body(&operation).map_or_else(png, |body| body.to_string().into_bytes());
            let (key, json) = (("idempotency-key", "k"), ("content-type", "application/json"));
            for foreign in [("cookie", cookie.as_str()), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
                for program in [world.admin(), &world.programs["nobody"]] {
                    let told = program.send("POST", &address, &[key, json, foreign], body.clone()).await;
                    told.fails(403, "cross_site");
                }
            }
            // A form of a page cannot say that it is JSON, and files are no forms.
            if world.taken(&operation).is_some() {
                for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"] {
                    let told = world.admin().send("POST", &address, &[key, ("content-type", kind)], body.clone()).await;
                    told.fails(415, "media_type");
                }
            }
        }

        is_unchanged(&without_tokens(&before), &without_tokens(&snapshot(&desk).await));
    }

    async fn i11_no_reading_changes_anything_but_when_the_token_was_used(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let before = snapshot(&desk).await;

        for operation in world.reads() {
            for actor in ACTORS {
                let address = world.address(&operation);
                let program = &world.programs[actor];
                program.get(&address).await;
                program.send("HEAD", &address, &[], axum::body::Body::empty()).await;
            }
        }

        is_unchanged(&without_tokens(&before), &without_tokens(&snapshot(&desk).await));
    }
}

/// A snapshot without the rows of tokens, which say when each was used.
fn without_tokens(snapshot: &str) -> String {
    let is_other = |row: &&str| !row.starts_with("api_token: ");
    let rows = snapshot.lines().filter(is_other);
    rows.collect::<Vec<_>>().join("\n")
}
