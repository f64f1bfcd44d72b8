//! Companies and their people: made by the staff, and managed by their own managers.

use domain::account::{MAX_ORGANIZATION_NAME, Username};
use domain::form::{FieldError, required};
use domain::{
    Account, AccountId, AccountRole, Contact, EmailAddress, Organization, OrganizationId,
    Permission, Principal,
};
use jiff::{SignedDuration, Timestamp};
use store::Tx;
use store::account::OrganizationSummary;
use store::audit::AuditEntry;

use super::link::mail_invitation;
use crate::audit::entry;
use crate::email_change::check_free;
use crate::job::Inviter;
use crate::{App, Error, Guest, SignedIn, random};

/// How many invitations the managers of one company send in a day.
const INVITATIONS_A_DAY: u32 = 50;

/// Who changes the people of a company.
#[derive(Clone, Debug)]
pub enum By {
    /// An administrator.
    Staff(SignedIn),
    /// A manager of the company itself.
    Manager(Guest),
}

/// A company with its people.
#[derive(Clone, Debug)]
pub struct OrganizationPage {
    /// The company.
    pub organization: Organization,
    /// Its people, by name.
    pub people: Vec<(Account, Contact)>,
}

/// A person to be invited, as typed.
#[derive(Clone, Debug, Default)]
pub struct Invitation {
    /// The full name.
    pub name: String,
    /// The address.
    pub email: String,
    /// A name to sign in with; may be empty.
    pub username: String,
    /// The name of the role.
    pub role: String,
}

/// A checked [`Invitation`].
#[derive(Clone, Debug)]
pub(super) struct Invitee {
    pub(super) name: String,
    pub(super) email: EmailAddress,
    pub(super) username: Option<Username>,
    pub(super) role: AccountRole,
}

impl By {
    /// Whether this is somebody who may change the people of the company.
    fn check(&self, organization: OrganizationId) -> Result<(), Error> {
        match self {
            Self::Staff(by) => by.check(Permission::ManagePeople),
            Self::Manager(guest) => {
                let member = guest.check_member()?;
                let own = member.organization.id == organization;
                match (own, member.account.manages()) {
                    (true, true) => Ok(()),
                    (true, false) => Err(Error::Forbidden),
                    (false, _) => Err(Error::NotFound),
                }
            }
        }
    }

    fn inviter(&self) -> Result<Inviter, Error> {
        match self {
            Self::Staff(by) => Ok(Inviter::Agent(by.agent.id)),
            Self::Manager(guest) => Ok(Inviter::Manager(guest.check_member()?.account.id)),
        }
    }

    fn is(&self, account: AccountId) -> bool {
        match self {
            Self::Staff(_) => false,
            Self::Manager(guest) => guest
                .member
                .as_ref()
                .is_some_and(|member| member.account.id == account),
        }
    }
}

/// All companies by name, with their size.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn organizations(app: &App, by: &SignedIn) -> Result<Vec<OrganizationSummary>, Error> {
    by.check(Permission::ManagePeople)?;
    app.store.read(|db| Ok(db.organizations()?)).await
}

/// A company with its people.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn organization(
    app: &App,
    by: &By,
    id: OrganizationId,
) -> Result<OrganizationPage, Error> {
    by.check(id)?;
    app.store
        .read(move |db| {
            Ok(OrganizationPage {
                organization: db.organization(id)?.ok_or(Error::NotFound)?,
                people: db.accounts_of(id)?,
            })
        })
        .await
}

/// Makes a company; its people are invited afterwards.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for a name that is missing, too long or taken.
pub async fn create_organization(
    app: &App,
    by: &SignedIn,
    name: &str,
    member_sees_all: bool,
    client: String,
) -> Result<Organization, Error> {
    by.check(Permission::ManagePeople)?;
    let made = Organization {
        id: app.id(),
        name: checked_name(name)?,
        member_sees_all,
        is_active: true,
        created_at: app.now(),
        version: 0,
    };
    let (desk, by) = (app.clone(), By::Staff(by.clone()));
    app.store
        .write(move |tx| {
            check_name_is_free(tx, &made)?;
            insert_organization(tx, &desk, &by, &made, &client)?;
            Ok(made.clone())
        })
        .await
}

/// A new company, in this transaction.
pub(super) fn insert_organization(
    tx: &mut Tx,
    app: &App,
    by: &By,
    made: &Organization,
    client: &str,
) -> Result<(), Error> {
    tx.insert_organization(made)?;
    let (target, after) = (organization_target(made.id), told(made));
    note(
        tx,
        app,
        by,
        "organization_made",
        target,
        None,
        Some(after),
        client,
    )
}

