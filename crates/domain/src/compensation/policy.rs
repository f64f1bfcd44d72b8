//! The matrix that says what is paid for what: rows with a validity, the most exact one counts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Facts, Refusal};
use crate::{Money, PolicyRowId};

/// What happened to the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It is lost.
    Loss,
    /// It was damaged.
    Damage,
    /// Something was taken out of it.
    Theft,
    /// It came late.
    Delay,
}

/// What the claim is supported by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The content was declared at admission.
    Content,
    /// The value was declared at admission.
    Value,
    /// The number of a document, such as an invoice, was declared at admission.
    DocumentNumber,
    /// Documents that prove the value were handed in.
    Documents,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 4] = [Self::Loss, Self::Damage, Self::Theft, Self::Delay];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Damage => "damage",
            Self::Theft => "theft",
            Self::Delay => "delay",
        }
    }

    /// The cause of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl Evidence {
    /// All kinds of evidence.
    pub const ALL: [Self; 4] = [
        Self::Content,
        Self::Value,
        Self::DocumentNumber,
        Self::Documents,
    ];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Value => "value",
            Self::DocumentNumber => "document_number",
            Self::Documents => "documents",
        }
    }

    /// The evidence of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// How much is paid before the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "formula", rename_all = "snake_case")]
pub enum Formula {
    /// What the shipping cost.
    Postage,
    /// A share of the loss, in hundredths of a percent, with or without the shipping.
    PctLoss {
        /** 10 000 is all of it. */
        basis_points: u32,
        /** Whether the cost of the shipping is paid on top. */
        with_postage: bool,
    },
    /// Always the same.
    Fixed {
        /** How much. */
        amount: Money,
    },
}

/// One row of the matrix. It never changes: an edited row is a new version beside the old one, so
/// that what was calculated with it can be calculated again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyRow {
    /// The key of all its versions.
    pub id: PolicyRowId,
    /// Which version; only the newest counts for new calculations.
    pub version: u32,
    /// The service that was bought, in the organisation's words.
    pub service: String,
    /// For what it is paid.
    pub causes: BTreeSet<Cause>,
    /// What there must be.
    pub evidence: BTreeSet<Evidence>,
    /// The smallest value of the content; its currency is that of the row.
    pub value_min: Money,
    /// The largest value of the content.
    pub value_max: Option<Money>,
    /// How much.
    pub formula: Formula,
    /// The most, perhaps in a unit of account.
    pub cap: Option<Money>,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The last day.
    pub valid_to: Option<Date>,
    /// Where it comes from, or that it is an example.
    pub note: String,
    /// Whether it was taken out.
    pub is_retired: bool,
}

/// The longest name of a service, in characters.
pub const MAX_SERVICE: usize = 80;

/// The longest note of a row, in characters.
pub const MAX_NOTE: usize = 300;

/// How many rows a matrix may have.
pub const MAX_ROWS: usize = 500;

/// What is wrong with a row, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRow {
    /// The service has no name, or one too long.
    Service,
    /// It names no cause.
    Causes,
    /// The values are negative, in two currencies, or the largest is below the smallest.
    Values,
    /// The share is nothing or more than all, or the amount is of another currency.
    Formula,
    /// The cap is nothing, or of a currency that the row's cannot be compared with.
    Cap,
    /// It ends before it begins.
    Validity,
    /// The note is too long.
    Note,
}

impl PolicyRow {
    /// The same with the texts trimmed, if it makes sense.
    ///
    /// # Errors
    ///
    /// The first [`BadRow`].
    pub fn checked(mut self) -> Result<Self, BadRow> {
        self.service = self.service.trim().to_owned();
        self.note = self.note.trim().to_owned();
        let currency = self.value_min.currency;
        let service = self.service.chars().count();
        if service == 0 || service > MAX_SERVICE {
            return Err(BadRow::Service);
        }
        if self.causes.is_empty() {
            return Err(BadRow::Causes);
        }
        let ordered = self
            .value_max
            .is_none_or(|most| most.currency == currency && most.minor >= self.value_min.minor);
        if self.value_min.minor < 0 || currency.settles_in().is_some() || !ordered {
            return Err(BadRow::Values);
        }
        let formula = match self.formula {
            Formula::Postage => true,
            Formula::PctLoss { basis_points, .. } => (1..=10_000).contains(&basis_points),
            Formula::Fixed { amount } => amount.currency == currency && amount.minor > 0,
        };
        if !formula {
            return Err(BadRow::Formula);
        }
        let comparable = |cap: Money| {
            cap.minor > 0
                && (cap.currency == currency || cap.currency.settles_in() == Some(currency))
        };
        if !self.cap.is_none_or(comparable) {
            return Err(BadRow::Cap);
        }
        if self.valid_to.is_some_and(|end| end < self.valid_from) {
            return Err(BadRow::Validity);
        }
        if self.note.chars().count() > MAX_NOTE {
            return Err(BadRow::Note);
        }
        Ok(self)
    }

    /// Whether it speaks of these facts.
    fn matches(&self, facts: &Facts) -> bool {
        let value = facts.value;
        !self.is_retired
            && self.service == facts.service
            && self.causes.contains(&facts.cause)
            && self.evidence.is_subset(&facts.evidence)
            && self.value_min.currency == value.currency
            && self.value_min.minor <= value.minor
            && self.value_max.is_none_or(|most| value.minor <= most.minor)
            && self.valid_from <= facts.date
            && self.valid_to.is_none_or(|end| facts.date <= end)
    }
}

/// The row that counts for these facts, of the newest versions: the one that asks for most
/// evidence, then the one that began last, then the oldest in the matrix.
///
/// # Errors
///
/// [`Refusal::NoRow`] if none speaks of them.
pub fn row_for<'a>(rows: &'a [PolicyRow], facts: &Facts) -> Result<&'a PolicyRow, Refusal> {
    rows.iter()
        .filter(|row| row.matches(facts))
        .max_by_key(|row| {
            (
                row.evidence.len(),
                row.valid_from,
                std::cmp::Reverse(row.id),
            )
        })
        .ok_or(Refusal::NoRow)
}

/// The services of a matrix, each once, in the order of the alphabet.
pub fn services(rows: &[PolicyRow]) -> BTreeSet<&str> {
    rows.iter()
        .filter(|row| !row.is_retired)
        .map(|row| row.service.as_str())
        .collect()
}
