//! The surest links of each statement of a document, as its card in the margin shows them: what a person confirmed,
//! then the best of what counts. Of the other statements only what an address and a date need is read.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::verdict::{LinkState, Verdicts};
use crate::judge::LinkVerdict;
use crate::link::LinkKind;
use crate::store::{LinkRow, Tx, document_of};
use crate::{LedgerError, limit};

/// The surest links of a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SurestLinks {
    /// The best, those first that a person confirmed.
    pub links: Vec<SurestLink>,
    /// How many links of the statement count in all.
    pub total: u32,
}

/// A link as seen from one of its statements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SurestLink {
    /// What the later statement is to the earlier one.
    pub kind: LinkKind,
    /// Whether the other statement is the later one.
    pub later: bool,
    /// Id of the other statement.
    pub statement: String,
    /// Id of its document.
    pub document: String,
    /// Title of its document.
    pub document_title: String,
    /// Day of its document, or `""`.
    pub document_date: String,
    /// 0–1.
    pub confidence: f32,
    /// What people think of it; never that it does not hold.
    pub state: LinkState,
}

/// Own statement and the other one, each link from both sides where both stand in the document.
struct Side {
    own: i64,
    other: i64,
    later: bool,
    kind: LinkKind,
    score: u16,
    confirmed: bool,
}

/// The surest links of the statements of a document, by id; statements without any are absent. `ids` has the ids of
/// the document's statements by their keys.
pub(crate) fn surest(
    tx: &Tx<'_>,
    document: i64,
    ids: &BTreeMap<i64, String>,
) -> Result<BTreeMap<String, SurestLinks>, LedgerError> {
    let judged = Verdicts::within(tx, document)?.by_keys(tx)?;
    let mut sides = BTreeMap::<i64, Vec<Side>>::new();
    let mut put = |row: &LinkRow, confirmed: bool| {
        for (own, other, later) in [(row.from, row.to, false), (row.to, row.from, true)] {
            if document_of(own) == document {
                let side = Side { own, other, later, kind: row.kind, score: row.score, confirmed };
                sides.entry(own).or_default().push(side);
            }
        }
    };
    for row in tx.counting_links(document)? {
        // What people said of a pair of statements stands for it, of whatever kind they think the link is.
        if !judged.contains_key(&(row.from, row.to)) {
            put(&row, false);
        }
    }
    for ((from, to), (kind, says)) in judged {
        if says == LinkVerdict::Confirmed {
            put(&LinkRow::by_hand(from, to, kind), true);
        }
    }
    let mut out = BTreeMap::new();
    for (own, mut sides) in sides {
        sides.sort_by_key(|side| (!side.confirmed, Reverse(side.score), side.later, Reverse(side.other)));
        let best = sides.iter().take(limit::CARD_LINKS_MAX).map(|side| shown(tx, side));
        let links = best.collect::<Result<Vec<_>, _>>()?;
        if let Some(id) = ids.get(&own) {
            out.insert(id.clone(), SurestLinks { links, total: sides.len() as u32 });
        }
    }
    Ok(out)
}

fn shown(tx: &Tx<'_>, side: &Side) -> Result<SurestLink, LedgerError> {
    let what = || format!("a link of statement {} leads to {}, which is not there", side.own, side.other);
    let [statement, document, document_title, document_date] =
        tx.whereabouts(side.other)?.ok_or_else(|| LedgerError::Damaged { what: what() })?;
    Ok(SurestLink {
        kind: side.kind,
        later: side.later,
        statement,
        document,
        document_title,
        document_date,
        confidence: f32::from(side.score) / 1000.0,
        state: if side.confirmed { LinkState::Confirmed } else { LinkState::Proposed },
    })
}
