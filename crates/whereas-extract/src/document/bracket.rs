//! The States in brackets behind a recommendation: "… (Varosia; Meridian Union, on behalf of its members);".

use std::ops::Range;

use crate::Named;
use crate::pack::Class;
use crate::pack::lexicon::{BASE, Label};
use crate::scan::{Kind, Scan};

/// The fewest words that make an action: "Issue (Varosia) and implement (Norland) an invitation" is one.
const ACTION_WORDS_MIN: usize = 4;

/// The longest recommendation that is looked into, in tokens; what is longer is none.
const ITEM_TOKENS_MAX: usize = 2_000;

/// The most words of a name that no list has.
const NAME_WORDS_MAX: usize = 9;

/// A part of a recommendation with the States that make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The words, without the brackets at their end.
    pub tokens: Range<usize>,
    /// Who recommends it, each once.
    pub states: Vec<Named>,
}

/// Parts a recommendation where a bracket with States closes an action and another begins: "… (Varosia); … (Norland)".
pub(crate) fn parts(scan: &Scan<'_>, tokens: Range<usize>, pack: u8) -> Vec<Part> {
    if tokens.len() > ITEM_TOKENS_MAX {
        return vec![Part { tokens, states: Vec::new() }];
    }
    let mut out: Vec<Part> = Vec::new();
    let mut part = Part { tokens: tokens.start..tokens.start, states: Vec::new() };
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(close) = closing(scan, at, tokens.end) else {
            at += 1;
            continue;
        };
        let last = (close + 1..tokens.end).all(|at| !scan.is_word(at));
        let Some(states) = states(scan, at + 1..close, pack, last) else {
            at += 1;
            continue;
        };
        let known = |named: &Named| part.states.iter().any(|state| state.name == named.name);
        let new: Vec<Named> = states.into_iter().filter(|named| !known(named)).collect();
        part.states.extend(new);
        // Several brackets in a row are one list: the words end before the first.
        let in_a_row = part.tokens.end > part.tokens.start && follows_bracket(scan, at, part.tokens.end);
        if !in_a_row {
            part.tokens.end = at;
        }
        at = (close + 1).min(tokens.end);
        let next = if last { Some(tokens.end) } else { next_action(scan, at, part.tokens.clone(), pack) };
        if let Some(next) = next {
            at = next;
            out.push(std::mem::replace(&mut part, Part { tokens: at..at, states: Vec::new() }));
        }
    }
    finish(scan, out, part.tokens.start..tokens.end, &part.states, pack)
}

/// Where the next action begins behind a bracket: behind a semicolon, or a verb behind "and".
fn next_action(scan: &Scan<'_>, at: usize, before: Range<usize>, pack: u8) -> Option<usize> {
    if scan.mark(at, b';') {
        return Some(at + 1);
    }
    let and = at + usize::from(scan.mark(at, b','));
    let verb = scan.class_end(and, Class::And, pack)?;
    let verb = verb + usize::from(scan.class(verb, Class::Infinitive, pack));
    let words = before.filter(|&at| scan.is_word(at)).count();
    (words >= ACTION_WORDS_MIN && scan.forms(verb) & BASE != 0 && !scan.capital(verb)).then_some(verb)
}

/// Whether nothing but brackets stands between two tokens.
fn follows_bracket(scan: &Scan<'_>, at: usize, from: usize) -> bool {
    let mut open = from;
    while open < at {
        match closing(scan, open, at) {
            Some(close) => open = close + 1,
            None if matches!(scan.tokens[open].kind, Kind::Punctuation(b',' | b'/')) => open += 1,
            None => return false,
        }
    }
    true
}

/// "… of its courts Norland);": a bracket that was never opened, behind the name of a listed State.
fn unopened(scan: &Scan<'_>, rest: Range<usize>, pack: u8) -> Option<(Range<usize>, Named)> {
    let close = rest.clone().rev().find(|&at| scan.is_word(at) || scan.mark(at, b')'))?;
    let opened = rest.clone().any(|at| scan.mark(at, b'('));
    if opened || !scan.mark(close, b')') {
        return None;
    }
    let start = (rest.start..close)
        .find(|&at| scan.longest(at, Label::Place, pack).is_some_and(|found| found.end as usize == close))?;
    Some((rest.start..start, named(scan, start..close)))
}

