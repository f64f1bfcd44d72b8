//! An example of a matrix: the one that a Chilean carrier publishes.
//!
//! It is loaded into the demonstration and marked as what it is; it says nothing of what an
//! organisation owes.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Cause, Evidence, Formula, PolicyRow};
use crate::{Currency, Money, PolicyRowId};

/// Delivered at home.
pub const HOME: &str = "Paquete Express Domicilio";

/// Fetched at a branch.
pub const BRANCH: &str = "Paquete Express Sucursal";

/// What stands at each row.
pub const NOTE: &str = "Ejemplo: matriz publicada por un operador postal de Chile";

/// The rows, as of a day.
pub fn matrix(valid_from: Date) -> Vec<PolicyRow> {
    let clp = |amount| Money::new(amount, Currency::Clp);
    let uf = |units| Some(Money::whole(units, Currency::Clf));
    let all = Formula::PctLoss {
        basis_points: 10_000,
        with_postage: false,
    };
    let row = |id: i64, service: &str, evidence: &[Evidence], (min, max), formula, cap| PolicyRow {
        id: PolicyRowId(id),
        version: 1,
        service: service.to_owned(),
        causes: BTreeSet::from([Cause::Loss, Cause::Damage, Cause::Theft]),
        evidence: evidence.iter().copied().collect(),
        value_min: clp(min),
        value_max: max,
        formula,
        cap,
        valid_from,
        valid_to: None,
        note: NOTE.to_owned(),
        is_retired: false,
    };
    let (content, value) = (Evidence::Content, Evidence::Value);
    vec![
        row(1, HOME, &[], (50_001, None), Formula::Postage, uf(3)),
        row(
            2,
            HOME,
            &[content, value],
            (0, Some(clp(50_000))),
            all,
            Some(clp(50_000)),
        ),
        row(3, HOME, &[Evidence::Documents], (50_001, None), all, uf(25)),
        row(
            4,
            HOME,
            &[content, value, Evidence::DocumentNumber],
            (50_001, None),
            all,
            uf(35),
        ),
        row(5, BRANCH, &[], (0, None), Formula::Postage, uf(1)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_sound_matrix() {
        let rows = matrix(jiff::civil::date(2026, 1, 1));
        for row in rows {
            assert_eq!(row.clone().checked(), Ok(row));
        }
    }
}
