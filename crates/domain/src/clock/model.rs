//! Clocks under random histories: the same by replay, told once, and never worse for a pause.

use std::sync::Arc;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{
    Action, Clock, Clocks, Completion, CountedBy, Days as By, Extension, Metric, Pause, Plan, Rung,
    State, Target, WARNINGS, When, end_as_kept, pauses, steps,
};
use crate::calendar::{Hours, Override, Plan as Days, Term};
use crate::ticket::{Command, Nature, Priority, VerifiedBy};
use crate::{
    Actor, AgentId, Calendar, ContactId, Event, EventId, EventKind, MessageId, SolutionId, TeamId,
    Terms, Ticket, TicketCode, TicketId, TopicId,
};

const REQUESTER: Actor = Actor::Requester(ContactId(7));
const AGENT: Actor = Actor::Agent(AgentId(1));

fn start() -> Timestamp {
    "2026-03-13T15:00:00Z".parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar::new(&Days::of_zone("America/Santiago"))
}

/// The same with a week in which nobody works.
fn calendar_with_days_off() -> Calendar {
    let off = |day| Override {
        date: date(2026, 3, day),
        hours: Hours::default(),
        name: "Puente".into(),
        source: String::new(),
    };
    Calendar::new(&Days {
        overrides: (23..28).map(off).collect(),
        ..Days::of_zone("America/Santiago")
    })
}

fn target(metric: Metric, term: Term) -> Target {
    Target { metric, term }
}

fn rung(metric: Metric, when: When, action: Action) -> Rung {
    Rung {
        metric,
        when,
        action,
    }
}

fn plan() -> Plan {
    Plan {
        targets: vec![
            target(Metric::Legal, Term::BusinessDays(15)),
            target(Metric::FirstResponse, Term::Seconds(9 * 3600)),
            target(Metric::NextResponse, Term::Seconds(4 * 3600)),
            target(Metric::Update, Term::BusinessDays(3)),
            target(Metric::Own, Term::Seconds(3600)),
            target(Metric::Resolution, Term::Seconds(40 * 3600)),
        ],
        pauses_for_customer: true,
        pauses_for_third: false,
        warnings: WARNINGS.to_vec(),
        warn_minutes: vec![15, 120],
        counted_by: CountedBy::Always,
        ladder: vec![
            rung(Metric::Resolution, When::Used(60), Action::NotifyAssignee),
            rung(Metric::Legal, When::Before(600), Action::NotifySupervisors),
            rung(Metric::NextResponse, When::After(30), Action::RaisePriority),
        ],
        ladder_since: None,
        law: None,
    }
}

/// A ticket with its clocks and its whole history.
struct Desk {
    ticket: Ticket,
    clocks: Clocks,
    events: Vec<Event>,
    calendar: Arc<Calendar>,
    days: By,
    terms: Terms,
    now: Timestamp,
}

impl Desk {
    fn new(plan: Plan) -> Self {
        let calendar = Arc::new(calendar());
        let always = Arc::new(Calendar::always(calendar.zone().clone()));
        let days = match plan.counted_by {
            CountedBy::Always => By::new(calendar.clone(), always),
            CountedBy::Main | CountedBy::Calendar(_) => By::from(calendar.clone()),
        };
        let ticket = Ticket::filed(
            TicketId(1),
            TicketCode::new("PC", 2026, [1, 2, 3, 4, 5, 6]),
            TopicId(1),
            TeamId(1),
            ContactId(7),
            VerifiedBy::Code,
            "Caja detenida".into(),
            Vec::new(),
            "es".into(),
            None,
            start(),
        );
        let mut desk = Self {
            ticket,
            clocks: Clocks::begin(plan, start(), &days),
            days,
            events: Vec::new(),
            terms: Terms::new(calendar.clone()),
            calendar,
            now: start(),
        };
        let filed = EventKind::Created {
            message: MessageId(1),
            files: 0,
        };
        desk.keep(filed, REQUESTER);
        desk
    }

