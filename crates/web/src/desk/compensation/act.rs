//! `POST /mesa/casos/{codigo}/indemnizacion/{accion}`: one form each, with the version that was
//! seen.

use std::collections::BTreeSet;

use crate::form::Form;
use app::Error;
use app::compensation::{Request, act, calculate_claim, request};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::compensation::{Cause, Claim, Command, Evidence, Facts, Move, Refusal};
use domain::{Currency, Money, TicketCode};

use super::page::{Again, screen};
use super::{Sent, refusal_words};
use crate::desk::form::Errors;
use crate::desk::seat::Seat;
use crate::desk::ticket::parse;
use crate::error::PageError;
use crate::state::Web;
use crate::visit::Visit;

/// What can be done with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Request,
    Calculate,
    Adjust,
    Propose,
    Approve,
    SendBack,
    AskDocuments,
    ReceiveDocuments,
    NotApplicable,
    Deny,
    Reconsider,
    Void,
}

impl Action {
    const ALL: [Self; 12] = [
        Self::Request,
        Self::Calculate,
        Self::Adjust,
        Self::Propose,
        Self::Approve,
        Self::SendBack,
        Self::AskDocuments,
        Self::ReceiveDocuments,
        Self::NotApplicable,
        Self::Deny,
        Self::Reconsider,
        Self::Void,
    ];

    /// Those that ask for a reason, in the order of the page.
    pub(super) const WITH_REASON: [Self; 7] = [
        Self::SendBack,
        Self::Adjust,
        Self::AskDocuments,
        Self::Reconsider,
        Self::NotApplicable,
        Self::Deny,
        Self::Void,
    ];

    /// Its name in addresses.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Request => "pedir",
            Self::Calculate => "calcular",
            Self::Adjust => "monto",
            Self::Propose => "proponer",
            Self::Approve => "aprobar",
            Self::SendBack => "devolver",
            Self::AskDocuments => "documentos",
            Self::ReceiveDocuments => "recibidos",
            Self::NotApplicable => "no-corresponde",
            Self::Deny => "negar",
            Self::Reconsider => "evaluar",
            Self::Void => "anular",
        }
    }

    /// The move that the state must allow.
    pub(super) fn as_move(self) -> Option<Move> {
        match self {
            Self::Request => None,
            Self::Calculate => Some(Move::Calculate),
            Self::Adjust => Some(Move::Adjust),
            Self::Propose => Some(Move::Propose),
            Self::Approve => Some(Move::Approve),
            Self::SendBack => Some(Move::SendBack),
            Self::AskDocuments => Some(Move::AskDocuments),
            Self::ReceiveDocuments => Some(Move::ReceiveDocuments),
            Self::NotApplicable => Some(Move::DeclareNotApplicable),
            Self::Deny => Some(Move::Deny),
            Self::Reconsider => Some(Move::Reconsider),
            Self::Void => Some(Move::Void),
        }
    }

    fn from_slug(slug: &str) -> Result<Self, PageError> {
        Self::ALL
            .into_iter()
            .find(|action| action.slug() == slug)
            .ok_or(PageError::App(Error::NotFound))
    }

    /// The command of a form; what it asks of an amount is in the claim's currency.
    fn command(self, v: &Visit, claim: &Claim, sent: &Sent) -> Result<Command, Errors> {
        let reason = sent.text("motivo").to_owned();
        Ok(match self {
            Self::Adjust => Command::Adjust {
                amount: amount(v, "monto-monto", sent.text("monto"), claim.currency)?,
                reason,
            },
            Self::Propose => Command::Propose,
            Self::Approve => Command::Approve {
                amount: Money::new(
                    sent.text("visto").parse().unwrap_or_default(),
                    claim.currency,
                ),
            },
            Self::SendBack => Command::SendBack { reason },
            Self::AskDocuments => Command::AskDocuments { reason },
            Self::ReceiveDocuments => Command::ReceiveDocuments,
            Self::NotApplicable => Command::DeclareNotApplicable { reason },
            Self::Deny => Command::Deny { reason },
            Self::Reconsider => Command::Reconsider { reason },
            Self::Void | Self::Request | Self::Calculate => Command::Void { reason },
        })
    }
}

fn amount(v: &Visit, field: &str, typed: &str, currency: Currency) -> Result<Money, Errors> {
    Money::parse(typed, currency).ok_or_else(|| {
        let mut errors = Errors::default();
        errors.add(field, v.t.claim_bad_amount());
        errors
    })
}

