//! Interviews: turns of questions and answers, with or without labels of the speakers.

use std::collections::BTreeMap;

use super::block::Block;
use super::speaker::{Labels, is_marked};
use super::{Draft, PassageKind, boilerplate, page};
use crate::pack::lexicon::ANY_PACK;
use crate::pack::lexicon::Label::{GivenName, Title};
use crate::scan::Scan;
use crate::{Layout, Span};

/// A turn before it is known whether it asks or answers.
#[derive(Debug)]
struct Turn {
    label: Option<(String, Span)>,
    span: Span,
    asks: bool,
    lang: crate::Lang,
}

/// What speaks for an interview: how many turns there are, and how many of them ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Turns with a label.
    pub labelled: usize,
    /// Turns with a label that comes again, where at least two labels do.
    pub alternating: usize,
    /// Turns that ask, without labels.
    pub questions: usize,
    /// Blocks in all.
    pub blocks: usize,
}

/// Weighs whether the blocks are an interview.
pub(super) fn evidence(scan: &Scan<'_>, blocks: &[Block]) -> Evidence {
    let labels = Labels::of(scan, blocks);
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in blocks.iter().filter_map(|block| labels.label(scan, block)) {
        *names.entry(name).or_default() += 1;
    }
    let labelled = names.values().sum();
    names.retain(|_, times| *times > 1);
    let alternating = if names.len() > 1 { names.values().sum() } else { 0 };
    let questions = blocks.iter().filter(|block| asks(block.words(scan))).count();
    Evidence { labelled, alternating, questions, blocks: blocks.len() }
}

impl Evidence {
    /// Whether this is an interview.
    pub fn is_interview(self) -> bool {
        self.labelled >= LABELLED_MIN && self.labelled * 4 >= self.blocks
            // Who answers may speak for many paragraphs.
            || self.alternating >= LABELLED_MIN && self.alternating * 8 >= self.blocks
            || (self.questions >= 3 && self.questions * 4 >= self.blocks)
    }
}

/// Whether a short transcript, known to be one, has a turn with a label in capitals ("ANA DEMIR, MINISTER: …",
/// "JOURNALIST: …") or below a name.
fn has_capital_labels(scan: &Scan<'_>, blocks: &[Block], labels: &Labels) -> bool {
    let capital = |at: usize| {
        labels.label(scan, &blocks[at]).is_some_and(|(name, len)| {
            let start = blocks[at].span.start;
            let label = Span::new(start, start + len as u32);
            let somebody = is_marked(scan, label, "asker")
                || scan.range(label).any(|token| scan.is_any(token, Title.bit() | GivenName.bit(), ANY_PACK))
                || super::speaker::in_head(scan, blocks, at, name);
            !name.contains(char::is_lowercase) && somebody && !is_marked(scan, label, "no-speaker")
        })
    };
    (0..blocks.len()).any(capital) || (0..blocks.len()).any(|at| labels.heading(scan, blocks, at).is_some())
}

/// The fewest turns with a label that make an interview of labelled turns.
const LABELLED_MIN: usize = 4;

fn asks(words: &str) -> bool {
    words.trim_end_matches(['*', '_', '"', '”', ')']).ends_with('?')
}

/// Reads the turns; blocks before the first one are titles and prose, those behind the end of the transcript furniture.
pub(super) fn passages(scan: &Scan<'_>, blocks: &[Block], title: &str) -> Vec<Draft> {
    let labels = Labels::of(scan, blocks);
    let labelled =
        evidence(scan, blocks).labelled >= LABELLED_MIN || has_capital_labels(scan, blocks, &labels);
    let end = end_of_transcript(scan, blocks, &labels);
    let mut before: Vec<Draft> = Vec::new();
    let mut turns: Vec<Turn> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let words = block.words(scan);
        let start = Span::new(block.span.start, block.span.start);
        if at >= end || block.layout == Layout::Furniture || boilerplate::is_line(scan, block) {
            before.push(draft(PassageKind::Boilerplate, block.span, start, block.lang));
            continue;
        }
        let label = match labelled {
            true => labels.label(scan, block).or_else(|| labels.heading(scan, blocks, at)),
            false => None,
        };
        if let Some((_, len)) = label
            && is_marked(scan, Span::new(block.span.start, block.span.start + len as u32), "no-speaker")
        {
            before.push(draft(PassageKind::Heading, block.span, start, block.lang));
            continue;
        }
        match (label, turns.last_mut()) {
            (Some((name, len)), _) => turns.push(turn(block, Some((name, len)), words)),
            (None, Some(last)) if labelled || asks(words) == last.asks && !last.asks => {
                last.span.end = block.span.end
            }
            (None, None) if labelled || !asks(words) => {
                before.extend(super::prose::passage(scan, block, title));
            }
            (None, _) => turns.push(turn(block, None, words)),
        }
    }
    let askers = askers(scan, &turns);
    let drafts = number(turns, &askers).into_iter();
    before.extend(drafts.map(|draft| Draft { span: trimmed(scan, draft.span), ..draft }));
    before.sort_by_key(|draft| (draft.label.start.min(draft.span.start), draft.span.end));
    split_around(scan, before)
}

