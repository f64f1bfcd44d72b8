//! Files that programs send, and what they are told of a fault (cases F1, F2, F3, F5, J8).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::json;
use store::{Store, on_both_engines};

use crate::api::{Program, Told, of_company, of_staff, own_ticket};
use crate::browser::escaped;
use crate::company::el_anden;
use crate::desk::{Desk, png};
use crate::files::{NAMES, files_in, png_of, with_small_files};

const ALL: [&str; 3] = ["tickets:read", "tickets:write", "tickets:create"];

/// How much is sent in one piece.
const PIECE: usize = 1000;

/// A program of a company, and the address of a ticket of it.
async fn shop(desk: &Desk) -> (Program, String) {
    let (_, mut lucia, _) = el_anden(desk, true).await;
    let shop = of_company(desk, &mut lucia, &ALL).await;
    let told = shop.post("/api/v1/tickets", "ticket", &own_ticket()).await;
    let path = told.is(201).header("location").to_owned();
    (shop, path)
}

/// Sends a file under a name.
async fn send(program: &Program, path: &str, name: &str, body: impl Into<Body>) -> Told {
    send_with(program, path, name, &[], body).await
}

/// The same with another header.
async fn send_with(
    program: &Program,
    path: &str,
    name: &str,
    header: &[(&str, &str)],
    body: impl Into<Body>,
) -> Told {
    let name = escaped(name);
    let path = format!("{path}/files?name={name}");
    let key = format!("file {}", &name[..name.len().min(100)]);
    let headers = [&[("idempotency-key", key.as_str())][..], header].concat();
    program.send("POST", &path, &headers, body).await
}

/// A body in pieces that counts how many were taken from it, and ends as it is told.
fn pieces(
    content: Vec<Bytes>,
    end: Option<Result<Bytes, std::io::Error>>,
) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let all = stream::iter(content.into_iter().map(Ok).chain(end));
    let all = all.inspect(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    (Body::from_stream(all), taken)
}

/// A picture that goes on and on, for so many bytes.
fn endless(bytes: usize) -> Vec<Bytes> {
    let content = png_of(bytes);
    content.chunks(PIECE).map(Bytes::copy_from_slice).collect()
}

/// How many files there are in the database and in the store of files.
async fn kept(desk: &Desk) -> (i64, usize) {
    let rows = desk.number("SELECT count(*) AS number FROM file").await;
    (rows, files_in(&desk.files_folder()).len())
}

