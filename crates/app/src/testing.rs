//! For tests of this and other crates: a desk on a throw-away store, whose clock stands still.
#![expect(
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up fails"
)]

use std::sync::{Arc, Mutex};

use argon2::{Argon2, PasswordHasher};
use domain::form::{Choice, Field, FieldKind, Form, Topic};
use domain::legal::Days;
use domain::limits::Limits;
use domain::{Agent, AgentId, Localized, Presence, Role, Settings, Team};
use jiff::{SignedDuration, Timestamp};
use mail::mailbox::{Mailbox, Received};
use store::session::AgentSession;
use store::{Blobs, Store};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::{App, AtStart, Error, ManualClock, Parts, Random, Secret, random, setup, token_hash};

/// When every test begins: noon in Bogotá.
const NOON: &str = "2026-03-01T12:00:00-05:00";

/// The password of everybody on the staff.
pub const PASSWORD: &str = "cuatro buses verdes llegan";

/// A desk with an organisation, a team, topics and a staff, and what tests look at or move.
pub struct Bench {
    /// The desk.
    pub app: App,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// Who works there.
    pub staff: Staff,
    folder: Arc<TempDir>,
    plan: Plan,
}

/// Who works at the desk of a test.
#[derive(Clone, Debug)]
pub struct Staff {
    /// An agent.
    pub laura: Agent,
    /// Another agent of the same team.
    pub camila: Agent,
    /// A supervisor.
    pub andres: Agent,
    /// An administrator.
    pub ines: Agent,
    /// Somebody who only reads.
    pub victor: Agent,
}

/// What a test wants otherwise than usual.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The organisation's settings.
    pub settings: Settings,
    /// The limits.
    pub limits: Limits,
    /// Where files are scanned.
    pub scanner: Option<crate::scan::Scanner>,
    /// Passwords that nobody may choose.
    pub stolen_passwords: Option<crate::StolenPasswords>,
    /// Where mail goes; none means the mailbox of the test.
    pub mailer: Option<String>,
    /// Who works there; without a staff the desk waits for its set-up.
    pub has_staff: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            settings: settings(),
            limits: Limits::default(),
            scanner: None,
            stolen_passwords: None,
            mailer: None,
            has_staff: true,
        }
    }
}

impl Bench {
    /// Opens a desk on an empty database.
    pub async fn open(store: Store, plan: Plan) -> Self {
        let clock = Arc::new(ManualClock::at(noon()));
        let folder = Arc::new(tempfile::tempdir().expect("a temporary folder"));
        let staff = Staff::of(noon());
        if plan.has_staff {
            found(&store, &plan.settings, &staff).await;
        }
        let app = build(store, &clock, &folder, &plan, 1).await;
        Self {
            app,
            clock,
            staff,
            folder,
            plan,
        }
    }

    /// The same desk after a restart, or another node of it: what is only in memory is gone.
    pub async fn opened_again(&self) -> Self {
        let app = build(
            self.app.store.clone(),
            &self.clock,
            &self.folder,
            &self.plan,
            2,
        )
        .await;
        if let AtStart::GoesOnFrom(kept) = app.compare_clock().await.expect("the clock") {
            self.clock.set(kept);
        }
        let (clock, staff) = (self.clock.clone(), self.staff.clone());
        Self {
            app,
            clock,
            staff,
            folder: self.folder.clone(),
            plan: self.plan.clone(),
        }
    }

    /// Lets time pass, and does what time brings.
    pub async fn wait(&self, duration: SignedDuration) {
        self.clock.advance(duration);
        self.do_what_is_due().await;
    }

    /// One round of everything that has a rhythm, as if it were its time.
    pub async fn do_what_is_due(&self) {
        let app = &self.app;
        app.beat().await.expect("the heartbeat");
        while crate::intake::delete_expired(app)
            .await
            .expect("the drafts")
            > 0
        {}
        app.run_timers().await.expect("the timers");
        crate::scan::catch_up(app).await.expect("the scans");
        crate::file::sweep(app).await.expect("the leftovers");
        app.forget_old_rows().await.expect("the old rows");
    }

