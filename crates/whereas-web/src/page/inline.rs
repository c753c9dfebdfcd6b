//! What is marked inside a passage, and the pieces that a template writes.

use whereas_extract::{Act, Mention, Span};
use whereas_ledger::view::{PlacedStatement, SurestLinks};

use super::linked::Surest;
use super::pair::Partner;
use super::said::Said;
use crate::messages::Messages;
use crate::route::entity::KINDS;
use crate::segment::{Mark, Piece, segment};

/// A statement with its number on the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Card<'a> {
    /// Counts statements of a document from 1; ties the words to their card in the margin.
    pub(crate) number: usize,
    /// What the card says.
    pub(crate) said: Said<'a>,
    placed: &'a PlacedStatement,
    links: Option<&'a SurestLinks>,
    /// Statements of the document that stands beside this one.
    pub(crate) partners: &'a [Partner],
}

impl<'a> Card<'a> {
    /// The card of a statement.
    pub(crate) fn new(number: usize, placed: &'a PlacedStatement, words: &'static Messages) -> Self {
        Self { number, said: Said { row: &placed.row, words }, placed, links: None, partners: &[] }
    }

    /// The card with the surest links of its statement, and with its partners in a document beside it.
    pub(crate) fn linked(self, links: Option<&'a SurestLinks>, partners: &'a [Partner]) -> Self {
        Self { links, partners, ..self }
    }

    /// Its surest links.
    pub(crate) fn links(&self) -> Vec<Surest<'a>> {
        let links = self.links.map_or(&[][..], |surest| surest.links.as_slice());
        links.iter().map(|link| Surest { link, words: self.said.words }).collect()
    }

    /// How many more links count, in words, or `""`.
    pub(crate) fn more_links(&self) -> String {
        let more = self.links.map_or(0, |surest| surest.total as usize - surest.links.len());
        if more == 0 { String::new() } else { self.said.words.count("link-card-more", more as u32) }
    }

    /// Where all links of the statement are listed.
    pub(crate) fn links_address(&self) -> String {
        format!("{}#page-links", self.said.address())
    }

    /// The words of the statement.
    pub(crate) fn span(&self) -> Span {
        self.placed.span
    }

    /// The id of the words as an element of the page.
    pub(crate) fn anchor(&self) -> String {
        crate::address::statement_anchor(&self.said.row.id)
    }
}

/// What a stretch of a passage is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Inline<'a> {
    /// A statement.
    Statement {
        /// Its card.
        card: Card<'a>,
        /// Whether it begins in this passage; it may go on through the points below.
        begins: bool,
    },
    /// Who shall act.
    Addressee,
    /// What shall be done; the number among the statement's actions, from 1.
    Action(usize),
    /// The words that make the statement what it is.
    Cue(Act),
    /// Something named, by the word for its kind.
    Mention {
        /// The kind.
        kind: &'static str,
        /// The id of the mention, where it leads to a dossier.
        id: Option<u64>,
    },
    /// A footnote's mark, with the passage id of the footnote.
    Note(&'a str),
}

impl Inline<'_> {
    /// The class under which the style sheet knows it.
    pub(crate) fn class(&self) -> String {
        match self {
            Self::Statement { card, .. } => format!("said {}{}", card.said.class(), card.said.layer()),
            Self::Addressee => "addressee".to_owned(),
            Self::Action(_) => "action".to_owned(),
            Self::Cue(act) => format!("cue {}", act.as_str()),
            Self::Mention { kind, .. } => format!("mention {kind}"),
            Self::Note(_) => "note".to_owned(),
        }
    }

    /// The message that names a slot, where its name is written at it; `""` for what has no name there.
    pub(crate) fn slot(&self) -> &'static str {
        match self {
            Self::Addressee => "slot-addressee",
            Self::Action(_) => "slot-action",
            Self::Cue(_) => "slot-cue",
            Self::Statement { .. } | Self::Mention { .. } | Self::Note(_) => "",
        }
    }

    /// The dossier that it leads to; `""` where it leads to none.
    pub(crate) fn dossier(&self) -> String {
        match self {
            Self::Mention { id: Some(id), .. } => crate::address::entity(&format!("{id:016x}")),
            _ => String::new(),
        }
    }

    /// Where two marks cross, the one of the higher rank is split.
    fn rank(&self) -> u8 {
        match self {
            Self::Statement { .. } => 0,
            Self::Action(_) => 1,
            Self::Addressee => 2,
            Self::Cue(_) => 3,
            Self::Mention { .. } => 4,
            Self::Note(_) => 5,
        }
    }
}

/// The marks of one passage, gathered while walking what was found in its document.
#[derive(Debug)]
pub(crate) struct Margin<'a> {
    /// The passage's place in the text in which the spans count.
    passage: Span,
    marks: Vec<Mark<Inline<'a>>>,
}

impl<'a> Margin<'a> {
    /// No marks yet.
    pub(crate) fn new(passage: Span) -> Self {
        Self { passage, marks: Vec::new() }
    }

    /// Marks the part of `span` that lies in the passage.
    pub(crate) fn mark(&mut self, span: Span, what: Inline<'a>) {
        let start = span.start.max(self.passage.start);
        let end = span.end.min(self.passage.end);
        if start < end {
            let span = Span { start: start - self.passage.start, end: end - self.passage.start };
            self.marks.push(Mark { span, rank: what.rank(), what });
        }
    }

    /// Marks a statement and its slots.
    pub(crate) fn statement(&mut self, card: Card<'a>) {
        let begins = card.span().start >= self.passage.start;
        self.mark(card.span(), Inline::Statement { card, begins });
        if let Some(cue) = card.placed.cue {
            self.mark(cue, Inline::Cue(card.placed.row.act));
        }
        for &addressee in &card.placed.addressees {
            self.mark(addressee, Inline::Addressee);
        }
        for (number, &action) in card.placed.actions.iter().enumerate() {
            self.mark(action, Inline::Action(number + 1));
        }
    }

    /// Marks a mention of a document, in whose text `words` stand. Persons, bodies, laws and places lead to their
    /// dossiers.
    pub(crate) fn mention(&mut self, mention: &Mention, document: &str, words: &str) {
        let kind = mention.value.kind();
        let id = KINDS.contains(&kind).then(|| whereas_ledger::mention_id(document, kind, words));
        let id = id.and_then(|id| u64::from_str_radix(&id, 16).ok());
        self.mark(mention.span, Inline::Mention { kind, id });
    }

    /// Cuts `text`, in which the spans count, to the pieces of the passage.
    pub(crate) fn pieces<'t>(&mut self, text: &'t str) -> Vec<Piece<'t, Inline<'a>>> {
        // A link cannot hold another one: where a name holds the mark of a footnote, the mark is the link.
        let notes: Vec<Span> = self
            .marks
            .iter()
            .filter(|mark| matches!(mark.what, Inline::Note(_)))
            .map(|mark| mark.span)
            .collect();
        let crosses = |span: Span| notes.iter().any(|note| note.start < span.end && span.start < note.end);
        for mark in &mut self.marks {
            if let Inline::Mention { id, .. } = &mut mark.what {
                *id = id.filter(|_| !crosses(mark.span));
            }
        }
        segment(self.passage.of(text), &self.marks)
    }
}
