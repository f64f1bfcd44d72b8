//! Telling a mere «gracias» from a message that needs an answer.

/// Words that a note of thanks is made of, folded to ASCII: Spanish, English, Portuguese.
const THANKS: &[&str] = &[
    "gracias",
    "agradezco",
    "agradecido",
    "agradecida",
    "agradecidos",
    "thanks",
    "thank",
    "thx",
    "obrigado",
    "obrigada",
    "obrigados",
    "valeu",
    "grato",
    "grata",
];

/// Words that turn thanks into something else.
const DOUBTS: &[&str] = &[
    "pero", "no", "todavia", "aun", "falta", "but", "not", "still", "yet", "mas", "nao", "ainda",
    "porem", "sin", "sem", "embargo", "error",
];

/// Whether `text` only thanks: at most 12 words, a word of thanks, no question, no doubt.
///
/// Such a message is kept, but reopens nothing (DOMAIN, ticket states). Files speak for
/// themselves: a caller with an attached file does not ask.
pub fn is_only_thanks(text: &str) -> bool {
    if text.contains('?') {
        return false;
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(13)
        .map(fold)
        .collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    words.len() <= 12 && says(THANKS) && !says(DOUBTS)
}

/// Lower case without the accents of Spanish and Portuguese.
pub fn fold(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
            'é' | 'ê' | 'è' | 'ë' => 'e',
            'í' | 'ì' | 'ï' => 'i',
            'ó' | 'ô' | 'õ' | 'ò' | 'ö' => 'o',
            'ú' | 'ù' | 'ü' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_in_three_languages_are_recognised() {
        for text in [
            "Gracias",
            "¡Muchas gracias por todo, Laura!",
            "Thank you so much!",
            "Muito obrigada pela atenção",
            "mil GRACIAS 🙏",
        ] {
            assert!(is_only_thanks(text), "{text}");
        }
    }

    #[test]
    fn anything_more_is_a_message() {
        for text in [
            "Gracias, pero todavía no llega",
            "¿Gracias?",
            "No, gracias",
            "",
            "Hola",
            "Gracias por la respuesta y les cuento que el paquete que recibí hoy en la mañana es otro",
            "Thanks but it is broken",
            "Obrigado, mas ainda não chegou",
        ] {
            assert!(!is_only_thanks(text), "{text}");
        }
    }
}
