//! Review reports: numbered paragraphs, and recommendations numbered anew below the paragraph that introduces them.
//!
//! How a source parts its lines says little here, so the numbers decide: a number that goes on counting begins a
//! paragraph or an item, wherever in a block it stands. Item "1." below paragraph 95 gets the number 95.1.

use super::block::Block;
use super::{Draft, PassageKind, bracket, prose};
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan};
use crate::{Lang, Layout, Span};

/// The mark of a paragraph that introduces recommendations.
const LEAD: &str = "review-lead";

/// How many tokens may lie between the words that introduce recommendations and the first of them.
const LEAD_TOKENS_MAX: usize = 160;

/// How many tokens the first recommendation is read for the State that makes it.
const FIRST_ITEM_TOKENS_MAX: usize = 160;

/// How many numbers a report may leave out and still be followed.
const GAP_MAX: u32 = 3;

/// Whether the text lists recommendations, each with the States that make it.
pub(super) fn is_review(scan: &Scan<'_>) -> bool {
    scan.marked(0..scan.tokens.len()).any(|at| is_lead(scan, at) && lists_states(scan, at))
}

/// Whether words at token `at` introduce recommendations.
fn is_lead(scan: &Scan<'_>, at: usize) -> bool {
    super::mark::stands_at(scan, at, LEAD)
}

/// Whether a first item follows, with a State in brackets.
fn lists_states(scan: &Scan<'_>, lead: usize) -> bool {
    let items = lead + 1..scan.tokens.len().min(lead + LEAD_TOKENS_MAX);
    let Some(item) = items
        .into_iter()
        .find(|&at| may_begin(scan, at) && Number::at(scan, at).is_some_and(|number| number.own == 1))
    else {
        return false;
    };
    (item..scan.tokens.len().min(item + FIRST_ITEM_TOKENS_MAX)).any(|at| {
        let state = (at + 1..at + 3).any(|inner| scan.starts(inner, Label::Place));
        // A State that no list has: a name alone in its brackets.
        let name = scan.capital(at + 1) && (scan.mark(at + 2, b')') || scan.mark(at + 3, b')'));
        scan.mark(at, b'(') && (state || name)
    })
}

/// Blocks at the beginning among which the title is looked for: letterheads are long.
const TITLE_BLOCKS_MAX: usize = 30;

/// Blocks that the title may run over, the name of the State the last.
const TITLE_LINES_MAX: usize = 4;

/// The title of a report with the name of the State under review, which stands on a line of its own.
pub(super) fn title(scan: &Scan<'_>, blocks: &[Block]) -> Option<Span> {
    let first = blocks.iter().take(TITLE_BLOCKS_MAX).position(|block| {
        let tokens = scan.range(block.span);
        super::mark::stands_at(scan, tokens.start, "review-title")
    })?;
    let lines = &blocks[first..blocks.len().min(first + TITLE_LINES_MAX)];
    let state = lines.iter().position(|block| is_state(scan, block));
    let last = lines.get(state.unwrap_or(0))?;
    Some(Span::new(blocks[first].span.start, last.span.end))
}

/// The body that publishes a report, as the letterhead above the title has it.
pub(super) fn publisher(scan: &Scan<'_>, blocks: &[Block], title: Span) -> Option<String> {
    let mut above = blocks.iter().take(TITLE_BLOCKS_MAX).take_while(|block| block.span.end <= title.start);
    let body = above.find_map(|block| {
        let first = scan.range(block.span).start;
        super::mark::end_at(scan, first, "review-publisher").map(|end| scan.span(first, end))
    })?;
    Some(crate::fold_blanks(body.of(scan.text)))
}

/// Whether a block is nothing but the name of a place, with a bracket behind it or not.
fn is_state(scan: &Scan<'_>, block: &Block) -> bool {
    let tokens = scan.range(block.span);
    let pack = scan.packs.index(block.lang);
    let Some(found) = scan.longest(tokens.start, Label::Place, pack) else { return false };
    let past = found.end as usize;
    scan.mark(past, b'(') || (past..tokens.end).all(|at| !scan.is_word(at))
}

/// A number that may begin a paragraph or an item: `95.`, `95.1`, `95.1.`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    /// What stands before the point: the paragraph of an item.
    above: Option<u32>,
    own: u32,
    /// One past its last token.
    end: usize,
}

impl Number {
    fn at(scan: &Scan<'_>, at: usize) -> Option<Number> {
        if scan.tokens.get(at)?.kind != Kind::Number {
            return None;
        }
        let word = scan.word(at);
        let dotted = scan.mark(at + 1, b'.') && scan.tokens[at + 1].glued;
        let end = at + 1 + usize::from(dotted);
        let parse = |digits: &str| (1..=3).contains(&digits.len()).then(|| digits.parse().ok()).flatten();
        match word.split_once('.') {
            Some((above, own)) => Some(Number { above: Some(parse(above)?), own: parse(own)?, end }),
            None => dotted.then_some(Number { above: None, own: parse(word)?, end }),
        }
    }
}

