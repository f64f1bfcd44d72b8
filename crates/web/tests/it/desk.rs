//! A desk with its pages, and what people do there, in their words.

use std::ops::Deref;
use std::sync::atomic::{AtomicU8, Ordering};

use app::SignedIn;
use app::agent::AgentChange;
use app::testing::{Bench, Plan};
use axum::Router;
use domain::{Agent, AgentId, RoleId, TeamId, Ticket, TicketCode};
use jiff::SignedDuration;
use mail::mailbox::Received;
use store::Store;
use store::testing::{Database, Given};
use web::server::{Stop, Stopping, stopping};
use web::{Options, Web};

use crate::browser::{Browser, Page, Upload};

/// A running desk.
pub(crate) struct Desk {
    bench: Bench,
    pub(crate) web: Web,
    router: Router,
    stopping: Stopping,
    /// Tells open streams to end.
    pub(crate) stop: Stop,
    visitors: AtomicU8,
}

/// What somebody writes into the forms of a new ticket.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) topic: &'static str,
    pub(crate) subject: String,
    pub(crate) description: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
}

/// A ticket, and the browser in which it was filed.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) code: String,
    pub(crate) email: String,
    pub(crate) browser: Browser,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            topic: "informacion",
            subject: "Caja de libros detenida en Medellín".into(),
            description: "La caja no se mueve desde el lunes.".into(),
            name: "Mariana Ríos Ospina".into(),
            email: "mariana.rios@correo.example".into(),
            phone: String::new(),
        }
    }
}

impl Request {
    pub(crate) fn of(email: &str) -> Self {
        Self {
            email: email.into(),
            ..Self::default()
        }
    }
}

impl Given for Desk {
    async fn given(database: Database) -> Self {
        Self::open(database.open().await).await
    }
}

impl Deref for Desk {
    type Target = Bench;
    fn deref(&self) -> &Bench {
        &self.bench
    }
}

impl Desk {
    pub(crate) async fn open(store: Store) -> Self {
        Self::open_as(store, Plan::default()).await
    }

    /// A desk of an organisation with other settings or limits.
    pub(crate) async fn open_as(store: Store, plan: Plan) -> Self {
        Self::of(Bench::open(store, plan).await)
    }

    /// The same desk after a restart, or another node of it.
    pub(crate) async fn opened_again(&self) -> Self {
        Self::of(self.bench.opened_again().await)
    }

    fn of(bench: Bench) -> Self {
        let options = Options {
            mailbox: Some(bench.mail_folder()),
            ..Options::default()
        };
        let web = Web::new(bench.app.clone(), options);
        let (stop, stopping) = stopping();
        Self {
            router: web::router(web.clone()),
            web,
            bench,
            stop,
            stopping,
            visitors: AtomicU8::new(1),
        }
    }

    /// The pages, to be served on a port.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Somebody who was never here, at an address of their own.
    pub(crate) fn browser(&self) -> Browser {
        let number = self.visitors.fetch_add(1, Ordering::Relaxed);
        Browser::new(self.router.clone(), self.stopping.clone(), number)
    }

    /// A member of the staff who is signed in.
    pub(crate) async fn agent(&self, agent: &Agent) -> Browser {
        let mut browser = self.browser();
        browser.set_cookie("mesa", &self.session_of(agent.id).await);
        browser
    }

    /// A member of the staff as operations know them.
    pub(crate) async fn signed_in(&self, agent: &Agent) -> SignedIn {
        let token = self.session_of(agent.id).await;
        app::agent::session(&self.app, &token)
            .await
            .unwrap()
            .unwrap()
    }

    /// Decides about somebody of the staff, having just seen how it is.
    pub(crate) async fn change(
        &self,
        by: &SignedIn,
        id: AgentId,
        role: RoleId,
        team: TeamId,
        is_active: bool,
    ) {
        let (people, _) = app::agent::list_to_edit(&self.app, by).await.unwrap();
        let (_, version) = people.iter().find(|(agent, _)| agent.id == id).unwrap();
        let wanted = AgentChange {
            role,
            team,
            is_active,
        };
        app::agent::change(&self.app, by, id, wanted, *version, "test".into())
            .await
            .unwrap();
    }

