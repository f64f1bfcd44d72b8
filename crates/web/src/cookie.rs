//! Cookies: random tokens and choices, never personal data (case C16).

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponseParts, ResponseParts};

use crate::state::Web;

/// The cookies there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The owner of a draft: 24 hours.
    Draft,
    /// A guest's session.
    Guest,
    /// A browser that proved an address: 90 days.
    Device,
    /// An agent's session.
    Agent,
    /// A browser in which an agent signed in: 90 days.
    AgentDevice,
    /// A sign-in that waits for its second step.
    Step,
    /// The chosen language.
    Language,
    /// The chosen theme.
    Theme,
    /// Whether the desk has shortcuts of one key.
    Keys,
}

impl Cookie {
    fn name(self) -> &'static str {
        match self {
            Self::Draft => "borrador",
            Self::Guest => "consulta",
            Self::Device => "equipo",
            Self::Agent => "mesa",
            Self::AgentDevice => "equipo_mesa",
            Self::Step => "paso",
            Self::Language => "idioma",
            Self::Theme => "aspecto",
            Self::Keys => "atajos",
        }
    }

    /// How long the browser keeps it, in seconds; none: until it is closed.
    fn max_age(self) -> Option<u32> {
        const DAY: u32 = 24 * 3600;
        match self {
            Self::Draft => Some(DAY),
            Self::Guest | Self::Agent | Self::Step => None,
            Self::Device | Self::AgentDevice => Some(90 * DAY),
            Self::Language | Self::Theme | Self::Keys => Some(365 * DAY),
        }
    }

    /// Its value in a request.
    pub(crate) fn read(self, web: &Web, headers: &HeaderMap) -> Option<String> {
        value(&full_name(web, self), headers).map(str::to_owned)
    }

    /// Sets it.
    pub(crate) fn set(self, web: &Web, value: &str) -> SetCookie {
        let age = self
            .max_age()
            .map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        self.header(web, value, &age)
    }

    /// Takes it away.
    pub(crate) fn clear(self, web: &Web) -> SetCookie {
        self.header(web, "", "; Max-Age=0")
    }

    fn header(self, web: &Web, value: &str, age: &str) -> SetCookie {
        let secure = if web.is_secure() { "; Secure" } else { "" };
        let text = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}",
            full_name(web, self)
        );
        SetCookie(HeaderValue::from_str(&text).ok())
    }
}

/// `__Host-` binds a cookie to this host and to TLS; browsers refuse it without TLS, where only
/// loopback is served.
fn full_name(web: &Web, cookie: Cookie) -> String {
    let prefix = if web.is_secure() { "__Host-" } else { "" };
    format!("{prefix}{}", cookie.name())
}

/// What the first cookie of a name says, if that can be one of ours.
fn value<'a>(name: &str, headers: &'a HeaderMap) -> Option<&'a str> {
    let pairs = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|all| all.split(';'));
    let mut values = pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(found, _)| *found == name);
    let value = values.next()?.1;
    let plain = value.len() <= 128
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain.then_some(value)
}

/// A `Set-Cookie` header to put before a response.
pub(crate) struct SetCookie(Option<HeaderValue>);

impl IntoResponseParts for SetCookie {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        if let Some(value) = self.0 {
            parts.headers_mut().append(SET_COOKIE, value);
        }
        Ok(parts)
    }
}

#[cfg(test)]
mod fuzz {
    use super::*;
    use crate::corpus::{fuzz, lines};

    const ALL: [Cookie; 9] = [
        Cookie::Draft,
        Cookie::Guest,
        Cookie::Device,
        Cookie::Agent,
        Cookie::AgentDevice,
        Cookie::Step,
        Cookie::Language,
        Cookie::Theme,
        Cookie::Keys,
    ];

    #[test]
    fn o04_values_of_cookies() {
        fuzz("cookies", |_, bytes| {
            let headers = lines("cookie", bytes);
            let names = ALL.map(|cookie| format!("__Host-{}", cookie.name()));
            for name in names {
                let Some(found) = value(&name, &headers) else {
                    continue;
                };
                assert!(found.len() <= 128, "{name}: {}", found.len());
                let is_ours = |c: char| c.is_ascii_alphanumeric() || c == '-';
                assert!(found.chars().all(is_ours), "{name}: {found:?}");
                // Under this very name, and whole: no other cookie is taken for it.
                let pair = format!("{name}={found}");
                let mut sent = bytes.split(|byte| matches!(byte, b';' | b'\n'));
                let is_sent = sent.any(|one| one.trim_ascii() == pair.as_bytes());
                assert!(is_sent, "{pair}");
                let own = lines("cookie", pair.as_bytes());
                assert_eq!(value(&name, &own), Some(found));
            }
        });
    }
}
