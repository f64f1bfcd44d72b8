//! Opens every page that there is a link to (cases E5 and I11).

use std::collections::{BTreeMap, VecDeque};

use store::on_both_engines;

use crate::browser::Browser;
use crate::desk::{Desk, Request};
use crate::html;

const MARIANA: &str = "mariana.rios@correo.example";

/// More pages than there are kinds of.
const MOST: usize = 250;

/// Tables in which looking at something may leave a trace.
pub(crate) fn is_a_visit(table: &str) -> bool {
    ["guest_session", "agent_session", "counter", "device"].contains(&table)
}

/// Follows all links from some pages on, within our own; their statuses. Every page is looked at
/// by the browser of the tests.
async fn crawl(browser: &mut Browser, from: &[String]) -> BTreeMap<String, u16> {
    let mut waiting: VecDeque<String> = from.iter().cloned().collect();
    let mut seen = BTreeMap::new();
    while let Some(path) = waiting.pop_front().filter(|_| seen.len() < MOST) {
        if seen.contains_key(&path) {
            continue;
        }
        let page = browser.get(&path).await;
        seen.insert(path, page.status);
        if let Some(to) = page.headers.get("location") {
            waiting.push_back(own(to.to_str().unwrap()));
        }
        if page.header("content-type").starts_with("text/html") {
            let links = html::links(&page.body).into_iter();
            waiting.extend(
                links
                    .filter(|link| link.starts_with('/'))
                    .map(|link| own(&link)),
            );
        }
    }
    seen
}

/// An address without what the server never gets.
fn own(link: &str) -> String {
    link.split('#').next().unwrap_or_default().to_owned()
}

/// Every link leads to a page, and none of them changed anything; that a list was taken away is
/// kept in the audit log.
async fn is_harmless(desk: &Desk, browser: &mut Browser, from: &[String], expected: &[&str]) {
    const LOGGED: &str = "SELECT count(*) AS number FROM audit WHERE action <> 'list_exported'";
    let is_kept = |table: &str| !is_a_visit(table) && table != "audit";
    let before = (desk.dump_of(is_kept).await, desk.number(LOGGED).await);

    let seen = crawl(browser, from).await;

    for (path, status) in &seen {
        assert!(matches!(status, 200 | 303), "{path}: {status}");
    }
    for page in expected {
        assert!(
            seen.keys().any(|path| path.starts_with(page)),
            "no link leads to {page}: {:?}",
            seen.keys()
        );
    }
    let after = (desk.dump_of(is_kept).await, desk.number(LOGGED).await);
    assert_eq!(after, before);
}

on_both_engines! {
    async fn i11_nothing_that_visitors_and_requesters_open_changes_anything(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let open = desk.ticket_of(MARIANA).await;
        laura.ask(&open.code, "¿Nos manda el recibo?").await;
        let proposed = desk.proposed_to(MARIANA).await;
        let resolved = desk.resolved_for(MARIANA).await;
        desk.run_jobs().await;
        let (mut draft, _) = desk.asked_for_a_code(&Request::of("otra.persona@correo.example")).await;
        desk.run_jobs().await;

        is_harmless(&desk, &mut desk.browser(), &["/".into()], &["/consultar", "/recuperar-codigo", "/casos/nuevo/envio", "/datos", "/ingresar"]).await;
        let mut mariana = resolved.browser.clone();
        let from = [open.path(""), proposed.path(""), resolved.path(""), "/mis-casos".into()];
        is_harmless(&desk, &mut mariana, &from, &[&resolved.path("/reabrir"), &open.path("/desistir")]).await;
        let from = ["/casos/nuevo/informacion/codigo".into()];
        is_harmless(&desk, &mut draft, &from, &["/casos/nuevo/informacion/archivos", "/casos/nuevo/informacion/codigo/correo"]).await;
    }

    async fn i11_nothing_that_the_staff_opens_changes_anything(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let open = desk.ticket_of(MARIANA).await;
        laura.note(&open.code, "Preguntar a la bodega").await;
        desk.proposed_to(MARIANA).await;
        desk.resolved_for(MARIANA).await;
        desk.run_jobs().await;
        let mut ines = desk.agent(&desk.staff.ines).await;

        let expected = ["/mesa/casos/", "/mesa/auditoria", "/mesa/correo", "/mesa/validar", "/mesa/ajustes/personas", "/mesa/ajustes/roles/nuevo", "/mesa/cuenta"];
        is_harmless(&desk, &mut ines, &["/mesa".into(), "/mesa/todos".into(), "/mesa/ajustes".into()], &expected).await;
        is_harmless(&desk, &mut ines, &["/_pruebas/correo".into()], &["/_pruebas/correo"]).await;
        let mut victor = desk.agent(&desk.staff.victor).await;
        is_harmless(&desk, &mut victor, &["/mesa/todos".into()], &["/mesa/casos/"]).await;
    }
}
