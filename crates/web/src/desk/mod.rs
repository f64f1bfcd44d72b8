//! The desk of the staff: signing in, queues, tickets, and what supervisors and administrators do.
//!
//! Nothing of it is shared with the pages of requesters that could show them a note (case D5).

mod access;
mod account;
mod act;
mod assignment;
mod audit;
mod capacity;
mod chip;
mod compensation;
mod compose;
mod consent;
mod deadline;
mod deadlines;
pub(crate) mod difference;
mod export;
mod files;
pub(crate) mod form;
mod hours;
mod imports;
mod live;
mod mail;
mod nature;
mod organizations;
mod password;
mod people;
mod phone;
mod queue;
mod record;
pub(crate) mod refused;
mod rich;
mod roles;
mod screen;
mod search;
mod seat;
mod settings;
mod sign_in;
mod ticket;
mod timeline;
mod transfer;
mod why;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::state::Web;
use crate::{email, factor};

pub(crate) use deadlines::{holiday_words, term_words};
pub(crate) use password::words as password_words;
pub(crate) use queue::Choice;
pub(crate) use seat::in_own_language;
pub(crate) use settings::{languages, regions, words, zones};
pub(crate) use sign_in::welcome;

/// The addresses of those who signed in.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/mesa", get(async || Redirect::to("/mesa/mios")))
        .route("/mesa/{vista}", get(queue::show))
        .route(
            "/mesa/{vista}/exportar",
            get(export::show).post(export::ask),
        )
        .route("/mesa/exportaciones", get(export::list))
        .route("/mesa/exportaciones/{id}/archivo", get(export::download))
        .route("/mesa/eventos", get(live::queue))
        .route("/mesa/buscar", get(search::show))
        .merge(ticket_routes())
        .merge(compensation::routes())
        .route("/mesa/validar", get(phone::show).post(phone::give))
        .route("/mesa/auditoria", get(audit::show))
        .route("/mesa/correo", get(mail::show))
        .route("/mesa/correo/{id}/reintentar", post(mail::retry))
        .route("/mesa/cuenta", get(account::show))
        .route("/mesa/cuenta/clave", post(account::change_password))
        .route("/mesa/cuenta/correo", get(email::show).post(email::ask))
        .route("/mesa/cuenta/correo/codigo", post(email::confirm))
        .route(
            "/mesa/cuenta/segundo-paso",
            get(factor::show).post(factor::confirm),
        )
        .route("/mesa/cuenta/segundo-paso/comenzar", post(factor::begin))
        .route("/mesa/cuenta/segundo-paso/codigos", post(factor::renew))
        .route("/mesa/cuenta/segundo-paso/apagar", post(factor::turn_off))
        .route("/mesa/cuenta/presencia", post(account::set_presence))
        .route("/mesa/cuenta/idioma", post(account::set_language))
        .route("/mesa/cuenta/atajos", post(account::set_keys))
        .route(
            "/mesa/cuenta/sesiones/{id}/cerrar",
            post(account::end_session),
        )
        .merge(organization_routes())
        .merge(imports::routes())
        .merge(settings::routes())
        .merge(assignment::routes())
        .merge(capacity::routes())
        .merge(role_routes())
        .route(
            "/mesa/ajustes/personas",
            get(people::show).post(people::invite),
        )
        .route(
            "/mesa/ajustes/personas/{id}",
            get(access::of_agent).post(people::change),
        )
        .route(
            "/mesa/ajustes/personas/{id}/segundo-paso",
            post(access::reset_of_agent),
        )
        .route(
            "/mesa/ajustes/personas/{id}/sesiones/{sesion}/cerrar",
            post(access::end_of_agent),
        )
        .route(
            "/mesa/ajustes/personas/{id}/invitar",
            post(people::invite_again),
        )
}

fn role_routes() -> Router<Web> {
    Router::new()
        .route("/mesa/ajustes/roles", get(roles::show).post(roles::create))
        .route("/mesa/ajustes/roles/nuevo", get(roles::show_new))
        .route(
            "/mesa/ajustes/roles/{id}",
            get(roles::one).post(roles::save),
        )
        .route("/mesa/ajustes/roles/{id}/borrar", post(roles::delete))
}

fn organization_routes() -> Router<Web> {
    Router::new()
        .route(
            "/mesa/organizaciones",
            get(organizations::show).post(organizations::create),
        )
        .route(
            "/mesa/organizaciones/{id}",
            get(organizations::one).post(organizations::change),
        )
        .route(
            "/mesa/organizaciones/{id}/personas",
            post(organizations::invite),
        )
        .route(
            "/mesa/organizaciones/{id}/personas/{persona}",
            get(access::of_account).post(organizations::change_person),
        )
        .route(
            "/mesa/organizaciones/{id}/personas/{persona}/segundo-paso",
            post(access::reset_of_account),
        )
        .route(
            "/mesa/organizaciones/{id}/personas/{persona}/sesiones/{sesion}/cerrar",
            post(access::end_of_account),
        )
        .route(
            "/mesa/organizaciones/{id}/personas/{persona}/invitar",
            post(organizations::invite_again),
        )
}

fn ticket_routes() -> Router<Web> {
    Router::new()
        .route("/mesa/casos/{codigo}", get(ticket::show))
        .route("/mesa/casos/{codigo}/eventos", get(live::ticket))
        .route("/mesa/casos/{codigo}/expediente", get(record::show))
        .route("/mesa/casos/{codigo}/consentimiento", get(consent::show))
        .route("/mesa/casos/{codigo}/plazos", get(deadlines::show))
        .route("/mesa/casos/{codigo}/responder", post(compose::reply))
        .route("/mesa/casos/{codigo}/nota", post(compose::note))
        .route("/mesa/casos/{codigo}/solucion", post(compose::propose))
        .route("/mesa/casos/{codigo}/archivos", post(files::stage))
        .route("/mesa/casos/{codigo}/archivos/{id}", get(files::download))
        .route(
            "/mesa/casos/{codigo}/archivos/{id}/miniatura",
            get(files::thumbnail),
        )
        .route(
            "/mesa/casos/{codigo}/archivos/{id}/quitar",
            post(files::remove),
        )
        .route("/mesa/casos/{codigo}/seguir", post(act::follow))
        .route("/mesa/casos/{codigo}/dejar-de-seguir", post(act::unfollow))
        .route(
            "/mesa/casos/{codigo}/trasladar",
            get(transfer::show).post(transfer::send),
        )
        .route(
            "/mesa/casos/{codigo}/{accion}",
            get(act::ask).post(act::run),
        )
}

/// The addresses of those who have not signed in yet.
pub(crate) fn sign_in_routes() -> Router<Web> {
    Router::new()
        .route("/ingresar", get(sign_in::show).post(sign_in::sign_in))
        .route(
            "/ingresar/paso",
            get(sign_in::second).post(sign_in::check_second),
        )
        .route(
            "/ingresar/correo/{token}",
            get(email::undoable).post(email::undo),
        )
        .route("/salir-de-la-mesa", post(sign_in::sign_out))
        .route(
            "/ingresar/clave/{token}",
            get(password::show).post(password::choose),
        )
}
