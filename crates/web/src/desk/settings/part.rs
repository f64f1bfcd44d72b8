//! A part of the settings: one page with one form, kept in the one record of the organisation.

use crate::form::Form;
use app::Error;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::{FieldError, phone, required, within};
use domain::{Localized, Settings};
use serde::Deserialize;
use text::Texts;

use super::compare::Comparison;
use super::sent::{ENDS, Sent};
use crate::desk::difference::Difference;
use crate::desk::form::{self, Errors};
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::state::Web;
use crate::visit::Visit;

/// What every page of the settings has.
pub(super) struct Sheet {
    pub(super) v: Visit,
    pub(super) frame: Frame,
    pub(super) tabs: Vec<Tab>,
    pub(super) told: Told,
}

/// A link to a page of the settings.
pub(super) struct Tab {
    pub(super) href: &'static str,
    pub(super) words: String,
    pub(super) is_here: bool,
}

/// What came of the form that was sent before.
#[derive(Default)]
pub(super) struct Told {
    pub(super) status: StatusCode,
    pub(super) errors: Errors,
    pub(super) done: Option<String>,
    /// Somebody else saved first.
    pub(super) is_conflict: bool,
    /// What they saved, where it is not what was typed.
    pub(super) differences: Vec<Difference>,
    /// Where to see what is kept by now.
    pub(super) see: String,
    /// The version to save with.
    pub(super) version: i64,
}

impl Told {
    /// A form that was not sent yet, or whose rows were arranged.
    pub(super) fn version(version: i64) -> Self {
        Self {
            version,
            ..Self::default()
        }
    }

    /// A form with errors.
    pub(super) fn errors(version: i64, errors: Errors) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            ..Self::version(version)
        }
    }

    /// A form that somebody else saved meanwhile; the next time it is saved over that.
    pub(super) fn conflict(present: i64, differences: Vec<Difference>) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            is_conflict: true,
            differences,
            ..Self::version(present)
        }
    }
}

/// The pages, in their order.
fn tabs(t: &Texts, here: &str) -> Vec<Tab> {
    let all = [
        ("/mesa/ajustes", t.desk_settings_tab_organization()),
        ("/mesa/ajustes/marca", t.desk_settings_tab_brand()),
        ("/mesa/ajustes/inicio", t.desk_settings_tab_home()),
        ("/mesa/ajustes/temas", t.desk_settings_tab_topics()),
        ("/mesa/ajustes/equipos", t.desk_settings_tab_teams()),
        ("/mesa/ajustes/calendarios", t.desk_settings_tab_calendars()),
        ("/mesa/ajustes/clases", t.desk_settings_tab_classes()),
        ("/mesa/ajustes/plazos", t.desk_settings_tab_policies()),
        ("/mesa/ajustes/listas", t.desk_settings_tab_lists()),
        ("/mesa/ajustes/datos", t.desk_settings_tab_privacy()),
        ("/mesa/ajustes/api", t.api_title()),
    ];
    all.into_iter()
        .map(|(href, words)| Tab {
            href,
            words,
            is_here: href == here,
        })
        .collect()
}

impl Sheet {
    pub(super) async fn open(
        web: &Web,
        seat: Seat,
        here: &str,
        mut told: Told,
    ) -> Result<Self, PageError> {
        if told.see.is_empty() {
            here.clone_into(&mut told.see);
        }
        let frame = seat.frame(web, "ajustes").await?;
        Ok(Self {
            frame,
            tabs: tabs(&seat.v.t, here),
            told,
            v: seat.v,
        })
    }
}

/// A part of the settings.
pub(super) trait Part {
    /// Where its page is.
    const PATH: &'static str;

    /// The form as the settings are.
    fn fill(settings: &Settings) -> Sent;

