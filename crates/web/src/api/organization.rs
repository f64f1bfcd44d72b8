//! Companies and the people who sign in for them.

use app::Error;
use app::account::{By, Invitation};
use app::token::{Program, Who};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use domain::token::ApiScope;
use domain::{Account, AccountId, AccountRole, Contact, Organization, OrganizationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::paging::{Page, Part};
use super::problem::{Problem, key};
use super::sent::{Answer, Nothing, Params, Write, etag, of_version};
use crate::state::Web;

/// A company.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrganizationItem {
    /// Its key.
    id: String,
    /// Grows with every change; the `ETag` is this number.
    version: i64,
    /// Its name, which no other has.
    name: String,
    /// Whether every member sees all of its tickets, as managers always do.
    member_sees_all: bool,
    /// Whether its people may sign in.
    is_active: bool,
    /// When it was made.
    created_at: Timestamp,
}

/// What somebody may do for a company.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MemberRole {
    /// Sees all tickets, manages the people and makes tokens.
    Manager,
    /// Files and follows tickets.
    Member,
}

/// Somebody who signs in for a company.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MemberItem {
    /// The key of the account.
    id: String,
    /// Grows with every change of role or access; in quotes it is what `If-Match` names.
    version: i64,
    /// The key of the company.
    organization: String,
    /// The full name.
    name: String,
    /// The address, masked without `people:read`.
    email: String,
    /// A name to sign in with, if there is one.
    username: Option<String>,
    /// What they may do.
    role: MemberRole,
    /// Whether they may sign in.
    is_active: bool,
    /// Whether they chose a password yet.
    has_password: bool,
    /// When they were invited.
    created_at: Timestamp,
}

/// A new company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Papelería Ábaco", "member_sees_all": true}))]
pub(super) struct NewOrganization {
    /// Its name, which no other has.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// Whether every member sees all of its tickets.
    #[serde(default)]
    member_sees_all: bool,
}

/// A company as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Papelería Ábaco", "member_sees_all": false, "is_active": true}))]
pub(super) struct ChangedOrganization {
    /// Its name, which no other has.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// Whether every member sees all of its tickets.
    member_sees_all: bool,
    /// Whether its people may sign in. When they may not any more, their sessions and tokens end.
    is_active: bool,
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Lucía Andrade", "email": "lucia.andrade@correo.example", "role": "member"}))]
pub(super) struct NewMember {
    /// The full name.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// The address, to which the invitation is mailed.
    email: String,
    /// A name to sign in with.
    #[serde(default)]
    username: String,
    /// What they may do.
    role: MemberRole,
}

/// What somebody may do from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "member", "is_active": false}))]
pub(super) struct ChangedMember {
    /// What they may do.
    role: MemberRole,
    /// Whether they may sign in.
    is_active: bool,
}

impl From<AccountRole> for MemberRole {
    fn from(role: AccountRole) -> Self {
        match role {
            AccountRole::Manager => Self::Manager,
            AccountRole::Member => Self::Member,
        }
    }
}

impl From<MemberRole> for AccountRole {
    fn from(role: MemberRole) -> Self {
        match role {
            MemberRole::Manager => Self::Manager,
            MemberRole::Member => Self::Member,
        }
    }
}

impl OrganizationItem {
    fn of(organization: &Organization) -> Self {
        Self {
            id: organization.id.to_string(),
            version: organization.version,
            name: organization.name.clone(),
            member_sees_all: organization.member_sees_all,
            is_active: organization.is_active,
            created_at: organization.created_at,
        }
    }

    fn changed(organization: &Organization) -> Answer {
        Answer::of(StatusCode::OK, &Self::of(organization)).version(organization.version)
    }

    fn created(organization: &Organization) -> Answer {
        Answer::of(StatusCode::CREATED, &Self::of(organization))
            .version(organization.version)
            .at(format!("/api/v1/organizations/{}", organization.id))
    }
}

impl MemberItem {
    fn of(program: &Program, account: &Account, contact: &Contact) -> Self {
        Self {
            id: account.id.to_string(),
            version: account.version,
            organization: account.organization.to_string(),
            name: contact.name.clone(),
            email: program.told(&contact.email),
            username: account.username.as_ref().map(ToString::to_string),
            role: account.role.into(),
            is_active: account.is_active,
            has_password: account.has_password,
            created_at: account.created_at,
        }
    }

