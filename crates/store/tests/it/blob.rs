use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sha2::{Digest, Sha256};
use store::{BlobError, Blobs, Kept};

/// Runs a test on a local folder and on a real S3 server.
macro_rules! on_both_stores {
    ($(async fn $name:ident($blobs:ident: Blobs) $body:block)+) => {$(
        async fn $name($blobs: Blobs) $body

        mod $name {
            #[tokio::test]
            async fn folder() {
                let folder = tempfile::tempdir().unwrap();
                let blobs = store::Blobs::open(&format!("file:{}", folder.path().display())).unwrap();
                super::$name(blobs).await;
            }

            #[tokio::test]
            async fn s3() {
                super::$name(store::testing::s3().await).await;
            }
        }
    )+};
}

const MEBIBYTE: usize = 1024 * 1024;

fn chunks(sizes: &[usize]) -> impl Stream<Item = Result<Bytes, BlobError>> + use<> {
    let chunks: Vec<_> = sizes
        .iter()
        .enumerate()
        .map(|(at, size)| Ok(Bytes::from(vec![u8::try_from(at % 251).unwrap(); *size])))
        .collect();
    stream::iter(chunks)
}

async fn content(blobs: &Blobs, kept: &Kept) -> Vec<u8> {
    let opened = blobs.get_stream(&kept.key).await.unwrap();
    assert_eq!(opened.size_bytes, kept.size_bytes);
    let chunks: Vec<Bytes> = opened.bytes.try_collect().await.unwrap();
    chunks.concat()
}

async fn count(blobs: &Blobs) -> usize {
    blobs
        .list("file")
        .try_collect::<Vec<_>>()
        .await
        .unwrap()
        .len()
}

/// What is dropped is removed in a task of its own: waits for that.
async fn becomes_empty(blobs: &Blobs) {
    let empty = async {
        while count(blobs).await > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), empty)
        .await
        .unwrap();
}

on_both_stores! {
    async fn what_was_kept_comes_back(blobs: Blobs) {
        for sizes in [
            vec![],
            vec![0, 1],
            vec![700_000, 1, 300_000],
            vec![5 * MEBIBYTE],
            vec![3 * MEBIBYTE, 3 * MEBIBYTE, 7 * MEBIBYTE, 12],
        ] {
            let kept = blobs.put_stream("file", 20_000_000, chunks(&sizes)).await.unwrap();

            let expected: Vec<Bytes> = chunks(&sizes).try_collect().await.unwrap();
            let expected = expected.concat();
            assert_eq!(kept.size_bytes, expected.len() as u64);
            assert_eq!(kept.sha256, <[u8; 32]>::from(Sha256::digest(&expected)));
            assert!(content(&blobs, &kept).await == expected, "{sizes:?}");
        }
    }

    async fn nothing_is_left_of_a_file_that_is_too_large(blobs: Blobs) {
        for limit in [1_000, 6_000_000] {
            let told = blobs.put_stream("file", limit, chunks(&[3 * MEBIBYTE; 4])).await;

            assert!(matches!(told, Err(BlobError::TooLarge { limit_bytes }) if limit_bytes == limit));
            becomes_empty(&blobs).await;
        }
    }

    async fn nothing_is_left_of_a_file_that_breaks_off(blobs: Blobs) {
        let broken = chunks(&[6 * MEBIBYTE]).chain(stream::once(async { Err(BlobError::Key) }));

        let told = blobs.put_stream("file", 20_000_000, broken).await;

        assert!(matches!(told, Err(BlobError::Interrupted(_))));
        becomes_empty(&blobs).await;
    }

    async fn nothing_is_left_when_the_sender_goes_away(blobs: Blobs) {
        for polls in 1..12 {
            let mut put = Box::pin(blobs.put_stream("file", 20_000_000, chunks(&[3 * MEBIBYTE; 3])));
            for _ in 0..polls {
                assert!(futures_util::poll!(&mut put).is_pending());
                tokio::task::yield_now().await;
            }
            drop(put);
        }

        becomes_empty(&blobs).await;
    }

    async fn a_deleted_file_is_gone_and_may_be_deleted_again(blobs: Blobs) {
        let kept = blobs.put_stream("file", 100, chunks(&[10])).await.unwrap();

        blobs.delete(&kept.key).await.unwrap();
        blobs.delete(&kept.key).await.unwrap();

        let told = blobs.get_stream(&kept.key).await;
        assert!(matches!(told, Err(BlobError::NotFound)), "{told:?}");
    }

    async fn the_list_names_what_is_there(blobs: Blobs) {
        let kept = blobs.put_stream("file", 100, chunks(&[10])).await.unwrap();
        blobs.put_stream("thumbnail", 100, chunks(&[10])).await.unwrap();

        let listed: Vec<_> = blobs.list("file").try_collect().await.unwrap();

        assert_eq!(listed.len(), 1);
        assert_eq!((&listed[0].key, listed[0].size_bytes), (&kept.key, 10));
        assert!(listed[0].kept_at > jiff::Timestamp::UNIX_EPOCH);
    }
}

#[tokio::test]
async fn no_half_written_file_stays_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&format!("file:{}", folder.path().display())).unwrap();

    let told = blobs
        .put_stream("file", 1_000_000, chunks(&[600_000, 600_000]))
        .await;

    assert!(told.is_err());
    let gone = async {
        while files_below(folder.path()) > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone)
        .await
        .unwrap();
}

fn files_below(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| if path.is_dir() { files_below(&path) } else { 1 })
        .sum()
}

#[tokio::test]
async fn what_a_crash_left_of_an_upload_is_removed_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let shard = folder.path().join("files/ab");
    std::fs::create_dir_all(&shard).unwrap();
    let whole = shard.join("abcdefabcdefabcdefabcdefabcdefab");
    let half = shard.join("abcdefabcdefabcdefabcdefabcdefac#1");
    std::fs::write(&whole, b"whole").unwrap();
    std::fs::write(&half, b"ha").unwrap();

    Blobs::open(&format!("file:{}", folder.path().display())).unwrap();

    assert!(whole.exists());
    assert!(!half.exists());
}
