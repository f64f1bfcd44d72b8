//! Step 2: the questions of the topic, subject, description, identity document.

use crate::form::Form;
use app::intake::{Details, DraftView, FormError, OpenDraft};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::TicketCode;
use domain::form::{FieldError, FieldKind, MAX_TEXT, Topic};
use serde::Deserialize;

use super::field::{Control, FieldView, Line, OptionView, error_text, mark, question_error};
use super::{Aside, Fault, Step, own_or_begun, step_title, steps};
use crate::cookie::Cookie;
use crate::error::PageError;
use crate::page;
use crate::portal::around;
use crate::state::Web;
use crate::visit::{AsGuest, OwnDraft, Visit};

#[derive(Template)]
#[template(path = "portal/intake/details.html")]
struct DetailsPage {
    v: Visit,
    step: u8,
    steps: Vec<Step>,
    slug: String,
    heading: String,
    fields: Vec<FieldView>,
    faults: Vec<Fault>,
    aside: Aside,
    /// Which draft the form belongs to; empty if it begins one.
    draft: String,
    /// Until when what was typed is kept, right after it was kept at one's wish.
    saved_until: Option<String>,
    /// Whether the review comes next: it sent here to change something.
    is_change: bool,
    /// An open ticket of this guest with the same tracking number.
    same_tracking: Option<TicketCode>,
    /// The ticket that this browser created before.
    filed: Option<TicketCode>,
    /// Whether many tracking numbers can be given at once.
    offers_parcels: bool,
    /// How many tickets will be created, where many numbers were given.
    parcels: Option<usize>,
}

impl DetailsPage {
    fn new(v: Visit, topic: &Topic, view: Option<DraftView>) -> Self {
        let filed = view.as_ref().and_then(|view| view.filed.clone());
        let view = view.filter(|view| view.filed.is_none());
        Self {
            step: 2,
            steps: steps(&v.t, 2, &topic.slug),
            slug: topic.slug.clone(),
            heading: topic.form.heading.get(v.tag()).to_owned(),
            fields: fields(&v, topic, view.as_ref()),
            faults: Vec::new(),
            aside: Aside::of(&v, topic, view.as_ref()),
            draft: view
                .as_ref()
                .map(|view| view.draft.id.to_string())
                .unwrap_or_default(),
            saved_until: None,
            is_change: false,
            same_tracking: None,
            filed,
            offers_parcels: v.member.is_some() && topic.form.tracking_field().is_some(),
            parcels: None,
            v,
        }
    }

    fn title(&self) -> String {
        step_title(&self.v.t, &self.heading, self.step, &self.faults)
    }

    fn intro(&self) -> (String, String) {
        around(|optional| self.v.t.intake_details_intro(optional))
    }
}

/// The questions of the topic, then what is always asked.
fn fields(v: &Visit, topic: &Topic, view: Option<&DraftView>) -> Vec<FieldView> {
    let empty = domain::intake::DraftContent::default();
    let content = view.map_or(&empty, |view| &view.draft.content);
    let is_same = content.topic == Some(topic.id);
    let typed = |id: &str| {
        content
            .typed
            .iter()
            .find(|(field, _)| is_same && field == id)
            .map_or("", |(_, typed)| typed)
    };

    let has_parcels = content.parcels_for(&topic.form).is_some();
    let asked = topic.form.fields.iter();
    let mut fields: Vec<FieldView> = asked
        .filter(|field| !(has_parcels && matches!(field.kind, FieldKind::Tracking { .. })))
        .map(|field| FieldView::question(v, field, typed(&field.id)))
        .collect();
    let subject = Line {
        value: content.subject.clone(),
        ..Line::default()
    };
    let number = Line {
        value: content.document_number.clone(),
        width: "w-m",
        is_code: true,
        ..Line::default()
    };
    fields.extend([
        FieldView::fixed("asunto", v.t.intake_subject(), Control::Line(subject))
            .hint(v.t.intake_subject_hint()),
        FieldView::fixed(
            "descripcion",
            v.t.intake_description(),
            Control::Area {
                value: content.description.clone(),
                max: MAX_TEXT,
            },
        )
        .hint(v.t.intake_description_hint()),
        FieldView::fixed(
            "documento-tipo",
            v.t.intake_document_type(),
            Control::Select(document_types(v, &content.document_type)),
        )
        .hint(v.t.intake_document_hint())
        .optional(),
        FieldView::fixed(
            "documento-numero",
            v.t.intake_document_number(),
            Control::Line(number),
        )
        .optional(),
    ]);
    fields
}

fn document_types(v: &Visit, chosen: &str) -> Vec<OptionView> {
    let all = [
        ("", v.t.intake_document_none()),
        ("CC", v.t.intake_document_cc()),
        ("CE", v.t.intake_document_ce()),
        ("NIT", v.t.intake_document_nit()),
        ("PA", v.t.intake_document_passport()),
        ("RUT", v.t.intake_document_rut()),
        ("CPF", v.t.intake_document_cpf()),
        ("OT", v.t.intake_document_other()),
    ];
    all.into_iter()
        .map(|(value, label)| OptionView {
            value: value.to_owned(),
            label,
            is_chosen: value == chosen,
        })
        .collect()
}

#[derive(Deserialize)]
pub(super) struct Told {
    guardado: Option<String>,
    repetido: Option<String>,
    volver: Option<String>,
}

