//! From the first click to the ticket: codes, drafts, and what becomes of them (cases A).

use futures_util::future::join_all;
use jiff::SignedDuration;
use store::on_both_engines;

use crate::browser::{Browser, Page, Upload};
use crate::desk::{Desk, Request, code_in, png};
use crate::log;

const MARIANA: &str = "mariana.rios@correo.example";

/// A code that is not this one.
fn wrong(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

/// Types a wrong code so many times; the last answer.
async fn type_wrong(
    desk: &Desk,
    browser: &mut Browser,
    page: &Page,
    email: &str,
    times: usize,
) -> Page {
    let code = desk.code_to(email).await;
    let mut last = page.clone();
    for _ in 0..times {
        last = browser.type_code(page, wrong(&code)).await;
    }
    last
}

/// The reference that is dictated on the phone, such as `7K-42`.
pub(crate) fn reference_on(page: &Page) -> String {
    let is_spoken = |word: &&str| {
        let bytes = word.as_bytes();
        bytes.len() == 5
            && bytes[2] == b'-'
            && word
                .bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_digit() || byte.is_ascii_uppercase())
    };
    let words = page.words();
    let found = words.split([' ', '.', ',', ';']).find(is_spoken);
    found
        .unwrap_or_else(|| panic!("no reference in {words}"))
        .to_owned()
}

/// Whether the digits stand in a text, together or in two groups, as a number of their own.
fn has_digits(text: &str, digits: &str) -> bool {
    let (first, second) = digits.split_at(3);
    [
        digits.to_owned(),
        format!("{first} {second}"),
        format!("{first}-{second}"),
    ]
    .iter()
    .any(|form| {
        text.match_indices(form).any(|(at, _)| {
            let alone = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
            alone(text[..at].chars().next_back()) && alone(text[at + form.len()..].chars().next())
        })
    })
}

