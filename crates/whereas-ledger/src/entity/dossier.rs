//! Dossiers: finding an entity by a name, and all that the ledger has of it.

use std::collections::{BTreeMap, BTreeSet};

use super::close::{Degree, why};
use super::conflict::{between, clash};
use super::find::by_name;
use super::identity::{Cell, Identities, Judgements};
use super::list::name_of;
use super::propose::{Neighbour, identities_around, neighbours, nodes_of};
use super::said;
use crate::judge::whole_mention_id;
use crate::store::{EntityMention, Tx};
use crate::view::{
    Conflict, Dossier, DossierMention, EntityBrief, Found, IdentityRow, Proposal, basis_words,
};
use crate::{LedgerError, limit};

/// Finds whom a name, or the id of a mention, stands for.
pub(crate) fn who(tx: &Tx<'_>, words: &str) -> Result<Found, LedgerError> {
    let judgements = tx.identity_judgements()?;
    if let Some(mention) = by_id(tx, words)? {
        let identities = identities_around(tx, &judgements, [mention.node.clone()])?;
        let cell = identities.cell(&mention.id, &mention.node, mention.document);
        let dossier = dossier(tx, &judgements, &identities, &identities.first(&cell))?;
        return Ok(Found { dossier, others: Vec::new() });
    }
    let nodes = by_name(tx, words)?;
    let identities = identities_around(tx, &judgements, nodes.iter().map(|(node, _)| node.clone()))?;
    let mut seen = BTreeSet::new();
    let mut fits: Vec<(Cell, bool, EntityBrief)> = Vec::new();
    for (node, exact) in nodes {
        for mention in tx.mentions_of(&node)? {
            let cell = identities.first(&identities.cell(&mention.id, &mention.node, mention.document));
            if seen.len() < limit::FOUND_ENTITIES_MAX && seen.insert(cell.clone()) {
                let brief = brief(tx, &members(tx, &identities, &cell)?)?;
                fits.extend(brief.map(|brief| (cell, exact, brief)));
            }
        }
    }
    fits.sort_by(|(_, x, a), (_, y, b)| (y, b.documents, &a.id).cmp(&(x, a.documents, &b.id)));
    // One that bears the very name is meant, unless several do.
    let exact = fits.iter().filter(|(_, exact, _)| *exact).count();
    let one = exact == 1 || fits.len() == 1;
    let dossier = match fits.first() {
        Some((cell, ..)) if one => dossier(tx, &judgements, &identities, cell)?,
        _ => None,
    };
    let others = fits.into_iter().skip(usize::from(one)).map(|(.., brief)| brief).collect();
    Ok(Found { dossier, others })
}

