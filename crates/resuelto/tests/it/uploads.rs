//! Uploads to the finished program: what they take of its memory, and what is left of them when it
//! stops.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::canaries::{Visitor, is};
use crate::running::{Running, get, rest_of, run};

const TOPIC: &str = "/casos/nuevo/informacion";
const FORM: &str = "multipart/form-data; boundary=b";
/// Longer than anything here takes, so that a failure ends too.
const PATIENCE: Duration = Duration::from_mins(1);
const END: &[u8] = b"\r\n--b--\r\n";

/// The cookies of somebody who is at the step of the files, at a desk that was just set up.
fn at_files(desk: &mut Running) -> String {
    let setup = desk.setup_path();
    Visitor::new(desk).set_up(&setup, "cuatro buses verdes llegan");
    let mut visitor = Visitor::new(desk);
    let details = [("asunto", "Caja detenida"), ("descripcion", "No se mueve.")];
    is(&visitor.post(TOPIC, &details), 303);
    visitor.cookies()
}

/// The head of a request to the step of the files.
fn head(desk: &Running, method: &str, cookies: &str, more: &str) -> String {
    format!(
        "{method} {TOPIC}/archivos HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n{more}\r\n",
        desk.address
    )
}

/// The page of the files, or what is said instead.
fn page_of_files(desk: &Running, cookies: &str) -> String {
    let mut connection = desk.connect();
    let request = head(desk, "GET", cookies, "");
    let _ = connection.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let _ = connection.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Sends the first half of a file.
fn begin(desk: &Running, cookies: &str, name: &str, content: &[u8]) -> io::Result<TcpStream> {
    let start = format!(
        "--b\r\nContent-Disposition: form-data; name=\"archivo\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n"
    );
    let length = start.len() + content.len() + END.len();
    let more =
        format!("Accept: application/json\r\nContent-Type: {FORM}\r\nContent-Length: {length}\r\n");
    let mut connection = TcpStream::connect(desk.address)?;
    connection.write_all(head(desk, "POST", cookies, &more).as_bytes())?;
    connection.write_all(start.as_bytes())?;
    connection.write_all(&content[..content.len() / 2])?;
    Ok(connection)
}

/// Sends the other half; what is answered.
fn finish(mut connection: TcpStream, content: &[u8]) -> String {
    connection.write_all(&content[content.len() / 2..]).unwrap();
    connection.write_all(END).unwrap();
    rest_of(connection)
}

/// How many files are below a folder.
fn files_in(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .map(|path| if path.is_dir() { files_in(&path) } else { 1 })
        .sum()
}

#[test]
fn n15_of_uploads_under_way_at_sigterm_those_that_were_acknowledged_are_kept_and_no_others() {
    // The system hands out a port and has it back before the program asks for it.
    let metrics = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let mut desk = Running::start(&["--metrics-listen", &metrics.to_string()]);
    let cookies = at_files(&mut desk);
    let data = desk.data.take().unwrap();
    let content = "Una línea de un archivo.\n".repeat(2_000).into_bytes();
    let name = |number: usize| format!("nota-{number}.txt");
    let uploads: Vec<TcpStream> = (0..8)
        .map(|number| begin(&desk, &cookies, &name(number), &content).unwrap())
        .collect();
    let until = Instant::now() + PATIENCE;
    let mut told = get(metrics, "/metrics");
    // They and whoever asks for the figure.
    while !told.contains("http_requests_in_flight 9\n") {
        assert!(Instant::now() < until, "they are not all taken in: {told}");
        told = get(metrics, "/metrics");
    }

    desk.signal(Signal::TERM);
    while TcpStream::connect(desk.address).is_ok() {
        assert!(Instant::now() < until, "the door stays open");
    }
    for (number, connection) in uploads.into_iter().enumerate() {
        // Each second client goes away in the middle.
        if number % 2 == 0 {
            is(&finish(connection, &content), 200);
        }
    }
    let (status, log) = desk.wait();
    assert!(status.success(), "{log}");

    let path = data.path().to_str().unwrap();
    let archive = data.path().join("desk.zip");
    let output = run(&["backup", archive.to_str().unwrap(), "--data", path]);
    let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(
        output.status.success() && told.contains(", 4 files"),
        "{told}"
    );
    let desk = Running::start_at(path);
    let page = page_of_files(&desk, &cookies);
    is(&page, 200);
    for number in 0..8 {
        assert_eq!(page.contains(&name(number)), number % 2 == 0, "{page}");
    }
}

#[test]
fn f04_f05_monstrous_and_broken_uploads_take_little_memory_and_leave_nothing() {
    let mut desk = Running::start(&[]);
    let cookies = at_files(&mut desk);
    let content = "Una línea de un archivo.\n".repeat(2_000).into_bytes();
    // One in peace, so that what is made once is there.
    let whole = begin(&desk, &cookies, "entera.txt", &content).unwrap();
    is(&finish(whole, &content), 200);
    desk.forget_the_peak();
    let before = desk.peak();

    let part = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n";
    let long = format!("multipart/form-data; boundary={}", "b".repeat(20_000));
    for (kind, start, more) in [
        (FORM, "--b\r\nX: ", "a".repeat(8_192)),
        (FORM, "--b\r\n", "X-Header: a\r\n".repeat(600)),
        ("multipart/form-data", "--", part.repeat(150)),
        (long.as_str(), "--", "b".repeat(8_192)),
        (FORM, "xx", "x".repeat(8_192)),
        (FORM, part, part.repeat(150)),
    ] {
        let mut connection = desk.connect();
        let patience = Some(Duration::from_secs(5));
        connection.set_write_timeout(patience).unwrap();
        let more_of_head = format!("Content-Type: {kind}\r\nTransfer-Encoding: chunked\r\n");
        let mut body = head(&desk, "POST", &cookies, &more_of_head).into_bytes();
        write!(body, "{:x}\r\n{start}\r\n", start.len()).unwrap();
        let chunk = format!("{:x}\r\n{more}\r\n", more.len());
        // Until the server hangs up or listens no more, or it is far too much.
        let mut is_on = connection.write_all(&body).is_ok();
        for _ in 0..8_192 {
            is_on = is_on && connection.write_all(chunk.as_bytes()).is_ok();
        }
    }
    for number in 0..1_000 {
        // One that is not taken in for a moment is one that leaves nothing, too.
        let _ = begin(&desk, &cookies, &format!("rota-{number}.txt"), &content);
    }

    // The server notices by itself who went away, and lets somebody in again then.
    let until = Instant::now() + PATIENCE;
    let files = desk.data.as_ref().unwrap().path().join("files");
    let mut page = page_of_files(&desk, &cookies);
    while files_in(&files) > 1 || !page.starts_with("HTTP/1.1 200") {
        assert!(Instant::now() < until, "{} files: {page}", files_in(&files));
        page = page_of_files(&desk, &cookies);
    }
    assert!(
        page.contains("entera.txt") && !page.contains("rota-"),
        "{page}"
    );
    let grown = desk.peak() - before;
    assert!(grown < 32 * 1024, "{grown} KiB more");
}
