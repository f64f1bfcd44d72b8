//! Sentences in which some words stand out, without markup in the message files.

use text::FluentValue;

/// Where words that stand out begin and end within a text; nobody types these.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A sentence in pieces.
pub(super) struct Rich(pub(super) Vec<Piece>);

/// Some words of a sentence.
pub(super) struct Piece {
    pub(super) stands_out: bool,
    pub(super) words: String,
}

/// An argument of a message that stands out in the sentence.
pub(super) fn strong(words: &str) -> FluentValue<'static> {
    let plain: String = words
        .chars()
        .filter(|c| !matches!(*c, OPEN | CLOSE))
        .collect();
    format!("{OPEN}{plain}{CLOSE}").into()
}

impl Rich {
    /// Takes a message with [`strong`] arguments apart.
    pub(super) fn of(text: &str) -> Self {
        let mut pieces = Vec::new();
        for part in text.split_inclusive([OPEN, CLOSE]) {
            let stands_out = part.ends_with(CLOSE);
            let words = part.trim_end_matches([OPEN, CLOSE]);
            if !words.is_empty() {
                pieces.push(Piece {
                    stands_out,
                    words: words.to_owned(),
                });
            }
        }
        Self(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_arguments_stand_out() {
        let FluentValue::String(name) = strong("Ana \u{e001}Ruiz") else {
            panic!()
        };

        let rich = Rich::of(&format!("{name} tomó el caso de {name}."));

        let pieces: Vec<_> = rich
            .0
            .iter()
            .map(|piece| (piece.stands_out, piece.words.as_str()))
            .collect();
        assert_eq!(
            pieces,
            [
                (true, "Ana Ruiz"),
                (false, " tomó el caso de "),
                (true, "Ana Ruiz"),
                (false, ".")
            ]
        );
    }
}
