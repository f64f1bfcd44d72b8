//! What time it was: kept while the desk runs, compared with the clock when it starts.

use std::time::Duration;

use crate::{App, AtStart, Error};

/// How often it is kept. A clock that is set back while the program does not run is noticed if it shows
/// less than that; if not, a code lives longer by the time the program was down, and so much more.
pub(crate) const RHYTHM: Duration = Duration::from_secs(10);

impl App {
    /// Compares the clock with what the database keeps, before anything is done by it. Where it was
    /// set back, all codes that were not used are over, and so are mailed links that live an hour;
    /// what waits for a time far ahead waits a day at most, and the next start finds nothing of that.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn compare_clock(&self) -> Result<AtStart, Error> {
        let now = self.now();
        let kept = self.store.read(store::Db::newest_instant).await?;
        let at_start = AtStart::of(now, kept);
        if let (AtStart::SetBack(_), Some(kept)) = (at_start, kept) {
            self.store
                .write(move |tx| Ok::<_, Error>(tx.set_back(kept, now)?))
                .await?;
        }
        Ok(at_start)
    }

    /// Keeps what time it is; gives 0, since nothing is done.
    pub(crate) async fn beat(&self) -> Result<usize, Error> {
        let (node, now) = (self.node, self.now());
        self.store
            .write_soon(move |tx| Ok::<_, Error>(tx.keep_instant(node, now)?))
            .await?;
        Ok(0)
    }
}
