//! The demonstration's organisation: «Postal Cordillera», its teams, people and topics.

use domain::form::{Choice, Field, FieldKind, Form, Topic};
use domain::legal::Days;
use domain::settings::Brand;
use domain::{Agent, AgentId, Localized, Presence, Role, Settings, Team, TeamId, TopicId};
use jiff::Timestamp;

use super::people::Gender;

/// The one password of everybody in the demonstration.
pub(super) const PASSWORD: &str = "caballo montaña carta verde";

/// Postal Cordillera's logo, base64 of a PNG of our own.
const LOGO: &str = "\
    iVBORw0KGgoAAAANSUhEUgAAAJAAAACQCAMAAADQmBKKAAAAhFBMVEUAAAAOX3AOX3AOX3AOX3AOX3AOX3AOX3AOX3\
    AOX3AOX3AOX3AOX3AOX3AOX3AcZG4daXkramssc4I5b2k7fYtHdGZKh5RZkZ1kf2Jom6Z3pa+Ail2Gr7iPj1uWucCd\
    lFilw8m0zdK6n1TD19vIpFHS4eTWqU/h6+3lr0zw9fbztEr///+eueFNAAAALHRSTlMAECAwQFBgcICfv8/f7/////\
    ///////////////////////////////////+rx5/YAAANJSURBVHja7ZzbeqowFISlauWUFBXBqvVYa2G9//ttrW6r\
    EiDUhMxF5tZ88pthiJqs1elUy+m5nh9wJQp8z+05nSfU90KuXKHX/ysN45rEmjM5g5BrVTho4p3jMq5dzJVG6oe8FY\
    Vyxr34vDX5L/U8r4y3KPZax+PxluVV380Bb11Bxb3dDbkBhd1SHsaNiHWxeMqInJAbUyi6jwJuUAFA3mvS/8oN6+EJ\
    +cJMA7H7VcTnxuXfre8cQH2MxAuz73IIudcJYhhA7P8UDTiIBhegEAUoBIrYbdA8HKDzAsJwgBiYY2fPPCQgDyljl5\
    w5uq8xnm+329X0TW600+lpxtnmF31IIfU0r2PT/FdfY6n1zGuLJ8+/hzJ3tc6vZuP8Xp8yX9N0/tjYPgDlU4mfHy1O\
    kNQU6QSaF4DyoVGgbRFoggY0RwOaGgVaoVk2LQKZTdlbgWdlFoh/NE+9XqC3r6YZ0wzEx98NDdMNxIefzeZHO9Axah\
    ek1ZBjAB1naTKfTqRHqwKKY0VvpAgo2u8jKKAl0RIJKKGjEhyg6HACOkQwQEv60bIVoF0kZ5icadHuaSCqjc/ZMCnT\
    oj09D0RZLGWYhGlxRiqAKEukDKs1LTnyKAEiepcxrM60958RaoBoIWNYtWkLUglEaxnDqkxbk1ogEsf/3rBy06IdqQ\
    YSx39JBS3FcVcPJIp/QgIlwrhrACrGv2iY0LTkhkcpUCH+axJqLYq7HiCa3b6UUonS21Ez0gl0++mjrAwoi8pnUTUQ\
    ba4X21CpNlfowiDlQNf4p1ShtBB3fUB0iKsN+zUtFqRQA9D5gbShSm0eHj9agU7xT6lG6UPc9QLRLKsDymbUJtDfZY\
    EskAWyQBbIAlkgC2SBLJAFskAWqBnQXi3P/mmghVqgxdNA4v8R/6r6PbX6/bI4U8eT1W8VS2zgjXaqeHYjRTuKo3Sh\
    QOlI5lpma5SKChBqXm7lYx2nPh09dbGAXN3Hl5uqp/+AdzM5eEfg8YoE4Moo4ApN8Epx4IqV4Mq58Are4EoC4Yom8c\
    pK4Qpv8UqT8Yq34crb8RoA4LVIwGsiAddmA68RCV6rFrxmNnjtfgAbIuG1jMJrqgXYdgyvMRtg6zrE5n6G2h/+A003\
    s2ED0MZaAAAAAElFTkSuQmCC";

