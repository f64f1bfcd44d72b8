//! What was kept of each target, and what becomes of it when it is mangled (case O4).
//!
//! Each target has a folder in `tests/corpus`: everything in it is tried every time, and then a
//! number of mutations of it, always the same ones on every machine. `bin/check --long fuzz` goes on
//! for a minute with other ones (`RESUELTO_FUZZ_SECONDS`). What makes one fail is put into its
//! folder, where it stays as a test.
//!
//! `src/lib.rs` has this file too, for the parsers that nobody else sees: their targets stand beside
//! them, in modules of the name `fuzz`.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderValue};

/// The longest input.
const MOST: usize = 16 * 1024;

/// What means something somewhere.
const WORDS: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\0",
    b"\"",
    b"'",
    b",",
    b";",
    b"=",
    b"@",
    b"--",
    b"--b",
    b"--b--",
    b"&",
    b"%",
    b"%00",
    b"<",
    b">",
    b"\\",
    b"/",
    b"../",
    b"\xc3\xb1",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xf0\x9f\x92\xa5",
    b"0",
    b"-1",
    b"9223372036854775808",
    b"{",
    b"}",
    b"[",
    b"]",
    b"BEGIN:VEVENT",
    b"DTSTART:",
    b"RRULE:",
    b"Content-Disposition: form-data; name=\"x\"",
    b"filename=\"x\"",
    b"http://",
    b"javascript:",
    b"<script>",
];

/// The inputs that were kept of a target, and others made of them.
pub(crate) struct Corpus {
    folder: PathBuf,
    kept: Vec<Vec<u8>>,
    state: u64,
    end: End,
    next: usize,
}

/// When there are enough mutations.
enum End {
    After(usize),
    At(Instant),
}

/// How many mutations a function is tried with.
const CALLS: usize = 5_000;

impl Corpus {
    /// What is in a folder, to be followed by so many mutations, or by those of so many seconds.
    pub(crate) fn of(target: &str, mutations: usize) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/corpus")
            .join(target);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        assert!(!files.is_empty(), "{} has no corpus", folder.display());
        let kept: Vec<_> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        let (state, end) = match std::env::var("RESUELTO_FUZZ_SECONDS") {
            Ok(seconds) => {
                let time = Duration::from_secs(seconds.parse().unwrap());
                (
                    u64::from(std::process::id()),
                    End::At(Instant::now() + time),
                )
            }
            Err(_) => (0, End::After(kept.len() + mutations)),
        };
        Self {
            folder,
            kept,
            state: state ^ 0x9e37_79b9_7f4a_7c15,
            end,
            next: 0,
        }
    }

    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 11).unwrap() % below.max(1)
    }

    fn mutation(&mut self) -> Vec<u8> {
        let seed = self.random(self.kept.len());
        let mut input = self.kept[seed].clone();
        for _ in 0..=self.random(8) {
            let at = self.random(input.len() + 1);
            let to = (at + self.random(64)).min(input.len());
            match self.random(6) {
                0 if at < input.len() => input[at] ^= 1 << self.random(8),
                1 => drop(input.drain(at..to)),
                2 => {
                    let piece = input[at..to].repeat(1 + self.random(20));
                    input.splice(at..at, piece);
                }
                3 => {
                    let other = self.random(self.kept.len());
                    let from = self.random(self.kept[other].len() + 1);
                    let piece = self.kept[other][from..].to_vec();
                    input.splice(at..to, piece);
                }
                4 => input.truncate(at),
                _ => {
                    let word = WORDS[self.random(WORDS.len())];
                    input.splice(at..at, word.iter().copied());
                }
            }
            input.truncate(MOST);
        }
        input
    }

    /// Puts what a target failed with into its folder.
    pub(crate) fn keep(&self, input: &[u8]) {
        let mut hasher = DefaultHasher::new();
        input.hash(&mut hasher);
        let file = self.folder.join(format!("failed-{:016x}", hasher.finish()));
        fs::write(&file, input).unwrap();
        #[expect(clippy::print_stderr, reason = "for who runs the tests")]
        {
            eprintln!("what failed is kept as {}", file.display());
        }
    }
}

impl Iterator for Corpus {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let next = self.next;
        self.next += 1;
        if let Some(kept) = self.kept.get(next) {
            return Some(kept.clone());
        }
        let is_enough = match self.end {
            End::After(inputs) => next >= inputs,
            End::At(end) => Instant::now() >= end,
        };
        (!is_enough).then(|| self.mutation())
    }
}

/// Tries a function with all that is kept of a target and much else.
pub(crate) fn fuzz(target: &str, try_one: impl Fn(&str, &[u8])) {
    let mut corpus = Corpus::of(target, CALLS);
    while let Some(input) = corpus.next() {
        let text = String::from_utf8_lossy(&input);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| try_one(&text, &input))) {
            corpus.keep(&input);
            resume_unwind(panic);
        }
    }
}

/// What was mangled as the lines of one header, without those that no server reads.
pub(crate) fn lines(name: &'static str, input: &[u8]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in input.split(|byte| *byte == b'\n') {
        if let Ok(line) = HeaderValue::from_bytes(line) {
            headers.append(name, line);
        }
    }
    headers
}
