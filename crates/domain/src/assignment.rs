//! Who gets a ticket: the rules that lead it to a team, and the choice of one person there.
//!
//! Whoever asks brings what is known of the people; nothing here reads a clock or a database.

use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::form::{FieldError, within};
use crate::shift::Shift;
use crate::thanks::fold;
use crate::{AbsenceId, Agent, AgentId, OrganizationId, Presence, Role, RuleId, TeamId, TopicId};

/// How many open tickets somebody who answers is given, where nobody said otherwise.
pub const DEFAULT_CAPACITY: u32 = 20;

/// The most open tickets that somebody can be given.
pub const MAX_CAPACITY: u32 = 500;

/// The longest keyword of a rule, in characters.
pub const MAX_KEYWORD: usize = 60;

/// The most rules there can be.
pub const MAX_RULES: usize = 100;

/// The longest time after which supervisors can be told of the queue, in minutes: a week.
pub const MAX_ALERT_MINUTES: u32 = 7 * 24 * 60;

/// The longest name of a skill, in characters.
pub const MAX_SKILL: usize = 40;

/// The most skills of one person, or of one rule.
pub const MAX_SKILLS: usize = 12;

/// The skills in a text, with commas between them; none stands twice.
///
/// # Errors
///
/// [`FieldError::TooLong`] for a name with so many characters too many, or for so many skills too
/// many; [`FieldError::NotAnOption`] for one without a letter or digit.
pub fn parse_skills(text: &str) -> Result<Vec<String>, FieldError> {
    let mut skills: Vec<String> = Vec::new();
    for part in text.split([',', ';', '\n']) {
        let name = part.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            continue;
        }
        let name = within(&name, MAX_SKILL)?;
        if !name.chars().any(char::is_alphanumeric) {
            return Err(FieldError::NotAnOption);
        }
        if !has_all(&skills, std::slice::from_ref(&name)) {
            skills.push(name);
        }
    }
    match skills.len().checked_sub(MAX_SKILLS) {
        None | Some(0) => Ok(skills),
        Some(over) => Err(FieldError::TooLong(over)),
    }
}

/// Whether `skills` has all that is needed, whatever case and accents.
pub fn has_all(skills: &[String], needed: &[String]) -> bool {
    let known: Vec<String> = skills.iter().map(|skill| fold(skill)).collect();
    needed.iter().all(|skill| known.contains(&fold(skill)))
}

/// A rule that leads tickets to a team. They are tried in their order; the first that fits wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its key.
    pub id: RuleId,
    /// Its place among the rules.
    pub position: i64,
    /// When it fits.
    pub when: Conditions,
    /// Where the tickets go.
    pub team: TeamId,
    /// What somebody there must be able to do; all of it.
    #[serde(default)]
    pub skills: Vec<String>,
}

/// All of these must be so; what is none is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// What the ticket is about.
    pub topic: Option<TopicId>,
    /// For which company it was filed.
    pub organization: Option<OrganizationId>,
    /// The language of the requester, as a tag.
    pub language: Option<String>,
    /// Words that stand in the subject or the description, whatever their case and accents; the
    /// last may be the beginning of a longer one.
    pub keyword: Option<String>,
}

impl Conditions {
    /// Whether nothing is asked: such a rule would swallow all that come after it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn fit(&self, asked: &Asked<'_>) -> bool {
        self.topic.is_none_or(|topic| topic == asked.topic)
            && self
                .organization
                .is_none_or(|organization| Some(organization) == asked.organization)
            && self
                .language
                .as_deref()
                .is_none_or(|language| language == asked.language)
            && self
                .keyword
                .as_deref()
                .is_none_or(|keyword| says(asked.text, keyword))
    }
}

/// What rules know of a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What it is about.
    pub topic: TopicId,
    /// For which company it was filed.
    pub organization: Option<OrganizationId>,
    /// The language of the requester, as a tag.
    pub language: &'a str,
    /// Its subject and its description.
    pub text: &'a str,
}

