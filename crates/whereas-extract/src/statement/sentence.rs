//! Sentences: where a passage may be cut.

use std::ops::Range;

use crate::pack::Pack;
use crate::scan::{Kind, Scan};

/// Cuts the tokens of a passage into sentences.
///
/// A point ends a sentence unless it closes an abbreviation or an initial, or the next word goes on in lower case.
pub(crate) fn sentences(scan: &Scan<'_>, tokens: Range<usize>, pack: u8) -> Vec<Range<usize>> {
    let pack = scan.packs.pack(pack);
    let mut out = Vec::new();
    let mut start = tokens.start;
    let mut at = tokens.start;
    while at < tokens.end {
        if scan.tokens[at].paragraph && at > start && !goes_on(scan, at, &tokens) {
            out.push(start..at);
            start = at;
        }
        if !ends_here(scan, at, tokens.end, pack) {
            at += 1;
            continue;
        }
        at += 1;
        // Closing quotation marks and brackets belong to the sentence.
        while at < tokens.end && closes(scan, at) {
            at += 1;
        }
        out.push(start..at);
        start = at;
    }
    if start < tokens.end {
        out.push(start..tokens.end);
    }
    out
}

/// Whether a sentence goes on over a blank line or a page: it has no end before it and a small letter behind it.
fn goes_on(scan: &Scan<'_>, at: usize, passage: &Range<usize>) -> bool {
    // "… when we 2 met in Kelmar": the number of a page, which stands alone, parts nothing.
    let alone = |number: usize| {
        let behind = number + 1 < passage.end && scan.tokens[number + 1].paragraph;
        behind && scan.tokens[number].kind == Kind::Number && scan.tokens[number].paragraph
    };
    let (before, next) = match (alone(at), alone(at - 1)) {
        (true, _) => (at - 1, at + 1),
        (false, true) if at > passage.start + 1 => (at - 2, at),
        _ => (at - 1, at),
    };
    let open = matches!(
        scan.tokens[before].kind,
        Kind::Word | Kind::Number | Kind::Punctuation(b',' | b'-' | b'\'')
    );
    open && scan.is_word(next) && scan.word(next).starts_with(char::is_lowercase)
}

fn closes(scan: &Scan<'_>, at: usize) -> bool {
    let token = scan.tokens[at];
    token.glued
        && (matches!(token.kind, Kind::Punctuation(b'"' | b'\'' | b')' | b']' | b'.' | b'!' | b'?'))
            || token.kind == Kind::NoteMark)
}

/// Whether a sentence ends at token `at` of a text that ends before token `end`.
pub(super) fn ends_here(scan: &Scan<'_>, at: usize, end: usize, pack: Option<&Pack>) -> bool {
    match scan.tokens[at].kind {
        Kind::Punctuation(b'!' | b'?') => next_begins(scan, at, end),
        Kind::Punctuation(b'.') => {
            let glued = scan.tokens[at].glued;
            let closed = at + 1 < end
                && matches!(scan.tokens[at + 1].kind, Kind::Punctuation(b'"'))
                && scan.tokens[at + 1].glued;
            !(glued && !closed && at > 0 && abbreviates(scan, at - 1, pack)) && next_begins(scan, at, end)
        }
        _ => false,
    }
}

/// Whether what follows can begin a sentence.
fn next_begins(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let mut next = at + 1;
    while next < end && closes(scan, next) {
        next += 1;
    }
    let Some(token) = scan.tokens.get(next).filter(|_| next < end) else { return true };
    if token.glued && token.kind != Kind::Punctuation(b'_') {
        // "p.83", "U.S."; but "(2).The" happens where pages lost a blank.
        return token.kind == Kind::Word
            && token.capital
            && !scan.tokens[at - usize::from(at > 0)].upper
            && scan.word(next).len() > 2;
    }
    match token.kind {
        Kind::Word => token.capital || token.word == 0 && !scan.word(next).starts_with(char::is_lowercase),
        Kind::Number | Kind::Punctuation(_) => true,
        Kind::NoteMark => true,
    }
}

fn abbreviates(scan: &Scan<'_>, at: usize, pack: Option<&Pack>) -> bool {
    let token = scan.tokens[at];
    if token.kind != Kind::Word {
        return false;
    }
    let word = scan.word(at);
    // An initial: "A. B. Orlo"; "U.S." goes on unless a capital article follows.
    if word.chars().count() == 1 && token.capital && word != "I" {
        return true;
    }
    pack.is_some_and(|pack| pack.abbreviations.contains(&crate::scan::fold_term(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;
    use crate::pack::Packs;

    fn cut(text: &str) -> Vec<String> {
        let scan = Scan::new(text, Packs::shipped());
        let pack = scan.packs.index(Lang::EN);
        sentences(&scan, 0..scan.tokens.len(), pack)
            .into_iter()
            .map(|r| scan.span(r.start, r.end).of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_sentence_goes_on_over_a_page() {
        assert_eq!(
            cut("She is an outstanding\n\njudge.\n\nThe list\n\nAnnex"),
            ["She is an outstanding\n\njudge.", "The list", "Annex"]
        );
    }

    #[test]
    fn a_sentence_does_not_look_past_its_passage() {
        let text = "The list\n\n2\n\nand more";
        let scan = Scan::new(text, Packs::shipped());
        let ends: Vec<usize> =
            sentences(&scan, 0..3, scan.packs.index(Lang::EN)).iter().map(|r| r.end).collect();
        assert_eq!(ends, [2, 3]);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            cut("Mr. A. B. Orlo spoke on Art. 132(4), p. 83. He said “No.” Then he left. In 2021 it rained."),
            [
                "Mr. A. B. Orlo spoke on Art. 132(4), p. 83.",
                "He said “No.”",
                "Then he left.",
                "In 2021 it rained."
            ]
        );
    }
}
