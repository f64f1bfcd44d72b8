//! `GET /mesa/casos/{codigo}`: the screen with a ticket open.

use app::ticket::{DeskView, Entry};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ticket::{Move, VerifiedBy};
use domain::{AgentId, Permission, Presence, TicketCode};
use jiff::Timestamp;
use text::Language;
use text::format::initials;

use super::act::{Ask, Simple};
use super::chip::Chip;
use super::compensation::Panel;
use super::compose::{Composer, Typed};
use super::deadline::Deadline;
use super::nature::{self, kind_words, priority_words};
use super::queue::{self, Asked, Choice};
use super::screen::Screen;
use super::seat::{Seat, avatar, presence};
use super::timeline::{Item, Line, Story, solution_state};
use super::why::Why;
use crate::error::PageError;
use crate::page;
use crate::portal::answer;
use crate::state::Web;

/// How many entries of a history are shown at once; the rest by a link.
const ENTRIES: usize = 80;

/// `GET /mesa/casos/{codigo}`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    screen(
        &web,
        seat,
        parse(&code)?,
        asked,
        Typed::default(),
        None,
        StatusCode::OK,
    )
    .await
}

/// The code in an address.
pub(super) fn parse(code: &str) -> Result<TicketCode, PageError> {
    code.parse()
        .map_err(|_| PageError::App(app::Error::NotFound))
}

/// Something that somebody must read before going on.
pub(super) struct Notice {
    pub(super) title: String,
    pub(super) text: String,
    /// What happened since the page was shown.
    pub(super) news: Vec<Line>,
}

/// The screen with what was typed and what must be read.
pub(super) async fn screen(
    web: &Web,
    seat: Seat,
    code: TicketCode,
    asked: Asked,
    typed: Typed,
    notice: Option<Told>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let (view, list) = tokio::join!(
        app::ticket::for_agent(web, &seat.by, code.clone()),
        queue::load(web, &seat, &asked, Some(&code))
    );
    let (view, (frame, list)) = (view?, list?);
    let done = done(&seat, &asked.hecho);
    let open = OpenTicket::of(web, &seat, &asked, &view, typed, notice);
    page::html(
        status,
        &Screen {
            frame,
            list,
            open: Some(Box::new(open)),
            done,
            v: seat.v,
        },
    )
}

/// What must be read: that somebody was faster, or why it was refused.
pub(super) enum Told {
    /// Since this event.
    Changed { since: i64 },
    /// By the rules, in a sentence.
    Refused(String),
}

impl Told {
    pub(super) fn notice(self, seat: &Seat, view: &DeskView) -> Notice {
        let t = &seat.v.t;
        match self {
            Self::Changed { since } => Notice {
                title: t.desk_conflict_title(),
                text: t.desk_conflict_text(),
                news: news(seat, view, since),
            },
            Self::Refused(text) => Notice {
                title: t.desk_conflict_refused(),
                text,
                news: Vec::new(),
            },
        }
    }
}

fn news(seat: &Seat, view: &DeskView, since: i64) -> Vec<Line> {
    let story = story(seat, view);
    view.timeline
        .iter()
        .filter(|entry| entry.event.id.0 > since)
        .map(|entry| story.line(entry))
        .collect()
}

pub(super) fn story<'a>(seat: &'a Seat, view: &'a DeskView) -> Story<'a> {
    Story {
        v: &seat.v,
        me: seat.by.agent.id,
        names: &view.names,
        people: &view.people,
        contact: &view.contact,
        code: &view.ticket.code,
    }
}

fn done(seat: &Seat, slug: &str) -> Option<String> {
    let t = &seat.v.t;
    Some(match slug {
        "tomado" => t.desk_done_taken(),
        "asignado" => t.desk_done_assigned(),
        "soltado" => t.desk_done_released(),
        "respondido" => t.desk_done_replied(),
        "preguntado" => t.desk_done_asked(),
        "anotado" => t.desk_done_noted(),
        "propuesto" => t.desk_done_proposed(),
        "retirado" => t.desk_done_withdrawn(),
        "reanudado" => t.desk_done_resumed(),
        "por-completar" => t.desk_done_asked_to_complete(),
        "tiempo-dado" => t.desk_done_prolonged(),
        "ampliado" => t.desk_done_extended(),
        "trasladado" => t.desk_done_transferred(),
        "en-gestion" => t.desk_done_waiting(),
        "cerrado" => t.desk_done_closed(),
        "cancelado" => t.desk_done_cancelled(),
        "spam" => t.desk_done_spam(),
        "no-es-spam" => t.desk_done_not_spam(),
        "reabierto" => t.desk_done_reopened(),
        "clasificado" => t.desk_done_classified(),
        "sigue" => t.desk_done_follows(),
        "no-sigue" => t.desk_done_unfollows(),
        "ya" => t.desk_done_already(),
        _ => return None,
    })
}

