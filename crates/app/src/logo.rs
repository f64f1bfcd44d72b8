//! The organisation's logo: whatever picture comes, a small PNG of our own making is kept.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader, Limits};

/// The largest picture taken, in bytes.
pub const MAX_BYTES: usize = 512 * 1024;

/// Pictures of more pixels a side are not looked into (case F7).
const MOST_PIXELS: u32 = 4_096;

/// The most memory that decoding may take.
const MOST_MEMORY: u64 = 80 * 1024 * 1024;

/// Sides to try, in pixels, until the result is small: pages show 36, sharp screens four times that.
const SIDES: [u32; 4] = [144, 108, 72, 36];

/// The largest logo kept: every mail carries it.
const MOST_KEPT: usize = 40 * 1024;

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoRefusal {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// Neither PNG nor JPEG nor WebP by its content. SVG can carry scripts (case E4).
    Kind,
    /// Damaged, or of too many pixels.
    Unreadable,
}

/// A logo as the settings keep it. It carries nothing of the original but its look.
///
/// # Errors
///
/// [`LogoRefusal`].
pub async fn make(content: Vec<u8>) -> Result<String, LogoRefusal> {
    if content.len() > MAX_BYTES {
        return Err(LogoRefusal::TooLarge);
    }
    let kind = infer::get(&content).map(|kind| kind.mime_type());
    let format = match kind {
        Some("image/png") => ImageFormat::Png,
        Some("image/jpeg") => ImageFormat::Jpeg,
        Some("image/webp") => ImageFormat::WebP,
        Some(_) | None => return Err(LogoRefusal::Kind),
    };
    // A picture that makes the decoder panic cannot be read either.
    tokio::task::spawn_blocking(move || shrink(&content, format))
        .await
        .ok()
        .flatten()
        .map(|png| STANDARD.encode(png))
        .ok_or(LogoRefusal::Unreadable)
}

/// The bytes of a kept logo; none where there is no logo.
pub fn bytes(kept: &str) -> Option<Vec<u8>> {
    STANDARD.decode(kept).ok().filter(|png| !png.is_empty())
}

fn shrink(content: &[u8], format: ImageFormat) -> Option<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    SIDES.into_iter().find_map(|side| {
        let small = if picture.width().max(picture.height()) > side {
            picture.thumbnail(side, side)
        } else {
            picture.clone()
        };
        let mut png = Cursor::new(Vec::new());
        small
            .into_rgba8()
            .write_to(&mut png, ImageFormat::Png)
            .ok()?;
        Some(png.into_inner()).filter(|png| png.len() <= MOST_KEPT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let noise = |x: u32, y: u32| {
            let mixed = x
                .wrapping_mul(2_654_435_761)
                .wrapping_add(y.wrapping_mul(40_503));
            image::Rgb(
                mixed.wrapping_mul(mixed).to_le_bytes()[..3]
                    .try_into()
                    .expect("three"),
            )
        };
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::from_fn(width, height, noise)
            .write_to(&mut bytes, format)
            .expect("a picture");
        bytes.into_inner()
    }

    #[tokio::test]
    async fn any_picture_becomes_a_small_png_of_the_same_shape() {
        for (width, height, format) in [
            (400, 200, ImageFormat::Png),
            (300, 300, ImageFormat::Jpeg),
            (20, 10, ImageFormat::Png),
        ] {
            let kept = make(picture(width, height, format)).await.expect("a logo");

            let png = bytes(&kept).expect("bytes");
            let small = image::load_from_memory_with_format(&png, ImageFormat::Png).expect("PNG");
            assert!(png.len() <= MOST_KEPT, "{}", png.len());
            assert!(small.width() <= 144 && small.height() <= 144);
            assert_eq!(small.width() * height, small.height() * width);
        }
    }

    #[tokio::test]
    async fn e04_what_is_no_picture_is_refused_whatever_it_says_it_is() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        assert_eq!(make(svg.to_vec()).await, Err(LogoRefusal::Kind));
        assert_eq!(make(b"<html>".to_vec()).await, Err(LogoRefusal::Kind));
        assert_eq!(make(Vec::new()).await, Err(LogoRefusal::Kind));
        let mut broken = picture(50, 50, ImageFormat::Png);
        broken.truncate(60);
        assert_eq!(make(broken).await, Err(LogoRefusal::Unreadable));
        assert_eq!(
            make(vec![0; MAX_BYTES + 1]).await,
            Err(LogoRefusal::TooLarge)
        );
        let wide = picture(MOST_PIXELS + 1, 1, ImageFormat::Png);
        assert_eq!(make(wide).await, Err(LogoRefusal::Unreadable));
    }
}
