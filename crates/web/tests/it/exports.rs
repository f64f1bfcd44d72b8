//! The list of a company with its compensation, and what it is taken away as (manual 2, step 8).

use domain::compensation::{Claim, ClaimStatus};
use domain::ticket::VerifiedBy;
use domain::{AccountRole, ClaimId, Currency, EmailAddress, Money, Ticket, TicketCode, TicketId};
use jiff::SignedDuration;
use store::on_both_engines;

use crate::browser::Page;
use crate::company::{LUCIA, MATEO, OTHER, company, el_anden, entered, file};
use crate::desk::Desk;
use crate::documents::{is_a_download, records, words};

/// Gives a ticket a claim of 658 400 pesos that stands like this.
async fn compensate(desk: &Desk, code: &str, id: i64, status: ClaimStatus) {
    let (code, now) = (code.parse().unwrap(), desk.app.now());
    let kept = desk.app.store.write(move |tx| {
        let ticket = tx.ticket_by_code(&code)?.unwrap();
        let mut claim = Claim::requested(ClaimId(id), ticket.id, 1, None, Currency::Cop, now);
        claim.status = status;
        claim.amount = Some(Money::whole(658_400, Currency::Cop));
        claim.paid_on = (status == ClaimStatus::Paid).then(|| "2026-03-01".parse().unwrap());
        tx.insert_claim(&claim)
    });
    kept.await.unwrap();
}

/// More tickets than a list has that is sent at once.
const MANY: i64 = 5_001;

/// Gives somebody of a company so many tickets, in transactions that no engine finds too long.
pub(crate) async fn many(desk: &Desk, email: &str) {
    for first in (1..=MANY).step_by(500) {
        some(desk, email, first..=MANY.min(first + 499)).await;
    }
}

async fn some(desk: &Desk, email: &str, ids: std::ops::RangeInclusive<i64>) {
    let (email, now) = (email.parse::<EmailAddress>().unwrap(), desk.app.now());
    let kept = desk.app.store.write(move |tx| {
        let contact = tx.contact_by_email(&email)?.unwrap();
        let (account, _) = tx.account_of_contact(contact.id)?.unwrap();
        for id in ids.clone() {
            let symbol = |place: u32| u8::try_from(id / 32_i64.pow(place) % 32).unwrap();
            let mut ticket = Ticket::filed(
                TicketId(id),
                TicketCode::new("PC", 2026, [5, 4, 3, 2, 1, 0].map(symbol)),
                2.into(),
                1.into(),
                contact.id,
                VerifiedBy::Code,
                format!("Paquete {id}"),
                Vec::new(),
                "es".to_owned(),
                None,
                now,
            );
            ticket.organization = Some(account.organization);
            tx.insert_ticket(&ticket, None)?;
        }
        Ok::<_, store::Error>(())
    });
    kept.await.unwrap();
}

/// The first column of a file, without its heading.
fn codes(page: &Page) -> Vec<String> {
    let records = records(page).into_iter().skip(1);
    records.map(|mut record| record.remove(0)).collect()
}

