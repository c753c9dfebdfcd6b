//! Names that the document has already told: surnames, abbreviations, bodies and persons named elsewhere in full.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::finder::{Claim, Finder};
use crate::pack::lexicon::Label;
use crate::pack::{Class, Role};
use crate::scan::Kind;

/// What the document told about words.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Last words of persons' names.
    surnames: FxHashSet<String>,
    /// Persons' full names, by their first word.
    persons: FxHashMap<String, Vec<Vec<String>>>,
    /// Names of bodies that no list has, by their first word.
    bodies: FxHashMap<String, Vec<Vec<String>>>,
    /// Places that no list has: a capitalised word behind "in", by itself.
    places: FxHashSet<String>,
    /// Abbreviations of laws.
    laws: FxHashSet<String>,
}

/// The most names that are remembered for one first word.
const NAMES_PER_WORD_MAX: usize = 64;

/// What was found by what the document told.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Persons.
    pub persons: Vec<Range<usize>>,
    /// Bodies.
    pub bodies: Vec<Range<usize>>,
    /// Laws.
    pub laws: Vec<Range<usize>>,
    /// Places.
    pub places: Vec<Range<usize>>,
}

impl Known {
    /// Learns a person's full name.
    pub fn person(&mut self, finder: &Finder<'_, '_>, range: &Range<usize>) {
        let full: Vec<String> = range.clone().map(|i| finder.scan.word(i).to_owned()).collect();
        if let (Some(first), true) = (full.first(), full.len() > 1) {
            let same = self.persons.entry(first.clone()).or_default();
            if same.len() < NAMES_PER_WORD_MAX && !same.contains(&full) {
                same.push(full);
            }
        }
        let words: Vec<usize> = range.clone().filter(|&i| finder.scan.is_word(i)).collect();
        let last = words.iter().rev().find(|&&i| !finder.role(i, Role::Generation));
        if let Some(&last) = last.filter(|&&last| is_name(finder, last)) {
            let mut surname = String::new();
            name_stem(finder, last, &mut surname);
            self.surnames.insert(surname);
        }
    }

    /// Learns a body's name.
    pub fn body(&mut self, finder: &Finder<'_, '_>, range: &Range<usize>) {
        let words: Vec<String> = range.clone().map(|i| finder.scan.word(i).to_owned()).collect();
        let single_common = words.len() == 1
            && finder.scan.tokens[range.start].word != 0
            && !finder.scan.tokens[range.start].upper;
        let numeric = words.len() == 1 && finder.scan.tokens[range.start].kind == Kind::Number;
        if let (Some(first), false, false) = (words.first(), single_common, numeric) {
            let same = self.bodies.entry(first.clone()).or_default();
            if same.len() < NAMES_PER_WORD_MAX && !same.contains(&words) {
                same.push(words);
            }
        }
    }

    /// Learns the places of a passage that no list has: "in Kelmar", "the Republic of Varosia".
    pub fn learn_places(&mut self, finder: &Finder<'_, '_>) {
        if finder.noun_capitals() {
            return;
        }
        // "в Lantern": letters of another script are a company’s rather than a town’s.
        let cyrillic = finder.scan.packs.pack(finder.pack).is_some_and(|pack| pack.script == "cyrillic");
        for at in finder.tokens.start + 1..finder.tokens.end {
            let token = &finder.scan.tokens[at];
            let unknown = token.word == 0 && token.stem == 0 && token.capital && !token.upper;
            if !unknown || finder.claims[at] != Claim::Free || !finder.scan.is_word(at) {
                continue;
            }
            let alone = !finder.scan.capital(at + 1)
                && !finder.scan.mark(at + 1, b'-')
                && finder.scan.word(at).chars().count() > 2;
            if cyrillic && finder.scan.word(at).is_ascii() {
                continue;
            }
            let located = finder.class(at - 1, Class::In) && !finder.scan.capital(at - 1);
            if alone && located {
                self.places.insert(finder.scan.word(at).to_owned());
            }
        }
    }

    /// Learns the abbreviation of a law.
    pub fn law(&mut self, short: &str) {
        self.laws.insert(short.to_owned());
    }

