//! Classes of requests by law: within how many days they are answered, what holds where they are
//! incomplete or another authority is competent, and which law says so. The laws of a country come
//! as a pack of data; the organisation edits what it loaded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Country, Term};
use crate::{LegalClassId, Localized, TopicId};

/// The most classes there can be.
pub const MAX_CLASSES: usize = 100;

/// The longest name and the longest source, in characters.
pub const MAX_TEXT: usize = 160;

/// The most days that a class gives for anything.
pub const MAX_DAYS: u16 = 365;

/// The most months that a class gives the requester to complete a request.
pub const MAX_MONTHS: u16 = 12;

/// Which days a term counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// Those on which somebody works.
    #[default]
    Business,
    /// All of them.
    Calendar,
}

impl Days {
    /// A term of so many of them.
    pub fn term(self, days: u16) -> Term {
        match self {
            Self::Business => Term::BusinessDays(days),
            Self::Calendar => Term::CalendarDays(days),
        }
    }

    /// The name used in packs and forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Calendar => "calendar",
        }
    }

    /// The days of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Business, Self::Calendar];
        all.into_iter().find(|days| days.name() == name)
    }
}

/// What the term of the answer does when the requester completed the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completed {
    /// It goes on with what was left of it, from the day after.
    #[default]
    Resumes,
    /// It begins anew, from the day after.
    Restarts,
}

impl Completed {
    /// The name used in packs and forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resumes => "resumes",
            Self::Restarts => "restarts",
        }
    }

    /// What has a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Resumes, Self::Restarts];
        all.into_iter().find(|one| one.name() == name)
    }
}

/// What holds where a request is incomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incomplete {
    /// Within how many business days after the filing the requester may be asked.
    pub ask_days: u16,
    /// How many months the requester has then.
    pub months: u16,
    /// How many more the requester may ask for, once; 0 means none.
    pub more_months: u16,
    /// What the term of the answer does afterwards.
    pub then: Completed,
}

/// A class of requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalClass {
    /// Its short name, for imports and reports: small letters, digits and dashes.
    pub code: String,
    /// What it is called.
    pub name: Localized,
    /// Within how many days it is answered.
    pub days: u16,
    /// Which days those are, and those of an extension.
    #[serde(default)]
    pub counts: Days,
    /// How many more there can be, with a reason; 0 means none.
    pub extension_days: u16,
    /// Within how many business days it is passed to the authority that is competent; none where
    /// no law says.
    #[serde(default)]
    pub transfer_days: Option<u16>,
    /// What holds where it is incomplete; none where no law says.
    #[serde(default)]
    pub incomplete: Option<Incomplete>,
    /// The law.
    pub source: String,
    /// From which day on it is in force; none means always.
    pub valid_from: Option<Date>,
    /// Until which day, that one too; none means for good.
    pub valid_until: Option<Date>,
    /// The topics whose tickets are of this class.
    #[serde(default)]
    pub topics: Vec<TopicId>,
}

/// A class with its key and the version to save it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptClass {
    /// Its key.
    pub id: LegalClassId,
    /// The class.
    pub class: LegalClass,
    /// Grows by one with every change.
    pub version: i64,
}

/// What is wrong with a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassFault {
    /// The code is empty, too long, or has other signs.
    Code,
    /// The Spanish name is missing, or a name is too long.
    Name,
    /// No days, or too many.
    Days,
    /// Too many further days.
    Extension,
    /// No days to pass it on, or too many.
    Transfer,
    /// No days to ask, or no months to complete it, or too many.
    Incomplete,
    /// The source is missing or too long.
    Source,
    /// It ends before it begins.
    Validity,
}

impl LegalClass {
    /// The term of its answer.
    pub fn term(&self) -> Term {
        self.counts.term(self.days)
    }

    /// Whether it is in force on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }

