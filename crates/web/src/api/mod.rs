//! `/api/v1`: the operations of the pages for programs, and what describes them. Handlers parse,
//! call one operation of `app` and answer, as those of the pages do.

mod caller;
mod claim;
mod event;
mod export;
mod file;
#[cfg(test)]
mod fuzz;
mod limit;
mod message;
mod openapi;
mod organization;
mod paging;
mod problem;
mod reference;
mod sent;
mod solution;
mod staff;
mod ticket;
mod verification;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use tower_http::catch_panic::CatchPanicLayer;

use crate::security;
use crate::state::Web;

pub(crate) use limit::Limiter;

/// The addresses for programs. Nothing here looks at a cookie, and nothing answers with a page.
pub(crate) fn routes(web: &Web) -> Router<Web> {
    Router::new()
        .route("/api/v1/tickets", get(ticket::list).post(ticket::create))
        .route("/api/v1/verifications", post(verification::begin))
        .route(
            "/api/v1/verifications/{id}/confirm",
            post(verification::confirm),
        )
        .route("/api/v1/tickets/export", get(export::download))
        .route("/api/v1/tickets/{code}", get(ticket::show))
        .route(
            "/api/v1/tickets/{code}/messages",
            get(message::list).post(message::write),
        )
        .route("/api/v1/tickets/{code}/events", get(event::list))
        .route(
            "/api/v1/tickets/{code}/files",
            get(file::list).post(file::upload),
        )
        .route("/api/v1/tickets/{code}/files/{id}", get(file::download))
        .route(
            "/api/v1/tickets/{code}/solutions",
            get(solution::list).post(solution::propose),
        )
        .route("/api/v1/tickets/{code}/accept", post(solution::accept))
        .route("/api/v1/tickets/{code}/reject", post(solution::reject))
        .route("/api/v1/tickets/{code}/rating", post(solution::rate))
        .route("/api/v1/tickets/{code}/reopen", post(solution::reopen))
        .route(
            "/api/v1/tickets/{code}/claim",
            get(claim::show).post(claim::ask),
        )
        .route(
            "/api/v1/tickets/{code}/claim/calculate",
            post(claim::calculate),
        )
        .route("/api/v1/tickets/{code}/claim/adjust", post(claim::adjust))
        .route("/api/v1/tickets/{code}/claim/propose", post(claim::propose))
        .route("/api/v1/tickets/{code}/claim/approve", post(claim::approve))
        .route(
            "/api/v1/tickets/{code}/claim/send_back",
            post(claim::send_back),
        )
        .route(
            "/api/v1/tickets/{code}/claim/ask_documents",
            post(claim::ask_documents),
        )
        .route(
            "/api/v1/tickets/{code}/claim/receive_documents",
            post(claim::receive_documents),
        )
        .route(
            "/api/v1/tickets/{code}/claim/declare_not_applicable",
            post(claim::declare_not_applicable),
        )
        .route("/api/v1/tickets/{code}/claim/deny", post(claim::deny))
        .route(
            "/api/v1/tickets/{code}/claim/reconsider",
            post(claim::reconsider),
        )
        .route("/api/v1/tickets/{code}/claim/void", post(claim::void))
        .route("/api/v1/claims", get(claim::list))
        .route("/api/v1/exports", get(export::list).post(export::ask))
        .route("/api/v1/exports/{id}", get(export::show))
        .route("/api/v1/exports/{id}/file", get(export::file))
        .route(
            "/api/v1/organizations",
            get(organization::list).post(organization::create),
        )
        .route(
            "/api/v1/organizations/{id}",
            get(organization::show).post(organization::change),
        )
        .route(
            "/api/v1/organizations/{id}/members",
            get(organization::members).post(organization::invite),
        )
        .route("/api/v1/members/{id}", post(organization::change_member))
        .route(
            "/api/v1/members/{id}/invite",
            post(organization::invite_again),
        )
        .route("/api/v1/staff", get(staff::list))
        .route("/api/v1/staff/{id}", get(staff::show))
        .route("/api/v1/teams", get(staff::teams))
        .route("/api/v1/teams/{id}", get(staff::team))
        .route("/api/v1/{*rest}", any(async || StatusCode::NOT_FOUND))
        // Extractors of our own have limits of their own.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(web.clone(), caller::enter))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web.clone(), problem::problems))
        .layer(from_fn_with_state(web.clone(), security::headers))
}

/// What describes the interface: a page and a document, for everybody.
pub(crate) fn reference_routes() -> Router<Web> {
    Router::new()
        .route("/api", get(reference::show))
        .route("/api/{recurso}", get(reference::part))
        .route("/api/openapi.json", get(openapi::show))
}
