//! `GET /mesa/casos/{codigo}/consentimiento`: the proof of a consent, to be printed (case M1).

use app::Error;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::intake::Consent;

use super::seat::{Frame, Seat};
use super::ticket::parse;
use crate::error::PageError;
use crate::page;
use crate::portal::text::Prose;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/consent.html")]
struct ConsentPage {
    v: Visit,
    frame: Frame,
    code: String,
    name: String,
    email: String,
    consent: Consent,
    channel: String,
    /// The text, if it is still the one that was agreed to.
    text: Option<Prose>,
}

/// `GET /mesa/casos/{codigo}/consentimiento`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
) -> Result<Response, PageError> {
    let view = app::ticket::for_agent(&web, &seat.by, parse(&code)?).await?;
    let consent = view.consent.ok_or(Error::NotFound)?;
    let current = &seat.v.settings.consent;
    let is_current = current.version == consent.given.version;
    let frame = seat.frame(&web, "").await?;
    page::ok(&ConsentPage {
        code: view.ticket.code.to_string(),
        name: view.contact.name,
        email: view.contact.email,
        channel: match consent.channel.as_str() {
            "phone" => seat.v.t.desk_consent_channel_phone(),
            "api" => seat.v.t.desk_consent_channel_api(),
            _ => seat.v.t.desk_consent_channel_portal(),
        },
        text: is_current.then(|| Prose::new(current.text.get(&view.ticket.language))),
        consent,
        frame,
        v: seat.v,
    })
}
