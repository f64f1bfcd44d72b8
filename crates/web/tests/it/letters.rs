//! Mail going out (cases H and N), errors (J) and consent (M).

use std::path::PathBuf;

use app::testing::Plan;
use jiff::{SignedDuration, Timestamp};
use store::{Store, on_both_engines};

use crate::desk::{Desk, Request};
use crate::log;

const MARIANA: &str = "mariana.rios@correo.example";

/// The values of a header in raw mail, unfolded.
fn header(raw: &str, name: &str) -> Vec<String> {
    let head = raw
        .split("\r\n\r\n")
        .next()
        .unwrap_or_default()
        .replace("\r\n ", " ")
        .replace("\r\n\t", " ");
    let begins = format!("{}:", name.to_lowercase());
    let lines = head
        .split("\r\n")
        .filter(|line| line.to_lowercase().starts_with(&begins));
    lines
        .map(|line| line[begins.len()..].trim().to_owned())
        .collect()
}

/// How many single letters about tickets went to an address.
async fn about_tickets(desk: &Desk, email: &str) -> usize {
    let created = desk.letters_of(email, "ticket_created").await.len();
    created + desk.letters_of(email, "agent_replied").await.len()
}

/// When a letter is tried again, as a page shows it to machines, and in how many seconds that is.
async fn next_try(desk: &Desk) -> (String, i64) {
    let at = desk.number("SELECT min(run_at) AS number FROM job").await;
    let at = Timestamp::from_microsecond(at).unwrap();
    let local = at.to_zoned(desk.app.zone());
    let shown = local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    (shown, at.duration_since(desk.app.now()).as_secs())
}

