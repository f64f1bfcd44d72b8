//! Whatever stands in the addresses of lists, exports and logs (case J1): no fault, no delay, and
//! nothing that one may not see.

use std::time::{Duration, Instant};

use serde_json::json;
use store::{Store, on_both_engines};

use crate::api::{of_company, of_staff};
use crate::browser::{Browser, Page, escaped};
use crate::company::{LUCIA, company, entered, file};
use crate::desk::Desk;
use crate::matrix::{MANAGER, Route, entered_again, furnished, routes};
use crate::matrix_api::patient;

/// Values that are code, or of another type than is asked for. It is meant to grow.
const HOSTILE: [&str; 22] = [
    "'",
    "\"",
    "`",
    "' OR 1=1 --",
    "1; SELECT pg_sleep(20)",
    "') UNION SELECT token_hash FROM api_token --",
    "1/**/OR/**/1=1",
    "%_\\",
    "-1",
    "0",
    "1e9",
    "9223372036854775807",
    "99999999999999999999",
    "NaN",
    "null",
    "[]",
    "{\"a\":1}",
    "due DESC",
    "../../../etc/passwd",
    "a\r\nSet-Cookie: x=y",
    "💩\u{202e}",
    "٣",
];

/// Queries that no form makes.
const RAW: [&str; 10] = [
    "estado[]=a",
    "estado[x]=1",
    "estado=a&estado=b",
    "desde=%ff",
    "orden=%f0%28",
    "q=%",
    "q=%00",
    "=",
    "&&&",
    "formato",
];

/// All that lists, exports and logs read from their addresses.
const NAMES: [&str; 24] = [
    "accion",
    "anio",
    "color",
    "desde",
    "dias",
    "equipo",
    "estado",
    "fila",
    "filas",
    "hecho",
    "indemnizacion",
    "orden",
    "persona",
    "pestana",
    "plazo",
    "prioridad",
    "q",
    "referencia",
    "responsable",
    "tema",
    "tipo",
    "todo",
    "vista",
    "volver",
];

/// Longer than any page takes, and shorter than a statement that was made to sleep.
const WITHIN: Duration = Duration::from_secs(10);

/// What lists of the desk are narrowed and sorted by.
const QUEUE: &[&str] = &[
    "desde",
    "equipo",
    "estado",
    "orden",
    "plazo",
    "prioridad",
    "responsable",
    "tema",
    "tipo",
];

/// What lists of companies are narrowed and sorted by.
const CASES: &[&str] = &[
    "desde",
    "dias",
    "estado",
    "filas",
    "indemnizacion",
    "orden",
    "q",
    "vista",
];

/// Lists, exports and logs, with the names that are tried alone too.
const OF_THE_DESK: [(&str, &[&str]); 8] = [
    ("/mesa/todos?", QUEUE),
    ("/mesa/todos/exportar?formato=csv&", QUEUE),
    ("/mesa/auditoria?", &["accion", "persona", "desde"]),
    ("/mesa/indemnizaciones?", &["estado", "desde"]),
    ("/mesa/organizaciones?", &[]),
    ("/mesa/ajustes/personas?", &[]),
    ("/mesa/correo?", &[]),
    ("/mesa/exportaciones?", &[]),
];

const OF_COMPANIES: [(&str, &[&str]); 4] = [
    ("/cuenta/casos?", CASES),
    ("/cuenta/casos/exportar?formato=csv&", CASES),
    ("/cuenta/personas?", &[]),
    ("/cuenta/exportaciones?", &[]),
];

/// Opens an address, which is answered, whatever it says.
async fn answered(browser: &mut Browser, address: &str) -> Page {
    let begun = Instant::now();
    let page = browser.get(address).await;
    assert!(
        page.status < 500,
        "{address}: {} {}",
        page.status,
        page.words()
    );
    let took = begun.elapsed();
    assert!(took < WITHIN, "{address}: {took:?}");
    page
}

/// An address with the same value in every name.
fn with_all(start: &str, value: &str) -> String {
    let pairs = NAMES.map(|name| format!("{name}={}", escaped(value)));
    format!("{start}{}", pairs.join("&"))
}

