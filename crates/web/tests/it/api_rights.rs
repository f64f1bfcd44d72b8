//! What programs see and do, compared with the pages of the same people (cases D2, D4, D6).

use std::collections::BTreeSet;

use domain::Permission;
use domain::policy::{Grants, Scope};
use serde_json::{Value, json};
use store::on_both_engines;

use crate::api::{Program, Told, of_company, of_staff, own_ticket, token};
use crate::browser::Browser;
use crate::company::{LUCIA, MATEO, OTHER, company, el_anden, entered, file};
use crate::desk::{Desk, Request, png};
use crate::roles::{give, put, role_of};

const ALL: [&str; 4] = [
    "tickets:read",
    "tickets:write",
    "tickets:create",
    "tickets:export",
];

const OF_STAFF: [&str; 3] = ["tickets:read", "tickets:write", "tickets:export"];

/// What can be told apart of an answer.
fn face(told: &Told) -> (u16, Value) {
    let mut json = told.json.clone();
    json["instance"] = Value::Null;
    (told.status, json)
}

fn at(code: &str, file: &str) -> String {
    format!("/api/v1/tickets/{code}/files/{file}")
}

/// Sends a file, which then waits for a message.
async fn staged(program: &Program, code: &str, key: &str) -> String {
    let path = format!("/api/v1/tickets/{code}/files?name=recibo.png");
    let key = [("idempotency-key", key)];
    let told = program.send("POST", &path, &key, png()).await.is(201);
    told.json["id"].as_str().unwrap().to_owned()
}

/// Writes a message that names a file.
async fn write(program: &Program, code: &str, kind: &str, file: &str) -> Told {
    let body = json!({"text": "Con un archivo", "kind": kind, "files": [file]});
    let path = format!("/api/v1/tickets/{code}/messages");
    program
        .post(&path, &format!("{kind} {file}"), &body)
        .await
        .is(201)
}

/// The files that hang on messages of a ticket.
async fn files_of(program: &Program, code: &str) -> Vec<String> {
    let path = format!("/api/v1/tickets/{code}/files?limit=100");
    let told = program.get(&path).await.is(200);
    let items = told.json["items"].as_array().unwrap().iter();
    items
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The codes of all pages of the list.
async fn listed(program: &Program) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/tickets?limit=2{cursor}");
        let told = program.get(&path).await.is(200);
        for one in told.json["items"].as_array().unwrap() {
            let is_new = codes.insert(one["code"].as_str().unwrap().to_owned());
            assert!(is_new, "twice in the list: {one}");
        }
        let Some(next) = told.json["next"].as_str() else {
            return codes;
        };
        cursor = format!("&cursor={next}");
    }
}

/// Those of some codes that a text has.
fn within(text: &str, codes: &[String]) -> BTreeSet<String> {
    let codes = codes.iter().filter(|code| text.contains(code.as_str()));
    codes.cloned().collect()
}

/// The list, the export and each ticket of a program have exactly these.
async fn has(program: &Program, codes: &[String], expected: &BTreeSet<String>, who: &str) {
    assert_eq!(listed(program).await, *expected, "the list of {who}");
    let export = "/api/v1/tickets/export?format=csv";
    let told = program.get(export).await.is(200);
    let text = String::from_utf8(told.bytes).unwrap();
    assert_eq!(within(&text, codes), *expected, "the export of {who}");
    for code in codes {
        let status = if expected.contains(code) { 200 } else { 404 };
        for end in ["", "/messages", "/events", "/files", "/solutions"] {
            let path = format!("/api/v1/tickets/{code}{end}");
            let told = program.get(&path).await;
            assert_eq!(told.status, status, "{path} of {who}: {}", told.json);
        }
    }
}

/// The codes whose pages somebody opens below an address.
async fn opened(browser: &mut Browser, below: &str, codes: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for code in codes {
        if browser.get(&format!("{below}{code}")).await.status == 200 {
            all.insert(code.clone());
        }
    }
    all
}

