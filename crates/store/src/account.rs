//! Companies, and the accounts of their people.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::account::{CaseColumn, Username};
use domain::{Account, AccountId, AccountRole, Contact, ContactId, Organization, OrganizationId};
use jiff::Timestamp;

use crate::columns::{changed, instant, instant_if, micros, name_order, named, number, parsed};
use crate::contact::ContactRow;
use crate::prepared::prepared;
use crate::schema::{account, account_link, contact, organization};
use crate::{Db, Error, Tx};

/// A link that was mailed to the person of an account; it works once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLink {
    /// What its token becomes when it is hashed; the token is not kept.
    pub token_hash: String,
    /// For whom.
    pub account: AccountId,
    /// What it does.
    pub purpose: AccountLinkPurpose,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is refused.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// What a mailed link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountLinkPurpose {
    /// Lets somebody who was invited choose the first password.
    Invitation,
    /// Lets somebody who forgot the password choose another.
    Reset,
    /// Signs in without a password.
    SignIn,
}

impl AccountLinkPurpose {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::SignIn => "sign_in",
        }
    }

    /// The purpose of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Invitation, Self::Reset, Self::SignIn]
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }
}

/// An organization in the list of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationSummary {
    /// The organization.
    pub organization: Organization,
    /// How many accounts of it may sign in.
    pub accounts: u32,
    /// How many tickets were filed for it.
    pub tickets: u32,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organization)]
struct OrganizationRow {
    id: i64,
    name: String,
    member_sees_all: bool,
    is_active: bool,
    created_at: i64,
    version: i64,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = account, treat_none_as_null = true)]
struct AccountRow {
    id: i64,
    organization_id: i64,
    contact_id: i64,
    username: Option<String>,
    role: String,
    is_active: bool,
    language: Option<String>,
    created_at: i64,
    version: i64,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = account_link)]
struct AccountLinkRow {
    token_hash: String,
    account_id: i64,
    purpose: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

#[derive(QueryableByName)]
struct SizeRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    accounts: i64,
    #[diesel(sql_type = BigInt)]
    tickets: i64,
}

const SIZES: &str = "
    SELECT o.id,
        (SELECT count(*) FROM account a WHERE a.organization_id = o.id AND a.is_active) AS accounts,
        (SELECT count(*) FROM ticket t WHERE t.organization_id = o.id) AS tickets
    FROM organization o ORDER BY o.id";

impl Db {
    /// An organization, active or not.
    pub fn organization(&mut self, id: OrganizationId) -> Result<Option<Organization>, Error> {
        let row = organization::table
            .find(id.0)
            .select(OrganizationRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Organization::try_from).transpose()
    }

    /// The organization of a name, as it is written.
    pub fn organization_by_name(&mut self, name: &str) -> Result<Option<Organization>, Error> {
        let row = organization::table
            .filter(organization::name.eq(name))
            .select(OrganizationRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Organization::try_from).transpose()
    }

    /// All organizations, active or not, by name.
    pub fn organizations(&mut self) -> Result<Vec<OrganizationSummary>, Error> {
        let sizes: Vec<SizeRow> = prepared(SIZES).load(self.conn())?;
        let rows: Vec<OrganizationRow> = organization::table
            .order(organization::id)
            .select(OrganizationRow::as_select())
            .load(self.conn())?;
        let both = rows.into_iter().zip(sizes).map(|(row, size)| {
            debug_assert_eq!(row.id, size.id, "both are in the order of their keys");
            Ok(OrganizationSummary {
                organization: row.try_into()?,
                accounts: number(size.accounts, "count of accounts")?,
                tickets: number(size.tickets, "count of tickets")?,
            })
        });
        let mut all = both.collect::<Result<Vec<_>, Error>>()?;
        all.sort_by_cached_key(|one| name_order(&one.organization.name));
        Ok(all)
    }

    /// An account, active or not.
    pub fn account(&mut self, id: AccountId) -> Result<Option<Account>, Error> {
        Ok(self.account_with_password(id)?.map(|(account, _)| account))
    }

    /// An account, and the hash of its password if one was chosen.
    pub fn account_with_password(
        &mut self,
        id: AccountId,
    ) -> Result<Option<(Account, Option<String>)>, Error> {
        let row = account::table
            .find(id.0)
            .select((AccountRow::as_select(), account::password_hash))
            .first(self.conn())
            .optional()?;
        row.map(read).transpose()
    }

