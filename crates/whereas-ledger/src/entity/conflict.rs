//! What cannot all be true: judgements against each other, and names that are close to two who are judged to be two.

use std::collections::{BTreeMap, BTreeSet};

use super::close::Degree;
use super::extent::Extent;
use super::identity::{Cell, Clash, Identities, Judgements};
use super::propose::{identities_around, neighbours, nodes_of};
use crate::store::Tx;
use crate::view::{Conflict, EntityBrief};
use crate::{LedgerError, limit};

/// All conflicts of a ledger, in order of their judgements.
pub(crate) fn conflicts(tx: &Tx<'_>) -> Result<Vec<Conflict>, LedgerError> {
    let judgements = tx.identity_judgements()?;
    let judged: BTreeSet<String> = judgements.placed.values().map(|placed| placed.node.clone()).collect();
    let identities = identities_around(tx, &judgements, judged)?;
    let mut found: Vec<Conflict> = identities.clashes.iter().map(clash).collect();
    for ((a, b), seq) in identities.each_apart() {
        let (near_a, near_b) = (beside(tx, &identities, a)?, beside(tx, &identities, b)?);
        for (node, name) in near_a.iter().filter(|(node, _)| near_b.contains_key(*node)) {
            let other = identities.first(&Cell::Node(node.clone()));
            if other != *a && other != *b {
                let conflict = between(tx, &judgements, &identities, seq, [a, b])?;
                found.push(Conflict { words: format!("“{name}” is {}", conflict.words), ..conflict });
            }
        }
    }
    found.sort_by(|a, b| (&a.entries, &a.words).cmp(&(&b.entries, &b.words)));
    Ok(found)
}

/// The names that are one with those of an entity, by their nodes.
fn beside(
    tx: &Tx<'_>,
    identities: &Identities,
    first: &Cell,
) -> Result<BTreeMap<String, String>, LedgerError> {
    let mut found = BTreeMap::new();
    for node in nodes_of(tx, &identities.cells(first))? {
        let near = neighbours(tx, &node)?.into_iter().filter(|near| near.close.degree == Degree::Same);
        found.extend(near.map(|near| (near.other.node.id.clone(), near.other.node.name.clone())));
    }
    Ok(found)
}

/// A judgement that cannot be followed.
pub(super) fn clash(clash: &Clash) -> Conflict {
    let words =
        format!("entry {} says that they are one, entry {} that they are two", clash.same, clash.different);
    Conflict { entries: vec![clash.same, clash.different], words, close_to: Vec::new() }
}

/// Somebody who is close to two that are judged to be two.
pub(super) fn between(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    seq: i64,
    both: [&Cell; 2],
) -> Result<Conflict, LedgerError> {
    let mut close_to = Vec::new();
    for cell in both {
        close_to.extend(Extent::of(tx, judgements, identities, cell)?.brief(tx)?);
    }
    let name = |brief: &EntityBrief| {
        let id = brief.id.get(..limit::SHOWN_ID_DIGITS).unwrap_or(&brief.id);
        format!("“{}” ({id})", brief.name)
    };
    let names = close_to.iter().map(name).collect::<Vec<_>>().join(" and ");
    let words = format!("close to both {names}, who are two by entry {seq}");
    Ok(Conflict { entries: vec![seq], words, close_to })
}
