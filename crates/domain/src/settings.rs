//! What an organisation decides for itself.

use serde::{Deserialize, Serialize};

use crate::Localized;
use crate::compensation::Rules;

/// The most points of the identity checklist.
pub const MAX_CHECKS: usize = 12;

/// The most kinds of solutions.
pub const MAX_SOLUTION_CODES: usize = 20;

/// The most links in the footer.
pub const MAX_LINKS: usize = 8;

/// The organisation and its choices; one record, changed by administrators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The name above every page: "Postal Cordillera".
    pub name: String,
    /// The line below it; empty means "Atención al cliente".
    pub tagline: Localized,
    /// The legal name and tax number, for the footer and letters.
    pub legal_name: String,
    /// The postal address, for the footer and letters.
    pub address: String,
    /// The first letters of ticket codes: 2 to 4 capitals.
    pub prefix: String,
    /// The word for a ticket: `case`, `ticket` or `request`.
    pub word: String,
    /// The language where nothing else says so, as a tag.
    pub language: String,
    /// The region that dates and amounts are written for, such as `es-CO`.
    pub region: String,
    /// IANA name of the time zone.
    pub zone: String,
    /// The telephone line.
    pub line: String,
    /// When the line is served.
    pub hours: Localized,
    /// The heading of the home page; empty means ours.
    pub hero_title: Localized,
    /// The sentence below it; empty means ours.
    pub hero_lead: Localized,
    /// A notice above everything on the home page; empty means none.
    pub notice: Localized,
    /// Links in the footer: words and address.
    pub links: Vec<FooterLink>,
    /// The look.
    pub brand: Brand,
    /// How a list of tickets is opened.
    pub lookup: LookupMode,
    /// Whether a ticket is given to somebody as it is filed.
    pub assigns_at_once: bool,
    /// Whether somebody who is not at work yet may be given a ticket when nobody else is.
    pub assigns_next_shift: bool,
    /// After how many minutes in the queue supervisors are told of a ticket; 0 means never.
    pub queue_alert_minutes: u32,
    /// What agents tick before they give a code on the phone.
    pub identity_checklist: Vec<Localized>,
    /// What kinds of solutions there are: id and words.
    pub solution_codes: Vec<(String, Localized)>,
    /// The text that requesters agree to, and its version.
    pub consent: ConsentText,
    /// Who approves how much compensation, and when it is paid.
    pub compensation: Rules,
}

/// A link in the footer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FooterLink {
    /// The words.
    pub label: Localized,
    /// An `https:` address.
    pub url: String,
}

/// Whether a link of the footer may lead there: an `https:` address of at most 300 characters.
pub fn is_link(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let is_safe = |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>\\".contains(c);
    url.chars().count() <= 300
        && host.contains('.')
        && host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && host.chars().all(plain)
        && rest.chars().all(is_safe)
}

/// The text that requesters agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentText {
    /// Its version, such as `2026-01`.
    pub version: String,
    /// The policy in full; paragraphs by empty lines.
    pub text: Localized,
}

/// What an organisation may change of the look (DESIGN, tokens).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brand {
    /// The colour, as `#rrggbb`; all others follow from it.
    pub colour: String,
    /// The colour of stars and marks, as `#rrggbb`.
    pub accent: String,
    /// How round corners are: 0, 50, 100 or 140 percent.
    pub roundness: u8,
    /// The logo: a small PNG that we made ourselves, base64; empty means ours.
    pub logo: String,
}

/// How a list of tickets is opened by a ticket code and an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookupMode {
    /// At once, as the manual says; files, personal data and money ask for a mailed code.
    Direct,
    /// By a link that is mailed.
    Link,
    /// By a code that is mailed.
    Code,
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            colour: "#0e5f70".into(),
            accent: "#efa52a".into(),
            roundness: 100,
            logo: String::new(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Resuelto".into(),
            tagline: Localized::default(),
            legal_name: String::new(),
            address: String::new(),
            prefix: "RS".into(),
            word: "case".into(),
            language: "es".into(),
            region: "es-CO".into(),
            zone: "America/Bogota".into(),
            line: String::new(),
            hours: Localized::default(),
            hero_title: Localized::default(),
            hero_lead: Localized::default(),
            notice: Localized::default(),
            links: Vec::new(),
            brand: Brand::default(),
            lookup: LookupMode::Direct,
            assigns_at_once: true,
            assigns_next_shift: false,
            queue_alert_minutes: 30,
            identity_checklist: Vec::new(),
            solution_codes: Vec::new(),
            consent: ConsentText {
                version: "1".into(),
                text: Localized::default(),
            },
            compensation: Rules::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_other_sites_over_https_only() {
        for good in [
            "https://cordillera.example",
            "https://www.cordillera.example:8443/tarifas?a=1#x",
        ] {
            assert!(is_link(good), "{good}");
        }
        let long = format!("https://cordillera.example/{}", "x".repeat(300));
        for bad in [
            "",
            "http://cordillera.example",
            "javascript:alert(1)",
            "https:/cordillera.example",
            "https://",
            "https://localhost",
            "https://ana@malo.example",
            "https://cordillera.example/\"onclick=x",
            "https://cordillera.example/a b",
            &long,
        ] {
            assert!(!is_link(bad), "{bad}");
        }
    }
}
