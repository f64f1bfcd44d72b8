//! What people say in any story: openings, farewells, impatience, thanks, ratings.

/// Openings of a request; the greeting fits the hour.
pub(super) const OPENINGS: &[&str] = &[
    "<hola>.",
    "<hola>, señores de Postal Cordillera.",
    "Cordial saludo.",
    "<hola>. Escribo por lo siguiente.",
    "Señores:",
    "<hola>, ¿cómo están?",
];

pub(super) const CLOSINGS: &[&str] = &[
    "Quedo atent<o>.",
    "Agradezco su ayuda.",
    "Espero su respuesta.",
    "Mil gracias de antemano.",
    "Quedo pendiente de lo que me digan.",
    "Atentamente, <full>.",
    "Gracias por su atención.",
    "Mi celular es <phone>, por si me necesitan.",
    "Por favor ayúdenme con esto.",
];

/// What an agent adds below an answer.
pub(super) const FAREWELLS: &[&str] = &[
    "Con gusto,\n<agent>",
    "Quedo pendiente.\n<agent>",
    "Cualquier novedad, se la cuento por aquí.\n<agent>",
    "<agent>",
    "Un saludo,\n<agent>",
    "Gracias por su paciencia.\n<agent>",
];

pub(super) const NUDGES: &[&str] = &[
    "<hola>. ¿Hay alguna noticia?",
    "<hola>, sigo a la espera. ¿En qué va?",
    "¿Me pueden decir si ya saben algo de <the>?",
    "Perdón la insistencia, pero lo necesito antes del <t+2>. ¿Cómo va?",
    "Hoy llamé a la línea y me dijeron que por aquí me respondían. Quedo atent<o>.",
    "¿Alguna novedad? Ya van <n> días.",
    "<hola>, <agent>. ¿Pudo averiguar lo que me dijo?",
    "No quiero ser intens<o>, pero ¿qué ha pasado con mi caso?",
];

pub(super) const CALMING: &[&str] = &[
    "Todavía no tengo la respuesta, pero ya la pedí otra vez. Le escribo mañana aunque no haya novedad.",
    "Entiendo la espera. Volví a llamar hace un momento y me responden en la tarde.",
    "Sigo pendiente: lo escalé a la jefa del centro y le cuento apenas responda.",
    "Gracias por escribir. Está en curso; le doy una fecha el <t+1>.",
    "Hoy no hubo respuesta. Si mañana al mediodía no la hay, propongo una solución sin esperar más.",
];

pub(super) const THANKS: &[&str] = &[
    "Muchas gracias, <agent>.",
    "¡Mil gracias!",
    "Gracias por la ayuda.",
    "Gracias, muy amable.",
    "Les agradezco mucho.",
];

/// Comments to a rating, from one star to five.
pub(super) const COMMENTS: [&[&str]; 5] = [
    &[
        "Se resolvió, pero después de <n> mensajes. No vuelvo.",
        "Pésimo el servicio en <town>. La persona que me escribió hizo lo que pudo.",
        "Perdí tiempo y plata, la indemnización no lo compensa.",
        "Muy demorado. Nadie contesta en la línea.",
    ],
    &[
        "Demasiado lento para algo tan sencillo.",
        "Tuve que contar lo mismo tres veces.",
        "La solución llegó tarde, ya había comprado otr<io>.",
        "Amables, pero <n> días es mucho.",
    ],
    &[
        "Bien, aunque me habría gustado una llamada.",
        "Normal. Se demoraron pero respondieron.",
        "Al principio no me entendían, al final sí.",
        "Cumplieron, sin más.",
        "",
    ],
    &[
        "Buena atención de <agent>. El plazo se me hizo largo.",
        "Me mantuvieron informad<o>, eso se agradece.",
        "Todo claro por escrito. Cuatro porque el problema no debió pasar.",
        "Rápido y sin tener que ir a la oficina.",
        "",
        "Fácil de seguir desde el celular.",
    ],
    &[
        "Excelente, <agent> estuvo pendiente todo el tiempo.",
        "Pensé que no iba a recuperar <the>. ¡Gracias!",
        "Así da gusto: claro, rápido y con buen trato.",
        "Me respondieron el mismo día y cumplieron lo que dijeron.",
        "No esperaba que respondieran tan bien. Felicitaciones.",
        "",
        "",
        "La mejor atención que he tenido con una empresa de envíos.",
        "Muy amable <agent>. Ojalá todos atendieran así en <town>.",
    ],
];

/// How a requester comes back after accepting; what is wrong follows.
pub(super) const REOPENINGS: &[&str] = &[
    "Lo reabro porque al final no quedó bien.",
    "Acepté antes de tiempo.",
    "Pensé que ya estaba resuelto, pero no.",
    "Vuelvo a escribir por lo mismo.",
    "Perdón que lo reabra.",
];

