//! Bodies with something to watch over.

use std::{
    error::Error,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use axum::{BoxError, body::Body};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

use super::pace::{Floor, Pace};

/// How the reading of a request's body ended; shared by the body and those who answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading(Arc<ReadingState>);

#[derive(Debug, Default)]
struct ReadingState {
    is_unfinished: AtomicBool,
    was_too_slow: AtomicBool,
}

impl Reading {
    /// Whether a part of the body was left unread.
    pub(super) fn is_unfinished(&self) -> bool {
        self.0.is_unfinished.load(Ordering::Relaxed)
    }

    /// Whether the client was cut off because it sent too slowly.
    pub(super) fn was_too_slow(&self) -> bool {
        self.0.was_too_slow.load(Ordering::Relaxed)
    }

    fn set_unfinished(&self, is_unfinished: bool) {
        self.0.is_unfinished.store(is_unfinished, Ordering::Relaxed);
    }
}

/// The error of a body whose client sends too slowly.
#[derive(Debug, thiserror::Error)]
#[error("the client sends too slowly")]
struct TooSlow;

/// The body of a request, which fails when the client sends too slowly.
///
/// Time passes only while somebody reads the body and waits.
pub(super) struct PacedBody<B> {
    body: B,
    pace: Pace,
    reading: Reading,
}

impl<B: hyper::body::Body> PacedBody<B> {
    pub(super) fn new(body: B, floor: Floor, reading: Reading) -> Self {
        reading.set_unfinished(!body.is_end_stream());
        Self {
            body,
            pace: Pace::new(floor),
            reading,
        }
    }
}

impl<B> hyper::body::Body for PacedBody<B>
where
    B: hyper::body::Body<Data = Bytes> + Unpin,
    B::Error: Error + Send + Sync + 'static,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                self.pace.moved(frame.data_ref().map_or(0, Bytes::len));
                self.reading.set_unfinished(!self.body.is_end_stream());
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => {
                self.reading.set_unfinished(false);
                Poll::Ready(None)
            }
            Poll::Pending => self.pace.poll_too_slow(cx).map(|()| {
                self.reading.0.was_too_slow.store(true, Ordering::Relaxed);
                Some(Err(TooSlow.into()))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer, and something that is kept until it has been sent.
pub(super) struct KeepingBody<K> {
    body: Body,
    _kept: K,
}

impl<K> KeepingBody<K> {
    pub(super) fn new(body: Body, kept: K) -> Self {
        Self { body, _kept: kept }
    }
}

impl<K: Unpin> hyper::body::Body for KeepingBody<K> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
