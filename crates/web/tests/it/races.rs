//! Many at once, and steps out of order (cases L).
//!
//! Three runs of fifty; `RESUELTO_TEST_LONG=1` makes twenty, and more than two thousand random steps.

use domain::Event;
use futures_util::future::join_all;
use store::on_both_engines;

use crate::browser::{Browser, Page};
use crate::desk::{Case, Desk, is_long};

const MARIANA: &str = "mariana.rios@correo.example";

pub(crate) fn runs() -> usize {
    if is_long() { 20 } else { 3 }
}

/// Fifty copies of a browser send the same form at once, each with its own values.
async fn fifty(
    browser: &Browser,
    page: &Page,
    form: &'static str,
    filled: impl Fn(usize) -> Vec<(&'static str, String)>,
) -> Vec<Page> {
    let sent = (0..50).map(|number| {
        let (mut browser, page, filled) = (browser.clone(), page.clone(), filled(number));
        tokio::spawn(async move {
            let filled: Vec<_> = filled
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            browser.submit_once(&page, form, &filled).await
        })
    });
    join_all(sent)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect()
}

async fn count(desk: &Desk, case: &Case, kind: &str) -> usize {
    desk.story(case)
        .await
        .iter()
        .filter(|one| *one == kind)
        .count()
}

/// One accepted rating at most, and the stars that stand.
async fn stars(desk: &Desk, case: &Case) -> Option<u8> {
    desk.ticket(case).await.rated.map(|rated| rated.stars)
}

/// What Laura and the requester do, wherever the ticket stands.
const STEPS: [(&str, &str); 18] = [
    ("agent", "tomar"),
    ("agent", "responder"),
    ("agent", "preguntar"),
    ("agent", "nota"),
    ("agent", "solucion"),
    ("agent", "solucion"),
    ("agent", "retirar"),
    ("agent", "cerrar"),
    ("agent", "cancelar"),
    ("agent", "spam"),
    ("agent", "no-es-spam"),
    ("agent", "reabrir"),
    ("requester", "mensajes"),
    ("requester", "aceptar"),
    ("requester", "rechazar"),
    ("requester", "calificar"),
    ("requester", "reabrir"),
    ("requester", "desistir"),
];

/// The reference of case L8: the states as one draws them on a whiteboard. Nothing where the step
/// must be refused.
fn drawn(state: &'static str, is_taken: bool, step: (&str, &str)) -> Option<&'static str> {
    let is_open = ["new", "open", "waiting_customer"].contains(&state);
    let begun = if state == "new" { "open" } else { state };
    match (step.0, step.1, state) {
        ("agent", "tomar", _) if is_taken => None,
        ("agent", "nota", _)
        | ("agent", "tomar" | "responder", "solution_proposed")
        | ("requester", "mensajes", "new" | "open" | "solution_proposed")
        | ("requester", "calificar", "resolved") => Some(state),
        ("agent", "tomar" | "responder", _) if is_open => Some(begun),
        ("agent", "preguntar", _) if is_open => Some("waiting_customer"),
        ("agent", "solucion", _) if is_open => Some("solution_proposed"),
        ("agent", "cerrar", _) if is_open => Some("resolved"),
        ("agent", "cancelar", _) | ("requester", "desistir", _) if is_open => Some("cancelled"),
        ("agent", "spam", _) if is_open => Some("spam"),
        ("requester", "aceptar", "solution_proposed") => Some("resolved"),
        ("agent", "retirar", "solution_proposed")
        | ("agent", "no-es-spam", "spam")
        | ("agent" | "requester", "reabrir", "resolved")
        | ("requester", "rechazar", "solution_proposed")
        | ("requester", "mensajes", "waiting_customer" | "resolved") => Some("open"),
        _ => None,
    }
}

/// Sends the form of a step as if it had been on the page.
async fn send(
    desk: &Desk,
    laura: &mut Browser,
    case: &mut Case,
    (who, what): (&str, &str),
    number: usize,
) -> Page {
    let (version, seen) = (desk.ticket(case).await.version, events(desk, case).await);
    let newest = desk.number("SELECT COALESCE(max(id), 1) AS number FROM solution");
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let (form, mode) = match what {
        "preguntar" => ("responder", "esperar"),
        other => (other, "dejar"),
    };
    let fields = [
        field("version", &version.to_string()),
        field("visto", &seen.last().unwrap().id.to_string()),
        field("solucion", &newest.await.to_string()),
        field("tipo", "solved"),
        field("texto", "La caja sigue en Medellín."),
        field("mensaje", "¿Y la segunda caja?"),
        field("motivo", "Falta la segunda caja."),
        field("estrellas", &(number % 5 + 1).to_string()),
        field("modo", mode),
    ];
    let (browser, path) = if who == "agent" {
        (laura, format!("/mesa/casos/{}/{form}", case.code))
    } else {
        let path = case.path(&format!("/{form}"));
        (&mut case.browser, path)
    };
    if ["responder", "nota", "solucion", "mensajes"].contains(&form) {
        return browser.post_parts(&path, &fields, &[]).await;
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(&path, &fields).await
}

async fn events(desk: &Desk, case: &Case) -> Vec<Event> {
    let id = desk.ticket(case).await.id;
    desk.app.store.read(move |db| db.events(id)).await.unwrap()
}

on_both_engines! {
    async fn l08_random_steps_through_the_pages_agree_with_the_drawing(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let mut random = 2026_u64;
        for run in 0..runs() * 3 {
            let mut case = desk.ticket_of(&format!("persona{run}@correo.example")).await;
            let (mut state, mut is_taken, mut told) = ("new", false, Vec::new());
            for number in 0..40 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let step = STEPS[usize::try_from(random >> 33).unwrap() % STEPS.len()];
                let expected = drawn(state, is_taken, step);
                told.push(step);
                let (before, known) = (desk.ticket(&case).await, events(&desk, &case).await.len());

                let answer = send(&desk, &mut laura, &mut case, step, number).await;

                assert!(answer.status < 500, "{told:?}: {}", answer.words());
                let after = desk.ticket(&case).await;
                let is_done = events(&desk, &case).await.len() > known;
                assert_eq!(is_done, expected.is_some(), "{state}, {told:?}: {} {}", answer.status, answer.words());
                if is_done {
                    assert_eq!(answer.status, 303, "{told:?}: {}", answer.words());
                } else {
                    assert_eq!(after, before, "{told:?}: a refusal changed the ticket");
                }
                state = expected.unwrap_or(state);
                is_taken |= is_done && step.0 == "agent" && ["tomar", "responder", "preguntar", "solucion"].contains(&step.1);
                assert_eq!((after.status.name(), after.assignee.is_some()), (state, is_taken), "{told:?}");
            }
        }
    }

    async fn l01_a_solution_accepted_fifty_times_is_accepted_once(desk: Desk) {
        for run in 0..runs() {
            let mut case = desk.proposed_to(&format!("persona{run}@correo.example")).await;
            let page = case.page().await.is(200);

            let answers = fifty(&case.browser, &page, "/responder", |_| vec![("ok", "si".into())]).await;

            assert_eq!(desk.state(&case).await, "resolved");
            assert_eq!(count(&desk, &case, "solution_accepted").await, 1);
            assert_eq!(desk.letters_of(&case.email, "ticket_resolved").await.len(), 1);
            assert!(answers.iter().all(|answer| matches!(answer.status, 303 | 409)), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
        }
    }

    async fn l02_of_accepting_and_rejecting_at_once_one_wins(desk: Desk) {
        for run in 0..runs() {
            let mut case = desk.proposed_to(&format!("persona{run}@correo.example")).await;
            let page = case.page().await.is(200);

            let answers = fifty(&case.browser, &page, "/responder", |number| {
                if number % 2 == 0 { vec![("ok", "si".into())] } else { vec![("ok", "no".into()), ("motivo", "Sigue en Medellín".into())] }
            });
            let answers = answers.await;

            let (accepted, rejected) = (count(&desk, &case, "solution_accepted").await, count(&desk, &case, "solution_rejected").await);
            assert_eq!(accepted + rejected, 1, "{:?}", desk.story(&case).await);
            assert_eq!(desk.state(&case).await, if accepted == 1 { "resolved" } else { "open" });
            // Who lost is told what stands there now.
            let winner = if accepted == 1 { "aceptado" } else { "rechazado" };
            for answer in &answers {
                let won = answer.status == 303 && answer.location().contains(winner);
                let lost = answer.status == 409 && answer.says(if accepted == 1 { "Resuelto" } else { "Reabierto" });
                assert!(won || lost, "{} {:?} {}", answer.status, answer.headers.get("location"), answer.words());
            }
            assert!(answers.iter().any(|answer| answer.status == 409));
        }
    }

    async fn l03_a_rating_is_one_row_with_one_to_five_stars(desk: Desk) {
        let mut case = desk.resolved_for(MARIANA).await;
        let page = case.page().await.is(200);

        fifty(&case.browser, &page, "/calificar", |number| vec![("estrellas", (number % 5 + 1).to_string())]).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 1);
        let standing = stars(&desk, &case).await;
        assert!(standing.is_some());
        for wrong in ["0", "6", "4.5", "-1", "", "null", "\"5\"", "5 ", "٥", "99999999999"] {
            let answer = case.browser.post(&case.path("/calificar"), &[("estrellas", wrong)]).await;
            assert!((400..500).contains(&answer.status), "{wrong:?}: {}", answer.status);
            assert_eq!(stars(&desk, &case).await, standing, "{wrong:?}");
        }
        let answer = case.browser.post(&case.path("/calificar"), &[("comentario", "sin estrellas")]).await;
        assert!((400..500).contains(&answer.status));
        case.browser.post(&case.path("/calificar"), &[("estrellas", "2")]).await.is(303);
        assert_eq!(stars(&desk, &case).await, Some(2));
        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 1);
    }

    async fn l03_nobody_else_rates_and_nobody_rates_late(desk: Desk) {
        let mut case = desk.resolved_for(MARIANA).await;
        let mut other = desk.ticket_of("otra.persona@correo.example").await;

        let answer = other.browser.post(&case.path("/calificar"), &[("estrellas", "1")]).await;
        assert_eq!(answer.status, 404);
        let answer = desk.browser().post(&case.path("/calificar"), &[("estrellas", "1")]).await;
        assert_eq!((answer.status, answer.location()), (303, "/consultar"));
        assert_eq!(stars(&desk, &case).await, None);
        desk.wait_days(15).await;
        case.browser = desk.browser();
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        let answer = case.browser.post(&case.path("/calificar"), &[("estrellas", "1")]).await;

        assert_eq!(answer.status, 409, "{}", answer.words());
        assert_eq!(stars(&desk, &case).await, None);
    }

    async fn l07_steps_out_of_order_are_refused(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        for (path, fields) in [
            ("/calificar", vec![("estrellas", "5")]),
            ("/responder", vec![("ok", "si"), ("solucion", "1")]),
            ("/aceptar", vec![("solucion", "1")]),
            ("/rechazar", vec![("solucion", "1"), ("motivo", "No me sirve para nada")]),
            ("/reabrir", vec![("motivo", "Sigue igual")]),
        ] {
            let answer = case.browser.post(&case.path(path), &fields).await;
            assert_eq!(answer.status, 409, "{path}: {}", answer.words());
        }
        let before = desk.ticket(&case).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let version = before.version.to_string();
        for act in ["retirar", "reanudar", "reabrir", "no-es-spam"] {
            let answer = laura.post(&format!("/mesa/casos/{}/{act}", case.code), &[("version", &version), ("motivo", "Sí")]).await;
            assert_eq!(answer.status, 409, "{act}: {}", answer.words());
        }
        for act in ["cerrar", "cancelar"] {
            let answer = laura.post(&format!("/mesa/casos/{}/{act}", case.code), &[("version", &version), ("motivo", " ")]).await;
            assert_eq!(answer.status, 422, "{act}: {}", answer.words());
        }
        assert_eq!(desk.ticket(&case).await, before);

        // A code before the intake is complete, and a step before its turn.
        let mut early = desk.browser();
        early.post("/casos/nuevo/informacion", &[("asunto", "Hola"), ("descripcion", "Hola")]).await.is(303);
        for path in ["/casos/nuevo/informacion/codigo", "/casos/nuevo/informacion/codigo/otro"] {
            let answer = early.post(path, &[("codigo", "123456")]).await;
            assert_eq!((answer.status, answer.location()), (303, "/casos/nuevo/informacion/revisar"), "{path}");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
        assert_eq!(desk.letters().await.len(), 2);
    }

    async fn l09_a_form_of_before_overwrites_nothing_and_is_told_what_changed(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        let old = laura.open(&format!("/mesa/casos/{}?pestana=solucion", case.code)).await.is(200);
        let old_close = laura.open(&format!("/mesa/casos/{}/cerrar", case.code)).await.is(200);
        camila.reply(&case.code, "Yo me encargo.").await;
        let before = desk.ticket(&case).await;

        let answer = laura.submit(&old, "/solucion", &[("tipo", "solved"), ("texto", "Un texto largo que no se pierde")]).await;
        assert_eq!(answer.status, 409, "{}", answer.words());
        assert_eq!(answer.form("/solucion").value("texto"), Some("Un texto largo que no se pierde"));
        assert!(answer.says("Camila"), "{}", answer.words());
        let answer = laura.submit(&old_close, "/cerrar", &[("motivo", "Ya quedó resuelto")]).await;
        assert_eq!(answer.status, 409, "{}", answer.words());
        assert_eq!(answer.form("/cerrar").value("motivo"), Some("Ya quedó resuelto"));

        assert_eq!(desk.ticket(&case).await, before);
        // From the page as it is now it works.
        laura.submit(&answer, "/cerrar", &[]).await.is(200);
        assert_eq!(desk.state(&case).await, "resolved");
    }

    async fn l09_of_fifty_agents_one_takes_the_ticket(desk: Desk) {
        for run in 0..runs() {
            let case = desk.ticket_of(&format!("persona{run}@correo.example")).await;
            let mut laura = desk.agent(&desk.staff.laura).await;
            let page = laura.at_desk(&case.code).await;

            let answers = fifty(&laura, &page, "/tomar", |_| Vec::new()).await;

            assert_eq!(count(&desk, &case, "assigned").await, 1);
            assert!(answers.iter().all(|answer| matches!(answer.status, 303 | 409)), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
        }
    }

    async fn messages_at_once_are_all_kept(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut answers = Vec::new();
        for number in 0..20 {
            let page = case.page().await.is(200);
            let mut browser = case.browser.clone();
            answers.push(tokio::spawn(async move {
                let text = format!("Mensaje número {number}");
                browser.submit_once(&page, "/mensajes", &[("mensaje", &text)]).await.status
            }));
        }
        let answers: Vec<u16> = join_all(answers).await.into_iter().map(Result::unwrap).collect();

        let kept = answers.iter().filter(|status| **status == 303).count();
        let messages = desk.number("SELECT count(*) AS number FROM message").await;
        assert_eq!(messages, i64::try_from(kept).unwrap() + 1, "{answers:?}");
        assert_eq!(kept, 20, "{answers:?}");
    }
}
