//! Who asks, in which language, in which theme: what every page begins with.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use app::intake::OpenDraft;
use app::ticket::Opened;
use app::{Error, Guest, SignedIn};
use axum::extract::{FromRequestParts, OptionalFromRequestParts, OriginalUri, Request, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::compensation::ListState;
use domain::file::{File, Hold};
use domain::form::Form;
use domain::{Money, Settings, TicketCode};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use text::{Language, Locale, Texts, Word};

use crate::cookie::Cookie;
use crate::desk::term_words;
use crate::error::PageError;
use crate::own::DESK_STEP;
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
    /// Who signed in with an account, for the header.
    pub(crate) member: Option<Signed>,
    cookies: HeaderMap,
    web: Web,
}

/// Somebody of a company who signed in, as the header shows it.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    /// The full name.
    pub(crate) name: String,
    /// The company.
    pub(crate) company: String,
    /// Whether the account manages the people of the company.
    pub(crate) manages: bool,
    language: Option<String>,
}

impl Signed {
    fn of(guest: &Guest) -> Option<Self> {
        let member = guest.member.as_ref()?;
        Some(Self {
            name: guest.contact.name.clone(),
            company: member.organization.name.clone(),
            manages: member.account.manages(),
            language: member.account.language.clone(),
        })
    }

    /// The initials of the name.
    pub(crate) fn initials(&self) -> String {
        text::format::initials(&self.name)
    }
}

/// The guest of the cookie, read once for each request.
#[derive(Clone)]
struct Present(Arc<Guest>);

/// What the page that is asked for shows, read in one go with the guest; none where there is no such
/// thing for them.
#[derive(Clone)]
struct Read<T>(Option<T>);

/// Reads whose session it is, for the header and for all that asks. The tickets and the list of
/// who has an account are in one place: `/cuenta`.
pub(crate) async fn present(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_portal = !path.starts_with("/mesa") && !path.starts_with("/recursos/");
    let token = Cookie::Guest
        .read(&web, request.headers())
        .filter(|_| is_portal);
    let Some(token) = token else {
        return next.run(request).await;
    };
    let wanted = Wanted::of(&request);
    let found = match wanted {
        Wanted::Ticket(code) => {
            let opened = app::ticket::for_session(&web, &token, code).await;
            opened.map(|opened| keep(opened, &mut request))
        }
        Wanted::List => {
            let opened = app::ticket::list_for_session(&web, &token).await;
            opened.map(|opened| keep(opened, &mut request))
        }
        Wanted::Other => app::lookup::session(&web, &token).await,
    };
    let guest = match found {
        Ok(Some(guest)) => Arc::new(guest),
        Ok(None) => return next.run(request).await,
        Err(error) => return PageError::from(error).into_response(),
    };
    let there = (guest.member.is_some() && request.method() == Method::GET)
        .then(|| in_the_account(request.uri()))
        .flatten();
    if let Some(there) = there {
        return Redirect::to(&there).into_response();
    }
    request.extensions_mut().insert(Present(Arc::clone(&guest)));
    let mut answer = next.run(request).await;
    // For error pages, which are written further out.
    answer.extensions_mut().insert(Present(guest));
    answer
}

/// What is read with the session: it saves a way to the database on the pages that guests open most.
enum Wanted {
    Ticket(TicketCode),
    List,
    Other,
}

impl Wanted {
    fn of(request: &Request) -> Self {
        let path = request.uri().path();
        if request.method() != Method::GET {
            return Self::Other;
        }
        if path == "/mis-casos" {
            return Self::List;
        }
        let own = path.strip_prefix("/cuenta").unwrap_or(path);
        let code = own.strip_prefix("/casos/");
        code.and_then(|code| code.parse().ok())
            .map_or(Self::Other, Self::Ticket)
    }
}

