//! Who asks whom: two columns with a band from each who asks to each who is asked, as wide as there are demands.

use std::collections::BTreeMap;

use whereas_ledger::view::AskingRow;

use super::Picture;
use super::draw::clip;
use crate::label;
use crate::messages::Messages;

const WIDTH: u32 = 960;
/// Where the bands begin and end.
const COLUMNS: (f64, f64) = (330.0, 630.0);
const TOP: f64 = 40.0;
const GAP: f64 = 12.0;
/// Names in a column; the table has the others.
const NAMES_MAX: usize = 12;
/// The height of all bands together.
const BANDS: f64 = 360.0;
/// A name is at least so high that it can be written beside its bar.
const NAME_MIN: f64 = 14.0;
const LETTERS_MAX: usize = 42;

/// A name in a column.
struct Bar<'a> {
    name: &'a str,
    top: f64,
    height: f64,
    /// How much of it bands have taken.
    taken: f64,
}

/// Draws those who ask and are asked most; nothing where nobody asks.
pub(crate) fn bands(rows: &[AskingRow], words: &'static Messages) -> Option<Picture> {
    let asked = sums(rows.iter(), |row| &row.addressee);
    let asking = sums(rows.iter(), |row| &row.actor);
    let (left, right) = (most(&asking), most(&asked));
    let names = |bars: &[(&str, u32)]| bars.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
    let (actors, addressees) = (names(&left), names(&right));
    let shown: Vec<&AskingRow> = rows
        .iter()
        .filter(|row| actors.contains(&row.actor) && addressees.contains(&row.addressee))
        .collect();
    let all: u32 = shown.iter().map(|row| row.demands).sum();
    if all == 0 {
        return None;
    }
    let unit = BANDS / f64::from(all);
    let mut left = stack(&shown, |row| &row.actor, unit);
    let mut right = stack(&shown, |row| &row.addressee, unit);
    let bottom = |bars: &[Bar<'_>]| bars.last().map_or(TOP, |bar| bar.top + bar.height);
    let size = (WIDTH, bottom(&left).max(bottom(&right)) as u32 + 24);
    let title = words.text("net-title").to_owned();
    let mut picture = Picture::new("network-picture", title, words.text("net-about").to_owned(), size);
    picture.write("label strong end", (COLUMNS.0 - 18.0, 22.0), words.text("net-actor"));
    picture.write("label strong", (COLUMNS.1 + 18.0, 22.0), words.text("net-addressee"));
    for row in shown {
        let wide = f64::from(row.demands) * unit;
        let (from, to) = (take(&mut left, &row.actor, wide), take(&mut right, &row.addressee, wide));
        let middle = (COLUMNS.0 + COLUMNS.1) / 2.0;
        let path = format!(
            "M{:.1} {from:.1}C{middle:.1} {from:.1} {middle:.1} {to:.1} {:.1} {to:.1}",
            COLUMNS.0 + 8.0,
            COLUMNS.1 - 8.0
        );
        let told = format!("{} → {}: {}", row.actor, row.addressee, label::grouped(row.demands));
        picture.band("asking", path, wide.max(1.0), told);
    }
    column(&mut picture, &left, &asking, (COLUMNS.0, "label end", -18.0));
    column(&mut picture, &right, &asked, (COLUMNS.1, "label", 18.0));
    Some(picture)
}

/// How many demands each name of a side has.
fn sums<'a>(
    rows: impl Iterator<Item = &'a AskingRow>,
    name: impl Fn(&'a AskingRow) -> &'a str,
) -> BTreeMap<&'a str, u32> {
    let mut sums = BTreeMap::new();
    for row in rows {
        *sums.entry(name(row)).or_default() += row.demands;
    }
    sums
}

/// The names with most demands.
fn most<'a>(sums: &BTreeMap<&'a str, u32>) -> Vec<(&'a str, u32)> {
    let mut all = sorted(sums);
    all.truncate(NAMES_MAX);
    all
}

fn sorted<'a>(sums: &BTreeMap<&'a str, u32>) -> Vec<(&'a str, u32)> {
    let mut all: Vec<(&str, u32)> = sums.iter().map(|(name, sum)| (*name, *sum)).collect();
    all.sort_by_key(|(name, sum)| (std::cmp::Reverse(*sum), *name));
    all
}

/// The names of a side, one below the other.
fn stack<'a>(rows: &[&'a AskingRow], name: impl Fn(&'a AskingRow) -> &'a str, unit: f64) -> Vec<Bar<'a>> {
    let mut top = TOP;
    let made = |(name, drawn): (&'a str, u32)| {
        let height = (f64::from(drawn) * unit).max(NAME_MIN);
        let bar = Bar { name, top, height, taken: 0.0 };
        top += height + GAP;
        bar
    };
    sorted(&sums(rows.iter().copied(), name)).into_iter().map(made).collect()
}

/// The middle of the next band of a name.
fn take(bars: &mut [Bar<'_>], name: &str, wide: f64) -> f64 {
    let Some(bar) = bars.iter_mut().find(|bar| bar.name == name) else { return TOP };
    let at = bar.top + bar.taken + wide / 2.0;
    bar.taken += wide;
    at
}

/// Writes the names of a side, each with all its demands, also those of which no band is drawn.
fn column(
    picture: &mut Picture,
    bars: &[Bar<'_>],
    sums: &BTreeMap<&str, u32>,
    (x, class, beside): (f64, &'static str, f64),
) {
    for bar in bars {
        let path = format!("M{:.1} {:.1}h16.0v{:.1}h-16.0Z", x - 8.0, bar.top, bar.height);
        picture.path("held", path, bar.name);
        let all = sums.get(bar.name).copied().unwrap_or_default();
        let words = format!("{} ({})", clip(bar.name, LETTERS_MAX), label::grouped(all));
        picture.write(class, (x + beside, bar.top + bar.height / 2.0 + 4.0), words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Locale;

    #[test]
    fn bands_fill_their_names() {
        let row = |actor: &str, addressee: &str, demands| AskingRow {
            actor: actor.to_owned(),
            addressee: addressee.to_owned(),
            demands,
        };
        let rows = [row("Assembly", "Government", 6), row("Lantern Watch", "Government", 3)];
        let words = Messages::of(Locale::En);
        let picture = bands(&rows, words).unwrap();
        let bands: Vec<f64> = picture
            .marks
            .iter()
            .filter_map(|mark| match mark {
                crate::picture::Mark::Band { width, .. } => Some(*width),
                _ => None,
            })
            .collect();
        assert_eq!(bands, [240.0, 120.0]);
        assert_eq!(super::bands(&[], words), None);
    }
}
