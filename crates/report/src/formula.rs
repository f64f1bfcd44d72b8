//! Cells that a spreadsheet would take for a formula (case J3).

/// The text as a cell that no spreadsheet calculates: an apostrophe goes in front of what would
/// begin a formula, also behind blanks, which some programs cut away. None where nothing would.
pub(crate) fn disarmed(text: &str) -> Option<String> {
    is_formula(text).then(|| format!("'{text}"))
}

fn is_formula(text: &str) -> bool {
    let first = text.chars().next();
    let seen = text.trim_start().chars().next();
    matches!(first, Some('\t' | '\r' | '\n'))
        || matches!(
            seen,
            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%')
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j03_what_begins_a_formula_gets_an_apostrophe() {
        for hostile in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", "|calc", "%0A",
        ] {
            assert_eq!(disarmed(hostile), Some(format!("'{hostile}")));
        }
        for plain in ["", "Caja rota", "a=b", "PC-26-7F3K9Q-M", "5 - 3", "'x"] {
            assert_eq!(disarmed(plain), None, "{plain}");
        }
    }
}
