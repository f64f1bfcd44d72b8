//! What a language has: its messages and terms, and the comparison with the reference language.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// What is wrong, one sentence each.
pub(crate) type Problems = Vec<String>;

/// A value or an attribute of a message or term.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// `common.ftl`
    pub(crate) file: String,
    /// The text on one line; of a selection its default.
    pub(crate) text: String,
    /// What the caller must bring, also for the messages mentioned in it.
    pub(crate) variables: BTreeSet<String>,
    /// Whether what the caller brings may decide on its words, and does not just stand in them.
    pub(crate) chooses: bool,
    /// Keys of the other pieces mentioned in it.
    references: BTreeSet<String>,
}

/// The pieces of a language by their key: `home-title`, `home-title.hint`, `-case`, `-case.gender`.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// `es`
    pub(crate) language: String,
    /// The pieces of all files but those of the words.
    pub(crate) messages: BTreeMap<String, Piece>,
    /// By file (`term-case.ftl`) the pieces of each word for a case.
    pub(crate) words: BTreeMap<String, BTreeMap<String, Piece>>,
    /// Names of all files but those of the words.
    pub(crate) files: BTreeSet<String>,
    problems: Problems,
}

impl Catalog {
    /// Reads the files (name, text) of a language.
    pub(crate) fn parse(language: &str, files: Vec<(String, String)>) -> Self {
        let mut catalog = Self {
            language: language.to_owned(),
            messages: BTreeMap::new(),
            words: BTreeMap::new(),
            files: BTreeSet::new(),
            problems: Problems::new(),
        };
        for (file, text) in files {
            catalog.add_file(&file, &text);
        }
        catalog.gather_variables();
        catalog
    }

    fn add_file(&mut self, file: &str, text: &str) {
        let is_word = file.starts_with("term-");
        if is_word {
            self.words.insert(file.to_owned(), BTreeMap::new());
        } else {
            self.files.insert(file.to_owned());
        }

        let resource = parser::parse(text).unwrap_or_else(|(resource, errors)| {
            for error in errors {
                let line = text
                    .get(..error.pos.start)
                    .unwrap_or(text)
                    .split('\n')
                    .count();
                self.problem(file, &format!("line {line}: {error}"));
            }
            resource
        });
        for entry in &resource.body {
            match entry {
                Entry::Message(message) if !is_word => {
                    if let Some(value) = &message.value {
                        self.add(file, message.id.name, value);
                    }
                    self.add_attributes(file, message.id.name, &message.attributes);
                }
                Entry::Term(term) if is_word => {
                    let key = format!("-{}", term.id.name);
                    self.add(file, &key, &term.value);
                    self.add_attributes(file, &key, &term.attributes);
                }
                Entry::Message(message) => {
                    self.problem(
                        file,
                        &format!("{} is a message, not a term", message.id.name),
                    );
                }
                Entry::Term(term) => {
                    self.problem(
                        file,
                        &format!("the term -{} belongs in term-*.ftl", term.id.name),
                    );
                }
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
        }
    }

    fn add_attributes(&mut self, file: &str, owner: &str, attributes: &[Attribute<&str>]) {
        for attribute in attributes {
            self.add(
                file,
                &format!("{owner}.{}", attribute.id.name),
                &attribute.value,
            );
        }
    }

    fn add(&mut self, file: &str, key: &str, pattern: &Pattern<&str>) {
        let mut piece = Piece {
            file: file.to_owned(),
            ..Piece::default()
        };
        piece.read(pattern, true);

        let is_term = key.starts_with('-');
        if !is_term && key.contains(|c: char| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '.')) {
            self.problem(
                file,
                &format!("{key} may have only small letters, digits and dashes"),
            );
        }
        if is_term && !piece.variables.is_empty() {
            self.problem(file, &format!("the term {key} may not use variables"));
        }
        let pieces = match self.words.get_mut(file) {
            Some(word) => word,
            None => &mut self.messages,
        };
        if let Some(first) = pieces.insert(key.to_owned(), piece) {
            let problem = format!("{key} is also in {}", first.file);
            self.problem(file, &problem);
        }
    }

    /// Adds to each message the variables of the messages that it mentions.
    fn gather_variables(&mut self) {
        let gathered: Vec<(String, BTreeSet<String>)> = self
            .messages
            .keys()
            .map(|key| (key.clone(), self.variables_of(key)))
            .collect();
        for (key, variables) in gathered {
            if let Some(piece) = self.messages.get_mut(&key) {
                piece.variables = variables;
            }
        }
    }

    fn variables_of(&self, key: &str) -> BTreeSet<String> {
        let mut variables = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![key];
        while let Some(key) = open.pop() {
            if let Some(piece) = self.messages.get(key).filter(|_| seen.insert(key)) {
                variables.extend(piece.variables.iter().cloned());
                open.extend(piece.references.iter().map(String::as_str));
            }
        }
        variables
    }