/// Changes a company as it was at `version`; when it may not sign in any more, the sessions of all
/// its people end.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Conflict`] if somebody else saved it;
/// [`Error::Invalid`] for its name.
#[expect(clippy::too_many_arguments, reason = "a form with all of this")]
pub async fn change_organization(
    app: &App,
    by: &SignedIn,
    id: OrganizationId,
    version: i64,
    name: &str,
    member_sees_all: bool,
    is_active: bool,
    client: String,
) -> Result<Organization, Error> {
    by.check(Permission::ManagePeople)?;
    let name = checked_name(name)?;
    let (desk, by) = (app.clone(), By::Staff(by.clone()));
    app.store
        .write(move |tx| {
            let mut changed = tx.organization(id)?.ok_or(Error::NotFound)?;
            if changed.version != version {
                return Err(Error::Conflict);
            }
            let before = told(&changed);
            let ends = changed.is_active && !is_active;
            changed.name.clone_from(&name);
            changed.member_sees_all = member_sees_all;
            changed.is_active = is_active;
            check_name_is_free(tx, &changed)?;
            tx.save_organization(&mut changed)?;
            if ends {
                for (account, _) in tx.accounts_of(id)? {
                    end_access(tx, account.id)?;
                }
            }
            let (target, after) = (organization_target(id), told(&changed));
            note(
                tx,
                &desk,
                &by,
                "organization_changed",
                target,
                Some(before),
                Some(after),
                &client,
            )?;
            Ok(changed)
        })
        .await
}

/// Makes an account for somebody of the company and mails the link to choose a password.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`]; [`Error::Invalid`] with the field to mend: `name`,
/// `email` (also when that person has an account already, or is of the staff) or `username`;
/// [`Error::Limited`] after too many in a day.
pub async fn invite(
    app: &App,
    by: &By,
    organization: OrganizationId,
    invitation: &Invitation,
    client: String,
) -> Result<(Account, Contact), Error> {
    by.check(organization)?;
    let invitee = checked(invitation)?;
    let (desk, by) = (app.clone(), by.clone());
    let nonce = random::number(&*app.random);
    app.store
        .write(move |tx| {
            tx.organization(organization)?
                .filter(|organization| organization.is_active)
                .ok_or(Error::NotFound)?;
            count_invitation(tx, &desk, &by, organization)?;
            make_account(tx, &desk, &by, organization, &invitee, nonce, &client)
        })
        .await
}

/// One account with its invitation, in this transaction.
pub(super) fn make_account(
    tx: &mut Tx,
    app: &App,
    by: &By,
    organization: OrganizationId,
    invitee: &Invitee,
    nonce: i64,
    client: &str,
) -> Result<(Account, Contact), Error> {
    let now = app.now();
    check_free(tx, &invitee.email, None, now)?;
    if let Some(username) = &invitee.username
        && tx.account_by_username(username)?.is_some()
    {
        return Err(Error::Invalid {
            field: "username",
            error: FieldError::NotAnOption,
        });
    }
    let contact = match tx.contact_by_email(&invitee.email)? {
        // What people said of themselves is not changed by who invites them.
        Some(contact) => contact,
        None => tx.upsert_contact(&Contact {
            id: app.id(),
            email: invitee.email.clone(),
            name: invitee.name.clone(),
            phone: String::new(),
            created_at: now,
        })?,
    };
    let account = Account {
        id: app.id(),
        organization,
        contact: contact.id,
        username: invitee.username.clone(),
        role: invitee.role,
        is_active: true,
        has_password: false,
        language: None,
        created_at: now,
        version: 1,
    };
    tx.insert_account(&account)?;
    mail_invitation(tx, app, account.id, by.inviter()?, nonce, now)?;
    let after = format!("{} {organization}", account.role.name());
    note(
        tx,
        app,
        by,
        "account_invited",
        account_target(account.id),
        None,
        Some(after),
        client,
    )?;
    Ok((account, contact))
}

/// Mails somebody who never chose a password another invitation; the one before ends.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::NotFound`] for somebody who may not sign in or has a password;
/// [`Error::Limited`].
pub async fn invite_again(
    app: &App,
    by: &By,
    id: AccountId,
    client: String,
) -> Result<(Account, Contact), Error> {
    let (desk, by) = (app.clone(), by.clone());
    let nonce = random::number(&*app.random);
    app.store
        .write(move |tx| {
            let account = tx.account(id)?.ok_or(Error::NotFound)?;
            by.check(account.organization)?;
            if !account.is_active || account.has_password {
                return Err(Error::NotFound);
            }
            count_invitation(tx, &desk, &by, account.organization)?;
            mail_invitation(tx, &desk, id, by.inviter()?, nonce, desk.now())?;
            note(
                tx,
                &desk,
                &by,
                "account_invited_again",
                account_target(id),
                None,
                None,
                &client,
            )?;
            with_contact(tx, account)
        })
        .await
}

