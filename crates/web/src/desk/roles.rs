//! `/mesa/ajustes/roles`: what each role may do, side by side, and the form of one.

use std::collections::BTreeMap;

use crate::form::Form;
use app::Error;
use app::role::{Matrix, Wanted};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::compensation::UpTo;
use domain::form::FieldError;
use domain::policy::{Grants, MAX_ROLES, RoleRecord, Scope};
use domain::{Currency, Money, Permission, RoleId};
use serde::Deserialize;
use text::Texts;

use super::compensation::{money, typed_money};
use super::difference::{Difference, Differences};
use super::form::{self, Errors};
use super::queue::Choice;
use super::seat::{self, Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

const PATH: &str = "/mesa/ajustes/roles";

#[derive(Template)]
#[template(path = "desk/roles.html")]
struct RolesPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// How much each approves, in the order of the columns.
    limits: Vec<Vec<String>>,
}

/// A role at the head of its column.
struct Column {
    id: RoleId,
    name: String,
    people: String,
    is_built_in: bool,
    /// Whether whoever looks may change it.
    is_within: bool,
}

/// A permission, and what each role says of it.
struct Row {
    words: String,
    cells: Vec<Cell>,
}

struct Cell {
    words: String,
    has: bool,
}

#[derive(Template)]
#[template(path = "desk/role.html")]
struct RolePage {
    v: Visit,
    frame: Frame,
    errors: Errors,
    /// What somebody else saved meanwhile, where it is not what was typed.
    differences: Vec<Difference>,
    /// What the role is called as it is kept; the words of a new one where there is none yet.
    title: String,
    action: String,
    /// Where the role is removed; none for a new one and for those that are always there.
    delete: Option<String>,
    is_fixed: bool,
    version: i64,
    name: String,
    scopes: Vec<ScopeField>,
    boxes: Vec<Tick>,
    limits: Vec<LimitField>,
    is_any: bool,
}

/// How far a permission reaches.
struct ScopeField {
    id: &'static str,
    label: String,
    options: Vec<Choice>,
}

/// A permission that holds or not.
struct Tick {
    id: &'static str,
    label: String,
    is_ticked: bool,
}

/// How much is approved in a currency.
struct LimitField {
    id: String,
    label: String,
    value: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
    /// The role that a new one begins as.
    copia: String,
}

/// What the form sends, by the names of the controls.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Sent(BTreeMap<String, String>);

/// `GET /mesa/ajustes/roles`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let matrix = app::role::matrix(&web, &seat.by).await?;
    let frame = seat.frame(&web, "ajustes/roles").await?;
    let t = &seat.v.t;
    let done = match asked.hecho.as_str() {
        "creado" => Some(t.role_created()),
        "guardado" => Some(t.role_saved()),
        "borrado" => Some(t.role_deleted()),
        _ => None,
    };
    page::ok(&RolesPage {
        frame,
        done,
        columns: columns(t, &matrix),
        rows: rows(t, &matrix),
        limits: matrix.roles.iter().map(|role| limits(t, role)).collect(),
        v: seat.v,
    })
}

fn columns(t: &Texts, matrix: &Matrix) -> Vec<Column> {
    let column = |role: &RoleRecord| Column {
        id: role.role.id,
        name: seat::role(t, role),
        people: t.role_people(matrix.people.get(&role.role.id).copied().unwrap_or(0)),
        is_built_in: role.role.built_in().is_some(),
        is_within: matrix.within.contains(&role.role.id),
    };
    matrix.roles.iter().map(column).collect()
}

fn rows(t: &Texts, matrix: &Matrix) -> Vec<Row> {
    let cell = |permission: Permission, role: &RoleRecord| {
        let scope = role.role.grants.scope(permission);
        Cell {
            words: match (permission.has_scope(), scope) {
                (false, Scope::All) => t.role_yes(),
                (_, scope) => scope_words(t, scope),
            },
            has: scope != Scope::Nothing,
        }
    };
    let mut rows: Vec<Row> = Permission::ALL
        .into_iter()
        .map(|permission| Row {
            words: permission_words(t, permission),
            cells: matrix
                .roles
                .iter()
                .map(|role| cell(permission, role))
                .collect(),
        })
        .collect();
    let given = |role: &RoleRecord| Cell {
        words: if role.role.gets_tickets {
            t.role_yes()
        } else {
            t.role_scope_nothing()
        },
        has: role.role.gets_tickets,
    };
    rows.push(Row {
        words: t.role_gets_tickets(),
        cells: matrix.roles.iter().map(given).collect(),
    });
    rows
}

