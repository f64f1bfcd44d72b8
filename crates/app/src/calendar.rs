//! When people work: the organisation's calendars, read from memory, changed in the database.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use domain::calendar::{BadFile, Hours, Kept, MAX_OVERRIDES, Override, Plan, read_ical};
use domain::clock::{CountedBy, Days};
use domain::form::{FieldError, required, within};
use domain::{Calendar, CalendarId, Permission, TicketId};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use store::Tx;

use crate::audit::{Change, note};
use crate::effect::{self, Effect};
use crate::job::enqueue_recount;
use crate::{App, Error, SignedIn};

/// The longest name of a calendar and of a day, in characters.
pub const MAX_NAME: usize = 120;

/// The most calendars there can be.
pub const MAX_CALENDARS: usize = 30;

/// The key of the calendar that there is before anybody made one.
pub const UNSAVED: CalendarId = CalendarId(0);

/// All calendars, and the one to count with.
#[derive(Debug)]
pub(crate) struct Calendars {
    kept: Vec<Kept>,
    /// The time zone of the settings, for the calendar that nobody made.
    zone: String,
    default: Arc<Calendar>,
    /// In which every minute counts.
    always: Arc<Calendar>,
    others: HashMap<CalendarId, Arc<Calendar>>,
}

impl Calendars {
    pub(crate) fn of(kept: Vec<Kept>, zone: &str) -> Self {
        let chosen = kept.iter().find(|one| one.is_default);
        let default = match chosen {
            Some(kept) => Calendar::new(&kept.plan),
            None => Calendar::new(&Plan::of_zone(zone)),
        };
        let others = kept.iter().filter(|one| !one.is_default);
        Self {
            zone: zone.to_owned(),
            always: Arc::new(Calendar::always(default.zone().clone())),
            others: others
                .map(|one| (one.id, Arc::new(Calendar::new(&one.plan))))
                .collect(),
            default: Arc::new(default),
            kept,
        }
    }

    /// The same with a calendar as somebody would have it; where nobody made one, it is the first.
    /// Only one is the default.
    pub(crate) fn with(&self, changed: &Kept) -> Self {
        let mut kept = self.kept.clone();
        match kept.iter_mut().find(|one| one.id == changed.id) {
            Some(one) => one.clone_from(changed),
            None => kept.push(changed.clone()),
        }
        for other in kept.iter_mut().filter(|one| one.id != changed.id) {
            other.is_default &= !changed.is_default;
        }
        Self::of(kept, &self.zone)
    }

    /// The calendars of a ticket whose policy counts so; what is unknown goes by the main one.
    pub(crate) fn days(&self, counted_by: CountedBy) -> Days {
        let policy = match counted_by {
            CountedBy::Main => &self.default,
            CountedBy::Always => &self.always,
            CountedBy::Calendar(id) => self.others.get(&id).unwrap_or(&self.default),
        };
        Days::new(self.default.clone(), policy.clone())
    }

    /// What everything goes by that says nothing else.
    pub(crate) fn default(&self) -> &Arc<Calendar> {
        &self.default
    }
}

