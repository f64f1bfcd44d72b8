//! How many requests are answered in a second, with so many people at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::{Pages, ask_many};
use crate::desk::Desk;
use crate::http::Browser;
use crate::mailbox::Mailbox;
use crate::report::figure;

/// Cases per second: each is counted when its answer is here, which is when it is on disk.
///
/// The requests up to the code are made before, and as many as the desk could take in `during`.
pub(super) async fn creates(
    desk: &Desk,
    mailbox: &Mailbox,
    people: usize,
    during: Duration,
) -> anyhow::Result<f64> {
    // First a few, to know how many are enough.
    let (probe, took) = file_all(desk, mailbox, people, people * 4).await?;
    let enough = figure(probe) / took.as_secs_f64() * during.as_secs_f64();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some thousands"
    )]
    let count = (enough as usize).clamp(people * 4, 20_000);
    let (filed, took) = file_all(desk, mailbox, people, count).await?;
    // The letters about them would take their part of what is measured next.
    mailbox.quiet().await;
    Ok(figure(filed) / took.as_secs_f64())
}

async fn file_all(
    desk: &Desk,
    mailbox: &Mailbox,
    people: usize,
    count: usize,
) -> anyhow::Result<(u64, Duration)> {
    let mut asked = ask_many(desk, mailbox, count).await?;
    let mut hands = JoinSet::new();
    let began = Instant::now();
    for number in 0..people {
        let left = people - number;
        let mut own = asked.split_off(asked.len() - asked.len() / left);
        let mut line = Browser::new(desk.address);
        hands.spawn(async move {
            for one in &mut own {
                one.file_over(&mut line).await?;
            }
            anyhow::Ok(own.len())
        });
    }
    let mut filed = 0;
    while let Some(own) = hands.join_next().await {
        filed += own??;
    }
    Ok((u64::try_from(filed)?, began.elapsed()))
}

/// Answers per second to one address.
pub(super) async fn reads(
    pages: &mut Pages,
    path: &str,
    people: usize,
    during: Duration,
) -> anyhow::Result<f64> {
    let count = Arc::new(AtomicU64::new(0));
    let mut hands = JoinSet::new();
    let began = Instant::now();
    for _ in 0..people {
        let (mut browser, path) = (pages.browser_for(path), path.to_owned());
        let count = Arc::clone(&count);
        hands.spawn(async move {
            while began.elapsed() < during {
                browser.get(&path).await?.is(200)?;
                count.fetch_add(1, Ordering::Relaxed);
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = hands.join_next().await {
        done??;
    }
    Ok(figure(count.load(Ordering::Relaxed)) / began.elapsed().as_secs_f64())
}
