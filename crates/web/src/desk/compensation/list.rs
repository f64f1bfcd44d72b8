//! `GET /mesa/indemnizaciones`: all claims by state, what waits to be paid, and the batches.

use crate::form::Form;
use app::Error;
use app::compensation::Payable;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::compensation::{Batch, ClaimStatus};
use domain::{ClaimId, Currency, Money};
use jiff::Timestamp;
use serde::Deserialize;
use store::claim::{ClaimSummary, ClaimTotal};

use super::{Sent, chip, money, refusal_words};
use crate::desk::chip::Chip;
use crate::desk::form::Errors;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

/// How many claims a page of the list has.
const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "desk/compensation/list.html")]
struct ListPage {
    v: Visit,
    frame: Frame,
    errors: Errors,
    state: String,
    totals: Vec<Total>,
    rows: Vec<Row>,
    next: Option<String>,
    payable: Vec<Group>,
    batches: Vec<BatchRow>,
}

struct Total {
    href: String,
    chip: Chip,
    count: u32,
    sum: String,
    is_here: bool,
}

struct Row {
    href: String,
    code: String,
    subject: String,
    who: String,
    chip: Chip,
    amount: String,
    at: Timestamp,
}

/// What can be paid together.
struct Group {
    currency: &'static str,
    rows: Vec<PayRow>,
}

impl Group {
    /// Whether there is anything that this person may pay.
    fn can_make(&self) -> bool {
        self.rows.iter().any(|row| !row.is_involved)
    }
}

struct PayRow {
    id: ClaimId,
    row: Row,
    is_involved: bool,
    is_ticked: bool,
}

struct BatchRow {
    href: String,
    at: Timestamp,
    summary: String,
    hash: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    estado: String,
    desde: String,
}

/// `GET /mesa/indemnizaciones`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    shown(
        &web,
        seat,
        &asked,
        &Sent::default(),
        Errors::default(),
        StatusCode::OK,
    )
    .await
}

async fn shown(
    web: &Web,
    seat: Seat,
    asked: &Asked,
    sent: &Sent,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, PageError> {
    let state = ClaimStatus::from_name(&asked.estado).unwrap_or(ClaimStatus::Proposed);
    let below = asked.desde.parse::<ClaimId>().ok();
    let (list, payable, batches) = tokio::join!(
        app::compensation::list(web, &seat.by, state, below, ROWS),
        app::compensation::payable(web, &seat.by),
        app::compensation::batches(web, &seat.by),
    );
    let (list, payable, batches) = (list?, payable?, batches?);
    let frame = seat.frame(web, "indemnizaciones").await?;
    let v = &seat.v;
    let page = ListPage {
        frame,
        errors,
        state: super::state(&v.t, state),
        totals: list
            .totals
            .iter()
            .map(|total| Total::of(v, total, state))
            .collect(),
        next: list
            .next
            .map(|id| format!("/mesa/indemnizaciones?estado={}&desde={id}", state.name())),
        rows: list.rows.iter().map(|row| Row::of(v, row)).collect(),
        payable: groups(v, payable, sent),
        batches: batches.iter().map(|batch| BatchRow::of(v, batch)).collect(),
        v: seat.v,
    };
    page::html(status, &page)
}

fn groups(v: &Visit, payable: Vec<Payable>, sent: &Sent) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for one in payable {
        let currency = one.summary.claim.currency.code();
        let row = PayRow {
            id: one.summary.claim.id,
            row: Row::of(v, &one.summary),
            is_involved: one.is_involved,
            is_ticked: sent.has("indemnizacion", &one.summary.claim.id.to_string()),
        };
        match groups.iter_mut().find(|group| group.currency == currency) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                currency,
                rows: vec![row],
            }),
        }
    }
    groups
}

impl Total {
    fn of(v: &Visit, total: &ClaimTotal, here: ClaimStatus) -> Self {
        Self {
            href: format!("/mesa/indemnizaciones?estado={}", total.status.name()),
            chip: chip(&v.t, total.status),
            count: total.count,
            sum: money(&v.t, total.sum),
            is_here: total.status == here,
        }
    }
}

impl Row {
    fn of(v: &Visit, summary: &ClaimSummary) -> Self {
        let claim = &summary.claim;
        Self {
            href: format!("/mesa/casos/{}/indemnizacion", summary.code),
            code: summary.code.to_string(),
            subject: summary.subject.clone(),
            who: summary.requester_name.clone(),
            chip: chip(&v.t, claim.status),
            amount: claim
                .amount
                .map_or_else(String::new, |amount| money(&v.t, amount)),
            at: claim.updated_at,
        }
    }
}

impl BatchRow {
    fn of(v: &Visit, batch: &Batch) -> Self {
        let total = money(&v.t, Money::new(batch.total, batch.currency));
        Self {
            href: format!("/mesa/indemnizaciones/lotes/{}", batch.id),
            at: batch.created_at,
            summary: v.t.claims_batch_summary(batch.count, total),
            hash: batch.sha256.chars().take(12).collect(),
        }
    }
}

/// `POST /mesa/indemnizaciones/lotes`
pub(super) async fn make(
    State(web): State<Web>,
    seat: Seat,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let sent = Sent(fields);
    let currency = Currency::from_code(sent.text("moneda")).ok_or(Error::NotFound)?;
    let claims: Vec<ClaimId> = sent
        .all("indemnizacion")
        .filter_map(|id| id.parse().ok())
        .collect();
    let client = seat.v.client.clone();
    let made = app::compensation::make(&web, &seat.by, currency, claims, client).await;
    let words = match made {
        Ok(batch) => {
            let href = format!("/mesa/indemnizaciones/lotes/{}?hecho=hecho", batch.id);
            return Ok(Redirect::to(&href).into_response());
        }
        Err(Error::Limited) => seat.v.t.claims_pay_choose(),
        Err(Error::Conflict) => seat.v.t.error_conflict(),
        Err(Error::Claim(refusal)) => refusal_words(&seat.v.t, &refusal),
        Err(error) => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add("pagar", words);
    shown(
        &web,
        seat,
        &Asked::default(),
        &sent,
        errors,
        StatusCode::UNPROCESSABLE_ENTITY,
    )
    .await
}
