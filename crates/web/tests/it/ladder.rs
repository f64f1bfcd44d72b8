//! Priority and kind, ladders of terms, followers, and what a change would do before it is saved.

use domain::Permission;
use domain::calendar::Term;
use domain::clock::Metric;
use domain::policy::{Grants, Scope};
use domain::ticket::{Priority, TicketKind};
use jiff::SignedDuration;
use store::on_both_engines;

use crate::browser::Browser;
use crate::desk::{Case, Desk};
use crate::roles::{give, role_of};

const MARIANA: &str = "mariana@correo.example";

const HERE: &str = "/mesa/ajustes/plazos";

/// Adds a policy with one rung: what is to be done once so much of a term was used or is over.
async fn add_rung(ines: &mut Browser, name: &str, rung: [&str; 4]) {
    let page = ines.open(HERE).await.is(200);
    let page = ines
        .submit(&page, HERE, &[("nombre", name), ("hacer", "agregar paso")])
        .await
        .is(200);
    let [metric, amount, when, action] = rung;
    let fields = [
        ("primera", "2"),
        ("paso_0_plazo", metric),
        ("paso_0_cantidad", amount),
        ("paso_0_cuando", when),
        ("paso_0_accion", action),
    ];
    ines.submit(&page, HERE, &fields).await.is(200);
}

