//! `/mesa/ajustes/personas/{id}` and `/mesa/organizaciones/{id}/personas/{persona}`: the sessions
//! and the second factor of somebody, for administrators.

use crate::form::Form;
use app::Error;
use app::access_of::{Access, Whose};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{AccountId, AgentId, OrganizationId, Principal, SessionId};
use serde::Deserialize;

use super::form::{Errors, words};
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/access.html")]
struct AccessPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    access: Access,
    /// Where the list is that this page belongs to.
    back: String,
    /// Where this page is.
    base: String,
    /// Whether the second factor can be taken away: nobody takes the own one.
    may_reset: bool,
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    hecho: String,
}

/// What the form to take the second factor away sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    motivo: String,
}

fn agent(id: &str) -> Result<Whose, Error> {
    let id: AgentId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Whose::Agent(id))
}

fn account(organization: &str, id: &str) -> Result<Whose, Error> {
    let organization: OrganizationId = organization.parse().map_err(|_| Error::NotFound)?;
    let id: AccountId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Whose::Account(organization, id))
}

/// Where the page of somebody is, and the list that it belongs to.
fn places(whose: Whose) -> (String, String) {
    match whose {
        Whose::Agent(id) => (
            format!("/mesa/ajustes/personas/{id}"),
            "/mesa/ajustes/personas".to_owned(),
        ),
        Whose::Account(organization, id) => {
            let back = format!("/mesa/organizaciones/{organization}");
            (format!("{back}/personas/{id}"), back)
        }
    }
}

/// `GET /mesa/ajustes/personas/{id}`
pub(super) async fn of_agent(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    show(&web, seat, agent(&id)?, &told).await
}

/// `GET /mesa/organizaciones/{id}/personas/{persona}`
pub(super) async fn of_account(
    State(web): State<Web>,
    seat: Seat,
    Path((id, person)): Path<(String, String)>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    show(&web, seat, account(&id, &person)?, &told).await
}

async fn show(web: &Web, seat: Seat, whose: Whose, told: &Told) -> Result<Response, PageError> {
    let done = match told.hecho.as_str() {
        "sesion" => Some(seat.v.t.desk_account_session_ended()),
        "paso" => Some(seat.v.t.access_reset_done()),
        _ => None,
    };
    let (errors, reason) = (Errors::default(), String::new());
    shown(web, seat, whose, done, errors, reason, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    seat: Seat,
    whose: Whose,
    done: Option<String>,
    errors: Errors,
    reason: String,
    status: StatusCode,
) -> Result<Response, PageError> {
    let access = app::access_of::access_of(web, &seat.by, whose).await?;
    let (base, back) = places(whose);
    let page = AccessPage {
        frame: seat.frame(web, "ajustes/personas").await?,
        may_reset: access.has_factor && whose.principal() != Principal::Agent(seat.by.agent.id),
        done,
        errors,
        access,
        back,
        base,
        reason,
        v: seat.v,
    };
    page::html(status, &page)
}

/// `POST /mesa/ajustes/personas/{id}/sesiones/{sesion}/cerrar`
pub(super) async fn end_of_agent(
    State(web): State<Web>,
    seat: Seat,
    Path((id, session)): Path<(String, String)>,
) -> Result<Response, PageError> {
    end(&web, seat, agent(&id)?, &session).await
}

/// `POST /mesa/organizaciones/{id}/personas/{persona}/sesiones/{sesion}/cerrar`
pub(super) async fn end_of_account(
    State(web): State<Web>,
    seat: Seat,
    Path((id, person, session)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    end(&web, seat, account(&id, &person)?, &session).await
}

async fn end(web: &Web, seat: Seat, whose: Whose, session: &str) -> Result<Response, PageError> {
    let session: SessionId = session.parse().map_err(|_| Error::NotFound)?;
    app::access_of::end_session_of(web, &seat.by, whose, session, seat.v.client).await?;
    let (base, _) = places(whose);
    Ok(Redirect::to(&format!("{base}?hecho=sesion")).into_response())
}

/// `POST /mesa/ajustes/personas/{id}/segundo-paso`
pub(super) async fn reset_of_agent(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    reset(&web, seat, agent(&id)?, sent).await
}

/// `POST /mesa/organizaciones/{id}/personas/{persona}/segundo-paso`
pub(super) async fn reset_of_account(
    State(web): State<Web>,
    seat: Seat,
    Path((id, person)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    reset(&web, seat, account(&id, &person)?, sent).await
}

async fn reset(web: &Web, seat: Seat, whose: Whose, sent: Sent) -> Result<Response, PageError> {
    let client = seat.v.client.clone();
    match app::factor::reset(web, &seat.by, whose, &sent.motivo, client).await {
        Ok(()) => {
            let (base, _) = places(whose);
            Ok(Redirect::to(&format!("{base}?hecho=paso")).into_response())
        }
        Err(Error::Invalid { error, .. }) => {
            let mut errors = Errors::default();
            let missing = seat.v.t.access_reason_missing();
            errors.add("motivo", words(&seat.v.t, &error, missing));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(web, seat, whose, None, errors, sent.motivo, status).await
        }
        Err(error) => Err(error.into()),
    }
}
