//! The list of tickets as a file: at once while it is short, prepared by a job when it is long.

use app::Error;
use app::export::{Exported, Prepared, Source, Taker, Wanted};
use app::token::Who;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::token::ApiScope;
use domain::{AgentId, ExportId, TeamId};
use jiff::Timestamp;
use report::Format;
use serde::{Deserialize, Serialize};
use store::export::{Export, ExportState};
use store::queue::AssigneeFilter;
use text::Texts;
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::paging::{Page, Part};
use super::problem::{Problem, key, texts};
use super::sent::{Answer, Params, Write};
use super::ticket::{Filter, Group, Order};
use crate::document::{kept, stored};
use crate::state::Web;

/// As what a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ExportFormat {
    /// Text separated by semicolons; decimals have a comma.
    Csv,
    /// Text separated by commas; decimals have a point.
    CsvComma,
    /// A spreadsheet with real dates and amounts.
    Xlsx,
    /// Pages to print or keep.
    Pdf,
}

/// Which tickets as a file of which format.
#[derive(Clone, Debug, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"format": "xlsx", "status": "unfinished"}))]
pub(super) struct Wish {
    /// The format.
    #[param(inline)]
    format: ExportFormat,
    /// By state; all without it.
    #[serde(default)]
    #[param(inline)]
    status: Group,
    /// By who works on them: the id of somebody of the staff, or `nobody`. For programs of the staff.
    #[param(pattern = "^(nobody|[0-9]{1,18})$")]
    #[schema(pattern = "^(nobody|[0-9]{1,18})$")]
    assignee: Option<String>,
    /// Only those of this team; for programs of the staff.
    #[param(pattern = "^[0-9]{1,18}$")]
    #[schema(pattern = "^[0-9]{1,18}$")]
    team: Option<String>,
    /// The order.
    #[serde(default)]
    #[param(inline)]
    order: Order,
}

/// A list that is prepared.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExportItem {
    /// Its key.
    id: String,
    /// `waiting`, `ready` or `failed`.
    status: String,
    /// `csv`, `csv_comma`, `xlsx` or `pdf`.
    format: String,
    /// What the list is called.
    title: String,
    /// How many rows it had when it was asked for.
    rows_total: u32,
    /// How many are written.
    rows_done: u32,
    /// Where the file is, once it is ready.
    url: Option<String>,
    /// How large the file is, once it is ready.
    size_bytes: Option<u64>,
    /// When it was asked for.
    created_at: Timestamp,
    /// From when on it is gone.
    expires_at: Timestamp,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::CsvComma => Self::CsvComma,
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Pdf => Self::Pdf,
        }
    }
}

impl ExportItem {
    fn of(export: &Export) -> Self {
        let is_ready = export.state == ExportState::Ready;
        Self {
            id: export.id.to_string(),
            status: export.state.name().to_owned(),
            format: if export.format == Format::CsvComma.name() {
                "csv_comma".to_owned()
            } else {
                export.format.clone()
            },
            title: export.title.clone(),
            rows_total: export.rows_total,
            rows_done: export.rows_done,
            url: is_ready.then(|| format!("{}/file", path_of(export.id))),
            size_bytes: is_ready.then_some(export.size_bytes),
            created_at: export.created_at,
            expires_at: export.expires_at,
        }
    }

    fn asked(export: &Export) -> Answer {
        Answer::of(StatusCode::CREATED, &Self::of(export)).at(path_of(export.id))
    }
}

fn path_of(id: ExportId) -> String {
    format!("/api/v1/exports/{id}")
}

impl Wish {
    fn filter(&self) -> Filter<'_> {
        Filter {
            status: self.status,
            assignee: self.assignee.as_deref(),
            team: self.team.as_deref(),
            order: self.order,
        }
    }

    /// The list with its filters, in the words of who asks.
    async fn wanted(&self, web: &Web, who: &Who, t: Texts) -> Result<Wanted, Problem> {
        let (title, subtitle, filters, source) = match who {
            Who::Staff(by) => {
                let filter = self.filter().of_staff()?;
                let mut said = self.status.words_of_staff(&t);
                let page = app::ticket::queue(web, by, filter.clone(), None, 0).await?;
                let agent = |id: AgentId| page.agents.iter().find(|agent| agent.id == id);
                let assignee = match filter.assignee {
                    AssigneeFilter::Any => None,
                    AssigneeFilter::Nobody => Some(t.desk_filter_nobody()),
                    AssigneeFilter::Agent(id) => agent(id).map(|agent| agent.name.clone()),
                };
                said.extend(assignee.map(|name| format!("{}: {name}", t.desk_filter_assignee())));
                let named = |id: TeamId| page.teams.iter().find(|team| team.id == id);
                let team = filter.team.and_then(named);
                said.extend(team.map(|team| format!("{}: {}", t.desk_filter_team(), team.name)));
                let source = Source::Queue(by.clone(), filter);
                (t.desk_view_all(), String::new(), said, source)
            }
            Who::Company(guest) => {
                let company = guest
                    .member
                    .as_ref()
                    .map(|member| &member.organization.name);
                let source = Source::Cases(guest.clone(), self.filter().of_company()?);
                let said = self.status.words_of_company(&t);
                let company = company.cloned().unwrap_or_default();
                (t.account_list_title(), company, said, source)
            }
        };
        Ok(Wanted {
            source,
            format: self.format.into(),
            texts: t,
            title,
            subtitle,
            filters,
        })
    }
}

