//! Which mentions an entity has, told by whole names as far as that goes: a name may stand in every document, and
//! what is asked of it is then answered by indexes instead of reading all of its mentions.

use super::identity::{Cell, Identities, Judgements, Split};
use crate::store::{EntityMention, Tx};
use crate::view::{EntityBrief, Introduction, RoleClaim};
use crate::{LedgerError, limit};

/// The mentions of an entity: all of some names but for a few, and a few of others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Extent {
    /// Names all of whose mentions belong to it.
    pub nodes: Vec<String>,
    /// Ids of the mentions of these names that were detached.
    pub without: Vec<String>,
    /// Keys of further mentions, in order.
    pub also: Vec<i64>,
}

impl Extent {
    /// The mentions of an entity, by its first cell.
    pub(crate) fn of(
        tx: &Tx<'_>,
        judgements: &Judgements,
        identities: &Identities,
        first: &Cell,
    ) -> Result<Extent, LedgerError> {
        let mut out = Extent::default();
        for cell in identities.cells(first) {
            match cell {
                Cell::Node(node) => {
                    out.without.extend(judgements.detached_from(&node).cloned());
                    out.nodes.push(node);
                }
                Cell::Within(node, document) => {
                    let detached = |id: &String| judgements.detached.contains_key(id);
                    let within = tx.mentions_within(&node, document)?;
                    out.also.extend(within.into_iter().filter(|m| !detached(&m.id)).map(|m| m.key));
                }
                Cell::Mention(id) => out.also.extend(tx.entity_mention(&id)?.map(|mention| mention.key)),
            }
        }
        out.also.sort_unstable();
        Ok(out)
    }

    /// The entity in one line; nothing where it has no mention.
    pub(crate) fn brief(&self, tx: &Tx<'_>) -> Result<Option<EntityBrief>, LedgerError> {
        let Some(first) = tx.extent_first(self)? else { return Ok(None) };
        Ok(Some(EntityBrief {
            name: self.name(tx)?,
            document: tx.document_key_of(first.document)?.map_or(String::new(), |key| key.id),
            documents: tx.extent_size(self)?.documents as usize,
            id: first.id,
            kind: first.kind,
        }))
    }

    /// The most frequent of the forms that are bases.
    pub(crate) fn name(&self, tx: &Tx<'_>) -> Result<String, LedgerError> {
        let mut all: Vec<(String, u32)> = Vec::new();
        for node in &self.nodes {
            all.extend(tx.bases(node)?);
        }
        for mention in tx.extent_others(self)? {
            all.push((mention.base, mention.times));
        }
        let mut times = std::collections::BTreeMap::<String, u32>::new();
        for (base, n) in all {
            *times.entry(base).or_default() += n;
        }
        let best = times.into_iter().max_by_key(|(base, times)| (*times, std::cmp::Reverse(base.clone())));
        Ok(best.map_or(String::new(), |(base, _)| base))
    }

    /// How it comes in.
    pub(crate) fn introduction(
        &self,
        tx: &Tx<'_>,
        entity: &EntityBrief,
    ) -> Result<Introduction, LedgerError> {
        let mut claims = tx.extent_claims(self)?;
        claims.sort_by(|a, b| (&a.date, &a.document, &a.role).cmp(&(&b.date, &b.document, &b.role)));
        let mut roles: Vec<RoleClaim> = Vec::new();
        for claim in claims {
            let known = roles.iter().any(|known| known.role.to_lowercase() == claim.role.to_lowercase());
            if !known && roles.len() < limit::INTRODUCTION_ROLES_MAX {
                roles.push(claim);
            }
        }
        let row = tx.document_key(&entity.document)?.map(|key| tx.document_row(key.n)).transpose()?.flatten();
        Ok(Introduction { roles, title: row.map_or_else(|| entity.document.clone(), |row| row.title) })
    }

    /// Whether a mention belongs to it.
    pub(crate) fn has(&self, mention: &EntityMention) -> bool {
        self.also.binary_search(&mention.key).is_ok()
            || self.nodes.contains(&mention.node) && !self.without.contains(&mention.id)
    }
}

/// The first cells of the entities that bear a name, in order of place; the detached ones last.
pub(crate) fn bearers(
    tx: &Tx<'_>,
    judgements: &Judgements,
    identities: &Identities,
    node: &str,
) -> Result<Vec<Cell>, LedgerError> {
    let most = u32::try_from(limit::FOUND_ENTITIES_MAX).unwrap_or(u32::MAX);
    let cells: Vec<Cell> = match identities.split(node) {
        None => vec![Cell::Node(node.to_owned())],
        Some(Split::Documents) => {
            let documents = tx.documents_bearing(node, most)?;
            documents.into_iter().map(|document| Cell::Within(node.to_owned(), document)).collect()
        }
        Some(Split::Forms) => tx.mentions_bearing(node, most)?.into_iter().map(Cell::Mention).collect(),
    };
    let detached = judgements.detached_from(node).take(limit::FOUND_ENTITIES_MAX).cloned().map(Cell::Mention);
    let mut out: Vec<Cell> = Vec::new();
    for cell in cells.into_iter().chain(detached) {
        let first = identities.first(&cell);
        if !out.contains(&first) {
            out.push(first);
        }
    }
    Ok(out)
}
