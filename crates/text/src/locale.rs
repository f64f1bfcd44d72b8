//! In which language, region and words we speak to somebody.

use std::fmt;
use std::str::FromStr;

/// Longest `Accept-Language` that is read, in bytes; the rest is ignored.
const MAX_ACCEPT_LANGUAGE: usize = 1000;

/// Most languages of an `Accept-Language` that are looked at.
const MAX_RANGES: usize = 32;

/// A language that all texts exist in.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Language {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
    /// Brazilian Portuguese.
    PtBr,
}

impl Language {
    /// All of them, in the order in which menus list them.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::PtBr];

    /// The language tag (BCP 47) for `lang` attributes, cookies and the database.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::PtBr => "pt-BR",
        }
    }

    /// The language's own name, the same in all languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Es => "Español",
            Self::En => "English",
            Self::PtBr => "Português",
        }
    }

    /// The language of a tag, whatever its region: `es-CO`, `EN_us`, `pt`.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "es" => Some(Self::Es),
            "en" => Some(Self::En),
            "pt" => Some(Self::PtBr),
            _ => None,
        }
    }

    /// The language that a browser likes best among ours (RFC 9110, section 12.5.4).
    ///
    /// Of equally liked ones the first. `None` if it names none of ours; `*` is no wish either,
    /// so that the caller's own default stands. What cannot be read is skipped.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let end = (0..=header.len().min(MAX_ACCEPT_LANGUAGE))
            .rev()
            .find(|end| header.is_char_boundary(*end))
            .unwrap_or_default();
        let mut best: Option<(u16, Self)> = None;
        for range in header
            .get(..end)
            .unwrap_or_default()
            .split(',')
            .take(MAX_RANGES)
        {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let (Some(language), Some(weight)) = (Self::parse(tag), thousandths(weight)) else {
                continue;
            };
            if weight > best.map_or(0, |(most, _)| most) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// The weight `q=0.8` as 800; nothing is 1000.
fn thousandths(weight: &str) -> Option<u16> {
    let weight = weight.trim();
    if weight.is_empty() {
        return Some(1000);
    }
    let (name, value) = weight.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", _) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

/// A country or territory, as two capital letters (ISO 3166-1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Region([u8; 2]);

impl Region {
    /// Reads `CO` or `co`.
    pub fn parse(code: &str) -> Option<Self> {
        match *code.as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Some(Self([
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                ]))
            }
            _ => None,
        }
    }

    fn is_one_of(self, codes: &[[u8; 2]]) -> bool {
        codes.contains(&self.0)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", char::from(self.0[0]), char::from(self.0[1]))
    }
}

/// A language, perhaps as written in a region: `es-CO`.
///
/// The region decides on clock and number signs where the language alone does not.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Locale {
    language: Language,
    region: Option<Region>,
}

impl Locale {
    /// `language` as written in `region`.
    pub fn new(language: Language, region: Option<Region>) -> Self {
        Self { language, region }
    }

    /// Reads a tag such as `es`, `es-CO` or `pt-BR`; unknown parts behind the language are ignored.
    pub fn parse(tag: &str) -> Option<Self> {
        let language = Language::parse(tag)?;
        let region = tag.trim().split(['-', '_']).skip(1).find_map(Region::parse);
        Some(Self { language, region })
    }

    /// The language.
    pub fn language(self) -> Language {
        self.language
    }

    /// The region, if known.
    pub fn region(self) -> Option<Region> {
        self.region
    }

    /// The same region in another language: an English reader of a Colombian organisation.
    #[must_use]
    pub fn with_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// Whether times are written with 12 hours (CLDR `timeData`, preferred `h`).
    pub(crate) fn has_12_hours(self) -> bool {
        const REGIONS: &[[u8; 2]] = &[*b"CO", *b"DO", *b"PA", *b"PR", *b"US", *b"VE"];
        match self.language {
            Language::Es => self.region.is_some_and(|region| region.is_one_of(REGIONS)),
            Language::En => true,
            Language::PtBr => false,
        }
    }

    /// Whether numbers are written `1,234.5`; else `1.234,5` (CLDR number symbols).
    pub(crate) fn has_decimal_point(self) -> bool {
        const REGIONS: &[[u8; 2]] = &[
            *b"DO", *b"GT", *b"HN", *b"MX", *b"NI", *b"PA", *b"PE", *b"PR", *b"SV", *b"US",
        ];
        match self.language {
            Language::Es => self.region.is_some_and(|region| region.is_one_of(REGIONS)),
            Language::En => true,
            Language::PtBr => false,
        }
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        Self {
            language,
            region: None,
        }
    }
}

