//! The letters: what each one has to say, as plain data.
//!
//! The words are in the message files, how they are put together is in `page`.

use domain::clock::Metric;
use domain::{TicketCode, TicketId, otp::Purpose};
use jiff::{Timestamp, civil::Date};

/// A letter to one person.
///
/// Days are calendar days of the organisation. What people wrote is taken as they wrote it.
#[derive(Debug, Clone)]
pub enum Letter {
    /// To a requester: the code that proves the address. Holds nothing the requester typed.
    VerificationCode {
        /// Six digits.
        code: String,
        /// What it is good for.
        purpose: Purpose,
        /// From when on it is refused.
        expires_at: Timestamp,
    },
    /// To the requester: the ticket was created. The first mail of its thread.
    TicketCreated {
        /// The ticket.
        ticket: Ticket,
        /// The topic it was filed under.
        topic: String,
        /// The class of requests by law, with the law.
        class: Option<String>,
        /// Who attends to it, if somebody does already.
        agent: Option<String>,
        /// The day by which an answer is promised.
        answer_due: Option<Date>,
    },
    /// To the requester: an agent replied.
    AgentReplied {
        /// The ticket.
        ticket: Ticket,
        /// The agent's name.
        agent: String,
        /// The reply.
        text: String,
        /// Names of the files sent with it.
        files: Vec<String>,
    },
    /// To the requester: an agent needs information, and the deadline waits.
    InformationRequested {
        /// The ticket.
        ticket: Ticket,
        /// The agent's name.
        agent: String,
        /// What is needed.
        text: String,
        /// Names of the files sent with it.
        files: Vec<String>,
    },
    /// To the requester: a solution to accept or reject.
    SolutionProposed {
        /// The ticket.
        ticket: Ticket,
        /// The agent's name.
        agent: String,
        /// The solution.
        text: String,
        /// Names of the files sent with it.
        files: Vec<String>,
        /// The last day for an answer.
        answer_by: Date,
    },
    /// To the requester: the proposed solution still waits for an answer.
    SolutionReminder {
        /// The ticket.
        ticket: Ticket,
        /// Days left, 0 on the last one.
        days_left: u16,
        /// The last day for an answer.
        answer_by: Date,
    },
    /// To the requester: the ticket is resolved.
    TicketResolved {
        /// The ticket.
        ticket: Ticket,
        /// How it came to that.
        how: Resolution,
        /// The last day on which it can be reopened.
        reopen_until: Option<Date>,
    },
    /// To the requester: the ticket was reopened, and who goes on with it.
    TicketReopened {
        /// The ticket.
        ticket: Ticket,
        /// Who goes on, if that is known already.
        agent: Option<String>,
        /// The day by which an answer is promised.
        answer_due: Option<Date>,
    },
    /// To the requester: the ticket was cancelled.
    TicketCancelled {
        /// The ticket.
        ticket: Ticket,
        /// By whom, and why.
        by: Cancellation,
    },
    /// To the requester: the request is incomplete, and its term waits.
    AskedToComplete {
        /// The ticket.
        ticket: Ticket,
        /// The agent's name.
        agent: String,
        /// What is missing.
        text: String,
        /// The last day to complete it.
        until: Date,
        /// The law.
        law: Option<String>,
    },
    /// To the requester: the request still waits to be completed, or there is more time for it.
    CompletionWaits {
        /// The ticket.
        ticket: Ticket,
        /// The last day to complete it.
        until: Date,
        /// Whether there is more time than before.
        is_prolonged: bool,
    },
    /// To the requester: the request was not completed in time and counts as withdrawn.
    TacitlyWithdrawn {
        /// The ticket.
        ticket: Ticket,
        /// The day on which the requester was asked.
        asked_on: Date,
        /// What is missing.
        missing: String,
        /// The law.
        law: Option<String>,
    },
    /// To the requester: the answer comes later than promised.
    AnswerPutOff {
        /// The ticket.
        ticket: Ticket,
        /// Why.
        reason: String,
        /// The day by which the answer is promised now.
        until: Date,
        /// The law.
        law: Option<String>,
    },
    /// To the requester: the request was sent to the authority that is competent.
    TicketTransferred {
        /// The ticket.
        ticket: Ticket,
        /// What the authority is called.
        authority: String,
        /// Where it is reached, if that is known.
        reach: Option<String>,
        /// Why.
        reason: String,
        /// Names of the files that go with it.
        files: Vec<String>,
    },
    /// To an authority: a request that it is competent for.
    RequestForwarded {
        /// The ticket; its path leads to the portal, since the reader has no account.
        ticket: Ticket,
        /// What the authority is called.
        authority: String,
        /// Who asks.
        requester: String,
        /// The requester's address.
        email: String,
        /// The requester's telephone; may be empty.
        phone: String,
        /// The day on which it was filed.
        filed_on: Date,
        /// The request, as it was filed.
        request: String,
        /// Why it is sent.
        reason: String,
        /// Names of its files.
        files: Vec<String>,
    },
    /// To the requester: the bank paid the compensation, or sent it back.
    CompensationSettled {
        /// The ticket.
        ticket: Ticket,
        /// Whether it was paid.
        is_paid: bool,
    },
    /// To somebody of a company: many tickets were created at once.
    TicketsFiled {
        /// The subject of all of them.
        subject: String,
        /// The tickets.
        tickets: Vec<Filed>,
        /// How many numbers got none.
        left_out: usize,
        /// Path of the page with all of them.
        path: String,
    },
    /// To a requester who lost the code: all tickets of the address.
    CodeList {
        /// The tickets, newest first.
        tickets: Vec<Listed>,
        /// Path of the page to look them up.
        path: String,
    },
    /// To whom too much was to be told in a short while: all of it in one.
    Digest {
        /// The tickets with news.
        tickets: Vec<Told>,
        /// Path of the page with them.
        path: String,
    },
    /// To the agent: the requester wrote.
    CustomerWrote {
        /// The ticket; its path leads to the desk.
        ticket: Ticket,
        /// The requester's name.
        requester: String,
        /// The message; a long one is cut.
        text: String,
        /// Names of the files sent with it.
        files: Vec<String>,
    },
    /// To the agent: a ticket to attend to.
    TicketAssigned {
        /// The ticket; its path leads to the desk.
        ticket: Ticket,
        /// The requester's name.
        requester: String,
        /// The topic it was filed under.
        topic: String,
        /// The next deadline.
        due_at: Option<Timestamp>,
        /// Who assigned it; nobody if a rule did.
        by: Option<String>,
    },
    /// To somebody of the staff: a term comes to its end, or is over.
    DeadlineNotice {
        /// The ticket.
        ticket: Ticket,
        /// The requester's name.
        requester: String,
        /// Which term.
        metric: Metric,
        /// When it is over.
        due_at: Timestamp,
    },
    /// To who follows a ticket: something happened.
    TicketNews {
        /// The ticket.
        ticket: Ticket,
        /// The requester's name.
        requester: String,
        /// The name of the kind of event.
        what: &'static str,
        /// What was written; may be empty, and a long one is cut.
        text: String,
    },
    /// To a supervisor: nobody could be found for tickets for too long.
    QueueWaits {
        /// What waits, team by team.
        waiting: Vec<Waiting>,
        /// Path of the list of what nobody has.
        path: String,
    },
    /// To a new agent: the link to choose a password.
    AgentInvited {
        /// Who invites.
        by: String,
        /// Path with the one-time token.
        path: String,
        /// From when on the link is refused.
        expires_at: Timestamp,
    },
    /// To somebody of a company who was given an account: the link to choose a password.
    AccountInvited {
        /// Who invites.
        by: String,
        /// The company.
        company: String,
        /// Path with the one-time token.
        path: String,
        /// From when on the link is refused.
        expires_at: Timestamp,
    },
    /// To somebody who forgot the password: the link to choose another.
    PasswordReset {
        /// Path with the one-time token.
        path: String,
        /// From when on the link is refused.
        expires_at: Timestamp,
    },
    /// To somebody who signs in without a password: the link that does.
    SignInLink {
        /// Path with the one-time token.
        path: String,
        /// From when on the link is refused.
        expires_at: Timestamp,
    },
    /// To the agent, or the person of an account: many sign-ins with a wrong password.
    SignInFailed {
        /// How many.
        failures: u32,
        /// When the last one was.
        last_at: Timestamp,
        /// Path of the page to change the password.
        path: String,
    },
    /// To whoever signs in: how they do was changed, or somebody tried to get past it.
    Security {
        /// What happened.
        notice: Notice,
        /// When.
        at: Timestamp,
        /// Path of the page where one changes how one signs in.
        path: String,
    },
    /// To the old address: another was given, and this link undoes it.
    EmailChanging {
        /// The new address, masked.
        new: String,
        /// Path with the one-time token.
        path: String,
        /// From when on the link is refused.
        until: Timestamp,
    },
}

