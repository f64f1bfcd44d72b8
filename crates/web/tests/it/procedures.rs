//! What the law lets the staff do: ask to complete a request, put the answer off, send it to the
//! authority that is competent.

use jiff::SignedDuration;
use jiff::civil::date;
use store::on_both_engines;

use crate::browser::{Browser, Page, Upload};
use crate::desk::{Case, Desk, png};
use crate::legal::{class, of_class, of_class_in};

const MARIANA: &str = "mariana@correo.example";

const AUTHORITY: &str = "ventanilla@transporte.example";

/// A petition by the law of Colombia, filed on Sunday, 1 March: it counts from Monday on.
async fn petition(desk: &Desk) -> Case {
    of_class(desk, "peticion").await;
    desk.ticket_of(MARIANA).await
}

/// Sends the form of an act with a reason.
async fn act(laura: &mut Browser, case: &Case, slug: &str, fields: &[(&str, &str)]) -> Page {
    let page = laura
        .open(&format!("/mesa/casos/{}/{slug}", case.code))
        .await
        .is(200);
    laura.submit(&page, &format!("/{slug}"), fields).await
}

/// The requester comes back after the session ended.
pub(crate) async fn back(desk: &Desk, case: &mut Case) -> Page {
    case.browser = desk.browser();
    case.browser.look_up(&case.code, MARIANA).await.is(200);
    case.page().await.is(200)
}

/// It is incomplete on Wednesday, 4 March, and complete on Wednesday, 25 March; the 23rd is a holiday.
async fn completed_after_three_weeks(desk: &Desk, mut case: Case) -> Case {
    desk.wait_days(3).await;
    let mut laura = desk.agent(&desk.staff.laura).await;
    act(
        &mut laura,
        &case,
        "completar",
        &[("motivo", "Falta la guía.")],
    )
    .await
    .is(200);
    desk.wait_days(21).await;
    back(desk, &mut case).await;
    case.write("Es RR473124829CO").await.is(200);
    case
}

async fn promised(desk: &Desk, case: &Case) -> jiff::civil::Date {
    let due = desk.ticket(case).await.due_at.unwrap();
    desk.app.calendar().date_of(due)
}

