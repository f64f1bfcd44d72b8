//! Files that people attach: names, kinds, limits.

use jiff::Timestamp;

use crate::{DraftId, FileId, MessageId, SessionId, TicketId};

/// A file that was received whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its key.
    pub id: FileId,
    /// Where it belongs.
    pub place: Place,
    /// Its name, cleaned ([`clean_name`]).
    pub name: String,
    /// Its kind, by content.
    pub kind: Kind,
    /// How many bytes.
    pub size_bytes: u64,
    /// SHA-256 of the content, as hexadecimal.
    pub sha256: String,
    /// Its random key in the object store.
    pub key: String,
    /// The key of a small picture of it, if one could be made.
    pub thumbnail: Option<String>,
    /// What the scanner for viruses said of it.
    pub scan: Scan,
    /// When it came.
    pub at: Timestamp,
}

impl File {
    /// Why it is held back; nothing if everybody who may read it may load it.
    ///
    /// A desk without a scanner holds back only what one has found before.
    pub fn hold(&self, is_scanning: bool) -> Option<Hold> {
        match &self.scan {
            Scan::Clean => None,
            Scan::Infected(_) => Some(Hold::Quarantined),
            Scan::Unscanned | Scan::Pending => is_scanning.then_some(Hold::InReview),
            Scan::Unscannable(_) => is_scanning.then_some(Hold::NotScanned),
        }
    }
}

/// What the scanner for viruses said of a file. Nothing is clean that was not looked at (case F9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// It came while there was no scanner.
    Unscanned,
    /// It waits for the scanner.
    Pending,
    /// Nothing was found in it.
    Clean,
    /// The scanner did not look through all of it, because of this limit of its own (case F6).
    Unscannable(String),
    /// This was found in it.
    Infected(String),
}

impl Scan {
    /// The name kept in the database.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unscanned => "unscanned",
            Self::Pending => "pending",
            Self::Clean => "clean",
            Self::Unscannable(_) => "unscannable",
            Self::Infected(_) => "infected",
        }
    }

    /// What the scanner named.
    pub fn find(&self) -> Option<&str> {
        match self {
            Self::Unscanned | Self::Pending | Self::Clean => None,
            Self::Unscannable(find) | Self::Infected(find) => Some(find),
        }
    }

    /// What a [`name`](Self::name) and a [`find`](Self::find) say.
    pub fn from_name(name: &str, find: Option<String>) -> Option<Self> {
        match name {
            "unscanned" => Some(Self::Unscanned),
            "pending" => Some(Self::Pending),
            "clean" => Some(Self::Clean),
            "unscannable" => Some(Self::Unscannable(find.unwrap_or_default())),
            "infected" => Some(Self::Infected(find.unwrap_or_default())),
            _ => None,
        }
    }
}

/// Why a file is held back. Texts by [`code`](Self::code).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The scanner has not looked at it yet.
    InReview,
    /// The scanner could not look through all of it.
    NotScanned,
    /// The scanner found something.
    Quarantined,
}

impl Hold {
    /// A stable name, also the end of the ids of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::InReview => "in_review",
            Self::NotScanned => "not_scanned",
            Self::Quarantined => "quarantined",
        }
    }

    /// Whether it is kept from the staff too, and not from the customer's side alone.
    pub fn is_for_everybody(self) -> bool {
        self == Self::Quarantined
    }
}

/// Where a file belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Staged in a draft: only its owner sees it (case D4).
    Draft(DraftId),
    /// Staged in a composer: for a ticket, by one session.
    Composer {
        /// The ticket that is written to.
        ticket: TicketId,
        /// Whose composer.
        session: SessionId,
    },
    /// Part of a ticket.
    Message {
        /// The ticket.
        ticket: TicketId,
        /// The message it came with.
        message: MessageId,
        /// Whether the requester may see it.
        public: bool,
    },
}

/// The kinds of files that are taken, recognised by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the format of that name")]
pub enum Kind {
    Jpeg,
    Png,
    Gif,
    Webp,
    Heic,
    Pdf,
    Word,
    Excel,
    Text,
    Csv,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Jpeg,
        Self::Png,
        Self::Gif,
        Self::Webp,
        Self::Heic,
        Self::Pdf,
        Self::Word,
        Self::Excel,
        Self::Text,
        Self::Csv,
    ];

    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
            Self::Word => "word",
            Self::Excel => "excel",
            Self::Text => "text",
            Self::Csv => "csv",
        }
    }

    /// The kind of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The media type it is served with. Never one that a browser runs (case E4).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text | Self::Csv => "text/plain; charset=utf-8",
        }
    }

    /// The endings of names that go with this content (case F2).
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jfif"],
            Self::Png => &["png"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Heic => &["heic", "heif"],
            Self::Pdf => &["pdf"],
            Self::Word => &["docx"],
            Self::Excel => &["xlsx"],
            Self::Text => &["txt"],
            Self::Csv => &["csv"],
        }
    }

    /// Whether small pictures can be made of it.
    pub fn has_thumbnail(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::Webp)
    }
}

