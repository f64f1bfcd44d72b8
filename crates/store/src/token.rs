//! Tokens of the interface for programs.

use diesel::prelude::*;
use domain::token::{ApiScope, ApiToken};
use domain::{ApiTokenId, Principal};
use jiff::Timestamp;

use crate::columns::{from_json, instant, instant_if, json, micros};
use crate::factor::{columns, principal};
use crate::schema::api_token;
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = api_token)]
struct TokenRow {
    id: i64,
    token_hash: String,
    agent_id: Option<i64>,
    account_id: Option<i64>,
    name: String,
    scopes: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    is_revoked: bool,
}

impl Db {
    /// The token that becomes this when it is hashed, whether it is good or not.
    pub fn api_token(&mut self, token_hash: &str) -> Result<Option<ApiToken>, Error> {
        let row = api_token::table
            .filter(api_token::token_hash.eq(token_hash))
            .select(TokenRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(ApiToken::try_from).transpose()
    }

    /// The tokens of the staff, newest first.
    pub fn api_tokens_of_staff(&mut self) -> Result<Vec<ApiToken>, Error> {
        let rows = api_token::table
            .filter(api_token::agent_id.is_not_null())
            .order(api_token::id.desc())
            .select(TokenRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(ApiToken::try_from).collect()
    }

    /// The tokens of somebody, newest first.
    pub fn api_tokens_of(&mut self, of: Principal) -> Result<Vec<ApiToken>, Error> {
        let all = api_token::table
            .order(api_token::id.desc())
            .select(TokenRow::as_select());
        let rows = match of {
            Principal::Agent(agent) => all
                .filter(api_token::agent_id.eq(agent.0))
                .load(self.conn())?,
            Principal::Account(account) => all
                .filter(api_token::account_id.eq(account.0))
                .load(self.conn())?,
        };
        rows.into_iter().map(ApiToken::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new token by its hash; the token itself is not kept.
    pub fn insert_api_token(&mut self, new: &ApiToken, token_hash: &str) -> Result<(), Error> {
        let (agent_id, account_id) = columns(new.of);
        let row = TokenRow {
            id: new.id.0,
            token_hash: token_hash.to_owned(),
            agent_id,
            account_id,
            name: new.name.clone(),
            scopes: json(&new.scopes)?,
            created_at: micros(new.created_at),
            expires_at: micros(new.expires_at),
            used_at: new.used_at.map(micros),
            is_revoked: new.is_revoked,
        };
        diesel::insert_into(api_token::table)
            .values(row)
            .execute(self.conn())?;
        Ok(())
    }

    /// Notes that a token was used.
    pub fn use_api_token(&mut self, id: ApiTokenId, at: Timestamp) -> Result<(), Error> {
        diesel::update(api_token::table.find(id.0))
            .set(api_token::used_at.eq(micros(at)))
            .execute(self.conn())?;
        Ok(())
    }

    /// Takes a token back.
    pub fn revoke_api_token(&mut self, id: ApiTokenId) -> Result<(), Error> {
        diesel::update(api_token::table.find(id.0))
            .set(api_token::is_revoked.eq(true))
            .execute(self.conn())?;
        Ok(())
    }

    /// Takes all tokens of somebody back.
    pub fn revoke_api_tokens_of(&mut self, of: Principal) -> Result<(), Error> {
        let revoked = api_token::is_revoked.eq(true);
        match of {
            Principal::Agent(agent) => {
                diesel::update(api_token::table.filter(api_token::agent_id.eq(agent.0)))
                    .set(revoked)
                    .execute(self.conn())?
            }
            Principal::Account(account) => {
                diesel::update(api_token::table.filter(api_token::account_id.eq(account.0)))
                    .set(revoked)
                    .execute(self.conn())?
            }
        };
        Ok(())
    }
}

impl TryFrom<TokenRow> for ApiToken {
    type Error = Error;

    fn try_from(row: TokenRow) -> Result<Self, Error> {
        Ok(Self {
            id: ApiTokenId(row.id),
            of: principal(row.agent_id, row.account_id)?,
            name: row.name,
            scopes: from_json::<Vec<ApiScope>>(&row.scopes, "api_token.scopes")?,
            created_at: instant(row.created_at, "api_token.created_at")?,
            expires_at: instant(row.expires_at, "api_token.expires_at")?,
            used_at: instant_if(row.used_at, "api_token.used_at")?,
            is_revoked: row.is_revoked,
        })
    }
}
