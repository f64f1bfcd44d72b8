//! Who writes to the demonstration's organisation, about what, from where.

use super::random::Draw;

/// The grammatical gender of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

impl Gender {
    /// The ending of adjectives.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Feminine => "a",
            Self::Masculine => "o",
        }
    }
}

/// Somebody who asks.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The full name, or the name of a company.
    pub(super) name: String,
    /// How to address them; empty for a company.
    pub(super) first: String,
    pub(super) gender: Gender,
    pub(super) email: String,
    pub(super) phone: String,
    /// Type and number of the identity document; may be empty.
    pub(super) document: (String, String),
}

const WOMEN: &[&str] = &[
    "Adriana",
    "Aleida",
    "Alejandra",
    "Ana María",
    "Ángela",
    "Astrid",
    "Beatriz",
    "Blanca",
    "Carmenza",
    "Carolina",
    "Catalina",
    "Claudia",
    "Consuelo",
    "Daniela",
    "Diana",
    "Doris",
    "Edilma",
    "Elizabeth",
    "Esperanza",
    "Flor",
    "Gloria",
    "Isabel",
    "Ivonne",
    "Johana",
    "Juliana",
    "Leidy",
    "Liliana",
    "Lina",
    "Lorena",
    "Luisa",
    "Magdalena",
    "Marcela",
    "Martha",
    "Mónica",
    "Nancy",
    "Nubia",
    "Olga",
    "Paola",
    "Patricia",
    "Rocío",
    "Rosa",
    "Sandra",
    "Stella",
    "Tatiana",
    "Valentina",
    "Viviana",
    "Yaneth",
    "Yolanda",
];

const MEN: &[&str] = &[
    "Alberto",
    "Alexánder",
    "Alirio",
    "Álvaro",
    "Arturo",
    "Camilo",
    "Carlos",
    "César",
    "Cristian",
    "Daniel",
    "Darío",
    "Édgar",
    "Eduardo",
    "Efraín",
    "Fabián",
    "Felipe",
    "Fernando",
    "Germán",
    "Gustavo",
    "Harold",
    "Héctor",
    "Hernán",
    "Hugo",
    "Iván",
    "Jaime",
    "Javier",
    "Jesús",
    "Jhon",
    "José",
    "Juan",
    "Libardo",
    "Luis",
    "Manuel",
    "Mauricio",
    "Miguel",
    "Nelson",
    "Óscar",
    "Pablo",
    "Rafael",
    "Ramiro",
    "Ricardo",
    "Rodrigo",
    "Samuel",
    "Santiago",
    "Sebastián",
    "Tomás",
    "Wilmer",
    "Wilson",
];

const SURNAMES: &[&str] = &[
    "Acosta",
    "Agudelo",
    "Alzate",
    "Amaya",
    "Arboleda",
    "Ardila",
    "Arias",
    "Ballesteros",
    "Barragán",
    "Becerra",
    "Bedoya",
    "Beltrán",
    "Benavides",
    "Bermúdez",
    "Bernal",
    "Bohórquez",
    "Bonilla",
    "Botero",
    "Buitrago",
    "Caicedo",
    "Calderón",
    "Camargo",
    "Cárdenas",
    "Cardona",
    "Carvajal",
    "Castañeda",
    "Ceballos",
    "Chaparro",
    "Contreras",
    "Córdoba",
    "Cortés",
    "Cuervo",
    "Delgado",
    "Duarte",
    "Escobar",
    "Espinosa",
    "Fajardo",
    "Figueroa",
    "Franco",
    "Galeano",
    "Gallego",
    "Gaviria",
    "Giraldo",
    "Guerrero",
    "Henao",
    "Hoyos",
    "Hurtado",
    "Jaramillo",
    "Lozano",
    "Marín",
    "Mejía",
    "Mendoza",
    "Montoya",
    "Morales",
    "Mosquera",
    "Narváez",
    "Ocampo",
    "Orozco",
    "Ospina",
    "Palacios",
    "Patiño",
    "Peñaranda",
    "Pineda",
    "Quiceno",
    "Rendón",
    "Restrepo",
    "Rincón",
    "Rodríguez",
    "Rojas",
    "Salcedo",
    "Sepúlveda",
    "Suárez",
    "Tabares",
    "Torres",
    "Trujillo",
    "Uribe",
    "Valencia",
    "Vanegas",
    "Vargas",
    "Velásquez",
    "Villegas",
    "Zapata",
];

