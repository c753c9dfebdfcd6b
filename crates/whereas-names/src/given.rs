//! Names that are known: which spellings are one name, which are surely two, and of which gender.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::ending::Gender;
use crate::key::Key;
use crate::scheme::{Folded, ground};
use crate::table::{forms, rows};

const MEN: &str = include_str!("../data/given-men.txt");
const WOMEN: &str = include_str!("../data/given-women.txt");
const FAMILIES: &str = include_str!("../data/family-names.txt");

/// A name in whatever language: the number of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given(u16);

#[derive(Default)]
struct Known {
    /// Every spelling.
    whole: BTreeMap<Key, Given>,
    /// What stands before the ending of a patronymic.
    stems: BTreeMap<Key, Given>,
    /// How each row is written first, and whose name it is.
    first: Vec<(&'static str, Gender)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known::default();
    for (file, gender) in [(MEN, Gender::Male), (WOMEN, Gender::Female), (FAMILIES, Gender::Unknown)] {
        for row in rows(file) {
            known.add(row.head, gender);
        }
    }
    known
});

impl Known {
    fn add(&mut self, row: &'static str, gender: Gender) {
        let Ok(number) = u16::try_from(self.first.len()) else { return };
        let given = Given(number);
        self.first.push((forms(row).next().unwrap_or(""), gender));
        for form in forms(row) {
            let key = ground(form);
            if !form.ends_with('-') {
                self.whole.entry(key).or_insert(given);
            }
            if gender == Gender::Male {
                let stem = if form.ends_with('-') { key } else { key.without_last_vowels() };
                self.stems.entry(stem).or_insert(given);
            }
        }
    }
}

impl Given {
    /// The name that one of the readings of a word is.
    pub fn of(folded: &[Folded]) -> Option<Self> {
        folded.iter().find_map(|folded| KNOWN.whole.get(&folded.key).copied())
    }

    /// The name of the father in a patronymic, from one of the readings of its stem.
    pub fn of_stem(folded: &[Folded]) -> Option<Self> {
        folded.iter().find_map(|folded| KNOWN.stems.get(&folded.key).copied())
    }

    /// The key of its first spelling.
    pub fn key(self) -> Key {
        KNOWN.first.get(usize::from(self.0)).map_or_else(Key::default, |row| ground(row.0))
    }

    /// Whose name it is.
    pub fn gender(self) -> Gender {
        KNOWN.first.get(usize::from(self.0)).map_or(Gender::Unknown, |row| row.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::fold;

    #[test]
    fn no_spelling_stands_in_two_rows() {
        let mut found = BTreeMap::new();
        let mut twice = Vec::new();
        for row in rows(MEN).chain(rows(WOMEN)) {
            for form in forms(row.head).filter(|form| !form.ends_with('-')) {
                let other = found.entry(ground(form)).or_insert(row.head);
                if *other != row.head {
                    twice.push(format!("{form}: {other} / {}", row.head));
                }
            }
        }
        assert!(twice.is_empty(), "{twice:#?}");
    }

    #[test]
    fn spellings_of_a_name_are_one_and_like_names_are_two() {
        let of = |word: &str| Given::of(&fold(word));
        assert!(of("Mikalai").is_some());
        assert_eq!(of("Mikalai"), of("Микола"));
        assert_eq!(of("Nikolaj"), of("Nicolae"));
        assert_ne!(of("Igor"), of("Yegor"));
        assert_ne!(of("Hassan"), of("Hossein"));
        assert_eq!(of("Varosa"), None);
    }
}
