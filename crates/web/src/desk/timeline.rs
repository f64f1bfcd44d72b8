//! The history of a ticket as the staff reads it: messages as cards, everything else as a line.

use app::ticket::{Entry, PeopleNames, Requester, StaffNames};
use domain::clock::Rung;
use domain::file::{File, Hold, Kind};
use domain::ticket::{Nature, SolutionStatus};
use domain::{Actor, AgentId, EventKind, MessageKind, TicketCode};
use jiff::{SignedDuration, Timestamp};
use text::format::{initials, upper_first};

use super::deadlines::{action_words, metric_words, when_words};
use super::nature::{kind_words, priority_words};
use super::rich::{Rich, strong};
use super::seat::avatar;
use crate::portal::text::Prose;
use crate::visit::Visit;

/// What the names in a history come from.
pub(super) struct Story<'a> {
    pub(super) v: &'a Visit,
    pub(super) me: AgentId,
    pub(super) names: &'a StaffNames,
    /// The people of the requester's side.
    pub(super) people: &'a PeopleNames,
    pub(super) contact: &'a Requester,
    pub(super) code: &'a TicketCode,
}

/// One piece of the conversation.
pub(super) enum Item {
    Day { id: String, words: String },
    Line(Line),
    Card(Box<Card>),
}

/// Something that happened, in a sentence.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) icon: &'static str,
    pub(super) sentence: Rich,
    pub(super) at: Timestamp,
    pub(super) when: String,
}

/// What somebody wrote.
pub(super) struct Card {
    pub(super) id: String,
    /// The key of the event, by which a reply tells what its writer had read.
    pub(super) event: i64,
    /// `m--us`, `m--note`, `m--sol` or nothing.
    pub(super) look: &'static str,
    pub(super) author: String,
    pub(super) initials: String,
    pub(super) colour: &'static str,
    /// What kind of message it is, with its icon.
    pub(super) label: Option<(&'static str, String)>,
    /// How it came or where it went.
    pub(super) way: String,
    pub(super) prose: Prose,
    pub(super) files: Vec<FileLink>,
    pub(super) at: Timestamp,
    pub(super) when: String,
}

/// A file to download.
pub(super) struct FileLink {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) size: String,
    pub(super) icon: &'static str,
    pub(super) thumbnail: Option<String>,
    /// What the scanner for viruses has against it.
    pub(super) held: Option<String>,
    /// Whether not even the staff can load it.
    pub(super) is_locked: bool,
}

