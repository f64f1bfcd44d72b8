//! Opens what a desk is made of, and keeps its workers running.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use app::setup::SetupSecret;
use app::{App, AtStart, Clock, Parts, Random, Secret, StolenPasswords, SystemClock, SystemRandom};
use axum::Router;
use store::{Blobs, Options as StoreOptions, Store};
use tokio::{task::JoinHandle, time::timeout};
use tracing::{info, warn};
use url::Url;
use web::server::{Stopping, health::ReadyCheck};
use web::{Options, Web};

use crate::config::{Config, Mode};
use crate::{demo, metrics};

/// How long the database may take to say that it is well.
const READY_WITHIN: Duration = Duration::from_secs(2);

/// How long a stop waits for jobs under way once the requests are answered. Short, because a service
/// manager kills the program soon: 25 s for the requests, these 2, 5 for what the store still reads
/// and 2 for threads stay below the 35 of the package's unit. A mail server that takes longer to
/// answer gets that mail once more.
const JOBS_WITHIN: Duration = Duration::from_secs(2);

/// A desk that is open: what the server shows and asks, and what to say at the start.
pub(crate) struct Desk {
    pub(crate) pages: Router,
    pub(crate) is_ready: ReadyCheck,
    /// Lines for the terminal, below the address.
    pub(crate) greeting: Vec<String>,
    app: App,
    workers: JoinHandle<()>,
}

impl Desk {
    /// Finishes what was begun and closes the database; for after the signal to stop, which ends the
    /// workers.
    pub(crate) async fn close(self) {
        let Self { app, workers, .. } = self;
        let finished = timeout(JOBS_WITHIN, async {
            // First, so that no round of jobs begins any more. If they panicked, that is told already.
            let _ = workers.await;
            app.finish_jobs().await;
        });
        if finished.await.is_err() {
            warn!("Jobs were still under way; they are done again after the next start");
        }
        app.store.close().await;
    }
}

/// Opens database, files and mail, fills a demonstration, starts the workers and makes the pages.
///
/// # Errors
///
/// If one of the parts cannot be opened; the sentence says which.
pub(crate) async fn open(
    config: &Config,
    secret: [u8; 32],
    base_url: Url,
    stopping: Stopping,
) -> anyhow::Result<Desk> {
    let mut options = Options {
        mailbox: mailbox(config),
        ..Options::default()
    };
    let mut greeting = Vec::new();
    if let Mode::Demo { fresh } = config.mode {
        let demo = Box::pin(demo::prepare(config, secret, &base_url, fresh))
            .await
            .context("filling the demo")?;
        greeting = demo.greeting(&base_url);
        options.demo_accounts = demo.accounts;
    }
    let clock = Arc::new(SystemClock::new());
    let app = open_app(
        config,
        secret,
        base_url.clone(),
        clock.clone(),
        Arc::new(SystemRandom),
    )
    .await?;
    compare(&app, &clock).await?;
    let store = app.store.clone();
    let web = Web::new(app.clone(), options);
    if let Some((setup, token)) = SetupSecret::draw(&app).await? {
        greeting.push(format!(
            "Nobody has set this desk up yet. Do it here, once: {base_url}instalar/{token}"
        ));
        web.offer_setup(setup);
    }
    if config.metrics_listen.is_some() {
        let (looking, mut stopping) = (
            metrics::look(app.clone(), config.storage.data.clone()),
            stopping.clone(),
        );
        tokio::spawn(async move {
            tokio::select! {
                () = stopping.stopped() => {}
                () = looking => {}
            }
        });
    }
    let workers = work(app.clone(), stopping);
    let is_ready = ReadyCheck::new(move || {
        let store = store.clone();
        async move { matches!(timeout(READY_WITHIN, store.ping()).await, Ok(Ok(()))) }
    });
    Ok(Desk {
        pages: web::router(web),
        is_ready,
        greeting,
        app,
        workers,
    })
}

/// Looks whether the clock was set back since the desk ran, and says so.
async fn compare(app: &App, clock: &SystemClock) -> anyhow::Result<()> {
    let at_start = app
        .compare_clock()
        .await
        .context("comparing the clock with the database")?;
    match at_start {
        AtStart::Later => {}
        AtStart::GoesOnFrom(kept) => clock.go_on_from(kept),
        AtStart::SetBack(back) => warn!(
            "The clock of this machine stands {back:#} before what this desk saw already. The \
             codes that were not used are over; if the clock is wrong now, set it right and start \
             again"
        ),
    }
    Ok(())
}

/// Opens the parts of a desk by the settings.
///
/// # Errors
///
/// If one cannot be opened; the sentence says which.
pub(crate) async fn open_app(
    config: &Config,
    secret: [u8; 32],
    base_url: Url,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> anyhow::Result<App> {
    let options = StoreOptions {
        connections: config.database_connections,
        ..StoreOptions::default()
    };
    let store = Store::open(&config.storage.database_url.0, options)
        .await
        .context("opening the database")?;
    let blobs = Blobs::open(&config.storage.files_url.0).context("opening the file store")?;
    let parts = Parts {
        store,
        blobs,
        mailer: Arc::new(mailer(config)?),
        scanner: config.clamd.clone(),
        clock,
        random,
        secret: Secret::new(secret),
        stolen_passwords: stolen_passwords(config)?,
        limits: config.limits.clone(),
        base_url,
        mail_from: config.mail_from.clone(),
        reply_to: config.mail_reply_to.clone(),
        node: config.node,
    };
    App::open(parts)
        .await
        .context("reading the settings of the desk")
}

/// What sends mail.
///
/// # Errors
///
/// If the settings do not say how.
pub(crate) fn mailer(config: &Config) -> anyhow::Result<mail::Mailer> {
    match &config.mail_ca_file {
        None => mail::Mailer::from_url(&config.mail_url.0),
        Some(file) => mail::Mailer::from_url_with_ca(&config.mail_url.0, &read(file)?),
    }
    .context("--mail")
}

/// The list of passwords that nobody may choose, if there is one.
///
/// # Errors
///
/// If it is none; the sentence says what one looks like.
pub(crate) fn stolen_passwords(config: &Config) -> anyhow::Result<Option<StolenPasswords>> {
    let Some(path) = &config.stolen_passwords else {
        return Ok(None);
    };
    let list = StolenPasswords::open(path).with_context(|| {
        format!(
            "--stolen-passwords: {} is no list that may be read: name a file whose lines begin \
             with SHA-1 in 40 hexadecimal digits and are sorted by them",
            path.display()
        )
    })?;
    Ok(Some(list))
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| {
        format!(
            "cannot read {}: name a PEM file that may be read",
            file.display()
        )
    })
}

/// The folder of the test mailbox, if mails go to one.
fn mailbox(config: &Config) -> Option<std::path::PathBuf> {
    config.mail_url.0.strip_prefix("folder:").map(Into::into)
}

/// Runs jobs, timers and live events until the server stops. Jobs that have begun go on, and
/// [`Desk::close`] waits for them. Whatever a stop interrupts is done again after the next start: jobs
/// are leased, timers look at the database.
fn work(app: App, mut stopping: Stopping) -> JoinHandle<()> {
    tokio::spawn(async move {
        tokio::select! {
            () = stopping.stopped() => {}
            () = app.work_on_jobs() => {}
            () = app.keep_time() => {}
            () = app.watch_events() => {}
        }
        info!("The workers stopped");
    })
}
