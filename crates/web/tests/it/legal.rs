//! Classes of requests by law: loaded, edited, and promised by the topics that are of them.

use jiff::SignedDuration;
use store::on_both_engines;

use crate::browser::{Browser, Page};
use crate::desk::Desk;

const MARIANA: &str = "mariana@correo.example";

const HERE: &str = "/mesa/ajustes/clases";

/// The page of the class with this code.
pub(crate) async fn class(ines: &mut Browser, code: &str) -> Page {
    let list = ines.open(HERE).await.is(200);
    for link in crate::html::links(&list.body) {
        let is_class = link
            .strip_prefix("/mesa/ajustes/clases/")
            .is_some_and(|id| id.parse::<i64>().is_ok());
        if is_class {
            let page = ines.open(&link).await.is(200);
            if page.form(&link).value("codigo") == Some(code) {
                return page;
            }
        }
    }
    panic!("no {code} in {}", list.words())
}

/// Loads the pack of Colombia and gives the topic of tests the class with this code.
pub(crate) async fn of_class(desk: &Desk, code: &str) {
    of_class_in(desk, "co", code).await;
}

/// Loads the pack of a country and gives the topic of tests the class with this code.
pub(crate) async fn of_class_in(desk: &Desk, country: &str, code: &str) {
    let mut ines = desk.agent(&desk.staff.ines).await;
    let page = ines.open(HERE).await.is(200);
    ines.submit(&page, "/paquete", &[("pais", country)])
        .await
        .is(200);
    let topic = desk.number("SELECT max(id) AS number FROM topic").await;
    let form = class(&mut ines, code).await;
    let (action, ticked) = (form.path.clone(), format!("tema_{topic}"));
    ines.submit(&form, &action, &[(ticked.as_str(), "si")])
        .await
        .is(200);
}

