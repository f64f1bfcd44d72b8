//! Many tracking numbers at once (people of companies), and numbers that have a ticket already.

use app::testing::Plan;
use domain::tracking::check_digit;
use store::{Store, on_both_engines};

use crate::browser::{Browser, Page, Upload};
use crate::company::{LUCIA, MATEO, OTHER, company, el_anden, entered};
use crate::desk::{Desk, png};

const TOPIC: &str = "/casos/nuevo/envio";
const NUMBERS: &str = "/casos/nuevo/envio/numeros";

/// A number that passes; each `serial` gives another.
fn number(serial: usize) -> String {
    let serial = format!("{serial:08}");
    format!("RR{serial}{}CO", check_digit(serial.as_bytes()))
}

fn pasted(count: usize) -> String {
    (0..count).map(number).collect::<Vec<_>>().join("\n")
}

/// Pastes numbers into the page for them; the check comes next.
async fn paste(browser: &mut Browser, typed: &str) -> Page {
    let page = browser.open(NUMBERS).await.is(200);
    browser
        .submit(&page, "/numeros", &[("numeros", typed), ("revisar", "1")])
        .await
}

/// From the check to the page where everything is sent.
async fn go_on(browser: &mut Browser, page: &Page, anyway: bool) -> Page {
    let mut filled = vec![("seguir", "1")];
    if anyway {
        filled.push(("todos", "1"));
    }
    let page = browser.submit(page, "/numeros", &filled).await.is(200);
    let details = [
        ("asunto", "Cajas detenidas"),
        ("descripcion", "No se mueven desde el lunes."),
    ];
    let page = browser.submit(&page, TOPIC, &details).await.is(200);
    assert!(page.path.ends_with("/archivos"), "{}", page.words());
    browser.open("/casos/nuevo/envio/revisar").await.is(200)
}

/// Files one ticket about a parcel by the form for one.
async fn file_one(browser: &mut Browser, number: &str) -> Page {
    let page = browser.open(TOPIC).await.is(200);
    let details = [
        ("guia", number),
        ("asunto", "Caja detenida"),
        ("descripcion", "No se mueve."),
    ];
    browser.submit(&page, TOPIC, &details).await.is(200)
}

