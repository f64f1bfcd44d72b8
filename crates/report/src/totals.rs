//! What a list adds up to: rows by state, amounts by currency and state.

use std::collections::BTreeMap;

use crate::list::{Cell, Column, Kind};

/// The sums of the rows so far.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// How many rows there were.
    pub(crate) rows: u64,
    /// For each column of states: how many rows have each.
    pub(crate) states: BTreeMap<usize, BTreeMap<String, u64>>,
    /// For each column of amounts: sums by currency and by the words of the column that tells
    /// their state. Wider than an amount, so that no sum is ever wrong.
    pub(crate) amounts: BTreeMap<usize, BTreeMap<(String, String), i128>>,
}

impl Totals {
    pub(crate) fn add(&mut self, columns: &[Column], cells: &[Cell]) {
        self.rows += 1;
        for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
            match (column.kind, cell) {
                (Kind::State, Cell::Text(state)) if !state.is_empty() => {
                    let states = self.states.entry(index).or_default();
                    *states.entry(state.clone()).or_default() += 1;
                }
                (
                    Kind::Money { by },
                    Cell::Money {
                        minor_units,
                        currency,
                    },
                ) => {
                    let state = match cells.get(by) {
                        Some(Cell::Text(state)) => state.clone(),
                        _ => String::new(),
                    };
                    let amounts = self.amounts.entry(index).or_default();
                    *amounts.entry((currency.clone(), state)).or_default() +=
                        i128::from(*minor_units);
                }
                _ => {}
            }
        }
    }
}
