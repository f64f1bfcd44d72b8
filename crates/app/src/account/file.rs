//! A customer with an account files a ticket: the account is the proof, no code is asked for.

use domain::TicketCode;
use domain::intake::{Draft, DraftContent};
use jiff::Timestamp;
use store::Tx;

use crate::intake::{OpenDraft, begin_for, file_for};
use crate::{App, Error, Guest, Member};

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

/// Files the ticket of a draft whose details are done; one that is a ticket already gives the same
/// ticket again (case A4).
///
/// # Errors
///
/// [`Error::NotFound`] when the draft is gone or lacks a step, and for a guest.
pub async fn confirm(
    app: &App,
    guest: &Guest,
    open: &OpenDraft,
    client: String,
) -> Result<TicketCode, Error> {
    guest.check_member()?;
    let id = open.draft.id;
    // Two clicks at once meet at the draft's version; the second look finds the ticket.
    for _ in 0..5 {
        let (desk, guest, client, now) = (app.clone(), guest.clone(), client.clone(), app.now());
        let answer = app
            .store
            .write(move |tx| {
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
) -> Result<TicketCode, Error> {
    if let Some(ticket) = draft.ticket {
        return Ok(tx.ticket(ticket)?.ok_or(Error::NotFound)?.code);
    }
    if !draft.content.details_done {
        return Err(Error::NotFound);
    }
    // The session may be older than what happened to the account.
    let Member { account, .. } =
        super::member(tx, guest.check_member()?.account.id)?.ok_or(Error::NotFound)?;
    draft.email = Some(guest.contact.email.clone());
    draft.content.name.clone_from(&guest.contact.name);
    draft.content.phone.clone_from(&guest.contact.phone);
    if let Some(language) = account.language {
        draft.content.language = language;
    }
    Ok(file_for(tx, app, draft, account.organization, client, now)?.code)
}
