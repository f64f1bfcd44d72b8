//! The archive itself: a ZIP with a list of digests, written to appear whole or not at all.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// `sha256sum --check` reads it too.
const DIGESTS: &str = "SHA256SUMS";

/// How much of a file is in memory.
const PIECE: usize = 256 * 1024;

/// The largest entry that is read at once: `desk.json`. The list of digests has a line per file.
const SMALL: u64 = 1 << 20;
const MOST_DIGESTS: u64 = 1 << 30;

/// An archive that is being written.
pub(super) struct Writer {
    zip: Option<ZipWriter<BufWriter<File>>>,
    file: PathBuf,
    part: PathBuf,
    digests: String,
    present: Option<(String, Sha256)>,
}

impl Writer {
    /// Begins an archive at `file`, where there must be none.
    pub(super) fn begin(file: &Path) -> anyhow::Result<Self> {
        ensure!(
            !file.exists(),
            "{} is there already: choose another name",
            file.display()
        );
        let mut part = file.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let out = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            // It holds what people trusted us with.
            .mode(0o600)
            .open(&part)
            .with_context(|| format!("cannot write {}", part.display()))?;
        Ok(Self {
            zip: Some(ZipWriter::new(BufWriter::new(out))),
            file: file.to_owned(),
            part,
            digests: String::new(),
            present: None,
        })
    }

    /// Begins an entry; what was written before belongs to the one before.
    pub(super) fn entry(&mut self, name: &str) -> anyhow::Result<()> {
        self.start(name, CompressionMethod::Stored)
    }

    /// As [`entry`](Self::entry), for what shrinks when it is packed: photos do not.
    pub(super) fn entry_packed(&mut self, name: &str) -> anyhow::Result<()> {
        self.start(name, CompressionMethod::Deflated)
    }

    /// Writes the next bytes of the present entry.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if let Some((_, digest)) = &mut self.present {
            digest.update(bytes);
        }
        let zip = self.zip.as_mut().context("the archive is finished")?;
        zip.write_all(bytes).context("writing the archive")
    }

    /// Writes the digests, and gives the archive its name once it is on disk.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.end_entry();
        let digests = std::mem::take(&mut self.digests);
        self.start(DIGESTS, CompressionMethod::Deflated)?;
        self.bytes(digests.as_bytes())?;
        let zip = self.zip.take().context("the archive is finished")?;
        let out = zip.finish().context("writing the archive")?;
        let out = out.into_inner().context("writing the archive")?;
        out.sync_all().context("writing the archive")?;
        fs::rename(&self.part, &self.file)
            .with_context(|| format!("cannot name {}", self.file.display()))?;
        let folder = self.file.parent().filter(|one| !one.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(())
    }

    fn start(&mut self, name: &str, method: CompressionMethod) -> anyhow::Result<()> {
        self.end_entry();
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(true)
            .unix_permissions(0o600);
        let zip = self.zip.as_mut().context("the archive is finished")?;
        zip.start_file(name, options)
            .context("writing the archive")?;
        self.present = Some((name.to_owned(), Sha256::new()));
        Ok(())
    }

    fn end_entry(&mut self) {
        if let Some((name, digest)) = self.present.take() {
            let digest = hexadecimal(&digest.finalize());
            let _ = writeln!(self.digests, "{digest}  {name}");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Half an archive is worse than none. Once it is finished there is no part any more.
        let _ = fs::remove_file(&self.part);
    }
}

/// An archive that is read.
pub(super) struct Reader {
    zip: ZipArchive<BufReader<File>>,
}

impl Reader {
    /// Opens an archive.
    pub(super) fn open(file: &Path) -> anyhow::Result<Self> {
        let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
        let zip = ZipArchive::new(BufReader::new(opened))
            .with_context(|| format!("{} is no archive, or it is cut off", file.display()))?;
        Ok(Self { zip })
    }

    /// Compares every entry with its digest, and gives how many there are.
    pub(super) fn check_digests(&mut self) -> anyhow::Result<usize> {
        let list = self.whole(DIGESTS, MOST_DIGESTS)?;
        let list = String::from_utf8(list).context("reading SHA256SUMS")?;
        let mut count = 0;
        for line in list.lines() {
            let (digest, name) = line
                .split_once("  ")
                .with_context(|| format!("SHA256SUMS has a line that is none: {line}"))?;
            let mut found = Sha256::new();
            for piece in self.chunks(name)? {
                found.update(&piece.with_context(|| damaged(name))?);
            }
            ensure!(hexadecimal(&found.finalize()) == digest, damaged(name));
            count += 1;
        }
        ensure!(
            count + 1 == self.zip.len(),
            "the archive has entries that SHA256SUMS does not name"
        );
        Ok(count)
    }

    /// The names of the entries that begin with `folder`, sorted.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .zip
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .filter(|name| name.starts_with(folder))
            .collect();
        names.sort();
        names
    }

    /// A small entry as a whole.
    pub(super) fn small(&mut self, name: &str) -> anyhow::Result<Vec<u8>> {
        self.whole(name, SMALL)
    }

    /// An entry, piece after piece.
    pub(super) fn chunks(
        &mut self,
        name: &str,
    ) -> anyhow::Result<impl Iterator<Item = std::io::Result<Bytes>> + use<'_>> {
        let mut entry = self.entry(name)?;
        Ok(std::iter::from_fn(move || {
            let mut piece = vec![0; PIECE];
            match entry.read(&mut piece) {
                Ok(0) => None,
                Ok(length) => {
                    piece.truncate(length);
                    Some(Ok(piece.into()))
                }
                Err(error) => Some(Err(error)),
            }
        }))
    }

    /// An entry, line after line.
    pub(super) fn lines(
        &mut self,
        name: &str,
    ) -> anyhow::Result<impl Iterator<Item = anyhow::Result<String>> + use<'_>> {
        let entry = self.entry(name)?;
        let said = damaged(name);
        Ok(BufReader::new(entry)
            .lines()
            .map(move |line| line.with_context(|| said.clone())))
    }

    fn whole(&mut self, name: &str, most: u64) -> anyhow::Result<Vec<u8>> {
        let entry = self.entry(name)?;
        let mut all = Vec::new();
        entry.take(most + 1).read_to_end(&mut all)?;
        if all.len() as u64 > most {
            bail!("{name} is larger than it can be");
        }
        Ok(all)
    }

    fn entry(&mut self, name: &str) -> anyhow::Result<impl Read + use<'_>> {
        self.zip.by_name(name).with_context(|| {
            format!("the archive has no {name}: it was not made by «resuelto backup»")
        })
    }
}

fn damaged(name: &str) -> String {
    format!("{name} is damaged: take another backup")
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