/// `POST /mesa/casos/{codigo}/indemnizacion/{accion}`
pub(super) async fn run(
    State(web): State<Web>,
    seat: Seat,
    Path((code, slug)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let (action, code, sent) = (Action::from_slug(&slug)?, parse(&code)?, Sent(fields));
    if action == Action::Request {
        return ask(&web, seat, code, &sent).await;
    }
    let view = app::ticket::for_agent(&web, &seat.by, code.clone()).await?;
    let claim = view.claim.ok_or(Error::NotFound)?.claim;
    let version = sent.text("version").parse().unwrap_or_default();
    let outcome = if action == Action::Calculate {
        match facts(&seat.v, &claim, &sent) {
            Ok(facts) => {
                let reason = sent.text("motivo").to_owned();
                calculate_claim(&web, &seat.by, claim.id, version, facts, reason).await
            }
            Err(errors) => return wrong(&web, seat, code, action, sent, errors).await,
        }
    } else {
        match action.command(&seat.v, &claim, &sent) {
            Ok(command) => act(&web, &seat.by, claim.id, version, command).await,
            Err(errors) => return wrong(&web, seat, code, action, sent, errors).await,
        }
    };
    finish(&web, seat, code, action, sent, outcome).await
}

/// Asks for a claim.
async fn ask(web: &Web, seat: Seat, code: TicketCode, sent: &Sent) -> Result<Response, PageError> {
    let currency = Currency::from_code(sent.text("moneda")).ok_or(Error::NotFound)?;
    let here = format!("/mesa/casos/{code}/indemnizacion");
    match request(web, &seat.by, code, Request { currency }).await {
        Ok(_) => Ok(Redirect::to(&format!("{here}?hecho=pedida")).into_response()),
        Err(error) => Err(error.into()),
    }
}

async fn finish(
    web: &Web,
    seat: Seat,
    code: TicketCode,
    action: Action,
    sent: Sent,
    outcome: Result<Claim, Error>,
) -> Result<Response, PageError> {
    let told = match outcome {
        Ok(_) | Err(Error::Claim(Refusal::AlreadySo)) => {
            let here = format!("/mesa/casos/{code}/indemnizacion?hecho=guardado");
            return Ok(Redirect::to(&here).into_response());
        }
        Err(Error::Conflict) => seat.v.t.error_conflict(),
        Err(Error::Claim(refusal)) if !refusal.is_conflict() => {
            let mut errors = Errors::default();
            errors.add(
                &field_of(action, &refusal),
                refusal_words(&seat.v.t, &refusal),
            );
            return wrong(web, seat, code, action, sent, errors).await;
        }
        Err(Error::Claim(refusal)) => refusal_words(&seat.v.t, &refusal),
        Err(error) => return Err(error.into()),
    };
    let again = Again {
        told: Some(told),
        action: Some(action),
        sent,
        ..Again::default()
    };
    screen(web, seat, code, again, StatusCode::CONFLICT).await
}

/// The field of the form that a refusal is about.
fn field_of(action: Action, refusal: &Refusal) -> String {
    let name = match (action, refusal) {
        (Action::Calculate, Refusal::LossAboveValue) => return "perdida".into(),
        (Action::Calculate, Refusal::NoRow) => return "servicio".into(),
        (Action::Calculate, Refusal::IndexMissing { .. } | Refusal::DateInTheFuture) => {
            return "fecha".into();
        }
        (Action::Calculate, Refusal::ReasonMissing | Refusal::TooLong(_)) => {
            return "motivo".into();
        }
        (Action::Calculate, _) => return "valor".into(),
        (Action::Adjust, Refusal::AmountOutOfRange) => "monto",
        _ => "motivo",
    };
    format!("{}-{name}", action.slug())
}

async fn wrong(
    web: &Web,
    seat: Seat,
    code: TicketCode,
    action: Action,
    sent: Sent,
    errors: Errors,
) -> Result<Response, PageError> {
    let again = Again {
        action: Some(action),
        sent,
        errors,
        ..Again::default()
    };
    screen(web, seat, code, again, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The facts of the form, or everything that is wrong with it.
fn facts(v: &Visit, claim: &Claim, sent: &Sent) -> Result<Facts, Errors> {
    let t = &v.t;
    let mut errors = Errors::default();
    let service = sent.text("servicio").to_owned();
    if service.is_empty() {
        errors.add("servicio", t.claim_bad_choice());
    }
    let cause = Cause::from_name(sent.text("causa"));
    if cause.is_none() {
        errors.add("causa", t.claim_bad_choice());
    }
    let mut money = |field: &str| {
        let read = Money::parse(sent.text(field), claim.currency);
        if read.is_none() {
            errors.add(field, t.claim_bad_amount());
        }
        read
    };
    let (value, loss, postage) = (money("valor"), money("perdida"), money("envio"));
    let date = sent.text("fecha").parse().ok();
    if date.is_none() {
        errors.add("fecha", t.claim_bad_date());
    }
    let evidence: BTreeSet<Evidence> = sent.all("prueba").filter_map(Evidence::from_name).collect();
    match (cause, value, loss, postage, date) {
        (Some(cause), Some(value), Some(loss), Some(postage), Some(date)) if errors.is_empty() => {
            Ok(Facts {
                service,
                cause,
                evidence,
                value,
                loss,
                postage,
                date,
            })
        }
        _ => Err(errors),
    }
}
