//! Files and the scanner for viruses, a real clamd (cases F6, F8, F9).

use std::io::{Cursor, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use app::scan::Scanner;
use app::testing::Plan;
use domain::FileId;
use domain::file::Scan;
use jiff::SignedDuration;
use serde_json::json;
use store::{Store, on_both_engines};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use zip::write::SimpleFileOptions;

use crate::api::{of_company, of_staff};
use crate::browser::{Browser, Page, Upload};
use crate::company::{LUCIA, company, entered, file};
use crate::desk::{Case, Desk, png};
use crate::html;

const MARIANA: &str = "mariana.rios@correo.example";

/// The name that the clamd of the tests gives to the test file of EICAR.
const FIND: &str = "Eicar-Test-Signature";

/// The harmless test file of EICAR. In halves, so that no scanner finds it in this file.
fn eicar() -> Vec<u8> {
    let halves = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}",
        "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    halves.concat().into_bytes()
}

/// An archive that passes for a document of Word.
fn word(entries: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let first = ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec());
    for (name, content) in [first].into_iter().chain(entries) {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(&content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn clamd() -> String {
    std::env::var("RESUELTO_TEST_CLAMD").unwrap()
}

async fn desk_with(store: Store, scanner: Scanner) -> Desk {
    let plan = Plan {
        scanner: Some(scanner),
        ..Plan::default()
    };
    Desk::open_as(store, plan).await
}

fn upload<'a>(name: &'a str, content: &'a [u8]) -> Upload<'a> {
    Upload {
        field: "archivo",
        name,
        kind: "application/octet-stream",
        content,
    }
}

/// The addresses of the files of a page.
fn files_of(page: &Page) -> Vec<String> {
    let mut links = html::links(&page.body);
    links.retain(|link| link.contains("/archivos/") && !link.ends_with("/miniatura"));
    links
}

/// The addresses of all files of a ticket for its requester, whatever its page shows.
async fn addresses(desk: &Desk, case: &Case) -> Vec<String> {
    let files = desk
        .app
        .store
        .read(|db| db.words("SELECT CAST(id AS TEXT) AS word FROM file ORDER BY id"));
    let files = files.await.unwrap();
    files
        .iter()
        .map(|id| case.path(&format!("/archivos/{id}")))
        .collect()
}

/// What clamd is to those who connect: there, away, silent, or somebody else.
#[derive(Clone)]
struct Gate {
    address: SocketAddr,
    state: Arc<AtomicU8>,
}

const OPEN: u8 = 0;
const AWAY: u8 = 1;
const SILENT: u8 = 2;
const STRANGE: u8 = 3;

impl Gate {
    async fn begin(state: u8) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gate = Self {
            address: listener.local_addr().unwrap(),
            state: Arc::new(AtomicU8::new(state)),
        };
        let state = gate.state.clone();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, state.load(Ordering::Relaxed)));
            }
        });
        gate
    }

    fn set(&self, state: u8) {
        self.state.store(state, Ordering::Relaxed);
    }

    fn scanner(&self) -> Scanner {
        let scanner: Scanner = self.address.to_string().parse().unwrap();
        scanner.within(Duration::from_millis(300))
    }
}

async fn serve(mut connection: TcpStream, state: u8) {
    match state {
        OPEN => {
            let mut clamd = TcpStream::connect(clamd()).await.unwrap();
            let _ = copy_bidirectional(&mut connection, &mut clamd).await;
        }
        SILENT => {
            let mut sink = Vec::new();
            let _ = connection.read_to_end(&mut sink).await;
            std::future::pending::<()>().await;
        }
        STRANGE => {
            let _ = connection.write_all(b"stream: probably OK\0").await;
        }
        _ => {}
    }
}

/// Nobody of the customer's side loads any file of the ticket: by no address, no picture, no archive.
async fn nobody_loads(desk: &Desk, case: &mut Case, words: &str) {
    let page = case.page().await.is(200);
    assert_eq!(files_of(&page), [""; 0], "{words}");
    for address in addresses(desk, case).await {
        for end in ["", "/miniatura"] {
            let refused = case.browser.get(&format!("{address}{end}")).await.is(409);
            assert!(refused.says(words), "{}", refused.words());
        }
    }
    let archive = case
        .browser
        .get(&case.path("/expediente?formato=zip"))
        .await
        .is(200);
    let archive = zip::ZipArchive::new(Cursor::new(archive.bytes.to_vec())).unwrap();
    let names: Vec<_> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert_eq!(
        names,
        [format!("{}.pdf", case.code), "SHA256SUMS".to_owned()]
    );
}

