//! Letters for the tests of this crate, from an invented carrier.

use domain::{TicketCode, TicketId, otp::Purpose};
use jiff::{Timestamp, Zoned, civil::date};
use text::{Locale, Texts, Word};

use crate::{
    Brand, Cancellation, Filed, Letter, Letterhead, Listed, Mail, Notice, Resolution, Signer,
    Ticket, Told, Waiting,
};

/// A PNG of one pixel.
pub(crate) const PIXEL: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

/// 20 March 2026, 10:33 in Bogotá.
pub(crate) fn now() -> Zoned {
    "2026-03-20T10:33:00-05:00[America/Bogota]".parse().unwrap()
}

pub(crate) fn brand() -> Brand {
    Brand {
        organisation: "Postal Cordillera".to_owned(),
        legal_line: Some("Postal Cordillera S. A. S., NIT 900.000.000-1".to_owned()),
        address_line: Some("Carrera 7 # 12-34, Bogotá, Colombia".to_owned()),
        support_line: Some("601 555 0148".to_owned()),
        hours: Some("lunes a viernes de 7:00 a. m. a 6:00 p. m.".to_owned()),
        brand: "#0e5f70".parse().unwrap(),
        on_brand: "#ffffff".parse().unwrap(),
        brand_soft: "#ebf4f5".parse().unwrap(),
        brand_ink: "#0d5a6a".parse().unwrap(),
        logo: None,
        base_url: "https://casos.cordillera.example".parse().unwrap(),
        from: "casos@cordillera.example".parse().unwrap(),
        reply_to: None,
    }
}

pub(crate) fn letterhead() -> Letterhead {
    Letterhead {
        brand: brand(),
        signer: Signer::new(&[7; 32]),
        instance: "cordillera-1".to_owned(),
    }
}

pub(crate) fn mail(letter: &Letter) -> Mail {
    mail_on(&letterhead(), letter)
}

pub(crate) fn mail_on(letterhead: &Letterhead, letter: &Letter) -> Mail {
    let to = "mariana.rios@correo.example".parse().unwrap();
    letterhead
        .write(letter, 42, &to, colombian(), &now())
        .unwrap()
}

pub(crate) fn mail_to(address: &str) -> Mail {
    letterhead()
        .write(
            &ticket_created(),
            42,
            &address.parse().unwrap(),
            colombian(),
            &now(),
        )
        .unwrap()
}

/// The texts of Colombia, with the word *caso*.
pub(crate) fn colombian() -> Texts {
    Texts::of(Locale::parse("es-CO").unwrap(), Word::Case)
}

fn at(time: &str) -> Timestamp {
    format!("2026-03-{time}:00-05:00").parse().unwrap()
}

fn ticket() -> Ticket {
    let code = TicketCode::new("PC", 2026, [7, 15, 3, 19, 9, 23]);
    Ticket {
        id: TicketId(205_706_000_000_000_000),
        path: format!("/casos/{code}?llave=a1b2c3"),
        subject: "El paquete llegó golpeado y falta una de las dos cajas".to_owned(),
        code,
    }
}

fn at_the_desk() -> Ticket {
    let ticket = ticket();
    Ticket {
        path: format!("/mesa/casos/{}", ticket.code),
        ..ticket
    }
}

pub(crate) fn verification_code() -> Letter {
    Letter::VerificationCode {
        code: "482913".to_owned(),
        purpose: Purpose::Intake,
        expires_at: at("20T10:43"),
    }
}

pub(crate) fn ticket_created() -> Letter {
    Letter::TicketCreated {
        ticket: ticket(),
        topic: "Daño o faltante".to_owned(),
        class: Some("Petición (Ley 1755 de 2015, art. 14)".to_owned()),
        agent: Some("Laura Méndez".to_owned()),
        answer_due: Some(date(2026, 4, 14)),
    }
}

pub(crate) fn agent_replied(agent: &str, text: &str) -> Letter {
    Letter::AgentReplied {
        ticket: ticket(),
        agent: agent.to_owned(),
        text: text.to_owned(),
        files: vec!["acta-de-entrega.pdf".to_owned(), "foto 1.jpg".to_owned()],
    }
}

pub(crate) fn solution_reminder(days_left: u16) -> Letter {
    Letter::SolutionReminder {
        ticket: ticket(),
        days_left,
        answer_by: date(2026, 4, 14),
    }
}

pub(crate) fn ticket_resolved(how: Resolution) -> Letter {
    Letter::TicketResolved {
        ticket: ticket(),
        how,
        reopen_until: Some(date(2027, 1, 4)),
    }
}

/// A letter of each kind, by the name of its snapshot.
pub(crate) fn letters() -> Vec<(&'static str, Letter)> {
    [
        about_addresses(),
        about_tickets(),
        by_law(),
        to_agents(),
        about_accounts(),
    ]
    .concat()
}

