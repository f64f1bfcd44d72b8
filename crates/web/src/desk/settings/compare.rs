//! The fields of a form of the settings as they are kept by now, beside what was typed.

use text::Texts;

use super::sent::{InLanguages, Sent};
use crate::desk::difference::{Difference, Differences};
use crate::desk::queue::Choice;

/// Goes through the fields of a form in their order and gathers those that are not the same.
pub(super) struct Comparison<'a> {
    pub(super) t: &'a Texts,
    stored: &'a Sent,
    typed: &'a Sent,
    found: Differences<'a>,
    /// What the fields at hand belong to; may be empty.
    group: String,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(t: &'a Texts, stored: &'a Sent, typed: &'a Sent) -> Self {
        Self {
            t,
            stored,
            typed,
            found: Differences::new(t),
            group: String::new(),
        }
    }

    /// All that is not the same.
    pub(super) fn all(self) -> Vec<Difference> {
        self.found.all()
    }

    fn label(&self, label: String) -> String {
        if self.group.is_empty() {
            label
        } else {
            format!("{} · {label}", self.group)
        }
    }

    /// A text.
    pub(super) fn line(&mut self, field: &str, label: String) {
        let label = self.label(label);
        let (stored, typed) = (self.stored.get(field), self.typed.get(field));
        self.found.text(label, stored, typed);
    }

    /// One of several.
    pub(super) fn choice(&mut self, field: &str, label: String, all: &[Choice]) {
        let label = self.label(label);
        let (stored, typed) = (self.stored.get(field), self.typed.get(field));
        self.found.choice(label, all, stored, typed);
    }

    /// A box.
    pub(super) fn tick(&mut self, field: &str, label: String) {
        let label = self.label(label);
        let (stored, typed) = (self.stored.is_ticked(field), self.typed.is_ticked(field));
        self.found.tick(label, stored, typed);
    }

    /// A text in its languages.
    pub(super) fn three(&mut self, field: &str, label: String) {
        self.group(label, |both| both.languages(field));
    }

    /// The languages of a text, in a group that says which.
    pub(super) fn languages(&mut self, field: &str) {
        for one in InLanguages::of(self.t, self.typed, field, String::new()).fields {
            self.line(&one.name, one.label);
        }
    }

    /// Fields that belong together.
    pub(super) fn group(&mut self, title: String, fields: impl FnOnce(&mut Self)) {
        let title = self.label(title);
        let outer = std::mem::replace(&mut self.group, title);
        fields(self);
        self.group = outer;
    }

    /// The rows of a list, as many as one of both has: `title` gets the number that people read,
    /// `fields` the beginning of the names of the controls.
    pub(super) fn rows(
        &mut self,
        list: &str,
        title: impl Fn(usize) -> String,
        fields: impl Fn(&mut Self, &str),
    ) {
        let most = self.stored.rows(list).max(self.typed.rows(list));
        for row in 0..most {
            let name = format!("{list}_{row}");
            self.group(title(row + 1), |both| fields(both, &name));
        }
    }
}