/// The teams, in the order of their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TeamName {
    National,
    International,
    Petitions,
}

/// Everybody who works there: first name for signing, full name, role, team, gender.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) first: &'static str,
    pub(super) local: &'static str,
    pub(super) role: Role,
    pub(super) team: TeamName,
    pub(super) gender: Gender,
}

pub(super) const LAURA: usize = 0;
pub(super) const CAMILA: usize = 1;
pub(super) const ANDRES: usize = 2;
pub(super) const SOFIA: usize = 3;
pub(super) const JULIAN: usize = 4;
pub(super) const NATALIA: usize = 5;
pub(super) const DIEGO: usize = 6;

pub(super) const STAFF: &[Member] = &[
    Member {
        name: "Laura Méndez",
        first: "Laura",
        local: "laura.mendez",
        role: Role::AGENT,
        team: TeamName::National,
        gender: Gender::Feminine,
    },
    Member {
        name: "Camila Rojas",
        first: "Camila",
        local: "camila.rojas",
        role: Role::AGENT,
        team: TeamName::National,
        gender: Gender::Feminine,
    },
    Member {
        name: "Andrés Quintero",
        first: "Andrés",
        local: "andres.quintero",
        role: Role::SUPERVISOR,
        team: TeamName::National,
        gender: Gender::Masculine,
    },
    Member {
        name: "Sofía Barrera",
        first: "Sofía",
        local: "sofia.barrera",
        role: Role::ADMIN,
        team: TeamName::Petitions,
        gender: Gender::Feminine,
    },
    Member {
        name: "Julián Castaño",
        first: "Julián",
        local: "julian.castano",
        role: Role::AGENT,
        team: TeamName::International,
        gender: Gender::Masculine,
    },
    Member {
        name: "Natalia Echeverri",
        first: "Natalia",
        local: "natalia.echeverri",
        role: Role::AGENT,
        team: TeamName::International,
        gender: Gender::Feminine,
    },
    Member {
        name: "Diego Perdomo",
        first: "Diego",
        local: "diego.perdomo",
        role: Role::AGENT,
        team: TeamName::Petitions,
        gender: Gender::Masculine,
    },
    Member {
        name: "Sergio Nieto",
        first: "Sergio",
        local: "sergio.nieto",
        role: Role::VIEWER,
        team: TeamName::Petitions,
        gender: Gender::Masculine,
    },
];

/// Who works on the tickets of a team, the busiest first.
pub(super) fn workers(team: TeamName) -> &'static [usize] {
    match team {
        TeamName::National => &[LAURA, CAMILA, LAURA, CAMILA, ANDRES],
        TeamName::International => &[JULIAN, NATALIA, NATALIA],
        TeamName::Petitions => &[DIEGO, DIEGO, DIEGO, SOFIA],
    }
}

/// Everything that is there before the first ticket.
pub(super) struct Organisation {
    pub(super) settings: Settings,
    pub(super) teams: Vec<Team>,
    pub(super) agents: Vec<Agent>,
    pub(super) topics: Vec<Topic>,
}

impl Organisation {
    pub(super) fn founded(at: Timestamp, node: u8) -> anyhow::Result<Self> {
        let mut made = 0;
        let mut key = || {
            made += 1;
            domain::compose(at, node, made)
        };
        let teams: Vec<Team> = [("Envíos nacionales", 1), ("Internacional", 2), ("PQRSD", 3)]
            .map(|(name, colour)| Team {
                id: TeamId(key()),
                name: name.into(),
                colour,
            })
            .into();
        let agents = STAFF
            .iter()
            .map(|member| agent(member, AgentId(key()), &teams, at))
            .collect::<anyhow::Result<_>>()?;
        let topics = topics(&teams, &mut key);
        Ok(Self {
            settings: settings(),
            teams,
            agents,
            topics,
        })
    }
}

