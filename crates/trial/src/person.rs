//! Somebody who files a case and writes in it, as the pages let people do it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, ensure};

use crate::http::Browser;
use crate::mailbox::Mailbox;

/// The topic of every case; each new desk has it.
const TOPIC: &str = "/casos/nuevo/informacion";

/// No two people have the same address.
static NUMBER: AtomicU64 = AtomicU64::new(1);

/// A person with a browser and an address.
pub(crate) struct Person {
    pub(crate) browser: Browser,
    pub(crate) email: String,
}

/// A request whose code came: one click is missing.
pub(crate) struct Asked {
    pub(crate) person: Person,
    pub(crate) code: String,
}

impl Person {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self {
            browser: Browser::new(address),
            email: format!("persona-{}-{number}@correo.example", std::process::id()),
        }
    }

    /// Tells what happened; the request is a draft then.
    pub(crate) async fn begin(&mut self) -> anyhow::Result<()> {
        let details = [
            ("asunto", "¿Hasta qué hora atienden el sábado?"),
            (
                "descripcion",
                "Quiero recoger una caja en la oficina del centro y el sábado salgo a las dos de la tarde.",
            ),
        ];
        let answer = self.browser.post(TOPIC, &details).await?.is(303)?;
        ensure!(
            answer.location.ends_with("/archivos"),
            "led to {}",
            answer.location
        );
        Ok(())
    }

    /// Adds a file to the draft.
    pub(crate) async fn attach(&mut self, name: &str, content: &[u8]) -> anyhow::Result<()> {
        let to = format!("{TOPIC}/archivos");
        let answer = self
            .browser
            .post_parts(&to, &[], Some((name, content)))
            .await?
            .is(303)?;
        ensure!(
            answer.location.contains("agregados="),
            "led to {}",
            answer.location
        );
        Ok(())
    }

    /// Gives name and address; the code is on its way then.
    pub(crate) async fn ask_for_code(&mut self) -> anyhow::Result<()> {
        let contact = [
            ("nombre", "Mariana Ríos Ospina"),
            ("correo", self.email.as_str()),
            ("autorizo", "1"),
        ];
        let to = format!("{TOPIC}/revisar");
        let answer = self.browser.post(&to, &contact).await?.is(303)?;
        ensure!(
            answer.location.ends_with("/codigo"),
            "led to {}",
            answer.location
        );
        Ok(())
    }

    /// Everything up to the code.
    pub(crate) async fn ask(mut self, mailbox: &Mailbox) -> anyhow::Result<Asked> {
        self.begin().await?;
        self.ask_for_code().await?;
        let code = mailbox.code_to(&self.email).await?;
        Ok(Asked { person: self, code })
    }

    /// Writes in a case.
    pub(crate) async fn write(&mut self, case: &str, text: &str) -> anyhow::Result<()> {
        let to = format!("/casos/{case}/mensajes");
        let fields = [("mensaje", text), ("clave", text)];
        self.browser.post_parts(&to, &fields, None).await?.is(303)?;
        Ok(())
    }
}

impl Asked {
    /// As [`file`](Self::file), over the connection of another browser.
    pub(crate) async fn file_over(&mut self, line: &mut Browser) -> anyhow::Result<String> {
        self.person.browser.swap_connection(line);
        let filed = self.file().await;
        self.person.browser.swap_connection(line);
        filed
    }

    /// The click that makes the case; gives its code.
    pub(crate) async fn file(&mut self) -> anyhow::Result<String> {
        let to = format!("{TOPIC}/codigo");
        let answer = self
            .person
            .browser
            .post(&to, &[("codigo", &self.code)])
            .await?
            .is(303)?;
        let case = answer
            .location
            .strip_prefix("/casos/")
            .and_then(|rest| rest.strip_suffix("/creado"));
        Ok(case
            .with_context(|| format!("led to {}", answer.location))?
            .to_owned())
    }
}

/// A file that the desk takes, of this many bytes; `seed` makes it differ from others.
pub(crate) fn pdf(bytes: usize, seed: u64) -> Vec<u8> {
    let mut content = format!("%PDF-1.4\n% {seed}\n").into_bytes();
    let mut state = seed | 1;
    while content.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        content.extend_from_slice(&state.to_le_bytes());
    }
    content
}
