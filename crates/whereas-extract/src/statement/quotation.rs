//! Quotations: which tokens stand inside quotation marks, over sentences and paragraphs.

use std::ops::Range;

use crate::scan::Scan;

/// For each token of a range whether it stands inside double quotation marks.
///
/// A paragraph that begins with an opening mark while one is open goes on with the quotation; a name in marks inside
/// one („the association „Martor” …”) does not end it.
pub(super) fn inside(scan: &Scan<'_>, range: Range<usize>) -> Vec<bool> {
    let is_mark = |at: usize| scan.mark(at, b'"');
    let closes = |at: usize| is_mark(at) && matches!(scan.word(at), "”" | "»");
    let marks: Vec<usize> = range.clone().filter(|&at| is_mark(at)).collect();
    let (mut depth, mut past) = (0usize, 0usize);
    range
        .map(|at| {
            if !is_mark(at) {
                return depth > 0;
            }
            let was = depth > 0;
            past += 1;
            // One inside another closes by itself: two closing marks follow. Else the one before was never closed.
            let nests = marks.get(past..past + 2).is_some_and(|next| next.iter().all(|&at| closes(at)));
            match scan.word(at) {
                "“" | "„" | "«" => {
                    depth = if was && nests && !scan.tokens[at].paragraph { 2 } else { 1 }
                }
                "”" | "»" => depth = if was { depth - 1 } else { 1 },
                _ => depth = usize::from(!was),
            }
            was || depth > 0
        })
        .collect()
}
