//! Lost codes: the list goes to the address by mail.

use crate::form::Form;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::EmailAddress;
use serde::Deserialize;

use super::consult::email_error;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/recuperar-codigo", get(form).post(send))
}

#[derive(Template)]
#[template(path = "portal/recover.html")]
struct RecoverPage {
    v: Visit,
    email: String,
    error: String,
    is_sent: bool,
}

impl RecoverPage {
    fn browser_title(&self) -> String {
        let title = self.v.t.recover_heading();
        if self.error.is_empty() {
            title
        } else {
            self.v.t.page_title_error(title)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    enviado: Option<String>,
}

/// `GET /recuperar-codigo`
async fn form(v: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    page::ok(&RecoverPage {
        email: String::new(),
        error: String::new(),
        is_sent: asked.enviado.is_some(),
        v,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    correo: String,
}

/// `POST /recuperar-codigo`: the answer is the same whoever has tickets here.
async fn send(
    State(web): State<Web>,
    v: Visit,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let Ok(email) = fields.correo.parse::<EmailAddress>() else {
        let error = email_error(&v, &fields.correo);
        return page::unprocessable(&RecoverPage {
            email: fields.correo,
            error,
            is_sent: false,
            v,
        });
    };
    app::lookup::recover(&web, &email, v.tag().to_owned()).await?;
    Ok(Redirect::to("/recuperar-codigo?enviado=1").into_response())
}
