//! Small real files: pictures, documents, lists. What they are is told by the ending of the name.

use std::fmt::Write;
use std::io::Cursor;
use std::sync::Arc;

use image::{ImageFormat, Rgb, RgbImage};

use super::random::Draw;

/// Pictures, drawn once and used again.
pub(super) struct Pictures {
    parcels: Vec<Vec<u8>>,
    screens: Vec<Vec<u8>>,
}

impl Pictures {
    pub(super) fn draw(draw: &mut Draw) -> anyhow::Result<Self> {
        let parcels = (0..8)
            .map(|_| encoded(&parcel(draw, 320, 240), ImageFormat::Jpeg))
            .collect::<anyhow::Result<_>>()?;
        let screens = (0..3)
            .map(|_| encoded(&screen(draw, 240, 320), ImageFormat::Png))
            .collect::<anyhow::Result<_>>()?;
        Ok(Self { parcels, screens })
    }
}

/// Where files are taken from.
pub(super) struct Shelf {
    pictures: Arc<Pictures>,
    draw: Draw,
}

impl Shelf {
    pub(super) fn new(pictures: Arc<Pictures>, draw: Draw) -> Self {
        Self { pictures, draw }
    }

    /// The content of a file of that name, about `subject`.
    pub(super) fn content(&mut self, name: &str, subject: &str) -> Vec<u8> {
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("jpg") => self.draw.pick(&self.pictures.parcels).clone(),
            Some("png") => self.draw.pick(&self.pictures.screens).clone(),
            Some("pdf") => pdf(&title(name), subject, &mut self.draw),
            Some("csv") => list(&mut self.draw),
            _ => format!("{}\n\n{subject}\n", title(name)).into_bytes(),
        }
    }
}

/// `recibo-de-admision.pdf` is «recibo de admision».
fn title(name: &str) -> String {
    name.split('.').next().unwrap_or_default().replace('-', " ")
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format)?;
    Ok(bytes.into_inner())
}

/// A cardboard box on a table: tape across, a label, sometimes a dent.
fn parcel(draw: &mut Draw, width: u32, height: u32) -> RgbImage {
    let mut shade = |low: i64, high: i64| u8::try_from(draw.between(low, high)).unwrap_or(0);
    let table = [shade(90, 205), shade(90, 190), shade(90, 180)];
    let card = [shade(165, 205), shade(125, 155), shade(80, 110)];
    let tape = [shade(60, 230), shade(120, 220), shade(60, 200)];
    let (left, top) = (u32::from(shade(24, 70)), u32::from(shade(24, 60)));
    let (right, bottom) = (
        width - u32::from(shade(24, 70)),
        height - u32::from(shade(20, 40)),
    );
    let band = left + (right - left) / 3 + u32::from(shade(0, 80));
    let (label_x, label_y) = (right - 130, bottom - 90);
    let dent = (
        left + u32::from(shade(0, 200)),
        top + u32::from(shade(0, 60)),
        u32::from(shade(0, 46)),
    );
    RgbImage::from_fn(width, height, |x, y| {
        let inside = (left..right).contains(&x) && (top..bottom).contains(&y);
        let dark = u8::try_from((x * 7 + y * 13) % 11 + y * 24 / height).unwrap_or(0);
        let near = x.abs_diff(dent.0).pow(2) + y.abs_diff(dent.1).pow(2) < dent.2.pow(2);
        let colour = if !inside {
            table
        } else if (label_x..label_x + 110).contains(&x) && (label_y..label_y + 70).contains(&y) {
            if (y - label_y) % 12 < 4 && x - label_x > 10 && x - label_x < 90 {
                [60, 60, 66]
            } else {
                [244, 244, 238]
            }
        } else if near {
            [card[0] / 2, card[1] / 2, card[2] / 2]
        } else if (band..band + 46).contains(&x) {
            tape
        } else {
            card
        };
        Rgb(colour.map(|channel| channel.saturating_sub(dark)))
    })
}

/// A telephone's screen: a bar, lines of text, a button.
fn screen(draw: &mut Draw, width: u32, height: u32) -> RgbImage {
    let mut shade = |low: i64, high: i64| u8::try_from(draw.between(low, high)).unwrap_or(0);
    let bar = [shade(10, 60), shade(60, 120), shade(90, 160)];
    let lengths: Vec<u32> = (0..14).map(|_| u32::from(shade(90, 250)) + 60).collect();
    RgbImage::from_fn(width, height, |x, y| {
        let line = usize::try_from(y.saturating_sub(90) / 24).unwrap_or(0);
        let text = y > 90
            && (y - 90) % 24 < 9
            && x > 28
            && lengths.get(line).is_some_and(|length| x < *length);
        Rgb(if y < 56 {
            bar
        } else if text {
            [96, 102, 104]
        } else if (height - 56..height - 20).contains(&y) && (28..width - 28).contains(&x) {
            bar
        } else {
            [250, 250, 248]
        })
    })
}

/// A one-page document in a built-in typeface.
fn pdf(title: &str, subject: &str, draw: &mut Draw) -> Vec<u8> {
    let mut lines = vec![
        ("F2", 18, title.to_uppercase()),
        ("F1", 12, subject.to_owned()),
        ("F1", 11, String::new()),
    ];
    for _ in 0..draw.between(4, 9) {
        lines.push((
            "F1",
            11,
            format!(
                "{}   {:>9}",
                draw.pick(&["Flete", "Manejo", "Valor declarado", "Pieza", "Registro"]),
                draw.between(4_000, 980_000)
            ),
        ));
    }
    let mut text = String::from("BT 56 780 Td 0 -26 TD\n");
    for (face, size, line) in lines {
        let _ = writeln!(text, "/{face} {size} Tf ({}) Tj T*", escaped(&line));
    }
    text.push_str("ET");
    // Latin letters in the page's own encoding, one byte each.
    let stream: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();

    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let objects: [Vec<u8>; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_vec(),
        [format!("<< /Length {} >>\nstream\n", stream.len()).as_bytes(), &stream, b"\nendstream"].concat(),
    ];
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(end, "{offset:010} 00000 n ");
    }
    let _ = write!(
        end,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend_from_slice(end.as_bytes());
    file
}

fn escaped(line: &str) -> String {
    line.replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)")
}

fn list(draw: &mut Draw) -> Vec<u8> {
    let mut text = String::from("guia;destino;fecha;valor\n");
    for _ in 0..draw.between(6, 24) {
        let _ = writeln!(
            text,
            "{};{};{:02}/{:02};{}",
            super::people::tracking(draw, "CO"),
            draw.pick(super::people::TOWNS),
            draw.between(1, 28),
            draw.between(1, 12),
            draw.between(9_000, 240_000)
        );
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_their_names_say() {
        let mut shelf = Shelf::new(
            Arc::new(Pictures::draw(&mut Draw::new(3)).unwrap()),
            Draw::new(3),
        );
        for (name, start) in [
            ("caja.jpg", &b"\xff\xd8\xff"[..]),
            ("captura.png", b"\x89PNG"),
            ("guia.pdf", b"%PDF-1.4"),
            ("lista.csv", b"guia;"),
        ] {
            let content = shelf.content(name, "Caja (detenida) en Medellín");
            assert!(content.starts_with(start), "{name}");
            assert!(content.len() < 200_000, "{name}: {}", content.len());
        }
    }
}
