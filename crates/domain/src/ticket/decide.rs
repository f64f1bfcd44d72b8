//! Yes or no: the one pure function that every door asks.

use jiff::{SignedDuration, Timestamp};

use super::{
    Command, EventKind, MAX_COMMENT, MAX_REASON, MIN_REJECT_REASON, Move, Rating, Refusal, Side,
    Status, Ticket,
};
use crate::assignment::Routing;
use crate::clock::Completion;
use crate::form::printable;
use crate::{Actor, Terms};

impl Ticket {
    /// What comes of a command: events to apply and keep, or a refusal.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], which lists the legal moves where the state is in the way.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each command, in one place"
    )]
    pub fn decide(
        &self,
        actor: Actor,
        command: &Command,
        terms: &Terms,
        now: Timestamp,
    ) -> Result<Vec<EventKind>, Refusal> {
        self.allows(actor, command.as_move())?;
        match command {
            Command::Assign(to) if self.assignee == Some(*to) => Err(Refusal::AlreadySo),
            Command::Assign(to) => Ok(vec![EventKind::Assigned {
                from: self.assignee,
                to: *to,
            }]),
            Command::Unassign => {
                let from = self.assignee.ok_or(Refusal::AlreadySo)?;
                Ok(vec![EventKind::Unassigned { from }])
            }
            Command::Route(routing) => self.decide_route(routing),
            Command::Classify(to) if self.nature == *to => Err(Refusal::AlreadySo),
            Command::Classify(to) => Ok(vec![EventKind::Classified {
                from: self.nature,
                to: *to,
            }]),
            Command::Reply(message) => {
                Ok(self.taking(actor, EventKind::Replied { message: *message }))
            }
            Command::Note(message) => Ok(vec![EventKind::Noted { message: *message }]),
            Command::RequestInfo(_) if self.is_incomplete() => Err(Refusal::AskedAlready),
            Command::RequestInfo(message) => {
                Ok(self.taking(actor, EventKind::InfoRequested { message: *message }))
            }
            Command::AskToComplete { message, law } => {
                self.decide_completion(actor, *message, *law, now)
            }
            Command::Prolong { until } => self.decide_prolonging(*until, now),
            Command::WithdrawTacitly => match self.waiting_until {
                Some(until) if until < now => Ok(vec![EventKind::TacitlyWithdrawn]),
                Some(_) | None => Err(Refusal::TooEarly),
            },
            Command::Extend {
                reason,
                days,
                until,
                law,
            } => {
                let law = law.ok_or(Refusal::NotByLaw)?;
                if law.is_used {
                    return Err(Refusal::ExtendedAlready);
                }
                if law.due_at < now {
                    return Err(Refusal::TermOver);
                }
                if !(1..=law.most_days).contains(days) {
                    return Err(Refusal::ExtensionOutOfRange);
                }
                let reason = needed(reason)?;
                let (days, until) = (*days, *until);
                Ok(self.taking(
                    actor,
                    EventKind::Extended {
                        reason,
                        days,
                        until,
                    },
                ))
            }
            Command::Transfer { message, to } => {
                let (message, to) = (*message, to.checked()?);
                Ok(self.taking(actor, EventKind::Transferred { message, to }))
            }
            Command::WaitThird { reason, until } => {
                if *until <= now {
                    return Err(Refusal::UntilInThePast);
                }
                let reason = needed(reason)?;
                Ok(self.taking(
                    actor,
                    EventKind::WaitingThird {
                        reason,
                        until: *until,
                    },
                ))
            }
            Command::Resume => match self.waiting_until {
                Some(until) if actor == Actor::System && now < until => Err(Refusal::TooEarly),
                _ => Ok(vec![EventKind::Resumed]),
            },
            Command::Propose(solution) => Ok(self.taking(
                actor,
                EventKind::SolutionProposed {
                    solution: *solution,
                },
            )),
            Command::Withdraw { reason } => Ok(vec![EventKind::SolutionWithdrawn {
                solution: self.proposal()?,
                reason: needed(reason)?,
            }]),
            Command::Write { message, thanks } => self.decide_write(*message, *thanks, terms, now),
            Command::Accept { rating } => {
                let mut events = vec![EventKind::SolutionAccepted {
                    solution: self.proposal()?,
                }];
                if let Some(rating) = rating {
                    events.push(EventKind::Rated(valid(rating)?));
                }
                Ok(events)
            }
            Command::Reject { reason } => {
                let reason = needed(reason)?;
                if reason.chars().count() < MIN_REJECT_REASON {
                    return Err(Refusal::ReasonTooShort);
                }
                Ok(vec![EventKind::SolutionRejected {
                    solution: self.proposal()?,
                    reason,
                }])
            }
            Command::Rate(rating) => self.decide_rating(rating, terms, now),
            Command::Reopen { reason } => {
                let reason = needed(reason)?;
                if actor.contact().is_some() && !self.can_reopen_at(terms, now) {
                    return Err(Refusal::ReopenWindowOver);
                }
                Ok(vec![EventKind::Reopened { reason }])
            }
            Command::Drop { reason } => Ok(vec![EventKind::Dropped {
                reason: short(reason)?,
            }]),
            Command::Close { reason } => Ok(vec![EventKind::Closed {
                reason: needed(reason)?,
            }]),
            Command::Cancel { reason } => Ok(vec![EventKind::Cancelled {
                reason: needed(reason)?,
            }]),
            Command::MarkSpam => Ok(vec![EventKind::MarkedSpam { was: self.status }]),
            Command::UnmarkSpam => Ok(vec![EventKind::UnmarkedSpam { to: Status::Open }]),
            Command::Remind if self.is_incomplete() => {
                let due = self.remind_to_complete_at(terms);
                match due.filter(|at| *at <= now && !self.reminded) {
                    Some(_) => Ok(vec![EventKind::CompletionReminded]),
                    None => Err(Refusal::TooEarly),
                }
            }
            Command::Remind => {
                let due = self.remind_at(terms).is_some_and(|at| at <= now);
                if !due {
                    return Err(Refusal::TooEarly);
                }
                let ends = self.silence_ends_at(terms);
                Ok(vec![EventKind::Reminded {
                    solution: self.proposal()?,
                    is_late: ends.is_some_and(|at| at <= now),
                }])
            }
            Command::CloseBySilence => {
                let due = self.silence_ends_at(terms).is_some_and(|at| at <= now);
                if !due {
                    return Err(Refusal::TooEarly);
                }
                Ok(vec![EventKind::ClosedBySilence {
                    solution: self.proposal()?,
                }])
            }
        }
    }

    /// Whether the state allows `actor` the move; pages ask it before they show a button.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotAllowed`] for a requester of another ticket and for a colleague
    /// where no company filed it, else [`Refusal::IllegalMove`].
    pub fn allows(&self, actor: Actor, wanted: Move) -> Result<(), Refusal> {
        let side = match actor {
            Actor::Requester(contact) if contact != self.requester => {
                return Err(Refusal::NotAllowed);
            }
            Actor::Colleague(_) if self.organization.is_none() => {
                return Err(Refusal::NotAllowed);
            }
            Actor::Requester(_) | Actor::Colleague(_) => Side::Requester,
            Actor::Agent(_) => Side::Agent,
            Actor::System => Side::System,
        };
        let legal = self.status.moves(side);
        if legal.contains(&wanted) {
            Ok(())
        } else {
            Err(Refusal::IllegalMove {
                status: self.status,
                legal: legal.to_vec(),
            })
        }
    }

    /// When the requester is reminded of what is missing: a week before the end by default.
    pub fn remind_to_complete_at(&self, terms: &Terms) -> Option<Timestamp> {
        let until = self.waiting_until.filter(|_| self.is_incomplete())?;
        until.saturating_sub(terms.remind_to_complete).ok()
    }

    /// When the requester is reminded of the proposal: the end of the 5th day by default.
    pub fn remind_at(&self, terms: &Terms) -> Option<Timestamp> {
        let since = self
            .silent_since
            .filter(|_| self.status == Status::SolutionProposed && !self.reminded)?;
        Some(terms.calendar.add_days(since, terms.remind_after_days))
    }

    /// Until when the requester may answer the proposal: the end of the 10th day by default.
    pub fn silence_ends_at(&self, terms: &Terms) -> Option<Timestamp> {
        let since = self
            .silent_since
            .filter(|_| self.status == Status::SolutionProposed)?;
        Some(terms.calendar.add_days(since, terms.close_after_days))
    }

    /// Until when the requester may reopen it.
    pub fn reopen_until(&self, terms: &Terms) -> Option<Timestamp> {
        let resolved = self
            .resolved_at
            .filter(|_| self.status == Status::Resolved)?;
        Some(terms.calendar.add_days(resolved, terms.reopen_days))
    }

    /// Whether the requester may reopen it now.
    pub fn can_reopen_at(&self, terms: &Terms, now: Timestamp) -> bool {
        self.reopen_until(terms).is_some_and(|until| now <= until)
    }

    /// Whether the requester may rate now, or change a rating.
    pub fn can_rate_at(&self, terms: &Terms, now: Timestamp) -> bool {
        let until = match (self.rated, self.resolved_at) {
            (Some(rated), _) => rated.first_at.saturating_add(terms.rating_change).ok(),
            (None, Some(resolved)) => resolved.saturating_add(terms.rating_open).ok(),
            (None, None) => None,
        };
        self.status == Status::Resolved && until.is_some_and(|until| now <= until)
    }

    /// When a timer must look at the ticket next.
    pub fn next_check_at(&self, terms: &Terms) -> Option<Timestamp> {
        match self.status {
            Status::SolutionProposed => self
                .remind_at(terms)
                .or_else(|| self.silence_ends_at(terms)),
            Status::WaitingThird => self.waiting_until,
            Status::WaitingCustomer if !self.reminded => self.remind_to_complete_at(terms),
            Status::WaitingCustomer => {
                let until = self.waiting_until?;
                until.checked_add(SignedDuration::from_micros(1)).ok()
            }
            Status::New
            | Status::Open
            | Status::Resolved
            | Status::Cancelled
            | Status::Transferred
            | Status::Merged
            | Status::Spam => None,
        }
    }

    /// Working on an unassigned ticket takes it.
    fn taking(&self, actor: Actor, event: EventKind) -> Vec<EventKind> {
        match (self.assignee, actor.agent()) {
            (None, Some(to)) => vec![EventKind::Assigned { from: None, to }, event],
            _ => vec![event],
        }
    }

    /// Within some days the law lets the requester be asked what is missing, once at a time.
    fn decide_completion(
        &self,
        actor: Actor,
        message: crate::MessageId,
        law: Option<Completion>,
        now: Timestamp,
    ) -> Result<Vec<EventKind>, Refusal> {
        if self.is_incomplete() {
            return Err(Refusal::AskedAlready);
        }
        let law = law.ok_or(Refusal::NotByLaw)?;
        if law.ask_by < now {
            return Err(Refusal::AskTermOver);
        }
        let until = law.until;
        Ok(self.taking(actor, EventKind::AskedToComplete { message, until }))
    }

    fn decide_prolonging(
        &self,
        until: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Vec<EventKind>, Refusal> {
        let before = self.waiting_until.filter(|_| self.is_incomplete());
        let before = before.ok_or(Refusal::NothingToComplete)?;
        if self.is_prolonged {
            return Err(Refusal::ProlongedAlready);
        }
        if before < now {
            return Err(Refusal::TermOver);
        }
        let until = until.ok_or(Refusal::NotByLaw)?;
        Ok(vec![EventKind::Prolonged { until }])
    }

    fn proposal(&self) -> Result<crate::SolutionId, Refusal> {
        self.solution.ok_or(Refusal::AlreadySo)
    }

    /// How it was chosen is kept with the choice.
    fn decide_route(&self, routing: &Routing) -> Result<Vec<EventKind>, Refusal> {
        let routed = EventKind::Routed(Box::new(routing.clone()));
        match (self.assignee, routing.to) {
            (Some(from), Some(to)) if from == to => Err(Refusal::AlreadySo),
            (from, Some(to)) => Ok(vec![routed, EventKind::Assigned { from, to }]),
            (Some(from), None) => Ok(vec![routed, EventKind::Unassigned { from }]),
            (None, None) => Ok(vec![routed]),
        }
    }

    /// A message to a resolved ticket reopens it, unless it only thanks.
    fn decide_write(
        &self,
        message: crate::MessageId,
        thanks: bool,
        terms: &Terms,
        now: Timestamp,
    ) -> Result<Vec<EventKind>, Refusal> {
        let written = EventKind::CustomerWrote { message, thanks };
        if self.status != Status::Resolved || thanks {
            return Ok(vec![written]);
        }
        if !self.can_reopen_at(terms, now) {
            return Err(Refusal::ReopenWindowOver);
        }
        Ok(vec![
            written,
            EventKind::Reopened {
                reason: String::new(),
            },
        ])
    }

    fn decide_rating(
        &self,
        rating: &Rating,
        terms: &Terms,
        now: Timestamp,
    ) -> Result<Vec<EventKind>, Refusal> {
        let rating = valid(rating)?;
        if !self.can_rate_at(terms, now) {
            return Err(Refusal::RatingWindowOver);
        }
        Ok(vec![EventKind::Rated(rating)])
    }
}

fn valid(rating: &Rating) -> Result<Rating, Refusal> {
    if !(1..=5).contains(&rating.stars) {
        return Err(Refusal::StarsOutOfRange);
    }
    let comment = printable(&rating.comment);
    fits(&comment, MAX_COMMENT)?;
    Ok(Rating {
        stars: rating.stars,
        comment,
    })
}

fn needed(reason: &str) -> Result<String, Refusal> {
    let reason = short(reason)?;
    if reason.is_empty() {
        Err(Refusal::ReasonMissing)
    } else {
        Ok(reason)
    }
}

fn short(reason: &str) -> Result<String, Refusal> {
    let reason = printable(reason);
    fits(&reason, MAX_REASON)?;
    Ok(reason)
}

fn fits(text: &str, most: usize) -> Result<(), Refusal> {
    match text.chars().count().checked_sub(most) {
        None | Some(0) => Ok(()),
        Some(over) => Err(Refusal::TooLong(over)),
    }
}
