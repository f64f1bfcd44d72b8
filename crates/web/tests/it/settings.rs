//! The settings: each page is filled in, refused where it must be, and never overwritten unseen.

use store::on_both_engines;

use crate::browser::{Browser, Page, Upload};
use crate::desk::{Desk, Request, png};
use crate::html;

async fn admin(desk: &Desk) -> Browser {
    desk.agent(&desk.staff.ines).await
}

/// The newest entry of the audit log of an action: before and after.
async fn logged(desk: &Desk, action: &'static str) -> (String, String) {
    let entries = desk
        .app
        .store
        .read(move |db| db.audit(None, Some(action), None, 1))
        .await
        .unwrap();
    let entry = entries
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("no {action}"));
    (
        entry.before.unwrap_or_default(),
        entry.after.unwrap_or_default(),
    )
}

/// The address of the topic of this name.
async fn topic_page(ines: &mut Browser, name: &str) -> String {
    let list = ines.open("/mesa/ajustes/temas").await.is(200);
    for link in html::links(&list.body) {
        let is_topic = link
            .strip_prefix("/mesa/ajustes/temas/")
            .is_some_and(|id| id.parse::<i64>().is_ok());
        if is_topic && ines.open(&link).await.form(&link).value("nombre_es") == Some(name) {
            return link;
        }
    }
    panic!("no {name} in {}", list.words())
}

fn saved(page: Page) -> Page {
    let page = page.is(200);
    assert!(page.says("Guardamos los ajustes"), "{}", page.words());
    page
}

