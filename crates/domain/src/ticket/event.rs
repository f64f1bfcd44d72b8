//! What happened to a ticket: the append-only history that its state follows from.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Authority, Nature, Rating, Status};
use crate::assignment::Routing;
use crate::clock::{Metric, Rung};
use crate::{Actor, AgentId, EventId, MessageId, SolutionId, TicketCode, TicketId};

/// One entry of a ticket's history; never changed, never deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its key; they grow with time.
    pub id: EventId,
    /// The ticket.
    pub ticket: TicketId,
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
    /// Filed, with its first message and so many files.
    Created {
        /** The first message. */
        message: MessageId,
        /** How many files came with it. */
        files: u32,
    },
    /// The address was proved by an agent on the phone and not by a mailed code.
    VerifiedByPhone {
        /** Who checked the identity. */
        agent: AgentId,
    },
    /// Given to an agent.
    Assigned {
        /** Who had it. */
        from: Option<AgentId>,
        /** Who has it now. */
        to: AgentId,
    },
    /// Taken from its agent.
    Unassigned {
        /** Who had it. */
        from: AgentId,
    },
    /// Led to a team by the rules, with everybody who could have had it.
    Routed(Box<Routing>),
    /// The staff said how much it presses or what kind of request it is.
    Classified {
        /** What it was. */
        from: Nature,
        /** What it is now. */
        to: Nature,
    },
    /// An agent wrote to the requester.
    Replied {
        /** What. */
        message: MessageId,
    },
    /// An agent wrote a note for the staff.
    Noted {
        /** What. */
        message: MessageId,
    },
    /// An agent asked the requester for something.
    InfoRequested {
        /** What. */
        message: MessageId,
    },
    /// The requester was asked to complete the request.
    AskedToComplete {
        /** What is missing. */
        message: MessageId,
        /** Until when. */
        until: Timestamp,
    },
    /// The requester has more time to complete the request.
    Prolonged {
        /** Until when. */
        until: Timestamp,
    },
    /// The requester was reminded of what is missing.
    CompletionReminded,
    /// The request was not completed in time, and counts as withdrawn.
    TacitlyWithdrawn,
    /// The answer was put off.
    Extended {
        /** Why. */
        reason: String,
        /** By how many days of its term. */
        days: u16,
        /** Until which day. */
        until: Date,
    },
    /// The request was sent to the authority that is competent.
    Transferred {
        /** Why. */
        message: MessageId,
        /** To whom. */
        to: Authority,
    },
    /// The ticket waits for somebody else.
    WaitingThird {
        /** For whom or what. */
        reason: String,
        /** Until when. */
        until: Timestamp,
    },
    /// Work goes on.
    Resumed,
    /// A solution was proposed.
    SolutionProposed {
        /** Which. */
        solution: SolutionId,
    },
    /// The proposal was taken back.
    SolutionWithdrawn {
        /** Which. */
        solution: SolutionId,
        /** Why. */
        reason: String,
    },
    /// The requester wrote.
    CustomerWrote {
        /** What. */
        message: MessageId,
        /** Whether it only thanks. */
        thanks: bool,
    },
    /// The requester accepted the solution.
    SolutionAccepted {
        /** Which. */
        solution: SolutionId,
    },
    /// The requester rejected the solution; the ticket goes on.
    SolutionRejected {
        /** Which. */
        solution: SolutionId,
        /** Why. */
        reason: String,
    },
    /// The requester was reminded of the proposal.
    Reminded {
        /** Which. */
        solution: SolutionId,
        /** Whether the time to answer was over already: then it begins again, so that nobody's silence
        counts who could not answer. */
        #[serde(default)]
        is_late: bool,
    },
    /// Silence was taken for consent.
    ClosedBySilence {
        /** Which. */
        solution: SolutionId,
    },
    /// An agent ended the ticket.
    Closed {
        /** What was done. */
        reason: String,
    },
    /// The requester rated the service, or changed the rating.
    Rated(Rating),
    /// The ticket goes on after it was resolved.
    Reopened {
        /** Why. */
        reason: String,
    },
    /// The requester gave the request up.
    Dropped {
        /** Why. */
        reason: String,
    },
    /// An agent cancelled the ticket.
    Cancelled {
        /** Why. */
        reason: String,
    },
    /// It was marked as no request.
    MarkedSpam {
        /** The state before. */
        was: Status,
    },
    /// It was a request after all.
    UnmarkedSpam {
        /** The state it goes back to. */
        to: Status,
    },
    /// A share of a term is used; written once by the timer.
    DeadlineNear {
        /** Of which term. */
        metric: Metric,
        /** How much of it, in percent. */
        percent: u8,
    },
    /// A term is over in so many minutes; written once for each.
    DeadlineSoon {
        /** Of which term. */
        metric: Metric,
        /** In how many minutes. */
        minutes: u16,
    },
    /// A term is over and what was promised is not done; written once.
    DeadlineMissed {
        /** Which. */
        metric: Metric,
    },
    /// A step of the ladder of a term was reached; written once for each time the term runs.
    Escalated {
        /** Which. */
        rung: Rung,
    },
    /// An agent is told of what happens from now on.
    FollowerAdded {
        /** Who. */
        agent: AgentId,
    },
    /// An agent is not told any more.
    FollowerRemoved {
        /** Who. */
        agent: AgentId,
    },
    /// A new ticket was filed because this one could not be reopened any more.
    FollowedUp {
        /** The new ticket. */
        code: TicketCode,
    },
}

