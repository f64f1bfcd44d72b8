//! Passwords, second factors, addresses and sessions of those who sign in (cases C).

use std::time::{Duration, Instant};

use app::testing::{PASSWORD, Plan};
use domain::Role;
use domain::limits::{Limits, SignInLimits};
use domain::totp::TotpSecret;
use jiff::SignedDuration;
use store::{Store, on_both_engines};
use tokio::task::JoinHandle;

use crate::api::{Program, token};
use crate::browser::{Browser, Page};
use crate::company::{CLAVE, LUCIA, MATEO, company, el_anden, entered, file, link};
use crate::desk::{Desk, Request};
use crate::live::next;
use crate::roles::give;

const LAURA: &str = "laura.mendez@cordillera.example";
const OTHER: &str = "otra frase bastante larga";
const NEW: &str = "lucia.nueva@correo.example";

/// The app on somebody's phone, and the recovery codes on paper.
struct Phone {
    secret: TotpSecret,
    typed: String,
    codes: Vec<String>,
}

impl Phone {
    /// Turns the second step on through the pages below `base`.
    async fn enrolled(desk: &Desk, browser: &mut Browser, base: &str) -> Self {
        let path = format!("{base}/segundo-paso");
        let page = browser.open(&path).await.is(200);
        let page = browser.submit(&page, "/comenzar", &[]).await.is(200);
        assert!(page.body.contains("<path d=\"M"), "{}", page.words());
        let typed = secret_on(&page);
        let mut phone = Self {
            secret: TotpSecret::new(from_base_32(&typed)),
            typed,
            codes: Vec::new(),
        };
        let wrong = browser
            .submit(&page, "/segundo-paso", &[("codigo", "000000")])
            .await;
        assert_eq!(wrong.status, 422, "{}", wrong.words());
        let code = phone.code(desk);
        let page = browser
            .submit(&wrong, "/segundo-paso", &[("codigo", &code)])
            .await
            .is(200);
        phone.codes = codes_on(&page);
        assert_eq!(phone.codes.len(), 10, "{}", page.words());
        phone
    }

    /// What the app shows now.
    fn code(&self, desk: &Desk) -> String {
        self.secret.code_at(desk.app.now())
    }

    /// What the app shows after the code that was used before.
    async fn next_code(&self, desk: &Desk) -> String {
        desk.wait(SignedDuration::from_secs(60)).await;
        self.code(desk)
    }
}

/// The secret as it stands on the page, without blanks.
fn secret_on(page: &Page) -> String {
    let (_, after) = page.body.split_once("<b class=\"ink anywhere\">").unwrap();
    let (secret, _) = after.split_once("</b>").unwrap();
    secret.replace(' ', "")
}

fn codes_on(page: &Page) -> Vec<String> {
    let words = page.words();
    let is_code = |word: &&str| word.len() == 14 && word.split('-').all(|part| part.len() == 4);
    words
        .split(' ')
        .filter(is_code)
        .map(str::to_owned)
        .collect()
}

