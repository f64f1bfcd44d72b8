//! The test mailbox: a folder that takes the place of a mail server.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use super::SendError;
use crate::mail::Mail;

/// Writes each mail as a file whose name sorts by time.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Keeps mails of the same instant in the order in which they were sent.
    sent: AtomicU32,
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            sent: AtomicU32::new(0),
        }
    }

    pub(super) async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let number = self.sent.fetch_add(1, Ordering::Relaxed) % 1_000_000;
        let name = format!(
            "{:016}-{number:06}-{}",
            mail.at().as_microsecond().max(0),
            mail.fingerprint()
        );
        let (folder, bytes) = (self.path.clone(), mail.bytes().to_owned());
        on_disk(move || write(&folder, &name, &bytes)).await
    }

    pub(super) async fn check(&self) -> Result<(), SendError> {
        let folder = self.path.clone();
        on_disk(move || fs::create_dir_all(folder)).await
    }
}

async fn on_disk(task: impl FnOnce() -> io::Result<()> + Send + 'static) -> Result<(), SendError> {
    tokio::task::spawn_blocking(task)
        .await
        .map_err(io::Error::other)
        .flatten()
        .map_err(|error| SendError::Server(format!("the folder of the test mailbox: {error}")))
}

/// The file appears whole or not at all, and stays after a power cut.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    // A name that the mailbox does not list.
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(format!("{name}.eml")))?;
    File::open(folder)?.sync_all()
}
