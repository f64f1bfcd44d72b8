//! The wish to stop, told to everyone who waits for something.

use tokio::sync::watch;

/// Makes the two ends: the one that asks to stop, and the one that is told.
pub fn stopping() -> (Stop, Stopping) {
    let (sender, receiver) = watch::channel(false);
    (Stop(sender), Stopping(receiver))
}

/// Asks everyone who holds a [`Stopping`] to end. Dropping it asks as well.
#[derive(Debug)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// Asks to stop; asking again changes nothing.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// Tells whether the server is stopping.
///
/// It is an extension of every request: what never ends by itself, such as a stream of live
/// events, ends when it is told.
#[derive(Clone, Debug)]
pub struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Whether the server is stopping now.
    pub fn is_stopping(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }

    /// Waits until the server is stopping.
    pub async fn stopped(&mut self) {
        // An error means that nobody is left who could ask: that is the end as well.
        let _ = self.0.wait_for(|stopping| *stopping).await;
    }
}

#[cfg(test)]
mod tests {
    use super::stopping;

    #[tokio::test]
    async fn everyone_is_told_and_so_are_latecomers() {
        let (stop, mut told) = stopping();
        assert!(!told.is_stopping());

        stop.stop();

        told.stopped().await;
        assert!(told.clone().is_stopping());
    }

    #[tokio::test]
    async fn a_lost_asker_asks_too() {
        let (stop, mut told) = stopping();

        drop(stop);

        told.stopped().await;
        assert!(told.is_stopping());
    }
}
