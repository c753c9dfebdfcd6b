//! Blocks: the paragraphs of the source, as its layout or its blank lines and line ends part them.

use super::mark;
use crate::pack::lexicon::ANY_PACK;
use crate::pack::{Class, Packs};
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
pub(super) fn blocks(text: &Text, packs: &'static Packs) -> Vec<Block> {
    if !text.layout.is_empty() {
        let keep = |&(span, layout): &(Span, Layout)| block(&text.text, span, layout);
        return text.layout.iter().filter_map(keep).collect();
    }
    // What a collection put before the text is no content, where the text runs on behind it.
    let skipped = collected_on(&text.text, packs).map_or(0, |(_, end)| end);
    let skipped = if text.text.as_bytes().get(skipped) == Some(&b' ') { skipped + 1 } else { 0 };
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
        let joins = numbers || at > 0 && wrapped && !begins_item(line.words, lines[at - 1].words, packs);
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

/// The longest head of a line that is looked at before its language is known, in bytes.
const HEAD_BYTES_MAX: usize = 60;

/// Length of a day as ISO 8601 writes it.
const DAY_BYTES: usize = 10;

/// "date 2024-11-27 In June, …": the day that a collection put before the text, and one past its last byte.
pub(super) fn collected_on<'t>(text: &'t str, packs: &'static Packs) -> Option<(&'t str, usize)> {
    let words = text.trim_start();
    let start = words.bytes().take(HEAD_BYTES_MAX).position(|byte| byte == b' ')? + 1;
    let day = words.get(start..start + DAY_BYTES)?;
    day.parse::<jiff::civil::Date>().ok()?;
    let end = text.len() - words.len() + start + DAY_BYTES;
    mark::begins_with(&Scan::new(&words[..start], packs), 0, ANY_PACK, "collected").then_some((day, end))
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
fn begins_item(line: &str, before: &str, packs: &'static Packs) -> bool {
    let labelled = super::label::label(line).map(|label| label.rest < line.len());
    labelled.unwrap_or_else(|| leads_item(line, packs)) && ends_item(before, packs)
}

/// "Whereas …", "Resolved, …": words with a capital by which an item without a label begins.
fn leads_item(line: &str, packs: &'static Packs) -> bool {
    let head = &line[..line.floor_char_boundary(HEAD_BYTES_MAX)];
    head.starts_with(char::is_uppercase) && mark::begins_with(&Scan::new(head, packs), 0, ANY_PACK, "item")
}

/// Whether a line ends as an item does before the next one: with a mark, or with "and".
fn ends_item(line: &str, packs: &'static Packs) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    line.ends_with([';', '.', ':', ',', '?', '!', '-', '–', '—'])
        || last.len() <= HEAD_BYTES_MAX && Scan::new(last, packs).class(0, Class::And, ANY_PACK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let text = Text { text: text.to_owned(), ..Text::default() };
        blocks(&text, Packs::shipped()).iter().map(|block| block.span.of(&text.text).to_owned()).collect()
    }

    #[test]
    fn wrapped_items_begin_by_the_words_of_the_packs() {
        let wrapped = "Whereas the Assembly of the Union met the delegation of the Government of\n\
            Varosia in the spring of the year, and the delegation gave no answer to it;\n\
            Whereas the list of prisoners was not published by the Government of the\n\
            Republic, which it had promised; and\n\
            Whereas the Assembly wants to understand\n\
            Whereas no line ends an item here: Now, therefore, be it\n\
            Resolved, That the Assembly urges Varosia to publish the list without delay, and\n\
            1. asks the Council to report on this.";
        let heads: Vec<String> =
            words(wrapped).iter().map(|block| block.chars().take(16).collect()).collect();
        assert_eq!(heads, ["Whereas the Asse", "Whereas the list", "Whereas the Asse", "1. asks the Coun"]);
        let ended = wrapped.replace("be it\n", "be it:\n");
        assert!(words(&ended).iter().any(|block| block.starts_with("Resolved, That")));
    }

    #[test]
    fn what_a_collection_put_before_the_text_is_its_day_and_no_content() {
        let on = |text| collected_on(text, Packs::shipped());
        assert_eq!(on(" date 2024-11-27 In June"), Some(("2024-11-27", 16)));
        assert_eq!([on("date 2024-13-27 In"), on("update 2024-11-27 In"), on("date")], [None; 3]);
        assert_eq!(words("date 2024-11-27 In June it met."), ["In June it met."]);
        assert_eq!(words("date 2024-11-27\n\nIt met."), ["date 2024-11-27", "It met."]);
    }

    fn cut(text: &str) -> Vec<String> {
        words(text).iter().map(|block| crate::fold_blanks(block)).collect()
    }

    #[test]
    fn a_number_on_a_line_of_its_own_numbers_the_next() {
        let text = "2. \nThe Meridian Union met.\n\n(a) \nA report;\n\n17\nThe page begins here.";
        assert_eq!(cut(text), ["2. The Meridian Union met.", "(a) A report;", "17", "The page begins here."]);
    }
}
