//! What can be downloaded of a ticket: receipts, case files, lists.

use std::fs;
use std::process::Command;

use store::on_both_engines;

use crate::browser::{Page, Upload};
use crate::desk::{Case, Desk, Request, png};

const MARIANA: &str = "mariana.rios@correo.example";
const OTHER: &str = "otra.persona@correo.example";

/// The words of a PDF, as they stand on the pages.
pub(crate) fn words(page: &Page) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.pdf");
    fs::write(&file, &page.bytes).unwrap();
    let output = Command::new("pdftotext")
        .args(["-layout", file.to_str().unwrap(), "-"])
        .output()
        .expect("pdftotext of the package poppler-utils");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The names in an archive, and whether its digests hold.
fn names(page: &Page) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.zip");
    fs::write(&file, &page.bytes).unwrap();
    let inside = folder.path().join("in");
    let unpacked = Command::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([&file, &inside])
        .output()
        .unwrap();
    assert!(unpacked.status.success(), "{unpacked:?}");
    let checked = Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(&inside)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");
    let mut names: Vec<String> = fs::read_dir(&inside)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A ticket of Mariana with an internal note and a file in an answer.
async fn with_a_history(desk: &Desk) -> Case {
    let mut case = desk.ticket_of(MARIANA).await;
    let mut laura = desk.agent(&desk.staff.laura).await;
    laura.note(&case.code, "Preguntar a la bodega 7").await;
    laura.ask(&case.code, "¿Nos manda el recibo?").await;
    let file = Upload {
        field: "archivo",
        name: "recibo.png",
        kind: "image/png",
        content: &png(),
    };
    case.write_with("Este es el recibo", &[file]).await.is(200);
    desk.run_jobs().await;
    case
}

