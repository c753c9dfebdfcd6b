//! Dates: calendar days, months, seasons, years, intervals and relative expressions, with EDTF values (ISO 8601-2).

use jiff::civil::Date;

use super::{number, relative, spelled};
use crate::pack::lexicon::{ANY_PACK, Label, PAST};
use crate::pack::{Class, Classes, Role};
use crate::scan::{Kind, Scan};

/// What relative and incomplete dates count from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Calendar {
    /// The document's date, if known.
    pub base: Option<Date>,
}

impl Calendar {
    /// From an ISO date; anything else is no base.
    pub fn from_iso(date: &str) -> Self {
        Self { base: date.parse().ok() }
    }
}

/// A date found at a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// One past its last token.
    pub end: usize,
    /// EDTF, `""` when it cannot be resolved.
    pub value: String,
    /// Written in figures only ("21.1.2021").
    pub numeric: bool,
}

impl FoundDate {
    /// A date that is not written in figures only.
    pub fn new(end: usize, value: String) -> Self {
        Self { end, value, numeric: false }
    }
}

/// A day, month or year as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Partial {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Partial {
    /// As EDTF; `""` where it has no year or no such day exists.
    pub fn value(self) -> String {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) if Date::new(y, m, d).is_ok() => format!("{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), None, None) => format!("{y:04}"),
            _ => String::new(),
        }
    }

    /// Fills in a missing year from the document's date: the same year, or the next one where the text looks ahead to
    /// what is past in this year.
    pub fn settle(mut self, calendar: &Calendar, ahead: impl FnOnce() -> bool) -> Self {
        if self.year.is_none()
            && let Some(base) = calendar.base
        {
            let past = self
                .month
                .is_some_and(|month| (month, self.day.unwrap_or(base.day())) < (base.month(), base.day()));
            self.year = Some(base.year() + i16::from(past && ahead()));
        }
        self
    }
}

/// A whole day at token `at`, as a document's head has it.
pub(crate) fn day_at(scan: &Scan<'_>, at: usize, calendar: &Calendar) -> Option<FoundDate> {
    let found = date_at(scan, at, ANY_PACK, calendar)?;
    (found.value.len() == 10 && !found.value.contains('/')).then_some(found)
}

/// What the first word of a date is.
pub(super) const LABELS: u64 = Label::Month.bit()
    | Label::Weekday.bit()
    | Label::Season.bit()
    | Label::Number.bit()
    | Label::Ordinal.bit()
    | Label::Relative.bit()
    | Label::Role.bit();
pub(super) const CLASSES: Classes = Class::ShiftLast.bit()
    | Class::ShiftThis.bit()
    | Class::ShiftNext.bit()
    | Class::Part.bit()
    | Class::From.bit()
    | Class::Between.bit();

/// The date that begins at token `at`, if one does.
pub(crate) fn date_at(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let token = scan.tokens.get(at)?;
    match token.kind {
        Kind::Number => numeric(scan, at).or_else(|| numbered(scan, at, pack, calendar)),
        Kind::Word if scan.opens(at, LABELS, CLASSES) => worded(scan, at, pack, calendar),
        _ => None,
    }
}

/// "21.1.2021", "2021-02-11", "18-01-2024", "11/02/2021".
fn numeric(scan: &Scan<'_>, at: usize) -> Option<FoundDate> {
    let word = scan.word(at);
    let mut parts: Vec<&str> = word.split('.').collect();
    let mut end = at + 1;
    if parts.len() == 1 {
        for mark in *b"-/" {
            if scan.mark(at + 1, mark)
                && scan.mark(at + 3, mark)
                && (at + 1..at + 5).all(|i| scan.tokens.get(i).is_some_and(|t| t.glued))
            {
                parts = vec![word, scan.word(at + 2), scan.word(at + 4)];
                end = at + 5;
            }
        }
    }
    let [a, b, c] = parts.as_slice() else { return None };
    let small = |number: i16| i8::try_from(number).ok();
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() <= 4);
    let (a, b, c) = (number(a)?, number(b)?, number(c)?);
    let date = if parts.first()?.len() == 4 {
        Date::new(a, small(b)?, small(c)?)
    } else if parts.get(2)?.len() == 4 {
        // The day first, as most of the world writes; the month first only where there is no such day.
        Date::new(c, small(b)?, small(a)?)
            .or_else(|_| Date::new(c, small(a).unwrap_or(0), small(b).unwrap_or(0)))
    } else {
        return None;
    };
    let date = date.ok()?;
    Some(FoundDate { end, value: date.to_string(), numeric: true })
}

