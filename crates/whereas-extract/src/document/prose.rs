//! Prose: paragraphs, headings, furniture; a block is cut where furniture stands inside it.

use super::block::Block;
use super::{Draft, PassageKind, boilerplate};
use crate::scan::Scan;
use crate::{Layout, Span};

/// Reads a document of prose.
pub(super) fn passages(scan: &Scan<'_>, blocks: &[Block], title: &str) -> Vec<Draft> {
    blocks.iter().flat_map(|block| passage(scan, block, title)).collect()
}

/// Reads one block of prose.
pub(super) fn passage(scan: &Scan<'_>, block: &Block, title: &str) -> Vec<Draft> {
    let words = block.words(scan);
    let whole = |kind| vec![draft(kind, block.span, block)];
    if block.layout == Layout::Furniture
        || boilerplate::is_line(scan, block)
        || boilerplate::discloses(scan, block)
    {
        return whole(PassageKind::Boilerplate);
    }
    if !title.is_empty() && super::same_words(words, title) {
        return vec![draft(PassageKind::Title, unmarked(scan, block.span), block)];
    }
    if block.layout == Layout::Footnote {
        let mark = super::note::number_at(words);
        let (num, len) = mark.map_or((String::new(), 0), |(number, len)| (format!("({number})"), len));
        let blanks = words[len..].len() - words[len..].trim_start().len();
        let start = block.span.start + (len + blanks) as u32;
        return vec![Draft {
            kind: PassageKind::Footnote,
            num,
            lang: block.lang,
            label: Span::new(block.span.start, block.span.start + len as u32),
            span: Span::new(start.min(block.span.end), block.span.end),
        }];
    }
    if block.layout == Layout::Heading || is_heading(words) {
        return whole(PassageKind::Heading);
    }
    cut(scan, block)
}

/// A line without the marks of Markdown before its words ("# Title").
fn unmarked(scan: &Scan<'_>, span: Span) -> Span {
    let words = span.of(scan.text);
    let bare = words.trim_start_matches(['#', ' ']);
    Span::new(span.start + (words.len() - bare.len()) as u32, span.end)
}

/// A heading is shorter than this.
const HEADING_CHARS_MAX: usize = 149;

/// A short line without an end, in capitals or in Markdown's marks.
fn is_heading(words: &str) -> bool {
    let bare = words.trim_matches(['*', '#', '_', ' ']);
    if bare.chars().nth(HEADING_CHARS_MAX).is_some() {
        return false;
    }
    let marked = words.starts_with('#') || words.starts_with("**") && words.ends_with("**");
    let letters = bare.chars().filter(|c| c.is_alphabetic());
    let upper = letters.clone().count() > 3 && letters.clone().all(char::is_uppercase);
    let unended = !bare.ends_with(['.', '!', '?', ';', ':', ',', '”', '"', '…']);
    marked || upper || unended && bare.split_whitespace().count() <= 12
}

fn cut(scan: &Scan<'_>, block: &Block) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut from = block.span.start;
    for piece in boilerplate::inside(scan, block) {
        out.extend(
            trimmed(scan, Span::new(from, piece.start)).map(|span| draft(PassageKind::Body, span, block)),
        );
        out.push(draft(PassageKind::Boilerplate, piece, block));
        from = piece.end;
    }
    out.extend(
        trimmed(scan, Span::new(from, block.span.end)).map(|span| draft(PassageKind::Body, span, block)),
    );
    out
}

fn trimmed(scan: &Scan<'_>, span: Span) -> Option<Span> {
    let words = span.of(scan.text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    let end = start + words.trim().len() as u32;
    (start < end).then(|| Span::new(start, end))
}

fn draft(kind: PassageKind, span: Span, block: &Block) -> Draft {
    Draft { kind, num: String::new(), lang: block.lang, label: Span::new(span.start, span.start), span }
}
