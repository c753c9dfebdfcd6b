//! Resolutions: citations, recitals, operative paragraphs, points, footnotes.
//!
//! Blocks are read in order with the part of the document they stand in; a label alone decides nothing ("1." may be
//! a footnote, "(1)" a point), the words behind it and the part do.

use super::block::Block;
use super::label::{Label, LabelKind, label};
use super::mark::{Head, head};
use super::{Draft, PassageKind};
use crate::scan::Scan;
use crate::{Layout, Span};

/// Among how many tokens at its beginning a recital has its "that".
const THAT_REACH: usize = 6;

/// The parts of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Front,
    Preamble,
    Operative,
    Notes,
}

/// Reads the passages of a resolution.
pub(super) fn passages(scan: &Scan<'_>, blocks: &[Block], title: &str) -> Vec<Draft> {
    let mut reader =
        Reader { scan, out: Vec::new(), part: Part::Front, next: 1, title, note: 0, verb: None, bare: false };
    let last_operative = blocks.iter().rposition(|block| reader.is_operative(block)).unwrap_or(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        reader.block(block, at > last_operative);
    }
    reader.out
}

struct Reader<'s, 't> {
    scan: &'s Scan<'t>,
    out: Vec<Draft>,
    part: Part,
    /// The number the next paragraph should have.
    next: u32,
    title: &'t str,
    /// The number of the last footnote.
    note: u32,
    /// A line that is only a verb ("considering", "resolves") rules the items below it.
    verb: Option<Head>,
    /// Operative items are numbered without a dot.
    bare: bool,
}

