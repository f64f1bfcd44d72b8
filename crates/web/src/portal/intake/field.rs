//! Controls of forms with their labels, hints and errors; and what an error says.

use app::intake::FormError;
use domain::form::{Field, FieldError, FieldKind, MAX_TEXT, Topic};
use text::format::lower_first;

use super::Fault;
use crate::visit::Visit;

/// A control of a form as its template shows it.
pub(super) struct FieldView {
    /// The name in the form; the id of the control is `c-` and this.
    pub(super) name: String,
    pub(super) label: String,
    /// May be empty.
    pub(super) hint: String,
    pub(super) is_optional: bool,
    pub(super) error: Option<String>,
    pub(super) control: Control,
}

/// What an answer is typed into.
pub(super) enum Control {
    Line(Line),
    Area {
        value: String,
        max: usize,
    },
    Radios(Vec<OptionView>),
    Select(Vec<OptionView>),
    Date {
        day: String,
        month: String,
        year: String,
    },
    Money {
        sign: String,
        value: String,
    },
}

/// One line of text.
#[derive(Default)]
pub(super) struct Line {
    pub(super) value: String,
    /// `email`, `tel`; empty for plain text.
    pub(super) kind: &'static str,
    pub(super) autocomplete: &'static str,
    /// The class for the width.
    pub(super) width: &'static str,
    /// Whether it is an identifier and not prose.
    pub(super) is_code: bool,
}

/// An option of a choice.
pub(super) struct OptionView {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

impl FieldView {
    /// A field that every form of its kind has.
    pub(super) fn fixed(name: &str, label: String, control: Control) -> Self {
        Self {
            name: name.to_owned(),
            label,
            hint: String::new(),
            is_optional: false,
            error: None,
            control,
        }
    }

    pub(super) fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    pub(super) fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    /// A question of a topic with what was typed.
    pub(super) fn question(v: &Visit, field: &Field, typed: &str) -> Self {
        Self {
            name: field.id.clone(),
            label: field.label.get(v.tag()).to_owned(),
            hint: field.hint.get(v.tag()).to_owned(),
            is_optional: !field.required,
            error: None,
            control: control(v, &field.kind, typed),
        }
    }

    /// Where a link to the field leads.
    pub(super) fn anchor(&self) -> String {
        match (&self.control, self) {
            (Control::Date { .. }, field) => format!("c-{}-d", field.name),
            (Control::Radios(_), field) => format!("c-{}-1", field.name),
            (_, field) => format!("c-{}", field.name),
        }
    }

    /// The ids of what describes the control.
    pub(super) fn described_by(&self) -> String {
        let parts = [
            ("h", !self.hint.is_empty()),
            ("e", self.error.is_some()),
            ("n", matches!(self.control, Control::Area { .. })),
        ];
        let ids: Vec<String> = parts
            .iter()
            .filter(|(_, is)| *is)
            .map(|(end, _)| format!("c-{}-{end}", self.name))
            .collect();
        ids.join(" ")
    }
}

fn control(v: &Visit, kind: &FieldKind, typed: &str) -> Control {
    let value = typed.to_owned();
    match kind {
        FieldKind::Line => Control::Line(Line {
            value,
            ..Line::default()
        }),
        FieldKind::Text => Control::Area {
            value,
            max: MAX_TEXT,
        },
        FieldKind::Tracking { .. } => Control::Line(Line {
            value,
            width: "w-m",
            is_code: true,
            ..Line::default()
        }),
        FieldKind::Choice { options } => {
            let option = |option: &domain::form::Choice| OptionView {
                value: option.id.clone(),
                label: option.label.get(v.tag()).to_owned(),
                is_chosen: option.id == typed,
            };
            Control::Radios(options.iter().map(option).collect())
        }
        FieldKind::Date => {
            let mut parts = typed.splitn(3, '-').map(str::to_owned);
            let mut next = || parts.next().unwrap_or_default();
            Control::Date {
                day: next(),
                month: next(),
                year: next(),
            }
        }
        FieldKind::Money { currency } => Control::Money {
            sign: v.t.number_currency(currency.as_str()),
            value,
        },
    }
}

/// Puts each error beside its field and gives them all for the summary, in the order of the form.
pub(super) fn mark(
    fields: &mut [FieldView],
    errors: &[FormError],
    say: impl Fn(&FieldView, &FieldError) -> String,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for field in fields {
        let Some(error) = errors.iter().find(|error| error.field == field.name) else {
            continue;
        };
        let text = say(field, &error.error);
        field.error = Some(text.clone());
        faults.push(Fault {
            anchor: field.anchor(),
            text,
        });
    }
    faults
}

/// What is wrong with the answer to a question of the topic.
pub(super) fn question_error(
    v: &Visit,
    topic: &Topic,
    field: &FieldView,
    error: &FieldError,
) -> String {
    let kind = topic
        .form
        .fields
        .iter()
        .find(|asked| asked.id == field.name)
        .map(|asked| &asked.kind);
    match (error, kind) {
        (FieldError::Missing, Some(FieldKind::Choice { .. })) => v.t.error_option(),
        (FieldError::Missing, Some(FieldKind::Date)) => v.t.error_date(),
        (FieldError::Missing, _) if field.label.ends_with('?') => {
            v.t.intake_answer(field.label.as_str())
        }
        (FieldError::Missing, _) => v.t.error_empty(lower_first(&field.label)),
        _ => error_text(v, error),
    }
}

/// What is wrong with an answer, whatever was asked.
pub(super) fn error_text(v: &Visit, error: &FieldError) -> String {
    match error {
        FieldError::TooLong(over) => v.t.error_too_long(*over),
        FieldError::Missing
        | FieldError::TrackingForm
        | FieldError::TrackingCheck
        | FieldError::NotAnOption
        | FieldError::NotADate
        | FieldError::NotAnAmount
        | FieldError::NotAnEmail
        | FieldError::NotAPhone => {
            v.t.by_id(&format!("error-{}", error.code()))
                .unwrap_or_default()
        }
    }
}
