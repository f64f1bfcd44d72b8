//! Who may see and do what (cases D), and that hostile text stays text (cases E).

use axum::http::{HeaderValue, Method, StatusCode};
use domain::Permission;
use store::on_both_engines;
use tower::ServiceExt as _;

use crate::browser::{Browser, Page, Upload};
use crate::desk::{Case, Desk, Request, png};
use crate::html;

const MARIANA: &str = "mariana.rios@correo.example";
const OTHER: &str = "otra.persona@correo.example";

/// Texts that are code elsewhere. It is meant to grow.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{display:none}</style>",
    "<base href=https://malo.example/>",
    "<form action=https://malo.example><input name=clave>",
    "<meta http-equiv=refresh content=0;url=https://malo.example>",
    "{{7*7}} {% include \"/etc/passwd\" %} ${7*7} <%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{202e}gnp.exe",
    "' OR '1'='1'; DROP TABLE ticket; --",
];

/// A ticket of Mariana with a file, and the id of that file.
async fn with_a_file(desk: &Desk, email: &str) -> (Case, String) {
    let mut case = desk.ticket_of(email).await;
    let file = Upload {
        field: "archivo",
        name: "recibo.png",
        kind: "image/png",
        content: &png(),
    };
    let page = case.write_with("Este es el recibo", &[file]).await.is(200);
    desk.run_jobs().await;
    let link = html::links(&page.body)
        .into_iter()
        .find(|link| link.contains("/archivos/"))
        .unwrap();
    let id = link
        .split("/archivos/")
        .nth(1)
        .unwrap()
        .split(['/', '?'])
        .next()
        .unwrap()
        .to_owned();
    (case, id)
}

/// What an answer is besides the ids that were asked for.
fn face(page: &Page, id: &str) -> String {
    page.face().replace(id, "ID")
}

/// Whether a page shows only text where a requester wrote: no element of the payloads.
fn shows_text_only(page: &Page) {
    for (name, attributes) in html::marks(&page.body) {
        let get = |wanted: &str| {
            attributes
                .iter()
                .find(|(name, _)| name == wanted)
                .map_or("", |(_, value)| value.as_str())
        };
        assert!(
            !matches!(name.as_str(), "base" | "object" | "embed"),
            "{}: <{name}>",
            page.path
        );
        assert!(
            name != "iframe" || get("sandbox").is_empty() && get("src").starts_with('/'),
            "{}: <{name}>",
            page.path
        );
        assert!(
            name != "meta" || get("http-equiv").is_empty(),
            "{}: <{name}>",
            page.path
        );
        assert!(
            name != "form" || !get("action").contains("malo"),
            "{}: <{name}>",
            page.path
        );
        assert!(
            name != "img" || get("src") != "x",
            "{}: <{name}>",
            page.path
        );
        assert!(
            name != "script" || get("src").starts_with("/recursos/"),
            "{}: <{name} src={}>",
            page.path,
            get("src")
        );
    }
}