/// The first rule that fits; `rules` are in their order.
pub fn first_match<'a>(rules: &'a [Rule], asked: &Asked<'_>) -> Option<&'a Rule> {
    rules.iter().find(|rule| rule.when.fit(asked))
}

/// Whether the words of `keyword` stand in `text` one after the other.
fn says(text: &str, keyword: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(fold)
            .collect();
        format!(" {}", words.join(" "))
    };
    let wanted = plain(keyword);
    wanted.len() > 1 && plain(text).contains(&wanted)
}

/// How much somebody is given, what they can do and when, and when they were last given something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Whose.
    pub agent: AgentId,
    /// The most open tickets; none means what the role has by itself.
    pub capacity: Option<u32>,
    /// When a ticket was last given to them by the rules.
    pub last_assigned_at: Option<Timestamp>,
    /// What they can do.
    pub skills: Vec<String>,
    /// When they work; none means always.
    pub shift: Option<Shift>,
    /// Whether they were at work when somebody last looked.
    pub was_on: bool,
}

impl Duty {
    /// What holds for somebody of whom nothing was said.
    pub fn unsaid(agent: AgentId) -> Self {
        Self {
            agent,
            capacity: None,
            last_assigned_at: None,
            skills: Vec::new(),
            shift: None,
            was_on: true,
        }
    }

    /// The most open tickets that are given to somebody of this role.
    pub fn capacity_as(&self, role: Role) -> u32 {
        self.capacity.unwrap_or_else(|| own_capacity(role))
    }
}

/// What a role has by itself: who administers takes part only when somebody says so.
pub fn own_capacity(role: Role) -> u32 {
    if role.gets_tickets && role.can_work() {
        DEFAULT_CAPACITY
    } else {
        0
    }
}

/// A time in which somebody is not there, and who stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Its key.
    pub id: AbsenceId,
    /// Who is not there.
    pub agent: AgentId,
    /// From when on.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// Who gets the tickets first.
    pub substitute: Option<AgentId>,
    /// What was done about it.
    pub stage: Stage,
}

/// What was done about an absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It lies ahead.
    Planned,
    /// It has begun, and the open tickets were handed over.
    Begun,
    /// It is over.
    Ended,
}

impl Stage {
    const ALL: [Self; 3] = [Self::Planned, Self::Begun, Self::Ended];

    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Begun => "begun",
            Self::Ended => "ended",
        }
    }

    /// The stage of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

impl Absence {
    /// Whether it is now.
    pub fn is_at(&self, now: Timestamp) -> bool {
        self.stage != Stage::Ended && self.from <= now && now < self.until
    }
}

/// Somebody of the team, at the moment of choosing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the person, and any may hold"
)]
pub struct Worker {
    /// Who.
    pub agent: AgentId,
    /// What the account may do.
    pub role: Role,
    /// Whether the account may sign in.
    pub is_active: bool,
    /// Whether a password was ever chosen.
    pub has_password: bool,
    /// Whether new work may be given.
    pub presence: Presence,
    /// Whether they are absent now.
    pub is_absent: bool,
    /// The most open tickets.
    pub capacity: u32,
    /// How many they have.
    pub open: u32,
    /// When a ticket was last given to them by the rules.
    pub last_assigned_at: Option<Timestamp>,
    /// Whether they serve this requester, or the requester's company, already.
    pub serves: bool,
    /// Whether they gave this very ticket back.
    pub gave_back: bool,
    /// Whether they can do all that the rule asks.
    pub has_skills: bool,
    /// Whether they work at this hour.
    pub hours: Hours,
}

/// Whether somebody works at this hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// They do, or nobody said when they work.
    On,
    /// They begin then, and may be given something before.
    Begin(Timestamp),
    /// They do not, and are given nothing before they do.
    Off,
}

