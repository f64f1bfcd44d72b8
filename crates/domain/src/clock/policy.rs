//! Which promises a ticket gets: the first policy that fits, and the standard one where none does.

use serde::{Deserialize, Serialize};

use super::{CountedBy, Law, MAX_MINUTES, MAX_RUNGS, Metric, Plan, Rung, Target, WARNINGS};
use crate::calendar::Term;
use crate::ticket::{Nature, Priority, TicketKind};
use crate::{DeadlinePolicyId, OrganizationId, Ticket, TopicId};

/// The most policies there can be.
pub const MAX_POLICIES: usize = 50;

/// The longest name of a policy, in characters.
pub const MAX_NAME: usize = 80;

/// The most working hours and the most business days that a policy gives.
pub const MAX_TERM: u16 = 1_000;

/// The most warnings in percent that a policy gives, and the most in minutes.
pub const MAX_WARNINGS: usize = 5;

/// The latest warning in percent: at 100 the term is over.
pub const MAX_PERCENT: u8 = 99;

/// What a policy asks of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is about.
    pub topic: TopicId,
    /// The company that it was filed for.
    pub organization: Option<OrganizationId>,
    /// How much it presses, and what kind of request it is.
    pub nature: Nature,
}

impl Facts {
    /// Those of a ticket.
    pub fn of(ticket: &Ticket) -> Self {
        Self {
            topic: ticket.topic,
            organization: ticket.organization,
            nature: ticket.nature,
        }
    }
}

/// What is promised of tickets beside the answer that their topic promises. What is none is not
/// measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// What it is called.
    pub name: String,
    /// Of which topic the tickets are; none means any.
    pub topic: Option<TopicId>,
    /// For which company they were filed; none means any, and nobody's.
    pub organization: Option<OrganizationId>,
    /// How much they press; none means whatever.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// What kind of request they are; none means any.
    #[serde(default, rename = "type")]
    pub kind: Option<TicketKind>,
    /// By which calendar it counts.
    #[serde(default)]
    pub counted_by: CountedBy,
    /// Working hours to the first thing that somebody writes.
    pub first_response_hours: Option<u16>,
    /// Working hours to the answer to a message.
    pub next_response_hours: Option<u16>,
    /// Working hours until somebody has it.
    pub own_hours: Option<u16>,
    /// Business days between two things that the staff writes.
    pub update_days: Option<u16>,
    /// Business days to a proposed solution.
    pub resolution_days: Option<u16>,
    /// Whether the time to a solution waits while the requester is asked.
    pub pauses_for_customer: bool,
    /// Whether it waits for others too.
    pub pauses_for_third: bool,
    /// At which shares of a term somebody is warned, in percent; policies kept without them have the
    /// standard ones.
    #[serde(default = "standard_warnings")]
    pub warnings: Vec<u8>,
    /// At how many minutes before the end of a term somebody is warned.
    #[serde(default)]
    pub warn_minutes: Vec<u16>,
    /// What happens by itself while a term comes to its end.
    #[serde(default)]
    pub ladder: Vec<Rung>,
}

/// A policy with its key and its place among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPolicy {
    /// Its key.
    pub id: DeadlinePolicyId,
    /// Its place.
    pub position: i64,
    /// The policy.
    pub policy: Policy,
    /// Grows by one with every change; two writers cannot both win.
    pub version: i64,
}

impl Policy {
    /// What holds where no policy fits: an answer within a working day, somebody who has it within
    /// four hours, a solution within the days of the answer.
    pub fn standard(answer_days: u16) -> Self {
        Self {
            name: String::new(),
            topic: None,
            organization: None,
            priority: None,
            kind: None,
            counted_by: CountedBy::Main,
            first_response_hours: Some(9),
            next_response_hours: Some(9),
            own_hours: Some(4),
            update_days: None,
            resolution_days: Some(answer_days),
            pauses_for_customer: true,
            pauses_for_third: false,
            warnings: standard_warnings(),
            warn_minutes: Vec::new(),
            ladder: Vec::new(),
        }
    }

    /// Whether it is for such tickets.
    pub fn fits(&self, facts: Facts) -> bool {
        let company = |wanted| Some(wanted) == facts.organization;
        self.topic.is_none_or(|wanted| wanted == facts.topic)
            && self.organization.is_none_or(company)
            && self
                .priority
                .is_none_or(|wanted| wanted == facts.nature.priority)
            && self.kind.is_none_or(|wanted| wanted == facts.nature.kind)
    }

    /// What is promised: the answer within `answer`, and what the policy says.
    pub fn plan(&self, answer: Term, law: Option<Law>) -> Plan {
        let hours = |hours: u16| Term::Seconds(u32::from(hours) * 3600);
        let transfer = law.as_ref().and_then(|law| law.transfer_days);
        let terms = [
            (Metric::Legal, Some(answer)),
            (Metric::Transfer, transfer.map(Term::BusinessDays)),
            (Metric::FirstResponse, self.first_response_hours.map(hours)),
            (Metric::NextResponse, self.next_response_hours.map(hours)),
            (Metric::Own, self.own_hours.map(hours)),
            (Metric::Update, self.update_days.map(Term::BusinessDays)),
            (
                Metric::Resolution,
                self.resolution_days.map(Term::BusinessDays),
            ),
        ];
        let targets = terms.into_iter().filter_map(|(metric, term)| {
            Some(Target {
                metric,
                term: term?,
            })
        });
        Plan {
            targets: targets.collect(),
            pauses_for_customer: self.pauses_for_customer,
            pauses_for_third: self.pauses_for_third,
            warnings: self.warnings.clone(),
            warn_minutes: self.warn_minutes.clone(),
            counted_by: self.counted_by,
            ladder: self.ladder.clone(),
            ladder_since: None,
            law,
        }
    }