impl App {
    pub(crate) fn calendars(&self) -> Arc<Calendars> {
        let calendars = self.desk.calendars.read();
        calendars.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The calendars of a ticket whose policy counts so.
    pub fn days(&self, counted_by: CountedBy) -> Days {
        self.calendars().days(counted_by)
    }

    /// Counts by these from now on; does nothing where they are as before.
    pub(crate) fn keep_calendars(&self, kept: Vec<Kept>) {
        let zone = self.settings().zone.clone();
        let known = self.calendars();
        if known.kept == kept && known.zone == zone {
            return;
        }
        let calendars = Arc::new(Calendars::of(kept, &zone));
        let mut place = self
            .desk
            .calendars
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *place = calendars;
    }

    /// Counts by the time zone of the settings, where nobody made a calendar.
    pub(crate) fn follow_zone(&self) {
        self.keep_calendars(self.calendars().kept.clone());
    }

    /// The key of a calendar by now: the one that nobody had made has one since it was changed.
    pub fn calendar_key(&self, id: CalendarId) -> CalendarId {
        let calendars = self.calendars();
        let default = calendars.kept.iter().find(|one| one.is_default);
        match default {
            Some(default) if id == UNSAVED => default.id,
            _ => id,
        }
    }

    /// What there is before anybody made a calendar.
    fn unsaved(&self) -> Kept {
        Kept {
            id: UNSAVED,
            name: String::new(),
            is_default: true,
            plan: Plan::of_zone(&self.settings().zone),
            version: 0,
        }
    }
}

/// All calendars by name; the one by the time zone where nobody made any.
///
/// # Errors
///
/// [`Error::Forbidden`] for all but administrators.
pub async fn list(app: &App, by: &SignedIn) -> Result<Vec<Kept>, Error> {
    by.check(Permission::ManageSettings)?;
    let kept = app.store.read(|db| Ok::<_, Error>(db.calendars()?)).await?;
    if kept.iter().any(|one| one.is_default) {
        return Ok(kept);
    }
    Ok(std::iter::once(app.unsaved()).chain(kept).collect())
}

/// One calendar.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn one(app: &App, by: &SignedIn, id: CalendarId) -> Result<Kept, Error> {
    let all = list(app, by).await?;
    all.into_iter()
        .find(|one| one.id == id)
        .ok_or(Error::NotFound)
}

/// What somebody typed of a calendar; the days changed by hand are edited one by one.
#[derive(Clone, Debug)]
pub struct Typed {
    /// What it is called.
    pub name: String,
    /// Zone, hours and country.
    pub plan: Plan,
}

impl Typed {
    fn checked(mut self) -> Result<Self, Error> {
        self.name = required(&self.name, MAX_NAME).map_err(|error| invalid("name", error))?;
        if TimeZone::get(&self.plan.zone).is_err() {
            return Err(invalid("zone", FieldError::NotAnOption));
        }
        if !self.plan.week.has_working_time() {
            return Err(invalid("week", FieldError::Missing));
        }
        Ok(self)
    }
}

/// Makes a calendar.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::Invalid`] for the `name`, the `zone`, a `week` without working
/// time, or one calendar too many (`calendars`).
pub async fn create(
    app: &App,
    by: &SignedIn,
    typed: Typed,
    client: String,
) -> Result<CalendarId, Error> {
    by.check(Permission::ManageSettings)?;
    let typed = typed.checked()?;
    let kept = Kept {
        id: app.id(),
        name: typed.name,
        is_default: false,
        plan: typed.plan,
        version: 1,
    };
    let (desk, agent, at, id) = (app.clone(), by.agent.id, app.now(), kept.id);
    let all = app
        .store
        .write(move |tx| {
            if tx.calendars()?.len() >= MAX_CALENDARS {
                return Err(invalid("calendars", FieldError::TooLong(1)));
            }
            tx.insert_calendar(&kept).map_err(taken)?;
            let change = Change {
                by: agent,
                action: "calendar_created",
                target: target(&kept),
                before: Value::Null,
                after: told(&kept),
                client: &client,
                at,
            };
            note(tx, &desk, &change)?;
            Ok(tx.calendars()?)
        })
        .await?;
    app.keep_calendars(all);
    Ok(id)
}

/// Changes name, zone, hours and country.
///
/// # Errors
///
/// As [`create`]; [`Error::NotFound`]; [`Error::Conflict`] if somebody saved it since `version`
/// was read.
pub async fn save(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    typed: Typed,
    version: i64,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let typed = typed.checked()?;
    edit(app, by, id, "calendar_saved", client, move |kept| {
        if kept.version != version {
            return Err(Error::Conflict);
        }
        kept.name.clone_from(&typed.name);
        let overrides = std::mem::take(&mut kept.plan.overrides);
        kept.plan = Plan {
            overrides,
            ..typed.plan.clone()
        };
        Ok(())
    })
    .await?;
    Ok(())
}

/// Adds a day changed by hand, or changes it again: closed, or with hours of its own.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] for its `name` or `source`, or
/// one day too many (`days`).
pub async fn add_day(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    mut day: Override,
    client: String,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    day.name = required(&day.name, MAX_NAME).map_err(|error| invalid("name", error))?;
    day.source = within(day.source.trim(), MAX_NAME).map_err(|error| invalid("source", error))?;
    edit(app, by, id, "calendar_day_added", client, move |kept| {
        put(&mut kept.plan, day.clone())
    })
    .await?;
    Ok(())
}