fn about_addresses() -> Vec<(&'static str, Letter)> {
    vec![
        ("verification_code", verification_code()),
        (
            "verification_code_session",
            Letter::VerificationCode {
                code: "001200".to_owned(),
                purpose: Purpose::Session,
                expires_at: at("20T10:43"),
            },
        ),
        (
            "code_list",
            Letter::CodeList {
                tickets: listed(),
                path: "/consultar".to_owned(),
            },
        ),
        (
            "digest",
            Letter::Digest {
                tickets: listed()
                    .into_iter()
                    .zip([12, 1])
                    .map(|(ticket, count)| Told {
                        code: ticket.code,
                        subject: ticket.subject,
                        count,
                    })
                    .collect(),
                path: "/consultar".to_owned(),
            },
        ),
    ]
}

fn about_tickets() -> Vec<(&'static str, Letter)> {
    let solution = "Le pagamos el valor declarado y el envío.\n\nRecibe $ 658.400 en su cuenta en 5 días hábiles.";
    let laura = || "Laura Méndez".to_owned();
    vec![
        ("ticket_created", ticket_created()),
        (
            "agent_replied",
            agent_replied(
                "Laura Méndez",
                "Buenos días, Mariana.\n\nYa hablamos con la bodega:\nuna caja sigue allá.",
            ),
        ),
        (
            "information_requested",
            Letter::InformationRequested {
                ticket: ticket(),
                agent: laura(),
                text: "¿Nos envía una foto de la etiqueta?".to_owned(),
                files: vec![],
            },
        ),
        (
            "solution_proposed",
            Letter::SolutionProposed {
                ticket: ticket(),
                agent: laura(),
                text: solution.to_owned(),
                files: vec!["liquidacion.pdf".to_owned()],
                answer_by: date(2026, 4, 14),
            },
        ),
        ("solution_reminder", solution_reminder(5)),
        ("ticket_resolved", ticket_resolved(Resolution::Accepted)),
        (
            "ticket_resolved_silence",
            ticket_resolved(Resolution::Silence),
        ),
        (
            "ticket_resolved_by_agent",
            ticket_resolved(Resolution::ByAgent { name: laura() }),
        ),
        (
            "ticket_reopened",
            Letter::TicketReopened {
                ticket: ticket(),
                agent: Some(laura()),
                answer_due: Some(date(2026, 3, 27)),
            },
        ),
        (
            "ticket_cancelled",
            Letter::TicketCancelled {
                ticket: ticket(),
                by: Cancellation::ByRequester,
            },
        ),
        (
            "ticket_cancelled_by_agent",
            Letter::TicketCancelled {
                ticket: ticket(),
                by: Cancellation::ByAgent {
                    name: laura(),
                    reason: "Es el mismo envío del otro caso.".to_owned(),
                },
            },
        ),
        (
            "compensation_paid",
            Letter::CompensationSettled {
                ticket: ticket(),
                is_paid: true,
            },
        ),
        (
            "compensation_returned",
            Letter::CompensationSettled {
                ticket: ticket(),
                is_paid: false,
            },
        ),
    ]
}

/// What the law asks for.
fn by_law() -> Vec<(&'static str, Letter)> {
    let law = || Some("Petición (Ley 1755 de 2015, art. 14)".to_owned());
    vec![
        (
            "asked_to_complete",
            Letter::AskedToComplete {
                ticket: ticket(),
                agent: "Laura Méndez".to_owned(),
                text: "Falta el número de la guía.".to_owned(),
                until: date(2026, 4, 20),
                law: law(),
            },
        ),
        (
            "completion_waits",
            Letter::CompletionWaits {
                ticket: ticket(),
                until: date(2026, 4, 20),
                is_prolonged: false,
            },
        ),
        (
            "completion_prolonged",
            Letter::CompletionWaits {
                ticket: ticket(),
                until: date(2026, 5, 20),
                is_prolonged: true,
            },
        ),
        (
            "tacitly_withdrawn",
            Letter::TacitlyWithdrawn {
                ticket: ticket(),
                asked_on: date(2026, 2, 20),
                missing: "Falta el número de la guía.".to_owned(),
                law: law(),
            },
        ),
        (
            "answer_put_off",
            Letter::AnswerPutOff {
                ticket: ticket(),
                reason: "La bodega de Cali aún no entrega su informe.".to_owned(),
                until: date(2026, 5, 7),
                law: law(),
            },
        ),
        (
            "ticket_transferred",
            Letter::TicketTransferred {
                ticket: ticket(),
                authority: "Superintendencia de Transporte".to_owned(),
                reach: Some("ventanilla@transporte.example".to_owned()),
                reason: "Vigila a las empresas de mensajería.".to_owned(),
                files: vec!["oficio.pdf".to_owned()],
            },
        ),
        (
            "request_forwarded",
            Letter::RequestForwarded {
                ticket: ticket(),
                authority: "Superintendencia de Transporte".to_owned(),
                requester: "Mariana Ríos".to_owned(),
                email: "mariana.rios@correo.example".to_owned(),
                phone: "300 555 0142".to_owned(),
                filed_on: date(2026, 3, 18),
                request: "La empresa no recibe reclamos en su oficina.".to_owned(),
                reason: "Vigila a las empresas de mensajería.".to_owned(),
                files: vec!["foto 1.jpg".to_owned()],
            },
        ),
    ]
}

