//! What people wrote, as paragraphs with links.
//!
//! Messages are plain text: nothing in them is markup. Only addresses that begin with a scheme we
//! know become links, and a link shows exactly the address that it opens (case E7).

use askama::Template;
use askama::filters::HtmlSafe;

/// Schemes that may be linked.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// A text of a person, ready to stand in a page: `{{ prose }}`.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "portal/_prose.html")]
pub(crate) struct Prose {
    paragraphs: Vec<Vec<Piece>>,
}

/// It escapes what it shows itself.
impl HtmlSafe for Prose {}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Link(String),
    Break,
}

impl Prose {
    /// Splits a text at empty lines and finds its links.
    pub(crate) fn new(text: &str) -> Self {
        let mut paragraphs = Vec::new();
        let mut lines = Vec::new();
        for line in text.lines().map(str::trim_end).chain([""]) {
            if !line.is_empty() {
                lines.push(line);
            } else if !lines.is_empty() {
                paragraphs.push(paragraph(&lines));
                lines.clear();
            }
        }
        Self { paragraphs }
    }
}

/// A sentence around one emphasised word: `{{ it.before }}<b>{{ it.word }}</b>{{ it.after }}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Emphasis {
    pub(crate) before: String,
    pub(crate) word: String,
    pub(crate) after: String,
}

impl Emphasis {
    /// The sentence of a message with the word as its one argument.
    pub(crate) fn new(message: impl Fn(&str) -> String, word: impl Into<String>) -> Self {
        let (before, after) = super::around(message);
        Self {
            before,
            word: word.into(),
            after,
        }
    }

    /// A sentence without emphasis.
    pub(crate) fn none(sentence: String) -> Self {
        Self {
            before: sentence,
            ..Self::default()
        }
    }
}

fn paragraph(lines: &[&str]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::Break);
        }
        link(line, &mut pieces);
    }
    pieces
}

fn link(line: &str, pieces: &mut Vec<Piece>) {
    let mut plain = 0;
    let mut at = 0;
    while let Some((start, length)) = next_link(line, at) {
        if start > plain {
            pieces.push(Piece::Text(line[plain..start].to_owned()));
        }
        pieces.push(Piece::Link(line[start..start + length].to_owned()));
        plain = start + length;
        at = plain;
    }
    if plain < line.len() {
        pieces.push(Piece::Text(line[plain..].to_owned()));
    }
}

/// Where the next link begins, and how long it is.
fn next_link(line: &str, from: usize) -> Option<(usize, usize)> {
    let starts = line[from..].char_indices().map(|(at, _)| from + at);
    starts.filter(|at| begins_a_word(line, *at)).find_map(|at| {
        let rest = &line[at..];
        let scheme = SCHEMES.iter().find(|scheme| {
            rest.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })?;
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let address = without_closing(&rest[..end]);
        is_honest(&address[scheme.len().min(address.len())..], scheme)
            .then_some((at, address.len()))
    })
}

fn begins_a_word(line: &str, at: usize) -> bool {
    !line[..at]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric)
}

/// Letters of any script, but nothing that is invisible or turns the direction of writing.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || (c.is_ascii_graphic() && !r#"<>"`{}|\^"#.contains(c))
}

/// The address without the punctuation of the sentence around it.
fn without_closing(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if inner.matches('(').count() <= inner.matches(')').count() => inner,
            _ => shorter.strip_suffix(']').unwrap_or(shorter),
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

/// Whether an address leads where it seems to: `https://banco.example@evil.example` does not.
fn is_honest(rest: &str, scheme: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let begins = rest.starts_with(|c: char| c.is_alphanumeric() || c == '+');
    begins && (!scheme.ends_with("//") || !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        Prose::new(text).render().unwrap()
    }

    fn links(text: &str) -> Vec<String> {
        let pieces = Prose::new(text).paragraphs.concat();
        pieces
            .into_iter()
            .filter_map(|piece| {
                if let Piece::Link(address) = piece {
                    Some(address)
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn empty_lines_part_paragraphs_and_lines_stay() {
        assert_eq!(
            html("Hola.\nSoy Ana.\n\n\n  \nGracias.\n"),
            "<p class=\"prose anywhere\">Hola.<br>Soy Ana.</p><p class=\"prose anywhere\">Gracias.</p>"
        );
        assert_eq!(html(" \n\n"), "");
    }

    #[test]
    fn e01_markup_is_text() {
        let page = html(
            "<script>alert(1)</script> \"><img src=x onerror=alert(1)> https://a.example/\"onmouseover=alert(1)",
        );

        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{page}"
        );
        assert!(page.contains("href=\"https://a.example/\""), "{page}");
    }

    #[test]
    fn e07_only_known_schemes_are_linked_and_show_where_they_lead() {
        assert_eq!(
            links(
                "Vea https://a.example/b?c=d#e, o (http://ñandú.example/x_(y)). Escriba a mailto:ana@a.example o tel:+576015550148!"
            ),
            [
                "https://a.example/b?c=d#e",
                "http://ñandú.example/x_(y)",
                "mailto:ana@a.example",
                "tel:+576015550148"
            ]
        );
        for text in [
            "javascript:alert(1)",
            "data:text/html,x",
            "www.a.example",
            "xhttps://a.example",
            "https://",
            "https:// a",
            "https://banco.example@evil.example/",
            "file:///etc/passwd",
            "vbscript:x",
            "//evil.example",
        ] {
            assert_eq!(links(text), [""; 0], "{text}");
        }
        assert_eq!(
            links("https://a.example/\u{202e}moc.live"),
            ["https://a.example/"]
        );
        assert_eq!(links("HTTPS://A.example."), ["HTTPS://A.example"]);
    }
}
