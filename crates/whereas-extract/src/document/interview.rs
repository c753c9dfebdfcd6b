//! Interviews: turns of questions and answers, with or without labels of the speakers.

use std::collections::BTreeMap;

use super::block::Block;
use super::{Draft, PassageKind};
use crate::pack::lexicon::Label;
use crate::scan::Scan;
use crate::{Layout, Span};

/// Longest label of a speaker, in characters ("ANA DEMIR, DEPUTY LEADER:").
const LABEL_CHARS_MAX: usize = 70;

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
    /// Turns that ask, without labels.
    pub questions: usize,
    /// Blocks in all.
    pub blocks: usize,
}

/// Weighs whether the blocks are an interview.
pub(super) fn evidence(scan: &Scan<'_>, blocks: &[Block]) -> Evidence {
    let labelled = blocks.iter().filter(|block| speaker_label(block.words(scan)).is_some()).count();
    let questions = blocks.iter().filter(|block| asks(block.words(scan))).count();
    Evidence { labelled, questions, blocks: blocks.len() }
}

impl Evidence {
    /// Whether this is an interview.
    pub fn is_interview(self) -> bool {
        self.labelled >= 4 && self.labelled * 4 >= self.blocks
            || (self.questions >= 3 && self.questions * 4 >= self.blocks)
    }
}

/// `JOURNALIST:` or `Ana Demir:` at the beginning of a block: the name, and the length of the label with its colon.
pub(super) fn speaker_label(words: &str) -> Option<(&str, usize)> {
    let bare = words.trim_start_matches(['*', '_']);
    let skipped = words.len() - bare.len();
    let colon = bare.char_indices().take(LABEL_CHARS_MAX).find(|(_, c)| *c == ':').map(|(at, _)| at)?;
    let name = bare[..colon].trim_end_matches(['*', '_']).trim();
    let after = bare[colon + 1..].trim_start_matches(['*', '_']);
    if name.is_empty()
        || name.contains(['.', '?', '!', '"', '“', '(']) && !is_abbreviated(name)
        || after.starts_with("//")
    {
        return None;
    }
    let parts: Vec<&str> = name.split([' ', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let capitals = parts.iter().all(|part| {
        part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(*part, "de" | "von" | "van" | "bin" | "al" | "the" | "of")
    });
    let upper = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // A title-case label has few words ("Ana Demir", "Question"); a label in capitals may hold an office.
    let fits = capitals && (upper && parts.len() <= 10 || parts.len() <= 4 && !after.trim().is_empty());
    let len = skipped + colon + 1;
    fits.then(|| (name, len + (bare[colon + 1..].len() - after.len())))
}

fn is_abbreviated(name: &str) -> bool {
    name.split(' ').any(|part| part.len() <= 4 && part.ends_with('.')) && !name.contains(['?', '!', '"', '“'])
}

fn asks(words: &str) -> bool {
    words.trim_end_matches(['*', '_', '"', '”', ')']).ends_with('?')
}

/// Reads the turns; blocks before the first one are titles and prose.
pub(super) fn passages(scan: &Scan<'_>, blocks: &[Block], title: &str) -> Vec<Draft> {
    let labelled = evidence(scan, blocks).labelled >= 4;
    let mut before: Vec<Draft> = Vec::new();
    let mut turns: Vec<Turn> = Vec::new();
    for block in blocks {
        let words = block.words(scan);
        if block.layout == Layout::Furniture || super::boilerplate::is_line(scan, block) {
            let at = turns.len();
            before.push(draft(
                PassageKind::Boilerplate,
                block.span,
                Span::new(block.span.start, block.span.start),
                block.lang,
            ));
            debug_assert!(at <= turns.len());
            continue;
        }
        let label = if labelled { speaker_label(words) } else { None };
        if let Some((_, len)) = label
            && is_marked(scan, Span::new(block.span.start, block.span.start + len as u32), "no-speaker")
        {
            let start = Span::new(block.span.start, block.span.start);
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
    before.extend(number(turns, &askers));
    before.sort_by_key(|draft| (draft.label.start.min(draft.span.start), draft.span.end));
    split_around(before)
}

/// A turn that runs on over a piece of furniture is cut there, so that passages do not overlap.
fn split_around(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        if let Some(last) = out.last_mut()
            && last.span.end > draft.span.start
        {
            let rest = Draft {
                span: Span::new(draft.span.end.min(last.span.end), last.span.end),
                kind: last.kind,
                num: last.num.clone(),
                label: Span::new(draft.span.end, draft.span.end),
                lang: last.lang,
            };
            last.span.end = draft.span.start;
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

/// The labels of those who ask: set words, else the label whose turns end most often in a question mark.
fn askers(scan: &Scan<'_>, turns: &[Turn]) -> Vec<String> {
    let mut asked: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for turn in turns {
        if let Some((name, _)) = &turn.label {
            let count = asked.entry(name).or_default();
            count.0 += usize::from(asks(turn.span.of(scan.text)));
            count.1 += 1;
        }
    }
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
    let best = asked.iter().max_by_key(|(_, (asks, all))| (asks * 100 / all.max(&1), *all));
    best.map(|(name, _)| (*name).to_owned()).into_iter().collect()
}

/// Whether a label is the word of a mark and nothing else: who asks ("JOURNALIST:"), what is no speaker ("TOPICS:").
fn is_marked(scan: &Scan<'_>, label: Span, what: &str) -> bool {
    let tokens = scan.range(label);
    let words = tokens.clone().filter(|&at| scan.is_word(at)).count();
    tokens.clone().find(|&at| scan.is_word(at)).is_some_and(|at| {
        scan.found_at(at).iter().any(|found| {
            found.entry.label == Label::Mark
                && (found.end - found.first) as usize == words
                && scan.packs.marks.get(found.entry.payload as usize).is_some_and(|mark| mark.what == what)
        })
    })
}

fn number(turns: Vec<Turn>, askers: &[String]) -> Vec<Draft> {
    let (mut questions, mut answers) = (0, 0);
    turns
        .into_iter()
        .map(|turn| {
            let asks = turn.label.as_ref().map_or(turn.asks, |(name, _)| askers.contains(name));
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

#[cfg(test)]
mod tests {
    use super::speaker_label;

    #[test]
    fn labels_of_speakers() {
        assert_eq!(speaker_label("JOURNALIST: And then?").map(|l| l.0), Some("JOURNALIST"));
        assert_eq!(speaker_label("**Ana Demir:** It is so.").map(|l| l.0), Some("Ana Demir"));
        assert_eq!(speaker_label("MS. ORLO:  Hi.").map(|l| l.0), Some("MS. ORLO"));
        assert_eq!(speaker_label("He said this: it is so."), None);
        assert_eq!(speaker_label("https://x.example"), None);
    }
}
