//! Every route against everybody (cases D1 and D10): what comes of it stands in `matrix.txt`, and a
//! route without a row there fails.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use domain::policy::{Grants, Scope};
use domain::{Agent, Currency, Permission};
use store::on_both_engines;

use crate::browser::{Browser, Page, Upload};
use crate::company::{company, entered, file};
use crate::desk::{Case, Desk, png};
use crate::roles::{give, role_of};

pub(crate) const MARIANA: &str = "mariana.rios@correo.example";
const OTHER: &str = "otra.persona@correo.example";
pub(crate) const MANAGER: &str = "compras@elanden.example";
pub(crate) const MEMBER: &str = "bodega@elanden.example";

/// In the order in which they come: those who may end something for the others are last.
const ACTORS: [&str; 11] = [
    "nobody",
    "reader",
    "stranger",
    "requester",
    "member",
    "manager",
    "viewer",
    "narrow",
    "agent",
    "supervisor",
    "admin",
];

/// Whose sessions are ended by what they send.
const GOOD_BYES: [&str; 3] = ["/cuenta/salir", "/salir", "/salir-de-la-mesa"];

/// Fields that belong to nobody who writes (case D10), with values that would do harm.
const FOREIGN: [(&str, &str); 12] = [
    ("role", "admin"),
    ("role_id", "4"),
    ("org_id", "1"),
    ("organization_id", "1"),
    ("state", "resolved"),
    ("status", "5"),
    ("verified_by", "phone"),
    ("verified_by_agent", "1"),
    ("created_at", "0"),
    ("is_internal", "false"),
    ("amount", "99999999"),
    ("id", "1"),
];

/// One route and method, as it is declared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Route {
    pub(crate) is_post: bool,
    pub(crate) path: String,
}

/// The routes, as they are written in the program.
pub(crate) fn routes() -> Vec<Route> {
    let mut found = Vec::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 150, "only {} routes found", found.len());
    let is_last = |route: &Route| GOOD_BYES.contains(&route.path.as_str());
    found.sort_by_key(|route| (is_last(route), route.clone()));
    found.dedup();
    found
}

fn read(folder: &Path, found: &mut Vec<Route>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            declared(&std::fs::read_to_string(path).unwrap(), found);
        }
    }
}

fn declared(source: &str, found: &mut Vec<Route>) {
    for piece in source.split(".route(").skip(1) {
        let Some(path) = piece.trim_start().strip_prefix('"') else {
            continue;
        };
        let (path, methods) = path.split_once('"').unwrap();
        let methods = within(methods);
        for (is_post, method) in [(false, "get("), (true, "post(")] {
            if !methods.contains(method) {
                continue;
            }
            let route = |path: String| Route { is_post, path };
            found.push(route(path.to_owned()));
            // The receipt alone is not once more with the pages of companies.
            if path.starts_with("/casos/") && !path.ends_with("/constancia") {
                found.push(route(format!("/cuenta{path}")));
            }
        }
    }
}

/// The text up to the bracket that ends it.
fn within(text: &str) -> &str {
    let mut depth = 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    panic!("no end of {text}");
}

/// What the addresses name.
pub(crate) struct Things {
    pub(crate) case: Case,
    of_company: String,
    ids: BTreeMap<&'static str, String>,
}

impl Things {
    /// The address with something in each place.
    pub(crate) fn address(&self, route: &Route) -> String {
        let path = route.path.as_str();
        let code = if path.starts_with("/cuenta") {
            &self.of_company
        } else {
            &self.case.code
        };
        let kind = [
            ("/mesa/ajustes/personas", "agent"),
            ("/mesa/ajustes/capacidad/personas", "agent"),
            ("/mesa/ajustes/roles", "role"),
            ("/mesa/ajustes/equipos", "team"),
            ("/mesa/ajustes/temas", "topic"),
            ("/mesa/organizaciones", "organization"),
            ("/cuenta/personas", "account"),
            ("/mesa/casos", "file"),
            ("/casos/{codigo}/archivos", "file"),
        ];
        let kind = kind.iter().find(|(start, _)| path.starts_with(start));
        let id = kind.map_or("1", |(_, kind)| self.ids[kind].as_str());
        path.replace("{codigo}", code)
            .replace("{code}", code)
            .replace("{id}", id)
            .replace("{persona}", &self.ids["account"])
            .replace("{vista}", "todos")
            .replace("{tema}", "informacion")
            .replace("{recurso}", "tickets")
            .replace(
                "{accion}",
                if path.contains("indemnizacion") {
                    "pedir"
                } else {
                    "cerrar"
                },
            )
            .replace("{token}", "unaclavequenoexiste")
            .replace("{sesion}", "1")
            .replace("{fecha}", "2026-03-02")
            .replace("{file}", "nada.css")
            + match path {
                "/mesa/{vista}/exportar" => "?formato=csv",
                "/mesa/buscar" => "?q=caja",
                _ => "",
            }
    }

