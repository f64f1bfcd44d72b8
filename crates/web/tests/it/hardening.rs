//! Cases of security that belong to no page alone: cookies, what is searched for, whom a form is for.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use serde_json::json;
use store::on_both_engines;

use crate::api::of_staff;
use crate::browser::escaped;
use crate::company::{LUCIA, company, entered};
use crate::desk::{Desk, Request};
use crate::intake::{reference_on, six_digits};

const MARIANA: &str = "mariana.rios@correo.example";
const OTHER: &str = "jorge.paz@correo.example";

/// Longer than any search may take.
const WITHIN: Duration = Duration::from_secs(2);

/// What means something to one engine or the other, or to somebody who writes a search by hand.
fn search_texts() -> Vec<String> {
    let short = [
        "",
        " ",
        "%",
        "%%%%",
        "_",
        "*",
        "?",
        "\"",
        "\"sin cerrar",
        "'",
        "''",
        "(",
        ")",
        "((((",
        "a AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "a NEAR/2 b",
        "-",
        "--",
        "/*",
        "a*",
        "*a",
        "^a",
        "{a}:b",
        "a:b",
        "subject:x",
        "& | !",
        "a & ",
        "<->",
        "a <-> b",
        ":*",
        "\\",
        "\\\\",
        "\\%",
        "\0",
        "\u{1}",
        "\u{202e}",
        "\u{feff}",
        "💥",
        "ñ%_",
        "1e999",
        "-1",
        "9223372036854775808",
        "; DROP TABLE ticket",
        "' OR 1=1 --",
        "$1",
        "?1",
        "{{7*7}}",
        "[a-z]+(",
        "a' || pg_sleep(9) || '",
        "' || randomblob(1000000000) || '",
    ];
    let mut texts: Vec<String> = short.map(str::to_owned).to_vec();
    texts.extend([
        "a".repeat(10_240),
        "%".repeat(10_240),
        "\"".repeat(10_240),
        "a ".repeat(5_120),
        "%a".repeat(5_120),
        "(".repeat(10_240),
    ]);
    texts
}