    /// Works on jobs until none is due.
    pub async fn run_jobs(&self) {
        while self.app.run_jobs().await.expect("the jobs") > 0 {}
    }

    /// All mails, the oldest first; runs the queue before.
    pub async fn letters(&self) -> Vec<Received> {
        self.run_jobs().await;
        let mut letters = Mailbox::new(self.mail_folder())
            .list()
            .expect("the mailbox");
        letters.reverse();
        letters
    }

    /// The folder that mails go to.
    pub fn mail_folder(&self) -> std::path::PathBuf {
        self.folder.path().join("mail")
    }

    /// The folder of the files, to see what is left in it.
    pub fn files_folder(&self) -> std::path::PathBuf {
        self.folder.path().join("files")
    }

    /// Signs somebody in without the page for it: the token for the session's cookie.
    pub async fn session_of(&self, agent: AgentId) -> String {
        let token = random::token(&*self.app.random);
        let now = self.app.now();
        let session = AgentSession {
            id: self.app.id(),
            token_hash: token_hash(&token),
            agent,
            created_at: now,
            seen_at: now,
            client: "192.0.2.10".into(),
            user_agent: "test".into(),
        };
        let kept = self
            .app
            .store
            .write(move |tx| Ok::<_, Error>(tx.insert_agent_session(&session)?));
        kept.await.expect("a session");
        token
    }
}

/// Noon in Bogotá on the day on which every test begins.
fn noon() -> Timestamp {
    NOON.parse().expect("an instant")
}

async fn build(
    store: Store,
    clock: &Arc<ManualClock>,
    folder: &TempDir,
    plan: &Plan,
    node: u8,
) -> App {
    let files = folder.path().join("files");
    let mail = folder.path().join("mail");
    let mailer = plan
        .mailer
        .clone()
        .unwrap_or_else(|| format!("folder:{}", mail.display()));
    let parts = Parts {
        store,
        blobs: Blobs::open(&format!("file:{}", files.display())).expect("a folder for files"),
        mailer: Arc::new(mail::Mailer::from_url(&mailer).expect("a way for mails")),
        scanner: plan.scanner.clone(),
        clock: clock.clone(),
        random: Arc::new(Seeded(Mutex::new(u64::from(node)))),
        secret: Secret::new([7; 32]),
        stolen_passwords: plan.stolen_passwords.clone(),
        limits: plan.limits.clone(),
        base_url: "https://casos.example.test".parse().expect("an address"),
        mail_from: "casos@example.test".parse().expect("an address"),
        reply_to: None,
        node,
    };
    App::open(parts).await.expect("a desk")
}

/// Puts the organisation into the database as its administrators would have.
async fn found(store: &Store, settings: &Settings, staff: &Staff) {
    let (settings, staff, hash) = (settings.clone(), staff.clone(), password_hash().await);
    let kept = store.write(move |tx| {
        tx.save_settings(&settings, 0)?;
        tx.insert_team(&Team {
            id: TEAM.into(),
            name: "Envíos nacionales".into(),
            colour: 1,
        })?;
        for topic in topics() {
            tx.insert_topic(&topic)?;
        }
        for agent in staff.all() {
            tx.insert_agent(agent, Some(&hash))?;
        }
        Ok::<_, Error>(())
    });
    kept.await.expect("an organisation");
}

/// Made once for all tests of a program: hashing is slow on purpose.
async fn password_hash() -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    let make = async || {
        Argon2::default()
            .hash_password(PASSWORD.as_bytes())
            .expect("a hash")
            .to_string()
    };
    HASH.get_or_init(make).await.clone()
}

/// The key of the one team.
const TEAM: i64 = 1;

