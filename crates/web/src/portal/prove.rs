//! Proving the address in a session: a code is mailed and typed.

use crate::form::Form;
use app::Guest;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::otp::CodeRefusal;
use jiff::Timestamp;
use serde::Deserialize;

use super::idle::Idle;
use super::text::Emphasis;
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::path::{escape, own};
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/verificar", get(form).post(check))
        .route("/verificar/enviar", post(send))
}

#[derive(Template)]
#[template(path = "portal/prove.html")]
struct ProvePage {
    v: Visit,
    idle: Idle,
    /// Where to go afterwards.
    back: String,
    /// Whether a code was asked for, so that it can be typed.
    is_sent: bool,
    /// The sentence about the address; it names none before the session shows anything.
    lead: Emphasis,
    expires_at: Option<Timestamp>,
    /// Seconds until another code can be asked for.
    wait: i64,
    typed: String,
    error: String,
}

impl ProvePage {
    /// Who only typed a code and an address must not learn whether they go together: without a
    /// session the page is the same as in one that waits for its code.
    async fn new(
        web: &Web,
        v: Visit,
        guest: Option<&Guest>,
        back: String,
        is_sent: bool,
    ) -> Result<Self, PageError> {
        let known = guest.filter(|guest| !guest.is_pending());
        let code = match known {
            Some(guest) => app::lookup::sent_code(web, guest).await?,
            None => None,
        };
        let is_sent = is_sent || code.is_some() || known.is_none();
        let lead = match known {
            Some(guest) => {
                let sentence = |x: &str| {
                    if is_sent {
                        v.t.prove_code_lead(x)
                    } else {
                        v.t.prove_lead(x)
                    }
                };
                Emphasis::new(sentence, guest.contact.email.masked())
            }
            None => Emphasis::none(v.t.prove_code_perhaps()),
        };
        let wait = match code {
            Some(code) => code.resend_at.duration_since(web.now()).as_secs().max(0),
            None => 0,
        };
        Ok(Self {
            idle: Idle::new(web),
            back,
            is_sent,
            lead,
            expires_at: code.map(|code| code.expires_at),
            wait,
            typed: String::new(),
            error: String::new(),
            v,
        })
    }

    fn heading(&self) -> String {
        if self.is_sent {
            self.v.t.prove_code_heading()
        } else {
            self.v.t.prove_heading()
        }
    }

    fn browser_title(&self) -> String {
        if self.error.is_empty() {
            self.heading()
        } else {
            self.v.t.page_title_error(self.heading())
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    volver: Option<String>,
    enviado: Option<String>,
}

/// Where to go afterwards.
fn back(asked: Option<&str>) -> String {
    own(asked, "/mis-casos")
}

/// The session, if there is one; whoever has not even a cookie begins at the look-up.
fn visitor(v: &Visit, guest: Option<AsGuest>) -> Result<Option<Guest>, PageError> {
    match guest {
        Some(AsGuest(guest)) => Ok(Some(guest)),
        None if v.cookie(Cookie::Guest).is_some() => Ok(None),
        None => Err(PageError::Elsewhere("/consultar".into())),
    }
}

/// `GET /verificar`
async fn form(
    State(web): State<Web>,
    v: Visit,
    guest: Option<AsGuest>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let guest = visitor(&v, guest)?;
    let back = back(asked.volver.as_deref());
    if guest.as_ref().is_some_and(Guest::may_see_private) {
        return Ok(Redirect::to(&back).into_response());
    }
    page::ok(&ProvePage::new(&web, v, guest.as_ref(), back, asked.enviado.is_some()).await?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    codigo: String,
    volver: String,
}

/// `POST /verificar/enviar`: says the same whether or not a limit was reached (case A9).
async fn send(
    State(web): State<Web>,
    v: Visit,
    guest: Option<AsGuest>,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let back = back(Some(&fields.volver));
    if let Some(guest) = visitor(&v, guest)?.filter(|guest| !guest.may_see_private()) {
        app::lookup::send_proof(&web, &guest, v.tag().to_owned()).await?;
    }
    Ok(Redirect::to(&format!("/verificar?volver={}&enviado=1", escape(&back))).into_response())
}

/// `POST /verificar`
async fn check(
    State(web): State<Web>,
    v: Visit,
    guest: Option<AsGuest>,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let guest = visitor(&v, guest)?;
    let back = back(Some(&fields.volver));
    let known = guest.as_ref().filter(|guest| !guest.is_pending());
    let error = match &guest {
        // Sent twice, or in another tab.
        Some(guest) if guest.may_see_private() => return Ok(Redirect::to(&back).into_response()),
        Some(guest) => match app::lookup::prove(&web, guest, &fields.codigo).await? {
            Ok(proved) => {
                let cookies = (
                    Cookie::Guest.set(&web, &proved.session_token),
                    Cookie::Device.set(&web, &proved.device_token),
                );
                return Ok((cookies.0, cookies.1, Redirect::to(&back)).into_response());
            }
            Err(refusal) if known.is_some() => refusal_text(&v, refusal),
            Err(_) => v.t.prove_code_refused(),
        },
        None => v.t.prove_code_refused(),
    };
    let page = ProvePage::new(&web, v, guest.as_ref(), back, true).await?;
    page::unprocessable(&ProvePage {
        typed: fields.codigo,
        error,
        ..page
    })
}

fn refusal_text(v: &Visit, refusal: CodeRefusal) -> String {
    let line = v.settings.line.as_str();
    match refusal {
        CodeRefusal::Wrong { left } => v.t.error_code_wrong(left),
        CodeRefusal::Expired => v.t.error_code_expired_ask(),
        CodeRefusal::Dead => v.t.error_code_wrong(0),
        CodeRefusal::Blocked if line.is_empty() => v.t.intake_code_blocked(),
        CodeRefusal::Blocked => v.t.intake_code_blocked_phone(line),
    }
}
