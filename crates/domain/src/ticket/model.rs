//! Case L8: random commands against a reference model that knows nothing of the code under test.

use std::sync::Arc;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;

use super::{
    Authority, Command, Nature, Priority, Rating, Refusal, Side, Status, Ticket, VerifiedBy,
};
use crate::assignment::{Reason, Routing};
use crate::clock::{Completion, Extension};
use crate::{
    Actor, AgentId, Calendar, ContactId, MessageId, SolutionId, TeamId, Terms, TicketCode,
    TicketId, TopicId,
};

const REQUESTER: Actor = Actor::Requester(ContactId(7));
const STRANGER: Actor = Actor::Requester(ContactId(8));
const AGENT: Actor = Actor::Agent(AgentId(1));

fn start() -> Timestamp {
    "2026-03-01T15:00:00Z".parse().unwrap()
}

fn terms() -> Terms {
    let zone = TimeZone::get("America/Bogota").unwrap();
    Terms::new(Arc::new(Calendar::always(zone)))
}

fn ticket() -> Ticket {
    Ticket::filed(
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
    )
}

/// Does one command; the state stays as it was when it is refused.
fn run(
    ticket: &mut Ticket,
    actor: Actor,
    command: &Command,
    now: Timestamp,
) -> Result<(), Refusal> {
    for event in ticket.decide(actor, command, &terms(), now)? {
        ticket.apply(&event, now);
    }
    Ok(())
}

/// The reference: state names as a person would draw them on a whiteboard, and nothing else.
#[derive(Clone, Debug)]
struct Model {
    state: &'static str,
    assigned: bool,
    urgent: bool,
    /// Whether the requester is to complete the request, since how many days, and what happened
    /// meanwhile.
    incomplete_days: Option<i64>,
    prolonged: bool,
    proposed_days_ago: Option<i64>,
    resolved_days_ago: Option<i64>,
    rated_days_ago: Option<i64>,
}

