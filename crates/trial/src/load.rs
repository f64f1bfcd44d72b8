//! People at work: they file cases, write in them and attach files, until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::mailbox::Mailbox;
use crate::person::{Person, pdf};
use crate::record::Record;

/// How many people there are.
const PEOPLE: u64 = 12;

/// One of so many cases comes with a file.
const WITH_FILE: u64 = 4;

/// People who work; they go home when it is dropped.
pub(crate) struct Load {
    ends: Arc<AtomicBool>,
    people: JoinSet<()>,
}

impl Load {
    /// Sends people to a desk. What it says yes to is put into `record` the moment the answer is
    /// here.
    pub(crate) fn begin(address: SocketAddr, mailbox: &Mailbox, record: &Arc<Record>) -> Self {
        let ends = Arc::new(AtomicBool::new(false));
        let mut people = JoinSet::new();
        for number in 0..PEOPLE {
            let (ends, mailbox, record) = (Arc::clone(&ends), mailbox.clone(), Arc::clone(record));
            people.spawn(async move {
                let mut round = number;
                while !ends.load(Ordering::Relaxed) {
                    round += 1;
                    if live(address, &mailbox, &record, round).await.is_err() {
                        record.refused();
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                }
            });
        }
        Self { ends, people }
    }

    /// They go home; whoever waits for an answer is not waited for.
    pub(crate) async fn end(mut self) {
        self.ends.store(true, Ordering::Relaxed);
        self.people.shutdown().await;
    }
}

/// One case of one person.
async fn live(
    address: SocketAddr,
    mailbox: &Mailbox,
    record: &Record,
    round: u64,
) -> anyhow::Result<()> {
    let mut person = Person::new(address);
    person.begin().await?;
    if round.is_multiple_of(WITH_FILE) {
        let seed = u64::from(getrandom::u32()?) << 32 | round;
        let content = pdf(20_000 + usize::try_from(seed % 100_000)?, seed);
        person.attach("recibo.pdf", &content).await?;
        record.file(&content);
    }
    person.ask_for_code().await?;
    let code = mailbox.code_to(&person.email).await?;
    let mut asked = crate::person::Asked { person, code };
    let case = asked.file().await?;
    record.case(case.clone(), asked.person.email.clone());
    let text = format!("Un detalle más de {case}");
    asked.person.write(&case, &text).await?;
    record.message(text);
    Ok(())
}
