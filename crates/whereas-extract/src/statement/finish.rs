//! The last step: default speakers, hedges, themes, due dates, identity.

use std::hash::{BuildHasher, Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::{Act, Draft, Maker, Statement};
use crate::pack::Class;
use crate::pack::lexicon::Label;
use crate::scan::{Kind, Scan, Token};
use crate::{MentionValue, Named, Span};

/// Turns the drafts into statements, in order of place.
pub(super) fn finish(mut maker: Maker<'_, '_>) -> Vec<Statement> {
    let mut drafts = std::mem::take(&mut maker.drafts);
    drafts.retain(|draft| asks_something(maker.scan, draft));
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

/// Whether it is told what is asked: "they asked for them" names nothing.
fn asks_something(scan: &Scan<'_>, draft: &Draft) -> bool {
    let [action] = draft.actions[..] else { return true };
    let is = |at: usize, class| scan.class(at, class, scan.tokens.get(at).map_or(u8::MAX, |t| t.pack));
    let tokens = scan.range(action);
    let named = tokens.clone().find(|at| !is(*at, Class::For)).unwrap_or(tokens.start);
    let pronoun = named + 1 == tokens.end && is(named, Class::Pronoun);
    draft.act != Act::Demand || !pronoun
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
    let undated = draft.act == Act::Commitment && draft.due.is_empty();
    let due = if undated { super::due::due(maker, &draft) } else { draft.due };
    let speaker = draft.speaker.unwrap_or_else(|| maker.voice_of(draft.passage));
    let speakers = if draft.speakers.is_empty() { joint_speakers(maker, &speaker) } else { draft.speakers };
    Statement {
        act: draft.act,
        span: draft.span,
        occurrence,
        passage: draft.passage as u32,
        cue: draft.cue,
        speaker,
        speakers,
        addressees: if draft.act == Act::Demand { draft.addressees } else { Vec::new() },
        actions: if draft.act == Act::Demand { draft.actions } else { Vec::new() },
        polarity: if draft.act == Act::Appraisal { draft.polarity } else { None },
        due,
        force: if draft.act == Act::Demand { draft.force.max(1) } else { 0 },
        position: draft.position,
        category: draft.category,
        hedge: hedge.map(|f| maker.scan.span(f.first as usize, f.end as usize)),
        themes: themes.iter().filter_map(|at| maker.scan.packs.themes.get(*at as usize).cloned()).collect(),
        lang,
        rule: draft.rule,
        confidence: draft.confidence,
    }
}

/// The speakers one by one where the words name several ("President Demir and Prime Minister Orlo"), else none.
fn joint_speakers(maker: &Maker<'_, '_>, speaker: &Named) -> Vec<Named> {
    let Some(span) = speaker.span else { return Vec::new() };
    let all: Vec<Named> = maker
        .mentions_in(maker.scan.range(span))
        .filter(|m| {
            matches!(m.value, MentionValue::Person { .. } | MentionValue::Organisation | MentionValue::Place)
        })
        .map(|m| Named { name: crate::fold_blanks(m.span.of(maker.scan.text)), span: Some(m.span) })
        .collect();
    let joined = maker.scan.range(span).any(|at| maker.scan.class(at, Class::And, u8::MAX));
    if all.len() > 1 && joined { all } else { Vec::new() }
}

/// Words hashed to tell equal stretches apart; the length of the window that is looked up first.
const WINDOW: usize = 4;

/// How many kinds of pairs of words are told apart.
const PAIRS: usize = 4096;

/// For each span: which occurrence of its folded words in the text it is.
///
/// One pass over the text looks for the places where the first four words of a span stand again, and only these places
/// are compared, so that the cost does not grow with the number of statements times the text.
fn occurrences(scan: &Scan<'_>, spans: &[Span]) -> Vec<u32> {
    let ranges: Vec<Range<usize>> = spans.iter().map(|span| scan.range(*span)).collect();
    let places = places(scan, &ranges);
    // Statements with the same words are counted together: each compares only with those before it.
    let mut counted: FxHashMap<(u64, usize), (usize, u32)> = FxHashMap::default();
    ranges
        .iter()
        .map(|range| {
            let places = match places.get(&words_hash(scan, opening(range))) {
                Some(places) if places.len() > 1 => places,
                _ => return 0,
            };
            let whole = words_hash(scan, range.clone());
            let (from, before) = counted.get(&(whole, range.len())).copied().unwrap_or((0, 0));
            let same = |&&at: &&u32| words_hash(scan, at as usize..at as usize + range.len()) == whole;
            let past = places.partition_point(|at| (*at as usize) < range.start);
            let count = before + places[from.min(past)..past].iter().filter(same).count() as u32;
            counted.insert((whole, range.len()), (past, count));
            count
        })
        .collect()
}

/// The first words of a stretch.
fn opening(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + WINDOW)
}

/// The places in the text where the first words of some stretches stand, by the hash of these words.
fn places(scan: &Scan<'_>, ranges: &[Range<usize>]) -> FxHashMap<u64, Vec<u32>> {
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut lengths = [false; WINDOW + 1];
    // Most places are refused by the numbers of their first two words.
    let pair = |at: usize| {
        let number = |at: usize| scan.tokens.get(at).map_or(0, |token| token.word as usize);
        (number(at) * 31 + number(at + 1)) % PAIRS
    };
    let mut pairs = [false; PAIRS];
    for range in ranges {
        places.entry(words_hash(scan, opening(range))).or_default();
        lengths[opening(range).len()] = true;
        match range.len() {
            0 | 1 => pairs = [true; PAIRS],
            _ => pairs[pair(range.start)] = true,
        }
    }
    for at in (0..scan.tokens.len()).filter(|&at| pairs[pair(at)]) {
        for len in (0..=WINDOW).filter(|&len| lengths[len]) {
            if let Some(places) = places.get_mut(&words_hash(scan, at..at + len)) {
                places.push(at as u32);
            }
        }
    }
    places
}

/// A hash of the words of a stretch in lower case, as far as the text goes.
fn words_hash(scan: &Scan<'_>, range: Range<usize>) -> u64 {
    let tokens = &scan.tokens[range.start..range.end.min(scan.tokens.len())];
    let mut hasher = FxHasher::default();
    tokens.iter().for_each(|token| hasher.write_u64(word_hash(scan.text, token)));
    hasher.write_usize(range.len());
    hasher.finish()
}

/// A hash of a word in lower case. Words of the lexicon have their number; only the others are hashed.
fn word_hash(text: &str, token: &Token) -> u64 {
    if token.plain && token.word != 0 {
        return FxBuildHasher.hash_one(token.word);
    }
    let word = token.span().of(text);
    let mut hasher = FxHasher::default();
    match token.kind {
        // The same word before a closing quotation mark is not told as plain.
        Kind::Word if word.is_ascii() && token.word != 0 => return FxBuildHasher.hash_one(token.word),
        Kind::Word if word.is_ascii() => word.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase())),
        Kind::Word => word.to_lowercase().hash(&mut hasher),
        _ => word.hash(&mut hasher),
    }
    hasher.finish()
}
