//! Paragraphs, fields and headings one below the other on standing pages.

use std::num::NonZeroU16;

use domain::brand::{Palette, Theme, derive};
use krilla::tagging::{ListNumbering, Tag, TagKind};
use text::Texts;

use super::canvas::{About, Area, Canvas, Colour, INK, PALE_INK, Part, ROOT, Style};
use super::font::Weight;
use crate::FileLine;
use crate::list::Failed;

/// A4, standing.
pub(crate) const PAGE: (f32, f32) = (595.0, 842.0);
pub(crate) const MARGIN: f32 = 48.0;
/// How wide lines are.
pub(crate) const WIDE: f32 = PAGE.0 - 2.0 * MARGIN;
const BOTTOM: f32 = PAGE.1 - MARGIN - 4.0;
/// How wide the labels of fields are.
const LABEL: f32 = 150.0;

pub(crate) const BODY: Style = Style {
    weight: Weight::Regular,
    size: 10.0,
    colour: INK,
};
pub(crate) const STRONG: Style = Style {
    weight: Weight::Bold,
    size: 10.0,
    colour: INK,
};
pub(crate) const PALE: Style = Style {
    weight: Weight::Regular,
    size: 9.0,
    colour: PALE_INK,
};

/// A document that grows downwards.
pub(crate) struct Flow {
    pub(crate) canvas: Canvas,
    pub(crate) palette: Palette,
    pub(crate) y: f32,
}

impl Flow {
    /// Begins with the band of the organisation.
    pub(crate) fn begin(about: About, colour: &str, right: &str) -> Self {
        let palette = derive(colour, Theme::Light);
        let mut canvas = Canvas::new(about);
        let y = band(&mut canvas, &palette, right);
        Self { canvas, palette, y }
    }

    pub(crate) fn title(&mut self, text: &str) {
        let style = Style {
            size: 18.0,
            ..STRONG
        };
        self.heading_of(1, text, style, 0.0);
        self.y += 10.0;
    }

    pub(crate) fn heading(&mut self, text: &str) {
        let style = Style {
            size: 12.5,
            ..STRONG
        };
        self.heading_of(2, text, style, 16.0);
        self.y += 6.0;
    }

    fn heading_of(&mut self, level: u16, text: &str, style: Style, above: f32) {
        self.room_for(60.0);
        self.y += above;
        let part = self.canvas.part(ROOT, heading_tag(level, text));
        self.lines(part, MARGIN, WIDE, style, text);
    }

    pub(crate) fn paragraph(&mut self, style: Style, text: &str) {
        let part = self.canvas.part(ROOT, TagKind::from(Tag::P));
        self.lines(part, MARGIN, WIDE, style, text);
        self.y += 4.0;
    }

    /// Begins a list of fields.
    pub(crate) fn list(&mut self) -> Part {
        self.canvas.part(ROOT, Tag::L(ListNumbering::None))
    }

    /// A label and what stands beside it; nothing for an empty one.
    pub(crate) fn field(&mut self, list: Part, label: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.room_for(2.0 * BODY.size);
        let item = self.canvas.part(list, TagKind::from(Tag::LI));
        let part = self.canvas.part(item, TagKind::from(Tag::Lbl));
        let page = self.canvas.page_number();
        let top = self.y;
        self.lines(part, MARGIN, LABEL - 12.0, PALE, label);
        let below_label = self.y;
        if self.canvas.page_number() == page {
            self.y = top;
        }
        let part = self.canvas.part(item, TagKind::from(Tag::LBody));
        self.lines(part, MARGIN + LABEL, WIDE - LABEL, BODY, value);
        if self.canvas.page_number() == page {
            self.y = self.y.max(below_label);
        }
        self.y += 4.0;
    }

    /// Text in as many lines as it needs, over as many pages.
    pub(crate) fn lines(&mut self, part: Part, x: f32, wide: f32, style: Style, text: &str) {
        let face = style.face();
        let lines = face.lines(&face.clean(text), style.size, wide, usize::MAX - 1);
        let step = style.size * 1.35;
        for line in lines {
            self.room_for(step);
            self.y += step;
            self.canvas.text(Some(part), x, self.y, style, &line);
        }
    }

    /// A file: its name, its size, and its digest below.
    pub(crate) fn file(&mut self, texts: &Texts, file: &FileLine) {
        self.room_for(30.0);
        let part = self.canvas.part(ROOT, TagKind::from(Tag::P));
        let name = format!("{} ({})", file.name, texts.file_size(file.size_bytes));
        self.lines(part, MARGIN, WIDE, BODY, &name.replace('\n', " "));
        let part = self.canvas.part(ROOT, TagKind::from(Tag::P));
        let digest = format!("SHA-256 {}", file.sha256);
        self.lines(part, MARGIN, WIDE, PALE, &digest);
        self.y += 5.0;
    }

    /// An address that leads where it says.
    pub(crate) fn address(&mut self, x: f32, wide: f32, address: &str) {
        let paragraph = self.canvas.part(ROOT, TagKind::from(Tag::P));
        let part = self.canvas.part(paragraph, TagKind::from(Tag::Link));
        let style = Style {
            colour: Colour::parse(&self.palette.ink),
            ..PALE
        };
        let (top, page) = (self.y, self.canvas.page_number());
        self.lines(part, x, wide, style, address);
        let area = Area {
            x,
            y: top,
            wide,
            high: self.y - top + 3.0,
        };
        if self.canvas.page_number() == page {
            self.canvas.link(part, area, address);
        }
        self.y += 4.0;
    }

    /// A line across the page.
    pub(crate) fn rule(&mut self) {
        self.y += 8.0;
        let area = Area {
            x: MARGIN,
            y: self.y,
            wide: WIDE,
            high: 0.7,
        };
        let colour = Colour::parse(&self.palette.line);
        self.canvas.rect(area, colour);
        self.y += 4.0;
    }

    /// Goes on on a new page if there is less room than that.
    pub(crate) fn room_for(&mut self, high: f32) {
        if self.y + high > BOTTOM {
            self.canvas.new_page();
            self.y = MARGIN;
        }
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, Failed> {
        self.canvas.finish()
    }
}

/// The band in the organisation's colour with its name; gives where the title stands.
pub(crate) fn band(canvas: &mut Canvas, palette: &Palette, right: &str) -> f32 {
    let margin = canvas.about.margin;
    let wide = canvas.about.page.0;
    let area = Area {
        x: 0.0,
        y: 0.0,
        wide,
        high: 44.0,
    };
    canvas.rect(area, Colour::parse(&palette.panel));
    let name = Style {
        weight: Weight::Bold,
        size: 13.0,
        colour: Colour::parse(&palette.on_panel),
    };
    let small = Style {
        weight: Weight::Regular,
        size: 9.0,
        ..name
    };
    let part = canvas.part(ROOT, TagKind::from(Tag::P));
    let face = name.face();
    let organisation = face.clean(&canvas.about.organisation).replace('\n', " ");
    let organisation = face
        .lines(&organisation, name.size, wide * 0.5, 1)
        .remove(0);
    canvas.text(Some(part), margin, 27.0, name, &organisation);
    let part = canvas.part(ROOT, TagKind::from(Tag::P));
    let right = small.face().clean(right);
    let x = wide - margin - small.face().width(&right, small.size);
    canvas.text(Some(part), x, 27.0, small, &right);
    72.0
}

/// A heading's tag, with the text that lists of headings show.
pub(crate) fn heading_tag(level: u16, text: &str) -> TagKind {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    Tag::Hn(level, Some(text.to_owned())).into()
}
