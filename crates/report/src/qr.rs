//! QR codes: as squares for documents, and as a path for pages.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};

use crate::list::Failed;
use crate::pdf::canvas::Area;

/// How many light squares are around it, as the standard wants.
const FRAME: usize = 4;

/// A QR code for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How many units it is wide and high, with its light frame.
    pub size: usize,
    /// The dark squares, as the data of an SVG path.
    pub path: String,
}

impl Picture {
    /// The picture of a text.
    ///
    /// # Errors
    ///
    /// [`Failed`] for a text that is too long for one.
    pub fn of(text: &str) -> Result<Self, Failed> {
        let code = build(text)?;
        let mut path = String::new();
        for Run {
            row,
            column,
            length,
        } in runs(&code)
        {
            let (x, y) = (column + FRAME, row + FRAME);
            // Writing to a text cannot fail.
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
        }
        Ok(Self {
            size: code.size + 2 * FRAME,
            path,
        })
    }
}

/// The dark squares of a QR code that fills an area, with the light frame that readers need.
pub(crate) fn squares(text: &str, area: Area) -> Result<Vec<Area>, Failed> {
    let code = build(text)?;
    let step = area.wide / number(code.size + 2 * FRAME);
    let square = |run: Run| Area {
        x: area.x + number(run.column + FRAME) * step,
        y: area.y + number(run.row + FRAME) * step,
        wide: number(run.length) * step,
        high: step,
    };
    Ok(runs(&code).into_iter().map(square).collect())
}

fn build(text: &str) -> Result<QRCode, Failed> {
    QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|error| Failed::Pdf(format!("{error:?}")))
}

/// Dark squares side by side: less to write than each alone, and no hair line between them.
struct Run {
    row: usize,
    column: usize,
    length: usize,
}

fn runs(code: &QRCode) -> Vec<Run> {
    let mut runs = Vec::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size)
                .take_while(|at| code[row][*at].value())
                .count();
            if length > 0 {
                runs.push(Run {
                    row,
                    column,
                    length,
                });
            }
            column += length + 1;
        }
    }
    runs
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a code has at most 177 squares a side"
)]
fn number(count: usize) -> f32 {
    count as f32
}
