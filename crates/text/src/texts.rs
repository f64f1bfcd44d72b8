//! The texts for one reader, by method or by id.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::bundle::{Bundle, bundle};
use crate::format::Names;
use crate::locale::{Language, Locale, Word};

/// All texts in a reader's locale, with the organisation's word for a case. Copying it is free.
///
/// Each message is a method: `home-title` is `home_title()`, and
/// the variables of a message are the arguments in alphabetical order. Plain numbers are written
/// as the locale does; a code or a year goes in as text.
#[derive(Clone, Copy)]
pub struct Texts {
    locale: Locale,
    word: Word,
    bundle: &'static Bundle,
}

impl Texts {
    /// The texts for a [`Language`] or [`Locale`] and the organisation's word.
    pub fn of(locale: impl Into<Locale>, word: Word) -> Self {
        let locale = locale.into();
        Self {
            locale,
            word,
            bundle: bundle(locale, word),
        }
    }

    /// The locale of the reader.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The language of the reader, for `lang` attributes.
    pub fn language(&self) -> Language {
        self.locale.language()
    }

    /// The organisation's word for a case.
    pub fn word(&self) -> Word {
        self.word
    }

    /// The message of an id that comes from data, such as a state: see [`by_id_with`](Self::by_id_with).
    pub fn by_id(&self, id: &str) -> Option<String> {
        self.by_id_with(id, &[])
    }

    /// The message of an id that comes from data, with its arguments; `None` if there is none.
    ///
    /// Underscores count as dashes, so that names from the database fit. An attribute follows a
    /// dot. Arguments that the message does not use do no harm; one that it lacks is
    /// shown as `{$name}`.
    pub fn by_id_with(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        self.bundle.find(&id.replace('_', "-"), Some(&args))
    }

    /// What months and days of the week are called.
    pub(crate) fn names(&self) -> &'static Names {
        self.bundle.names.get_or_init(|| Names::of(self))
    }

    /// The message of a method; it exists in all languages, or the build would have failed.
    fn say(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let said = self.bundle.find(id, Some(args));
        said.unwrap_or_else(|| id.to_owned())
    }

    /// The message of a method that just holds its arguments, by its place in [`sources::FILLED`].
    fn fill(&self, place: usize, values: &[FluentValue<'_>]) -> String {
        self.bundle.fill(place, values)
    }

    /// The message of a method without arguments, by its place in [`sources::PLAIN`].
    fn plain(&self, place: usize) -> String {
        self.bundle.plain(place).to_owned()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts")
            .field("locale", &self.locale)
            .field("word", &self.word)
            .finish_non_exhaustive()
    }
}

/// What the build writes: a method for each message, the ids of those without arguments and of those
/// that just hold them, and the texts of the message files.
pub(crate) mod sources {
    use super::{FluentArgs, FluentValue, Texts};

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::catalog::Catalog;

    fn es(word: Word) -> Texts {
        Texts::of(Language::Es, word)
    }

    fn pt(word: Word) -> Texts {
        Texts::of(Language::PtBr, word)
    }

