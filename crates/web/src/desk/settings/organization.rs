//! `GET|POST /mesa/ajustes`: the organisation, its words and formats, and how cases are found.

use askama::Template;
use axum::response::Response;
use domain::settings::LookupMode;
use domain::{Settings, TicketCode};
use text::{Language, Texts, Word};

use super::compare::Comparison;
use super::part::{Checks, Part, Sheet, Tab, Told};
use super::sent::{InLanguages, Sent};
use super::{REGIONS, choices, languages, regions, words, zones};
use crate::desk::queue::Choice;
use crate::desk::seat::Frame;
use crate::error::PageError;
use crate::page;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/settings/organization.html")]
struct OrganizationPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    sent: &'a Sent,
    hours: InLanguages,
    words: Vec<Choice>,
    languages: Vec<Choice>,
    regions: Vec<Choice>,
    zones: Vec<String>,
    lookups: Vec<(Choice, String)>,
}

pub(super) struct Organization;

impl Part for Organization {
    const PATH: &'static str = "/mesa/ajustes";

    fn fill(settings: &Settings) -> Sent {
        let mut sent = Sent::default();
        sent.set("nombre", &settings.name);
        sent.set("razon", &settings.legal_name);
        sent.set("direccion", &settings.address);
        sent.set("linea", &settings.line);
        sent.set_localized("horario", &settings.hours);
        sent.set("palabra", &settings.word);
        sent.set("prefijo", &settings.prefix);
        sent.set("idioma", &settings.language);
        sent.set("region", &settings.region);
        sent.set("zona", &settings.zone);
        sent.set("consulta", lookup_name(settings.lookup));
        sent
    }

    fn take(sent: &Sent, checks: &mut Checks<'_>, mut settings: Settings) -> Settings {
        let t = checks.t;
        settings.name = checks.needed(sent, "nombre", 80, t.desk_missing_organization());
        settings.legal_name = checks.line(sent, "razon", 200);
        settings.address = checks.line(sent, "direccion", 200);
        settings.line = checks.phone(sent, "linea");
        settings.hours = checks.localized(sent, "horario", 120);
        settings.prefix = sent.get("prefijo").trim().to_uppercase();
        let is_prefix = TicketCode::is_prefix(&settings.prefix);
        checks.that("prefijo", is_prefix, t.install_prefix_error());
        sent.get("zona").trim().clone_into(&mut settings.zone);
        let is_zone = jiff::tz::TimeZone::get(&settings.zone).is_ok();
        checks.that("zona", is_zone, t.install_zone_error());
        if let Some(word) = Word::parse(sent.get("palabra")) {
            word.id().clone_into(&mut settings.word);
        }
        if let Some(language) = Language::parse(sent.get("idioma")) {
            language.tag().clone_into(&mut settings.language);
        }
        if let Some(region) = REGIONS.into_iter().find(|one| *one == sent.get("region")) {
            region.clone_into(&mut settings.region);
        }
        if let Some(mode) = lookup(sent.get("consulta")) {
            settings.lookup = mode;
        }
        settings
    }

    fn compare(both: &mut Comparison<'_>) {
        let t = both.t;
        both.line("nombre", t.desk_settings_name());
        both.line("razon", t.desk_settings_legal());
        both.line("direccion", t.desk_settings_address());
        both.line("linea", t.desk_settings_line());
        both.three("horario", t.desk_settings_hours());
        both.choice("palabra", t.desk_settings_word(), &words(t, ""));
        both.line("prefijo", t.desk_settings_prefix());
        both.choice("idioma", t.install_language(), &languages(""));
        both.choice("region", t.install_region(), &regions(t, ""));
        both.line("zona", t.install_zone());
        let lookups: Vec<Choice> = lookups(t, "").into_iter().map(|(one, _)| one).collect();
        both.choice("consulta", t.desk_settings_lookup(), &lookups);
    }

    fn page(sheet: Sheet, sent: &Sent) -> Result<Response, PageError> {
        let t = &sheet.v.t;
        let page = OrganizationPage {
            hours: InLanguages::of(t, sent, "horario", t.desk_settings_hours()),
            words: words(t, sent.get("palabra")),
            languages: languages(sent.get("idioma")),
            regions: regions(t, sent.get("region")),
            zones: zones(),
            lookups: lookups(t, sent.get("consulta")),
            sent,
            told: sheet.told,
            tabs: sheet.tabs,
            frame: sheet.frame,
            v: sheet.v,
        };
        page::html(page.told.status, &page)
    }
}

fn lookups(t: &Texts, chosen: &str) -> Vec<(Choice, String)> {
    let all = [
        ("direct", t.desk_settings_lookup_direct()),
        ("link", t.desk_settings_lookup_link()),
        ("code", t.desk_settings_lookup_code()),
    ];
    let hint = |choice: &Choice| match choice.value.as_str() {
        "direct" => t.desk_settings_lookup_direct_hint(),
        _ => String::new(),
    };
    choices(all, chosen)
        .into_iter()
        .map(|choice| {
            let hint = hint(&choice);
            (choice, hint)
        })
        .collect()
}

fn lookup_name(mode: LookupMode) -> &'static str {
    match mode {
        LookupMode::Direct => "direct",
        LookupMode::Link => "link",
        LookupMode::Code => "code",
    }
}

fn lookup(name: &str) -> Option<LookupMode> {
    [LookupMode::Direct, LookupMode::Link, LookupMode::Code]
        .into_iter()
        .find(|mode| lookup_name(*mode) == name)
}