    fn keep(&mut self, kind: EventKind, by: Actor) {
        let event = Event {
            id: EventId(i64::try_from(self.events.len()).unwrap()),
            ticket: TicketId(1),
            at: self.now,
            by,
            kind,
        };
        self.clocks.follow(&event, &self.days);
        self.events.push(event);
    }

    /// Tells what is overdue, as the timer and every operation do.
    fn tell(&mut self) -> usize {
        let told = self.clocks.overdue(self.now, &self.days);
        let count = told.len();
        for kind in told {
            self.keep(kind, Actor::System);
        }
        count
    }

    fn run(&mut self, actor: Actor, command: &Command) -> bool {
        let Ok(kinds) = self.ticket.decide(actor, command, &self.terms, self.now) else {
            return false;
        };
        self.tell();
        for kind in kinds {
            self.ticket.apply(&kind, self.now);
            self.keep(kind, actor);
        }
        true
    }

    /// Counts again, as everything open is when the calendar changes.
    fn recount(&mut self) {
        let plan = self.clocks.plan.clone();
        let again = self.clocks.recount(plan, &self.events, &self.days);
        self.clocks = again.unwrap();
    }

    /// The clocks that are over.
    fn over(&self) -> Vec<Clock> {
        let over = self.clocks.clocks.iter().filter(|clock| !clock.is_live());
        over.cloned().collect()
    }

    fn wait(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
    }

    fn due(&self, metric: Metric) -> Timestamp {
        self.clocks.get(metric).unwrap().due_at
    }
}

fn urgent() -> Nature {
    Nature {
        priority: Priority::Urgent,
        ..Nature::default()
    }
}

fn commands() -> Vec<(Actor, Command)> {
    let reason = || "No llegó nada todavía".to_owned();
    let message = MessageId(1);
    let until = "2099-01-01T00:00:00Z".parse().unwrap();
    vec![
        (AGENT, Command::Assign(AgentId(1))),
        (AGENT, Command::Reply(message)),
        (AGENT, Command::Note(message)),
        (AGENT, Command::RequestInfo(message)),
        (
            AGENT,
            Command::WaitThird {
                reason: reason(),
                until,
            },
        ),
        (AGENT, Command::Classify(urgent())),
        (AGENT, Command::Resume),
        (
            AGENT,
            Command::AskToComplete {
                message,
                law: Some(Completion {
                    ask_by: until,
                    until,
                }),
            },
        ),
        (
            AGENT,
            Command::Extend {
                reason: reason(),
                days: 5,
                until: date(2026, 4, 29),
                law: Some(Extension {
                    due_at: until,
                    most_days: 15,
                    latest: date(2026, 5, 7),
                    is_used: false,
                }),
            },
        ),
        (AGENT, Command::Propose(SolutionId(1))),
        (AGENT, Command::Withdraw { reason: reason() }),
        (AGENT, Command::Close { reason: reason() }),
        (AGENT, Command::Reopen { reason: reason() }),
        (AGENT, Command::MarkSpam),
        (AGENT, Command::UnmarkSpam),
        (
            REQUESTER,
            Command::Write {
                message,
                thanks: false,
            },
        ),
        (
            REQUESTER,
            Command::Write {
                message,
                thanks: true,
            },
        ),
        (REQUESTER, Command::Accept { rating: None }),
        (REQUESTER, Command::Reject { reason: reason() }),
        (REQUESTER, Command::Reopen { reason: reason() }),
        (
            REQUESTER,
            Command::Drop {
                reason: String::new(),
            },
        ),
    ]
}

