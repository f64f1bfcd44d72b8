use domain::JobId;
use jiff::SignedDuration;
use store::job::{BuriedJob, FailingJob, Job, Lane, NewJob};
use store::{Error, Store, Tx, on_both_engines};

use crate::desk::at;

const LEASE: SignedDuration = SignedDuration::from_mins(5);

fn new(id: i64) -> NewJob {
    NewJob {
        id: JobId(id),
        kind: "letter".to_owned(),
        payload: format!("{{\"id\": {id}}}"),
        run_at: at(id),
        unique_key: None,
    }
}

fn claimed(id: i64, lease: i64) -> Job {
    Job {
        id: JobId(id),
        kind: "letter".to_owned(),
        payload: format!("{{\"id\": {id}}}"),
        attempts: u32::try_from(lease).unwrap(),
        run_at: at(id),
        lease,
    }
}

async fn with_jobs(store: &Store, ids: std::ops::RangeInclusive<i64>) {
    let write = store.write(move |tx| {
        for id in ids.clone() {
            assert!(tx.enqueue(&new(id))?);
        }
        Ok::<_, Error>(())
    });
    write.await.unwrap();
}

async fn claim(store: &Store, minute: i64, limit: u32) -> Vec<Job> {
    let jobs: Result<_, Error> = store
        .write(move |tx| tx.claim_jobs(at(minute), LEASE, "worker", Lane::Quick, limit))
        .await;
    jobs.unwrap()
}

