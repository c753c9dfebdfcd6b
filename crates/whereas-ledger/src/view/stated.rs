//! What people stated, as it is shown.

use serde::Serialize;

use crate::Anchor;
use crate::store::StatedEntry;

/// That a person found or corrected a statement or a mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedRow {
    /// The entry of the log.
    pub seq: i64,
    /// The document's id.
    pub document: String,
    /// Id of the statement or mention.
    pub item: String,
    /// Who stated it.
    pub author: String,
    /// RFC 3339 UTC.
    pub at: String,
    /// Why, or `""`.
    pub reason: String,
    /// The entry that took it back.
    pub undone: Option<i64>,
    /// Whether its words are there; `Moved` where a later entry says something else of them.
    pub anchor: Anchor,
}

impl From<StatedEntry> for StatedRow {
    fn from(entry: StatedEntry) -> Self {
        Self {
            seq: entry.seq,
            document: entry.stated.document,
            item: entry.stated.item,
            author: entry.author,
            at: entry.at,
            reason: entry.stated.reason,
            undone: entry.undone,
            anchor: entry.anchor,
        }
    }
}
