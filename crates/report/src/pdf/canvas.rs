//! What stands on which page and what it means, written as a tagged document at the end.

use jiff::Zoned;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagKind, TagTree,
};
use krilla::text::{GlyphId, KrillaGlyph};
use text::Texts;

use super::font::{Face, Weight};
use crate::list::Failed;

/// A colour of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// Text.
pub(crate) const INK: Colour = Colour(0x14, 0x20, 0x1f);
/// Labels and what is less important.
pub(crate) const PALE_INK: Colour = Colour(0x4a, 0x58, 0x56);
/// Every second row.
pub(crate) const ZEBRA: Colour = Colour(0xf5, 0xf7, 0xf7);

impl Colour {
    /// Reads `#rrggbb`; what is none is ink.
    pub(crate) fn parse(text: &str) -> Self {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.map_or(INK, |number| {
            let [_, red, green, blue] = number.to_be_bytes();
            Self(red, green, blue)
        })
    }

    fn fill(self) -> Fill {
        Fill {
            paint: rgb::Color::new(self.0, self.1, self.2).into(),
            ..Fill::default()
        }
    }
}

/// How text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    pub(crate) size: f32,
    pub(crate) colour: Colour,
}

impl Style {
    /// The typeface that it is written in.
    pub(crate) fn face(self) -> &'static Face {
        self.weight.face()
    }
}

/// A rectangle from its upper left corner.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) wide: f32,
    pub(crate) high: f32,
}

/// A part of the document's meaning: a heading, a row, a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part(usize);

/// The whole document.
pub(crate) const ROOT: Part = Part(0);

/// What a document is.
pub(crate) struct About {
    pub(crate) texts: Texts,
    pub(crate) title: String,
    pub(crate) organisation: String,
    pub(crate) made_at: Zoned,
    /// Width and height of each page in points.
    pub(crate) page: (f32, f32),
    /// The space around all that stands on a page.
    pub(crate) margin: f32,
}

/// A document that is being set.
pub(crate) struct Canvas {
    pub(crate) about: About,
    pages: Vec<Vec<Item>>,
    parts: Vec<Tagged>,
    slots: usize,
}

struct Tagged {
    tag: Option<TagKind>,
    children: Vec<Child>,
}

#[derive(Clone, Copy)]
enum Child {
    Part(Part),
    /// Something on a page, by the number under which its mark is kept.
    Slot(usize),
}

enum Item {
    Text {
        x: f32,
        y: f32,
        style: Style,
        text: String,
        slot: Option<usize>,
    },
    Rect {
        area: Area,
        colour: Colour,
    },
    Dot {
        x: f32,
        y: f32,
        radius: f32,
        colour: Colour,
    },
    /// Black squares that are one picture.
    Squares {
        squares: Vec<Area>,
        slot: usize,
    },
    Link {
        area: Area,
        address: String,
        slot: usize,
    },
}

impl Canvas {
    pub(crate) fn new(about: About) -> Self {
        Self {
            about,
            pages: vec![Vec::new()],
            parts: vec![Tagged {
                tag: None,
                children: Vec::new(),
            }],
            slots: 0,
        }
    }

    /// Begins a part within another.
    pub(crate) fn part(&mut self, within: Part, tag: impl Into<TagKind>) -> Part {
        let part = Part(self.parts.len());
        self.parts.push(Tagged {
            tag: Some(tag.into()),
            children: Vec::new(),
        });
        self.add(within, Child::Part(part));
        part
    }

    pub(crate) fn new_page(&mut self) {
        self.pages.push(Vec::new());
    }

    pub(crate) fn is_first_page(&self) -> bool {
        self.pages.len() == 1
    }

    /// How many pages there are, and so the number of the present one.
    pub(crate) fn page_number(&self) -> usize {
        self.pages.len()
    }

    /// One line of clean text on the present page, its base line at `y`; decoration if it
    /// belongs to no part.
    pub(crate) fn text(&mut self, part: Option<Part>, x: f32, y: f32, style: Style, text: &str) {
        if text.is_empty() {
            return;
        }
        let slot = part.map(|part| self.slot(part));
        self.put(Item::Text {
            x,
            y,
            style,
            text: text.to_owned(),
            slot,
        });
    }

