//! Action categories: the verbs that lead a recommendation, and what kind of action each asks for (UPR Info, 1–5).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pattern;
use crate::scan::{Scan, fold_term};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryFile {
    category: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    number: u8,
    /// For the reader of the file.
    #[serde(rename = "about")]
    _about: String,
    words: Vec<String>,
    yes: Vec<String>,
}

/// A phrase of one category; each step is a word or one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    steps: Vec<Vec<String>>,
    category: u8,
}

/// The phrases of all packs, by pack and first word.
#[derive(Debug, Default)]
pub(crate) struct Categories {
    phrases: BTreeMap<(u8, String), Vec<Phrase>>,
    /// Examples: pack, category, recommendation.
    pub examples: Vec<(u8, u8, String)>,
}

impl Categories {
    /// Adds the phrases of a file.
    pub fn add(&mut self, pack: u8, content: &str) -> Result<(), String> {
        let file: CategoryFile = toml::from_str(content).map_err(|error| error.to_string())?;
        for entry in file.category {
            if !(1..=5).contains(&entry.number) {
                return Err(format!("`{}` is no action category; they go from 1 to 5", entry.number));
            }
            for words in &entry.words {
                self.add_words(pack, entry.number, words)?;
            }
            self.examples.extend(entry.yes.into_iter().map(|text| (pack, entry.number, text)));
        }
        Ok(())
    }

    fn add_words(&mut self, pack: u8, category: u8, words: &str) -> Result<(), String> {
        for phrase in pattern::expand(words)? {
            let steps: Vec<Vec<String>> = phrase.iter().map(|word| choices(word)).collect();
            let named = |word: &String| word.starts_with(['~', '{']) || word.ends_with('*');
            if steps.iter().flatten().any(named) {
                return Err(format!("`{words}`: only words and [alternatives] can be used here"));
            }
            for first in steps.first().into_iter().flatten() {
                let phrase = Phrase { steps: steps.clone(), category };
                self.phrases.entry((pack, first.clone())).or_default().push(phrase);
            }
        }
        Ok(())
    }

    /// The category of the longest phrase that begins at token `at`.
    pub fn at(&self, scan: &Scan<'_>, at: usize, end: usize, pack: u8) -> Option<u8> {
        if at >= end || !scan.is_word(at) {
            return None;
        }
        let fits = |phrase: &&Phrase| {
            at + phrase.steps.len() <= end
                && phrase
                    .steps
                    .iter()
                    .enumerate()
                    .all(|(n, step)| step.contains(&fold_term(scan.word(at + n))))
        };
        let phrases = self.phrases.get(&(pack, fold_term(scan.word(at))))?;
        phrases.iter().filter(fits).max_by_key(|phrase| phrase.steps.len()).map(|phrase| phrase.category)
    }
}

/// The words one step of a pattern stands for: `{a|b|c}` is how patterns write many alternatives.
fn choices(word: &str) -> Vec<String> {
    match word.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
        Some(inner) if inner.contains('|') => inner.split('|').map(str::to_owned).collect(),
        _ => vec![word.to_owned()],
    }
}
