//! `GET|POST /mesa/ajustes/indemnizacion`: the matrix, the values of the UF, and who approves.

use std::collections::BTreeSet;

use crate::form::Form;
use app::Error;
use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::compensation::{BadLine, BadRow, Cause, Evidence, Formula, PolicyRow, UpTo, parse_csv};
use domain::policy::RoleRecord;
use domain::{Currency, Money, Permission, PolicyRowId};
use jiff::civil::Date;
use serde::Deserialize;

use super::page::{cause_words, evidence_words, percent};
use super::{Sent, Tick, money, typed_money};
use crate::desk::difference::{Difference, Differences};
use crate::desk::form::Errors;
use crate::desk::queue::Choice;
use crate::desk::seat::{Frame, Seat, role as role_name};
use crate::error::PageError;
use crate::page;
use crate::sheet;
use crate::state::Web;
use crate::visit::Visit;

/// How many wrong lines are told at once.
const TOLD: usize = 20;

#[derive(Template)]
#[template(path = "desk/compensation/policy.html")]
struct PolicyPage {
    v: Visit,
    frame: Frame,
    done: Option<String>,
    conflict: Option<String>,
    /// What somebody else saved of the row, where it is not what was typed.
    differences: Vec<Difference>,
    errors: Errors,
    rows: Vec<Row>,
    form: RowForm,
    values: Vec<(String, String)>,
    typed_values: String,
    limits: Vec<String>,
}

/// A row as the table has it.
struct Row {
    id: PolicyRowId,
    service: String,
    causes: String,
    evidence: String,
    value: String,
    formula: String,
    cap: String,
    valid: String,
    note: String,
}

/// The form of one row.
#[derive(Default)]
struct RowForm {
    /// The key and the version of the row that is changed; empty for a new one.
    id: String,
    version: String,
    service: String,
    causes: Vec<Tick>,
    evidence: Vec<Tick>,
    currencies: Vec<Choice>,
    value_min: String,
    value_max: String,
    formulas: Vec<Choice>,
    formula_value: String,
    cap: String,
    cap_currencies: Vec<Choice>,
    from: String,
    to: String,
    note: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    hecho: String,
    /// The row to change.
    fila: String,
    nuevos: u32,
    corregidos: u32,
}

/// What a page that is shown again brings along.
#[derive(Default)]
struct Again {
    done: Option<String>,
    conflict: Option<String>,
    errors: Errors,
    sent: Option<Sent>,
    values: String,
}

/// `GET /mesa/ajustes/indemnizacion`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let t = &seat.v.t;
    let done = match asked.hecho.as_str() {
        "fila" => Some(t.claims_settings_saved()),
        "quitada" => Some(t.claims_settings_retired()),
        "uf" => Some(t.claims_settings_index_done(asked.corregidos, asked.nuevos)),
        _ => None,
    };
    let again = Again {
        done,
        ..Again::default()
    };
    shown(&web, seat, &asked.fila, again, StatusCode::OK).await
}

async fn shown(
    web: &Web,
    seat: Seat,
    chosen: &str,
    mut again: Again,
    status: StatusCode,
) -> Result<Response, PageError> {
    if !seat.by.may(Permission::ManageSettings) {
        return Err(Error::Forbidden.into());
    }
    let rows = app::compensation::rows(web, &seat.by).await?;
    let values = app::compensation::index_values(web, &seat.by).await?;
    let roles = app::compensation::approvers(web, &seat.by).await?;
    let frame = seat.frame(web, "ajustes/indemnizacion").await?;
    let v = &seat.v;
    let mut differences = Vec::new();
    if let Some(sent) = again.sent.as_mut().filter(|_| again.conflict.is_some())
        && let Some(row) = rows
            .iter()
            .find(|row| row.id.to_string() == sent.text("id"))
    {
        differences = differing(v, &sent_of(row), sent);
        // The next time it is saved over that.
        sent.set("version", row.version.to_string());
    }
    let chosen = rows.iter().find(|row| row.id.to_string() == chosen);
    let form = match (&again.sent, chosen) {
        (Some(sent), _) => RowForm::of(v, sent),
        (None, Some(row)) => RowForm::of(v, &sent_of(row)),
        (None, None) => RowForm::of(v, &Sent::default()),
    };
    let page = PolicyPage {
        frame,
        done: again.done,
        conflict: again.conflict,
        differences,
        errors: again.errors,
        rows: rows.iter().map(|row| Row::of(v, row)).collect(),
        form,
        values: values
            .iter()
            .map(|value| (v.t.table_date(value.date), value.plain().replace('.', ",")))
            .collect(),
        typed_values: again.values,
        limits: limits(v, &roles),
        v: seat.v,
    };
    page::html(status, &page)
}

