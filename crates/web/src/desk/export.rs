//! `GET /mesa/{vista}/exportar`: the list as a file, with the filters of its address.

use app::export::{Exported, desk_list};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use report::{Column, Format, Head, Kind};
use text::Texts;

use super::queue::{Asked, View};
use super::seat::Seat;
use crate::document::{letterhead, stored};
use crate::error::PageError;
use crate::export::{Wanted, too_many};
use crate::state::Web;

/// `GET /mesa/{vista}/exportar`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(slug): Path<String>,
    Query(mut asked): Query<Asked>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let not_found = || PageError::App(app::Error::NotFound);
    let view = View::from_slug(&slug).ok_or_else(not_found)?;
    let format = Format::parse(&wanted.formato).ok_or_else(not_found)?;
    asked.vista = slug;
    let v = &seat.v;
    let head = Head {
        letterhead: letterhead(v, v.now.timestamp()),
        title: view.title(&v.t),
        subtitle: String::new(),
        filters: asked.chosen(&web, &seat).await?,
        columns: columns(&v.t),
    };
    let filter = asked.filter(v, seat.by.agent.id);
    match desk_list(&web, &seat.by, filter, format, head).await? {
        Exported::File(file) => {
            let name = format!("{}-{}.{}", asked.vista, v.now.date(), format.name());
            stored(&name, format.media_type(), file)
        }
        Exported::TooMany(most) => too_many(seat.v, most, asked.list()),
    }
}

fn columns(t: &Texts) -> Vec<Column> {
    let column = |heading: String, kind, letters| Column {
        heading,
        kind,
        letters,
    };
    vec![
        column(t.export_code(), Kind::Text, 20),
        column(t.intake_subject(), Kind::Text, 28),
        column(t.case_file_requester(), Kind::Text, 16),
        column(t.desk_filter_state(), Kind::State, 14),
        column(t.desk_filter_topic(), Kind::Text, 14),
        column(t.desk_filter_team(), Kind::Text, 12),
        column(t.desk_filter_assignee(), Kind::Text, 13),
        column(t.export_created(), Kind::Time, 14),
        column(t.export_updated(), Kind::Time, 14),
        column(t.desk_filter_due(), Kind::Time, 14),
        column(t.export_resolved(), Kind::Time, 14),
    ]
}