fn agent(member: &Member, id: AgentId, teams: &[Team], at: Timestamp) -> anyhow::Result<Agent> {
    Ok(Agent {
        id,
        name: member.name.into(),
        email: format!("{}@cordillera.example", member.local).parse()?,
        role: member.role,
        team: teams[member.team as usize].id,
        is_active: true,
        language: None,
        presence: Presence::Available,
        has_password: true,
        created_at: at,
    })
}

fn settings() -> Settings {
    let same = |text: &str| Localized::new(text, "", "");
    Settings {
        name: "Postal Cordillera".into(),
        tagline: Localized::new(
            "Atención al cliente",
            "Customer care",
            "Atendimento ao cliente",
        ),
        legal_name: "Postal Cordillera S. A. S.".into(),
        address: "Carrera 8 # 12-40, Bogotá".into(),
        prefix: "PC".into(),
        word: "case".into(),
        language: "es".into(),
        region: "es-CO".into(),
        zone: "America/Bogota".into(),
        line: "601 555 0148".into(),
        hours: Localized::new(
            "lunes a viernes de 7:00 a. m. a 6:00 p. m.",
            "Monday to Friday, 7:00 a.m. to 6:00 p.m.",
            "segunda a sexta-feira, das 7h às 18h",
        ),
        links: Vec::new(),
        notice: same(""),
        brand: Brand {
            colour: "#0e5f70".into(),
            accent: "#efa52a".into(),
            roundness: 100,
            logo: LOGO.into(),
        },
        // In its three months people took tickets by hand; at the end it is turned on.
        assigns_at_once: false,
        ..app::setup::default_settings()
    }
}

/// The six topics of the home page.
fn topics(teams: &[Team], key: &mut impl FnMut() -> i64) -> Vec<Topic> {
    let mut position = 0;
    let mut topic = |slug: &str, team: TeamName, form: Form| {
        position += 1;
        Topic {
            id: TopicId(key()),
            slug: slug.into(),
            position,
            is_active: true,
            team: teams[team as usize].id,
            form,
        }
    };
    vec![
        topic("mi-envio-no-llega", TeamName::National, missing()),
        topic("danado-o-incompleto", TeamName::National, damaged()),
        topic("entregado-en-otro-lugar", TeamName::National, elsewhere()),
        topic("cobros-y-facturas", TeamName::National, charges()),
        topic(
            "informacion-o-documentos",
            TeamName::Petitions,
            information(),
        ),
        topic("pqrsd", TeamName::Petitions, petitions()),
    ]
}

fn missing() -> Form {
    Form {
        name: Localized::new(
            "Mi envío no llega",
            "My parcel has not arrived",
            "Minha encomenda não chega",
        ),
        hint: Localized::new(
            "Está atrasado, detenido o no aparece en el rastreo.",
            "It is late, stuck, or tracking does not show it.",
            "Está atrasada, parada ou não aparece no rastreio.",
        ),
        heading: Localized::new(
            "Cuéntenos sobre su envío",
            "Tell us about your parcel",
            "Conte-nos sobre a sua encomenda",
        ),
        icon: "truck".into(),
        answer_days: 15,
        kind: domain::ticket::TicketKind::default(),
        answer_counts: Days::Business,
        description_missing: Localized::new(
            "Cuéntenos qué pasó con su envío",
            "Tell us what happened to your parcel",
            "Conte-nos o que houve com a encomenda",
        ),
        fields: vec![
            tracking(true),
            field(
                "status",
                true,
                Localized::new(
                    "¿Qué dice el rastreo hoy?",
                    "What does tracking say today?",
                    "O que o rastreio diz hoje?",
                ),
                Localized::default(),
                choices(&[
                    (
                        "stuck",
                        "No cambia hace varios días",
                        "It has not changed for days",
                        "Não muda há vários dias",
                    ),
                    (
                        "delivered",
                        "Aparece entregado, pero no llegó",
                        "It says delivered, but it did not arrive",
                        "Consta entregue, mas não chegou",
                    ),
                    (
                        "returned",
                        "Aparece devuelto al remitente",
                        "It says returned to sender",
                        "Consta devolvida ao remetente",
                    ),
                    (
                        "unknown",
                        "No lo sé o no he podido consultarlo",
                        "I don't know or could not look",
                        "Não sei ou não consegui consultar",
                    ),
                ]),
            ),
            field(
                "due",
                false,
                Localized::new(
                    "¿Cuándo debía llegar?",
                    "When should it have arrived?",
                    "Quando deveria chegar?",
                ),
                Localized::default(),
                FieldKind::Date,
            ),
            value(),
        ],
    }
}

