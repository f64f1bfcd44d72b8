//! Mailed links: another password, signing in without one, the first password.

use crate::form::Form;
use app::Error;
use app::account::Invited;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use serde::Deserialize;

use crate::desk::form::Errors;
use crate::desk::{password_words, welcome};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "account/forgot.html")]
struct ForgotPage {
    v: Visit,
    errors: Errors,
    name: String,
    /// Whether the link signs in, rather than lets choose a password.
    signs_in: bool,
}

/// `GET /ingresar/olvide`
pub(super) async fn forgot(v: Visit) -> Result<Response, PageError> {
    page::ok(&ForgotPage {
        v,
        errors: Errors::default(),
        name: String::new(),
        signs_in: false,
    })
}

/// What the form sends. As pairs, so that a field that comes twice can be told of.
type Sent = Vec<(String, String)>;

/// `POST /ingresar/olvide`: the answer is the same whoever has an account.
pub(super) async fn send_reset(
    State(web): State<Web>,
    v: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let name = named(sent);
    let outcome = app::account::forgot(&web, name.clone()).await;
    told(v, name, false, outcome)
}

/// `POST /ingresar/enlace`: the answer is the same whoever has an account.
pub(super) async fn send_sign_in(
    State(web): State<Web>,
    v: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let name = named(sent);
    let outcome = app::account::send_sign_in_link(&web, name.clone()).await;
    told(v, name, true, outcome)
}

/// Who was named; several fields or a list are shown as one text, which is no name (case C9).
fn named(sent: Sent) -> String {
    let is_name = |field: &str| field == "correo" || field.starts_with("correo[");
    let names = sent.into_iter().filter(|(field, _)| is_name(field));
    let names: Vec<_> = names.map(|(_, value)| value).collect();
    names.join(", ")
}

/// The form again says nothing of accounts: it comes for what can be no name of anybody.
fn told(
    v: Visit,
    name: String,
    signs_in: bool,
    outcome: Result<(), Error>,
) -> Result<Response, PageError> {
    let (status, words) = match outcome {
        Ok(()) => return Ok(Redirect::to("/ingresar?hecho=enlace").into_response()),
        Err(Error::Invalid {
            error: FieldError::Missing,
            ..
        }) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            v.t.account_sign_in_missing(),
        ),
        Err(Error::Invalid { .. }) => (StatusCode::BAD_REQUEST, v.t.account_sign_in_one()),
        Err(error) => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add("correo", words);
    let page = ForgotPage {
        v,
        errors,
        name,
        signs_in,
    };
    page::html(status, &page)
}

#[derive(Template)]
#[template(path = "account/enter.html")]
struct EnterPage {
    v: Visit,
    token: String,
}

/// `GET /ingresar/enlace/{token}`: looking at it does not use it up (case B8).
pub(super) async fn ask(v: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    page::ok(&EnterPage { v, token })
}

/// `POST /ingresar/enlace/{token}`
pub(super) async fn enter(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let outcome = app::account::use_sign_in_link(&web, &token, v.client.clone(), &v.user_agent)
        .await
        .map_err(ended)?;
    welcome(&web, outcome, "").ok_or_else(|| ended(Error::NotFound))
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    v: Visit,
    errors: Errors,
    email: String,
    intro: String,
    token: String,
    least: usize,
}

impl PasswordPage {
    fn of(v: Visit, invited: &Invited, token: String, errors: Errors) -> Self {
        let email = invited.contact.email.to_string();
        Self {
            intro: v.t.account_password_intro(
                invited.member.organization.name.as_str(),
                email.as_str(),
                invited.contact.name.as_str(),
            ),
            v,
            errors,
            email,
            token,
            least: invited.least,
        }
    }
}

/// `GET /ingresar/cuenta/{token}`
pub(super) async fn password(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let invited = app::account::invited(&web, &token).await.map_err(ended)?;
    page::ok(&PasswordPage::of(v, &invited, token, Errors::default()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    clave: String,
}

/// `POST /ingresar/cuenta/{token}`
pub(super) async fn choose(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
    Form(sent): Form<Chosen>,
) -> Result<Response, PageError> {
    let invited = app::account::invited(&web, &token).await.map_err(ended)?;
    let (client, user_agent) = (v.client.clone(), v.user_agent.clone());
    match app::account::choose_password(&web, &token, &sent.clave, client, &user_agent).await {
        Ok(outcome) => welcome(&web, outcome, "").ok_or_else(|| ended(Error::NotFound)),
        Err(Error::Password(weakness)) => {
            let mut errors = Errors::default();
            errors.add("clave", password_words(&v, weakness));
            let page = PasswordPage::of(v, &invited, token, errors);
            page::html(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(ended(error)),
    }
}

fn ended(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::LinkEnded,
        other => other.into(),
    }
}
