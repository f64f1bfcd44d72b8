//! What the header and footer of every page say.

use text::{Language, Texts};

use super::around;
use crate::visit::Visit;

/// A language that can be chosen, under its own name.
pub(crate) struct LanguageChoice {
    pub(crate) tag: &'static str,
    pub(crate) name: String,
    pub(crate) is_current: bool,
}

impl Visit {
    /// The languages that there are.
    pub(crate) fn languages(&self) -> Vec<LanguageChoice> {
        let choice = |language: Language| LanguageChoice {
            tag: language.tag(),
            name: Texts::of(language, self.t.word()).language_name(),
            is_current: language == self.t.language(),
        };
        Language::ALL.into_iter().map(choice).collect()
    }

    /// What a screen reader says around the organisation's name in the link to the home page.
    pub(crate) fn home_label(&self) -> (String, String) {
        around(|name| self.t.header_home(name))
    }

    /// When the telephone line is served; may be empty.
    pub(crate) fn hours(&self) -> String {
        text::format::upper_first(self.settings.hours.get(self.tag()))
    }

    /// "Línea 601 555 0148, lunes a viernes de 7:00 a. m. a 6:00 p. m."
    pub(crate) fn line_and_hours(&self) -> String {
        let (line, hours) = (
            self.settings.line.as_str(),
            self.settings.hours.get(self.tag()),
        );
        if hours.is_empty() {
            self.t.portal_line(line)
        } else {
            self.t.portal_line_hours(hours, line)
        }
    }

    /// What stands around the number in "¿Prefiere hablar? Línea 601 555 0148".
    pub(crate) fn talk(&self) -> (String, String) {
        around(|phone| self.t.intake_talk(phone))
    }
}
