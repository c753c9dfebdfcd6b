//! How a demand that is made again has changed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::gist::{Action, Gist};
use super::name::same_person;
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
    /// It asks the same behind another demand, where it stood by itself.
    Moved,
}

impl Change {
    /// All changes.
    pub const ALL: [Change; 6] =
        [Change::Same, Change::Sharpened, Change::Softened, Change::Narrowed, Change::Widened, Change::Moved];

    /// The change as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Same => "same",
            Change::Sharpened => "sharpened",
            Change::Softened => "softened",
            Change::Narrowed => "narrowed",
            Change::Widened => "widened",
            Change::Moved => "moved",
        }
    }
}

/// What a step of force counts, a word that weakens or hardens.
const FORCE: f32 = 0.7;
const WEAK: f32 = 1.0;
const HARD: f32 = 1.0;
/// How much must differ for a demand to have changed.
struct Least {
    /// In force, whatever else has changed, and where nothing else has.
    grade_clear: f32,
    grade: f32,
    /// In scope, in words: of demands in nearly the same words, and of others.
    scope_of_the_same: f32,
    scope: f32,
}

/// Of demands as they stand.
const FIRST_HAND: Least = Least { grade_clear: 0.65, grade: 0.5, scope_of_the_same: 1.0, scope: 2.5 };
/// Of those that say that they were made before.
const SAID_AGAIN: Least = Least { grade_clear: 2.0, grade: 1.5, scope_of_the_same: 2.0, scope: 5.0 };

/// Of those of two speakers, each of whom has verbs of their own.
const OTHERS: Least = Least { grade_clear: 1.5, grade: 1.5, scope_of_the_same: 1.0, scope: 2.5 };

/// The share of common words from which two demands are in nearly the same ones.
const NEARLY_THE_SAME: f32 = 0.7;
/// What a thing that is asked counts in words, and from which share of its words it stands in the other demand.
const ACTION: f32 = 3.0;
const MATCHED: f32 = 0.34;
/// What a word counts of another speaker.
const OTHERS_WORD: f32 = 0.5;
/// What a person or a provision counts in words.
const NAME: f32 = 2.0;
/// What it counts to ask for everything of a kind: "all places of detention".
const WHOLE: f32 = 3.0;

/// Compares a demand with the one it repeats: how strongly it asks, and for how much.
pub(crate) fn change(from: &Gist, to: &Gist) -> Change {
    let by_one = from.voice == to.voice;
    let least = match (from.marks.again, by_one) {
        (true, _) => SAID_AGAIN,
        (false, true) => FIRST_HAND,
        (false, false) => OTHERS,
    };
    let (more, less) = (beyond(from, to), beyond(to, from));
    let grade = grade(from, &more) - grade(to, &less);
    let alike = Topic::of(from, to).share >= NEARLY_THE_SAME;
    let wide = if alike { least.scope_of_the_same } else { least.scope };
    let scope = more.sum() - less.sum();
    let same_scope = scope.abs() < wide;
    let forced = |grade: f32| grade >= least.grade_clear || (grade >= least.grade && same_scope);
    if forced(grade) {
        Change::Sharpened
    } else if forced(-grade) {
        Change::Softened
    } else if by_one && to.leads && !from.leads && scope.abs() < least.scope {
        Change::Moved
    } else if same_scope {
        Change::Same
    } else if scope > 0.0 {
        Change::Widened
    } else {
        Change::Narrowed
    }
}

/// How strongly a demand asks for what the other one asks too.
fn grade(gist: &Gist, beyond: &Beyond) -> f32 {
    let hard = gist.marks.hard.saturating_sub(beyond.hard).min(3);
    FORCE * f32::from(gist.force) + HARD * f32::from(hard) - WEAK * f32::from(gist.marks.weak.min(1))
}

/// What the one asks for beyond the other.
#[derive(Default)]
struct Beyond {
    /// Things of which the other says next to nothing.
    whole: usize,
    /// How many words harden these.
    hard: u8,
    /// The rest, in words.
    besides: f32,
}

impl Beyond {
    fn sum(&self) -> f32 {
        ACTION * self.whole as f32 + self.besides
    }
}

/// The things that the one asks for of which the other says next to nothing, and the telling words that it has besides.
fn unmatched(one: &Gist, other: &Gist) -> Beyond {
    if one.lang != other.lang {
        return Beyond { whole: one.actions.len().saturating_sub(other.actions.len()), ..Beyond::default() };
    }
    let said = |stem: &&String| other.stems.contains_key(*stem);
    let is_new = |action: &&Action| {
        let known = action.stems.iter().filter(said).count() as f32;
        !action.stems.is_empty() && known < MATCHED * action.stems.len() as f32
    };
    // What asks for one thing alone repeats it: its words are compared.
    let new: Vec<&Action> =
        if one.actions.len() > 1 { one.actions.iter().filter(is_new).collect() } else { Vec::new() };
    let words: BTreeSet<&String> = one.actions.iter().flat_map(|action| &action.stems).collect();
    let words = words.into_iter().filter(|stem| one.stems.contains_key(*stem) && !said(stem));
    let besides = words.filter(|stem| !new.iter().any(|action| action.stems.contains(*stem)));
    Beyond {
        whole: new.len(),
        hard: new.iter().fold(0, |sum: u8, action| sum.saturating_add(action.hard)),
        besides: besides.count() as f32,
    }
}

fn beyond(one: &Gist, other: &Gist) -> Beyond {
    let out = unmatched(one, other);
    // Two speakers have their own words for the same thing.
    let words = if one.voice == other.voice { out.besides } else { OTHERS_WORD * out.besides };
    let persons = one.persons.iter().filter(|a| !other.persons.iter().any(|b| same_person(a, b))).count();
    // The day of something is no part of what is asked.
    let is_day = |law: &&String| law.len() == "2021-02-11".len() && law.as_bytes().get(4) == Some(&b'-');
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        a.difference(b).filter(|law| !is_day(law)).count() as f32
    };
    let names = persons as f32 + only(&one.laws, &other.laws);
    let by_kind = match (one.marks.whole, other.marks.whole) {
        (true, false) => WHOLE + NAME * names,
        // Whoever is named is one of all.
        (false, true) => 0.0,
        _ => NAME * names,
    };
    Beyond { besides: words + by_kind, ..out }
}
