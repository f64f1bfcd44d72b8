//! Forms as browsers send them.

use axum::body::{Body, Bytes};
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

/// What a form sent, with U+FFFD for NUL, as HTML has it: PostgreSQL keeps no text with NUL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<T>(pub(crate) T);

impl<T, S> FromRequest<S> for Form<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let whole = Request::from_parts(parts.clone(), body);
        let sent = Bytes::from_request(whole, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let clean = without_nul(&sent);
        parts.headers.remove(CONTENT_LENGTH);
        let request = Request::from_parts(parts, Body::from(clean));
        #[expect(
            clippy::disallowed_types,
            reason = "this is what stands in front of it"
        )]
        let form = axum::Form::<T>::from_request(request, state).await;
        form.map(|axum::Form(sent)| Self(sent))
            .map_err(FormRejection::into_response)
    }
}

fn without_nul(sent: &[u8]) -> Vec<u8> {
    const REPLACEMENT: &[u8] = b"%EF%BF%BD";
    let mut clean = Vec::with_capacity(sent.len());
    let mut rest = sent;
    while let Some((first, others)) = rest.split_first() {
        if let Some(others) = rest.strip_prefix(b"%00") {
            clean.extend_from_slice(REPLACEMENT);
            rest = others;
            continue;
        }
        match first {
            0 => clean.extend_from_slice(REPLACEMENT),
            other => clean.push(*other),
        }
        rest = others;
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::without_nul;

    #[test]
    fn nul_is_replaced_and_all_else_stays() {
        assert_eq!(
            without_nul(b"a=%00x\0y%2500&b=%0%00"),
            b"a=%EF%BF%BDx%EF%BF%BDy%2500&b=%0%EF%BF%BD"
        );
    }
}