/// Adds a policy by which every minute counts, of two hours to the first answer, with rungs of that
/// term: how much, when, and what is to be done.
async fn add_ladder(ines: &mut Browser, rungs: &[[&str; 3]]) {
    let names: Vec<[String; 5]> = (0..rungs.len())
        .map(|row| {
            let name = |end: &str| format!("paso_{row}_{end}");
            ["id", "plazo", "cantidad", "cuando", "accion"].map(name)
        })
        .collect();
    let mut fields = vec![
        ("nombre", "Escalera"),
        ("calendario", "siempre"),
        ("primera", "2"),
        ("pausa_cliente", "si"),
    ];
    for ([id, metric, amount, when, action], rung) in names.iter().zip(rungs) {
        fields.extend([
            (id.as_str(), ""),
            (metric.as_str(), "first_response"),
            (amount.as_str(), rung[0]),
            (when.as_str(), rung[1]),
            (action.as_str(), rung[2]),
        ]);
    }
    let saved = ines.post(HERE, &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
}

async fn term(desk: &Desk, case: &Case, metric: Metric) -> Option<Term> {
    let clocks = desk.clocks(case).await;
    clocks.get(metric).map(|clock| clock.term)
}

on_both_engines! {
    async fn an_agent_says_how_much_it_presses_and_the_policy_follows(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        ines.submit(&page, HERE, &[("nombre", "Urgente"), ("prioridad", "urgent"), ("tipo", "complaint"), ("primera", "1"), ("solucion", "2")]).await.is(200);
        desk.run_jobs().await;
        assert_eq!(term(&desk, &case, Metric::FirstResponse).await, Some(Term::Seconds(9 * 3600)));
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;

        let page = laura.submit(&page, "/clasificar", &[("prioridad", "urgent"), ("tipo", "complaint")]).await.is(200);

        assert!(page.says("Normal → Urgente") && page.says("Solicitud → Queja"), "{}", page.words());
        let ticket = desk.ticket(&case).await;
        assert_eq!((ticket.nature.priority, ticket.nature.kind), (Priority::Urgent, TicketKind::Complaint));
        let clocks = desk.clocks(&case).await;
        let first = clocks.get(Metric::FirstResponse).unwrap();
        assert_eq!((first.term, first.started_at), (Term::Seconds(3600), ticket.created_at));
        assert_eq!(term(&desk, &case, Metric::Legal).await, Some(Term::BusinessDays(15)));
        for (query, is_there) in [("prioridad=urgent", true), ("prioridad=low", false), ("tipo=complaint", true), ("tipo=incident", false)] {
            let list = laura.open(&format!("/mesa/abiertos?{query}")).await.is(200);
            assert_eq!(list.says("Mariana Ríos"), is_there, "{query}");
        }
        let mut case = case;
        assert!(!case.page().await.says("Urgente"));
        laura.post(&format!("/mesa/casos/{}/clasificar", case.code), &[("prioridad", "alta"), ("tipo", "complaint")]).await.is(404);
    }

    async fn a_pause_is_not_counted_when_the_priority_changes(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        ines.submit(&page, HERE, &[("nombre", "Alta"), ("prioridad", "high"), ("solucion", "3")]).await.is(200);
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.ask(&case.code, "¿Cuál es su dirección?").await.is(200);
        desk.wait_business_days(8).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;

        laura.submit(&page, "/clasificar", &[("prioridad", "high")]).await.is(200);

        let clocks = desk.clocks(&case).await;
        assert!(!clocks.get(Metric::Resolution).unwrap().is_missed, "{clocks:?}");
        desk.do_what_is_due().await;
        assert!(!desk.clocks(&case).await.get(Metric::Resolution).unwrap().is_missed);
    }

    async fn a_policy_is_changed_in_place_and_counts_by_its_calendar(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        let page = ines.submit(&page, HERE, &[("nombre", "Todo"), ("primera", "30"), ("avisos", "15, 120")]).await.is(200);
        desk.run_jobs().await;
        let slow = desk.clocks(&case).await.get(Metric::FirstResponse).unwrap().due_at;
        let edit = page.body.split("href=\"").find(|part| part.starts_with("/mesa/ajustes/plazos/")).unwrap();
        let edit = edit.split('"').next().unwrap().to_owned();
        let page = ines.open(&edit).await.is(200);
        assert_eq!(page.form(&edit).value("avisos"), Some("120, 15"));

        ines.submit(&page, &edit, &[("calendario", "siempre")]).await.is(200);
        let again = ines.submit(&page, &edit, &[("nombre", "Otro")]).await;

        assert_eq!(again.status, 409);
        desk.run_jobs().await;
        let clocks = desk.clocks(&case).await;
        let first = clocks.get(Metric::FirstResponse).unwrap();
        assert_eq!(first.due_at.duration_since(first.started_at), SignedDuration::from_hours(30));
        assert!(first.due_at < slow);
        desk.wait(SignedDuration::from_hours(28)).await;
        let story = desk.story(&case).await;
        assert!(story.contains(&"deadline_soon".into()), "{story:?}");
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(&edit).await.is(200);
        let bad = ines.submit(&page, &edit, &[("avisos", "15, pronto")]).await.is(422);
        assert!(bad.body.contains("href=\"#avisos\""));
    }

    async fn a_ladder_tells_raises_gives_and_adds_each_once(desk: Desk) {
        let camila = desk.staff.camila.id;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let give = format!("dar:{camila}");
        let follow = format!("seguir:{}", desk.staff.andres.id);
        add_ladder(&mut ines, &[
            ["50", "usado", "avisar-supervision"],
            ["30", "antes", "prioridad"],
            ["15", "despues", give.as_str()],
            ["30", "despues", follow.as_str()],
        ]).await;
        let case = desk.ticket_of(MARIANA).await;

        desk.wait(SignedDuration::from_mins(61)).await;
        let andres = desk.staff.andres.email.to_string();
        assert_eq!(desk.letters_of(&andres, "deadline_notice").await.len(), 1);
        assert_eq!(desk.ticket(&case).await.nature.priority, Priority::Normal);
        desk.wait(SignedDuration::from_mins(30)).await;
        assert_eq!(desk.ticket(&case).await.nature.priority, Priority::High);
        desk.wait(SignedDuration::from_mins(45)).await;
        assert_eq!(desk.ticket(&case).await.assignee, Some(camila));
        desk.wait(SignedDuration::from_mins(15)).await;
        desk.wait(SignedDuration::from_mins(60)).await;

        let story = desk.story(&case).await;
        let count = |kind: &str| story.iter().filter(|one| *one == kind).count();
        assert_eq!((count("escalated"), count("follower_added"), count("classified")), (4, 1, 1), "{story:?}");
        assert_eq!(desk.letters_of(&andres, "deadline_notice").await.len(), 1);
        let mut case = case;
        // The session of the filing is over by now.
        case.browser.look_up(&case.code, MARIANA).await.is(200);
        case.write("¿Hay noticias?").await.is(200);
        assert_eq!(desk.letters_of(&andres, "ticket_news").await.len(), 1);
        assert!(!case.page().await.says("escalera"));
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        assert!(page.says("Paso de la escalera") && page.says("recibe avisos desde ahora"), "{}", page.words());
    }

    async fn a_ladder_tells_who_has_the_ticket_or_somebody_named_and_passes_it_to_a_team(desk: Desk) {
        let customs = domain::Team { id: domain::TeamId(9), name: "Aduanas".into(), colour: 2 };
        desk.app.store.write(move |tx| tx.insert_team(&customs)).await.unwrap();
        let camila = format!("avisar:{}", desk.staff.camila.id);
        let mut ines = desk.agent(&desk.staff.ines).await;
        add_ladder(&mut ines, &[
            ["50", "usado", "avisar-responsable"],
            ["30", "antes", camila.as_str()],
            ["15", "despues", "equipo:9"],
        ]).await;
        let nobodys = desk.ticket_of("otra.persona@correo.example").await;
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        laura.submit(&page, "/tomar", &[]).await.is(200);
        let told = async |agent: &domain::Agent| desk.letters_of(&agent.email.to_string(), "deadline_notice").await.len();

        // Who has the ticket is told; where nobody has it there is nobody to tell.
        desk.wait(SignedDuration::from_mins(61)).await;
        assert_eq!((told(&desk.staff.laura).await, told(&desk.staff.camila).await), (1, 0));
        let letter = &desk.letters_of(&desk.staff.laura.email.to_string(), "deadline_notice").await[0];
        assert!(letter.subject.contains(&case.code), "{}", letter.subject);
        // Whoever is named is told of each.
        desk.wait(SignedDuration::from_mins(30)).await;
        assert_eq!((told(&desk.staff.laura).await, told(&desk.staff.camila).await), (1, 2));
        assert_eq!(desk.ticket(&case).await.assignee, Some(desk.staff.laura.id));
        desk.wait(SignedDuration::from_mins(45)).await;

        for case in [&case, &nobodys] {
            let ticket = desk.ticket(case).await;
            assert_eq!((ticket.team, ticket.assignee), (domain::TeamId(9), None), "{}", case.code);
            let story = desk.story(case).await;
            assert_eq!(story.iter().filter(|kind| *kind == "escalated").count(), 3, "{story:?}");
        }
        desk.wait(SignedDuration::from_mins(60)).await;
        assert_eq!((told(&desk.staff.laura).await, told(&desk.staff.camila).await), (1, 2));
    }

    async fn who_follows_gets_the_news_until_somebody_takes_them_away(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        let andres = (desk.staff.andres.id.to_string(), desk.staff.andres.email.to_string());

        let page = laura.submit(&page, "/seguir", &[("persona", &andres.0)]).await.is(200);
        laura.post(&format!("/mesa/casos/{}/seguir", case.code), &[("persona", &andres.0)]).await;
        laura.reply(&case.code, "Lo estamos buscando").await.is(200);
        assert_eq!(desk.letters_of(&andres.1, "ticket_news").await.len(), 2);
        laura.submit(&page, "/dejar-de-seguir", &[]).await.is(200);
        case.write("Gracias, ¿cuándo llega?").await.is(200);

        assert_eq!(desk.letters_of(&andres.1, "ticket_news").await.len(), 2);
        laura.post(&format!("/mesa/casos/{}/seguir", case.code), &[("persona", "99")]).await.is(404);
        let mut victor = desk.agent(&desk.staff.victor).await;
        victor.post(&format!("/mesa/casos/{}/seguir", case.code), &[("persona", &andres.0)]).await.is(403);
    }

    async fn d05_who_follows_hears_nothing_of_a_ticket_that_they_may_not_read(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let camila = &desk.staff.camila;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&case.code).await;
        laura.submit(&page, "/seguir", &[("persona", &camila.id.to_string())]).await.is(200);
        let own = Grants::NONE.with(Permission::Read, Scope::Own);
        give(&desk, camila, role_of(&desk, "Solo lo propio", own).await).await;

        case.write("¿Hay noticias?").await.is(200);

        assert_eq!(desk.letters_of(&camila.email.to_string(), "ticket_news").await.len(), 0);
    }

    async fn rungs_out_of_their_limits_are_refused_and_stay_typed(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        add_rung(&mut ines, "Buena", ["own", "10", "antes", "prioridad"]).await;
        let page = ines.open(HERE).await.is(200);
        let page = ines.submit(&page, HERE, &[("nombre", "Mala"), ("hacer", "agregar paso")]).await.is(200);

        for (amount, when) in [("0", "usado"), ("101", "usado"), ("43201", "antes"), ("pronto", "despues")] {
            let bad = ines.submit(&page, HERE, &[("paso_0_cantidad", amount), ("paso_0_cuando", when)]).await.is(422);
            assert!(bad.body.contains("href=\"#paso_0_cantidad\""), "{amount}");
            assert_eq!(bad.form(HERE).value("paso_0_cantidad"), Some(amount));
        }
        let unknown = ines.post(HERE, &[("nombre", "Mala"), ("paso_0_id", ""), ("paso_0_plazo", "own"), ("paso_0_cantidad", "5"), ("paso_0_cuando", "antes"), ("paso_0_accion", "dar:99")]).await;
        assert_eq!(unknown.status, 400);
        assert_eq!(desk.number("SELECT count(*) AS number FROM deadline_policy").await, 1);
    }

    async fn what_a_change_would_do_is_shown_and_nothing_is_written(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        desk.run_jobs().await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let before = desk.dump().await;
        let page = ines.open("/mesa/ajustes/calendarios/0").await.is(200);

        let tried = ines.submit(&page, "/dias", &[("fecha", "2026-03-10"), ("motivo", "Día cívico"), ("hacer", "efecto")]).await.is(200);
        assert!(tried.says("Cambian los plazos de 1") || tried.says("Cambia el plazo de 1"), "{}", tried.words());
        assert!(tried.says(&case.code) && tried.says("miércoles 25 de marzo"), "{}", tried.words());
        assert_eq!(tried.form("/dias").value("motivo"), Some("Día cívico"));
        let page = ines.open(HERE).await.is(200);
        let tried = ines.submit(&page, HERE, &[("nombre", "Todo"), ("primera", "1"), ("hacer", "efecto")]).await.is(200);
        assert!(tried.says("Nada se ha guardado") && tried.says("Primera respuesta"), "{}", tried.words());
        let bad = ines.submit(&page, HERE, &[("nombre", ""), ("hacer", "efecto")]).await;
        assert_eq!(bad.status, 422);

        assert_eq!(desk.dump().await, before);
        assert_eq!(desk.ticket(&case).await.due_at, desk.clocks(&case).await.promised());
    }

    async fn what_another_order_or_one_policy_less_would_do_is_shown_and_nothing_is_written(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        let page = ines.submit(&page, HERE, &[("nombre", "Todo"), ("primera", "6")]).await.is(200);
        let page = ines.submit(&page, HERE, &[("nombre", "Rápida"), ("primera", "3")]).await.is(200);
        desk.run_jobs().await;
        let (up, down) = (page.form("/subir").action, page.form("/bajar").action);
        let delete = down.replace("/bajar", "/quitar");
        let before = desk.dump().await;

        for (to, what) in [(&up, "Subir: Rápida"), (&down, "Bajar: Todo"), (&delete, "Quitar: Todo")] {
            assert!(page.body.contains(&format!("formaction=\"{to}?hacer=efecto#efecto\"")), "{to}: {}", page.body);
            let tried = ines.post(&format!("{to}?hacer=efecto"), &[]).await.is(200);
            for words in ["Nada se ha guardado", "Cambia el plazo de 1", "Primera respuesta", case.code.as_str()] {
                assert!(tried.says(words), "{what}: {words}: {}", tried.words());
            }
            assert!(tried.body.contains(&format!("<p class=\"fs-13 anywhere\">{what}</p>")), "{what}: {}", tried.body);
        }
        let at_the_end = format!("{}?hacer=efecto", down.replace("/bajar", "/subir"));
        let tried = ines.post(&at_the_end, &[]).await.is(200);
        assert!(tried.says("Ningún plazo cambia"), "{}", tried.words());
        for path in ["99/subir", "99/quitar", "x/quitar"] {
            ines.post(&format!("{HERE}/{path}?hacer=efecto"), &[]).await.is(404);
        }
        assert_eq!(desk.dump().await, before);

        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.post(&format!("{delete}?hacer=efecto"), &[]).await.is(403);
        ines.submit(&page, &delete, &[]).await.is(200);
        desk.run_jobs().await;
        assert_eq!(term(&desk, &case, Metric::FirstResponse).await, Some(Term::Seconds(3 * 3600)));
    }

    async fn what_another_main_calendar_would_do_is_shown_and_nothing_is_written(desk: Desk) {
        const CALENDARS: &str = "/mesa/ajustes/calendarios";
        let case = desk.ticket_of(MARIANA).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let promised = ["2026-03-24T02:59:59Z", "2026-03-25T04:59:59Z"];
        // By name the second comes after the first, which is the main one by then.
        for ((name, country), due) in [("Santiago", "cl"), ("Tunja", "co")].into_iter().zip(promised) {
            let list = ines.open(CALENDARS).await.is(200);
            let page = ines.submit(&list, CALENDARS, &[("nombre", name), ("pais", country)]).await.is(200);
            let before = desk.dump().await;

            let to = page.form("/principal").action;
            let tried = ines.post(&format!("{to}?hacer=efecto"), &[]).await.is(200);

            for words in ["Nada se ha guardado", "Cambia el plazo de 1", case.code.as_str()] {
                assert!(tried.says(words), "{name}: {words}: {}", tried.words());
            }
            assert_eq!(desk.dump().await, before);
            ines.submit(&tried, "/principal", &[]).await.is(200);
            desk.run_jobs().await;
            assert_eq!(desk.ticket(&case).await.due_at, Some(due.parse().unwrap()), "{name}");
        }
    }

    async fn the_list_shows_what_is_over_today_and_goes_by_what_is_over_first(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(HERE).await.is(200);
        let urgent = [("nombre", "Urgente"), ("prioridad", "urgent"), ("calendario", "siempre"), ("primera", "4")];
        ines.submit(&page, HERE, &urgent).await.is(200);
        let first = desk.ticket_of("primera@correo.example").await;
        desk.wait(SignedDuration::from_hours(1)).await;
        let second = desk.ticket_of("segunda@correo.example").await;
        desk.wait(SignedDuration::from_hours(1)).await;
        let third = desk.ticket_of("tercera@correo.example").await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.at_desk(&second.code).await;
        laura.submit(&page, "/clasificar", &[("prioridad", "urgent")]).await.is(200);

        // It is Sunday: the others have time until the offices open.
        let today = laura.open("/mesa/abiertos?plazo=hoy").await.is(200);
        let place = |page: &crate::browser::Page, case: &Case| page.body.find(&format!("/mesa/casos/{}", case.code));
        assert!(place(&today, &second).is_some(), "{}", today.words());
        assert!(place(&today, &first).is_none() && place(&today, &third).is_none(), "{}", today.words());
        let by_due = laura.open("/mesa/abiertos?orden=vence").await.is(200);
        let (one, two, three) = (place(&by_due, &first).unwrap(), place(&by_due, &second).unwrap(), place(&by_due, &third).unwrap());
        assert!(two < one && two < three, "{}", by_due.words());
        let by_age = laura.open("/mesa/abiertos?orden=nuevos").await.is(200);
        let (one, two, three) = (place(&by_age, &first).unwrap(), place(&by_age, &second).unwrap(), place(&by_age, &third).unwrap());
        assert!(three < two && two < one, "{}", by_age.words());

        let due = desk.clocks(&first).await.next().unwrap().due_at;
        desk.wait(due.duration_since(desk.app.now()) - SignedDuration::from_mins(5)).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let today = laura.open("/mesa/abiertos?plazo=hoy").await.is(200);
        assert!(place(&today, &first).is_some(), "{}", today.words());
    }

    async fn the_ring_is_that_of_the_term_that_is_over_next(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let list = laura.open("/mesa/abiertos").await.is(200);
        assert!(list.says("% del tiempo usado"), "{}", list.words());
        assert!(!laura.open("/mesa/abiertos?plazo=cerca").await.says("Mariana Ríos"));
        let next = desk.clocks(&case).await.next().unwrap().due_at;
        let left = next.duration_since(desk.ticket(&case).await.created_at);

        desk.wait(left - SignedDuration::from_mins(5)).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        assert!(laura.open("/mesa/abiertos?plazo=cerca").await.says("Mariana Ríos"));
        assert!(!laura.open("/mesa/abiertos?plazo=vencido").await.says("Mariana Ríos"));
        desk.wait(SignedDuration::from_mins(6)).await;

        let late = laura.open("/mesa/abiertos?plazo=vencido").await.is(200);
        assert!(late.says("Mariana Ríos") && late.says("Venció hace"), "{}", late.words());
    }
}
