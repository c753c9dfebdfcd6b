//! The figures: how often something was found, and how often a question was answered right.

use std::collections::BTreeMap;

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Things to be found: F1 of precision and recall.
    Tally {
        /// Found and right.
        hit: usize,
        /// Found.
        predicted: usize,
        /// To be found.
        gold: usize,
    },
    /// Questions to be answered: the share of right answers.
    Share {
        /// Answered right.
        right: usize,
        /// Asked.
        of: usize,
    },
}

/// All figures of an evaluation, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures(BTreeMap<String, Figure>);

/// The shares, which are printed also when no document asks for them.
const SHARES: [&str; 16] = [
    "boilerplate.kept_out",
    "cue",
    "date.value",
    "document.author",
    "document.date",
    "document.disclosure",
    "document.genre",
    "document.languages",
    "document.publisher",
    "document.title",
    "due",
    "figure.value",
    "grounded",
    "meeting.value",
    "polarity",
    "verbatim",
];

impl Figure {
    /// F1 or share, from 0 to 1; `None` for a share that nobody asked for.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Share { of: 0, .. } => None,
            Self::Share { right, of } => Some(right as f64 / of as f64),
            Self::Tally { hit, .. } => {
                let (precision, recall) = (self.precision(), self.recall());
                Some(if hit == 0 && precision + recall == 0.0 {
                    0.0
                } else {
                    2.0 * precision * recall / (precision + recall)
                })
            }
        }
    }

    /// How many things were to be found, or questions asked.
    #[must_use]
    pub fn things(self) -> usize {
        match self {
            Self::Tally { gold, .. } => gold,
            Self::Share { of, .. } => of,
        }
    }

    /// Of what was found, the part that is right. A share has none.
    #[must_use]
    pub fn precision(self) -> f64 {
        match self {
            Self::Tally { predicted: 0, gold: 0, .. } => 1.0,
            Self::Tally { hit, predicted, .. } if predicted > 0 => hit as f64 / predicted as f64,
            Self::Tally { .. } | Self::Share { .. } => 0.0,
        }
    }

    /// Of what was to be found, the part that was.
    #[must_use]
    pub fn recall(self) -> f64 {
        match self {
            Self::Tally { gold: 0, .. } => 1.0,
            Self::Tally { hit, gold, .. } => hit as f64 / gold as f64,
            Self::Share { .. } => 0.0,
        }
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.value().map_or("     –".to_owned(), |value| format!("{value:.4}"));
        match *self {
            Self::Tally { predicted, gold, .. } => write!(
                f,
                "f1 {value}  p {:.4}  r {:.4}  gold {gold}  found {predicted}",
                self.precision(),
                self.recall()
            ),
            Self::Share { right, of } => write!(f, "   {value}  {right} of {of}"),
        }
    }
}

impl Figures {
    pub(crate) fn with_shares() -> Self {
        let none = Figure::Share { right: 0, of: 0 };
        Self(SHARES.iter().map(|name| ((*name).to_owned(), none)).collect())
    }

    /// Counts one question that was answered right or not.
    pub fn share(&mut self, name: &str, right_one: bool) {
        let figure = self.0.entry(name.to_owned()).or_insert(Figure::Share { right: 0, of: 0 });
        if let Figure::Share { right, of } = figure {
            *right += usize::from(right_one);
            *of += 1;
        }
    }

    /// Counts data that were wanted, found, and found where wanted.
    pub fn tally(&mut self, name: &str, hits: usize, found: usize, wanted: usize) {
        let none = Figure::Tally { hit: 0, predicted: 0, gold: 0 };
        if let Figure::Tally { hit, predicted, gold } = self.0.entry(name.to_owned()).or_insert(none) {
            *hit += hits;
            *predicted += found;
            *gold += wanted;
        }
    }

    /// The value of a figure; `None` where it is unknown or nobody asked.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<f64> {
        self.0.get(name).and_then(|figure| figure.value())
    }

    /// All figures in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Figure)> {
        self.0.iter().map(|(name, figure)| (name.as_str(), *figure))
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.iter().try_for_each(|(name, figure)| writeln!(f, "{name:28} {figure}"))
    }
}