    fn problem(&mut self, file: &str, what: &str) {
        self.problems
            .push(format!("messages/{}/{file}: {what}", self.language));
    }
}

impl Piece {
    /// Reads a pattern; `shown` says whether its text is part of the one-line text.
    fn read(&mut self, pattern: &Pattern<&str>, shown: bool) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } if shown => {
                    self.text.push_str(&value.replace('\n', " "));
                }
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.read_expression(expression, shown),
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&str>, shown: bool) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline, shown),
            Expression::Select { selector, variants } => {
                self.chooses |= !matches!(selector, InlineExpression::TermReference { .. });
                self.read_inline(selector, false);
                for variant in variants {
                    self.read(&variant.value, shown && variant.default);
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<&str>, shown: bool) {
        let show = |text: &mut String, name: &str| {
            if shown {
                text.push_str(name);
            }
        };
        match inline {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => {
                // A literal is there for a character that cannot be seen: a no-break space.
                show(
                    &mut self.text,
                    if value.starts_with("\\u") { " " } else { value },
                );
            }
            InlineExpression::VariableReference { id } => {
                show(&mut self.text, &format!("{{{}}}", id.name));
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                let key = key(id.name, attribute.as_ref().map(|attribute| attribute.name));
                show(&mut self.text, &format!("{{{key}}}"));
                self.references.insert(key);
                self.chooses = true;
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                show(&mut self.text, &format!("{{{}}}", id.name));
                let key = key(id.name, attribute.as_ref().map(|attribute| attribute.name));
                self.references.insert(format!("-{key}"));
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.chooses = true;
                if id.name != "NUMBER" {
                    self.references.insert(format!("{}()", id.name));
                }
                for argument in &arguments.positional {
                    self.read_inline(argument, shown);
                }
            }
            InlineExpression::Placeable { expression } => self.read_expression(expression, shown),
        }
    }
}

fn key(name: &str, attribute: Option<&str>) -> String {
    attribute.map_or_else(
        || name.to_owned(),
        |attribute| format!("{name}.{attribute}"),
    )
}

/// What is wrong in the catalogs or differs from the first one.
pub(crate) fn check(catalogs: &[Catalog]) -> Problems {
    let mut problems: Problems = catalogs
        .iter()
        .flat_map(|catalog| catalog.problems.iter().cloned())
        .collect();
    let Some(reference) = catalogs.first() else {
        return problems;
    };
    let Some((reference_word, terms)) = reference.words.first_key_value() else {
        problems.push(format!(
            "messages/{}: there is no term-*.ftl",
            reference.language
        ));
        return problems;
    };

    for catalog in catalogs {
        let place = format!("messages/{}", catalog.language);
        let place = place.as_str();
        let words: BTreeSet<&String> = catalog.words.keys().collect();
        if catalog.files != reference.files || words != reference.words.keys().collect() {
            problems.push(format!(
                "{place}: must have the same files as messages/{}",
                reference.language
            ));
        }
        compare(
            &mut problems,
            place,
            &catalog.messages,
            &reference.messages,
            &reference.language,
        );
        check_references(
            &mut problems,
            place,
            &catalog.messages,
            &catalog.messages,
            terms,
        );
        let reference_name = format!("{}/{reference_word}", reference.language);
        for (file, word) in &catalog.words {
            let mut of_word = Problems::new();
            compare(&mut of_word, place, word, terms, &reference_name);
            check_references(&mut of_word, place, word, &BTreeMap::new(), terms);
            problems.extend(of_word.into_iter().map(|problem| {
                // What is missing has no file of its own to be named.
                problem.replacen(&format!("{place}: "), &format!("{place}/{file}: "), 1)
            }));
        }
    }
    problems
}

fn compare(
    problems: &mut Problems,
    place: &str,
    pieces: &BTreeMap<String, Piece>,
    reference: &BTreeMap<String, Piece>,
    reference_name: &str,
) {
    for (key, wanted) in reference {
        match pieces.get(key) {
            None => problems.push(format!(
                "{place}: {key} is missing (messages/{reference_name} has it in {})",
                wanted.file
            )),
            Some(piece) if piece.variables != wanted.variables => problems.push(format!(
                "{place}/{}: {key} uses the variables {}, but in messages/{reference_name} {}",
                piece.file,
                list(&piece.variables),
                list(&wanted.variables),
            )),
            Some(piece) if piece.file != wanted.file && !key.starts_with('-') => {
                problems.push(format!(
                    "{place}/{}: {key} belongs in {}, as in messages/{reference_name}",
                    piece.file, wanted.file,
                ));
            }
            Some(_) => {}
        }
    }
    for (key, piece) in pieces {
        if !reference.contains_key(key) {
            problems.push(format!(
                "{place}/{}: {key} is not in messages/{reference_name}",
                piece.file
            ));
        }
    }
}

