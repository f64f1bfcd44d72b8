//! `/mesa/{vista}/exportar`: the list as a file, with the filters of its address; and the page of
//! the long ones that are prepared.

use app::export::{Source, Taker, Wanted};
use askama::Template;
use axum::extract::{Path, Query, State as Of};
use axum::response::Response;

use super::queue::{Asked, View};
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::export::{As, Files, State, Told, answer, begin, file};
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The page of the prepared files.
pub(super) const HERE: &str = "/mesa/exportaciones";

#[derive(Template)]
#[template(path = "desk/exports.html")]
struct FilesPage {
    v: Visit,
    frame: Frame,
    files: Files,
}

/// `GET /mesa/{vista}/exportar`
pub(super) async fn show(
    Of(web): Of<Web>,
    seat: Seat,
    Path(slug): Path<String>,
    Query(mut asked): Query<Asked>,
    Query(wanted): Query<As>,
) -> Result<Response, PageError> {
    asked.vista = slug;
    let wanted = wanted_of(&web, &seat, &asked, &wanted).await?;
    answer(&web, seat.v, wanted, &asked.vista, asked.list()).await
}

/// `POST /mesa/{vista}/exportar`
pub(super) async fn ask(
    Of(web): Of<Web>,
    seat: Seat,
    Path(slug): Path<String>,
    Query(mut asked): Query<Asked>,
    Query(wanted): Query<As>,
) -> Result<Response, PageError> {
    asked.vista = slug;
    let wanted = wanted_of(&web, &seat, &asked, &wanted).await?;
    begin(&web, seat.v, wanted, HERE, asked.list()).await
}

async fn wanted_of(
    web: &Web,
    seat: &Seat,
    asked: &Asked,
    wanted: &As,
) -> Result<Wanted, PageError> {
    let view = View::from_slug(&asked.vista).ok_or(PageError::App(app::Error::NotFound))?;
    Ok(Wanted {
        format: wanted.format()?,
        texts: seat.v.t,
        title: view.title(&seat.v.t),
        subtitle: String::new(),
        filters: asked.chosen(web, seat).await?,
        source: Source::Queue(seat.by.clone(), asked.filter(&seat.v, seat.by.agent.id)),
    })
}

/// `GET /mesa/exportaciones`
pub(super) async fn list(
    Of(web): Of<Web>,
    seat: Seat,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let by = Taker::Agent(seat.by.clone());
    let files = Files::of(&web, &seat.v, &by, HERE, &told).await?;
    let frame = seat.frame(&web, "exportaciones").await?;
    page::ok(&FilesPage {
        frame,
        files,
        v: seat.v,
    })
}

/// `GET /mesa/exportaciones/{id}/archivo`
pub(super) async fn download(
    Of(web): Of<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    file(&web, &seat.v, &Taker::Agent(seat.by), &id).await
}
