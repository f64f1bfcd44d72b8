//! To whom it is paid, and the batches that go to the bank.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::tax_id::{self, InvalidTaxId, TaxIdKind};
use crate::{AgentId, BatchId, ClaimId, Currency, Money, TicketCode, TicketId};

/// What kind of account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// For saving.
    Savings,
    /// For payments.
    Checking,
    /// Chile's «cuenta vista» and what is like it.
    Sight,
}

impl AccountKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Savings, Self::Checking, Self::Sight];

    /// The name in forms and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Savings => "savings",
            Self::Checking => "checking",
            Self::Sight => "sight",
        }
    }

    /// The kind of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Where to pay, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayeeForm {
    /// Whose account.
    pub holder: String,
    /// The [name](TaxIdKind::name) of a kind.
    pub tax_id_kind: String,
    /// The number.
    pub tax_id: String,
    /// The bank.
    pub bank: String,
    /// The [name](AccountKind::name) of a kind.
    pub account_kind: String,
    /// The number of the account.
    pub account: String,
}

/// Where to pay. It is kept sealed, and pages show its [`mask`](Self::mask).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payee {
    /// Whose account.
    pub holder: String,
    /// What kind of number.
    pub tax_id_kind: TaxIdKind,
    /// The number, with its check digit.
    pub tax_id: String,
    /// The bank.
    pub bank: String,
    /// What kind of account.
    pub account_kind: AccountKind,
    /// The number of the account: digits and letters only.
    pub account: String,
}

impl std::fmt::Debug for Payee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Payee")
    }
}

/// As much of a payee as pages may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayeeMask {
    /// Whose account.
    pub holder: String,
    /// The end of the number.
    pub tax_id: String,
    /// The bank.
    pub bank: String,
    /// The end of the account's number.
    pub account: String,
}

/// What is wrong with a field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPayee {
    /// No holder, or a name too long.
    Holder,
    /// No kind of number was chosen.
    TaxIdKind,
    /// The number has not the form of one.
    TaxIdForm,
    /// The check digit of the number does not match.
    TaxIdCheck,
    /// No bank, or a name too long.
    Bank,
    /// No kind of account was chosen.
    AccountKind,
    /// The account's number has not the form of one.
    Account,
}

/// The longest name of a holder or a bank, in characters.
const MAX_NAME: usize = 80;

impl PayeeForm {
    /// The payee, or everything that is wrong.
    ///
    /// # Errors
    ///
    /// One [`BadPayee`] for each field, in the order of the form.
    pub fn checked(&self) -> Result<Payee, Vec<BadPayee>> {
        let mut bad = Vec::new();
        let holder = name(&self.holder);
        let bank = name(&self.bank);
        let kind = TaxIdKind::from_name(&self.tax_id_kind);
        let number = kind.map(|kind| tax_id::parse(kind, &self.tax_id));
        let account_kind = AccountKind::from_name(&self.account_kind);
        let account = account_number(&self.account);
        if holder.is_none() {
            bad.push(BadPayee::Holder);
        }
        match number {
            None => bad.push(BadPayee::TaxIdKind),
            Some(Err(InvalidTaxId::Form)) => bad.push(BadPayee::TaxIdForm),
            Some(Err(InvalidTaxId::Check)) => bad.push(BadPayee::TaxIdCheck),
            Some(Ok(_)) => {}
        }
        if bank.is_none() {
            bad.push(BadPayee::Bank);
        }
        if account_kind.is_none() {
            bad.push(BadPayee::AccountKind);
        }
        if account.is_none() {
            bad.push(BadPayee::Account);
        }
        match (holder, kind, number, bank, account_kind, account) {
            (
                Some(holder),
                Some(tax_id_kind),
                Some(Ok(tax_id)),
                Some(bank),
                Some(account_kind),
                Some(account),
            ) => Ok(Payee {
                holder,
                tax_id_kind,
                tax_id,
                bank,
                account_kind,
                account,
            }),
            _ => Err(bad),
        }
    }
}