on_both_engines! {
    async fn what_takes_long_is_left_to_workers_of_its_own(store: Store) {
        let write = store.write(|tx| {
            tx.enqueue(&NewJob { kind: "export".to_owned(), ..new(1) })?;
            tx.enqueue(&new(2))
        });
        write.await.unwrap();

        assert_eq!(claim(&store, 9, 9).await, [claimed(2, 1)]);
        let due: Result<_, Error> = store.read(|db| db.has_due_job(Lane::Long, at(1))).await;
        assert!(due.unwrap());
        let long: Result<_, Error> = store.write(|tx| tx.claim_jobs(at(9), LEASE, "worker", Lane::Long, 9)).await;
        assert_eq!(long.unwrap(), [Job { kind: "export".to_owned(), ..claimed(1, 1) }]);
    }

    async fn jobs_are_claimed_oldest_first_when_they_are_due(store: Store) {
        with_jobs(&store, 1..=4).await;

        assert_eq!(claim(&store, 3, 2).await, [claimed(1, 1), claimed(2, 1)]);
        assert_eq!(claim(&store, 3, 9).await, [claimed(3, 1)]);
        assert_eq!(claim(&store, 3, 9).await, []);
    }

    async fn workers_who_come_at_once_get_different_jobs(store: Store) {
        with_jobs(&store, 1..=40).await;

        let workers = (0..8).map(|_| claim(&store, 60, 5));
        let mut ids: Vec<_> =
            futures_util::future::join_all(workers).await.concat().iter().map(|job| job.id.0).collect();
        // Who found others at work may have got fewer than asked for.
        ids.extend(claim(&store, 60, 40).await.iter().map(|job| job.id.0));

        ids.sort_unstable();
        assert_eq!(ids, (1..=40).collect::<Vec<_>>());
    }

    async fn a_job_of_a_dead_worker_is_claimed_again_and_the_dead_cannot_end_it(store: Store) {
        with_jobs(&store, 1..=1).await;
        claim(&store, 1, 9).await;

        assert_eq!(claim(&store, 6, 9).await, [], "the lease has not ended");
        assert_eq!(claim(&store, 7, 9).await, [claimed(1, 2)]);

        let ended: Result<_, Error> = store.write(|tx| Ok([
            tx.finish_job(JobId(1), 1)?,
            tx.retry_job(JobId(1), 1, at(9), "late")?,
            tx.bury_job(JobId(1), 1, "late")?,
            tx.finish_job(JobId(1), 2)?,
            tx.finish_job(JobId(1), 2)?,
        ])).await;
        assert_eq!(ended.unwrap(), [false, false, false, true, false]);
    }

    async fn a_job_is_tried_again_at_its_time(store: Store) {
        with_jobs(&store, 1..=1).await;
        claim(&store, 1, 9).await;

        let put_back: Result<_, Error> = store.write(|tx| Ok((
            tx.retry_job(JobId(1), 1, at(30), "no answer")?,
            tx.finish_job(JobId(1), 1)?,
            tx.has_due_job(Lane::Quick, at(29))?,
            tx.has_due_job(Lane::Quick, at(30))?,
        ))).await;

        assert_eq!(put_back.unwrap(), (true, false, false, true));
        assert_eq!(claim(&store, 29, 9).await, []);
        let again = claim(&store, 30, 9).await;
        assert_eq!((again[0].attempts, again[0].run_at), (2, at(30)));
    }

    async fn jobs_that_failed_are_listed_by_their_next_try(store: Store) {
        with_jobs(&store, 1..=5).await;
        claim(&store, 8, 4).await;
        let failing = |id: i64, error: &str, again: i64| FailingJob {
            id: JobId(id),
            payload: new(id).payload,
            attempts: 1,
            error: error.to_owned(),
            run_at: at(again),
        };

        let listed: Result<_, Error> = store.write(|tx| {
            assert!(tx.retry_job(JobId(1), 1, at(30), "no answer")?);
            assert!(tx.retry_job(JobId(2), 1, at(20), "full")?);
            assert!(tx.bury_job(JobId(3), 1, "no such mailbox")?);
            Ok((tx.failing_jobs("letter", 9)?, tx.failing_jobs("letter", 1)?, tx.failing_jobs("export", 9)?))
        }).await;

        let (all, first, others) = listed.unwrap();
        assert_eq!(all, [failing(2, "full", 20), failing(1, "no answer", 30)]);
        assert_eq!(first, [failing(2, "full", 20)]);
        assert_eq!(others, []);

        let revived: Result<_, Error> = store.write(|tx| {
            assert!(tx.revive_job(JobId(3), at(40))?);
            tx.failing_jobs("letter", 9)
        }).await;
        assert_eq!(revived.unwrap().len(), 2, "one that is revived has not failed yet");
    }

    async fn a_buried_job_tells_why_and_can_be_revived(store: Store) {
        with_jobs(&store, 1..=2).await;
        claim(&store, 8, 9).await;

        let buried: Result<_, Error> = store.write(|tx| {
            assert!(tx.bury_job(JobId(1), 1, "no such mailbox")?);
            assert!(tx.bury_job(JobId(2), 1, "too large")?);
            assert!(tx.revive_job(JobId(2), at(20))?);
            assert!(!tx.revive_job(JobId(2), at(20))?);
            tx.buried_jobs(9)
        }).await;

        assert_eq!(buried.unwrap(), [BuriedJob {
            id: JobId(1),
            kind: "letter".to_owned(),
            payload: new(1).payload,
            attempts: 1,
            error: "no such mailbox".to_owned(),
            buried_at: at(8),
        }]);
        let revived = claim(&store, 60, 9).await;
        assert_eq!(revived.iter().map(|job| (job.id.0, job.attempts)).collect::<Vec<_>>(), [(2, 1)]);
        let late: Result<_, Error> = store.write(|tx| tx.finish_job(JobId(2), 1)).await;
        assert!(!late.unwrap(), "the claim from before the revival is not valid");
    }

    async fn of_jobs_with_one_unique_key_one_is_enqueued(store: Store) {
        let writers = (1..=8).map(|id| store.write(move |tx| {
            tx.enqueue(&NewJob { unique_key: Some("reminder of 7".to_owned()), ..new(id) })
        }));
        let enqueued: Result<Vec<bool>, Error> = futures_util::future::try_join_all(writers).await;

        assert_eq!(enqueued.unwrap().iter().filter(|new| **new).count(), 1);
        assert_eq!(claim(&store, 60, 9).await.len(), 1);
    }

    async fn a_refused_operation_leaves_no_job(store: Store) {
        let told = store.write(|tx| {
            tx.enqueue(&new(1))?;
            Err::<(), _>(Error::Stale)
        }).await;

        assert!(told.is_err());
        assert_eq!(claim(&store, 60, 9).await, []);
    }

    async fn it_is_known_when_there_is_something_to_do(store: Store) {
        let times: Result<_, Error> = store.write(|tx| {
            let due = |tx: &mut Tx| [2, 3, 8, 9].map(|second| tx.has_due_job(Lane::Quick, at(second)).unwrap());
            let none = (due(tx), tx.oldest_due_job()?);
            tx.enqueue(&new(3))?;
            tx.enqueue(&new(20))?;
            let waiting = (due(tx), tx.oldest_due_job()?);
            tx.claim_jobs(at(3), LEASE, "worker", Lane::Quick, 1)?;
            Ok((none, waiting, (due(tx), tx.oldest_due_job()?)))
        }).await;

        let (none, waiting, at_work) = times.unwrap();
        assert_eq!(none, ([false; 4], None));
        assert_eq!(waiting, ([false, true, true, true], Some(at(3))));
        assert_eq!(at_work, ([false, false, false, true], Some(at(3))), "after the lease");
    }
}
