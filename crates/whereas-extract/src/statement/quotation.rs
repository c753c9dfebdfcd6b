//! Quotations: which tokens stand inside quotation marks, over sentences and paragraphs.

use std::ops::Range;

use crate::scan::{Kind, Scan};

/// For each token of a range whether it stands inside double quotation marks.
///
/// A paragraph that begins with an opening mark while one is open goes on with the quotation.
pub(super) fn inside(scan: &Scan<'_>, range: Range<usize>) -> Vec<bool> {
    let mut open = false;
    range
        .map(|at| {
            if let Kind::Punctuation(b'"') = scan.tokens[at].kind {
                let mark = scan.word(at);
                let was = open;
                open = match mark {
                    "“" | "„" | "«" => true,
                    "”" | "»" if open => false,
                    _ => !open,
                };
                return was || open;
            }
            open
        })
        .collect()
}
