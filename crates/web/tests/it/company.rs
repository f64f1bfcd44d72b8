//! People of companies: accounts, sessions, their tickets (cases C, D).

use app::testing::PASSWORD;
use jiff::SignedDuration;
use store::on_both_engines;

use crate::browser::{Browser, Page};
use crate::desk::{Desk, Request};

pub(crate) const LUCIA: &str = "compras@elanden.example";
pub(crate) const MATEO: &str = "bodega@elanden.example";
pub(crate) const OTHER: &str = "envios@abaco.example";
const THIEF: &str = "ladron@correo.example";
pub(crate) const CLAVE: &str = "siete libros en la caja";

/// A company with people, whom an administrator invites through the pages; gives its path.
pub(crate) async fn company(
    desk: &Desk,
    name: &str,
    sees_all: bool,
    people: &[(&str, &str, &str)],
) -> String {
    let mut ines = desk.agent(&desk.staff.ines).await;
    let page = ines.open("/mesa/organizaciones").await.is(200);
    let mut fields = vec![("nombre", name)];
    if sees_all {
        fields.push(("todos", "si"));
    }
    let page = ines
        .submit(&page, "/mesa/organizaciones", &fields)
        .await
        .is(200);
    let path = page.path.split('?').next().unwrap().to_owned();
    for (email, role, username) in people {
        let fields = [
            ("nombre", "Lucía Andrade"),
            ("correo", email),
            ("rol", role),
            ("usuario", username),
        ];
        let page = ines.open(&path).await.is(200);
        ines.submit(&page, "/personas", &fields).await.is(200);
    }
    path
}

/// The path of the link in the newest mail of a kind.
pub(crate) async fn link(desk: &Desk, email: &str, kind: &str) -> String {
    let letters = desk.letters_of(email, kind).await;
    let letter = letters
        .last()
        .unwrap_or_else(|| panic!("no {kind} for {email}"));
    let link = letter.links.iter().find(|link| link.contains("/ingresar/"));
    link.unwrap()
        .split_once("example.test")
        .unwrap()
        .1
        .to_owned()
}

/// Somebody who follows the invitation and chooses a password.
pub(crate) async fn entered(desk: &Desk, email: &str) -> Browser {
    let path = link(desk, email, "account_invited").await;
    let mut browser = desk.browser();
    let page = browser.open(&path).await.is(200);
    let home = browser
        .submit(&page, &path, &[("clave", CLAVE)])
        .await
        .is(200);
    assert_eq!(home.path, "/cuenta", "{}", home.words());
    browser
}

/// El Andén with a manager and a member, both signed in.
pub(crate) async fn el_anden(desk: &Desk, sees_all: bool) -> (String, Browser, Browser) {
    let people = [(LUCIA, "manager", "anden"), (MATEO, "member", "")];
    let path = company(desk, "Librería El Andén", sees_all, &people).await;
    (path, entered(desk, LUCIA).await, entered(desk, MATEO).await)
}

/// Files a ticket by the forms; gives its code and the page of what was created.
pub(crate) async fn file(browser: &mut Browser, subject: &str) -> (String, Page) {
    let request = Request {
        subject: subject.into(),
        ..Request::default()
    };
    let page = browser.give_details(&request).await.is(200);
    let review = page.path.replace("/archivos", "/revisar");
    let page = browser.open(&review).await.is(200);
    let page = browser.submit(&page, "/revisar", &[]).await.is(200);
    assert!(
        page.path.ends_with("/creado"),
        "{}: {}",
        page.path,
        page.words()
    );
    let code = page.path.split('/').nth(3).unwrap().to_owned();
    (code, page)
}

