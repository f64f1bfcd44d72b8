//! Answers to the questions of a topic, as people read them.

use domain::form::{Field, FieldKind, Topic};
use domain::ticket::Answer;
use jiff::civil::Date;

use crate::visit::Visit;

/// The field under which the identity document stands among the answers.
pub(crate) use domain::ticket::DOCUMENT;

/// The question of an answer in the reader's language; as it was asked if it is asked no more.
pub(crate) fn question(v: &Visit, topic: &Topic, answer: &Answer) -> String {
    field(topic, answer)
        .map_or(answer.label.as_str(), |field| field.label.get(v.tag()))
        .to_owned()
}

/// Whether only who proved the address may read the answer: identity documents and amounts.
pub(crate) fn is_private(topic: &Topic, answer: &Answer) -> bool {
    let kind = field(topic, answer).map(|field| &field.kind);
    answer.field == DOCUMENT || matches!(kind, Some(FieldKind::Money { .. }))
}

/// The answer with dates and amounts as the reader's locale writes them.
pub(crate) fn text(v: &Visit, topic: &Topic, answer: &Answer) -> String {
    let shown = match field(topic, answer).map(|field| &field.kind) {
        Some(FieldKind::Date) => answer
            .text
            .parse::<Date>()
            .ok()
            .map(|date| v.t.long_date(date, v.now.date())),
        Some(FieldKind::Money { currency }) => {
            let amount = answer.text.parse().ok().map(|amount| v.t.number(amount));
            amount.map(|amount| {
                v.t.number_money(amount, v.t.number_currency(currency.as_str()))
            })
        }
        Some(
            FieldKind::Line
            | FieldKind::Text
            | FieldKind::Tracking { .. }
            | FieldKind::Choice { .. },
        )
        | None => None,
    };
    shown.unwrap_or_else(|| answer.text.clone())
}

fn field<'a>(topic: &'a Topic, answer: &Answer) -> Option<&'a Field> {
    topic
        .form
        .fields
        .iter()
        .find(|field| field.id == answer.field)
}
