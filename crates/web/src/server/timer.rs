//! Two deadlines where hyper has one: for the head of a request, and for the pause before it.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use hyper::rt::{Sleep, Timer};

/// Whether bytes of the next request have come; shared by the socket and the timer.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadBegun(Arc<AtomicBool>);

impl HeadBegun {
    pub(super) fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn forget(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    pub(super) fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The clock that hyper uses for one connection.
///
/// hyper starts its one timer, for the head, as soon as it waits for a request, so that a
/// connection between two requests would end as early as one that dribbles. This timer gives
/// such a connection [`idle`](Self::new) time until the first byte, and only then the time that
/// hyper asked for. The first request of a connection has no pause before it.
#[derive(Debug)]
pub(super) struct HeadTimer {
    head: Duration,
    idle: Duration,
    head_begun: HeadBegun,
    was_used: AtomicBool,
}

impl HeadTimer {
    pub(super) fn new(head: Duration, idle: Duration, head_begun: HeadBegun) -> Self {
        Self {
            head,
            idle,
            head_begun,
            was_used: AtomicBool::new(false),
        }
    }
}

impl Timer for HeadTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, _deadline: Instant) -> Pin<Box<dyn Sleep>> {
        let is_first = !self.was_used.swap(true, Ordering::Relaxed);
        if !is_first {
            self.head_begun.forget();
        }
        let patience = if is_first { self.head } else { self.idle };
        Box::pin(HeadSleep {
            head: self.head,
            head_begun: self.head_begun.clone(),
            waits_for_first_byte: !is_first,
            sleep: Box::pin(tokio::time::sleep(patience)),
        })
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

#[derive(Debug)]
struct HeadSleep {
    head: Duration,
    head_begun: HeadBegun,
    waits_for_first_byte: bool,
    sleep: Pin<Box<tokio::time::Sleep>>,
}

impl Sleep for HeadSleep {}

impl Future for HeadSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        // hyper polls this after each read, so the first byte is noticed when it comes.
        if self.waits_for_first_byte && self.head_begun.has_begun() {
            self.waits_for_first_byte = false;
            let deadline = tokio::time::Instant::now() + self.head;
            self.sleep.as_mut().reset(deadline);
        }
        self.sleep.as_mut().poll(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use hyper::rt::Timer;
    use tokio::time::{Instant, timeout};

    use super::{HeadBegun, HeadTimer};

    const HEAD: Duration = Duration::from_secs(10);
    const IDLE: Duration = Duration::from_secs(75);

    #[tokio::test(start_paused = true)]
    async fn k01_the_first_head_has_its_time_from_the_start() {
        let timer = HeadTimer::new(HEAD, IDLE, HeadBegun::default());
        let began = Instant::now();

        timer.sleep(HEAD).await;

        assert_eq!(began.elapsed().as_secs(), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_used_connection_may_rest_and_then_has_the_time_of_a_head() {
        let head = HeadBegun::default();
        let timer = HeadTimer::new(HEAD, IDLE, head.clone());
        head.note();
        drop(timer.sleep(HEAD)); // The first request came in time.
        let began = Instant::now();

        let mut second = timer.sleep(HEAD);
        assert!(timeout(Duration::from_mins(1), &mut second).await.is_err());
        head.note();
        second.await;

        assert_eq!(began.elapsed().as_secs(), 70);
    }

    #[tokio::test(start_paused = true)]
    async fn a_forgotten_connection_ends() {
        let timer = HeadTimer::new(HEAD, IDLE, HeadBegun::default());
        drop(timer.sleep(HEAD));
        let began = Instant::now();

        timer.sleep(HEAD).await;

        assert_eq!(began.elapsed().as_secs(), 75);
    }
}
