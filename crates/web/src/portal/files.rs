//! Files going in and out: the same for drafts, for composers of requesters and for agents.
//!
//! An upload is read as it comes and never held whole (cases F3, F4); what goes out is never
//! opened by the browser within our pages (case E4).

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use app::Error;
use app::file::Desk;
use axum::body::{Body, BodyDataStream};
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::FileId;
use domain::file::{File, FileRefusal, Kind, clean_name};
use futures_util::{Stream, StreamExt, TryStreamExt};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use store::Opened;

use crate::error::PageError;
use crate::state::Web;
use crate::visit::Visit;

/// What boundaries, heads of parts and the other fields of a form may take beside the files.
const SLACK: u64 = 64 * 1024;

/// What the texts of one form may take in all.
const TEXT_BYTES: usize = 256 * 1024;

/// How much is read in search of the next part: with the piece that is too much, 64 KB.
const HEAD_BYTES: u64 = 48 * 1024;

/// How much is looked at in one go.
const PIECE_BYTES: usize = 16 * 1024;

/// How many parts a form may have beside its files.
const OTHER_PARTS: usize = 64;

/// The longest boundary (RFC 2046, section 5.1.1).
const BOUNDARY_BYTES: usize = 70;

/// A form with files, of which nothing was read yet. The last argument of a handler.
pub(crate) struct Upload {
    form: Multipart,
    meter: Arc<Meter>,
    /// Whether a script sent it, each file alone.
    is_single: bool,
}

/// A form with files that was read to its end, or to the first file of a script that is not taken.
#[derive(Debug, Default)]
pub(crate) struct Received {
    fields: Vec<(String, String)>,
    /// What was kept.
    pub(crate) files: Vec<File>,
    /// What was not taken.
    pub(crate) refused: Vec<Refused>,
}

/// A file that was not taken.
#[derive(Debug)]
pub(crate) struct Refused {
    /// Its name, cleaned.
    pub(crate) name: String,
    /// Why.
    pub(crate) why: FileRefusal,
}

impl FromRequest<Web> for Upload {
    type Rejection = PageError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, PageError> {
        let is_single = request
            .headers()
            .get(ACCEPT)
            .is_some_and(|kinds| kinds.as_bytes().starts_with(b"application/json"));
        let limits = &web.limits.upload;
        let files = if is_single {
            1
        } else {
            u64::from(limits.files)
        };
        let (form, meter) = metered(
            request,
            limits
                .file_bytes
                .saturating_mul(files)
                .saturating_add(SLACK),
        )
        .await?;
        Ok(Self {
            form,
            meter,
            is_single,
        })
    }
}

/// Reads a form: files go to their place as they come, texts are gathered.
///
/// A file that is not taken is no error, the others are kept; after one that is too large
/// nothing more is read.
pub(crate) async fn receive(
    web: &Web,
    desk: &Desk,
    mut upload: Upload,
) -> Result<Received, PageError> {
    let mut received = Received::default();
    let mut room = TEXT_BYTES;
    let most = OTHER_PARTS + web.limits.upload.files as usize;
    for _ in 0..most {
        upload.meter.seek();
        let next = upload.form.next_field().await;
        let Some(mut field) = next.map_err(|_| upload.meter.failure())? else {
            return Ok(received);
        };
        upload.meter.go_on();

        match field.file_name().map(str::to_owned) {
            // A picker in which nothing was chosen.
            Some(name) if name.is_empty() => {}
            Some(name) => {
                let refusal = keep(web, desk, &name, &mut field, &upload.meter).await?;
                let Err(why) = refusal.map(|file| received.files.push(file)) else {
                    continue;
                };
                let stop = upload.is_single || why == FileRefusal::TooLarge;
                received.refused.push(Refused {
                    name: clean_name(&name),
                    why,
                });
                if stop {
                    return Ok(received);
                }
                skip(&mut field, &upload.meter).await?;
            }
            None => {
                let name = field.name().unwrap_or_default().to_owned();
                received
                    .fields
                    .push((name, text(&mut field, &mut room, &upload.meter).await?));
            }
        }
    }
    Err(PageError::Unreadable)
}