#[expect(
    clippy::match_same_arms,
    clippy::too_many_lines,
    reason = "one arm for each arrow of the drawing"
)]
impl Model {
    /// The state after a command, none if it must be refused.
    fn after(&self, who: &str, what: &str) -> Option<Self> {
        let mut next = self.clone();
        let open = ["new", "open", "waiting_customer", "waiting_third"].contains(&self.state);
        let go = |state: &'static str| Some(state);
        next.state = match (who, what) {
            ("agent", "take") if !self.assigned && (open || self.state == "solution_proposed") => {
                next.assigned = true;
                go(if self.state == "new" {
                    "open"
                } else {
                    self.state
                })
            }
            ("timer", "route") if !self.assigned && (open || self.state == "solution_proposed") => {
                next.assigned = true;
                go(if self.state == "new" {
                    "open"
                } else {
                    self.state
                })
            }
            ("timer", "route to nobody") if open || self.state == "solution_proposed" => {
                next.assigned = false;
                go(self.state)
            }
            ("agent", "reply") if open => {
                next.assigned = true;
                go(if self.state == "new" {
                    "open"
                } else {
                    self.state
                })
            }
            ("agent", "reply") if self.state == "solution_proposed" => {
                next.assigned = true;
                go(self.state)
            }
            ("agent" | "timer", "raise")
                if !self.urgent
                    && (open || (who == "agent" && self.state == "solution_proposed")) =>
            {
                next.urgent = true;
                go(self.state)
            }
            ("agent", "note") => go(self.state),
            ("agent", "ask") if open && self.incomplete_days.is_none() => {
                next.assigned = true;
                go("waiting_customer")
            }
            ("agent", "ask to complete") if open && self.incomplete_days.is_none() => {
                next.assigned = true;
                next.incomplete_days = Some(0);
                next.prolonged = false;
                go("waiting_customer")
            }
            ("agent" | "requester", "prolong")
                if self.incomplete_days? <= 30 && !self.prolonged =>
            {
                next.prolonged = true;
                go(self.state)
            }
            ("timer", "give up")
                if self.incomplete_days? > if self.prolonged { 60 } else { 30 } =>
            {
                go("cancelled")
            }
            ("agent", "put off") if open => {
                next.assigned = true;
                go(if self.state == "new" {
                    "open"
                } else {
                    self.state
                })
            }
            ("agent", "transfer") if open => {
                next.assigned = true;
                go("transferred")
            }
            ("agent", "propose") if open => {
                next.assigned = true;
                next.proposed_days_ago = Some(0);
                go("solution_proposed")
            }
            ("agent", "withdraw") if self.state == "solution_proposed" => {
                next.proposed_days_ago = None;
                go("open")
            }
            ("agent", "close") if open => {
                next.resolved_days_ago = Some(0);
                next.rated_days_ago = None;
                go("resolved")
            }
            ("agent", "cancel") if open => go("cancelled"),
            ("agent", "spam") if open => go("spam"),
            ("agent", "unspam") if self.state == "spam" => go("open"),
            ("agent", "reopen") if self.state == "resolved" => {
                next.resolved_days_ago = None;
                next.proposed_days_ago = None;
                next.rated_days_ago = None;
                go("open")
            }
            ("requester", "write") if self.state == "waiting_customer" => go("open"),
            ("requester", "write") if self.state == "solution_proposed" => {
                next.proposed_days_ago = Some(0);
                go(self.state)
            }
            ("requester", "write") if open => go(self.state),
            ("requester", "write" | "reopen") if self.resolved_days_ago? <= 15 => {
                next.resolved_days_ago = None;
                next.proposed_days_ago = None;
                next.rated_days_ago = None;
                go("open")
            }
            ("requester", "thank") if self.incomplete_days.is_some() => go(self.state),
            ("requester", "thank") if self.state == "waiting_customer" => go("open"),
            ("requester", "thank")
                if open || ["solution_proposed", "resolved"].contains(&self.state) =>
            {
                go(self.state)
            }
            ("requester", "accept") if self.state == "solution_proposed" => {
                next.resolved_days_ago = Some(0);
                next.proposed_days_ago = None;
                next.rated_days_ago = None;
                go("resolved")
            }
            ("requester", "reject") if self.state == "solution_proposed" => {
                next.proposed_days_ago = None;
                go("open")
            }
            ("requester", "drop") if open => go("cancelled"),
            ("requester", "rate") if self.state == "resolved" && self.may_rate() => {
                next.rated_days_ago = self.rated_days_ago.or(Some(0));
                go("resolved")
            }
            ("timer", "silence")
                if self.state == "solution_proposed" && self.proposed_days_ago? > 10 =>
            {
                next.resolved_days_ago = Some(0);
                next.proposed_days_ago = None;
                next.rated_days_ago = None;
                go("resolved")
            }
            _ => None,
        }?;
        if next.state != "resolved" {
            next.resolved_days_ago = None;
        }
        if next.state != "waiting_customer" {
            next.incomplete_days = None;
        }
        Some(next)
    }

    fn may_rate(&self) -> bool {
        self.rated_days_ago.map_or(
            self.resolved_days_ago.is_some_and(|days| days <= 14),
            |days| days == 0,
        )
    }

    fn day(&mut self) {
        self.incomplete_days = self.incomplete_days.map(|days| days + 1);
        self.proposed_days_ago = self.proposed_days_ago.map(|days| days + 1);
        self.resolved_days_ago = self.resolved_days_ago.map(|days| days + 1);
        self.rated_days_ago = self.rated_days_ago.map(|days| days + 1);
    }
}