/// What a notice about signing in tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Another password was chosen.
    PasswordChanged,
    /// The second factor is asked for from now on.
    FactorOn,
    /// The second factor is not asked for any more.
    FactorOff,
    /// An administrator took the second factor away.
    FactorReset,
    /// The password was right, and the code was not, several times.
    FactorFailed,
    /// There are new recovery codes.
    CodesRenewed,
    /// Somebody signed in with a recovery code.
    CodeUsed,
    /// The address was changed; this goes to the new one.
    EmailChanged,
}

/// The ticket a letter is about.
#[derive(Debug, Clone)]
pub struct Ticket {
    /// Its key, of which only the `Message-ID` tells.
    pub id: TicketId,
    /// Its code.
    pub code: TicketCode,
    /// Its subject, as the requester wrote it.
    pub subject: String,
    /// Path of its page below the portal's address, with a token if the reader needs one.
    pub path: String,
}

/// A ticket of a digest.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its code.
    pub code: TicketCode,
    /// Its subject.
    pub subject: String,
    /// How many letters about it were held.
    pub count: u32,
}

/// A ticket in the list of all tickets of an address.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its code.
    pub code: TicketCode,
    /// Its subject.
    pub subject: String,
    /// Its state, in the words of the reader's language.
    pub state: String,
    /// The day on which it was created.
    pub created_on: Date,
}

