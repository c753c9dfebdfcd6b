//! Page furniture in prose: lines that are furniture, and furniture inside a line of text.

use super::block::Block;
use crate::Span;
use crate::pack::Place;
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan};

/// Whether a whole block is furniture: a share bar, a reference number, a page number, "###".
pub(super) fn is_line(scan: &Scan<'_>, block: &Block) -> bool {
    let words = block.words(scan);
    if !words.chars().any(char::is_alphabetic) {
        return !words.contains(['?', '!']) || words.len() < 3;
    }
    let tokens = scan.range(block.span);
    if tokens.is_empty() {
        return true;
    }
    let opener = tokens.clone().find(|&at| scan.is_word(at)).unwrap_or(tokens.start);
    let marked = [tokens.start, opener].into_iter().flat_map(|at| scan.found_at(at)).any(|found| {
        let mark = scan.packs.marks.get(found.entry.payload as usize);
        found.entry.label == Label::Mark
            && mark.is_some_and(|mark| match mark.place {
                Place::Line => mark.what == "boilerplate" && found.end as usize + 1 >= tokens.end,
                Place::Begins => {
                    mark.what == "boilerplate" && words_in(scan, tokens.clone()) < MARKED_WORDS_MAX
                }
                Place::Title | Place::Anywhere => false,
            })
    });
    marked
        || is_reference(words)
        || is_address(words)
        || is_contents_line(words)
        || share_bar(scan, tokens.start).is_some_and(|end| end + 1 >= tokens.end)
}

/// The most words of a block that a mark at its beginning makes furniture.
const MARKED_WORDS_MAX: usize = 40;

fn words_in(scan: &Scan<'_>, tokens: std::ops::Range<usize>) -> usize {
    tokens.filter(|&at| scan.is_word(at) || scan.tokens[at].kind == Kind::Number).count()
}

/// A line of a table of contents: points lead from its words to the number of a page.
fn is_contents_line(words: &str) -> bool {
    if words.len() > ADDRESS_BYTES_MAX || !words.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let leader = words.find(".....").or_else(|| words.find("…..")).or_else(|| words.find("……"));
    let Some(leader) = leader else { return false };
    let page = words[leader..].trim_start_matches(['.', '…', ' ']);
    !page.chars().any(char::is_alphabetic)
}

/// Whether a short block says that the text is paid for: a label, no content.
pub(super) fn discloses(scan: &Scan<'_>, block: &Block) -> bool {
    let tokens = scan.range(block.span);
    tokens.len() < 60 && scan.marked(tokens).any(|at| super::mark::stands_at(scan, at, "sponsored"))
}