    /// Whether there is a day on which it and another are both in force.
    pub fn meets(&self, other: &Self) -> bool {
        let begins_in_time = |one: &Self, other: &Self| match (one.valid_from, other.valid_until) {
            (Some(from), Some(until)) => from <= until,
            (None, _) | (_, None) => true,
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// Everything that is wrong with it.
    pub fn faults(&self) -> Vec<ClassFault> {
        let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_code = (1..=40).contains(&self.code.len()) && self.code.chars().all(sign);
        let fits = |text: &str| text.chars().count() <= MAX_TEXT;
        let is_named = !self.name.es.is_empty() && self.name.all().into_iter().all(fits);
        let has_source = !self.source.is_empty() && fits(&self.source);
        let is_valid = match (self.valid_from, self.valid_until) {
            (Some(from), Some(until)) => from <= until,
            (Some(_) | None, Some(_) | None) => true,
        };
        let has_days = |days: u16| (1..=MAX_DAYS).contains(&days);
        let is_askable = self.incomplete.is_none_or(|one| {
            has_days(one.ask_days)
                && (1..=MAX_MONTHS).contains(&one.months)
                && one.more_months <= MAX_MONTHS
        });
        let checks = [
            (is_code, ClassFault::Code),
            (is_named, ClassFault::Name),
            (has_days(self.days), ClassFault::Days),
            (self.extension_days <= MAX_DAYS, ClassFault::Extension),
            (
                self.transfer_days.is_none_or(has_days),
                ClassFault::Transfer,
            ),
            (is_askable, ClassFault::Incomplete),
            (has_source, ClassFault::Source),
            (is_valid, ClassFault::Validity),
        ];
        let wrong = checks.into_iter().filter(|(is_right, _)| !is_right);
        wrong.map(|(_, fault)| fault).collect()
    }
}

/// The class of the tickets of a topic that count as filed on a day.
pub fn class_of(classes: &[KeptClass], topic: TopicId, day: Date) -> Option<&KeptClass> {
    let mut classes = classes.iter();
    classes.find(|kept| kept.class.topics.contains(&topic) && kept.class.holds_on(day))
}

/// The classes of a country, as its laws have them.
pub fn pack(country: Country) -> Vec<LegalClass> {
    lines(country).filter_map(parse).collect()
}

fn lines(country: Country) -> impl Iterator<Item = &'static str> {
    let text = match country {
        Country::Colombia => include_str!("../legal/co.txt"),
        Country::Chile => include_str!("../legal/cl.txt"),
    };
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

/// A line that cannot be read gives nothing; a test sees to it that there is none.
fn parse(line: &str) -> Option<LegalClass> {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [code, days, more, pass_on, ask, from, es, en, pt_br, law] = parts[..] else {
        return None;
    };
    let (days, counts) = match days.strip_suffix("c") {
        Some(days) => (days, Days::Calendar),
        None => (days, Days::Business),
    };
    Some(LegalClass {
        code: code.to_owned(),
        name: Localized::new(es, en, pt_br),
        days: days.parse().ok()?,
        counts,
        extension_days: more.parse().ok()?,
        transfer_days: match pass_on {
            "-" => None,
            days => Some(days.parse().ok()?),
        },
        incomplete: match ask {
            "-" => None,
            ask => Some(parse_incomplete(ask)?),
        },
        source: law.to_owned(),
        valid_from: Some(from.parse().ok()?),
        valid_until: None,
        topics: Vec::new(),
    })
}

/// `10 1+1 resumes`: days to ask, months to complete it and those that can be added, and what
/// the term of the answer does then.
fn parse_incomplete(text: &str) -> Option<Incomplete> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [ask, months, then] = parts[..] else {
        return None;
    };
    let (months, more) = months.split_once('+')?;
    Some(Incomplete {
        ask_days: ask.parse().ok()?,
        months: months.parse().ok()?,
        more_months: more.parse().ok()?,
        then: Completed::from_name(then)?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_line_of_the_packs_can_be_read_and_is_right() {
        for country in Country::ALL {
            assert_eq!(pack(country).len(), lines(country).count(), "{country:?}");
            for class in pack(country) {
                assert_eq!(class.faults(), [], "{}", class.code);
            }
        }
    }

    /// Written from the laws and not from the packs: a slip in any line of them fails here.
    #[test]
    fn m02_every_class_of_the_packs_has_the_days_of_its_law() {
        let colombia = [
            // Ley 1755 de 2015, art. 14: fifteen, ten and thirty business days, put off by as many
            // at most; art. 21: five to pass it on; art. 30: ten between authorities.
            ("peticion", 15, 15, Days::Business, Some(5)),
            ("queja", 15, 15, Days::Business, Some(5)),
            ("reclamo", 15, 15, Days::Business, Some(5)),
            ("sugerencia", 15, 15, Days::Business, Some(5)),
            ("denuncia", 15, 15, Days::Business, Some(5)),
            ("documentos", 10, 10, Days::Business, Some(5)),
            ("consulta", 30, 30, Days::Business, Some(5)),
            ("traslado", 5, 0, Days::Business, None),
            ("autoridad", 10, 0, Days::Business, Some(5)),
            // Ley 1581 de 2012: art. 14, ten and five more; art. 15, fifteen and eight more, and
            // two to pass it on.
            ("datos-consulta", 10, 5, Days::Business, None),
            ("datos-reclamo", 15, 8, Days::Business, Some(2)),
        ];
        let chile = [
            // The portal of the SERNAC: seven business days and three more.
            ("sernac", 7, 3, Days::Business, None),
            // Ley 21.719: thirty days in a row and thirty more.
            ("datos-derechos", 30, 30, Days::Calendar, None),
        ];

        for (country, expected) in [
            (Country::Colombia, colombia.as_slice()),
            (Country::Chile, chile.as_slice()),
        ] {
            let classes = pack(country);
            let found: Vec<_> = classes
                .iter()
                .map(|class| {
                    (
                        class.code.as_str(),
                        class.days,
                        class.extension_days,
                        class.counts,
                        class.transfer_days,
                    )
                })
                .collect();
            assert_eq!(found, expected, "{country:?}");
        }
    }

    /// Ley 1755, art. 17, and Ley 1581, art. 15: days to ask, months to complete it, months more.
    #[test]
    fn m02_incomplete_requests_can_be_completed_as_their_law_says() {
        for class in pack(Country::Colombia) {
            let expected = match class.code.as_str() {
                "traslado" | "autoridad" | "datos-consulta" => None,
                "datos-reclamo" => Some((5, 2, 0, Completed::Resumes)),
                _ => Some((10, 1, 1, Completed::Resumes)),
            };
            let found = class
                .incomplete
                .map(|one| (one.ask_days, one.months, one.more_months, one.then));
            assert_eq!(found, expected, "{}", class.code);
        }
        for class in pack(Country::Chile) {
            assert_eq!(class.incomplete, None, "{}", class.code);
        }
    }

    #[test]
    fn m02_data_requests_of_colombia_have_ten_and_fifteen_days_and_more_with_a_reason() {
        let of = |code: &str| {
            let classes = pack(Country::Colombia);
            let class = classes.into_iter().find(|class| class.code == code);
            class
                .map(|class| (class.days, class.extension_days))
                .unwrap()
        };

        assert_eq!(of("datos-consulta"), (10, 5));
        assert_eq!(of("datos-reclamo"), (15, 8));
        assert_eq!(of("consulta"), (30, 30));
        assert_eq!(of("traslado"), (5, 0));
    }

    #[test]
    fn m02_the_packs_say_who_is_asked_to_complete_what_and_by_when_it_is_passed_on() {
        let of = |country, code: &str| {
            let classes = pack(country);
            classes
                .into_iter()
                .find(|class| class.code == code)
                .unwrap()
        };
        let petition = of(Country::Colombia, "peticion");
        let claim = of(Country::Colombia, "datos-reclamo");
        let months = |class: &LegalClass| {
            let one = class.incomplete.unwrap();
            (one.ask_days, one.months, one.more_months)
        };

        assert_eq!(months(&petition), (10, 1, 1));
        assert_eq!(months(&claim), (5, 2, 0));
        assert_eq!(petition.transfer_days, Some(5));
        assert_eq!(claim.transfer_days, Some(2));
        assert_eq!(
            of(Country::Chile, "datos-derechos").term(),
            Term::CalendarDays(30)
        );
        assert_eq!(of(Country::Chile, "datos-derechos").extension_days, 30);
    }

    #[test]
    fn a_class_holds_between_its_days() {
        let mut class = pack(Country::Colombia).remove(0);
        class.topics = vec![TopicId(1)];
        class.valid_until = Some(date(2030, 1, 1));
        let kept = [KeptClass {
            id: LegalClassId(1),
            class,
            version: 1,
        }];

        assert!(class_of(&kept, TopicId(1), date(2015, 6, 29)).is_none());
        assert!(class_of(&kept, TopicId(1), date(2030, 1, 1)).is_some());
        assert!(class_of(&kept, TopicId(1), date(2030, 1, 2)).is_none());
        assert!(class_of(&kept, TopicId(2), date(2026, 1, 2)).is_none());
    }

    #[test]
    fn all_that_is_wrong_is_named_at_once() {
        let wrong = LegalClass {
            code: "Ley 1".into(),
            days: 366,
            extension_days: 366,
            transfer_days: Some(0),
            incomplete: Some(Incomplete {
                ask_days: 10,
                months: 13,
                more_months: 1,
                then: Completed::Resumes,
            }),
            valid_from: Some(date(2026, 1, 2)),
            valid_until: Some(date(2026, 1, 1)),
            ..LegalClass::default()
        };

        assert_eq!(wrong.faults().len(), 8);
    }
}
