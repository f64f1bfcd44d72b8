//! The life of a ticket: its state, what may change it, and what follows.
//!
//! [`Ticket::decide`] is the one function that says yes or no; [`Ticket::apply`] is the one that
//! changes a ticket. Neither reads a clock or a database.

mod apply;
mod authority;
mod command;
mod decide;
mod event;
#[cfg(test)]
mod model;
mod nature;
mod refusal;
mod solution;
mod status;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use authority::{Authority, MAX_AUTHORITY};
pub use command::{Command, Move, Rating, Side};
pub use event::{Event, EventKind, is_public_kind};
pub use nature::{Nature, Priority, TicketKind};
pub use refusal::Refusal;
pub use solution::{DecidedBy, Solution, SolutionStatus};
pub use status::Status;

use crate::policy::TicketFacts;
use crate::{
    AgentId, ContactId, OrganizationId, SolutionId, TeamId, TicketCode, TicketId, TopicId,
};

/// The shortest reason for rejecting a solution, in characters (DOMAIN, acceptance page).
pub const MIN_REJECT_REASON: usize = 10;

/// The longest reason of any kind, in characters.
pub const MAX_REASON: usize = 2_000;

/// The longest comment to a rating, in characters.
pub const MAX_COMMENT: usize = 1_000;

/// A case of a requester, from filing to its end.
///
/// Outside this module nobody assigns the fields that [`apply`](Self::apply) keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its key.
    pub id: TicketId,
    /// What people call it.
    pub code: TicketCode,
    /// Grows by one with every save; two writers cannot both win.
    pub version: i64,
    /// Where it stands.
    pub status: Status,
    /// A line by which to recognise it.
    pub subject: String,
    /// What it is about.
    pub topic: TopicId,
    /// The answers to the questions of the topic, in their order.
    pub answers: Vec<Answer>,
    /// The tracking number, if the topic asks for one and it was given.
    pub tracking_number: Option<String>,
    /// How much it presses, and what kind of request it is.
    pub nature: Nature,
    /// Who asks.
    pub requester: ContactId,
    /// The company that it was filed for, by an account.
    pub organization: Option<OrganizationId>,
    /// The language of mails to the requester, as a tag.
    pub language: String,
    /// How the requester proved to be who they are.
    pub verified_by: VerifiedBy,
    /// Whose queue it is in.
    pub team: TeamId,
    /// Who works on it.
    pub assignee: Option<AgentId>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// When the last event happened.
    pub updated_at: Timestamp,
    /// By when the requester is to have an answer.
    pub due_at: Option<Timestamp>,
    /// The solution that waits for an answer, or the one that ended the ticket.
    pub solution: Option<SolutionId>,
    /// From when on silence counts: the proposal, or what the requester last wrote about it.
    pub silent_since: Option<Timestamp>,
    /// Whether the requester was reminded of the proposal, or of what is missing.
    pub reminded: bool,
    /// Until when it waits for somebody else, or for the requester to complete the request.
    pub waiting_until: Option<Timestamp>,
    /// Whether the requester was given more time to complete the request.
    pub is_prolonged: bool,
    /// How it was resolved.
    pub resolution: Option<Resolution>,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// When the first rating of this resolution came, and the stars as they stand.
    pub rated: Option<Rated>,
    /// How often it was reopened after it was resolved, or a solution rejected.
    pub reopen_count: u32,
    /// The ticket that could not be reopened any more and that this one goes on with.
    pub follow_up_of: Option<TicketId>,
}

/// The field of the answer that has the requester's identity document.
pub const DOCUMENT: &str = "document";

/// One answer to a question of the topic; label and text as they were shown, so that a later
/// change of the form changes no ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The field of the form.
    pub field: String,
    /// The question as the requester read it.
    pub label: String,
    /// The answer as text.
    pub text: String,
}

/// How the requester proved to be who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "agent", rename_all = "snake_case")]
pub enum VerifiedBy {
    /// By a code mailed to the address: the address is theirs.
    Code,
    /// By an agent on the phone: the person is known, the address is not proved.
    Phone(AgentId),
}

/// How a ticket was resolved. Silence is kept apart from acceptance in every report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The requester accepted the solution.
    Accepted,
    /// The requester said nothing until the end of the term.
    Silence,
    /// An agent ended it with a reason.
    ByAgent,
}

impl Resolution {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Silence => "silence",
            Self::ByAgent => "by_agent",
        }
    }

    /// The resolution of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Accepted, Self::Silence, Self::ByAgent]
            .into_iter()
            .find(|one| one.name() == name)
    }
}

/// The rating of the present resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// 1 to 5.
    pub stars: u8,
    /// When the requester first rated; changes are possible for some hours after.
    pub first_at: Timestamp,
}

impl Ticket {
    /// A ticket as it is at the moment of filing.
    #[expect(
        clippy::too_many_arguments,
        reason = "all of it is known at once, and none of it has a default"
    )]
    pub fn filed(
        id: TicketId,
        code: TicketCode,
        topic: TopicId,
        team: TeamId,
        requester: ContactId,
        verified_by: VerifiedBy,
        subject: String,
        answers: Vec<Answer>,
        language: String,
        due_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            code,
            version: 0,
            status: Status::New,
            subject,
            topic,
            answers,
            tracking_number: None,
            nature: Nature::default(),
            requester,
            organization: None,
            language,
            verified_by,
            team,
            assignee: None,
            created_at: now,
            updated_at: now,
            due_at,
            solution: None,
            silent_since: None,
            reminded: false,
            waiting_until: None,
            is_prolonged: false,
            resolution: None,
            resolved_at: None,
            rated: None,
            reopen_count: 0,
            follow_up_of: None,
        }
    }

    /// What decides who of the staff may do something with it.
    pub fn facts(&self) -> TicketFacts {
        TicketFacts {
            team: self.team,
            assignee: self.assignee,
        }
    }

    /// Whether it waits for the requester to complete the request; without an end it is only asked
    /// something.
    pub fn is_incomplete(&self) -> bool {
        self.status == Status::WaitingCustomer && self.waiting_until.is_some()
    }

    /// Whether it goes on after it was resolved or a solution was rejected ("Reabierto").
    pub fn is_reopened(&self) -> bool {
        self.reopen_count > 0 && self.status.is_open()
    }
}
