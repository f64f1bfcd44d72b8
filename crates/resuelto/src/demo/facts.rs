//! What is true of one ticket, and how it is put into words at a moment.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::compose::{compose, filled};
use super::organisation::STAFF;
use super::people::{self, BANKS, Gender, ITEMS, Item, Person, SHOPS, TOWNS, Thing};
use super::random::Draw;

/// The facts of a ticket: the same in every message of it.
pub(super) struct Facts {
    pub(super) person: Person,
    pub(super) language: &'static str,
    pub(super) agent: usize,
    /// When it was filed.
    pub(super) filed: Timestamp,
    pub(super) zone: TimeZone,
    item: &'static Item,
    towns: [&'static str; 2],
    few: i64,
    many: i64,
    bill: i64,
    worth: i64,
    fee: i64,
    somebody: String,
    phone: String,
    street: String,
    shop: &'static str,
    bank: &'static str,
    tracking: String,
    foreign: String,
}

impl Facts {
    pub(super) fn new(
        person: Person,
        language: &'static str,
        agent: usize,
        filed: Timestamp,
        zone: TimeZone,
        things: &[Thing],
        draw: &mut Draw,
    ) -> Self {
        let items: Vec<&'static Item> = ITEMS
            .iter()
            .filter(|item| things.is_empty() || things.contains(&item.thing))
            .collect();
        let item = *draw.pick(&items);
        let first = draw.below(TOWNS.len());
        let second = (first + 1 + draw.below(TOWNS.len() - 1)) % TOWNS.len();
        let country = *draw.pick(&["US", "ES", "CN", "BR", "DE"]);
        Self {
            phone: if person.phone.is_empty() {
                people::mobile(draw)
            } else {
                person.phone.clone()
            },
            person,
            language,
            agent,
            filed,
            zone,
            worth: draw.between(item.worth.0, item.worth.1) * 1_000,
            item,
            towns: [TOWNS[first], TOWNS[second]],
            few: draw.between(3, 9),
            many: draw.between(18, 140),
            bill: draw.between(2_100, 9_890),
            fee: draw.between(90, 690) * 100,
            somebody: people::somebody(draw),
            street: people::street(draw),
            shop: *draw.pick(SHOPS),
            bank: *draw.pick(BANKS),
            tracking: people::tracking(draw, "CO"),
            foreign: people::tracking(draw, country),
        }
    }

    /// A template in words, as said at `now`.
    pub(super) fn say(&self, template: &str, now: Timestamp, draw: &mut Draw) -> String {
        let now = now.to_zoned(self.zone.clone());
        compose(template, draw, |blank| self.fill(blank, &now))
    }

    /// An answer to a question of the form.
    pub(super) fn answer(&self, template: &str, draw: &mut Draw) -> String {
        let filed = self.filed.to_zoned(self.zone.clone());
        filled(template, draw, |blank| self.fill(blank, &filed))
    }

    fn fill(&self, blank: &str, now: &Zoned) -> Option<String> {
        let days = |text: &str| text.parse::<i64>().ok();
        if let Some(days) = blank.strip_prefix("due").and_then(days) {
            let day = self
                .filed
                .to_zoned(self.zone.clone())
                .date()
                .saturating_add(days.days());
            return Some(format!("{}-{}-{}", day.day(), day.month(), day.year()));
        }
        if let Some(days) = blank.strip_prefix('d').and_then(days) {
            let day = self
                .filed
                .to_zoned(self.zone.clone())
                .date()
                .saturating_add(days.days());
            return Some(self.day(day));
        }
        if let Some(days) = blank.strip_prefix('t').and_then(days) {
            return Some(self.working_day(now.date(), days));
        }
        let staff = &STAFF[self.agent];
        Some(match blank {
            "hola" => self.greeting(now).to_owned(),
            "hi" if self.person.first.is_empty() => format!("{}.", self.greeting(now)),
            "hi" => format!("{}, {}.", self.greeting(now), self.person.first),
            "full" => self.person.name.clone(),
            "o" => self.person.gender.ending().to_owned(),
            "agent" => staff.first.to_owned(),
            "ao" => staff.gender.ending().to_owned(),
            "item" => self.item.a.to_owned(),
            "the" => self.item.the.to_owned(),
            "short" => self.item.short.to_owned(),
            "io" => self.item_gender().ending().to_owned(),
            "lo" => if self.item_gender() == Gender::Feminine {
                "la"
            } else {
                "lo"
            }
            .to_owned(),
            "Lo" => if self.item_gender() == Gender::Feminine {
                "La"
            } else {
                "Lo"
            }
            .to_owned(),
            "town" => self.towns[0].to_owned(),
            "town2" => self.towns[1].to_owned(),
            "n" => self.few.to_string(),
            "m" => self.many.to_string(),
            "g" => self.bill.to_string(),
            "money" => pesos(self.worth),
            "money2" => pesos(self.fee),
            "worth" => self.worth.to_string(),
            "fee" => self.fee.to_string(),
            "courier" => self.somebody.clone(),
            "phone" => self.phone.clone(),
            "street" => self.street.clone(),
            "office" => format!(
                "Calle {} # {}-{:02}",
                self.few + 9,
                self.few * 2,
                self.bill % 97
            ),
            "shop" => self.shop.to_owned(),
            "bank" => self.bank.to_owned(),
            "tracking" => self.tracking.clone(),
            "foreign" => self.foreign.clone(),
            _ => return None,
        })
    }

    /// What «la caja» and its adjectives agree with.
    fn item_gender(&self) -> Gender {
        if self.item.the.starts_with("la ") {
            Gender::Feminine
        } else {
            Gender::Masculine
        }
    }

    fn greeting(&self, now: &Zoned) -> &'static str {
        let hour = now.hour();
        match (self.language, hour) {
            ("en", 0..12) => "Good morning",
            ("en", _) => "Good afternoon",
            ("pt-BR", 0..12) => "Bom dia",
            ("pt-BR", 12..18) => "Boa tarde",
            ("pt-BR", _) => "Boa noite",
            (_, 4..12) => "Buenos días",
            (_, 12..19) => "Buenas tardes",
            (_, _) => "Buenas noches",
        }
    }

    fn day(&self, day: jiff::civil::Date) -> String {
        let month = usize::try_from(day.month() - 1).unwrap_or(0);
        match self.language {
            "en" => format!("{} {}", day.day(), ENGLISH_MONTHS[month]),
            "pt-BR" => format!("{} de {}", day.day(), PORTUGUESE_MONTHS[month]),
            _ => format!("{} de {}", day.day(), SPANISH_MONTHS[month]),
        }
    }

    /// So many days from `today`, on a day on which the desk works.
    fn working_day(&self, today: jiff::civil::Date, days: i64) -> String {
        let mut day = today.saturating_add(days.days());
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = day.saturating_add(days.signum().days());
        }
        let name = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        match self.language {
            "en" => format!("{}, {}", ENGLISH_DAYS[name], self.day(day)),
            "pt-BR" => format!("{}, {}", PORTUGUESE_DAYS[name], self.day(day)),
            _ => format!("{} {}", SPANISH_DAYS[name], self.day(day)),
        }
    }
}

/// `$ 184.500`
fn pesos(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = "$ ".to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

const SPANISH_MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const PORTUGUESE_MONTHS: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const SPANISH_DAYS: [&str; 7] = [
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
];
const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const PORTUGUESE_DAYS: [&str; 7] = [
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
];
