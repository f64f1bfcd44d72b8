//! The case file of a ticket for the staff: as the customer may read it, or with all that is
//! internal.

use app::file::Desk;
use app::ticket::{DeskView, Entry};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::MessageKind;
use domain::file::Place;
use report::CaseFile;
use serde::Deserialize;

use super::chip;
use super::rich::Rich;
use super::seat::Seat;
use super::ticket::{parse, story};
use crate::document::{self, case_file_line, letterhead};
use crate::error::PageError;
use crate::portal::answer;
use crate::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `zip` with the files; else the history alone.
    formato: String,
    /// Whether what is internal comes along.
    notas: String,
}

/// `GET /mesa/casos/{codigo}/expediente`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let code = parse(&code)?;
    let mut view = app::ticket::for_agent(&web, &seat.by, code.clone()).await?;
    if asked.notas.is_empty() {
        keep_public(&mut view);
    }
    let record = record(&seat, &view);
    if asked.formato == "zip" {
        let files: Vec<_> = view.timeline.into_iter().flat_map(|it| it.files).collect();
        return document::archive(&web, &Desk::Agent(seat.by, code), record, &files).await;
    }
    let name = format!("{code}.pdf");
    let file = document::make(move || record.pdf()).await?;
    Ok(document::answer(&name, "application/pdf", file))
}

/// Leaves nothing that the customer may not read (case D5).
fn keep_public(view: &mut DeskView) {
    view.timeline.retain(|entry| entry.event.kind.is_public());
    for entry in &mut view.timeline {
        entry
            .files
            .retain(|file| matches!(file.place, Place::Message { public: true, .. }));
    }
}

fn record(seat: &Seat, view: &DeskView) -> CaseFile {
    let v = &seat.v;
    let paper = letterhead(v, v.now.timestamp());
    let ticket = &view.ticket;
    let contact = &view.contact;
    let answers = ticket.answers.iter().map(|one| {
        let label = if one.field == answer::DOCUMENT {
            v.t.ticket_document()
        } else {
            answer::question(v, &view.topic, one)
        };
        (label, answer::text(v, &view.topic, one))
    });
    let first = [
        (v.t.case_file_state(), chip::words(&v.t, ticket.status)),
        (v.t.case_file_created(), paper.moment(ticket.created_at)),
        (v.t.case_file_requester(), contact.name.clone()),
        (v.t.ticket_email(), contact.email.clone()),
        (v.t.ticket_phone(), contact.phone.clone()),
        (
            v.t.ticket_topic(),
            view.topic.form.name.get(v.tag()).to_owned(),
        ),
    ];
    let entries = view.timeline.iter();
    CaseFile {
        code: ticket.code.to_string(),
        subject: ticket.subject.clone(),
        fields: first.into_iter().chain(answers).collect(),
        entries: entries
            .map(|entry| set(seat, view, entry, paper.moment(entry.event.at)))
            .collect(),
        letterhead: paper,
    }
}

fn set(seat: &Seat, view: &DeskView, entry: &Entry, at: String) -> report::Entry {
    let sentence = Rich::of(&story(seat, view).sentence(entry));
    let words = sentence.0.into_iter().map(|piece| piece.words);
    let what: String = words.collect();
    let is_note = entry
        .message
        .as_ref()
        .is_some_and(|message| message.kind == MessageKind::Note);
    report::Entry {
        at,
        what: if is_note {
            format!("{} · {what}", seat.v.t.case_file_note())
        } else {
            what
        },
        text: entry
            .message
            .as_ref()
            .map_or_else(String::new, |message| message.text.clone()),
        files: entry
            .files
            .iter()
            .map(|file| case_file_line(&seat.v, file, true))
            .collect(),
    }
}
