//! Doubts about a document. They never stop the reading.

use serde::{Deserialize, Serialize};

use crate::pack::Packs;
use crate::{Document, Lang, Span};

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

/// The doubts about a document, each code explained in `docs/diagnostics.md`.
pub(crate) fn diagnose(document: &Document, packs: &Packs) -> Vec<Diagnostic> {
    let doubt = |code: &str, message: String| Diagnostic { code: code.to_owned(), message, span: None };
    let mut out = Vec::new();
    if document.date.is_empty() {
        out.push(doubt(
            "unknown-date",
            "no date of the document was found; relative dates stay without a value".into(),
        ));
    }
    if document.publisher.is_empty() {
        out.push(doubt("unknown-publisher", "the text does not say who publishes it".into()));
    }
    let unread: Vec<&str> =
        document.languages.iter().filter(|lang| !packs.reads(**lang)).map(Lang::code).collect();
    if document.languages.is_empty() {
        out.push(doubt(
            "unknown-language",
            "no known language was recognised; no statements are read".into(),
        ));
    } else if !unread.is_empty() {
        let message = format!("there are no rules for {}; no statements are read in it", unread.join(", "));
        out.push(doubt("language-without-rules", message));
    }
    out
}
