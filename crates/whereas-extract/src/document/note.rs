//! Footnotes: their numbers at the foot, and their marks in the text.

use crate::scan::{Kind, Scan};
use crate::{PassageKind, Span};

use super::Draft;

/// The number a footnote begins with, and the length of its mark: `(1)OJ C 23`, `1 OJ C 23`, `[1]`.
pub(super) fn number_at(words: &str) -> Option<(u32, usize)> {
    let (open, close) = match words.as_bytes().first()? {
        b'(' => (1, Some(')')),
        b'[' => (1, Some(']')),
        b'0'..=b'9' => (0, None),
        _ => return super_digits(words),
    };
    let digits = words[open..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let number = words[open..open + digits].parse().ok()?;
    let len = open + digits;
    match close {
        Some(mark) if words[len..].starts_with(mark) => Some((number, len + 1)),
        Some(_) => None,
        // A bare number is a note only where a blank and more than a word follow ("1 OJ C 23", not "1. Urges").
        None => words[len..].starts_with([' ', '\u{a0}', '\t']).then_some((number, len)),
    }
}

fn super_digits(words: &str) -> Option<(u32, usize)> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut number = 0;
    let mut len = 0;
    for c in words.chars() {
        let Some(digit) = RAISED.iter().position(|&raised| raised == c) else { break };
        number = number * 10 + digit as u32;
        len += c.len_utf8();
        if len > 9 {
            return None;
        }
    }
    (len > 0).then_some((number, len))
}

/// Splits a block of notes that run on in one line: number, its mark, begin, length of the mark with blanks, end.
pub(super) fn split(words: &str, before: u32) -> Vec<(u32, &str, usize, usize, usize)> {
    let mut starts: Vec<(u32, usize, usize)> = Vec::new();
    let mut next = before + 1;
    let mut at = 0;
    while at < words.len() {
        let boundary = at == 0 || words[..at].ends_with(['.', ' ', ';', ')', '\n', '\u{a0}', ',']);
        if boundary
            && words.is_char_boundary(at)
            && let Some((number, len)) = number_at(&words[at..])
            && number == next
            && (at == 0 || !words.as_bytes()[at].is_ascii_digit())
        {
            starts.push((number, at, len));
            next += 1;
            at += len;
            continue;
        }
        at += words[at..].chars().next().map_or(1, char::len_utf8);
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start.1).chain([words.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|((number, from, len), to)| {
            let blanks = words[from + len..to].len() - words[from + len..to].trim_start().len();
            (number, &words[from..from + len], from, len + blanks, to)
        })
        .collect()
}

/// Marks the numbers of footnotes glued to words of the text as such, so that they belong to no name and no number.
///
/// They come in order (`2019(1)`, `2013(2)` …), never behind the number of a provision (`Rule 144(5)`).
pub(super) fn mark_references(scan: &mut Scan<'_>, drafts: &[Draft]) {
    let notes = drafts.iter().filter(|draft| draft.kind == PassageKind::Footnote).count() as u32;
    if notes == 0 {
        return;
    }
    let body_end = drafts
        .iter()
        .find(|draft| draft.kind == PassageKind::Footnote)
        .map_or(scan.text.len() as u32, |draft| draft.label.start.min(draft.span.start));
    let mut next = 1;
    let end = scan.range(Span::new(0, body_end)).end;
    let mut at = 1;
    while at + 2 < end && next <= notes {
        let number: Option<u32> = scan.word(at + 1).parse().ok();
        let bracketed =
            scan.mark(at, b'(') && scan.mark(at + 2, b')') || scan.mark(at, b'[') && scan.mark(at + 2, b']');
        if bracketed && scan.tokens[at].glued && number == Some(next) && !behind_provision(scan, at - 1) {
            for token in &mut scan.tokens[at..at + 3] {
                token.become_note_mark();
            }
            next += 1;
            at += 3;
        } else {
            at += 1;
        }
    }
}

/// Whether token `at` is the number of a provision: a number that is no year.
fn behind_provision(scan: &Scan<'_>, at: usize) -> bool {
    let token = scan.tokens[at];
    token.kind == Kind::Number && token.span().len() != 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_in_one_line_part_at_their_numbers() {
        let words = "(1)OJ C 23, 21.1.2021, p. 83.(2) OJ C 45, 5.2.2016, p. 85.";
        let found: Vec<(u32, &str)> =
            split(words, 0).into_iter().map(|(n, _, from, rest, to)| (n, &words[from + rest..to])).collect();
        assert_eq!(found, [(1, "OJ C 23, 21.1.2021, p. 83."), (2, "OJ C 45, 5.2.2016, p. 85.")]);
    }
}
