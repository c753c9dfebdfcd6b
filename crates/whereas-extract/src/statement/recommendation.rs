//! Recommendations of a review report: the States that make each, and the position of the State under review on it.
//!
//! The position is given for a whole list by the paragraph that introduces it or the one that follows it, and for
//! single items by a later paragraph that names their numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Act, Draft, Maker, sentence};
use crate::document::bracket;
use crate::pack::lexicon::Label;
use crate::pack::{Class, Mark};
use crate::scan::Kind;
use crate::{Document, Genre, PassageKind, Span};

/// What the State under review said to a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// It enjoys its support.
    Supported,
    /// It will be examined; an answer is to come.
    Examined,
    /// It does not enjoy its support.
    Rejected,
    /// It is noted.
    Noted,
    /// It is implemented already, or about to be.
    Implemented,
}

impl Position {
    /// All positions.
    pub const ALL: [Position; 5] =
        [Position::Supported, Position::Examined, Position::Rejected, Position::Noted, Position::Implemented];

    /// The position as a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Position::Supported => "supported",
            Position::Examined => "examined",
            Position::Rejected => "rejected",
            Position::Noted => "noted",
            Position::Implemented => "implemented",
        }
    }
}

impl std::str::FromStr for Position {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Position::ALL.into_iter().find(|position| position.as_str() == word).ok_or_else(|| {
            format!("`{word}` is no position; there are supported, examined, rejected, noted and implemented")
        })
    }
}

/// How strongly a recommendation asks.
const FORCE: u8 = 2;

/// The most numbers of recommendations that one paragraph names.
const NUMBERS_MAX: usize = 20_000;

/// The most items that one range of numbers ("Nos. 85–119") stands for.
const RANGE_ITEMS_MAX: u32 = 500;

/// Where the annex of a report begins: the index of its first passage.
pub(super) fn annex(maker: &Maker<'_, '_>) -> usize {
    let passages = &maker.document.passages;
    if !is_review(maker.document) {
        return passages.len();
    }
    let last = passages.iter().rposition(|p| p.kind == PassageKind::Point).unwrap_or(0);
    let found = passages.iter().skip(last).position(|passage| {
        let first = maker.scan.range(passage.span).start;
        marks(maker, first..first + 1).any(|mark| mark.what == "review-annex")
    });
    found.map_or(passages.len(), |at| last + at)
}

/// Whether a document lists recommendations: only there a report has points.
pub(super) fn is_review(document: &Document) -> bool {
    document.genre == Genre::Report && document.passages.iter().any(|p| p.kind == PassageKind::Point)
}

/// Reads the recommendations of the whole document.
pub(super) fn read(maker: &mut Maker<'_, '_>) {
    if !is_review(maker.document) {
        return;
    }
    let mut lists = Lists::default();
    for index in 0..annex(maker) {
        match maker.document.passages[index].kind {
            PassageKind::Point => lists.item(maker, index),
            PassageKind::Paragraph | PassageKind::Body => lists.between(maker, index),
            _ => {}
        }
    }
}

/// The lists read so far.
#[derive(Debug, Default)]
struct Lists {
    /// The drafts of each item.
    items: BTreeMap<Number, Vec<usize>>,
    /// The last item.
    last: Option<Number>,
    /// What introduces the items that come next.
    lead: Lead,
    /// The drafts below the last lead.
    current: Range<usize>,
}

/// The paragraph that introduces a list.
#[derive(Debug, Clone, Default)]
struct Lead {
    cue: Option<Span>,
    addressee: Option<Span>,
    position: Option<Position>,
}

/// The number of an item: its paragraph's and its own.
type Number = (u32, u32);

fn number(num: &str) -> Option<Number> {
    let (above, own) = num.split_once('.')?;
    Some((above.parse().ok()?, own.parse().ok()?))
}

impl Lists {
    fn item(&mut self, maker: &mut Maker<'_, '_>, index: usize) {
        // An item without a number is another part of the item before.
        let Some(number) = number(&maker.document.passages[index].num).or(self.last) else { return };
        self.last = Some(number);
        for part in bracket::parts(maker.scan, maker.tokens(index), maker.pack(index)) {
            self.items.entry(number).or_default().push(maker.drafts.len());
            let draft = draft(maker, index, part, &self.lead);
            maker.drafts.push(draft);
        }
        self.current.end = maker.drafts.len();
    }

    /// A paragraph between items: it introduces the next list, or tells of items before it.
    fn between(&mut self, maker: &mut Maker<'_, '_>, index: usize) {
        let tokens = maker.tokens(index);
        let passages = &maker.document.passages;
        let above = passages[index].kind == PassageKind::Paragraph
            && passages.get(index + 1).is_some_and(|next| next.kind == PassageKind::Point);
        if above || marks(maker, tokens.clone()).any(|mark| mark.what == "review-lead") {
            self.lead = Lead::of(maker, index);
            self.current = maker.drafts.len()..maker.drafts.len();
        } else if marks(maker, tokens.clone()).any(|mark| mark.what == "review-recommendations") {
            self.later(maker, index);
        }
    }

    /// "Varosia considers that recommendations Nos. 85–119 are implemented."
    fn later(&mut self, maker: &mut Maker<'_, '_>, index: usize) {
        let pack = maker.pack(index);
        for sentence in sentence::sentences(maker.scan, maker.tokens(index), pack) {
            let Some(position) = position(maker, sentence.clone()) else { continue };
            let named = self.named(maker, sentence, pack);
            if named.is_empty() && self.lead.position.is_none() {
                // The list before had no position: this is what was said of it.
                self.lead.position = Some(position);
                for draft in &mut maker.drafts[self.current.clone()] {
                    draft.position = draft.position.or(Some(position));
                }
            }
            for &draft in named.iter().filter_map(|number| self.items.get(number)).flatten() {
                maker.drafts[draft].position = Some(position);
            }
        }
    }

