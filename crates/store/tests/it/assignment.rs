use std::collections::HashMap;

use domain::assignment::{Absence, Conditions, Duty, Rule, Stage};
use domain::shift::{Shift, parse_day};
use domain::{AbsenceId, Agent, AgentId, OrganizationId, RuleId, Status, TeamId, Ticket, TicketId};
use store::assignment::Waiting;
use store::{Error, Store, on_both_engines};

use crate::desk::{self, ANA, BRUNO, MARIA, PEDRO, TEAM, TOPIC, at};

fn rule(id: i64, position: i64) -> Rule {
    Rule {
        id: RuleId(id),
        position,
        when: Conditions {
            topic: Some(TOPIC),
            organization: Some(OrganizationId(7)),
            language: Some("pt-BR".into()),
            keyword: Some("aduana".into()),
        },
        team: TEAM,
        skills: vec!["Aduanas".into()],
    }
}

/// Ana with skills and hours.
fn shifted() -> Duty {
    let mut shift = Shift::default();
    shift.days[2] = parse_day("8-12, 13-17").unwrap();
    Duty {
        skills: vec!["Portugués".into()],
        shift: Some(shift),
        was_on: false,
        ..Duty::unsaid(ANA)
    }
}

fn absence(id: i64) -> Absence {
    Absence {
        id: AbsenceId(id),
        agent: ANA,
        from: at(10 * id),
        until: at(10 * id + 5),
        substitute: Some(BRUNO),
        stage: Stage::Planned,
    }
}

