//! The clocks of tickets: what they tell, once, and why a term ends when it does.

use domain::clock::Metric;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use store::on_both_engines;

use crate::browser::Page;
use crate::desk::{Case, Desk};
use crate::procedures::{back, laura_at};

const MARIANA: &str = "mariana@correo.example";

async fn told(desk: &Desk, kind: &'static str) -> i64 {
    let query = match kind {
        "near" => "SELECT count(*) AS number FROM event WHERE kind = 'deadline_near'",
        _ => "SELECT count(*) AS number FROM event WHERE kind = 'deadline_missed'",
    };
    desk.number(query).await
}

/// Makes a day one on which nobody works.
async fn day_off(desk: &Desk, day: &str) -> Page {
    let mut ines = desk.agent(&desk.staff.ines).await;
    let page = ines.open("/mesa/ajustes/calendarios/0").await.is(200);
    let fields = [("fecha", day), ("motivo", "Día cívico")];
    ines.submit(&page, "/dias", &fields).await.is(200)
}

/// The day on which a term ends, and how much of it is used.
async fn term(desk: &Desk, case: &Case, metric: Metric) -> (Date, u8) {
    let clocks = desk.clocks(case).await;
    let days = desk.app.days(clocks.plan.counted_by);
    let clock = clocks.get(metric).unwrap();
    let used = clock.used_percent(desk.app.now(), &days);
    (days.of(metric).date_of(clock.due_at), used)
}

/// What was answered in time by its day stays so on every page, and by no other day.
async fn is_kept(desk: &Desk, case: &mut Case, day: Date, words: &str, other: &str) {
    let due = desk.ticket(case).await.due_at.unwrap();
    assert_eq!(desk.app.calendar().date_of(due), day);
    assert_eq!(desk.clocks(case).await.promised(), Some(due));

    let page = back(desk, case).await;
    for told in ["Respondimos a tiempo", words] {
        assert!(page.says(told), "{told}: {}", page.words());
    }
    let why = case.browser.open(&case.path("/plazo")).await.is(200);
    for told in ["a más tardar", words, "Vale la fecha que le prometimos"] {
        assert!(why.says(told), "{told}: {}", why.words());
    }
    assert!(!why.says(other), "{}", why.words());
    assert!(!why.says("Festivos que no cuentan"), "{}", why.words());
    let staff = laura_at(desk, case, "/plazos").await;
    let staff = staff.words().to_lowercase();
    for told in [words, "vale la fecha que se prometió"] {
        assert!(staff.contains(told), "{told}: {staff}");
    }
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

    async fn what_was_answered_keeps_its_day_when_a_holiday_is_added(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;
        day_off(&desk, "2026-03-10").await;
        desk.run_jobs().await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.note(&case.code, "Falta cerrar la guía.").await.is(200);

        is_kept(&desk, &mut case, date(2026, 3, 24), "24 de marzo", "25 de marzo").await;
    }

    async fn what_was_answered_on_its_last_day_is_not_late_when_a_holiday_goes(desk: Desk) {
        let calendar = day_off(&desk, "2026-03-10").await;
        let mut case = desk.ticket_of(MARIANA).await;
        desk.wait_business_days(16).await;
        desk.propose(&case).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        ines.submit(&calendar, "/quitar", &[]).await.is(200);
        desk.run_jobs().await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.note(&case.code, "Falta cerrar la guía.").await.is(200);

        is_kept(&desk, &mut case, date(2026, 3, 25), "25 de marzo", "24 de marzo").await;
    }

    async fn what_is_resolved_is_explained_by_the_day_it_had(desk: Desk) {
        let mut case = desk.resolved_for(MARIANA).await;
        day_off(&desk, "2026-03-10").await;
        desk.run_jobs().await;

        is_kept(&desk, &mut case, date(2026, 3, 24), "24 de marzo", "25 de marzo").await;
        let staff = laura_at(&desk, &case, "/plazos").await;
        assert!(!staff.says("25 de marzo"), "{}", staff.words());

        // The solution goes on by the calendar as it is now; what was promised was answered.
        let page = case.browser.open(&case.path("/reabrir")).await.is(200);
        case.browser.submit(&page, "/reabrir", &[("motivo", "La caja llegó rota")]).await.is(200);
        assert_eq!(term(&desk, &case, Metric::Resolution).await.0, date(2026, 3, 25));
        is_kept(&desk, &mut case, date(2026, 3, 24), "24 de marzo", "25 de marzo").await;
    }

    async fn what_is_rejected_or_reopened_goes_on_with_what_was_left(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        assert_eq!(term(&desk, &case, Metric::Resolution).await, (date(2026, 3, 24), 0));
        // Thursday, 5 March: two of fifteen days are used, and the proposal stops the count.
        desk.wait_business_days(4).await;
        desk.propose(&case).await;
        desk.wait_business_days(2).await;
        back(&desk, &mut case).await;

        case.reject("La caja sigue en Medellín y nadie responde.").await.is(200);

        // Monday, 9 March: it counts itself, and twelve follow.
        assert_eq!(term(&desk, &case, Metric::Resolution).await, (date(2026, 3, 26), 13));
        desk.wait_business_days(2).await;
        desk.propose(&case).await;
        back(&desk, &mut case).await;
        case.accept().await;
        desk.wait_business_days(3).await;
        back(&desk, &mut case).await;
        let page = case.browser.open(&case.path("/reabrir")).await.is(200);

        case.browser.submit(&page, "/reabrir", &[("motivo", "La caja llegó rota")]).await.is(200);

        // Monday, 16 March: four of fifteen days are used.
        assert_eq!(term(&desk, &case, Metric::Resolution).await, (date(2026, 3, 31), 26));
        assert_eq!(term(&desk, &case, Metric::Legal).await.0, date(2026, 3, 24));
        assert_eq!(desk.app.calendar().date_of(desk.ticket(&case).await.due_at.unwrap()), date(2026, 3, 24));
    }

    async fn open_tickets_follow_the_time_zone_of_the_settings_until_somebody_makes_a_calendar(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        assert_eq!(desk.ticket(&case).await.due_at, Some("2026-03-25T04:59:59Z".parse().unwrap()));
        let zone = async |zone: &str| {
            let mut ines = desk.agent(&desk.staff.ines).await;
            let page = ines.open("/mesa/ajustes").await.is(200);
            let saved = ines.submit(&page, "/mesa/ajustes", &[("zona", zone)]).await.is(200);
            assert!(saved.says("Guardamos los ajustes"), "{}", saved.words());
        };

        zone("America/Santiago").await;
        desk.run_jobs().await;

        // Chile has no holiday on the 23rd of March, and its day ends earlier.
        let chilean: Option<jiff::Timestamp> = Some("2026-03-24T02:59:59Z".parse().unwrap());
        assert_eq!(desk.ticket(&case).await.due_at, chilean);
        assert_eq!(desk.clocks(&case).await.promised(), chilean);
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        assert!(page.says("a más tardar el lunes 23 de marzo"), "{}", page.words());

        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open("/mesa/ajustes/calendarios/0").await.is(200);
        ines.submit(&page, "/dias", &[("fecha", "2026-12-24"), ("motivo", "Nochebuena")]).await.is(200);
        desk.run_jobs().await;
        zone("America/Bogota").await;
        let waiting = "SELECT count(*) AS number FROM job WHERE kind = 'recount' AND state = 0";
        assert_eq!(desk.number(waiting).await, 0);
        desk.run_jobs().await;
        assert_eq!(desk.ticket(&case).await.due_at, chilean);
    }
}
