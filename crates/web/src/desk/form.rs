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

/// How to mend an answer, in words; `label` is that of its field.
pub(crate) fn words(t: &Texts, error: &FieldError, label: &str) -> String {
    let over = match error {
        FieldError::TooLong(over) => *over,
        _ => 0,
    };
    let args = [
        ("label", text::format::lower_first(label).into()),
        ("n", over.into()),
    ];
    t.by_id_with(&format!("error-{}", error.code()), &args)
        .unwrap_or_default()
}
