//! Texts that an organisation writes itself, in up to three languages.

use serde::{Deserialize, Serialize};

/// One text of the organisation in its languages; what is missing falls back to Spanish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localized {
    /// Spanish.
    pub es: String,
    /// English; empty where it was not translated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
    /// Brazilian Portuguese; empty where it was not translated.
    #[serde(default, rename = "pt-BR", skip_serializing_if = "String::is_empty")]
    pub pt_br: String,
}

impl Localized {
    /// The same words in three languages.
    pub fn new(es: &str, en: &str, pt_br: &str) -> Self {
        Self {
            es: es.to_owned(),
            en: en.to_owned(),
            pt_br: pt_br.to_owned(),
        }
    }

    /// Spanish, English, Brazilian Portuguese; empty where it was not translated.
    pub fn all(&self) -> [&str; 3] {
        [&self.es, &self.en, &self.pt_br]
    }

    /// The text for a language tag (`es`, `en`, `pt-BR`).
    pub fn get(&self, tag: &str) -> &str {
        let wanted = match tag {
            "en" => &self.en,
            "pt-BR" => &self.pt_br,
            _ => &self.es,
        };
        if wanted.is_empty() { &self.es } else { wanted }
    }
}
