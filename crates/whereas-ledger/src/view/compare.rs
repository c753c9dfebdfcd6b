//! What became of the demands of one document in another.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use whereas_extract::Act;

use super::link::{LinkEnd, Shown};
use crate::link::gist::Gist;
use crate::link::key::keys;
use crate::link::score::{Whereabouts, score};
use crate::link::topic::Topic;
use crate::link::{Change, LinkKind, change::change};
use crate::store::{DocumentKey, Tx, statement_key};
use crate::wording::{Piece, reworded};
use crate::{LedgerError, limit};

/// What became of a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It stands in much the same words.
    Kept,
    /// It asks more strongly.
    Sharpened,
    /// It asks less strongly.
    Softened,
    /// It asks for less.
    Narrowed,
    /// It asks for more.
    Widened,
    /// What is left of it stands in another demand.
    Moved,
    /// The same is asked of somebody else.
    Readdressed,
    /// Nobody is asked any more, though it is still spoken of.
    Mentioned,
    /// It is not there.
    Dropped,
    /// It was not there before.
    New,
}

/// A demand in two documents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompareRow {
    /// What became of it.
    pub fate: Fate,
    /// In the earlier document.
    pub before: Option<LinkEnd>,
    /// In the later one.
    pub after: Option<LinkEnd>,
    /// 0–1, `0` for what stands alone.
    pub confidence: f32,
    /// The words of both, told apart.
    pub wording: Vec<Piece>,
}

/// Compares the demands of two documents: rows in the order of the first, then what is new.
pub(crate) fn compare(tx: &Tx<'_>, before: &str, after: &str) -> Result<Vec<CompareRow>, LedgerError> {
    let (before, after) = (known(tx, before)?, known(tx, after)?);
    let (old, new) = (tx.gists(before.n)?, tx.gists(after.n)?);
    let pairs = pairs(&old, &new);
    let mut fates = fates(&old, &new, &pairs);
    let taken: BTreeSet<usize> = fates.iter().filter_map(|fate| fate.2).collect();
    for at in demands(&new).filter(|at| !taken.contains(at)) {
        fates.push(part_of(&old, &new, &pairs, at));
    }
    let mut shown = Shown::new(tx);
    let mut rows = Vec::new();
    for (fate, from, to, score) in fates {
        let mut end = |document: &DocumentKey, place: Option<usize>| {
            place.map(|place| shown.end(statement_key(document.n, place as u32))).transpose()
        };
        let (before, after) = (end(&before, from)?, end(&after, to)?);
        let wording = match (&before, &after) {
            (Some(before), Some(after)) => reworded(&before.quote, &after.quote),
            _ => Vec::new(),
        };
        rows.push(CompareRow { fate, before, after, confidence: f32::from(score) / 1000.0, wording });
    }
    Ok(rows)
}

fn known(tx: &Tx<'_>, id: &str) -> Result<DocumentKey, LedgerError> {
    let key = tx.document_key(id)?.filter(|key| key.erased_at.is_empty());
    key.ok_or_else(|| LedgerError::NoDocument { id: id.to_owned() })
}

/// What became of a demand: places before and after, and thousandths.
type Found = (Fate, Option<usize>, Option<usize>, u16);

fn demands(gists: &[Gist]) -> impl Iterator<Item = usize> {
    gists.iter().enumerate().filter(|(_, gist)| gist.act == Act::Demand).map(|(at, _)| at)
}

/// A pair of demands, with what the later one is to the earlier one.
struct Pair {
    old: usize,
    new: usize,
    kind: LinkKind,
    score: u16,
}

