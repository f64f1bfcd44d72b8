//! Measures clocks on both engines: `add` over a year, what the clocks cost when a ticket is
//! filed, and counting those of 100,000 open tickets again after a policy was added. PostgreSQL is
//! that of the tests (`RESUELTO_TEST_POSTGRES`).

#![expect(clippy::print_stdout, reason = "a measurement is read from it")]

use std::error::Error;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use app::SignedIn;
use app::account::By;
use app::intake::{ContactForm, Details, NewTicket};
use app::testing::{Bench, Plan};
use app::token::{Program, Wanted};
use domain::calendar::{Plan as Hours, Term};
use domain::clock::{Clocks, Days, Policy};
use domain::ticket::VerifiedBy;
use domain::token::ApiScope;
use domain::{
    Actor, AgentId, Calendar, Contact, ContactId, Event, EventId, EventKind, Message, MessageId,
    MessageKind, Ticket, TicketCode, TicketId,
};
use jiff::{SignedDuration, Timestamp};
use store::testing::Database;
use store::{Store, Tx};

/// How many tickets are open.
const TICKETS: i64 = 100_000;

/// How many are put in with one transaction.
const CHUNK: i64 = 2_000;

/// How many are filed one by one with clocks, and as many without.
const FILED: u16 = 500;

/// The key of the first of those that are filed one by one.
const FIRST: i64 = 10_000_000;

/// What happened to each ticket that is counted again.
const EVENTS: i64 = 5;

/// How often a year is added.
const YEARS: u16 = 10_000;

type Failure = Box<dyn Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    println!("add over a year: {:.2} µs", add_over_a_year());
    println!("clocks of a new ticket: {:.2} µs", begin());
    for (name, database) in [
        ("sqlite", Database::sqlite()),
        ("postgres", Database::postgres()),
    ] {
        let bench = Bench::open(database.open().await, Plan::default()).await;
        let (whole, clocks) = filing(&bench).await?;
        let more = clocks / (whole - clocks) * 100.0;
        println!("{name}: filing {whole:.0} µs, of it clocks {clocks:.0} µs ({more:+.1} %)");
        let (took, jobs) = recounting(&bench).await?;
        let seconds = took.as_secs_f64();
        println!("{name}: {TICKETS} tickets counted again in {seconds:.1} s by {jobs} jobs");
    }
    Ok(())
}

fn calendar() -> Calendar {
    Calendar::new(&Hours::of_zone("America/Bogota"))
}

/// Made once, as the program keeps its calendars.
fn days() -> Days {
    static DAYS: LazyLock<Days> = LazyLock::new(|| Days::from(Arc::new(calendar())));
    DAYS.clone()
}

/// Microseconds for the working time of a year, from many instants.
fn add_over_a_year() -> f64 {
    let calendar = calendar();
    let start = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 365 * 50);
    // 245 working days of nine hours.
    let term = Term::Seconds(245 * 9 * 3600);
    let began = Instant::now();
    let mut last = start;
    for step in 0..YEARS {
        let from = start + SignedDuration::from_mins(i64::from(step) * 37);
        last = calendar.add(from, term).unwrap_or(last).max(last);
    }
    assert!(last > start, "the terms were counted");
    each(began.elapsed(), YEARS)
}

/// Microseconds for the clocks of a new ticket and what its row says of them.
fn begin() -> f64 {
    let (days, start) = (days(), Timestamp::UNIX_EPOCH);
    let began = Instant::now();
    let mut told = 0;
    for step in 0..YEARS {
        let clocks = clocks(start + SignedDuration::from_mins(i64::from(step) * 37));
        let has_next = clocks.next_check_at(&days).is_some();
        told += u16::from(has_next && clocks.next_due(&days).is_some());
    }
    assert_eq!(told, YEARS, "each has something to tell");
    each(began.elapsed(), YEARS)
}

/// Microseconds for each of some.
fn each(time: Duration, count: u16) -> f64 {
    time.as_secs_f64() * 1_000_000.0 / f64::from(count)
}

/// A ticket of the one requester.
fn ticket(id: i64, now: Timestamp) -> Ticket {
    let symbol = |place: u32| u8::try_from(id / 32_i64.pow(place) % 32).unwrap_or(0);
    Ticket::filed(
        TicketId(id),
        TicketCode::new("PC", 2026, [5, 4, 3, 2, 1, 0].map(symbol)),
        2.into(),
        1.into(),
        ContactId(1),
        VerifiedBy::Code,
        format!("Paquete {id}: la caja llegó abierta"),
        Vec::new(),
        "es".to_owned(),
        None,
        now,
    )
}

/// The clocks that a ticket begins with.
fn clocks(now: Timestamp) -> Clocks {
    let plan = Policy::standard(15).plan(Term::BusinessDays(15), None);
    Clocks::begin(plan, now, &days())
}

fn event(ticket: TicketId, number: i64, at: Timestamp) -> Event {
    let message = MessageId(ticket.0 * EVENTS + number);
    let (requester, agent) = (Actor::Requester(ContactId(1)), Actor::Agent(AgentId(1)));
    let (by, kind) = match number {
        0 => (requester, EventKind::Created { message, files: 0 }),
        1 => {
            let (from, to) = (None, AgentId(1));
            (Actor::System, EventKind::Assigned { from, to })
        }
        2 => (agent, EventKind::InfoRequested { message }),
        3 => {
            let thanks = false;
            (requester, EventKind::CustomerWrote { message, thanks })
        }
        _ => (agent, EventKind::Replied { message }),
    };
    Event {
        id: EventId(ticket.0 * EVENTS + number),
        ticket,
        at,
        by,
        kind,
    }
}