on_both_engines! {
    async fn a_company_files_reads_and_writes_without_any_code(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;

        let (code, created) = file(&mut lucia, "Caja detenida en Medellín").await;
        assert!(created.says(&code));
        let list = lucia.open("/cuenta/casos").await.is(200);
        assert!(list.says(&code) && list.says("Caja detenida en Medellín"), "{}", list.words());
        let page = lucia.open(&format!("/cuenta/casos/{code}")).await.is(200);
        let sent = lucia.submit(&page, "/mensajes", &[("mensaje", "Falta la guía de la segunda caja.")]).await.is(200);

        assert!(sent.says("Falta la guía de la segunda caja."), "{}", sent.words());
        assert_eq!(sent.path.split(['?', '#']).next(), Some(format!("/cuenta/casos/{code}").as_str()));
        assert_eq!(desk.codes_to(LUCIA).await, 0);
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket WHERE organization_id IS NOT NULL").await, 1);
        // What guests use leads to the same place.
        assert_eq!(lucia.open("/mis-casos").await.path, "/cuenta/casos");
        assert_eq!(lucia.open(&format!("/casos/{code}")).await.path, format!("/cuenta/casos/{code}"));
        let home = lucia.open("/cuenta").await.is(200);
        assert!(home.says("Librería El Andén") && home.says("Obtener ayuda"), "{}", home.words());
    }

    async fn d01_members_see_their_own_managers_the_company_and_others_nothing(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        company(&desk, "Ábaco", true, &[(OTHER, "manager", "")]).await;
        let mut other = entered(&desk, OTHER).await;
        let (of_lucia, _) = file(&mut lucia, "Caja de la gerencia").await;
        let (of_mateo, _) = file(&mut mateo, "Caja de la bodega").await;
        let private = desk.ticket_of(MATEO).await;

        for (browser, sees) in [
            (&mut lucia, [true, true, false]),
            (&mut mateo, [false, true, true]),
            (&mut other, [false, false, false]),
        ] {
            let list = browser.open("/cuenta/casos").await.is(200);
            for (code, sees) in [&of_lucia, &of_mateo, &private.code].into_iter().zip(sees) {
                assert_eq!(list.says(code), sees, "{code}: {}", list.words());
                let found = browser.open(&format!("/cuenta/casos?q={}", code.to_lowercase())).await.is(200);
                assert_eq!(found.says(code), sees, "{code} searched for");
                let status = browser.open(&format!("/cuenta/casos/{code}")).await.status;
                assert_eq!(status == 200, sees, "{code}: {status}");
                let (stream, _) = browser.stream(&format!("/cuenta/casos/{code}/eventos")).await;
                assert_eq!(stream == 200, sees, "{code}: {stream}");
                let given_up = browser.post(&format!("/cuenta/casos/{code}/desistir"), &[("motivo", "Ya llegó.")]).await;
                assert_eq!(given_up.status != 404, sees, "{code}: {}", given_up.status);
            }
        }
    }

    async fn a_member_sees_all_once_the_company_says_so_and_writes_under_the_own_name(desk: Desk) {
        let (path, mut lucia, mut mateo) = el_anden(&desk, false).await;
        let (code, _) = file(&mut lucia, "Caja de la gerencia").await;
        mateo.open(&format!("/cuenta/casos/{code}")).await.is(404);

        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(&path).await.is(200);
        ines.submit(&page, &path, &[("todos", "si"), ("activa", "si")]).await.is(200);

        let page = mateo.open(&format!("/cuenta/casos/{code}")).await.is(200);
        mateo.submit(&page, "/mensajes", &[("mensaje", "La caja azul.")]).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM message WHERE by_role = 'colleague'").await, 1);
    }

    async fn one_door_leads_the_staff_to_the_desk_and_companies_to_their_account(desk: Desk) {
        el_anden(&desk, false).await;
        for name in [LUCIA, "ANDEN"] {
            let mut browser = desk.browser();
            let answer = browser.sign_in(name, CLAVE).await.is(303);
            assert_eq!(answer.location(), "/cuenta", "{name}");
            let page = browser.get("/ingresar").await.is(303);
            assert_eq!(page.location(), "/cuenta");
            assert!(browser.open("/mesa/mios").await.path.starts_with("/ingresar"));
        }
        let answer = desk.browser().sign_in("laura.mendez@cordillera.example", PASSWORD).await.is(303);
        assert_eq!(answer.location(), "/mesa/mios");
        let mut browser = desk.browser();
        let page = browser.open("/cuenta/casos?vista=abiertos").await.is(200);
        let answer = browser.submit_once(&page, "/ingresar", &[("correo", LUCIA), ("clave", CLAVE)]).await;
        assert_eq!(answer.location(), "/cuenta/casos");
    }

    async fn c04_many_failures_slow_down_an_account_by_whatever_name(desk: Desk) {
        el_anden(&desk, false).await;
        let mut thief = desk.browser();
        for round in 0..10 {
            let name = if round % 2 == 0 { LUCIA } else { "anden" };
            assert_eq!(thief.sign_in(name, "quizás sea esta clave").await.status, 422);
        }

        assert_eq!(thief.sign_in("anden", CLAVE).await.status, 429);
        assert_eq!(desk.letters_of(LUCIA, "sign_in_failed").await.len(), 1);
        desk.wait(SignedDuration::from_mins(16)).await;
        thief.sign_in("anden", CLAVE).await.is(303);
    }

    async fn c06_signing_in_gives_an_account_a_new_session(desk: Desk) {
        el_anden(&desk, false).await;
        let mut browser = desk.browser();
        browser.set_cookie("consulta", "unasesionqueotroconoce");

        browser.sign_in(LUCIA, CLAVE).await.is(303);
        let first = browser.cookie("consulta").unwrap().to_owned();
        browser.post("/ingresar", &[("correo", LUCIA), ("clave", CLAVE)]).await.is(303);

        assert_ne!(browser.cookie("consulta"), Some(first.as_str()));
        for known in ["unasesionqueotroconoce", &first] {
            let mut thief = desk.browser();
            thief.set_cookie("consulta", known);
            assert!(thief.open("/cuenta").await.path.starts_with("/ingresar"));
        }
    }

    async fn c07_whoever_may_not_sign_in_any_more_is_out_at_once(desk: Desk) {
        let (path, mut lucia, mut mateo) = el_anden(&desk, false).await;
        let people = lucia.open("/cuenta/personas").await.is(200);
        let newest = desk.number("SELECT max(id) AS number FROM account").await;
        let form = format!("/cuenta/personas/{newest}");
        lucia.submit(&people, &form, &[("rol", "manager"), ("activa", "si")]).await.is(200);
        assert!(mateo.open("/cuenta").await.path.starts_with("/ingresar"), "the role changed");

        mateo.sign_in(MATEO, CLAVE).await.is(303);
        let mut ines = desk.agent(&desk.staff.ines).await;
        let page = ines.open(&path).await.is(200);
        // Without the box ticked, nobody of the company may sign in.
        let fields: Vec<_> = page.form(&path).fill(&[]).into_iter().filter(|(name, _)| name != "activa").collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ines.post(&path, &fields).await.is(303);
        assert!(mateo.open("/cuenta").await.path.starts_with("/ingresar"));
        assert_eq!(mateo.sign_in(MATEO, CLAVE).await.status, 422);
    }

    async fn c07_another_password_ends_the_other_sessions(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut elsewhere = desk.browser();
        elsewhere.sign_in(LUCIA, CLAVE).await.is(303);
        let page = lucia.open("/cuenta/datos").await.is(200);

        let wrong = lucia.submit(&page, "/clave", &[("actual", "no es esta clave"), ("clave", "otra frase bastante larga")]).await;
        assert_eq!(wrong.status, 422, "{}", wrong.words());
        let weak = lucia.submit(&page, "/clave", &[("actual", CLAVE), ("clave", "corta")]).await;
        assert_eq!(weak.status, 422, "{}", weak.words());
        elsewhere.open("/cuenta").await.is(200);
        lucia.submit(&page, "/clave", &[("actual", CLAVE), ("clave", "otra frase bastante larga")]).await.is(200);

        assert!(elsewhere.open("/cuenta").await.path.starts_with("/ingresar"));
        assert_eq!(lucia.open("/cuenta").await.path, "/cuenta");
        assert_eq!(desk.browser().sign_in(LUCIA, CLAVE).await.status, 422);
        desk.browser().sign_in(LUCIA, "otra frase bastante larga").await.is(303);
    }

    async fn c10_only_the_newest_reset_works_and_once(desk: Desk) {
        el_anden(&desk, false).await;
        let mut browser = desk.browser();
        let mut links = Vec::new();
        for _ in 0..3 {
            let page = browser.open("/ingresar/olvide").await.is(200);
            browser.submit(&page, "/ingresar/olvide", &[("correo", LUCIA)]).await.is(200);
            links.push(link(&desk, LUCIA, "password_reset").await);
        }

        for old in &links[..2] {
            assert_eq!(browser.open(old).await.status, 410);
        }
        let page = browser.open(&links[2]).await.is(200);
        browser.submit(&page, &links[2], &[("clave", "otra frase bastante larga")]).await.is(200);
        assert_eq!(browser.post(&links[2], &[("clave", "una tercera frase larga")]).await.status, 410);
        desk.browser().sign_in(LUCIA, "otra frase bastante larga").await.is(303);
    }

    async fn c09_a_link_for_two_addresses_is_refused_and_sends_nothing(desk: Desk) {
        el_anden(&desk, false).await;
        let mut browser = desk.browser();
        for path in ["/ingresar/olvide", "/ingresar/enlace"] {
            for (first, second) in [("correo", "correo"), ("correo[]", "correo[]"), ("correo[0]", "correo[1]"), ("correo", "correo[]")] {
                let page = browser.post(path, &[(first, LUCIA), (second, THIEF)]).await.is(400);
                assert!(page.says("Escriba un solo correo"), "{}", page.words());
                assert_eq!(page.form(path).value("correo"), Some(format!("{LUCIA}, {THIEF}").as_str()));
            }
            for between in [",", ", ", ";", " ", "\r\n", "\n", "\nBcc: ", "%0ABcc:"] {
                let page = browser.post(path, &[("correo", &format!("{LUCIA}{between}{THIEF}"))]).await.is(400);
                assert!(page.says("Escriba un solo correo"), "{between:?}: {}", page.words());
            }
            browser.post(path, &[]).await.is(422);
            browser.post(path, &[("correo", " ")]).await.is(422);

            let known = browser.post(path, &[("correo", MATEO)]).await.is(303);
            let unknown = browser.post(path, &[("correo", "nadie@correo.example")]).await.is(303);
            assert_eq!(known.location(), unknown.location());
        }
        for kind in ["password_reset", "sign_in_link"] {
            assert_eq!(desk.letters_of(LUCIA, kind).await.len(), 0);
        }
        assert_eq!(desk.letters_to(THIEF).await.len(), 0);
    }

    async fn c08_links_begin_with_the_configured_address_and_tell_nobody_who_has_an_account(desk: Desk) {
        el_anden(&desk, false).await;
        let mut browser = desk.browser();
        browser.extra = vec![("x-forwarded-host", "malo.example".into()), ("forwarded", "host=malo.example".into())];

        let known = browser.post("/ingresar/enlace", &[("correo", LUCIA)]).await;
        let unknown = browser.post("/ingresar/enlace", &[("correo", "nadie@correo.example")]).await;

        assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
        let letters = desk.letters_of(LUCIA, "sign_in_link").await;
        assert!(letters[0].links.iter().all(|link| link.starts_with("https://casos.example.test/")), "{:?}", letters[0].links);
        assert_eq!(desk.letters_to("nadie@correo.example").await.len(), 0);
    }

    async fn b08_looking_at_a_link_to_sign_in_does_not_use_it(desk: Desk) {
        el_anden(&desk, false).await;
        let mut browser = desk.browser();
        browser.post("/ingresar/enlace", &[("correo", "anden")]).await.is(303);
        let path = link(&desk, LUCIA, "sign_in_link").await;
        for _ in 0..10 {
            desk.browser().open(&path).await.is(200);
        }

        let page = browser.open(&path).await.is(200);
        assert_eq!(browser.submit(&page, &path, &[]).await.is(200).path, "/cuenta");

        assert_eq!(desk.browser().post(&path, &[]).await.status, 410);
        let again = link(&desk, LUCIA, "sign_in_link").await;
        desk.wait(SignedDuration::from_mins(16)).await;
        assert_eq!(desk.browser().post(&again, &[]).await.status, 410);
    }

    async fn c12_an_invitation_proves_the_address_and_wipes_what_was_before(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut browser = desk.browser();
        browser.post("/ingresar/olvide", &[("correo", LUCIA)]).await.is(303);
        let path = link(&desk, LUCIA, "password_reset").await;

        let page = browser.open(&path).await.is(200);
        browser.submit(&page, &path, &[("clave", "otra frase bastante larga")]).await.is(200);

        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"));
        assert_eq!(desk.browser().sign_in(LUCIA, CLAVE).await.status, 422);
    }

    async fn c12_earlier_tickets_of_the_same_address_join_the_account(desk: Desk) {
        let earlier = desk.ticket_of(LUCIA).await;
        let (_, mut lucia, _) = el_anden(&desk, false).await;

        let list = lucia.open("/cuenta/casos").await.is(200);

        assert!(list.says(&earlier.code), "{}", list.words());
        lucia.open(&format!("/cuenta/casos/{}", earlier.code)).await.is(200);
    }

    async fn c13_an_invitation_works_once_for_seven_days_and_gives_no_other_role(desk: Desk) {
        company(&desk, "Ábaco", false, &[(OTHER, "member", ""), (MATEO, "member", "")]).await;
        let path = link(&desk, OTHER, "account_invited").await;
        let mut browser = desk.browser();
        browser.post(&path, &[("clave", CLAVE), ("rol", "manager"), ("role", "manager"), ("correo", "otro@correo.example")]).await.is(303);

        assert_eq!(browser.open("/cuenta/personas").await.status, 403);
        assert_eq!(desk.browser().post(&path, &[("clave", CLAVE)]).await.status, 410);
        let late = link(&desk, MATEO, "account_invited").await;
        desk.clock.advance(SignedDuration::from_hours(7 * 24));
        assert_eq!(desk.browser().open(&late).await.status, 410);
    }

    async fn c17_sessions_of_accounts_end_by_their_own_terms_and_are_listed(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let mut elsewhere = desk.browser();
        elsewhere.sign_in(LUCIA, CLAVE).await.is(303);
        let page = lucia.open("/cuenta/datos").await.is(200);
        lucia.submit(&page, "/cerrar", &[]).await.is(200);
        assert!(elsewhere.open("/cuenta").await.path.starts_with("/ingresar"));

        desk.wait(SignedDuration::from_hours(23)).await;
        lucia.open("/cuenta").await.is(200);
        desk.wait(SignedDuration::from_hours(23)).await;
        assert_eq!(lucia.open("/cuenta").await.path, "/cuenta");
        desk.clock.advance(SignedDuration::from_hours(25));
        assert!(lucia.open("/cuenta").await.path.starts_with("/ingresar"));
    }

    async fn managers_manage_their_own_company_alone(desk: Desk) {
        let (_, mut lucia, mut mateo) = el_anden(&desk, false).await;
        let other = company(&desk, "Ábaco", false, &[(OTHER, "member", "")]).await;
        let stranger = desk.number("SELECT max(id) AS number FROM account").await;

        assert_eq!(mateo.open("/cuenta/personas").await.status, 403);
        let taken = lucia.post(&format!("/cuenta/personas/{stranger}"), &[("rol", "manager"), ("activa", "si")]).await;
        assert_eq!(taken.status, 404, "{}", taken.words());
        assert!(lucia.open(&other).await.path.starts_with("/ingresar"));
        let mut laura = desk.agent(&desk.staff.laura).await;
        assert_eq!(laura.open("/mesa/organizaciones").await.status, 403);
        // Nobody is invited twice, nor is the staff.
        for email in [OTHER, LUCIA, "laura.mendez@cordillera.example", "nadie"] {
            let page = lucia.open("/cuenta/personas").await.is(200);
            let answer = lucia.submit(&page, "/cuenta/personas", &[("nombre", "Eva"), ("correo", email), ("rol", "member")]).await;
            assert_eq!(answer.status, 422, "{email}: {}", answer.words());
        }
        assert!(desk.number("SELECT count(*) AS number FROM audit WHERE action = 'account_invited'").await == 3);
    }

    async fn l09_a_company_that_somebody_else_changed_is_not_overwritten_unseen(desk: Desk) {
        let (path, ..) = el_anden(&desk, true).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let stale = ines.open(&path).await.is(200);
        ines.submit(&stale, &path, &[("empresa", "Andén S. A.")]).await.is(200);

        let told = ines.submit(&stale, &path, &[("empresa", "El Andén y Cía.")]).await.is(409);

        assert!(told.says("Otra persona cambió estos datos"), "{}", told.words());
        assert!(told.says("Nombre de la empresa Quedó guardado: Andén S. A. Usted escribió: El Andén y Cía."), "{}", told.words());
        assert_eq!(told.body.matches("Usted escribió").count(), 1, "{}", told.words());
        assert_eq!(told.form(&path).value("empresa"), Some("El Andén y Cía."));
        assert_eq!(ines.open(&path).await.form(&path).value("empresa"), Some("Andén S. A."));
        // Who has seen it may go on.
        ines.submit(&told, &path, &[]).await.is(200);
        assert_eq!(ines.open(&path).await.form(&path).value("empresa"), Some("El Andén y Cía."));
    }

    async fn l09_who_decides_about_the_same_account_is_not_overwritten_unseen(desk: Desk) {
        let (company, mut lucia, mut mateo) = el_anden(&desk, false).await;
        let mut ines = desk.agent(&desk.staff.ines).await;
        let of_mateo = desk.number("SELECT max(id) AS number FROM account").await;
        let (own, of_staff) = (format!("/cuenta/personas/{of_mateo}"), format!("{company}/personas/{of_mateo}"));
        let stale = [lucia.open("/cuenta/personas").await.is(200), ines.open(&company).await.is(200)];
        lucia.submit(&stale[0], &own, &[("rol", "manager"), ("activa", "si")]).await.is(200);
        mateo.sign_in(MATEO, CLAVE).await.is(303);
        let before = desk.dump_of(|table| ["account", "audit"].contains(&table)).await;

        for (browser, stale, path) in [(&mut lucia, &stale[0], &own), (&mut ines, &stale[1], &of_staff)] {
            let old = stale.form(path).value("version").unwrap().to_owned();
            for version in [old.as_str(), "", "x"] {
                // Without the box ticked, nobody signs in.
                let told = browser.post(path, &[("version", version), ("rol", "member")]).await.is(409);
                assert!(told.says("Otra persona cambió esta cuenta"), "{path}: {}", told.words());
                assert!(told.says("Rol Quedó guardado: Administra la cuenta Usted escribió: Miembro"), "{path}: {}", told.words());
                assert!(told.says("Puede entrar Quedó guardado: Sí Usted escribió: No"), "{path}: {}", told.words());
                let form = told.form(path);
                assert_eq!((form.value("rol"), form.value("activa")), (Some("member"), None));
                assert_ne!(form.value("version"), Some(old.as_str()));
            }
        }
        assert_eq!(desk.dump_of(|table| ["account", "audit"].contains(&table)).await, before);
        // Nobody's session ended, and what Mateo says of himself is nobody's change.
        assert_eq!(mateo.open("/cuenta").await.path, "/cuenta");
        let told = ines.submit(&stale[1], &of_staff, &[("rol", "member"), ("activa", "si")]).await.is(409);
        assert_eq!(told.body.matches("Usted escribió").count(), 1, "{}", told.words());
        mateo.post("/cuenta/datos/idioma", &[("idioma", "en")]).await.is(303);
        // Who has seen it may go on.
        ines.submit(&told, &of_staff, &[]).await.is(200);
        assert_eq!(desk.number("SELECT count(*) AS number FROM account WHERE role = 'member' AND is_active AND version = 3").await, 1);
    }

    async fn a04_a_second_click_files_no_second_ticket(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        let page = lucia.give_details(&Request::default()).await.is(200);
        let review = page.path.replace("/archivos", "/revisar");
        let page = lucia.open(&review).await.is(200);
        let (mut one, mut two) = (lucia.clone(), lucia.clone());

        let (first, second) = tokio::join!(one.submit_once(&page, "/revisar", &[]), two.submit_once(&page, "/revisar", &[]));

        assert_eq!(first.location(), second.location());
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 1);
    }

    async fn j01_the_list_takes_any_address_without_failing(desk: Desk) {
        let (_, mut lucia, _) = el_anden(&desk, false).await;
        file(&mut lucia, "Cien % de daño_").await;
        for query in ["q=%27%22--", "q=%25_%25", "q=%00", "estado=%27", "orden=x", "desde=1-x", "desde=99999999999999999999-1", "dias=-1", "filas=0", "vista[]=a"] {
            let page = lucia.open(&format!("/cuenta/casos?{query}")).await;
            assert!(matches!(page.status, 200 | 400), "{query}: {}", page.status);
        }
        let found = lucia.open("/cuenta/casos?q=DA%C3%91O_").await.is(200);
        assert!(found.says("Cien % de daño_"), "{}", found.words());
    }
}