/// The block behind which nobody speaks any more: "ENDS", with no label behind it.
fn end_of_transcript(scan: &Scan<'_>, blocks: &[Block], labels: &Labels) -> usize {
    let last = blocks.iter().rposition(|block| labels.label(scan, block).is_some()).unwrap_or(0);
    let ends = |block: &Block| {
        let mut words = scan.range(block.span).filter(|&at| scan.is_word(at));
        words.next().is_some_and(|at| super::mark::stands_at(scan, at, "end"))
            && boilerplate::is_line(scan, block)
    };
    blocks.iter().skip(last).position(ends).map_or(blocks.len(), |at| last + at)
}

/// A turn that runs on over a piece of furniture is cut there, so that passages do not overlap; the number of a page
/// cuts nothing.
fn split_around(scan: &Scan<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        if let Some(last) = out.last_mut()
            && last.span.end > draft.span.start
        {
            if last.span.end > draft.span.end && page::is_page_number(draft.span.of(scan.text)) {
                continue;
            }
            let rest = Draft {
                span: trimmed(scan, Span::new(draft.span.end.min(last.span.end), last.span.end)),
                kind: last.kind,
                num: last.num.clone(),
                label: Span::new(draft.span.end, draft.span.end),
                lang: last.lang,
            };
            last.span = trimmed(scan, Span::new(last.span.start, draft.span.start));
            out.push(draft);
            if !rest.span.is_empty() {
                out.push(rest);
            }
            continue;
        }
        out.push(draft);
    }
    out
}

/// A span without the blanks at its ends.
fn trimmed(scan: &Scan<'_>, span: Span) -> Span {
    let words = span.of(scan.text);
    let start = span.start + (words.len() - words.trim_start().len()) as u32;
    Span::new(start, (start + words.trim().len() as u32).max(start))
}

fn turn(block: &Block, label: Option<(&str, usize)>, words: &str) -> Turn {
    let (name, len) = label.unwrap_or(("", 0));
    let blanks = words[len..].len() - words[len..].trim_start().len();
    let start = (block.span.start + (len + blanks) as u32).min(block.span.end);
    Turn {
        label: label
            .map(|_| (name.to_lowercase(), Span::new(block.span.start, block.span.start + len as u32))),
        span: Span::new(start, block.span.end),
        asks: asks(words),
        lang: block.lang,
    }
}

/// How a speaker's turns are: how many, how many of them ask, and how long they are together.
#[derive(Debug, Default, Clone, Copy)]
struct Manner {
    turns: usize,
    asks: usize,
    bytes: usize,
}

impl Manner {
    /// The share of turns that ask, in per cent.
    fn share(&self) -> usize {
        self.asks * 100 / self.turns.max(1)
    }

    /// Whether somebody with these turns could be the one who asks, beside all others: they do ask, and do not speak
    /// much longer than who answers.
    fn may_ask(&self, all: &Manner) -> bool {
        let (turns, bytes) = (all.turns - self.turns, all.bytes - self.bytes);
        self.share() >= ASKING_SHARE_MIN && turns > 0 && self.bytes * turns <= LONGER_MAX * bytes * self.turns
    }
}

/// The share of turns that end in a question mark, in per cent, from which on a speaker may be the one who asks.
const ASKING_SHARE_MIN: usize = 30;

/// How much longer than an answer a question may be.
const LONGER_MAX: usize = 3;

/// The labels of those who ask, in order: set words, else the label whose turns end most often in a question mark.
fn askers(scan: &Scan<'_>, turns: &[Turn]) -> Vec<String> {
    let mut set: Vec<String> = turns
        .iter()
        .filter_map(|turn| turn.label.as_ref().filter(|(_, span)| is_marked(scan, *span, "asker")))
        .map(|(name, _)| name.clone())
        .collect();
    set.sort_unstable();
    set.dedup();
    if !set.is_empty() {
        return set;
    }
    let mut manners: BTreeMap<&str, Manner> = BTreeMap::new();
    let mut all = Manner::default();
    for turn in turns {
        if let Some((name, _)) = &turn.label {
            let asked = usize::from(asks(turn.span.of(scan.text)));
            for manner in [manners.entry(name).or_default(), &mut all] {
                manner.turns += 1;
                manner.asks += asked;
                manner.bytes += turn.span.len() as usize;
            }
        }
    }
    let may = manners.iter().filter(|(_, manner)| manner.may_ask(&all));
    let best = may.max_by_key(|(_, manner)| (manner.share(), manner.turns));
    best.map(|(name, _)| (*name).to_owned()).into_iter().collect()
}

fn number(turns: Vec<Turn>, askers: &[String]) -> Vec<Draft> {
    let (mut questions, mut answers) = (0, 0);
    turns
        .into_iter()
        .map(|turn| {
            let asks = turn.label.as_ref().map_or(turn.asks, |(name, _)| askers.binary_search(name).is_ok());
            let (kind, count) = if asks {
                questions += 1;
                (PassageKind::Question, questions)
            } else {
                answers += 1;
                (PassageKind::Answer, answers)
            };
            let label = turn.label.map_or(Span::new(turn.span.start, turn.span.start), |(_, span)| span);
            Draft { num: count.to_string(), ..draft(kind, turn.span, label, turn.lang) }
        })
        .collect()
}

fn draft(kind: PassageKind, span: Span, label: Span, lang: crate::Lang) -> Draft {
    Draft { kind, num: String::new(), span, label, lang }
}
