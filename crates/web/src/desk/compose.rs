//! Writing to the requester or to the team, and proposing solutions.
//!
//! Text never gets lost: whatever is wrong, the same composer comes back with it and its files.

use app::Error;
use app::file::Desk;
use app::ticket::{DeskView, Entry, MessageDraft};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::form::FieldError;
use domain::ticket::Move;
use domain::{FileId, Message, MessageKind, Refusal, Ticket, TicketCode};
use text::Texts;

use super::act::{back, refused};
use super::compensation::Panel as ClaimPanel;
use super::form::{self, Errors};
use super::queue::Asked;
use super::seat::Seat;
use super::ticket::{Told, parse, screen};
use crate::error::PageError;
use crate::portal::files::{Received, Upload, receive};
use crate::state::Web;

/// Which composer is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Reply,
    Note,
    Solution,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Reply, Self::Note, Self::Solution];

    /// Its name in addresses, also that of what it posts to.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Reply => "responder",
            Self::Note => "nota",
            Self::Solution => "solucion",
        }
    }

    fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.slug() == slug)
    }

    /// The key that opens it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Reply => "r",
            Self::Note => "n",
            Self::Solution => "p",
        }
    }

    pub(super) fn words(self, t: &Texts) -> String {
        match self {
            Self::Reply => t.desk_tab_reply(),
            Self::Note => t.desk_tab_note(),
            Self::Solution => t.desk_tab_solution(),
        }
    }

    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Reply => t.desk_reply_label(),
            Self::Note => t.desk_note_field(),
            Self::Solution => t.desk_solution_field(),
        }
    }

    pub(super) fn placeholder(self, t: &Texts) -> String {
        match self {
            Self::Reply => t.desk_reply_placeholder(),
            Self::Note => t.desk_note_placeholder(),
            Self::Solution => t.desk_solution_placeholder(),
        }
    }

    fn as_move(self) -> Move {
        match self {
            Self::Reply => Move::Reply,
            Self::Note => Move::Note,
            Self::Solution => Move::Propose,
        }
    }

    /// How the composer looks meanwhile.
    fn look(self) -> &'static str {
        match self {
            Self::Reply => "",
            Self::Note => "cmp--note",
            Self::Solution => "cmp--sol",
        }
    }
}

/// What was typed and could not be kept.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) tab: Option<Tab>,
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) errors: Errors,
}

/// The composer of a ticket.
pub(super) struct Composer {
    pub(super) panels: Vec<Panel>,
    pub(super) look: &'static str,
    pub(super) can_reply: bool,
    /// Whether a reply can ask for something, so that the ticket waits.
    pub(super) can_ask: bool,
    pub(super) to: String,
    pub(super) kinds: Vec<SolutionKind>,
    /// The approved compensation that goes with a solution.
    pub(super) claim: Option<String>,
    /// Drawn for each page: the same form sent twice writes once.
    pub(super) key: String,
    pub(super) upload: String,
    pub(super) file_bytes: u64,
    pub(super) files: u32,
    pub(super) errors: Errors,
}

/// One tab of the composer with its form.
pub(super) struct Panel {
    pub(super) tab: Tab,
    pub(super) href: String,
    pub(super) action: String,
    pub(super) look: &'static str,
    pub(super) is_open: bool,
    pub(super) text: String,
    pub(super) staged: Vec<Staged>,
}

/// A file that waits to be sent.
pub(super) struct Staged {
    pub(super) id: FileId,
    pub(super) name: String,
    pub(super) size: String,
    pub(super) remove: String,
}

/// A kind of solution.
pub(super) struct SolutionKind {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) is_chosen: bool,
}