fn to_agents() -> Vec<(&'static str, Letter)> {
    vec![
        (
            "customer_wrote",
            Letter::CustomerWrote {
                ticket: at_the_desk(),
                requester: "Mariana Ríos".to_owned(),
                text: "Adjunto la foto.\n¿Cuándo tendría respuesta?".to_owned(),
                files: vec!["etiqueta.jpg".to_owned()],
            },
        ),
        (
            "ticket_assigned",
            Letter::TicketAssigned {
                ticket: at_the_desk(),
                requester: "Mariana Ríos".to_owned(),
                topic: "Daño o faltante".to_owned(),
                due_at: Some(at("20T16:00")),
                by: None,
            },
        ),
        (
            "deadline_notice",
            Letter::DeadlineNotice {
                ticket: at_the_desk(),
                requester: "Mariana Ríos".to_owned(),
                metric: domain::clock::Metric::FirstResponse,
                due_at: at("20T16:00"),
            },
        ),
        (
            "ticket_news",
            Letter::TicketNews {
                ticket: at_the_desk(),
                requester: "Mariana Ríos".to_owned(),
                what: "customer_wrote",
                text: "Adjunto la foto.".to_owned(),
            },
        ),
        (
            "agent_invited",
            Letter::AgentInvited {
                by: "Camila Rojas".to_owned(),
                path: "/invitacion?llave=z9".to_owned(),
                expires_at: at("23T10:33"),
            },
        ),
        (
            "queue_waits",
            Letter::QueueWaits {
                waiting: vec![
                    Waiting {
                        team: "Envíos nacionales".to_owned(),
                        count: 3,
                        oldest: at("20T08:54"),
                    },
                    Waiting {
                        team: "Internacional".to_owned(),
                        count: 1,
                        oldest: at("20T10:01"),
                    },
                ],
                path: "/mesa/sin-asignar".to_owned(),
            },
        ),
    ]
}

fn about_accounts() -> Vec<(&'static str, Letter)> {
    vec![
        (
            "account_invited",
            Letter::AccountInvited {
                by: "Camila Rojas".to_owned(),
                company: "Librería El Andén".to_owned(),
                path: "/ingresar/cuenta/z9".to_owned(),
                expires_at: at("23T10:33"),
            },
        ),
        (
            "tickets_filed",
            Letter::TicketsFiled {
                subject: "Cajas detenidas en Medellín".to_owned(),
                tickets: vec![
                    Filed {
                        code: ticket().code,
                        number: "RR473124829CO".to_owned(),
                        agent: Some("Laura Méndez".to_owned()),
                    },
                    Filed {
                        code: TicketCode::new("PC", 2026, [1, 2, 3, 4, 5, 6]),
                        number: "990123456789".to_owned(),
                        agent: None,
                    },
                ],
                left_out: 1,
                path: "/cuenta/casos/lotes/1".to_owned(),
            },
        ),
        (
            "password_reset",
            Letter::PasswordReset {
                path: "/ingresar/cuenta/z9".to_owned(),
                expires_at: at("20T11:33"),
            },
        ),
        (
            "sign_in_link",
            Letter::SignInLink {
                path: "/ingresar/enlace/z9".to_owned(),
                expires_at: at("20T10:48"),
            },
        ),
        (
            "sign_in_failed",
            Letter::SignInFailed {
                failures: 12,
                last_at: at("20T10:32"),
                path: "/mesa/cuenta".to_owned(),
            },
        ),
        (
            "security",
            Letter::Security {
                notice: Notice::FactorOn,
                at: at("20T10:32"),
                path: "/mesa/cuenta".to_owned(),
            },
        ),
        (
            "email_changing",
            Letter::EmailChanging {
                new: "m•••@correo.example".to_owned(),
                path: "/ingresar/correo/z9".to_owned(),
                until: at("23T10:33"),
            },
        ),
    ]
}

fn listed() -> Vec<Listed> {
    let second = TicketCode::new("PC", 2026, [1, 2, 3, 4, 5, 6]);
    vec![
        Listed {
            code: ticket().code,
            subject: ticket().subject,
            state: "En atención".to_owned(),
            created_on: date(2026, 3, 20),
        },
        Listed {
            code: second,
            subject: "No llegó el sobre".to_owned(),
            state: "Resuelto".to_owned(),
            created_on: date(2025, 11, 3),
        },
    ]
}