on_both_engines! {
    async fn d02_files_of_others_are_not_there_for_programs(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        company(&desk, "Papelería Ábaco", true, &[(OTHER, "manager", "")]).await;
        let mut other = entered(&desk, OTHER).await;
        let shop = of_company(&desk, &mut lucia, &ALL).await;
        let stranger = of_company(&desk, &mut other, &ALL).await;
        let staff = of_staff(&desk, &OF_STAFF).await;
        let mine = shop.post("/api/v1/tickets", "one", &own_ticket()).await.is(201).code();
        let theirs = stranger.post("/api/v1/tickets", "one", &own_ticket()).await.is(201).code();
        let sent = staged(&shop, &mine, "file").await;
        write(&shop, &mine, "reply", &sent).await;
        let noted = staged(&staff, &mine, "file").await;
        write(&staff, &mine, "note", &noted).await;
        assert_eq!(shop.get(&at(&mine, &sent)).await.is(200).bytes, png());
        assert_eq!(staff.get(&at(&mine, &sent)).await.is(200).bytes, png());
        assert_eq!(staff.get(&at(&mine, &noted)).await.is(200).bytes, png());

        for (program, code, file) in [
            (&stranger, &mine, &sent),
            (&stranger, &theirs, &sent),
            (&stranger, &mine, &noted),
            // What hangs on a note is the staff's alone, and each file belongs to one ticket.
            (&shop, &mine, &noted),
            (&shop, &theirs, &sent),
            (&staff, &theirs, &sent),
            (&staff, &theirs, &noted),
        ] {
            let told = program.get(&at(code, file)).await;
            let nobodys = program.get(&at(code, "123456789")).await;
            assert_eq!(face(&told), face(&nobodys), "{file} in {code}");
            assert_eq!(told.status, 404, "{file} in {code}: {}", told.json);
        }
        assert_eq!(files_of(&shop, &mine).await, std::slice::from_ref(&sent));
        stranger.get(&format!("/api/v1/tickets/{mine}/files")).await.fails(404, "not_found");
        for (program, path) in [(&shop, &mine), (&stranger, &theirs)] {
            let told = program.get(&format!("/api/v1/tickets/{path}/messages")).await.is(200);
            assert!(!told.json.to_string().contains(&noted), "{}", told.json);
        }
        // Without the scope the file is refused before anybody looks for it.
        let reader = of_staff(&desk, &["people:read"]).await;
        reader.get(&at(&mine, &sent)).await.fails(403, "scope_missing");
        Program::new(&desk, "").get(&at(&mine, &sent)).await.fails(401, "unauthenticated");
    }

    async fn d02_an_export_of_one_person_is_nobody_elses(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        company(&desk, "Papelería Ábaco", true, &[(OTHER, "manager", "")]).await;
        let mut other = entered(&desk, OTHER).await;
        let shop = of_company(&desk, &mut lucia, &ALL).await;
        let programs = [of_company(&desk, &mut other, &ALL).await, of_staff(&desk, &OF_STAFF).await];
        let path = shop.post("/api/v1/exports", "one", &json!({"format": "csv"})).await.is(201).header("location").to_owned();
        desk.run_jobs().await;
        shop.get(&format!("{path}/file")).await.is(200);

        for program in &programs {
            for end in ["", "/file"] {
                let told = program.get(&format!("{path}{end}")).await;
                let nobodys = program.get(&format!("/api/v1/exports/123456789{end}")).await;
                assert_eq!(face(&told), face(&nobodys), "{end}");
                assert_eq!(told.status, 404);
            }
            assert_eq!(program.get("/api/v1/exports").await.is(200).json["items"], json!([]));
        }
    }

    async fn d04_a_file_staged_by_one_token_is_no_others(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let (shop, again) = (of_company(&desk, &mut lucia, &ALL).await, of_company(&desk, &mut lucia, &ALL).await);
        let (staff, second) = (of_staff(&desk, &OF_STAFF).await, of_staff(&desk, &OF_STAFF).await);
        let code = shop.post("/api/v1/tickets", "one", &own_ticket()).await.is(201).code();
        let other = shop.post("/api/v1/tickets", "two", &own_ticket()).await.is(201).code();
        let mut ines = desk.agent(&desk.staff.ines).await;

        // Not even of another token of the same person.
        for (owner, others) in [(&shop, [&again, &staff]), (&staff, [&second, &shop])] {
            let id = staged(owner, &code, "staged").await;
            owner.get(&at(&code, &id)).await.is(200);
            for program in others {
                let told = program.get(&at(&code, &id)).await;
                assert_eq!(face(&told), face(&program.get(&at(&code, "123456789")).await));
                assert_eq!(told.status, 404);
                write(program, &code, "reply", &id).await;
                assert!(!files_of(program, &code).await.contains(&id), "taken by another token");
            }
            // Nor in the pages of whoever made the token, nor for another ticket.
            for path in [format!("/mesa/casos/{code}/archivos/{id}"), format!("/mesa/casos/{code}/archivos/{id}/miniatura")] {
                ines.get(&path).await.is(404);
            }
            ines.post_parts(&format!("/mesa/casos/{code}/archivos/{id}/quitar"), &[], &[]).await;
            lucia.get(&format!("/cuenta/casos/{code}/archivos/{id}")).await.is(404);
            lucia.post_parts(&format!("/cuenta/casos/{code}/archivos/{id}/quitar"), &[], &[]).await;
            write(owner, &other, "reply", &id).await;
            assert!(files_of(owner, &other).await.is_empty(), "taken into another ticket");

            let path = format!("/api/v1/tickets/{code}/messages");
            let body = json!({"text": "Ahora sí", "files": [id]});
            owner.post(&path, "at last", &body).await.is(201);
            assert!(files_of(owner, &code).await.contains(&id));
        }
        // What is no key of a file is refused, and nothing is written.
        let messages = desk.number("SELECT count(*) AS number FROM message").await;
        for (key, files) in [("a", json!(["x"])), ("b", json!(["' OR 1=1 --"])), ("c", json!(["-"]))] {
            let body = json!({"text": "Hola", "files": files});
            let path = format!("/api/v1/tickets/{code}/messages");
            shop.post(&path, key, &body).await.fails(422, "invalid");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM message").await, messages);
    }

    async fn d06_a_program_of_the_staff_has_the_tickets_of_its_makers_pages(desk: Desk) {
        let ines = desk.signed_in(&desk.staff.ines).await;
        app::team::create(&desk.app, &ines, "Pagos", 2, "test".into()).await.unwrap();
        let teams = app::team::list(&desk.app, &ines).await.unwrap();
        let staff = desk.staff.clone();
        let mut cases = Vec::new();
        for (number, (team, _)) in teams.iter().enumerate() {
            for (place, assignee) in [None, Some(&staff.laura), Some(&staff.camila)].into_iter().enumerate() {
                let case = desk.filed(&Request::of(&format!("persona{number}{place}@correo.example"))).await;
                cases.push((case, team.id, assignee));
            }
        }
        let codes: Vec<String> = cases.iter().map(|(case, _, _)| case.code.clone()).collect();

        for (scope, reached) in [(Scope::Own, 2), (Scope::Team, 4), (Scope::All, 6)] {
            let grants = Grants::NONE.with(Permission::Read, scope).with(Permission::Export, scope).with(Permission::ManageSettings, Scope::All);
            let role = role_of(&desk, scope.name(), grants).await;
            give(&desk, &staff.camila, role).await;
            // Whoever gets a role that does no work loses the tickets: they are given again.
            for (case, team, assignee) in &cases {
                put(&desk, case, *team, *assignee).await;
            }
            let mut camila = desk.agent(&staff.camila).await;
            let program = Program::new(&desk, &token(&mut camila, "/mesa/ajustes/api", &["tickets:read", "tickets:export"]).await);

            let seen = opened(&mut camila, "/mesa/casos/", &codes).await;
            assert_eq!(seen.len(), reached, "{scope:?}");
            let exported = camila.get("/mesa/todos/exportar?formato=csv").await.is(200);
            assert_eq!(within(&exported.body, &codes), seen, "{scope:?}");
            has(&program, &codes, &seen, scope.name()).await;
        }
    }

    async fn d06_a_program_of_a_company_has_the_tickets_of_its_makers_pages(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        company(&desk, "Papelería Ábaco", true, &[(OTHER, "manager", "")]).await;
        let mut other = entered(&desk, OTHER).await;
        let (of_lucia, _) = file(&mut lucia, "Caja de la gerencia").await;
        let (of_mateo, _) = file(&mut mateo, "Caja de la bodega").await;
        let (of_other, _) = file(&mut other, "Caja de Ábaco").await;
        // What people filed for themselves is not the company's.
        let private = [desk.ticket_of(LUCIA).await.code, desk.ticket_of(MATEO).await.code];
        let codes = [vec![of_lucia.clone(), of_mateo.clone(), of_other.clone()], private.to_vec()].concat();

        for (browser, own) in [(&mut lucia, &of_mateo), (&mut other, &of_other)] {
            let program = of_company(&desk, browser, &ALL).await;
            let seen = opened(browser, "/cuenta/casos/", &codes).await;
            assert!(seen.contains(own) && !seen.contains(&private[1]) && seen.len() < codes.len(), "{seen:?}");
            let page = browser.open("/cuenta/casos").await.is(200);
            assert_eq!(within(&page.body, &codes), seen);
            let exported = browser.get("/cuenta/casos/exportar?formato=csv").await.is(200);
            assert_eq!(within(&exported.body, &codes), seen);
            has(&program, &codes, &seen, own).await;
        }
    }
}
