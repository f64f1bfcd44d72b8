//! What must never be in the log, planted all along a visit of the finished program (case M6).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use store::testing::Database;

use crate::running::Running;

const MARIANA: &str = "mariana.rios@correo.example";
const PASSWORD: &str = "canario amarillo canta en la clave";
const WRONG: &str = "canario equivocado que nadie eligio";
const SUBJECT: &str = "Asunto del canario verde";
const TEXT: &str = "Texto del canario rojo que nadie debe leer";
const ID_NUMBER: &str = "1032456789";
const PHONE: &str = "3014567890";

/// A browser that keeps cookies and opens a connection for each request.
pub(crate) struct Visitor<'a> {
    desk: &'a Running,
    cookies: BTreeMap<String, String>,
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(desk: &'a Running) -> Self {
        Self {
            desk,
            cookies: BTreeMap::new(),
        }
    }

    /// What it sends of itself in each request.
    pub(crate) fn cookies(&self) -> String {
        let cookies = self.cookies.iter();
        let pairs: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn send(&mut self, method: &str, path: &str, more: &str, body: &str) -> String {
        let cookies = self.cookies();
        // Programs have neither, and are refused with them.
        let browser = if more.contains("Authorization") {
            String::new()
        } else {
            format!("Sec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n")
        };
        let mut connection = self.desk.connect();
        write!(
            connection,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{browser}Content-Length: {}\r\n{more}\r\n{body}",
            self.desk.address,
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        for line in head.lines() {
            let Some(cookie) = line.strip_prefix("set-cookie: ") else {
                continue;
            };
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    fn get(&mut self, path: &str) -> String {
        self.send("GET", path, "", "")
    }

    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                let value: String = value.bytes().fold(String::new(), |mut all, byte| {
                    let _ = write!(all, "%{byte:02X}");
                    all
                });
                format!("{name}={value}")
            })
            .collect();
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send("POST", path, kind, &fields.join("&"))
    }

    /// Sets the desk up as Ana, at the path that it told.
    pub(crate) fn set_up(&mut self, path: &str, password: &str) {
        let fields = [
            ("organizacion", "Postal Cordillera"),
            ("prefijo", "PC"),
            ("zona", "America/Bogota"),
            ("nombre", "Ana Torres"),
            ("correo", "ana@resuelto.example"),
            ("clave", password),
        ];
        is(&self.post(path, &fields), 303);
    }

    /// Waits for a mail whose words hold what is looked for; what stands there.
    fn mailed<T>(&mut self, find: impl Fn(&str) -> Option<T>) -> T {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(found) = find(&self.get("/_pruebas/correo.json")) {
                return found;
            }
            assert!(Instant::now() < until, "no such mail");
            std::thread::yield_now();
        }
    }
}

#[track_caller]
pub(crate) fn is(answer: &str, status: u16) {
    assert!(
        answer.starts_with(&format!("HTTP/1.1 {status}")),
        "{answer}"
    );
}

/// The code with which the subject of a mail begins.
fn code_in(mails: &str) -> Option<String> {
    mails.split("\"subject\":\"").skip(1).find_map(|subject| {
        let (first, rest) = subject.split_at_checked(3)?;
        let code = format!("{first}{}", rest.strip_prefix(' ')?.get(..3)?);
        code.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(code)
    })
}

/// The token behind a path.
fn token_after(text: &str, start: &str) -> Option<String> {
    let (_, rest) = text.split_once(start)?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    Some(rest[..end].to_owned())
}

