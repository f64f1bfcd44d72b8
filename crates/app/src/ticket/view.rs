//! What a ticket's page shows, read in one go, with the rights of who looks.

use std::collections::HashMap;

use domain::clock::{Law, Metric, Ring, State};
use domain::file::{File, Place};
use domain::form::Topic;
use domain::intake::Consent;
use domain::tax_id::mask;
use domain::ticket::{DOCUMENT, Rating, VerifiedBy, is_public_kind};
use domain::{
    Agent, AgentId, Contact, ContactId, Currency, Event, EventKind, Message, MessageId,
    Organization, Permission, Solution, Team, Terms, Ticket, TicketCode,
};
use jiff::Timestamp;
use store::Db;

use super::legal_moves::{ByLaw, by_law, prolonged_until};
use crate::compensation::{self, ClaimView, GuestClaim};
use crate::intake::BY_PROGRAM;
use crate::lookup::session_and;
use crate::{App, Error, Guest, SignedIn};

/// How many symbols of a masked number are shown: enough to compare with what a caller says.
const SHOWN: usize = 3;

/// The names of the staff, for lists and timelines.
pub type StaffNames = HashMap<AgentId, String>;

/// The names of people outside, for timelines.
pub type PeopleNames = HashMap<ContactId, String>;

/// One entry of the timeline: an event with what belongs to it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What happened.
    pub event: Event,
    /// The message that was written.
    pub message: Option<Message>,
    /// The solution that was proposed.
    pub solution: Option<Solution>,
    /// The files that came with it.
    pub files: Vec<File>,
}

/// A ticket as its requester sees it: nothing internal (case D5).
#[derive(Clone, Debug)]
pub struct GuestView {
    /// The ticket.
    pub ticket: Ticket,
    /// Its topic.
    pub topic: Topic,
    /// Its team.
    pub team: Option<Team>,
    /// Public events, oldest first.
    pub timeline: Vec<Entry>,
    /// Names of the agents in the timeline, and who attends it.
    pub names: StaffNames,
    /// Names of the people of the requester's side in the timeline.
    pub people: PeopleNames,
    /// The solution that waits for an answer, or that ended the ticket.
    pub solution: Option<Solution>,
    /// Files staged in this guest's composer.
    pub staged: Vec<File>,
    /// The law that its answer is promised by.
    pub law: Option<Law>,
    /// Whether the term of its answer waits, for the requester to complete it.
    pub is_paused: bool,
    /// Until when the requester would have time to complete it, asking for more of it.
    pub prolonged_until: Option<Timestamp>,
    /// The rating of the present resolution.
    pub rating: Option<Rating>,
    /// Until when the proposal can be answered.
    pub respond_until: Option<Timestamp>,
    /// Until when it can be reopened.
    pub reopen_until: Option<Timestamp>,
    /// Whether it can be rated, or the rating changed.
    pub can_rate: bool,
    /// The compensation, as far as the guest may know it.
    pub claim: Option<GuestClaim>,
}

/// Whose session it is, and what was asked for with it.
#[derive(Debug)]
pub struct Opened<T> {
    /// Who.
    pub guest: Guest,
    /// What the page shows; none where there is no such thing for the guest.
    pub view: Option<T>,
}

/// A ticket as agents see it.
#[derive(Clone, Debug)]
pub struct DeskView {
    /// The ticket.
    pub ticket: Ticket,
    /// The term that is over next.
    pub ring: Option<Ring>,
    /// Who is told of what happens.
    pub followers: Vec<AgentId>,
    /// Its topic.
    pub topic: Topic,
    /// All events, oldest first.
    pub timeline: Vec<Entry>,
    /// Names of the staff.
    pub names: StaffNames,
    /// Names of the people of the requester's side in the timeline.
    pub people: PeopleNames,
    /// The company that it was filed for.
    pub organization: Option<Organization>,
    /// Who asks, as far as whoever looks may know.
    pub contact: Requester,
    /// Other tickets of the same address.
    pub others: Vec<Ticket>,
    /// The proof of consent.
    pub consent: Option<Consent>,
    /// All solutions, oldest first.
    pub solutions: Vec<Solution>,
    /// All ratings, oldest first.
    pub ratings: Vec<Rating>,
    /// What its law lets the staff do.
    pub by_law: ByLaw,
    /// Files staged in this agent's composer.
    pub staged: Vec<File>,
    /// All teams.
    pub teams: Vec<Team>,
    /// All agents who can be given the ticket.
    pub agents: Vec<Agent>,
    /// The newest claim for compensation.
    pub claim: Option<ClaimView>,
    /// In which currencies a claim can be asked for; none while there is a live one.
    pub claim_currencies: Vec<Currency>,
}

