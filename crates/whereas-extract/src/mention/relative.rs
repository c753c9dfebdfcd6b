//! Dates that count from the document's date: "last year", "past six months", "this autumn", "six weeks ago".

use jiff::civil::Date;

use super::date::{Calendar, FoundDate, date_at, decade_at, looks_ahead, month_at, partial_at, skip_of};
use super::number::number_at;
use crate::pack::lexicon::Label;
use crate::pack::{Class, RelativeUnit, Role};
use crate::scan::{Kind, Scan};

/// The largest number of units that is counted back or ahead.
const UNITS_MAX: f64 = 400.0;

const UNITS: [(Class, RelativeUnit); 4] = [
    (Class::UnitDay, RelativeUnit::Day),
    (Class::UnitWeek, RelativeUnit::Week),
    (Class::UnitMonth, RelativeUnit::Month),
    (Class::UnitYear, RelativeUnit::Year),
];

const SHIFTS: [(Class, i16); 3] = [(Class::ShiftLast, -1), (Class::ShiftThis, 0), (Class::ShiftNext, 1)];

/// A relative date that begins with the word at token `at`.
pub(super) fn at(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    stretch(scan, at, pack, calendar)
        .or_else(|| listed(scan, at, pack, calendar))
        .or_else(|| shifted(scan, at, pack, calendar))
        .or_else(|| part_of(scan, at, pack, calendar))
        .or_else(|| before(scan, at, pack, calendar))
        .or_else(|| ago(scan, at, pack, calendar))
}

/// "past six months", "les six derniers mois", "next two years": so many units up to the document's date, or from it.
fn stretch(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let ((direction, start), number) = match shift_at(scan, at, pack) {
        Some(shift) => (shift, number_at(scan, shift.1, pack)?),
        None => {
            let number = number_at(scan, at, pack)?;
            let shift = shift_at(scan, number.end, pack)?;
            (shift, super::number::FoundNumber { end: shift.1, ..number })
        }
    };
    let unit = unit_at(scan, number.end.max(start), pack)?;
    let count = whole(number.value).filter(|_| direction != 0)?;
    let value = calendar.base.and_then(|base| {
        let days = matches!(unit, RelativeUnit::Day | RelativeUnit::Week);
        let (unit, steps) =
            if unit == RelativeUnit::Week { (RelativeUnit::Day, 7 * count) } else { (unit, count) };
        let here = if days { base.to_string() } else { relative_value(base, unit, 0)? };
        let there = relative_value(base, unit, steps * i32::from(direction))?;
        Some(if direction < 0 { format!("{there}/{here}") } else { format!("{here}/{there}") })
    });
    Some(FoundDate::new(number.end.max(start) + 1, value.unwrap_or_default()))
}

/// A relative expression of the pack ("last year").
fn listed(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    // "la fin de l’année 2021" says which year.
    let year = |end: u32| {
        scan.tokens.get(end as usize).is_some_and(|t| t.kind == Kind::Number && t.span().len() == 4)
    };
    let found = scan.longest(at, Label::Relative, pack).filter(|found| !year(found.end))?;
    let relative = scan.packs.pack(found.entry.pack)?.relatives.get(found.entry.payload as usize)?;
    let value = calendar.base.and_then(|base| relative_value(base, relative.unit, relative.offset));
    Some(FoundDate::new(found.end as usize, value.unwrap_or_default()))
}

/// "last December", "this autumn", "next Friday": the month, season or day that is meant.
fn shifted(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let (shift, start) = shift_at(scan, at, pack)?;
    if let Some(day) = scan.longest(start, Label::Weekday, pack) {
        let value = calendar.base.and_then(|base| weekday_value(base, day.entry.payload as i8, shift));
        return Some(FoundDate::new(day.end as usize, value.unwrap_or_default()));
    }
    let (number, end) = month_or_season(scan, start, pack)?;
    Some(FoundDate::new(end, shifted_value(number, shift, calendar)))
}

