//! What the desk can do: one function per operation, one transaction each.
//!
//! Pages, the test mailbox, timers and commands all call these; none of them contains a rule.
//! The rules are in `domain`, the statements in `store`, the mails in `mail`.

mod access;
pub mod access_of;
pub mod account;
pub mod agent;
pub mod assignment;
mod audit;
pub mod calendar;
mod clock;
pub mod compensation;
pub mod deadline;
pub mod deadline_policy;
pub mod effect;
pub mod email_change;
mod error;
pub mod escalation;
pub mod export;
pub mod factor;
pub mod file;
mod heartbeat;
pub mod idempotency;
mod ids;
pub mod intake;
pub mod job;
pub mod legal;
pub mod live;
pub mod logo;
pub mod lookup;
mod oneself;
pub mod password;
mod publish;
mod random;
pub mod receipt;
pub mod role;
mod rulebook;
pub mod scan;
mod seal;
mod secret;
pub mod settings;
pub mod setup;
pub mod sign_in;
mod slot;
mod stolen;
pub mod team;
#[cfg(feature = "testing")]
pub mod testing;
pub mod ticket;
pub mod token;
pub mod topic;

use std::sync::{Arc, RwLock};

use domain::limits::Limits;
use domain::{Calendar, Settings, Terms};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::Blobs;
use store::Store;
use text::{Language, Texts, Word};
use tokio_util::task::TaskTracker;

pub use access::{Guest, Member, SignedIn};
pub use clock::{AtStart, Clock, ManualClock, SystemClock};
pub use error::Error;
pub use oneself::Oneself;
pub use random::{Random, SystemRandom};
pub use secret::{Secret, token_hash};

use ids::Ids;
use live::Live;
use rulebook::Rulebook;
pub use slot::Slot;
use slot::Slots;
pub use stolen::StolenPasswords;

/// How many exports one person has running on a node at most (case K4).
const EXPORTS_EACH: u8 = 2;

/// How many streams of events one person has open on a node at most: a page in a tab each (case K3).
const STREAMS_EACH: u8 = 40;

/// A running desk: everything that operations need. Cheap to clone.
#[derive(Clone)]
pub struct App {
    desk: Arc<Desk>,
    /// The database.
    pub store: Store,
}

/// What a desk is made of, given at start.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The files.
    pub blobs: Blobs,
    /// Where mail goes.
    pub mailer: Arc<mail::Mailer>,
    /// Looks for viruses in files, if one is there.
    pub scanner: Option<scan::Scanner>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws random bytes.
    pub random: Arc<dyn Random>,
    /// What codes and tokens are derived from.
    pub secret: Secret,
    /// Passwords that nobody may choose, if the administrator has a list of them.
    pub stolen_passwords: Option<StolenPasswords>,
    /// How much is allowed, how often.
    pub limits: Limits,
    /// Where the portal is; every link begins with it (case C8).
    pub base_url: url::Url,
    /// The address that mails come from.
    pub mail_from: domain::EmailAddress,
    /// What answers to case mails reach, if anybody reads them.
    pub reply_to: Option<domain::EmailAddress>,
    /// The number of this node, 0 to 255, different on each.
    pub node: u8,
}

/// The given parts and what the program keeps beside them.
struct Desk {
    parts: Parts,
    ids: Ids,
    settings: RwLock<Arc<Settings>>,
    /// What follows from them for every page.
    brand_style: RwLock<String>,
    calendars: RwLock<Arc<calendar::Calendars>>,
    /// None before the first filing.
    rulebook: RwLock<Option<Arc<Rulebook>>>,
    live: Live,
    exports: Slots,
    streams: Slots,
    password_slots: Arc<tokio::sync::Semaphore>,
    /// Pictures are looked into one at a time: each may take much memory (case F7).
    picture_slot: tokio::sync::Semaphore,
    /// The rounds of jobs that have begun; a stop waits for them.
    rounds: TaskTracker,
}

impl App {
    /// Opens the desk on its parts, with the settings as they are in the database.
    ///
    /// # Errors
    ///
    /// When the settings cannot be read.
    pub async fn open(parts: Parts) -> Result<Self, Error> {
        let (settings, calendars) = parts
            .store
            .read(|db| Ok::<_, Error>((db.settings()?, db.calendars()?)))
            .await?;
        let settings = settings.map(|(settings, _)| settings).unwrap_or_default();
        let calendars = calendar::Calendars::of(calendars, &settings.zone);
        let store = parts.store.clone();
        let desk = Arc::new(Desk {
            ids: Ids::new(parts.node),
            brand_style: RwLock::new(settings::style_of(&settings)),
            settings: RwLock::new(Arc::new(settings)),
            calendars: RwLock::new(Arc::new(calendars)),
            rulebook: RwLock::new(None),
            live: Live::new(),
            exports: Slots::of(EXPORTS_EACH),
            streams: Slots::of(STREAMS_EACH),
            password_slots: Arc::new(tokio::sync::Semaphore::new(password::HASHES_AT_ONCE)),
            picture_slot: tokio::sync::Semaphore::new(1),
            rounds: TaskTracker::new(),
            parts,
        });
        Ok(Self { desk, store })
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The organisation's settings, as of a moment ago.
    pub fn settings(&self) -> Arc<Settings> {
        self.desk
            .settings
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }

    /// The organisation's terms, by its calendar.
    pub fn terms(&self) -> Terms {
        Terms::new(self.calendar())
    }

    /// The calendar that everything goes by that says nothing else.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendars().default().clone()
    }

    /// The organisation's time zone.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.settings().zone).unwrap_or(TimeZone::UTC)
    }

    /// The texts in a language, with the organisation's word for a ticket.
    pub fn texts(&self, language: Language) -> Texts {
        Texts::of(
            language,
            Word::parse(&self.settings().word).unwrap_or_default(),
        )
    }

    /// The right of somebody, by the key of their session's owner, to one more stream of events.
    ///
    /// # Errors
    ///
    /// [`Error::Limited`] while they have as many as allowed on this node.
    pub fn stream_slot(&self, who: i64) -> Result<Slot, Error> {
        self.desk.streams.take(who)
    }

    /// Writes down when something was used last. Whoever uses it gets an answer even where that
    /// cannot be kept: pages are read on a full disk too (case N5).
    async fn note(&self, operation: impl Fn(&mut store::Tx) -> Result<(), Error> + Send + 'static) {
        if let Err(error) = self.store.write_soon(operation).await {
            tracing::warn!(error = %error, "the time of use could not be kept");
        }
    }

    /// The exports that run on this node.
    fn export_slots(&self) -> &Slots {
        &self.desk.exports
    }

    /// A new key.
    fn id<T: From<i64>>(&self) -> T {
        T::from(self.desk.ids.next(self.now()))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.desk.parts
    }
}
