//! By which calendars the clocks of a ticket count.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Metric;
use crate::{Calendar, CalendarId};

/// By which calendar a policy counts what it promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedBy {
    /// By the main calendar.
    #[default]
    Main,
    /// Every minute of every day counts.
    Always,
    /// By another calendar of the organisation.
    Calendar(CalendarId),
}

/// The calendars of a ticket: the promised answer goes by the main one, whatever the policy says.
#[derive(Clone, Debug)]
pub struct Days {
    main: Arc<Calendar>,
    policy: Arc<Calendar>,
}

impl Days {
    /// All by the main calendar but what the policy promises.
    pub fn new(main: Arc<Calendar>, policy: Arc<Calendar>) -> Self {
        Self { main, policy }
    }

    /// The calendar of a metric.
    pub fn of(&self, metric: Metric) -> &Calendar {
        match metric {
            Metric::Legal | Metric::Transfer => &self.main,
            Metric::FirstResponse
            | Metric::NextResponse
            | Metric::Update
            | Metric::Own
            | Metric::Resolution => &self.policy,
        }
    }
}

impl From<Arc<Calendar>> for Days {
    fn from(main: Arc<Calendar>) -> Self {
        Self::new(main.clone(), main)
    }
}