fn month_or_season(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(i8, usize)> {
    month_at(scan, at, pack)
        .or_else(|| scan.longest(at, Label::Season, pack).map(|f| (f.entry.payload as i8, f.end as usize)))
}

fn shifted_value(number: i8, shift: i16, calendar: &Calendar) -> String {
    let Some(base) = calendar.base else { return String::new() };
    // Seasons are 21 to 24; each begins with a quarter's last month.
    let month = if number > 12 { (number - 20) * 3 } else { number };
    let year = match shift {
        -1 => base.year() - i16::from(month >= base.month()),
        1 => base.year() + i16::from(month <= base.month()),
        _ => base.year(),
    };
    format!("{year:04}-{number:02}")
}

/// The last, this week's, or the next day of the week, counted from Monday as 1.
fn weekday_value(base: Date, day: i8, shift: i16) -> Option<String> {
    let gap = i32::from(day) - i32::from(base.weekday().to_monday_one_offset());
    let offset = match shift {
        -1 if gap >= 0 => gap - 7,
        1 if gap <= 0 => gap + 7,
        _ => gap,
    };
    relative_value(base, RelativeUnit::Day, offset)
}

/// "May of last year", "mai dernier": what a month takes its year from, behind it.
pub(super) fn year_of_month(
    scan: &Scan<'_>,
    month: i8,
    after: usize,
    pack: u8,
    calendar: &Calendar,
) -> Option<FoundDate> {
    let start = skip_of(scan, after, pack);
    if let Some(year) = listed(scan, start, pack, calendar)
        .filter(|found| found.value.len() == 4 || calendar.base.is_none() && names_year(scan, start, pack))
    {
        let value = if year.value.is_empty() { String::new() } else { format!("{}-{month:02}", year.value) };
        return Some(FoundDate::new(year.end, value));
    }
    let (shift, end) = shift_at(scan, after, pack).filter(|_| !scan.tokens[after].line)?;
    // "in May this government …": only words that stand behind their noun.
    let behind =
        !scan.is_word(end) || scan.class(end, Class::Preposition, pack) || scan.tokens[end].paragraph;
    (shift != 0 && behind).then(|| FoundDate::new(end, shifted_value(month, shift, calendar)))
}

fn names_year(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    scan.longest(at, Label::Relative, pack).is_some_and(|found| {
        scan.packs
            .pack(found.entry.pack)
            .and_then(|of| of.relatives.get(found.entry.payload as usize))
            .is_some_and(|relative| relative.unit == RelativeUnit::Year)
    })
}

/// "end of October", "mid January", "early 2021", "late last year": a part of a time has the value of the whole.
fn part_of(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let start = scan.class_end(at, Class::Part, pack)?;
    let start = start + usize::from(scan.mark(start, b'-'));
    let whole = decade_at(scan, start, pack)
        .or_else(|| listed(scan, start, pack, calendar))
        .or_else(|| shifted(scan, start, pack, calendar));
    if whole.is_some() {
        return whole;
    }
    let (partial, end) = partial_at(scan, start, pack)?;
    if partial.month.is_none() && partial.year.is_none() {
        return None;
    }
    if let (Some(month), None) = (partial.month, partial.year)
        && let Some(found) = year_of_month(scan, month, end, pack, calendar)
    {
        return Some(found);
    }
    let value = partial.settle(calendar, || looks_ahead(scan, at, pack)).value();
    Some(FoundDate::new(end, value))
}

/// "six weeks ago", "three years later": to the month, counted from the document's date.
pub(super) fn ago(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let number = number_at(scan, at, pack)?;
    let unit = unit_at(scan, number.end, pack)?;
    if let Some(end) = scan.class_end(number.end + 1, Class::Ago, pack) {
        return Some(FoundDate::new(end, ago_value(number.value, unit, calendar)?));
    }
    // "three and a half months later" is no half of a month.
    let end = scan.role_end(number.end + 1, Role::Later, pack).filter(|_| number.value >= 1.0)?;
    Some(FoundDate::new(end, String::new()))
}

/// "il y a trois ans", "vor drei Jahren", "через три года": the word stands before the number.
fn before(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let back = scan.role_end(at, Role::AgoBefore, pack);
    let start = back.or_else(|| scan.role_end(at, Role::LaterBefore, pack))?;
    let number = number_at(scan, start, pack)?;
    let unit = unit_at(scan, number.end, pack)?;
    let value = if back.is_some() { ago_value(number.value, unit, calendar)? } else { String::new() };
    Some(FoundDate::new(number.end + 1, value))
}

/// "within six months", "in five years", "в течение трёх лет": when that is, counted from the document's date. No
/// mention of a date, but what a promise is due by.
pub(crate) fn within(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<String> {
    let start = scan.role_end(at, Role::Within, pack)?;
    // "через год": one, where the word before it says nothing else.
    if let Some(unit) = unit_at(scan, start, pack).filter(|_| !scan.class(at, Class::In, pack)) {
        return counted_value(1, unit, calendar);
    }
    let number = number_at(scan, start, pack)?;
    let unit = unit_at(scan, number.end, pack)?;
    counted_value(whole(number.value)?, unit, calendar)
}

/// "tomorrow", "by the summer", "before the end of the week": when that is. No mention of a date, but what a promise is
/// due by.
pub(crate) fn ahead(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<String> {
    let base = calendar.base?;
    let next = |end: usize| {
        !scan.is_word(end) || scan.class(end, Class::And, pack) || scan.class(end, Class::Preposition, pack)
    };
    // "by the spring session", "at the end of the week of talks" tell of something else.
    let alone = |end: usize| next(end) && !scan.class(end, Class::Of, pack);
    if scan.role_end(at, Role::Tomorrow, pack).is_some() {
        return relative_value(base, RelativeUnit::Day, 1).filter(|_| !is_a_tomorrow(scan, at, pack));
    }
    let end = scan.role_end(at, Role::EndOf, pack).filter(|start| alone(start + 1));
    match end.and_then(|start| unit_at(scan, start, pack)).filter(|unit| *unit != RelativeUnit::Day) {
        // The last day of a week; what a month or a year is due by is the month or the year.
        Some(RelativeUnit::Week) => {
            let week = relative_value(base, RelativeUnit::Week, 0)?;
            return week.rsplit('/').next().map(str::to_owned);
        }
        Some(unit) => return relative_value(base, unit, 0),
        None => {}
    }
    let start = scan.role_end(at, Role::Deadline, pack)?;
    let start = start + usize::from(scan.class(start, Class::Article, pack));
    let season = scan.longest(start, Label::Season, pack)?;
    // "by the summer of 2025" is a date.
    let end = season.end as usize;
    let plain = alone(end) && scan.tokens.get(end).is_none_or(|token| token.kind != Kind::Number);
    plain
        .then(|| shifted_value(season.entry.payload as i8, 1, calendar))
        .filter(|value| value.len() == "2024-22".len())
}

/// "a better tomorrow", "the leaders of tomorrow": no day.
fn is_a_tomorrow(scan: &Scan<'_>, at: usize, pack: u8) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let leads = |at: usize| {
        [Class::Of, Class::Article, Class::Determiner].iter().any(|&class| scan.class(at, class, pack))
    };
    leads(before)
        || before.checked_sub(1).is_some_and(leads) && scan.forms(before) == 0 && !scan.capital(before)
}

fn ago_value(count: f64, unit: RelativeUnit, calendar: &Calendar) -> Option<String> {
    let count = whole(count)?;
    Some(counted_value(-count, unit, calendar).unwrap_or_default())
}

/// So many units from the document's date; weeks to the month.
fn counted_value(count: i32, unit: RelativeUnit, calendar: &Calendar) -> Option<String> {
    let base = calendar.base?;
    match unit {
        RelativeUnit::Week => {
            let day = relative_value(base, RelativeUnit::Day, 7 * count)?;
            Some(day.chars().take(7).collect())
        }
        unit => relative_value(base, unit, count),
    }
}

/// A number of units that can be counted.
fn whole(count: f64) -> Option<i32> {
    (1.0..=UNITS_MAX).contains(&count).then_some(count as i32)
}

fn unit_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<RelativeUnit> {
    UNITS.into_iter().find(|&(class, _)| scan.class(at, class, pack)).map(|(_, unit)| unit)
}

fn shift_at(scan: &Scan<'_>, at: usize, pack: u8) -> Option<(i16, usize)> {
    SHIFTS.into_iter().find_map(|(class, shift)| scan.class_end(at, class, pack).map(|end| (shift, end)))
}

/// The value of a unit that lies `offset` units from a day.
pub(super) fn relative_value(base: Date, unit: RelativeUnit, offset: i32) -> Option<String> {
    use jiff::ToSpan as _;
    Some(match unit {
        RelativeUnit::Day => base.checked_add(offset.days()).ok()?.to_string(),
        RelativeUnit::Week => {
            let day = base.checked_add(offset.weeks()).ok()?;
            let back = i32::from(day.weekday().to_monday_zero_offset());
            let monday = day.checked_sub(back.days()).ok()?;
            format!("{monday}/{}", monday.checked_add(6.days()).ok()?)
        }
        RelativeUnit::Month => {
            let day = base.first_of_month().checked_add(offset.months()).ok()?;
            format!("{:04}-{:02}", day.year(), day.month())
        }
        RelativeUnit::Year => format!("{:04}", i32::from(base.year()) + offset),
        RelativeUnit::Open => String::new(),
    })
}

/// "Monday 3 May", "Thursday, 2 October 2014": the day behind it; alone the last such day up to the document's, or the
/// next one where the text looks ahead.
pub(super) fn weekday(scan: &Scan<'_>, at: usize, pack: u8, calendar: &Calendar) -> Option<FoundDate> {
    let alone = || {
        let day = scan.longest(at, Label::Weekday, pack).map(|found| found.entry.payload as i8);
        let value = calendar.base.zip(day).and_then(|(base, day)| {
            let today = base.weekday().to_monday_one_offset() == day;
            let shift = if looks_ahead(scan, at, pack) { 1 } else { -1 };
            if today { Some(base.to_string()) } else { weekday_value(base, day, shift) }
        });
        Some(FoundDate::new(at + 1, value.unwrap_or_default()))
    };
    let comma = usize::from(scan.mark(at + 1, b','));
    // A row of weekdays is no date, and must not be followed to its end.
    let next = at + 1 + comma;
    if scan.is(next, Label::Weekday, pack) {
        return alone();
    }
    if let Some(found) = date_at(scan, next, pack, calendar).filter(|found| found.value.len() == 10) {
        return Some(found);
    }
    alone()
}
