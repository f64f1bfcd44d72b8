//! A form with one small table, which is read at once and never kept as it came.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use text::Texts;

use crate::error::PageError;

/// The size of the largest table, in bytes: within what a form without files may be.
pub(crate) const MAX_BYTES: usize = 192 * 1024;

/// The size of all that is typed beside it, in bytes.
const MAX_TYPED: usize = 64 * 1024;

/// How many fields such a form has at most.
const MAX_FIELDS: usize = 8;

/// What was sent.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    fields: Vec<(String, String)>,
    /// The table.
    pub(crate) picked: Picked,
}

/// What the picker of a form had.
#[derive(Debug, Default)]
pub(crate) enum Picked {
    /// Nothing.
    #[default]
    Nothing,
    /// More than [`MAX_BYTES`]; nothing behind them was read.
    TooLarge,
    /// What is in a file.
    File(Vec<u8>),
}

impl Sent {
    /// What was typed into a field; empty if the form has none of that name.
    pub(crate) fn text(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map_or("", |(_, text)| text)
    }

    /// The table, from the file if one was chosen, else as it was typed into the field; or why
    /// the file is none.
    pub(crate) fn table(&self, field: &str, t: &Texts) -> Result<String, String> {
        match &self.picked {
            Picked::Nothing => Ok(self.text(field).to_owned()),
            Picked::TooLarge => Err(t.import_error_large(t.file_size(MAX_BYTES as u64))),
            Picked::File(bytes) => domain::sheet::decode(bytes)
                .map(str::to_owned)
                .map_err(|_| t.import_error_encoding()),
        }
    }

    /// Whether the form has the field, such as the name of the button that was pressed.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }
}

/// Reads a form, up to where its table is too large.
pub(crate) async fn read(mut form: Multipart) -> Result<Sent, PageError> {
    let mut sent = Sent::default();
    let mut room = MAX_TYPED;
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(sent),
            Err(error) if is_too_large(&error) => {
                sent.picked = Picked::TooLarge;
                return Ok(sent);
            }
            Err(_) => return Err(PageError::Unreadable),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let most = if file.is_some() { MAX_BYTES } else { room };
        let mut bytes = Vec::new();
        loop {
            match field.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() <= most => {
                    bytes.extend_from_slice(&chunk);
                }
                Ok(None) => break,
                Err(error) if !is_too_large(&error) => return Err(PageError::Unreadable),
                Ok(Some(_)) | Err(_) if file.is_some() => {
                    sent.picked = Picked::TooLarge;
                    return Ok(sent);
                }
                Ok(Some(_)) | Err(_) => return Err(PageError::TooLarge),
            }
        }
        match file {
            // A picker in which nothing was chosen.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(_) => sent.picked = Picked::File(bytes),
            None => {
                room -= bytes.len();
                let text = String::from_utf8(bytes).map_err(|_| PageError::Unreadable)?;
                sent.fields.push((name, text));
            }
        }
        if sent.fields.len() > MAX_FIELDS {
            return Err(PageError::Unreadable);
        }
    }
}

fn is_too_large(error: &MultipartError) -> bool {
    error.status() == StatusCode::PAYLOAD_TOO_LARGE
}