on_both_engines! {
    async fn each_number_gets_a_ticket_and_the_rest_is_told_before(store: Store) {
        let mut plan = Plan::default();
        plan.settings.assigns_at_once = true;
        let desk = Desk::open_as(store, plan).await;
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let wrong = format!("{}\n{}\nRR000000010CO\n<b>x</b>\n{}", number(1), number(2), number(1));

        let details = lucia.open(TOPIC).await.is(200);
        assert!(details.says("Cargue hasta 200 números juntos"), "{}", details.words());
        let page = paste(&mut lucia, &wrong).await.is(200);
        for words in ["2 números están listos", "3 números quedan por fuera", "Una cifra no coincide", "No es un número de envío", "<b>x</b>", "Está repetido"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.body.contains("<b>x</b>"), "markup");
        let review = go_on(&mut lucia, &page, false).await;
        assert!(review.says("2 números; por fuera: 3") && review.says("Enviar y crear 2 casos"), "{}", review.words());
        let done = lucia.submit(&review, "/revisar", &[]).await.is(200);

        assert!(done.says("Creamos 2 casos") && done.says("Está repetido"), "{}", done.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 2);
        let codes = desk.app.store.read(|db| db.words("SELECT code AS word FROM ticket ORDER BY tracking_number")).await.unwrap();
        assert!(codes.iter().all(|code| done.says(code)), "{}", done.words());
        let list = lucia.get(&format!("{}/lista.csv", done.path)).await.is(200);
        assert_eq!(list.body.lines().count(), 6, "{}", list.body);
        assert!(list.body.contains(&format!("{};{};Laura Méndez", number(1), codes[0])), "{}", list.body);
        // One letter tells of all.
        assert_eq!(desk.letters_of(LUCIA, "ticket_created").await.len(), 0);
        let letters = desk.letters_of(LUCIA, "tickets_filed").await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains(&codes[0]) && letters[0].text.contains(&number(2)), "{}", letters[0].text);
    }

    async fn a04_many_sent_twice_are_filed_once(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let page = paste(&mut lucia, &pasted(20)).await.is(200);
        let review = go_on(&mut lucia, &page, false).await;
        let (mut one, mut two) = (lucia.clone(), lucia.clone());

        let (first, second) = tokio::join!(one.submit_once(&review, "/revisar", &[]), two.submit_once(&review, "/revisar", &[]));

        assert_eq!(first.location(), second.location());
        assert!(first.location().contains("/cuenta/casos/lotes/"), "{}", first.location());
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 20);
        // An old form leads to the same list.
        assert!(lucia.open("/casos/nuevo/envio/revisar").await.path.contains("/lotes/"));
        lucia.submit(&review, "/revisar", &[]).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 20);
    }

    async fn two_hundred_fit_and_one_more_is_told(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;

        let many = paste(&mut lucia, &pasted(201)).await.is(422);
        assert!(many.says("Sobra 1 número. Caben 200."), "{}", many.words());
        assert!(many.body.contains(&number(200)), "what was typed is kept");
        let none = paste(&mut lucia, " \n; ").await.is(422);
        assert!(none.says("Escriba al menos un número"), "{}", none.words());
        let long = paste(&mut lucia, &"A".repeat(20_001)).await.is(422);
        assert!(long.says("demasiado largo"), "{}", long.words());
        let wrong = paste(&mut lucia, "hola 1\nadiós").await.is(200);
        assert!(wrong.says("Ningún número está listo") && !wrong.body.contains("name=\"seguir\""), "{}", wrong.words());

        let page = paste(&mut lucia, &pasted(200)).await.is(200);
        let review = go_on(&mut lucia, &page, false).await;
        lucia.submit(&review, "/revisar", &[]).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 200);
        // Nobody files many without an account.
        assert!(desk.browser().open(NUMBERS).await.path.starts_with("/ingresar"));
        assert_eq!(lucia.open("/casos/nuevo/informacion/numeros").await.status, 404);
    }

    async fn j04_numbers_come_from_a_file_too_and_large_ones_are_refused(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let csv = format!("Destinatario;N\u{fa}mero de gu\u{ed}a\r\n\"Ana; de Cali\";{}\r\n=1+1;{}\r\n", number(1), number(2));
        let file = |content| Upload { field: "archivo", name: "guias.csv", kind: "text/csv", content };
        let page = lucia.open(NUMBERS).await.is(200);
        // Windows-1252, as old spreadsheets write it.
        let latin: Vec<u8> = csv.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();

        let latin = lucia.submit_with(&page, "/numeros", &[("revisar", "1")], &[file(&latin)]).await.is(200);
        assert!(latin.says("2 números están listos") || latin.says("números quedan por fuera"), "{}", latin.words());
        let read = lucia.submit_with(&page, "/numeros", &[("revisar", "1")], &[file(csv.as_bytes())]).await.is(200);
        assert!(read.says("2 números están listos"), "{}", read.words());
        let million = "RR000000014CO\n".repeat(1_000_000);
        let huge = lucia.submit_with(&page, "/numeros", &[("revisar", "1"), ("numeros", "abc123")], &[file(million.as_bytes())]).await.is(422);
        assert!(huge.says("El archivo pesa más de"), "{}", huge.words());
        let many = "RR000000014CO\n".repeat(10_000);
        let many = lucia.submit_with(&page, "/numeros", &[("revisar", "1")], &[file(many.as_bytes())]).await.is(422);
        assert!(many.says("Caben 200"), "{}", many.words());
    }

    async fn all_of_them_have_the_files_and_each_its_own_history(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let page = paste(&mut lucia, &pasted(3)).await.is(200);
        go_on(&mut lucia, &page, false).await;
        let files = lucia.open("/casos/nuevo/envio/archivos").await.is(200);
        let photo = Upload { field: "archivo", name: "caja.png", kind: "image/png", content: &png() };
        lucia.submit_with(&files, "/archivos", &[("seguir", "1")], &[photo]).await.is(200);
        let review = lucia.open("/casos/nuevo/envio/revisar").await.is(200);
        lucia.submit(&review, "/revisar", &[]).await.is(200);
        desk.run_jobs().await;

        let codes = desk.app.store.read(|db| db.words("SELECT code AS word FROM ticket")).await.unwrap();
        assert_eq!(codes.len(), 3);
        for code in codes {
            let page = lucia.open(&format!("/cuenta/casos/{code}")).await.is(200);
            assert!(page.says("caja.png") && page.says("No se mueven desde el lunes."), "{}", page.words());
            let link = crate::html::links(&page.body).into_iter().find(|link| link.contains("/archivos/")).unwrap();
            assert_eq!(lucia.get(&link).await.is(200).bytes.as_ref(), png().as_slice());
        }
        assert_eq!(desk.number("SELECT count(DISTINCT object_key) AS number FROM file").await, 1);
        assert_eq!(desk.number("SELECT count(*) AS number FROM file WHERE thumbnail_key IS NOT NULL").await, 3);
        desk.wait_days(2).await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 3);
    }

    async fn d01_a_number_with_a_ticket_is_told_to_who_may_read_it_and_to_nobody_else(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        company(&desk, "Ábaco", true, &[(OTHER, "manager", "")]).await;
        let mut other = entered(&desk, OTHER).await;
        let page = file_one(&mut mateo, &number(1)).await;
        let review = mateo.open(&page.path.replace("/archivos", "/revisar")).await.is(200);
        let created = mateo.submit(&review, "/revisar", &[]).await.is(200);
        let code = created.path.split('/').nth(3).unwrap().to_owned();

        // A manager of the company sees it and decides.
        let told = file_one(&mut lucia, &number(1)).await;
        assert!(told.says("Ya hay un caso abierto con este envío") && told.says(&code) && told.says("de todos modos"), "{}", told.words());
        let many = paste(&mut lucia, &format!("{}\n{}", number(1), number(2))).await.is(200);
        assert!(many.says("Ya tiene un caso abierto") && many.says(&code), "{}", many.words());
        assert!(many.says("1 número está listo"), "{}", many.words());
        // For all others it is a number like any other.
        let mut guest = desk.browser();
        for browser in [&mut other, &mut guest] {
            let known = file_one(browser, &number(1)).await;
            assert!(known.path.ends_with("/archivos") && !known.says(&code), "{}", known.words());
        }
        let known = paste(&mut other, &number(1)).await.is(200);
        let unknown = paste(&mut other, &number(7)).await.is(200);
        assert_eq!(known.words().replace(&number(1), "N"), unknown.words().replace(&number(7), "N"));

        let review = go_on(&mut lucia, &many, false).await;
        let done = lucia.submit(&review, "/revisar", &[]).await.is(200);
        assert!(done.says("Creamos 1 caso") && done.says("Ya tiene un caso abierto"), "{}", done.words());
        let again = paste(&mut lucia, &number(1)).await.is(200);
        let review = go_on(&mut lucia, &again, true).await;
        lucia.submit(&review, "/revisar", &[]).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 3);
        // The list is of who filed it.
        assert_eq!(mateo.open(&done.path).await.status, 404);
        assert_eq!(other.get(&format!("{}/lista.csv", done.path)).await.status, 404);
        assert_eq!(desk.letters_of(MATEO, "tickets_filed").await.len(), 0);
    }
}
