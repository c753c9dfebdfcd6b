//! Tokens: words, numbers, marks.
//!
//! Hyphens always part words ("EU-Kazakhstan" is three tokens), and so do clitics that carry grammar ("’s", "l’"):
//! what belongs together is decided where it matters. A number keeps its inner points and commas ("8,000", "5.2.2016").

use crate::Span;
use crate::pack::lexicon::{ANY_PACK, Known, Lexicon, PACKED_BYTES_MAX};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with digits behind the first letter ("C5").
    Word,
    /// Digits, with inner points and commas.
    Number,
    /// One mark, folded to ASCII: quotation marks to `"` or `'`, dashes to `-` (short) or `_` (long).
    Punctuation(u8),
    /// A raised digit or the number of a footnote in brackets, glued to a word.
    NoteMark,
}

/// A token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Number in the lexicon, 0 for an unknown word.
    pub word: u32,
    /// Number of the longest known stem it begins with, 0 without one.
    pub stem: u32,
    /// The pack of the language it stands in, as far as that is known yet.
    pub pack: u8,
    /// The grammar classes of the word in that pack, as bits.
    pub classes: crate::pack::Classes,
    /// The forms of the verbs it can be in that pack.
    pub forms: u8,
    /// What it is.
    pub kind: Kind,
    /// Begins with a capital.
    pub capital: bool,
    /// All its letters are capitals, and there are two at least.
    pub upper: bool,
    /// A word of ASCII letters and digits alone, which is told by its number where it has one.
    pub plain: bool,
    /// No white space before it.
    pub glued: bool,
    /// A line ends before it.
    pub line: bool,
    /// A blank line lies before it.
    pub paragraph: bool,
}

impl Token {
    /// Puts it into a language: its grammar is that of the language's pack from now on.
    pub fn enter(&mut self, pack: u8, lexicon: &Lexicon) {
        self.pack = pack;
        let grammar = lexicon.grammar(self.word, pack);
        (self.classes, self.forms) = (grammar.classes, grammar.forms);
    }

