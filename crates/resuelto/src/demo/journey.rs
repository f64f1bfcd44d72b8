//! What becomes of a ticket: who does what when, decided before anything is done.

use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use domain::ticket::{Authority, Rating};

use super::facts::Facts;
use super::organisation::{ANDRES, STAFF, TeamName, workers};
use super::people::{self, Person};
use super::phrases;
use super::random::Draw;
use super::scenarios::Scenario;

/// A ticket's whole story.
pub(super) struct Story {
    pub(super) filed: Timestamp,
    pub(super) person: Person,
    pub(super) topic: &'static str,
    /// Whose queue it goes to, if not the topic's.
    pub(super) team: Option<TeamName>,
    pub(super) language: &'static str,
    pub(super) typed: Vec<(String, String)>,
    pub(super) subject: String,
    pub(super) description: String,
    pub(super) files: Vec<String>,
    /// Which agent gave a code on the phone, and why.
    pub(super) phone: Option<(usize, &'static str)>,
    pub(super) steps: Vec<Step>,
    pub(super) role: Option<Role>,
}

/// What a ticket is good for when somebody tries the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// To look up; its requester has several.
    LookUp,
    /// Has a proposal that waits for its requester.
    Proposal,
}

/// Something that somebody does.
pub(super) struct Step {
    pub(super) at: Timestamp,
    pub(super) act: Act,
}

/// What is done; agents by their place in [`STAFF`].
pub(super) enum Act {
    Assign {
        by: usize,
        to: usize,
    },
    Reply {
        by: usize,
        text: String,
    },
    Ask {
        by: usize,
        text: String,
    },
    Note {
        by: usize,
        text: String,
    },
    AskToComplete {
        by: usize,
        text: String,
    },
    /// Put the answer off until a day.
    Extend {
        by: usize,
        reason: String,
        until: Date,
    },
    Transfer {
        by: usize,
        to: Authority,
        text: String,
        files: Vec<String>,
    },
    WaitThird {
        by: usize,
        reason: String,
        until: Timestamp,
    },
    Resume {
        by: usize,
    },
    Propose {
        by: usize,
        code: &'static str,
        text: String,
        files: Vec<String>,
    },
    Close {
        by: usize,
        reason: String,
    },
    Cancel {
        by: usize,
        reason: String,
    },
    Spam {
        by: usize,
    },
    Write {
        text: String,
        files: Vec<String>,
    },
    Accept(Option<Rating>),
    Reject(String),
    Rate(Rating),
    Reopen(String),
    Drop(String),
}

/// How a ticket goes on after it was taken up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Accepted,
    Silence,
    Rejected,
    ReopenedLater,
    ByAgent,
    Cancelled,
    Dropped,
    /// Nobody gets on with it.
    Stuck,
}

/// Writes the story of a ticket up to `now`.
pub(super) fn story(
    scenario: &Scenario,
    person: Person,
    filed: Timestamp,
    now: Timestamp,
    zone: &jiff::tz::TimeZone,
    draw: &mut Draw,
) -> Story {
    let home = home(scenario.topic);
    let team = (scenario_is_abroad(scenario)).then_some(TeamName::International);
    let agent = *draw.pick(workers(team.unwrap_or(home)));
    let facts = Facts::new(
        person.clone(),
        scenario.language,
        agent,
        filed,
        zone.clone(),
        scenario.things,
        draw,
    );
    let mut typed = Vec::new();
    for (field, answer) in scenario.answers {
        let (field, wanted) = field
            .strip_prefix('?')
            .map_or((*field, true), |field| (field, draw.chance(65)));
        if wanted {
            typed.push((field.to_owned(), facts.answer(answer, draw)));
        }
    }
    let mut attached: Vec<String> = Vec::new();
    let mut later: Vec<String> = Vec::new();
    for name in scenario.files {
        if draw.chance(50) {
            &mut attached
        } else {
            &mut later
        }
        .push((*name).to_owned());
    }
    let description = request(&facts, scenario.description, filed, draw);
    let mut teller = Teller {
        facts: &facts,
        scenario,
        agent,
        now: filed,
        steps: Vec::new(),
        later,
    };
    let end = end(filed, now, draw);
    teller.tell(end, now, draw);
    let mut steps = teller.steps;
    // What lies ahead of us has not happened.
    let past = steps
        .iter()
        .position(|step| step.at >= now)
        .unwrap_or(steps.len());
    steps.truncate(past);
    let phone =
        (scenario.language == "es" && draw.chance(5) && is_working(&filed.to_zoned(zone.clone())))
            .then(|| (agent, draw.word(phrases::PHONE_REASONS)));
    Story {
        filed,
        subject: facts.say(scenario.subject, filed, draw),
        person,
        topic: scenario.topic,
        team,
        language: scenario.language,
        typed,
        description,
        files: attached,
        phone,
        steps,
        role: None,
    }
}

