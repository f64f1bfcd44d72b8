//! Where compensation is paid: asked once it was accepted, and masked ever after.

use crate::form::Form;
use app::{Error, Guest};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::TicketCode;
use domain::compensation::{AccountKind, BadPayee, PayeeForm};
use domain::tax_id::TaxIdKind;
use serde::Deserialize;

use super::show::{Extra, again};
use super::{Problem, code, path_of, problem_of};
use crate::error::PageError;
use crate::page;
use crate::path::escape;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/pago", get(page).post(save))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    titular: String,
    tipo_documento: String,
    documento: String,
    banco: String,
    tipo_cuenta: String,
    cuenta: String,
}

/// A choice of a list.
struct Choice {
    value: &'static str,
    words: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "portal/case/payee.html")]
struct PayeePage {
    v: Visit,
    path: String,
    code: String,
    typed: Fields,
    tax_kinds: Vec<Choice>,
    account_kinds: Vec<Choice>,
    problems: Vec<Problem>,
}

impl PayeePage {
    fn problem(&self, field: &str) -> &str {
        problem_of(&self.problems, field)
    }

    fn browser_title(&self) -> String {
        let title = self.v.t.claim_payee_title();
        if self.problems.is_empty() {
            title
        } else {
            self.v.t.page_title_error(title)
        }
    }
}

/// `GET /casos/{codigo}/pago`
async fn page(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let view = app::ticket::for_guest(&web, &guest, code.clone()).await?;
    let waits = view.claim.is_some_and(|claim| claim.can_give_payee);
    if !waits {
        return Err(PageError::Elsewhere(path_of(&code)));
    }
    form(v, &guest, &code, Fields::default(), Vec::new())
}

/// The form, or the code that must be typed first.
fn form(
    v: Visit,
    guest: &Guest,
    code: &TicketCode,
    typed: Fields,
    problems: Vec<Problem>,
) -> Result<Response, PageError> {
    if !guest.may_see_private() {
        return Err(prove(code));
    }
    let words = |id: &str| v.t.by_id(id).unwrap_or_default();
    let tax_kind = |kind: TaxIdKind| Choice {
        value: kind.name(),
        words: words(&format!("claim-tax-{}", kind.name())),
        is_chosen: typed.tipo_documento == kind.name(),
    };
    let account_kind = |kind: AccountKind| Choice {
        value: kind.name(),
        words: words(&format!("claim-account-{}", kind.name())),
        is_chosen: typed.tipo_cuenta == kind.name(),
    };
    let page = PayeePage {
        path: path_of(code),
        code: code.to_string(),
        tax_kinds: TaxIdKind::ALL.into_iter().map(tax_kind).collect(),
        account_kinds: AccountKind::ALL.into_iter().map(account_kind).collect(),
        typed,
        problems,
        v,
    };
    if page.problems.is_empty() {
        page::ok(&page)
    } else {
        page::unprocessable(&page)
    }
}

fn prove(code: &TicketCode) -> PageError {
    let here = format!("{}/pago", path_of(code));
    PageError::Elsewhere(format!("/verificar?volver={}", escape(&here)))
}

/// `POST /casos/{codigo}/pago`
async fn save(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let typed = PayeeForm {
        holder: fields.titular.clone(),
        tax_id_kind: fields.tipo_documento.clone(),
        tax_id: fields.documento.clone(),
        bank: fields.banco.clone(),
        account_kind: fields.tipo_cuenta.clone(),
        account: fields.cuenta.clone(),
    };
    let payee = match typed.checked() {
        Ok(payee) => payee,
        Err(bad) => {
            let problems = bad.into_iter().map(|bad| problem(&v, bad)).collect();
            return form(v, &guest, &code, fields, problems);
        }
    };
    match app::compensation::give_payee(&web, &guest, code.clone(), payee).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?hecho=pago", path_of(&code))).into_response()),
        Err(Error::Unproven) => Err(prove(&code)),
        Err(Error::Claim(_)) => {
            let conflict = v.t.claim_payee_too_late();
            let extra = Extra {
                conflict,
                ..Extra::default()
            };
            again(&web, v, &guest, code, StatusCode::CONFLICT, extra).await
        }
        Err(error) => Err(error.into()),
    }
}

fn problem(v: &Visit, bad: BadPayee) -> Problem {
    let t = &v.t;
    match bad {
        BadPayee::Holder => Problem::new("titular", t.claim_bad_holder()),
        BadPayee::TaxIdKind => Problem::new("tipo_documento", t.claim_bad_tax_kind()),
        BadPayee::TaxIdForm => Problem::new("documento", t.claim_bad_tax_form()),
        BadPayee::TaxIdCheck => Problem::new("documento", t.claim_bad_tax_check()),
        BadPayee::Bank => Problem::new("banco", t.claim_bad_bank()),
        BadPayee::AccountKind => Problem::new("tipo_cuenta", t.claim_bad_account_kind()),
        BadPayee::Account => Problem::new("cuenta", t.claim_bad_account()),
    }
}