/// Hands one file to the desk.
async fn keep(
    web: &Web,
    desk: &Desk,
    name: &str,
    field: &mut Field<'_>,
    meter: &Meter,
) -> Result<Result<File, FileRefusal>, PageError> {
    let broken = AtomicBool::new(false);
    let body = field.inspect_err(|_| broken.store(true, Ordering::Relaxed));
    match app::file::receive(web, desk, name, body).await {
        Ok(file) => Ok(Ok(file)),
        Err(Error::File(why)) => Ok(Err(why)),
        Err(_) if broken.load(Ordering::Relaxed) => Err(meter.failure()),
        Err(error) => Err(error.into()),
    }
}

async fn skip(field: &mut Field<'_>, meter: &Meter) -> Result<(), PageError> {
    while let Some(piece) = field.next().await {
        piece.map_err(|_| meter.failure())?;
    }
    Ok(())
}

async fn text(field: &mut Field<'_>, room: &mut usize, meter: &Meter) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.next().await {
        let piece = piece.map_err(|_| meter.failure())?;
        *room = room.checked_sub(piece.len()).ok_or(PageError::TooLarge)?;
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| PageError::Unreadable)
}

impl Received {
    /// What was typed into a field; empty if the form has none of that name.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, text)| text)
    }

    /// All values of a field.
    pub(crate) fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, text)| text.as_str())
    }

    /// Whether the form has the field, such as the name of the button that was pressed.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// The status of an answer that shows what was not taken.
    pub(crate) fn status(&self) -> StatusCode {
        match self.refused.first() {
            None => StatusCode::OK,
            Some(Refused {
                why: FileRefusal::TooLarge,
                ..
            }) => StatusCode::PAYLOAD_TOO_LARGE,
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// The answer to a script that sent one file: what it is called, or why it is not taken.
    pub(crate) fn json(
        &self,
        web: &Web,
        v: &Visit,
        remove_url: impl Fn(FileId) -> String,
    ) -> Response {
        let body = match (self.files.first(), self.refused.first()) {
            (Some(file), _) => serde_json::json!({
                "id": file.id.to_string(),
                "name": file.name,
                "size": v.t.file_size(file.size_bytes),
                "removeUrl": remove_url(file.id),
            }),
            (None, Some(refused)) => serde_json::json!({ "message": refused.message(web, v) }),
            (None, None) => {
                return json(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    &serde_json::json!({ "message": v.t.error_file_none() }),
                );
            }
        };
        json(self.status(), &body)
    }
}

fn json(status: StatusCode, body: &serde_json::Value) -> Response {
    let mut answer = (
        status,
        [(CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response();
    answer.extensions_mut().insert(crate::page::Shown);
    answer
}

impl Refused {
    /// Why it is not taken and what to send instead.
    pub(crate) fn message(&self, web: &Web, v: &Visit) -> String {
        match &self.why {
            FileRefusal::TooLarge => {
                v.t.file_too_large(v.t.file_size(web.limits.upload.file_bytes))
            }
            FileRefusal::Empty => v.t.error_file_empty(),
            FileRefusal::TooMany => v.t.error_file_too_many(web.limits.upload.files),
            FileRefusal::Kind { extension } if extension.is_empty() => v.t.file_kind_unknown(),
            FileRefusal::Kind { extension } if is_taken(extension) => {
                v.t.error_file_content(extension.as_str())
            }
            FileRefusal::Kind { extension } => v.t.error_file_kind(extension.as_str()),
        }
    }
}

/// Whether files of this ending are taken, so that only the content can be what is wrong.
fn is_taken(extension: &str) -> bool {
    Kind::ALL.iter().any(|kind| {
        kind.extensions()
            .contains(&extension.trim_start_matches('.'))
    })
}

/// The answer that gives a file out: always to be saved, never to be run.
pub(crate) fn download(file: &File, opened: Opened) -> Response {
    let disposition = disposition(&file.name);
    let headers = [
        (CONTENT_TYPE, file.kind.media_type()),
        (CONTENT_DISPOSITION, disposition.as_str()),
    ];
    (headers, stream(opened)).into_response()
}

/// The answer that shows the small picture of a file, made by us.
pub(crate) fn thumbnail(opened: Opened) -> Response {
    (
        [
            (CONTENT_TYPE, "image/jpeg"),
            (CONTENT_DISPOSITION, "inline"),
        ],
        stream(opened),
    )
        .into_response()
}

fn stream(opened: Opened) -> impl IntoResponse {
    let headers = [
        (CONTENT_LENGTH, opened.size_bytes.to_string()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (
            CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'".to_owned(),
        ),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, Body::from_stream(opened.bytes))
}

/// What stands unescaped in an extended value (RFC 8187, `attr-char`).
const ATTRIBUTE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// `Content-Disposition` of RFC 6266: a plain name for old clients and the full one.
pub(crate) fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ' {
                c
            } else {
                '_'
            }
        })
        .collect();
    format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        utf8_percent_encode(name, ATTRIBUTE)
    )
}