    /// The session of a browser.
    pub(crate) async fn signed_in_as(&self, browser: &Browser) -> SignedIn {
        app::agent::session(&self.app, browser.cookie("mesa").unwrap())
            .await
            .unwrap()
            .unwrap()
    }

    /// Mails to an address, the oldest first.
    pub(crate) async fn letters_to(&self, email: &str) -> Vec<Received> {
        self.letters()
            .await
            .into_iter()
            .filter(|letter| letter.to == email)
            .collect()
    }

    /// Mails to an address of one kind, the oldest first.
    pub(crate) async fn letters_of(&self, email: &str, kind: &str) -> Vec<Received> {
        self.letters_to(email)
            .await
            .into_iter()
            .filter(|letter| letter.kind == kind)
            .collect()
    }

    /// The newest code mailed to an address.
    pub(crate) async fn code_to(&self, email: &str) -> String {
        let codes = self.letters_of(email, "verification_code").await;
        codes
            .last()
            .and_then(|letter| letter.code.clone())
            .unwrap_or_else(|| panic!("no code for {email}"))
    }

    /// How many codes were mailed to an address.
    pub(crate) async fn codes_to(&self, email: &str) -> usize {
        self.letters_of(email, "verification_code").await.len()
    }

    /// The path of the link in the newest mail of a kind.
    pub(crate) async fn link_in(&self, email: &str, kind: &str) -> String {
        let letters = self.letters_of(email, kind).await;
        let letter = letters
            .last()
            .unwrap_or_else(|| panic!("no {kind} for {email}"));
        let link = letter
            .links
            .iter()
            .find(|link| link.contains("/e/"))
            .unwrap_or_else(|| panic!("no link in {}", letter.text));
        link.split_once("example.test").unwrap().1.to_owned()
    }

    /// A new browser, led through the forms to the page that asks for the mailed code.
    pub(crate) async fn asked_for_a_code(&self, request: &Request) -> (Browser, Page) {
        // What waits goes out first, so that the newest code is the one asked for here.
        self.run_jobs().await;
        let mut browser = self.browser();
        let page = browser.ask_for_a_code(request).await;
        (browser, page)
    }

    /// A ticket that was just filed through the forms.
    pub(crate) async fn ticket_of(&self, email: &str) -> Case {
        self.filed(&Request::of(email)).await
    }

    /// A ticket that was just filed through the forms.
    pub(crate) async fn filed(&self, request: &Request) -> Case {
        let (mut browser, page) = self.asked_for_a_code(request).await;
        let code = self.code_to(&request.email).await;
        let page = browser.type_code(&page, &code).await.is(200);
        self.run_jobs().await;
        Case {
            code: code_in(&page.path),
            email: request.email.clone(),
            browser,
        }
    }

    /// A ticket with a solution that waits for its requester.
    pub(crate) async fn proposed_to(&self, email: &str) -> Case {
        let case = self.ticket_of(email).await;
        self.propose(&case).await;
        case
    }

    /// A ticket whose solution its requester accepted.
    pub(crate) async fn resolved_for(&self, email: &str) -> Case {
        let mut case = self.proposed_to(email).await;
        case.accept().await;
        assert_eq!(self.state(&case).await, "resolved");
        case
    }

    /// Laura proposes a solution.
    pub(crate) async fn propose(&self, case: &Case) {
        let mut laura = self.agent(&self.staff.laura).await;
        laura
            .propose(&case.code, "Le devolvemos el valor del envío.")
            .await;
        assert_eq!(self.state(case).await, "solution_proposed");
    }

    /// The ticket as it is in the database.
    pub(crate) async fn ticket(&self, case: &Case) -> Ticket {
        let code: TicketCode = case.code.parse().unwrap();
        let found = self.app.store.read(move |db| db.ticket_by_code(&code));
        found.await.unwrap().unwrap()
    }

