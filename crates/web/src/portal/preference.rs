//! Language and theme: kept in the browser, for every page of it.

use crate::form::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use text::Language;

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::path;
use crate::state::Web;
use crate::visit::AsGuest;

/// The language that was chosen, and where.
#[derive(Deserialize)]
pub(crate) struct LanguageForm {
    #[serde(default)]
    idioma: String,
    volver: Option<String>,
}

/// `POST /idioma`
pub(crate) async fn language(
    State(web): State<Web>,
    guest: Option<AsGuest>,
    Form(form): Form<LanguageForm>,
) -> Result<Response, PageError> {
    let back = Redirect::to(&path::own(form.volver.as_deref(), "/"));
    let Some(language) = Language::parse(&form.idioma) else {
        return Ok(back.into_response());
    };
    // An account keeps its language, so that it is the same in every browser and in mails.
    if let Some(AsGuest(guest)) = guest.filter(|AsGuest(guest)| guest.member.is_some()) {
        app::account::set_language(&web, &guest, Some(language)).await?;
    }
    Ok((Cookie::Language.set(&web, language.tag()), back).into_response())
}

/// The theme that was chosen, and where.
#[derive(Deserialize)]
pub(crate) struct ThemeForm {
    #[serde(default)]
    aspecto: String,
    volver: Option<String>,
}

/// `POST /aspecto`
pub(crate) async fn theme(State(web): State<Web>, Form(form): Form<ThemeForm>) -> Response {
    let back = Redirect::to(&path::own(form.volver.as_deref(), "/"));
    let cookie = match form.aspecto.as_str() {
        theme @ ("light" | "dark") => Cookie::Theme.set(&web, theme),
        _ => Cookie::Theme.clear(&web),
    };
    (cookie, back).into_response()
}