/// A ticket on the screen.
pub(super) struct OpenTicket {
    pub(super) code: String,
    pub(super) subject: String,
    /// The address of the ticket, with the list beside it.
    pub(super) here: String,
    pub(super) stream: String,
    pub(super) version: i64,
    /// The key of the newest event on the page.
    pub(super) last: i64,
    pub(super) chip: Chip,
    pub(super) reopened: Option<Chip>,
    pub(super) deadline: Deadline,
    /// Said of what presses more than most.
    pub(super) priority: Option<Chip>,
    pub(super) assignee: Option<Person>,
    /// Who can be given the ticket; none where it cannot be given.
    pub(super) agents: Vec<Candidate>,
    pub(super) can_take: bool,
    pub(super) take: String,
    pub(super) assign: String,
    pub(super) release: Option<String>,
    pub(super) simple: Vec<Simple>,
    pub(super) asks: Vec<Ask>,
    /// Where it is sent to another authority; none where it cannot be.
    pub(super) transfer: Option<String>,
    pub(super) notice: Option<Notice>,
    /// What was typed into a composer that is there no more.
    pub(super) lost: Option<String>,
    pub(super) thread: Vec<Item>,
    /// How many earlier entries there are, and where.
    pub(super) earlier: Option<(usize, String)>,
    pub(super) composer: Option<Composer>,
    /// Why there is no composer, or only one for notes.
    pub(super) limited: Option<String>,
    pub(super) context: Context,
}

/// Somebody with initials.
pub(super) struct Person {
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) colour: &'static str,
}

impl Person {
    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            initials: initials(name),
            colour: avatar(name),
        }
    }
}

/// An agent who can be given the ticket.
pub(super) struct Candidate {
    pub(super) id: AgentId,
    pub(super) name: String,
    /// Said only of those who are not there.
    pub(super) presence: Option<String>,
    pub(super) is_current: bool,
}

/// The column beside the conversation.
pub(super) struct Context {
    pub(super) who: Person,
    pub(super) cases: usize,
    pub(super) email: String,
    /// Who checked the identity on the phone, if the address was not proved.
    pub(super) by_phone: Option<String>,
    pub(super) phone: String,
    pub(super) topic: String,
    pub(super) tracking: Option<String>,
    pub(super) answers: Vec<(String, String)>,
    pub(super) team: String,
    pub(super) priority: String,
    pub(super) kind: String,
    /// The form to change both; none for who may not.
    pub(super) classify: Option<Classify>,
    pub(super) followers: Followers,
    /// How it came to its agent, if by the rules.
    pub(super) why: Option<Why>,
    /// The company that it was filed for.
    pub(super) company: Option<String>,
    pub(super) language: &'static str,
    pub(super) created_at: Timestamp,
    pub(super) due_at: Option<Timestamp>,
    /// Where the case file is.
    pub(super) record: String,
    pub(super) consent: Option<String>,
    pub(super) solutions: Vec<PastSolution>,
    pub(super) ratings: Vec<(u8, String)>,
    pub(super) others: Vec<Other>,
    pub(super) is_follow_up: bool,
    pub(super) claim: Option<Panel>,
}

/// The form that says how much a ticket presses and what kind of request it is.
pub(super) struct Classify {
    pub(super) href: String,
    pub(super) version: i64,
    pub(super) seen: i64,
    pub(super) priorities: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
}

/// Who is told of what happens to a ticket that is not theirs.
pub(super) struct Followers {
    pub(super) people: Vec<(AgentId, String)>,
    /// Who can be added; none for who may not.
    pub(super) others: Vec<(AgentId, String)>,
    pub(super) add: String,
    pub(super) remove: Option<String>,
}