/// Changes the role of somebody and whether they may sign in; then all their sessions end. Nobody
/// changes oneself.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`]; [`Error::Conflict`] if somebody changed them since
/// `version` was read.
pub async fn change(
    app: &App,
    by: &By,
    id: AccountId,
    role: AccountRole,
    is_active: bool,
    version: i64,
    client: String,
) -> Result<(Account, Contact), Error> {
    let (desk, by) = (app.clone(), by.clone());
    app.store
        .write(move |tx| {
            let mut account = tx.account(id)?.ok_or(Error::NotFound)?;
            by.check(account.organization)?;
            if by.is(id) {
                return Err(Error::Forbidden);
            }
            if account.version != version {
                return Err(Error::Conflict);
            }
            let state = |account: &Account| {
                let active = if account.is_active {
                    "active"
                } else {
                    "inactive"
                };
                format!("{} {active}", account.role.name())
            };
            let before = state(&account);
            (account.role, account.is_active) = (role, is_active);
            if before == state(&account) {
                return with_contact(tx, account);
            }
            tx.save_account_rights(&mut account)?;
            end_access(tx, id)?;
            let after = state(&account);
            note(
                tx,
                &desk,
                &by,
                "account_changed",
                account_target(id),
                Some(before),
                Some(after),
                &client,
            )?;
            with_contact(tx, account)
        })
        .await
}

fn with_contact(tx: &mut Tx, account: Account) -> Result<(Account, Contact), Error> {
    let contact = tx.contact(account.contact)?.ok_or(Error::NotFound)?;
    Ok((account, contact))
}

pub(super) fn checked(invitation: &Invitation) -> Result<Invitee, Error> {
    let invalid = |field, error| Error::Invalid { field, error };
    let email = match invitation.email.trim() {
        "" => Err(invalid("email", FieldError::Missing)),
        typed => typed
            .parse()
            .map_err(|_| invalid("email", FieldError::NotAnEmail)),
    };
    let username = match invitation.username.trim() {
        "" => None,
        typed => Some(
            typed
                .parse()
                .map_err(|_| invalid("username", FieldError::TooLong(0)))?,
        ),
    };
    Ok(Invitee {
        name: required(&invitation.name, 120).map_err(|error| invalid("name", error))?,
        email: email?,
        username,
        role: AccountRole::from_name(&invitation.role)
            .ok_or_else(|| invalid("role", FieldError::NotAnOption))?,
    })
}

fn checked_name(name: &str) -> Result<String, Error> {
    required(name, MAX_ORGANIZATION_NAME).map_err(|error| Error::Invalid {
        field: "name",
        error,
    })
}

fn check_name_is_free(tx: &mut Tx, wanted: &Organization) -> Result<(), Error> {
    match tx.organization_by_name(&wanted.name)? {
        Some(other) if other.id != wanted.id => Err(Error::Invalid {
            field: "name",
            error: FieldError::NotAnOption,
        }),
        Some(_) | None => Ok(()),
    }
}

fn count_invitation(
    tx: &mut Tx,
    app: &App,
    by: &By,
    organization: OrganizationId,
) -> Result<(), Error> {
    if matches!(by, By::Staff(_)) {
        return Ok(());
    }
    let key = app
        .secret
        .counter_key("account-invited", &[&organization.to_string()]);
    if tx.hit(&key, SignedDuration::from_hours(24), app.now())? > INVITATIONS_A_DAY {
        return Err(Error::Limited);
    }
    Ok(())
}

fn end_access(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    tx.delete_account_sessions(account, None)?;
    tx.revoke_api_tokens_of(Principal::Account(account))?;
    Ok(tx.delete_account_links(account, None)?)
}

fn told(organization: &Organization) -> String {
    serde_json::json!({
        "name": organization.name,
        "member_sees_all": organization.member_sees_all,
        "is_active": organization.is_active,
    })
    .to_string()
}

fn organization_target(id: OrganizationId) -> String {
    format!("organization {id}")
}

fn account_target(id: AccountId) -> String {
    format!("account {id}")
}

/// Keeps in the audit log what was done; a manager is named in the reason, for the log knows the
/// staff alone.
#[expect(
    clippy::too_many_arguments,
    reason = "an entry of the audit log is all of this"
)]
pub(super) fn note(
    tx: &mut Tx,
    app: &App,
    by: &By,
    action: &str,
    target: String,
    before: Option<String>,
    after: Option<String>,
    client: &str,
) -> Result<(), Error> {
    let at: Timestamp = app.now();
    let (agent, reason) = match by {
        By::Staff(by) => (Some(by.agent.id), None),
        By::Manager(guest) => {
            let account = guest.check_member()?.account.id;
            (None, Some(account_target(account)))
        }
    };
    tx.insert_audit(&AuditEntry {
        before,
        after,
        reason,
        ..entry(app, agent, action, target, client, at)
    })?;
    Ok(())
}
