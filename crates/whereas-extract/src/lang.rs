//! Languages, as ISO 639-1 codes.

use serde::{Deserialize, Serialize};

/// A language: its ISO 639-1 code, or [`Lang::UNKNOWN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang([u8; 2]);

impl Lang {
    /// A stretch of text whose language cannot be told.
    pub const UNKNOWN: Lang = Lang(*b"--");
    /// English.
    pub const EN: Lang = Lang(*b"en");

    /// Reads a two-letter code; `None` for anything else.
    #[must_use]
    pub fn parse(code: &str) -> Option<Lang> {
        match code.as_bytes() {
            &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Some(Lang([a, b])),
            _ => None,
        }
    }

    /// The code, `""` for [`Lang::UNKNOWN`].
    #[must_use]
    pub fn code(&self) -> &str {
        if *self == Self::UNKNOWN { "" } else { std::str::from_utf8(&self.0).unwrap_or("") }
    }
}

impl Default for Lang {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.code().to_owned()
    }
}

impl TryFrom<String> for Lang {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        if code.is_empty() {
            return Ok(Self::UNKNOWN);
        }
        Self::parse(&code).ok_or_else(|| format!("`{code}` is not a two-letter language code"))
    }
}
