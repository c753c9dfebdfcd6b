//! The last step: default speakers, hedges, themes, due dates, identity.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Act, Draft, Maker, Statement};
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan, Token};
use crate::{MentionValue, Span};

/// Turns the drafts into statements, in order of place.
pub(super) fn finish(maker: Maker<'_, '_>) -> Vec<Statement> {
    let mut drafts = maker.drafts.clone();
    drafts.sort_by_key(|draft| (draft.span.start, draft.span.end));
    drafts.dedup_by(|a, b| a.span == b.span);
    let spans: Vec<Span> = drafts.iter().map(|draft| draft.span).collect();
    let occurrences = occurrences(maker.scan, &spans);
    drafts
        .into_iter()
        .zip(occurrences)
        .map(|(draft, occurrence)| statement(&maker, draft, occurrence))
        .collect()
}

fn statement(maker: &Maker<'_, '_>, draft: Draft, occurrence: u32) -> Statement {
    let tokens = maker.scan.range(draft.span);
    let lang = maker.document.passages.get(draft.passage).map_or(crate::Lang::UNKNOWN, |p| p.lang);
    let pack = maker.scan.packs.index(lang);
    let hedge = tokens.clone().find_map(|at| maker.scan.longest(at, Label::Hedge, pack));
    let mut themes: Vec<u32> = tokens
        .clone()
        .flat_map(|at| maker.scan.found_at(at))
        .filter(|f| f.entry.label == Label::Theme && f.entry.pack == pack)
        .map(|f| f.entry.payload)
        .collect();
    themes.sort_unstable();
    themes.dedup();
    let due =
        if draft.act == Act::Commitment && draft.due.is_empty() { due(maker, &tokens) } else { draft.due };
    Statement {
        act: draft.act,
        span: draft.span,
        occurrence,
        passage: draft.passage as u32,
        cue: draft.cue,
        speaker: draft.speaker.unwrap_or_else(|| maker.voice_of(draft.passage)),
        speakers: Vec::new(),
        addressees: if draft.act == Act::Demand { draft.addressees } else { Vec::new() },
        actions: if draft.act == Act::Demand { draft.actions } else { Vec::new() },
        polarity: if draft.act == Act::Appraisal { draft.polarity } else { None },
        due,
        force: if draft.act == Act::Demand { draft.force.max(1) } else { 0 },
        hedge: hedge.map(|f| maker.scan.span(f.first as usize, f.end as usize)),
        themes: themes.iter().filter_map(|at| maker.scan.packs.themes.get(*at as usize).cloned()).collect(),
        lang,
        rule: draft.rule,
        confidence: draft.confidence,
    }
}

/// The time a commitment names: the last date in it that does not lie before the document.
fn due(maker: &Maker<'_, '_>, tokens: &std::ops::Range<usize>) -> String {
    let base = &maker.document.date;
    let day = |value: &str| value.chars().take(10).collect::<String>();
    maker
        .mentions_in(tokens.clone())
        .filter_map(|mention| match &mention.value {
            MentionValue::Date { edtf } if !edtf.is_empty() => Some(edtf.clone()),
            _ => None,
        })
        .filter(|value| {
            base.is_empty() || day(value) >= base.chars().take(value.len().min(10)).collect::<String>()
        })
        .last()
        .unwrap_or_default()
}

/// Words hashed to tell equal stretches apart; the length of the window that is looked up first.
const WINDOW: usize = 4;

/// For each span: which occurrence of its folded words in the text it is.
///
/// One pass over the text with the hash of each window of four words, so that the cost does not grow with the number
/// of statements.
fn occurrences(scan: &Scan<'_>, spans: &[Span]) -> Vec<u32> {
    let hashes: Vec<u64> = scan.tokens.iter().map(|token| word_hash(scan.text, token)).collect();
    let starts: Vec<(usize, usize)> = spans
        .iter()
        .map(|span| {
            let r = scan.range(*span);
            (r.start, r.end)
        })
        .collect();
    let window = |at: usize, len: usize| {
        hashes[at..(at + len.min(WINDOW)).min(hashes.len())]
            .iter()
            .fold(0u64, |all, h| all.rotate_left(9) ^ h)
    };
    let mut wanted: FxHashSet<u64> = FxHashSet::default();
    for &(first, end) in &starts {
        wanted.insert(window(first, end - first));
    }
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for at in 0..hashes.len() {
        let key = window(at, WINDOW);
        if wanted.contains(&key) {
            places.entry(key).or_default().push(at as u32);
        }
    }
    starts
        .iter()
        .map(|&(first, end)| {
            let len = end - first;
            if len < WINDOW {
                return count_short(&hashes, first, len);
            }
            let Some(places) = places.get(&window(first, len)) else { return 0 };
            let same = |at: &&u32| hashes.get(**at as usize..**at as usize + len) == hashes.get(first..end);
            places.iter().take_while(|at| (**at as usize) < first).take(OCCURRENCES_MAX).filter(same).count()
                as u32
        })
        .collect()
}

/// The most earlier places that are compared for one statement.
const OCCURRENCES_MAX: usize = 4096;

fn count_short(hashes: &[u64], first: usize, len: usize) -> u32 {
    let wanted = &hashes[first..first + len];
    hashes[..first + len.saturating_sub(1).min(hashes.len() - first)]
        .windows(len.max(1))
        .take(first)
        .filter(|w| *w == wanted)
        .count() as u32
}

/// A hash of a word in lower case. Words of the lexicon have their number; only the others are hashed.
fn word_hash(text: &str, token: &Token) -> u64 {
    use std::hash::{Hash, Hasher};
    let word = token.span().of(text);
    let mut hasher = rustc_hash::FxHasher::default();
    match token.kind {
        Kind::Word if word.is_ascii() && token.word != 0 => token.word.hash(&mut hasher),
        Kind::Word if word.is_ascii() => word.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase())),
        Kind::Word => word.to_lowercase().hash(&mut hasher),
        _ => word.hash(&mut hasher),
    }
    hasher.finish()
}
