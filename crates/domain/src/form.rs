//! Topics and the questions they ask.

pub mod rules;

use serde::{Deserialize, Serialize};

use crate::calendar::Term;
use crate::legal::Days;
use crate::ticket::{Answer, TicketKind};
use crate::tracking::{InvalidTracking, parse_s10};
use crate::{Localized, TeamId, TopicId};

/// The longest one-line answer, in characters.
pub const MAX_LINE: usize = 200;

/// The longest long answer, in characters.
pub const MAX_TEXT: usize = 3_000;

/// What tickets are filed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its key.
    pub id: TopicId,
    /// Its name in addresses: lower case, digits and dashes, unique.
    pub slug: String,
    /// Its place in the list.
    pub position: i32,
    /// Whether new tickets may be filed under it.
    pub is_active: bool,
    /// The team that gets its tickets.
    pub team: TeamId,
    /// Everything that is shown and asked.
    pub form: Form,
}

/// The texts and questions of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// "Mi envío no llega".
    pub name: Localized,
    /// One line below the name.
    pub hint: Localized,
    /// The heading of the details step: "Cuéntenos sobre su envío".
    pub heading: Localized,
    /// The icon's name in the style sheet, such as `truck`.
    pub icon: String,
    /// Days until the requester is to have an answer.
    pub answer_days: u16,
    /// What kind of request its tickets are, as long as nobody says otherwise.
    #[serde(default, rename = "type")]
    pub kind: TicketKind,
    /// Which days those are.
    #[serde(default)]
    pub answer_counts: Days,
    /// The error for an empty description: "Cuéntenos qué pasó con su envío".
    pub description_missing: Localized,
    /// The questions, in order; subject and description follow them.
    pub fields: Vec<Field>,
}

impl Form {
    /// The term in which the requester is to have an answer.
    pub fn answer_term(&self) -> Term {
        self.answer_counts.term(self.answer_days)
    }

    /// The question for a tracking number, if the topic asks for one.
    pub fn tracking_field(&self) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| matches!(field.kind, FieldKind::Tracking { .. }))
    }

    /// The tracking number among the answers, if the topic asks for one and it was given.
    pub fn tracking_of(&self, answers: &[Answer]) -> Option<String> {
        let field = self.tracking_field()?;
        answers
            .iter()
            .find(|answer| answer.field == field.id)
            .map(|answer| answer.text.clone())
    }
}

/// A question of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name within the form: lower-case letters, digits and `_`.
    pub id: String,
    /// The question.
    pub label: Localized,
    /// How to find the answer; may be empty.
    #[serde(default)]
    pub hint: Localized,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// What an answer looks like.
    #[serde(flatten)]
    pub kind: FieldKind,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A tracking number. With `s10_only` other forms than S10 are refused.
    Tracking {
        /// Whether only numbers of UPU S10 exist here.
        #[serde(default)]
        s10_only: bool,
    },
    /// One of some options.
    Choice {
        /// The options, at least two.
        options: Vec<Choice>,
    },
    /// A date in three numbers.
    Date,
    /// An amount in whole units of a currency.
    Money {
        /// ISO 4217 code.
        currency: String,
    },
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The value in the form.
    pub id: String,
    /// The words.
    pub label: Localized,
}

/// What is wrong with one answer. The texts are in the message files, by [`code`](Self::code).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Nothing was answered.
    Missing,
    /// Too long by so many characters.
    TooLong(usize),
    /// No tracking number.
    TrackingForm,
    /// A digit of the tracking number is wrong.
    TrackingCheck,
    /// None of the options.
    NotAnOption,
    /// No date that exists.
    NotADate,
    /// No whole amount.
    NotAnAmount,
    /// Not an address for mail.
    NotAnEmail,
    /// No telephone number.
    NotAPhone,
}

impl FieldError {
    /// A stable name, also the end of the id of its text.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong(_) => "too-long",
            Self::TrackingForm => "tracking-form",
            Self::TrackingCheck => "tracking-check",
            Self::NotAnOption => "not-an-option",
            Self::NotADate => "not-a-date",
            Self::NotAnAmount => "not-an-amount",
            Self::NotAnEmail => "not-an-email",
            Self::NotAPhone => "not-a-phone",
        }
    }
}