/// The pairs of demands that have a key in common and repeat each other, best first.
fn pairs(old: &[Gist], new: &[Gist]) -> Vec<Pair> {
    let mut by_key = BTreeMap::<i64, Vec<usize>>::new();
    for at in demands(old) {
        for (key, _) in keys(&old[at]) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut out = Vec::new();
    for at in demands(new) {
        let keys = keys(&new[at]);
        let met: BTreeSet<usize> =
            keys.iter().filter_map(|(key, _)| by_key.get(key)).flatten().copied().collect();
        for other in met.into_iter().take(limit::COMPARED_MAX) {
            if let Some(scored) = score(&new[at], &old[other], Whereabouts::Elsewhere) {
                out.push(Pair { old: other, new: at, kind: scored.kind, score: scored.score });
            }
        }
    }
    out.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.old, pair.new));
    out
}

/// Gives each earlier demand its best later one; what finds none is looked for among all that the later document
/// says.
fn fates(old: &[Gist], new: &[Gist], pairs: &[Pair]) -> Vec<Found> {
    let mut after = BTreeMap::<usize, &Pair>::new();
    let mut taken = BTreeSet::new();
    for wanted in [LinkKind::Repeats, LinkKind::Readdresses] {
        let sure = pairs.iter().filter(|pair| pair.kind == wanted && pair.score >= limit::REPEATED_SCORE_MIN);
        for pair in sure {
            if !after.contains_key(&pair.old) && taken.insert(pair.new) {
                after.insert(pair.old, pair);
            }
        }
    }
    let fate = |at: usize| match after.get(&at) {
        Some(pair) if pair.kind == LinkKind::Readdresses => {
            (Fate::Readdressed, Some(at), Some(pair.new), pair.score)
        }
        Some(pair) => (changed(&new[pair.new], &old[at]), Some(at), Some(pair.new), pair.score),
        None => elsewhere(old, new, pairs, at),
    };
    demands(old).map(fate).collect()
}

fn changed(new: &Gist, old: &Gist) -> Fate {
    match change(new, old) {
        Change::Same => Fate::Kept,
        Change::Sharpened => Fate::Sharpened,
        Change::Softened => Fate::Softened,
        Change::Narrowed => Fate::Narrowed,
        Change::Widened => Fate::Widened,
        Change::Moved => Fate::Moved,
    }
}

/// A demand that none repeats by itself: part of another demand, spoken of, or gone.
fn elsewhere(old: &[Gist], new: &[Gist], pairs: &[Pair], at: usize) -> Found {
    let merged = pairs
        .iter()
        .find(|pair| pair.old == at && pair.kind == LinkKind::Repeats && holds(&new[pair.new], &old[at]));
    if let Some(pair) = merged {
        return (Fate::Moved, Some(at), Some(pair.new), pair.score);
    }
    let spoken = new.iter().enumerate().filter(|(_, gist)| gist.act != Act::Demand);
    let near = spoken.map(|(place, gist)| (place, Topic::of(gist, &old[at])));
    let best = near
        .filter(|(_, topic)| {
            topic.share >= limit::MENTIONED_SHARE_MIN && topic.strength >= limit::MENTIONED_STRENGTH_MIN
        })
        .max_by(|(_, a), (_, b)| a.share.total_cmp(&b.share));
    match best {
        Some((place, topic)) => (Fate::Mentioned, Some(at), Some(place), (topic.share * 1000.0) as u16),
        None => (Fate::Dropped, Some(at), None, 0),
    }
}

/// A later demand that repeats none by itself: part of an earlier one, or new.
fn part_of(old: &[Gist], new: &[Gist], pairs: &[Pair], at: usize) -> Found {
    let part = pairs
        .iter()
        .find(|pair| pair.new == at && pair.kind == LinkKind::Repeats && holds(&old[pair.old], &new[at]));
    match part {
        Some(pair) => (Fate::Moved, Some(pair.old), Some(at), pair.score),
        None => (Fate::New, None, Some(at), 0),
    }
}

/// Whether most of what the one asks stands in the other.
fn holds(whole: &Gist, part: &Gist) -> bool {
    let topic = Topic::of(part, whole);
    topic.part >= limit::PART_SHARE_MIN
}
