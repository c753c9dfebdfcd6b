//! Limits of the ledger. Nothing in it is unbounded (DESIGN, invariant 10).

/// The largest original, in bytes. The same as what is read.
pub const BLOB_BYTES_MAX: usize = whereas_extract::read::SOURCE_BYTES_MAX;
/// The longest quotation that a decision keeps, in bytes; the rest is known by the statement's id.
pub const QUOTE_BYTES_MAX: usize = 64 << 10;
/// The longest reason of a decision, in bytes.
pub const REASON_BYTES_MAX: usize = 4 << 10;
/// The longest name of an author or of a method, in bytes.
pub const NAME_BYTES_MAX: usize = 256;
/// The longest path or address, in bytes.
pub const ORIGIN_BYTES_MAX: usize = 4 << 10;
/// The longest id of a document, in bytes.
pub const DOCUMENT_ID_BYTES_MAX: usize = 64;
/// The fewest digits by which a statement is looked up.
pub const ID_PREFIX_MIN: usize = 4;
/// Characters kept on each side of a quotation.
pub const CONTEXT_CHARS: usize = 32;
/// Terms of a search that are used; more are ignored.
pub const SEARCH_TERMS_MAX: usize = 32;