/// Companies and public bodies: name, local part and domain of the address, gender.
const COMPANIES: &[(&str, &str, Gender)] = &[
    (
        "Droguería La Salud de Occidente",
        "pedidos@drogueria-occidente.example",
        Gender::Feminine,
    ),
    (
        "Café Tierra Fría S. A. S.",
        "despachos@tierrafria.example",
        Gender::Masculine,
    ),
    (
        "Repuestos El Cigüeñal",
        "bodega@ciguenal.example",
        Gender::Masculine,
    ),
    (
        "Colegio Nuevo Amanecer",
        "secretaria@nuevoamanecer.example",
        Gender::Masculine,
    ),
    (
        "Calzado Bucarica",
        "ventas@bucarica.example",
        Gender::Masculine,
    ),
    (
        "Notaría Segunda de Santa Clara",
        "correspondencia@notaria2.example",
        Gender::Feminine,
    ),
    (
        "Confecciones Doña Rita",
        "taller@donarita.example",
        Gender::Feminine,
    ),
    (
        "Semillas del Llano",
        "logistica@semillasdelllano.example",
        Gender::Feminine,
    ),
    (
        "Óptica Mirador",
        "compras@opticamirador.example",
        Gender::Feminine,
    ),
    (
        "Cooperativa Cafetera de Aguadas Altas",
        "administracion@coopcafetera.example",
        Gender::Feminine,
    ),
    (
        "Electrónica Siglo XX",
        "soporte@sigloxx.example",
        Gender::Feminine,
    ),
    (
        "Artesanías Werregue",
        "hola@werregue.example",
        Gender::Feminine,
    ),
];

const MAILBOXES: &[&str] = &[
    "correo.example",
    "buzon.example",
    "correo.example",
    "postal.example",
];

/// A person or, once in a while, a company. `at` keeps the addresses apart.
pub(super) fn requester(draw: &mut Draw, at: usize) -> Person {
    if draw.chance(9) {
        let (name, email, gender) = *draw.pick(COMPANIES);
        return Person {
            name: name.into(),
            first: String::new(),
            gender,
            email: email.into(),
            phone: format!("60{} {}", draw.between(1, 8), local_number(draw)),
            document: (
                "NIT".into(),
                format!(
                    "900.{}.{}-{}",
                    draw.between(100, 999),
                    draw.between(100, 999),
                    draw.between(0, 9)
                ),
            ),
        };
    }
    let (first, gender) = if draw.chance(54) {
        (*draw.pick(WOMEN), Gender::Feminine)
    } else {
        (*draw.pick(MEN), Gender::Masculine)
    };
    let (surname, second) = (*draw.pick(SURNAMES), *draw.pick(SURNAMES));
    let name = if draw.chance(70) && surname != second {
        format!("{first} {surname} {second}")
    } else {
        format!("{first} {surname}")
    };
    let (short, family) = (plain(first), plain(surname));
    let local = match draw.below(4) {
        0 => format!("{short}.{family}"),
        1 => format!("{}{family}", &short[..1]),
        2 => format!("{short}{family}{}", 60 + at % 45),
        _ => format!("{family}.{short}"),
    };
    let local = if at.is_multiple_of(3) {
        format!("{local}{at}")
    } else {
        local
    };
    Person {
        email: format!("{local}@{}", draw.pick(MAILBOXES)),
        phone: if draw.chance(70) {
            mobile(draw)
        } else {
            String::new()
        },
        document: if draw.chance(45) {
            ("CC".into(), identity_number(draw))
        } else {
            Default::default()
        },
        first: first.into(),
        name,
        gender,
    }
}

/// Names for who is met in the stories: couriers, porters, neighbours.
pub(super) fn somebody(draw: &mut Draw) -> String {
    let first = if draw.chance(40) {
        *draw.pick(WOMEN)
    } else {
        *draw.pick(MEN)
    };
    format!("{first} {}", draw.pick(SURNAMES))
}

/// Colombian numbers with 555, which nobody has.
pub(super) fn mobile(draw: &mut Draw) -> String {
    format!(
        "3{}{} 555 {:04}",
        draw.between(0, 2),
        draw.between(0, 9),
        draw.between(100, 9999)
    )
}

fn local_number(draw: &mut Draw) -> String {
    format!("555 {:04}", draw.between(100, 9999))
}

fn identity_number(draw: &mut Draw) -> String {
    if draw.chance(50) {
        format!(
            "1.0{}.{:03}.{:03}",
            draw.between(10, 98),
            draw.between(0, 999),
            draw.between(0, 999)
        )
    } else {
        format!(
            "{}.{:03}.{:03}",
            draw.between(12, 80),
            draw.between(0, 999),
            draw.between(0, 999)
        )
    }
}

