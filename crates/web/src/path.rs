//! Addresses within the portal.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in the value of a query.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'/');

/// A text as the value of a query.
pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// Where to go back to: a path of our own, or `home` (case J5).
///
/// Only letters, digits and `-_./?=&%` pass, beginning with one slash that no other slash, nor a
/// `%`, follows: whatever a browser could read as another host does not.
pub(crate) fn own(asked: Option<&str>, home: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./?=&%".contains(&byte);
    asked
        .filter(|path| path.len() <= 512 && path.bytes().all(plain))
        .filter(|path| path.starts_with('/') && !path[1..].starts_with(['/', '%', '.']))
        .map_or_else(|| home.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j05_only_own_paths_are_gone_back_to() {
        for hostile in [
            "//e",
            "/\\e",
            "%5c%5ce",
            "/%5c%5ce",
            "https:e",
            "https://e.example",
            "javascript:alert(1)",
            "\t//e",
            "@e",
            "/\t/e",
            "",
            "e.example",
            "/..//e",
            "/ñ",
            "/a b",
            "/a\r\nSet-Cookie: x=y",
        ] {
            assert_eq!(own(Some(hostile), "/mesa"), "/mesa", "{hostile:?}");
        }
        assert_eq!(
            own(Some("/mesa/casos/PC-26-7F3K9Q-M?vista=todos"), "/mesa"),
            "/mesa/casos/PC-26-7F3K9Q-M?vista=todos"
        );
        assert_eq!(own(None, "/mesa"), "/mesa");
    }
}

#[cfg(test)]
pub(crate) mod fuzz {
    use axum::http::Uri;

    use super::*;
    use crate::corpus::fuzz;

    /// What has a meaning in a query.
    const SIGNS: &AsciiSet = &KEPT.remove(b'&').remove(b'=').remove(b'%').remove(b'+');

    /// What was mangled as the query of an address: as it is where an address can have it, or else
    /// escaped. Nothing if it is too long for one.
    pub(crate) fn query(text: &str) -> Option<Uri> {
        let escaped = || format!("/?{}", utf8_percent_encode(text, SIGNS));
        let plain = format!("/?{text}").parse::<Uri>();
        plain.or_else(|_| escaped().parse()).ok()
    }

    #[test]
    fn o04_ways_back() {
        fuzz("ways", |text, _| {
            let back = own(Some(text), "/mesa");
            let rest = back.strip_prefix('/').unwrap();
            assert!(!rest.starts_with(['/', '\\', '%', '.']), "{back:?}");
            assert!(back.bytes().all(|byte| byte.is_ascii_graphic()), "{back:?}");
            assert!(!back.contains(['\\', '#', '@', ':', '"', '<']), "{back:?}");
            assert_eq!(own(Some(&back), "/"), back, "the same again");
            assert!(back == text || back == "/mesa", "{back:?}");
            assert!(back.len() <= 512, "{}", back.len());
        });
    }
}