/// Who asks, as an agent may know it: without the permission, address and telephone are masked; so
/// is the telephone of an address whose owner filed none of the tickets that the agent reaches.
#[derive(Clone, Debug)]
pub struct Requester {
    /// The full name.
    pub name: String,
    /// The address.
    pub email: String,
    /// A telephone number; may be empty.
    pub phone: String,
}

/// A row of a guest's list.
#[derive(Clone, Debug)]
pub struct TicketRow {
    /// The ticket.
    pub ticket: Ticket,
    /// Who attends it.
    pub agent: Option<String>,
}

/// The ticket of a code, if the guest may read it.
///
/// # Errors
///
/// [`Error::NotFound`] for a ticket of somebody else as for none.
pub async fn for_guest(app: &App, guest: &Guest, code: TicketCode) -> Result<GuestView, Error> {
    let (guest, now, terms) = (guest.clone(), app.now(), app.terms());
    app.store
        .read(move |db| guest_view(db, &guest, &code, &terms, now))
        .await
}

/// The guest of a cookie, as [`session`](crate::lookup::session) gives it, and the ticket of a code
/// as [`for_guest`] does: both as of one moment.
///
/// # Errors
///
/// When the database does not answer.
pub async fn for_session(
    app: &App,
    token: &str,
    code: TicketCode,
) -> Result<Option<Opened<GuestView>>, Error> {
    let (now, terms) = (app.now(), app.terms());
    let ask = move |db: &mut Db, guest: &Guest| guest_view(db, guest, &code, &terms, now);
    let found = session_and(app, token, ask).await?;
    Ok(found.map(|(guest, view)| Opened { guest, view }))
}

/// All that the page of a ticket shows a guest.
fn guest_view(
    db: &mut Db,
    guest: &Guest,
    code: &TicketCode,
    terms: &Terms,
    now: Timestamp,
) -> Result<GuestView, Error> {
    let head = db.ticket_head(code)?.ok_or(Error::NotFound)?;
    let ticket = head.ticket;
    guest.check_read(&ticket)?;

    let events = db.events_of_kinds(ticket.id, is_public_kind)?;
    let solutions = shown_solutions(db, &ticket, &events)?;
    let (mut sent, mut staged) = (Vec::new(), Vec::new());
    if head.has_files {
        for file in db.files_of_page(ticket.id, guest.session.id)? {
            match file.place {
                Place::Message { public: true, .. } => sent.push(file),
                Place::Composer { .. } => staged.push(file),
                Place::Message { public: false, .. } | Place::Draft(_) => {}
            }
        }
    }
    let timeline = entries(db.messages(ticket.id)?, &solutions, &sent, events);
    let solution = solutions
        .into_iter()
        .find(|one| Some(one.id) == ticket.solution);
    let answer = head.clocks.as_ref().and_then(|all| all.get(Metric::Legal));
    let assignee = ticket.assignee.zip(head.assignee_name);
    Ok(GuestView {
        topic: head.topic,
        team: head.team,
        names: shown_names(db, assignee, &timeline, solution.as_ref())?,
        people: people(db, &timeline, Some(&guest.contact))?,
        staged,
        is_paused: answer.is_some_and(|clock| clock.state == State::Paused),
        law: head.clocks.and_then(|clocks| clocks.plan.law),
        prolonged_until: prolonged_until(db, &ticket, &terms.calendar)?,
        rating: rating(db, &ticket)?,
        respond_until: ticket.silence_ends_at(terms),
        reopen_until: ticket.reopen_until(terms),
        can_rate: ticket.can_rate_at(terms, now),
        claim: if head.has_claim {
            compensation::for_guest(db, guest, &ticket)?
        } else {
            None
        },
        timeline,
        solution,
        ticket,
    })
}

/// The tickets of the guest's address, newest first; only those whose address was proved, or the
/// one that was opened.
///
/// # Errors
///
/// When the database does not answer.
pub async fn list_for_guest(app: &App, guest: &Guest) -> Result<Vec<TicketRow>, Error> {
    let guest = guest.clone();
    app.store.read(move |db| guest_list(db, &guest)).await
}

