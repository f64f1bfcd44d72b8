//! Case L4: random commands against a reference model that knows nothing of the code under test.

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::{Authority, Claim, ClaimStatus, Command, EventKind, Party, PayeeMask, Refusal};
use crate::{AgentId, BatchId, ClaimId, ContactId, Currency, Money, SolutionId, TicketId};

fn now() -> Timestamp {
    "2026-03-01T15:00:00Z".parse().unwrap()
}

fn clp(amount: i64) -> Money {
    Money::new(amount, Currency::Clp)
}

fn claim() -> Claim {
    Claim::requested(
        ClaimId(1),
        TicketId(1),
        1,
        Some("RR123456785CL".into()),
        Currency::Clp,
        now(),
    )
}

/// Four people: 1 and 2 approve up to 50, 3 up to 500 and pays, 4 anything and pays.
/// Above 100 two approve.
fn person(number: i64) -> Party {
    let (approves_up_to, can_pay) = match number {
        1 | 2 => (50, false),
        3 => (500, true),
        _ => (i64::MAX, true),
    };
    Party::Staff {
        agent: AgentId(number),
        authority: Authority {
            can_work: true,
            can_pay,
            approves_up_to,
            second_over: Some(100),
        },
    }
}

const CUSTOMER: Party = Party::Customer(ContactId(7));

fn run(claim: &mut Claim, by: Party, command: &Command) -> Result<Vec<EventKind>, Refusal> {
    let events = claim.decide(by, command, now())?;
    for event in &events {
        claim.apply(event, now());
    }
    Ok(events)
}

fn because(text: &str) -> String {
    text.to_owned()
}

fn payee() -> PayeeMask {
    PayeeMask {
        holder: "Mariana Ríos".into(),
        tax_id: "···678-5".into(),
        bank: "Banco".into(),
        account: "···6789".into(),
    }
}

fn adjust(amount: i64) -> Command {
    Command::Adjust {
        amount: clp(amount),
        reason: because("Así lo dice la factura"),
    }
}

fn approve(amount: i64) -> Command {
    Command::Approve {
        amount: clp(amount),
    }
}

/// A claim whose amount was proposed by the first person.
fn proposed(amount: i64) -> Claim {
    let mut claim = claim();
    run(&mut claim, person(1), &adjust(amount)).unwrap();
    run(&mut claim, person(1), &Command::Propose).unwrap();
    claim
}

/// A claim whose payee is known; the first person proposed, the second approved.
fn payable() -> Claim {
    let mut claim = proposed(40);
    run(&mut claim, person(2), &approve(40)).unwrap();
    run(&mut claim, person(2), &Command::Offer(SolutionId(1))).unwrap();
    run(&mut claim, CUSTOMER, &Command::Accept).unwrap();
    run(&mut claim, CUSTOMER, &Command::GivePayee(payee())).unwrap();
    claim
}

#[test]
fn l04_nobody_approves_what_they_proposed_or_what_is_above_their_limit() {
    let mut claim = proposed(40);
    assert_eq!(
        run(&mut claim, person(1), &approve(40)),
        Err(Refusal::OwnProposal)
    );
    let mut claim = proposed(60);
    assert_eq!(
        run(&mut claim, person(2), &approve(60)),
        Err(Refusal::AboveLimit)
    );
    assert_eq!(claim.status, ClaimStatus::Proposed);
    run(&mut claim, person(3), &approve(60)).unwrap();
    assert_eq!(claim.status, ClaimStatus::Approved);
}

#[test]
fn l04_above_the_threshold_two_others_approve_and_the_same_one_never_twice() {
    let mut claim = proposed(400);
    run(&mut claim, person(3), &approve(400)).unwrap();
    assert_eq!(claim.status, ClaimStatus::Proposed);
    assert_eq!(
        run(&mut claim, person(3), &approve(400)),
        Err(Refusal::ApprovedAlready)
    );
    run(&mut claim, person(4), &approve(400)).unwrap();
    assert_eq!(claim.status, ClaimStatus::Approved);
}

#[test]
fn l04_another_amount_makes_approvals_void_and_needs_a_reason() {
    let mut claim = proposed(40);
    run(&mut claim, person(2), &approve(40)).unwrap();
    let silent = Command::Adjust {
        amount: clp(45),
        reason: "  ".into(),
    };
    assert_eq!(
        run(&mut claim, person(1), &silent),
        Err(Refusal::ReasonMissing)
    );

    let events = run(&mut claim, person(1), &adjust(45)).unwrap();

    assert!(
        matches!(&events[1], EventKind::ApprovalsVoided { approvers } if *approvers == [AgentId(2)])
    );
    assert_eq!(claim.status, ClaimStatus::InReview);
    assert!(claim.approvers.is_empty() && claim.proposer.is_none());
    // What was shown is not what it is now.
    run(&mut claim, person(1), &Command::Propose).unwrap();
    assert_eq!(
        run(&mut claim, person(2), &approve(40)),
        Err(Refusal::AmountChanged)
    );
}

