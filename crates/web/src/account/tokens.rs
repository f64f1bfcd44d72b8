//! `/cuenta/api`: the tokens of programs that act for a company, kept by its managers.

use crate::form::Form;
use app::account::By;
use app::token::Wanted;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ApiTokenId;

use super::people::Told;
use crate::desk::form::Errors;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::tokens::{Sent, Tokens, errors, wanted};
use crate::visit::{AsMember, Visit};

const PATH: &str = "/cuenta/api";

#[derive(Template)]
#[template(path = "account/tokens.html")]
struct TokensPage {
    v: Visit,
    done: Option<String>,
    errors: Errors,
    tokens: Tokens,
}

/// `GET /cuenta/api`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let by = By::Manager(guest);
    let tokens = Tokens::of(&web, &v, &by, PATH, &Wanted::default()).await?;
    page::ok(&TokensPage {
        done: (told.hecho == "revocado").then(|| v.t.api_revoked()),
        errors: Errors::default(),
        tokens,
        v,
    })
}

/// `POST /cuenta/api`: the answer itself shows the token, which is nowhere else.
pub(super) async fn create(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (by, wanted) = (By::Manager(guest), wanted(&sent));
    let made = app::token::create(&web, &by, wanted.clone(), v.client.clone()).await;
    let (made, typed, errors) = match made {
        Ok(made) => (Some(made), Wanted::default(), Errors::default()),
        Err(error) => (None, wanted, errors(&v, error)?),
    };
    let tokens = Tokens::of(&web, &v, &by, PATH, &typed).await?;
    let is_good = errors.is_empty();
    let page = TokensPage {
        done: None,
        errors,
        tokens: Tokens { made, ..tokens },
        v,
    };
    if is_good {
        page::ok(&page)
    } else {
        page::unprocessable(&page)
    }
}

/// `POST /cuenta/api/{id}/revocar`
pub(super) async fn revoke(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: ApiTokenId = id.parse().map_err(|_| app::Error::NotFound)?;
    app::token::revoke(&web, &By::Manager(guest), id, v.client).await?;
    Ok(Redirect::to(&format!("{PATH}?hecho=revocado")).into_response())
}
