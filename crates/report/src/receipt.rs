//! The receipt of a filed ticket: what was filed, when, and with which files.

use krilla::tagging::{Tag, TagKind};

use crate::list::Failed;
use crate::pdf::canvas::{About, Area, Colour, ROOT, Style};
use crate::pdf::flow::{BODY, Flow, MARGIN, PAGE, PALE, STRONG, WIDE};
use crate::{FileLine, Letterhead, qr};

/// What a receipt says.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Who gives it out; the instant is that of the filing.
    pub letterhead: Letterhead,
    /// The ticket's code.
    pub code: String,
    /// Labels and what was filed: topic, subject, name.
    pub fields: Vec<(String, String)>,
    /// What the requester wrote.
    pub description: String,
    /// The files that were filed with it.
    pub files: Vec<FileLine>,
    /// The page that confirms this receipt; its QR code leads there.
    pub address: String,
    /// The page that shows the public key.
    pub key_address: String,
    /// The public key, in hexadecimal digits.
    pub public_key: String,
}

impl Receipt {
    /// The receipt as PDF, unsigned.
    ///
    /// # Errors
    ///
    /// When the document cannot be written.
    pub fn pdf(&self) -> Result<Vec<u8>, Failed> {
        let texts = &self.letterhead.texts;
        let title = texts.receipt_title();
        let mut flow = Flow::begin(
            About {
                texts: *texts,
                title: format!("{title} {}", self.code),
                organisation: self.letterhead.organisation.clone(),
                made_at: self
                    .letterhead
                    .made_at
                    .to_zoned(self.letterhead.zone.clone()),
                page: PAGE,
                margin: MARGIN,
            },
            &self.letterhead.colour,
            &self.letterhead.moment(self.letterhead.made_at),
        );
        flow.title(&title);
        self.stub(&mut flow);
        let list = flow.list();
        let zone = self.letterhead.zone.iana_name().unwrap_or("UTC");
        let filed = self.letterhead.moment(self.letterhead.made_at);
        flow.field(
            list,
            &texts.receipt_filed_at(),
            &format!("{filed} ({zone})"),
        );
        for (label, value) in &self.fields {
            flow.field(list, label, value);
        }
        flow.heading(&texts.receipt_description());
        flow.paragraph(BODY, &self.description);
        self.files(&mut flow);
        self.proof(&mut flow)?;
        flow.finish()
    }

    /// The code in its stub, with the two notches.
    fn stub(&self, flow: &mut Flow) {
        let (top, high) = (flow.y, 74.0);
        let area = Area {
            x: MARGIN,
            y: top,
            wide: WIDE,
            high,
        };
        let panel = Colour::parse(&flow.palette.panel);
        let on_panel = Colour::parse(&flow.palette.on_panel);
        let white = Colour(0xff, 0xff, 0xff);
        flow.canvas.rect(area, panel);
        for x in [MARGIN, MARGIN + WIDE] {
            flow.canvas.dot(x, top + high / 2.0, 8.0, white);
        }
        let label = Style {
            colour: on_panel,
            ..PALE
        };
        let code = Style {
            colour: on_panel,
            size: 26.0,
            ..STRONG
        };
        let part = flow.canvas.part(ROOT, TagKind::from(Tag::P));
        let x = MARGIN + 24.0;
        let said = self.letterhead.texts.receipt_code();
        flow.canvas.text(Some(part), x, top + 24.0, label, &said);
        let part = flow.canvas.part(ROOT, TagKind::from(Tag::P));
        let shown = code.face().clean(&self.code);
        flow.canvas.text(Some(part), x, top + 54.0, code, &shown);
        flow.y = top + high + 18.0;
    }

    fn files(&self, flow: &mut Flow) {
        let texts = &self.letterhead.texts;
        flow.heading(&texts.receipt_files());
        if self.files.is_empty() {
            flow.paragraph(BODY, &texts.receipt_no_files());
            return;
        }
        flow.paragraph(PALE, &texts.receipt_files_note());
        for file in &self.files {
            flow.file(texts, file);
        }
    }

    /// The QR code, and how to check the receipt.
    fn proof(&self, flow: &mut Flow) -> Result<(), Failed> {
        const SIDE: f32 = 104.0;
        let texts = &self.letterhead.texts;
        flow.room_for(SIDE + 60.0);
        flow.heading(&texts.receipt_proof());
        let top = flow.y;
        let area = Area {
            x: MARGIN - 10.0,
            y: top,
            wide: SIDE,
            high: SIDE,
        };
        let figure = flow
            .canvas
            .part(ROOT, Tag::Figure(Some(texts.receipt_qr(&self.address))));
        flow.canvas
            .squares(figure, qr::squares(&self.address, area)?);
        let (x, wide) = (MARGIN + SIDE + 4.0, WIDE - SIDE - 4.0);
        let part = flow.canvas.part(ROOT, TagKind::from(Tag::P));
        flow.lines(part, x, wide, PALE, &texts.receipt_proof_page());
        flow.address(x, wide, &self.address);
        let part = flow.canvas.part(ROOT, TagKind::from(Tag::P));
        let signed = texts.receipt_proof_signature(&self.public_key);
        flow.lines(part, x, wide, PALE, &signed);
        flow.address(x, wide, &self.key_address);
        flow.y = flow.y.max(top + SIDE);
        Ok(())
    }
}
