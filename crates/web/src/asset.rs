//! The browser's files: styles, scripts and images, bundled by `build.rs` and part of the binary.
//!
//! Their addresses change with their content, so that browsers keep them for ever. What an organisation
//! uploads (its logo) is data and comes from elsewhere.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

#[cfg(test)]
mod contrast;

struct Asset {
    name: &'static str,
    url: &'static str,
    hash: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gz: Option<&'static [u8]>,
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of the file `name`, for example of `portal.css`.
///
/// # Panics
///
/// If there is no such file: a misspelt name in a template, which any test of its page finds.
pub(crate) fn url(name: &str) -> &'static str {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    found
        .unwrap_or_else(|| panic!("there is no asset {name}"))
        .url
}

/// `GET /recursos/{file}`
pub(crate) async fn show(Path(file): Path<String>, headers: HeaderMap) -> Response {
    respond(&file, &headers)
}

fn respond(file: &str, headers: &HeaderMap) -> Response {
    let Some(asset) = ASSETS
        .iter()
        .find(|asset| asset.url.rsplit('/').next() == Some(file))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (coding, bytes) = asset.accepted_by(headers);
    let etag = format!("\"{}-{coding}\"", asset.hash);
    let always = [
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "accept-encoding"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (ETAG, etag.as_str()),
    ];
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    if known
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == etag)
    {
        return (StatusCode::NOT_MODIFIED, always).into_response();
    }
    let content = (
        always,
        [(CONTENT_TYPE, asset.content_type())],
        Body::from(bytes),
    );
    if coding == "identity" {
        content.into_response()
    } else {
        ([(CONTENT_ENCODING, coding)], content).into_response()
    }
}

impl Asset {
    /// The smallest form that the browser takes, and its name in HTTP.
    fn accepted_by(&self, headers: &HeaderMap) -> (&'static str, &'static [u8]) {
        match (self.br, self.gz) {
            (Some(bytes), _) if accepts(headers, "br") => ("br", bytes),
            (_, Some(bytes)) if accepts(headers, "gzip") => ("gzip", bytes),
            _ => ("identity", self.plain),
        }
    }

    fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        }
    }
}

/// Whether `Accept-Encoding` names `coding` with a weight above zero (RFC 9110, section 12.5.3).
///
/// `*` is not read: a browser that can decompress says how.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let listed = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    listed.flat_map(|value| value.split(',')).any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.trim().parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn ask(file: &str, name: axum::http::HeaderName, value: &'static str) -> Response {
        respond(
            file,
            &HeaderMap::from_iter([(name, HeaderValue::from_static(value))]),
        )
    }

    fn file(name: &str) -> &'static str {
        url(name).strip_prefix("/recursos/").unwrap()
    }

    fn is_bundled() -> bool {
        ASSETS.iter().all(|asset| asset.br.is_some())
    }

    #[test]
    fn the_address_carries_the_version_of_the_content() {
        let address = url("portal.css");

        let middle = address
            .strip_prefix("/recursos/portal.")
            .unwrap()
            .strip_suffix(".css")
            .unwrap();
        assert_eq!(middle.len(), 16);
        assert!(middle.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn every_page_finds_what_it_links_to() {
        for name in [
            "portal.css",
            "desk.css",
            "portal.js",
            "desk.js",
            "live.js",
            "htmx.js",
            "logo.svg",
            "logo-dark.svg",
            "favicon.svg",
        ] {
            assert_eq!(
                respond(file(name), &HeaderMap::new()).status(),
                StatusCode::OK,
                "{name}"
            );
        }
    }

    #[test]
    fn it_may_be_kept_for_ever_and_is_not_guessed_at() {
        let answer = respond(file("portal.js"), &HeaderMap::new());

        assert_eq!(
            answer.headers()[CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(answer.headers()[VARY], "accept-encoding");
        assert_eq!(answer.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(
            answer.headers()[CONTENT_TYPE],
            "text/javascript; charset=utf-8"
        );
        assert!(answer.headers().get(CONTENT_ENCODING).is_none());
    }

    #[test]
    fn the_types_are_those_of_the_content() {
        let of = |name| respond(file(name), &HeaderMap::new()).headers()[CONTENT_TYPE].clone();

        assert_eq!(of("desk.css"), "text/css; charset=utf-8");
        assert_eq!(of("favicon.svg"), "image/svg+xml");
    }

    #[test]
    fn the_best_encoding_that_the_browser_takes_is_sent() {
        if !is_bundled() {
            return; // Built without node: there is nothing compressed.
        }
        let coding = |accepted| {
            ask(file("portal.css"), ACCEPT_ENCODING, accepted)
                .headers()
                .get(CONTENT_ENCODING)
                .cloned()
        };

        assert_eq!(coding("gzip, deflate, br, zstd").unwrap(), "br");
        assert_eq!(coding("gzip;q=1.0, br;q=0").unwrap(), "gzip");
        assert_eq!(coding("br;q=0.000, gzip; q=0"), None);
        assert_eq!(coding("identity"), None);
    }

    #[test]
    fn who_has_it_already_gets_no_body() {
        let first = ask(file("portal.css"), ACCEPT_ENCODING, "br");
        let tag = first.headers()[ETAG].clone();

        let mut headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("br"))]);
        headers.insert(IF_NONE_MATCH, tag);
        let again = respond(file("portal.css"), &headers);

        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(again.headers().get(CONTENT_TYPE).is_none());
        assert_eq!(
            ask(file("portal.css"), IF_NONE_MATCH, "\"other\"").status(),
            StatusCode::OK
        );
    }

    #[test]
    fn nothing_else_is_served() {
        for name in [
            "portal.css",
            "portal.0000000000000000.css",
            "../Cargo.toml",
            "",
        ] {
            assert_eq!(
                respond(name, &HeaderMap::new()).status(),
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
    }

    /// The budgets of the design, compressed: a customer on a slow phone waits for these bytes.
    #[test]
    fn the_pages_stay_light() {
        if !is_bundled() {
            return;
        }
        let size = |names: &[&str]| -> usize {
            let wanted = ASSETS.iter().filter(|asset| names.contains(&asset.name));
            wanted.filter_map(|asset| asset.br).map(<[u8]>::len).sum()
        };

        assert!(size(&["portal.css"]) <= 14 * 1024);
        assert!(size(&["portal.js", "live.js"]) <= 12 * 1024);
        assert!(size(&["logo.svg"]) <= 8 * 1024);
        assert!(size(&["desk.css", "desk.js", "live.js", "htmx.js"]) <= 40 * 1024);
    }

    #[test]
    #[expect(
        clippy::case_sensitive_file_extension_comparisons,
        reason = "the names are ours"
    )]
    fn nothing_is_loaded_from_elsewhere() {
        for asset in ASSETS.iter().filter(|asset| asset.name.ends_with(".css")) {
            let text = std::str::from_utf8(asset.plain).unwrap();
            for target in text.split("url(").skip(1) {
                assert!(
                    target.trim_start_matches('"').starts_with("data:"),
                    "{}: {:.60}",
                    asset.name,
                    target
                );
            }
        }
    }
}
