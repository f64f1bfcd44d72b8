//! The life of a ticket as its requester and its agent live it.

use app::testing::Plan;
use jiff::SignedDuration;
use store::{Store, on_both_engines};

use crate::browser::Upload;
use crate::desk::{Desk, Request, code_in, png};

const MARIANA: &str = "mariana.rios@correo.example";
const LAURA: &str = "laura.mendez@cordillera.example";

on_both_engines! {
    async fn a_ticket_is_answered_solved_and_accepted(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.open("/mesa/sin-asignar").await.is(200);
        laura.reply(&case.code, "Ya preguntamos en Medellín.").await;
        let page = case.page().await;
        assert!(page.says("Ya preguntamos en Medellín.") && page.says("Laura Méndez"), "{}", page.words());
        desk.run_jobs().await;
        laura.ask(&case.code, "¿Nos manda una foto del recibo?").await;
        desk.run_jobs().await;
        assert_eq!(desk.state(&case).await, "waiting_customer");
        let file = Upload { field: "archivo", name: "recibo.png", kind: "image/png", content: &png() };
        let page = case.write_with("Aquí está", &[file]).await.is(200);
        assert!(page.says("Aquí está") && page.says("recibo.png"), "{}", page.words());
        assert_eq!(desk.state(&case).await, "open");
        laura.propose(&case.code, "Le devolvemos el valor del envío.").await;
        desk.run_jobs().await;
        let page = case.page().await.is(200);
        assert!(page.says("Le devolvemos el valor del envío."));
        let page = case.accept().await;
        assert!(page.says("Gracias. Su caso quedó resuelto."), "{}", page.words());

        assert_eq!(desk.state(&case).await, "resolved");
        let story = desk.story(&case).await;
        assert_eq!(
            story,
            ["created", "assigned", "replied", "info_requested", "customer_wrote", "solution_proposed", "solution_accepted"]
        );
        let to_mariana: Vec<_> = desk.letters_to(MARIANA).await.into_iter().map(|letter| letter.kind).collect();
        assert_eq!(
            to_mariana,
            ["verification_code", "ticket_created", "agent_replied", "information_requested", "solution_proposed", "ticket_resolved"]
        );
        let to_laura: Vec<_> = desk.letters_to(LAURA).await.into_iter().map(|letter| letter.kind).collect();
        assert_eq!(to_laura, ["customer_wrote"]);
    }

    async fn a_rejected_solution_goes_on_with_its_reason(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;

        let short = case.reject("No").await;
        assert_eq!(short.status, 422, "{}", short.words());
        assert_eq!(short.form("/responder").value("motivo"), Some("No"));
        let page = case.reject("La caja sigue en Medellín y nadie responde.").await.is(200);

        assert!(page.says("Reabrimos su caso."), "{}", page.words());
        assert_eq!(desk.state(&case).await, "open");
        let mut laura = desk.agent(&desk.staff.laura).await;
        assert!(laura.at_desk(&case.code).await.says("La caja sigue en Medellín y nadie responde."));
        assert_eq!(desk.letters_of(LAURA, "customer_wrote").await.len(), 1);
        desk.propose(&case).await;
        case.accept().await;
        assert_eq!(desk.state(&case).await, "resolved");
    }

    async fn what_no_database_keeps_is_replaced_or_refused(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;
        let page = case.browser.open(&case.path("/rechazar")).await.is(200);
        let action = case.path("/rechazar");
        case.browser.submit(&page, &action, &[("motivo", "Todavía no\0 llega nada a mi casa")]).await.is(200);
        assert_eq!(desk.state(&case).await, "open");
        assert!(case.browser.open(&case.path("")).await.says("Todavía no\u{fffd} llega nada"));
        let page = case.browser.open("/mis-casos?q=%00").await;
        assert_eq!(page.status, 400, "{}", page.words());
    }

    async fn each_answer_has_a_page_of_its_own_for_browsers_without_scripts(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;
        let page = case.browser.open(&case.path("/rechazar")).await.is(200);
        let action = case.path("/rechazar");
        case.browser.submit(&page, &action, &[("motivo", "Todavía no llega nada a mi casa")]).await.is(200);
        assert_eq!(desk.state(&case).await, "open");
        desk.propose(&case).await;

        let page = case.browser.open(&case.path("/aceptar")).await.is(200);
        let action = case.path("/aceptar");
        case.browser.submit(&page, &action, &[("estrellas", "5"), ("comentario", "Muy amables")]).await.is(200);

        assert_eq!(desk.state(&case).await, "resolved");
        assert_eq!(desk.ticket(&case).await.rated.map(|rated| rated.stars), Some(5));
    }

    async fn silence_reminds_on_the_fifth_day_and_closes_after_the_tenth(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;
        desk.wait_business_days(5).await;
        assert_eq!(desk.letters_of(MARIANA, "solution_reminder").await.len(), 0);
        desk.wait_business_days(1).await;
        assert_eq!(desk.letters_of(MARIANA, "solution_reminder").await.len(), 1);
        desk.wait_business_days(4).await;
        assert_eq!(desk.state(&case).await, "solution_proposed");

        desk.wait_business_days(1).await;

        assert_eq!(desk.state(&case).await, "resolved");
        assert_eq!(desk.ticket(&case).await.resolution, Some(domain::ticket::Resolution::Silence));
        assert_eq!(desk.letters_of(MARIANA, "solution_reminder").await.len(), 1);
        assert_eq!(desk.letters_of(MARIANA, "ticket_resolved").await.len(), 1);
        let story = desk.story(&case).await;
        assert!(story.ends_with(&["reminded".into(), "closed_by_silence".into()]) && !story.contains(&"solution_accepted".into()), "{story:?}");
        // Who was away may still say that it is not solved.
        let list = desk.browser().look_up(&case.code, MARIANA).await.is(200);
        assert!(list.says("Resuelto"));
        case.browser = desk.browser();
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        case.write("Estaba de viaje: la caja no ha llegado").await.is(200);
        assert_eq!(desk.state(&case).await, "open");
    }

    async fn writing_about_a_proposal_is_not_silence(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;
        desk.wait_business_days(8).await;
        case.browser = desk.browser();
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        case.write("¿Cuándo llega la plata?").await.is(200);

        desk.wait_business_days(5).await;
        assert_eq!(desk.state(&case).await, "solution_proposed");
        desk.wait_business_days(7).await;
        assert_eq!(desk.state(&case).await, "resolved");
    }

    async fn a_message_reopens_a_resolved_ticket_and_thanks_do_not(desk: Desk) {
        let mut case = desk.resolved_for(MARIANA).await;

        let page = case.write("¡Muchas gracias, Laura!").await.is(200);
        assert!(page.says("¡Muchas gracias, Laura!"));
        assert_eq!(desk.state(&case).await, "resolved");
        case.write("Gracias, pero la caja llegó rota").await.is(200);

        assert_eq!(desk.state(&case).await, "open");
        assert_eq!(desk.letters_of(MARIANA, "ticket_reopened").await.len(), 1);
        let mut laura = desk.agent(&desk.staff.laura).await;
        assert!(laura.at_desk(&case.code).await.says("Reabierto"));
    }

    async fn reopening_is_possible_for_fifteen_days_and_then_a_linked_ticket_follows(desk: Desk) {
        let mut case = desk.resolved_for(MARIANA).await;
        desk.wait_business_days(15).await;
        case.browser = desk.browser();
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        let page = case.page().await.is(200);
        assert!(page.body.contains(&case.path("/reabrir")), "{}", page.words());

        desk.wait_business_days(1).await;
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        let late = case.browser.post(&case.path("/reabrir"), &[("motivo", "La caja llegó rota")]).await;
        assert!(late.status == 409 || late.status == 303, "{} {}", late.status, late.words());
        assert_eq!(desk.state(&case).await, "resolved");
        let page = case.page().await.is(200);
        let details = case.browser.submit(&page, "/seguir", &[]).await.is(200);

        assert!(details.path.starts_with("/casos/nuevo/informacion"), "{}", details.path);
        let form = details.form("/informacion");
        assert_eq!(form.value("asunto"), Some("Caja de libros detenida en Medellín"), "{form}");
        let page = case.browser.submit(&details, "/informacion", &[("descripcion", "La caja llegó rota")]).await.is(200);
        let page = case.browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        let page = case.browser.submit(&page, "/revisar", &[("autorizo", "")]).await.is(200);
        let code = desk.code_to(MARIANA).await;
        let created = case.browser.type_code(&page, &code).await.is(200);
        let new = code_in(&created.path);
        assert_ne!(new, case.code);
        assert_eq!(desk.story(&case).await.last().map(String::as_str), Some("followed_up"));
        let mut laura = desk.agent(&desk.staff.laura).await;
        assert!(laura.at_desk(&new).await.body.contains(&case.code));
        assert!(laura.at_desk(&case.code).await.says(&new));
    }

    async fn reopening_asks_for_a_reason(desk: Desk) {
        let mut case = desk.resolved_for(MARIANA).await;
        let page = case.browser.open(&case.path("/reabrir")).await.is(200);

        let empty = case.browser.submit(&page, "/reabrir", &[("motivo", "  ")]).await;
        assert_eq!(empty.status, 422, "{}", empty.words());
        case.browser.submit(&page, "/reabrir", &[("motivo", "La caja llegó rota")]).await.is(200);

        assert_eq!(desk.state(&case).await, "open");
    }

    async fn a_request_can_be_given_up(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let page = case.browser.open(&case.path("/desistir")).await.is(200);

        case.browser.submit(&page, "/desistir", &[("motivo", "Ya llegó")]).await.is(200);

        assert_eq!(desk.state(&case).await, "cancelled");
        assert_eq!(desk.letters_of(MARIANA, "ticket_cancelled").await.len(), 1);
    }

    async fn files_that_wait_in_a_composer_survive_a_mistake(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let file = Upload { field: "archivo", name: "recibo.png", kind: "image/png", content: &png() };
        let bad = Upload { field: "archivo", name: "programa.exe", kind: "application/octet-stream", content: b"MZ\x90\0" };

        let page = case.write_with("Les mando el recibo", &[file, bad]).await;
        assert_eq!(page.status, 422, "{}", page.words());
        assert!(page.says("recibo.png") && page.says("programa.exe"), "{}", page.words());
        let form = page.form("/mensajes");
        assert_eq!(form.value("mensaje"), Some("Les mando el recibo"));
        let page = case.browser.submit(&page, "/mensajes", &[("mensaje", "")]).await;
        assert_eq!(page.status, 422, "{}", page.words());
        assert!(page.says("recibo.png"), "{}", page.words());
        case.browser.submit(&page, "/mensajes", &[("mensaje", "Ahora sí")]).await.is(200);

        assert_eq!(desk.number("SELECT count(*) AS number FROM message").await, 2);
        let page = case.page().await;
        assert!(page.says("Ahora sí") && page.says("recibo.png") && !page.says("programa.exe"), "{}", page.words());
    }

    async fn forgotten_files_of_a_composer_disappear_after_a_day(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let answer = case.browser.post_file(&case.path("/archivos"), "recibo.png", &png()).await.is(200);
        assert!(answer.json()["id"].is_string(), "{}", answer.body);
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);

        desk.wait(SignedDuration::from_hours(25)).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
    }

    async fn the_language_is_what_was_chosen_then_what_the_browser_prefers(desk: Desk) {
        let mut browser = desk.browser();
        browser.language = "pt-BR,pt;q=0.9,en;q=0.5";
        let home = browser.open("/").await;
        assert!(home.body.contains("lang=\"pt-BR\"") && home.says("Minha encomenda não chega"), "{}", home.words());
        browser.language = "fr-FR,fr;q=0.9";
        assert!(browser.open("/").await.body.contains("lang=\"es\""));

        let home = browser.open("/").await;
        browser.submit(&home, "/idioma", &[("idioma", "en")]).await.is(200);

        let home = browser.open("/").await;
        assert!(home.body.contains("lang=\"en\"") && home.says("My parcel does not arrive"), "{}", home.words());
        // The mails speak it too.
        let page = browser.ask_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;
        browser.type_code(&page, &code).await.is(200);
        let letters = desk.letters_to(MARIANA).await;
        assert!(letters.iter().all(|letter| letter.language == "en"), "{letters:?}");
    }

    async fn the_theme_is_remembered(desk: Desk) {
        let mut browser = desk.browser();
        let home = browser.open("/").await;
        assert!(!home.body.contains("data-theme=\"dark\""));

        browser.submit(&home, "/aspecto", &[("aspecto", "dark")]).await.is(200);

        assert!(browser.open("/consultar").await.body.contains("data-theme=\"dark\""));
    }

    async fn the_manual_s_words_are_on_the_pages_of_an_organisation_that_says_ticket(store: Store) {
        let mut plan = Plan::default();
        plan.settings.word = "ticket".into();
        let desk = Desk::open_as(store, plan).await;
        let mut browser = desk.browser();
        let home = browser.open("/").await.is(200);
        assert!(home.says("Crear ticket"), "{}", home.words());
        assert!(home.says("Ver mi lista de tickets"), "{}", home.words());

        let mut case = desk.proposed_to(MARIANA).await;
        let page = case.page().await.is(200);

        for words in ["Agregar o enviar un mensaje", "Aceptar solución", "Rechazar solución"] {
            assert!(page.says(words), "{words:?} is not in {}", page.words());
        }
        for page in [home, page, browser.open("/consultar").await] {
            let words = page.words().to_lowercase();
            let wrong: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| ["caso", "casos"].contains(word)).collect();
            assert!(wrong.is_empty(), "{}: {words}", page.path);
        }
    }

    async fn every_form_sent_twice_does_one_thing(desk: Desk) {
        // A message.
        let mut case = desk.ticket_of(MARIANA).await;
        let page = case.page().await.is(200);
        for _ in 0..2 {
            case.browser.submit(&page, "/mensajes", &[("mensaje", "¿Hay noticias?")]).await.is(200);
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM message").await, 2);

        // A proposal.
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open(&format!("/mesa/casos/{}?pestana=solucion", case.code)).await.is(200);
        let solution = [("tipo", "solved"), ("texto", "Le devolvemos el valor.")];
        laura.submit(&page, "/solucion", &solution).await.is(200);
        laura.submit(&page, "/solucion", &solution).await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM solution").await, 1);

        // Rejecting.
        let page = case.page().await.is(200);
        for _ in 0..2 {
            case.browser.submit(&page, "/responder", &[("ok", "no"), ("motivo", "Sigue en Medellín")]).await.is(200);
        }
        assert_eq!(desk.story(&case).await.iter().filter(|kind| *kind == "solution_rejected").count(), 1);

        // Accepting.
        desk.propose(&case).await;
        let page = case.page().await.is(200);
        for _ in 0..2 {
            case.browser.submit(&page, "/responder", &[("ok", "si")]).await.is(200);
        }
        assert_eq!(desk.story(&case).await.iter().filter(|kind| *kind == "solution_accepted").count(), 1);

        // Rating.
        let page = case.page().await.is(200);
        for _ in 0..2 {
            case.browser.submit(&page, "/calificar", &[("estrellas", "4")]).await.is(200);
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 1);

        // Reopening.
        let page = case.browser.open(&case.path("/reabrir")).await.is(200);
        for _ in 0..2 {
            case.browser.submit(&page, "/reabrir", &[("motivo", "Llegó rota")]).await;
        }
        assert_eq!(desk.story(&case).await.iter().filter(|kind| *kind == "reopened").count(), 1);

        // What agents do beside writing.
        let page = laura.at_desk(&case.code).await;
        for form in ["/soltar", "/tomar"] {
            if page.has_form(form) {
                laura.submit(&page, form, &[]).await;
                laura.submit(&page, form, &[]).await;
            }
        }
        let page = laura.open(&format!("/mesa/casos/{}/cerrar", case.code)).await.is(200);
        for _ in 0..2 {
            laura.submit(&page, "/cerrar", &[("motivo", "Se entregó de nuevo")]).await;
        }
        assert_eq!(desk.story(&case).await.iter().filter(|kind| *kind == "closed").count(), 1);

        // Giving up.
        let mut other = desk.ticket_of("otra.persona@correo.example").await;
        let page = other.browser.open(&other.path("/desistir")).await.is(200);
        for _ in 0..2 {
            other.browser.submit(&page, "/desistir", &[]).await;
        }
        assert_eq!(desk.story(&other).await.iter().filter(|kind| *kind == "dropped").count(), 1);
    }

    async fn an_agent_s_reply_and_note_sent_twice_are_written_once(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        for _ in 0..2 {
            laura.submit(&page, "/responder", &[("texto", "Ya preguntamos."), ("modo", "dejar")]).await;
        }
        let page = laura.open(&format!("/mesa/casos/{}?pestana=nota", case.code)).await.is(200);
        for _ in 0..2 {
            laura.submit(&page, "/nota", &[("texto", "Preguntar a la bodega.")]).await;
        }

        let story = desk.story(&case).await;
        assert_eq!(story.iter().filter(|kind| *kind == "replied").count(), 1, "{story:?}");
        assert_eq!(story.iter().filter(|kind| *kind == "noted").count(), 1, "{story:?}");
        assert_eq!(desk.letters_of(MARIANA, "agent_replied").await.len(), 1);
    }

    async fn waiting_for_somebody_else_ends_by_itself(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open(&format!("/mesa/casos/{}/en-gestion", case.code)).await.is(200);
        laura.submit(&page, "/en-gestion", &[("motivo", "Espera de la bodega"), ("hasta", "2026-03-04")]).await.is(200);
        assert_eq!(desk.state(&case).await, "waiting_third");

        desk.wait_days(2).await;
        assert_eq!(desk.state(&case).await, "waiting_third");
        desk.wait_days(1).await;

        assert_eq!(desk.state(&case).await, "open");
    }

    async fn spam_ends_a_ticket_and_can_be_taken_back(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        let page = laura.submit(&page, "/spam", &[]).await.is(200);
        assert_eq!(desk.state(&case).await, "spam");

        laura.submit(&page, "/no-es-spam", &[]).await.is(200);

        assert_eq!(desk.state(&case).await, "open");
        assert_eq!(desk.letters_to(MARIANA).await.len(), 2);
    }
}