impl Field {
    /// Checks what was typed and gives the answer to keep, none if nothing was asked for and given.
    ///
    /// `typed` is the one value of the field; a date comes as `day-month-year`.
    ///
    /// # Errors
    ///
    /// The [`FieldError`] to show beside the field.
    pub fn check(&self, typed: &str, language: &str) -> Result<Option<Answer>, FieldError> {
        let typed = typed.trim();
        let empty =
            typed.is_empty() || (self.kind == FieldKind::Date && typed.chars().all(|c| c == '-'));
        if empty {
            return if self.required {
                Err(FieldError::Missing)
            } else {
                Ok(None)
            };
        }
        let text = match &self.kind {
            FieldKind::Line => within(typed, MAX_LINE)?,
            FieldKind::Text => within(typed, MAX_TEXT)?,
            FieldKind::Tracking { s10_only } => tracking(typed, *s10_only)?,
            FieldKind::Choice { options } => {
                let option = options
                    .iter()
                    .find(|option| option.id == typed)
                    .ok_or(FieldError::NotAnOption)?;
                option.label.get(language).to_owned()
            }
            FieldKind::Date => date(typed)?.to_string(),
            FieldKind::Money { .. } => amount(typed)?.to_string(),
        };
        Ok(Some(Answer {
            field: self.id.clone(),
            label: self.label.get(language).to_owned(),
            text,
        }))
    }
}

/// The text, if it has at most `most` characters.
///
/// # Errors
///
/// [`FieldError::TooLong`] with the number of characters over.
pub fn within(text: &str, most: usize) -> Result<String, FieldError> {
    match text.chars().count().checked_sub(most) {
        None | Some(0) => Ok(text.to_owned()),
        Some(over) => Err(FieldError::TooLong(over)),
    }
}

/// The text without what no page shows, if there is one of at most `most` characters, counted as
/// they were typed.
///
/// # Errors
///
/// [`FieldError::Missing`] or [`FieldError::TooLong`].
pub fn required(text: &str, most: usize) -> Result<String, FieldError> {
    let shown = printable(text);
    if shown.is_empty() {
        return Err(FieldError::Missing);
    }
    within(&text.replace("\r\n", "\n"), most)?;
    Ok(shown)
}

/// The text without what surrounds it and without characters that cannot be shown; line breaks and
/// tabs stay. PostgreSQL, for one, keeps no NUL.
pub fn printable(text: &str) -> String {
    let is_shown = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.trim().chars().filter(is_shown).collect()
}

/// A telephone number as typed: 7 to 20 characters of digits, spaces, `+ - ( ) .`; empty is fine.
///
/// # Errors
///
/// [`FieldError::NotAPhone`].
pub fn phone(text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-().".contains(c));
    if text.is_empty() || (plain && (7..=15).contains(&digits) && text.len() <= 25) {
        Ok(text.to_owned())
    } else {
        Err(FieldError::NotAPhone)
    }
}

/// An S10 number is checked; a carrier's own number is 6 to 35 letters, digits and dashes.
fn tracking(typed: &str, s10_only: bool) -> Result<String, FieldError> {
    match parse_s10(typed) {
        Ok(number) => Ok(number),
        Err(InvalidTracking::Check) => Err(FieldError::TrackingCheck),
        Err(InvalidTracking::Form) if s10_only => Err(FieldError::TrackingForm),
        Err(InvalidTracking::Form) => {
            let number: String = typed
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| c.to_ascii_uppercase())
                .collect();
            // Two letters at each end are meant as S10: say what is missing there.
            let letters = |part: &[u8]| part.iter().all(u8::is_ascii_uppercase);
            let bytes = number.as_bytes();
            let like_s10 =
                bytes.len() >= 4 && letters(&bytes[..2]) && letters(&bytes[bytes.len() - 2..]);
            let plain = bytes
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
            if (6..=35).contains(&bytes.len()) && plain && !like_s10 {
                Ok(number)
            } else {
                Err(FieldError::TrackingForm)
            }
        }
    }
}

