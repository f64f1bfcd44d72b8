//! `GET|POST /mesa/ajustes`: what the organisation decides for itself.

use app::Error;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::brand::{Theme, contrast, derive, is_colour};
use domain::form::{phone, required, within};
use domain::settings::LookupMode;
use domain::{Localized, Settings, TicketCode};
use serde::Deserialize;
use text::{Language, Texts, Word};

use super::form::{self, Errors};
use super::queue::Choice;
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// How round corners may be, in percent.
const ROUNDNESS: [u8; 4] = [0, 50, 100, 140];

/// Regions with a name in the message files.
pub(crate) const REGIONS: [&str; 8] = [
    "es-CO", "es-CL", "es-MX", "es-AR", "es-PE", "es-ES", "en-US", "pt-BR",
];

/// The longest text of the consent, in characters.
const CONSENT: usize = 20_000;

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    conflict: Option<String>,
    errors: Errors,
    typed: Sent,
    version: i64,
    colour: Contrast,
    words: Vec<Choice>,
    languages: Vec<Choice>,
    regions: Vec<Choice>,
    zones: Vec<String>,
    roundness: Vec<Choice>,
    lookups: Vec<(Choice, String)>,
    texts: Vec<InLanguages>,
    consent: Vec<InLanguage>,
}

/// What comes of a colour.
#[derive(Template)]
#[template(path = "desk/_colour.html")]
struct Contrast {
    t: Texts,
    brand_light: String,
    brand_dark: String,
    light: String,
    dark: String,
    is_adjusted: bool,
    is_colour: bool,
}

/// It escapes what it shows itself.
impl HtmlSafe for Contrast {}

/// A text of the organisation in each language.
struct InLanguages {
    label: String,
    fields: Vec<InLanguage>,
}

struct InLanguage {
    name: String,
    lang: &'static str,
    label: String,
    value: String,
}

/// What the form sends; the names are those of its fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    version: i64,
    nombre: String,
    razon: String,
    direccion: String,
    linea: String,
    color: String,
    acento: String,
    esquinas: String,
    palabra: String,
    prefijo: String,
    idioma: String,
    region: String,
    zona: String,
    consulta: String,
    consentimiento: String,
    frase_es: String,
    frase_en: String,
    frase_pt: String,
    horario_es: String,
    horario_en: String,
    horario_pt: String,
    texto_es: String,
    texto_en: String,
    texto_pt: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
    color: String,
}

/// `GET /mesa/ajustes`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (settings, version) = app::settings::edit(&web, &seat.by).await?;
    let typed = Sent::of(&settings, version);
    let done = (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved());
    shown(
        &web,
        seat,
        typed,
        version,
        Errors::default(),
        done,
        None,
        StatusCode::OK,
    )
    .await
}

/// `GET /mesa/ajustes/color`: what comes of a colour, while it is chosen.
pub(super) async fn colour(seat: Seat, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    page::ok(&Contrast::of(&seat.v.t, &asked.color))
}

#[expect(
    clippy::too_many_arguments,
    reason = "a form that is shown again is all of this"
)]
async fn shown(
    web: &Web,
    seat: Seat,
    typed: Sent,
    version: i64,
    errors: Errors,
    done: Option<String>,
    conflict: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let frame = seat.frame(web, "ajustes").await?;
    let t = &seat.v.t;
    let page = SettingsPage {
        frame,
        done,
        conflict,
        errors,
        version,
        colour: Contrast::of(t, &typed.color),
        words: words(t, &typed.palabra),
        languages: languages(&typed.idioma),
        regions: regions(t, &typed.region),
        zones: zones(),
        roundness: roundness(t, &typed.esquinas),
        lookups: lookups(t, &typed.consulta),
        texts: typed.texts(t),
        consent: in_languages(
            t,
            "texto",
            [&typed.texto_es, &typed.texto_en, &typed.texto_pt],
        ),
        typed,
        v: seat.v,
    };
    page::html(status, &page)
}

/// The words for a ticket to choose from.
pub(crate) fn words(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = [
        ("case", t.install_word_case()),
        ("ticket", t.install_word_ticket()),
        ("request", t.install_word_request()),
    ];
    choices(all, chosen)
}

/// The languages to choose from.
pub(crate) fn languages(chosen: &str) -> Vec<Choice> {
    choices(
        Language::ALL.map(|language| (language.tag(), language.name().to_owned())),
        chosen,
    )
}