/// Lower case, without accents and spaces.
pub(super) fn plain(name: &str) -> String {
    let folded = domain::thanks::fold(name);
    folded.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// A sort of things, as far as it matters what can happen to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// Works or does not.
    Device,
    /// Breaks.
    Fragile,
    /// Is worn, or does not mind being thrown.
    Cloth,
    Paper,
    Food,
}

/// Something that is sent: with article, with definite article, bare, value in thousands.
pub(super) struct Item {
    pub(super) thing: Thing,
    pub(super) a: &'static str,
    pub(super) the: &'static str,
    pub(super) short: &'static str,
    pub(super) worth: (i64, i64),
}

const fn item(
    thing: Thing,
    a: &'static str,
    the: &'static str,
    short: &'static str,
    low: i64,
    high: i64,
) -> Item {
    Item {
        thing,
        a,
        the,
        short,
        worth: (low, high),
    }
}

pub(super) const ITEMS: &[Item] = &[
    item(
        Thing::Device,
        "una licuadora",
        "la licuadora",
        "licuadora",
        120,
        320,
    ),
    item(
        Thing::Cloth,
        "un par de botas de cuero",
        "el par de botas",
        "botas de cuero",
        180,
        420,
    ),
    item(
        Thing::Cloth,
        "un vestido de grado",
        "el vestido",
        "vestido de grado",
        150,
        480,
    ),
    item(
        Thing::Device,
        "una máquina de coser",
        "la máquina de coser",
        "máquina de coser",
        480,
        1_400,
    ),
    item(
        Thing::Device,
        "un celular",
        "el celular",
        "celular",
        600,
        2_600,
    ),
    item(
        Thing::Fragile,
        "una guitarra acústica",
        "la guitarra",
        "guitarra",
        260,
        900,
    ),
    item(
        Thing::Fragile,
        "un juego de ollas",
        "el juego de ollas",
        "juego de ollas",
        160,
        520,
    ),
    item(
        Thing::Food,
        "una caja de café tostado",
        "la caja de café",
        "caja de café",
        90,
        360,
    ),
    item(
        Thing::Fragile,
        "unos lentes formulados",
        "el paquete de los lentes",
        "lentes formulados",
        240,
        780,
    ),
    item(
        Thing::Fragile,
        "una silla para bebé",
        "la silla",
        "silla para bebé",
        280,
        750,
    ),
    item(
        Thing::Device,
        "un computador portátil",
        "el portátil",
        "computador portátil",
        1_300,
        3_900,
    ),
    item(
        Thing::Cloth,
        "una mochila arhuaca",
        "la mochila",
        "mochila arhuaca",
        150,
        420,
    ),
    item(
        Thing::Device,
        "un repuesto de motor",
        "el repuesto",
        "repuesto de motor",
        190,
        1_600,
    ),
    item(
        Thing::Paper,
        "unas escrituras autenticadas",
        "el sobre de las escrituras",
        "escrituras",
        60,
        180,
    ),
    item(
        Thing::Cloth,
        "una hamaca de San Jacinto",
        "la hamaca",
        "hamaca",
        140,
        380,
    ),
    item(
        Thing::Device,
        "un monitor de 24 pulgadas",
        "el monitor",
        "monitor",
        480,
        980,
    ),
    item(
        Thing::Device,
        "una cámara fotográfica",
        "la cámara",
        "cámara fotográfica",
        900,
        3_200,
    ),
    item(
        Thing::Fragile,
        "un coche de bebé",
        "el coche",
        "coche de bebé",
        350,
        1_100,
    ),
    item(
        Thing::Cloth,
        "una caja de uniformes escolares",
        "la caja de uniformes",
        "uniformes escolares",
        320,
        900,
    ),
    item(
        Thing::Food,
        "un tarro de proteína",
        "el paquete de proteína",
        "tarro de proteína",
        130,
        290,
    ),
    item(
        Thing::Device,
        "una lámpara de techo",
        "la lámpara",
        "lámpara de techo",
        110,
        430,
    ),
    item(
        Thing::Paper,
        "un pasaporte",
        "el sobre del pasaporte",
        "pasaporte",
        180,
        320,
    ),
    item(
        Thing::Food,
        "una caja de medicamentos",
        "la caja de medicamentos",
        "medicamentos",
        90,
        650,
    ),
    item(
        Thing::Device,
        "un taladro percutor",
        "el taladro",
        "taladro",
        210,
        640,
    ),
    item(
        Thing::Fragile,
        "una bicicleta infantil",
        "la bicicleta",
        "bicicleta infantil",
        290,
        720,
    ),
    item(
        Thing::Device,
        "un televisor de 43 pulgadas",
        "el televisor",
        "televisor",
        1_100,
        2_100,
    ),
    item(
        Thing::Fragile,
        "una tetera de cerámica",
        "la tetera",
        "tetera",
        70,
        190,
    ),
    item(
        Thing::Fragile,
        "un acordeón de segunda",
        "el acordeón",
        "acordeón",
        900,
        3_000,
    ),
    item(
        Thing::Fragile,
        "una colección de discos",
        "la caja de discos",
        "discos de vinilo",
        200,
        1_200,
    ),
    item(
        Thing::Cloth,
        "un kit de costura",
        "el kit de costura",
        "kit de costura",
        60,
        160,
    ),
    item(
        Thing::Device,
        "una cafetera de goteo",
        "la cafetera",
        "cafetera",
        130,
        390,
    ),
    item(
        Thing::Fragile,
        "un diploma enmarcado",
        "el diploma",
        "diploma",
        80,
        240,
    ),
    item(
        Thing::Device,
        "una impresora",
        "la impresora",
        "impresora",
        380,
        1_050,
    ),
    item(
        Thing::Cloth,
        "un casco de moto",
        "el casco",
        "casco de moto",
        170,
        560,
    ),
    item(
        Thing::Food,
        "una caja de quesos de Ubaté",
        "la caja de quesos",
        "caja de quesos",
        80,
        210,
    ),
    item(
        Thing::Fragile,
        "un ajedrez de madera",
        "el ajedrez",
        "ajedrez",
        90,
        310,
    ),
];