on_both_engines! {
    async fn f01_names_that_programs_send_are_cleaned(desk: Desk) {
        let (shop, path) = shop(&desk).await;
        let staff = of_staff(&desk, &ALL).await;
        let long = format!("{}.png", "ñ".repeat(300));
        let more = [long.as_str(), "nulo\0.png", "a\u{2028}b.png", "nul.png", "=cmd.png"];

        for (number, name) in NAMES.iter().copied().chain(more).enumerate() {
            let sent = send(&shop, &path, name, png()).await.is(201);
            let body = json!({"text": "Va el archivo", "files": [sent.json["id"]]});
            shop.post(&format!("{path}/messages"), &format!("{number}"), &body).await.is(201);
            let shown = sent.json["name"].as_str().unwrap();
            assert!(shown.len() <= 150 && shown.rsplit_once('.').is_some_and(|(_, ending)| ending == "png") && !shown.contains(['/', '\\', '\0', '\r', '\n', '"']), "{name:?}: {shown:?}");

            for program in [&shop, &staff] {
                let file = program.get(&format!("{path}/files/{}", sent.json["id"].as_str().unwrap())).await.is(200);
                assert_eq!(file.bytes, png());
                let disposition = std::str::from_utf8(file.headers["content-disposition"].as_bytes()).unwrap();
                assert!(disposition.is_ascii() && disposition.starts_with("attachment; filename=\""), "{name:?}: {disposition}");
                let quoted = disposition.split('"').nth(1).unwrap();
                assert!(!quoted.contains(['/', '\\', ';', '%']), "{name:?}: {disposition}");
                assert_eq!(disposition.matches('"').count(), 2, "{name:?}: {disposition}");
                assert!(disposition.contains("filename*=UTF-8''"), "{name:?}: {disposition}");
                assert_eq!(file.header("x-content-type-options"), "nosniff");
                assert!(!file.headers.contains_key("set-cookie"));
            }
        }

        let rows = desk.dump_of(|table| table == "file").await;
        for left in ["..", "\\", "\u{202e}", "\u{200b}", "\u{2028}", "\0", "Users", "/etc"] {
            assert!(!rows.contains(left), "{left:?} in {rows}");
        }
        for path in files_in(&desk.files_folder()) {
            let key = path.rsplit('/').next().unwrap();
            assert!(key.len() >= 16 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{path}");
        }
    }

    async fn f02_what_a_program_sends_has_to_be_what_it_is_called(desk: Desk) {
        let (shop, path) = shop(&desk).await;
        let staff = of_staff(&desk, &ALL).await;
        for (name, code, content) in [
            ("foto.jpg", "file_kind", png()),
            ("foto", "file_kind", png()),
            ("foto.png.svg", "file_kind", png()),
            ("foto.png", "file_kind", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
            ("nota.txt.html", "file_kind", b"Hola".to_vec()),
            ("pagina.html", "file_kind", b"<!doctype html><script>alert(1)</script>".to_vec()),
            ("programa.exe", "file_kind", b"MZ\x90\0\x03".to_vec()),
            ("archivo.zip", "file_kind", b"PK\x03\x04".to_vec()),
            ("nada.png", "file_empty", Vec::new()),
        ] {
            for program in [&shop, &staff] {
                send(program, &path, name, content.clone()).await.fails(422, code);
                // What the sender calls it changes nothing.
                send_with(program, &path, name, &[("content-type", "image/png")], content.clone()).await.fails(422, code);
            }
        }
        let headers = [("idempotency-key", "no name")];
        for query in ["", "?nombre=x.png", "?name=x.png&place=1", "?name=a.png&name=b.png"] {
            shop.send("POST", &format!("{path}/files{query}"), &headers, png()).await.fails(400, "invalid_query");
        }
        assert_eq!(kept(&desk).await, (0, 0));
        assert_eq!(desk.number("SELECT count(*) AS number FROM api_request WHERE key LIKE 'file%'").await, 0);
    }

    async fn f03_one_byte_over_the_limit_is_refused_unread_and_leaves_nothing(store: Store) {
        let desk = Desk::open_as(store, with_small_files(50_000)).await;
        let (shop, path) = shop(&desk).await;
        send(&shop, &path, "justo.png", png_of(50_000)).await.is(201);
        assert_eq!(kept(&desk).await, (1, 1));

        // By one name, whenever it is noticed.
        send(&shop, &path, "pasado.png", png_of(50_001)).await.fails(413, "file_too_large");
        // A length over the limit is refused before anything is read.
        let (body, taken) = pieces(endless(60_000), None);
        send_with(&shop, &path, "largo.png", &[("content-length", "50001")], body).await.fails(413, "file_too_large");
        assert_eq!(taken.load(Ordering::SeqCst), 0);
        // Without a length, or with one that lies, it is read up to the limit and no further.
        for (name, header) in [("trozos.png", None), ("mentira.png", Some(("content-length", "100")))] {
            let (body, taken) = pieces(endless(5_000_000), None);
            send_with(&shop, &path, name, header.as_slice(), body).await.fails(413, "file_too_large");
            let taken = taken.load(Ordering::SeqCst);
            assert!(taken > 1 && taken * PIECE < 1_000_000, "{name}: {taken} pieces");
        }

        assert_eq!(kept(&desk).await, (1, 1));
    }

    async fn f05_what_a_program_sends_by_half_leaves_nothing(desk: Desk) {
        let (shop, path) = shop(&desk).await;
        for number in 0..20 {
            let gone = Err(std::io::Error::other("the line was cut"));
            let (body, _) = pieces(endless(20_000), Some(gone));
            let told = send(&shop, &path, &format!("mitad{number}.png"), body).await;
            assert!((400..500).contains(&told.status), "{} {}", told.status, told.json);
        }
        assert_eq!(kept(&desk).await, (0, 0));
        // Under the same key it can be sent once more.
        send(&shop, &path, "mitad0.png", png_of(20_000)).await.is(201);
        assert_eq!(kept(&desk).await, (1, 1));
    }

    async fn f03_no_more_files_wait_than_a_message_takes(desk: Desk) {
        let (shop, path) = shop(&desk).await;
        for number in 0..desk.app.limits.upload.files {
            send(&shop, &path, &format!("{number}.png"), png()).await.is(201);
        }
        send(&shop, &path, "uno más.png", png()).await.fails(422, "file_too_many");
        // One that was received is answered as before, although there is no room any more (case I7).
        let again = send(&shop, &path, "0.png", png()).await.is(201);
        assert_eq!(again.header("idempotency-replayed"), "true");
        let most = desk.app.limits.upload.files as usize;
        assert_eq!(kept(&desk).await, (i64::try_from(most).unwrap(), most));
    }

    async fn j08_a_fault_tells_a_program_nothing_of_ours(desk: Desk) {
        let (shop, path) = shop(&desk).await;
        let staff = of_staff(&desk, &ALL).await;
        desk.app.store.write(|tx| tx.sql("ALTER TABLE message RENAME TO message_away")).await.unwrap();
        let message = json!({"text": "Hola"});
        let sent = format!("{path}/messages");

        for program in [&shop, &staff] {
            for told in [
                program.get(&path).await,
                program.get(&sent).await,
                program.get(&format!("{path}/events")).await,
                program.post(&sent, "hola", &message).await,
            ] {
                let told = told.fails(500, "internal");
                let text = told.json.to_string().to_lowercase();
                for ours in ["message_away", "select", "sql", "diesel", "panicked", "crates/", ".rs", "relation", "axum", "store::", env!("CARGO_PKG_VERSION")] {
                    assert!(!text.contains(ours), "{ours:?} in {text}");
                }
                let names: Vec<&str> = told.json.as_object().unwrap().keys().map(String::as_str).collect();
                assert_eq!(names.len(), 5, "{names:?}");
                assert!(!told.json["instance"].as_str().unwrap().is_empty());
                assert!(!told.headers.contains_key("server") && !told.headers.contains_key("x-powered-by"));
            }
        }
        desk.app.store.write(|tx| tx.sql("ALTER TABLE message_away RENAME TO message")).await.unwrap();

        // What failed was not done, and can be asked for again under the same key.
        for program in [&shop, &staff] {
            program.post(&sent, "hola", &message).await.is(201);
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM message WHERE text = 'Hola'").await, 2);
    }
}
