//! How a demand that is made again has changed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::gist::{Gist, same_person};
use super::lexis::TELLING;
use super::topic::Topic;

/// How a demand comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// In much the same words.
    Same,
    /// It asks more strongly.
    Sharpened,
    /// It asks less strongly.
    Softened,
    /// It asks for less.
    Narrowed,
    /// It asks for more.
    Widened,
}

impl Change {
    /// All changes.
    pub const ALL: [Change; 5] =
        [Change::Same, Change::Sharpened, Change::Softened, Change::Narrowed, Change::Widened];

    /// The change as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Same => "same",
            Change::Sharpened => "sharpened",
            Change::Softened => "softened",
            Change::Narrowed => "narrowed",
            Change::Widened => "widened",
        }
    }
}

/// What a step of force counts, a word that weakens or hardens.
const FORCE: f32 = 0.7;
const WEAK: f32 = 1.0;
const HARD: f32 = 1.0;
/// From where on the force has changed whatever else has, and where nothing else has.
const GRADE_CLEAR: f32 = 1.0;
const GRADE_MIN: f32 = 0.5;
/// From what difference on the scope has changed, in words: of demands in nearly the same words, and of others.
const SCOPE_OF_THE_SAME: f32 = 1.0;
const SCOPE_OF_OTHERS: f32 = 2.5;
/// The share of common words from which two demands are in nearly the same ones.
const NEARLY_THE_SAME: f32 = 0.7;
/// What a person or a provision counts in words.
const NAME: f32 = 1.5;

/// Compares a demand with the one it repeats: how strongly it asks, and for how much.
pub(crate) fn change(from: &Gist, to: &Gist) -> Change {
    let grade = grade(from) - grade(to);
    let (added, dropped) = (beyond(from, to), beyond(to, from));
    let alike = Topic::of(from, to).share >= NEARLY_THE_SAME;
    let least = if alike { SCOPE_OF_THE_SAME } else { SCOPE_OF_OTHERS };
    let scope = added - dropped;
    if grade >= GRADE_CLEAR || (grade >= GRADE_MIN && scope.abs() < least) {
        Change::Sharpened
    } else if grade <= -GRADE_CLEAR || (grade <= -GRADE_MIN && scope.abs() < least) {
        Change::Softened
    } else if scope.abs() < least {
        Change::Same
    } else if scope > 0.0 {
        Change::Widened
    } else {
        Change::Narrowed
    }
}

/// How strongly a demand asks.
fn grade(gist: &Gist) -> f32 {
    let hard = gist.marks.hard.min(3);
    FORCE * f32::from(gist.force) + HARD * f32::from(hard) - WEAK * f32::from(gist.marks.weak.min(1))
}

/// How much the one asks for beyond the other.
fn beyond(one: &Gist, other: &Gist) -> f32 {
    let words = if one.lang == other.lang {
        one.stems
            .iter()
            .filter(|(stem, weight)| **weight == TELLING && !other.stems.contains_key(*stem))
            .count()
    } else {
        0
    };
    let persons = one.persons.iter().filter(|a| !other.persons.iter().any(|b| same_person(a, b))).count();
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).count() as f32;
    words as f32 + NAME * persons as f32 + NAME * only(&one.laws, &other.laws)
}