/// Why a file is not taken. Texts by [`code`](Self::code).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    /// More bytes than allowed.
    TooLarge,
    /// No bytes at all.
    Empty,
    /// Not of a kind that is taken, or name and content disagree.
    Kind {
        /// The ending of its name, such as `.exe`; may be empty.
        extension: String,
    },
    /// More files than allowed.
    TooMany,
}

impl FileRefusal {
    /// A stable name, also the end of the id of its text.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "file-too-large",
            Self::Empty => "file-empty",
            Self::Kind { .. } => "file-kind",
            Self::TooMany => "file-too-many",
        }
    }
}

/// The longest name that is kept, in bytes of UTF-8.
const MAX_NAME_BYTES: usize = 150;

/// A name that can be shown and downloaded safely on every system (case F1).
///
/// Folders, control characters, invisible and direction-changing characters are taken out, dots
/// and spaces at the ends too; reserved names of Windows get a `_`; long names are cut before
/// their ending. Never empty.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if r#"<>:"|?*"#.contains(c) { '_' } else { c })
        .collect();
    let trimmed = visible.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let name = if trimmed.is_empty() {
        "archivo"
    } else {
        trimmed
    };
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let named = if is_reserved(&stem) {
        format!("_{name}")
    } else {
        name.to_owned()
    };
    cut(&named)
}

/// The ending of a name in lower case, without its dot; empty if it has none.
pub fn extension(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, ending)) if ending.len() <= 10 => ending.to_lowercase(),
        _ => String::new(),
    }
}

/// Zero-width, direction-changing and other characters that only deceive in a name.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Device names of Windows, with or without an ending.
fn is_reserved(stem: &str) -> bool {
    let numbered = |prefix| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

fn cut(name: &str) -> String {
    if name.len() <= MAX_NAME_BYTES {
        return name.to_owned();
    }
    let ending = extension(name);
    let keep = MAX_NAME_BYTES - ending.len() - 1;
    let end = (0..=keep)
        .rev()
        .find(|at| name.is_char_boundary(*at))
        .unwrap_or(0);
    let stem = name[..end].trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    if ending.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn f01_hostile_names_are_cleaned() {
        let long = "ñ".repeat(150) + ".pdf";
        for (hostile, clean) in [
            ("../../x", "x"),
            ("..\\x", "x"),
            ("C:\\Users\\x.pdf", "x.pdf"),
            ("con", "_con"),
            ("COM1.txt", "_COM1.txt"),
            ("a\0b.pdf", "ab.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
            (".htaccess", "htaccess"),
            ("\u{200b}.htaccess", "htaccess"),
            ("factura\u{202e}fdp.exe", "facturafdp.exe"),
            ("", "archivo"),
            ("...", "archivo"),
            ("Acta de pérdida.pdf", "Acta de pérdida.pdf"),
        ] {
            assert_eq!(clean_name(hostile), clean, "{hostile:?}");
        }
        assert!(clean_name(&long).ends_with("ñ.pdf") && clean_name(&long).len() <= 150);
    }

    #[test]
    fn f09_nothing_is_given_out_unscanned_while_there_is_a_scanner() {
        let file = |scan| File {
            id: FileId(1),
            place: Place::Draft(DraftId(1)),
            name: "a.txt".to_owned(),
            kind: Kind::Text,
            size_bytes: 1,
            sha256: String::new(),
            key: String::new(),
            thumbnail: None,
            scan,
            at: Timestamp::UNIX_EPOCH,
        };
        for (scan, with, without) in [
            (Scan::Unscanned, Some(Hold::InReview), None),
            (Scan::Pending, Some(Hold::InReview), None),
            (Scan::Clean, None, None),
            (
                Scan::Unscannable("limit".into()),
                Some(Hold::NotScanned),
                None,
            ),
            (
                Scan::Infected("virus".into()),
                Some(Hold::Quarantined),
                Some(Hold::Quarantined),
            ),
        ] {
            let file = file(scan);
            assert_eq!(file.hold(true), with, "{:?}", file.scan);
            assert_eq!(file.hold(false), without, "{:?}", file.scan);
            let find = file.scan.find().map(str::to_owned);
            let read = Scan::from_name(file.scan.name(), find);
            assert_eq!(read, Some(file.scan));
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(name in ".{0,400}") {
            let once = clean_name(&name);
            prop_assert_eq!(clean_name(&once), once.clone());
            prop_assert!(!once.is_empty() && once.len() <= MAX_NAME_BYTES + 1);
            let has_separator = once.contains(['/', '\\']);
            prop_assert!(!has_separator);
        }
    }
}
