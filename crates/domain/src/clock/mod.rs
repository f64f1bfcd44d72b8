//! Clocks of a ticket: how much of each term is used, when it is over, and why.
//!
//! A clock counts while somebody of the staff is to act. What was used is kept when it is paused,
//! and what is left is added to the instant at which it goes on; the length of a pause is never
//! added to a date. Everything follows from the history of the ticket: replaying it gives the same.

mod days;
mod explain;
mod ladder;
mod law;
#[cfg(test)]
mod model;
mod plan;
mod policy;
mod ring;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

pub use days::{CountedBy, Days};
pub use explain::{Pause, Step, What, end_as_kept, pauses, steps};
pub use ladder::{Action, MAX_MINUTES, MAX_RUNGS, Rung, When};
pub use law::{Completion, Extension};
pub use plan::{Law, Metric, Plan, Target, WARNINGS};
pub use policy::{
    Facts, KeptPolicy, MAX_NAME as MAX_POLICY_NAME, MAX_PERCENT, MAX_POLICIES, MAX_TERM,
    MAX_WARNINGS, Policy, first_match,
};
pub use ring::{Ring, RingState};

use crate::calendar::Term;
use crate::{Event, EventKind};

/// All clocks of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// What is promised, as it was when the ticket was filed.
    pub plan: Plan,
    /// One for each metric that ever began.
    pub clocks: Vec<Clock>,
    waiting: Waiting,
    /// Whether the staff has work to do with it.
    is_open: bool,
}

/// For whom the ticket waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Waiting {
    Nobody,
    Customer,
    Third,
    /// For the requester to complete the request: the term of law waits too.
    Completion,
}

/// One clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it measures.
    pub metric: Metric,
    /// How long it may take.
    pub term: Term,
    /// When it began.
    pub started_at: Timestamp,
    /// Until when; while it is paused, as it was before.
    pub due_at: Timestamp,
    /// Whether it runs.
    pub state: State,
    /// The highest warning that was given, in percent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub warned: u8,
    /// The last warning in minutes before the end that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned_minutes: Option<u16>,
    /// Whether the term was missed at any time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_missed: bool,
    /// The rungs of the ladder that were reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<Rung>,
    /// By how many of its days it was put off.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extended_by: u16,
    /// What was used before it began to run the last time: microseconds, or whole days.
    #[serde(default, skip_serializing_if = "is_default")]
    elapsed: i64,
    /// Since when it runs; none while it does not.
    #[serde(default, skip_serializing_if = "is_default")]
    running_since: Option<Timestamp>,
    /// Whether it goes on from the day after that only, as the law has it.
    #[serde(default, skip_serializing_if = "is_default")]
    from_next_day: bool,
}

/// What is as it was at the beginning is not written: with each ticket its clocks are.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// When the next term of the staff is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextDue {
    /// Until when.
    pub due_at: Timestamp,
    /// From when on it is near.
    pub near_at: Timestamp,
}

/// From this share of a term on its end is near, in percent of its working time.
const NEAR: u8 = 75;

/// Whether a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It counts.
    Running,
    /// It waits until the ticket goes on.
    Paused,
    /// What was promised is done, in time or late.
    Met,
    /// It does not matter any more.
    Cancelled,
}

impl Clocks {
    /// The clocks of a ticket that is filed now.
    pub fn begin(plan: Plan, at: Timestamp, calendar: &Days) -> Self {
        let begins = |metric: Metric| metric != Metric::NextResponse;
        let targets = plan.targets.iter().filter(|target| begins(target.metric));
        Self {
            clocks: targets
                .map(|target| Clock::start(*target, at, calendar))
                .collect(),
            waiting: Waiting::Nobody,
            is_open: true,
            plan,
        }
    }

    /// The same clocks, from the history alone.
    pub fn replay(plan: Plan, events: &[Event], calendar: &Days) -> Option<Self> {
        let (first, rest) = events.split_first()?;
        let mut clocks = Self::begin(plan, first.at, calendar);
        for event in rest {
            clocks.follow(event, calendar);
        }
        Some(clocks)
    }