/// Who takes lists away.
fn taker(who: &Who) -> Taker {
    match who {
        Who::Staff(by) => Taker::Agent(by.clone()),
        Who::Company(guest) => Taker::Member(guest.clone()),
    }
}

/// The name of a file: what the list is called, and the day.
fn name_of(web: &Web, title: &str, at: Timestamp, format: Format) -> String {
    let (title, day) = (
        title.to_lowercase().replace(' ', "-"),
        at.to_zoned(web.zone()).date(),
    );
    format!("{title}-{day}.{}", format.ending())
}

/// Tickets as a file
///
/// Exactly the tickets that the list has, in the language of `Accept-Language`. A list of more than
/// 5,000 is prepared instead: `export_long` says so.
#[utoipa::path(
    get, path = "/api/v1/tickets/export", tag = "exports", params(Wish),
    responses((
        status = 200, description = "The file",
        content(
            (Vec<u8> = "text/csv"),
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
    ))
)]
pub(super) async fn download(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Params(wish): Params<Wish>,
) -> Result<Response, Problem> {
    let who = caller.may(ApiScope::ExportTickets)?;
    let wanted = wish.wanted(&web, who, texts(&web, &headers)).await?;
    let (title, format) = (wanted.title.clone(), wanted.format);
    match app::export::export(&web, wanted, &caller.client).await? {
        Exported::File(file) => {
            let name = name_of(&web, &title, web.now(), format);
            Ok(stored(&name, format.media_type(), file)?)
        }
        Exported::Long(_) => Err(Problem::ExportLong),
        Exported::TooMany(most) => Err(Problem::ExportTooMany(most)),
    }
}

/// Have a list prepared
///
/// A job writes the file, with the rights that the maker of the token has then. Two of one person are
/// prepared at a time.
#[utoipa::path(
    post, path = "/api/v1/exports", tag = "exports", request_body = Wish,
    responses((status = 201, description = "The file is going to be written", body = ExportItem))
)]
pub(super) async fn ask(
    State(web): State<Web>,
    headers: HeaderMap,
    write: Write<Wish>,
) -> Result<Response, Problem> {
    let who = write.caller.may(ApiScope::ExportTickets)?;
    let (texts, client) = (texts(&web, &headers), write.caller.client.clone());
    write
        .once(&web, ExportItem::asked, async |app| {
            let wanted = write.body.wanted(&web, who, texts).await?;
            Ok(app::export::prepare(&app, wanted, &client).await?)
        })
        .await
}

/// Lists that are prepared
///
/// Those of the maker of the token, oldest first; each is kept for a day.
#[utoipa::path(
    get, path = "/api/v1/exports", tag = "exports", params(Part),
    responses((status = 200, description = "A page of lists", body = Page<ExportItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let taker = taker(caller.may(ApiScope::ExportTickets)?);
    let mut all = app::export::prepared(&web, &taker).await?;
    all.sort_by_key(|one| one.export.id);
    let page = part.of(all, |one| one.export.id.0)?;
    Ok(Json(page.told(|one| ExportItem::of(&one.export))).into_response())
}

/// How a list stands
#[utoipa::path(
    get, path = "/api/v1/exports/{id}", tag = "exports",
    params(("id" = String, Path, description = "Its key")),
    responses((status = 200, description = "The list", body = ExportItem))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let taker = taker(caller.may(ApiScope::ExportTickets)?);
    let id: ExportId = key(&id)?;
    let all: Vec<Prepared> = app::export::prepared(&web, &taker).await?;
    let found = all.iter().find(|one| one.export.id == id);
    Ok(Json(ExportItem::of(&found.ok_or(Error::NotFound)?.export)).into_response())
}

/// The file of a prepared list
///
/// There is none before it is ready, and after a day.
#[utoipa::path(
    get, path = "/api/v1/exports/{id}/file", tag = "exports",
    params(("id" = String, Path, description = "The key of the list")),
    responses((
        status = 200, description = "The file",
        content(
            (Vec<u8> = "text/csv"),
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
    ))
)]
pub(super) async fn file(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let taker = taker(caller.may(ApiScope::ExportTickets)?);
    let (one, opened) = app::export::open(&web, &taker, key(&id)?).await?;
    let name = name_of(&web, &one.export.title, one.export.created_at, one.format);
    Ok(kept(&name, one.format.media_type(), opened))
}
