//! What the forms of the settings send: by the names of the controls, with rows that can be added,
//! moved and taken out before anything is saved, also without scripts.

use std::collections::BTreeMap;

use domain::Localized;
use serde::Deserialize;
use text::Texts;

/// The ends of the names of a text's controls, in the order of [`Localized::all`].
pub(super) const ENDS: [&str; 3] = ["es", "en", "pt"];

/// The most rows of a list that are looked at.
const MOST_ROWS: usize = 60;

/// A form as it was sent, or as it is to be shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(in crate::desk) struct Sent(BTreeMap<String, String>);

impl Sent {
    /// What a control holds; empty if there is none of that name.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Whether a box is ticked.
    pub(super) fn is_ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// The version that was read; none fits to a form that lost it.
    pub(super) fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(-1)
    }

    /// A text in its languages.
    pub(super) fn localized(&self, name: &str) -> Localized {
        let [es, en, pt] = ENDS.map(|end| self.get(&format!("{name}_{end}")).trim());
        Localized::new(es, en, pt)
    }

    pub(super) fn set_localized(&mut self, name: &str, text: &Localized) {
        for (end, words) in ENDS.into_iter().zip(text.all()) {
            self.set(format!("{name}_{end}"), words);
        }
    }

    /// How many rows a list has. Each has a control whose name ends with `_id`.
    pub(super) fn rows(&self, list: &str) -> usize {
        (0..MOST_ROWS)
            .take_while(|row| self.0.contains_key(&format!("{list}_{row}_id")))
            .count()
    }

    /// Does what a button of a list says (`agregar`, `subir`, `bajar`, `quitar`, the list, the
    /// row); false for a form that is to be saved.
    pub(super) fn arrange(&mut self) -> bool {
        let order = self.0.remove("hacer").unwrap_or_default();
        let mut words = order.split(' ');
        let (verb, list) = (
            words.next().unwrap_or_default(),
            words.next().unwrap_or_default(),
        );
        let detail = words.next().unwrap_or_default();
        let rows = self.rows(list);
        if verb == "agregar" {
            if rows < MOST_ROWS {
                self.set(format!("{list}_{rows}_id"), "");
                self.set(format!("{list}_{rows}_tipo"), detail);
            }
            return true;
        }
        let Some(row) = detail.parse().ok().filter(|row: &usize| *row < rows) else {
            return false;
        };
        match verb {
            "subir" => self.swap_rows(list, row, row.saturating_sub(1)),
            "bajar" => self.swap_rows(list, row, (row + 1).min(rows - 1)),
            "quitar" => {
                for next in row + 1..rows {
                    self.swap_rows(list, next - 1, next);
                }
                self.take_row(list, rows - 1);
            }
            _ => return false,
        }
        true
    }

    fn swap_rows(&mut self, list: &str, one: usize, other: usize) {
        if one == other {
            return;
        }
        let (first, second) = (self.take_row(list, one), self.take_row(list, other));
        self.put_row(list, other, first);
        self.put_row(list, one, second);
    }

    /// The controls of a row, by the ends of their names.
    fn take_row(&mut self, list: &str, row: usize) -> Vec<(String, String)> {
        let prefix = format!("{list}_{row}_");
        let names: Vec<String> = self
            .0
            .keys()
            .filter(|name| name.starts_with(&prefix))
            .cloned()
            .collect();
        names
            .into_iter()
            .filter_map(|name| Some((name[prefix.len()..].to_owned(), self.0.remove(&name)?)))
            .collect()
    }

    fn put_row(&mut self, list: &str, row: usize, controls: Vec<(String, String)>) {
        for (end, value) in controls {
            self.set(format!("{list}_{row}_{end}"), value);
        }
    }
}

/// A text of the organisation in each language, as a form shows it.
pub(super) struct InLanguages {
    pub(super) label: String,
    /// May be empty.
    pub(super) hint: String,
    pub(super) is_long: bool,
    pub(super) fields: Vec<InLanguage>,
}

/// A text in one language.
pub(super) struct InLanguage {
    pub(super) name: String,
    pub(super) lang: &'static str,
    pub(super) label: String,
    pub(super) value: String,
}

impl InLanguages {
    pub(super) fn of(t: &Texts, sent: &Sent, id: &str, label: String) -> Self {
        let languages = [
            ("es", t.desk_settings_in_spanish()),
            ("en", t.desk_settings_in_english()),
            ("pt-BR", t.desk_settings_in_portuguese()),
        ];
        let field = |((lang, label), end): ((&'static str, String), &str)| {
            let name = format!("{id}_{end}");
            InLanguage {
                value: sent.get(&name).to_owned(),
                name,
                lang,
                label,
            }
        };
        Self {
            label,
            hint: String::new(),
            is_long: false,
            fields: languages.into_iter().zip(ENDS).map(field).collect(),
        }
    }

    pub(super) fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    pub(super) fn long(self) -> Self {
        Self {
            is_long: true,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(labels: &[&str]) -> Sent {
        let mut sent = Sent::default();
        for (row, label) in labels.iter().enumerate() {
            sent.set(format!("punto_{row}_id"), "");
            sent.set(format!("punto_{row}_texto_es"), *label);
        }
        sent
    }

    fn after(labels: &[&str], order: &str) -> Vec<String> {
        let mut sent = list(labels);
        sent.set("hacer", order);
        assert!(sent.arrange(), "{order}");
        (0..sent.rows("punto"))
            .map(|row| sent.get(&format!("punto_{row}_texto_es")).to_owned())
            .collect()
    }

    #[test]
    fn rows_are_added_moved_and_taken_out() {
        assert_eq!(after(&["a", "b"], "agregar punto"), ["a", "b", ""]);
        assert_eq!(after(&["a", "b", "c"], "subir punto 2"), ["a", "c", "b"]);
        assert_eq!(after(&["a", "b"], "subir punto 0"), ["a", "b"]);
        assert_eq!(after(&["a", "b", "c"], "bajar punto 0"), ["b", "a", "c"]);
        assert_eq!(after(&["a", "b"], "bajar punto 1"), ["a", "b"]);
        assert_eq!(after(&["a", "b", "c"], "quitar punto 1"), ["a", "c"]);
        assert_eq!(after(&["a"], "quitar punto 0"), [""; 0]);
    }

    #[test]
    fn rows_within_rows_go_with_them() {
        let mut sent = list(&["a", "b"]);
        sent.set("punto_1_opcion_0_id", "x");
        sent.set("hacer", "subir punto 1");

        sent.arrange();

        assert_eq!(sent.rows("punto_0_opcion"), 1);
        assert_eq!(sent.rows("punto_1_opcion"), 0);
    }

    #[test]
    fn what_no_button_says_arranges_nothing() {
        for order in ["", "quitar punto 9", "quitar punto -1", "borrar punto 0"] {
            let mut sent = list(&["a"]);
            sent.set("hacer", order);
            assert!(!sent.arrange(), "{order}");
            assert_eq!(sent.rows("punto"), 1);
        }
    }
}