/// Takes back what was changed of a day by hand.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn remove_day(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    day: Date,
    client: String,
) -> Result<(), Error> {
    edit(app, by, id, "calendar_day_removed", client, move |kept| {
        kept.plan.overrides.retain(|one| one.date != day);
        Ok(())
    })
    .await?;
    Ok(())
}

/// What a calendar would be with what was typed, and what that would do to open tickets.
///
/// # Errors
///
/// As [`save`].
pub async fn try_out(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    typed: Typed,
) -> Result<(Kept, Effect), Error> {
    let typed = typed.checked()?;
    let mut kept = one(app, by, id).await?;
    let overrides = std::mem::take(&mut kept.plan.overrides);
    kept.plan = Plan {
        overrides,
        ..typed.plan
    };
    tried(app, kept).await
}

/// What a calendar would be with another day changed by hand, and what that would do to open
/// tickets.
///
/// # Errors
///
/// As [`add_day`].
pub async fn try_day(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    mut day: Override,
) -> Result<(Kept, Effect), Error> {
    day.name = required(&day.name, MAX_NAME).map_err(|error| invalid("name", error))?;
    day.source = within(day.source.trim(), MAX_NAME).map_err(|error| invalid("source", error))?;
    let mut kept = one(app, by, id).await?;
    put(&mut kept.plan, day)?;
    tried(app, kept).await
}

/// What a calendar would be without a day changed by hand, and what that would do to open tickets.
///
/// # Errors
///
/// As [`remove_day`].
pub async fn try_removal(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    day: Date,
) -> Result<(Kept, Effect), Error> {
    let mut kept = one(app, by, id).await?;
    kept.plan.overrides.retain(|one| one.date != day);
    tried(app, kept).await
}

/// What a calendar would be with the days of a file off, and what that would do to open tickets.
///
/// # Errors
///
/// As [`import`].
pub async fn try_import(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    file: &str,
) -> Result<Result<(Kept, Effect), BadFile>, Error> {
    let mut kept = one(app, by, id).await?;
    let days = match read_ical(file) {
        Ok(days) => days,
        Err(bad) => return Ok(Err(bad)),
    };
    put_off(&mut kept.plan, &days)?;
    tried(app, kept).await.map(Ok)
}

/// What it would do to open tickets to make everything go by a calendar that says nothing else.
///
/// # Errors
///
/// As [`make_default`].
pub async fn try_default(app: &App, by: &SignedIn, id: CalendarId) -> Result<Effect, Error> {
    let mut kept = one(app, by, id).await?;
    kept.is_default = true;
    let (_, effect) = tried(app, kept).await?;
    Ok(effect)
}

async fn tried(app: &App, kept: Kept) -> Result<(Kept, Effect), Error> {
    let calendars = Arc::new(app.calendars().with(&kept));
    let effect = effect::of(app, calendars, |policies| policies).await?;
    Ok((kept, effect))
}