impl fmt::Display for Locale {
    /// The language tag (BCP 47): `es-CO`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.language, self.region) {
            (Language::PtBr, _) | (_, None) => f.write_str(self.language.tag()),
            (language, Some(region)) => write!(f, "{}-{region}", language.tag()),
        }
    }
}

/// The text is not a locale of ours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownLocale;

impl fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the locale must be es, en or pt-BR, perhaps with a region, as in es-CO")
    }
}

impl std::error::Error for UnknownLocale {}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        Self::parse(tag).ok_or(UnknownLocale)
    }
}

/// The organisation's word for a case.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Word {
    /// caso, case, caso
    #[default]
    Case,
    /// ticket in all languages
    Ticket,
    /// solicitud, request, solicitação
    Request,
}

impl Word {
    /// All of them, in the order in which settings list them.
    pub const ALL: [Self; 3] = [Self::Case, Self::Ticket, Self::Request];

    /// The stable name for settings and the database: `case`, `ticket` or `request`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Ticket => "ticket",
            Self::Request => "request",
        }
    }

    /// The word of an [`id`](Self::id).
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_are_read_whatever_their_region_and_case() {
        assert_eq!(Language::parse("es-CO"), Some(Language::Es));
        assert_eq!(Language::parse(" EN_us "), Some(Language::En));
        assert_eq!(Language::parse("pt"), Some(Language::PtBr));
        assert_eq!(Language::parse("est"), None);
        assert_eq!(Language::parse(""), None);
        for language in Language::ALL {
            assert_eq!(Language::parse(language.tag()), Some(language));
        }
    }

    #[test]
    fn locales_are_read_and_written() {
        let colombian = Locale::parse("es-co").unwrap();

        assert_eq!(colombian.to_string(), "es-CO");
        assert_eq!(colombian.region(), Region::parse("CO"));
        assert_eq!(Locale::parse("es-419").unwrap().to_string(), "es");
        assert_eq!(colombian.with_language(Language::PtBr).to_string(), "pt-BR");
        assert_eq!("fr".parse::<Locale>(), Err(UnknownLocale));
    }

    #[test]
    fn words_are_read_and_written() {
        for word in Word::ALL {
            assert_eq!(Word::parse(word.id()), Some(word));
        }
        assert_eq!(Word::parse("issue"), None);
    }

    #[test]
    fn the_browser_gets_what_it_likes_best() {
        let chosen = Language::from_accept_language;

        assert_eq!(chosen("en-US,en;q=0.9,es;q=0.8"), Some(Language::En));
        assert_eq!(chosen("fr, pt-PT;q=0.3, es-MX ; q=0.4"), Some(Language::Es));
        assert_eq!(chosen("en;q=0.5,es;q=0.5"), Some(Language::En));
        assert_eq!(chosen("es;q=0, en;q=0.001"), Some(Language::En));
    }

    #[test]
    fn a_browser_without_a_readable_wish_gets_the_default() {
        for header in [
            "",
            "*",
            "fr-CA",
            "es;q=0",
            "es;q=2",
            "es;q=0.1234",
            "es;v=1",
            ";;,,=",
            "q",
        ] {
            assert_eq!(Language::from_accept_language(header), None, "{header:?}");
        }
    }

    #[test]
    fn endless_wishes_are_cut() {
        let endless = "fr,".repeat(100_000) + "es";

        assert_eq!(Language::from_accept_language(&endless), None);
        assert_eq!(Language::from_accept_language(&"ñ".repeat(2000)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(header in ".*") {
            let _ = Language::from_accept_language(&header);
            let _ = Locale::parse(&header);
        }

        #[test]
        fn the_highest_weight_wins(wishes in prop::collection::vec((0usize..5, 0u16..=1000), 0..12)) {
            let tags = ["es-CO", "en", "pt-BR", "fr", "*"];
            let header: Vec<String> = wishes
                .iter()
                .map(|(tag, q)| format!("{};q={}.{:03}", tags[*tag], q / 1000, q % 1000))
                .collect();

            let chosen = Language::from_accept_language(&header.join(", "));

            let ours = || wishes.iter().filter(|(tag, q)| *tag < 3 && *q > 0);
            let most = ours().map(|(_, q)| *q).max();
            let expected = ours().find(|(_, q)| Some(*q) == most).map(|(tag, _)| Language::ALL[*tag]);
            prop_assert_eq!(chosen, expected);
        }
    }
}
