//! What pages leave in plain text: running lines, page numbers, paragraphs cut in two, lines set apart by blank ones.

use std::collections::BTreeMap;

use super::block::Block;
use crate::{Layout, Span};

/// How often a line stands before it is one that runs over the pages.
const RUNNING_TIMES_MIN: usize = 3;

/// The longest line that runs over the pages, in bytes.
const RUNNING_BYTES_MAX: usize = 160;

/// The fewest words of a running line without a figure: a speaker's name comes again and again too.
const RUNNING_WORDS_MIN: usize = 4;

/// Marks as furniture the lines that come again on every page.
pub(super) fn mark_running(text: &str, blocks: &mut [Block]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks.iter() {
        if let Some(line) = running_line(block.span.of(text)) {
            *times.entry(line).or_default() += 1;
        }
    }
    times.retain(|_, times| *times >= RUNNING_TIMES_MIN);
    if times.is_empty() {
        return;
    }
    for block in blocks {
        if running_line(block.span.of(text)).is_some_and(|line| times.contains_key(&line)) {
            block.layout = Layout::Furniture;
        }
    }
}

/// A line that could run over the pages, all its figures alike; `None` for words that somebody says.
fn running_line(words: &str) -> Option<String> {
    let says = words.ends_with(['.', '!', '?', ':', ';', '”', '"']) && !words.ends_with("...");
    if words.len() > RUNNING_BYTES_MAX || says || words.contains('\n') || super::label::label(words).is_some()
    {
        return None;
    }
    let figure = words.bytes().any(|b| b.is_ascii_digit());
    let long = figure || words.split_whitespace().nth(RUNNING_WORDS_MIN - 1).is_some();
    let letters = words.chars().any(char::is_alphabetic);
    if !long || !letters {
        return None;
    }
    Some(match page_of_pages(words) {
        Some(page) => format!("{}0{}", &words[..page.start], &words[page.end..]),
        None => words.to_owned(),
    })
}

/// The number of the page in "Page 9 of 12" or "9/12": "Page 10 of 12" is the same line.
/// "Article 10" is another line than "Article 9".
fn page_of_pages(words: &str) -> Option<std::ops::Range<usize>> {
    const LINK_BYTES_MAX: usize = 6;
    let bytes = words.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = 0;
    while at < bytes.len() {
        let end = at + digits(at);
        if end == at {
            at += 1;
            continue;
        }
        let link =
            bytes[end..].iter().take_while(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'/')).count();
        if (1..=LINK_BYTES_MAX).contains(&link) && digits(end + link) > 0 {
            return Some(at..end);
        }
        at = end;
    }
    None
}

/// The shortest line that may have been cut by the edge of a page, in bytes.
const CUT_BYTES_MIN: usize = 60;

/// Joins the halves of paragraphs that a page or a blank line cut in two, over a page number between them.
pub(super) fn rejoin(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let spaced = is_double_spaced(text, &blocks);
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let words = block.span.of(text);
        let numbered = out.last().is_some_and(|last| is_page_number(last.span.of(text)));
        let before = if numbered { out.len().checked_sub(2) } else { out.len().checked_sub(1) };
        if let Some(before) = before
            && out[before].layout == Layout::Block
            && block.layout == Layout::Block
            && goes_on(out[before].span.of(text), words, spaced)
        {
            out.truncate(before + 1);
            out[before].span = Span::new(out[before].span.start, block.span.end);
            continue;
        }
        out.push(block);
    }
    out
}

/// Whether words go on behind others that were cut: these have no end, and a small letter follows.
fn goes_on(before: &str, words: &str, spaced: bool) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    // "by 2012-13." and "reach 0.42 per cent" are cut before a figure, which is no number of a paragraph.
    let figure = spaced && (before.ends_with(['-', '–']) || words.starts_with("0."));
    if line.len() < CUT_BYTES_MIN || !figure && super::label::label(words).is_some() {
        return false;
    }
    let open = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '’'));
    // "by Ana Demir" below a headline is a line of its own.
    let sentence = words.len() >= CUT_BYTES_MIN || words.ends_with(['.', '!', '?', ';', ':', '”', '"']);
    let small = words.starts_with(char::is_lowercase) && !words.starts_with("o ");
    open && small && sentence || spaced && (open || before.ends_with(','))
}