/// A date that begins with a number: "11 February 2021", "26 and 27 November 2020", "2021", "1998-99", "the 1990s".
fn numbered(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    if let Some((day, after)) = day_number(scan, at, pack)
        && let Some(found) = day_first(scan, day, after, pack, calendar)
    {
        return Some(found);
    }
    relative::ago(scan, at, pack, calendar)
        .or_else(|| decade_at(scan, at, pack))
        .or_else(|| year_first(scan, at, pack))
        .or_else(|| year_alone(scan, at, pack, calendar))
}

/// The first year that a number alone can be.
const YEAR_FIRST: i16 = 1500;

/// How many years from the document's a number alone can be a year.
const YEARS_AHEAD_MAX: i16 = 100;

/// A year by nothing but its four figures: "2021", "2018-19"; no count ("more than 2000 people"), no number of a text
/// ("resolution 2118"), no part of a longer number ("02 1999 2345").
fn year_alone(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let year = year_at(scan, at, pack).filter(|_| scan.longest(at, Label::Law, pack).is_none())?;
    let first: i16 = scan.word(at).parse().ok()?;
    let last = calendar.base.map_or(i16::MAX, |base| base.year() + YEARS_AHEAD_MAX);
    let number = |i: usize| {
        scan.tokens.get(i).is_some_and(|token| token.kind == Kind::Number && !token.line && !token.paragraph)
    };
    let row = year.value.contains('/');
    let worded = scan.class(year.end - 1, Class::YearWord, pack);
    let before = at.checked_sub(1);
    let continued = number(year.end) || before.is_some_and(number) && number(at);
    let fits = (YEAR_FIRST..=last).contains(&first)
        && (row || worded || !continued && !before.is_some_and(|before| counted(scan, before, at, pack)));
    fits.then_some(year)
}

/// Whether the words around four figures make them a count or a number of something.
fn counted(scan: &Scan<'_>, before: usize, at: usize, pack: u8) -> bool {
    let bound = (before.saturating_sub(1)..=before).any(|from| {
        let ends = scan.longest(from, Label::Bound, pack).filter(|found| found.end as usize == at);
        ends.is_some_and(|found| FIRM_BOUNDS.contains(&found.entry.payload))
    });
    let noun = |i: usize| scan.is(i, Label::Counted, pack) || scan.is(i, Label::People, pack);
    const IN_TIME: Classes = Class::In.bit()
        | Class::From.bit()
        | Class::Until.bit()
        | Class::By.bit()
        | Class::Between.bit()
        | Class::Article.bit()
        | Class::Possessive.bit();
    let in_time = scan.opens(before, 0, IN_TIME);
    scan.role(before, Role::Numbered, pack) || bound || noun(at + 1) && !scan.capital(at + 1) && !in_time
}

/// Bounds that count: all of [`crate::pack::BOUNDS`] but "=" and "~".
const FIRM_BOUNDS: [u32; 4] = [1, 2, 3, 4];

