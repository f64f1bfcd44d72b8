//! Speaks with clamd, the daemon of `ClamAV`: `man clamd`, "COMMANDS".
//!
//! A file is sent as it is read (`INSTREAM`), in pieces that carry their length. Our own, because
//! all of it is one command, and what matters is to hear clamd out when it hangs up early.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, bail};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// How long a connection may take.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// How long it is listened to when it hung up before it had everything.
const LAST_WORDS_WITHIN: Duration = Duration::from_secs(2);

/// The longest piece that is sent.
const PIECE: usize = 64 * 1024;

/// The longest answer that is read.
const ANSWER: u64 = 4096;

/// The most that is kept of the name of a find, in characters.
const NAME: usize = 100;

/// How clamd names what it did not look into, if it is told to say so (`AlertExceedsMax`).
const LIMITS: &str = "Heuristics.Limits.Exceeded";

/// How long one file may take: longer than clamd itself looks into one (`MaxScanTime`).
const SCAN_WITHIN: Duration = Duration::from_secs(150);

/// Where a clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanner {
    address: Address,
    within: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Address {
    Socket(PathBuf),
    Host(String),
}

/// What clamd says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It found nothing.
    Clean,
    /// It found this.
    Infected(String),
    /// It did not look into all of it, for this limit of its own.
    Unscannable(String),
}

/// It is no path and no host with a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the path of its socket, such as /run/clamav/clamd.ctl, or host:port")]
pub struct BadAddress;

impl FromStr for Scanner {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        if text.starts_with('/') {
            return Ok(Self::at(Address::Socket(text.into())));
        }
        let (host, port) = text.rsplit_once(':').ok_or(BadAddress)?;
        let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        if host.is_empty() || host.contains(['/', '@', ' ']) || !is_port {
            return Err(BadAddress);
        }
        Ok(Self::at(Address::Host(text.to_owned())))
    }
}

impl fmt::Display for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.address {
            Address::Socket(path) => path.display().fmt(f),
            Address::Host(host) => host.fmt(f),
        }
    }
}

impl Scanner {
    fn at(address: Address) -> Self {
        Self {
            address,
            within: SCAN_WITHIN,
        }
    }

    /// The same with another time for each file.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    /// Has a file looked through.
    ///
    /// # Errors
    ///
    /// When it cannot be reached, answers something else or not in time, or the file cannot be
    /// read.
    pub async fn scan<S, E>(&self, file: S) -> anyhow::Result<Verdict>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<anyhow::Error>,
    {
        match tokio::time::timeout(self.within, self.talk(file)).await {
            Ok(said) => said,
            Err(_) => bail!("clamd at {self} does not come to an end"),
        }
    }

    async fn talk<S, E>(&self, file: S) -> anyhow::Result<Verdict>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<anyhow::Error>,
    {
        let (read, mut write) = self.connect().await?;
        let answer = answer(read);
        let sending = async {
            write.write_all(b"zINSTREAM\0").await?;
            let mut file = Box::pin(file);
            while let Some(bytes) = file.next().await {
                for piece in bytes.map_err(Into::into)?.chunks(PIECE) {
                    let length = u32::try_from(piece.len())?;
                    write.write_all(&length.to_be_bytes()).await?;
                    write.write_all(piece).await?;
                }
            }
            write.write_all(&0_u32.to_be_bytes()).await?;
            write.flush().await?;
            anyhow::Ok(())
        };
        tokio::pin!(answer, sending);
        let said = tokio::select! {
            said = &mut answer => said?,
            sent = &mut sending => match sent {
                Ok(()) => answer.await?,
                // It hung up; what it said before that is worth more than that it did.
                Err(error) => match tokio::time::timeout(LAST_WORDS_WITHIN, answer).await {
                    Ok(Ok(said)) => said,
                    Ok(Err(_)) | Err(_) => return Err(error.context("sending a file to clamd")),
                },
            },
        };
        verdict(&said)
    }

    /// Which clamd it is, and of which day its signatures are.
    ///
    /// # Errors
    ///
    /// When it cannot be reached or says nothing.
    pub async fn version(&self) -> anyhow::Result<String> {
        let (read, mut write) = self.connect().await?;
        write.write_all(b"zVERSION\0").await?;
        answer(read).await
    }

