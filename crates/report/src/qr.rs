//! QR codes as squares.

use fast_qr::{ECL, QRBuilder};

use crate::list::Failed;
use crate::pdf::canvas::Area;

/// The dark squares of a QR code that fills an area, with the light frame that readers need.
pub(crate) fn squares(text: &str, area: Area) -> Result<Vec<Area>, Failed> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(|error| Failed::Pdf(format!("{error:?}")))?;
    let step = area.wide / number(code.size + 2 * FRAME);
    let mut squares = Vec::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            // Neighbours become one area: less to write, and no hair line between them.
            let length = (column..code.size)
                .take_while(|at| code[row][*at].value())
                .count();
            if length > 0 {
                squares.push(Area {
                    x: area.x + number(column + FRAME) * step,
                    y: area.y + number(row + FRAME) * step,
                    wide: number(length) * step,
                    high: step,
                });
            }
            column += length + 1;
        }
    }
    Ok(squares)
}

/// How many light squares are around it, as the standard wants.
const FRAME: usize = 4;

#[expect(
    clippy::cast_precision_loss,
    reason = "a code has at most 177 squares a side"
)]
fn number(count: usize) -> f32 {
    count as f32
}
