//! What is kept as JSON, read by every page and hardly ever changed.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::Error;
use crate::columns::from_json;

/// The values that a connection has read, by key, with the texts that they are kept as: as long as
/// the text is the same, so is the value, and comparing is quicker than reading it again.
///
/// For what there is little of: nothing is ever forgotten.
pub(crate) struct Known<T>(HashMap<i64, (String, T)>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone + DeserializeOwned> Known<T> {
    /// The value of a row whose `column` is this text.
    pub(crate) fn read(&mut self, key: i64, text: String, column: &str) -> Result<T, Error> {
        let known = self.0.get(&key).filter(|(known, _)| *known == text);
        if let Some((_, value)) = known {
            return Ok(value.clone());
        }
        let value: T = from_json(&text, column)?;
        self.0.insert(key, (text, value.clone()));
        Ok(value)
    }
}