    /// The items a sentence names: "95.3, 95.7–95.9", or "Nos. 7, 8 and 12" of the last list.
    fn named(&self, maker: &Maker<'_, '_>, sentence: Range<usize>, pack: u8) -> Vec<Number> {
        let scan = maker.scan;
        let last = self.last.map_or(0, |number| number.0);
        let mut out: Vec<Number> = Vec::new();
        let mut plain = false;
        let mut ranged = false;
        let mut bracket = false;
        for at in sentence {
            let token = scan.tokens[at];
            match token.kind {
                Kind::Number => {
                    let word = scan.word(at).trim_end_matches(['.', ',']);
                    let found = number(word).or_else(|| Some((last, word.parse().ok()?)).filter(|_| plain));
                    let Some(found) = found else { continue };
                    // "3 (second part)": what holds for a part is not said of the whole.
                    if scan.mark(at + 1, b'(') {
                        continue;
                    }
                    match out.last().copied().filter(|before| ranged && before.0 == found.0) {
                        Some(before) if out.len() < NUMBERS_MAX => out.extend(
                            (before.1.saturating_add(1)..=found.1)
                                .take(RANGE_ITEMS_MAX as usize)
                                .map(|own| (found.0, own)),
                        ),
                        None if out.len() < NUMBERS_MAX => out.push(found),
                        _ => {}
                    }
                    ranged = false;
                }
                Kind::Punctuation(b'-' | b'_') => ranged = true,
                Kind::Punctuation(b',' | b'.') => {}
                Kind::Punctuation(b'(') => bracket = true,
                Kind::Punctuation(b')') => bracket = false,
                _ if bracket => {}
                _ if scan.class(at, Class::And, pack) => {}
                _ if scan.class(at, Class::Infinitive, pack) => ranged = true,
                _ if marks(maker, at..at + 1).any(|mark| mark.what == "review-recommendations") => {
                    plain = true
                }
                // "Nos." between the word and its numbers
                _ if plain && marks(maker, at - 1..at).any(|mark| mark.what == "review-recommendations") => {}
                _ => (plain, ranged) = (false, false),
            }
        }
        out
    }
}

impl Lead {
    fn of(maker: &Maker<'_, '_>, index: usize) -> Lead {
        let tokens = maker.tokens(index);
        let pack = maker.pack(index);
        let word = tokens
            .clone()
            .find(|&at| marks(maker, at..at + 1).any(|mark| mark.what == "review-recommendations"));
        Lead {
            cue: word.map(|at| maker.scan.span(at, at + 1)),
            addressee: under_review(maker, tokens.clone(), pack),
            position: position(maker, tokens),
        }
    }
}

/// The State under review: the first State that is named, else a name behind "by" or "of".
fn under_review(maker: &Maker<'_, '_>, tokens: Range<usize>, pack: u8) -> Option<Span> {
    let scan = maker.scan;
    let listed = tokens.clone().find_map(|at| scan.longest(at, Label::Place, pack));
    if let Some(found) = listed {
        return Some(scan.span(found.first as usize, found.end as usize));
    }
    let name = tokens.clone().skip(1).find(|&at| {
        scan.capital(at) && (scan.class(at - 1, Class::By, pack) || scan.class(at - 1, Class::Of, pack))
    })?;
    let end = (name..tokens.end).find(|&at| !scan.capital(at)).unwrap_or(tokens.end);
    Some(scan.span(name, end))
}

/// The marks at a range of tokens.
fn marks<'a>(maker: &'a Maker<'_, '_>, tokens: Range<usize>) -> impl Iterator<Item = &'static Mark> + 'a {
    let scan = maker.scan;
    tokens
        .filter(|&at| scan.starts(at, Label::Mark))
        .flat_map(|at| scan.found_at(at))
        .filter(|found| found.entry.label == Label::Mark)
        .filter_map(|found| scan.packs.marks.get(found.entry.payload as usize))
}

/// The position that words tell; of several the one with the greatest weight.
fn position(maker: &Maker<'_, '_>, tokens: Range<usize>) -> Option<Position> {
    let told = marks(maker, tokens).filter_map(|mark| {
        let position = mark.what.strip_prefix("review-position:")?.parse().ok()?;
        Some((mark.weight, position))
    });
    told.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, position)| position)
}

fn draft(maker: &Maker<'_, '_>, index: usize, part: bracket::Part, lead: &Lead) -> Draft {
    let pack = maker.pack(index);
    let clause = maker.trim_clause(part.tokens.clone(), pack);
    let mut draft = Draft::bare(maker.scan.span(clause.start, clause.end), index);
    draft.act = Act::Demand;
    draft.cue = lead.cue;
    // Where no State is named nobody is known to have said it, least of all the publisher.
    draft.speaker = Some(part.states.first().cloned().unwrap_or_default());
    draft.speakers = if part.states.len() > 1 { part.states } else { Vec::new() };
    draft.addressees = lead.addressee.into_iter().collect();
    draft.force = FORCE;
    draft.position = lead.position;
    draft.rule = "form/demand/recommendation".to_owned();
    draft.confidence = 0.95;
    let action = super::category::action(maker.scan, clause, pack);
    draft.category = super::category::category(maker.scan, action.clone(), pack).unwrap_or(0);
    draft.actions = vec![maker.scan.span(action.start, action.end)];
    draft
}
