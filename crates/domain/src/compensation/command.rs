//! What somebody may want to do with a claim, and who may where.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Authority, Calculation, ClaimStatus, PayeeMask};
use crate::{Actor, AgentId, BatchId, ContactId, Money, SolutionId};

/// A wish to change a claim. [`Claim::decide`](super::Claim::decide) says what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Ask the requester for documents.
    AskDocuments {
        /** Which, and why. */
        reason: String,
    },
    /// The documents are there.
    ReceiveDocuments,
    /// Take the amount from a calculation; a reason is needed when there was an amount before.
    Calculate {
        /** The calculation. */
        calculation: Box<Calculation>,
        /** Why it is calculated again. */
        reason: String,
    },
    /// Set another amount by hand.
    Adjust {
        /** The amount. */
        amount: Money,
        /** Why. */
        reason: String,
    },
    /// Ask for approval of the amount.
    Propose,
    /// Approve the amount; the page showed this one.
    Approve {
        /** What was approved. */
        amount: Money,
    },
    /// Send it back to be looked at again.
    SendBack {
        /** Why. */
        reason: String,
    },
    /// Say that nothing is due by the rules.
    DeclareNotApplicable {
        /** Why. */
        reason: String,
    },
    /// Deny it.
    Deny {
        /** Why. */
        reason: String,
    },
    /// Look again at what was denied or declined.
    Reconsider {
        /** Why. */
        reason: String,
    },
    /// Offer it within a solution.
    Offer(SolutionId),
    /// Take the offer back with its solution.
    WithdrawOffer,
    /// Accept it with the solution.
    Accept,
    /// Reject it with the solution.
    Decline,
    /// Say where to pay.
    GivePayee(PayeeMask),
    /// Put it into a batch.
    AddToBatch(BatchId),
    /// The bank paid.
    MarkPaid {
        /** When. */
        on: Date,
        /** The bank's own reference. */
        reference: String,
    },
    /// The bank sent it back.
    MarkReturned {
        /** Why. */
        reason: String,
    },
    /// Give it up with the request.
    GiveUp,
    /// It was a mistake.
    Void {
        /** Why. */
        reason: String,
    },
}

/// A command without its data: what a refusal lists, and what pages ask before they show a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum Move {
    AskDocuments,
    ReceiveDocuments,
    Calculate,
    Adjust,
    Propose,
    Approve,
    SendBack,
    DeclareNotApplicable,
    Deny,
    Reconsider,
    Offer,
    WithdrawOffer,
    Accept,
    Decline,
    GivePayee,
    AddToBatch,
    MarkPaid,
    MarkReturned,
    GiveUp,
    Void,
}

impl Move {
    /// What the staff does with a claim by hand. Offers, acceptance and payments follow from
    /// solutions and batches.
    pub const OF_STAFF: [Self; 11] = [
        Self::AskDocuments,
        Self::ReceiveDocuments,
        Self::Calculate,
        Self::Adjust,
        Self::Propose,
        Self::Approve,
        Self::SendBack,
        Self::DeclareNotApplicable,
        Self::Deny,
        Self::Reconsider,
        Self::Void,
    ];

    /// A stable name for programs; empty for what is not done by hand.
    pub fn name(self) -> &'static str {
        match self {
            Self::AskDocuments => "ask_documents",
            Self::ReceiveDocuments => "receive_documents",
            Self::Calculate => "calculate",
            Self::Adjust => "adjust",
            Self::Propose => "propose",
            Self::Approve => "approve",
            Self::SendBack => "send_back",
            Self::DeclareNotApplicable => "declare_not_applicable",
            Self::Deny => "deny",
            Self::Reconsider => "reconsider",
            Self::Void => "void",
            Self::Offer
            | Self::WithdrawOffer
            | Self::Accept
            | Self::Decline
            | Self::GivePayee
            | Self::AddToBatch
            | Self::MarkPaid
            | Self::MarkReturned
            | Self::GiveUp => "",
        }
    }
}

/// Who acts on a claim, with what they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A member of the staff.
    Staff {
        /** Who. */
        agent: AgentId,
        /** What they may do. */
        authority: Authority,
    },
    /// The person who filed the ticket.
    Customer(ContactId),
    /// Timers.
    System,
}

/// The class of actor that the table of moves knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who works on claims.
    Staff,
    /// Who also pays them.
    Payer,
    /// Who is paid.
    Customer,
    /// Timers.
    System,
}

