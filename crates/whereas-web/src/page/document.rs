//! A document as structured: its passages in reading order, each with a margin that says what is done in it.

use askama::Template;
use askama::filters::Safe;
use whereas_extract::{Act, Diagnostic, Lang, Passage, PassageKind, Span};
use whereas_ledger::view::{CaptureRow, DecisionRow, DocumentView, PlacedStatement};

use super::inline::{Card, Inline, Margin};
use super::shell::Shell;
use crate::messages::Messages;
use crate::segment::Piece;
use crate::{address, footnote, label};

/// The page of one document.
#[derive(Template)]
#[template(path = "document.html")]
pub(crate) struct DocumentPage<'a> {
    pub(crate) shell: Shell,
    view: &'a DocumentView,
    counts: Vec<ActCount>,
    contents: Vec<Entry<'a>>,
    blocks: Vec<Block<'a>>,
}

/// How many statements of an act the document holds.
struct ActCount {
    class: &'static str,
    words: String,
    address: String,
}

/// A line of the table of contents.
struct Entry<'a> {
    words: String,
    lang: &'a str,
    address: String,
}

/// A stretch of the document.
enum Block<'a> {
    /// A passage with its margin.
    Passage(Box<PassageBlock<'a>>),
    /// Page furniture, folded away.
    Furniture(Vec<Furniture<'a>>),
    /// Words that stand in no passage; they are shown so that nothing is silently lost.
    Rest(&'a str),
}

/// One passage of page furniture.
struct Furniture<'a> {
    passage: &'a Passage,
    words: &'a str,
}

/// A passage with its margin.
struct PassageBlock<'a> {
    passage: &'a Passage,
    /// Number, dash or speaker label as printed.
    label: &'a str,
    pieces: Vec<Piece<'a, Inline<'a>>>,
    cards: Vec<Card<'a>>,
}

impl PassageBlock<'_> {
    /// Kind and depth, for the style sheet.
    fn class(&self) -> String {
        let depth = self.passage.id.matches("__").count().min(3);
        format!("{} depth{depth}", self.passage.kind.as_str())
    }

    fn is_heading(&self) -> bool {
        self.passage.kind == PassageKind::Heading
    }
}

impl<'a> DocumentPage<'a> {
    /// Lays out a document.
    pub(crate) fn new(shell: Shell, view: &'a DocumentView) -> Self {
        let counts = Act::ALL
            .into_iter()
            .zip(view.row.counts)
            .filter(|&(_, count)| count > 0)
            .map(|(act, count)| ActCount {
                class: act.as_str(),
                words: label::count(shell.words, act, count),
                address: address::act_in_document(act, &view.row.id),
            })
            .collect();
        Self { view, counts, contents: contents(view, shell.words), blocks: blocks(view, shell.words), shell }
    }

    fn genre(&self) -> &'static str {
        label::genre(self.shell.words, self.view.row.genre)
    }

    fn date(&self) -> String {
        label::date(self.shell.words, &self.view.row.date)
    }

    fn languages(&self) -> String {
        label::langs(self.shell.words, &self.view.row.languages)
    }

    /// A long table of contents is folded, so that the text begins on the first screen.
    fn has_long_contents(&self) -> bool {
        const ENTRIES_SHOWN: usize = 16;
        self.contents.len() > ENTRIES_SHOWN
    }

    /// The language of the title: the document's main one.
    fn lang(&self) -> &'a str {
        self.view.row.languages.first().map_or("", Lang::code)
    }

    /// The document of which this one looked like a version.
    fn resembled(&self) -> Safe<String> {
        let id = &self.view.row.resembles;
        self.shell.words.rich("resembles", &[("id", id), ("address", &address::document(id))])
    }

    /// How the margin of a passage is called: `Paragraph 3: statements`.
    fn margin_label(&self, block: &PassageBlock<'_>) -> String {
        let place = label::capital(&label::place(self.shell.words, &block.passage.id));
        self.shell.with("margin-label", "place", place)
    }

    /// A doubt in the reader's language; as it came where there are no words for it.
    fn doubt(&self, doubt: &'a Diagnostic) -> &'a str {
        self.shell.words.find("diagnostic-", &doubt.code).unwrap_or(&doubt.message)
    }

    fn is_paid_for(&self) -> bool {
        !self.view.row.disclosure.is_empty()
    }

    fn added(&self, capture: &CaptureRow) -> String {
        label::moment(self.shell.words, &capture.at)
    }

    fn size(&self, capture: &CaptureRow) -> String {
        label::size(self.shell.words, capture.bytes)
    }

    fn decided(&self, decision: &DecisionRow) -> String {
        let words = self.shell.words;
        let (verdict, at) = (label::verdict(words, decision.verdict), label::moment(words, &decision.at));
        words.fill("decided-by", &[("verdict", &verdict), ("author", &decision.author), ("at", &at)])
    }

    fn version(&self, capture: &CaptureRow) -> String {
        address::version(&self.view.row.id, capture.version)
    }

    fn added_by(&self, capture: &CaptureRow) -> String {
        self.shell.words.fill("added-by", &[("author", &capture.by), ("method", &capture.method)])
    }

    /// The words at a doubt's place, cut to a line.
    fn doubted(&self, span: &Option<Span>) -> String {
        const CHARS_MAX: usize = 90;
        let words = whereas_extract::fold_blanks(span.map_or("", |span| span.of(&self.view.text)));
        match words.char_indices().nth(CHARS_MAX) {
            Some((cut, _)) => format!("{}…", &words[..cut]),
            None => words,
        }
    }
}

