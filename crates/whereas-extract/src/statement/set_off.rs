//! Demands of languages that set the infinitive off with a comma and part their verbs, such as German:
//! "fordert die Regierung auf, alle Gefangenen freizulassen und die Liste zu veröffentlichen".

use std::ops::Range;

use super::slot::{Reader, Slots, trim};
use crate::Span;
use crate::pack::Class;

/// Reads "ADDRESSEE [particle], ACTION" and "dass"-clauses; without either the object is the action.
pub(super) fn read(reader: &Reader<'_, '_>, rest: Range<usize>) -> Slots {
    let rest = skip_adverbs(reader, rest);
    if reader.class(rest.start, Class::That) {
        return reader.that(rest);
    }
    let Some(comma) = comma(reader, &rest) else { return reader.object(without_particle(reader, rest)) };
    let whom = without_particle(reader, rest.start..comma);
    let clause = trim(reader.scan, comma + 1..rest.end);
    let that = clause.start + usize::from(reader.class(clause.start, Class::That));
    let actions = actions(reader, that..clause.end);
    let addressees = if reader.is_actor(whom.clone()) { reader.list(whom) } else { Vec::new() };
    Slots { addressees, actions }
}

/// The comma that sets the action off: behind the particle of the verb, before "dass", or before an infinitive.
fn comma(reader: &Reader<'_, '_>, rest: &Range<usize>) -> Option<usize> {
    let commas: Vec<usize> = rest.clone().skip(1).filter(|&at| reader.scan.mark(at, b',')).collect();
    let parted = commas
        .iter()
        .position(|&at| reader.class(at - 1, Class::VerbParticle) || reader.class(at + 1, Class::That));
    if let Some(n) = parted {
        return commas.get(n).copied();
    }
    let end = |n: usize| commas.get(n + 1).copied().unwrap_or(rest.end);
    let set_off =
        (0..commas.len()).find(|&n| (commas[n] + 1..end(n)).any(|at| ends_infinitive(reader, at, end(n))))?;
    // "ersucht A, B und C, D zu tun": a list of addressees is closed before the action; "beauftragt A, dem B, dem C
    // und dem D zu antworten" lists inside the action.
    let before = set_off.checked_sub(1).map(|n| commas[n] + 1..commas[set_off]);
    let closed = before.is_some_and(|mut part| part.any(|at| reader.class(at, Class::And)));
    commas.get(if closed { set_off } else { 0 }).copied()
}

/// "die Regierung Varosias nachdrücklich auf": the words without the verb's particle and adverbs.
fn without_particle(reader: &Reader<'_, '_>, range: Range<usize>) -> Range<usize> {
    let mut range = trim(reader.scan, range);
    if range.len() > 1 && reader.class(range.end - 1, Class::VerbParticle) {
        range.end -= 1;
    }
    while range.len() > 1 && reader.class(range.end - 1, Class::Adverb) {
        range.end -= 1;
    }
    range
}

fn skip_adverbs(reader: &Reader<'_, '_>, mut range: Range<usize>) -> Range<usize> {
    while range.len() > 1 && (reader.class(range.start, Class::Adverb) || reader.scan.mark(range.start, b','))
    {
        range.start += 1;
    }
    range
}

/// "A freizulassen und B zu ändern" are two actions: each ends with its infinitive.
fn actions(reader: &Reader<'_, '_>, range: Range<usize>) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let last = range.clone().rev().find(|&at| ends_infinitive(reader, at, range.end)).unwrap_or(range.start);
    for at in range.clone() {
        let joint = reader.scan.mark(at, b',') || reader.class(at, Class::And);
        let ended = at > start && ends_infinitive(reader, at - 1, at);
        let goes_on = at < last;
        if joint
            && ended
            && goes_on
            && !reader.class(at + 1, Class::That)
            && !reader.class(at + 1, Class::Relative)
        {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..range.end);
    parts
        .into_iter()
        .map(|part| {
            let part = trim(reader.scan, part);
            let and = usize::from(part.len() > 1 && reader.class(part.start, Class::And));
            part.start + and..part.end
        })
        .filter(|part| !part.is_empty())
        .map(|part| reader.span(&part))
        .collect()
}

/// Whether an infinitive ends its group with token `at`: "zu veröffentlichen", "freizulassen" – not "zu Varosia".
fn ends_infinitive(reader: &Reader<'_, '_>, at: usize, end: usize) -> bool {
    let scan = reader.scan;
    if !scan.is_word(at) || scan.capital(at) {
        return false;
    }
    let last = at + 1 >= end || reader.class(at + 1, Class::And) || !scan.is_word(at + 1);
    let marked = at > 0 && reader.class(at - 1, Class::Infinitive);
    last && (marked || reader.class(at, Class::Infinitive) && scan.tokens[at].stem != 0)
}
