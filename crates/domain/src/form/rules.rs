//! What the form of a topic may be: the limits that its builder keeps.

use super::{Choice, Field, FieldError, FieldKind, Form, required, within};
use crate::Localized;
use crate::thanks::fold;

/// The most questions of a topic.
pub const MAX_FIELDS: usize = 20;

/// The most options of a choice.
pub const MAX_OPTIONS: usize = 20;

/// The longest time until an answer, in days.
pub const MAX_ANSWER_DAYS: u16 = 365;

/// The longest name of a topic, in characters.
pub const MAX_NAME: usize = 80;

/// The longest sentence of a topic, question or option, in characters.
pub const MAX_SENTENCE: usize = 160;

/// The icons to choose from, by their names in the style sheet.
pub const ICONS: [&str; 16] = [
    "truck", "box", "crack", "pin", "clock", "money", "receipt", "scale", "book", "chat", "star",
    "alertc", "user", "building", "globe", "shield",
];

/// Names of controls that every form has already.
const RESERVED: [&str; 5] = [
    "asunto",
    "descripcion",
    "subject",
    "description",
    "document_number",
];

/// Something to mend in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub at: Place,
    /// What.
    pub fault: Fault,
}

/// A place in a form. A language is its place in [`Localized::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The name of the topic.
    Name(usize),
    /// The line below it.
    Hint(usize),
    /// The heading of the details step.
    Heading(usize),
    /// The error for an empty description.
    DescriptionMissing(usize),
    /// The icon.
    Icon,
    /// The days until an answer.
    AnswerDays,
    /// The questions as a whole.
    Fields,
    /// The words of a question.
    Label(usize, usize),
    /// The help of a question.
    Help(usize, usize),
    /// The currency of a question.
    Currency(usize),
    /// The options of a question as a whole.
    Options(usize),
    /// The words of an option: question, option, language.
    Option(usize, usize, usize),
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A text is missing or too long.
    Text(FieldError),
    /// More than so many.
    TooMany(usize),
    /// A choice needs at least two options.
    TooFew,
    /// Two have the same words.
    Twice,
    /// None of those that there are.
    Unknown,
    /// A number out of its range.
    OutOfRange,
}

impl Form {
    /// Everything to mend, in the order of the form; empty if it can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Found::default();
        found.text(&self.name, MAX_NAME, Place::Name);
        found.optional(&self.hint, MAX_SENTENCE, Place::Hint);
        found.text(&self.heading, MAX_SENTENCE, Place::Heading);
        found.text(
            &self.description_missing,
            MAX_SENTENCE,
            Place::DescriptionMissing,
        );
        if !ICONS.contains(&self.icon.as_str()) {
            found.add(Place::Icon, Fault::Unknown);
        }
        if !(1..=MAX_ANSWER_DAYS).contains(&self.answer_days) {
            found.add(Place::AnswerDays, Fault::OutOfRange);
        }
        if self.fields.len() > MAX_FIELDS {
            found.add(Place::Fields, Fault::TooMany(MAX_FIELDS));
        }
        for (at, field) in self.fields.iter().enumerate() {
            found.field(at, field);
            let same = |other: &Field| fold(&other.label.es) == fold(&field.label.es);
            if !field.label.es.is_empty() && self.fields[..at].iter().any(same) {
                found.add(Place::Label(at, 0), Fault::Twice);
            }
        }
        found.0
    }

    /// Gives an id to every question and option that has none, or one that cannot be used.
    pub fn name_parts(&mut self) {
        let mut taken: Vec<String> = RESERVED.map(str::to_owned).to_vec();
        for field in &mut self.fields {
            name_part(&mut field.id, &field.label.es, "pregunta", &mut taken);
            if let FieldKind::Choice { options } = &mut field.kind {
                let mut taken = Vec::new();
                for option in options {
                    name_part(&mut option.id, &option.label.es, "opcion", &mut taken);
                }
            }
        }
    }
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, at: Place, fault: Fault) {
        self.0.push(Problem { at, fault });
    }

    /// Spanish is needed; the other languages fall back to it.
    fn text(&mut self, text: &Localized, most: usize, place: impl Fn(usize) -> Place) {
        if let Err(FieldError::Missing) = required(&text.es, most) {
            self.add(place(0), Fault::Text(FieldError::Missing));
        }
        self.optional(text, most, place);
    }

    fn optional(&mut self, text: &Localized, most: usize, place: impl Fn(usize) -> Place) {
        for (language, words) in text.all().into_iter().enumerate() {
            if let Err(error) = within(words, most) {
                self.add(place(language), Fault::Text(error));
            }
        }
    }

    fn field(&mut self, at: usize, field: &Field) {
        self.text(&field.label, MAX_SENTENCE, |language| {
            Place::Label(at, language)
        });
        self.optional(&field.hint, MAX_SENTENCE, |language| {
            Place::Help(at, language)
        });
        match &field.kind {
            FieldKind::Line | FieldKind::Text | FieldKind::Tracking { .. } | FieldKind::Date => {}
            FieldKind::Money { currency } => {
                if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    self.add(Place::Currency(at), Fault::Unknown);
                }
            }
            FieldKind::Choice { options } => self.options(at, options),
        }
    }

    fn options(&mut self, at: usize, options: &[Choice]) {
        if options.len() < 2 {
            self.add(Place::Options(at), Fault::TooFew);
        }
        if options.len() > MAX_OPTIONS {
            self.add(Place::Options(at), Fault::TooMany(MAX_OPTIONS));
        }
        for (number, option) in options.iter().enumerate() {
            self.text(&option.label, MAX_SENTENCE, |language| {
                Place::Option(at, number, language)
            });
            let same = |other: &Choice| fold(&other.label.es) == fold(&option.label.es);
            if !option.label.es.is_empty() && options[..number].iter().any(same) {
                self.add(Place::Option(at, number, 0), Fault::Twice);
            }
        }
    }
}

