//! All tickets of the demonstration, planned: pure, and the same every time for the same day.

use std::collections::HashSet;

use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::companies;
use super::journey::{self, Story, minutes_after, requester};
use super::people::Person;
use super::random::Draw;
use super::scenarios::{
    ABROAD, CHARGES, DAMAGED, ELSEWHERE, INFORMATION, MISSING, PQRSD, Scenario,
};
use super::special;

/// How many tickets there are.
pub(super) const TICKETS: usize = 500;

/// How many of them companies file.
pub(super) const OF_COMPANIES: usize = 200;

/// How many days they go back.
pub(super) const DAYS: i64 = 91;

/// How long before now nothing but the hand-written tickets comes in.
const QUIET: SignedDuration = SignedDuration::from_hours(6);

const SEED: u64 = 20_260_319;

/// The stories of all tickets, by the time of filing.
pub(super) fn plan(now: Timestamp, zone: &TimeZone) -> Vec<Story> {
    let mut draw = Draw::new(SEED);
    let mut stories = special::all(now, zone);
    let mut known: Vec<Person> = Vec::new();
    let mut subjects: HashSet<String> = HashSet::new();
    let mut descriptions: HashSet<String> = HashSet::new();
    for (at, days_ago) in [12_i64, 33, 57, 80].into_iter().enumerate() {
        if at > 0 {
            let filed = filed_at(days_ago, now, zone, &mut draw);
            stories.push(journey::story(
                &MISSING[at],
                special::mariana(),
                filed,
                now,
                zone,
                &mut draw,
            ));
        }
    }
    for at in 0..4 {
        let filed = filed_at(draw.between(2, DAYS), now, zone, &mut draw);
        let person = requester(&mut known, "es", &mut draw);
        stories.push(journey::spam(at, person, filed, now, zone, &mut draw));
    }

    let mut deck = deck(&mut draw);
    while stories.len() < TICKETS {
        let Some(scenario) = deck.pop() else { break };
        let days_ago = if draw.chance(36) {
            draw.between(0, 18)
        } else {
            draw.between(19, DAYS)
        };
        let filed = filed_at(days_ago, now, zone, &mut draw);
        let person = if stories.len() >= TICKETS - OF_COMPANIES && scenario.language == "es" {
            companies::requester(&mut draw)
        } else {
            requester(&mut known, scenario.language, &mut draw)
        };
        let mut story = journey::story(scenario, person.clone(), filed, now, zone, &mut draw);
        // Two people do not find the same words.
        for _ in 0..60 {
            if !subjects.contains(&story.subject) && !descriptions.contains(&story.description) {
                break;
            }
            story = journey::story(scenario, person.clone(), filed, now, zone, &mut draw);
        }
        subjects.insert(story.subject.clone());
        descriptions.insert(story.description.clone());
        stories.push(story);
    }
    stories.sort_by_key(|story| story.filed);
    stories
}

/// Scenarios in the order in which they are drawn; each topic has its share.
fn deck(draw: &mut Draw) -> Vec<&'static Scenario> {
    let shares: [(&'static [Scenario], usize); 7] = [
        (MISSING, 152),
        (DAMAGED, 98),
        (ELSEWHERE, 80),
        (CHARGES, 74),
        (INFORMATION, 44),
        (PQRSD, 38),
        (ABROAD, 32),
    ];
    let mut deck: Vec<&'static Scenario> = shares
        .iter()
        .flat_map(|(scenarios, count)| scenarios.iter().cycle().take(*count))
        .collect();
    draw.shuffle(&mut deck);
    deck
}