/// Whether a paragraph or an item may begin at token `at`: at the head of a line or behind the end of a clause.
fn may_begin(scan: &Scan<'_>, at: usize) -> bool {
    at == 0 || scan.tokens[at].line || ends_clause(scan, at - 1)
}

fn ends_clause(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.tokens[at].kind, Kind::Punctuation(b'.' | b';' | b':' | b')') | Kind::NoteMark)
}

/// Reads the passages of a review report.
pub(super) fn passages(scan: &Scan<'_>, blocks: &[Block], title: &str, head: Option<Span>) -> Vec<Draft> {
    let mut reader = Reader {
        scan,
        title,
        out: Vec::new(),
        between: Vec::new(),
        paragraph: 0,
        list: None,
        lead: false,
        lang: Lang::UNKNOWN,
    };
    for block in blocks {
        match head {
            Some(span) if span.start == block.span.start => reader.title(block, span),
            Some(span) if span.contains(block.span) => {}
            _ => reader.block(block),
        }
    }
    reader.out.append(&mut reader.between);
    reader.out.into_iter().flat_map(|draft| parts(scan, draft)).collect()
}

/// An item in which several States recommend several things is one passage for each; the number stands at the first.
fn parts(scan: &Scan<'_>, draft: Draft) -> Vec<Draft> {
    if draft.kind != PassageKind::Point {
        return vec![draft];
    }
    let parts = bracket::parts(scan, scan.range(draft.span), scan.packs.index(draft.lang));
    let starts: Vec<u32> = parts.iter().skip(1).map(|part| scan.tokens[part.tokens.start].start).collect();
    let first = starts.first().copied().unwrap_or(draft.span.end);
    let mut out =
        vec![Draft { span: trimmed(scan.text, Span::new(draft.span.start, first)), ..draft.clone() }];
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(draft.span.end);
        let span = trimmed(scan.text, Span::new(start, end));
        out.push(Draft { num: String::new(), label: Span::new(start, start), span, ..draft.clone() });
    }
    out
}

/// A list of recommendations.
#[derive(Debug, Clone, Copy)]
struct List {
    /// The number of the last item.
    item: u32,
    /// Items carry the number of their paragraph ("95.1").
    composed: bool,
}

struct Reader<'s, 't> {
    scan: &'s Scan<'t>,
    title: &'s str,
    out: Vec<Draft>,
    /// Furniture and notes behind a passage that may go on behind them.
    between: Vec<Draft>,
    /// The number of the last paragraph.
    paragraph: u32,
    list: Option<List>,
    /// The last paragraph introduces recommendations.
    lead: bool,
    /// The language of the last paragraph: an item of three words cannot tell its own.
    lang: Lang,
}

/// A label that was found: what it begins, its number, its first token and the first token behind it.
#[derive(Debug)]
struct Begin {
    kind: PassageKind,
    num: String,
    at: usize,
    end: usize,
}

impl Reader<'_, '_> {
    fn title(&mut self, block: &Block, span: Span) {
        let label = Span::new(span.start, span.start);
        self.out.append(&mut self.between);
        self.out.push(Draft { kind: PassageKind::Title, num: String::new(), lang: block.lang, label, span });
    }

    fn block(&mut self, block: &Block) {
        if matches!(block.layout, Layout::Furniture | Layout::Footnote) {
            return self.between.extend(prose::passage(self.scan, block, self.title));
        }
        let tokens = self.scan.range(block.span);
        let mut begins: Vec<Begin> = Vec::new();
        for at in tokens.clone() {
            self.lead |= is_lead(self.scan, at);
            let head = at == tokens.start;
            if let Some(begin) = self.begin(at, head, tokens.end) {
                begins.push(begin);
            }
        }
        let first = begins.first().map_or(block.span.end, |begin| self.scan.tokens[begin.at].start);
        self.unlabelled(block, Span::new(block.span.start, first));
        for (n, begin) in begins.iter().enumerate() {
            let end = begins.get(n + 1).map_or(block.span.end, |next| self.scan.tokens[next.at].start);
            self.labelled(block, begin, end);
        }
    }

