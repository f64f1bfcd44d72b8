//! Who gets a ticket: at once, by the rules, within everybody's capacity (case L5).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use app::assignment::NewAbsence;
use app::intake::{self, ContactForm, Details, OpenDraft, VerifyOutcome};
use app::testing::Plan;
use domain::assignment::Conditions;
use domain::otp::Purpose;
use domain::{Agent, Presence, Role};
use futures_util::future::join_all;
use jiff::SignedDuration;
use jiff::civil::date;
use store::{Store, on_both_engines};

use crate::browser::{Browser, Page};
use crate::company::{el_anden, file};
use crate::desk::{Case, Desk, Request};

const MARIANA: &str = "mariana.rios@correo.example";
const OTHER: &str = "otra.persona@correo.example";
const LAURA: &str = "laura.mendez@cordillera.example";

/// A desk that gives tickets to somebody as they are filed; nobody but Laura and Camila takes any.
async fn assigning(store: Store) -> Desk {
    let mut plan = Plan::default();
    plan.settings.assigns_at_once = true;
    let desk = Desk::open_as(store, plan).await;
    give(&desk, &desk.staff.andres, 0, Presence::Available).await;
    desk
}

async fn give(desk: &Desk, who: &Agent, capacity: u32, presence: Presence) {
    let andres = desk.signed_in(&desk.staff.andres).await;
    app::assignment::set_duty(
        &desk.app,
        &andres,
        who.id,
        capacity,
        presence,
        "192.0.2.1".into(),
    )
    .await
    .unwrap();
    desk.run_jobs().await;
}

/// The name of who has a ticket, empty for nobody.
async fn holder(desk: &Desk, case: &Case) -> String {
    let assignee = desk.ticket(case).await.assignee;
    let staff = desk.staff.all();
    let found = staff.iter().find(|agent| Some(agent.id) == assignee);
    found.map_or_else(String::new, |agent| agent.name.clone())
}

/// Walks to the last click without a browser, and makes it.
async fn file_by_hand(app: &app::App, number: usize) -> intake::VerifyOutcome {
    let client = format!("203.0.{}.{}", number / 250, number % 250);
    let (draft, _) = intake::begin(app, client.clone(), "es".into())
        .await
        .unwrap();
    let open = OpenDraft { draft };
    intake::choose_topic(app, &open, "informacion".into())
        .await
        .unwrap();
    let details = Details {
        typed: Vec::new(),
        subject: "No llega".into(),
        description: "La caja no se mueve.".into(),
        document_type: String::new(),
        document_number: String::new(),
    };
    assert!(
        intake::save_details(app, &open, details)
            .await
            .unwrap()
            .is_empty()
    );
    let contact = ContactForm {
        name: "Mariana Ríos".into(),
        email: format!("persona{number}@correo.example"),
        phone: String::new(),
        consent: true,
    };
    assert!(
        intake::save_contact(app, &open, contact, "Acepto")
            .await
            .unwrap()
            .is_empty()
    );
    intake::send_code(app, &open).await.unwrap();
    let id = open.draft.id.0;
    let otps = app
        .store
        .read(move |db| db.otps(Purpose::Intake, id))
        .await
        .unwrap();
    let digits = app.secret.digits(otps[0].id, otps[0].nonce);
    intake::verify(app, &open, &digits, client).await.unwrap()
}

/// Says on the page for it what somebody can do and when they work.
async fn hours(browser: &mut Browser, who: &Agent, filled: &[(&str, &str)]) -> Page {
    let path = format!("/mesa/ajustes/capacidad/personas/{}", who.id);
    let page = browser.open(&path).await.is(200);
    browser.submit(&page, "/turno", filled).await
}

