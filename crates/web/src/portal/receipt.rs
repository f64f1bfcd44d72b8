//! Receipts: the document for who filed, and the pages that tell others that it is ours.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::EventKind;
use report::Receipt;

use super::case;
use crate::document::{self, file_line, letterhead};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/casos/{codigo}/constancia", get(download))
        .route("/constancia", get(key))
        .route("/constancia/{codigo}/{token}", get(confirm))
}

/// `GET /casos/{codigo}/constancia`
async fn download(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let code = case::code(&codigo)?;
    let filed = app::receipt::filed(&web, &guest, code.clone()).await;
    let filed = filed.map_err(|error| case::or_prove(error, &code))?;
    let created = filed
        .view
        .timeline
        .iter()
        .find(|entry| matches!(entry.event.kind, EventKind::Created { .. }));
    let signer = app::receipt::signer(&web);
    let facts = case::show::facts(&v, &guest, &filed.view);
    let subject = (v.t.intake_subject(), filed.view.ticket.subject.clone());
    let name = (v.t.case_file_requester(), guest.contact.name.clone());
    let name = Some(name).filter(|_| guest.may_see_contact());
    let facts = facts.into_iter().map(|fact| (fact.label, fact.value));
    let due = filed.view.ticket.due_at;
    let due = due.map(|due| (v.t.created_due(), v.end_of_term_dated(&due)));
    let base = web.base_url.as_str().trim_end_matches('/');
    let receipt = Receipt {
        letterhead: letterhead(&v, filed.view.ticket.created_at),
        fields: [subject]
            .into_iter()
            .chain(name)
            .chain(due)
            .chain(facts)
            .collect(),
        description: created
            .and_then(|entry| entry.message.as_ref())
            .map_or_else(String::new, |message| message.text.clone()),
        files: created
            .map(|entry| entry.files.iter().map(file_line).collect())
            .unwrap_or_default(),
        address: format!("{base}/constancia/{code}/{}", filed.token),
        key_address: format!("{base}/constancia"),
        public_key: signer.public_key(),
        code: code.to_string(),
    };
    let file = document::make(move || Ok(signer.sign(receipt.pdf()?))).await?;
    let name = format!("{}-{code}.pdf", v.t.receipt_file_name());
    Ok(document::answer(&name, "application/pdf", file))
}

#[derive(Template)]
#[template(path = "portal/receipt.html")]
struct ConfirmedPage {
    v: Visit,
    code: String,
    at: String,
}

/// `GET /constancia/{codigo}/{token}`: for whoever holds the receipt.
async fn confirm(
    State(web): State<Web>,
    v: Visit,
    Path((codigo, token)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let confirmed = app::receipt::confirm(&web, case::code(&codigo)?, &token).await?;
    page::ok(&ConfirmedPage {
        code: confirmed.code.to_string(),
        at: letterhead(&v, confirmed.filed_at).moment(confirmed.filed_at),
        v,
    })
}

#[derive(Template)]
#[template(path = "portal/receipt_key.html")]
struct KeyPage {
    v: Visit,
    key: String,
}

/// `GET /constancia`
async fn key(State(web): State<Web>, v: Visit) -> Result<Response, PageError> {
    page::ok(&KeyPage {
        v,
        key: app::receipt::signer(&web).public_key(),
    })
}