impl Command {
    /// Which move it is.
    pub fn as_move(&self) -> Move {
        match self {
            Self::AskDocuments { .. } => Move::AskDocuments,
            Self::ReceiveDocuments => Move::ReceiveDocuments,
            Self::Calculate { .. } => Move::Calculate,
            Self::Adjust { .. } => Move::Adjust,
            Self::Propose => Move::Propose,
            Self::Approve { .. } => Move::Approve,
            Self::SendBack { .. } => Move::SendBack,
            Self::DeclareNotApplicable { .. } => Move::DeclareNotApplicable,
            Self::Deny { .. } => Move::Deny,
            Self::Reconsider { .. } => Move::Reconsider,
            Self::Offer(_) => Move::Offer,
            Self::WithdrawOffer => Move::WithdrawOffer,
            Self::Accept => Move::Accept,
            Self::Decline => Move::Decline,
            Self::GivePayee(_) => Move::GivePayee,
            Self::AddToBatch(_) => Move::AddToBatch,
            Self::MarkPaid { .. } => Move::MarkPaid,
            Self::MarkReturned { .. } => Move::MarkReturned,
            Self::GiveUp => Move::GiveUp,
            Self::Void { .. } => Move::Void,
        }
    }
}

impl Authority {
    /// Of somebody who works on claims and neither approves nor pays.
    pub const WORKER: Self = Self {
        can_work: true,
        can_pay: false,
        approves_up_to: 0,
        second_over: None,
    };
}

impl Party {
    /// The party as an actor in histories.
    pub fn actor(self) -> Actor {
        match self {
            Self::Staff { agent, .. } => Actor::Agent(agent),
            Self::Customer(contact) => Actor::Requester(contact),
            Self::System => Actor::System,
        }
    }

    /// The side; none for staff that only reads.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Staff { authority, .. } if !authority.can_work => None,
            Self::Staff { authority, .. } if authority.can_pay => Some(Side::Payer),
            Self::Staff { .. } => Some(Side::Staff),
            Self::Customer(_) => Some(Side::Customer),
            Self::System => Some(Side::System),
        }
    }
}

impl ClaimStatus {
    /// The whole state machine on one screen: what each side may do in each state.
    ///
    /// A move that stands here may still be refused for its data, or for who else acted before.
    pub fn moves(self, side: Side) -> &'static [Move] {
        use Move::{
            Accept, AddToBatch, Adjust, Approve, AskDocuments, Calculate, DeclareNotApplicable,
            Decline, Deny, GivePayee, GiveUp, MarkPaid, MarkReturned, Offer, Propose,
            ReceiveDocuments, Reconsider, SendBack, Void, WithdrawOffer,
        };
        match (side, self) {
            (Side::Staff | Side::Payer, Self::Requested | Self::InReview) => &[
                AskDocuments,
                Calculate,
                Adjust,
                Propose,
                DeclareNotApplicable,
                Deny,
                Void,
            ],
            (Side::Staff | Side::Payer, Self::NeedsDocuments) => {
                &[ReceiveDocuments, DeclareNotApplicable, Deny, Void]
            }
            (Side::Staff | Side::Payer, Self::Proposed) => {
                &[Calculate, Adjust, Approve, SendBack, Deny, Void]
            }
            (Side::Staff | Side::Payer, Self::Approved) => &[Calculate, Adjust, Offer, Deny, Void],
            // While the requester decides, the offer stands as it is.
            (Side::Staff | Side::Payer, Self::Offered) => &[WithdrawOffer],
            (Side::Staff | Side::Payer, Self::Declined) => &[Reconsider, Void],
            (Side::Staff | Side::Payer, Self::NotApplicable | Self::Denied) => &[Reconsider],
            (Side::Payer, Self::PaymentData) => &[AddToBatch, Void],
            (Side::Payer, Self::InBatch) => &[MarkPaid, MarkReturned],
            (Side::Staff | Side::Payer, Self::Accepted | Self::Returned)
            | (Side::Staff, Self::PaymentData) => &[Void],
            (Side::Staff, Self::InBatch) | (Side::Staff | Side::Payer, Self::Paid | Self::Void) => {
                &[]
            }

            (Side::Customer, Self::Offered) => &[Accept, Decline, GiveUp],
            (
                Side::Customer,
                Self::Requested
                | Self::InReview
                | Self::NeedsDocuments
                | Self::Proposed
                | Self::Approved,
            ) => &[GiveUp],
            (Side::Customer, Self::Accepted | Self::PaymentData | Self::Returned) => &[GivePayee],
            (Side::System, Self::Offered) => &[Accept],
            (Side::Customer | Side::System, _) => &[],
        }
    }
}
