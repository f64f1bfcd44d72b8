//! Compensation: claims in lists and of a ticket, and what the staff does with them.

use app::Error;
use app::compensation::{ClaimView, GuestClaim, Request};
use app::ticket::DeskView;
use app::token::Who;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use domain::compensation::{
    Calculation, Cause, Claim, ClaimStatus, Command, Event, Evidence, Facts, PayeeMask, Step,
};
use domain::form::FieldError;
use domain::token::ApiScope;
use domain::{AgentId, ClaimId, Currency, Money};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::claim::ClaimSummary;
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::event::By;
use super::paging::{Page, cursor, limit, next};
use super::problem::Problem;
use super::sent::{Answer, Nothing, Params, Write, etag, of_version};
use super::ticket::{Named, parse};
use crate::state::Web;

/// An amount of money.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Amount {
    /// As many decimals as people write in the currency: `184500`, `12.50`.
    amount: String,
    /// The code of ISO 4217.
    currency: String,
}

/// A claim after a change, and as lists have it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimHead {
    /// Its key.
    id: String,
    /// Grows with every change; the `ETag` is this number.
    version: i64,
    /// The how manieth claim of its ticket it is, from 1.
    number: u32,
    /// Where it stands for the staff, such as `proposed`.
    status: String,
    /// The item it is about.
    tracking_number: Option<String>,
    /// In what it is paid.
    currency: String,
    /// What is to be paid, as it was calculated or set by hand.
    amount: Option<Amount>,
    /// When it was asked for.
    created_at: Timestamp,
    /// When the last thing happened to it.
    updated_at: Timestamp,
}

/// A claim in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimItem {
    #[serde(flatten)]
    head: ClaimHead,
    /// The code of its ticket.
    ticket: String,
    /// The subject of its ticket.
    subject: String,
    /// The full name of who asks.
    requester_name: String,
}

/// The newest claim of a ticket. Programs of companies are told what their pages show.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimDetails {
    /// What the requester is told: `in_review`, `to_accept`, `in_payment`, `paid` or `not_due`.
    state: Option<String>,
    /// How much; for programs of companies once it is offered.
    amount: Option<Amount>,
    /// The solution that it is offered in.
    solution: Option<String>,
    /// Where it is paid, masked.
    payee: Option<PayeeItem>,
    /// When it was paid.
    paid_on: Option<Date>,
    /// Whether the requester has to say where to pay, or to say it again.
    needs_payee: bool,
    /// Whether the bank sent it back.
    is_returned: bool,
    /// What the staff knows. For programs of the staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    desk: Option<ClaimAtDesk>,
}

/// Where a claim is paid.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PayeeItem {
    /// The bank.
    bank: String,
    /// The end of the number of the account.
    account: String,
}

/// What the staff knows of a claim.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimAtDesk {
    #[serde(flatten)]
    head: ClaimHead,
    /// How the amount came about.
    calculation: Option<CalculationItem>,
    /// Who proposed it for approval.
    proposer: Option<Named>,
    /// Who approved the amount as it is.
    approvers: Vec<Named>,
    /// What the maker of the token can do now: each is the end of an address of this ticket's claim.
    moves: Vec<String>,
    /// What happened to it, oldest first.
    history: Vec<ClaimEventItem>,
}

/// How an amount came about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CalculationItem {
    /// The service of the row of the policy that counted.
    service: String,
    /// The version of that row.
    row_version: u32,
    /// Each step.
    steps: Vec<StepItem>,
    /// What it came to.
    amount: Amount,
}

/// One step of a calculation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepItem {
    /// `postage`, `share`, `fixed`, `converted` or `cap`.
    kind: String,
    /// What it came to.
    amount: Amount,
    /// Of what: the loss of a share, the unit of account that was converted.
    of: Option<Amount>,
    /// The share; 10 000 is all of it.
    basis_points: Option<u32>,
    /// Whether a cap lowered the amount.
    lowered: Option<bool>,
}

/// Something that happened to a claim.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimEventItem {
    /// What happened, such as `approved`. There may be more in time.
    kind: String,
    /// When.
    at: Timestamp,
    /// Who did it.
    by: By,
    /// The amount it is about.
    amount: Option<Amount>,
    /// Why, if a reason was given.
    reason: Option<String>,
}