    /// A coloured area, which means nothing.
    pub(crate) fn rect(&mut self, area: Area, colour: Colour) {
        self.put(Item::Rect { area, colour });
    }

    /// A coloured disc around a point, which means nothing.
    pub(crate) fn dot(&mut self, x: f32, y: f32, radius: f32, colour: Colour) {
        self.put(Item::Dot {
            x,
            y,
            radius,
            colour,
        });
    }

    /// A picture of black squares; the part says what it shows.
    pub(crate) fn squares(&mut self, part: Part, squares: Vec<Area>) {
        let slot = self.slot(part);
        self.put(Item::Squares { squares, slot });
    }

    /// Makes an area lead to an address; `part` is a link and holds its text too.
    pub(crate) fn link(&mut self, part: Part, area: Area, address: &str) {
        let slot = self.slot(part);
        self.put(Item::Link {
            area,
            address: address.to_owned(),
            slot,
        });
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    fn slot(&mut self, part: Part) -> usize {
        let slot = self.slots;
        self.slots += 1;
        self.add(part, Child::Slot(slot));
        slot
    }

    fn add(&mut self, part: Part, child: Child) {
        if let Some(tagged) = self.parts.get_mut(part.0) {
            tagged.children.push(child);
        }
    }

    /// Writes the document.
    ///
    /// # Errors
    ///
    /// When it would break a rule of PDF/UA-1.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Failed> {
        self.number_pages();
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(failed)?;
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        let mut marks = vec![None; self.slots];
        for items in &self.pages {
            draw_page(&mut document, &self.about, items, &mut marks)?;
        }
        let mut tree = TagTree::new();
        for node in self.nodes(ROOT, &marks) {
            tree.push(node);
        }
        document.set_tag_tree(tree);
        let mut outline = Outline::new();
        outline.push_child(OutlineNode::new(
            self.about.title.clone(),
            XyzDestination::new(0, Point::from_xy(0.0, 0.0)),
        ));
        document.set_outline(outline);
        document.set_metadata(metadata(&self.about));
        document.finish().map_err(failed)
    }

    /// The line at the foot of each page: whose it is, and which page of how many.
    fn number_pages(&mut self) {
        let style = Style {
            weight: Weight::Regular,
            size: 8.0,
            colour: PALE_INK,
        };
        let About { page, margin, .. } = self.about;
        let y = page.1 - margin + 16.0;
        let face = style.weight.face();
        let left = face.clean(&format!(
            "{} · {}",
            self.about.organisation, self.about.title
        ));
        let left = face.lines(&left, style.size, page.0 * 0.6, 1).remove(0);
        let count = self.pages.len();
        for (index, items) in self.pages.iter_mut().enumerate() {
            let text = self.about.texts.report_page(index + 1, count);
            let x = page.0 - margin - face.width(&text, style.size);
            for (x, text) in [(margin, left.clone()), (x, text)] {
                items.push(Item::Text {
                    x,
                    y,
                    style,
                    text,
                    slot: None,
                });
            }
        }
    }

    fn nodes(&self, part: Part, marks: &[Option<Identifier>]) -> Vec<Node> {
        let Some(tagged) = self.parts.get(part.0) else {
            return Vec::new();
        };
        let children = tagged.children.iter();
        children
            .filter_map(|child| match child {
                Child::Slot(slot) => marks.get(*slot).copied().flatten().map(Node::Leaf),
                Child::Part(part) => {
                    let tag = self.parts.get(part.0)?.tag.clone()?;
                    let group = TagGroup::with_children(tag, self.nodes(*part, marks));
                    Some(Node::Group(group))
                }
            })
            .collect()
    }
}

