//! Romanisations: from the letters of a word to its keys, one for each scheme that reads the word in its own way.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::key::Key;
use crate::table;

/// How many readings of one word are kept.
pub const KEYS_MAX: usize = 5;

/// Letters that are read alike by all, unless a scheme says otherwise.
const GROUND: [&str; 2] =
    [include_str!("../data/schemes/latin.txt"), include_str!("../data/schemes/cyrillic.txt")];

/// Every other scheme; where two read a word alike, the first one is named.
const SCHEMES: [&str; 9] = [
    include_str!("../data/schemes/kazakh-2021.txt"),
    include_str!("../data/schemes/scholarly.txt"),
    include_str!("../data/schemes/german.txt"),
    include_str!("../data/schemes/belarusian.txt"),
    include_str!("../data/schemes/french.txt"),
    include_str!("../data/schemes/romanian.txt"),
    include_str!("../data/schemes/polish.txt"),
    include_str!("../data/schemes/turkic.txt"),
    include_str!("../data/schemes/somali.txt"),
];

/// A word as one scheme reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    /// What is compared.
    pub key: Key,
    /// Which scheme read it so; 0 is the ground.
    scheme: u8,
}

impl Folded {
    /// The name of the scheme, for people.
    pub fn scheme(&self) -> &'static str {
        match usize::from(self.scheme).checked_sub(1) {
            None => "BGN/PCGN",
            Some(at) => TABLES.schemes.get(at).map_or("", |scheme| scheme.name),
        }
    }

    /// The same scheme with another key, for a part of the word.
    pub fn with(self, key: Key) -> Self {
        Self { key, ..self }
    }
}

/// A table of letters and what they become.
#[derive(Debug, Default)]
struct Scheme {
    name: &'static str,
    /// Sorted by the letters.
    rows: Vec<(Vec<char>, &'static str)>,
}

impl Scheme {
    fn read(file: &'static str) -> Self {
        let name = file.lines().find_map(|line| line.strip_prefix("# name: ")).unwrap_or("");
        let mut rows: Vec<(Vec<char>, &str)> = table::rows(file)
            .filter_map(|row| row.head.split_once('='))
            .map(|(from, to)| (from.trim().nfc().collect(), to.trim()))
            .collect();
        rows.sort();
        Self { name, rows }
    }

    /// The longest row that begins a text: how many letters it takes, and what they become.
    fn longest(&self, text: &[char]) -> Option<(usize, &'static str)> {
        let first = *text.first()?;
        let begin = self.rows.partition_point(|(row, _)| row.first() < Some(&first));
        let same = self.rows.iter().skip(begin).take_while(|(row, _)| row.first() == Some(&first));
        same.filter(|(row, _)| text.starts_with(row))
            .map(|(row, to)| (row.len(), *to))
            .max_by_key(|(length, _)| *length)
    }
}

struct Tables {
    ground: Scheme,
    schemes: Vec<Scheme>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut ground = Scheme::default();
    for file in GROUND {
        ground.rows.extend(Scheme::read(file).rows);
    }
    ground.rows.sort();
    Tables { ground, schemes: SCHEMES.iter().map(|file| Scheme::read(file)).collect() }
});

/// A word under every scheme that reads it differently, the ground first; at most `KEYS_MAX` readings.
pub fn fold(word: &str) -> Vec<Folded> {
    let letters = letters(word);
    let (key, _) = read(&letters, None);
    let mut found = vec![Folded { key, scheme: 0 }];
    for (scheme, number) in TABLES.schemes.iter().zip(1u8..) {
        let (key, own) = read(&letters, Some(scheme));
        if own && found.len() < KEYS_MAX && found.iter().all(|other| other.key != key) {
            found.push(Folded { key, scheme: number });
        }
    }
    found.retain(|folded| !folded.key.is_empty());
    found
}

/// A word as the ground reads it.
pub fn ground(word: &str) -> Key {
    read(&letters(word), None).0
}

/// The letters of a word between `^` and `$`, in lower case, without marks that no scheme asks for.
fn letters(word: &str) -> Vec<char> {
    let inner = word.nfc().flat_map(char::to_lowercase).nfc().filter(|letter| letter.is_alphabetic());
    std::iter::once('^').chain(inner).chain(std::iter::once('$')).collect()
}

/// Reads letters by the rows of a scheme and, where it has none, of the ground; the longest row wins. Also says whether
/// the scheme had a row for anything.
fn read(letters: &[char], scheme: Option<&Scheme>) -> (Key, bool) {
    let (mut out, mut own, mut at) = (String::new(), false, 0);
    while at < letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        let told = scheme.and_then(|scheme| scheme.longest(rest));
        let ground = TABLES.ground.longest(rest);
        let longest = match (told, ground) {
            (Some(told), ground) if ground.is_none_or(|ground| ground.0 <= told.0) => Some((told, true)),
            (_, ground) => ground.map(|ground| (ground, false)),
        };
        match longest {
            Some(((length, to), by_scheme)) => {
                // The mark of an end is left for a row that begins with it: `^ya$`.
                let closing = length > 1 && rest.get(length - 1) == Some(&'$');
                at += if closing { length - 1 } else { length };
                out.push_str(to);
                own |= by_scheme;
            }
            None => {
                rest.iter().take(1).for_each(|letter| out.extend(bare(*letter)));
                at += 1;
            }
        }
    }
    (Key::of(&out), own)
}

/// A letter without its marks, by the ground where that has a row.
fn bare(letter: char) -> Option<String> {
    let base = std::iter::once(letter).nfd().find(|part| !is_combining_mark(*part))?;
    Some(TABLES.ground.longest(&[base]).map_or_else(|| base.to_string(), |(_, to)| to.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of every row that are not read as they say.
    fn wrong_examples(file: &'static str, scheme: Option<&Scheme>) -> Vec<String> {
        let mut wrong = Vec::new();
        for row in table::rows(file) {
            let examples: Vec<&str> = row.cells().collect();
            if !row.head.contains('=') || examples.is_empty() {
                wrong.push(format!("{}: no row with an example", row.head));
            }
            for (word, key) in examples.iter().filter_map(|example| example.split_once(" = ")) {
                let read = read(&letters(word), scheme).0.to_string();
                if read != key {
                    wrong.push(format!("{}: {word} is {read}, not {key}", row.head));
                }
            }
        }
        wrong
    }

    #[test]
    fn every_row_of_a_scheme_keeps_its_example() {
        let ground = GROUND.iter().flat_map(|file| wrong_examples(file, None));
        let other = SCHEMES.iter().flat_map(|file| wrong_examples(file, Some(&Scheme::read(file))));
        let wrong: Vec<String> = ground.chain(other).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_scheme_has_a_name_and_rows() {
        for scheme in &TABLES.schemes {
            assert!(!scheme.name.is_empty() && !scheme.rows.is_empty(), "{scheme:?}");
        }
    }

    fn keys(word: &str) -> Vec<String> {
        fold(word).iter().map(|folded| folded.key.to_string()).collect()
    }

    #[test]
    fn a_letter_that_two_schemes_read_differently_makes_two_keys() {
        // German j is й, French j is ж.
        let keys = keys("Jelin");
        assert!(keys.contains(&"elin".to_owned()) && keys.contains(&"Zelin".to_owned()), "{keys:?}");
    }

    #[test]
    fn marks_and_apostrophes_change_nothing() {
        assert_eq!(ground("Varós’ev"), ground("Varosev"));
    }
}
