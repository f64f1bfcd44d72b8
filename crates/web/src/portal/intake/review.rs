//! Step 4: everything at a glance, who asks, and the consent.

use crate::form::Form;
use app::account::{Checked, Filed};
use app::intake::{ContactForm, DraftView, FormError, OpenDraft};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::{FieldError, Topic};
use serde::Deserialize;

use super::field::{Control, FieldView, Line, error_text, mark};
use super::{Fault, Step, at_step, step_title, steps};
use crate::error::PageError;
use crate::page;
use crate::portal::answer;
use crate::state::Web;
use crate::visit::{AsGuest, OwnDraft, Visit};

#[derive(Template)]
#[template(path = "portal/intake/review.html")]
struct ReviewPage {
    v: Visit,
    step: u8,
    steps: Vec<Step>,
    slug: String,
    rows: Vec<Row>,
    fields: Vec<FieldView>,
    faults: Vec<Fault>,
    /// How many tickets will be created, where many numbers were given.
    parcels: Option<usize>,
    has_consent: bool,
    consent_error: Option<String>,
}

/// An answer with the way back to it.
struct Row {
    label: String,
    text: String,
    /// Where it can be changed, if it can.
    link: Option<String>,
}

impl ReviewPage {
    fn new(v: Visit, view: &DraftView, topic: &Topic) -> Self {
        let content = &view.draft.content;
        let line = |value: &str, kind, autocomplete, width| {
            Control::Line(Line {
                value: value.to_owned(),
                kind,
                autocomplete,
                width,
                is_code: false,
            })
        };
        // Who signed in is known, and agreed long ago.
        let fields = if v.member.is_some() {
            Vec::new()
        } else {
            vec![
                FieldView::fixed(
                    "nombre",
                    v.t.intake_name(),
                    line(&content.name, "", "name", "w-m"),
                ),
                FieldView::fixed(
                    "correo",
                    v.t.intake_email(),
                    line(&content.email, "email", "email", "w-m"),
                )
                .hint(v.t.intake_email_hint()),
                FieldView::fixed(
                    "telefono",
                    v.t.intake_phone(),
                    line(&content.phone, "tel", "tel", "w-s"),
                )
                .optional(),
            ]
        };
        Self {
            step: 4,
            steps: steps(&v.t, 4, &topic.slug),
            slug: topic.slug.clone(),
            rows: rows(&v, view, topic),
            fields,
            faults: Vec::new(),
            parcels: None,
            has_consent: content.consent.is_some(),
            consent_error: None,
            v,
        }
    }

    /// The many numbers stand in the place of the one.
    fn add_parcels(&mut self, topic: &Topic, checked: &Checked) {
        let (count, all) = (checked.count(), checked.lines.len());
        let label = topic.form.tracking_field().map(|field| &field.label);
        let row = Row {
            label: label.map_or_else(String::new, |label| label.get(self.v.tag()).to_owned()),
            text: self.v.t.parcels_review_left(all - count, count),
            link: Some(format!("/casos/nuevo/{}/numeros", topic.slug)),
        };
        self.rows.insert(1.min(self.rows.len()), row);
        self.parcels = Some(count);
    }

    fn title(&self) -> String {
        step_title(
            &self.v.t,
            &self.v.t.intake_review_page(),
            self.step,
            &self.faults,
        )
    }
}

fn rows(v: &Visit, view: &DraftView, topic: &Topic) -> Vec<Row> {
    let content = &view.draft.content;
    let details = format!("/casos/nuevo/{}", topic.slug);
    let row = |label: String, text: String, link: String| Row {
        label,
        text,
        link: Some(link),
    };

    let mut rows = vec![row(
        v.t.intake_aside_topic(),
        topic.form.name.get(v.tag()).to_owned(),
        "/casos/nuevo".to_owned(),
    )];
    rows.extend(content.answers.iter().map(|given| {
        row(
            answer::question(v, topic, given),
            answer::text(v, topic, given),
            format!("{details}?volver=revisar#c-{}", given.field),
        )
    }));
    rows.push(row(
        v.t.intake_subject(),
        content.subject.clone(),
        format!("{details}?volver=revisar#c-asunto"),
    ));
    rows.push(row(
        v.t.intake_review_description(),
        content.description.clone(),
        format!("{details}?volver=revisar#c-descripcion"),
    ));
    let number = content.document_number.trim();
    if !number.is_empty() {
        let document = format!("{} {number}", content.document_type)
            .trim()
            .to_owned();
        rows.push(row(
            v.t.intake_review_document(),
            document,
            format!("{details}?volver=revisar#c-documento-tipo"),
        ));
    }
    let names: Vec<&str> = view.files.iter().map(|file| file.name.as_str()).collect();
    let files = if names.is_empty() {
        v.t.count_files(0)
    } else {
        names.join(", ")
    };
    rows.push(row(
        v.t.intake_review_files(),
        files,
        format!("{details}/archivos"),
    ));
    rows.push(Row {
        label: v.t.intake_review_answer(),
        text: v.t.intake_aside_due_in(v.answer_term(&topic.form)),
        link: None,
    });
    rows
}

