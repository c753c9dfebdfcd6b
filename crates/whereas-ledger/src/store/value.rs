//! Values as they stand in columns: closed kinds as words, lists as JSON, what is read by the hundred as bytes.

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::LedgerError;

/// The word of a unit variant (`demand`, `op-ed`).
pub(super) fn word<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(LedgerError::Store("a kind has no word".to_owned())),
    }
}

/// Reads the word of a unit variant.
pub(super) fn kind<T: DeserializeOwned>(word: String) -> Result<T, LedgerError> {
    let read: Result<T, serde::de::value::Error> = T::deserialize(word.as_str().into_deserializer());
    read.map_err(|_| LedgerError::Damaged { what: format!("`{word}` stands where a kind should") })
}

/// Reads the word of a unit variant, or nothing.
pub(super) fn said<T: DeserializeOwned>(word: String) -> Result<Option<T>, LedgerError> {
    if word.is_empty() { Ok(None) } else { kind(word).map(Some) }
}

/// A list or a structure as JSON.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, LedgerError> {
    serde_json::to_string(value).map_err(|error| LedgerError::Store(error.to_string()))
}

/// Reads JSON.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(|error| LedgerError::Damaged { what: error.to_string() })
}

/// A structure as bytes, in the form of the `postcard` specification.
pub(super) fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, LedgerError> {
    postcard::to_allocvec(value).map_err(|error| LedgerError::Store(error.to_string()))
}

/// Reads a structure from bytes.
pub(super) fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LedgerError> {
    postcard::from_bytes(bytes).map_err(|error| LedgerError::Damaged { what: error.to_string() })
}

/// Reads a number that cannot be negative.
pub(super) fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}