on_both_engines! {
    async fn a_pack_is_loaded_once_and_edits_stay(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        let page = ines.submit(&page, "/paquete", &[("pais", "co")]).await.is(200);
        assert!(page.says("Petición de documentos e información") && page.says("10 días hábiles · Ley 1755 de 2015, arts. 14 (num. 1), 17 y 21"), "{}", page.words());
        let form = class(&mut ines, "consulta").await;
        let action = form.path.clone();
        ines.submit(&form, &action, &[("dias", "25")]).await.is(200);

        let page = ines.submit(&page, "/paquete", &[("pais", "co")]).await.is(200);

        assert!(page.says("25 días hábiles"), "{}", page.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM legal_class").await, 11);
        let audit = ines.open("/mesa/auditoria").await.is(200);
        assert!(audit.says("Cambió una clase legal") && audit.says("Clase Consulta"), "{}", audit.words());
    }

    async fn the_pack_of_chile_brings_its_classes_with_their_laws_and_since_when_they_hold(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);

        let page = ines.submit(&page, "/paquete", &[("pais", "cl")]).await.is(200);

        for words in [
            "Reclamo por el portal del SERNAC",
            "7 días hábiles · Procedimiento del portal del SERNAC (por confirmar)",
            "Derechos sobre datos personales",
            "30 días corridos · Ley 21.719 (por confirmar)",
            // The desk's clock stands at March 2026: the law of December is not in force.
            "No vigente",
        ] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM legal_class").await, 2);
        for (code, days, more, since) in [("sernac", "7", "3", "2005-01-01"), ("datos-derechos", "30", "30", "2026-12-01")] {
            let page = class(&mut ines, code).await;
            let form = page.form(&page.path);
            for (field, value) in [("dias", days), ("prorroga", more), ("desde", since), ("hasta", "")] {
                assert_eq!(form.value(field), Some(value), "{code}: {field}");
            }
        }
    }

    async fn the_topics_of_a_class_promise_its_term_and_say_the_law(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let before = desk.ticket_of("antes@correo.example").await;
        let due = desk.ticket(&before).await.due_at;
        let page = ines.open(HERE).await.is(200);
        ines.submit(&page, "/paquete", &[("pais", "co")]).await.is(200);
        let topic = desk.ticket(&before).await.topic;
        let form = class(&mut ines, "documentos").await;
        let action = form.path.clone();
        let box_of_topic = format!("tema_{topic}");
        ines.submit(&form, &action, &[(box_of_topic.as_str(), "si")]).await.is(200);

        let mut case = desk.ticket_of(MARIANA).await;

        // Ten business days from Monday, 2 March.
        assert_eq!(desk.ticket(&case).await.due_at.unwrap(), "2026-03-17T04:59:59Z".parse().unwrap());
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        assert!(page.says("Así lo pide Ley 1755 de 2015, arts. 14 (num. 1), 17 y 21, para: Petición de documentos e información"), "{}", page.words());
        assert_eq!(desk.ticket(&before).await.due_at, due, "what was promised stays");
        let home = desk.browser().open("/").await;
        assert!(home.says("Respuesta en 10 días hábiles"), "{}", home.words());
        let other = class(&mut ines, "consulta").await;
        let action = other.path.clone();
        let refused = ines.submit(&other, &action, &[(box_of_topic.as_str(), "si")]).await.is(422);
        assert!(refused.says("ya tiene otra clase"), "{}", refused.words());
    }

    async fn a_law_promises_nothing_before_it_is_in_force_nor_afterwards(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let topic = desk.ticket(&desk.ticket_of("antes@correo.example").await).await.topic;
        let box_of_topic = format!("tema_{topic}");
        // The desk's clock stands at Sunday, 1 March 2026: what is filed counts as of Monday.
        for (code, days, from, until) in [("vieja", "5", "", "2026-03-03"), ("nueva-ley", "20", "2026-03-04", "")] {
            let page = ines.open(&format!("{HERE}/nueva")).await.is(200);
            let fields = [("codigo", code), ("nombre_es", code), ("dias", days), ("norma", "Una ley"), ("desde", from), ("hasta", until), (box_of_topic.as_str(), "si")];
            ines.submit(&page, "/nueva", &fields).await.is(200);
        }
        let both = ines.open(&format!("{HERE}/nueva")).await.is(200);
        let fields = [("codigo", "otra"), ("nombre_es", "otra"), ("dias", "7"), ("norma", "Una ley"), ("desde", "2026-03-03"), ("hasta", ""), (box_of_topic.as_str(), "si")];
        assert!(ines.submit(&both, "/nueva", &fields).await.is(422).says("ya tiene otra clase"));

        assert!(desk.browser().open("/").await.says("Respuesta en 5 días hábiles"));
        desk.wait(SignedDuration::from_hours(72)).await;
        assert!(desk.browser().open("/").await.says("Respuesta en 20 días hábiles"));
        let case = desk.ticket_of(MARIANA).await;
        // Twenty business days from Wednesday, 4 March; 23 March is none.
        assert_eq!(desk.ticket(&case).await.due_at.unwrap(), "2026-04-07T04:59:59Z".parse().unwrap());
    }

    async fn what_is_wrong_with_a_class_is_said_beside_it(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(&format!("{HERE}/nueva")).await.is(200);
        let long = "x".repeat(161);

        let refused = ines.submit(&page, "/nueva", &[("codigo", "Con Espacios"), ("dias", "366"), ("prorroga", "muchos"), ("norma", &long), ("desde", "2026-02-01"), ("hasta", "2026-01-01")]).await.is(422);

        for words in ["letras minúsculas", "de 1 a 365", "de 0 a 365", "hasta 160 caracteres", "va después de la primera", "Escriba el nombre en español"] {
            assert!(refused.says(words), "{words}: {}", refused.words());
        }
        assert_eq!(refused.form("/nueva").value("dias"), Some("366"));
        let made = [("codigo", "propia"), ("nombre_es", "Solicitud propia"), ("dias", "3"), ("norma", "Reglamento interno")];
        ines.submit(&page, "/nueva", &made).await.is(200);
        let again = ines.submit(&page, "/nueva", &made).await.is(422);
        assert!(again.says("Ya hay una clase con ese código"), "{}", again.words());
    }

    async fn classes_belong_to_administrators(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;

        for path in [HERE, "/mesa/ajustes/clases/nueva", "/mesa/ajustes/clases/1"] {
            laura.open(path).await.is(403);
        }
        laura.post(&format!("{HERE}/paquete"), &[("pais", "co")]).await.is(403);
        assert_eq!(desk.number("SELECT count(*) AS number FROM legal_class").await, 0);
    }
}