on_both_engines! {
    async fn what_is_not_completed_in_time_counts_as_withdrawn_with_its_reasons(desk: Desk) {
        let mut case = petition(&desk).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let empty = act(&mut laura, &case, "completar", &[]).await.is(422);
        assert!(empty.says("Escriba qué falta"), "{}", empty.words());
        act(&mut laura, &case, "completar", &[("motivo", "Falta el número de la guía.")]).await.is(200);

        assert_eq!(desk.state(&case).await, "waiting_customer");
        assert_eq!(desk.ticket(&case).await.due_at, None, "the term waits");
        let asked = desk.letters_of(MARIANA, "asked_to_complete").await;
        assert_eq!(asked.len(), 1);
        for words in ["Falta el número de la guía.", "miércoles 1 de abril", "Ley 1755 de 2015, arts. 14, 17 y 21"] {
            assert!(asked[0].text.contains(words), "{words}: {}", asked[0].text);
        }
        let page = case.page().await.is(200);
        for words in ["Falta completar su caso", "Tiene hasta el miércoles 1 de abril", "Tendría hasta el viernes 1 de mayo"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(page.says("El plazo espera hasta que usted complete su caso. ¿Por qué ese día?"), "{}", page.words());
        assert!(page.body.contains(&case.path("/plazo")), "{}", page.body);
        let paused = case.browser.open(&case.path("/plazo")).await.is(200);
        assert!(paused.says("El plazo espera hasta que usted complete su caso"), "{}", paused.words());
        let thanks = case.write("Gracias").await.is(200);
        assert!(thanks.says("Falta completar su caso"), "thanks complete nothing: {}", thanks.words());

        desk.wait_days(25).await;
        assert_eq!(desk.letters_of(MARIANA, "completion_waits").await.len(), 1);
        desk.do_what_is_due().await;
        assert_eq!(desk.letters_of(MARIANA, "completion_waits").await.len(), 1, "told once");
        let page = back(&desk, &mut case).await;
        let page = case.browser.submit(&page, "/mas-tiempo", &[]).await.is(200);
        assert!(page.says("Tiene hasta el viernes 1 de mayo") && !page.has_form("/mas-tiempo"), "{}", page.words());
        let again = case.browser.post(&case.path("/mas-tiempo"), &[]).await.is(409);
        assert!(again.says("Ya se dio más tiempo una vez"), "{}", again.words());

        desk.wait_days(35).await;
        assert_eq!(desk.state(&case).await, "waiting_customer", "30 April");
        desk.wait_days(2).await;

        assert_eq!(desk.state(&case).await, "cancelled");
        let story = desk.story(&case).await;
        assert_eq!(story.iter().filter(|kind| *kind == "tacitly_withdrawn").count(), 1, "{story:?}");
        let told = desk.letters_of(MARIANA, "tacitly_withdrawn").await;
        assert_eq!(told.len(), 1);
        for words in ["domingo 1 de marzo", "Falta el número de la guía.", "puede crear otro caso"] {
            assert!(told[0].text.contains(words), "{words}: {}", told[0].text);
        }
        let page = back(&desk, &mut case).await;
        assert!(page.says("Entendimos que usted desistió") && page.has_form("/seguir"), "{}", page.words());
        let clocks = desk.clocks(&case).await;
        assert!(clocks.clocks.iter().all(|clock| !clock.is_live()), "{clocks:?}");
    }

    async fn m02_the_answer_goes_on_with_what_was_left_once_the_request_is_complete(desk: Desk) {
        let mut case = petition(&desk).await;
        assert_eq!(promised(&desk, &case).await, date(2026, 3, 24));
        desk.wait_days(3).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        act(&mut laura, &case, "completar", &[("motivo", "Falta el número de la guía.")]).await.is(200);
        // A plain question would say that nothing else is pending.
        let page = laura.at_desk(&case.code).await;
        let question = [("texto", "¿Y la dirección?"), ("modo", "esperar")];
        let twice = laura.submit(&page, "/responder", &question).await.is(409);
        assert!(twice.says("ya tiene un plazo para completar"), "{}", twice.words());
        desk.wait_days(14).await;
        back(&desk, &mut case).await;

        case.write("Es RR473124829CO").await.is(200);

        assert_eq!(desk.state(&case).await, "open");
        // One of fifteen days was used; the next counts on 19 March.
        assert_eq!(promised(&desk, &case).await, date(2026, 4, 10));
        let page = laura_at(&desk, &case, "/plazos").await;
        for words in ["Queda en pausa", "Sigue con el tiempo que faltaba y vence el viernes 10 de abril"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert_eq!(desk.clocks(&case).await.promised(), desk.ticket(&case).await.due_at);
    }

    async fn the_requester_reads_which_days_did_not_count(desk: Desk) {
        let mut case = completed_after_three_weeks(&desk, petition(&desk).await).await;

        // One of fifteen days was used; the next counts on 26 March.
        assert_eq!(promised(&desk, &case).await, date(2026, 4, 16));
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        for words in [
            "Respondemos a más tardar el jueves 16 de abril",
            "Los días del miércoles 4 de marzo al miércoles 25 de marzo no contaron, porque esperábamos que usted completara su caso.",
            "Jueves Santo",
        ] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says("lunes 23 de marzo"), "no day of the pause counts: {}", page.words());
    }

    async fn the_requester_reads_when_the_term_began_again(desk: Desk) {
        of_class(&desk, "peticion").await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let form = class(&mut ines, "peticion").await;
        let action = form.path.clone();
        ines.submit(&form, &action, &[("luego", "restarts")]).await.is(200);
        let mut case = completed_after_three_weeks(&desk, desk.ticket_of(MARIANA).await).await;

        // Fifteen days after 25 March.
        assert_eq!(promised(&desk, &case).await, date(2026, 4, 17));
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        for words in [
            "Respondemos a más tardar el viernes 17 de abril",
            "Usted completó su caso el miércoles 25 de marzo. Ese día el plazo empezó de nuevo.",
        ] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.says("no contaron") && !page.says("lunes 23 de marzo"), "{}", page.words());
    }

    async fn after_ten_business_days_nobody_is_asked_to_complete_it(desk: Desk) {
        let case = petition(&desk).await;
        desk.wait_business_days(13).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        let page = act(&mut laura, &case, "completar", &[("motivo", "Falta la guía.")]).await.is(409);

        assert!(page.says("Ya pasaron los días"), "{}", page.words());
        assert_eq!(desk.state(&case).await, "new");
        let other = desk.signed_in(&desk.staff.laura).await;
        let version = desk.ticket(&case).await.version;
        let told = app::ticket::prolong_by_agent(&desk.app, &other, case.code.parse().unwrap(), version);
        assert!(told.await.is_err());
    }

    async fn m02_an_answer_is_put_off_once_before_its_day_and_never_beyond_double_the_term(desk: Desk) {
        let mut case = petition(&desk).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let reason = ("motivo", "La bodega de Cali aún no entrega su informe.");
        for wrong in ["", "2026-03-24", "2026-04-17", "mañana"] {
            let page = act(&mut laura, &case, "ampliar", &[reason, ("hasta", wrong)]).await.is(422);
            assert!(page.says("Elija un día después del vencimiento"), "{wrong}: {}", page.words());
        }
        act(&mut laura, &case, "ampliar", &[("motivo", ""), ("hasta", "2026-04-16")]).await.is(422);

        act(&mut laura, &case, "ampliar", &[reason, ("hasta", "2026-04-16")]).await.is(200);

        assert_eq!(promised(&desk, &case).await, date(2026, 4, 16));
        let letter = &desk.letters_of(MARIANA, "answer_put_off").await[0];
        for words in [reason.1, "jueves 16 de abril"] {
            assert!(letter.text.contains(words), "{words}: {}", letter.text);
        }
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        assert!(page.says("Lo ampliamos el") && page.says("30 días hábiles"), "{}", page.words());
        let page = case.page().await.is(200);
        assert!(page.says("Ampliamos nuestro plazo. Respondemos a más tardar el jueves 16 de abril"), "{}", page.words());
        let again = act(&mut laura, &case, "ampliar", &[reason, ("hasta", "2026-04-20")]).await.is(409);
        assert!(again.says("ya se amplió una vez"), "{}", again.words());
        let plazos = laura_at(&desk, &case, "/plazos").await;
        assert!(plazos.says("Se amplía y vence el jueves 16 de abril"), "{}", plazos.words());
        assert_eq!(desk.clocks(&case).await.promised(), desk.ticket(&case).await.due_at);
    }

    async fn m02_a_complaint_through_the_sernac_has_seven_days_and_three_more(desk: Desk) {
        of_class_in(&desk, "cl", "sernac").await;
        let case = desk.ticket_of(MARIANA).await;
        // Filed on a Sunday, it counts from Monday, 2 March.
        assert_eq!(promised(&desk, &case).await, date(2026, 3, 11));
        let mut laura = desk.agent(&desk.staff.laura).await;
        let reason = ("motivo", "La bodega de Temuco aún no entrega su informe.");
        act(&mut laura, &case, "ampliar", &[reason, ("hasta", "2026-03-17")]).await.is(422);

        act(&mut laura, &case, "ampliar", &[reason, ("hasta", "2026-03-16")]).await.is(200);

        assert_eq!(promised(&desk, &case).await, date(2026, 3, 16));
        assert_eq!(desk.clocks(&case).await.promised(), desk.ticket(&case).await.due_at);
    }

    async fn an_answer_that_is_late_is_not_put_off_any_more(desk: Desk) {
        let case = petition(&desk).await;
        desk.wait_business_days(18).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        let page = act(&mut laura, &case, "ampliar", &[("motivo", "Tarde"), ("hasta", "2026-04-10")]).await.is(409);

        assert!(page.says("Ese plazo ya venció"), "{}", page.words());
    }

    async fn without_a_class_there_is_no_such_thing(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;

        assert!(!page.body.contains("/completar") && !page.body.contains("/ampliar"), "{}", page.words());
        for slug in ["completar", "ampliar"] {
            laura.open(&format!("/mesa/casos/{}/{slug}", case.code)).await.is(409);
        }
    }

    async fn a_request_goes_to_who_is_competent_with_a_copy_for_who_asked(desk: Desk) {
        let mut case = petition(&desk).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let form = laura.open(&format!("/mesa/casos/{}/trasladar", case.code)).await.is(200);
        // Five business days from Monday, 2 March.
        assert!(form.says("La norma da plazo hasta el lunes 9 de marzo"), "{}", form.words());
        let long = "x".repeat(161);
        let wrong = [("entidad", long.as_str()), ("correo", "sin arroba"), ("motivo", " ")];
        let page = laura.submit_with(&form, "/trasladar", &wrong, &[]).await.is(422);
        for words in ["Escriba un correo como", "Escriba por qué esa entidad es competente"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert_eq!(page.form("/trasladar").value("correo"), Some("sin arroba"));
        let upload = Upload { field: "archivo", name: "oficio.png", kind: "image/png", content: &png() };
        let right = [("entidad", "Superintendencia de Transporte"), ("correo", AUTHORITY), ("direccion", "Calle 13 # 18-24"), ("motivo", "Vigila a las empresas de mensajería.")];

        let page = laura.submit_with(&form, "/trasladar", &right, &[upload]).await.is(200);

        assert!(page.says("El caso quedó trasladado") && page.says("Trasladado") && page.says("oficio.png"), "{}", page.words());
        assert_eq!(desk.state(&case).await, "transferred");
        let copy = &desk.letters_of(MARIANA, "ticket_transferred").await[0];
        for words in ["Superintendencia de Transporte", AUTHORITY, "Vigila a las empresas", "oficio.png", "empieza cuando esa entidad recibe"] {
            assert!(copy.text.contains(words), "{words}: {}", copy.text);
        }
        let sent = desk.letters_of(AUTHORITY, "request_forwarded").await;
        assert_eq!(sent.len(), 1);
        for words in ["La caja no se mueve desde el lunes.", "Mariana Ríos Ospina", MARIANA, case.code.as_str()] {
            assert!(sent[0].text.contains(words), "{words}: {}", sent[0].text);
        }
        assert!(sent[0].links.iter().all(|link| !link.contains("/e/")), "no way in for others: {:?}", sent[0].links);
        let page = case.page().await.is(200);
        for words in ["Trasladamos su caso a Superintendencia de Transporte", "Calle 13 # 18-24"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(!page.has_form("/mensajes") && !page.has_form("/seguir"), "{}", page.words());
        case.browser.post(&case.path("/reabrir"), &[("motivo", "Sigue igual")]).await.is(409);
        let plazos = laura_at(&desk, &case, "/plazos").await;
        assert!(plazos.says("Traslado a la entidad competente"), "{}", plazos.words());
        assert!(!plazos.says("Cumplido · Vencido"), "{}", plazos.words());
        let list = laura.open("/mesa/todos?estado=transferred").await.is(200);
        assert!(list.says("Caja de libros detenida en Medellín"), "{}", list.words());
    }

    async fn the_desk_sees_when_a_transfer_comes_too_late(desk: Desk) {
        let case = petition(&desk).await;
        desk.wait_business_days(7).await;
        let story = desk.story(&case).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let form = laura.open(&format!("/mesa/casos/{}/trasladar", case.code)).await.is(200);
        assert!(form.says("La norma daba plazo hasta el lunes 9 de marzo"), "{}", form.words());
        let fields = [("entidad", "Superintendencia de Transporte"), ("motivo", "Vigila a las empresas.")];

        laura.submit_with(&form, "/trasladar", &fields, &[]).await.is(200);

        let plazos = laura_at(&desk, &case, "/plazos").await;
        assert!(plazos.says("Cumplido · Vencido"), "{}", plazos.words());
        // Nobody was warned of a transfer that most tickets never need.
        assert!(!story.contains(&"transferred".to_owned()), "{story:?}");
        assert_eq!(desk.letters_of(MARIANA, "ticket_transferred").await.len(), 1);
    }

    async fn n09_a_clock_that_jumps_makes_no_term_negative(desk: Desk) {
        let mut case = petition(&desk).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        act(&mut laura, &case, "completar", &[("motivo", "Falta la guía.")]).await.is(200);
        desk.clock.advance(-SignedDuration::from_hours(5));
        desk.do_what_is_due().await;
        // A session of a time that has not come is none.
        case.browser.look_up(&case.code, &case.email).await.is(200);
        case.write("Es RR473124829CO").await.is(200);
        desk.clock.advance(SignedDuration::from_hours(5));
        desk.do_what_is_due().await;

        for clock in desk.clocks(&case).await.clocks {
            assert!(clock.due_at >= clock.started_at, "{clock:?}");
        }
        assert!(promised(&desk, &case).await >= date(2026, 3, 24));
        assert_eq!(desk.state(&case).await, "open");
    }

    async fn what_counts_every_day_says_so(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open("/mesa/ajustes/clases/nueva").await.is(200);
        let topic = desk.number("SELECT max(id) AS number FROM topic").await;
        let ticked = format!("tema_{topic}");
        let fields = [("codigo", "datos"), ("nombre_es", "Derechos sobre datos"), ("dias", "30"), ("cuentan", "calendar"), ("prorroga", "30"), ("norma", "Ley 21.719"), (ticked.as_str(), "si")];
        ines.submit(&page, "/nueva", &fields).await.is(200);

        let mut case = desk.ticket_of(MARIANA).await;

        // It counts as filed on Monday, 2 March.
        assert_eq!(promised(&desk, &case).await, date(2026, 4, 1));
        let page = case.browser.open(&case.path("/plazo")).await.is(200);
        assert!(page.says("30 días corridos") && page.says("también los festivos"), "{}", page.words());
        assert!(!page.says("Festivos que no cuentan"), "23 March is one, and counts: {}", page.words());
        let page = ines.open(&format!("/mesa/casos/{}/plazos", case.code)).await.is(200);
        let words = page.words();
        let (promise, _) = words.split_once("Primera respuesta").unwrap();
        assert!(promise.contains("Cuenta desde el día que sigue al lunes 2 de marzo"), "{promise}");
        assert!(!promise.contains("Festivos que no cuentan"), "{promise}");
        let home = desk.browser().open("/").await;
        assert!(home.says("Respuesta en 30 días corridos"), "{}", home.words());
        let list = ines.open("/mesa/ajustes/clases").await.is(200);
        assert!(list.says("30 días corridos · Ley 21.719"), "{}", list.words());
    }
}

/// A page of the ticket as Laura reads it.
pub(crate) async fn laura_at(desk: &Desk, case: &Case, below: &str) -> Page {
    let mut laura = desk.agent(&desk.staff.laura).await;
    let path = format!("/mesa/casos/{}{below}", case.code);
    laura.open(&path).await.is(200)
}
