//! What the letters say in three languages, their headers, and what hostile input does to them.

use std::{fmt::Write, fs, path::Path};

use mail_parser::MessageParser;
use text::{Language, Locale, Texts, Word};

use crate::{Kind, Letter, LetterId, Letterhead, Resolution, Ticket, mailbox::Received, sample};

/// Names that try to end a line, to begin a tag or to pass for something else.
const HOSTILE: &str = "Ana\r\nBcc: otro@correo.example\0\u{2028}X: 1\u{202e}<script>alert(1)</script>&amp;\"'=?utf-8?q?=0D=0A?=";

#[test]
fn each_letter_in_plain_text() {
    for (name, letter) in sample::letters() {
        let mail = read(&sample::letterhead(), &letter, sample::colombian());

        insta::assert_snapshot!(name, format!("{}\n\n{}", mail.subject, mail.text));
    }
}

#[test]
fn subjects_in_three_languages_and_for_each_word() {
    let mut subjects = String::new();
    for language in [Language::Es, Language::En, Language::PtBr] {
        for word in Word::ALL {
            let _ = writeln!(subjects, "== {} {}", language.tag(), word.id());
            for (_, letter) in sample::letters() {
                let mail = read(&sample::letterhead(), &letter, Texts::of(language, word));
                let _ = writeln!(subjects, "{}", mail.subject);
            }
        }
    }

    insta::assert_snapshot!(subjects);
}

#[test]
fn texts_in_english_and_portuguese() {
    for language in [Language::En, Language::PtBr] {
        let mut all = String::new();
        for (name, letter) in sample::letters() {
            let mail = read(
                &sample::letterhead(),
                &letter,
                Texts::of(language, Word::Request),
            );
            let body = mail.text.split("\n-- \n").next().unwrap_or_default();
            let _ = writeln!(all, "==== {name}\n{body}");
        }

        insta::assert_snapshot!(format!("texts_{}", language.tag()), all);
    }
}

#[test]
fn the_last_days_are_counted_in_words() {
    let subject = |days| {
        read(
            &sample::letterhead(),
            &sample::solution_reminder(days),
            sample::colombian(),
        )
        .subject
    };

    assert_eq!(subject(2), "Le quedan 2 días para revisar la solución");
    assert_eq!(subject(1), "Le queda 1 día para revisar la solución");
    assert_eq!(subject(0), "Hoy es el último día para revisar la solución");
}

#[test]
fn the_html_says_what_the_plain_text_says() {
    for (name, letter) in sample::letters() {
        let mail = read(&sample::letterhead(), &letter, sample::colombian());
        let shown = visible_words(&mail.html);

        for word in mail
            .text
            .split_whitespace()
            .filter(|word| !["--", ">"].contains(word))
        {
            let is_link = word.starts_with("https://") || word.ends_with(':');
            assert!(is_link || shown.contains(word), "{name} lacks {word}");
        }
    }
}

/// For the eye: the letters as pages, in `target/letters/`.
#[test]
fn the_letters_can_be_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/letters");
    fs::create_dir_all(&folder).unwrap();

    for (name, letter) in sample::letters() {
        for language in [Language::Es, Language::En, Language::PtBr] {
            let mail = read(
                &sample::letterhead(),
                &letter,
                Texts::of(language, Word::Case),
            );
            let html = mail.html;
            assert!(html.starts_with("<!doctype html>"), "{name}");
            assert!(
                html.contains(&format!("<html lang=\"{}\"", language.tag())),
                "{name}"
            );
            assert!(
                html.len() < 20_000,
                "{name}: mail programs cut long letters"
            );
            fs::write(folder.join(format!("{name}.{}.html", language.tag())), html).unwrap();
        }
    }
}

#[test]
fn a10_the_code_letter_holds_no_link_and_nothing_typed() {
    for (name, letter) in sample::letters() {
        if letter.kind() != Kind::VerificationCode {
            continue;
        }
        let mail = sample::mail(&letter);
        let received = Received::parse("1", mail.bytes());

        assert!(received.links.is_empty(), "{name}");
        assert!(
            !received.html.contains("href") && !received.html.contains("://"),
            "{name}"
        );
        assert_eq!(received.to, "mariana.rios@correo.example");
        for said in ["Confirme su correo", "10:43", "¿No lo pidió usted?"] {
            assert!(
                received.text.contains(said) && received.html.contains(said),
                "{name}: {said}"
            );
        }
    }
}