on_both_engines! {
    async fn j01_lists_exports_and_logs_of_the_desk_take_any_address(desk: Desk) {
        let code = desk.ticket_of("mariana.rios@correo.example").await.code;
        let mut ines = desk.agent(&desk.staff.ines).await;

        for (start, names) in OF_THE_DESK {
            for value in HOSTILE {
                for name in names {
                    answered(&mut ines, &format!("{start}{name}={}", escaped(value))).await;
                }
                answered(&mut ines, &with_all(start, value)).await;
            }
            for query in RAW {
                answered(&mut ines, &format!("{start}{query}")).await;
            }
        }
        for value in HOSTILE {
            ines.get(&format!("/mesa/todos/exportar?formato={}", escaped(value))).await.is(404);
            let exported = ines.get(&format!("/mesa/todos/exportar?formato=csv&orden={}", escaped(value))).await.is(200);
            assert!(exported.body.contains(&code), "an order that is none changes nothing: {value}");
        }
        // All is still there.
        assert!(ines.open("/mesa/todos").await.is(200).body.contains(&code));
    }

    async fn j01_lists_and_exports_of_companies_take_any_address_and_tell_nothing_of_others(desk: Desk) {
        company(&desk, "Librería El Andén", true, &[(LUCIA, "manager", "")]).await;
        let mut lucia = entered(&desk, LUCIA).await;
        let (own, _) = file(&mut lucia, "Caja de la gerencia").await;
        let other = desk.ticket_of("mariana.rios@correo.example").await.code;

        for (start, names) in OF_COMPANIES {
            for value in HOSTILE {
                for name in names {
                    let page = answered(&mut lucia, &format!("{start}{name}={}", escaped(value))).await;
                    assert!(!page.body.contains(&other), "{start}{name}={value}");
                }
                let page = answered(&mut lucia, &with_all(start, value)).await;
                assert!(!page.body.contains(&other), "{start} with {value} in all");
            }
            for query in RAW {
                answered(&mut lucia, &format!("{start}{query}")).await;
            }
        }
        assert!(lucia.open("/cuenta/casos").await.is(200).says(&own));
    }

    async fn j01_what_is_prepared_by_any_address_is_made(desk: Desk) {
        desk.ticket_of("mariana.rios@correo.example").await;
        let mut ines = desk.agent(&desk.staff.ines).await;

        for value in HOSTILE {
            let address = with_all("/mesa/todos/exportar?formato=csv&", value);
            let asked = ines.post(&address, &[]).await.is(303);
            assert!(asked.location().ends_with("?hecho=pedido"), "{value}: {}", asked.location());
            desk.run_jobs().await;
        }

        let states = desk.app.store.read(|db| db.words("SELECT DISTINCT state AS word FROM export")).await.unwrap();
        assert_eq!(states, ["ready"]);
    }

    async fn j01_every_page_takes_any_address(desk: Desk) {
        let things = furnished(&desk).await;
        let session = desk.session_of(desk.staff.ines.id).await;
        let mut requester = things.case.browser.clone();
        let mut manager = entered_again(&desk, MANAGER).await;
        requester.set_cookie("mesa", &session);
        manager.set_cookie("mesa", &session);
        let is_page = |route: &&Route| !route.is_post && !route.path.ends_with("/eventos");

        for route in routes().iter().filter(is_page) {
            let browser = if route.path.starts_with("/cuenta") { &mut manager } else { &mut requester };
            let address = things.address(route);
            let start = format!("{address}{}", if address.contains('?') { '&' } else { '?' });
            for value in ["'", "1; SELECT pg_sleep(20)", "99999999999999999999", "[]"] {
                answered(browser, &with_all(&start, value)).await;
            }
            answered(browser, &format!("{start}estado[]=a&desde=1&desde=2")).await;
        }
    }

    async fn j01_exports_of_programs_take_what_is_described_and_refuse_the_rest(store: Store) {
        let desk = patient(store).await;
        company(&desk, "Librería El Andén", true, &[(LUCIA, "manager", "")]).await;
        let mut lucia = entered(&desk, LUCIA).await;
        let other = desk.ticket_of("mariana.rios@correo.example").await.code;
        let scopes = ["tickets:read", "tickets:export"];
        let programs = [of_staff(&desk, &scopes).await, of_company(&desk, &mut lucia, &scopes).await];

        for (at, program) in programs.iter().enumerate() {
            for (number, value) in HOSTILE.into_iter().enumerate() {
                let begun = Instant::now();
                for name in ["format", "status", "assignee", "team", "order", "limit", "cursor", "sort"] {
                    let start = if name == "format" { "" } else { "format=csv&" };
                    let address = format!("/api/v1/tickets/export?{start}{name}={}", escaped(value));
                    let told = program.get(&address).await;
                    // A key that nobody has is one, and companies have no staff to ask for.
                    let is_key = ["assignee", "team"].contains(&name) && value.parse::<i64>().is_ok();
                    assert!(told.status == 400 || (told.status == 200 && is_key) || (told.status == 403 && at == 1), "{address}: {}", told.status);
                    assert!(at == 0 || !String::from_utf8_lossy(&told.bytes).contains(&other), "{address}");

                    let mut wish = json!({"format": "csv"});
                    wish[name] = json!(value);
                    let told = program.post("/api/v1/exports", &format!("{name} {number}"), &wish).await;
                    assert!(told.status < 500, "{wish}: {}", told.json);
                    wish[name] = json!([1, {"a": null}]);
                    program.post("/api/v1/exports", name, &wish).await.fails(400, "invalid_json");
                }
                assert!(begun.elapsed() < WITHIN, "{value}: {:?}", begun.elapsed());
            }
        }
    }
}
