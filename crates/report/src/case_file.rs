//! The case file: one ticket with its whole history, as its reader may see it.

use krilla::tagging::{Tag, TagKind};

use crate::list::Failed;
use crate::pdf::canvas::{About, ROOT};
use crate::pdf::flow::{BODY, Flow, MARGIN, PAGE, PALE, STRONG, WIDE};
use crate::{FileLine, Letterhead};

/// What a case file holds.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// Who gives it out, and when.
    pub letterhead: Letterhead,
    /// The ticket's code.
    pub code: String,
    /// What it is about.
    pub subject: String,
    /// Labels and values: state, topic, dates.
    pub fields: Vec<(String, String)>,
    /// What happened, oldest first.
    pub entries: Vec<Entry>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When, in words.
    pub at: String,
    /// Who wrote, or what happened.
    pub what: String,
    /// The words of a message; empty for what has none.
    pub text: String,
    /// Files that came with it.
    pub files: Vec<FileLine>,
}

impl CaseFile {
    /// The case file as PDF.
    ///
    /// # Errors
    ///
    /// When the document cannot be written.
    pub fn pdf(&self) -> Result<Vec<u8>, Failed> {
        let letterhead = &self.letterhead;
        let texts = &letterhead.texts;
        let made = texts.report_made(letterhead.moment(letterhead.made_at));
        let mut flow = Flow::begin(
            About {
                texts: *texts,
                title: texts.case_file_title(&self.code),
                organisation: letterhead.organisation.clone(),
                made_at: letterhead.made_at.to_zoned(letterhead.zone.clone()),
                page: PAGE,
                margin: MARGIN,
            },
            &letterhead.colour,
            &made,
        );
        flow.title(&self.subject);
        flow.paragraph(PALE, &texts.case_file_title(&self.code));
        let list = flow.list();
        for (label, value) in &self.fields {
            flow.field(list, label, value);
        }
        flow.heading(&texts.case_file_history());
        for entry in &self.entries {
            entry.set(&mut flow, letterhead);
        }
        flow.finish()
    }
}

impl Entry {
    fn set(&self, flow: &mut Flow, letterhead: &Letterhead) {
        flow.room_for(48.0);
        flow.rule();
        let part = flow.canvas.part(ROOT, TagKind::from(Tag::P));
        flow.lines(part, MARGIN, WIDE, STRONG, &self.what);
        flow.paragraph(PALE, &self.at);
        if !self.text.is_empty() {
            flow.paragraph(BODY, &self.text);
        }
        for file in &self.files {
            flow.file(&letterhead.texts, file);
        }
    }
}