on_both_engines! {
    async fn the_list_shows_and_filters_and_sorts_by_compensation(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let (paid, _) = file(&mut lucia, "Libros mojados").await;
        let (reviewed, _) = file(&mut lucia, "Caja abierta").await;
        let (none, _) = file(&mut lucia, "Cobro duplicado").await;
        compensate(&desk, &paid, 1, ClaimStatus::Paid).await;
        compensate(&desk, &reviewed, 2, ClaimStatus::Proposed).await;

        let list = lucia.open("/cuenta/casos").await.is(200);
        assert!(list.says("Pagada") && list.says("En evaluación") && list.says("No aplica"), "{}", list.words());
        // Once in the list and once among the figures; what is only proposed is nobody's to know.
        assert_eq!(list.body.matches("$\u{a0}658.400").count(), 2, "{}", list.words());
        let home = lucia.open("/cuenta").await.is(200);
        assert!(home.says("Indemnizaciones en 2026") && home.body.matches("$\u{a0}658.400").count() == 2, "{}", home.words());
        for (query, shown) in [
            ("indemnizacion=paid", [true, false, false]),
            ("indemnizacion=in_review", [false, true, false]),
            ("indemnizacion=not_applicable", [false, false, true]),
            ("indemnizacion=rejected", [false, false, false]),
            ("indemnizacion=%27", [true, true, true]),
        ] {
            let list = lucia.open(&format!("/cuenta/casos?{query}")).await.is(200);
            for (code, shown) in [&paid, &reviewed, &none].into_iter().zip(shown) {
                assert_eq!(list.says(code), shown, "{query}: {}", list.words());
            }
        }
        let sorted = lucia.open("/cuenta/casos?orden=monto&filas=10").await.is(200);
        assert!(sorted.body.contains("aria-sort=\"descending\""));
        assert!(sorted.body.find(&paid) < sorted.body.find(&none));
    }

    async fn chosen_columns_are_remembered_for_the_account(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, true).await;
        file(&mut lucia, "Libros mojados").await;
        let heads = |page: &Page| page.body.matches("<th scope=\"col\"").count();

        let list = lucia.open("/cuenta/casos?vista=abiertos&q=libros").await.is(200);
        assert_eq!(heads(&list), 6);
        let path = list.form("/columnas").action;
        let saved = lucia.post(&path, &[("columna", "requester"), ("columna", "nada")]).await.is(303);
        assert_eq!(saved.location(), "/cuenta/casos?vista=abiertos&q=libros&hecho=columnas");
        let list = lucia.open(saved.location()).await.is(200);
        assert!(list.says("Guardamos las columnas") && list.says("Quién lo creó"), "{}", list.words());
        assert_eq!(heads(&list), 3);
        let mut elsewhere = desk.browser();
        elsewhere.sign_in(LUCIA, "siete libros en la caja").await.is(303);
        assert_eq!(heads(&elsewhere.open("/cuenta/casos").await), 3);
        assert_eq!(heads(&mateo.open("/cuenta/casos").await), 6);
    }

    async fn d06_the_export_of_a_company_has_the_tickets_of_its_list(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        company(&desk, "Ábaco", true, &[(OTHER, "manager", "")]).await;
        let other = entered(&desk, OTHER).await;
        let (of_lucia, _) = file(&mut lucia, "Libros mojados").await;
        let (of_mateo, _) = file(&mut mateo, "Caja abierta").await;
        let private = desk.ticket_of(MATEO).await;
        compensate(&desk, &of_lucia, 1, ClaimStatus::Paid).await;
        let both = [of_mateo.clone(), of_lucia.clone()];
        let own = [private.code.clone(), of_mateo.clone()];

        for (mut browser, query, expected) in [
            (lucia.clone(), "", &both[..]),
            (lucia.clone(), "q=mojados&", &both[1..]),
            (lucia.clone(), "indemnizacion=paid&orden=-creado&", &both[1..]),
            (lucia.clone(), "vista=resueltos&", &[]),
            (mateo.clone(), "", &own[..]),
            (other.clone(), "", &[]),
        ] {
            let file = browser.get(&format!("/cuenta/casos/exportar?{query}formato=csv")).await.is(200);
            is_a_download(&file, "text/csv; charset=utf-8");
            assert_eq!(codes(&file), expected, "{query}: {}", file.body);
            let list = browser.open(&format!("/cuenta/casos?{query}")).await.is(200);
            for code in [&of_lucia, &of_mateo, &private.code] {
                assert_eq!(list.says(code), expected.contains(code), "{query}");
            }
        }
        let rows = records(&lucia.get("/cuenta/casos/exportar?q=mojados&formato=csv").await);
        assert_eq!(rows[1][9..], ["Pagada", "658400,00", "COP"], "{rows:?}");
        let commas = lucia.get("/cuenta/casos/exportar?q=mojados&formato=csv-coma").await.is(200);
        assert!(commas.body.contains(",Pagada,658400.00,COP"), "{}", commas.body);
        let pdf = lucia.get("/cuenta/casos/exportar?indemnizacion=paid&formato=pdf").await.is(200);
        let text = words(&pdf);
        for said in ["Librería El Andén", "Filtros: Indemnización: Pagada", "COP · Pagada", "$ 658.400", "Página 1 de 1"] {
            assert!(text.replace('\u{a0}', " ").contains(said), "{said}: {text}");
        }
        let sheet = lucia.get("/cuenta/casos/exportar?formato=xlsx").await.is(200);
        assert!(sheet.bytes.starts_with(b"PK"));
    }

    async fn d01_a_list_is_taken_away_by_its_people_alone_and_that_is_logged(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        file(&mut lucia, "Libros mojados").await;
        let path = "/cuenta/casos/exportar?formato=csv";

        assert!(desk.browser().get(path).await.is(303).location().starts_with("/ingresar"));
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.get(path).await.is(303);
        let mut guest = desk.ticket_of(MATEO).await.browser;
        guest.get(path).await.is(303);
        guest.post("/cuenta/casos/columnas", &[]).await.is(303);
        lucia.get("/cuenta/casos/exportar?formato=exe").await.is(404);
        lucia.get(path).await.is(200);

        let mut ines = desk.agent(&desk.staff.ines).await;
        let log = ines.open("/mesa/auditoria?accion=list_exported").await.is(200);
        assert!(log.says("Exportó una lista") && log.says("account "), "{}", log.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM audit WHERE action = 'list_exported'").await, 1);
    }

    async fn a_long_list_is_prepared_and_given_to_who_asked_for_a_day(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        many(&desk, LUCIA).await;
        let path = "/cuenta/casos/exportar?vista=abiertos&formato=csv";

        let page = lucia.get(path).await.is(200);
        assert!(page.says("La lista tiene 5.001 casos") && page.says("Preparar el archivo"), "{}", page.words());
        let asked = lucia.submit(&page, "/cuenta/casos/exportar", &[]).await.is(200);
        assert_eq!(asked.path, "/cuenta/exportaciones?hecho=pedido");
        assert!(asked.says("En preparación: 0 de 5.001 filas") && asked.says("Actualizar"), "{}", asked.words());
        desk.run_jobs().await;
        let ready = lucia.open("/cuenta/exportaciones").await.is(200);
        assert!(ready.says("Descargar CSV") && ready.says("Estado: Abiertos") && !ready.body.contains("data-poll"), "{}", ready.words());
        let link = ready.body.split('"').find(|part| part.ends_with("/archivo")).unwrap().to_owned();
        let file = lucia.get(&link).await.is(200);
        is_a_download(&file, "text/csv; charset=utf-8");
        assert_eq!(i64::try_from(codes(&file).len()).unwrap(), MANY);

        // Case D2: for others there is no such file.
        let desks = link.replace("/cuenta/", "/mesa/");
        let mut andres = desk.agent(&desk.staff.andres).await;
        mateo.get(&link).await.is(404);
        desk.browser().get(&link).await.is(303);
        andres.get(&desks).await.is(404);
        lucia.get("/cuenta/exportaciones/x/archivo").await.is(404);
        assert!(!mateo.open("/cuenta/exportaciones").await.says("Descargar"));
        assert_eq!(desk.number("SELECT count(*) AS number FROM audit WHERE action = 'list_exported'").await, 1);

        desk.clock.advance(SignedDuration::from_hours(12));
        lucia.get(&link).await.is(200);
        desk.clock.advance(SignedDuration::from_hours(12));
        lucia.get(&link).await.is(404);
        assert!(lucia.open("/cuenta/exportaciones").await.says("No ha pedido archivos"));
        desk.do_what_is_due().await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM export").await, 0);
        let left = walk(&desk.files_folder().join("exports"));
        assert!(left.is_empty(), "{left:?}");
    }

    async fn k04_two_exports_of_one_person_are_prepared_at_a_time_at_the_desk_too(desk: Desk) {
        el_anden(&desk, false).await;
        many(&desk, LUCIA).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let path = "/mesa/todos/exportar?formato=xlsx";

        assert!(andres.get(path).await.is(200).says("La lista tiene 5.001 casos"));
        for hecho in ["pedido", "pedido", "ocupado"] {
            let asked = andres.post(path, &[]).await.is(303);
            assert_eq!(asked.location(), format!("/mesa/exportaciones?hecho={hecho}"));
        }
        let mut ines = desk.agent(&desk.staff.ines).await;
        assert_eq!(ines.post(path, &[]).await.location(), "/mesa/exportaciones?hecho=pedido");
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.post(path, &[]).await.is(403);
        laura.get("/mesa/exportaciones").await.is(403);
        desk.run_jobs().await;

        let page = andres.open("/mesa/exportaciones").await.is(200);
        assert_eq!(page.body.matches("/archivo\"").count(), 2, "{}", page.words());
        let link = page.body.split('"').find(|part| part.ends_with("/archivo")).unwrap();
        let file = andres.get(link).await.is(200);
        assert!(file.bytes.starts_with(b"PK"));
        ines.get(link).await.is(404);
        assert_eq!(andres.post(path, &[]).await.location(), "/mesa/exportaciones?hecho=pedido");
    }

    async fn d06_a_prepared_list_has_what_its_owner_may_see_when_it_is_made(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        many(&desk, MATEO).await;
        let path = "/cuenta/casos/exportar?formato=csv";
        lucia.post(path, &[]).await.is(303);
        mateo.post(path, &[]).await.is(303);
        let changed = desk.app.store.write(|tx| {
            let lucia = tx.contact_by_email(&LUCIA.parse().unwrap())?.unwrap();
            let (mut account, _) = tx.account_of_contact(lucia.id)?.unwrap();
            account.role = AccountRole::Member;
            tx.save_account(&account)?;
            let mateo = tx.contact_by_email(&MATEO.parse().unwrap())?.unwrap();
            let (mut account, _) = tx.account_of_contact(mateo.id)?.unwrap();
            account.is_active = false;
            tx.save_account(&account)
        });
        changed.await.unwrap();

        desk.run_jobs().await;

        let page = lucia.open("/cuenta/exportaciones").await.is(200);
        let link = page.body.split('"').find(|part| part.ends_with("/archivo")).unwrap();
        assert_eq!(codes(&lucia.get(link).await.is(200)), [""; 0]);
        assert_eq!(desk.number("SELECT count(*) AS number FROM export WHERE state = 'failed'").await, 1);
    }
}

/// All files in a folder, however deep.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
