//! `GET|POST /ingresar/clave/{token}`: somebody who was invited chooses a password.

use crate::form::Form;
use app::Error;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Agent;
use domain::password::Weakness;
use serde::Deserialize;

use super::form::Errors;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/password.html")]
struct PasswordPage {
    v: Visit,
    errors: Errors,
    name: String,
    email: String,
    token: String,
    least: usize,
}

impl PasswordPage {
    fn of(v: Visit, agent: &Agent, least: usize, token: String, errors: Errors) -> Self {
        Self {
            v,
            errors,
            name: agent.name.clone(),
            email: agent.email.to_string(),
            token,
            least,
        }
    }
}

/// `GET /ingresar/clave/{token}`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let agent = app::agent::invited(&web, &token).await.map_err(ended)?;
    let least = app::agent::least_password(&web, agent.id).await?;
    page::ok(&PasswordPage::of(
        v,
        &agent,
        least,
        token,
        Errors::default(),
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    clave: String,
}

/// `POST /ingresar/clave/{token}`
pub(super) async fn choose(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let agent = app::agent::invited(&web, &token).await.map_err(ended)?;
    match app::agent::choose_password(&web, &token, &sent.clave, v.client.clone()).await {
        Ok(()) => Ok(Redirect::to("/ingresar?hecho=clave").into_response()),
        Err(Error::Password(weakness)) => {
            let mut errors = Errors::default();
            errors.add("clave", words(&v, weakness));
            let least = app::agent::least_password(&web, agent.id).await?;
            page::unprocessable(&PasswordPage::of(v, &agent, least, token, errors))
        }
        Err(error) => Err(ended(error)),
    }
}

/// What is wrong with a password.
pub(crate) fn words(v: &Visit, weakness: Weakness) -> String {
    match weakness {
        Weakness::TooShort(least) => v.t.password_error_missing(least),
        Weakness::TooLong(over) => v.t.error_too_long(over),
        Weakness::TooCommon => v.t.password_error_not_an_option(),
        Weakness::TooPersonal => v.t.password_error_personal(),
    }
}

fn ended(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::LinkEnded,
        other => other.into(),
    }
}