    /// Makes it the number of a footnote, which belongs to no word.
    pub fn become_note_mark(&mut self) {
        self.kind = Kind::NoteMark;
        (self.word, self.stem, self.classes, self.forms) = (0, 0, 0, 0);
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Which bytes are ASCII letters and digits.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Longest word that is looked up, in bytes.
const WORD_BYTES_MAX: usize = 96;

/// The first `len` bytes, which are ASCII letters and digits, in lower case as the lexicon packs them; `None` where
/// they are too many or too near to the end of the text to be read at once.
fn packed_plain(bytes: &[u8], len: usize) -> Option<u128> {
    /// What makes a capital a small letter, and leaves small letters and digits as they are.
    const SMALL: u128 = u128::from_le_bytes([0x20; PACKED_BYTES_MAX]);
    let first: &[u8; PACKED_BYTES_MAX] = bytes.first_chunk()?;
    let beyond = PACKED_BYTES_MAX.checked_sub(len)? as u32 * 8;
    Some((u128::from_le_bytes(*first) | SMALL) << beyond >> beyond)
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut cutter = Cutter {
        text,
        bytes: text.as_bytes(),
        at: 0,
        lexicon,
        fold: String::with_capacity(WORD_BYTES_MAX),
        out: Vec::with_capacity(text.len() / 5),
        lines: 0,
        glued: false,
        plain: false,
    };
    cutter.run();
    cutter.look_up();
    cutter.out
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    lexicon: &'a Lexicon,
    fold: String,
    out: Vec<Token>,
    lines: u32,
    glued: bool,
    plain: bool,
}

impl Cutter<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => {
                    self.lines += 1;
                    self.glued = false;
                    self.at += 1;
                }
                b' ' | b'\t' => {
                    self.glued = false;
                    self.at += 1;
                }
                b'h' if self.address_end(self.at).is_some() => {
                    let end = self.address_end(self.at).unwrap_or(self.at + 1);
                    self.push(end, Kind::NoteMark, Known::default(), (false, false));
                }
                b']' if self.link_end().is_some() => {
                    let end = self.link_end().unwrap_or(self.at + 1);
                    self.push(end, Kind::NoteMark, Known::default(), (false, false));
                }
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'0'..=b'9' => self.number(),
                0..=127 => self.mark(self.at + 1, byte),
                _ => self.wide(),
            }
        }
    }

    /// One past a web address that begins at `at`: no words of the text.
    fn address_end(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        if !rest.starts_with("https://") && !rest.starts_with("http://") {
            return None;
        }
        let len = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"' | ']'))
            .unwrap_or(rest.len());
        Some(at + len)
    }

    /// One past the target of a Markdown link: `](https://…)`.
    fn link_end(&self) -> Option<usize> {
        if self.bytes.get(self.at + 1) != Some(&b'(') {
            return None;
        }
        let end = self.address_end(self.at + 2)?;
        (self.bytes.get(end) == Some(&b')')).then_some(end + 1)
    }

    fn next_char(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    /// A character that is not ASCII.
    fn wide(&mut self) {
        let c = self.next_char();
        let end = self.at + c.len_utf8();
        if c.is_alphabetic() {
            self.word();
        } else if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}') {
            self.glued = false;
            self.at = end;
        } else if matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') {
            let digits = self.text[self.at..]
                .find(|c: char| !matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'))
                .map_or(self.text.len(), |len| self.at + len);
            self.push(digits, Kind::NoteMark, Known::default(), (false, false));
        } else if c.is_numeric() {
            self.mark(end, b'#');
        } else {
            self.mark(end, folded_mark(c));
        }
    }

    fn word(&mut self) {
        self.plain = true;
        if !self.plain_word() {
            self.plain = false;
            self.wide_word();
        }
        self.plain = false;
    }

    /// A word of ASCII letters and digits, as most are; false where an apostrophe or a wide letter is in it.
    fn plain_word(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|&byte| !ALPHANUMERIC[byte as usize]).unwrap_or(rest.len());
        if len == 0 || matches!(rest.get(len), Some(b'\'' | 128..)) {
            return false;
        }
        let word = &self.text[self.at..self.at + len];
        let capital = rest[0].is_ascii_uppercase();
        let upper = capital
            && !word.bytes().any(|b| b.is_ascii_lowercase())
            && word.bytes().filter(u8::is_ascii_alphabetic).count() >= 2;
        // Looked up with all others when the text is cut.
        self.push(self.at + len, Kind::Word, Known::default(), (capital, upper));
        true
    }

    /// Looks the plain words up. Apart from the cutting, so that the processor waits for many of them at a time.
    fn look_up(&mut self) {
        for token in self.out.iter_mut().filter(|token| token.plain) {
            let len = (token.end - token.start) as usize;
            let key = packed_plain(&self.bytes[token.start as usize..], len);
            let known = key.and_then(|key| self.lexicon.find_short(key)).unwrap_or_else(|| {
                self.fold.clear();
                self.fold.push_str(token.span().of(self.text));
                self.fold.make_ascii_lowercase();
                match key {
                    Some(_) => Known { word: 0, stem: self.lexicon.stem(&self.fold) },
                    None if len <= WORD_BYTES_MAX => self.lexicon.find(&self.fold),
                    None => Known::default(),
                }
            });
            (token.word, token.stem) = (known.word, known.stem);
        }
    }

    fn push_word(&mut self, end: usize, case: (bool, bool)) {
        let known = match self.fold.len() {
            0..=WORD_BYTES_MAX => self.lexicon.find(&self.fold),
            _ => Known::default(),
        };
        self.push(end, Kind::Word, known, case);
    }

    fn wide_word(&mut self) {
        let start = self.at;
        let mut end = start;
        self.fold.clear();
        let (mut letters, mut capitals, mut first_capital) = (0u32, 0u32, false);
        while let Some(&byte) = self.bytes.get(end) {
            if byte.is_ascii_alphanumeric() {
                let upper = byte.is_ascii_uppercase();
                first_capital |= upper && letters == 0;
                capitals += u32::from(upper);
                letters += u32::from(byte.is_ascii_alphabetic());
                self.fold.push(byte.to_ascii_lowercase() as char);
                end += 1;
            } else if byte < 128 {
                if byte == b'\'' && self.inner_apostrophe(end, 1) {
                    self.fold.push('\'');
                    end += 1;
                    continue;
                }
                break;
            } else {
                let c = self.text[end..].chars().next().unwrap_or(' ');
                if c == '’' && self.inner_apostrophe(end, c.len_utf8()) {
                    self.fold.push('\'');
                } else if c == '\u{AD}' {
                    // A soft hyphen is no part of the word.
                } else if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
                    let upper = c.is_uppercase();
                    first_capital |= upper && letters == 0;
                    capitals += u32::from(upper);
                    letters += 1;
                    fold_letter(c, &mut self.fold);
                } else {
                    break;
                }
                end += c.len_utf8();
            }
        }
        if end == start {
            end += self.next_char().len_utf8();
        }
        self.push_word(end, (first_capital, letters >= 2 && capitals == letters));
    }

    /// "don’t" is one word; "Kazakhstan’s" and "l’Union" are two, parted behind or before the apostrophe.
    fn inner_apostrophe(&self, at: usize, len: usize) -> bool {
        self.fold.ends_with('n') && matches!(self.bytes.get(at + len), Some(b't' | b'T'))
    }

    fn number(&mut self) {
        let mut end = self.at;
        while let Some(&byte) = self.bytes.get(end) {
            let inner =
                matches!(byte, b'.' | b',') && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_digit() && !inner {
                break;
            }
            end += 1;
        }
        let known = Known { stem: 0, ..self.lexicon.find(&self.text[self.at..end]) };
        self.push(end, Kind::Number, known, (false, false));
    }

    fn mark(&mut self, end: usize, mark: u8) {
        let known = Known { word: self.lexicon.mark(mark), stem: 0 };
        self.push(end, Kind::Punctuation(mark), known, (false, false));
    }

    fn push(&mut self, end: usize, kind: Kind, known: Known, (capital, upper): (bool, bool)) {
        let first = self.out.is_empty();
        self.out.push(Token {
            start: self.at as u32,
            end: end as u32,
            word: known.word,
            stem: known.stem,
            pack: ANY_PACK,
            classes: 0,
            forms: 0,
            kind,
            capital,
            upper,
            plain: self.plain,
            glued: self.glued,
            line: first || self.lines > 0,
            paragraph: first || self.lines > 1,
        });
        self.lines = 0;
        self.glued = true;
        self.at = end;
    }
}

