//! `GET /ingresar`, `POST /ingresar`, `POST /salir-de-la-mesa`: one door for the staff and for
//! people of companies.

use app::sign_in::{Attempt, SignInOutcome, Tokens};
use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::required;
use serde::Deserialize;

use super::form::Errors;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::path;
use crate::state::Web;
use crate::visit::{AsAgent, AsGuest, Visit};

/// Where the staff goes from here.
const HOME: &str = "/mesa/mios";

/// What is for the staff.
const DESK: &str = "/mesa";

/// What is for people of companies, and where they go from here.
const ACCOUNT: &str = "/cuenta";

/// The page to go back to, if it is in that part; else its home.
fn within(back: &str, part: &str, home: &str) -> String {
    let is_within = back == part || back.starts_with(&format!("{part}/"));
    if is_within { back } else { home }.to_owned()
}

#[derive(Template)]
#[template(path = "portal/sign_in.html")]
struct SignInPage {
    v: Visit,
    errors: Errors,
    email: String,
    back: String,
    /// What happened before, told once.
    told: Option<String>,
    accounts: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    volver: Option<String>,
    hecho: String,
}

/// `GET /ingresar`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    agent: Option<AsAgent>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let back = path::own(asked.volver.as_deref(), "");
    if agent.is_some() && !back.starts_with(ACCOUNT) {
        return Ok(Redirect::to(&within(&back, DESK, HOME)).into_response());
    }
    if v.member.is_some() && !back.starts_with(DESK) {
        return Ok(Redirect::to(&within(&back, ACCOUNT, ACCOUNT)).into_response());
    }
    let told = match asked.hecho.as_str() {
        "enlace" => Some(v.t.account_sign_in_sent()),
        "salida" => Some(v.t.sign_in_signed_out()),
        "clave" => Some(v.t.sign_in_password_chosen()),
        "instalado" => Some(v.t.sign_in_set_up()),
        _ => None,
    };
    let accounts = web.options().demo_accounts.clone();
    page::ok(&SignInPage {
        errors: Errors::default(),
        email: String::new(),
        back,
        told,
        accounts,
        v,
    })
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    correo: String,
    clave: String,
    volver: Option<String>,
}

/// `POST /ingresar`
pub(super) async fn sign_in(
    State(web): State<Web>,
    v: Visit,
    before: Option<AsAgent>,
    guest: Option<AsGuest>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let back = path::own(sent.volver.as_deref(), "");
    let errors = missing(&v, &sent);
    if !errors.is_empty() {
        return again(
            &web,
            v,
            sent,
            back,
            errors,
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    let attempt = Attempt {
        name: sent.correo.clone(),
        password: sent.clave.clone(),
        client: v.client.clone(),
        user_agent: v.user_agent.clone(),
        devices: [Cookie::AgentDevice, Cookie::Device]
            .into_iter()
            .filter_map(|cookie| v.cookie(cookie))
            .collect(),
    };
    let outcome = match app::sign_in::sign_in(&web, attempt).await {
        Err(app::Error::Invalid { .. }) => return Err(PageError::Unreadable),
        outcome => outcome?,
    };
    let mut errors = Errors::default();
    match outcome {
        SignInOutcome::Staff(tokens) => {
            // The session from before is over (case C6).
            if let Some(AsAgent(before)) = before {
                app::agent::end_session(&web, &before, before.agent.id, before.session.id).await?;
            }
            let cookies = (
                Cookie::Agent.set(&web, &tokens.session),
                Cookie::AgentDevice.set(&web, &tokens.device),
            );
            let there = within(&back, DESK, HOME);
            Ok((cookies, Redirect::to(&there)).into_response())
        }
        SignInOutcome::Customer(tokens) => {
            if let Some(AsGuest(before)) = guest {
                app::lookup::leave(&web, &before).await?;
            }
            Ok(signed_in(&web, &tokens, &within(&back, ACCOUNT, ACCOUNT)))
        }
        SignInOutcome::Refused => {
            errors.add("correo", v.t.account_sign_in_refused());
            again(
                &web,
                v,
                sent,
                back,
                errors,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
        SignInOutcome::Wait(wait) => {
            errors.add(
                "correo",
                v.t.error_sign_in_wait(wait.as_secs().div_euclid(60).max(1)),
            );
            again(&web, v, sent, back, errors, StatusCode::TOO_MANY_REQUESTS)
        }
    }
}

/// The cookies of somebody of a company who signed in, and where to go.
pub(crate) fn signed_in(web: &Web, tokens: &Tokens, there: &str) -> Response {
    let cookies = (
        Cookie::Guest.set(web, &tokens.session),
        Cookie::Device.set(web, &tokens.device),
    );
    (cookies, Redirect::to(there)).into_response()
}

fn missing(v: &Visit, sent: &Sent) -> Errors {
    let mut errors = Errors::default();
    if required(&sent.correo, usize::MAX).is_err() {
        errors.add("correo", v.t.account_sign_in_missing());
    }
    if sent.clave.is_empty() {
        errors.add("clave", v.t.desk_missing_password());
    }
    errors
}

fn again(
    web: &Web,
    v: Visit,
    sent: Sent,
    back: String,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, PageError> {
    let accounts = web.options().demo_accounts.clone();
    page::html(
        status,
        &SignInPage {
            errors,
            email: sent.correo,
            back,
            told: None,
            accounts,
            v,
        },
    )
}

/// `POST /salir-de-la-mesa`
pub(super) async fn sign_out(
    State(web): State<Web>,
    agent: Option<AsAgent>,
) -> Result<Response, PageError> {
    if let Some(AsAgent(by)) = agent {
        app::agent::end_session(&web, &by, by.agent.id, by.session.id).await?;
    }
    Ok((
        Cookie::Agent.clear(&web),
        Redirect::to("/ingresar?hecho=salida"),
    )
        .into_response())
}
