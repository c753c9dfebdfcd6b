//! Identity of statements: a hash of the document, the folded words and which occurrence of them it is.
//!
//! Neither the act nor an offset nor the extractor's version is in it, so that reading a document again
//! with newer rules finds the same statements and decisions stay attached (DESIGN, invariant 4).

use sha2::{Digest, Sha256};

use crate::{Span, Statement};

/// Returns the lower-case hexadecimal SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for &byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)] as char);
        out.push(DIGITS[usize::from(byte & 15)] as char);
    }
    out
}

/// Folds words for identity: white space to one blank, letters to lower case.
#[must_use]
pub fn fold_words(words: &str) -> String {
    crate::fold_blanks(words).to_lowercase()
}

/// Returns the id of a statement of `document`: 16 hexadecimal digits.
///
/// ```
/// use whereas_extract::id::statement_id;
/// let id = statement_id("d1", "urges  the Council to act", 0);
/// assert_eq!(id, statement_id("d1", "Urges the\nCouncil to act", 0));
/// assert_ne!(id, statement_id("d1", "urges the Council to act", 1));
/// ```
#[must_use]
pub fn statement_id(document: &str, words: &str, occurrence: u32) -> String {
    let mut hash = Sha256::new();
    hash.update(document.as_bytes());
    hash.update([0]);
    hash.update(fold_words(words).as_bytes());
    hash.update([0]);
    hash.update(occurrence.to_le_bytes());
    hex(&hash.finalize()[..8])
}

impl Statement {
    /// The id of this statement in `document`, whose text is `text`.
    #[must_use]
    pub fn id(&self, document: &str, text: &str) -> String {
        statement_id(document, Span::of(self.span, text), self.occurrence)
    }
}