impl<'t> Reader<'_, 't> {
    fn is_operative(&self, block: &Block) -> bool {
        let words = block.words(self.scan);
        let rest = label(words).map_or(0, |label| label.rest);
        matches!(label(words).map(|label| label.kind), Some(LabelKind::Number | LabelKind::Decimal))
            && block.layout != Layout::Furniture
            && !self.begins_note(words)
            || matches!(self.head(block, rest), Head::Operative | Head::Resolved)
    }

    fn head(&self, block: &Block, rest: usize) -> Head {
        head(self.scan, Span::new(block.span.start + rest as u32, block.span.end), block.lang)
    }

    fn block(&mut self, block: &Block, after_last: bool) {
        let words = block.words(self.scan);
        if block.layout == Layout::Furniture {
            return self.push(PassageKind::Boilerplate, "", block, 0, 0);
        }
        if block.layout == Layout::Footnote
            || (after_last || self.part == Part::Notes) && self.begins_note(words)
        {
            return self.notes(block);
        }
        let found = label(words).or_else(|| self.bare_number(words));
        let head = self.head(block, found.map_or(0, |label| label.rest));
        match (found, head) {
            (None, Head::Verb(operative)) => self.verb_line(block, operative),
            (_, Head::Citation) => self.labelled(PassageKind::Citation, Part::Preamble, block, found),
            (_, Head::Recital) => self.recital(block, found),
            (_, Head::Resolved) => self.labelled(PassageKind::Paragraph, Part::Operative, block, found),
            (_, Head::Formula) if self.part != Part::Operative => {
                self.push(PassageKind::Formula, "", block, 0, 0)
            }
            (Some(label), _) => self.with_label(block, label, head),
            (None, Head::Operative) if self.part != Part::Front => {
                self.labelled(PassageKind::Paragraph, Part::Operative, block, None);
            }
            (None, Head::Preamble) if self.part != Part::Operative => {
                self.labelled(PassageKind::Recital, Part::Preamble, block, None);
            }
            (None, _) => self.plain(block, after_last),
        }
    }

    /// "1 that the Union should …": under verbs on lines of their own, operative items are numbered without a dot.
    fn bare_number(&mut self, words: &'t str) -> Option<Label<'t>> {
        let ruled = self.verb.is_some() || self.part == Part::Operative && self.bare;
        let len = words.bytes().take_while(u8::is_ascii_digit).count();
        let rest = words.get(len..)?.strip_prefix(' ')?;
        let item = ruled && (1..=2).contains(&len) && rest.starts_with(char::is_lowercase);
        if !item {
            return None;
        }
        (self.verb, self.bare, self.part) = (None, true, Part::Operative);
        Some(Label { kind: LabelKind::Number, num: &words[..len], len, rest: len + 1 })
    }

    fn with_label(&mut self, block: &Block, label: Label<'t>, head: Head) {
        match label.kind {
            // "submits the following recommendation:", then "I. …": the first item, not a recital.
            LabelKind::Letter if self.opens_list(label) => self.numbered(block, label, head),
            LabelKind::Letter if self.part != Part::Operative => self.recital(block, Some(label)),
            LabelKind::Number => self.numbered(block, label, head),
            LabelKind::Decimal => self.decimal(block, label),
            LabelKind::Bracket if self.part == Part::Front && self.out.is_empty() => self.plain(block, false),
            LabelKind::Bracket | LabelKind::Letter => self.bracket(block, label),
            LabelKind::Dash if self.part == Part::Operative => {
                self.labelled(PassageKind::Point, Part::Operative, block, Some(label));
            }
            LabelKind::Dash if self.part == Part::Preamble || matches!(head, Head::Preamble) => {
                self.labelled(PassageKind::Citation, Part::Preamble, block, Some(label));
            }
            LabelKind::Dash => self.plain(block, false),
        }
    }

    /// Whether a label counts from one right behind a formula that follows the recitals.
    fn opens_list(&self, label: Label<'t>) -> bool {
        label.num == "I"
            && self.part == Part::Preamble
            && self.last_kind() == Some(PassageKind::Formula)
            && self.out.iter().any(|draft| draft.kind == PassageKind::Recital)
    }

    fn numbered(&mut self, block: &Block, label: Label<'t>, head: Head) {
        let number: u32 = if label.num == "I" { 1 } else { label.num.parse().unwrap_or(0) };
        let ruled_by_preamble = self.verb == Some(Head::Preamble);
        if ruled_by_preamble {
            return self.labelled(PassageKind::Recital, Part::Preamble, block, Some(label));
        }
        // A number that goes on counting is a paragraph; one that starts again is a point of the last one.
        let restarts =
            !self.bare && self.part == Part::Operative && number + 1 < self.next && head != Head::Operative;
        if restarts {
            return self.labelled(PassageKind::Point, Part::Operative, block, Some(label));
        }
        self.next = number + 1;
        self.labelled(PassageKind::Paragraph, Part::Operative, block, Some(label));
    }

    fn decimal(&mut self, block: &Block, label: Label<'t>) {
        let deep = label.num.split('.').count() > 2;
        let kind = if deep { PassageKind::Point } else { PassageKind::Paragraph };
        self.labelled(kind, Part::Operative, block, Some(label));
    }

    fn bracket(&mut self, block: &Block, label: Label<'t>) {
        let kind = match (self.verb, self.part) {
            (Some(Head::Preamble), _) => PassageKind::Recital,
            (Some(_), _) if self.last_kind() != Some(PassageKind::Paragraph) || self.verb.is_some() => {
                PassageKind::Point
            }
            _ => PassageKind::Point,
        };
        let part = if kind == PassageKind::Recital { Part::Preamble } else { self.part };
        self.labelled(kind, part, block, Some(label));
    }

    fn last_kind(&self) -> Option<PassageKind> {
        self.out.last().map(|draft| draft.kind)
    }

    /// "considering" alone on a line: the heading of the items below it.
    fn verb_line(&mut self, block: &Block, operative: bool) {
        self.verb = Some(if operative { Head::Operative } else { Head::Preamble });
        self.next = 1;
        self.part = self.part.max(if operative { Part::Operative } else { Part::Preamble });
        self.push(PassageKind::Heading, "", block, 0, 0);
    }

    /// A recital; the closing formula of a US resolution is parted from the last one.
    fn recital(&mut self, block: &Block, found: Option<Label<'t>>) {
        let words = block.words(self.scan);
        let mut body = block.clone();
        let closing = super::mark::closing_formula(self.scan, block);
        if let Some(at) = closing {
            let kept = block.words(self.scan)[..(at - block.span.start) as usize].trim_end();
            body.span.end = block.span.start + kept.len() as u32;
        }
        let label = found.filter(|label| label.rest < words.len());
        self.labelled(PassageKind::Recital, Part::Preamble, &body, label);
        if let Some(at) = closing {
            let formula = Block { span: Span::new(at, block.span.end), ..block.clone() };
            self.push(PassageKind::Formula, "", &formula, 0, 0);
        }
    }

    fn labelled(&mut self, kind: PassageKind, part: Part, block: &Block, found: Option<Label<'t>>) {
        self.part = self.part.max(part);
        match found {
            Some(label) => self.push(kind, label.num, block, label.len, label.rest),
            None => self.push(kind, "", block, 0, 0),
        }
    }

    /// A block without label and verb: title, heading, the rest of what stands above, or furniture behind the end.
    fn plain(&mut self, block: &Block, after_last: bool) {
        let words = block.words(self.scan);
        let short = words.len() < 160 && !words.ends_with(['.', ';', ',', ':']);
        let kind = if !self.title.is_empty() && super::same_words(words, self.title) {
            PassageKind::Title
        } else if self.is_preambular(words) || self.goes_on_recital(block) {
            self.part = Part::Preamble;
            PassageKind::Recital
        } else if after_last && words.len() < 200 && !words.ends_with([';', ','])
            || super::boilerplate::is_line(self.scan, block)
        {
            PassageKind::Boilerplate
        } else if short || block.layout == Layout::Heading {
            PassageKind::Heading
        } else {
            PassageKind::Body
        };
        self.push(kind, "", block, 0, 0);
    }

    /// "Guided by the Charter," – behind the formula a clause that ends with a comma is part of the preamble, whatever
    /// its first word.
    fn is_preambular(&self, words: &str) -> bool {
        let inside = self.part == Part::Preamble
            || self.part == Part::Front && self.last_kind() == Some(PassageKind::Formula);
        inside
            && words.ends_with(',')
            && words.starts_with(|c: char| c.is_uppercase() || c == '*' || c == '_')
    }

    /// "Considering that …; | That …;", "Considérant que … ; | Que … ;": a recital under the participle of one before.
    fn goes_on_recital(&self, block: &Block) -> bool {
        let first = self.scan.range(block.span).start;
        let pack = self.scan.packs.index(block.lang);
        let that = |at: usize| self.scan.class(at, crate::pack::Class::That, pack);
        // "Recalling its resolution" has no "that" to go on with; "Que faire" and "That year" are none.
        let led = self.out.last().is_some_and(|last| {
            last.kind == PassageKind::Recital && self.scan.range(last.span).take(THAT_REACH).any(that)
        });
        let clause = self.scan.forms(first + 1) == 0 && self.has_verb(block);
        self.part == Part::Preamble && led && self.scan.capital(first) && that(first) && clause
    }

    /// Whether a verb of the list stands in a block behind its first words.
    fn has_verb(&self, block: &Block) -> bool {
        self.scan.range(block.span).skip(THAT_REACH / 2).any(|at| self.scan.forms(at) != 0)
    }

    fn begins_note(&self, words: &str) -> bool {
        super::note::number_at(words).is_some_and(|(number, _)| number == self.note + 1)
    }

    /// A block of footnotes, several in one line each a passage.
    fn notes(&mut self, block: &Block) {
        self.part = Part::Notes;
        let words = block.words(self.scan);
        for (number, num, from, rest, to) in super::note::split(words, self.note) {
            self.note = number;
            let part = Block {
                span: Span::new(block.span.start + from as u32, block.span.start + to as u32),
                ..block.clone()
            };
            let text = part.words(self.scan).trim_end().len() as u32;
            let part = Block { span: Span::new(part.span.start, part.span.start + text), ..part };
            self.push(PassageKind::Footnote, num, &part, rest, rest);
        }
        if super::note::split(words, self.note).is_empty() && self.last_kind() != Some(PassageKind::Footnote)
        {
            self.push(PassageKind::Footnote, "", block, 0, 0);
        }
    }

    fn push(&mut self, kind: PassageKind, num: &str, block: &Block, label: usize, rest: usize) {
        let start = block.span.start;
        self.out.push(Draft {
            kind,
            num: num.to_owned(),
            lang: block.lang,
            label: Span::new(start, start + label as u32),
            span: Span::new((start + rest as u32).min(block.span.end), block.span.end),
        });
    }
}
