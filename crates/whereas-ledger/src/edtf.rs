//! The days that a date of a document stands for (EDTF, ISO 8601-2).

use jiff::civil::Date;

/// Returns the first and the last day of a year, month, day, season, decade or interval; `None` for what tells no day.
/// Marks of doubt (`?`, `~`, `%`) count for nothing, and an interval without an end has the end of its beginning.
pub(crate) fn days(edtf: &str) -> Option<(Date, Date)> {
    let (from, to) = edtf.split_once('/').unwrap_or((edtf, edtf));
    let known = |part: &str| !matches!(part, "" | "..");
    match (known(from), known(to)) {
        (true, true) => {
            let ((first, _), (_, last)) = (part(from)?, part(to)?);
            (first <= last).then_some((first, last))
        }
        (true, false) => part(from),
        (false, true) => part(to),
        (false, false) => None,
    }
}

fn part(text: &str) -> Option<(Date, Date)> {
    let plain = text.trim_end_matches(['?', '~', '%']);
    let mut fields = plain.split('-');
    let (year, month, day) = (fields.next()?, fields.next(), fields.next());
    if fields.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, None) => years(year),
        (Some(month), None) => months(number(year)?, number(month)?),
        (Some(month), Some(day)) => {
            let one = Date::new(number(year)?, number(month)?, number(day)?).ok()?;
            Some((one, one))
        }
        (None, Some(_)) => None,
    }
}

fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// A year, or the years of which the last digits are left open (`199X`).
fn years(digits: &str) -> Option<(Date, Date)> {
    if digits.len() != 4 {
        return None;
    }
    let (first, last) = (number(&digits.replace('X', "0"))?, number(&digits.replace('X', "9"))?);
    Some((date_of(first, 1, 1)?, date_of(last, 12, 31)?))
}

/// A month, a season of the north (21–24, 25–28) or a quarter (33–36).
fn months(year: i16, code: i8) -> Option<(Date, Date)> {
    let (first_month, count) = match code {
        1..=12 => (code, 1),
        21..=24 => ((code - 21) * 3 + 3, 3),
        25..=28 => ((code - 25) * 3 + 3, 3),
        33..=36 => ((code - 33) * 3 + 1, 3),
        _ => return None,
    };
    let first = date_of(year, first_month, 1)?;
    let last = first.checked_add(jiff::Span::new().months(count)).ok()?.yesterday().ok()?;
    Some((first, last))
}

fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        let rows = [
            ("2021", date(2021, 1, 1), date(2021, 12, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("2021-02-11", date(2021, 2, 11), date(2021, 2, 11)),
            ("2021-23", date(2021, 9, 1), date(2021, 11, 30)),
            ("2021-24", date(2021, 12, 1), date(2022, 2, 28)),
            ("2021-34", date(2021, 4, 1), date(2021, 6, 30)),
            ("199X", date(1990, 1, 1), date(1999, 12, 31)),
            ("2021~", date(2021, 1, 1), date(2021, 12, 31)),
            ("2021-02-11/2021-03", date(2021, 2, 11), date(2021, 3, 31)),
            ("2021-02/..", date(2021, 2, 1), date(2021, 2, 28)),
        ];
        for (edtf, first, last) in rows {
            assert_eq!(days(edtf), Some((first, last)), "{edtf}");
        }
        for none in
            ["", "..", "../..", "21", "2021-13", "2021-02-30", "2022/2021", "2021-2-3-4", "-", "x", "2021-é"]
        {
            assert_eq!(days(none), None, "{none}");
        }
    }
}
