use domain::compensation::{Claim, ClaimStatus, ListState};
use domain::ticket::VerifiedBy;
use domain::{ClaimId, Currency, Money, OrganizationId, Status, Ticket, TicketId};
use jiff::civil::date;
use store::cases::{CaseCounts, CaseCursor, CaseFilter, CaseOrder, CaseRow, CaseScope, CaseStatus};
use store::{Error, Store, Tx, on_both_engines};

use crate::account::{self, ANDEN};
use crate::desk::{ANA, MARIA, PEDRO, at, ticket};

/// Twelve tickets: María files those with an odd number, Pedro the others; 1 to 8 for their
/// company in the first states, 9 and 10 without account, 11 of María by phone, 12 for another.
fn twelve(tx: &mut Tx) -> Result<(), Error> {
    account::open(tx)?;
    for id in 1..=12_i64 {
        let organization = match id {
            1..=8 => Some(ANDEN),
            12 => Some(OrganizationId(2)),
            _ => None,
        };
        let status = Status::ALL[usize::try_from((id - 1) % 8).unwrap()];
        tx.insert_ticket(
            &Ticket {
                requester: if id % 2 == 1 { MARIA } else { PEDRO },
                organization,
                status,
                assignee: (id == 2).then_some(ANA),
                subject: format!("Envío N.º {id} a Bogotá 100 %"),
                tracking_number: (id == 3).then(|| "RR473124829CO".to_owned()),
                verified_by: if id == 11 {
                    VerifiedBy::Phone(ANA)
                } else {
                    VerifiedBy::Code
                },
                resolved_at: (status == Status::Resolved).then(|| at(id)),
                updated_at: at(100 - id),
                ..ticket(id)
            },
            None,
        )?;
    }
    Ok(())
}

fn cop(minor: i64) -> Money {
    Money::new(minor, Currency::Cop)
}

/// Twelve tickets with claims: 2 is paid after one that was void, 3 is offered, 4 proposed, 5
/// denied, 12 paid for another company.
fn with_claims(tx: &mut Tx) -> Result<(), Error> {
    twelve(tx)?;
    for (of, number, status, amount) in [
        (2, 1, ClaimStatus::Void, 800),
        (2, 2, ClaimStatus::Paid, 500),
        (3, 1, ClaimStatus::Offered, 900),
        (4, 1, ClaimStatus::Proposed, 700),
        (5, 1, ClaimStatus::Denied, 600),
        (12, 1, ClaimStatus::Paid, 400),
    ] {
        let mut claim = Claim::requested(
            ClaimId(100 * of + i64::from(number)),
            TicketId(of),
            number,
            None,
            Currency::Cop,
            at(of),
        );
        claim.status = status;
        claim.amount = Some(cop(amount));
        claim.paid_on = (status == ClaimStatus::Paid).then(|| date(2026, 3, 1));
        tx.insert_claim(&claim)?;
    }
    Ok(())
}

const COMPANY: CaseScope = CaseScope {
    contact: MARIA,
    organization: Some(ANDEN),
};
const PERSON: CaseScope = CaseScope {
    contact: MARIA,
    organization: None,
};

fn keys(rows: &[CaseRow]) -> Vec<i64> {
    rows.iter().map(|row| row.id.0).collect()
}

async fn found(store: &Store, scope: CaseScope, filter: CaseFilter) -> Vec<i64> {
    let answer: Result<_, Error> = store
        .read(move |db| {
            Ok((
                db.cases_of(scope, &filter, None, 99)?,
                db.count_cases(scope, &filter)?,
            ))
        })
        .await;
    let (rows, count) = answer.unwrap();
    assert_eq!(rows.len(), usize::try_from(count).unwrap());
    keys(&rows)
}