/// The same promises with an answer by law: it can be put off, completed and passed on.
fn by_law(term: Term, then: crate::legal::Completed) -> Plan {
    let mut plan = plan();
    plan.targets[0].term = term;
    plan.targets
        .push(target(Metric::Transfer, Term::BusinessDays(5)));
    plan.pauses_for_third = true;
    plan.law = Some(super::Law {
        class: crate::Localized::default(),
        source: "Ley 1755 de 2015".into(),
        extension_days: 15,
        transfer_days: Some(5),
        incomplete: Some(crate::legal::Incomplete {
            ask_days: 10,
            months: 1,
            more_months: 1,
            then,
        }),
    });
    plan
}

/// What the law lets everybody do with a ticket as it is now, and what ends it.
fn commands_by_law(desk: &Desk) -> Vec<(Actor, Command)> {
    let reason = || "No llegó nada todavía".to_owned();
    let message = MessageId(1);
    let (clocks, until) = (&desk.clocks, desk.ticket.waiting_until);
    let to = crate::ticket::Authority {
        name: "Ministerio de Transporte".into(),
        email: None,
        address: String::new(),
    };
    vec![
        (
            AGENT,
            Command::AskToComplete {
                message,
                law: clocks.completion(start(), desk.now, &desk.calendar),
            },
        ),
        (
            REQUESTER,
            Command::Prolong {
                until: until.and_then(|until| clocks.prolonged(until, &desk.calendar)),
            },
        ),
        (
            AGENT,
            Command::Extend {
                reason: reason(),
                days: 5,
                until: date(2026, 4, 29),
                law: clocks.extension(&desk.days),
            },
        ),
        (AGENT, Command::Unassign),
        (AGENT, Command::Propose(SolutionId(1))),
        (AGENT, Command::Transfer { message, to }),
        (AGENT, Command::Cancel { reason: reason() }),
    ]
}