impl Payee {
    /// As much as pages may show.
    pub fn mask(&self) -> PayeeMask {
        PayeeMask {
            holder: self.holder.clone(),
            tax_id: tax_id::masked(&self.tax_id),
            bank: self.bank.clone(),
            account: tax_id::mask(&self.account, 4),
        }
    }
}

fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits =
        (2..=MAX_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then_some(name)
}

fn account_number(typed: &str) -> Option<String> {
    let account: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.'))
        .map(|c| c.to_ascii_uppercase())
        .take(64)
        .collect();
    let fits = (5..=34).contains(&account.len())
        && account.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && account.bytes().any(|byte| byte.is_ascii_digit());
    fits.then_some(account)
}

/// Claims that go to the bank together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its key.
    pub id: BatchId,
    /// Who put it together.
    pub payer: AgentId,
    /// When.
    pub created_at: Timestamp,
    /// In what it is paid.
    pub currency: Currency,
    /// How many payments.
    pub count: u32,
    /// Their sum, in minor units.
    pub total: i64,
    /// SHA-256 of the file for the bank, in hexadecimal digits.
    pub sha256: String,
}

/// What the bank did with a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaymentState {
    /// Nothing is known yet.
    Sent,
    /// It was paid.
    Paid,
    /// It came back.
    Returned,
}

impl PaymentState {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Paid => "paid",
            Self::Returned => "returned",
        }
    }

    /// The state of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Sent, Self::Paid, Self::Returned]
            .into_iter()
            .find(|one| one.name() == name)
    }
}

/// One line of a batch: one attempt to pay one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// By what the bank's answer names it; never given twice.
    pub reference: String,
    /// The batch.
    pub batch: BatchId,
    /// The claim.
    pub claim: ClaimId,
    /// The ticket of the claim.
    pub ticket: TicketId,
    /// How much.
    pub amount: Money,
    /// To whom, sealed as the claim had it then.
    pub sealed_payee: String,
    /// What the bank did.
    pub state: PaymentState,
    /// When the bank did it.
    pub decided_on: Option<Date>,
    /// The bank's own reference, or why it came back.
    pub note: String,
}

impl Payment {
    /// The reference of an attempt: the ticket's code, which claim of it, which attempt.
    pub fn reference(code: &TicketCode, number: u32, attempt: u32) -> String {
        format!("{code}-{number}-{attempt}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> PayeeForm {
        PayeeForm {
            holder: "  Mariana   Ríos ".into(),
            tax_id_kind: "rut".into(),
            tax_id: "12.345.678-5".into(),
            bank: "Banco de Prueba".into(),
            account_kind: "savings".into(),
            account: "0123-4567 89".into(),
        }
    }

    #[test]
    fn a_payee_is_read_and_shown_masked() {
        let payee = form().checked().unwrap();

        assert_eq!(payee.account, "0123456789");
        let mask = payee.mask();
        assert_eq!(mask.holder, "Mariana Ríos");
        assert_eq!((&*mask.tax_id, &*mask.account), ("···678-5", "···6789"));
        assert_eq!(format!("{payee:?}"), "Payee");
    }

    #[test]
    fn every_field_is_told_at_once() {
        let empty = PayeeForm::default().checked().unwrap_err();
        assert_eq!(
            empty,
            [
                BadPayee::Holder,
                BadPayee::TaxIdKind,
                BadPayee::Bank,
                BadPayee::AccountKind,
                BadPayee::Account
            ]
        );
        let wrong = PayeeForm {
            tax_id: "12.345.678-4".into(),
            account: "cuenta".into(),
            bank: "x".repeat(81),
            ..form()
        };
        assert_eq!(
            wrong.checked().unwrap_err(),
            [BadPayee::TaxIdCheck, BadPayee::Bank, BadPayee::Account]
        );
    }
}
