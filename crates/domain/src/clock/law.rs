//! What the law of a ticket lets the staff do with its term: ask the requester to complete the
//! request, and put the answer off.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{Clock, Clocks, Days, Metric, State};
use crate::Calendar;
use crate::calendar::Term;
use crate::legal::Completed;

/// Until when the requester can be asked to complete the request, and has time to do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The last instant at which the requester can be asked.
    pub ask_by: Timestamp,
    /// Until when the requester has time, asked now.
    pub until: Timestamp,
}

/// By how much the answer can be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// By when the answer is promised now.
    pub due_at: Timestamp,
    /// By how many days of its term it can be put off.
    pub most_days: u16,
    /// The last day until which it can be put off.
    pub latest: Date,
    /// Whether it was put off once.
    pub is_used: bool,
}

impl Clocks {
    /// What holds if the requester of a ticket filed then is asked now to complete it; none where
    /// the law says nothing of it or the term of law does not run.
    pub fn completion(
        &self,
        filed: Timestamp,
        now: Timestamp,
        calendar: &Calendar,
    ) -> Option<Completion> {
        let incomplete = self.plan.law.as_ref()?.incomplete?;
        self.running_law()?;
        Some(Completion {
            ask_by: calendar.answer_by(filed, incomplete.ask_days),
            until: months_after(calendar.date_of(now), incomplete.months, calendar),
        })
    }

    /// Until when the requester has time to complete the request with the further months of the
    /// law; none where it gives none.
    pub fn prolonged(&self, until: Timestamp, calendar: &Calendar) -> Option<Timestamp> {
        let incomplete = self.plan.law.as_ref()?.incomplete?;
        let more = Some(incomplete.more_months).filter(|months| *months > 0)?;
        Some(months_after(calendar.date_of(until), more, calendar))
    }

    /// By how much the answer can be put off; none where the law says nothing of it or its term
    /// does not run.
    pub fn extension(&self, calendar: &Days) -> Option<Extension> {
        let law = self.plan.law.as_ref()?;
        let most_days = Some(law.extension_days).filter(|days| *days > 0)?;
        let clock = self.running_law()?;
        Some(Extension {
            due_at: clock.due_at,
            most_days,
            latest: clock.day_after_extension(most_days, calendar),
            is_used: clock.extended_by > 0,
        })
    }

    /// By how many days of its term the answer is put off until a day, and the last of those days,
    /// which is a business day where business days count.
    pub fn extension_until(&self, day: Date, calendar: &Days) -> Option<(u16, Date)> {
        let clock = self.running_law()?;
        let main = calendar.of(Metric::Legal);
        let due = main.date_of(clock.due_at);
        let days = match clock.term {
            Term::Seconds(_) => return None,
            Term::BusinessDays(_) => main.business_days(due, day),
            Term::CalendarDays(_) => i64::from((day - due).get_days()),
        };
        let days = u16::try_from(days.max(0)).unwrap_or(u16::MAX);
        Some((days, clock.day_after_extension(days, calendar)))
    }

    /// The requester completed the request: the term of law goes on, or begins anew.
    pub(super) fn completed(&mut self, at: Timestamp, calendar: &Days) {
        self.waiting = super::Waiting::Nobody;
        let incomplete = self.plan.law.as_ref().and_then(|law| law.incomplete);
        let then = incomplete.map_or(Completed::Resumes, |incomplete| incomplete.then);
        let law = self.find(Metric::Legal);
        let Some(clock) = law.filter(|clock| clock.state == State::Paused) else {
            return;
        };
        clock.state = State::Running;
        clock.running_since = Some(at);
        match then {
            Completed::Resumes => clock.from_next_day = true,
            Completed::Restarts => {
                clock.started_at = at;
                clock.elapsed = 0;
                clock.warned = 0;
                clock.warned_minutes = None;
                clock.reached.clear();
            }
        }
        if !clock.is_missed {
            clock.due_at = clock.over_at(clock.whole(), calendar);
        }
    }

