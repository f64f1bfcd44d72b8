//! `GET /cuenta/casos/exportar`: the list of an account as a file, with the filters of its address.

use app::export::{Source, Wanted};
use axum::extract::{Query, State};
use axum::response::Response;

use super::list::Asked;
use crate::error::PageError;
use crate::export::{As, answer};
use crate::state::Web;
use crate::visit::{AsMember, Visit};

/// `GET /cuenta/casos/exportar`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(asked): Query<Asked>,
    Query(wanted): Query<As>,
) -> Result<Response, PageError> {
    let company = v.member.as_ref().map(|member| member.company.clone());
    let wanted = Wanted {
        format: wanted.format()?,
        texts: v.t,
        title: v.t.account_list_title(),
        subtitle: company.unwrap_or_default(),
        filters: asked.chosen(&v),
        source: Source::Cases(guest, asked.filter(web.now())),
    };
    let name = v.t.export_file_name();
    answer(&web, v, wanted, &name, asked.link(&[])).await
}