on_both_engines! {
    async fn d02_files_of_others_are_as_if_they_were_not(desk: Desk) {
        let (mine, id) = with_a_file(&desk, MARIANA).await;
        let (other, _) = with_a_file(&desk, OTHER).await;
        let mut owner = mine.browser.clone();
        let own = owner.get(&mine.path(&format!("/archivos/{id}"))).await.is(200);
        assert_eq!(own.bytes.as_ref(), png().as_slice());

        let mut stranger = other.browser.clone();
        for end in ["", "/miniatura"] {
            for path in [mine.path(&format!("/archivos/{id}{end}")), other.path(&format!("/archivos/{id}{end}"))] {
                let theirs = stranger.get(&path).await.is(404);
                let nobodys = stranger.get(&path.replace(&id, "123456789")).await.is(404);
                assert_eq!(face(&theirs, &id), face(&nobodys, "123456789"), "{path}");
            }
            let nobody = desk.browser().get(&mine.path(&format!("/archivos/{id}{end}"))).await;
            assert_eq!((nobody.status, nobody.location()), (303, "/consultar"));
        }
        // Who came by the code and the address alone sees no file.
        let mut looked_up = desk.browser();
        looked_up.look_up(&mine.code, MARIANA).await.is(200);
        let asked = looked_up.get(&mine.path(&format!("/archivos/{id}"))).await;
        assert!(asked.status == 303 && asked.location().starts_with("/verificar"), "{} {}", asked.status, asked.words());
        // The staff reads it, by the ticket that it belongs to only.
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.get(&format!("/mesa/casos/{}/archivos/{id}", mine.code)).await.is(200);
        laura.get(&format!("/mesa/casos/{}/archivos/{id}", other.code)).await.is(404);
        assert_eq!(desk.browser().get(&format!("/mesa/casos/{}/archivos/{id}", mine.code)).await.status, 303);
    }

    async fn d03_a_token_of_one_kind_opens_no_other_door(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let link = desk.link_in(MARIANA, "ticket_created").await.rsplit('/').next().unwrap().to_owned();
        let session = case.browser.cookie("consulta").unwrap().to_owned();
        let staff = desk.session_of(desk.staff.laura.id).await;

        for token in [&link, &session, &staff] {
            for cookie in ["borrador", "consulta", "mesa"] {
                let is_right = (cookie == "consulta" && token == &session) || (cookie == "mesa" && token == &staff);
                let mut browser = desk.browser();
                browser.set_cookie(cookie, token);
                let list = browser.open("/mis-casos").await;
                let queue = browser.open("/mesa/mios").await;
                let is_in = list.path == "/mis-casos" || queue.path == "/mesa/mios";
                assert_eq!(is_in, is_right, "{cookie}");
            }
            for path in ["/e/", "/ingresar/clave/", "/instalar/"] {
                let status = desk.browser().get(&format!("{path}{token}")).await.status;
                assert_eq!(status == 303, path == "/e/" && token == &link, "{path}");
            }
        }
        for empty in ["/e/", "/ingresar/clave/", "/instalar/"] {
            assert!(desk.browser().get(empty).await.status >= 400, "{empty}");
        }
        let mut nobody = desk.browser();
        nobody.set_cookie("mesa", "");
        assert!(nobody.open("/mesa/mios").await.path.starts_with("/ingresar"));
    }

    async fn d04_a_file_staged_in_one_intake_is_nobody_else_s(desk: Desk) {
        let mut one = desk.browser();
        one.give_details(&Request::of(MARIANA)).await;
        let staged = one.post_file("/casos/nuevo/informacion/archivos", "recibo.png", &png()).await.is(200);
        let id = staged.json()["id"].as_str().unwrap().to_owned();
        desk.run_jobs().await;
        let mut two = desk.browser();
        two.give_details(&Request::of(OTHER)).await;

        two.get(&format!("/casos/nuevo/informacion/archivos/{id}")).await.is(404);
        two.post(&format!("/casos/nuevo/informacion/archivos/{id}/quitar"), &[]).await;
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);
        let page = two.open("/casos/nuevo/informacion/revisar").await;
        assert!(!page.says("recibo.png"), "{}", page.words());
        let filed = desk.filed(&Request::of("tercera@correo.example")).await;
        let fields = [("mensaje".to_owned(), "Con archivo ajeno".to_owned()), ("adjunto".to_owned(), id.clone())];
        let mut browser = filed.browser.clone();
        browser.post_parts(&filed.path("/mensajes"), &fields, &[]).await;
        browser.get(&filed.path(&format!("/archivos/{id}"))).await.is(404);
        one.get(&format!("/casos/nuevo/informacion/archivos/{id}")).await.is(200);
    }

    async fn d04_a_file_staged_in_one_composer_is_nobody_else_s(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let mut camila = desk.agent(&desk.staff.camila).await;
        let path = format!("/mesa/casos/{}/archivos", case.code);
        let staged = laura.post_file(&path, "recibo.png", &png()).await.is(200);
        let id = staged.json()["id"].as_str().unwrap().to_owned();

        let mut guest = case.browser.clone();
        for below in ["", "/miniatura"] {
            guest.get(&case.path(&format!("/archivos/{id}{below}"))).await.is(404);
            camila.get(&format!("{path}/{id}{below}")).await.is(404);
        }
        guest.post(&case.path(&format!("/archivos/{id}/quitar")), &[]).await;
        camila.post(&format!("{path}/{id}/quitar"), &[]).await;
        let fields = |text: &str, name: &str| [("texto".to_owned(), text.to_owned()), ("mensaje".to_owned(), text.to_owned()), (name.to_owned(), id.clone())];
        guest.post_parts(&case.path("/mensajes"), &fields("De la cliente", "adjunto"), &[]).await;
        camila.post_parts(&format!("/mesa/casos/{}/nota", case.code), &fields("De Camila", "archivos"), &[]).await;

        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);
        let page = guest.open(&case.path("")).await;
        assert!(page.says("De la cliente") && !page.says("recibo.png"), "{}", page.words());
        let page = camila.at_desk(&case.code).await;
        assert!(page.says("De Camila") && !page.says("recibo.png"), "{}", page.words());
        let page = laura.at_desk(&case.code).await;
        assert!(page.says("recibo.png"));
    }

    async fn d05_notes_and_what_is_internal_never_reach_the_requester(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let secret = "NOTA-INTERNA-7788";
        laura.note(&case.code, &format!("{secret}: la clienta miente")).await;
        let file = Upload { field: "archivo", name: "interno-7788.png", kind: "image/png", content: &png() };
        let page = laura.open(&format!("/mesa/casos/{}?pestana=nota", case.code)).await.is(200);
        laura.submit_with(&page, "/nota", &[("texto", &format!("{secret} con archivo"))], &[file]).await.is(200);
        let page = laura.open(&format!("/mesa/casos/{}/en-gestion", case.code)).await.is(200);
        laura.submit(&page, "/en-gestion", &[("motivo", &format!("{secret} bodega")), ("hasta", "2026-03-04")]).await.is(200);
        laura.reply(&case.code, "Le contamos el lunes.").await;
        let page = laura.open(&format!("/mesa/casos/{}?pestana=solucion", case.code)).await;
        laura.submit(&page, "/solucion", &[("tipo", "solved"), ("texto", "Listo.")]).await.is(200);
        let page = laura.open(&format!("/mesa/casos/{}/retirar", case.code)).await.is(200);
        laura.submit(&page, "/retirar", &[("motivo", &format!("{secret} me equivoqué"))]).await.is(200);

        let mut seen = Vec::new();
        let mut looked_up = desk.browser();
        looked_up.look_up(&case.code, MARIANA).await;
        for browser in [&mut case.browser.clone(), &mut looked_up] {
            for path in [case.path(""), case.path("?todo=1"), "/mis-casos".into(), case.path("/aceptar"), case.path("/creado"), "/".into()] {
                seen.push((path.clone(), browser.open(&path).await.body));
            }
        }
        for letter in desk.letters_to(MARIANA).await {
            seen.push((letter.kind.clone(), format!("{}\n{}\n{}", letter.raw, letter.text, letter.html)));
        }
        let (internal_file, laura_s) = ("interno-7788.png", "laura.mendez@cordillera.example");
        for (place, text) in seen {
            for internal in [secret, "7788", "miente", internal_file, laura_s, "192.0.2.10"] {
                assert!(!text.contains(internal), "{internal} in {place}: {text}");
            }
        }
        // Nor can the file of a note be loaded.
        let page = laura.at_desk(&case.code).await;
        let link = html::links(&page.body).into_iter().find(|link| link.contains("/archivos/")).unwrap();
        let id = link.split("/archivos/").nth(1).unwrap().split(['/', '?']).next().unwrap();
        case.browser.get(&case.path(&format!("/archivos/{id}"))).await.is(404);
    }

    async fn d07_who_only_reads_changes_nothing(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let mut victor = desk.agent(&desk.staff.victor).await;
        let page = victor.at_desk(&case.code).await;
        assert!(page.says("La caja no se mueve"));
        for form in html::forms(&page.body) {
            assert!(!form.is_post || !form.action.contains(&case.code), "{form}");
        }
        let before = (desk.ticket(&case).await, desk.story(&case).await);
        let version = before.0.version.to_string();

        for act in ["tomar", "asignar", "soltar", "retirar", "reanudar", "en-gestion", "cerrar", "cancelar", "spam", "no-es-spam", "reabrir"] {
            let fields = [("version", version.as_str()), ("motivo", "Porque sí"), ("responsable", "1"), ("hasta", "2026-03-10")];
            let answer = victor.post(&format!("/mesa/casos/{}/{act}", case.code), &fields).await;
            assert_eq!(answer.status, 403, "{act}");
        }
        for act in ["responder", "nota", "solucion"] {
            let seen = i64::MAX.to_string();
            let fields = [("version", &version[..]), ("texto", "Hola"), ("tipo", "solved"), ("visto", &seen)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            let answer = victor.post_parts(&format!("/mesa/casos/{}/{act}", case.code), &fields, &[]).await;
            assert_eq!(answer.status, 403, "{act}: {}", answer.words());
        }
        let staged = victor.post_file(&format!("/mesa/casos/{}/archivos", case.code), "a.png", &png()).await;
        assert_eq!(staged.status, 403);
        assert_eq!((desk.ticket(&case).await, desk.story(&case).await), before);
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 0);
    }

    async fn each_page_of_the_desk_opens_for_those_whose_work_it_is(desk: Desk) {
        let everybody = ["/mesa/mios", "/mesa/sin-asignar", "/mesa/abiertos", "/mesa/todos", "/mesa/cuenta", "/mesa/buscar?q=x"];
        let working = ["/mesa/validar"];
        let supervising = ["/mesa/auditoria", "/mesa/correo"];
        let administering = ["/mesa/ajustes", "/mesa/ajustes/personas"];
        let staff = desk.staff.clone();
        for agent in staff.all() {
            let mut browser = desk.agent(agent).await;
            let role = agent.role;
            for (paths, may) in [
                (&everybody[..], true),
                (&working[..], role.grants.has(Permission::CheckIdentity)),
                (&supervising[..], role.grants.has(Permission::Oversee)),
                (&administering[..], role.grants.has(Permission::ManageSettings)),
            ] {
                for path in paths {
                    let status = browser.open(path).await.status;
                    assert!(if may { status == 200 } else { matches!(status, 403 | 404) }, "{} {path}: {status}", agent.name);
                }
            }
        }
        for path in everybody.iter().chain(&working).chain(&supervising).chain(&administering) {
            let page = desk.browser().open(path).await;
            assert!(page.path.starts_with("/ingresar"), "{path}: {}", page.path);
        }
    }

    async fn e01_hostile_text_is_text_on_every_page(desk: Desk) {
        for (number, payload) in HOSTILE.iter().enumerate() {
            let request = Request {
                subject: format!("{payload} {number}"),
                description: format!("{payload}\n\n{payload}"),
                name: format!("{payload} Pérez"),
                ..Request::of(&format!("persona{number}@correo.example"))
            };
            let mut browser = desk.browser();
            let page = browser.give_details(&request).await;
            let name = format!("{payload}.png");
            let file = Upload { field: "archivo", name: &name, kind: "text/html", content: &png() };
            let page = browser.submit_with(&page, "/archivos", &[], &[file]).await.is(200);
            shows_text_only(&page);
            let page = browser.submit(&page, "/archivos", &[("seguir", "")]).await.is(200);
            shows_text_only(&page);
            let page = browser.give_contact(&page, &request).await;
            shows_text_only(&page);
            let code = desk.code_to(&request.email).await;
            let page = browser.type_code(&page, &code).await.is(200);
            shows_text_only(&page);
            let code = crate::desk::code_in(&page.path);
            let page = browser.open(&format!("/casos/{code}")).await.is(200);
            shows_text_only(&page);
            let expected: String = payload.chars().filter(|c| *c != '\u{202e}').collect();
            let shown = page.words().replace('\u{202e}', "");
            assert!(shown.contains(&expected.split_whitespace().collect::<Vec<_>>().join(" ")), "{payload} is not in {shown}");
            shows_text_only(&browser.open("/mis-casos").await);
            let mut laura = desk.agent(&desk.staff.laura).await;
            shows_text_only(&laura.at_desk(&code).await);
            shows_text_only(&laura.open("/mesa/todos").await);
            shows_text_only(&laura.open(&format!("/mesa/buscar?q={}", crate::browser::escaped(payload))).await);
        }
        let mut ines = desk.agent(&desk.staff.ines).await;
        for path in ["/mesa/auditoria", "/mesa/correo", "/_pruebas/correo"] {
            shows_text_only(&ines.open(path).await);
        }
    }

    async fn e03_names_and_texts_are_escaped_in_mails(desk: Desk) {
        let request = Request {
            subject: "<b>Asunto</b> & <img src=https://malo.example/p.gif>".into(),
            name: "<i>Mariana</i>".into(),
            ..Request::default()
        };
        let case = desk.filed(&request).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.reply(&case.code, "1 < 2 & <script>alert(1)</script>").await;

        let letters = desk.letters_to(MARIANA).await;

        assert_eq!(letters.len(), 3);
        for letter in &letters {
            for mark in ["<b>Asunto", "<img src=https://malo", "<i>Mariana", "<script"] {
                assert!(!letter.html.contains(mark), "{mark} in {}", letter.html);
            }
        }
        let reply = &letters[2];
        assert!(reply.html.contains("&lt;script&gt;") || reply.html.contains("&#60;script&#62;"), "{}", reply.html);
        assert!(reply.text.contains("1 < 2 & <script>alert(1)</script>"), "{}", reply.text);
    }

    async fn e05_every_kind_of_answer_has_its_headers(desk: Desk) {
        // The browser of the tests looks at every answer; here are the kinds that others do not meet.
        let (mut case, id) = with_a_file(&desk, MARIANA).await;
        for path in ["/", "/consultar", "/no-hay", "/recursos/no-hay.css", "/datos", "/accesibilidad", "/plazos", "/marca/logo"] {
            desk.browser().get(path).await;
        }
        let file = case.browser.get(&case.path(&format!("/archivos/{id}"))).await.is(200);
        assert!(file.header("content-disposition").starts_with("attachment"), "{}", file.header("content-disposition"));
        assert!(file.header("content-security-policy").contains("sandbox"));
        assert!(file.header("cache-control").contains("no-store"));
        let small = case.browser.get(&case.path(&format!("/archivos/{id}/miniatura"))).await.is(200);
        assert_eq!(small.header("content-type"), "image/jpeg");
        let page = case.page().await;
        for asset in html::links(&page.body).into_iter().filter(|link| link.starts_with("/recursos/")) {
            desk.browser().get(&asset).await.is(200);
        }
    }

    async fn pages_are_compressed_and_attachments_go_out_as_they_came_in(desk: Desk) {
        let (case, id) = with_a_file(&desk, MARIANA).await;
        for (path, encoding) in [(case.path(""), Some("gzip")), (case.path(&format!("/archivos/{id}")), None)] {
            let mut request = case.browser.request(&Method::GET, &path, "same-origin");
            request.headers_mut().insert("accept-encoding", HeaderValue::from_static("gzip"));
            let answer = desk.router().oneshot(request).await.unwrap();
            let named = answer.headers().get("content-encoding").map(|name| name.to_str().unwrap());
            assert_eq!((answer.status(), named), (StatusCode::OK, encoding), "{path}");
        }
    }

    async fn e07_only_harmless_links_are_links(desk: Desk) {
        let text = "Vea https://cordillera.example/guia?a=1&b=2, http://x.example. Escriba a mailto:ana@x.co o tel:+576015550148 \
                    pero no a javascript:alert(1) ni data:text/html,x ni file:///etc/passwd ni vbscript:x ni ftp://x.example";
        let case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        laura.reply(&case.code, text).await;

        let mut browser = case.browser.clone();
        for page in [browser.open(&case.path("")).await, laura.at_desk(&case.code).await] {
            let links: Vec<_> = html::marks(&page.body)
                .into_iter()
                .filter(|(name, _)| name == "a")
                .map(|(_, attributes)| attributes)
                .filter(|attributes| attributes.iter().any(|(name, value)| name == "href" && value.contains(':')))
                .collect();
            let get = |link: &[(String, String)], wanted: &str| link.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()).unwrap_or_default();
            let to: Vec<String> = links.iter().map(|link| get(link, "href")).collect();
            assert!(to.contains(&"https://cordillera.example/guia?a=1&b=2".to_owned()), "{to:?}");
            assert!(to.contains(&"http://x.example".to_owned()) || to.contains(&"http://x.example/".to_owned()), "{to:?}");
            for link in &links {
                let target = get(link, "href");
                let scheme = target.split(':').next().unwrap_or_default();
                assert!(["http", "https", "mailto", "tel"].contains(&scheme), "{target}");
                if scheme.starts_with("http") && !target.contains("casos.example.test") {
                    let rel = get(link, "rel");
                    assert!(rel.contains("noopener") && rel.contains("noreferrer"), "{target}: {rel}");
                }
            }
        }
    }

    async fn i09_no_answer_may_be_read_by_another_site(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let (own, at_desk) = (case.path(""), format!("/mesa/casos/{}", case.code));
        for method in [axum::http::Method::GET, axum::http::Method::OPTIONS] {
            for path in ["/", &own, "/mesa/mios", &at_desk, "/api", "/api/openapi.json", "/api/v1/tickets", "/healthz", "/nada"] {
                for browser in [&mut case.browser, &mut laura] {
                    let mut request = browser.request(&method, path, "cross-site");
                    request.headers_mut().insert("origin", "https://malo.example".parse().unwrap());
                    request.headers_mut().insert("access-control-request-method", "POST".parse().unwrap());
                    let answer = browser.send(request, axum::body::Body::empty()).await;
                    let is_cors = |name: &axum::http::HeaderName| name.as_str().starts_with("access-control-");
                    assert!(!answer.headers.keys().any(is_cors), "{method} {path}: {:?}", answer.headers);
                }
            }
        }
    }

    async fn i10_what_another_site_sends_is_refused(desk: Desk) {
        let mut case = desk.proposed_to(MARIANA).await;
        let page = case.page().await;
        let fields = page.form("/responder").fill(&[("ok", "si")]);
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", crate::browser::escaped(value))).collect();
        let body = body.join("&");
        let laura = desk.agent(&desk.staff.laura).await;
        let form = "application/x-www-form-urlencoded";
        for (site, origin, kind) in [
            (Some("cross-site"), Some("https://malo.example"), form),
            (Some("same-site"), Some("https://malo.example.test"), form),
            (Some("cross-site"), None, form),
            (None, Some("https://malo.example"), form),
            (None, Some("null"), form),
            (None, None, form),
            (Some("same-origin"), None, "text/plain"),
            (Some("same-origin"), None, "application/json"),
        ] {
            for (browser, path) in [(&case.browser, case.path("/responder")), (&laura, format!("/mesa/casos/{}/tomar", case.code))] {
                let mut browser: Browser = browser.clone();
                let answer = crate::every_route::send_from_elsewhere(&mut browser, &path, (site, origin, kind), &body).await;
                assert_eq!(answer.status, 403, "{site:?} {origin:?} {kind} {path}");
            }
        }
        assert_eq!(desk.state(&case).await, "solution_proposed");
    }
}
