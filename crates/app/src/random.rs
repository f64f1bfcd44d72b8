//! Randomness, injected like the clock.

use crate::secret::symbols;

/// Draws random bytes.
pub trait Random: Send + Sync + 'static {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

/// The generator of the operating system.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no code and no token is safe: stopping is right.
        #[expect(
            clippy::expect_used,
            reason = "an operating system without randomness can serve nobody"
        )]
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// So many random bytes.
pub(crate) fn bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// A random number.
pub(crate) fn number(random: &dyn Random) -> i64 {
    i64::from_be_bytes(bytes(random))
}

/// A token of 160 bits for a cookie or a link.
pub(crate) fn token(random: &dyn Random) -> String {
    symbols(&bytes::<20>(random))
}
