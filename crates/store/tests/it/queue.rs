use std::sync::Arc;

use domain::clock::{Clocks, Days, NextDue, Plan};
use domain::file::{File, Kind, Place};
use domain::ticket::{Nature, Priority, Resolution, TicketKind};
use domain::{
    Actor, Calendar, FileId, Message, MessageId, MessageKind, Reach, Status, TeamId, Ticket,
    TicketId, TopicId,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::queue::{
    AssigneeFilter, LastMessage, QueueCounts, QueueCursor, QueueFilter, QueueOrder, StatusFilter,
    TicketSummary,
};
use store::{Error, Store, Tx, on_both_engines};

use crate::desk::{self, ANA, BRUNO, at, code, ticket};

/// Ten tickets in all states, of two teams and two topics; ticket 5 is never due, and 6 and 7 are
/// due at the same time.
fn ten_tickets(tx: &mut Tx) -> Result<(), Error> {
    desk::open(tx)?;
    tx.insert_team(&desk::team(2, "Pagos"))?;
    tx.insert_topic(&desk::topic(2, "pago"))?;
    for (id, status) in (1..).zip(Status::ALL) {
        let due_at = match id {
            5 => None,
            7 => Some(at(360)),
            _ => Some(at(60 * id)),
        };
        let near_at = |due: Timestamp| due - SignedDuration::from_mins(30);
        let next_due = due_at.map(|due_at| NextDue {
            due_at,
            near_at: near_at(due_at),
        });
        tx.insert_ticket_with_clocks(
            &Ticket {
                status,
                assignee: [None, Some(ANA), Some(BRUNO)][usize::try_from(id % 3).unwrap()],
                team: TeamId(1 + id % 2),
                topic: TopicId(if id == 4 { 2 } else { 1 }),
                due_at,
                nature: Nature {
                    priority: if id == 3 {
                        Priority::Urgent
                    } else {
                        Priority::Normal
                    },
                    kind: if id > 8 {
                        TicketKind::Complaint
                    } else {
                        TicketKind::Request
                    },
                },
                ..ticket(id)
            },
            None,
            &clocks(),
            None,
            next_due,
        )?;
    }
    Ok(())
}

pub(crate) fn clocks() -> Clocks {
    let days = Days::from(Arc::new(Calendar::always(TimeZone::UTC)));
    Clocks::begin(Plan::default(), at(0), &days)
}

fn keys(page: &[TicketSummary]) -> Vec<i64> {
    page.iter().map(|ticket| ticket.id.0).collect()
}

async fn found(store: &Store, filter: QueueFilter) -> Vec<i64> {
    let page: Result<_, Error> = store
        .read(move |db| db.queue(Reach::All, &filter, None, 99))
        .await;
    keys(&page.unwrap())
}

fn all() -> QueueFilter {
    QueueFilter {
        status: StatusFilter::All,
        ..QueueFilter::default()
    }
}

on_both_engines! {
    async fn each_filter_lets_the_right_ones_through(store: Store) {
        store.write(ten_tickets).await.unwrap();

        let of = |status| QueueFilter { status, ..QueueFilter::default() };
        assert_eq!(found(&store, of(StatusFilter::Open)).await, [1, 2, 3, 4]);
        assert_eq!(found(&store, of(StatusFilter::Proposed)).await, [5]);
        assert_eq!(found(&store, of(StatusFilter::Ended)).await, [6, 7, 8, 9, 10]);
        assert_eq!(found(&store, of(StatusFilter::One(Status::WaitingThird))).await, [4]);
        assert_eq!(found(&store, of(StatusFilter::One(Status::Spam))).await, [10]);
        assert_eq!(found(&store, all()).await, [1, 2, 3, 4, 6, 7, 8, 9, 10, 5]);

        let of = |assignee| QueueFilter { assignee, ..all() };
        assert_eq!(found(&store, of(AssigneeFilter::Nobody)).await, [3, 6, 9]);
        assert_eq!(found(&store, of(AssigneeFilter::Agent(ANA))).await, [1, 4, 7, 10]);

        let team = QueueFilter { team: Some(TeamId(2)), ..QueueFilter::default() };
        assert_eq!(found(&store, team).await, [1, 3]);
        let topic = QueueFilter { topic: Some(TopicId(2)), ..all() };
        assert_eq!(found(&store, topic).await, [4]);
        let late = QueueFilter { due_before: Some(at(180)), ..all() };
        assert_eq!(found(&store, late).await, [1, 2]);
        for (seconds, expected) in [(149, &[][..]), (150, &[3]), (180, &[3]), (181, &[])] {
            let near = QueueFilter { near_at: Some(at(seconds)), ..all() };
            assert_eq!(found(&store, near).await, expected, "{seconds}");
        }
        let urgent = QueueFilter { priority: Some(Priority::Urgent), ..all() };
        assert_eq!(found(&store, urgent).await, [3]);
        let complaints = QueueFilter { kind: Some(TicketKind::Complaint), ..all() };
        assert_eq!(found(&store, complaints).await, [9, 10]);
    }

    async fn pages_of_every_size_have_each_ticket_once_and_in_order(store: Store) {
        store.write(ten_tickets).await.unwrap();

        for (order, expected) in [
            (QueueOrder::DueFirst, [1, 2, 3, 4, 6, 7, 8, 9, 10, 5]),
            (QueueOrder::NewestFirst, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        ] {
            for size in 1..=11 {
                let (mut seen, mut after) = (vec![], None);
                loop {
                    let filter = QueueFilter { order, ..all() };
                    let page: Result<_, Error> = store.read(move |db| db.queue(Reach::All, &filter, after, size)).await;
                    let page = page.unwrap();
                    let Some(last) = page.last() else { break };
                    after = Some(QueueCursor { sort: last.sort, id: last.id });
                    seen.extend(keys(&page));
                }
                assert_eq!(seen, expected, "{order:?} by {size}");
            }
        }
    }

    async fn a_summary_has_all_that_the_list_shows(store: Store) {
        store.write(|tx| {
            desk::with_ticket(tx)?;
            let note = Message {
                author: Actor::Agent(ANA),
                kind: MessageKind::Note,
                text: "ñ".repeat(200),
                ..desk::message(1, 2)
            };
            tx.insert_message(&note)?;
            let place = Place::Message { ticket: TicketId(1), message: MessageId(2), public: false };
            tx.insert_file(&file(place))?;
            let mut resolved = Ticket {
                status: Status::Resolved,
                assignee: Some(BRUNO),
                resolution: Some(Resolution::Accepted),
                resolved_at: Some(at(9)),
                updated_at: at(8),
                due_at: None,
                reopen_count: 1,
                ..ticket(1)
            };
            tx.save_ticket(&mut resolved, None)
        }).await.unwrap();

        let page: Result<_, Error> = store.read(|db| db.queue(Reach::All, &all(), None, 9)).await;

        assert_eq!(page.unwrap(), [TicketSummary {
            id: TicketId(1),
            code: code(1),
            subject: "No llega mi envío".to_owned(),
            status: Status::Resolved,
            requester_name: "María Peña".to_owned(),
            assignee: Some(BRUNO),
            team: desk::TEAM,
            topic: desk::TOPIC,
            nature: Nature::default(),
            due_at: None,
            clocks: None,
            created_at: at(1),
            updated_at: at(8),
            resolved_at: Some(at(9)),
            resolution: Some(Resolution::Accepted),
            reopen_count: 1,
            has_files: true,
            last: Some(LastMessage {
                by: Actor::Agent(ANA),
                kind: MessageKind::Note,
                text: "ñ".repeat(160),
                at: at(2),
            }),
            sort: i64::MAX,
        }]);
    }

    async fn a_file_that_is_only_staged_does_not_show_in_the_list(store: Store) {
        store.write(|tx| {
            desk::open(tx)?;
            tx.insert_ticket(&ticket(1), None)?;
            tx.insert_file(&file(Place::Composer { ticket: TicketId(1), session: domain::SessionId(1) }))
        }).await.unwrap();

        let page: Result<_, Error> = store.read(|db| db.queue(Reach::All, &all(), None, 9)).await;

        let page = page.unwrap();
        assert_eq!((page[0].has_files, &page[0].last), (false, &None));
        assert_eq!(page[0].requester_name, "María Peña");
    }

    async fn open_work_is_counted_exactly(store: Store) {
        store.write(ten_tickets).await.unwrap();

        let counts: Result<_, Error> = store.read(|db| db.queue_counts(Reach::All, ANA, at(150))).await;

        assert_eq!(counts.unwrap(), QueueCounts {
            open: 4,
            mine: 2,
            unassigned: 1,
            waiting_customer: 1,
            waiting_third: 1,
            overdue: 2,
            proposed: 1,
        });
    }

    async fn open_work_is_counted_up_to_a_limit(store: Store) {
        let most = QueueCounts::MOST;
        store.write(move |tx| {
            desk::open(tx)?;
            (1..=i64::from(most) + 1).try_for_each(|id| tx.insert_ticket(&ticket(id), None))
        }).await.unwrap();

        let counts: Result<_, Error> = store.read(|db| db.queue_counts(Reach::All, ANA, at(0))).await;

        let counts = counts.unwrap();
        assert_eq!((counts.open, counts.unassigned, counts.proposed), (most, most, 0));
    }

    async fn an_empty_desk_has_an_empty_queue(store: Store) {
        let found: Result<_, Error> = store.read(|db| {
            Ok((db.queue(Reach::All, &QueueFilter::default(), None, 9)?, db.queue_counts(Reach::All, ANA, at(0))?))
        }).await;

        assert_eq!(found.unwrap(), (vec![], QueueCounts::default()));
    }

    async fn d06_statements_reach_exactly_the_tickets_that_the_policy_allows(store: Store) {
        store.write(ten_tickets).await.unwrap();
        let tickets: Result<Vec<Ticket>, Error> = store.read(|db| {
            (1..=10).map(|id| Ok(db.ticket(TicketId(id))?.unwrap())).collect()
        }).await;
        let tickets = tickets.unwrap();

        for reach in [
            Reach::Nothing,
            Reach::Own(ANA),
            Reach::Own(BRUNO),
            Reach::Team(ANA, TeamId(1)),
            Reach::Team(BRUNO, TeamId(2)),
            Reach::All,
        ] {
            let expected: Vec<i64> = tickets.iter().filter(|ticket| reach.contains(ticket.facts())).map(|ticket| ticket.id.0).collect();
            let open = tickets.iter().filter(|ticket| ticket.status.is_open() && reach.contains(ticket.facts())).count();
            let codes: Vec<_> = tickets.iter().map(|ticket| ticket.code.clone()).collect();
            let requester = tickets[0].requester;
            let found: Result<_, Error> = store.read(move |db| {
                let mut listed = keys(&db.queue(reach, &all(), None, 99)?);
                listed.sort_unstable();
                let mut named = Vec::new();
                for code in &codes {
                    named.extend(db.ticket_in_reach(reach, code)?.map(|ticket| ticket.id.0));
                }
                let mut of_contact: Vec<_> = db.tickets_in_reach(reach, requester, 99)?.iter().map(|ticket| ticket.id.0).collect();
                of_contact.sort_unstable();
                Ok((listed, named, of_contact, db.queue_counts(reach, ANA, at(0))?.open))
            }).await;

            let (listed, named, of_contact, counted) = found.unwrap();
            assert_eq!(listed, expected, "{reach:?}");
            assert_eq!(named, expected, "{reach:?}");
            assert_eq!(of_contact, expected, "{reach:?}");
            assert_eq!(counted as usize, open, "{reach:?}");
        }
    }
}

fn file(place: Place) -> File {
    File {
        id: FileId(1),
        place,
        name: "guía.pdf".to_owned(),
        kind: Kind::Pdf,
        size_bytes: 3,
        sha256: "00".to_owned(),
        key: "files/1".to_owned(),
        thumbnail: None,
        scan: domain::file::Scan::Unscanned,
        at: at(0),
    }
}
