//! News of a ticket while its page is open.

use std::time::{Duration, Instant};

use axum::body::BodyDataStream;
use domain::Event;
use futures_util::StreamExt;
use store::on_both_engines;
use tokio::task::JoinHandle;

use crate::desk::{Case, Desk};

const MARIANA: &str = "mariana.rios@correo.example";

/// Longer than anything here takes, so that a failure ends too.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lets the desk tell of its events, as the program does.
fn watched(desk: &Desk) -> JoinHandle<()> {
    let app = desk.app.clone();
    tokio::spawn(async move { app.watch_events().await })
}

/// What comes next out of a stream; nothing at its end.
pub(crate) async fn next(stream: &mut BodyDataStream) -> Option<String> {
    let chunk = tokio::time::timeout(PATIENCE, stream.next()).await.unwrap();
    chunk.map(|bytes| String::from_utf8(bytes.unwrap().to_vec()).unwrap())
}

/// The keys of the events that a stream tells of, until this one. A stream that only shows that it
/// is alive is no answer.
async fn told_until(stream: &mut BodyDataStream, last: i64) -> Vec<i64> {
    tokio::time::timeout(PATIENCE, all_until(stream, last))
        .await
        .unwrap()
}

async fn all_until(stream: &mut BodyDataStream, last: i64) -> Vec<i64> {
    let mut told = Vec::new();
    while told.last() != Some(&last) {
        let chunk = next(stream).await.unwrap();
        assert!(
            !chunk.contains("data: {"),
            "a stream tells only that something changed: {chunk}"
        );
        told.extend(
            chunk
                .lines()
                .filter_map(|line| line.strip_prefix("id:")?.trim().parse::<i64>().ok()),
        );
    }
    told
}

async fn events(desk: &Desk, case: &Case) -> Vec<Event> {
    let id = desk.ticket(case).await.id;
    desk.app.store.read(move |db| db.events(id)).await.unwrap()
}

on_both_engines! {
    async fn d05_a_requester_hears_of_replies_and_never_of_notes(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let other = desk.ticket_of("otra.persona@correo.example").await;
        let (status, mut stream) = case.browser.stream(&case.path("/eventos")).await;
        assert_eq!(status, 200);
        let before = events(&desk, &case).await.len();
        let watch = watched(&desk);
        let mut laura = desk.agent(&desk.staff.laura).await;

        laura.note(&case.code, "La clienta no debe saber esto").await;
        laura.reply(&other.code, "Esto es para otra persona").await;
        laura.note(&case.code, "Ni esto").await;
        laura.reply(&case.code, "Esto sí").await;

        let events = events(&desk, &case).await;
        let told = told_until(&mut stream, events.last().unwrap().id.0).await;
        let public: Vec<i64> = events[before..].iter().filter(|event| event.kind.is_public()).map(|event| event.id.0).collect();
        let new: Vec<i64> = told.into_iter().filter(|id| *id > events[before - 1].id.0).collect();
        assert_eq!(new, public);
        watch.abort();
    }

    async fn the_staff_hears_of_everything(desk: Desk) {
        let mut case = desk.ticket_of(MARIANA).await;
        let mut laura = desk.agent(&desk.staff.laura).await;
        let (status, mut stream) = laura.stream(&format!("/mesa/casos/{}/eventos", case.code)).await;
        assert_eq!(status, 200);
        let watch = watched(&desk);

        laura.note(&case.code, "Preguntar a la bodega").await;
        case.write("¿Hay noticias?").await.is(200);

        let events = events(&desk, &case).await;
        let told = told_until(&mut stream, events.last().unwrap().id.0).await;
        assert!(told.contains(&events[events.len() - 2].id.0), "{told:?}");
        watch.abort();
    }

    async fn streams_open_for_those_who_may_read(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let other = desk.ticket_of("otra.persona@correo.example").await;

        assert_eq!(other.browser.stream(&case.path("/eventos")).await.0, 404);
        assert_eq!(desk.browser().stream(&case.path("/eventos")).await.0, 204);
        let at_desk = format!("/mesa/casos/{}/eventos", case.code);
        let (status, _) = other.browser.stream(&at_desk).await;
        assert!(status == 204 || status == 303 || status == 401, "{status}");
    }

    async fn k03_one_person_has_so_many_streams_and_others_have_theirs(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let laura = desk.agent(&desk.staff.laura).await;
        let andres = desk.agent(&desk.staff.andres).await;
        let of_case = format!("/mesa/casos/{}/eventos", case.code);
        let mut open = Vec::new();
        for _ in 0..20 {
            for path in ["/mesa/eventos", of_case.as_str()] {
                let (status, stream) = laura.stream(path).await;
                assert_eq!(status, 200);
                open.push(stream);
            }
        }

        for path in ["/mesa/eventos", of_case.as_str()] {
            assert_eq!(laura.stream(path).await.0, 429, "{path}");
            assert_eq!(andres.stream(path).await.0, 200, "{path}");
        }
        let own: Vec<_> = futures_util::future::join_all((0..40).map(|_| async { case.browser.stream(&case.path("/eventos")).await })).await;
        assert!(own.iter().all(|(status, _)| *status == 200));
        assert_eq!(case.browser.stream(&case.path("/eventos")).await.0, 429);

        drop(open.pop());
        assert_eq!(laura.stream("/mesa/eventos").await.0, 200);
    }

    async fn c07_the_stream_of_a_guest_ends_with_the_session_and_with_the_right_to_read(desk: Desk) {
        for lost in [
            "DELETE FROM guest_session",
            "UPDATE ticket SET requester_id = (SELECT min(id) FROM contact)",
        ] {
            desk.ticket_of("otra.persona@correo.example").await;
            let case = desk.ticket_of(MARIANA).await;
            let (_, mut stream) = case.browser.stream(&case.path("/eventos")).await;
            let began = Instant::now();

            desk.app.store.write(|tx| tx.sql(lost)).await.unwrap();

            while next(&mut stream).await.is_some() {}
            assert!(began.elapsed() < Duration::from_secs(10), "{lost}: {:?}", began.elapsed());
        }
    }

    async fn n15_streams_end_when_the_server_stops(desk: Desk) {
        let case = desk.ticket_of(MARIANA).await;
        let laura = desk.agent(&desk.staff.laura).await;
        let (_, mut one) = case.browser.stream(&case.path("/eventos")).await;
        let (_, mut two) = laura.stream(&format!("/mesa/casos/{}/eventos", case.code)).await;
        let (_, mut three) = laura.stream("/mesa/eventos").await;

        desk.stop.stop();

        for stream in [&mut one, &mut two, &mut three] {
            while next(stream).await.is_some() {}
        }
    }
}