fn draw_page(
    document: &mut Document,
    about: &About,
    items: &[Item],
    marks: &mut [Option<Identifier>],
) -> Result<(), Failed> {
    let settings = PageSettings::from_wh(about.page.0, about.page.1)
        .ok_or_else(|| Failed::Pdf("a page without size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    for item in items {
        draw(&mut surface, item, marks);
    }
    surface.finish();
    for item in items {
        link(&mut page, item, marks);
    }
    page.finish();
    Ok(())
}

fn draw(surface: &mut Surface<'_>, item: &Item, marks: &mut [Option<Identifier>]) {
    match item {
        Item::Text {
            x,
            y,
            style,
            text,
            slot,
        } => {
            let tag = match slot {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let mark = surface.start_tagged(tag);
            draw_text(surface, *x, *y, *style, text);
            surface.end_tagged();
            keep(marks, *slot, mark);
        }
        Item::Rect { area, colour } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                ArtifactType::Layout,
            )));
            fill(surface, &[*area], *colour);
            surface.end_tagged();
        }
        Item::Dot {
            x,
            y,
            radius,
            colour,
        } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
                ArtifactType::Layout,
            )));
            disc(surface, *x, *y, *radius, *colour);
            surface.end_tagged();
        }
        Item::Squares { squares, slot } => {
            let mark = surface.start_tagged(ContentTag::Other);
            fill(surface, squares, Colour(0, 0, 0));
            surface.end_tagged();
            keep(marks, Some(*slot), mark);
        }
        Item::Link { .. } => {}
    }
}

fn link(page: &mut Page<'_>, item: &Item, marks: &mut [Option<Identifier>]) {
    let Item::Link {
        area,
        address,
        slot,
    } = item
    else {
        return;
    };
    let Some(rect) = Rect::from_xywh(area.x, area.y, area.wide, area.high) else {
        return;
    };
    let target = Target::Action(Action::Link(LinkAction::new(address.clone())));
    let link = Annotation::new_link(LinkAnnotation::new(rect, target), Some(address.clone()));
    keep(marks, Some(*slot), page.add_tagged_annotation(link));
}

fn keep(marks: &mut [Option<Identifier>], slot: Option<usize>, mark: Identifier) {
    if let Some(place) = slot.and_then(|slot| marks.get_mut(slot)) {
        *place = Some(mark);
    }
}

fn draw_text(surface: &mut Surface<'_>, x: f32, y: f32, style: Style, text: &str) {
    let face = style.weight.face();
    let glyphs: Vec<KrillaGlyph> = text
        .char_indices()
        .map(|(at, letter)| {
            let glyph = face.glyph(letter);
            KrillaGlyph::new(
                GlyphId::new(u32::from(glyph.id)),
                glyph.advance,
                0.0,
                0.0,
                0.0,
                at..at + letter.len_utf8(),
                None,
            )
        })
        .collect();
    surface.set_fill(Some(style.colour.fill()));
    surface.draw_glyphs(
        Point::from_xy(x, y),
        &glyphs,
        face.font.clone(),
        text,
        style.size,
        false,
    );
}

fn fill(surface: &mut Surface<'_>, areas: &[Area], colour: Colour) {
    let mut path = PathBuilder::new();
    for area in areas {
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.wide, area.high) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(colour.fill()));
        surface.draw_path(&path);
    }
}

/// A disc of four curves.
fn disc(surface: &mut Surface<'_>, x: f32, y: f32, radius: f32, colour: Colour) {
    // How far the handles of a quarter's curve lie, as a share of the radius.
    let bend = radius * 0.552_285;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + bend, x + bend, y + radius, x, y + radius);
    path.cubic_to(x - bend, y + radius, x - radius, y + bend, x - radius, y);
    path.cubic_to(x - radius, y - bend, x - bend, y - radius, x, y - radius);
    path.cubic_to(x + bend, y - radius, x + radius, y - bend, x + radius, y);
    path.close();
    if let Some(path) = path.finish() {
        surface.set_fill(Some(colour.fill()));
        surface.draw_path(&path);
    }
}

fn metadata(about: &About) -> Metadata {
    let at = &about.made_at;
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    let offset = at.offset().seconds();
    let made = DateTime::new(u16::try_from(at.year()).unwrap_or(0))
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(i8::try_from(offset / 3600).unwrap_or(0))
        .utc_offset_minute(u8::try_from(offset.abs() % 3600 / 60).unwrap_or(0));
    Metadata::new()
        .title(about.title.clone())
        .language(about.texts.locale().to_string())
        .authors(vec![about.organisation.clone()])
        .creator("Resuelto".to_owned())
        .creation_date(made)
}

fn failed(error: impl std::fmt::Debug) -> Failed {
    Failed::Pdf(format!("{error:?}"))
}