    /// How a change of somebody is answered to this program.
    fn answer(
        program: &Program,
        status: StatusCode,
    ) -> impl Fn(&(Account, Contact)) -> Answer + Clone + Send + Sync + 'static {
        let program = program.clone();
        move |(account, contact)| {
            Answer::of(status, &Self::of(&program, account, contact)).version(account.version)
        }
    }
}

/// Who asks, for operations that the staff and managers share.
fn by(who: &Who) -> By {
    match who {
        Who::Staff(by) => By::Staff(by.clone()),
        Who::Company(guest) => By::Manager(guest.clone()),
    }
}

/// Organizations
///
/// All companies for programs of the staff, the own one for those of a company; oldest first.
#[utoipa::path(
    get, path = "/api/v1/organizations", tag = "organizations", params(Part),
    responses((status = 200, description = "A page of companies", body = Page<OrganizationItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let mut all: Vec<Organization> = match caller.may(ApiScope::ReadOrganizations)? {
        Who::Staff(by) => {
            let all = app::account::organizations(&web, by).await?;
            all.into_iter().map(|one| one.organization).collect()
        }
        Who::Company(guest) => {
            let own = guest.member.as_ref().ok_or(Error::NotFound)?;
            let by = By::Manager(guest.clone());
            let own = app::account::organization(&web, &by, own.organization.id).await?;
            vec![own.organization]
        }
    };
    all.sort_by_key(|one| one.id);
    let page = part.of(all, |one| one.id.0)?;
    Ok(Json(page.told(|one| OrganizationItem::of(&one))).into_response())
}

/// One organization
#[utoipa::path(
    get, path = "/api/v1/organizations/{id}", tag = "organizations",
    params(("id" = String, Path, description = "Its key")),
    responses((status = 200, description = "The company, with its version as `ETag`", body = OrganizationItem))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let by = by(caller.may(ApiScope::ReadOrganizations)?);
    let found = app::account::organization(&web, &by, key(&id)?)
        .await?
        .organization;
    let item = OrganizationItem::of(&found);
    Ok(([(ETAG, etag(found.version))], Json(item)).into_response())
}

/// Make an organization
///
/// For programs of the staff. Its people are invited afterwards.
#[utoipa::path(
    post, path = "/api/v1/organizations", tag = "organizations", request_body = NewOrganization,
    responses((status = 201, description = "The company was made", body = OrganizationItem))
)]
pub(super) async fn create(
    State(web): State<Web>,
    write: Write<NewOrganization>,
) -> Result<Response, Problem> {
    let by = write.caller.staff(ApiScope::WriteOrganizations)?.clone();
    let (name, sees_all) = (write.body.name.clone(), write.body.member_sees_all);
    let client = write.caller.client.clone();
    write
        .once(&web, OrganizationItem::created, async |app| {
            Ok(app::account::create_organization(&app, &by, &name, sees_all, client).await?)
        })
        .await
}

/// Change an organization
///
/// For programs of the staff. `If-Match` names the version that was read.
#[utoipa::path(
    post, path = "/api/v1/organizations/{id}", tag = "organizations", request_body = ChangedOrganization,
    params(("id" = String, Path, description = "Its key")),
    responses((status = 200, description = "The company was changed", body = OrganizationItem))
)]
pub(super) async fn change(
    State(web): State<Web>,
    Path(id): Path<String>,
    write: Write<ChangedOrganization>,
) -> Result<Response, Problem> {
    let by = write.caller.staff(ApiScope::WriteOrganizations)?.clone();
    let (id, seen) = (key::<OrganizationId>(&id)?, write.seen()?);
    let (wanted, client) = (&write.body, write.caller.client.clone());
    write
        .once(&web, OrganizationItem::changed, async |app| {
            let done = app::account::change_organization(
                &app,
                &by,
                id,
                seen,
                &wanted.name,
                wanted.member_sees_all,
                wanted.is_active,
                client,
            );
            done.await.map_err(of_version)
        })
        .await
}

