//! What the name of a body or a law says, whatever the language: "Ministry of Justice of Varosia" and "ministère de
//! la Justice de la Varosie" say the same.
//!
//! Each stretch of a name becomes a *sense*: a word of bodies as the lists tell it in English, a country, another
//! body, and what no list knows by its stem.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use whereas_extract::Lang;
use whereas_extract::pack::entity::{Listed, body_words, country, english, is_head};

use crate::stem::Stems;
use crate::word::{Word, fold, words};

/// The longest phrase that is one sense, in words.
const PHRASE_WORDS_MAX: usize = 6;
/// A word that no list knows says something if it has so many letters.
const LETTERS_MIN: usize = 4;

/// Phrases by the stems of their words.
type Phrases = BTreeMap<Lang, BTreeMap<Vec<String>, &'static str>>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::new();
    for (says, lang, phrase) in body_words() {
        let stems = Stems::of(*lang);
        let stemmed = words(phrase).map(|word| stem(&word, &stems)).collect();
        phrases.entry(*lang).or_default().insert(stemmed, says);
    }
    phrases
});

fn stem(word: &Word<'_>, stems: &Stems) -> String {
    stems.of_word(word).pop().unwrap_or_else(|| word.folded.clone())
}

/// What a name says; `@` stands before a country. A body that a list knows, alone or within the name, says what its
/// English name says.
pub(crate) fn senses(lang: Lang, name: &str) -> BTreeSet<String> {
    read(lang, name, &|phrase| {
        let english = english(Listed::Organisation, lang, phrase)?;
        Some(read(Lang::EN, english, &|_| None))
    })
}

/// Reads a name from left to right, the longest phrase first; `body` says what the name of another body says.
fn read(lang: Lang, name: &str, body: &dyn Fn(&str) -> Option<BTreeSet<String>>) -> BTreeSet<String> {
    let stems = Stems::of(lang);
    let cut: Vec<Word<'_>> = words(name).collect();
    let stemmed: Vec<String> = cut.iter().map(|word| stem(word, &stems)).collect();
    let phrases = PHRASES.get(&lang);
    let told = |at: usize, length: usize| -> Option<BTreeSet<String>> {
        let (first, last) = (cut.get(at)?, cut.get(at + length - 1)?);
        let phrase = name.get(first.span.start as usize..last.span.end as usize)?;
        if let Some(says) = phrases.and_then(|phrases| phrases.get(stemmed.get(at..at + length)?)) {
            return Some(BTreeSet::from([(*says).to_owned()]));
        }
        let country = || country(lang, phrase).map(|name| BTreeSet::from([format!("@{}", fold(name))]));
        body(phrase).or_else(country)
    };
    let (mut found, mut at) = (BTreeSet::new(), 0);
    while let Some(word) = cut.get(at) {
        let longest = PHRASE_WORDS_MAX.min(cut.len() - at);
        match (1..=longest).rev().find_map(|length| Some((length, told(at, length)?))) {
            Some((length, says)) => {
                found.extend(says);
                at += length;
            }
            None => {
                // "Penal Colony No 7" is another one than No 12.
                let number = word.folded.contains(|c: char| c.is_ascii_digit());
                let long = number || word.folded.chars().count() >= LETTERS_MIN;
                found.extend(stemmed.get(at).filter(|_| long).cloned());
                at += 1;
            }
        }
    }
    found.remove("");
    found
}

/// What the noun says that makes a name a body: the last one before the first small word, "of" or "de". Nothing
/// where there is none.
pub(crate) fn head(lang: Lang, name: &str) -> BTreeSet<String> {
    let is_small = |word: &Word<'_>| word.folded.chars().count() < LETTERS_MIN;
    let run = words(name).skip_while(is_small).take_while(|word| !is_small(word));
    let says = run.map(|word| (is_head(lang, word.text), senses(lang, word.text)));
    let heads = says.filter(|(told, says)| *told || says.iter().any(|word| is_head(Lang::EN, word)));
    heads.last().map_or_else(BTreeSet::new, |(_, says)| says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(lang: &str, name: &str) -> Vec<String> {
        senses(Lang::parse(lang).unwrap(), name).into_iter().collect()
    }

    #[test]
    fn names_of_one_body_say_the_same_in_every_language() {
        let wanted = ["@moldova", "justice", "ministry"];
        for (lang, name) in [
            ("en", "Ministry of Justice of the Republic of Moldova"),
            ("en", "Moldovan Ministry of Justice"),
            ("fr", "ministère de la Justice de Moldavie"),
            ("ro", "Ministerul Justiției al Republicii Moldova"),
            ("ru", "Министерства юстиции Республики Молдова"),
        ] {
            assert_eq!(say(lang, name), wanted, "{name}");
        }
        assert_eq!(say("fr", "dialogue sur les droits de l’homme"), say("en", "Human Rights Dialogue"));
        assert_eq!(say("ro", "Dialogului privind drepturile omului"), say("en", "Human Rights Dialogue"));
        assert_eq!(say("ru", "Комитета по правам человека"), say("en", "Committee on Human Rights"));
    }

    #[test]
    fn the_noun_of_a_body_is_told() {
        let of =
            |lang: &str, name: &str| head(Lang::parse(lang).unwrap(), name).into_iter().collect::<Vec<_>>();
        assert_eq!(of("en", "Human Rights Committee of the Assembly"), ["committee"]);
        assert_eq!(of("fr", "commission des affaires étrangères"), ["commission"]);
        assert_eq!(of("ro", "Dialogului privind drepturile omului"), ["dialogue"]);
        assert_eq!(of("en", "Lantern of the Assembly"), Vec::<String>::new());
    }

    #[test]
    fn other_bodies_and_unknown_words_count() {
        assert_eq!(say("en", "Permanent Mission to the EU"), say("ro", "Misiunea permanentă la UE"));
        assert_eq!(say("en", "Free Quill Foundation"), ["foundation", "free", "quill"]);
        assert_ne!(say("en", "Free Quill Foundation"), say("en", "Free Orlo Foundation"));
        assert_ne!(say("en", "Penal Colony No 7"), say("en", "Penal Colony No 12"));
    }
}
