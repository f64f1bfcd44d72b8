//! `GET|POST /mesa/validar`: a code by phone for somebody who cannot reach the mailbox (A11–A13).

use crate::form::Form;
use app::Error;
use app::intake::{PhoneDraft, find_draft, give_code};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::intake::{IdentityCheck, show_reference};
use domain::otp;
use jiff::Timestamp;
use serde::Deserialize;

use super::form::Errors;
use super::seat::{Frame, Seat};
use crate::error::PageError;
use crate::page;
use crate::state::Web;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "desk/phone.html")]
struct PhonePage {
    v: Visit,
    frame: Frame,
    errors: Errors,
    reference: String,
    draft: Option<Draft>,
    given: Option<Given>,
}

/// What the caller must know, never a mailed code.
struct Draft {
    name: String,
    email: String,
    document: String,
    phone: String,
    topic: String,
    subject: String,
    checklist: Vec<Point>,
    reason: String,
    was_given: bool,
}

struct Point {
    number: usize,
    words: String,
    is_ticked: bool,
}

/// The code, shown once.
struct Given {
    digits: String,
    until: Timestamp,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    referencia: String,
}

/// `GET /mesa/validar`
pub(super) async fn show(
    State(web): State<Web>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    if !seat.by.may(domain::Permission::CheckIdentity) {
        return Err(Error::Forbidden.into());
    }
    let mut errors = Errors::default();
    let draft = if asked.referencia.trim().is_empty() {
        None
    } else {
        match find_draft(&web, &seat.by, &asked.referencia).await {
            Ok(found) => Some(Draft::of(&seat.v, &found, &Sent::default())),
            Err(Error::NotFound) => {
                errors.add("referencia", seat.v.t.desk_validate_missing());
                None
            }
            Err(error) => return Err(error.into()),
        }
    };
    let frame = seat.frame(&web, "validar").await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page::html(
        status,
        &PhonePage {
            errors,
            reference: asked.referencia,
            draft,
            given: None,
            frame,
            v: seat.v,
        },
    )
}

/// What the form sends: the reference, the numbers of the ticked points, the reason.
#[derive(Debug, Default)]
struct Sent {
    reference: String,
    points: Vec<usize>,
    reason: String,
}

impl Sent {
    /// A checklist is as long as the organisation wants: one field for each point.
    fn read(pairs: Vec<(String, String)>) -> Self {
        let mut sent = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "referencia" => sent.reference = value,
                "motivo" => sent.reason = value,
                _ => sent.points.extend(
                    name.strip_prefix("punto-")
                        .and_then(|number| number.parse::<usize>().ok()),
                ),
            }
        }
        sent
    }
}

/// `POST /mesa/validar`
pub(super) async fn give(
    State(web): State<Web>,
    seat: Seat,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let sent = Sent::read(pairs);
    let found = find_draft(&web, &seat.by, &sent.reference).await?;
    let list = &seat.v.settings.identity_checklist;
    let points = list
        .iter()
        .enumerate()
        .filter(|(number, _)| sent.points.contains(number));
    let check = IdentityCheck {
        agent: seat.by.agent.id,
        points: points
            .map(|(_, words)| words.get(&seat.v.settings.language).to_owned())
            .collect(),
        reason: sent.reason.clone(),
    };
    let outcome = give_code(&web, &seat.by, found.draft.id, check, seat.v.client.clone()).await;
    let mut errors = Errors::default();
    let t = &seat.v.t;
    let (given, status) = match outcome {
        Ok(digits) => {
            let now = seat.v.now.timestamp();
            let until = now
                .saturating_add(web.limits.phone_code.life)
                .unwrap_or(now);
            (
                Some(Given {
                    digits: otp::show(&digits),
                    until,
                }),
                StatusCode::OK,
            )
        }
        Err(Error::Invalid {
            field: "reason",
            error: domain::form::FieldError::TooLong(over),
        }) => {
            errors.add("motivo", t.error_too_long(over));
            (None, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Invalid {
            field: "reason", ..
        }) => {
            errors.add("motivo", t.desk_validate_reason_error());
            (None, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Invalid { .. }) => {
            errors.add("punto-0", t.desk_validate_checklist_error());
            (None, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Limited) => {
            errors.add("referencia", t.desk_validate_limited());
            (None, StatusCode::TOO_MANY_REQUESTS)
        }
        Err(Error::Forbidden) => {
            errors.add("referencia", t.desk_validate_staff());
            (None, StatusCode::FORBIDDEN)
        }
        Err(error) => return Err(error.into()),
    };
    let draft = given.is_none().then(|| Draft::of(&seat.v, &found, &sent));
    let frame = seat.frame(&web, "validar").await?;
    let reference = show_reference(&found.draft.reference);
    page::html(
        status,
        &PhonePage {
            errors,
            reference,
            draft,
            given,
            frame,
            v: seat.v,
        },
    )
}

impl Draft {
    fn of(v: &Visit, found: &PhoneDraft, sent: &Sent) -> Self {
        let (content, tag) = (&found.draft.content, v.tag());
        let point = |(number, words): (usize, &domain::Localized)| Point {
            number,
            words: words.get(tag).to_owned(),
            is_ticked: sent.points.contains(&number),
        };
        Self {
            name: content.name.clone(),
            email: found
                .draft
                .email
                .as_ref()
                .map_or_else(String::new, |email| masked(email.as_str())),
            document: format!("{} {}", content.document_type, content.document_number)
                .trim()
                .to_owned(),
            phone: content.phone.clone(),
            topic: found
                .topic
                .as_ref()
                .map_or_else(String::new, |topic| topic.form.name.get(tag).to_owned()),
            subject: content.subject.clone(),
            checklist: v
                .settings
                .identity_checklist
                .iter()
                .enumerate()
                .map(point)
                .collect(),
            reason: sent.reason.clone(),
            was_given: found.given,
        }
    }
}

/// Enough of an address to compare with what the caller says.
fn masked(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let mut letters = local.chars();
    let (first, last) = (letters.next(), letters.next_back());
    let end: String = last
        .filter(|_| local.chars().count() > 3)
        .into_iter()
        .collect();
    format!("{}•••{end}@{domain}", first.into_iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_is_masked_but_can_be_compared() {
        assert_eq!(
            masked("mariana.rios@correo.example"),
            "m•••s@correo.example"
        );
        assert_eq!(masked("ana@correo.co"), "a•••@correo.co");
    }
}