impl Composer {
    /// The composer with the tabs that the ticket allows; none where it allows none.
    pub(super) fn of(
        web: &Web,
        seat: &Seat,
        asked: &Asked,
        view: &DeskView,
        typed: Typed,
        can: impl Fn(Move) -> bool,
    ) -> Option<Self> {
        let tabs: Vec<Tab> = Tab::ALL
            .into_iter()
            .filter(|tab| can(tab.as_move()))
            .collect();
        let wanted = typed
            .tab
            .or_else(|| Tab::from_slug(&asked.pestana))
            .filter(|tab| tabs.contains(tab));
        let open = wanted.or_else(|| tabs.first().copied())?;
        let base = format!("/mesa/casos/{}", view.ticket.code);
        let here = asked.beside(&base);
        let staged = || {
            let staged = |file: &domain::file::File| Staged {
                id: file.id,
                name: file.name.clone(),
                size: seat.v.t.file_size(file.size_bytes),
                remove: format!(
                    "{}&pestana={}",
                    asked.beside(&format!("{base}/archivos/{}/quitar", file.id)),
                    open.slug()
                ),
            };
            view.staged.iter().map(staged).collect()
        };
        let panel = |tab: Tab| Panel {
            tab,
            href: format!("{here}&pestana={}#redactar", tab.slug()),
            action: asked.beside(&format!("{base}/{}", tab.slug())),
            look: tab.look(),
            is_open: tab == open,
            text: if typed.tab.is_none_or(|of| of == tab) && tab == open {
                typed.text.clone()
            } else {
                String::new()
            },
            staged: if tab == open { staged() } else { Vec::new() },
        };
        Some(Self {
            panels: tabs.into_iter().map(panel).collect(),
            look: open.look(),
            can_reply: can(Move::Reply),
            can_ask: can(Move::RequestInfo),
            to: view.contact.email.clone(),
            kinds: kinds(seat, &typed.kind),
            claim: ClaimPanel::of(seat, view).and_then(|claim| claim.included),
            key: web.new_key(),
            upload: format!("{base}/archivos"),
            file_bytes: web.limits.upload.file_bytes,
            files: web.limits.upload.files,
            errors: typed.errors,
        })
    }
}

fn kinds(seat: &Seat, chosen: &str) -> Vec<SolutionKind> {
    let tag = seat.v.tag();
    let kinds = seat.v.settings.solution_codes.iter();
    kinds
        .map(|(id, words)| SolutionKind {
            id: id.clone(),
            words: words.get(tag).to_owned(),
            is_chosen: id == chosen,
        })
        .collect()
}

/// A form of a composer that was read.
struct Writing {
    web: Web,
    seat: Seat,
    asked: Asked,
    code: TicketCode,
    tab: Tab,
    received: Received,
}

impl Writing {
    async fn read(
        web: Web,
        seat: Seat,
        code: &str,
        asked: Asked,
        tab: Tab,
        upload: Upload,
    ) -> Result<Self, PageError> {
        let code = parse(code)?;
        let desk = Desk::Agent(seat.by.clone(), code.clone());
        let received = receive(&web, &desk, upload).await?;
        Ok(Self {
            web,
            seat,
            asked,
            code,
            tab,
            received,
        })
    }

    fn message(&self) -> MessageDraft {
        MessageDraft {
            text: self.received.text("texto").to_owned(),
            files: self.files(),
            key: self.received.text("clave").to_owned(),
        }
    }

    /// The files that came before and those that came along.
    fn files(&self) -> Vec<FileId> {
        let before = self
            .received
            .texts("archivos")
            .filter_map(|id| id.parse().ok());
        before
            .chain(self.received.files.iter().map(|file| file.id))
            .collect()
    }

    /// The newest event that its writer had on the page.
    fn seen(&self) -> i64 {
        self.received
            .texts("visto")
            .filter_map(|id| id.parse().ok())
            .max()
            .unwrap_or_default()
    }

    /// Why the form only comes back: files were attached, or some were not taken.
    fn is_unfinished(&self) -> bool {
        self.received.has("adjuntar") || !self.received.refused.is_empty()
    }

    fn typed(&self, mut errors: Errors) -> Typed {
        for refused in &self.received.refused {
            errors.add(
                "archivo",
                format!(
                    "{}: {}",
                    refused.name,
                    refused.message(&self.web, &self.seat.v)
                ),
            );
        }
        Typed {
            tab: Some(self.tab),
            text: self.received.text("texto").to_owned(),
            kind: self.received.text("tipo").to_owned(),
            errors,
        }
    }

    async fn again(
        self,
        errors: Errors,
        told: Option<Told>,
        status: StatusCode,
    ) -> Result<Response, PageError> {
        let typed = self.typed(errors);
        screen(
            &self.web, self.seat, self.code, self.asked, typed, told, status,
        )
        .await
    }

