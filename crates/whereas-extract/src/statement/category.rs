//! Action categories of recommendations (UPR Info): what kind of action the leading verb asks for.
//!
//! 1 minimal (share, seek assistance) · 2 continuing · 3 considering · 4 general · 5 specific. Another axis than force:
//! "urges … to consider ratifying" asks strongly for little.

use std::ops::Range;

use crate::pack::Class;
use crate::pack::lexicon::{BASE, Label};
use crate::scan::{Kind, Scan};

/// How many tokens may stand before a verb that leads, whatever they are ("fully", "once again").
const FREE_TOKENS: usize = 3;

/// How far into a recommendation its leading verb is looked for.
const VERB_TOKENS_MAX: usize = 40;

/// What shall be done: the clause without "To", without "That Varosia".
pub(super) fn action(scan: &Scan<'_>, clause: Range<usize>, pack: u8) -> Range<usize> {
    let at = clause.start;
    let past = if scan.class(at, Class::That, pack) {
        verb_behind_subject(scan, at + 1, clause.end, pack).unwrap_or(at + 1)
    } else {
        at + usize::from(scan.class(at, Class::Infinitive, pack))
    };
    if past < clause.end { past..clause.end } else { clause }
}

/// Where the verb stands behind whoever shall act: "Varosia repeal", "the State under review fully repeal".
fn verb_behind_subject(scan: &Scan<'_>, at: usize, end: usize, pack: u8) -> Option<usize> {
    let name = at + usize::from(scan.class(at, Class::Article, pack));
    let listed = [Label::Place, Label::Actor, Label::Organisation]
        .into_iter()
        .filter_map(|label| scan.longest(name, label, pack))
        .map(|found| found.end as usize)
        .max();
    let past = listed.or_else(|| (name..end).find(|&at| !scan.capital(at)).filter(|&past| past > name))?;
    let verb = (past..end).find(|&at| !scan.class(at, Class::Adverb, pack))?;
    (scan.forms(verb) & BASE != 0 && !scan.capital(verb)).then_some(past)
}

/// The category of an action; `None` where no verb of the lists leads it.
pub(super) fn category(scan: &Scan<'_>, action: Range<usize>, pack: u8) -> Option<u8> {
    let end = action.end.min(action.start + VERB_TOKENS_MAX);
    let verb = |at: usize| scan.packs.categories.at(scan, at, end, pack);
    let first = skip_openers(scan, action.start, end, pack);
    let free = first + FREE_TOKENS;
    (first..end).filter(|&at| at < free || may_lead(scan, at, pack)).find_map(verb)
}

/// Adverbs, articles and the infinitive's marker.
fn skip_openers(scan: &Scan<'_>, mut at: usize, end: usize, pack: u8) -> usize {
    while at < end
        && (scan.class(at, Class::Adverb, pack)
            || scan.class(at, Class::Article, pack)
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
