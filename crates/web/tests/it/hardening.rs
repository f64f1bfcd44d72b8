//! Cases of security that belong to no page alone: cookies, what is searched for, whom a form is for.

use std::time::{Duration, Instant};

use domain::Permission;
use domain::policy::{Grants, Scope};
use jiff::SignedDuration;
use serde_json::json;
use store::on_both_engines;

use crate::api::of_staff;
use crate::browser::escaped;
use crate::company::{CLAVE, LUCIA, company, entered, link};
use crate::desk::{Desk, Request, code_in};
use crate::intake::{reference_on, six_digits};
use crate::legal::of_class;
use crate::roles::{give, role_of};

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

/// Headers that name another place than the one that was asked.
fn lies() -> Vec<(&'static str, String)> {
    let hosts = [
        "host",
        "x-forwarded-host",
        "x-forwarded-server",
        "x-original-host",
        "x-host",
    ];
    let mut lies: Vec<_> = hosts.map(|name| (name, "malo.example".to_owned())).to_vec();
    lies.extend([
        ("forwarded", "host=malo.example;proto=http".to_owned()),
        ("x-forwarded-proto", "http".to_owned()),
        ("x-forwarded-port", "8080".to_owned()),
        ("origin", "https://malo.example".to_owned()),
        ("referer", "https://malo.example/ingresar".to_owned()),
    ]);
    lies
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

    async fn c08_whatever_a_request_says_of_its_host_links_lead_to_the_configured_address(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        ines.extra = lies();
        let page = ines.open("/mesa/organizaciones").await.is(200);
        let page = ines.submit(&page, "/mesa/organizaciones", &[("nombre", "El Andén")]).await.is(200);
        let lucia = [("nombre", "Lucía Andrade"), ("correo", LUCIA), ("rol", "manager")];
        ines.submit(&page, "/personas", &lucia).await.is(200);
        let page = ines.open("/mesa/ajustes/personas").await.is(200);
        let nora = [("nombre", "Nora Gil"), ("correo", "nora.gil@cordillera.example"), ("rol", "2"), ("equipo", "1")];
        ines.submit(&page, "/personas", &nora).await.is(200);

        let mut guest = desk.browser();
        guest.extra = lies();
        let page = guest.ask_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;
        let created = guest.type_code(&page, &code).await.is(200);
        let mut somebody = desk.browser();
        somebody.extra = lies();
        let page = somebody.open("/recuperar-codigo").await.is(200);
        somebody.submit(&page, "/recuperar-codigo", &[("correo", MARIANA)]).await.is(200);
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.extra = lies();
        laura.reply(&code_in(&created.path), "Le contamos el lunes.").await;

        let mut browser = desk.browser();
        browser.extra = lies();
        let path = link(&desk, LUCIA, "account_invited").await;
        browser.post(&path, &[("clave", CLAVE)]).await.is(303);
        for name in [LUCIA, desk.staff.laura.email.as_str()] {
            somebody.post("/ingresar/olvide", &[("correo", name)]).await.is(303);
        }
        somebody.post("/ingresar/enlace", &[("correo", LUCIA)]).await.is(303);
        let page = browser.open("/cuenta/correo").await.is(200);
        browser.submit(&page, "/cuenta/correo", &[("correo", OTHER)]).await.is(200);

        let letters = desk.letters().await;
        for letter in &letters {
            for text in [&letter.text, &letter.html, &letter.raw] {
                assert!(!text.contains("malo.example"), "{}: {text}", letter.kind);
            }
            assert!(letter.links.iter().all(|link| link.starts_with("https://casos.example.test/")), "{}: {:?}", letter.kind, letter.links);
        }
        for kind in ["account_invited", "agent_invited", "ticket_created", "code_list", "agent_replied", "password_reset", "sign_in_link", "email_changing"] {
            let of_kind: Vec<_> = letters.iter().filter(|letter| letter.kind == kind).collect();
            assert!(!of_kind.is_empty() && of_kind.iter().all(|letter| !letter.links.is_empty()), "{kind}");
        }
        assert!(letters.iter().any(|letter| letter.kind == "verification_code"));

        // What says that another site made the browser send it is not even looked at.
        somebody.extra = vec![("origin", "https://malo.example".into()), ("sec-fetch-site", "cross-site".into())];
        somebody.post("/ingresar/olvide", &[("correo", LUCIA)]).await.is(403);
        assert_eq!(desk.letters().await.len(), letters.len());
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

    async fn d14_a_program_does_not_rename_who_is_known(desk: Desk) {
        let known = async || desk.app.store.read(|db| db.words("SELECT name || ' ' || phone AS word FROM contact ORDER BY id")).await.unwrap();
        desk.filed(&Request { phone: "300 111 2233".into(), ..Request::of(MARIANA) }).await;
        assert_eq!(known().await, ["Mariana Ríos Ospina 300 111 2233"]);
        let program = of_staff(&desk, &["tickets:read", "tickets:create"]).await;
        let ticket = |email: &str| json!({
            "topic": "informacion", "subject": "Caja detenida", "description": "No se mueve desde el lunes.",
            "requester": {"name": "Pedro Gil", "email": email, "phone": "301 999 8877", "consent": true},
        });

        program.post("/api/v1/tickets", "known", &ticket(MARIANA)).await.is(201);
        assert_eq!(known().await, ["Mariana Ríos Ospina 300 111 2233"]);

        // Who is not known yet is called as the program says, until they say so themselves.
        program.post("/api/v1/tickets", "new", &ticket(OTHER)).await.is(201);
        assert_eq!(known().await, ["Mariana Ríos Ospina 300 111 2233", "Pedro Gil 301 999 8877"]);
        desk.filed(&Request { name: "Julia Paz".into(), ..Request::of(OTHER) }).await;
        assert_eq!(known().await[1], "Julia Paz 301 999 8877");
    }

    async fn d14_who_was_believed_on_the_phone_does_not_rename_who_is_known(desk: Desk) {
        let known = async || desk.app.store.read(|db| db.words("SELECT name || ' ' || phone AS word FROM contact ORDER BY id")).await.unwrap();
        desk.filed(&Request { phone: "300 111 2233".into(), ..Request::of(MARIANA) }).await;
        let other = Request { name: "Pedro Gil".into(), phone: "301 999 8877".into(), ..Request::of(MARIANA) };
        let (mut browser, page) = desk.asked_for_a_code(&other).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let found = laura.open(&format!("/mesa/validar?referencia={}", reference_on(&page))).await.is(200);
        let all = [("punto-0", ""), ("punto-1", ""), ("punto-2", ""), ("motivo", "No le llega el correo")];
        let code = six_digits(&laura.submit(&found, "/validar", &all).await.is(200));
        let filed = browser.type_code(&page, &code).await.is(200);

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 2);
        assert_eq!(known().await, ["Mariana Ríos Ospina 300 111 2233"]);
        // Nor is it told what the owner of the address is called and how to call.
        let case = format!("/casos/{}", crate::desk::code_in(&filed.path));
        for path in [case.clone(), format!("{case}/constancia")] {
            let told = browser.get(&path).await.is(200).body;
            assert!(!told.contains("111 2233") && !told.contains("Mariana Ríos"), "{path}");
        }
    }

    async fn d14_who_reads_only_own_cases_learns_no_telephone_by_filing_one(desk: Desk) {
        desk.filed(&Request { phone: "300 111 2233".into(), ..Request::of(MARIANA) }).await;
        desk.wait(SignedDuration::from_hours(1)).await;
        let own = [Permission::Read, Permission::SeePersonal, Permission::Reply];
        let own = own.into_iter().fold(Grants::NONE, |grants, one| grants.with(one, Scope::Own));
        let role = role_of(&desk, "Teléfono", own.with(Permission::CheckIdentity, Scope::All)).await;
        give(&desk, &desk.staff.laura, role).await;
        let (mut browser, page) = desk.asked_for_a_code(&Request { name: "Pedro Gil".into(), ..Request::of(MARIANA) }).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let found = laura.open(&format!("/mesa/validar?referencia={}", reference_on(&page))).await.is(200);
        let all = [("punto-0", ""), ("punto-1", ""), ("punto-2", ""), ("motivo", "No le llega el correo")];
        let code = six_digits(&laura.submit(&found, "/validar", &all).await.is(200));
        let by_phone = code_in(&browser.type_code(&page, &code).await.is(200).path);
        let by_program = of_staff(&desk, &["tickets:create"]).await.post("/api/v1/tickets", "one", &json!({
            "topic": "informacion", "subject": "Caja detenida", "description": "No se mueve desde el lunes.",
            "requester": {"name": "Pedro Gil", "email": MARIANA, "consent": true},
        })).await.is(201).code();
        let has_alone = async |which: &str| {
            let change = format!("UPDATE ticket SET assignee_id = CASE WHEN {which} THEN {} END", desk.staff.laura.id);
            desk.app.store.write(move |tx| tx.sql(&change)).await.unwrap();
        };

        has_alone(&format!("code IN ('{by_phone}', '{by_program}')")).await;

        for code in [&by_phone, &by_program] {
            let page = laura.at_desk(code).await;
            assert!(page.says("···233") && !page.says("111 2233"), "{}", page.words());
        }
        // Whoever has the case that she filed herself knows how to call her, from each of them.
        has_alone("1 = 1").await;
        for code in [&by_phone, &by_program] {
            assert!(laura.at_desk(code).await.says("300 111 2233"), "{code}");
        }
    }

    async fn d14_an_authority_is_told_the_telephone_only_of_who_filed(desk: Desk) {
        of_class(&desk, "peticion").await;
        let own = desk.filed(&Request { phone: "300 111 2233".into(), ..Request::of(MARIANA) }).await;
        desk.wait(SignedDuration::from_hours(1)).await;
        let by_program = of_staff(&desk, &["tickets:create"]).await.post("/api/v1/tickets", "one", &json!({
            "topic": "informacion", "subject": "Caja detenida", "description": "No se mueve desde el lunes.",
            "requester": {"name": "Pedro Gil", "email": MARIANA, "consent": true},
        })).await.is(201).code();
        let mut laura = desk.agent(&desk.staff.laura).await;
        let fields = [("entidad", "Superintendencia de Transporte"), ("correo", OTHER), ("motivo", "Vigila a las empresas.")];

        for code in [&own.code, &by_program] {
            let form = laura.open(&format!("/mesa/casos/{code}/trasladar")).await.is(200);
            laura.submit_with(&form, "/trasladar", &fields, &[]).await.is(200);
        }

        let sent = desk.letters_of(OTHER, "request_forwarded").await;
        assert_eq!(sent.len(), 2);
        for letter in sent {
            let is_own = letter.text.contains(&own.code);
            assert!(letter.text.contains(MARIANA) && (is_own || letter.text.contains(&by_program)), "{}", letter.text);
            assert_eq!(letter.text.contains("111 2233"), is_own, "{}", letter.text);
        }
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