    async fn finish(
        self,
        outcome: Result<Ticket, Error>,
        done: &str,
    ) -> Result<Response, PageError> {
        let error = match outcome {
            Ok(ticket) => return Ok(back(&self.asked, &ticket.code, done)),
            Err(error) => error,
        };
        match error {
            Error::Invalid { field, error } => {
                let mut errors = Errors::default();
                let (field, words) = self.words(field, &error);
                errors.add(field, words);
                self.again(errors, None, StatusCode::UNPROCESSABLE_ENTITY)
                    .await
            }
            Error::Conflict => {
                let told = Told::Changed { since: self.seen() };
                self.again(Errors::default(), Some(told), StatusCode::CONFLICT)
                    .await
            }
            Error::Rejected(refusal) => self.refuse(&refusal).await,
            other => Err(other.into()),
        }
    }

    async fn refuse(self, refusal: &Refusal) -> Result<Response, PageError> {
        let typed = self.typed(Errors::default());
        refused(&self.web, self.seat, self.code, self.asked, typed, refusal).await
    }

    fn words(&self, field: &str, error: &FieldError) -> (&'static str, String) {
        let t = &self.seat.v.t;
        if field == "solution_code" {
            return ("tipo", t.desk_error_kind());
        }
        let words = match (error, self.tab) {
            (FieldError::Missing, Tab::Reply) => t.desk_error_text_reply(),
            (FieldError::Missing, Tab::Note) => t.desk_error_text_note(),
            (FieldError::Missing, Tab::Solution) => t.desk_error_text_solution(),
            (other, _) => form::words(t, other, String::new()),
        };
        ("texto", words)
    }

    /// Whether somebody else wrote something to or from the requester that the writer cannot
    /// have read.
    async fn is_overtaken(&self) -> Result<bool, PageError> {
        let view = app::ticket::for_agent(&self.web, &self.seat.by, self.code.clone()).await?;
        let (seen, me) = (self.seen(), self.seat.by.actor());
        let counts = |entry: &Entry| {
            let is_note = |message: &Message| message.kind == MessageKind::Note;
            entry
                .message
                .as_ref()
                .is_some_and(|message| !is_note(message))
        };
        let mut new = view.timeline.iter().filter(|entry| entry.event.id.0 > seen);
        Ok(new.any(|entry| entry.event.by != me && counts(entry)))
    }
}

/// `POST /mesa/casos/{codigo}/responder`
pub(super) async fn reply(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    upload: Upload,
) -> Result<Response, PageError> {
    let writing = Writing::read(web, seat, &code, asked, Tab::Reply, upload).await?;
    if writing.is_unfinished() {
        let status = writing.received.status();
        return writing.again(Errors::default(), None, status).await;
    }
    if writing.is_overtaken().await? {
        let told = Told::Changed {
            since: writing.seen(),
        };
        return writing
            .again(Errors::default(), Some(told), StatusCode::CONFLICT)
            .await;
    }
    let (web, by, code, message) = (
        &writing.web,
        &writing.seat.by,
        writing.code.clone(),
        writing.message(),
    );
    if writing.received.text("modo") == "dejar" {
        let outcome = app::ticket::reply(web, by, code, message).await;
        writing.finish(outcome, "respondido").await
    } else {
        let outcome = app::ticket::request_info(web, by, code, message).await;
        writing.finish(outcome, "preguntado").await
    }
}

/// `POST /mesa/casos/{codigo}/nota`
pub(super) async fn note(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    upload: Upload,
) -> Result<Response, PageError> {
    let writing = Writing::read(web, seat, &code, asked, Tab::Note, upload).await?;
    if writing.is_unfinished() {
        let status = writing.received.status();
        return writing.again(Errors::default(), None, status).await;
    }
    let outcome = app::ticket::note(
        &writing.web,
        &writing.seat.by,
        writing.code.clone(),
        writing.message(),
    )
    .await;
    writing.finish(outcome, "anotado").await
}

/// `POST /mesa/casos/{codigo}/solucion`
pub(super) async fn propose(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    upload: Upload,
) -> Result<Response, PageError> {
    let writing = Writing::read(web, seat, &code, asked, Tab::Solution, upload).await?;
    if writing.is_unfinished() {
        let status = writing.received.status();
        return writing.again(Errors::default(), None, status).await;
    }
    let MessageDraft { text, files, .. } = writing.message();
    let version = writing.received.text("version").parse().unwrap_or_default();
    let kind = writing.received.text("tipo").to_owned();
    let outcome = app::ticket::propose(
        &writing.web,
        &writing.seat.by,
        writing.code.clone(),
        version,
        kind,
        text,
        files,
    )
    .await;
    writing.finish(outcome, "propuesto").await
}
