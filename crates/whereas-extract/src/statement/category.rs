//! Action categories of recommendations (UPR Info): what kind of action the leading verb asks for.
//!
//! 1 minimal (share, seek assistance) · 2 continuing · 3 considering · 4 general · 5 specific. Another axis than force:
//! "urges … to consider ratifying" asks strongly for little.

use std::ops::Range;

use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan};

/// How far into a recommendation its leading verb is looked for.
const VERB_TOKENS_MAX: usize = 40;

/// What shall be done: the clause without "To", "That Varosia".
pub(super) fn action(scan: &Scan<'_>, clause: Range<usize>, pack: u8) -> Range<usize> {
    let mut at = clause.start;
    if scan.class(at, Class::That, pack) {
        at += 1;
    } else if scan.class(at, Class::Infinitive, pack) {
        at += 1;
    }
    if at < clause.end { at..clause.end } else { clause }
}

/// The category of an action; `None` where no verb of the lists leads it.
pub(super) fn category(scan: &Scan<'_>, action: Range<usize>, pack: u8) -> Option<u8> {
    let end = action.end.min(action.start + VERB_TOKENS_MAX);
    let verb = |at: usize| scan.packs.categories.at(scan, at, end, pack);
    let first = skip_adverbs(scan, action.start, end, pack);
    verb(first).or_else(|| (first + 1..end).filter(|&at| may_lead(scan, at, pack)).find_map(verb))
}

fn skip_adverbs(scan: &Scan<'_>, mut at: usize, end: usize, pack: u8) -> usize {
    while at < end
        && (scan.class(at, Class::Adverb, pack)
            || scan.mark(at, b',')
            || scan.class(at, Class::Infinitive, pack))
    {
        at += 1;
    }
    at
}

/// Whether a verb that stands at `at` can lead: behind "to", an adverb, a comma, a must, or whoever shall act.
fn may_lead(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    let before = at - 1;
    [Class::Infinitive, Class::Adverb, Class::Must, Class::And]
        .iter()
        .any(|&class| scan.class(before, class, pack))
        || matches!(scan.tokens[before].kind, Kind::Punctuation(b',' | b';' | b':'))
        || scan.is(before, Label::Actor, pack)
        || scan.capital(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Packs;

    #[test]
    fn every_category_keeps_its_examples() {
        let packs = Packs::shipped();
        for (pack, category, text) in &packs.categories.examples {
            let mut scan = Scan::new(text, packs);
            scan.tokens.iter_mut().for_each(|token| token.enter(*pack, &packs.lexicon));
            let action = action(&scan, 0..scan.tokens.len(), *pack);
            assert_eq!(super::category(&scan, action, *pack), Some(*category), "{text}");
        }
    }
}
