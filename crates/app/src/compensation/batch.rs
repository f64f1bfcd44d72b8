//! Batches of payments: made, handed to the bank as a file, and answered by it.

use domain::compensation::{
    Authority, BadResult, Batch, Claim, ClaimStatus, Command, Outcome, Party, Payment,
    PaymentState, Refusal, ResultLine, parse_results,
};
use domain::{BatchId, ClaimId, Currency, Money, Permission, Reach};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use store::Tx;
use store::audit::AuditEntry;
use store::claim::ClaimSummary;

use super::change;
use super::payee::unsealed;
use crate::audit::entry;
use crate::job::{Letter, enqueue};
use crate::publish::link;
use crate::secret::hex;
use crate::{App, Error, SignedIn};

/// How many claims one batch may have.
const MOST: usize = 2_000;

/// How many batches and payable claims are shown.
const SHOWN: u32 = 200;

/// A claim that waits to be paid.
#[derive(Clone, Debug)]
pub struct Payable {
    /// The claim and what it is recognised by.
    pub summary: ClaimSummary,
    /// Whether whoever looks proposed or approved it, and must not pay it.
    pub is_involved: bool,
}

/// A batch with its lines.
#[derive(Clone, Debug)]
pub struct BatchView {
    /// The batch.
    pub batch: Batch,
    /// Who put it together.
    pub payer: String,
    /// Its lines.
    pub payments: Vec<Payment>,
}

/// The file for the bank.
#[derive(Clone, Debug)]
pub struct BatchFile {
    /// The name to save it under.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What the bank's answer changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many were paid.
    pub paid: u32,
    /// How many came back.
    pub returned: u32,
    /// How many were known already.
    pub known: u32,
}

/// What is wrong with a line of the bank's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadImport {
    /// It cannot be read.
    Line(BadResult),
    /// The batch has no such payment.
    Unknown,
    /// It says otherwise than an answer before.
    Contradicts,
    /// The bank cannot have paid in the future.
    Future,
}

/// The claims that can be put into a batch, the newest first.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay.
pub async fn payable(app: &App, by: &SignedIn) -> Result<Vec<Payable>, Error> {
    by.check(Permission::Pay)?;
    let me = by.agent.id;
    let found = app
        .store
        .read(|db| db.claims(Reach::All, ClaimStatus::PaymentData, None, SHOWN))
        .await?;
    let payable = |summary: ClaimSummary| Payable {
        is_involved: summary.claim.proposer == Some(me) || summary.claim.approvers.contains(&me),
        summary,
    };
    Ok(found.into_iter().map(payable).collect())
}

/// The latest batches, newest first.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay.
pub async fn batches(app: &App, by: &SignedIn) -> Result<Vec<Batch>, Error> {
    by.check(Permission::Pay)?;
    Ok(app.store.read(|db| db.batches(SHOWN)).await?)
}

/// A batch.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay, [`Error::NotFound`].
pub async fn batch(app: &App, by: &SignedIn, id: BatchId) -> Result<BatchView, Error> {
    by.check(Permission::Pay)?;
    app.store
        .read(move |db| {
            let batch = db.batch(id)?.ok_or(Error::NotFound)?;
            let payer = db.agent(batch.payer)?;
            Ok(BatchView {
                payer: payer.map_or_else(String::new, |agent| agent.name),
                payments: db.payments(id)?,
                batch,
            })
        })
        .await
}

/// Puts claims of one currency into a batch.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay; [`Error::Limited`] for none or too many;
/// [`Error::Claim`] if one of them cannot be paid, or not by this person. Then none is in a batch.
pub async fn make(
    app: &App,
    by: &SignedIn,
    currency: Currency,
    mut claims: Vec<ClaimId>,
    client: String,
) -> Result<Batch, Error> {
    by.check(Permission::Pay)?;
    claims.sort_unstable();
    claims.dedup();
    if claims.is_empty() || claims.len() > MOST {
        return Err(Error::Limited);
    }
    let (desk, by, now, id) = (app.clone(), by.clone(), app.now(), app.id::<BatchId>());
    app.store
        .write(move |tx| {
            let mut lines = Vec::new();
            for claim in &claims {
                lines.push(line(tx, &desk, &by, *claim, currency, id, now)?);
            }
            lines.sort_by(|one, other| one.reference.cmp(&other.reference));
            let total = lines
                .iter()
                .try_fold(Money::zero(currency), |sum, line| {
                    sum.checked_add(line.amount)
                })
                .ok_or(Refusal::AmountOutOfRange)?;
            let file = file_of(&desk, &lines, total)?;
            let batch = Batch {
                id,
                payer: by.agent.id,
                created_at: now,
                currency,
                count: u32::try_from(lines.len()).unwrap_or(u32::MAX),
                total: total.minor,
                sha256: hex(&Sha256::digest(&file)),
            };
            tx.insert_batch(&batch, &lines)?;
            tx.insert_audit(&noted(&desk, &by, "batch_made", &batch, &client, now))?;
            Ok(batch)
        })
        .await
}

