//! A browser: cookies, redirects, forms, and the headers that browsers send.
//!
//! It looks at every answer as a security test would (cases C16 and E5), whatever the test is about.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use bytes::Bytes;
use http_body_util::BodyExt;
use tower::ServiceExt;
use web::server::{ClientAddress, RequestId, Stopping};

use crate::html::{self, Control, Form};

/// Where the portal is.
pub(crate) const HOST: &str = "casos.example.test";

/// A browser of somebody.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    stopping: Stopping,
    /// The address it comes from.
    pub(crate) address: IpAddr,
    /// What it prefers to read.
    pub(crate) language: &'static str,
    cookies: BTreeMap<String, String>,
    /// Headers that a hostile client adds, or sends instead of those of a browser.
    pub(crate) extra: Vec<(&'static str, String)>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// What was asked for.
    pub(crate) path: String,
    /// Its status.
    pub(crate) status: u16,
    /// Its headers.
    pub(crate) headers: HeaderMap,
    /// Its body.
    pub(crate) bytes: Bytes,
    /// Its body as text.
    pub(crate) body: String,
}

/// A file to be sent.
#[derive(Clone, Copy)]
pub(crate) struct Upload<'a> {
    /// The field.
    pub(crate) field: &'a str,
    /// The name, as it stands in the header.
    pub(crate) name: &'a str,
    /// The type that the sender says.
    pub(crate) kind: &'a str,
    /// What is in it.
    pub(crate) content: &'a [u8],
}

impl Browser {
    pub(crate) fn new(router: Router, stopping: Stopping, number: u8) -> Self {
        Self {
            router,
            stopping,
            address: Ipv4Addr::new(198, 51, 100, number).into(),
            language: "es-CO,es;q=0.9",
            cookies: BTreeMap::new(),
            extra: Vec::new(),
        }
    }

    /// The same browser, answered by somebody else.
    pub(crate) fn with(&self, router: Router) -> Self {
        Self {
            router,
            ..self.clone()
        }
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies
            .get(&format!("__Host-{name}"))
            .map(String::as_str)
    }