impl Followers {
    fn of(seat: &Seat, asked: &Asked, view: &DeskView) -> Self {
        let ticket = &view.ticket;
        let may = seat.by.may_with(Permission::Note, ticket);
        let base = format!("/mesa/casos/{}", ticket.code);
        let name = |agent: &AgentId| {
            let known = view.names.get(agent).cloned();
            known.unwrap_or_else(|| seat.v.t.desk_actor_unknown())
        };
        let people = view.followers.iter().map(|agent| (*agent, name(agent)));
        let others = view.agents.iter().filter(|agent| {
            may && ticket.assignee != Some(agent.id) && !view.followers.contains(&agent.id)
        });
        Self {
            people: people.collect(),
            others: others.map(|agent| (agent.id, agent.name.clone())).collect(),
            add: asked.beside(&format!("{base}/seguir")),
            remove: may.then(|| asked.beside(&format!("{base}/dejar-de-seguir"))),
        }
    }
}

/// A solution that was proposed.
pub(super) struct PastSolution {
    pub(super) kind: String,
    pub(super) state: String,
    pub(super) at: Timestamp,
    pub(super) reason: Option<String>,
}

/// Another ticket of the same address.
pub(super) struct Other {
    pub(super) href: String,
    pub(super) subject: String,
    pub(super) state: String,
    pub(super) at: Timestamp,
}

impl OpenTicket {
    /// Whether something must be mended, for the title of the page.
    pub(super) fn has_errors(&self) -> bool {
        self.composer
            .as_ref()
            .is_some_and(|composer| !composer.errors.is_empty())
    }

    fn of(
        web: &Web,
        seat: &Seat,
        asked: &Asked,
        view: &DeskView,
        typed: Typed,
        notice: Option<Told>,
    ) -> Self {
        let (v, ticket) = (&seat.v, &view.ticket);
        let base = format!("/mesa/casos/{}", ticket.code);
        let works = seat.by.may_with(Permission::Reply, ticket);
        let can = |wanted: Move| seat.by.may_move(ticket, wanted);
        let entries = shown(&view.timeline, asked);
        let hidden = view.timeline.len() - entries.len();
        let last = view.timeline.last().map_or(0, |entry| entry.event.id.0);
        let text = typed.text.clone();
        let wanted = typed.tab;
        let composer = Composer::of(web, seat, asked, view, typed, can);
        // What was meant for one composer never moves to another.
        let has_place = composer
            .as_ref()
            .is_some_and(|composer| composer.panels.iter().any(|panel| panel.text == text));
        let lost = (wanted.is_some() && !text.is_empty() && !has_place).then_some(text);
        let limited = match &composer {
            None if !works => Some(v.t.desk_read_only()),
            Some(composer) if !composer.can_reply => {
                Some(v.t.desk_closed_composer(Chip::of(&v.t, ticket.status).words))
            }
            _ => None,
        };
        Self {
            code: ticket.code.to_string(),
            subject: ticket.subject.clone(),
            here: asked.beside(&base),
            stream: format!("{base}/eventos"),
            version: ticket.version,
            last,
            chip: Chip::of(&v.t, ticket.status),
            reopened: ticket.is_reopened().then(|| Chip::reopened(&v.t)),
            deadline: Deadline::of(
                v,
                ticket.status,
                view.ring,
                ticket.due_at,
                ticket.resolved_at,
            ),
            priority: Chip::of_priority(&v.t, ticket.nature.priority),
            assignee: ticket
                .assignee
                .and_then(|agent| view.names.get(&agent))
                .map(|name| Person::named(name)),
            agents: if can(Move::Assign) {
                candidates(seat, view)
            } else {
                Vec::new()
            },
            can_take: can(Move::Assign) && ticket.assignee != Some(seat.by.agent.id),
            take: asked.beside(&format!("{base}/tomar")),
            assign: asked.beside(&format!("{base}/asignar")),
            release: (can(Move::Unassign) && ticket.assignee.is_some())
                .then(|| asked.beside(&format!("{base}/soltar"))),
            simple: Simple::all(v, asked, &base, &view.by_law, can),
            asks: Ask::all(v, asked, ticket, &view.by_law, last, can),
            transfer: can(Move::Transfer).then(|| asked.beside(&format!("{base}/trasladar"))),
            notice: notice.map(|told| told.notice(seat, view)),
            lost,
            thread: story(seat, view).items(entries),
            earlier: (hidden > 0).then(|| (hidden, format!("{}&todo=1", asked.beside(&base)))),
            composer,
            limited,
            context: Context::of(seat, asked, view),
        }
    }
}