fn damaged() -> Form {
    Form {
        name: Localized::new(
            "Llegó dañado o incompleto",
            "It arrived damaged or incomplete",
            "Chegou danificada ou incompleta",
        ),
        hint: Localized::new(
            "El paquete llegó abierto, roto o le falta algo.",
            "The parcel was open, broken, or something is missing.",
            "O pacote chegou aberto, quebrado ou falta algo.",
        ),
        heading: Localized::new(
            "Cuéntenos qué recibió",
            "Tell us what you received",
            "Conte-nos o que recebeu",
        ),
        icon: "crack".into(),
        answer_days: 15,
        kind: domain::ticket::TicketKind::default(),
        answer_counts: Days::Business,
        description_missing: Localized::new(
            "Cuéntenos cómo llegó su envío",
            "Tell us how your parcel arrived",
            "Conte-nos como a encomenda chegou",
        ),
        fields: vec![
            tracking(true),
            field(
                "damage",
                true,
                Localized::new("¿Cómo llegó?", "How did it arrive?", "Como chegou?"),
                Localized::default(),
                choices(&[
                    (
                        "broken",
                        "Roto o golpeado",
                        "Broken or dented",
                        "Quebrada ou amassada",
                    ),
                    ("opened", "Abierto", "Opened", "Aberta"),
                    (
                        "missing",
                        "Le falta algo o es otra cosa",
                        "Something is missing or it is something else",
                        "Falta algo ou é outra coisa",
                    ),
                    (
                        "wet",
                        "Mojado o en mal estado",
                        "Wet or spoilt",
                        "Molhada ou estragada",
                    ),
                ]),
            ),
            field(
                "received",
                false,
                Localized::new(
                    "¿Cuándo lo recibió?",
                    "When did you receive it?",
                    "Quando recebeu?",
                ),
                Localized::default(),
                FieldKind::Date,
            ),
            value(),
        ],
    }
}

fn elsewhere() -> Form {
    Form {
        name: Localized::new(
            "Lo entregaron en otro lugar",
            "It was delivered somewhere else",
            "Entregaram em outro lugar",
        ),
        hint: Localized::new(
            "Figura entregado, pero usted no lo recibió.",
            "It says delivered, but you did not receive it.",
            "Consta entregue, mas você não recebeu.",
        ),
        heading: Localized::new(
            "Cuéntenos sobre la entrega",
            "Tell us about the delivery",
            "Conte-nos sobre a entrega",
        ),
        icon: "pin".into(),
        answer_days: 15,
        kind: domain::ticket::TicketKind::default(),
        answer_counts: Days::Business,
        description_missing: Localized::new(
            "Cuéntenos qué pasó con la entrega",
            "Tell us what happened with the delivery",
            "Conte-nos o que houve com a entrega",
        ),
        fields: vec![
            tracking(true),
            field(
                "address",
                true,
                Localized::new(
                    "¿A qué dirección debía llegar?",
                    "Which address was it for?",
                    "Para qual endereço era?",
                ),
                Localized::new(
                    "Con barrio o vereda y municipio",
                    "With district and town",
                    "Com bairro e cidade",
                ),
                FieldKind::Line,
            ),
            field(
                "delivered",
                false,
                Localized::new(
                    "¿Qué día figura entregado?",
                    "Which day does it say?",
                    "Em que dia consta?",
                ),
                Localized::default(),
                FieldKind::Date,
            ),
        ],
    }
}

