//! A new ticket: topic, details, files, review, code; and the page of what was created.

mod attach;
mod code;
mod created;
mod details;
mod field;
mod forget;
pub(crate) mod numbers;
mod review;
mod topic;

use app::Guest;
use app::intake::{DraftView, OpenDraft};
use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use domain::TicketCode;
use domain::form::Topic;
use text::Texts;

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{OwnDraft, Visit};

/// How many steps there are.
const STEPS: u8 = 4;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/casos/nuevo", get(topic::show).post(topic::choose))
        .route("/casos/nuevo/borrar", post(forget::forget))
        .route(
            "/casos/nuevo/{tema}",
            get(details::show).post(details::save),
        )
        .route(
            "/casos/nuevo/{tema}/numeros",
            get(numbers::show).post(numbers::save),
        )
        .route(
            "/casos/nuevo/{tema}/archivos",
            get(attach::show).post(attach::add),
        )
        .route("/casos/nuevo/{tema}/archivos/{id}", get(attach::thumbnail))
        .route(
            "/casos/nuevo/{tema}/archivos/{id}/quitar",
            post(attach::remove),
        )
        .route(
            "/casos/nuevo/{tema}/revisar",
            get(review::show).post(review::confirm),
        )
        .route(
            "/casos/nuevo/{tema}/codigo",
            get(code::show).post(code::verify),
        )
        .route("/casos/nuevo/{tema}/codigo/otro", post(code::resend))
        .route(
            "/casos/nuevo/{tema}/codigo/correo",
            get(code::email).post(code::correct),
        )
        .route("/casos/{codigo}/creado", get(created::show))
}

/// What is wrong with an answer, for the summary above the form.
struct Fault {
    /// The id of the control.
    anchor: String,
    /// What is wrong and how to mend it.
    text: String,
}

/// A segment of the stepper.
struct Step {
    name: String,
    /// Where a step that is done can be looked at again.
    link: Option<String>,
    is_now: bool,
}

/// The segments while `now` (1 to 4) is being done.
fn steps(t: &Texts, now: u8, slug: &str) -> Vec<Step> {
    let base = format!("/casos/nuevo/{slug}");
    let all = [
        (t.stepper_topic(), "/casos/nuevo".to_owned()),
        (t.stepper_details(), base.clone()),
        (t.stepper_files(), format!("{base}/archivos")),
        (t.stepper_confirm(), format!("{base}/revisar")),
    ];
    let numbered = (1..=STEPS).zip(all);
    numbered
        .map(|(number, (name, link))| Step {
            name,
            link: (number < now).then_some(link),
            is_now: number == now,
        })
        .collect()
}

/// "Cuéntenos sobre su envío · Paso 2 de 4", with "Error: " before it if something is wrong.
fn step_title(t: &Texts, name: &str, step: u8, faults: &[Fault]) -> String {
    titled(
        t,
        t.page_title_step(name, t.stepper_position(step, STEPS)),
        faults,
    )
}

/// A title, with "Error: " before it if something is wrong.
fn titled(t: &Texts, title: String, faults: &[Fault]) -> String {
    if faults.is_empty() {
        title
    } else {
        t.page_title_error(title)
    }
}

/// What is known of the ticket so far, beside the form.
struct Aside {
    topic: String,
    tracking: Option<String>,
    subject: Option<String>,
    /// Within which term there is an answer.
    term: String,
    /// Whether something is kept that can be forgotten.
    is_kept: bool,
}

impl Aside {
    fn of(v: &Visit, topic: &Topic, draft: Option<&DraftView>) -> Self {
        let content = draft.map(|view| &view.draft.content);
        let same_topic = content.filter(|content| content.topic == Some(topic.id));
        Self {
            topic: topic.form.name.get(v.tag()).to_owned(),
            tracking: same_topic.and_then(|content| topic.form.tracking_of(&content.answers)),
            subject: content
                .map(|content| content.subject.trim().to_owned())
                .filter(|subject| !subject.is_empty()),
            term: v.answer_term(&topic.form),
            is_kept: draft.is_some(),
        }
    }
}

/// The draft of this browser that is no ticket yet, or one that begins now; with the token for its
/// cookie.
async fn own_or_begun(
    web: &Web,
    v: &Visit,
    draft: Option<OwnDraft>,
    guest: Option<&Guest>,
) -> Result<(OpenDraft, String), PageError> {
    if let Some(OwnDraft(open)) = draft.filter(|draft| draft.0.draft.ticket.is_none()) {
        return Ok((open, v.cookie(Cookie::Draft).unwrap_or_default()));
    }
    let language = v.tag().to_owned();
    let (draft, token) = match guest.filter(|guest| guest.member.is_some()) {
        Some(guest) => app::account::begin(web, guest, language).await?,
        None => app::intake::begin(web, v.client.clone(), language).await?,
    };
    Ok((OpenDraft { draft }, token))
}

/// The draft and its topic at a step after the choice of the topic.
///
/// A draft that is a ticket already, has no topic or another than the address names belongs on
/// another page.
async fn at_step(web: &Web, open: &OpenDraft, slug: &str) -> Result<(DraftView, Topic), PageError> {
    let view = app::intake::view(web, open).await?;
    if let Some(filing) = view.draft.content.filing {
        return Err(PageError::Elsewhere(format!(
            "/cuenta/casos/lotes/{filing}"
        )));
    }
    if view.filed.is_some() {
        // That page says which ticket it is.
        return Err(PageError::Elsewhere(format!(
            "/casos/nuevo/{}/codigo",
            crate::path::escape(slug)
        )));
    }
    match view.topic.clone() {
        None => Err(PageError::Elsewhere("/casos/nuevo".to_owned())),
        Some(topic) if topic.slug != slug => {
            Err(PageError::Elsewhere(format!("/casos/nuevo/{}", topic.slug)))
        }
        Some(topic) => Ok((view, topic)),
    }
}

#[derive(Template)]
#[template(path = "portal/intake/filed.html")]
struct FiledPage {
    v: Visit,
    code: TicketCode,
    /// Whether this browser may open it at once.
    can_open: bool,
}

/// "Ese caso ya está creado": for whoever comes back to a form that was used.
fn filed(
    v: Visit,
    status: StatusCode,
    code: TicketCode,
    can_open: bool,
) -> Result<Response, PageError> {
    page::html(status, &FiledPage { v, code, can_open })
}