/// A name made of words: lower-case letters and digits, `between` them, not yet among `taken`.
pub fn name_of(words: &str, otherwise: &str, between: char, taken: &[String]) -> String {
    let mut name = String::new();
    for letter in fold(words).chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with(between) {
            name.push(between);
        }
    }
    name.truncate(40);
    let name = name.trim_matches(between);
    let name = if name.is_empty() { otherwise } else { name };
    let is_free = |name: &String| !taken.contains(name);
    std::iter::once(name.to_owned())
        // One more than are taken is always free.
        .chain((2..=taken.len() + 2).map(|number| format!("{name}{between}{number}")))
        .find(is_free)
        .unwrap_or_default()
}

fn name_part(id: &mut String, words: &str, otherwise: &str, taken: &mut Vec<String>) {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let is_good = (1..=48).contains(&id.len()) && id.bytes().all(plain) && !taken.contains(id);
    if !is_good {
        *id = name_of(words, otherwise, '_', taken);
    }
    taken.push(id.clone());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::legal::Days;
    use proptest::prelude::*;

    fn form(fields: Vec<Field>) -> Form {
        let text = || Localized::new("Texto", "", "");
        Form {
            name: text(),
            hint: Localized::default(),
            heading: text(),
            icon: "truck".into(),
            answer_days: 15,
            kind: crate::ticket::TicketKind::default(),
            answer_counts: Days::Business,
            description_missing: text(),
            fields,
        }
    }

    fn field(label: &str, kind: FieldKind) -> Field {
        Field {
            id: String::new(),
            label: Localized::new(label, "", ""),
            hint: Localized::default(),
            required: true,
            kind,
        }
    }

    fn choice(labels: &[&str]) -> FieldKind {
        let option = |label: &&str| Choice {
            id: String::new(),
            label: Localized::new(label, "", ""),
        };
        FieldKind::Choice {
            options: labels.iter().map(option).collect(),
        }
    }

    fn faults(form: &Form) -> Vec<(Place, Fault)> {
        form.problems()
            .into_iter()
            .map(|problem| (problem.at, problem.fault))
            .collect()
    }

    #[test]
    fn what_is_missing_or_too_much_is_told_with_its_place() {
        let mut wrong = form(vec![
            field("", FieldKind::Line),
            field("Uno", choice(&["Sí"])),
            field("uno", choice(&["Sí", "SÍ", ""])),
            field(
                "Valor",
                FieldKind::Money {
                    currency: "cop".into(),
                },
            ),
        ]);
        wrong.name = Localized::new("", &"x".repeat(MAX_NAME + 2), "");
        wrong.icon = "cohete".into();
        wrong.answer_days = 0;

        assert_eq!(
            faults(&wrong),
            [
                (Place::Name(0), Fault::Text(FieldError::Missing)),
                (Place::Name(1), Fault::Text(FieldError::TooLong(2))),
                (Place::Icon, Fault::Unknown),
                (Place::AnswerDays, Fault::OutOfRange),
                (Place::Label(0, 0), Fault::Text(FieldError::Missing)),
                (Place::Options(1), Fault::TooFew),
                (Place::Option(2, 1, 0), Fault::Twice),
                (Place::Option(2, 2, 0), Fault::Text(FieldError::Missing)),
                (Place::Label(2, 0), Fault::Twice),
                (Place::Currency(3), Fault::Unknown),
            ]
        );
    }

    #[test]
    fn there_is_room_for_so_many_questions() {
        let many = |count| {
            let label = |number| format!("Pregunta {number}");
            form(
                (0..count)
                    .map(|number| field(&label(number), FieldKind::Line))
                    .collect(),
            )
        };

        assert_eq!(faults(&many(MAX_FIELDS)), []);
        assert_eq!(
            faults(&many(MAX_FIELDS + 1)),
            [(Place::Fields, Fault::TooMany(MAX_FIELDS))]
        );
    }

    #[test]
    fn parts_get_names_of_their_own_and_keep_those_they_have() {
        let mut named = form(vec![
            field("¿Cuándo debía llegar?", FieldKind::Date),
            field("¿Cuándo debía llegar…?", FieldKind::Date),
            field("Asunto", choice(&["Está detenido", "???"])),
        ]);
        named.fields[1].id = "fecha".into();

        named.name_parts();
        let ids: Vec<_> = named.fields.iter().map(|field| field.id.as_str()).collect();

        assert_eq!(ids, ["cuando_debia_llegar", "fecha", "asunto_2"]);
        let FieldKind::Choice { options } = &named.fields[2].kind else {
            panic!("a choice");
        };
        assert_eq!(options[0].id, "esta_detenido");
        assert_eq!(options[1].id, "opcion");
        let again = named.clone();
        named.name_parts();
        assert_eq!(named, again);
    }

    proptest! {
        #[test]
        fn names_are_plain_and_unique(words in ".{0,80}", taken in proptest::collection::vec("[a-z]{1,3}", 0..5)) {
            let name = name_of(&words, "tema", '-', &taken);
            prop_assert!(!name.is_empty() && name.len() <= 48, "{}", name);
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", name);
            prop_assert!(!taken.contains(&name));
        }
    }
}