on_both_engines! {
    async fn l05_two_hundred_tickets_at_once_go_to_five_people_and_nobody_has_too_many(store: Store) {
        let desk = assigning(store).await;
        let capacities = [(1, 60), (2, 50), (3, 40), (6, 30), (7, 20)];
        let (template, now) = (desk.staff.laura.clone(), desk.app.now());
        desk.app.store.write(move |tx| {
            for (id, capacity) in capacities {
                let agent = Agent { id: domain::AgentId(id), name: format!("Persona {id}"), email: format!("persona{id}@cordillera.example").parse().unwrap(), created_at: now, ..template.clone() };
                if id > 5 {
                    tx.insert_agent(&agent, Some("hash"))?;
                }
                tx.save_duty(&domain::assignment::Duty { agent: agent.id, capacity: Some(capacity), last_assigned_at: None, ..domain::assignment::Duty::unsaid(agent.id) })?;
            }
            Ok::<_, store::Error>(())
        }).await.unwrap();

        let filings = (0..200).map(|number| {
            let app = desk.app.clone();
            tokio::spawn(async move { file_by_hand(&app, number).await })
        });
        for filed in join_all(filings).await {
            assert!(matches!(filed.unwrap(), VerifyOutcome::Filed(_)));
        }

        let (loads, unowned) = desk.app.store.read(|db| Ok::<_, store::Error>((db.loads()?, db.queued(None, 10)?))).await.unwrap();
        let loads: BTreeMap<i64, u32> = loads.into_iter().map(|(agent, open)| (agent.0, open)).collect();
        assert_eq!(loads, BTreeMap::from(capacities));
        assert_eq!(unowned, []);
        assert_eq!(desk.number("SELECT count(*) AS number FROM event WHERE kind = 'assigned'").await, 200);

        // One more finds nobody, waits, and is given to the first who has room.
        let VerifyOutcome::Filed(last) = file_by_hand(&desk.app, 200).await else { panic!("not filed") };
        let queued = desk.app.store.read(|db| db.queued(None, 10)).await.unwrap();
        assert_eq!(queued.len(), 1);
        give(&desk, &desk.staff.camila, 51, Presence::Available).await;
        let code = last.code.clone();
        let ticket = desk.app.store.read(move |db| db.ticket_by_code(&code)).await.unwrap().unwrap();
        assert_eq!(ticket.assignee, Some(desk.staff.camila.id));
    }

    async fn a_capacity_is_changed_although_tickets_are_given_without_a_pause(store: Store) {
        let desk = assigning(store).await;
        let (camila, now) = (desk.staff.camila.id, desk.app.now());
        let is_over = AtomicBool::new(false);
        let (app, over) = (&desk.app, &is_over);
        let giving = join_all((0..3).map(|_| async move {
            while !over.load(Ordering::Relaxed) {
                // What a filing reads and changes of those who attend.
                let given = app.store.write_alone(move |tx| {
                    tx.rulebook_mark()?;
                    tx.save_last_assigned(camila, now)
                });
                given.await.unwrap();
            }
        }));
        let changing = async {
            give(&desk, &desk.staff.camila, 7, Presence::Available).await;
            over.store(true, Ordering::Relaxed);
        };

        tokio::join!(giving, changing);

        let andres = desk.signed_in(&desk.staff.andres).await;
        let member = app::assignment::member(&desk.app, &andres, camila).await.unwrap();
        assert_eq!(member.capacity, 7);
    }

    async fn a_ticket_is_somebody_s_as_soon_as_it_is_filed_and_everybody_reads_why(store: Store) {
        let desk = assigning(store).await;

        let mut case = desk.ticket_of(MARIANA).await;

        assert_eq!(holder(&desk, &case).await, "Laura Méndez");
        assert_eq!(desk.state(&case).await, "open");
        assert_eq!(desk.story(&case).await, ["created", "routed", "assigned"]);
        assert_eq!(desk.letters_of(LAURA, "ticket_assigned").await.len(), 1);
        let page = case.page().await.is(200);
        assert!(page.says("Lo atiende") && page.says("Laura Méndez"), "{}", page.words());
        assert!(!page.says("Camila Rojas") && !page.body.contains("most_spare"), "{}", page.words());
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        for words in ["¿Por qué a mí?", "Ninguna regla se cumplió. Va al equipo de su tema: Envíos nacionales.", "0 de 20", "Elegida", "Camila Rojas", "No recibe"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let mut camila = desk.agent(&desk.staff.camila).await;
        assert!(camila.at_desk(&case.code).await.says("¿Por qué a Laura Méndez?"));
        // The next one goes to who has more room, the one after by the same person back to hers.
        let second = desk.ticket_of(OTHER).await;
        assert_eq!(holder(&desk, &second).await, "Camila Rojas");
        let third = desk.ticket_of(OTHER).await;
        assert_eq!(holder(&desk, &third).await, "Camila Rojas");
        assert!(camila.at_desk(&third.code).await.says("Ya atiende a este cliente"));
        // Since a person decided, the rules are not the reason any more.
        let page = laura.at_desk(&third.code).await;
        laura.submit(&page, "/tomar", &[]).await.is(200);
        assert!(!laura.at_desk(&third.code).await.says("¿Por qué a"));
    }

    async fn nobody_there_means_waiting_until_somebody_is(store: Store) {
        let desk = assigning(store).await;
        give(&desk, &desk.staff.laura, 1, Presence::Paused).await;
        give(&desk, &desk.staff.camila, 0, Presence::Available).await;
        let case = desk.ticket_of(MARIANA).await;
        assert_eq!(holder(&desk, &case).await, "");
        assert_eq!((desk.state(&case).await, desk.story(&case).await), ("new", vec!["created".into(), "routed".into()]));
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        for words in ["¿Por qué no tiene responsable?", "Nadie del equipo podía recibir el caso", "En pausa", "No recibe"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        desk.wait(SignedDuration::from_mins(25)).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        assert!(page.says("1 caso · El primero llegó hace 25"), "{}", page.words());

        // From the bar at the side, back to where it was pressed.
        let page = laura.open("/mesa/abiertos").await.is(200);
        let page = laura.submit(&page, "/mesa/cuenta/presencia", &[("presencia", "available")]).await.is(200);
        assert_eq!(page.path, "/mesa/abiertos");
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "Laura Méndez");

        // She is full now; closing makes room for the next.
        let next = desk.ticket_of(OTHER).await;
        assert_eq!(holder(&desk, &next).await, "");
        let page = laura.open(&format!("/mesa/casos/{}/cerrar", case.code)).await.is(200);
        laura.submit(&page, "/cerrar", &[("motivo", "Se entregó")]).await.is(200);
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &next).await, "Laura Méndez");
        assert_eq!(desk.story(&next).await, ["created", "routed", "routed", "assigned"]);
    }

    async fn who_gives_a_ticket_back_does_not_get_it_again(store: Store) {
        let desk = assigning(store).await;
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        let page = laura.at_desk(&case.code).await;
        laura.submit(&page, "/soltar", &[]).await.is(200);
        desk.run_jobs().await;

        assert_eq!(holder(&desk, &case).await, "Camila Rojas");
        assert!(laura.at_desk(&case.code).await.says("Devolvió el caso"));
        let mut camila = desk.agent(&desk.staff.camila).await;
        let page = camila.at_desk(&case.code).await;
        camila.submit(&page, "/soltar", &[]).await.is(200);
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "");
    }

    async fn who_loses_access_leaves_no_ticket_behind(store: Store) {
        let desk = assigning(store).await;
        let open = desk.ticket_of(MARIANA).await;
        let ines = desk.signed_in(&desk.staff.ines).await;
        let (laura, team) = (desk.staff.laura.id, desk.staff.laura.team);

        desk.change(&ines, laura, Role::AGENT.id, team, false).await;
        desk.run_jobs().await;

        assert_eq!(holder(&desk, &open).await, "Camila Rojas");
        assert_eq!(desk.story(&open).await, ["created", "routed", "assigned", "routed", "assigned"]);
        // With nobody left it waits, and the customer is told nobody's name.
        desk.change(&ines, desk.staff.camila.id, Role::VIEWER.id, team, true).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &open).await, "");
    }

    async fn a_ticket_that_comes_back_to_who_is_gone_goes_to_somebody_else(store: Store) {
        let desk = assigning(store).await;
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.propose(&case.code, "Le devolvemos el valor del envío.").await;
        case.accept().await;
        let ines = desk.signed_in(&desk.staff.ines).await;
        let (laura, team) = (desk.staff.laura.id, desk.staff.laura.team);
        desk.change(&ines, laura, Role::AGENT.id, team, false).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "Laura Méndez");

        case.write("Sigue sin llegar").await.is(200);
        desk.run_jobs().await;

        assert_eq!((desk.state(&case).await, holder(&desk, &case).await.as_str()), ("open", "Camila Rojas"));
    }

    async fn an_absence_hands_over_to_the_substitute_and_ends_by_itself(store: Store) {
        let desk = assigning(store).await;
        let case = desk.ticket_of(MARIANA).await;
        // In another team, and still the one who was named.
        give(&desk, &desk.staff.andres, 1, Presence::Available).await;
        let other = domain::Team { id: domain::TeamId(9), name: "Internacional".into(), colour: 2 };
        let andres = Agent { team: other.id, ..desk.staff.andres.clone() };
        desk.app.store.write(move |tx| { tx.insert_team(&other)?; tx.save_agent(&andres) }).await.unwrap();
        let by = desk.signed_in(&desk.staff.andres).await;
        let absence = NewAbsence { agent: desk.staff.laura.id, from: date(2026, 3, 3), until: date(2026, 3, 4), substitute: Some(desk.staff.andres.id) };
        app::assignment::plan_absence(&desk.app, &by, absence, "192.0.2.1".into()).await.unwrap();
        desk.wait(SignedDuration::from_hours(24)).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "Laura Méndez");

        desk.wait(SignedDuration::from_hours(12)).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "Andrés Quintero");
        // He is full; what Laura's customer asks next is not hers.
        assert_eq!(holder(&desk, &desk.ticket_of(MARIANA).await).await, "Camila Rojas");

        desk.wait(SignedDuration::from_hours(48)).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &desk.ticket_of(OTHER).await).await, "Laura Méndez");
    }

    async fn rules_lead_to_teams_in_their_order(store: Store) {
        let desk = assigning(store).await;
        let team = domain::Team { id: domain::TeamId(9), name: "Aduanas".into(), colour: 2 };
        desk.app.store.write(move |tx| tx.insert_team(&team)).await.unwrap();
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let page = andres.submit(&page, "/mesa/ajustes/asignacion", &[("palabra", "aduana"), ("equipo", "9")]).await.is(200);
        assert!(page.says("Agregamos la regla") && page.says("Dice «aduana»") && page.says("Regla 1 · Va a Aduanas"), "{}", page.words());
        let page = andres.submit(&page, "/mesa/ajustes/asignacion", &[("tema", "2"), ("idioma", "es"), ("equipo", "1")]).await.is(200);
        assert!(page.says("El tema es «Información» · el idioma es Español") && !page.has_form("/bajar/x"), "{}", page.words());

        let request = |text: &str| Request { description: text.into(), ..Request::of(MARIANA) };
        let case = desk.filed(&request("Sigue en la ADUANA de Bogotá")).await;
        assert_eq!((desk.ticket(&case).await.team.0, holder(&desk, &case).await.as_str()), (9, ""));
        let page = andres.at_desk(&case.code).await;
        assert!(page.says("Se cumplió una regla: dice «aduana». Va a Aduanas."), "{}", page.words());
        // Moved behind the other, it is not reached any more.
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        andres.submit(&page, "/bajar", &[]).await.is(200);
        let case = desk.filed(&request("Sigue en la aduana")).await;
        assert_eq!((desk.ticket(&case).await.team.0, holder(&desk, &case).await.as_str()), (1, "Laura Méndez"));
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let page = andres.submit(&page, "/quitar", &[]).await.is(200);
        assert!(page.says("Quitamos la regla") && !page.says("El tema es"), "{}", page.words());

        let log = andres.open("/mesa/auditoria").await.is(200);
        for words in ["Agregó una regla", "Movió una regla", "Quitó una regla", "Regla hacia Aduanas", "Cambió capacidad o presencia"] {
            assert!(log.says(words), "{words}: {}", log.words());
        }
    }

    async fn rules_that_ask_nothing_or_too_much_are_refused(store: Store) {
        let desk = assigning(store).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let try_with = async |browser: &mut crate::browser::Browser, word: &str| -> Page {
            browser.submit(&page, "/mesa/ajustes/asignacion", &[("palabra", word), ("equipo", "1")]).await
        };

        let answer = try_with(&mut andres, "").await.is(422);
        assert!(answer.says("Elija un tema, una empresa o un idioma, o escriba una palabra"), "{}", answer.words());
        let answer = try_with(&mut andres, "¿?").await.is(422);
        assert!(answer.says("Escriba al menos una letra o un número"), "{}", answer.words());
        assert_eq!(answer.form("/mesa/ajustes/asignacion").value("palabra"), Some("¿?"));
        try_with(&mut andres, &"a".repeat(61)).await.is(422);
        assert!(andres.post("/mesa/ajustes/asignacion", &[("palabra", "x"), ("equipo", "77")]).await.status >= 400);
        let by = desk.signed_in(&desk.staff.andres).await;
        for number in 0..domain::assignment::MAX_RULES {
            let when = Conditions { keyword: Some(format!("palabra{number}")), ..Conditions::default() };
            app::assignment::add_rule(&desk.app, &by, when, domain::TeamId(1), Vec::new(), String::new()).await.unwrap();
        }
        let answer = try_with(&mut andres, "otra").await.is(422);
        assert!(answer.says("Ya hay 100 reglas"), "{}", answer.words());
    }

    async fn capacity_and_absences_are_asked_for_with_care(store: Store) {
        let desk = assigning(store).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/capacidad").await.is(200);
        assert!(page.says("0 de 20") && page.says("No hay ausencias previstas."), "{}", page.words());
        for wrong in ["501", "-1", "muchos", ""] {
            let answer = andres.submit(&page, "/personas/1", &[("maximo", wrong)]).await.is(422);
            assert!(answer.says("Escriba un número de 0 a 500"), "{}", answer.words());
            assert_eq!(answer.form("/personas/1").value("maximo"), Some(wrong));
        }
        let page = andres.submit(&page, "/personas/1", &[("maximo", "7"), ("presencia", "paused")]).await.is(200);
        assert!(page.says("0 de 7"), "{}", page.words());

        let absence = |who: &'static str, from: &'static str, until: &'static str, by: &'static str| [("persona", who), ("desde", from), ("hasta", until), ("reemplazo", by)];
        for (sent, told) in [
            (absence("", "2026-03-02", "2026-03-05", ""), "Elija a una persona que atienda"),
            (absence("1", "", "2026-03-05", ""), "Escriba el primer día"),
            (absence("1", "2026-03-05", "2026-03-02", ""), "Revise el último día"),
            (absence("1", "2026-02-01", "2026-02-05", ""), "Revise el último día"),
            (absence("1", "2026-03-05", "2029-03-05", ""), "Revise el último día"),
            (absence("1", "2026-03-02", "2026-03-05", "1"), "Elija a otra persona como reemplazo"),
        ] {
            let answer = andres.submit(&page, "/ausencias", &sent).await.is(422);
            assert!(answer.says(told), "{told}: {}", answer.words());
            assert_eq!(answer.form("/ausencias").value("hasta"), Some(sent[2].1));
        }
        let answer = andres.submit(&page, "/ausencias", &absence("1", "2026-03-02", "2026-03-05", "2")).await.is(200);
        assert!(answer.says("Guardamos la ausencia") && answer.says("Reemplazo: Camila Rojas"), "{}", answer.words());
        let again = andres.submit(&answer, "/ausencias", &absence("1", "2026-03-05", "2026-03-07", "")).await.is(422);
        assert!(again.says("Esa persona ya tiene una ausencia en esos días"), "{}", again.words());
        let page = andres.submit(&answer, "/terminar", &[]).await.is(200);
        assert!(page.says("No hay ausencias previstas."), "{}", page.words());
    }

    async fn only_supervisors_say_who_gets_what(store: Store) {
        let desk = assigning(store).await;
        for who in [&desk.staff.laura, &desk.staff.victor] {
            let mut browser = desk.agent(who).await;
            browser.get("/mesa/ajustes/asignacion").await.is(403);
            browser.get("/mesa/ajustes/capacidad").await.is(403);
            for path in ["asignacion", "asignacion/encendido", "asignacion/reglas/1/subir", "asignacion/reglas/1/bajar", "asignacion/reglas/1/quitar", "capacidad/ausencias/1/terminar"] {
                browser.post(&format!("/mesa/ajustes/{path}"), &[("palabra", "x"), ("equipo", "1")]).await.is(403);
            }
            browser.post("/mesa/ajustes/capacidad/personas/1", &[("maximo", "3"), ("presencia", "away")]).await.is(403);
            browser.post("/mesa/ajustes/capacidad/ausencias", &[("persona", "1"), ("desde", "2026-03-02"), ("hasta", "2026-03-03")]).await.is(403);
        }
        let mut ines = desk.agent(&desk.staff.ines).await;
        ines.open("/mesa/ajustes/asignacion").await.is(200);
        ines.open("/mesa/ajustes/capacidad").await.is(200);
    }

    async fn turned_off_it_waits_for_somebody_to_take_it(store: Store) {
        let desk = assigning(store).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let page = andres.submit(&page, "/encendido", &[("encender", "no")]).await.is(200);
        assert!(page.says("Apagado"), "{}", page.words());
        let case = desk.ticket_of(MARIANA).await;
        assert_eq!((holder(&desk, &case).await.as_str(), desk.story(&case).await.len()), ("", 1));
        // The rules still lead to the team.
        let page = andres.submit(&page, "/mesa/ajustes/asignacion", &[("palabra", "aduana"), ("equipo", "1")]).await.is(200);
        let ruled = desk.filed(&Request { subject: "En la aduana".into(), ..Request::of(OTHER) }).await;
        assert_eq!((holder(&desk, &ruled).await.as_str(), desk.story(&ruled).await), ("", vec!["created".into(), "routed".into()]));
        let told = andres.at_desk(&ruled.code).await;
        assert!(told.says("la asignación al crear está apagada") && !told.says("Nadie del equipo"), "{}", told.words());

        andres.submit(&page, "/encendido", &[("encender", "si")]).await.is(200);
        desk.run_jobs().await;

        assert_eq!(holder(&desk, &case).await, "Laura Méndez");
    }

    async fn a_company_s_executive_gets_the_next_ticket_of_a_colleague(store: Store) {
        let desk = assigning(store).await;
        let (path, mut lucia, mut mateo) = el_anden(&desk, false).await;
        let (first, _) = file(&mut lucia, "La primera").await;
        let first = Case { code: first, email: String::new(), browser: desk.browser() };
        assert_eq!(holder(&desk, &first).await, "Laura Méndez");

        let (second, _) = file(&mut mateo, "La segunda").await;

        let second = Case { code: second, email: String::new(), browser: desk.browser() };
        assert_eq!(holder(&desk, &second).await, "Laura Méndez");
        let mut laura = desk.agent(&desk.staff.laura).await;
        assert!(laura.at_desk(&second.code).await.says("Ya atiende a este cliente o a su empresa"));
        // A rule leads what is of the company to a team.
        let team = domain::Team { id: domain::TeamId(9), name: "Grandes clientes".into(), colour: 2 };
        desk.app.store.write(move |tx| tx.insert_team(&team)).await.unwrap();
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let id = path.rsplit('/').next().unwrap();
        let page = andres.submit(&page, "/mesa/ajustes/asignacion", &[("empresa", id), ("equipo", "9")]).await.is(200);
        assert!(page.says("La empresa es Librería El Andén"), "{}", page.words());
        let (third, _) = file(&mut mateo, "La tercera").await;
        let page = andres.at_desk(&third).await;
        assert!(page.says("Se cumplió una regla: la empresa es Librería El Andén. Va a Grandes clientes."), "{}", page.words());
        assert!(andres.post("/mesa/ajustes/asignacion", &[("empresa", "77"), ("equipo", "9")]).await.status >= 400);
    }

    async fn a_rule_that_another_node_made_holds_for_the_next_filing(store: Store) {
        let desk = assigning(store).await;
        // What filings go by is in memory from here on.
        file_by_hand(&desk.app, 0).await;
        let team = domain::Team { id: domain::TeamId(9), name: "Grandes clientes".into(), colour: 2 };
        let rule = domain::assignment::Rule { id: domain::RuleId(1), position: 1, when: Conditions::default(), team: team.id, skills: Vec::new() };
        desk.app.store.write(move |tx| {
            tx.insert_team(&team)?;
            tx.insert_rule(&rule)
        }).await.unwrap();

        file_by_hand(&desk.app, 1).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket WHERE team_id = 9").await, 1);
    }

    async fn who_lacks_a_skill_is_left_out_and_the_queue_remembers_what_is_needed(store: Store) {
        let desk = assigning(store).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let wrong = [("palabra", "aduana"), ("equipo", "1"), ("habilidades", "?!")];
        let answer = andres.submit(&page, "/mesa/ajustes/asignacion", &wrong).await.is(422);
        assert!(answer.says("Escriba hasta 12 habilidades"), "{}", answer.words());
        let right = [("palabra", "aduana"), ("equipo", "1"), ("habilidades", "Aduanas, Inglés")];
        let page = andres.submit(&page, "/mesa/ajustes/asignacion", &right).await.is(200);
        assert!(page.says("Necesita Aduanas, Inglés"), "{}", page.words());
        let request = Request { description: "Sigue en la aduana".into(), ..Request::of(MARIANA) };

        let case = desk.filed(&request).await;
        assert_eq!(holder(&desk, &case).await, "");
        let page = andres.at_desk(&case.code).await;
        assert!(page.says("Le falta una habilidad") && page.says("Se necesita: Aduanas, Inglés."), "{}", page.words());
        // Others in the same queue do not wait behind it.
        assert_eq!(holder(&desk, &desk.ticket_of(OTHER).await).await, "Laura Méndez");
        give(&desk, &desk.staff.laura, 30, Presence::Available).await;
        assert_eq!(holder(&desk, &case).await, "");

        hours(&mut andres, &desk.staff.camila, &[("habilidades", "ingles; ADUANAS")]).await.is(200);
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "Camila Rojas");
        assert_eq!(desk.number("SELECT count(*) AS number FROM audit WHERE action = 'hours_changed'").await, 1);
    }

    async fn who_is_off_duty_waits_for_the_shift_or_gets_the_ticket_before_if_the_policy_says_so(store: Store) {
        // Noon on a Sunday.
        let desk = assigning(store).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        hours(&mut andres, &desk.staff.laura, &[("lunes", "14-18")]).await.is(200);
        hours(&mut andres, &desk.staff.camila, &[("lunes", "8:00-12:00, 13-17"), ("zona", "America/Bogota")]).await.is(200);
        let page = andres.open("/mesa/ajustes/capacidad").await.is(200);
        assert!(page.says("Fuera de turno"), "{}", page.words());

        let case = desk.ticket_of(MARIANA).await;
        assert_eq!(holder(&desk, &case).await, "");
        assert!(andres.at_desk(&case.code).await.says("Fuera de turno"));
        desk.wait(SignedDuration::from_hours(19)).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "");
        // Camila begins at eight on Monday.
        desk.wait(SignedDuration::from_hours(1)).await;
        desk.run_jobs().await;
        assert_eq!(holder(&desk, &case).await, "Camila Rojas");

        desk.wait(SignedDuration::from_hours(12)).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
        let page = andres.submit(&page, "/espera", &[("siguiente", "si"), ("minutos", "30")]).await.is(200);
        assert!(page.says("Guardamos el cambio"), "{}", page.words());
        let next = desk.ticket_of(OTHER).await;
        assert_eq!(holder(&desk, &next).await, "Camila Rojas");
        let mut camila = desk.agent(&desk.staff.camila).await;
        let page = camila.at_desk(&next.code).await;
        assert!(page.says("empieza antes que ellas") && page.says("Empieza"), "{}", page.words());
    }

    async fn hours_and_the_alert_are_asked_for_with_care(store: Store) {
        let desk = assigning(store).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        for (field, typed) in [("lunes", "18-8"), ("domingo", "8-12, 11-13"), ("habilidades", "a,b,c,d,e,f,g,h,i,j,k,l,m"), ("zona", "Marte/Olimpo"), ("zona", "<script>")] {
            let answer = hours(&mut andres, &desk.staff.laura, &[("martes", "8-12"), (field, typed)]).await.is(422);
            assert_eq!(answer.form("/turno").value(field), Some(typed));
        }
        for minutes in ["", "-1", "diez", "10081"] {
            let page = andres.open("/mesa/ajustes/asignacion").await.is(200);
            let answer = andres.submit(&page, "/espera", &[("minutos", minutes)]).await.is(422);
            assert!(answer.says("Escriba un número de minutos"), "{}", answer.words());
        }
        let mut laura = desk.agent(&desk.staff.laura).await;
        let own = format!("/mesa/ajustes/capacidad/personas/{}", desk.staff.laura.id);
        assert_eq!(laura.open(&own).await.status, 403);
        assert_eq!(laura.post(&format!("{own}/turno"), &[("lunes", "8-12")]).await.status, 403);
        assert_eq!(laura.post("/mesa/ajustes/asignacion/espera", &[("minutos", "0")]).await.status, 403);
        assert_eq!(andres.open("/mesa/ajustes/capacidad/personas/77").await.status, 404);
    }

    async fn supervisors_are_told_once_an_hour_of_a_queue_that_is_too_old(store: Store) {
        let desk = assigning(store).await;
        let andres = "andres.quintero@cordillera.example";
        give(&desk, &desk.staff.laura, 0, Presence::Available).await;
        give(&desk, &desk.staff.camila, 0, Presence::Available).await;
        desk.ticket_of(MARIANA).await;

        desk.wait(SignedDuration::from_mins(29)).await;
        assert_eq!(desk.letters_of(andres, "queue_waits").await.len(), 0);
        desk.wait(SignedDuration::from_mins(1)).await;
        let letters = desk.letters_of(andres, "queue_waits").await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("Envíos nacionales") && letters[0].text.contains("1 caso"), "{}", letters[0].text);
        assert_eq!(desk.letters_of("ines.barrera@cordillera.example", "queue_waits").await.len(), 0);
        desk.wait(SignedDuration::from_mins(30)).await;
        assert_eq!(desk.letters_of(andres, "queue_waits").await.len(), 1);
        desk.wait(SignedDuration::from_mins(31)).await;
        assert_eq!(desk.letters_of(andres, "queue_waits").await.len(), 2);

        let mut browser = desk.agent(&desk.staff.andres).await;
        let page = browser.open("/mesa/ajustes/asignacion").await.is(200);
        browser.submit(&page, "/espera", &[("minutos", "0")]).await.is(200);
        desk.wait(SignedDuration::from_hours(5)).await;
        assert_eq!(desk.letters_of(andres, "queue_waits").await.len(), 2);
    }
}