/// From now on neither kind of session can be written, as on a full disk.
async fn fill_the_disk(desk: &Desk) {
    let is_postgres = format!("{:?}", desk.app.store).contains("Postgre");
    let write = desk.app.store.write(move |tx| {
        if is_postgres {
            tx.sql(
                "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'no space left on device'; END $$",
            )?;
        }
        for table in ["agent_session", "guest_session", "api_token"] {
            tx.sql(&if is_postgres {
                format!("CREATE TRIGGER no_space BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION no_space()")
            } else {
                format!("CREATE TRIGGER no_space_{table} BEFORE UPDATE ON {table}
                    BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END")
            })?;
        }
        Ok::<_, store::Error>(())
    });
    write.await.unwrap();
}

on_both_engines! {
    async fn n05_pages_are_read_although_the_time_of_use_cannot_be_kept(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let program = of_staff(&desk, &["tickets:read"]).await;
        fill_the_disk(&desk).await;
        desk.clock.advance(SignedDuration::from_mins(6));

        case.page().await.is(200);
        laura.open("/mesa/mios").await.is(200);
        assert_eq!(program.get("/api/v1/tickets").await.status, 200);
    }

    // That each has `__Host-`, Secure, HttpOnly and SameSite, the browser of the tests asks of every answer.
    async fn c16_every_cookie_is_bound_to_the_host_and_says_nothing_of_anybody(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        case.browser.post("/idioma", &[("idioma", "en")]).await.is(303);
        case.browser.post("/aspecto", &[("aspecto", "dark")]).await.is(303);
        let mut laura = desk.browser();
        laura.sign_in(desk.staff.laura.email.as_str(), app::testing::PASSWORD).await.is(303);
        let id = desk.app.store.read(|db| db.words("SELECT CAST(id AS TEXT) AS word FROM contact")).await.unwrap().remove(0);

        let secrets = [("consulta", &case.browser), ("equipo", &case.browser), ("mesa", &laura), ("equipo_mesa", &laura)];
        for (name, browser) in secrets {
            let value = browser.cookie(name).unwrap_or_else(|| panic!("no {name}"));
            assert!(value.len() >= 22, "{name} can be guessed");
            for personal in ["mariana", "laura", case.code.as_str(), id.as_str()] {
                assert!(!value.to_lowercase().contains(personal), "{name}: {value}");
            }
        }
        assert_eq!((case.browser.cookie("idioma"), case.browser.cookie("aspecto")), (Some("en"), Some("dark")));
    }

    async fn d14_whom_a_code_by_phone_is_for_is_not_what_the_form_says(desk: Desk) {
        desk.ticket_of(OTHER).await;
        let other = desk.app.store.read(|db| db.words("SELECT CAST(id AS TEXT) AS word FROM contact")).await.unwrap().remove(0);
        let (mut browser, page) = desk.asked_for_a_code(&Request::of(MARIANA)).await;
        let reference = reference_on(&page);
        let mut laura = desk.agent(&desk.staff.laura).await;
        let found = laura.open(&format!("/mesa/validar?referencia={reference}&correo={OTHER}&contacto={other}")).await.is(200);
        assert!(found.says("m•••s@correo.example") && !found.says("j•••z@"), "{}", found.words());
        let foreign = [
            ("referencia", reference.as_str()), ("punto-0", "1"), ("punto-1", "1"), ("punto-2", "1"), ("motivo", "No le llega el correo"),
            ("correo", OTHER), ("telefono", "3001112233"), ("contacto", &other), ("requester", &other), ("contact_id", &other),
        ];
        let given = laura.post("/mesa/validar", &foreign).await;
        let code = six_digits(&given);
        browser.type_code(&page, &code).await.is(200);

        let owners = desk.app.store.read(|db| db.words("SELECT c.email AS word FROM ticket t JOIN contact c ON c.id = t.requester_id ORDER BY t.id")).await.unwrap();
        assert_eq!(owners, [OTHER, MARIANA]);
    }

    async fn d14_a_program_names_its_requester_by_address_alone_and_learns_nothing(desk: Desk) {
        desk.ticket_of(OTHER).await;
        let other = desk.app.store.read(|db| db.words("SELECT CAST(id AS TEXT) AS word FROM contact")).await.unwrap().remove(0);
        let program = of_staff(&desk, &["tickets:read", "tickets:create"]).await;
        let ticket = |requester: serde_json::Value| json!({
            "topic": "informacion", "subject": "Caja detenida", "description": "No se mueve desde el lunes.", "requester": requester,
        });
        for (key, requester) in [
            ("id", json!({"id": other, "name": "Ana", "email": MARIANA, "consent": true})),
            ("contact", json!({"contact_id": other, "name": "Ana", "email": MARIANA, "consent": true})),
            ("two", json!({"name": "Ana", "email": format!("{MARIANA},{OTHER}"), "consent": true})),
            ("none", json!({"name": "Ana", "consent": true})),
        ] {
            let told = program.post("/api/v1/tickets", key, &ticket(requester)).await;
            assert!(matches!(told.status, 400 | 422), "{key}: {}", told.json);
        }
        let told = program.post("/api/v1/tickets", "known", &ticket(json!({"name": "Otro Nombre", "email": OTHER, "consent": true}))).await.is(201);
        assert!(!told.json.to_string().contains("3001234567"), "{}", told.json);
        // It is the same customer still, and nobody else became one.
        let known = desk.app.store.read(|db| db.words("SELECT CAST(id AS TEXT) || email AS word FROM contact")).await.unwrap();
        assert_eq!(known, [format!("{other}{OTHER}")]);
    }

    async fn j02_any_search_text_is_answered_in_time(desk: Desk) {
        desk.ticket_of(MARIANA).await;
        company(&desk, "El Andén", true, &[(LUCIA, "manager", "")]).await;
        let mut browsers = [entered(&desk, LUCIA).await, desk.agent(&desk.staff.ines).await];
        let paths = [
            (0, "/cuenta/casos?q="),
            (1, "/mesa/buscar?q="),
            (1, "/mesa/ajustes/personas?q="),
            (1, "/mesa/auditoria?q="),
            (1, "/mesa/organizaciones?q="),
            (1, "/_pruebas/correo?q="),
        ];
        for text in search_texts() {
            let asked = escaped(&text);
            let begun = Instant::now();
            let start: String = text.chars().take(40).collect();
            for (at, path) in paths {
                let page = browsers[at].get(&format!("{path}{asked}")).await;
                assert!(matches!(page.status, 200 | 303 | 400), "{path}{start}: {}", page.status);
            }
            assert!(begun.elapsed() < WITHIN, "{:?}", begun.elapsed());
        }
    }
}