/// Lower case; letters that fonts confuse become one (ş and ș in Romanian), and those that spellings exchange (ё and е
/// in Russian; î and â in Romanian, where "pînă" is the older spelling of "până").
pub(crate) fn fold_letter(c: char, out: &mut String) {
    match c {
        'ş' | 'Ş' => out.push('ș'),
        'ţ' | 'Ţ' => out.push('ț'),
        'ё' | 'Ё' => out.push('е'),
        'î' | 'Î' => out.push('â'),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Cuts a term of a pack into the words a text would be cut into.
pub(crate) fn term_words(term: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let folded = fold_term(term);
    for (at, c) in folded.char_indices() {
        let joins = c.is_alphanumeric()
            || (c == '\'' && open && folded[..at].ends_with('n') && folded[at + 1..].starts_with('t'))
            || (matches!(c, '.' | ',')
                && open
                && folded[..at].ends_with(|c: char| c.is_ascii_digit())
                && folded[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
        match words.last_mut() {
            Some(word) if joins && open => word.push(c),
            _ if c.is_whitespace() => {}
            _ => words.push(c.to_string()),
        }
        open = joins;
    }
    words
}

/// Folds a term of a pack as the words of a text are folded.
pub(crate) fn fold_term(term: &str) -> String {
    let mut out = String::with_capacity(term.len());
    for c in term.chars() {
        match c {
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‑' | '–' | '—' | '‐' => out.push('-'),
            '§' => out.push('^'),
            _ => fold_letter(c, &mut out),
        }
    }
    out
}

fn folded_mark(c: char) -> u8 {
    match c {
        '“' | '”' | '„' | '«' | '»' | '‟' | '″' => b'"',
        '‘' | '’' | '‚' | '‹' | '›' | '′' | 'ʼ' => b'\'',
        '‐' | '‑' | '−' => b'-',
        '–' | '—' | '―' => b'_',
        '…' => b'.',
        '§' => b'^',
        '€' | '£' | '¥' | '₸' | '₽' | '₴' => b'$',
        '•' | '·' | '▪' | '●' | '◦' | '‣' => b'*',
        _ => b'#',
    }
}
