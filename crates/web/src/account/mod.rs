//! People of companies: signing in by mail, home, list, own data, colleagues. A new ticket and the
//! page of one are those of guests (`portal`), under `/cuenta/casos`.

mod data;
mod export;
mod filing;
mod home;
mod link;
mod list;
mod people;
mod tokens;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::state::Web;
use crate::visit::AsGuest;
use crate::{email, factor};

pub(crate) use people::{Person, Sent, error_words, role_words, roles};

/// The addresses of people of companies.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/ingresar/olvide", get(link::forgot).post(link::send_reset))
        .route("/ingresar/enlace", post(link::send_sign_in))
        .route("/ingresar/enlace/{token}", get(link::ask).post(link::enter))
        .route(
            "/ingresar/cuenta/{token}",
            get(link::password).post(link::choose),
        )
        .route("/cuenta", get(home::show))
        .route("/cuenta/salir", post(leave))
        .route("/cuenta/casos", get(list::show))
        .route(
            "/cuenta/casos/exportar",
            get(export::show).post(export::ask),
        )
        .route("/cuenta/exportaciones", get(export::list))
        .route("/cuenta/exportaciones/{id}/archivo", get(export::download))
        .route("/cuenta/casos/columnas", post(list::choose_columns))
        .route("/cuenta/casos/lotes/{id}", get(filing::show))
        .route("/cuenta/casos/lotes/{id}/lista.csv", get(filing::download))
        .route("/cuenta/datos", get(data::show).post(data::save))
        .route("/cuenta/datos/clave", post(data::change_password))
        .route("/cuenta/correo", get(email::show).post(email::ask))
        .route("/cuenta/correo/codigo", post(email::confirm))
        .route(
            "/cuenta/segundo-paso",
            get(factor::show).post(factor::confirm),
        )
        .route("/cuenta/segundo-paso/comenzar", post(factor::begin))
        .route("/cuenta/segundo-paso/codigos", post(factor::renew))
        .route("/cuenta/segundo-paso/apagar", post(factor::turn_off))
        .route("/cuenta/datos/idioma", post(data::set_language))
        .route(
            "/cuenta/datos/sesiones/{id}/cerrar",
            post(data::end_session),
        )
        .route("/cuenta/api", get(tokens::show).post(tokens::create))
        .route("/cuenta/api/{id}/revocar", post(tokens::revoke))
        .route("/cuenta/personas", get(people::show).post(people::invite))
        .route("/cuenta/personas/{id}", post(people::change))
        .route("/cuenta/personas/{id}/invitar", post(people::invite_again))
}

/// `POST /cuenta/salir`
async fn leave(State(web): State<Web>, guest: Option<AsGuest>) -> Result<Response, PageError> {
    if let Some(AsGuest(guest)) = guest {
        app::lookup::leave(&web, &guest).await?;
    }
    let there = Redirect::to("/ingresar?hecho=salida");
    Ok((Cookie::Guest.clear(&web), there).into_response())
}
