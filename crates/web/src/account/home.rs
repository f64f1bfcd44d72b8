//! `GET /cuenta`: the home page of somebody who signed in with an account.

use app::account::Figures;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::compensation::ListState;
use store::cases::CaseRow;

use crate::error::PageError;
use crate::page;
use crate::portal::chip::Chip;
use crate::state::Web;
use crate::visit::{AsMember, Visit};

#[derive(Template)]
#[template(path = "account/home.html")]
struct HomePage {
    v: Visit,
    hello: String,
    figures: Figures,
    latest: Vec<(Chip, CaseRow)>,
}

/// `GET /cuenta`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
) -> Result<Response, PageError> {
    let home = app::account::home(&web, &guest).await?;
    let company = v
        .member
        .as_ref()
        .map_or("", |member| member.company.as_str());
    let hello = match v.now.hour() {
        5..12 => v.t.account_hello_morning(company),
        12..19 => v.t.account_hello_afternoon(company),
        _ => v.t.account_hello_evening(company),
    };
    let latest = home
        .latest
        .into_iter()
        .map(|row| (Chip::of_row(&v.t, &row), row))
        .collect();
    page::ok(&HomePage {
        hello,
        figures: home.figures,
        latest,
        v,
    })
}