/// "2021 жылғы 11 ақпан": the year with its word, then the day; "2014 to 2020": years in a row.
fn year_first(scan: &Scan<'_>, at: usize, pack: u8) -> Option<FoundDate> {
    let year = year_at(scan, at, pack)?;
    if scan.class(year.end, Class::Until, pack)
        && let Some(last) = year_at(scan, year.end + 1, pack)
        && year.value < last.value
    {
        return Some(FoundDate::new(last.end, format!("{}/{}", year.value, last.value)));
    }
    let worded = year.end == at + 2 && scan.is_word(at + 1);
    let (day, after) = day_number(scan, year.end, pack).filter(|_| worded)?;
    let (month, end) = month_at(scan, after, pack)?;
    let whole = Partial { year: year.value.parse().ok(), month: Some(month), day: Some(day) };
    Some(FoundDate::new(end, whole.value()))
}

/// "1990s", "1990-х годов": a decade.
pub(super) fn decade_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<FoundDate> {
    let word = scan.word(at);
    if word.len() != 4 || !word.ends_with('0') || !word.starts_with(['1', '2']) {
        return None;
    }
    let glued = |i: usize| scan.tokens.get(i).is_some_and(|token| token.glued);
    let mark = glued(at + 1) && (scan.mark(at + 1, b'-') || scan.mark(at + 1, b'\''));
    let ending = at + 1 + usize::from(mark);
    let decade = glued(ending) && scan.role(ending, Role::Decade, pack);
    let end = ending + 1 + usize::from(scan.class(ending + 1, Class::YearWord, pack));
    decade.then(|| FoundDate::new(end, format!("{}X", &word[..3])))
}

/// "les années 1990", "anii 1990"; "financial year 1998-99": a word that the year belongs to.
fn year_behind_word(scan: &Scan<'_>, at: usize, pack: u8) -> Option<FoundDate> {
    if let Some(after) = scan.role_end(at, Role::DecadeHead, pack) {
        let decade = year_at(scan, after, pack)
            .filter(|found| found.value.len() == 4 && found.value.ends_with('0'))?;
        return Some(FoundDate::new(decade.end, format!("{}X", &decade.value[..3])));
    }
    year_at(scan, scan.role_end(at, Role::YearKind, pack)?, pack)
}

/// "11 February 2021"; "26 and 27 November 2020"; "26-27 November"; "26 November – 3 December 2020".
fn day_first(scan: &Scan<'_>, day: i8, after: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    if let Some((month, next)) = month_at(scan, skip_of(scan, after, pack), pack) {
        let (year, end) = year_behind(scan, next, pack);
        let first = Partial { year, month: Some(month), day: Some(day) };
        if let Some(found) = range_to(scan, first, end, pack, calendar) {
            return Some(found);
        }
        let value = first.settle(calendar, || looks_ahead(scan, after - 1, pack)).value();
        return Some(FoundDate::new(end, value));
    }
    let second = joint(scan, after, pack)?;
    let (last, next) = day_number(scan, second, pack)?;
    let (month, next) = month_at(scan, skip_of(scan, next, pack), pack)?;
    let (year, end) = year_behind(scan, next, pack);
    let year = year.or(calendar.base.map(|base| base.year()));
    let value = match year {
        Some(_) if last > day => {
            let from = Partial { year, month: Some(month), day: Some(day) }.value();
            let to = Partial { year, month: Some(month), day: Some(last) }.value();
            if from.is_empty() || to.is_empty() { String::new() } else { format!("{from}/{to}") }
        }
        _ => String::new(),
    };
    Some(FoundDate { end, value, numeric: false })
}

