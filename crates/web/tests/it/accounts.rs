//! Signing in, sessions and the first set-up (cases C).

use std::time::{Duration, Instant};

use app::setup::SetupSecret;
use app::testing::{PASSWORD, Plan};
use domain::Agent;
use jiff::SignedDuration;
use store::{Store, on_both_engines};

use crate::company::link;
use crate::desk::{Desk, is_long};

const MARIANA: &str = "mariana.rios@correo.example";
const LAURA: &str = "laura.mendez@cordillera.example";

on_both_engines! {
    async fn c03_an_endless_password_is_refused_without_hashing(desk: Desk) {
        let mut browser = desk.browser();
        let page = browser.open("/ingresar").await.is(200);
        for length in [10_000_000, 400_000, 2_049] {
            let password = "a".repeat(length);

            let began = Instant::now();
            let answer = browser.submit_once(&page, "/ingresar", &[("correo", LAURA), ("clave", &password)]).await;
            let took = began.elapsed();

            assert!((400..500).contains(&answer.status), "{length}: {}", answer.status);
            // 50 ms where the server is alone; making the request takes its part here.
            assert!(took < Duration::from_secs(1), "{length}: {took:?}");
        }
    }

    async fn c04_many_failures_slow_down_everybody_but_the_owner(desk: Desk) {
        let mut owner = desk.browser();
        owner.sign_in(LAURA, PASSWORD).await.is(303);
        let mut thief = desk.browser();
        let mut faces = Vec::new();
        for _ in 0..11 {
            faces.push(thief.sign_in(LAURA, "quizás sea esta clave").await.face());
        }

        let refused = thief.sign_in(LAURA, PASSWORD).await;

        assert!(refused.status >= 400 && thief.cookie("mesa").is_none(), "{}", refused.status);
        assert!(faces[..10].iter().all(|face| *face == faces[0]), "{faces:#?}");
        // The same for an account that there is not.
        let mut other = desk.browser();
        let mut unknown = Vec::new();
        for _ in 0..11 {
            unknown.push(other.sign_in("nadie.mendez@cordillera.example", "quizás sea esta clave").await.face().replace("nadie.mendez@cordillera.example", LAURA));
        }
        unknown.push(other.sign_in("nadie.mendez@cordillera.example", PASSWORD).await.face().replace("nadie.mendez@cordillera.example", LAURA));
        faces.push(refused.face());
        assert_eq!(faces, unknown);
        assert_eq!(desk.letters_of(LAURA, "sign_in_failed").await.len(), 1);
        owner.forget("mesa");
        owner.sign_in(LAURA, PASSWORD).await.is(303);
        assert!(owner.cookie("mesa").is_some());
        desk.wait(SignedDuration::from_mins(16)).await;
        thief.sign_in(LAURA, PASSWORD).await.is(303);
    }

    async fn c04_each_failure_more_makes_the_wait_longer_whether_the_account_exists_or_not(desk: Desk) {
        let unknown = "nadie.mendez@cordillera.example";
        for name in [LAURA, unknown] {
            let mut thief = desk.browser();
            for _ in 0..10 {
                assert_eq!(thief.sign_in(name, "quizás sea esta clave").await.status, 422, "{name}");
            }
            for wait in [30, 60, 120, 240] {
                desk.clock.advance(SignedDuration::from_secs(wait - 1));
                // Not even the right one is looked at before.
                assert_eq!(thief.sign_in(name, PASSWORD).await.status, 429, "{name} after {wait} seconds less one");
                desk.clock.advance(SignedDuration::from_secs(1));
                assert_eq!(thief.sign_in(name, "quizás sea esta clave").await.status, 422, "{name} after {wait} seconds");
            }
            desk.clock.advance(SignedDuration::from_secs(240));
            assert_eq!(thief.sign_in(name, PASSWORD).await.status, 429, "{name}");
        }

        assert_eq!(desk.letters_of(LAURA, "sign_in_failed").await.len(), 1);
        assert_eq!(desk.letters_to(unknown).await.len(), 0);
    }

    async fn c05_an_unknown_account_takes_as_long_as_a_known_one(store: Store) {
        let mut plan = Plan::default();
        plan.limits.sign_in.failures = u32::MAX;
        let desk = Desk::open_as(store, plan).await;
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..if is_long() { 300 } else { 9 } {
            for (number, email) in [format!("nadie{round}@cordillera.example"), LAURA.to_owned()].iter().enumerate() {
                let mut browser = desk.browser();
                let page = browser.open("/ingresar").await;
                let began = Instant::now();
                browser.submit_once(&page, "/ingresar", &[("correo", email), ("clave", "quizás sea esta clave")]).await;
                times[number].push(began.elapsed());
            }
        }

        let [unknown, known] = times.map(|mut times| {
            times.sort();
            times[times.len() / 2]
        });
        // 5 % can only be measured on a machine that does nothing else; a missing hash shows here.
        let (most, least) = (unknown.max(known), unknown.min(known));
        let allowed = if is_long() { least * 21 / 20 } else { least * 3 };
        assert!(most < allowed, "{unknown:?} and {known:?}");
    }

    async fn c06_signing_in_gives_a_new_session(desk: Desk) {
        let mut browser = desk.browser();
        browser.set_cookie("mesa", "unasesionqueotroconoce");

        browser.sign_in(LAURA, PASSWORD).await.is(303);
        let first = browser.cookie("mesa").unwrap().to_owned();
        browser.post("/ingresar", &[("correo", LAURA), ("clave", PASSWORD)]).await.is(303);

        assert_ne!(browser.cookie("mesa"), Some(first.as_str()));
        for known in ["unasesionqueotroconoce", &first] {
            let mut thief = desk.browser();
            thief.set_cookie("mesa", known);
            assert!(thief.open("/mesa/mios").await.path.starts_with("/ingresar"));
        }
    }

    async fn c06_proving_the_address_gives_a_new_session_and_ends_the_old(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut browser = desk.browser();
        browser.look_up(&case.code, MARIANA).await.is(200);
        let old = browser.cookie("consulta").unwrap().to_owned();

        browser.prove(&desk, MARIANA).await.is(200);

        let new = browser.cookie("consulta").unwrap().to_owned();
        assert_ne!(old, new);
        let mut thief = desk.browser();
        thief.set_cookie("consulta", &old);
        assert!(thief.open("/mis-casos").await.path.starts_with("/consultar"));
        browser.open(&case.path("")).await.is(200);
    }

    async fn c07_a_change_of_role_or_its_end_closes_the_sessions(desk: Desk) {
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.open("/mesa/mios").await.is(200);
        let ines = desk.signed_in(&desk.staff.ines).await;
        let Agent { id, team, .. } = desk.staff.laura;

        desk.change(&ines, id, domain::Role::SUPERVISOR.id, team, true).await;
        assert!(laura.open("/mesa/mios").await.path.starts_with("/ingresar"));

        let mut laura = desk.agent(&desk.staff.laura).await;
        desk.change(&ines, id, domain::Role::SUPERVISOR.id, team, false).await;
        assert!(laura.open("/mesa/mios").await.path.starts_with("/ingresar"));
        assert!(desk.browser().sign_in(LAURA, PASSWORD).await.status >= 400);
    }

    async fn c17_sessions_end_when_idle_and_when_old_whatever_the_cookie_says(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut guest = desk.browser();
        guest.look_up(&case.code, MARIANA).await.is(200);
        let mut laura = desk.agent(&desk.staff.laura).await;

        desk.wait(SignedDuration::from_mins(29)).await;
        guest.open("/mis-casos").await.is(200);
        desk.wait(SignedDuration::from_mins(29)).await;
        assert_eq!(guest.open("/mis-casos").await.path, "/mis-casos");
        assert_eq!(laura.open("/mesa/mios").await.path, "/mesa/mios");
        desk.clock.advance(SignedDuration::from_mins(31));
        assert!(guest.open("/mis-casos").await.path.starts_with("/consultar"));
        desk.clock.advance(SignedDuration::from_mins(30));
        assert!(laura.open("/mesa/mios").await.path.starts_with("/ingresar"));

        // Busy all the time: eight hours for guests, twelve for the staff.
        let mut guest = desk.browser();
        guest.look_up(&case.code, MARIANA).await.is(200);
        let mut laura = desk.agent(&desk.staff.laura).await;
        for quarter in 1..=49 {
            desk.clock.advance(SignedDuration::from_mins(15));
            let guest_is_in = guest.open("/mis-casos").await.path == "/mis-casos";
            let laura_is_in = laura.open("/mesa/mios").await.path == "/mesa/mios";
            assert_eq!((guest_is_in, laura_is_in), (quarter < 32, quarter < 48), "after {quarter} quarters of an hour");
        }
    }

    async fn c17_agents_see_and_end_their_own_sessions(desk: Desk) {
        let mut one = desk.agent(&desk.staff.laura).await;
        let mut two = desk.agent(&desk.staff.laura).await;
        let page = one.open("/mesa/cuenta").await.is(200);
        let session = desk.signed_in_as(&two).await.session.id;

        let form = format!("{session}/cerrar");
        assert!(page.has_form(&form), "{}", page.body);
        one.submit(&page, &form, &[]).await.is(200);

        assert!(two.open("/mesa/mios").await.path.starts_with("/ingresar"));
        one.open("/mesa/mios").await.is(200);
        // Not those of others.
        let camila = desk.agent(&desk.staff.camila).await;
        let theirs = desk.signed_in_as(&camila).await.session.id;
        let answer = one.post(&form_action(&page, &form).replace(&session.to_string(), &theirs.to_string()), &[]).await;
        assert!(matches!(answer.status, 303 | 404), "{}", answer.words());
        camila.clone().open("/mesa/mios").await.is(200);
    }

    async fn c18_a_new_install_is_set_up_once_with_the_printed_secret(store: Store) {
        let desk = Desk::open_as(store, Plan { has_staff: false, ..Plan::default() }).await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM agent").await, 0);
        let mut browser = desk.browser();
        browser.open("/instalar/cualquiera").await.is(404);
        let (secret, token) = SetupSecret::draw(&desk.app).await.unwrap().unwrap();
        desk.web.offer_setup(secret);
        browser.open("/instalar/cualquiera").await.is(404);
        let steps = [
            ("organizacion", "Postal Cordillera"),
            ("prefijo", "PC"),
            ("nombre", "Inés Barrera"),
            ("correo", "ines.barrera@cordillera.example"),
            ("clave", PASSWORD),
        ];

        let path = format!("/instalar/{token}");
        let page = browser.open(&path).await.is(200);
        let weak = browser.submit(&page, &path, &[("organizacion", "Postal Cordillera"), ("clave", "corta")]).await;
        assert_eq!(weak.status, 422, "{}", weak.words());
        assert_eq!(desk.number("SELECT count(*) AS number FROM agent").await, 0);
        let done = browser.submit(&page, &path, &steps).await.is(200);

        assert!(done.path.starts_with("/ingresar"), "{}", done.path);
        assert_eq!(desk.number("SELECT count(*) AS number FROM agent").await, 1);
        browser.open(&path).await.is(404);
        let fields: Vec<_> = page.form(&path).fill(&steps);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&path, &fields).await.is(404);
        assert_eq!(desk.number("SELECT count(*) AS number FROM agent").await, 1);
        assert!(SetupSecret::draw(&desk.app).await.unwrap().is_none());
        browser.sign_in("ines.barrera@cordillera.example", PASSWORD).await.is(303);
        browser.open("/mesa/ajustes").await.is(200);
    }

    async fn c13_an_invited_agent_chooses_a_password_once(desk: Desk) {
        let mut ines = desk.agent(&desk.staff.ines).await;
        let people = ines.open("/mesa/ajustes/personas").await.is(200);
        let new = [("nombre", "Nora Gil"), ("correo", "nora.gil@cordillera.example"), ("rol", "2"), ("equipo", "1")];
        ines.submit(&people, "/personas", &new).await.is(200);
        let letters = desk.letters_of("nora.gil@cordillera.example", "agent_invited").await;
        let path = letters[0].links[0].split_once("example.test").unwrap().1.to_owned();
        let mut nora = desk.browser();

        let page = nora.open(&path).await.is(200);
        let weak = nora.submit(&page, &path, &[("clave", "catorce signos")]).await;
        assert_eq!(weak.status, 422, "{}", weak.words());
        nora.submit(&page, &path, &[("clave", "una clave de quince 🌵")]).await.is(200);

        assert!(nora.open(&path).await.status >= 400);
        assert!(nora.post(&path, &[("clave", "otra clave de quince o más")]).await.status >= 400);
        nora.sign_in("nora.gil@cordillera.example", "una clave de quince 🌵").await.is(303);
        nora.open("/mesa/mios").await.is(200);
    }

    async fn c13_an_invitation_of_the_staff_lasts_seven_days_and_changes_neither_role_nor_address(desk: Desk) {
        let (nora, eva, thief) = ("nora.gil@cordillera.example", "eva.paz@cordillera.example", "ladron@correo.example");
        let mut ines = desk.agent(&desk.staff.ines).await;
        for email in [nora, eva] {
            let people = ines.open("/mesa/ajustes/personas").await.is(200);
            let new = [("nombre", "Nora Gil"), ("correo", email), ("rol", "2"), ("equipo", "1")];
            ines.submit(&people, "/personas", &new).await.is(200);
        }
        let path = link(&desk, nora, "agent_invited").await;
        let chosen = "una clave de quince 🌵";
        let more = [
            ("clave", chosen), ("rol", "4"), ("role", "admin"), ("role_id", "4"), ("equipo", "99"), ("is_active", "1"),
            ("correo", thief), ("email", thief), ("id", "4"), ("agent_id", "4"),
        ];

        desk.browser().post(&path, &more).await.is(303);

        let mut browser = desk.browser();
        browser.sign_in(nora, chosen).await.is(303);
        let agent = desk.signed_in_as(&browser).await.agent;
        assert_eq!((agent.email.as_str(), agent.role.id, agent.team), (nora, domain::Role::AGENT.id, desk.staff.laura.team));
        assert_eq!(browser.get("/mesa/ajustes").await.status, 403);
        assert_eq!(desk.browser().sign_in(thief, chosen).await.status, 422);
        assert_eq!(desk.browser().sign_in(desk.staff.ines.email.as_str(), chosen).await.status, 422);
        assert_eq!(desk.browser().post(&path, &[("clave", "otra clave de quince o más")]).await.status, 410);
        assert_eq!(desk.letters_to(thief).await.len(), 0);

        // Nobody used hers for seven days.
        let path = link(&desk, eva, "agent_invited").await;
        desk.clock.advance(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
        desk.browser().open(&path).await.is(200);
        desk.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(desk.browser().open(&path).await.status, 410);
        assert_eq!(desk.browser().post(&path, &[("clave", chosen)]).await.status, 410);
        assert_eq!(desk.browser().sign_in(eva, chosen).await.status, 422);
    }

    async fn j05_after_signing_in_one_goes_back_to_own_pages_only(desk: Desk) {
        for hostile in ["//e.example", "/\\e.example", "%5c%5ce.example", "https:e.example", "javascript:alert(1)", "\t//e.example", "@e.example", "/%09/e.example"] {
            let mut browser = desk.browser();
            let page = browser.open(&format!("/ingresar?volver={}", crate::browser::escaped(hostile))).await.is(200);
            let answer = browser.submit_once(&page, "/ingresar", &[("correo", LAURA), ("clave", PASSWORD)]).await.is(303);
            let to = answer.location();
            assert!(to == "/mesa" || to.starts_with("/mesa/"), "{hostile:?} leads to {to}");

            let mut fields = page.form("/ingresar").fill(&[("correo", LAURA), ("clave", PASSWORD)]);
            fields.retain(|(name, _)| name != "volver");
            fields.push(("volver".into(), hostile.into()));
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = desk.browser().post("/ingresar", &fields).await.is(303);
            assert!(answer.location().starts_with("/mesa"), "{hostile:?} leads to {}", answer.location());
        }
        let mut browser = desk.browser();
        let page = browser.open("/mesa/auditoria").await.is(200);
        let answer = browser.submit_once(&page, "/ingresar", &[("correo", "andres.quintero@cordillera.example"), ("clave", PASSWORD)]).await;
        assert_eq!(answer.location(), "/mesa/auditoria");
    }
}

/// The whole address of a form.
fn form_action(page: &crate::browser::Page, end: &str) -> String {
    page.form(end).action
}