/// How much a role approves, a line for each currency.
pub(super) fn limits(t: &Texts, role: &RoleRecord) -> Vec<String> {
    let limit = |limit: &UpTo| match limit {
        UpTo::Any => t.role_limit_any(),
        UpTo::Amount(most) => format!("{} {}", money(t, *most), most.currency.code()),
    };
    role.limits.iter().map(limit).collect()
}

fn permission_words(t: &Texts, permission: Permission) -> String {
    t.by_id(&format!("role-can-{}", permission.name()))
        .unwrap_or_default()
}

fn scope_words(t: &Texts, scope: Scope) -> String {
    t.by_id(&format!("role-scope-{}", scope.name()))
        .unwrap_or_default()
}

/// `GET /mesa/ajustes/roles/nuevo`
pub(super) async fn show_new(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let matrix = app::role::matrix(&web, &seat.by).await?;
    let copied = matrix
        .roles
        .iter()
        .find(|role| role.role.id.to_string() == asked.copia);
    let mut sent = copied.map(Sent::of).unwrap_or_default();
    if let Some(role) = copied {
        let name = seat.v.t.role_copy_of(seat::role(&seat.v.t, role));
        sent.set("nombre", name);
    }
    shown(&web, seat, None, sent, Told::default()).await
}

/// `GET /mesa/ajustes/roles/{id}`
pub(super) async fn one(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let role = found(&web, &seat, &id).await?;
    let sent = Sent::of(&role);
    shown(&web, seat, Some(role), sent, Told::default()).await
}

async fn found(web: &Web, seat: &Seat, id: &str) -> Result<RoleRecord, PageError> {
    let matrix = app::role::matrix(web, &seat.by).await?;
    let mut roles = matrix.roles.into_iter();
    let role = roles.find(|role| role.role.id.to_string() == id);
    Ok(role.ok_or(Error::NotFound)?)
}

/// What came of the form that was sent before.
#[derive(Default)]
struct Told {
    status: StatusCode,
    errors: Errors,
    differences: Vec<Difference>,
}

async fn shown(
    web: &Web,
    seat: Seat,
    role: Option<RoleRecord>,
    sent: Sent,
    told: Told,
) -> Result<Response, PageError> {
    let frame = seat.frame(web, "ajustes/roles").await?;
    let t = &seat.v.t;
    let is_fixed = role
        .as_ref()
        .is_some_and(|role| role.role.built_in().is_some());
    let address = role.as_ref().map(|role| format!("{PATH}/{}", role.role.id));
    let present = role.as_ref().map_or(0, |role| role.version);
    let page = RolePage {
        frame,
        errors: told.errors,
        differences: told.differences,
        title: role
            .as_ref()
            .map_or_else(|| t.role_new(), |role| seat::role(t, role)),
        delete: address
            .as_ref()
            .filter(|_| !is_fixed)
            .map(|address| format!("{address}/borrar")),
        action: address.unwrap_or_else(|| PATH.to_owned()),
        is_fixed,
        version: sent.get("version").parse().unwrap_or(present),
        name: sent.get("nombre").to_owned(),
        scopes: scopes(t, &sent),
        boxes: boxes(t, &sent),
        limits: Currency::ALL
            .map(|currency| LimitField {
                id: limit_id(currency),
                label: t.role_limit_of(currency.code()),
                value: sent.get(&limit_id(currency)).to_owned(),
            })
            .into(),
        is_any: sent.is_ticked("sin_limite"),
        v: seat.v,
    };
    page::html(told.status, &page)
}