on_both_engines! {
    async fn a_ticket_is_filed_in_five_steps(desk: Desk) {
        let mut browser = desk.browser();
        let home = browser.open("/").await.is(200);
        assert!(home.says("Mi envío no llega"), "{}", home.words());

        let page = browser.ask_for_a_code(&Request::default()).await;
        assert!(page.path.ends_with("/codigo"), "{}", page.path);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        let code = desk.code_to(MARIANA).await;
        let created = browser.type_code(&page, &code).await.is(200);

        assert!(created.path.ends_with("/creado"), "{}", created.path);
        let ticket = code_in(&created.path);
        assert!(created.says(&ticket) && created.says("Su caso quedó creado"), "{}", created.words());
        // It survives a reload, and the case is open at once in this browser.
        browser.open(&created.path).await.is(200);
        let page = browser.open(&format!("/casos/{ticket}")).await.is(200);
        assert!(page.says("Caja de libros detenida en Medellín") && page.says("La caja no se mueve desde el lunes."));
        let kinds: Vec<_> = desk.letters_to(MARIANA).await.into_iter().map(|letter| letter.kind).collect();
        assert_eq!(kinds, ["verification_code", "ticket_created"]);
    }

    async fn a01_the_digits_of_a_code_are_written_nowhere(desk: Desk) {
        log::record();
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let before = desk.dump().await;
        let digits = desk.code_to(MARIANA).await;

        let mut ines = desk.agent(&desk.staff.ines).await;
        let mut seen = vec![("the database before the mail", before), ("the code page", page.body.clone())];
        for path in ["/mesa/todos", "/mesa/auditoria", "/mesa/correo", "/mesa/validar"] {
            seen.push((path, ines.open(path).await.is(200).body));
        }
        let wrong = browser.type_code(&page, wrong(&digits)).await;
        seen.push(("the answer to a wrong code", wrong.body));
        let found = ines.open(&format!("/mesa/validar?referencia={}", reference_on(&page))).await.is(200);
        seen.push(("the phone page", found.body));
        seen.push(("the database after the mail", desk.dump().await));
        browser.type_code(&page, &digits).await.is(200);
        seen.push(("the database after filing", desk.dump().await));
        seen.push(("the log", log::so_far()));

        for (place, text) in seen {
            assert!(!has_digits(&text, &digits), "{digits} stand in {place}: {text}");
        }
    }

    async fn a02_after_five_wrong_codes_the_right_one_is_dead_too(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;

        type_wrong(&desk, &mut browser, &page, MARIANA, 5).await.is(422);
        let refused = browser.type_code(&page, &code).await;

        refused.is(422);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        desk.wait(SignedDuration::from_secs(61)).await;
        let page = browser.open("/casos/nuevo/informacion/codigo").await.is(200);
        let page = browser.submit(&page, "/codigo/otro", &[]).await.is(200);
        let new = desk.code_to(MARIANA).await;
        assert_ne!(new, code);
        browser.type_code(&page, &new).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn a03_a_new_code_does_not_start_the_count_of_failures_again(desk: Desk) {
        // Twenty failures of one address in a day, over several codes and two intakes.
        for _ in 0..2 {
            let (mut browser, mut page) = desk.asked_for_a_code(&Request::default()).await;
            for round in 0..3 {
                if round > 0 {
                    desk.wait(SignedDuration::from_secs(61)).await;
                    page = browser.submit(&page, "/codigo/otro", &[]).await.is(200);
                }
                type_wrong(&desk, &mut browser, &page, MARIANA, if round == 2 { 2 } else { 4 }).await.is(422);
            }
            assert_eq!(desk.number("SELECT CAST(max(failed_codes) AS BIGINT) AS number FROM draft").await, 10);
            desk.wait(SignedDuration::from_secs(61)).await;
        }
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;

        let refused = browser.type_code(&page, &code).await;

        refused.is(422);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        desk.wait(SignedDuration::from_hours(25)).await;
        desk.ticket_of(MARIANA).await;
    }

    async fn a04_a_right_code_posted_fifty_times_at_once_makes_one_ticket(desk: Desk) {
        let (browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;

        let answers = join_all((0..50).map(|_| {
            let (mut browser, page, code) = (browser.clone(), page.clone(), code.clone());
            tokio::spawn(async move { browser.submit_once(&page, "/codigo", &[("codigo", &code)]).await })
        }));
        let answers: Vec<Page> = answers.await.into_iter().map(Result::unwrap).collect();

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
        assert_eq!(desk.letters_of(MARIANA, "ticket_created").await.len(), 1);
        let (winners, others): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.headers.contains_key("set-cookie"));
        assert_eq!((winners.len(), others.len()), (1, 49));
        assert_eq!(winners[0].status, 303);
        for other in &others {
            assert_eq!(other.face(), others[0].face());
            assert!(other.says("Ese caso ya está creado"), "{} {}", other.status, other.words());
        }
    }

    async fn a05_a_code_is_refused_after_ten_minutes_even_if_the_clock_is_set_back(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;

        desk.wait(SignedDuration::from_secs(601)).await;
        browser.type_code(&page, &code).await.is(422);
        desk.clock.advance(-SignedDuration::from_hours(1));
        browser.type_code(&page, &code).await.is(422);

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
    }

    async fn n09_a_clock_set_back_before_a_restart_gives_no_code_a_second_life(desk: Desk) {
        const OTHER: &str = "otra.persona@correo.example";
        let (browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;
        let (other, page_of_other) = desk.asked_for_a_code(&Request::of(OTHER)).await;
        desk.wait(SignedDuration::from_mins(9)).await;

        desk.clock.advance(-SignedDuration::from_hours(1));
        let again = desk.opened_again().await;

        // Who asks for another code files the case: it counts, although its key is less than that of the old one.
        again.clock.advance(SignedDuration::from_secs(61));
        let mut other = other.at(&again);
        other.submit(&page_of_other, "/codigo/otro", &[]).await.is(200);
        let new = again.code_to(OTHER).await;
        other.at(&again.opened_again().await).type_code(&page_of_other, &new).await.is(200);
        // The old one counts neither now, nor when its time comes once more.
        for minutes in [0, 49, 2, 8] {
            again.clock.advance(SignedDuration::from_mins(minutes));
            browser.at(&again).type_code(&page, &code).await.is(422);
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn n09_what_a_clock_that_was_ahead_left_behind_is_put_right_at_the_start(desk: Desk) {
        desk.clock.advance(SignedDuration::from_hours(24 * 365));
        let case = desk.ticket_of(MARIANA).await;
        desk.asked_for_a_code(&Request::default()).await;
        case.browser.clone().get(&case.path("")).await.is(200);
        assert_ne!(desk.number("SELECT count(*) AS number FROM job WHERE state = 0").await, 0);

        desk.clock.advance(-SignedDuration::from_hours(24 * 365));
        let again = desk.opened_again().await;

        // What was to be done, and what counts against somebody, waits a day at most and not a year.
        again.clock.advance(SignedDuration::from_hours(24));
        let now = again.app.now().as_microsecond();
        for later in ["counter WHERE ends_at", "job WHERE state = 0 AND run_at", "job WHERE locked_until"] {
            let query = format!("SELECT count(*) AS number FROM {later} > {now}");
            assert_eq!(again.app.store.read(move |db| db.number(&query)).await.unwrap(), 0, "{later}");
        }
        // A session of that time is none: nobody knows how old it is.
        assert_ne!(case.browser.at(&again).get(&case.path("")).await.status, 200);
    }

    async fn n09_a_clock_a_little_behind_takes_no_code_away_and_gives_it_no_time(desk: Desk) {
        let (browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;
        let before = desk.app.now();

        desk.clock.advance(-SignedDuration::from_secs(2));
        let again = desk.opened_again().await;

        assert_eq!(again.app.now(), before);
        browser.at(&again).type_code(&page, &code).await.is(200);
    }

    async fn a05_a_code_is_taken_until_the_last_second(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;

        desk.wait(SignedDuration::from_secs(599)).await;

        browser.type_code(&page, &code).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn a06_a_code_is_good_for_nothing_but_its_purpose(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut looked_up = desk.browser();
        looked_up.look_up(&case.code, MARIANA).await.is(200);
        let proof = looked_up.open("/verificar").await.is(200);
        let proof = looked_up.submit(&proof, "/verificar/enviar", &[]).await.is(200);
        let proof_code = desk.code_to(MARIANA).await;
        desk.wait(SignedDuration::from_secs(61)).await;
        let (mut one, one_page) = desk.asked_for_a_code(&Request::default()).await;
        let one_code = desk.code_to(MARIANA).await;
        desk.wait(SignedDuration::from_secs(61)).await;
        let (mut two, two_page) = desk.asked_for_a_code(&Request::default()).await;
        let two_code = desk.code_to(MARIANA).await;

        one.type_code(&one_page, &two_code).await.is(422);
        two.type_code(&two_page, &one_code).await.is(422);
        one.type_code(&one_page, &proof_code).await.is(422);
        looked_up.submit(&proof, "/verificar", &[("codigo", &one_code)]).await.is(422);

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
        one.type_code(&one_page, &one_code).await.is(200);
        looked_up.submit(&proof, "/verificar", &[("codigo", &proof_code)]).await.is(200);
    }

    async fn a07_another_browser_cannot_use_the_code_nor_burn_its_tries(desk: Desk) {
        let (mut one, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;
        let mut stranger = desk.browser();
        let other = Request::of("otra.persona@correo.example");
        let (mut two, two_page) = desk.asked_for_a_code(&other).await;

        for _ in 0..6 {
            let answer = stranger.post("/casos/nuevo/informacion/codigo", &[("codigo", &code)]).await;
            assert_eq!((answer.status, answer.location()), (303, "/casos/nuevo"));
        }
        two.type_code(&two_page, &code).await.is(422);

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
        one.type_code(&page, &code).await.is(200);
    }

    async fn a08_changing_cookies_headers_and_spelling_changes_no_counter(desk: Desk) {
        let spellings = [MARIANA, "Mariana.Rios@correo.example", "mariana.rios+1@correo.example", "MARIANA.RIOS+zz@CORREO.example"];
        for (number, email) in spellings.iter().enumerate() {
            let (mut browser, page) = desk.asked_for_a_code(&Request::of(email)).await;
            browser.extra = vec![("x-forwarded-for", format!("203.0.113.{number}")), ("forwarded", format!("for=203.0.113.{number}"))];
            let address: domain::EmailAddress = email.parse().unwrap();
            type_wrong(&desk, &mut browser, &page, address.as_str(), 5).await.is(422);
        }
        let (mut browser, page) = desk.asked_for_a_code(&Request::of("mariana.rios+fin@correo.example")).await;
        let code = desk.code_to("mariana.rios+fin@correo.example").await;

        let refused = browser.type_code(&page, &code).await;

        refused.is(422);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
    }

    async fn a08_intakes_are_counted_by_address_of_the_client_whatever_it_says(desk: Desk) {
        let mut hostile = desk.browser();
        let mut last = None;
        for number in 0..21 {
            hostile.forget("borrador");
            hostile.extra = vec![("x-forwarded-for", format!("203.0.113.{number}")), ("x-real-ip", format!("203.0.113.{number}"))];
            let details = [("asunto", "Hola"), ("descripcion", "Hola")];
            let page = hostile.open("/casos/nuevo/informacion").await.is(200);
            last = Some(hostile.submit_once(&page, "/informacion", &details).await);
        }

        last.unwrap().is(429);
        assert_eq!(desk.number("SELECT count(*) AS number FROM draft").await, 20);
        desk.ticket_of(MARIANA).await;
    }

    async fn a09_within_a_minute_no_second_code_goes_out_and_nobody_can_tell(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        assert_eq!(desk.codes_to(MARIANA).await, 1);

        let too_soon = browser.submit_once(&page, "/codigo/otro", &[]).await;
        assert_eq!(desk.codes_to(MARIANA).await, 1);
        desk.wait(SignedDuration::from_secs(61)).await;
        let sent = browser.submit_once(&page, "/codigo/otro", &[]).await;
        assert_eq!(desk.codes_to(MARIANA).await, 2);
        desk.wait(SignedDuration::from_secs(61)).await;
        browser.submit_once(&page, "/codigo/otro", &[]).await;
        assert_eq!(desk.codes_to(MARIANA).await, 3);
        desk.wait(SignedDuration::from_secs(61)).await;
        let fourth = browser.submit_once(&page, "/codigo/otro", &[]).await;

        assert_eq!(desk.codes_to(MARIANA).await, 3);
        assert_eq!(too_soon.face(), sent.face());
        assert_eq!(fourth.face(), sent.face());
    }

    async fn a09_the_eleventh_code_of_an_address_in_a_day_is_not_sent_and_nobody_can_tell(desk: Desk) {
        let mut faces = Vec::new();
        for number in 0..11 {
            let spelling = format!("mariana.rios+{number}@correo.example");
            let request = Request::of(&spelling);
            let mut browser = desk.browser();
            let page = browser.give_details(&request).await;
            let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await;
            let contact = [("nombre", "Mariana"), ("correo", spelling.as_str()), ("autorizo", "")];
            let page = browser.submit(&page, "/revisar", &contact).await.is(200);
            // Each draft has a reference of its own, such as 7K-42.
            let is_reference = |word: &&str| word.len() == 6 && word.as_bytes()[2] == b'-' && word.ends_with('.');
            let words = page.words().replace(&spelling, "…");
            faces.push(words.split_whitespace().filter(|word| !is_reference(word)).collect::<Vec<_>>().join(" "));
        }

        let letters = desk.letters().await;
        assert_eq!(letters.len(), 10);
        for face in &faces {
            assert_eq!(*face, faces[0]);
        }
    }

    async fn a10_the_mail_with_the_code_holds_nothing_that_was_typed(desk: Desk) {
        let request = Request {
            subject: "Gane dinero en https://malo.example YA".into(),
            description: "Escriba a <b>premio@malo.example</b>".into(),
            name: "Visite malo.example".into(),
            ..Request::default()
        };
        desk.asked_for_a_code(&request).await;

        let letters = desk.letters_to(MARIANA).await;

        let [letter] = &letters[..] else { panic!("{letters:?}") };
        let all = format!("{}\n{}\n{}\n{}", letter.raw, letter.text, letter.html, letter.subject).to_lowercase();
        for typed in ["malo.example", "dinero", "premio", "visite"] {
            assert!(!all.contains(typed), "{typed} in {all}");
        }
        assert!(letter.links.is_empty() && !letter.html.contains("href="), "{}", letter.html);
        let code = letter.code.clone().unwrap();
        let (first, second) = code.split_at(3);
        for needed in [&format!("{first} {second}")[..], "Vence a las 12:10 p. m.", "¿No lo pidió usted?", "crear el caso"] {
            let text = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(needed), "{needed:?} is not in {text}");
        }
    }

    async fn a11_a_code_by_phone_needs_permission_checklist_and_reason(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let mailed = desk.code_to(MARIANA).await;
        let reference = reference_on(&page);
        let mut victor = desk.agent(&desk.staff.victor).await;
        let found = victor.open(&format!("/mesa/validar?referencia={reference}")).await;
        assert!(matches!(found.status, 403 | 404), "{} {}", found.status, found.words());
        let mut laura = desk.agent(&desk.staff.laura).await;
        let found = laura.open(&format!("/mesa/validar?referencia={reference}")).await.is(200);
        assert!(found.says("Mariana Ríos Ospina") && !has_digits(&found.body, &mailed));
        let points = found.form_for("/validar", &[("motivo", "")]).controls.iter().filter(|control| control.kind == "checkbox").count();
        assert_eq!(points, 3);

        let no_reason = laura.submit(&found, "/validar", &[("punto-0", ""), ("punto-1", ""), ("punto-2", ""), ("motivo", " ")]).await;
        assert_eq!(no_reason.status, 422, "{}", no_reason.words());
        let no_points = laura.submit(&found, "/validar", &[("punto-0", ""), ("motivo", "No le llega el correo")]).await;
        assert_eq!(no_points.status, 422, "{}", no_points.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM otp").await, 1);
        let all = [("punto-0", ""), ("punto-1", ""), ("punto-2", ""), ("motivo", "No le llega el correo")];
        let given = laura.submit(&found, "/validar", &all).await.is(200);

        let spoken = six_digits(&given);
        assert!(!has_digits(&given.body, &mailed));
        let again = laura.submit(&found, "/validar", &all).await;
        assert!(again.status >= 400 && !has_digits(&again.body, &spoken), "{}", again.words());
        let audit = desk.dump_of(|table| table == "audit_log" || table == "audit").await;
        assert!(audit.contains("phone_code_given") && audit.contains("No le llega el correo"), "{audit}");
        assert!(!has_digits(&audit, &spoken));
        desk.clock.advance(SignedDuration::from_secs(599));
        browser.type_code(&page, &spoken).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn a11_a_code_by_phone_ends_after_ten_minutes(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let spoken = by_phone(&desk, &page).await;

        desk.clock.advance(SignedDuration::from_secs(601));
        let late = browser.type_code(&page, &spoken).await;

        late.is(422);
    }

    async fn a12_a_ticket_verified_by_phone_shows_only_itself(desk: Desk) {
        let mut old = desk.ticket_of(MARIANA).await;
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let spoken = by_phone(&desk, &page).await;
        let created = browser.type_code(&page, &spoken).await.is(200);
        let new = code_in(&created.path);

        let list = browser.open("/mis-casos").await;
        assert!(!list.says(&old.code), "{}", list.words());
        browser.open(&format!("/casos/{}", old.code)).await.is(404);
        browser.open(&format!("/casos/{new}")).await.is(200);

        // Who owns the address does not see what somebody filed on the phone in its name.
        let owned = old.browser.open("/mis-casos").await.is(200);
        assert!(owned.says(&old.code) && !owned.says(&new), "{}", owned.words());
        let mut laura = desk.agent(&desk.staff.laura).await;
        let screen = laura.at_desk(&new).await;
        assert!(screen.words().to_lowercase().contains("teléfono"), "{}", screen.words());
        // Looking it up shows it alone too.
        let mut other = desk.browser();
        let list = other.look_up(&new, MARIANA).await;
        assert!(!list.says(&old.code), "{}", list.words());
    }

    async fn a13_no_code_by_phone_for_an_address_of_the_staff(desk: Desk) {
        for email in ["laura.mendez@cordillera.example", "Camila.Rojas+x@cordillera.example"] {
            let (_, page) = desk.asked_for_a_code(&Request::of(email)).await;
            let mut laura = desk.agent(&desk.staff.laura).await;

            let found = laura.open(&format!("/mesa/validar?referencia={}", reference_on(&page))).await;
            let refused = if found.has_form("/validar") && found.form_for("/validar", &[("motivo", "")]).has("motivo") {
                let all = [("punto-0", ""), ("punto-1", ""), ("punto-2", ""), ("motivo", "No le llega el correo")];
                laura.submit(&found, "/validar", &all).await
            } else {
                found
            };

            assert!(refused.status >= 400, "{} {}", refused.status, refused.words());
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM otp").await, 2);
    }

    async fn a14_after_a_day_an_unverified_intake_is_gone_with_its_files(desk: Desk) {
        let request = Request { subject: "Asunto irrepetible".into(), description: "Texto irrepetible".into(), ..Request::default() };
        let mut browser = desk.browser();
        let page = browser.give_details(&request).await;
        let file = Upload { field: "archivo", name: "guia-irrepetible.png", kind: "image/png", content: &png() };
        let page = browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
        let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        let page = browser.give_contact(&page, &request).await;
        desk.run_jobs().await;
        assert!(desk.dump().await.contains("irrepetible"));
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);
        assert!(!files_in(&desk.files_folder()).is_empty());

        desk.wait(SignedDuration::from_hours(25)).await;

        let dump = desk.dump().await;
        for gone in ["irrepetible", MARIANA, "Mariana"] {
            assert!(!dump.contains(gone), "{gone} in {dump}");
        }
        assert_eq!(files_in(&desk.files_folder()), [""; 0]);
        let late = browser.type_code(&page, "123456").await;
        assert!(late.path.starts_with("/casos/nuevo"), "{}", late.path);
    }

    async fn a15_an_unverified_intake_is_in_no_queue_search_or_count(desk: Desk) {
        let request = Request { subject: "Asunto irrepetible".into(), ..Request::default() };
        desk.asked_for_a_code(&request).await;
        let mut andres = desk.agent(&desk.staff.andres).await;

        for path in ["/mesa/mios", "/mesa/sin-asignar", "/mesa/abiertos", "/mesa/todos", "/mesa/buscar?q=mariana.rios@correo.example"] {
            let page = andres.open(path).await;
            assert!(!page.body.contains("irrepetible"), "{path}");
        }

        for table in ["ticket", "message", "event", "contact", "consent"] {
            let rows = desk.dump_of(|name| name == table).await;
            assert_eq!(rows.trim(), "", "{table}");
        }
    }

    async fn the_back_button_creates_nothing_twice(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::default()).await;
        let code = desk.code_to(MARIANA).await;
        let created = browser.type_code(&page, &code).await.is(200);
        let ticket = code_in(&created.path);

        for (back, form, fields) in [
            ("/casos/nuevo/informacion/codigo", "/codigo", vec![("codigo", code.as_str())]),
            ("/casos/nuevo/informacion/revisar", "/revisar", vec![]),
        ] {
            let again = browser.open(back).await;
            assert!(again.says(&ticket), "{back}: {}", again.words());
            if again.has_form(form) {
                browser.submit(&again, form, &fields).await;
            }
        }
        browser.post("/casos/nuevo/informacion/codigo", &[("codigo", &code)]).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
        assert_eq!(desk.letters_of(MARIANA, "ticket_created").await.len(), 1);
    }

    async fn what_was_typed_and_attached_survives_mistakes(desk: Desk) {
        let mut browser = desk.browser();
        let page = browser.open("/casos/nuevo/envio").await.is(200);
        let details = [("asunto", "Caja detenida"), ("descripcion", ""), ("guia", "RR473124828CO"), ("rastreo", "detenido"), ("valor", "98.000")];

        let page = browser.submit(&page, "/envio", &details).await.is(422);

        assert!(page.title().starts_with("Error: "), "{}", page.title());
        let form = page.form("/envio");
        for (field, kept) in [("asunto", "Caja detenida"), ("guia", "RR473124828CO"), ("rastreo", "detenido"), ("valor", "98.000")] {
            assert_eq!(form.value(field), Some(kept), "{form}");
        }
        assert!(page.says("Cuéntenos qué pasó con su envío"));
        let mended = [("descripcion", "No se mueve desde el lunes"), ("guia", "RR473124829CO")];
        let page = browser.submit(&page, "/envio", &mended).await.is(200);
        let file = Upload { field: "archivo", name: "guía.png", kind: "image/png", content: &png() };
        let page = browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
        assert!(page.says("guía.png"));
        let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        let page = browser.submit(&page, "/revisar", &[("nombre", "Mariana"), ("correo", "mariana@"), ("telefono", "300 123 4567")]).await.is(422);
        let form = page.form("/revisar");
        assert_eq!((form.value("nombre"), form.value("correo")), (Some("Mariana"), Some("mariana@")), "{form}");
        assert!(page.says("guía.png") && page.says("RR473124829CO"), "{}", page.words());
        let page = browser.submit(&page, "/revisar", &[("correo", MARIANA), ("autorizo", "")]).await.is(200);
        let code = desk.code_to(MARIANA).await;
        let created = browser.type_code(&page, &code).await.is(200);
        let page = browser.open(&format!("/casos/{}", code_in(&created.path))).await.is(200);
        assert!(page.says("guía.png") && page.says("RR473124829CO"), "{}", page.words());
    }

    async fn a_draft_is_kept_until_it_is_thrown_away(desk: Desk) {
        let mut browser = desk.browser();
        browser.give_details(&Request::default()).await;
        desk.wait(SignedDuration::from_hours(23)).await;
        let page = browser.open("/casos/nuevo/informacion").await.is(200);
        assert_eq!(page.form("/informacion").value("asunto"), Some("Caja de libros detenida en Medellín"));

        browser.submit(&page, "/borrar", &[]).await.is(200);

        let page = browser.open("/casos/nuevo/informacion").await.is(200);
        assert_eq!(page.form("/informacion").value("asunto"), Some(""));
        assert!(!desk.dump().await.contains("Caja de libros"));
    }

    async fn a_wrong_address_is_corrected_and_the_old_code_works_no_more(desk: Desk) {
        let (mut browser, _) = desk.asked_for_a_code(&Request::of("mriana@correo.example")).await;
        let old = desk.code_to("mriana@correo.example").await;

        let page = browser.open("/casos/nuevo/informacion/codigo/correo").await.is(200);
        let page_after = browser.submit(&page, "/codigo/correo", &[("correo", MARIANA)]).await.is(200);

        browser.type_code(&page_after, &old).await.is(422);
        desk.wait(SignedDuration::from_secs(61)).await;
        if desk.codes_to(MARIANA).await == 0 {
            browser.submit(&page_after, "/codigo/otro", &[]).await.is(200);
        }
        let code = desk.code_to(MARIANA).await;
        browser.type_code(&page_after, &code).await.is(200);
        assert_eq!(desk.letters_of(MARIANA, "ticket_created").await.len(), 1);
    }
}

/// A code that Laura gives on the phone for the draft of a code page.
async fn by_phone(desk: &Desk, page: &Page) -> String {
    let mut laura = desk.agent(&desk.staff.laura).await;
    let found = laura
        .open(&format!("/mesa/validar?referencia={}", reference_on(page)))
        .await
        .is(200);
    let all = [
        ("punto-0", ""),
        ("punto-1", ""),
        ("punto-2", ""),
        ("motivo", "No le llega el correo"),
    ];
    six_digits(&laura.submit(&found, "/validar", &all).await.is(200))
}

/// The six digits on a page, however they are grouped.
pub(crate) fn six_digits(page: &Page) -> String {
    let words = page.words();
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    let number =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = parts
        .iter()
        .find(|part| number(part, 6))
        .map(|part| (*part).to_owned());
    let halves = || {
        parts
            .windows(2)
            .find(|pair| number(pair[0], 3) && number(pair[1], 3))
            .map(<[&str]>::concat)
    };
    whole
        .or_else(halves)
        .unwrap_or_else(|| panic!("no code in {words}"))
}

/// The files below a folder.
fn files_in(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries.map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            files.extend(files_in(&entry.path()));
        } else {
            files.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    files
}
