//! Who is competent for a request that the organisation is not competent for.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::EmailAddress;
use crate::form::printable;

/// The longest name and the longest address of an authority, in characters.
pub const MAX_AUTHORITY: usize = 160;

/// An authority that a request is sent to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// What it is called.
    pub name: String,
    /// Where mail reaches it, if that is known.
    pub email: Option<EmailAddress>,
    /// Where else it is reached; may be empty.
    #[serde(default)]
    pub address: String,
}

impl Authority {
    /// The same without blanks around its texts.
    pub(super) fn checked(&self) -> Result<Self, Refusal> {
        let (name, address) = (printable(&self.name), printable(&self.address));
        if name.is_empty() {
            return Err(Refusal::AuthorityMissing);
        }
        for text in [&name, &address] {
            match text.chars().count().checked_sub(MAX_AUTHORITY) {
                None | Some(0) => {}
                Some(over) => return Err(Refusal::TooLong(over)),
            }
        }
        Ok(Self {
            name,
            email: self.email.clone(),
            address,
        })
    }
}