/// Where a role is not as it was typed.
fn differences(t: &Texts, role: &RoleRecord, typed: &Sent) -> Vec<Difference> {
    let stored = Sent::of(role);
    let mut both = Differences::new(t);
    if role.role.built_in().is_none() {
        both.text(t.role_name(), stored.get("nombre"), typed.get("nombre"));
        for one in scopes(t, &stored) {
            let (kept, chosen) = (stored.get(one.id), typed.get(one.id));
            both.choice(one.label, &one.options, kept, chosen);
        }
        for one in boxes(t, &stored) {
            both.tick(one.label, one.is_ticked, typed.is_ticked(one.id));
        }
    }
    for currency in Currency::ALL {
        let id = limit_id(currency);
        let label = t.role_limit_of(currency.code());
        both.text(label, stored.get(&id), typed.get(&id));
    }
    let any = "sin_limite";
    both.tick(
        t.role_limit_any(),
        stored.is_ticked(any),
        typed.is_ticked(any),
    );
    both.all()
}

fn scopes(t: &Texts, sent: &Sent) -> Vec<ScopeField> {
    let field = |permission: Permission| {
        let chosen = sent.scope(permission);
        let option = |scope: Scope| Choice {
            value: scope.name().to_owned(),
            words: scope_words(t, scope),
            is_chosen: scope == chosen,
        };
        ScopeField {
            id: permission.name(),
            label: permission_words(t, permission),
            options: Scope::ALL.into_iter().map(option).collect(),
        }
    };
    let scoped = Permission::ALL.into_iter().filter(|one| one.has_scope());
    scoped.map(field).collect()
}

fn boxes(t: &Texts, sent: &Sent) -> Vec<Tick> {
    let tick = |permission: Permission| Tick {
        id: permission.name(),
        label: permission_words(t, permission),
        is_ticked: sent.is_ticked(permission.name()),
    };
    let whole = Permission::ALL.into_iter().filter(|one| !one.has_scope());
    let given = Tick {
        id: "recibe",
        label: t.role_gets_tickets(),
        is_ticked: sent.is_ticked("recibe"),
    };
    whole.map(tick).chain([given]).collect()
}

fn limit_id(currency: Currency) -> String {
    format!("hasta_{}", currency.code())
}

impl Sent {
    /// The form as the role is.
    fn of(role: &RoleRecord) -> Self {
        let mut sent = Self::default();
        sent.set("nombre", role.name.clone());
        for permission in Permission::ALL {
            let scope = role.role.grants.scope(permission);
            if permission.has_scope() || scope != Scope::Nothing {
                sent.set(permission.name(), scope.name().to_owned());
            }
        }
        if role.role.gets_tickets {
            sent.set("recibe", "si".to_owned());
        }
        for limit in &role.limits {
            match limit {
                UpTo::Any => sent.set("sin_limite", "si".to_owned()),
                UpTo::Amount(most) => sent.set(&limit_id(most.currency), typed_money(*most)),
            }
        }
        sent
    }

    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    fn set(&mut self, name: &str, value: String) {
        self.0.insert(name.to_owned(), value);
    }

    fn is_ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    fn scope(&self, permission: Permission) -> Scope {
        if permission.has_scope() {
            Scope::from_name(self.get(permission.name())).unwrap_or_default()
        } else if self.is_ticked(permission.name()) {
            Scope::All
        } else {
            Scope::Nothing
        }
    }

    /// What the form says, and what of it cannot be read.
    fn wanted(&self, t: &Texts) -> (Wanted, Errors) {
        let mut errors = Errors::default();
        let mut limits = Vec::new();
        if self.is_ticked("sin_limite") {
            limits.push(UpTo::Any);
        }
        for currency in Currency::ALL {
            let id = limit_id(currency);
            match (self.get(&id), Money::parse(self.get(&id), currency)) {
                ("", _) => {}
                (_, Some(most)) => limits.push(UpTo::Amount(most)),
                (_, None) => {
                    errors.add(&id, form::words(t, &FieldError::NotAnAmount, String::new()));
                }
            }
        }
        let grants = Permission::ALL.into_iter();
        let grants = grants.fold(Grants::NONE, |grants, permission| {
            grants.with(permission, self.scope(permission))
        });
        let wanted = Wanted {
            name: self.get("nombre").to_owned(),
            grants,
            gets_tickets: self.is_ticked("recibe"),
            limits,
        };
        (wanted, errors)
    }
}

