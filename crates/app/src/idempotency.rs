//! Requests of programs that may come twice and are done once (case I7).
//!
//! The key that a program chose, what it asked and what it was answered are one row, written in the
//! transaction of the operation itself: after a crash there are both or neither.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ApiTokenId;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use store::{Companion, Tx};

use crate::secret::hex;
use crate::{App, Error};

/// How long a key is remembered.
pub const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A request of a program under a key of its own.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which program.
    pub token: ApiTokenId,
    /// The key that it chose.
    pub key: String,
    /// What tells this request from another.
    pub fingerprint: Fingerprint,
}

/// What tells a request from another: where it goes and what it brings. The body can be added
/// while it is read.
#[derive(Clone, Debug)]
pub struct Fingerprint(Arc<Mutex<Sha256>>);

impl Fingerprint {
    /// Begins with where the request goes.
    pub fn of(method: &str, path: &str) -> Self {
        let hash = Sha256::new().chain_update(method).chain_update([0]);
        let hash = hash.chain_update(path).chain_update([0]);
        Self(Arc::new(Mutex::new(hash)))
    }

    /// Adds the next piece of the body.
    pub fn add(&self, piece: &[u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .update(piece);
    }

    fn text(&self) -> String {
        let hash = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hex(&hash.clone().finalize())
    }
}

/// Keeps the request and its answer with the operation.
struct Once<T> {
    request: Request,
    now: Timestamp,
    answer: Box<dyn Fn(&T) -> String + Send + Sync>,
}

impl<T: 'static> Companion for Once<T> {
    fn before(&self, tx: &mut Tx) -> Result<(), store::Error> {
        let request = &self.request;
        let fingerprint = request.fingerprint.text();
        tx.claim_api_request(request.token, &request.key, &fingerprint, self.now)
    }

    fn after(&self, tx: &mut Tx, outcome: &dyn Any) -> Result<(), store::Error> {
        let answer = outcome.downcast_ref().map(&self.answer).unwrap_or_default();
        tx.answer_api_request(self.request.token, &self.request.key, &answer)
    }
}

impl App {
    /// The same desk for the one operation of this request, which gives a `T`: when it was done
    /// before, it answers [`Error::Repeated`] and does nothing, and [`Error::OtherRequest`] when
    /// the key was used for another.
    #[must_use]
    pub fn once<T: 'static>(
        &self,
        request: &Request,
        answer: impl Fn(&T) -> String + Send + Sync + 'static,
    ) -> Self {
        let once = Once {
            request: request.clone(),
            now: self.now(),
            answer: Box::new(answer),
        };
        Self {
            desk: Arc::clone(&self.desk),
            store: self.store.with(Arc::new(once)),
        }
    }
}

/// What was answered to a request that was done before; none if it was not, if its key was used for
/// another, or if it was forgotten meanwhile.
///
/// # Errors
///
/// When the database does not answer.
pub async fn answered(app: &App, request: &Request) -> Result<Option<String>, Error> {
    let (request, fingerprint) = (request.clone(), request.fingerprint.text());
    app.store
        .read(move |db| {
            let known = db.api_request(request.token, &request.key)?;
            let same = known.filter(|(known, _)| *known == fingerprint);
            Ok(same.map(|(_, answer)| answer))
        })
        .await
}
