//! What is wrong with a form, field by field.

use domain::form::FieldError;
use text::Texts;

/// The errors of a form, in the order of its fields.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<Wrong>);

/// One error.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// The id of the field in the page.
    pub(crate) field: String,
    /// How to mend it.
    pub(crate) text: String,
}

impl Errors {
    /// Notes what is wrong with a field.
    pub(crate) fn add(&mut self, field: &str, text: String) {
        self.0.push(Wrong {
            field: field.to_owned(),
            text,
        });
    }

    /// What is wrong with a field.
    pub(crate) fn on(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|wrong| wrong.field == field)
            .map(|wrong| wrong.text.as_str())
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Wrong] {
        &self.0
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How to mend an answer, in words; `missing` is what to say where there is none.
pub(crate) fn words(t: &Texts, error: &FieldError, missing: String) -> String {
    match error {
        FieldError::Missing => missing,
        FieldError::TooLong(over) => t.error_too_long(*over),
        FieldError::TrackingForm
        | FieldError::TrackingCheck
        | FieldError::NotAnOption
        | FieldError::NotADate
        | FieldError::NotAnAmount
        | FieldError::NotAnEmail
        | FieldError::NotAPhone => t
            .by_id(&format!("error-{}", error.code()))
            .unwrap_or_default(),
    }
}
