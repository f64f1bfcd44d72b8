//! A ticket in two steps, for people whom the program does not know: the code is mailed to them, and
//! the program brings it.

use app::intake::{VerifyOutcome, ask_for_code, opened_by};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::DraftId;
use domain::form::FieldError;
use domain::intake::Draft;
use domain::token::ApiScope;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::Problem;
use super::sent::{Answer, Write};
use super::ticket::{Create, path_of};
use crate::state::Web;

/// A ticket that waits for its code.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Verification {
    /// Its key, for the second step.
    id: String,
    /// When it disappears unless it is confirmed.
    expires_at: Timestamp,
}

/// The code from the mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "000000"}))]
pub(super) struct Confirm {
    /// Six digits.
    code: String,
}

/// The ticket that was filed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Confirmed {
    /// What people call it.
    code: String,
}

impl Verification {
    fn begun(draft: &Draft) -> Answer {
        let told = Self {
            id: draft.id.to_string(),
            expires_at: draft.expires_at,
        };
        Answer::of(StatusCode::CREATED, &told)
    }
}

/// Mail a code to the requester
///
/// For programs of the staff whose maker may check identities. Nothing is filed before the code is confirmed. Whether a code went
/// out is not told: too many to one address are withheld.
#[utoipa::path(
    post, path = "/api/v1/verifications", tag = "tickets", request_body = Create,
    responses((status = 201, description = "The ticket waits for its code", body = Verification))
)]
pub(super) async fn begin(
    State(web): State<Web>,
    write: Write<Create>,
) -> Result<Response, Problem> {
    write.caller.may(ApiScope::CreateTickets)?;
    let (program, new) = (write.caller.program.clone(), write.body.wanted());
    write
        .once(&web, Verification::begun, async |app| {
            let begun = ask_for_code(&app, &program, new).await?;
            begun.map_err(Problem::Fields)
        })
        .await
}

/// Bring the code
///
/// The right code files the ticket; brought again, it gives the same ticket.
#[utoipa::path(
    post, path = "/api/v1/verifications/{id}/confirm", tag = "tickets", request_body = Confirm,
    params(("id" = String, Path, description = "The key of the verification")),
    responses((status = 201, description = "The ticket was filed", body = Confirmed))
)]
pub(super) async fn confirm(
    State(web): State<Web>,
    Path(id): Path<String>,
    write: Write<Confirm>,
) -> Result<Response, Problem> {
    write.caller.may(ApiScope::CreateTickets)?;
    let id: DraftId = id.parse().map_err(|_| app::Error::NotFound)?;
    let open = opened_by(&web, &write.caller.program, id).await?;
    let client = write.caller.client.clone();
    // A wrong code has to be counted, and a right one gives the same ticket again: the key of the
    // request changes nothing.
    let code = match app::intake::verify(&web, &open, &write.body.code, client).await? {
        VerifyOutcome::Filed(filed) => filed.code,
        VerifyOutcome::AlreadyFiled(code) => code,
        VerifyOutcome::Refused(_) => {
            let error = FieldError::NotAnOption;
            return Err(app::Error::Invalid {
                field: "code",
                error,
            }
            .into());
        }
    };
    let told = Confirmed {
        code: code.to_string(),
    };
    Ok(Answer::of(StatusCode::CREATED, &told)
        .at(path_of(&code))
        .into_response())
}
