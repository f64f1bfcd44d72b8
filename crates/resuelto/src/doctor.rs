//! `resuelto doctor`: whether all that a desk needs is there and well.

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use app::scan::Verdict;
use app::{AtStart, Clock, SystemClock};
use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use store::{Blobs, Snapshot};

use crate::config::{Config, Storage};
use crate::secret_key;

/// How long each part may take to answer.
const WITHIN: Duration = Duration::from_secs(20);

/// With less room than this the desk will soon refuse to write; with less than the second, now.
const LITTLE_ROOM: u64 = 2 << 30;
const NO_ROOM: u64 = 100 << 20;

/// How far two clocks may be apart before codes and deadlines suffer.
const CLOCKS_APART: SignedDuration = SignedDuration::from_secs(2);

/// What was found: what it is, or what is wrong and what to do about it.
enum Found {
    Well(String),
    Doubtful(String),
    Ill(String),
}

/// Looks at each part and says a line about it.
///
/// # Errors
///
/// If something has to be mended before the desk can run.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(crate) fn run(config: &Config) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the runtime")?;
    let storage = &config.storage;
    let mut ill = 0;
    let mut tell = |name: &str, found: Found| {
        let (mark, said) = match found {
            Found::Well(said) => ("ok  ", said),
            Found::Doubtful(said) => ("look", said),
            Found::Ill(said) => {
                ill += 1;
                ("MEND", said)
            }
        };
        println!("{mark}  {name:<9}{said}");
    };

    tell("folder", folder(&storage.data));
    tell("disk", disk(&storage.data));
    tell("secret", secret(storage));
    let (database, times) = database(storage);
    tell("database", database);
    tell("clock", clock(&storage.data, &times));
    tell("files", runtime.block_on(files(storage)));
    tell("mail", runtime.block_on(mail(config)));
    tell("scanner", runtime.block_on(scanner(config)));
    tell("password", passwords(config));
    anyhow::ensure!(
        ill == 0,
        "{ill} of these must be mended before the desk can run"
    );
    Ok(())
}

fn folder(path: &Path) -> Found {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => {
            return ill(
                format_args!("{}: {error}", path.display()),
                "make it, owned by the user that runs the desk, or name another with --data",
            );
        }
    };
    if let Err(error) = tempfile::tempfile_in(path).and_then(|mut file| file.write_all(b"x")) {
        return ill(
            format_args!("cannot write in {}: {error}", path.display()),
            "give it to the user that runs the desk (chown), or name another with --data",
        );
    }
    if metadata.mode() & 0o007 != 0 {
        return Found::Doubtful(format!(
            "everybody on this machine may look into {}: run chmod 700 on it",
            path.display()
        ));
    }
    Found::Well(format!("{} can be written", path.display()))
}

fn disk(path: &Path) -> Found {
    let room = match rustix::fs::statvfs(path) {
        Ok(room) => room.f_bavail.saturating_mul(room.f_frsize),
        Err(error) => return ill(error, "see the line about the folder"),
    };
    let said = format!("{} MiB free", room >> 20);
    if room < NO_ROOM {
        ill(said, "make room, or nothing more can be accepted")
    } else if room < LITTLE_ROOM {
        Found::Doubtful(format!("{said}: make room soon"))
    } else {
        Found::Well(said)
    }
}

fn secret(storage: &Storage) -> Found {
    let path = &storage.secret_key_file;
    if !path.exists() {
        return Found::Doubtful(format!(
            "{} is not there: the first start makes it; after a restore, put the old one there",
            path.display()
        ));
    }
    match secret_key::load(path) {
        Ok(_) => Found::Well(format!(
            "{} is private; keep a copy apart from the backups",
            path.display()
        )),
        Err(error) => Found::Ill(format!("{error:#}")),
    }
}

/// What a database knows of the time.
#[derive(Default)]
struct Times {
    /// What its own clock says, if it has one.
    clock: Option<Timestamp>,
    /// The newest instant that the desk kept in it.
    newest: Option<Timestamp>,
}

/// And what it knows of the time.
fn database(storage: &Storage) -> (Found, Times) {
    let url = &storage.database_url.0;
    let is_new = url
        .strip_prefix("sqlite:")
        .is_some_and(|path| !Path::new(path.trim_start_matches("//")).exists());
    if is_new {
        let said = "there is none yet: the first start makes it".to_owned();
        return (Found::Doubtful(said), Times::default());
    }
    let opened = Snapshot::open(url).and_then(|mut snapshot| {
        let engine = snapshot.engine()?;
        let schema = snapshot.schema().to_owned();
        let (clock, damage) = (snapshot.clock()?, snapshot.damage()?);
        // What is damaged may not know it.
        let newest = snapshot.newest_instant().unwrap_or_default();
        Ok((engine, schema, Times { clock, newest }, damage))
    });
    match opened {
        Ok((engine, _, times, damage)) if !damage.is_empty() => (
            ill(
                format_args!("{engine}: the file is damaged: {}", damage.join("; ")),
                "keep it for whoever examines it, and restore the last backup elsewhere",
            ),
            times,
        ),
        Ok((engine, schema, times, _)) => (
            Found::Well(format!("{engine}, up to date ({schema})")),
            times,
        ),
        Err(error @ store::Error::Behind { .. }) => {
            (Found::Doubtful(error.to_string()), Times::default())
        }
        Err(error) => (
            ill(
                error,
                "see --database-url, and that its server runs and lets this user in",
            ),
            Times::default(),
        ),
    }
}