async fn tells_the_staff(laura: &mut Browser, code: &str, words: &str, is_locked: bool) {
    let page = laura.at_desk(code).await;
    assert!(page.says(words), "{words}: {}", page.words());
    assert_eq!(files_of(&page).is_empty(), is_locked, "{words}");
    for link in files_of(&page) {
        laura.get(&link).await.is(200);
    }
}

on_both_engines! {
    async fn f08_what_is_infected_is_quarantined_whichever_way_it_came(store: Store) {
        let desk = desk_with(store, clamd().parse().unwrap()).await;
        let zipped = word([("word/media/x.txt".to_owned(), eicar())]);
        let mut laura = desk.agent(&desk.staff.laura).await;

        // Filed with a request.
        let mut browser = desk.browser();
        let request = crate::desk::Request::of(MARIANA);
        let page = browser.give_details(&request).await;
        let plain = eicar();
        let files = [upload("nota.txt", &plain), upload("nota.docx", &zipped)];
        let page = browser.submit_with(&page, "/archivos", &[], &files).await.is(200);
        assert!(page.says("En revisión"), "{}", page.words());
        let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        let page = browser.give_contact(&page, &request).await;
        let code = desk.code_to(MARIANA).await;
        let created = browser.type_code(&page, &code).await.is(200);
        let mut case = Case { code: crate::desk::code_in(&created.path), email: MARIANA.to_owned(), browser };
        // Sent with a message, and by the staff.
        case.write_with("Aquí va otra vez.", &files).await.is(200);
        let page = laura.at_desk(&case.code).await;
        laura.submit_with(&page, "/responder", &[("texto", "Gracias, lo miramos."), ("modo", "dejar")], &[upload("copia.txt", &eicar())]).await.is(200);
        // Sent by a program.
        let program = of_staff(&desk, &["tickets:read", "tickets:write"]).await;
        let path = format!("/api/v1/tickets/{}", case.code);
        let sent = program.send("POST", &format!("{path}/files?name=programa.docx"), &[("idempotency-key", "file")], zipped.clone()).await.is(201);
        program.post(&format!("{path}/messages"), "message", &json!({"text": "De un programa.", "files": [sent.json["id"]]})).await.is(201);
        desk.run_jobs().await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM file WHERE scan = 'infected'").await, 6);
        nobody_loads(&desk, &mut case, "El antivirus encontró algo peligroso").await;
        let page = case.page().await;
        assert!(page.says("Retenido") && !page.body.contains(FIND), "{}", page.words());
        tells_the_staff(&mut laura, &case.code, &format!("Retenido: {FIND}"), true).await;
        for address in addresses(&desk, &case).await {
            laura.get(&format!("/mesa{address}")).await.is(409);
            let told = program.get(&format!("/api/v1{}", address.replace("/casos/", "/tickets/").replace("/archivos/", "/files/"))).await.is(409);
            assert_eq!(told.json["code"], "quarantined");
        }
        let files = program.get(&format!("{path}/files")).await.is(200);
        assert!(files.json["items"].as_array().unwrap().iter().all(|file| file["held"] == "quarantined"), "{}", files.json);
        // It stays so when nobody scans any more.
        let found = desk.app.store.read(|db| db.words("SELECT scan_find AS word FROM file")).await.unwrap();
        assert!(found.iter().all(|find| find.starts_with(FIND)), "{found:?}");
    }

    async fn f08_a_company_loads_nothing_infected_either(store: Store) {
        let desk = desk_with(store, clamd().parse().unwrap()).await;
        company(&desk, "El Andén", true, &[(LUCIA, "manager", "")]).await;
        let mut lucia = entered(&desk, LUCIA).await;
        let (code, _) = file(&mut lucia, "Caja que no llega").await;
        let page = lucia.open(&format!("/cuenta/casos/{code}")).await.is(200);
        lucia.submit_with(&page, "/mensajes", &[("mensaje", "Va la nota.")], &[upload("nota.txt", &eicar()), upload("foto.png", &png())]).await.is(200);
        desk.run_jobs().await;

        let page = lucia.open(&format!("/cuenta/casos/{code}")).await.is(200);
        assert!(page.says("Retenido") && page.says("foto.png"), "{}", page.words());
        let program = of_company(&desk, &mut lucia, &["tickets:read"]).await;
        let files = program.get(&format!("/api/v1/tickets/{code}/files")).await.is(200);
        let statuses: Vec<_> = files.json["items"].as_array().unwrap().iter().map(|file| (file["held"].clone(), file["url"].as_str().unwrap().to_owned())).collect();
        assert_eq!(statuses.len(), 2);
        assert_eq!((&statuses[0].0, &statuses[1].0), (&json!("quarantined"), &json!(null)));
        program.get(&statuses[0].1).await.is(409);
        program.get(&statuses[1].1).await.is(200);
    }

    async fn f09_while_the_scanner_is_away_nothing_is_public_and_afterwards_all_is_freed(store: Store) {
        let gate = Gate::begin(AWAY).await;
        let desk = desk_with(store, gate.scanner()).await;
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        case.write_with("Aquí va.", &[upload("foto.png", &png()), upload("nota.txt", b"hola")]).await.is(200);

        for state in [AWAY, SILENT, STRANGE] {
            gate.set(state);
            desk.wait(SignedDuration::from_hours(30)).await;
            desk.run_jobs().await;

            assert_eq!(desk.number("SELECT count(*) AS number FROM file WHERE scan = 'pending'").await, 2);
            case.browser = desk.browser();
            case.browser.look_up(&case.code, MARIANA).await;
            case.browser.prove(&desk, MARIANA).await;
            nobody_loads(&desk, &mut case, "Estamos revisando este archivo").await;
        }
        let mut laura = { laura.forget("sesion"); desk.agent(&desk.staff.laura).await };
        tells_the_staff(&mut laura, &case.code, "En revisión", false).await;

        gate.set(OPEN);
        desk.wait(SignedDuration::from_mins(6)).await;
        desk.run_jobs().await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM file WHERE scan = 'clean'").await, 2);
        let page = case.page().await.is(200);
        assert!(!page.says("En revisión"), "{}", page.words());
        for link in files_of(&page) {
            case.browser.get(&link).await.is(200);
        }
        assert!(files_of(&page).len() >= 2);
    }

    async fn f09_files_from_before_the_scanner_wait_for_it_too(store: Store) {
        let desk = desk_with(store, clamd().parse().unwrap()).await;
        let mut case = desk.ticket_of(MARIANA).await;
        case.write_with("Aquí va.", &[upload("nota.txt", b"hola")]).await.is(200);
        desk.run_jobs().await;
        let ids = desk.app.store.read(|db| db.words("SELECT CAST(id AS TEXT) AS word FROM file")).await.unwrap();
        let id: FileId = ids[0].parse().unwrap();
        desk.app.store.write(move |tx| tx.set_scan(id, &Scan::Unscanned)).await.unwrap();
        nobody_loads(&desk, &mut case, "Estamos revisando este archivo").await;

        desk.wait(SignedDuration::from_mins(1)).await;
        desk.run_jobs().await;

        let page = case.page().await.is(200);
        case.browser.get(&files_of(&page)[0]).await.is(200);
    }

    async fn f06_bombs_are_bounded_and_called_not_scanned(store: Store) {
        let desk = desk_with(store, clamd().parse().unwrap()).await;
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let ratio = word([("word/a.bin".to_owned(), vec![0; 64 << 20])]);
        let entries = word((0..3000).map(|n| (format!("word/{n}.txt"), format!("texto {n}").into_bytes())));
        let nested = (0..30).fold(b"nada".to_vec(), |inner, _| word([("word/a.docx".to_owned(), inner)]));
        let bombs = [upload("razon.docx", &ratio), upload("muchos.docx", &entries), upload("hondo.docx", &nested)];
        case.write_with("Aquí van.", &bombs).await.is(200);

        let begun = Instant::now();
        desk.run_jobs().await;

        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        let said = desk.app.store.read(|db| db.words("SELECT scan || ' ' || coalesce(scan_find, '') AS word FROM file ORDER BY id")).await.unwrap();
        assert!(said.iter().all(|scan| scan.starts_with("unscannable ")), "{said:?}");
        nobody_loads(&desk, &mut case, "No pudimos revisar todo este archivo").await;
        tells_the_staff(&mut laura, &case.code, "Sin analizar: ", false).await;
    }
}

#[tokio::test]
async fn f06_what_clamd_does_not_take_whole_is_not_scanned() {
    let scanner: Scanner = std::env::var("RESUELTO_TEST_CLAMD_SOCKET")
        .unwrap()
        .parse()
        .unwrap();
    let piece = bytes::Bytes::from(vec![7; 1 << 20]);
    let endless = futures_util::stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone()));

    let said = scanner
        .scan(futures_util::StreamExt::take(endless, 200))
        .await
        .unwrap();

    assert_eq!(
        said,
        app::scan::Verdict::Unscannable("StreamMaxLength".to_owned())
    );
}