pub(super) const AFTER_REOPENING: &[&str] = &[
    "Lamento que haya pasado de nuevo. Lo tomo otra vez hoy mismo y le cuento en qué queda.",
    "Gracias por avisar. Reabrí todo con el área y esta vez hago yo el seguimiento hasta el final.",
    "Tiene toda la razón en reabrirlo. Estoy revisando qué parte no se cumplió.",
];

pub(super) const DROPS: &[&str] = &[
    "Ya apareció, lo había recibido mi vecina.",
    "Llegó hoy en la mañana, muchas gracias.",
    "Lo resolví en la oficina.",
    "Me equivoqué de empresa, el envío era por otra.",
    "Ya no lo necesito.",
    "",
];

pub(super) const CANCELLATIONS: &[&str] = &[
    "Duplicado: la misma persona lo presentó dos veces con la misma guía.",
    "La guía es de otra empresa de mensajería; le indicamos adónde escribir.",
    "El envío se entregó antes de que lo tomáramos y el cliente lo confirmó por teléfono.",
    "La persona pidió anularlo por la línea de atención.",
];

pub(super) const CLOSINGS_BY_AGENT: &[&str] = &[
    "Pedimos los datos que faltaban y no los recibimos en 12 días. Si los tiene, puede reabrir el caso y seguimos.",
    "Se entregó el envío y la persona lo confirmó por teléfono.",
    "Respondido por la línea el mismo día, con la información completa.",
    "El documento se entregó en la oficina y quedó firmado.",
];

/// Why somebody could not read the mailed code.
pub(super) const PHONE_REASONS: &[&str] = &[
    "No recuerda la clave de su correo y llama desde el celular registrado.",
    "El correo es de su hija, que está de viaje.",
    "Está en la oficina sin datos en el celular.",
    "Persona mayor, pide ayuda con el formulario.",
    "Su correo de empresa bloquea mensajes externos.",
];

pub(super) const SPAM: &[(&str, &str)] = &[
    (
        "Posicione su página en Google",
        "Somos expertos en posicionamiento. En 30 días su página será la primera. Pregunte por el plan Oro con 50 % de descuento solo por hoy.",
    ),
    (
        "Préstamos sin fiador en 24 horas",
        "Aprobamos su crédito aunque esté reportado. Escriba SI y un asesor le marca ya mismo. Cupos limitados.",
    ),
    (
        "Bases de datos de empresas colombianas",
        "Le ofrecemos 1.200.000 correos verificados de gerentes. Precio especial de fin de mes. También hacemos los envíos.",
    ),
    (
        "Gane dinero desde su casa",
        "Trabaje dos horas diarias y gane en dólares. No se necesita experiencia. Haga clic en mi perfil.",
    ),
    (
        "Venta de estibas y cajas de segunda",
        "Buen día, ofrecemos estibas recicladas y cajas por volumen, entregamos en toda la sabana. Adjunto lista de precios cuando la pidan.",
    ),
];

/// The same in the languages of guests from elsewhere.
pub(super) struct Foreign {
    pub(super) openings: &'static [&'static str],
    pub(super) closings: &'static [&'static str],
    pub(super) farewells: &'static [&'static str],
    pub(super) nudges: &'static [&'static str],
    pub(super) comments: [&'static [&'static str]; 5],
}

pub(super) const ENGLISH: Foreign = Foreign {
    openings: &["Hello,", "Good morning,", "Hi there,", "Dear team,"],
    closings: &[
        "Thank you!",
        "Many thanks in advance.",
        "Kind regards, <full>",
        "Looking forward to your answer.",
    ],
    farewells: &[
        "Kind regards,\n<agent>",
        "<agent>",
        "I will keep you posted.\n<agent>",
    ],
    nudges: &[
        "Is there any news?",
        "Just checking in: has anything happened since your last message?",
    ],
    comments: [
        &["Too slow."],
        &["It took far too long."],
        &["Fine in the end."],
        &["Clear answers, a bit slow."],
        &[
            "<agent> was very helpful, thank you!",
            "Great service, and in English.",
        ],
    ],
};

pub(super) const PORTUGUESE: Foreign = Foreign {
    openings: &["Bom dia,", "Olá,", "Boa tarde,", "Prezados,"],
    closings: &[
        "Obrigad<o> pela atenção.",
        "Fico no aguardo.",
        "Atenciosamente, <full>",
        "Desde já agradeço.",
    ],
    farewells: &[
        "Atenciosamente,\n<agent>",
        "<agent>",
        "Aviso assim que souber.\n<agent>",
    ],
    nudges: &["Alguma novidade?", "Bom dia, conseguiram alguma resposta?"],
    comments: [
        &["Muito demorado."],
        &["Demorou demais."],
        &["Resolveram no fim."],
        &["Bom atendimento, só um pouco lento."],
        &[
            "Atendimento excelente, obrigad<o>, <agent>!",
            "Resolveram tudo em português.",
        ],
    ],
};
