//! Reads a document about human rights into passages, mentions and statements.
//!
//! ```text
//! bytes ──read──► Text ──structure──► Document{passages} ──mentions──► Mention… ──statements──► Statement…
//!   only this step can fail     └────────── pure and total; doubts become Diagnostics ──────────┘
//! ```
//!
//! The crate does no I/O and knows no clock, environment or randomness (`clippy.toml` bans them):
//! twice the same bytes, packs and options give the same bytes of output. Offsets count bytes of
//! [`Text::text`]; [`record`] converts them to Unicode code points where data leaves the program.

pub mod document;
pub mod id;
mod lang;
pub mod mention;
pub mod pack;
pub mod read;
pub mod record;
pub mod statement;
mod text;

mod diagnostic;
mod extraction;
mod scan;

pub use diagnostic::Diagnostic;
pub use document::{Document, Genre, Passage, PassageKind};
pub use extraction::{Broken, Extraction, extract, extractor_version};
pub use lang::Lang;
pub use mention::{Bound, Mention, MentionValue};
pub use read::{Hint, ReadError, read};
pub use statement::{Act, Lost, Named, Polarity, Position, Rival, Statement, rivals, rules_with_cue};
pub use text::{CodePoints, FrontMatter, Layout, SourceMap, Span, Text, fold_blanks};
