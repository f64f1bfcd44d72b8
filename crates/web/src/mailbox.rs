//! `/_pruebas/correo`: the mails of a demonstration, which went nowhere.
//!
//! There only when a folder for them was given.

use std::path::PathBuf;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::Timestamp;
use mail::mailbox::{Mailbox, Received};
use serde::Deserialize;

use crate::error::PageError;
use crate::page;
use crate::path::escape;
use crate::state::Web;
use crate::visit::Visit;

/// How many mails the list shows.
const ROWS: usize = 200;

/// A mail is shown in a frame that can run nothing and load nothing. Mails are styled by
/// attributes, which no nonce can mark; their links open in a new tab.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                           frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/// The addresses of the test mailbox; none outside of a demonstration.
pub(crate) fn routes(web: &Web) -> Router<Web> {
    if web.options().mailbox.is_none() {
        return Router::new();
    }
    Router::new()
        .route("/_pruebas/correo", get(list))
        .route("/_pruebas/correo.json", get(json))
        .route("/_pruebas/correo/vaciar", post(empty))
        .route("/_pruebas/correo/{id}", get(show))
        .route("/_pruebas/correo/{id}/html", get(html))
}

/// How a mail is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Look,
    Text,
    Headers,
    Source,
}

impl Format {
    const ALL: [Self; 4] = [Self::Look, Self::Text, Self::Headers, Self::Source];

    fn slug(self) -> &'static str {
        match self {
            Self::Look => "vista",
            Self::Text => "texto",
            Self::Headers => "encabezados",
            Self::Source => "fuente",
        }
    }

    fn words(self, v: &Visit) -> String {
        match self {
            Self::Look => v.t.mailbox_tab_look(),
            Self::Text => v.t.mailbox_tab_text(),
            Self::Headers => v.t.mailbox_tab_headers(),
            Self::Source => v.t.mailbox_tab_source(),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/mailbox.html")]
struct MailboxPage {
    v: Visit,
    count: usize,
    query: String,
    rows: Vec<Row>,
    open: Option<Box<Open>>,
}

struct Row {
    href: String,
    subject: String,
    to: String,
    kind: String,
    at: Option<Timestamp>,
    is_open: bool,
}

struct Open {
    mail: Received,
    tabs: Vec<Tab>,
    format: Format,
    frame: String,
}

struct Tab {
    href: String,
    words: String,
    is_here: bool,
}

impl Open {
    fn is(&self, slug: &str) -> bool {
        self.format.slug() == slug
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    formato: String,
}

/// `GET /_pruebas/correo`
async fn list(
    State(web): State<Web>,
    v: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mails = read(&web).await?;
    page::ok(&MailboxPage::of(v, &mails, &asked, None))
}

/// `GET /_pruebas/correo/{id}`
async fn show(
    State(web): State<Web>,
    v: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mails = read(&web).await?;
    let mail = mails
        .iter()
        .find(|mail| mail.id == id)
        .cloned()
        .ok_or(app::Error::NotFound)?;
    page::ok(&MailboxPage::of(v, &mails, &asked, Some(mail)))
}

/// `GET /_pruebas/correo.json`
async fn json(State(web): State<Web>) -> Result<Response, PageError> {
    Ok(Json(read(&web).await?).into_response())
}

/// `GET /_pruebas/correo/{id}/html`
async fn html(State(web): State<Web>, Path(id): Path<String>) -> Result<Response, PageError> {
    let found = with(&web, move |mailbox| mailbox.get(&id))
        .await?
        .ok_or(app::Error::NotFound)?;
    // A link must not replace the mail within the frame, where no page may stand.
    let body = found
        .html
        .replacen("<head>", "<head><base target=\"_blank\">", 1);
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, MAIL_POLICY),
    ];
    let mut answer = (headers, body).into_response();
    answer.extensions_mut().insert(page::Shown);
    Ok(answer)
}

/// `POST /_pruebas/correo/vaciar`
async fn empty(State(web): State<Web>) -> Result<Response, PageError> {
    with(&web, |mailbox| mailbox.empty()).await?;
    Ok(Redirect::to("/_pruebas/correo").into_response())
}

async fn read(web: &Web) -> Result<Vec<Received>, PageError> {
    with(web, |mailbox| mailbox.list()).await
}

async fn with<T: Send + 'static>(
    web: &Web,
    work: impl FnOnce(Mailbox) -> std::io::Result<T> + Send + 'static,
) -> Result<T, PageError> {
    let folder: PathBuf = web.options().mailbox.clone().ok_or(app::Error::NotFound)?;
    let done = tokio::task::spawn_blocking(move || work(Mailbox::new(folder))).await;
    let failed = |error: anyhow::Error| PageError::App(app::Error::Internal(error));
    done.map_err(|error| failed(error.into()))?
        .map_err(|error| failed(error.into()))
}

impl MailboxPage {
    fn of(v: Visit, mails: &[Received], asked: &Asked, open: Option<Received>) -> Self {
        let query = asked.q.trim().to_lowercase();
        let end = if query.is_empty() {
            String::new()
        } else {
            format!("?q={}", escape(&query))
        };
        let matches = |mail: &&Received| {
            query.is_empty()
                || mail.subject.to_lowercase().contains(&query)
                || mail.to.to_lowercase().contains(&query)
        };
        let row = |mail: &Received| Row {
            href: format!("/_pruebas/correo/{}{end}", mail.id),
            subject: mail.subject.clone(),
            to: v.t.mailbox_to(mail.to.as_str()),
            kind: v
                .t
                .by_id(&format!("mailbox-kind-{}", mail.kind))
                .unwrap_or_else(|| mail.kind.clone()),
            at: mail.date,
            is_open: open.as_ref().is_some_and(|open| open.id == mail.id),
        };
        Self {
            count: mails.len(),
            rows: mails.iter().filter(matches).take(ROWS).map(row).collect(),
            query: asked.q.clone(),
            open: open.map(|mail| Box::new(Open::of(&v, mail, &asked.formato))),
            v,
        }
    }
}

impl Open {
    fn of(v: &Visit, mail: Received, format: &str) -> Self {
        let format = Format::ALL
            .into_iter()
            .find(|one| one.slug() == format)
            .unwrap_or_default();
        let here = format!("/_pruebas/correo/{}", mail.id);
        let tab = |one: Format| Tab {
            href: format!("{here}?formato={}", one.slug()),
            words: one.words(v),
            is_here: one == format,
        };
        Self {
            tabs: Format::ALL.into_iter().map(tab).collect(),
            frame: format!("{here}/html"),
            format,
            mail,
        }
    }
}