    #[test]
    fn every_message_is_complete_in_all_languages_and_words() {
        for language in Language::ALL {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("messages")
                .join(language.tag());
            let files = fs::read_dir(folder).unwrap().map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, fs::read_to_string(path).unwrap())
            });
            let catalog = Catalog::parse(language.tag(), files.collect());
            for word in Word::ALL {
                let texts = Texts::of(language, word);
                for (key, piece) in &catalog.messages {
                    let args: Vec<_> = piece
                        .variables
                        .iter()
                        .map(|name| (name.as_str(), 2.into()))
                        .collect();

                    let text = texts.by_id_with(key, &args);

                    let text = text.unwrap_or_else(|| panic!("{key} is missing"));
                    assert!(
                        !text.is_empty() && !text.contains(['{', '}']),
                        "{key}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn messages_without_arguments_say_the_same_every_time() {
        for language in Language::ALL {
            for word in Word::ALL {
                let texts = Texts::of(language, word);
                for (place, id) in sources::PLAIN.iter().enumerate() {
                    let said = texts.by_id(id);

                    assert!(said.is_some(), "{id} is missing");
                    for _ in 0..2 {
                        assert_eq!(Some(texts.plain(place)), said, "{id}");
                    }
                }
            }
        }
    }

    #[test]
    fn messages_that_just_hold_their_arguments_say_what_fluent_says() {
        let values: [FluentValue<'_>; 4] = ["<ñ & {x}>".into(), "".into(), 1.into(), 12_345.into()];
        for tag in ["es", "es-MX", "en", "pt-BR"] {
            for word in Word::ALL {
                let texts = Texts::of(Locale::parse(tag).unwrap(), word);
                for (place, (id, names)) in sources::FILLED.iter().enumerate() {
                    for first in 0..values.len() {
                        let given = values.iter().cycle().skip(first).cloned();
                        let given: Vec<_> = names.iter().copied().zip(given).collect();
                        let alone: Vec<_> = given.iter().map(|(_, one)| one.clone()).collect();

                        let said = texts.fill(place, &alone);

                        assert_eq!(Some(said), texts.by_id_with(id, &given), "{id}");
                    }
                }
            }
        }
    }

    #[test]
    fn plurals_follow_the_language() {
        assert_eq!(
            es(Word::Case).error_code_wrong(3),
            "El código no coincide. Le quedan 3 intentos."
        );
        assert_eq!(
            es(Word::Case).error_code_wrong(1),
            "El código no coincide. Le queda 1 intento."
        );
        assert_eq!(
            es(Word::Case).error_code_wrong(0),
            "El código no coincide. Pida otro código."
        );
        assert_eq!(es(Word::Case).count_cases(0), "0 casos");
        assert_eq!(pt(Word::Case).count_cases(0), "0 caso");
        assert_eq!(pt(Word::Request).count_cases(2), "2 solicitações");
        assert_eq!(
            Texts::of(Language::En, Word::Ticket).count_cases(1),
            "1 ticket"
        );
        assert_eq!(
            Texts::of(Language::En, Word::Ticket).count_cases(0),
            "0 tickets"
        );
    }

    #[test]
    fn the_gender_follows_the_word() {
        let received = |texts: Texts| texts.state_new_customer();

        assert_eq!(
            Word::ALL.map(|word| received(es(word))),
            ["Recibido", "Recibido", "Recibida"]
        );
        assert_eq!(
            Word::ALL.map(|word| received(pt(word))),
            ["Recebido", "Recebido", "Recebida"]
        );
        let merged = Word::ALL.map(|word| es(word).state_merged_into("PC-1"));
        assert_eq!(
            merged,
            [
                "Unido al caso PC-1",
                "Unido al ticket PC-1",
                "Unida a la solicitud PC-1"
            ]
        );
        assert_eq!(
            pt(Word::Request).state_merged_into("PC-1"),
            "Unida à solicitação PC-1"
        );
    }

    #[test]
    fn a_whole_sentence_may_follow_the_word() {
        let create = Word::ALL.map(|word| es(word).button_create_case());

        assert_eq!(
            create,
            ["Crear un caso", "Crear ticket", "Crear una solicitud"]
        );
        assert_eq!(
            es(Word::Ticket).button_my_cases(),
            "Ver mi lista de tickets"
        );
    }

    #[test]
    fn numbers_in_messages_are_grouped_and_texts_are_not() {
        assert_eq!(es(Word::Case).count_cases(12_345), "12.345 casos");
        assert_eq!(
            Texts::of(Language::En, Word::Case).count_cases(12_345),
            "12,345 cases"
        );
        let mexican = Texts::of(Locale::parse("es-MX").unwrap(), Word::Case);
        assert_eq!(mexican.count_cases(12_345), "12,345 casos");
        assert_eq!(
            es(Word::Case).error_500_reference("12345"),
            "Referencia: 12345"
        );
    }

    #[test]
    fn arguments_stand_without_invisible_marks() {
        assert_eq!(es(Word::Case).error_empty("su nombre"), "Escriba su nombre");
    }

    #[test]
    fn ids_from_data_are_found() {
        let texts = es(Word::Case);

        assert_eq!(
            texts.by_id("state-waiting_customer-customer").as_deref(),
            Some("Espera su respuesta")
        );
        let args = [("label", "su nombre".into()), ("unused", 1.into())];
        assert_eq!(
            texts.by_id_with("error-empty", &args).as_deref(),
            Some("Escriba su nombre")
        );
        assert_eq!(
            texts.by_id("error-empty").as_deref(),
            Some("Escriba {$label}")
        );
        for unknown in [
            "",
            "state-lost-desk",
            "-case",
            "case",
            "-case.gender",
            "error-empty.hint",
            "a.b.c",
        ] {
            assert_eq!(texts.by_id(unknown), None, "{unknown}");
        }
    }
}
