//! Recitals of resolutions: one finding per "whereas", a participle of a preamble as its rule says, and what goes on
//! with "that" under the participle of the recital before.

use super::operative::{Cue, best_cue, forms};
use super::{Draft, Maker, grammar};
use crate::pack::lexicon::{ING, PARTICIPLE, THIRD};
use crate::pack::{Class, Rule, Where};

/// One finding per "whereas"; a participle of a preamble as its rule says.
pub(super) fn read(maker: &mut Maker<'_, '_>, index: usize) {
    let pack = maker.pack(index);
    let tokens = maker.tokens(index);
    let first = grammar::past_emphasis(maker.scan, tokens.start);
    let starts: Vec<Cue> = tokens
        .clone()
        .filter(|&at| {
            at == first
                || maker.scan.mark(at - 1, b';')
                || preceded_by_semicolon(maker, at, tokens.start, pack)
        })
        .filter_map(|at| preamble_cue(maker, at, pack, at == first))
        .collect();
    if starts.is_empty() {
        further_that(maker, index, first);
    }
    for (n, cue) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(tokens.end, |next| next.first);
        let clause = maker.trim_clause(cue.first..end, pack);
        let rule = &maker.scan.packs.rules[cue.rule];
        if is_citation(maker, *cue, rule, pack) {
            continue;
        }
        let speaker = super::attribution::reported(maker, cue.end..clause.end, pack);
        let mut draft = Draft::new(rule, maker.scan.span(clause.start, clause.end), index);
        draft.cue = Some(maker.scan.span(cue.first, cue.end));
        draft.speaker = speaker;
        maker.push(draft);
    }
}

/// "That the talks go on;": a recital of its own under the participle of one before.
fn further_that(maker: &mut Maker<'_, '_>, index: usize, first: usize) {
    let pack = maker.pack(index);
    let clause = maker.trim_clause(first..maker.tokens(index).end, pack);
    let past = grammar::past_lead(maker.scan, first);
    if !maker.scan.class(first, Class::That, pack) || clause.end <= past {
        return;
    }
    let mut draft = Draft::bare(maker.scan.span(clause.start, clause.end), index);
    draft.cue = Some(maker.scan.span(first, past));
    draft.speaker = super::attribution::reported(maker, past..clause.end, pack);
    maker.push(draft);
}

/// "; and whereas", "; or whereas".
fn preceded_by_semicolon(maker: &Maker<'_, '_>, at: usize, start: usize, pack: u8) -> bool {
    at >= start + 2 && maker.scan.class(at - 1, Class::And, pack) && maker.scan.mark(at - 2, b';')
}

pub(super) fn preamble_cue(maker: &Maker<'_, '_>, at: usize, pack: u8, first: bool) -> Option<Cue> {
    best_cue(maker, at, pack, |rule, found| {
        rule.places.contains(&Where::Preamble) && {
            let forms = forms(maker, found);
            forms & (ING | PARTICIPLE) != 0 || forms == 0 || (first && forms & THIRD != 0)
        }
    })
}

/// "Recalling its resolution …": a participle that points to a text asserts nothing without a that-clause.
fn is_citation(maker: &Maker<'_, '_>, cue: Cue, rule: &Rule, pack: u8) -> bool {
    rule.cites && !(cue.end.saturating_sub(1)..cue.end + 8).any(|at| maker.scan.class(at, Class::That, pack))
}
