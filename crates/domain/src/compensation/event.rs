//! What happened to a claim: the append-only history that its state follows from.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Calculation, PayeeMask};
use crate::{Actor, AgentId, BatchId, ClaimId, EventId, Money, SolutionId};

/// One entry of a claim's history; never changed, never deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its key; they grow with time.
    pub id: EventId,
    /// The claim.
    pub claim: ClaimId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// What happened.
    pub kind: EventKind,
}

/// What happened, with what is needed to tell it and to derive the state again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// It was asked for.
    Requested,
    /// The requester was asked for documents.
    DocumentsAsked {
        /** Which, and why. */
        reason: String,
    },
    /// The documents came.
    DocumentsReceived,
    /// The amount was calculated.
    Calculated {
        /** How. */
        calculation: Box<Calculation>,
        /** Why again; empty the first time. */
        reason: String,
    },
    /// The amount was set by hand.
    Adjusted {
        /** The amount before. */
        from: Option<Money>,
        /** The amount since. */
        to: Money,
        /** Why. */
        reason: String,
    },
    /// Another amount made the approvals void.
    ApprovalsVoided {
        /** Whose. */
        approvers: Vec<AgentId>,
    },
    /// Approval was asked for.
    Proposed {
        /** By whom. */
        proposer: AgentId,
        /** Of what. */
        amount: Money,
    },
    /// Somebody approved.
    Approved {
        /** Who. */
        approver: AgentId,
        /** What. */
        amount: Money,
        /** Whether nobody else has to. */
        complete: bool,
    },
    /// It was sent back.
    SentBack {
        /** Why. */
        reason: String,
    },
    /// Nothing is due.
    FoundNotApplicable {
        /** Why. */
        reason: String,
    },
    /// It was denied.
    Denied {
        /** Why. */
        reason: String,
    },
    /// It is looked at again.
    Reconsidered {
        /** Why. */
        reason: String,
    },
    /// It was offered.
    Offered {
        /** In which solution. */
        solution: SolutionId,
    },
    /// The offer was taken back.
    OfferWithdrawn,
    /// The requester accepted, or said nothing until the end of the term.
    Accepted,
    /// The requester rejected the solution.
    Declined,
    /// The requester said where to pay.
    PayeeGiven {
        /** As far as it may be shown. */
        payee: PayeeMask,
    },
    /// It went into a batch.
    Batched {
        /** Which. */
        batch: BatchId,
        /** The how manieth time. */
        attempt: u32,
    },
    /// The bank paid.
    Paid {
        /** When. */
        on: Date,
        /** The bank's reference. */
        reference: String,
    },
    /// The bank sent it back.
    Returned {
        /** Why. */
        reason: String,
    },
    /// The requester gave the request up.
    GivenUp,
    /// It was a mistake.
    Voided {
        /** Why. */
        reason: String,
    },
}

impl EventKind {
    /// The stable name of the kind, as kept in the database and used for texts.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::DocumentsAsked { .. } => "documents_asked",
            Self::DocumentsReceived => "documents_received",
            Self::Calculated { .. } => "calculated",
            Self::Adjusted { .. } => "adjusted",
            Self::ApprovalsVoided { .. } => "approvals_voided",
            Self::Proposed { .. } => "proposed",
            Self::Approved { .. } => "approved",
            Self::SentBack { .. } => "sent_back",
            Self::FoundNotApplicable { .. } => "found_not_applicable",
            Self::Denied { .. } => "denied",
            Self::Reconsidered { .. } => "reconsidered",
            Self::Offered { .. } => "offered",
            Self::OfferWithdrawn => "offer_withdrawn",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::PayeeGiven { .. } => "payee_given",
            Self::Batched { .. } => "batched",
            Self::Paid { .. } => "paid",
            Self::Returned { .. } => "returned",
            Self::GivenUp => "given_up",
            Self::Voided { .. } => "voided",
        }
    }

    /// The amount that it is about.
    pub fn amount(&self) -> Option<Money> {
        if let Self::Calculated { calculation, .. } = self {
            Some(calculation.amount)
        } else if let Self::Adjusted { to: amount, .. }
        | Self::Proposed { amount, .. }
        | Self::Approved { amount, .. } = self
        {
            Some(*amount)
        } else {
            None
        }
    }

    /// Why, where somebody said so.
    pub fn reason(&self) -> Option<&str> {
        if let Self::Calculated { reason, .. }
        | Self::Adjusted { reason, .. }
        | Self::DocumentsAsked { reason }
        | Self::SentBack { reason }
        | Self::FoundNotApplicable { reason }
        | Self::Denied { reason }
        | Self::Reconsidered { reason }
        | Self::Returned { reason }
        | Self::Voided { reason } = self
        {
            Some(reason.as_str()).filter(|reason| !reason.is_empty())
        } else {
            None
        }
    }
}
