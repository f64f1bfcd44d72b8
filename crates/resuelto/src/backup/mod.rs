//! `resuelto backup`, `restore` and `verify`: all of a desk in one archive, and back.
//!
//! The archive is a ZIP that any tool opens: `desk.json` says what it is, `tables/` has the rows of
//! each table as lines of JSON, `files/` the files of people, and `SHA256SUMS` the digests of all
//! of them. What was made on one engine fills the other: this is also the way from SQLite to
//! PostgreSQL. The server's secret is not in it, so that whoever has the archive alone can derive
//! no code, no link and no account number.

mod archive;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use app::{Clock, SystemClock};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{BlobError, BlobKey, Blobs, Filling, NamedFile, Snapshot};
use tokio::runtime::Runtime;

use crate::config::Storage;
use crate::secret_key;
use archive::{Reader, Writer, hexadecimal};

/// The form of the archive; another one gets another number.
const FORMAT: u32 = 1;

const CONTENTS: &str = "desk.json";

/// What an archive says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Contents {
    format: u32,
    /// The version of the program that made it.
    program: String,
    /// The newest migration of the database.
    schema: String,
    at: Timestamp,
    /// Which secret the desk had: equal texts, equal secrets. None if there was no secret.
    secret: Option<String>,
    /// The rows of each table, in the order in which they can be put back.
    tables: Vec<(String, u64)>,
    files: u64,
    /// Files that were thrown away while the archive was made: rows name them, nobody misses them.
    #[serde(default)]
    gone: Vec<String>,
}

/// Puts everything of the desk into a new archive. Others may go on working: the rows are those of
/// one moment, and files never change.
///
/// # Errors
///
/// If a part cannot be read, the archive cannot be written, or a file is missing or damaged in the
/// file store; in that last case the archive is there, with everything else.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(crate) fn make(file: &Path, storage: &Storage) -> anyhow::Result<()> {
    let runtime = runtime()?;
    let blobs = Blobs::open(&storage.files_url.0).context("opening the file store")?;
    let mut snapshot = Snapshot::open(&storage.database_url.0).context("opening the database")?;
    let mut out = Writer::begin(file)?;
    let mut contents = Contents {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema: snapshot.schema().to_owned(),
        at: SystemClock::new().now(),
        secret: fingerprint(storage)?,
        tables: Vec::new(),
        files: 0,
        gone: Vec::new(),
    };

    for table in snapshot.tables()? {
        out.entry_packed(&table_entry(&table))?;
        let rows = snapshot.rows(&table, |row| {
            out.bytes(row.as_bytes())?;
            out.bytes(b"\n")
        })?;
        contents.tables.push((table, rows));
    }
    let files = snapshot.files()?;
    drop(snapshot);

    let mut gone = Vec::new();
    let mut damaged = Vec::new();
    for named in files {
        match copy_out(&runtime, &blobs, &named, &mut out)? {
            Copied::Whole => contents.files += 1,
            Copied::Damaged => {
                contents.files += 1;
                damaged.push(named.key);
            }
            Copied::Gone => gone.push(named.key),
        }
    }
    // What was thrown away in the meantime is missed by nobody.
    if !gone.is_empty() {
        let now = Snapshot::open(&storage.database_url.0)?.files()?;
        let named: HashSet<String> = now.into_iter().map(|file| file.key).collect();
        (gone, contents.gone) = gone.into_iter().partition(|key| named.contains(key));
    }

    out.entry_packed(CONTENTS)?;
    out.bytes(&serde_json::to_vec_pretty(&contents)?)?;
    out.finish()?;
    println!("{}: {}", file.display(), contents.told());
    ensure!(
        gone.is_empty() && damaged.is_empty(),
        "the archive is there, but of the files in the file store {} are missing and {} damaged: {}",
        gone.len(),
        damaged.len(),
        [gone, damaged].concat().join(", ")
    );
    println!(
        "Not in it: the server's secret. Keep a copy of {} in another place.",
        storage.secret_key_file.display()
    );
    Ok(())
}

/// Fills an empty desk from an archive that is whole.
///
/// # Errors
///
/// If the archive is damaged or of another version, or the desk is not empty; the database is then
/// as empty as before.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(crate) fn restore(file: &Path, storage: &Storage) -> anyhow::Result<()> {
    let mut archive = Reader::open(file)?;
    archive.check_digests()?;
    let contents = put_back(&mut archive, &storage.database_url.0, &storage.files_url.0)?;
    println!("{}: {} restored", file.display(), contents.told());
    match (&contents.secret, fingerprint(storage)?) {
        (Some(then), Some(now)) if *then == now => {}
        (None, _) => {}
        (Some(_), None) => println!(
            "Before the first start, put the server's secret of that desk at {}: without it, the \
             links in mails, receipts and the accounts for compensation are lost.",
            storage.secret_key_file.display()
        ),
        (Some(_), Some(_)) => bail!(
            "restored, but {} is not the secret of that desk: put the right one there before you \
             start it, or links in mails, receipts and the accounts for compensation are lost",
            storage.secret_key_file.display()
        ),
    }
    Ok(())
}

