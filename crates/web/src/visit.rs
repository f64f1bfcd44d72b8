//! Who asks, in which language, in which theme: what every page begins with.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use app::intake::OpenDraft;
use app::{Guest, SignedIn};
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use domain::Settings;
use jiff::{Timestamp, Zoned};
use text::{Language, Locale, Texts, Word};

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::security::Nonce;
use crate::server::ClientAddress;
use crate::state::Web;

/// A request for a page: everything that the frame around it needs.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The texts in the visitor's language.
    pub(crate) t: Texts,
    /// The organisation.
    pub(crate) settings: Arc<Settings>,
    /// The theme that was chosen: `light`, `dark`, or empty for the device's.
    pub(crate) theme: &'static str,
    /// For the one inline style.
    pub(crate) nonce: Nonce,
    /// The path and query that were asked for, to come back to.
    pub(crate) path: String,
    /// The present instant in the organisation's time zone.
    pub(crate) now: Zoned,
    /// The address of the client.
    pub(crate) client: String,
    /// What the browser says of itself.
    pub(crate) user_agent: String,
    /// Whether a script asks for a part of the page.
    pub(crate) is_fragment: bool,
    /// Whether a script asks for JSON.
    pub(crate) wants_json: bool,
    cookies: HeaderMap,
    web: Web,
}

impl Visit {
    /// The tag of the language, for `lang` attributes and settings.
    pub(crate) fn tag(&self) -> &'static str {
        self.t.language().tag()
    }

    /// The variables of the brand, for the one inline style.
    pub(crate) fn brand_style(&self) -> String {
        let brand = &self.settings.brand;
        domain::brand::style(&brand.colour, &brand.accent, brand.roundness)
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, cookie: Cookie) -> Option<String> {
        cookie.read(&self.web, &self.cookies)
    }

    /// An instant in the organisation's time zone.
    pub(crate) fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.now.time_zone().clone())
    }

    /// "martes 14 de abril", with the year if it is another.
    pub(crate) fn long_date(&self, at: &Timestamp) -> String {
        self.t.long_date(self.local(*at).date(), self.now.date())
    }

    /// "14 abr 2026".
    pub(crate) fn table_date(&self, at: &Timestamp) -> String {
        self.t.table_date(self.local(*at).date())
    }

    /// "19 mar".
    pub(crate) fn short_date(&self, at: &Timestamp) -> String {
        self.t.short_date(self.local(*at).date(), self.now.date())
    }

    /// "hoy, 8:54 a. m." or "vie 20 mar, 9:12 a. m.".
    pub(crate) fn moment(&self, at: &Timestamp) -> String {
        self.t.moment(*at, &self.now)
    }

    /// "Jueves 19 de marzo, 10:29 a. m.".
    pub(crate) fn long_moment(&self, at: &Timestamp) -> String {
        self.t.long_moment(*at, &self.now)
    }

    /// "10:43 a. m.".
    pub(crate) fn time(&self, at: &Timestamp) -> String {
        self.t.time(self.local(*at).time())
    }

    /// The instant for a `datetime` attribute.
    pub(crate) fn iso(&self, at: &Timestamp) -> String {
        self.local(*at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

impl FromRequestParts<Web> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts, web))
    }
}

impl Visit {
    /// Reads a visit from the head of a request.
    pub(crate) fn of(parts: &Parts, web: &Web) -> Self {
        let settings = web.settings();
        let language = language(parts, web, &settings);
        let locale = Locale::parse(&settings.region)
            .unwrap_or_default()
            .with_language(language);
        let header = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let client = parts
            .extensions
            .get::<ClientAddress>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |client| client.0);
        let theme = match Cookie::Theme.read(web, &parts.headers).as_deref() {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "",
        };
        Self {
            t: Texts::of(locale, Word::parse(&settings.word).unwrap_or_default()),
            theme,
            nonce: parts.extensions.get::<Nonce>().cloned().unwrap_or_default(),
            path: parts
                .uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            now: web.now().to_zoned(web.zone()),
            client: client.to_string(),
            user_agent: header("user-agent").to_owned(),
            is_fragment: parts.headers.contains_key("hx-request"),
            wants_json: header("accept").starts_with("application/json"),
            cookies: parts.headers.clone(),
            settings,
            web: web.clone(),
        }
    }
}

/// Cookie, then what the browser prefers, then the organisation's.
fn language(parts: &Parts, web: &Web, settings: &Settings) -> Language {
    let chosen = Cookie::Language
        .read(web, &parts.headers)
        .and_then(|tag| Language::parse(&tag));
    let preferred = || {
        parts
            .headers
            .get(ACCEPT_LANGUAGE)?
            .to_str()
            .ok()
            .and_then(Language::from_accept_language)
    };
    chosen
        .or_else(preferred)
        .or_else(|| Language::parse(&settings.language))
        .unwrap_or_default()
}

/// The draft of this browser; without one, the first step.
pub(crate) struct OwnDraft(pub(crate) OpenDraft);

impl FromRequestParts<Web> for OwnDraft {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let found = <Self as OptionalFromRequestParts<Web>>::from_request_parts(parts, web).await?;
        found.ok_or_else(|| PageError::Elsewhere("/casos/nuevo".into()))
    }
}

impl OptionalFromRequestParts<Web> for OwnDraft {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, PageError> {
        let Some(token) = Cookie::Draft.read(web, &parts.headers) else {
            return Ok(None);
        };
        Ok(app::intake::open(web, &token).await?.map(Self))
    }
}

/// The guest of this browser; without one, the look-up. Asked for as an option, it may also be
/// one that still waits for a mailed code.
pub(crate) struct AsGuest(pub(crate) Guest);

impl FromRequestParts<Web> for AsGuest {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let found = <Self as OptionalFromRequestParts<Web>>::from_request_parts(parts, web).await?;
        // A session that waits for its mailed code is as good as none, so that nobody learns
        // from it whether a ticket code and an address go together (case B1).
        found
            .filter(|guest| !guest.0.is_pending())
            .ok_or_else(|| PageError::Elsewhere("/consultar".into()))
    }
}

impl OptionalFromRequestParts<Web> for AsGuest {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, PageError> {
        let Some(token) = Cookie::Guest.read(web, &parts.headers) else {
            return Ok(None);
        };
        Ok(app::lookup::session(web, &token).await?.map(Self))
    }
}

/// The agent of this browser; without one, the sign-in page.
pub(crate) struct AsAgent(pub(crate) SignedIn);

impl FromRequestParts<Web> for AsAgent {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let found = <Self as OptionalFromRequestParts<Web>>::from_request_parts(parts, web).await?;
        found.ok_or_else(|| {
            // Only pages are worth coming back to.
            let back = if parts.method == axum::http::Method::GET {
                parts.uri.path()
            } else {
                "/mesa"
            };
            PageError::Elsewhere(format!("/ingresar?volver={}", crate::path::escape(back)))
        })
    }
}

impl OptionalFromRequestParts<Web> for AsAgent {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, PageError> {
        let Some(token) = Cookie::Agent.read(web, &parts.headers) else {
            return Ok(None);
        };
        Ok(app::agent::session(web, &token).await?.map(Self))
    }
}
