//! `GET /mesa/cuenta`: one's own presence, language, look, shortcuts and sessions.

use crate::form::Form;
use app::{Error, Oneself};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Presence, SessionId};
use jiff::Timestamp;
use serde::Deserialize;
use text::Language;

use super::form::Errors;
use super::queue::Choice;
use super::seat::{self, Frame, Seat};
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::path;
use crate::state::Web;
use crate::visit::Visit;

/// The page that everything here leads back to.
const HERE: &str = "/mesa/cuenta";

#[derive(Template)]
#[template(path = "desk/account.html")]
struct AccountPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    name: String,
    email: String,
    role: String,
    presences: Vec<Choice>,
    languages: Vec<Choice>,
    shortcuts: Vec<(Vec<&'static str>, String)>,
    sessions: Vec<Session>,
}

struct Session {
    id: SessionId,
    is_this: bool,
    client: String,
    browser: String,
    seen_at: Timestamp,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
}

/// `GET /mesa/cuenta`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let done = match asked.hecho.as_str() {
        "guardado" => Some(seat.v.t.saved()),
        "clave" => Some(seat.v.t.password_saved()),
        "correo" => Some(seat.v.t.email_changed()),
        "sesion" => Some(seat.v.t.desk_account_session_ended()),
        _ => None,
    };
    shown(&web, seat, Errors::default(), done, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    seat: Seat,
    errors: Errors,
    done: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let sessions = app::agent::sessions(web, &seat.by).await?;
    let role = app::role::own(web, &seat.by).await?;
    let frame = seat.frame(web, "cuenta").await?;
    let (v, agent) = (&seat.v, &seat.by.agent);
    let session = |session: store::session::AgentSession| Session {
        is_this: session.id == seat.by.session.id,
        id: session.id,
        client: session.client,
        browser: session.user_agent,
        seen_at: session.seen_at,
    };
    let page = AccountPage {
        frame,
        done,
        errors,
        name: agent.name.clone(),
        email: agent.email.to_string(),
        role: seat::role(&v.t, &role),
        presences: seat::presences(&v.t, agent.presence),
        languages: languages(v),
        shortcuts: shortcuts(v),
        sessions: sessions.into_iter().map(session).collect(),
        v: seat.v,
    };
    page::html(status, &page)
}

/// What the form of the password sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Passwords {
    actual: String,
    clave: String,
}

/// `POST /mesa/cuenta/clave`
pub(super) async fn change_password(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Passwords>,
) -> Result<Response, PageError> {
    let oneself = Oneself::staff(&seat.by, seat.v.client.clone());
    let (mut errors, t) = (Errors::default(), &seat.v.t);
    match app::password::change(&web, &oneself, &sent.actual, &sent.clave).await {
        Ok(token) => {
            let to = Redirect::to(&format!("{HERE}?hecho=clave"));
            return Ok((Cookie::Agent.set(&web, &token), to).into_response());
        }
        Err(Error::Invalid { .. }) => errors.add("actual", t.account_data_password_wrong()),
        Err(Error::Limited) => errors.add("actual", t.account_data_limited()),
        Err(Error::Password(weakness)) => {
            errors.add("clave", super::password_words(&seat.v, weakness));
        }
        Err(error) => return Err(error.into()),
    }
    shown(&web, seat, errors, None, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn languages(v: &Visit) -> Vec<Choice> {
    let choice = |language: Language| Choice {
        value: language.tag().to_owned(),
        words: language.name().to_owned(),
        is_chosen: language == v.t.language(),
    };
    Language::ALL.into_iter().map(choice).collect()
}

fn shortcuts(v: &Visit) -> Vec<(Vec<&'static str>, String)> {
    let t = &v.t;
    vec![
        (vec!["J"], t.desk_keys_next()),
        (vec!["K"], t.desk_keys_previous()),
        (vec!["R"], t.desk_keys_reply()),
        (vec!["N"], t.desk_keys_note()),
        (vec!["P"], t.desk_keys_solution()),
        (vec!["M"], t.desk_keys_take()),
        (vec!["A"], t.desk_keys_assign()),
        (vec!["S"], t.desk_keys_state()),
        (vec!["G", "M"], t.desk_keys_mine()),
        (vec!["G", "S"], t.desk_keys_unassigned()),
        (vec!["G", "V"], t.desk_keys_overdue()),
        (vec!["Ctrl K"], t.desk_keys_search()),
        (vec!["Ctrl Enter"], t.desk_keys_send()),
        (vec!["Esc"], t.desk_keys_escape()),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    presencia: String,
    /// Where the form was, if not on this page.
    volver: Option<String>,
    idioma: String,
    atajos: String,
}

fn saved() -> Redirect {
    Redirect::to("/mesa/cuenta?hecho=guardado")
}

/// `POST /mesa/cuenta/presencia`
pub(super) async fn set_presence(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let presence = Presence::from_name(&sent.presencia).ok_or(PageError::Unreadable)?;
    app::agent::set_presence(&web, &seat.by, presence).await?;
    let back = path::own(sent.volver.as_deref(), "/mesa/cuenta?hecho=guardado");
    Ok(Redirect::to(&back).into_response())
}

/// `POST /mesa/cuenta/idioma`
pub(super) async fn set_language(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let language = Language::parse(&sent.idioma).ok_or(PageError::Unreadable)?;
    app::agent::set_language(&web, &seat.by, Some(language)).await?;
    Ok(saved().into_response())
}

/// `POST /mesa/cuenta/atajos`
pub(super) async fn set_keys(
    State(web): State<Web>,
    _seat: Seat,
    Form(sent): Form<Sent>,
) -> Response {
    let cookie = if sent.atajos.is_empty() {
        Cookie::Keys.set(&web, "no")
    } else {
        Cookie::Keys.clear(&web)
    };
    (cookie, saved()).into_response()
}

/// `POST /mesa/cuenta/sesiones/{id}/cerrar`
pub(super) async fn end_session(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    match app::agent::end_session(&web, &seat.by, seat.by.agent.id, id).await {
        Ok(()) | Err(Error::NotFound) => {
            Ok(Redirect::to(&format!("{HERE}?hecho=sesion")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