/// Restores an archive into a scratch folder, compares, and throws the scratch away.
///
/// # Errors
///
/// A sentence for the first thing that is not as it was.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(crate) fn verify(file: &Path, scratch: Option<&Path>) -> anyhow::Result<()> {
    let mut archive = Reader::open(file)?;
    let digests = archive.check_digests()?;
    let folder = match scratch {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    }
    .context("making the scratch folder: name another with --scratch")?;
    let database = format!("sqlite:{}", folder.path().join("desk.db").display());
    let files = format!("file:{}", folder.path().join("files").display());

    let contents = put_back(&mut archive, &database, &files)?;

    let mut snapshot = Snapshot::open(&database)?;
    for (table, rows) in &contents.tables {
        let found = snapshot.rows(table, |_| Ok::<_, anyhow::Error>(()))?;
        ensure!(
            found == *rows,
            "{table} had {rows} rows and has {found} after restoring"
        );
    }
    let runtime = runtime()?;
    let blobs = Blobs::open(&files)?;
    let named = snapshot.files()?;
    for NamedFile { key, sha256 } in &named {
        if contents.gone.contains(key) {
            continue;
        }
        let (_, found) = runtime.block_on(read(&blobs, key, |_| Ok(())))?;
        ensure!(
            sha256.as_ref().is_none_or(|then| *then == found),
            "the file {key} is not the one that was uploaded"
        );
    }
    println!(
        "{}: {} and {digests} digests hold, made {} by version {}",
        file.display(),
        contents.told(),
        contents.at,
        contents.program
    );
    Ok(())
}

impl Contents {
    fn told(&self) -> String {
        let rows: u64 = self.tables.iter().map(|(_, rows)| rows).sum();
        format!(
            "{} tables, {rows} rows, {} files",
            self.tables.len(),
            self.files
        )
    }
}

fn put_back(archive: &mut Reader, database: &str, files: &str) -> anyhow::Result<Contents> {
    let contents: Contents =
        serde_json::from_slice(&archive.small(CONTENTS)?).context("reading desk.json")?;
    ensure!(
        contents.format == FORMAT,
        "this archive is of form {}, and this program reads form {FORMAT}: use version {} of it",
        contents.format,
        contents.program
    );
    let runtime = runtime()?;
    let mut filling = runtime
        .block_on(Filling::open(database))
        .context("opening the database")?;
    ensure!(
        contents.schema == filling.schema(),
        "the archive has the tables {} and this program makes {}: restore with version {}, and \
         start the newer one then",
        contents.schema,
        filling.schema(),
        contents.program
    );
    // Files first: rows that name them are kept last.
    let blobs = Blobs::open(files).context("opening the file store")?;
    let mut count = 0;
    for name in archive.names("files/") {
        let key: BlobKey = name
            .strip_prefix("files/")
            .unwrap_or(&name)
            .parse()
            .with_context(|| format!("{name} is no name of a file of a desk"))?;
        let body = stream::iter(archive.chunks(&name)?);
        runtime
            .block_on(blobs.put_back(key, body))
            .with_context(|| format!("putting back {name}"))?;
        count += 1;
    }
    ensure!(
        count == contents.files,
        "the archive says {} files and has {count}",
        contents.files
    );
    for (table, rows) in &contents.tables {
        let lines = archive.lines(&table_entry(table))?;
        let found = filling.put(table, lines)?;
        ensure!(
            found == *rows,
            "the archive says {rows} rows of {table} and has {found}"
        );
    }
    filling.finish()?;
    Ok(contents)
}

enum Copied {
    Whole,
    Damaged,
    Gone,
}

fn copy_out(
    runtime: &Runtime,
    blobs: &Blobs,
    named: &NamedFile,
    out: &mut Writer,
) -> anyhow::Result<Copied> {
    let mut is_begun = false;
    let read = read(blobs, &named.key, |bytes| {
        if !is_begun {
            out.entry(&format!("files/{}", named.key))?;
            is_begun = true;
        }
        out.bytes(bytes)
    });
    match runtime.block_on(read) {
        Ok((_, found)) if named.sha256.as_ref().is_none_or(|then| *then == found) => {
            Ok(Copied::Whole)
        }
        Ok(_) => Ok(Copied::Damaged),
        Err(error) if matches!(error.downcast_ref(), Some(BlobError::NotFound)) => Ok(Copied::Gone),
        Err(error) => Err(error.context(format!("reading the file {}", named.key))),
    }
}

/// Gives a file to `take`, piece after piece, one of them empty if it is; and its length and digest.
async fn read(
    blobs: &Blobs,
    key: &str,
    mut take: impl FnMut(&[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<(u64, String)> {
    let opened = blobs.get_stream(&key.parse()?).await?;
    let mut bytes = opened.bytes;
    let (mut length, mut digest) = (0, Sha256::new());
    take(b"")?;
    while let Some(piece) = bytes.next().await {
        let piece = piece?;
        length += piece.len() as u64;
        digest.update(&piece);
        take(&piece)?;
    }
    Ok((length, hexadecimal(&digest.finalize())))
}

fn table_entry(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// Tells one secret from another without telling it.
fn fingerprint(storage: &Storage) -> anyhow::Result<Option<String>> {
    if !storage.secret_key_file.exists() {
        return Ok(None);
    }
    let secret = secret_key::load(&storage.secret_key_file)?;
    let digest = Sha256::new()
        .chain_update(b"which secret: ")
        .chain_update(secret)
        .finalize();
    Ok(Some(hexadecimal(&digest[..8])))
}

fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("starting the runtime")
}
