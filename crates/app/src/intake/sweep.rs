//! Drafts that nobody verified disappear, with their files (case A14).

use domain::DraftId;

use crate::{App, Error};

/// How many drafts go in one round.
const ROUND: u32 = 200;

/// Deletes drafts whose time is over; gives how many there were.
pub(crate) async fn delete_expired(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let expired = app
        .store
        .read(move |db| db.expired_drafts(now, ROUND))
        .await?;
    let count = expired.len();
    for draft in expired {
        let keys = app
            .store
            .write(move |tx| {
                // Asked again: each step of the form puts the end off.
                let found = tx.draft(draft)?;
                if found.is_none_or(|draft| draft.expires_at > now) {
                    return Ok(Vec::new());
                }
                Ok::<_, Error>(tx.delete_draft(draft)?)
            })
            .await?;
        delete_objects(app, keys).await;
    }
    Ok(count)
}

/// Deletes one draft: first its rows, then what lies in the file store. If the program stops in
/// between, the sweep of orphans finds the rest.
pub(crate) async fn delete(app: &App, draft: DraftId) -> Result<(), Error> {
    let keys = app
        .store
        .write(move |tx| Ok::<_, Error>(tx.delete_draft(draft)?))
        .await?;
    delete_objects(app, keys).await;
    Ok(())
}

async fn delete_objects(app: &App, keys: Vec<String>) {
    for key in keys {
        crate::file::delete_object(app, &key).await;
    }
}
