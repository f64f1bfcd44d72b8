//! How long people wait at half of the load that the desk can bear.
//!
//! Requests begin when their time has come, whether others were answered or not, and each is measured
//! from when it should have begun: whoever waits behind a slow one is counted too.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use super::{Figures, Pages, ask_many};
use crate::desk::Desk;
use crate::http::Browser;
use crate::mailbox::Mailbox;
use crate::person::Asked;
use crate::report::{figure, quantile};

/// How many connections there are.
const CONNECTIONS: usize = 64;

/// In ten requests: five for the case, two for the home page, two for the list, and one files a case.
const MIX: [&str; 10] = [
    "case", "home", "case", "list", "case", "file", "case", "home", "case", "list",
];

struct Stage {
    case: String,
    browsers: Vec<Mutex<Browser>>,
    asked: Mutex<Vec<Asked>>,
}

pub(super) async fn measure(
    figures: &mut Figures,
    desk: &Desk,
    mailbox: &Mailbox,
    pages: &mut Pages,
    during: Duration,
) -> anyhow::Result<()> {
    let stage = Arc::new(Stage {
        case: pages.case_path(),
        browsers: (0..CONNECTIONS)
            .map(|_| Mutex::new(pages.guest.clone()))
            .collect(),
        asked: Mutex::new(ask_many(desk, mailbox, 4_000).await?),
    });
    let most = closed(&stage, during).await?;
    figures.tell("(d) mix, most", most, "1/s");
    let left = stage.asked.lock().await.len();
    stage
        .asked
        .lock()
        .await
        .extend(ask_many(desk, mailbox, 4_000_usize.saturating_sub(left)).await?);

    let mut waits = open(&stage, most / 2.0, during * 2).await?;
    waits.sort_by(f64::total_cmp);
    for (words, part) in [("half", 0.5), ("95 %", 0.95)] {
        figures.tell(
            &format!("(d) mix at half of that: {words}"),
            quantile(&waits, part),
            "ms",
        );
    }
    figures.at_most(
        "(d) mix at half of that: 99 %",
        quantile(&waits, 0.99),
        "ms",
        15.0,
    );
    figures.tell("(d) mix at half of that: most", quantile(&waits, 1.0), "ms");
    Ok(())
}

/// As fast as sixteen people can.
async fn closed(stage: &Arc<Stage>, during: Duration) -> anyhow::Result<f64> {
    let mut hands = JoinSet::new();
    let began = Instant::now();
    for hand in 0..super::PEOPLE {
        let stage = Arc::clone(stage);
        hands.spawn(async move {
            let mut done = 0_u64;
            while began.elapsed() < during {
                one(&stage, hand, usize::try_from(done)? + hand).await?;
                done += 1;
            }
            anyhow::Ok(done)
        });
    }
    let mut all = 0;
    while let Some(done) = hands.join_next().await {
        all += done??;
    }
    Ok(figure(all) / began.elapsed().as_secs_f64())
}

/// So many per second, whatever comes back; the waits in milliseconds.
async fn open(stage: &Arc<Stage>, rate: f64, during: Duration) -> anyhow::Result<Vec<f64>> {
    let pause = Duration::from_secs_f64(1.0 / rate);
    let mut hands = JoinSet::new();
    let began = Instant::now();
    let mut at = began;
    for number in 0.. {
        at += pause;
        if at.duration_since(began) > during {
            break;
        }
        sleep_until(at).await;
        let stage = Arc::clone(stage);
        hands.spawn(async move {
            one(&stage, number % CONNECTIONS, number).await?;
            anyhow::Ok(at.elapsed().as_secs_f64() * 1e3)
        });
    }
    let mut waits = Vec::new();
    while let Some(wait) = hands.join_next().await {
        waits.push(wait??);
    }
    Ok(waits)
}

async fn one(stage: &Stage, connection: usize, number: usize) -> anyhow::Result<()> {
    let browser = &stage.browsers[connection % CONNECTIONS];
    let path = match MIX[number % MIX.len()] {
        "case" => stage.case.as_str(),
        "home" => "/",
        "list" => "/mis-casos",
        _ => {
            let asked = stage.asked.lock().await.pop();
            if let Some(mut asked) = asked {
                asked.file_over(&mut *browser.lock().await).await?;
            }
            return Ok(());
        }
    };
    browser.lock().await.get(path).await?.is(200)?;
    Ok(())
}
