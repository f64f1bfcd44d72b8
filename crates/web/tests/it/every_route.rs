//! Every route of the program, as another site would send it and as a crawler would open it (cases
//! I10 and I11). The routes are read from the program, so that a new one is tried too.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use store::on_both_engines;

use crate::browser::{Browser, Page, escaped};
use crate::company::link;
use crate::crawl::is_a_visit;
use crate::desk::Desk;
use crate::matrix::{
    MANAGER, MARIANA, MEMBER, Route, Things, entered_again, furnished, routes, send,
};

const FORM: &str = "application/x-www-form-urlencoded";

/// What another site can make a browser send: where it says that it comes from, and as what.
const FOREIGN: [(Option<&str>, Option<&str>, &str); 8] = [
    (Some("cross-site"), Some("https://malo.example"), FORM),
    (Some("same-site"), None, FORM),
    (
        Some("cross-site"),
        None,
        "multipart/form-data; boundary=----b",
    ),
    (None, Some("https://malo.example"), FORM),
    (None, Some("null"), FORM),
    (None, None, FORM),
    (Some("same-origin"), None, "text/plain"),
    (Some("same-origin"), None, "application/json"),
];

/// Browsers of people who may do most: each has a session of an administrator too.
struct Visitors {
    requester: Browser,
    manager: Browser,
}

impl Visitors {
    async fn of(desk: &Desk, things: &Things) -> Self {
        let session = desk.session_of(desk.staff.ines.id).await;
        let mut requester = things.case.browser.clone();
        let mut manager = entered_again(desk, MANAGER).await;
        requester.set_cookie("mesa", &session);
        manager.set_cookie("mesa", &session);
        Self { requester, manager }
    }

    /// The one who would be let in there.
    fn at(&mut self, route: &Route) -> &mut Browser {
        if route.path.starts_with("/cuenta") {
            &mut self.manager
        } else {
            &mut self.requester
        }
    }
}

/// Sends a form as another site would.
pub(crate) async fn send_from_elsewhere(
    browser: &mut Browser,
    address: &str,
    (site, origin, kind): (Option<&str>, Option<&str>, &str),
    body: &str,
) -> Page {
    let mut request = browser.request(&Method::POST, address, "same-origin");
    let headers = request.headers_mut();
    headers.remove("sec-fetch-site");
    headers.remove("origin");
    headers.insert("content-type", kind.parse().unwrap());
    if let Some(site) = site {
        headers.insert("sec-fetch-site", site.parse().unwrap());
    }
    if let Some(origin) = origin {
        headers.insert("origin", origin.parse().unwrap());
    }
    browser.send(request, Body::from(body.to_owned())).await
}

/// All that is kept but the traces of a visit; that a list was taken away is kept in the audit log.
pub(crate) async fn snapshot(desk: &Desk) -> String {
    const LOGGED: &str = "SELECT count(*) AS number FROM audit WHERE action <> 'list_exported'";
    let is_kept = |table: &str| !is_a_visit(table) && table != "audit";
    let logged = desk.number(LOGGED).await;
    format!("{}\naudit: {logged}\n", desk.dump_of(is_kept).await)
}

/// Fails with the rows that were not there before.
#[track_caller]
pub(crate) fn is_unchanged(before: &str, after: &str) {
    let known: BTreeSet<&str> = before.lines().collect();
    let new: Vec<&str> = after.lines().filter(|row| !known.contains(row)).collect();
    assert!(before == after, "there is now {new:#?}");
}

on_both_engines! {
    async fn i10_no_form_of_any_route_is_taken_from_another_site(desk: Desk) {
        let things = furnished(&desk).await;
        let mut visitors = Visitors::of(&desk, &things).await;
        let version = desk.ticket(&things.case).await.version;
        desk.run_jobs().await;
        let before = snapshot(&desk).await;
        let mut tried = 0;

        for route in routes().iter().filter(|route| route.is_post) {
            let address = things.address(route);
            let fields = things.fields(route, version).into_iter();
            let fields: Vec<_> = fields.map(|(name, value)| format!("{}={}", escaped(&name), escaped(&value))).collect();
            let body = fields.join("&");
            for foreign in FOREIGN {
                let answer = send_from_elsewhere(visitors.at(route), &address, foreign, &body).await;
                assert_eq!(answer.status, 403, "{foreign:?} {address}: {}", answer.words());
            }
            tried += 1;
        }

        assert!(tried > 100, "only {tried} routes");
        is_unchanged(&before, &snapshot(&desk).await);
        // Nobody was signed out either.
        visitors.manager.get("/cuenta").await.is(200);
        visitors.requester.get("/mesa/mios").await.is(200);
    }

    async fn i11_no_route_changes_anything_when_it_is_opened(desk: Desk) {
        let things = furnished(&desk).await;
        let mut visitors = Visitors::of(&desk, &things).await;
        let links = [link(&desk, MEMBER, "account_invited").await, desk.link_in(MARIANA, "ticket_created").await];
        desk.run_jobs().await;
        let before = snapshot(&desk).await;
        let mut tried = 0;

        for route in routes().iter().filter(|route| !route.is_post) {
            send(visitors.at(route), route, &things, 0).await;
            let request = visitors.at(route).request(&Method::HEAD, &things.address(route), "none");
            if !route.path.ends_with("/eventos") {
                visitors.at(route).send(request, Body::empty()).await;
            }
            tried += 1;
        }
        for link in links.iter().chain(&links) {
            desk.browser().get(link).await;
        }

        assert!(tried > 100, "only {tried} routes");
        is_unchanged(&before, &snapshot(&desk).await);
    }
}
