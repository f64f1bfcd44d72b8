//! Whatever is read from outside, fed with what was kept and with what becomes of it when it is
//! mangled (case O4). Parsers that only the crate itself sees are tried beside them, in modules of
//! the name `fuzz`.

use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, resume_unwind};

use app::token_hash;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method};
use domain::file::clean_name;
use domain::sheet::{Sheet, decode};
use domain::tax_id::TaxIdKind;
use domain::{EmailAddress, TicketCode};
use futures_util::FutureExt;
use store::{Store, on_both_engines};
use text::Language;
use web::server::TrustedProxies;

use crate::api::of_staff;
use crate::browser::{Browser, Page, escaped};
use crate::corpus::{Corpus, fuzz, lines};
use crate::desk::{Desk, Request};
use crate::html::marks;
use crate::matrix_api::{World, patient};

/// How many mutations pages are tried with, which take longer than functions.
const REQUESTS: usize = 100;

/// Tokens of these tests alone, as they stand in the corpus.
const OF_AGENT: &str = "7k3m9q2xw5t8v4r6n1p0h7d3f9g2j5c8";
const OF_GUEST: &str = "c8j5g2f9d3h7p0n1r6v4t8w5x2q9m3k7";
const OF_DRAFT: &str = "m3k7x2q9t8w5r6v4p0n1d3h7g2f9c8j5";
const OF_PROGRAM: &str = "rsl_h7d3f9g2j5c87k3m9q2xw5t8v4r6n1p0";

/// Tries requests with what is kept of a target and with more: whatever is sent, nothing that is
/// asserted of the answers fails.
async fn fuzz_requests(target: &str, mut try_one: impl AsyncFnMut(&[u8])) {
    let mut corpus = Corpus::of(target, REQUESTS);
    while let Some(input) = corpus.next() {
        let tried = AssertUnwindSafe(try_one(&input[..])).catch_unwind().await;
        if let Err(panic) = tried {
            corpus.keep(&input);
            resume_unwind(panic);
        }
    }
}

/// The same for one request to the pages: there is an answer and no fault of ours.
async fn fuzz_pages(
    target: &str,
    browser: &mut Browser,
    request: impl Fn(&Browser, &[u8]) -> (axum::http::Request<Body>, Body),
) {
    fuzz_requests(target, async |input| {
        let (request, body) = request(browser, input);
        is_fine(&browser.send(request, body).await);
    })
    .await;
}

#[track_caller]
fn is_fine(page: &Page) {
    let is_fine = page.status < 500 && !page.body.contains("<script>");
    assert!(is_fine, "{} {}: {}", page.path, page.status, page.body);
}

/// Puts a token of the corpus into the place of one that was given out.
async fn replace_token(desk: &Desk, column: &str, given: &str, with: &str) {
    let (table, column) = column.split_once('.').unwrap();
    let statement = format!(
        "UPDATE {table} SET {column} = '{}' WHERE {column} = '{}'",
        token_hash(with),
        token_hash(given)
    );
    let kept = desk.app.store.write(move |tx| tx.sql(&statement)).await;
    kept.unwrap();
}

/// Opens an address with some headers, as somebody who was never here.
async fn with_headers(stranger: &Browser, path: &str, headers: &HeaderMap) -> Page {
    let mut browser = stranger.clone();
    let mut request = browser.request(&Method::GET, path, "none");
    request.headers_mut().extend(headers.clone());
    let page = browser.send(request, Body::empty()).await;
    is_fine(&page);
    page
}

/// Language and theme of a page are ones that there are, whatever the cookies say.
#[track_caller]
fn is_plain(page: &Page) {
    let marks = marks(&page.body);
    let (_, attributes) = marks.iter().find(|(name, _)| name == "html").unwrap();
    for (name, value) in attributes {
        let known: &[&str] = match name.as_str() {
            "lang" => &["es", "en", "pt-BR"],
            "data-theme" => &["light", "dark"],
            _ => &[],
        };
        assert!(known.contains(&value.as_str()), "{name}={value}");
    }
}