/// The table of contents: every heading, and the first of each run of citations, recitals, paragraphs …
fn contents<'a>(view: &'a DocumentView, words: &'static Messages) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    // The run that is being counted: its kind, its name, the entry that holds it, and how many so far.
    let mut run: Option<(PassageKind, &str, usize, u32)> = None;
    for passage in &view.passages {
        let address = format!("#{}", address::escape(&passage.id));
        if passage.kind == PassageKind::Heading {
            let heading = whereas_extract::fold_blanks(passage.span.of(&view.text));
            entries.push(Entry { words: heading, lang: passage.lang.code(), address });
        } else if let Some(name) = label::passages(words, passage.kind) {
            let (_, name, entry, count) = match run {
                Some((kind, name, entry, count)) if kind == passage.kind => (kind, name, entry, count + 1),
                _ => {
                    entries.push(Entry { words: String::new(), lang: "", address });
                    (passage.kind, name, entries.len() - 1, 1)
                }
            };
            entries[entry].words = format!("{name} ({count})");
            run = Some((passage.kind, name, entry, count));
        }
    }
    entries
}

/// The document as blocks. Passages do not overlap and come in order; that is an invariant of the extraction.
fn blocks<'a>(view: &'a DocumentView, words: &'static Messages) -> Vec<Block<'a>> {
    let mut margins: Vec<Margin<'_>> =
        view.passages.iter().map(|passage| Margin::new(passage.span)).collect();
    let mut cards: Vec<Vec<Card<'_>>> = view.passages.iter().map(|_| Vec::new()).collect();
    for (index, placed) in view.statements.iter().enumerate() {
        let card = Card::new(index + 1, placed, words);
        for at in touched(&view.passages, placed) {
            margins[at].statement(card);
        }
        if let Some(cards) = cards.get_mut(placed.passage as usize) {
            cards.push(card);
        }
    }
    for mention in &view.mentions {
        if let Some(margin) = margins.get_mut(mention.passage as usize) {
            margin.mention(mention);
        }
    }
    for (passage, span, note) in footnote::marks(&view.text, &view.passages) {
        margins[passage].mark(span, Inline::Note(note));
    }
    let mut blocks = Blocks::default();
    for ((passage, margin), cards) in view.passages.iter().zip(&margins).zip(cards) {
        blocks.rest_before(view, passage);
        if passage.kind == PassageKind::Boilerplate {
            blocks.furniture(Furniture { passage, words: passage.span.of(&view.text) });
        } else {
            let pieces = margin.pieces(&view.text);
            let label = passage.label.of(&view.text).trim();
            let counted = matches!(passage.kind, PassageKind::Question | PassageKind::Answer);
            let label = if label.is_empty() && !counted { passage.num.as_str() } else { label };
            blocks.list.push(Block::Passage(Box::new(PassageBlock { passage, label, pieces, cards })));
        }
    }
    blocks.rest_until(view, view.text.len() as u32);
    blocks.list
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
