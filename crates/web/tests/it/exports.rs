//! The list of a company with its compensation, and what it is taken away as (manual 2, step 8).

use domain::compensation::{Claim, ClaimStatus};
use domain::{ClaimId, Currency, Money};
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
}
