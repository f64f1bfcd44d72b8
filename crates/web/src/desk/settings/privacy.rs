//! `GET|POST /mesa/ajustes/datos`: the text that requesters agree to.

use askama::Template;
use axum::response::Response;
use domain::{Localized, Settings};

use super::compare::Comparison;
use super::part::{Checks, Part, Sheet, Tab, Told};
use super::sent::{InLanguages, Sent};
use crate::desk::seat::Frame;
use crate::error::PageError;
use crate::page;
use crate::visit::Visit;

/// The longest text of the consent, in characters.
const CONSENT: usize = 20_000;

#[derive(Template)]
#[template(path = "desk/settings/privacy.html")]
struct PrivacyPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    sent: &'a Sent,
    text: InLanguages,
}

pub(super) struct Privacy;

impl Part for Privacy {
    const PATH: &'static str = "/mesa/ajustes/datos";

    fn fill(settings: &Settings) -> Sent {
        let mut sent = Sent::default();
        sent.set("consentimiento", &settings.consent.version);
        sent.set_localized("texto", &settings.consent.text);
        sent
    }

    fn take(sent: &Sent, checks: &mut Checks<'_>, mut settings: Settings) -> Settings {
        let t = checks.t;
        let before = settings.consent.clone();
        let consent = &mut settings.consent;
        consent.version = checks.needed(sent, "consentimiento", 40, t.desk_missing_version());
        consent.text = checks.needed_localized(sent, "texto", CONSENT, t.desk_missing_consent());
        // What somebody agreed to is known by its version: another text needs another. Browsers
        // send line breaks of their own.
        let plain = |text: &Localized| text.all().map(|words| words.replace("\r\n", "\n"));
        let is_same_version =
            consent.version == before.version && before.text != Localized::default();
        let is_same_text = plain(&consent.text) == plain(&before.text);
        let holds = is_same_text || !is_same_version;
        let otherwise = t.desk_settings_consent_version_error();
        checks.that("consentimiento", holds, otherwise);
        if is_same_text {
            consent.text = before.text;
        }
        settings
    }

    fn compare(both: &mut Comparison<'_>) {
        let t = both.t;
        both.line("consentimiento", t.desk_settings_consent_version());
        both.three("texto", t.desk_settings_consent_text());
    }

    fn page(sheet: Sheet, sent: &Sent) -> Result<Response, PageError> {
        let t = &sheet.v.t;
        let page = PrivacyPage {
            text: InLanguages::of(t, sent, "texto", t.desk_settings_consent_text()).long(),
            sent,
            told: sheet.told,
            tabs: sheet.tabs,
            frame: sheet.frame,
            v: sheet.v,
        };
        page::html(page.told.status, &page)
    }
}
