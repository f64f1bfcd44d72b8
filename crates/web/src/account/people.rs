//! `/cuenta/personas`: a manager invites colleagues and takes their access away.

use crate::form::Form;
use app::Error;
use app::account::{By, Invitation, OrganizationPage};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use domain::{Account, AccountId, AccountRole, Contact};
use serde::Deserialize;
use text::Texts;

use crate::desk::Choice;
use crate::desk::difference::{Difference, Differences};
use crate::desk::form::{Errors, words};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::{AsMember, Visit};

#[derive(Template)]
#[template(path = "account/people.html")]
struct PeoplePage {
    v: Visit,
    company: String,
    done: Option<String>,
    errors: Errors,
    /// What somebody else saved of the one at hand, where it is not what was chosen.
    differences: Vec<Difference>,
    people: Vec<Person>,
    typed: Sent,
    roles: Vec<Choice>,
}

/// Somebody of a company, for the page of its managers and that of the staff.
pub(crate) struct Person {
    pub(crate) id: AccountId,
    /// The version to save with; none for who looks, for nobody changes oneself.
    pub(crate) version: Option<i64>,
    pub(crate) name: String,
    pub(crate) initials: String,
    pub(crate) email: String,
    pub(crate) username: String,
    pub(crate) roles: Vec<Choice>,
    pub(crate) is_active: bool,
    /// Whether the box says that they are active.
    pub(crate) is_ticked: bool,
    /// Whether a password was never chosen.
    pub(crate) is_invited: bool,
}

impl Person {
    pub(crate) fn of(
        t: &Texts,
        account: &Account,
        contact: Contact,
        me: Option<AccountId>,
    ) -> Self {
        Self {
            id: account.id,
            version: (me != Some(account.id)).then_some(account.version),
            initials: text::format::initials(&contact.name),
            email: contact.email.to_string(),
            username: account
                .username
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            roles: roles(t, account.role),
            is_active: account.is_active,
            is_ticked: account.is_active,
            is_invited: !account.has_password,
            name: contact.name,
        }
    }

    /// Puts what was chosen into the form of somebody who was changed meanwhile; gives what is kept
    /// otherwise by now (case L9).
    pub(crate) fn overtaken(&mut self, t: &Texts, sent: &Sent) -> Vec<Difference> {
        let is_ticked = !sent.activa.is_empty();
        let stored = self.roles.iter().find(|role| role.is_chosen);
        let stored = stored.map_or("", |role| role.value.as_str());
        let name = |label: String| format!("{} · {label}", self.name);
        let mut both = Differences::new(t);
        both.choice(name(t.desk_people_role()), &self.roles, stored, &sent.rol);
        both.tick(name(t.desk_people_active()), self.is_active, is_ticked);
        for role in &mut self.roles {
            role.is_chosen = role.value == sent.rol;
        }
        self.is_ticked = is_ticked;
        both.all()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    pub(super) hecho: String,
}

/// What the forms of this page send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    pub(crate) nombre: String,
    pub(crate) correo: String,
    pub(crate) usuario: String,
    pub(crate) rol: String,
    pub(crate) activa: String,
    pub(crate) version: String,
}

impl Sent {
    pub(crate) fn invitation(&self) -> Invitation {
        Invitation {
            name: self.nombre.clone(),
            email: self.correo.clone(),
            username: self.usuario.clone(),
            role: self.rol.clone(),
        }
    }

    /// The version of which the form was made; what is no number is never the present one.
    pub(crate) fn version(&self) -> i64 {
        self.version.parse().unwrap_or(-1)
    }
}

/// The roles that an account can have.
pub(crate) fn roles(t: &Texts, chosen: AccountRole) -> Vec<Choice> {
    let choice = |role: AccountRole| Choice {
        value: role.name().to_owned(),
        words: role_words(t, role),
        is_chosen: role == chosen,
    };
    AccountRole::ALL.into_iter().map(choice).collect()
}

/// A role in words.
pub(crate) fn role_words(t: &Texts, role: AccountRole) -> String {
    match role {
        AccountRole::Manager => t.account_role_manager(),
        AccountRole::Member => t.account_role_member(),
    }
}