/// Something that is no request at all.
pub(super) fn spam(
    at: usize,
    person: Person,
    filed: Timestamp,
    now: Timestamp,
    zone: &jiff::tz::TimeZone,
    draw: &mut Draw,
) -> Story {
    let (subject, text) = phrases::SPAM[at % phrases::SPAM.len()];
    let seen = working(hours_after(filed, draw.between(1, 9)), zone, draw);
    Story {
        filed,
        person,
        topic: "pqrsd",
        team: None,
        language: "es",
        typed: vec![("kind".into(), "suggestion".into())],
        subject: subject.into(),
        description: text.into(),
        files: Vec::new(),
        phone: None,
        steps: if seen < now {
            vec![Step {
                at: seen,
                act: Act::Spam {
                    by: *draw.pick(workers(TeamName::Petitions)),
                },
            }]
        } else {
            Vec::new()
        },
        role: None,
    }
}

fn home(topic: &str) -> TeamName {
    if matches!(topic, "pqrsd" | "informacion-o-documentos") {
        TeamName::Petitions
    } else {
        TeamName::National
    }
}

fn scenario_is_abroad(scenario: &Scenario) -> bool {
    super::scenarios::ABROAD
        .iter()
        .any(|abroad| std::ptr::eq(abroad, scenario))
}

fn end(filed: Timestamp, now: Timestamp, draw: &mut Draw) -> End {
    let age_days = now.duration_since(filed).as_hours() / 24;
    if (15..34).contains(&age_days) && draw.chance(13) {
        return End::Stuck;
    }
    match draw.below(100) {
        0..4 => End::Cancelled,
        4..9 => End::Dropped,
        9..15 => End::ByAgent,
        15..29 => End::Rejected,
        29..36 => End::ReopenedLater,
        36..56 => End::Silence,
        _ => End::Accepted,
    }
}

/// Tells one story, step by step, each later than the one before.
struct Teller<'a> {
    facts: &'a Facts,
    scenario: &'a Scenario,
    agent: usize,
    now: Timestamp,
    steps: Vec<Step>,
    /// Files that were kept for an answer.
    later: Vec<String>,
}

