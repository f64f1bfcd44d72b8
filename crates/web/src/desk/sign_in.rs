//! `GET /ingresar`, `POST /ingresar`, `POST /salir-de-la-mesa`: one door for the staff and for
//! people of companies.

use crate::form::Form;
use app::sign_in::{Attempt, SignInOutcome};
use askama::Template;
use axum::extract::{FromRequestParts, OptionalFromRequestParts, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::required;
use serde::Deserialize;

use super::form::Errors;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::path;
use crate::state::Web;
use crate::visit::{AsAgent, AsGuest, AsUnfinishedAgent, Visit};

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
    let is_again = asked.hecho == "otra";
    if !is_again && agent.is_some() && !back.starts_with(ACCOUNT) {
        return Ok(Redirect::to(&within(&back, DESK, HOME)).into_response());
    }
    if !is_again && v.member.is_some() && !back.starts_with(DESK) {
        return Ok(Redirect::to(&within(&back, ACCOUNT, ACCOUNT)).into_response());
    }
    let told = match asked.hecho.as_str() {
        "otra" => Some(v.t.sign_in_again()),
        "paso" => Some(v.t.step_ended()),
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
    before: Before,
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
    let refusal = match outcome {
        SignInOutcome::Wait(wait) => Some((
            v.t.error_sign_in_wait(wait.as_secs().div_euclid(60).max(1)),
            StatusCode::TOO_MANY_REQUESTS,
        )),
        SignInOutcome::TooShort => {
            Some((v.t.sign_in_too_short(), StatusCode::UNPROCESSABLE_ENTITY))
        }
        SignInOutcome::Refused => Some((
            v.t.account_sign_in_refused(),
            StatusCode::UNPROCESSABLE_ENTITY,
        )),
        SignInOutcome::Staff(_) | SignInOutcome::Customer(_) | SignInOutcome::SecondStep(_) => None,
    };
    if let Some((words, status)) = refusal {
        errors.add("correo", words);
        return again(&web, v, sent, back, errors, status);
    }
    before.end_for(&web, &outcome).await?;
    welcome(&web, outcome, &back).ok_or(PageError::Unreadable)
}

/// The sessions that this browser had before: who signs in anew leaves the one of the same kind
/// (case C6).
pub(super) struct Before {
    agent: Option<AsUnfinishedAgent>,
    guest: Option<AsGuest>,
}

impl FromRequestParts<Web> for Before {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        Ok(Self {
            agent: <AsUnfinishedAgent as OptionalFromRequestParts<Web>>::from_request_parts(
                parts, web,
            )
            .await?,
            guest: <AsGuest as OptionalFromRequestParts<Web>>::from_request_parts(parts, web)
                .await?,
        })
    }
}

impl Before {
    async fn end_for(self, web: &Web, outcome: &SignInOutcome) -> Result<(), PageError> {
        match (outcome, self) {
            (
                SignInOutcome::Staff(_),
                Self {
                    agent: Some(AsUnfinishedAgent(by)),
                    ..
                },
            ) => app::agent::end_session(web, &by, by.agent.id, by.session.id).await?,
            (
                SignInOutcome::Customer(_),
                Self {
                    guest: Some(AsGuest(guest)),
                    ..
                },
            ) => app::lookup::leave(web, &guest).await?,
            _ => {}
        }
        Ok(())
    }
}

/// The cookies of who signed in, and where to go: back, if that is in their part; or to the second
/// step. None for who was refused.
pub(crate) fn welcome(web: &Web, outcome: SignInOutcome, back: &str) -> Option<Response> {
    match outcome {
        SignInOutcome::Staff(tokens) => {
            let cookies = (
                Cookie::Agent.set(web, &tokens.session),
                Cookie::AgentDevice.set(web, &tokens.device),
            );
            Some((cookies, Redirect::to(&within(back, DESK, HOME))).into_response())
        }
        SignInOutcome::Customer(tokens) => {
            let cookies = (
                Cookie::Guest.set(web, &tokens.session),
                Cookie::Device.set(web, &tokens.device),
            );
            Some((cookies, Redirect::to(&within(back, ACCOUNT, ACCOUNT))).into_response())
        }
        SignInOutcome::SecondStep(token) => {
            let there = format!("/ingresar/paso?volver={}", path::escape(back));
            Some((Cookie::Step.set(web, &token), Redirect::to(&there)).into_response())
        }
        SignInOutcome::TooShort | SignInOutcome::Refused | SignInOutcome::Wait(_) => None,
    }
}

#[derive(Template)]
#[template(path = "portal/second_step.html")]
struct StepPage {
    v: Visit,
    errors: Errors,
    back: String,
}

/// The step that this browser waits in; without one, the password again.
async fn step(web: &Web, v: &Visit) -> Result<String, PageError> {
    let ended = || PageError::Elsewhere("/ingresar?hecho=paso".to_owned());
    let token = v.cookie(Cookie::Step).ok_or_else(ended)?;
    match app::sign_in::waiting_step(web, &token).await {
        Ok(_) => Ok(token),
        Err(app::Error::NotFound) => Err(ended()),
        Err(error) => Err(error.into()),
    }
}

/// `GET /ingresar/paso`
pub(super) async fn second(
    State(web): State<Web>,
    v: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    step(&web, &v).await?;
    page::ok(&StepPage {
        errors: Errors::default(),
        back: path::own(asked.volver.as_deref(), ""),
        v,
    })
}

/// What the form of the second step sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    codigo: String,
    volver: Option<String>,
}

/// `POST /ingresar/paso`
pub(super) async fn check_second(
    State(web): State<Web>,
    v: Visit,
    before: Before,
    Form(sent): Form<Typed>,
) -> Result<Response, PageError> {
    let token = step(&web, &v).await?;
    let back = path::own(sent.volver.as_deref(), "");
    let mut errors = Errors::default();
    if sent.codigo.trim().is_empty() {
        errors.add("codigo", v.t.step_missing());
        return page::unprocessable(&StepPage { v, errors, back });
    }
    let client = v.client.clone();
    let outcome =
        app::sign_in::second_step(&web, &token, &sent.codigo, client, &v.user_agent).await?;
    let is_wait = matches!(outcome, SignInOutcome::Wait(_));
    before.end_for(&web, &outcome).await?;
    if let Some(there) = welcome(&web, outcome, &back) {
        return Ok((Cookie::Step.clear(&web), there).into_response());
    }
    let (words, status) = if is_wait {
        (v.t.step_wait(), StatusCode::TOO_MANY_REQUESTS)
    } else {
        (v.t.step_wrong(), StatusCode::UNPROCESSABLE_ENTITY)
    };
    errors.add("codigo", words);
    page::html(status, &StepPage { v, errors, back })
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
    agent: Option<AsUnfinishedAgent>,
) -> Result<Response, PageError> {
    if let Some(AsUnfinishedAgent(by)) = agent {
        app::agent::end_session(&web, &by, by.agent.id, by.session.id).await?;
    }
    Ok((
        Cookie::Agent.clear(&web),
        Redirect::to("/ingresar?hecho=salida"),
    )
        .into_response())
}