    /// The same clocks counted again, by a plan and calendars that may be others by now. What is
    /// over stays as it is: by when it was promised is a fact of the past.
    pub fn recount(&self, plan: Plan, events: &[Event], calendar: &Days) -> Option<Self> {
        let mut again = Self::replay(plan, events, calendar)?;
        for clock in again.clocks.iter_mut().filter(|one| !one.is_live()) {
            let kept = self.get(clock.metric);
            if let Some(kept) = kept.filter(|kept| kept.is_over_since(clock.started_at)) {
                clock.clone_from(kept);
            }
        }
        Some(again)
    }

    /// Whether a clock that was over before goes on; it was not counted again while it was.
    pub fn goes_on_since(&self, before: &Self) -> bool {
        let mut live = self.clocks.iter().filter(|clock| clock.is_live());
        live.any(|clock| {
            let was = before.get(clock.metric);
            was.is_some_and(|was| was.is_over_since(clock.started_at))
        })
    }

    /// The clock of a metric, if it ever began.
    pub fn get(&self, metric: Metric) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.metric == metric)
    }

    /// By when the requester was promised an answer; none while it depends on the requester.
    pub fn promised(&self) -> Option<Timestamp> {
        let clock = self.get(Metric::Legal).or(self.get(Metric::Resolution))?;
        let is_open = clock.metric == Metric::Legal && clock.state == State::Paused;
        (!is_open).then_some(clock.due_at)
    }

    /// The running clock that is over next.
    pub fn next(&self) -> Option<&Clock> {
        let running = self.clocks.iter().filter(|one| one.is_told());
        running.min_by_key(|clock| (clock.due_at, clock.metric))
    }

    /// When the next term is over, and from when on that is near.
    pub fn next_due(&self, calendar: &Days) -> Option<NextDue> {
        self.next().map(|clock| NextDue {
            due_at: clock.due_at,
            near_at: clock.warns_at(NEAR, calendar),
        })
    }

    /// What is to be told by now and was not: warnings, missed terms and rungs of the ladder, as
    /// events.
    pub fn overdue(&self, now: Timestamp, calendar: &Days) -> Vec<EventKind> {
        let mut told = Vec::new();
        for clock in self.clocks.iter().filter(|one| one.is_told()) {
            told.extend(self.warning(clock, now, calendar));
            for rung in self.rungs_of(clock) {
                if self
                    .reached_at(clock, &rung, calendar)
                    .is_some_and(|at| at <= now)
                {
                    told.push(EventKind::Escalated { rung });
                }
            }
        }
        told
    }

    /// The warnings of a clock, or that its term was missed.
    fn warning(&self, clock: &Clock, now: Timestamp, calendar: &Days) -> Vec<EventKind> {
        let metric = clock.metric;
        if clock.due_at < now {
            let missed = EventKind::DeadlineMissed { metric };
            return Vec::from_iter((!clock.is_missed).then_some(missed));
        }
        let percent = self
            .percents_of(clock)
            .filter(|percent| clock.warns_at(*percent, calendar) <= now);
        let near = percent
            .max()
            .map(|percent| EventKind::DeadlineNear { metric, percent });
        let minutes = self
            .minutes_of(clock)
            .filter(|minutes| clock.soon_at(*minutes, calendar) <= now);
        let soon = minutes
            .min()
            .map(|minutes| EventKind::DeadlineSoon { metric, minutes });
        near.into_iter().chain(soon).collect()
    }

    /// The warnings in percent that are still to be given.
    fn percents_of(&self, clock: &Clock) -> impl Iterator<Item = u8> {
        let warned = clock.warned;
        let percents = self.plan.warnings.iter().copied();
        percents.filter(move |percent| *percent > warned)
    }

    /// The warnings in minutes that are still to be given; none as long as the term itself.
    fn minutes_of(&self, clock: &Clock) -> impl Iterator<Item = u16> {
        let (last, fits) = (
            clock.warned_minutes.unwrap_or(u16::MAX),
            clock.longer_than(),
        );
        let minutes = self.plan.warn_minutes.iter().copied();
        minutes.filter(move |minutes| *minutes < last && *minutes < fits)
    }

    /// The rungs of the ladder that were not reached.
    fn rungs_of(&self, clock: &Clock) -> impl Iterator<Item = Rung> {
        let ladder = self.plan.ladder.iter().copied();
        ladder.filter(|rung| rung.metric == clock.metric && !clock.reached.contains(rung))
    }

    /// When a rung is reached; never where its time was over before there was such a ladder.
    fn reached_at(&self, clock: &Clock, rung: &Rung, calendar: &Days) -> Option<Timestamp> {
        let at = match rung.when {
            When::Used(percent) => clock.warns_at(percent, calendar),
            When::Before(minutes) => clock.soon_at(minutes, calendar),
            When::After(minutes) => calendar
                .of(clock.metric)
                .add_time(clock.due_at, SignedDuration::from_mins(minutes.into()))
                .ok()?,
        };
        Some(at).filter(|at| self.plan.ladder_since.is_none_or(|since| since <= *at))
    }

    /// When there is something to be told next.
    pub fn next_check_at(&self, calendar: &Days) -> Option<Timestamp> {
        let running = self.clocks.iter().filter(|one| one.is_told());
        running
            .flat_map(|clock| {
                // The lowest percentage and the most minutes left come first.
                let percent = self.percents_of(clock).min();
                let percent = percent.map(|percent| clock.warns_at(percent, calendar));
                let minutes = self.minutes_of(clock).max();
                let minutes = minutes.map(|minutes| clock.soon_at(minutes, calendar));
                let after = clock.due_at.saturating_add(SignedDuration::from_micros(1));
                let warnings = percent
                    .into_iter()
                    .chain(minutes)
                    .chain(after.ok())
                    .filter(|_| !clock.is_missed);
                let rungs = self.rungs_of(clock);
                warnings.chain(rungs.filter_map(|rung| self.reached_at(clock, &rung, calendar)))
            })
            .min()
    }

    /// Takes an event into account.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of event")]
    pub fn follow(&mut self, event: &Event, calendar: &Days) {
        let (at, by_staff) = (event.at, event.by.agent().is_some());
        match &event.kind {
            EventKind::Replied { .. } if by_staff => self.answered(at, calendar),
            EventKind::InfoRequested { .. } => {
                self.answered(at, calendar);
                self.waiting = Waiting::Customer;
            }
            EventKind::AskedToComplete { .. } => {
                self.answered(at, calendar);
                self.waiting = Waiting::Completion;
            }
            EventKind::Extended { days, .. } => {
                self.answered(at, calendar);
                if let Some(clock) = self.find(Metric::Legal) {
                    clock.extend(*days, calendar);
                }
            }
            EventKind::WaitingThird { .. } => self.waiting = Waiting::Third,
            EventKind::Resumed => self.waiting = Waiting::Nobody,
            EventKind::Assigned { .. } => self.end(Metric::Own, State::Met, at, calendar),
            EventKind::CustomerWrote { thanks, .. } => {
                match self.waiting {
                    Waiting::Customer => self.waiting = Waiting::Nobody,
                    Waiting::Completion if !thanks => self.completed(at, calendar),
                    Waiting::Completion | Waiting::Third | Waiting::Nobody => {}
                }
                if !thanks {
                    self.asked(at, calendar);
                }
            }
            EventKind::SolutionProposed { .. } | EventKind::Closed { .. } => {
                self.close();
                self.answered(at, calendar);
                for metric in [Metric::Legal, Metric::Resolution] {
                    self.end(metric, State::Met, at, calendar);
                }
                for metric in [Metric::Update, Metric::Transfer] {
                    self.end(metric, State::Cancelled, at, calendar);
                }
            }
            EventKind::Transferred { .. } => {
                self.close();
                self.answered(at, calendar);
                self.end(Metric::Transfer, State::Met, at, calendar);
                for metric in Metric::ALL {
                    self.end(metric, State::Cancelled, at, calendar);
                }
            }
            EventKind::SolutionRejected { .. } | EventKind::Reopened { .. } => {
                if !by_staff {
                    self.asked(at, calendar);
                }
                self.go_on(at, calendar);
            }
            EventKind::SolutionWithdrawn { .. } => self.go_on(at, calendar),
            EventKind::UnmarkedSpam { .. } => {
                let ended = |clock: &&mut Clock| clock.state == State::Cancelled;
                for clock in self.clocks.iter_mut().filter(ended) {
                    clock.resume(at, calendar);
                }
                self.go_on(at, calendar);
            }
            EventKind::SolutionAccepted { .. }
            | EventKind::ClosedBySilence { .. }
            | EventKind::Dropped { .. }
            | EventKind::Cancelled { .. }
            | EventKind::TacitlyWithdrawn
            | EventKind::MarkedSpam { .. } => {
                self.close();
                for metric in Metric::ALL {
                    self.end(metric, State::Cancelled, at, calendar);
                }
            }
            EventKind::DeadlineNear { metric, percent } => {
                if let Some(clock) = self.find(*metric) {
                    clock.warned = *percent;
                }
            }
            EventKind::DeadlineSoon { metric, minutes } => {
                if let Some(clock) = self.find(*metric) {
                    clock.warned_minutes = Some(*minutes);
                }
            }
            EventKind::DeadlineMissed { metric } => {
                if let Some(clock) = self.find(*metric) {
                    clock.is_missed = true;
                }
            }
            EventKind::Escalated { rung } => {
                if let Some(clock) = self.find(rung.metric) {
                    clock.reached.push(*rung);
                }
            }
            EventKind::Created { .. }
            | EventKind::VerifiedByPhone { .. }
            | EventKind::Replied { .. }
            | EventKind::Noted { .. }
            | EventKind::Unassigned { .. }
            | EventKind::Routed(_)
            | EventKind::Classified { .. }
            | EventKind::FollowerAdded { .. }
            | EventKind::FollowerRemoved { .. }
            | EventKind::Reminded { .. }
            | EventKind::Prolonged { .. }
            | EventKind::CompletionReminded
            | EventKind::Rated(_)
            | EventKind::FollowedUp { .. } => {}
        }
        self.pause_or_resume(at, calendar);
    }

    fn find(&mut self, metric: Metric) -> Option<&mut Clock> {
        self.clocks.iter_mut().find(|one| one.metric == metric)
    }

    fn end(&mut self, metric: Metric, state: State, at: Timestamp, calendar: &Days) {
        if let Some(clock) = self.find(metric) {
            clock.end(state, at, calendar);
        }
    }

    /// Begins a clock anew, if it is promised and does not run already.
    fn start(&mut self, metric: Metric, at: Timestamp, calendar: &Days) {
        let Some(target) = self.plan.target(metric) else {
            return;
        };
        self.clocks.retain(|one| one.metric != metric);
        self.clocks.push(Clock::start(target, at, calendar));
    }

    /// The staff wrote to the requester.
    fn answered(&mut self, at: Timestamp, calendar: &Days) {
        self.end(Metric::FirstResponse, State::Met, at, calendar);
        self.end(Metric::NextResponse, State::Met, at, calendar);
        if self.is_open {
            self.start(Metric::Update, at, calendar);
        }
    }

    fn close(&mut self) {
        self.waiting = Waiting::Nobody;
        self.is_open = false;
    }

    /// The requester wrote; a second message does not begin the term again.
    fn asked(&mut self, at: Timestamp, calendar: &Days) {
        let runs = |metric| self.get(metric).is_some_and(Clock::is_live);
        if !runs(Metric::FirstResponse) && !runs(Metric::NextResponse) {
            self.start(Metric::NextResponse, at, calendar);
        }
    }

    /// The ticket goes on: resolving it goes on from the time that was used.
    fn go_on(&mut self, at: Timestamp, calendar: &Days) {
        self.waiting = Waiting::Nobody;
        self.is_open = true;
        if let Some(clock) = self.find(Metric::Resolution) {
            clock.resume(at, calendar);
        }
        self.start(Metric::Update, at, calendar);
        // What was promised by law is met by the first answer, and cancelled only by a mistake.
        let legal = self.find(Metric::Legal);
        if let Some(clock) = legal.filter(|clock| clock.state == State::Cancelled) {
            clock.resume(at, calendar);
        }
    }

    fn pause_or_resume(&mut self, at: Timestamp, calendar: &Days) {
        let plan = &self.plan;
        let (waits_with_ticket, law_waits) = match self.waiting {
            Waiting::Nobody => (false, false),
            Waiting::Customer => (plan.pauses_for_customer, false),
            Waiting::Third => (plan.pauses_for_third, false),
            Waiting::Completion => (plan.pauses_for_customer, true),
        };
        for clock in &mut self.clocks {
            let is_paused = (law_waits && clock.metric == Metric::Legal)
                || (waits_with_ticket && clock.metric.pauses());
            match clock.state {
                State::Running if is_paused => clock.pause(at, calendar),
                State::Paused if !is_paused => clock.resume(at, calendar),
                State::Running | State::Paused | State::Met | State::Cancelled => {}
            }
        }
    }
}