/// The guest of a cookie, as [`session`](crate::lookup::session) gives it, with the tickets that
/// [`list_for_guest`] gives: both as of one moment.
///
/// # Errors
///
/// When the database does not answer.
pub async fn list_for_session(
    app: &App,
    token: &str,
) -> Result<Option<Opened<Vec<TicketRow>>>, Error> {
    let found = session_and(app, token, guest_list).await?;
    Ok(found.map(|(guest, view)| Opened { guest, view }))
}

fn guest_list(db: &mut Db, guest: &Guest) -> Result<Vec<TicketRow>, Error> {
    let mut tickets = db.tickets_of_contact(guest.contact.id, 500)?;
    tickets.retain(|ticket| guest.may_read(ticket));
    let assignees = tickets.iter().filter_map(|ticket| ticket.assignee);
    let names = names_of(db, StaffNames::new(), assignees)?;
    let rows = tickets.into_iter().map(|ticket| TicketRow {
        agent: ticket.assignee.and_then(|agent| names.get(&agent).cloned()),
        ticket,
    });
    Ok(rows.collect())
}

/// The ticket of a code, for an agent.
///
/// # Errors
///
/// [`Error::NotFound`].
pub async fn for_agent(app: &App, by: &SignedIn, code: TicketCode) -> Result<DeskView, Error> {
    let (desk, by) = (app.clone(), by.clone());
    app.store
        .read(move |db| {
            let reach = by.reach(Permission::Read);
            let mut ticket = db.ticket_in_reach(reach, &code)?.ok_or(Error::NotFound)?;
            let mut contact = db.contact(ticket.requester)?.ok_or(Error::NotFound)?;
            let mut others = db.tickets_in_reach(reach, ticket.requester, 20)?;
            others.retain(|other| other.id != ticket.id);
            if !is_of_owner(db, &contact, &ticket, &others)? {
                contact.phone = hidden(&contact.phone);
            }
            let contact = shown(contact, &mut ticket, &by);
            let mut agents = db.agents()?;
            let names = agents.iter().map(|one| (one.id, one.name.clone()));
            let names = names.collect();
            agents.retain(|agent| agent.is_active && agent.role.can_work());
            let (events, solutions) = (db.events(ticket.id)?, db.solutions(ticket.id)?);
            let files = db.files_of_ticket(ticket.id)?;
            let timeline = entries(db.messages(ticket.id)?, &solutions, &files, events);
            let ring = db.clocks(ticket.id)?.and_then(|clocks| {
                let days = desk.days(clocks.plan.counted_by);
                clocks.ring(desk.now(), &days)
            });
            Ok(DeskView {
                ring,
                followers: db.followers(ticket.id)?,
                topic: db.topic(ticket.topic)?.ok_or(Error::NotFound)?,
                people: people(db, &timeline, None)?,
                organization: match ticket.organization {
                    Some(organization) => db.organization(organization)?,
                    None => None,
                },
                timeline,
                names,
                contact,
                others,
                consent: db.consent(ticket.id)?,
                solutions,
                ratings: db
                    .ratings(ticket.id)?
                    .into_iter()
                    .map(|(_, rating, _)| rating)
                    .collect(),
                staged: db.files_of_composer(ticket.id, by.session.id)?,
                by_law: by_law(db, &desk, &ticket)?,
                claim_currencies: compensation::currencies(db, &desk, &by, &ticket)?,
                claim: compensation::for_agent(db, &desk, &by, &ticket)?,
                teams: db.teams()?,
                agents,
                ticket,
            })
        })
        .await
}

