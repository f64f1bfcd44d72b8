//! Who may approve how much.

use serde::{Deserialize, Serialize};

use super::{IndexValue, Refusal, calculate::SCALE};
use crate::{Currency, Money};

/// The organisation's rules for approving and paying; part of its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// In what claims are paid unless the matrix says otherwise.
    pub currency: Currency,
    /// Above these amounts, one for each currency, two people approve.
    pub second_over: Vec<Money>,
    /// Within how many business days it is paid after the requester accepted.
    pub pay_within_days: u16,
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

/// What the policy lets one person do with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Whether they work on it at all.
    pub can_work: bool,
    /// Whether they may pay it.
    pub can_pay: bool,
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
        Self {
            currency: Currency::Cop,
            second_over: vec![
                Money::whole(3_000_000, Currency::Cop),
                Money::whole(800_000, Currency::Clp),
            ],
            pay_within_days: 5,
        }
    }
}

impl Rules {
    /// What somebody with these limits may do with claims of a currency. `index` is the value of
    /// the unit of account that settles in it, on the day of the claim.
    ///
    /// # Errors
    ///
    /// [`Refusal::LimitNeedsIndex`] if the limit is in a unit of account whose value is not known.
    pub fn authority(
        &self,
        rights: Rights,
        limits: &[UpTo],
        currency: Currency,
        index: Option<IndexValue>,
    ) -> Result<Authority, Refusal> {
        let mut approves_up_to = 0;
        for limit in limits.iter().filter(|_| rights.can_work) {
            let most = match *limit {
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
            approves_up_to = most.max(approves_up_to);
        }
        let second = self
            .second_over
            .iter()
            .find(|over| over.currency == currency);
        Ok(Authority {
            can_work: rights.can_work,
            can_pay: rights.can_pay,
            approves_up_to,
            second_over: second.map(|over| over.minor),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::BuiltIn;
    use jiff::civil::date;

    #[test]
    fn limits_are_by_role_and_currency_and_a_unit_of_account_needs_its_value() {
        let rules = Rules::default();
        let rights = Rights {
            can_work: true,
            can_pay: false,
        };
        let up_to = |role: BuiltIn, currency, index| {
            rules
                .authority(rights, &role.limits(), currency, index)
                .map(|authority| authority.approves_up_to)
        };
        let uf = Some(IndexValue {
            unit: Currency::Clf,
            date: date(2026, 3, 31),
            value_e4: 394_120_700,
        });

        assert_eq!(up_to(BuiltIn::Agent, Currency::Cop, None), Ok(10_000_000));
        assert_eq!(up_to(BuiltIn::Agent, Currency::Clp, None), Ok(50_000));
        assert_eq!(up_to(BuiltIn::Supervisor, Currency::Clp, uf), Ok(985_301));
        assert_eq!(
            up_to(BuiltIn::Supervisor, Currency::Clp, None),
            Err(Refusal::LimitNeedsIndex)
        );
        assert_eq!(up_to(BuiltIn::Supervisor, Currency::Usd, None), Ok(0));
        assert_eq!(up_to(BuiltIn::Admin, Currency::Usd, None), Ok(i64::MAX));
        assert_eq!(up_to(BuiltIn::Viewer, Currency::Cop, None), Ok(0));
    }

    #[test]
    fn who_does_not_work_on_claims_approves_none() {
        let nothing = Rights {
            can_work: false,
            can_pay: false,
        };

        let authority = Rules::default().authority(nothing, &[UpTo::Any], Currency::Cop, None);

        assert_eq!(authority.map(|one| one.approves_up_to), Ok(0));
    }
}
