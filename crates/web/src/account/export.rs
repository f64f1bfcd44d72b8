//! `/cuenta/casos/exportar`: the list of an account as a file, with the filters of its address; and
//! the page of the long ones that are prepared.

use app::Guest;
use app::export::{Source, Taker, Wanted};
use askama::Template;
use axum::extract::{Path, Query, State as Of};
use axum::response::Response;

use super::list::Asked;
use crate::error::PageError;
use crate::export::{As, Files, State, Told, answer, begin, file};
use crate::page;
use crate::state::Web;
use crate::visit::{AsMember, Visit};

/// The page of the prepared files.
pub(super) const HERE: &str = "/cuenta/exportaciones";

#[derive(Template)]
#[template(path = "account/exports.html")]
struct FilesPage {
    v: Visit,
    files: Files,
}

/// `GET /cuenta/casos/exportar`
pub(super) async fn show(
    Of(web): Of<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(asked): Query<Asked>,
    Query(wanted): Query<As>,
) -> Result<Response, PageError> {
    let wanted = wanted_of(&web, &v, guest, &asked, &wanted)?;
    let name = v.t.export_file_name();
    answer(&web, v, wanted, &name, asked.link(&[])).await
}

/// `POST /cuenta/casos/exportar`
pub(super) async fn ask(
    Of(web): Of<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(asked): Query<Asked>,
    Query(wanted): Query<As>,
) -> Result<Response, PageError> {
    let wanted = wanted_of(&web, &v, guest, &asked, &wanted)?;
    begin(&web, v, wanted, HERE, asked.link(&[])).await
}

fn wanted_of(
    web: &Web,
    v: &Visit,
    guest: Guest,
    asked: &Asked,
    wanted: &As,
) -> Result<Wanted, PageError> {
    let company = v.member.as_ref().map(|member| member.company.clone());
    Ok(Wanted {
        format: wanted.format()?,
        texts: v.t,
        title: v.t.account_list_title(),
        subtitle: company.unwrap_or_default(),
        filters: asked.chosen(v),
        source: Source::Cases(guest, asked.filter(web.now())),
    })
}

/// `GET /cuenta/exportaciones`
pub(super) async fn list(
    Of(web): Of<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let files = Files::of(&web, &v, &Taker::Member(guest), HERE, &told).await?;
    page::ok(&FilesPage { v, files })
}

/// `GET /cuenta/exportaciones/{id}/archivo`
pub(super) async fn download(
    Of(web): Of<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    file(&web, &v, &Taker::Member(guest), &id).await
}
