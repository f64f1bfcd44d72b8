//! `/mesa/organizaciones`: companies and the people who sign in for them.

use crate::form::Form;
use app::Error;
use app::account::{By, OrganizationPage};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::form::FieldError;
use domain::{AccountId, AccountRole, OrganizationId};
use serde::Deserialize;
use store::account::OrganizationSummary;

use super::difference::{Difference, Differences};
use super::form::{Errors, words};
use super::queue::Choice;
use super::seat::{Frame, Seat};
use crate::account::{Person, Sent, error_words, roles};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/organizations.html")]
struct ListPage {
    v: Visit,
    frame: Frame,
    errors: Errors,
    all: Vec<OrganizationSummary>,
    typed: New,
}

/// A new company, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct New {
    nombre: String,
    todos: String,
}

/// `GET /mesa/organizaciones`
pub(super) async fn show(State(web): State<Web>, seat: Seat) -> Result<Response, PageError> {
    list(
        &web,
        seat,
        New::default(),
        Errors::default(),
        StatusCode::OK,
    )
    .await
}

async fn list(
    web: &Web,
    seat: Seat,
    typed: New,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, PageError> {
    let all = app::account::organizations(web, &seat.by).await?;
    let frame = seat.frame(web, "organizaciones").await?;
    let page = ListPage {
        frame,
        errors,
        all,
        typed,
        v: seat.v,
    };
    page::html(status, &page)
}

/// `POST /mesa/organizaciones`
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<New>,
) -> Result<Response, PageError> {
    let (all, client) = (!sent.todos.is_empty(), seat.v.client.clone());
    match app::account::create_organization(&web, &seat.by, &sent.nombre, all, client).await {
        Ok(made) => Ok(Redirect::to(&format!("{}?hecho=creada", path_of(made.id))).into_response()),
        Err(Error::Invalid { error, .. }) => {
            let mut errors = Errors::default();
            errors.add("nombre", name_words(&seat.v, &error));
            list(&web, seat, sent, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

fn name_words(v: &Visit, error: &FieldError) -> String {
    match error {
        FieldError::NotAnOption => v.t.desk_organizations_name_taken(),
        error => words(&v.t, error, v.t.desk_organizations_name_missing()),
    }
}

fn path_of(id: OrganizationId) -> String {
    format!("/mesa/organizaciones/{id}")
}

#[derive(Template)]
#[template(path = "desk/organization.html")]
struct OnePage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    /// What somebody else saved meanwhile, where it is not what was typed.
    differences: Vec<Difference>,
    id: OrganizationId,
    name: String,
    /// Where the forms of its people go.
    base: String,
    people: Vec<Person>,
    typed: Sent,
    roles: Vec<Choice>,
    settings: Settings,
}

/// A company's own form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    version: i64,
    empresa: String,
    todos: String,
    activa: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    hecho: String,
}

impl OnePage {
    async fn new(web: &Web, seat: Seat, id: OrganizationId) -> Result<Self, PageError> {
        let by = By::Staff(seat.by.clone());
        let OrganizationPage {
            organization,
            people,
        } = app::account::organization(web, &by, id).await?;
        let frame = seat.frame(web, "organizaciones").await?;
        let v = seat.v;
        let yes = |is: bool| if is { "si".to_owned() } else { String::new() };
        Ok(Self {
            frame,
            done: None,
            errors: Errors::default(),
            differences: Vec::new(),
            id,
            base: format!("{}/personas", path_of(id)),
            people: people
                .into_iter()
                .map(|(account, contact)| Person::of(&v.t, &account, contact, None))
                .collect(),
            typed: Sent::default(),
            roles: roles(&v.t, AccountRole::Member),
            settings: Settings {
                version: organization.version,
                empresa: organization.name.clone(),
                todos: yes(organization.member_sees_all),
                activa: yes(organization.is_active),
            },
            name: organization.name,
            v,
        })
    }
}

/// `GET /mesa/organizaciones/{id}`
pub(super) async fn one(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(told): Query<Told>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let mut page = OnePage::new(&web, seat, id).await?;
    let t = &page.v.t;
    page.done = match told.hecho.as_str() {
        "creada" => Some(t.desk_organizations_made()),
        "cambiada" => Some(t.desk_organizations_changed()),
        "invitada" => Some(t.desk_people_invited()),
        _ => None,
    };
    page::ok(&page)
}

/// `POST /mesa/organizaciones/{id}`
pub(super) async fn change(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Settings>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let changed = app::account::change_organization(
        &web,
        &seat.by,
        id,
        sent.version,
        &sent.empresa,
        !sent.todos.is_empty(),
        !sent.activa.is_empty(),
        seat.v.client.clone(),
    )
    .await;
    match changed {
        Ok(_) => Ok(Redirect::to(&format!("{}?hecho=cambiada", path_of(id))).into_response()),
        Err(Error::Invalid { error, .. }) => {
            let text = name_words(&seat.v, &error);
            let mut page = OnePage::new(&web, seat, id).await?;
            page.errors.add("empresa", text);
            page.settings = sent;
            page::unprocessable(&page)
        }
        Err(Error::Conflict) => overtaken(&web, seat, id, sent).await,
        Err(error) => Err(error.into()),
    }
}

/// The form again, for somebody else saved it meanwhile; the next time it is saved over that.
async fn overtaken(
    web: &Web,
    seat: Seat,
    id: OrganizationId,
    sent: Settings,
) -> Result<Response, PageError> {
    let mut page = OnePage::new(web, seat, id).await?;
    let (t, stored) = (&page.v.t, &page.settings);
    let is_ticked = |value: &str| !value.is_empty();
    let mut both = Differences::new(t);
    both.text(t.desk_organizations_name(), &stored.empresa, &sent.empresa);
    both.tick(
        t.desk_organizations_all(),
        is_ticked(&stored.todos),
        is_ticked(&sent.todos),
    );
    both.tick(
        t.desk_organizations_active(),
        is_ticked(&stored.activa),
        is_ticked(&sent.activa),
    );
    page.differences = both.all();
    let text = page.v.t.desk_organizations_conflict();
    page.errors.add("empresa", text);
    page.settings = Settings {
        version: page.settings.version,
        ..sent
    };
    page::html(StatusCode::CONFLICT, &page)
}

/// `POST /mesa/organizaciones/{id}/personas`
pub(super) async fn invite(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (by, client) = (By::Staff(seat.by.clone()), seat.v.client.clone());
    let Err(error) = app::account::invite(&web, &by, id, &sent.invitation(), client).await else {
        return Ok(Redirect::to(&format!("{}?hecho=invitada", path_of(id))).into_response());
    };
    let Some((field, text)) = error_words(&seat.v, &error) else {
        return Err(error.into());
    };
    let mut page = OnePage::new(&web, seat, id).await?;
    page.errors.add(field, text);
    page.roles = roles(
        &page.v.t,
        AccountRole::from_name(&sent.rol).unwrap_or(AccountRole::Member),
    );
    page.typed = sent;
    page::unprocessable(&page)
}

/// `POST /mesa/organizaciones/{id}/personas/{persona}`
pub(super) async fn change_person(
    State(web): State<Web>,
    seat: Seat,
    Path((id, person)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let id: OrganizationId = id.parse().map_err(|_| Error::NotFound)?;
    let person: AccountId = person.parse().map_err(|_| Error::NotFound)?;
    let role = AccountRole::from_name(&sent.rol).ok_or(PageError::Unreadable)?;
    let (is_active, version) = (!sent.activa.is_empty(), sent.version());
    let (by, client) = (By::Staff(seat.by.clone()), seat.v.client.clone());
    match app::account::change(&web, &by, person, role, is_active, version, client).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?hecho=cambiada", path_of(id))).into_response()),
        Err(Error::Conflict) => person_overtaken(&web, seat, id, person, &sent).await,
        Err(error) => Err(error.into()),
    }
}

/// The page again, for somebody else changed this person meanwhile; the next time it is saved over
/// that.
async fn person_overtaken(
    web: &Web,
    seat: Seat,
    id: OrganizationId,
    person: AccountId,
    sent: &Sent,
) -> Result<Response, PageError> {
    let mut page = OnePage::new(web, seat, id).await?;
    let t = &page.v.t;
    let one = page.people.iter_mut().find(|one| one.id == person);
    page.differences = one.ok_or(Error::NotFound)?.overtaken(t, sent);
    page.errors
        .add(&format!("rol-{person}"), t.desk_people_conflict());
    page::html(StatusCode::CONFLICT, &page)
}

/// `POST /mesa/organizaciones/{id}/personas/{persona}/invitar`
pub(super) async fn invite_again(
    State(web): State<Web>,
    seat: Seat,
    Path((id, person)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let id: OrganizationId = id.parse().map_err(|_| Error::NotFound)?;
    let person: AccountId = person.parse().map_err(|_| Error::NotFound)?;
    app::account::invite_again(&web, &By::Staff(seat.by), person, seat.v.client).await?;
    Ok(Redirect::to(&format!("{}?hecho=invitada", path_of(id))).into_response())
}
