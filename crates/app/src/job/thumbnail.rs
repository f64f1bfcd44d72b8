//! Small pictures of pictures, made with hard limits (case F7).

use std::io::Cursor;

use domain::FileId;
use domain::file::File;
use futures_util::TryStreamExt;
use image::{ImageFormat, ImageReader, Limits};
use store::BlobKey;

use super::Failure;
use crate::{App, Error};

/// The longest side of the small picture, in pixels: 160 on a screen with two dots a pixel.
const SIDE: u32 = 320;

/// Pictures of more pixels a side are not looked into.
const MOST_PIXELS: u32 = 16_000;

/// The most memory that decoding may take.
const MOST_BYTES: u64 = 48 * 1024 * 1024;

/// Makes the small picture of a file; a picture that is damaged or too large just has none.
pub(super) async fn make(app: &App, id: FileId) -> Result<(), Failure> {
    let Some(file) = app
        .store
        .read(move |db| Ok::<_, Error>(db.file(id)?))
        .await?
    else {
        return Ok(());
    };
    if file.thumbnail.is_some() || !file.kind.has_thumbnail() {
        return Ok(());
    }
    let slot = app.desk.picture_slot.acquire().await;
    let small = shrink(app, &file).await?;
    drop(slot);
    let Some(small) = small else {
        return Ok(());
    };
    let body = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(small))]);
    let kept = app
        .blobs
        .put_stream("thumbnails", MOST_BYTES, body)
        .await
        .map_err(|error| Failure::Retry(error.into()))?;
    let key = kept.key.to_string();
    app.store
        .write(move |tx| {
            // The file may have been taken out of its draft meanwhile; the sweep finds the picture.
            if tx.file(id)?.is_some() {
                tx.set_thumbnail(id, &key)?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    Ok(())
}

async fn shrink(app: &App, file: &File) -> Result<Option<Vec<u8>>, Failure> {
    let key: BlobKey = file
        .key
        .parse()
        .map_err(|error: store::BlobError| Failure::GiveUp(error.into()))?;
    let retry = |error: store::BlobError| Failure::Retry(error.into());
    let opened = app.blobs.get_stream(&key).await.map_err(retry)?;
    let content: Vec<u8> = opened
        .bytes
        .try_fold(Vec::new(), async |mut all, chunk| {
            all.extend_from_slice(&chunk);
            Ok(all)
        })
        .await
        .map_err(retry)?;
    let format = match file.kind {
        domain::file::Kind::Jpeg => ImageFormat::Jpeg,
        domain::file::Kind::Png => ImageFormat::Png,
        domain::file::Kind::Gif => ImageFormat::Gif,
        domain::file::Kind::Webp => ImageFormat::WebP,
        domain::file::Kind::Heic
        | domain::file::Kind::Pdf
        | domain::file::Kind::Word
        | domain::file::Kind::Excel
        | domain::file::Kind::Text
        | domain::file::Kind::Csv => return Ok(None),
    };
    let made = tokio::task::spawn_blocking(move || small_picture(&content, format)).await;
    match made {
        Ok(Ok(small)) => Ok(Some(small)),
        Ok(Err(error)) => {
            tracing::info!(file.id = file.id.0, error = %error, "no small picture could be made");
            Ok(None)
        }
        // A picture that makes the decoder panic has none either.
        Err(_) => Ok(None),
    }
}

/// Decodes within limits, shrinks, and encodes as JPEG: the result carries nothing of the
/// original but its look (no place, no device).
pub(crate) fn small_picture(content: &[u8], format: ImageFormat) -> image::ImageResult<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    reader.limits(limits);
    let small = reader.decode()?.thumbnail(SIDE, SIDE).into_rgb8();
    let mut jpeg = Cursor::new(Vec::new());
    small.write_to(&mut jpeg, ImageFormat::Jpeg)?;
    Ok(jpeg.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f07_a_picture_that_takes_more_memory_than_allowed_is_refused() {
        // Of one colour, so that the file is small.
        let side = 7_500;
        let mut png = Cursor::new(Vec::new());
        image::GrayImage::new(side, side)
            .write_to(&mut png, ImageFormat::Png)
            .unwrap();
        assert!(png.get_ref().len() < 1024 * 1024);

        let refused = small_picture(png.get_ref(), ImageFormat::Png);

        assert!(
            matches!(refused, Err(image::ImageError::Limits(_))),
            "{refused:?}"
        );
    }

    #[test]
    fn f07_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
        // A PNG header that announces 65,535 × 65,535 pixels, and nothing behind it.
        let mut png =
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0".to_vec();
        let crc = png[12..].iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 {
                    (crc >> 1) ^ 0xedb8_8320
                } else {
                    crc >> 1
                }
            })
        });
        png.extend_from_slice(&(!crc).to_be_bytes());

        let refused = small_picture(&png, ImageFormat::Png);

        assert!(
            matches!(refused, Err(image::ImageError::Limits(_))),
            "{refused:?}"
        );
    }
}
