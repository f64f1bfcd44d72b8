//! From facts and a row of the matrix to an amount, with every step on the way.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Cause, Evidence, Formula, IndexValue, PolicyRow, Refusal};
use crate::{Currency, Money};

/// Between the steps, amounts are minor units times this, so that nothing is rounded but the end.
pub const SCALE: i128 = 100_000_000;

/// What a calculation starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The service that was bought.
    pub service: String,
    /// What happened.
    pub cause: Cause,
    /// What the claim is supported by.
    pub evidence: BTreeSet<Evidence>,
    /// What the content was worth.
    pub value: Money,
    /// How much of that is lost.
    pub loss: Money,
    /// What the shipping cost.
    pub postage: Money,
    /// The day by which rows and units of account are looked up.
    pub date: Date,
}

/// One step, with what it came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The cost of the shipping.
    Postage {
        /** How much. */
        amount: Money,
    },
    /// A share of the loss.
    Share {
        /** The loss. */
        loss: Money,
        /** 10 000 is all of it. */
        basis_points: u32,
        /** What it came to. */
        amount: Money,
    },
    /// An amount that is always the same.
    Fixed {
        /** How much. */
        amount: Money,
    },
    /// A unit of account, converted by its value on the day.
    Converted {
        /** The cap as the row has it. */
        from: Money,
        /** The value used. */
        by: IndexValue,
        /** What it came to. */
        amount: Money,
    },
    /// The most that may be paid.
    Cap {
        /** The cap. */
        cap: Money,
        /** Whether it lowered the amount. */
        lowered: bool,
    },
}

/// An amount and how it came about; kept whole, so that it can be shown and done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// From what.
    pub facts: Facts,
    /// By which row, as it was.
    pub row: PolicyRow,
    /// How.
    pub steps: Vec<Step>,
    /// How much.
    pub amount: Money,
}

/// Calculates by one row. `value_on` knows what a unit of account was worth on a day.
///
/// # Errors
///
/// [`Refusal::IndexMissing`] rather than the value of another day; [`Refusal::LossAboveValue`],
/// [`Refusal::MixedCurrencies`], [`Refusal::AmountOutOfRange`].
pub fn calculate(
    facts: &Facts,
    row: &PolicyRow,
    value_on: impl Fn(Currency, Date) -> Option<IndexValue>,
) -> Result<Calculation, Refusal> {
    let currency = facts.value.currency;
    let amounts = [facts.value, facts.loss, facts.postage];
    if amounts.iter().any(|one| one.currency != currency) {
        return Err(Refusal::MixedCurrencies);
    }
    if amounts.iter().any(|one| one.minor < 0) {
        return Err(Refusal::AmountOutOfRange);
    }
    if facts.loss.minor > facts.value.minor {
        return Err(Refusal::LossAboveValue);
    }

    let (mut exact, mut steps) = base(facts, row)?;
    if let Some(cap) = row.cap {
        let most = if cap.currency == currency {
            i128::from(cap.minor) * SCALE
        } else {
            let (unit, date) = (cap.currency, facts.date);
            let by = value_on(unit, date).ok_or(Refusal::IndexMissing { unit, date })?;
            let most = by.convert(cap, currency);
            let amount = rounded(most, currency)?;
            steps.push(Step::Converted {
                from: cap,
                by,
                amount,
            });
            most
        };
        steps.push(Step::Cap {
            cap: rounded(most, currency)?,
            lowered: most < exact,
        });
        exact = exact.min(most);
    }
    Ok(Calculation {
        facts: facts.clone(),
        row: row.clone(),
        steps,
        amount: rounded(exact, currency)?,
    })
}

