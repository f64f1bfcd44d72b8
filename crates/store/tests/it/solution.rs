use domain::ticket::{DecidedBy, SolutionStatus};
use domain::{Solution, SolutionId, TicketId};
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, at};

fn solution(id: i64) -> Solution {
    Solution {
        id: SolutionId(id),
        ticket: TicketId(1),
        author: ANA,
        code: "refund".to_owned(),
        text: "Le devolvimos el dinero".to_owned(),
        proposed_at: at(id),
        status: SolutionStatus::Waiting,
        decided_at: None,
        decided_by: None,
        reason: None,
    }
}

on_both_engines! {
    async fn every_solution_is_kept_with_what_became_of_it(store: Store) {
        let refused = || {
            let mut refused = solution(1);
            refused.decide(SolutionStatus::Refused, DecidedBy::Requester, Some("No llegó".to_owned()), at(5));
            refused
        };
        let found: Result<_, Error> = store.write(move |tx| {
            desk::with_ticket(tx)?;
            tx.insert_solution(&solution(1))?;
            tx.save_solution(&refused())?;
            tx.insert_solution(&solution(2))?;
            Ok((
                tx.solutions(TicketId(1))?,
                tx.solution(TicketId(1), SolutionId(2))?,
                tx.solution(TicketId(2), SolutionId(2))?,
            ))
        }).await;

        assert_eq!(found.unwrap(), (vec![refused(), solution(2)], Some(solution(2)), None));
    }

    async fn one_that_is_not_there_cannot_be_saved(store: Store) {
        store.write(desk::with_ticket).await.unwrap();

        let told = store.write(|tx| tx.save_solution(&solution(1))).await;

        assert!(matches!(told, Err(Error::Stale)));
    }
}
