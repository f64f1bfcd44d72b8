//! Whatever is read from outside, fed with what was kept and with what becomes of it when it is
//! mangled (case O4).
//!
//! Each target has a folder in `tests/corpus`: everything in it is tried every time, and then a
//! number of mutations of it, always the same ones on every machine. `bin/check --long fuzz` goes on
//! for a minute with other ones (`RESUELTO_FUZZ_SECONDS`). What makes one fail is put into its
//! folder, where it stays as a test.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Method;
use domain::file::clean_name;
use domain::sheet::{Sheet, decode};
use domain::tax_id::TaxIdKind;
use domain::{EmailAddress, TicketCode};
use futures_util::FutureExt;
use store::on_both_engines;

use crate::browser::{Browser, escaped};
use crate::desk::Desk;

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
struct Corpus {
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

/// How many mutations a function is tried with, and how many the pages, which take longer.
const CALLS: usize = 5_000;
const REQUESTS: usize = 100;

impl Corpus {
    fn of(target: &str, mutations: usize) -> Self {
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

    fn keep(&self, input: &[u8]) {
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
fn fuzz(target: &str, try_one: impl Fn(&str, &[u8])) {
    let mut corpus = Corpus::of(target, CALLS);
    while let Some(input) = corpus.next() {
        let text = String::from_utf8_lossy(&input);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| try_one(&text, &input))) {
            corpus.keep(&input);
            resume_unwind(panic);
        }
    }
}

/// The same with requests to the pages: whatever is sent, there is an answer and no fault of ours.
async fn fuzz_pages(
    target: &str,
    browser: &mut Browser,
    request: impl Fn(&Browser, &[u8]) -> (axum::http::Request<Body>, Body),
) {
    let mut corpus = Corpus::of(target, REQUESTS);
    while let Some(input) = corpus.next() {
        let (request, body) = request(browser, &input);
        let answer = AssertUnwindSafe(browser.send(request, body))
            .catch_unwind()
            .await;
        let is_fine = answer
            .as_ref()
            .is_ok_and(|page| page.status < 500 && !page.body.contains("<script>"));
        if !is_fine {
            corpus.keep(&input);
            panic!(
                "{target}: {:?}",
                answer.map(|page| (page.status, page.body))
            );
        }
    }
}

#[test]
fn o04_addresses() {
    fuzz("addresses", |text, _| {
        if let Ok(address) = text.parse::<EmailAddress>() {
            let written = address.as_str();
            assert!(
                !written
                    .contains(|c: char| c.is_control() || c.is_whitespace() || ",;<>".contains(c)),
                "{written:?}"
            );
            assert_eq!(written.parse::<EmailAddress>().as_ref(), Ok(&address));
        }
        let _ = text.parse::<domain::account::Username>();
    });
}

#[test]
fn o04_tables() {
    fuzz("tables", |_, bytes| {
        let Ok(text) = decode(bytes) else { return };
        if let Ok(sheet) = Sheet::read(text, 1_000) {
            let _ = domain::import::read(&sheet);
        }
        let _ = domain::parcels::from_csv(text);
        let _ = domain::compensation::parse_results(text);
        let _ = domain::compensation::parse_csv(domain::Currency::Clp, text);
    });
}

#[test]
fn o04_calendars() {
    fuzz("calendars", |text, _| {
        if let Ok(days) = domain::calendar::read_ical(text) {
            assert!(days.is_sorted_by_key(|(day, _)| *day), "{days:?}");
        }
    });
}

#[test]
fn o04_codes_and_numbers() {
    fuzz("codes", |text, _| {
        if let Ok(code) = text.parse::<TicketCode>() {
            assert_eq!(code.to_string().parse::<TicketCode>().as_ref(), Ok(&code));
        }
        if let Some(digits) = domain::otp::digits(text) {
            assert!(
                digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()),
                "{digits:?}"
            );
        }
        if let Some(reference) = domain::intake::parse_reference(text) {
            assert_eq!(
                domain::intake::parse_reference(&domain::intake::show_reference(&reference)),
                Some(reference)
            );
        }
        if let Ok(number) = domain::tracking::parse_s10(text) {
            assert_eq!(domain::tracking::parse_s10(&number), Ok(number.clone()));
        }
        for kind in TaxIdKind::ALL {
            if let Ok(number) = domain::tax_id::parse(kind, text) {
                assert_eq!(domain::tax_id::parse(kind, &number), Ok(number.clone()));
            }
        }
    });
}

#[test]
fn o04_names_of_files() {
    fuzz("names", |text, _| {
        let name = clean_name(text);
        assert!(
            !name.is_empty() && !name.contains(['/', '\\', '\0', '\n', '\r']),
            "{name:?}"
        );
        assert_eq!(clean_name(&name), name);
    });
}

on_both_engines! {
    async fn o04_forms_with_files(desk: Desk) {
        let mut case = desk.ticket_of("mariana.rios@correo.example").await;
        let path = case.path("/mensajes");
        fuzz_pages("forms", &mut case.browser, |browser, input| {
            let mut request = browser.request(&Method::POST, &path, "same-origin");
            request.headers_mut().insert("content-type", "multipart/form-data; boundary=b".parse().unwrap());
            (request, Body::from(input.to_vec()))
        }).await;
    }

    async fn o04_filters_and_searches(desk: Desk) {
        desk.ticket_of("mariana.rios@correo.example").await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        fuzz_pages("filters", &mut laura, |browser, input| {
            let query = String::from_utf8_lossy(input);
            let pairs: Vec<String> = query.split('&').map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                format!("{}={}", escaped(name), escaped(value))
            }).collect();
            let path = format!("/mesa/todos?{}", pairs.join("&"));
            (browser.request(&Method::GET, &path, "same-origin"), Body::empty())
        }).await;
    }

    async fn o04_texts_are_shown_as_texts(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        fuzz_pages("texts", &mut laura, |browser, input| {
            let text = String::from_utf8_lossy(input);
            let path = format!("/mesa/buscar?q={}", escaped(&text));
            (browser.request(&Method::GET, &path, "same-origin"), Body::empty())
        }).await;
    }
}