/// Whether a line of the header has this among its parts.
fn has_part(headers: &HeaderMap, between: u8, wanted: &str) -> bool {
    let mut parts = headers
        .values()
        .flat_map(|line| line.as_bytes().split(move |byte| *byte == between));
    parts.any(|part| part.trim_ascii() == wanted.as_bytes())
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

/// Whose headers are believed in these tests, and whose are not.
const PROXIES: &str = "10.0.0.0/8, 192.0.2.80, fd00::/8";
const PROXY: &str = "10.0.0.1";
const STRANGER: &str = "203.0.113.9";

/// What proxies add to whatever the client sent, and the client that they saw.
const ADDED: &str = "198.51.100.7, 10.0.0.3, 192.0.2.80";
const AUTHOR: &str = "198.51.100.7";

#[test]
fn o04_forwarded_addresses() {
    const NAME: &str = "x-forwarded-for";
    let proxies: TrustedProxies = PROXIES.parse().unwrap();
    let [proxy, stranger, author]: [IpAddr; 3] =
        [PROXY, STRANGER, AUTHOR].map(|one| one.parse().unwrap());

    fuzz("forwarded", |text, bytes| {
        let said = lines(NAME, bytes);
        let client = proxies.client(proxy, &said).0;
        assert_eq!(client, client.to_canonical(), "one address, one limit");
        assert_eq!(proxies.client(stranger, &said).0, stranger);
        for name in ["forwarded", "x-real-ip", "client-ip"] {
            assert_eq!(proxies.client(proxy, &lines(name, bytes)).0, proxy);
        }

        // Whatever stands in front of what proxies added is not looked at.
        let mut in_a_line = said.clone();
        in_a_line.append(NAME, HeaderValue::from_static(ADDED));
        assert_eq!(proxies.client(proxy, &in_a_line).0, author);
        let mut hops: Vec<&[u8]> = said.values().map(HeaderValue::as_bytes).collect();
        hops.push(ADDED.as_bytes());
        let joined = lines(NAME, &hops.join(&b", "[..]));
        assert_eq!(proxies.client(proxy, &joined).0, author);

        // One more proxy brings in nobody else.
        let mut passed_on = said.clone();
        passed_on.append(NAME, HeaderValue::from_static("10.9.9.9"));
        let seen = proxies.client(proxy, &passed_on).0;
        assert!(
            seen == client || proxies.contains(seen),
            "{client} and {seen}"
        );

        if let Ok(list) = text.parse::<TrustedProxies>() {
            for one in text.split(',').flat_map(|one| one.trim().parse::<IpAddr>()) {
                assert!(list.contains(one), "{one} in {list:?}");
            }
        }
    });
}

#[test]
fn o04_languages() {
    /// The longest header that is read, in bytes.
    const READ: usize = 1_000;
    let chosen = Language::from_accept_language;

    fuzz("languages", |text, _| {
        let end = text.floor_char_boundary(READ);
        let read = &text[..end];
        assert_eq!(chosen(text), chosen(read), "what is too long is cut");
        if let Some(language) = chosen(text) {
            let primary = &language.tag()[..2];
            assert!(read.to_ascii_lowercase().contains(primary), "{primary}");
        }
        for language in Language::ALL {
            let first = format!("{},{text}", language.tag());
            assert_eq!(chosen(&first), Some(language), "nothing is liked better");
        }
        if let Some(language) = Language::parse(text) {
            assert_eq!(Language::parse(language.tag()), Some(language));
        }
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

    async fn o04_no_cookie_opens_what_it_was_not_made_for(desk: Desk) {
        let case = desk.ticket_of("mariana.rios@correo.example").await;
        let mut writer = desk.browser();
        writer.give_details(&Request::default()).await.is(200);
        let laura = desk.agent(&desk.staff.laura).await;
        for (column, given, with) in [
            ("agent_session.token_hash", laura.cookie("mesa"), OF_AGENT),
            ("guest_session.token_hash", case.browser.cookie("consulta"), OF_GUEST),
            ("draft.owner_hash", writer.cookie("borrador"), OF_DRAFT),
        ] {
            replace_token(&desk, column, given.unwrap(), with).await;
        }
        let doors = [
            (format!("__Host-mesa={OF_AGENT}"), "/mesa/todos".to_owned()),
            (format!("__Host-consulta={OF_GUEST}"), case.path("")),
            (format!("__Host-borrador={OF_DRAFT}"), "/casos/nuevo/informacion/archivos".to_owned()),
        ];
        let stranger = desk.browser();
        let mut opened = [0_usize; 3];

        fuzz_requests("cookies", async |input| {
            let cookies = lines("cookie", input);
            for (times, (made, path)) in opened.iter_mut().zip(&doors) {
                let page = with_headers(&stranger, path, &cookies).await;
                let is_open = page.status == 200;
                assert!(!is_open || has_part(&cookies, b';', made), "{path} by {cookies:?}");
                *times += usize::from(is_open);
            }
            is_plain(&with_headers(&stranger, "/", &cookies).await.is(200));
        }).await;

        assert!(opened.iter().all(|times| *times > 0), "{opened:?}");
    }

    async fn o04_no_token_lets_in_but_the_one_that_was_made(store: Store) {
        let desk = patient(store).await;
        let program = of_staff(&desk, &["tickets:read"]).await;
        replace_token(&desk, "api_token.token_hash", &program.token, OF_PROGRAM).await;
        let stranger = desk.browser();
        let mut let_in = 0;

        fuzz_requests("tokens", async |input| {
            let tokens = lines("authorization", input);
            let told = with_headers(&stranger, "/api/v1/tickets", &tokens).await;
            let is_made = has_part(&tokens, b' ', OF_PROGRAM);
            let is_refused = matches!(told.status, 401 | 429);
            assert!(is_refused || is_made, "{} for {tokens:?}", told.status);
            let_in += usize::from(told.status == 200);
        }).await;

        assert!(let_in > 0, "the right one is in the corpus");
    }

    async fn o04_bodies_at_every_operation(store: Store) {
        let desk = patient(store).await;
        let world = World::of(&desk).await;
        let mut writes = world.writes();
        writes.retain(|operation| world.taken(operation).is_some());
        let (mut sent, mut done) = (0, 0);

        fuzz_requests("bodies", async |input| {
            for (at, operation) in writes.iter().enumerate() {
                let is_described = world.describes(operation, input);
                // What is for none of them is sent to one.
                if !is_described && at != input.len() % writes.len() {
                    continue;
                }
                sent += 1;
                let told = world.send_as_json(operation, &format!("key {sent}"), input).await;
                assert!(told.status < 500, "{operation:?}: {} {}", told.status, told.json);
                let is_unreadable = told.json["code"] == "invalid_json";
                assert!(is_described || is_unreadable, "{operation:?}: {} {}", told.status, told.json);
                done += usize::from(told.status < 300);
            }
        }).await;

        assert!(done > 0, "of {sent}");
    }
}
