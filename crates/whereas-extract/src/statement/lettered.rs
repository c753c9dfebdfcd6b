//! Demands whose actions are points with letters within one sentence: "(a) …; (b) …; and (c) …".

use std::ops::Range;

use super::slot::{Reader, Slots, trim};
use crate::Span;
use crate::pack::Class;
use crate::scan::Kind;

/// How many lettered points of a sentence are read.
const POINTS_MAX: usize = 26;

/// "that Varosia (a) ratify X; (b) sign Y; and (c) free Z": one demand, each point an action.
pub(super) fn read(reader: &Reader<'_, '_>, rest: Range<usize>) -> Option<Slots> {
    let mut labels: Vec<usize> =
        rest.clone().filter(|&at| is_letter(reader, at)).take(POINTS_MAX + 1).collect();
    // What is not read any more is no part of the last point.
    let end = if labels.len() > POINTS_MAX { labels.pop().unwrap_or(rest.end) } else { rest.end };
    let (&first, true) = (labels.first()?, labels.len() > 1) else { return None };
    // "article 2 (a) and (b)": a reference, no list.
    if first > rest.start && reader.scan.tokens[first - 1].kind == Kind::Number {
        return None;
    }
    let ends = labels[1..].iter().copied().chain([end]);
    let actions = labels.iter().zip(ends).map(|(&label, end)| point(reader, label + 3..end));
    let actions: Vec<Span> =
        actions.filter(|range| !range.is_empty()).map(|range| reader.span(&range)).collect();
    if actions.len() < labels.len() {
        return None;
    }
    let mut head = trim(reader.scan, rest.start..first);
    head.start += usize::from(!head.is_empty() && reader.class(head.start, Class::That));
    let marked = |at: usize| reader.class(at, Class::Infinitive) || reader.class(at, Class::That);
    head.end -= usize::from(!head.is_empty() && marked(head.end - 1));
    let addressees =
        if !head.is_empty() && reader.is_actor(head.clone()) { reader.list(head) } else { Vec::new() };
    Some(Slots { addressees, actions })
}

/// The letter or number of a point within a sentence: "(a)", "(ii)".
fn is_letter(reader: &Reader<'_, '_>, at: usize) -> bool {
    let label = reader.scan.word(at + 1);
    reader.scan.mark(at, b'(')
        && reader.scan.mark(at + 2, b')')
        && (label.len() == 1 || label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && !label.is_empty()
}

/// A point without the "and" before the next and the "to" before its verb.
fn point(reader: &Reader<'_, '_>, range: Range<usize>) -> Range<usize> {
    let mut range = trim(reader.scan, range);
    if !range.is_empty() && reader.class(range.end - 1, Class::And) {
        range = trim(reader.scan, range.start..range.end - 1);
    }
    let marked = !range.is_empty() && reader.class(range.start, Class::Infinitive);
    if marked && range.len() > 1 { range.start + 1..range.end } else { range }
}
