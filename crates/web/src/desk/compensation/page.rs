//! `GET /mesa/casos/{codigo}/indemnizacion`: a claim with every step of its amount, its history
//! and what can be done with it.

use app::compensation::ClaimView;
use app::ticket::{DeskView, StaffNames};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::compensation::{
    Calculation, Cause, Claim, ClaimStatus, Event, EventKind, Evidence, Move, Step, services,
};
use domain::{Actor, Permission, TicketCode};
use jiff::Timestamp;
use serde::Deserialize;

use super::act::Action;
use super::{Sent, Tick, chip, money, refusal_words, typed_money};
use crate::desk::chip::Chip;
use crate::desk::form::Errors;
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat};
use crate::desk::ticket::parse;
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
}

/// `GET /mesa/casos/{codigo}/indemnizacion`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let done = match asked.hecho.as_str() {
        "pedida" => Some(seat.v.t.claim_done_requested()),
        "guardado" => Some(seat.v.t.claim_done_changed()),
        _ => None,
    };
    let again = Again {
        done,
        ..Again::default()
    };
    screen(&web, seat, parse(&code)?, again, StatusCode::OK).await
}

/// What a page that is shown again brings along.
#[derive(Default)]
pub(super) struct Again {
    pub(super) done: Option<String>,
    /// Why it was refused, or that somebody was faster.
    pub(super) told: Option<String>,
    /// The form that was sent.
    pub(super) action: Option<Action>,
    pub(super) sent: Sent,
    pub(super) errors: Errors,
}

#[derive(Template)]
#[template(path = "desk/compensation/page.html")]
struct ClaimScreen {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    told: Option<String>,
    errors: Errors,
    code: String,
    subject: String,
    version: i64,
    chip: Chip,
    total: String,
    people: Vec<String>,
    next: Option<String>,
    payee: Option<String>,
    steps: Vec<(String, String)>,
    row: Option<(String, String)>,
    form: Option<CalculateForm>,
    quick: Vec<Quick>,
    acts: Vec<Act>,
    history: Vec<Line>,
}

/// A button that asks nothing.
struct Quick {
    href: String,
    words: String,
    is_primary: bool,
    /// The amount that was seen, in minor units.
    amount: String,
    /// Why this person cannot, beside the button.
    why_not: Option<String>,
}

/// A form that asks for a reason.
struct Act {
    slug: &'static str,
    href: String,
    words: String,
    hint: String,
    has_amount: bool,
    amount: String,
    reason: String,
    is_open: bool,
}

struct CalculateForm {
    href: String,
    title: String,
    services: Vec<Choice>,
    causes: Vec<Choice>,
    evidence: Vec<Tick>,
    value: String,
    loss: String,
    postage: String,
    date: String,
    today: String,
    has_reason: bool,
    reason: String,
    currency: &'static str,
}

struct Line {
    who: String,
    what: String,
    reason: Option<String>,
    at: Timestamp,
}

/// The page with what was typed and what must be read.
pub(super) async fn screen(
    web: &Web,
    seat: Seat,
    code: TicketCode,
    again: Again,
    status: StatusCode,
) -> Result<Response, PageError> {
    let view = app::ticket::for_agent(web, &seat.by, code).await?;
    let Some(of) = &view.claim else {
        return Err(PageError::App(app::Error::NotFound));
    };
    let rows = if seat.by.may(Permission::WorkClaims) {
        app::compensation::rows(web, &seat.by).await?
    } else {
        Vec::new()
    };
    let here = format!("/mesa/casos/{}/indemnizacion", view.ticket.code);
    let frame = seat.frame(web, "").await?;
    let claim = &of.claim;
    let t = &seat.v.t;
    let in_currency: Vec<_> = rows
        .into_iter()
        .filter(|row| row.value_min.currency == claim.currency)
        .collect();
    let form = of
        .claim
        .allows(of.party, Move::Calculate)
        .is_ok()
        .then(|| CalculateForm::of(&seat.v, &here, claim, &services(&in_currency), &again));
    let page = ClaimScreen {
        code: view.ticket.code.to_string(),
        subject: view.ticket.subject.clone(),
        version: claim.version,
        chip: chip(t, claim.status),
        total: claim
            .amount
            .map_or_else(|| t.claim_no_amount(), |amount| money(t, amount)),
        people: people(&seat.v, claim, &view.names),
        next: next(&seat.v, claim.status),
        payee: claim.payee.as_ref().map(|payee| {
            format!(
                "{} · {} · {} · {}",
                payee.holder, payee.tax_id, payee.bank, payee.account
            )
        }),
        steps: claim
            .calculation
            .as_ref()
            .map(|calculation| steps(&seat.v, calculation))
            .unwrap_or_default(),
        row: claim.calculation.as_ref().map(|calculation| {
            let row = &calculation.row;
            (
                t.claim_row(row.service.as_str(), row.version),
                row.note.clone(),
            )
        }),
        form,
        quick: quick(&seat.v, &here, of),
        acts: acts(&seat.v, &here, of, &again),
        history: of
            .history
            .iter()
            .rev()
            .map(|event| line(&seat.v, &view, event))
            .collect(),
        done: again.done,
        told: again.told,
        errors: again.errors,
        frame,
        v: seat.v,
    };
    page::html(status, &page)
}

