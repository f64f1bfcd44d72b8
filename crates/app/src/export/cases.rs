//! The columns of the list of an account, and the cells of a ticket in it: what its requester may
//! know and nothing else (case D5).

use report::{Cell, Column, Kind};
use store::cases::CaseRow;
use text::Texts;

use super::{column, instant, words};

/// Where the column of the state of the compensation is.
const COMPENSATION: usize = 9;

pub(super) fn columns(t: &Texts) -> Vec<Column> {
    vec![
        column(t.export_code(), Kind::Text, 17),
        column(t.intake_subject(), Kind::Text, 26),
        column(t.account_column_tracking(), Kind::Text, 15),
        column(t.account_column_requester(), Kind::Text, 14),
        column(t.list_state(), Kind::State, 13),
        column(t.list_created(), Kind::Time, 12),
        column(t.list_updated(), Kind::Time, 12),
        column(t.export_resolved(), Kind::Time, 12),
        column(t.account_column_agent(), Kind::Text, 13),
        column(t.account_column_compensation(), Kind::State, 14),
        column(t.export_amount(), Kind::Money { by: COMPENSATION }, 12),
    ]
}

pub(super) fn cells(texts: &Texts, row: &CaseRow) -> Vec<Cell> {
    vec![
        Cell::Text(row.code.to_string()),
        Cell::Text(row.subject.clone()),
        words(row.tracking_number.as_deref()),
        Cell::Text(row.requester_name.clone()),
        words(said(texts, "state", &format!("{}-customer", row.status.name())).as_deref()),
        Cell::Instant(row.created_at),
        Cell::Instant(row.updated_at),
        instant(row.resolved_at),
        words(row.agent.as_deref()),
        words(said(texts, "account-compensation", row.compensation.name()).as_deref()),
        row.amount.map_or(Cell::Empty, |amount| Cell::Money {
            minor_units: amount.minor,
            currency: amount.currency.code().to_owned(),
        }),
    ]
}

fn said(texts: &Texts, what: &str, name: &str) -> Option<String> {
    texts.by_id(&format!("{what}-{name}"))
}
