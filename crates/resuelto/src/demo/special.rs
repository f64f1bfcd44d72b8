//! The tickets that somebody who tries the demonstration meets first, told by hand: each so many
//! minutes ago, whatever the hour is.

use domain::ticket::{Authority, Rating};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::journey::{Act, Role, Step, Story, minutes_after};
use super::organisation::{ANDRES, CAMILA, DIEGO, JULIAN, LAURA, NATALIA, TeamName};
use super::people::{Gender, Person};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// All of them, up to `now`.
pub(super) fn all(now: Timestamp, zone: &TimeZone) -> Vec<Story> {
    let today = Day {
        now,
        zone: zone.clone(),
    };
    let mut stories = vec![
        books_for_medellin(&today),
        charged_twice(&today),
        broken_screen(&today),
        left_with_a_neighbour(&today),
    ];
    stories.extend([
        certificates(&today),
        returned_without_reason(&today),
        held_at_customs(&today),
        office_hours(&today),
    ]);
    stories.extend([
        for_another_authority(&today),
        without_a_number(&today),
        a_long_search(&today),
        never_completed(&today),
    ]);
    stories.extend(bookshop(&today));
    stories.extend(just_now(&today));
    stories
}

/// The day on which the demonstration begins.
struct Day {
    now: Timestamp,
    zone: TimeZone,
}

impl Day {
    fn ago(&self, minutes: i64) -> Timestamp {
        minutes_after(self.now, -minutes)
    }

    /// The date so many days ago, as a form wants it.
    fn date(&self, days_ago: i64) -> String {
        let day = self
            .now
            .to_zoned(self.zone.clone())
            .date()
            .saturating_sub(days_ago.days());
        format!("{}-{}-{}", day.day(), day.month(), day.year())
    }

    fn last_year(&self) -> i16 {
        self.now.to_zoned(self.zone.clone()).year() - 1
    }

    fn told(
        &self,
        minutes_ago: i64,
        person: Person,
        topic: &'static str,
        subject: &str,
        description: &str,
    ) -> Told<'_> {
        let story = Story {
            filed: self.ago(minutes_ago),
            person,
            topic,
            team: None,
            language: "es",
            typed: Vec::new(),
            subject: subject.into(),
            description: description.into(),
            files: Vec::new(),
            phone: None,
            steps: Vec::new(),
            role: None,
        };
        Told { day: self, story }
    }
}

/// A story being told.
struct Told<'a> {
    day: &'a Day,
    story: Story,
}

