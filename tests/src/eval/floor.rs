//! The figures that may not fall, raised by hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::figure::Figures;

/// What is missing to a floor.
#[derive(Debug, Clone, PartialEq)]
pub struct Below {
    /// The figure's name.
    pub figure: String,
    /// What it must reach.
    pub floor: f64,
    /// What was measured; `None` where the figure does not exist.
    pub measured: Option<f64>,
}

impl std::fmt::Display for Below {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let measured = self.measured.map_or("nothing".to_owned(), |value| format!("{value:.4}"));
        write!(f, "{}: {measured} measured, the floor is {}", self.figure, self.floor)
    }
}

/// A table of floors: from the name of a set of documents to the floor of each figure.
pub type Floors = BTreeMap<String, BTreeMap<String, f64>>;

/// Where the floors of the invented country file stand.
#[must_use]
pub fn of_demo() -> PathBuf {
    crate::program::root().join("tests/eval/floor.toml")
}

/// Where the floors of the real documents stand; only totals are kept of these.
#[must_use]
pub fn of_shared() -> PathBuf {
    crate::program::root().join("tests/eval/floor-shared.toml")
}

/// Reads a table of floors.
///
/// # Errors
/// When the file is missing or is no such table, in words.
pub fn read(path: &Path) -> Result<Floors, String> {
    let words = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&words).map_err(|error| format!("{}: {error}", path.display()))
}

/// How far below a measured figure its floor is set …
const MARGIN: f64 = 0.02;
/// … or by a little more than one thing, where there are so few that one weighs more.
const THINGS: f64 = 1.2;

/// The floors that a measurement allows. None is lower than it was: that is done by hand.
#[must_use]
pub fn raised(figures: &Figures, floors: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let mut raised = floors.clone();
    for (name, figure) in figures.iter() {
        let (Some(value), things) = (figure.value(), figure.things()) else { continue };
        // What must hold always, and what there is one of, has no margin.
        let strict = value == 1.0 && (things == 1 || ["verbatim", "grounded"].contains(&name));
        let margin = if strict { 0.0 } else { MARGIN.max(THINGS / things.max(1) as f64) };
        let floor = ((value - margin) * 1000.0).floor() / 1000.0;
        if things > 0 && floor > raised.get(name).copied().unwrap_or(0.0) {
            raised.insert(name.to_owned(), floor);
        }
    }
    raised
}

/// Writes a table of floors, and keeps the comment at its head.
///
/// # Errors
/// When the file cannot be read or written, in words.
pub fn write(path: &Path, floors: &Floors) -> Result<(), String> {
    let tell = |error: std::io::Error| format!("{}: {error}", path.display());
    let old = std::fs::read_to_string(path).map_err(tell)?;
    let mut out: String =
        old.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    for (set, floors) in floors {
        out.push_str(&format!("\n[{set}]\n"));
        for (figure, floor) in floors {
            let name = if figure.contains('.') { format!("\"{figure}\"") } else { figure.clone() };
            out.push_str(&format!("{name} = {floor:?}\n"));
        }
    }
    std::fs::write(path, out).map_err(tell)
}

/// The figures that lie below their floors.
#[must_use]
pub fn below(figures: &Figures, floors: &BTreeMap<String, f64>) -> Vec<Below> {
    let low = |(figure, floor): (&String, &f64)| {
        let measured = figures.value(figure);
        // A millionth, because floors are written with a few digits.
        let holds = measured.is_some_and(|value| value + 1e-6 >= *floor);
        (!holds).then(|| Below { figure: figure.clone(), floor: *floor, measured })
    };
    floors.iter().filter_map(low).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_rise_and_never_fall() {
        let mut figures = Figures::default();
        figures.tally("passage", 95, 100, 100);
        figures.share("verbatim", true);
        figures.tally("due", 1, 2, 2);
        let old = BTreeMap::from([("due".to_owned(), 0.5), ("passage".to_owned(), 0.9)]);
        let new = [("due", 0.5), ("passage", 0.93), ("verbatim", 1.0)];
        assert_eq!(raised(&figures, &old), new.map(|(name, floor)| (name.to_owned(), floor)).into());
    }
}