fn charges() -> Form {
    Form {
        name: Localized::new(
            "Cobros y facturas",
            "Charges and invoices",
            "Cobranças e faturas",
        ),
        hint: Localized::new(
            "Un cobro no corresponde o necesita una factura.",
            "A charge is wrong or you need an invoice.",
            "Uma cobrança está errada ou precisa de fatura.",
        ),
        heading: Localized::new(
            "Cuéntenos sobre el cobro",
            "Tell us about the charge",
            "Conte-nos sobre a cobrança",
        ),
        icon: "receipt".into(),
        answer_days: 15,
        kind: domain::ticket::TicketKind::default(),
        answer_counts: Days::Business,
        description_missing: Localized::new(
            "Cuéntenos qué pasó con el cobro",
            "Tell us what happened with the charge",
            "Conte-nos o que houve com a cobrança",
        ),
        fields: vec![
            field(
                "bill",
                false,
                Localized::new(
                    "Número de la guía o de la factura",
                    "Number of the waybill or invoice",
                    "Número da guia ou da fatura",
                ),
                Localized::new(
                    "Está arriba a la derecha",
                    "At the top right",
                    "Em cima, à direita",
                ),
                FieldKind::Line,
            ),
            field(
                "kind",
                true,
                Localized::new("¿Qué necesita?", "What do you need?", "Do que precisa?"),
                Localized::default(),
                choices(&[
                    (
                        "twice",
                        "Me cobraron dos veces",
                        "I was charged twice",
                        "Fui cobrado duas vezes",
                    ),
                    (
                        "more",
                        "Me cobraron de más o algo que no pedí",
                        "I was charged too much or for something else",
                        "Cobraram a mais ou algo que não pedi",
                    ),
                    (
                        "invoice",
                        "Necesito una factura o corregirla",
                        "I need an invoice or a correction",
                        "Preciso de uma fatura ou corrigi-la",
                    ),
                    (
                        "refund",
                        "Espero una devolución o un pago",
                        "I am waiting for a refund",
                        "Espero um reembolso",
                    ),
                ]),
            ),
            field(
                "amount",
                false,
                Localized::new(
                    "¿De cuánto es el cobro?",
                    "How much is it?",
                    "De quanto é a cobrança?",
                ),
                Localized::default(),
                FieldKind::Money {
                    currency: "COP".into(),
                },
            ),
        ],
    }
}

fn information() -> Form {
    Form {
        name: Localized::new(
            "Pedir información o documentos",
            "Ask for information or documents",
            "Pedir informação ou documentos",
        ),
        hint: Localized::new(
            "Certificados de entrega, copias, tarifas y servicios.",
            "Delivery certificates, copies, prices and services.",
            "Certificados de entrega, cópias, tarifas e serviços.",
        ),
        heading: Localized::new(
            "Cuéntenos qué necesita",
            "Tell us what you need",
            "Conte-nos do que precisa",
        ),
        icon: "book".into(),
        answer_days: 10,
        kind: domain::ticket::TicketKind::default(),
        answer_counts: Days::Business,
        description_missing: Localized::new(
            "Cuéntenos qué información necesita",
            "Tell us which information you need",
            "Conte-nos de que informação precisa",
        ),
        fields: vec![
            field(
                "what",
                true,
                Localized::new(
                    "¿Qué está pidiendo?",
                    "What are you asking for?",
                    "O que está pedindo?",
                ),
                Localized::default(),
                choices(&[
                    (
                        "certificate",
                        "Un certificado de entrega",
                        "A delivery certificate",
                        "Um certificado de entrega",
                    ),
                    (
                        "copy",
                        "Copia de un documento o de mis datos",
                        "A copy of a document or of my data",
                        "Cópia de um documento ou dos meus dados",
                    ),
                    (
                        "rates",
                        "Tarifas o una cotización",
                        "Prices or an offer",
                        "Tarifas ou um orçamento",
                    ),
                    (
                        "other",
                        "Otra información",
                        "Something else",
                        "Outra informação",
                    ),
                ]),
            ),
            tracking(false),
        ],
    }
}