/// `POST /mesa/ajustes/roles`
pub(super) async fn create(
    State(web): State<Web>,
    seat: Seat,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (wanted, errors) = sent.wanted(&seat.v.t);
    if !errors.is_empty() {
        app::role::matrix(&web, &seat.by).await?;
        return again(&web, seat, None, sent, errors).await;
    }
    let made = app::role::create(&web, &seat.by, wanted, seat.v.client.clone()).await;
    match made {
        Ok(_) => Ok(Redirect::to(&format!("{PATH}?hecho=creado")).into_response()),
        Err(error) => refused(&web, seat, None, sent, error).await,
    }
}

/// `POST /mesa/ajustes/roles/{id}`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let role = found(&web, &seat, &id).await?;
    let (wanted, errors) = sent.wanted(&seat.v.t);
    if !errors.is_empty() {
        return again(&web, seat, Some(role), sent, errors).await;
    }
    let version = sent.get("version").parse().unwrap_or(-1);
    let client = seat.v.client.clone();
    let saved = app::role::save(&web, &seat.by, role.role.id, wanted, version, client).await;
    match saved {
        Ok(()) => Ok(Redirect::to(&format!("{PATH}?hecho=guardado")).into_response()),
        Err(Error::Conflict) => overtaken(&web, seat, &id, sent).await,
        Err(error) => refused(&web, seat, Some(role), sent, error).await,
    }
}

/// `POST /mesa/ajustes/roles/{id}/borrar`
pub(super) async fn delete(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let role = found(&web, &seat, &id).await?;
    let client = seat.v.client.clone();
    match app::role::delete(&web, &seat.by, role.role.id, client).await {
        Ok(()) => Ok(Redirect::to(&format!("{PATH}?hecho=borrado")).into_response()),
        Err(error) => {
            let sent = Sent::of(&role);
            refused(&web, seat, Some(role), sent, error).await
        }
    }
}

/// The form again, for somebody else saved the role meanwhile; the next time it is saved over that.
async fn overtaken(web: &Web, seat: Seat, id: &str, mut sent: Sent) -> Result<Response, PageError> {
    let role = found(web, &seat, id).await?;
    sent.set("version", role.version.to_string());
    let mut errors = Errors::default();
    errors.add("nombre", seat.v.t.role_conflict());
    let told = Told {
        status: StatusCode::CONFLICT,
        errors,
        differences: differences(&seat.v.t, &role, &sent),
    };
    shown(web, seat, Some(role), sent, told).await
}

/// The form again, with how to mend it.
async fn refused(
    web: &Web,
    seat: Seat,
    role: Option<RoleRecord>,
    sent: Sent,
    error: Error,
) -> Result<Response, PageError> {
    let t = &seat.v.t;
    let (field, words) = match error {
        Error::Forbidden if seat.by.may(Permission::ManagePeople) => ("permisos", t.role_beyond()),
        Error::Limited => ("nombre", t.role_too_many(MAX_ROLES)),
        Error::Conflict => ("nombre", t.role_conflict()),
        Error::Invalid {
            field: "grants", ..
        } => ("permisos", t.role_last()),
        Error::Invalid { field: "role", .. } => ("borrar", t.role_in_use()),
        Error::Invalid {
            error: FieldError::NotAnOption,
            ..
        } => ("nombre", t.role_name_taken()),
        Error::Invalid { error, .. } => ("nombre", form::words(t, &error, t.role_name_missing())),
        error => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, words);
    again(web, seat, role, sent, errors).await
}

async fn again(
    web: &Web,
    seat: Seat,
    role: Option<RoleRecord>,
    sent: Sent,
    errors: Errors,
) -> Result<Response, PageError> {
    let told = Told {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        errors,
        ..Told::default()
    };
    shown(web, seat, role, sent, told).await
}
