//! `/mesa/ajustes/marca`: colours, corners, the line below the name, and the logo.

use app::Error;
use app::logo::{self, LogoRefusal};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Settings;
use domain::brand::{Palette, Theme, contrast, derive, is_colour};
use serde::Deserialize;
use text::Texts;

use super::compare::Comparison;
use super::part::{Checks, Part, Sheet, Tab, Told};
use super::sent::{InLanguages, Sent};
use crate::desk::form::Errors;
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::form::Form;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// How round corners may be, in percent.
const ROUNDNESS: [u8; 4] = [0, 50, 100, 140];

/// The largest form with a logo: the picture and what surrounds it. More is not read.
pub(super) const LOGO_FORM: usize = logo::MAX_BYTES * 2;

#[derive(Template)]
#[template(path = "desk/settings/brand.html")]
struct BrandPage<'a> {
    v: Visit,
    frame: Frame,
    tabs: Vec<Tab>,
    told: Told,
    sent: &'a Sent,
    tagline: InLanguages,
    colour: Contrast,
    roundness: Vec<Choice>,
    largest: String,
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

impl Contrast {
    fn of(t: &Texts, colour: &str) -> Self {
        let (light, dark) = (derive(colour, Theme::Light), derive(colour, Theme::Dark));
        let ratio = |palette: &Palette| t.decimal(contrast(&palette.brand, &palette.on_brand), 1);
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

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::desk) struct Asked {
    color: String,
}

/// `GET /mesa/ajustes/color`: what comes of a colour, while it is chosen.
pub(super) async fn colour(seat: Seat, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    page::ok(&Contrast::of(&seat.v.t, &asked.color))
}

pub(super) struct Brand;

impl Part for Brand {
    const PATH: &'static str = "/mesa/ajustes/marca";

    fn fill(settings: &Settings) -> Sent {
        let mut sent = Sent::default();
        sent.set_localized("frase", &settings.tagline);
        sent.set("color", &settings.brand.colour);
        sent.set("acento", &settings.brand.accent);
        sent.set("esquinas", settings.brand.roundness.to_string());
        sent
    }

    fn take(sent: &Sent, checks: &mut Checks<'_>, mut settings: Settings) -> Settings {
        settings.tagline = checks.localized(sent, "frase", 120);
        let mut colour = |field: &str| {
            let colour = sent.get(field).trim().to_lowercase();
            let otherwise = checks.t.desk_settings_colour_error();
            checks.that(field, is_colour(&colour), otherwise);
            colour
        };
        settings.brand.colour = colour("color");
        settings.brand.accent = colour("acento");
        let roundness = sent.get("esquinas").parse().ok();
        if let Some(roundness) = roundness.filter(|one| ROUNDNESS.contains(one)) {
            settings.brand.roundness = roundness;
        }
        settings
    }

    fn compare(both: &mut Comparison<'_>) {
        let t = both.t;
        both.three("frase", t.desk_settings_tagline());
        both.line("color", t.desk_settings_colour());
        both.line("acento", t.desk_settings_accent());
        both.choice("esquinas", t.desk_settings_roundness(), &roundness(t, ""));
    }

    fn page(sheet: Sheet, sent: &Sent) -> Result<Response, PageError> {
        let t = &sheet.v.t;
        let page = BrandPage {
            tagline: InLanguages::of(t, sent, "frase", t.desk_settings_tagline()),
            colour: Contrast::of(t, sent.get("color")),
            roundness: roundness(t, sent.get("esquinas")),
            largest: t.file_size(logo::MAX_BYTES as u64),
            sent,
            told: sheet.told,
            tabs: sheet.tabs,
            frame: sheet.frame,
            v: sheet.v,
        };
        page::html(page.told.status, &page)
    }
}

fn roundness(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = ROUNDNESS.map(|percent| {
        let words = t.by_id(&format!("desk-settings-roundness-{percent}"));
        let value = percent.to_string();
        Choice {
            is_chosen: value == chosen,
            value,
            words: words.unwrap_or_default(),
        }
    });
    all.into()
}

/// `POST /mesa/ajustes/marca/logo`
pub(super) async fn set_logo(
    State(web): State<Web>,
    seat: Seat,
    mut form: Multipart,
) -> Result<Response, PageError> {
    let (mut version, mut content) = (-1, Vec::new());
    // Fields before the picture and behind it: the version, and nothing else.
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("version") => version = read(field).await?.parse().unwrap_or(-1),
            Some("logo") => content = field.bytes().await.map_err(unreadable)?.to_vec(),
            Some(_) | None => return Err(PageError::Unreadable),
        }
    }
    // Who may not is told so before the picture is looked at.
    let (settings, _) = app::settings::edit(&web, &seat.by).await?;
    if content.is_empty() {
        let told = seat.v.t.desk_settings_logo_missing();
        return refused(&web, seat, settings, version, told).await;
    }
    match logo::make(content).await {
        Ok(logo) => keep_logo(web, seat, settings, logo, version).await,
        Err(refusal) => {
            let told = words(&seat.v.t, refusal);
            refused(&web, seat, settings, version, told).await
        }
    }
}

/// `POST /mesa/ajustes/marca/logo/quitar`
pub(super) async fn remove_logo(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (settings, _) = app::settings::edit(&web, &seat.by).await?;
    keep_logo(web, seat, settings, String::new(), sent.version()).await
}

async fn keep_logo(
    web: Web,
    seat: Seat,
    mut settings: Settings,
    logo: String,
    version: i64,
) -> Result<Response, PageError> {
    let sent = Brand::fill(&settings);
    settings.brand.logo = logo;
    let client = seat.v.client.clone();
    match app::settings::save(&web, &seat.by, settings, version, client).await {
        Ok(()) => Ok(Redirect::to("/mesa/ajustes/marca?hecho=guardado").into_response()),
        Err(Error::Conflict) => {
            let (_, present) = app::settings::edit(&web, &seat.by).await?;
            let told = Told::conflict(present, Vec::new());
            Brand::page(Sheet::open(&web, seat, Brand::PATH, told).await?, &sent)
        }
        Err(error) => Err(error.into()),
    }
}

async fn refused(
    web: &Web,
    seat: Seat,
    settings: Settings,
    version: i64,
    told: String,
) -> Result<Response, PageError> {
    let mut errors = Errors::default();
    errors.add("logo", told);
    let told = Told::errors(version, errors);
    Brand::page(
        Sheet::open(web, seat, Brand::PATH, told).await?,
        &Brand::fill(&settings),
    )
}

fn words(t: &Texts, refusal: LogoRefusal) -> String {
    match refusal {
        LogoRefusal::TooLarge => {
            t.desk_settings_logo_too_large(t.file_size(logo::MAX_BYTES as u64))
        }
        LogoRefusal::Kind => t.desk_settings_logo_kind(),
        LogoRefusal::Unreadable => t.desk_settings_logo_unreadable(),
    }
}

async fn read(field: Field<'_>) -> Result<String, PageError> {
    field.text().await.map_err(unreadable)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it stands where an error is mapped"
)]
pub(super) fn unreadable(error: MultipartError) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge
    } else {
        PageError::Unreadable
    }
}
