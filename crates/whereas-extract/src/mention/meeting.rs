//! Meetings: an occurrence of a body, a dialogue or a visit that has a number or a date.

use std::ops::Range;

use super::date::{Calendar, date_at};
use super::finder::{Claim, Finder};
use super::number::ordinal_at;
use crate::Span;
use crate::pack::Class;
use crate::pack::lexicon::Label;

/// A meeting that was found.
#[derive(Debug, Clone)]
pub(super) struct FoundMeeting {
    /// Ordinal, noun, body and date.
    pub range: Range<usize>,
    /// The body that met.
    pub body: Option<Span>,
    /// Its number, 0 without one.
    pub ordinal: u32,
    /// EDTF, `""` without one.
    pub date: String,
}

/// How many tokens may lie between the name of a meeting and its date.
const DATE_REACH: usize = 5;

/// Finds the meetings of a passage.
pub(super) fn find(finder: &Finder<'_, '_>, calendar: &Calendar) -> Vec<FoundMeeting> {
    let mut out: Vec<FoundMeeting> = Vec::new();
    let mut at = finder.tokens.start;
    while at < finder.tokens.end {
        match meeting_at(finder, at, calendar) {
            Some(found) => {
                at = found.range.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

fn meeting_at(finder: &Finder<'_, '_>, at: usize, calendar: &Calendar) -> Option<FoundMeeting> {
    if let Some((ordinal, start)) = ordinal_at(finder.scan, at, finder.pack)
        && let Some(found) = named(finder, at, start, ordinal, calendar)
    {
        return Some(found);
    }
    let begins_body = finder.claims[at] == Claim::Organisation
        && (at == finder.tokens.start || finder.claims[at - 1] != Claim::Organisation);
    if begins_body {
        return named(finder, at, at, 0, calendar).filter(|found| !found.date.is_empty());
    }
    None
}

/// "17th meeting of the Council of 20 January 2020"; "12th Human Rights Dialogue meeting held on 26 November".
fn named(
    finder: &Finder<'_, '_>,
    at: usize,
    start: usize,
    ordinal: u32,
    calendar: &Calendar,
) -> Option<FoundMeeting> {
    let limit = finder.tokens.end.min(start + 24);
    let (mut noun, mut body, mut end) = (None, None, start);
    let mut i = start;
    while i < limit {
        if finder.scan.mark(i, b',') && date_near(finder, i + 1, calendar).is_none()
            || finder.scan.mark(i, b';')
            || finder.scan.mark(i, b'.')
        {
            break;
        }
        if finder.claims[i] == Claim::Date {
            break;
        }
        if let Some(to) =
            finder.longest(i, Label::Meeting).filter(|_| noun.is_none() || finder.scan.capital(i))
        {
            noun = Some(i);
            end = end.max(to);
        }
        if finder.claims[i] == Claim::Organisation && body.is_none() {
            let to = (i..limit).find(|&j| finder.claims[j] != Claim::Organisation).unwrap_or(limit);
            body = Some(i..to);
            end = end.max(to);
            i = to;
            continue;
        }
        let inner = finder.class(i, Class::Of)
            || finder.class(i, Class::Article)
            || finder.scan.capital(i)
            || finder.is(i, Label::Meeting)
            || !finder.scan.is_word(i)
            || finder.class(i, Class::In)
            || finder.class(i, Class::And)
            || noun.is_none() && i < start + 4;
        if !inner {
            break;
        }
        i += 1;
    }
    let noun = noun?;
    let date = (end..finder.tokens.end.min(end + DATE_REACH)).find_map(|j| {
        let close = (end..j).all(|k| !finder.scan.mark(k, b';') && !finder.scan.mark(k, b'.'));
        (close && finder.claims[j] == Claim::Date && finder.claims[j - 1] != Claim::Date)
            .then(|| date_at(finder.scan, j, finder.pack, calendar))
            .flatten()
    });
    let end = date.as_ref().map_or(end, |found| found.end);
    let value = date.map_or(String::new(), |found| found.value);
    if ordinal == 0 && (value.is_empty() || noun < start || body.is_none()) {
        return None;
    }
    let body = body.or_else(|| Some(start..noun).filter(|range| !range.is_empty()));
    Some(FoundMeeting { range: at..end, body: body.map(|range| finder.span(&range)), ordinal, date: value })
}

fn date_near(finder: &Finder<'_, '_>, at: usize, calendar: &Calendar) -> Option<usize> {
    (at..at + 3).find(|&i| i < finder.tokens.end && date_at(finder.scan, i, finder.pack, calendar).is_some())
}