    /// Whether every number is one that a policy may have.
    pub fn is_within_limits(&self) -> bool {
        let mut terms = [
            self.first_response_hours,
            self.next_response_hours,
            self.own_hours,
            self.update_days,
            self.resolution_days,
        ]
        .into_iter()
        .flatten();
        let mut percents = self.warnings.iter();
        let mut minutes = self.warn_minutes.iter();
        terms.all(|number| (1..=MAX_TERM).contains(&number))
            && self.warnings.len() <= MAX_WARNINGS
            && percents.all(|percent| (1..=MAX_PERCENT).contains(percent))
            && self.warn_minutes.len() <= MAX_WARNINGS
            && minutes.all(|minutes| (1..=MAX_MINUTES).contains(minutes))
            && self.ladder.len() <= MAX_RUNGS
            && self.ladder.iter().all(Rung::is_within_limits)
    }
}

fn standard_warnings() -> Vec<u8> {
    WARNINGS.to_vec()
}

/// The first policy that fits; `policies` are in their order.
pub fn first_match(policies: &[KeptPolicy], facts: Facts) -> Option<&Policy> {
    let mut policies = policies.iter().map(|kept| &kept.policy);
    policies.find(|policy| policy.fits(facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_policy_that_fits_holds_and_one_term_of_each_kind() {
        let policy = |id, topic, organization, hours| KeptPolicy {
            id: DeadlinePolicyId(id),
            position: id,
            version: 1,
            policy: Policy {
                topic,
                organization,
                own_hours: Some(hours),
                ..Policy::standard(15)
            },
        };
        let (topic, company) = (TopicId(1), OrganizationId(9));
        let policies = [
            policy(1, Some(topic), Some(company), 1),
            policy(2, Some(topic), None, 2),
            policy(3, None, None, 3),
        ];
        let facts = |topic, organization| Facts {
            topic,
            organization,
            nature: Nature::default(),
        };
        let hours = |topic, company| {
            first_match(&policies, facts(topic, company)).and_then(|policy| policy.own_hours)
        };

        assert_eq!(hours(topic, Some(company)), Some(1));
        assert_eq!(hours(topic, None), Some(2));
        assert_eq!(hours(TopicId(2), Some(company)), Some(3));
        assert_eq!(first_match(&[], facts(topic, None)), None);
        let plan = policies[0].policy.plan(Term::BusinessDays(15), None);
        let own = Target {
            metric: Metric::Own,
            term: Term::Seconds(3600),
        };
        assert_eq!(plan.target(Metric::Own), Some(own));
        assert_eq!(plan.target(Metric::Update), None);
    }

    #[test]
    fn what_presses_more_and_other_kinds_have_policies_of_their_own() {
        let urgent = Policy {
            priority: Some(Priority::Urgent),
            kind: Some(TicketKind::Complaint),
            ..Policy::standard(15)
        };
        let fits = |priority, kind| {
            urgent.fits(Facts {
                topic: TopicId(1),
                organization: None,
                nature: Nature { priority, kind },
            })
        };

        assert!(fits(Priority::Urgent, TicketKind::Complaint));
        assert!(!fits(Priority::High, TicketKind::Complaint));
        assert!(!fits(Priority::Urgent, TicketKind::Question));
    }

    #[test]
    fn numbers_have_limits() {
        let with = |days| Policy {
            update_days: Some(days),
            ..Policy::standard(15)
        };

        assert!(with(1).is_within_limits() && with(MAX_TERM).is_within_limits());
        assert!(!with(0).is_within_limits() && !with(MAX_TERM + 1).is_within_limits());
        let warning = |warnings: &[u8]| {
            let warnings = warnings.to_vec();
            let policy = Policy::standard(15);
            Policy { warnings, ..policy }.is_within_limits()
        };
        assert!(warning(&[]) && warning(&[1, 25, 50, 75, MAX_PERCENT]));
        assert!(!warning(&[0]) && !warning(&[100]) && !warning(&[1, 2, 3, 4, 5, 6]));
    }

    #[test]
    fn a_policy_that_was_kept_without_percents_warns_at_the_standard_ones() {
        let mut kept = serde_json::to_value(Policy::standard(15)).unwrap();
        kept.as_object_mut().unwrap().remove("warnings").unwrap();

        let read: Policy = serde_json::from_value(kept).unwrap();

        assert_eq!(read, Policy::standard(15));
        assert_eq!(read.plan(Term::BusinessDays(15), None).warnings, WARNINGS);
    }
}
