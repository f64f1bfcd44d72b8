//! The portal of requesters: home, a new ticket, one's own tickets.

pub(crate) mod answer;
mod brand;
mod case;
pub(crate) mod chip;
mod consult;
pub(crate) mod files;
mod frame;
mod home;
pub(crate) mod idle;
mod info;
mod intake;
mod link;
mod list;
mod live;
mod preference;
mod prove;
mod receipt;
mod recover;
pub(crate) mod text;

pub(crate) use intake::numbers::why_words;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Web;

/// The addresses of the portal; those of a module with many are in it.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/", get(home::show))
        .route("/datos", get(info::privacy))
        .route("/accesibilidad", get(info::accessibility))
        .route("/plazos", get(info::deadlines))
        .route("/idioma", post(preference::language))
        .route("/aspecto", post(preference::theme))
        .route("/marca/logo", get(brand::logo))
        .merge(of_tickets())
        .nest("/cuenta", of_tickets())
        .merge(consult::routes())
        .merge(recover::routes())
        .merge(receipt::routes())
        .merge(list::routes())
        .merge(link::routes())
        .merge(prove::routes())
        .merge(idle::routes())
}

/// What guests find under `/casos` and people of companies under `/cuenta/casos`: a new ticket,
/// and one's own.
fn of_tickets() -> Router<Web> {
    Router::new()
        .merge(intake::routes())
        .merge(live::routes())
        .merge(case::routes())
}

/// What stands before and after the one argument of a message, to set it apart in a page:
/// markup never comes from messages.
pub(crate) fn around(message: impl Fn(&str) -> String) -> (String, String) {
    const MARK: &str = "\u{1}";
    let text = message(MARK);
    match text.split_once(MARK) {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (text, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_set_apart() {
        assert_eq!(
            around(|x| format!("a {x}, b")),
            ("a ".to_owned(), ", b".to_owned())
        );
        assert_eq!(around(|_| "a".to_owned()), ("a".to_owned(), String::new()));
    }
}
