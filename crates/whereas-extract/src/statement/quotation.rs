//! Quotations: which tokens stand inside quotation marks, over sentences and paragraphs.

use std::ops::Range;

use crate::scan::Scan;

/// For each token of a range whether it stands inside double quotation marks.
///
/// A paragraph that begins with an opening mark while one is open goes on with the quotation; a name in marks inside
/// one („the association „Martor” …”) does not end it.
pub(super) fn inside(scan: &Scan<'_>, range: Range<usize>) -> Vec<bool> {
    let is_mark = |at: usize| scan.mark(at, b'"');
    let marks: Vec<usize> = range.clone().filter(|&at| is_mark(at)).collect();
    let (mut depth, mut past) = (0usize, 0usize);
    range
        .map(|at| {
            if !is_mark(at) {
                return depth > 0;
            }
            let was = depth > 0;
            past += 1;
            // One inside another closes by itself, and so does the other one; else that was never closed.
            let nests = || both_close(scan, &marks[past.min(marks.len())..]);
            match scan.word(at) {
                "“" | "„" | "«" => {
                    depth = if was && !scan.tokens[at].paragraph && nests() { 2 } else { 1 }
                }
                "”" | "»" => depth = if was { depth - 1 } else { 1 },
                _ => depth = usize::from(!was),
            }
            was || depth > 0
        })
        .collect()
}

/// How many marks are looked at for the end of a quotation inside another.
const MARKS_MAX: usize = 16;

/// Whether of two open quotations both come to an end in the marks that follow, others within them or none.
fn both_close(scan: &Scan<'_>, marks: &[usize]) -> bool {
    let mut depth = 2usize;
    for &at in marks.iter().take(MARKS_MAX) {
        match scan.word(at) {
            "”" | "»" => depth -= 1,
            "“" | "„" | "«" if !scan.tokens[at].paragraph => depth += 1,
            _ => return false,
        }
        if depth == 0 {
            return true;
        }
    }
    false
}