/// The newest entries, or all if they were asked for.
fn shown<'a>(timeline: &'a [Entry], asked: &Asked) -> &'a [Entry] {
    let from = if asked.todo.is_empty() {
        timeline.len().saturating_sub(ENTRIES)
    } else {
        0
    };
    &timeline[from..]
}

fn candidates(seat: &Seat, view: &DeskView) -> Vec<Candidate> {
    let candidate = |agent: &domain::Agent| Candidate {
        id: agent.id,
        name: agent.name.clone(),
        presence: (agent.presence != Presence::Available)
            .then(|| presence(&seat.v.t, agent.presence)),
        is_current: view.ticket.assignee == Some(agent.id),
    };
    view.agents.iter().map(candidate).collect()
}

impl Context {
    fn of(seat: &Seat, asked: &Asked, view: &DeskView) -> Self {
        let (v, ticket, tag) = (&seat.v, &view.ticket, seat.v.tag());
        let kinds = &v.settings.solution_codes;
        let kind = |code: &str| {
            kinds
                .iter()
                .find(|(known, _)| known == code)
                .map_or_else(|| code.to_owned(), |(_, words)| words.get(tag).to_owned())
        };
        Self {
            who: Person::named(&view.contact.name),
            cases: view.others.len() + 1,
            email: view.contact.email.clone(),
            company: view.organization.as_ref().map(|one| one.name.clone()),
            by_phone: match ticket.verified_by {
                VerifiedBy::Code => None,
                VerifiedBy::Phone(agent) => Some(
                    view.names
                        .get(&agent)
                        .cloned()
                        .unwrap_or_else(|| v.t.desk_actor_unknown()),
                ),
            },
            phone: view.contact.phone.clone(),
            topic: view.topic.form.name.get(tag).to_owned(),
            tracking: ticket.tracking_number.clone(),
            answers: ticket
                .answers
                .iter()
                .filter(|answer| Some(&answer.text) != ticket.tracking_number.as_ref())
                .map(|one| {
                    let label = if one.field == answer::DOCUMENT {
                        v.t.ticket_document()
                    } else {
                        answer::question(v, &view.topic, one)
                    };
                    (label, answer::text(v, &view.topic, one))
                })
                .collect(),
            team: view
                .teams
                .iter()
                .find(|team| team.id == ticket.team)
                .map_or_else(String::new, |team| team.name.clone()),
            priority: priority_words(&v.t, ticket.nature.priority),
            kind: kind_words(&v.t, ticket.nature.kind),
            classify: seat.by.may_move(ticket, Move::Classify).then(|| Classify {
                href: asked.beside(&format!("/mesa/casos/{}/clasificar", ticket.code)),
                version: ticket.version,
                seen: view.timeline.last().map_or(0, |entry| entry.event.id.0),
                priorities: nature::priorities(&v.t, ticket.nature.priority.name()),
                kinds: nature::kinds(&v.t, ticket.nature.kind.name()),
            }),
            followers: Followers::of(seat, asked, view),
            why: Why::of(seat, view),
            language: Language::parse(&ticket.language).unwrap_or_default().name(),
            created_at: ticket.created_at,
            due_at: ticket.due_at,
            record: format!("/mesa/casos/{}/expediente", ticket.code),
            consent: view
                .consent
                .as_ref()
                .map(|_| format!("/mesa/casos/{}/consentimiento", ticket.code)),
            solutions: view
                .solutions
                .iter()
                .map(|solution| PastSolution {
                    kind: kind(&solution.code),
                    state: solution_state(v, solution.status),
                    at: solution.proposed_at,
                    reason: solution.reason.clone(),
                })
                .collect(),
            ratings: view
                .ratings
                .iter()
                .map(|rating| (rating.stars, rating.comment.clone()))
                .collect(),
            others: view
                .others
                .iter()
                .map(|other| Other {
                    href: asked.beside(&format!("/mesa/casos/{}", other.code)),
                    subject: other.subject.clone(),
                    state: Chip::of(&v.t, other.status).words,
                    at: other.created_at,
                })
                .collect(),
            is_follow_up: ticket.follow_up_of.is_some(),
            claim: Panel::of(seat, view),
        }
    }
}
