//! Codes by phone: for people who cannot reach their mailbox (cases A11 to A13).

use domain::form::Topic;
use domain::intake::{Draft, IdentityCheck, parse_reference};
use domain::otp::{Delivery, Otp, Purpose};
use domain::{DraftId, OtpId, Permission};
use jiff::SignedDuration;
use store::audit::AuditEntry;

use crate::audit::entry;
use crate::{App, Error, SignedIn, random};

/// A draft as an agent sees it on the phone: what the caller must know, never a mailed code.
#[derive(Clone, Debug)]
pub struct PhoneDraft {
    /// The draft.
    pub draft: Draft,
    /// Its topic.
    pub topic: Option<Topic>,
    /// Whether a code was given already.
    pub given: bool,
}

/// Finds the draft whose reference was dictated, if it waits for a code.
///
/// # Errors
///
/// [`Error::Forbidden`] without the permission, [`Error::NotFound`] for none.
pub async fn find_draft(app: &App, by: &SignedIn, reference: &str) -> Result<PhoneDraft, Error> {
    by.check(Permission::CheckIdentity)?;
    let reference = parse_reference(reference).ok_or(Error::NotFound)?;
    let now = app.now();
    app.store
        .read(move |db| {
            let waits = |draft: &Draft| {
                now < draft.expires_at && draft.ticket.is_none() && draft.email.is_some()
            };
            let draft = db
                .draft_by_reference(&reference)?
                .filter(waits)
                .ok_or(Error::NotFound)?;
            let topic = match draft.content.topic {
                Some(topic) => db.topic(topic)?,
                None => None,
            };
            let given = db
                .otps(Purpose::Intake, draft.id.0)?
                .iter()
                .any(|otp| otp.by != Delivery::Mail);
            Ok(PhoneDraft {
                draft,
                topic,
                given,
            })
        })
        .await
}

/// Gives the one code that a draft gets by phone; the digits are shown once, to be dictated.
///
/// # Errors
///
/// [`Error::Forbidden`] without the permission, or for an address of the staff (case A13);
/// [`Error::Invalid`] without a reason or with points of the checklist unticked;
/// [`Error::Limited`] for a second code or too many in a day.
pub async fn give_code(
    app: &App,
    by: &SignedIn,
    draft: DraftId,
    check: IdentityCheck,
    client: String,
) -> Result<String, Error> {
    by.check(Permission::CheckIdentity)?;
    let all = app.settings().identity_checklist.len();
    let ticked: std::collections::BTreeSet<_> = check.points.iter().collect();
    let reason = domain::form::required(&check.reason, 500).map_err(|error| Error::Invalid {
        field: "reason",
        error,
    })?;
    if ticked.len() < all {
        return Err(Error::Invalid {
            field: "points",
            error: domain::form::FieldError::Missing,
        });
    }

    let (desk, by, now) = (app.clone(), by.clone(), app.now());
    let nonce = random::number(&*app.random);
    let id: OtpId = app.id();
    app.store
        .write(move |tx| {
            let found = tx
                .draft(draft)?
                .filter(|found| found.ticket.is_none() && now < found.expires_at);
            let found = found.ok_or(Error::NotFound)?;
            let email = found.email.clone().ok_or(Error::NotFound)?;
            let limits = &desk.limits.phone_code;
            let staff = tx
                .agents()?
                .iter()
                .any(|agent| agent.email.limit_key() == email.limit_key());
            if staff {
                return Err(Error::Forbidden);
            }
            let given = tx
                .otps(Purpose::Intake, draft.0)?
                .iter()
                .filter(|otp| otp.by != Delivery::Mail)
                .count();
            let key = desk
                .secret
                .counter_key("phone-codes", &[&by.agent.id.to_string()]);
            let today = tx.hit(&key, SignedDuration::from_hours(24), now)?;
            if given >= limits.per_intake as usize || today > limits.per_agent_day {
                return Err(Error::Limited);
            }
            tx.insert_otp(&Otp {
                id,
                purpose: Purpose::Intake,
                subject: draft.0,
                email,
                nonce,
                by: Delivery::Phone(by.agent.id),
                issued_at: now,
                expires_at: now.saturating_add(limits.life).unwrap_or(now),
                tries: 0,
                used_at: None,
            })?;
            let (by, target) = (by.agent.id, format!("draft {}", found.reference));
            tx.insert_audit(&AuditEntry {
                after: serde_json::to_string(&check.points).ok(),
                reason: Some(reason.clone()),
                ..entry(&desk, by, "phone_code_given", target, &client, now)
            })?;
            Ok(())
        })
        .await?;
    Ok(app.secret.digits(id, nonce))
}