/// What is wrong with an invitation, beside its field; none if the fault is of another kind.
pub(crate) fn error_words(v: &Visit, error: &Error) -> Option<(&'static str, String)> {
    let t = &v.t;
    match error {
        Error::Limited => Some(("correo", t.account_people_limited())),
        Error::Invalid { field, error } => Some(match (*field, error) {
            ("email", FieldError::NotAnOption) => ("correo", t.desk_people_email_taken()),
            ("email", _) => ("correo", t.error_email()),
            ("username", FieldError::NotAnOption) => ("usuario", t.account_people_username_taken()),
            ("username", _) => ("usuario", t.account_people_username_wrong()),
            ("role", _) => ("rol", t.error_option()),
            (_, error) => ("nombre", words(t, error, t.desk_missing_name())),
        }),
        _ => None,
    }
}

/// `GET /cuenta/personas`
pub(super) async fn show(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let done = match told.hecho.as_str() {
        "invitada" => Some(v.t.desk_people_invited()),
        "cambiada" => Some(v.t.desk_people_changed()),
        _ => None,
    };
    let page = PeoplePage::new(&web, v, By::Manager(guest), Sent::default()).await?;
    page::ok(&PeoplePage { done, ..page })
}

impl PeoplePage {
    async fn new(web: &Web, v: Visit, by: By, typed: Sent) -> Result<Self, PageError> {
        let By::Manager(guest) = &by else {
            return Err(Error::NotFound.into());
        };
        let member = guest.member.clone().ok_or(Error::NotFound)?;
        let OrganizationPage {
            organization,
            people,
        } = app::account::organization(web, &by, member.organization.id).await?;
        let me = Some(member.account.id);
        Ok(Self {
            company: organization.name,
            done: None,
            errors: Errors::default(),
            differences: Vec::new(),
            people: people
                .into_iter()
                .map(|(account, contact)| Person::of(&v.t, &account, contact, me))
                .collect(),
            roles: roles(
                &v.t,
                AccountRole::from_name(&typed.rol).unwrap_or(AccountRole::Member),
            ),
            typed,
            v,
        })
    }
}

/// `POST /cuenta/personas`
pub(super) async fn invite(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let company = guest
        .member
        .as_ref()
        .ok_or(Error::NotFound)?
        .organization
        .id;
    let (by, client) = (By::Manager(guest), v.client.clone());
    let Err(error) = app::account::invite(&web, &by, company, &sent.invitation(), client).await
    else {
        return Ok(Redirect::to("/cuenta/personas?hecho=invitada").into_response());
    };
    let Some((field, text)) = error_words(&v, &error) else {
        return Err(error.into());
    };
    let mut page = PeoplePage::new(&web, v, by, sent).await?;
    page.errors.add(field, text);
    page::html(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /cuenta/personas/{id}`
pub(super) async fn change(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: AccountId = id.parse().map_err(|_| Error::NotFound)?;
    let role = AccountRole::from_name(&sent.rol).ok_or(PageError::Unreadable)?;
    let (is_active, version) = (!sent.activa.is_empty(), sent.version());
    let (by, client) = (By::Manager(guest), v.client.clone());
    match app::account::change(&web, &by, id, role, is_active, version, client).await {
        Ok(_) => Ok(Redirect::to("/cuenta/personas?hecho=cambiada").into_response()),
        Err(Error::Conflict) => overtaken(&web, v, by, id, &sent).await,
        Err(error) => Err(error.into()),
    }
}

/// The page again, for somebody else changed this person meanwhile; the next time it is saved over
/// that.
async fn overtaken(
    web: &Web,
    v: Visit,
    by: By,
    id: AccountId,
    sent: &Sent,
) -> Result<Response, PageError> {
    let mut page = PeoplePage::new(web, v, by, Sent::default()).await?;
    let t = &page.v.t;
    let person = page.people.iter_mut().find(|one| one.id == id);
    page.differences = person.ok_or(Error::NotFound)?.overtaken(t, sent);
    page.errors
        .add(&format!("rol-{id}"), t.desk_people_conflict());
    page::html(StatusCode::CONFLICT, &page)
}

/// `POST /cuenta/personas/{id}/invitar`
pub(super) async fn invite_again(
    State(web): State<Web>,
    v: Visit,
    AsMember(guest): AsMember,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: AccountId = id.parse().map_err(|_| Error::NotFound)?;
    app::account::invite_again(&web, &By::Manager(guest), id, v.client).await?;
    Ok(Redirect::to("/cuenta/personas?hecho=invitada").into_response())
}