async fn requester(store: &Store, now: Timestamp) -> Result<(), Failure> {
    let contact = Contact {
        id: ContactId(1),
        email: "compras@elanden.example".parse()?,
        name: "Lucía Andrade".to_owned(),
        phone: String::new(),
        created_at: now,
    };
    store
        .write(move |tx| tx.upsert_contact(&contact).map(drop))
        .await?;
    Ok(())
}

/// Microseconds for the filing of a ticket, from what a program sent to what is on disk, and how much
/// of that is for the clocks: what the rows of a ticket cost with them and without. By turns, each in
/// a transaction of its own.
async fn filing(bench: &Bench) -> Result<(f64, f64), Failure> {
    let (store, now) = (&bench.app.store, bench.app.now());
    requester(store, now).await?;
    let program = program(bench).await?;
    let (mut whole, mut rows) = (Duration::ZERO, [Duration::ZERO; 2]);
    for number in 0..i64::from(FILED) * 2 {
        let has_clocks = number % 2 == 1;
        let began = Instant::now();
        store
            .write(move |tx| file(tx, FIRST + number, now, has_clocks))
            .await?;
        rows[usize::from(has_clocks)] += began.elapsed();
        if has_clocks {
            let began = Instant::now();
            let (sent, client) = (sent(number), "192.0.2.14".to_owned());
            app::intake::file_for_program(&bench.app, &program, sent, client)
                .await?
                .map_err(|wrong| format!("{wrong:?}"))?;
            whole += began.elapsed();
        }
    }
    let clocks = rows[1].saturating_sub(rows[0]);
    Ok((each(whole, FILED), each(clocks, FILED)))
}

/// What files tickets for people.
async fn program(bench: &Bench) -> Result<Program, Failure> {
    let by = By::Staff(ines(bench).await?);
    let wanted = Wanted {
        name: "Oficinas".to_owned(),
        scopes: vec![ApiScope::CreateTickets.name().to_owned()],
        days: 30,
    };
    let token = app::token::create(&bench.app, &by, wanted, String::new()).await?;
    let program = app::token::program(&bench.app, &token).await?;
    Ok(program.ok_or("the token is not good")?)
}

fn sent(number: i64) -> NewTicket {
    NewTicket {
        topic: "informacion".to_owned(),
        details: Details {
            subject: format!("Paquete {number}: la caja llegó abierta"),
            description: "La caja llegó abierta y faltan tres ejemplares.".to_owned(),
            ..Details::default()
        },
        contact: Some(ContactForm {
            name: "Lucía Andrade".to_owned(),
            email: "compras@elanden.example".to_owned(),
            consent: true,
            ..ContactForm::default()
        }),
        ..NewTicket::default()
    }
}

async fn ines(bench: &Bench) -> Result<SignedIn, Failure> {
    let token = bench.session_of(bench.staff.ines.id).await;
    let ines = app::agent::session(&bench.app, &token).await?;
    Ok(ines.ok_or("nobody signed in")?)
}

fn file(tx: &mut Tx, id: i64, now: Timestamp, has_clocks: bool) -> Result<(), store::Error> {
    let ticket = ticket(id, now);
    if has_clocks {
        tx.deadline_policies()?;
        keep(tx, &ticket, &clocks(now))?;
    } else {
        tx.insert_ticket(&ticket, None)?;
    }
    let message = Message {
        id: MessageId(id * EVENTS),
        ticket: ticket.id,
        author: Actor::Requester(ContactId(1)),
        kind: MessageKind::Description,
        text: "La caja llegó abierta y faltan tres ejemplares.".to_owned(),
        at: now,
    };
    tx.insert_message(&message)?;
    for number in 0..2 {
        tx.append_event(&event(ticket.id, number, now), ticket.version)?;
    }
    Ok(())
}

fn keep(tx: &mut Tx, ticket: &Ticket, clocks: &Clocks) -> Result<(), store::Error> {
    let days = days();
    let (next, due) = (clocks.next_check_at(&days), clocks.next_due(&days));
    tx.insert_ticket_with_clocks(ticket, None, clocks, next, due)
}

/// How long it takes until all open tickets follow a policy that was added, and by how many jobs.
async fn recounting(bench: &Bench) -> Result<(Duration, usize), Failure> {
    let now = bench.app.now();
    for first in (1..=TICKETS).step_by(usize::try_from(CHUNK)?) {
        let kept = bench.app.store.write(move |tx| open(tx, first, now));
        kept.await?;
    }
    bench.clock.advance(SignedDuration::from_hours(6));
    let ines = ines(bench).await?;
    let policy = Policy {
        name: "Todo".to_owned(),
        first_response_hours: Some(3),
        ..Policy::standard(4)
    };
    app::deadline_policy::add(&bench.app, &ines, policy, String::new()).await?;
    let (began, mut jobs) = (Instant::now(), 0);
    loop {
        let done = bench.app.run_jobs().await?;
        if done == 0 {
            return Ok((began.elapsed(), jobs));
        }
        jobs += done;
    }
}

fn open(tx: &mut Tx, first: i64, now: Timestamp) -> Result<(), store::Error> {
    let days = days();
    for id in first..first + CHUNK {
        let (ticket, mut clocks) = (ticket(id, now), clocks(now));
        let at = |number| now + SignedDuration::from_mins(number * 30);
        let event = |number| event(ticket.id, number, at(number));
        for number in 1..EVENTS {
            clocks.follow(&event(number), &days);
        }
        keep(tx, &ticket, &clocks)?;
        for number in 0..EVENTS {
            tx.append_event(&event(number), ticket.version)?;
        }
    }
    Ok(())
}