/// A date that begins with a word.
fn worded(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    if scan.starts(at, Label::Number) || scan.starts(at, Label::Ordinal) {
        let day = spelled::at(scan, at, pack, calendar);
        if day.is_some() {
            return day;
        }
    }
    let special = relative::at(scan, at, pack, calendar).or_else(|| year_behind_word(scan, at, pack));
    if special.is_some() {
        return special;
    }
    if scan.is(at, Label::Weekday, pack) {
        return relative::weekday(scan, at, pack, calendar);
    }
    if let Some(found) = interval(scan, at, pack, calendar) {
        return Some(found);
    }
    if let Some(season) = scan.longest(at, Label::Season, pack) {
        // "winter 2021-22" begins in the first of its years.
        let year = year_at(scan, skip_of(scan, season.end as usize, pack), pack)?;
        let first: String = year.value.chars().take(4).collect();
        return Some(FoundDate::new(year.end, format!("{first}-{:02}", season.entry.payload)));
    }
    let (month, after) = month_at(scan, at, pack)?;
    month_first(scan, at, month, after, pack, calendar)
}

/// "February 2021", "March 5, 2021", "August 17-18, 2018", "October", "January and July 2020".
fn month_first(
    scan: &Scan<'_>,
    at: usize,
    month: i8,
    after: usize,
    pack: u8,
    calendar: &Calendar,
) -> Option<FoundDate> {
    if let Some((day, next)) = day_number(scan, after, pack)
        && year_at(scan, after, pack).is_none()
    {
        let last = joint(scan, next, pack)
            .and_then(|second| day_number(scan, second, pack))
            .filter(|(last, _)| *last > day);
        let next = last.map_or(next, |(_, next)| next);
        let comma = usize::from(scan.mark(next, b','));
        let (year, end) = year_behind(scan, next + comma, pack);
        let end = if year.is_some() { end } else { next };
        let first = Partial { year, month: Some(month), day: Some(day) };
        let first = first.settle(calendar, || looks_ahead(scan, at, pack));
        let value = match last {
            Some((last, _)) => {
                let to = Partial { day: Some(last), ..first }.value();
                if to.is_empty() { String::new() } else { format!("{}/{to}", first.value()) }
            }
            None => first.value(),
        };
        return Some(FoundDate { end, value, numeric: false });
    }
    let comma = usize::from(scan.mark(after, b','));
    let (year, end) = year_behind(scan, after + comma, pack);
    let end = if year.is_some() { end } else { after };
    let first = Partial { year, month: Some(month), day: None };
    if let Some(found) = range_to(scan, first, end, pack, calendar) {
        return Some(found);
    }
    if year.is_none()
        && let Some(found) = relative::year_of_month(scan, month, after, pack, calendar)
    {
        return Some(found);
    }
    if year.is_none() && !bare_month(scan, at, pack) {
        return None;
    }
    let value = first.settle(calendar, || looks_ahead(scan, at, pack)).value();
    Some(FoundDate::new(end, value))
}

/// How far before a day or month its verb is looked for, in tokens.
const VERB_REACH: usize = 14;

/// The longest words of a deadline, in tokens ("au plus tard d'ici à").
const DEADLINE_TOKENS_MAX: usize = 7;

/// Whether the words before a date without a year tell of what is to come: "will meet on Friday", "by January".
pub(super) fn looks_ahead(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    if behind_deadline(scan, at, pack) {
        return true;
    }
    for i in (at.saturating_sub(VERB_REACH)..at).rev() {
        if scan.class_end(i, Class::Will, pack).is_some_and(|end| end <= at) || promises(scan, i, pack) {
            return true;
        }
        // "…, he said on Friday": a verb of the past, but none of "will be held".
        let past = scan.forms(i) & PAST != 0 && !scan.packs.lexicon.word(scan.tokens[i].word).noun;
        let led = i > 0 && (scan.class(i - 1, Class::Be, pack) || scan.class(i - 1, Class::Have, pack));
        if past && !led || scan.mark(i, b'.') || scan.mark(i, b';') || scan.tokens[i].paragraph {
            return false;
        }
    }
    false
}

/// A future that has no word of its own: "publiera", "опубликует".
fn promises(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    scan.is(at, Label::Cue, pack)
        && scan.found_at(at).iter().any(|found| {
            let rule = || scan.packs.rules.get(found.entry.payload as usize);
            let cue = found.entry.label == Label::Cue && found.entry.pack == pack;
            cue && rule().is_some_and(|rule| rule.act == crate::Act::Commitment)
        })
}

