//! What `verify` has to say.

use serde::Serialize;

/// The result of checking a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Report {
    /// What is wrong, in words; empty when nothing is.
    pub problems: Vec<String>,
    /// How much was checked.
    pub checked: Checked,
    /// Number of the last entry of the log, 0 when it is empty.
    pub last_entry: i64,
    /// Its hash. Written down elsewhere, it proves later that nothing was cut off the log.
    pub last_hash: String,
}

impl Report {
    /// Returns whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// How many things of each kind were checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct Checked {
    /// Entries of the log.
    pub entries: u64,
    /// Originals, hashed again.
    pub blobs: u64,
    /// Extractions, hashed and checked again.
    pub extractions: u64,
    /// Passages.
    pub passages: u64,
    /// Mentions.
    pub mentions: u64,
    /// Statements, their ids computed again.
    pub statements: u64,
    /// Decisions with their quotations.
    pub decisions: u64,
    /// Rows of the search index.
    pub indexed: u64,
}
