//! Files coming in and going out (cases F).

use app::testing::Plan;
use axum::body::Body;
use axum::http::Method;
use bytes::Bytes;
use store::{Store, on_both_engines};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use web::server::{Config, Stop, serve, stopping};

use crate::browser::{Browser, HOST, Page, Upload};
use crate::desk::{Desk, Request, png};
use crate::html;

const MARIANA: &str = "mariana.rios@correo.example";
const STEP: &str = "/casos/nuevo/informacion/archivos";

/// Names of files that lead somewhere, or look like what they are not.
pub(crate) const NAMES: &[&str] = &[
    "../../x.png",
    "..\\..\\x.png",
    "C:\\Users\\ana\\x.png",
    "/etc/passwd.png",
    "con.png",
    "a\r\nSet-Cookie: x=y.png",
    ".htaccess.png",
    "\u{200b}.htaccess.png",
    "\u{202e}gnp.exe.png",
    "comillas\"dobles\".png",
    "punto;coma%20.png",
    "año niño 你好.png",
];

/// All paths below a folder.
pub(crate) fn files_in(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let below = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_in(&path)
        } else {
            vec![path.display().to_string()]
        }
    };
    entries.flat_map(below).collect()
}

/// A browser at the step of the files.
async fn at_files(desk: &Desk) -> (Browser, Page) {
    let mut browser = desk.browser();
    let page = browser.give_details(&Request::of(MARIANA)).await;
    (browser, page)
}

/// A plan whose files have at most so many bytes.
pub(crate) fn with_small_files(bytes: u64) -> Plan {
    let mut plan = Plan::default();
    plan.limits.upload.file_bytes = bytes;
    plan
}

/// A PNG of exactly so many bytes.
pub(crate) fn png_of(bytes: usize) -> Vec<u8> {
    let mut content = png();
    content.resize(bytes, 0);
    content
}

/// The head of a form with one file, and its end.
fn around_a_file(name: &str) -> (String, String) {
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"archivo\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    (head, "\r\n--b--\r\n".to_owned())
}

/// A request with a body of unknown length.
async fn post_chunks(
    browser: &mut Browser,
    path: &str,
    chunks: Vec<Result<Bytes, std::io::Error>>,
) -> Page {
    let mut request = browser.request(&Method::POST, path, "same-origin");
    request.headers_mut().insert(
        "content-type",
        "multipart/form-data; boundary=b".parse().unwrap(),
    );
    browser
        .send(
            request,
            Body::from_stream(futures_util::stream::iter(chunks)),
        )
        .await
}

/// The pages of a desk on a real port.
struct Site {
    address: std::net::SocketAddr,
    _stop: Stop,
}

impl Site {
    async fn of(desk: &Desk) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, told) = stopping();
        tokio::spawn(serve(listener, desk.router(), Config::default(), told));
        Self {
            address,
            _stop: stop,
        }
    }

    /// Opens a connection and sends the head of a form with files.
    async fn begin(&self, browser: &Browser, path: &str, headers: &str) -> TcpStream {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        let cookie = format!("__Host-borrador={}", browser.cookie("borrador").unwrap());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {HOST}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n{headers}\r\n\r\n"
        );
        connection.write_all(head.as_bytes()).await.unwrap();
        connection
    }
}