/// Members
///
/// The people of a company, oldest account first.
#[utoipa::path(
    get, path = "/api/v1/organizations/{id}/members", tag = "organizations",
    params(("id" = String, Path, description = "The key of the company"), Part),
    responses((status = 200, description = "A page of people", body = Page<MemberItem>))
)]
pub(super) async fn members(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Params(part): Params<Part>,
) -> Result<Response, Problem> {
    let by = by(caller.may(ApiScope::ReadOrganizations)?);
    let mut people = app::account::organization(&web, &by, key(&id)?)
        .await?
        .people;
    people.sort_by_key(|(account, _)| account.id);
    let page = part.of(people, |(account, _)| account.id.0)?;
    let page = page.told(|(account, contact)| MemberItem::of(&caller.program, &account, &contact));
    Ok(Json(page).into_response())
}

/// Invite a member
///
/// Somebody gets an account and a mail with a link to choose a password.
#[utoipa::path(
    post, path = "/api/v1/organizations/{id}/members", tag = "organizations", request_body = NewMember,
    params(("id" = String, Path, description = "The key of the company")),
    responses((status = 201, description = "The invitation is on its way", body = MemberItem))
)]
pub(super) async fn invite(
    State(web): State<Web>,
    Path(id): Path<String>,
    write: Write<NewMember>,
) -> Result<Response, Problem> {
    let by = by(write.caller.may(ApiScope::WriteOrganizations)?);
    let id: OrganizationId = key(&id)?;
    let client = write.caller.client.clone();
    let invitation = Invitation {
        name: write.body.name.clone(),
        email: write.body.email.clone(),
        username: write.body.username.clone(),
        role: AccountRole::from(write.body.role).name().to_owned(),
    };
    let answer = MemberItem::answer(&write.caller.program, StatusCode::CREATED);
    write
        .once(&web, answer, async |app| {
            Ok(app::account::invite(&app, &by, id, &invitation, client).await?)
        })
        .await
}

/// Change a member
///
/// `If-Match` names the version that was read, in programs of companies too. The sessions and tokens
/// of whose role or access changes end. Nobody changes oneself.
#[utoipa::path(
    post, path = "/api/v1/members/{id}", tag = "organizations", request_body = ChangedMember,
    params(("id" = String, Path, description = "The key of the account")),
    responses((status = 200, description = "The account was changed", body = MemberItem))
)]
pub(super) async fn change_member(
    State(web): State<Web>,
    Path(id): Path<String>,
    write: Write<ChangedMember>,
) -> Result<Response, Problem> {
    let by = by(write.caller.may(ApiScope::WriteOrganizations)?);
    let (id, seen) = (key::<AccountId>(&id)?, write.seen()?);
    let (role, is_active) = (write.body.role.into(), write.body.is_active);
    let client = write.caller.client.clone();
    let answer = MemberItem::answer(&write.caller.program, StatusCode::OK);
    write
        .once(&web, answer, async |app| {
            let done = app::account::change(&app, &by, id, role, is_active, seen, client);
            done.await.map_err(of_version)
        })
        .await
}

/// Invite a member again
///
/// Mails who never chose a password another invitation; the one before ends.
#[utoipa::path(
    post, path = "/api/v1/members/{id}/invite", tag = "organizations", request_body = Nothing,
    params(("id" = String, Path, description = "The key of the account")),
    responses((status = 200, description = "The invitation is on its way", body = MemberItem))
)]
pub(super) async fn invite_again(
    State(web): State<Web>,
    Path(id): Path<String>,
    write: Write<Nothing>,
) -> Result<Response, Problem> {
    let by = by(write.caller.may(ApiScope::WriteOrganizations)?);
    let id: AccountId = key(&id)?;
    let client = write.caller.client.clone();
    let answer = MemberItem::answer(&write.caller.program, StatusCode::OK);
    write
        .once(&web, answer, async |app| {
            Ok(app::account::invite_again(&app, &by, id, client).await?)
        })
        .await
}
