//! Against the real mail server of `tests/engines`, and against a wire that somebody tampers with.

use std::{env, fs, net::SocketAddr, process, sync::Arc, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use super::{Limits, Smtp, without_addresses};
use crate::{
    mail::Mail,
    mailer::{MailerUrl, SendError},
    sample,
};

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let to = recipient("plain");
    let mail = sample::mail_to(&to);

    let smtp = smtp("smtp+plain", &engine("PLAIN"), Trust::Nobody);
    smtp.send(&mail).await.unwrap();
    smtp.send(&mail).await.unwrap();

    let kept = kept(&to);
    assert_eq!(kept.len(), 2);
    assert_eq!(
        kept[0].envelope,
        format!("plain casos@cordillera.example {to}")
    );
    assert_eq!(kept[0].mail, String::from_utf8_lossy(mail.bytes()));
    assert_eq!(kept[0].mail, kept[1].mail);
}

#[tokio::test]
async fn starttls_and_tls_work_with_an_authority_of_ones_own() {
    for (scheme, listener) in [("smtp", "STARTTLS"), ("smtps", "TLS")] {
        let to = recipient(&listener.to_lowercase());

        smtp(scheme, &engine(listener), Trust::Tests)
            .send(&sample::mail_to(&to))
            .await
            .unwrap();

        let listener = listener.to_lowercase();
        assert_eq!(
            kept(&to)[0].envelope,
            format!("{listener} casos@cordillera.example {to}")
        );
    }
}

#[tokio::test]
async fn the_user_of_the_url_signs_in() {
    for (scheme, listener) in [("smtp", "AUTH"), ("smtps", "TLS")] {
        let to = recipient("sign-in");
        let server = format!("{}@{}", credentials(), engine(listener));

        smtp(scheme, &server, Trust::Tests)
            .send(&sample::mail_to(&to))
            .await
            .unwrap();

        assert!(
            kept(&to)
                .last()
                .unwrap()
                .envelope
                .ends_with(&format!(" user={}", engine("USER")))
        );
    }
}

#[tokio::test]
async fn a_wrong_password_or_none_leaves_the_mail_for_later() {
    for user in ["correo:equivocado@", ""] {
        let to = recipient("no-password");
        let server = format!("{user}{}", engine("AUTH"));

        let told = smtp("smtp", &server, Trust::Tests)
            .send(&sample::mail_to(&to))
            .await
            .unwrap_err();

        assert!(told.is_retryable(), "{told}");
        assert_eq!(kept(&to).len(), 0);
    }
}

#[tokio::test]
async fn h7_nothing_leaves_for_a_server_whose_certificate_is_not_trusted() {
    for (scheme, listener) in [("smtp", "STARTTLS"), ("smtps", "TLS")] {
        let to = recipient("untrusted");
        let server = format!("{}@{}", credentials(), engine(listener));

        let told = smtp(scheme, &server, Trust::Nobody)
            .send(&sample::mail_to(&to))
            .await
            .unwrap_err();

        assert!(
            told.is_retryable() && told.to_string().contains("certificate"),
            "{told}"
        );
        assert_eq!(kept(&to).len(), 0);
    }
}

#[tokio::test]
async fn h7_nothing_leaves_for_a_server_whose_certificate_is_over() {
    let to = recipient("expired");
    let server = format!("{}@{}", credentials(), engine("EXPIRED"));

    let told = smtp("smtp", &server, Trust::Tests)
        .send(&sample::mail_to(&to))
        .await
        .unwrap_err();

    assert!(
        told.is_retryable() && told.to_string().contains("certificate expired"),
        "{told}"
    );
    assert_eq!(kept(&to).len(), 0);
}

#[tokio::test]
async fn h7_nothing_leaves_for_a_server_under_another_name() {
    let to = recipient("other-name");
    let between = TcpListener::bind("127.0.0.2:0").await.unwrap();
    let server = between.local_addr().unwrap();
    tokio::spawn(async move { relay(&between, engine("STARTTLS"), Tampering::None).await });

    let told = smtp("smtp", &server.to_string(), Trust::Tests)
        .send(&sample::mail_to(&to))
        .await
        .unwrap_err();

    assert!(
        told.is_retryable() && told.to_string().contains("certificate"),
        "{told}"
    );
    assert_eq!(kept(&to).len(), 0);
}