    /// The account of a contact, and the hash of its password.
    pub fn account_of_contact(
        &mut self,
        contact: ContactId,
    ) -> Result<Option<(Account, Option<String>)>, Error> {
        let row = account::table
            .filter(account::contact_id.eq(contact.0))
            .select((AccountRow::as_select(), account::password_hash))
            .first(self.conn())
            .optional()?;
        row.map(read).transpose()
    }

    /// The account with this name to sign in with, and the hash of its password.
    pub fn account_by_username(
        &mut self,
        name: &Username,
    ) -> Result<Option<(Account, Option<String>)>, Error> {
        let row = account::table
            .filter(account::username.eq(name.as_str()))
            .select((AccountRow::as_select(), account::password_hash))
            .first(self.conn())
            .optional()?;
        row.map(read).transpose()
    }

    /// The accounts of an organization with their people, by name.
    pub fn accounts_of(
        &mut self,
        organization: OrganizationId,
    ) -> Result<Vec<(Account, Contact)>, Error> {
        let rows: Vec<(AccountRow, Option<String>, ContactRow)> = account::table
            .inner_join(contact::table.on(contact::id.eq(account::contact_id)))
            .filter(account::organization_id.eq(organization.0))
            .select((
                AccountRow::as_select(),
                account::password_hash,
                ContactRow::as_select(),
            ))
            .load(self.conn())?;
        let people = rows.into_iter().map(|(row, hash, contact)| {
            let (account, _) = read((row, hash))?;
            Ok((account, contact.try_into()?))
        });
        let mut people = people.collect::<Result<Vec<(Account, Contact)>, Error>>()?;
        people.sort_by_cached_key(|(_, contact)| name_order(&contact.name));
        Ok(people)
    }

    /// The columns of the list of tickets that somebody chose; none before.
    pub fn case_columns(&mut self, of: AccountId) -> Result<Option<Vec<CaseColumn>>, Error> {
        let chosen: Option<Option<String>> = account::table
            .find(of.0)
            .select(account::case_columns)
            .first(self.conn())
            .optional()?;
        // One that a later version does not know any more is left out.
        let columns = |names: String| names.split(',').filter_map(CaseColumn::from_name).collect();
        Ok(chosen.flatten().map(columns))
    }

