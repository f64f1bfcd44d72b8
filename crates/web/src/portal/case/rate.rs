//! Rating the service after the ticket was resolved.

use crate::form::Form;
use app::Error;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;

use super::show::{Extra, again};
use super::stars::Typed;
use super::{Problem, code, or_prove, path_of, refusal_text};
use crate::error::PageError;
use crate::state::Web;
use crate::visit::{AsGuest, Visit};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/casos/{codigo}/calificar", post(rate))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    estrellas: String,
    comentario: String,
}

/// `POST /casos/{codigo}/calificar`
async fn rate(
    State(web): State<Web>,
    v: Visit,
    AsGuest(guest): AsGuest,
    Path(codigo): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, PageError> {
    let code = code(&codigo)?;
    let typed = Typed::new(&form.estrellas, form.comentario);
    let Some(rating) = typed.rating() else {
        let problems = vec![Problem::new("s5", v.t.error_rating())];
        let extra = Extra {
            problems,
            rating: Some(typed),
            ..Extra::default()
        };
        return again(
            &web,
            v,
            &guest,
            code,
            StatusCode::UNPROCESSABLE_ENTITY,
            extra,
        )
        .await;
    };
    match app::ticket::rate(&web, &guest, code.clone(), rating).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?hecho=calificado", path_of(&code))).into_response()),
        Err(Error::Rejected(refusal)) => {
            let text = refusal_text(&v, &refusal, "");
            let (status, extra) = if refusal.is_conflict() {
                (
                    StatusCode::CONFLICT,
                    Extra {
                        conflict: text,
                        ..Extra::default()
                    },
                )
            } else {
                (
                    StatusCode::UNPROCESSABLE_ENTITY,
                    Extra {
                        problems: vec![Problem::new("comentario", text)],
                        ..Extra::default()
                    },
                )
            };
            again(
                &web,
                v,
                &guest,
                code,
                status,
                Extra {
                    rating: Some(typed),
                    ..extra
                },
            )
            .await
        }
        Err(error) => Err(or_prove(error, &code)),
    }
}
