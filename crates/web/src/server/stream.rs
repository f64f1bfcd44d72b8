//! A socket that notices slow readers and the beginning of a request.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

use super::{
    pace::{Floor, Pace},
    timer::HeadBegun,
};

/// A socket whose writes fail when the other side reads too slowly.
#[derive(Debug)]
pub(super) struct PacedStream<S> {
    stream: S,
    pace: Pace,
    head_begun: HeadBegun,
}

/// What can end at once, without first delivering what was written.
pub(super) trait Abandon {
    /// Throws away what the other side did not read yet, as soon as this is dropped.
    fn abandon(&self);
}

impl Abandon for TcpStream {
    fn abandon(&self) {
        // Otherwise the kernel keeps the buffers of a slow reader long after we closed. If it
        // cannot be set, that is all that happens.
        let _ = self.set_zero_linger();
    }
}

impl<S> PacedStream<S> {
    pub(super) fn new(stream: S, floor: Floor, head_begun: HeadBegun) -> Self {
        Self {
            stream,
            pace: Pace::new(floor),
            head_begun,
        }
    }

    /// The socket without the timers.
    pub(super) fn into_inner(self) -> S {
        self.stream
    }
}

impl<S: Abandon> PacedStream<S> {
    fn note_write(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(bytes)) => {
                self.pace.moved(bytes);
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.pace.poll_too_slow(cx).map(|()| {
                self.stream.abandon();
                Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    "the client reads too slowly",
                ))
            }),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PacedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.head_begun.note();
        }
        read
    }
}

impl<S: AsyncWrite + Abandon + Unpin> AsyncWrite for PacedStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.note_write(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.note_write(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::{io, time::Duration};

    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
        time::{Instant, interval},
    };

    use super::{Abandon, Floor, PacedStream};
    use crate::server::{ServerLimits, timer::HeadBegun};

    impl Abandon for DuplexStream {
        fn abandon(&self) {}
    }

    /// Writes a megabyte to someone who reads `bytes` every `every`.
    async fn write_to_reader(bytes: usize, every: Duration) -> io::Result<()> {
        let (ours, mut theirs) = duplex(16 * 1024);
        let floor = Floor::of(&ServerLimits::default());
        let mut paced = PacedStream::new(ours, floor, HeadBegun::default());
        let reader = tokio::spawn(async move {
            let mut rhythm = interval(every);
            let mut buffer = vec![0; bytes];
            loop {
                rhythm.tick().await;
                if matches!(theirs.read(&mut buffer).await, Ok(0) | Err(_)) {
                    break;
                }
            }
        });

        let written = paced.write_all(&vec![b'x'; 1024 * 1024]).await;
        drop(paced);
        reader.await.unwrap();
        written
    }

    #[tokio::test(start_paused = true)]
    async fn k02_a_slow_reader_is_cut_off_after_half_a_minute() {
        let began = Instant::now();

        let written = write_to_reader(100, Duration::from_secs(1)).await;

        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(
            began.elapsed() < Duration::from_mins(4),
            "{:?}",
            began.elapsed()
        );
    }

    #[tokio::test(start_paused = true)]
    async fn k02_a_phone_that_reads_ten_kilobytes_a_second_gets_everything() {
        write_to_reader(10 * 1024, Duration::from_secs(1))
            .await
            .unwrap();
    }
}