impl Hours {
    /// The hours of a shift at `now`, which is in its zone; `before` says whether something may be
    /// given to somebody before they begin.
    pub fn of(shift: Option<&Shift>, now: &Zoned, before: bool) -> Self {
        match shift {
            None => Self::On,
            Some(shift) if shift.covers(now) => Self::On,
            Some(shift) if before => shift.next_start(now).map_or(Self::Off, Self::Begin),
            Some(_) => Self::Off,
        }
    }

    fn start(self) -> Option<Timestamp> {
        match self {
            Self::Begin(at) => Some(at),
            Self::On | Self::Off => None,
        }
    }
}

impl Worker {
    /// Somebody of whom only the account, the duty and the number of open tickets are known.
    pub fn new(agent: &Agent, duty: &Duty, open: u32) -> Self {
        Self {
            agent: agent.id,
            role: agent.role,
            is_active: agent.is_active,
            has_password: agent.has_password,
            presence: agent.presence,
            is_absent: false,
            capacity: duty.capacity_as(agent.role),
            open,
            last_assigned_at: duty.last_assigned_at,
            serves: false,
            gave_back: false,
            has_skills: true,
            hours: Hours::On,
        }
    }

    /// Why nothing can be given to them; none if something can.
    pub fn left_out(&self) -> Option<LeftOut> {
        let reasons = [
            (!self.is_active, LeftOut::NoAccess),
            (!self.role.can_work(), LeftOut::ReadsOnly),
            (!self.has_password, LeftOut::NeverEntered),
            (self.capacity == 0, LeftOut::TakesNone),
            (!self.has_skills, LeftOut::LacksSkill),
            (self.is_absent, LeftOut::Absent),
            (self.hours == Hours::Off, LeftOut::OffShift),
            (self.presence == Presence::Away, LeftOut::Away),
            (self.presence == Presence::Paused, LeftOut::Paused),
            (self.gave_back, LeftOut::GaveBack),
            (self.open >= self.capacity, LeftOut::Full),
        ];
        reasons
            .into_iter()
            .find(|(holds, _)| *holds)
            .map(|(_, reason)| reason)
    }

    fn spare(&self) -> u32 {
        self.capacity.saturating_sub(self.open)
    }
}

/// Why somebody of the team was not chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// The account may not sign in.
    NoAccess,
    /// The role changes nothing.
    ReadsOnly,
    /// Invited, but no password was chosen yet.
    NeverEntered,
    /// The capacity is nothing.
    TakesNone,
    /// Cannot do all that the rule asks.
    LacksSkill,
    /// Does not work at this hour.
    OffShift,
    /// Absent for days.
    Absent,
    /// Not working now.
    Away,
    /// Back soon.
    Paused,
    /// Gave this very ticket back.
    GaveBack,
    /// Has as many tickets as the capacity allows.
    Full,
}

/// Somebody of the team as it was when it was chosen, kept to be shown later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub agent: AgentId,
    /// How many open tickets they had.
    pub open: u32,
    /// How many they could have.
    pub capacity: u32,
    /// When a ticket was last given to them by the rules.
    pub last_assigned_at: Option<Timestamp>,
    /// Whether they served this requester already.
    pub serves: bool,
    /// Why nothing could be given to them.
    pub left_out: Option<LeftOut>,
    /// When they were to begin, for who was given something before.
    #[serde(default)]
    pub begins_at: Option<Timestamp>,
}

/// What decided among those who could have had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Serves this requester or the requester's company, or stands in for who does.
    Serves,
    /// Is at work, and the others are not; or begins before them.
    BeginsFirst,
    /// Nobody else could have it.
    OnlyOne,
    /// Had the most room.
    MostSpare,
    /// As much room as another, but waited longer for a ticket.
    LongestIdle,
    /// Equal to another in everything.
    FirstOfEquals,
    /// The ladder of a term says so.
    Escalated,
}

