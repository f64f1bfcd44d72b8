//! Long lists: a job writes the file, with the rights that who asked for it has then, and keeps it
//! for a day.

use domain::ExportId;
use futures_util::TryStreamExt;
use jiff::SignedDuration;
use report::Format;
use serde::{Deserialize, Serialize};
use std::io::Seek;
use store::cases::CaseFilter;
use store::export::{Export, ExportOwner, ExportState};
use store::queue::{QueueFilter, QueueOrder};
use store::session::{AgentSession, GuestLevel, GuestScope, GuestSession};
use store::{Db, Opened};
use text::{Language, Locale, Texts, Word};
use tokio_util::io::ReaderStream;

use super::{Source, Taker, Wanted, Written, entry, most_rows, write};
use crate::account::member;
use crate::file::{delete_object, open_object};
use crate::{App, Error, Guest, SignedIn};

/// How long a file is kept.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How many exports of one person are prepared at the same time (case K4).
const EACH: usize = 2;

/// How many exports of one person are shown.
const SHOWN: u32 = 50;

/// The largest file that is kept.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;

/// How often a file is tried to be made.
const MOST_ATTEMPTS: u32 = 4;

/// After so many rows the progress is kept.
const STEP: u32 = 2_000;

/// Why nothing is prepared.
#[derive(Debug)]
pub enum Refused {
    /// There are more rows than the format takes: so many.
    TooMany(u32),
    /// Two exports of the same person are under way.
    Busy,
    /// As any other operation.
    App(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::App(error)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::App(error.into())
    }
}

/// An export that was asked for, in the words of who asked.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// How it stands.
    pub export: Export,
    /// As what.
    pub format: Format,
    /// The filters that were in force.
    pub filters: Vec<String>,
}

