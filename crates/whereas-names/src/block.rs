//! Blocks: keys that two names of one person most likely share, so that of many names only a few are compared.
//!
//! A block is made of what romanisations keep when they disagree on the rest: the first consonants of two
//! words, letters that are taken for each other counted as one. It only says who is worth comparing;
//! [`crate::compare`] decides.

use std::collections::BTreeSet;

use crate::name::{Kind, Name, Token};

/// How many blocks a name has at most.
pub const BLOCKS_MAX: usize = 48;
/// How many consonants of a word count.
const CONSONANTS: usize = 3;
/// Letters of keys that are taken for each other, by the first of them. What stands in no group is left out:
/// vowels, and consonants that are as often not written (h, v, y).
const GROUPS: [&str; 7] = ["bpf", "dt", "gkqx", "szSZCJTcj", "l", "mn", "r"];

impl Name {
    /// The blocks of a name of two or more words, in order; two spellings of one name most likely share one.
    ///
    /// ```
    /// use whereas_names::Name;
    ///
    /// let (a, b) = (Name::parse("Ivo Varosov").blocks(), Name::parse("ВАРОСОВ Иво").blocks());
    /// assert!(a.iter().any(|block| b.contains(block)));
    /// assert!(Name::parse("Varosov").blocks().is_empty());
    /// ```
    pub fn blocks(&self) -> Vec<String> {
        let mut blocks = BTreeSet::new();
        for name in std::iter::once(self).chain(&self.aliases) {
            let words: Vec<BTreeSet<String>> = name.whole_words().map(skeletons).collect();
            for (at, first) in words.iter().enumerate() {
                for second in words.iter().skip(at + 1) {
                    let pairs = first.iter().flat_map(|x| second.iter().map(move |y| (x, y)));
                    blocks.extend(pairs.map(|(x, y)| format!("{} {}", x.min(y), x.max(y))));
                }
            }
        }
        blocks.into_iter().take(BLOCKS_MAX).collect()
    }

    /// The keys of the single words of a name, in order: what a surname alone is looked up by.
    ///
    /// ```
    /// use whereas_names::Name;
    ///
    /// assert!(Name::parse("Ivo Varosov").words().contains(&"varosov".to_owned()));
    /// ```
    pub fn words(&self) -> Vec<String> {
        let tokens = std::iter::once(self).chain(&self.aliases).flat_map(Name::whole_words);
        let keys: BTreeSet<String> =
            tokens.flat_map(|token| &token.keys).map(|folded| folded.key.to_string()).collect();
        keys.into_iter().take(BLOCKS_MAX).collect()
    }

    /// The words that are written out, patronymics left aside where two other words are there.
    fn whole_words(&self) -> impl Iterator<Item = &Token> {
        let plain = self.tokens.iter().filter(|token| token.kind == Kind::Plain && !token.optional).count();
        self.tokens.iter().filter(move |token| match token.kind {
            Kind::Plain => !token.optional,
            Kind::Patronymic => plain < 2,
            Kind::Initial => false,
        })
    }
}

/// What is left of a word in each reading; a known given name also under its own name.
fn skeletons(token: &Token) -> BTreeSet<String> {
    let readings = token.keys.iter().map(|folded| folded.key.to_string());
    // Belarusian and Ukrainian write h where Russian writes g; elsewhere it is often left out.
    let both = readings.flat_map(|letters| [letters.replace('h', "g"), letters]);
    let mut found: BTreeSet<String> = both.map(|letters| skeleton(&letters)).collect();
    found.extend(token.given.map(|given| format!("={}", given.key())));
    found
}

/// The groups of the first consonants; of a word without any, its first letter.
fn skeleton(letters: &str) -> String {
    let mut out = String::new();
    for letter in letters.chars() {
        let Some(group) = GROUPS.iter().find(|group| group.contains(letter)) else { continue };
        let group = group.chars().next().unwrap_or(letter);
        if out.ends_with(group) {
            continue;
        }
        out.push(group);
        if out.len() == CONSONANTS {
            break;
        }
    }
    if out.is_empty() { letters.chars().take(1).collect() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Key;

    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (Name::parse(a).blocks(), Name::parse(b).blocks());
        a.iter().any(|block| b.contains(block))
    }

    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Фёдор Чешуев", "Fjodor Tscheschujew"),
            ("Жандос Құлагеров", "Jandos Qūlagerov"),
            ("Уладзімір Марасаў", "Vladimir Morosov"),
            ("Ivo Varosov (a.k.a. Omar Meridi)", "Omar al-Meridi"),
            ("Serik Maratovich Varosov", "Varosov Serik"),
            ("Ihar Hladkevich", "Игорь Гладкевич"),
            ("Maxim Yakovlevich Varosevich", "Максим Варосевич"),
            ("Elena Petrovna", "Елена Петровна"),
        ] {
            assert!(meet(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn most_names_do_not_meet() {
        assert!(!meet("Ivo Varosov", "Ivo Meridin"));
        assert!(!meet("Orlan Varosov", "Darina Kelmar"));
    }

    #[test]
    fn every_letter_of_a_group_is_a_letter_of_keys() {
        let letters: String = GROUPS.concat();
        assert_eq!(Key::of(&letters).to_string(), letters);
        assert_eq!(letters.chars().collect::<BTreeSet<_>>().len(), letters.len());
    }
}
