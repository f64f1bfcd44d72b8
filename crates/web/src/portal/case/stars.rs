//! One to five stars with their words.

use domain::ticket::Rating;
use text::Texts;

/// One of the five radios.
#[derive(Clone, Debug)]
pub(super) struct Star {
    pub(super) value: u8,
    /// "4 estrellas: buena"
    pub(super) label: String,
    /// "4 de 5: buena"
    pub(super) text: String,
    pub(super) is_chosen: bool,
}

/// The radios from five to one: the order in which the page needs them.
pub(super) fn radios(t: &Texts, chosen: Option<u8>) -> Vec<Star> {
    let star = |value: u8| Star {
        value,
        label: t.rating_label(value, word(t, value)),
        text: value_text(t, value),
        is_chosen: chosen == Some(value),
    };
    (1..=5).rev().map(star).collect()
}

/// "4 de 5: buena"
pub(super) fn value_text(t: &Texts, stars: u8) -> String {
    t.rating_value(stars, word(t, stars))
}

fn word(t: &Texts, stars: u8) -> String {
    t.by_id(&format!("rating-{stars}")).unwrap_or_default()
}

/// A rating as it comes from a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) stars: Option<u8>,
    pub(super) comment: String,
}

impl Typed {
    pub(super) fn new(stars: &str, comment: String) -> Self {
        Self {
            stars: stars.parse().ok().filter(|stars| (1..=5).contains(stars)),
            comment,
        }
    }

    /// The rating that stands already.
    pub(super) fn of(rating: &Rating) -> Self {
        Self {
            stars: Some(rating.stars),
            comment: rating.comment.clone(),
        }
    }

    /// The rating, if stars were chosen.
    pub(super) fn rating(&self) -> Option<Rating> {
        self.stars.map(|stars| Rating {
            stars,
            comment: self.comment.clone(),
        })
    }

    /// Whether there are words but no stars: they would be lost.
    pub(super) fn lacks_stars(&self) -> bool {
        self.stars.is_none() && !self.comment.trim().is_empty()
    }
}