/// One claim as a line of a batch; it is then in it.
fn line(
    tx: &mut Tx,
    app: &App,
    by: &SignedIn,
    id: ClaimId,
    currency: Currency,
    batch: BatchId,
    now: Timestamp,
) -> Result<Payment, Error> {
    let mut claim = tx.claim(id)?.ok_or(Error::NotFound)?;
    if claim.currency != currency {
        return Err(Refusal::MixedCurrencies.into());
    }
    change(
        tx,
        app,
        &mut claim,
        payer(by),
        &Command::AddToBatch(batch),
        now,
    )?;
    let ticket = tx.ticket(claim.ticket)?.ok_or(Error::NotFound)?;
    Ok(Payment {
        reference: Payment::reference(&ticket.code, claim.number, claim.attempt),
        batch,
        claim: claim.id,
        ticket: claim.ticket,
        amount: claim.amount.ok_or(Refusal::AmountMissing)?,
        sealed_payee: tx.sealed_payee(id)?.ok_or(Error::NotFound)?,
        state: PaymentState::Sent,
        decided_on: None,
        note: String::new(),
    })
}

/// The party that pays; how much it may approve plays no part.
fn payer(by: &SignedIn) -> Party {
    Party::Staff {
        agent: by.agent.id,
        authority: Authority {
            can_pay: by.may(Permission::Pay),
            ..Authority::WORKER
        },
    }
}

/// The file for the bank, the same byte for byte each time; that it was fetched is in the audit
/// log, because it has the accounts in full.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay, [`Error::NotFound`].
pub async fn export(
    app: &App,
    by: &SignedIn,
    id: BatchId,
    client: String,
) -> Result<BatchFile, Error> {
    by.check(Permission::Pay)?;
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    app.store
        .write(move |tx| {
            let batch = tx.batch(id)?.ok_or(Error::NotFound)?;
            let lines = tx.payments(id)?;
            let bytes = file_of(&desk, &lines, Money::new(batch.total, batch.currency))?;
            if hex(&Sha256::digest(&bytes)) != batch.sha256 {
                return Err(anyhow::anyhow!("the file of batch {id} is not as it was").into());
            }
            tx.insert_audit(&noted(&desk, &by, "batch_exported", &batch, &client, now))?;
            Ok(BatchFile {
                name: format!(
                    "lote-{}-{}.csv",
                    batch.created_at.strftime("%Y-%m-%d"),
                    &batch.sha256[..8]
                ),
                bytes,
            })
        })
        .await
}

/// Takes over what the bank did. The same file twice changes nothing.
///
/// # Errors
///
/// [`Error::Forbidden`] for those who do not pay, [`Error::NotFound`]; the inner error lists every
/// line that is wrong, and then nothing was taken over.
pub async fn import(
    app: &App,
    by: &SignedIn,
    id: BatchId,
    text: String,
    client: String,
) -> Result<Result<Imported, Vec<(usize, BadImport)>>, Error> {
    by.check(Permission::Pay)?;
    let lines = match parse_results(&text) {
        Ok(lines) => lines,
        Err(bad) => {
            let told = |(line, why)| (line, BadImport::Line(why));
            return Ok(Err(bad.into_iter().map(told).collect()));
        }
    };
    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    let newest = desk.today();
    app.store
        .write(move |tx| {
            let batch = tx.batch(id)?.ok_or(Error::NotFound)?;
            let known = tx.payments(id)?;
            let mut bad = Vec::new();
            let mut matched = Vec::new();
            for line in &lines {
                let payment = known.iter().find(|one| one.reference == line.reference);
                match payment
                    .ok_or(BadImport::Unknown)
                    .and_then(|payment| fits(payment, line, newest).map(|is_new| (payment, is_new)))
                {
                    Ok((payment, is_new)) => matched.push((line, payment.clone(), is_new)),
                    Err(why) => bad.push((line.line, why)),
                }
            }
            if !bad.is_empty() {
                return Ok(Err(bad));
            }
            let mut imported = Imported::default();
            for (line, payment, is_new) in matched {
                if is_new {
                    settle(tx, &desk, &by, payment, &line.outcome, now)?;
                }
                match line.outcome {
                    _ if !is_new => imported.known += 1,
                    Outcome::Paid { .. } => imported.paid += 1,
                    Outcome::Returned { .. } => imported.returned += 1,
                }
            }
            let told = format!("+{} −{}", imported.paid, imported.returned);
            if imported.paid + imported.returned > 0 {
                tx.insert_audit(&AuditEntry {
                    after: Some(told),
                    ..noted(&desk, &by, "batch_answered", &batch, &client, now)
                })?;
            }
            Ok(Ok(imported))
        })
        .await
}