/// Counts what is read of a form, and knows when it is too much.
#[derive(Debug)]
struct Meter {
    left: AtomicU64,
    head_left: AtomicU64,
}

impl Meter {
    /// Begins to look for the next part.
    fn seek(&self) {
        self.head_left.store(HEAD_BYTES, Ordering::Relaxed);
    }

    /// Goes on within a part.
    fn go_on(&self) {
        self.head_left.store(u64::MAX, Ordering::Relaxed);
    }

    /// Counts bytes; false if they are too many.
    fn take(&self, bytes: u64) -> bool {
        let subtract = |left: &AtomicU64| {
            left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(bytes)
            })
            .is_ok()
        };
        if !subtract(&self.left) {
            self.left.store(0, Ordering::Relaxed);
            return false;
        }
        subtract(&self.head_left)
    }

    /// Why reading failed.
    fn failure(&self) -> PageError {
        if self.left.load(Ordering::Relaxed) == 0 {
            PageError::TooLarge
        } else {
            PageError::Unreadable
        }
    }
}

/// The form of a request that may have `most` bytes in all.
async fn metered(request: Request, most: u64) -> Result<(Multipart, Arc<Meter>), PageError> {
    let headers = request.headers();
    if declared_bytes(headers).is_some_and(|declared| declared > most) {
        return Err(PageError::TooLarge);
    }
    let kind = headers
        .get(CONTENT_TYPE)
        .map(axum::http::HeaderValue::as_bytes)
        .unwrap_or_default();
    if kind.len() > "multipart/form-data; boundary=".len() + BOUNDARY_BYTES + SPARE_BYTES {
        return Err(PageError::Unreadable);
    }
    let meter = Arc::new(Meter {
        left: AtomicU64::new(most),
        head_left: AtomicU64::new(HEAD_BYTES),
    });
    let counted = meter.clone();
    let mut request = request.map(|body| {
        Body::from_stream(Metered {
            body: body.into_data_stream(),
            rest: Bytes::new(),
            is_paused: false,
            meter: counted,
        })
    });
    // The meter is the limit here.
    DefaultBodyLimit::disable().apply(&mut request);
    let form = Multipart::from_request(request, &())
        .await
        .map_err(|_| PageError::Unreadable)?;
    Ok((form, meter))
}

/// Quotes, spaces or a charset beside the boundary.
const SPARE_BYTES: usize = 64;