on_both_engines! {
    async fn the_home_page_says_what_the_administrator_wrote(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/inicio").await.is(200);
        let page = ines.submit(&page, "/inicio", &[("hacer", "agregar enlace"), ("titulo_es", "Hola & <b>")]).await.is(200);
        assert_eq!(desk.app.settings().hero_title.es, "");
        saved(ines.submit(&page, "/inicio", &[
            ("aviso_es", "Hay paro el viernes"),
            ("aviso_en", "Strike on Friday"),
            ("entrada_es", "Le ayudamos."),
            ("enlace_0_texto_es", "Tarifas"),
            ("enlace_0_url", "https://cordillera.example/tarifas"),
        ]).await);

        let home = desk.browser().open("/").await;
        for words in ["Hay paro el viernes", "Hola & <b>", "Le ayudamos.", "Tarifas"] {
            assert!(home.says(words), "{words}: {}", home.words());
        }
        assert!(html::links(&home.body).contains(&"https://cordillera.example/tarifas".to_owned()));
        let mut english = desk.browser();
        english.language = "en";
        assert!(english.open("/").await.says("Strike on Friday"));
        let (before, after) = logged(&desk, "settings_saved").await;
        assert!(after.contains("Hay paro el viernes") && !before.contains("paro"), "{before} {after}");
    }

    async fn texts_of_the_home_page_have_limits_and_links_lead_to_https(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/inicio").await.is(200);
        let page = ines.submit(&page, "/inicio", &[("hacer", "agregar enlace")]).await.is(200);
        let long = "x".repeat(500);

        let refused = ines.submit(&page, "/inicio", &[("aviso_pt", &long), ("titulo_es", "Lo escrito queda"), ("enlace_0_url", "javascript:alert(1)")]).await.is(422);

        assert!(refused.says("https://") && refused.says("Escriba el texto del enlace"), "{}", refused.words());
        assert_eq!(refused.form("/inicio").value("titulo_es"), Some("Lo escrito queda"));
        for field in ["aviso_pt", "enlace_0_texto_es", "enlace_0_url"] {
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}");
        }
        assert!(desk.app.settings().links.is_empty());
    }

    async fn l09_two_administrators_at_once_overwrite_nothing_unseen(desk: Desk) {
        let (mut one, mut two) = (admin(&desk).await, admin(&desk).await);
        for (path, field) in [("/mesa/ajustes", "razon"), ("/mesa/ajustes/inicio", "titulo_es"), ("/mesa/ajustes/marca", "frase_es")] {
            let (first, second) = (one.open(path).await, two.open(path).await);
            saved(one.submit(&first, path, &[(field, "De la primera")]).await);

            let told = two.submit(&second, path, &[(field, "De la segunda")]).await.is(409);

            assert!(told.says("Otra persona cambió los ajustes"), "{}", told.words());
            assert!(told.says("Quedó guardado: De la primera") && told.says("Usted escribió: De la segunda"), "{}", told.words());
            assert_eq!(told.body.matches("Usted escribió").count(), 1, "no other field differs: {}", told.words());
            assert_eq!(told.form(path).value(field), Some("De la segunda"));
            assert_eq!(one.open(path).await.form(path).value(field), Some("De la primera"));
            // Who has seen it may go on.
            saved(two.submit(&told, path, &[]).await);
            assert_eq!(one.open(path).await.form(path).value(field), Some("De la segunda"));
        }
    }

    async fn l09_a_stale_form_shows_every_field_that_is_kept_otherwise(desk: Desk) {
        let mut ines = admin(&desk).await;
        let differ = |page: &Page, label: &str, stored: &str, typed: &str| {
            let words = format!("{label} Quedó guardado: {stored} Usted escribió: {typed}");
            assert!(page.says(&words), "{words:?} is not in {}", page.words());
        };

        // A choice and a phone number; the language that nobody touched is not there.
        let path = "/mesa/ajustes";
        let stale = ines.open(path).await.is(200);
        saved(ines.submit(&stale, path, &[("palabra", "request"), ("linea", "601 555 0100"), ("horario_en", "From 8 to 5")]).await);
        let told = ines.submit(&stale, path, &[("palabra", "ticket")]).await.is(409);
        differ(&told, "Línea telefónica", "601 555 0100", "601 555 0148");
        differ(&told, "Horario de la línea · En inglés", "From 8 to 5", "Monday to Friday, 7 a.m. to 6 p.m.");
        differ(&told, "Palabra para lo que le piden", "solicitud", "ticket");
        assert!(!told.says("Zona horaria Quedó") && !told.says("En español Quedó"), "{}", told.words());
        assert_eq!(desk.app.settings().word, "request");

        // A row that somebody added.
        let path = "/mesa/ajustes/listas";
        let stale = ines.open(path).await.is(200);
        let page = ines.submit(&stale, "/listas", &[("hacer", "agregar punto")]).await.is(200);
        saved(ines.submit(&page, "/listas", &[("punto_3_texto_es", "Ciudad de envío")]).await);
        let told = ines.submit(&stale, "/listas", &[]).await.is(409);
        differ(&told, "Renglón 4 · En español", "Ciudad de envío", "(vacío)");
        assert_eq!(desk.app.settings().identity_checklist.len(), 4);

        // A long text is shown from where it differs.
        let path = "/mesa/ajustes/datos";
        let stale = ines.open(path).await.is(200);
        let same = "Lo mismo. ".repeat(50);
        saved(ines.submit(&stale, "/datos", &[("consentimiento", "7"), ("texto_es", &format!("{same}Fin de uno"))]).await);
        let told = ines.submit(&stale, "/datos", &[("consentimiento", "8"), ("texto_es", &format!("{same}Fin de otro"))]).await.is(409);
        differ(&told, "Versión del texto", "7", "8");
        assert!(told.says("mismo. Fin de uno Usted escribió: …") && told.body.contains("</small> …"), "{}", told.words());

        let path = "/mesa/ajustes/equipos";
        let stale = ines.open(path).await.is(200);
        saved(ines.submit(&stale, "/equipos/1", &[("nombre", "Nacionales"), ("color", "4")]).await);
        let told = ines.submit(&stale, "/equipos/1", &[("nombre", "Envíos del país"), ("color", "2")]).await.is(409);
        differ(&told, "Nombre del equipo", "Nacionales", "Envíos del país");
        differ(&told, "Color", "Color 4", "Color 2");

        let path = topic_page(&mut ines, "Mi envío no llega").await;
        let stale = ines.open(&path).await.is(200);
        saved(ines.submit(&stale, &path, &[("nombre_es", "Envío demorado"), ("campo_0_pregunta_es", "¿Cuál guía?")]).await);
        let question = stale.form(&path).value("campo_0_pregunta_es").unwrap().to_owned();
        let told = ines.submit(&stale, &path, &[("nombre_es", "Otro nombre")]).await.is(409);
        differ(&told, "Nombre · En español", "Envío demorado", "Otro nombre");
        differ(&told, "Pregunta 1 · Texto de la pregunta · En español", "¿Cuál guía?", &question);
    }

    async fn l09_a_stale_class_policy_or_calendar_shows_what_is_kept(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/clases/nueva").await.is(200);
        let class = [("codigo", "datos"), ("nombre_es", "Derechos sobre datos"), ("dias", "30"), ("norma", "Ley 21.719")];
        ines.submit(&page, "/nueva", &class).await.is(200);
        let page = ines.open("/mesa/ajustes/plazos").await.is(200);
        ines.submit(&page, "/plazos", &[("nombre", "Todo"), ("primera", "4")]).await.is(200);
        let page = ines.open("/mesa/ajustes/calendarios/0").await.is(200);
        ines.submit(&page, "/calendarios/0", &[("nombre", "Bogotá")]).await.is(200);
        for (list, label, field, first, second) in [
            ("clases", "Norma", "norma", "Ley 1", "Ley 2"),
            ("plazos", "Horas hábiles para la primera respuesta", "primera", "5", "6"),
            ("calendarios", "Lunes", "dia_1", "08:00-12:00", "09:00-12:00"),
        ] {
            let list = format!("/mesa/ajustes/{list}");
            let page = ines.open(&list).await.is(200);
            let is_one = |link: &String| link.strip_prefix(&format!("{list}/")).is_some_and(|id| id.parse::<i64>().is_ok());
            let path = html::links(&page.body).into_iter().find(is_one).unwrap_or_else(|| panic!("none in {}", page.words()));
            let stale = ines.open(&path).await.is(200);
            ines.submit(&stale, &path, &[(field, first)]).await.is(200);

            let told = ines.submit(&stale, &path, &[(field, second)]).await.is(409);

            let words = format!("{label} Quedó guardado: {first} Usted escribió: {second}");
            assert!(told.says(&words), "{words:?} is not in {}", told.words());
            assert_eq!(told.form(&path).value(field), Some(second));
            assert_eq!(ines.open(&path).await.form(&path).value(field), Some(first));
        }
    }

    async fn the_lists_are_edited_without_scripts_and_never_empty(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/listas").await.is(200);
        let old: Vec<String> = desk.app.settings().solution_codes.iter().map(|(id, _)| id.clone()).collect();
        let page = ines.submit(&page, "/listas", &[("hacer", "agregar punto")]).await.is(200);
        let page = ines.submit(&page, "/listas", &[("hacer", "subir punto 3"), ("punto_3_texto_es", "Ciudad de envío")]).await.is(200);
        let page = ines.submit(&page, "/listas", &[("hacer", "quitar punto 0")]).await.is(200);
        let page = ines.submit(&page, "/listas", &[("hacer", "agregar solucion")]).await.is(200);
        let page = ines.submit(&page, "/listas", &[("hacer", "bajar solucion 0"), ("solucion_4_texto_es", "Reenviado"), ("solucion_4_texto_en", "Sent again")]).await.is(200);
        assert_eq!(desk.app.settings().identity_checklist.len(), 3, "nothing is saved yet");
        saved(ines.submit(&page, "/listas", &[]).await);

        let settings = desk.app.settings();
        let points: Vec<&str> = settings.identity_checklist.iter().map(|point| point.es.as_str()).collect();
        assert_eq!((points.len(), points[1]), (3, "Ciudad de envío"), "{points:?}");
        let ids: Vec<&str> = settings.solution_codes.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, [old[1].as_str(), &old[0], &old[2], &old[3], "reenviado"]);
        // What is new can be chosen at once.
        let case = desk.ticket_of("mariana.rios@correo.example").await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let page = laura.open(&format!("/mesa/casos/{}?pestana=solucion", case.code)).await;
        assert!(page.says("Reenviado"));

        let mut page = ines.open("/mesa/ajustes/listas").await;
        for _ in 0..3 {
            page = ines.submit(&page, "/listas", &[("hacer", "quitar punto 0")]).await.is(200);
        }
        let refused = ines.submit(&page, "/listas", &[]).await.is(422);
        assert!(refused.says("al menos un renglón"), "{}", refused.words());
        assert_eq!(desk.app.settings().identity_checklist.len(), 3);
    }

    async fn teams_are_made_renamed_and_never_doubled(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/equipos").await.is(200);
        let page = saved(ines.submit(&page, "/equipos", &[("nombre", "  Cobros "), ("color", "3")]).await);
        for (name, told) in [("Cobros", "Ya hay un equipo"), ("", "Escriba el nombre"), (&"x".repeat(61), "1")] {
            let refused = ines.submit(&page, "/equipos", &[("nombre", name), ("color", "2")]).await.is(422);
            assert!(refused.says(told), "{told}: {}", refused.words());
            assert_eq!(refused.form("/equipos").value("nombre"), Some(name));
        }
        ines.post("/mesa/ajustes/equipos", &[("nombre", "Otro"), ("color", "9")]).await.is(422);

        // Two at once: the second is told, and nothing is lost.
        let stale = ines.open("/mesa/ajustes/equipos").await;
        saved(ines.submit(&stale, "/equipos/1", &[("nombre", "Nacionales"), ("color", "4")]).await);
        let told = ines.submit(&stale, "/equipos/1", &[("nombre", "Envíos del país")]).await.is(409);
        assert_eq!(told.form("/equipos/1").value("nombre"), Some("Envíos del país"));
        let (before, after) = logged(&desk, "team_saved").await;
        assert!(before.contains("Envíos nacionales") && after.contains("Nacionales"), "{before} {after}");
        let page = ines.open("/mesa/mios").await;
        assert!(page.says("Nacionales") && page.says("Cobros"));
        let log = ines.open("/mesa/auditoria?accion=team_saved").await.is(200);
        assert!(log.says("Cambió un equipo") && log.says("Equipo Envíos nacionales"), "{}", log.words());
    }

    async fn a_topic_with_questions_is_made_and_asks_them(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/temas/nuevo").await.is(200);
        let refused = ines.submit(&page, "/nuevo", &[("dias", "0")]).await.is(422);
        for field in ["nombre_es", "titulo_es", "falta_es", "dias"] {
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", refused.words());
        }
        let words = [("nombre_es", "Paquete dañado"), ("nombre_en", "Damaged parcel"), ("titulo_es", "Cuéntenos del daño"), ("falta_es", "Diga qué pasó"), ("dias", "10")];
        let page = ines.submit(&page, "/nuevo", &[&words[..], &[("hacer", "agregar campo choice")]].concat()).await.is(200);
        let page = ines.submit(&page, "/nuevo", &[("campo_0_pregunta_es", "¿Qué se dañó?"), ("campo_0_obligatoria", "si"), ("campo_0_opcion_0_texto_es", "La caja")]).await.is(422);
        assert!(page.says("al menos dos opciones"), "{}", page.words());
        let page = ines.submit(&page, "/nuevo", &[("hacer", "agregar campo_0_opcion")]).await.is(200);
        let page = ines.submit(&page, "/nuevo", &[("campo_0_opcion_1_texto_es", "Lo de adentro"), ("hacer", "agregar campo tracking")]).await.is(200);
        let page = ines.submit(&page, "/nuevo", &[("campo_1_pregunta_es", "Guía"), ("hacer", "subir campo 1")]).await.is(200);
        assert_eq!(page.form("/nuevo").value("campo_1_opcion_1_texto_es"), Some("Lo de adentro"));
        saved(ines.submit(&page, "/nuevo", &[("activo", "si")]).await);

        let mut guest = desk.browser();
        assert!(guest.open("/").await.says("Paquete dañado"));
        let form = guest.open("/casos/nuevo/paquete-danado").await.is(200);
        assert!(form.says("Cuéntenos del daño") && form.says("¿Qué se dañó?") && form.says("Lo de adentro"), "{}", form.words());
        let topic = app::topic::by_slug(&desk.app, "paquete-danado".into()).await.unwrap();
        let ids: Vec<&str> = topic.form.fields.iter().map(|field| field.id.as_str()).collect();
        assert_eq!(ids, ["guia", "que_se_dano"]);
        let (_, after) = logged(&desk, "topic_created").await;
        assert!(after.contains("Lo de adentro"), "{after}");
    }

    async fn d13_a_new_topic_is_seen_by_nobody_until_somebody_says_so(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/temas/nuevo").await.is(200);
        assert!(page.says("nadie fuera de los ajustes lo ve"), "{}", page.words());
        let words = [("nombre_es", "Paquete dañado"), ("titulo_es", "Cuéntenos del daño"), ("falta_es", "Diga qué pasó"), ("dias", "10")];
        let list = saved(ines.submit(&page, "/nuevo", &words).await);
        assert!(list.says("Paquete dañado"), "{}", list.words());

        let seen = async || {
            let mut guest = desk.browser();
            let home = guest.open("/").await.is(200).says("Paquete dañado");
            (home, guest.get("/casos/nuevo/paquete-danado").await.status)
        };
        assert_eq!(seen().await, (false, 404));

        let path = topic_page(&mut ines, "Paquete dañado").await;
        let page = ines.open(&path).await.is(200);
        saved(ines.submit(&page, &path, &[("activo", "si")]).await);
        assert_eq!(seen().await, (true, 200));
    }

    async fn a_changed_topic_leaves_tickets_as_they_are(desk: Desk) {
        let case = desk.filed(&Request { topic: "envio", ..Request::default() }).await;
        let mut ines = admin(&desk).await;
        let path = topic_page(&mut ines, "Mi envío no llega").await;
        let page = ines.open(&path).await.is(200);
        let stale = page.clone();
        let page = ines.submit(&page, &path, &[("hacer", "quitar campo 0")]).await.is(200);
        saved(ines.submit(&page, &path, &[("nombre_es", "Envío demorado"), ("activo", "")]).await);

        let told = ines.submit(&stale, &path, &[("nombre_es", "Otro nombre")]).await.is(409);
        assert_eq!(told.form(&path).value("nombre_es"), Some("Otro nombre"));
        assert!(html::links(&told.body).contains(&path));
        let (before, after) = logged(&desk, "topic_saved").await;
        assert!(before.contains("Mi envío no llega") && after.contains("Envío demorado") && !after.contains("guia"), "{after}");
        case.browser.clone().open(&case.path("")).await.is(200);
        let ticket = desk.ticket(&case).await;
        assert_eq!(ticket.topic.0, 1);
    }

    async fn topics_are_ordered_and_can_stop_to_take_tickets(desk: Desk) {
        let mut ines = admin(&desk).await;
        let names = async |browser: &mut Browser| {
            let home = browser.open("/").await.words();
            (home.find("Mi envío no llega"), home.find("Información"))
        };
        let (first, second) = names(&mut desk.browser()).await;
        assert!(first < second);
        let page = ines.open("/mesa/ajustes/temas").await.is(200);
        let stale = page.clone();

        ines.submit(&page, "/2/mover", &[("hacia", "arriba")]).await.is(200);

        let (first, second) = names(&mut desk.browser()).await;
        assert!(second < first);
        ines.submit(&stale, "/2/mover", &[("hacia", "arriba")]).await.is(409);
        logged(&desk, "topic_moved").await;
        let path = topic_page(&mut ines, "Información").await;
        let page = ines.open(&path).await;
        let fields: Vec<_> = page.form(&path).fill(&[]).into_iter().filter(|(name, _)| name != "activo").collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ines.post(&path, &fields).await.is(303);
        assert_eq!(names(&mut desk.browser()).await.1, None);
        desk.browser().open("/casos/nuevo/informacion").await.is(404);
        ines.post("/mesa/ajustes/temas/999", &fields).await.is(404);
        ines.post(&path, &[&fields[..], &[("equipo", "77")]].concat()).await.is(404);
    }

    async fn e04_the_logo_is_a_picture_of_our_own_making(desk: Desk) {
        let mut ines = admin(&desk).await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
        let large = vec![0; app::logo::MAX_BYTES + 1];
        let cases: [(&str, &[u8], u16); 4] = [("logo.svg", &svg, 422), ("logo.png", &svg, 422), ("logo.png", &large, 422), ("", b"", 422)];
        for (name, content, status) in cases {
            let page = ines.open("/mesa/ajustes/marca").await.is(200);
            let file = Upload { field: "logo", name, kind: "image/png", content };
            let refused = ines.submit_with(&page, "/marca/logo", &[], &[file]).await.is(status);
            assert!(refused.body.contains("href=\"#logo\""), "{}", refused.words());
        }
        let huge = vec![0; 3 * app::logo::MAX_BYTES];
        let page = ines.open("/mesa/ajustes/marca").await;
        let file = Upload { field: "logo", name: "logo.png", kind: "image/png", content: &huge };
        ines.submit_with(&page, "/marca/logo", &[], &[file]).await.is(413);
        assert_eq!(desk.app.settings().brand.logo, "");

        let file = Upload { field: "logo", name: "logo.png", kind: "image/png", content: &png() };
        saved(ines.submit_with(&page, "/marca/logo", &[], &[file]).await);
        let home = desk.browser().open("/").await;
        let address = html::links(&home.body).into_iter().find(|link| link.starts_with("/marca/logo")).unwrap();
        let logo = desk.browser().get(&address).await.is(200);
        assert_eq!(logo.header("content-type"), "image/png");
        assert!(logo.header("content-security-policy").contains("sandbox"));
        assert_ne!(logo.bytes, png(), "made anew");
        let (_, after) = logged(&desk, "settings_saved").await;
        assert!(after.len() < 500, "the log keeps no picture: {}", after.len());
        desk.ticket_of("mariana.rios@correo.example").await;
        assert!(desk.letters_to("mariana.rios@correo.example").await[0].raw.contains("image/png"));

        let page = ines.open("/mesa/ajustes/marca").await;
        // Another tab had it open: the picture is not taken unseen.
        let stale = page.clone();
        saved(ines.submit(&page, "/logo/quitar", &[]).await);
        assert_eq!(desk.app.settings().brand.logo, "");
        ines.submit(&stale, "/logo/quitar", &[]).await.is(409);
        let file = Upload { field: "logo", name: "logo.png", kind: "image/png", content: &png() };
        ines.submit_with(&stale, "/marca/logo", &[], &[file]).await.is(409);
    }

    async fn another_text_of_the_consent_needs_another_version(desk: Desk) {
        let mut ines = admin(&desk).await;
        let page = ines.open("/mesa/ajustes/datos").await.is(200);
        saved(ines.submit(&page, "/datos", &[]).await);
        let page = ines.open("/mesa/ajustes/datos").await;
        let refused = ines.submit(&page, "/datos", &[("texto_es", "Otro texto")]).await.is(422);
        assert!(refused.says("Cambie la versión"), "{}", refused.words());
        ines.submit(&page, "/datos", &[("texto_es", &"x".repeat(20_001))]).await.is(422);
        saved(ines.submit(&refused, "/datos", &[("consentimiento", "2")]).await);
        assert!(desk.browser().open("/datos").await.says("Otro texto"));
    }

    async fn d01_only_administrators_change_settings(desk: Desk) {
        let mut andres = desk.agent(&desk.staff.andres).await;
        let gets = ["", "/marca", "/inicio", "/listas", "/datos", "/equipos", "/temas", "/temas/nuevo", "/temas/1"];
        for path in gets {
            let page = andres.open(&format!("/mesa/ajustes{path}")).await.is(403);
            assert!(page.says("Su rol no permite") && page.says("Volver a la mesa") && !page.says("la cuenta que creó"), "{}", page.words());
        }
        let before = desk.dump_of(|table| ["settings", "topic", "team"].contains(&table)).await;
        for path in gets.iter().filter(|path| **path != "/temas").chain(&["/equipos/1", "/temas/1/mover", "/marca/logo/quitar"]) {
            let fields = [("version", "1"), ("nombre", "X"), ("color", "1"), ("hacia", "arriba"), ("orden", "1,2"), ("hacer", "agregar punto")];
            andres.post(&format!("/mesa/ajustes{path}"), &fields).await.is(403);
        }
        let file = Upload { field: "logo", name: "logo.png", kind: "image/png", content: &png() };
        andres.post_parts("/mesa/ajustes/marca/logo", &[("version".into(), "1".into())], &[file]).await.is(403);
        assert_eq!(desk.dump_of(|table| ["settings", "topic", "team"].contains(&table)).await, before);
    }
}
