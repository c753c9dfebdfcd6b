//! Series of meetings: a lane for each body, a circle for each meeting with its number, a dashed one for a number of
//! which no document tells.

use whereas_ledger::view::MeetingSeries;

use super::Picture;
use super::draw::{circle, clip};
use super::scale::{Scale, day_of};
use crate::label;
use crate::messages::Messages;

const WIDTH: u32 = 960;
const LANE: f64 = 56.0;
const TOP: f64 = 20.0;
const LEFT: f64 = 30.0;
const RIGHT: f64 = 930.0;
/// Bodies that are drawn; the tables have all.
const LANES_MAX: usize = 12;
/// Missing meetings that are drawn between two others.
const MISSING_MAX: usize = 12;

/// Draws the largest series; nothing where no meeting has a day.
pub(crate) fn lanes(all: &[MeetingSeries], words: &'static Messages) -> Option<Picture> {
    let dated = |series: &&MeetingSeries| series.rows.iter().any(|row| day(row).is_some());
    let shown: Vec<&MeetingSeries> = all.iter().filter(dated).take(LANES_MAX).collect();
    let days: Vec<f64> = shown.iter().flat_map(|series| series.rows.iter().filter_map(day)).collect();
    let first = days.iter().copied().reduce(f64::min)?;
    let last = days.iter().copied().reduce(f64::max)?;
    let pad = ((last - first) * 0.04).max(30.0);
    let x = Scale::new((first - pad, last + pad), (LEFT, RIGHT));
    let bottom = TOP + LANE * shown.len() as f64;
    let size = (WIDTH, bottom as u32 + 40);
    let title = words.text("meet-title").to_owned();
    let mut picture = Picture::new("meetings-picture", title, words.text("meet-about").to_owned(), size);
    for (year, at) in x.years(12) {
        picture.line("grid", (at, TOP), (at, bottom));
        picture.write("tick middle", (at, bottom + 18.0), year.to_string());
    }
    for (nth, series) in shown.into_iter().enumerate() {
        lane(&mut picture, series, &x, TOP + LANE * nth as f64 + LANE * 0.65, words);
    }
    Some(picture)
}

fn day(row: &whereas_ledger::view::MeetingRow) -> Option<f64> {
    row.dates.first().and_then(|date| day_of(date))
}

fn lane(picture: &mut Picture, series: &MeetingSeries, x: &Scale, y: f64, words: &'static Messages) {
    picture.line("lane", (LEFT, y), (RIGHT, y));
    picture.write("label strong", (LEFT, y - 18.0), clip(&series.body, 90));
    let numbered: Vec<(u32, f64)> = series
        .rows
        .iter()
        .filter(|row| row.ordinal > 0)
        .filter_map(|row| Some((row.ordinal, x.at(day(row)?))))
        .collect();
    for pair in numbered.windows(2) {
        let &[(a, from), (b, to)] = pair else { continue };
        let missing = (a + 1..b).filter(|n| series.missing.contains(n)).take(MISSING_MAX);
        for n in missing {
            let share = f64::from(n - a) / f64::from(b - a);
            let at = from + (to - from) * share;
            picture.path("missing", circle((at, y), 10.0), words.with("meet-missing", "number", n));
            picture.write("tick middle", (at, y + 4.0), n.to_string());
        }
    }
    for row in &series.rows {
        let Some(day) = day(row) else { continue };
        let at = x.at(day);
        let date = row.dates.first().map_or(String::new(), |date| label::date(words, date));
        let (class, told) = match row.announced {
            true => ("missing", words.with("meet-announced", "dates", date)),
            false => ("held", date),
        };
        picture.path(class, circle((at, y), 10.0), told);
        let number = if row.ordinal > 0 { row.ordinal.to_string() } else { String::new() };
        picture.write("number middle", (at, y + 4.0), number);
    }
}
