//! `GET|POST /instalar/{token}`: the first person makes the organisation and the first account
//! (case C18).

use crate::form::Form;
use app::Error;
use app::setup::FirstSteps;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::EmailAddress;
use domain::form::FieldError;
use serde::Deserialize;
use text::Texts;

use crate::desk::form::{self, Errors};
use crate::desk::{Choice, languages, password_words, regions, words, zones};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// The addresses of the first set-up.
pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/instalar/{token}", get(show).post(finish))
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    v: Visit,
    errors: Errors,
    token: String,
    typed: Sent,
    words: Vec<Choice>,
    languages: Vec<Choice>,
    regions: Vec<Choice>,
    zones: Vec<String>,
    least: usize,
}

impl SetupPage {
    fn of(v: Visit, token: String, typed: Sent, errors: Errors) -> Self {
        Self {
            words: words(&v.t, &typed.palabra),
            languages: languages(&typed.idioma),
            regions: regions(&v.t, &typed.region),
            zones: zones(),
            least: domain::password::MIN,
            v,
            errors,
            token,
            typed,
        }
    }
}

/// What the form sends; the names are those of its fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
struct Sent {
    organizacion: String,
    prefijo: String,
    palabra: String,
    idioma: String,
    region: String,
    zona: String,
    linea: String,
    nombre: String,
    correo: String,
    clave: String,
}

impl Default for Sent {
    fn default() -> Self {
        let begin = domain::Settings::default();
        Self {
            palabra: begin.word,
            idioma: begin.language,
            region: begin.region,
            zona: begin.zone,
            organizacion: String::new(),
            prefijo: String::new(),
            linea: String::new(),
            nombre: String::new(),
            correo: String::new(),
            clave: String::new(),
        }
    }
}

fn check(web: &Web, token: &str) -> Result<(), PageError> {
    if web.is_setup(token) {
        Ok(())
    } else {
        Err(Error::NotFound.into())
    }
}

/// `GET /instalar/{token}`
async fn show(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    check(&web, &token)?;
    let typed = Sent {
        idioma: v.tag().to_owned(),
        ..Sent::default()
    };
    page::ok(&SetupPage::of(v, token, typed, Errors::default()))
}

/// `POST /instalar/{token}`
async fn finish(
    State(web): State<Web>,
    v: Visit,
    Path(token): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    check(&web, &token)?;
    let mut errors = missing(&v.t, &sent);
    let email = sent.correo.trim().parse::<EmailAddress>();
    if email.is_err() {
        errors.add("correo", v.t.error_email());
    }
    let Some(email) = email.ok().filter(|_| errors.is_empty()) else {
        return page::unprocessable(&SetupPage::of(v, token, sent, errors));
    };
    let client = v.client.clone();
    match app::setup::complete(&web, sent.clone().steps(email), client).await {
        Ok(()) => {
            web.close_setup();
            Ok(Redirect::to("/ingresar?hecho=instalado").into_response())
        }
        Err(Error::Password(weakness)) => {
            errors.add("clave", password_words(&v, weakness));
            page::unprocessable(&SetupPage::of(v, token, sent, errors))
        }
        Err(Error::Invalid { field, error }) => {
            let (field, words) = wrong(&v, field, &error);
            errors.add(field, words);
            page::unprocessable(&SetupPage::of(v, token, sent, errors))
        }
        Err(error) => Err(error.into()),
    }
}

fn missing(t: &Texts, sent: &Sent) -> Errors {
    let mut errors = Errors::default();
    if let Err(error) = domain::form::required(&sent.organizacion, 80) {
        let words = form::words(t, &error, t.desk_missing_organization());
        errors.add("organizacion", words);
    }
    if !domain::TicketCode::is_prefix(&sent.prefijo.trim().to_uppercase()) {
        errors.add("prefijo", t.install_prefix_error());
    }
    if let Err(error) = domain::form::required(&sent.nombre, 120) {
        errors.add("nombre", form::words(t, &error, t.desk_missing_name()));
    }
    errors
}

/// The field of the page and the words for what the operation found wrong.
fn wrong(v: &Visit, field: &str, error: &FieldError) -> (&'static str, String) {
    let t = &v.t;
    match field {
        "prefix" => ("prefijo", t.install_prefix_error()),
        "zone" => ("zona", t.install_zone_error()),
        "line" => ("linea", t.error_phone()),
        "name" => ("nombre", form::words(t, error, t.desk_missing_name())),
        "language" => ("idioma", t.error_option()),
        "word" => ("palabra", t.error_option()),
        _ => (
            "organizacion",
            form::words(t, error, t.desk_missing_organization()),
        ),
    }
}

impl Sent {
    fn steps(self, email: EmailAddress) -> FirstSteps {
        FirstSteps {
            organisation: self.organizacion,
            prefix: self.prefijo,
            word: self.palabra,
            language: self.idioma,
            region: self.region,
            zone: self.zona.trim().to_owned(),
            line: self.linea,
            name: self.nombre,
            email,
            password: self.clave,
        }
    }
}