    /// The name of a ticket's state.
    pub(crate) async fn state(&self, case: &Case) -> &'static str {
        self.ticket(case).await.status.name()
    }

    /// The names of the events of a ticket, oldest first.
    pub(crate) async fn story(&self, case: &Case) -> Vec<String> {
        let id = self.ticket(case).await.id;
        let events = self.app.store.read(move |db| db.events(id)).await.unwrap();
        events
            .into_iter()
            .map(|event| event.kind.name().to_owned())
            .collect()
    }

    /// Asks the database for one number.
    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        self.app
            .store
            .read(move |db| db.number(query))
            .await
            .unwrap()
    }

    /// Lets days pass, one after the other, as timers see them.
    pub(crate) async fn wait_days(&self, days: i64) {
        for _ in 0..days {
            self.wait(SignedDuration::from_hours(24)).await;
        }
    }

    /// The clocks of a ticket.
    pub(crate) async fn clocks(&self, case: &Case) -> domain::clock::Clocks {
        let id = self.ticket(case).await.id;
        let found = self.app.store.read(move |db| db.clocks(id)).await;
        found.unwrap().unwrap()
    }

    /// Lets business days pass, one day after the other.
    pub(crate) async fn wait_business_days(&self, days: u16) {
        let calendar = self.app.calendar();
        let today = calendar.date_of(self.app.now());
        let end = calendar.add_business_days(today, days).unwrap();
        while calendar.date_of(self.app.now()) < end {
            self.wait(SignedDuration::from_hours(24)).await;
        }
    }

    /// Everything in the database, as text.
    pub(crate) async fn dump(&self) -> String {
        self.dump_of(|_| true).await
    }

    /// The tables whose names are wanted, as text.
    pub(crate) async fn dump_of(&self, wanted: impl Fn(&str) -> bool) -> String {
        let is_sqlite = format!("{:?}", self.app.store).contains("SQLite");
        let list = if is_sqlite {
            "SELECT name AS word FROM sqlite_master WHERE type = 'table' ORDER BY name"
        } else {
            "SELECT CAST(tablename AS TEXT) AS word FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        };
        let tables = self.app.store.read(move |db| db.words(list)).await.unwrap();
        let mut dump = String::new();
        for table in tables.into_iter().filter(|table| wanted(table)) {
            let rows = self.app.store.read(move |db| {
                let query = if is_sqlite {
                    let columns = db.words(&format!(
                        "SELECT name AS word FROM pragma_table_info('{table}')"
                    ))?;
                    let columns: Vec<_> = columns
                        .iter()
                        .map(|column| format!("COALESCE(CAST({column} AS TEXT), '')"))
                        .collect();
                    format!(
                        "SELECT '{table}: ' || {} AS word FROM {table} ORDER BY 1",
                        columns.join(" || ' | ' || ")
                    )
                } else {
                    format!(
                        "SELECT '{table}: ' || CAST(t AS TEXT) AS word FROM {table} t ORDER BY 1"
                    )
                };
                db.words(&query)
            });
            dump.push_str(&rows.await.unwrap().join("\n"));
            dump.push('\n');
        }
        dump
    }
}

impl Browser {
    /// The same browser, answered by another node.
    pub(crate) fn at(&self, desk: &Desk) -> Self {
        self.with(desk.router.clone())
    }

    /// Fills in the forms of a new ticket up to the page that asks for the mailed code.
    pub(crate) async fn ask_for_a_code(&mut self, request: &Request) -> Page {
        let page = self.give_details(request).await;
        let page = self
            .submit(&page, "/archivos", &[("seguir", "")])
            .await
            .is(200);
        self.give_contact(&page, request).await
    }

    /// Fills in the details; the page of the files comes next.
    pub(crate) async fn give_details(&mut self, request: &Request) -> Page {
        let page = self
            .open(&format!("/casos/nuevo/{}", request.topic))
            .await
            .is(200);
        let details = [
            ("asunto", request.subject.as_str()),
            ("descripcion", request.description.as_str()),
        ];
        self.submit(&page, request.topic, &details).await.is(200)
    }

    /// Fills in the last step and asks for the code.
    pub(crate) async fn give_contact(&mut self, page: &Page, request: &Request) -> Page {
        let contact = [
            ("nombre", request.name.as_str()),
            ("correo", request.email.as_str()),
            ("telefono", request.phone.as_str()),
            ("autorizo", ""),
        ];
        self.submit(page, "/revisar", &contact).await.is(200)
    }

    /// Types a code into the page that asks for it.
    pub(crate) async fn type_code(&mut self, page: &Page, code: &str) -> Page {
        self.submit(page, "/codigo", &[("codigo", code)]).await
    }

    /// Looks up by code and address on the page for it.
    pub(crate) async fn look_up(&mut self, code: &str, email: &str) -> Page {
        let page = self.open("/consultar").await.is(200);
        self.submit(&page, "/consultar", &[("codigo", code), ("correo", email)])
            .await
    }