impl Clock {
    fn start(target: Target, at: Timestamp, calendar: &Days) -> Self {
        let mut clock = Self {
            metric: target.metric,
            term: target.term,
            started_at: at,
            due_at: at,
            state: State::Running,
            warned: 0,
            warned_minutes: None,
            is_missed: false,
            reached: Vec::new(),
            extended_by: 0,
            elapsed: 0,
            running_since: Some(at),
            from_next_day: false,
        };
        clock.due_at = clock.over_at(clock.whole(), calendar);
        clock
    }

    /// The day on which its days began to count as filed; none where it counts hours.
    pub fn filed_on(&self, calendar: &Days) -> Option<Date> {
        match self.term {
            Term::Seconds(_) => None,
            Term::BusinessDays(_) | Term::CalendarDays(_) => {
                Some(calendar.of(self.metric).filed_on(self.started_at))
            }
        }
    }

    /// How much of the term is used, in percent; what is paused stays where it is.
    pub fn used_percent(&self, now: Timestamp, calendar: &Days) -> u8 {
        let used = self.elapsed.saturating_add(self.used(now, calendar));
        let percent = used.saturating_mul(100) / self.whole().max(1);
        u8::try_from(percent.clamp(0, 100)).unwrap_or(100)
    }

    /// Whether what it measures is still to be done.
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Running | State::Paused)
    }

    /// Whether it is the clock that began then, and is over.
    fn is_over_since(&self, started_at: Timestamp) -> bool {
        !self.is_live() && self.started_at == started_at
    }

    /// Whether there may be something to tell of it.
    fn is_told(&self) -> bool {
        self.state == State::Running && self.metric.is_told()
    }

    /// The whole term, in microseconds or days.
    fn whole(&self) -> i64 {
        match self.term {
            Term::Seconds(seconds) => i64::from(seconds) * 1_000_000,
            Term::BusinessDays(days) | Term::CalendarDays(days) => i64::from(days),
        }
    }

    /// When so much of the term is used, if it runs on from here.
    fn over_at(&self, used: i64, calendar: &Days) -> Timestamp {
        let Some(since) = self.running_since else {
            return self.due_at;
        };
        let left = used - self.elapsed;
        let (after, calendar) = (self.after(calendar), calendar.of(self.metric));
        match self.term {
            Term::Seconds(_) => calendar
                .add_time(since, SignedDuration::from_micros(left))
                .unwrap_or(Timestamp::MAX),
            Term::BusinessDays(_) => {
                let days = u16::try_from(left.max(0)).unwrap_or(u16::MAX);
                let day = calendar.add_business_days(after, days);
                day.map_or(Timestamp::MAX, |day| calendar.end_of(day))
            }
            Term::CalendarDays(_) => {
                let day = after.saturating_add(left.max(0).days());
                calendar.end_of(day)
            }
        }
    }

    fn warns_at(&self, percent: u8, calendar: &Days) -> Timestamp {
        let whole = self.whole();
        let used = whole * i64::from(percent) / 100;
        self.over_at(used, calendar).min(self.due_at)
    }

    /// When so many minutes are left, working minutes where the term is one of hours.
    fn soon_at(&self, minutes: u16, calendar: &Days) -> Timestamp {
        let before = SignedDuration::from_mins(minutes.into());
        match self.term {
            Term::Seconds(_) => {
                let used = self.whole() - i64::from(minutes) * 60_000_000;
                self.over_at(used, calendar).min(self.due_at)
            }
            Term::BusinessDays(_) | Term::CalendarDays(_) => {
                let at = self.due_at.saturating_sub(before);
                at.unwrap_or(self.due_at).max(self.started_at)
            }
        }
    }

    /// How many minutes a warning before the end may have and still come after the beginning.
    fn longer_than(&self) -> u16 {
        let minutes = match self.term {
            Term::Seconds(seconds) => seconds / 60,
            Term::BusinessDays(days) | Term::CalendarDays(days) => u32::from(days) * 24 * 60,
        };
        u16::try_from(minutes).unwrap_or(u16::MAX)
    }

    /// The day after which days count: that of the filing, or the one before it went on.
    fn after(&self, calendar: &Days) -> Date {
        let calendar = calendar.of(self.metric);
        let filed = calendar.filed_on(self.started_at);
        match self.running_since {
            Some(since) if self.from_next_day => calendar.filed_on(since).max(filed),
            Some(since) if since != self.started_at => {
                let before = calendar.date_of(since).saturating_sub(1.day());
                before.max(filed)
            }
            Some(_) | None => filed,
        }
    }

    /// What is used since it began to run the last time; of days those that are over.
    fn used(&self, at: Timestamp, calendar: &Days) -> i64 {
        let Some(since) = self.running_since else {
            return 0;
        };
        let (after, calendar) = (self.after(calendar), calendar.of(self.metric));
        let over = calendar.date_of(at).saturating_sub(1.day());
        match self.term {
            Term::Seconds(_) => {
                let used = calendar.between(since, at).as_micros();
                i64::try_from(used).unwrap_or(i64::MAX).max(0)
            }
            Term::BusinessDays(_) => calendar.business_days(after, over),
            Term::CalendarDays(_) => {
                let days = (over - after).get_days();
                i64::from(days.max(0))
            }
        }
    }

    fn stop(&mut self, at: Timestamp, calendar: &Days) {
        self.elapsed += self.used(at, calendar);
        self.running_since = None;
    }

    fn pause(&mut self, at: Timestamp, calendar: &Days) {
        self.stop(at, calendar);
        self.state = State::Paused;
    }

    /// Goes on with what is left; a term that was missed stays so.
    fn resume(&mut self, at: Timestamp, calendar: &Days) {
        if self.running_since.is_some() {
            return;
        }
        self.running_since = Some(at);
        self.from_next_day = false;
        self.state = State::Running;
        if self.elapsed < self.whole() && !self.is_missed {
            self.due_at = self.over_at(self.whole(), calendar);
        }
    }

    fn end(&mut self, state: State, at: Timestamp, calendar: &Days) {
        if !self.is_live() {
            return;
        }
        if self.metric == Metric::Transfer && state == State::Met && at > self.due_at {
            self.is_missed = true;
        }
        self.stop(at, calendar);
        self.state = state;
    }
}
