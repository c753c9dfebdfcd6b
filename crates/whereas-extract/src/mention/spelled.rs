//! Dates in words, as older resolutions have them: "the twentieth day of July, nineteen hundred and thirty-seven", "le
//! vingt juillet mil neuf cent trente-sept".

use super::date::{Calendar, FoundDate, Partial, month_at, skip_of, year_behind};
use super::number;
use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::Scan;

/// The longest year in words, in tokens.
const YEAR_TOKENS_MAX: usize = 12;

/// The years that are written in words.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2199;

/// A day in words at token `at`.
pub(super) fn at(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let (day, after) = day_at(scan, at, pack)?;
    let (month, end) = month_at(scan, skip_of(scan, skip_day(scan, after, pack), pack), pack)?;
    let comma = end + usize::from(scan.mark(end, b','));
    let (year, after) = year_behind(scan, comma, pack);
    let end = if year.is_some() { after } else { end };
    let day = Partial { year, month: Some(month), day: Some(day) };
    Some(FoundDate::new(end, day.settle(calendar, || false).value()))
}

/// "twentieth", "vingt", "premier".
fn day_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(i8, usize)> {
    if !scan.is_word(at) {
        return None;
    }
    let (day, end) = match number::ordinal_at(scan, at, pack) {
        Some((day, end)) => (day, end),
        None => {
            let found = number::number_at(scan, at, pack).filter(|found| found.worded)?;
            (found.value as u32, found.end)
        }
    };
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, end))
}

/// "the twentieth day of July": past the word for a day.
fn skip_day(scan: &Scan<'_>, at: usize, pack: u8) -> usize {
    at + usize::from(scan.class(at, Class::UnitDay, pack))
}

/// "nineteen hundred and thirty-seven", "nineteen fifty", "mil neuf cent trente-sept", "two thousand and eighteen".
pub(super) fn year_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(i16, usize)> {
    let (mut thousands, mut rest) = (0u32, 0u32);
    let (mut next, mut end) = (at, at);
    while next < at + YEAR_TOKENS_MAX {
        let Some((value, after)) = word_at(scan, next, pack) else {
            let joins = scan.mark(next, b'-') || scan.class(next, Class::And, pack);
            if !joins || next == at {
                break;
            }
            next += 1;
            continue;
        };
        match value {
            1000 => (thousands, rest) = (thousands + rest.max(1) * 1000, 0),
            100 => rest = rest.max(1) * 100,
            // "nineteen fifty"
            10..100 if (10..100).contains(&rest) && thousands == 0 => rest = rest * 100 + value,
            _ => rest += value,
        }
        (next, end) = (after, after);
    }
    let year = thousands + rest;
    // "two thousand people": a round number may count something.
    (YEARS.contains(&year) && year % 100 != 0).then_some((year as i16, end))
}

/// The number that one word of a number stands for.
fn word_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(u32, usize)> {
    let word = scan.longest(at, Label::Number, pack).or_else(|| scan.longest(at, Label::Multiplier, pack))?;
    let value = *scan.packs.numbers.get(word.entry.payload as usize)?;
    (1.0..=1000.0).contains(&value).then_some((value as u32, word.end as usize))
}