/// How a ticket came to its team and to its agent; kept in the history for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// The rule that fitted, as it was then.
    pub rule: Option<Rule>,
    /// Whose queue it went to.
    pub team: TeamId,
    /// Everybody of the team, the best first, then those who were left out.
    pub candidates: Vec<Candidate>,
    /// What the rule asked them to be able to do.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Who got it, if anybody could.
    pub to: Option<AgentId>,
    /// What decided.
    pub reason: Option<Reason>,
    /// Whether nobody was looked for, because people take their tickets themselves.
    pub by_hand: bool,
}

impl Routing {
    /// Chooses one of `workers`: who is at work, or begins first; then who serves the requester
    /// already, then who has the most room, then who waited longest, then who has the smaller key.
    ///
    /// `skills` are those that the workers were asked for.
    pub fn choose(
        rule: Option<&Rule>,
        skills: &[String],
        team: TeamId,
        workers: &[Worker],
    ) -> Self {
        let mut order: Vec<&Worker> = workers.iter().collect();
        order.sort_by_key(|worker| rank(worker));
        let able: Vec<&Worker> = order
            .iter()
            .copied()
            .filter(|worker| worker.left_out().is_none())
            .collect();
        Self {
            rule: rule.cloned(),
            team,
            to: able.first().map(|best| best.agent),
            reason: able.first().map(|best| reason(best, able.get(1).copied())),
            candidates: order.into_iter().map(Candidate::from).collect(),
            skills: skills.to_vec(),
            by_hand: false,
        }
    }

    /// Leads to a team where people take their tickets themselves.
    pub fn by_hand(rule: Option<&Rule>, team: TeamId) -> Self {
        Self {
            by_hand: true,
            ..Self::choose(
                rule,
                rule.map_or(&[], |rule| rule.skills.as_slice()),
                team,
                &[],
            )
        }
    }

    /// Given to somebody by the ladder of a term, whatever else they have.
    pub fn escalated(team: TeamId, to: AgentId) -> Self {
        Self {
            to: Some(to),
            reason: Some(Reason::Escalated),
            ..Self::choose(None, &[], team, &[])
        }
    }

    /// Whether a ticket with another history might have found somebody.
    pub fn depends_on_ticket(&self) -> bool {
        self.candidates.iter().any(|candidate| {
            matches!(
                candidate.left_out,
                Some(LeftOut::GaveBack | LeftOut::LacksSkill)
            )
        })
    }
}

/// The smaller the better.
fn rank(worker: &Worker) -> impl Ord + use<> {
    (
        worker.left_out().is_some(),
        worker.hours.start(),
        !worker.serves,
        std::cmp::Reverse(worker.spare()),
        worker.last_assigned_at,
        worker.agent,
    )
}

fn reason(best: &Worker, second: Option<&Worker>) -> Reason {
    match second {
        Some(second) if best.hours.start() < second.hours.start() => Reason::BeginsFirst,
        _ if best.serves => Reason::Serves,
        None => Reason::OnlyOne,
        Some(second) if best.spare() > second.spare() => Reason::MostSpare,
        Some(second) if best.last_assigned_at < second.last_assigned_at => Reason::LongestIdle,
        Some(_) => Reason::FirstOfEquals,
    }
}

