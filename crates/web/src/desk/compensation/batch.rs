//! `GET /mesa/indemnizaciones/lotes/{id}`: a batch, its file for the bank, and the bank's answer.

use app::Error;
use app::compensation::{BadImport, Imported};
use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::compensation::{BadResult, Payment, PaymentState};
use domain::{BatchId, Money};
use jiff::Timestamp;
use serde::Deserialize;

use super::money;
use crate::desk::form::Errors;
use crate::desk::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::sheet;
use crate::state::Web;
use crate::visit::Visit;

/// How many wrong lines are told at once.
const TOLD: usize = 20;

#[derive(Template)]
#[template(path = "desk/compensation/batch.html")]
struct BatchPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    errors: Errors,
    here: String,
    at: Timestamp,
    payer: String,
    summary: String,
    sha256: String,
    rows: Vec<Row>,
    typed: String,
}

struct Row {
    reference: String,
    amount: String,
    tone: &'static str,
    state: String,
    note: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
    pagadas: u32,
    devueltas: u32,
    estaban: u32,
}

fn parse(id: &str) -> Result<BatchId, PageError> {
    id.parse().map_err(|_| PageError::App(Error::NotFound))
}

/// `GET /mesa/indemnizaciones/lotes/{id}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let done = match asked.hecho.as_str() {
        "hecho" => Some(seat.v.t.claims_made()),
        "respuesta" => Some(seat.v.t.claims_batch_imported(
            asked.estaban,
            asked.pagadas,
            asked.devueltas,
        )),
        _ => None,
    };
    let (typed, errors) = (String::new(), Errors::default());
    shown(&web, seat, parse(&id)?, done, typed, errors, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    seat: Seat,
    id: BatchId,
    done: Option<String>,
    typed: String,
    errors: Errors,
    status: StatusCode,
) -> Result<Response, PageError> {
    let view = app::compensation::batch(web, &seat.by, id).await?;
    let frame = seat.frame(web, "indemnizaciones").await?;
    let (v, batch) = (&seat.v, &view.batch);
    let total = money(&v.t, Money::new(batch.total, batch.currency));
    let page = BatchPage {
        frame,
        done,
        errors,
        here: format!("/mesa/indemnizaciones/lotes/{id}"),
        at: batch.created_at,
        payer: view.payer,
        summary: v.t.claims_batch_summary(batch.count, total),
        sha256: batch.sha256.clone(),
        rows: view.payments.iter().map(|line| Row::of(v, line)).collect(),
        typed,
        v: seat.v,
    };
    page::html(status, &page)
}

impl Row {
    fn of(v: &Visit, line: &Payment) -> Self {
        let t = &v.t;
        let (tone, state) = match line.state {
            PaymentState::Sent => ("chip--mute", t.claims_payment_sent()),
            PaymentState::Paid => ("chip--ok", t.claims_payment_paid()),
            PaymentState::Returned => ("chip--bad", t.claims_payment_returned()),
        };
        let on = line.decided_on.map(|date| t.table_date(date));
        let note = [on.unwrap_or_default(), line.note.clone()];
        Self {
            reference: line.reference.clone(),
            amount: money(t, line.amount),
            tone,
            state,
            note: note
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        }
    }
}

/// `POST /mesa/indemnizaciones/lotes/{id}/archivo`
pub(super) async fn export(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let client = seat.v.client.clone();
    let file = app::compensation::export(&web, &seat.by, parse(&id)?, client).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", file.name),
        ),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}

/// `POST /mesa/indemnizaciones/lotes/{id}/respuesta`
pub(super) async fn import(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, PageError> {
    let id = parse(&id)?;
    let sent = sheet::read(form).await?;
    let typed = sent.text("respuesta").to_owned();
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut errors = Errors::default();
    let table = match sent.table("respuesta", &seat.v.t) {
        Ok(table) => table,
        Err(words) => {
            errors.add("archivo", words);
            return shown(&web, seat, id, None, typed, errors, status).await;
        }
    };
    let client = seat.v.client.clone();
    match app::compensation::import(&web, &seat.by, id, table, client).await? {
        Ok(none) if none == Imported::default() => {
            errors.add("respuesta", seat.v.t.claims_nothing_read());
        }
        Ok(imported) => {
            let href = format!(
                "/mesa/indemnizaciones/lotes/{id}?hecho=respuesta&pagadas={}&devueltas={}&estaban={}",
                imported.paid, imported.returned, imported.known
            );
            return Ok(Redirect::to(&href).into_response());
        }
        Err(bad) => {
            let lines = bad
                .iter()
                .take(TOLD)
                .map(|(line, why)| seat.v.t.claims_line(*line, import_problem(&seat.v, *why)));
            errors.add("respuesta", lines.collect::<Vec<_>>().join(". "));
        }
    }
    shown(&web, seat, id, None, typed, errors, status).await
}

fn import_problem(v: &Visit, why: BadImport) -> String {
    let t = &v.t;
    match why {
        BadImport::Line(BadResult::Columns) => t.claims_line_columns(),
        BadImport::Line(BadResult::Outcome) => t.claims_line_outcome(),
        BadImport::Line(BadResult::Date) => t.claims_line_date(),
        BadImport::Line(BadResult::Note) => t.claims_line_note(),
        BadImport::Line(BadResult::Twice) => t.claims_line_twice(),
        BadImport::Line(BadResult::TooMany) => t.claims_line_too_many(),
        BadImport::Unknown => t.claims_line_unknown(),
        BadImport::Contradicts => t.claims_line_contradicts(),
        BadImport::Future => t.claims_line_future(),
    }
}