/// Leaves what was read to the handler; returns whose session it is.
fn keep<T>(opened: Option<Opened<T>>, request: &mut Request) -> Option<Guest>
where
    T: Clone + Send + Sync + 'static,
{
    let Opened { guest, view } = opened?;
    request.extensions_mut().insert(Read(view));
    Some(guest)
}

/// Where a page of guests is for somebody with an account.
fn in_the_account(uri: &Uri) -> Option<String> {
    let path = uri.path();
    let query = uri
        .query()
        .map_or_else(String::new, |query| format!("?{query}"));
    if path == "/mis-casos" {
        return Some(format!("/cuenta/casos{query}"));
    }
    // Files and live events are no pages.
    let is_page =
        path.starts_with("/casos/") && !path.contains("/archivos/") && !path.ends_with("/eventos");
    is_page.then(|| format!("/cuenta{path}{query}"))
}

/// The address as it was asked for, whatever router it is in.
fn asked_for(parts: &Parts) -> &Uri {
    parts
        .extensions
        .get::<OriginalUri>()
        .map_or(&parts.uri, |original| &original.0)
}

impl Visit {
    /// Why a file is held back; nothing if everybody who may read it may load it.
    pub(crate) fn hold(&self, file: &File) -> Option<Hold> {
        file.hold(self.web.is_scanning())
    }

    /// What a chip says of a file that is held back, with the find for the staff.
    pub(crate) fn hold_words(&self, file: &File, is_staff: bool) -> Option<String> {
        let t = &self.t;
        let hold = self.hold(file)?;
        Some(match (hold, file.scan.find().filter(|_| is_staff)) {
            (Hold::InReview, _) => t.file_in_review(),
            (Hold::NotScanned, None) => t.file_not_scanned(),
            (Hold::NotScanned, Some(find)) => t.file_not_scanned_for(find),
            (Hold::Quarantined, None) => t.file_quarantined(),
            (Hold::Quarantined, Some(find)) => t.file_quarantined_for(find),
        })
    }

    /// The same visit, with the header of whom the answer was for.
    pub(crate) fn with_member_of(mut self, answer: &Response) -> Self {
        if let Some(Present(guest)) = answer.extensions().get::<Present>() {
            self.member = Signed::of(guest);
        }
        self
    }

    /// The home page of who asks.
    pub(crate) fn home(&self) -> &'static str {
        if self.member.is_some() {
            "/cuenta"
        } else {
            "/"
        }
    }

    /// The tag of the language, for `lang` attributes and settings.
    pub(crate) fn tag(&self) -> &'static str {
        self.t.language().tag()
    }

    /// The variables of the brand, for the one inline style.
    pub(crate) fn brand_style(&self) -> String {
        self.web.brand_style()
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, cookie: Cookie) -> Option<String> {
        cookie.read(&self.web, &self.cookies)
    }

    /// The present year.
    pub(crate) fn year(&self) -> String {
        self.now.year().to_string()
    }

    /// What a list says of the compensation of a ticket.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    pub(crate) fn list_state(&self, state: &ListState) -> String {
        self.t
            .by_id(&format!("account-compensation-{}", state.name()))
            .unwrap_or_default()
    }

    /// "$ 658.400".
    pub(crate) fn money(&self, amount: &Money) -> String {
        self.t.money(amount.minor, amount.currency.code())
    }

    /// An instant in the organisation's time zone.
    pub(crate) fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.now.time_zone().clone())
    }

    /// Within which term the requests of a topic are answered, such as "15 días hábiles".
    pub(crate) fn answer_term(&self, form: &Form) -> String {
        term_words(&self.t, form.answer_term())
    }

    /// "martes 14 de abril", with the year if it is another.
    pub(crate) fn long_date(&self, at: &Timestamp) -> String {
        self.t.long_date(self.local(*at).date(), self.now.date())
    }

    /// The day on which a term ends: that of the calendar which terms are counted by, whose time zone may
    /// be another than the organisation's.
    pub(crate) fn day_of_term(&self, at: Timestamp) -> Date {
        at.to_zoned(self.web.calendar().zone().clone()).date()
    }

    /// The end of a term as [`long_date`](Self::long_date).
    pub(crate) fn end_of_term(&self, at: &Timestamp) -> String {
        self.t.long_date(self.day_of_term(*at), self.now.date())
    }

    /// "martes 14 de abril de 2026", for the end of a term that is kept for years.
    pub(crate) fn end_of_term_dated(&self, at: &Timestamp) -> String {
        let date = self.day_of_term(*at);
        let another_year = date.saturating_add(jiff::ToSpan::years(1));
        self.t.long_date(date, another_year)
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
        let member = parts
            .extensions
            .get::<Present>()
            .and_then(|present| Signed::of(&present.0));
        let language = member
            .as_ref()
            .and_then(|member| Language::parse(member.language.as_deref()?))
            .unwrap_or_else(|| language(parts, web, &settings));
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
            path: asked_for(parts)
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            now: web.now().to_zoned(web.zone()),
            client: client.to_string(),
            user_agent: header("user-agent").to_owned(),
            is_fragment: parts.headers.contains_key("hx-request"),
            wants_json: header("accept").starts_with("application/json"),
            member,
            cookies: parts.headers.clone(),
            settings,
            web: web.clone(),
        }
    }
}

