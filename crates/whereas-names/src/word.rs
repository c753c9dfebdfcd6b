//! Cuts a name into its words, and keeps what the punctuation tells: initials, brackets, quotation marks, commas.

use unicode_normalization::UnicodeNormalization;

use crate::ending::{composed, is_patronymic};

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is written, in NFC, without points and quotation marks at its ends.
    pub text: String,
    /// One letter, or a few with a point behind them.
    pub initial: bool,
    /// In quotation marks or brackets: another name of the same person.
    pub aside: Aside,
    /// A comma follows.
    pub comma: bool,
    /// A hyphen, and no blank, joins it to the word before.
    pub joined: bool,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// In the name itself.
    None,
    /// In the n-th quotation marks.
    Quoted(u8),
    /// In the n-th brackets.
    Bracket(u8),
}

/// An abbreviated name has at most so many letters before its point: "Dzh."
const INITIAL_LETTERS_MAX: usize = 3;

const DOUBLE: &str = "\"“”„‟«»‹›「」″";
const SINGLE: &str = "'’‘‚‛`´ʼʹ′ʻʿʾ";
/// Whatever is written for a hyphen.
pub const HYPHENS: &str = "-‐‑‒–—";

struct Cutter {
    letters: Vec<char>,
    words: Vec<Word>,
    text: String,
    aside: Aside,
    /// How many brackets and quotation marks were opened.
    asides: u8,
    joined: bool,
    /// Letters before this place are read already.
    from: usize,
    /// How many double quotation marks are still to come; an odd one marks nothing.
    doubles: usize,
}

/// The words of a name.
pub fn words(name: &str) -> Vec<Word> {
    let letters: Vec<char> = name.nfc().collect();
    let doubles = letters.iter().filter(|letter| DOUBLE.contains(**letter)).count();
    let mut cutter = Cutter {
        letters,
        words: Vec::new(),
        text: String::new(),
        aside: Aside::None,
        asides: 0,
        joined: false,
        from: 0,
        doubles,
    };
    (0..cutter.letters.len()).for_each(|at| cutter.take(at));
    cutter.end(false);
    with_endings_joined(cutter.words)
}

/// "Varo oglu" is one word, as "Varooglu" is.
fn with_endings_joined(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        match joined.last_mut() {
            Some(last)
                if last.aside == word.aside && !last.comma && !last.initial && is_patronymic(&word.text) =>
            {
                last.text.push(' ');
                last.text.push_str(&word.text);
                last.comma = word.comma;
            }
            _ => joined.push(word),
        }
    }
    joined
}

impl Cutter {
    fn at(&self, at: Option<usize>) -> char {
        at.and_then(|at| self.letters.get(at)).copied().unwrap_or(' ')
    }

    /// How many letters from here belong to a title or to a word for "alias" that is written with points, hyphens or
    /// blanks: "a.k.a.", "г-н", "known as".
    fn composed(&self, at: usize) -> Option<usize> {
        let rest = self.letters.get(at..)?;
        let fits = |words: &&str| {
            let mut at = 0;
            for letter in words.chars() {
                let next = *rest.get(at)?;
                let same = match letter {
                    ' ' => next.is_whitespace(),
                    '-' => HYPHENS.contains(next),
                    _ => next.to_lowercase().eq(letter.to_lowercase()),
                };
                if !same {
                    return None;
                }
                at += 1;
                while letter == ' ' && rest.get(at).is_some_and(|next| next.is_whitespace()) {
                    at += 1;
                }
            }
            let ends = rest.get(at).is_none_or(|next| next.is_whitespace() || ",:;.)]".contains(*next));
            ends.then_some(at)
        };
        composed().iter().filter_map(fits).max()
    }

