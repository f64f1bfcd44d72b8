//! Who of the staff may do what, and with which tickets: the one place that decides.
//!
//! Pages, lists, search, counters, exports and live events ask [`reach`], each before it reads; an
//! operation on one ticket asks [`allows`]. Both say the same.

mod grants;
mod role;

use serde::{Deserialize, Serialize};

use crate::ticket::Move;
use crate::{Agent, AgentId, TeamId};

pub use grants::Grants;
pub use role::{BuiltIn, MAX_ROLE_NAME, MAX_ROLES, Role, RoleRecord, may_change_person};

/// Something that a role lets its people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Read tickets with their notes and files. Whatever else is done with a ticket needs this.
    Read,
    /// Write to requesters, propose solutions and bring tickets to an end.
    Reply,
    /// Write notes for the staff.
    Note,
    /// Take tickets, give them to others and put them back.
    Assign,
    /// Take lists of tickets away as files.
    Export,
    /// See address, telephone and document of requesters in full.
    SeePersonal,
    /// See claims for compensation and their amounts.
    SeeClaims,
    /// Ask for compensation, calculate it and propose it; approving has limits besides.
    WorkClaims,
    /// See the list of claims and pay them, which has the accounts in full.
    Pay,
    /// Check somebody's identity on the phone and give a code (case A11).
    CheckIdentity,
    /// Read the audit log, see and retry undelivered mail.
    Oversee,
    /// Say how tickets are shared out: rules, capacity, absences.
    Distribute,
    /// Keep people, roles, teams and companies.
    ManagePeople,
    /// Change what the organisation decides for itself.
    ManageSettings,
}

/// For which tickets a permission holds; each has those of the one before.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// For none.
    #[default]
    Nothing,
    /// For those that one has oneself.
    Own,
    /// Also for those of one's team.
    Team,
    /// For all.
    All,
}

/// Which tickets somebody reaches with a permission: what the statements of the database take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// None.
    Nothing,
    /// Those that this agent has.
    Own(AgentId),
    /// Those that this agent has, and those of the team.
    Team(AgentId, TeamId),
    /// All.
    All,
}

/// What of a ticket decides who may do something with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketFacts {
    /// Whose queue it is in.
    pub team: TeamId,
    /// Who has it.
    pub assignee: Option<AgentId>,
}

impl Permission {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 14] = [
        Self::Read,
        Self::Reply,
        Self::Note,
        Self::Assign,
        Self::Export,
        Self::SeePersonal,
        Self::SeeClaims,
        Self::WorkClaims,
        Self::Pay,
        Self::CheckIdentity,
        Self::Oversee,
        Self::Distribute,
        Self::ManagePeople,
        Self::ManageSettings,
    ];

    /// Whether it is about single tickets, so that it can hold for some of them only.
    pub fn has_scope(self) -> bool {
        match self {
            Self::Read
            | Self::Reply
            | Self::Note
            | Self::Assign
            | Self::Export
            | Self::SeePersonal
            | Self::SeeClaims
            | Self::WorkClaims => true,
            Self::Pay
            | Self::CheckIdentity
            | Self::Oversee
            | Self::Distribute
            | Self::ManagePeople
            | Self::ManageSettings => false,
        }
    }

    /// What must be allowed for a ticket before this can be.
    pub fn needs(self) -> Option<Self> {
        match self {
            Self::Reply
            | Self::Note
            | Self::Assign
            | Self::Export
            | Self::SeePersonal
            | Self::SeeClaims => Some(Self::Read),
            Self::WorkClaims => Some(Self::SeeClaims),
            Self::Read
            | Self::Pay
            | Self::CheckIdentity
            | Self::Oversee
            | Self::Distribute
            | Self::ManagePeople
            | Self::ManageSettings => None,
        }
    }

    /// The permission that the staff needs for a move of a ticket.
    pub fn of(wanted: Move) -> Self {
        match wanted {
            Move::Assign | Move::Unassign | Move::Route => Self::Assign,
            Move::Note => Self::Note,
            Move::Reply
            | Move::RequestInfo
            | Move::Classify
            | Move::AskToComplete
            | Move::Prolong
            | Move::WithdrawTacitly
            | Move::Extend
            | Move::Transfer
            | Move::WaitThird
            | Move::Resume
            | Move::Propose
            | Move::Withdraw
            | Move::Write
            | Move::Accept
            | Move::Reject
            | Move::Rate
            | Move::Reopen
            | Move::Drop
            | Move::Close
            | Move::Cancel
            | Move::MarkSpam
            | Move::UnmarkSpam
            | Move::Remind
            | Move::CloseBySilence => Self::Reply,
        }
    }

    /// The name kept in the database and in the names of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Reply => "reply",
            Self::Note => "note",
            Self::Assign => "assign",
            Self::Export => "export",
            Self::SeePersonal => "see_personal",
            Self::SeeClaims => "see_claims",
            Self::WorkClaims => "work_claims",
            Self::Pay => "pay",
            Self::CheckIdentity => "check_identity",
            Self::Oversee => "oversee",
            Self::Distribute => "distribute",
            Self::ManagePeople => "manage_people",
            Self::ManageSettings => "manage_settings",
        }
    }
}

impl Scope {
    /// All of them, from least to most.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Own, Self::Team, Self::All];

    /// The name in forms and in the names of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Own => "own",
            Self::Team => "team",
            Self::All => "all",
        }
    }

    /// The scope of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl Reach {
    /// Whether a ticket is among them.
    pub fn contains(self, ticket: TicketFacts) -> bool {
        match self {
            Self::Nothing => false,
            Self::Own(agent) => ticket.assignee == Some(agent),
            Self::Team(agent, team) => ticket.team == team || ticket.assignee == Some(agent),
            Self::All => true,
        }
    }
}

/// Which tickets an agent reaches with a permission.
pub fn reach(agent: &Agent, permission: Permission) -> Reach {
    match agent.role.grants.scope(permission) {
        Scope::Nothing => Reach::Nothing,
        Scope::Own => Reach::Own(agent.id),
        Scope::Team => Reach::Team(agent.id, agent.team),
        Scope::All => Reach::All,
    }
}

/// Whether an agent has a permission for this ticket.
pub fn allows(agent: &Agent, permission: Permission, ticket: TicketFacts) -> bool {
    reach(agent, permission).contains(ticket)
}

#[cfg(test)]
mod tests;
