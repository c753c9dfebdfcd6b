//! Dossiers: finding an entity by a name, and all that the ledger has of it.

use std::collections::{BTreeMap, BTreeSet};

use super::close::{Degree, why};
use super::conflict::{between, clash};
use super::extent::{Extent, bearers};
use super::find::by_name;
use super::identity::{Cell, Identities, Judgements};
use super::propose::{Neighbour, identities_around, neighbours, nodes_of};
use super::said;
use crate::judge::whole_mention_id;
use crate::store::{EntityMention, Tx};
use crate::view::{
    Conflict, Dossier, DossierQuery, EntityBrief, Found, IdentityRow, Proposal, Reason, Spelling,
};
use crate::{LedgerError, limit};

/// How sure it is that two bearers of one name are one, where several people bear it.
const NAMESAKE_SCORE: f32 = 0.5;

/// Finds whom a name, or the id of a mention, stands for.
pub(crate) fn who(tx: &Tx<'_>, words: &str) -> Result<Found, LedgerError> {
    let all = DossierQuery::default();
    if let Some(mention) = by_id(tx, words)? {
        return Ok(Found { dossier: of_mention(tx, &mention, &all)?, others: Vec::new() });
    }
    let judgements = tx.identity_judgements()?;
    let nodes = by_name(tx, words)?;
    let identities = identities_around(tx, &judgements, nodes.iter().map(|(node, _)| node.clone()))?;
    let mut fits: Vec<(Cell, bool, EntityBrief)> = Vec::new();
    for (node, exact) in nodes {
        for cell in bearers(tx, &judgements, &identities, &node)? {
            if fits.len() < limit::FOUND_ENTITIES_MAX && !fits.iter().any(|(known, ..)| *known == cell) {
                let brief = Extent::of(tx, &judgements, &identities, &cell)?.brief(tx)?;
                fits.extend(brief.map(|brief| (cell, exact, brief)));
            }
        }
    }
    fits.sort_by(|(_, x, a), (_, y, b)| (y, b.documents, &a.id).cmp(&(x, a.documents, &b.id)));
    // One that bears the very name is meant, unless several do.
    let exact = fits.iter().filter(|(_, exact, _)| *exact).count();
    let one = exact == 1 || fits.len() == 1;
    let dossier = match fits.first() {
        Some((cell, ..)) if one => dossier(tx, &judgements, &identities, cell, &all)?,
        _ => None,
    };
    let others = fits.into_iter().skip(usize::from(one)).map(|(.., brief)| brief).collect();
    Ok(Found { dossier, others })
}

/// The dossier of whom a mention stands for, by its id or the first digits of it.
pub(crate) fn by_mention(
    tx: &Tx<'_>,
    id: &str,
    query: &DossierQuery,
) -> Result<Option<Dossier>, LedgerError> {
    match whole_mention_id(tx, id)? {
        Some(id) => match tx.entity_mention(&id)? {
            Some(mention) => of_mention(tx, &mention, query),
            None => Ok(None),
        },
        None => Ok(None),
    }
}

