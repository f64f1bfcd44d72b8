//! A customer with an account files a ticket: the account is the proof, no code is asked for.

use domain::intake::{Draft, DraftContent};
use domain::{FilingId, TicketCode};
use jiff::Timestamp;
use store::Tx;

use super::parcels::{file_parcels, present};
use crate::intake::{OpenDraft, begin_for, file_for};
use crate::{App, Error, Guest};

/// Begins a draft of an account and gives the token for its owner's cookie.
///
/// # Errors
///
/// [`Error::NotFound`] for a guest, [`Error::Limited`] when the account began too many.
pub async fn begin(app: &App, guest: &Guest, language: String) -> Result<(Draft, String), Error> {
    let account = guest.check_member()?.account.id;
    let content = DraftContent {
        language,
        ..DraftContent::default()
    };
    begin_for(app, account, content).await
}

/// What came of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// A ticket.
    One(TicketCode),
    /// A ticket for each of many tracking numbers.
    Many(FilingId),
}

/// Files the ticket of a draft whose details are done, or one for each of its many tracking
/// numbers; a draft that was used already gives the same again (case A4).
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone or lacks a step, and for a guest;
/// [`Error::Invalid`] `numbers` when none of many is left; [`Error::Limited`] for too many.
pub async fn confirm(
    app: &App,
    guest: &Guest,
    open: &OpenDraft,
    client: String,
) -> Result<Filed, Error> {
    guest.check_member()?;
    let id = open.draft.id;
    // Two clicks at once meet at the draft's version; the second look finds what was filed.
    for _ in 0..5 {
        let (desk, guest, client, now) = (app.clone(), guest.clone(), client.clone(), app.now());
        let answer = app
            .store
            .write_alone(move |tx| {
                let draft = tx.draft(id)?.ok_or(Error::NotFound)?;
                confirm_in(tx, &desk, &guest, draft, &client, now)
            })
            .await;
        match answer {
            Err(Error::Conflict) => {}
            other => return other,
        }
    }
    Err(Error::Conflict)
}

fn confirm_in(
    tx: &mut Tx,
    app: &App,
    guest: &Guest,
    mut draft: Draft,
    client: &str,
    now: Timestamp,
) -> Result<Filed, Error> {
    match (draft.content.filing, draft.ticket) {
        (Some(filing), _) => return Ok(Filed::Many(filing)),
        (None, Some(ticket)) => {
            return Ok(Filed::One(tx.ticket(ticket)?.ok_or(Error::NotFound)?.code));
        }
        (None, None) => {}
    }
    if !draft.content.details_done {
        return Err(Error::NotFound);
    }
    let member = present(tx, guest)?;
    draft.email = Some(guest.contact.email.clone());
    draft.content.name.clone_from(&guest.contact.name);
    draft.content.phone.clone_from(&guest.contact.phone);
    if let Some(language) = &member.account.language {
        draft.content.language.clone_from(language);
    }
    if let Some(filing) = file_parcels(tx, app, guest, &member, &draft, client, now)? {
        return Ok(Filed::Many(filing));
    }
    let ticket = file_for(tx, app, draft, member.organization.id, client, now)?;
    Ok(Filed::One(ticket.code))
}
