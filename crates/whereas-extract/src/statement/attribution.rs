//! Who is made to say it.

use std::ops::Range;

use super::Maker;
use crate::pack::Class;
use crate::pack::lexicon::{BASE, Label, PAST, THIRD};
use crate::{MentionValue, Named, Span};

/// The body a recital reports: "according to X, …", "… have been described by X as …", "X reported that …".
pub(super) fn reported(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Option<Named> {
    according_to(maker, clause.clone(), pack)
        .or_else(|| said_by(maker, clause.clone(), pack))
        .or_else(|| subject_of_saying(maker, clause, pack))
}

/// "according to X" at either end of the clause.
pub(super) fn according_to(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    let at = clause.clone().find(|&at| scan.class_end(at, Class::AccordingTo, pack).is_some())?;
    let start = scan.class_end(at, Class::AccordingTo, pack)?;
    // "according to which": the source stands elsewhere.
    if start >= clause.end || scan.class(start, Class::Relative, pack) {
        return None;
    }
    let leads = at <= clause.start + 2;
    let end = (start..clause.end).find(|&i| scan.mark(i, b',')).unwrap_or(clause.end);
    if end - start > 22 || !leads && end != clause.end {
        return None;
    }
    Some(named(maker, source_of(maker, start..end, pack), pack))
}

/// "the preliminary findings of the X" → "the X".
fn source_of(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> Range<usize> {
    let scan = maker.scan;
    let names = |r: Range<usize>| {
        maker
            .mentions_in(r)
            .any(|m| matches!(m.value, MentionValue::Organisation | MentionValue::Person { .. }))
    };
    match range.clone().find(|&at| scan.class(at, Class::Of, pack) || scan.class(at, Class::By, pack)) {
        Some(of) if !names(range.start..of) && names(of + 1..range.end) => of + 1..range.end,
        _ => range,
    }
}

/// "have been described by the X as", "was called … by X": the agent of a passive verb of saying.
fn said_by(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    for at in clause.clone() {
        let Some(cue) = saying(maker, at, pack) else { continue };
        let passive = at > clause.start && scan.class(at - 1, Class::Be, pack);
        if passive && scan.class(cue, Class::By, pack) {
            let start = cue + 1;
            let end = (start..clause.end.min(start + 16))
                .find(|&i| scan.mark(i, b',') || scan.class(i, Class::Subordinator, pack))
                .unwrap_or(clause.end.min(start + 8));
            return Some(named(maker, start..end, pack));
        }
    }
    None
}

/// "X reported that …" with X at the head of the clause.
fn subject_of_saying(maker: &Maker<'_, '_>, clause: Range<usize>, pack: u8) -> Option<Named> {
    let scan = maker.scan;
    for at in clause.start + 1..clause.end.min(clause.start + 26) {
        let Some(end) = saying(maker, at, pack) else { continue };
        let finite = scan.forms(at) & (PAST | THIRD | BASE) != 0;
        let that = scan.class(end - 1, Class::That, pack) || scan.class(end, Class::That, pack);
        let passive = scan.class(at - 1, Class::Be, pack);
        let relative = (clause.start..at).any(|i| scan.class(i, Class::Relative, pack));
        let names = maker
            .mentions_in(clause.start..at)
            .any(|m| matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation))
            || (clause.start..at).any(|i| {
                scan.is(i, Label::Group, pack)
                    || scan.is(i, Label::People, pack)
                    || scan.is(i, Label::Actor, pack)
            });
        if finite && that && !passive && !relative && names {
            let start = skip_lead(maker, clause.start..at, pack);
            let stop = (start..at)
                .rev()
                .find(|&i| !scan.class(i, Class::Have, pack) && !scan.class(i, Class::Adverb, pack))
                .map_or(at, |i| i + 1);
            return (start < stop).then(|| named(maker, start..stop, pack));
        }
    }
    None
}

/// Skips "in 2021," and the like before the subject.
pub(super) fn skip_lead(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> usize {
    let scan = maker.scan;
    let leads = scan.class(range.start, Class::Preposition, pack)
        || scan.class(range.start, Class::Subordinator, pack)
        || scan.class_end(range.start, Class::Adverb, pack).is_some()
        || scan.mark(range.start, b',');
    if !leads {
        return range.start;
    }
    range.clone().rev().find(|&at| scan.mark(at, b',')).map_or(
        scan.class_end(range.start, Class::Adverb, pack)
            .filter(|&end| end < range.end)
            .unwrap_or(range.start),
        |comma| comma + 1,
    )
}

/// If a verb of saying stands at token `at`: one past its cue.
pub(super) fn saying(maker: &Maker<'_, '_>, at: usize, pack: u8) -> Option<usize> {
    super::operative::best_cue(maker, at, pack, |rule, _| rule.says).map(|cue| cue.end)
}

/// A speaker by the words that name him: the person or body mentioned there, else the words themselves.
pub(super) fn named(maker: &Maker<'_, '_>, range: Range<usize>, pack: u8) -> Named {
    let scan = maker.scan;
    let mut range = super::slot::trim(scan, range);
    if scan.class(range.start, Class::Article, pack) && range.len() > 1 {
        // "l'UM": the article has its apostrophe.
        range.start += 1 + usize::from(range.len() > 2 && scan.mark(range.start + 1, b'\''));
    }
    // An apposition behind a comma is no part of the name.
    let comma = range.clone().find(|&at| scan.mark(at, b',')).filter(|_| !lists_names(maker, &range, pack));
    let head = range.start..comma.unwrap_or(range.end);
    // "the spokesman for Demir": the name behind a preposition is not who speaks.
    let heads = |person: &Span| {
        let first = scan.range(*person).start;
        first <= head.start || !scan.class(first - 1, Class::Preposition, pack)
    };
    let span = one_person(maker, head.clone())
        .filter(heads)
        .or_else(|| comma.and_then(|comma| titled(maker, &head, comma + 1..range.end, pack)))
        .or_else(|| body(maker, &head, pack))
        .unwrap_or_else(|| scan.span(head.start, head.end.max(head.start)));
    Named { name: crate::fold_blanks(span.of(scan.text)), span: Some(span) }
}

/// "Norway, Denmark, and the Meridian Union": names alone, parted by commas and "and".
fn lists_names(maker: &Maker<'_, '_>, range: &Range<usize>, pack: u8) -> bool {
    let scan = maker.scan;
    let names: Vec<Range<usize>> = maker.mentions_in(range.clone()).map(|m| scan.range(m.span)).collect();
    let joined = range.clone().any(|at| scan.class(at, Class::And, pack));
    names.len() > 2
        && joined
        && range.clone().all(|at| {
            scan.mark(at, b',')
                || scan.class(at, Class::And, pack)
                || scan.class(at, Class::Article, pack)
                || names.iter().any(|name| name.contains(&at))
        })
}

/// The person of a range that names just one.
fn one_person(maker: &Maker<'_, '_>, range: Range<usize>) -> Option<Span> {
    let mut persons = maker.mentions_in(range).filter(|m| matches!(m.value, MentionValue::Person { .. }));
    let first = persons.next()?;
    persons.next().is_none().then_some(first.span)
}

/// "The Minister for Foreign Affairs, Ana Demir,": the person behind a title and its comma.
fn titled(maker: &Maker<'_, '_>, head: &Range<usize>, behind: Range<usize>, pack: u8) -> Option<Span> {
    let scan = maker.scan;
    let title = head.clone().any(|at| scan.is(at, Label::Title, pack) || scan.is(at, Label::People, pack));
    let end = behind.clone().find(|&at| scan.mark(at, b',')).unwrap_or(behind.end);
    let person = one_person(maker, behind.start..end)?;
    let first = scan.tokens.get(behind.start)?.start;
    (title && person.start <= first + TITLE_BYTES_MAX).then_some(person)
}

/// What may stand between the comma and the name: another title.
const TITLE_BYTES_MAX: u32 = 24;

/// "today's Kelmar Post newspaper": the one body that is named, where the words are about it and not about its people.
fn body(maker: &Maker<'_, '_>, head: &Range<usize>, pack: u8) -> Option<Span> {
    let scan = maker.scan;
    let mut bodies = maker
        .mentions_in(head.clone())
        .filter(|m| !matches!(m.value, MentionValue::Date { .. } | MentionValue::Figure { .. }));
    let body = bodies.next().filter(|m| matches!(m.value, MentionValue::Organisation))?;
    let tokens = scan.range(body.span);
    let behind = tokens.end..head.end;
    let bare = behind.clone().all(|at| scan.class(at, Class::Medium, pack))
        && (head.start..tokens.start)
            .all(|at| !scan.class(at, Class::Preposition, pack) && !scan.class(at, Class::And, pack));
    (bodies.next().is_none() && bare).then_some(body.span)
}
