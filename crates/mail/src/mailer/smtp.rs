//! The conversation with a mail server (RFC 5321).
//!
//! Connections are driven here rather than by lettre's pool: its commands have no time limit, and
//! a command that is given up from outside would leave a connection in the pool whose late answer
//! is then taken for the answer to the next mail.

mod wire;

use std::{future::Future, io, sync::Mutex, time::Duration};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::ClientId,
    },
};
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};

use super::{
    BadMailerUrl, SendError,
    address::{Encryption, Server},
};
use crate::mail::Mail;
use wire::Wire;

/// Connections that wait for the next mail: as many as mails are sent at once, so that with many in a
/// row none begins with a greeting and a handshake.
const MAX_IDLE: usize = 16;

/// How long the server may take.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Until a connection is made.
    connect: Duration,
    /// Until a command is answered.
    command: Duration,
    /// Until the mail itself is answered. Servers examine it first, and giving up too soon means
    /// sending it twice (RFC 5321, section 4.5.3.2.6, even asks for ten minutes).
    delivery: Duration,
}

const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    command: Duration::from_secs(30),
    delivery: Duration::from_mins(2),
};

/// A mail server and the connections to it that are free.
pub(super) struct Smtp {
    server: Server,
    tls: Option<TlsParameters>,
    name: ClientId,
    limits: Limits,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl Smtp {
    pub(super) fn new(server: &Server, ca: Option<&[u8]>) -> Result<Self, BadMailerUrl> {
        let tls = match server.encryption {
            Encryption::LoopbackOnly => None,
            Encryption::StartTls | Encryption::Tls => Some(tls(&server.host, ca)?),
        };
        Ok(Self {
            server: server.clone(),
            tls,
            name: ClientId::default(),
            limits: LIMITS,
            idle: Mutex::default(),
        })
    }

    /// Sends one mail; a connection is kept for the next one only if nothing at all went wrong.
    pub(super) async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let mut connection = self.connection().await?;
        match self
            .deliver(&mut connection, mail.envelope(), mail.bytes())
            .await
        {
            Ok(()) => {
                self.park(connection);
                Ok(())
            }
            Err(error) => {
                say_goodbye(connection).await;
                Err(error)
            }
        }
    }

    pub(super) async fn check(&self) -> Result<(), SendError> {
        let connection = self.connection().await?;
        self.park(connection);
        Ok(())
    }

    /// Hands one mail over on a connection that is ready for it.
    async fn deliver(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<(), SendError> {
        let from = MailFrom::new(envelope.from().cloned(), vec![]);
        within(self.limits.command, connection.command(from))
            .await
            .map_err(Trouble::of_the_mail)?;
        for to in envelope.to() {
            let to = Rcpt::new(to.clone(), vec![]);
            within(self.limits.command, connection.command(to))
                .await
                .map_err(Trouble::of_the_mail)?;
        }
        within(self.limits.command, connection.command(Data))
            .await
            .map_err(Trouble::of_the_mail)?;
        // lettre puts a line break before the final dot, whether there is one or not.
        let without_last_break = bytes.strip_suffix(b"\r\n").unwrap_or(bytes);
        within(self.limits.delivery, connection.message(without_last_break))
            .await
            .map_err(Trouble::of_the_mail)?;
        Ok(())
    }

    /// A connection that answers: one that waited, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        while let Some(mut waiting) = self.take() {
            match timeout(self.limits.command, waiting.test_connected()).await {
                Ok(true) => return Ok(waiting),
                Ok(false) => {}
                // Something on the way has forgotten it. The others have waited longer: to ask one
                // after the other would take minutes, and somebody else the job.
                Err(_silent) => self.forget(),
            }
        }
        let mut connection = self.connect().await?;
        if let Some((user, password)) = &self.server.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            within(
                self.limits.command,
                connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials),
            )
            .await
            .map_err(Trouble::of_the_connection)?;
        }
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let Server { host, port, .. } = &self.server;
        match (self.server.encryption, &self.tls) {
            (Encryption::Tls, Some(tls)) => {
                let target = (host.as_str(), *port);
                let greeted = AsyncSmtpConnection::connect_tokio1(
                    target,
                    Some(self.limits.connect),
                    &self.name,
                    Some(tls.clone()),
                    None,
                );
                within(self.limits.connect + self.limits.command, greeted)
                    .await
                    .map_err(Trouble::of_the_connection)
            }
            (Encryption::StartTls, Some(tls)) => {
                let mut connection = self.greet(Wire::new(self.dial().await?)).await?;
                within(
                    self.limits.command,
                    connection.starttls(tls.clone(), &self.name),
                )
                .await
                .map_err(Trouble::of_the_connection)?;
                Ok(connection)
            }
            (Encryption::LoopbackOnly, _) | (Encryption::Tls | Encryption::StartTls, None) => {
                let stream = self.dial().await?;
                // Whatever the configuration says: nothing unencrypted leaves this machine.
                if !stream.peer_addr().is_ok_and(|peer| peer.ip().is_loopback()) {
                    return Err(SendError::Server(format!("{host} is not this machine")));
                }
                self.greet(Wire::new(stream)).await
            }
        }
    }

    /// Reads the greeting and introduces itself.
    async fn greet(&self, wire: Wire) -> Result<AsyncSmtpConnection, SendError> {
        within(
            self.limits.command,
            AsyncSmtpConnection::connect_with_transport(Box::new(wire), &self.name),
        )
        .await
        .map_err(Trouble::of_the_connection)
    }

    async fn dial(&self) -> Result<TcpStream, SendError> {
        let Server { host, port, .. } = &self.server;
        let dialled = async {
            let mut last = io::Error::new(io::ErrorKind::NotFound, "the name leads nowhere");
            for address in lookup_host((host.as_str(), *port)).await? {
                match TcpStream::connect(address).await {
                    Ok(stream) => return Ok(stream),
                    Err(error) => last = error,
                }
            }
            Err(last)
        };
        let connected = timeout(self.limits.connect, dialled)
            .await
            .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        connected
            .map_err(|error| SendError::Server(format!("no connection to {host}:{port}: {error}")))
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .pop()
    }

    /// Closes all that wait.
    fn forget(&self) {
        self.idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clear();
    }

    fn park(&self, connection: AsyncSmtpConnection) {
        let mut idle = self
            .idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if idle.len() < MAX_IDLE {
            idle.push(connection);
        }
    }
}

