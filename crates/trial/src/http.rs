//! A browser without a screen: one connection that is kept, and cookies.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Nothing may take longer than a person would wait.
const WITHIN: Duration = Duration::from_secs(20);

/// Where one part of a form with files ends.
const EDGE: &str = "----trial7f3k9q";

/// Somebody's browser.
pub(crate) struct Browser {
    address: SocketAddr,
    connection: Option<SendRequest<Full<Bytes>>>,
    cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: Bytes,
}

impl Clone for Browser {
    /// The same person in another window: the same cookies, a connection of its own.
    fn clone(&self) -> Self {
        Self {
            address: self.address,
            connection: None,
            cookies: self.cookies.clone(),
        }
    }
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            connection: None,
            cookies: BTreeMap::new(),
        }
    }

    /// Goes to a desk that moved, with its cookies.
    pub(crate) fn move_to(&mut self, address: SocketAddr) {
        self.address = address;
        self.connection = None;
    }

    /// Closes the connection; the next request opens one.
    pub(crate) fn hang_up(&mut self) {
        self.connection = None;
    }

    /// Takes the connection of another browser and gives it its own, as where a proxy has a few for
    /// all people.
    pub(crate) fn swap_connection(&mut self, other: &mut Self) {
        std::mem::swap(&mut self.connection, &mut other.connection);
    }

    pub(crate) async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send(&Method::GET, path, None, Bytes::new()).await
    }

    pub(crate) async fn post(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.send(&Method::POST, path, Some(kind), pairs.join("&").into())
            .await
    }

    /// A form with fields and perhaps a file, as browsers send those that can carry one.
    pub(crate) async fn post_parts(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> anyhow::Result<Answer> {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        if let Some((name, content)) = file {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"archivo\"; filename=\"{name}\"\r\n\
                 Content-Type: application/pdf\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.send(&Method::POST, path, Some(&kind), body.into())
            .await
    }

    async fn send(
        &mut self,
        method: &Method,
        path: &str,
        kind: Option<&str>,
        body: Bytes,
    ) -> anyhow::Result<Answer> {
        let exchange = self.exchange(method, path, kind, body);
        match tokio::time::timeout(WITHIN, exchange).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => {
                self.connection = None;
                Err(error)
            }
            Err(_) => {
                self.connection = None;
                bail!("{method} {path}: no answer within {} s", WITHIN.as_secs())
            }
        }
    }

    async fn exchange(
        &mut self,
        method: &Method,
        path: &str,
        kind: Option<&str>,
        body: Bytes,
    ) -> anyhow::Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, self.address.to_string())
            .header("sec-fetch-site", "same-origin");
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        let request = request.body(Full::new(body))?;

        let connection = self.connection().await?;
        let answer = connection.send_request(request).await?;
        let (head, body) = answer.into_parts();
        let body = body.collect().await?.to_bytes();
        for line in head.headers.get_all(SET_COOKIE) {
            let pair = line.to_str()?.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = head.headers.get(LOCATION).map(|to| to.to_str());
        Ok(Answer {
            status: head.status.as_u16(),
            location: location.transpose()?.unwrap_or_default().to_owned(),
            body,
        })
    }

    async fn connection(&mut self) -> anyhow::Result<&mut SendRequest<Full<Bytes>>> {
        let is_open = match &mut self.connection {
            Some(open) => open.ready().await.is_ok(),
            None => false,
        };
        if !is_open {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            let (sender, connection) = handshake(TokioIo::new(stream)).await?;
            tokio::spawn(connection);
            self.connection = Some(sender);
        }
        self.connection.as_mut().context("no connection")
    }
}

impl Answer {
    /// The answer, if it has this status.
    ///
    /// # Errors
    ///
    /// What came instead.
    pub(crate) fn is(self, status: u16) -> anyhow::Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        let text = String::from_utf8_lossy(&self.body);
        let text: String = text.chars().take(400).collect();
        bail!("{} instead of {status}: {text}", self.status)
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            escaped.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