fn declared_bytes(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// A body in small pieces, with a pause after each: the reader of forms otherwise gathers
/// whatever the client is quick enough to send.
struct Metered {
    body: BodyDataStream,
    rest: Bytes,
    is_paused: bool,
    meter: Arc<Meter>,
}

#[derive(Debug, thiserror::Error)]
#[error("more than may be sent")]
struct TooMuch;

impl Stream for Metered {
    type Item = Result<Bytes, axum::BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.is_paused) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        while self.rest.is_empty() {
            match ready!(self.body.poll_next_unpin(context)) {
                Some(Ok(bytes)) => self.rest = bytes,
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                None => return Poll::Ready(None),
            }
        }
        let size = self.rest.len().min(PIECE_BYTES);
        let piece = self.rest.split_to(size);
        self.is_paused = true;
        let fits = self.meter.take(size as u64);
        Poll::Ready(Some(if fits { Ok(piece) } else { Err(TooMuch.into()) }))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    fn request(kind: &str, body: Body) -> Request {
        Request::post("/")
            .header(CONTENT_TYPE, kind)
            .body(body)
            .unwrap()
    }

    /// A form whose body never ends, and how many bytes of it were read.
    fn endless(start: &'static str, more: &'static [u8]) -> (Request, Arc<AtomicU64>) {
        let read = Arc::new(AtomicU64::new(0));
        let count = read.clone();
        let chunks = stream::once(async move { Bytes::from_static(start.as_bytes()) })
            .chain(stream::repeat_with(move || Bytes::from_static(more)))
            .inspect(move |chunk| {
                count.fetch_add(chunk.len() as u64, Ordering::Relaxed);
            });
        let body = Body::from_stream(chunks.map(Ok::<_, std::io::Error>));
        (request("multipart/form-data; boundary=b", body), read)
    }

    #[tokio::test]
    async fn f03_a_declared_length_over_the_limit_is_refused_unread() {
        let mut request = request("multipart/form-data; boundary=b", Body::empty());
        request
            .headers_mut()
            .insert(CONTENT_LENGTH, "1001".parse().unwrap());

        assert!(matches!(
            metered(request, 1000).await,
            Err(PageError::TooLarge)
        ));
    }

    #[tokio::test]
    async fn f03_a_body_over_the_limit_is_cut_off_there() {
        let (request, read) = endless(
            "--b\r\ncontent-disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\n",
            &[7; 10_000],
        );
        let (mut form, meter) = metered(request, 200_000).await.unwrap();
        let mut field = form.next_field().await.unwrap().unwrap();
        meter.go_on();

        let failure = skip(&mut field, &meter).await;

        assert!(matches!(failure, Err(PageError::TooLarge)));
        assert!(read.load(Ordering::Relaxed) < 230_000);
    }

    #[tokio::test]
    async fn f04_endless_heads_of_parts_are_cut_off_after_64_kb() {
        for start in ["", "--b\r\nx: "] {
            let (request, read) = endless(start, &[b'x'; 1000]);
            let (mut form, meter) = metered(request, 1 << 30).await.unwrap();

            assert!(form.next_field().await.is_err());
            assert!(matches!(meter.failure(), PageError::Unreadable));
            assert!(read.load(Ordering::Relaxed) <= 64 * 1024);
        }
    }

    #[tokio::test]
    async fn f04_without_a_boundary_or_with_a_monstrous_one_nothing_is_read() {
        let long = format!("multipart/form-data; boundary={}", "b".repeat(1 << 20));
        for kind in ["multipart/form-data", "text/plain", long.as_str()] {
            assert!(matches!(
                metered(request(kind, Body::empty()), 1000).await,
                Err(PageError::Unreadable)
            ));
        }
    }

    #[tokio::test]
    async fn a_form_in_one_large_chunk_is_read_whole() {
        let content = "x".repeat(300_000);
        let body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n{content}\r\n--b--\r\n"
        );
        let (mut form, meter) = metered(
            request("multipart/form-data; boundary=b", body.into()),
            1 << 20,
        )
        .await
        .unwrap();

        meter.seek();
        let mut field = form.next_field().await.unwrap().unwrap();
        meter.go_on();

        assert_eq!(
            text(&mut field, &mut 1_000_000, &meter).await.unwrap(),
            content
        );
    }

    #[test]
    fn f01_names_are_safe_in_headers() {
        assert_eq!(
            disposition("guía (1).pdf"),
            "attachment; filename=\"gu_a (1).pdf\"; filename*=UTF-8''gu%C3%ADa%20%281%29.pdf"
        );
        assert_eq!(
            disposition("a\"b;c\\d\r\n.txt"),
            "attachment; filename=\"a_b_c_d__.txt\"; filename*=UTF-8''a%22b%3Bc%5Cd%0D%0A.txt"
        );
    }
}
