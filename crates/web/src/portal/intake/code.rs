//! The code that proves the address; with it the ticket is created.

use crate::form::Form;
use app::intake::{CodePage, OpenDraft, VerifyOutcome};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::EmailAddress;
use domain::form::FieldError;
use domain::intake::show_reference;
use domain::otp::CodeRefusal;
use jiff::Timestamp;
use serde::Deserialize;

use super::field::{Control, FieldView, Line, error_text, mark};
use super::{Fault, Step, filed, step_title, steps, titled};
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::portal::around;
use crate::state::Web;
use crate::visit::{AsGuest, OwnDraft, Visit};

#[derive(Template)]
#[template(path = "portal/intake/code.html")]
struct CodeView {
    v: Visit,
    step: u8,
    steps: Vec<Step>,
    slug: String,
    email: String,
    reference: String,
    expires_at: Option<Timestamp>,
    /// Seconds until another code can be asked for.
    wait: i64,
    typed: String,
    faults: Vec<Fault>,
    /// Whether another code was just asked for.
    is_resent: bool,
}

impl CodeView {
    fn new(v: Visit, slug: &str, code: &CodePage) -> Self {
        let now = v.now.timestamp();
        // Rounded up, so that the button never comes back too soon.
        let wait = code.resend_at.map_or(0, |at| {
            (at.duration_since(now).as_millis().max(0) + 999) / 1000
        });
        Self {
            step: 4,
            steps: steps(&v.t, 4, slug),
            slug: slug.to_owned(),
            email: code
                .view
                .draft
                .email
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            reference: show_reference(&code.view.draft.reference),
            expires_at: code.expires_at,
            wait: i64::try_from(wait).unwrap_or(0),
            typed: String::new(),
            faults: Vec::new(),
            is_resent: false,
            v,
        }
    }

    fn title(&self) -> String {
        step_title(
            &self.v.t,
            &self.v.t.intake_code_title(),
            self.step,
            &self.faults,
        )
    }

    fn intro(&self) -> (String, String) {
        around(|email| self.v.t.intake_code_intro(email))
    }

    /// "Vence a las 10:43 a. m. (en 10 minutos)", if a code is open.
    fn expiry(&self) -> Option<String> {
        let left = self.expires_at?.duration_since(self.v.now.timestamp());
        // Rounded up: "en 10 minutos", not 9, right after it was sent.
        let minutes = (left.as_secs() + 59) / 60;
        Some(
            self.v
                .t
                .intake_code_expires(minutes, self.v.time(&self.expires_at?)),
        )
    }

    fn correct(&self) -> (String, String) {
        around(|link| self.v.t.intake_code_correct(link))
    }

    /// Before the phone number, between it and the reference, and after.
    fn call(&self) -> (String, String, String) {
        let (before, rest) = around(|phone| self.v.t.intake_code_phone(phone, "\u{2}"));
        let (between, after) = rest.split_once('\u{2}').unwrap_or((&rest, ""));
        (before, between.to_owned(), after.to_owned())
    }
}

/// The page of a draft that waits for its code; others belong elsewhere.
async fn waiting(web: &Web, open: &OpenDraft, slug: &str) -> Result<CodePage, PageError> {
    match app::intake::code_page(web, open).await {
        Err(app::Error::NotFound) => Err(PageError::Elsewhere(format!(
            "/casos/nuevo/{}/revisar",
            crate::path::escape(slug)
        ))),
        other => Ok(other?),
    }
}

#[derive(Deserialize)]
pub(super) struct Told {
    enviado: Option<String>,
}

/// `GET /casos/nuevo/{tema}/codigo`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let code = waiting(&web, &open, &slug).await?;
    if let Some(ticket) = code.view.filed {
        return filed(v, StatusCode::OK, ticket, guest.is_some());
    }
    let mut page = CodeView::new(v, &slug, &code);
    page.is_resent = told.enviado.is_some();
    page::ok(&page)
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    codigo: String,
}

/// `POST /casos/nuevo/{tema}/codigo`
pub(super) async fn verify(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    if typed.codigo.trim().is_empty() {
        let code = waiting(&web, &open, &slug).await?;
        if code.view.filed.is_none() {
            let text = v.t.intake_code_empty();
            return refuse(v, &slug, &code, typed, text);
        }
    }
    match app::intake::verify(&web, &open, &typed.codigo, v.client.clone()).await {
        Ok(VerifyOutcome::Filed(filed)) => {
            let to = Redirect::to(&format!("/casos/{}/creado", filed.code));
            let session = Cookie::Guest.set(&web, &filed.session_token);
            let device = filed
                .device_token
                .map(|token| Cookie::Device.set(&web, &token));
            Ok((session, device, to).into_response())
        }
        Ok(VerifyOutcome::AlreadyFiled(code)) => {
            filed(v, StatusCode::CONFLICT, code, guest.is_some())
        }
        Ok(VerifyOutcome::Refused(refusal)) => {
            // A try changes nothing that another code depends on; sending one does.
            let before = waiting(&web, &open, &slug).await?;
            let text = refusal_text(&web, &v, &open, &before, refusal).await?;
            let code = waiting(&web, &open, &slug).await?;
            refuse(v, &slug, &code, typed, text)
        }
        Err(app::Error::NotFound) => {
            // Only now, because hardly anybody types a code before all steps are done.
            waiting(&web, &open, &slug).await?;
            Err(app::Error::NotFound.into())
        }
        Err(error) => Err(error.into()),
    }
}

