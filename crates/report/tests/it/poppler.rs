//! Reads PDF files with Poppler's programs.

use std::io::Write;
use std::process::Command;

/// The text of the file as it stands on the pages.
pub(crate) fn text(pdf: &[u8]) -> String {
    run("pdftotext", &["-layout"], pdf, &["-"])
}

/// What the file says about itself: title, pages, whether it is tagged.
pub(crate) fn info(pdf: &[u8]) -> String {
    run("pdfinfo", &[], pdf, &[])
}

/// The parts of the document and their text, as a screen reader gets them.
pub(crate) fn structure(pdf: &[u8]) -> String {
    run("pdfinfo", &["-struct-text"], pdf, &[])
}

/// The addresses that the file leads to, below a line of headings.
pub(crate) fn addresses(pdf: &[u8]) -> String {
    run("pdfinfo", &["-url"], pdf, &[])
}

/// How many pixels of the first page differ from white.
pub(crate) fn ink_on_first_page(pdf: &[u8]) -> usize {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let picture = Command::new("pdftoppm")
        .args(["-f", "1", "-l", "1", "-r", "40", "-gray"])
        .arg(file.path())
        .output()
        .expect("pdftoppm of the package poppler-utils");
    picture.stdout.iter().filter(|grey| **grey < 250).count()
}

fn run(program: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let output = Command::new(program)
        .args(before)
        .arg(file.path())
        .args(after)
        .output()
        .expect("a program of the package poppler-utils");
    let complaints = String::from_utf8_lossy(&output.stderr);
    // Older Popplers expect another type there than the standard says.
    let complaints =
        complaints.replace("Syntax Error: Suspects object is wrong type (boolean)", "");
    assert!(output.status.success(), "{program}: {complaints}");
    assert_eq!(complaints.trim(), "", "{program}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