    async fn connect(
        &self,
    ) -> anyhow::Result<(
        Box<dyn AsyncRead + Send + Unpin>,
        Box<dyn AsyncWrite + Send + Unpin>,
    )> {
        let connecting = async {
            Ok::<_, std::io::Error>(match &self.address {
                Address::Socket(path) => {
                    let (read, write) = UnixStream::connect(path).await?.into_split();
                    (Box::new(read) as Box<_>, Box::new(write) as Box<_>)
                }
                Address::Host(host) => {
                    let (read, write) = TcpStream::connect(host).await?.into_split();
                    (Box::new(read) as Box<_>, Box::new(write) as Box<_>)
                }
            })
        };
        match tokio::time::timeout(CONNECT_WITHIN, connecting).await {
            Ok(connected) => connected.with_context(|| format!("connecting to clamd at {self}")),
            Err(_) => bail!("clamd at {self} does not answer"),
        }
    }
}

async fn answer(read: impl AsyncRead + Unpin) -> anyhow::Result<String> {
    let (mut read, mut said) = (read.take(ANSWER), Vec::new());
    // Who hangs up early resets the connection, with its last words still to be read behind that.
    if let Err(error) = read.read_to_end(&mut said).await
        && (error.kind() != ErrorKind::ConnectionReset
            || read.read_to_end(&mut said).await.is_err() && said.is_empty())
    {
        return Err(error.into());
    }
    let text = String::from_utf8_lossy(&said);
    let text = text.trim_end_matches(['\0', '\n']);
    if text.is_empty() {
        bail!("clamd hung up without a word");
    }
    Ok(text.to_owned())
}

/// What an answer to `INSTREAM` means. What is not understood is no verdict.
fn verdict(said: &str) -> anyhow::Result<Verdict> {
    if said == "stream: OK" {
        return Ok(Verdict::Clean);
    }
    if said.contains("size limit exceeded") {
        return Ok(Verdict::Unscannable("StreamMaxLength".to_owned()));
    }
    let find = said
        .strip_prefix("stream: ")
        .and_then(|rest| rest.strip_suffix(" FOUND"));
    match find.map(name) {
        Some(find) if find.starts_with(LIMITS) => Ok(Verdict::Unscannable(find)),
        Some(find) => Ok(Verdict::Infected(find)),
        None => bail!("clamd says {:?}", name(said)),
    }
}

fn name(text: &str) -> String {
    let printable = text.chars().filter(|c| !c.is_control());
    printable.take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f09_only_what_clamd_calls_ok_is_clean() {
        assert_eq!(verdict("stream: OK").unwrap(), Verdict::Clean);
        for (said, meant) in [
            (
                "stream: Win.Test.EICAR_HDB-1 FOUND",
                Verdict::Infected("Win.Test.EICAR_HDB-1".into()),
            ),
            ("stream: a\u{1b}b FOUND", Verdict::Infected("ab".into())),
            (
                "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND",
                Verdict::Unscannable("Heuristics.Limits.Exceeded.MaxFileSize".into()),
            ),
            (
                "INSTREAM size limit exceeded. ERROR",
                Verdict::Unscannable("StreamMaxLength".into()),
            ),
        ] {
            assert_eq!(verdict(said).unwrap(), meant, "{said}");
        }
        for strange in [
            "OK",
            "stream: ok",
            "stream: OK\nstream: OK",
            "UNKNOWN COMMAND",
            "stream: Can't allocate memory ERROR",
        ] {
            assert!(verdict(strange).is_err(), "{strange}");
        }
    }

    #[test]
    fn an_address_is_a_path_or_a_host_with_a_port() {
        for good in [
            "/run/clamav/clamd.ctl",
            "127.0.0.1:3310",
            "[::1]:3310",
            "av.example.org:3310",
        ] {
            let scanner: Scanner = good.parse().unwrap();
            assert_eq!(scanner.to_string(), good);
        }
        for bad in [
            "",
            "clamd",
            "host:",
            ":3310",
            "host:0",
            "host:99999",
            "tcp://host:3310",
            "a@b:1",
        ] {
            assert_eq!(bad.parse::<Scanner>(), Err(BadAddress), "{bad}");
        }
    }
}