fn refuse(
    v: Visit,
    slug: &str,
    code: &CodePage,
    typed: Typed,
    text: String,
) -> Result<Response, PageError> {
    let mut page = CodeView::new(v, slug, code);
    page.typed = typed.codigo;
    page.faults = vec![Fault {
        anchor: "cod".to_owned(),
        text,
    }];
    page::unprocessable(&page)
}

/// Why the digits were not accepted. In place of a code that has ended another is sent at once.
async fn refusal_text(
    web: &Web,
    v: &Visit,
    open: &OpenDraft,
    before: &CodePage,
    refusal: CodeRefusal,
) -> Result<String, PageError> {
    let line = v.settings.line.as_str();
    Ok(match refusal {
        CodeRefusal::Wrong { left } => v.t.error_code_wrong(left),
        CodeRefusal::Dead => v.t.error_code_wrong(0),
        CodeRefusal::Blocked if line.is_empty() => v.t.intake_code_blocked(),
        CodeRefusal::Blocked => v.t.intake_code_blocked_phone(line),
        CodeRefusal::Expired => {
            app::intake::send_code(web, open).await?;
            // By what the owner of the draft knows, not by what the address got elsewhere (case A9).
            let draft = &before.view.draft;
            let another =
                before.resend_at.is_none() && draft.codes_sent < web.limits.code.per_intake;
            match &draft.email {
                Some(email) if another => v.t.error_code_expired(email.as_str()),
                Some(_) | None => v.t.error_code_expired_ask(),
            }
        }
    })
}

/// `POST /casos/nuevo/{tema}/codigo/otro`: the same answer whether or not a code goes out.
pub(super) async fn resend(
    State(web): State<Web>,
    OwnDraft(open): OwnDraft,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let code = waiting(&web, &open, &slug).await?;
    if code.view.filed.is_none() {
        app::intake::send_code(&web, &open).await?;
    }
    Ok(Redirect::to(&format!(
        "/casos/nuevo/{}/codigo?enviado=1",
        crate::path::escape(&slug)
    ))
    .into_response())
}

#[derive(Template)]
#[template(path = "portal/intake/email.html")]
struct EmailPage {
    v: Visit,
    slug: String,
    fields: Vec<FieldView>,
    faults: Vec<Fault>,
}

impl EmailPage {
    fn new(v: Visit, slug: &str, value: String) -> Self {
        let line = Line {
            value,
            kind: "email",
            autocomplete: "email",
            ..Line::default()
        };
        let field = FieldView::fixed("correo", v.t.intake_email(), Control::Line(line));
        Self {
            fields: vec![field],
            slug: slug.to_owned(),
            faults: Vec::new(),
            v,
        }
    }

    fn title(&self) -> String {
        titled(&self.v.t, self.v.t.intake_email_title(), &self.faults)
    }
}

/// `GET /casos/nuevo/{tema}/codigo/correo`
pub(super) async fn email(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let code = waiting(&web, &open, &slug).await?;
    if let Some(ticket) = code.view.filed {
        return filed(v, StatusCode::OK, ticket, guest.is_some());
    }
    page::ok(&EmailPage::new(v, &slug, code.view.draft.content.email))
}

#[derive(Deserialize)]
pub(super) struct Corrected {
    #[serde(default)]
    correo: String,
}

/// `POST /casos/nuevo/{tema}/codigo/correo`
pub(super) async fn correct(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    Path(slug): Path<String>,
    Form(typed): Form<Corrected>,
) -> Result<Response, PageError> {
    let code = waiting(&web, &open, &slug).await?;
    let here = format!("/casos/nuevo/{}/codigo", crate::path::escape(&slug));
    if code.view.filed.is_some() {
        return Ok(Redirect::to(&here).into_response());
    }
    let Ok(email) = typed.correo.parse::<EmailAddress>() else {
        let mut page = EmailPage::new(v, &slug, typed.correo);
        let wrong = [app::intake::FormError {
            field: "correo".to_owned(),
            error: FieldError::NotAnEmail,
        }];
        page.faults = mark(&mut page.fields, &wrong, |_, error| {
            error_text(&page.v, error)
        });
        return page::unprocessable(&page);
    };
    app::intake::correct_email(&web, &open, email).await?;
    app::intake::send_code(&web, &open).await?;
    Ok(Redirect::to(&here).into_response())
}
