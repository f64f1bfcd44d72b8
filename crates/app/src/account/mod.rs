//! People of companies who sign in: their sessions and passwords, their tickets, and what the
//! staff and their managers do with their accounts.

mod cases;
mod file;
mod import;
mod link;
mod manage;
mod own;
mod parcels;

use domain::{Account, AccountId, Contact};
use jiff::Timestamp;
use store::device::DeviceOwner;
use store::session::{GuestLevel, GuestScope, GuestSession};
use store::{Db, Tx};

pub use cases::{CaseList, CasePage, Figures, Home, cases, choose_columns, home};
pub(crate) use cases::{rows, total};
pub use file::{Filed, begin, confirm};
pub(crate) use import::LIFE as IMPORT_LIFE;
pub use import::{ImportPage, NotTaken, import, look_at_import, take_import};
pub use link::{Invited, choose_password, forgot, invited, send_sign_in_link, use_sign_in_link};
pub(crate) use link::{link_path, mail_reset, reset_path};
pub use manage::{
    By, Invitation, OrganizationPage, change, change_organization, create_organization, invite,
    invite_again, organization, organizations,
};
pub use own::{end_session, sessions, set_language, set_name};
pub(crate) use parcels::page_of;
pub use parcels::{
    Checked, CheckedLine, FilingPage, Outcome, drop_parcels, file_anyway, filing, keep_parcels,
    parcels,
};

use crate::sign_in::{Tokens, keep_device};
use crate::{App, Error, Member, token_hash};

/// An account that may sign in, with its company that may too.
pub(crate) fn member(db: &mut Db, id: AccountId) -> Result<Option<Member>, Error> {
    let Some(account) = db.account(id)?.filter(|account| account.is_active) else {
        return Ok(None);
    };
    let organization = db
        .organization(account.organization)?
        .filter(|organization| organization.is_active);
    Ok(organization.map(|organization| Member {
        account,
        organization,
    }))
}

/// Opens a session of an account, in this transaction; the browser is known from now on.
#[expect(clippy::too_many_arguments, reason = "a session is all of this")]
pub(crate) fn open_session(
    tx: &mut Tx,
    app: &App,
    account: &Account,
    contact: &Contact,
    tokens: &Tokens,
    client: &str,
    user_agent: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.insert_guest_session(&GuestSession {
        id: app.id(),
        token_hash: token_hash(&tokens.session),
        contact: contact.id,
        scope: GuestScope::Account(account.id),
        level: GuestLevel::Proven,
        created_at: now,
        seen_at: now,
        client: client.to_owned(),
        user_agent: user_agent.to_owned(),
    })?;
    keep_device(tx, DeviceOwner::Contact(contact.id), &tokens.device, now)
}