    /// Puts a cookie into the jar.
    pub(crate) fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies
            .insert(format!("__Host-{name}"), value.to_owned());
    }

    /// Takes a cookie out of the jar.
    pub(crate) fn forget(&mut self, name: &str) {
        self.cookies.remove(&format!("__Host-{name}"));
    }

    /// Opens an address as if it was typed, without following a redirect.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(self.request(&Method::GET, path, "none"), Body::empty())
            .await
    }

    /// Opens an address and goes where it leads.
    pub(crate) async fn open(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Goes where an answer leads.
    pub(crate) async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            if !matches!(page.status, 301..=303 | 307 | 308) {
                return page;
            }
            let to = page
                .location()
                .split('#')
                .next()
                .unwrap_or_default()
                .to_owned();
            page = self.get(&to).await;
        }
        panic!("{} leads in circles", page.path);
    }

    /// Sends a form without a page for it, as our pages would.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.post_fields(path, &fields).await
    }

    async fn post_fields(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let mut request = self.request(&Method::POST, path, "same-origin");
        request.headers_mut().insert(
            "content-type",
            "application/x-www-form-urlencoded".parse().unwrap(),
        );
        let pairs: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        self.send(request, Body::from(pairs.join("&"))).await
    }

    /// Fills in the form of a page whose address ends so, sends it, and goes where that leads.
    pub(crate) async fn submit(
        &mut self,
        page: &Page,
        action: &str,
        filled: &[(&str, &str)],
    ) -> Page {
        let answer = self.submit_once(page, action, filled).await;
        self.follow(answer).await
    }

    /// As [`submit`](Self::submit), without going where that leads.
    pub(crate) async fn submit_once(
        &mut self,
        page: &Page,
        action: &str,
        filled: &[(&str, &str)],
    ) -> Page {
        let form = page.form_for(action, filled);
        let to = form.address(page, action, filled);
        let fields = form.fill(filled);
        match (form.is_post, form.is_multipart) {
            (false, _) => {
                let pairs: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
                    .collect();
                let path = to.split('?').next().unwrap_or_default();
                self.get(&format!("{path}?{}", pairs.join("&"))).await
            }
            (true, false) => self.post_fields(&to, &fields).await,
            (true, true) => {
                self.post_parts(&to, &fields, &form.empty_pickers(&[]))
                    .await
            }
        }
    }

    /// Fills in a form that takes files, and sends it with some.
    pub(crate) async fn submit_with(
        &mut self,
        page: &Page,
        action: &str,
        filled: &[(&str, &str)],
        files: &[Upload<'_>],
    ) -> Page {
        let form = page.form(action);
        assert!(form.is_multipart, "files cannot be sent by {form}");
        for file in files {
            assert!(
                form.controls
                    .iter()
                    .any(|control| control.kind == "file" && control.name == file.field),
                "{} in {form}",
                file.field
            );
        }
        let to = form.address(page, action, filled);
        let fields = form.fill(filled);
        let mut files: Vec<Upload<'_>> = files.to_vec();
        files.extend(form.empty_pickers(&files));
        let answer = self.post_parts(&to, &fields, &files).await;
        self.follow(answer).await
    }

    /// Sends fields and files.
    pub(crate) async fn post_parts(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        files: &[Upload<'_>],
    ) -> Page {
        let mut request = self.request(&Method::POST, path, "same-origin");
        let (kind, body) = multipart(fields, files);
        request
            .headers_mut()
            .insert("content-type", kind.parse().unwrap());
        request
            .headers_mut()
            .insert("content-length", body.len().into());
        self.send(request, Body::from(body)).await
    }

    /// Sends a file as the script of the page does: alone, asking for JSON.
    pub(crate) async fn post_file(&mut self, path: &str, name: &str, content: &[u8]) -> Page {
        let file = Upload {
            field: "archivo",
            name,
            kind: "application/octet-stream",
            content,
        };
        let mut request = self.request(&Method::POST, path, "same-origin");
        let (kind, body) = multipart(&[], &[file]);
        request
            .headers_mut()
            .insert("content-type", kind.parse().unwrap());
        request
            .headers_mut()
            .insert("content-length", body.len().into());
        request
            .headers_mut()
            .insert("accept", "application/json".parse().unwrap());
        self.send(request, Body::from(body)).await
    }

    /// A request as a browser makes it.
    pub(crate) fn request(&self, method: &Method, path: &str, site: &str) -> Request<Body> {
        let path = path
            .strip_prefix(&format!("https://{HOST}"))
            .unwrap_or(path);
        let path = path.split('#').next().unwrap_or_default();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", HOST)
            .header("user-agent", "Mozilla/5.0 (test)")
            .header("accept", "text/html,application/xhtml+xml")
            .header("accept-language", self.language)
            .header("sec-fetch-site", site);
        if *method == Method::POST {
            request = request.header("origin", format!("https://{HOST}"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("cookie", cookies.join("; "));
        }
        let mut request = request
            .extension(ClientAddress(self.address))
            .extension(RequestId::new())
            .extension(self.stopping.clone())
            .body(Body::empty())
            .unwrap();
        for (name, value) in &self.extra {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        request
    }

    /// Sends a request with another body, and keeps the cookies of the answer.
    pub(crate) async fn send(&mut self, request: Request<Body>, body: Body) -> Page {
        let request = request.map(|_| body);
        let path = request.uri().to_string();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        let page = Page {
            body: String::from_utf8_lossy(&bytes).into_owned(),
            path,
            status: status.as_u16(),
            headers,
            bytes,
        };
        self.keep_cookies(&page);
        page.check();
        page
    }

    /// Sends a request whose answer does not end: its status and its stream.
    pub(crate) async fn stream(&self, path: &str) -> (StatusCode, axum::body::BodyDataStream) {
        let answer = self
            .router
            .clone()
            .oneshot(self.request(&Method::GET, path, "same-origin"))
            .await
            .unwrap();
        (answer.status(), answer.into_body().into_data_stream())
    }

    fn keep_cookies(&mut self, page: &Page) {
        for cookie in page.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            let has = |wanted: &str| {
                attributes
                    .split(';')
                    .any(|one| one.trim().eq_ignore_ascii_case(wanted))
            };
            // C16: in every test, on every answer.
            assert!(name.starts_with("__Host-"), "{cookie}");
            assert!(
                has("Secure")
                    && has("HttpOnly")
                    && has("Path=/")
                    && (has("SameSite=Lax") || has("SameSite=Strict")),
                "{cookie}"
            );
            assert!(
                !attributes.to_ascii_lowercase().contains("domain"),
                "{cookie}"
            );
            assert!(
                value.len() <= 64
                    && value
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
                "{cookie}"
            );
            if has("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Form {
    /// What browsers send for a picker in which nothing was chosen: a file without name and content.
    fn empty_pickers(&self, filled: &[Upload<'_>]) -> Vec<Upload<'_>> {
        let is_empty = |field: &&str| filled.iter().all(|file| file.field != *field);
        let pickers = self
            .controls
            .iter()
            .filter(|control| control.kind == "file")
            .map(|control| control.name.as_str());
        let nothing = |field| Upload {
            field,
            name: "",
            kind: "application/octet-stream",
            content: &[],
        };
        pickers.filter(is_empty).map(nothing).collect()
    }

    /// Where it goes: the address of the button that is pressed, else its own.
    fn address(&self, page: &Page, action: &str, filled: &[(&str, &str)]) -> String {
        let pressed = |name: &str, value: &str| {
            filled
                .iter()
                .any(|(wanted, with)| *wanted == name && *with == value)
        };
        let leads =
            |control: &&Control| control.action.as_deref().is_some_and(|to| ends(to, action));
        let button = self
            .controls
            .iter()
            .find(|control| control.action.is_some() && pressed(&control.name, &control.value));
        let button = button.or_else(|| {
            self.controls
                .iter()
                .find(leads)
                .filter(|_| !ends(&self.action, action))
        });
        let action = button
            .and_then(|button| button.action.clone())
            .unwrap_or_else(|| self.action.clone());
        if action.is_empty() {
            page.path.clone()
        } else {
            action
        }
    }
}

/// Whether an address ends so, whatever its query.
fn ends(address: &str, end: &str) -> bool {
    address.split('?').next().unwrap_or_default().ends_with(end)
}

impl Page {
    /// The words a person reads.
    pub(crate) fn words(&self) -> String {
        html::words(&self.body)
    }

    /// Whether a person reads this.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.words()
            .contains(&words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}: {:?} {}",
            self.path,
            self.headers.get("location"),
            self.words()
        );
        self
    }

    /// Where a redirect leads.
    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        let to = self.headers.get("location").unwrap_or_else(|| {
            panic!(
                "{} {} leads nowhere: {}",
                self.status,
                self.path,
                self.words()
            )
        });
        to.to_str().unwrap()
    }

    /// A header, empty if it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// What stands between the `title` marks.
    pub(crate) fn title(&self) -> String {
        let after = self
            .body
            .split_once("<title>")
            .map_or("", |(_, after)| after);
        after
            .split_once("</title>")
            .map_or("", |(title, _)| title)
            .to_owned()
    }

    /// The form whose address ends so.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> Form {
        self.form_for(action, &[])
    }

    /// The form whose address ends so and that takes these values.
    #[track_caller]
    pub(crate) fn form_for(&self, action: &str, filled: &[(&str, &str)]) -> Form {
        let forms = html::forms(&self.body);
        let goes = |form: &&Form| ends(&form.action, action);
        let leads = |form: &&Form| {
            form.controls
                .iter()
                .any(|control| control.action.as_deref().is_some_and(|to| ends(to, action)))
        };
        let found: Vec<&Form> = forms
            .iter()
            .filter(goes)
            .chain(forms.iter().filter(leads))
            .collect();
        let best = found
            .iter()
            .find(|form| form.takes(filled))
            .or(found.first());
        best.map_or_else(
            || {
                let known: Vec<_> = forms.iter().map(|form| form.action.as_str()).collect();
                panic!(
                    "{} {} has no form to {action:?}, only to {known:?}: {}",
                    self.status,
                    self.path,
                    self.words()
                )
            },
            |form| (*form).clone(),
        )
    }

    /// Whether there is a form whose address ends so.
    pub(crate) fn has_form(&self, action: &str) -> bool {
        html::forms(&self.body)
            .iter()
            .any(|form| ends(&form.action, action))
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// E5, and that a page has no words or marks that should not be there.
    fn check(&self) {
        assert_eq!(
            self.header("x-content-type-options"),
            "nosniff",
            "{}",
            self.path
        );
        assert_eq!(
            self.header("referrer-policy"),
            "no-referrer",
            "{}",
            self.path
        );
        assert!(
            self.header("strict-transport-security")
                .contains("max-age="),
            "{}",
            self.path
        );
        assert!(
            !self.headers.contains_key("access-control-allow-origin"),
            "{}",
            self.path
        );
        let policy = self.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-eval"),
            "{}: {policy}",
            self.path
        );
        if !self.is_html() {
            return;
        }
        assert!(
            self.header("cache-control").contains("no-store"),
            "{}",
            self.path
        );
        // The one page of a mail in the demonstration's mailbox stands in a frame without rights.
        if self.path.starts_with("/_pruebas/correo/") {
            return;
        }
        for needed in [
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "'nonce-",
        ] {
            assert!(policy.contains(needed), "{}: {policy}", self.path);
        }
        assert!(!policy.contains("unsafe-inline"), "{}: {policy}", self.path);
        let nonce = policy
            .split_once("'nonce-")
            .and_then(|(_, after)| after.split_once('\''))
            .map(|(nonce, _)| nonce)
            .unwrap();
        for (name, attributes) in html::marks(&self.body) {
            let get = |wanted: &str| {
                attributes
                    .iter()
                    .find(|(name, _)| name == wanted)
                    .map(|(_, value)| value.as_str())
            };
            if name == "style" || (name == "script" && get("src").is_none()) {
                assert_eq!(
                    get("nonce"),
                    Some(nonce),
                    "{}: a <{name}> without the nonce",
                    self.path
                );
            }
            for (attribute, value) in &attributes {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{}: {attribute}=\"{value}\" in <{name}>",
                    self.path
                );
                let leads = matches!(
                    attribute.as_str(),
                    "href" | "src" | "action" | "formaction" | "data" | "poster" | "srcdoc"
                );
                let scheme = value.trim_start().to_ascii_lowercase();
                assert!(
                    !leads || !scheme.starts_with("javascript:"),
                    "{}: {attribute}=\"{value}\"",
                    self.path
                );
            }
        }
        let words = self.words();
        for left_over in ["{$", "{ $", "{ -", "Some(", "None)", "Ok("] {
            assert!(
                !words.contains(left_over),
                "{}: {left_over} in {words}",
                self.path
            );
        }
    }
}

fn multipart(fields: &[(String, String)], files: &[Upload<'_>]) -> (String, Vec<u8>) {
    let boundary = "----browser7f3k9q";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for file in files {
        // What browsers do with a name (WHATWG HTML, multipart/form-data encoding).
        let name = file
            .name
            .replace('"', "%22")
            .replace('\r', "%0D")
            .replace('\n', "%0A");
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{name}\"\r\nContent-Type: {}\r\n\r\n",
            file.field, file.kind
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

pub(crate) fn escaped(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

impl Page {
    /// All that can be told apart of an answer: status, headers and body without what is drawn
    /// anew for each (the nonce, the id of the request, tokens of cookies).
    pub(crate) fn face(&self) -> String {
        let policy = self.header("content-security-policy");
        let nonce = policy
            .split_once("'nonce-")
            .and_then(|(_, after)| after.split_once('\''))
            .map_or("", |(nonce, _)| nonce);
        let mut headers: Vec<String> = self
            .headers
            .iter()
            // The length follows from the body, which is here itself.
            .filter(|(name, _)| {
                !matches!(name.as_str(), "date" | "x-request-id" | "content-length")
            })
            .map(|(name, value)| {
                let value = value.to_str().unwrap_or_default();
                match (name.as_str(), value.split_once('=')) {
                    ("set-cookie", Some((cookie, rest))) => format!(
                        "{name}: {cookie}=…{}",
                        rest.split_once(';').map_or("", |(_, rest)| rest)
                    ),
                    _ => format!("{name}: {value}"),
                }
            })
            .collect();
        headers.sort();
        let face = format!("{}\n{}\n\n{}", self.status, headers.join("\n"), self.body);
        if nonce.is_empty() {
            face
        } else {
            face.replace(nonce, "…")
        }
    }
}
