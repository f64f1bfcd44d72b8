//! «Ver el efecto»: what a change would do to open tickets, in words.

use app::effect::{Effect, Moved};
use jiff::Timestamp;
use serde::Deserialize;
use text::format::upper_first;

use crate::desk::deadlines::metric_words;
use crate::visit::Visit;

/// Whether something is done, or only tried out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::desk) struct Doing {
    hacer: String,
}

impl Doing {
    pub(super) fn is_trial(&self) -> bool {
        self.hacer == "efecto"
    }
}

/// What a page shows of an effect.
pub(super) struct Trial {
    /// What a ticket that is created now would get, or which change it is.
    pub(super) examples: Vec<String>,
    pub(super) sentences: Vec<String>,
    pub(super) rows: Vec<Line>,
}

/// A ticket whose term would move.
pub(super) struct Line {
    pub(super) code: String,
    pub(super) href: String,
    pub(super) what: String,
    pub(super) before: String,
    pub(super) after: String,
}

impl Trial {
    pub(super) fn of(v: &Visit, effect: &Effect, examples: Vec<String>) -> Self {
        let number = |number: u32| v.t.number(number.into());
        let mut sentences = vec![v.t.trial_moved(effect.moved, number(effect.seen))];
        if effect.late > 0 {
            sentences.push(v.t.trial_late(effect.late));
        }
        if effect.relieved > 0 {
            sentences.push(v.t.trial_relieved(effect.relieved));
        }
        if effect.seen < effect.all {
            sentences.push(v.t.trial_part(number(effect.all), number(effect.seen)));
        }
        Self {
            examples,
            sentences,
            rows: effect.first.iter().map(|moved| line(v, moved)).collect(),
        }
    }
}

fn line(v: &Visit, moved: &Moved) -> Line {
    let day =
        |at: Option<Timestamp>| at.map_or_else(|| v.t.trial_not_measured(), |at| v.moment(&at));
    Line {
        code: moved.code.to_string(),
        href: format!("/mesa/casos/{}", moved.code),
        what: upper_first(&metric_words(&v.t, moved.metric)),
        before: day(moved.before),
        after: day(moved.after),
    }
}