/// Which claims.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// In which state; those that wait for approval without it.
    #[param(
        pattern = "^(requested|in_review|needs_documents|proposed|approved|offered|accepted|declined|payment_data|in_batch|paid|returned|not_applicable|denied|void)$"
    )]
    status: Option<String>,
    /// The `next` of the page before.
    #[param(pattern = "^-?[0-9]{1,18}_[0-9]{1,18}$")]
    cursor: Option<String>,
    /// How many: 1 to 100, or 50 without it.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A wish for compensation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"currency": "COP"}))]
pub(super) struct NewClaim {
    /// In what it is paid.
    #[schema(value_type = String, pattern = "^(COP|CLP|PEN|BRL|USD|EUR)$")]
    currency: Currency,
}

/// What happened to the item.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimCause {
    /// It is lost.
    Loss,
    /// It was damaged.
    Damage,
    /// Something was taken out of it.
    Theft,
    /// It came late.
    Delay,
}

/// What a claim is supported by.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimEvidence {
    /// The content was declared at admission.
    Content,
    /// The value was declared at admission.
    Value,
    /// The number of a document was declared at admission.
    DocumentNumber,
    /// Documents that prove the value were handed in.
    Documents,
}

/// What a claim is calculated from; amounts are in the currency of the claim.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "service": "Envío nacional", "cause": "loss", "evidence": ["value"],
    "value": "180000", "loss": "180000", "postage": "4500", "date": "2026-03-01",
}))]
pub(super) struct NewCalculation {
    /// The service that was bought, as the policy names it.
    #[schema(min_length = 1)]
    service: String,
    /// What happened.
    cause: ClaimCause,
    /// What the claim is supported by.
    #[serde(default)]
    evidence: Vec<ClaimEvidence>,
    /// What the content was worth.
    #[schema(pattern = "^[0-9]{1,9}$")]
    value: String,
    /// How much of that is lost.
    #[schema(pattern = "^[0-9]{1,9}$")]
    loss: String,
    /// What the shipping cost.
    #[schema(pattern = "^[0-9]{1,9}$")]
    postage: String,
    /// The day by which rows and units of account are looked up.
    date: Date,
    /// Why it is calculated again.
    #[serde(default)]
    #[schema(max_length = 2000)]
    reason: String,
}

/// An amount that is set by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": "150000", "reason": "Se recuperó una parte del envío."}))]
pub(super) struct Adjustment {
    /// The amount, in the currency of the claim.
    #[schema(pattern = "^[0-9]{1,9}$")]
    amount: String,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// What is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": "184500"}))]
pub(super) struct Approval {
    /// The amount that was read; another one is not approved.
    #[schema(pattern = "^[0-9]{1,9}$")]
    amount: String,
}

/// Why something is done with a claim.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Falta la factura del contenido."}))]
pub(super) struct Reason {
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

impl From<ClaimCause> for Cause {
    fn from(cause: ClaimCause) -> Self {
        match cause {
            ClaimCause::Loss => Self::Loss,
            ClaimCause::Damage => Self::Damage,
            ClaimCause::Theft => Self::Theft,
            ClaimCause::Delay => Self::Delay,
        }
    }
}

impl From<ClaimEvidence> for Evidence {
    fn from(evidence: ClaimEvidence) -> Self {
        match evidence {
            ClaimEvidence::Content => Self::Content,
            ClaimEvidence::Value => Self::Value,
            ClaimEvidence::DocumentNumber => Self::DocumentNumber,
            ClaimEvidence::Documents => Self::Documents,
        }
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self {
            amount: money.plain(),
            currency: money.currency.code().to_owned(),
        }
    }
}

impl From<&PayeeMask> for PayeeItem {
    fn from(payee: &PayeeMask) -> Self {
        Self {
            bank: payee.bank.clone(),
            account: payee.account.clone(),
        }
    }
}

impl ClaimHead {
    fn of(claim: &Claim) -> Self {
        Self {
            id: claim.id.to_string(),
            version: claim.version,
            number: claim.number,
            status: claim.status.name().to_owned(),
            tracking_number: claim.tracking_number.clone(),
            currency: claim.currency.code().to_owned(),
            amount: claim.amount.map(Into::into),
            created_at: claim.created_at,
            updated_at: claim.updated_at,
        }
    }

    fn changed(claim: &Claim) -> Answer {
        Answer::of(StatusCode::OK, &Self::of(claim)).version(claim.version)
    }