/// The regions to choose from.
pub(crate) fn regions(t: &Texts, chosen: &str) -> Vec<Choice> {
    let name = |region: &str| {
        let country = region
            .rsplit('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        t.by_id(&format!("install-region-{country}"))
            .unwrap_or_default()
    };
    choices(REGIONS.map(|region| (region, name(region))), chosen)
}

/// The time zones that a list offers: of the Americas and of Iberia; any other can be typed.
pub(crate) fn zones() -> Vec<String> {
    let near = |name: &str| {
        name.starts_with("America/")
            || matches!(
                name,
                "Europe/Madrid"
                    | "Europe/Lisbon"
                    | "Atlantic/Canary"
                    | "Pacific/Easter"
                    | "Pacific/Galapagos"
            )
    };
    jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| near(name))
        .collect()
}

fn roundness(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = ROUNDNESS.map(|percent| {
        (
            percent.to_string(),
            t.by_id(&format!("desk-settings-roundness-{percent}"))
                .unwrap_or_default(),
        )
    });
    all.into_iter()
        .map(|(value, words)| Choice {
            is_chosen: value == chosen,
            value,
            words,
        })
        .collect()
}

fn lookups(t: &Texts, chosen: &str) -> Vec<(Choice, String)> {
    let all = [
        (
            "direct",
            t.desk_settings_lookup_direct(),
            t.desk_settings_lookup_direct_hint(),
        ),
        ("link", t.desk_settings_lookup_link(), String::new()),
        ("code", t.desk_settings_lookup_code(), String::new()),
    ];
    all.into_iter()
        .map(|(value, words, hint)| {
            (
                Choice {
                    value: value.to_owned(),
                    words,
                    is_chosen: value == chosen,
                },
                hint,
            )
        })
        .collect()
}

fn choices<const N: usize>(all: [(&str, String); N], chosen: &str) -> Vec<Choice> {
    all.into_iter()
        .map(|(value, words)| Choice {
            value: value.to_owned(),
            words,
            is_chosen: value == chosen,
        })
        .collect()
}

