//! `resuelto verify-receipt`: whether a receipt is as it was given out, without asking anybody.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

/// Larger than any receipt.
const MOST_BYTES: u64 = 32 << 20;

/// Checks the signature of the file with a public key.
///
/// # Errors
///
/// A sentence that says why the receipt is not to be trusted, or could not be read.
#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(crate) fn run(file: &Path, key: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot read {}", file.display());
    let size = fs::metadata(file).with_context(cannot)?.len();
    ensure!(
        size <= MOST_BYTES,
        "{} is too large to be a receipt",
        file.display()
    );
    report::verify(&fs::read(file).with_context(cannot)?, key)?;
    println!(
        "{}: the signature holds, nobody changed this receipt",
        file.display()
    );
    Ok(())
}
