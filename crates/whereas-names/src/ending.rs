//! What the ends of words tell: patronymics, and family names that men and women bear in two forms.
//!
//! Also the small lists of words that stand beside a name: titles, particles, generations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::key::Key;
use crate::scheme::ground;
use crate::table::{forms, rows};
use crate::word::HYPHENS;

/// Whose name a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// Anybody's.
    #[default]
    Unknown,
    /// A man's.
    Male,
    /// A woman's.
    Female,
}

impl Gender {
    /// Whether one is a man's and the other a woman's.
    pub fn contradicts(self, other: Self) -> bool {
        self != other && self != Gender::Unknown && other != Gender::Unknown
    }
}

/// Before the ending of a patronymic stands a name of at least so many letters.
const STEM_LETTERS_MIN: usize = 2;
/// Before the ending of a family name stand at least so many letters.
const FAMILY_LETTERS_MIN: usize = 3;

/// The ending of a patronymic.
#[derive(Debug, Clone, Copy)]
pub struct Patronymic {
    /// How many letters of the key it takes.
    pub ending: Key,
    /// Whose child: son or daughter.
    pub gender: Gender,
    /// East Slavic; else Turkic. The endings of sons (-ich) are also those of family names.
    pub slavic: bool,
}

struct Endings {
    /// The longest first.
    patronymics: Vec<Patronymic>,
    families: Vec<(Key, Key)>,
}

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let patronymic = |row: crate::table::Row<'static>| {
        let kind = row.cells().next().unwrap_or("");
        let gender = if kind.starts_with('f') { Gender::Female } else { Gender::Male };
        Patronymic { ending: ground(row.head), gender, slavic: kind.ends_with("slavic") }
    };
    let mut patronymics: Vec<Patronymic> =
        rows(include_str!("../data/patronymics.txt")).map(patronymic).collect();
    patronymics.sort_by_key(|row| std::cmp::Reverse(row.ending.len()));
    let families = rows(include_str!("../data/surnames.txt"))
        .filter_map(|row| row.head.split_once('|'))
        .map(|(his, hers)| (Key::of(his), Key::of(hers)))
        .collect();
    Endings { patronymics, families }
});

/// The ending of a patronymic that a key has, and what stands before it.
pub fn patronymic(key: &Key) -> Option<(Patronymic, Key)> {
    ENDINGS.patronymics.iter().find_map(|row| {
        let stem = key.before(&row.ending)?.without_last_vowels();
        (stem.len() >= STEM_LETTERS_MIN).then_some((*row, stem))
    })
}

/// Whether a word is such an ending by itself: "Varo oglu". East Slavic endings never stand alone.
pub fn is_patronymic(word: &str) -> bool {
    let key = ground(word);
    ENDINGS.patronymics.iter().any(|row| !row.slavic && row.ending == key)
}

/// Whose family name a key is, by its ending.
pub fn family_gender(key: &Key) -> Gender {
    let ends = |ending: &Key| key.before(ending).is_some_and(|stem| stem.len() >= FAMILY_LETTERS_MIN);
    let of = |(his, hers): &(Key, Key)| match (ends(his), ends(hers)) {
        (_, true) => Some(Gender::Female),
        (true, _) => Some(Gender::Male),
        _ => None,
    };
    ENDINGS.families.iter().find_map(of).unwrap_or_default()
}

/// What a word beside a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// A form of address, rank, office or honorific.
    Title,
    /// A small word that tells nobody apart.
    Particle,
    /// Junior, senior: which row of the list.
    Generation(u8),
}

static BESIDE: LazyLock<BTreeMap<&'static str, Beside>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for row in rows(include_str!("../data/titles.txt")) {
        words.insert(row.head, Beside::Title);
    }
    for row in rows(include_str!("../data/particles.txt")) {
        words.insert(row.head, Beside::Particle);
    }
    for (row, number) in rows(include_str!("../data/generations.txt")).zip(0u8..) {
        words.extend(forms(row.head).map(|form| (form, Beside::Generation(number))));
    }
    words
});

/// What a word in lower case is, if it belongs to no name.
pub fn beside(word: &str) -> Option<Beside> {
    BESIDE.get(spelled(word).trim_end_matches('.')).copied()
}

static ALIAS_WORDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| rows(include_str!("../data/aliases.txt")).map(|row| row.head).collect());

/// Words in lower case that say that what follows is another name of the same person.
pub fn is_alias_word(word: &str) -> bool {
    ALIAS_WORDS.contains(spelled(word).trim_end_matches([':', ',']))
}

/// Titles and words for "alias" that are written with points, hyphens or blanks.
pub fn composed() -> &'static [&'static str] {
    static COMPOSED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let words = BESIDE.keys().chain(ALIAS_WORDS.iter()).copied();
        words.filter(|word| word.contains(|letter: char| !letter.is_alphabetic())).collect()
    });
    &COMPOSED
}

/// A word as the lists write it: one kind of hyphen, one blank.
fn spelled(word: &str) -> String {
    let one = |letter: char| if HYPHENS.contains(letter) { '-' } else { letter };
    word.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::fold;

    #[test]
    fn every_ending_of_a_patronymic_finds_the_father_of_its_example() {
        for row in rows(include_str!("../data/patronymics.txt")) {
            let example = row.cells().nth(1).unwrap_or_else(|| panic!("{}: no example", row.head));
            let (word, father) = example.split_once(" = ").unwrap();
            let found = fold(word).iter().find_map(|folded| patronymic(&folded.key));
            assert_eq!(found.map(|(_, stem)| stem.to_string()), Some(father.to_owned()), "{word}");
        }
    }

    #[test]
    fn every_ending_of_a_family_name_tells_him_from_her() {
        for row in rows(include_str!("../data/surnames.txt")) {
            let (his, hers) = row.tail.split_once(", ").unwrap();
            assert_eq!(family_gender(&ground(his)), Gender::Male, "{his}");
            assert_eq!(family_gender(&ground(hers)), Gender::Female, "{hers}");
        }
    }
}