/// What is paid before the cap.
fn base(facts: &Facts, row: &PolicyRow) -> Result<(i128, Vec<Step>), Refusal> {
    let currency = facts.value.currency;
    let postage = i128::from(facts.postage.minor) * SCALE;
    let paid_postage = Step::Postage {
        amount: facts.postage,
    };
    match row.formula {
        Formula::Postage => Ok((postage, vec![paid_postage])),
        Formula::Fixed { amount } if amount.currency != currency => Err(Refusal::MixedCurrencies),
        Formula::Fixed { amount } => {
            let exact = i128::from(amount.minor) * SCALE;
            Ok((exact, vec![Step::Fixed { amount }]))
        }
        Formula::PctLoss {
            basis_points,
            with_postage,
        } => {
            let share = i128::from(facts.loss.minor) * i128::from(basis_points) * (SCALE / 10_000);
            let mut steps = vec![Step::Share {
                loss: facts.loss,
                basis_points,
                amount: rounded(share, currency)?,
            }];
            if with_postage {
                steps.push(paid_postage);
                return Ok((share + postage, steps));
            }
            Ok((share, steps))
        }
    }
}

/// Half up to what people write: whole pesos, cents. The one place where an amount is rounded.
fn rounded(exact: i128, currency: Currency) -> Result<Money, Refusal> {
    let unit = 10_i128.pow(currency.exponent() - currency.written_decimals());
    let step = SCALE * unit;
    let minor = (exact + step / 2).div_euclid(step) * unit;
    i64::try_from(minor)
        .map(|minor| Money::new(minor, currency))
        .map_err(|_| Refusal::AmountOutOfRange)
}

impl Calculation {
    /// The same, done again from what was kept.
    ///
    /// # Errors
    ///
    /// As [`calculate`]; never for one that was calculated before.
    pub fn repeated(&self) -> Result<Self, Refusal> {
        let by = self.index_value();
        calculate(&self.facts, &self.row, |unit, date| {
            by.filter(|by| by.unit == unit && by.date == date)
        })
    }

