//! What the program wrote into its log while the tests ran, to look for what must not be there.

use std::io::Write;
use std::sync::{LazyLock, Mutex};

use tracing_subscriber::EnvFilter;

static LOG: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(Mutex::default);

/// Keeps everything that our crates log from now on, as JSON lines. For the whole process: other
/// tests run at the same time, and what a subscriber of one thread gets to see depends on them.
pub(crate) fn record() {
    static ONCE: LazyLock<()> = LazyLock::new(|| {
        tracing_subscriber::fmt()
            .json()
            .with_env_filter(EnvFilter::new(
                "access=trace,app=trace,domain=trace,mail=trace,store=trace,web=trace",
            ))
            .with_writer(|| Keeper)
            .init();
    });
    LazyLock::force(&ONCE);
}

/// Everything that was logged.
pub(crate) fn so_far() -> String {
    String::from_utf8_lossy(&LOG.lock().unwrap()).into_owned()
}

/// One line comes in one piece.
struct Keeper;

impl Write for Keeper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
