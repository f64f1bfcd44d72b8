//! Files too large for the database: in a local folder, or in anything that speaks S3.
//!
//! A file is first kept here and then named in a transaction; what no row names is an orphan, and
//! is swept by [`list`](Blobs::list) and [`delete`](Blobs::delete) after some time.

use std::error::Error as StdError;
use std::fmt::{self, Display};
use std::path::{Path as FilePath, PathBuf};
use std::pin::pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{
    ClientOptions, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload,
    RetryConfig,
};
use sha2::{Digest, Sha256};
use tokio::task::JoinHandle;
use url::Url;

/// With less room than this on the disk of a folder, no more files are kept.
const RESERVED_BYTES: u64 = 128 << 20;

/// What can go wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is none with this key.
    #[error("there is no such file")]
    NotFound,
    /// It has more bytes than allowed; nothing of it was kept.
    #[error("the file is larger than {limit_bytes} bytes")]
    TooLarge {
        /// How many bytes are allowed.
        limit_bytes: u64,
    },
    /// Whoever sent it stopped before its end; nothing of it was kept.
    #[error("the file did not come in completely")]
    Interrupted(#[source] Box<dyn StdError + Send + Sync>),
    /// The address does not say where files are.
    #[error("this address cannot be used: {0}")]
    Address(String),
    /// A text that is no key.
    #[error("this is no key of a file")]
    Key,
    /// The folder or the server does not work now; nothing was kept.
    #[error("the file store is not available")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        if matches!(error, object_store::Error::NotFound { .. }) {
            return Self::NotFound;
        }
        Self::Unavailable(error.into())
    }
}

/// The name of a kept file: drawn at random, so it says nothing and cannot be guessed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobKey(String);

impl BlobKey {
    /// As it is stored in the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 128 random bits, in one of 256 folders.
    fn random(folder: &str) -> Result<Self, BlobError> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits)
            .map_err(|error| BlobError::Unavailable(error.to_string().into()))?;
        let number = u128::from_be_bytes(bits);
        format!("{folder}/{:02x}/{number:032x}", bits[0]).parse()
    }

    fn path(&self) -> Path {
        Path::from(self.as_str())
    }
}

impl FromStr for BlobKey {
    type Err = BlobError;

    fn from_str(text: &str) -> Result<Self, BlobError> {
        let is_hex = |text: &str, length| {
            text.len() == length
                && text
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let parts: Vec<_> = text.split('/').collect();
        match parts.as_slice() {
            [folder, shard, name] if is_folder(folder) && is_hex(shard, 2) && is_hex(name, 32) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(BlobError::Key),
        }
    }
}

impl Display for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is known of a file that was just kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How to find it again.
    pub key: BlobKey,
    /// How many bytes it has.
    pub size_bytes: u64,
    /// SHA-256 of these bytes.
    pub sha256: [u8; 32],
}

/// A file found by [`Blobs::list`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub key: BlobKey,
    /// How many bytes it has.
    pub size_bytes: u64,
    /// When it was kept, by the clock of the file store.
    pub kept_at: Timestamp,
}

/// An open file.
pub struct Opened {
    /// How many bytes it has.
    pub size_bytes: u64,
    /// Its bytes, read as they are asked for.
    pub bytes: BoxStream<'static, Result<Bytes, BlobError>>,
}

/// The file store; clones share it.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    part_bytes: usize,
    /// Where they are on this machine, if they are.
    folder: Option<PathBuf>,
}

impl Blobs {
    /// Opens `file:PATH`, made if it is not there, or
    /// `s3://BUCKET/PREFIX?endpoint=https://…&region=…&path_style=true`, all but the bucket optional.
    ///
    /// Parts of files that were cut off by a crash stay on an S3 server until its own rule for
    /// incomplete uploads removes them.
    ///
    /// The credentials for S3 come from the environment: `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY` and the others that its tools know.
    ///
    /// # Errors
    ///
    /// [`BlobError::Address`] with what is wrong, [`BlobError::Unavailable`] if the folder cannot
    /// be made. A server is not asked before the first file.
    pub fn open(url: &str) -> Result<Self, BlobError> {
        if let Some(path) = url.strip_prefix("file:") {
            return Self::open_folder(path.strip_prefix("//").unwrap_or(path));
        }
        if url.starts_with("s3://") {
            return Self::open_s3(url, AmazonS3Builder::from_env());
        }
        Err(BlobError::Address(
            "it has to begin with file: or s3://".to_owned(),
        ))
    }

