//! How figures are shown.

/// The value below which `part` of the sorted numbers are, such as 0.99.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a list of some thousand numbers"
)]
pub(crate) fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = ((sorted.len() as f64 * part).ceil() as usize).saturating_sub(1);
    sorted
        .get(place)
        .or(sorted.last())
        .copied()
        .unwrap_or(f64::NAN)
}

/// Small counts as figures.
pub(crate) fn figure(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Ends with an error if something that must be is not.
///
/// # Errors
///
/// If there are any.
pub(crate) fn verdict(missed: &[String]) -> anyhow::Result<()> {
    anyhow::ensure!(missed.is_empty(), "not met: {}", missed.join("; "));
    println!("all met");
    Ok(())
}