/// The draft with its details done; others go back to them.
async fn ready(web: &Web, open: &OpenDraft, slug: &str) -> Result<(DraftView, Topic), PageError> {
    let (view, topic) = at_step(web, open, slug).await?;
    if view.draft.content.details_done {
        Ok((view, topic))
    } else {
        Err(PageError::Elsewhere(format!("/casos/nuevo/{}", topic.slug)))
    }
}

/// `GET /casos/nuevo/{tema}/revisar`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let (view, topic) = ready(&web, &open, &slug).await?;
    let mut page = ReviewPage::new(v, &view, &topic);
    if let Some(AsGuest(guest)) = guest.filter(|guest| guest.0.member.is_some())
        && let Some(checked) = app::account::parcels(&web, &guest, &open).await?
    {
        page.add_parcels(&topic, &checked);
    }
    page::ok(&page)
}

/// Who asks, as typed.
#[derive(Deserialize)]
pub(super) struct Contact {
    #[serde(default)]
    nombre: String,
    #[serde(default)]
    correo: String,
    #[serde(default)]
    telefono: String,
    autorizo: Option<String>,
}

/// `POST /casos/nuevo/{tema}/revisar`
pub(super) async fn confirm(
    State(web): State<Web>,
    v: Visit,
    OwnDraft(open): OwnDraft,
    guest: Option<AsGuest>,
    Path(slug): Path<String>,
    Form(typed): Form<Contact>,
) -> Result<Response, PageError> {
    if let Some(AsGuest(guest)) = guest.filter(|guest| guest.0.member.is_some()) {
        let there = match app::account::confirm(&web, &guest, &open, v.client.clone()).await {
            Ok(Filed::One(code)) => format!("/cuenta/casos/{code}/creado"),
            Ok(Filed::Many(filing)) => format!("/cuenta/casos/lotes/{filing}"),
            // None of the numbers is left: that page says why.
            Err(app::Error::Invalid { .. }) => {
                format!("/casos/nuevo/{}/numeros", crate::path::escape(&slug))
            }
            Err(error) => return Err(error.into()),
        };
        return Ok(Redirect::to(&there).into_response());
    }
    let (_, topic) = ready(&web, &open, &slug).await?;
    let form = ContactForm {
        name: typed.nombre,
        email: typed.correo,
        phone: typed.telefono,
        consent: typed.autorizo.is_some(),
    };
    let consent_text = v.settings.consent.text.get(v.tag()).to_owned();
    let errors = app::intake::save_contact(&web, &open, form, &consent_text).await?;
    if errors.is_empty() {
        // Whether a code went out, the next page does not tell (case A9).
        app::intake::send_code(&web, &open).await?;
        return Ok(Redirect::to(&format!("/casos/nuevo/{}/codigo", topic.slug)).into_response());
    }
    let view = app::intake::view(&web, &open).await?;
    let mut page = ReviewPage::new(v, &view, &topic);
    let without_consent = errors.iter().any(|error| error.field == "consent");
    page.faults = mark(&mut page.fields, &renamed(errors), |field, error| {
        fault(&page.v, field, error)
    });
    if without_consent {
        let text = page.v.t.error_consent();
        page.consent_error = Some(text.clone());
        page.faults.push(Fault {
            anchor: "c-autorizo".to_owned(),
            text,
        });
    }
    page::unprocessable(&page)
}

/// The errors by the names of the controls.
fn renamed(errors: Vec<FormError>) -> Vec<FormError> {
    let name = |field: String| match field.as_str() {
        "name" => "nombre".to_owned(),
        "email" => "correo".to_owned(),
        "phone" => "telefono".to_owned(),
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

fn fault(v: &Visit, field: &FieldView, error: &FieldError) -> String {
    match (field.name.as_str(), error) {
        ("nombre", FieldError::Missing) => v.t.error_empty(v.t.intake_name_label()),
        ("correo", FieldError::Missing) => v.t.error_email(),
        _ => error_text(v, error),
    }
}