fn check_references(
    problems: &mut Problems,
    place: &str,
    pieces: &BTreeMap<String, Piece>,
    messages: &BTreeMap<String, Piece>,
    terms: &BTreeMap<String, Piece>,
) {
    for (key, piece) in pieces {
        for reference in &piece.references {
            if !messages.contains_key(reference) && !terms.contains_key(reference) {
                problems.push(format!(
                    "{place}/{}: {key} mentions {reference}, which does not exist",
                    piece.file
                ));
            }
        }
        // Fluent keeps messages and terms of a bundle under one name.
        if !key.starts_with('-') && terms.contains_key(&format!("-{key}")) {
            problems.push(format!(
                "{place}/{}: {key} has the name of a term",
                piece.file
            ));
        }
    }
}

fn list(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "(none)".to_owned();
    }
    variables
        .iter()
        .map(|name| format!("${name}"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str = "-case = caso\n    .gender = masculine\n";

    fn catalog(language: &str, common: &str, terms: &str) -> Catalog {
        let files = [("common.ftl", common), ("term-case.ftl", terms)];
        Catalog::parse(
            language,
            files
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into(),
        )
    }

    /// The only problem of `common` compared with `reference`.
    fn problem(reference: &str, common: &str) -> String {
        let problems = check(&[
            catalog("es", reference, TERMS),
            catalog("en", common, TERMS),
        ]);
        assert_eq!(problems.len(), 1, "{problems:?}");
        problems[0].clone()
    }

    #[test]
    fn equal_languages_pass() {
        let (es, en) = (
            "a = Hola, { $name }, su { -case }\n",
            "a = Hello { $name }\n",
        );

        let problems = check(&[catalog("es", es, TERMS), catalog("en", en, TERMS)]);

        assert_eq!(problems, Problems::new());
    }

    #[test]
    fn a_missing_message_is_named() {
        let told = problem("a = A\nb = B\n", "a = A\n");

        assert_eq!(
            told,
            "messages/en: b is missing (messages/es has it in common.ftl)"
        );
    }

    #[test]
    fn a_missing_attribute_is_named() {
        assert!(problem("a = A\n    .hint = H\n", "a = A\n").contains("a.hint is missing"));
    }

    #[test]
    fn a_superfluous_message_is_named() {
        let told = problem("a = A\n", "a = A\nb = B\n");

        assert_eq!(told, "messages/en/common.ftl: b is not in messages/es");
    }

    #[test]
    fn other_variables_are_named() {
        let told = problem("a = { $code }\n", "a = { $name }\n");

        assert!(
            told.contains("a uses the variables $name, but in messages/es $code"),
            "{told}"
        );
    }

    #[test]
    fn variables_of_mentioned_messages_and_of_all_variants_count() {
        let es = "a = { $n ->\n    [one] uno\n   *[other] { $n } de { $b }\n}\nc = { a }\n";

        let catalog = catalog("es", es, TERMS);

        assert_eq!(list(&catalog.messages["a"].variables), "$b, $n");
        assert_eq!(list(&catalog.messages["c"].variables), "$b, $n");
        assert_eq!(catalog.messages["a"].text, "{n} de {b}");
    }

    #[test]
    fn only_arguments_that_stand_in_a_message_leave_its_words_alone() {
        let es = "a = { $n } de { -case }\n\
            b = { -case.gender ->\n    [feminine] la { $n }\n   *[other] el { $n }\n}\n\
            c = { $n ->\n    [one] uno\n   *[other] { $b }\n}\n\
            d = { NUMBER($n) }\n\
            e = { c }\n";

        let catalog = catalog("es", es, TERMS);

        let choosing = catalog.messages.iter().filter(|(_, piece)| piece.chooses);
        let choosing: Vec<&str> = choosing.map(|(key, _)| key.as_str()).collect();
        assert_eq!(choosing, ["c", "d", "e"]);
    }

    #[test]
    fn a_word_without_a_term_is_named() {
        let es = catalog("es", "a = A\n", TERMS);
        let en = catalog("en", "a = A\n", "-case = case\n");

        let told = check(&[es, en]);

        assert_eq!(told.len(), 1);
        assert!(
            told[0].starts_with("messages/en/term-case.ftl: -case.gender is missing"),
            "{told:?}"
        );
    }

    #[test]
    fn unknown_references_and_clashing_names_are_named() {
        let es = "a = { -cases }\ncase = caso\n";

        let told = check(&[catalog("es", es, TERMS)]);

        assert_eq!(
            told,
            [
                "messages/es/common.ftl: a mentions -cases, which does not exist",
                "messages/es/common.ftl: case has the name of a term",
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let told = check(&[catalog("es", "a = A\nb = {\n", TERMS)]);

        assert!(
            told[0].starts_with("messages/es/common.ftl: line "),
            "{told:?}"
        );
    }
}