/// The mention of an id, or of its first digits.
fn by_id(tx: &Tx<'_>, words: &str) -> Result<Option<EntityMention>, LedgerError> {
    match whole_mention_id(tx, words) {
        Ok(Some(id)) => tx.entity_mention(&id),
        // "Abe" is a name.
        Ok(None) | Err(LedgerError::ShortId { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The mentions of an entity, in order of place.
pub(super) fn members(
    tx: &Tx<'_>,
    identities: &Identities,
    first: &Cell,
) -> Result<Vec<EntityMention>, LedgerError> {
    let cells: BTreeSet<Cell> = identities.cells(first).into_iter().collect();
    let mut found = Vec::new();
    for node in nodes_of(tx, &cells.iter().cloned().collect::<Vec<_>>())? {
        let own = |m: &EntityMention| cells.contains(&identities.cell(&m.id, &m.node, m.document));
        found.extend(tx.mentions_of(&node)?.into_iter().filter(own));
    }
    found.sort_by_key(|mention| mention.key);
    Ok(found)
}

fn brief(tx: &Tx<'_>, mentions: &[EntityMention]) -> Result<Option<EntityBrief>, LedgerError> {
    let Some(first) = mentions.first() else { return Ok(None) };
    let documents: BTreeSet<i64> = mentions.iter().map(|mention| mention.document).collect();
    Ok(Some(EntityBrief {
        id: first.id.clone(),
        kind: first.kind.clone(),
        name: name_of(mentions),
        document: tx.document_key_of(first.document)?.map_or(String::new(), |key| key.id),
        documents: documents.len(),
    }))
}

fn dossier(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    first: &Cell,
) -> Result<Option<Dossier>, LedgerError> {
    let mentions = members(tx, identities, first)?;
    let Some(entity) = brief(tx, &mentions)? else { return Ok(None) };
    let (proposals, conflicts) = proposals(tx, judgements, identities, first)?;
    let (statements, statements_total) = said::statements(tx, &mentions)?;
    let roles = said::roles(tx, &mentions)?;
    let meant = said::meant(tx, &roles)?;
    Ok(Some(Dossier {
        entity,
        proposals,
        conflicts,
        judgements: judged(tx, judgements, &mentions)?,
        roles,
        meant,
        statements,
        statements_total,
        mentions: shown(tx, &mentions)?,
    }))
}

/// The mentions in order of time.
fn shown(tx: &Tx<'_>, mentions: &[EntityMention]) -> Result<Vec<DossierMention>, LedgerError> {
    let mut out = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let Some(hit) = tx.mention_of(&mention.id)? else { continue };
        out.push(DossierMention {
            id: mention.id.clone(),
            form: mention.quote.clone(),
            document: hit.document,
            document_title: hit.document_title,
            document_date: hit.document_date,
            passage: hit.passage,
            times: mention.times,
            basis: mention.basis,
            why: basis_words(mention.basis, &mention.base),
        });
    }
    out.sort_by(|a, b| a.document_date.cmp(&b.document_date));
    Ok(out)
}

/// Who may be the same, and what stands against it.
fn proposals(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    first: &Cell,
) -> Result<(Vec<Proposal>, Vec<Conflict>), LedgerError> {
    let own = nodes_of(tx, &identities.cells(first))?;
    let mut near: Vec<Neighbour> = Vec::new();
    for node in &own {
        near.extend(neighbours(tx, node)?.into_iter().filter(|near| !own.contains(&near.other.node.id)));
    }
    near.sort_by(|a, b| {
        (b.close.degree, b.close.score)
            .partial_cmp(&(a.close.degree, a.close.score))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    near.truncate(limit::SAME_PROPOSALS_MAX);
    let all = own.iter().cloned().chain(near.iter().map(|near| near.other.node.id.clone()));
    let identities = identities_around(tx, judgements, all)?;
    let first = &identities.first(first);
    let mut found: BTreeMap<Cell, &Neighbour> = BTreeMap::new();
    let mut conflicts: Vec<Conflict> = identities.clashes.iter().map(clash).collect();
    for near in &near {
        for mention in tx.mentions_of(&near.other.node.id)? {
            let cell = identities.first(&identities.cell(&mention.id, &mention.node, mention.document));
            if cell != *first
                && identities.apart(first, &cell).is_none()
                && found.len() < limit::SAME_PROPOSALS_MAX
            {
                found.entry(cell).or_insert(near);
            }
        }
    }
    let cells: Vec<&Cell> = found.keys().collect();
    for (at, a) in cells.iter().enumerate() {
        for b in cells.iter().skip(at + 1) {
            if let Some(seq) = identities.apart(a, b) {
                conflicts.push(between(tx, &identities, seq, a, b)?);
            }
        }
    }
    let mut proposals = Vec::new();
    for (cell, near) in &found {
        let Some(entity) = brief(tx, &members(tx, &identities, cell)?)? else { continue };
        proposals.push(Proposal {
            entity,
            score: near.close.score,
            same_name: near.close.degree == Degree::Same,
            why: why(&near.own, &near.other),
            unsure: identities.unsure(first, cell),
        });
    }
    proposals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.entity.id.cmp(&b.entity.id)));
    Ok((proposals, conflicts))
}

/// What people judged of some mentions, oldest first.
fn judged(
    tx: &Tx<'_>,
    judgements: &Judgements,
    mentions: &[EntityMention],
) -> Result<Vec<IdentityRow>, LedgerError> {
    let ids: BTreeSet<&String> = mentions.iter().map(|mention| &mention.id).collect();
    let said = judgements.said.iter().filter(|said| said.between.iter().any(|id| ids.contains(id)));
    let detached = judgements.detached.iter().filter(|(id, _)| ids.contains(id)).map(|(_, seq)| *seq);
    let all: BTreeSet<i64> = said.map(|said| said.seq).chain(detached).collect();
    let mut rows = Vec::new();
    for seq in all {
        rows.extend(tx.judgement(seq)?.map(|judgement| identity_row(tx, judgement)).transpose()?);
    }
    Ok(rows)
}

/// A judgement with the words that it is about.
fn identity_row(tx: &Tx<'_>, judgement: crate::store::Judgement) -> Result<IdentityRow, LedgerError> {
    let mut words = Vec::new();
    for end in &judgement.ends {
        let quote = tx.quotation(&end.on.quotation)?.map_or(String::new(), |quotation| quotation.quote);
        words.push(format!("“{quote}” in {}", end.on.document));
    }
    let says = match judgement.ruling {
        crate::Ruling::Identity { says } => Some(says),
        _ => None,
    };
    Ok(IdentityRow {
        seq: judgement.seq,
        says,
        mentions: judgement.ends.into_iter().map(|end| end.on.item).collect(),
        words,
        author: judgement.author,
        at: judgement.at,
        reason: judgement.reason,
    })
}