#[tokio::test]
async fn h7_nothing_leaves_when_somebody_hides_starttls() {
    let to = recipient("stripped");
    let (server, heard) = tampered(Tampering::HideStartTls).await;
    let server = format!("{}@{server}", credentials());

    let told = smtp("smtp", &server, Trust::Tests)
        .send(&sample::mail_to(&to))
        .await
        .unwrap_err();

    assert!(told.is_retryable(), "{told}");
    let heard = heard.await.unwrap();
    assert!(
        heard.starts_with("EHLO") && !heard.contains("AUTH") && !heard.contains("MAIL"),
        "{heard}"
    );
}

#[tokio::test]
async fn h7_nothing_leaves_when_somebody_adds_answers_before_tls() {
    let to = recipient("injected");
    let (server, _heard) = tampered(Tampering::AddAnswers).await;

    let told = smtp("smtp", &server.to_string(), Trust::Tests)
        .send(&sample::mail_to(&to))
        .await
        .unwrap_err();

    assert!(told.is_retryable(), "{told}");
    assert_eq!(kept(&to).len(), 0);
}

#[tokio::test]
async fn h8_a_refusal_for_now_may_be_tried_again_and_one_for_good_may_not() {
    let smtp = smtp("smtp+plain", &engine("PLAIN"), Trust::Nobody);
    for (behaviour, retryable) in [
        ("rcpt-451", true),
        ("rcpt-421", true),
        ("data-452", true),
        ("rcpt-550", false),
        ("data-554", false),
    ] {
        let to = recipient(behaviour);

        let told = smtp.send(&sample::mail_to(&to)).await.unwrap_err();

        assert_eq!(told.is_retryable(), retryable, "{told}");
        assert_eq!(kept(&to).len(), 0);
    }

    let next = recipient("after-refusals");
    smtp.send(&sample::mail_to(&next)).await.unwrap();
    assert_eq!(kept(&next).len(), 1);
}

