//! Meetings: an occurrence of a body, a dialogue or a visit that has a number or a date.

use std::ops::Range;

use super::date::{Calendar, date_at};
use super::finder::{Claim, Finder};
use super::number::ordinal_at;
use crate::Span;
use crate::pack::lexicon::Label;
use crate::pack::list::flag;
use crate::pack::{Class, Role};
use crate::scan::Kind;

/// A meeting that was found.
#[derive(Debug, Clone)]
pub(super) struct FoundMeeting {
    /// Ordinal, noun, body, place and date.
    pub range: Range<usize>,
    /// The body that met.
    pub body: Option<Span>,
    /// Its number, 0 without one.
    pub ordinal: u32,
    /// EDTF, `""` without one.
    pub date: String,
}

/// How many tokens of a noun phrase may stand before the noun for the meeting.
const BEFORE_MAX: usize = 10;

/// The longest name of a body behind the noun that is followed, in tokens.
const BODY_TOKENS_MAX: usize = 48;

/// How many complements may follow it ("of the Council", "in Kelmar", "on 3 May").
const COMPLEMENTS_MAX: usize = 6;

/// How far a sentence is followed for its date, in tokens.
const SENTENCE_MAX: usize = 60;

/// Finds the meetings of a passage.
pub(super) fn find(finder: &Finder<'_, '_>, calendar: &Calendar) -> Vec<FoundMeeting> {
    let mut out: Vec<FoundMeeting> = Vec::new();
    let mut at = finder.tokens.start;
    while at < finder.tokens.end {
        let done = out.last().map_or(finder.tokens.start, |last| last.range.end);
        match meeting_at(finder, at, done, calendar) {
            Some(found) => {
                at = found.range.end.max(at + 1);
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

fn meeting_at(finder: &Finder<'_, '_>, at: usize, done: usize, calendar: &Calendar) -> Option<FoundMeeting> {
    if let Some(noun) = finder.longest(at, Label::Meeting)
        && let Some(found) = occurrence(finder, at..noun, done, calendar)
    {
        return Some(found);
    }
    if ends_body_with_ordinal(finder, at) {
        return occurrence(finder, at..at + 1, done, calendar);
    }
    let verb = finder.scan.role_end(at, Role::Meets, finder.pack)?;
    encounter(finder, at..verb, done, calendar)
}

/// The last word of a body that has an ordinal directly before it: "9th Joint Committee".
fn ends_body_with_ordinal(finder: &Finder<'_, '_>, at: usize) -> bool {
    let body = |i: usize| finder.claims.get(i) == Some(&Claim::Organisation);
    if !body(at) || body(at + 1) {
        return false;
    }
    let noun_follows = (at + 1..at + 4)
        .take_while(|&i| finder.scan.is_word(i) && before_noun(finder, i))
        .any(|i| finder.is(i, Label::Meeting));
    if noun_follows {
        return false;
    }
    let from = at.saturating_sub(BEFORE_MAX).max(finder.tokens.start);
    let first = (from..at).rev().take_while(|&i| body(i)).last().unwrap_or(at);
    (from..first)
        .rev()
        .take(3)
        .any(|i| ordinal_at(finder.scan, i, finder.pack).is_some_and(|(_, end)| end == first))
}

/// "17th meeting of the Council of 20 January 2020"; "12th Human Rights Dialogue held on 26 November"; "visit to Varosia
/// in May".
fn occurrence(
    finder: &Finder<'_, '_>,
    noun: Range<usize>,
    done: usize,
    calendar: &Calendar,
) -> Option<FoundMeeting> {
    let (start, ordinal) = begin(finder, noun.start, done);
    let end = complements_end(finder, noun.end);
    let inside = (noun.start..end).find(|&i| begins_date(finder, i));
    let named =
        (start..end).any(|i| matches!(finder.claims[i], Claim::Organisation | Claim::Place | Claim::Person));
    let several = finder.plural(noun.end - 1);
    let doubtful = finder.flagged(noun.start, Label::Meeting, flag::DOUBTFUL).is_some();
    let around =
        || sentence_date(finder, &(start..end), calendar).filter(|_| ordinal > 0 || named && !doubtful);
    let dated = inside.map(|i| value(finder, i, calendar));
    let of_body = noun.start > start && finder.claims[noun.start - 1] == Claim::Organisation;
    let fits = ordinal > 0 && (!doubtful || dated.is_some())
        || dated.is_some() && !doubtful && (!several || of_body)
        || !several && around().is_some();
    if !fits {
        return None;
    }
    let date = dated.or_else(around).unwrap_or_default();
    let body = body(finder, start, &noun, end);
    Some(FoundMeeting { range: start..end, body: body.map(|range| finder.span(&range)), ordinal, date })
}

/// The body of a meeting: an organisation in its words, else the words before the noun.
fn body(finder: &Finder<'_, '_>, start: usize, noun: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let is_body = |i: usize| finder.claims[i] == Claim::Organisation;
    let first = (start..end).find(|&i| is_body(i));
    let whole = first.map(|first| first..(first..end).find(|&i| !is_body(i)).unwrap_or(end));
    whole.or_else(|| Some(start..noun.start).filter(|range| !range.is_empty()))
}

/// Where the noun phrase of a meeting begins, and its number: "inaugural", "9th", "COP-28".
fn begin(finder: &Finder<'_, '_>, noun: usize, done: usize) -> (usize, u32) {
    let reach = noun.saturating_sub(BEFORE_MAX).max(finder.tokens.start).max(done);
    let mut start = noun;
    while start > reach && before_noun(finder, start - 1) {
        start -= 1;
    }
    while start < noun && !finder.scan.is_word(start) && finder.scan.tokens[start].kind != Kind::Number {
        start += 1;
    }
    let number = |i: usize| finder.scan.tokens[i].kind == Kind::Number;
    for i in start..=noun {
        if let Some((ordinal, _)) = ordinal_at(finder.scan, i, finder.pack) {
            return (i, ordinal);
        }
        let behind = i + 1 + usize::from(finder.scan.mark(i + 1, b'-'));
        if finder.scan.tokens[i].upper
            && behind < noun
            && number(behind)
            && !finder.scan.mark(behind - 1, b'+')
        {
            return (i, finder.scan.word(behind).parse().unwrap_or(0));
        }
    }
    (start, 0)
}

/// A word of the noun phrase before its noun: adjectives, names, numbers, hyphens.
fn before_noun(finder: &Finder<'_, '_>, at: usize) -> bool {
    const OTHERS: [Class; 14] = [
        Class::Adverb,
        Class::Infinitive,
        Class::Article,
        Class::Possessive,
        Class::Determiner,
        Class::Preposition,
        Class::And,
        Class::But,
        Class::Be,
        Class::Have,
        Class::Will,
        Class::Pronoun,
        Class::FirstPerson,
        Class::Subordinator,
    ];
    let token = finder.scan.tokens[at];
    match token.kind {
        Kind::Word if finder.claims[at] == Claim::Organisation => true,
        Kind::Word => {
            let verb = finder.scan.forms(at) != 0 && !finder.noun(at) && !token.capital;
            let genitive = token.glued && finder.role(at, Role::Genitive);
            let first = finder.starts_sentence(at) && finder.class(at, Class::NotName);
            let claimed = matches!(finder.claims[at], Claim::Date | Claim::Person);
            !(verb || genitive || first || claimed || finder.any_class(at, &OTHERS))
        }
        Kind::Number => finder.claims[at] != Claim::Date,
        Kind::Punctuation(b'-' | b'_' | b'+' | b'/') => token.glued,
        _ => false,
    }
}

/// One past what belongs to a meeting behind its noun.
fn complements_end(finder: &Finder<'_, '_>, noun_end: usize) -> usize {
    let mut end = noun_end;
    let limit = noun_end.saturating_add(BODY_TOKENS_MAX);
    while end < limit && finder.claims.get(end) == Some(&Claim::Organisation) && finder.scan.is_word(end) {
        end += 1;
    }
    // What a comma or "held" adds counts only with the date that it leads to.
    let mut sure = end;
    let mut open = false;
    for _ in 0..COMPLEMENTS_MAX {
        let Some(to) = complement_end(finder, end).filter(|&to| to > end && to <= finder.tokens.end) else {
            break;
        };
        open |= finder.scan.mark(end, b',') || finder.scan.role_end(end, Role::Held, finder.pack).is_some();
        let dated = (end..to).any(|i| finder.claims[i] == Claim::Date);
        end = to;
        if dated {
            return end;
        }
        sure = if open { sure } else { end };
    }
    sure
}

/// "of the Council", "(AI)", "held in Kelmar", ", to be held on 2 November", "between A and B".
fn complement_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if let Some(noun) = finder.longest(at, Label::Meeting) {
        return Some(noun);
    }
    if finder.scan.mark(at, b'(') {
        let inner = date_end(finder, at + 1).or_else(|| finder.scan.capital(at + 1).then_some(at + 2))?;
        return finder.scan.mark(inner, b')').then_some(inner + 1);
    }
    if at > finder.tokens.start && finder.scan.mark(at - 1, b')') && finder.scan.capital(at) {
        return Some(finder.capital_run(at));
    }
    let comma = at + usize::from(finder.scan.mark(at, b','));
    let held = finder.scan.role_end(comma, Role::Held, finder.pack);
    let start = held.unwrap_or(comma);
    if date_end(finder, start).is_some() {
        return date_end(finder, start);
    }
    let of = finder.class(start, Class::Of);
    let joins = of || finder.class(start, Class::Between) || finder.class(start, Class::Preposition);
    if !joins {
        // ", Varosia" behind a town.
        let place = finder.claims.get(start) == Some(&Claim::Place) && comma > at;
        return place.then(|| claim_end(finder, start));
    }
    let next = start + 1 + usize::from(finder.class(start + 1, Class::Article));
    if let Some(end) = date_end(finder, next) {
        return Some(end);
    }
    if comma > at && held.is_none() {
        return None;
    }
    // "held by videoconference"
    let way = || (held.is_some() && finder.scan.is_word(next)).then_some(next + 1);
    let named = name_end_at(finder, next).or_else(way)?;
    // "between the Union and Varosia"
    let and = finder
        .class(named, Class::And)
        .then(|| named + 1 + usize::from(finder.class(named + 1, Class::Article)))
        .filter(|_| finder.class(start, Class::Between));
    Some(and.and_then(|second| name_end_at(finder, second)).unwrap_or(named))
}

/// One past a name, with the title before it; a single word in lower case too, where it is a meeting ("the dialogue").
fn name_end_at(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    if at >= finder.tokens.end {
        return None;
    }
    if let Some(title) = finder.longest(at, Label::Title)
        && finder.claims.get(title) == Some(&Claim::Person)
    {
        return Some(claim_end(finder, title));
    }
    if matches!(finder.claims[at], Claim::Organisation | Claim::Place | Claim::Person) {
        return Some(claim_end(finder, at));
    }
    if let Some(end) = finder.longest(at, Label::Meeting) {
        return Some(end);
    }
    let run = if finder.scan.capital(at) { finder.capital_run(at) } else { at };
    // A title and the name behind it.
    let person = (at..run).find(|&i| finder.claims[i] == Claim::Person);
    (run > at).then(|| person.map_or(run, |first| claim_end(finder, first)))
}

fn claim_end(finder: &Finder<'_, '_>, at: usize) -> usize {
    let claim = finder.claims[at];
    (at..finder.tokens.end).find(|&i| finder.claims[i] != claim).unwrap_or(finder.tokens.end)
}

fn begins_date(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.claims[at] == Claim::Date && (at == finder.tokens.start || finder.claims[at - 1] != Claim::Date)
}

fn date_end(finder: &Finder<'_, '_>, at: usize) -> Option<usize> {
    (at < finder.tokens.end && finder.claims[at] == Claim::Date).then(|| claim_end(finder, at))
}

fn value(finder: &Finder<'_, '_>, at: usize, calendar: &Calendar) -> String {
    date_at(finder.scan, at, finder.pack, calendar).map_or(String::new(), |found| found.value)
}

/// The date of the sentence around a meeting: its only one, or the document's where it says "today".
fn sentence_date(finder: &Finder<'_, '_>, range: &Range<usize>, calendar: &Calendar) -> Option<String> {
    let stop = |i: usize| matches!(finder.scan.tokens[i].kind, Kind::Punctuation(b'.' | b'!' | b'?'));
    let from = range.start.saturating_sub(SENTENCE_MAX).max(finder.tokens.start);
    let first = (from..range.start).rev().take_while(|&i| !stop(i)).last().unwrap_or(range.start);
    let limit = finder.tokens.end.min(range.end + SENTENCE_MAX);
    let last = (range.end..limit).take_while(|&i| !stop(i)).last().map_or(range.end, |i| i + 1);
    let mut dates = (first..last).filter(|&i| begins_date(finder, i));
    if let Some(date) = dates.next() {
        return Some(value(finder, date, calendar)).filter(|_| dates.next().is_none());
    }
    let today = (first..last).any(|i| finder.role(i, Role::Today));
    calendar.base.filter(|_| today).map(|base| base.to_string())
}

/// "Minister Orlo met today with President Demir", "Orlo will visit Varosia in May": two sides and a date.
fn encounter(
    finder: &Finder<'_, '_>,
    verb: Range<usize>,
    done: usize,
    calendar: &Calendar,
) -> Option<FoundMeeting> {
    let start = subject_start(finder, verb.start, done)?;
    let mut object = verb.end;
    // "met in Kelmar today with …"
    for _ in 0..3 {
        object += usize::from(finder.role(object, Role::Today) || finder.class(object, Class::Adverb));
        let place = object + 1;
        if finder.class(object, Class::In) && finder.claims.get(place) == Some(&Claim::Place) {
            object = claim_end(finder, place);
        }
    }
    object += usize::from(finder.class(object, Class::Preposition));
    object += usize::from(finder.class(object, Class::Article));
    let sides = name_end_at(finder, object).filter(|_| finder.claims[object] != Claim::Date)?;
    let end = complements_end(finder, sides);
    let inside = (verb.start..end).find(|&i| begins_date(finder, i)).map(|i| value(finder, i, calendar));
    let date = inside.or_else(|| sentence_date(finder, &(start..end), calendar))?;
    Some(FoundMeeting { range: start..end, body: Some(finder.span(&(object..sides))), ordinal: 0, date })
}

/// Where the subject before a verb begins, with its titles: a person or a body, with a word of tense between at most.
fn subject_start(finder: &Finder<'_, '_>, verb: usize, done: usize) -> Option<usize> {
    let reach = verb.saturating_sub(BEFORE_MAX).max(finder.tokens.start).max(done);
    let between = |i: usize| {
        finder.any_class(i, &[Class::Will, Class::Be, Class::Have, Class::Adverb])
            || !finder.scan.capital(i) && finder.scan.is_word(i) && finder.is(i, Label::Hedge)
    };
    let last = (reach..verb).rev().find(|&i| !between(i))?;
    if finder.class(last, Class::FirstPerson) && !finder.class(last, Class::Possessive) {
        return Some(last);
    }
    let claim = finder.claims[last];
    let surname = claim == Claim::Free && finder.name_word(last) && !finder.class(last, Class::NotName);
    if surname && finder.is(last, Label::GivenName) {
        return Some(last);
    }
    if !matches!(claim, Claim::Person | Claim::Organisation) {
        return None;
    }
    let mut start = (reach..=last).rev().take_while(|&i| finder.claims[i] == claim).last()?;
    // The title directly before: "National Security Advisor Ana Demir".
    let name = start;
    while let Some(title) = (reach..start).find(|&i| finder.longest(i, Label::Title) == Some(start)) {
        start = title;
    }
    Some(start.min(name))
}