fn from_base_32(text: &str) -> [u8; 20] {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for symbol in text.bytes() {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
            .iter()
            .position(|one| *one == symbol);
        bits = (bits << 5) | u32::try_from(value.unwrap()).unwrap();
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    bytes.try_into().unwrap()
}

/// Signs in up to the page of the second step.
async fn at_the_step(desk: &Desk, name: &str, password: &str) -> (Browser, Page) {
    let mut browser = desk.browser();
    let answer = browser.sign_in(name, password).await.is(303);
    assert!(
        answer.location().starts_with("/ingresar/paso"),
        "{}",
        answer.location()
    );
    let page = browser.follow(answer).await.is(200);
    (browser, page)
}

async fn change_password(browser: &mut Browser, path: &str, old: &str, new: &str) -> Page {
    let page = browser.open(path).await.is(200);
    browser
        .submit(&page, "/clave", &[("actual", old), ("clave", new)])
        .await
}

/// How somebody signs in, and what of it can change.
#[derive(Clone, Copy, Debug)]
enum Change {
    Password,
    PasswordByMail,
    SecondStep,
    Address,
}

impl Change {
    const ALL: [Self; 4] = [
        Self::Password,
        Self::PasswordByMail,
        Self::SecondStep,
        Self::Address,
    ];

    /// Somebody makes the change through their own pages below `base`.
    async fn make(self, desk: &Desk, browser: &mut Browser, base: &str, who: (&str, &str)) {
        let (email, password) = who;
        match self {
            Self::Password => {
                let path = format!("{base}{}", if base == "/cuenta" { "/datos" } else { "" });
                change_password(browser, &path, password, OTHER)
                    .await
                    .is(200);
            }
            Self::PasswordByMail => {
                let mut elsewhere = desk.browser();
                let asked = [("correo", email)];
                elsewhere.post("/ingresar/olvide", &asked).await.is(303);
                let path = link(desk, email, "password_reset").await;
                let page = elsewhere.open(&path).await.is(200);
                let chosen = [("clave", OTHER)];
                elsewhere.submit(&page, &path, &chosen).await.is(200);
            }
            Self::SecondStep => {
                Phone::enrolled(desk, browser, base).await;
            }
            Self::Address => {
                let path = format!("{base}/correo");
                let page = browser.open(&path).await.is(200);
                let page = browser.submit(&page, &path, &[("correo", NEW)]).await;
                let code = desk.code_to(NEW).await;
                let typed = [("codigo", code.as_str())];
                browser.submit(&page, "/codigo", &typed).await.is(200);
            }
        }
    }
}

/// What somebody left open before they changed how they sign in.
struct Open {
    program: Program,
    pages: Vec<JoinHandle<Instant>>,
}

impl Open {
    /// A program of theirs, and the live events of other browsers.
    async fn by(desk: &Desk, secret: &str, others: &[Browser], events: &str) -> Self {
        let program = Program::new(desk, secret);
        program.get("/api/v1/tickets").await.is(200);
        let mut pages = Vec::new();
        for browser in others {
            let (status, mut stream) = browser.stream(events).await;
            assert_eq!(status, 200, "{events}");
            pages.push(tokio::spawn(async move {
                while next(&mut stream).await.is_some() {}
                Instant::now()
            }));
        }
        Self { program, pages }
    }

    /// The program is refused at once; the pages are waited for at the end of the test, all together.
    async fn after(self, change: Change) -> Vec<(Change, Instant, JoinHandle<Instant>)> {
        let told = self.program.get("/api/v1/tickets").await;
        assert_eq!(told.status, 401, "{change:?}");
        let changed = Instant::now();
        let pages = self.pages.into_iter();
        pages.map(|page| (change, changed, page)).collect()
    }
}

/// Case C7 says five seconds; a busy machine takes its part here.
async fn end_in_time(pages: Vec<(Change, Instant, JoinHandle<Instant>)>) {
    for (change, changed, page) in pages {
        let ended = tokio::time::timeout(Duration::from_secs(30), page).await;
        let ended = ended.unwrap_or_else(|_| panic!("a page goes on after {change:?}"));
        let took = ended.unwrap().duration_since(changed);
        assert!(took < Duration::from_secs(10), "{change:?}: {took:?}");
    }
}

/// Another browser with the same session.
fn copy_of(desk: &Desk, browser: &Browser, cookie: &str) -> Browser {
    let mut copy = desk.browser();
    copy.set_cookie(cookie, browser.cookie(cookie).unwrap());
    copy
}

on_both_engines! {
    async fn c01_long_passwords_of_any_characters_are_taken_and_short_ones_not(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let just = |length: usize| "La garza añil 🌵 nada, vuela y canta. ".chars().cycle().take(length).collect::<String>();
        for (browser, path, name, first) in [(&mut lucia, "/cuenta/datos", LUCIA, CLAVE), (&mut laura, "/mesa/cuenta", LAURA, PASSWORD)] {
            let refused = change_password(browser, path, first, &just(14)).await;
            assert!(refused.status == 422 && refused.says("15 caracteres"), "{}", refused.words());
            let refused = change_password(browser, path, first, &just(129)).await;
            assert_eq!(refused.status, 422, "{}", refused.words());
            let mut before = first.to_owned();
            for length in [15, 64, 128] {
                change_password(browser, path, &before, &just(length)).await.is(200);
                before = just(length);
                desk.browser().sign_in(name, &before).await.is(303);
                // The last character counts.
                let cut: String = before.chars().take(length - 1).collect();
                assert_eq!(desk.browser().sign_in(name, &cut).await.status, 422);
            }
            // The same letters from another keyboard: n and a mark.
            desk.browser().sign_in(name, &before.replace('ñ', "n\u{303}")).await.is(303);
        }
    }

    async fn c02_a_password_that_everybody_tries_is_refused_with_the_reason(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        for (password, reason) in [
            ("123456789012345", "demasiado fácil"),
            ("contraseña12345", "demasiado fácil"),
            ("passwordpassword", "demasiado fácil"),
            ("PostalCordillera2026", "de su nombre, su correo o la organización"),
            ("compras@elanden.example", "de su nombre, su correo o la organización"),
            ("casos.example.test", "de su nombre, su correo o la organización"),
        ] {
            let refused = change_password(&mut lucia, "/cuenta/datos", CLAVE, password).await;
            assert!(refused.status == 422 && refused.says(reason), "{password}: {}", refused.words());
        }
        lucia.open("/cuenta").await.is(200);
    }

    async fn c02_a_password_from_the_list_of_the_administrator_is_refused_with_the_reason(store: Store) {
        // The first is «password», the other one is not tried first by anybody.
        let lines = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:10437277\r\n\
                     FCC10CCBC39B9F67220F27B3F665A8FCAA92AB7F:3\r\n";
        let stolen = "cinco llaves abren la bodega";
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), lines).unwrap();
        let list = app::StolenPasswords::open(file.path()).unwrap();
        let desk = Desk::open_as(store, Plan { stolen_passwords: Some(list), ..Plan::default() }).await;
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;

        for (browser, path, name, first) in [(&mut lucia, "/cuenta/datos", LUCIA, CLAVE), (&mut laura, "/mesa/cuenta", LAURA, PASSWORD)] {
            let refused = change_password(browser, path, first, stolen).await;
            assert!(refused.status == 422 && refused.says("demasiado fácil"), "{}", refused.words());
            change_password(browser, path, first, "seis llaves abren la bodega").await.is(200);
            assert_eq!(desk.browser().sign_in(name, stolen).await.status, 422);
        }
    }

    async fn c03_an_endless_password_is_refused_wherever_one_is_chosen(desk: Desk) {
        el_anden(&desk, false).await;
        let mut browser = desk.browser();
        browser.post("/ingresar/olvide", &[("correo", LUCIA)]).await.is(303);
        let path = link(&desk, LUCIA, "password_reset").await;
        for length in [10_000_000, 400_000, 2_049] {
            let password = "a".repeat(length);
            let began = Instant::now();
            let answer = browser.post(&path, &[("clave", &password)]).await;
            assert!((400..500).contains(&answer.status), "{length}: {}", answer.status);
            assert!(began.elapsed() < Duration::from_secs(1), "{length}: {:?}", began.elapsed());
        }
        browser.open(&path).await.is(200);
    }

    async fn c08_c10_the_staff_resets_a_password_by_mail_once_with_the_newest_link(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let mut browser = desk.browser();
        browser.extra = vec![("x-forwarded-host", "malo.example".into()), ("forwarded", "host=malo.example".into())];
        let mut links = Vec::new();
        for _ in 0..3 {
            browser.post("/ingresar/olvide", &[("correo", LAURA)]).await.is(303);
            links.push(link(&desk, LAURA, "password_reset").await);
        }
        let letters = desk.letters_of(LAURA, "password_reset").await;
        assert!(letters.iter().flat_map(|letter| &letter.links).all(|link| link.starts_with("https://casos.example.test/")));

        for old in &links[..2] {
            assert_eq!(browser.open(old).await.status, 410);
        }
        let page = browser.open(&links[2]).await.is(200);
        browser.submit(&page, &links[2], &[("clave", OTHER)]).await.is(200);

        assert_eq!(browser.post(&links[2], &[("clave", "una tercera frase larga")]).await.status, 410);
        assert!(laura.open("/mesa/mios").await.path.starts_with("/ingresar"), "the session before goes on");
        assert_eq!(desk.browser().sign_in(LAURA, PASSWORD).await.status, 422);
        desk.browser().sign_in(LAURA, OTHER).await.is(303);
        assert_eq!(desk.letters_of(LAURA, "security").await.len(), 1);
        // It lasts an hour, and a fourth in it is not sent.
        browser.post("/ingresar/olvide", &[("correo", LAURA)]).await.is(303);
        assert_eq!(desk.letters_of(LAURA, "password_reset").await.len(), 3);
        desk.wait(SignedDuration::from_mins(61)).await;
        browser.post("/ingresar/olvide", &[("correo", LAURA)]).await.is(303);
        let late = link(&desk, LAURA, "password_reset").await;
        desk.wait(SignedDuration::from_mins(61)).await;
        assert_eq!(browser.open(&late).await.status, 410);
    }

    async fn c09_a_reset_for_two_addresses_of_the_staff_sends_nothing(desk: Desk) {
        let mut browser = desk.browser();
        let twice = browser.post("/ingresar/olvide", &[("correo", LAURA), ("correo", "ladron@correo.example")]).await;
        assert_eq!(twice.status, 400, "{}", twice.words());
        for both in [",ladron@correo.example", ";ladron@correo.example", "\r\nladron@correo.example", "\nBcc: ladron@correo.example"] {
            browser.post("/ingresar/olvide", &[("correo", &format!("{LAURA}{both}"))]).await.is(400);
        }
        assert_eq!(desk.letters().await.len(), 0);
    }

    async fn c06_the_second_step_opens_a_session_of_its_own_and_its_codes_work_once(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        for (browser, base, cookie, name, password) in [
            (&mut lucia, "/cuenta", "consulta", LUCIA, CLAVE),
            (&mut laura, "/mesa/cuenta", "mesa", LAURA, PASSWORD),
        ] {
            let before = browser.cookie(cookie).unwrap().to_owned();
            let mut elsewhere = desk.browser();
            elsewhere.sign_in(name, password).await.is(303);
            let phone = Phone::enrolled(&desk, browser, base).await;
            // Turning it on: a new token here, and the end elsewhere (C7).
            assert_ne!(browser.cookie(cookie), Some(before.as_str()));
            assert_eq!(browser.open(base).await.path, base);
            assert!(elsewhere.open(base).await.path.starts_with("/ingresar"));
            let mut thief = desk.browser();
            thief.set_cookie(cookie, &before);
            assert!(thief.open(base).await.path.starts_with("/ingresar"));

            let code = phone.next_code(&desk).await;
            let (mut two, page) = at_the_step(&desk, name, password).await;
            assert!(two.cookie(cookie).is_none() && two.open(base).await.path.starts_with("/ingresar"));
            let step = two.cookie("paso").unwrap().to_owned();
            let mut thief = desk.browser();
            thief.set_cookie(cookie, &step);
            assert!(thief.open(base).await.path.starts_with("/ingresar"), "the step is a session");
            assert_eq!(two.submit(&page, "/ingresar/paso", &[("codigo", "12")]).await.status, 422);
            two.submit(&page, "/ingresar/paso", &[("codigo", &code)]).await.is(200);
            assert_eq!(two.open(base).await.path, base);
            assert!(two.cookie("paso").is_none() && two.cookie(cookie) != Some(step.as_str()));

            let (mut three, page) = at_the_step(&desk, name, password).await;
            let again = three.submit(&page, "/ingresar/paso", &[("codigo", &code)]).await;
            assert_eq!(again.status, 422, "a code works twice");
            three.submit(&page, "/ingresar/paso", &[("codigo", &phone.codes[3].to_uppercase())]).await.is(200);
            assert_eq!(three.open(base).await.path, base);
            let (mut four, page) = at_the_step(&desk, name, password).await;
            assert_eq!(four.submit(&page, "/ingresar/paso", &[("codigo", &phone.codes[3])]).await.status, 422);
            four.submit(&page, "/ingresar/paso", &[("codigo", &phone.codes[4])]).await.is(200);
            // On, and used twice.
            assert_eq!(desk.letters_of(name, "security").await.len(), 3, "{name}");
        }
    }

    async fn c04_wrong_codes_are_counted_and_the_owner_is_told_once(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let phone = Phone::enrolled(&desk, &mut lucia, "/cuenta").await;
        let told = desk.letters_of(LUCIA, "security").await.len();
        let code = phone.next_code(&desk).await;
        for round in 0..7 {
            // Beginning anew gives no further tries.
            let (mut thief, page) = at_the_step(&desk, LUCIA, CLAVE).await;
            let answer = thief.submit(&page, "/ingresar/paso", &[("codigo", "000000")]).await;
            assert_eq!(answer.status, if round < 5 { 422 } else { 429 }, "{round}");
        }
        let (mut owner, page) = at_the_step(&desk, LUCIA, CLAVE).await;
        assert_eq!(owner.submit(&page, "/ingresar/paso", &[("codigo", &code)]).await.status, 429);
        assert_eq!(desk.letters_of(LUCIA, "security").await.len(), told + 1);

        desk.wait(SignedDuration::from_mins(16)).await;
        // The step itself ends after ten minutes.
        assert!(owner.open("/ingresar/paso").await.path.starts_with("/ingresar?"));
        let (mut owner, page) = at_the_step(&desk, LUCIA, CLAVE).await;
        owner.submit(&page, "/ingresar/paso", &[("codigo", &phone.code(&desk))]).await.is(200);
    }

    async fn c10_a_reset_and_a_mailed_link_keep_the_second_step(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let phone = Phone::enrolled(&desk, &mut lucia, "/cuenta").await;
        let mut browser = desk.browser();
        browser.post("/ingresar/olvide", &[("correo", LUCIA)]).await.is(303);
        let path = link(&desk, LUCIA, "password_reset").await;
        let page = browser.open(&path).await.is(200);
        let page = browser.submit(&page, &path, &[("clave", OTHER)]).await.is(200);
        assert!(page.path.starts_with("/ingresar/paso") && browser.cookie("consulta").is_none(), "{}", page.path);
        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"));
        let code = phone.next_code(&desk).await;
        assert_eq!(browser.submit(&page, "/ingresar/paso", &[("codigo", &code)]).await.path, "/cuenta");

        let mut browser = desk.browser();
        browser.post("/ingresar/enlace", &[("correo", LUCIA)]).await.is(303);
        let path = link(&desk, LUCIA, "sign_in_link").await;
        let page = browser.open(&path).await.is(200);
        let page = browser.submit(&page, &path, &[]).await.is(200);
        assert!(page.path.starts_with("/ingresar/paso") && browser.cookie("consulta").is_none(), "{}", page.path);
    }

    async fn the_second_step_is_changed_only_just_after_signing_in(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        desk.wait(SignedDuration::from_mins(11)).await;
        let page = lucia.open("/cuenta/segundo-paso").await.is(200);
        assert!(!page.has_form("/comenzar"), "{}", page.words());
        let sent = lucia.post("/cuenta/segundo-paso/comenzar", &[]).await.is(303);
        assert!(sent.location().starts_with("/ingresar?hecho=otra"), "{}", sent.location());
        let form = lucia.follow(sent).await.is(200);
        let back = lucia.submit(&form, "/ingresar", &[("correo", LUCIA), ("clave", CLAVE)]).await.is(200);
        assert_eq!(back.path, "/cuenta/segundo-paso");
        let phone = Phone::enrolled(&desk, &mut lucia, "/cuenta").await;
        assert!(!phone.codes.is_empty());

        desk.wait(SignedDuration::from_mins(11)).await;
        for path in ["codigos", "apagar"] {
            let sent = lucia.post(&format!("/cuenta/segundo-paso/{path}"), &[]).await.is(303);
            assert!(sent.location().starts_with("/ingresar?hecho=otra"), "{path}: {}", sent.location());
        }
        let (mut fresh, page) = at_the_step(&desk, LUCIA, CLAVE).await;
        fresh.submit(&page, "/ingresar/paso", &[("codigo", &phone.code(&desk))]).await.is(200);
        let page = fresh.open("/cuenta/segundo-paso").await.is(200);
        let codes = codes_on(&fresh.submit(&page, "/codigos", &[]).await.is(200));
        assert!(codes.len() == 10 && !codes.contains(&phone.codes[0]));
        let page = fresh.open("/cuenta/segundo-paso").await.is(200);
        fresh.submit(&page, "/apagar", &[]).await.is(200);
        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"), "C7");
        assert_eq!(fresh.open("/cuenta").await.path, "/cuenta");
        let answer = desk.browser().sign_in(LUCIA, CLAVE).await.is(303);
        assert_eq!(answer.location(), "/cuenta");
    }

    async fn the_secret_and_the_recovery_codes_are_not_in_the_database(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let phone = Phone::enrolled(&desk, &mut laura, "/mesa/cuenta").await;
        let dump = desk.dump().await.to_lowercase();
        assert!(!dump.contains(&phone.typed.to_lowercase()));
        for code in &phone.codes {
            assert!(!dump.contains(code) && !dump.contains(&code.replace('-', "")), "{code}");
        }
        let page = laura.open("/mesa/cuenta/segundo-paso").await.is(200);
        assert!(!page.body.contains(&phone.typed) && codes_on(&page).is_empty());
    }

    async fn where_the_staff_must_have_a_second_step_nothing_else_is_reached_before(store: Store) {
        let limits = Limits {
            sign_in: SignInLimits { staff_needs_factor: true, ..SignInLimits::default() },
            ..Limits::default()
        };
        let desk = Desk::open_as(store, Plan { limits, ..Plan::default() }).await;
        let mut laura = desk.browser();
        let answer = laura.sign_in(LAURA, PASSWORD).await.is(303);
        let page = laura.follow(answer).await.is(200);
        assert_eq!(page.path, "/mesa/cuenta/segundo-paso");
        for path in ["/mesa/mios", "/mesa/cuenta", "/mesa/cuenta/correo", "/mesa/validar", "/mesa/buscar?q=x"] {
            assert_eq!(laura.open(path).await.path, "/mesa/cuenta/segundo-paso", "{path}");
        }
        assert_eq!(laura.post("/mesa/cuenta/presencia", &[("presencia", "paused")]).await.location(), "/mesa/cuenta/segundo-paso");
        assert_ne!(laura.stream("/mesa/eventos").await.0, 200);

        Phone::enrolled(&desk, &mut laura, "/mesa/cuenta").await;

        assert_eq!(laura.open("/mesa/mios").await.path, "/mesa/mios");
        assert_eq!(laura.post("/mesa/cuenta/segundo-paso/apagar", &[]).await.status, 403);
        // Without it one can still leave.
        let mut camila = desk.agent(&desk.staff.camila).await;
        camila.post("/salir-de-la-mesa", &[]).await.is(303);
        assert!(camila.cookie("mesa").is_none());
    }

    async fn an_administrator_takes_a_lost_factor_away_with_a_reason(desk: Desk) {
        let (company, mut lucia, _) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        Phone::enrolled(&desk, &mut laura, "/mesa/cuenta").await;
        Phone::enrolled(&desk, &mut lucia, "/cuenta").await;
        let account = desk.number("SELECT min(id) AS number FROM account").await;
        let of_laura = format!("/mesa/ajustes/personas/{}", desk.staff.laura.id);
        let of_lucia = format!("{company}/personas/{account}");
        let mut ines = desk.agent(&desk.staff.ines).await;
        let mut andres = desk.agent(&desk.staff.andres).await;
        for (path, name, password) in [(&of_laura, LAURA, PASSWORD), (&of_lucia, LUCIA, CLAVE)] {
            assert_eq!(andres.open(path).await.status, 403);
            assert_eq!(andres.post(&format!("{path}/segundo-paso"), &[("motivo", "Porque sí")]).await.status, 403);
            let page = ines.open(path).await.is(200);
            let bare = ines.submit(&page, "/segundo-paso", &[("motivo", " ")]).await;
            assert!(bare.status == 422 && bare.says("Escriba el motivo"), "{}", bare.words());
            let long = "x".repeat(501);
            assert_eq!(ines.submit(&page, "/segundo-paso", &[("motivo", &long)]).await.status, 422);
            at_the_step(&desk, name, password).await;
            ines.submit(&page, "/segundo-paso", &[("motivo", "Perdió el teléfono")]).await.is(200);
            let answer = desk.browser().sign_in(name, password).await.is(303);
            assert!(!answer.location().starts_with("/ingresar"), "{}", answer.location());
            assert!(desk.letters_of(name, "security").await.len() >= 2);
        }
        assert!(laura.open("/mesa/mios").await.path.starts_with("/ingresar"), "C7");
        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"), "C7");
        assert_eq!(desk.number("SELECT count(*) AS number FROM audit WHERE action = 'factor_reset' AND reason = 'Perdió el teléfono'").await, 2);
        // Of another company there is nobody by that number; and nobody takes the own one.
        assert_eq!(ines.open(&format!("/mesa/organizaciones/1/personas/{account}")).await.status, 404);
        let own = format!("/mesa/ajustes/personas/{}/segundo-paso", desk.staff.ines.id);
        assert_eq!(ines.post(&own, &[("motivo", "El mío")]).await.status, 403);
    }

    async fn c01_beside_a_second_step_eight_characters_are_enough_and_without_it_no_more(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        Phone::enrolled(&desk, &mut laura, "/mesa/cuenta").await;
        let short = change_password(&mut laura, "/mesa/cuenta", PASSWORD, "Zt9!fLq").await;
        assert!(short.status == 422 && short.says("8 caracteres"), "{}", short.words());
        change_password(&mut laura, "/mesa/cuenta", PASSWORD, "Zt9!fLq2").await.is(200);
        at_the_step(&desk, LAURA, "Zt9!fLq2").await;

        let mut ines = desk.agent(&desk.staff.ines).await;
        let path = format!("/mesa/ajustes/personas/{}", desk.staff.laura.id);
        let page = ines.open(&path).await.is(200);
        ines.submit(&page, "/segundo-paso", &[("motivo", "Perdió el teléfono")]).await.is(200);

        let mut browser = desk.browser();
        let answer = browser.sign_in(LAURA, "Zt9!fLq2").await;
        assert!(answer.status == 422 && answer.says("Le enviamos un enlace"), "{}", answer.words());
        assert!(browser.cookie("mesa").is_none());
        let path = link(&desk, LAURA, "password_reset").await;
        let page = browser.open(&path).await.is(200);
        browser.submit(&page, &path, &[("clave", OTHER)]).await.is(200);
        browser.sign_in(LAURA, OTHER).await.is(303);
    }

    async fn c11_another_address_is_proved_by_a_code_and_undone_from_the_old_one(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut elsewhere = desk.browser();
        elsewhere.sign_in(LUCIA, CLAVE).await.is(303);
        let page = lucia.open("/cuenta/correo").await.is(200);
        for (wrong, says) in [("nadie", ""), (LUCIA, "ya usa")] {
            let refused = lucia.submit(&page, "/correo", &[("correo", wrong)]).await;
            assert!(refused.status == 422 && refused.says(says), "{}", refused.words());
        }
        let page = lucia.submit(&page, "/cuenta/correo", &[("correo", NEW)]).await.is(200);

        // Asked for: the old one is good, and is told; nothing ended.
        let undo = link(&desk, LUCIA, "email_changing").await;
        desk.browser().sign_in(LUCIA, CLAVE).await.is(303);
        assert_eq!(desk.browser().sign_in(NEW, CLAVE).await.status, 422);
        assert_eq!(elsewhere.open("/cuenta").await.path, "/cuenta");
        assert_eq!(lucia.submit(&page, "/codigo", &[("codigo", "000000")]).await.status, 422);
        let before = lucia.cookie("consulta").unwrap().to_owned();
        let code = desk.code_to(NEW).await;
        lucia.submit(&page, "/codigo", &[("codigo", &code)]).await.is(200);

        assert_ne!(lucia.cookie("consulta"), Some(before.as_str()));
        assert_eq!(lucia.open("/cuenta").await.path, "/cuenta");
        assert!(elsewhere.open("/cuenta").await.path.starts_with("/ingresar"), "C7");
        desk.browser().sign_in(NEW, CLAVE).await.is(303);
        assert_eq!(desk.browser().sign_in(LUCIA, CLAVE).await.status, 422);
        assert_eq!(desk.letters_of(NEW, "security").await.len(), 1);

        // Looking does not undo (B8); the button does, once.
        for _ in 0..3 {
            desk.browser().open(&undo).await.is(200);
        }
        desk.browser().sign_in(NEW, CLAVE).await.is(303);
        let mut owner = desk.browser();
        let page = owner.open(&undo).await.is(200);
        let page = owner.submit(&page, &undo, &[]).await.is(200);
        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"));
        assert_eq!(desk.browser().sign_in(LUCIA, CLAVE).await.status, 422, "a thief knows that password");
        let home = owner.submit(&page, &page.path.clone(), &[("clave", OTHER)]).await.is(200);
        assert_eq!(home.path, "/cuenta");
        desk.browser().sign_in(LUCIA, OTHER).await.is(303);
        assert_eq!(desk.browser().sign_in(NEW, OTHER).await.status, 422);
        assert_eq!(owner.post(&undo, &[]).await.status, 410);
        assert_eq!(desk.number("SELECT count(*) AS number FROM audit WHERE action IN ('email_changed', 'email_change_undone')").await, 2);
    }

    async fn c11_the_staff_changes_its_address_too_and_for_72_hours_the_old_one_undoes_it(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open("/mesa/cuenta/correo").await.is(200);
        let page = laura.submit(&page, "/mesa/cuenta/correo", &[("correo", NEW)]).await.is(200);
        let code = desk.code_to(NEW).await;
        laura.submit(&page, "/codigo", &[("codigo", &code)]).await.is(200);
        desk.browser().sign_in(NEW, PASSWORD).await.is(303);
        let undo = link(&desk, LAURA, "email_changing").await;

        desk.wait(SignedDuration::from_hours(71)).await;
        desk.browser().open(&undo).await.is(200);
        desk.wait(SignedDuration::from_hours(1)).await;
        assert_eq!(desk.browser().open(&undo).await.status, 410);
        assert_eq!(desk.browser().post(&undo, &[]).await.status, 410);

        // Fresh only, and to nobody else's address.
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open("/mesa/cuenta/correo").await.is(200);
        let page = laura.submit(&page, "/mesa/cuenta/correo", &[("correo", "camila.rojas@cordillera.example")]).await.is(200);
        let code = desk.code_to("camila.rojas@cordillera.example").await;
        let taken = laura.submit(&page, "/codigo", &[("codigo", &code)]).await;
        assert!(taken.status == 422 && taken.says("en uso"), "{}", taken.words());
        desk.wait(SignedDuration::from_mins(11)).await;
        let sent = laura.post("/mesa/cuenta/correo", &[("correo", NEW)]).await.is(303);
        assert!(sent.location().starts_with("/ingresar?hecho=otra"), "{}", sent.location());
    }

    async fn c11_nobody_takes_an_address_that_its_owner_can_bring_back(desk: Desk) {
        let (company, mut thief, _) = el_anden(&desk, false).await;
        let page = thief.open("/cuenta/correo").await.is(200);
        let page = thief.submit(&page, "/cuenta/correo", &[("correo", NEW)]).await.is(200);
        let code = desk.code_to(NEW).await;
        thief.submit(&page, "/codigo", &[("codigo", &code)]).await.is(200);
        let undo = link(&desk, LUCIA, "email_changing").await;

        let people = thief.open("/cuenta/personas").await.is(200);
        let fields = [("nombre", "Eva"), ("correo", LUCIA), ("rol", "member")];
        let taken = thief.submit(&people, "/cuenta/personas", &fields).await;
        assert!(taken.status == 422, "{}", taken.words());
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(&company).await.is(200);
        assert_eq!(ines.submit(&page, "/personas", &fields).await.status, 422);
        let team = desk.staff.laura.team.to_string();
        let staff = [("nombre", "Eva"), ("correo", LUCIA), ("rol", "2"), ("equipo", team.as_str())];
        let page = ines.open("/mesa/ajustes/personas").await.is(200);
        assert_eq!(ines.submit(&page, "/mesa/ajustes/personas", &staff).await.status, 422);

        // A ticket by a guest takes it, though: then nobody has the account until it is looked into.
        desk.filed(&Request::of(LUCIA)).await;
        let closed = desk.browser().post(&undo, &[]).await;
        assert!(closed.status == 422 && closed.says("cerramos su acceso"), "{}", closed.words());
        assert!(thief.open("/cuenta").await.path.starts_with("/ingresar"));
        assert_eq!(desk.browser().sign_in(NEW, CLAVE).await.status, 422);
        assert_eq!(desk.browser().post(&undo, &[]).await.status, 410);
    }

    async fn c07_another_password_ends_a_copy_of_the_session_too(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        for (owner, cookie, path, present, home) in [
            (&mut lucia, "consulta", "/cuenta/datos/clave", CLAVE, "/cuenta"),
            (&mut laura, "mesa", "/mesa/cuenta/clave", PASSWORD, "/mesa/cuenta"),
        ] {
            let mut thief = desk.browser();
            thief.set_cookie(cookie, owner.cookie(cookie).unwrap());
            assert_eq!(thief.open(home).await.path, home);

            owner.post(path, &[("actual", present), ("clave", OTHER)]).await.is(303);

            assert_eq!(owner.open(home).await.path, home);
            assert!(thief.open(home).await.path.starts_with("/ingresar"), "{home}");
        }
    }

    async fn c07_programs_and_open_pages_of_the_staff_end_with_what_they_sign_in_by(desk: Desk) {
        let staff = desk.staff.clone();
        let mut pages = Vec::new();
        for (change, agent) in Change::ALL.into_iter().zip([&staff.laura, &staff.camila, &staff.andres, &staff.victor]) {
            // Administrators make tokens.
            give(&desk, agent, Role::ADMIN.id).await;
            let mut owner = desk.agent(agent).await;
            let others = [desk.agent(agent).await, copy_of(&desk, &owner, "mesa")];
            let secret = token(&mut owner, "/mesa/ajustes/api", &["tickets:read"]).await;
            let open = Open::by(&desk, &secret, &others, "/mesa/eventos").await;

            change.make(&desk, &mut owner, "/mesa/cuenta", (agent.email.as_str(), PASSWORD)).await;

            pages.extend(open.after(change).await);
        }
        end_in_time(pages).await;
    }

    async fn c07_programs_and_open_pages_of_a_company_end_with_what_they_sign_in_by(desk: Desk) {
        let people = [LUCIA, MATEO, "envios@elanden.example", "caja@elanden.example"];
        company(&desk, "Librería El Andén", false, &people.map(|email| (email, "manager", ""))).await;
        let mut pages = Vec::new();
        for (change, email) in Change::ALL.into_iter().zip(people) {
            let mut owner = entered(&desk, email).await;
            let mut elsewhere = desk.browser();
            elsewhere.sign_in(email, CLAVE).await.is(303);
            let others = [elsewhere, copy_of(&desk, &owner, "consulta")];
            let secret = token(&mut owner, "/cuenta/api", &["tickets:read"]).await;
            let (code, _) = file(&mut owner, "Caja detenida").await;
            let open = Open::by(&desk, &secret, &others, &format!("/cuenta/casos/{code}/eventos")).await;

            change.make(&desk, &mut owner, "/cuenta", (email, CLAVE)).await;

            pages.extend(open.after(change).await);
        }
        end_in_time(pages).await;
    }

    async fn c07_new_recovery_codes_end_the_other_sessions_and_the_programs(desk: Desk) {
        // Administrators make tokens.
        give(&desk, &desk.staff.laura, Role::ADMIN.id).await;
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        for (browser, base, tokens, cookie, name, password) in [
            (&mut lucia, "/cuenta", "/cuenta/api", "consulta", LUCIA, CLAVE),
            (&mut laura, "/mesa/cuenta", "/mesa/ajustes/api", "mesa", LAURA, PASSWORD),
        ] {
            let phone = Phone::enrolled(&desk, browser, base).await;
            let code = phone.next_code(&desk).await;
            let (mut elsewhere, page) = at_the_step(&desk, name, password).await;
            elsewhere.submit(&page, "/ingresar/paso", &[("codigo", &code)]).await.is(200);
            assert_eq!(elsewhere.open(base).await.path, base);
            let (mut half, _) = at_the_step(&desk, name, password).await;
            assert_eq!(half.open("/ingresar/paso").await.path, "/ingresar/paso");
            let mut copy = copy_of(&desk, browser, cookie);
            assert_eq!(copy.open(base).await.path, base);
            let program = Program::new(&desk, &token(browser, tokens, &["tickets:read"]).await);
            program.get("/api/v1/tickets").await.is(200);

            let page = browser.open(&format!("{base}/segundo-paso")).await.is(200);
            let codes = codes_on(&browser.submit(&page, "/codigos", &[]).await.is(200));

            assert_eq!(browser.open(base).await.path, base);
            for mut other in [elsewhere, copy] {
                assert!(other.open(base).await.path.starts_with("/ingresar"), "{base}");
            }
            assert!(half.open("/ingresar/paso").await.path.starts_with("/ingresar?"), "{base}");
            program.get("/api/v1/tickets").await.fails(401, "unauthenticated");
            let (mut again, page) = at_the_step(&desk, name, password).await;
            assert_eq!(again.submit(&page, "/ingresar/paso", &[("codigo", &phone.codes[0])]).await.status, 422);
            again.submit(&page, "/ingresar/paso", &[("codigo", &codes[0])]).await.is(200);
            assert_eq!(again.open(base).await.path, base);
        }
    }

    async fn c04_a_mailed_reset_gives_no_new_guesses_of_the_second_step(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        Phone::enrolled(&desk, &mut lucia, "/cuenta").await;
        let wrong = async |browser: &mut Browser| {
            let page = browser.open("/ingresar/paso").await.is(200);
            browser.submit(&page, "/ingresar/paso", &[("codigo", "000000")]).await
        };
        let mut thief = desk.browser();
        thief.sign_in(LUCIA, CLAVE).await.is(303);
        for _ in 0..5 {
            assert_eq!(wrong(&mut thief).await.status, 422);
        }

        desk.browser().post("/ingresar/olvide", &[("correo", LUCIA)]).await;
        let path = link(&desk, LUCIA, "password_reset").await;
        let mut thief = desk.browser();
        let page = thief.open(&path).await.is(200);
        thief.submit(&page, &path, &[("clave", OTHER)]).await;
        let waits = wrong(&mut thief).await;
        assert_eq!(waits.status, 429, "{}", waits.words());
    }

    async fn c11_a_thief_who_changes_the_address_twice_is_undone_from_the_first(desk: Desk) {
        let (_, mut thief, _) = el_anden(&desk, false).await;
        let mut change = async |to: &str| {
            let page = thief.open("/cuenta/correo").await.is(200);
            let page = thief.submit(&page, "/cuenta/correo", &[("correo", to)]).await.is(200);
            let code = desk.code_to(to).await;
            thief.submit(&page, "/codigo", &[("codigo", &code)]).await.is(200);
        };
        change("ladron@correo.example").await;
        change("otro.ladron@correo.example").await;
        let of_the_thief = link(&desk, "ladron@correo.example", "email_changing").await;
        let of_lucia = link(&desk, LUCIA, "email_changing").await;

        desk.browser().post(&of_lucia, &[]).await.is(303);

        assert_eq!(desk.browser().post(&of_the_thief, &[]).await.status, 410);
        assert_eq!(desk.number("SELECT count(*) AS number FROM contact WHERE email = 'compras@elanden.example'").await, 1);
    }

    async fn b10_links_to_tickets_end_when_the_address_changes(desk: Desk) {
        let case = desk.ticket_of(LUCIA).await;
        let mailed = desk.link_in(LUCIA, "ticket_created").await;
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut guest = case.browser.clone();
        assert_eq!(guest.open("/mis-casos").await.path, "/mis-casos");
        let page = lucia.open("/cuenta/correo").await.is(200);
        let page = lucia.submit(&page, "/cuenta/correo", &[("correo", NEW)]).await.is(200);
        let code = desk.code_to(NEW).await;
        lucia.submit(&page, "/codigo", &[("codigo", &code)]).await.is(200);

        assert_eq!(desk.browser().open(&mailed).await.status, 410);
        assert!(guest.open("/mis-casos").await.path.starts_with("/consultar"));
        lucia.open(&format!("/cuenta/casos/{}", case.code)).await.is(200);
    }

    async fn c17_administrators_see_and_end_any_session(desk: Desk) {
        let (company, mut lucia, mut mateo) = el_anden(&desk, false).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let account = desk.number("SELECT min(id) AS number FROM account").await;
        let of_lucia = format!("{company}/personas/{account}");
        let of_laura = format!("/mesa/ajustes/personas/{}", desk.staff.laura.id);

        let page = ines.open(&of_lucia).await.is(200);
        ines.submit(&page, "/cerrar", &[]).await.is(200);
        let page = ines.open(&of_laura).await.is(200);
        ines.submit(&page, "/cerrar", &[]).await.is(200);

        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"));
        assert!(laura.open("/mesa/mios").await.path.starts_with("/ingresar"));
        mateo.open("/cuenta").await.is(200);
        // One of somebody else's by this address: there is none.
        let session = desk.signed_in_as(&ines).await.session.id;
        assert_eq!(ines.post(&format!("{of_laura}/sesiones/{session}/cerrar"), &[]).await.status, 404);
        assert_eq!(mateo.open(&of_lucia).await.path.split('?').next(), Some("/ingresar"));
        assert_eq!(desk.number("SELECT count(*) AS number FROM audit WHERE action = 'session_ended'").await, 2);
        assert_eq!(desk.codes_to(MATEO).await, 0);
    }

    async fn k05_a_hundred_sign_ins_at_once_leave_room_for_others(desk: Desk) {
        let sign_ins = (0..100).map(|number| {
            let mut browser = desk.browser();
            async move {
                let name = format!("nadie{number}@correo.example");
                browser.sign_in(&name, "quizás sea esta clave").await.status
            }
        });
        let mut visitor = desk.browser();
        let visits = async {
            let mut times = Vec::new();
            for _ in 0..40 {
                let began = Instant::now();
                visitor.open("/consultar").await.is(200);
                times.push(began.elapsed());
            }
            times.sort();
            times[37]
        };

        let (statuses, slowest) = tokio::join!(futures_util::future::join_all(sign_ins), visits);

        assert!(statuses.iter().all(|status| *status == 422), "{statuses:?}");
        assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    }
}