impl Teller<'_> {
    fn tell(&mut self, end: End, today: Timestamp, draw: &mut Draw) {
        if end == End::Dropped && draw.chance(50) {
            self.wait_awake(3, 30, draw);
            return self.act(Act::Drop(draw.word(phrases::DROPS).into()));
        }
        self.take(draw);
        match end {
            End::Cancelled => {
                self.wait_working(1, 20, draw);
                return self.act(Act::Cancel {
                    by: self.agent,
                    reason: draw.word(phrases::CANCELLATIONS).into(),
                });
            }
            End::Dropped => {
                self.wait_awake(10, 50, draw);
                return self.act(Act::Drop(draw.word(phrases::DROPS).into()));
            }
            End::ByAgent => return self.close(draw),
            End::Stuck => {
                self.progress(draw);
                self.wait_awake(60, 120, draw);
                return self.nudge(draw);
            }
            End::Accepted | End::Silence | End::Rejected | End::ReopenedLater => {}
        }
        self.investigate(draw);
        self.wait_working(6, 60, draw);
        self.propose(self.scenario.solution, draw);
        match end {
            End::Rejected => {
                self.reject(draw);
                self.wait_working(8, 50, draw);
                self.propose(self.scenario.second, draw);
                if draw.chance(70) {
                    self.accept(draw);
                }
            }
            End::ReopenedLater => {
                self.accept(draw);
                self.reopen(draw);
                // Some of what was reopened is still being worked on.
                if today.duration_since(self.now).as_hours() > 9 * 24 || draw.chance(30) {
                    self.wait_working(20, 80, draw);
                    self.propose(self.scenario.second, draw);
                    self.accept(draw);
                }
            }
            End::Silence => {}
            End::Accepted | End::ByAgent | End::Cancelled | End::Dropped | End::Stuck => {
                self.accept(draw);
            }
        }
    }

    fn act(&mut self, act: Act) {
        self.steps.push(Step { at: self.now, act });
    }

    fn say(&self, template: &str, draw: &mut Draw) -> String {
        self.facts.say(template, self.now, draw)
    }

    fn wait_working(&mut self, least_hours: i64, most_hours: i64, draw: &mut Draw) {
        self.now = working(
            minutes_after(self.now, draw.between(least_hours * 60, most_hours * 60)),
            &self.facts.zone,
            draw,
        );
    }

    fn wait_awake(&mut self, least_hours: i64, most_hours: i64, draw: &mut Draw) {
        self.now = awake(
            minutes_after(self.now, draw.between(least_hours * 60, most_hours * 60)),
            &self.facts.zone,
            draw,
        );
    }

    fn take(&mut self, draw: &mut Draw) {
        let (least, most) = if draw.chance(15) { (18, 40) } else { (0, 5) };
        self.wait_working(least, most, draw);
        let by = if draw.chance(35) { ANDRES } else { self.agent };
        self.act(Act::Assign { by, to: self.agent });
    }

    fn investigate(&mut self, draw: &mut Draw) {
        let asked = draw.chance(58);
        if asked {
            self.ask(draw);
            if draw.chance(80) || self.later.len() > 1 {
                self.answer(draw);
            } else {
                self.nudged_answer(draw);
            }
        }
        if !asked || draw.chance(45) {
            self.progress(draw);
        }
        if draw.chance(26) {
            self.nudge(draw);
            self.calm(draw);
        }
        if draw.chance(30) {
            self.wait_for_third(draw);
        }
        if draw.chance(45) {
            self.note(draw);
        }
    }

    fn ask(&mut self, draw: &mut Draw) {
        self.wait_working(0, 9, draw);
        let text = self.letter(self.scenario.question, draw);
        self.act(Act::Ask {
            by: self.agent,
            text,
        });
    }

    fn answer(&mut self, draw: &mut Draw) {
        self.wait_awake(1, 40, draw);
        let start = if draw.chance(40) && self.facts.language == "es" {
            "<hola>. "
        } else {
            ""
        };
        let text = self.say(&format!("{start}{}", self.scenario.answer), draw);
        let mut files = std::mem::take(&mut self.later);
        if files.is_empty() && promises_file(&text) {
            files.push(
                if text.contains("foto") {
                    "foto.jpg"
                } else {
                    "documento.pdf"
                }
                .into(),
            );
        }
        files.truncate(2);
        self.act(Act::Write { text, files });
    }

    /// Some need to be asked twice.
    fn nudged_answer(&mut self, draw: &mut Draw) {
        self.wait_working(50, 90, draw);
        let again = match self.facts.language {
            "en" => "<hi> I still need what I asked for; without it I cannot go on.",
            "pt-BR" => "<hi> Ainda preciso do que pedi; sem isso não consigo continuar.",
            _ => {
                "<hi> {Todavía me falta lo que le pedí para poder seguir.|Le recuerdo mi pregunta anterior; sin eso no puedo avanzar.|¿Pudo ver mi mensaje anterior?}"
            }
        };
        let text = self.say(again, draw);
        self.act(Act::Reply {
            by: self.agent,
            text,
        });
        self.answer(draw);
    }

    fn progress(&mut self, draw: &mut Draw) {
        self.wait_working(1, 16, draw);
        let text = self.letter(self.scenario.progress, draw);
        self.act(Act::Reply {
            by: self.agent,
            text,
        });
    }

    fn nudge(&mut self, draw: &mut Draw) {
        self.wait_awake(16, 60, draw);
        let pool = match self.facts.language {
            "en" => phrases::ENGLISH.nudges,
            "pt-BR" => phrases::PORTUGUESE.nudges,
            _ => phrases::NUDGES,
        };
        let text = self.say(draw.word(pool), draw);
        self.act(Act::Write {
            text,
            files: Vec::new(),
        });
    }

    fn calm(&mut self, draw: &mut Draw) {
        if self.facts.language == "es" {
            self.wait_working(1, 7, draw);
            let text = self.letter(draw.word(phrases::CALMING), draw);
            self.act(Act::Reply {
                by: self.agent,
                text,
            });
        }
    }

    fn wait_for_third(&mut self, draw: &mut Draw) {
        self.wait_working(0, 4, draw);
        let reason = self.say(self.scenario.third, draw);
        let begun = self.steps.len();
        self.act(Act::WaitThird {
            by: self.agent,
            reason,
            until: self.now,
        });
        self.wait_working(20, 66, draw);
        // The term ends after the agent goes on by hand, and within working hours.
        let end = self
            .now
            .to_zoned(self.facts.zone.clone())
            .date()
            .saturating_add(draw.between(1, 2).days());
        let end = end
            .to_datetime(Time::constant(17, 0, 0, 0))
            .to_zoned(self.facts.zone.clone());
        if let (
            Ok(end),
            Some(Step {
                act: Act::WaitThird { until, .. },
                ..
            }),
        ) = (end, self.steps.get_mut(begun))
        {
            *until = end.timestamp();
        }
        self.act(Act::Resume { by: self.agent });
    }

    fn note(&mut self, draw: &mut Draw) {
        self.wait_working(0, 8, draw);
        let text = self.say(self.scenario.note, draw);
        let mates: Vec<usize> = (0..STAFF.len())
            .filter(|mate| STAFF[*mate].role.can_work() && *mate != self.agent)
            .collect();
        let by = if draw.chance(50) {
            self.agent
        } else {
            *draw.pick(&mates)
        };
        self.act(Act::Note { by, text });
    }

    fn propose(&mut self, template: &str, draw: &mut Draw) {
        let text = self.letter(template, draw);
        let files = promised_document(&text)
            .into_iter()
            .map(str::to_owned)
            .collect();
        self.act(Act::Propose {
            by: self.agent,
            code: self.scenario.code,
            text,
            files,
        });
    }

    fn reject(&mut self, draw: &mut Draw) {
        self.wait_awake(2, 44, draw);
        let reason = self.say(self.scenario.rejection, draw);
        self.act(Act::Reject(reason));
        if draw.chance(40) && self.facts.language == "es" {
            self.wait_working(0, 5, draw);
            let text = self.letter("{Gracias por contarnos qué faltó.|Entiendo.|Tiene razón en decirlo.} {Reviso de nuevo y le propongo otra salida.|Le pido un momento para revisarlo con el área.|Ya lo estoy revisando.}", draw);
            self.act(Act::Reply {
                by: self.agent,
                text,
            });
        }
    }

    fn accept(&mut self, draw: &mut Draw) {
        // Some wait until they are reminded on the fifth day.
        if draw.chance(12) {
            self.wait_awake(130, 190, draw);
        } else {
            self.wait_awake(1, 80, draw);
        }
        match draw.below(100) {
            0..62 => {
                let rating = self.rating(draw);
                self.act(Act::Accept(Some(rating)));
            }
            62..74 => {
                self.act(Act::Accept(None));
                self.wait_awake(3, 60, draw);
                let rating = self.rating(draw);
                self.act(Act::Rate(rating));
            }
            _ => {
                self.act(Act::Accept(None));
                if draw.chance(35) && self.facts.language == "es" {
                    self.wait_awake(1, 20, draw);
                    let text = self.say(draw.word(phrases::THANKS), draw);
                    self.act(Act::Write {
                        text,
                        files: Vec::new(),
                    });
                }
            }
        }
    }

    fn rating(&self, draw: &mut Draw) -> Rating {
        let stars: u8 = match draw.below(100) {
            0..5 => 1,
            5..11 => 2,
            11..24 => 3,
            24..52 => 4,
            _ => 5,
        };
        let pools = match self.facts.language {
            "en" => &phrases::ENGLISH.comments,
            "pt-BR" => &phrases::PORTUGUESE.comments,
            _ => &phrases::COMMENTS,
        };
        let comment = if draw.chance(62) {
            self.say(draw.word(pools[usize::from(stars) - 1]), draw)
        } else {
            String::new()
        };
        Rating { stars, comment }
    }

    fn reopen(&mut self, draw: &mut Draw) {
        self.wait_awake(24, 200, draw);
        let reason = match self.facts.language {
            "en" => "It was not solved after all.".to_owned(),
            "pt-BR" => "No fim das contas não foi resolvido.".to_owned(),
            _ => self.say(
                &format!(
                    "{} {}",
                    draw.pick(phrases::REOPENINGS),
                    self.scenario.rejection
                ),
                draw,
            ),
        };
        self.act(Act::Reopen(reason));
        if self.facts.language == "es" {
            self.wait_working(0, 7, draw);
            let text = self.letter(draw.word(phrases::AFTER_REOPENING), draw);
            self.act(Act::Reply {
                by: self.agent,
                text,
            });
        }
    }

    fn close(&mut self, draw: &mut Draw) {
        let at = draw.below(phrases::CLOSINGS_BY_AGENT.len());
        if at == 0 {
            self.ask(draw);
            self.wait_working(12 * 24, 13 * 24, draw);
        } else {
            self.wait_working(4, 30, draw);
        }
        let reason = if self.facts.language == "es" {
            phrases::CLOSINGS_BY_AGENT[at].to_owned()
        } else {
            "Solved on the phone, as agreed.".to_owned()
        };
        self.act(Act::Close {
            by: self.agent,
            reason,
        });
    }

    /// What an agent writes: greeting, matter, name.
    fn letter(&self, matter: &str, draw: &mut Draw) -> String {
        let farewells = match self.facts.language {
            "en" => phrases::ENGLISH.farewells,
            "pt-BR" => phrases::PORTUGUESE.farewells,
            _ => phrases::FAREWELLS,
        };
        let farewell = if draw.chance(55) {
            format!("\n\n{}", draw.pick(farewells))
        } else {
            String::new()
        };
        self.say(&format!("<hi> {matter}{farewell}"), draw)
    }
}

