//! Puts sentences together: alternatives in braces, blanks in angle brackets.
//!
//! `{La pedí|Compré} <item> el <d-8>.` has two readings, and the blanks are filled from the
//! ticket's own facts. Alternatives do not nest.

use super::random::Draw;

/// Fills a template; `fill` answers a blank by its name. A blank that nobody knows stays as it
/// is, and the tests find it.
pub(super) fn compose(
    template: &str,
    draw: &mut Draw,
    fill: impl FnMut(&str) -> Option<String>,
) -> String {
    let text = filled(template, draw, fill);
    // A blank may begin with an article, and "a. m." may end a sentence.
    capitalised(
        &text
            .replace(" de el ", " del ")
            .replace(" a el ", " al ")
            .replace(" m..", " m."),
    )
}

/// The same for what is no sentence.
pub(super) fn filled(
    template: &str,
    draw: &mut Draw,
    mut fill: impl FnMut(&str) -> Option<String>,
) -> String {
    let chosen = choose(template, draw);
    let mut text = String::with_capacity(chosen.len() + 64);
    let mut rest = chosen.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let Some((blank, after)) = after.split_once('>') else {
            text.push('<');
            rest = after;
            continue;
        };
        if let Some(words) = fill(blank) {
            text.push_str(&words);
        } else {
            text.push('<');
            text.push_str(blank);
            text.push('>');
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

fn choose(template: &str, draw: &mut Draw) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((alternatives, after)) = after.split_once('}') else {
            break;
        };
        let alternatives: Vec<&str> = alternatives.split('|').collect();
        let chosen: &&str = draw.pick(&alternatives);
        text.push_str(chosen);
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Sentences begin with a capital also where a blank begins them.
fn capitalised(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut begins = true;
    let mut after_stop = false;
    for c in text.chars() {
        if begins && c.is_alphabetic() {
            result.extend(c.to_uppercase());
            begins = false;
        } else {
            result.push(c);
        }
        // "a. m." ends no sentence, and neither does "Dr.": only blanks are at stake here, and
        // none of them follows an abbreviation.
        if after_stop && c.is_whitespace() && !ends_with_abbreviation(&result) {
            begins = true;
        } else if !c.is_whitespace() && !matches!(c, '¿' | '¡' | '«' | '"' | '(') {
            begins = false;
        }
        after_stop = matches!(c, '.' | '?' | '!') || (after_stop && c.is_whitespace()) || c == '\n';
        if c == '\n' {
            begins = true;
        }
    }
    result
}

fn ends_with_abbreviation(text: &str) -> bool {
    let word = text
        .trim_end()
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or_default();
    word.chars().count() <= 3 && word.ends_with('.')
        || matches!(word, "EE." | "UU." | "N.º" | "vs." | "Cra.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed(template: &str) -> String {
        compose(template, &mut Draw::new(1), |blank| {
            (blank == "the").then(|| "la caja".to_owned())
        })
    }

    #[test]
    fn blanks_are_filled_and_begin_sentences_with_a_capital() {
        assert_eq!(
            composed("<the> llegó. <the> está rota.\n\n¿<the>?"),
            "La caja llegó. La caja está rota.\n\n¿La caja?"
        );
        assert_eq!(
            composed("a las 3:00 p. m. llegó <the>"),
            "A las 3:00 p. m. llegó la caja"
        );
        assert_eq!(composed("<nada> 3 < 4"), "<nada> 3 < 4");
    }

    #[test]
    fn one_alternative_is_chosen() {
        assert!(
            ["Uno y la caja", "Dos y la caja"].contains(&composed("{uno|dos} y <the>").as_str())
        );
    }
}
