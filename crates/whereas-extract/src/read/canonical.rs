//! Puts canonical text together and remembers the way back.

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

/// Lines of a piece with their offsets, line ends included.
fn split_lines(piece: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    piece.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (line, start)
    })
}