on_both_engines! {
    async fn a_scope_has_the_own_and_the_companys_and_nothing_else(store: Store) {
        store.write(twelve).await.unwrap();

        assert_eq!(found(&store, COMPANY, CaseFilter::default()).await, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(found(&store, PERSON, CaseFilter::default()).await, [9, 7, 5, 3, 1]);
    }

    async fn each_filter_lets_the_right_ones_through(store: Store) {
        store.write(twelve).await.unwrap();
        let of = |status| CaseFilter { status, ..CaseFilter::default() };

        assert_eq!(found(&store, COMPANY, of(CaseStatus::WaitsForCustomer)).await, [5, 3]);
        assert_eq!(found(&store, COMPANY, of(CaseStatus::Open)).await, [9, 5, 4, 3, 2, 1]);
        assert_eq!(found(&store, COMPANY, of(CaseStatus::Resolved)).await, [6]);
        assert_eq!(found(&store, COMPANY, of(CaseStatus::One(Status::Cancelled))).await, [7]);
        let between = CaseFilter { created_from: Some(at(3)), created_before: Some(at(6)), ..CaseFilter::default() };
        assert_eq!(found(&store, COMPANY, between).await, [5, 4, 3]);
    }

    async fn the_search_knows_no_case_no_accents_and_no_patterns(store: Store) {
        store.write(twelve).await.unwrap();
        let code = crate::desk::code(4).to_string();
        let of = |text: &str| CaseFilter { search: Some(text.to_owned()), ..CaseFilter::default() };

        assert_eq!(found(&store, COMPANY, of("  BOGOTÁ 100 % ")).await.len(), 9);
        assert_eq!(found(&store, COMPANY, of("bogota")).await.len(), 9);
        assert_eq!(found(&store, COMPANY, of("rr4731")).await, [3]);
        assert_eq!(found(&store, COMPANY, of(&code.to_lowercase())).await, [4]);
        for nothing in ["%_%", "'; DROP TABLE ticket; --", "!", "\\", "100%"] {
            assert_eq!(found(&store, COMPANY, of(nothing)).await, [0_i64; 0], "{nothing}");
        }
        assert_eq!(found(&store, COMPANY, of(" ")).await.len(), 9);
    }

    async fn pages_of_every_size_have_each_ticket_once_in_every_order(store: Store) {
        store.write(with_claims).await.unwrap();
        for (order, expected) in [
            (CaseOrder::NewestFirst, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
            (CaseOrder::OldestFirst, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            (CaseOrder::LastUpdatedFirst, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            (CaseOrder::FirstUpdatedFirst, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
            (CaseOrder::LargestFirst, [3, 2, 9, 8, 7, 6, 5, 4, 1]),
            (CaseOrder::SmallestFirst, [1, 4, 5, 6, 7, 8, 9, 2, 3]),
        ] {
            for size in 1..=10 {
                let filter = CaseFilter { order, ..CaseFilter::default() };
                let seen: Result<_, Error> = store.read(move |db| {
                    let (mut seen, mut after) = (Vec::new(), None);
                    loop {
                        let page = db.cases_of(COMPANY, &filter, after, size)?;
                        let Some(last) = page.last() else { return Ok(seen) };
                        after = Some(CaseCursor { sort: last.sort, id: last.id });
                        seen.extend(keys(&page));
                    }
                }).await;
                assert_eq!(seen.unwrap(), expected, "{order:?} by {size}");
            }
        }
    }

    async fn the_newest_claim_is_listed_filtered_and_sorted_by(store: Store) {
        store.write(with_claims).await.unwrap();
        let of = |state| CaseFilter { compensation: Some(state), ..CaseFilter::default() };
        let by = |order| CaseFilter { order, ..CaseFilter::default() };

        assert_eq!(found(&store, COMPANY, of(ListState::Paid)).await, [2]);
        assert_eq!(found(&store, COMPANY, of(ListState::Approved)).await, [3]);
        assert_eq!(found(&store, COMPANY, of(ListState::InReview)).await, [4]);
        assert_eq!(found(&store, COMPANY, of(ListState::Rejected)).await, [5]);
        assert_eq!(found(&store, COMPANY, of(ListState::NotApplicable)).await, [9, 8, 7, 6, 1]);
        assert_eq!(found(&store, COMPANY, by(CaseOrder::LargestFirst)).await, [3, 2, 9, 8, 7, 6, 5, 4, 1]);
        let rows: Result<_, Error> = store.read(|db| db.cases_of(COMPANY, &CaseFilter::default(), None, 99)).await;
        let shown = |id| {
            let row = rows.as_ref().unwrap().iter().find(|row| row.id.0 == id).unwrap();
            (row.compensation, row.amount)
        };
        assert_eq!(shown(2), (ListState::Paid, Some(cop(500))));
        // What is not approved yet is nobody's to know.
        assert_eq!(shown(4), (ListState::InReview, None));
        assert_eq!(shown(9), (ListState::NotApplicable, None));
    }

    async fn what_was_paid_is_added_up_within_the_scope_from_a_day_on(store: Store) {
        store.write(with_claims).await.unwrap();

        let paid = async |scope, since| {
            let paid: Result<_, Error> = store.read(move |db| db.compensation_paid(scope, since)).await;
            paid.unwrap()
        };

        assert_eq!(paid(COMPANY, date(2026, 1, 1)).await, [cop(500)]);
        assert_eq!(paid(COMPANY, date(2026, 3, 2)).await, []);
        assert_eq!(paid(PERSON, date(2026, 1, 1)).await, []);
    }

    async fn a_row_tells_who_asks_and_who_attends(store: Store) {
        store.write(twelve).await.unwrap();

        let rows: Result<_, Error> = store.read(|db| db.cases_of(COMPANY, &CaseFilter::default(), None, 99)).await;
        let rows = rows.unwrap();

        let two = rows.iter().find(|row| row.id.0 == 2).unwrap();
        assert_eq!((two.requester, two.requester_name.as_str(), two.agent.as_deref()), (PEDRO, "Pedro Gil", Some("Ana Ruiz")));
        assert_eq!((two.created_at, two.updated_at), (at(2), at(98)));
        assert_eq!(rows.iter().find(|row| row.id.0 == 3).unwrap().tracking_number.as_deref(), Some("RR473124829CO"));
    }

    async fn counts_agree_with_the_lists(store: Store) {
        store.write(twelve).await.unwrap();

        let scope = COMPANY;
        let counts: Result<_, Error> = store.read(move |db| {
            Ok((db.case_counts(scope, at(0))?, db.case_counts(scope, at(7))?.resolved_since))
        }).await;

        let (counts, later) = counts.unwrap();
        assert_eq!(counts, CaseCounts { all: 9, questions: 1, solutions: 1, open: 6, resolved: 1, resolved_since: 1 });
        assert_eq!(later, 0);
    }
}
