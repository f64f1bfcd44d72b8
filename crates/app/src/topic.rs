//! Topics: what tickets are filed under.

use domain::form::Topic;

use crate::{App, Error};

/// The topics that new tickets may be filed under, in order.
///
/// # Errors
///
/// When the database does not answer.
pub async fn list(app: &App) -> Result<Vec<Topic>, Error> {
    Ok(app.store.read(|db| db.topics(true)).await?)
}

/// The topic of a name in an address.
///
/// # Errors
///
/// [`Error::NotFound`] also for one that takes no tickets any more.
pub async fn by_slug(app: &App, slug: String) -> Result<Topic, Error> {
    let found = app.store.read(move |db| db.topic_by_slug(&slug)).await?;
    found.filter(|topic| topic.is_active).ok_or(Error::NotFound)
}
