//! The code for the messages: one method each, and the texts of all files.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::catalog::{Catalog, Piece};

/// Words of Rust that cannot name a method or an argument.
const KEYWORDS: [&str; 38] = [
    "as", "async", "await", "break", "const", "continue", "crate", "do", "dyn", "else", "enum",
    "extern", "false", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod",
    "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "type", "use", "where", "while",
];

/// The whole file; the first catalog is the reference.
pub(crate) fn code(root: &Path, catalogs: &[Catalog]) -> String {
    let mut code = String::new();
    for catalog in catalogs {
        let name = constant(&catalog.language);
        sources(&mut code, root, catalog, &name);
    }
    if let Some(reference) = catalogs.first() {
        methods(&mut code, &reference.messages, catalogs);
    }
    code
}

fn sources(code: &mut String, root: &Path, catalog: &Catalog, name: &str) {
    let folder = root.join(&catalog.language);
    let include = |file: &String| format!("include_str!(r#\"{}\"#)", folder.join(file).display());
    let files: Vec<String> = catalog.files.iter().map(include).collect();
    let _ = writeln!(
        code,
        "pub(crate) const {name}: &[&str] = &[{}];",
        files.join(", ")
    );
    for file in catalog.words.keys() {
        let word = constant(file.trim_end_matches(".ftl"));
        let _ = writeln!(
            code,
            "pub(crate) const {name}_{word}: &str = {};",
            include(file)
        );
    }
}

fn methods(code: &mut String, messages: &BTreeMap<String, Piece>, catalogs: &[Catalog]) {
    let (mut plain, mut filled) = (Vec::new(), Vec::new());
    code.push_str("impl Texts {\n");
    for (key, piece) in messages {
        let method = name(key);
        let doc = piece.text.replace('`', "'");
        let _ = writeln!(code, "#[doc = {:?}]", format!("`{}`", doc.trim()));
        if piece.variables.is_empty() {
            let _ = writeln!(
                code,
                "pub fn {method}(&self) -> String {{ self.plain({}) }}",
                plain.len()
            );
            plain.push(key);
            continue;
        }
        if piece.variables.len() > 6 {
            code.push_str(
                "#[expect(clippy::too_many_arguments, reason = \"as many as the message has\")]\n",
            );
        }
        let _ = write!(code, "pub fn {method}<'a>(&self");
        for variable in &piece.variables {
            let _ = write!(code, ", {}: impl Into<FluentValue<'a>>", name(variable));
        }
        let _ = writeln!(code, ") -> String {{");
        if !chooses(key, catalogs) {
            let names: Vec<&String> = piece.variables.iter().collect();
            let values = names.iter().map(|variable| name(variable) + ".into()");
            let values: Vec<String> = values.collect();
            let place = filled.len();
            let _ = writeln!(code, "self.fill({place}, &[{}]) }}", values.join(", "));
            filled.push(format!("({key:?}, &{names:?})"));
            continue;
        }
        let _ = writeln!(
            code,
            "let mut args = FluentArgs::with_capacity({});",
            piece.variables.len()
        );
        for variable in &piece.variables {
            let _ = writeln!(code, "args.set({variable:?}, {});", name(variable));
        }
        let _ = writeln!(code, "self.say({key:?}, &args) }}");
    }
    code.push_str("}\n");
    let _ = writeln!(code, "pub(crate) static PLAIN: &[&str] = &{plain:?};");
    let _ = writeln!(
        code,
        "pub(crate) static FILLED: &[(&str, &[&str])] = &[{}];",
        filled.join(", ")
    );
}

/// Whether the arguments of a message decide on its words in some language.
fn chooses(key: &str, catalogs: &[Catalog]) -> bool {
    catalogs.iter().any(|catalog| {
        let piece = catalog.messages.get(key);
        piece.is_none_or(|piece| piece.chooses)
    })
}

/// `home-title.hint` → `home_title_hint`
fn name(key: &str) -> String {
    let name = key.replace(['-', '.'], "_");
    if KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// `pt-BR` → `PT_BR`
fn constant(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}
