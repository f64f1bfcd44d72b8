//! `GET /mesa/{vista}/exportar`: the list as a file, with the filters of its address.

use app::export::{Source, Wanted};
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::queue::{Asked, View};
use super::seat::Seat;
use crate::error::PageError;
use crate::export::{As, answer};
use crate::state::Web;

/// `GET /mesa/{vista}/exportar`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(slug): Path<String>,
    Query(mut asked): Query<Asked>,
    Query(wanted): Query<As>,
) -> Result<Response, PageError> {
    let view = View::from_slug(&slug).ok_or(PageError::App(app::Error::NotFound))?;
    asked.vista = slug;
    let wanted = Wanted {
        format: wanted.format()?,
        texts: seat.v.t,
        title: view.title(&seat.v.t),
        subtitle: String::new(),
        filters: asked.chosen(&web, &seat).await?,
        source: Source::Queue(seat.by.clone(), asked.filter(&seat.v, seat.by.agent.id)),
    };
    answer(&web, seat.v, wanted, &asked.vista, asked.list()).await
}
