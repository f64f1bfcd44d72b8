//! What people write to each other in a ticket.

use app::ticket::{Entry, MessageDraft};
use app::token::Who;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::FileId;
use domain::token::ApiScope;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::event::{By, Timeline};
use super::file::FileItem;
use super::paging::{Page, Part};
use super::problem::Problem;
use super::sent::{Params, Write};
use super::ticket::{TicketHead, parse};
use crate::state::Web;

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageItem {
    /// Its key.
    id: String,
    /// `description`, `reply`, `info_request`, or `note` for the staff alone.
    kind: String,
    /// Plain text.
    text: String,
    /// When.
    at: Timestamp,
    /// Who wrote it.
    by: By,
    /// What came with it.
    files: Vec<FileItem>,
}

/// To whom a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum To {
    /// To the other side.
    #[default]
    Reply,
    /// A question to the requester: the ticket waits for the answer. For programs of the staff.
    InfoRequest,
    /// A note for the staff. For programs of the staff.
    Note,
}

/// A new message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Su caja llega el lunes.", "kind": "reply"}))]
pub(super) struct NewMessage {
    /// Plain text; paragraphs by empty lines.
    #[schema(min_length = 1, max_length = 20_000)]
    text: String,
    /// To whom it is.
    #[serde(default)]
    kind: To,
    /// Files that were sent before for this ticket, by the same token.
    #[serde(default)]
    files: Vec<String>,
}

impl NewMessage {
    fn draft(&self) -> Result<MessageDraft, Problem> {
        Ok(MessageDraft {
            text: self.text.clone(),
            files: files(&self.files)?,
            key: String::new(),
        })
    }
}

/// The keys of files; what cannot be one is none.
pub(super) fn files(ids: &[String]) -> Result<Vec<FileId>, Problem> {
    let parsed = ids.iter().map(|id| id.parse::<FileId>());
    parsed.collect::<Result<_, _>>().map_err(|_| {
        Problem::App(app::Error::Invalid {
            field: "files",
            error: domain::form::FieldError::NotAnOption,
        })
    })
}

/// Messages
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}/messages", tag = "messages",
    params(("code" = String, Path, description = "What people call the ticket"), Part),
    responses((status = 200, description = "A page of messages, oldest first", body = Page<MessageItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let timeline = Timeline::of(&web, caller.may(ApiScope::ReadTickets)?, &code).await?;
    let page = timeline.page(&part, |entry| told(&web, &timeline, &code, entry))?;
    Ok(Json(page).into_response())
}

fn told(web: &Web, timeline: &Timeline, code: &str, entry: &Entry) -> Option<MessageItem> {
    let message = entry.message.as_ref()?;
    Some(MessageItem {
        id: message.id.to_string(),
        kind: message.kind.name().to_owned(),
        text: message.text.clone(),
        at: message.at,
        by: timeline.by(message.author),
        files: entry
            .files
            .iter()
            .map(|file| FileItem::of(web, code, file))
            .collect(),
    })
}

/// Write a message
///
/// A program of a company writes in the place of the requester.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/messages", tag = "messages", request_body = NewMessage,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 201, description = "The message was written", body = TicketHead))
)]
pub(super) async fn write(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<NewMessage>,
) -> Result<Response, Problem> {
    let who = write.caller.may(ApiScope::WriteTickets)?.clone();
    let (code, draft, kind) = (parse(&code)?, write.body.draft()?, write.body.kind);
    write
        .once(&web, TicketHead::added, async |app| {
            Ok(match (who, kind) {
                (Who::Staff(by), To::Reply) => app::ticket::reply(&app, &by, code, draft).await?,
                (Who::Staff(by), To::InfoRequest) => {
                    app::ticket::request_info(&app, &by, code, draft).await?
                }
                (Who::Staff(by), To::Note) => app::ticket::note(&app, &by, code, draft).await?,
                (Who::Company(guest), To::Reply) => {
                    app::ticket::write(&app, &guest, code, draft).await?
                }
                (Who::Company(_), To::InfoRequest | To::Note) => {
                    return Err(app::Error::Forbidden.into());
                }
            })
        })
        .await
}
