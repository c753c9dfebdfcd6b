//! What names are compared by: persons by the consonants that most spellings share, laws by the numbers of their
//! provisions, else by their telling words.

use std::collections::BTreeSet;

use whereas_extract::Lang;
use whereas_extract::pack::entity::{Listed, english};

use super::lexis::{Lexis, TELLING};
use crate::word::{Word, words};

/// Family name and given name by their consonants, which most spellings of a name share: "tlmrv/vgn". A given name
/// keeps the open vowel that it begins with, for an initial is nothing but that: "tlmrv/a" is no "tlmrv/vgn".
pub(crate) fn person_key(name: &str) -> Option<String> {
    let all: Vec<Word<'_>> = words(name).collect();
    let (family, given) = all.split_last()?;
    let family = consonants(&family.folded);
    let given = given.first().map_or_else(String::new, |given| {
        let open = match given.folded.chars().next() {
            // Languages differ in which of the two they write.
            Some('a' | 'o' | 'а' | 'о') => "a",
            _ => "",
        };
        format!("{open}{}", consonants(&given.folded))
    });
    (family.len() > 1).then(|| format!("{family}/{given}"))
}

/// The consonants of a word as Latin letters, without those that spellings differ by.
pub(super) fn consonants(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let letter = match c {
            'б' => "b",
            'в' | 'w' => "v",
            'г' | 'ғ' => "g",
            'д' => "d",
            'ж' => "z",
            'з' => "z",
            'к' | 'қ' => "k",
            'л' => "l",
            'м' => "m",
            'н' | 'ң' => "n",
            'п' => "p",
            'р' => "r",
            'с' | 'ш' | 'щ' => "s",
            'т' => "t",
            'ф' => "f",
            'ч' => "c",
            'ц' => "ts",
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | '\'' => "",
            'q' => "k",
            c if c.is_ascii_alphabetic() => {
                out.push(c);
                continue;
            }
            _ => "",
        };
        out.push_str(letter);
    }
    let mut letters: Vec<char> = out.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Whether two keys of persons can be one person's: the family name is the same and the given names do not differ.
pub(crate) fn same_person(a: &str, b: &str) -> bool {
    let parts = |key: &str| key.split_once('/').map(|(family, given)| (family.to_owned(), given.to_owned()));
    let (Some((family, given)), Some((other, other_given))) = (parts(a), parts(b)) else { return false };
    let alike = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a) || a.get(..2) == b.get(..2);
    family == other && alike(&given, &other_given)
}

/// What a law is told by: the numbers of its provisions, else its telling words.
pub(super) fn law_keys(quote: &str, lang: Lang, lexis: &Lexis) -> Vec<String> {
    // A treaty is known by its English name, whatever the language.
    let (quote, lexis) = match english(Listed::Law, lang, quote) {
        Some(english) => (english, Lexis::of(Lang::EN)),
        None => (quote, lexis),
    };
    let named: Vec<Word<'_>> = words(quote).collect();
    let number = |word: &&Word<'_>| word.folded.starts_with(|c: char| c.is_ascii_digit());
    let year = |word: &Word<'_>| matches!(word.folded.parse(), Ok(1900..=2100));
    let numbers: Vec<&str> =
        named.iter().filter(number).filter(|word| !year(word)).map(|word| word.folded.as_str()).collect();
    if !numbers.is_empty() {
        return vec![numbers.join("+")];
    }
    let stems = lexis.stems(&named);
    let told: BTreeSet<String> = stems.into_iter().filter(|stem| lexis.weight(stem) == TELLING).collect();
    if told.is_empty() { Vec::new() } else { vec![told.into_iter().collect::<Vec<_>>().join(" ")] }
}
