//! The server's secret: the file from which codes and links are derived.
//!
//! Whoever has the database alone can make neither, so it is never kept there.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail, ensure};
use tracing::info;

const LENGTH: usize = 32;

/// The secret in the file at `path`; if there is none yet, a new one is made there.
///
/// # Errors
///
/// If it cannot be read or made, has another length or can be read by other users of the
/// machine; the sentence says how to mend it.
pub(crate) fn load_or_create(path: &Path) -> anyhow::Result<[u8; LENGTH]> {
    match load(path) {
        Err(error) if is_not_found(&error) => {
            if create(path).with_context(|| cannot("make", path))? {
                info!(path = %path.display(), "Made the server's secret: keep it with the backups");
            }
            load(path)
        }
        loaded => loaded,
    }
}

/// The secret in the file at `path`.
///
/// # Errors
///
/// As those of [`load_or_create`], and if there is none.
pub(crate) fn load(path: &Path) -> anyhow::Result<[u8; LENGTH]> {
    let mut file = File::open(path).with_context(|| cannot("open", path))?;
    let metadata = file.metadata().with_context(|| cannot("inspect", path))?;
    let others_may = metadata.mode() & 0o077;
    ensure!(
        others_may == 0,
        "other users of this machine may read the secret: run chmod 600 {}",
        path.display()
    );
    let mut bytes = Vec::new();
    Read::by_ref(&mut file)
        .take(LENGTH as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| cannot("read", path))?;
    let Ok(secret) = bytes.try_into() else {
        bail!(
            "{} does not hold {LENGTH} bytes: restore it from the backup, or name another file with --secret-key-file",
            path.display()
        );
    };
    Ok(secret)
}

/// Makes the file; `false` if somebody else was faster.
///
/// It appears whole or not at all, since two nodes may start at the same time.
fn create(path: &Path) -> anyhow::Result<bool> {
    let mut secret = [0; LENGTH];
    getrandom::fill(&mut secret).context("the system gave no random bytes")?;
    let draft = draft_path(path);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    let made = (|| {
        file.write_all(&secret)?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        file.sync_all()?;
        fs::hard_link(&draft, path)
    })();
    fs::remove_file(&draft)?;
    match made {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    // Codes that were sent must not die with a power cut.
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(true)
}

fn draft_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(
        ".{}.{:08x}",
        std::process::id(),
        getrandom::u32().unwrap_or(0)
    ));
    name.into()
}

fn cannot(what: &str, path: &Path) -> String {
    format!("cannot {what} the secret file {}", path.display())
}

fn is_not_found(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::NotFound)
}

#[cfg(test)]
mod tests {
    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
        thread,
    };

    use super::load_or_create;

    #[test]
    fn the_first_start_makes_it_and_later_ones_find_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");

        let made = load_or_create(&path).unwrap();

        assert_eq!(load_or_create(&path).unwrap(), made);
        assert_ne!(made, [0; 32]);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn nodes_that_start_together_have_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");

        let secrets: Vec<_> = thread::scope(|scope| {
            let starts: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| load_or_create(&path).unwrap()))
                .collect();
            starts
                .into_iter()
                .map(|start| start.join().unwrap())
                .collect()
        });

        assert!(secrets.iter().all(|secret| *secret == secrets[0]));
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        load_or_create(&path).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();

        let error = load_or_create(&path).unwrap_err();

        assert!(error.to_string().contains("run chmod 600"), "{error}");
    }

    #[test]
    fn a_damaged_file_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        for damaged in [&b"short"[..], &[1; 33], b""] {
            fs::write(&path, damaged).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();

            let error = load_or_create(&path).unwrap_err();

            assert!(
                error.to_string().contains("does not hold 32 bytes"),
                "{error}"
            );
            assert_eq!(fs::read(&path).unwrap(), damaged);
        }
    }
}
