//! Many requests of programs at once, and steps out of order (cases I7, L1 to L3, L7).
//!
//! Three runs of fifty; `RESUELTO_TEST_LONG=1` makes twenty.

use futures_util::future::join_all;
use serde_json::{Value, json};
use store::{Store, on_both_engines};

use crate::api::{Program, Told, of_company, of_staff, own_ticket, propose};
use crate::company::{OTHER, company, el_anden, entered};
use crate::desk::{Desk, png};
use crate::matrix_api::patient;
use crate::races::runs;

const ALL: [&str; 3] = ["tickets:read", "tickets:write", "tickets:create"];

/// A company's program and the staff's.
async fn programs(desk: &Desk) -> (Program, Program) {
    let (_, mut lucia, _) = el_anden(desk, true).await;
    let shop = of_company(desk, &mut lucia, &ALL).await;
    (shop, of_staff(desk, &ALL).await)
}

/// A new ticket of a company: its address.
async fn ticket(shop: &Program, key: &str) -> String {
    let told = shop.post("/api/v1/tickets", key, &own_ticket()).await;
    told.is(201).header("location").to_owned()
}

/// A ticket with a solution that waits: its address, and the key of the solution.
async fn proposed(shop: &Program, staff: &Program, key: &str) -> (String, Value) {
    let path = ticket(shop, key).await;
    let code = path.rsplit('/').next().unwrap();
    propose(staff, code, key).await.is(201);
    let told = shop.get(&format!("{path}/solutions")).await.is(200);
    let solution = told.json["items"][0]["id"].clone();
    (path, solution)
}

/// One that was accepted.
async fn resolved(shop: &Program, staff: &Program, key: &str) -> String {
    let (path, solution) = proposed(shop, staff, key).await;
    let accept = format!("{path}/accept");
    let body = json!({"solution": solution});
    shop.post(&accept, &format!("{key} accepted"), &body)
        .await
        .is(200);
    path
}

/// Fifty requests at once, each with its own address, key and body.
async fn fifty(program: &Program, sent: impl Fn(usize) -> (String, String, Value)) -> Vec<Told> {
    let sent = (0..50).map(|number| {
        let (program, (path, key, body)) = (program.clone(), sent(number));
        tokio::spawn(async move { program.post(&path, &key, &body).await })
    });
    let told = join_all(sent).await;
    told.into_iter().map(Result::unwrap).collect()
}

fn statuses(all: &[Told]) -> Vec<u16> {
    all.iter().map(|told| told.status).collect()
}

/// How many events of a kind a ticket has.
async fn count(staff: &Program, path: &str, kind: &str) -> usize {
    let told = staff.get(&format!("{path}/events?limit=100")).await;
    let told = told.is(200);
    let items = told.json["items"].as_array().unwrap().iter();
    items.filter(|one| one["kind"] == kind).count()
}

async fn status(program: &Program, path: &str) -> Value {
    program.get(path).await.is(200).json["status"].clone()
}