#[test]
fn l04_who_proposed_or_approved_never_pays_and_nothing_is_paid_twice() {
    let mut claim = payable();
    claim.approvers.push(AgentId(4));
    let batch = Command::AddToBatch(BatchId(1));
    assert_eq!(
        run(&mut claim, person(4), &batch),
        Err(Refusal::PayerInvolved)
    );
    run(&mut claim, person(3), &batch).unwrap();
    assert!(run(&mut claim, person(3), &batch).is_err());
    let paid = Command::MarkPaid {
        on: date(2026, 3, 1),
        reference: "TRX 1".into(),
    };
    run(&mut claim, person(3), &paid).unwrap();
    for again in [paid, batch, Command::GivePayee(payee())] {
        for by in [person(3), person(4), CUSTOMER] {
            assert!(run(&mut claim, by, &again).is_err());
        }
    }
    assert_eq!(claim.attempt, 1);
}

#[test]
fn a_returned_payment_goes_out_again_under_another_attempt() {
    let mut claim = payable();
    let returned = Command::MarkReturned {
        reason: because("Cuenta cerrada"),
    };
    run(&mut claim, person(3), &Command::AddToBatch(BatchId(1))).unwrap();
    run(&mut claim, person(3), &returned).unwrap();
    run(&mut claim, CUSTOMER, &Command::GivePayee(payee())).unwrap();
    run(&mut claim, person(3), &Command::AddToBatch(BatchId(2))).unwrap();

    assert_eq!((claim.attempt, claim.batch), (2, Some(BatchId(2))));
}

#[test]
fn d05_the_amount_is_told_only_once_it_is_offered() {
    let mut claim = proposed(40);
    run(&mut claim, person(2), &approve(40)).unwrap();
    assert_eq!(claim.shown_amount(), None);
    run(&mut claim, person(2), &Command::Offer(SolutionId(1))).unwrap();
    assert_eq!(claim.shown_amount(), Some(clp(40)));
    run(&mut claim, CUSTOMER, &Command::Decline).unwrap();
    assert_eq!(claim.shown_amount(), None);
}

#[test]
fn a_refusal_lists_what_is_legal() {
    let refused = claim().decide(person(1), &Command::Accept, now());
    let Err(Refusal::IllegalMove { status, legal }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(status, ClaimStatus::Requested);
    assert!(legal.contains(&super::Move::Calculate));
}

/// The reference: names as a person would draw them on a whiteboard, and nothing else.
#[derive(Clone, Debug)]
struct Model {
    state: &'static str,
    amount: Option<i64>,
    proposer: Option<i64>,
    approved_by: Vec<i64>,
    payments: u32,
}

impl Model {
    /// The model after a command, none if it must be refused. 0 is the customer.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "what is not drawn is refused"
    )]
    fn after(&self, who: i64, what: What) -> Option<Self> {
        let mut next = self.clone();
        let staff = who > 0;
        let payer = who >= 3;
        let limit = [0, 50, 50, 500, i64::MAX][usize::try_from(who).unwrap()];
        let review = ["requested", "in_review"].contains(&self.state);
        let unfinished =
            review || ["needs_documents", "proposed", "approved"].contains(&self.state);
        next.state = match what {
            What::Adjust(amount)
                if staff
                    && (review || ["proposed", "approved"].contains(&self.state))
                    && self.amount != Some(amount) =>
            {
                next.amount = Some(amount);
                next.proposer = None;
                next.approved_by.clear();
                "in_review"
            }
            What::Propose if staff && review && self.amount? > 0 => {
                next.proposer = Some(who);
                next.approved_by.clear();
                "proposed"
            }
            What::Approve
                if staff
                    && self.state == "proposed"
                    && self.proposer != Some(who)
                    && !self.approved_by.contains(&who)
                    && self.amount? <= limit =>
            {
                next.approved_by.push(who);
                if self.amount? > 100 && next.approved_by.len() < 2 {
                    "proposed"
                } else {
                    "approved"
                }
            }
            What::SendBack if staff && self.state == "proposed" => {
                next.proposer = None;
                next.approved_by.clear();
                "in_review"
            }
            What::Deny if staff && unfinished => "denied",
            What::Ask if staff && review => "needs_documents",
            What::Receive if staff && self.state == "needs_documents" => "in_review",
            What::Reconsider
                if staff && ["denied", "declined", "not_applicable"].contains(&self.state) =>
            {
                next.proposer = None;
                next.approved_by.clear();
                "in_review"
            }
            What::Offer if staff && self.state == "approved" => "offered",
            What::WithdrawOffer if staff && self.state == "offered" => "approved",
            What::Accept if who == 0 && self.state == "offered" => "accepted",
            What::Decline if who == 0 && self.state == "offered" => "declined",
            What::GivePayee
                if who == 0 && ["accepted", "payment_data", "returned"].contains(&self.state) =>
            {
                "payment_data"
            }
            What::Batch
                if payer
                    && self.state == "payment_data"
                    && self.proposer != Some(who)
                    && !self.approved_by.contains(&who) =>
            {
                "in_batch"
            }
            What::Paid if payer && self.state == "in_batch" => {
                next.payments += 1;
                "paid"
            }
            What::Returned if payer && self.state == "in_batch" => "returned",
            What::GiveUp if who == 0 && (unfinished || self.state == "offered") => "void",
            What::Void
                if staff
                    && (unfinished
                        || ["declined", "accepted", "payment_data", "returned"]
                            .contains(&self.state)) =>
            {
                "void"
            }
            _ => return None,
        };
        Some(next)
    }
}