/// A moment of that day at which people write, mostly on working days.
fn filed_at(days_ago: i64, now: Timestamp, zone: &TimeZone, draw: &mut Draw) -> Timestamp {
    let mut day = now
        .to_zoned(zone.clone())
        .date()
        .saturating_sub(days_ago.days());
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && draw.chance(62) {
        day = day.saturating_sub(1.day());
    }
    let hour = i8::try_from(*draw.pick(&[
        6, 7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17, 18, 19, 20, 21,
    ]))
    .unwrap_or(9);
    let start = day
        .to_datetime(Time::constant(0, 0, 0, 0))
        .to_zoned(zone.clone())
        .map_or(now, |start| start.timestamp());
    let mut at = minutes_after(start, i64::from(hour) * 60 + draw.between(0, 59));
    at = at
        .saturating_add(SignedDuration::from_millis(draw.between(0, 59_999)))
        .unwrap_or(at);
    while at > now.saturating_sub(QUIET).unwrap_or(now) {
        at = minutes_after(at, -24 * 60);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::journey::Act;
    use super::super::organisation::Organisation;
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/Bogota").unwrap()
    }

    /// Moments of every kind: a working morning, a Sunday night, New Year.
    fn days() -> Vec<Timestamp> {
        [
            "2026-11-20T14:20:00-05:00",
            "2026-11-22T03:10:00-05:00",
            "2027-01-01T23:59:00-05:00",
        ]
        .map(|at| at.parse().unwrap())
        .into()
    }

    fn words(story: &Story) -> Vec<&str> {
        let mut all = vec![story.subject.as_str(), story.description.as_str()];
        all.extend(story.typed.iter().map(|(_, answer)| answer.as_str()));
        for step in &story.steps {
            match &step.act {
                Act::Reply { text, .. }
                | Act::Ask { text, .. }
                | Act::AskToComplete { text, .. }
                | Act::Transfer { text, .. }
                | Act::Note { text, .. }
                | Act::Propose { text, .. }
                | Act::Write { text, .. } => all.push(text),
                Act::WaitThird { reason, .. }
                | Act::Extend { reason, .. }
                | Act::Close { reason, .. }
                | Act::Cancel { reason, .. }
                | Act::Reject(reason)
                | Act::Reopen(reason) => all.push(reason),
                Act::Accept(Some(rating)) | Act::Rate(rating) => all.push(&rating.comment),
                Act::Assign { .. }
                | Act::Resume { .. }
                | Act::Spam { .. }
                | Act::Accept(None)
                | Act::Drop(_) => {}
            }
        }
        all
    }

    #[test]
    fn every_text_is_complete() {
        for now in days() {
            for story in plan(now, &zone()) {
                for text in words(&story) {
                    let blank = text.find(['<', '>', '{', '}', '|']);
                    assert_eq!(blank, None, "{text}");
                    assert!(
                        !text.contains("  ") && !text.contains("..") && !text.contains(" ."),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn no_two_tickets_read_alike() {
        let stories = plan(days()[0], &zone());

        let descriptions: HashSet<_> = stories
            .iter()
            .filter(|story| story.description.len() > 60)
            .map(|story| &story.description)
            .collect();
        let subjects: HashSet<_> = stories.iter().map(|story| &story.subject).collect();
        assert_eq!(stories.len(), TICKETS);
        assert_eq!(descriptions.len(), TICKETS);
        // Once in a while two people do choose the same words.
        assert!(
            subjects.len() > TICKETS - TICKETS / 50,
            "{}",
            subjects.len()
        );
    }

    #[test]
    fn steps_come_one_after_the_other_and_none_lies_ahead() {
        for now in days() {
            for story in plan(now, &zone()) {
                let times: Vec<_> = std::iter::once(story.filed)
                    .chain(story.steps.iter().map(|step| step.at))
                    .collect();
                assert!(times.is_sorted_by(|a, b| a < b), "{}", story.subject);
                assert!(times.iter().all(|at| *at < now && now.duration_since(*at).as_hours() < (DAYS + 6) * 24));
            }
        }
    }

    #[test]
    fn answers_pass_the_forms_that_ask_for_them() {
        let now = days()[0];
        let organisation = Organisation::founded(now, 0).unwrap();
        for story in plan(now, &zone()) {
            let topic = organisation
                .topics
                .iter()
                .find(|topic| topic.slug == story.topic)
                .unwrap();
            for (id, _) in &story.typed {
                assert!(
                    topic.form.fields.iter().any(|field| field.id == *id),
                    "{id} in {}",
                    topic.slug
                );
            }
            for field in &topic.form.fields {
                let typed = story
                    .typed
                    .iter()
                    .find(|(id, _)| *id == field.id)
                    .map_or("", |(_, typed)| typed);
                assert!(
                    field.check(typed, story.language).is_ok(),
                    "{} = {typed} in «{}»",
                    field.id,
                    story.subject
                );
            }
            assert!(story.subject.chars().count() <= 90, "{}", story.subject);
            assert!(
                story.person.email.parse::<domain::EmailAddress>().is_ok(),
                "{}",
                story.person.email
            );
        }
    }
}
