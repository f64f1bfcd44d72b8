//! What somebody else saved while a form was filled in: what is kept by now beside what was typed,
//! field by field (case L9).

use text::Texts;

use super::queue::Choice;

/// The most characters of a text that are shown.
const SHOWN: usize = 240;

/// How many characters that are the same stand before those that are not.
const BEFORE: usize = 40;

/// A field that is kept otherwise than it was typed.
#[derive(Debug)]
pub(crate) struct Difference {
    pub(crate) label: String,
    pub(crate) stored: String,
    pub(crate) typed: String,
}

/// Gathers them in the order of the form.
pub(crate) struct Differences<'a> {
    t: &'a Texts,
    found: Vec<Difference>,
}

impl<'a> Differences<'a> {
    pub(crate) fn new(t: &'a Texts) -> Self {
        Self {
            t,
            found: Vec::new(),
        }
    }

    /// A text. Browsers send line breaks of their own.
    pub(crate) fn text(&mut self, label: String, stored: &str, typed: &str) {
        let plain = |text: &str| text.trim().replace("\r\n", "\n");
        let (stored, typed) = (plain(stored), plain(typed));
        if stored != typed {
            let (stored, typed) = excerpts(&stored, &typed);
            self.add(label, stored, typed);
        }
    }

    /// One of several.
    pub(crate) fn choice(&mut self, label: String, all: &[Choice], stored: &str, typed: &str) {
        let words = |value: &str| {
            let found = all.iter().find(|one| one.value == value);
            found.map_or_else(|| value.to_owned(), |one| one.words.clone())
        };
        if stored != typed {
            self.add(label, words(stored), words(typed));
        }
    }

    /// A box that is ticked or not.
    pub(crate) fn tick(&mut self, label: String, stored: bool, typed: bool) {
        let t = self.t;
        let words = |is_ticked| if is_ticked { t.yes() } else { t.no() };
        if stored != typed {
            self.add(label, words(stored), words(typed));
        }
    }

    fn add(&mut self, label: String, stored: String, typed: String) {
        let t = self.t;
        let said = |words: String| {
            if words.is_empty() {
                t.desk_settings_differ_empty()
            } else {
                words
            }
        };
        self.found.push(Difference {
            label,
            stored: said(stored),
            typed: said(typed),
        });
    }

    /// All of them.
    pub(crate) fn all(self) -> Vec<Difference> {
        self.found
    }
}

/// Both texts; of long ones the part from where they are not the same any more.
fn excerpts(one: &str, other: &str) -> (String, String) {
    let is_long = |text: &str| text.chars().count() > SHOWN;
    let first = if is_long(one) || is_long(other) {
        let pairs = one.chars().zip(other.chars());
        let same = pairs.take_while(|(one, other)| one == other).count();
        same.saturating_sub(BEFORE)
    } else {
        0
    };
    (excerpt(one, first), excerpt(other, first))
}

fn excerpt(text: &str, first: usize) -> String {
    let part: String = text.chars().skip(first).take(SHOWN).collect();
    let before = if first > 0 { "…" } else { "" };
    let after = if text.chars().count() > first + SHOWN {
        "…"
    } else {
        ""
    };
    format!("{before}{part}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_shown_whole() {
        assert_eq!(excerpts("uno", "dos"), ("uno".into(), "dos".into()));
        assert_eq!(excerpts("", "dos"), (String::new(), "dos".into()));
    }

    #[test]
    fn of_long_texts_the_part_that_differs_is_shown() {
        let same = "ñ".repeat(1000);
        let (one, other) = excerpts(&format!("{same}uno"), &format!("{same}dos{same}"));

        let before = "ñ".repeat(BEFORE);
        assert_eq!(one, format!("…{before}uno"));
        assert!(other.starts_with(&format!("…{before}dos")), "{other}");
        assert_eq!(other.chars().count(), SHOWN + 2);
    }
}
