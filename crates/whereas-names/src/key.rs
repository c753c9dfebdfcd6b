//! What is compared: a word in 31 letters of one alphabet, a few bytes long, without allocation.

use std::fmt;

/// The longest key; what is longer is cut.
pub const KEY_LETTERS_MAX: usize = 22;
/// How many codes a letter can have; 0 is no letter.
pub const CODES: usize = 32;
/// The letters that Latin has no single one for: sh, ch, zh, dzh, ts.
const CAPITALS: [char; 5] = ['S', 'C', 'Z', 'J', 'T'];

/// A folded word: lower-case letters and `S C Z J T`, each as a code from 1 to 31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Key {
    len: u8,
    codes: [u8; KEY_LETTERS_MAX],
}

/// The code of a letter of the alphabet of keys.
pub fn code(letter: char) -> Option<u8> {
    match letter {
        'a'..='z' => u8::try_from(letter as u32 - 'a' as u32 + 1).ok(),
        _ => CAPITALS.iter().zip(27u8..).find(|(capital, _)| **capital == letter).map(|(_, code)| code),
    }
}

fn is_vowel(code: u8) -> bool {
    "aeiou".contains(letter(code))
}

fn letter(code: u8) -> char {
    match code {
        1..=26 => char::from(b'a' + code - 1),
        _ => CAPITALS.get(usize::from(code.wrapping_sub(27))).copied().unwrap_or('?'),
    }
}

impl Key {
    /// A key from its letters; others are left out, and letters that stand twice count once.
    pub fn of(letters: &str) -> Self {
        let mut key = Self::default();
        letters.chars().filter_map(code).for_each(|code| key.push(code));
        key
    }

    /// The codes of its letters.
    pub fn codes(&self) -> &[u8] {
        self.codes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Whether it has no letter.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a letter, unless the last one is the same: romanisations double letters at will.
    fn push(&mut self, code: u8) {
        if self.codes().last() == Some(&code) {
            return;
        }
        if let Some(place) = self.codes.get_mut(usize::from(self.len)) {
            *place = code;
            self.len += 1;
        }
    }

    /// Its first letters.
    pub fn first(&self, letters: usize) -> Self {
        let mut key = Self::default();
        self.codes().iter().take(letters).for_each(|code| key.push(*code));
        key
    }

    /// What stands before an ending, if it ends so.
    pub fn before(&self, ending: &Key) -> Option<Self> {
        let stem = self.codes().strip_suffix(ending.codes())?;
        Some(self.first(stem.len()))
    }

    /// What stands behind a beginning, if it begins so.
    pub fn behind(&self, beginning: &Key) -> Option<Self> {
        let mut key = Self::default();
        self.codes().strip_prefix(beginning.codes())?.iter().for_each(|code| key.push(*code));
        Some(key)
    }

    /// Without the vowels at its end: "nikolai" and "nikola" (of "Nikolaevich") are one stem.
    pub fn without_last_vowels(&self) -> Self {
        let vowels = self.codes().iter().rev().take_while(|code| is_vowel(**code)).count();
        self.first(self.len() - vowels)
    }

    /// Its consonants: what romanisations keep when they disagree on the vowels.
    pub fn consonants(&self) -> Self {
        let mut key = Self::default();
        self.codes().iter().filter(|code| !is_vowel(**code)).for_each(|code| key.push(*code));
        key
    }

    /// This key and another one in one word.
    pub fn joined(&self, other: &Key) -> Self {
        let mut key = *self;
        other.codes().iter().for_each(|code| key.push(*code));
        key
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.codes().iter().try_for_each(|code| write!(f, "{}", letter(*code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_its_letters_and_drops_doubles() {
        assert_eq!(Key::of("SCerbba").to_string(), "SCerba");
        assert_eq!(Key::of("a-b c").to_string(), "abc");
        assert_eq!(Key::of(&"ab".repeat(40)).len(), KEY_LETTERS_MAX);
    }

    #[test]
    fn a_key_loses_its_ending() {
        assert_eq!(Key::of("borisoviC").before(&Key::of("oviC")), Some(Key::of("boris")));
        assert_eq!(Key::of("boris").before(&Key::of("oviC")), None);
        assert_eq!(Key::of("nikolai").without_last_vowels(), Key::of("nikol"));
    }
}
