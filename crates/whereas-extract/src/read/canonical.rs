//! Puts canonical text together and remembers the way back.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::SourceMap;

/// Canonical text while it grows.
#[derive(Debug, Default)]
pub(super) struct Canonical {
    /// NFC, LF.
    pub text: String,
    /// The way back.
    pub map: SourceMap,
}

impl Canonical {
    /// Adds a piece that was read at byte `source`.
    pub fn push(&mut self, piece: &str, source: usize) {
        if piece.is_empty() {
            return;
        }
        if !self.text.is_empty() && piece.chars().next().is_some_and(joins) {
            return self.push_joined(piece, source);
        }
        self.map.push(self.text.len(), source);
        if piece.is_ascii() || is_nfc_quick(piece.chars()) == IsNormalized::Yes {
            self.push_lines(piece, source);
        } else {
            for (line, at) in split_lines(piece) {
                self.map.push(self.text.len(), source + at);
                let start = self.text.len();
                let normal: String = line.nfc().collect();
                self.push_lines(&normal, source + at);
                debug_assert!(self.text.len() >= start);
            }
        }
    }

    /// Adds a piece that begins with an accent of the letter before it, as pages have it where markup parts them.
    fn push_joined(&mut self, piece: &str, source: usize) {
        let accents = piece.find(|letter| !joins(letter)).unwrap_or(piece.len());
        let start =
            self.text.char_indices().rev().find(|(_, letter)| !joins(*letter)).map_or(0, |(at, _)| at);
        let came_from = self.map.source(start as u32).unwrap_or(0);
        let letter = self.text.split_off(start);
        self.map.push(start, came_from as usize);
        self.text.extend(letter.chars().chain(piece[..accents].chars()).nfc());
        self.push(&piece[accents..], source + accents);
    }

    /// Adds text that is NFC already; CR and CRLF become LF, form feeds too.
    fn push_lines(&mut self, piece: &str, source: usize) {
        let mut rest = piece;
        let mut at = source;
        while let Some(stop) = memchr::memchr3(b'\r', 0x0C, 0, rest.as_bytes()) {
            self.text.push_str(&rest[..stop]);
            let mut taken = stop + 1;
            match rest.as_bytes()[stop] {
                0 => self.text.push('\u{FFFD}'),
                b'\r' if rest.as_bytes().get(stop + 1) == Some(&b'\n') => {
                    taken += 1;
                    self.text.push('\n');
                }
                _ => self.text.push('\n'),
            }
            at += taken;
            rest = &rest[taken..];
            self.map.push(self.text.len(), at);
        }
        self.text.push_str(rest);
    }
}

/// Whether a letter may become one with the letter before it, or change places with it.
fn joins(letter: char) -> bool {
    !letter.is_ascii()
        && (canonical_combining_class(letter) != 0
            || is_nfc_quick(std::iter::once(letter)) != IsNormalized::Yes)
}

/// Lines of a piece with their offsets, line ends included.
fn split_lines(piece: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    piece.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (line, start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_its_accent_in_two_pieces_are_one() {
        let mut canonical = Canonical::default();
        canonical.push("Cafe", 3);
        canonical.push("\u{301}s \u{323}", 20);
        canonical.push("x", 40);
        assert_eq!(canonical.text, "Caf\u{e9}s \u{323}x");
        assert_eq!([2, 3, 5, 9].map(|at| canonical.map.source(at)), [5, 6, 22, 40].map(Some));
    }
}