#[derive(Clone, Copy, Debug)]
enum What {
    Adjust(i64),
    Propose,
    Approve,
    SendBack,
    Deny,
    Ask,
    Receive,
    Reconsider,
    Offer,
    WithdrawOffer,
    Accept,
    Decline,
    GivePayee,
    Batch,
    Paid,
    Returned,
    GiveUp,
    Void,
}

fn what() -> impl Strategy<Value = What> {
    use What::{
        Accept, Adjust, Approve, Ask, Batch, Decline, Deny, GivePayee, GiveUp, Offer, Paid,
        Propose, Receive, Reconsider, Returned, SendBack, Void, WithdrawOffer,
    };
    prop_oneof![
        4 => prop_oneof![Just(0i64), Just(40), Just(90), Just(400), Just(900)].prop_map(Adjust),
        8 => Just(Propose),
        12 => Just(Approve),
        8 => Just(Offer),
        8 => Just(Accept),
        8 => Just(GivePayee),
        8 => Just(Batch),
        6 => prop_oneof![Just(Paid), Just(Returned)],
        4 => prop_oneof![Just(SendBack), Just(Deny), Just(Ask), Just(Receive), Just(Reconsider),
            Just(WithdrawOffer), Just(Decline), Just(GiveUp), Just(Void)],
    ]
}

fn command(what: What, claim: &Claim) -> Command {
    let reason = because("Por una razón");
    match what {
        What::Adjust(amount) => adjust(amount),
        What::Propose => Command::Propose,
        What::Approve => Command::Approve {
            amount: claim.amount.unwrap_or(clp(1)),
        },
        What::SendBack => Command::SendBack { reason },
        What::Deny => Command::Deny { reason },
        What::Ask => Command::AskDocuments { reason },
        What::Receive => Command::ReceiveDocuments,
        What::Reconsider => Command::Reconsider { reason },
        What::Offer => Command::Offer(SolutionId(1)),
        What::WithdrawOffer => Command::WithdrawOffer,
        What::Accept => Command::Accept,
        What::Decline => Command::Decline,
        What::GivePayee => Command::GivePayee(payee()),
        What::Batch => Command::AddToBatch(BatchId(1)),
        What::Paid => Command::MarkPaid {
            on: date(2026, 3, 1),
            reference: "TRX".into(),
        },
        What::Returned => Command::MarkReturned { reason },
        What::GiveUp => Command::GiveUp,
        What::Void => Command::Void { reason },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn l04_the_claim_moves_exactly_as_the_model(steps in prop::collection::vec((0i64..=4, what()), 1..60)) {
        let mut claim = claim();
        let mut model = Model {
            state: "requested",
            amount: None,
            proposer: None,
            approved_by: Vec::new(),
            payments: 0,
        };
        for (who, what) in steps {
            let by = if who == 0 { CUSTOMER } else { person(who) };
            let before = claim.clone();
            let done = run(&mut claim, by, &command(what, &before));
            if let Some(next) = model.after(who, what) {
                prop_assert!(done.is_ok(), "{:?} of {} in {}: {:?}", what, who, model.state, done);
                model = next;
            } else {
                prop_assert!(done.is_err(), "{:?} of {} in {}", what, who, model.state);
                prop_assert_eq!(&claim, &before);
            }
            prop_assert_eq!(claim.status.name(), model.state);
            prop_assert_eq!(claim.amount.map(|amount| amount.minor), model.amount);
            prop_assert!(model.payments <= 1);
            let involved: Vec<i64> = claim.approvers.iter().map(|agent| agent.0).collect();
            prop_assert_eq!(&involved, &model.approved_by);
        }
    }
}