on_both_engines! {
    async fn h04_too_many_mails_about_one_ticket_are_merged_into_one(desk: Desk) {
        log::record();
        let mut laura = desk.agent(&desk.staff.laura).await;
        let case = desk.ticket_of("h04@correo.example").await;
        for n in 0..14 {
            laura.reply(&case.code, &format!("Seguimos buscando su caja, aviso {n}.")).await;
        }

        // Nine beside the confirmation; what goes beyond is logged with its address.
        assert_eq!(about_tickets(&desk, &case.email).await, 10);
        assert!(log::so_far().contains("\"address\":\"h04@correo.example\""));
        assert_eq!(desk.letters_of(&case.email, "digest").await.len(), 0);
        desk.wait(SignedDuration::from_mins(10)).await;
        let digests = desk.letters_of(&case.email, "digest").await;
        assert_eq!(digests.len(), 1);
        assert!(digests[0].text.contains(&case.code) && digests[0].text.contains("5 novedades"), "{}", digests[0].text);
        // Afterwards letters go out one by one again, and nothing is told twice.
        laura.reply(&case.code, "La encontramos.").await;
        assert_eq!(about_tickets(&desk, &case.email).await, 11);
        desk.wait(SignedDuration::from_mins(30)).await;
        assert_eq!(desk.letters_of(&case.email, "digest").await.len(), 1);
        assert_eq!(desk.number("SELECT count(*) AS number FROM mailing WHERE is_held").await, 0);
    }

    async fn h04_too_many_mails_to_one_address_are_merged_into_one(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let mut cases = Vec::new();
        for _ in 0..5 {
            cases.push(desk.ticket_of("h04@correo.example").await);
            desk.clock.advance(SignedDuration::from_secs(61));
        }
        for case in &cases {
            for n in 0..8 {
                laura.reply(&case.code, &format!("Seguimos buscando su caja, aviso {n}.")).await;
            }
        }

        let sent = about_tickets(&desk, "h04@correo.example").await;
        assert_eq!(sent, 29, "the thirtieth is the digest");
        desk.wait(SignedDuration::from_mins(10)).await;
        let digests = desk.letters_of("h04@correo.example", "digest").await;
        assert_eq!(digests.len(), 1);
        for case in &cases[4..] {
            assert!(digests[0].text.contains(&case.code), "{}", digests[0].text);
        }
        // Codes are not held: who needs one has limits of its own.
        let mut browser = desk.browser();
        browser.look_up(&cases[0].code, "h04@correo.example").await;
        browser.prove(&desk, "h04@correo.example").await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM job WHERE kind = 'letter'").await, 0);
    }

    async fn h01_line_breaks_in_what_was_typed_make_no_header(desk: Desk) {
        for (number, breaking) in ["\r\nBcc: malo@malo.example", "\nBcc: malo@malo.example", "\0Bcc: x", "\u{2028}Bcc: malo@malo.example", "\u{85}Bcc: x"].iter().enumerate() {
            let email = format!("persona{number}@correo.example");
            let request = Request {
                subject: format!("Asunto{breaking}"),
                name: format!("Mariana{breaking}"),
                ..Request::of(&email)
            };
            let case = desk.filed(&request).await;
            let mut laura = desk.agent(&desk.staff.laura).await;
            laura.reply(&case.code, "Hola").await;
        }

        let letters = desk.letters().await;

        assert_eq!(letters.len(), 15);
        for letter in letters {
            assert!(header(&letter.raw, "bcc").is_empty(), "{}", letter.raw);
            for name in ["subject", "to", "from", "message-id", "date", "mime-version"] {
                assert_eq!(header(&letter.raw, name).len(), 1, "{name} in {}", letter.raw);
            }
            let head = letter.raw.split("\r\n\r\n").next().unwrap();
            assert!(head.is_ascii() && !head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{head:?}");
        }
    }

    async fn h02_hostile_recipients_are_refused(desk: Desk) {
        for email in ["a@b.co\r\nRCPT TO:<c@d.co>", "\"a b\"@x.co", "a@b.co,c@d.co", "a@b.co;c@d.co", "a%b.co@x.co", "Ana <a@x.co>", "a@127.0.0.1", "a@b@x.co", "a@x.co\0", ""] {
            let request = Request::of(email);
            let mut browser = desk.browser();
            let page = browser.give_details(&request).await;
            let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
            let contact = [("nombre", "Ana"), ("correo", email), ("autorizo", "")];

            let answer = browser.submit(&page, "/revisar", &contact).await;

            assert_eq!(answer.status, 422, "{email:?}: {}", answer.words());
            desk.clock.advance(SignedDuration::from_mins(10));
        }
        assert!(desk.letters().await.is_empty());
    }

    async fn h03_an_address_that_was_never_proved_gets_codes_and_nothing_else(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let (mut browser, page) = desk.asked_for_a_code(&Request::of("victima@correo.example")).await;
        desk.run_jobs().await;
        browser.type_code(&page, "000000").await;
        desk.browser().look_up(&case.code, "victima@correo.example").await;
        let mut asking = desk.browser();
        let page = asking.open("/recuperar-codigo").await;
        asking.submit(&page, "/recuperar-codigo", &[("correo", "victima@correo.example")]).await;
        desk.wait(SignedDuration::from_hours(25)).await;

        let kinds: Vec<_> = desk.letters_to("victima@correo.example").await.into_iter().map(|letter| letter.kind).collect();

        assert_eq!(kinds, ["verification_code"]);
    }

    async fn h03_a_ticket_verified_by_phone_is_not_listed_in_mails_to_its_address(desk: Desk) {
        let (mut browser, page) = desk.asked_for_a_code(&Request::of("victima@correo.example")).await;
        let laura = desk.signed_in(&desk.staff.laura).await;
        let draft = desk.app.store.read(|db| db.expired_drafts("2030-01-01T00:00:00Z".parse().unwrap(), 1)).await.unwrap()[0];
        let points = desk.app.settings().identity_checklist.iter().map(|point| point.es.clone()).collect();
        let check = domain::intake::IdentityCheck { agent: laura.agent.id, points, reason: "No le llega".into() };
        let spoken = app::intake::give_code(&desk.app, &laura, draft, check, "test".into()).await.unwrap();
        browser.type_code(&page, &spoken).await.is(200);

        let mut asking = desk.browser();
        let page = asking.open("/recuperar-codigo").await;
        asking.submit(&page, "/recuperar-codigo", &[("correo", "victima@correo.example")]).await;

        assert!(desk.letters_of("victima@correo.example", "code_list").await.is_empty());
    }

    async fn h08_a_code_past_its_life_is_never_sent(desk: Desk) {
        let mut browser = desk.browser();
        let page = browser.give_details(&Request::default()).await;
        let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        browser.give_contact(&page, &Request::default()).await;

        desk.clock.advance(SignedDuration::from_mins(11));

        assert!(desk.letters().await.is_empty());
    }

    async fn h08_a_letter_refused_for_now_is_seen_at_the_desk_until_it_went_out(store: Store) {
        let server = std::env::var("RESUELTO_TEST_SMTP_PLAIN").unwrap();
        let boxed = PathBuf::from(std::env::var("RESUELTO_TEST_SMTP_BOX").unwrap());
        let plan = Plan { mailer: Some(format!("smtp+plain://{server}")), ..Plan::default() };
        let desk = Desk::open_as(store, plan).await;
        let run = getrandom::u64().unwrap();
        let once = format!("rcpt-451-once-{run:016x}@correo.example");
        let always = format!("rcpt-421-{run:016x}@correo.example");
        let mut andres = desk.agent(&desk.staff.andres).await;
        assert!(andres.open("/mesa/correo").await.is(200).says("Ninguno espera otro intento"));
        for email in [&once, &always] {
            desk.asked_for_a_code(&Request::of(email)).await;
        }
        desk.run_jobs().await;

        let page = andres.open("/mesa/correo").await.is(200);

        for said in ["Código de verificación", "rc…@correo.example", "(451)", "(421)"] {
            assert!(page.says(said), "{said}: {}", page.words());
        }
        assert!(!page.body.contains(&once) && !page.body.contains(&always), "{}", page.words());
        assert_eq!(page.body.matches("<td class=\"num\">1</td>").count(), 2, "{}", page.body);
        let (next, seconds) = next_try(&desk).await;
        assert!((10..=12).contains(&seconds), "{seconds}");
        assert!(page.body.contains(&format!("datetime=\"{next}\"")), "{next}: {}", page.body);

        desk.clock.advance(SignedDuration::from_secs(60));
        desk.run_jobs().await;

        let page = andres.open("/mesa/correo").await.is(200);
        assert!(page.says("(421)") && !page.says("(451)"), "{}", page.words());
        assert_eq!(page.body.matches("<td class=\"num\">2</td>").count(), 1, "{}", page.body);
        let (next, seconds) = next_try(&desk).await;
        assert!((20..=25).contains(&seconds), "{seconds}");
        assert!(page.body.contains(&format!("datetime=\"{next}\"")), "{next}: {}", page.body);
        let mails = std::fs::read_dir(boxed).unwrap().map(|entry| entry.unwrap().path());
        assert_eq!(mails.filter(|path| path.to_string_lossy().ends_with(&format!("-{once}.eml"))).count(), 1);

        // The code's life is over before the next try: it is never sent.
        desk.clock.advance(SignedDuration::from_mins(11));
        let page = andres.open("/mesa/correo").await.is(200);
        assert!(page.says("Ya no hace falta enviarlo") && page.says("Ahora"), "{}", page.words());
        desk.run_jobs().await;
        assert!(andres.open("/mesa/correo").await.says("Ninguno espera otro intento"));
        assert_eq!(desk.number("SELECT count(*) AS number FROM job").await, 0);
    }

    async fn n03_a_server_that_dies_after_the_final_dot_gets_the_same_mail_again(store: Store) {
        let server = std::env::var("RESUELTO_TEST_SMTP_PLAIN").unwrap();
        let boxed = PathBuf::from(std::env::var("RESUELTO_TEST_SMTP_BOX").unwrap());
        let plan = Plan { mailer: Some(format!("smtp+plain://{server}")), ..Plan::default() };
        let desk = Desk::open_as(store, plan).await;
        let email = format!("die-once-{:016x}@correo.example", getrandom::u64().unwrap());
        desk.asked_for_a_code(&Request::of(&email)).await;

        desk.run_jobs().await;
        let kept = desk.number("SELECT count(*) AS number FROM job").await;
        desk.clock.advance(SignedDuration::from_secs(60));
        desk.run_jobs().await;
        desk.clock.advance(SignedDuration::from_secs(60));
        desk.run_jobs().await;

        assert_eq!(kept, 1, "the job waits for its next try");
        assert_eq!(desk.number("SELECT count(*) AS number FROM job").await, 0);
        let mails: Vec<String> = std::fs::read_dir(boxed)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().contains(&email[..20]))
            .map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
            .filter(|mail| mail.contains(&format!("X-Envelope-To: {email}")))
            .collect();
        assert_eq!(mails.len(), 2);
        assert_eq!(header(&mails[0], "message-id"), header(&mails[1], "message-id"));
        assert_eq!(header(&mails[0], "message-id").len(), 1);
    }

    async fn n03_a_server_that_refuses_is_seen_at_the_desk_and_can_be_tried_again(store: Store) {
        let server = std::env::var("RESUELTO_TEST_SMTP_PLAIN").unwrap();
        let plan = Plan { mailer: Some(format!("smtp+plain://{server}")), ..Plan::default() };
        let desk = Desk::open_as(store, plan).await;
        let email = format!("rcpt-550-{:016x}@correo.example", getrandom::u64().unwrap());
        desk.asked_for_a_code(&Request::of(&email)).await;
        desk.run_jobs().await;
        let mut andres = desk.agent(&desk.staff.andres).await;

        let page = andres.open("/mesa/correo").await.is(200);

        assert!(page.says("550"), "{}", page.words());
        assert!(!page.body.contains(&email), "{}", page.words());
        let page = andres.submit(&page, "/reintentar", &[]).await.is(200);
        assert!(!page.says("550"), "{}", page.words());
        desk.run_jobs().await;
        assert!(andres.open("/mesa/correo").await.says("550"));
    }

    async fn j08_a_fault_shows_the_name_of_the_request_and_nothing_of_ours(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        desk.app.store.write(|tx| tx.sql("ALTER TABLE message RENAME TO message_away")).await.unwrap();

        for page in [case.page().await, laura.open(&format!("/mesa/casos/{}", case.code)).await] {
            assert_eq!(page.status, 500, "{}", page.words());
            let words = page.body.to_lowercase();
            for ours in ["message", "select", "sql", "diesel", "panicked", "crates/", ".rs", "relation", "axum", env!("CARGO_PKG_VERSION"), "store::"] {
                let allowed = ours == "message" && !page.words().to_lowercase().contains("message");
                assert!(allowed || !words.contains(ours), "{ours:?} in {}", page.body);
            }
            assert!(page.says("Referencia") || page.words().to_lowercase().contains("referencia"), "{}", page.words());
        }
    }

    async fn m01_without_consent_nothing_is_kept_or_sent(desk: Desk) {
        let mut browser = desk.browser();
        let page = browser.give_details(&Request::default()).await;
        let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
        assert!(page.form("/revisar").value("autorizo").is_none(), "the box is ticked already");

        let answer = browser.submit(&page, "/revisar", &[("nombre", "Mariana"), ("correo", MARIANA)]).await;

        assert_eq!(answer.status, 422, "{}", answer.words());
        assert!(desk.letters().await.is_empty());
        let code = browser.post("/casos/nuevo/informacion/codigo/otro", &[]).await;
        assert_ne!(code.status, 200);
        assert!(desk.letters().await.is_empty());
    }

    async fn m01_a_consent_is_kept_with_text_hash_time_and_channel_and_can_be_printed(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let id = desk.ticket(&case).await.id;

        let consent = desk.app.store.read(move |db| db.consent(id)).await.unwrap().unwrap();

        let settings = desk.app.settings();
        let text = settings.consent.text.get("es");
        let hash: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(text.as_bytes()).into();
        let hash = hash.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        assert_eq!((consent.given.version.as_str(), consent.given.hash.as_str()), ("1", hash.as_str()));
        assert_eq!((consent.channel.as_str(), consent.given.at), ("portal", desk.app.now()));
        let mut laura = desk.agent(&desk.staff.laura).await;
        let proof = laura.open(&format!("/mesa/casos/{}/consentimiento", case.code)).await.is(200);
        assert!(proof.says(&hash) && proof.says(&case.code) && proof.says(MARIANA), "{}", proof.words());
        assert!(proof.says(text.split("\n\n").next().unwrap()), "{}", proof.words());
    }
}
