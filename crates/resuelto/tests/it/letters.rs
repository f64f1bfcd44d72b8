//! Letters under way when the finished program stops.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use app::{Clock, SystemClock};
use jiff::SignedDuration;
use rustix::process::Signal;
use store::job::Lane;
use store::on_both_engines;
use store::testing::Database;

use crate::canaries::{Visitor, is};
use crate::running::Running;

/// Longer than anything here takes, so that a failure ends too.
const PATIENCE: Duration = Duration::from_mins(1);

/// Takes one mail in, up to its final dot; the answer to that is left to the caller.
fn take_a_mail(server: &TcpListener) -> TcpStream {
    let (mut desk, _) = server.accept().unwrap();
    let lines = BufReader::new(desk.try_clone().unwrap()).lines();
    desk.write_all(b"220 it\r\n").unwrap();
    for line in lines {
        let answer = match line.unwrap().split(' ').next() {
            Some("EHLO") => "250-it\r\n250 8BITMIME\r\n",
            Some("MAIL" | "RCPT") => "250 yes\r\n",
            Some("DATA") => "354 go on\r\n",
            Some(".") => return desk,
            _ => continue,
        };
        desk.write_all(answer.as_bytes()).unwrap();
    }
    panic!("the mail ended early");
}

on_both_engines! {
    async fn n03_a_letter_that_the_mail_server_takes_while_the_desk_stops_is_not_sent_again(database: Database) {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let mail = format!("smtp+plain://{}", server.local_addr().unwrap());
        let flags = ["--database-url", database.url(), "--mail", mail.as_str(), "--mail-from", "ayuda@example.org"];
        let mut desk = Running::start(&flags);
        let setup = desk.setup_path();
        let mut ana = Visitor::new(&desk);
        ana.set_up(&setup, "cuatro buses verdes llegan");
        let (sender, taken) = mpsc::channel();
        thread::spawn(move || sender.send(take_a_mail(&server)));
        is(&ana.post("/ingresar/olvide", &[("correo", "ana@resuelto.example")]), 303);
        let mut under_way = taken.recv_timeout(PATIENCE).expect("no mail comes");

        desk.signal(Signal::TERM);
        while TcpStream::connect(desk.address).is_ok() {
            thread::yield_now(); // Until the door is closed.
        }
        under_way.write_all(b"250 kept\r\n").unwrap();

        let (status, log) = desk.wait();
        assert!(status.success(), "{log}");
        // What another start would do again, once the lease of five minutes is over.
        let in_an_hour = SystemClock::new().now() + SignedDuration::from_hours(1);
        let store = database.open().await;
        let left = store
            .write(move |tx| tx.claim_jobs(in_an_hour, SignedDuration::ZERO, "it", Lane::Quick, 16))
            .await
            .unwrap();
        assert!(left.iter().all(|job| job.kind != "letter"), "{left:?}: {log}");
        store.close().await;
    }
}