fn petitions() -> Form {
    Form {
        name: Localized::new(
            "Petición, queja, reclamo, sugerencia o denuncia",
            "Petition, complaint, claim, suggestion or report",
            "Petição, queixa, reclamação, sugestão ou denúncia",
        ),
        hint: Localized::new(
            "Radique una PQRSD ante la entidad.",
            "File a formal request with the organisation.",
            "Registre uma PQRSD junto à entidade.",
        ),
        heading: Localized::new(
            "Cuéntenos su petición",
            "Tell us your request",
            "Conte-nos a sua petição",
        ),
        icon: "scale".into(),
        answer_days: 15,
        kind: domain::ticket::TicketKind::default(),
        answer_counts: Days::Business,
        description_missing: Localized::new(
            "Escriba su petición con sus palabras",
            "Write your request in your own words",
            "Escreva a sua petição com suas palavras",
        ),
        fields: vec![
            field(
                "kind",
                true,
                Localized::new(
                    "¿Qué quiere presentar?",
                    "What do you want to file?",
                    "O que quer apresentar?",
                ),
                Localized::default(),
                choices(&[
                    ("petition", "Petición", "Petition", "Petição"),
                    ("complaint", "Queja", "Complaint", "Queixa"),
                    ("claim", "Reclamo", "Claim", "Reclamação"),
                    (
                        "suggestion",
                        "Sugerencia o felicitación",
                        "Suggestion or praise",
                        "Sugestão ou elogio",
                    ),
                    ("report", "Denuncia", "Report of misconduct", "Denúncia"),
                ]),
            ),
            field(
                "place",
                false,
                Localized::new(
                    "¿De qué oficina o municipio se trata?",
                    "Which office or town is it about?",
                    "De qual agência ou cidade se trata?",
                ),
                Localized::default(),
                FieldKind::Line,
            ),
        ],
    }
}

fn tracking(required: bool) -> Field {
    field(
        "tracking",
        required,
        Localized::new("Número de envío", "Tracking number", "Número da encomenda"),
        Localized::new(
            "Está en la guía o en el recibo. Ejemplo: RR123456785CO",
            "It is on the waybill or the receipt. Example: RR123456785CO",
            "Está na guia ou no recibo. Exemplo: RR123456785CO",
        ),
        FieldKind::Tracking { s10_only: true },
    )
}

fn value() -> Field {
    field(
        "value",
        false,
        Localized::new("Valor declarado", "Declared value", "Valor declarado"),
        Localized::new(
            "Lo usamos si corresponde una indemnización",
            "We use it if a compensation is due",
            "Usamos se couber uma indenização",
        ),
        FieldKind::Money {
            currency: "COP".into(),
        },
    )
}

fn field(id: &str, required: bool, label: Localized, hint: Localized, kind: FieldKind) -> Field {
    Field {
        id: id.into(),
        label,
        hint,
        required,
        kind,
    }
}

fn choices(options: &[(&str, &str, &str, &str)]) -> FieldKind {
    let option = |(id, es, en, pt): &(&str, &str, &str, &str)| Choice {
        id: (*id).into(),
        label: Localized::new(es, en, pt),
    };
    FieldKind::Choice {
        options: options.iter().map(option).collect(),
    }
}
