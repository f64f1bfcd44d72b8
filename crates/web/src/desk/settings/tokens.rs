//! `/mesa/ajustes/api`: the tokens of programs that act for the organisation.

use crate::form::Form;
use app::account::By;
use app::token::Wanted;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ApiTokenId;

use super::part::{Asked, Sheet, Tab, Told};
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::tokens::{Sent, Tokens, errors, wanted};
use crate::visit::Visit;

const PATH: &str = "/mesa/ajustes/api";

#[derive(Template)]
#[template(path = "desk/settings/tokens.html")]
struct TokensPage {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    tokens: Tokens,
}

/// `GET /mesa/ajustes/api`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let told = Told {
        done: (asked.hecho == "revocado").then(|| seat.v.t.api_revoked()),
        ..Told::default()
    };
    shown(&web, seat, &Wanted::default(), told, None).await
}

async fn shown(
    web: &Web,
    seat: Seat,
    typed: &Wanted,
    told: Told,
    made: Option<String>,
) -> Result<Response, PageError> {
    let by = By::Staff(seat.by.clone());
    let tokens = Tokens::of(web, &seat.v, &by, PATH, typed).await?;
    let sheet = Sheet::open(web, seat, PATH, told).await?;
    let page = TokensPage {
        tokens: Tokens { made, ..tokens },
        told: sheet.told,
        tabs: sheet.tabs,
        frame: sheet.frame,
        v: sheet.v,
    };
    page::html(page.told.status, &page)
}

/// `POST /mesa/ajustes/api`: the answer itself shows the token, which is nowhere else.
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (by, client) = (By::Staff(seat.by.clone()), seat.v.client.clone());
    let wanted = wanted(&sent);
    match app::token::create(&web, &by, wanted.clone(), client).await {
        Ok(made) => shown(&web, seat, &Wanted::default(), Told::default(), Some(made)).await,
        Err(error) => {
            let told = Told {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors: errors(&seat.v, error)?,
                ..Told::default()
            };
            shown(&web, seat, &wanted, told, None).await
        }
    }
}

/// `POST /mesa/ajustes/api/{id}/revocar`
pub(super) async fn revoke(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: ApiTokenId = id.parse().map_err(|_| app::Error::NotFound)?;
    app::token::revoke(&web, &By::Staff(seat.by), id, seat.v.client).await?;
    Ok(Redirect::to(&format!("{PATH}?hecho=revocado")).into_response())
}
