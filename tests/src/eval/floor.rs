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