pub(super) const TOWNS: &[&str] = &[
    "Medellín",
    "Cali",
    "Barranquilla",
    "Cartagena",
    "Bucaramanga",
    "Pereira",
    "Manizales",
    "Armenia",
    "Ibagué",
    "Neiva",
    "Pasto",
    "Popayán",
    "Villavicencio",
    "Tunja",
    "Cúcuta",
    "Santa Marta",
    "Montería",
    "Sincelejo",
    "Valledupar",
    "Riohacha",
    "Quibdó",
    "Yopal",
    "Florencia",
    "Mocoa",
    "Leticia",
    "Sogamoso",
    "Duitama",
    "Girardot",
    "Zipaquirá",
    "Chía",
    "Rionegro",
    "Envigado",
    "Palmira",
    "Buga",
    "Tuluá",
    "Cartago",
    "La Dorada",
    "Honda",
    "San Gil",
    "Socorro",
    "Ocaña",
    "Pamplona",
    "Ipiales",
    "Tumaco",
    "Magangué",
    "Chiquinquirá",
];

pub(super) const BANKS: &[&str] = &[
    "Banco del Altiplano",
    "Bancafé del Sur",
    "Banco Andes Centro",
    "la cuenta de ahorros",
    "la tarjeta de crédito",
];

pub(super) const SHOPS: &[&str] = &[
    "una tienda de Instagram",
    "la tienda Casa Guayacán",
    "un vendedor de Bogotá",
    "la página de Hilos y Lanas",
    "una amiga",
    "mi hermano",
    "la feria artesanal",
    "un almacén de Bucaramanga",
    "mi proveedor",
    "la distribuidora Andina Hogar",
    "mi mamá",
];

/// A street and number of the usual form.
pub(super) fn street(draw: &mut Draw) -> String {
    let kind = *draw.pick(&["Calle", "Carrera", "Transversal", "Diagonal", "Avenida"]);
    let end = match draw.below(4) {
        0 => format!(", apto. {}", draw.between(101, 1204)),
        1 => format!(", casa {}", draw.between(2, 48)),
        2 => format!(", local {}", draw.between(3, 210)),
        _ => String::new(),
    };
    format!(
        "{kind} {} # {}-{:02}{end}",
        draw.between(2, 148),
        draw.between(2, 96),
        draw.between(1, 98)
    )
}

/// A tracking number with its check digit.
pub(super) fn tracking(draw: &mut Draw, country: &str) -> String {
    let serial = format!("{:08}", draw.between(40_000_000, 49_999_999));
    let service = *draw.pick(&["RR", "RR", "CP", "EE", "RA", "CV"]);
    format!(
        "{service}{serial}{}{country}",
        domain::tracking::check_digit(serial.as_bytes())
    )
}