/// Who approves how much, in words.
fn limits(v: &Visit, roles: &[RoleRecord]) -> Vec<String> {
    let told = |role: &RoleRecord, limit: &UpTo| match limit {
        UpTo::Amount(most) => v.t.claims_settings_limit(
            format!("{} ({})", money(&v.t, *most), most.currency.code()),
            role_name(&v.t, role),
        ),
        UpTo::Any => v.t.claims_settings_limit_any(role_name(&v.t, role)),
    };
    let limits = roles
        .iter()
        .flat_map(|role| role.limits.iter().map(move |limit| told(role, limit)));
    let second = v.settings.compensation.second_over.iter().map(|over| {
        v.t.claims_settings_second(format!("{} ({})", money(&v.t, *over), over.currency.code()))
    });
    limits.chain(second).collect()
}

impl Row {
    fn of(v: &Visit, row: &PolicyRow) -> Self {
        let t = &v.t;
        let min = money(t, row.value_min);
        let date = |date: Date| t.table_date(date);
        let causes: Vec<_> = row.causes.iter().map(|one| cause_words(v, *one)).collect();
        let evidence: Vec<_> = row
            .evidence
            .iter()
            .map(|one| evidence_words(v, *one))
            .collect();
        Self {
            id: row.id,
            service: row.service.clone(),
            causes: causes.join(", "),
            evidence: if evidence.is_empty() {
                t.claims_settings_evidence_none()
            } else {
                evidence.join(", ")
            },
            value: match row.value_max {
                Some(max) => t.claims_settings_range(min, money(t, max)),
                None => t.claims_settings_any_value(min),
            },
            formula: match row.formula {
                Formula::Postage => t.claims_settings_formula_postage(),
                Formula::PctLoss {
                    basis_points,
                    with_postage,
                } => {
                    let words = if with_postage {
                        t.claims_settings_formula_pct_postage()
                    } else {
                        t.claims_settings_formula_pct()
                    };
                    format!("{words}: {} %", percent(v, basis_points))
                }
                Formula::Fixed { amount } => {
                    format!(
                        "{}: {}",
                        t.claims_settings_formula_fixed(),
                        money(t, amount)
                    )
                }
            },
            cap: row
                .cap
                .map_or_else(|| t.claims_settings_no_cap(), |cap| money(t, cap)),
            valid: match row.valid_to {
                Some(to) => t.claims_settings_until(date(row.valid_from), date(to)),
                None => t.claims_settings_since(date(row.valid_from)),
            },
            note: row.note.clone(),
        }
    }
}