    fn asked(claim: &Claim) -> Answer {
        Answer::of(StatusCode::CREATED, &Self::of(claim)).version(claim.version)
    }
}

impl ClaimItem {
    fn of(summary: &ClaimSummary) -> Self {
        Self {
            head: ClaimHead::of(&summary.claim),
            ticket: summary.code.to_string(),
            subject: summary.subject.clone(),
            requester_name: summary.requester_name.clone(),
        }
    }
}

impl ClaimDetails {
    /// Nothing internal (cases D5, D11).
    fn of_company(claim: &GuestClaim) -> Self {
        Self {
            state: Some(claim.state.name().to_owned()),
            amount: claim.amount.map(Into::into),
            solution: claim.solution.map(|id| id.to_string()),
            payee: claim.payee.as_ref().map(Into::into),
            paid_on: claim.paid_on,
            needs_payee: claim.needs_payee,
            is_returned: claim.is_returned,
            desk: None,
        }
    }

    fn of_staff(view: &DeskView, of: &ClaimView) -> Self {
        let claim = &of.claim;
        Self {
            state: claim
                .status
                .for_customer()
                .map(|state| state.name().to_owned()),
            amount: claim.amount.map(Into::into),
            solution: claim.solution.map(|id| id.to_string()),
            payee: claim.payee.as_ref().map(Into::into),
            paid_on: claim.paid_on,
            needs_payee: matches!(claim.status, ClaimStatus::Accepted | ClaimStatus::Returned),
            is_returned: claim.status == ClaimStatus::Returned,
            desk: Some(ClaimAtDesk::of(view, of)),
        }
    }
}

impl ClaimAtDesk {
    fn of(view: &DeskView, of: &ClaimView) -> Self {
        let claim = &of.claim;
        let named = |id: &AgentId| Named {
            id: Some(id.to_string()),
            name: view.names.get(id).cloned().unwrap_or_default(),
        };
        Self {
            head: ClaimHead::of(claim),
            calculation: claim.calculation.as_ref().map(CalculationItem::of),
            proposer: claim.proposer.as_ref().map(named),
            approvers: claim.approvers.iter().map(named).collect(),
            moves: of
                .moves()
                .into_iter()
                .map(|one| one.name().to_owned())
                .collect(),
            history: of.history.iter().map(|event| told(view, event)).collect(),
        }
    }
}

impl CalculationItem {
    fn of(calculation: &Calculation) -> Self {
        Self {
            service: calculation.row.service.clone(),
            row_version: calculation.row.version,
            steps: calculation.steps.iter().map(StepItem::of).collect(),
            amount: calculation.amount.into(),
        }
    }
}

impl StepItem {
    fn of(step: &Step) -> Self {
        let plain = |kind: &str, amount: Money| Self {
            kind: kind.to_owned(),
            amount: amount.into(),
            of: None,
            basis_points: None,
            lowered: None,
        };
        match *step {
            Step::Postage { amount } => plain("postage", amount),
            Step::Fixed { amount } => plain("fixed", amount),
            Step::Share {
                loss,
                basis_points,
                amount,
            } => Self {
                of: Some(loss.into()),
                basis_points: Some(basis_points),
                ..plain("share", amount)
            },
            Step::Converted { from, amount, .. } => Self {
                of: Some(from.into()),
                ..plain("converted", amount)
            },
            Step::Cap { cap, lowered } => Self {
                lowered: Some(lowered),
                ..plain("cap", cap)
            },
        }
    }
}

fn told(view: &DeskView, event: &Event) -> ClaimEventItem {
    ClaimEventItem {
        kind: event.kind.name().to_owned(),
        at: event.at,
        by: By::of(event.by, &view.names, &view.people),
        amount: event.kind.amount().map(Into::into),
        reason: event.kind.reason().map(str::to_owned),
    }
}

/// Claims
///
/// For programs of the staff: all claims in one state, the newest first.
#[utoipa::path(
    get, path = "/api/v1/claims", tag = "compensation", params(Asked),
    responses((status = 200, description = "A page of claims", body = Page<ClaimItem>))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Params(asked): Params<Asked>,
) -> Result<Response, Problem> {
    let by = caller.staff(ApiScope::ReadCompensation)?;
    let status = match asked.status.as_deref() {
        None => ClaimStatus::Proposed,
        Some(name) => {
            ClaimStatus::from_name(name).ok_or_else(|| Problem::Query("status".to_owned()))?
        }
    };
    let below = cursor(asked.cursor.as_deref())?.map(|(_, id)| ClaimId(id));
    let list = app::compensation::list(&web, by, status, below, limit(asked.limit)?).await?;
    Ok(Json(Page {
        items: list.rows.iter().map(ClaimItem::of).collect(),
        next: list.next.map(|id| next(0, id.0)),
    })
    .into_response())
}

/// The claim of a ticket
///
/// The newest one; there is none before it was asked for.
#[utoipa::path(
    get, path = "/api/v1/tickets/{code}/claim", tag = "compensation",
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((
        status = 200, body = ClaimDetails,
        description = "The claim; for programs of the staff with its version as `ETag`",
    ))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let who = caller.may(ApiScope::ReadCompensation)?;
    let code = parse(&code)?;
    match who {
        Who::Staff(by) => {
            let view = app::ticket::for_agent(&web, by, code).await?;
            let claim = view.claim.as_ref().ok_or(Error::NotFound)?;
            let tag = etag(claim.claim.version);
            let details = ClaimDetails::of_staff(&view, claim);
            Ok(([(ETAG, tag)], Json(details)).into_response())
        }
        Who::Company(guest) => {
            let view = app::ticket::for_guest(&web, guest, code).await?;
            let claim = view.claim.ok_or(Error::NotFound)?;
            Ok(Json(ClaimDetails::of_company(&claim)).into_response())
        }
    }
}