fn people(v: &Visit, claim: &Claim, names: &StaffNames) -> Vec<String> {
    let name = |agent| {
        names
            .get(agent)
            .cloned()
            .unwrap_or_else(|| v.t.desk_actor_unknown())
    };
    let proposer = claim
        .proposer
        .iter()
        .map(|agent| v.t.claim_proposed_by(name(agent)));
    let approvers = claim
        .approvers
        .iter()
        .map(|agent| v.t.claim_approved_by(name(agent)));
    proposer.chain(approvers).collect()
}

fn next(v: &Visit, status: ClaimStatus) -> Option<String> {
    match status {
        ClaimStatus::Approved => Some(v.t.claim_next_offer()),
        ClaimStatus::Offered => Some(v.t.claim_next_customer()),
        ClaimStatus::Accepted | ClaimStatus::Returned => Some(v.t.claim_next_payee()),
        ClaimStatus::PaymentData => Some(v.t.claim_next_batch()),
        ClaimStatus::InBatch => Some(v.t.claim_next_bank()),
        ClaimStatus::Requested
        | ClaimStatus::InReview
        | ClaimStatus::NeedsDocuments
        | ClaimStatus::Proposed
        | ClaimStatus::Declined
        | ClaimStatus::Paid
        | ClaimStatus::NotApplicable
        | ClaimStatus::Denied
        | ClaimStatus::Void => None,
    }
}

/// Every step in words, and what it came to.
pub(super) fn steps(v: &Visit, calculation: &Calculation) -> Vec<(String, String)> {
    let t = &v.t;
    let step = |step: &Step| match step {
        Step::Postage { amount } => (t.claim_step_postage(), money(t, *amount)),
        Step::Share {
            loss,
            basis_points,
            amount,
        } => (
            t.claim_step_share(money(t, *loss), percent(v, *basis_points)),
            money(t, *amount),
        ),
        Step::Fixed { amount } => (t.claim_step_fixed(), money(t, *amount)),
        Step::Converted { from, by, amount } => (
            t.claim_step_converted(
                money(t, *from),
                t.table_date(by.date),
                by.plain().replace('.', ","),
            ),
            money(t, *amount),
        ),
        Step::Cap { cap, lowered: true } => (t.claim_step_cap_lowered(), money(t, *cap)),
        Step::Cap { cap, .. } => (t.claim_step_cap(), money(t, *cap)),
    };
    let mut steps: Vec<_> = calculation.steps.iter().map(step).collect();
    steps.push((t.claim_step_result(), money(t, calculation.amount)));
    steps
}

/// `100` or `33,3`.
pub(super) fn percent(v: &Visit, basis_points: u32) -> String {
    if basis_points.is_multiple_of(100) {
        (basis_points / 100).to_string()
    } else {
        v.t.decimal(f64::from(basis_points) / 100.0, 2)
    }
}

fn quick(v: &Visit, here: &str, of: &ClaimView) -> Vec<Quick> {
    let (t, claim) = (&v.t, &of.claim);
    let can = |wanted| claim.allows(of.party, wanted).is_ok();
    let mut all = Vec::new();
    if can(Move::Propose) && claim.amount.is_some_and(|amount| amount.minor > 0) {
        all.push(Quick {
            href: format!("{here}/{}", Action::Propose.slug()),
            words: t.claim_propose(),
            is_primary: true,
            amount: String::new(),
            why_not: None,
        });
    }
    if let (true, Some(amount)) = (can(Move::Approve), claim.amount) {
        all.push(Quick {
            href: format!("{here}/{}", Action::Approve.slug()),
            words: t.claim_approve(money(t, amount)),
            is_primary: true,
            amount: amount.minor.to_string(),
            why_not: claim
                .may_approve(of.party)
                .err()
                .map(|refusal| refusal_words(t, &refusal)),
        });
    }
    if can(Move::ReceiveDocuments) {
        all.push(Quick {
            href: format!("{here}/{}", Action::ReceiveDocuments.slug()),
            words: t.claim_receive_documents(),
            is_primary: true,
            amount: String::new(),
            why_not: None,
        });
    }
    all
}

