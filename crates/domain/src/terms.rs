//! The organisation's own terms: how long people have for what.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::Calendar;

/// How long people have for what, and how days are counted.
pub struct Terms {
    /// How days are counted.
    pub calendar: Arc<Calendar>,
    /// Days of silence until the requester is reminded of a proposal.
    pub remind_after_days: u16,
    /// Days of silence until a proposal is taken as accepted.
    pub close_after_days: u16,
    /// Days in which the requester may reopen a resolved ticket.
    pub reopen_days: u16,
    /// How long before the end the requester is reminded of what is missing.
    pub remind_to_complete: SignedDuration,
    /// How long after resolution the requester may rate.
    pub rating_open: SignedDuration,
    /// How long after the first rating it may be changed.
    pub rating_change: SignedDuration,
}

impl Terms {
    /// The defaults of DOMAIN: reminder 5, closing 10, reopening 15 days; what is missing a
    /// week before its end; rating 14 days, its change 12 hours.
    pub fn new(calendar: Arc<Calendar>) -> Self {
        Self {
            calendar,
            remind_after_days: 5,
            close_after_days: 10,
            reopen_days: 15,
            remind_to_complete: SignedDuration::from_hours(7 * 24),
            rating_open: SignedDuration::from_hours(14 * 24),
            rating_change: SignedDuration::from_hours(12),
        }
    }
}