impl Story<'_> {
    /// The conversation, oldest first, with a line before each new day.
    pub(super) fn items(&self, entries: &[Entry]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut day = None;
        for entry in entries {
            let date = self.v.local(entry.event.at).date();
            if day != Some(date) {
                day = Some(date);
                let words = self.v.t.long_date(date, self.v.now.date());
                let words = if date == self.v.now.date() {
                    self.v.t.desk_day_today(words)
                } else {
                    upper_first(&words)
                };
                items.push(Item::Day {
                    id: format!("dia-{date}"),
                    words,
                });
            }
            if has_line(&entry.event.kind) {
                items.push(Item::Line(self.line(entry)));
            }
            items.extend(self.card(entry).map(Box::new).map(Item::Card));
        }
        items
    }

    /// Any entry as a sentence.
    pub(super) fn line(&self, entry: &Entry) -> Line {
        Line {
            id: format!("e-{}", entry.event.id),
            icon: icon(&entry.event.kind),
            sentence: Rich::of(&self.sentence(entry)),
            at: entry.event.at,
            when: self.when(entry.event.at),
        }
    }

    fn when(&self, at: Timestamp) -> String {
        if self.v.local(at).date() == self.v.now.date() {
            self.v.time(&at)
        } else {
            self.v.moment(&at)
        }
    }

    fn card(&self, entry: &Entry) -> Option<Card> {
        let message = entry.message.as_ref()?;
        let t = &self.v.t;
        let name = self.name(message.author);
        let own = message.author.agent() == Some(self.me);
        let (look, label) = match (message.kind, &entry.solution) {
            (MessageKind::Note, _) => ("m--note", Some(("i-lock", t.desk_note_label()))),
            (_, Some(solution)) => (
                "m--sol",
                Some((
                    "i-flag",
                    t.desk_solution_card(solution_state(self.v, solution.status)),
                )),
            ),
            (MessageKind::InfoRequest, _)
                if matches!(entry.event.kind, EventKind::AskedToComplete { .. }) =>
            {
                ("m--us", Some(("i-hourglass", t.desk_complete_label())))
            }
            (MessageKind::Reply, _)
                if matches!(entry.event.kind, EventKind::Transferred { .. }) =>
            {
                ("m--us", Some(("i-aright", t.desk_transferred_label())))
            }
            (MessageKind::InfoRequest, _) => ("m--us", Some(("i-hourglass", t.desk_info_label()))),
            (MessageKind::Reply, _) if message.author.agent().is_some() => ("m--us", None),
            (MessageKind::Reply | MessageKind::Description, _) => ("", None),
        };
        let way = match message.author {
            _ if message.kind == MessageKind::Note => String::new(),
            Actor::Requester(_) | Actor::Colleague(_) => t.desk_by_portal(),
            Actor::Agent(_) | Actor::System => t.desk_to_customer(),
        };
        Some(Card {
            id: format!("m-{}", entry.event.id),
            event: entry.event.id.0,
            look,
            initials: initials(&name),
            colour: avatar(&name),
            author: if own { t.desk_you() } else { name },
            label,
            way,
            prose: Prose::new(&message.text),
            files: entry.files.iter().map(|file| self.file(file)).collect(),
            at: message.at,
            when: self.when(message.at),
        })
    }

    pub(super) fn file(&self, file: &File) -> FileLink {
        let href = format!("/mesa/casos/{}/archivos/{}", self.code, file.id);
        let is_locked = self.v.hold(file).is_some_and(Hold::is_for_everybody);
        let thumbnail = file.thumbnail.as_ref().filter(|_| !is_locked);
        FileLink {
            thumbnail: thumbnail.map(|_| format!("{href}/miniatura")),
            held: self.v.hold_words(file, true),
            is_locked,
            href,
            name: file.name.clone(),
            size: self.v.t.file_size(file.size_bytes),
            icon: match file.kind {
                Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Webp | Kind::Heic => "i-image",
                Kind::Pdf | Kind::Word | Kind::Excel | Kind::Text | Kind::Csv => "i-file",
            },
        }
    }

    fn name(&self, actor: Actor) -> String {
        match actor {
            Actor::Requester(_) => self.contact.name.clone(),
            Actor::Colleague(id) => self.people.get(&id).cloned().unwrap_or_default(),
            Actor::Agent(agent) => self.agent(agent),
            Actor::System => self.v.t.desk_actor_system(),
        }
    }

    fn agent(&self, agent: AgentId) -> String {
        self.names
            .get(&agent)
            .cloned()
            .unwrap_or_else(|| self.v.t.desk_actor_unknown())
    }

    /// What of priority and kind is another, with what it was.
    fn classified(&self, from: Nature, to: Nature, by: Actor) -> String {
        let t = &self.v.t;
        let mut changes = Vec::new();
        if from.priority != to.priority {
            let (from, to) = (
                priority_words(t, from.priority),
                priority_words(t, to.priority),
            );
            changes.push(t.desk_event_priority(from, to));
        }
        if from.kind != to.kind {
            let (from, to) = (kind_words(t, from.kind), kind_words(t, to.kind));
            changes.push(t.desk_event_kind(from, to));
        }
        t.desk_event_classified(changes.join(" · "), strong(&self.name(by)))
    }

    fn escalated(&self, rung: &Rung) -> String {
        let t = &self.v.t;
        let who = |agent: AgentId| self.agent(agent);
        let action = action_words(t, rung.action, who, |_| None);
        t.desk_event_escalated(
            action,
            metric_words(t, rung.metric),
            when_words(t, rung.when),
        )
    }

    /// No wildcard arm: whoever adds a kind of event decides here how the staff reads it.
    pub(super) fn sentence(&self, entry: &Entry) -> String {
        let t = &self.v.t;
        let by = entry.event.by;
        let name = || strong(&self.name(by));
        match &entry.event.kind {
            EventKind::Created { files, .. } => t.desk_event_created(*files, name()),
            EventKind::VerifiedByPhone { agent } => {
                t.desk_event_verified_by_phone(strong(&self.agent(*agent)))
            }
            EventKind::Assigned { to, .. } if by.agent() == Some(*to) => t.desk_event_taken(name()),
            EventKind::Assigned { to, .. } if by == Actor::System => {
                t.desk_event_assigned_by_system(strong(&self.agent(*to)))
            }
            EventKind::Assigned { to, .. } => {
                t.desk_event_assigned(name(), strong(&self.agent(*to)))
            }
            EventKind::Unassigned { from } => {
                t.desk_event_unassigned(strong(&self.agent(*from)), name())
            }
            EventKind::Routed(routing) if routing.to.is_none() && !routing.by_hand => {
                t.desk_event_routed_nobody()
            }
            EventKind::Routed(_) => t.desk_event_routed(),
            EventKind::Classified { from, to } => self.classified(*from, *to, by),
            EventKind::Replied { .. } => t.desk_event_replied(name()),
            EventKind::Noted { .. } => t.desk_event_noted(name()),
            EventKind::InfoRequested { .. } => t.desk_event_info_requested(name()),
            EventKind::AskedToComplete { until, .. } => {
                t.desk_event_asked_to_complete(self.v.end_of_term(until), name())
            }
            EventKind::Prolonged { until } => {
                t.desk_event_prolonged(self.v.end_of_term(until), name())
            }
            EventKind::CompletionReminded => t.desk_event_completion_reminded(),
            EventKind::TacitlyWithdrawn => t.desk_event_tacitly_withdrawn(),
            EventKind::Extended { reason, until, .. } => {
                let date = t.long_date(*until, self.v.now.date());
                t.desk_event_extended(date, name(), reason.as_str())
            }
            EventKind::Transferred { to, .. } => t.desk_event_transferred(name(), strong(&to.name)),
            EventKind::WaitingThird { reason, until } => {
                t.desk_event_waiting_third(name(), reason.as_str(), self.v.moment(until))
            }
            EventKind::Resumed if by == Actor::System => t.desk_event_resumed_by_system(),
            EventKind::Resumed => t.desk_event_resumed(name()),
            EventKind::SolutionProposed { .. } => t.desk_event_solution_proposed(name()),
            EventKind::SolutionWithdrawn { reason, .. } => {
                t.desk_event_solution_withdrawn(name(), reason.as_str())
            }
            EventKind::CustomerWrote { .. } => t.desk_event_customer_wrote(name()),
            EventKind::SolutionAccepted { .. } => t.desk_event_solution_accepted(name()),
            EventKind::SolutionRejected { reason, .. } => {
                t.desk_event_solution_rejected(name(), reason.as_str())
            }
            EventKind::Reminded { .. } => t.desk_event_reminded(),
            EventKind::ClosedBySilence { .. } => t.desk_event_closed_by_silence(),
            EventKind::Closed { reason } => t.desk_event_closed(name(), reason.as_str()),
            EventKind::Rated(rating) if rating.comment.is_empty() => {
                t.desk_event_rated(name(), rating.stars)
            }
            EventKind::Rated(rating) => {
                t.desk_event_rated_comment(rating.comment.as_str(), name(), rating.stars)
            }
            EventKind::Reopened { reason } if reason.is_empty() => t.desk_event_reopened(name()),
            EventKind::Reopened { reason } => t.desk_event_reopened_reason(name(), reason.as_str()),
            EventKind::Dropped { reason } if reason.is_empty() => t.desk_event_dropped(name()),
            EventKind::Dropped { reason } => t.desk_event_dropped_reason(name(), reason.as_str()),
            EventKind::Cancelled { reason } => t.desk_event_cancelled(name(), reason.as_str()),
            EventKind::MarkedSpam { .. } => t.desk_event_marked_spam(name()),
            EventKind::UnmarkedSpam { .. } => t.desk_event_unmarked_spam(name()),
            EventKind::DeadlineNear { metric, percent } => {
                t.desk_event_deadline_near(metric_words(t, *metric), i64::from(*percent))
            }
            EventKind::DeadlineSoon { metric, minutes } => {
                let left = t.duration(SignedDuration::from_mins((*minutes).into()));
                t.desk_event_deadline_soon(metric_words(t, *metric), left)
            }
            EventKind::Escalated { rung } => self.escalated(rung),
            EventKind::FollowerAdded { agent } => {
                t.desk_event_follower_added(strong(&self.agent(*agent)))
            }
            EventKind::FollowerRemoved { agent } => {
                t.desk_event_follower_removed(strong(&self.agent(*agent)))
            }
            EventKind::DeadlineMissed { metric } => {
                t.desk_event_deadline_missed(metric_words(t, *metric))
            }
            EventKind::FollowedUp { code } => t.desk_event_followed_up(strong(code.as_str())),
        }
    }
}