/// Ask for compensation
///
/// For programs of the staff, as everything that changes a claim.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim", tag = "compensation", request_body = NewClaim,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 201, description = "The claim was opened", body = ClaimHead))
)]
pub(super) async fn ask(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<NewClaim>,
) -> Result<Response, Problem> {
    let by = write.caller.staff(ApiScope::WriteCompensation)?.clone();
    let (code, currency) = (parse(&code)?, write.body.currency);
    write
        .once(&web, ClaimHead::asked, async |app| {
            Ok(app::compensation::request(&app, &by, code, Request { currency }).await?)
        })
        .await
}

/// Calculate a claim
///
/// By the row of the policy that fits, as it is now.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/calculate", tag = "compensation", request_body = NewCalculation,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim has an amount", body = ClaimHead))
)]
pub(super) async fn calculate(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<NewCalculation>,
) -> Result<Response, Problem> {
    let by = write.caller.staff(ApiScope::WriteCompensation)?.clone();
    let (code, seen, sent) = (parse(&code)?, write.seen()?, &write.body);
    let reason = sent.reason.clone();
    write
        .once(&web, ClaimHead::changed, async |app| {
            let view = app::ticket::for_agent(&app, &by, code).await?;
            let claim = view.claim.ok_or(Error::NotFound)?.claim;
            let facts = Facts {
                service: sent.service.clone(),
                cause: sent.cause.into(),
                evidence: sent.evidence.iter().map(|one| (*one).into()).collect(),
                value: amount("value", &sent.value, claim.currency)?,
                loss: amount("loss", &sent.loss, claim.currency)?,
                postage: amount("postage", &sent.postage, claim.currency)?,
                date: sent.date,
            };
            let done =
                app::compensation::calculate_claim(&app, &by, claim.id, seen, facts, reason).await;
            done.map_err(of_version)
        })
        .await
}

/// An amount as it was sent, in the currency of the claim.
fn amount(field: &'static str, text: &str, currency: Currency) -> Result<Money, Problem> {
    Money::from_plain(text, currency).ok_or(Problem::App(Error::Invalid {
        field,
        error: FieldError::NotAnAmount,
    }))
}

/// Does one thing with the newest claim of a ticket.
async fn act<T>(
    web: &Web,
    code: &str,
    write: Write<T>,
    command: impl FnOnce(&T, &Claim) -> Result<Command, Problem>,
) -> Result<Response, Problem> {
    let by = write.caller.staff(ApiScope::WriteCompensation)?.clone();
    let (code, seen) = (parse(code)?, write.seen()?);
    write
        .once(web, ClaimHead::changed, async |app| {
            let view = app::ticket::for_agent(&app, &by, code).await?;
            let claim = view.claim.ok_or(Error::NotFound)?.claim;
            let command = command(&write.body, &claim)?;
            let done = app::compensation::act(&app, &by, claim.id, seen, command).await;
            done.map_err(of_version)
        })
        .await
}

