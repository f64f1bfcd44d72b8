//! Batches of payments and their lines.

use diesel::prelude::*;
use domain::compensation::{Batch, Payment, PaymentState};
use domain::{AgentId, BatchId, ClaimId, Money, TicketId};

use crate::claim::{currency, date_if};
use crate::columns::{changed, instant, micros, named, number};
use crate::schema::{payment, payment_batch};
use crate::{Db, Error, Tx};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = payment_batch)]
struct BatchRow {
    id: i64,
    payer_id: i64,
    created_at: i64,
    currency: String,
    payments: i64,
    total: i64,
    sha256: String,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = payment, primary_key(reference), treat_none_as_null = true)]
struct PaymentRow {
    reference: String,
    batch_id: i64,
    claim_id: i64,
    ticket_id: i64,
    amount: i64,
    currency: String,
    sealed_payee: String,
    state: String,
    decided_on: Option<String>,
    note: String,
}

impl Db {
    /// A batch.
    pub fn batch(&mut self, id: BatchId) -> Result<Option<Batch>, Error> {
        let query = payment_batch::table.find(id.0);
        let row = query
            .select(BatchRow::as_select())
            .first(self.conn())
            .optional()?;
        row.map(Batch::try_from).transpose()
    }

    /// The latest batches, newest first.
    pub fn batches(&mut self, limit: u32) -> Result<Vec<Batch>, Error> {
        let rows = payment_batch::table
            .order(payment_batch::id.desc())
            .limit(limit.into())
            .select(BatchRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Batch::try_from).collect()
    }

    /// The lines of a batch, by their references.
    pub fn payments(&mut self, of: BatchId) -> Result<Vec<Payment>, Error> {
        let rows = payment::table
            .filter(payment::batch_id.eq(of.0))
            .order(payment::reference)
            .select(PaymentRow::as_select())
            .load(self.conn())?;
        rows.into_iter().map(Payment::try_from).collect()
    }
}

impl Tx {
    /// Keeps a new batch with its lines.
    ///
    /// # Errors
    ///
    /// [`Error::Unique`] `payment_reference_key` if an attempt stands in another batch.
    pub fn insert_batch(&mut self, new: &Batch, lines: &[Payment]) -> Result<(), Error> {
        diesel::insert_into(payment_batch::table)
            .values(BatchRow::from(new))
            .execute(self.conn())?;
        for line in lines {
            diesel::insert_into(payment::table)
                .values(PaymentRow::from(line))
                .execute(self.conn())?;
        }
        Ok(())
    }

    /// Keeps what the bank did with a payment.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] if there is no such payment.
    pub fn save_payment(&mut self, saved: &Payment) -> Result<(), Error> {
        let row = PaymentRow::from(saved);
        let one = payment::table.find(row.reference.clone());
        changed(diesel::update(one).set(row).execute(self.conn())?)
    }
}

impl From<&Batch> for BatchRow {
    fn from(batch: &Batch) -> Self {
        Self {
            id: batch.id.0,
            payer_id: batch.payer.0,
            created_at: micros(batch.created_at),
            currency: batch.currency.code().to_owned(),
            payments: batch.count.into(),
            total: batch.total,
            sha256: batch.sha256.clone(),
        }
    }
}

impl TryFrom<BatchRow> for Batch {
    type Error = Error;

    fn try_from(row: BatchRow) -> Result<Self, Error> {
        Ok(Self {
            id: BatchId(row.id),
            payer: AgentId(row.payer_id),
            created_at: instant(row.created_at, "payment_batch.created_at")?,
            currency: currency(&row.currency)?,
            count: number(row.payments, "payment_batch.payments")?,
            total: row.total,
            sha256: row.sha256,
        })
    }
}

impl From<&Payment> for PaymentRow {
    fn from(payment: &Payment) -> Self {
        Self {
            reference: payment.reference.clone(),
            batch_id: payment.batch.0,
            claim_id: payment.claim.0,
            ticket_id: payment.ticket.0,
            amount: payment.amount.minor,
            currency: payment.amount.currency.code().to_owned(),
            sealed_payee: payment.sealed_payee.clone(),
            state: payment.state.name().to_owned(),
            decided_on: payment.decided_on.map(|date| date.to_string()),
            note: payment.note.clone(),
        }
    }
}

impl TryFrom<PaymentRow> for Payment {
    type Error = Error;

    fn try_from(row: PaymentRow) -> Result<Self, Error> {
        Ok(Self {
            reference: row.reference,
            batch: BatchId(row.batch_id),
            claim: ClaimId(row.claim_id),
            ticket: TicketId(row.ticket_id),
            amount: Money::new(row.amount, currency(&row.currency)?),
            sealed_payee: row.sealed_payee,
            state: named(&row.state, "payment.state", PaymentState::from_name)?,
            decided_on: date_if(row.decided_on.as_deref(), "payment.decided_on")?,
            note: row.note,
        })
    }
}