/// "12", "- 12 -": the number of a page and nothing else.
pub(super) fn is_page_number(words: &str) -> bool {
    let bare = words.trim_matches(['-', '–', '—', ' ', '|']);
    (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

/// The fewest cut lines by which a text counts as double-spaced.
const CUT_LINES_MIN: usize = 8;

/// The widest line of a page, in characters.
const LINE_CHARS_MAX: usize = 130;

/// Whether a blank line stands behind every line of a page: most lines are full and have no end.
fn is_double_spaced(text: &str, blocks: &[Block]) -> bool {
    let lines = blocks.iter().map(|block| block.span.of(text));
    let (mut full, mut cut, mut wide) = (0usize, 0usize, 0usize);
    for line in lines.filter(|line| line.len() >= CUT_BYTES_MIN) {
        full += 1;
        wide += usize::from(line.chars().nth(LINE_CHARS_MAX).is_some() || line.contains('\n'));
        cut += usize::from(line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-')));
    }
    cut >= CUT_LINES_MIN && cut * 2 > full && wide * 10 < full
}

#[cfg(test)]
mod tests {
    use super::super::block::blocks;
    use super::*;
    use crate::Text;
    use crate::pack::Packs;

    fn cut(text: &str) -> Vec<(String, bool)> {
        let text = Text { text: text.to_owned(), ..Text::default() };
        let words = |block: &Block| crate::fold_blanks(block.span.of(&text.text));
        blocks(&text, Packs::shipped())
            .iter()
            .map(|block| (words(block), block.layout == Layout::Furniture))
            .collect()
    }

    #[test]
    fn a_paragraph_goes_on_behind_a_page_number() {
        let text = "Varosia will send its report to the Assembly of the Meridian Union, as it said when we\n\n\
                    2\n\nmet in Kelmar last year.\n\n3\n\nThe next paragraph is another.";
        let words: Vec<String> = cut(text).into_iter().map(|(words, _)| words).collect();
        assert_eq!(words.len(), 3, "{words:?}");
        assert!(words[0].ends_with("when we 2 met in Kelmar last year."));
        let head = "Meridian Union and Varosia agree on a new road between their capitals\n\nby Ana Demir\n\n\
                    The road is long.";
        assert_eq!(cut(head).len(), 3);
    }

    #[test]
    fn lines_with_a_blank_line_behind_each_make_paragraphs() {
        let lines = |n: u32| {
            format!(
                "The Government of Varosia will invest a further {n} over four years in schools and in\n\n\
                 Kelmar, where the need is greatest.\n\n"
            )
        };
        let last =
            "Varosia has told the Assembly that the share of schools with a roof will rise by 2012-\n\n13.";
        let text = format!("Better schools\n\n{}{last}", (1..10).map(lines).collect::<String>());
        let found = cut(&text);
        assert_eq!(found.len(), 11, "{found:?}");
        assert!(found[1].0.ends_with("schools and in Kelmar, where the need is greatest."));
    }

    #[test]
    fn a_line_that_comes_on_every_page_is_furniture() {
        let page = |n: u32| {
            format!(
                "The Assembly has heard the minister, number {n}.\n\nPage {n} of 3 Visit to Kelmar > Ana Demir\n\n\
                 JOURNALIST:\n\nThank you.\n\n"
            )
        };
        let text: String = (1..=3).map(page).collect();
        let furniture: Vec<String> =
            cut(&text).into_iter().filter(|(_, furniture)| *furniture).map(|(words, _)| words).collect();
        assert_eq!(furniture.len(), 3, "{furniture:?}");
        assert!(furniture.iter().all(|line| line.starts_with("Page ")));
    }
}