    /// The settings with what was typed; what is wrong with it goes into `checks`.
    fn take(sent: &Sent, checks: &mut Checks<'_>, settings: Settings) -> Settings;

    /// Names every field, to find those that are not the same.
    fn compare(both: &mut Comparison<'_>);

    /// The page.
    fn page(sheet: Sheet, sent: &Sent) -> Result<Response, PageError>;
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::desk) struct Asked {
    pub(super) hecho: String,
}

/// `GET` of a part.
pub(super) async fn show<P: Part>(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let (settings, version) = app::settings::edit(&web, &seat.by).await?;
    let told = Told {
        done: (asked.hecho == "guardado").then(|| seat.v.t.desk_settings_saved()),
        ..Told::version(version)
    };
    P::page(
        Sheet::open(&web, seat, P::PATH, told).await?,
        &P::fill(&settings),
    )
}

/// `POST` of a part: arranges its rows, or saves it.
pub(super) async fn save<P: Part>(
    State(web): State<Web>,
    seat: Seat,
    Form(mut sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (before, _) = app::settings::edit(&web, &seat.by).await?;
    let again = async |seat, told, sent: &Sent| {
        P::page(Sheet::open(&web, seat, P::PATH, told).await?, sent)
    };
    if sent.arrange() {
        let told = Told::version(sent.version());
        return again(seat, told, &sent).await;
    }
    let mut checks = Checks::new(&seat.v.t);
    let settings = P::take(&sent, &mut checks, before);
    let errors = checks.errors;
    if !errors.is_empty() {
        let told = Told::errors(sent.version(), errors);
        return again(seat, told, &sent).await;
    }
    let client = seat.v.client.clone();
    match app::settings::save(&web, &seat.by, settings, sent.version(), client).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?hecho=guardado", P::PATH)).into_response()),
        Err(Error::Conflict) => {
            let (kept, present) = app::settings::edit(&web, &seat.by).await?;
            let stored = P::fill(&kept);
            let mut both = Comparison::new(&seat.v.t, &stored, &sent);
            P::compare(&mut both);
            let told = Told::conflict(present, both.all());
            again(seat, told, &sent).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Gathers what is wrong while values are taken over.
pub(super) struct Checks<'a> {
    pub(super) t: &'a Texts,
    pub(super) errors: Errors,
}

impl<'a> Checks<'a> {
    pub(super) fn new(t: &'a Texts) -> Self {
        Self {
            t,
            errors: Errors::default(),
        }
    }

    fn text(
        &mut self,
        field: &str,
        missing: String,
        checked: Result<String, FieldError>,
    ) -> String {
        checked.unwrap_or_else(|error| {
            self.errors.add(field, form::words(self.t, &error, missing));
            String::new()
        })
    }

    /// A line that may be empty.
    pub(super) fn line(&mut self, sent: &Sent, field: &str, most: usize) -> String {
        self.text(field, String::new(), within(sent.get(field).trim(), most))
    }

    /// A line that must be there.
    pub(super) fn needed(
        &mut self,
        sent: &Sent,
        field: &str,
        most: usize,
        missing: String,
    ) -> String {
        self.text(field, missing, required(sent.get(field), most))
    }

    /// A telephone number, or nothing.
    pub(super) fn phone(&mut self, sent: &Sent, field: &str) -> String {
        self.text(field, String::new(), phone(sent.get(field)))
    }

    /// A text in its languages, which may be empty.
    pub(super) fn localized(&mut self, sent: &Sent, field: &str, most: usize) -> Localized {
        let text = sent.localized(field);
        for (end, words) in ENDS.into_iter().zip(text.all()) {
            let checked = within(words, most);
            self.text(&format!("{field}_{end}"), String::new(), checked);
        }
        text
    }

    /// A text that is needed in Spanish.
    pub(super) fn needed_localized(
        &mut self,
        sent: &Sent,
        field: &str,
        most: usize,
        missing: String,
    ) -> Localized {
        let text = self.localized(sent, field, most);
        self.that(&format!("{field}_es"), !text.es.is_empty(), missing);
        text
    }

    pub(super) fn that(&mut self, field: &str, holds: bool, otherwise: String) {
        if !holds {
            self.errors.add(field, otherwise);
        }
    }
}
