//! A mail server that keeps what it is given, for codes and to count letters.
//!
//! On request it dies after the final dot: it keeps the mail and closes the connection without an
//! answer, so that the desk cannot know (case N3).

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, bail};
use mail_parser::MessageParser;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

/// With `dies` on, one mail in so many is kept without an answer.
const DEADLY: u64 = 20;

/// The mailbox of everybody.
#[derive(Clone)]
pub(crate) struct Mailbox {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    letters: Mutex<Letters>,
    came: Notify,
    dies: AtomicBool,
    refuses: AtomicBool,
    count: AtomicU64,
    deaths: AtomicU64,
}

#[derive(Default)]
struct Letters {
    /// The newest code by recipient.
    codes: BTreeMap<String, String>,
    /// How often each subject and recipient came, by Message-ID.
    seen: BTreeMap<(String, String), BTreeMap<String, u32>>,
}

impl Mailbox {
    /// Opens one on a free port.
    pub(crate) async fn open() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::<Shared>::default();
        let mailbox = Self { address, shared };
        let ours = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let ours = ours.clone();
                // A connection that breaks is the desk's to notice.
                tokio::spawn(async move { ours.talk(stream).await });
            }
        });
        Ok(mailbox)
    }

    /// From now on one mail in twenty is kept without an answer.
    pub(crate) fn dies(&self, dies: bool) {
        self.shared.dies.store(dies, Ordering::Relaxed);
    }

    /// From now on no mail is taken, for the time being.
    pub(crate) fn refuses(&self, refuses: bool) {
        self.shared.refuses.store(refuses, Ordering::Relaxed);
    }

    /// How many letters came.
    pub(crate) fn count(&self) -> u64 {
        self.shared.count.load(Ordering::Relaxed)
    }

    /// Waits until no letter came for half a second: what was left to do is done.
    pub(crate) async fn quiet(&self) {
        let mut before = None;
        while before != Some(self.count()) {
            before = Some(self.count());
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// How often it died.
    pub(crate) fn deaths(&self) -> u64 {
        self.shared.deaths.load(Ordering::Relaxed)
    }

    /// Waits for the code that `recipient` is sent, and takes it.
    pub(crate) async fn code_to(&self, recipient: &str) -> anyhow::Result<String> {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let came = self.shared.came.notified();
            if let Some(code) = self.letters().codes.remove(recipient) {
                return Ok(code);
            }
            timeout_at(deadline, came)
                .await
                .with_context(|| format!("no code came to {recipient}"))?;
        }
    }

    /// Whether a letter to `recipient` has `word` in its subject.
    pub(crate) fn has(&self, recipient: &str, word: &str) -> bool {
        let letters = self.letters();
        let from = (recipient.to_owned(), String::new());
        let mut to_them = letters
            .seen
            .range(from..)
            .take_while(|((to, _), _)| to == recipient);
        to_them.any(|((_, subject), _)| subject.contains(word))
    }

    /// How many letters came more than once, and how many times too often; those with another
    /// Message-ID are an error.
    pub(crate) fn doubles(&self) -> anyhow::Result<(u64, u64)> {
        let letters = self.letters();
        let (mut doubled, mut too_often) = (0, 0);
        for ((to, subject), ids) in &letters.seen {
            if ids.len() > 1 {
                bail!("{subject:?} came to {to} with {} Message-IDs", ids.len());
            }
            let times = ids.values().copied().max().unwrap_or(1);
            if times > 1 {
                doubled += 1;
                too_often += u64::from(times) - 1;
            }
        }
        Ok((doubled, too_often))
    }

    fn letters(&self) -> MutexGuard<'_, Letters> {
        let lock = self.shared.letters.lock();
        lock.unwrap_or_else(PoisonError::into_inner)
    }

    async fn talk(self, stream: TcpStream) -> anyhow::Result<()> {
        stream.set_nodelay(true)?;
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader);
        writer.write_all(b"220 trial\r\n").await?;
        let mut recipient = String::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line).await? == 0 {
                return Ok(());
            }
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            let verb: String = text.chars().take(4).collect::<String>().to_uppercase();
            let answer: &[u8] = match verb.as_str() {
                "EHLO" => b"250-trial\r\n250 8BITMIME\r\n",
                "RCPT" if self.shared.refuses.load(Ordering::Relaxed) => b"451 later\r\n",
                "RCPT" => {
                    let inside = text.split(['<', '>']).nth(1).unwrap_or_default();
                    recipient = inside.to_lowercase();
                    b"250 yes\r\n"
                }
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await?;
                    let mail = read_mail(&mut lines).await?;
                    self.keep(&recipient, &mail);
                    let number = self.shared.count.fetch_add(1, Ordering::Relaxed);
                    if self.shared.dies.load(Ordering::Relaxed) && number.is_multiple_of(DEADLY) {
                        self.shared.deaths.fetch_add(1, Ordering::Relaxed);
                        return Ok(());
                    }
                    b"250 kept\r\n"
                }
                "QUIT" => {
                    writer.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => b"250 yes\r\n",
            };
            writer.write_all(answer).await?;
        }
    }

    fn keep(&self, recipient: &str, mail: &[u8]) {
        let parsed = MessageParser::default().parse(mail);
        let subject = parsed.as_ref().and_then(|mail| mail.subject());
        let id = parsed.as_ref().and_then(|mail| mail.message_id());
        let (subject, id) = (subject.unwrap_or_default(), id.unwrap_or_default());
        let mut letters = self.letters();
        if let Some(code) = code_in(subject) {
            letters.codes.insert(recipient.to_owned(), code);
        }
        let key = (recipient.to_owned(), subject.to_owned());
        let ids = letters.seen.entry(key).or_default();
        *ids.entry(id.to_owned()).or_default() += 1;
        drop(letters);
        self.shared.came.notify_waiters();
    }
}

async fn read_mail(lines: &mut (impl AsyncBufReadExt + Unpin)) -> anyhow::Result<Vec<u8>> {
    let (mut mail, mut line) = (Vec::new(), Vec::new());
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).await? == 0 {
            bail!("the mail ended early");
        }
        match line.as_slice() {
            b".\r\n" => return Ok(mail),
            // A dot at the beginning was doubled on the way (RFC 5321, section 4.5.2).
            [b'.', rest @ ..] => mail.extend_from_slice(rest),
            whole => mail.extend_from_slice(whole),
        }
    }
}

/// The six digits that a subject begins with, such as `123 456 es su código`.
fn code_in(subject: &str) -> Option<String> {
    let (first, rest) = subject.split_at_checked(3)?;
    let second = rest.strip_prefix(' ')?.get(..3)?;
    let code = format!("{first}{second}");
    code.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(code)
}