impl From<&Worker> for Candidate {
    fn from(worker: &Worker) -> Self {
        Self {
            agent: worker.agent,
            open: worker.open,
            capacity: worker.capacity,
            last_assigned_at: worker.last_assigned_at,
            serves: worker.serves,
            left_out: worker.left_out(),
            begins_at: worker.hours.start(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::policy::BuiltIn;

    fn worker(agent: i64) -> Worker {
        Worker {
            agent: AgentId(agent),
            role: Role::AGENT,
            is_active: true,
            has_password: true,
            presence: Presence::Available,
            is_absent: false,
            capacity: 20,
            open: 0,
            last_assigned_at: None,
            serves: false,
            gave_back: false,
            has_skills: true,
            hours: Hours::On,
        }
    }

    fn choose(workers: &[Worker]) -> Routing {
        Routing::choose(None, &[], TeamId(1), workers)
    }

    fn rule(id: i64, when: Conditions) -> Rule {
        Rule {
            id: RuleId(id),
            position: id,
            when,
            team: TeamId(id),
            skills: Vec::new(),
        }
    }

    fn asked(text: &str) -> Asked<'_> {
        Asked {
            topic: TopicId(1),
            organization: None,
            language: "es",
            text,
        }
    }

    #[test]
    fn the_first_rule_that_fits_wins() {
        let keyword = |word: &str| Conditions {
            keyword: Some(word.into()),
            ..Conditions::default()
        };
        let topic = |topic| Conditions {
            topic: Some(TopicId(topic)),
            ..Conditions::default()
        };
        let rules = [
            rule(1, topic(2)),
            rule(2, keyword("aduana")),
            rule(3, topic(1)),
        ];

        let found = |text| first_match(&rules, &asked(text)).map(|rule| rule.id.0);
        assert_eq!(found("Sigue en ADUANAS desde el lunes"), Some(2));
        assert_eq!(found("No llega"), Some(3));
        assert_eq!(first_match(&rules[..1], &asked("No llega")), None);
    }

    #[test]
    fn all_conditions_of_a_rule_must_hold() {
        let when = Conditions {
            topic: Some(TopicId(1)),
            organization: Some(OrganizationId(5)),
            language: Some("es".into()),
            keyword: Some("aduana".into()),
        };
        let right = Asked {
            organization: Some(OrganizationId(5)),
            ..asked("en la aduana")
        };

        assert!(when.fit(&right));
        let wrong = [
            Asked {
                topic: TopicId(2),
                ..right
            },
            Asked {
                organization: Some(OrganizationId(6)),
                ..right
            },
            Asked {
                organization: None,
                ..right
            },
            Asked {
                language: "en",
                ..right
            },
            Asked {
                text: "no llega",
                ..right
            },
        ];
        assert!(wrong.iter().all(|wrong| !when.fit(wrong)), "{wrong:?}");
    }

    #[test]
    fn keywords_are_words_whatever_their_accents_and_their_case() {
        assert!(says("¡El NÚMERO de guía está mal!", "numero de guia"));
        assert!(says("Llegó a Bogotá", "bogota"));
        assert!(says("dos aduanas", "Aduana"));
        assert!(!says("La caja cayó", "aja"));
        assert!(!says("número. Otra guía", "numero de guia"));
        assert!(!says("Nada", "¿?"));
    }

    #[test]
    fn everybody_who_is_left_out_is_told_why() {
        let cases = [
            (
                Worker {
                    is_active: false,
                    ..worker(1)
                },
                LeftOut::NoAccess,
            ),
            (
                Worker {
                    role: Role::VIEWER,
                    ..worker(1)
                },
                LeftOut::ReadsOnly,
            ),
            (
                Worker {
                    has_password: false,
                    ..worker(1)
                },
                LeftOut::NeverEntered,
            ),
            (
                Worker {
                    capacity: 0,
                    ..worker(1)
                },
                LeftOut::TakesNone,
            ),
            (
                Worker {
                    is_absent: true,
                    ..worker(1)
                },
                LeftOut::Absent,
            ),
            (
                Worker {
                    presence: Presence::Away,
                    ..worker(1)
                },
                LeftOut::Away,
            ),
            (
                Worker {
                    has_skills: false,
                    ..worker(1)
                },
                LeftOut::LacksSkill,
            ),
            (
                Worker {
                    hours: Hours::Off,
                    ..worker(1)
                },
                LeftOut::OffShift,
            ),
            (
                Worker {
                    presence: Presence::Paused,
                    ..worker(1)
                },
                LeftOut::Paused,
            ),
            (
                Worker {
                    gave_back: true,
                    ..worker(1)
                },
                LeftOut::GaveBack,
            ),
            (
                Worker {
                    open: 20,
                    ..worker(1)
                },
                LeftOut::Full,
            ),
        ];

        for (worker, reason) in cases {
            assert_eq!(worker.left_out(), Some(reason));
            let routing = choose(&[worker]);
            assert_eq!((routing.to, routing.reason), (None, None));
            assert_eq!(routing.candidates[0].left_out, Some(reason));
        }
        assert_eq!(choose(&[]).to, None);
    }

    #[test]
    fn who_is_at_work_comes_first_then_who_begins_first() {
        let begins = |agent, second| Worker {
            hours: Hours::Begin(Timestamp::from_second(second).unwrap()),
            ..worker(agent)
        };
        let chosen = |workers: &[Worker]| {
            let routing = choose(workers);
            (routing.to.map(|agent| agent.0), routing.reason)
        };
        let late = Worker {
            serves: true,
            ..begins(1, 9)
        };

        let both = [late.clone(), begins(2, 5)];
        assert_eq!(chosen(&both), (Some(2), Some(Reason::BeginsFirst)));
        let busy = Worker {
            open: 19,
            ..worker(3)
        };
        let all = [late, begins(2, 5), busy];
        assert_eq!(chosen(&all), (Some(3), Some(Reason::BeginsFirst)));
    }

    #[test]
    fn skills_are_read_and_compared_whatever_their_case_and_accents() {
        let skills = parse_skills(" Aduanas, portugués ; aduanas\n Trato  especial,").unwrap();
        assert_eq!(skills, ["Aduanas", "portugués", "Trato especial"]);
        assert!(has_all(&skills, &["PORTUGUES".into(), "aduanas".into()]));
        assert!(!has_all(&skills, &["inglés".into()]) && has_all(&skills, &[]));

        assert_eq!(parse_skills("?"), Err(FieldError::NotAnOption));
        let long = "x".repeat(MAX_SKILL + 3);
        assert_eq!(parse_skills(&long), Err(FieldError::TooLong(3)));
        let many: Vec<String> = (0..=MAX_SKILLS).map(|number| number.to_string()).collect();
        assert_eq!(parse_skills(&many.join(",")), Err(FieldError::TooLong(1)));
    }

    #[test]
    fn who_serves_comes_first_then_room_then_waiting_then_the_key() {
        let at = |second| Timestamp::from_second(second).ok();
        let chosen = |workers: &[Worker]| {
            let routing = choose(workers);
            (routing.to.map(|agent| agent.0), routing.reason)
        };

        let known = Worker {
            serves: true,
            open: 19,
            ..worker(2)
        };
        assert_eq!(chosen(&[worker(1), known]), (Some(2), Some(Reason::Serves)));
        let busy = Worker {
            open: 3,
            ..worker(1)
        };
        assert_eq!(
            chosen(&[busy, worker(2)]),
            (Some(2), Some(Reason::MostSpare))
        );
        let recent = Worker {
            last_assigned_at: at(20),
            ..worker(1)
        };
        let earlier = Worker {
            last_assigned_at: at(10),
            ..worker(2)
        };
        assert_eq!(
            chosen(&[recent.clone(), earlier]),
            (Some(2), Some(Reason::LongestIdle))
        );
        assert_eq!(
            chosen(&[recent, worker(2)]),
            (Some(2), Some(Reason::LongestIdle))
        );
        assert_eq!(
            chosen(&[worker(2), worker(1)]),
            (Some(1), Some(Reason::FirstOfEquals))
        );
        let full = Worker {
            open: 20,
            serves: true,
            ..worker(1)
        };
        assert_eq!(chosen(&[full, worker(2)]), (Some(2), Some(Reason::OnlyOne)));
    }

    #[test]
    fn who_administers_or_only_reads_takes_part_only_when_asked_to() {
        let capacity = |role, capacity| {
            Duty {
                capacity,
                ..Duty::unsaid(AgentId(1))
            }
            .capacity_as(role)
        };

        assert_eq!(
            BuiltIn::ALL.map(|one| capacity(one.role(), None)),
            [0, 20, 20, 0]
        );
        assert_eq!(capacity(Role::ADMIN, Some(5)), 5);
        assert_eq!(capacity(Role::AGENT, Some(0)), 0);
    }

    fn workers() -> impl Strategy<Value = Vec<Worker>> {
        let one = (
            any::<[bool; 6]>(),
            0u32..4,
            0u32..5,
            prop::option::of(0i64..3),
            0usize..3,
            0i64..4,
        );
        let one = one.prop_map(|(flags, capacity, open, last, presence, hours)| {
            let [
                is_active,
                has_password,
                is_absent,
                serves,
                gave_back,
                has_skills,
            ] = flags;
            Worker {
                is_active,
                has_password,
                is_absent,
                serves,
                gave_back,
                has_skills,
                hours: match hours {
                    0 | 1 => Hours::On,
                    2 => Hours::Off,
                    at => Hours::Begin(Timestamp::from_second(at).unwrap()),
                },
                capacity,
                open,
                presence: [Presence::Available, Presence::Paused, Presence::Away][presence],
                last_assigned_at: last.and_then(|at| Timestamp::from_second(at).ok()),
                ..worker(0)
            }
        });
        prop::collection::vec(one, 0..8).prop_map(|mut all| {
            for (number, one) in (0..).zip(&mut all) {
                one.agent = worker(number).agent;
            }
            all
        })
    }

    proptest! {
        #[test]
        fn somebody_is_chosen_exactly_when_somebody_can_be(workers in workers()) {
            let able = workers.iter().any(|worker| worker.left_out().is_none());

            let routing = choose(&workers);

            prop_assert_eq!(routing.to.is_some(), able);
            prop_assert_eq!(routing.reason.is_some(), able);
        }

        #[test]
        fn who_is_chosen_has_room_and_nobody_was_better(workers in workers()) {
            if let Some(to) = choose(&workers).to {
                let best = workers.iter().find(|worker| worker.agent == to).unwrap();
                prop_assert!(best.open < best.capacity && best.left_out().is_none());
                for other in workers.iter().filter(|other| other.left_out().is_none()) {
                    prop_assert!(best.has_skills && best.hours != Hours::Off);
                    prop_assert!(best.hours.start() <= other.hours.start());
                    if best.hours.start() < other.hours.start() {
                        continue;
                    }
                    prop_assert!(best.serves || !other.serves);
                    if best.serves == other.serves {
                        prop_assert!(best.spare() >= other.spare());
                        if best.spare() == other.spare() {
                            prop_assert!((best.last_assigned_at, best.agent) <= (other.last_assigned_at, other.agent));
                        }
                    }
                }
            }
        }

        #[test]
        fn the_order_of_the_list_decides_nothing(workers in workers(), turn in 0usize..8) {
            let mut turned = workers.clone();
            if !turned.is_empty() {
                let by = turn % turned.len();
                turned.rotate_left(by);
                turned.reverse();
            }
            prop_assert_eq!(choose(&turned), choose(&workers));
        }

        #[test]
        fn tickets_one_after_the_other_fill_everybody_and_nobody_too_much(capacities in prop::collection::vec(0u32..6, 1..6), tickets in 0usize..40) {
            let mut team: Vec<Worker> = capacities
                .iter()
                .zip(1..)
                .map(|(capacity, key)| Worker { capacity: *capacity, ..worker(key) })
                .collect();
            let room: u32 = capacities.iter().sum();
            let mut given = 0;
            for second in 0..tickets {
                if let Some(to) = choose(&team).to {
                    let one = team.iter_mut().find(|worker| worker.agent == to).unwrap();
                    one.open += 1;
                    one.last_assigned_at = Timestamp::from_second(i64::try_from(second).unwrap()).ok();
                    given += 1;
                }
            }
            prop_assert!(team.iter().all(|worker| worker.open <= worker.capacity));
            prop_assert_eq!(given, room.min(u32::try_from(tickets).unwrap()));
        }
    }
}
