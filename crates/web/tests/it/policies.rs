//! The policies of terms: in order, the first that fits, and open tickets follow.

use domain::calendar::Term;
use domain::clock::{Metric, State};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use store::on_both_engines;

use crate::desk::{Case, Desk};

const MARIANA: &str = "mariana@correo.example";

const HERE: &str = "/mesa/ajustes/plazos";

async fn term(desk: &Desk, case: &Case, metric: Metric) -> Option<Term> {
    let clocks = desk.clocks(case).await;
    clocks.get(metric).map(|clock| clock.term)
}

/// How the time to a solution stands, and on which day it is over.
async fn solution(desk: &Desk, case: &Case) -> (State, Date) {
    let clocks = desk.clocks(case).await;
    let clock = clocks.get(Metric::Resolution).unwrap();
    (clock.state, desk.app.calendar().date_of(clock.due_at))
}

on_both_engines! {
    async fn the_first_policy_that_fits_holds_for_new_and_open_tickets(desk: Desk) {
        let old = desk.ticket_of("antes@correo.example").await;
        assert_eq!(term(&desk, &old, Metric::FirstResponse).await, Some(Term::Seconds(9 * 3600)));
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        assert!(page.says("Si ninguna coincide") && page.says("Primera respuesta: 9 h hábiles"), "{}", page.words());

        let page = ines.submit(&page, HERE, &[("nombre", "Todo"), ("primera", "6"), ("solucion", "4")]).await.is(200);
        let topic = desk.ticket(&old).await.topic.to_string();
        let page = ines.submit(&page, HERE, &[("nombre", "Envíos"), ("tema", &topic), ("primera", "3")]).await.is(200);
        assert!(page.says("Primera respuesta: 6 h hábiles. Creado ahora"), "{}", page.words());
        desk.run_jobs().await;

        assert_eq!(term(&desk, &old, Metric::FirstResponse).await, Some(Term::Seconds(6 * 3600)));
        assert_eq!(term(&desk, &old, Metric::Resolution).await, Some(Term::BusinessDays(4)));
        assert_eq!(term(&desk, &old, Metric::Legal).await, Some(Term::BusinessDays(15)));
        ines.submit(&page, "/subir", &[]).await.is(200);
        desk.run_jobs().await;
        let new = desk.ticket_of(MARIANA).await;
        for case in [&old, &new] {
            assert_eq!(term(&desk, case, Metric::FirstResponse).await, Some(Term::Seconds(3 * 3600)));
            assert_eq!(term(&desk, case, Metric::Resolution).await, None);
        }
        let audit = ines.open("/mesa/auditoria").await.is(200);
        assert!(audit.says("Movió una política de plazos") && audit.says("Política Envíos"), "{}", audit.words());
    }

    async fn a_policy_says_whether_the_time_to_a_solution_waits_for_a_third_party(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        let page = ines.submit(&page, HERE, &[("nombre", "Todo"), ("primera", "9"), ("solucion", "4")]).await.is(200);
        desk.run_jobs().await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let wait = laura.open(&format!("/mesa/casos/{}/en-gestion", case.code)).await.is(200);
        laura.submit(&wait, "/en-gestion", &[("motivo", "Espera de la bodega"), ("hasta", "2026-03-04")]).await.is(200);
        assert_eq!(solution(&desk, &case).await, (State::Running, date(2026, 3, 6)));

        let links = crate::html::links(&page.body);
        let id_in = |link: &str| link.strip_prefix(HERE)?.strip_prefix('/')?.parse::<i64>().ok();
        let edit = links.iter().find(|link| id_in(link).is_some()).unwrap();
        let page = ines.open(edit).await.is(200);
        ines.submit(&page, edit, &[("pausa_tercero", "si")]).await.is(200);
        desk.run_jobs().await;

        assert_eq!(solution(&desk, &case).await.0, State::Paused);
        let clocks = desk.clocks(&case).await;
        // What is owed to the customer does not wait for others.
        for metric in [Metric::FirstResponse, Metric::Legal] {
            assert_eq!(clocks.get(metric).unwrap().state, State::Running, "{metric:?}");
        }
        desk.wait_days(3).await;
        assert_eq!(desk.state(&case).await, "open");
        // Nothing of the four days was used: Wednesday the 4th is the first of them.
        assert_eq!(solution(&desk, &case).await, (State::Running, date(2026, 3, 9)));
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open(&format!("/mesa/casos/{}/plazos", case.code)).await.is(200);
        assert!(page.says("Queda en pausa"), "{}", page.words());
    }

    async fn the_page_says_how_far_a_recount_has_come_until_it_is_done(desk: Desk) {
        let first = desk.ticket_of("primera@correo.example").await;
        desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        assert!(!page.says("Recalculando"), "{}", page.words());

        let page = ines.submit(&page, HERE, &[("nombre", "Todo"), ("primera", "6")]).await.is(200);

        assert!(page.says("Recalculando los plazos abiertos: 0 de 2"), "{}", page.words());
        // As a part leaves it that ended with the first of them.
        let first = desk.ticket(&first).await.id;
        let job = format!(r#"{{"job":"recount_clocks","after":{first}}}"#);
        let change = format!("UPDATE job SET payload = '{job}' WHERE kind = 'recount' AND state = 0");
        desk.app.store.write(move |tx| tx.sql(&change)).await.unwrap();
        let page = ines.open(HERE).await.is(200);
        assert!(page.says("Recalculando los plazos abiertos: 1 de 2"), "{}", page.words());
        desk.run_jobs().await;
        let page = ines.open(HERE).await.is(200);
        assert!(!page.says("Recalculando"), "{}", page.words());
        let by = desk.signed_in(&desk.staff.ines).await;
        assert_eq!(app::deadline_policy::progress(&desk.app, &by).await.unwrap(), None);
        let laura = desk.signed_in(&desk.staff.laura).await;
        assert!(app::deadline_policy::progress(&desk.app, &laura).await.is_err());
    }

    async fn numbers_out_of_their_limits_are_refused_and_stay_typed(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);

        let refused = ines.submit(&page, HERE, &[("nombre", "Rápido"), ("primera", "0"), ("solucion", "1001"), ("avance", "dos")]).await.is(422);

        for field in ["primera", "solucion", "avance"] {
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}");
        }
        assert_eq!(refused.form(HERE).value("avance"), Some("dos"));
        let refused = ines.submit(&page, HERE, &[("nombre", " ")]).await.is(422);
        assert!(refused.says("Escriba el nombre de la política"), "{}", refused.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM deadline_policy").await, 0);
    }

    async fn a_policy_warns_at_percents_of_its_own(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        assert_eq!(page.form(HERE).value("porcentajes"), Some("50, 75, 90"));
        assert!(page.says("Avisos al 50, 75, 90 % del plazo"), "{}", page.words());
        for wrong in ["0", "20, 100", "256", "mitad", "10, 20, 30, 40, 50, 60"] {
            let refused = ines.submit(&page, HERE, &[("nombre", "Todo"), ("porcentajes", wrong)]).await.is(422);
            assert!(refused.says("Escriba hasta 5 números de 1 a 99"), "{}", refused.words());
            assert!(refused.body.contains("href=\"#porcentajes\""), "{wrong}");
            assert_eq!(refused.form(HERE).value("porcentajes"), Some(wrong));
        }
        let fields = [("nombre", "Todo"), ("calendario", "siempre"), ("primera", "10"), ("porcentajes", "60; 20,60")];

        let page = ines.submit(&page, HERE, &fields).await.is(200);

        assert!(page.says("Avisos al 20, 60 % del plazo"), "{}", page.words());
        let case = desk.ticket_of(MARIANA).await;
        // Of ten hours; what others would warn of at half of it is nothing here.
        for (minutes, warned) in [(110, 0), (15, 1), (220, 1), (20, 2)] {
            desk.wait(SignedDuration::from_mins(minutes)).await;
            let story = desk.story(&case).await;
            let near = story.iter().filter(|kind| *kind == "deadline_near").count();
            assert_eq!(near, warned, "{minutes}: {story:?}");
        }
    }

    async fn policies_belong_to_administrators(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.open(HERE).await.is(403);
        laura.post(HERE, &[("nombre", "Mía"), ("primera", "1")]).await.is(403);
        laura.post(&format!("{HERE}/1/quitar"), &[]).await.is(403);
        assert_eq!(desk.number("SELECT count(*) AS number FROM deadline_policy").await, 0);
    }
}
