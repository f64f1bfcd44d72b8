//! The clocks of tickets: what they tell, once, and why a term ends when it does.

use jiff::SignedDuration;
use store::on_both_engines;

use crate::desk::Desk;

const MARIANA: &str = "mariana@correo.example";

async fn told(desk: &Desk, kind: &'static str) -> i64 {
    let query = match kind {
        "near" => "SELECT count(*) AS number FROM event WHERE kind = 'deadline_near'",
        _ => "SELECT count(*) AS number FROM event WHERE kind = 'deadline_missed'",
    };
    desk.number(query).await
}

on_both_engines! {
    async fn a_requester_reads_why_the_answer_comes_by_its_day(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let shown = case.page().await.is(200);
        assert!(shown.body.contains(&case.path("/plazo")), "{}", shown.words());

        let page = case.browser.open(&case.path("/plazo")).await.is(200);

        for words in ["a más tardar el martes 24 de marzo", "cuenta como recibido el lunes 2 de marzo", "15 días hábiles", "lunes 23 de marzo", "Día de San José (Ley 51 de 1983"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let stranger = desk.browser().get(&case.path("/plazo")).await;
        assert_eq!((stranger.status, stranger.location()), (303, "/consultar"));
        let mut other = desk.ticket_of("otra.persona@correo.example").await;
        other.browser.open(&case.path("/plazo")).await.is(404);
    }

    async fn the_staff_reads_every_stretch_and_it_ends_as_the_clock_says(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        desk.wait(SignedDuration::from_hours(22)).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.ask(&case.code, "¿Cuál es su dirección?").await.is(200);
        desk.wait(SignedDuration::from_hours(48)).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        let page = laura.open(&format!("/mesa/casos/{}/plazos", case.code)).await.is(200);

        for words in ["Respuesta prometida", "Primera respuesta", "Se cumple", "Solución", "Queda en pausa", "Festivos que no cuentan", "vence el martes 24 de marzo"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        let clocks = desk.clocks(&case).await;
        let ticket = desk.ticket(&case).await;
        assert_eq!(clocks.promised(), ticket.due_at);
        assert!(laura.open("/mesa/casos/PC-26-7F3K9Q-M/plazos").await.status == 404);
    }

    async fn a_missed_term_is_told_once_whoever_looks(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        assert_eq!(told(&desk, "missed").await, 0);

        desk.wait(SignedDuration::from_hours(45)).await;
        let missed = told(&desk, "missed").await;
        assert!(missed >= 1, "{missed}");
        desk.do_what_is_due().await;
        desk.clock.advance(-SignedDuration::from_hours(1));
        desk.do_what_is_due().await;
        assert_eq!(told(&desk, "missed").await, missed);

        desk.wait_business_days(20).await;
        let story = desk.story(&case).await;
        assert!(story.contains(&"deadline_near".into()), "{story:?}");
        let clocks = desk.clocks(&case).await;
        assert!(clocks.clocks.iter().all(|clock| clock.is_missed || !clock.is_live()), "{clocks:?}");
        let live = clocks.clocks.iter().filter(|clock| clock.is_missed).count();
        assert_eq!(told(&desk, "missed").await, i64::try_from(live).unwrap());
        let mut case = case;
        case.browser = desk.browser();
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        assert!(page.says("No cumplimos ese plazo"), "{}", page.words());
        assert!(!case.page().await.says("Venció un plazo"));
    }

    async fn what_is_done_too_late_is_told_before_the_timer_comes(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        desk.clock.advance(SignedDuration::from_hours(45));
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.reply(&case.code, "Lo estamos buscando").await.is(200);

        let story = desk.story(&case).await;
        let at = |kind: &str| story.iter().position(|one| one == kind).unwrap();
        assert!(at("deadline_missed") < at("replied"), "{story:?}");
    }

    async fn open_tickets_follow_a_calendar_that_changes(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let before = desk.ticket(&case).await.due_at.unwrap();
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open("/mesa/ajustes/calendarios/0").await.is(200);
        ines.submit(&page, "/dias", &[("fecha", "2026-03-10"), ("motivo", "Día cívico")]).await.is(200);

        desk.run_jobs().await;

        let after = desk.ticket(&case).await.due_at.unwrap();
        assert_eq!(after.duration_since(before), SignedDuration::from_hours(24));
        assert_eq!(desk.clocks(&case).await.promised(), Some(after));
    }
}