/// "May" and "March" are words of their own: a bare month needs a preposition of time or "of", "since" before it.
fn bare_month(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    scan.tokens[at].capital
        == scan
            .longest(at, Label::Month, pack)
            .is_none_or(|f| f.entry.case != crate::pack::lexicon::Case::Any)
        && ([Class::In, Class::From, Class::Until, Class::Of, Class::By, Class::Between, Class::On]
            .iter()
            .any(|&class| scan.class(before, class, pack))
            || behind_deadline(scan, at, pack))
}

/// Whether words of a deadline end at token `at`: "by", "no later than", "d'ici à".
pub(crate) fn behind_deadline(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    (at.saturating_sub(DEADLINE_TOKENS_MAX)..at).any(|i| scan.role_end(i, Role::Deadline, pack) == Some(at))
}

/// "… to November 2020", "– 3 December 2020" behind a first date.
fn range_to(scan: &Scan<'_>, first: Partial, end: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let second = dash(scan, end).or_else(|| scan.class(end, Class::Until, pack).then_some(end + 1))?;
    let to = partial_at(scan, second, pack)?;
    let year = first.year.or(to.0.year).or(calendar.base.map(|base| base.year()));
    let from = Partial { year, ..first }.value();
    let until = Partial { year: to.0.year.or(year), ..to.0 }.value();
    (!from.is_empty() && !until.is_empty() && from < until).then(|| FoundDate {
        end: to.1,
        value: format!("{from}/{until}"),
        numeric: false,
    })
}

/// "from February to November 2020", "between January and July 2020": the connectors belong to the interval.
fn interval(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let between = scan.class(at, Class::Between, pack);
    if !between && !scan.class(at, Class::From, pack) {
        return None;
    }
    let (first, after) = partial_at(scan, at + 1, pack)?;
    let joined =
        if between { scan.class(after, Class::And, pack) } else { scan.class(after, Class::Until, pack) };
    if !joined {
        return None;
    }
    let (last, end) = partial_at(scan, after + 1, pack)?;
    // "moved from November to 11 and 12 December": a day ends no months.
    if first.day.is_none() && last.month.is_none() && last.year.is_none() {
        return None;
    }
    let year = first.year.or(last.year).or(calendar.base.map(|base| base.year()));
    let month = first.month.or(last.month);
    let from = Partial { year, month, day: first.day }.value();
    let to = Partial { year: last.year.or(year), ..last }.value();
    let value =
        if from.is_empty() || to.is_empty() || from > to { String::new() } else { format!("{from}/{to}") };
    Some(FoundDate { end, value, numeric: false })
}

/// A day, month or year without relatives and ranges.
pub(super) fn partial_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(Partial, usize)> {
    if let Some((month, after)) = month_at(scan, at, pack) {
        if let Some((day, next)) = day_number(scan, after, pack)
            && year_at(scan, after, pack).is_none()
        {
            let comma = usize::from(scan.mark(next, b','));
            let (year, end) = year_behind(scan, next + comma, pack);
            return Some((
                Partial { year, month: Some(month), day: Some(day) },
                if year.is_some() { end } else { next },
            ));
        }
        let (year, end) = year_behind(scan, after, pack);
        return Some((Partial { year, month: Some(month), day: None }, end));
    }
    if let Some((day, after)) = day_number(scan, at, pack) {
        if let Some((month, next)) = month_at(scan, skip_of(scan, after, pack), pack) {
            let (year, end) = year_behind(scan, next, pack);
            return Some((Partial { year, month: Some(month), day: Some(day) }, end));
        }
        if year_at(scan, at, pack).is_none() {
            return Some((Partial { year: None, month: None, day: Some(day) }, after));
        }
    }
    let year = year_at(scan, at, pack)?;
    Some((Partial { year: year.value.parse().ok(), month: None, day: None }, year.end))
}