/// Everybody's visit; what must not be logged of it.
fn visit(desk: &mut Running) -> Vec<String> {
    let setup = desk.setup_path();
    let desk = &*desk;
    let mut ana = Visitor::new(desk);
    ana.set_up(&setup, PASSWORD);
    let mut again = Visitor::new(desk);
    for password in [WRONG, PASSWORD] {
        again.post(
            "/ingresar",
            &[("correo", "ana@resuelto.example"), ("clave", password)],
        );
    }
    let fields = [
        ("nombre", "Tienda"),
        ("dias", "30"),
        ("alcance", "tickets:read"),
        ("alcance", "tickets:create"),
    ];
    let page = again.post("/mesa/ajustes/api", &fields);
    let token = format!(
        "rsl_{}",
        token_after(&page, "rsl_").expect("a token on the page")
    );
    let mut program = Visitor::new(desk);
    let bearer = format!("Authorization: Bearer {token}\r\n");
    is(&program.send("GET", "/api/v1/tickets", &bearer, ""), 200);
    program.send("GET", &format!("/api/v1/tickets?token={token}"), "", "");
    let body = format!(
        r#"{{"topic":"informacion","subject":"{SUBJECT}","description":"{TEXT}","requester":{{"name":"Ana","email":"{MARIANA}","phone":"{PHONE}","consent":true}}}}"#
    );
    let more = format!("{bearer}Content-Type: application/json\r\nIdempotency-Key: uno\r\n");
    is(&program.send("POST", "/api/v1/tickets", &more, &body), 201);
    program.send(
        "POST",
        "/api/v1/tickets",
        &more,
        &body.replace("topic", TEXT),
    );

    let mut mariana = Visitor::new(desk);
    let topic = "/casos/nuevo/informacion";
    is(
        &mariana.post(topic, &[("asunto", SUBJECT), ("descripcion", TEXT)]),
        303,
    );
    let contact = [
        ("nombre", "Mariana Ríos"),
        ("correo", MARIANA),
        ("telefono", PHONE),
        ("documento", ID_NUMBER),
        ("tipo_documento", "CC"),
        ("autorizo", "1"),
    ];
    is(&mariana.post(&format!("{topic}/revisar"), &contact), 303);
    let code = mariana.mailed(code_in);
    mariana.post(&format!("{topic}/codigo"), &[("codigo", "918273")]);
    is(
        &mariana.post(&format!("{topic}/codigo"), &[("codigo", &code)]),
        303,
    );
    let link = mariana.mailed(|mails| token_after(mails, "/e/"));
    Visitor::new(desk).get(&format!("/e/{link}"));
    let mut stranger = Visitor::new(desk);
    stranger.get(&format!(
        "/consultar?codigo=x&documento={ID_NUMBER}&clave={}",
        WRONG.replace(' ', "+")
    ));
    stranger.get(&format!("/nada/{link}?token={token}"));
    stranger.send(
        "BREW",
        &format!("/{token}"),
        "X-Api-Key: canario-azul\r\n",
        TEXT,
    );
    stranger.send(
        "POST",
        topic,
        "Content-Type: multipart/form-data; boundary=b\r\n",
        TEXT,
    );

    let mut secrets: Vec<String> = [PASSWORD, WRONG, SUBJECT, TEXT, ID_NUMBER, PHONE, "canario"]
        .map(str::to_owned)
        .to_vec();
    secrets.extend([code, "918273".to_owned(), token, link]);
    secrets.push(setup.rsplit('/').next().unwrap().to_owned());
    let visitors = [&ana, &again, &mariana];
    secrets.extend(
        visitors
            .iter()
            .flat_map(|one| one.cookies.values().cloned())
            .filter(|value| value.len() > 16),
    );
    secrets
}

#[test]
fn m06_the_log_of_a_whole_visit_holds_nothing_that_was_planted() {
    for database in [None, Some(Database::postgres())] {
        let mut flags = vec!["--log", "debug"];
        if let Some(database) = &database {
            flags.extend(["--database-url", database.url()]);
        }
        let mut desk = Running::start(&flags);

        let secrets = visit(&mut desk);
        desk.signal(Signal::TERM);
        let (status, log) = desk.wait();

        assert!(status.success());
        assert!(log.lines().count() > 20, "{log}");
        assert!(secrets.len() > 13, "{secrets:?}");
        let log = log.to_lowercase();
        for secret in secrets {
            let spelled = [
                secret.clone(),
                secret.replace(' ', "+"),
                secret.replace(' ', "%20"),
            ];
            for secret in spelled {
                assert!(!log.contains(&secret.to_lowercase()), "{secret} in {log}");
            }
        }
    }
}
