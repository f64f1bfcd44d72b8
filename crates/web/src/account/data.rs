//! `/cuenta/datos`: one's own data, language, password and sessions.

use crate::form::Form;
use app::{Error, Guest, Oneself};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::SessionId;
use jiff::Timestamp;
use serde::Deserialize;
use text::{Language, Texts};

use crate::cookie::Cookie;
use crate::desk::form::{Errors, words};
use crate::desk::{Choice, password_words};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{AsMember, Visit};

#[derive(Template)]
#[template(path = "account/data.html")]
struct DataPage {
    v: Visit,
    done: Option<String>,
    errors: Errors,
    email: String,
    username: String,
    company: String,
    role: String,
    has_password: bool,
    typed: Sent,
    languages: Vec<Choice>,
    sessions: Vec<Session>,
}

struct Session {
    id: SessionId,
    client: String,
    browser: String,
    seen_at: Timestamp,
    is_this: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    hecho: String,
}

/// What the forms of this page send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    nombre: String,
    telefono: String,
    actual: String,
    clave: String,
    idioma: String,
}

/// `GET /cuenta/datos`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let done = match told.hecho.as_str() {
        "guardado" => Some(v.t.account_data_saved()),
        "clave" => Some(v.t.account_data_password_saved()),
        "correo" => Some(v.t.email_changed()),
        "sesion" => Some(v.t.account_data_session_ended()),
        _ => None,
    };
    let typed = Sent {
        nombre: guest.contact.name.clone(),
        telefono: guest.contact.phone.clone(),
        ..Sent::default()
    };
    let page = DataPage::new(&web, v, &guest, typed, Errors::default(), done).await?;
    page::ok(&page)
}

impl DataPage {
    async fn new(
        web: &Web,
        v: Visit,
        guest: &Guest,
        typed: Sent,
        errors: Errors,
        done: Option<String>,
    ) -> Result<Self, PageError> {
        let sessions = app::account::sessions(web, guest).await?;
        let sessions = sessions.into_iter().map(|session| Session {
            is_this: session.id == guest.session.id,
            id: session.id,
            client: session.client,
            browser: session.user_agent,
            seen_at: session.seen_at,
        });
        let member = guest.member.as_ref().ok_or(Error::NotFound)?;
        let account = &member.account;
        Ok(Self {
            done,
            errors,
            email: guest.contact.email.to_string(),
            username: account
                .username
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            company: member.organization.name.clone(),
            role: super::people::role_words(&v.t, account.role),
            has_password: account.has_password,
            languages: languages(&v.t, account.language.as_deref()),
            sessions: sessions.collect(),
            typed,
            v,
        })
    }
}

fn languages(t: &Texts, chosen: Option<&str>) -> Vec<Choice> {
    let browser = Choice {
        value: String::new(),
        words: t.account_data_language_browser(),
        is_chosen: chosen.is_none(),
    };
    let named = Language::ALL.into_iter().map(|language| Choice {
        value: language.tag().to_owned(),
        words: Texts::of(language, t.word()).language_name(),
        is_chosen: chosen == Some(language.tag()),
    });
    std::iter::once(browser).chain(named).collect()
}

/// `POST /cuenta/datos`
pub(super) async fn save(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    match app::account::set_name(&web, &guest, &sent.nombre, &sent.telefono).await {
        Ok(()) => Ok(Redirect::to("/cuenta/datos?hecho=guardado").into_response()),
        Err(Error::Invalid { field, error }) => {
            let field = if field == "name" {
                "nombre"
            } else {
                "telefono"
            };
            let mut errors = Errors::default();
            errors.add(field, words(&v.t, &error, v.t.desk_missing_name()));
            again(&web, v, &guest, sent, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /cuenta/datos/clave`
pub(super) async fn change_password(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let mut errors = Errors::default();
    let oneself = Oneself::member(&guest, v.client.clone())?;
    match app::password::change(&web, &oneself, &sent.actual, &sent.clave).await {
        Ok(token) => {
            let to = Redirect::to("/cuenta/datos?hecho=clave");
            return Ok((Cookie::Guest.set(&web, &token), to).into_response());
        }
        Err(Error::Invalid {
            field: "current", ..
        }) => errors.add("actual", v.t.account_data_password_wrong()),
        Err(Error::Limited) => errors.add("actual", v.t.account_data_limited()),
        Err(Error::Password(weakness)) => errors.add("clave", password_words(&v, weakness)),
        Err(error) => return Err(error.into()),
    }
    let typed = Sent {
        nombre: guest.contact.name.clone(),
        telefono: guest.contact.phone.clone(),
        ..Sent::default()
    };
    again(&web, v, &guest, typed, errors).await
}

async fn again(
    web: &Web,
    v: Visit,
    guest: &Guest,
    typed: Sent,
    errors: Errors,
) -> Result<Response, PageError> {
    let page = DataPage::new(web, v, guest, typed, errors, None).await?;
    page::html(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /cuenta/datos/idioma`
pub(super) async fn set_language(
    State(web): State<Web>,
    AsMember(guest): AsMember,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    app::account::set_language(&web, &guest, Language::parse(&sent.idioma)).await?;
    Ok(Redirect::to("/cuenta/datos?hecho=guardado").into_response())
}

/// `POST /cuenta/datos/sesiones/{id}/cerrar`
pub(super) async fn end_session(
    State(web): State<Web>,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    app::account::end_session(&web, &guest, id).await?;
    Ok(Redirect::to("/cuenta/datos?hecho=sesion").into_response())
}
