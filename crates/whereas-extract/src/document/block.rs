//! Blocks: the paragraphs of the source, as its layout or its blank lines and line ends part them.

use crate::scan::Scan;
use crate::{Lang, Layout, Span, Text};

/// A paragraph of the source.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Where it stands, without white space around it.
    pub span: Span,
    /// What the layout said of it.
    pub layout: Layout,
    /// The language it stands in.
    pub lang: Lang,
}

impl Block {
    /// Its words.
    pub fn words<'t>(&self, scan: &Scan<'t>) -> &'t str {
        self.span.of(scan.text)
    }
}

/// Parts the text into blocks.
pub(super) fn blocks(text: &Text) -> Vec<Block> {
    if !text.layout.is_empty() {
        let keep = |&(span, layout): &(Span, Layout)| block(&text.text, span, layout);
        return text.layout.iter().filter_map(keep).collect();
    }
    // "date 2024-11-27 In June, …": what a collection put before the text is no content.
    let skipped = leading_date(&text.text);
    let lines = lines(&text.text);
    let wrapped = is_wrapped(&lines);
    let mut out: Vec<Block> = Vec::new();
    let mut start: Option<u32> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.words.is_empty() {
            if let Some(from) = start.take() {
                out.extend(block(&text.text, Span::new(from, line.span.start), Layout::Block));
            }
            continue;
        }
        let numbers = start.is_some() && at > 0 && is_lone_label(lines[at - 1].words);
        let joins = numbers || at > 0 && wrapped && !begins_item(line.words, lines[at - 1].words);
        if !joins && let Some(from) = start.take() {
            out.extend(block(&text.text, Span::new(from, line.span.start), Layout::Block));
        }
        start.get_or_insert(line.span.start.max(skipped as u32));
    }
    if let Some(from) = start {
        out.extend(block(&text.text, Span::new(from, text.text.len() as u32), Layout::Block));
    }
    super::page::mark_running(&text.text, &mut out);
    super::page::rejoin(&text.text, out)
}

/// Length of a leading `date YYYY-MM-DD` that runs into the text behind it.
fn leading_date(text: &str) -> usize {
    let words = text.trim_start();
    let lead = text.len() - words.len();
    let Some(rest) = words.strip_prefix("date ") else { return 0 };
    let iso = rest
        .bytes()
        .take(10)
        .enumerate()
        .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if iso && rest.as_bytes().get(10) == Some(&b' ') { lead + "date ".len() + 11 } else { 0 }
}

fn block(text: &str, span: Span, layout: Layout) -> Option<Block> {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    let end = start + words.trim().len() as u32;
    (start < end).then_some(Block { span: Span::new(start, end), layout, lang: Lang::UNKNOWN })
}

#[derive(Debug)]
struct Line<'t> {
    span: Span,
    words: &'t str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            Line { span: Span::new(start as u32, at as u32), words: line.trim() }
        })
        .collect()
}

/// The widest column at which files are wrapped by hand or by program.
const WRAP_COLUMNS_MAX: usize = 130;

/// Whether the lines were wrapped at a column, so that a line end inside a paragraph means nothing.
fn is_wrapped(lines: &[Line<'_>]) -> bool {
    let inner: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].words.is_empty() && !pair[1].words.is_empty())
        .map(|pair| pair[0].words.chars().take(WRAP_COLUMNS_MAX + 1).count())
        .collect();
    if inner.is_empty() {
        return false;
    }
    let broken = lines
        .windows(2)
        .filter(|pair| !pair[0].words.is_empty() && pair[1].words.starts_with(char::is_lowercase))
        .count();
    let mut widths = inner.clone();
    widths.sort_unstable();
    let wide = widths[widths.len() * 9 / 10];
    let full = inner.iter().filter(|&&width| width * 4 >= wide * 3).count();
    wide <= WRAP_COLUMNS_MAX && (full * 2 > inner.len() || broken * 3 > inner.len())
}

/// Whether a line is nothing but the number of what stands on the next: "2.", "(a)". A page number has no point.
fn is_lone_label(line: &str) -> bool {
    super::label::label(line)
        .is_some_and(|label| label.rest >= line.len() && label.kind != super::label::LabelKind::Dash)
}

/// Whether a line in a wrapped paragraph begins an item of its own.
fn begins_item(line: &str, before: &str) -> bool {
    let ended = before.ends_with([';', '.', ':', ',', '?', '!', '-', '–', '—']) || before.ends_with("and");
    let Some(label) = super::label::label(line) else {
        return ended && (line.starts_with("Whereas ") || line.starts_with("Resolved"));
    };
    ended && label.rest < line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let text = Text { text: text.to_owned(), ..Text::default() };
        blocks(&text).iter().map(|block| crate::fold_blanks(block.span.of(&text.text))).collect()
    }

    #[test]
    fn a_number_on_a_line_of_its_own_numbers_the_next() {
        let text = "2. \nThe Meridian Union met.\n\n(a) \nA report;\n\n17\nThe page begins here.";
        assert_eq!(cut(text), ["2. The Meridian Union met.", "(a) A report;", "17", "The page begins here."]);
    }
}