    /// Finds what was learnt, in a passage: surnames, bodies, laws.
    pub fn find(&self, finder: &mut Finder<'_, '_>) -> Found {
        let mut found = Found::default();
        let mut stem = String::new();
        let mut at = finder.opener(finder.tokens.start);
        while at < finder.tokens.end {
            if !finder.scan.capital(at) || finder.claims[at] != Claim::Free {
                at = finder.opener(at + 1);
                continue;
            }
            if let Some(end) = named_end(finder, &self.persons, at) {
                finder.claim(&(at..end), Claim::Person);
                found.persons.push(at..end);
                at = finder.opener(end);
            } else if let Some(end) = named_end(finder, &self.bodies, at) {
                finder.claim(&(at..end), Claim::Organisation);
                found.bodies.push(at..end);
                at = finder.opener(end);
            } else if self.laws.contains(finder.scan.word(at)) {
                finder.claim(&(at..at + 1), Claim::Law);
                found.laws.push(at..at + 1);
                at = finder.opener(at + 1);
            } else if self.places.contains(finder.scan.word(at)) && !finder.scan.capital(at + 1) {
                // "the Republic of Varosia" is named whole.
                let republic = at >= finder.tokens.start + 2
                    && finder.class(at - 1, Class::Of)
                    && finder.role(at - 2, Role::Realm)
                    && finder.claims[at - 2] == Claim::Free;
                let first = if republic { at - 2 } else { at };
                finder.claim(&(first..at + 1), Claim::Place);
                found.places.push(first..at + 1);
                at = finder.opener(at + 1);
            } else if self.is_surname(finder, at, &mut stem) {
                let first = first_name(finder, at);
                finder.claim(&(first..at + 1), Claim::Person);
                found.persons.push(first..at + 1);
                at = finder.opener(at + 1);
            } else {
                at = finder.opener(at + 1);
            }
        }
        found
    }

    fn is_surname(&self, finder: &Finder<'_, '_>, at: usize, stem: &mut String) -> bool {
        if self.surnames.is_empty()
            || finder.class(at, Class::NotName)
            || finder.is(at, Label::OrganisationHead)
        {
            return false;
        }
        name_stem(finder, at, stem);
        self.surnames.contains(stem)
    }
}

/// Whether a person can be known by a word alone: no grammar word, no letter.
fn is_name(finder: &Finder<'_, '_>, at: usize) -> bool {
    finder.scan.word(at).chars().nth(1).is_some() && !finder.scan.grammatical(at, finder.pack)
}

/// "Zarana Orlo" where only "Orlo" is known: a capitalised word that no pack knows, directly before a surname, is its
/// first name.
fn first_name(finder: &Finder<'_, '_>, at: usize) -> usize {
    let Some(before) = at.checked_sub(1).filter(|&i| i >= finder.tokens.start) else { return at };
    let token = finder.scan.tokens[before];
    let unknown =
        token.word == 0 && token.stem == 0 && token.capital && token.upper == finder.scan.tokens[at].upper;
    let free = finder.claims[before] == Claim::Free && finder.scan.is_word(before);
    // "ICTs" is no name.
    let capitals = finder.scan.word(before).chars().filter(|c| c.is_uppercase()).count();
    let unknown = unknown && (token.upper || capitals == 1);
    let alone = before == finder.tokens.start || !finder.scan.capital(before - 1);
    if unknown && free && alone && !finder.scan.tokens[at].line { before } else { at }
}

/// One past the longest of the names that begin at token `at`.
fn named_end(
    finder: &Finder<'_, '_>,
    names: &FxHashMap<String, Vec<Vec<String>>>,
    at: usize,
) -> Option<usize> {
    let named = names.get(finder.scan.word(at))?;
    named
        .iter()
        .filter(|words| words.iter().enumerate().all(|(n, word)| finder.scan.word(at + n) == word))
        .map(|words| at + words.len())
        .filter(|&end| end <= finder.tokens.end)
        .max()
}

/// The fewest letters of a name that stay when its case ending is taken off.
const STEM_LETTERS_MIN: usize = 3;

/// "ORLO", "Orlo" and "Орлова", "Орлову" are forms of one name: folded, without the ending of its case.
fn name_stem(finder: &Finder<'_, '_>, at: usize, stem: &mut String) {
    stem.clear();
    finder.scan.word(at).chars().for_each(|c| crate::scan::fold_letter(c, stem));
    let Some(pack) = finder.scan.packs.pack(finder.pack) else { return };
    let ending =
        pack.name_endings.iter().filter(|ending| stem.ends_with(ending.as_str())).map(String::len).max();
    if let Some(ending) = ending {
        let rest = stem.len() - ending;
        if stem[..rest].chars().count() >= STEM_LETTERS_MIN {
            stem.truncate(rest);
        }
    }
}