/// The clock of the machine, beside those of its disk and of the database, and beside what the desk
/// saw already.
fn clock(folder: &Path, database: &Times) -> Found {
    let now = SystemClock::new().now();
    let disk = tempfile::NamedTempFile::new_in(folder)
        .and_then(|file| File::metadata(file.as_file())?.modified())
        .ok()
        .and_then(|at| Timestamp::try_from(at).ok());
    for (whose, at) in [("the data folder", disk), ("the database", database.clock)] {
        let apart = at.map_or(SignedDuration::ZERO, |at| now.duration_since(at).abs());
        if apart > CLOCKS_APART {
            return ill(
                format_args!("it is {now} here, and {apart:#} apart for {whose}"),
                "let both machines keep time by NTP: codes, links and deadlines depend on it",
            );
        }
    }
    if let AtStart::SetBack(back) = AtStart::of(now, database.newest) {
        return Found::Doubtful(format!(
            "it is {now:.0}, {back:#} before what the desk saw already: if that is wrong, set it \
             right before the next start, which ends the codes that were not used"
        ));
    }
    Found::Well(format!("{now:.0}"))
}

/// Keeps a file, reads it and removes it.
async fn files(storage: &Storage) -> Found {
    let probe = async {
        let blobs = Blobs::open(&storage.files_url.0)?;
        let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"well?"))]);
        let kept = blobs.put_stream("doctor", 16, body).await?;
        let opened = blobs.get_stream(&kept.key).await?;
        let read: Vec<Bytes> = opened.bytes.try_collect().await?;
        blobs.delete(&kept.key).await?;
        anyhow::ensure!(
            read.concat() == b"well?",
            "what was read is not what was written"
        );
        Ok(())
    };
    match within(probe).await {
        Ok(()) => Found::Well("one was written, read and removed".to_owned()),
        Err(error) => ill(
            error,
            "see --files-url and its keys, and that they allow to put, get, list and delete",
        ),
    }
}

/// Connects and signs in, without sending anything.
async fn mail(config: &Config) -> Found {
    if config.mail_url.0.starts_with("folder:") {
        return Found::Doubtful(
            "mails go to a test mailbox: name a server with --mail before people use the desk"
                .to_owned(),
        );
    }
    let probe = async { Ok(crate::desk::mailer(config)?.check().await?) };
    match within(probe).await {
        Ok(()) => Found::Well("the server takes mail from us".to_owned()),
        Err(error) => ill(
            error,
            "see --mail: name, port, user and password, and that no firewall is between",
        ),
    }
}

/// Has the file that all scanners know found, and one that is over their limits noticed.
async fn scanner(config: &Config) -> Found {
    let Some(scanner) = &config.clamd else {
        return Found::Doubtful(
            "files are not scanned for viruses: name a clamd with --clamd".to_owned(),
        );
    };
    let scan = async |bytes: Vec<u8>| {
        let file = stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes))]);
        scanner.scan(file).await
    };
    let probe = async {
        let version = scanner.version().await?;
        Ok((version, scan(eicar()).await?, scan(nested()?).await?))
    };
    match within(probe).await {
        Ok((version, Verdict::Infected(_), Verdict::Unscannable(_))) => Found::Well(version),
        Ok((version, Verdict::Infected(_), _)) => Found::Doubtful(format!(
            "{version} calls clean what is over its limits: set AlertExceedsMax in clamd.conf"
        )),
        Ok((version, ..)) => ill(
            format_args!("{version} does not find the test file of EICAR"),
            "let freshclam load its signatures",
        ),
        Err(error) => ill(
            error,
            "see --clamd, and that clamd runs and lets us connect",
        ),
    }
}

/// Whether there is a list of stolen passwords, and whether it is one.
fn passwords(config: &Config) -> Found {
    match (
        crate::desk::stolen_passwords(config),
        &config.stolen_passwords,
    ) {
        (Ok(Some(_)), Some(path)) => Found::Well(format!(
            "nobody may choose those that are in {}",
            path.display()
        )),
        (Ok(_), _) => Found::Doubtful(
            "stolen ones may be chosen: name a list of them with --stolen-passwords".to_owned(),
        ),
        (Err(error), _) => Found::Ill(format!("{error:#}")),
    }
}

/// The harmless file that every scanner finds (eicar.org). In two parts, or they would find it in
/// this program.
fn eicar() -> Vec<u8> {
    let halves = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}",
        "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

/// More archives in each other than a clamd looks into (`MaxRecursion`, at most 100).
fn nested() -> anyhow::Result<Vec<u8>> {
    let mut inner = b"nothing".to_vec();
    for _ in 0..101 {
        let mut outer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        outer.start_file("inner.zip", zip::write::SimpleFileOptions::default())?;
        outer.write_all(&inner)?;
        inner = outer.finish()?.into_inner();
    }
    Ok(inner)
}

async fn within<T>(probe: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::time::timeout(WITHIN, probe)
        .await
        .unwrap_or_else(|_| anyhow::bail!("no answer within {} seconds", WITHIN.as_secs()))
}

fn ill(what: impl Display, to_do: &str) -> Found {
    Found::Ill(format!("{what:#}: {to_do}"))
}