fn of_mention(
    tx: &Tx<'_>,
    mention: &EntityMention,
    query: &DossierQuery,
) -> Result<Option<Dossier>, LedgerError> {
    let judgements = tx.identity_judgements()?;
    let identities = identities_around(tx, &judgements, [mention.node.clone()])?;
    let cell = identities.cell(&mention.id, &mention.node, mention.document);
    dossier(tx, &judgements, &identities, &identities.first(&cell), query)
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

fn dossier(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    first: &Cell,
    query: &DossierQuery,
) -> Result<Option<Dossier>, LedgerError> {
    let extent = Extent::of(tx, judgements, identities, first)?;
    let Some(entity) = extent.brief(tx)? else { return Ok(None) };
    let (proposals, conflicts) = proposals(tx, judgements, identities, first)?;
    let spellings = spellings(tx, &extent)?;
    let form = Some(query.form.as_str()).filter(|form| !form.is_empty());
    let mentions = tx.extent_mentions(&extent, form, query.mentions)?;
    let mentions_total = match form {
        None => tx.extent_size(&extent)?.mentions as usize,
        Some(form) => {
            spellings.iter().filter(|spelling| spelling.folded == form).map(|s| s.documents as usize).sum()
        }
    };
    let said = said::statements(tx, &extent, &spellings, query)?;
    let mut roles = tx.extent_claims(&extent)?;
    roles.sort_by(|a, b| {
        (&a.date, &a.document, &a.role, &a.quote).cmp(&(&b.date, &b.document, &b.role, &b.quote))
    });
    let meant = said::meant(tx, &roles)?;
    Ok(Some(Dossier {
        judgements: judged(tx, judgements, identities, first, &extent)?,
        entity,
        spellings,
        mentions,
        mentions_total,
        proposals,
        conflicts,
        roles,
        meant,
        statements: said.rows,
        statements_total: said.total,
        parts: said.parts,
    }))
}

/// The spellings of an entity, the most frequent first.
fn spellings(tx: &Tx<'_>, extent: &Extent) -> Result<Vec<Spelling>, LedgerError> {
    let mut found: BTreeMap<(String, String), (u32, Option<EntityMention>)> = BTreeMap::new();
    let without: Vec<EntityMention> = extent
        .without
        .iter()
        .map(|id| tx.entity_mention(id))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    for node in &extent.nodes {
        for (folded, mut documents) in tx.forms_of(node, limit::SPELLINGS_MAX)? {
            let lost =
                without.iter().filter(|m| m.node == *node && super::node::fold(&m.quote) == folded).count();
            documents = documents.saturating_sub(u32::try_from(lost).unwrap_or(u32::MAX));
            let some = u32::try_from(without.len()).unwrap_or(u32::MAX).saturating_add(1);
            let mut own = tx.spelled(node, &folded, some)?.into_iter();
            let first = own.find(|mention| extent.has(mention));
            found.insert((node.clone(), folded), (documents, first));
        }
    }
    for mention in tx.extent_others(extent)? {
        let key = (mention.node.clone(), super::node::fold(&mention.quote));
        let place = found.entry(key).or_insert((0, None));
        place.0 += 1;
        place.1.get_or_insert(mention);
    }
    let main = tx.extent_first(extent)?.map_or(String::new(), |mention| mention.node);
    let mut out = Vec::new();
    for ((node, folded), (documents, first)) in found {
        let Some(first) = first else { continue };
        out.push(Spelling {
            form: first.quote.clone(),
            documents,
            basis: first.basis,
            why: Reason::Form { basis: first.basis, base: first.base.clone() },
            base: first.base,
            judged: node != main,
            mention: first.id,
            node,
            folded,
        });
    }
    out.sort_by(|a, b| (b.documents, &a.form, &a.node).cmp(&(a.documents, &b.form, &b.node)));
    Ok(out)
}

/// Who may be the same, and what stands against it.
pub(super) fn proposals(
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
        for cell in bearers(tx, judgements, &identities, &near.other.node.id)? {
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
                conflicts.push(between(tx, judgements, &identities, seq, [a, b])?);
            }
        }
    }
    let mut proposals = namesakes(tx, judgements, &identities, first, &own)?;
    for (cell, near) in &found {
        let extent = Extent::of(tx, judgements, &identities, cell)?;
        let Some(entity) = extent.brief(tx)? else { continue };
        proposals.push(Proposal {
            introduced: extent.introduction(tx, &entity)?,
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

/// Other bearers of the same name, where several people bear it.
fn namesakes(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    first: &Cell,
    own: &BTreeSet<String>,
) -> Result<Vec<Proposal>, LedgerError> {
    let mut out = Vec::new();
    for node in own.iter().filter(|node| identities.is_split(node)) {
        for cell in bearers(tx, judgements, identities, node)? {
            if cell == *first
                || identities.apart(first, &cell).is_some()
                || out.len() >= limit::SAME_PROPOSALS_MAX
            {
                continue;
            }
            let unsure = identities.unsure(first, &cell);
            let extent = Extent::of(tx, judgements, identities, &cell)?;
            let Some(entity) = extent.brief(tx)? else { continue };
            let introduced = extent.introduction(tx, &entity)?;
            let why = vec![Reason::Namesake(entity.document.clone())];
            out.push(Proposal { entity, score: NAMESAKE_SCORE, same_name: true, why, introduced, unsure });
        }
    }
    Ok(out)
}

/// What people judged of the mentions of an entity, and of those that were detached from its names; oldest first.
fn judged(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    first: &Cell,
    extent: &Extent,
) -> Result<Vec<IdentityRow>, LedgerError> {
    let is_own = |cell: Cell| identities.first(&cell) == *first;
    let about = |seq: i64, id: &String| {
        let placed = judgements.placed.get(id);
        placed.and_then(|placed| identities.end(judgements, seq, placed)).is_some_and(is_own)
    };
    let said = judgements.said.iter().filter(|said| said.between.iter().any(|id| about(said.seq, id)));
    let said = said.map(|said| said.seq);
    let from_here = |id: &String| is_own(Cell::Mention(id.clone())) || extent.without.contains(id);
    let detached = judgements.detached.iter().filter(|(id, _)| from_here(id));
    let detached = detached.flat_map(|(_, all)| all.iter().copied());
    let all: BTreeSet<i64> = said.chain(detached).collect();
    let mut rows = Vec::new();
    for seq in all {
        rows.extend(tx.judgement(seq)?.map(|judgement| identity_row(tx, judgement)).transpose()?);
    }
    Ok(rows)
}

/// A judgement of who is who, by its number in the log, also when it was taken back.
pub(crate) fn judgement(tx: &Tx<'_>, seq: i64) -> Result<Option<IdentityRow>, LedgerError> {
    let of_identity = |judgement: &crate::store::Judgement| {
        matches!(judgement.ruling, crate::Ruling::Identity { .. } | crate::Ruling::Detached)
    };
    tx.judgement(seq)?.filter(of_identity).map(|judgement| identity_row(tx, judgement)).transpose()
}

/// The judgements of who is who that lie on a mention and stand, oldest first.
pub(crate) fn judgements_on(tx: &Tx<'_>, id: &str) -> Result<Vec<IdentityRow>, LedgerError> {
    let standing = tx.judgements_on(id)?.into_iter().filter(|judgement| judgement.counts());
    standing.map(|judgement| identity_row(tx, judgement)).collect()
}

/// A judgement with the words that it is about.
fn identity_row(tx: &Tx<'_>, judgement: crate::store::Judgement) -> Result<IdentityRow, LedgerError> {
    let (mut words, mut places) = (Vec::new(), Vec::new());
    for end in &judgement.ends {
        let quote = tx.quotation(&end.on.quotation)?.map_or(String::new(), |quotation| quotation.quote);
        words.push(format!("“{quote}” in {}", end.on.document));
        let key = tx.document_key(&end.on.document)?;
        let row = key.map(|key| tx.document_row(key.n)).transpose()?.flatten();
        places.push((quote, row.map_or_else(|| end.on.document.clone(), |row| row.title)));
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
        places,
        author: judgement.author,
        at: judgement.at,
        reason: judgement.reason,
        undone: judgement.undone,
    })
}
