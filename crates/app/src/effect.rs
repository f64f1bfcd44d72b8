//! What a change of a calendar or of a policy would do to open tickets, before it is saved.
//! Nothing of it is written.

use std::sync::Arc;

use domain::clock::{Clocks, KeptPolicy, Metric};
use domain::{TicketCode, TicketId};
use jiff::Timestamp;
use store::{Db, LiveClocks, Recounted};

use crate::calendar::Calendars;
use crate::deadline::World;
use crate::{App, Error};

/// The most tickets that are looked at; a page waits for it.
const MOST: u32 = 5_000;

/// How many are read at once.
const PART: u32 = 500;

/// How many of those that move are told one by one.
const SHOWN: usize = 20;

/// What a change would do to tickets that have not ended.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// How many were looked at.
    pub seen: u32,
    /// How many there are.
    pub all: u32,
    /// How many would have a term that ends at another time.
    pub moved: u32,
    /// How many would have a term that is over, and have none now.
    pub late: u32,
    /// How many have a term that is over, and would have none.
    pub relieved: u32,
    /// The first of those that move.
    pub first: Vec<Moved>,
}

/// A term that would end at another time.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The ticket.
    pub code: TicketCode,
    /// Which term.
    pub metric: Metric,
    /// When it ends as things are; none where it is not measured.
    pub before: Option<Timestamp>,
    /// When it would end.
    pub after: Option<Timestamp>,
}

/// What holds after a change: calendars and policies as they would be.
pub(crate) async fn of(
    app: &App,
    calendars: Arc<Calendars>,
    change: impl Fn(Vec<KeptPolicy>) -> Vec<KeptPolicy> + Send + Sync + 'static,
) -> Result<Effect, Error> {
    let now = app.now();
    app.store
        .read(move |db| {
            let world = World {
                calendars: calendars.clone(),
                policies: change(db.deadline_policies()?),
            };
            look(db, &world, now)
        })
        .await
}

fn look(db: &mut Db, world: &World, now: Timestamp) -> Result<Effect, Error> {
    let mut effect = Effect {
        all: db.count_live(TicketId(0))?,
        ..Effect::default()
    };
    let mut after = Some(TicketId(0));
    while let Some(last) = after.filter(|_| effect.seen < MOST) {
        let (part, next) = world.recounted(db, last, PART, now)?;
        for (before, again) in &part {
            effect.add(before, again, now);
        }
        after = next;
    }
    Ok(effect)
}

impl Effect {
    fn add(&mut self, before: &LiveClocks, again: &Recounted, now: Timestamp) {
        self.seen += 1;
        let (was_late, is_late) = (is_late(&before.clocks, now), is_late(&again.clocks, now));
        self.late += u32::from(is_late && !was_late);
        self.relieved += u32::from(was_late && !is_late);
        let moved = Metric::ALL.into_iter().find_map(|metric| {
            let (before_due, after_due) = (due(&before.clocks, metric), due(&again.clocks, metric));
            (before_due != after_due).then(|| Moved {
                code: before.code.clone(),
                metric,
                before: before_due,
                after: after_due,
            })
        });
        if let Some(moved) = moved {
            self.moved += 1;
            if self.first.len() < SHOWN {
                self.first.push(moved);
            }
        }
    }
}

fn due(clocks: &Clocks, metric: Metric) -> Option<Timestamp> {
    let clock = clocks.get(metric).filter(|clock| clock.is_live())?;
    Some(clock.due_at)
}

fn is_late(clocks: &Clocks, now: Timestamp) -> bool {
    let mut dues = Metric::ALL
        .into_iter()
        .filter_map(|metric| due(clocks, metric));
    dues.any(|due| due < now)
}
