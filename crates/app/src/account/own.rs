//! What people of companies do with their own account.

use domain::SessionId;
use store::session::GuestSession;
use text::Language;

use crate::{App, Error, Guest};

/// The sessions of the account, newest first.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest.
pub async fn sessions(app: &App, guest: &Guest) -> Result<Vec<GuestSession>, Error> {
    let account = guest.check_member()?.account.id;
    let (now, life) = (app.now(), app.limits.session.customer.clone());
    app.store
        .read(move |db| {
            let mut all = db.account_sessions(account)?;
            all.retain(|one| life.holds(one.created_at, one.seen_at, now));
            Ok(all)
        })
        .await
}

/// Ends a session of the account.
///
/// # Errors
///
/// [`Error::NotFound`] for a session of somebody else.
pub async fn end_session(app: &App, guest: &Guest, id: SessionId) -> Result<(), Error> {
    let account = guest.check_member()?.account.id;
    app.store
        .write(move |tx| {
            let own = tx
                .account_sessions(account)?
                .iter()
                .any(|session| session.id == id);
            if !own {
                return Err(Error::NotFound);
            }
            Ok(tx.delete_guest_session(id)?)
        })
        .await
}

/// Chooses the language of the pages and mails; none means what the browser prefers.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest.
pub async fn set_language(
    app: &App,
    guest: &Guest,
    language: Option<Language>,
) -> Result<(), Error> {
    let id = guest.check_member()?.account.id;
    app.store
        .write(move |tx| {
            let mut account = tx.account(id)?.ok_or(Error::NotFound)?;
            account.language = language.map(|language| language.tag().to_owned());
            Ok(tx.save_account(&account)?)
        })
        .await
}

/// Corrects the own name and telephone number.
///
/// # Errors
///
/// [`Error::Invalid`] with the field to mend; [`Error::NotFound`] for a guest.
pub async fn set_name(app: &App, guest: &Guest, name: &str, phone: &str) -> Result<(), Error> {
    guest.check_member()?;
    let name = domain::form::required(name, 120).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })?;
    let phone = domain::form::phone(phone).map_err(|error| Error::Invalid {
        field: "phone",
        error,
    })?;
    let contact = guest.contact.id;
    app.store
        .write(move |tx| Ok(tx.save_contact(contact, &name, &phone)?))
        .await
}
