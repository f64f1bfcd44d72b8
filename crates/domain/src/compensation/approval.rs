//! Who may approve how much.

use serde::{Deserialize, Serialize};

use super::{IndexValue, Refusal, calculate::SCALE};
use crate::{Currency, Money, Role};

/// The organisation's rules for approving and paying; part of its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// In what claims are paid unless the matrix says otherwise.
    pub currency: Currency,
    /// How much each role may approve; a role without a limit in a currency approves nothing in it.
    pub limits: Vec<Limit>,
    /// Above these amounts, one for each currency, two people approve.
    pub second_over: Vec<Money>,
    /// Within how many days it is paid after the requester accepted.
    pub pay_within_days: u16,
}

/// How much a role may approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Whose limit.
    pub role: Role,
    /// How much.
    pub up_to: UpTo,
}

/// An amount that may not be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum UpTo {
    /// So much and no more; in a currency or in the unit of account that settles in it.
    Amount(Money),
    /// Anything, in every currency.
    Any,
}

/// What one person may do with claims of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Whether they work on claims at all.
    pub can_work: bool,
    /// Whether they may put claims into batches and say what the bank did.
    pub can_pay: bool,
    /// The most they may approve, in the claim's currency; `i64::MAX` is anything.
    pub approves_up_to: i64,
    /// Above this, two people approve.
    pub second_over: Option<i64>,
}

impl Default for Rules {
    fn default() -> Self {
        let amount = |role, units, currency| Limit {
            role,
            up_to: UpTo::Amount(Money::whole(units, currency)),
        };
        Self {
            currency: Currency::Cop,
            limits: vec![
                amount(Role::Agent, 100_000, Currency::Cop),
                amount(Role::Supervisor, 1_500_000, Currency::Cop),
                amount(Role::Agent, 50_000, Currency::Clp),
                amount(Role::Supervisor, 25, Currency::Clf),
                Limit {
                    role: Role::Admin,
                    up_to: UpTo::Any,
                },
            ],
            second_over: vec![
                Money::whole(3_000_000, Currency::Cop),
                Money::whole(800_000, Currency::Clp),
            ],
            pay_within_days: 5,
        }
    }
}

impl Rules {
    /// What somebody of a role may do with claims of a currency. `index` is the value of the unit
    /// of account that settles in it, on the day of the claim.
    ///
    /// # Errors
    ///
    /// [`Refusal::LimitNeedsIndex`] if the limit is in a unit of account whose value is not known.
    pub fn authority(
        &self,
        role: Role,
        currency: Currency,
        index: Option<IndexValue>,
    ) -> Result<Authority, Refusal> {
        let mut approves_up_to = None;
        for limit in self.limits.iter().filter(|limit| limit.role == role) {
            let most = match limit.up_to {
                UpTo::Any => i64::MAX,
                UpTo::Amount(most) if most.currency == currency => most.minor,
                UpTo::Amount(most) if most.currency.settles_in() == Some(currency) => {
                    let by = index
                        .filter(|index| index.unit == most.currency)
                        .ok_or(Refusal::LimitNeedsIndex)?;
                    let exact = by.convert(most, currency) / SCALE;
                    i64::try_from(exact).map_err(|_| Refusal::AmountOutOfRange)?
                }
                UpTo::Amount(_) => continue,
            };
            approves_up_to = approves_up_to.max(Some(most));
        }
        let second = self
            .second_over
            .iter()
            .find(|over| over.currency == currency);
        Ok(Authority {
            can_work: role.can_work(),
            can_pay: role.can_supervise(),
            approves_up_to: approves_up_to.filter(|_| role.can_work()).unwrap_or(0),
            second_over: second.map(|over| over.minor),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn limits_are_by_role_and_currency_and_a_unit_of_account_needs_its_value() {
        let rules = Rules::default();
        let up_to = |role, currency, index| {
            rules
                .authority(role, currency, index)
                .map(|authority| authority.approves_up_to)
        };
        let uf = Some(IndexValue {
            unit: Currency::Clf,
            date: date(2026, 3, 31),
            value_e4: 394_120_700,
        });

        assert_eq!(up_to(Role::Agent, Currency::Cop, None), Ok(10_000_000));
        assert_eq!(up_to(Role::Agent, Currency::Clp, None), Ok(50_000));
        assert_eq!(up_to(Role::Supervisor, Currency::Clp, uf), Ok(985_301));
        assert_eq!(
            up_to(Role::Supervisor, Currency::Clp, None),
            Err(Refusal::LimitNeedsIndex)
        );
        assert_eq!(up_to(Role::Supervisor, Currency::Usd, None), Ok(0));
        assert_eq!(up_to(Role::Admin, Currency::Usd, None), Ok(i64::MAX));
        assert_eq!(up_to(Role::Viewer, Currency::Cop, None), Ok(0));
    }
}
