//! A small desk to test with: what the other tests need to be there.

use domain::form::{Form, Topic};
use domain::legal::Days;
use domain::ticket::{Answer, VerifiedBy};
use domain::{
    Agent, AgentId, Contact, ContactId, Localized, Message, MessageId, MessageKind, Presence, Role,
    Team, TeamId, Ticket, TicketCode, TicketId, TopicId,
};
use jiff::{SignedDuration, Timestamp};
use store::{Error, Tx};

pub(crate) const TEAM: TeamId = TeamId(1);
pub(crate) const ANA: AgentId = AgentId(1);
pub(crate) const BRUNO: AgentId = AgentId(2);
pub(crate) const TOPIC: TopicId = TopicId(1);
pub(crate) const MARIA: ContactId = ContactId(1);
pub(crate) const PEDRO: ContactId = ContactId(2);

/// So many minutes after noon of 1 March 2026.
pub(crate) fn at(minutes: i64) -> Timestamp {
    let noon: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    noon + SignedDuration::from_mins(minutes)
}

/// One team, two agents, one topic, two contacts.
pub(crate) fn open(tx: &mut Tx) -> Result<(), Error> {
    tx.insert_team(&team(1, "Envíos"))?;
    tx.insert_agent(
        &agent(1, "Ana Ruiz", "ana@postal.example"),
        Some("hash of ana"),
    )?;
    tx.insert_agent(&agent(2, "Bruno Díaz", "bruno@postal.example"), None)?;
    tx.insert_topic(&topic(1, "envio"))?;
    tx.upsert_contact(&contact(1, "María Peña", "maria@correo.example"))?;
    tx.upsert_contact(&contact(2, "Pedro Gil", "pedro@correo.example"))?;
    Ok(())
}

/// The desk with one new ticket of María and its first message.
pub(crate) fn with_ticket(tx: &mut Tx) -> Result<(), Error> {
    open(tx)?;
    tx.insert_ticket(&ticket(1), None)?;
    tx.insert_message(&message(1, 1))
}

pub(crate) fn team(id: i64, name: &str) -> Team {
    Team {
        id: TeamId(id),
        name: name.to_owned(),
        colour: 3,
    }
}

pub(crate) fn agent(id: i64, name: &str, email: &str) -> Agent {
    Agent {
        id: AgentId(id),
        name: name.to_owned(),
        email: email.parse().unwrap(),
        role: Role::AGENT,
        team: TEAM,
        is_active: true,
        language: Some("pt-BR".to_owned()),
        presence: Presence::Paused,
        has_password: false,
        created_at: at(0),
    }
}

pub(crate) fn topic(id: i64, slug: &str) -> Topic {
    Topic {
        id: TopicId(id),
        slug: slug.to_owned(),
        position: 7,
        is_active: true,
        team: TEAM,
        form: Form {
            name: Localized::new("Mi envío no llega", "My parcel", "Minha encomenda"),
            hint: Localized::default(),
            heading: Localized::default(),
            icon: "truck".to_owned(),
            answer_days: 15,
            kind: domain::ticket::TicketKind::default(),
            answer_counts: Days::Business,
            description_missing: Localized::default(),
            fields: vec![],
        },
    }
}

pub(crate) fn contact(id: i64, name: &str, email: &str) -> Contact {
    Contact {
        id: ContactId(id),
        email: email.parse().unwrap(),
        name: name.to_owned(),
        phone: "300 123 4567".to_owned(),
        created_at: at(0),
    }
}

pub(crate) fn code(id: i64) -> TicketCode {
    let random = u8::try_from(id % 32).unwrap();
    let carry = u8::try_from(id / 32).unwrap();
    TicketCode::new("PC", 2026, [0, 0, 0, 0, carry, random])
}

/// A new ticket of María, filed `id` minutes after noon and due after as many hours.
pub(crate) fn ticket(id: i64) -> Ticket {
    Ticket::filed(
        TicketId(id),
        code(id),
        TOPIC,
        TEAM,
        MARIA,
        VerifiedBy::Code,
        "No llega mi envío".to_owned(),
        vec![Answer {
            field: "number".to_owned(),
            label: "Número de envío".to_owned(),
            text: "RR473124829CO".to_owned(),
        }],
        "es".to_owned(),
        Some(at(60 * id)),
        at(id),
    )
}

pub(crate) fn message(ticket: i64, id: i64) -> Message {
    Message {
        id: MessageId(id),
        ticket: TicketId(ticket),
        author: domain::Actor::Requester(MARIA),
        kind: MessageKind::Description,
        text: format!("Mensaje {id} con ñ y «comillas»"),
        at: at(id),
    }
}