    fn open_folder(path: &str) -> Result<Self, BlobError> {
        /// There are no requests to save here, and little memory is used.
        const PART: usize = 256 * 1024;
        if path.is_empty() {
            return Err(BlobError::Address(
                "file: needs the path of a folder".to_owned(),
            ));
        }
        let folder = make_folder(FilePath::new(path)).map_err(|error| {
            let said = format!("the folder {path} cannot be made: {error}");
            BlobError::Unavailable(said.into())
        })?;
        remove_leftovers(&folder);
        // Without it a file that was acknowledged can be empty after a power cut.
        let store = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
            part_bytes: PART,
            folder: Some(folder),
        })
    }

    pub(crate) fn open_s3(url: &str, builder: AmazonS3Builder) -> Result<Self, BlobError> {
        /// The least that S3 takes for a part that is not the last.
        const PART: usize = 5 * 1024 * 1024;
        // Fails only if a provider is installed already, and then that one is used.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let url = Url::parse(url).map_err(|error| BlobError::Address(error.to_string()))?;
        let prefix = Path::from_url_path(url.path())
            .map_err(|error| BlobError::Address(error.to_string()))?;
        let store = s3_options(&url, builder)?.build()?;
        Ok(Self {
            store: Arc::new(PrefixStore::new(store, prefix)),
            part_bytes: PART,
            folder: None,
        })
    }

    /// Keeps `body` under a new key in `folder` (small letters and dashes), at most `limit_bytes`
    /// of it, and returns once it is durable.
    ///
    /// Never more than one part of the file is in memory. If it fails or is dropped, what was
    /// written is removed.
    ///
    /// # Errors
    ///
    /// [`BlobError::TooLarge`], [`BlobError::Interrupted`] if `body` fails, and
    /// [`BlobError::Unavailable`].
    pub async fn put_stream<S, E>(
        &self,
        folder: &str,
        limit_bytes: u64,
        body: S,
    ) -> Result<Kept, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        self.keep(BlobKey::random(folder)?, limit_bytes, body).await
    }

    /// Keeps `body` under a key that it had before: what a backup gives back.
    ///
    /// # Errors
    ///
    /// Those of [`put_stream`](Self::put_stream).
    pub async fn put_back<S, E>(&self, key: BlobKey, body: S) -> Result<Kept, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        self.keep(key, u64::MAX, body).await
    }

    async fn keep<S, E>(&self, key: BlobKey, limit_bytes: u64, body: S) -> Result<Kept, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        self.check_room()?;
        let mut upload = Upload::new(self, key.path());
        let (mut size_bytes, mut sha256) = (0, Sha256::new());
        let mut body = pin!(body);
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|error| BlobError::Interrupted(error.into()))?;
            size_bytes += chunk.len() as u64;
            if size_bytes > limit_bytes {
                return Err(BlobError::TooLarge { limit_bytes });
            }
            sha256.update(&chunk);
            upload.push(chunk).await?;
        }
        upload.finish().await?;
        Ok(Kept {
            key,
            size_bytes,
            sha256: sha256.finalize().into(),
        })
    }

    /// The last room of a disk is for the database: files stop first (case N5).
    fn check_room(&self) -> Result<(), BlobError> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        // A folder that does not say is asked by writing to it.
        let room = rustix::fs::statvfs(folder)
            .map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize));
        if room < RESERVED_BYTES {
            let said = format!("only {} MiB are free: files are not taken", room >> 20);
            return Err(BlobError::Unavailable(said.into()));
        }
        Ok(())
    }

    /// Opens a file to read it from its beginning.
    ///
    /// # Errors
    ///
    /// [`BlobError::NotFound`] and [`BlobError::Unavailable`], also while it is read.
    pub async fn get_stream(&self, key: &BlobKey) -> Result<Opened, BlobError> {
        let found = self.store.get(&key.path()).await?;
        let size_bytes = found.meta.size;
        Ok(Opened {
            size_bytes,
            bytes: found.into_stream().map_err(BlobError::from).boxed(),
        })
    }

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    ///
    /// [`BlobError::Unavailable`].
    pub async fn delete(&self, key: &BlobKey) -> Result<(), BlobError> {
        delete(self.store.as_ref(), &key.path()).await
    }

    /// All files of `folder`, in no order. What is still being kept is not among them.
    pub fn list(&self, folder: &str) -> BoxStream<'static, Result<Listed, BlobError>> {
        let all = self.store.list(Some(&Path::from(folder)));
        // Whatever else lies there is not ours.
        all.map_err(BlobError::from)
            .try_filter_map(async |meta| Ok(listed(&meta)))
            .boxed()
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("size_bytes", &self.size_bytes)
            .finish_non_exhaustive()
    }
}

