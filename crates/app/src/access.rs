//! Who may see what: the rules for guests and for agents, asked by every operation.

use domain::policy;
use domain::ticket::Move;
use domain::{Account, Actor, Agent, Contact, Organization, Permission, Reach, Ticket};
use store::cases::CaseScope;
use store::session::{AgentSession, GuestLevel, GuestScope, GuestSession};

use crate::Error;

/// Somebody outside who opened a list or a link, or signed in with an account.
#[derive(Clone, Debug)]
pub struct Guest {
    /// How and when.
    pub session: GuestSession,
    /// Who.
    pub contact: Contact,
    /// The account that signed in; none for guests.
    pub member: Option<Member>,
}

/// An account that signed in, and its company.
#[derive(Clone, Debug)]
pub struct Member {
    /// The account.
    pub account: Account,
    /// For whom it files and reads.
    pub organization: Organization,
}

/// A member of the staff who signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// When and from where.
    pub session: AgentSession,
    /// Who.
    pub agent: Agent,
}

impl Guest {
    /// The guest as an actor on a ticket: the one who filed it, or somebody of the same company.
    pub fn actor(&self, ticket: &Ticket) -> Actor {
        if ticket.requester == self.contact.id {
            Actor::Requester(self.contact.id)
        } else {
            Actor::Colleague(self.contact.id)
        }
    }

    /// Whether the guest may read the ticket. A ticket that was verified on the phone shows
    /// only by itself: its address was never proved (case A12).
    pub fn may_read(&self, ticket: &Ticket) -> bool {
        let own = ticket.requester == self.contact.id && !self.is_pending();
        match self.session.scope {
            GuestScope::Contact => own && ticket.verified_by == domain::ticket::VerifiedBy::Code,
            GuestScope::Ticket(id) => own && ticket.id == id,
            GuestScope::Account(_) => self
                .member
                .as_ref()
                .is_some_and(|member| member.account.sees(&member.organization, ticket)),
        }
    }

    /// Whether the guest may write and decide. Who came by a link may have had it forwarded
    /// and proves the address first (case B9).
    pub fn may_act(&self) -> bool {
        match self.session.level {
            GuestLevel::Lookup | GuestLevel::Proven => true,
            GuestLevel::Pending | GuestLevel::Link => false,
        }
    }

    /// Whether the session waits for a mailed code before it shows anything at all.
    pub fn is_pending(&self) -> bool {
        self.session.level == GuestLevel::Pending
    }

    /// Whether files, personal data and money are shown: only once the address was proved in
    /// this session.
    pub fn may_see_private(&self) -> bool {
        self.session.level == GuestLevel::Proven
    }

    /// Whether name and telephone number are shown as they are kept: not to who was only believed on
    /// the phone, because they may be those of the address's owner (cases A12, D14).
    pub fn may_see_contact(&self) -> bool {
        self.may_see_private() && !matches!(self.session.scope, GuestScope::Ticket(_))
    }

    /// Whether the list of all tickets may be opened.
    pub fn may_list(&self) -> bool {
        !matches!(self.session.scope, GuestScope::Ticket(_)) && !self.is_pending()
    }

    /// Whose tickets the list has: exactly those that [`may_read`](Self::may_read) allows.
    pub(crate) fn case_scope(&self) -> CaseScope {
        let all = self
            .member
            .as_ref()
            .filter(|member| member.account.sees_all(&member.organization));
        CaseScope {
            contact: self.contact.id,
            organization: all.map(|member| member.organization.id),
        }
    }

    /// The account, for what guests cannot do.
    pub(crate) fn check_member(&self) -> Result<&Member, Error> {
        self.member.as_ref().ok_or(Error::NotFound)
    }

    pub(crate) fn check_read(&self, ticket: &Ticket) -> Result<(), Error> {
        if self.may_read(ticket) {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    pub(crate) fn check_act(&self, ticket: &Ticket) -> Result<(), Error> {
        self.check_read(ticket)?;
        if self.may_act() {
            Ok(())
        } else {
            Err(Error::Unproven)
        }
    }
}

impl SignedIn {
    /// The agent as an actor on tickets.
    pub fn actor(&self) -> Actor {
        Actor::Agent(self.agent.id)
    }

    /// Whether the agent has a permission, for whatever tickets.
    pub fn may(&self, permission: Permission) -> bool {
        self.agent.role.grants.has(permission)
    }

    /// Whether the agent has a permission for this ticket.
    pub fn may_with(&self, permission: Permission, ticket: &Ticket) -> bool {
        policy::allows(&self.agent, permission, ticket.facts())
    }

    /// Whether the agent may move the ticket so, and the ticket allows it.
    pub fn may_move(&self, ticket: &Ticket, wanted: Move) -> bool {
        self.may_with(Permission::of(wanted), ticket) && ticket.allows(self.actor(), wanted).is_ok()
    }

    /// Which tickets the agent reaches with a permission: for statements to ask no others.
    pub fn reach(&self, permission: Permission) -> Reach {
        policy::reach(&self.agent, permission)
    }

    pub(crate) fn check(&self, permission: Permission) -> Result<(), Error> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// A ticket that may not be read is none at all (case D8).
    pub(crate) fn check_with(&self, permission: Permission, ticket: &Ticket) -> Result<(), Error> {
        if !self.may_with(Permission::Read, ticket) {
            return Err(Error::NotFound);
        }
        if self.may_with(permission, ticket) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }
}