/// The clocks are those that the history gives, their steps end in their dates, and something is
/// told at the next check and not before.
fn is_as_its_history_says(desk: &Desk, plan: &Plan) -> Result<(), TestCaseError> {
    let again = Clocks::replay(plan.clone(), &desk.events, &desk.days).unwrap();
    prop_assert_eq!(&again, &desk.clocks);
    for clock in &desk.clocks.clocks {
        prop_assert!(clock.due_at >= clock.started_at, "{clock:?}");
        prop_assert!(clock.elapsed >= 0, "{clock:?}");
        let told = steps(plan.clone(), &desk.events, clock.metric, &desk.days);
        prop_assert_eq!(
            told.last().map(|step| step.due_at),
            Some(clock.due_at),
            "{:?}",
            clock
        );
    }
    if let Some(next) = desk.clocks.next_check_at(&desk.days) {
        let before = next - SignedDuration::from_micros(1);
        if before >= desk.now {
            prop_assert!(desk.clocks.overdue(before, &desk.days).is_empty());
            prop_assert!(!desk.clocks.overdue(next, &desk.days).is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The same by law, in business days and in all days, with waits so long that what waits for
    /// the requester ends by itself.
    #[test]
    fn replaying_a_history_by_law_gives_the_same_clocks(
        restarts in any::<bool>(),
        moves in prop::collection::vec(
            (
                any::<prop::sample::Index>(),
                prop_oneof![3 => 0i64..3 * 24 * 60, 1 => 10i64 * 24 * 60..40 * 24 * 60],
            ),
            1..30,
        ),
    ) {
        use crate::legal::Completed;

        let promised = if restarts {
            by_law(Term::CalendarDays(30), Completed::Restarts)
        } else {
            by_law(Term::BusinessDays(15), Completed::Resumes)
        };
        let mut desk = Desk::new(promised.clone());
        for (chosen, minutes) in moves {
            desk.wait(minutes);
            desk.tell();
            prop_assert_eq!(desk.tell(), 0, "told twice");
            for command in [Command::Remind, Command::WithdrawTacitly, Command::CloseBySilence] {
                desk.run(Actor::System, &command);
            }
            // The law is asked as it stands; what ends nothing comes three times as often.
            let legal = commands_by_law(&desk);
            let is_other = |(_, command): &(Actor, Command)| {
                !matches!(command, Command::AskToComplete { .. } | Command::Extend { .. })
            };
            let mut all: Vec<_> = commands().into_iter().filter(is_other).collect();
            for _ in 0..3 {
                all.extend(legal.iter().take(5).cloned());
            }
            all.extend(legal.into_iter().skip(5));
            let (actor, command) = chosen.get(&all);
            desk.run(*actor, command);

            is_as_its_history_says(&desk, &promised)?;
        }
    }
}

/// Each way in which a ticket ends for the law ends its clocks, and so does the replay.
#[test]
fn what_is_passed_on_withdrawn_or_cancelled_has_no_clock_that_runs() {
    let ways: [&[&str]; 4] = [
        &["transfer"],
        &["ask", "wait", "withdraw"],
        &["propose", "wait", "silence"],
        &["cancel"],
    ];
    for way in ways {
        let promised = by_law(Term::CalendarDays(30), crate::legal::Completed::Restarts);
        let mut desk = Desk::new(promised.clone());
        for step in way {
            let legal = commands_by_law(&desk);
            let is_done = match *step {
                "ask" => desk.run(AGENT, &legal[0].1),
                "propose" => desk.run(AGENT, &legal[4].1),
                "transfer" => desk.run(AGENT, &legal[5].1),
                "cancel" => desk.run(AGENT, &legal[6].1),
                "withdraw" => desk.run(Actor::System, &Command::WithdrawTacitly),
                "silence" => desk.run(Actor::System, &Command::CloseBySilence),
                _ => {
                    desk.wait(40 * 24 * 60);
                    true
                }
            };
            assert!(is_done, "{step} of {way:?}");
        }

        assert!(
            desk.clocks.clocks.iter().all(|clock| !clock.is_live()),
            "{way:?}"
        );
        assert_eq!(desk.clocks.next_check_at(&desk.days), None, "{way:?}");
        let again = Clocks::replay(promised, &desk.events, &desk.days).unwrap();
        assert_eq!(again, desk.clocks, "{way:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn replaying_the_history_gives_the_same_clocks(days in prop::collection::vec((0..21usize, 0i64..3 * 24 * 60, any::<bool>()), 1..40)) {
        let mut desk = Desk::new(plan());
        let commands = commands();
        for (command, minutes, by_timer) in days {
            desk.wait(minutes);
            if by_timer {
                desk.tell();
                prop_assert_eq!(desk.tell(), 0, "told twice");
            }
            let (actor, command) = &commands[command];
            desk.run(*actor, command);

            is_as_its_history_says(&desk, &plan())?;
        }
    }

    #[test]
    fn what_is_over_keeps_its_day_when_the_calendar_changes(days in prop::collection::vec((0..21usize, 0i64..3 * 24 * 60, any::<bool>()), 1..40)) {
        let plan = Plan { counted_by: CountedBy::Main, ..plan() };
        let mut desk = Desk::new(plan.clone());
        let commands = commands();
        let calendars = [calendar(), calendar_with_days_off()].map(|one| By::from(Arc::new(one)));
        let mut changes = 0;
        for (command, minutes, is_changed) in days {
            desk.wait(minutes);
            desk.tell();
            if is_changed {
                changes += 1;
                desk.days = calendars[changes % 2].clone();
                let over = desk.over();
                desk.recount();
                prop_assert_eq!(desk.over(), over);
            }
            let before = desk.clocks.clone();
            let (actor, command) = &commands[command];
            desk.run(*actor, command);
            if desk.clocks.goes_on_since(&before) {
                desk.recount();
            }

            let again = Clocks::replay(plan.clone(), &desk.events, &desk.days).unwrap();
            for clock in &desk.clocks.clocks {
                if clock.is_live() {
                    prop_assert_eq!(again.get(clock.metric), Some(clock));
                }
                let mut told = steps(plan.clone(), &desk.events, clock.metric, &desk.days);
                end_as_kept(&mut told, clock);
                prop_assert_eq!(told.last().map(|step| step.due_at), Some(clock.due_at), "{:?}", clock);
            }
        }
    }

    #[test]
    fn a_pause_takes_nothing_away_and_gives_nothing_extra(before in 0i64..3_000, pause in 0i64..20_000, days in any::<bool>()) {
        let term = if days { Term::BusinessDays(8) } else { Term::Seconds(40 * 3600) };
        let only = Plan { targets: vec![target(Metric::Resolution, term)], pauses_for_customer: true, ..Plan::default() };
        let mut desk = Desk::new(only);
        desk.wait(before);
        let first_due = desk.due(Metric::Resolution);
        desk.run(AGENT, &Command::RequestInfo(MessageId(1)));
        let paused_at = desk.now;
        desk.wait(pause);
        desk.run(REQUESTER, &Command::Write { message: MessageId(1), thanks: false });

        let due = desk.due(Metric::Resolution);
        prop_assert!(due >= first_due);
        if paused_at <= first_due {
            if days {
                let left = |from: Timestamp, due| desk.calendar.business_days(desk.calendar.date_of(from) - jiff::Span::new().days(1), desk.calendar.date_of(due));
                // Days before the filing counts never help.
                prop_assert!(left(desk.now, due) >= left(paused_at, first_due).min(8));
            } else {
                prop_assert_eq!(desk.calendar.between(desk.now, due), desk.calendar.between(paused_at, first_due));
            }
        }
    }
}

#[test]
fn the_term_of_the_law_does_not_wait_and_is_met_by_the_proposal() {
    let mut desk = Desk::new(plan());
    let due = desk.due(Metric::Legal);
    desk.wait(600);
    desk.run(AGENT, &Command::RequestInfo(MessageId(1)));
    desk.wait(5_000);
    desk.run(
        REQUESTER,
        &Command::Write {
            message: MessageId(1),
            thanks: false,
        },
    );

    assert_eq!(desk.due(Metric::Legal), due);
    desk.run(AGENT, &Command::Propose(SolutionId(1)));
    desk.run(
        REQUESTER,
        &Command::Reject {
            reason: "Todavía no llega nada".into(),
        },
    );

    let state = |metric| desk.clocks.get(metric).unwrap().state;
    assert_eq!(state(Metric::Legal), State::Met);
    assert_eq!(state(Metric::Resolution), State::Running);
    assert_eq!(state(Metric::NextResponse), State::Running);
}

#[test]
fn a_second_message_does_not_begin_the_next_answer_again() {
    let mut desk = Desk::new(plan());
    desk.run(AGENT, &Command::Reply(MessageId(1)));
    desk.wait(30);
    let write = Command::Write {
        message: MessageId(1),
        thanks: false,
    };
    desk.run(REQUESTER, &write);
    let due = desk.due(Metric::NextResponse);
    desk.wait(60);
    desk.run(REQUESTER, &write);

    assert_eq!(desk.due(Metric::NextResponse), due);
}

#[test]
fn a_ticket_that_was_no_spam_has_all_its_terms_again() {
    let mut desk = Desk::new(plan());
    desk.wait(30);
    assert!(desk.run(AGENT, &Command::MarkSpam));
    assert_eq!(desk.clocks.next_check_at(&desk.days), None);
    desk.wait(10);
    assert!(desk.run(AGENT, &Command::UnmarkSpam));

    for metric in [Metric::FirstResponse, Metric::Own, Metric::Legal] {
        let clock = desk.clocks.get(metric).unwrap();
        assert_eq!(clock.state, State::Running, "{metric:?}");
    }
    let again = Clocks::replay(plan(), &desk.events, &desk.days).unwrap();
    assert_eq!(again, desk.clocks);
}

#[test]
fn days_as_spam_are_a_pause_and_a_part_of_a_day_is_none() {
    let mut desk = Desk::new(plan());
    for minutes in [30, 3 * 24 * 60] {
        assert!(desk.run(AGENT, &Command::MarkSpam));
        desk.wait(minutes);
        assert!(desk.run(AGENT, &Command::UnmarkSpam));
    }

    let told = steps(plan(), &desk.events, Metric::Legal, &desk.days);

    let pause = Pause {
        from: date(2026, 3, 13),
        until: Some(date(2026, 3, 15)),
        is_ended: true,
    };
    assert_eq!(pauses(&told, &desk.calendar), [pause]);
}

/// A ladder tells each of its rungs once for each time that the term runs, before and after its end.
#[test]
fn a_rung_is_reached_once_and_again_when_the_term_begins_anew() {
    let after = rung(Metric::NextResponse, When::After(30), Action::RaisePriority);
    let mut desk = Desk::new(plan());
    let write = Command::Write {
        message: MessageId(1),
        thanks: false,
    };
    for round in 1..=2 {
        desk.run(AGENT, &Command::Reply(MessageId(1)));
        desk.run(REQUESTER, &write);
        desk.wait(4 * 60 + 29);
        desk.tell();
        let reached = |desk: &Desk| {
            let told = desk.events.iter().map(|event| &event.kind);
            told.filter(|kind| **kind == EventKind::Escalated { rung: after })
                .count()
        };
        assert_eq!(reached(&desk), round - 1);
        desk.wait(1);
        desk.tell();
        desk.wait(600);
        desk.tell();
        assert_eq!(reached(&desk), round);
    }
}

#[test]
fn minutes_before_the_end_are_told_each_once_and_a_new_ladder_leaves_the_past_alone() {
    let mut desk = Desk::new(plan());
    desk.run(AGENT, &Command::Reply(MessageId(1)));
    let write = Command::Write {
        message: MessageId(1),
        thanks: false,
    };
    desk.run(REQUESTER, &write);
    let soon = |desk: &Desk| -> Vec<u16> {
        let told = desk.events.iter().map(|event| &event.kind);
        told.filter_map(|kind| {
            let EventKind::DeadlineSoon { metric, minutes } = kind else {
                return None;
            };
            (*metric == Metric::NextResponse).then_some(*minutes)
        })
        .collect()
    };
    for minutes in [119, 1, 104, 1, 5] {
        desk.wait(minutes);
        desk.tell();
    }
    assert_eq!(soon(&desk), [120, 15]);

    let late = Plan {
        ladder_since: Some(desk.now + SignedDuration::from_hours(24 * 30)),
        ..plan()
    };
    let again = Clocks::replay(late, &desk.events, &desk.days).unwrap();
    let told = again.overdue(desk.now + SignedDuration::from_hours(24 * 20), &desk.days);
    let rungs = told
        .iter()
        .filter(|kind| matches!(kind, EventKind::Escalated { .. }));
    assert_eq!(rungs.count(), 0, "{told:?}");
}

/// Another priority has other terms: they count from the beginning, without what was waited.
#[test]
fn a_shorter_term_from_the_beginning_does_not_count_the_pauses() {
    let days = |days| Plan {
        targets: vec![target(Metric::Resolution, Term::BusinessDays(days))],
        pauses_for_customer: true,
        ..Plan::default()
    };
    let mut desk = Desk::new(days(15));
    desk.wait(60);
    desk.run(AGENT, &Command::RequestInfo(MessageId(1)));
    desk.wait(14 * 24 * 60);
    desk.run(
        REQUESTER,
        &Command::Write {
            message: MessageId(1),
            thanks: false,
        },
    );

    let again = Clocks::replay(days(3), &desk.events, &desk.days).unwrap();

    assert!(again.overdue(desk.now, &desk.days).is_empty());
    let due = again.get(Metric::Resolution).unwrap().due_at;
    assert!(due > desk.now, "{due}");
}