/// Words behind the last bracket belong to the part before; without any bracket the whole is one part.
fn finish(scan: &Scan<'_>, mut out: Vec<Part>, rest: Range<usize>, states: &[Named], pack: u8) -> Vec<Part> {
    if !rest.clone().any(|at| scan.is_word(at)) {
        return out;
    }
    if let Some((tokens, state)) = unopened(scan, rest.clone(), pack) {
        out.push(Part { tokens, states: vec![state] });
        return out;
    }
    match out.last_mut() {
        Some(part) => {
            part.tokens.end = rest.end;
            let new = states.iter().filter(|state| !part.states.iter().any(|known| known.name == state.name));
            let new: Vec<Named> = new.cloned().collect();
            part.states.extend(new);
        }
        None => out.push(Part { tokens: rest, states: states.to_vec() }),
    }
    out
}

/// The bracket that closes the one at token `at`.
fn closing(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    if !scan.mark(at, b'(') {
        return None;
    }
    let mut depth = 0usize;
    for close in at..end {
        match scan.tokens[close].kind {
            Kind::Punctuation(b'(') => depth += 1,
            Kind::Punctuation(b')') => {
                depth -= 1;
                if depth == 0 {
                    return Some(close);
                }
            }
            _ => {}
        }
    }
    // A bracket that nothing closes ends with the item.
    (end > at + 1).then(|| end - 1).filter(|&last| !scan.is_word(last) && depth == 1)
}

/// The States that a bracket names; `None` where it names anything else. The last bracket of an item tells who
/// recommends it, so that there a name no list has will do: States are also misspelt.
fn states(scan: &Scan<'_>, inside: Range<usize>, pack: u8, last: bool) -> Option<Vec<Named>> {
    let mut out: Vec<Named> = Vec::new();
    let (mut listed, mut unlisted) = (0usize, 0usize);
    let mut at = inside.start;
    while at < inside.end {
        if separates(scan, at, pack) {
            at += 1;
        } else if let Some(past) = on_behalf(scan, at) {
            at = past;
        } else {
            let found = name(scan, at, inside.end, pack)?;
            if found.listed {
                listed += 1;
            } else {
                unlisted += 1;
            }
            out.push(named(scan, at..found.end));
            at = found.end;
        }
    }
    let trusted = listed > 0 && unlisted <= listed || last && unlisted > 0;
    (trusted && !out.is_empty()).then_some(out)
}

fn separates(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    matches!(scan.tokens[at].kind, Kind::Punctuation(b',' | b';' | b'/' | b'.') | Kind::NoteMark)
        || scan.class(at, Class::And, pack) && !scan.capital(at)
        || scan.class(at, Class::Article, pack)
}

fn on_behalf(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let marks = &scan.packs.marks;
    let found = scan.found_at(at).iter().filter(|f| f.entry.label == Label::Mark);
    let on_behalf =
        found.filter(|f| marks.get(f.entry.payload as usize).is_some_and(|m| m.what == "on-behalf"));
    on_behalf.map(|f| f.end as usize).max()
}

struct Name {
    end: usize,
    listed: bool,
}

/// The name that begins at a token: one of a list, with the bracket behind it ("Varosia (Republic of)"), or words with
/// a capital up to the next separator.
fn name(scan: &Scan<'_>, at: usize, end: usize, pack: u8) -> Option<Name> {
    let listed = [Label::Place, Label::Organisation].into_iter().filter_map(|label| {
        let found = scan.longest(at, label, pack)?;
        let acronym = label == Label::Organisation && scan.tokens[at].upper;
        (!acronym && found.end as usize <= end).then_some(found.end as usize)
    });
    let stop = |at: usize| at >= end || separates(scan, at, pack) && !scan.class(at, Class::Article, pack);
    if let Some(past) = listed.max() {
        let past = closing(scan, past, end).map_or(past, |close| close + 1);
        if stop(past) || on_behalf(scan, past).is_some() {
            return Some(Name { end: past, listed: true });
        }
    }
    let past = (at..end).find(|&at| stop(at) || on_behalf(scan, at).is_some()).unwrap_or(end);
    let acronym = scan.tokens[at].upper && past == at + 1;
    let plausible = scan.capital(at)
        && !acronym
        && past - at <= NAME_WORDS_MAX
        && (at..past).all(|at| scan.tokens[at].kind != Kind::Number);
    plausible.then_some(Name { end: past, listed: false })
}

fn named(scan: &Scan<'_>, tokens: Range<usize>) -> Named {
    let span = scan.span(tokens.start, tokens.end);
    Named { name: crate::fold_blanks(span.of(scan.text)), span: Some(span) }
}
