//! From values and days to places on a sheet.

/// A straight scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// Lays the values from `low` to `high` on the places from `first` to `last`.
    pub(crate) fn new((low, high): (f64, f64), (first, last): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { from: (low, high), to: (first, last) }
    }

    /// The place of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = (value - self.from.0) / (self.from.1 - self.from.0);
        self.to.0 + share * (self.to.1 - self.to.0)
    }

    /// Round values for an axis, about so many.
    pub(crate) fn ticks(&self, about: u32) -> Vec<f64> {
        let step = round_step((self.from.1 - self.from.0) / f64::from(about.max(1)));
        let first = (self.from.0 / step).ceil();
        // Twice as many as wanted are more than there can be.
        let all = (0..=about.saturating_mul(2)).map(|n| (first + f64::from(n)) * step);
        all.take_while(|value| *value <= self.from.1).collect()
    }

    /// The first days of years for an axis of days, at most so many: the year and its place.
    pub(crate) fn years(&self, at_most: i32) -> Vec<(i32, f64)> {
        let (first, last) = (year_of(self.from.0), year_of(self.from.1));
        let step = ((last - first) / at_most.max(1)) + 1;
        let years =
            (first..=last).filter(|year| year % step == 0).map(|year| (year, self.at(day(year, 1, 1))));
        years.filter(|(_, place)| *place >= self.to.0 - 1.0).collect()
    }
}

/// The next 1, 2 or 5 with zeros.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.max(f64::MIN_POSITIVE).log10().floor());
    let leads = [1.0, 2.0, 5.0, 10.0];
    leads.into_iter().map(|lead| lead * power).find(|step| *step >= rough).unwrap_or(power).max(1.0)
}

/// The number of a day, counted from the first of March of the year 0 (Gregorian).
fn day(year: i32, month: i32, day: i32) -> f64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let months = (month + 9) % 12;
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400;
    f64::from(days + (153 * months + 2) / 5 + day - 1)
}

/// The year in which a day lies.
fn year_of(number: f64) -> i32 {
    let near = (number / 365.2425).floor() as i32;
    if number >= day(near + 1, 1, 1) { near + 1 } else { near }
}

/// The number of the first day of a date: a year, a month or a day, also the first of a range.
pub(crate) fn day_of(date: &str) -> Option<f64> {
    let date = date.split('/').next().unwrap_or("");
    let mut parts = date.split('-').map(|part| part.trim_matches(['~', '?', '%']).parse::<i32>());
    let year = parts.next()?.ok().filter(|year| (1..=9999).contains(year))?;
    let mut rest =
        |most: i32| parts.next().and_then(Result::ok).filter(|n| (1..=most).contains(n)).unwrap_or(1);
    let (month, number) = (rest(12), rest(31));
    Some(day(year, month, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let between = |a: &str, b: &str| day_of(b).unwrap() - day_of(a).unwrap();
        assert_eq!(between("2019-02-28", "2019-03-01"), 1.0);
        assert_eq!(between("2020-02-28", "2020-03-01"), 2.0);
        assert_eq!(between("2019", "2020"), 365.0);
        assert_eq!(between("2019-12", "2020-01-02/2020-02"), 32.0);
        assert_eq!(day_of(""), None);
        for date in ["2019", "2019-12-31", "2020-12-31", "2000-01-01", "1999-12-31"] {
            assert_eq!(year_of(day_of(date).unwrap()).to_string(), &date[..4], "{date}");
        }
    }

    #[test]
    fn axes_have_round_values() {
        let scale = Scale::new((0.0, 238.0), (200.0, 0.0));
        assert_eq!(scale.ticks(4), [0.0, 100.0, 200.0]);
        assert_eq!((scale.at(0.0), scale.at(238.0)), (200.0, 0.0));
        let time = Scale::new((day_of("2018-06").unwrap(), day_of("2026-02").unwrap()), (0.0, 100.0));
        let years: Vec<i32> = time.years(5).into_iter().map(|(year, _)| year).collect();
        assert_eq!(years, [2020, 2022, 2024, 2026]);
    }
}