fn acts(v: &Visit, here: &str, of: &ClaimView, again: &Again) -> Vec<Act> {
    let t = &v.t;
    let words = |action: Action| match action {
        Action::AskDocuments => (t.claim_ask_documents(), t.claim_ask_documents_hint()),
        Action::Adjust => (t.claim_adjust(), t.claim_adjust_hint()),
        Action::SendBack => (t.claim_send_back(), String::new()),
        Action::NotApplicable => (t.claim_declare_not_applicable(), String::new()),
        Action::Deny => (t.claim_deny(), String::new()),
        Action::Reconsider => (t.claim_reconsider(), String::new()),
        Action::Void
        | Action::Calculate
        | Action::Propose
        | Action::Approve
        | Action::ReceiveDocuments
        | Action::Request => (t.claim_void(), String::new()),
    };
    let act = |action: Action| {
        let is_open = again.action == Some(action);
        let typed = |name| {
            if is_open {
                again.sent.text(name).to_owned()
            } else {
                String::new()
            }
        };
        let (words, hint) = words(action);
        Act {
            slug: action.slug(),
            href: format!("{here}/{}", action.slug()),
            words,
            hint,
            has_amount: action == Action::Adjust,
            amount: if is_open {
                typed("monto")
            } else {
                of.claim.amount.map(typed_money).unwrap_or_default()
            },
            reason: typed("motivo"),
            is_open,
        }
    };
    Action::WITH_REASON
        .into_iter()
        .filter(|action| {
            action
                .as_move()
                .is_some_and(|wanted| of.claim.allows(of.party, wanted).is_ok())
        })
        .map(act)
        .collect()
}

impl CalculateForm {
    fn of(
        v: &Visit,
        here: &str,
        claim: &Claim,
        services: &std::collections::BTreeSet<&str>,
        again: &Again,
    ) -> Self {
        let t = &v.t;
        let before = claim.calculation.as_ref().map(|done| &done.facts);
        let is_again = again.action == Some(Action::Calculate);
        let sent = &again.sent;
        let typed = |name: &str, before: Option<String>| {
            if is_again {
                sent.text(name).to_owned()
            } else {
                before.unwrap_or_default()
            }
        };
        let service = typed("servicio", before.map(|facts| facts.service.clone()));
        let cause = typed("causa", before.map(|facts| facts.cause.name().to_owned()));
        let ticked = |evidence: Evidence| {
            if is_again {
                sent.has("prueba", evidence.name())
            } else {
                before.is_some_and(|facts| facts.evidence.contains(&evidence))
            }
        };
        Self {
            href: format!("{here}/{}", Action::Calculate.slug()),
            title: if claim.amount.is_some() {
                t.claim_calculate_again()
            } else {
                t.claim_calculate()
            },
            services: services
                .iter()
                .map(|one| Choice {
                    value: (*one).to_owned(),
                    words: (*one).to_owned(),
                    is_chosen: *one == service,
                })
                .collect(),
            causes: Cause::ALL
                .into_iter()
                .map(|one| Choice {
                    value: one.name().to_owned(),
                    words: cause_words(v, one),
                    is_chosen: one.name() == cause,
                })
                .collect(),
            evidence: Evidence::ALL
                .into_iter()
                .map(|one| Tick {
                    name: "prueba",
                    value: one.name(),
                    words: evidence_words(v, one),
                    is_ticked: ticked(one),
                })
                .collect(),
            value: typed("valor", before.map(|facts| typed_money(facts.value))),
            loss: typed("perdida", before.map(|facts| typed_money(facts.loss))),
            postage: typed("envio", before.map(|facts| typed_money(facts.postage))),
            date: typed(
                "fecha",
                Some(before.map_or_else(
                    || v.local(claim.created_at).date().to_string(),
                    |facts| facts.date.to_string(),
                )),
            ),
            today: v.now.date().to_string(),
            has_reason: claim.amount.is_some(),
            reason: typed("motivo", None),
            currency: claim.currency.code(),
        }
    }
}

pub(super) fn cause_words(v: &Visit, cause: Cause) -> String {
    v.t.by_id(&format!("claim-cause-{}", cause.name()))
        .unwrap_or_default()
}

pub(super) fn evidence_words(v: &Visit, evidence: Evidence) -> String {
    v.t.by_id(&format!("claim-evidence-{}", evidence.name()))
        .unwrap_or_default()
}

fn line(v: &Visit, view: &DeskView, event: &Event) -> Line {
    let t = &v.t;
    let who = match event.by {
        Actor::Requester(_) | Actor::Colleague(_) => t.claim_by_customer(),
        Actor::System => t.claim_by_system(),
        Actor::Agent(agent) => view
            .names
            .get(&agent)
            .cloned()
            .unwrap_or_else(|| t.desk_actor_unknown()),
    };
    let what = if let EventKind::Calculated { calculation, .. } = &event.kind {
        t.claim_event_calculated(money(t, calculation.amount))
    } else if let EventKind::Adjusted { to, .. } = &event.kind {
        t.claim_event_adjusted(money(t, *to))
    } else if let EventKind::Proposed { amount, .. } = &event.kind {
        t.claim_event_proposed(money(t, *amount))
    } else if let EventKind::Approved {
        amount, complete, ..
    } = &event.kind
    {
        let amount = money(t, *amount);
        if *complete {
            t.claim_event_approved(amount)
        } else {
            t.claim_event_approved_first(amount)
        }
    } else {
        t.by_id(&format!("claim-event-{}", event.kind.name()))
            .unwrap_or_default()
    };
    let reason = if let EventKind::Paid { reference, .. } = &event.kind {
        Some(reference.as_str()).filter(|reference| !reference.is_empty())
    } else {
        event.kind.reason()
    };
    Line {
        who,
        what,
        reason: reason.map(str::to_owned),
        at: event.at,
    }
}