/// A number of the file, a time stamp, the name of a picture: few words, most of them with digits or underscores.
fn is_reference(words: &str) -> bool {
    if words.len() > 60 {
        return false;
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    if parts.len() > 4 {
        return false;
    }
    let coded =
        parts.iter().filter(|part| part.contains('_') || part.bytes().any(|b| b.is_ascii_digit())).count();
    let named = parts.iter().any(|part| part.chars().count() > 3 && part.chars().all(char::is_alphabetic));
    coded > 0 && !named && (words.contains('_') || parts.iter().any(|part| is_short_code(part)))
}

/// Nothing but the address of a page, with a day, a time or the number of a page beside it.
fn is_address(words: &str) -> bool {
    let host = |part: &str| part.contains("://") || part.starts_with("www.");
    let mut parts = words.split_whitespace();
    let addressed = words.len() <= ADDRESS_BYTES_MAX && (words.contains("://") || words.contains("www."));
    addressed
        && parts.all(|part| host(part) || !part.chars().any(char::is_alphabetic) || part.len() <= 2)
        && words.split_whitespace().any(host)
}

/// The longest line that is looked at as an address or a line of a table of contents, in bytes.
const ADDRESS_BYTES_MAX: usize = 300;

/// "FA", "AA", "al" before a number.
fn is_short_code(part: &str) -> bool {
    part.len() <= 3 && part.chars().all(|c| c.is_ascii_alphabetic())
}

/// Names of services that stand in a row where a page is shared: at least three in a row from token `at`.
fn share_bar(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !scan.starts(at, Label::Mark) {
        return None;
    }
    let mut end = at;
    let mut count = 0;
    while let Some(found) =
        scan.found_at(end).iter().filter(|f| is_mark(scan, f, "share")).max_by_key(|f| f.end)
    {
        end = found.end as usize;
        count += 1;
        while scan.mark(end, b',') || scan.mark(end, b'|') || scan.mark(end, b'*') {
            end += 1;
        }
    }
    (count >= 3).then_some(end)
}

fn is_mark(scan: &Scan<'_>, found: &crate::scan::Found, what: &str) -> bool {
    found.entry.label == Label::Mark
        && scan.packs.marks.get(found.entry.payload as usize).is_some_and(|mark| mark.what == what)
}

/// Stretches of furniture inside a block, in order.
pub(super) fn inside(scan: &Scan<'_>, block: &Block) -> Vec<Span> {
    let tokens = scan.range(block.span);
    let mut out = Vec::new();
    if scan.marked(tokens.clone()).next().is_none() && !block.words(scan).contains('[') {
        return out;
    }
    let mut at = tokens.start;
    while at < tokens.end {
        let end = if scan.starts(at, Label::Mark) {
            share_bar(scan, at).or_else(|| inline(scan, at, tokens.end))
        } else {
            None
        };
        let end = end.or_else(|| credit(scan, at, tokens.end));
        match end {
            Some(end) if end > at => {
                out.push(scan.span(at, end.min(tokens.end)));
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

/// Furniture that a mark opens: up to the end of its sentence, or only its words.
fn inline(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    if !scan.starts(at, Label::Mark) {
        return None;
    }
    let found = scan.found_at(at).iter().filter(|f| {
        f.entry.label == Label::Mark
            && scan.packs.marks.get(f.entry.payload as usize).is_some_and(|mark| {
                mark.place == Place::Anywhere
                    && matches!(mark.what.as_str(), "boilerplate" | "boilerplate-sentence" | "sponsored")
            })
    });
    let found = found.max_by_key(|f| f.end)?;
    let mark = scan.packs.marks.get(found.entry.payload as usize)?;
    let mut stop = found.end as usize;
    if mark.what == "boilerplate" {
        // "5min", ">>>" behind the words belong to them.
        while stop < end
            && (scan.mark(stop, b'>') || scan.tokens[stop].kind == Kind::Number && !scan.mark(stop + 1, b'-'))
        {
            stop += 1;
            while stop < end && scan.tokens[stop].glued {
                stop += 1;
            }
        }
        return Some(stop);
    }
    while stop < end && !scan.mark(stop, b'.') {
        stop += 1;
    }
    Some((stop + 1).min(end))
}

/// A photo credit: a few words in square brackets.
fn credit(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    if !scan.mark(at, b'[') || !scan.capital(at + 1) {
        return None;
    }
    let close = (at + 1..end.min(at + 8)).find(|&i| scan.mark(i, b']'))?;
    // "they rose. [Funding] fell", "said [Orlo] yesterday": words of an editor in a sentence.
    let sentence = scan.is_word(close + 1)
        && !scan.tokens[close + 1].paragraph
        && scan.word(close + 1).starts_with(char::is_lowercase);
    if sentence {
        return None;
    }
    let all_names = (at + 1..close).all(|i| scan.capital(i) || !scan.is_word(i));
    (all_names && !scan.tokens.get(close + 1).is_some_and(|token| token.glued && token.kind == Kind::Word))
        .then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_addresses_and_contents_are_furniture() {
        assert!(is_address("https://kelmar.example/speeches/a.html (1 of 4) [07/06/2002 3:42:43]"));
        assert!(is_address("www.kelmar.example"));
        assert!(!is_address("Read our letter at www.kelmar.example"));
        assert!(is_contents_line("A. Presentation by the State................ 5 -22 3"));
        assert!(!is_contents_line("We waited..... and then 5 came"));
    }
}
