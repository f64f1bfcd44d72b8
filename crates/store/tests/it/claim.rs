use domain::compensation::{
    Batch, Claim, ClaimStatus, Event, EventKind, IndexValue, Payment, PaymentState, example,
};
use domain::{Actor, BatchId, ClaimId, Currency, EventId, Money, TicketId};
use jiff::civil::date;
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, at, ticket};

pub(crate) fn claim(id: i64, of: i64, number: u32) -> Claim {
    Claim::requested(
        ClaimId(id),
        TicketId(of),
        number,
        Some("RR123456785CO".to_owned()),
        Currency::Cop,
        at(id),
    )
}

fn requested(id: i64, of: i64) -> Event {
    Event {
        id: EventId(id),
        claim: ClaimId(of),
        at: at(id),
        by: Actor::Agent(ANA),
        kind: EventKind::Requested,
    }
}

on_both_engines! {
    async fn a_claim_is_kept_with_all_it_has_and_its_history(store: Store) {
        let mut kept = claim(1, 1, 1);
        kept.amount = Some(Money::new(65_840_000, Currency::Cop));
        kept.approvers = vec![ANA];
        kept.proposer = Some(ANA);
        kept.status = ClaimStatus::Paid;
        kept.paid_on = Some(date(2026, 3, 1));
        kept.attempt = 2;
        let saved = kept.clone();
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_claim(&claim(1, 1, 1))?;
            tx.append_claim_event(&requested(1, 1))?;
            let mut changed = saved.clone();
            tx.save_claim(&mut changed)?;
            tx.save_sealed_payee(ClaimId(1), "sealed")?;
            let mut again = saved.clone();
            assert!(matches!(tx.attempt(|tx| tx.save_claim(&mut again)), Err(Error::Stale)));
            Ok((tx.current_claim(TicketId(1))?, tx.claim_events(ClaimId(1))?, tx.sealed_payee(ClaimId(1))?, tx.claims(domain::Reach::All, ClaimStatus::Paid, None, 9)?.len()))
        }).await;

        kept.version = 1;
        assert_eq!(found.unwrap(), (Some(kept), vec![requested(1, 1)], Some("sealed".to_owned()), 1));
    }

    async fn one_live_claim_names_an_item_whatever_the_ticket(store: Store) {
        let told: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            tx.insert_ticket(&ticket(2), None)?;
            tx.insert_claim(&claim(1, 1, 1))?;
            let second = tx.attempt(|tx| tx.insert_claim(&claim(2, 2, 1)));
            let refused = matches!(&second, Err(error) if error.is_unique("claim_tracking_number_key"));
            let mut void = claim(1, 1, 1);
            void.status = ClaimStatus::Void;
            tx.save_claim(&mut void)?;
            tx.insert_claim(&claim(3, 2, 1))?;
            void.status = ClaimStatus::InReview;
            let back = tx.attempt(|tx| tx.save_claim(&mut void));
            Ok((refused, back.is_err_and(|error| error.is_unique("claim_tracking_number_key"))))
        }).await;

        assert_eq!(told.unwrap(), (true, true));
    }

    async fn the_newest_claim_of_a_ticket_is_its_current_one(store: Store) {
        let found: Result<_, Error> = store.write(|tx| {
            desk::with_ticket(tx)?;
            let mut first = claim(1, 1, 1);
            tx.insert_claim(&first)?;
            first.status = ClaimStatus::Denied;
            tx.save_claim(&mut first)?;
            tx.insert_claim(&claim(2, 1, 2))?;
            let totals = tx.claim_totals(domain::Reach::All)?;
            Ok((tx.current_claim(TicketId(1))?.map(|claim| claim.id), totals.len()))
        }).await;

        assert_eq!(found.unwrap(), (Some(ClaimId(2)), 2));
    }

    async fn a_row_of_the_matrix_is_never_changed_but_followed(store: Store) {
        let rows = example::matrix(date(2026, 1, 1));
        let found: Result<_, Error> = store.write(move |tx| {
            for row in &rows {
                tx.insert_policy_row(row)?;
            }
            let mut next = rows[0].clone();
            next.version = 2;
            next.is_retired = true;
            tx.insert_policy_row(&next)?;
            let late = tx.attempt(|tx| tx.insert_policy_row(&next));
            assert!(matches!(late, Err(Error::Stale)));
            Ok((tx.policy()?.len(), tx.policy_row(next.id)? == Some(next)))
        }).await;

        assert_eq!(found.unwrap(), (5, true));
    }

    async fn a_value_is_of_its_day_alone(store: Store) {
        let value = |value_e4| IndexValue { unit: Currency::Clf, date: date(2026, 3, 1), value_e4 };
        let found: Result<_, Error> = store.write(move |tx| {
            let first = tx.save_index_value(&value(1))?;
            let second = tx.save_index_value(&value(2))?;
            Ok((first, second, tx.index_value(Currency::Clf, date(2026, 3, 1))?, tx.index_value(Currency::Clf, date(2026, 3, 2))?, tx.latest_index_values(5)?.len()))
        }).await;

        assert_eq!(found.unwrap(), (None, Some(value(1)), Some(value(2)), None, 1));
    }

    async fn an_attempt_stands_in_one_batch(store: Store) {
        let payment = Payment {
            reference: "PC-26-7F3K9Q-M-1-1".to_owned(),
            batch: BatchId(1),
            claim: ClaimId(1),
            ticket: TicketId(1),
            amount: Money::new(5, Currency::Cop),
            sealed_payee: "sealed".to_owned(),
            state: PaymentState::Sent,
            decided_on: None,
            note: String::new(),
        };
        let batch = |id| Batch { id: BatchId(id), payer: ANA, created_at: at(1), currency: Currency::Cop, count: 1, total: 5, sha256: "ab".to_owned() };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_claim(&claim(1, 1, 1))?;
            tx.insert_batch(&batch(1), std::slice::from_ref(&payment))?;
            let mut paid = payment.clone();
            paid.state = PaymentState::Paid;
            paid.decided_on = Some(date(2026, 3, 1));
            tx.save_payment(&paid)?;
            let second = Payment { batch: BatchId(2), ..payment.clone() };
            let twice = tx.attempt(|tx| tx.insert_batch(&batch(2), &[second]));
            Ok((twice.is_err_and(|error| error.is_unique("payment_reference_key")), tx.batches(9)?, tx.payments(BatchId(1))? == vec![paid]))
        }).await;

        assert_eq!(found.unwrap(), (true, vec![batch(1)], true));
    }
}
