//! Whether the other side keeps the pace.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep_until};

use super::ServerLimits;

/// The slowest pace that is put up with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Floor {
    bytes_per_second: u64,
    window: Duration,
}

impl Floor {
    pub(super) fn of(limits: &ServerLimits) -> Self {
        Self {
            bytes_per_second: limits.slow_bytes_per_second,
            window: limits.slow_for,
        }
    }

    /// What must have moved in one window.
    fn bytes(&self) -> u64 {
        let bytes = u128::from(self.bytes_per_second) * self.window.as_millis() / 1000;
        u64::try_from(bytes).unwrap_or(u64::MAX).max(1)
    }
}

/// Measures the pace of the other side while we wait for it.
///
/// Only waiting counts, summed up over several waits: a server that is busy with other things
/// must not hold that against its clients.
#[derive(Debug)]
pub(super) struct Pace {
    floor: Floor,
    /// What moved in this window.
    moved: u64,
    /// How long this window has been waited in, without the wait that goes on.
    waited: Duration,
    waiting_since: Option<Instant>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Pace {
    pub(super) fn new(floor: Floor) -> Self {
        Self {
            floor,
            moved: 0,
            waited: Duration::ZERO,
            waiting_since: None,
            alarm: None,
        }
    }

    /// Notes that the other side moved `bytes`.
    pub(super) fn moved(&mut self, bytes: usize) {
        if let Some(since) = self.waiting_since.take() {
            self.waited += since.elapsed();
        }
        self.moved = self.moved.saturating_add(bytes as u64);
    }

    /// Notes that we wait for the other side; ready when it was too slow.
    pub(super) fn poll_too_slow(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            let since = *self.waiting_since.get_or_insert_with(Instant::now);
            let window_ends = since + self.floor.window.saturating_sub(self.waited);
            let alarm = self
                .alarm
                .get_or_insert_with(|| Box::pin(sleep_until(window_ends)));
            if alarm.deadline() != window_ends {
                alarm.as_mut().reset(window_ends);
            }
            ready!(alarm.as_mut().poll(cx));

            if self.moved < self.floor.bytes() {
                return Poll::Ready(());
            }
            self.moved = 0;
            self.waited = Duration::ZERO;
            self.waiting_since = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, time::Duration};

    use tokio::time::{Instant, advance, timeout};

    use super::{Floor, Pace};
    use crate::server::ServerLimits;

    fn pace() -> Pace {
        Pace::new(Floor::of(&ServerLimits::default()))
    }

    /// Lets the other side move `bytes` every `every`, until it is cut off or `total` has moved.
    async fn moves(bytes: usize, every: Duration, total: usize) -> Option<Duration> {
        let mut pace = pace();
        let began = Instant::now();
        let mut moved = 0;
        while moved < total {
            let cut_off = poll_fn(|cx| pace.poll_too_slow(cx));
            if timeout(every, cut_off).await.is_ok() {
                return Some(began.elapsed());
            }
            pace.moved(bytes);
            moved += bytes;
        }
        None
    }

    #[tokio::test(start_paused = true)]
    async fn k02_five_megabytes_at_ten_kilobytes_a_second_pass() {
        let second = Duration::from_secs(1);

        assert_eq!(moves(10 * 1024, second, 5 * 1024 * 1024).await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn k02_a_bursty_phone_passes() {
        assert_eq!(
            moves(256 * 1024, Duration::from_secs(25), 5 * 1024 * 1024).await,
            None
        );
    }

    #[tokio::test(start_paused = true)]
    async fn k02_below_a_kilobyte_a_second_is_cut_off_after_half_a_minute() {
        let thirty = Duration::from_secs(30)..Duration::from_secs(31);
        for (bytes, every) in [(1, 10), (100, 100), (1000, 1000), (10_000, 20_000)] {
            let cut_off = moves(bytes, Duration::from_millis(every), 5 * 1024 * 1024).await;
            assert!(
                thirty.contains(&cut_off.unwrap()),
                "{bytes} bytes: {cut_off:?}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn k02_a_good_start_buys_no_more_than_its_own_window() {
        let mut pace = pace();
        pace.moved(1024 * 1024);
        let began = Instant::now();

        poll_fn(|cx| pace.poll_too_slow(cx)).await;

        assert_eq!(began.elapsed().as_secs(), 60);
    }

    #[tokio::test(start_paused = true)]
    async fn our_own_slowness_does_not_count() {
        let mut pace = pace();
        for _ in 0..10 {
            let waiting = poll_fn(|cx| pace.poll_too_slow(cx));
            assert!(timeout(Duration::from_secs(1), waiting).await.is_err());
            pace.moved(1);
            advance(Duration::from_mins(10)).await; // The handler thinks.
        }
    }
}