/// Whether a line brings news of a payment, if it fits what is known.
fn fits(
    payment: &Payment,
    line: &ResultLine,
    newest: jiff::civil::Date,
) -> Result<bool, BadImport> {
    let (state, on) = match &line.outcome {
        Outcome::Paid { on, .. } => (PaymentState::Paid, *on),
        Outcome::Returned { on, .. } => (PaymentState::Returned, *on),
    };
    match payment.state {
        PaymentState::Sent if on > newest => Err(BadImport::Future),
        PaymentState::Sent => Ok(true),
        known if known == state => Ok(false),
        PaymentState::Paid | PaymentState::Returned => Err(BadImport::Contradicts),
    }
}

/// Keeps what the bank did with one payment, and what follows for its claim.
fn settle(
    tx: &mut Tx,
    app: &App,
    by: &SignedIn,
    mut payment: Payment,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(), Error> {
    let mut claim: Claim = tx.claim(payment.claim)?.ok_or(Error::NotFound)?;
    let command = match outcome {
        Outcome::Paid { on, reference } => {
            payment.state = PaymentState::Paid;
            payment.decided_on = Some(*on);
            payment.note.clone_from(reference);
            Command::MarkPaid {
                on: *on,
                reference: reference.clone(),
            }
        }
        Outcome::Returned { on, reason } => {
            payment.state = PaymentState::Returned;
            payment.decided_on = Some(*on);
            payment.note.clone_from(reason);
            Command::MarkReturned {
                reason: reason.clone(),
            }
        }
    };
    change(tx, app, &mut claim, payer(by), &command, now)?;
    tx.save_payment(&payment)?;
    let ticket = tx.ticket(claim.ticket)?.ok_or(Error::NotFound)?;
    let letter = Letter::CompensationSettled {
        ticket: ticket.id,
        is_paid: payment.state == PaymentState::Paid,
        link: link(tx, app, &ticket)?,
    };
    enqueue(tx, app, &letter)?;
    Ok(())
}

/// The columns that the bank reads.
const COLUMNS: [&str; 9] = [
    "referencia",
    "beneficiario",
    "tipo_documento",
    "documento",
    "banco",
    "tipo_cuenta",
    "cuenta",
    "monto",
    "moneda",
];

/// A line for each payment, and one with the totals at the end.
fn file_of(app: &App, lines: &[Payment], total: Money) -> Result<Vec<u8>, Error> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for line in lines {
        let payee = unsealed(app, line.claim, &line.sealed_payee)?;
        rows.push([
            line.reference.clone(),
            payee.holder,
            payee.tax_id_kind.name().to_owned(),
            payee.tax_id,
            payee.bank,
            payee.account_kind.name().to_owned(),
            payee.account,
            line.amount.plain(),
            line.amount.currency.code().to_owned(),
        ]);
    }
    let blank = String::new;
    rows.push([
        "TOTAL".to_owned(),
        lines.len().to_string(),
        blank(),
        blank(),
        blank(),
        blank(),
        blank(),
        total.plain(),
        total.currency.code().to_owned(),
    ]);
    report::plain_rows(rows).map_err(|error| Error::Internal(error.into()))
}

/// An entry about a batch, with how much is in it.
fn noted(
    app: &App,
    by: &SignedIn,
    action: &str,
    batch: &Batch,
    client: &str,
    now: Timestamp,
) -> AuditEntry {
    let total = Money::new(batch.total, batch.currency);
    let whole = format!(
        "{} × {} {}",
        batch.count,
        total.plain(),
        batch.currency.code()
    );
    let target = format!("batch {}", &batch.sha256[..8]);
    AuditEntry {
        after: Some(whole),
        ..entry(app, by.agent.id, action, target, client, now)
    }
}