fn is_folder(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

fn make_folder(path: &FilePath) -> std::io::Result<PathBuf> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)?;
    path.canonicalize()
}

/// Removes what uploads left behind that a crash cut short: `NAME#NUMBER`, two folders deep. A
/// local folder belongs to one node, and nothing is being kept before it is open.
fn remove_leftovers(folder: &FilePath) {
    let entries = |path: &FilePath| std::fs::read_dir(path).into_iter().flatten().flatten();
    let inner = entries(folder).flat_map(|kind| entries(&kind.path()));
    for file in inner.flat_map(|shard| entries(&shard.path())) {
        if file.file_name().to_string_lossy().contains('#') {
            // What cannot be removed now is only a waste of room.
            let _ = std::fs::remove_file(file.path());
        }
    }
}

pub(crate) fn s3_options(
    url: &Url,
    builder: AmazonS3Builder,
) -> Result<AmazonS3Builder, BlobError> {
    let bucket = url.host_str().filter(|bucket| !bucket.is_empty());
    let bucket = bucket.ok_or_else(|| BlobError::Address("s3:// needs a bucket".to_owned()))?;
    // The defaults try for three minutes, longer than anyone waits for a page.
    let retry = RetryConfig {
        max_retries: 3,
        retry_timeout: Duration::from_secs(20),
        ..RetryConfig::default()
    };
    let client = ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout(Duration::from_secs(30));
    let mut builder = builder
        .with_client_options(client)
        .with_retry(retry)
        .with_bucket_name(bucket);
    for (name, value) in url.query_pairs() {
        builder = match name.as_ref() {
            "endpoint" => builder
                .with_allow_http(value.starts_with("http://"))
                .with_endpoint(value),
            "region" => builder.with_region(value),
            "path_style" => builder.with_virtual_hosted_style_request(value != "true"),
            other => {
                let text = format!("s3:// knows endpoint, region and path_style, not {other}");
                return Err(BlobError::Address(text));
            }
        };
    }
    Ok(builder)
}

fn listed(meta: &ObjectMeta) -> Option<Listed> {
    let key = meta.location.as_ref().parse().ok()?;
    let kept_at = Timestamp::from_microsecond(meta.last_modified.timestamp_micros()).ok()?;
    Some(Listed {
        key,
        size_bytes: meta.size,
        kept_at,
    })
}

async fn delete(store: &dyn ObjectStore, path: &Path) -> Result<(), BlobError> {
    match store.delete(path).await.map_err(BlobError::from) {
        Err(BlobError::NotFound) => Ok(()),
        deleted => deleted,
    }
}

/// A file on its way in, removed again unless it is finished.
struct Upload {
    store: Arc<dyn ObjectStore>,
    path: Path,
    part_bytes: usize,
    buffer: Vec<Bytes>,
    buffered: usize,
    /// There once the file is larger than one part.
    parts: Option<Box<dyn MultipartUpload>>,
    /// The request under way, in a task of its own so that its end is known even after a drop.
    running: Option<JoinHandle<Step>>,
    kept: bool,
}

struct Step {
    parts: Option<Box<dyn MultipartUpload>>,
    done: object_store::Result<()>,
}

impl Upload {
    fn new(blobs: &Blobs, path: Path) -> Self {
        Self {
            store: Arc::clone(&blobs.store),
            path,
            part_bytes: blobs.part_bytes,
            buffer: Vec::new(),
            buffered: 0,
            parts: None,
            running: None,
            kept: false,
        }
    }