/// Adds the whole days of a calendar file as days off; gives how many it has.
///
/// # Errors
///
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`] for one day too many (`days`).
/// The inner error says why a file is not taken.
pub async fn import(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    file: &str,
    client: String,
) -> Result<Result<usize, BadFile>, Error> {
    by.check(Permission::ManageSettings)?;
    let days = match read_ical(file) {
        Ok(days) => days,
        Err(bad) => return Ok(Err(bad)),
    };
    let count = days.len();
    edit(app, by, id, "calendar_imported", client, move |kept| {
        put_off(&mut kept.plan, &days)
    })
    .await?;
    Ok(Ok(count))
}

/// Makes everything go by a calendar that says nothing else.
///
/// # Errors
///
/// [`Error::Forbidden`], [`Error::NotFound`].
pub async fn make_default(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    client: String,
) -> Result<(), Error> {
    edit(app, by, id, "calendar_chosen", client, |kept| {
        kept.is_default = true;
        Ok(())
    })
    .await?;
    Ok(())
}

/// Changes one calendar in a transaction and notes what differs; only one is the default.
async fn edit(
    app: &App,
    by: &SignedIn,
    id: CalendarId,
    action: &'static str,
    client: String,
    change: impl Fn(&mut Kept) -> Result<(), Error> + Send + Sync + 'static,
) -> Result<(), Error> {
    by.check(Permission::ManageSettings)?;
    let (desk, agent, at, fresh) = (app.clone(), by.agent.id, app.now(), app.id());
    let all = app
        .store
        .write(move |tx| {
            let all = tx.calendars()?;
            let has_default = all.iter().any(|one| one.is_default);
            let before = match all.iter().find(|one| one.id == id) {
                Some(found) => found.clone(),
                None if id == UNSAVED && !has_default => desk.unsaved(),
                None => return Err(Error::NotFound),
            };
            let mut after = before.clone();
            change(&mut after)?;
            keep(tx, fresh, &after)?;
            if before.is_default || after.is_default || has_policy(tx, id)? {
                enqueue_recount(tx, &desk, TicketId(0))?;
            }
            for other in all.iter().filter(|one| one.is_default && one.id != id) {
                if after.is_default {
                    let other = Kept {
                        is_default: false,
                        ..other.clone()
                    };
                    tx.save_calendar(&other)?;
                }
            }
            let change = Change {
                by: agent,
                action,
                target: target(&after),
                before: told(&before),
                after: told(&after),
                client: &client,
                at,
            };
            note(tx, &desk, &change)?;
            Ok(tx.calendars()?)
        })
        .await?;
    app.keep_calendars(all);
    Ok(())
}

/// Whether a policy counts by a calendar.
fn has_policy(tx: &mut Tx, id: CalendarId) -> Result<bool, Error> {
    let policies = tx.deadline_policies()?;
    let mut counted = policies.iter().map(|kept| kept.policy.counted_by);
    Ok(counted.any(|by| by == CountedBy::Calendar(id)))
}

/// Saves a calendar, or keeps the one that there was before anybody made any.
fn keep(tx: &mut Tx, fresh: CalendarId, kept: &Kept) -> Result<(), Error> {
    if kept.id != UNSAVED {
        return tx.save_calendar(kept).map_err(taken);
    }
    let first = Kept {
        id: fresh,
        version: 1,
        name: if kept.name.is_empty() {
            kept.plan.zone.clone()
        } else {
            kept.name.clone()
        },
        ..kept.clone()
    };
    tx.insert_calendar(&first).map_err(taken)
}

fn put(plan: &mut Plan, day: Override) -> Result<(), Error> {
    plan.overrides.retain(|one| one.date != day.date);
    if plan.overrides.len() >= MAX_OVERRIDES {
        return Err(invalid("days", FieldError::TooLong(1)));
    }
    plan.overrides.push(day);
    plan.overrides.sort_by_key(|one| one.date);
    Ok(())
}

/// Puts days in on which nobody works.
fn put_off(plan: &mut Plan, days: &[(Date, String)]) -> Result<(), Error> {
    for (date, name) in days {
        let day = Override {
            date: *date,
            hours: Hours::default(),
            name: name.clone(),
            source: String::new(),
        };
        put(plan, day)?;
    }
    Ok(())
}

fn invalid(field: &'static str, error: FieldError) -> Error {
    Error::Invalid { field, error }
}

fn taken(error: store::Error) -> Error {
    if error.is_unique("calendar_name_key") {
        invalid("name", FieldError::NotAnOption)
    } else {
        error.into()
    }
}

fn target(kept: &Kept) -> String {
    format!("calendar {}", kept.name)
}

/// A calendar for the audit log; each changed day is a part of its own, so that only it is noted.
fn told(kept: &Kept) -> Value {
    let hours: Vec<String> = kept.plan.week.0.iter().map(ToString::to_string).collect();
    let mut told = json!({
        "name": kept.name,
        "is_default": kept.is_default,
        "zone": kept.plan.zone,
        "country": kept.plan.country,
        "hours": hours,
    });
    for day in &kept.plan.overrides {
        told[day.date.to_string()] = json!({
            "hours": day.hours.to_string(),
            "name": day.name,
            "source": day.source,
        });
    }
    told
}
