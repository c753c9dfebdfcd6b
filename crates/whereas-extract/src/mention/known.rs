//! Names that the document has already told: surnames, abbreviations, bodies and persons named elsewhere in full.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::finder::{Claim, Finder};
use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::Kind;

/// What the document told about words.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Last words of persons' names.
    surnames: FxHashMap<String, ()>,
    /// Persons' full names, by their first word.
    persons: FxHashMap<String, Vec<Vec<String>>>,
    /// Names of bodies that no list has, by their first word.
    bodies: FxHashMap<String, Vec<Vec<String>>>,
    /// Abbreviations of laws.
    laws: FxHashMap<String, ()>,
}

impl Known {
    /// Learns a person's full name.
    pub fn person(&mut self, finder: &Finder<'_, '_>, range: &Range<usize>) {
        let full: Vec<String> = range.clone().map(|i| finder.scan.word(i).to_owned()).collect();
        if let (Some(first), true) = (full.first(), full.len() > 1) {
            let same = self.persons.entry(first.clone()).or_default();
            if !same.contains(&full) {
                same.push(full);
            }
        }
        let words: Vec<usize> = range.clone().filter(|&i| finder.scan.is_word(i)).collect();
        let last = words.iter().rev().find(|&&i| !matches!(finder.scan.word(i), "Jr" | "Sr"));
        if let (Some(&last), true) = (last, words.len() > 1) {
            self.surnames.insert(title_case(finder.scan.word(last)), ());
            // "Stott Despoja", "Al-Kadhimi": what stands joined by a hyphen goes along.
        } else if let Some(&only) = last {
            self.surnames.insert(title_case(finder.scan.word(only)), ());
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
            if !same.contains(&words) {
                same.push(words);
            }
        }
    }

    /// Learns the abbreviation of a law.
    pub fn law(&mut self, short: &str) {
        self.laws.insert(short.to_owned(), ());
    }

    /// Finds what was learnt, in a passage: surnames, bodies, laws.
    pub fn find(
        &self,
        finder: &mut Finder<'_, '_>,
    ) -> (Vec<Range<usize>>, Vec<Range<usize>>, Vec<Range<usize>>) {
        let (mut persons, mut bodies, mut laws) = (Vec::new(), Vec::new(), Vec::new());
        let mut at = finder.tokens.start;
        while at < finder.tokens.end {
            if !finder.scan.capital(at) || finder.claims[at] != Claim::Free {
                at += 1;
                continue;
            }
            if let Some(end) = named_end(finder, &self.persons, at) {
                finder.claim(&(at..end), Claim::Person);
                persons.push(at..end);
                at = end;
            } else if let Some(end) = named_end(finder, &self.bodies, at) {
                finder.claim(&(at..end), Claim::Organisation);
                bodies.push(at..end);
                at = end;
            } else if self.laws.contains_key(finder.scan.word(at)) {
                finder.claim(&(at..at + 1), Claim::Law);
                laws.push(at..at + 1);
                at += 1;
            } else if self.is_surname(finder, at) {
                finder.claim(&(at..at + 1), Claim::Person);
                persons.push(at..at + 1);
                at += 1;
            } else {
                at += 1;
            }
        }
        (persons, bodies, laws)
    }

    fn is_surname(&self, finder: &Finder<'_, '_>, at: usize) -> bool {
        self.surnames.contains_key(&title_case(finder.scan.word(at)))
            && !(finder.class(at, Class::NotName) || finder.is(at, Label::OrganisationHead))
    }
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

/// "ORLO" and "Orlo" are one name.
fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let rest: String = chars.as_str().to_lowercase();
    first + &rest
}
