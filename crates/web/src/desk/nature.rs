//! Priority and kind of a ticket in words, and as choices of a form.

use domain::ticket::{Priority, TicketKind};
use text::Texts;

use super::queue::Choice;

/// How much a ticket presses.
pub(super) fn priority_words(t: &Texts, priority: Priority) -> String {
    match priority {
        Priority::Low => t.priority_low(),
        Priority::Normal => t.priority_normal(),
        Priority::High => t.priority_high(),
        Priority::Urgent => t.priority_urgent(),
    }
}

/// What kind of request it is.
pub(super) fn kind_words(t: &Texts, kind: TicketKind) -> String {
    match kind {
        TicketKind::Question => t.kind_question(),
        TicketKind::Incident => t.kind_incident(),
        TicketKind::Request => t.kind_request(),
        TicketKind::Complaint => t.kind_complaint(),
    }
}

/// The priorities to choose from.
pub(super) fn priorities(t: &Texts, chosen: &str) -> Vec<Choice> {
    let choice = |one: &Priority| Choice {
        value: one.name().to_owned(),
        words: priority_words(t, *one),
        is_chosen: one.name() == chosen,
    };
    Priority::ALL.iter().map(choice).collect()
}

/// The kinds to choose from.
pub(super) fn kinds(t: &Texts, chosen: &str) -> Vec<Choice> {
    let choice = |one: &TicketKind| Choice {
        value: one.name().to_owned(),
        words: kind_words(t, *one),
        is_chosen: one.name() == chosen,
    };
    TicketKind::ALL.iter().map(choice).collect()
}

/// The same, with one for whatever.
pub(super) fn with_any(t: &Texts, choices: Vec<Choice>) -> Vec<Choice> {
    let any = Choice {
        value: String::new(),
        words: t.desk_filter_any(),
        is_chosen: choices.iter().all(|choice| !choice.is_chosen),
    };
    std::iter::once(any).chain(choices).collect()
}
