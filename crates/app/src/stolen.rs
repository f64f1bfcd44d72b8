//! A list of stolen passwords, in a file that the administrator brings (case C2).
//!
//! The form is that in which collections of breaches are given away: on each line the SHA-1 of a
//! password in 40 hexadecimal digits, most with a colon and a count behind it, sorted. Such a file
//! has tens of gigabytes, so it is searched where it lies, a few dozen lines of it.

use std::cmp::Ordering;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use anyhow::ensure;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

/// How much is read at once: more than two of the longest lines, of 40 digits and a count.
const BLOCK: u64 = 192;

/// At how many places it is looked at before it is believed to be sorted.
const PLACES: u64 = 100;

type Digest = [u8; 20];

/// A sorted file of digests. Clones share it; it stays the one that was opened.
#[derive(Clone, Debug)]
pub struct StolenPasswords {
    file: Arc<File>,
    size: u64,
}

/// A line, with the places in the file where it and the next one begin.
struct Line {
    begins: u64,
    ends: u64,
    digest: Digest,
}

impl StolenPasswords {
    /// Opens a list and looks whether it is one.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let file = Arc::new(file);
        let opened = Self { file, size };
        let mut last = None;
        for place in 0..PLACES {
            let Some(line) = opened.line_from(size.saturating_mul(place) / PLACES)? else {
                break;
            };
            ensure!(
                last <= Some(line.digest),
                "its lines are not sorted by digest"
            );
            last = Some(line.digest);
        }
        ensure!(last.is_some(), "it is empty");
        ensure!(
            opened.line_from(size.saturating_sub(1))?.is_none(),
            "its last line is no digest"
        );
        Ok(opened)
    }

    /// Whether a password is in the list, to the letter.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or holds something else where it was looked for.
    pub fn contains(&self, password: &str) -> io::Result<bool> {
        let wanted = digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
        let wanted: &[u8] = wanted.as_ref();
        // A line with it begins at `low` or after it, and before `high`.
        let (mut low, mut high) = (0, self.size);
        while low < high {
            let middle = low + (high - low) / 2;
            let line = self.line_from(middle)?.filter(|line| line.begins < high);
            let Some(line) = line else {
                high = middle;
                continue;
            };
            match wanted.cmp(line.digest.as_slice()) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => high = middle,
                Ordering::Greater => low = line.ends,
            }
        }
        Ok(false)
    }

    /// The first line that begins at `at` or after it.
    fn line_from(&self, at: u64) -> io::Result<Option<Line>> {
        // From the byte before: it may be the end of a line.
        let from = at.saturating_sub(1);
        let length = (self.size - from).min(BLOCK);
        let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
        self.file.read_exact_at(&mut bytes, from)?;
        let is_end = from + length == self.size;

        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let before = if at == 0 {
            0
        } else {
            lines.next().map_or(0, <[u8]>::len)
        };
        let line = match lines.next() {
            None if is_end => return Ok(None),
            found => found.filter(|line| is_end || line.ends_with(b"\n")),
        };
        let (line, digest) = line
            .and_then(|line| Some((line, digest_in(line)?)))
            .ok_or_else(|| unreadable(at))?;
        let begins = from + before as u64;
        Ok(Some(Line {
            begins,
            ends: begins + line.len() as u64,
            digest,
        }))
    }
}

/// The digest at the beginning of a line.
fn digest_in(line: &[u8]) -> Option<Digest> {
    let (digits, rest) = line.trim_ascii_end().split_at_checked(40)?;
    let ends_there = rest.is_empty() || rest.starts_with(b":");
    if !ends_there || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut digest = Digest::default();
    for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(digest)
}

fn unreadable(at: u64) -> io::Error {
    let text = format!("no SHA-1 in 40 hexadecimal digits begins a line at byte {at}");
    io::Error::new(io::ErrorKind::InvalidData, text)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tempfile::NamedTempFile;

    use super::*;

    /// How digits are written.
    type Hex = fn(&[u8]) -> String;

    /// A list of so many passwords, «robada 0», «robada 1»…
    fn list(count: usize, end: &str, hex: Hex) -> String {
        let line = |number: usize| {
            let password = format!("robada {number}");
            let digest = digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
            let seen = ["7", "7654321098"][number % 2];
            format!("{}:{seen}{end}", hex(digest.as_ref()))
        };
        let mut lines: Vec<String> = (0..count).map(line).collect();
        lines.sort();
        lines.concat()
    }

    fn open(text: &str) -> anyhow::Result<StolenPasswords> {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        // It is searched although nobody finds it by its name any more.
        StolenPasswords::open(file.path())
    }

    fn upper(bytes: &[u8]) -> String {
        crate::secret::hex(bytes).to_ascii_uppercase()
    }

    #[test]
    fn c02_every_line_is_found_and_nothing_else() {
        let forms: [(&str, Hex); 3] = [("\n", upper), ("\r\n", upper), ("\n", crate::secret::hex)];
        for (end, hex) in forms {
            for count in [1, 2, 3, 100] {
                let text = list(count, end, hex);
                // With the end of the last line, and without.
                for text in [text.as_str(), text.trim_end()] {
                    let list = open(text).unwrap();
                    for number in 0..200 {
                        let found = list.contains(&format!("robada {number}")).unwrap();
                        assert_eq!(found, number < count, "{number} of {count}");
                    }
                }
            }
        }
    }

    #[test]
    fn c02_a_list_of_digests_alone_will_do() {
        let list = open("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8").unwrap();

        assert!(list.contains("password").unwrap());
        assert!(!list.contains("Password").unwrap());
    }

    #[test]
    fn what_is_no_such_list_is_refused() {
        let line = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:3\n";
        let before = "3BAA97720A02EF07F9B7BB82078FE6937F6D98D1:3\n";
        for (text, why) in [
            (String::new(), "it is empty"),
            ("password\n".into(), "no SHA-1"),
            ("8846F7EAEE8FB117AD06BDD830B7586C:3\n".into(), "no SHA-1"),
            (line.replace(':', "0:"), "no SHA-1"),
            (line.replace('5', "g"), "no SHA-1"),
            ("a".repeat(10_000), "no SHA-1"),
            (format!("{line}{before}"), "not sorted"),
            (format!("{line}\n{line}"), "no SHA-1"),
        ] {
            let refused = open(&text).unwrap_err().to_string();
            assert!(refused.contains(why), "{text:.50}: {refused}");
        }
        assert!(open(&format!("{before}{line}")).is_ok());
        assert!(StolenPasswords::open(Path::new("/")).is_err());
    }
}