/// What a server answers, even if it hangs up while more is being sent.
async fn answer(connection: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = async {
        let mut buffer = [0; 4096];
        while let Ok(bytes @ 1..) = connection.read(&mut buffer).await {
            answer.extend_from_slice(&buffer[..bytes]);
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), read)
        .await
        .unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

on_both_engines! {
    async fn f01_hostile_names_are_kept_under_random_keys_and_shown_cleaned(desk: Desk) {
        for name in NAMES {
            let (mut browser, page) = at_files(&desk).await;
            let long = format!("{}.png", "ñ".repeat(300));
            let name = if *name == NAMES[0] { long.as_str() } else { name };
            let file = Upload { field: "archivo", name, kind: "image/png", content: &png() };
            let page = browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
            let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
            let page = browser.give_contact(&page, &Request::of(MARIANA)).await;
            let code = desk.code_to(MARIANA).await;
            let created = browser.type_code(&page, &code).await.is(200);
            let case = crate::desk::code_in(&created.path);
            let page = browser.open(&format!("/casos/{case}")).await.is(200);
            let link = html::links(&page.body).into_iter().find(|link| link.contains("/archivos/") && !link.ends_with("/miniatura")).unwrap();

            let file = browser.get(&link).await.is(200);

            let disposition = file.headers.get("content-disposition").unwrap().as_bytes();
            let disposition = std::str::from_utf8(disposition).unwrap();
            assert!(disposition.is_ascii() && disposition.starts_with("attachment; filename=\""), "{name:?}: {disposition}");
            let quoted = disposition.split('"').nth(1).unwrap();
            assert!(!quoted.contains(['/', '\\', ';', '%']), "{name:?}: {disposition}");
            assert_eq!(disposition.matches('"').count(), 2, "{name:?}: {disposition}");
            assert!(disposition.contains("filename*=UTF-8''"), "{name:?}: {disposition}");
            let shown = desk.dump_of(|table| table == "file").await;
            for left in ["..", "\\", "\u{202e}", "\u{200b}", "\0", "Users", "/etc"] {
                assert!(!shown.contains(left), "{left:?} of {name:?} in {shown}");
            }
            desk.clock.advance(jiff::SignedDuration::from_hours(3));
        }
        for path in files_in(&desk.files_folder()) {
            let key = path.rsplit('/').next().unwrap();
            assert!(key.len() >= 16 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{path}");
        }
    }

    async fn f02_what_is_not_what_it_says_is_refused_with_a_way_out(desk: Desk) {
        let (mut browser, page) = at_files(&desk).await;
        let small = png();
        for (name, kind, content) in [
            ("foto.jpg", "image/jpeg", small.as_slice()),
            ("foto.png", "image/png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice()),
            ("nota.txt", "text/plain", b"<!doctype html><script>alert(1)</script>".as_slice()),
            ("pagina.html", "image/png", b"<!doctype html>".as_slice()),
            ("programa.exe", "image/png", b"MZ\x90\0\x03".as_slice()),
            ("archivo.zip", "application/zip", b"PK\x03\x04".as_slice()),
            ("nada.png", "image/png", b"".as_slice()),
        ] {
            let file = Upload { field: "archivo", name, kind, content };
            let answer = browser.submit_with(&page, "/archivos", &[], &[file]).await;
            assert_eq!(answer.status, 422, "{name}: {}", answer.words());
            assert!(answer.title().starts_with("Error: ") && answer.says(name), "{name}: {}", answer.words());
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
        assert!(files_in(&desk.files_folder()).is_empty());
    }

    async fn f02_what_is_two_things_at_once_is_saved_and_never_run(desk: Desk) {
        let script = b"<html><script>alert(document.domain)</script></html>".as_slice();
        let contents = [
            ("foto.png", "image/png", [png().as_slice(), script].concat()),
            ("foto.gif", "image/gif", [b"GIF89a/*".as_slice(), script, b"*/=1;alert(1)//"].concat()),
            ("foto.jpg", "image/jpeg", [b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(), script].concat()),
            ("guia.pdf", "application/pdf", [b"%PDF-1.7\n".as_slice(), script, b"PK\x03\x04"].concat()),
        ];
        let (mut browser, mut page) = at_files(&desk).await;
        for (name, _, content) in &contents {
            // What browsers would run by its name is not taken under that name.
            for other in ["x.html", "x.svg", "x.js", "x.zip"] {
                let file = Upload { field: "archivo", name: other, kind: "text/html", content };
                assert_eq!(browser.submit_with(&page, "/archivos", &[], &[file]).await.status, 422, "{name} as {other}");
            }
            let file = Upload { field: "archivo", name, kind: "text/html", content };
            page = browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
        }
        let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        let page = browser.give_contact(&page, &Request::of(MARIANA)).await;
        let code = desk.code_to(MARIANA).await;
        let created = browser.type_code(&page, &code).await.is(200);
        desk.run_jobs().await;
        let page = browser.open(&format!("/casos/{}", crate::desk::code_in(&created.path))).await.is(200);

        let mut kinds = Vec::new();
        for link in html::links(&page.body).into_iter().filter(|link| link.contains("/archivos/")) {
            let file = browser.get(&link).await.is(200);
            assert!(file.header("content-security-policy").contains("sandbox"), "{link}");
            if link.ends_with("/miniatura") {
                // Drawn anew by us: nothing of what stood behind the picture is in it.
                assert!(!file.body.contains("<script"), "{link}");
            } else {
                assert!(file.header("content-disposition").starts_with("attachment"), "{link}");
                kinds.push(file.header("content-type").to_owned());
            }
        }
        kinds.sort();
        kinds.dedup();
        let mut told = contents.map(|(_, kind, _)| kind);
        told.sort_unstable();
        assert_eq!(kinds, told);
    }

    async fn f03_one_byte_over_the_limit_is_refused_and_nothing_is_left(store: Store) {
        let desk = Desk::open_as(store, with_small_files(50_000)).await;
        let (mut browser, page) = at_files(&desk).await;
        let fits = png_of(50_000);
        let file = Upload { field: "archivo", name: "justo.png", kind: "image/png", content: &fits };
        browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
        let over = png_of(50_001);

        let file = Upload { field: "archivo", name: "pasado.png", kind: "image/png", content: &over };
        let answer = browser.submit_with(&page, "/archivos", &[], &[file]).await;
        assert_eq!(answer.status, 413, "{}", answer.words());
        assert!(answer.says("pasado.png"), "{}", answer.words());
        let single = browser.post_file(STEP, "pasado.png", &over).await;
        assert_eq!(single.status, 413);
        assert!(single.json()["message"].is_string(), "{}", single.body);
        let (head, end) = around_a_file("trozos.png");
        let mut chunks = vec![Ok(Bytes::from(head))];
        chunks.extend(over.chunks(1000).map(|chunk| Ok(Bytes::copy_from_slice(chunk))));
        chunks.push(Ok(Bytes::from(end)));
        assert_eq!(post_chunks(&mut browser, STEP, chunks).await.status, 413);

        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);
        assert_eq!(files_in(&desk.files_folder()).len(), 1);
    }

    async fn f03_a_length_over_the_limit_is_answered_before_the_body_comes(store: Store) {
        let desk = Desk::open_as(store, with_small_files(50_000)).await;
        let (browser, _) = at_files(&desk).await;
        let site = Site::of(&desk).await;
        let kind = "Content-Type: multipart/form-data; boundary=b\r\nConnection: close";

        let mut connection = site.begin(&browser, STEP, &format!("{kind}\r\nContent-Length: 900000000")).await;
        let refused = answer(&mut connection).await;
        assert!(refused.starts_with("HTTP/1.1 413"), "{refused}");

        // A length that lies: less comes than was said, and the sender goes away.
        let (head, _) = around_a_file("mentira.png");
        let mut connection = site.begin(&browser, STEP, &format!("{kind}\r\nContent-Length: 40000")).await;
        connection.write_all(head.as_bytes()).await.unwrap();
        connection.write_all(&png_of(10_000)).await.unwrap();
        connection.shutdown().await.unwrap();
        let cut_off = answer(&mut connection).await;
        assert!(!cut_off.starts_with("HTTP/1.1 2") && !cut_off.starts_with("HTTP/1.1 3"), "{cut_off}");

        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
        assert!(files_in(&desk.files_folder()).is_empty());
    }

    async fn f04_monstrous_forms_are_refused_early(desk: Desk) {
        let (browser, _) = at_files(&desk).await;
        let site = Site::of(&desk).await;
        let long = "b".repeat(20_000);
        let boundary = "Content-Type: multipart/form-data; boundary=b";
        let part = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n";
        let cases: Vec<(&str, String, String, &[u8])> = vec![
            ("endless heads of parts", boundary.into(), "--b\r\nX: ".into(), &[b'a'; 8192]),
            ("endless lines in a head", boundary.into(), "--b\r\n".into(), b"X-Header: a\r\n"),
            ("no boundary", "Content-Type: multipart/form-data".into(), String::new(), part.as_bytes()),
            ("a monstrous boundary", format!("Content-Type: multipart/form-data; boundary={long}"), String::new(), &[b'b'; 8192]),
            ("no part at all", boundary.into(), String::new(), &[b'x'; 8192]),
            ("tiny parts without end", boundary.into(), String::new(), part.as_bytes()),
        ];
        for (what, kind, start, more) in cases {
            let mut connection = site.begin(&browser, STEP, &format!("{kind}\r\nTransfer-Encoding: chunked\r\nConnection: close")).await;
            let (mut reader, mut writer) = connection.split();
            let mut sent = 0;
            let send = async {
                let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
                if !start.is_empty() && writer.write_all(&chunk(start.as_bytes())).await.is_err() {
                    return;
                }
                // Until the server hangs up, or it is far too much.
                while sent < 64 * 1024 * 1024 && writer.write_all(&chunk(more)).await.is_ok() {
                    sent += more.len();
                }
            };
            let read = async {
                let mut answer = vec![0; 4096];
                let bytes = reader.read(&mut answer).await.unwrap_or(0);
                String::from_utf8_lossy(&answer[..bytes]).into_owned()
            };
            let refused = tokio::select! {
                refused = read => refused,
                () = async { send.await; std::future::pending::<()>().await } => unreachable!(),
                () = tokio::time::sleep(std::time::Duration::from_secs(20)) => panic!("{what}: no answer"),
            };

            // A client that is hung up on while it writes may lose the answer.
            assert!(refused.is_empty() || refused.starts_with("HTTP/1.1 400"), "{what}: {refused}");
            // What lies in the buffers of the system between both was never read.
            assert!(sent < 8 * 1024 * 1024, "{what}: {sent} bytes were taken");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
    }

    async fn f05_uploads_that_are_cut_off_leave_nothing(desk: Desk) {
        let (browser, _) = at_files(&desk).await;
        let cut_off = (0..200).map(|number| {
            let mut browser = browser.clone();
            tokio::spawn(async move {
                let (head, _) = around_a_file(&format!("foto{number}.png"));
                let broken = Err(std::io::Error::other("the phone lost its network"));
                let chunks = vec![Ok(Bytes::from(head)), Ok(Bytes::from(png_of(20_000))), broken];
                post_chunks(&mut browser, STEP, chunks).await.status
            })
        });
        for status in futures_util::future::join_all(cut_off).await {
            assert!(status.unwrap() >= 400);
        }

        desk.wait(jiff::SignedDuration::from_secs(60)).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
        assert_eq!(files_in(&desk.files_folder()), [""; 0]);
    }

    async fn f05_clients_that_vanish_in_the_middle_leave_nothing(desk: Desk) {
        let (browser, _) = at_files(&desk).await;
        let site = Site::of(&desk).await;
        for number in 0..20 {
            let (head, _) = around_a_file(&format!("foto{number}.png"));
            let kind = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000";
            let mut connection = site.begin(&browser, STEP, kind).await;
            connection.write_all(head.as_bytes()).await.unwrap();
            connection.write_all(&png_of(100_000)).await.unwrap();
            drop(connection);
        }

        // The server notices by itself; how long that takes is the system's affair.
        let gone = async {
            while !files_in(&desk.files_folder()).is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(30), gone).await.unwrap();
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
    }

    async fn more_files_than_allowed_are_refused_also_side_by_side(desk: Desk) {
        let (browser, _) = at_files(&desk).await;
        let sent = (0..25).map(|number| {
            let mut browser = browser.clone();
            tokio::spawn(async move { browser.post_file(STEP, &format!("foto{number}.png"), &png()).await.status })
        });
        let answers: Vec<u16> = futures_util::future::join_all(sent).await.into_iter().map(Result::unwrap).collect();

        assert_eq!(answers.iter().filter(|status| **status == 200).count(), 10, "{answers:?}");
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 10);
        assert_eq!(files_in(&desk.files_folder()).len(), 10);
    }

    async fn a_staged_file_is_removed_with_its_content(desk: Desk) {
        let (mut browser, page) = at_files(&desk).await;
        let file = Upload { field: "archivo", name: "guía.png", kind: "image/png", content: &png() };
        let page = browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
        desk.run_jobs().await;
        assert_eq!(files_in(&desk.files_folder()).len(), 2);

        let page = browser.submit(&page, "/quitar", &[]).await.is(200);

        assert!(!page.says("guía.png"), "{}", page.words());
        assert!(files_in(&desk.files_folder()).is_empty());
    }
}
