//! The follow-up ledger: what was captured, what was found in it, and what people decided.
//!
//! One file is one country file. The log (captures, decisions) is append-only; blobs and extractions stand
//! beside it. Everything else is derived (see [`view`]) and can be rebuilt. The ledger has no clock and no
//! network: whoever calls it says who, when and why.
//!
//! A [`Ledger`] writes; a [`Reader`] only reads, and a ledger can be used wherever a reader can. Readers are
//! cheap and each has its own connection, so a server keeps a few of them beside one writer.

mod add;
mod anchor;
#[cfg(test)]
mod board_tests;
mod change;
mod citation;
mod decide;
mod derive;
mod edtf;
mod entity;
mod entry;
mod error;
mod export;
#[cfg(test)]
mod file_tests;
mod judge;
mod ledger;
#[cfg(test)]
mod ledger_tests;
mod likeness;
pub mod limit;
mod link;
mod linked;
mod note;
mod people;
mod query;
mod rebuild;
mod report;
#[cfg(test)]
mod review_tests;
#[cfg(test)]
mod sample;
mod saved;
mod series;
mod settle;
#[cfg(test)]
mod sim_tests;
#[cfg(test)]
mod speed_tests;
mod stamp;
mod standing;
mod stated;
mod stem;
mod store;
mod told;
mod verify;
pub mod view;
mod word;
mod wording;

use whereas_extract::{Extraction, Text};

pub use entity::Basis;
pub use error::LedgerError;
pub use judge::{EndKind, Identity, LinkKind, LinkVerdict, Ruling, Status, mention_id};
pub use ledger::{Ledger, Reader};
pub use link::{Change, Sign};
pub use note::{Note, NoteKind, Sensitivity};
pub use report::{Checked, Report};
pub use stated::{Naming, Saying, Slots, Words, person};
pub use store::Selection;
pub use told::Told;
pub use wording::{Piece, PieceKind};

/// The format of the ledger file that this program writes.
pub const FORMAT_VERSION: i64 = 1;

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
    /// What found it: [`whereas_extract::extractor_version`].
    pub extractor: &'a str,
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

/// What is about to be added, before it is read; see [`Reader::known`].
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// SHA-256 of the bytes ([`whereas_extract::id::sha256`]).
    pub sha256: &'a str,
    /// Path or address.
    pub origin: &'a str,
    /// `--as ID`.
    pub document: Option<&'a str>,
    /// [`whereas_extract::extractor_version`].
    pub extractor: &'a str,
}

/// Who acts, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'a> {
    /// Who.
    pub by: &'a str,
    /// RFC 3339 UTC.
    pub at: &'a str,
    /// Why, or `""`.
    pub reason: &'a str,
}

/// Which stretch of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page {
    /// Rows to leave out at the beginning.
    pub offset: u32,
    /// Rows at the most; 0 for all.
    pub limit: u32,
}

impl Page {
    /// The whole list.
    pub const ALL: Page = Page { offset: 0, limit: 0 };
}