/// The command of a name, at the end of a day `now`.
fn command(what: &str, now: Timestamp) -> Command {
    let days = |days: i64| now + SignedDuration::from_hours(days * 24);
    let reason = || "No llegó nada todavía".to_owned();
    match what {
        "take" => Command::Assign(AgentId(1)),
        "route" => Command::Route(Box::new(routing(Some(AgentId(1))))),
        "route to nobody" => Command::Route(Box::new(routing(None))),
        "reply" => Command::Reply(MessageId(1)),
        "raise" => Command::Classify(Nature {
            priority: Priority::Urgent,
            ..Nature::default()
        }),
        "note" => Command::Note(MessageId(1)),
        "ask" => Command::RequestInfo(MessageId(1)),
        "ask to complete" => Command::AskToComplete {
            message: MessageId(1),
            law: Some(Completion {
                ask_by: now,
                until: days(30),
            }),
        },
        "give up" => Command::WithdrawTacitly,
        "put off" => Command::Extend {
            reason: reason(),
            days: 5,
            until: date(2026, 4, 29),
            law: Some(Extension {
                due_at: now,
                most_days: 5,
                latest: date(2026, 4, 29),
                is_used: false,
            }),
        },
        "transfer" => Command::Transfer {
            message: MessageId(1),
            to: Authority {
                name: "Ministerio de Transporte".into(),
                ..Authority::default()
            },
        },
        "propose" => Command::Propose(SolutionId(1)),
        "withdraw" => Command::Withdraw { reason: reason() },
        "close" => Command::Close { reason: reason() },
        "cancel" => Command::Cancel { reason: reason() },
        "spam" => Command::MarkSpam,
        "unspam" => Command::UnmarkSpam,
        "reopen" => Command::Reopen { reason: reason() },
        "write" => Command::Write {
            message: MessageId(1),
            thanks: false,
        },
        "thank" => Command::Write {
            message: MessageId(1),
            thanks: true,
        },
        "accept" => Command::Accept { rating: None },
        "reject" => Command::Reject { reason: reason() },
        "drop" => Command::Drop {
            reason: String::new(),
        },
        "rate" => Command::Rate(Rating {
            stars: 4,
            comment: String::new(),
        }),
        "prolong" => Command::Prolong { until: None },
        _ => Command::CloseBySilence,
    }
}

fn routing(to: Option<AgentId>) -> Routing {
    Routing {
        skills: Vec::new(),
        rule: None,
        team: TeamId(2),
        candidates: Vec::new(),
        to,
        reason: to.map(|_| Reason::OnlyOne),
        by_hand: false,
    }
}