/// What a requester writes first: opening, matter, closing; some do without.
fn request(facts: &Facts, matter: &str, filed: Timestamp, draw: &mut Draw) -> String {
    let (openings, closings) = match facts.language {
        "en" => (phrases::ENGLISH.openings, phrases::ENGLISH.closings),
        "pt-BR" => (phrases::PORTUGUESE.openings, phrases::PORTUGUESE.closings),
        _ => (phrases::OPENINGS, phrases::CLOSINGS),
    };
    let mut text = String::new();
    if draw.chance(60) {
        let opening = draw.pick(openings);
        text.push_str(opening);
        text.push_str(if opening.ends_with([',', ':']) || draw.chance(40) {
            "\n\n"
        } else {
            " "
        });
    }
    text.push_str(matter);
    if draw.chance(60) {
        text.push_str(if draw.chance(50) { "\n\n" } else { " " });
        let closing = draw.word(closings);
        text.push_str(closing);
    }
    facts.say(&text, filed, draw)
}

/// Whether the words say that something is attached.
fn promises_file(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "adjunto",
        "foto",
        "va la",
        "ahí va",
        "aquí está",
        "aquí va",
        "van las",
        "va en",
        "attached",
        "here ",
        "segue",
        "mandé",
        "enviei",
        "captura",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// The document that a solution says it brings.
fn promised_document(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    if !lower.contains("adjunt") && !lower.contains("aquí está") && !lower.contains("anexo") {
        return None;
    }
    let known = [
        ("certificado", "certificado-de-entrega.pdf"),
        ("factura", "factura-corregida.pdf"),
        ("comprobante", "comprobante.pdf"),
        ("constancia", "constancia.pdf"),
        ("firma", "prueba-de-entrega.jpg"),
        ("tabla", "tarifas.csv"),
        ("planilla", "planilla-firmada.pdf"),
        ("copia", "copia-de-la-guia.pdf"),
    ];
    Some(
        known
            .iter()
            .find(|(word, _)| lower.contains(word))
            .map_or("respuesta.pdf", |(_, name)| name),
    )
}

pub(super) fn minutes_after(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes))
        .unwrap_or(at)
}

