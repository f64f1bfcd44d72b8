//! The calendars: what administrators change of them, and what follows for terms.

use store::on_both_engines;

use crate::browser::{Browser, Upload};
use crate::desk::Desk;

const MARIANA: &str = "mariana@correo.example";

const HERE: &str = "/mesa/ajustes/calendarios";

async fn admin(desk: &Desk) -> Browser {
    desk.agent(&desk.staff.ines).await
}

/// Opens the one calendar there is, whoever made it.
async fn opened(ines: &mut Browser) -> crate::browser::Page {
    let list = ines.open(HERE).await.is(200);
    let prefix = format!("{HERE}/");
    let links = crate::html::links(&list.body);
    let link = links.iter().find(|link| link.starts_with(&prefix)).unwrap();
    ines.open(link).await.is(200)
}

on_both_engines! {
    async fn an_answer_is_promised_by_business_days_with_its_weekday(desk: Desk) {
        // Filed on a Sunday: it counts from Monday the 2nd, and the 23rd is a holiday.
        let mut case = desk.ticket_of(MARIANA).await;

        assert!(case.page().await.is(200).says("Martes 24 de marzo"), "{}", case.page().await.words());
        let due = desk.ticket(&case).await.due_at.unwrap();
        assert_eq!(due, "2026-03-25T04:59:59Z".parse().unwrap());
    }

    async fn the_holidays_of_a_year_are_shown_with_their_laws(desk: Desk) {
        let mut ines = admin(&desk).await;

        let page = opened(&mut ines).await;

        assert!(page.says("Lunes 23 de marzo") && page.says("Ley 51 de 1983, arts. 1 y 2"), "{}", page.words());
        assert!(page.says("vence el martes 24 de marzo"), "{}", page.words());
        let other = ines.open(&format!("{}?anio=2027", page.path)).await.is(200);
        assert!(other.says("Festivos de 2027") && other.says("Lunes 12 de julio"), "{}", other.words());
        ines.open(&format!("{}?anio=nunca", page.path)).await.is(200);
        ines.open(&format!("{HERE}/99")).await.is(404);
    }

    async fn a_day_off_moves_what_is_filed_after_it(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = opened(&mut ines).await;

        let page = ines.submit(&page, "/dias", &[("fecha", "2026-03-10"), ("motivo", "Día de elecciones"), ("norma", "Decreto 12")]).await.is(200);

        assert!(page.says("Martes 10 de marzo") && page.says("Día de elecciones · Decreto 12"), "{}", page.words());
        let case = desk.ticket_of(MARIANA).await;
        let due = desk.ticket(&case).await.due_at.unwrap();
        assert_eq!(due, "2026-03-26T04:59:59Z".parse().unwrap());
        let page = ines.submit(&page, "/quitar", &[]).await.is(200);
        assert!(!page.says("Día de elecciones"), "{}", page.words());
        let audit = ines.open("/mesa/auditoria").await.is(200);
        assert!(audit.says("Cambió un día del calendario") && audit.says("Decreto 12"), "{}", audit.words());
    }

    async fn what_is_wrong_with_a_day_is_said_beside_it(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = opened(&mut ines).await;
        let long = "x".repeat(121);

        for (fields, told) in [
            (vec![("fecha", "mañana"), ("motivo", "Feria")], "Elija una fecha entre 2000 y 2099"),
            (vec![("fecha", "2026-03-10"), ("motivo", " ")], "Escriba el motivo"),
            (vec![("fecha", "2026-03-10"), ("motivo", &long)], "Le sobra 1 carácter"),
            (vec![("fecha", "2026-03-10"), ("motivo", "Feria"), ("horas", "8 a 12")], "Escriba las horas así"),
        ] {
            let refused = ines.submit(&page, "/dias", &fields).await.is(422);
            assert!(refused.says(told), "{told}: {}", refused.words());
            assert_eq!(refused.form("/dias").value("motivo"), Some(fields[1].1));
        }
    }

    async fn hours_are_kept_and_impossible_ones_are_refused(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = opened(&mut ines).await;
        let action = page.path.clone();

        let refused = ines.submit(&page, &action, &[("nombre", "Bogotá"), ("dia_1", "12:00-08:00"), ("zona", "Marte/Olimpo")]).await.is(422);
        assert!(refused.says("termina después de empezar"), "{}", refused.words());
        assert_eq!(refused.form(&action).value("dia_1"), Some("12:00-08:00"));
        let none: Vec<(String, &str)> = (1..=7).map(|day| (format!("dia_{day}"), "")).collect();
        let mut none: Vec<(&str, &str)> = none.iter().map(|(day, hours)| (day.as_str(), *hours)).collect();
        none.push(("nombre", "Nunca"));
        let refused = ines.submit(&page, &action, &none).await.is(422);
        assert!(refused.says("al menos un día"), "{}", refused.words());

        let saved = ines.submit(&page, &action, &[("nombre", "Bogotá"), ("dia_6", "9:00-12:00, 14:00-16:00")]).await.is(200);

        assert!(saved.says("Guardamos los ajustes") && saved.says("Bogotá"), "{}", saved.words());
        let page = opened(&mut ines).await;
        let action = page.path.clone();
        assert_eq!(page.form(&action).value("dia_6"), Some("09:00-12:00, 14:00-16:00"));
        // Saturdays are business days now: 15 from Monday the 2nd end earlier.
        let case = desk.ticket_of(MARIANA).await;
        assert_eq!(desk.ticket(&case).await.due_at.unwrap(), "2026-03-20T04:59:59Z".parse().unwrap());
        let stale = ines.submit(&page, &action, &[("version", "0")]).await;
        assert_eq!(stale.status, 409, "{}", stale.words());
    }

    async fn days_of_a_calendar_file_become_days_off(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = opened(&mut ines).await;
        let action = format!("{}/importar", page.path);
        let file = |content| Upload { field: "archivo", name: "feriados.ics", kind: "text/calendar", content };
        let calendar: &[u8] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260311\r\nSUMMARY:Día cívico <b>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".as_bytes();

        let refused = ines.submit_with(&page, &action, &[], &[file(b"hola")]).await.is(422);
        assert!(refused.says("no es un calendario"), "{}", refused.words());
        let before = desk.dump().await;
        let tried = ines.submit_with(&page, &action, &[("hacer", "efecto")], &[file(calendar)]).await.is(200);
        assert!(tried.says("Nada se ha guardado") && tried.says("Día cívico <b>"), "{}", tried.words());
        assert_eq!(desk.dump().await, before);
        let done = ines.submit_with(&page, &action, &[], &[file(calendar)]).await.is(200);

        assert!(done.says("Los días quedaron importados") && done.says("Día cívico <b>"), "{}", done.words());
        let (remove, before) = (format!("{}/dias/2026-03-11/quitar", opened(&mut ines).await.path), desk.dump().await);
        let tried = ines.post(&format!("{remove}?hacer=efecto"), &[]).await.is(200);
        assert!(tried.says("Nada se ha guardado") && tried.says("Día cívico <b>"), "{}", tried.words());
        assert_eq!(desk.dump().await, before);
        let large = vec![b'x'; 2 << 20];
        let page = opened(&mut ines).await;
        let action = format!("{}/importar", page.path);
        let refused = ines.submit_with(&page, &action, &[], &[file(&large)]).await;
        assert_eq!(refused.status, 413, "{}", refused.words());
    }

    async fn another_calendar_can_be_made_the_main_one(desk: Desk) {
        let mut ines = admin(&desk).await;
        let list = ines.open(HERE).await.is(200);

        let chile = ines.submit(&list, HERE, &[("nombre", "Santiago"), ("pais", "cl")]).await.is(200);
        assert!(chile.says("Viernes Santo") && !chile.says("Corpus Christi"), "{}", chile.words());
        let list = ines.submit(&chile, "/principal", &[]).await.is(200);
        let again = ines.submit(&list, HERE, &[("nombre", "Santiago"), ("pais", "co")]).await.is(422);

        assert!(again.says("Ya hay un calendario con ese nombre"), "{}", again.words());
        let page = opened(&mut ines).await;
        assert!(page.says("Es el calendario principal"), "{}", page.words());
        // Chile has no holiday on the 23rd of March.
        let case = desk.ticket_of(MARIANA).await;
        assert_eq!(desk.ticket(&case).await.due_at.unwrap(), "2026-03-24T02:59:59Z".parse().unwrap());
    }

    async fn the_day_of_a_promise_is_that_of_the_calendar_whatever_the_zone_of_the_organisation(desk: Desk) {
        let mut ines = admin(&desk).await;
        let settings = ines.open("/mesa/ajustes").await.is(200);
        ines.submit(&settings, "/mesa/ajustes", &[("zona", "America/Santiago")]).await.is(200);
        let list = ines.open(HERE).await.is(200);
        let colombia = ines.submit(&list, HERE, &[("nombre", "Bogotá"), ("pais", "co")]).await.is(200);
        ines.submit(&colombia, "/principal", &[]).await.is(200);

        let case = desk.ticket_of(MARIANA).await;

        // In Bogotá Tuesday ends when it is Wednesday in Santiago.
        assert_eq!(desk.ticket(&case).await.due_at.unwrap(), "2026-03-25T04:59:59Z".parse().unwrap());
        for below in ["", "/plazo", "/creado"] {
            let mut browser = case.browser.clone();
            let page = browser.open(&case.path(below)).await.is(200);
            let words = page.words().to_lowercase();
            assert!(words.contains("martes 24 de marzo") && !words.contains("miércoles 25"), "{below}: {words}");
        }
        let told = desk.letters_of(MARIANA, "ticket_created").await;
        assert!(told[0].text.contains("martes 24 de marzo"), "{}", told[0].text);
    }

    async fn calendars_belong_to_administrators(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;

        for path in [HERE, &format!("{HERE}/0")] {
            laura.open(path).await.is(403);
        }
        laura.post(&format!("{HERE}/0/dias"), &[("fecha", "2026-03-10"), ("motivo", "Puente")]).await.is(403);
        laura.post(&format!("{HERE}/0/principal"), &[]).await.is(403);
        assert_eq!(desk.number("SELECT count(*) AS number FROM calendar").await, 0);
    }

    async fn n09_a_proposal_follows_a_calendar_that_changes_and_closes_once(desk: Desk) {
        let case = desk.proposed_to(MARIANA).await;
        desk.wait_business_days(5).await;
        let mut ines = admin(&desk).await;
        let page = opened(&mut ines).await;
        ines.submit(&page, "/dias", &[("fecha", "2026-03-06"), ("motivo", "Puente")]).await.is(200);

        // By the old calendar the reminder would go out today; by the new one on Tuesday.
        desk.wait_days(3).await;
        assert_eq!(desk.letters_of(MARIANA, "solution_reminder").await.len(), 0);
        desk.wait_days(1).await;
        assert_eq!(desk.letters_of(MARIANA, "solution_reminder").await.len(), 1);
        desk.clock.advance(-jiff::SignedDuration::from_hours(1));
        desk.wait_business_days(6).await;
        desk.clock.advance(-jiff::SignedDuration::from_hours(24));
        desk.wait_days(2).await;

        assert_eq!(desk.letters_of(MARIANA, "solution_reminder").await.len(), 1);
        assert_eq!(desk.letters_of(MARIANA, "ticket_resolved").await.len(), 1);
        let story = desk.story(&case).await;
        assert_eq!(story.iter().filter(|kind| *kind == "closed_by_silence").count(), 1, "{story:?}");
    }
}
