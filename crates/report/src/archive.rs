//! A case file as one archive: the history, the files, and a list of their digests.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{Seek, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::list::Failed;

/// The list of digests: `sha256sum --check` reads it.
const MANIFEST: &str = "SHA256SUMS";

/// Writes an archive, file after file; none of them is held in memory.
pub struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
    names: HashSet<String>,
    manifest: String,
    present: Option<(String, Sha256)>,
}

impl<W: Write + Seek> Archive<W> {
    /// Begins an archive.
    pub fn begin(out: W) -> Self {
        Self {
            zip: ZipWriter::new(out),
            names: HashSet::new(),
            manifest: String::new(),
            present: None,
        }
    }

    /// Begins a file; what was written before belongs to the one before. The name is made
    /// harmless and unlike all others: it never leads out of the folder (case F11).
    ///
    /// # Errors
    ///
    /// When the archive cannot be written.
    pub fn file(&mut self, name: &str) -> Result<(), Failed> {
        self.end_file();
        let name = self.free_name(&harmless(name));
        self.start(&name)?;
        self.present = Some((name, Sha256::new()));
        Ok(())
    }

    /// Writes the next bytes of the present file.
    ///
    /// # Errors
    ///
    /// When the archive cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failed> {
        if let Some((_, digest)) = &mut self.present {
            digest.update(bytes);
        }
        Ok(self.zip.write_all(bytes)?)
    }

    /// Writes the digests and ends the archive.
    ///
    /// # Errors
    ///
    /// When the archive cannot be written.
    pub fn finish(mut self) -> Result<W, Failed> {
        self.end_file();
        self.start(MANIFEST)?;
        self.zip.write_all(self.manifest.as_bytes())?;
        self.zip.finish().map_err(|error| Failed::Io(error.into()))
    }

    fn start(&mut self, name: &str) -> Result<(), Failed> {
        // Photos and documents are packed already: packing them again only takes time.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .unix_permissions(0o644);
        self.zip
            .start_file(name, options)
            .map_err(|error| Failed::Io(error.into()))
    }

    fn end_file(&mut self) {
        if let Some((name, digest)) = self.present.take() {
            for byte in digest.finalize() {
                let _ = write!(self.manifest, "{byte:02x}");
            }
            let _ = writeln!(self.manifest, "  {name}");
        }
    }

    /// The name, with a number before its ending if another file has it.
    fn free_name(&mut self, name: &str) -> String {
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name, String::new()),
        };
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.names.insert(free.to_lowercase()) {
            free = format!("{stem} ({number}){ending}");
            number += 1;
        }
        free
    }
}

/// A name without folders, control characters and what Windows refuses.
fn harmless(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            letter if letter.is_control() => '_',
            letter => letter,
        })
        .take(150)
        .collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() || name.eq_ignore_ascii_case(MANIFEST) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}
