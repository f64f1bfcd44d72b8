//! What was created: the code on its stub, and what comes next.

use app::ticket::GuestView;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::TicketCode;
use domain::ticket::VerifiedBy;
use text::format::{initials, upper_first};

use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

#[derive(Template)]
#[template(path = "portal/intake/created.html")]
struct CreatedPage {
    v: Visit,
    code: TicketCode,
    /// Who attends it, once somebody does.
    agent: Option<String>,
    team: Option<String>,
    /// "Martes 14 de abril".
    due: Option<String>,
    due_iso: String,
    /// The class of requests by law.
    class: Option<String>,
    /// Where the copy went, before and after the `@`; shown to who proved that address.
    email: Option<(String, String)>,
    received: String,
    is_by_phone: bool,
}

impl CreatedPage {
    fn new(v: Visit, view: &GuestView, email: Option<(String, String)>) -> Self {
        let ticket = &view.ticket;
        let due = ticket.due_at;
        let created = v.local(ticket.created_at).date();
        let day = v.t.long_date(created, v.now.date());
        Self {
            code: ticket.code.clone(),
            agent: ticket
                .assignee
                .and_then(|agent| view.names.get(&agent).cloned()),
            team: view.team.as_ref().map(|team| team.name.clone()),
            due: due.map(|at| v.end_of_term_dated(&at)),
            due_iso: due.map(|at| v.iso(&at)).unwrap_or_default(),
            class: view
                .law
                .as_ref()
                .map(|law| format!("{} ({})", law.class.get(v.tag()), law.source)),
            email,
            received: if created == v.now.date() {
                v.t.created_today(day)
            } else {
                v.t.created_day(upper_first(&day))
            },
            is_by_phone: matches!(ticket.verified_by, VerifiedBy::Phone(_)),
            v,
        }
    }

    fn initials(&self) -> String {
        initials(
            self.agent
                .as_deref()
                .or(self.team.as_deref())
                .unwrap_or_default(),
        )
    }

    /// Who looks at it first.
    fn first(&self) -> String {
        match &self.agent {
            Some(name) => self.v.t.created_next_who_name(name.as_str()),
            None => self.v.t.created_next_who_text(),
        }
    }

    fn due_upper(&self) -> String {
        upper_first(self.due.as_deref().unwrap_or_default())
    }
}

/// `GET /casos/{codigo}/creado`: can be loaded again as long as the session lives.
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let code = code
        .parse::<TicketCode>()
        .map_err(|_| app::Error::NotFound)?;
    let view = app::ticket::for_guest(&web, &guest, code).await?;
    let address = guest.contact.email.as_str().rsplit_once('@');
    let email = address
        .filter(|_| guest.may_see_private())
        .map(|(local, domain)| (local.to_owned(), domain.to_owned()));
    page::ok(&CreatedPage::new(v, &view, email))
}