/// Whether the event is told in a line; where there is a message, its card tells it.
fn has_line(kind: &EventKind) -> bool {
    // Whom the rules chose is told by the assignment that follows.
    if let EventKind::Routed(routing) = kind {
        return routing.to.is_none();
    }
    !matches!(
        kind,
        EventKind::Replied { .. }
            | EventKind::Noted { .. }
            | EventKind::InfoRequested { .. }
            | EventKind::SolutionProposed { .. }
            | EventKind::CustomerWrote { .. }
    )
}

fn icon(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Created { .. } => "i-plus",
        EventKind::VerifiedByPhone { .. } => "i-phone",
        EventKind::Assigned { .. } | EventKind::Unassigned { .. } | EventKind::Routed(_) => {
            "i-branch"
        }
        EventKind::Replied { .. } | EventKind::CustomerWrote { .. } => "i-chat",
        EventKind::Noted { .. } => "i-lock",
        EventKind::InfoRequested { .. }
        | EventKind::AskedToComplete { .. }
        | EventKind::WaitingThird { .. } => "i-hourglass",
        EventKind::Transferred { .. } => "i-aright",
        EventKind::Resumed => "i-half",
        EventKind::SolutionProposed { .. } | EventKind::SolutionWithdrawn { .. } => "i-flag",
        EventKind::SolutionAccepted { .. }
        | EventKind::ClosedBySilence { .. }
        | EventKind::Closed { .. } => "i-check",
        EventKind::SolutionRejected { .. } | EventKind::Reopened { .. } => "i-refresh",
        EventKind::Reminded { .. } | EventKind::CompletionReminded => "i-mail",
        EventKind::Rated(_) => "i-star",
        EventKind::Dropped { .. }
        | EventKind::Cancelled { .. }
        | EventKind::TacitlyWithdrawn
        | EventKind::MarkedSpam { .. } => "i-stop",
        EventKind::UnmarkedSpam { .. } => "i-checkc",
        EventKind::Classified { .. } => "i-filter",
        EventKind::Escalated { .. } => "i-aup",
        EventKind::FollowerAdded { .. } | EventKind::FollowerRemoved { .. } => "i-eye",
        EventKind::Prolonged { .. }
        | EventKind::Extended { .. }
        | EventKind::DeadlineNear { .. }
        | EventKind::DeadlineSoon { .. } => "i-clock",
        EventKind::DeadlineMissed { .. } => "i-alertc",
        EventKind::FollowedUp { .. } => "i-merge",
    }
}

pub(super) fn solution_state(v: &Visit, status: SolutionStatus) -> String {
    match status {
        SolutionStatus::Waiting => v.t.desk_solution_waiting(),
        SolutionStatus::Accepted => v.t.desk_solution_accepted(),
        SolutionStatus::Refused => v.t.desk_solution_refused(),
        SolutionStatus::Withdrawn => v.t.desk_solution_withdrawn(),
    }
}
