//! The case file of a ticket, as its requester may read it.

use app::file::Desk;
use app::ticket::{Entry, GuestView};
use app::{Error, Guest};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use domain::EventKind;
use report::CaseFile;
use serde::Deserialize;
use text::format::upper_first;

use super::show::facts;
use super::timeline::{Reader, name_of};
use super::{Chip, code, or_prove};
use crate::document::{self, case_file_line, letterhead};
use crate::error::PageError;
use crate::portal::text::Emphasis;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/expediente", get(download))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// `zip` with the files; else the history alone.
    formato: String,
}

/// `GET /casos/{codigo}/expediente`
async fn download(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let view = app::ticket::for_guest(&web, &guest, code.clone()).await?;
    // It has personal data and names files.
    if !guest.may_see_private() {
        return Err(or_prove(Error::Unproven, &code));
    }
    let record = record(&v, &guest, &view);
    if asked.formato == "zip" {
        let files: Vec<_> = view.timeline.into_iter().flat_map(|it| it.files).collect();
        return document::archive(&web, &Desk::Guest(guest, code), record, &files).await;
    }
    let name = format!("{code}.pdf");
    let file = document::make(move || record.pdf()).await?;
    Ok(document::answer(&name, "application/pdf", file))
}

fn record(v: &Visit, guest: &Guest, view: &GuestView) -> CaseFile {
    let reader = Reader {
        v,
        view,
        own: guest.contact.id,
        own_name: &guest.contact.name,
        with_files: false,
    };
    let made_at = v.now.timestamp();
    let paper = letterhead(v, made_at);
    let state = (v.t.case_file_state(), Chip::of(&v.t, &view.ticket).label);
    let created = (
        v.t.case_file_created(),
        paper.moment(view.ticket.created_at),
    );
    let requester = view.people.get(&view.ticket.requester);
    let name = (
        v.t.case_file_requester(),
        requester.unwrap_or(&guest.contact.name).clone(),
    );
    let facts = facts(v, guest, view).into_iter();
    CaseFile {
        code: view.ticket.code.to_string(),
        subject: view.ticket.subject.clone(),
        fields: [state, created, name]
            .into_iter()
            .chain(facts.map(|fact| (fact.label, fact.value)))
            .collect(),
        entries: view
            .timeline
            .iter()
            .filter_map(|entry| set(&reader, entry, paper.moment(entry.event.at)))
            .collect(),
        letterhead: paper,
    }
}

/// An entry as the page tells it: its sentence, who wrote, the words.
fn set(reader: &Reader<'_>, entry: &Entry, at: String) -> Option<report::Entry> {
    let line = reader.line(entry, false).map(|line| plain(&line.sentence));
    let card = reader.card(entry).map(|card| (card.name, card.text));
    // The page shows a proposal that waits elsewhere; on paper it stands where it was made.
    let proposal = || match (&entry.event.kind, &entry.message) {
        (EventKind::SolutionProposed { .. }, Some(message)) => Some((
            name_of(reader.v, &reader.view.names, entry.event.by),
            message.text.clone(),
        )),
        _ => None,
    };
    let (name, text) = card.or_else(proposal).unzip();
    let said: Vec<String> = [line, name].into_iter().flatten().collect();
    (!said.is_empty()).then(|| report::Entry {
        at,
        what: upper_first(&said.join(" · ")),
        text: text.unwrap_or_default(),
        files: entry
            .files
            .iter()
            .map(|file| case_file_line(reader.v, file, false))
            .collect(),
    })
}

fn plain(sentence: &Emphasis) -> String {
    format!("{}{}{}", sentence.before, sentence.word, sentence.after)
}