#[tokio::test]
async fn n3_after_a_lost_answer_the_same_mail_goes_out_again() {
    let to = recipient("die-once");
    let mail = sample::mail_to(&to);
    let smtp = smtp("smtp+plain", &engine("PLAIN"), Trust::Nobody);

    assert!(smtp.send(&mail).await.unwrap_err().is_retryable());
    smtp.send(&mail).await.unwrap();

    let kept = kept(&to);
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].mail, kept[1].mail);
    assert!(kept[0].mail.contains(mail.message_id()));
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_the_answer_to_another_mail() {
    let mut smtp = smtp("smtp+plain", &engine("PLAIN"), Trust::Nobody);
    smtp.limits.delivery = Duration::from_millis(200);
    let (first, second) = (recipient("hang"), recipient("rcpt-550-after-hang"));

    let late = smtp.send(&sample::mail_to(&first)).await.unwrap_err();
    let refused = smtp.send(&sample::mail_to(&second)).await.unwrap_err();

    assert!(
        late.is_retryable() && late.to_string().contains("in time"),
        "{late}"
    );
    assert!(!refused.is_retryable(), "{refused}");
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_replaced() {
    let to = recipient("replaced");
    let between = Arc::new(TcpListener::bind("127.0.0.1:0").await.unwrap());
    let smtp = smtp(
        "smtp",
        &between.local_addr().unwrap().to_string(),
        Trust::Tests,
    );
    let relayed = |between: Arc<TcpListener>| {
        tokio::spawn(async move { relay(&between, engine("STARTTLS"), Tampering::None).await })
    };

    let first = relayed(Arc::clone(&between));
    smtp.check().await.unwrap();
    assert_eq!(smtp.idle.lock().unwrap().len(), 1);
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    relayed(between);
    smtp.send(&sample::mail_to(&to)).await.unwrap();

    assert_eq!(kept(&to).len(), 1);
}

#[tokio::test]
async fn as_many_connections_are_kept_as_mails_go_out_at_once() {
    let smtp = smtp("smtp+plain", &engine("PLAIN"), Trust::Nobody);
    let mut busy = Vec::new();
    for _ in 0..17 {
        busy.push(smtp.connection().await.unwrap());
    }

    for connection in busy {
        smtp.park(connection);
    }

    assert_eq!(smtp.idle.lock().unwrap().len(), 16);
}

#[tokio::test]
async fn behind_a_connection_that_says_nothing_no_other_that_waited_is_asked() {
    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = server.local_addr().unwrap();
    let mut smtp = smtp("smtp+plain", &address.to_string(), Trust::Nobody);
    let greeted = tokio::spawn(async move {
        let mut silent = Vec::new();
        for _ in 0..3 {
            silent.push(greet(server.accept().await.unwrap().0).await);
        }
        silent
    });
    let mut busy = Vec::new();
    for _ in 0..3 {
        busy.push(smtp.connection().await.unwrap());
    }
    for connection in busy {
        smtp.park(connection);
    }
    let silent = greeted.await.unwrap();
    smtp.limits.command = Duration::from_millis(50);

    let told = smtp.send(&any_mail()).await.unwrap_err();

    // A new connection was tried then, but nobody listens any more.
    assert!(told.to_string().contains("no connection to"), "{told}");
    let mut heard = Vec::new();
    for mut connection in silent {
        let mut text = String::new();
        connection.read_to_string(&mut text).await.unwrap();
        heard.push(text);
    }
    assert_eq!(heard, ["", "", "NOOP\r\n"]);
}

#[tokio::test]
async fn without_a_server_the_mail_waits() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();

    let told = smtp("smtp+plain", &closed.to_string(), Trust::Nobody)
        .send(&any_mail())
        .await
        .unwrap_err();

    assert!(
        told.is_retryable() && told.to_string().contains("no connection to 127.0.0.1"),
        "{told}"
    );
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut smtp = smtp(
        "smtp+plain",
        &silent.local_addr().unwrap().to_string(),
        Trust::Nobody,
    );
    smtp.limits = Limits {
        command: Duration::from_millis(50),
        ..smtp.limits
    };

    let told = smtp.send(&any_mail()).await.unwrap_err();

    assert!(
        matches!(&told, SendError::Server(text) if text.contains("in time")),
        "{told}"
    );
}

#[test]
fn a_servers_answer_is_kept_without_addresses() {
    assert_eq!(
        without_addresses("permanent error (550): 5.1.1 <ana@correo.co>: Recipient\r\nrejected"),
        "permanent error (550): 5.1.1 … Recipient rejected"
    );
}

/// Whose certificates are believed, beside those of the public authorities.
#[derive(Clone, Copy)]
enum Trust {
    Nobody,
    Tests,
}

fn smtp(scheme: &str, server: &str, trust: Trust) -> Smtp {
    let url: MailerUrl = format!("{scheme}://{server}").parse().unwrap();
    let MailerUrl::Smtp(server) = url else {
        panic!("not a server")
    };
    let ca = match trust {
        Trust::Nobody => None,
        Trust::Tests => Some(fs::read(engine("CA")).unwrap()),
    };
    Smtp::new(&server, ca.as_deref()).unwrap()
}

fn any_mail() -> Mail {
    sample::mail(&sample::ticket_created())
}

/// Answers the first words on a connection, and nothing afterwards.
async fn greet(stream: TcpStream) -> BufReader<TcpStream> {
    let mut connection = BufReader::new(stream);
    connection
        .write_all(b"220 correo.example\r\n")
        .await
        .unwrap();
    let mut hello = String::new();
    connection.read_line(&mut hello).await.unwrap();
    connection
        .write_all(b"250 correo.example\r\n")
        .await
        .unwrap();
    connection
}

/// A setting of the test mail server.
fn engine(name: &str) -> String {
    let name = format!("RESUELTO_TEST_SMTP_{name}");
    env::var(&name).unwrap_or_else(|_| {
        panic!("{name} is not set: run bin/check, or start the test servers with: eval \"$(tests/engines/start)\"")
    })
}

