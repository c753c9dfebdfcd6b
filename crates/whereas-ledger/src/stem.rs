//! Stems of words: what "prisoner", "prisoners" and "prisoner's" have in common.
//!
//! Snowball's algorithms, one for a language. A language without one (Kazakh, Ukrainian) is searched by
//! folded words and beginnings of words.

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};
use whereas_extract::Lang;

use crate::limit::STEM_BYTES_MAX;
use crate::word::{Word, fold};

/// Stems the words of one language.
pub(crate) struct Stems {
    stemmer: Option<Stemmer>,
    romanian: bool,
}

impl Stems {
    /// Chooses the algorithm of a language.
    pub(crate) fn of(lang: Lang) -> Stems {
        let algorithm = algorithm(lang.code());
        Stems { stemmer: algorithm.map(Stemmer::create), romanian: lang.code() == "ro" }
    }

    /// Returns the folded stems of a word that differ from the folded word itself. There may be two: users
    /// leave out accents, on which the algorithms depend, so the stem of the word without accents counts as
    /// well.
    pub(crate) fn of_word(&self, word: &Word<'_>) -> Vec<String> {
        let Some(stemmer) = &self.stemmer else { return Vec::new() };
        if word.text.len() > STEM_BYTES_MAX {
            return Vec::new();
        }
        let plain = stemmer.stem(&word.folded);
        let mut out = Vec::new();
        if plain != word.folded && !plain.is_empty() {
            out.push(plain.into_owned());
        }
        if !word.text.is_ascii() {
            let stem = fold(&stemmer.stem(&self.spelled(word.text)));
            if stem != word.folded && !stem.is_empty() && !out.contains(&stem) {
                out.push(stem);
            }
        }
        out
    }

    /// Lower case, spelled as the algorithm expects: the Romanian one knows ş and ţ with a cedilla only,
    /// and texts of today write a comma.
    fn spelled(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        if self.romanian { lower.replace('ș', "ş").replace('ț', "ţ") } else { lower }
    }
}

/// The stems of each language, made once.
#[derive(Default)]
pub(crate) struct StemsByLang {
    known: BTreeMap<Lang, Stems>,
}

impl StemsByLang {
    pub(crate) fn of(&mut self, lang: Lang) -> &Stems {
        self.known.entry(lang).or_insert_with(|| Stems::of(lang))
    }
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::word::words;

    fn stems(lang: &str, text: &str) -> Vec<Vec<String>> {
        let stems = Stems::of(Lang::parse(lang).unwrap());
        words(text).map(|word| stems.of_word(&word)).collect()
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stems("en", "prisoners Prisoner"), [["prison"], ["prison"]]);
        assert_eq!(stems("en", "freed"), [Vec::<String>::new()]);
        assert_eq!(stems("ru", "резолюции резолюция"), [["резолюц"], ["резолюц"]]);
        assert_eq!(stems("kk", "Қазақстан"), [Vec::<String>::new()]);
    }

    #[test]
    fn romanian_is_found_with_comma_cedilla_and_without_accents() {
        let forms = ["libertății", "libertăţii", "libertatii"];
        let all: Vec<Vec<String>> = forms.iter().flat_map(|form| stems("ro", form)).collect();
        assert!(all[0].iter().any(|stem| all[2].contains(stem)), "{all:?}");
        assert_eq!(all[0], all[1]);
    }

    proptest! {
        // The stemmers are translated from another language by a program; nobody promises that they never
        // panic.
        #[test]
        fn no_stemmer_panics(word in "\\PC{1,24}", letters in "[a-zâăîșțşţéèçöüßа-яёαβγςάءابتு]{1,16}") {
            for code in "ar da de el en es fi fr hu it nl no pt ro ru sv ta tr".split(' ') {
                stems(code, &word);
                stems(code, &letters);
            }
        }
    }
}