    /// The value of a unit of account that was used.
    pub fn index_value(&self) -> Option<IndexValue> {
        self.steps.iter().find_map(|step| match step {
            Step::Converted { by, .. } => Some(*by),
            Step::Postage { .. } | Step::Share { .. } | Step::Fixed { .. } | Step::Cap { .. } => {
                None
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::policy::row_for;
    use super::*;
    use crate::compensation::example;

    fn facts(service: &str, evidence: &[Evidence], value: i64, postage: i64) -> Facts {
        let clp = |amount| Money::new(amount, Currency::Clp);
        Facts {
            service: service.to_owned(),
            cause: Cause::Loss,
            evidence: evidence.iter().copied().collect(),
            value: clp(value),
            loss: clp(value),
            postage: clp(postage),
            date: date(2026, 3, 31),
        }
    }

    fn uf(unit: Currency, on: Date) -> Option<IndexValue> {
        (on == date(2026, 3, 31)).then_some(IndexValue {
            unit,
            date: on,
            value_e4: 394_120_700,
        })
    }

    fn amount(facts: &Facts) -> Result<i64, Refusal> {
        let rows = example::matrix(date(2026, 1, 1));
        let calculation = calculate(facts, row_for(&rows, facts)?, uf)?;
        assert_eq!(calculation.repeated().as_ref(), Ok(&calculation));
        Ok(calculation.amount.minor)
    }

    const HOME: &str = example::HOME;
    const BRANCH: &str = example::BRANCH;
    const DECLARED: [Evidence; 2] = [Evidence::Content, Evidence::Value];
    const ALL_THREE: [Evidence; 3] = [Evidence::Content, Evidence::Value, Evidence::DocumentNumber];

    #[test]
    fn every_row_of_the_published_matrix_gives_its_amount() {
        for (service, evidence, value, postage, expected) in [
            // Postage up to 3 UF.
            (HOME, &[][..], 80_000, 4_990, 4_990),
            (HOME, &[Evidence::Value][..], 80_000, 200_000, 118_236),
            // All of the loss up to 50.000.
            (HOME, &DECLARED[..], 50_000, 4_990, 50_000),
            (HOME, &DECLARED[..], 12_345, 4_990, 12_345),
            // All of the loss up to 25 UF with documents.
            (HOME, &[Evidence::Documents][..], 50_001, 4_990, 50_001),
            (HOME, &[Evidence::Documents][..], 2_000_000, 4_990, 985_302),
            // And up to 35 UF with all three declared.
            (HOME, &ALL_THREE[..], 2_000_000, 4_990, 1_379_422),
            // Postage up to 1 UF.
            (BRANCH, &ALL_THREE[..], 2_000_000, 60_000, 39_412),
        ] {
            let facts = facts(service, evidence, value, postage);
            assert_eq!(amount(&facts), Ok(expected), "{facts:?}");
        }
    }

    #[test]
    fn a_day_without_a_value_is_refused_and_never_another_day_taken() {
        let mut facts = facts(HOME, &ALL_THREE, 90_000, 0);
        facts.date = date(2026, 4, 1);

        let (unit, date) = (Currency::Clf, facts.date);
        assert_eq!(amount(&facts), Err(Refusal::IndexMissing { unit, date }));
    }

    #[test]
    fn what_no_row_speaks_of_is_refused() {
        assert_eq!(amount(&facts("Otro", &[], 1, 1)), Err(Refusal::NoRow));
        assert_eq!(amount(&facts(HOME, &[], 10_000, 1)), Err(Refusal::NoRow));
        let mut before = facts(HOME, &[], 80_000, 1);
        before.date = date(2025, 12, 31);
        assert_eq!(amount(&before), Err(Refusal::NoRow));
        let mut late = facts(HOME, &[], 80_000, 1);
        late.cause = Cause::Delay;
        assert_eq!(amount(&late), Err(Refusal::NoRow));
    }

    #[test]
    fn no_more_is_lost_than_there_was() {
        let mut facts = facts(HOME, &DECLARED, 40_000, 1);
        facts.loss.minor += 1;
        assert_eq!(amount(&facts), Err(Refusal::LossAboveValue));
        facts.loss = Money::new(1, Currency::Cop);
        assert_eq!(amount(&facts), Err(Refusal::MixedCurrencies));
    }

    #[test]
    fn only_the_end_is_rounded_and_half_goes_up() {
        let rows = example::matrix(date(2026, 1, 1));
        let mut row = rows[1].clone();
        row.formula = Formula::PctLoss {
            basis_points: 3_333,
            with_postage: true,
        };
        row.cap = None;
        // 15 × 33,33 % = 4,9995; with 0,… of postage it would be 5 only if nothing was rounded.
        let facts = facts(HOME, &DECLARED, 15, 7);
        let done = calculate(&facts, &row, uf).unwrap();
        assert_eq!(done.amount.minor, 12);
        assert_eq!(rounded(SCALE / 2, Currency::Clp).map(|m| m.minor), Ok(1));
        assert_eq!(
            rounded(SCALE / 2 - 1, Currency::Clp).map(|m| m.minor),
            Ok(0)
        );
        assert_eq!(
            rounded(SCALE * 150, Currency::Cop).map(|m| m.minor),
            Ok(200)
        );
    }

    proptest! {
        #[test]
        fn an_amount_is_never_above_its_cap_nor_its_base_and_comes_again(
            value in 0i64..1_000_000_000, part in 0u32..=100, postage in 0i64..1_000_000,
            basis_points in 1u32..=10_000, cap in 1i64..1_000_000, with_postage: bool,
        ) {
            let mut facts = facts(HOME, &ALL_THREE, value, postage);
            facts.loss.minor = value / 100 * i64::from(part);
            let mut row = example::matrix(date(2026, 1, 1)).swap_remove(3);
            row.formula = Formula::PctLoss { basis_points, with_postage };
            row.cap = Some(Money::new(cap, Currency::Clf));

            let done = calculate(&facts, &row, uf).unwrap();

            let most = (i128::from(cap) * 394_120_700 + SCALE / 2) / SCALE;
            prop_assert!(i128::from(done.amount.minor) <= most);
            prop_assert!(done.amount.minor <= facts.loss.minor + postage);
            prop_assert_eq!(done.repeated(), Ok(done.clone()));
            let kept = serde_json::to_string(&done).unwrap();
            prop_assert_eq!(serde_json::from_str::<Calculation>(&kept).unwrap(), done);
        }
    }
}