/// A ticket among many that were created at once.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Its code.
    pub code: TicketCode,
    /// The number of the parcel.
    pub number: String,
    /// Who attends to it, if somebody does already.
    pub agent: Option<String>,
}

/// What waits for somebody in a team.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The name of the team.
    pub team: String,
    /// How many tickets.
    pub count: u32,
    /// When the oldest of them was filed.
    pub oldest: Timestamp,
}

/// How a ticket came to be resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// The requester accepted the solution.
    Accepted,
    /// The requester did not answer in time.
    Silence,
    /// An agent closed it.
    ByAgent {
        /// The agent's name.
        name: String,
    },
}

/// Who cancelled a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cancellation {
    /// The requester.
    ByRequester,
    /// An agent.
    ByAgent {
        /// The agent's name.
        name: String,
        /// The reason, for the requester to read.
        reason: String,
    },
}

/// What a letter is about, by a name that never changes: it stands in message ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each is the kind of the letter of the same name"
)]
pub enum Kind {
    VerificationCode,
    TicketCreated,
    AgentReplied,
    InformationRequested,
    SolutionProposed,
    SolutionReminder,
    TicketResolved,
    TicketReopened,
    TicketCancelled,
    AskedToComplete,
    CompletionWaits,
    TacitlyWithdrawn,
    AnswerPutOff,
    TicketTransferred,
    RequestForwarded,
    CompensationSettled,
    TicketsFiled,
    CodeList,
    Digest,
    CustomerWrote,
    TicketAssigned,
    DeadlineNotice,
    TicketNews,
    QueueWaits,
    AgentInvited,
    AccountInvited,
    PasswordReset,
    SignInLink,
    SignInFailed,
    Security,
    EmailChanging,
}

