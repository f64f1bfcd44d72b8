//! What people of companies do with their own account.

use domain::SessionId;
use domain::form::FieldError;
use store::session::GuestSession;
use text::Language;

use crate::agent::{check_password, hash, verify};
use crate::{App, Error, Guest};

/// The sessions of the account, newest first.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest.
pub async fn sessions(app: &App, guest: &Guest) -> Result<Vec<GuestSession>, Error> {
    let account = guest.check_member()?.account.id;
    app.store
        .read(move |db| Ok(db.account_sessions(account)?))
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

/// Chooses another password, knowing the present one; all other sessions and links end (case C7).
///
/// # Errors
///
/// [`Error::Invalid`] with the field `current` or `password`; [`Error::Limited`] after too many
/// wrong tries.
pub async fn change_password(
    app: &App,
    guest: &Guest,
    current: &str,
    password: &str,
) -> Result<(), Error> {
    let id = guest.check_member()?.account.id;
    let (session, now) = (guest.session.id, app.now());
    let key = app
        .secret
        .counter_key("password-change", &[&id.to_string()]);
    let counted = key.clone();
    let (old, tries) = app
        .store
        .read(move |db| {
            let (_, old) = db.account_with_password(id)?.ok_or(Error::NotFound)?;
            Ok::<_, Error>((old, db.hits(&counted, now)?))
        })
        .await?;
    if tries >= app.limits.sign_in.failures {
        return Err(Error::Limited);
    }
    if !verify(app, current, old).await? {
        let window = app.limits.sign_in.window;
        app.store
            .write(move |tx| Ok::<_, Error>(tx.hit(&key, window, now)?))
            .await?;
        return Err(Error::Invalid {
            field: "current",
            error: FieldError::NotAnOption,
        });
    }
    let contact = &guest.contact;
    check_password(app, password, &contact.name, contact.email.as_str())?;
    let hash = hash(app, password).await?;
    app.store
        .write(move |tx| {
            tx.set_account_password(id, &hash)?;
            tx.delete_account_sessions(id, Some(session))?;
            Ok(tx.delete_account_links(id, None)?)
        })
        .await
}