    /// Proves the address of this session by the mailed code.
    pub(crate) async fn prove(&mut self, desk: &Desk, email: &str) -> Page {
        let page = self.open("/verificar").await.is(200);
        let page = self.submit(&page, "/verificar/enviar", &[]).await.is(200);
        let code = desk.code_to(email).await;
        self.submit(&page, "/verificar", &[("codigo", &code)]).await
    }

    /// Signs in on the page for it.
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Page {
        let page = self.open("/ingresar").await.is(200);
        self.submit_once(
            &page,
            "/ingresar",
            &[("correo", email), ("clave", password)],
        )
        .await
    }

    /// An agent's page of a ticket.
    pub(crate) async fn at_desk(&mut self, code: &str) -> Page {
        self.open(&format!("/mesa/casos/{code}")).await.is(200)
    }

    /// An agent proposes a solution.
    pub(crate) async fn propose(&mut self, code: &str, text: &str) -> Page {
        let page = self
            .open(&format!("/mesa/casos/{code}?pestana=solucion"))
            .await
            .is(200);
        self.submit(&page, "/solucion", &[("tipo", "solved"), ("texto", text)])
            .await
            .is(200)
    }

    /// An agent writes to the requester.
    pub(crate) async fn reply(&mut self, code: &str, text: &str) -> Page {
        let page = self.at_desk(code).await;
        self.submit(&page, "/responder", &[("texto", text), ("modo", "dejar")])
            .await
            .is(200)
    }

    /// An agent asks the requester for something.
    pub(crate) async fn ask(&mut self, code: &str, text: &str) -> Page {
        let page = self.at_desk(code).await;
        self.submit(&page, "/responder", &[("texto", text), ("modo", "esperar")])
            .await
            .is(200)
    }

    /// An agent writes for the staff.
    pub(crate) async fn note(&mut self, code: &str, text: &str) -> Page {
        let page = self
            .open(&format!("/mesa/casos/{code}?pestana=nota"))
            .await
            .is(200);
        self.submit(&page, "/nota", &[("texto", text)])
            .await
            .is(200)
    }
}

impl Case {
    /// The page of the ticket, as its requester sees it.
    pub(crate) async fn page(&mut self) -> Page {
        let path = self.path("");
        self.browser.open(&path).await
    }

    /// An address below that of the ticket.
    pub(crate) fn path(&self, below: &str) -> String {
        format!("/casos/{}{below}", self.code)
    }

    /// The requester accepts the proposed solution.
    pub(crate) async fn accept(&mut self) -> Page {
        let page = self.page().await.is(200);
        self.browser
            .submit(&page, "/responder", &[("ok", "si")])
            .await
            .is(200)
    }

    /// The requester rejects the proposed solution.
    pub(crate) async fn reject(&mut self, reason: &str) -> Page {
        let page = self.page().await.is(200);
        self.browser
            .submit(&page, "/responder", &[("ok", "no"), ("motivo", reason)])
            .await
    }

    /// The requester writes.
    pub(crate) async fn write(&mut self, text: &str) -> Page {
        let page = self.page().await.is(200);
        self.browser
            .submit(&page, "/mensajes", &[("mensaje", text)])
            .await
    }

    /// The requester writes and sends files.
    pub(crate) async fn write_with(&mut self, text: &str, files: &[Upload<'_>]) -> Page {
        let page = self.page().await.is(200);
        self.browser
            .submit_with(&page, "/mensajes", &[("mensaje", text)], files)
            .await
    }
}

/// The ticket code in an address.
pub(crate) fn code_in(path: &str) -> String {
    let code = path
        .split(['/', '?', '#'])
        .find(|part| part.parse::<TicketCode>().is_ok());
    code.unwrap_or_else(|| panic!("no code in {path}"))
        .to_owned()
}

/// Whether there is time to take the figures of the cases as they stand, on a machine that does
/// nothing else (`RESUELTO_TEST_LONG=1`).
pub(crate) fn is_long() -> bool {
    std::env::var_os("RESUELTO_TEST_LONG").is_some()
}

/// A small picture.
pub(crate) fn png() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([14, 95, 112]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    png.into_inner()
}