fn in_languages(t: &Texts, name: &str, values: [&String; 3]) -> Vec<InLanguage> {
    let languages = [
        ("es", "es", t.desk_settings_in_spanish()),
        ("en", "en", t.desk_settings_in_english()),
        ("pt", "pt-BR", t.desk_settings_in_portuguese()),
    ];
    let field = |((end, lang, label), value): ((&str, &'static str, String), &String)| InLanguage {
        name: format!("{name}_{end}"),
        lang,
        label,
        value: value.clone(),
    };
    languages.into_iter().zip(values).map(field).collect()
}

impl Contrast {
    fn of(t: &Texts, colour: &str) -> Self {
        let (light, dark) = (derive(colour, Theme::Light), derive(colour, Theme::Dark));
        let ratio = |palette: &domain::brand::Palette| {
            t.decimal(contrast(&palette.brand, &palette.on_brand), 1)
        };
        Self {
            brand_light: light.brand.clone(),
            brand_dark: dark.brand.clone(),
            light: ratio(&light),
            dark: ratio(&dark),
            is_adjusted: light.adjusted || dark.adjusted,
            is_colour: is_colour(colour),
            t: *t,
        }
    }
}

impl Sent {
    fn of(settings: &Settings, version: i64) -> Self {
        let (tagline, hours, consent) =
            (&settings.tagline, &settings.hours, &settings.consent.text);
        Self {
            version,
            nombre: settings.name.clone(),
            razon: settings.legal_name.clone(),
            direccion: settings.address.clone(),
            linea: settings.line.clone(),
            color: settings.brand.colour.clone(),
            acento: settings.brand.accent.clone(),
            esquinas: settings.brand.roundness.to_string(),
            palabra: settings.word.clone(),
            prefijo: settings.prefix.clone(),
            idioma: settings.language.clone(),
            region: settings.region.clone(),
            zona: settings.zone.clone(),
            consulta: lookup_name(settings.lookup).to_owned(),
            consentimiento: settings.consent.version.clone(),
            frase_es: tagline.es.clone(),
            frase_en: tagline.en.clone(),
            frase_pt: tagline.pt_br.clone(),
            horario_es: hours.es.clone(),
            horario_en: hours.en.clone(),
            horario_pt: hours.pt_br.clone(),
            texto_es: consent.es.clone(),
            texto_en: consent.en.clone(),
            texto_pt: consent.pt_br.clone(),
        }
    }

    fn texts(&self, t: &Texts) -> Vec<InLanguages> {
        vec![
            InLanguages {
                label: t.desk_settings_tagline(),
                fields: in_languages(t, "frase", [&self.frase_es, &self.frase_en, &self.frase_pt]),
            },
            InLanguages {
                label: t.desk_settings_hours(),
                fields: in_languages(
                    t,
                    "horario",
                    [&self.horario_es, &self.horario_en, &self.horario_pt],
                ),
            },
        ]
    }

    /// The settings with what was typed, and what is wrong with it.
    fn apply(&self, v: &Visit, before: Settings) -> (Settings, Errors) {
        let mut checks = Checks {
            t: &v.t,
            errors: Errors::default(),
        };
        let t = &v.t;
        let text = Localized::new(
            self.texto_es.trim(),
            self.texto_en.trim(),
            self.texto_pt.trim(),
        );
        let mut settings = before.clone();
        settings.name = checks.text(
            "nombre",
            t.desk_missing_organization(),
            required(&self.nombre, 80),
        );
        settings.legal_name = checks.text("razon", String::new(), within(self.razon.trim(), 200));
        settings.address = checks.text(
            "direccion",
            String::new(),
            within(self.direccion.trim(), 200),
        );
        settings.line = checks.text("linea", String::new(), phone(&self.linea));
        settings.tagline = checks.localized(
            "frase",
            [&self.frase_es, &self.frase_en, &self.frase_pt],
            120,
        );
        settings.hours = checks.localized(
            "horario",
            [&self.horario_es, &self.horario_en, &self.horario_pt],
            120,
        );
        settings.prefix = self.prefijo.trim().to_uppercase();
        checks.that(
            "prefijo",
            TicketCode::is_prefix(&settings.prefix),
            t.install_prefix_error(),
        );
        self.zona.trim().clone_into(&mut settings.zone);
        checks.that(
            "zona",
            jiff::tz::TimeZone::get(&settings.zone).is_ok(),
            t.install_zone_error(),
        );
        settings.brand.colour = self.color.trim().to_lowercase();
        checks.that(
            "color",
            is_colour(&settings.brand.colour),
            t.desk_settings_colour_error(),
        );
        settings.brand.accent = self.acento.trim().to_lowercase();
        checks.that(
            "acento",
            is_colour(&settings.brand.accent),
            t.desk_settings_colour_error(),
        );
        settings.consent.version = checks.text(
            "consentimiento",
            t.desk_missing_version(),
            required(&self.consentimiento, 40),
        );
        checks.text(
            "texto_es",
            t.desk_missing_consent(),
            required(&text.es, CONSENT),
        );
        // What somebody agreed to is known by its version: another text needs another.
        let is_same_version = settings.consent.version == before.consent.version
            && before.consent.text != Localized::default();
        checks.that(
            "consentimiento",
            text == before.consent.text || !is_same_version,
            t.desk_settings_consent_version_error(),
        );
        settings.consent.text = text;
        settings.brand.roundness = self
            .esquinas
            .parse()
            .ok()
            .filter(|one| ROUNDNESS.contains(one))
            .unwrap_or(before.brand.roundness);
        settings.word = Word::parse(&self.palabra).map_or(before.word, |word| word.id().to_owned());
        settings.language = Language::parse(&self.idioma)
            .map_or(before.language, |language| language.tag().to_owned());
        settings.region = REGIONS
            .into_iter()
            .find(|region| *region == self.region)
            .map_or(before.region, str::to_owned);
        settings.lookup = lookup(&self.consulta).unwrap_or(before.lookup);
        (settings, checks.errors)
    }
}

/// Gathers what is wrong while values are taken over.
struct Checks<'a> {
    t: &'a Texts,
    errors: Errors,
}

impl Checks<'_> {
    fn text(
        &mut self,
        field: &str,
        missing: String,
        checked: Result<String, domain::form::FieldError>,
    ) -> String {
        checked.unwrap_or_else(|error| {
            self.errors.add(field, form::words(self.t, &error, missing));
            String::new()
        })
    }

    fn localized(&mut self, field: &str, typed: [&String; 3], most: usize) -> Localized {
        let [es, en, pt] = typed;
        let mut checked = |end: &str, text: &str| {
            self.text(
                &format!("{field}_{end}"),
                String::new(),
                within(text.trim(), most),
            )
        };
        Localized::new(&checked("es", es), &checked("en", en), &checked("pt", pt))
    }

    fn that(&mut self, field: &str, holds: bool, otherwise: String) {
        if !holds {
            self.errors.add(field, otherwise);
        }
    }
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

/// `POST /mesa/ajustes`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (before, present) = app::settings::edit(&web, &seat.by).await?;
    let (settings, errors) = sent.apply(&seat.v, before);
    if !errors.is_empty() {
        let version = sent.version;
        return shown(
            &web,
            seat,
            sent,
            version,
            errors,
            None,
            None,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    match app::settings::save(
        &web,
        &seat.by,
        settings,
        sent.version,
        seat.v.client.clone(),
    )
    .await
    {
        Ok(()) => Ok(Redirect::to("/mesa/ajustes?hecho=guardado").into_response()),
        Err(Error::Conflict) => {
            let told = seat.v.t.desk_settings_conflict();
            shown(
                &web,
                seat,
                sent,
                present,
                Errors::default(),
                None,
                Some(told),
                StatusCode::CONFLICT,
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}