/// `GET /casos/nuevo/{tema}`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    draft: Option<OwnDraft>,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let topic = app::topic::by_slug(&web, slug).await?;
    let view = match &draft {
        Some(OwnDraft(open)) => Some(app::intake::view(&web, open).await?),
        None => None,
    };
    let mut page = DetailsPage::new(v, &topic, view);
    page.is_change = told.volver.is_some();
    if let Some(OwnDraft(open)) = &draft {
        page.saved_until = told
            .guardado
            .map(|_| page.v.long_moment(&open.draft.expires_at));
        page.parcels = parcels(&web, open, guest.as_ref()).await?;
        if told.repetido.is_some() {
            page.same_tracking = same_tracking(&web, open, guest).await?;
        }
    }
    page::ok(&page)
}

/// How many tickets the many numbers of a draft make.
async fn parcels(
    web: &Web,
    open: &OpenDraft,
    guest: Option<&AsGuest>,
) -> Result<Option<usize>, PageError> {
    let Some(AsGuest(guest)) = guest.filter(|guest| guest.0.member.is_some()) else {
        return Ok(None);
    };
    let checked = app::account::parcels(web, guest, open).await?;
    Ok(checked.map(|checked| checked.count()))
}

async fn same_tracking(
    web: &Web,
    open: &OpenDraft,
    guest: Option<AsGuest>,
) -> Result<Option<TicketCode>, PageError> {
    match guest {
        Some(AsGuest(guest)) => Ok(app::intake::same_tracking(web, open, &guest).await?),
        None => Ok(None),
    }
}

/// `POST /casos/nuevo/{tema}`
pub(super) async fn save(
    State(web): State<Web>,
    v: Visit,
    draft: Option<OwnDraft>,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let topic = app::topic::by_slug(&web, slug).await?;
    let typed = Typed(typed);
    let (open, token) = match draft {
        // A form from before: nothing is created twice.
        Some(OwnDraft(open))
            if open.draft.ticket.is_some()
                && typed.text("borrador") == open.draft.id.to_string() =>
        {
            return Ok(Redirect::to(&format!("/casos/nuevo/{}/codigo", topic.slug)).into_response());
        }
        draft => {
            let guest = guest.as_ref().map(|guest| &guest.0);
            own_or_begun(&web, &v, draft, guest).await?
        }
    };
    app::intake::choose_topic(&web, &open, topic.slug.clone()).await?;
    let errors = app::intake::save_details(&web, &open, typed.details(&topic)).await?;

    // The browser keeps the cookie as long as the draft lives from now.
    let cookie = Cookie::Draft.set(&web, &token);
    let here = format!("/casos/nuevo/{}", topic.slug);
    if typed.has("guardar") {
        return Ok((cookie, Redirect::to(&format!("{here}?guardado=1"))).into_response());
    }
    if !errors.is_empty() {
        let view = app::intake::view(&web, &open).await?;
        let mut page = DetailsPage::new(v, &topic, Some(view));
        page.is_change = typed.has("volver");
        page.parcels = parcels(&web, &open, guest.as_ref()).await?;
        page.faults = mark(&mut page.fields, &renamed(errors), |field, error| {
            fault(&page.v, &topic, field, error)
        });
        return Ok((cookie, page::unprocessable(&page)?).into_response());
    }
    if !typed.has("otro") && same_tracking(&web, &open, guest).await?.is_some() {
        return Ok((cookie, Redirect::to(&format!("{here}?repetido=1"))).into_response());
    }
    let next = if typed.has("volver") {
        "revisar"
    } else {
        "archivos"
    };
    Ok((cookie, Redirect::to(&format!("{here}/{next}"))).into_response())
}

/// The errors by the names of the controls.
fn renamed(errors: Vec<FormError>) -> Vec<FormError> {
    let name = |field: String| match field.as_str() {
        "subject" => "asunto".to_owned(),
        "description" => "descripcion".to_owned(),
        "document_number" => "documento-numero".to_owned(),
        _ => field,
    };
    errors
        .into_iter()
        .map(|error| FormError {
            field: name(error.field),
            error: error.error,
        })
        .collect()
}

fn fault(v: &Visit, topic: &Topic, field: &FieldView, error: &FieldError) -> String {
    match (field.name.as_str(), error) {
        ("asunto", FieldError::Missing) => v.t.error_empty(v.t.intake_subject_label()),
        ("descripcion", FieldError::Missing) => {
            topic.form.description_missing.get(v.tag()).to_owned()
        }
        ("asunto" | "descripcion" | "documento-numero", _) => error_text(v, error),
        _ => question_error(v, topic, field, error),
    }
}

/// The form as it came.
struct Typed(Vec<(String, String)>);

impl Typed {
    fn text(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, text)| text)
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    fn details(&self, topic: &Topic) -> Details {
        let typed = topic.form.fields.iter().map(|field| {
            let text = match field.kind {
                FieldKind::Date => self.date(&field.id),
                FieldKind::Line
                | FieldKind::Text
                | FieldKind::Tracking { .. }
                | FieldKind::Choice { .. }
                | FieldKind::Money { .. } => self.text(&field.id).to_owned(),
            };
            (field.id.clone(), text)
        });
        Details {
            typed: typed.collect(),
            subject: self.text("asunto").to_owned(),
            // Browsers send line breaks as two characters; people count one.
            description: self.text("descripcion").replace("\r\n", "\n"),
            document_type: self
                .text("documento-tipo")
                .chars()
                .filter(char::is_ascii_uppercase)
                .take(3)
                .collect(),
            document_number: self.text("documento-numero").to_owned(),
        }
    }

    /// The three numbers of a date as the rules read them.
    fn date(&self, id: &str) -> String {
        ["d", "m", "a"]
            .map(|part| self.text(&format!("{id}-{part}")).trim())
            .join("-")
    }
}
