//! Keeps the stored links in step: when a document comes, when it goes, when a key becomes too frequent to tell
//! anything.
//!
//! A pair of statements is a link while it has a key in common that tells something (one that stands in at most
//! [`limit::KEY_ROWS_MAX`] statements), or while one stands where a reply to the other stands, and its score is high
//! enough. Each stored link counts its telling keys, and its place as one more, so that a key that falls silent takes
//! along what hung on it alone. What is stored is thus the same in whatever order documents came.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::LinkKind;
use super::change::change;
use super::gist::Gist;
use super::key::keys;
use super::part::Parts;
use super::score::{Whereabouts, order, promises_it, score};
use super::sign::{Manner, Sign, sign};
use crate::store::{LinkRow, Tx, document_of, statement_key};
use crate::{LedgerError, limit};

/// How many telling keys each pair of statements has in common, the one with the smaller key first.
type Pairs = BTreeMap<(i64, i64), u32>;

/// Statements by their keys, and whether each speaks under it.
type ByKey = BTreeMap<i64, Vec<(i64, bool)>>;

/// Takes the keys and links of a document away. To be called before its gists go.
pub(crate) fn leave(tx: &Tx<'_>, document: i64) -> Result<(), LedgerError> {
    tx.remove_links(document)?;
    let counts = tx.key_counts(document)?;
    tx.remove_keys(document)?;
    let mut pairs = Pairs::new();
    for (key, own) in counts {
        let left = tx.key_rows(key, limit::KEY_ROWS_MAX + 1)?;
        if left.len() <= limit::KEY_ROWS_MAX && left.len() + own > limit::KEY_ROWS_MAX {
            count_pairs(&left, &left, &mut pairs);
        }
    }
    let mut gists = Gists { tx, known: BTreeMap::new() };
    for (pair, shared) in pairs {
        if !tx.add_shared(pair, shared)? {
            link(tx, pair, shared, &mut gists)?;
        }
    }
    Ok(())
}

/// Adds the keys and links of a document.
pub(crate) fn join(tx: &Tx<'_>, document: i64, gists: &[Gist]) -> Result<(), LedgerError> {
    let (own, known) = keyed(document, gists);
    let mut pairs = beside(document, gists);
    for (key, rows) in own {
        let others = tx.key_rows(key, limit::KEY_ROWS_MAX + 1)?;
        // A key that too many have tells nothing.
        let telling = others.len() <= limit::KEY_ROWS_MAX;
        for (statement, speaks) in &rows {
            tx.put_key(key, *speaks, *statement)?;
        }
        if !telling {
            continue;
        }
        if others.len() + rows.len() <= limit::KEY_ROWS_MAX {
            count_pairs(&rows, &others, &mut pairs);
            count_pairs(&rows, &rows, &mut pairs);
        } else {
            silence(tx, &others)?;
        }
    }
    let mut gists = Gists { tx, known };
    for (pair, shared) in pairs {
        link(tx, pair, shared, &mut gists)?;
    }
    Ok(())
}

/// The statements of a document by their keys, and their gists.
fn keyed(document: i64, gists: &[Gist]) -> (ByKey, BTreeMap<i64, Gist>) {
    let mut own = ByKey::new();
    let mut known = BTreeMap::new();
    for (gist, place) in gists.iter().zip(0u32..) {
        let statement = statement_key(document, place);
        for (key, speaks) in keys(gist) {
            own.entry(key).or_default().push((statement, speaks));
        }
        known.insert(statement, gist.clone());
    }
    (own, known)
}

/// The pairs of a document of which one replies to the other by where it stands. They count as a key that they have
/// in common and that never falls silent.
fn beside(document: i64, gists: &[Gist]) -> Pairs {
    let replies = gists.iter().zip(0u32..).filter(|(gist, _)| gist.beside > 0);
    let to = |gist: &Gist, place: u32| place.saturating_sub(u32::from(gist.beside));
    let pair =
        |(gist, place)| ((statement_key(document, to(gist, place)), statement_key(document, place)), 1);
    replies.map(pair).collect()
}

/// Takes one telling key from every link among these statements.
fn silence(tx: &Tx<'_>, rows: &[(i64, bool)]) -> Result<(), LedgerError> {
    let speaks: BTreeMap<i64, bool> = rows.iter().copied().collect();
    for (statement, speaking) in rows {
        for other in tx.linked_from(*statement)? {
            if speaks.get(&other).is_some_and(|other| *speaking || *other) {
                tx.take_shared(*statement, other)?;
            }
        }
    }
    Ok(())
}