    fn running_law(&self) -> Option<&Clock> {
        let clock = self.get(Metric::Legal);
        clock.filter(|clock| clock.state == State::Running)
    }
}

impl Clock {
    /// Gives the term so many more days.
    pub(super) fn extend(&mut self, days: u16, calendar: &Days) {
        self.term = match self.term {
            Term::Seconds(_) => return,
            Term::BusinessDays(term) => Term::BusinessDays(term.saturating_add(days)),
            Term::CalendarDays(term) => Term::CalendarDays(term.saturating_add(days)),
        };
        self.extended_by = self.extended_by.saturating_add(days);
        if self.state == State::Running && !self.is_missed {
            self.due_at = self.over_at(self.whole(), calendar);
        }
    }

    fn day_after_extension(&self, days: u16, calendar: &Days) -> Date {
        let mut extended = self.clone();
        extended.is_missed = false;
        extended.extend(days, calendar);
        calendar.of(self.metric).date_of(extended.due_at)
    }
}

/// The end of the day some months after another, or of the last day of a shorter month.
fn months_after(day: Date, months: u16, calendar: &Calendar) -> Timestamp {
    calendar.end_of(day.saturating_add(i32::from(months).months()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::calendar::Plan as Week;
    use crate::clock::{Law, Plan, Target};
    use crate::legal::{Incomplete, LegalClass, pack};
    use crate::{Actor, ContactId, Event, EventId, EventKind, MessageId, TicketId};

    fn days(zone: &str) -> Days {
        Days::from(Arc::new(Calendar::new(&Week::of_zone(zone))))
    }

    fn colombia() -> Days {
        days("America/Bogota")
    }

    fn class(code: &str, country: crate::calendar::Country) -> LegalClass {
        let classes = pack(country);
        classes.into_iter().find(|one| one.code == code).unwrap()
    }

    fn plan(class: LegalClass) -> Plan {
        let target = Target {
            metric: Metric::Legal,
            term: class.term(),
        };
        Plan {
            targets: vec![target],
            law: Some(Law::from(class)),
            ..Plan::default()
        }
    }

    fn petition() -> LegalClass {
        class("peticion", crate::calendar::Country::Colombia)
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn event(at: Timestamp, by: Actor, kind: EventKind) -> Event {
        Event {
            id: EventId(at.as_microsecond()),
            ticket: TicketId(1),
            at,
            by,
            kind,
        }
    }

    fn asked(at: Timestamp, clocks: &Clocks, filed: Timestamp, calendar: &Days) -> Event {
        let until = clocks
            .completion(filed, at, calendar.of(Metric::Legal))
            .unwrap()
            .until;
        let message = MessageId(1);
        let kind = EventKind::AskedToComplete { message, until };
        event(at, Actor::System, kind)
    }

    fn answered(at: Timestamp) -> Event {
        let kind = EventKind::CustomerWrote {
            message: MessageId(2),
            thanks: false,
        };
        event(at, Actor::Requester(ContactId(7)), kind)
    }

    fn due(clocks: &Clocks, calendar: &Days) -> Date {
        calendar
            .of(Metric::Legal)
            .date_of(clocks.get(Metric::Legal).unwrap().due_at)
    }

    #[test]
    fn m02_a_petition_can_be_put_off_up_to_double_its_term() {
        let calendar = colombia();
        let clocks = Clocks::begin(plan(petition()), at("2026-03-20T15:00:00Z"), &calendar);

        assert_eq!(due(&clocks, &calendar), date(2026, 4, 15));
        let extension = clocks.extension(&calendar).unwrap();
        // Thirty business days from 20 March.
        assert_eq!(extension.latest, date(2026, 5, 7));
        let ten = clocks.extension_until(date(2026, 4, 29), &calendar);
        assert_eq!(ten, Some((10, date(2026, 4, 29))));
        // Labour Day and the weekend count for nothing.
        let holiday = clocks.extension_until(date(2026, 5, 3), &calendar);
        assert_eq!(holiday, Some((11, date(2026, 4, 30))));
        assert_eq!(
            clocks.extension_until(date(2026, 4, 15), &calendar),
            Some((0, date(2026, 4, 15)))
        );
    }

    #[test]
    fn m02_claims_about_data_have_eight_more_days_and_two_months_to_complete_them() {
        let calendar = colombia();
        let filed = at("2026-06-26T15:00:00Z");
        let class = class("datos-reclamo", crate::calendar::Country::Colombia);
        let clocks = Clocks::begin(plan(class), filed, &calendar);

        assert_eq!(due(&clocks, &calendar), date(2026, 7, 22));
        let extension = clocks.extension(&calendar).unwrap();
        assert_eq!(extension.latest, date(2026, 8, 3));
        let completion = clocks
            .completion(filed, filed, calendar.of(Metric::Legal))
            .unwrap();
        assert_eq!(
            calendar.of(Metric::Legal).date_of(completion.ask_by),
            date(2026, 7, 6)
        );
        assert_eq!(
            calendar.of(Metric::Legal).date_of(completion.until),
            date(2026, 8, 26)
        );
        assert_eq!(
            clocks.prolonged(completion.until, calendar.of(Metric::Legal)),
            None
        );
    }

    #[test]
    fn m02_rights_over_data_in_chile_have_thirty_days_of_any_kind_and_thirty_more() {
        let calendar = days("America/Santiago");
        let class = class("datos-derechos", crate::calendar::Country::Chile);
        let clocks = Clocks::begin(plan(class), at("2026-12-03T15:00:00Z"), &calendar);

        assert_eq!(due(&clocks, &calendar), date(2027, 1, 2));
        let extension = clocks.extension(&calendar).unwrap();
        assert_eq!(extension.latest, date(2027, 2, 1));
    }

    #[test]
    fn m02_what_was_left_of_the_term_goes_on_from_the_day_after_it_was_completed() {
        let calendar = colombia();
        let filed = at("2026-03-20T15:00:00Z");
        let mut clocks = Clocks::begin(plan(petition()), filed, &calendar);
        // 24, 25 and 26 March are over when the requester is asked on the 27th.
        let ask = asked(at("2026-03-27T15:00:00Z"), &clocks, filed, &calendar);
        clocks.follow(&ask, &calendar);

        assert_eq!(clocks.get(Metric::Legal).unwrap().state, State::Paused);
        assert_eq!(clocks.promised(), None);
        assert_eq!(clocks.extension(&calendar), None);

        clocks.follow(&answered(at("2026-04-20T15:00:00Z")), &calendar);
        // Twelve days are left: the first is 21 April, 1 May is none.
        assert_eq!(due(&clocks, &calendar), date(2026, 5, 7));
    }

    #[test]
    fn m02_where_the_class_says_so_the_term_begins_anew() {
        let calendar = colombia();
        let filed = at("2026-03-20T15:00:00Z");
        let class = LegalClass {
            incomplete: petition().incomplete.map(|one| Incomplete {
                then: Completed::Restarts,
                ..one
            }),
            ..petition()
        };
        let mut clocks = Clocks::begin(plan(class), filed, &calendar);
        let ask = asked(at("2026-03-27T15:00:00Z"), &clocks, filed, &calendar);
        clocks.follow(&ask, &calendar);
        // After hours: it counts as completed on the day after.
        clocks.follow(&answered(at("2026-04-19T23:30:00Z")), &calendar);

        assert_eq!(due(&clocks, &calendar), date(2026, 5, 12));
    }

    #[test]
    fn a_month_ends_with_the_last_day_of_a_shorter_one() {
        let days = colombia();
        let calendar = days.of(Metric::Legal);
        let until = months_after(date(2026, 1, 31), 1, calendar);

        assert_eq!(calendar.date_of(until), date(2026, 2, 28));
        assert_eq!(until, calendar.end_of(date(2026, 2, 28)));
    }
}
