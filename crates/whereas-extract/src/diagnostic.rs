//! Doubts about a document. They never stop the reading.

use serde::{Deserialize, Serialize};

use crate::Span;

/// Something the reader of the output should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable code (`unknown-date`), explained in `docs/diagnostics.md`.
    pub code: String,
    /// What happened, to which thing, in the user's words.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
}
