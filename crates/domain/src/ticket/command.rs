//! What somebody may want to do with a ticket.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Authority, Nature};
use crate::assignment::Routing;
use crate::clock::{Completion, Extension};
use crate::{AgentId, MessageId, SolutionId, Status};

/// A wish to change a ticket. [`Ticket::decide`](super::Ticket::decide) says what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Give the ticket to an agent; to oneself, that is taking it.
    Assign(AgentId),
    /// Take the ticket from whoever has it.
    Unassign,
    /// Give the ticket to a team and to who was chosen there, or take it from who cannot have it.
    Route(Box<Routing>),
    /// Say how much it presses and what kind of request it is.
    Classify(Nature),
    /// Write to the requester.
    Reply(MessageId),
    /// Write a note for the staff.
    Note(MessageId),
    /// Ask the requester for something; the message says what.
    RequestInfo(MessageId),
    /// Ask the requester to complete the request; the message says what is missing.
    AskToComplete {
        /** What is missing. */
        message: MessageId,
        /** What the law of the ticket says of it; none where it says nothing. */
        law: Option<Completion>,
    },
    /// Give the requester more time to complete the request.
    Prolong {
        /** Until when the law of the ticket allows it; none where it does not. */
        until: Option<Timestamp>,
    },
    /// Take the request for withdrawn, because it was not completed in time.
    WithdrawTacitly,
    /// Put the answer off.
    Extend {
        /** Why, for the requester. */
        reason: String,
        /** By how many days of its term. */
        days: u16,
        /** Until which day. */
        until: Date,
        /** What the law of the ticket says of it; none where it says nothing. */
        law: Option<Extension>,
    },
    /// Send the request to the authority that is competent; the message says why.
    Transfer {
        /** Why. */
        message: MessageId,
        /** To whom. */
        to: Authority,
    },
    /// Wait for somebody else until an instant, with a reason.
    WaitThird {
        /** Why and for whom. */
        reason: String,
        /** When to go on. */
        until: Timestamp,
    },
    /// Go on working after waiting.
    Resume,
    /// Propose a solution.
    Propose(SolutionId),
    /// Take the proposal back, with a reason.
    Withdraw {
        /** Why, for the staff. */
        reason: String,
    },
    /// Write to the staff.
    Write {
        /** The message. */
        message: MessageId,
        /** Whether it only thanks. */
        thanks: bool,
    },
    /// Accept the proposed solution, perhaps with a rating at once.
    Accept {
        /** The stars and the comment. */
        rating: Option<Rating>,
    },
    /// Reject the proposed solution and say why.
    Reject {
        /** At least [`MIN_REJECT_REASON`](super::MIN_REJECT_REASON) characters. */
        reason: String,
    },
    /// Rate the service after the ticket was resolved.
    Rate(Rating),
    /// Go on with a ticket that was resolved.
    Reopen {
        /** What is still wrong. */
        reason: String,
    },
    /// Give the request up.
    Drop {
        /** Why; may be empty. */
        reason: String,
    },
    /// End the ticket without a proposal.
    Close {
        /** What was done. */
        reason: String,
    },
    /// Cancel the ticket.
    Cancel {
        /** Why. */
        reason: String,
    },
    /// Say that it is no request.
    MarkSpam,
    /// Say that it was one after all.
    UnmarkSpam,
    /// Remind the requester of the proposal, or of what is missing.
    Remind,
    /// Take silence for consent.
    CloseBySilence,
}

/// A command without its data: what a refusal lists, and what pages ask before they show a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the command of the same name")]
pub enum Move {
    Assign,
    Unassign,
    Route,
    Classify,
    Reply,
    Note,
    RequestInfo,
    AskToComplete,
    Prolong,
    WithdrawTacitly,
    Extend,
    Transfer,
    WaitThird,
    Resume,
    Propose,
    Withdraw,
    Write,
    Accept,
    Reject,
    Rate,
    Reopen,
    Drop,
    Close,
    Cancel,
    MarkSpam,
    UnmarkSpam,
    Remind,
    CloseBySilence,
}

