//! Compensation for programs (cases D5, D8, D10, D11, I7, I8, L4, L9).

use domain::Currency;
use domain::compensation::Command;
use serde_json::{Value, json};
use store::on_both_engines;

use crate::api::{Program, Told, of_company, of_staff};
use crate::company::{LUCIA, el_anden, file};
use crate::compensation::with_policy;
use crate::desk::Desk;

const READ: &str = "compensation:read";
const WRITE: &str = "compensation:write";

/// Sends something of the claim, naming its version as it is.
async fn act(program: &Program, claim: &str, end: &str, body: &Value) -> Told {
    let seen = program.get(claim).await.is(200).header("etag").to_owned();
    program
        .post_seen(&format!("{claim}/{end}"), end, Some(&seen), body)
        .await
}

fn facts(value: &str) -> Value {
    json!({"service": "Envío nacional", "cause": "loss", "evidence": ["value"], "value": value, "loss": value,
        "postage": "4500", "date": "2026-03-01"})
}

on_both_engines! {
    async fn a_program_of_the_staff_takes_a_claim_from_the_wish_to_the_yes(desk: Desk) {
        with_policy(&desk).await;
        let case = desk.ticket_of("mariana.rios@correo.example").await;
        let program = of_staff(&desk, &["tickets:read", READ, WRITE]).await;
        let claim = format!("/api/v1/tickets/{}/claim", case.code);
        program.get(&claim).await.fails(404, "not_found");

        let asked = program.post(&claim, "one", &json!({"currency": "COP"})).await.is(201);
        let again = program.post(&claim, "one", &json!({"currency": "COP"})).await.is(201);
        assert_eq!((&asked.json, again.header("idempotency-replayed")), (&again.json, "true"));
        program.post(&claim, "two", &json!({"currency": "COP"})).await.fails(409, "duplicate");
        let path = format!("{claim}/calculate");
        program.post(&path, "three", &facts("180000")).await.fails(428, "version_required");
        program.post_seen(&path, "three", Some("\"77\""), &facts("180000")).await.fails(412, "version_changed");
        let told = act(&program, &claim, "calculate", &facts("180000")).await.is(200);
        assert_eq!(told.json["amount"], json!({"amount": "184500", "currency": "COP"}));
        let found = program.get(&claim).await.is(200);
        assert_eq!((&found.json["state"], &found.json["desk"]["status"]), (&json!("in_review"), &json!("in_review")));
        let kinds: Vec<&str> = found.json["desk"]["calculation"]["steps"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["share", "postage", "cap"]);
        act(&program, &claim, "adjust", &json!({"amount": "150000", "reason": "Se recuperó una parte."})).await.is(200);
        let told = act(&program, &claim, "propose", &json!({})).await.is(200);
        assert_eq!(told.json["status"], "proposed");

        // Who proposes does not approve, by whatever way.
        act(&program, &claim, "approve", &json!({"amount": "150000"})).await.fails(422, "own_proposal");
        let list = program.get("/api/v1/claims").await.is(200);
        assert_eq!((&list.json["items"][0]["ticket"], &list.json["items"][0]["status"]), (&json!(case.code), &json!("proposed")));
        assert_eq!(program.get("/api/v1/claims?status=approved").await.is(200).json["items"], json!([]));
        act(&program, &claim, "send_back", &json!({"reason": "Revise el valor."})).await.is(200);
        let found = program.get(&claim).await.is(200);
        let history = found.json["desk"]["history"].as_array().unwrap();
        let kinds: Vec<&str> = history.iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["requested", "calculated", "adjusted", "proposed", "sent_back"]);
        assert_eq!((&history[4]["reason"], &history[4]["by"]["name"]), (&json!("Revise el valor."), &json!("Inés Barrera")));
        // Each move that it names has an address, and each that it does not name is refused.
        let moves: Vec<String> = found.json["desk"]["moves"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
        assert!(moves.contains(&"ask_documents".to_owned()) && !moves.contains(&"approve".to_owned()), "{moves:?}");
        act(&program, &claim, "ask_documents", &json!({"reason": "Falta la factura."})).await.is(200);
        act(&program, &claim, "receive_documents", &json!({})).await.is(200);
        act(&program, &claim, "reconsider", &json!({"reason": "Otra vez."})).await.fails(409, "illegal_move");
        act(&program, &claim, "deny", &json!({"reason": "No hay prueba del contenido."})).await.is(200);
        let seen = program.get(&claim).await.header("etag").to_owned();
        program.post_seen(&format!("{claim}/reconsider"), "again", Some(&seen), &json!({"reason": "Llegó la factura."})).await.is(200);
        act(&program, &claim, "declare_not_applicable", &json!({"reason": "El envío llegó."})).await.is(200);
        assert_eq!(program.get(&claim).await.json["state"], "not_due");
    }

    async fn l04_a_program_approves_what_it_read_and_no_more_than_its_maker(desk: Desk) {
        with_policy(&desk).await;
        let case = desk.ticket_of("mariana.rios@correo.example").await;
        let program = of_staff(&desk, &["tickets:read", READ, WRITE]).await;
        let claim = format!("/api/v1/tickets/{}/claim", case.code);
        program.post(&claim, "one", &json!({"currency": "COP"})).await.is(201);
        act(&program, &claim, "calculate", &facts("180000")).await.is(200);
        // Laura proposes it at the desk.
        let laura = desk.signed_in(&desk.staff.laura).await;
        let id = desk.ticket(&case).await.id;
        let now = desk.app.store.read(move |db| db.current_claim(id)).await.unwrap().unwrap();
        app::compensation::act(&desk.app, &laura, now.id, now.version, Command::Propose).await.unwrap();

        act(&program, &claim, "approve", &json!({"amount": "184501"})).await.fails(409, "amount_changed");
        let told = program.post_seen(&format!("{claim}/approve"), "b", Some(program.get(&claim).await.header("etag")), &json!({"amount": "184500"})).await;
        // What an administrator approves is what the role says.
        let limits = desk.app.store.read(|db| db.role(domain::Role::ADMIN.id)).await.unwrap().unwrap().limits;
        if limits.is_empty() {
            told.fails(422, "above_limit");
        } else {
            assert_eq!(told.is(200).json["status"], "approved");
        }
    }

    async fn d05_d11_a_company_is_told_what_its_page_shows(desk: Desk) {
        with_policy(&desk).await;
        let (_, mut lucia, _) = el_anden(&desk, true).await;
        let (code, _) = file(&mut lucia, "Caja perdida").await;
        let shop = of_company(&desk, &mut lucia, &["tickets:read", READ]).await;
        let staff = of_staff(&desk, &["tickets:read", READ, WRITE]).await;
        let claim = format!("/api/v1/tickets/{code}/claim");
        shop.get(&claim).await.fails(404, "not_found");
        staff.post(&claim, "one", &json!({"currency": "COP"})).await.is(201);
        act(&staff, &claim, "calculate", &facts("180000")).await.is(200);

        let told = shop.get(&claim).await.is(200);
        let mut names: Vec<&str> = told.json.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["amount", "is_returned", "needs_payee", "paid_on", "payee", "solution", "state"]);
        assert_eq!((&told.json["state"], &told.json["amount"]), (&json!("in_review"), &Value::Null), "nothing before it is offered");
        assert!(told.headers.get("etag").is_none());
        assert!(staff.get(&claim).await.json["desk"].is_object());
        // Companies change nothing, see no list, and nothing of others.
        shop.post(&claim, "a", &json!({"currency": "COP"})).await.fails(403, "scope_missing");
        shop.post_seen(&format!("{claim}/void"), "b", Some("\"1\""), &json!({"reason": "No."})).await.fails(403, "scope_missing");
        let page = lucia.post("/cuenta/api", &[("nombre", "x"), ("dias", "30"), ("alcance", WRITE)]).await;
        assert_eq!(page.status, 422, "nothing for companies");
        shop.get("/api/v1/claims").await.fails(403, "forbidden");
        let other = desk.ticket_of("mariana.rios@correo.example").await.code;
        staff.post(&format!("/api/v1/tickets/{other}/claim"), "c", &json!({"currency": "COP"})).await.is(201);
        shop.get(&format!("/api/v1/tickets/{other}/claim")).await.fails(404, "not_found");

        // Once it is offered, the amount is shown.
        let by = desk.signed_in(&desk.staff.laura).await;
        let parsed: domain::TicketCode = code.parse().unwrap();
        let now = async || {
            let code = parsed.clone();
            desk.app.store.read(move |db| { let ticket = db.ticket_by_code(&code)?.unwrap(); db.current_claim(ticket.id) }).await.unwrap().unwrap()
        };
        let current = now().await;
        app::compensation::act(&desk.app, &by, current.id, current.version, Command::Propose).await.unwrap();
        let by = desk.signed_in(&desk.staff.andres).await;
        let current = now().await;
        app::compensation::act(&desk.app, &by, current.id, current.version, Command::Approve { amount: current.amount.unwrap() }).await.unwrap();
        assert_eq!(shop.get(&claim).await.json["amount"], Value::Null);
        let writer = of_staff(&desk, &["tickets:read", "tickets:write"]).await;
        let path = format!("/api/v1/tickets/{code}");
        let seen = writer.get(&path).await.header("etag").to_owned();
        writer.post_seen(&format!("{path}/solutions"), "s", Some(&seen), &json!({"kind": "solved", "text": "Le pagamos el envío."})).await.is(201);
        let told = shop.get(&claim).await.is(200);
        assert_eq!((&told.json["state"], &told.json["amount"]["amount"]), (&json!("to_accept"), &json!("184500")));
        assert_eq!(told.json["amount"]["currency"], Currency::Cop.code());
        assert!(!told.json.to_string().contains(LUCIA));
    }

    async fn i08_d10_claims_need_their_scopes_and_what_is_asked_for(desk: Desk) {
        with_policy(&desk).await;
        let case = desk.ticket_of("mariana.rios@correo.example").await;
        let claim = format!("/api/v1/tickets/{}/claim", case.code);
        let reader = of_staff(&desk, &["tickets:read", "tickets:write"]).await;
        reader.get(&claim).await.fails(403, "scope_missing");
        reader.get("/api/v1/claims").await.fails(403, "scope_missing");
        reader.post(&claim, "a", &json!({"currency": "COP"})).await.fails(403, "scope_missing");
        let program = of_staff(&desk, &[READ]).await;
        program.post(&claim, "a", &json!({"currency": "COP"})).await.fails(403, "scope_missing");
        let program = of_staff(&desk, &[READ, WRITE]).await;
        for body in [json!({}), json!({"currency": "XXX"}), json!({"currency": "cop"}), json!({"currency": "COP", "amount": "1"}), json!({"currency": 1})] {
            program.post(&claim, "a", &body).await.fails(400, "invalid_json");
        }
        program.post(&claim, "a", &json!({"currency": "CLF"})).await.fails(422, "mixed_currencies");
        program.post(&claim, "a", &json!({"currency": "COP"})).await.is(201);
        for (field, value, status) in [("value", "1.234", 422), ("value", "-1", 422), ("value", "", 422), ("value", "99999999999999", 422), ("cause", "rain", 400), ("date", "mañana", 400), ("amount", "1", 400), ("id", "1", 400)] {
            let mut body = facts("180000");
            body[field] = json!(value);
            let seen = program.get(&claim).await.header("etag").to_owned();
            let told = program.post_seen(&format!("{claim}/calculate"), field, Some(&seen), &body).await.is(status);
            assert!(status == 400 || told.json["errors"][0]["field"] == field, "{}", told.json);
        }
        for query in ["status=open", "status=", "cursor=x", "limit=0", "status=proposed%27"] {
            program.get(&format!("/api/v1/claims?{query}")).await.fails(400, "invalid_query");
        }
    }
}