/// The same with what needs a reason and nothing else.
async fn act_because(
    web: &Web,
    code: &str,
    write: Write<Reason>,
    command: impl FnOnce(String) -> Command,
) -> Result<Response, Problem> {
    act(web, code, write, |sent, _| Ok(command(sent.reason.clone()))).await
}

/// Set the amount by hand
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/adjust", tag = "compensation", request_body = Adjustment,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim has this amount", body = ClaimHead))
)]
pub(super) async fn adjust(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Adjustment>,
) -> Result<Response, Problem> {
    act(&web, &code, write, |sent, claim| {
        let amount = amount("amount", &sent.amount, claim.currency)?;
        let reason = sent.reason.clone();
        Ok(Command::Adjust { amount, reason })
    })
    .await
}

/// Propose the amount
///
/// Somebody else approves it.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/propose", tag = "compensation", request_body = Nothing,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The amount waits for approval", body = ClaimHead))
)]
pub(super) async fn propose(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Nothing>,
) -> Result<Response, Problem> {
    act(&web, &code, write, |_, _| Ok(Command::Propose)).await
}

/// Approve the amount
///
/// Up to the limit of the role of who made the token, and not what they proposed themselves.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/approve", tag = "compensation", request_body = Approval,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "It was approved", body = ClaimHead))
)]
pub(super) async fn approve(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Approval>,
) -> Result<Response, Problem> {
    act(&web, &code, write, |sent, claim| {
        let amount = amount("amount", &sent.amount, claim.currency)?;
        Ok(Command::Approve { amount })
    })
    .await
}

/// Send a claim back
///
/// To be looked at again.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/send_back", tag = "compensation", request_body = Reason,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim is in review again", body = ClaimHead))
)]
pub(super) async fn send_back(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reason>,
) -> Result<Response, Problem> {
    act_because(&web, &code, write, |reason| Command::SendBack { reason }).await
}

/// Ask for documents
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/ask_documents", tag = "compensation", request_body = Reason,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim waits for documents", body = ClaimHead))
)]
pub(super) async fn ask_documents(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reason>,
) -> Result<Response, Problem> {
    act_because(&web, &code, write, |reason| Command::AskDocuments {
        reason,
    })
    .await
}

/// Note that documents came
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/receive_documents", tag = "compensation", request_body = Nothing,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim is in review again", body = ClaimHead))
)]
pub(super) async fn receive_documents(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Nothing>,
) -> Result<Response, Problem> {
    act(&web, &code, write, |_, _| Ok(Command::ReceiveDocuments)).await
}

/// Say that nothing is due
///
/// By the rules, whatever happened.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/declare_not_applicable", tag = "compensation", request_body = Reason,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "Nothing is due", body = ClaimHead))
)]
pub(super) async fn declare_not_applicable(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reason>,
) -> Result<Response, Problem> {
    act_because(&web, &code, write, |reason| Command::DeclareNotApplicable {
        reason,
    })
    .await
}

/// Deny a claim
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/deny", tag = "compensation", request_body = Reason,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim was denied", body = ClaimHead))
)]
pub(super) async fn deny(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reason>,
) -> Result<Response, Problem> {
    act_because(&web, &code, write, |reason| Command::Deny { reason }).await
}

/// Look at a claim again
///
/// After it was denied or declined.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/reconsider", tag = "compensation", request_body = Reason,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim is in review again", body = ClaimHead))
)]
pub(super) async fn reconsider(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reason>,
) -> Result<Response, Problem> {
    act_because(&web, &code, write, |reason| Command::Reconsider { reason }).await
}

/// Void a claim
///
/// It was a mistake.
#[utoipa::path(
    post, path = "/api/v1/tickets/{code}/claim/void", tag = "compensation", request_body = Reason,
    params(("code" = String, Path, description = "What people call the ticket")),
    responses((status = 200, description = "The claim counts no more", body = ClaimHead))
)]
pub(super) async fn void(
    State(web): State<Web>,
    Path(code): Path<String>,
    write: Write<Reason>,
) -> Result<Response, Problem> {
    act_because(&web, &code, write, |reason| Command::Void { reason }).await
}