fn date(typed: &str) -> Result<jiff::civil::Date, FieldError> {
    let mut parts = typed
        .splitn(3, '-')
        .map(|part| part.trim().parse::<i16>().ok());
    let mut next = || parts.next().flatten().ok_or(FieldError::NotADate);
    let (day, month, year) = (next()?, next()?, next()?);
    let small = |number: i16| i8::try_from(number).map_err(|_| FieldError::NotADate);
    if !(1900..=2200).contains(&year) {
        return Err(FieldError::NotADate);
    }
    jiff::civil::Date::new(year, small(month)?, small(day)?).map_err(|_| FieldError::NotADate)
}

/// Whole units; points, spaces and a currency sign are left out, a fraction is refused.
fn amount(typed: &str) -> Result<i64, FieldError> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !"$.'".contains(*c))
        .collect();
    let plain =
        (1..=13).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        digits.parse().map_err(|_| FieldError::NotAnAmount)
    } else {
        Err(FieldError::NotAnAmount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(kind: FieldKind, required: bool) -> Field {
        Field {
            id: "f".into(),
            label: Localized::new("Pregunta", "Question", ""),
            hint: Localized::default(),
            required,
            kind,
        }
    }

    fn text_of(kind: FieldKind, typed: &str) -> Result<String, FieldError> {
        field(kind, true)
            .check(typed, "es")
            .map(|answer| answer.map(|answer| answer.text).unwrap_or_default())
    }

    #[test]
    fn an_empty_answer_is_an_error_only_where_one_is_needed() {
        assert_eq!(
            field(FieldKind::Line, true).check("  ", "es"),
            Err(FieldError::Missing)
        );
        assert_eq!(field(FieldKind::Line, false).check("", "es"), Ok(None));
        assert_eq!(field(FieldKind::Date, false).check("--", "es"), Ok(None));
    }

    #[test]
    fn tracking_numbers_of_other_carriers_pass_unless_only_s10_exists() {
        let any = FieldKind::Tracking { s10_only: false };
        let s10 = FieldKind::Tracking { s10_only: true };

        assert_eq!(
            text_of(any.clone(), "990123456789").as_deref(),
            Ok("990123456789")
        );
        assert_eq!(
            text_of(s10.clone(), "990123456789"),
            Err(FieldError::TrackingForm)
        );
        assert_eq!(
            text_of(any.clone(), "RR12345678CO"),
            Err(FieldError::TrackingForm)
        );
        assert_eq!(
            text_of(any, "RR473124828CO"),
            Err(FieldError::TrackingCheck)
        );
        assert_eq!(
            text_of(s10, "rr473124829co").as_deref(),
            Ok("RR473124829CO")
        );
    }

    #[test]
    fn dates_must_exist() {
        assert_eq!(
            text_of(FieldKind::Date, "4-3-2026").as_deref(),
            Ok("2026-03-04")
        );
        for typed in ["31-2-2026", "4-13-2026", "x", "4-3", "4-3-99999", "1-1-1"] {
            assert_eq!(
                text_of(FieldKind::Date, typed),
                Err(FieldError::NotADate),
                "{typed}"
            );
        }
    }

    #[test]
    fn amounts_are_whole() {
        let money = || FieldKind::Money {
            currency: "COP".into(),
        };
        assert_eq!(text_of(money(), "$ 620.000").as_deref(), Ok("620000"));
        for typed in ["12,5", "-3", "mucho", "99999999999999"] {
            assert_eq!(
                text_of(money(), typed),
                Err(FieldError::NotAnAmount),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_form_survives_being_kept_as_json() {
        let form = field(
            FieldKind::Choice {
                options: vec![Choice {
                    id: "a".into(),
                    label: Localized::new("A", "", ""),
                }],
            },
            true,
        );

        let json = serde_json::to_string(&form).unwrap();

        assert_eq!(serde_json::from_str::<Field>(&json).unwrap(), form);
    }

    proptest! {
        #[test]
        fn random_answers_never_panic(typed in ".{0,300}") {
            for kind in [FieldKind::Line, FieldKind::Text, FieldKind::Tracking { s10_only: false }, FieldKind::Date, FieldKind::Money { currency: "COP".into() }] {
                let _ = field(kind, true).check(&typed, "pt-BR");
            }
            let _ = phone(&typed);
        }
    }
}
