//! The history of a ticket as its requester reads it.

use app::ticket::{Entry, GuestView, StaffNames};
use domain::file::{File, Kind};
use domain::{Actor, ContactId, EventKind, MessageId, Status, TicketCode};
use jiff::Timestamp;
use text::format::{initials, upper_first};

use super::stars;
use crate::portal::text::{Emphasis, Prose};
use crate::visit::Visit;

/// One line or card of the history.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Event(Happening),
    Message(Card),
}

/// A line: an icon, a sentence, a time.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub(super) id: String,
    pub(super) icon: &'static str,
    /// The end of the class of the dot; empty for the plain one.
    pub(super) dot: &'static str,
    pub(super) sentence: Emphasis,
    /// Where the emphasised word leads to; empty for nowhere.
    pub(super) href: String,
    pub(super) at: Timestamp,
    pub(super) time: String,
    /// Whether the solution that it tells of is the one above.
    pub(super) shows_solution: bool,
}

/// What somebody wrote.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) is_own: bool,
    pub(super) initials: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) at: Timestamp,
    pub(super) time: String,
    /// As it was written.
    pub(super) text: String,
    pub(super) prose: Prose,
    pub(super) files: Vec<FileLink>,
}

/// A file that can be loaded.
#[derive(Clone, Debug)]
pub(super) struct FileLink {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) size: String,
    /// The end of the class of its icon.
    pub(super) icon: &'static str,
    /// Why it cannot be loaded now.
    pub(super) held: Option<String>,
}

impl FileLink {
    pub(super) fn new(v: &Visit, code: &TicketCode, file: &File) -> Self {
        Self {
            href: format!("{}/archivos/{}", super::path_of(code), file.id),
            name: file.name.clone(),
            size: v.t.file_size(file.size_bytes),
            icon: icon(file.kind),
            held: v.hold_words(file, false),
        }
    }
}

/// The icon of a kind of file.
pub(super) fn icon(kind: Kind) -> &'static str {
    match kind {
        Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Webp | Kind::Heic => "image",
        Kind::Pdf | Kind::Word | Kind::Excel | Kind::Text | Kind::Csv => "file",
    }
}

/// What the history needs beside the ticket.
pub(super) struct Reader<'a> {
    pub(super) v: &'a Visit,
    pub(super) view: &'a GuestView,
    /// Who reads.
    pub(super) own: ContactId,
    /// The name of who reads, for the initials.
    pub(super) own_name: &'a str,
    /// Whether files are shown.
    pub(super) with_files: bool,
}