/// Names the server; connections show nothing of interest.
impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Smtp").field(&self.server).finish()
    }
}

fn tls(host: &str, ca: Option<&[u8]>) -> Result<TlsParameters, BadMailerUrl> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(pem) = ca {
        // The parser takes a file without any certificate for an empty list.
        if !pem
            .windows(27)
            .any(|window| window == b"-----BEGIN CERTIFICATE-----")
        {
            return Err(BadMailerUrl::Authority);
        }
        tls = tls
            .add_root_certificate(Certificate::from_pem(pem).map_err(|_| BadMailerUrl::Authority)?);
    }
    tls.build().map_err(|_| {
        if ca.is_some() {
            BadMailerUrl::Authority
        } else {
            BadMailerUrl::HostName
        }
    })
}

/// Ends a conversation in which something went wrong; the server may have left already.
async fn say_goodbye(mut connection: AsyncSmtpConnection) {
    let _ = timeout(Duration::from_secs(1), connection.abort()).await;
}

/// What went wrong in one step, before it is known what that means for the mail.
enum Trouble {
    Late,
    Answer(Error),
}

async fn within<T>(
    limit: Duration,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Trouble> {
    match timeout(limit, step).await {
        Err(_) => Err(Trouble::Late),
        Ok(answer) => answer.map_err(Trouble::Answer),
    }
}

impl Trouble {
    /// Before a mail is named, even a final refusal says nothing about that mail: a wrong
    /// password must not make a queue of mails undeliverable.
    fn of_the_connection(self) -> SendError {
        SendError::Server(self.text())
    }

    fn of_the_mail(self) -> SendError {
        match &self {
            Self::Answer(error) if error.is_permanent() && !asks_to_sign_in(error) => {
                SendError::Unsendable(self.text())
            }
            Self::Answer(_) | Self::Late => SendError::Server(self.text()),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Late => "the server did not answer in time".to_owned(),
            Self::Answer(error) => without_addresses(&error.to_string()),
        }
    }
}

/// 530, 534, 535 and 538 are about our account (RFC 4954, section 6), not about the mail.
fn asks_to_sign_in(error: &Error) -> bool {
    error
        .status()
        .is_some_and(|code| matches!(code.to_string().as_str(), "530" | "534" | "535" | "538"))
}

/// `text` on one line, in which words with an `@` are replaced by `…`.
fn without_addresses(text: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| if word.contains('@') { "…" } else { word })
        .collect();
    crate::clean::shorten(&words.join(" "), 500)
}

#[cfg(test)]
mod tests;