impl EventKind {
    /// From whom the ticket was taken, if that is what happened.
    pub fn holder_before(&self) -> Option<AgentId> {
        if let Self::Unassigned { from }
        | Self::Assigned {
            from: Some(from), ..
        } = self
        {
            Some(*from)
        } else {
            None
        }
    }

    /// Whether the requester may see it. Work inside the staff stays there (case D5).
    pub fn is_public(&self) -> bool {
        is_public_kind(self.name())
    }

    /// The message that it is about; a solution's text is a message under the same key.
    pub fn message(&self) -> Option<MessageId> {
        if let Self::Created { message, .. }
        | Self::Replied { message }
        | Self::Noted { message }
        | Self::InfoRequested { message }
        | Self::AskedToComplete { message, .. }
        | Self::Transferred { message, .. }
        | Self::CustomerWrote { message, .. } = self
        {
            return Some(*message);
        }
        if let Self::SolutionProposed { solution } = self {
            Some(MessageId(solution.0))
        } else {
            None
        }
    }

    /// The stable name of the kind, as kept in the database and used for texts.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::VerifiedByPhone { .. } => "verified_by_phone",
            Self::Assigned { .. } => "assigned",
            Self::Unassigned { .. } => "unassigned",
            Self::Routed(_) => "routed",
            Self::Classified { .. } => "classified",
            Self::Replied { .. } => "replied",
            Self::Noted { .. } => "noted",
            Self::InfoRequested { .. } => "info_requested",
            Self::AskedToComplete { .. } => "asked_to_complete",
            Self::Prolonged { .. } => "prolonged",
            Self::CompletionReminded => "completion_reminded",
            Self::TacitlyWithdrawn => "tacitly_withdrawn",
            Self::Extended { .. } => "extended",
            Self::Transferred { .. } => "transferred",
            Self::WaitingThird { .. } => "waiting_third",
            Self::Resumed => "resumed",
            Self::SolutionProposed { .. } => "solution_proposed",
            Self::SolutionWithdrawn { .. } => "solution_withdrawn",
            Self::CustomerWrote { .. } => "customer_wrote",
            Self::SolutionAccepted { .. } => "solution_accepted",
            Self::SolutionRejected { .. } => "solution_rejected",
            Self::Reminded { .. } => "reminded",
            Self::ClosedBySilence { .. } => "closed_by_silence",
            Self::Closed { .. } => "closed",
            Self::Rated(_) => "rated",
            Self::Reopened { .. } => "reopened",
            Self::Dropped { .. } => "dropped",
            Self::Cancelled { .. } => "cancelled",
            Self::MarkedSpam { .. } => "marked_spam",
            Self::UnmarkedSpam { .. } => "unmarked_spam",
            Self::DeadlineNear { .. } => "deadline_near",
            Self::DeadlineSoon { .. } => "deadline_soon",
            Self::DeadlineMissed { .. } => "deadline_missed",
            Self::Escalated { .. } => "escalated",
            Self::FollowerAdded { .. } => "follower_added",
            Self::FollowerRemoved { .. } => "follower_removed",
            Self::FollowedUp { .. } => "followed_up",
        }
    }
}

/// Whether events of a kind, by its [`name`](EventKind::name), may be known to the requester. All others
/// are the staff's, and so are those that this program does not know.
pub fn is_public_kind(name: &str) -> bool {
    matches!(
        name,
        "created"
            | "verified_by_phone"
            | "assigned"
            | "replied"
            | "info_requested"
            | "asked_to_complete"
            | "prolonged"
            | "completion_reminded"
            | "tacitly_withdrawn"
            | "extended"
            | "transferred"
            | "solution_proposed"
            | "solution_withdrawn"
            | "customer_wrote"
            | "solution_accepted"
            | "solution_rejected"
            | "reminded"
            | "closed_by_silence"
            | "closed"
            | "rated"
            | "reopened"
            | "dropped"
            | "cancelled"
            | "followed_up"
    )
}