impl Reader<'_> {
    /// All lines and cards, oldest first.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut day = None;
        for entry in &self.view.timeline {
            let date = self.v.local(entry.event.at).date();
            let is_same_day = day.replace(date) == Some(date);
            items.extend(self.line(entry, is_same_day).map(Item::Event));
            items.extend(self.card(entry).map(Item::Message));
        }
        items
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of event")]
    pub(super) fn line(&self, entry: &Entry, is_same_day: bool) -> Option<Happening> {
        let t = &self.v.t;
        let event = &entry.event;
        let by = || self.name(event.by);
        let other = self.colleague(event.by);
        let plain = |icon, dot, sentence| Some((icon, dot, Emphasis::none(sentence)));
        let mut href = String::new();
        let (icon, dot, sentence) = match &event.kind {
            EventKind::SolutionAccepted { .. } if other.is_some() => Some((
                "check",
                "ok",
                Emphasis::new(|x| t.event_accepted_by(x), by()),
            )),
            EventKind::SolutionRejected { .. } if other.is_some() => Some((
                "refresh",
                "bad",
                Emphasis::new(|x| t.event_rejected_by(x), by()),
            )),
            EventKind::Rated(rating) if other.is_some() => {
                let value = stars::value_text(t, rating.stars);
                Some((
                    "star",
                    "",
                    Emphasis::new(|x| t.event_rated_by(x, value.as_str()), by()),
                ))
            }
            EventKind::Reopened { .. } if other.is_some() => Some((
                "refresh",
                "bad",
                Emphasis::new(|x| t.event_reopened_agent(x), by()),
            )),
            EventKind::Dropped { .. } if other.is_some() => {
                Some(("stop", "", Emphasis::new(|x| t.event_cancelled(x), by())))
            }
            EventKind::FollowedUp { code } if other.is_some() => {
                href = super::path_of(code);
                plain("aright", "", t.event_followed_up_by(code.as_str(), by()))
            }
            EventKind::Created { files, .. } if other.is_some() => Some((
                "plus",
                "",
                Emphasis::new(|x| t.event_created_by(*files, x), by()),
            )),
            EventKind::Created { files, .. } => plain("plus", "", t.event_created(*files)),
            EventKind::VerifiedByPhone { .. } => plain("phone", "", t.event_verified_by_phone()),
            EventKind::Assigned { from, to } => {
                let name = name_of(self.v, &self.view.names, Actor::Agent(*to));
                let is_first = from.is_none();
                let sentence = |x: &str| {
                    if is_first {
                        t.event_assigned(x)
                    } else {
                        t.event_reassigned(x)
                    }
                };
                Some(("user", "", Emphasis::new(sentence, name)))
            }
            EventKind::InfoRequested { .. } => plain("hourglass", "", t.event_info_requested()),
            EventKind::AskedToComplete { until, .. } => Some((
                "hourglass",
                "",
                Emphasis::new(|x| t.event_asked_to_complete(x), self.v.end_of_term(until)),
            )),
            EventKind::Prolonged { until } => Some((
                "clock",
                "",
                Emphasis::new(|x| t.event_prolonged(x), self.v.end_of_term(until)),
            )),
            EventKind::CompletionReminded => plain("clock", "", t.event_completion_reminded()),
            EventKind::TacitlyWithdrawn => plain("stop", "", t.event_tacitly_withdrawn()),
            EventKind::Extended { until, .. } => {
                let date = t.long_date(*until, self.v.now.date());
                Some(("clock", "", Emphasis::new(|x| t.event_extended(x), date)))
            }
            EventKind::Transferred { to, .. } => Some((
                "aright",
                "",
                Emphasis::new(|x| t.event_transferred(x), to.name.as_str()),
            )),
            EventKind::SolutionProposed { .. } => {
                plain("flag", "viol", t.event_solution_proposed())
            }
            EventKind::SolutionWithdrawn { .. } => {
                plain("refresh", "", t.event_solution_withdrawn())
            }
            EventKind::SolutionAccepted { .. } => plain("check", "ok", t.event_solution_accepted()),
            EventKind::SolutionRejected { .. } => {
                plain("refresh", "bad", t.event_solution_rejected())
            }
            EventKind::Reminded { .. } => plain("clock", "", t.event_reminded()),
            EventKind::ClosedBySilence { .. } => plain("check", "ok", t.event_closed_by_silence()),
            EventKind::Closed { .. } => {
                Some(("check", "", Emphasis::new(|x| t.event_closed(x), by())))
            }
            EventKind::Rated(rating) => plain(
                "star",
                "",
                t.event_rated(stars::value_text(t, rating.stars)),
            ),
            EventKind::Reopened { .. } if event.by.agent().is_some() => Some((
                "refresh",
                "",
                Emphasis::new(|x| t.event_reopened_agent(x), by()),
            )),
            EventKind::Reopened { .. } => plain("refresh", "bad", t.event_reopened()),
            EventKind::Dropped { .. } => plain("stop", "", t.event_dropped()),
            EventKind::Cancelled { .. } => {
                Some(("stop", "", Emphasis::new(|x| t.event_cancelled(x), by())))
            }
            EventKind::FollowedUp { code } => {
                href = super::path_of(code);
                Some((
                    "aright",
                    "",
                    Emphasis::new(|x| t.event_followed_up(x), code.as_str()),
                ))
            }
            EventKind::Replied { .. }
            | EventKind::CustomerWrote { .. }
            | EventKind::Unassigned { .. }
            | EventKind::Routed(_)
            | EventKind::Classified { .. }
            | EventKind::Noted { .. }
            | EventKind::WaitingThird { .. }
            | EventKind::Resumed
            | EventKind::MarkedSpam { .. }
            | EventKind::UnmarkedSpam { .. }
            | EventKind::DeadlineNear { .. }
            | EventKind::DeadlineSoon { .. }
            | EventKind::DeadlineMissed { .. }
            | EventKind::Escalated { .. }
            | EventKind::FollowerAdded { .. }
            | EventKind::FollowerRemoved { .. } => None,
        }?;
        let time = if is_same_day {
            self.v.time(&event.at)
        } else {
            upper_first(&self.v.long_moment(&event.at))
        };
        let shows_solution = self.is_present_proposal(&event.kind);
        Some(Happening {
            id: format!("e{}", event.id),
            icon,
            dot,
            sentence,
            href,
            at: event.at,
            time,
            shows_solution,
        })
    }

    /// The card of a message, or of the words that came with a decision.
    pub(super) fn card(&self, entry: &Entry) -> Option<Card> {
        let event = &entry.event;
        let (id, text, files) = match &event.kind {
            // It stands above, where it can be answered.
            kind if self.is_present_proposal(kind) => return None,
            EventKind::SolutionRejected { reason, .. }
            | EventKind::Closed { reason }
            | EventKind::Extended { reason, .. }
            | EventKind::Dropped { reason }
            | EventKind::Cancelled { reason } => (MessageId(event.id.0), reason.as_str(), &[][..]),
            EventKind::Reopened { reason } if event.by.agent().is_none() => {
                (MessageId(event.id.0), reason.as_str(), &[][..])
            }
            EventKind::Rated(rating) => (MessageId(event.id.0), rating.comment.as_str(), &[][..]),
            EventKind::Created { .. }
            | EventKind::Replied { .. }
            | EventKind::InfoRequested { .. }
            | EventKind::AskedToComplete { .. }
            | EventKind::Transferred { .. }
            | EventKind::CustomerWrote { .. }
            | EventKind::SolutionProposed { .. } => {
                let message = entry.message.as_ref()?;
                (message.id, message.text.as_str(), &entry.files[..])
            }
            EventKind::VerifiedByPhone { .. }
            | EventKind::Assigned { .. }
            | EventKind::Unassigned { .. }
            | EventKind::Routed(_)
            | EventKind::Classified { .. }
            | EventKind::Noted { .. }
            | EventKind::WaitingThird { .. }
            | EventKind::Resumed
            | EventKind::SolutionWithdrawn { .. }
            | EventKind::SolutionAccepted { .. }
            | EventKind::Reminded { .. }
            | EventKind::Prolonged { .. }
            | EventKind::CompletionReminded
            | EventKind::TacitlyWithdrawn
            | EventKind::ClosedBySilence { .. }
            | EventKind::Reopened { .. }
            | EventKind::MarkedSpam { .. }
            | EventKind::UnmarkedSpam { .. }
            | EventKind::DeadlineNear { .. }
            | EventKind::DeadlineSoon { .. }
            | EventKind::DeadlineMissed { .. }
            | EventKind::Escalated { .. }
            | EventKind::FollowerAdded { .. }
            | EventKind::FollowerRemoved { .. }
            | EventKind::FollowedUp { .. } => return None,
        };
        if text.is_empty() && files.is_empty() {
            return None;
        }
        let is_own = event.by.contact() == Some(self.own);
        let is_customers = event.by.contact().is_some();
        let name = self.name(event.by);
        let files = files.iter().filter(|_| self.with_files);
        Some(Card {
            id: format!("m{id}"),
            is_own,
            initials: initials(if is_own { self.own_name } else { &name }),
            name,
            role: self
                .view
                .team
                .as_ref()
                .filter(|_| !is_customers)
                .map(|team| team.name.clone())
                .unwrap_or_default(),
            at: event.at,
            time: upper_first(&self.v.moment(&event.at)),
            text: text.to_owned(),
            prose: Prose::new(text),
            files: files
                .map(|file| FileLink::new(self.v, &self.view.ticket.code, file))
                .collect(),
        })
    }

    /// Somebody of the requester's side other than who reads.
    fn colleague(&self, who: Actor) -> Option<&str> {
        let contact = who.contact().filter(|contact| *contact != self.own)?;
        self.view.people.get(&contact).map(String::as_str)
    }

    fn name(&self, who: Actor) -> String {
        match self.colleague(who) {
            Some(name) => name.to_owned(),
            None => name_of(self.v, &self.view.names, who),
        }
    }

    fn is_present_proposal(&self, kind: &EventKind) -> bool {
        let waits = self.view.ticket.status == Status::SolutionProposed;
        matches!(kind, EventKind::SolutionProposed { solution } if waits && self.view.ticket.solution == Some(*solution))
    }
}

/// "Usted", the agent's name, or the team.
pub(super) fn name_of(v: &Visit, names: &StaffNames, who: Actor) -> String {
    match who {
        Actor::Requester(_) | Actor::Colleague(_) => v.t.ticket_you(),
        Actor::Agent(agent) => names
            .get(&agent)
            .cloned()
            .unwrap_or_else(|| v.t.ticket_team()),
        Actor::System => v.t.ticket_team(),
    }
}