impl Told<'_> {
    fn answers(mut self, typed: &[(&str, &str)]) -> Self {
        self.story.typed = typed
            .iter()
            .map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned()))
            .collect();
        self
    }

    fn files(mut self, names: &[&str]) -> Self {
        self.story.files = owned(names);
        self
    }

    fn team(mut self, team: TeamName) -> Self {
        self.story.team = Some(team);
        self
    }

    fn language(mut self, language: &'static str) -> Self {
        self.story.language = language;
        self
    }

    fn role(mut self, role: Role) -> Self {
        self.story.role = Some(role);
        self
    }

    fn then(mut self, minutes_ago: i64, act: Act) -> Self {
        self.story.steps.push(Step {
            at: self.day.ago(minutes_ago),
            act,
        });
        self
    }

    fn taken(self, minutes_ago: i64, by: usize) -> Self {
        self.then(minutes_ago, Act::Assign { by, to: by })
    }

    fn given(self, minutes_ago: i64, to: usize) -> Self {
        self.then(minutes_ago, Act::Assign { by: ANDRES, to })
    }

    fn reply(self, minutes_ago: i64, by: usize, text: &str) -> Self {
        self.then(
            minutes_ago,
            Act::Reply {
                by,
                text: text.into(),
            },
        )
    }

    fn ask(self, minutes_ago: i64, by: usize, text: &str) -> Self {
        self.then(
            minutes_ago,
            Act::Ask {
                by,
                text: text.into(),
            },
        )
    }

    fn note(self, minutes_ago: i64, by: usize, text: &str) -> Self {
        self.then(
            minutes_ago,
            Act::Note {
                by,
                text: text.into(),
            },
        )
    }

    fn write(self, minutes_ago: i64, text: &str, files: &[&str]) -> Self {
        self.then(
            minutes_ago,
            Act::Write {
                text: text.into(),
                files: owned(files),
            },
        )
    }

    fn propose(
        self,
        minutes_ago: i64,
        by: usize,
        code: &'static str,
        text: &str,
        files: &[&str],
    ) -> Self {
        self.then(
            minutes_ago,
            Act::Propose {
                by,
                code,
                text: text.into(),
                files: owned(files),
            },
        )
    }

    fn accept(self, minutes_ago: i64, stars: u8, comment: &str) -> Self {
        self.then(
            minutes_ago,
            Act::Accept(Some(Rating {
                stars,
                comment: comment.into(),
            })),
        )
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn person(
    name: &str,
    first: &str,
    gender: Gender,
    email: &str,
    phone: &str,
    document: (&str, &str),
) -> Person {
    Person {
        name: name.into(),
        first: first.into(),
        gender,
        email: email.into(),
        phone: phone.into(),
        document: (document.0.into(), document.1.into()),
    }
}

/// Who waits for the books; she has older tickets too.
pub(super) fn mariana() -> Person {
    person(
        "Mariana Ríos Ospina",
        "Mariana",
        Gender::Feminine,
        "mariana.rios@correo.example",
        "310 555 0162",
        ("CC", "43.219.870"),
    )
}

fn books_for_medellin(day: &Day) -> Story {
    day.told(
        6 * DAY + 5 * HOUR,
        mariana(),
        "mi-envio-no-llega",
        "Caja de libros detenida en Medellín",
        "Envié una caja con 24 libros a la Librería Tres Faroles de Medellín. Debía llegar hace dos semanas. Desde el día siguiente el rastreo dice «En centro de distribución» y no cambia. Llamé a la línea y me pidieron esperar.",
    )
    .answers(&[("tracking", "RR483920172CO"), ("status", "stuck"), ("due", &day.date(20)), ("value", "620.000")])
    .files(&["guia-y-caja.jpg", "recibo-de-admision.pdf", "lista-de-libros.csv"])
    .given(6 * DAY + 5 * HOUR - 4, LAURA)
    .ask(
        5 * DAY + 7 * HOUR,
        LAURA,
        "Buenos días, Mariana. Soy Laura y me encargo de su caso. Su caja entró al centro de Itagüí y no tiene registro de salida.\n\n¿Me confirma el color de la caja y si tenía alguna marca? Con eso pido una búsqueda física.",
    )
    .write(5 * DAY + 4 * HOUR + 30, "Es una caja café de 40 × 30 cm con cinta verde. Dice «Tres Faroles» en marcador negro en dos lados.", &["caja-cinta-verde.jpg"])
    .reply(DAY + 8 * HOUR, LAURA, "Gracias, Mariana. Pedí una búsqueda física en Itagüí y Medellín. Le escribo mañana con el resultado.")
    .write(9 * HOUR + 20, "¿Tienen noticias? Mi cliente espera los libros esta semana.", &[])
    .note(5 * HOUR + 15, CAMILA, "@Laura bodega Itagüí respondió: sin hallazgo en físico ni en cámaras. Se declara pérdida total.")
    .note(4 * HOUR + 40, ANDRES, "Aprobada la indemnización de $ 658.400: valor declarado más flete.")
    .propose(
        3 * HOUR + 6,
        LAURA,
        "compensated",
        "Buscamos su caja en los centros de Itagüí y Medellín y no la encontramos. La dimos por perdida. Lamentamos lo ocurrido con sus libros.\n\nLe pagamos el valor que usted declaró, $ 620.000, y le devolvemos el costo del envío, $ 38.400. La consignación llega en 5 días hábiles después de que acepte. Si la caja aparece, se la entregamos sin costo.",
        &["Acta de pérdida.pdf"],
    )
    .role(Role::Proposal)
    .story
}

fn charged_twice(day: &Day) -> Story {
    day.told(
        3 * DAY + 2 * HOUR,
        person("Ferretería San José", "", Gender::Feminine, "compras@ferreteriasanjose.example", "604 555 0119", ("NIT", "900.418.207-3")),
        "cobros-y-facturas",
        "Nos cobraron dos veces la guía 3391",
        "Pagamos la guía 3391 por PSE, la página se quedó cargando y volvimos a intentar. Hoy vemos los dos débitos en la cuenta de la empresa. Solicitamos la devolución de uno de ellos.",
    )
    .answers(&[("bill", "Guía 3391"), ("kind", "twice"), ("amount", "86.900")])
    .taken(3 * DAY, LAURA)
    .ask(2 * DAY + 22 * HOUR, LAURA, "Buenas tardes. Veo una sola transacción en nuestra pasarela. ¿Nos envía la parte del extracto donde aparecen los dos débitos? Puede tapar los demás movimientos.")
    .write(25, "Adjunto el extracto del banco. ¿Cuándo nos devuelven el segundo cobro? Contabilidad cierra el viernes.", &["extracto-cuenta-empresa.pdf"])
    .story
}

fn broken_screen(day: &Day) -> Story {
    day.told(
        2 * DAY + 3 * HOUR,
        person("Jorge Iván Salazar", "Jorge Iván", Gender::Masculine, "jorge.salazar@buzon.example", "315 555 0184", ("CC", "71.604.233")),
        "danado-o-incompleto",
        "Televisor con la pantalla rota",
        "Me entregaron un televisor de 50 pulgadas y al prenderlo la pantalla tiene una mancha negra y se ve quebrada por dentro. La caja traía un golpe en una esquina, pero el mensajero dijo que eso era normal.",
    )
    .answers(&[("tracking", "CP473124829CO"), ("damage", "broken"), ("received", &day.date(3)), ("value", "1.849.000")])
    .files(&["pantalla.jpg"])
    .given(2 * DAY + 2 * HOUR, LAURA)
    .ask(DAY + 20 * HOUR, LAURA, "Buenas tardes, Jorge Iván. Para pasarlo a evaluación me faltan fotos del empaque: las esquinas, el icopor y la etiqueta. ¿Me las puede enviar?")
    .write(2 * HOUR + 5, "Les mando las fotos del empaque, como me pidieron. El icopor también está partido.", &["esquina.jpg", "icopor.jpg", "etiqueta.jpg"])
    .story
}

fn left_with_a_neighbour(day: &Day) -> Story {
    day.told(
        8 * DAY + 6 * HOUR,
        person("Luz Dary Cuéllar", "Luz Dary", Gender::Feminine, "luzdary.c@correo.example", "320 555 0147", ("CC", "36.182.905")),
        "entregado-en-otro-lugar",
        "Lo entregaron a un vecino sin avisar",
        "El rastreo dice que mi paquete lo recibió un vecino, pero no dice cuál ni dejaron aviso. Pregunté en las tres casas de al lado y nadie tiene nada. Eran los uniformes de mis hijos y los necesito para el colegio.",
    )
    .answers(&[("tracking", "RA452210986CO"), ("address", "Calle 21 # 5-48, barrio Altico, Neiva"), ("delivered", &day.date(9))])
    .taken(8 * DAY + 3 * HOUR, LAURA)
    .reply(7 * DAY + 4 * HOUR, LAURA, "Buenos días, Luz Dary. Hablé con el mensajero: lo dejó en la casa 5-52. Hoy mismo pasa a confirmarlo.")
    .propose(2 * DAY + 4 * HOUR, LAURA, "solved", "El mensajero confirmó que su vecino de la casa 5-52 recibió el paquete y lo tiene guardado. Puede pasar por él cuando quiera; ya le avisó que usted va.", &["confirmacion.jpg"])
    .then(3 * HOUR + 20, Act::Reject("No acepto. El vecino dice que no recibió nada y esa firma no es de él.".into()))
    .note(2 * HOUR + 30, ANDRES, "Hoy la llamo yo. Pedí la ubicación del dispositivo de ese día.")
    .story
}

/// Somebody else is competent.
fn for_another_authority(day: &Day) -> Story {
    day.told(
        6 * DAY + 3 * HOUR,
        person("Rosalba Nieto Prada", "Rosalba", Gender::Feminine, "rosalba.nieto@correo.example", "316 555 0128", ("CC", "52.714.880")),
        "pqrsd",
        "Pido que sancionen a un parqueadero de carga",
        "Frente a mi casa funciona un parqueadero de camiones de carga sin permiso. Trabajan toda la noche y bloquean el andén. Pido que lo investiguen y lo sancionen.",
    )
    .answers(&[("kind", "petition")])
    .taken(6 * DAY, NATALIA)
    .then(
        4 * DAY + 22 * HOUR,
        Act::Transfer {
            by: NATALIA,
            to: Authority {
                name: "Secretaría de Movilidad de Valle Real".into(),
                email: "contactenos@movilidad.valle-real.example".parse().ok(),
                address: "Calle 6 # 4-20, Valle Real".into(),
            },
            text: "El parqueadero no es nuestro ni presta servicio a la empresa. Los permisos y las sanciones por uso del espacio público son competencia de la Secretaría de Movilidad.".into(),
            files: owned(&["oficio-de-traslado.pdf"]),
        },
    )
    .story
}

/// Something is missing, and there is still time to send it.
fn without_a_number(day: &Day) -> Story {
    day.told(
        4 * DAY + 4 * HOUR,
        person("Hernán Darío Toro", "Hernán Darío", Gender::Masculine, "hernan.toro@buzon.example", "312 555 0193", ("CC", "98.550.147")),
        "pqrsd",
        "Queja por la atención en una oficina",
        "El funcionario de la ventanilla me atendió de mala manera y no quiso recibirme el paquete. Pido que tomen medidas con él.",
    )
    .answers(&[("kind", "complaint")])
    .taken(4 * DAY, NATALIA)
    .then(
        2 * DAY + 21 * HOUR,
        Act::AskToComplete {
            by: NATALIA,
            text: "Para investigar su queja necesitamos saber en qué oficina ocurrió y qué día. Si recuerda la hora o el nombre del funcionario, cuéntenos también.".into(),
        },
    )
    .story
}

/// The answer takes longer than promised.
fn a_long_search(day: &Day) -> Story {
    let until = day.now.to_zoned(day.zone.clone()).date();
    day.told(
        12 * DAY + 5 * HOUR,
        person("Junta del Acueducto La Sierra", "", Gender::Feminine, "junta@lasierra.example", "608 555 0166", ("NIT", "830.091.745-2")),
        "pqrsd",
        "Copia de las guías de entrega de facturas del acueducto",
        "Pedimos saber a quién se entregaron las facturas del acueducto durante los últimos dos años en las veredas La Sierra y El Salto.",
    )
    .answers(&[("kind", "petition")])
    .taken(12 * DAY, NATALIA)
    .reply(9 * DAY + 2 * HOUR, NATALIA, "Buenos días. Ya pedimos las planillas de las dos veredas al archivo de Neiva.")
    .then(
        2 * DAY + 3 * HOUR,
        Act::Extend {
            by: NATALIA,
            reason: "Son 1.840 guías en papel y el archivo de Neiva terminó de buscar las del primer año. Necesitamos revisar las del segundo.".into(),
            until: until.saturating_add(22.days()),
        },
    )
    .story
}

/// Nobody sent what was missing.
fn never_completed(day: &Day) -> Story {
    day.told(
        58 * DAY + 4 * HOUR,
        person("Édgar Sandoval Ruiz", "Édgar", Gender::Masculine, "edgar.sandoval@correo.example", "313 555 0151", ("CC", "79.335.602")),
        "pqrsd",
        "Pido que me respondan por un paquete perdido",
        "Mandé un paquete hace tiempo y nunca llegó. Nadie me da razón.",
    )
    .answers(&[("kind", "claim")])
    .taken(58 * DAY, NATALIA)
    .then(
        56 * DAY + 22 * HOUR,
        Act::AskToComplete {
            by: NATALIA,
            text: "Para buscar su paquete necesitamos el número de la guía, o la oficina y la fecha en que lo envió.".into(),
        },
    )
    .story
}

fn certificates(day: &Day) -> Story {
    day.told(
        DAY + 3 * HOUR,
        person("Alcaldía de Valle Real", "", Gender::Feminine, "archivo@vallereal.example", "608 555 0170", ("NIT", "800.099.412-8")),
        "informacion-o-documentos",
        &format!("Certificados de entrega de {}", day.last_year()),
        "Solicitamos copia de 112 certificados de entrega de notificaciones enviadas el año pasado, según la relación adjunta. Se requieren para una auditoría de la contraloría departamental.",
    )
    .answers(&[("what", "certificate")])
    .files(&["relacion-de-notificaciones.csv"])
    .taken(22 * HOUR, DIEGO)
    .reply(21 * HOUR, DIEGO, "Buenas tardes. Recibimos la relación completa. Los primeros 60 certificados salen esta semana y el resto la próxima.")
    .story
}

fn returned_without_reason(day: &Day) -> Story {
    day.told(
        4 * DAY + 2 * HOUR,
        person("Papelería Los Álamos", "", Gender::Feminine, "compras@losalamos.example", "602 555 0133", ("NIT", "830.115.690-1")),
        "mi-envio-no-llega",
        "Devolución sin motivo a remitente",
        "Enviamos un pedido a Palmira y lo devolvieron a nuestra bodega sin decir por qué. El cliente estuvo todo el día en el local. Pedimos que lo vuelvan a enviar sin cobrar otro flete.",
    )
    .answers(&[("tracking", "RR483921031CO"), ("status", "returned"), ("value", "312.000")])
    .given(4 * DAY + HOUR, LAURA)
    .write(DAY + 6 * HOUR, "La guía de retorno la tiene el bodeguero. Le tomo foto cuando llegue por la tarde.", &[])
    .reply(DAY + 4 * HOUR, LAURA, "Perfecto. Quedo atenta a la foto de la guía de retorno.")
    .story
}

fn held_at_customs(day: &Day) -> Story {
    day.told(
        5 * DAY + 4 * HOUR,
        person("Kevin Palacios", "Kevin", Gender::Masculine, "kevin.palacios@buzon.example", "301 555 0129", ("CC", "1.077.450.318")),
        "mi-envio-no-llega",
        "Paquete de EE. UU. retenido en aduana",
        "Compré unos audífonos en Estados Unidos y llevan diez días en la aduana de Bogotá. Ya me cobraron el envío y no sé si tengo que pagar algo más o mandar algún papel.",
    )
    .answers(&[("tracking", "EE401882740US"), ("status", "stuck"), ("value", "480.000")])
    .team(TeamName::International)
    .taken(5 * DAY + 2 * HOUR, JULIAN)
    .ask(2 * DAY + 5 * HOUR, JULIAN, "Buenos días, Kevin. Necesitamos la factura de compra para presentarla a la aduana. Una captura del pedido donde se vea el precio también sirve.")
    .story
}

fn office_hours(day: &Day) -> Story {
    day.told(
        2 * DAY + 9 * HOUR,
        person("Rosalba Tique", "Rosalba", Gender::Feminine, "rosalba.tique@correo.example", "", ("", "")),
        "pqrsd",
        "Sugerencia: horario de la oficina de Ibagué",
        "La oficina cierra a las 12 y muchos trabajamos a esa hora. Si abrieran al mediodía aunque fuera una ventanilla, no tendríamos que pedir permiso para reclamar un paquete.",
    )
    .answers(&[("kind", "suggestion"), ("place", "Oficina de Ibagué")])
    .taken(2 * DAY + 2 * HOUR, DIEGO)
    .note(DAY + 2 * HOUR, DIEGO, "Pregunté a la jefa de la oficina si puede haber turno de mediodía.")
    .story
}

/// A customer with many tickets, for the list.
fn bookshop(day: &Day) -> Vec<Story> {
    let shop = || {
        person(
            "Librería El Andén",
            "",
            Gender::Feminine,
            "despachos@elanden.example",
            "601 555 0177",
            ("NIT", "901.220.417-5"),
        )
    };
    let told = |ago: i64, topic: &'static str, subject: &str, description: &str| {
        day.told(ago, shop(), topic, subject, description)
    };
    vec![
        told(
            39 * DAY + 5 * HOUR,
            "mi-envio-no-llega",
            "Recolección no realizada en bodega",
            "Teníamos programada la recogida 55127 y no llegó ningún vehículo. Quedaron 14 cajas listas en la bodega de la calle 63.",
        )
        .answers(&[("tracking", "RR483902219CO"), ("status", "unknown")])
        .taken(39 * DAY + 2 * HOUR, CAMILA)
        .reply(38 * DAY + 6 * HOUR, CAMILA, "Buenos días. La ruta se canceló por un paro en la autopista y no les avisamos. Mañana va un furgón a primera hora.")
        .propose(37 * DAY + 4 * HOUR, CAMILA, "explained", "Recogimos las 14 cajas hoy. Como fue por una causa externa no hay indemnización, pero no se cobra la recogida.", &[])
        .accept(35 * DAY + 3 * HOUR, 4, "Bien, faltó el aviso.")
        .story,
        told(
            35 * DAY + 7 * HOUR,
            "informacion-o-documentos",
            "Certificado de entrega de 14 guías",
            "Para una licitación con la red de bibliotecas necesitamos el certificado de entrega de las 14 guías del manifiesto 88410.",
        )
        .answers(&[("what", "certificate")])
        .files(&["manifiesto-88410.csv"])
        .taken(35 * DAY, DIEGO)
        .propose(30 * DAY + 5 * HOUR, DIEGO, "solved", "Adjuntamos los 14 certificados en un solo documento, firmados por la Secretaría General.", &["certificados-88410.pdf"])
        .accept(29 * DAY + 4 * HOUR, 5, "Todo completo y antes de lo que pensábamos.")
        .story,
        told(
            26 * DAY + 6 * HOUR,
            "danado-o-incompleto",
            "Libros mojados en centro de reparto",
            "Dos cajas llegaron empapadas a Chía. Se perdieron 19 ejemplares, casi todos de gran formato. Las fotos son de cuando las abrimos con el mensajero presente.",
        )
        .answers(&[("tracking", "RR483911269CO"), ("damage", "wet"), ("received", &day.date(27)), ("value", "274.000")])
        .files(&["caja-mojada-1.jpg", "caja-mojada-2.jpg"])
        .given(26 * DAY + 3 * HOUR, LAURA)
        .note(23 * DAY + 6 * HOUR, ANDRES, "Gotera en el techo de reparto Chía, ya reportada a mantenimiento. Procede el pago.")
        .propose(22 * DAY + 5 * HOUR, LAURA, "compensated", "Se mojaron en nuestro centro de reparto. Les pagamos el valor declarado, $ 274.000.", &["acta.pdf"])
        .accept(20 * DAY + 2 * HOUR, 5, "")
        .story,
        told(
            21 * DAY + 4 * HOUR,
            "cobros-y-facturas",
            "Cobro duplicado en guía corporativa",
            "En la factura FAC-118-20931 aparece dos veces la misma guía, por $ 41.200 cada una. Pedimos la nota crédito.",
        )
        .answers(&[("bill", "FAC-118-20931"), ("kind", "twice"), ("amount", "41.200")])
        .taken(21 * DAY, CAMILA)
        .propose(19 * DAY + 3 * HOUR, CAMILA, "solved", "Emitimos la nota crédito por $ 41.200 y se descuenta de la próxima factura.", &["nota-credito.pdf"])
        .accept(18 * DAY + 3 * HOUR, 4, "")
        .then(4 * DAY + 7 * HOUR, Act::Reopen("Llegó la factura nueva y el descuento no aparece.".into()))
        .reply(3 * DAY + 8 * HOUR, CAMILA, "Buenos días. Tienen razón, la nota crédito quedó sin aplicar. Facturación la aplica en el corte de esta semana.")
        .story,
        told(
            15 * DAY + 6 * HOUR,
            "entregado-en-otro-lugar",
            "Entrega en dirección equivocada, Tunja",
            "El pedido era para el colegio de la carrera 10 en Tunja y lo entregaron en una papelería con un nombre parecido. El colegio lo necesita para la semana del idioma.",
        )
        .answers(&[("tracking", "RR483915504CO"), ("address", "Carrera 10 # 19-40, Tunja"), ("delivered", &day.date(16))])
        .given(15 * DAY + 2 * HOUR, LAURA)
        .ask(2 * DAY + 6 * HOUR, LAURA, "Buenas tardes. La papelería entrega el paquete, pero pide una carta de ustedes. ¿Nos la pueden enviar por aquí, con el número de la guía?")
        .story,
        told(
            8 * DAY + 3 * HOUR,
            "danado-o-incompleto",
            "Paquete abierto: faltan 6 ejemplares",
            "Recibimos de vuelta una caja con la cinta rota. Salieron 20 ejemplares y regresaron 14. Adjuntamos la remisión y una foto de la cinta.",
        )
        .answers(&[("tracking", "RR483919877CO"), ("damage", "opened"), ("value", "198.000")])
        .files(&["cinta-rota.jpg", "remision.pdf"])
        .taken(7 * DAY + 7 * HOUR, CAMILA)
        .reply(6 * DAY + 4 * HOUR, CAMILA, "Buenos días. Comparamos el peso de la caja en cada centro: la diferencia aparece en Ibagué. Seguridad revisa las cámaras y nos responde esta semana.")
        .role(Role::LookUp)
        .story,
    ]
}

