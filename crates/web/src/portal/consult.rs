//! Looking tickets up by the code of one of them and the address; leaving the look-up.

use crate::form::Form;
use app::lookup::LookupOutcome;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{EmailAddress, InvalidCode, TicketCode};
use serde::Deserialize;
use text::format::lower_first;

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/consultar", get(form).post(look_up))
        .route("/salir", post(leave))
}

#[derive(Template)]
#[template(path = "portal/consult.html")]
struct ConsultPage {
    v: Visit,
    code: String,
    email: String,
    code_error: String,
    email_error: String,
    /// What is wrong with both together.
    error: String,
    /// What was just done, or why there is no session.
    note: String,
    has_session: bool,
    /// Whether a mail may be on its way.
    is_sent: bool,
}

impl ConsultPage {
    fn new(v: Visit) -> Self {
        Self {
            v,
            code: String::new(),
            email: String::new(),
            code_error: String::new(),
            email_error: String::new(),
            error: String::new(),
            note: String::new(),
            has_session: false,
            is_sent: false,
        }
    }

    fn problems(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("codigo", &self.error),
            ("codigo", &self.code_error),
            ("correo", &self.email_error),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(field, text)| (field, text.as_str()))
            .collect()
    }

    fn browser_title(&self) -> String {
        let title = if self.is_sent {
            self.v.t.find_sent_heading()
        } else {
            self.v.t.find_heading()
        };
        if self.problems().is_empty() {
            title
        } else {
            self.v.t.page_title_error(title)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// Why one comes here: `salio` or `cerrada`.
    hecho: Option<String>,
}

/// `GET /consultar`
async fn form(
    v: Visit,
    guest: Option<AsGuest>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let note = match asked.hecho.as_deref() {
        Some("salio") => v.t.find_left(),
        Some("cerrada") => v.t.error_session(),
        _ => String::new(),
    };
    let has_session = guest.is_some_and(|AsGuest(guest)| guest.may_list());
    page::ok(&ConsultPage {
        note,
        has_session,
        ..ConsultPage::new(v)
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    codigo: String,
    correo: String,
}

/// `POST /consultar`
async fn look_up(
    State(web): State<Web>,
    v: Visit,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let mut page = ConsultPage {
        code: fields.codigo,
        email: fields.correo,
        ..ConsultPage::new(v)
    };
    page.code_error = code_error(&page.v, &page.code);
    page.email_error = email_error(&page.v, &page.email);
    if !page.problems().is_empty() {
        return page::unprocessable(&page);
    }

    let device = page.v.cookie(Cookie::Device);
    let (client, language) = (page.v.client.clone(), page.v.tag().to_owned());
    match app::lookup::lookup(&web, &page.code, &page.email, client, device, language).await? {
        LookupOutcome::Opened(token) => {
            Ok((Cookie::Guest.set(&web, &token), Redirect::to("/mis-casos")).into_response())
        }
        // The same answer whether or not they go together: the next page shows nobody's data.
        LookupOutcome::CodeSent(token) => Ok((
            Cookie::Guest.set(&web, &token),
            Redirect::to("/verificar?volver=/mis-casos&enviado=1"),
        )
            .into_response()),
        LookupOutcome::LinkSent => page::ok(&ConsultPage {
            is_sent: true,
            ..page
        }),
        LookupOutcome::Mistyped => {
            page.code_error = page.v.t.error_case_code_check();
            page::unprocessable(&page)
        }
        LookupOutcome::NotFound => {
            page.error = page.v.t.error_lookup();
            page::unprocessable(&page)
        }
        LookupOutcome::Limited => {
            page.error = wait_text(&page.v, web.limits.lookup.window.as_mins());
            page::html(StatusCode::TOO_MANY_REQUESTS, &page)
        }
    }
}

/// What can be said of a code without looking for it.
fn code_error(v: &Visit, typed: &str) -> String {
    if typed.trim().is_empty() {
        return v.t.error_empty(lower_first(&v.t.find_code()));
    }
    match typed.parse::<TicketCode>() {
        Err(InvalidCode::Form) => {
            let example = TicketCode::new(&v.settings.prefix, v.now.year(), [7, 15, 3, 19, 9, 23]);
            v.t.error_case_code(example.as_str())
        }
        Ok(_) | Err(InvalidCode::Check) => String::new(),
    }
}

/// What can be said of an address without looking for it.
pub(super) fn email_error(v: &Visit, typed: &str) -> String {
    if typed.parse::<EmailAddress>().is_ok() {
        String::new()
    } else {
        v.t.error_email()
    }
}

/// How long to wait, and whom to call where there is a line.
fn wait_text(v: &Visit, minutes: i64) -> String {
    let line = v.settings.line.as_str();
    if line.is_empty() {
        v.t.error_sign_in_wait(minutes)
    } else {
        v.t.error_code_blocked(minutes, line)
    }
}

/// `POST /salir`
async fn leave(State(web): State<Web>, guest: Option<AsGuest>) -> Result<Response, PageError> {
    if let Some(AsGuest(guest)) = guest {
        app::lookup::leave(&web, &guest).await?;
    }
    Ok((
        Cookie::Guest.clear(&web),
        Redirect::to("/consultar?hecho=salio"),
    )
        .into_response())
}
