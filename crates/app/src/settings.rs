//! The organisation's settings: read from memory, changed in the database.

use std::sync::{Arc, PoisonError};

use domain::{Permission, Settings, TicketId};
use serde_json::Value;
use store::Db;

use crate::audit::{Change, note};
use crate::job::enqueue_recount;
use crate::{App, Error, SignedIn};

/// The settings and the version to save them with.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn edit(app: &App, by: &SignedIn) -> Result<(Settings, i64), Error> {
    by.check(Permission::ManageSettings)?;
    let found = app.store.read(Db::settings).await?;
    Ok(found.unwrap_or_default())
}

/// Saves the settings.
///
/// # Errors
///
/// [`Error::Forbidden`], or [`Error::Conflict`] if somebody saved since `version` was read.
pub async fn save(
    app: &App,
    by: &SignedIn,
    settings: Settings,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let now = app.now();
    let agent = by.agent.id;
    let (desk, after) = (app.clone(), settings.clone());
    app.store
        .write(move |tx| {
            let before = tx.settings()?.map(|(settings, _)| settings);
            tx.save_settings(&after, version)?;
            let zone = before.as_ref().map(|settings| &settings.zone);
            let has_calendar = tx.calendars()?.iter().any(|one| one.is_default);
            if zone != Some(&after.zone) && !has_calendar {
                enqueue_recount(tx, &desk, TicketId(0))?;
            }
            let change = Change {
                by: agent,
                action: "settings_saved",
                target: "settings".into(),
                before: before.as_ref().map_or(Value::Null, told),
                after: told(&after),
                client: &client,
                at: now,
            };
            note(tx, &desk, &change)
        })
        .await?;
    app.keep_settings(settings);
    Ok(())
}

impl App {
    /// Reads the settings again; other nodes may have changed them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn refresh_settings(&self) -> Result<(), Error> {
        let (settings, calendars) = self
            .store
            .read(|db| Ok::<_, Error>((db.settings()?, db.calendars()?)))
            .await?;
        if let Some((settings, _)) = settings {
            self.keep_settings(settings);
        }
        self.keep_calendars(calendars);
        Ok(())
    }

    /// The variables of the brand, for the one inline style of a page.
    pub fn brand_style(&self) -> String {
        let style = self.desk.brand_style.read();
        style.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn keep_settings(&self, settings: Settings) {
        let style = style_of(&settings);
        *self
            .desk
            .settings
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(settings);
        *self
            .desk
            .brand_style
            .write()
            .unwrap_or_else(PoisonError::into_inner) = style;
        // Where nobody made a calendar, there is one by the time zone of the settings.
        self.follow_zone();
    }
}

/// Every colour follows from one by some arithmetic, which is done once and not for every page.
pub(crate) fn style_of(settings: &Settings) -> String {
    let brand = &settings.brand;
    domain::brand::style(&brand.colour, &brand.accent, brand.roundness)
}

/// The settings for the audit log: of the logo only how large it is.
fn told(settings: &Settings) -> Value {
    let mut told = serde_json::to_value(settings).unwrap_or_default();
    told["brand"]["logo"] = settings.brand.logo.len().into();
    told
}
