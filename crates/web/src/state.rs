//! What all handlers share.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use app::App;
use app::setup::SetupSecret;

use crate::api::Limiter;

/// The desk and what only pages need. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

struct Shared {
    app: App,
    options: Options,
    setup: RwLock<Option<SetupSecret>>,
    limiter: Limiter,
}

/// What only pages need, given at start.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder of the test mailbox, in a demonstration.
    pub mailbox: Option<PathBuf>,
    /// Whom to sign in as, shown on the sign-in page of a demonstration: address and password.
    pub demo_accounts: Vec<(String, String)>,
}

impl Web {
    /// The pages of a desk.
    pub fn new(app: App, options: Options) -> Self {
        Self(Arc::new(Shared {
            app,
            options,
            setup: RwLock::new(None),
            limiter: Limiter::default(),
        }))
    }

    /// Opens the set-up pages to whoever shows the secret.
    pub fn offer_setup(&self, secret: SetupSecret) {
        *self
            .0
            .setup
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(secret);
    }

    /// Closes the set-up pages for good.
    pub(crate) fn close_setup(&self) {
        *self
            .0
            .setup
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    }

    /// Whether the token opens the set-up pages.
    pub(crate) fn is_setup(&self, token: &str) -> bool {
        let setup = self
            .0
            .setup
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        setup.as_ref().is_some_and(|secret| secret.matches(token))
    }

    /// Counts the requests of programs.
    pub(crate) fn limiter(&self) -> &Limiter {
        &self.0.limiter
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// A key for a form, by which it is known when it is sent twice.
    pub(crate) fn new_key(&self) -> String {
        let mut random = [0; 16];
        self.random.fill(&mut random);
        format!("{:032x}", u128::from_be_bytes(random))
    }

    /// Whether browsers reach the portal by TLS: cookies are then `Secure` and `__Host-`.
    pub(crate) fn is_secure(&self) -> bool {
        self.base_url.scheme() == "https"
    }
}

impl Deref for Web {
    type Target = App;
    fn deref(&self) -> &App {
        &self.0.app
    }
}

impl std::fmt::Debug for Web {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Web")
    }
}