impl Command {
    /// Which move it is.
    pub fn as_move(&self) -> Move {
        match self {
            Self::Assign(_) => Move::Assign,
            Self::Unassign => Move::Unassign,
            Self::Route(_) => Move::Route,
            Self::Classify(_) => Move::Classify,
            Self::Reply(_) => Move::Reply,
            Self::Note(_) => Move::Note,
            Self::RequestInfo(_) => Move::RequestInfo,
            Self::AskToComplete { .. } => Move::AskToComplete,
            Self::Prolong { .. } => Move::Prolong,
            Self::WithdrawTacitly => Move::WithdrawTacitly,
            Self::Extend { .. } => Move::Extend,
            Self::Transfer { .. } => Move::Transfer,
            Self::WaitThird { .. } => Move::WaitThird,
            Self::Resume => Move::Resume,
            Self::Propose(_) => Move::Propose,
            Self::Withdraw { .. } => Move::Withdraw,
            Self::Write { .. } => Move::Write,
            Self::Accept { .. } => Move::Accept,
            Self::Reject { .. } => Move::Reject,
            Self::Rate(_) => Move::Rate,
            Self::Reopen { .. } => Move::Reopen,
            Self::Drop { .. } => Move::Drop,
            Self::Close { .. } => Move::Close,
            Self::Cancel { .. } => Move::Cancel,
            Self::MarkSpam => Move::MarkSpam,
            Self::UnmarkSpam => Move::UnmarkSpam,
            Self::Remind => Move::Remind,
            Self::CloseBySilence => Move::CloseBySilence,
        }
    }
}

/// The class of actor that the table of moves knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The person who asks.
    Requester,
    /// The person who answers.
    Agent,
    /// Timers and the rules of assignment.
    System,
}

impl Status {
    /// The whole state machine on one screen: what each side may do in each state.
    ///
    /// A move that stands here may still be refused for its data or its time.
    pub fn moves(self, side: Side) -> &'static [Move] {
        use Move::{
            Accept, AskToComplete, Assign, Cancel, Classify, Close, CloseBySilence, Drop, Extend,
            MarkSpam, Note, Prolong, Propose, Rate, Reject, Remind, Reopen, Reply, RequestInfo,
            Resume, Route, Transfer, Unassign, UnmarkSpam, WaitThird, Withdraw, WithdrawTacitly,
            Write,
        };
        match (side, self) {
            (Side::Agent, Self::New | Self::Open) => &[
                Assign,
                Unassign,
                Classify,
                Reply,
                Note,
                RequestInfo,
                AskToComplete,
                Extend,
                Transfer,
                WaitThird,
                Propose,
                Close,
                Cancel,
                MarkSpam,
            ],
            (Side::Agent, Self::WaitingCustomer) => &[
                Assign,
                Unassign,
                Classify,
                Reply,
                Note,
                RequestInfo,
                AskToComplete,
                Prolong,
                Extend,
                Transfer,
                WaitThird,
                Resume,
                Propose,
                Close,
                Cancel,
                MarkSpam,
            ],
            (Side::Agent, Self::WaitingThird) => &[
                Assign,
                Unassign,
                Reply,
                Note,
                RequestInfo,
                AskToComplete,
                Extend,
                Transfer,
                WaitThird,
                Resume,
                Propose,
                Close,
                Cancel,
                MarkSpam,
            ],
            // While the requester decides, nobody else ends the ticket.
            (Side::Agent, Self::SolutionProposed) => &[Assign, Classify, Reply, Note, Withdraw],
            (Side::Agent, Self::Resolved) => &[Note, Reopen],
            (Side::Agent, Self::Cancelled | Self::Transferred | Self::Merged) => &[Note],
            (Side::Agent, Self::Spam) => &[Note, UnmarkSpam],

            (Side::Requester, Self::New | Self::Open | Self::WaitingThird) => &[Write, Drop],
            (Side::Requester, Self::WaitingCustomer) => &[Write, Drop, Prolong],
            (Side::Requester, Self::SolutionProposed) => &[Write, Accept, Reject],
            (Side::Requester, Self::Resolved) => &[Write, Rate, Reopen],
            (Side::Requester, Self::Cancelled | Self::Transferred | Self::Merged | Self::Spam) => {
                &[]
            }

            (Side::System, Self::New | Self::Open) => &[Route, Classify],
            (Side::System, Self::WaitingCustomer) => &[Route, Classify, Remind, WithdrawTacitly],
            (Side::System, Self::WaitingThird) => &[Route, Classify, Resume],
            (Side::System, Self::SolutionProposed) => &[Route, Remind, CloseBySilence],
            (Side::System, _) => &[],
        }
    }
}

/// What the requester thinks of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 (worst) to 5 (best).
    pub stars: u8,
    /// In the requester's words; may be empty.
    pub comment: String,
}
