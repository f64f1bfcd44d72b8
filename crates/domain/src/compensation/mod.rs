//! Compensation: what is paid for what went wrong, from the wish to the money.
//!
//! [`calculate`] turns facts and a row of the matrix into an amount; [`Claim::decide`] is the one
//! function that says yes or no; [`Claim::apply`] is the one that changes a claim. None of them
//! reads a clock or a database.

mod apply;
mod approval;
mod calculate;
mod command;
mod decide;
mod event;
pub mod example;
mod index_value;
#[cfg(test)]
mod model;
mod payment;
mod policy;
mod refusal;
mod result_file;
mod status;

use jiff::Timestamp;
use jiff::civil::Date;

pub use approval::{Authority, Rights, Rules, UpTo};
pub use calculate::{Calculation, Facts, SCALE, Step, calculate};
pub use command::{Command, Move, Party, Side};
pub use event::{Event, EventKind};
pub use index_value::{BadLine, IndexValue, MAX_LINES, parse_csv};
pub use payment::{
    AccountKind, BadPayee, Batch, Payee, PayeeForm, PayeeMask, Payment, PaymentState,
};
pub use policy::{
    BadRow, Cause, Evidence, Formula, MAX_NOTE, MAX_ROWS, MAX_SERVICE, PolicyRow, row_for, services,
};
pub use refusal::Refusal;
pub use result_file::{BadResult, Outcome, ResultLine, parse_results};
pub use status::{ClaimStatus, CustomerState, ListState};

use crate::{AgentId, BatchId, ClaimId, Currency, Money, SolutionId, TicketId};

/// A claim for compensation within a ticket.
///
/// Outside this module nobody assigns the fields that [`apply`](Self::apply) keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its key.
    pub id: ClaimId,
    /// The ticket it belongs to.
    pub ticket: TicketId,
    /// The how manieth claim of the ticket it is, from 1.
    pub number: u32,
    /// Grows by one with every save; two writers cannot both win.
    pub version: i64,
    /// Where it stands.
    pub status: ClaimStatus,
    /// The item it is about; only one live claim may name it.
    pub tracking_number: Option<String>,
    /// In what it is paid.
    pub currency: Currency,
    /// How the amount came about.
    pub calculation: Option<Calculation>,
    /// What is to be paid; by the calculation, or changed by hand with a reason.
    pub amount: Option<Money>,
    /// Who proposed it for approval.
    pub proposer: Option<AgentId>,
    /// Who approved the amount as it is.
    pub approvers: Vec<AgentId>,
    /// The solution that it is offered in.
    pub solution: Option<SolutionId>,
    /// To whom it is paid, as far as pages may show it.
    pub payee: Option<PayeeMask>,
    /// The batch that it was last put into.
    pub batch: Option<BatchId>,
    /// How often it was put into one.
    pub attempt: u32,
    /// When the bank paid it.
    pub paid_on: Option<Date>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When the last event happened.
    pub updated_at: Timestamp,
}

impl Claim {
    /// A claim as it is when it is asked for.
    pub fn requested(
        id: ClaimId,
        ticket: TicketId,
        number: u32,
        tracking_number: Option<String>,
        currency: Currency,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            ticket,
            number,
            version: 0,
            status: ClaimStatus::Requested,
            tracking_number,
            currency,
            calculation: None,
            amount: None,
            proposer: None,
            approvers: Vec::new(),
            solution: None,
            payee: None,
            batch: None,
            attempt: 0,
            paid_on: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// What the requester may know of the amount: nothing before it is offered (case D5).
    pub fn shown_amount(&self) -> Option<Money> {
        self.amount.filter(|_| self.status.shows_amount())
    }
}
