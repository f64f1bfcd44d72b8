//! The typeface of all pages, and how wide text is in it.

use std::sync::LazyLock;

use ttf_parser::GlyphId;

/// Regular or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// One weight of the typeface.
pub(crate) struct Face {
    pub(crate) font: krilla::text::Font,
    outlines: ttf_parser::Face<'static>,
    /// The glyphs of the letters that most text is made of, looked up once.
    common: Vec<Glyph>,
}

/// A letter's shape and how far it moves the next one, in shares of the size.
#[derive(Clone, Copy, Default)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    pub(crate) advance: f32,
}

/// Both weights.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::new);

struct Fonts {
    regular: Face,
    bold: Face,
}

/// Letters below this are looked up once.
const COMMON: u32 = 0x500;

/// Stands for a letter that the typeface does not have.
const UNKNOWN: char = '\u{fffd}';

/// The dots of what was cut.
const ELLIPSIS: char = '…';

impl Fonts {
    fn new() -> Self {
        Self {
            regular: Face::new(dejavu::sans_condensed::regular()),
            bold: Face::new(dejavu::sans_condensed::bold()),
        }
    }
}

impl Weight {
    /// The typeface in this weight.
    pub(crate) fn face(self) -> &'static Face {
        match self {
            Self::Regular => &FONTS.regular,
            Self::Bold => &FONTS.bold,
        }
    }
}

impl Face {
    #[expect(clippy::expect_used, reason = "the typeface is part of the program")]
    fn new(file: &'static [u8]) -> Self {
        let outlines = ttf_parser::Face::parse(file, 0).expect("a typeface");
        let font = krilla::text::Font::new(file.into(), 0).expect("a typeface");
        let mut face = Self {
            font,
            outlines,
            common: Vec::new(),
        };
        face.common = (0..COMMON)
            .map(|code| char::from_u32(code).map_or_else(Glyph::default, |c| face.look_up(c)))
            .collect();
        face
    }

    /// The glyph of a letter; number 0 if there is none.
    pub(crate) fn glyph(&self, letter: char) -> Glyph {
        match self.common.get(letter as usize) {
            Some(glyph) => *glyph,
            None => self.look_up(letter),
        }
    }

    fn look_up(&self, letter: char) -> Glyph {
        let id = self.outlines.glyph_index(letter).unwrap_or(GlyphId(0));
        let advance = self.outlines.glyph_hor_advance(id).unwrap_or(0);
        Glyph {
            id: id.0,
            advance: f32::from(advance) / f32::from(self.outlines.units_per_em()),
        }
    }

    /// How wide clean text is.
    pub(crate) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars()
            .map(|letter| self.glyph(letter).advance)
            .sum::<f32>()
            * size
    }

    /// The text with nothing but letters that can be drawn: no control characters, nothing
    /// invisible that turns the direction, a sign for what the typeface lacks. Ends of lines
    /// stay.
    pub(crate) fn clean(&self, text: &str) -> String {
        text.replace("\r\n", "\n")
            .chars()
            .filter(|letter| !is_invisible(*letter))
            .map(|letter| match letter {
                '\n' | '\u{a0}' => letter,
                '\u{2028}' | '\u{2029}' => '\n',
                letter if letter.is_control() || letter.is_whitespace() => ' ',
                letter if is_private(letter) || self.glyph(letter).id == 0 => UNKNOWN,
                letter => letter,
            })
            .collect()
    }

    /// Clean text in lines of at most `width`; what does not fit into `most` lines ends in dots.
    pub(crate) fn lines(&self, text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            self.break_paragraph(paragraph, size, width, most, &mut lines);
            if lines.len() > most {
                break;
            }
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                self.shorten(last, size, width);
            }
        }
        lines
    }

    fn break_paragraph(
        &self,
        paragraph: &str,
        size: f32,
        width: f32,
        most: usize,
        lines: &mut Vec<String>,
    ) {
        let space = self.glyph(' ').advance * size;
        let (mut line, mut used) = (String::new(), 0.0);
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let mut word = word;
            let mut wide = self.width(word, size);
            if !line.is_empty() && used + space + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            while wide > width && lines.len() <= most {
                let (head, tail) = self.split_at_width(word, size, width - used);
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(head);
                lines.push(std::mem::take(&mut line));
                used = 0.0;
                word = tail;
                wide = self.width(word, size);
            }
            if lines.len() > most {
                return;
            }
            if !line.is_empty() {
                line.push(' ');
                used += space;
            }
            line.push_str(word);
            used += wide;
        }
        lines.push(line);
    }

    /// As many letters as fit, but at least one, and the rest.
    fn split_at_width<'a>(&self, word: &'a str, size: f32, width: f32) -> (&'a str, &'a str) {
        let mut used = 0.0;
        for (at, letter) in word.char_indices() {
            used += self.glyph(letter).advance * size;
            if used > width && at > 0 {
                return word.split_at(at);
            }
        }
        (word, "")
    }

    /// Takes letters off the end until the dots fit.
    fn shorten(&self, line: &mut String, size: f32, width: f32) {
        let room = width - self.glyph(ELLIPSIS).advance * size;
        let mut used = self.width(line, size);
        while used > room
            && let Some(letter) = line.pop()
        {
            used -= self.glyph(letter).advance * size;
        }
        line.truncate(line.trim_end().len());
        line.push(ELLIPSIS);
    }
}

/// Marks that take no room and change the order or the joining of what is around them.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Letters that mean something else in each typeface, or nothing at all.
fn is_private(letter: char) -> bool {
    let code = letter as u32;
    (0xe000..=0xf8ff).contains(&code)
        || code >= 0xf_0000
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        let face = Weight::Regular.face();

        assert_eq!(
            face.lines("Paquete abierto: faltan ejemplares", 10.0, 90.0, 9),
            ["Paquete abierto:", "faltan ejemplares"]
        );
        assert_eq!(face.lines("uno\n\ndos", 10.0, 90.0, 9), ["uno", "", "dos"]);
        assert_eq!(face.lines("", 10.0, 90.0, 9), [""]);
    }

    #[test]
    fn what_does_not_fit_ends_in_dots() {
        let face = Weight::Bold.face();

        let lines = face.lines(&"palabra ".repeat(50), 10.0, 90.0, 2);

        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
    }

    #[test]
    fn letters_that_nobody_can_draw_become_a_sign() {
        let face = Weight::Regular.face();

        assert_eq!(
            face.clean("a\u{202e}b\u{7}c\r\nd\u{e000}é漢"),
            "ab c\nd\u{fffd}é\u{fffd}"
        );
        assert_ne!(face.glyph(UNKNOWN).id, 0);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in "\\PC{0,200}", width in 20.0_f32..300.0) {
                let face = Weight::Regular.face();
            let clean = face.clean(&text);

            let lines = face.lines(&clean, 9.0, width, 5);

            prop_assert!(!lines.is_empty() && lines.len() <= 5);
            for line in lines {
                prop_assert!(face.width(&line, 9.0) <= width + 0.1 || line.chars().count() == 1, "{line}");
            }
        }
    }
}