/// Counts each pair of statements of which one speaks.
fn count_pairs(some: &[(i64, bool)], others: &[(i64, bool)], pairs: &mut Pairs) {
    let mut seen = BTreeSet::new();
    for (a, a_speaks) in some {
        for (b, b_speaks) in others {
            let pair = (*a.min(b), *a.max(b));
            if a != b && (*a_speaks || *b_speaks) && seen.insert(pair) {
                *pairs.entry(pair).or_default() += 1;
            }
        }
    }
}

/// Stores what a pair of statements is to each other, if it is anything.
fn link(tx: &Tx<'_>, pair: (i64, i64), shared: u32, gists: &mut Gists<'_, '_>) -> Result<(), LedgerError> {
    gists.load(pair.0)?;
    gists.load(pair.1)?;
    if let Some(row) = gists.linked(pair) {
        tx.put_link(&LinkRow { shared, ..row })?;
    }
    Ok(())
}

/// What a pair of statements is to each other, as it is stored.
pub(crate) fn linked(a: (i64, &Gist), b: (i64, &Gist)) -> Option<LinkRow> {
    let (to, from) = if order(a, b) == Ordering::Less { (a, b) } else { (b, a) };
    let place = match document_of(from.0) == document_of(to.0) {
        true if from.0 - to.0 == i64::from(from.1.beside) => Whereabouts::Beside,
        true => Whereabouts::SameDocument,
        false => Whereabouts::Elsewhere,
    };
    let scored = score(from.1, to.1, place)?;
    let (kind, score) = (scored.kind, scored.score);
    let change = (kind == LinkKind::Repeats).then(|| change(from.1, to.1));
    let manner = Manner {
        mere: from.1.marks.mere,
        to_the_point: promises_it(from.1, to.1),
        no_wording: from.1.marks.retold || to.1.marks.retold || from.1.marks.of_us && !to.1.marks.of_us,
        of_motive: from.1.marks.motive && !to.1.marks.motive,
    };
    let sign = sign(kind, (from.1.act, manner), to.1.act, score);
    // A demand that is made again says by its words which of its parts come back.
    let parts = if sign.is_some_and(|sign| sign != Sign::Repeated) {
        Parts::of(from.1, to.1)
    } else {
        Parts::default()
    };
    Some(LinkRow { from: from.0, to: to.0, kind, change, sign, score, parts, shared: 0 })
}

/// Gists by the key of their statement, each read once.
struct Gists<'a, 'b> {
    tx: &'a Tx<'b>,
    known: BTreeMap<i64, Gist>,
}

impl Gists<'_, '_> {
    fn load(&mut self, statement: i64) -> Result<(), LedgerError> {
        if !self.known.contains_key(&statement)
            && let Some(gist) = self.tx.gist(statement)?
        {
            self.known.insert(statement, gist);
        }
        Ok(())
    }

    fn linked(&self, (a, b): (i64, i64)) -> Option<LinkRow> {
        linked((a, self.known.get(&a)?), (b, self.known.get(&b)?))
    }
}

/// Whether keys and links of a document are stored as they should be.
pub(crate) fn is_in_step(tx: &Tx<'_>, document: i64, gists: &[Gist]) -> Result<bool, LedgerError> {
    let (own, known) = keyed(document, gists);
    let counts: Vec<(i64, usize)> = own.iter().map(|(key, rows)| (*key, rows.len())).collect();
    if tx.key_counts(document)? != counts {
        return Ok(false);
    }
    let mut pairs = beside(document, gists);
    for (key, rows) in &own {
        let all = tx.key_rows(*key, limit::KEY_ROWS_MAX + 1)?;
        if all.len() <= limit::KEY_ROWS_MAX {
            count_pairs(rows, &all, &mut pairs);
        }
    }
    let mut gists = Gists { tx, known };
    let mut links = Vec::new();
    for (pair, shared) in pairs {
        gists.load(pair.0)?;
        gists.load(pair.1)?;
        links.extend(gists.linked(pair).map(|row| LinkRow { shared, ..row }));
    }
    links.sort_by_key(|row| (row.from, row.to));
    Ok(tx.links_of(document)? == links)
}