impl Letter {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::VerificationCode { .. } => Kind::VerificationCode,
            Self::TicketCreated { .. } => Kind::TicketCreated,
            Self::AgentReplied { .. } => Kind::AgentReplied,
            Self::InformationRequested { .. } => Kind::InformationRequested,
            Self::SolutionProposed { .. } => Kind::SolutionProposed,
            Self::SolutionReminder { .. } => Kind::SolutionReminder,
            Self::TicketResolved { .. } => Kind::TicketResolved,
            Self::TicketReopened { .. } => Kind::TicketReopened,
            Self::TicketCancelled { .. } => Kind::TicketCancelled,
            Self::AskedToComplete { .. } => Kind::AskedToComplete,
            Self::CompletionWaits { .. } => Kind::CompletionWaits,
            Self::TacitlyWithdrawn { .. } => Kind::TacitlyWithdrawn,
            Self::AnswerPutOff { .. } => Kind::AnswerPutOff,
            Self::TicketTransferred { .. } => Kind::TicketTransferred,
            Self::RequestForwarded { .. } => Kind::RequestForwarded,
            Self::CompensationSettled { .. } => Kind::CompensationSettled,
            Self::TicketsFiled { .. } => Kind::TicketsFiled,
            Self::CodeList { .. } => Kind::CodeList,
            Self::Digest { .. } => Kind::Digest,
            Self::CustomerWrote { .. } => Kind::CustomerWrote,
            Self::TicketAssigned { .. } => Kind::TicketAssigned,
            Self::DeadlineNotice { .. } => Kind::DeadlineNotice,
            Self::TicketNews { .. } => Kind::TicketNews,
            Self::QueueWaits { .. } => Kind::QueueWaits,
            Self::AgentInvited { .. } => Kind::AgentInvited,
            Self::AccountInvited { .. } => Kind::AccountInvited,
            Self::PasswordReset { .. } => Kind::PasswordReset,
            Self::SignInLink { .. } => Kind::SignInLink,
            Self::SignInFailed { .. } => Kind::SignInFailed,
            Self::Security { .. } => Kind::Security,
            Self::EmailChanging { .. } => Kind::EmailChanging,
        }
    }

    /// The ticket it is about, if it is about one.
    pub fn ticket(&self) -> Option<&Ticket> {
        match self {
            Self::TicketCreated { ticket, .. }
            | Self::AgentReplied { ticket, .. }
            | Self::InformationRequested { ticket, .. }
            | Self::SolutionProposed { ticket, .. }
            | Self::SolutionReminder { ticket, .. }
            | Self::TicketResolved { ticket, .. }
            | Self::TicketReopened { ticket, .. }
            | Self::TicketCancelled { ticket, .. }
            | Self::AskedToComplete { ticket, .. }
            | Self::CompletionWaits { ticket, .. }
            | Self::TacitlyWithdrawn { ticket, .. }
            | Self::AnswerPutOff { ticket, .. }
            | Self::TicketTransferred { ticket, .. }
            | Self::RequestForwarded { ticket, .. }
            | Self::CompensationSettled { ticket, .. }
            | Self::CustomerWrote { ticket, .. }
            | Self::TicketAssigned { ticket, .. }
            | Self::DeadlineNotice { ticket, .. }
            | Self::TicketNews { ticket, .. } => Some(ticket),
            Self::VerificationCode { .. }
            | Self::TicketsFiled { .. }
            | Self::CodeList { .. }
            | Self::Digest { .. }
            | Self::QueueWaits { .. }
            | Self::AgentInvited { .. }
            | Self::AccountInvited { .. }
            | Self::PasswordReset { .. }
            | Self::SignInLink { .. }
            | Self::SignInFailed { .. }
            | Self::Security { .. }
            | Self::EmailChanging { .. } => None,
        }
    }
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 31] = [
        Self::VerificationCode,
        Self::TicketCreated,
        Self::AgentReplied,
        Self::InformationRequested,
        Self::SolutionProposed,
        Self::SolutionReminder,
        Self::TicketResolved,
        Self::TicketReopened,
        Self::TicketCancelled,
        Self::AskedToComplete,
        Self::CompletionWaits,
        Self::TacitlyWithdrawn,
        Self::AnswerPutOff,
        Self::TicketTransferred,
        Self::RequestForwarded,
        Self::CompensationSettled,
        Self::TicketsFiled,
        Self::CodeList,
        Self::Digest,
        Self::CustomerWrote,
        Self::TicketAssigned,
        Self::DeadlineNotice,
        Self::TicketNews,
        Self::QueueWaits,
        Self::AgentInvited,
        Self::AccountInvited,
        Self::PasswordReset,
        Self::SignInLink,
        Self::SignInFailed,
        Self::Security,
        Self::EmailChanging,
    ];

    /// Its name in message ids and in the header `X-Resuelto-Kind`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::VerificationCode => "verification_code",
            Self::TicketCreated => "ticket_created",
            Self::AgentReplied => "agent_replied",
            Self::InformationRequested => "information_requested",
            Self::SolutionProposed => "solution_proposed",
            Self::SolutionReminder => "solution_reminder",
            Self::TicketResolved => "ticket_resolved",
            Self::TicketReopened => "ticket_reopened",
            Self::TicketCancelled => "ticket_cancelled",
            Self::AskedToComplete => "asked_to_complete",
            Self::CompletionWaits => "completion_waits",
            Self::TacitlyWithdrawn => "tacitly_withdrawn",
            Self::AnswerPutOff => "answer_put_off",
            Self::TicketTransferred => "ticket_transferred",
            Self::RequestForwarded => "request_forwarded",
            Self::CompensationSettled => "compensation_settled",
            Self::TicketsFiled => "tickets_filed",
            Self::CodeList => "code_list",
            Self::Digest => "digest",
            Self::CustomerWrote => "customer_wrote",
            Self::TicketAssigned => "ticket_assigned",
            Self::DeadlineNotice => "deadline_notice",
            Self::TicketNews => "ticket_news",
            Self::QueueWaits => "queue_waits",
            Self::AgentInvited => "agent_invited",
            Self::AccountInvited => "account_invited",
            Self::PasswordReset => "password_reset",
            Self::SignInLink => "sign_in_link",
            Self::SignInFailed => "sign_in_failed",
            Self::Security => "security",
            Self::EmailChanging => "email_changing",
        }
    }

    /// The kind of a [`tag`](Self::tag).
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.tag() == tag)
    }
}
