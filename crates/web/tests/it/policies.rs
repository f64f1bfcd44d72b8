//! The policies of terms: in order, the first that fits, and open tickets follow.

use domain::calendar::Term;
use domain::clock::Metric;
use store::on_both_engines;

use crate::desk::{Case, Desk};

const MARIANA: &str = "mariana@correo.example";

const HERE: &str = "/mesa/ajustes/plazos";

async fn term(desk: &Desk, case: &Case, metric: Metric) -> Option<Term> {
    let clocks = desk.clocks(case).await;
    clocks.get(metric).map(|clock| clock.term)
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

    async fn policies_belong_to_administrators(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.open(HERE).await.is(403);
        laura.post(HERE, &[("nombre", "Mía"), ("primera", "1")]).await.is(403);
        laura.post(&format!("{HERE}/1/quitar"), &[]).await.is(403);
        assert_eq!(desk.number("SELECT count(*) AS number FROM deadline_policy").await, 0);
    }
}
