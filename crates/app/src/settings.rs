//! The organisation's settings: read from memory, changed in the database.

use std::sync::Arc;

use domain::Settings;
use store::Db;
use store::audit::AuditEntry;

use crate::{App, Error, SignedIn};

/// The settings and the version to save them with.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn edit(app: &App, by: &SignedIn) -> Result<(Settings, i64), Error> {
    by.check_administer()?;
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
    by.check_administer()?;
    let now = app.now();
    let agent = by.agent.id;
    let (desk, after) = (app.clone(), settings.clone());
    app.store
        .write(move |tx| {
            let before = tx.settings()?.map(|(settings, _)| settings);
            tx.save_settings(&after, version)?;
            tx.insert_audit(&AuditEntry {
                id: desk.id(),
                at: now,
                agent: Some(agent),
                action: "settings_saved".into(),
                target: "settings".into(),
                before: before.as_ref().and_then(|before| differing(before, &after)),
                after: before.as_ref().and_then(|before| differing(&after, before)),
                reason: None,
                client: client.clone(),
            })?;
            Ok::<_, Error>(())
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
        if let Some((settings, _)) = self.store.read(Db::settings).await? {
            self.keep_settings(settings);
        }
        Ok(())
    }

    pub(crate) fn keep_settings(&self, settings: Settings) {
        *self
            .0
            .settings
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(settings);
    }
}

/// The fields of `one` that differ from `other`, as JSON for the audit log.
fn differing(one: &Settings, other: &Settings) -> Option<String> {
    let (serde_json::Value::Object(one), serde_json::Value::Object(other)) = (
        serde_json::to_value(one).ok()?,
        serde_json::to_value(other).ok()?,
    ) else {
        return None;
    };
    let fields: serde_json::Map<_, _> = one
        .into_iter()
        .filter(|(name, value)| other.get(name) != Some(value))
        .collect();
    serde_json::to_string(&fields).ok()
}