    /// A mailed link, used or not.
    pub fn account_link(&mut self, token_hash: &str) -> Result<Option<AccountLink>, Error> {
        let row = account_link::table
            .find(token_hash)
            .select(AccountLinkRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(AccountLink::try_from).transpose()
    }
}

impl Tx {
    /// Keeps a new organization.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `organization_name_key` if the name is taken.
    pub fn insert_organization(&mut self, new: &Organization) -> Result<(), Error> {
        diesel::insert_into(organization::table)
            .values(OrganizationRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of an organization.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `organization_name_key`, [`Error::Stale`] if someone else saved it since
    /// it was loaded.
    pub fn save_organization(&mut self, saved: &mut Organization) -> Result<(), Error> {
        let row = OrganizationRow {
            version: saved.version + 1,
            ..OrganizationRow::from(&*saved)
        };
        let unchanged = organization::table
            .find(row.id)
            .filter(organization::version.eq(saved.version));
        changed(diesel::update(unchanged).set(row).execute(self.conn())?)?;
        saved.version += 1;
        Ok(())
    }

    /// Keeps a new account, without a password.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `account_contact_id_key` if the person has one, or
    /// `account_username_key`.
    pub fn insert_account(&mut self, new: &Account) -> Result<(), Error> {
        diesel::insert_into(account::table)
            .values(AccountRow::from(new))
            .execute(self.conn())?;
        Ok(())
    }

    /// Keeps the changes of an account; the password stays.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `account_username_key`, [`Error::Stale`] if there is no such account.
    pub fn save_account(&mut self, saved: &Account) -> Result<(), Error> {
        let row = AccountRow::from(saved);
        let rows = diesel::update(account::table.find(row.id))
            .set(row)
            .execute(self.conn())?;
        changed(rows)
    }

    /// Keeps what is decided about an account (the role, whether it may sign in) and nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such account or somebody else decided since it was loaded.
    pub fn save_account_rights(&mut self, saved: &mut Account) -> Result<(), Error> {
        let unchanged = account::table
            .find(saved.id.0)
            .filter(account::version.eq(saved.version));
        let rows = diesel::update(unchanged)
            .set((
                account::role.eq(saved.role.name()),
                account::is_active.eq(saved.is_active),
                account::version.eq(saved.version + 1),
            ))
            .execute(self.conn())?;
        changed(rows)?;
        saved.version += 1;
        Ok(())
    }

    /// Keeps the hash of a new password; none takes it away.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such account.
    pub fn set_account_password(&mut self, id: AccountId, hash: Option<&str>) -> Result<(), Error> {
        let rows = diesel::update(account::table.find(id.0))
            .set(account::password_hash.eq(hash))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Keeps the columns of the list of tickets that somebody chose.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such account.
    pub fn set_case_columns(&mut self, of: AccountId, chosen: &[CaseColumn]) -> Result<(), Error> {
        let names: Vec<&str> = chosen.iter().map(|column| column.name()).collect();
        let rows = diesel::update(account::table.find(of.0))
            .set(account::case_columns.eq(names.join(",")))
            .execute(self.conn())?;
        changed(rows)
    }

    /// Keeps a new link.
    pub fn insert_account_link(&mut self, link: &AccountLink) -> Result<(), Error> {
        let row = AccountLinkRow {
            token_hash: link.token_hash.clone(),
            account_id: link.account.0,
            purpose: link.purpose.name().to_owned(),
            created_at: micros(link.created_at),
            expires_at: micros(link.expires_at),
            used_at: link.used_at.map(micros),
        };
        diesel::insert_into(account_link::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Uses a link up; false if it was used before, is too old or unknown.
    pub fn use_account_link(&mut self, token_hash: &str, now: Timestamp) -> Result<bool, Error> {
        let open = account_link::table
            .find(token_hash)
            .filter(account_link::used_at.is_null())
            .filter(account_link::expires_at.gt(micros(now)));
        let rows = diesel::update(open)
            .set(account_link::used_at.eq(Some(micros(now))))
            .execute(self.conn())?;
        Ok(rows == 1)
    }

    /// Removes the links of an account; with a purpose, those alone.
    pub fn delete_account_links(
        &mut self,
        of: AccountId,
        purpose: Option<AccountLinkPurpose>,
    ) -> Result<(), Error> {
        let mut links = diesel::delete(account_link::table)
            .filter(account_link::account_id.eq(of.0))
            .into_boxed();
        if let Some(purpose) = purpose {
            links = links.filter(account_link::purpose.eq(purpose.name()));
        }
        links.execute(self.conn())?;
        Ok(())
    }
}

impl From<&Organization> for OrganizationRow {
    fn from(organization: &Organization) -> Self {
        Self {
            id: organization.id.0,
            name: organization.name.clone(),
            member_sees_all: organization.member_sees_all,
            is_active: organization.is_active,
            created_at: micros(organization.created_at),
            version: organization.version,
        }
    }
}

impl TryFrom<OrganizationRow> for Organization {
    type Error = Error;

    fn try_from(row: OrganizationRow) -> Result<Self, Error> {
        Ok(Self {
            id: OrganizationId(row.id),
            name: row.name,
            member_sees_all: row.member_sees_all,
            is_active: row.is_active,
            created_at: instant(row.created_at, "organization.created_at")?,
            version: row.version,
        })
    }
}

impl From<&Account> for AccountRow {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.0,
            organization_id: account.organization.0,
            contact_id: account.contact.0,
            username: account.username.as_ref().map(ToString::to_string),
            role: account.role.name().to_owned(),
            is_active: account.is_active,
            language: account.language.clone(),
            created_at: micros(account.created_at),
            version: account.version,
        }
    }
}

fn read(
    (row, password_hash): (AccountRow, Option<String>),
) -> Result<(Account, Option<String>), Error> {
    let account = Account {
        id: AccountId(row.id),
        organization: OrganizationId(row.organization_id),
        contact: ContactId(row.contact_id),
        username: row
            .username
            .map(|name| parsed(&name, "account.username"))
            .transpose()?,
        role: named(&row.role, "account.role", AccountRole::from_name)?,
        is_active: row.is_active,
        has_password: password_hash.is_some(),
        language: row.language,
        created_at: instant(row.created_at, "account.created_at")?,
        version: row.version,
    };
    Ok((account, password_hash))
}

impl TryFrom<AccountLinkRow> for AccountLink {
    type Error = Error;

    fn try_from(row: AccountLinkRow) -> Result<Self, Error> {
        Ok(Self {
            token_hash: row.token_hash,
            account: AccountId(row.account_id),
            purpose: named(
                &row.purpose,
                "account_link.purpose",
                AccountLinkPurpose::from_name,
            )?,
            created_at: instant(row.created_at, "account_link.created_at")?,
            expires_at: instant(row.expires_at, "account_link.expires_at")?,
            used_at: instant_if(row.used_at, "account_link.used_at")?,
        })
    }
}
