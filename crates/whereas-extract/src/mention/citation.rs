//! References to a text by its code, as "OJ C 23, 21.1.2021, p. 83", "18 U.S.C. § 2383", "A/RES/60/251".
//!
//! Their patterns are a list (`citations.txt`): words, `%` for a number with what is glued to it,
//! `@` for an abbreviation in capitals.

use std::ops::Range;

use super::finder::Finder;
use super::law::numbers_end;
use crate::pack::lexicon::Label;
use crate::scan::{Kind, fold_term};

/// The citation that begins at token `at`: the longest pattern of the lists that fits.
pub(super) fn cited(finder: &Finder<'_, '_>, at: usize) -> Option<Range<usize>> {
    let numbered = finder.scan.tokens[at].kind == Kind::Number;
    let start = at + usize::from(numbered);
    if !finder.scan.starts(start, Label::Citation) {
        return None;
    }
    let found = finder.scan.found_at(start).iter().filter(|found| found.entry.label == Label::Citation);
    found
        .filter_map(|found| {
            let citation = finder.scan.packs.citations.get(found.entry.payload as usize)?;
            let fits = citation.number_first == numbered;
            fits.then(|| tail_end(finder, found.end as usize, &citation.tail))?
        })
        .max()
        .map(|end| at..end)
}

/// One past the rest of a pattern that begins at token `at`.
fn tail_end(finder: &Finder<'_, '_>, at: usize, tail: &[String]) -> Option<usize> {
    let mut end = at;
    for word in tail {
        end = if word == "%" {
            numbers_end(finder, end)?
        } else if end < finder.tokens.end
            && (same(finder, end, word) || word == "@" && finder.scan.tokens[end].upper)
        {
            end + 1
        } else {
            return None;
        };
    }
    (end <= finder.tokens.end).then_some(end)
}

fn same(finder: &Finder<'_, '_>, at: usize, word: &str) -> bool {
    match finder.scan.tokens[at].kind {
        Kind::Punctuation(mark) => word.as_bytes() == [mark],
        // Alternatives stand in the pattern as `{c|l|s}`.
        Kind::Word => {
            let folded = fold_term(finder.scan.word(at));
            word.trim_matches(['{', '}']).split('|').any(|choice| choice == folded)
        }
        _ => false,
    }
}
