//! Makes sure that a demonstration is there, whole.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
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
    let mark = config.storage.data.join(MARK);
    let found = match read(&mark)? {
        Some(Mark::Complete { accounts }) if !fresh => accounts,
        known => {
            // Only what bears the mark is ours to delete.
            if known.is_some() {
                clear(config)?;
            } else {
                check_unused(config)?;
            }
            let accounts = Box::pin(fill(config, secret, base_url, &mark)).await?;
            let complete = Mark::Complete {
                accounts: accounts.clone(),
            };
            write(&mark, &complete)?;
            accounts
        }
    };
    let password = &found.password;
    let accounts = found
        .staff
        .iter()
        .map(|who| &who.email)
        .chain(found.companies.iter().map(|door| &door.username))
        .map(|name| (name.clone(), password.clone()))
        .collect();
    Ok(Demo { accounts, found })
}

async fn fill(
    config: &Config,
    secret: [u8; 32],
    base_url: &Url,
    mark: &Path,
) -> anyhow::Result<Accounts> {
    let now = SystemClock::new().now();
    let clock = Arc::new(ManualClock::at(now));
    let random = Arc::new(Seeded::new(0x00c0_ffee));
    let app = open_app(config, secret, base_url.clone(), clock.clone(), random).await?;
    let is_used =
        |db: &mut store::Db| Ok::<_, app::Error>(db.settings()?.is_some() || db.has_admin()?);
    ensure!(
        !app.store.read(is_used).await?,
        "the database holds a desk that is not a demo's: name another folder with --data, or an empty database"
    );
    write(mark, &Mark::Unfinished)?;
    eprintln!(
        "Demo: filling {} with three months of «Postal Cordillera»",
        config.storage.data.display()
    );
    let accounts = Box::pin(seed(&app, &clock, now)).await?;
    app.store.close().await;
    Ok(accounts)
}

/// Refuses to fill folders in which somebody keeps something.
fn check_unused(config: &Config) -> anyhow::Result<()> {
    for folder in folders(config) {
        let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
        ensure!(
            is_empty,
            "{} holds files that are not a demo's: name another folder with --data",
            folder.display()
        );
    }
    Ok(())
}

/// The folders of files and mails, as far as they lie in the demonstration's own folder.
fn folders(config: &Config) -> impl Iterator<Item = &Path> {
    let urls = [&config.storage.files_url.0, &config.mail_url.0].into_iter();
    let paths = urls.filter_map(|url| url.split_once(':'));
    let local = paths.filter(|(scheme, _)| matches!(*scheme, "file" | "folder"));
    local
        .map(|(_, path)| Path::new(path))
        .filter(|path| is_within(path, &config.storage.data))
}

fn is_within(path: &Path, folder: &Path) -> bool {
    let inner = path.strip_prefix(folder);
    inner.is_ok_and(|inner| {
        let mut parts = inner.components().peekable();
        parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
    })
}

/// Deletes what a demonstration keeps in its folder, and nothing else.
fn clear(config: &Config) -> anyhow::Result<()> {
    let database = config.storage.database_url.0.strip_prefix("sqlite:");
    let Some(database) = database
        .map(Path::new)
        .filter(|path| is_within(path, &config.storage.data))
    else {
        bail!(
            "only a demo with its database in its own folder can be begun anew: \
             empty the database by hand and delete {MARK} in the data folder"
        );
    };
    for ending in ["", "-wal", "-shm"] {
        let mut file = database.as_os_str().to_owned();
        file.push(ending);
        forget(&PathBuf::from(file), |path| fs::remove_file(path))?;
    }
    for folder in folders(config) {
        forget(folder, |path| fs::remove_dir_all(path))?;
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
        lines.push(format!(
            "  Companies      {base_url}ingresar    the same password"
        ));
        lines.extend(found.companies.iter().map(|who| {
            format!(
                "    {:<22} {:<32} {}, {}",
                who.username, who.email, who.company, who.name
            )
        }));
        lines.push(String::new());
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_the_folder_is_deleted() {
        let data = Path::new("data/demo");

        assert!(is_within(Path::new("data/demo/files"), data));
        for other in [
            "data/demo",
            "data/demo/../files",
            "data/files",
            "/files",
            "data/demo/..",
        ] {
            assert!(!is_within(Path::new(other), data), "{other}");
        }
    }
}