/// Whether the owner of the address filed one of these tickets, or the address is known from one.
/// Nobody learns a telephone number by filing a ticket for an address that is not theirs (case
/// D14): neither on the phone nor by a program.
pub(crate) fn is_of_owner(
    db: &mut Db,
    contact: &Contact,
    ticket: &Ticket,
    others: &[Ticket],
) -> Result<bool, Error> {
    for one in std::iter::once(ticket).chain(others) {
        let is_first = one.created_at == contact.created_at;
        if is_first || (one.verified_by == VerifiedBy::Code && !is_by_program(db, one)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_by_program(db: &mut Db, ticket: &Ticket) -> Result<bool, Error> {
    let consent = db.consent(ticket.id)?;
    Ok(consent.is_some_and(|consent| consent.channel == BY_PROGRAM))
}

/// A telephone number of which only the end is told; none stays none.
fn hidden(phone: &str) -> String {
    if phone.is_empty() {
        String::new()
    } else {
        mask(phone, SHOWN)
    }
}

/// The requester as the agent may know it; what must stay hidden goes from the ticket's answers.
fn shown(contact: Contact, ticket: &mut Ticket, by: &SignedIn) -> Requester {
    if by.may_with(Permission::SeePersonal, ticket) {
        return Requester {
            name: contact.name,
            email: contact.email.to_string(),
            phone: contact.phone,
        };
    }
    for answer in &mut ticket.answers {
        if answer.field == DOCUMENT {
            answer.text = mask(&answer.text, SHOWN);
        }
    }
    Requester {
        name: contact.name,
        email: contact.email.masked(),
        phone: hidden(&contact.phone),
    }
}

/// The names of some of the staff; those that are known already are not looked up.
fn names_of(
    db: &mut Db,
    mut names: StaffNames,
    ids: impl Iterator<Item = AgentId>,
) -> Result<StaffNames, Error> {
    for id in ids {
        if !names.contains_key(&id) {
            names.extend(db.agent_name(id)?.map(|name| (id, name)));
        }
    }
    Ok(names)
}

/// The names of the staff that a guest reads: who has the ticket or was given it, who did something
/// and who proposed.
fn shown_names(
    db: &mut Db,
    assignee: Option<(AgentId, String)>,
    timeline: &[Entry],
    solution: Option<&Solution>,
) -> Result<StaffNames, Error> {
    let given = |kind: &EventKind| {
        if let EventKind::Assigned { to, .. } = kind {
            Some(*to)
        } else {
            None
        }
    };
    let told = timeline
        .iter()
        .flat_map(|entry| [entry.event.by.agent(), given(&entry.event.kind)]);
    let proposer = solution.map(|solution| solution.author);
    let known = assignee.into_iter().collect();
    names_of(db, known, told.chain([proposer]).flatten())
}

/// Who of the requester's side did something. Whose name is `known` is not looked up.
fn people(db: &mut Db, timeline: &[Entry], known: Option<&Contact>) -> Result<PeopleNames, Error> {
    let mut names = PeopleNames::new();
    for id in timeline.iter().filter_map(|entry| entry.event.by.contact()) {
        if names.contains_key(&id) {
            continue;
        }
        let name = match known.filter(|contact| contact.id == id) {
            Some(contact) => Some(contact.name.clone()),
            None => db.contact(id)?.map(|contact| contact.name),
        };
        names.extend(name.map(|name| (id, name)));
    }
    Ok(names)
}

/// The solutions of a ticket, if its guests read of any.
fn shown_solutions(db: &mut Db, ticket: &Ticket, events: &[Event]) -> Result<Vec<Solution>, Error> {
    let proposes = |event: &Event| matches!(event.kind, EventKind::SolutionProposed { .. });
    if ticket.solution.is_some() || events.iter().any(proposes) {
        Ok(db.solutions(ticket.id)?)
    } else {
        Ok(Vec::new())
    }
}

/// The rating of the present resolution.
fn rating(db: &mut Db, ticket: &Ticket) -> Result<Option<Rating>, Error> {
    if ticket.rated.is_none() {
        return Ok(None);
    }
    let mut ratings = db.ratings(ticket.id)?.into_iter();
    let present = ratings.find(|(cycle, ..)| *cycle == ticket.reopen_count);
    Ok(present.map(|(_, rating, _)| rating))
}

/// Events with what belongs to each.
fn entries(
    messages: Vec<Message>,
    solutions: &[Solution],
    files: &[File],
    events: Vec<Event>,
) -> Vec<Entry> {
    let mut messages: HashMap<MessageId, Message> = messages
        .into_iter()
        .map(|message| (message.id, message))
        .collect();
    let entry = |event: Event| {
        let message = event.kind.message();
        Entry {
            files: files
                .iter()
                .filter(|file| belongs(file, message))
                .cloned()
                .collect(),
            message: message.and_then(|id| messages.remove(&id)),
            solution: solutions
                .iter()
                .find(|one| Some(MessageId(one.id.0)) == message)
                .cloned(),
            event,
        }
    };
    events.into_iter().map(entry).collect()
}

fn belongs(file: &File, to: Option<MessageId>) -> bool {
    matches!(file.place, Place::Message { message, .. } if Some(message) == to)
}