    fn take(&mut self, at: usize) {
        if at < self.from {
            return;
        }
        if self.text.is_empty()
            && !self.at(at.checked_sub(1)).is_alphabetic()
            && let Some(length) = self.composed(at)
        {
            self.from = at + length;
            self.text = self.letters.iter().skip(at).take(length).collect();
            self.end(false);
            return;
        }
        let letter = self.at(Some(at));
        let before = self.at(at.checked_sub(1));
        let after = self.at(Some(at + 1));
        match letter {
            _ if DOUBLE.contains(letter) => self.quote_double(),
            _ if SINGLE.contains(letter) => self.quote_single(at, before, after),
            _ if HYPHENS.contains(letter) => {
                self.end(false);
                self.joined = !before.is_whitespace() && !after.is_whitespace();
            }
            '(' | '[' => {
                self.end(false);
                self.aside = Aside::Bracket(self.opened());
            }
            ')' | ']' => {
                self.end(false);
                self.aside = Aside::None;
            }
            ',' | ';' => {
                self.end(false);
                if let Some(word) = self.words.last_mut() {
                    word.comma = true;
                }
            }
            '.' => {
                let letters = self.text.chars().count();
                self.end(letters > 0 && letters <= INITIAL_LETTERS_MAX);
            }
            _ if letter.is_whitespace() => self.end(false),
            _ => self.text.push(letter),
        }
    }

    /// The number of what opens here.
    fn opened(&mut self) -> u8 {
        self.asides = self.asides.saturating_add(1);
        self.asides
    }

    fn quote_double(&mut self) {
        self.end(false);
        self.aside = match self.aside {
            Aside::None if self.doubles > 1 => Aside::Quoted(self.opened()),
            Aside::Quoted(_) => Aside::None,
            aside => aside,
        };
        self.doubles = self.doubles.saturating_sub(1);
    }

    /// A single mark is an apostrophe, unless it opens before a word and another one closes behind a word.
    fn quote_single(&mut self, at: usize, before: char, after: char) {
        let closes = |at: usize| {
            let next = self.at(Some(at + 1));
            SINGLE.contains(self.at(Some(at)))
                && self.at(at.checked_sub(1)).is_alphabetic()
                && !next.is_alphabetic()
        };
        let opens = self.aside == Aside::None && !before.is_alphabetic() && after.is_alphabetic();
        if opens && (at + 1..self.letters.len()).any(closes) {
            self.end(false);
            self.aside = Aside::Quoted(self.opened());
        } else if matches!(self.aside, Aside::Quoted(_)) && before.is_alphabetic() && !after.is_alphabetic() {
            self.end(false);
            self.aside = Aside::None;
        }
    }

    fn end(&mut self, point: bool) {
        let text = std::mem::take(&mut self.text);
        let joined = std::mem::take(&mut self.joined);
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        if letters > 0 {
            let initial = point || letters == 1;
            self.words.push(Word { text, initial, aside: self.aside, comma: false, joined });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(name: &str) -> Vec<String> {
        let show = |word: &Word| {
            let aside = if word.aside == Aside::None { "" } else { "*" };
            let point = if word.initial { "." } else { "" };
            let comma = if word.comma { "," } else { "" };
            format!("{aside}{}{point}{comma}", word.text)
        };
        words(name).iter().map(show).collect()
    }

    #[test]
    fn initials_are_told_by_their_point_or_their_length() {
        assert_eq!(cut("A.B. Orlo"), ["A.", "B.", "Orlo"]);
        assert_eq!(cut("Yu. B Orlo"), ["Yu.", "B.", "Orlo"]);
    }

    #[test]
    fn quotation_marks_of_any_script_are_alike() {
        let all =
            ["Ivo \"Vano\" Orlo", "Ivo «Vano» Orlo", "Ivo “Vano” Orlo", "Ivo 'Vano' Orlo", "Ivo ‘Vano’ Orlo"];
        for name in all {
            assert_eq!(cut(name), ["Ivo", "*Vano", "Orlo"], "{name}");
        }
        assert_eq!(cut("Ba’ayo O'Varo"), ["Baayo", "OVaro"]);
        assert_eq!(cut("’Abdo Varo"), ["Abdo", "Varo"]);
    }

    #[test]
    fn brackets_hyphens_and_commas_are_kept_in_mind() {
        assert_eq!(cut("ORLO, Ivo-Maro (VARO)"), ["ORLO,", "Ivo", "Maro", "*VARO"]);
        assert_eq!(cut("Ivo Orlo (a.k.a. Vano)"), ["Ivo", "Orlo", "*a.k.a.", "*Vano"]);
    }
}
