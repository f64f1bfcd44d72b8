//! Makes sure that a demonstration is there, whole.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use app::{Clock, ManualClock, SystemClock};
use serde::{Deserialize, Serialize};
use url::Url;

use super::random::Seeded;
use super::seed::{Accounts, seed};
use crate::config::Config;
use crate::desk::open_app;

/// The file that tells that a folder is a demonstration's: written before anything else, and
/// again when all is there.
const MARK: &str = "demo.json";

/// A demonstration that is there.
pub(crate) struct Demo {
    /// Whom to sign in as: address and password.
    pub(crate) accounts: Vec<(String, String)>,
    found: Accounts,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum Mark {
    Unfinished,
    Complete { accounts: Accounts },
}

/// Fills the folder, unless that was done before. What was begun and not finished is thrown away,
/// and with `fresh` everything.
///
/// # Errors
///
/// If the folder holds a desk that is no demonstration, or it cannot be filled.
pub(crate) async fn prepare(
    config: &Config,
    secret: [u8; 32],
    base_url: &Url,
    fresh: bool,
) -> anyhow::Result<Demo> {
    let mark = config.data.join(MARK);
    let found = match read(&mark)? {
        Some(Mark::Complete { accounts }) if !fresh => accounts,
        known => {
            if known.is_some() {
                clear(config)?;
            }
            write(&mark, &Mark::Unfinished)?;
            let accounts = fill(config, secret, base_url).await?;
            write(
                &mark,
                &Mark::Complete {
                    accounts: accounts.clone(),
                },
            )?;
            accounts
        }
    };
    let accounts = found
        .staff
        .iter()
        .map(|account| (account.email.clone(), found.password.clone()))
        .collect();
    Ok(Demo { accounts, found })
}

async fn fill(config: &Config, secret: [u8; 32], base_url: &Url) -> anyhow::Result<Accounts> {
    eprintln!(
        "Demo: filling {} with three months of «Postal Cordillera»",
        config.data.display()
    );
    let now = SystemClock::new().now();
    let clock = Arc::new(ManualClock::at(now));
    let app = open_app(
        config,
        secret,
        base_url.clone(),
        clock.clone(),
        Arc::new(Seeded::new(0x00c0_ffee)),
    )
    .await?;
    let is_used = app
        .store
        .read(|db| Ok::<_, app::Error>(db.settings()?.is_some() || db.has_admin()?))
        .await?;
    ensure!(
        !is_used,
        "there is a desk already that is not the demo's: name another folder with --data, or an empty database"
    );
    let accounts = seed(&app, &clock, now).await?;
    app.store.close().await;
    Ok(accounts)
}

/// Deletes what a demonstration keeps in its folder, and nothing else.
fn clear(config: &Config) -> anyhow::Result<()> {
    let Some(database) = config
        .database_url
        .0
        .strip_prefix("sqlite:")
        .map(PathBuf::from)
    else {
        bail!(
            "only a demo on SQLite can be begun anew: empty the database by hand and delete {MARK} in the data folder"
        );
    };
    for ending in ["", "-wal", "-shm"] {
        let mut file = database.clone().into_os_string();
        file.push(ending);
        forget(&PathBuf::from(file), |path| fs::remove_file(path))?;
    }
    for url in [&config.files_url.0, &config.mail_url.0] {
        let folder = url
            .split_once(':')
            .filter(|(scheme, _)| matches!(*scheme, "file" | "folder"))
            .map(|(_, path)| Path::new(path));
        // Only folders of our own: one that somebody named elsewhere stays.
        if let Some(folder) = folder.filter(|folder| folder.starts_with(&config.data)) {
            forget(folder, |path| fs::remove_dir_all(path))?;
        }
    }
    Ok(())
}

fn forget(path: &Path, remove: impl Fn(&Path) -> std::io::Result<()>) -> anyhow::Result<()> {
    match remove(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("deleting {}", path.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn read(mark: &Path) -> anyhow::Result<Option<Mark>> {
    match fs::read_to_string(mark) {
        Ok(text) => Ok(Some(
            serde_json::from_str(&text).unwrap_or(Mark::Unfinished),
        )),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", mark.display())),
    }
}

/// The file appears whole or not at all.
fn write(path: &Path, mark: &Mark) -> anyhow::Result<()> {
    let unfinished = path.with_extension("part");
    let text = serde_json::to_string_pretty(mark)?;
    fs::write(&unfinished, text)
        .and_then(|()| fs::rename(&unfinished, path))
        .with_context(|| format!("writing {}", path.display()))
}

impl Demo {
    /// What is said at the start: where to go, and as whom.
    pub(crate) fn greeting(&self, base_url: &Url) -> Vec<String> {
        let found = &self.found;
        let mut lines = vec![
            String::new(),
            format!("  Portal         {base_url}"),
            format!(
                "  Look a case up {base_url}consultar    {}  {}",
                found.look_up.code, found.look_up.email
            ),
            format!(
                "  Answer one     {base_url}consultar    {}  {}  (a solution waits)",
                found.proposal.code, found.proposal.email
            ),
            format!("  Test mailbox   {base_url}_pruebas/correo"),
            format!(
                "  Desk           {base_url}mesa    everybody's password: {}",
                found.password
            ),
        ];
        lines.extend(
            found
                .staff
                .iter()
                .map(|who| format!("    {:<10} {:<34} {}", who.role, who.email, who.name)),
        );
        lines.push(String::new());
        lines
    }
}
