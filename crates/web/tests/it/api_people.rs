//! Companies, their people, and the staff, for programs (cases C7, D8, D10, D11, I7, I8, L9).

use serde_json::{Value, json};
use store::on_both_engines;

use crate::api::{Program, of_company, of_staff, token};
use crate::company::{LUCIA, MATEO, OTHER, company, el_anden, entered};
use crate::desk::Desk;

/// What a program needs for all of this.
const PEOPLE: [&str; 4] = [
    "organizations:read",
    "organizations:write",
    "staff:read",
    "people:read",
];

/// Of these, what a company can give.
const OF_COMPANY: [&str; 3] = ["organizations:read", "organizations:write", "people:read"];

/// The key of the organization with this name.
async fn named(program: &Program, name: &str) -> String {
    let told = program.get("/api/v1/organizations").await.is(200);
    let items = told.json["items"].as_array().unwrap();
    let found = items.iter().find(|one| one["name"] == name);
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    names
}

on_both_engines! {
    async fn a_program_of_the_staff_keeps_companies_and_their_people(desk: Desk) {
        let program = of_staff(&desk, &PEOPLE).await;
        let body = json!({"name": "Librería El Andén", "member_sees_all": true});
        let made = program.post("/api/v1/organizations", "one", &body).await.is(201);
        let path = made.header("location").to_owned();
        let seen = made.header("etag").to_owned();
        assert_eq!(made.json["member_sees_all"], true);
        let again = program.post("/api/v1/organizations", "one", &body).await.is(201);
        assert_eq!((&again.json, again.header("idempotency-replayed")), (&made.json, "true"));
        assert_eq!(desk.number("SELECT count(*) AS number FROM organization").await, 1);
        // The name is taken.
        let told = program.post("/api/v1/organizations", "two", &body).await.fails(422, "invalid");
        assert_eq!(told.json["errors"][0]["field"], "name");

        let found = program.get(&path).await.is(200);
        assert_eq!(found.header("etag"), seen);
        let changed = json!({"name": "El Andén", "member_sees_all": false, "is_active": true});
        program.post(&path, "three", &changed).await.fails(428, "version_required");
        let told = program.post_seen(&path, "three", Some(&seen), &changed).await.is(200);
        assert_eq!((&told.json["name"], &told.json["member_sees_all"]), (&json!("El Andén"), &json!(false)));
        // Somebody who read it before that does not win, and the same request once more does nothing.
        program.post_seen(&path, "four", Some(&seen), &changed).await.fails(412, "version_changed");
        let again = program.post_seen(&path, "three", Some(&seen), &changed).await.is(200);
        assert_eq!(again.json, told.json);

        let members = format!("{path}/members");
        let lucia = json!({"name": "Lucía Andrade", "email": LUCIA, "role": "manager", "username": "anden"});
        let invited = program.post(&members, "five", &lucia).await.is(201);
        assert_eq!((&invited.json["email"], &invited.json["has_password"]), (&json!(LUCIA), &json!(false)));
        let told = program.post(&members, "six", &lucia).await.fails(422, "invalid");
        assert_eq!(told.json["errors"][0]["field"], "email");
        program.post(&members, "seven", &json!({"name": "Mateo Ruiz", "email": MATEO, "role": "member"})).await.is(201);
        desk.run_jobs().await;
        let mut manager = entered(&desk, LUCIA).await;
        manager.open("/cuenta/personas").await.is(200);
        let page = program.get(&format!("{members}?limit=1")).await.is(200);
        let next = page.json["next"].as_str().unwrap();
        let last = program.get(&format!("{members}?limit=1&cursor={next}")).await.is(200);
        assert_eq!((&page.json["items"][0]["name"], &last.json["items"][0]["name"]), (&json!("Lucía Andrade"), &json!("Mateo Ruiz")));
        assert_eq!((&page.json["items"][0]["has_password"], &last.json["next"]), (&json!(true), &Value::Null));

        let mateo = format!("/api/v1/members/{}", last.json["items"][0]["id"].as_str().unwrap());
        program.post(&format!("{mateo}/invite"), "eight", &json!({})).await.is(200);
        let (seen, off) = (format!("\"{}\"", last.json["items"][0]["version"]), json!({"role": "manager", "is_active": false}));
        program.post(&mateo, "nine", &off).await.fails(428, "version_required");
        let told = program.post_seen(&mateo, "nine", Some(&seen), &off).await.is(200);
        assert_eq!((&told.json["role"], &told.json["is_active"]), (&json!("manager"), &json!(false)));
        assert_eq!(told.header("etag"), format!("\"{}\"", told.json["version"]));
        // L9: who read it before that does not win; the same request once more is answered as before.
        let late = json!({"role": "member", "is_active": true});
        program.post_seen(&mateo, "late", Some(&seen), &late).await.fails(412, "version_changed");
        let again = program.post_seen(&mateo, "nine", Some(&seen), &off).await.is(200);
        assert_eq!((&again.json, again.header("etag")), (&told.json, told.header("etag")));
        let now = program.get(&members).await.is(200);
        assert_eq!((&now.json["items"][1]["role"], &now.json["items"][1]["is_active"]), (&json!("manager"), &json!(false)));
        program.post(&format!("{mateo}/invite"), "ten", &json!({})).await.fails(404, "not_found");
        let log = desk.app.store.read(|db| db.words("SELECT action AS word FROM audit WHERE target LIKE 'organization%' OR target LIKE 'account %' ORDER BY id")).await.unwrap();
        assert_eq!(log[..6], ["organization_made", "organization_changed", "account_invited", "account_invited", "password_chosen", "account_invited_again"], "{log:?}");
    }

    async fn c07_a_company_that_is_switched_off_has_no_programs(desk: Desk) {
        let program = of_staff(&desk, &PEOPLE).await;
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let shop = of_company(&desk, &mut lucia, &OF_COMPANY).await;
        let path = format!("/api/v1/organizations/{}", named(&program, "Librería El Andén").await);
        shop.get(&path).await.is(200);

        let seen = program.get(&path).await.is(200).header("etag").to_owned();
        let off = json!({"name": "Librería El Andén", "member_sees_all": true, "is_active": false});
        program.post_seen(&path, "off", Some(&seen), &off).await.is(200);

        shop.get(&path).await.fails(401, "unauthenticated");
        lucia.get("/cuenta/personas").await.is(303);
        // Nobody is invited into it, and it is still there for the staff.
        let body = json!({"name": "Mateo", "email": OTHER, "role": "member"});
        program.post(&format!("{path}/members"), "in", &body).await.fails(404, "not_found");
        assert_eq!(program.get(&path).await.is(200).json["is_active"], false);
    }

    async fn d08_a_company_sees_and_changes_its_own_people_alone(desk: Desk) {
        let staff = of_staff(&desk, &PEOPLE).await;
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        company(&desk, "Papelería Ábaco", true, &[(OTHER, "manager", "")]).await;
        let shop = of_company(&desk, &mut lucia, &OF_COMPANY).await;
        let own = named(&shop, "Librería El Andén").await;
        let other = named(&staff, "Papelería Ábaco").await;

        let list = shop.get("/api/v1/organizations").await.is(200);
        assert_eq!(list.json["items"].as_array().unwrap().len(), 1);
        let theirs = staff.get(&format!("/api/v1/organizations/{other}/members")).await.is(200);
        let stranger = theirs.json["items"][0]["id"].as_str().unwrap();
        let invitation = json!({"name": "Nora Gil", "email": "nora.gil@correo.example", "role": "manager"});
        let off = json!({"role": "member", "is_active": false});
        for path in [format!("/api/v1/organizations/{other}"), format!("/api/v1/organizations/{other}/members")] {
            shop.get(&path).await.fails(404, "not_found");
        }
        shop.post(&format!("/api/v1/organizations/{other}/members"), "a", &invitation).await.fails(404, "not_found");
        shop.post_seen(&format!("/api/v1/members/{stranger}"), "b", Some("\"1\""), &off).await.fails(404, "not_found");
        shop.post(&format!("/api/v1/members/{stranger}/invite"), "c", &json!({})).await.fails(404, "not_found");
        // What only the staff does.
        let body = json!({"name": "Otra", "member_sees_all": true, "is_active": true});
        shop.post("/api/v1/organizations", "d", &json!({"name": "Otra"})).await.fails(403, "forbidden");
        shop.post_seen(&format!("/api/v1/organizations/{own}"), "e", Some("\"0\""), &body).await.fails(403, "forbidden");
        for path in ["/api/v1/staff", "/api/v1/teams", "/api/v1/staff/1", "/api/v1/teams/1"] {
            shop.get(path).await.fails(403, "scope_missing");
        }
        let page = lucia.post("/cuenta/api", &[("nombre", "x"), ("dias", "30"), ("alcance", "staff:read")]).await;
        assert_eq!(page.status, 422, "the page does not give what is of no use");

        // What a manager does in the pages.
        let members = format!("/api/v1/organizations/{own}/members");
        let people = shop.get(&members).await.is(200);
        let id = |email: &str| {
            let all = people.json["items"].as_array().unwrap();
            let one = all.iter().find(|one| one["email"] == email).unwrap();
            one["id"].as_str().unwrap().to_owned()
        };
        shop.post(&members, "f", &invitation).await.is(201);
        shop.post_seen(&format!("/api/v1/members/{}", id(MATEO)), "g", Some("\"1\""), &off).await.is(200);
        shop.post_seen(&format!("/api/v1/members/{}", id(LUCIA)), "h", Some("\"1\""), &off).await.fails(403, "forbidden");
    }

    async fn d11_what_is_told_of_people_is_a_list(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let shop = of_company(&desk, &mut lucia, &["organizations:read"]).await;
        let staff = of_staff(&desk, &["organizations:read", "staff:read"]).await;
        let own = named(&shop, "Librería El Andén").await;

        let path = format!("/api/v1/organizations/{own}");
        for program in [&shop, &staff] {
            let told = program.get(&path).await.is(200);
            assert_eq!(names(&told.json), ["created_at", "id", "is_active", "member_sees_all", "name", "version"]);
            let told = program.get(&format!("{path}/members")).await.is(200);
            let one = &told.json["items"][0];
            assert_eq!(names(one), ["created_at", "email", "has_password", "id", "is_active", "name", "organization", "role", "username", "version"]);
            assert_eq!(one["email"], "co…@elanden.example", "masked without people:read");
            assert!(!told.json.to_string().contains(LUCIA));
        }
        let told = staff.get("/api/v1/staff").await.is(200);
        let laura = told.json["items"].as_array().unwrap().iter().find(|one| one["id"] == desk.staff.laura.id.to_string()).unwrap();
        assert_eq!(names(laura), ["created_at", "email", "has_password", "id", "is_active", "name", "presence", "role", "team"]);
        assert_eq!((&laura["role"]["name"], &laura["name"]), (&json!("agent"), &json!(desk.staff.laura.name)));
        assert!(!told.json.to_string().contains(desk.staff.laura.email.as_str()));
        let full = of_staff(&desk, &["staff:read", "people:read"]).await;
        let one = full.get(&format!("/api/v1/staff/{}", desk.staff.laura.id)).await.is(200);
        assert_eq!(one.json["email"], desk.staff.laura.email.as_str());
        let team = full.get(&format!("/api/v1/teams/{}", desk.staff.laura.team)).await.is(200);
        assert_eq!(names(&team.json), ["colour", "id", "name"]);
        assert_eq!(one.json["team"]["name"], team.json["name"]);
        let teams = full.get("/api/v1/teams?limit=1").await.is(200);
        assert_eq!(teams.json["items"].as_array().unwrap().len(), 1);
        for path in ["/api/v1/staff/99999", "/api/v1/staff/x", "/api/v1/teams/99999", "/api/v1/teams/-"] {
            full.get(path).await.fails(404, "not_found");
        }
    }

    async fn d10_people_are_made_of_what_is_asked_for(desk: Desk) {
        let program = of_staff(&desk, &PEOPLE).await;
        let made = program.post("/api/v1/organizations", "one", &json!({"name": "El Andén"})).await.is(201);
        let path = made.header("location").to_owned();
        for (name, value) in [("id", json!(1)), ("version", json!(7)), ("created_at", json!(0)), ("is_admin", json!(true)), ("organization", json!("1")), ("has_password", json!(true)), ("password", json!("siete libros"))] {
            let mut body = json!({"name": "Nora", "email": OTHER, "role": "member"});
            body[name] = value.clone();
            program.post(&format!("{path}/members"), name, &body).await.fails(400, "invalid_json");
            let mut body = json!({"name": "Otra"});
            body[name] = value;
            program.post("/api/v1/organizations", name, &body).await.fails(400, "invalid_json");
        }
        for role in ["admin", "Manager", "", "supervisor"] {
            let body = json!({"name": "Nora", "email": OTHER, "role": role});
            program.post(&format!("{path}/members"), "role", &body).await.fails(400, "invalid_json");
        }
        for (field, value) in [("name", ""), ("name", &*"x".repeat(121)), ("email", "sin arroba"), ("email", ""), ("username", "con espacio")] {
            let mut body = json!({"name": "Nora", "email": OTHER, "role": "member"});
            body[field] = json!(value);
            let told = program.post(&format!("{path}/members"), "field", &body).await.fails(422, "invalid");
            assert_eq!(told.json["errors"][0]["field"], field);
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM account").await, 0);
        assert_eq!(desk.number("SELECT count(*) AS number FROM organization").await, 1);
    }

    async fn i08_people_need_their_scopes_and_their_rights(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let reader = of_staff(&desk, &["tickets:read", "people:read"]).await;
        let shop = of_company(&desk, &mut lucia, &["organizations:read"]).await;
        let own = named(&shop, "Librería El Andén").await;
        for path in ["/organizations".to_owned(), format!("/organizations/{own}"), format!("/organizations/{own}/members"), "/staff".to_owned(), "/teams".to_owned()] {
            reader.get(&format!("/api/v1{path}")).await.fails(403, "scope_missing");
        }
        let body = json!({"name": "Nora", "email": OTHER, "role": "member"});
        for program in [&reader, &shop] {
            program.post(&format!("/api/v1/organizations/{own}/members"), "a", &body).await.fails(403, "scope_missing");
            program.post("/api/v1/members/1", "b", &json!({"role": "member", "is_active": true})).await.fails(403, "scope_missing");
        }
        // Who keeps the settings but not the people makes no such token, and one that was made does nothing.
        let grants = domain::policy::Grants::NONE.with(domain::Permission::ManageSettings, domain::policy::Scope::All)
            .with(domain::Permission::Read, domain::policy::Scope::All);
        let role = crate::roles::role_of(&desk, "Ajustes", grants).await;
        crate::roles::give(&desk, &desk.staff.camila, role).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        for scope in PEOPLE.iter().take(3) {
            let fields = [("nombre", "x"), ("dias", "30"), ("alcance", *scope)];
            camila.post("/mesa/ajustes/api", &fields).await.is(422);
        }
        let own = Program::new(&desk, &token(&mut camila, "/mesa/ajustes/api", &["tickets:read"]).await);
        own.get("/api/v1/staff").await.fails(403, "scope_missing");
    }
}
