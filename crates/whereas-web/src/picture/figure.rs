//! A quantity over time: each figure at its day, with an arrow where it only bounds what is counted.

use whereas_extract::Bound;
use whereas_ledger::view::FigureSeries;

use super::Picture;
use super::draw::{arrow, clip, marker};
use super::scale::{Scale, day_of};
use crate::label;
use crate::messages::Messages;

const SIZE: (u32, u32) = (960, 312);
/// Where the axes stand: left, right, top, bottom.
const FRAME: (f64, f64, f64, f64) = (70.0, 930.0, 30.0, 230.0);
/// More figures than this are not written out at their marks.
const LABELLED_MAX: usize = 40;
/// Speakers that have a marker of their own.
const SPEAKERS_MAX: usize = 4;

/// Draws a series; nothing where fewer than two of its figures have a day.
pub(crate) fn chart(series: &FigureSeries, id: &str, words: &'static Messages) -> Option<Picture> {
    let rows: Vec<_> =
        series.rows.iter().filter_map(|row| Some((day_of(&row.document_date)?, row))).collect();
    let (first, last) = (rows.first()?.0, rows.last()?.0);
    if rows.len() < 2 {
        return None;
    }
    let (left, right, top, bottom) = FRAME;
    let most = rows.iter().map(|(_, row)| row.value).fold(1.0, f64::max);
    let least = rows.iter().map(|(_, row)| row.value).fold(0.0, f64::min);
    let pad = ((last - first) * 0.03).max(10.0);
    let x = Scale::new((first - pad, last + pad), (left, right));
    let y = Scale::new((least, most * 1.1), (bottom, top));
    let title = words.with("fig-title", "of", &series.of);
    let mut picture = Picture::new(id, title, words.text("fig-about").to_owned(), SIZE);
    axes(&mut picture, &x, &y);
    let speakers = speakers(series);
    for (day, row) in &rows {
        let place = (x.at(*day), y.at(row.value));
        let nth = speakers.iter().position(|name| *name == row.speaker).unwrap_or(SPEAKERS_MAX);
        match row.bound {
            Bound::AtLeast | Bound::MoreThan => picture.path("bound", arrow(place, 28.0), ""),
            Bound::AtMost | Bound::LessThan => picture.path("bound", arrow(place, -28.0), ""),
            Bound::Exactly | Bound::About => {}
        }
        let told = format!(
            "{} {}, {}, {}",
            number(row.value, row.bound),
            row.of,
            row.speaker,
            label::date(words, &row.document_date)
        );
        picture.path(CLASSES[nth.min(SPEAKERS_MAX)], marker(nth, place, 5.0), told);
        if rows.len() <= LABELLED_MAX {
            let beside = if place.0 > right - 60.0 { ("label end", -9.0) } else { ("label", 9.0) };
            picture.write(beside.0, (place.0 + beside.1, place.1 + 4.0), number(row.value, row.bound));
        }
    }
    legend(&mut picture, &speakers);
    Some(picture)
}

/// The classes of the markers.
const CLASSES: [&str; SPEAKERS_MAX + 1] = ["mark one", "mark two", "mark three", "mark four", "mark more"];

/// The speakers with a marker of their own: who says most.
fn speakers(series: &FigureSeries) -> Vec<&str> {
    let mut times = std::collections::BTreeMap::<&str, usize>::new();
    for row in &series.rows {
        *times.entry(&row.speaker).or_default() += 1;
    }
    let mut all: Vec<(&str, usize)> = times.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    all.sort_by_key(|(name, times)| (std::cmp::Reverse(*times), *name));
    all.into_iter().take(SPEAKERS_MAX).map(|(name, _)| name).collect()
}

/// The grid with years below and values on the left.
pub(crate) fn axes(picture: &mut Picture, x: &Scale, y: &Scale) {
    let (left, right, top, bottom) = FRAME;
    for value in y.ticks(4) {
        let at = y.at(value);
        picture.line("grid", (left, at), (right, at));
        picture.write("tick end", (left - 8.0, at + 4.0), grouped(value));
    }
    for (year, at) in x.years(12) {
        picture.line("grid", (at, top), (at, bottom));
        picture.write("tick middle", (at, bottom + 18.0), year.to_string());
    }
}

fn legend(picture: &mut Picture, speakers: &[&str]) {
    for (nth, name) in speakers.iter().enumerate() {
        let (column, row) = ((nth % 2) as f64, (nth / 2) as f64);
        let place = (FRAME.0 + 6.0 + column * 430.0, FRAME.3 + 40.0 + row * 20.0);
        picture.path(CLASSES[nth], marker(nth, place, 5.0), "");
        picture.write("label", (place.0 + 12.0, place.1 + 4.0), clip(name, 56));
    }
}

/// A figure with its bound, as a sign.
pub(crate) fn number(value: f64, bound: Bound) -> String {
    let sign = match bound {
        Bound::Exactly => "",
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
        Bound::MoreThan => "> ",
        Bound::LessThan => "< ",
        Bound::About => "≈ ",
    };
    format!("{sign}{}", grouped(value))
}

/// A number with its thousands apart; parts where it has some.
pub(crate) fn grouped(value: f64) -> String {
    if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) {
        label::grouped(value as u32)
    } else {
        format!("{value}")
    }
}