impl Staff {
    fn of(now: Timestamp) -> Self {
        let person = |id: i64, name: &str, email: &str, role| Agent {
            id: id.into(),
            name: name.into(),
            email: email.parse().expect("an address"),
            role,
            team: TEAM.into(),
            is_active: true,
            language: None,
            presence: Presence::Available,
            has_password: true,
            created_at: now,
        };
        Self {
            laura: person(
                1,
                "Laura Méndez",
                "laura.mendez@cordillera.example",
                Role::AGENT,
            ),
            camila: person(
                2,
                "Camila Rojas",
                "camila.rojas@cordillera.example",
                Role::AGENT,
            ),
            andres: person(
                3,
                "Andrés Quintero",
                "andres.quintero@cordillera.example",
                Role::SUPERVISOR,
            ),
            ines: person(
                4,
                "Inés Barrera",
                "ines.barrera@cordillera.example",
                Role::ADMIN,
            ),
            victor: person(
                5,
                "Víctor Salas",
                "victor.salas@cordillera.example",
                Role::VIEWER,
            ),
        }
    }

    /// Everybody.
    pub fn all(&self) -> [&Agent; 5] {
        [
            &self.laura,
            &self.camila,
            &self.andres,
            &self.ines,
            &self.victor,
        ]
    }
}

fn settings() -> Settings {
    Settings {
        name: "Postal Cordillera".into(),
        legal_name: "Postal Cordillera S. A. S.".into(),
        address: "Carrera 8 # 12-40, Bogotá".into(),
        prefix: "PC".into(),
        line: "601 555 0148".into(),
        hours: Localized::new(
            "lunes a viernes de 7:00 a. m. a 6:00 p. m.",
            "Monday to Friday, 7 a.m. to 6 p.m.",
            "segunda a sexta, das 7h às 18h",
        ),
        // Who tests what people do with a ticket says who has it.
        assigns_at_once: false,
        ..setup::default_settings()
    }
}

/// One topic that asks for everything, and one that asks for nothing.
fn topics() -> Vec<Topic> {
    let plain = |text: &str| Localized {
        es: text.into(),
        ..Localized::default()
    };
    let field = |id: &str, label: &str, kind| Field {
        id: id.into(),
        label: plain(label),
        hint: Localized::default(),
        required: false,
        kind,
    };
    let option = |id: &str, label: &str| Choice {
        id: id.into(),
        label: plain(label),
    };
    let topic = |id: i64, slug: &str, name, fields| Topic {
        id: id.into(),
        slug: slug.into(),
        position: i32::try_from(id).unwrap_or(0),
        is_active: true,
        team: TEAM.into(),
        form: Form {
            name,
            hint: plain("Cuéntenos y le respondemos."),
            heading: plain("Cuéntenos sobre su envío"),
            icon: "truck".into(),
            answer_days: 15,
            kind: domain::ticket::TicketKind::default(),
            answer_counts: Days::Business,
            description_missing: plain("Cuéntenos qué pasó con su envío"),
            fields,
        },
    };
    vec![
        topic(
            1,
            "envio",
            Localized::new(
                "Mi envío no llega",
                "My parcel does not arrive",
                "Minha encomenda não chega",
            ),
            vec![
                field(
                    "guia",
                    "Número de guía",
                    FieldKind::Tracking { s10_only: false },
                ),
                field(
                    "rastreo",
                    "¿Qué dice el rastreo hoy?",
                    FieldKind::Choice {
                        options: vec![
                            option("detenido", "Está detenido"),
                            option("nada", "No dice nada"),
                        ],
                    },
                ),
                field("fecha", "¿Cuándo debía llegar?", FieldKind::Date),
                field(
                    "valor",
                    "Valor declarado",
                    FieldKind::Money {
                        currency: "COP".into(),
                    },
                ),
            ],
        ),
        topic(
            2,
            "informacion",
            Localized::new("Información", "Information", "Informação"),
            Vec::new(),
        ),
    ]
}

/// The same numbers in every run (`SplitMix64`).
struct Seeded(Mutex<u64>);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}