/// A row as its form would send it.
fn sent_of(row: &PolicyRow) -> Sent {
    let (formula, value) = match row.formula {
        Formula::Postage => ("postage", String::new()),
        Formula::PctLoss {
            basis_points,
            with_postage,
        } => {
            let name = if with_postage { "pct_postage" } else { "pct" };
            let value = format!("{},{:02}", basis_points / 100, basis_points % 100);
            (name, value.trim_end_matches(",00").to_owned())
        }
        Formula::Fixed { amount } => ("fixed", typed_money(amount)),
    };
    let mut sent = vec![
        ("id".to_owned(), row.id.to_string()),
        ("version".to_owned(), row.version.to_string()),
        ("servicio".to_owned(), row.service.clone()),
        (
            "moneda".to_owned(),
            row.value_min.currency.code().to_owned(),
        ),
        ("desde".to_owned(), typed_money(row.value_min)),
        (
            "hasta".to_owned(),
            row.value_max.map(typed_money).unwrap_or_default(),
        ),
        ("formula".to_owned(), formula.to_owned()),
        ("cuanto".to_owned(), value),
        (
            "tope".to_owned(),
            row.cap.map(typed_money).unwrap_or_default(),
        ),
        (
            "moneda_tope".to_owned(),
            row.cap
                .map_or(row.value_min.currency, |cap| cap.currency)
                .code()
                .to_owned(),
        ),
        ("vale_desde".to_owned(), row.valid_from.to_string()),
        (
            "vale_hasta".to_owned(),
            row.valid_to
                .map(|date| date.to_string())
                .unwrap_or_default(),
        ),
        ("nota".to_owned(), row.note.clone()),
    ];
    let causes = row.causes.iter().map(|one| ("causa", one.name()));
    let evidence = row.evidence.iter().map(|one| ("prueba", one.name()));
    sent.extend(
        causes
            .chain(evidence)
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    Sent(sent)
}

/// Where a row is not as it was typed.
fn differing(v: &Visit, stored: &Sent, typed: &Sent) -> Vec<Difference> {
    let (t, form) = (&v.t, RowForm::of(v, stored));
    let both = |name| (stored.text(name), typed.text(name));
    let mut found = Differences::new(t);
    let mut text = |name, label| {
        let (kept, chosen) = both(name);
        found.text(label, kept, chosen);
    };
    text("servicio", t.claims_settings_service());
    text("desde", t.claims_settings_value_min());
    text("hasta", t.claims_settings_value_max());
    text("cuanto", t.claims_settings_formula_value());
    text("tope", t.claims_settings_cap());
    text("vale_desde", t.claims_settings_from());
    text("vale_hasta", t.claims_settings_to());
    text("nota", t.claims_settings_note());
    let choices = [
        ("moneda", t.claim_currency(), form.currencies),
        ("formula", t.claims_settings_formula(), form.formulas),
        (
            "moneda_tope",
            t.claims_settings_cap_currency(),
            form.cap_currencies,
        ),
    ];
    for (name, label, all) in choices {
        let (kept, chosen) = both(name);
        found.choice(label, &all, kept, chosen);
    }
    let ticks = [
        (t.claims_settings_causes(), form.causes),
        (t.claims_settings_evidence(), form.evidence),
    ];
    for (title, all) in ticks {
        for one in all {
            let label = format!("{title} · {}", one.words);
            found.tick(label, one.is_ticked, typed.has(one.name, one.value));
        }
    }
    found.all()
}

impl RowForm {
    fn of(v: &Visit, sent: &Sent) -> Self {
        let t = &v.t;
        let text = |name: &str| sent.text(name).to_owned();
        let default = v.settings.compensation.currency.code();
        let currency = |name: &str, units: bool| {
            let chosen = match sent.text(name) {
                "" => default,
                code => code,
            };
            let all = Currency::ALL
                .into_iter()
                .filter(|one| units || one.settles_in().is_none());
            let choice = |one: Currency| Choice {
                value: one.code().to_owned(),
                words: one.code().to_owned(),
                is_chosen: one.code() == chosen,
            };
            all.map(choice).collect()
        };
        let formulas = [
            ("postage", t.claims_settings_formula_postage()),
            ("pct", t.claims_settings_formula_pct()),
            ("pct_postage", t.claims_settings_formula_pct_postage()),
            ("fixed", t.claims_settings_formula_fixed()),
        ];
        Self {
            id: text("id"),
            version: text("version"),
            service: text("servicio"),
            causes: Cause::ALL
                .into_iter()
                .map(|one| Tick {
                    name: "causa",
                    value: one.name(),
                    words: cause_words(v, one),
                    is_ticked: sent.has("causa", one.name()),
                })
                .collect(),
            evidence: Evidence::ALL
                .into_iter()
                .map(|one| Tick {
                    name: "prueba",
                    value: one.name(),
                    words: evidence_words(v, one),
                    is_ticked: sent.has("prueba", one.name()),
                })
                .collect(),
            currencies: currency("moneda", false),
            value_min: text("desde"),
            value_max: text("hasta"),
            formulas: formulas
                .into_iter()
                .map(|(value, words)| Choice {
                    value: value.to_owned(),
                    words,
                    is_chosen: sent.text("formula") == value,
                })
                .collect(),
            formula_value: text("cuanto"),
            cap: text("tope"),
            cap_currencies: currency("moneda_tope", true),
            from: text("vale_desde"),
            to: text("vale_hasta"),
            note: text("nota"),
        }
    }
}

/// `POST /mesa/ajustes/indemnizacion`
pub(super) async fn save(
    State(web): State<Web>,
    seat: Seat,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let sent = Sent(fields);
    let again = match read(&seat.v, &sent) {
        Err(errors) => Again {
            errors,
            ..Again::default()
        },
        Ok(row) => {
            let client = seat.v.client.clone();
            match app::compensation::save_row(&web, &seat.by, row, client).await {
                Ok(Ok(_)) => {
                    return Ok(
                        Redirect::to("/mesa/ajustes/indemnizacion?hecho=fila").into_response()
                    );
                }
                Ok(Err(bad)) => {
                    let mut errors = Errors::default();
                    let (field, words) = row_problem(&seat.v, bad);
                    errors.add(field, words);
                    Again {
                        errors,
                        ..Again::default()
                    }
                }
                Err(Error::Conflict) => Again {
                    conflict: Some(seat.v.t.claims_settings_conflict()),
                    ..Again::default()
                },
                Err(error) => return Err(error.into()),
            }
        }
    };
    let status = if again.conflict.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let again = Again {
        sent: Some(sent),
        ..again
    };
    shown(&web, seat, "", again, status).await
}

fn row_problem(v: &Visit, bad: BadRow) -> (&'static str, String) {
    let t = &v.t;
    match bad {
        BadRow::Service => ("servicio", t.claims_settings_bad_service()),
        BadRow::Causes => ("causa-loss", t.claims_settings_bad_causes()),
        BadRow::Values => ("desde", t.claims_settings_bad_values()),
        BadRow::Formula => ("cuanto", t.claims_settings_bad_formula()),
        BadRow::Cap => ("tope", t.claims_settings_bad_cap()),
        BadRow::Validity => ("vale_desde", t.claims_settings_bad_validity()),
        BadRow::Note => ("nota", t.claims_settings_bad_note()),
    }
}

/// The row of a form, as far as it can be read; the rest is checked with the row.
fn read(v: &Visit, sent: &Sent) -> Result<PolicyRow, Errors> {
    let mut errors = Errors::default();
    let mut bad = |bad: BadRow| {
        let (field, words) = row_problem(v, bad);
        errors.add(field, words);
    };
    let currency = Currency::from_code(sent.text("moneda"));
    let cap_currency = Currency::from_code(sent.text("moneda_tope"));
    let money = |field: &str, currency: Option<Currency>| {
        currency.and_then(|currency| Money::parse(sent.text(field), currency))
    };
    let optional = |field: &str, currency: Option<Currency>| {
        let is_empty = sent.text(field).is_empty();
        let read = money(field, currency);
        (is_empty || read.is_some()).then_some(read)
    };
    let date = |field: &str| sent.text(field).parse::<Date>().ok();

    let value_min = money("desde", currency);
    let value_max = optional("hasta", currency);
    if value_min.is_none() || value_max.is_none() {
        bad(BadRow::Values);
    }
    let value = sent.text("cuanto");
    let formula = match sent.text("formula") {
        "postage" => Some(Formula::Postage),
        "fixed" => money("cuanto", currency).map(|amount| Formula::Fixed { amount }),
        "pct" => basis_points(value).map(|basis_points| Formula::PctLoss {
            basis_points,
            with_postage: false,
        }),
        "pct_postage" => basis_points(value).map(|basis_points| Formula::PctLoss {
            basis_points,
            with_postage: true,
        }),
        _ => None,
    };
    if formula.is_none() {
        bad(BadRow::Formula);
    }
    let cap = optional("tope", cap_currency);
    if cap.is_none() {
        bad(BadRow::Cap);
    }
    let from = date("vale_desde");
    let to = date("vale_hasta");
    if from.is_none() || (to.is_none() && !sent.text("vale_hasta").is_empty()) {
        bad(BadRow::Validity);
    }
    let (Some(value_min), Some(value_max), Some(formula), Some(cap), Some(valid_from)) =
        (value_min, value_max, formula, cap, from)
    else {
        return Err(errors);
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let causes: BTreeSet<Cause> = sent.all("causa").filter_map(Cause::from_name).collect();
    Ok(PolicyRow {
        id: sent.text("id").parse().unwrap_or(PolicyRowId(0)),
        version: sent.text("version").parse().unwrap_or(0),
        service: sent.text("servicio").to_owned(),
        causes,
        evidence: sent.all("prueba").filter_map(Evidence::from_name).collect(),
        value_min,
        value_max,
        formula,
        cap,
        valid_from,
        valid_to: to,
        note: sent.text("nota").to_owned(),
        is_retired: false,
    })
}

/// `33,33` as 3333; none if it is no number of at most two decimals.
fn basis_points(typed: &str) -> Option<u32> {
    let plain = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || decimals.len() > 2 {
        return None;
    }
    if !digits(whole) || !digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<2}").parse().ok()
}

/// `POST /mesa/ajustes/indemnizacion/{id}/quitar`
pub(super) async fn retire(
    State(web): State<Web>,
    seat: Seat,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: PolicyRowId = id.parse().map_err(|_| Error::NotFound)?;
    app::compensation::retire_row(&web, &seat.by, id, seat.v.client.clone()).await?;
    Ok(Redirect::to("/mesa/ajustes/indemnizacion?hecho=quitada").into_response())
}

/// `POST /mesa/ajustes/indemnizacion/uf`
pub(super) async fn import(
    State(web): State<Web>,
    seat: Seat,
    form: Multipart,
) -> Result<Response, PageError> {
    let unit = Currency::Clf;
    let sent = sheet::read(form).await?;
    let mut errors = Errors::default();
    let table = sent.table("valores", &seat.v.t);
    match table.as_deref().map(|table| parse_csv(unit, table)) {
        Err(words) => errors.add("archivo", words.clone()),
        Ok(Ok(read)) if read.is_empty() => errors.add("valores", seat.v.t.claims_nothing_read()),
        Ok(Ok(read)) => {
            let client = seat.v.client.clone();
            let (new, changed) =
                app::compensation::import_index_values(&web, &seat.by, unit, read, client).await?;
            let href =
                format!("/mesa/ajustes/indemnizacion?hecho=uf&nuevos={new}&corregidos={changed}");
            return Ok(Redirect::to(&href).into_response());
        }
        Ok(Err(bad)) => {
            let lines = bad
                .iter()
                .take(TOLD)
                .map(|(line, why)| seat.v.t.claims_line(*line, line_problem(&seat.v, *why)));
            errors.add("valores", lines.collect::<Vec<_>>().join(". "));
        }
    }
    let again = Again {
        errors,
        values: sent.text("valores").to_owned(),
        ..Again::default()
    };
    shown(&web, seat, "", again, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn line_problem(v: &Visit, why: BadLine) -> String {
    match why {
        BadLine::Columns => v.t.claims_line_columns(),
        BadLine::Date => v.t.claims_line_date(),
        BadLine::Value => v.t.claims_line_value(),
        BadLine::Twice => v.t.claims_line_twice(),
        BadLine::TooMany => v.t.claims_line_too_many(),
    }
}