fn hours_after(at: Timestamp, hours: i64) -> Timestamp {
    minutes_after(at, hours * 60)
}

fn is_working(at: &Zoned) -> bool {
    (7..18).contains(&at.hour()) && !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The same moment, or the next morning on which the desk works.
pub(super) fn working(at: Timestamp, zone: &jiff::tz::TimeZone, draw: &mut Draw) -> Timestamp {
    let mut day = at.to_zoned(zone.clone());
    if is_working(&day) {
        return spread(at, draw);
    }
    if day.hour() >= 7 {
        day = next_day(&day);
    }
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = next_day(&day);
    }
    morning(&day, draw.between(5, 170), at, draw)
}

/// The same moment, or the next morning when people are up.
pub(super) fn awake(at: Timestamp, zone: &jiff::tz::TimeZone, draw: &mut Draw) -> Timestamp {
    let day = at.to_zoned(zone.clone());
    match day.hour() {
        6..22 => spread(at, draw),
        0..6 => morning(&day, draw.between(0, 120), at, draw),
        _ => morning(&next_day(&day), draw.between(0, 120), at, draw),
    }
}

/// So many minutes after six or seven in the morning.
fn morning(day: &Zoned, minutes: i64, otherwise: Timestamp, draw: &mut Draw) -> Timestamp {
    let start = day
        .date()
        .to_datetime(Time::constant(7, 0, 0, 0))
        .to_zoned(day.time_zone().clone());
    start.map_or(otherwise, |start| {
        spread(minutes_after(start.timestamp(), minutes), draw)
    })
}