    /// What a form there would send, so that it is who sends it that decides.
    pub(crate) fn fields(&self, route: &Route, version: i64) -> Vec<(String, String)> {
        let path = route.path.as_str();
        let role = if path.starts_with("/mesa/ajustes/personas") {
            "2"
        } else {
            "member"
        };
        let own = [
            ("version", version.to_string()),
            ("rol", role.to_owned()),
            ("equipo", self.ids["team"].clone()),
            ("persona", self.ids["agent"].clone()),
        ];
        let plain = [
            ("texto", "Hola"),
            ("mensaje", "Hola"),
            ("motivo", "Porque así lo pidió"),
            ("visto", "9223372036854775807"),
            ("tipo", "solved"),
            ("ok", "si"),
            ("solucion", "1"),
            ("nombre", "Nora Gil"),
            ("correo", "nora.gil@correo.example"),
            ("activa", "si"),
            ("maximo", "5"),
            ("presencia", "available"),
            ("palabra", "caja"),
            ("hacia", "arriba"),
            ("moneda", "COP"),
            ("pais", "CO"),
            ("indemnizacion", "1"),
            ("referencia", "ABCD-EFGH"),
            ("estrellas", "5"),
            ("titular", "Nora Gil"),
            ("tipo_documento", "rut"),
            ("documento", "12.345.678-5"),
            ("banco", "Banco de Chile"),
            ("tipo_cuenta", "checking"),
            ("cuenta", "12345678"),
        ];
        let plain = plain.into_iter().chain(FOREIGN);
        own.into_iter()
            .chain(plain.map(|(name, value)| (name, value.to_owned())))
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

/// A desk with something of everything.
pub(crate) async fn furnished(desk: &Desk) -> Things {
    let mut case = desk.ticket_of(MARIANA).await;
    let upload = Upload {
        field: "archivo",
        name: "recibo.png",
        kind: "image/png",
        content: &png(),
    };
    case.write_with("Mando el recibo.", &[upload]).await.is(200);
    let people = [(MANAGER, "manager", ""), (MEMBER, "member", "")];
    company(desk, "Librería El Andén", false, &people).await;
    let (of_company, _) = file(&mut entered(desk, MANAGER).await, "Caja de la gerencia").await;
    let mut laura = desk.agent(&desk.staff.laura).await;
    laura.reply(&case.code, "Le contamos el lunes.").await;
    let by = desk.signed_in(&desk.staff.laura).await;
    let wanted = app::compensation::Request {
        currency: Currency::Cop,
    };
    let asked = app::compensation::request(&desk.app, &by, case.code.parse().unwrap(), wanted);
    asked.await.unwrap();
    let spare = role_of(desk, "De sobra", Grants::NONE).await;
    let key = async |query: &'static str| desk.number(query).await.to_string();
    let ids = BTreeMap::from([
        ("agent", desk.staff.camila.id.to_string()),
        ("role", spare.to_string()),
        ("team", desk.staff.laura.team.to_string()),
        ("topic", key("SELECT min(id) AS number FROM topic").await),
        (
            "organization",
            key("SELECT min(id) AS number FROM organization").await,
        ),
        (
            "account",
            key("SELECT max(id) AS number FROM account").await,
        ),
        ("file", key("SELECT min(id) AS number FROM file").await),
    ]);
    Things {
        case,
        of_company,
        ids,
    }
}

/// The browser of somebody, who has just come in.
async fn browser_of(desk: &Desk, actor: &str, known: &BTreeMap<&str, Browser>) -> Browser {
    let staff = &desk.staff;
    let agent: &Agent = match actor {
        "nobody" => return desk.browser(),
        "viewer" => &staff.victor,
        "narrow" => &staff.camila,
        "agent" => &staff.laura,
        "supervisor" => &staff.andres,
        "admin" => &staff.ines,
        guest => return known[guest].clone(),
    };
    desk.agent(agent).await
}

/// What came of it, in one letter.
fn outcome(page: &Page, route: &Route) -> char {
    match page.status {
        303 => match page.location() {
            to if to.starts_with("/ingresar") || to.starts_with("/consultar") => '>',
            to if to.starts_with("/verificar") => '?',
            _ => '+',
        },
        401 => '>',
        403 => '-',
        404 => '0',
        200..=299 | 307 | 400 | 409 | 410 | 413 | 415 | 422 | 429 => '+',
        status => panic!("{status} for {route:?}: {}", page.body),
    }
}

/// Sends what a form or a link there would send; what came of it.
pub(crate) async fn send(
    browser: &mut Browser,
    route: &Route,
    things: &Things,
    version: i64,
) -> char {
    let address = &things.address(route);
    if !route.is_post {
        if route.path.ends_with("/eventos") {
            let (status, _) = browser.stream(address).await;
            return match status.as_u16() {
                200 => '+',
                204 => '>',
                403 => '-',
                _ => '0',
            };
        }
        return outcome(&browser.get(address).await, route);
    }
    let fields = things.fields(route, version);
    let picture = png();
    let upload = |field| Upload {
        field,
        name: "logo.png",
        kind: "image/png",
        content: &picture,
    };
    let page = match route.path.rsplit('/').next().unwrap_or_default() {
        "logo" => {
            browser
                .post_parts(address, &fields[..1], &[upload("logo")])
                .await
        }
        "importar" => {
            let holidays = Upload {
                content: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                ..upload("archivo")
            };
            browser.post_parts(address, &[], &[holidays]).await
        }
        // A form with a table has few fields, and more are refused before they are read.
        "respuesta" | "uf" => browser.post_parts(address, &fields[..1], &[]).await,
        "archivos" => browser.post_parts(address, &[], &[upload("archivo")]).await,
        "nota" | "solucion" | "mensajes" | "trasladar" => {
            browser.post_parts(address, &fields, &[]).await
        }
        "responder" if route.path.starts_with("/mesa") => {
            browser.post_parts(address, &fields, &[]).await
        }
        "quitar" if route.path.contains("/archivos/") => {
            browser.post_parts(address, &fields, &[]).await
        }
        _ => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            browser.post(address, &fields).await
        }
    };
    outcome(&page, route)
}

/// What nobody but administrators may change, whatever they send.
async fn protected(desk: &Desk) -> Vec<String> {
    let queries = [
        "SELECT CAST(id AS TEXT) || ' ' || CAST(role_id AS TEXT) || ' ' || CAST(team_id AS TEXT) || ' ' || email || ' ' || CAST(is_active AS TEXT) AS word FROM agent ORDER BY id",
        "SELECT CAST(id AS TEXT) || ' ' || name || ' ' || COALESCE(grants, '') || ' ' || COALESCE(limits, '') AS word FROM role ORDER BY id",
        "SELECT CAST(id AS TEXT) || ' ' || COALESCE(CAST(verified_by_agent AS TEXT), '') || ' ' || CAST(requester_id AS TEXT) || ' ' || COALESCE(CAST(organization_id AS TEXT), '') || ' ' || CAST(created_at AS TEXT) AS word FROM ticket ORDER BY id",
        "SELECT CAST(id AS TEXT) || ' ' || COALESCE(CAST(amount AS TEXT), '') AS word FROM claim ORDER BY id",
        "SELECT CAST(id AS TEXT) || ' ' || CAST(organization_id AS TEXT) || ' ' || role AS word FROM account ORDER BY id",
    ];
    let mut all = Vec::new();
    for query in queries {
        let rows = desk.app.store.read(move |db| db.words(query)).await;
        all.extend(rows.unwrap());
    }
    all
}

fn table(rows: &BTreeMap<Route, Vec<char>>) -> String {
    let mut table = String::new();
    for (route, outcomes) in rows {
        let method = if route.is_post { "POST" } else { "GET" };
        let cells: Vec<_> = outcomes.iter().map(char::to_string).collect();
        writeln!(table, "{method:<4} {:<62} {}", route.path, cells.join(" ")).unwrap();
    }
    table
}

/// What is expected, without the remarks on top.
fn expected() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrix.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.fold(String::new(), |all, line| all + line + "\n")
}