/// What came in within the last hours and nobody has taken up yet.
fn just_now(day: &Day) -> Vec<Story> {
    vec![
        day.told(
            5 * HOUR + 12,
            person("Emily Carter", "Emily", Gender::Feminine, "emily.carter@post.example", "", ("", "")),
            "mi-envio-no-llega",
            "Birthday parcel to Cartagena still at customs",
            "Hello,\n\nI mailed a birthday parcel to a friend in Cartagena. Tracking has said \"Held at customs\" for nine days and nobody has asked for any document. Her birthday is next week. Could you tell me what is missing?\n\nKind regards, Emily Carter",
        )
        .answers(&[("tracking", "RR441907351US"), ("status", "stuck")])
        .language("en")
        .team(TeamName::International)
        .taken(4 * HOUR, NATALIA)
        .ask(3 * HOUR + 35, NATALIA, "Good morning, Emily. Customs needs the purchase receipt and your friend's passport number. Could you send them here?\n\nKind regards,\nNatalia")
        .write(HOUR + 10, "Thank you for the quick answer! The receipt is attached, the passport number is AX482210.", &["receipt.pdf"])
        .story,
        day.told(
            3 * HOUR + 41,
            person("Norberto Quintana", "Norberto", Gender::Masculine, "norberto.quintana@buzon.example", "318 555 0136", ("CC", "19.402.877")),
            "mi-envio-no-llega",
            "Repuesto para el tractor parado en Yopal",
            "Cordial saludo. El repuesto del tractor lleva cuatro días en la oficina de Yopal y a la finca no lo suben porque dicen que no hay carro. Estamos en plena siembra. Yo puedo mandar a alguien por él, pero necesito que me digan si está allá.",
        )
        .answers(&[("tracking", "CP464410928CO"), ("status", "stuck"), ("value", "1.260.000")])
        .files(&["guia-repuesto.jpg"])
        .story,
        day.told(
            2 * HOUR + 48,
            person("Yurani Mosquera Asprilla", "Yurani", Gender::Feminine, "yurani.mosquera@correo.example", "311 555 0193", ("", "")),
            "danado-o-incompleto",
            "Las trenzas llegaron pero falta la mitad del pedido",
            "Buenas tardes. Pedí doce paquetes de cabello para mi peluquería y llegaron seis. La caja venía cerrada con cinta de ustedes, no con la del proveedor. Él me mandó el video donde empaca los doce.",
        )
        .answers(&[("tracking", "RR471350283CO"), ("damage", "missing"), ("value", "384.000")])
        .files(&["caja-abierta.jpg", "pedido.pdf"])
        .taken(HOUR + 55, CAMILA)
        .story,
        day.told(
            HOUR + 34,
            person("Thiago Amorim", "Thiago", Gender::Masculine, "thiago.amorim@caixa.example", "", ("", "")),
            "cobros-y-facturas",
            "Cobrança em dobro do envio para Letícia",
            "Olá,\n\npaguei o envio de Tabatinga para Letícia com cartão e a página deu erro. Paguei outra vez e agora aparecem duas cobranças na fatura. Gostaria do estorno de uma delas.\n\nObrigado pela atenção.",
        )
        .answers(&[("kind", "twice"), ("amount", "52400")])
        .language("pt-BR")
        .team(TeamName::International)
        .files(&["fatura.pdf"])
        .story,
        day.told(
            52,
            person("Hernando Piedrahita", "Hernando", Gender::Masculine, "hernando.piedrahita@correo.example", "300 555 0158", ("CC", "8.312.644")),
            "pqrsd",
            "Llevo cuarenta minutos en la fila de Envigado",
            "Escribo desde la misma fila. Hay veintidós personas y una sola ventanilla, y adentro se ven tres escritorios vacíos. A una señora con bastón no le dieron prioridad. Por favor hagan algo hoy, no dentro de quince días.",
        )
        .answers(&[("kind", "complaint"), ("place", "Oficina de Envigado")])
        .files(&["fila.jpg"])
        .story,
        day.told(
            18,
            person("Daniela Carvajal Rico", "Daniela", Gender::Feminine, "daniela.carvajal@buzon.example", "312 555 0104", ("CC", "1.098.765.210")),
            "mi-envio-no-llega",
            "El vestido para el sábado sigue en Bucaramanga",
            "¡Hola! Alquilé un vestido para un matrimonio este sábado en Barichara. Salió de Bogotá hace cinco días con entrega en dos y no pasa de Bucaramanga. ¿Lo alcanzan a entregar o mando a mi primo a recogerlo?",
        )
        .answers(&[("tracking", "EE458802134CO"), ("status", "stuck"), ("due", &day.date(2))])
        .story,
        day.told(
            7,
            person("Óscar Fabián Lenis", "Óscar Fabián", Gender::Masculine, "oscar.lenis@correo.example", "", ("", "")),
            "informacion-o-documentos",
            "¿Puedo mandar plantas vivas a Pasto?",
            "Buenas. Tengo un vivero y me piden suculentas de Pasto. ¿Las reciben? ¿Cuántos días se demoran y en qué empaque? Son plantas pequeñas, en matera plástica.",
        )
        .answers(&[("what", "other")])
        .story,
    ]
}
