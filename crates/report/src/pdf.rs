//! Pages: an own small layout on top of a PDF writer.
//!
//! [`canvas`] collects what stands where and what it means, and writes the document when all is
//! known; [`flow`] sets paragraphs one below the other; [`list`] sets the rows of a list.
//! Documents follow PDF/UA-1: everything is tagged for screen readers or marked as decoration.

pub(crate) mod canvas;
pub(crate) mod flow;
pub(crate) mod font;
pub(crate) mod list;