pub(super) fn month_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(i8, usize)> {
    let found = scan.longest(at, Label::Month, pack)?;
    // "Jan." with its point.
    let end = found.end as usize;
    let dotted = scan.mark(end, b'.')
        && scan.tokens[end].glued
        && scan.word(at).len() <= 4
        && scan.tokens.get(end + 1).is_some_and(|t| t.kind == Kind::Number);
    Some((found.entry.payload as i8, end + usize::from(dotted)))
}

/// A number that can be a day of a month, with its ordinal ending ("3rd", "1er").
fn day_number(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(i8, usize)> {
    let token = scan.tokens.get(at)?;
    let word = scan.word(at);
    if token.kind != Kind::Number || word.len() > 2 {
        return None;
    }
    let day: i8 = word.parse().ok().filter(|day| (1..=31).contains(day))?;
    // "5. Mai": the point that makes a number an ordinal.
    let dotted = scan.mark(at + 1, b'.') && scan.tokens[at + 1].glued && scan.starts(at + 2, Label::Month);
    Some((day, number::skip_ordinal(scan, at + 1 + usize::from(dotted), pack)))
}

/// A year between 1000 and 2199 at token `at`, with a second one ("2018-19", "1998/1999").
fn year_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<FoundDate> {
    let word = scan.word(at);
    let year: i16 = word.parse().ok().filter(|_| {
        word.len() == 4 && (word.starts_with('1') || word.starts_with("20") || word.starts_with("21"))
    })?;
    let linked = (scan.mark(at + 1, b'-') || scan.mark(at + 1, b'_') || scan.mark(at + 1, b'/'))
        && scan.tokens.get(at + 2).is_some_and(|t| t.glued);
    // "2020/31" is a number; "2018/19" are two years in a row.
    let row = |end: i16| !scan.mark(at + 1, b'/') || end == year + 1;
    if linked && let Some(end) = second_year(scan.word(at + 2), year).filter(|&end| row(end)) {
        return Some(FoundDate { end: at + 3, value: format!("{year:04}/{end:04}"), numeric: false });
    }
    let end = at + 1 + usize::from(scan.class(at + 1, Class::YearWord, pack));
    Some(FoundDate { end, value: format!("{year:04}"), numeric: false })
}

fn second_year(word: &str, year: i16) -> Option<i16> {
    let number: i16 = word.parse().ok()?;
    let end = match word.len() {
        2 => year / 100 * 100 + number,
        4 => number,
        _ => return None,
    };
    (end > year && end < year + 60).then_some(end)
}

/// A year behind a month: "2021", "of 2021"; and the words that some languages put behind it ("года").
pub(super) fn year_behind(scan: &Scan<'_>, at: usize, pack: u8) -> (Option<i16>, usize) {
    let start = skip_of(scan, at, pack);
    match year_at(scan, start, pack) {
        Some(found) if !found.value.contains('/') && !scan.tokens[start].paragraph => {
            (found.value.parse().ok(), found.end)
        }
        _ => spelled::year_at(scan, start, pack).map_or((None, at), |(year, end)| (Some(year), end)),
    }
}

pub(super) fn skip_of(scan: &Scan<'_>, at: usize, pack: u8) -> usize {
    if scan.class(at, Class::Of, pack) { at + 1 } else { at }
}

/// "and", "-", "–" between two days.
fn joint(scan: &Scan<'_>, at: usize, pack: u8) -> Option<usize> {
    dash(scan, at).or_else(|| {
        (scan.class(at, Class::And, pack) || scan.class(at, Class::Until, pack)).then_some(at + 1)
    })
}

fn dash(scan: &Scan<'_>, at: usize) -> Option<usize> {
    (scan.mark(at, b'-') || scan.mark(at, b'_')).then_some(at + 1)
}