/// Without a language of the account: cookie, then what the browser prefers, then the organisation's.
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
        found.filter(|guest| !guest.0.is_pending()).ok_or_else(|| {
            if asked_for(parts).path().starts_with("/cuenta") {
                to_sign_in(parts)
            } else {
                PageError::Elsewhere("/consultar".into())
            }
        })
    }
}

/// What the page that is asked for shows, where it was read with the guest: as the operation for a
/// guest gives it.
pub(crate) struct AsRead<T>(pub(crate) Option<Result<T, Error>>);

impl<T: Clone + Send + Sync + 'static> FromRequestParts<Web> for AsRead<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        let read = parts.extensions.remove::<Read<T>>();
        Ok(Self(read.map(|Read(view)| view.ok_or(Error::NotFound))))
    }
}

/// Somebody who signed in with an account; others sign in first.
pub(crate) struct AsMember(pub(crate) Guest);

impl FromRequestParts<Web> for AsMember {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let found = <AsGuest as OptionalFromRequestParts<Web>>::from_request_parts(parts, web);
        match found.await? {
            Some(AsGuest(guest)) if guest.member.is_some() => Ok(Self(guest)),
            Some(_) | None => Err(to_sign_in(parts)),
        }
    }
}

/// The sign-in page, which leads back to what was asked for.
fn to_sign_in(parts: &Parts) -> PageError {
    let back = if parts.method == Method::GET {
        asked_for(parts).path()
    } else {
        "/cuenta"
    };
    PageError::Elsewhere(format!("/ingresar?volver={}", crate::path::escape(back)))
}

impl OptionalFromRequestParts<Web> for AsGuest {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, PageError> {
        if let Some(Present(guest)) = parts.extensions.get::<Present>() {
            return Ok(Some(Self(Guest::clone(guest))));
        }
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
        if let Some(agent) = found {
            return Ok(agent);
        }
        // Who lacks the second step that the staff must have goes there first.
        <AsUnfinishedAgent as FromRequestParts<Web>>::from_request_parts(parts, web).await?;
        Err(PageError::Elsewhere(DESK_STEP.to_owned()))
    }
}

/// The agent of this browser, also without the second step that the staff must have; without one,
/// the sign-in page. For setting it up, and for leaving.
pub(crate) struct AsUnfinishedAgent(pub(crate) SignedIn);

impl FromRequestParts<Web> for AsUnfinishedAgent {
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

impl OptionalFromRequestParts<Web> for AsUnfinishedAgent {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Option<Self>, PageError> {
        let Some(token) = Cookie::Agent.read(web, &parts.headers) else {
            return Ok(None);
        };
        Ok(app::agent::unfinished_session(web, &token).await?.map(Self))
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