on_both_engines! {
    async fn l01_i07_fifty_acceptances_by_programs_are_one(store: Store) {
        let desk = patient(store).await;
        let (shop, staff) = programs(&desk).await;
        for run in 0..runs() {
            let (path, solution) = proposed(&shop, &staff, &format!("other keys {run}")).await;
            let accept = |key: String| (format!("{path}/accept"), key, json!({"solution": solution}));
            let told = fifty(&shop, |number| accept(format!("{run} {number}"))).await;

            assert_eq!(status(&shop, &path).await, "resolved");
            assert_eq!(count(&staff, &path, "solution_accepted").await, 1);
            let won = told.iter().filter(|told| told.status == 200).count();
            assert!(won == 1 && told.iter().all(|told| matches!(told.status, 200 | 409)), "{:?}", statuses(&told));

            // The same request fifty times is answered as once, even now that it could not be done.
            let (path, solution) = proposed(&shop, &staff, &format!("one key {run}")).await;
            let accept = |key: String| (format!("{path}/accept"), key, json!({"solution": solution}));
            let told = fifty(&shop, |_| accept(format!("the same {run}"))).await;

            assert_eq!(count(&staff, &path, "solution_accepted").await, 1);
            assert!(told.iter().all(|one| one.status == 200 && one.bytes == told[0].bytes), "{:?}", statuses(&told));
            let first = told.iter().filter(|one| one.header("idempotency-replayed").is_empty()).count();
            assert_eq!(first, 1);
        }
    }

    async fn l02_of_accepting_and_rejecting_by_programs_one_wins(store: Store) {
        let desk = patient(store).await;
        let (shop, staff) = programs(&desk).await;
        for run in 0..runs() {
            let (path, solution) = proposed(&shop, &staff, &format!("run {run}")).await;
            let told = fifty(&shop, |number| {
                let key = format!("{run} {number}");
                if number % 2 == 0 {
                    (format!("{path}/accept"), key, json!({"solution": solution}))
                } else {
                    (format!("{path}/reject"), key, json!({"solution": solution, "reason": "Sigue en Medellín."}))
                }
            });
            let told = told.await;

            let (accepted, rejected) = (count(&staff, &path, "solution_accepted").await, count(&staff, &path, "solution_rejected").await);
            assert_eq!(accepted + rejected, 1, "{:?}", statuses(&told));
            let now = if accepted == 1 { "resolved" } else { "open" };
            assert_eq!(status(&shop, &path).await, now);
            for (number, one) in told.iter().enumerate() {
                let is_winner = one.status == 200 && one.json["status"] == now && (number % 2 == 0) == (accepted == 1);
                assert!(is_winner || one.status == 409, "{number}: {} {}", one.status, one.json);
            }
            assert_eq!(told.iter().filter(|one| one.status == 200).count(), 1, "{:?}", statuses(&told));
        }
    }

    async fn l03_a_rating_by_a_program_is_one_row_with_one_to_five_stars(store: Store) {
        let desk = patient(store).await;
        let (shop, staff) = programs(&desk).await;
        let path = resolved(&shop, &staff, "one").await;
        let rating = format!("{path}/rating");

        let told = fifty(&shop, |number| (rating.clone(), format!("{number}"), json!({"stars": number % 5 + 1}))).await;
        assert!(told.iter().all(|one| matches!(one.status, 200 | 409)), "{:?}", statuses(&told));
        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 1);
        let standing = shop.get(&path).await.is(200).json["rating"]["stars"].clone();
        assert!((1..=5).contains(&standing.as_u64().unwrap()), "{standing}");

        for (number, wrong) in [json!(0), json!(6), json!(-1), json!(256), json!(4.5), json!("5"), json!(null), json!([5]), json!(true), json!(1e300)].into_iter().enumerate() {
            let told = shop.post(&rating, &format!("wrong {number}"), &json!({"stars": wrong})).await;
            assert!(matches!(told.status, 400 | 422), "{wrong}: {} {}", told.status, told.json);
            assert_eq!(shop.get(&path).await.json["rating"]["stars"], standing, "{wrong}");
        }
        shop.post(&rating, "none", &json!({"comment": "sin estrellas"})).await.fails(400, "invalid_json");
        shop.post(&rating, "another", &json!({"stars": 2})).await.is(200);
        assert_eq!(shop.get(&path).await.json["rating"]["stars"], 2);
        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 1);
    }

    async fn l03_no_other_program_rates_and_none_rates_late(store: Store) {
        let desk = patient(store).await;
        let (shop, staff) = programs(&desk).await;
        company(&desk, "Papelería Ábaco", true, &[(OTHER, "manager", "")]).await;
        let stranger = of_company(&desk, &mut entered(&desk, OTHER).await, &ALL).await;
        let path = resolved(&shop, &staff, "one").await;
        let rating = format!("{path}/rating");

        stranger.post(&rating, "a", &json!({"stars": 1})).await.fails(404, "not_found");
        staff.post(&rating, "b", &json!({"stars": 1})).await.fails(403, "forbidden");
        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 0);
        desk.wait_days(15).await;

        let told = shop.post(&rating, "c", &json!({"stars": 1})).await;
        assert_eq!(told.status, 409, "{}", told.json);
        assert_eq!(desk.number("SELECT count(*) AS number FROM rating").await, 0);
    }

    async fn l07_steps_of_programs_out_of_order_are_refused(store: Store) {
        let desk = patient(store).await;
        let (shop, staff) = programs(&desk).await;
        let path = ticket(&shop, "one").await;
        let before = staff.get(&path).await.is(200).json;
        for (end, body) in [
            ("rating", json!({"stars": 5})),
            ("accept", json!({"solution": "1"})),
            ("accept", json!({"solution": "1", "rating": {"stars": 5}})),
            ("reject", json!({"solution": "1", "reason": "No me sirve para nada"})),
            ("reopen", json!({"reason": "Sigue igual"})),
        ] {
            let told = shop.post(&format!("{path}/{end}"), &format!("{end} {body}"), &body).await;
            assert_eq!(told.status, 409, "{end}: {}", told.json);
        }
        let seen = format!("\"{}\"", before["version"]);
        let told = staff.post_seen(&format!("{path}/reopen"), "staff", Some(&seen), &json!({"reason": "Sigue igual"})).await;
        assert_eq!(told.status, 409, "{}", told.json);
        assert_eq!(staff.get(&path).await.is(200).json, before, "nothing of it was done");

        // What is proposed twice, and what is decided after it was decided.
        let code = path.rsplit('/').next().unwrap();
        propose(&staff, code, "first").await.is(201);
        assert_eq!(propose(&staff, code, "second").await.status, 409);
        let told = shop.get(&format!("{path}/solutions")).await.is(200);
        let solution = told.json["items"][0]["id"].clone();
        shop.post(&format!("{path}/accept"), "yes", &json!({"solution": solution})).await.is(200);
        let reject = json!({"solution": solution, "reason": "Lo pensé mejor ayer."});
        let told = shop.post(&format!("{path}/reject"), "no", &reject).await;
        assert_eq!(told.status, 409, "{}", told.json);
        assert_eq!(propose(&staff, code, "third").await.status, 409);
        assert_eq!(status(&shop, &path).await, "resolved");
        assert_eq!(count(&staff, &path, "solution_accepted").await, 1);
    }

    async fn l07_a_code_before_its_verification_files_nothing(store: Store) {
        let desk = patient(store).await;
        let staff = of_staff(&desk, &ALL).await;
        for (key, id) in [("a", "1"), ("b", "123456789"), ("c", "x"), ("d", "-1")] {
            let path = format!("/api/v1/verifications/{id}/confirm");
            staff.post(&path, key, &json!({"code": "123456"})).await.fails(404, "not_found");
        }
        assert_eq!(desk.number("SELECT count(*) AS number FROM ticket").await, 0);
    }

    async fn i07_fifty_equal_writes_of_each_kind_are_one(store: Store) {
        let desk = patient(store).await;
        let (shop, staff) = programs(&desk).await;
        let path = ticket(&shop, "one").await;

        let told = fifty(&shop, |_| (format!("{path}/messages"), "message".into(), json!({"text": "¿Hay noticias?"}))).await;
        assert!(told.iter().all(|one| one.status == 201 && one.bytes == told[0].bytes), "{:?}", statuses(&told));
        assert_eq!(desk.number("SELECT count(*) AS number FROM message WHERE text = '¿Hay noticias?'").await, 1);

        let told = fifty(&staff, |_| (format!("{path}/messages"), "note".into(), json!({"text": "Ojo", "kind": "note"}))).await;
        assert!(told.iter().all(|one| one.status == 201 && one.bytes == told[0].bytes), "{:?}", statuses(&told));
        assert_eq!(desk.number("SELECT count(*) AS number FROM message WHERE kind = 'note'").await, 1);

        // A key that is used for another request meanwhile gives one of them, and says so to the rest.
        let told = fifty(&shop, |number| (format!("{path}/messages"), "two".into(), json!({"text": format!("Mensaje {}", number % 2)}))).await;
        assert!(told.iter().all(|one| matches!(one.status, 201 | 422)), "{:?}", statuses(&told));
        assert_eq!(told.iter().filter(|one| one.status == 201).count(), 25, "{:?}", statuses(&told));
        assert_eq!(desk.number("SELECT count(*) AS number FROM message WHERE text LIKE 'Mensaje %'").await, 1);

        // Files too: one row, one object, and nothing left of the others.
        let upload = format!("{path}/files?name=recibo.png");
        let sent = (0..20).map(|_| {
            let (shop, upload) = (shop.clone(), upload.clone());
            tokio::spawn(async move { shop.send("POST", &upload, &[("idempotency-key", "file")], png()).await })
        });
        let told: Vec<Told> = join_all(sent).await.into_iter().map(Result::unwrap).collect();
        assert!(told.iter().all(|one| one.status == 201 && one.json == told[0].json), "{:?}", statuses(&told));
        assert_eq!(desk.number("SELECT count(*) AS number FROM file").await, 1);
        assert_eq!(crate::files::files_in(&desk.files_folder()).len(), 1);
    }
}