#[test]
fn a_letter_has_one_link_at_most_and_it_leads_to_the_portal() {
    for (name, letter) in sample::letters() {
        let mail = read(&sample::letterhead(), &letter, sample::colombian());

        assert!(mail.links.len() <= 1, "{name}");
        assert_eq!(
            mail.html.matches("href=").count(),
            mail.links.len(),
            "{name}"
        );
        assert!(
            mail.links
                .iter()
                .all(|link| link.starts_with("https://casos.cordillera.example/")),
            "{name}"
        );
        assert!(!mail.html.contains("src="), "{name}: nothing is fetched");
    }
}

#[test]
fn h1_hostile_names_stay_within_their_header() {
    let mut letterhead = sample::letterhead();
    letterhead.brand.organisation = HOSTILE.to_owned();
    letterhead.instance = HOSTILE.to_owned();
    let calm = sample::mail(&sample::agent_replied("Laura Méndez", "Hola"));
    let expected = header_names(calm.bytes());

    let mail = sample::mail_on(&letterhead, &sample::agent_replied(HOSTILE, HOSTILE));

    assert_eq!(header_names(mail.bytes()), expected);
    let received = Received::parse("1", mail.bytes());
    assert!(
        received
            .subject
            .starts_with("Ana Bcc: otro@correo.example X: 1<script>"),
        "{}",
        received.subject
    );
    assert_eq!(received.to, "mariana.rios@correo.example");
    let head = head(mail.bytes());
    assert!(head.is_ascii() && head.lines().all(|line| line.len() <= 998));
    // No program takes what was typed for an encoded word: those here are all in base64.
    assert!(!head.replace("\r\n", "").contains("=?utf-8?q"), "{head}");
    assert!(
        !received.subject.contains(char::is_control),
        "{}",
        received.subject
    );
}

#[test]
fn e3_markup_is_escaped_in_html_and_plain_in_text() {
    let mail = sample::mail(&sample::agent_replied(
        "<b>Ana</b>",
        "<img src=x onerror=alert(1)> & </td>\n\n<a href='//x'>",
    ));
    let received = Received::parse("1", mail.bytes());

    assert!(received.text.contains("<b>Ana</b> respondió su caso"));
    assert!(
        received
            .text
            .contains("> <img src=x onerror=alert(1)> & </td>")
    );
    for tag in ["<b>", "<img", "<a href='", "& <"] {
        assert!(!received.html.contains(tag), "{tag}");
    }
    assert!(
        received
            .html
            .contains("&#60;img src=x onerror=alert(1)&#62;")
    );
}

#[test]
fn h5_the_headers_say_that_a_machine_wrote_and_what_it_belongs_to() {
    let letterhead = sample::letterhead();
    let root = sample::mail(&sample::ticket_created());
    let reply = sample::mail(&sample::agent_replied("Laura Méndez", "Hola"));

    for mail in [&root, &reply] {
        let head = head(mail.bytes());
        for line in [
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "X-Loop: cordillera-1",
        ] {
            assert!(head.contains(&format!("\r\n{line}\r\n")), "{head}");
        }
        assert!(!head.contains("List-") && !head.contains("Precedence"));
        let id = letterhead.signer.verify(mail.message_id()).unwrap();
        assert_eq!(
            (id.kind, id.ticket),
            (mail.kind(), ticket_of(&sample::ticket_created()).id.into())
        );
    }
    assert!(!head(root.bytes()).contains("References"));
    for name in ["References", "In-Reply-To"] {
        assert!(
            head(reply.bytes())
                .replace("\r\n ", " ")
                .contains(&format!("{name}: {}", root.message_id()))
        );
    }
    assert_eq!(
        letterhead.signer.verify(root.message_id()),
        Some(LetterId::thread_root(
            ticket_of(&sample::ticket_created()).id
        ))
    );
}

