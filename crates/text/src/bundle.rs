//! The parsed messages of each language with each word for a case, built once.

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::format::{Names, Signs, grouped};
use crate::locale::{Language, Locale, Word};
use crate::texts::sources;

/// Messages, terms and the way to write a number in them.
pub(crate) struct Bundle {
    messages: FluentBundle<Arc<FluentResource>>,
    /// What the messages without arguments say, in the order of [`sources::PLAIN`].
    plain: OnceLock<Box<[Box<str>]>>,
    /// The messages that just hold their arguments, in the order of [`sources::FILLED`].
    filled: OnceLock<Box<[Parts]>>,
    signs: Signs,
    /// The names in dates.
    pub(crate) names: OnceLock<Names>,
}

/// The words of a message, each time up to an argument, and which argument that is.
type Parts = Box<[(Box<str>, Option<usize>)]>;

/// Signs that stand for the first argument of a message, the second…: no text has them.
const MARKS: RangeInclusive<char> = FIRST_MARK..='\u{e0ff}';
const FIRST_MARK: char = '\u{e000}';

/// Room for most messages, in bytes.
const ROOM: usize = 64;

impl Bundle {
    /// The message, or the attribute after a dot, with its arguments; `None` if there is none.
    pub(crate) fn find(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let (id, attribute) = id
            .split_once('.')
            .map_or((id, None), |(id, name)| (id, Some(name)));
        let message = self.messages.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let text = self.messages.format_pattern(pattern, args, &mut Vec::new());
        Some(text.into_owned())
    }

    /// The message at a place of [`sources::PLAIN`].
    ///
    /// They are most of a page and say the same every time, so all of them are made at the first
    /// question.
    pub(crate) fn plain(&self, place: usize) -> &str {
        let said = |id: &&str| self.find(id, None).unwrap_or_else(|| (*id).to_owned());
        let all = self.plain.get_or_init(|| {
            let texts = sources::PLAIN.iter().map(said);
            texts.map(String::into_boxed_str).collect()
        });
        &all[place]
    }

    /// The message at a place of [`sources::FILLED`] with its arguments, as [`find`](Self::find) would
    /// write it. Fluent is asked once, where the arguments stand.
    pub(crate) fn fill(&self, place: usize, values: &[FluentValue<'_>]) -> String {
        let all = self.filled.get_or_init(|| {
            let messages = sources::FILLED.iter();
            messages.map(|(id, names)| self.parts(id, names)).collect()
        });
        let mut text = String::with_capacity(ROOM);
        for (words, argument) in &all[place] {
            text.push_str(words);
            match argument.and_then(|argument| values.get(argument)) {
                Some(FluentValue::String(value)) => text.push_str(value),
                Some(value @ FluentValue::Number(_)) => {
                    text.push_str(&number(value, self.signs).unwrap_or_default());
                }
                Some(FluentValue::Custom(_) | FluentValue::None | FluentValue::Error) | None => {}
            }
        }
        text
    }

    fn parts(&self, id: &str, names: &[&str]) -> Parts {
        let mut args = FluentArgs::with_capacity(names.len());
        for (name, mark) in names.iter().zip(MARKS) {
            args.set(*name, mark.to_string());
        }
        let text = self.find(id, Some(&args)).unwrap_or_else(|| id.to_owned());
        let mut parts: Vec<(Box<str>, Option<usize>)> = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(|sign: char| MARKS.contains(&sign)) {
            let (words, from) = rest.split_at(at);
            let mut signs = from.chars();
            let mark = signs.next().unwrap_or(FIRST_MARK);
            let argument = u32::from(mark) - u32::from(FIRST_MARK);
            parts.push((words.into(), usize::try_from(argument).ok()));
            rest = signs.as_str();
        }
        parts.push((rest.into(), None));
        parts.into()
    }
}

type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// The bundle for a locale and word.
pub(crate) fn bundle(locale: Locale, word: Word) -> &'static Bundle {
    static BUNDLES: LazyLock<Vec<(Language, bool, Word, Bundle)>> = LazyLock::new(all);
    let wanted = (locale.language(), locale.has_decimal_point(), word);
    BUNDLES
        .iter()
        .find(|(language, point, word, _)| (*language, *point, *word) == wanted)
        .map_or(&BUNDLES[0].3, |(.., bundle)| bundle)
}

fn all() -> Vec<(Language, bool, Word, Bundle)> {
    let styles = [
        (Language::Es, false),
        (Language::Es, true),
        (Language::En, true),
        (Language::PtBr, false),
    ];
    let mut bundles = Vec::new();
    for (language, point) in styles {
        let messages: Vec<_> = messages(language).iter().map(|text| parse(text)).collect();
        for word in Word::ALL {
            let mut all = messages.clone();
            all.push(parse(terms(language, word)));
            bundles.push((language, point, word, build(language, point, all)));
        }
    }
    bundles
}

fn build(language: Language, point: bool, resources: Vec<Arc<FluentResource>>) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
    // Without the invisible marks around arguments: they would end up in subjects and in tests.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(if point {
        with_point as Formatter<_>
    } else {
        with_comma
    }));
    let _ = bundle.add_builtins();
    for resource in resources {
        // The build has refused what is there twice.
        let _ = bundle.add_resource(resource);
    }
    Bundle {
        messages: bundle,
        plain: OnceLock::new(),
        filled: OnceLock::new(),
        signs: if point { Signs::POINT } else { Signs::COMMA },
        names: OnceLock::new(),
    }
}

/// Parses a file, of which the build has refused all that cannot be read.
fn parse(text: &str) -> Arc<FluentResource> {
    Arc::new(FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource))
}

fn messages(language: Language) -> &'static [&'static str] {
    match language {
        Language::Es => sources::ES,
        Language::En => sources::EN,
        Language::PtBr => sources::PT_BR,
    }
}

fn terms(language: Language, word: Word) -> &'static str {
    match (language, word) {
        (Language::Es, Word::Case) => sources::ES_TERM_CASE,
        (Language::Es, Word::Ticket) => sources::ES_TERM_TICKET,
        (Language::Es, Word::Request) => sources::ES_TERM_REQUEST,
        (Language::En, Word::Case) => sources::EN_TERM_CASE,
        (Language::En, Word::Ticket) => sources::EN_TERM_TICKET,
        (Language::En, Word::Request) => sources::EN_TERM_REQUEST,
        (Language::PtBr, Word::Case) => sources::PT_BR_TERM_CASE,
        (Language::PtBr, Word::Ticket) => sources::PT_BR_TERM_TICKET,
        (Language::PtBr, Word::Request) => sources::PT_BR_TERM_REQUEST,
    }
}

fn with_point<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(value, Signs::POINT)
}

fn with_comma<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    number(value, Signs::COMMA)
}

/// A plain number as the locale writes it; `NUMBER($year, useGrouping: "false")` is left ungrouped.
fn number(value: &FluentValue<'_>, signs: Signs) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let plain = number.as_string();
    let signs = if number.options.use_grouping {
        signs
    } else {
        signs.ungrouped()
    };
    Some(grouped(&plain, signs))
}