on_both_engines! {
    async fn d01_d10_every_route_answers_everybody_as_the_table_says(desk: Desk) {
        let things = furnished(&desk).await;
        let own = Scope::Own;
        let narrow = Permission::ALL.into_iter().filter(|one| one.has_scope()).fold(Grants::NONE, |grants, one| grants.with(one, own));
        let narrow = role_of(&desk, "Solo lo propio", narrow).await;
        give(&desk, &desk.staff.camila, narrow).await;
        let mut reader = desk.browser();
        reader.look_up(&things.case.code, MARIANA).await.is(200);
        let known = BTreeMap::from([
            ("reader", reader),
            ("requester", things.case.browser.clone()),
            ("stranger", desk.ticket_of(OTHER).await.browser),
            ("manager", entered_again(&desk, MANAGER).await),
            ("member", entered(&desk, MEMBER).await),
        ]);
        let routes = routes();
        let mut rows: BTreeMap<Route, Vec<char>> = BTreeMap::new();
        let before = protected(&desk).await;

        for actor in ACTORS {
            if actor == "admin" {
                let after = protected(&desk).await;
                for row in &before {
                    assert!(after.contains(row), "changed by what was sent besides (D10): {row}");
                }
                assert_eq!(desk.number("SELECT count(*) AS number FROM message WHERE kind = 'note' AND by_role <> 'agent'").await, 0);
                assert_eq!(desk.number("SELECT count(*) AS number FROM agent").await, 5);
            }
            for route in &routes {
                let mut browser = browser_of(&desk, actor, &known).await;
                let version = desk.ticket(&things.case).await.version;
                let letter = send(&mut browser, route, &things, version).await;
                rows.entry(route.clone()).or_default().push(letter);
            }
        }

        let found = table(&rows);
        assert!(found == expected(), "the table is now\n{found}");
    }
}

/// Somebody who chose a password before.
pub(crate) async fn entered_again(desk: &Desk, email: &str) -> Browser {
    let mut browser = desk.browser();
    browser.sign_in(email, crate::company::CLAVE).await.is(303);
    browser
}
