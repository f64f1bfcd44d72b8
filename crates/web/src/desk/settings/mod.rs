//! `/mesa/ajustes…`: what the organisation decides for itself, a page for each part.

mod brand;
mod calendar;
mod calendars;
mod class;
mod classes;
mod compare;
mod home;
mod ladder;
mod lists;
mod organization;
mod part;
mod policies;
mod privacy;
mod sent;
mod teams;
mod tokens;
mod topic;
mod topics;
mod trial;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use text::{Language, Texts};

use super::queue::Choice;
use crate::state::Web;
use brand::Brand;
use home::Home;
use lists::Lists;
use organization::Organization;
use part::{save, show};
use privacy::Privacy;

/// The addresses of the settings.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route(
            "/mesa/ajustes",
            get(show::<Organization>).post(save::<Organization>),
        )
        .route(
            "/mesa/ajustes/marca",
            get(show::<Brand>).post(save::<Brand>),
        )
        .route("/mesa/ajustes/color", get(brand::colour))
        .route(
            "/mesa/ajustes/marca/logo",
            post(brand::set_logo).layer(DefaultBodyLimit::max(brand::LOGO_FORM)),
        )
        .route("/mesa/ajustes/marca/logo/quitar", post(brand::remove_logo))
        .route("/mesa/ajustes/inicio", get(show::<Home>).post(save::<Home>))
        .route(
            "/mesa/ajustes/listas",
            get(show::<Lists>).post(save::<Lists>),
        )
        .route(
            "/mesa/ajustes/datos",
            get(show::<Privacy>).post(save::<Privacy>),
        )
        .route(
            "/mesa/ajustes/equipos",
            get(teams::show).post(teams::create),
        )
        .route("/mesa/ajustes/equipos/{id}", post(teams::save))
        .route("/mesa/ajustes/api", get(tokens::show).post(tokens::create))
        .route("/mesa/ajustes/api/{id}/revocar", post(tokens::revoke))
        .route("/mesa/ajustes/temas", get(topics::show))
        .route(
            "/mesa/ajustes/temas/nuevo",
            get(topic::show_new).post(topic::create),
        )
        .route(
            "/mesa/ajustes/temas/{id}",
            get(topic::show).post(topic::save),
        )
        .route("/mesa/ajustes/temas/{id}/mover", post(topics::shift))
        .merge(calendar_routes())
}

fn calendar_routes() -> Router<Web> {
    Router::new()
        .route(
            "/mesa/ajustes/plazos",
            get(policies::show).post(policies::add),
        )
        .route(
            "/mesa/ajustes/plazos/{id}",
            get(policies::edit).post(policies::save),
        )
        .route("/mesa/ajustes/plazos/{id}/subir", post(policies::up))
        .route("/mesa/ajustes/plazos/{id}/bajar", post(policies::down))
        .route("/mesa/ajustes/plazos/{id}/quitar", post(policies::delete))
        .route("/mesa/ajustes/clases", get(classes::show))
        .route("/mesa/ajustes/clases/paquete", post(classes::load))
        .route(
            "/mesa/ajustes/clases/nueva",
            get(class::show_new).post(class::create),
        )
        .route(
            "/mesa/ajustes/clases/{id}",
            get(class::show).post(class::save),
        )
        .route(
            "/mesa/ajustes/calendarios",
            get(calendars::show).post(calendars::create),
        )
        .route(
            "/mesa/ajustes/calendarios/{id}",
            get(calendar::show).post(calendar::save),
        )
        .route(
            "/mesa/ajustes/calendarios/{id}/principal",
            post(calendar::make_default),
        )
        .route(
            "/mesa/ajustes/calendarios/{id}/dias",
            post(calendar::add_day),
        )
        .route(
            "/mesa/ajustes/calendarios/{id}/dias/{fecha}/quitar",
            post(calendar::remove_day),
        )
        .route(
            "/mesa/ajustes/calendarios/{id}/importar",
            post(calendar::import).layer(DefaultBodyLimit::max(calendar::IMPORT_FORM)),
        )
}

/// Regions with a name in the message files.
pub(crate) const REGIONS: [&str; 8] = [
    "es-CO", "es-CL", "es-MX", "es-AR", "es-PE", "es-ES", "en-US", "pt-BR",
];

/// The words for a ticket to choose from.
pub(crate) fn words(t: &Texts, chosen: &str) -> Vec<Choice> {
    let all = [
        ("case", t.install_word_case()),
        ("ticket", t.install_word_ticket()),
        ("request", t.install_word_request()),
    ];
    choices(all, chosen)
}

/// The languages to choose from.
pub(crate) fn languages(chosen: &str) -> Vec<Choice> {
    choices(
        Language::ALL.map(|language| (language.tag(), language.name().to_owned())),
        chosen,
    )
}

/// The regions to choose from.
pub(crate) fn regions(t: &Texts, chosen: &str) -> Vec<Choice> {
    let name = |region: &str| {
        let country = region
            .rsplit('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        t.by_id(&format!("install-region-{country}"))
            .unwrap_or_default()
    };
    choices(REGIONS.map(|region| (region, name(region))), chosen)
}

/// The time zones that a list offers: of the Americas and of Iberia; any other can be typed.
pub(crate) fn zones() -> Vec<String> {
    let near = |name: &str| {
        name.starts_with("America/")
            || matches!(
                name,
                "Europe/Madrid"
                    | "Europe/Lisbon"
                    | "Atlantic/Canary"
                    | "Pacific/Easter"
                    | "Pacific/Galapagos"
            )
    };
    jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| near(name))
        .collect()
}

fn choices<const N: usize>(all: [(&str, String); N], chosen: &str) -> Vec<Choice> {
    all.into_iter()
        .map(|(value, words)| Choice {
            value: value.to_owned(),
            words,
            is_chosen: value == chosen,
        })
        .collect()
}
