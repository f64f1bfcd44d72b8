//! Makes what people typed safe for a header line or for the body of a mail.
//!
//! Escaping for HTML is not done here: the templates do it.

/// Longest name or subject that goes into a header, in characters.
const MAX_LINE: usize = 120;

/// `typed` as one line that can neither end a header nor disguise itself.
///
/// Line breaks of every kind and control characters become one space, invisible characters that
/// turn the direction of the text go away, and `=?` is taken apart so that no mail program decodes
/// what merely looks like an encoded word (RFC 2047). Cut after 120 characters.
pub(crate) fn line(typed: &str) -> String {
    let visible: String = typed
        .chars()
        .filter(|&c| !is_deceptive(c))
        .map(|c| {
            if is_break(c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    shorten(&words.join(" ").replace("=?", "= ?"), MAX_LINE)
}

/// `typed` as text of several lines, without control characters other than the line feed.
pub(crate) fn text(typed: &str) -> String {
    let unix = typed
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{85}'], "\n")
        .replace('\u{2029}', "\n\n");
    let visible: String = unix
        .chars()
        .filter(|&c| c == '\n' || c == '\t' || !(c.is_control() || is_deceptive(c)))
        .collect();
    visible.trim().to_owned()
}

/// `long`, cut to at most `max` characters with an ellipsis.
pub(crate) fn shorten(long: &str, max: usize) -> String {
    if long.chars().count() <= max {
        return long.to_owned();
    }
    let kept: String = long.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Line and paragraph separators, beside those that `char::is_control` knows.
fn is_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that show nothing but change the order or the look of what stands beside them.
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{line, shorten, text};

    #[test]
    fn h1_a_line_has_no_break_of_any_kind() {
        let hostile = "Ana\r\nBcc: a@b.co\0\u{2028}uno\u{2029}dos\u{85}tres\u{202e}";

        assert_eq!(line(hostile), "Ana Bcc: a@b.co uno dos tres");
    }

    #[test]
    fn what_looks_like_an_encoded_word_is_taken_apart() {
        assert_eq!(
            line("=?utf-8?q?Ana=0D=0ABcc:?="),
            "= ?utf-8?q?Ana=0D=0ABcc:?="
        );
    }

    #[test]
    fn a_text_keeps_its_lines() {
        assert_eq!(
            text("uno\r\ndos\rtres\u{2028}cuatro\0\n"),
            "uno\ndos\ntres\ncuatro"
        );
    }

    #[test]
    fn a_cut_is_marked() {
        assert_eq!(shorten("señora", 4), "señ…");
        assert_eq!(shorten("señora", 6), "señora");
    }

    proptest! {
        #[test]
        fn a_line_is_always_one_short_printable_line(typed in any::<String>()) {
            let clean = line(&typed);

            prop_assert!(!clean.chars().any(|c| c.is_control() || super::is_break(c)));
            prop_assert!(clean.chars().count() <= 120);
            prop_assert!(!clean.contains("=?"));
        }
    }
}