fn credentials() -> String {
    format!("{}:{}", engine("USER"), engine("PASSWORD"))
}

/// An address of this test run; the server behaves as its first words say.
fn recipient(behaviour: &str) -> String {
    format!("{behaviour}-{}@correo.example", process::id())
}

/// A mail as the server keeps it.
struct Kept {
    /// Listener, sender, recipients and user.
    envelope: String,
    mail: String,
}

/// The mails that the server kept for an address, the oldest first.
fn kept(to: &str) -> Vec<Kept> {
    let mut files: Vec<_> = fs::read_dir(engine("BOX"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_str().unwrap();
        !name.starts_with('.') && name.ends_with(&format!("-{to}.eml"))
    });
    files.sort();
    let read = |file| {
        let text = String::from_utf8(fs::read(file).unwrap()).unwrap();
        let head = text
            .split_inclusive("\r\n")
            .take_while(|line| line.starts_with("X-Envelope-"));
        let head: String = head.collect();
        let value = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            if name == "X-Envelope-User" {
                format!("user={value}")
            } else {
                value.to_owned()
            }
        };
        let envelope: Vec<String> = head.lines().map(value).collect();
        Kept {
            envelope: envelope.join(" "),
            mail: text[head.len()..].to_owned(),
        }
    };
    files.into_iter().map(read).collect()
}

/// What somebody between us and the server does.
#[derive(Clone, Copy, PartialEq)]
enum Tampering {
    None,
    /// Takes STARTTLS out of the server's offer.
    HideStartTls,
    /// Sends answers of its own together with the answer to STARTTLS.
    AddAnswers,
}

/// The STARTTLS server behind somebody who tampers; also what it hears unencrypted, at the end.
async fn tampered(tampering: Tampering) -> (SocketAddr, oneshot::Receiver<String>) {
    let between = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = between.local_addr().unwrap();
    let server = engine("STARTTLS");
    let (tell, heard) = oneshot::channel();
    tokio::spawn(async move {
        let _ = tell.send(relay(&between, server, tampering).await);
    });
    (address, heard)
}

/// Passes one conversation on, line by line until TLS begins.
async fn relay(between: &TcpListener, server: String, tampering: Tampering) -> String {
    let (client, _) = between.accept().await.unwrap();
    let server = TcpStream::connect(server).await.unwrap();
    let (from_client, mut to_client) = client.into_split();
    let (from_server, mut to_server) = server.into_split();
    let (mut from_client, mut from_server) =
        (BufReader::new(from_client), BufReader::new(from_server));

    let mut heard = String::new();
    let mut command = String::new();
    loop {
        let mut answer = String::new();
        while !is_last(&answer) {
            let mut line = String::new();
            if from_server.read_line(&mut line).await.unwrap() == 0 {
                return heard;
            }
            answer.push_str(&line);
        }
        match tampering {
            Tampering::HideStartTls => answer = answer.replace("STARTTLS", "X-HIDDEN"),
            Tampering::AddAnswers if command.starts_with("STARTTLS") => {
                answer.push_str("250 mail.test\r\n");
            }
            Tampering::AddAnswers | Tampering::None => {}
        }
        to_client.write_all(answer.as_bytes()).await.unwrap();
        if command.starts_with("STARTTLS") {
            break;
        }
        command.clear();
        if from_client.read_line(&mut command).await.unwrap_or(0) == 0 {
            return heard;
        }
        heard.push_str(&command);
        to_server.write_all(command.as_bytes()).await.unwrap();
    }
    let up = async {
        let _ = copy(&mut from_client, &mut to_server).await;
        let _ = to_server.shutdown().await;
    };
    let down = async {
        let _ = copy(&mut from_server, &mut to_client).await;
        let _ = to_client.shutdown().await;
    };
    tokio::join!(up, down);
    heard
}

/// Whether the last line of an answer is there: `250 …` and not `250-…`.
fn is_last(answer: &str) -> bool {
    answer
        .lines()
        .last()
        .is_some_and(|line| line.as_bytes().get(3) == Some(&b' '))
}