    /// Whether an item or a paragraph begins at token `at`, the head of a block or not.
    fn begin(&mut self, at: usize, head: bool, end: usize) -> Option<Begin> {
        let number = Number::at(self.scan, at)?;
        if !(head || may_begin(self.scan, at)) || number.end >= end {
            return None;
        }
        let line = head || self.scan.tokens[at].line;
        let item = match number.above {
            Some(above) => self.composed_item(above, number.own, line),
            None => self.plain_item(number, line),
        };
        if item {
            let composed = number.above.is_some();
            self.list = Some(List { item: number.own, composed });
            let num = format!("{}.{}", self.paragraph, number.own);
            return Some(Begin { kind: PassageKind::Point, num, at, end: number.end });
        }
        if number.above.is_none() && self.is_paragraph(number, line) {
            (self.paragraph, self.list, self.lead) = (number.own, None, false);
            let num = number.own.to_string();
            return Some(Begin { kind: PassageKind::Paragraph, num, at, end: number.end });
        }
        None
    }

    /// "95.12": an item of paragraph 95, or the first one below a paragraph whose own number is not there.
    fn composed_item(&mut self, above: u32, own: u32, line: bool) -> bool {
        if self.paragraph == above {
            return self.list.map_or(self.lead, |list| line || own == list.item + 1);
        }
        // The next item below a paragraph that is misprinted: "155.77" behind 115.76.
        if line && self.list.is_some_and(|list| list.composed && own == list.item + 1) {
            return true;
        }
        let opens = line && own == 1 && self.lead && above > self.paragraph;
        if opens {
            self.paragraph = above;
        }
        opens
    }

    /// "12.": the next item of a list that is numbered anew.
    fn plain_item(&self, number: Number, line: bool) -> bool {
        match self.list {
            None => self.lead && number.own == 1,
            Some(list) if list.composed => false,
            // Item 96 and paragraph 96 may both be next: the paragraph speaks of recommendations, and what stands
            // before it is closed by a point.
            Some(list) if number.own == self.paragraph + 1 && self.speaks_of_lists(number.end) => {
                follows(list.item, number.own, line)
                    && number.end >= 3
                    && self.scan.mark(number.end - 3, b';')
            }
            Some(list) => follows(list.item, number.own, line),
        }
    }

    /// Whether the words behind a number introduce, place or close recommendations.
    fn speaks_of_lists(&self, at: usize) -> bool {
        const REACH: usize = 16;
        (at..at + REACH).any(|at| super::mark::speaks_of(self.scan, at, "review-"))
    }

    fn is_paragraph(&self, number: Number, line: bool) -> bool {
        // What was not numbered from 1 is part of a report: its first paragraph introduces the recommendations.
        let first = self.paragraph == 0 && line && (number.own == 1 || self.speaks_of_lists(number.end));
        let ahead = line && number.own > self.paragraph && self.speaks_of_lists(number.end);
        let goes_on = self.paragraph > 0 && follows(self.paragraph, number.own, line);
        first || ahead || goes_on
    }

    fn labelled(&mut self, block: &Block, begin: &Begin, end: u32) {
        self.out.append(&mut self.between);
        let start = self.scan.tokens[begin.end].start;
        let label = self.scan.span(begin.at, begin.end);
        let span = trimmed(self.scan.text, Span::new(start.min(end), end));
        if begin.kind == PassageKind::Paragraph || self.lang == Lang::UNKNOWN {
            self.lang = block.lang;
        }
        self.out.push(Draft { kind: begin.kind, num: begin.num.clone(), lang: self.lang, label, span });
    }

    /// Words without a number: the rest of the passage before, a heading, or prose.
    fn unlabelled(&mut self, block: &Block, span: Span) {
        let span = trimmed(self.scan.text, span);
        if span.is_empty() {
            return;
        }
        if self.goes_on(span)
            && let Some(last) = self.out.last_mut()
        {
            last.span.end = span.end;
            // What stands between the two halves lies inside the passage now.
            self.between.clear();
            return;
        }
        self.out.append(&mut self.between);
        self.out.extend(prose::passage(self.scan, &Block { span, ..block.clone() }, self.title));
    }

    /// Whether the last numbered passage goes on with these words: it has no end yet, or they begin in lower case.
    fn goes_on(&self, span: Span) -> bool {
        let Some(last) = self.out.last() else { return false };
        let numbered = matches!(last.kind, PassageKind::Paragraph | PassageKind::Point);
        let words = last.span.of(self.scan.text);
        let open = !words.ends_with(['.', ';', ':', ')', '?', '!', '”', '"']);
        let lower = span.of(self.scan.text).starts_with(|c: char| c.is_lowercase() || c == '(');
        numbered && (open || lower)
    }
}

/// Whether `number` follows `last`; at the head of a line a few may be missing between the two.
fn follows(last: u32, number: u32, line: bool) -> bool {
    number == last + 1 || line && number > last && number <= last + GAP_MAX
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    Span::new(start, (start + words.trim().len() as u32).max(start))
}