fn next_day(day: &Zoned) -> Zoned {
    day.saturating_add(1.day())
}

/// Nobody acts on the full minute.
fn spread(at: Timestamp, draw: &mut Draw) -> Timestamp {
    at.saturating_add(SignedDuration::from_millis(draw.between(1_000, 58_000)))
        .unwrap_or(at)
}

/// A person who asks, often one who asked before.
pub(super) fn requester(known: &mut Vec<Person>, language: &str, draw: &mut Draw) -> Person {
    let foreign: &[(&str, &str, &str, people::Gender)] = match language {
        "en" => &[
            (
                "Emily Carter",
                "Emily",
                "emily.carter@post.example",
                people::Gender::Feminine,
            ),
            (
                "Daniel O'Neill",
                "Daniel",
                "d.oneill@post.example",
                people::Gender::Masculine,
            ),
            (
                "Priya Raman",
                "Priya",
                "priya.raman@post.example",
                people::Gender::Feminine,
            ),
        ],
        "pt-BR" => &[
            (
                "Beatriz Nogueira",
                "Beatriz",
                "beatriz.nogueira@caixa.example",
                people::Gender::Feminine,
            ),
            (
                "Thiago Amorim",
                "Thiago",
                "thiago.amorim@caixa.example",
                people::Gender::Masculine,
            ),
        ],
        _ => &[],
    };
    if !foreign.is_empty() {
        let (name, first, email, gender) = *draw.pick(foreign);
        return Person {
            name: name.into(),
            first: first.into(),
            gender,
            email: email.into(),
            phone: String::new(),
            document: Default::default(),
        };
    }
    if !known.is_empty() && draw.chance(14) {
        return draw.pick(known).clone();
    }
    let mut person = people::requester(draw, known.len() + 11);
    // One address is one person's.
    match known.iter().find(|known| known.email == person.email) {
        Some(same) => person = same.clone(),
        None => known.push(person.clone()),
    }
    person
}