/// What is kept of a [`Wanted`] until it is made: all but who wants it.
#[derive(Serialize, Deserialize)]
struct Kept {
    list: List,
    language: String,
    title: String,
    subtitle: String,
    filters: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum List {
    Queue(QueueFilter),
    Cases(CaseFilter),
}

/// Has a list made into a file by a job.
///
/// # Errors
///
/// [`Refused`]; [`Error::Forbidden`] and [`Error::NotFound`] for who may not take the list away.
pub async fn prepare(app: &App, wanted: Wanted, client: &str) -> Result<Export, Refused> {
    let owner = wanted.source.taker().owner()?;
    let rows_total = wanted.source.total(app).await?;
    let most = most_rows(wanted.format);
    if rows_total > most {
        return Err(Refused::TooMany(most));
    }
    let now = app.now();
    let new = Export {
        id: app.id(),
        owner,
        format: wanted.format.name().to_owned(),
        title: wanted.title.clone(),
        state: ExportState::Waiting,
        rows_total,
        rows_done: 0,
        object_key: None,
        size_bytes: 0,
        client: client.to_owned(),
        created_at: now,
        expires_at: now.saturating_add(LIFE).unwrap_or(now),
        wanted: Kept::of(wanted)?,
    };
    let desk = app.clone();
    app.store
        .write(move |tx| {
            let all = tx.exports_of(owner, SHOWN)?;
            let waiting = |one: &&Export| one.state == ExportState::Waiting;
            if all.iter().filter(waiting).count() >= EACH {
                return Err(Refused::Busy);
            }
            tx.insert_export(&new)?;
            crate::job::enqueue_export(tx, &desk, new.id)?;
            Ok(new.clone())
        })
        .await
}

/// The exports of somebody that are not over, the newest first.
///
/// # Errors
///
/// [`Error::Forbidden`] and [`Error::NotFound`] for who may take no list away.
pub async fn prepared(app: &App, by: &Taker) -> Result<Vec<Prepared>, Error> {
    let (owner, now) = (by.owner()?, app.now());
    let mut all = app
        .store
        .read(move |db| Ok::<_, Error>(db.exports_of(owner, SHOWN)?))
        .await?;
    all.retain(|one| one.expires_at > now);
    all.into_iter().map(Prepared::of).collect()
}

/// The file of an export, for who asked for it.
///
/// # Errors
///
/// [`Error::NotFound`] for exports of others as for none, for those that are not ready and for
/// those that are over.
pub async fn open(app: &App, by: &Taker, id: ExportId) -> Result<(Prepared, Opened), Error> {
    let (owner, now) = (by.owner()?, app.now());
    let export = app
        .store
        .read(move |db| {
            db.export(id)?
                .filter(|one| one.owner == owner && one.expires_at > now)
                .ok_or(Error::NotFound)
        })
        .await?;
    let key = export.object_key.as_deref().ok_or(Error::NotFound)?;
    let opened = open_object(app, key).await?;
    Ok((Prepared::of(export)?, opened))
}

/// Makes the file of an export that waits for it.
///
/// # Errors
///
/// When trying again may help.
pub(crate) async fn make(app: &App, id: ExportId, attempts: u32) -> Result<(), Error> {
    let made = try_to_make(app, id).await;
    match made {
        Ok(()) => Ok(()),
        Err(error) if attempts < MOST_ATTEMPTS && is_passing(&error) => Err(error),
        Err(error) => {
            tracing::error!(export.id = id.0, error = ?error, "an export failed");
            app.store.write(move |tx| Ok(tx.fail_export(id)?)).await
        }
    }
}

/// Whether the same may work later.
fn is_passing(error: &Error) -> bool {
    matches!(
        error,
        Error::Unavailable | Error::Conflict | Error::Internal(_)
    )
}

async fn try_to_make(app: &App, id: ExportId) -> Result<(), Error> {
    let desk = app.clone();
    let found = app
        .store
        .read(move |db| {
            let Some(export) = db.export(id)? else {
                return Ok::<_, Error>(None);
            };
            if export.state != ExportState::Waiting {
                return Ok(None);
            }
            let wanted = wanted_again(db, &desk, &export)?;
            Ok(Some((export, wanted)))
        })
        .await?;
    let Some((export, wanted)) = found else {
        return Ok(());
    };
    wanted.source.taker().owner()?;

    // A list that grew beyond its format meanwhile is none.
    let written = write(app, &wanted, Some(id)).await?;
    let Written { mut file, rows } = written.ok_or(Error::NotFound)?;
    file.rewind().map_err(internal)?;
    let bytes = ReaderStream::new(tokio::fs::File::from_std(file)).map_err(anyhow::Error::from);
    let kept = app
        .blobs
        .put_stream("exports", MOST_BYTES, bytes)
        .await
        .map_err(internal)?;
    let (key, log) = (
        kept.key.to_string(),
        entry(app, &wanted, rows, &export.client),
    );
    let named = key.clone();
    let was_first = app
        .store
        .write(move |tx| {
            let was_first = tx.finish_export(id, rows, &named, kept.size_bytes)?;
            if was_first {
                tx.insert_audit(&log)?;
            }
            Ok::<_, Error>(was_first)
        })
        .await?;
    if !was_first {
        delete_object(app, &key).await;
    }
    Ok(())
}

/// Keeps how many rows are written, now and then.
pub(super) async fn keep_progress(app: &App, id: ExportId, rows: u32) -> Result<(), Error> {
    if !rows.is_multiple_of(STEP) {
        return Ok(());
    }
    app.store
        .write(move |tx| Ok(tx.set_export_progress(id, rows)?))
        .await
}

/// Removes the exports whose time is over, with their files.
///
/// # Errors
///
/// When the database does not answer.
pub(crate) async fn delete_expired(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let over = app
        .store
        .read(move |db| Ok::<_, Error>(db.expired_exports(now, 500)?))
        .await?;
    let count = over.len();
    for export in over {
        let id = export.id;
        app.store
            .write(move |tx| Ok::<_, Error>(tx.delete_export(id)?))
            .await?;
        if let Some(key) = &export.object_key {
            delete_object(app, key).await;
        }
    }
    Ok(count)
}

impl Prepared {
    fn of(export: Export) -> Result<Self, Error> {
        let kept: Kept = serde_json::from_str(&export.wanted).map_err(internal)?;
        Ok(Self {
            format: Format::parse(&export.format).ok_or(Error::NotFound)?,
            filters: kept.filters,
            export,
        })
    }
}

impl Kept {
    fn of(wanted: Wanted) -> Result<String, Error> {
        let kept = Self {
            // It is read in parts, so that what is changed meanwhile must not change its place.
            list: match wanted.source {
                Source::Queue(_, filter) => List::Queue(QueueFilter {
                    order: QueueOrder::NewestFirst,
                    ..filter
                }),
                Source::Cases(_, filter) => List::Cases(CaseFilter {
                    order: filter.order.lasting(),
                    ..filter
                }),
            },
            language: wanted.texts.language().tag().to_owned(),
            title: wanted.title,
            subtitle: wanted.subtitle,
            filters: wanted.filters,
        };
        serde_json::to_string(&kept).map_err(internal)
    }
}

/// What was wanted, with the rights that its owner has now.
fn wanted_again(db: &mut Db, app: &App, export: &Export) -> Result<Wanted, Error> {
    let kept: Kept = serde_json::from_str(&export.wanted).map_err(internal)?;
    let source = match (kept.list, export.owner) {
        (List::Queue(filter), ExportOwner::Agent(agent)) => {
            let agent = db.agent(agent)?.filter(|agent| agent.is_active);
            let agent = agent.ok_or(Error::Forbidden)?;
            Source::Queue(on_behalf_of_agent(app, agent, &export.client), filter)
        }
        (List::Cases(filter), ExportOwner::Account(account)) => {
            let guest = on_behalf_of_account(db, app, account, &export.client)?;
            Source::Cases(guest, filter)
        }
        (List::Queue(_) | List::Cases(_), ExportOwner::Agent(_) | ExportOwner::Account(_)) => {
            return Err(Error::Forbidden);
        }
    };
    let settings = app.settings();
    let locale = Locale::parse(&settings.region)
        .unwrap_or_default()
        .with_language(Language::parse(&kept.language).unwrap_or_default());
    Ok(Wanted {
        source,
        format: Format::parse(&export.format).ok_or(Error::NotFound)?,
        texts: Texts::of(locale, Word::parse(&settings.word).unwrap_or_default()),
        title: kept.title,
        subtitle: kept.subtitle,
        filters: kept.filters,
    })
}

/// A job has the rights of a person, but no browser: its session is never kept.
fn on_behalf_of_agent(app: &App, agent: domain::Agent, client: &str) -> SignedIn {
    let now = app.now();
    SignedIn {
        session: AgentSession {
            id: app.id(),
            token_hash: String::new(),
            agent: agent.id,
            created_at: now,
            seen_at: now,
            client: client.to_owned(),
            user_agent: String::new(),
        },
        agent,
    }
}

fn on_behalf_of_account(
    db: &mut Db,
    app: &App,
    account: domain::AccountId,
    client: &str,
) -> Result<Guest, Error> {
    let member = member(db, account)?.ok_or(Error::Forbidden)?;
    let contact = db.contact(member.account.contact)?;
    let contact = contact.ok_or(Error::Forbidden)?;
    let now = app.now();
    Ok(Guest {
        session: GuestSession {
            id: app.id(),
            token_hash: String::new(),
            contact: contact.id,
            scope: GuestScope::Account(account),
            level: GuestLevel::Proven,
            created_at: now,
            seen_at: now,
            client: client.to_owned(),
            user_agent: String::new(),
        },
        contact,
        member: Some(member),
    })
}

fn internal(error: impl Into<anyhow::Error>) -> Error {
    Error::Internal(error.into())
}
