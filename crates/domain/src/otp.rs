//! One-time codes: six digits that prove an address.
//!
//! The digits are kept nowhere: they are derived from a secret outside the database and a random
//! number beside the code's row (case A1). This module only knows the rules.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::limits::CodeLimits;
use crate::{AgentId, EmailAddress, OtpId};

/// A code that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otp {
    /// Its key.
    pub id: OtpId,
    /// What it is good for.
    pub purpose: Purpose,
    /// The draft or the session that asked for it; no other can use it (case A7).
    pub subject: i64,
    /// The address that it proves.
    pub email: EmailAddress,
    /// From what, with the secret, the digits are derived.
    pub nonce: i64,
    /// How it reached the requester.
    pub by: Delivery,
    /// When it was given out.
    pub issued_at: Timestamp,
    /// From when on it is refused.
    pub expires_at: Timestamp,
    /// Wrong digits typed against it.
    pub tries: u32,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// What a code is good for; it works for nothing else (case A6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Creating the ticket of a draft.
    Intake,
    /// Proving one's address in a session of a guest.
    Session,
    /// Proving the address that somebody who signs in wants instead of the old one.
    EmailChange,
}

/// How a code reached the requester.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// By mail to the address.
    Mail,
    /// Dictated by an agent after checking the identity.
    Phone(AgentId),
}

impl Purpose {
    /// The name kept in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Session => "session",
            Self::EmailChange => "email_change",
        }
    }

    /// The purpose of a [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Intake, Self::Session, Self::EmailChange]
            .into_iter()
            .find(|one| one.name() == name)
    }
}

/// Why digits were not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefusal {
    /// They are not the code; so many tries are left.
    Wrong {
        /// Tries left for this code.
        left: u32,
    },
    /// The code is too old, used, replaced, or there is none.
    Expired,
    /// Too many wrong tries: a new code must be asked for.
    Dead,
    /// Too many wrong tries for this draft or this address: waiting or calling helps.
    Blocked,
}

impl Otp {
    /// Whether digits typed at `now` may be compared at all.
    ///
    /// # Errors
    ///
    /// [`CodeRefusal::Expired`] or [`CodeRefusal::Dead`].
    pub fn is_open(&self, limits: &CodeLimits, now: Timestamp) -> Result<(), CodeRefusal> {
        if self.used_at.is_some() || now >= self.expires_at || now < self.issued_at {
            return Err(CodeRefusal::Expired);
        }
        if self.tries >= limits.tries {
            return Err(CodeRefusal::Dead);
        }
        Ok(())
    }

    /// What to say after one more wrong try.
    pub fn refuse(&self, limits: &CodeLimits) -> CodeRefusal {
        match limits.tries.saturating_sub(self.tries + 1) {
            0 => CodeRefusal::Dead,
            left => CodeRefusal::Wrong { left },
        }
    }
}

/// The six digits in what was typed or pasted: spaces and dashes are left out.
pub fn digits(typed: &str) -> Option<String> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(16)
        .collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// The digits as they are shown and spoken: `482 913`.
pub fn show(digits: &str) -> String {
    match digits.split_at_checked(3) {
        Some((first, second)) => format!("{first} {second}"),
        None => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_they_are_pasted() {
        assert_eq!(digits(" 482 913 ").as_deref(), Some("482913"));
        assert_eq!(digits("482-913").as_deref(), Some("482913"));
        for typed in ["48291", "4829134", "48291a", "", "٤٨٢٩١٣"] {
            assert_eq!(digits(typed), None, "{typed}");
        }
        assert_eq!(show("482913"), "482 913");
    }
}