const STEPS: &[(&str, &str)] = &[
    ("agent", "take"),
    ("agent", "reply"),
    ("agent", "raise"),
    ("agent", "note"),
    ("agent", "ask"),
    ("agent", "ask to complete"),
    ("agent", "ask to complete"),
    ("agent", "prolong"),
    ("agent", "put off"),
    ("agent", "transfer"),
    ("agent", "propose"),
    ("agent", "propose"),
    ("agent", "withdraw"),
    ("agent", "close"),
    ("agent", "cancel"),
    ("agent", "spam"),
    ("agent", "unspam"),
    ("agent", "reopen"),
    ("requester", "write"),
    ("requester", "thank"),
    ("requester", "accept"),
    ("requester", "reject"),
    ("requester", "drop"),
    ("requester", "rate"),
    ("requester", "reopen"),
    ("requester", "prolong"),
    ("timer", "give up"),
    ("timer", "silence"),
    ("timer", "raise"),
    ("timer", "route"),
    ("timer", "route to nobody"),
    ("time", "day"),
    ("time", "day"),
    ("time", "week"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn l08_random_commands_agree_with_the_reference_model(steps in prop::collection::vec(0..STEPS.len(), 1..1_000)) {
        let mut ticket = ticket();
        let mut model = Model { state: "new", assigned: false, urgent: false, incomplete_days: None, prolonged: false, proposed_days_ago: None, resolved_days_ago: None, rated_days_ago: None };
        let mut now = start();
        for step in steps {
            let (who, what) = STEPS[step];
            if who == "time" {
                for _ in 0..if what == "day" { 1 } else { 7 } {
                    now = now.saturating_add(SignedDuration::from_hours(24)).unwrap();
                    model.day();
                }
                continue;
            }
            let actor = match who { "agent" => AGENT, "requester" => REQUESTER, _ => Actor::System };
            let before = ticket.clone();
            let expected = model.after(who, what);

            let wanted = match what {
                // What the law gives counts from the end that stands.
                "prolong" => Command::Prolong {
                    until: before.waiting_until.map(|until| until + SignedDuration::from_hours(30 * 24)),
                },
                _ => command(what, now),
            };

            let done = run(&mut ticket, actor, &wanted, now);

            prop_assert_eq!(done.is_ok(), expected.is_some(), "{} {} in {}: {:?}", who, what, model.state, done);
            if let Some(next) = expected {
                model = next;
            } else {
                prop_assert_eq!(&ticket, &before, "a refusal changed the ticket");
            }
            prop_assert_eq!(ticket.status.name(), model.state);
            prop_assert_eq!(ticket.assignee.is_some(), model.assigned);
            prop_assert_eq!(ticket.rated.is_some(), model.rated_days_ago.is_some());
        }
    }

    #[test]
    fn a_refusal_for_the_state_lists_exactly_the_legal_moves(status in 0i16..10, step in 0..STEPS.len()) {
        let (_, what) = STEPS[step];
        let mut ticket = ticket();
        ticket.status = Status::from_code(status).unwrap();
        if let Err(Refusal::IllegalMove { status, legal }) = ticket.decide(AGENT, &command(what, start()), &terms(), start()) {
            prop_assert_eq!(status, ticket.status);
            prop_assert!(!legal.contains(&command(what, start()).as_move()));
            prop_assert_eq!(legal.as_slice(), ticket.status.moves(Side::Agent));
        }
    }
}

#[test]
fn a_stranger_may_do_nothing() {
    let mut ticket = ticket();

    for (_, what) in STEPS.iter().filter(|(who, _)| *who != "time") {
        assert_eq!(
            run(&mut ticket, STRANGER, &command(what, start()), start()),
            Err(Refusal::NotAllowed),
            "{what}"
        );
    }
}

#[test]
fn silence_is_kept_apart_from_acceptance_and_comes_after_a_reminder() {
    let mut ticket = ticket();
    run(
        &mut ticket,
        AGENT,
        &Command::Propose(SolutionId(9)),
        start(),
    )
    .unwrap();
    let reminder = ticket.next_check_at(&terms()).unwrap();
    assert_eq!(
        run(&mut ticket, Actor::System, &Command::Remind, start()),
        Err(Refusal::TooEarly)
    );

    run(&mut ticket, Actor::System, &Command::Remind, reminder).unwrap();
    let end = ticket.next_check_at(&terms()).unwrap();
    run(&mut ticket, Actor::System, &Command::CloseBySilence, end).unwrap();

    assert_eq!(ticket.resolution, Some(super::Resolution::Silence));
    assert_eq!(
        end.duration_since(reminder),
        SignedDuration::from_hours(5 * 24)
    );
}

#[test]
fn who_was_reminded_too_late_has_the_whole_time_to_answer() {
    let mut ticket = ticket();
    let propose = Command::Propose(SolutionId(9));
    run(&mut ticket, AGENT, &propose, start()).unwrap();
    let long_after = start() + SignedDuration::from_hours(30 * 24);
    assert!(ticket.silence_ends_at(&terms()).unwrap() < long_after);

    run(&mut ticket, Actor::System, &Command::Remind, long_after).unwrap();

    let end = ticket.silence_ends_at(&terms()).unwrap();
    assert_eq!(ticket.next_check_at(&terms()), Some(end));
    assert!(end.duration_since(long_after) >= SignedDuration::from_hours(10 * 24 - 24));
    let silence = Command::CloseBySilence;
    let too_early = run(&mut ticket, Actor::System, &silence, long_after);
    assert_eq!(too_early, Err(Refusal::TooEarly));
}

#[test]
fn a_short_reason_does_not_reject() {
    let mut ticket = ticket();
    run(
        &mut ticket,
        AGENT,
        &Command::Propose(SolutionId(9)),
        start(),
    )
    .unwrap();

    let told = run(
        &mut ticket,
        REQUESTER,
        &Command::Reject {
            reason: " no  ".into(),
        },
        start(),
    );

    assert_eq!(told, Err(Refusal::ReasonTooShort));
}

#[test]
fn l03_stars_are_one_to_five_and_changes_end_after_twelve_hours() {
    let rate = |stars| {
        Command::Rate(Rating {
            stars,
            comment: String::new(),
        })
    };
    let after = |hours| {
        start()
            .saturating_add(SignedDuration::from_hours(hours))
            .unwrap()
    };
    let mut ticket = ticket();
    assert!(matches!(
        run(&mut ticket, REQUESTER, &rate(5), start()),
        Err(Refusal::IllegalMove { .. })
    ));
    run(
        &mut ticket,
        AGENT,
        &Command::Propose(SolutionId(9)),
        start(),
    )
    .unwrap();
    run(
        &mut ticket,
        REQUESTER,
        &Command::Accept { rating: None },
        start(),
    )
    .unwrap();

    for stars in [0, 6, 255] {
        assert_eq!(
            run(&mut ticket, REQUESTER, &rate(stars), start()),
            Err(Refusal::StarsOutOfRange)
        );
    }
    run(&mut ticket, REQUESTER, &rate(2), after(13 * 24)).unwrap();
    run(&mut ticket, REQUESTER, &rate(4), after(13 * 24 + 11)).unwrap();
    assert_eq!(
        run(&mut ticket, REQUESTER, &rate(5), after(13 * 24 + 13)),
        Err(Refusal::RatingWindowOver)
    );
    assert_eq!(ticket.rated.unwrap().stars, 4);
}

#[test]
fn what_the_law_does_not_say_is_refused_and_so_is_what_comes_too_late() {
    let ask = |law| Command::AskToComplete {
        message: MessageId(1),
        law,
    };
    let (before, after) = (
        start() - SignedDuration::from_secs(1),
        start() + SignedDuration::from_hours(24),
    );
    let mut ticket = ticket();
    let mut tried = |command: &Command| run(&mut ticket, AGENT, command, start());

    assert_eq!(tried(&ask(None)), Err(Refusal::NotByLaw));
    let over = Completion {
        ask_by: before,
        until: after,
    };
    assert_eq!(tried(&ask(Some(over))), Err(Refusal::AskTermOver));
    let prolong = Command::Prolong { until: Some(after) };
    assert!(tried(&prolong).is_err());
    let put_off = |days, law| Command::Extend {
        reason: "Falta el informe de la bodega".into(),
        days,
        until: date(2026, 4, 29),
        law,
    };
    let law = Extension {
        due_at: after,
        most_days: 5,
        latest: date(2026, 4, 29),
        is_used: false,
    };
    assert_eq!(tried(&put_off(1, None)), Err(Refusal::NotByLaw));
    for days in [0, 6] {
        let told = tried(&put_off(days, Some(law)));
        assert_eq!(told, Err(Refusal::ExtensionOutOfRange), "{days}");
    }
    let late = Extension {
        due_at: before,
        ..law
    };
    assert_eq!(tried(&put_off(1, Some(late))), Err(Refusal::TermOver));
    let again = Extension {
        is_used: true,
        ..law
    };
    assert_eq!(
        tried(&put_off(1, Some(again))),
        Err(Refusal::ExtendedAlready)
    );
    let nobody = Command::Transfer {
        message: MessageId(1),
        to: Authority {
            name: "  ".into(),
            ..Authority::default()
        },
    };
    assert_eq!(tried(&nobody), Err(Refusal::AuthorityMissing));
}

#[test]
fn who_was_asked_to_complete_it_is_reminded_and_has_more_time_once() {
    let mut ticket = ticket();
    let until = start() + SignedDuration::from_hours(30 * 24);
    let ask = Command::AskToComplete {
        message: MessageId(1),
        law: Some(Completion {
            ask_by: start(),
            until,
        }),
    };
    run(&mut ticket, AGENT, &ask, start()).unwrap();
    let reminder = ticket.next_check_at(&terms()).unwrap();

    assert_eq!(until.duration_since(reminder), terms().remind_to_complete);
    run(&mut ticket, Actor::System, &Command::Remind, reminder).unwrap();
    assert!(run(&mut ticket, Actor::System, &Command::Remind, reminder).is_err());
    let more = until + SignedDuration::from_hours(30 * 24);
    let prolong = Command::Prolong { until: Some(more) };
    run(&mut ticket, REQUESTER, &prolong, reminder).unwrap();
    assert_eq!(
        run(&mut ticket, REQUESTER, &prolong, reminder),
        Err(Refusal::ProlongedAlready)
    );
    assert_eq!(
        run(&mut ticket, Actor::System, &Command::WithdrawTacitly, more),
        Err(Refusal::TooEarly)
    );
    run(&mut ticket, Actor::System, &Command::Remind, more).unwrap();
    let end = ticket.next_check_at(&terms()).unwrap();
    run(&mut ticket, Actor::System, &Command::WithdrawTacitly, end).unwrap();

    assert_eq!(ticket.status, Status::Cancelled);
    assert_eq!(ticket.waiting_until, None);
}