on_both_engines! {
    async fn rules_come_in_their_order(store: Store) {
        let plain = Rule { when: Conditions::default(), ..rule(2, 1) };
        let (first, second) = (rule(1, 5), plain.clone());
        store.write(move |tx| {
            desk::open(tx)?;
            tx.insert_rule(&first)?;
            tx.insert_rule(&second)
        }).await.unwrap();
        assert_eq!(store.read(store::Db::rules).await.unwrap(), [plain, rule(1, 5)]);

        store.write(|tx| {
            tx.save_rule(&Rule { when: Conditions::default(), ..rule(1, 0) })?;
            tx.delete_rule(RuleId(2))
        }).await.unwrap();

        let kept = Rule { when: Conditions::default(), ..rule(1, 0) };
        assert_eq!(store.read(store::Db::rules).await.unwrap(), [kept]);
        let gone = store.write(|tx| tx.save_rule(&rule(2, 0))).await;
        assert!(matches!(gone, Err(Error::Stale)), "{gone:?}");
    }

    async fn duties_are_kept_and_changed(store: Store) {
        store.write_alone(|tx| {
            desk::open(tx)?;
            tx.save_duty(&Duty { agent: ANA, capacity: Some(7), last_assigned_at: None, ..Duty::unsaid(ANA) })?;
            tx.save_duty(&Duty { agent: BRUNO, capacity: None, last_assigned_at: Some(at(1)), ..Duty::unsaid(BRUNO) })?;
            tx.save_duty(&Duty { agent: ANA, capacity: Some(0), last_assigned_at: Some(at(2)), ..shifted() })
        }).await.unwrap();

        let duties = store.read(store::Db::duties).await.unwrap();

        assert_eq!(duties[&ANA], Duty { agent: ANA, capacity: Some(0), last_assigned_at: Some(at(2)), ..shifted() });
        assert_eq!(duties[&BRUNO], Duty { agent: BRUNO, capacity: None, last_assigned_at: Some(at(1)), ..Duty::unsaid(BRUNO) });
    }

    async fn who_is_given_something_keeps_the_rest_of_the_duty(store: Store) {
        let duty = Duty { capacity: Some(7), last_assigned_at: Some(at(1)), ..shifted() };
        let said = duty.clone();
        store.write(move |tx| {
            desk::open(tx)?;
            tx.save_duty(&said)
        }).await.unwrap();

        store.write(|tx| {
            tx.save_last_assigned(ANA, at(2))?;
            tx.save_last_assigned(BRUNO, at(3))
        }).await.unwrap();

        let duties = store.read(store::Db::duties).await.unwrap();
        assert_eq!(duties[&ANA], Duty { last_assigned_at: Some(at(2)), ..duty });
        assert_eq!(duties[&BRUNO], Duty { last_assigned_at: Some(at(3)), ..Duty::unsaid(BRUNO) });
    }

    async fn workloads_are_those_of_a_team_and_of_who_stands_in(store: Store) {
        store.write(|tx| {
            desk::open(tx)?;
            tx.insert_team(&desk::team(2, "Pagos"))?;
            for (id, name) in [(3, "Carla"), (4, "Dora")] {
                let agent = desk::agent(id, name, &format!("{name}@postal.example"));
                tx.insert_agent(&Agent { team: TeamId(2), ..agent }, None)?;
            }
            tx.save_duty(&shifted())?;
            for (id, assignee, status) in [(1, 1, Status::Open), (2, 1, Status::Resolved), (3, 3, Status::New), (4, 4, Status::New)] {
                let ticket = desk::ticket(id);
                tx.insert_ticket(&Ticket { assignee: Some(AgentId(assignee)), status, ..ticket }, None)?;
            }
            Ok::<_, Error>(())
        }).await.unwrap();

        let (team, with_carla) = store.read(|db| Ok::<_, Error>((db.workloads(TEAM, None)?, db.workloads(TEAM, Some(AgentId(3)))?))).await.unwrap();

        let own = [(ANA, (shifted(), 1)), (BRUNO, (Duty::unsaid(BRUNO), 0))];
        assert_eq!(team, HashMap::from(own.clone()));
        let mut all = HashMap::from(own);
        all.insert(AgentId(3), (Duty::unsaid(AgentId(3)), 1));
        assert_eq!(with_carla, all);
    }

    async fn absences_are_there_until_they_end(store: Store) {
        store.write(|tx| {
            desk::open(tx)?;
            tx.insert_absence(&absence(2))?;
            tx.insert_absence(&Absence { substitute: None, ..absence(1) })
        }).await.unwrap();
        let both = store.read(store::Db::absences).await.unwrap();
        assert_eq!(both, [Absence { substitute: None, ..absence(1) }, absence(2)]);

        store.write(|tx| {
            tx.save_absence(&Absence { stage: Stage::Ended, ..absence(1) })?;
            tx.save_absence(&Absence { stage: Stage::Begun, ..absence(2) })
        }).await.unwrap();

        let left = store.read(store::Db::absences).await.unwrap();
        assert_eq!(left, [Absence { stage: Stage::Begun, ..absence(2) }]);
    }

    async fn loads_and_queues_count_open_tickets_only(store: Store) {
        store.write(|tx| {
            desk::open(tx)?;
            for id in 1..=6 {
                let mut ticket = desk::ticket(id);
                ticket.assignee = [None, Some(ANA), Some(ANA), Some(BRUNO), Some(ANA), None][usize::try_from(id - 1).unwrap()];
                ticket.status = [Status::New, Status::Open, Status::WaitingThird, Status::SolutionProposed, Status::Resolved, Status::Spam][usize::try_from(id - 1).unwrap()];
                tx.insert_ticket(&ticket, None)?;
            }
            Ok::<_, Error>(())
        }).await.unwrap();

        let (loads, waiting, queued) = store.read(|db| Ok::<_, Error>((db.loads()?, db.waiting()?, db.queued(None, 10)?))).await.unwrap();
        let (ana, bruno) = store.read(|db| Ok::<_, Error>((db.held_by(ANA)?, db.held_by(BRUNO)?))).await.unwrap();

        assert_eq!(loads.into_iter().collect::<Vec<_>>(), [(ANA, 2)]);
        assert_eq!(waiting, [Waiting { team: TEAM, count: 1, oldest: at(1) }]);
        assert_eq!(queued.iter().map(|one| (one.ticket, one.team)).collect::<Vec<_>>(), [(TicketId(1), TEAM)]);
        let behind = queued.last().copied();
        let rest = store.read(move |db| db.queued(behind, 10)).await.unwrap();
        assert_eq!(rest, []);
        assert_eq!((ana, bruno), (vec![TicketId(2), TicketId(3)], vec![TicketId(4)]));
        // The newest other ticket that anybody had, whatever became of it.
        let last = store.read(|db| Ok::<_, Error>([db.last_agent_of(MARIA, TicketId(1))?, db.last_agent_of(MARIA, TicketId(5))?, db.last_agent_of(PEDRO, TicketId(1))?])).await.unwrap();
        assert_eq!(last, [Some(ANA), Some(BRUNO), None]);
    }
}