pub(crate) fn is_a_download(page: &Page, media_type: &str) {
    assert_eq!(page.header("content-type"), media_type);
    assert!(page.header("content-disposition").starts_with("attachment"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cache-control"), "private, no-store");
}

on_both_engines! {
    async fn the_receipt_says_what_was_filed_and_can_be_checked(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;

        let created = case.browser.get(&case.path("/creado")).await.is(200);
        assert!(created.body.contains(&case.path("/constancia")));
        let receipt = case.browser.get(&case.path("/constancia")).await.is(200);

        is_a_download(&receipt, "application/pdf");
        let text = words(&receipt);
        assert!(text.contains(&case.code) && text.contains("Constancia de presentación"), "{text}");
        let ticket = desk.ticket(&case).await;
        assert!(text.contains(&ticket.subject), "{text}");
        // Fifteen business days from Monday, 2 March; the 23rd is a holiday.
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(line.contains("martes 24 de marzo de 2026"), "{text}");
        let key = app::receipt::signer(&desk.app).public_key();
        assert_eq!(report::verify(&receipt.bytes, &key), Ok(()));
        let shown = desk.browser().get("/constancia").await.is(200);
        assert!(shown.says(&key));

        let mut anybody = desk.browser();
        let token = desk.app.secret.receipt_token(ticket.id);
        let confirmed = anybody.get(&format!("/constancia/{}/{token}", case.code)).await.is(200);
        assert!(confirmed.says(&case.code));
        assert!(!confirmed.body.contains(&ticket.subject) && !confirmed.body.contains(MARIANA));
    }

    async fn a_wrong_token_is_as_good_as_no_case(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let other = desk.ticket_of(OTHER).await;
        let mut anybody = desk.browser();
        let token = desk.app.secret.receipt_token(desk.ticket(&other).await.id);

        let wrong = anybody.get(&format!("/constancia/{}/{token}", case.code)).await.is(404);
        let none = anybody.get(&format!("/constancia/{}/{token}", "PC-26-000000-0")).await.is(404);

        // The page repeats its own address.
        assert_eq!(wrong.face().replace(&case.code, "PC-26-000000-0"), none.face());
    }

    async fn d02_receipts_and_case_files_of_others_are_as_if_they_were_not(desk: Desk) {
        let case = with_a_history(&desk).await;
        let mut stranger = desk.ticket_of(OTHER).await.browser;

        for end in ["/constancia", "/expediente", "/expediente?formato=zip"] {
            stranger.get(&case.path(end)).await.is(404);
            desk.browser().get(&case.path(end)).await.is(303);
        }
        desk.browser().get(&format!("/mesa{}", case.path("/expediente"))).await.is(303);
        stranger.get(&format!("/mesa{}", case.path("/expediente"))).await.is(303);
    }

    async fn who_did_not_prove_the_address_is_asked_to(desk: Desk) {
        let case = with_a_history(&desk).await;
        let mut browser = desk.browser();
        browser.look_up(&case.code, MARIANA).await;

        for end in ["/constancia", "/expediente", "/expediente?formato=zip"] {
            let asked = browser.get(&case.path(end)).await.is(303);
            assert!(asked.location().starts_with("/verificar?"), "{}", asked.location());
        }
    }

    async fn d05_the_customers_case_file_has_nothing_internal(desk: Desk) {
        let mut case = with_a_history(&desk).await;

        let file = case.browser.get(&case.path("/expediente")).await.is(200);
        is_a_download(&file, "application/pdf");
        let text = words(&file);
        assert!(text.contains("¿Nos manda el recibo?") && text.contains("recibo.png"), "{text}");
        assert!(!text.contains("bodega 7"), "{text}");
        let zip = case.browser.get(&case.path("/expediente?formato=zip")).await.is(200);
        is_a_download(&zip, "application/zip");
        assert_eq!(names(&zip), [&format!("{}.pdf", case.code), "SHA256SUMS", "recibo.png"]);

        let mut laura = desk.agent(&desk.staff.laura).await;
        let path = format!("/mesa{}", case.path("/expediente"));
        let public = laura.get(&path).await.is(200);
        assert!(!words(&public).contains("bodega 7"));
        let internal = laura.get(&format!("{path}?notas=1")).await.is(200);
        let text = words(&internal);
        assert!(text.contains("bodega 7") && text.contains("Nota interna"), "{text}");
        let zip = laura.get(&format!("{path}?formato=zip&notas=1")).await.is(200);
        assert_eq!(names(&zip).len(), 3);
    }
}

/// The records of a CSV file, by semicolons.
pub(crate) fn records(page: &Page) -> Vec<Vec<String>> {
    let text = page.body.strip_prefix('\u{feff}').expect("the mark");
    let lines = text.lines();
    lines
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect()
}

on_both_engines! {
    async fn d06_an_export_has_the_tickets_of_the_list(desk: Desk) {
        let mine = desk.ticket_of(MARIANA).await;
        let proposed = desk.proposed_to(OTHER).await;
        let mut andres = desk.agent(&desk.staff.andres).await;

        let list = andres.get("/mesa/todos").await.is(200);
        assert!(list.body.contains("/mesa/todos/exportar?formato=xlsx"));
        let all = andres.get("/mesa/todos/exportar?formato=csv").await.is(200);
        is_a_download(&all, "text/csv; charset=utf-8");
        let codes: Vec<String> = records(&all).into_iter().skip(1).map(|mut record| record.remove(0)).collect();
        assert_eq!(codes, [proposed.code.clone(), mine.code.clone()]);

        let some = andres.get("/mesa/todos/exportar?formato=csv&estado=solution_proposed").await.is(200);
        assert_eq!(records(&some).len(), 2, "{}", some.body);
        assert!(some.body.contains(&proposed.code));

        let pdf = andres.get("/mesa/todos/exportar?formato=pdf&estado=solution_proposed").await.is(200);
        let text = words(&pdf);
        assert!(text.contains(&proposed.code) && text.contains("Filtros: Estado: Solución propuesta"), "{text}");
        let sheet = andres.get("/mesa/todos/exportar?formato=xlsx").await.is(200);
        assert!(sheet.bytes.starts_with(b"PK"));
    }

    async fn d01_only_supervisors_take_lists_away(desk: Desk) {
        desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        let list = laura.get("/mesa/todos").await.is(200);
        assert!(!list.body.contains("/exportar"));
        laura.get("/mesa/todos/exportar?formato=csv").await.is(403);
        desk.browser().get("/mesa/todos/exportar?formato=csv").await.is(303);
        let mut andres = desk.agent(&desk.staff.andres).await;
        andres.get("/mesa/todos/exportar?formato=exe").await.is(404);
        andres.get("/mesa/nada/exportar?formato=csv").await.is(404);
    }

    async fn j03_an_exported_subject_is_never_a_formula(desk: Desk) {
        let request = Request {
            subject: "=HYPERLINK(\"https://malo.example\")".to_owned(),
            ..Request::of(MARIANA)
        };
        desk.filed(&request).await;
        let mut andres = desk.agent(&desk.staff.andres).await;

        let file = andres.get("/mesa/todos/exportar?formato=csv").await.is(200);

        assert!(file.body.contains("'=HYPERLINK"), "{}", file.body);
        assert!(!file.body.contains(";=") && !file.body.contains(";\"="), "{}", file.body);
    }
}
