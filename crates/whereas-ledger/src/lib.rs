//! The follow-up ledger: what was captured, what was found in it, and what people decided.
//!
//! One file is one country file. The log (captures, decisions) is append-only; blobs and extractions stand
//! beside it. Everything else is derived (see [`view`]).

pub mod view;

use whereas_extract::{Extraction, Text};

/// What a person thinks of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is right.
    Accepted,
    /// It is wrong.
    Rejected,
}

/// Where a decision stands after its document was read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// On the same id.
    Placed,
    /// On the one statement that overlaps it by at least half.
    Moved,
    /// Its statement is gone; it stays visible.
    Lost,
}

/// What to add.
#[derive(Debug)]
pub struct Addition<'a> {
    /// The original bytes.
    pub bytes: &'a [u8],
    /// Path or address; decides which document this is a version of.
    pub origin: &'a str,
    /// `--as ID`: the document this is a version of, or the id of a new one.
    pub document: Option<&'a str>,
    /// Its text.
    pub text: &'a Text,
    /// What was found in it.
    pub extraction: &'a Extraction,
    /// Who adds it.
    pub by: &'a str,
    /// RFC 3339 UTC; the ledger has no clock.
    pub at: &'a str,
    /// How it came here (`whereas add 0.1.0`).
    pub method: &'a str,
}

/// What adding did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// A new document.
    New {
        /// Its id.
        document: String,
        /// A document of which it looks like a version.
        resembles: Option<String>,
    },
    /// A new version of a known one.
    Version {
        /// Its id.
        document: String,
        /// The version's number, from 2.
        version: u32,
    },
    /// The same bytes, read again by a newer extractor.
    Reread {
        /// Its id.
        document: String,
    },
    /// Nothing changed.
    Known {
        /// Its id.
        document: String,
    },
}