    async fn push(&mut self, mut chunk: Bytes) -> Result<(), BlobError> {
        // Some servers want all parts but the last to be of one size.
        while self.buffered + chunk.len() >= self.part_bytes {
            self.buffer
                .push(chunk.split_to(self.part_bytes - self.buffered));
            self.put_part().await?;
        }
        self.buffered += chunk.len();
        if !chunk.is_empty() {
            self.buffer.push(chunk);
        }
        Ok(())
    }

    async fn put_part(&mut self) -> Result<(), BlobError> {
        let payload = self.take_buffer();
        let (store, path, parts) = (
            Arc::clone(&self.store),
            self.path.clone(),
            self.parts.take(),
        );
        self.step(async move {
            let mut parts = match parts {
                Some(parts) => parts,
                None => match store.put_multipart(&path).await {
                    Ok(parts) => parts,
                    Err(error) => {
                        return Step {
                            parts: None,
                            done: Err(error),
                        };
                    }
                },
            };
            let done = parts.put_part(payload).await;
            Step {
                parts: Some(parts),
                done,
            }
        })
        .await
    }

    async fn finish(mut self) -> Result<(), BlobError> {
        if self.parts.is_some() && self.buffered > 0 {
            self.put_part().await?;
        }
        let payload = self.take_buffer();
        let (store, path, parts) = (
            Arc::clone(&self.store),
            self.path.clone(),
            self.parts.take(),
        );
        self.step(async move {
            match parts {
                Some(mut parts) => {
                    let done = parts.complete().await.map(drop);
                    Step {
                        parts: Some(parts),
                        done,
                    }
                }
                None => Step {
                    parts: None,
                    done: store.put(&path, payload).await.map(drop),
                },
            }
        })
        .await?;
        self.kept = true;
        Ok(())
    }

    fn take_buffer(&mut self) -> PutPayload {
        self.buffered = 0;
        std::mem::take(&mut self.buffer).into_iter().collect()
    }

    async fn step(
        &mut self,
        request: impl Future<Output = Step> + Send + 'static,
    ) -> Result<(), BlobError> {
        let running = self.running.insert(tokio::spawn(request));
        let step = running.await;
        self.running = None;
        let step = step.map_err(|stopped| BlobError::Unavailable(stopped.into()))?;
        self.parts = step.parts;
        Ok(step.done?)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        let (running, mut parts) = (self.running.take(), self.parts.take());
        let (store, path) = (Arc::clone(&self.store), self.path.clone());
        let remove = async move {
            if let Some(running) = running {
                parts = running.await.ok().and_then(|step| step.parts);
            }
            if let Some(mut parts) = parts {
                // After a failed completion there may be nothing to abort.
                let _ = parts.abort().await;
            }
            if let Err(error) = delete(store.as_ref(), &path).await {
                tracing::warn!(%error, "an incomplete file was left behind, the sweep will find it");
            }
        };
        // Without a runtime the process is ending, and the sweep removes the file later.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(remove);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_of_one_form() {
        let key = BlobKey::random("ticket-file").unwrap();

        assert_eq!(key.as_str().parse::<BlobKey>().unwrap(), key);
        for text in [
            "",
            "a/b/c",
            "../ab/00112233445566778899aabbccddeeff",
            "A/ab/0",
            "x/ab/00/../1",
        ] {
            assert!(text.parse::<BlobKey>().is_err(), "{text}");
        }
    }

    #[test]
    fn addresses_that_are_wrong_say_how_to_mend_them() {
        for (url, said) in [
            ("ftp://x", "it has to begin with file: or s3://"),
            ("file:", "file: needs the path of a folder"),
            ("s3://", "s3:// needs a bucket"),
            ("s3:///path", "s3:// needs a bucket"),
            (
                "s3://bucket?zone=1",
                "s3:// knows endpoint, region and path_style, not zone",
            ),
        ] {
            let BlobError::Address(text) = Blobs::open(url).unwrap_err() else {
                panic!("another error for {url}");
            };
            assert_eq!(text, said);
        }
    }
}
