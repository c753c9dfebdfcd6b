//! A document in blocks: its passages in reading order, each with the words that are marked in it and the cards of
//! its margin.

use whereas_extract::{Act, Passage, PassageKind, Span};
use whereas_ledger::view::{DocumentView, PlacedStatement};

use super::inline::{Card, Inline, Margin};
use super::pair::Partners;
use crate::messages::Messages;
use crate::segment::Piece;
use crate::{footnote, label};

/// Which statements are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Lens {
    /// Only this act.
    pub(crate) act: Option<Act>,
    /// Only what a person decided on, or only what none has.
    pub(crate) decided: Option<bool>,
}

impl Lens {
    /// Whether a statement is shown.
    pub(crate) fn shows(&self, placed: &PlacedStatement) -> bool {
        self.act.is_none_or(|act| act == placed.row.act)
            && self.decided.is_none_or(|decided| decided == is_of_people(placed))
    }
}

/// Whether a person decided on it or stated it.
fn is_of_people(placed: &PlacedStatement) -> bool {
    !placed.row.decisions.is_empty() || whereas_ledger::person(&placed.row.rule).is_some()
}

/// A stretch of the document.
pub(crate) enum Block<'a> {
    /// A passage with its margin.
    Passage(Box<PassageBlock<'a>>),
    /// Page furniture, folded away.
    Furniture(Vec<Furniture<'a>>),
    /// Words that stand in no passage; they are shown so that nothing is silently lost.
    Rest(&'a str),
}

/// One passage of page furniture.
pub(crate) struct Furniture<'a> {
    pub(crate) passage: &'a Passage,
    pub(crate) words: &'a str,
}

/// A passage with its margin.
pub(crate) struct PassageBlock<'a> {
    pub(crate) passage: &'a Passage,
    /// Number, dash or speaker label as printed.
    pub(crate) label: &'a str,
    pub(crate) pieces: Vec<Piece<'a, Inline<'a>>>,
    pub(crate) cards: Vec<Card<'a>>,
    /// The page of the original that begins with it, where the original has pages.
    pub(crate) page: Option<u32>,
}

impl PassageBlock<'_> {
    /// Kind and depth, for the style sheet.
    pub(crate) fn class(&self) -> String {
        let depth = self.passage.id.matches("__").count().min(3);
        format!("{} depth{depth}", self.passage.kind.as_str())
    }

    pub(crate) fn is_heading(&self) -> bool {
        self.passage.kind == PassageKind::Heading
    }

    /// How its margin is called: `Paragraph 3: statements`.
    pub(crate) fn margin_label(&self, words: &'static Messages) -> String {
        let place = label::capital(&label::place(words, &self.passage.id));
        words.with("margin-label", "place", place)
    }
}

/// The document as blocks, with the partners that its statements have in a document beside it. Passages do not overlap
/// and come in order; that is an invariant of the extraction.
pub(crate) fn blocks<'a>(
    view: &'a DocumentView,
    words: &'static Messages,
    lens: Lens,
    partners: &'a Partners,
) -> Vec<Block<'a>> {
    let card = |number, placed: &'a PlacedStatement| {
        let id = placed.row.id.as_str();
        Card::new(number, placed, words).linked(view.links.get(id), partners.of_statement(id))
    };
    let mut margins: Vec<Margin<'_>> =
        view.passages.iter().map(|passage| Margin::new(shown(&view.text, passage))).collect();
    let mut cards: Vec<Vec<Card<'_>>> = view.passages.iter().map(|_| Vec::new()).collect();
    let shown = view.statements.iter().enumerate().filter(|(_, placed)| lens.shows(placed));
    for (index, placed) in shown {
        let card = card(index + 1, placed);
        for at in touched(&view.passages, placed) {
            margins[at].statement(card);
        }
        if let Some(cards) = cards.get_mut(placed.passage as usize) {
            cards.push(card);
        }
    }
    for mention in &view.mentions {
        if let Some(margin) = margins.get_mut(mention.passage as usize) {
            margin.mention(mention, &view.row.id, mention.span.of(&view.text));
        }
    }
    for (passage, span, note) in footnote::marks(&view.text, &view.passages) {
        margins[passage].mark(span, Inline::Note(note));
    }
    let mut page = None;
    let mut blocks = Blocks::default();
    for ((passage, margin), cards) in view.passages.iter().zip(&mut margins).zip(cards) {
        blocks.rest_before(view, passage);
        if passage.kind == PassageKind::Boilerplate {
            blocks.furniture(Furniture { passage, words: passage.span.of(&view.text) });
        } else {
            let pieces = margin.pieces(&view.text);
            let label = passage.label.of(&view.text).trim();
            let counted = matches!(passage.kind, PassageKind::Question | PassageKind::Answer);
            let label = if label.is_empty() && !counted { passage.num.as_str() } else { label };
            let here = view.source.page(passage.span.start);
            let new_page = here.filter(|_| here != page);
            page = here.or(page);
            let block = PassageBlock { passage, label, pieces, cards, page: new_page };
            blocks.list.push(Block::Passage(Box::new(block)));
        }
    }
    blocks.rest_until(view, view.text.len() as u32);
    blocks.list
}

/// What is shown of a passage: all but the signs by which plain text marks a heading ("## On torture").
pub(crate) fn shown(text: &str, passage: &Passage) -> Span {
    if passage.kind != PassageKind::Heading {
        return passage.span;
    }
    let words = passage.span.of(text);
    let kept = words.trim_start_matches('#').trim_start();
    let signs = if words.starts_with("#") && !kept.is_empty() { words.len() - kept.len() } else { 0 };
    Span { start: passage.span.start + signs as u32, ..passage.span }
}

/// Indices of the passages that a statement touches: mostly one, more where a verb governs numbered points.
fn touched(passages: &[Passage], placed: &PlacedStatement) -> std::ops::Range<usize> {
    let first = passages.partition_point(|passage| passage.span.end <= placed.span.start);
    let last = passages.partition_point(|passage| passage.span.start < placed.span.end);
    first..last.max(first)
}

/// Blocks, and how far they have come in the text.
#[derive(Default)]
struct Blocks<'a> {
    list: Vec<Block<'a>>,
    at: u32,
}

impl<'a> Blocks<'a> {
    /// Words between the last passage and this one's label or words.
    fn rest_before(&mut self, view: &'a DocumentView, passage: &Passage) {
        let label = passage.label;
        let labelled = !label.is_empty() && label.start >= self.at && label.end <= passage.span.start;
        if labelled {
            self.rest_until(view, label.start);
            self.at = label.end;
        }
        self.rest_until(view, passage.span.start);
        self.at = passage.span.end;
    }

    fn rest_until(&mut self, view: &'a DocumentView, end: u32) {
        let words = Span { start: self.at, end }.of(&view.text).trim();
        if !words.is_empty() {
            self.list.push(Block::Rest(words));
        }
    }

    fn furniture(&mut self, furniture: Furniture<'a>) {
        if let Some(Block::Furniture(run)) = self.list.last_mut() {
            run.push(furniture);
        } else {
            self.list.push(Block::Furniture(vec![furniture]));
        }
    }
}