/// None is optional: codes, access, and news of one's own tickets. Whoever adds one that is (a
/// survey, a newsletter) gives it `List-Unsubscribe` and `List-Unsubscribe-Post` (RFC 8058), and a
/// name in this test.
#[test]
fn h06_no_letter_is_optional_and_none_offers_to_unsubscribe() {
    for (name, letter) in sample::letters() {
        let mail = sample::mail(&letter);
        let head = head(mail.bytes()).to_ascii_lowercase();
        assert!(!head.contains("\r\nlist-"), "{name}: {head}");
    }
}

#[test]
fn the_same_letter_is_the_same_mail_byte_by_byte() {
    for (name, letter) in sample::letters() {
        assert_eq!(
            sample::mail(&letter).bytes(),
            sample::mail(&letter).bytes(),
            "{name}"
        );
    }
}

#[test]
fn every_line_ends_as_the_standard_wants() {
    for (name, letter) in sample::letters() {
        let mail = sample::mail(&letter);
        let text = str::from_utf8(mail.bytes()).unwrap();

        assert!(text.is_ascii(), "{name}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{name}");
        assert!(text.lines().all(|line| line.len() <= 998), "{name}");
    }
}

#[test]
fn answers_go_to_whoever_reads_them() {
    let letter = sample::ticket_resolved(Resolution::Accepted);
    let mut letterhead = sample::letterhead();
    let unread = read(&letterhead, &letter, sample::colombian());
    letterhead.brand.reply_to = Some("respuestas@cordillera.example".parse().unwrap());

    let read = read(&letterhead, &letter, sample::colombian());

    assert!(unread.text.contains("Nadie lee las respuestas"));
    assert!(!read.text.contains("Nadie lee las respuestas"));
    assert!(read.headers.contains(&(
        "Reply-To".to_owned(),
        "respuestas@cordillera.example".to_owned()
    )));
}

#[test]
fn a_long_message_is_cut_for_the_agent_and_says_so() {
    let long = "palabra ".repeat(1_000);
    let ticket = ticket_of(&sample::ticket_created()).clone();
    let letter = Letter::CustomerWrote {
        ticket,
        requester: "Ana".to_owned(),
        text: long,
        files: vec![],
    };

    let mail = read(&sample::letterhead(), &letter, sample::colombian());

    assert!(mail.text.contains("palabra…") && mail.text.contains("El mensaje sigue en la mesa."));
    assert!(mail.text.len() < 3_000);
}

#[test]
fn colours_reach_the_page() {
    let mut letterhead = sample::letterhead();
    letterhead.brand.brand = "#a01234".parse().unwrap();

    let mail = read(&letterhead, &sample::ticket_created(), sample::colombian());

    assert!(mail.html.contains("background: #a01234") && !mail.html.contains("#0e5f70"));
}

#[test]
fn the_region_decides_on_the_clock() {
    let spain = Texts::of(Locale::parse("es-ES").unwrap(), Word::Case);

    let mail = read(&sample::letterhead(), &sample::verification_code(), spain);

    assert!(
        mail.text
            .contains("Vence a las 10:43 y solo sirve una vez."),
        "{}",
        mail.text
    );
}

fn read(letterhead: &Letterhead, letter: &Letter, texts: Texts) -> Received {
    let to = "mariana.rios@correo.example".parse().unwrap();
    let mail = letterhead
        .write(letter, 42, &to, texts, &sample::now())
        .unwrap();
    Received::parse("1", mail.bytes())
}

fn ticket_of(letter: &Letter) -> &Ticket {
    letter.ticket().unwrap()
}

fn head(bytes: &[u8]) -> &str {
    let text = str::from_utf8(bytes).unwrap();
    text.split("\r\n\r\n").next().unwrap()
}

fn header_names(bytes: &[u8]) -> Vec<String> {
    let mail = MessageParser::default().parse(bytes).unwrap();
    mail.headers()
        .iter()
        .map(|header| header.name().to_owned())
        .collect()
}

/// The words of a page without its tags.
fn visible_words(html: &str) -> String {
    let body = html.split("<body").nth(1).unwrap();
    let mut shown = String::new();
    let mut in_tag = true;
    for c in body.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => shown.push(c),
            _ => {}
        }
        if c == '>' {
            shown.push(' ');
        }
    }
    shown
        .replace("&nbsp;", " ")
        .replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
}
