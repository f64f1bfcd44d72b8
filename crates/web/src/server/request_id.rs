//! A name for each request, to find what a person saw in the logs.

use std::{
    fmt,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries the id in answers, and in requests of a trusted proxy.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Names one request in logs, in the header `x-request-id` and on error pages.
///
/// It is an extension of every request. Letters, digits, `-` and `_` only, 64 at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// An id that no other request of this process has, and hardly one of another process.
    pub fn new() -> Self {
        static PROCESS: LazyLock<u32> = LazyLock::new(|| {
            // Without randomness two nodes could share ids, which only makes logs harder to read.
            getrandom::u32().unwrap_or_else(|_| std::process::id())
        });
        static REQUESTS: AtomicU32 = AtomicU32::new(0);
        let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
        Self(format!("{:08x}{number:08x}", *PROCESS).into())
    }

    /// The id that a trusted proxy gave to the request, if it is well-formed.
    pub(super) fn of_proxy(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(HEADER)?.to_str().ok()?;
        let is_well_formed = (8..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_well_formed.then(|| Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn header_value(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0).ok()
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{HEADER, RequestId};

    #[test]
    fn every_request_has_its_own() {
        assert_ne!(RequestId::new(), RequestId::new());
    }

    #[test]
    fn j06_a_proxys_id_is_taken_only_when_it_cannot_break_a_line() {
        let of = |text: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(HEADER, HeaderValue::from_bytes(text).unwrap());
            RequestId::of_proxy(&headers).map(|id| id.to_string())
        };

        assert_eq!(of(b"a1b2c3d4-e5f6").as_deref(), Some("a1b2c3d4-e5f6"));
        assert_eq!(of(b"short"), None);
        assert_eq!(of(b"with space"), None);
        assert_eq!(of(b"quote\"quote"), None);
        assert_eq!(of(b"tab\ttab\ttab"), None);
        assert_eq!(of(&[b'a'; 65]), None);
        assert_eq!(of(b"\xc3\xb1\xc3\xb1\xc3\xb1\xc3\xb1"), None);
    }
}
